//! `dateline segment`: the sentences of articles.
//!
//! Prints them one a line, white space folded, or as rows of the table `sentences` in JSON Lines with their offsets.
//! Only the segmenter runs, so that it is the fastest way to sentences, and the way to look at its work. An article
//! that cannot be read is told, and the others go on; the exit status says so.
//!
//! ```text
//! Rain fell.
//! It stopped, they said.
//! ```

use std::path::PathBuf;

use clap::ValueHint;

use super::args::{TEMPLATE, column};
use super::extract::columns;
use super::{Status, print, tell};
use crate::ingest::{Articles, Field, ReadOptions};
use crate::segment::Segmenter;
use crate::table::{one_line, sentences_json};

/// Prints the sentences of articles, one a line
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline segment article.txt\n  \
        dateline segment news.jsonl.gz --json | head\n\n"
)]
pub(super) struct SegmentArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,

    /// Print the rows of the table of sentences, with their offsets, as JSON Lines
    #[arg(long)]
    pub(super) json: bool,

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the
    /// column, key or path NAME; may be repeated
    #[arg(short, long, value_name = "FIELD=NAME", value_parser = column)]
    pub(super) column: Vec<(Field, String)>,
}

/// Prints the sentences of each article as soon as it is read.
pub(super) fn run(typed: &SegmentArgs) -> Result<Status, crate::Error> {
    let segmenter = Segmenter::new();
    let read = ReadOptions { date: None, columns: columns(&typed.column), ..ReadOptions::default() };
    let (mut done, mut failed) = (0u64, 0u64);
    for article in Articles::open(&typed.inputs, read) {
        match article {
            Ok(article) => {
                let segments = segmenter.segment(article.text());
                let page = if typed.json {
                    sentences_json(&article, &segments)
                } else {
                    let view = segments.view(article.text());
                    let lines: Vec<_> = view.sentences().map(|sentence| one_line(sentence.text())).collect();
                    lines.join("\n") + "\n"
                };
                print(page.as_bytes())?;
                done += 1;
            }
            Err(error) => {
                tell(&error);
                failed += 1;
            }
        }
    }
    Ok(Status::of(done, failed))
}
