//! The folder of tables: its files appear whole or not at all.
//!
//! [`TableFolder`] is the [`Output`] of a run into a folder. Beginning asks three things: whether another run has the
//! folder ([`Staging`]), whether what lies there may be replaced ([`earlier_tables`]), and whether an interrupted run
//! is to go on. Ending writes `datapackage.json` and `run.json`, and lets all appear.
//!
//! A folder with anything in it that no run wrote is refused, whatever the options: `--out .` typed in the wrong place
//! must not cost a file.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::extract::{ExtractOptions, Output, Summary};
use super::journal::{Journal, Terms, same};
use super::package::{Described, PACKAGE, describe};
use super::run::Run;
use super::staging::Staging;
use crate::error::{Error, ErrorKind};
use crate::ingest::{RUN, holds_run};
use crate::table::{Chunk, Column, Format, Sink, Table, is_written};

/// Writes tables to a folder, one file for each table and format, and `run.json` and `datapackage.json` beside them.
///
/// The files are written aside, in a hidden folder, and appear together at [`TableFolder::finish`]; without it, none
/// does. Until then, no other run can have the folder.
pub struct TableFolder {
    /// The folder as it was named, for errors.
    folder: PathBuf,
    /// Where files stand until they appear.
    staging: Staging,
    /// What takes the rows of each format.
    sinks: Vec<(Format, Box<dyn Sink>)>,
    /// The tables that were begun.
    tables: Vec<(Table, Vec<Column>)>,
    /// Tables of an earlier run, which this one replaces.
    earlier: Vec<OsString>,
}

impl TableFolder {
    /// Starts the files that a run with `options` writes. A folder that is missing is made when they are finished.
    ///
    /// # Errors
    ///
    /// If another run is writing there; if the folder holds anything but tables of an earlier run; if it holds those,
    /// unless `overwrite` lets this run replace them; if it cannot be written.
    pub fn create(folder: impl Into<PathBuf>, options: &ExtractOptions, overwrite: bool) -> Result<Self, Error> {
        let folder = folder.into();
        let begin = || {
            let staging = Staging::of(&folder)?;
            let earlier = earlier_tables(staging.target(), overwrite)?;
            staging.clear().map_err(Error::io)?;
            Self::over(folder.clone(), staging, earlier, options)
        };
        begin().map_err(|error: Error| error.at(folder.display().to_string()))
    }

    /// The same with a journal, by which the run can be resumed. With `resume`, goes on after a run that ended too
    /// soon, if one did.
    ///
    /// # Errors
    ///
    /// As those of [`TableFolder::create`]; and if the run to go on with was another one.
    pub(crate) fn journaled(
        folder: &Path,
        options: &ExtractOptions,
        overwrite: bool,
        terms: Terms,
        resume: bool,
    ) -> Result<Begun, Error> {
        let begin = || {
            let staging = Staging::of(folder)?;
            let left = staging.left().summary.clone();
            if staging.has_ended() && resume {
                same(&staging.left().terms, &terms)?;
                return Ok(Begun::Ended(left));
            }
            let earlier = earlier_tables(staging.target(), overwrite)?;
            let resumed =
                if resume { Journal::resume(&staging.journal(), &staging.written(), &terms, options)? } else { None };
            let removed = if resumed.is_some() || staging.has_ended() { 0 } else { left.rows(Table::Articles) };
            let journal = if let Some(journal) = resumed {
                journal
            } else {
                staging.clear().map_err(Error::io)?;
                Journal::new(staging.journal(), terms, options)
            };
            let folder = Box::new(Self::over(folder.to_owned(), staging, earlier, options)?);
            Ok(Begun::Run { folder, journal, removed })
        };
        begin().map_err(|error: Error| error.at(folder.display().to_string()))
    }

    /// The output over a staging that is ready for it.
    ///
    /// # Errors
    ///
    /// If the files of a format cannot be begun.
    fn over(
        folder: PathBuf,
        staging: Staging,
        earlier: Vec<OsString>,
        options: &ExtractOptions,
    ) -> Result<Self, Error> {
        let formats = Format::ALL.into_iter().filter(|format| options.formats.contains(format));
        let sinks = formats.map(|format| Ok((format, format.sink(&staging.written())?)));
        Ok(Self { folder, sinks: sinks.collect::<Result<_, Error>>()?, staging, tables: Vec::new(), earlier })
    }

    /// Lets the tables appear, with `run.json` after them, and removes those of an earlier run that this one did not
    /// write.
    ///
    /// # Errors
    ///
    /// If a file cannot be written or named, or a gazetteer of the run cannot be read any more.
    pub fn finish(self, run: &Run<'_>) -> Result<(), Error> {
        let locate = |error: Error| error.at(self.folder.display().to_string());
        let written = self.staging.written();
        let mut described = Vec::new();
        for (format, sink) in self.sinks {
            for name in sink.finish().map_err(locate)? {
                let path = written.join(&name);
                described.push(Described::of(name, format, &path).map_err(locate)?);
            }
        }
        for (name, content) in [(PACKAGE, describe(&described, &self.tables)), (RUN, run.json(&described)?)] {
            fs::write(written.join(name), content).map_err(|error| locate(Error::io(error)))?;
        }
        self.staging.commit(&self.earlier).map_err(|error| locate(Error::io(error)))
    }
}

/// A run into a folder that begins, or goes on.
pub(crate) enum Begun {
    /// There are articles to read.
    Run {
        /// Where the tables go.
        folder: Box<TableFolder>,
        /// Its journal, of an earlier run's batches if it goes on with one.
        journal: Journal,
        /// So many articles of an earlier run, which ended too soon, were removed.
        removed: u64,
    },
    /// The run to go on with had ended, and its tables are there.
    Ended(Summary),
}

impl TableFolder {
    /// The sink of a format.
    fn sink(&mut self, format: Format) -> &mut dyn Sink {
        let found = self.sinks.iter_mut().find(|(of, _)| *of == format);
        found.expect("the folder was made with the options of the run").1.as_mut()
    }

    /// Says of an error in which folder it happened.
    fn locate(&self, ended: Result<(), Error>) -> Result<(), Error> {
        ended.map_err(|error| error.at(self.folder.display().to_string()))
    }
}

impl Output for TableFolder {
    fn start(&mut self, table: Table, format: Format, columns: &[Column]) -> Result<(), Error> {
        if self.tables.iter().all(|(of, _)| *of != table) {
            self.tables.push((table, columns.to_vec()));
        }
        let ended = self.sink(format).start(table, columns);
        self.locate(ended)
    }

    fn write(&mut self, table: Table, format: Format, rows: Chunk) -> Result<(), Error> {
        let ended = self.sink(format).write(table, rows);
        self.locate(ended)
    }
}

/// The names of the files of an earlier run that `folder` holds, and that this one may replace.
///
/// # Errors
///
/// [`ErrorKind::ForeignFiles`] if it holds anything but hidden files and what a run writes, or no `run.json` beside
/// these; [`ErrorKind::TablesExist`] if it holds tables and `overwrite` is not said.
fn earlier_tables(folder: &Path, overwrite: bool) -> Result<Vec<OsString>, Error> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(Error::io)?;
    let mut paths: Vec<PathBuf> =
        entries.into_iter().map(|entry| entry.path()).filter(|path| !is_hidden(path)).collect();
    paths.sort();
    let ours = holds_run(folder);
    if let Some(foreign) = paths.iter().find(|path| !ours || !is_table(path)) {
        let file = foreign.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Err(Error::new(ErrorKind::ForeignFiles { file }));
    }
    if !paths.is_empty() && !overwrite {
        return Err(Error::new(ErrorKind::TablesExist));
    }
    Ok(paths.iter().filter_map(|path| Some(path.file_name()?.to_owned())).collect())
}

/// Whether a file is hidden: it is no table, and stays.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a run writes files of that name.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == RUN || name == PACKAGE || is_written(name)
}
