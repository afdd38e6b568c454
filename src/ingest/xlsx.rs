//! Excel workbooks: the rows of every sheet that has a column of texts.
//!
//! The first row of a sheet that is not blank is its header, whose cells are names as in CSV; hidden sheets are
//! read too. Sheets without a column for the text are passed over, and only if none has one is that an error.
//! Formulas give the values that were stored with them.
//!
//! Dates are numbers with a format in workbooks: the library tells them by the format of their cells, and by the
//! workbook's epoch (1900 or 1904).
//!
//! ```text
//! id  date        text                 rows 2 and 3 of the first sheet: 2, 3
//! 1   2025-02-17  Talks resume.        of the second: 2.2, 3.2
//! 2   2025-02-18  Rain fell.
//! ```
//!
//! The file is held whole, and each sheet's cells are; that is what the library does. Format: ECMA-376,
//! `SpreadsheetML`.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};

use super::format::{Input, InputFormat, Items, Sniff};
use super::handed::{ItemSender, handed};
use super::{Field, Item, ReadOptions, csv, names};
use crate::error::{Error, Fault};

/// Excel workbooks of 2007 and later, with macros or without, by the member that lists their sheets; the older
/// binary ones are refused by [`super::unread`].
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "xlsx",
    description: "Excel workbooks: the sheets that have a column of texts",
    endings: &["xlsx", "xlsm"],
    sniff: |beginning| Sniff::sure(beginning.members.iter().any(|name| name == "xl/workbook.xml")),
    open: |input: Input| -> Result<Items, Error> {
        let options = Arc::clone(input.options());
        let bytes = input.bytes()?;
        refuse_bomb(&bytes, options.ratio)?;
        Ok(handed("a workbook", move |hand| read(bytes, &options, hand)))
    },
    maps: "columns as in CSV; dates by the format of their cells",
};

/// Refuses a workbook that says of itself that it unpacks to very much more: to 256 MiB and `ratio` times its size.
/// The library unpacks members whole.
fn refuse_bomb(bytes: &[u8], ratio: u64) -> Result<(), Error> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes));
    let size = archive.ok().and_then(|archive| archive.decompressed_size()).unwrap_or(0);
    if size > 256 << 20 && size / (bytes.len() as u128).max(1) > u128::from(ratio) {
        let message = format!("{} MiB unpacked, more than {ratio} times the file: taken for a bomb", size >> 20);
        return Err(Error::input(Fault::Budget, message));
    }
    Ok(())
}

/// Sends the items of all sheets, until nobody wants them. A sheet that cannot be read is an error, and the next
/// one is read.
fn read(bytes: Vec<u8>, options: &ReadOptions, send: &ItemSender) {
    let damaged =
        |error: calamine::XlsxError| Error::input(Fault::Truncated, format!("a workbook that cannot be read: {error}"));
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            let _ = send.send(Err(damaged(error)));
            return;
        }
    };
    let (mut others, mut found) = (Vec::new(), false);
    for (number, sheet) in book.sheet_names().into_iter().enumerate() {
        let range = match book.worksheet_range(&sheet) {
            Ok(range) => range,
            Err(error) => {
                let _ = send.send(Err(damaged(error)));
                continue;
            }
        };
        let first = range.start().map_or(0, |(row, _)| u64::from(row));
        let mut rows = range.rows().enumerate().skip_while(|(_, row)| row.iter().all(|cell| *cell == Data::Empty));
        let Some((_, header)) = rows.next() else { continue };
        let header: Vec<String> = header.iter().map(|cell| text(cell).unwrap_or_default().trim().to_owned()).collect();
        let places = names::places(&header, &options.columns);
        if places[Field::Text as usize].is_none() {
            others.extend(header);
            continue;
        }
        found = true;
        for error in names::absent(&header, &places, &options.columns) {
            let _ = send.send(Err(error));
        }
        for (at, row) in rows.filter(|(_, row)| row.iter().any(|cell| *cell != Data::Empty)) {
            let line = first + at as u64 + 1;
            let part = (number > 0).then_some(number as u64 + 1);
            let place = Item { line: Some(line), number: Some(line), part, ..Item::default() };
            let item = csv::item(place, &header, &places, options, |at| {
                Ok(row.get(at).and_then(text).unwrap_or_default().into())
            });
            if send.send(item).is_err() {
                return;
            }
        }
    }
    if !found {
        let _ = send.send(Err(names::missing_text(others.iter().map(String::as_str), &options.columns)));
    }
}

/// A cell as text: dates as ISO 8601 writes them, without time at midnight, whole numbers without point. `None` of
/// an empty one or an error of a formula.
fn text(cell: &Data) -> Option<String> {
    match cell {
        Data::Empty | Data::Error(_) => None,
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let time = if (hour, minute, second) == (0, 0, 0) {
                String::new()
            } else {
                format!("T{hour:02}:{minute:02}:{second:02}")
            };
            Some(format!("{year:04}-{month:02}-{day:02}{time}"))
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => Some((*number as i64).to_string()),
        other => Some(other.to_string()),
    }
}
