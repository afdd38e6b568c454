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
        let digits = [thousandths / 100 % 10, thousandths / 10 % 10, thousandths % 10];
        let shown = digits.iter().rposition(|digit| *digit != 0).unwrap_or_default();
        for digit in &digits[..=shown] {
            integer(*digit, out);
        }
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
    out.extend_from_slice(itoa::Buffer::new().format(number.into()).as_bytes());
}
