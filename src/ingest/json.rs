//! JSON Lines, JSON arrays and single objects.

use serde_json::{Map, Value};

use super::decode::Stream;
use super::{Columns, Field, Record};
use crate::error::{Error, ErrorKind};

/// The records of a JSON Lines file, a line at a time.
pub(super) struct JsonLines {
    stream: Stream,
    columns: Columns,
    line: u64,
    bytes: Vec<u8>,
    ended: bool,
}

impl JsonLines {
    pub(super) fn new(stream: Stream, columns: Columns) -> Self {
        Self { stream, columns, line: 0, bytes: Vec::new(), ended: false }
    }

    fn read(&mut self) -> Result<Option<Record>, Error> {
        loop {
            let line = self.stream.read_line(&mut self.bytes);
            self.line += 1;
            let Some(offset) = line.inspect_err(|_| self.ended = true)? else { return Ok(None) };
            let line = self.stream.decode(&self.bytes, offset)?;
            if !line.trim().is_empty() {
                let mut record = record(&line, &self.columns)?;
                record.line = Some(self.line);
                record.number = Some(self.line);
                return Ok(Some(record));
            }
        }
    }
}

impl Iterator for JsonLines {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.read().map_err(|error| error.on_line(self.line)).transpose()
    }
}

/// The records of a JSON file: the elements of an array, or objects one after the other.
pub(super) struct Json {
    text: String,
    columns: Columns,
    at: usize,
    line: u64,
    number: u64,
    /// Whether there is but one object, which needs no number.
    single: bool,
}

impl Json {
    pub(super) fn new(text: String, columns: Columns) -> Self {
        let start = text.trim_start();
        let at = text.len() - start.len() + usize::from(start.starts_with('['));
        let single = start.starts_with('{') && start[value_length(start)..].trim().is_empty();
        Self { line: line_ends(&text[..at]), text, columns, at, number: 0, single }
    }
}

impl Iterator for Json {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let value = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let closed = value.strip_prefix(']').is_some_and(|after| after.trim().is_empty());
        if value.is_empty() || closed {
            return None;
        }
        let blank = rest.len() - value.len();
        let length = value_length(value);
        let line = self.line + line_ends(&rest[..blank]) + 1;
        self.number += 1;
        let found = record(&value[..length], &self.columns).map_err(|error| error.on_line(line)).map(|record| Record {
            line: Some(line),
            number: (!self.single).then_some(self.number),
            ..record
        });
        // After what is no JSON at all only an object can be found again.
        let lost =
            !value.starts_with('{') && matches!(&found, Err(error) if matches!(error.kind(), ErrorKind::Json { .. }));
        self.line += line_ends(&rest[..blank + length]);
        self.at = if lost { self.text.len() } else { self.at + blank + length };
        Some(found)
    }
}

fn line_ends(text: &str) -> u64 {
    text.bytes().filter(|&byte| byte == b'\n').count() as u64
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

/// Whether `text` starts with a whole JSON object or with an array of objects.
pub(super) fn is_json(text: &str) -> bool {
    let start = text.trim_start();
    let first = start.strip_prefix('[').map_or(start, str::trim_start);
    first.starts_with('{') && serde_json::from_str::<Map<String, Value>>(&first[..value_length(first)]).is_ok()
}

/// Reads one object.
fn record(text: &str, columns: &Columns) -> Result<Record, Error> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| Error::new(ErrorKind::Json { message: say(&error) }))?;
    let Value::Object(mut object) = value else {
        let message = format!("{} where an object should be", kind(&value));
        return Err(Error::new(ErrorKind::Json { message }));
    };
    let field = columns.name(Field::Text);
    let text = match object.remove(field) {
        Some(Value::String(text)) => text,
        Some(other) => {
            return Err(Error::new(ErrorKind::NotAString { field: field.to_owned(), found: kind(&other) }));
        }
        None => return Err(Error::new(ErrorKind::MissingField { field: field.to_owned() })),
    };
    let mut take = |field| object.remove(columns.name(field)).and_then(cell);
    Ok(Record {
        text,
        id: take(Field::Id),
        date: take(Field::Date),
        title: take(Field::Title),
        byline: take(Field::Byline),
        dateline: take(Field::Dateline),
        ..Record::default()
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

/// The parser's reason without its line, which is counted from the value's start.
fn say(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(at) => format!("{} at column {}", &message[..at], error.column()),
        None => message,
    }
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
