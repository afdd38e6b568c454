//! Terms and patterns as CSV: `term,theme` and `name,theme,regex`, under a header row or without one.
//!
//! ```text
//! term;theme
//! carbon tax;climate
//! tax*;
//! ```
//!
//! The first line tells the delimiter: a tab, else a semicolon, else a comma. A header is a first row that has
//! a cell `term` (or `regex`), in any case; it tells the order of the columns, and other columns are passed
//! over. Without a header the columns stand in the order above. An empty theme is the file's name; rows may be
//! short.

use csv::{ReaderBuilder, StringRecord};

use super::{TakePattern, TakeTerm, Wrong};

/// The columns of a file of terms.
const TERM: [&str; 2] = ["term", "theme"];
/// The columns of a file of patterns.
const PATTERN: [&str; 3] = ["name", "theme", "regex"];

/// Whether a line is the header row of a file of terms.
pub(super) fn is_header(line: &str) -> bool {
    line.contains([',', ';', '\t']) && line.split([',', ';', '\t']).any(|cell| is_name(cell, "term"))
}

/// Whether a cell is the name of a column.
fn is_name(cell: &str, name: &str) -> bool {
    cell.trim().trim_matches('"').eq_ignore_ascii_case(name)
}

/// Passes the terms of a file to `take`; rows without term and theme are passed over. `stem` is the theme of
/// those that name none.
pub(super) fn terms(text: &str, stem: &str, take: &mut TakeTerm<'_>) -> Result<(), Wrong> {
    records(text, TERM, "term", &mut |[term, theme]| match term {
        "" if theme.is_empty() => Ok(()),
        _ => take(term, if theme.is_empty() { stem } else { theme }),
    })
}

/// Passes the patterns of a file to `take`. One without a name is named by its expression.
pub(super) fn patterns(text: &str, stem: &str, take: &mut TakePattern<'_>) -> Result<(), Wrong> {
    records(text, PATTERN, "regex", &mut |[name, theme, pattern]| {
        if pattern.is_empty() {
            return Err("there is no regex in the third column; a row is name,theme,regex".to_owned());
        }
        take(if name.is_empty() { pattern } else { name }, if theme.is_empty() { stem } else { theme }, pattern)
    })
}

/// Passes the named cells of each record to `take`. The first record is a header if it has the column `must`.
fn records<const N: usize>(
    text: &str,
    names: [&str; N],
    must: &str,
    take: &mut dyn FnMut([&str; N]) -> Result<(), String>,
) -> Result<(), Wrong> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().find(|&delimiter| first.contains(char::from(delimiter)));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut places: [Option<usize>; N] = std::array::from_fn(Some);
    let (mut record, mut is_first) = (StringRecord::new(), true);
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => return Err(Wrong::on(line, error.to_string())),
        }
        if std::mem::take(&mut is_first) && record.iter().any(|cell| is_name(cell, must)) {
            places = names.map(|name| record.iter().position(|cell| is_name(cell, name)));
            continue;
        }
        let line = record.position().map_or(line, csv::Position::line);
        let cells = places.map(|place| place.and_then(|place| record.get(place)).unwrap_or_default().trim());
        take(cells).map_err(|message| Wrong::on(line, message))?;
    }
}
