//! CSV: RFC 4180 with line feeds, a header row, UTF-8.
//!
//! ```text
//! article_id,sentence_id,start,end,text,spans
//! a1,0,0,10,Rain fell.,0-10
//! a1,1,11,22,"It ""stopped"", they said.",11-16 18-22
//! a1,2,24,24,"",                                          an empty text is "", a missing cell nothing
//! ```
//!
//! Lists are joined (`a; b`), spans written as `s-e s-e`. For spreadsheets (`excel`) the same with a byte order mark,
//! one line a cell, an apostrophe before what would run as a formula, texts cut at what a cell holds, and spans as
//! `[s,e]`, which no spreadsheet takes for a date.
//!
//! Writing CSV is a large part of a run's time on many threads, so texts are searched for marks sixteen bytes at a
//! time.

use std::borrow::Cow;
use std::io::Write;

use super::cell::Cell;
use super::column::Column;
use super::digits::{integer, real};
use super::writer::{Chunk, TableWriter};

/// The most characters that a cell of a spreadsheet holds, counted in units of UTF-16.
const CELL: usize = 32_767;
/// What ends a cell that was cut.
const CUT: char = '…';

/// The format. `excel` is for spreadsheets: texts that would run as a formula are guarded, each is one line that is not
/// longer than a cell, and spans are written so that none looks like a date.
pub(super) struct Csv {
    /// Whether it is for spreadsheets.
    excel: bool,
    /// Cells that were cut.
    cut: u64,
    /// The names of the columns, for the header row.
    names: Vec<String>,
    /// The rows that were not taken yet.
    out: Vec<u8>,
}

impl Csv {
    /// A writer of rows with these columns.
    pub(super) fn new(columns: &[Column], excel: bool) -> Self {
        Self { excel, cut: 0, names: columns.iter().map(|column| column.name.to_string()).collect(), out: Vec::new() }
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
                Cell::Text(string) if self.excel => {
                    let (string, is_cut) = for_a_cell(string);
                    self.cut += u64::from(is_cut);
                    text(&string, true, out);
                }
                Cell::Text(string) => text(string, false, out),
                Cell::Integer(number) => integer(number, out),
                Cell::Real(number) => real(number, out),
                Cell::Bool(flag) => out.extend_from_slice(if flag { b"true" } else { b"false" }),
                Cell::Day(day) => write!(out, "{day}").expect("a Vec takes every byte"),
                Cell::Spans(pieces) if self.excel => {
                    let pieces: Vec<String> = pieces.iter().map(|(start, end)| format!("[{start},{end}]")).collect();
                    text(&pieces.join(" "), true, out);
                }
                Cell::Spans(pieces) => spans(pieces, out),
                Cell::Strings(strings) => text(&strings.join("; "), self.excel, out),
            }
        }
        out.push(b'\n');
    }

    fn cut(&self) -> u64 {
        self.cut
    }

    fn take(&mut self) -> Chunk {
        Chunk::Bytes(std::mem::take(&mut self.out))
    }
}

/// Whether a cell is quoted for that byte: a quotation mark, a comma, a line feed or a carriage return. Blanks at the
/// ends need none.
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

/// What a spreadsheet takes for the beginning of a formula, the full-width signs too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// For a text of more bytes, room is made at once: growing by and by would leave holes as large as the text.
const LONG: usize = 1 << 20;
/// Room beside such a text, for its own marks and the rest of its row.
const BESIDE: usize = 4096;

/// Writes a text. An empty one is `""`, so that it differs from a missing one.
fn text(text: &str, excel: bool, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let guarded = excel && text.starts_with(FORMULA);
    let holds = |part: &[u8; 16]| part.map(is_mark).iter().fold(false, |any, mark| any | mark);
    let quoted = match bytes.last_chunk() {
        Some(last) => holds(last) || bytes.as_chunks().0.iter().any(holds),
        None => bytes.iter().fold(bytes.is_empty(), |any, &byte| any | MARKS[usize::from(byte)]),
    };
    // A spreadsheet takes semicolons and tabs for delimiters where the language is one that writes 0,5.
    if !quoted && !(excel && text.contains([';', '\t'])) {
        if guarded {
            out.push(b'\'');
        }
        out.extend_from_slice(bytes);
        return;
    }
    if bytes.len() > LONG {
        let doubled = memchr::memchr_iter(b'"', bytes).count();
        out.reserve(bytes.len() + doubled + BESIDE);
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

/// A text as a cell of a spreadsheet holds it, and whether it was cut. Line breaks become blanks; of a text of more
/// than 32,767 units of UTF-16 the last is `…`. A character of two units is never parted.
fn for_a_cell(text: &str) -> (Cow<'_, str>, bool) {
    let text = if text.contains(['\n', '\r']) {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    };
    if text.len() <= CELL || text.chars().map(char::len_utf16).sum::<usize>() <= CELL {
        return (text, false);
    }
    let mut room = CELL - 1;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room -= if fits { c.len_utf16() } else { room };
        fits
    };
    (Cow::Owned(text.chars().take_while(fits).chain([CUT]).collect()), true)
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
        for sign in "＝＋－＠".chars() {
            assert_eq!(cell(&format!("{sign}1"), true), format!("'{sign}1"));
        }
        assert_eq!([cell("a;b", true), cell("a\tb", true)], ["\"a;b\"", "\"a\tb\""]);
        assert_eq!([cell("a;b", false), cell("a\tb", false)], ["a;b", "a\tb"]);
    }

    #[test]
    fn cells_of_spreadsheets_are_short_lines() {
        assert_eq!(for_a_cell("a\n\n b"), ("a b".into(), false));
        let long = "🚢".repeat(20_000);
        let (cell, is_cut) = for_a_cell(&long);
        assert!(is_cut && cell.ends_with(CUT));
        assert_eq!(cell.encode_utf16().count(), CELL);
        let full = "x".repeat(CELL);
        assert_eq!(for_a_cell(&full), (full.as_str().into(), false));
    }
}
