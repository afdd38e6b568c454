//! CSV: RFC 4180 with line feeds, a header row, UTF-8.

use std::io::Write;

use jiff::civil::Date;

use super::cells::{CellFormat, integer};
use super::schema::{Column, Table};

/// The format; `excel` guards texts that a spreadsheet would run as a formula.
pub(super) struct Csv {
    pub(super) excel: bool,
}

impl Csv {
    /// What stands before the first row.
    pub(super) fn header(&self, table: Table, out: &mut Vec<u8>) {
        if self.excel {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        for (index, column) in table.columns().iter().enumerate() {
            self.before(index, column, out);
            self.text(column.name, out);
        }
        self.end(out);
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

impl CellFormat for Csv {
    fn before(&self, index: usize, _: &Column, out: &mut Vec<u8>) {
        if index > 0 {
            out.push(b',');
        }
    }

    fn end(&self, out: &mut Vec<u8>) {
        out.push(b'\n');
    }

    /// An empty text is `""`, so that it differs from a missing one.
    fn text(&self, text: &str, out: &mut Vec<u8>) {
        let bytes = text.as_bytes();
        let guarded = self.excel && text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
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

    fn word(&self, word: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(word.as_bytes());
    }

    fn day(&self, day: Date, out: &mut Vec<u8>) {
        write!(out, "{day}").expect("a Vec takes every byte");
    }

    fn spans(&self, spans: impl Iterator<Item = (u32, u32)>, out: &mut Vec<u8>) {
        for (index, (start, end)) in spans.enumerate() {
            if index > 0 {
                out.push(b' ');
            }
            integer(start, out);
            out.push(b'-');
            integer(end, out);
        }
    }

    fn missing(&self, _: &mut Vec<u8>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, excel: bool) -> String {
        let mut out = Vec::new();
        Csv { excel }.text(text, &mut out);
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
