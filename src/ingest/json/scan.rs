//! Values of JSON in a stream of bytes: where each ends, and where the next one starts after a damaged one.

use std::io::{BufRead, Read};

use memchr::memchr3;
use serde_json::Value;

use super::super::decode::{self, Stream};
use crate::error::{Error, ErrorKind};

/// The most bytes of an object at the top of a file that are read at once: one that is larger is read record by record.
pub(super) const WINDOW: usize = 8 << 20;

/// The bytes that are read at a time.
const CHUNK: usize = 1 << 16;

/// A value that starts where the scanner is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Span {
    /// Its length; its brackets match.
    Whole(usize),
    /// Its brackets do not match, or the next record starts inside; how far it was looked at.
    Broken(usize),
    /// It goes on after so many bytes as were allowed, or the file ends.
    Open,
}

/// A file of JSON, of which no more is held than the value that is read.
pub(super) struct Scanner {
    reader: Box<dyn BufRead + Send>,
    declared: bool,
    buffer: Vec<u8>,
    at: usize,
    /// The line of `at`, from 1, and the bytes before it on that line.
    pub(super) line: u64,
    column: usize,
    /// The offset of `buffer` in the file.
    offset: usize,
    ended: bool,
    /// The first key of records, with its quotation marks, once one was read.
    first_key: Option<Vec<u8>>,
    longest: usize,
}

impl Scanner {
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
            first_key: None,
            longest: longest.max(WINDOW),
        }
    }

    /// Reads more; false at the file's end.
    fn more(&mut self) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        if self.at >= CHUNK * 4 {
            self.buffer.drain(..self.at);
            self.offset += self.at;
            self.at = 0;
        }
        // Twice as much each time, so that a long value is copied but a few times.
        let want = CHUNK.max(self.buffer.len() - self.at).min(CHUNK * 64);
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

    /// Where the value that starts here ends, within so many bytes.
    pub(super) fn value(&mut self, longest: usize) -> Result<Span, Error> {
        let longest = longest.min(self.longest);
        let mut open: Vec<u8> = Vec::new();
        let mut quoted = false;
        let mut at = 0;
        loop {
            // What may show the next record needs some bytes after it.
            while at + 80 > self.window().len() && self.window().len() < longest && self.more()? {}
            let window = self.window();
            let Some(&byte) = window.get(at) else { return Ok(Span::Open) };
            if at >= longest {
                return Ok(Span::Open);
            }
            if quoted {
                let Some(found) = memchr3(b'"', b'\\', b'{', &window[at..]) else {
                    at = window.len();
                    continue;
                };
                at += found;
                match window[at] {
                    b'"' => {
                        quoted = false;
                        if open.is_empty() {
                            return Ok(Span::Whole(at + 1));
                        }
                    }
                    b'\\' => at += 1,
                    _ if self.first_key.is_some() && self.opens_record(at) => return Ok(Span::Broken(at)),
                    _ => {}
                }
                at += 1;
                continue;
            }
            match byte {
                b'"' => quoted = true,
                b'{' | b'[' => {
                    // Inside of a record, but not of a list in it, no object follows a comma.
                    if byte == b'{' && open == b"{" && self.follows_comma(at) {
                        return Ok(Span::Broken(at));
                    }
                    open.push(byte);
                }
                b'}' | b']' => {
                    let matches = open.pop().is_some_and(|open| (open == b'{') == (byte == b'}'));
                    if !matches {
                        return Ok(Span::Broken(at.max(1)));
                    }
                    if open.is_empty() {
                        return Ok(Span::Whole(at + 1));
                    }
                }
                b',' | b'\n' if open.is_empty() && at > 0 => return Ok(Span::Whole(at)),
                _ => {}
            }
            at += 1;
        }
    }

    fn follows_comma(&self, at: usize) -> bool {
        let before = self.window()[..at].trim_ascii_end();
        // Objects one after the other have no comma.
        before.ends_with(b",") || before.ends_with(b"}") && self.first_key.is_some() && self.opens_record(at)
    }

    /// Whether an object that starts like the records before starts there.
    fn opens_record(&self, at: usize) -> bool {
        let window = self.window();
        let Some(inside) = window.get(at + 1..).filter(|_| window[at] == b'{') else { return false };
        let inside = &inside[..inside.len().min(256)];
        let inside = inside.trim_ascii_start();
        if let Some(key) = &self.first_key {
            return inside.strip_prefix(key.as_slice()).is_some_and(|after| after.trim_ascii_start().starts_with(b":"));
        }
        let before = window[..at].trim_ascii_end();
        let parted = before.strip_suffix(b",").is_some_and(|before| before.trim_ascii_end().ends_with(b"}"));
        inside.starts_with(b"\"") && (parted || before.ends_with(b"}"))
    }

    /// Learns from the record that was passed last how records start. Called once it is known to be whole.
    pub(super) fn learn(&mut self) {
        if self.first_key.is_some() {
            return;
        }
        let inside = self.window().get(1..).unwrap_or_default().trim_ascii_start();
        let key = inside.strip_prefix(b"\"").and_then(|rest| rest.iter().position(|&byte| byte == b'"'));
        self.first_key = key.filter(|&length| length < 128).map(|length| inside[..length + 2].to_vec());
    }

    /// Whether a record was read, so that the next ones are known by how they start.
    pub(super) fn knows_records(&self) -> bool {
        self.first_key.is_some()
    }

    /// Passes the damaged value that starts here, of which so many bytes were looked at, up to the next record.
    pub(super) fn resync(&mut self, looked_at: usize) -> Result<(), Error> {
        let mut from = 1;
        loop {
            let window = self.window();
            let found = memchr::memchr_iter(b'{', window.get(from..).unwrap_or_default()).map(|at| from + at);
            let found = found.into_iter().find(|&at| self.opens_record(at) && self.ends_before(at));
            if let Some(at) = found {
                self.advance(at);
                return Ok(());
            }
            // The last bytes may start a record whose key has not been read.
            from = window.len().saturating_sub(256).max(1);
            if window.len() > self.longest.max(looked_at) {
                let passed = from - 1;
                self.advance(passed);
                from = 1;
            }
            if !self.more()? {
                let rest = self.window();
                // The array ends after its last record was lost.
                let end = rest.iter().rposition(|&byte| byte == b']').unwrap_or(rest.len());
                self.advance(end);
                return Ok(());
            }
        }
    }

    /// Whether what is before a record may be the end of another.
    fn ends_before(&self, at: usize) -> bool {
        let before = self.window()[..at].trim_ascii_end();
        self.first_key.is_none() || before.is_empty() || !before.ends_with(b":")
    }

    /// Parses the value of that length here.
    pub(super) fn parse(&self, length: usize) -> Result<Value, Error> {
        let bytes = &self.window()[..length];
        let offset = self.offset + self.at;
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

    /// Passes what is no value up to a line that starts with one; false if there is none.
    pub(super) fn skip_to_value(&mut self) -> Result<bool, Error> {
        loop {
            let window = self.window();
            let Some(end) = memchr::memchr(b'\n', window) else {
                let all = window.len();
                self.advance(all);
                if !self.more()? {
                    return Ok(false);
                }
                continue;
            };
            self.advance(end + 1);
            if matches!(self.peek()?, Some(b'{' | b'[')) {
                return Ok(true);
            }
        }
    }
}
