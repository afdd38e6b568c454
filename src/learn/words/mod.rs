//! What plain text teaches of words: how often each is capitalised, clusters of like neighbours, and topics.
//!
//! The tagger meets words that its tagged corpora lack. Tables over ten million words of plain news tell it
//! what such a word is like:
//!
//! - the **share** of its uses with a capital inside a sentence (`london` nearly all, `will` few, although each
//!   `Will` has one);
//! - its **cluster**: words that stand between the same neighbours, one of 500 and, coarser, of 60
//!   ([`cluster`]);
//! - its **topic**: words that stand in the same company, one of 250 ([`topic`]);
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

mod cluster;
mod topic;

use std::collections::HashMap;

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
    /// The classes above each finest one, as the model file has them.
    parents: Vec<[u8; 4]>,
}

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

    /// The classes by word vectors.
    pub(super) fn classed(&self) -> Classed<'_> {
        Classed::new(Words::new(&self.classed), &self.parents)
    }

    /// Whether words have classes by word vectors.
    pub(super) fn has_classes(&self) -> bool {
        !self.classed.is_empty()
    }

    /// The tables without those.
    pub(super) fn without_classes(self) -> Self {
        Self { classed: Vec::new(), ..self }
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
    /// How often each word was seen, by its key with its case: `May` and `may` are two.
    words: HashMap<u32, u32>,
    /// The words in order, each sentence ended by [`BREAK`].
    stream: Vec<u32>,
    /// The same without regard to case.
    lowers: Vec<u32>,
    /// By the word without regard to case: how often it had a capital, and how often it was seen, where a
    /// capital tells something.
    capitalised: HashMap<u32, (u32, u32)>,
}

/// The end of a sentence, in a stream of words.
const BREAK: u32 = 0;

/// Words with fewer uses than this teach nothing: neither their share nor their neighbours are more than accidents.
const LEAST_USES: u32 = 6;

/// So many words at most have a share, and so many a cluster, the most frequent: a table of 65,536 slots is
/// then 72 % full.
const MOST_WORDS: usize = 47_000;

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
                *self.words.entry(key).or_default() += 1;
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
            if *all >= LEAST_USES {
                shares.push((*all, *lower, share(*capitalised, *all)));
            }
        }
        shares.sort_unstable_by(|a, b| b.cmp(a));
        shares.truncate(MOST_WORDS);
        let lowers: Vec<u32> = shares.iter().map(|(_, lower, _)| *lower).collect();
        let topics = topic::topics(&lowers, &self.lowers, say);
        let shares: Vec<(u32, u16)> = shares
            .into_iter()
            .zip(topics)
            .map(|((_, lower, share), topic)| (lower, topic << SHARE_BITS | share))
            .collect();
        let mut words: Vec<(u32, u32)> = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "sorted right after")]
        for (key, count) in &self.words {
            if *count >= LEAST_USES {
                words.push((*count, *key));
            }
        }
        words.sort_unstable_by(|a, b| b.cmp(a));
        words.truncate(MOST_WORDS);
        say(&format!("{} tokens, {} words", self.stream.len(), words.len()));
        let clusters = cluster::clusters(&words, &self.stream, say);
        WordTables { shares: Words::build(&shares), clusters: Words::build(&clusters), ..WordTables::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_give_words_their_classes() {
        let tables = WordTables::default().with_vectors("0\t7\t3\t1\n1\t900\t249\t59\n\nriver\t1\n1990\t0\n").unwrap();
        let classes = |word| tables.classed().get(word_key(word));
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
