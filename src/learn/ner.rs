//! Training of the tagger's model, in two stages.
//!
//! The first stage is a linear-chain conditional random field over the features of single tokens
//! ([`crf`](super::crf)). The second one sees what the first made of the rest of the article, and moves the
//! scores of some labels ([`second`]).
//!
//! The second stage must not learn from articles that the first one knows by heart: there it would see hardly
//! an error, and would trust what it sees too much. So the articles are cut into folds. For each fold, a first
//! stage is trained on all the others and tags that fold; the second stage is trained on what these tagged, and
//! so is the calibration of `confidence`.
//!
//! Order of work in [`train_ner`]:
//!
//! 1. every article becomes one or more [`Example`]s: as it is, and in up to three other forms (below);
//! 2. features that are frequent enough get a row each ([`Rows`]);
//! 3. the first stage is trained on all examples;
//! 4. it is trained anew for each fold, on the examples of the others, and tags the fold;
//! 5. the weights of step 3 are mixed with the mean of those of step 4 ([`OF_FOLDS`]);
//! 6. the second stage is trained on what step 4 tagged;
//! 7. all weights are quantised to bytes and packed ([`File`]).
//!
//! With one fold there is nothing to hold out: steps 4 to 6 fall away, and the model scores every token by
//! itself.
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
//!
//! The file, in order, all numbers little-endian:
//!
//! ```text
//! header        the magic, six counts, the scale, two sets of transitions, the calibration, the names of the corpora
//! words         a filter, then buckets: the features that tell of one word
//! places        a filter, then buckets: all other features
//! word tables   shares of capitals, clusters, classes by vectors, the parents of these
//! ```

use std::sync::Arc;

use rayon::prelude::*;

use super::crf::{self, Corpus, Options, Weights};
use super::random::Random;
use crate::entity::article::{ArticleRoles, Chains, Spot, is_long_enough};
use crate::entity::lattice::{self, Ahead, LABELS, OUTSIDE, Transitions};
use crate::entity::weights::{
    BUCKET, FILTER, FeatureWeights, HEADER, MAGIC, NAMES, OF_PLACE, SLOTS, USED, filtered, place,
};
use crate::entity::{Facts, NO_SCORES, Sources, Tagger, features_of, read, text_hash};
use crate::evaluate::{Count, TaggedArticle, TaggedSentence, chunks};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::EntityType;
use crate::segment::Segmenter;

use super::words::WordTables;

/// A corpus with tagged names.
#[derive(Clone, Debug)]
pub struct NerCorpus {
    /// The name of its guidelines, which a tagger may be asked to follow: `conll2003`. Corpora of one name are
    /// taken for one; some features are learned for each name apart, so that what two corpora annotate in two
    /// ways does not cancel out.
    pub name: String,
    /// Its articles. A type that no tag of any of them has is held to be left open by the guidelines, not to be
    /// absent from the text: a name of that type costs nothing where the corpus has `O`.
    pub articles: Vec<TaggedArticle>,
}

/// How the tagger is trained.
///
/// The defaults are those of the shipped model; `models/ner.md` has what other values gave.
#[derive(Clone, Debug)]
pub struct NerOptions {
    /// The number that chance starts from: which article goes to which fold, and which is learned in small letters.
    pub seed: u64,
    /// Rounds of the first stage at most. 80 stop short of the optimum on purpose, which has half as many
    /// weights and a worse score.
    pub rounds: usize,
    /// The weight of the sum of absolute weights. The larger, the more weights are exactly nought and need no room.
    pub lasso: f32,
    /// The weight of the sum of squares.
    pub ridge: f32,
    /// Features that fewer tokens have are left out.
    pub least: u32,
    /// Parts that the corpora are cut into, to tag each with what the others teach. 1 trains no second stage.
    pub folds: usize,
}

impl Default for NerOptions {
    fn default() -> Self {
        Self { seed: 1, rounds: 80, lasso: 0.05, ridge: 0.1, least: 2, folds: 3 }
    }
}

/// An article as it is learned from: its tokens that may be in names, with features and right labels.
struct Example {
    /// The number of its fold.
    fold: usize,
    /// The tokens that may be in names, in text order, and whether each starts a chain.
    spots: Vec<(Spot, bool)>,
    /// Where the features of each spot end in `features`.
    ends: Vec<usize>,
    /// The hashes of the features of all spots, one spot behind the other.
    features: Vec<u32>,
    /// The labels that each spot may have, a bit each: the gold's alone inside a name; elsewhere the outside,
    /// and every label of a type that the corpus never annotates.
    allowed: Vec<u16>,
    /// Names of the gold whose tokens are all candidates: the first spot, the one after the last, the type.
    names: Vec<(usize, usize, EntityType)>,
    /// The number of names of the gold, reached or not.
    all_names: usize,
    /// Whether the second stage learns from it: it has sentences enough, and stands there whole, as it is or in
    /// small letters.
    long: bool,
}

/// The share of the folds' weights in those of the first stage: what all articles but some teach too is no
/// accident of those.
const OF_FOLDS: f32 = 0.5;

/// Rounds of the second stage at most.
const ROUNDS_OF_ARTICLES: usize = 60;

/// The weight of the sum of absolute weights, sixty times that of the first stage: what this one learns is
/// little, and must not be the first one's errors by heart.
const LASSO_OF_ARTICLES: f32 = 3.0;
/// The weight of the sum of squares, as in the first stage.
const RIDGE_OF_ARTICLES: f32 = 0.1;

/// Features of articles that fewer tokens have are left out.
const LEAST_OF_ARTICLES: u32 = 10;

/// Trains the tagger's model on corpora, and gives the bytes of its file (`models/ner.bin`).
///
/// The first corpus's guidelines are the default of the model. `words` are the tables of `train words`, or
/// empty ones; they are packed into the file as they are. `say` is told of the progress, a line at a time. The
/// same data in the same order give the same bytes, whatever the number of threads.
pub fn train_ner(corpora: &[NerCorpus], words: &WordTables, options: &NerOptions, say: &dyn Fn(&str)) -> Vec<u8> {
    let examples = examples(corpora, words, options);
    let tokens: usize = examples.iter().map(|example| example.spots.len()).sum();
    let (reached, names) =
        examples.iter().fold((0, 0), |sum, example| (sum.0 + example.names.len(), sum.1 + example.all_names));
    say(&format!(
        "{} articles, {tokens} tokens that may be in names, {reached} of {names} names in reach",
        examples.len()
    ));
    let rows = Rows::count(examples.iter().flat_map(|example| &example.features), options.least);
    say(&format!("{} features", rows.hashes.len()));
    let corpus = corpus(&examples, &rows, |_| true);
    let first =
        Options { rounds: options.rounds, lasso: options.lasso, ridge: options.ridge, labels: u16::MAX, moves: true };
    let zero = [[0.0; LABELS]; LABELS];
    let mut weights = crf::train(&corpus, &zero, first, say);
    drop(corpus);
    let mut held = Vec::new();
    let mut part: Option<Weights> = None;
    let folds = if options.folds > 1 { options.folds } else { 0 };
    for fold in 0..folds {
        say(&format!("fold {fold}"));
        let others = self::corpus(&examples, &rows, |example| example.fold != fold);
        let learned = crf::train(&others, &zero, first, say);
        drop(others);
        held.extend(tag(&examples, &rows, &learned, fold));
        part = Some(match part.take() {
            None => learned,
            Some(mut mean) => {
                #[expect(clippy::cast_precision_loss, reason = "folds are few")]
                mean.mix(1.0 / (fold + 1) as f32, &learned);
                mean
            }
        });
    }
    if let Some(part) = &part {
        weights.mix(OF_FOLDS, part);
    }
    let mut file =
        File { rows: Vec::new(), transitions: [weights.transitions(), weights.transitions()], calibration: [0.0, 1.0] };
    file.add(&rows, &weights);
    if part.is_some() {
        second(&examples, held, &mut file, say);
    }
    file.bytes(corpora, words)
}

/// The examples of all corpora, in their order. Chance decides on one thread, in the order of the articles;
/// only the reading of the articles goes to many.
fn examples(corpora: &[NerCorpus], words: &WordTables, options: &NerOptions) -> Vec<Example> {
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
        classed: words.taught(),
    };
    let mut random = Random::new(u64::from(text_hash(&text)));
    read(&mut Facts::default(), view, sources, &proposals, |facts, at, spot, first| {
        example.spots.push((spot, first));
        if job.copy == Copy::Forgotten && random.below(100) < FORGOTTEN {
            facts.forget(at, random.next());
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

/// The features that have a row, as sorted hashes.
///
/// Rows are numbered from the most frequent feature, so that those which are asked for most lie together.
struct Rows {
    /// The hashes of the features, ascending.
    hashes: Vec<u32>,
    /// How many tokens have each, in the order of `hashes`.
    counts: Vec<u32>,
    /// The row of each, in the order of `hashes`.
    numbers: Vec<u32>,
}

impl Rows {
    /// Gives a row to each feature that occurs `least` times or more. Sorts all occurrences, which takes four
    /// bytes each.
    fn count<'a>(features: impl Iterator<Item = &'a u32>, least: u32) -> Self {
        let mut all: Vec<u32> = features.copied().collect();
        all.par_sort_unstable();
        let mut rows = Self { hashes: Vec::new(), counts: Vec::new(), numbers: Vec::new() };
        for same in all.chunk_by(|a, b| a == b) {
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            if count >= least {
                rows.hashes.push(same[0]);
                rows.counts.push(count);
            }
        }
        let mut order: Vec<usize> = (0..rows.hashes.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(rows.counts[*index]));
        rows.numbers = vec![0; order.len()];
        for (index, number) in order.into_iter().zip(0..) {
            rows.numbers[index] = number;
        }
        rows
    }

    /// The rows of those of `features` that have one, in their order.
    fn numbers<'a>(&'a self, features: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        features.iter().filter_map(|hash| Some(self.numbers[self.hashes.binary_search(hash).ok()?]))
    }
}

/// The ranges of lists that lie one behind the other in one vector, by where each ends: `[2, 2, 5]` → `0..2`,
/// `2..2`, `2..5`.
fn spans(ends: &[usize]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    ends.iter().enumerate().map(|(index, end)| index.checked_sub(1).map_or(0, |before| ends[before])..*end)
}

/// The chains of the `wanted` examples, with rows in the place of hashes and no score given.
fn corpus(examples: &[Example], rows: &Rows, wanted: impl Fn(&Example) -> bool) -> Corpus {
    let mut corpus = Corpus::new(rows.hashes.len());
    let chosen: Vec<&Example> = examples.iter().filter(|example| wanted(example)).collect();
    let numbers: Vec<Vec<Vec<u32>>> = chosen
        .par_iter()
        .map(|example| spans(&example.ends).map(|span| rows.numbers(&example.features[span]).collect()).collect())
        .collect();
    for (example, numbers) in chosen.iter().zip(numbers) {
        for (index, numbers) in numbers.into_iter().enumerate() {
            if example.spots[index].1 {
                corpus.close();
            }
            corpus.push(numbers.into_iter(), example.allowed[index], NO_SCORES);
        }
        corpus.close();
    }
    corpus
}

/// Tags the examples of a fold with weights that were learned from the others. Gives the number of each example
/// with its chains, scored and decoded, in the order of the examples.
fn tag(examples: &[Example], rows: &Rows, weights: &Weights, fold: usize) -> Vec<(usize, Chains)> {
    let transitions = weights.transitions();
    let held = examples.par_iter().enumerate().filter(|(_, example)| example.fold == fold);
    held.map(|(number, example)| {
        let mut chains = Chains::default();
        for (span, (spot, first)) in spans(&example.ends).zip(&example.spots) {
            let mut scores = NO_SCORES;
            for row in rows.numbers(&example.features[span]) {
                for (score, weight) in scores.iter_mut().zip(weights.row(row)) {
                    *score += weight;
                }
            }
            chains.push(*spot, *first, scores);
        }
        chains.decode(&transitions);
        (number, chains)
    })
    .collect()
}

/// Trains what the whole article tells, on articles that the first stage tagged without having learned from them.
fn second(examples: &[Example], held: Vec<(usize, Chains)>, file: &mut File, say: &dyn Fn(&str)) {
    let mut long: Vec<(&Example, Chains)> = held
        .into_iter()
        .map(|(number, chains)| (&examples[number], chains))
        .filter(|(example, _)| example.long)
        .collect();
    let features: Vec<Vec<Vec<u32>>> = long
        .par_iter()
        .map(|(_, chains)| {
            let roles = ArticleRoles::new(chains);
            let of = |index: usize| {
                let mut features: Vec<u32> = Vec::new();
                roles.features(chains, index, &mut features);
                features
            };
            (0..chains.spots.len()).map(of).collect()
        })
        .collect();
    let rows = Rows::count(features.iter().flatten().flatten(), LEAST_OF_ARTICLES);
    say(&format!("{} features of articles; names without them: {}", rows.hashes.len(), score(&long)));
    let mut corpus = Corpus::new(rows.hashes.len());
    for ((example, chains), features) in long.iter().zip(&features) {
        for (index, features) in features.iter().enumerate() {
            if example.spots[index].1 {
                corpus.close();
            }
            corpus.push(rows.numbers(features), example.allowed[index], chains.scores[index]);
        }
        corpus.close();
    }
    let second = Options {
        rounds: ROUNDS_OF_ARTICLES,
        lasso: LASSO_OF_ARTICLES,
        ridge: RIDGE_OF_ARTICLES,
        labels: 1 << lattice::label(EntityType::Per, true) | 1 << lattice::label(EntityType::Per, false),
        moves: false,
    };
    let weights = crf::train(&corpus, &file.transitions[0], second, say);
    file.transitions[1] = weights.transitions();
    file.add(&rows, &weights);
    let mut token = 0;
    for (_, chains) in &mut long {
        for scores in &mut chains.scores {
            *scores = corpus.scores(token, &weights);
            token += 1;
        }
        chains.decode(&file.transitions[1]);
    }
    say(&format!("names with them: {}", score(&long)));
    // Whether names are right, by what the model thinks of them.
    let mut answers: Vec<(f32, bool)> = Vec::new();
    let table = lattice::weights(&file.transitions[1]);
    let mut ahead = Ahead::default();
    for (example, chains) in &long {
        for range in chains.ranges() {
            let labels = &chains.labels[range.clone()];
            if labels.iter().any(|label| usize::from(*label) != OUTSIDE) {
                ahead.fill(&chains.scores[range.clone()], &table);
                ahead.names(labels, &table, |start, end, p| {
                    let kind = lattice::read(usize::from(labels[start])).map(|(kind, _)| kind);
                    let name = (range.start + start, range.start + end);
                    answers
                        .push((p, example.names.iter().any(|gold| (gold.0, gold.1) == name && Some(gold.2) == kind)));
                });
            }
        }
    }
    file.calibration = calibrate(&answers);
    say(&format!("calibration {:?}", file.calibration));
}

/// How well labels agree with the gold. Names that no chain reaches count as missed.
fn score(tagged: &[(&Example, Chains)]) -> Count {
    let mut count = Count::default();
    for (example, chains) in tagged {
        count.gold += u32::try_from(example.all_names).unwrap_or(u32::MAX);
        for range in chains.ranges() {
            lattice::names(&chains.labels[range.clone()], |start, end, kind| {
                count.predicted += 1;
                let name = (range.start + start, range.start + end, kind);
                count.right += u32::from(example.names.contains(&name));
            });
        }
    }
    count
}

/// Offset and slope of a logistic curve over the log-odds of each answer, by at most forty steps of Newton's
/// method (Platt 1999: "Probabilistic outputs for support vector machines").
///
/// `[0, 1]` is the curve that changes nothing, and where the search starts. Probabilities are clamped to 0.0001
/// from either end, as [`Model::calibrated`](crate::entity::weights::Model::calibrated) clamps them when it
/// applies the curve.
fn calibrate(answers: &[(f32, bool)]) -> [f32; 2] {
    let (mut offset, mut slope) = (0.0f64, 1.0f64);
    for _ in 0..40 {
        let (mut g, mut h) = ([0.0f64; 2], [1e-6f64, 0.0, 1e-6]);
        for (p, right) in answers {
            let p = f64::from(p.clamp(1e-4, 1.0 - 1e-4));
            let odds = (p / (1.0 - p)).ln();
            let q = 1.0 / (1.0 + (-(offset + slope * odds)).exp());
            let (error, weight) = (q - f64::from(u8::from(*right)), q * (1.0 - q));
            g = [g[0] + error, g[1] + error * odds];
            h = [h[0] + weight, h[1] + weight * odds, h[2] + weight * odds * odds];
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        if determinant.abs() < 1e-9 {
            break;
        }
        // Far from the optimum a whole step may lead away from it.
        offset -= ((g[0] * h[2] - g[1] * h[1]) / determinant).clamp(-0.5, 0.5);
        slope -= ((g[1] * h[0] - g[0] * h[1]) / determinant).clamp(-0.5, 0.5);
    }
    #[expect(clippy::cast_possible_truncation, reason = "the file has short floats")]
    [offset as f32, slope as f32]
}

/// What goes into the model file.
struct File {
    /// Hashes with their importance and their weights beyond the outside's.
    rows: Vec<(u32, f32, [f32; LABELS - 1])>,
    /// The transitions of the first stage and of the second, which adds to those of the first.
    transitions: [Transitions; 2],
    /// Offset and slope of the curve that makes a probability a confidence; `[0, 1]` changes nothing.
    calibration: [f32; 2],
}

/// Rows whose weights are all smaller, in units, are left out: they cost room and change nothing that was measured.
const LEAST_WEIGHT: u8 = 3;

impl File {
    /// Adds the rows that have a weight that is not nought.
    ///
    /// The outside's weight is taken off all of a row, which changes no comparison between labels and saves one
    /// byte in nine. A row is as important as its largest weight is large and its feature frequent.
    fn add(&mut self, rows: &Rows, weights: &Weights) {
        for ((hash, count), number) in rows.hashes.iter().zip(&rows.counts).zip(&rows.numbers) {
            let row = weights.row(*number);
            if row.iter().all(|weight| *weight == 0.0) {
                continue;
            }
            let more: [f32; LABELS - 1] = std::array::from_fn(|label| row[label + 1] - row[OUTSIDE]);
            let largest = more.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
            #[expect(clippy::cast_precision_loss, reason = "a rough measure")]
            let often = (*count as f32).ln_1p();
            self.rows.push((*hash, largest * often, more));
        }
    }

    /// The bytes of the file. The names of the corpora are written once each, in the order in which they were
    /// given, the first of them being the default; what is beyond [`NAMES`] bytes is cut off.
    fn bytes(mut self, corpora: &[NerCorpus], words: &WordTables) -> Vec<u8> {
        let mut sizes: Vec<f32> = self.rows.iter().flat_map(|(_, _, row)| row).map(|weight| weight.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() * 9999 / 10000).copied().unwrap_or(1.0).max(1e-3);
        let scale = largest / 127.0;
        // The most important rows first.
        self.rows.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let rows: Vec<(u32, FeatureWeights)> = self
            .rows
            .iter()
            .map(|(hash, _, row)| {
                #[expect(clippy::cast_possible_truncation, reason = "the value is rounded and clamped to a byte")]
                let row = row.map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8);
                (*hash, row)
            })
            .filter(|(_, row)| row.iter().any(|weight| weight.unsigned_abs() >= LEAST_WEIGHT))
            .map(|(hash, row)| (hash, row.map(i8::cast_unsigned)))
            .collect();
        let (of_places, of_words): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(hash, _)| hash & OF_PLACE != 0);
        let tables = [table(&of_words), table(&of_places)];
        let mut out = MAGIC.to_vec();
        let buckets = tables.each_ref().map(|(_, buckets)| buckets.len());
        for count in buckets.into_iter().chain(words.rows().map(<[_]>::len)) {
            out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        }
        out.extend(scale.to_le_bytes());
        out.extend(self.transitions.iter().flatten().flatten().flat_map(|weight| weight.to_le_bytes()));
        out.extend(self.calibration.iter().flat_map(|number| number.to_le_bytes()));
        let mut names: Vec<&str> = Vec::new();
        for corpus in corpora {
            if !names.contains(&corpus.name.as_str()) {
                names.push(&corpus.name);
            }
        }
        let mut names = names.join(",").into_bytes();
        names.resize(NAMES, 0);
        out.extend(names);
        assert_eq!(out.len(), USED, "the header's length is fixed");
        out.resize(HEADER, 0);
        for (filter, buckets) in tables {
            out.extend(filter);
            out.extend(buckets.iter().flatten());
        }
        out.extend(words.rows().into_iter().flatten().flatten());
        out
    }
}

/// The filter and the buckets of rows, the most important of which come first: those that find their bucket
/// full are left out.
///
/// Two buckets for every seven rows are three and a half rows a bucket, of [`SLOTS`] that there is room for:
/// hardly any is full. A feature whose mark is 0 is left out too, for that is the mark of an empty slot.
fn table(rows: &[(u32, FeatureWeights)]) -> (Vec<u8>, Vec<[u8; BUCKET]>) {
    // So many that hardly any is full.
    let mut buckets = vec![[0u8; BUCKET]; rows.len() * 2 / 7 + 1];
    let mut filled = vec![0usize; buckets.len()];
    let mut filter = vec![0u8; FILTER];
    for (hash, row) in rows {
        let (bucket, mark) = place(*hash, buckets.len());
        let bucket = bucket as usize;
        let slot = filled[bucket];
        if slot == SLOTS || mark == 0 {
            continue;
        }
        filled[bucket] += 1;
        buckets[bucket][2 * slot..2 * slot + 2].copy_from_slice(&mark.to_le_bytes());
        let at = 2 * SLOTS + row.len() * slot;
        buckets[bucket][at..at + row.len()].copy_from_slice(row);
        let (byte, bit) = filtered(*hash);
        filter[byte] |= bit;
    }
    (filter, buckets)
}
