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

use super::Status;
use super::args::EvaluateCommand;
use crate::error::Error;
use crate::evaluate::Count;

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
