//! Files of tables: what takes the encoded rows of a run in order.
//!
//! A format has two halves. Its [`TableWriter`](super::TableWriter) encodes rows on whatever thread makes them; its
//! [`Sink`] is the one place that owns the files and puts the chunks together. A format of bytes needs no sink of its
//! own ([`ByteFiles`]).

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Table;
use super::column::Column;
use super::writer::{Chunk, Format};
use crate::error::Error;

/// The files of one format in a folder, under the names that they are to have. Tables begin in the order of
/// [`Table::ALL`], each before its rows; chunks that are not of this format are passed over.
pub(crate) trait Sink {
    /// A table begins, with these columns.
    fn start(&mut self, table: Table, columns: &[Column]) -> Result<(), Error>;

    /// Takes more rows of a table that was begun.
    fn write(&mut self, table: Table, rows: Chunk) -> Result<(), Error>;

    /// Ends the files; returns their names.
    fn finish(self: Box<Self>) -> Result<Vec<String>, Error>;
}

/// A file for each table, of the bytes of its rows. A file that is there goes on where it ends; there is none, but
/// where a run is resumed.
///
/// Rows come by whole batches and go to the system at once, so that they outlive the process.
pub(super) struct ByteFiles {
    /// The folder of the run's tables.
    folder: PathBuf,
    /// The format, which gives files their ending.
    format: Format,
    /// The file of each table that was begun.
    files: Vec<(Table, File)>,
}

impl ByteFiles {
    /// No file yet, in this folder.
    pub(super) fn new(folder: &Path, format: Format) -> Self {
        Self { folder: folder.to_owned(), format, files: Vec::new() }
    }
}

impl Sink for ByteFiles {
    fn start(&mut self, table: Table, _: &[Column]) -> Result<(), Error> {
        let path = self.folder.join(self.format.file(table));
        self.files.push((table, File::options().append(true).create(true).open(path).map_err(Error::io)?));
        Ok(())
    }

    fn write(&mut self, table: Table, rows: Chunk) -> Result<(), Error> {
        match (self.files.iter_mut().find(|(of, _)| *of == table), rows.bytes()) {
            (Some((_, file)), Some(bytes)) => file.write_all(bytes).map_err(Error::io),
            _ => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> Result<Vec<String>, Error> {
        Ok(self.files.into_iter().map(|(table, _)| self.format.file(table)).collect())
    }
}
