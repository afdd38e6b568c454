//! JSON Lines, JSON arrays, single objects, objects one after the other, and records inside of wrappers.

mod repair;
mod scan;
mod wrapper;

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Map, Value};

use self::scan::{Scanner, Span};
use super::decode::{self, Stream};
use super::exports::Object;
use super::format::{Beginning, Input, InputFormat, Items, Sniff};
use super::{Item, ReadOptions};
use crate::error::{Error, ErrorKind, Fault};

#[allow(unused_imports, reason = "the reader of pages comes next")]
pub(super) use self::wrapper::json_ld;

const MAPS: &str = "keys in any case and under the usual names, or `--column FIELD=PATH`; known exports as below; wrappers are found by \
                    themselves, or by `--records PATH`";

/// JSON Lines.
pub(super) const LINES: InputFormat = InputFormat {
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

/// JSON.
pub(super) const WHOLE: InputFormat = InputFormat {
    name: "json",
    description: "JSON: an array of objects, objects one after the other, or one that holds them",
    endings: &["json", "geojson", "jsonld"],
    sniff: |beginning| {
        let first = beginning.bytes.trim_ascii_start();
        let inner = first.strip_prefix(b"[").map_or(first, |inner| inner.trim_ascii_start());
        let key = |inner: &[u8]| matches!(inner.trim_ascii_start().first(), Some(b'"' | b'}'));
        let is = inner.strip_prefix(b"{").is_some_and(key) || first.starts_with(b"[") && inner.starts_with(b"]");
        Sniff::sure(is).or(Sniff::likely(beginning.ending() == "json"))
    },
    open: |input: Input| -> Result<Items, Error> {
        let Input { mut stream, options, .. } = input;
        stream.refuse_binary()?;
        Ok(Box::new(Whole::new(stream, options)))
    },
    maps: MAPS,
};

/// The records of a JSON Lines file, a line at a time.
struct Lines {
    stream: Stream,
    options: Arc<ReadOptions>,
    line: u64,
    bytes: Vec<u8>,
    /// The records of a line that holds several.
    ready: VecDeque<Result<Item, Error>>,
    ended: bool,
}

impl Lines {
    /// Reads the next line that is not blank; false at the file's end.
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
            let value = parse(line, self.line, 0)?;
            let (number, before) = (self.line, self.ready.len());
            wrapper::expand(value, &Object::new(), &self.options, &mut |item| {
                self.ready.push_back(item.map_err(|error| error.on_line(number)));
            });
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

/// The records of a JSON file that is not one of lines.
struct Whole {
    scanner: Scanner,
    options: Arc<ReadOptions>,
    /// The fields beside the array that is read, of the object that it is in.
    beside: Object,
    /// Whether an array is open whose elements are records.
    in_array: bool,
    /// Whether an array is all that was found so far, or several objects: records are numbered then.
    several: bool,
    number: u64,
    ready: VecDeque<Result<Item, Error>>,
    ended: bool,
}

impl Whole {
    fn new(stream: Stream, options: Arc<ReadOptions>) -> Self {
        Self {
            scanner: Scanner::new(stream, options.record_bytes),
            options,
            beside: Object::new(),
            in_array: false,
            several: false,
            number: 0,
            ready: VecDeque::new(),
            ended: false,
        }
    }

    /// Reads what comes next, at the top of the file.
    fn top(&mut self) -> Result<(), Error> {
        match self.scanner.peek()? {
            None => self.ended = true,
            Some(b'[') => {
                self.scanner.advance(1);
                (self.in_array, self.several) = (true, true);
                self.beside = Object::new();
            }
            Some(b'{') => self.object()?,
            // What is left of a wrapper that was read.
            Some(b'}' | b']' | b',') if self.number > 0 => self.scanner.advance(1),
            Some(b'"') if self.number > 0 => self.ended = true,
            Some(_) => {
                let error = self.scanner.junk();
                self.ended = !self.scanner.skip_to_value()?;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Reads an object at the top of the file: a record, or what records are in.
    fn object(&mut self) -> Result<(), Error> {
        let line = self.scanner.line;
        let span = self.scanner.value(scan::WINDOW)?;
        let problem = match span {
            Span::Whole(length) => match self.scanner.parse(length) {
                Ok(value) => {
                    self.scanner.learn();
                    self.scanner.advance(length);
                    self.several |= self.scanner.peek()?.is_some_and(|byte| byte == b'{' || byte == b'[');
                    self.expand(value, line);
                    return Ok(());
                }
                Err(error) => Some((error, length)),
            },
            Span::Broken(length) => {
                Some((self.scanner.parse(length).err().unwrap_or_else(|| self.scanner.junk()), length))
            }
            Span::Open => None,
        };
        // Damaged or large: its records are read one by one, if it holds some.
        if let Some((start, beside)) = wrapper::array(self.scanner.window(), self.options.records.as_deref()) {
            self.scanner.advance(start);
            self.beside = beside;
            (self.in_array, self.several) = (true, true);
            return Ok(());
        }
        if let Some((error, length)) = problem {
            self.scanner.resync(length)?;
            self.several = true;
            self.number += 1;
            return Err(error);
        }
        match self.scanner.value(self.options.record_bytes)? {
            Span::Whole(length) => {
                let value = self.scanner.parse(length);
                self.scanner.advance(length);
                self.expand(value?, line);
                Ok(())
            }
            Span::Broken(length) => {
                let error = self.scanner.parse(length).err().unwrap_or_else(|| self.scanner.junk());
                self.scanner.resync(length)?;
                self.number += 1;
                Err(error)
            }
            Span::Open if self.scanner.at_end() => {
                self.ended = true;
                let message = "the file ends inside of a record".to_owned();
                Err(Error::new(ErrorKind::Json { message }).on_line(line))
            }
            Span::Open => {
                self.ended = true;
                Err(decode::too_large(self.options.record_bytes).on_line(line))
            }
        }
    }

    /// Reads the next element of the array that is open.
    fn element(&mut self) -> Result<(), Error> {
        loop {
            match self.scanner.peek()? {
                Some(b',') => self.scanner.advance(1),
                Some(b']') => {
                    self.scanner.advance(1);
                    self.in_array = false;
                    return Ok(());
                }
                None => {
                    self.in_array = false;
                    let message = "the array does not end".to_owned();
                    return Err(Error::new(ErrorKind::Json { message }).on_line(self.scanner.line));
                }
                Some(_) => break,
            }
        }
        let line = self.scanner.line;
        self.number += 1;
        let is_object = self.scanner.peek()? == Some(b'{');
        match self.scanner.value(self.options.record_bytes)? {
            Span::Whole(length) => {
                let value = self.scanner.parse(length);
                if value.is_ok() && is_object {
                    self.scanner.learn();
                }
                if value.is_err() || !is_object && self.scanner.knows_records() {
                    // What is left of a damaged record is none.
                    self.scanner.resync(length)?;
                } else {
                    self.scanner.advance(length);
                }
                let value = value?;
                self.number -= 1;
                self.expand(value, line);
                Ok(())
            }
            Span::Broken(length) => {
                let error = self.scanner.parse(length).err().unwrap_or_else(|| self.scanner.junk());
                self.scanner.resync(length)?;
                Err(error)
            }
            Span::Open => {
                let cut = self.scanner.at_end();
                let length = self.scanner.window().len();
                self.scanner.resync(length)?;
                if cut {
                    let message = "the file ends inside of a record".to_owned();
                    return Err(Error::new(ErrorKind::Json { message }).on_line(line));
                }
                Err(decode::too_large(self.options.record_bytes).on_line(line))
            }
        }
    }

    /// Makes the items of a value that starts on that line.
    fn expand(&mut self, value: Value, line: u64) {
        let before = self.ready.len();
        wrapper::expand(value, &self.beside, &self.options, &mut |item| self.ready.push_back(item));
        self.several |= self.ready.len() - before > 1;
        for item in self.ready.iter_mut().skip(before) {
            self.number += 1;
            if let Ok(item) = item {
                item.line = Some(line);
                item.number = self.several.then_some(self.number);
            } else {
                let error = std::mem::replace(item, Ok(Item::default()));
                *item = error.map_err(|error| error.on_line(line));
            }
        }
    }
}

impl Iterator for Whole {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.ended {
                return None;
            }
            let read = if self.in_array { self.element() } else { self.top() };
            if let Err(error) = read {
                self.ended |= matches!(error.kind(), ErrorKind::Io(_));
                return Some(Err(error));
            }
        }
    }
}

/// Parses a value; what other programs write and JSON does not have (NaN, halves of surrogate pairs, line breaks in strings, commas before
/// brackets) is mended.
///
/// `column` are the bytes before it on its line.
fn parse(text: &str, line: u64, column: usize) -> Result<Value, Error> {
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if let Some(value) = repair::mended(text).and_then(|mended| serde_json::from_str(&mended).ok()) {
        return Ok(value);
    }
    let message = error.to_string();
    let reason = message.rfind(" at line ").map_or(&message[..], |at| &message[..at]);
    let column = error.column() + if error.line() <= 1 { column } else { 0 };
    let message = format!("{reason} at column {column}");
    Err(Error::new(ErrorKind::Json { message }).on_line(line + error.line().saturating_sub(1) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let stream = Stream::open(std::io::Cursor::new(text.as_bytes().to_vec())).unwrap();
        let mut whole = Whole::new(stream, Arc::new(ReadOptions::default()));
        let (mut texts, mut errors) = (Vec::new(), Vec::new());
        for item in whole.by_ref().take(1000) {
            match item {
                Ok(item) => texts.push(item.text),
                Err(error) => errors.push(error.to_string()),
            }
        }
        assert!(whole.next().is_none());
        (texts, errors)
    }

    #[test]
    fn one_damaged_byte_loses_one_record() {
        let records: Vec<String> = (0..20)
            .map(|n| format!("{{\"id\": \"a{n}\", \"tags\": [\"x\", \"y\"], \"text\": \"Rain {n} fell.\"}}"))
            .collect();
        for (open, part, close) in [("[", ",\n", "]"), ("", "\n", ""), ("{\"total\": 20, \"articles\": [", ", ", "]}")]
        {
            let whole = format!("{open}{}{close}", records.join(part));
            assert_eq!(read(&whole).0.len(), 20, "{open}");
            for at in 0..whole.len() {
                for byte in [b'~', b'"', b'{', b'}'] {
                    let mut damaged = whole.clone().into_bytes();
                    damaged[at] = byte;
                    let damaged = String::from_utf8(damaged).unwrap();
                    let (texts, _) = read(&damaged);
                    // Known fault: where the first record or the start of one is damaged, the reader may not find the next one, and all that
                    // follow may be lost.
                    let first = at < open.len() + records[0].len() + part.len();
                    let starts = byte != b'~' || whole[..=at].ends_with('{') || whole[..at].ends_with('{');
                    let least = if first || starts { 0 } else { 18 };
                    assert!(texts.len() >= least, "{at} {byte}: {}\n{damaged}", texts.len());
                }
            }
        }
    }

    #[test]
    fn wrappers_are_found() {
        for text in [
            r#"{"articles": [{"text": "a"}, {"text": "b"}]}"#,
            r#"{"response": {"status": "ok", "results": [{"text": "a"}, {"text": "b"}]}}"#,
            r#"{"hits": {"total": 2, "hits": [{"_id": "1", "_source": {"text": "a"}}, {"_id": "2", "_source": {"text": "b"}}]}}"#,
            r#"{"my_own": [{"text": "a"}, {"text": "b"}]}"#,
            "[{\"text\": \"a\"},\n {\"text\": \"b\"}]",
            "{\"text\": \"a\"}{\"text\": \"b\"}",
            "{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}\n",
        ] {
            assert_eq!(read(text), (vec!["a".to_owned(), "b".to_owned()], Vec::new()), "{text}");
        }
    }

    #[test]
    fn what_other_programs_write_is_mended() {
        let text = "[{\"text\": \"a\nb\", \"x\": NaN, \"y\": [1,], \"z\": \"\\ud83d\"}]";
        assert_eq!(read(text).0, ["a\nb"]);
    }

    #[test]
    fn deep_nesting_ends() {
        let text = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let (texts, errors) = read(&text);
        assert!(texts.is_empty() && !errors.is_empty());
        let text = format!("{{\"text\": {}\"x\"{}}}", "[".repeat(10_000), "]".repeat(10_000));
        assert_eq!(read(&text).0.len(), 0);
    }

    proptest::proptest! {
        #[test]
        fn any_file_ends(text in "[\\[{}\\],:\"\\\\a \n0]{0,60}|.{0,60}") {
            let stream = Stream::open(std::io::Cursor::new(text.clone().into_bytes())).unwrap();
            let items = Whole::new(stream, Arc::new(ReadOptions::default()));
            assert!(items.take(text.len() + 4).count() <= text.len() + 3);
        }
    }
}
