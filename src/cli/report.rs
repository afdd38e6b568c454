//! `dateline report`.

use super::args::ReportArgs;
use super::extract::counted;
use super::{Status, tell};
use crate::error::Error;
use crate::report::{ReportOptions, write_report};

pub(super) fn run(typed: &ReportArgs) -> Result<Status, Error> {
    let mut options = ReportOptions::default();
    (options.articles, options.text, options.overwrite) = (typed.articles, !typed.no_text, typed.overwrite);
    let summary = write_report(&typed.tables, &typed.out, &options)?;
    tell(&format!(
        "{}: pages of {} and {}; open {}",
        counted(summary.articles as u64, "articles"),
        counted(summary.article_pages as u64, "articles"),
        counted(summary.person_pages as u64, "persons"),
        typed.out.join("index.html").display()
    ));
    Ok(Status::Done)
}
