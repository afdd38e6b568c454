//! `dateline extract`: articles in, tables out.
//!
//! [`run`] resolves what was typed and what a file of configuration says (typed options win), makes the pipeline, and
//! starts a run: into a folder with a journal, or to standard output without one. The work itself is [`batch`]'s.
//!
//! What is checked before anything is read, so that a slip of the pen costs no hour: options, gazetteers, terms and
//! patterns; that no kept field has a column's name; that standard output is asked for one table of text; that the
//! folder is free, and its run, with `--resume`, the same.
//!
//! The exit status is 0, 1 if something became a row of `errors`, 2 if no article was read. If no input was there at
//! all, no tables are written: a mistyped name must not replace tables.
//!
//! The functions that make gazetteers, pipelines and columns of options are used by `show`, `bench` and others too.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::options::{ExtractArgs, Finds, Options};
use super::progress::{Progress, counted};
use super::signal::Interruptible;
use super::terms::terms;
use super::{Status, config, tell};
use crate::batch::{self, Begun, Event, ExtractOptions, Journal, Kept, Output, Run, Summary, TableFolder};
use crate::corpus::{CorpusOptions, Overrides};
use crate::error::{Error, ErrorKind};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::EntityType;
use crate::ingest::{Articles, Columns, Field, Keep, ReadOptions};
use crate::pipeline::Pipeline;
use crate::table::{Chunk, Format, Table, WriteOptions};
use crate::terms::{Matcher, Terms};

/// Runs it: options and pipeline, then the run itself, into a folder with its journal or to standard output, then what
/// came of it.
///
/// A run that is resumed and had ended already changes nothing, and has the status that it had.
///
/// # Errors
///
/// If an option or a file that it names is wrong, the folder is another run's, or nothing can be written. What cannot
/// be read of the inputs is no error here.
pub(super) fn run(typed: ExtractArgs) -> Result<Status, Error> {
    let options = match &typed.config {
        Some(file) => typed.options.over(config::read(file)?),
        None => typed.options,
    };
    refuse_taken(&options.keep)?;
    let read = read_options(&options);
    let extract = extract_options(&options)?;
    let pipeline = pipeline(&options.gazetteer, options.kind, options.no_model, &options.finds())?;
    let out = options.out.as_deref().unwrap_or(Path::new("tables"));
    let mut articles = Articles::open(typed.inputs.iter(), read.clone());
    let skipped = articles.skipped();
    let started = Instant::now();
    if options.quiet {
        super::be_quiet();
    }
    let mut progress = Progress::new(&typed.inputs, started);
    articles.watch(progress.watch());

    let job =
        Job { typed: &typed.inputs, options: &options, read: &read, extract: &extract, pipeline: &pipeline, started };
    let summary = if out == Path::new("-") {
        job.to_standard_output(articles, &mut progress)?
    } else {
        match job.to_folder(out, articles, &mut progress)? {
            Ended::Now(summary) => summary,
            Ended::Before(summary) => return Ok(status(&summary)),
        }
    };
    progress.finish(&summary, &skipped.counts());
    if let Some(people) = &options.people {
        tell_unmatched(people, &summary);
    }
    Ok(status(&summary))
}

/// A run as it was typed and as it is meant.
struct Job<'a> {
    /// The inputs.
    typed: &'a [PathBuf],
    /// What was typed, and what the file of configuration says.
    options: &'a Options,
    /// How inputs are read.
    read: &'a ReadOptions,
    /// What is written.
    extract: &'a ExtractOptions,
    /// What annotates.
    pipeline: &'a Pipeline,
    /// When the process began with it, for the record's seconds.
    started: Instant,
}

/// When a run into a folder ended.
enum Ended {
    /// Now, with these counts.
    Now(Summary),
    /// Before this process began: `--resume` found its tables whole.
    Before(Summary),
}

impl Job<'_> {
    /// Writes one table to standard output, as it is made: the first rows come while later articles are still read.
    ///
    /// # Errors
    ///
    /// If more than one table is asked for, or `--resume`, for which there is nothing to go on with.
    fn to_standard_output(&self, articles: Articles, progress: &mut Progress) -> Result<Summary, Error> {
        if self.options.resume {
            let message = "--resume goes on with tables in a folder; name it with --out".to_owned();
            return Err(Error::new(ErrorKind::Config { message }));
        }
        let mut output = StandardOutput::new(self.extract)?;
        let watch = &mut |event: Event<'_>| progress.see(event);
        let summary = batch::extract(articles, self.pipeline, self.extract, &mut output, watch)?;
        output.finish()?;
        Ok(summary)
    }

    /// Writes the tables to a folder, with a journal; nothing appears if no input was there.
    ///
    /// # Errors
    ///
    /// If the folder is not free or the run to go on with was another one; if nothing can be written. What is kept is
    /// said then.
    fn to_folder(&self, out: &Path, articles: Articles, progress: &mut Progress) -> Result<Ended, Error> {
        let Self { options, extract, pipeline, .. } = *self;
        let terms = terms(self.typed, options, extract, pipeline)?;
        let begun = TableFolder::journaled(out, extract, options.overwrite, terms, options.resume)?;
        let (folder, mut journal) = match begun {
            Begun::Run { folder, journal, removed } => {
                progress.begin(options.resume, removed, &journal);
                (folder, journal)
            }
            Begun::Ended(summary) => {
                progress.say(&"the run had ended, and its tables are there");
                return Ok(Ended::Before(summary));
            }
        };
        let mut output = Interruptible::new(*folder)?;
        let watch = &mut |event: Event<'_>| progress.see(event);
        let ended = batch::extract_journaled(articles, pipeline, extract, &mut output, watch, Some(&mut journal));
        let summary = ended.inspect_err(|error| how_to_go_on(error, &journal))?;
        if !progress.only_missing(&summary) {
            let inputs: Vec<String> = self.typed.iter().map(|input| input.display().to_string()).collect();
            let ended = output.output.finish(&Run {
                inputs: &inputs,
                read: self.read,
                extract,
                pipeline: Some(pipeline),
                gazetteers: &options.gazetteer,
                terms: &options.terms,
                patterns: &options.patterns,
                summary: &summary,
                seconds: self.started.elapsed().as_secs_f64(),
            });
            ended.inspect_err(|error| how_to_go_on(error, &journal))?;
        }
        Ok(Ended::Now(summary))
    }
}

/// The status of a run by its counts.
fn status(summary: &Summary) -> Status {
    match (summary.rows(Table::Articles), summary.rows(Table::Errors)) {
        (0, _) => Status::NothingRead,
        (_, 0) => Status::Done,
        _ => Status::SomeErrors,
    }
}

/// Says what is kept of a run that ends too soon, and how to go on with it. It comes before the error itself. Nothing
/// is said where nothing is kept, nor where the articles are others than those that the run had read, since the same
/// command would fail again.
fn how_to_go_on(error: &Error, journal: &Journal) {
    let is_other = matches!(error.kind(), ErrorKind::OtherArticles { .. });
    let articles = journal.summary().rows(Table::Articles);
    if articles > 0 && !is_other {
        let articles = counted(articles, "articles");
        tell(&format!("{articles} are kept; the same command with --resume goes on after them, without it anew"));
    }
}

/// Refuses to keep fields under names that columns of `articles` have, whatever the case: `--keep title` would make a
/// second column of titles, and what is meant is `--column title=NAME`.
fn refuse_taken(keep: &[String]) -> Result<(), Error> {
    let is_taken =
        |name: &&String| Table::Articles.columns().iter().any(|column| column.name.eq_ignore_ascii_case(name));
    match keep.iter().find(is_taken) {
        Some(name) => {
            let message =
                format!("--keep {name}: articles have a column of that name already, read from --column {name}=NAME");
            Err(Error::new(ErrorKind::Config { message }))
        }
        None => Ok(()),
    }
}

/// What is written, and how. Sizes of cells are in kilobytes of 2¹⁰ bytes.
fn extract_options(options: &Options) -> Result<ExtractOptions, Error> {
    let default = ExtractOptions::default();
    let mut corpus = CorpusOptions::default();
    if let Some(people) = &options.people {
        corpus.people = Overrides::read(people)?;
    }
    Ok(ExtractOptions {
        corpus,
        tables: if options.tables.is_empty() { default.tables } else { options.tables.clone() },
        formats: if options.format.is_empty() { default.formats } else { options.format.clone() },
        jobs: options.jobs.unwrap_or(default.jobs),
        min_confidence: options.min_confidence.unwrap_or(default.min_confidence),
        write: WriteOptions { excel: options.excel },
        kept: if options.keep_all { Kept::Found } else { Kept::Named(options.keep.clone()) },
        article_rows: options.max_rows.unwrap_or(default.article_rows),
        cell_bytes: options.max_cell_kb.map_or(default.cell_bytes, |kilobytes| kilobytes.saturating_mul(1 << 10)),
    })
}

/// Tells which of the user's decisions on persons match nobody, by file and line.
pub(super) fn tell_unmatched(people: &Path, summary: &Summary) {
    for line in &summary.corpus.unmatched {
        tell(&format!("{}:{line}: nobody in the corpus has this name", people.display()));
    }
}

/// The columns with those that were typed renamed: `--column text=body` reads `text` from `body`, all other fields
/// under their usual names.
pub(super) fn columns(typed: &[(Field, String)]) -> Columns {
    let mut columns = Columns::default();
    for (field, name) in typed {
        columns.rename(*field, name);
    }
    columns
}

/// The program's gazetteers and a user's files over them, in which case may not count. `list` is the type of names in
/// files of another ending, which hold one a line.
pub(super) fn gazetteer(files: &[PathBuf], list: Option<EntityType>, ignore_case: bool) -> Result<Gazetteer, Error> {
    let mut gazetteer = Gazetteer::embedded();
    if ignore_case && !files.is_empty() {
        gazetteer = gazetteer.ignore_case();
    }
    files.iter().try_for_each(|file| match list {
        Some(kind) => gazetteer.add_list(file, kind),
        None => gazetteer.add_file(file),
    })?;
    Ok(gazetteer)
}

/// The pipeline with these gazetteers, with or without the tagger's model, and with the user's terms and patterns.
///
/// # Errors
///
/// If a file of names, terms or patterns cannot be read, or a line of it cannot be used: with the file and the line.
pub(super) fn pipeline(
    files: &[PathBuf],
    list: Option<EntityType>,
    no_model: bool,
    finds: &Finds,
) -> Result<Pipeline, Error> {
    let mut pipeline = Pipeline::with_gazetteer(gazetteer(files, list, finds.ignore_case)?);
    if let Some(matcher) = matcher(finds)? {
        pipeline = pipeline.with_matcher(matcher);
    }
    Ok(if no_model { pipeline.without_model() } else { pipeline })
}

/// The matcher of the user's terms and patterns, if files of them are named; none else, and then the stage that matches
/// is not run.
fn matcher(finds: &Finds) -> Result<Option<Matcher>, Error> {
    if finds.terms.is_empty() && finds.patterns.is_empty() {
        return Ok(None);
    }
    let mut terms = Terms::new().ignore_case(finds.ignore_case).inside_words(finds.inside_words);
    finds.terms.iter().try_for_each(|file| terms.add_file(file))?;
    finds.patterns.iter().try_for_each(|file| terms.add_patterns_file(file))?;
    terms.build().map(Some)
}

/// How inputs are read. Options of sizes are in megabytes of 2²⁰ bytes.
fn read_options(options: &Options) -> ReadOptions {
    let keep = match (options.keep_all, options.keep.is_empty()) {
        (true, _) => Keep::All,
        (false, true) => Keep::None,
        (false, false) => Keep::Named(options.keep.clone()),
    };
    let mut read =
        ReadOptions { date: options.date, columns: columns(&options.column), keep, ..ReadOptions::default() };
    read.records.clone_from(&options.records);
    read.date_order = options.date_order;
    read.any_language = options.any_language;
    if let Some(megabytes) = options.max_record_mb {
        read.record_bytes = megabytes.saturating_mul(1 << 20);
    }
    if let Some(megabytes) = options.max_article_mb {
        read.article_bytes = megabytes.saturating_mul(1 << 20);
    }
    if let Some(megabytes) = options.max_unpacked_mb {
        read.unpacked_bytes = megabytes.saturating_mul(1 << 20);
    }
    if let Some(ratio) = options.max_ratio {
        read.ratio = ratio;
    }
    read
}

/// Standard output as the place of a table: the bytes as they come, buffered.
struct StandardOutput(io::BufWriter<io::Stdout>);

impl StandardOutput {
    /// Standard output for a run with these options.
    ///
    /// # Errors
    ///
    /// If they ask for more than one table in one format of text: rows of several could not be told apart.
    fn new(options: &ExtractOptions) -> Result<Self, Error> {
        if options.tables.len() != 1 || options.formats.len() != 1 || !options.formats[0].is_bytes() {
            let message = "standard output holds one table as CSV or JSON Lines; name them with --tables and --format";
            return Err(Error::new(ErrorKind::Config { message: message.to_owned() }));
        }
        Ok(Self(io::BufWriter::new(io::stdout())))
    }

    /// Writes what is buffered. Without it the end of a table would be lost silently.
    fn finish(mut self) -> Result<(), Error> {
        self.0.flush().map_err(|error| Error::io(error).at("standard output"))
    }
}

impl Output for StandardOutput {
    fn write(&mut self, _: Table, _: Format, rows: Chunk) -> Result<(), Error> {
        self.0
            .write_all(&super::terminal::on_stdout(rows.bytes().expect("formats of text have bytes")))
            .map_err(|error| Error::io(error).at("standard output"))
    }
}
