//! The words that were seen before: what is known of them, and what they tell of the tokens around them.
//!
//! Half of a token's features tell of one word at one place: a word's weights there are summed once. Few words make up
//! most of a text.
//!
//! A word's number stands for it as [`Key`] tells it: text, classes, flags and the style of its sentence. Entries stay
//! until there are too many; then all go, and the next article starts anew. Words that are longer than a key can tell,
//! or that come when the room is full, are kept for their sentence only and their sums taken each time. So no result
//! depends on what a thread read before.

use super::features::{self, HERE, PLACES, Taken};
use super::weights::{Model, Sums};
use super::word::{Key, Style, Word};

/// No more words are kept: some eight thousand, each with ten rows of sums, are about two megabytes a thread.
const MOST: usize = 1 << 13;

/// The bit of the number of a word that is not kept beyond its sentence.
const SPARE: u32 = 1 << 31;

/// A word with its sums.
struct Entry {
    /// What is known of the word itself, for pairs of features and for what was not summed yet.
    word: Word,
    /// The places whose sums are there, as bits.
    summed: u16,
    /// For each place, and behind these for the token itself at a sentence's start, whose features differ.
    sums: [Sums; PLACES + 1],
}

/// The words that were seen.
#[derive(Default)]
pub(super) struct Memo {
    /// The words by their numbers, [`MOST`] at most.
    entries: Vec<Entry>,
    /// Open-addressed, twice as many as words: the number of an entry and one more; 0 is free.
    slots: Vec<u32>,
    /// Words of the sentence that are not kept.
    spare: Vec<Word>,
    /// Room for features.
    features: Taken,
}

impl Memo {
    /// Makes room for the words of another article: once the words are too many, all are let go. It must come between
    /// articles and never inside one, since rows hold numbers of words.
    pub(super) fn refresh(&mut self) {
        if self.slots.is_empty() || self.entries.len() >= MOST {
            self.clear();
        }
    }

    /// Forgets all, as must be done when another model or other guidelines are asked.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.slots.clear();
        self.slots.resize(2 * MOST, 0);
    }

    /// The number of what lies beyond a sentence of that style. The words of the sentence before that are not kept are
    /// let go.
    pub(super) fn nothing(&mut self, style: Style) -> u32 {
        self.spare.clear();
        self.get(Key::nothing(style), || Word::nothing(style))
    }

    /// The number of the word of that key, which `make` makes if need be. The number is valid until the next
    /// [`refresh`](Self::refresh); that of a word which is not kept until the next sentence.
    pub(super) fn get(&mut self, key: Key, make: impl FnOnce() -> Word) -> u32 {
        if key.is_vague() {
            return self.spare(make());
        }
        let mut at = key.hash() % (2 * MOST);
        while let Some(index) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
            if self.entries[index as usize].word.key == key {
                return index;
            }
            at = (at + 1) % (2 * MOST);
        }
        let number = u32::try_from(self.entries.len()).unwrap_or(SPARE);
        match self.slots.get_mut(at) {
            Some(slot) if self.entries.len() < MOST => *slot = number + 1,
            _ => return self.spare(make()),
        }
        self.entries.push(Entry { word: make(), summed: 0, sums: [Sums::default(); PLACES + 1] });
        number
    }

    /// The number of a word that is not kept: an index into `spare` with the bit [`SPARE`] set.
    pub(super) fn spare(&mut self, word: Word) -> u32 {
        self.spare.push(word);
        u32::try_from(self.spare.len() - 1).unwrap_or(0) | SPARE
    }

    /// The word of that number.
    pub(super) fn word(&self, number: u32) -> &Word {
        match number & SPARE {
            0 => &self.entries[number as usize].word,
            _ => &self.spare[(number ^ SPARE) as usize],
        }
    }

    /// Adds to `sums` what a word tells of the token that it stands at `place` of; `starts` says whether a sentence or
    /// a quotation starts with that word.
    pub(super) fn add(
        &mut self,
        number: u32,
        (place, starts): (usize, bool),
        style: Style,
        model: Model<'_>,
        guide: u32,
        sums: &mut Sums,
    ) {
        let kept = if place == HERE && starts { PLACES } else { place };
        let Some(entry) = self.entries.get_mut(number as usize) else {
            self.features.clear();
            features::of_word(
                &self.spare[(number ^ SPARE) as usize],
                (place, starts),
                style,
                guide,
                &mut self.features,
            );
            model.words.add(self.features.as_slice(), sums);
            return;
        };
        if entry.summed & 1 << kept == 0 {
            entry.summed |= 1 << kept;
            self.features.clear();
            features::of_word(&entry.word, (place, starts), style, guide, &mut self.features);
            model.words.add(self.features.as_slice(), &mut entry.sums[kept]);
        }
        for (sum, more) in sums.iter_mut().zip(entry.sums[kept]) {
            *sum = sum.wrapping_add(more);
        }
    }
}
