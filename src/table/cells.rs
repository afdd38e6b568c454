//! Cells: one row of a table, in the order of its columns, written to bytes.

use jiff::civil::Date;

use super::schema::{Column, ColumnKind, Table};

/// How a format writes rows and cells.
pub(super) trait CellFormat {
    /// What stands before the cell of `column`, the `index`-th of its row.
    fn before(&self, index: usize, column: &Column, out: &mut Vec<u8>);
    /// What stands after a row.
    fn end(&self, out: &mut Vec<u8>);
    fn text(&self, text: &str, out: &mut Vec<u8>);
    /// Writes one of the program's own words, of letters, digits and hyphens: a type or a rule.
    fn word(&self, word: &str, out: &mut Vec<u8>);
    fn day(&self, day: Date, out: &mut Vec<u8>);
    fn spans(&self, spans: impl Iterator<Item = (u32, u32)>, out: &mut Vec<u8>);
    fn missing(&self, out: &mut Vec<u8>);
}

/// A row that is being written. Its cells must come in the order of the table's columns, each of the column's kind: debug builds check.
pub(super) struct Row<'a, F> {
    format: &'a F,
    out: &'a mut Vec<u8>,
    columns: &'static [Column],
    next: usize,
}

impl<'a, F: CellFormat> Row<'a, F> {
    pub(super) fn start(table: Table, format: &'a F, out: &'a mut Vec<u8>) -> Self {
        Self { format, out, columns: table.columns(), next: 0 }
    }

    /// A row of which the first cell is written already, as `first`.
    pub(super) fn after(first: &[u8], table: Table, format: &'a F, out: &'a mut Vec<u8>) -> Self {
        out.extend_from_slice(first);
        Self { next: 1, ..Self::start(table, format, out) }
    }

    fn next(&mut self, kind: Option<ColumnKind>) -> &mut Vec<u8> {
        let column = &self.columns[self.next];
        debug_assert!(kind.map_or(column.optional, |kind| kind == column.kind), "{kind:?} in {column:?}");
        self.format.before(self.next, column, self.out);
        self.next += 1;
        self.out
    }

    pub(super) fn text(&mut self, text: &str) {
        let format = self.format;
        format.text(text, self.next(Some(ColumnKind::Text)));
    }

    pub(super) fn word(&mut self, word: &'static str) {
        debug_assert!(word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')), "{word}");
        let format = self.format;
        format.word(word, self.next(Some(ColumnKind::Text)));
    }

    pub(super) fn word_or_missing(&mut self, word: Option<&'static str>) {
        match word {
            Some(word) => self.word(word),
            None => self.missing(),
        }
    }

    pub(super) fn number(&mut self, number: impl Into<u64>) {
        integer(number.into(), self.next(Some(ColumnKind::Integer)));
    }

    pub(super) fn real(&mut self, number: f32) {
        let out = self.next(Some(ColumnKind::Real));
        // The product is exact: the number has 24 bits.
        let thousandths = (f64::from(number) * 1000.0).round_ties_even();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a confidence is between 0 and 1")]
        let thousandths = thousandths as u64;
        integer(thousandths / 1000, out);
        out.push(b'.');
        let decimals = thousandths % 1000;
        let shown = 3 - usize::from(decimals.is_multiple_of(10)) - usize::from(decimals.is_multiple_of(100));
        out.extend_from_slice(&digits(decimals).to_le_bytes()[5..5 + shown]);
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.next(Some(ColumnKind::Boolean)).extend_from_slice(if flag { b"true" } else { b"false" });
    }

    pub(super) fn spans(&mut self, spans: impl Iterator<Item = (u32, u32)>) {
        let format = self.format;
        format.spans(spans, self.next(Some(ColumnKind::Spans)));
    }

    pub(super) fn missing(&mut self) {
        let format = self.format;
        format.missing(self.next(None));
    }

    pub(super) fn text_or_missing(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.missing(),
        }
    }

    pub(super) fn number_or_missing(&mut self, number: Option<impl Into<u64>>) {
        match number {
            Some(number) => self.number(number),
            None => self.missing(),
        }
    }

    pub(super) fn day_or_missing(&mut self, day: Option<Date>) {
        let format = self.format;
        match day {
            Some(day) => format.day(day, self.next(Some(ColumnKind::Date))),
            None => self.missing(),
        }
    }

    pub(super) fn end(self) {
        debug_assert_eq!(self.next, self.columns.len(), "a cell for each column");
        self.format.end(self.out);
    }
}

/// Writes an integer in decimal digits.
pub(super) fn integer(number: impl Into<u64>, out: &mut Vec<u8>) {
    let number = number.into();
    if number >= PART {
        return long(number, out);
    }
    let digits = digits(number);
    // Digits that are not nought differ from it in their low bits; the last one is always written.
    let noughts = ((digits & 0x0f0f_0f0f_0f0f_0f0f) | (1 << 56)).trailing_zeros() / 8;
    let end = out.len() + 8 - noughts as usize;
    out.extend_from_slice(&(digits >> (8 * noughts)).to_le_bytes());
    out.truncate(end);
}

/// A number of more digits.
#[cold]
#[inline(never)]
fn long(number: u64, out: &mut Vec<u8>) {
    integer(number / PART, out);
    out.extend_from_slice(&digits(number % PART).to_le_bytes());
}

/// The first number of nine digits.
const PART: u64 = 100_000_000;

/// The eight digits of a number below 10<sup>8</sup>, the first in the lowest byte. Halves are parted, then all at once quarters, then
/// digits; the products stand for divisions.
fn digits(number: u64) -> u64 {
    let halves = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x7f_0000_007f;
    let quarters = hundreds | ((halves - hundreds * 100) << 16);
    let tens = ((quarters * 103) >> 10) & 0x000f_000f_000f_000f;
    (tens | ((quarters - tens * 10) << 8)) + 0x3030_3030_3030_3030
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_written_in_digits() {
        let ends = (0..20).map(|power| 10u64.pow(power)).flat_map(|number| [number - 1, number, number + 1]);
        let more = (0..100_000).chain((0..10_000).map(|number| number * 9_973)).chain([u64::MAX]);
        for number in ends.chain(more) {
            let mut out = b"=".to_vec();
            integer(number, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), format!("={number}"));
        }
    }
}
