//! `dateline corpus`: one corpus of the tables of several runs.
//!
//! The folders are read one after the other ([`join_corpus`]), and the tables of the corpus are written to a folder of
//! their own, with a `run.json` that names the folders as its inputs. The tables of single articles are not copied. An
//! article that two folders have counts once, and the second is told; then the exit status is 1.
//!
//! There is no journal: deciding a corpus takes less time than annotating does.

use std::path::PathBuf;
use std::time::Instant;

use clap::ValueHint;

use super::args::{TEMPLATE, formats, tables};
use super::extract::tell_unmatched;
use super::progress::counted;
use super::signal::Interruptible;
use super::{Status, detail, say, tell};
use crate::batch::{Event, ExtractOptions, Run, TableFolder, join_corpus};
use crate::corpus::{CorpusOptions, Overrides};
use crate::error::Error;
use crate::ingest::ReadOptions;
use crate::table::{Format, Table};

/// Makes one corpus of the tables of several runs: people, organisations, places, unique quotations, copies
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline corpus tables-2019/ tables-2020/ --out all/\n  \
        dateline corpus tables/ --out all/ --people decisions.csv --overwrite\n\n"
)]
pub(super) struct CorpusArgs {
    /// Folders of tables that extract wrote, in whatever format
    #[arg(required = true, value_name = "TABLES", value_hint = ValueHint::DirPath)]
    pub(super) folders: Vec<PathBuf>,

    /// Write the tables of the corpus to this folder
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) out: PathBuf,

    /// Write these formats [default: csv]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    pub(super) format: Vec<Format>,

    /// Write only these tables [default: all of the corpus]
    #[arg(short, long, value_name = "TABLE", value_delimiter = ',', value_parser = tables())]
    pub(super) tables: Vec<Table>,

    /// Decide on persons as this CSV file says: same,A,B or different,A,B or name,A,B or gender,A,female
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) people: Option<PathBuf>,

    /// Replace tables of an earlier run
    #[arg(long)]
    pub(super) overwrite: bool,
}

/// Makes the corpus, and says how much there is in it. Tables of single articles that were typed with `--tables` are
/// left out.
///
/// ```text
/// 2,408 articles, 31 duplicates, 1,902 people, 1,344 organisations, 871 places, 5,120 unique quotes
/// ```
pub(super) fn run(typed: &CorpusArgs) -> Result<Status, Error> {
    let started = Instant::now();
    let mut corpus = CorpusOptions::default();
    if let Some(people) = &typed.people {
        corpus.people = Overrides::read(people)?;
    }
    let mut options = ExtractOptions { corpus, ..ExtractOptions::default() };
    options.tables.retain(|table| table.is_of_corpus() && (typed.tables.is_empty() || typed.tables.contains(table)));
    if !typed.format.is_empty() {
        options.formats.clone_from(&typed.format);
    }
    let mut output = Interruptible::new(TableFolder::create(&typed.out, &options, typed.overwrite)?)?;
    let mut failed = 0;
    let summary = join_corpus(&typed.folders, &options, &mut output, &mut |event| {
        if let Event::Failed(error) = event {
            failed += 1;
            tell(error);
        }
    })?;
    let inputs: Vec<String> = typed.folders.iter().map(|folder| folder.display().to_string()).collect();
    output.output.finish(&Run {
        inputs: &inputs,
        read: &ReadOptions::default(),
        extract: &options,
        pipeline: None,
        gazetteers: &[],
        terms: &[],
        patterns: &[],
        summary: &summary,
        seconds: started.elapsed().as_secs_f64(),
    })?;
    let counts: Vec<String> =
        [Table::Articles, Table::Duplicates, Table::People, Table::Organisations, Table::Places, Table::UniqueQuotes]
            .map(|table| counted(summary.rows(table), &table.as_str().replace('_', " ")))
            .into();
    say(&counts.join(", "));
    detail(&format!("{:.1} seconds", started.elapsed().as_secs_f64()));
    if let Some(people) = &typed.people {
        tell_unmatched(people, &summary);
    }
    Ok(Status::of(summary.rows(Table::Articles), failed))
}
