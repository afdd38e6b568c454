//! Values parted by commas, semicolons, tabs or bars under a header row.
//!
//! ```text
//! id;date;headline;text                    the header names the fields: usual names, or --column FIELD=NAME
//! 1;17.02.2025;Talks;"Talks resume on
//! Tuesday. ""Soon"", he said."             a quoted cell may hold line ends, and quotation marks doubled
//! 2;18.02.2025;Rain;Rain fell.
//! ```
//!
//! RFC 4180 with four delimiters, and Excel's first line `sep=;`. The delimiter is the one that parts the header
//! into most names that fields have: `id;date, place;text` is parted by semicolons. Line ends are `\n`,
//! `\r\n` or `\r`. Rows are read as bytes and each cell is decoded by itself, so that one damaged cell loses one
//! row.
//!
//! Not done: no escape by backslash, no comment lines, no header over several lines, no guess at columns by what
//! they hold.
//!
//! Faults and what becomes of them:
//!
//! - a quotation mark that is not closed before a delimiter or the row's end: its line is read by itself, the mark
//!   as it stands, with an error; the next row begins on the next line. (A parser that looked for the mark's end
//!   would eat rows up to the next quoted cell.)
//! - more or fewer cells than the header: an error, and the row is passed. Empty cells behind the last are let
//!   pass.
//! - a row longer than [`ReadOptions::record_bytes`]: an error, and the reading goes on behind the next line end.
//!
//! The same filling of an item from cells under a header serves Parquet, Arrow and workbooks: [`item`].

use std::borrow::Cow;
use std::io::{BufRead, Read};
use std::sync::Arc;

use csv::ByteRecord;
use memchr::{memchr, memchr2, memchr3};

use super::decode::{self, Stream};
use super::format::{Beginning, Input, InputFormat, Items, Sniff};
use super::{Field, Item, ReadOptions, markup, names};
use crate::error::{Error, ErrorKind};

/// Comma-, semicolon-, tab- and bar-separated values. A binary file of that ending is refused at once and not row
/// by row.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "csv",
    description: "values parted by commas, semicolons, tabs or bars under a header row",
    endings: &["csv", "tsv", "tab"],
    sniff,
    open: |input: Input| -> Result<Items, Error> {
        let Input { mut stream, options, .. } = input;
        stream.refuse_binary()?;
        Ok(Box::new(Csv::new(stream, options)?))
    },
    maps: "columns in any case and under the usual names, or `--column FIELD=NAME`",
};

/// What may part cells. Of delimiters that serve a header equally well the first here is taken: a tab is never part
/// of a name, a comma is.
const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// Sure of a file with Excel's `sep=`, or whose first line names the text's column and another; without the ending
/// `.csv` half of its cells must be names of fields, since a name or two stand in any line of prose. Likely by its
/// ending alone.
fn sniff(beginning: &Beginning<'_>) -> Sniff {
    let start = beginning.bytes;
    let end = memchr2(b'\n', b'\r', start).unwrap_or(start.len());
    let (header, sep) = match separator(&start[..end]) {
        Some(_) => (start.get(end + 1..).unwrap_or_default().trim_ascii_start(), true),
        None => (start, false),
    };
    let header = &header[..memchr2(b'\n', b'\r', header).unwrap_or(header.len())];
    let (_, known, cells) = delimiter(header, &beginning.options.columns);
    let named = FORMAT.endings.contains(&beginning.ending());
    // A name or two in a line of prose make no header.
    let is = sep || known.is_some_and(|fields| fields >= 2 && (named || fields * 2 >= cells));
    Sniff::sure(is).or(Sniff::likely(named))
}

/// The delimiter that the first line `sep=;` of Excel's files names; a tab where nothing but blanks follows.
fn separator(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii().strip_prefix(b"sep=").or_else(|| line.trim_ascii().strip_prefix(b"\"sep="))?;
    line.first().copied().or(Some(b'\t'))
}

/// The delimiter of a header row: the one that parts it into most names of fields, else into most cells; with the
/// number of those names, if the text's is among them, and of cells.
fn delimiter(header: &[u8], columns: &super::Columns) -> (u8, Option<usize>, usize) {
    let text = String::from_utf8_lossy(header);
    let counts = DELIMITERS.map(|delimiter| {
        let cells: Vec<&str> = text.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"')).collect();
        let places = names::places(&cells, columns);
        let known = places.iter().flatten().count();
        (known, cells.len(), places[Field::Text as usize].is_some(), delimiter)
    });
    // Of equals the first.
    let best = counts.into_iter().rev().max_by_key(|(known, cells, ..)| (*known, *cells));
    best.map_or((b',', None, 1), |(known, cells, text, delimiter)| (delimiter, text.then_some(known), cells))
}

/// The records of a CSV file, one at a time.
struct Csv {
    /// The rows below the header.
    rows: Rows,
    options: Arc<ReadOptions>,
    /// Whether a byte order mark declares UTF-8.
    declared: bool,
    /// The names of the header's columns.
    names: Vec<String>,
    /// The column of each field, where the file has it.
    places: [Option<usize>; Field::ALL.len()],
    /// Names of columns that were given and that the header has not.
    absent: Vec<Error>,
    /// The row that was read after an error that concerns it: the error is told first.
    kept: Option<RowPlace>,
    /// Whether nothing comes any more.
    ended: bool,
}

impl Csv {
    /// Reads the header row.
    ///
    /// # Errors
    ///
    /// If the header does not name the column of the text.
    fn new(mut stream: Stream, options: Arc<ReadOptions>) -> Result<Self, Error> {
        let mut header = Vec::new();
        stream.read_line(&mut header, options.record_bytes)?;
        let first = &header[..memchr2(b'\r', b'\n', &header).unwrap_or(header.len())];
        let named = separator(first);
        let skipped = named.map(|_| {
            first.len()
                + 1
                + usize::from(header.get(first.len()) == Some(&b'\r') && header.get(first.len() + 1) == Some(&b'\n'))
        });
        let delimiter = named.unwrap_or_else(|| delimiter(first.trim_ascii_end(), &options.columns).0);
        stream.unread(header);
        let (reader, declared, offset) = stream.into_bytes();
        let mut rows = Rows::new(reader, offset, delimiter, options.record_bytes);
        if let Some(skipped) = skipped {
            rows.fill(skipped)?;
            rows.advance(skipped.min(rows.window().len()));
        }
        let row = rows.read(None)?.map_err(|(error, _)| error)?;
        if row.is_none() {
            return Err(Error::input(crate::error::Fault::NoText, "the file holds no row"));
        }
        let cells: Vec<Vec<u8>> = rows.cells.iter().map(<[u8]>::to_vec).collect();
        let names = cells.iter().map(|cell| decode::declared(cell, None).trim().to_owned()).collect::<Vec<_>>();
        let places = names::places(&names, &options.columns);
        if places[Field::Text as usize].is_none() {
            return Err(names::missing_text(names.iter().map(String::as_str), &options.columns).on_line(1));
        }
        let absent = names::absent(&names, &places, &options.columns).map(|error| error.on_line(1)).collect();
        Ok(Self { rows, options, declared, names, places, absent, kept: None, ended: false })
    }

    /// The item of the row that was read last.
    ///
    /// # Errors
    ///
    /// If a cell that is wanted is no text, with the offset of its first bad byte in the file.
    fn item(&self, place: RowPlace) -> Result<Item, Error> {
        let cell = |at: usize| {
            let bytes = self.rows.cells.get(at).unwrap_or_default();
            // Quotation marks are gone from the row: where it has some, the offset is a little short.
            let before: usize = self.rows.cells.iter().take(at).map(|cell| cell.len() + 1).sum();
            decode::decode(bytes, self.declared).map_err(|bad| Error::new(bad.at(place.offset + before)))
        };
        let item = Item { line: Some(place.line), number: Some(place.line), ..Item::default() };
        self::item(item, &self.names, &self.places, &self.options, cell)
    }
}

/// Fills an item from the cells of a row under a header.
///
/// `names` and `places` are those of the header ([`names::places`]), `cell` decodes the cell of a column, empty
/// where the row has none. Blank cells fill nothing. The text is cleaned of markup if it holds some, and the mark
/// of cut texts taken off.
///
/// # Errors
///
/// Those of `cell`.
pub(super) fn item<'a>(
    mut item: Item,
    names: &[String],
    places: &[Option<usize>; Field::ALL.len()],
    options: &ReadOptions,
    cell: impl Fn(usize) -> Result<Cow<'a, str>, Error>,
) -> Result<Item, Error> {
    for field in Field::ALL {
        let Some(at) = places[field as usize] else { continue };
        let cell = cell(at)?;
        if cell.trim().is_empty() {
            continue;
        }
        if let Some(filled) = item.field_mut(field) {
            *filled = Some(if field == Field::Title { markup::line(&cell) } else { cell.into_owned() });
        } else {
            item.text = markup::clean(&cell).into_owned();
            item.note_cut();
        }
    }
    if options.keeps() {
        for (at, name) in names.iter().enumerate() {
            if !options.keeps_field(name, places.contains(&Some(at))) {
                continue;
            }
            let cell = cell(at)?;
            if !cell.trim().is_empty() {
                item.others.push((name.clone(), cell.into_owned()));
            }
        }
    }
    Ok(item)
}

impl Iterator for Csv {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.absent.pop() {
            return Some(Err(error));
        }
        if let Some(place) = self.kept.take() {
            return Some(self.item(place).map_err(|error| error.on_line(place.line)));
        }
        if self.ended {
            return None;
        }
        match self.rows.read(Some(self.names.len())) {
            Ok(Ok(None)) => {
                self.ended = true;
                None
            }
            Ok(Ok(Some(place))) => Some(self.item(place).map_err(|error| error.on_line(place.line))),
            Ok(Err((error, kept))) => {
                self.kept = kept;
                Some(Err(error))
            }
            Err(error) => {
                self.ended = true;
                Some(Err(error))
            }
        }
    }
}

/// Where a row starts.
#[derive(Clone, Copy, Debug)]
struct RowPlace {
    /// Its line in the file, from 1.
    line: u64,
    /// Its offset in the file, in bytes.
    offset: usize,
}

/// The rows of a file, by RFC 4180 and nothing else: a quoted cell ends before a delimiter or the row's end. Where
/// a quotation mark is not closed so, its line is read by itself, the mark as it stands, and the rest goes on after
/// it.
///
/// Holds the row that is read and what was read ahead, at most 64 KiB beyond it or as much again as the row is
/// long.
struct Rows {
    /// What is left of the file.
    reader: Box<dyn BufRead + Send>,
    /// Bytes of the file, of which those before `at` were passed.
    buffer: Vec<u8>,
    /// Where in the buffer the reader is.
    at: usize,
    /// The line of `at`, from 1.
    line: u64,
    /// The offset of the buffer in the file.
    offset: usize,
    ended: bool,
    /// The byte that parts cells.
    delimiter: u8,
    /// The most bytes of a row.
    longest: usize,
    /// The cells of the row that was read last, without their quotation marks.
    cells: ByteRecord,
}

/// How a row ended.
enum RowEnd {
    /// After so many bytes.
    Whole(usize),
    /// A quotation mark opened on that line, from 0 in the row, and was not closed as it should be.
    Open(u64),
    /// It is longer than it may be.
    Long,
    /// There is none: the file is at its end.
    None,
}

impl Rows {
    /// The rows of what is left of a file, from that offset on.
    fn new(reader: Box<dyn BufRead + Send>, offset: usize, delimiter: u8, longest: usize) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            line: 1,
            offset,
            ended: false,
            delimiter,
            longest,
            cells: ByteRecord::new(),
        }
    }

    /// What is held from here on.
    fn window(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// Reads more; false at the file's end. As much again as the window holds, so that a long row is parsed but a
    /// few times from its start.
    fn more(&mut self) -> Result<bool, Error> {
        const CHUNK_BYTES: usize = 1 << 16;
        if self.ended {
            return Ok(false);
        }
        if self.at >= CHUNK_BYTES {
            self.buffer.drain(..self.at);
            self.offset += self.at;
            self.at = 0;
        }
        let want = CHUNK_BYTES.max(self.window().len()).min(CHUNK_BYTES * 64);
        let read = self.reader.by_ref().take(want as u64).read_to_end(&mut self.buffer).map_err(Error::io)?;
        self.ended = read == 0;
        Ok(read > 0)
    }

    /// Holds at least so many bytes, if the file has them.
    fn fill(&mut self, bytes: usize) -> Result<(), Error> {
        while self.window().len() < bytes && self.more()? {}
        Ok(())
    }

    /// Passes so many bytes, which must be held, and counts their lines.
    fn advance(&mut self, bytes: usize) {
        let passed = &self.buffer[self.at..self.at + bytes];
        self.line += line_ends(passed);
        self.at += bytes;
    }

    /// Reads a row into the cells, blank lines passed. The inner error concerns one row, which may have been read
    /// all the same: it is told, and then the row is given. `width` is the number of the header's columns; `None`
    /// for the header itself.
    ///
    /// # Errors
    ///
    /// The outer one, if the file cannot be read.
    #[expect(clippy::type_complexity, reason = "an error of the file, or of one row with what was read of it")]
    fn read(&mut self, width: Option<usize>) -> Result<Result<Option<RowPlace>, (Error, Option<RowPlace>)>, Error> {
        // Blank lines part rows.
        loop {
            self.fill(2)?;
            match self.window() {
                [b'\r', b'\n', ..] => self.advance(2),
                [b'\r' | b'\n', ..] => self.advance(1),
                _ => break,
            }
        }
        let place = RowPlace { line: self.line, offset: self.offset + self.at };
        let row = loop {
            if let Some(row) = self.parse(width.is_none())? {
                break row;
            }
            if self.window().len() > self.longest {
                break RowEnd::Long;
            }
            self.more()?;
        };
        match row {
            RowEnd::None => Ok(Ok(None)),
            RowEnd::Whole(length) => {
                self.advance(length);
                Ok(self.checked(width, place))
            }
            RowEnd::Open(lines) => {
                let message = "a quotation mark opens here and is not closed before a delimiter or the end of a row";
                let error = Error::new(ErrorKind::Csv { message: message.to_owned() }).on_line(place.line + lines);
                let length = self.literal();
                self.advance(length);
                let kept = self.checked(width, place).ok().flatten();
                Ok(Err((error, kept)))
            }
            RowEnd::Long => {
                let error = decode::too_large(self.longest).on_line(place.line);
                let length = memchr2(b'\n', b'\r', self.window()).map_or(self.window().len(), |end| end + 1);
                self.advance(length);
                Ok(Err((error, None)))
            }
        }
    }

    /// The row that was read, if it has as many cells as the header; empty ones after them do not count.
    fn checked(
        &mut self,
        width: Option<usize>,
        place: RowPlace,
    ) -> Result<Option<RowPlace>, (Error, Option<RowPlace>)> {
        let Some(width) = width else { return Ok(Some(place)) };
        let cells = self.cells.len();
        let empty_after = self.cells.iter().skip(width).all(|cell| cell.trim_ascii().is_empty());
        if cells == width || cells > width && empty_after {
            return Ok(Some(place));
        }
        let message = format!("{cells} cells where the header has {width}");
        Err((Error::new(ErrorKind::Csv { message }).on_line(place.line), None))
    }

    /// Parses the row that starts here; `None` if more bytes are wanted to tell its end. In a header, what stands
    /// behind a closed quotation mark is let pass.
    fn parse(&mut self, is_header: bool) -> Result<Option<RowEnd>, Error> {
        let Self { buffer, at, ended, delimiter, cells, .. } = self;
        let (window, ended, delimiter) = (&buffer[*at..], *ended, *delimiter);
        cells.clear();
        if window.is_empty() {
            return Ok(ended.then_some(RowEnd::None));
        }
        let mut at = 0;
        let mut cell: Vec<u8> = Vec::new();
        loop {
            let start = at;
            if window.get(at) == Some(&b'"') {
                cell.clear();
                at += 1;
                loop {
                    let Some(mark) = memchr(b'"', &window[at..]) else {
                        return Ok(ended.then(|| RowEnd::Open(line_ends(&window[..start]))));
                    };
                    cell.extend_from_slice(&window[at..at + mark]);
                    at += mark + 1;
                    match window.get(at) {
                        Some(b'"') => {
                            cell.push(b'"');
                            at += 1;
                        }
                        None if !ended => return Ok(None),
                        _ => break,
                    }
                }
                // Blanks after the mark are let pass.
                at += window[at..].iter().take_while(|&&byte| byte == b' ' && byte != delimiter).count();
                cells.push_field(&cell);
                match window.get(at) {
                    None if !ended => return Ok(None),
                    None | Some(b'\n' | b'\r') => {}
                    Some(&byte) if byte == delimiter => {}
                    Some(_) if is_header => {}
                    Some(_) => return Ok(Some(RowEnd::Open(line_ends(&window[..start])))),
                }
            } else {
                match memchr3(delimiter, b'\n', b'\r', &window[at..]) {
                    Some(end) => at += end,
                    None if ended => at = window.len(),
                    None => return Ok(None),
                }
                cells.push_field(&window[start..at]);
            }
            match window.get(at) {
                None => return Ok(Some(RowEnd::Whole(at))),
                Some(b'\n') => return Ok(Some(RowEnd::Whole(at + 1))),
                Some(b'\r') => match window.get(at + 1) {
                    Some(b'\n') => return Ok(Some(RowEnd::Whole(at + 2))),
                    None if !ended => return Ok(None),
                    _ => return Ok(Some(RowEnd::Whole(at + 1))),
                },
                Some(_) => at += 1,
            }
        }
    }

    /// Parses the line here, up to its first end, whose quotation marks are closed on it or stand for themselves.
    /// Returns its length with its end.
    ///
    /// `1,"open,x` → the cells `1`, `"open` and `x`.
    fn literal(&mut self) -> usize {
        let Self { buffer, at, delimiter, cells, .. } = self;
        let window = &buffer[*at..];
        let end = memchr2(b'\n', b'\r', window).unwrap_or(window.len());
        let line = &window[..end];
        cells.clear();
        let mut rest = line;
        loop {
            let closing = [b'"', *delimiter];
            let quoted = rest.strip_prefix(b"\"").and_then(|inside| {
                let close = memchr::memmem::find(inside, &closing)
                    .or_else(|| inside.ends_with(b"\"").then(|| inside.len() - 1))?;
                Some((&inside[..close], &inside[close + 1..]))
            });
            let (cell, after) = quoted.unwrap_or_else(|| rest.split_at(memchr(*delimiter, rest).unwrap_or(rest.len())));
            let unescaped = String::from_utf8_lossy(cell).replace("\"\"", "\"");
            if std::str::from_utf8(cell).is_ok() {
                cells.push_field(unescaped.as_bytes());
            } else {
                cells.push_field(cell);
            }
            match after.split_first() {
                Some((_, after)) => rest = after,
                None => break,
            }
        }
        let crlf = window[end..].starts_with(b"\r\n");
        (end + 1 + usize::from(crlf)).min(window.len())
    }
}

/// The line ends of bytes: `\n`, `\r\n` or `\r`.
fn line_ends(bytes: &[u8]) -> u64 {
    let mut ends = 0;
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        ends += u64::from(bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let stream = Stream::of(text.as_bytes().to_vec()).unwrap();
        let (mut texts, mut errors) = (Vec::new(), Vec::new());
        match Csv::new(stream, Arc::new(ReadOptions::default())) {
            Ok(items) => {
                for item in items {
                    match item {
                        Ok(item) => texts.push(item.text),
                        Err(error) => errors.push(error.to_string()),
                    }
                }
            }
            Err(error) => errors.push(error.to_string()),
        }
        (texts, errors)
    }

    #[test]
    fn dialects_are_read() {
        for text in [
            "id,text\n1,a\n2,b\n",
            "ID;Text\r\n1;a\r\n2;b\r\n",
            "id|text\r1|a\r2|b",
            "\"id\"\t\"text\"\n1\t\"a\"\n\n2\tb",
            "sep=;\nid;text\n1;a\n2;b\n",
            "sep=|\r\nid|text\r\n1|\"a\"\r\n2|b\r\n",
            "id,text\n1,a,,\n2,b\n",
        ] {
            assert_eq!(read(text), (vec!["a".to_owned(), "b".to_owned()], Vec::new()), "{text:?}");
            let stream = Stream::of(text.as_bytes().to_vec()).unwrap();
            let ids = Csv::new(stream, Arc::new(ReadOptions::default())).unwrap().map(|item| item.unwrap().id);
            assert_eq!(ids.flatten().collect::<Vec<_>>(), ["1", "2"], "{text:?}");
        }
        assert_eq!(read("id,text\n1,\"a \"\"b\"\"\nc\"\n").0, ["a \"b\"\nc"]);
    }

    #[test]
    fn an_open_quotation_mark_loses_no_other_row() {
        let rows: Vec<String> = (0..50).map(|n| format!("{n},\"Rain {n}\nfell\",x")).collect();
        let mut text = format!("id,text,more\n{}\n77,\"open,x\n{}\n", rows[..25].join("\n"), rows[25..].join("\n"));
        let (texts, errors) = read(&text);
        assert_eq!(texts.len(), 51);
        assert_eq!(errors.len(), 1);
        assert!(errors[0].contains("a quotation mark opens here"), "{}", errors[0]);
        text.truncate(text.len() - 4);
        assert_eq!(read(&text).0.len(), 50);
    }

    proptest::proptest! {
        #[test]
        fn any_file_ends(text in "[a\",;\t\r\n|]{0,40}|.{0,40}") {
            let (texts, errors) = read(&format!("id,text\n{text}"));
            assert!(texts.len() + errors.len() <= 2 * text.len() + 2);
        }
    }
}
