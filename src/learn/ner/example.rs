//! Articles as the tagger learns from them.
//!
//! A gold article has tokens and tags. It is made a text again ([`Segmenter::given`]), the rules propose names
//! in it, and every token that may be in a name is told by its features, exactly as when the program runs.
//! Tokens that no chain reaches are not learned from, and a gold name that holds one cannot be found: it counts
//! in [`Example::all_names`] only.
//!
//! An article is learned from up to four times, since what the program reads is less tidy than what was
//! annotated:
//!
//! | copy | how often | why |
//! |---|---|---|
//! | [`Copy::Plain`] | always | |
//! | [`Copy::Lower`] | one article in ten | texts without capitals |
//! | [`Copy::Forgotten`] | two articles in five | an unknown name must be told by its neighbours |
//! | [`Copy::Capitals`] | one sentence in eight of every article | headlines and agency copy in capitals |
//!
//! All copies of an article are in one fold, or the second stage would learn from articles that the first one
//! had seen.

use std::sync::Arc;

use rayon::prelude::*;

use super::super::random::Random;
use super::super::words::WordTables;
use super::{NerCorpus, NerOptions};
use crate::entity::article::{Spot, is_long_enough};
use crate::entity::lattice::{self, LABELS};
use crate::entity::{Facts, Remembered, Sources, Tagger, features_of, read, text_hash};
use crate::evaluate::{TaggedArticle, TaggedSentence, chunks};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::EntityType;
use crate::segment::Segmenter;

/// An article as it is learned from: its tokens that may be in names, with features and right labels.
pub(super) struct Example {
    /// The number of its fold.
    pub(super) fold: usize,
    /// The tokens that may be in names, in text order, and whether each starts a chain.
    pub(super) spots: Vec<(Spot, bool)>,
    /// Where the features of each spot end in `features`.
    pub(super) ends: Vec<usize>,
    /// The hashes of the features of all spots, one spot behind the other.
    pub(super) features: Vec<u32>,
    /// The labels that each spot may have, a bit each: the gold's alone inside a name; elsewhere the outside,
    /// and every label of a type that the corpus never annotates.
    pub(super) allowed: Vec<u16>,
    /// Names of the gold whose tokens are all candidates: the first spot, the one after the last, the type.
    pub(super) names: Vec<(usize, usize, EntityType)>,
    /// The number of names of the gold, reached or not.
    pub(super) all_names: usize,
    /// Whether the second stage learns from it: it has sentences enough, and stands there whole, as it is or in
    /// small letters.
    pub(super) long: bool,
}

/// The examples of all corpora, in their order. Chance decides on one thread, in the order of the articles;
/// only the reading of the articles goes to many.
pub(super) fn examples(corpora: &[NerCorpus], words: &WordTables, options: &NerOptions) -> Vec<Example> {
    let mut random = Random::new(options.seed);
    let mut jobs: Vec<Job> = Vec::new();
    for (number, corpus) in corpora.iter().enumerate() {
        for article in &corpus.articles {
            let fold = random.below(options.folds.max(1));
            let mut add = |article: TaggedArticle, copy: Copy| {
                if !article.sentences.is_empty() {
                    jobs.push(Job { corpus: number, fold, article, copy });
                }
            };
            if random.below(10) == 0 {
                add(recased(article, |_| true, str::to_lowercase), Copy::Lower);
            }
            if random.below(5) < 2 {
                add(article.clone(), Copy::Forgotten);
            }
            let mut chosen = Random::new(random.next());
            add(recased(article, |_| chosen.below(8) == 0, str::to_uppercase), Copy::Capitals);
            add(article.clone(), Copy::Plain);
        }
    }
    let tagger = Tagger::new(Arc::new(Gazetteer::embedded())).without_model();
    let segmenter = Segmenter::new();
    let annotated: Vec<_> = corpora.iter().map(annotated).collect();
    jobs.par_iter()
        .map(|job| {
            let corpus = &corpora[job.corpus];
            let mut example = example(job, annotated[job.corpus], &tagger, segmenter, words, text_hash(&corpus.name));
            example.long &= matches!(job.copy, Copy::Plain | Copy::Lower);
            example
        })
        .collect()
}

/// An article to learn from.
struct Job {
    /// The number of its corpus.
    corpus: usize,
    /// The number of its fold, the same for all copies of an article.
    fold: usize,
    /// Its sentences, with their letters changed already if the copy asks for that.
    article: TaggedArticle,
    /// What of the four it is.
    copy: Copy,
}

/// As what an article is learned from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copy {
    /// As it is.
    Plain,
    /// All in small letters.
    Lower,
    /// Some of its sentences, in capitals.
    Capitals,
    /// With some words as if they were new: who knows a word never learns to ask its neighbours.
    Forgotten,
}

/// Of a hundred words of a [`Copy::Forgotten`], so many are.
const FORGOTTEN: usize = 50;

/// Of a hundred of those, so many are known to no table of words.
const NOTHING_KEPT: usize = 40;

/// Up to this one, those behind have a cluster and no class: names that are newer than the vectors.
const CLASSES_LOST: usize = 70;

/// Which types a corpus annotates at all: those that a tag of it has. The English Web Treebank has no `MISC`,
/// so that its `O` may be one.
fn annotated(corpus: &NerCorpus) -> [bool; EntityType::ALL.len()] {
    let mut seen = [false; EntityType::ALL.len()];
    let tags = corpus.articles.iter().flat_map(|article| &article.sentences).flat_map(|sentence| &sentence.tags);
    for kind in tags.filter_map(|tag| EntityType::named(tag.split_once('-')?.1)) {
        seen[kind as usize] = true;
    }
    seen
}

/// The sentences of an article that `chosen` picks by their number, each token changed by `change`, the tags as
/// they are.
fn recased(
    article: &TaggedArticle,
    mut chosen: impl FnMut(usize) -> bool,
    change: impl Fn(&str) -> String,
) -> TaggedArticle {
    let mut sentences = Vec::new();
    for (_, sentence) in article.sentences.iter().enumerate().filter(|(index, _)| chosen(*index)) {
        let tokens = sentence.tokens.iter().map(|token| change(token)).collect();
        sentences.push(TaggedSentence { tokens, tags: sentence.tags.clone() });
    }
    TaggedArticle { sentences }
}

/// Reads a job: makes a text of its tokens, lets the rules propose names, and notes features and right labels
/// of each token that may be in a name. `convention` is the hash of the corpus's name, which some features are
/// repeated with.
///
/// Words of a [`Copy::Forgotten`] are forgotten by chance that starts from the text, so that it does not matter
/// which thread reads it.
fn example(
    job: &Job,
    annotated: [bool; EntityType::ALL.len()],
    tagger: &Tagger,
    segmenter: Segmenter,
    words: &WordTables,
    convention: u32,
) -> Example {
    let sentences: Vec<&[String]> = job.article.sentences.iter().map(|sentence| sentence.tokens.as_slice()).collect();
    let (text, segments) = segmenter.given(&sentences);
    let view = segments.view(&text);
    let (proposals, _) = tagger.propose(view);
    let mut example = Example {
        fold: job.fold,
        spots: Vec::new(),
        ends: Vec::new(),
        features: Vec::new(),
        allowed: Vec::new(),
        names: Vec::new(),
        all_names: 0,
        long: is_long_enough(view),
    };
    let sources = Sources {
        gazetteer: tagger.gazetteer(),
        shares: words.shares(),
        clusters: words.clusters(),
        classed: words.classed(),
    };
    let mut random = Random::new(u64::from(text_hash(&text)));
    read(&mut Facts::default(), view, sources, &proposals, |facts, at, spot, first| {
        example.spots.push((spot, first));
        if job.copy == Copy::Forgotten && random.below(100) < FORGOTTEN {
            let value = random.next();
            let kept = match random.below(100) {
                0..NOTHING_KEPT => Remembered::Nothing,
                NOTHING_KEPT..CLASSES_LOST => Remembered::Clusters,
                _ => Remembered::Tables,
            };
            facts.forget(at, value, kept);
        }
        features_of(facts, at, convention, &mut example.features);
        example.ends.push(example.features.len());
    });
    let open = (0..LABELS).filter(|label| lattice::read(*label).is_none_or(|(kind, _)| !annotated[kind as usize]));
    let outside: u16 = open.fold(0, |bits, label| bits | 1 << label);
    example.allowed = vec![outside; example.spots.len()];
    let place = |token: usize| example.spots.binary_search_by_key(&token, |(spot, _)| spot.token as usize).ok();
    let mut first = 0;
    for sentence in job.article.sentences.iter().filter(|sentence| !sentence.tokens.is_empty()) {
        for (start, end, kind) in chunks(&sentence.tags) {
            let Some(kind) = EntityType::named(kind) else { continue };
            example.all_names += 1;
            let places: Option<Vec<usize>> = (first + start..first + end).map(place).collect();
            let Some(places) = places else { continue };
            for (index, place) in places.iter().enumerate() {
                example.allowed[*place] = 1 << lattice::label(kind, index == 0);
            }
            example.names.push((places[0], places[places.len() - 1] + 1, kind));
        }
        first += sentence.tokens.len();
    }
    example
}
