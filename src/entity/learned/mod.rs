//! The learned tagger: a linear chain (a conditional random field of first order) over the tokens that may be in a
//! name.
//!
//! What happens to an article, in this order:
//!
//! 1. [`read`] goes through the sentences. [`facts`] says what is known of each token (how it is written, what
//!    gazetteers and rules have over it) and which tokens may be in a name at all, the candidates. Neighbouring
//!    candidates form a chain; no other token costs anything more.
//! 2. [`features`] makes hashes of the facts of a candidate, and [`weights`] sums what the model holds for each hash: a
//!    score for each label. What one word tells at one place is summed once and kept by [`memo`].
//! 3. [`lattice`] finds the best labels of every chain.
//! 4. In texts of two sentences or more, [`article`] counts which labels the other uses of a word got, adds what that
//!    tells to the scores, and the chains are decoded anew with transitions of their own.
//! 5. The labels are read as names, each with the probability that the lattice gives it, calibrated by the model.
//!
//! ```text
//! Ana   Silva  of  the  Bank  of    Lund  said     one chain: few words stand between the two names
//! B-PER I-PER  O   O    B-ORG I-ORG I-ORG          "said" is no candidate
//! ```
//!
//! What it does not do: it knows no subtypes and no links (`known` adds them), and it finds no pronouns or nouns. A
//! name whose words are all outside of the candidates cannot be found, whatever the weights. Training lives in
//! `learn/ner.rs` and uses the same [`read`] and the same features, so that what is learned and what is asked never
//! differ; `models/ner.md` has data, commands and scores.

pub(crate) mod article;
pub(crate) mod facts;
pub(crate) mod features;
mod hash;
pub(crate) mod lattice;
mod memo;
mod template;
pub(crate) mod weights;
pub(crate) mod word;
pub(crate) mod words;

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

use super::MentionRow;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::EntityType;
use crate::id::TokenId;
use crate::segment::{Flags, View};

use article::{Chains, Spot};
use facts::{EDGE, Facts, Sources};
use features::Taken;
use lattice::{Ahead, OUTSIDE, Scores};
use weights::{Model, Sums};
use word::Style;

/// Puts a constant at the start of a line of the cache. Buckets of weights are 64 bytes and the header is a multiple of
/// that, so every bucket then lies in one line, and a look-up waits for memory once.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

/// The shipped model as it stands in the repository; the program maps it with its own text and parses nothing at its
/// start.
static ALIGNED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../models/ner.bin"));
/// Its bytes.
static WEIGHTS: &[u8] = &ALIGNED.0;

/// A name that the model found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TaggedName {
    /// Indices of tokens in the text: the first, and the one after the last.
    pub(crate) tokens: (usize, usize),
    /// The type of its first label.
    pub(crate) kind: EntityType,
    /// The probability that the name is right as a whole (bounds and type), from 0 to 1, after the model's calibration.
    pub(crate) confidence: f32,
}

/// The learned tagger with its model, and the annotation guidelines that it follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Learned<'a> {
    /// The model's file, whose digest `run.json` records.
    #[cfg_attr(not(feature = "io"), expect(dead_code, reason = "only the record of a run asks for it"))]
    bytes: &'a [u8],
    /// The same, opened.
    model: Model<'a>,
    /// The [hash](facts::text_hash) of the guidelines' name, as features hold it.
    convention: u32,
    /// Tells it from all other taggers of the process, clones of this one aside: sums that a thread remembers are those
    /// of one model and one set of guidelines.
    id: u64,
}

/// The number of the next tagger.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// What a thread keeps from one article to the next: the words that it met with their sums, and room that need not be
/// asked for again. Nothing of it changes a result; only the speed depends on it.
#[derive(Default)]
struct Scratch {
    /// The tagger whose words `facts` remembers.
    owner: u64,
    /// The sentence in hand, and the words met so far.
    facts: Facts,
    /// The article in hand.
    chains: Chains,
    /// The token in hand.
    features: Taken,
}

/// The room of articles with more candidates, or of sentences with more tokens, is given back: one huge input shall not
/// hold memory for the rest of a run.
const LONGEST_KEPT: usize = 1 << 14;

thread_local! {
    /// Each thread's own; taken out while an article is read, so that a panic leaves an empty one behind.
    static SCRATCH: Cell<Scratch> = Cell::default();
}

impl Learned<'static> {
    /// The tagger that the program ships; none if the build has no model.
    pub(crate) fn embedded() -> Option<Self> {
        Self::open(WEIGHTS)
    }
}

impl<'a> Learned<'a> {
    /// A tagger of that model file, with the model's own choice of guidelines.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let model = Model::open(bytes)?;
        let convention = facts::text_hash(model.conventions().next().unwrap_or_default());
        Some(Self { bytes, model, convention, id: NEXT.fetch_add(1, Ordering::Relaxed) })
    }

    /// The model file.
    #[cfg(feature = "io")]
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// This tagger with the guidelines of that name; none if the model did not learn them.
    pub(crate) fn with_convention(self, name: &str) -> Option<Self> {
        let known = self.model.conventions().any(|known| known == name);
        known.then(|| Self { convention: facts::text_hash(name), id: NEXT.fetch_add(1, Ordering::Relaxed), ..self })
    }

    /// Whether it follows the guidelines of the program's tables.
    pub(crate) fn is_default(&self) -> bool {
        self.model.conventions().next().is_some_and(|name| facts::text_hash(name) == self.convention)
    }

    /// The names of the guidelines that it can follow.
    pub(crate) fn conventions(&self) -> Vec<&'a str> {
        self.model.conventions().collect()
    }

    /// Finds the names of a text; `proposals` are those that rules found, in order. The result is in text order, and no
    /// two names overlap. Linear in the length of the text: every candidate asks for a bounded number of features.
    pub(crate) fn find(&self, view: View<'_>, gazetteer: &Gazetteer, proposals: &[MentionRow]) -> Vec<TaggedName> {
        let Model { shares, clusters, classed, .. } = self.model;
        let sources = Sources { gazetteer, shares, clusters, classed };
        let mut scratch = SCRATCH.take();
        let Scratch { owner, facts, chains, features } = &mut scratch;
        if *owner != self.id {
            facts.memo.clear();
            *owner = self.id;
        }
        chains.clear();
        read(facts, view, sources, proposals, |facts, at, spot, first| {
            chains.push(spot, first, self.scores(facts, at, features));
        });
        let mut transitions = self.model.transitions(0);
        chains.decode(&transitions);
        if article::is_long_enough(view) {
            let roles = article::ArticleRoles::new(chains);
            for index in 0..chains.spots.len() {
                features.clear();
                roles.features(chains, index, features);
                let mut sums = Sums::default();
                self.model.places.add(features.as_slice(), &mut sums);
                for (total, more) in chains.scores[index].iter_mut().zip(self.model.scaled(sums)) {
                    *total += more;
                }
            }
            transitions = self.model.transitions(1);
            chains.decode(&transitions);
        }
        let found = self.names(chains, &transitions);
        if chains.spots.len().max(facts.rows.len()) <= LONGEST_KEPT {
            SCRATCH.set(scratch);
        }
        found
    }

    /// The scores of the labels of the token at `at` of the rows, by itself and its neighbours.
    fn scores(&self, facts: &mut Facts, at: usize, features: &mut Taken) -> Scores {
        let mut sums = Sums::default();
        features.clear();
        features::of_place(facts, at, self.convention, features);
        self.model.places.add(features.as_slice(), &mut sums);
        let Facts { rows, memo, style } = facts;
        for (place, row) in rows[at - EDGE..=at + EDGE].iter().enumerate() {
            memo.add(row.word, (place, row.starts), *style, self.model, self.convention, &mut sums);
        }
        self.model.scaled(sums)
    }

    /// The names that the labels of `chains` spell, in order. Chains that are all outside are passed over; the sums of
    /// the others, which the probabilities need, are taken over the chain, so that the cost is linear in the number of
    /// candidates.
    fn names(&self, chains: &Chains, transitions: &lattice::Transitions) -> Vec<TaggedName> {
        let weights = lattice::weights(transitions);
        let (mut found, mut ahead) = (Vec::new(), Ahead::default());
        for range in chains.ranges() {
            let labels = &chains.labels[range.clone()];
            if labels.iter().all(|label| usize::from(*label) == OUTSIDE) {
                continue;
            }
            ahead.fill(&chains.scores[range.clone()], &weights);
            ahead.names(labels, &weights, |start, end, p| {
                let token = |index: usize| chains.spots[range.start + index].token as usize;
                let kind = lattice::read(usize::from(labels[start])).map_or(EntityType::Misc, |(kind, _)| kind);
                let confidence = self.model.calibrated(p);
                found.push(TaggedName { tokens: (token(start), token(end - 1) + 1), kind, confidence });
            });
        }
        found
    }
}

/// Passes every token that may be in a name to `each`, with the facts of its sentence, its row there, and whether a
/// chain starts with it.
///
/// A chain ends before a token that is no candidate, at the end of a sentence, and where the text has lost a mark
/// between two tokens ([`Flags::PARTED`]). `proposals` must be in text order: each sentence takes its share off the
/// front. Where the whole text has hardly a capital, every sentence has the style [`Style::Lower`], whatever its own
/// words look like.
pub(crate) fn read(
    facts: &mut Facts,
    view: View<'_>,
    sources: Sources<'_>,
    proposals: &[MentionRow],
    mut each: impl FnMut(&mut Facts, usize, Spot, bool),
) {
    let lower = facts::is_lower(view);
    facts.memo.refresh();
    let mut proposals = proposals;
    for sentence in view.sentences() {
        let style = if lower { Style::Lower } else { facts::style(sentence) };
        let here = proposals.partition_point(|row| row.tokens.0 < sentence.end_token());
        let (mine, rest) = proposals.split_at(here);
        proposals = rest;
        facts.fill(view, sentence, style, sources, mine);
        let first = sentence.first_token().index();
        let mut before = false;
        for at in EDGE..facts.rows.len() - EDGE {
            let candidate = facts.rows[at].candidate;
            if candidate {
                let token = u32::try_from(first + at - EDGE).unwrap_or(u32::MAX);
                let spot = Spot::new(token, &facts.rows[at], facts.word(at));
                let parted = view.token(TokenId::new(first + at - EDGE)).flags().has(Flags::PARTED);
                each(facts, at, spot, !before || parted);
            }
            before = candidate;
        }
    }
}

/// A score of nought for every label.
#[cfg(feature = "learn")]
pub(crate) const NO_SCORES: Scores = [0.0; lattice::LABELS];
