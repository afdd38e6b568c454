//! Formats, and what each has to do.
//!
//! To add one: a variant of [`Format`] with its name, a [`TableWriter`] that takes cells, and a [`Sink`] that owns its
//! files (or [`ByteFiles`], if its rows are bytes that can be put one after the other). Cells say what they are
//! ([`Cell`]), so a writer knows no table and no column by name.
//!
//! ```text
//! rows of a document ── cells ──► TableWriter::row, on any thread
//!                                 TableWriter::take ── Chunk ──► Output::write, in order ──► Sink
//! ```

use std::path::Path;

use super::column::Column;
use super::csv::Csv;
use super::jsonl::JsonLines;
use super::sink::{ByteFiles, Sink};
use super::{Cell, Table};
use crate::error::Error;

/// A format in which tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values: RFC 4180 with line feeds, a header row, UTF-8.
    Csv,
    /// JSON Lines: an object for each row.
    JsonLines,
    /// Parquet, compressed with Zstandard.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Arrow IPC files, not compressed.
    #[cfg(feature = "parquet")]
    Arrow,
    /// One SQLite database of all tables, with keys, indices, full text search and views.
    #[cfg(feature = "sqlite")]
    Sqlite,
}

/// How many formats this build has.
const FORMATS: usize = 2 + if cfg!(feature = "parquet") { 2 } else { 0 } + if cfg!(feature = "sqlite") { 1 } else { 0 };

impl Format {
    /// Every format.
    pub const ALL: [Self; FORMATS] = [
        Self::Csv,
        Self::JsonLines,
        #[cfg(feature = "parquet")]
        Self::Parquet,
        #[cfg(feature = "parquet")]
        Self::Arrow,
        #[cfg(feature = "sqlite")]
        Self::Sqlite,
    ];

    /// The name, which is also the extension of its files.
    ///
    /// It is what `--format` takes, and stands in `run.json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            #[cfg(feature = "parquet")]
            Self::Arrow => "arrow",
            #[cfg(feature = "sqlite")]
            Self::Sqlite => "sqlite",
        }
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// The name of a table's file, in a format that has one for each.
    pub(crate) fn file(self, table: Table) -> String {
        format!("{}.{}", table.as_str(), self.as_str())
    }

    /// Whether its rows are bytes that can be put one after the other ([`Chunk::Bytes`]).
    pub const fn is_bytes(self) -> bool {
        matches!(self, Self::Csv | Self::JsonLines)
    }

    /// A writer of rows with these columns.
    pub fn writer(self, columns: &[Column], options: &WriteOptions) -> Box<dyn TableWriter> {
        match self {
            Self::Csv => Box::new(Csv::new(columns, options.excel)),
            Self::JsonLines => Box::new(JsonLines::new(columns)),
            #[cfg(feature = "parquet")]
            Self::Parquet | Self::Arrow => Box::new(super::arrow::Batches::new(columns)),
            #[cfg(feature = "sqlite")]
            Self::Sqlite => Box::new(super::sqlite::Packer::new(columns)),
        }
    }

    /// The files of this format in a folder.
    ///
    /// # Errors
    ///
    /// If the files of a format that needs one at once cannot be made.
    pub(crate) fn sink(self, folder: &Path) -> Result<Box<dyn Sink>, Error> {
        Ok(match self {
            Self::Csv | Self::JsonLines => Box::new(ByteFiles::new(folder, self)),
            #[cfg(feature = "parquet")]
            Self::Parquet => Box::new(super::parquet::ParquetFiles::new(folder)),
            #[cfg(feature = "parquet")]
            Self::Arrow => Box::new(super::parquet::ArrowFiles::new(folder)),
            #[cfg(feature = "sqlite")]
            Self::Sqlite => Box::new(super::sqlite::Database::new(folder)?),
        })
    }
}

/// A writer of rows in the form of [`replay`](super::replay), as bytes.
pub(crate) fn row_log() -> Box<dyn TableWriter> {
    Box::new(super::log::RowLog::default())
}

/// Whether a file of that name is one that a format writes.
pub(crate) fn is_written(name: &str) -> bool {
    #[cfg(feature = "sqlite")]
    if super::sqlite::FILES.contains(&name) {
        return true;
    }
    let parts = name.split_once('.');
    parts.is_some_and(|(table, format)| Table::named(table).is_some() && Format::named(format).is_some())
}

/// How tables are written, in whatever format.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether CSV is for spreadsheets: with a byte order mark, an apostrophe before texts that they would run as a
    /// formula, each text on one line and not over 32,767 characters, and spans as `[s,e] [s,e]`, which look like no
    /// date.
    pub excel: bool,
}

/// Encodes the rows of one table in one format. It runs where the rows are made, on any thread; what it hands over is
/// put together in order, by whoever owns the file.
pub trait TableWriter: Send {
    /// What stands before the first row of a table, if anything.
    fn head(&mut self) {}

    /// Takes a row: a cell for each of the columns that the writer was made for.
    fn row(&mut self, cells: &[Cell<'_>]);

    /// How many cells it cut so far, for a reader that has a limit.
    fn cut(&self) -> u64 {
        0
    }

    /// Hands over what it took, and starts anew.
    fn take(&mut self) -> Chunk;
}

/// Rows of a table, encoded.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Chunk {
    /// Bytes to append to the table's file: whole rows.
    Bytes(Vec<u8>),
    /// An Arrow record batch.
    #[cfg(feature = "arrow")]
    Batch(arrow_array::RecordBatch),
    /// Rows for a database.
    #[cfg(feature = "sqlite")]
    Packed(super::sqlite::Packed),
}

impl Chunk {
    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_empty(),
            #[cfg(feature = "arrow")]
            Self::Batch(batch) => batch.num_rows() == 0,
            #[cfg(feature = "sqlite")]
            Self::Packed(rows) => rows.is_empty(),
        }
    }

    /// The bytes themselves, in a format that has them.
    pub(crate) fn into_bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            #[cfg(any(feature = "arrow", feature = "sqlite"))]
            _ => None,
        }
    }

    /// The bytes, in a format that has them.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            #[cfg(any(feature = "arrow", feature = "sqlite"))]
            _ => None,
        }
    }
}
