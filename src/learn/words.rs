//! What plain text teaches of words: how often each is capitalised, clusters of like neighbours, and topics.
//!
//! The tagger meets words that its tagged corpora lack. Tables over ten million words of plain news tell it
//! what such a word is like:
//!
//! - the **share** of its uses with a capital inside a sentence (`london` nearly all, `will` few, although each
//!   `Will` has one);
//! - its **cluster**: words that stand between the same neighbours, one of 500 and, coarser, of 60
//!   ([`clusters`]);
//! - its **topic**: words that stand in the same company, one of 250 ([`topics`]);
//! - its **classes by public vectors**, which a file may give ([`WordTables::with_vectors`]); the shipped model
//!   has none.
//!
//! A file of tables, as `dateline train words` writes it, all numbers little-endian:
//!
//! ```text
//! 4 bytes          the number of slots of the first table, a power of two
//! 4 bytes a slot   shares and topics: two bytes that tell the word, then topic and share in one number
//! 4 bytes a slot   clusters: two bytes that tell the word, then coarse and fine cluster in one number
//! ```
//!
//! # Clusters
//!
//! Clusters of words by exchange: words with like neighbours come together.
//!
//! The method is that of Martin, Liermann & Ney (1998: "Algorithms for bigram and trigram word clustering").
//! Every word goes to the cluster that makes the text likeliest under a model in which a cluster follows a
//! cluster and a word stands for its cluster. Up to a constant, the log of that likelihood is
//!
//! ```text
//! Σ n(a, b) ln n(a, b)  −  Σ n(a) ln n(a)  −  Σ n(b) ln n(b)
//! ```
//!
//! over pairs `a b` of neighbouring clusters, over clusters as the first of a pair, and over clusters as the
//! second. Moving one word changes a row and a column of `n`, so that the gain of a move takes as many steps as
//! the word has clusters beside it.
//!
//! Case counts: `may` stands between verbs, `May` between numbers. Words are clustered first; the clusters
//! themselves are clustered again in the same way, for a coarser view.
//!
//! # Topics
//!
//! Topics of words: clusters of words that stand in like company.
//!
//! A word is a row of how much more often than by chance each of 3,000 common words stands within five words of
//! it in its sentence: positive pointwise mutual information (Church & Hanks 1990: "Word association norms,
//! mutual information, and lexicography"). The rows are scaled to length 1 and clustered by spherical k-means
//! (Dhillon & Modha 2001: "Concept decompositions for large sparse text data using clustering"). Words of sport
//! come together, and words of courts, whatever their grammar: `goalkeeper` and `scored`.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::entity::{Case, Classed, SHARE_BITS, Style, Words, cluster_key, share, style, word_form, word_key};
use crate::segment::Segments;

/// Tables of words, for the tagger's model.
///
/// Every table is an open-addressed one, whose number of slots is a power of two, or 0 for none.
/// Without tables (the default) a tagger is trained all the same and knows words by its corpora and gazetteers
/// alone.
#[derive(Clone, Debug, Default)]
pub struct WordTables {
    /// Topic and share of capitals, by the word without regard to case.
    shares: Vec<[u8; 4]>,
    /// Coarse and fine cluster, by word and case.
    clusters: Vec<[u8; 4]>,
    /// The number of the finest class by vectors, from 1.
    classed: Vec<[u8; 4]>,
    /// The same without what training does without: see [`WITHOUT`].
    taught: Vec<[u8; 4]>,
    /// The classes above each finest one, as the model file has them.
    parents: Vec<[u8; 4]>,
}

/// Words of a file of vectors, which stand in order of frequency, that keep their class in training whatever
/// their number.
const FREQUENT: usize = 10_000;
/// Of the words behind the [`FREQUENT`] ones, every so many is learned from as if it had no class: names that
/// are newer than the vectors have none either.
const WITHOUT: usize = 4;

impl WordTables {
    /// The tables of a file that [`WordTables::bytes`] wrote; none if it is damaged.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let (counts, rest) = bytes.split_first_chunk::<4>()?;
        let shares = u32::from_le_bytes(*counts) as usize;
        let slots = rest.as_chunks::<4>().0;
        let (shares, clusters) = slots.split_at_checked(shares)?;
        let power = |slots: &[[u8; 4]]| slots.is_empty() || slots.len().is_power_of_two();
        (power(shares) && power(clusters)).then(|| Self {
            shares: shares.to_vec(),
            clusters: clusters.to_vec(),
            ..Self::default()
        })
    }

    /// These tables with the classes of public word vectors.
    ///
    /// The file has two parts with an empty line between, all cells apart by tabs, all numbers from 0. First a
    /// line for each finest class with the class above it on each of three levels; then a line for each word
    /// with its finest class, the most frequent word first:
    ///
    /// ```text
    /// 0    7    3    1
    /// 1    900  249  59
    ///
    /// river  1
    /// 1990   0
    /// ```
    ///
    /// Words are known without regard to case, and digits stand for one another (`1990` is `2003`). Classes of
    /// before are replaced. `models/vectors.py` writes such a file.
    ///
    /// # Errors
    ///
    /// The number of the first line that is none of these, from 1.
    pub fn with_vectors(mut self, lines: &str) -> Result<Self, u64> {
        let mut words: Vec<(u32, u16)> = Vec::new();
        let mut in_words = false;
        self.parents.clear();
        for (line, number) in lines.lines().zip(1..) {
            if line.is_empty() {
                in_words = true;
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let read = |cell: &str| cell.parse::<u16>().ok().and_then(|class| class.checked_add(1)).ok_or(number);
            match cells[..] {
                [_, next, middle, coarse] if !in_words => {
                    let [a, b] = read(next)?.to_le_bytes();
                    let small = |cell| u8::try_from(read(cell)?).map_err(|_| number);
                    self.parents.push([a, b, small(middle)?, small(coarse)?]);
                }
                [word, class] if in_words => words.push((word_key(word), read(class)?)),
                _ => return Err(number),
            }
        }
        self.classed = Words::build(&words);
        let taught = words.into_iter().enumerate();
        let taught = taught.filter(|(number, _)| *number < FREQUENT || number % WITHOUT != WITHOUT - 1);
        self.taught = Words::build(&taught.map(|(_, word)| word).collect::<Vec<_>>());
        Ok(self)
    }

    /// The tables that `train words` makes, as a file. Classes by vectors are not in it: they come from a file
    /// of their own.
    pub fn bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.shares.len()).unwrap_or_default().to_le_bytes();
        [count].iter().chain(&self.shares).chain(&self.clusters).flatten().copied().collect()
    }

    /// The table of topics and shares of capitals.
    pub(super) fn shares(&self) -> Words<'_> {
        Words::new(&self.shares)
    }

    /// The table of clusters.
    pub(super) fn clusters(&self) -> Words<'_> {
        Words::new(&self.clusters)
    }

    /// The classes as training sees them: some of the rarer words have none, though the model file will give
    /// them theirs.
    pub(super) fn taught(&self) -> Classed<'_> {
        Classed::new(Words::new(&self.taught), &self.parents)
    }

    /// The rows of all tables in the order of the model file: shares, clusters, classes, parents.
    pub(super) fn rows(&self) -> [&[[u8; 4]]; 4] {
        [&self.shares, &self.clusters, &self.classed, &self.parents]
    }
}

/// Counts words of texts, one after the other.
///
/// Holds eight bytes for each word that it read, so that 13 million words take about 100 MB; what
/// [`WordCounter::tables`] needs on top of it is named there.
#[derive(Default)]
pub struct WordCounter {
    words: HashMap<u32, Word>,
    /// The words in order, each sentence ended by [`BREAK`].
    stream: Vec<u32>,
    /// The same without regard to case.
    lowers: Vec<u32>,
    /// By the word without regard to case: how often it had a capital, and how often it was seen, where a
    /// capital tells something.
    capitalised: HashMap<u32, (u32, u32)>,
}

#[derive(Default)]
struct Word {
    count: u32,
}

/// The end of a sentence, in a stream of words.
const BREAK: u32 = 0;

/// Fewer uses than this teach nothing.
const LEAST: u32 = 6;

/// So many words at most have a cluster.
const MOST: usize = 47_000;

/// The number of fine clusters; two of them hold the sentence's end and the words that have no cluster of their own.
const CLUSTERS: usize = 500;
/// The number of clusters of clusters, with the same two.
const COARSE: usize = 60;

/// A word's neighbours on each side that tell its topic.
const NEAR: usize = 5;

/// So many of the commonest words tell no topic: they stand beside all words.
const COMMONEST: usize = 80;
/// So many words after the [`COMMONEST`] tell topics: a row's numbers.
const CONTEXTS: usize = 3000;

/// The number of topics.
const TOPICS: usize = 250;

/// Every so many words one is a topic's first centre. 250 centres reach over the 6,000 words behind the
/// commonest, which are frequent enough to have full rows and rare enough to have a topic.
const SEED_STEP: usize = 24;

/// Rounds at most; fewer if one moves less than a word in 200.
const TOPIC_ROUNDS: usize = 20;

/// How often all words are moved to their best clusters, at most.
const ROUNDS: usize = 6;

impl WordCounter {
    /// Reads a text. Sentences in which capitals tell nothing are passed over: headlines, text in capitals.
    ///
    /// A sentence's first token counts for its neighbours, not for the share of capitals.
    pub fn read(&mut self, text: &str, segments: &Segments) {
        let view = segments.view(text);
        for sentence in view.sentences() {
            if style(sentence) != Style::Plain {
                continue;
            }
            for token in sentence.tokens() {
                let (lower, case) = word_form(token);
                if matches!(case, Case::Lower | Case::Title | Case::Capitals | Case::Mixed) && !token.starts_sentence()
                {
                    let counts = self.capitalised.entry(lower).or_default();
                    counts.0 += u32::from(case != Case::Lower);
                    counts.1 += 1;
                }
                let key = cluster_key(lower, case).max(1);
                self.words.entry(key).or_default().count += 1;
                self.stream.push(key);
                self.lowers.push(lower.max(1));
            }
            self.stream.push(BREAK);
            self.lowers.push(BREAK);
        }
    }

    /// The tables of what was read. The same texts in the same order give the same tables.
    ///
    /// Topics take twelve kilobytes a word with a share (560 MB for a full table), and clusters about thirty bytes
    /// for each pair of neighbours. `say` is told of each round.
    pub fn tables(self, say: &dyn Fn(&str)) -> WordTables {
        let mut shares: Vec<(u32, u32, u16)> = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "sorted right after")]
        for (lower, (capitalised, all)) in &self.capitalised {
            if *all >= LEAST {
                shares.push((*all, *lower, share(*capitalised, *all)));
            }
        }
        shares.sort_unstable_by(|a, b| b.cmp(a));
        shares.truncate(MOST);
        let lowers: Vec<u32> = shares.iter().map(|(_, lower, _)| *lower).collect();
        let topics = topics(&lowers, &self.lowers, say);
        let shares: Vec<(u32, u16)> = shares
            .into_iter()
            .zip(topics)
            .map(|((_, lower, share), topic)| (lower, topic << SHARE_BITS | share))
            .collect();
        let mut words: Vec<(u32, u32)> = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "sorted right after")]
        for (key, word) in &self.words {
            if word.count >= LEAST {
                words.push((word.count, *key));
            }
        }
        words.sort_unstable_by(|a, b| b.cmp(a));
        words.truncate(MOST);
        say(&format!("{} tokens, {} words", self.stream.len(), words.len()));
        let clusters = clusters(&words, &self.stream, say);
        WordTables { shares: Words::build(&shares), clusters: Words::build(&clusters), ..WordTables::default() }
    }
}

/// The clusters of words: for each, its key and `coarse << 10 | fine`. `words` are counts with keys, `stream`
/// has the text as keys.
fn clusters(words: &[(u32, u32)], stream: &[u32], say: &dyn Fn(&str)) -> Vec<(u32, u16)> {
    // Number 0 is the sentence's end, 1 is a word that has no cluster of its own.
    let numbers: HashMap<u32, u32> = words.iter().zip(2u32..).map(|((_, key), number)| (*key, number)).collect();
    let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
    let mut before = BREAK;
    for key in stream {
        let here = if *key == BREAK { 0 } else { numbers.get(key).copied().unwrap_or(1) };
        if before != 0 || here != 0 {
            *pairs.entry((before, here)).or_default() += 1;
        }
        before = here;
    }
    let mut sorted: Vec<((u32, u32), u32)> = pairs.into_iter().collect();
    sorted.sort_unstable();
    let count = words.len() + 2;
    let fine = exchange(count, 2, CLUSTERS, &sorted, ROUNDS, say);
    let mut merged: HashMap<(u32, u32), u32> = HashMap::new();
    for ((a, b), times) in &sorted {
        *merged.entry((fine[*a as usize], fine[*b as usize])).or_default() += times;
    }
    let mut merged: Vec<((u32, u32), u32)> = merged.into_iter().collect();
    merged.sort_unstable();
    let coarse = exchange(CLUSTERS, 2, COARSE, &merged, 20, say);
    words
        .iter()
        .enumerate()
        .map(|(index, (_, key))| {
            let fine = fine[index + 2];
            let value = coarse[fine as usize] << 10 | fine;
            (*key, u16::try_from(value).unwrap_or_default())
        })
        .collect()
}

/// The topic of each of `words`, from 1; 0 is none, of words that no context stands near. `words` go from the
/// most frequent one on, and `stream` has the text as the same hashes.
#[expect(clippy::cast_precision_loss, reason = "counts whose logarithms are compared")]
fn topics(words: &[u32], stream: &[u32], say: &dyn Fn(&str)) -> Vec<u16> {
    let numbers: HashMap<u32, usize> = words.iter().zip(0..).map(|(word, number)| (*word, number)).collect();
    let contexts = COMMONEST..COMMONEST + CONTEXTS;
    let mut counts = vec![0u32; words.len() * CONTEXTS];
    for sentence in stream.split(|word| *word == BREAK) {
        let sentence: Vec<Option<usize>> = sentence.iter().map(|word| numbers.get(word).copied()).collect();
        for (at, word) in sentence.iter().enumerate() {
            let Some(word) = word else { continue };
            for (other, near) in sentence.iter().enumerate().take(at + NEAR + 1).skip(at.saturating_sub(NEAR)) {
                if other != at
                    && let Some(near) = near.filter(|near| contexts.contains(near))
                {
                    counts[word * CONTEXTS + near - COMMONEST] += 1;
                }
            }
        }
    }
    let mut of_context = vec![0u64; CONTEXTS];
    for row in counts.chunks(CONTEXTS) {
        for (sum, count) in of_context.iter_mut().zip(row) {
            *sum += u64::from(*count);
        }
    }
    let all = of_context.iter().sum::<u64>() as f32;
    let rows: Vec<Vec<(u32, f32)>> = counts
        .par_chunks(CONTEXTS)
        .map(|row| {
            let total = row.iter().map(|count| u64::from(*count)).sum::<u64>() as f32;
            let mut known: Vec<(u32, f32)> = (0..)
                .zip(row.iter().zip(&of_context))
                .filter(|(_, (count, _))| **count > 0)
                .map(|(context, (count, others))| (context, (*count as f32 * all / (total * *others as f32)).ln()))
                .filter(|(_, information)| *information > 0.0)
                .collect();
            let length = known.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
            for (_, value) in &mut known {
                *value /= length;
            }
            known
        })
        .collect();
    let mut topic: Vec<u16> = vec![0; words.len()];
    // The first centres are words of middling frequency.
    let mut centres = vec![0f32; TOPICS * CONTEXTS];
    for (centre, row) in centres.chunks_mut(CONTEXTS).zip(rows.iter().skip(COMMONEST).step_by(SEED_STEP)) {
        for (context, value) in row {
            centre[*context as usize] = *value;
        }
    }
    for round in 0..TOPIC_ROUNDS {
        let nearest: Vec<u16> = rows
            .par_iter()
            .map(|row| {
                if row.is_empty() {
                    return 0;
                }
                let likeness = |centre: &[f32]| row.iter().map(|(at, value)| centre[*at as usize] * value).sum::<f32>();
                let (mut best, mut most) = (0, f32::MIN);
                for (number, centre) in (1..).zip(centres.chunks(CONTEXTS)) {
                    let like = likeness(centre);
                    if like > most {
                        (best, most) = (number, like);
                    }
                }
                best
            })
            .collect();
        let moved = topic.iter().zip(&nearest).filter(|(a, b)| a != b).count();
        topic = nearest;
        say(&format!("topics, round {round}: {moved} of {} moved", topic.len()));
        if moved * 200 < topic.len() {
            break;
        }
        centres.fill(0.0);
        for (row, topic) in rows.iter().zip(&topic).filter(|(_, topic)| **topic > 0) {
            let centre = &mut centres[(usize::from(*topic) - 1) * CONTEXTS..][..CONTEXTS];
            for (context, value) in row {
                centre[*context as usize] += value;
            }
        }
        for centre in centres.chunks_mut(CONTEXTS) {
            let length = centre.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            for value in centre {
                *value /= length;
            }
        }
    }
    topic
}

/// Assigns `items` to clusters, and gives the cluster of each. The first `fixed` items are the first
/// clusters, alone.
///
/// The others are dealt out in turn at first; each round takes every item out and puts it where the gain is
/// largest, its old place being kept if none is better. Ends after `rounds`, or when a round moves less than
/// one item in 200.
#[expect(clippy::too_many_lines, reason = "one loop with its tables")]
#[expect(clippy::cast_precision_loss, reason = "counts whose logarithms are compared")]
fn exchange(
    items: usize,
    fixed: usize,
    clusters: usize,
    pairs: &[((u32, u32), u32)],
    rounds: usize,
    say: &dyn Fn(&str),
) -> Vec<u32> {
    let mut cluster: Vec<u32> = (0..items)
        .map(|item| {
            u32::try_from(if item < fixed { item } else { fixed + (item - fixed) % (clusters - fixed) })
                .unwrap_or_default()
        })
        .collect();
    // Neighbours of each item, to the right and to the left.
    let mut right: Vec<Vec<(u32, u32)>> = vec![Vec::new(); items];
    let mut left: Vec<Vec<(u32, u32)>> = vec![Vec::new(); items];
    let mut own = vec![0u32; items];
    let mut table = vec![0i64; clusters * clusters];
    let (mut firsts, mut seconds) = (vec![0i64; clusters], vec![0i64; clusters]);
    for &((a, b), times) in pairs {
        let (ca, cb) = (cluster[a as usize] as usize, cluster[b as usize] as usize);
        table[ca * clusters + cb] += i64::from(times);
        firsts[ca] += i64::from(times);
        seconds[cb] += i64::from(times);
        if a == b {
            own[a as usize] = times;
        } else {
            right[a as usize].push((b, times));
            left[b as usize].push((a, times));
        }
    }
    let logs: Vec<f32> = (0..1 << 16).map(|n| if n == 0 { 0.0 } else { n as f32 * (n as f32).ln() }).collect();
    let f = |n: i64| -> f32 {
        usize::try_from(n).ok().and_then(|n| logs.get(n).copied()).unwrap_or_else(|| n as f32 * (n as f32).ln())
    };
    let (mut after, mut before) = (vec![0i64; clusters], vec![0i64; clusters]);
    for round in 0..rounds {
        let mut moved = 0;
        for item in fixed..items {
            let from = cluster[item] as usize;
            let (mut afters, mut befores): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
            for &(other, times) in &right[item] {
                let c = cluster[other as usize] as usize;
                if after[c] == 0 {
                    afters.push(c);
                }
                after[c] += i64::from(times);
            }
            for &(other, times) in &left[item] {
                let c = cluster[other as usize] as usize;
                if before[c] == 0 {
                    befores.push(c);
                }
                before[c] += i64::from(times);
            }
            let itself = i64::from(own[item]);
            let total_after: i64 = afters.iter().map(|c| after[*c]).sum::<i64>() + itself;
            let total_before: i64 = befores.iter().map(|c| before[*c]).sum::<i64>() + itself;
            // Take it out of its cluster.
            for c in &afters {
                table[from * clusters + c] -= after[*c];
            }
            for c in &befores {
                table[c * clusters + from] -= before[*c];
            }
            table[from * clusters + from] -= itself;
            firsts[from] -= total_after;
            seconds[from] -= total_before;
            let gain = |to: usize| -> f32 {
                let mut gain = 0.0f32;
                for c in &afters {
                    if *c != to {
                        let n = table[to * clusters + c];
                        gain += f(n + after[*c]) - f(n);
                    }
                }
                for c in &befores {
                    if *c != to {
                        let n = table[c * clusters + to];
                        gain += f(n + before[*c]) - f(n);
                    }
                }
                let n = table[to * clusters + to];
                gain += f(n + after[to] + before[to] + itself) - f(n);
                gain += f(firsts[to]) - f(firsts[to] + total_after);
                gain + f(seconds[to]) - f(seconds[to] + total_before)
            };
            let mut to = from;
            let mut most = gain(from);
            for candidate in fixed..clusters {
                let value = gain(candidate);
                if value > most {
                    (to, most) = (candidate, value);
                }
            }
            for c in &afters {
                table[to * clusters + c] += after[*c];
                after[*c] = 0;
            }
            for c in &befores {
                table[c * clusters + to] += before[*c];
                before[*c] = 0;
            }
            table[to * clusters + to] += itself;
            firsts[to] += total_after;
            seconds[to] += total_before;
            if to != from {
                cluster[item] = u32::try_from(to).unwrap_or_default();
                moved += 1;
            }
        }
        say(&format!("round {round}: {moved} of {items} moved"));
        if moved * 200 < items {
            break;
        }
    }
    cluster
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_give_words_their_classes() {
        let tables = WordTables::default().with_vectors("0\t7\t3\t1\n1\t900\t249\t59\n\nriver\t1\n1990\t0\n").unwrap();
        let classes = |word| tables.taught().get(word_key(word));
        assert_eq!(classes("River"), [2, 901, 250, 60]);
        assert_eq!(classes("2003"), [1, 8, 4, 2], "digits are taken for one another");
        assert_eq!(classes("lake"), [0; 4]);
    }

    #[test]
    fn a_line_that_is_none_is_told() {
        for (lines, wrong) in [("0\t1\t2\n", 1), ("0\t1\t2\t3\n\nriver\tx\n", 3), ("0\t1\t2\t300\n", 1)] {
            assert_eq!(WordTables::default().with_vectors(lines).unwrap_err(), wrong, "{lines:?}");
        }
    }
}
