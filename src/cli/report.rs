//! `dateline report`.

use std::time::Instant;

use indicatif::HumanBytes;

use super::args::ReportArgs;
use super::progress::counted;
use super::{Status, detail, say};
use crate::error::Error;
use crate::report::{ReportOptions, write_report};

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
