//! Reading tables that a run has written, whatever format they have.
//!
//! `corpus`, `report`, `verify` and `show --person` read tables again by the names of their columns: JSON Lines if the
//! folder has the table so, else CSV. Both forms answer alike: a cell that is empty or null is missing, spans and lists
//! are what they were. Columns that the program does not know are passed over, and a column that a table lacks is
//! missing in every row, so that tables of other versions can be read as far as they go.
//!
//! ```text
//! let mut quotes = StoredTable::open(folder, Table::Quotes)?;     None: the folder does not have it
//! quotes.of_article("a1")?                                        the next rows, as long as they are of a1
//! row.text("speaker"), row.number("start"), row.spans("spans")
//! ```
//!
//! Rows come one by one; no table is held in memory. Other formats are not read: Parquet and SQLite have better readers
//! than this.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Cell, Column, Table};
use crate::error::Error;

/// The rows of a table, whatever format it has, in the order of its file.
#[derive(Debug)]
pub(crate) struct StoredTable {
    /// The file, for errors.
    path: PathBuf,
    /// What is read.
    source: Source,
    /// The line that was read last, of JSON Lines.
    line: u64,
    /// The next row, if it was looked at already.
    ahead: Option<StoredRow>,
}

/// The file of a table.
#[derive(Debug)]
enum Source {
    /// JSON Lines.
    Json(BufReader<File>),
    /// CSV, with the names of its header row.
    Csv(Arc<[String]>, Box<csv::Reader<File>>),
}

/// The cells of a row by column.
#[derive(Clone, Debug)]
pub(crate) enum StoredRow {
    /// An object of JSON.
    Json(Map<String, Value>),
    /// A record of CSV, with the names of its columns, which all rows share.
    Csv(Arc<[String]>, csv::StringRecord),
}

impl StoredRow {
    /// The cell of a row of CSV; none of a column that it does not have.
    fn cell(&self, column: &str) -> Option<&str> {
        let Self::Csv(names, record) = self else { return None };
        record.get(names.iter().position(|name| name == column)?)
    }

    /// A text; numbers and other values as they are written. An empty cell of CSV is missing.
    pub(crate) fn text(&self, column: &str) -> Option<String> {
        match self {
            Self::Json(row) => match row.get(column)? {
                Value::Null => None,
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            },
            Self::Csv(..) => self.cell(column).filter(|cell| !cell.is_empty()).map(ToOwned::to_owned),
        }
    }

    /// A number with decimals, none of what is no number.
    pub(crate) fn real(&self, column: &str) -> Option<f64> {
        self.text(column)?.parse().ok()
    }

    /// Several texts. In CSV one that holds `; ` comes back as two.
    pub(crate) fn texts(&self, column: &str) -> Vec<String> {
        match self {
            Self::Json(row) => match row.get(column) {
                Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect(),
                _ => Vec::new(),
            },
            Self::Csv(..) => self.cell(column).map_or_else(Vec::new, |cell| {
                cell.split("; ").filter(|text| !text.is_empty()).map(ToOwned::to_owned).collect()
            }),
        }
    }

    /// Pairs of code points; none of what is not written as such. Spans as spreadsheets have them (`[0,10]`) are not
    /// read.
    pub(crate) fn spans(&self, column: &str) -> Vec<(u32, u32)> {
        match self {
            Self::Json(row) => serde_json::from_value(row.get(column).cloned().unwrap_or_default()).unwrap_or_default(),
            Self::Csv(..) => {
                let pieces = self.cell(column).unwrap_or_default().split(' ');
                pieces
                    .filter_map(|piece| piece.split_once('-'))
                    .filter_map(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)))
                    .collect()
            }
        }
    }

    /// A row of cells that were not written, as if it had been read: what a corpus decides in memory goes the same way
    /// as what stands in files.
    pub(crate) fn of(columns: &[Column], cells: &[Cell<'_>]) -> Self {
        let value = |cell: &Cell<'_>| match *cell {
            Cell::Null => Value::Null,
            Cell::Text(text) => Value::from(text),
            Cell::Integer(number) => Value::from(number),
            Cell::Real(number) => Value::from(number),
            Cell::Bool(flag) => Value::from(flag),
            Cell::Day(day) => Value::from(day.to_string()),
            Cell::Spans(spans) => spans.iter().map(|&(start, end)| Value::from(vec![start, end])).collect(),
            Cell::Strings(texts) => Value::from(texts.to_vec()),
        };
        let names = columns.iter().map(|column| column.name.to_string());
        Self::Json(names.zip(cells.iter().map(value)).collect())
    }

    /// A whole number below 2³², none of what is no such number.
    pub(crate) fn number(&self, column: &str) -> Option<u32> {
        match self {
            Self::Json(row) => row.get(column)?.as_u64().and_then(|number| u32::try_from(number).ok()),
            Self::Csv(..) => self.cell(column)?.parse().ok(),
        }
    }
}

impl StoredTable {
    /// The table of that name, in the first format that the folder has of it.
    pub(crate) fn open(folder: &Path, table: Table) -> Result<Option<Self>, Error> {
        let open = |path: &Path| match File::open(path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(error).at(path.display().to_string())),
        };
        let path = folder.join(format!("{}.jsonl", table.as_str()));
        if let Some(file) = open(&path)? {
            return Ok(Some(Self { path, source: Source::Json(BufReader::new(file)), line: 0, ahead: None }));
        }
        let path = folder.join(format!("{}.csv", table.as_str()));
        let Some(file) = open(&path)? else { return Ok(None) };
        let mut reader = csv::Reader::from_reader(file);
        let headers = reader.headers().map_err(|error| bad_csv(error, &path))?;
        let headers = headers.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
        Ok(Some(Self { path, source: Source::Csv(headers, Box::new(reader)), line: 1, ahead: None }))
    }

    /// The next row, which is left to be read.
    fn peek(&mut self) -> Result<Option<&StoredRow>, Error> {
        if self.ahead.is_none() {
            self.ahead = self.read().transpose()?;
        }
        Ok(self.ahead.as_ref())
    }

    /// The next rows, as long as they are of the article: tables have their articles in the order of the input.
    pub(crate) fn of_article(&mut self, id: &str) -> Result<Vec<StoredRow>, Error> {
        let mut found = Vec::new();
        while let Some(row) = self.peek()? {
            if row.text("article_id").as_deref() != Some(id) {
                break;
            }
            found.extend(self.ahead.take());
        }
        Ok(found)
    }

    /// Reads the next row of the file.
    fn read(&mut self) -> Option<Result<StoredRow, Error>> {
        match &mut self.source {
            Source::Json(lines) => {
                let mut line = String::new();
                self.line += 1;
                match lines.read_line(&mut line) {
                    Ok(0) => return None,
                    Err(error) => return Some(Err(Error::io(error).at(self.path.display().to_string()))),
                    Ok(_) => {}
                }
                let row = serde_json::from_str(&line).map(StoredRow::Json);
                Some(row.map_err(|error| Error::json(error).at(self.path.display().to_string()).on_line(self.line)))
            }
            Source::Csv(headers, reader) => {
                let mut record = csv::StringRecord::new();
                match reader.read_record(&mut record) {
                    Ok(false) => None,
                    Ok(true) => Some(Ok(StoredRow::Csv(Arc::clone(headers), record))),
                    Err(error) => Some(Err(bad_csv(error, &self.path))),
                }
            }
        }
    }
}

impl Iterator for StoredTable {
    type Item = Result<StoredRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.ahead.take() {
            Some(row) => Some(Ok(row)),
            None => self.read(),
        }
    }
}

/// The error of a record that is none.
fn bad_csv(error: csv::Error, path: &Path) -> Error {
    Error::csv(error).at(path.display().to_string())
}
