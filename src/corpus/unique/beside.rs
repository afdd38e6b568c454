//! Two quotations laid beside each other: is the shorter one the longer one again?
//!
//! Runs of three or more words that both have are found from the left, in order, in both. What stands before, between
//! and behind them is what was changed: it may be a word in twelve (one at least), and may neither bring in nor lose a
//! number or a word that turns the meaning.
//!
//! ```text
//! longer    We will build it, I promise, and pay for it
//! shorter   we will build it now and pay for it            the same: "now" for "I promise" between two runs
//! shorter   we will build it                               the same: one run
//! shorter   we will not build it                           another: "build it" is no run of three, none is found
//! shorter   we will build it, not you, and pay for it      another: "not" between two runs
//! ```
//!
//! Words of the longer one that are left out in one long piece may say anything, even "not": reporters cut sentences.
//! Time is the length of both multiplied in the worst case, of quotations that share runs all along; they are some
//! dozens of words.

use std::sync::LazyLock;

use crate::corpus::words::{Word, words};
use crate::lexicon::en::meaning::{ARTICLES, TURNING};

/// Runs of the same words have at least this length: two words side by side are often chance.
const RUN: usize = 3;

/// The keys of words that turn the meaning, sorted.
static TURNING_KEYS: LazyLock<Vec<u32>> = LazyLock::new(|| keys(TURNING));
/// The keys of articles, which reporters drop and add, sorted.
static ARTICLE_KEYS: LazyLock<Vec<u32>> = LazyLock::new(|| keys(ARTICLES));

/// The keys of words in a list, sorted.
fn keys(list: &str) -> Vec<u32> {
    let mut keys: Vec<u32> = words(list).iter().map(|word| word.key()).collect();
    keys.sort_unstable();
    keys
}

/// Whether the words of the shorter quotation are those of the longer one: in one piece or in pieces in their order,
/// with a word in twelve changed at most and none that turns the meaning.
pub(in crate::corpus) fn is_same(shorter: &[Word], longer: &[Word]) -> bool {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    let (mut at, mut from) = (0, 0);
    while at + RUN <= shorter.len() {
        let Some(place) = find(longer, from, &shorter[at..at + RUN]) else {
            at += 1;
            continue;
        };
        let ahead = shorter[at..].iter().zip(&longer[place..]);
        let length = ahead.take_while(|(ours, theirs)| ours.key() == theirs.key()).count();
        runs.push((at, place, length));
        (at, from) = (at + length, place + length);
    }
    let (Some(&first), Some(&last)) = (runs.first(), runs.last()) else { return false };
    let mut changed = 0;
    let mut between = |ours: &[Word], theirs: &[Word]| -> bool {
        changed += others(ours, theirs);
        // What is left out in one long piece may say anything; a few words may not turn the meaning.
        let few = if theirs.len() <= ours.len() + BESIDE_MORE { theirs } else { &[] };
        !turns_differ(ours, few)
    };
    let (before, after) = (&shorter[..first.0], &shorter[last.0 + last.2..]);
    // Changed words at the start or end stand beside as many of the longer one, and some more.
    let beside = |ours: &[Word]| if ours.is_empty() { 0 } else { ours.len() + BESIDE_MORE };
    let start = first.1.saturating_sub(beside(before));
    let end = longer.len().min(last.1 + last.2 + beside(after));
    let told_same = between(before, &longer[start..first.1])
        && between(after, &longer[last.1 + last.2..end])
        && runs.windows(2).all(|pair| {
            let [(at, place, length), (next_at, next_place, _)] = [pair[0], pair[1]];
            between(&shorter[at + length..next_at], &longer[place + length..next_place])
        });
    told_same && changed <= (shorter.len() / 12).max(1)
}

/// So many words more in the longer quotation are still beside those that were changed; a longer piece is one that was
/// left out.
const BESIDE_MORE: usize = 3;

/// How many of our words are not theirs, in their order; articles do not count. A word that stands there earlier than
/// the one before it counts as changed.
fn others(ours: &[Word], theirs: &[Word]) -> usize {
    let mut from = 0;
    let mut count = 0;
    for word in ours {
        match theirs[from..].iter().position(|other| other.key() == word.key()) {
            Some(place) => from += place + 1,
            None => count += usize::from(ARTICLE_KEYS.binary_search(&word.key()).is_err()),
        }
    }
    count
}

/// Where a run of words stands in the longer quotation from `from` on, the first time.
fn find(longer: &[Word], from: usize, run: &[Word]) -> Option<usize> {
    let starts = longer.get(from..)?.windows(run.len());
    starts
        .enumerate()
        .find(|(_, words)| words.iter().zip(run).all(|(a, b)| a.key() == b.key()))
        .map(|(at, _)| from + at)
}

/// Whether one of them has a number or a word that turns the meaning, and the other has not. How often counts too: "no,
/// no" is not "no".
fn turns_differ(a: &[Word], b: &[Word]) -> bool {
    let turning = |words: &[Word]| {
        let is = |word: &&Word| word.is_number() || TURNING_KEYS.binary_search(&word.key()).is_ok();
        let mut keys: Vec<u32> = words.iter().filter(is).map(|word| word.key()).collect();
        keys.sort_unstable();
        keys
    };
    turning(a) != turning(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_words(a: &str, b: &str) -> bool {
        is_same(&words(a), &words(b))
    }

    #[test]
    fn pieces_and_a_changed_word_are_the_same() {
        let whole = "We will build the bridge before the winter comes and we will pay for it ourselves";
        assert!(same_words("we will build the bridge before the winter comes", whole));
        assert!(same_words("We will build the bridge ... and we will pay for it ourselves", whole));
        assert!(same_words(
            "We will build the bridge before the winter comes and we shall pay for it ourselves",
            whole
        ));
    }

    #[test]
    fn a_turned_meaning_is_another_quotation() {
        let whole = "We will build 12 bridges before the winter comes and we will pay for them";
        assert!(!same_words("We will not build 12 bridges before the winter comes and we will pay for them", whole));
        assert!(!same_words("We will build 14 bridges before the winter comes and we will pay for them", whole));
        assert!(!same_words("We will build 12 bridges before the town has asked for one", whole));
    }
}
