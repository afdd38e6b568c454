//! The words that were seen before: what is known of them, and what they tell of the tokens around them.
//!
//! Half of a token's features tell of one word at one place: a word's weights there are summed once. Few words make up most of a
//! text.

use crate::segment::{Flags, Token};

use super::facts::{Fact, Style};
use super::features::{self, HERE, PLACES, Taken};
use super::weights::{Model, Sums};

/// The place of a fact that the memo does not have.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// No more words are kept.
const MOST: usize = 1 << 13;

/// What tells words apart. Words of sixteen bytes at most are told by their ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    head: u64,
    tail: u64,
    classes: u64,
    len: usize,
    flags: Flags,
    style: Style,
}

impl Key {
    /// The key of what lies beyond a sentence.
    pub(super) fn nothing(style: Style) -> Self {
        Self { head: 0, tail: 0, classes: 0, len: 0, flags: Flags::default(), style }
    }

    /// The key of a token in a sentence of that style; none if it is long.
    pub(super) fn of(token: Token<'_>, style: Style) -> Option<Self> {
        const TELLING: Flags = Flags::LETTER.or(Flags::DIGIT).or(Flags::CAPITALISED).or(Flags::CAPITALS);
        let bytes = token.text().as_bytes();
        let len = bytes.len();
        let (head, tail) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(head), Some(tail)) if len <= 16 => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
            (None, None) => (bytes.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)), 0),
            _ => return None,
        };
        Some(Self { head, tail, classes: token.classes().bits(), len, flags: token.flags().and(TELLING), style })
    }

    fn hash(&self) -> usize {
        let hash = (self.head ^ self.tail.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = (hash ^ hash >> 32 ^ self.style as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (hash >> 40) as usize
    }
}

struct Entry {
    key: Key,
    fact: Fact,
    /// The places whose sums are there, as bits.
    summed: u16,
    /// For each place, and for the token itself at a sentence's start.
    sums: [Sums; PLACES + 1],
}

/// The words that were seen.
#[derive(Default)]
pub(super) struct Memo {
    entries: Vec<Entry>,
    /// Open-addressed: the number of an entry and one more.
    slots: Vec<u32>,
    /// Room for features.
    features: Taken,
}

impl Memo {
    /// Makes room for the words of another article.
    pub(super) fn refresh(&mut self) {
        if self.slots.is_empty() || self.entries.len() >= MOST {
            self.clear();
        }
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.slots.clear();
        self.slots.resize(2 * MOST, 0);
    }

    /// The facts of the word of that key, which `make` makes if need be.
    pub(super) fn get(&mut self, key: Key, make: impl FnOnce() -> Fact) -> Fact {
        let mut at = key.hash() % (2 * MOST);
        while let Some(index) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
            let entry = &self.entries[index as usize];
            if entry.key == key {
                return entry.fact;
            }
            at = (at + 1) % (2 * MOST);
        }
        let mut fact = make();
        if self.entries.len() < MOST
            && let Some(slot) = self.slots.get_mut(at)
        {
            fact.known = u32::try_from(self.entries.len()).unwrap_or(UNKNOWN);
            *slot = fact.known + 1;
            self.entries.push(Entry { key, fact, summed: 0, sums: [Sums::default(); PLACES + 1] });
        }
        fact
    }

    /// Adds to `sums` what a word tells of the token that it stands at `place` of.
    pub(super) fn add(
        &mut self,
        fact: &Fact,
        place: usize,
        style: Style,
        model: Model<'_>,
        guide: u32,
        sums: &mut Sums,
    ) {
        let kept = if place == HERE && fact.starts { PLACES } else { place };
        let Some(entry) = self.entries.get_mut(fact.known as usize) else {
            self.features.clear();
            features::of_word(fact, place, style, guide, &mut self.features);
            model.add(self.features.as_slice(), sums);
            return;
        };
        if entry.summed & 1 << kept == 0 {
            entry.summed |= 1 << kept;
            self.features.clear();
            features::of_word(fact, place, style, guide, &mut self.features);
            model.add(self.features.as_slice(), &mut entry.sums[kept]);
        }
        for (sum, more) in sums.iter_mut().zip(entry.sums[kept]) {
            *sum = sum.wrapping_add(more);
        }
    }
}
