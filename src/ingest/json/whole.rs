//! All other files of JSON: arrays, single objects, objects one after the other, and wrappers of all sizes.
//!
//! The reader is between values ([`Position::Top`]), in an array of records, or behind the array of a wrapper:
//!
//! ```text
//! [ {…}, {…} ]                    Top → Array(1) → Top
//! { "a": 1, "docs": [ {…} ] }     whole in the window: Top, one step
//! { "a": 1, "docs": [ {…}, …      larger: Top → Array(1) → Rest → Top
//! [ [ {…} ], [ {…} ] ]            Top → Array(1) → Array(2) → Array(1) → … → Top
//! {…} ~ {…}                       Top, an error, Top
//! ```
//!
//! A wrapper that is too large to be parsed at once gives its records the fields before the array only, and strings
//! of those: the rest comes later.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::Value;

use super::scan::{Scanner, Span};
use super::{MAPS, scan, wrapper};
use crate::error::{Error, ErrorKind};
use crate::ingest::decode::{self, Stream};
use crate::ingest::exports::Object;
use crate::ingest::format::{Input, InputFormat, Items, Sniff};
use crate::ingest::{Item, ReadOptions};

/// JSON.
///
/// Sure where the file begins with an object with a key or with an array of objects or of nothing; text in brackets
/// (`[Reuters] The port`) begins otherwise.
pub(in crate::ingest) const WHOLE: InputFormat = InputFormat {
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

/// Where in a file the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Between values.
    Top,
    /// In an array whose elements are records, so many arrays deep.
    Array(usize),
    /// Behind the array of records of a wrapper.
    Rest,
}

/// Records are looked for no deeper than in so many arrays; `[[{…}]]` is what some exports of notebooks write.
const NESTED_ARRAYS: usize = 4;

/// The records of a JSON file that is not one of lines.
///
/// A machine of three states ([`Position`]); each step reads one value, bracket or comma, and makes items of it or an
/// error. Of two steps one passes a byte or ends the file at the least, so that any file ends.
///
/// Where a record is damaged, the next one is the next object that is whole and has a text, and half of the keys of
/// the records before.
struct Whole {
    /// The file.
    scanner: Scanner,
    /// How records are read.
    options: Arc<ReadOptions>,
    /// The fields beside the array that is read, of the object that it is in.
    beside: Object,
    /// Where in it the reader is.
    place: Position,
    /// Whether there may be several records: they are numbered then.
    several: bool,
    /// Whether something was read, behind which brackets and commas may be left.
    met: bool,
    /// The keys of the first record that was read.
    keys: Vec<String>,
    /// How many records were met, broken ones among them.
    number: u64,
    /// The items of the value that was read last.
    ready: VecDeque<Result<Item, Error>>,
    /// Whether nothing comes any more.
    ended: bool,
}

impl Whole {
    /// A reader at the beginning of a file.
    fn new(stream: Stream, options: Arc<ReadOptions>) -> Self {
        Self {
            scanner: Scanner::new(stream, options.record_bytes),
            options,
            beside: Object::new(),
            place: Position::Top,
            several: false,
            met: false,
            keys: Vec::new(),
            number: 0,
            ready: VecDeque::new(),
            ended: false,
        }
    }

    /// Passes what is damaged up to the next record, which is read as one of an array or after others. Ends the
    /// file if there is none.
    fn resync(&mut self) -> Result<(), Error> {
        let Self { keys, options, beside, scanner, .. } = self;
        let found = scanner.resync(&|object| {
            let shared = keys.iter().filter(|key| object.contains_key(*key)).count();
            shared * 2 >= keys.len() && wrapper::holds_record(object, beside, options)
        })?;
        (self.several, self.met) = (true, true);
        if !found {
            self.ended = true;
        } else if self.place == Position::Rest {
            self.place = Position::Top;
        }
        Ok(())
    }

    /// Reads what comes next between values: an array is entered, an object read. Brackets and commas that are left
    /// behind damage are passed.
    ///
    /// # Errors
    ///
    /// If something else stands there, which is passed.
    fn top(&mut self) -> Result<(), Error> {
        match self.scanner.peek()? {
            None => self.ended = true,
            Some(b'[') => {
                self.scanner.advance(1);
                (self.place, self.several) = (Position::Array(1), true);
                self.beside = Object::new();
            }
            Some(b'{') => self.object()?,
            Some(b'}' | b']' | b',') if self.met => self.scanner.advance(1),
            Some(_) => {
                let error = self.scanner.junk();
                self.resync()?;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Reads what is left of a wrapper behind its records: keys and their values, which come too late to tell of
    /// records that were given away.
    fn rest(&mut self) -> Result<(), Error> {
        match self.scanner.peek()? {
            Some(b',') => self.scanner.advance(1),
            Some(b'"') => {
                if let Span::Whole(length) = self.scanner.value(self.options.record_bytes)?
                    && self.scanner.after(length)? == Some(b':')
                {
                    self.scanner.advance(length);
                    self.scanner.peek()?;
                    self.scanner.advance(1);
                    self.scanner.peek()?;
                    if let Span::Whole(length) = self.scanner.value(self.options.record_bytes)? {
                        self.scanner.advance(length);
                        return Ok(());
                    }
                }
                self.place = Position::Top;
            }
            _ => self.place = Position::Top,
        }
        Ok(())
    }

    /// Reads an object at the top of the file: a record, or what records are in.
    ///
    /// One of at most [`scan::WINDOW_BYTES`] bytes that is whole is parsed at once. A larger or damaged one is a
    /// wrapper if an array of objects under a known name begins before the damage: then its elements are read one
    /// by one. Else it is one large record.
    ///
    /// # Errors
    ///
    /// Of a record that is not whole or no article; the next one was found already.
    fn object(&mut self) -> Result<(), Error> {
        let line = self.scanner.line;
        let mut span = self.scanner.value(scan::WINDOW_BYTES)?;
        let array = wrapper::array(self.scanner.window(), self.options.records.as_deref());
        if let Span::Whole(length) = span
            && let Ok(value) = self.scanner.parse(length)
        {
            let lines = array.map_or_else(Vec::new, |(start, _)| self.scanner.lines(start.min(length), length));
            self.learn(&value);
            self.scanner.advance(length);
            self.met = true;
            self.several |= self.scanner.peek()?.is_some_and(|byte| byte == b'{' || byte == b'[');
            self.expand(value, line, &lines);
            return Ok(());
        }
        // Damaged or large: its records are read one by one, if it holds some.
        let sound = if let Span::Broken(at) = span { at } else { usize::MAX };
        if let Some((start, beside)) = array.filter(|(start, _)| *start <= sound) {
            self.scanner.advance(start);
            self.beside = beside;
            (self.place, self.several) = (Position::Array(1), true);
            return Ok(());
        }
        if span == Span::Open {
            span = self.scanner.value(self.options.record_bytes)?;
        }
        self.number += 1;
        self.met = true;
        if let Span::Whole(length) = span {
            let value = self.scanner.parse(length);
            self.scanner.advance(length);
            self.number -= u64::from(value.is_ok());
            self.expand(value?, line, &[]);
            return Ok(());
        }
        let error = self.damage(span, line);
        self.resync()?;
        Err(error)
    }

    /// The error of a value that is not whole: the file ends in it, it is too large, or what the parser says of the
    /// place where it breaks.
    fn damage(&self, span: Span, line: u64) -> Error {
        match span {
            Span::Open if self.scanner.at_end() => {
                let message = "the file ends inside of a record".to_owned();
                Error::new(ErrorKind::Json { message }).on_line(line)
            }
            Span::Open => decode::too_large(self.options.record_bytes).on_line(line),
            Span::Whole(length) | Span::Broken(length) => {
                let length = (length + 1).min(self.scanner.window().len());
                self.scanner.parse(length).err().unwrap_or_else(|| self.scanner.junk())
            }
        }
    }

    /// Reads the next element of the array that is open, or its comma or end.
    ///
    /// A word or number between elements that no comma follows is taken for the rest of a damaged record and not
    /// for a record.
    ///
    /// # Errors
    ///
    /// Of a record that is not whole or no article, and of an array that the file's end cuts off.
    fn element(&mut self, depth: usize) -> Result<(), Error> {
        match self.scanner.peek()? {
            Some(b',') => {
                self.scanner.advance(1);
                return Ok(());
            }
            Some(b']') => {
                self.scanner.advance(1);
                self.met = true;
                self.place = match depth {
                    1 if self.beside.is_empty() => Position::Top,
                    1 => Position::Rest,
                    _ => Position::Array(depth - 1),
                };
                return Ok(());
            }
            Some(b'[') if depth < NESTED_ARRAYS => {
                self.scanner.advance(1);
                self.place = Position::Array(depth + 1);
                return Ok(());
            }
            None => {
                self.ended = true;
                let message = "the array does not end".to_owned();
                return Err(Error::new(ErrorKind::Json { message }).on_line(self.scanner.line));
            }
            Some(_) => {}
        }
        let line = self.scanner.line;
        let is_object = self.scanner.peek()? == Some(b'{');
        let span = self.scanner.value(self.options.record_bytes)?;
        if let Span::Whole(length) = span {
            // What is no object may be left of a damaged record.
            if is_object || matches!(self.scanner.after(length)?, Some(b',' | b']')) {
                let value = self.scanner.parse(length);
                if let Ok(value) = &value {
                    self.learn(value);
                }
                self.scanner.advance(length);
                self.number += u64::from(value.is_err());
                self.expand(value?, line, &[]);
                return Ok(());
            }
        }
        self.number += 1;
        let error = self.damage(span, line);
        self.resync()?;
        Err(error)
    }

    /// Keeps the keys of the first record, by which later ones are known behind damage.
    fn learn(&mut self, value: &Value) {
        if self.keys.is_empty()
            && let Some(object) = value.as_object()
            && wrapper::holds_record(object, &self.beside, &self.options)
        {
            self.keys = object.keys().cloned().collect();
        }
    }

    /// Makes the items of a value that starts on that line; those of a wrapper start on `lines`, as far as they are
    /// known. Numbers them.
    fn expand(&mut self, value: Value, line: u64, lines: &[u64]) {
        let before = self.ready.len();
        wrapper::expand(value, &self.beside, &self.options, &mut |item| self.ready.push_back(item));
        let made = self.ready.len() - before;
        self.several |= made > 1;
        for (at, item) in self.ready.iter_mut().skip(before).enumerate() {
            let line = lines.get(at).filter(|_| lines.len() == made).copied().unwrap_or(line);
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
            let read = match self.place {
                Position::Array(depth) => self.element(depth),
                Position::Top => self.top(),
                Position::Rest => self.rest(),
            };
            if let Err(error) = read {
                self.ended |= matches!(error.kind(), ErrorKind::Io(_));
                return Some(Err(error));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let stream = Stream::of(text.as_bytes().to_vec()).unwrap();
        let mut whole = Whole::new(stream, Arc::new(ReadOptions::default()));
        let (mut texts, mut errors) = (Vec::new(), Vec::new());
        for item in whole.by_ref().take(100_000) {
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
                for byte in *b"~\"{}[],:\\7 \n" {
                    let mut damaged = whole.clone().into_bytes();
                    damaged[at] = byte;
                    let damaged = String::from_utf8(damaged).unwrap();
                    let (texts, errors) = read(&damaged);
                    let told = texts.len() == 20 || !errors.is_empty();
                    assert!(texts.len() >= 19 && told, "{at} {}: {}\n{damaged}", char::from(byte), texts.len());
                }
            }
        }
    }

    #[test]
    fn objects_inside_of_a_damaged_record_are_no_records() {
        let record = |n: u32| {
            format!(
                "{{\"id\": {n}, \"text\": \"Rain {n}.\", \"images\": [{{\"id\": 1, \"text\": \"A boat.\"}}, {{\"id\": 2}}], \"section\": \"News\", \"url\": \"u\", \"tags\": []}}"
            )
        };
        let records: Vec<String> = (0..3).map(record).collect();
        let damaged = format!("[{}]", records.join(",\n")).replacen("\"text\": \"Rain 1", "\"text\"~ \"Rain 1", 1);
        let (texts, errors) = read(&damaged);
        assert_eq!(texts, ["Rain 0.", "Rain 2."]);
        assert_eq!(errors.len(), 1, "{errors:?}");
    }

    #[test]
    fn damage_without_end_takes_no_more_than_linear_time() {
        for text in [
            "[{\"text\": [{\"a\": ".repeat(4_000),
            "{\"a\": \"".repeat(20_000),
            format!("[{{\"text\" {}", "{\"text\": \"x\"} ".repeat(20_000)),
        ] {
            let started = std::time::Instant::now();
            read(&text);
            assert!(started.elapsed().as_secs() < 20, "{}", &text[..20]);
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
            let stream = Stream::of(text.clone().into_bytes()).unwrap();
            let items = Whole::new(stream, Arc::new(ReadOptions::default()));
            assert!(items.take(text.len() + 4).count() <= text.len() + 3);
        }
    }
}
