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

use std::collections::HashMap;

use super::BREAK;

/// The number of fine clusters; two of them hold the sentence's end and the words that have no cluster of their own.
const CLUSTERS: usize = 500;

/// The number of clusters of clusters, with the same two.
const COARSE: usize = 60;

/// How often all words are moved to their best clusters, at most.
const ROUNDS: usize = 6;

/// The same for the clusters of clusters, which are few.
const COARSE_ROUNDS: usize = 20;

/// Items that stand alone in the first clusters: the sentence's end, and all words without a cluster taken for
/// one word.
const FIXED: usize = 2;

/// How often each pair of neighbours stands in the text, sorted by the pair.
type Pairs = [((u32, u32), u32)];

/// The clusters of words: for each, its key and `coarse << 10 | fine`. `words` are counts with keys, `stream`
/// has the text as keys.
pub(super) fn clusters(words: &[(u32, u32)], stream: &[u32], say: &dyn Fn(&str)) -> Vec<(u32, u16)> {
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
    let fine = exchange(words.len() + FIXED, CLUSTERS, &sorted, ROUNDS, say);
    let mut merged: HashMap<(u32, u32), u32> = HashMap::new();
    for ((a, b), times) in &sorted {
        *merged.entry((fine[*a as usize], fine[*b as usize])).or_default() += times;
    }
    let mut merged: Vec<((u32, u32), u32)> = merged.into_iter().collect();
    merged.sort_unstable();
    let coarse = exchange(CLUSTERS, COARSE, &merged, COARSE_ROUNDS, say);
    words
        .iter()
        .enumerate()
        .map(|(index, (_, key))| {
            let fine = fine[index + FIXED];
            let value = coarse[fine as usize] << 10 | fine;
            (*key, u16::try_from(value).unwrap_or_default())
        })
        .collect()
}

/// Assigns `items` to clusters, and gives the cluster of each. The first [`FIXED`] items are the first
/// clusters, alone.
///
/// The others are dealt out in turn at first; each round takes every item out and puts it where the gain is
/// largest, its old place being kept if none is better. Ends after `rounds`, or when a round moves less than
/// one item in 200.
fn exchange(items: usize, clusters: usize, pairs: &Pairs, rounds: usize, say: &dyn Fn(&str)) -> Vec<u32> {
    let mut cluster: Vec<u32> = (0..items)
        .map(|item| {
            u32::try_from(if item < FIXED { item } else { FIXED + (item - FIXED) % (clusters - FIXED) })
                .unwrap_or_default()
        })
        .collect();
    let beside = Beside::new(items, pairs);
    let mut counts = Counts::new(clusters, &cluster, pairs);
    let mut company = Company::new(clusters);
    for round in 0..rounds {
        let mut moved = 0;
        for item in FIXED..items {
            let from = cluster[item] as usize;
            company.fill(item, &beside, &cluster);
            counts.add(from, &company, -1);
            let to = counts.best(from, &company);
            counts.add(to, &company, 1);
            company.clear();
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

/// What stands beside each item, with how often.
struct Beside {
    /// Other items to the right.
    right: Vec<Vec<(u32, u32)>>,
    /// Other items to the left.
    left: Vec<Vec<(u32, u32)>>,
    /// How often the item stands beside itself.
    own: Vec<u32>,
}

impl Beside {
    fn new(items: usize, pairs: &Pairs) -> Self {
        let mut beside = Self { right: vec![Vec::new(); items], left: vec![Vec::new(); items], own: vec![0; items] };
        for &((a, b), times) in pairs {
            if a == b {
                beside.own[a as usize] = times;
            } else {
                beside.right[a as usize].push((b, times));
                beside.left[b as usize].push((a, times));
            }
        }
        beside
    }
}

/// The clusters beside the item that is being moved, with how often.
struct Company {
    /// How often each cluster is to the right, and the clusters that are, in the order in which they were met.
    after: Vec<i64>,
    afters: Vec<usize>,
    /// The same to the left.
    before: Vec<i64>,
    befores: Vec<usize>,
    /// How often the item stands beside itself.
    itself: i64,
    /// How often it is the first of a pair, and the second; itself beside itself counts in both.
    total_after: i64,
    total_before: i64,
}

impl Company {
    fn new(clusters: usize) -> Self {
        Self {
            after: vec![0; clusters],
            afters: Vec::new(),
            before: vec![0; clusters],
            befores: Vec::new(),
            itself: 0,
            total_after: 0,
            total_before: 0,
        }
    }

    /// Counts the clusters beside `item`. Nothing may be counted yet.
    fn fill(&mut self, item: usize, beside: &Beside, cluster: &[u32]) {
        for &(other, times) in &beside.right[item] {
            let c = cluster[other as usize] as usize;
            if self.after[c] == 0 {
                self.afters.push(c);
            }
            self.after[c] += i64::from(times);
        }
        for &(other, times) in &beside.left[item] {
            let c = cluster[other as usize] as usize;
            if self.before[c] == 0 {
                self.befores.push(c);
            }
            self.before[c] += i64::from(times);
        }
        self.itself = i64::from(beside.own[item]);
        self.total_after = self.afters.iter().map(|c| self.after[*c]).sum::<i64>() + self.itself;
        self.total_before = self.befores.iter().map(|c| self.before[*c]).sum::<i64>() + self.itself;
    }

    /// Takes the counts off again, in as many steps as there are clusters beside the item.
    fn clear(&mut self) {
        for c in self.afters.drain(..) {
            self.after[c] = 0;
        }
        for c in self.befores.drain(..) {
            self.before[c] = 0;
        }
    }
}

/// How often clusters follow each other.
struct Counts {
    /// The number of clusters.
    clusters: usize,
    /// How often a cluster (row) is followed by one (column), row by row.
    table: Vec<i64>,
    /// How often each cluster is the first of a pair, and the second.
    firsts: Vec<i64>,
    seconds: Vec<i64>,
    /// `n ln n` of the numbers below 65,536, which nearly all counts are.
    logs: Vec<f32>,
}

#[expect(clippy::cast_precision_loss, reason = "counts whose logarithms are compared")]
impl Counts {
    fn new(clusters: usize, cluster: &[u32], pairs: &Pairs) -> Self {
        let logs = (0..1 << 16).map(|n| if n == 0 { 0.0 } else { n as f32 * (n as f32).ln() }).collect();
        let (table, firsts, seconds) = (vec![0; clusters * clusters], vec![0; clusters], vec![0; clusters]);
        let mut counts = Self { clusters, table, firsts, seconds, logs };
        for &((a, b), times) in pairs {
            let (ca, cb) = (cluster[a as usize] as usize, cluster[b as usize] as usize);
            counts.table[ca * clusters + cb] += i64::from(times);
            counts.firsts[ca] += i64::from(times);
            counts.seconds[cb] += i64::from(times);
        }
        counts
    }

    /// Adds an item with that company to a cluster (`sign` 1), or takes it out (−1).
    fn add(&mut self, to: usize, company: &Company, sign: i64) {
        for c in &company.afters {
            self.table[to * self.clusters + c] += sign * company.after[*c];
        }
        for c in &company.befores {
            self.table[c * self.clusters + to] += sign * company.before[*c];
        }
        self.table[to * self.clusters + to] += sign * company.itself;
        self.firsts[to] += sign * company.total_after;
        self.seconds[to] += sign * company.total_before;
    }

    /// The cluster that gains most by an item with that company, which is in none now: `from`, where it was, or
    /// the first of those that are better. The [`FIXED`] clusters take nobody in.
    fn best(&self, from: usize, company: &Company) -> usize {
        let mut to = from;
        let mut most = self.gain(from, company);
        for candidate in FIXED..self.clusters {
            let value = self.gain(candidate, company);
            if value > most {
                (to, most) = (candidate, value);
            }
        }
        to
    }

    /// What the log of the likelihood gains if an item with that company joins a cluster.
    fn gain(&self, to: usize, company: &Company) -> f32 {
        let Company { after, before, .. } = company;
        let f = |n| self.times_log(n);
        let mut gain = 0.0f32;
        for c in &company.afters {
            if *c != to {
                let n = self.table[to * self.clusters + c];
                gain += f(n + after[*c]) - f(n);
            }
        }
        for c in &company.befores {
            if *c != to {
                let n = self.table[c * self.clusters + to];
                gain += f(n + before[*c]) - f(n);
            }
        }
        let n = self.table[to * self.clusters + to];
        gain += f(n + after[to] + before[to] + company.itself) - f(n);
        gain += f(self.firsts[to]) - f(self.firsts[to] + company.total_after);
        gain + f(self.seconds[to]) - f(self.seconds[to] + company.total_before)
    }

    /// `n ln n`, which is 0 for 0.
    fn times_log(&self, n: i64) -> f32 {
        let known = usize::try_from(n).ok().and_then(|n| self.logs.get(n).copied());
        known.unwrap_or_else(|| n as f32 * (n as f32).ln())
    }
}
