//! Training of the tagger's model, in two stages.
//!
//! The first stage is a linear-chain conditional random field over the features of single tokens
//! ([`crf`]). The second one sees what the first made of the rest of the article, and moves the
//! scores of some labels ([`article`]).
//!
//! The second stage must not learn from articles that the first one knows by heart: there it would see hardly
//! an error, and would trust what it sees too much. So the articles are cut into folds. For each fold, a first
//! stage is trained on all the others and tags that fold; the second stage is trained on what these tagged, and
//! so is the calibration of `confidence`.
//!
//! Order of work in [`train_ner`]:
//!
//! 1. every article becomes one or more [`Example`]s: as it is, and in the variants of [`example`];
//! 2. features that are frequent enough get a row each ([`Rows`]);
//! 3. the first stage is trained on all examples;
//! 4. it is trained anew for each fold, on the examples of the others, and tags the fold;
//! 5. the weights of step 3 are mixed with the mean of those of step 4 ([`OF_FOLDS`]);
//! 6. where words have classes by vectors, it is trained once more without them, and mixed in ([`OF_PLAIN`]);
//! 7. the second stage is trained on what step 4 tagged;
//! 8. all weights are quantised to bytes and packed ([`ModelFile`]).
//!
//! With one fold there is nothing to hold out: steps 4, 5 and 7 fall away, and the model scores every token by
//! itself.

mod article;
mod example;
mod file;
mod rows;

use rayon::prelude::*;

use super::crf::{self, Options, Weights};
use super::words::WordTables;
use crate::entity::NO_SCORES;
use crate::entity::article::Chains;
use crate::entity::lattice::LABELS;
use crate::evaluate::TaggedArticle;
use example::{Example, examples};
use file::ModelFile;
use rows::{Rows, corpus, spans};

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
    /// Rounds of the first stage at most. 50 stop short of the optimum on purpose, which has half as many
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
        Self { seed: 1, rounds: 50, lasso: 0.05, ridge: 0.1, least: 2, folds: 3 }
    }
}

/// The share of the folds' weights in those of the first stage: what all articles but some teach too is no
/// accident of those.
const OF_FOLDS: f32 = 0.5;

/// The share of the weights that are learned without classes by word vectors, where there are such. The scores of a
/// linear model are means where its weights are, so that names which no vector knows are told as without vectors, by
/// half (feature bagging: Sutton, Sindelar and `McCallum`, "Reducing weight undertraining in structured discriminative
/// learning", 2006).
const OF_PLAIN: f32 = 0.5;

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
    if words.has_classes() {
        say("without classes");
        let plain = self::examples(corpora, &words.clone().without_classes(), options);
        weights.mix(OF_PLAIN, &crf::train(&self::corpus(&plain, &rows, |_| true), &zero, first, say));
    }
    let mut file = ModelFile::new(&rows, &weights);
    if part.is_some() {
        article::train(&examples, held, &mut file, say);
    }
    file.bytes(corpora, words)
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
