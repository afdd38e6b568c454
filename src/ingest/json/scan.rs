//! Values of JSON in a stream of bytes: where each ends, and where the next one starts after a damaged one.
//!
//! The scanner holds a window of the file that starts where it is and grows until the value that is asked for is in
//! it. It counts lines and columns for errors, and offsets for what cannot be decoded. Nothing is passed but by
//! [`Scanner::advance`], [`Scanner::peek`] (blanks) and [`Scanner::resync`].

use std::io::{BufRead, Read};

use serde_json::Value;

use super::super::decode::{self, Stream};
use super::super::exports::Object;
use super::grammar::{Grammar, Outcome};
use crate::error::{Error, ErrorKind};

/// The most bytes of an object at the top of a file that are read at once: one that is larger is read record by
/// record. So pages of APIs are parsed as a whole, and dumps are not held.
pub(super) const WINDOW_BYTES: usize = 8 << 20;

/// The bytes that are read at a time, at the least.
const CHUNK_BYTES: usize = 1 << 16;

/// A value that starts where the scanner is, in bytes from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Its length.
    Whole(usize),
    /// It stops being JSON there.
    Broken(usize),
    /// It goes on after so many bytes as were allowed, or the file ends.
    Open,
}

/// A file of JSON, of which no more is held than the value that is read.
pub(super) struct Scanner {
    /// The rest of the file.
    reader: Box<dyn BufRead + Send>,
    /// Whether a byte order mark declares UTF-8.
    declared: bool,
    /// Bytes of the file, of which those before `at` were passed.
    buffer: Vec<u8>,
    /// Where in the buffer the scanner is.
    at: usize,
    /// The line of `at`, from 1, and the bytes before it on that line.
    pub(super) line: u64,
    column: usize,
    /// The offset of `buffer` in the file.
    offset: usize,
    ended: bool,
    /// The most bytes of a value.
    longest: usize,
}

impl Scanner {
    /// A scanner at the beginning of a file, for values of at most so many bytes, or [`WINDOW_BYTES`] if that is more.
    pub(super) fn new(stream: Stream, longest: usize) -> Self {
        let (reader, declared, offset) = stream.into_bytes();
        Self {
            reader,
            declared,
            buffer: Vec::new(),
            at: 0,
            line: 1,
            column: 0,
            offset,
            ended: false,
            longest: longest.max(WINDOW_BYTES),
        }
    }

    /// Reads more; false at the file's end.
    fn more(&mut self) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        if self.at >= CHUNK_BYTES * 4 {
            self.buffer.drain(..self.at);
            self.offset += self.at;
            self.at = 0;
        }
        // Twice as much each time, so that a long value is copied but a few times.
        let want = CHUNK_BYTES.max(self.buffer.len() - self.at).min(CHUNK_BYTES * 64);
        let read = self.reader.by_ref().take(want as u64).read_to_end(&mut self.buffer).map_err(Error::io)?;
        self.ended = read == 0;
        Ok(read > 0)
    }

    /// What is held from here on.
    pub(super) fn window(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// Whether all that the file holds is in the window.
    pub(super) fn at_end(&self) -> bool {
        self.ended
    }

    /// The next byte that is no blank, which is not passed; `None` at the file's end.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Error> {
        loop {
            let window = self.window();
            // Marks of byte order and of records (RFC 7464) stand between values of files that were put together.
            let blank = window
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace() || matches!(byte, 0x1e | 0xef | 0xbb | 0xbf));
            let blank = blank.count();
            let next = window.get(blank).copied();
            self.advance(blank);
            if next.is_some() || !self.more()? {
                return Ok(next);
            }
        }
    }

    /// Passes so many bytes, which must be in the window.
    pub(super) fn advance(&mut self, bytes: usize) {
        let passed = &self.buffer[self.at..self.at + bytes];
        match passed.iter().rposition(|&byte| byte == b'\n') {
            Some(last) => {
                self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
                self.column = bytes - last - 1;
            }
            None => self.column += bytes,
        }
        self.at += bytes;
    }

    /// Where the value that starts here ends, within so many bytes; each byte is looked at once, however often more
    /// is read.
    pub(super) fn value(&mut self, longest: usize) -> Result<Span, Error> {
        self.value_at(0, longest)
    }

    /// Where the value ends that starts so many bytes on, counted from here.
    fn value_at(&mut self, start: usize, longest: usize) -> Result<Span, Error> {
        let longest = longest.min(self.longest);
        let mut grammar = Grammar::new();
        let mut at = start;
        loop {
            match grammar.feed(&self.window()[at..]) {
                Outcome::Whole(length) => return Ok(Span::Whole(at + length)),
                Outcome::Broken(place) => return Ok(Span::Broken(at + place)),
                Outcome::Open => {}
            }
            at = self.window().len();
            if at - start >= longest || !self.more()? {
                return Ok(Span::Open);
            }
        }
    }

    /// The next byte after so many that is no blank; `None` if the file ends before. Nothing is passed.
    pub(super) fn after(&mut self, length: usize) -> Result<Option<u8>, Error> {
        loop {
            let next = self.window()[length..].iter().find(|byte| !byte.is_ascii_whitespace()).copied();
            if next.is_some() || !self.more()? {
                return Ok(next);
            }
        }
    }

    /// Passes what is damaged here up to the next record: an object that is whole and that `is_record`. False if
    /// there is none; the file is passed to its end then.
    ///
    /// Braces that no key follows are not tried. Any other is tried as the start of an object, to its end or to
    /// where it breaks; one that is whole and no record is not passed as a whole, since the record may stand in it.
    pub(super) fn resync(&mut self, is_record: &dyn Fn(&Object) -> bool) -> Result<bool, Error> {
        let mut from = 1;
        loop {
            let window = self.window();
            let found = window.get(from..).and_then(|rest| memchr::memchr(b'{', rest));
            let Some(at) = found.map(|at| from + at) else {
                from = window.len();
                // The brackets that close the file are left to read.
                if from > CHUNK_BYTES {
                    self.advance(from - 1);
                    from = 1;
                }
                if !self.more()? {
                    let rest = self.window().len();
                    self.advance(rest);
                    return Ok(false);
                }
                continue;
            };
            if self.after(at + 1)? == Some(b'"')
                && let Span::Whole(end) = self.value_at(at, self.longest)?
                && self.parse_at(at, end).ok().as_ref().and_then(Value::as_object).is_some_and(is_record)
            {
                self.advance(at);
                return Ok(true);
            }
            from = at + 1;
        }
    }

    /// The lines on which the elements start of the array that is open after so many bytes of the value of that
    /// length. Fewer than the array has, if it is damaged.
    pub(super) fn lines(&self, start: usize, length: usize) -> Vec<u64> {
        let window = &self.window()[..length];
        let line = |at: usize| self.line + memchr::memchr_iter(b'\n', &window[..at]).count() as u64;
        let (mut lines, mut at) = (Vec::new(), start);
        let (mut number, mut counted) = (line(start), start);
        loop {
            at += window[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
            if window.get(at).is_none_or(|&byte| byte == b']') {
                return lines;
            }
            number += memchr::memchr_iter(b'\n', &window[counted..at]).count() as u64;
            counted = at;
            lines.push(number);
            match Grammar::new().feed(&window[at..]) {
                Outcome::Whole(length) => at += length,
                Outcome::Open | Outcome::Broken(_) => return lines,
            }
        }
    }

    /// Parses the value of that length here.
    pub(super) fn parse(&self, length: usize) -> Result<Value, Error> {
        self.parse_at(0, length)
    }

    /// Parses what stands between two places of the window, decoded by itself.
    ///
    /// # Errors
    ///
    /// If it is no text or no JSON.
    fn parse_at(&self, start: usize, end: usize) -> Result<Value, Error> {
        let bytes = &self.window()[start..end];
        let offset = self.offset + self.at + start;
        let text = decode::decode(bytes, self.declared).map_err(|bad| Error::new(bad.at(offset)).on_line(self.line))?;
        super::parse(&text, self.line, self.column)
    }

    /// The error for what starts here and is no value.
    pub(super) fn junk(&self) -> Error {
        let start = &self.window()[..self.window().len().min(32)];
        let start = String::from_utf8_lossy(start);
        let shown: String = start.chars().take_while(|c| !c.is_control()).take(20).collect();
        let message = format!("{shown:?} where a value should be, at column {}", self.column + 1);
        Error::new(ErrorKind::Json { message }).on_line(self.line)
    }
}
