//! Formats, and what each has to do.

use super::Cell;
use super::column::Column;
use super::csv::Csv;
use super::jsonl::JsonLines;

/// A format in which tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values: RFC 4180 with line feeds, a header row, UTF-8.
    Csv,
    /// JSON Lines: an object for each row.
    JsonLines,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Csv, Self::JsonLines];

    /// The name, which is also the extension of its files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// A writer of rows with these columns.
    pub fn writer(self, columns: &[Column], options: &WriteOptions) -> Box<dyn TableWriter> {
        match self {
            Self::Csv => Box::new(Csv::new(columns, options.excel)),
            Self::JsonLines => Box::new(JsonLines::new(columns)),
        }
    }
}

/// How tables are written, in whatever format.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether CSV is for spreadsheets: with a byte order mark, and with an apostrophe before texts that they would run as a formula.
    pub excel: bool,
}

/// Encodes the rows of one table in one format. It runs where the rows are made, on any thread; what it hands over is put together in
/// order, by whoever owns the file.
pub trait TableWriter: Send {
    /// What stands before the first row of a table, if anything.
    fn head(&mut self) {}

    /// Takes a row: a cell for each of the columns that the writer was made for.
    fn row(&mut self, cells: &[Cell<'_>]);

    /// Hands over what it took, and starts anew.
    fn take(&mut self) -> Chunk;
}

/// Rows of a table, encoded.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Chunk {
    /// Bytes to append to the table's file: whole rows.
    Bytes(Vec<u8>),
}

impl Chunk {
    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_empty(),
        }
    }

    /// The bytes, in a format that has them.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
        }
    }
}
