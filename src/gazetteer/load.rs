//! Reading gazetteer files: the program's own and a user's.
//!
//! A table has a header line that names its columns, in any order, and a line for each name of each reading: see
//! [`COLUMNS`] and `gazetteers/README.md`. [`row`] checks the cells, whatever file they come from, and says what is
//! wrong in words that go to the user.
//!
//! This file stands alone but for its siblings `compile` and `kinds`: the build script compiles it too.

use std::borrow::Cow;

use jiff::civil::Date;

use super::compile::{NameRow, STRING_BYTES};
use super::kinds::{EntityType, Subtype};

/// The columns that a gazetteer may have.
pub(crate) const COLUMNS: [&str; 13] = [
    "name",
    "type",
    "subtype",
    "canonical",
    "link",
    "source",
    "country",
    "valid_from",
    "valid_to",
    "prior",
    "note",
    "latitude",
    "longitude",
];

/// A line that cannot be used.
#[derive(Debug)]
pub(crate) struct BadLine {
    /// Its number, counted from 1.
    pub(crate) line: u64,
    /// The column that is wrong.
    pub(crate) column: &'static str,
    /// What is wrong and what would be right.
    pub(crate) message: String,
}

/// What is wrong with a cell of that column, on a line that the caller knows.
fn wrong(column: &'static str, message: String) -> BadLine {
    BadLine { line: 1, column, message }
}

impl BadLine {
    /// The same, on that line.
    pub(crate) fn on_line(self, line: u64) -> Self {
        Self { line, ..self }
    }
}

/// The rows of a tab-separated table, checked one by one. Blank lines are passed over; a line may have fewer cells than
/// the header, and not more. There is no quoting: a cell holds neither tab nor line break.
///
/// # Errors
///
/// If the header cannot be used.
pub(crate) fn each(text: &str) -> Result<impl Iterator<Item = Result<NameRow<'_>, BadLine>>, BadLine> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().zip(1u64..);
    let (header, _) = lines.next().unwrap_or_default();
    let columns = columns(header.split('\t'))?;
    Ok(lines.filter(|(line, _)| !line.trim().is_empty()).map(move |(line, number)| {
        let mut cells = [""; COLUMNS.len()];
        for (index, cell) in line.split('\t').enumerate() {
            let more = || wrong("name", format!("more cells than the header's {}", columns.len())).on_line(number);
            cells[*columns.get(index).ok_or_else(more)?] = cell;
        }
        row(cells).map_err(|error| error.on_line(number))
    }))
}

/// The places in [`COLUMNS`] of the columns that a header names.
///
/// # Errors
///
/// If one is not known, or `name` or `type` is missing.
pub(crate) fn columns<'a>(header: impl Iterator<Item = &'a str>) -> Result<Vec<usize>, BadLine> {
    let mut columns = Vec::new();
    for name in header {
        let known = COLUMNS.iter().position(|column| *column == name.trim());
        columns.push(known.ok_or_else(|| {
            wrong("name", format!("the header names a column {name:?}; known are {}", COLUMNS.join(", ")))
        })?);
    }
    for (index, needed) in COLUMNS.iter().enumerate().take(2) {
        if !columns.contains(&index) {
            return Err(wrong(
                needed,
                format!("the header has no column {needed:?}; the first line names the columns, tab-separated in TSV"),
            ));
        }
    }
    Ok(columns)
}

/// Checks the cells of a row, which stand in the order of [`COLUMNS`].
///
/// # Errors
///
/// If a cell cannot be used; the line is not known here.
pub(crate) fn row(cells: [&str; COLUMNS.len()]) -> Result<NameRow<'_>, BadLine> {
    let cells = cells.map(str::trim);
    if let Some(at) = cells.iter().position(|cell| cell.len() > STRING_BYTES) {
        return Err(wrong(COLUMNS[at], format!("{} bytes; a cell may have {STRING_BYTES}", cells[at].len())));
    }
    let [name, kind, subtype, canonical, link, source, country, from, to, prior, note, latitude, longitude] = cells;
    if !name.contains(char::is_alphanumeric) {
        return Err(wrong("name", format!("{name:?} has no letter or digit")));
    }
    let kind = EntityType::named(kind)
        .ok_or_else(|| wrong("type", format!("{kind:?} is no type; choose PER, ORG, LOC or MISC")))?;
    let subtype = match subtype {
        "" => None,
        _ => Some(Subtype::named(subtype).ok_or_else(|| {
            let known: Vec<&str> = Subtype::ALL.iter().map(|kind| kind.as_str()).collect();
            wrong("subtype", format!("{subtype:?} is no subtype; choose one of {}", known.join(", ")))
        })?),
    };
    if !link.is_empty() && link.split_once(':').is_none_or(|(prefix, id)| prefix.is_empty() || id.is_empty()) {
        return Err(wrong("link", format!("{link:?} is no prefixed name; write it as wikidata:Q159")));
    }
    if !country.is_empty() && !(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return Err(wrong("country", format!("{country:?} is no ISO 3166 alpha-2 code; write it as DE")));
    }
    let weight = if prior.is_empty() { Ok(1) } else { prior.parse() };
    let prior = weight.map_err(|_| wrong("prior", format!("{prior:?} is no whole number from 0 to 4294967295")))?;
    let valid = (day("valid_from", from)?, day("valid_to", to)?);
    let point = match (degrees("latitude", latitude, 90.0)?, degrees("longitude", longitude, 180.0)?) {
        (Some(latitude), Some(longitude)) => Some((latitude, longitude)),
        (None, None) => None,
        _ => return Err(wrong("latitude", "latitude and longitude want each other".to_owned())),
    };
    let canonical = if canonical.is_empty() { name } else { canonical };
    Ok(NameRow { name, kind, subtype, canonical, link, source, country, prior, note, point, valid })
}

/// Degrees as hundred-thousandths, about a metre; none of an empty cell, an error beyond `most`.
fn degrees(column: &'static str, cell: &str, most: f64) -> Result<Option<i32>, BadLine> {
    if cell.is_empty() {
        return Ok(None);
    }
    let degrees: Option<f64> = cell.parse().ok().filter(|degrees: &f64| degrees.abs() <= most);
    let degrees = degrees.ok_or_else(|| wrong(column, format!("{cell:?} is no number of degrees up to {most}")))?;
    #[expect(clippy::cast_possible_truncation, reason = "at most 180 degrees")]
    Ok(Some((degrees * 100_000.0).round() as i32))
}

/// Days since 1970-01-01. A year alone is its first day, of `valid_to` its last; a month is its first day. None of an
/// empty cell.
fn day(column: &'static str, cell: &str) -> Result<Option<i32>, BadLine> {
    if cell.is_empty() {
        return Ok(None);
    }
    let padded = match cell.len() {
        4 => Cow::Owned(format!("{cell}-{}", if column == "valid_to" { "12-31" } else { "01-01" })),
        7 => Cow::Owned(format!("{cell}-01")),
        _ => Cow::Borrowed(cell),
    };
    let date: Date =
        padded.parse().map_err(|_| wrong(column, format!("{cell:?} is no date; write it as 2019-05-20 or 2019")))?;
    let days = jiff::civil::date(1970, 1, 1).until(date).map_or(0, |span| span.get_days());
    Ok(Some(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_optional_but_for_name_and_type() {
        let rows = each("type\tname\tprior\nPER\tAna Silva\t7\nLOC\tPort Marrow").unwrap();
        let rows = rows.collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!((rows[0].name, rows[0].prior, rows[0].canonical), ("Ana Silva", 7, "Ana Silva"));
        assert_eq!((rows[1].kind, rows[1].prior), (EntityType::Loc, 1));
    }
}
