//! `dateline report`: pages to look at, made of the tables of a run.
//!
//! [`write_report`] does the work; here options are passed on, and the address of the first page is said at the end.

use std::time::Instant;

use indicatif::HumanBytes;

use super::args::ReportArgs;
use super::progress::counted;
use super::{Status, detail, say};
use crate::error::Error;
use crate::report::{ReportOptions, write_report};

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
