//! The words that rules name, and those that report: each token is looked up once, so that rules compare numbers.
//!
//! A rule says `page.is_any(at, words!["who", "which"])`. The macro makes the set when the program is compiled, as
//! bits over the numbers of [`quotation::WORDS`]; a token carries its number from the time it is read; and the test
//! is a shift and a mask. A word that is not listed does not compile, so the list is complete by construction.
//!
//! The [`Lexicon`] joins three vocabularies under one numbering: words that rules name (first, so that both numbers
//! are one), forms of reporting verbs and nouns ([`verbs`]), and finite forms of other verbs ([`finite`]). A word may
//! be in all of them. It is built at first use and holds words as hashes only: a word of the text whose hash has the
//! same 46 bits as that of an entry would be taken for it.

use std::sync::LazyLock;

use super::cell::Traits;
use super::finite::{self, Finite};
use super::verbs::{self, Verb};
use crate::lexicon::en::quotation;
use crate::lexicon::en::report::Frames;
use crate::lexicon::word_hash;

/// A set of words of [`quotation::WORDS`], made when the program is compiled: `words!["who", "which"]`. A word that
/// is not listed does not compile.
macro_rules! words {
    [$($word:literal),* $(,)?] => { &const { $crate::quote::lexicon::Words::of(&[$($word),*]) } };
}

/// The number of a word of [`quotation::WORDS`]: `word!("that")`.
macro_rules! word {
    ($word:literal) => {
        const { $crate::quote::lexicon::number($word) }
    };
}

/// A set of listed words, without regard to case: a bit for each number of [`number`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Words([u64; quotation::WORDS.len() / 64 + 1]);

impl Words {
    /// The set of these words.
    ///
    /// # Panics
    ///
    /// Where a word is not listed; sets are made in constants, so that the compiler tells.
    pub(super) const fn of(words: &[&str]) -> Self {
        let mut set = Self([0; quotation::WORDS.len() / 64 + 1]);
        let mut at = 0;
        while at < words.len() {
            let number = number(words[at]) as usize;
            set.0[number / 64] |= 1 << (number % 64);
            at += 1;
        }
        set
    }

    /// Whether the word of that number is one of them.
    #[inline]
    pub(super) fn has(&self, number: u16) -> bool {
        let number = usize::from(number);
        self.0.get(number / 64).is_some_and(|bits| bits & 1 << (number % 64) != 0)
    }
}

/// The number of a listed word, from 1; 0 is that of every other word. Found by halves, for the list is sorted by
/// bytes.
///
/// # Panics
///
/// Where the word is not listed, which the compiler tells of a constant.
pub(super) const fn number(word: &str) -> u16 {
    let (mut low, mut high) = (0, quotation::WORDS.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match order(quotation::WORDS[middle].as_bytes(), word.as_bytes()) {
            0 => {
                #[expect(clippy::cast_possible_truncation, reason = "a few hundred words")]
                return middle as u16 + 1;
            }
            1 => high = middle,
            _ => low = middle + 1,
        }
    }
    panic!("the word is not listed")
}

/// 0 if the two are the same, 1 if the first comes later, 2 if the second does.
const fn order(a: &[u8], b: &[u8]) -> u8 {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return if a[at] > b[at] { 1 } else { 2 };
        }
        at += 1;
    }
    if a.len() == b.len() {
        0
    } else if a.len() > b.len() {
        1
    } else {
        2
    }
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// What it reports as a verb.
    pub(super) verb: Option<Verb>,
    /// What it reports as a noun.
    pub(super) noun: Option<Frames>,
    /// How it shows a clause, as a verb that reports nothing.
    pub(super) finite: Option<Finite>,
}

/// Words by their hash: an open-addressed table behind a filter of 65,536 bits.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// A bit for each hash: most words of a text are told by it to be none of these, without a look at the table.
    listed: Box<[u64; LISTED]>,
    /// Open addressing: some bits of the hash, the number of the entry and its traits, which most words are asked for.
    slots: Box<[(u32, u16, Traits); SLOTS]>,
    /// The first is that of no word.
    entries: Vec<Entry>,
}

/// Words of 64 bits of the filter. A power of two.
const LISTED: usize = 1 << 10;
/// Places of the table. A power of two, more than half of it free, so that a search is short and ends.
const SLOTS: usize = 1 << 14;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

impl Lexicon {
    /// The program's.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// Builds the table from the vocabularies. Of a form that two verbs share the first that is told counts.
    fn build() -> Self {
        let slots = vec![(0, 0, Traits::default()); SLOTS].try_into().expect("there are so many");
        let mut lexicon = Self { listed: Box::new([0; LISTED]), slots, entries: vec![Entry::default()] };
        // The first entries are those of the words that rules name, so that both have one number.
        for word in quotation::WORDS {
            lexicon.entry(word);
        }
        verbs::forms(&mut |form, verb| {
            lexicon.entry(form).verb.get_or_insert(verb);
        });
        verbs::nouns(&mut |form, frames| {
            lexicon.entry(form).noun.get_or_insert(frames);
        });
        finite::forms(&mut |form, finite| {
            lexicon.entry(form).finite.get_or_insert(finite);
        });
        for (_, number, traits) in lexicon.slots.iter_mut().filter(|(_, number, _)| *number > 0) {
            let entry = &lexicon.entries[usize::from(*number)];
            *traits = Traits::of_word(*number, entry.verb.is_some(), entry.noun.is_some(), entry.finite);
        }
        lexicon
    }

    /// The entry of `word`, made if it has none.
    fn entry(&mut self, word: &str) -> &mut Entry {
        let hash = word_hash(word);
        let (word, bit) = Self::bit(hash);
        self.listed[word] |= bit;
        let (mark, mut at) = Self::place(hash);
        while self.slots[at].1 != 0 && self.slots[at].0 != mark {
            at = (at + 1) % SLOTS;
        }
        if self.slots[at].1 == 0 {
            self.slots[at] = (mark, u16::try_from(self.entries.len()).unwrap_or_default(), Traits::default());
            self.entries.push(Entry::default());
        }
        &mut self.entries[usize::from(self.slots[at].1)]
    }

    /// Where the filter has its bit: the word of 64 and the bit in it.
    #[inline]
    fn bit(hash: u64) -> (usize, u64) {
        ((hash >> 48) as usize % LISTED, 1 << (hash >> 42 & 63))
    }

    /// What a place of the table is marked with, the upper half of the hash, and where the search for it starts.
    #[inline]
    fn place(hash: u64) -> (u32, usize) {
        ((hash >> 32) as u32, (hash >> 4) as usize % SLOTS)
    }

    /// The number of the entry of the word with this hash, which is [`number`] if rules name it, and its traits; 0
    /// and no trait if there is none. Most words end at the filter; the others cost one or two places of the table.
    #[inline]
    pub(super) fn find(&self, hash: u64) -> (u16, Traits) {
        let (word, bit) = Self::bit(hash);
        if self.listed[word] & bit == 0 {
            return (0, Traits::default());
        }
        let (mark, mut at) = Self::place(hash);
        loop {
            let (held, entry, traits) = self.slots[at];
            if entry == 0 || held == mark {
                return (entry, traits);
            }
            at = (at + 1) % SLOTS;
        }
    }

    /// The entry of that number; number 0 is that of no word.
    #[inline]
    pub(super) fn at(&self, entry: u16) -> &Entry {
        &self.entries[usize::from(entry)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_found_again() {
        assert!(quotation::WORDS.is_sorted_by(|a, b| a < b));
        let lexicon = Lexicon::get();
        for (word, number) in quotation::WORDS.iter().zip(1..) {
            assert_eq!(lexicon.find(word_hash(word)).0, number, "{word}");
        }
        assert!(lexicon.entries.len() * 2 < SLOTS);
        assert!(words!["who", "which"].has(word!("which")));
        assert!(!words!["who", "which"].has(word!("that")));
        assert!(!words!["who", "which"].has(0));
    }
}
