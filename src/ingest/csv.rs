//! Comma- and tab-separated records under a header row.

use std::borrow::Cow;
use std::io::BufRead;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::decode::{self, Stream};
use super::format::{Beginning, Input, InputFormat, Items, Sniff};
use super::{Columns, Field, Item, markup};
use crate::error::{Error, ErrorKind};

/// Comma-, semicolon- and tab-separated values.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "csv",
    description: "comma-, tab- or semicolon-separated values under a header row",
    endings: &["csv", "tsv"],
    sniff,
    open,
    maps: "",
};

fn sniff(beginning: &Beginning<'_>) -> Sniff {
    let line = beginning.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let likely = Sniff::likely(beginning.ending() == "csv" || beginning.ending() == "tsv");
    Sniff::sure(is_header(line, &beginning.options.columns)).or(likely)
}

fn open(input: Input) -> Result<Items, Error> {
    let mut stream = input.stream;
    stream.refuse_binary()?;
    Ok(Box::new(Csv::new(stream, &input.options.columns)?))
}

/// The records of a CSV file, one at a time.
struct Csv {
    reader: Reader<Box<dyn BufRead + Send>>,
    declared: bool,
    /// Where the header row starts in the file.
    offset: usize,
    ended: bool,
    /// The column of each field, where the file has it.
    places: [Option<usize>; Field::ALL.len()],
    row: ByteRecord,
}

impl Csv {
    /// Reads the header row.
    ///
    /// # Errors
    ///
    /// If the header does not name the column of the text.
    fn new(mut stream: Stream, columns: &Columns) -> Result<Self, Error> {
        let mut header = Vec::new();
        stream.read_line(&mut header)?;
        let delimiter = delimiter(&header);
        stream.unread(header);
        let (bytes, declared, offset) = stream.into_bytes();
        let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
        let header = reader.byte_headers().map_err(|error| Self::error(error).on_line(1))?;
        let place = |field| header.iter().position(|name| name.trim_ascii() == columns.name(field).as_bytes());
        let places = Field::ALL.map(place);
        if places[Field::Text as usize].is_none() {
            let field = columns.name(Field::Text).to_owned();
            return Err(Error::new(ErrorKind::MissingField { field }).on_line(1));
        }
        Ok(Self { reader, declared, offset, ended: false, places, row: ByteRecord::new() })
    }

    fn error(error: csv::Error) -> Error {
        let line = error.position().map(csv::Position::line);
        let message = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("{len} cells where the header has {expected_len}")
            }
            _ => error.to_string(),
        };
        let error = match error.into_kind() {
            csv::ErrorKind::Io(error) => Error::io(error),
            _ => Error::new(ErrorKind::Csv { message }),
        };
        match line {
            Some(line) => error.on_line(line),
            None => error,
        }
    }

    fn record(&self) -> Result<Item, Error> {
        let start = self.row.position().map_or(0, csv::Position::byte);
        let cell = |field: Field| {
            let Some(place) = self.places[field as usize] else { return Ok(String::new()) };
            let bytes = self.row.get(place).unwrap_or_default();
            // Quotation marks are gone from the row: where it has some, the offset is a little short.
            let before: usize = self.row.iter().take(place).map(|cell| cell.len() + 1).sum();
            let offset = self.offset + usize::try_from(start).unwrap_or(0) + before;
            decode::decode(bytes, self.declared).map(Cow::into_owned).map_err(|bad| Error::new(bad.at(offset)))
        };
        let filled = |field| cell(field).map(|cell| Some(cell).filter(|cell| !cell.trim().is_empty()));
        let line = self.row.position().map(csv::Position::line);
        Ok(Item {
            text: markup::clean(&cell(Field::Text)?).into_owned(),
            id: filled(Field::Id)?,
            date: filled(Field::Date)?,
            title: filled(Field::Title)?.map(|title| markup::line(&title)),
            byline: filled(Field::Byline)?,
            dateline: filled(Field::Dateline)?,
            publisher: filled(Field::Publisher)?,
            section: filled(Field::Section)?,
            language: filled(Field::Language)?,
            url: filled(Field::Url)?,
            updated: filled(Field::Updated)?,
            line,
            number: line,
            ..Item::default()
        })
    }
}

impl Iterator for Csv {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.reader.read_byte_record(&mut self.row) {
            Ok(false) => None,
            Ok(true) => {
                let line = self.row.position().map_or(0, csv::Position::line);
                Some(self.record().map_err(|error| error.on_line(line)))
            }
            Err(error) => {
                self.ended = error.is_io_error();
                Some(Err(Self::error(error)))
            }
        }
    }
}

/// Comma, or what the header row has instead of it: a tab, or the semicolon of spreadsheets in many countries.
fn delimiter(header: &[u8]) -> u8 {
    [b'\t', b',', b';'].into_iter().find(|delimiter| header.contains(delimiter)).unwrap_or(b',')
}

/// Whether `line` is a header row that names the column of the text among others.
fn is_header(line: &[u8], columns: &Columns) -> bool {
    let delimiter = delimiter(line);
    let name = columns.name(Field::Text).as_bytes();
    line.contains(&delimiter)
        && line.split(|byte| *byte == delimiter).any(|cell| {
            let cell = cell.trim_ascii();
            cell == name || cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\"")) == Some(name)
        })
}
