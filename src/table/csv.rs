//! CSV: RFC 4180 with line feeds, a header row, UTF-8.

use std::io::Write;

use super::cell::Cell;
use super::column::Column;
use super::digits::{integer, real};
use super::writer::{Chunk, TableWriter};

/// The format; `excel` guards texts that a spreadsheet would run as a formula.
pub(super) struct Csv {
    excel: bool,
    names: Vec<String>,
    out: Vec<u8>,
}

impl Csv {
    pub(super) fn new(columns: &[Column], excel: bool) -> Self {
        Self { excel, names: columns.iter().map(|column| column.name.to_string()).collect(), out: Vec::new() }
    }
}

impl TableWriter for Csv {
    fn head(&mut self) {
        if self.excel {
            self.out.extend_from_slice("\u{feff}".as_bytes());
        }
        let names = std::mem::take(&mut self.names);
        self.row(&names.iter().map(|name| Cell::Text(name)).collect::<Vec<_>>());
        self.names = names;
    }

    fn row(&mut self, cells: &[Cell<'_>]) {
        let out = &mut self.out;
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            match *cell {
                Cell::Null => {}
                Cell::Text(string) => text(string, self.excel, out),
                Cell::Integer(number) => integer(number, out),
                Cell::Real(number) => real(number, out),
                Cell::Bool(flag) => out.extend_from_slice(if flag { b"true" } else { b"false" }),
                Cell::Day(day) => write!(out, "{day}").expect("a Vec takes every byte"),
                Cell::Spans(pieces) => spans(pieces, out),
                Cell::Strings(strings) => text(&strings.join("; "), self.excel, out),
            }
        }
        out.push(b'\n');
    }

    fn take(&mut self) -> Chunk {
        Chunk::Bytes(std::mem::take(&mut self.out))
    }
}

/// Whether a cell is quoted for that byte.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "no branch, and no table of bits: the compiler looks at many side by side"
)]
const fn is_mark(byte: u8) -> bool {
    (byte == b'"') | (byte == b',') | (byte == b'\n') | (byte == b'\r')
}

/// [`is_mark`] of each byte, for what is too short to be looked at side by side.
const MARKS: [bool; 256] = {
    let (mut marks, mut byte) = ([false; 256], 0);
    while byte < 128 {
        marks[byte as usize] = is_mark(byte);
        byte += 1;
    }
    marks
};

/// Writes a text. An empty one is `""`, so that it differs from a missing one.
fn text(text: &str, excel: bool, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let guarded = excel && text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let holds = |part: &[u8; 16]| part.map(is_mark).iter().fold(false, |any, mark| any | mark);
    let quoted = match bytes.last_chunk() {
        Some(last) => holds(last) || bytes.as_chunks().0.iter().any(holds),
        None => bytes.iter().fold(bytes.is_empty(), |any, &byte| any | MARKS[usize::from(byte)]),
    };
    if !quoted {
        if guarded {
            out.push(b'\'');
        }
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    if guarded {
        out.push(b'\'');
    }
    let mut rest = bytes;
    while let Some(mark) = memchr::memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=mark]);
        out.push(b'"');
        rest = &rest[mark + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Writes pieces as `s-e s-e`.
fn spans(pieces: &[(u32, u32)], out: &mut Vec<u8>) {
    for (index, (start, end)) in pieces.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        integer(i64::from(*start), out);
        out.push(b'-');
        integer(i64::from(*end), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(string: &str, excel: bool) -> String {
        let mut out = Vec::new();
        text(string, excel, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(cell("plain = text", false), "plain = text");
        assert_eq!(cell("", false), "\"\"");
        assert_eq!(cell("a, b", false), "\"a, b\"");
        assert_eq!(cell("\"a\"\nb", false), "\"\"\"a\"\"\nb\"");
    }

    #[test]
    fn formulas_are_guarded_for_spreadsheets() {
        assert_eq!(cell("=1+1", false), "=1+1");
        assert_eq!(cell("=1+1", true), "'=1+1");
        assert_eq!(cell("-5,\"x\"", true), "\"'-5,\"\"x\"\"\"");
        assert_eq!(cell("a=1", true), "a=1");
    }
}
