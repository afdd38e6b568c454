//! Unique quotations: what was said once and is printed in many articles and forms.
//!
//! Occurrences with the same words are one quotation where their speakers agree. Of the others, a shorter one is the
//! same as a longer one where its words stand there, in one piece or with pieces left out, but for a changed word;
//! words that turn the meaning (a "not", another number) keep them apart. Each joins the longest quotation that it
//! matches, never through a third.
//!
//! ```text
//! "We will build the bridge before the winter comes and we will pay for it"     the longest
//! "We will build the bridge before the winter comes"                            the same, a piece
//! "we will build the bridge ... and we will pay for it"                         the same, two pieces
//! said that they "will build the bridge before the winter comes"                the same: the words in marks
//! "We will not build the bridge before the winter comes"                        another: "not"
//! "We will see"                                                                 another: too short for anything
//!                                                                               but the same words
//! ```
//!
//! # How candidates are found
//!
//! Comparing each with each is out of the question. Quotations of five words and more with something in marks have
//! fingerprints, winnowed hashes of four words in turn (as in [`copies`](super::copies), with a narrower window); only
//! those that share one are laid beside each other ([`is_same`]). A phrase that hundreds share ("the people of this
//! country") would still give too many pairs, so that there each is compared with the longest and with the eight just
//! longer ones. Indirect quotations have no fingerprints, since two reporters' words for one thing are two; they are
//! one only where all words are.

use super::copies::Fingerprint;
use super::record::{QuoteRecord, Voice};
use super::spill::numbers::NumberSorter;
use super::spill::{Reader, Store};
use super::words::{Word, halves, hash_of, mix, words};
use crate::error::Error;
use crate::quote::QuoteKind;

mod beside;
mod numeral;

pub(super) use beside::is_same;

/// Fingerprints are hashes of so many words, so that a common run of four can be found …
const GRAM: usize = 4;
/// … the least of so many neighbours: a common run of six words has one for sure.
const WINDOW: usize = 3;
/// Quotations with fewer words are the same only where all words are: "We will see" is said by everybody.
const LEAST_COMPARED: usize = 5;
/// A piece of a quotation without a speaker has at least so many words, or it may be anybody's.
const LEAST_UNSPOKEN: usize = 8;
/// Up to so many quotations that share a fingerprint are each compared with each; of more, each with the longest of
/// them …
const ALL_COMPARED: usize = 16;
/// … and with so many just longer ones.
const COMPARED_BEFORE: usize = 8;

/// Who says a quotation: as much as is needed to see whether two agree, in twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    /// A hash of the person, organisation or other speaker.
    pub(super) id: u32,
    /// A hash of the first word of the name.
    pub(super) first: u32,
    /// A hash of its last word, the same as the first of a name of one word.
    pub(super) last: u32,
}

impl Speaker {
    /// Whether both may be one: "Zhou" is "Zhou Ji", and "Ji" is. Two different full names are two, however near they
    /// are; forms of one person agree by `id`.
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
    /// Who says it, where the article tells.
    pub(super) speaker: Option<Speaker>,
}

impl Said {
    /// Whether both may be of one speaker: copies of one story are, whatever was read in them. Where one has no
    /// speaker, `enough` tells, which is whether the words are so many that nobody else says them by chance.
    fn agrees(self, other: Self, enough: bool) -> bool {
        match (self.speaker, other.speaker) {
            _ if self.head == other.head => true,
            (Some(a), Some(b)) => a.agrees(b),
            _ => enough,
        }
    }
}

/// The words of a quotation, in short: 24 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard {
    /// The hash of those that it is compared by …
    pub(super) hash: u64,
    /// … and their number.
    pub(super) compared: u32,
    /// Whether some stand in quotation marks.
    pub(super) marked: bool,
    /// The number of all, by which coverage and words quoted are counted.
    pub(super) length: u32,
}

impl Heard {
    /// Of a quotation's content, with the words that it is compared by.
    ///
    /// These are, in turn: of a mixed quotation the words in marks if they are five or more; numbers in words as digits
    /// if it has such; else all.
    pub(super) fn of(content: &str, kind: QuoteKind) -> (Self, Vec<Word>) {
        let count = |words: &[Word]| u32::try_from(words.len()).unwrap_or(u32::MAX);
        let all = words(content);
        let length = count(&all);
        let inside = if kind == QuoteKind::Mixed { words_in_marks(content) } else { None };
        let compared = inside.or_else(|| numeral::words(content, &all)).unwrap_or(all);
        let (hash, marked) = (hash_of(&compared), kind != QuoteKind::Indirect);
        (Self { hash, compared: count(&compared), marked, length }, compared)
    }

    /// What quotations that may be the same share; none of a short one and of one without marks.
    pub(super) fn fingerprints(self, compared: &[Word]) -> Vec<Fingerprint> {
        if self.marked && compared.len() >= LEAST_COMPARED { fingerprints_of(compared) } else { Vec::new() }
    }
}

/// An occurrence of a quotation, as it was kept in the record that an article made of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence<'a> {
    /// Its number in its article.
    pub(super) quote: u32,
    /// The words that it is compared by, four bytes each.
    pub(super) words: &'a [u8],
    /// The name of its speaker, if it has one.
    pub(super) speaker: &'a str,
    /// What was said, as the article prints it.
    pub(super) content: &'a str,
}

/// What is kept in memory of a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuoteHead {
    /// Its words in short.
    pub(super) heard: Heard,
    /// Who says it; the entity is numbered among all of the corpus.
    pub(super) speaker: Option<Voice>,
}

/// Finds out which quotations are one. They are numbered as they come.
#[derive(Debug)]
pub(super) struct Uniques {
    /// Their records, by number.
    quotes: Store,
    /// What memory keeps, by number.
    heads: Vec<QuoteHead>,
    /// The number of a mixed quotation, and a person whom it names: who is a speaker too, if another one of its words
    /// is that person's. In the order of numbers.
    named: Vec<(u32, Voice)>,
    /// The halves of a fingerprint, the number of the quotation.
    fingerprints: NumberSorter<3>,
    /// Bytes for a sorting.
    memory: usize,
}

impl Uniques {
    /// None yet; sortings take `memory` bytes, the store of records a part of it.
    pub(super) fn new(memory: usize) -> Self {
        Self {
            quotes: Store::new(memory / 8),
            heads: Vec::new(),
            named: Vec::new(),
            fingerprints: NumberSorter::new(memory),
            memory,
        }
    }

    /// The number of quotations.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// Takes the next quotation, of an article whose first entity has this number.
    pub(super) fn push(&mut self, quote: &QuoteRecord, first_entity: u32) -> Result<(), Error> {
        let number = u32::try_from(self.heads.len()).expect("fewer than 4 G quotations");
        let global = |voice: Voice| Voice { entity: first_entity + voice.entity, ..voice };
        self.quotes.push(&quote.record)?;
        self.heads.push(QuoteHead { heard: quote.heard, speaker: quote.speaker.map(global) });
        self.named.extend(quote.named.iter().map(|&voice| (number, global(voice))));
        quote.fingerprints.iter().try_for_each(|[high, low]| self.fingerprints.push([*high, *low, number]))
    }

    /// What memory keeps of the quotation of that number.
    pub(super) fn head(&self, number: u32) -> QuoteHead {
        self.heads[number as usize]
    }

    /// The occurrence of that number.
    pub(super) fn get(&mut self, number: u32) -> Result<Occurrence<'_>, Error> {
        let mut fields = Reader(self.quotes.get(number as usize)?);
        let (quote, words) = (fields.u32(), fields.bytes());
        Ok(Occurrence { quote, words, speaker: fields.text(), content: fields.text() })
    }

    /// The words of a quotation, read again.
    fn words(&mut self, number: u32) -> Result<Vec<Word>, Error> {
        let words = self.get(number)?.words;
        Ok(words.chunks_exact(4).map(|word| Word(Reader(word).u32())).collect())
    }

    /// The quotation that each stands for: the longest of its group. Numbers are places in `order`, the numbers of all
    /// quotations in the order of time; `said` tells who says each, and `speaker` who a voice is.
    ///
    /// First those with the same words are joined, then each that still stands for itself is compared with its longer
    /// candidates, the longest first, until one is the same. What it is joined to is what the longer one stands for, so
    /// that all of a group hang on one; a quotation that others joined may itself join a longer one later, and takes
    /// them along by the last step.
    pub(super) fn join(
        &mut self,
        order: &[u32],
        said: &[Said],
        speaker: impl Fn(Voice) -> Speaker,
    ) -> Result<Vec<u32>, Error> {
        let mut of: Vec<u32> = (0..).take(order.len()).collect();
        let heard = |place: u32| self.head(order[place as usize]).heard;
        // The longest first; of the same length, the earliest.
        let mut by_length: Vec<u32> = of.clone();
        by_length.sort_unstable_by_key(|&at| (std::cmp::Reverse(heard(at).compared), at));
        let mut rank = vec![0u32; of.len()];
        for (place, &at) in (0..).zip(&by_length) {
            rank[at as usize] = place;
        }
        drop(by_length);
        join_equal(&rank, heard, said, &mut of);
        let pairs = self.candidates(order, &rank, &of)?;
        let mut shorter: Option<(u32, Vec<Word>)> = None;
        for pair in pairs {
            let [_, short, _, long] = pair?;
            if of[short as usize] != short {
                continue;
            }
            let centre = of[long as usize];
            let words = match &mut shorter {
                Some((number, words)) if *number == short => words,
                other => &mut other.insert((short, self.words(order[short as usize])?)).1,
            };
            let (ours, theirs) = (said[short as usize], said[centre as usize]);
            // Of those that repeat what another said, that one may be the speaker.
            let repeats = |speaker_of: Speaker| {
                let number = order[short as usize];
                let from = self.named.partition_point(|(of, _)| *of < number);
                let named = self.named[from..].iter().take_while(|(of, _)| *of == number);
                named.into_iter().any(|&(_, voice)| speaker(voice).agrees(speaker_of))
            };
            let agree = ours.agrees(theirs, words.len() >= LEAST_UNSPOKEN) || theirs.speaker.is_some_and(repeats);
            if agree && is_same(words, &self.words(order[centre as usize])?) {
                of[short as usize] = centre;
            }
        }
        // Equal ones follow the one that stood for them.
        for number in 0..of.len() {
            of[number] = of[of[number] as usize];
        }
        Ok(of)
    }

    /// Pairs of those that stand for themselves and share a fingerprint: rank and place of the shorter one, then of the
    /// longer one, each pair once, in order. Ranks go by length, the longest is 0.
    ///
    /// The fingerprints are used up by it.
    fn candidates(
        &mut self,
        order: &[u32],
        rank: &[u32],
        of: &[u32],
    ) -> Result<impl Iterator<Item = Result<[u32; 4], Error>> + use<>, Error> {
        let mut places = vec![0u32; order.len()];
        for (place, &number) in (0..).zip(order) {
            places[number as usize] = place;
        }
        let mut pairs = NumberSorter::new(self.memory);
        let mut sharers: Vec<(u32, u32)> = Vec::new();
        let mut fingerprint = None;
        let sorted = std::mem::replace(&mut self.fingerprints, NumberSorter::new(0)).finish()?;
        for row in sorted.map(Some).chain([None]) {
            let next = row.transpose()?.map(|[high, low, number]| ((high, low), places[number as usize]));
            if next.map(|(key, _)| key) != fingerprint {
                sharers.sort_unstable();
                for (place, &short) in sharers.iter().enumerate() {
                    let from = if sharers.len() <= ALL_COMPARED { 0 } else { place.saturating_sub(COMPARED_BEFORE) };
                    let first = (from > 0).then(|| &sharers[0]);
                    for &long in sharers[from..place].iter().chain(first) {
                        pairs.push([short.0, short.1, long.0, long.1])?;
                    }
                }
                sharers.clear();
                fingerprint = next.map(|(key, _)| key);
            }
            let stands = next.filter(|(_, place)| of[*place as usize] == *place);
            sharers.extend(stands.map(|(_, place)| (rank[place as usize], place)));
        }
        let mut last = None;
        Ok(pairs.finish()?.filter(move |pair| {
            let is_new = pair.as_ref().ok() != last.as_ref();
            last = pair.as_ref().ok().copied();
            is_new
        }))
    }
}

/// Joins those with the same words, each to the first with a speaker that agrees. Of equal words at most 64 different
/// speakers are looked at, which keeps "No comment" linear.
fn join_equal(rank: &[u32], heard: impl Fn(u32) -> Heard, said: &[Said], of: &mut [u32]) {
    let mut order: Vec<(u64, u32, bool, u32, u32)> = (0..)
        .zip(rank)
        .zip(said)
        .map(|((at, &rank), said)| {
            let Heard { hash, compared, .. } = heard(at);
            // Those with a speaker first, so that the others find one.
            (hash, compared, said.speaker.is_none(), rank, at)
        })
        .collect();
    order.sort_unstable();
    let mut heads: Vec<u32> = Vec::new();
    for same in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        heads.clear();
        for &(_, length, _, _, at) in same {
            let enough = length as usize >= LEAST_UNSPOKEN;
            let found = heads.iter().take(64).find(|&&head| said[at as usize].agrees(said[head as usize], enough));
            match found {
                Some(&head) => of[at as usize] = head,
                None => heads.push(at),
            }
        }
    }
}

/// The words between the quotation marks of a mixed quotation, where they are five or more; none else. Double marks
/// count, straight, curly and angled, and an opening one that nothing closes holds up to the end: single marks are
/// apostrophes too often.
fn words_in_marks(content: &str) -> Option<Vec<Word>> {
    let mut inside = String::new();
    let mut rest = content;
    while let Some(open) = rest.find(['“', '"', '«', '„', '\u{201f}']) {
        let from = open + rest[open..].chars().next().map_or(1, char::len_utf8);
        let close = rest[from..].find(['”', '"', '»', '“']).map_or(rest.len(), |close| from + close);
        inside.push(' ');
        inside.push_str(&rest[from..close]);
        rest = &rest[(close + rest[close..].chars().next().map_or(0, char::len_utf8)).min(rest.len())..];
    }
    let written = words(&inside);
    let words = numeral::words(&inside, &written).unwrap_or(written);
    (words.len() >= LEAST_COMPARED).then_some(words)
}

/// The fingerprints of a quotation, each once, sorted. Of equal words only the keys count, so case and accents of the
/// mark do not.
fn fingerprints_of(words: &[Word]) -> Vec<Fingerprint> {
    let hashes: Vec<u64> = words.windows(GRAM).map(|gram| mix(hash_of(gram), 0)).collect();
    let mut chosen: Vec<u64> =
        hashes.windows(WINDOW.min(hashes.len())).filter_map(|near| near.iter().min().copied()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().map(halves).collect()
}
