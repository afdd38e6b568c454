//! Cutting a long file into the pieces of which each holds one article, so that no more than one is held in memory.
//!
//! Two ways, by how articles are marked:
//!
//! - [`Elements`] cuts XML at elements of certain names, the outermost ones: `<item>…</item>` of a feed. What
//!   stands between is given too, since a feed says its title there. It looks at tags only, knows comments, CDATA
//!   and quoted values, and needs no well-formed file.
//! - [`Marked`] cuts text or HTML before each mark that a function finds: `1 of 112 DOCUMENTS`, `<DOCFULL>`. The
//!   first piece is the cover.
//!
//! ```text
//! <a><item x='>'>1<item/></item> <x:item>2</x:item></a>
//! Outside  <a>
//! Element  <item x='>'>1<item/></item>          an element of its own name inside belongs to it
//! Outside  (a blank)
//! Element  <x:item>2</x:item>                   names are compared without prefix
//! Outside  </a>
//! ```
//!
//! The pieces together are the file, but for an element that its end cuts; both read 64 KiB at a time and
//! refuse a piece that is longer than they are told. Decoding is done piece by piece, by the encoding that the
//! file's beginning declares.

use std::io::{BufRead, Read};

use memchr::memmem;

use super::format::Items;
use super::{Item, decode};
use crate::error::{Error, ErrorKind, Fault};

/// The encoding that a piece of XML or HTML declares: in its `<?xml`, or in a `<meta>`. Its label as it is written,
/// looked for in the first 4 KiB; `None` where nothing is declared.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let start = &bytes[..bytes.len().min(4096)];
    let after = |mark: &[u8]| memmem::find(start, mark).map(|at| &start[at + mark.len()..]);
    let declared = if start.trim_ascii_start().starts_with(b"<?xml") { after(b"encoding=") } else { None };
    let value = declared.or_else(|| after(b"charset=")).or_else(|| after(b"CHARSET="))?;
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))?;
    std::str::from_utf8(&value[..end]).ok()
}

/// A piece of a file of XML.
pub(super) enum Piece {
    /// What stands before the next element that is looked for, or behind the last.
    Outside(String),
    /// An element of one of the names, from its tag to the end of its closing one.
    Element(String),
    /// The beginning of an element whose closing tag never comes.
    Cut,
}

/// The elements of certain names of a file of XML, outermost ones only, and what stands between them.
pub(super) struct Elements {
    /// What is left of the file.
    reader: Box<dyn BufRead + Send>,
    /// The local names that are looked for, in the case in which they are written.
    names: &'static [&'static str],
    /// The label that the file's beginning declares, empty where it declares none; `None` before it was read.
    encoding: Option<String>,
    /// What is held of the file.
    buffer: Vec<u8>,
    /// How much of the buffer was given away, and how much was looked at.
    given: usize,
    seen: usize,
    /// The most bytes of a piece.
    longest: usize,
    /// The element that is open: its name and where it starts.
    open: Option<(Vec<u8>, usize)>,
    /// How many elements of the same full name are open inside of it.
    depth: usize,
    /// Whether nothing comes any more: the file is at its end, or a piece was too long.
    ended: bool,
}

/// What is between `<` and `>`.
enum Mark {
    /// A tag that opens: its full name, whether it is empty.
    Open(Vec<u8>, bool),
    /// A tag that closes: its full name.
    Close(Vec<u8>),
    /// A comment, CDATA, a declaration, an instruction, or a stray `<`.
    Other,
}

impl Elements {
    /// The elements called `names` (local names, as they are written) of a file of which no piece is longer than
    /// `longest`.
    pub(super) fn new(reader: Box<dyn BufRead + Send>, names: &'static [&'static str], longest: usize) -> Self {
        Self {
            reader,
            names,
            encoding: None,
            buffer: Vec::new(),
            given: 0,
            seen: 0,
            longest,
            open: None,
            depth: 0,
            ended: false,
        }
    }

    /// Reads more of the file; false at its end.
    fn fill(&mut self) -> Result<bool, Error> {
        if self.given > 0 && (self.given > 1 << 16 || self.given == self.buffer.len()) {
            self.buffer.drain(..self.given);
            self.seen -= self.given;
            if let Some((_, start)) = &mut self.open {
                *start -= self.given;
            }
            self.given = 0;
        }
        let first = self.buffer.is_empty() && self.encoding.is_none();
        let read = self.reader.by_ref().take(1 << 16).read_to_end(&mut self.buffer).map_err(Error::io)?;
        if first {
            self.encoding = Some(declared_encoding(&self.buffer).unwrap_or_default().to_owned());
        }
        Ok(read > 0)
    }

    /// The mark that starts at `at` with `<`, and where it ends; `None` if the buffer ends before.
    fn mark(&self, at: usize) -> Option<(Mark, usize)> {
        let rest = &self.buffer[at..];
        let until =
            |mark: &[u8], from: usize| memmem::find(rest.get(from..)?, mark).map(|end| at + from + end + mark.len());
        match rest.get(1)? {
            b'!' if rest.len() < 9 => None,
            b'!' if rest.starts_with(b"<!--") => until(b"-->", 4).map(|end| (Mark::Other, end)),
            b'!' if rest.starts_with(b"<![CDATA[") => until(b"]]>", 9).map(|end| (Mark::Other, end)),
            b'?' => until(b"?>", 2).map(|end| (Mark::Other, end)),
            b'/' => {
                let end = until(b">", 2)?;
                Some((Mark::Close(name_of(&self.buffer[at + 2..end - 1])), end))
            }
            byte if byte.is_ascii_alphabetic() || *byte == b'_' => {
                let end = tag_end(rest)? + at;
                let inside = &self.buffer[at + 1..end - 1];
                Some((Mark::Open(name_of(inside), inside.ends_with(b"/")), end))
            }
            _ => Some((Mark::Other, at + 1)),
        }
    }

    /// A part of the buffer as text; up to its end the file was given away then.
    fn piece(&mut self, from: usize, to: usize) -> String {
        self.given = to;
        decode::declared(&self.buffer[from..to], self.encoding.as_deref())
    }

    /// Whether an element of that full name is looked for.
    fn is_wanted(&self, name: &[u8]) -> bool {
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        self.names.iter().any(|wanted| wanted.as_bytes() == local)
    }

    /// The next piece.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a piece is too long: nothing comes behind that.
    fn read(&mut self) -> Result<Option<Piece>, Error> {
        loop {
            let found = memchr::memchr(b'<', &self.buffer[self.seen..]).map(|at| self.seen + at);
            let Some((at, (mark, end))) = found.and_then(|at| Some((at, self.mark(at)?))) else {
                self.seen = found.unwrap_or(self.buffer.len());
                if self.buffer.len() - self.given > self.longest {
                    self.ended = true;
                    return Err(decode::too_large(self.longest));
                }
                if self.fill()? {
                    continue;
                }
                self.ended = true;
                let (from, to) = (self.given, self.buffer.len());
                return Ok(Some(if self.open.is_some() { Piece::Cut } else { Piece::Outside(self.piece(from, to)) }));
            };
            self.seen = end;
            match (mark, &self.open) {
                (Mark::Open(name, empty), None) if self.is_wanted(&name) && !empty => {
                    self.open = Some((name, at));
                    self.depth = 0;
                    let from = self.given;
                    return Ok(Some(Piece::Outside(self.piece(from, at))));
                }
                (Mark::Open(name, false), Some((open, _))) if name == *open => self.depth += 1,
                (Mark::Close(name), Some((open, _))) if name == *open && self.depth > 0 => self.depth -= 1,
                (Mark::Close(name), Some((open, start))) if name == *open => {
                    let start = *start;
                    self.open = None;
                    return Ok(Some(Piece::Element(self.piece(start, end))));
                }
                _ => {}
            }
        }
    }
}

/// The full name of a tag, of what stands behind its `<` or `</`.
fn name_of(inside: &[u8]) -> Vec<u8> {
    let end = inside.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(inside.len());
    inside[..end].to_vec()
}

/// The length of the tag that starts `bytes`, quoted values passed over; `None` if more bytes are wanted. Another
/// `<` ends it, before that sign.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            // A stray quotation mark must not eat the file.
            (_, b'<') if at > 0 => return Some(at),
            _ => {}
        }
    }
    None
}

impl Iterator for Elements {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended { None } else { self.read().transpose() }
    }
}

/// The error of a file that ends inside an item, which would be its `number`th.
pub(super) fn cut_off(what: &str, number: u64) -> Error {
    Error::input(Fault::Truncated, format!("the file ends inside {what} {number}; those before are read"))
}

/// Where the first line starts at or behind an offset that `is` a mark, such as a counter or a rule, for
/// [`Marked`].
///
/// Only whole lines are looked at: one that the offset cuts belongs to what was looked at before, and one without
/// its end may go on in what is read next.
pub(super) fn line_start(bytes: &[u8], from: usize, is: fn(&[u8]) -> bool) -> Option<usize> {
    let mut at = from;
    loop {
        let start = if at == 0 { 0 } else { at + memchr::memchr(b'\n', bytes.get(at - 1..)?)? };
        let end = start + memchr::memchr(b'\n', bytes.get(start..)?)?;
        if is(&bytes[start..end]) {
            return Some(start);
        }
        at = end + 1;
    }
}

/// A file in pieces that each begin with one of some marks; the first is what stands before the first mark, and may
/// be empty.
pub(super) struct Marked {
    /// What is left of the file.
    reader: Box<dyn BufRead + Send>,
    find: fn(&[u8], usize) -> Option<usize>,
    /// The label that the file's beginning declares, as in [`Elements`].
    encoding: Option<String>,
    /// What is held of the file: the piece that is read, from its mark on.
    buffer: Vec<u8>,
    /// How much of it was looked through.
    seen: usize,
    /// Bytes of the file before the buffer.
    offset: usize,
    /// The most bytes of a piece.
    longest: usize,
    /// Whether a mark was found: the buffer begins with one then, which is not to be found again.
    started: bool,
    ended: bool,
}

/// So many bytes of the buffer's end are looked at again when more is read: a mark may stand on the border. Longer
/// than any mark or counter line.
const BORDER_BYTES: usize = 512;

impl Marked {
    /// `find` gives the place of the first mark in bytes from an offset on.
    pub(super) fn new(
        reader: Box<dyn BufRead + Send>,
        longest: usize,
        find: fn(&[u8], usize) -> Option<usize>,
    ) -> Self {
        Self {
            reader,
            find,
            encoding: None,
            buffer: Vec::new(),
            seen: 0,
            offset: 0,
            longest,
            started: false,
            ended: false,
        }
    }

    /// The articles of the pieces, numbered from 1; one of which `read` makes none, such as a cover, is passed over.
    pub(super) fn articles(self, read: fn(&str) -> Option<Item>) -> Items {
        let mut number = 0;
        Box::new(self.filter_map(move |part| {
            let (mut item, damage) = match part {
                Ok(part) => (read(&part.text)?, part.damage),
                Err(error) => return Some(Err(error)),
            };
            number += 1;
            item.notes.extend(damage);
            Some(Ok(Item { number: Some(number), ..item }))
        }))
    }

    /// The first so many bytes of the buffer as text, which leave it. Bytes that no encoding has are replaced, and
    /// the first of them is told.
    fn part(&mut self, length: usize) -> Part {
        let bytes = &self.buffer[..length];
        let text = decode::declared(bytes, self.encoding.as_deref());
        let damage = text.contains(char::REPLACEMENT_CHARACTER).then(|| std::str::from_utf8(bytes).err()).flatten();
        let damage = damage.map(|error| {
            let offset = self.offset + error.valid_up_to();
            Error::new(ErrorKind::Undecodable { encoding: "UTF-8", offset })
        });
        self.buffer.drain(..length);
        self.offset += length;
        Part { text, damage }
    }

    /// The next piece; the last one goes to the file's end.
    fn read(&mut self) -> Result<Option<Part>, Error> {
        loop {
            if let Some(at) = (self.find)(&self.buffer, self.seen) {
                self.seen = 1;
                self.started = true;
                return Ok(Some(self.part(at)));
            }
            self.seen = self.buffer.len().saturating_sub(BORDER_BYTES).max(usize::from(self.started));
            if self.buffer.len() > self.longest {
                self.ended = true;
                return Err(decode::too_large(self.longest));
            }
            let first = self.buffer.is_empty() && self.encoding.is_none();
            let read = self.reader.by_ref().take(1 << 16).read_to_end(&mut self.buffer).map_err(Error::io)?;
            if first {
                self.encoding = Some(declared_encoding(&self.buffer).unwrap_or_default().to_owned());
            }
            if read == 0 {
                self.ended = true;
                return Ok(Some(self.part(self.buffer.len())));
            }
        }
    }
}

/// What stands between two marks.
pub(super) struct Part {
    /// The text, its mark included.
    pub(super) text: String,
    /// Where the bytes are no text: something is replaced there.
    pub(super) damage: Option<Error>,
}

impl Iterator for Marked {
    type Item = Result<Part, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended { None } else { self.read().transpose() }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let elements = Elements::new(Box::new(Cursor::new(text.as_bytes().to_vec())), &["item"], 1 << 20);
        let written = elements.map(|piece| match piece.expect("piece") {
            Piece::Outside(text) => text,
            Piece::Element(text) => format!("[{text}]"),
            Piece::Cut => "…".to_owned(),
        });
        written.filter(|piece| !piece.is_empty()).collect()
    }

    #[test]
    fn elements_are_cut_out() {
        assert_eq!(
            pieces("<a><item x='>'>1<item/></item> <x:item>2<![CDATA[</x:item>]]></x:item></a>"),
            ["<a>", "[<item x='>'>1<item/></item>]", " ", "[<x:item>2<![CDATA[</x:item>]]></x:item>]", "</a>"]
        );
        assert_eq!(pieces("<a><!-- <item> --><item>1"), ["<a><!-- <item> -->", "…"]);
    }

    #[test]
    fn marks_start_pieces() {
        let find = |bytes: &[u8], from: usize| memmem::find(&bytes[from..], b"# ").map(|at| from + at);
        let text = Cursor::new(b"cover\n# 1\na\n# 2".to_vec());
        let pieces: Result<Vec<_>, _> =
            Marked::new(Box::new(text), 1 << 20, find).map(|part| part.map(|part| part.text)).collect();
        assert_eq!(pieces.expect("pieces"), ["cover\n", "# 1\na\n", "# 2"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(text in r"(<[/!?]?(item|b)( [a-z]='?[^'\[\]…]{0,3}'?)?/?>?|<!--|-->|[a-z ]{0,3}){0,12}") {
            let written = pieces(&text).concat();
            let back: String = written.chars().filter(|c| !matches!(c, '[' | ']' | '…')).collect();
            assert!(if written.ends_with('…') { text.starts_with(&back) } else { back == text });
        }
    }
}
