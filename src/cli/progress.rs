//! What a run says on standard error: one line that moves on a terminal, and its counts at the end.
//!
//! ```text
//! ⠹ 41 %, 2m left  1,204 articles, 3.1 MB/s, 2 errors          the line, on a terminal only
//!
//! 1,204 articles, 18,220 sentences, 31,007 mentions, 2,911 quotes, 3,402 dates; 2 errors; 3.1 MB/s
//! passed over by their names: 12 images
//! 37 articles without a date: relative dates stay unresolved there; --date gives one
//! ```
//!
//! With `--quiet` only errors are told; with `--verbose` every file as it is opened, every error, the rows of every
//! table, and seconds, and no moving line. The per cent is of bytes of input, which a thread of its own counts while
//! the work goes on.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};

use super::{Verbosity, detail, tell, verbosity};
use crate::batch::{Event, Journal, Summary};
use crate::error::ErrorKind;
use crate::ingest::{Watch, sizes};
use crate::table::Table;

/// So many errors are told, the rest counted; all stand in the table of errors.
const ERRORS_TOLD: u64 = 10;

/// What a run says.
pub(super) struct Progress {
    /// Drawn only where standard error is a terminal, and neither silence nor every file is asked for.
    bar: ProgressBar,
    /// Counts the bytes of input that were read.
    watch: Watch,
    /// When the run began.
    started: Instant,
    /// What could not be read, so far.
    errors: u64,
    /// Of these, inputs that are not there.
    missing: u64,
    /// Bytes of text that an interrupted run had read.
    before: u64,
}

impl Progress {
    /// Begins to say something of a run over these inputs.
    ///
    /// The line shows time until the sizes of all inputs are known, then per cent and what is left. Standard input and
    /// inputs whose size cannot be told never get there.
    pub(super) fn new(inputs: &[PathBuf], started: Instant) -> Self {
        let is_shown = verbosity() == Verbosity::Normal;
        let bar = if is_shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        bar.set_style(style("{spinner} {elapsed}  {wide_msg}"));
        let watch = Watch::new((verbosity() == Verbosity::Verbose).then_some(|source| detail(&source)));
        if !bar.is_hidden() {
            // Folders of a million files take a while to count: the work does not wait for it.
            let (line, inputs) = (bar.clone(), inputs.to_vec());
            thread::spawn(move || {
                if let Some((_, bytes)) = sizes(&inputs) {
                    line.set_length(bytes);
                    line.set_style(style("{spinner} {percent} %, {eta} left  {wide_msg}"));
                }
            });
            bar.enable_steady_tick(Duration::from_millis(200));
        } else if verbosity() == Verbosity::Verbose
            && let Some((files, bytes)) = sizes(inputs)
        {
            detail(&format!("{} of {}", counted(files, "files"), HumanBytes(bytes)));
        }
        Self { bar, watch, started, errors: 0, missing: 0, before: 0 }
    }

    /// What looks on while the articles are read.
    pub(super) fn watch(&self) -> Watch {
        self.watch.clone()
    }

    /// Takes what happens: the first ten errors are told at once, above the moving line, and counts move it.
    pub(super) fn see(&mut self, event: Event<'_>) {
        match event {
            Event::Failed(error) => {
                self.errors += 1;
                self.missing += u64::from(matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NoArticles));
                if self.errors <= ERRORS_TOLD || verbosity() == Verbosity::Verbose {
                    self.bar.suspend(|| tell(error));
                }
            }
            Event::Wrote(summary) => {
                if !self.bar.is_hidden() {
                    self.bar.set_position(self.watch.bytes());
                    let articles = HumanCount(summary.rows(Table::Articles));
                    let errors = HumanCount(summary.rows(Table::Errors));
                    self.bar.set_message(format!("{articles} articles, {}, {errors} errors", self.rate(summary)));
                }
            }
        }
    }

    /// Says whether the run goes on with another: after how many articles, or that what another left was `removed`.
    pub(super) fn begin(&mut self, resume: bool, removed: u64, journal: &Journal) {
        self.before = journal.summary().bytes;
        let articles = |count| counted(count, "articles");
        match journal.summary().rows(Table::Articles) {
            0 if removed > 0 => {
                self.say(&format!(
                    "removed what an interrupted run left: {}; --resume goes on with one",
                    articles(removed)
                ));
            }
            0 if resume => self.say(&"there is no run to go on with; this one begins"),
            0 => {}
            done => self.say(&format!("going on after {} of an interrupted run", articles(done))),
        }
    }

    /// Says something above the moving line, unless silence was asked for.
    pub(super) fn say(&self, message: &dyn std::fmt::Display) {
        self.bar.suspend(|| super::say(message));
    }

    /// Whether no input of the run was there: nothing was read, and every error is of a name without a file or of a
    /// folder without articles.
    pub(super) fn only_missing(&self, summary: &Summary) -> bool {
        summary.rows(Table::Articles) == 0 && self.missing == self.errors
    }

    /// Megabytes of text a second, without what an interrupted run had read before.
    fn rate(&self, summary: &Summary) -> String {
        #[expect(clippy::cast_precision_loss, reason = "a rate of three digits")]
        let megabytes = (summary.bytes - self.before.min(summary.bytes)) as f64 / 1e6;
        format!("{:.1} MB/s", megabytes / self.started.elapsed().as_secs_f64().max(1e-3))
    }

    /// Says what came of it: counts, and below them only what there is to say of left-out files, cells that were cut,
    /// and dates.
    pub(super) fn finish(self, summary: &Summary, skipped: &[(String, u64)]) {
        self.bar.finish_and_clear();
        if self.errors > ERRORS_TOLD && verbosity() != Verbosity::Verbose {
            let more = self.errors - ERRORS_TOLD;
            tell(&format!("{} more errors; the table of errors holds them all", HumanCount(more)));
        }
        for table in Table::ALL {
            detail(&format!("table {}: {}", table.as_str(), counted(summary.rows(table), "rows")));
        }
        detail(&format!("{:.1} seconds", self.started.elapsed().as_secs_f64()));
        let counts: Vec<String> = [Table::Articles, Table::Sentences, Table::Mentions, Table::Quotes, Table::Dates]
            .map(|table| counted(summary.rows(table), table.as_str()))
            .into();
        let errors = counted(summary.rows(Table::Errors), "errors");
        self.say(&format!("{}; {errors}; {}", counts.join(", "), self.rate(summary)));
        if self.only_missing(summary) {
            self.say(&"there was nothing to read, and no tables were written");
        }
        if !skipped.is_empty() {
            let kinds: Vec<String> =
                skipped.iter().map(|(kind, count)| format!("{} {kind}", HumanCount(*count))).collect();
            self.say(&format!("passed over by their names: {}", kinds.join(", ")));
        }
        if summary.cut > 0 {
            let cut = counted(summary.cut, "cells");
            self.say(&format!("{cut} cut to the 32,767 characters that a spreadsheet holds; each ends in …"));
        }
        if summary.undated > 0 {
            let undated = counted(summary.undated, "articles");
            self.say(&format!("{undated} without a date: relative dates stay unresolved there; --date gives one"));
        }
    }
}

/// A look of the moving line.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is right")
}

/// A count with its noun: `1 quote`, `2,000 quotes`. `many` is the plural, one letter longer than the singular.
pub(super) fn counted(count: u64, many: &str) -> String {
    let noun = if count == 1 { &many[..many.len() - 1] } else { many };
    format!("{} {noun}", HumanCount(count))
}
