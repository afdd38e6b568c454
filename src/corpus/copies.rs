//! Copies: articles that are, in whole or in part, another article again.
//!
//! Candidates share fingerprints: hashes of eight words, chosen by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD
//! 2003) so that any run of 23 words which two texts share has one in common. A candidate is then laid beside the
//! earlier article. Its words must stand there in long runs, and where a few words between two runs are others, these
//! may not be numbers and names: reports that an office writes week by week in one form differ in just those.

use std::collections::HashMap;

use super::record::ArticleRecord;
use super::spill::Store;
use super::spill::numbers::NumberSorter;
use super::words::{Word, halves, hash_of, mix};
use crate::error::Error;
use crate::lexicon::hash::FACTOR;

/// A fingerprint is of so many words.
const GRAM: usize = 8;
/// Of so many neighbouring hashes, the least is a fingerprint.
const WINDOW: usize = 16;
/// Texts with fewer words are copies only where all words are the same.
const SHORT: usize = 40;
/// So many articles that share a fingerprint are each compared with the first of them and with those just before.
const FEW: usize = 12;
const BEFORE: usize = 4;
/// Candidates share at least so many fingerprints.
const SHARED: u32 = 2;
/// Runs of the same words have at least this length.
const RUN: usize = 4;

/// What an article is to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CopyKind {
    /// The same words.
    Exact,
    /// The same story, edited or cut.
    Reprint,
    /// A small part of it, or all of a text that is a small part.
    Excerpt,
}

impl CopyKind {
    /// The name that the `duplicates` table holds.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Reprint => "reprint",
            Self::Excerpt => "excerpt",
        }
    }
}

/// That an article is a copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copied {
    /// The number of the earliest article of the group.
    pub(super) of: u32,
    pub(super) kind: CopyKind,
    /// The share of three-word runs that both have, of all that either has (Jaccard).
    pub(super) similarity: f32,
}

/// Finds copies among articles that come one by one.
#[derive(Debug)]
pub(super) struct Copies {
    texts: Store,
    /// The halves of a fingerprint, article.
    fingerprints: NumberSorter<3>,
    /// The hash and number of words of each article.
    whole: Vec<(u64, u32)>,
    /// The longest article of each group by its earliest.
    longest: HashMap<u32, u32>,
    memory: usize,
    days: i32,
}

impl Copies {
    /// Copies that are at most `days` apart; in `memory` bytes.
    pub(super) fn new(days: i32, memory: usize) -> Self {
        Self {
            texts: Store::new(memory / 8),
            fingerprints: NumberSorter::new(memory),
            whole: Vec::new(),
            longest: HashMap::new(),
            memory,
            days,
        }
    }

    /// Takes the next article.
    pub(super) fn push(&mut self, record: &ArticleRecord) -> Result<(), Error> {
        let article = u32::try_from(self.whole.len()).expect("fewer than 4 G articles");
        self.texts.push_all(record.words.iter().map(|word| word.0.to_le_bytes()), 4 * record.words.len())?;
        self.whole.push((record.whole, u32::try_from(record.words.len()).unwrap_or(u32::MAX)));
        record.fingerprints.iter().try_for_each(|[high, low]| self.fingerprints.push([*high, *low, article]))
    }

    /// What each article is a copy of. `rank` has each article's place in time, `day` its day.
    pub(super) fn finish(mut self, rank: &[u32], day: &[Option<i32>]) -> Result<Vec<Option<Copied>>, Error> {
        let mut copies: Vec<Option<Copied>> = vec![None; self.whole.len()];
        self.exact(rank, &mut copies);
        let candidates = self.candidates(rank, day, &copies)?;
        let mut of: Vec<u32> = Vec::new();
        let mut article = None;
        for candidate in candidates {
            let [_, later, _, earlier] = candidate?;
            if article != Some(later) {
                if let Some(article) = article {
                    self.decide(article, &of, rank, &mut copies)?;
                }
                article = Some(later);
                of.clear();
            }
            of.push(earlier);
        }
        if let Some(article) = article {
            self.decide(article, &of, rank, &mut copies)?;
        }
        // The copy of a copy's own words is a copy of its head.
        for article in 0..copies.len() {
            if let Some(copied) = copies[article]
                && let Some(further) = copies[copied.of as usize]
            {
                copies[article] = Some(Copied { of: further.of, ..further });
            }
        }
        Ok(copies)
    }

    /// Articles with the same words are copies of the earliest.
    fn exact(&self, rank: &[u32], copies: &mut [Option<Copied>]) {
        let mut order: Vec<u32> = (0..).take(self.whole.len()).filter(|&at| self.whole[at as usize].1 > 0).collect();
        order.sort_unstable_by_key(|&at| (self.whole[at as usize], rank[at as usize]));
        for same in order.chunk_by(|&a, &b| self.whole[a as usize] == self.whole[b as usize]) {
            for &copy in &same[1..] {
                copies[copy as usize] = Some(Copied { of: same[0], kind: CopyKind::Exact, similarity: 1.0 });
            }
        }
    }

    /// Pairs of articles with common fingerprints: rank and number of the later one, then of the earlier, in order.
    fn candidates(
        &mut self,
        rank: &[u32],
        day: &[Option<i32>],
        copies: &[Option<Copied>],
    ) -> Result<impl Iterator<Item = Result<[u32; 4], Error>> + use<>, Error> {
        let near = |a: u32, b: u32| match (day[a as usize], day[b as usize]) {
            (Some(a), Some(b)) => (a - b).abs() <= self.days,
            _ => true,
        };
        let mut pairs = NumberSorter::new(self.memory);
        let mut pair = |later: u32, earlier: u32| {
            let row = [rank[later as usize], later, rank[earlier as usize], earlier];
            if near(later, earlier) { pairs.push(row) } else { Ok(()) }
        };
        let mut sharers: Vec<u32> = Vec::new();
        let mut fingerprint = None;
        let none = NumberSorter::new(0);
        let sorted = std::mem::replace(&mut self.fingerprints, none).finish()?;
        for row in sorted.map(Some).chain([None]) {
            let next = row.transpose()?.map(|[high, low, article]| ((high, low), article));
            if next.map(|(key, _)| key) != fingerprint {
                sharers.sort_unstable_by_key(|&article| rank[article as usize]);
                for (place, &later) in sharers.iter().enumerate() {
                    let from = if sharers.len() <= FEW { 0 } else { place.saturating_sub(BEFORE) };
                    for &earlier in &sharers[from..place] {
                        pair(later, earlier)?;
                    }
                    if from > 0 {
                        pair(later, sharers[0])?;
                    }
                }
                sharers.clear();
                fingerprint = next.map(|(key, _)| key);
            }
            if let Some((_, article)) = next
                && copies[article as usize].is_none()
                && sharers.last() != Some(&article)
            {
                sharers.push(article);
            }
        }
        let mut pairs = pairs.finish()?.peekable();
        Ok(std::iter::from_fn(move || {
            loop {
                let first = match pairs.next()? {
                    Ok(first) => first,
                    error => return Some(error),
                };
                let mut shared = 1;
                while pairs.next_if(|next| next.as_ref().is_ok_and(|next| *next == first)).is_some() {
                    shared += 1;
                }
                if shared >= SHARED {
                    return Some(Ok(first));
                }
            }
        }))
    }

    /// Whether an article is a copy of one of those before it, and of the head of which group.
    fn decide(
        &mut self,
        article: u32,
        earlier: &[u32],
        rank: &[u32],
        copies: &mut [Option<Copied>],
    ) -> Result<(), Error> {
        let later = self.text(article)?;
        let mut heads: Vec<u32> =
            earlier.iter().map(|&other| copies[other as usize].map_or(other, |copied| copied.of)).collect();
        heads.sort_unstable_by_key(|&head| rank[head as usize]);
        heads.dedup();
        for head in heads {
            // Where the earliest is a small part, the others are measured by the longest.
            let longest = self.longest.get(&head).copied().filter(|&longest| longest != head);
            for with in std::iter::once(head).chain(longest) {
                let beside = Beside::lay(&self.text(with)?, &later);
                if let Some((kind, similarity)) = beside.judge() {
                    copies[article as usize] = Some(Copied { of: head, kind, similarity });
                    let longest = self.longest.entry(head).or_insert(head);
                    if self.whole[article as usize].1 > self.whole[*longest as usize].1 {
                        *longest = article;
                    }
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, article: u32) -> Result<Vec<Word>, Error> {
        let record = self.texts.get(article as usize)?;
        Ok(record.chunks_exact(4).map(|word| Word(u32::from_le_bytes(word.try_into().expect("four bytes")))).collect())
    }
}

/// The halves of a hash.
pub(super) type Fingerprint = [u32; 2];

/// The fingerprints of a text; none of a short one.
pub(super) fn fingerprints(words: &[Word]) -> Vec<Fingerprint> {
    if words.len() < SHORT {
        return Vec::new();
    }
    let mut chosen: Vec<u64> = Vec::new();
    // The last hashes, and the least of them with its place.
    let mut window = [u64::MAX; WINDOW];
    let (mut least, mut place) = (u64::MAX, 0);
    for (end, hash) in hashes(words).enumerate() {
        window[end % WINDOW] = hash;
        // Of equal hashes the last one counts, so that a run of one word has few fingerprints.
        if hash <= least {
            (least, place) = (hash, end);
        } else if place + WINDOW <= end {
            place = (place + 1..=end).rev().min_by_key(|&at| window[at % WINDOW]).unwrap_or(end);
            least = window[place % WINDOW];
        } else if end + 1 != WINDOW {
            // The least is still in the window, and was taken when it became it.
            continue;
        }
        if end + 1 >= WINDOW {
            chosen.push(least);
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().map(halves).collect()
}

/// The hash of each run of [`GRAM`] words: a polynomial of their keys (Karp and Rabin, 1987), which one step takes to
/// the next, mixed so that its order is none.
fn hashes(words: &[Word]) -> impl Iterator<Item = u64> {
    const BASE: u64 = FACTOR;
    let last = (0..GRAM).fold(1, |power: u64, _| power.wrapping_mul(BASE));
    let mut sum = 0u64;
    words.iter().enumerate().filter_map(move |(at, word)| {
        sum = sum.wrapping_mul(BASE).wrapping_add(u64::from(word.key()));
        if let Some(gone) = at.checked_sub(GRAM) {
            sum = sum.wrapping_sub(last.wrapping_mul(u64::from(words[gone].key())));
        }
        (at + 1 >= GRAM).then(|| mix(sum, 0))
    })
}

/// Two texts laid beside each other.
#[derive(Debug)]
struct Beside {
    /// The words of each.
    lengths: [usize; 2],
    /// How many of them stand in runs that the other has.
    common: [usize; 2],
    /// Places where a few words between two runs are others, with a number or a name among them.
    facts: usize,
    /// Words between two runs that stand for as many others.
    replaced: usize,
    similarity: f32,
}

impl Beside {
    /// Lays the later text beside the earlier one: runs of four or more words that the earlier one has too, found from
    /// the left.
    fn lay(earlier: &[Word], later: &[Word]) -> Self {
        let same = |a: usize, b: usize| earlier[a].key() == later[b].key();
        let mut beside = Self {
            lengths: [earlier.len(), later.len()],
            common: [0, 0],
            facts: 0,
            replaced: 0,
            similarity: jaccard(earlier, later),
        };
        // Behind the similarity, which sorts the runs of both: of long texts either is large.
        let places = Places::of(earlier);
        let mut covered = vec![false; earlier.len()];
        // Where the last run ended.
        let mut ended: Option<(usize, usize)> = None;
        let mut at = 0;
        while at + RUN <= later.len() {
            let from = ended.map_or(0, |(earlier, _)| earlier);
            let Some(place) = places.from(from, &later[at..at + RUN]) else {
                at += 1;
                continue;
            };
            let (mut start, mut first) = (place, at);
            let floor = ended.map_or(0, |(_, later)| later);
            while start > 0 && first > floor && same(start - 1, first - 1) {
                (start, first) = (start - 1, first - 1);
            }
            let (mut end, mut next) = (place, at);
            while end < earlier.len() && next < later.len() && same(end, next) {
                (end, next) = (end + 1, next + 1);
            }
            if next == at {
                // The hash is the same, the words are not.
                at += 1;
                continue;
            }
            if let Some((earlier_end, later_end)) = ended
                && start >= earlier_end
            {
                beside.between(&earlier[earlier_end..start], &later[later_end..first]);
            }
            covered[start..end].fill(true);
            beside.common[1] += next - first;
            ended = Some((end, next));
            at = next;
        }
        beside.common[0] = covered.into_iter().filter(|&covered| covered).count();
        beside
    }

    /// Counts what stands between two runs.
    fn between(&mut self, earlier: &[Word], later: &[Word]) {
        self.replaced += earlier.len().min(later.len());
        let few = 1..=6;
        if few.contains(&earlier.len()) && few.contains(&later.len()) {
            let facts = |words: &[Word]| {
                let mut facts: Vec<u32> = words.iter().filter(|word| word.is_fact()).map(|word| word.key()).collect();
                facts.sort_unstable();
                facts.dedup();
                facts
            };
            self.facts += usize::from(facts(earlier) != facts(later));
        }
    }

    /// What the later text is to the earlier one, and how similar. The bounds are those that part planted copies from
    /// reports of one form.
    #[expect(clippy::cast_precision_loss, reason = "shares of thousands of words")]
    fn judge(&self) -> Option<(CopyKind, f32)> {
        let share = |of: usize| self.common[of] as f64 / self.lengths[of].max(1) as f64;
        let shorter = usize::from(self.lengths[1] < self.lengths[0]);
        let common = share(0).max(share(1));
        let words = self.lengths[shorter].max(1) as f64;
        let told_apart = self.facts > 1 && self.facts as f64 > 0.012 * words * common;
        let whole = common >= 0.86 || common >= 0.68 && self.replaced as f64 <= 0.08 * words;
        let small = self.lengths[shorter] * 2 < self.lengths[1 - shorter];
        let kind = if small && share(shorter) >= 0.9 { CopyKind::Excerpt } else { CopyKind::Reprint };
        (whole && !told_apart).then_some((kind, self.similarity))
    }
}

/// Where the runs of [`RUN`] words of a text stand: hash and place of each, sorted; twelve bytes a word, so that two
/// articles of fifty megabytes can be laid beside each other.
struct Places(Vec<[u32; 3]>);

impl Places {
    /// A phrase that comes again and again tells no place: so many of its places are kept.
    const MOST: usize = 8;

    /// The places of a text's runs. A text has less than 4 G of words.
    fn of(words: &[Word]) -> Self {
        let row = |(run, place): (&[Word], u32)| {
            let [high, low] = halves(hash_of(run));
            [high, low, place]
        };
        let mut places: Vec<[u32; 3]> = words.windows(RUN).zip(0..).map(row).collect();
        places.sort_unstable();
        let (mut last, mut times) = ([0, 0], 0);
        places.retain(|&[high, low, _]| {
            times = if last == [high, low] { times + 1 } else { 1 };
            last = [high, low];
            times <= Self::MOST
        });
        Self(places)
    }

    /// The first place of a run that is not before `from`, else its first of all; none of a run that the text lacks.
    fn from(&self, from: usize, run: &[Word]) -> Option<usize> {
        let [high, low] = halves(hash_of(run));
        let first = self.0.partition_point(|row| row[..2] < [high, low][..]);
        let found = self.0[first..].iter().take_while(|row| row[..2] == [high, low]).map(|row| row[2] as usize);
        found.clone().find(|&place| place >= from).or_else(|| found.clone().next())
    }
}

/// The share of three-word runs that both have, of all that either has.
fn jaccard(a: &[Word], b: &[Word]) -> f32 {
    let runs = |words: &[Word]| {
        let mut runs: Vec<u64> = words.windows(3).map(hash_of).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let (a, b) = (runs(a), runs(b));
    let (mut left, mut right, mut both) = (0, 0, 0u32);
    while left < a.len() && right < b.len() {
        match a[left].cmp(&b[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => (left, right, both) = (left + 1, right + 1, both + 1),
        }
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX) - both;
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = both as f32 / all.max(1) as f32;
    share
}

/// A number that orders days, the first for those without one last.
pub(super) fn day_number(day: Option<jiff::civil::Date>) -> Option<i32> {
    day.map(|day| jiff::civil::date(1970, 1, 1).until(day).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn places_of_runs_are_found_from_where_they_are_asked() {
        let text = words("rain fell on the pier and rain fell on the port");
        let places = Places::of(&text);
        let run = &text[..RUN];
        assert_eq!([0, 1, 6, 7].map(|from| places.from(from, run)), [Some(0), Some(6), Some(6), Some(0)]);
        assert_eq!(places.from(0, &words("snow fell on the")), None);
        // Of what comes again and again the first places are kept.
        let again = words(&"rain ".repeat(40));
        let places = Places::of(&again);
        assert_eq!(places.0.len(), Places::MOST);
        assert_eq!([0, 7, 8].map(|from| places.from(from, &again[..RUN])), [Some(0), Some(7), Some(0)]);
    }
}
