//! The folder of tables: its files appear whole or not at all.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::extract::{ExtractOptions, Output};
use super::run::Run;
use crate::error::{Error, ErrorKind};
use crate::ingest::{RUN, holds_run};
use crate::table::{Chunk, Format, Table};

/// What unfinished files are called: one that is left tells of a run that was killed.
const UNFINISHED: &str = ".dateline-";

/// Writes tables to a folder, one file for each table and format, and `run.json` beside them.
///
/// The files are written aside, in the same folder, and appear together at [`TableFolder::finish`]; without it, none does.
pub struct TableFolder {
    folder: PathBuf,
    files: Vec<Pending>,
    /// Tables of an earlier run, which this one replaces.
    earlier: Vec<PathBuf>,
}

struct Pending {
    table: Table,
    format: Format,
    file: BufWriter<NamedTempFile>,
}

impl TableFolder {
    /// Starts the files that a run with `options` writes. A folder that is missing is made.
    ///
    /// # Errors
    ///
    /// If the folder holds anything but tables of an earlier run; if it holds those, unless `overwrite` lets this run replace them;
    /// if it cannot be written.
    pub fn create(folder: impl Into<PathBuf>, options: &ExtractOptions, overwrite: bool) -> Result<Self, Error> {
        let folder = folder.into();
        let locate = |error: Error| error.at(folder.display().to_string());
        fs::create_dir_all(&folder).map_err(|error| locate(Error::io(error)))?;
        let earlier = earlier_tables(&folder).map_err(locate)?;
        if !earlier.is_empty() && !overwrite {
            return Err(locate(Error::new(ErrorKind::TablesExist)));
        }
        let pending = |(table, format)| {
            let file = BufWriter::with_capacity(1 << 16, aside(&folder)?);
            Ok(Pending { table, format, file })
        };
        let files: Result<_, Error> = options.files().into_iter().map(pending).collect();
        Ok(Self { files: files.map_err(locate)?, earlier, folder })
    }

    /// Lets the tables appear, with `run.json` after them, and removes those of an earlier run that this one did not write.
    ///
    /// # Errors
    ///
    /// If a file cannot be written or named, or a gazetteer of the run cannot be read any more.
    pub fn finish(self, run: &Run<'_>) -> Result<(), Error> {
        let locate = |error| Error::io(error).at(self.folder.display().to_string());
        let mut written = Vec::new();
        let mut ready = Vec::new();
        for Pending { table, format, file } in self.files {
            let name = format!("{}.{}", table.as_str(), format.as_str());
            ready.push((name, file.into_inner().map_err(|error| locate(error.into_error()))?));
        }
        let mut last = aside(&self.folder).map_err(|error| error.at(self.folder.display().to_string()))?;
        last.write_all(run.json()?.as_bytes()).map_err(locate)?;
        ready.push((RUN.to_owned(), last));
        for (name, file) in ready {
            let path = self.folder.join(name);
            file.persist(&path).map_err(|error| locate(error.error))?;
            written.push(path);
        }
        for path in self.earlier.iter().filter(|path| !written.contains(path)) {
            fs::remove_file(path).map_err(locate)?;
        }
        Ok(())
    }
}

impl Output for TableFolder {
    fn write(&mut self, table: Table, format: Format, rows: Chunk) -> Result<(), Error> {
        let found = self.files.iter_mut().find(|file| (file.table, file.format) == (table, format));
        let file = &mut found.expect("the folder was made with the options of the run").file;
        file.write_all(rows.bytes().expect("formats of text have bytes"))
            .map_err(|error| Error::io(error).at(self.folder.display().to_string()))
    }
}

/// A file that has no name of its own yet, with the rights of any new file.
fn aside(folder: &Path) -> Result<NamedTempFile, Error> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(Error::io)
}

/// The tables of an earlier run that `folder` holds.
fn earlier_tables(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(Error::io)?;
    let mut paths: Vec<PathBuf> =
        entries.into_iter().map(|entry| entry.path()).filter(|path| !is_hidden(path)).collect();
    paths.sort();
    let ours = holds_run(folder);
    match paths.iter().find(|path| !ours || !is_table(path)) {
        Some(foreign) => {
            let file = foreign.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Err(Error::new(ErrorKind::ForeignFiles { file }))
        }
        None => Ok(paths),
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a run writes files of that name.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == RUN
        || name
            .split_once('.')
            .is_some_and(|(table, format)| Table::named(table).is_some() && Format::named(format).is_some())
}
