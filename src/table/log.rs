//! Rows in a form of no format, for the journal of a run: what was written of them can be taken up again by any writer.
//!
//! A run that is resumed has the bytes of its CSV and JSON Lines on disk, but Parquet, Arrow and SQLite files cannot be
//! continued where a crash left them. So their rows are kept in the journal too, and written anew.
//!
//! ```text
//! row     = cell for each column, nothing between; how many there are, the reader must know
//! cell    = 0 null | 1 text | 2 integer | 3 real | 4 false | 5 true | 6 day | 7 spans | 8 strings
//! text    = length in bytes, the bytes                  integer = zigzag number
//! real    = 8 bytes of IEEE 754, the lowest first       day     = year, month, day as integers
//! spans   = count, start and end of each                strings = count, each a text
//! number  = groups of seven bits, the lowest first, the eighth bit set on all but the last
//! ```
//!
//! It is private to one version of the program: `--resume` refuses another.

use jiff::civil::Date;

use super::Cell;
use super::writer::{Chunk, TableWriter};

/// The byte of a missing cell; the others below are of what their names say.
const NULL: u8 = 0;
const TEXT: u8 = 1;
const INTEGER: u8 = 2;
const REAL: u8 = 3;
const FALSE: u8 = 4;
const TRUE: u8 = 5;
const DAY: u8 = 6;
const SPANS: u8 = 7;
const STRINGS: u8 = 8;

/// Encodes rows for [`replay`], as the writer of a format that no file has.
#[derive(Debug, Default)]
pub(super) struct RowLog(Vec<u8>);

impl RowLog {
    /// Writes a number in groups of seven bits: 127 is one byte, 128 two.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }

    /// Writes a number of either sign: 0, -1, 1, -2 … become 0, 1, 2, 3 …
    fn signed(&mut self, number: i64) {
        // The sign goes last, so that small numbers of either sign are short.
        self.number((number << 1 ^ number >> 63).cast_unsigned());
    }

    /// Writes a text with its length.
    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Writes a cell.
    fn cell(&mut self, cell: &Cell<'_>) {
        match *cell {
            Cell::Null => self.0.push(NULL),
            Cell::Text(text) => {
                self.0.push(TEXT);
                self.text(text);
            }
            Cell::Integer(number) => {
                self.0.push(INTEGER);
                self.signed(number);
            }
            Cell::Real(number) => {
                self.0.push(REAL);
                self.0.extend_from_slice(&number.to_le_bytes());
            }
            Cell::Bool(holds) => self.0.push(if holds { TRUE } else { FALSE }),
            Cell::Day(day) => {
                self.0.push(DAY);
                self.signed(day.year().into());
                self.signed(day.month().into());
                self.signed(day.day().into());
            }
            Cell::Spans(spans) => {
                self.0.push(SPANS);
                self.number(spans.len() as u64);
                for &(start, end) in spans {
                    self.number(start.into());
                    self.number(end.into());
                }
            }
            Cell::Strings(texts) => {
                self.0.push(STRINGS);
                self.number(texts.len() as u64);
                for text in texts {
                    self.text(text);
                }
            }
        }
    }
}

impl TableWriter for RowLog {
    fn row(&mut self, cells: &[Cell<'_>]) {
        for cell in cells {
            self.cell(cell);
        }
    }

    fn take(&mut self) -> Chunk {
        Chunk::Bytes(std::mem::take(&mut self.0))
    }
}

/// Hands the rows of a log, which have so many cells each, to `take`. `None` if the log is damaged.
pub(crate) fn replay(log: &[u8], columns: usize, mut take: impl FnMut(&[Cell<'_>])) -> Option<()> {
    let mut rest = LogReader(log);
    while !rest.0.is_empty() {
        let cells = (0..columns).map(|_| rest.cell()).collect::<Option<Vec<_>>>()?;
        let cells: Vec<Cell<'_>> = cells.iter().map(OwnedCell::cell).collect();
        take(&cells);
    }
    Some(())
}

/// A cell, or what one borrows from: spans and texts of the log are no slices that a cell could have.
enum OwnedCell<'a> {
    /// A cell that borrows of the log.
    Cell(Cell<'a>),
    /// Spans that were read.
    Spans(Vec<(u32, u32)>),
    /// Texts that were read.
    Strings(Vec<String>),
}

impl OwnedCell<'_> {
    /// The cell itself.
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Cell(cell) => *cell,
            Self::Spans(spans) => Cell::Spans(spans),
            Self::Strings(texts) => Cell::Strings(texts),
        }
    }
}

/// What is still to be read of a log. All reading gives nothing where the log is damaged, and never panics.
struct LogReader<'a>(&'a [u8]);

impl<'a> LogReader<'a> {
    /// So many bytes.
    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number; none of more than ten groups.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.bytes(1)?[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of either sign.
    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// A text, if it is UTF-8.
    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?.try_into().ok()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    /// A day, if there is such a one.
    fn day(&mut self) -> Option<Date> {
        let [year, month, day] = [self.signed()?, self.signed()?, self.signed()?];
        Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
    }

    /// A cell.
    fn cell(&mut self) -> Option<OwnedCell<'a>> {
        Some(OwnedCell::Cell(match self.bytes(1)?[0] {
            NULL => Cell::Null,
            TEXT => Cell::Text(self.text()?),
            INTEGER => Cell::Integer(self.signed()?),
            REAL => Cell::Real(f64::from_le_bytes(self.bytes(8)?.try_into().ok()?)),
            FALSE => Cell::Bool(false),
            TRUE => Cell::Bool(true),
            DAY => Cell::Day(self.day()?),
            SPANS => {
                let mut offset = || u32::try_from(self.number()?).ok();
                let spans = (0..offset()?).map(|_| Some((offset()?, offset()?))).collect::<Option<_>>();
                return spans.map(OwnedCell::Spans);
            }
            STRINGS => {
                let texts = (0..self.number()?).map(|_| self.text().map(str::to_owned)).collect::<Option<_>>();
                return texts.map(OwnedCell::Strings);
            }
            _ => return None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were() {
        let texts = vec![String::new(), "“Néant” 🌧\0".to_owned()];
        let rows = [
            [Cell::Null, Cell::Text(""), Cell::Text("“Ja”\n"), Cell::Integer(i64::MIN), Cell::Integer(i64::MAX)],
            [Cell::Integer(-1), Cell::Integer(0), Cell::Integer(64), Cell::Real(-0.0), Cell::Real(0.1 + 0.2)],
            [Cell::Bool(true), Cell::Bool(false), Cell::Day(Date::MIN), Cell::Day(Date::MAX), Cell::Spans(&[])],
            [
                Cell::Spans(&[(0, 127), (128, u32::MAX)]),
                Cell::Strings(&texts),
                Cell::Strings(&[]),
                Cell::Null,
                Cell::Null,
            ],
        ];
        let mut log = RowLog::default();
        for row in &rows {
            log.row(row);
        }
        let taken = log.take();
        let bytes = taken.bytes().unwrap();
        let mut count = 0;
        replay(bytes, 5, |cells| {
            assert_eq!(cells, rows[count]);
            count += 1;
        })
        .unwrap();
        assert_eq!(count, rows.len());
        // A log that is cut anywhere is told, unless it is cut between two rows.
        let whole = (0..bytes.len()).filter(|&end| replay(&bytes[..end], 5, |_| {}).is_some()).count();
        assert_eq!(whole, rows.len());
    }
}
