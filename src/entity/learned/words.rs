//! What a large corpus tells of single words: a table of hashes.
//!
//! Three such tables stand in a model: how often a word has a capital (with its topic), its cluster, and its class by
//! public word vectors. Only 16 bits of a hash are kept beside the place where it stands, so a word that a table does
//! not have is now and then taken for another one. That is cheaper than the text of the words, and the weights are
//! learned with the same mistakes.

/// A table of words: open-addressed slots of four bytes, of which two tell the word and two hold its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    /// Mark and value of each slot, two bytes each; value 0 is a free slot.
    slots: &'a [[u8; 4]],
}

impl<'a> Words<'a> {
    /// The table whose slots these are; their number is a power of two, or 0.
    pub(crate) fn new(slots: &'a [[u8; 4]]) -> Self {
        Self { slots }
    }

    /// The value of the word with that hash; 0 if the table does not have it.
    #[inline]
    pub(crate) fn get(self, hash: u32) -> u16 {
        let mark = mark(hash);
        let mut at = place(hash, self.slots.len());
        for _ in 0..self.slots.len() {
            let [a, b, c, d] = self.slots[at];
            let value = u16::from_le_bytes([c, d]);
            if value == 0 || u16::from_le_bytes([a, b]) == mark {
                return value;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        0
    }

    /// The slots of a table of these words, whose values are not 0. The first word of a hash counts. At most three
    /// quarters of the slots are in use, so that a search ends soon; the result depends on the order of `words` alone.
    #[cfg(feature = "learn")]
    pub(crate) fn build(words: &[(u32, u16)]) -> Vec<[u8; 4]> {
        let count = (words.len() * 4 / 3 + 1).next_power_of_two();
        let mut slots = vec![[0u8; 4]; count];
        for &(hash, value) in words {
            let mut at = place(hash, count);
            let [a, b] = mark(hash).to_le_bytes();
            while slots[at][2..] != [0, 0] && slots[at][..2] != [a, b] {
                at = (at + 1) & (count - 1);
            }
            if slots[at][2..] == [0, 0] {
                let [c, d] = value.to_le_bytes();
                slots[at] = [a, b, c, d];
            }
        }
        slots
    }
}

/// Levels of the classes that public word vectors make, the finest first.
pub(crate) const LEVELS: usize = 4;

/// What public word vectors tell of single words: a class on each level, 0 where there is none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classed<'a> {
    /// The number of the word's finest class, from 1.
    words: Words<'a>,
    /// The classes above a finest one: two bytes for the next level, one for each of the others.
    parents: &'a [[u8; 4]],
}

impl<'a> Classed<'a> {
    /// The classes of these words, where `parents` has a row for each finest class.
    pub(crate) fn new(words: Words<'a>, parents: &'a [[u8; 4]]) -> Self {
        Self { words, parents }
    }

    /// The classes of the word with that hash, the finest first; all 0 where the table does not have it.
    #[inline]
    pub(crate) fn get(self, hash: u32) -> [u16; LEVELS] {
        let finest = self.words.get(hash);
        match usize::from(finest).checked_sub(1).and_then(|index| self.parents.get(index)) {
            Some([a, b, c, d]) => [finest, u16::from_le_bytes([*a, *b]), u16::from(*c), u16::from(*d)],
            None => [0; LEVELS],
        }
    }
}

/// What tells a word from others near its slot: bits that the slot's place does not depend on, but for four.
#[inline]
fn mark(hash: u32) -> u16 {
    (hash & 0xffff) as u16
}

/// Where the search for a word starts.
#[inline]
fn place(hash: u32, slots: usize) -> usize {
    (hash >> 12) as usize & slots.wrapping_sub(1)
}
