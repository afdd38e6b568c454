//! What plain text teaches of words: how often each is capitalised, and clusters of words with like neighbours.

use std::collections::HashMap;

use crate::entity::{Case, Style, Words, cluster_key, share, style, word_form};
use crate::segment::Segments;

/// Tables of words, for the tagger's model.
#[derive(Clone, Debug, Default)]
pub struct WordTables {
    shares: Vec<[u8; 4]>,
    clusters: Vec<[u8; 4]>,
}

impl WordTables {
    /// The tables of a file that [`WordTables::bytes`] wrote; none if it is damaged.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let (counts, rest) = bytes.split_first_chunk::<4>()?;
        let shares = u32::from_le_bytes(*counts) as usize;
        let slots = rest.as_chunks::<4>().0;
        let (shares, clusters) = slots.split_at_checked(shares)?;
        let power = |slots: &[[u8; 4]]| slots.is_empty() || slots.len().is_power_of_two();
        (power(shares) && power(clusters)).then(|| Self { shares: shares.to_vec(), clusters: clusters.to_vec() })
    }

    /// The tables as a file.
    pub fn bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.shares.len()).unwrap_or_default().to_le_bytes();
        [count].iter().chain(&self.shares).chain(&self.clusters).flatten().copied().collect()
    }

    pub(super) fn shares(&self) -> Words<'_> {
        Words::new(&self.shares)
    }

    pub(super) fn clusters(&self) -> Words<'_> {
        Words::new(&self.clusters)
    }

    pub(super) fn share_slots(&self) -> &[[u8; 4]] {
        &self.shares
    }

    pub(super) fn cluster_slots(&self) -> &[[u8; 4]] {
        &self.clusters
    }
}

/// Counts words of texts, one after the other.
#[derive(Default)]
pub struct WordCounter {
    words: HashMap<u32, Word>,
    /// The words in order, each sentence ended by [`BREAK`].
    stream: Vec<u32>,
    capitalised: HashMap<u32, (u32, u32)>,
}

#[derive(Default)]
struct Word {
    count: u32,
}

/// The end of a sentence.
const BREAK: u32 = 0;

/// Fewer uses than this teach nothing.
const LEAST: u32 = 6;

/// So many words at most have a cluster.
const MOST: usize = 47_000;

const CLUSTERS: usize = 500;
const COARSE: usize = 60;

/// How often all words are moved to their best clusters.
const ROUNDS: usize = 6;

impl WordCounter {
    /// Reads a text.
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
            }
            self.stream.push(BREAK);
        }
    }

    /// The tables of what was read.
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
        let shares: Vec<(u32, u16)> = shares.into_iter().map(|(_, lower, share)| (lower, share)).collect();
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
        WordTables { shares: Words::build(&shares), clusters: Words::build(&clusters) }
    }
}

/// Clusters words by exchange: each goes to the cluster that makes the pairs of neighbouring clusters likeliest.
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

/// Assigns items to clusters. The first `fixed` items are the first clusters, alone.
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
