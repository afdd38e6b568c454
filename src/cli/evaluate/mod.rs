//! `dateline evaluate`: the program's answers against gold annotations, one file for each kind of gold.
//!
//! Each command reads gold data, has the stages answer that it scores, and prints a line for each measure ([`lines`]);
//! what counts as right is in [`evaluate`](crate::evaluate), which is the same for the accuracy table of the tests.
//!
//! ```text
//! strict   P  91.2  R  88.4  F1  89.8   gold 412  predicted 399
//! ```
//!
//! Errors in gold data end the command: a figure over half of the data would be taken for one over all.

mod coref;
mod corpus;
mod dates;
mod quotes;

pub(in crate::cli) use quotes::texts;
mod ner;

use std::fmt::Write;
use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

use super::Status;
use super::args::TEMPLATE;
use crate::error::Error;
use crate::evaluate::Count;

/// Scores the program against gold annotations
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline evaluate dates gold.jsonl --wrong\n  \
        dateline evaluate quotes polnear/dev --reliability\n  \
        dateline evaluate ner gold.conll --predictions out.conll\n\n"
)]
pub(in crate::cli) struct EvaluateArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: EvaluateCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum EvaluateCommand {
    /// Temporal expressions: same span, overlap, value and type; and weekdays and months that stand without a year
    Dates {
        /// JSON Lines with \"id\", \"date\", \"text\" and \"timexes\": [{\"start\", \"end\", \"type\", \"value\"}, …]
        /// in code points
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// Print what is wrong too: id, date of publication, words, gold value, given value, tab-separated
        #[arg(long)]
        wrong: bool,
    },
    /// Quotations: spans, relations, and what was found of direct, mixed and indirect ones
    Quotes {
        /// A folder with text/NAME.txt and attributions/NAME.ann, in brat standoff; of several annotators
        /// (`NAME_1a2b.ann`) the first counts
        #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,

        /// Print too how often attributions of which confidence are right
        #[arg(long)]
        reliability: bool,
    },

    /// Everything that is annotated in a folder of articles of your own: names, references, roles, quotations,
    /// speakers, dates
    Corpus {
        /// A folder with NAME.txt and NAME.ann, in brat standoff by the labels of corpus/GUIDELINES.md
        #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },

    /// Names joined to names, in pairs, and pronouns to names
    Coref {
        /// CoNLL-U with mentions of entities in its last column, as GUM has them: `Entity=(1-person-…-1-…)`
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },

    /// Names in a file of tokens and tags in columns: precision, recall and F1 of exact names by type
    Ner {
        /// Gold data: a token a line with its tag in the last column, a blank line between sentences, -DOCSTART-
        /// between articles
        #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
        gold: PathBuf,

        /// Write token, gold tag and predicted tag to this file
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        predictions: Option<PathBuf>,

        /// Follow these annotation guidelines, by the name that they had in training
        #[arg(long, value_name = "NAME")]
        convention: Option<String>,

        /// Use the model of this file instead of the program's own
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_model")]
        model: Option<PathBuf>,

        /// Use rules and gazetteers only
        #[arg(long)]
        no_model: bool,
    },
}

/// Runs the command that was typed.
pub(super) fn run(command: &EvaluateCommand) -> Result<Status, Error> {
    match command {
        EvaluateCommand::Corpus { folder } => corpus::run(folder),
        EvaluateCommand::Coref { files } => coref::run(files),
        EvaluateCommand::Dates { files, wrong } => dates::run(files, *wrong),
        EvaluateCommand::Quotes { folder, reliability } => quotes::run(folder, *reliability),
        EvaluateCommand::Ner { gold, predictions, convention, model, no_model } => {
            let tagger = ner::tagger(convention.as_deref(), model.as_deref(), *no_model)?;
            ner::run(&tagger, gold, predictions.as_deref())
        }
    }
}

/// A line for each measure, with its counts; the name is padded to eight columns.
fn lines<'a>(measures: impl IntoIterator<Item = (&'a str, Count)>) -> String {
    measures.into_iter().fold(String::new(), |mut page, (name, count)| {
        let (precision, recall, f1) = (100.0 * count.precision(), 100.0 * count.recall(), 100.0 * count.f1());
        writeln!(
            page,
            "{name:8} P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}   gold {}  predicted {}",
            count.gold, count.predicted
        )
        .expect("a String takes every character");
        page
    })
}
