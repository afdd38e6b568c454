//! `errors`: what could not be read.

use std::borrow::Cow;

use crate::error::Error;
use crate::table::column::table;

table! {
    /// A row for each thing that went wrong. An article that could be read all the same stands in the other tables.
    Errors, ErrorRow<'a>, key() {
        /// the article, where there is one
        article_id: Option<&'a str>,
        /// the path, with the line for a record of a file
        source: Option<Cow<'a, str>>,
        /// what failed: `read`, `decode`, `parse`, `date`, `id` …
        stage: &'static str,
        /// the cause as a stable word: `not-found`, `undecodable`, `bad-date` …
        code: &'static str,
        /// the cause in words
        message: String,
    }
}

/// The path and line of where it happened are one cell, as editors and terminals read them: `news/a.jsonl:17`.
impl<'a> From<&'a Error> for ErrorRow<'a> {
    fn from(error: &'a Error) -> Self {
        Self {
            article_id: error.article_id(),
            source: match error.location() {
                (Some(source), Some(line)) => Some(Cow::Owned(format!("{source}:{line}"))),
                (source, _) => source.map(Cow::Borrowed),
            },
            stage: error.stage(),
            code: error.code(),
            message: error.kind().to_string(),
        }
    }
}
