//! Maps by the key of a name, which is a mixed hash already.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::gazetteer::key::Key;
use crate::id::EntityId;

/// A map by [`Key::finish`], which it does not hash again.
pub(super) type ByKey<V> = HashMap<u64, V, BuildHasherDefault<Mixed>>;

/// Takes a number that is mixed well for its own hash. Only sound for keys whose bits are spread already, as
/// [`Key::finish`] does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.rotate_left(8) ^ number;
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

/// More entities of one word than this are not compared, so that an article on a family of a hundred is read in linear
/// time.
const NAMESAKES: usize = 16;

/// Entities by a word of their names, each list in one vector with all others.
#[derive(Debug, Default)]
pub(super) struct Namesakes {
    /// The last entry of each word.
    last: ByKey<usize>,
    /// Entities, each with the entry before it of the same word.
    entries: Vec<(EntityId, Option<usize>)>,
}

impl Namesakes {
    /// None yet, with room for so many words.
    pub(super) fn with_capacity(words: usize) -> Self {
        Self {
            last: ByKey::with_capacity_and_hasher(words, BuildHasherDefault::default()),
            entries: Vec::with_capacity(words),
        }
    }

    /// The entities that have the word, the latest first.
    pub(super) fn of(&self, word: Key) -> impl Iterator<Item = EntityId> + '_ {
        self.from(self.last.get(&word.finish()).copied())
    }

    /// The entities from that entry back.
    fn from(&self, last: Option<usize>) -> impl Iterator<Item = EntityId> + '_ {
        let before = |&entry: &usize| self.entries[entry].1;
        std::iter::successors(last, before).map(|entry| self.entries[entry].0).take(NAMESAKES)
    }

    /// Adds an entity that has the word, unless it is one of the latest [`NAMESAKES`] already.
    pub(super) fn add(&mut self, word: Key, id: EntityId) {
        let last = self.last.get(&word.finish()).copied();
        if self.from(last).all(|known| known != id) {
            self.last.insert(word.finish(), self.entries.len());
            self.entries.push((id, last));
        }
    }
}
