//! Unique quotations: what was said once and is printed in many articles and forms.
//!
//! Occurrences with the same words are one quotation where their speakers agree. Of the others, a shorter one is the same as a longer one
//! where its words stand there, in one piece or with pieces left out, but for a changed word; words that turn the meaning (a "not", another
//! number) keep them apart. Each joins the longest quotation that it matches, never through a third.

use std::collections::HashMap;

use super::spill::{Reader, Sorter, Store, Writer};
use super::words::{Word, hash_of, mix};
use crate::error::Error;
use crate::quote::QuoteKind;

mod beside;
mod numeral;

pub(super) use beside::is_same;

/// Fingerprints are hashes of so many words …
const GRAM: usize = 4;
/// … the least of so many neighbours.
const WINDOW: usize = 3;
/// Quotations with fewer words are the same only where all words are.
const SHORT: usize = 5;
/// A piece of a quotation without a speaker has at least so many words.
const LONG: usize = 8;
/// So many quotations that share a fingerprint are each compared with the longest of them and with those just before.
const FEW: usize = 16;
const BEFORE: usize = 8;

/// Who says a quotation: as much as is needed to see whether two agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    /// A hash of the person, organisation or other speaker.
    pub(super) id: u32,
    /// Hashes of the first and the last word of the name.
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Speaker {
    /// Whether both may be one: "Zhou" is "Zhou Ji", and "Ji" is.
    fn agrees(self, other: Self) -> bool {
        let is_part =
            |one: Self, whole: Self| one.first == one.last && (one.first == whole.first || one.last == whole.last);
        self.id == other.id || is_part(self, other) || is_part(other, self)
    }
}

/// What is known of a quotation beside its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// The earliest of the copies of its article.
    pub(super) head: u32,
    pub(super) speaker: Option<Speaker>,
}

impl Said {
    /// Whether both may be of one speaker: copies of one story are, whatever was read in them. Where one has no speaker, `enough` tells.
    fn agrees(self, other: Self, enough: bool) -> bool {
        match (self.speaker, other.speaker) {
            _ if self.head == other.head => true,
            (Some(a), Some(b)) => a.agrees(b),
            _ => enough,
        }
    }
}

/// An occurrence of a quotation, as it was kept.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    pub(super) article: u32,
    pub(super) quote: u32,
    pub(super) entity: Option<u32>,
    pub(super) content: String,
    words: Vec<Word>,
}

/// Finds out which quotations are one.
#[derive(Debug)]
pub(super) struct Uniques {
    quotes: Store,
    /// The hash of all words, and how many there are, with whether some stand in quotation marks.
    whole: Vec<(u64, u32, bool)>,
    memory: usize,
}

impl Uniques {
    pub(super) fn new(memory: usize) -> Result<Self, Error> {
        Ok(Self { quotes: Store::new()?, whole: Vec::new(), memory })
    }

    /// Takes the next quotation.
    pub(super) fn push(
        &mut self,
        article: u32,
        quote: u32,
        entity: Option<u32>,
        content: &str,
        kind: QuoteKind,
    ) -> Result<(), Error> {
        let marked = kind != QuoteKind::Indirect;
        let mixed = kind == QuoteKind::Mixed;
        let words = heard(content, mixed);
        let mut record = Writer::default();
        record.u32(article).u32(quote).u32(entity.map_or(u32::MAX, |entity| entity));
        record.words(&words.iter().map(|word| word.0).collect::<Vec<u32>>()).text(content);
        self.quotes.push(&record.0)?;
        self.whole.push((hash_of(&words), u32::try_from(words.len()).unwrap_or(u32::MAX), marked));
        Ok(())
    }

    /// The occurrence of that number.
    pub(super) fn get(&mut self, number: usize) -> Result<Occurrence, Error> {
        let record = self.quotes.get(number)?;
        let mut fields = Reader(&record);
        let (article, quote, entity) = (fields.u32(), fields.u32(), fields.u32());
        let words = fields.words().into_iter().map(Word).collect();
        let entity = (entity != u32::MAX).then_some(entity);
        Ok(Occurrence { article, quote, entity, content: fields.text().to_owned(), words })
    }

    /// The quotation that each stands for: the number of the longest of its group. `said` tells who says each.
    ///
    /// They came in the order of time. Of those that repeat what another said (`named`), that one may be the speaker.
    pub(super) fn join(&mut self, said: &[Said], named: &HashMap<u32, Vec<Speaker>>) -> Result<Vec<u32>, Error> {
        let mut of: Vec<u32> = (0..).take(self.whole.len()).collect();
        // The longest first; of the same length, the earliest.
        let mut by_length: Vec<u32> = of.clone();
        by_length.sort_unstable_by_key(|&at| (std::cmp::Reverse(self.whole[at as usize].1), at));
        let mut rank = vec![0u32; of.len()];
        for (place, &at) in (0..).zip(&by_length) {
            rank[at as usize] = place;
        }
        drop(by_length);
        self.join_equal(&rank, said, &mut of);
        let mut fingerprints = Sorter::new(self.memory);
        for number in 0..self.whole.len() {
            let (_, length, marked) = self.whole[number];
            if of[number] as usize == number && marked && length as usize >= SHORT {
                for fingerprint in fingerprints_of(&self.get(number)?.words) {
                    let mut record = Writer::default();
                    record.u64(fingerprint).u32(rank[number]).u32(u32::try_from(number).expect("fewer than 4 G"));
                    fingerprints.push(&record.0)?;
                }
            }
        }
        let pairs = candidates(fingerprints, self.memory)?;
        let mut shorter: Option<(u32, Occurrence)> = None;
        for pair in pairs {
            let pair = pair?;
            let mut fields = Reader(&pair);
            let (_, short, _, long) = (fields.u32(), fields.u32(), fields.u32(), fields.u32());
            if of[short as usize] != short {
                continue;
            }
            let centre = of[long as usize];
            if shorter.as_ref().is_none_or(|(number, _)| *number != short) {
                shorter = Some((short, self.get(short as usize)?));
            }
            let Some((_, occurrence)) = &shorter else { continue };
            let (ours, theirs) = (said[short as usize], said[centre as usize]);
            let repeats = |speaker: Speaker| {
                named.get(&short).is_some_and(|named| named.iter().any(|named| named.agrees(speaker)))
            };
            let agree = ours.agrees(theirs, occurrence.words.len() >= LONG) || theirs.speaker.is_some_and(repeats);
            if agree && is_same(&occurrence.words, &self.get(centre as usize)?.words) {
                of[short as usize] = centre;
            }
        }
        // Equal ones follow the one that stood for them.
        for number in 0..of.len() {
            of[number] = of[of[number] as usize];
        }
        Ok(of)
    }

    /// Joins those with the same words, each to the first with a speaker that agrees.
    fn join_equal(&self, rank: &[u32], said: &[Said], of: &mut [u32]) {
        let mut order: Vec<u32> = (0..).take(self.whole.len()).collect();
        let key = |at: u32| (self.whole[at as usize].0, self.whole[at as usize].1);
        // Those with a speaker first, so that the others find one.
        order.sort_unstable_by_key(|&at| (key(at), said[at as usize].speaker.is_none(), rank[at as usize]));
        let mut heads: Vec<u32> = Vec::new();
        for same in order.chunk_by(|&a, &b| key(a) == key(b)) {
            heads.clear();
            for &at in same {
                let enough = self.whole[at as usize].1 as usize >= LONG;
                let found = heads.iter().take(64).find(|&&head| said[at as usize].agrees(said[head as usize], enough));
                match found {
                    Some(&head) => of[at as usize] = head,
                    None => heads.push(at),
                }
            }
        }
    }
}

/// The words that occurrences are compared by: of a mixed one, those between quotation marks where they are enough.
fn heard(content: &str, mixed: bool) -> Vec<Word> {
    if mixed {
        let mut inside = String::new();
        let mut rest = content;
        while let Some(open) = rest.find(['“', '"', '«', '„', '\u{201f}']) {
            let from = open + rest[open..].chars().next().map_or(1, char::len_utf8);
            let close = rest[from..].find(['”', '"', '»', '“']).map_or(rest.len(), |close| from + close);
            inside.push(' ');
            inside.push_str(&rest[from..close]);
            rest = &rest[(close + rest[close..].chars().next().map_or(0, char::len_utf8)).min(rest.len())..];
        }
        let words = numeral::words(&inside);
        if words.len() >= SHORT {
            return words;
        }
    }
    numeral::words(content)
}

/// Pairs that share a fingerprint: rank and number of the shorter one, then of the longer one, each pair once, in order.
fn candidates(
    fingerprints: Sorter,
    memory: usize,
) -> Result<impl Iterator<Item = Result<Vec<u8>, Error>> + use<>, Error> {
    let mut pairs = Sorter::new(memory);
    let mut sharers: Vec<(u32, u32)> = Vec::new();
    let mut fingerprint = None;
    for record in fingerprints.finish()?.map(Some).chain([None]) {
        let record = record.transpose()?;
        let next = record.as_ref().map(|record| {
            let mut fields = Reader(record);
            (fields.u64(), (fields.u32(), fields.u32()))
        });
        if next.map(|(key, _)| key) != fingerprint {
            for (place, &short) in sharers.iter().enumerate() {
                let from = if sharers.len() <= FEW { 0 } else { place.saturating_sub(BEFORE) };
                let first = (from > 0).then(|| &sharers[0]);
                for &long in sharers[from..place].iter().chain(first) {
                    pairs.push(&Writer::default().u32(short.0).u32(short.1).u32(long.0).u32(long.1).0)?;
                }
            }
            sharers.clear();
            fingerprint = next.map(|(key, _)| key);
        }
        sharers.extend(next.map(|(_, sharer)| sharer));
    }
    let mut last = Vec::new();
    Ok(pairs.finish()?.filter(move |pair| match pair {
        Ok(pair) if *pair == last => false,
        Ok(pair) => {
            last.clone_from(pair);
            true
        }
        Err(_) => true,
    }))
}

/// The fingerprints of a quotation, each once. Of equal words only the keys count.
fn fingerprints_of(words: &[Word]) -> Vec<u64> {
    let hashes: Vec<u64> = words.windows(GRAM).map(|gram| mix(hash_of(gram), 0)).collect();
    let mut chosen: Vec<u64> =
        hashes.windows(WINDOW.min(hashes.len())).filter_map(|near| near.iter().min().copied()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}
