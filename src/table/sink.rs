//! Files of tables: what takes the encoded rows of a run in order.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Table;
use super::column::Column;
use super::writer::{Chunk, Format};
use crate::error::Error;

/// What unfinished files are called: one that is left tells of a run that was killed.
const UNFINISHED: &str = ".dateline-";

/// The files of one format in a folder. They have no names of their own before they are finished.
pub(crate) trait Sink {
    /// A table begins, with these columns.
    fn start(&mut self, table: Table, columns: &[Column]) -> Result<(), Error>;

    /// Takes more rows of a table that was begun.
    fn write(&mut self, table: Table, rows: Chunk) -> Result<(), Error>;

    /// Ends the files; returns each with the name that it is to have.
    fn finish(self: Box<Self>) -> Result<Vec<(String, NamedTempFile)>, Error>;
}

/// A file that has no name of its own yet, with the rights of any new file.
pub(crate) fn aside(folder: &Path) -> Result<NamedTempFile, Error> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(Error::io)
}

/// A file for each table, of the bytes of its rows.
pub(super) struct ByteFiles {
    folder: PathBuf,
    format: Format,
    files: Vec<(Table, BufWriter<NamedTempFile>)>,
}

impl ByteFiles {
    pub(super) fn new(folder: &Path, format: Format) -> Self {
        Self { folder: folder.to_owned(), format, files: Vec::new() }
    }
}

impl Sink for ByteFiles {
    fn start(&mut self, table: Table, _: &[Column]) -> Result<(), Error> {
        self.files.push((table, BufWriter::with_capacity(1 << 16, aside(&self.folder)?)));
        Ok(())
    }

    fn write(&mut self, table: Table, rows: Chunk) -> Result<(), Error> {
        match (self.files.iter_mut().find(|(of, _)| *of == table), rows.bytes()) {
            (Some((_, file)), Some(bytes)) => file.write_all(bytes).map_err(Error::io),
            _ => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> Result<Vec<(String, NamedTempFile)>, Error> {
        let end = |(table, file): (Table, BufWriter<NamedTempFile>)| {
            let name = format!("{}.{}", table.as_str(), self.format.as_str());
            Ok((name, file.into_inner().map_err(|error| Error::io(error.into_error()))?))
        };
        self.files.into_iter().map(end).collect()
    }
}
