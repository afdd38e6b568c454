//! A user's files: tab-separated, CSV, JSON Lines, one name a line, or compiled.
//!
//! The ending tells which: `.tsv`, `.csv`, `.jsonl` or `.ndjson`, `.gaz`. Any other file is tab-separated with a
//! header, or a list if the caller gives the type of its names. The same three names in each form:
//!
//! ```text
//! name<TAB>type<TAB>link            name,type,link              {"name": "Norbank", "type": "ORG"}        Norbank
//! Norbank<TAB>ORG<TAB>              "Norbank, Lund",ORG,        {"name": "Lund", "type": "LOC"}           Lund Rovers
//! ```
//!
//! Columns may stand in any order and be missing but for `name` and `type`; one that is not known is an error, since it
//! is mostly a known one misspelt. Blank lines and a byte order mark are passed over; null and missing keys of JSON are
//! empty cells, numbers are taken as they are written. `load` checks the cells, `compile` makes the table. Everything
//! that is wrong is told with file, line and column.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::compile::{self, NameRow};
use super::key::key;
use super::kinds::EntityType;
use super::load::{self, BadLine, COLUMNS};
use super::table::{Bytes, Table};
use crate::error::{Error, ErrorKind};

/// Opens a file; one whose ending tells nothing holds one name a line if `list` gives their type.
///
/// # Errors
///
/// If it cannot be read, a line of it cannot be used, or it was compiled by another version or is damaged.
pub(super) fn table(path: &Path, list: Option<EntityType>) -> Result<Table, Error> {
    let name = path.display().to_string();
    let bytes = if Ending::of(path) == Ending::Compiled {
        Bytes::Held(Arc::new(fs::read(path).map_err(|error| Error::io(error).at(&name))?))
    } else {
        Bytes::Held(Arc::new(compile(&[Source::read(path, list)?])?))
    };
    Table::open(bytes, name.clone()).map_err(|message| compiled(message.to_owned()).at(name))
}

/// Compiles sources; a name of a later one replaces the same name of an earlier one, with all its readings. Names are
/// the same if their keys are.
pub(super) fn compile(sources: &[Source]) -> Result<Vec<u8>, Error> {
    let mut kept: Vec<NameRow<'_>> = Vec::new();
    let mut taken: HashSet<u64> = HashSet::new();
    for (index, source) in sources.iter().enumerate().rev() {
        let rows: Vec<NameRow<'_>> = source.rows()?.collect::<Result<_, _>>()?;
        if index + 1 == sources.len() && index == 0 {
            return Ok(compile::gazetteer(&rows));
        }
        let hashes: Vec<u64> = rows.iter().map(|row| key(row.name).finish()).collect();
        kept.extend(rows.into_iter().zip(&hashes).filter(|(_, hash)| !taken.contains(hash)).map(|(row, _)| row));
        taken.extend(hashes);
    }
    Ok(compile::gazetteer(&kept))
}

/// An error of a compiled file, or of one that must be none.
fn compiled(message: String) -> Error {
    Error::new(ErrorKind::CompiledGazetteer { message })
}

/// What the ending of a file's name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Tab-separated, with a header.
    Tsv,
    Csv,
    JsonLines,
    Compiled,
    /// None that is known.
    Other,
}

impl Ending {
    /// What the ending of that path tells, whatever its case.
    fn of(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "tsv" => Self::Tsv,
            "csv" => Self::Csv,
            "jsonl" | "ndjson" => Self::JsonLines,
            "gaz" => Self::Compiled,
            _ => Self::Other,
        }
    }
}

/// A file that was read, but for its cells' meaning.
pub(super) struct Source {
    /// As errors name it.
    path: String,
    /// As the names' source.
    file: String,
    /// All of the file, which must be UTF-8.
    text: String,
    /// In which form.
    kind: Kind,
}

/// The form of a file.
enum Kind {
    Tsv,
    /// One name a line, all of this type.
    List(EntityType),
    /// Lines whose cells do not stand in the text as they are, with their numbers.
    #[cfg(feature = "io")]
    Records(Vec<(u64, [String; COLUMNS.len()])>),
}

impl Source {
    /// Reads a file; one whose ending tells nothing holds one name a line if `list` gives their type.
    pub(super) fn read(path: &Path, list: Option<EntityType>) -> Result<Self, Error> {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = path.display().to_string();
        let ending = Ending::of(path);
        if ending == Ending::Compiled {
            return Err(compiled("is compiled already; give the file that it was compiled from".to_owned()).at(name));
        }
        let text = fs::read_to_string(path).map_err(|error| Error::io(error).at(&name))?;
        let kind = match (ending, list) {
            (Ending::Other, Some(kind)) => Kind::List(kind),
            #[cfg(feature = "io")]
            (Ending::Csv, _) => Kind::Records(records::csv(&text).map_err(|error| error.at(&name))?),
            #[cfg(feature = "io")]
            (Ending::JsonLines, _) => Kind::Records(records::json(&text).map_err(|error| error.at(&name))?),
            #[cfg(not(feature = "io"))]
            (Ending::Csv | Ending::JsonLines, _) => {
                return Err(compiled("CSV and JSON Lines want the feature io".to_owned()).at(name));
            }
            _ => Kind::Tsv,
        };
        Ok(Self { path: name, file, text, kind })
    }

    /// Its rows, checked one by one; those without a source have the file's name for one. The outer error is of the
    /// header, the inner ones of a line.
    pub(super) fn rows(&self) -> Result<Box<dyn Iterator<Item = Result<NameRow<'_>, Error>> + '_>, Error> {
        let rows: Box<dyn Iterator<Item = Result<NameRow<'_>, BadLine>>> = match &self.kind {
            Kind::Tsv => Box::new(load::each(&self.text).map_err(|mut bad| {
                if Ending::of(Path::new(&self.path)) == Ending::Other {
                    bad.message += "; if the file holds one name a line, give the type of its names";
                }
                bad_line(bad).at(&self.path)
            })?),
            Kind::List(kind) => {
                let lines = self.text.trim_start_matches('\u{feff}').lines().zip(1u64..);
                Box::new(lines.filter(|(line, _)| !line.trim().is_empty()).map(|(line, number)| {
                    let mut cells = [""; COLUMNS.len()];
                    (cells[0], cells[1]) = (line, kind.as_str());
                    load::row(cells).map_err(|bad| bad.on_line(number))
                }))
            }
            #[cfg(feature = "io")]
            Kind::Records(records) => Box::new(records.iter().map(|(line, cells)| {
                load::row(cells.each_ref().map(String::as_str)).map_err(|bad| bad.on_line(*line))
            })),
        };
        Ok(Box::new(rows.map(|row| match row {
            Ok(row) if row.source.is_empty() => Ok(NameRow { source: &self.file, ..row }),
            Ok(row) => Ok(row),
            Err(bad) => Err(bad_line(bad).at(&self.path)),
        })))
    }
}

/// The error of a line.
fn bad_line(bad: BadLine) -> Error {
    let BadLine { line, column, message } = bad;
    Error::new(ErrorKind::Gazetteer { column, message }).on_line(line)
}

/// CSV and JSON Lines, whose cells have to be unescaped.
#[cfg(feature = "io")]
mod records {
    use serde_json::{Map, Value};

    use super::{BadLine, COLUMNS, Error, bad_line, load};

    /// Lines by number with their cells, in the order of [`COLUMNS`].
    type Records = Vec<(u64, [String; COLUMNS.len()])>;

    /// The records of CSV as RFC 4180 has it: comma, quotes, a header. Short records have empty cells, longer ones than
    /// the header are an error. A record's line is that where it starts.
    pub(super) fn csv(text: &str) -> Result<Records, Error> {
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let line = |position: Option<&csv::Position>| position.map_or(1, csv::Position::line);
        let failed = |error: csv::Error| {
            let line = line(error.position());
            Error::csv(error).on_line(line)
        };
        let columns = load::columns(reader.headers().map_err(failed)?.iter()).map_err(bad_line)?;
        let mut records = Vec::new();
        for record in reader.into_records() {
            let record = record.map_err(failed)?;
            let number = line(record.position());
            let mut cells = <[String; COLUMNS.len()]>::default();
            for (index, cell) in record.iter().enumerate() {
                let column = columns.get(index).ok_or_else(|| {
                    let message = format!("more cells than the header's {}", columns.len());
                    bad_line(BadLine { line: number, column: "name", message })
                })?;
                cell.clone_into(&mut cells[*column]);
            }
            records.push((number, cells));
        }
        Ok(records)
    }

    /// The records of JSON Lines: an object a line.
    pub(super) fn json(text: &str) -> Result<Records, Error> {
        let lines = text.lines().zip(1u64..).filter(|(line, _)| !line.trim().is_empty());
        lines.map(|(line, number)| Ok((number, object(line).map_err(|error| error.on_line(number))?))).collect()
    }

    /// The cells of an object: strings and numbers; null is empty, lists and objects are errors.
    fn object(line: &str) -> Result<[String; COLUMNS.len()], Error> {
        let object: Map<String, Value> = serde_json::from_str(line).map_err(Error::json)?;
        let wrong = |column, message| bad_line(BadLine { line: 1, column, message });
        let mut cells = <[String; COLUMNS.len()]>::default();
        for (key, value) in object {
            let column = COLUMNS.iter().position(|column| *column == key).ok_or_else(|| {
                wrong("name", format!("no column is named {key:?}; known are {}", COLUMNS.join(", ")))
            })?;
            cells[column] = match value {
                Value::Null => String::new(),
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                _ => return Err(wrong(COLUMNS[column], "is neither a string nor a number".to_owned())),
            };
        }
        Ok(cells)
    }
}
