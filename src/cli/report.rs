//! `dateline report`: pages to look at, made of the tables of a run.
//!
//! [`write_report`] does the work; here options are passed on, and the address of the first page is said at the end.

use std::path::PathBuf;
use std::time::Instant;

use clap::ValueHint;
use indicatif::HumanBytes;

use super::args::TEMPLATE;
use super::progress::counted;
use super::{Status, detail, say};
use crate::error::Error;
use crate::report::{ReportOptions, write_report};

/// Makes pages to look at: who is quoted, when, by whom; every article marked up
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline report tables/ --out report/\n  \
        dateline report tables/ --out report/ --articles 2000 --no-text --overwrite\n\n"
)]
pub(super) struct ReportArgs {
    /// A folder of tables that extract wrote
    #[arg(value_name = "TABLES", value_hint = ValueHint::DirPath)]
    pub(super) tables: PathBuf,

    /// Write the pages to this folder
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) out: PathBuf,

    /// Make pages of so many articles at most, evenly spread
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(super) articles: usize,

    /// Leave out the texts of articles and quotations, which may not be passed on
    #[arg(long)]
    pub(super) no_text: bool,

    /// Replace an earlier report
    #[arg(long)]
    pub(super) overwrite: bool,
}

/// Writes the report. With tables of no quotations it is a report too; a folder without any is an error.
pub(super) fn run(typed: &ReportArgs) -> Result<Status, Error> {
    let started = Instant::now();
    let mut options = ReportOptions::default();
    (options.articles, options.text, options.overwrite) = (typed.articles, !typed.no_text, typed.overwrite);
    let summary = write_report(&typed.tables, &typed.out, &options)?;
    detail(&format!(
        "index.html: {} in {:.1} seconds",
        HumanBytes(summary.index_bytes as u64),
        started.elapsed().as_secs_f64()
    ));
    say(&format!(
        "{}: pages of {} and {}; open {}",
        counted(summary.articles as u64, "articles"),
        counted(summary.article_pages as u64, "articles"),
        counted(summary.person_pages as u64, "persons"),
        typed.out.join("index.html").display()
    ));
    Ok(Status::Done)
}
