//! Words by their hashes: lists that the compiler makes tables of, and the words that the rules name.
//!
//! A word is its hash ([`small_word_hash`]) from here on: comparing two is comparing two numbers.
//!
//! Two forms. A rule that asks for a few words names them in place: `words!("local time")` are the hashes of
//! two words, `word!("the")` of one, both computed by the compiler. A stage that must know what *any* word
//! stands for has an [`Index`]: rows of a meaning with its words, from which the compiler makes a hash table,
//! so that the program starts with nothing to build.
//!
//! `Word::of(hash)` of a vocabulary is one or two reads and no branch for most words, listed or not.

use super::hash::small_word_hash;

/// Rows of words: what the words of a row stand for, and the words in lower case, apart by one blank. No word
/// stands twice.
pub(crate) type Rows<T> = [(T, &'static str)];

/// The number of words in a list, which are apart by one blank; two blanks in a row would be an empty word.
pub(crate) const fn count(list: &str) -> usize {
    let (list, mut count, mut at) = (list.as_bytes(), 1, 0);
    while at < list.len() {
        if list[at] == b' ' {
            count += 1;
        }
        at += 1;
    }
    count
}

/// The hashes of the words of a list in lower case, apart by one blank; `COUNT` is what [`count`] gives for it.
pub(crate) const fn hashes<const COUNT: usize>(list: &str) -> [u64; COUNT] {
    let list = list.as_bytes();
    let (mut hashes, mut word, mut start, mut at) = ([0; COUNT], 0, 0, 0);
    while at <= list.len() {
        if at == list.len() || list[at] == b' ' {
            hashes[word] = small_word_hash(list.split_at(start).1.split_at(at - start).0);
            word += 1;
            start = at + 1;
        }
        at += 1;
    }
    hashes
}

/// The hashes of the words of a list in lower case, apart by one blank, as rules compare them: a static slice.
macro_rules! words {
    ($list:literal) => {
        const { &$crate::lexicon::index::hashes::<{ $crate::lexicon::index::count($list) }>($list) }
    };
}
pub(crate) use words;

/// The hash of a word in lower case, as rules compare it.
macro_rules! word {
    ($word:literal) => {
        const { $crate::lexicon::index::hashes::<1>($word)[0] }
    };
}
pub(crate) use word;

/// Slots of a table: several for each of a few hundred words, so that most look-ups of words that are none end
/// at the first.
const SLOTS: usize = 4096;

/// The bit of a slot behind which a search goes on: the next slot may hold a word that has no room here.
const MORE: u16 = 1 << 15;

/// The hash table of a list of words, which are fewer than `COUNT`, a power of two. Open-addressed by the low
/// bits of the hash.
pub(crate) struct Index<T, const COUNT: usize> {
    /// Numbers of words, or 0; with [`MORE`] where the next slot may hold a word that has no room here.
    slots: [u16; SLOTS],
    /// The words from 1, with their hashes and meanings; what no list has stands for the meaning of 0.
    words: [(u64, T); COUNT],
}

impl<T: Copy, const COUNT: usize> Index<T, COUNT> {
    /// The table of `rows`; any other word stands for `other`. Made by the compiler: a word that stands twice
    /// keeps the meaning of its first row.
    #[expect(clippy::cast_possible_truncation, reason = "words are few, and try_from is not const")]
    pub(crate) const fn new(rows: &Rows<T>, other: T) -> Self {
        let mut index = Self { slots: [0; SLOTS], words: [(0, other); COUNT] };
        let (mut row, mut word) = (0, 1);
        while row < rows.len() {
            let list = rows[row].1.as_bytes();
            let (mut start, mut at) = (0, 0);
            while at <= list.len() {
                if at == list.len() || list[at] == b' ' {
                    let hash = small_word_hash(list.split_at(start).1.split_at(at - start).0);
                    let mut slot = slot(hash);
                    while index.slots[slot] > 0 {
                        index.slots[slot] |= MORE;
                        slot = (slot + 1) % SLOTS;
                    }
                    index.words[word] = (hash, rows[row].0);
                    index.slots[slot] = word as u16;
                    word += 1;
                    start = at + 1;
                }
                at += 1;
            }
            row += 1;
        }
        index
    }

    /// What the word of that hash stands for. Whether it is a listed one is a coin's toss in news: no branch
    /// asks for it.
    #[expect(clippy::needless_bitwise_bool, reason = "no branch")]
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> T {
        let mut slot = slot(hash);
        loop {
            let here = self.slots[slot];
            let number = usize::from(here) % COUNT;
            let known = self.words[number].0 == hash;
            if known | (here & MORE == 0) {
                return self.words[number * usize::from(known)].1;
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// Room for the words in `rows` and one: a power of two, so that no number goes beyond.
pub(crate) const fn total<T>(rows: &Rows<T>) -> usize {
    let (mut total, mut row) = (1, 0);
    while row < rows.len() {
        total += count(rows[row].1);
        row += 1;
    }
    total.next_power_of_two()
}

/// The slot from which a hash is looked for. The lowest bit is the same in all hashes.
#[inline]
const fn slot(hash: u64) -> usize {
    (hash >> 1) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_hash;

    const ROWS: &Rows<u8> = &[(1, "monday mon mon."), (2, "’s")];

    static INDEX: Index<u8, { total(ROWS) }> = Index::new(ROWS, 0);

    #[test]
    fn finds_the_words_of_its_rows_only() {
        for (word, row) in [("Monday", 1), ("mon.", 1), ("’s", 2), ("mo", 0), ("", 0), ("monda y", 0)] {
            assert_eq!(INDEX.find(word_hash(word)), row, "{word:?}");
        }
    }

    #[test]
    fn lists_are_cut_at_blanks() {
        assert_eq!(*words!("local time"), [word!("local"), word!("time")]);
        assert_eq!(word!("time"), word_hash("Time"));
    }
}
