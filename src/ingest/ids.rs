//! The ids of a run: no two articles have the same.
//!
//! Of each id only a digest of 64 bits is kept, with a count: sixteen bytes and some for an article, however long
//! its id. Of a billion ids two different ones have the same digest with a probability of 3 %, and then one of them
//! gets `#2` without need; nothing else goes wrong.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ids of a run, as digests, with how often each was asked for.
#[derive(Default)]
pub(super) struct Ids(HashMap<u64, u32>);

impl Ids {
    /// Registers an id, changed to `id#2` and so on if it is taken, and tells whether it was. A number that an id
    /// of the input has already is passed over: after `a` and `a#2` of the input a second `a` is `a#3`.
    pub(super) fn register(&mut self, id: String) -> (String, bool) {
        let digest = Self::digest(&id);
        let Some(times) = self.0.get(&digest).copied() else {
            self.0.insert(digest, 1);
            return (id, false);
        };
        let mut times = times;
        let renamed = loop {
            times += 1;
            let renamed = format!("{id}#{times}");
            if !self.0.contains_key(&Self::digest(&renamed)) {
                break renamed;
            }
        };
        self.0.insert(digest, times);
        self.0.insert(Self::digest(&renamed), 1);
        (renamed, true)
    }

    /// A digest of an id, the same in every run.
    fn digest(id: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_ids_are_numbered() {
        let mut ids = Ids::default();
        let mut ask = |id: &str| ids.register(id.to_owned()).0;
        let given: Vec<String> = ["a", "a#2", "a", "a", "a#2", "b"].into_iter().map(&mut ask).collect();
        assert_eq!(given, ["a", "a#2", "a#3", "a#4", "a#2#2", "b"]);
    }
}
