//! JSON Lines, JSON arrays and single objects.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::decode::Stream;
use super::format::{Beginning, Input, InputFormat, Items, Sniff};
use super::{Columns, Field, Item, markup};
use crate::error::{Error, ErrorKind};

/// JSON Lines.
pub(super) const LINES: InputFormat = InputFormat {
    name: "jsonl",
    description: "JSON Lines: an object a line",
    endings: &["jsonl", "ndjson"],
    sniff: |beginning| {
        let first = beginning.bytes.trim_ascii_start();
        let line = first.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let whole = first.starts_with(b"{") && serde_json::from_slice::<Map<String, Value>>(line).is_ok();
        Sniff::sure(whole).or(likely(beginning, &["jsonl", "ndjson"]))
    },
    open: |input: Input| {
        let mut stream = input.stream;
        stream.refuse_binary()?;
        Ok(Box::new(JsonLines::new(stream, input.options.columns.clone())))
    },
    maps: "",
};

/// JSON.
pub(super) const WHOLE: InputFormat = InputFormat {
    name: "json",
    description: "JSON: an array of objects, or objects one after the other",
    endings: &["json"],
    sniff: |beginning| {
        let first = beginning.bytes.trim_ascii_start();
        let inner = first.strip_prefix(b"[").map_or(first, |inner| inner.trim_ascii_start());
        let is =
            inner.strip_prefix(b"{").is_some_and(|inner| matches!(inner.trim_ascii_start().first(), Some(b'"' | b'}')));
        Sniff::sure(is).or(likely(beginning, &["json"]))
    },
    open: |input: Input| -> Result<Items, Error> {
        let columns = input.options.columns.clone();
        Ok(Box::new(Json::new(input.text()?, columns)))
    },
    maps: "",
};

fn likely(beginning: &Beginning<'_>, endings: &[&str]) -> Sniff {
    Sniff::likely(endings.contains(&beginning.ending()))
}

/// The records of a JSON Lines file, a line at a time.
struct JsonLines {
    stream: Stream,
    columns: Columns,
    line: u64,
    bytes: Vec<u8>,
    ended: bool,
}

impl JsonLines {
    fn new(stream: Stream, columns: Columns) -> Self {
        Self { stream, columns, line: 0, bytes: Vec::new(), ended: false }
    }

    fn read(&mut self) -> Result<Option<Item>, Error> {
        loop {
            let line = self.stream.read_line(&mut self.bytes);
            self.line += 1;
            let line = line.map_err(|error| error.on_line(self.line)).inspect_err(|_| self.ended = true);
            let Some(offset) = line? else { return Ok(None) };
            let line = self.stream.decode(&self.bytes, offset).map_err(|error| error.on_line(self.line))?;
            if !line.trim().is_empty() {
                let record = record(line.trim_end(), &self.columns, Place { line: self.line, column: 0 })?;
                return Ok(Some(Item { number: Some(self.line), ..record }));
            }
        }
    }
}

impl Iterator for JsonLines {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.read().transpose()
    }
}

/// The records of a JSON file: the elements of an array, or objects one after the other.
struct Json {
    text: String,
    columns: Columns,
    at: usize,
    /// The line of `at`, from 1, and where it starts.
    line: u64,
    line_start: usize,
    number: u64,
    /// Whether there is but one object, which needs no number.
    single: bool,
    /// Whether an array was opened whose end has not come.
    open: bool,
}

impl Json {
    fn new(text: String, columns: Columns) -> Self {
        let start = text.trim_start();
        let open = start.starts_with('[');
        let before = text.len() - start.len() + usize::from(open);
        let single = start.starts_with('{') && start[value_length(start)..].trim().is_empty();
        let mut json = Self { text, columns, at: 0, line: 1, line_start: 0, number: 0, single, open };
        json.advance(before);
        json
    }

    fn advance(&mut self, bytes: usize) {
        let passed = &self.text.as_bytes()[self.at..self.at + bytes];
        for end in memchr::memchr_iter(b'\n', passed) {
            self.line += 1;
            self.line_start = self.at + end + 1;
        }
        self.at += bytes;
    }
}

impl Iterator for Json {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        self.advance(rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len());
        let value = &self.text[self.at..];
        let place = Place { line: self.line, column: self.at - self.line_start };
        if value.is_empty() {
            let message = format!("the array does not end at column {}", place.column);
            let unended = std::mem::take(&mut self.open);
            return unended.then(|| Err(Error::new(ErrorKind::Json { message }).on_line(place.line)));
        }
        if value.strip_prefix(']').is_some_and(|after| after.trim_start().is_empty()) {
            return None;
        }
        self.number += 1;
        let length = value_length(value);
        let number = (!self.single).then_some(self.number);
        let found = record(&value[..length], &self.columns, place).map(|item| Item { number, ..item });
        // After what is no JSON at all only an object can be found again.
        let lost = !value.starts_with('{') && matches!(&found, Err(error) if is_json_error(error));
        self.open &= !lost;
        self.advance(if lost { value.len() } else { length });
        Some(found)
    }
}

fn is_json_error(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Json { .. })
}

/// The length of the JSON value that starts `text`, at least one byte; its brackets are matched, nothing else is checked.
fn value_length(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => {
                quoted = !quoted;
                if !quoted && depth == 0 {
                    return at + 1;
                }
            }
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' | b'\n' if depth == 0 && at > 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// Where a value stands in its file.
#[derive(Clone, Copy)]
struct Place {
    line: u64,
    /// Bytes before it on its line.
    column: usize,
}

/// Reads one object.
fn record(text: &str, columns: &Columns, place: Place) -> Result<Item, Error> {
    let value: Value = serde_json::from_str(text).map_err(|error| bad_json(&error, place))?;
    object(value, columns)
        .map(|record| Item { line: Some(place.line), ..record })
        .map_err(|error| error.on_line(place.line))
}

fn object(value: Value, columns: &Columns) -> Result<Item, Error> {
    let Value::Object(mut object) = value else {
        let message = format!("{} where an object should be", kind(&value));
        return Err(Error::new(ErrorKind::Json { message }));
    };
    let field = columns.name(Field::Text);
    let text = match object.remove(field) {
        Some(Value::String(text)) => match markup::clean(&text) {
            Cow::Owned(clean) => clean,
            Cow::Borrowed(_) => text,
        },
        Some(other) => {
            return Err(Error::new(ErrorKind::NotAString { field: field.to_owned(), found: kind(&other) }));
        }
        None => return Err(Error::new(ErrorKind::MissingField { field: field.to_owned() })),
    };
    let mut take = |field| object.remove(columns.name(field)).and_then(cell);
    Ok(Item {
        text,
        id: take(Field::Id),
        date: take(Field::Date),
        title: take(Field::Title).map(|title| markup::line(&title)),
        byline: take(Field::Byline),
        dateline: take(Field::Dateline),
        publisher: take(Field::Publisher),
        section: take(Field::Section),
        language: take(Field::Language),
        url: take(Field::Url),
        updated: take(Field::Updated),
        ..Item::default()
    })
}

/// A field as the cell of a table: strings and numbers as they are, a list (of authors) joined by commas; empty is missing.
fn cell(value: Value) -> Option<String> {
    let cell = match value {
        Value::Null => return None,
        Value::String(text) => text,
        Value::Array(items) => items.into_iter().filter_map(cell).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    (!cell.trim().is_empty()).then_some(cell)
}

/// The parser's reason, with line and column in the file instead of in the value.
fn bad_json(error: &serde_json::Error, place: Place) -> Error {
    let message = error.to_string();
    let reason = message.rfind(" at line ").map_or(&message[..], |at| &message[..at]);
    let column = error.column() + if error.line() == 1 { place.column } else { 0 };
    let message = format!("{reason} at column {column}");
    Error::new(ErrorKind::Json { message }).on_line(place.line + error.line().saturating_sub(1) as u64)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_file_ends(text in "[\\[{}\\],:\"\\\\a \n0]{0,60}|.{0,60}") {
            let records = Json::new(text.clone(), Columns::default());
            assert!(records.take(text.len() + 2).count() <= text.len() + 1);
        }
    }
}
