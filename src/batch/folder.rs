//! The folder of tables: its files appear whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::extract::{ExtractOptions, Output};
use super::package::{Described, PACKAGE, describe};
use super::run::Run;
use super::staging::Staging;
use crate::error::{Error, ErrorKind};
use crate::ingest::{RUN, holds_run};
use crate::table::{Chunk, Column, Format, Sink, Table, is_written};

/// Writes tables to a folder, one file for each table and format, and `run.json` and `datapackage.json` beside them.
///
/// The files are written aside, in a hidden folder, and appear together at [`TableFolder::finish`]; without it, none does. Until then, no
/// other run can have the folder.
pub struct TableFolder {
    folder: PathBuf,
    staging: Staging,
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
    /// If another run is writing there; if the folder holds anything but tables of an earlier run; if it holds those, unless `overwrite` lets
    /// this run replace them; if it cannot be written.
    pub fn create(folder: impl Into<PathBuf>, options: &ExtractOptions, overwrite: bool) -> Result<Self, Error> {
        let folder = folder.into();
        let locate = |error: Error| error.at(folder.display().to_string());
        let staging = Staging::of(&folder).map_err(locate)?;
        let earlier = earlier_tables(staging.target()).map_err(locate)?;
        if !earlier.is_empty() && !overwrite {
            return Err(locate(Error::new(ErrorKind::TablesExist)));
        }
        let formats = Format::ALL.into_iter().filter(|format| options.formats.contains(format));
        let sinks = formats.map(|format| Ok((format, format.sink(&staging.written())?)));
        let sinks = sinks.collect::<Result<_, Error>>().map_err(locate)?;
        Ok(Self { folder, staging, sinks, tables: Vec::new(), earlier })
    }

    /// Lets the tables appear, with `run.json` after them, and removes those of an earlier run that this one did not write.
    ///
    /// # Errors
    ///
    /// If a file cannot be written or named, or a gazetteer of the run cannot be read any more.
    pub fn finish(self, run: &Run<'_>) -> Result<(), Error> {
        let locate = |error: Error| error.at(self.folder.display().to_string());
        let written = self.staging.written();
        let mut described = Vec::new();
        for (format, sink) in self.sinks {
            for (name, file) in sink.finish().map_err(locate)? {
                described.push(Described::of(name.clone(), format, file.path()).map_err(locate)?);
                file.persist(written.join(name)).map_err(|error| locate(Error::io(error.error)))?;
            }
        }
        for (name, content) in [(PACKAGE, describe(&described, &self.tables)), (RUN, run.json(&described)?)] {
            fs::write(written.join(name), content).map_err(|error| locate(Error::io(error)))?;
        }
        self.staging.commit(&self.earlier).map_err(|error| locate(Error::io(error)))
    }
}

impl TableFolder {
    fn sink(&mut self, format: Format) -> &mut dyn Sink {
        let found = self.sinks.iter_mut().find(|(of, _)| *of == format);
        found.expect("the folder was made with the options of the run").1.as_mut()
    }

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

/// The names of the files of an earlier run that `folder` holds.
fn earlier_tables(folder: &Path) -> Result<Vec<OsString>, Error> {
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
    Ok(paths.iter().filter_map(|path| Some(path.file_name()?.to_owned())).collect())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a run writes files of that name.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == RUN || name == PACKAGE || is_written(name)
}
