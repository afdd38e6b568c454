//! JSON Lines: records of a line each.
//!
//! A line is parsed and decoded by itself, so that damage or another encoding costs one record. A line may also
//! hold a wrapper, whose records are then told apart by the number of the line and their place in it: `a:7.2`.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::grammar::{Grammar, Outcome};
use super::{MAPS, parse, wrapper};
use crate::error::{Error, Fault};
use crate::ingest::decode::Stream;
use crate::ingest::exports::Object;
use crate::ingest::format::{Beginning, Input, InputFormat, Sniff};
use crate::ingest::{Item, ReadOptions};

/// JSON Lines.
///
/// Sure where the first line is an object that is whole and the next begins like one, or where the file is called
/// so and its first line is whole or longer than what is looked at. A line is decoded by itself, so that one in
/// another encoding costs one record.
pub(in crate::ingest) const LINES: InputFormat = InputFormat {
    name: "jsonl",
    description: "JSON Lines: an object a line",
    endings: &["jsonl", "ndjson"],
    sniff: |beginning| {
        let first = beginning.bytes.trim_ascii_start();
        let mut lines = first.splitn(2, |byte| *byte == b'\n');
        let line = lines.next().unwrap_or_default();
        let next = lines.next().map(<[u8]>::trim_ascii_start);
        let named = ["jsonl", "ndjson"].contains(&beginning.ending());
        let cut = next.is_none() && beginning.bytes.len() >= Beginning::LENGTH;
        let whole = || serde_json::from_slice::<Map<String, Value>>(line).is_ok();
        let more = next.is_some_and(|next| next.starts_with(b"{"));
        let is = first.starts_with(b"{") && (named && (cut || whole()) || more && whole());
        // A file of that name whose first line is damaged is one all the same.
        Sniff::sure(is).or(Sniff::likely(named))
    },
    open: |input: Input| {
        let Input { mut stream, options, .. } = input;
        stream.refuse_binary()?;
        Ok(Box::new(Lines { stream, options, line: 0, bytes: Vec::new(), ready: VecDeque::new(), ended: false }))
    },
    maps: MAPS,
};

/// The records of a JSON Lines file, a line at a time.
struct Lines {
    /// What is left of the file.
    stream: Stream,
    /// How records are read.
    options: Arc<ReadOptions>,
    /// The number of the line that was read last.
    line: u64,
    /// Its bytes; kept to be filled again.
    bytes: Vec<u8>,
    /// The records of a line that holds several.
    ready: VecDeque<Result<Item, Error>>,
    /// Whether nothing comes any more.
    ended: bool,
}

impl Lines {
    /// Reads the next line that is not blank; false at the file's end.
    ///
    /// # Errors
    ///
    /// Of a line that is no JSON, not mended by `repair`, or is too long; the next call goes on with the next
    /// line. Of the disk; nothing comes behind it.
    fn read(&mut self) -> Result<bool, Error> {
        loop {
            let line = self.stream.read_line(&mut self.bytes, self.options.record_bytes);
            self.line += 1;
            let line = line.map_err(|error| error.on_line(self.line));
            let line = line.inspect_err(|error| self.ended = error.code() != Fault::Budget.as_str());
            let Some(offset) = line? else { return Ok(false) };
            let line = self.stream.decode(&self.bytes, offset).map_err(|error| error.on_line(self.line))?;
            let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{1e}'));
            if line.is_empty() {
                continue;
            }
            let (number, before) = (self.line, self.ready.len());
            let values = match parse(line, self.line, 0) {
                Ok(value) => vec![value],
                Err(error) => {
                    let values = joined(line);
                    if values.is_empty() {
                        return Err(error);
                    }
                    self.ready.push_back(Err(error));
                    values
                }
            };
            for value in values {
                wrapper::expand(value, &Object::new(), &self.options, &mut |item| {
                    self.ready.push_back(item.map_err(|error| error.on_line(number)));
                });
            }
            let single = self.ready.len() - before == 1;
            for (part, item) in self.ready.iter_mut().skip(before).enumerate() {
                if let Ok(item) = item {
                    item.line = Some(number);
                    // Of several on a line the later ones are told apart by the number in it.
                    item.number = Some(number);
                    item.part = (!single).then_some(part as u64 + 1);
                }
            }
            return Ok(true);
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.ended {
                return None;
            }
            match self.read() {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The objects of a line whose end was damaged, so that the next record stands on it too: `{"a": 1}~{"a": 2}` gives
/// both. Nothing where the first value is not whole or no second is found at one of the next four braces.
fn joined(line: &str) -> Vec<Value> {
    let Outcome::Whole(length) = Grammar::new().feed(line.as_bytes()) else { return Vec::new() };
    let rest = &line[length..];
    let second = rest.match_indices('{').take(4).find_map(|(at, _)| serde_json::from_str(&rest[at..]).ok());
    let first = serde_json::from_str(&line[..length]).ok();
    first.zip(second).map_or_else(Vec::new, |(first, second)| vec![first, second])
}
