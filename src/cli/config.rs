//! The file of configuration: options of `extract` in TOML, by the names they have on the command line.
//!
//! ```toml
//! out = "tables"
//! format = ["csv", "jsonl"]
//! tables = "quotes"
//! date = 2025-02-17
//! min-confidence = 0.5
//! column = ["text=body", "date=published"]
//! jobs = 2
//! ```
//!
//! Options that may be repeated take a string or a list. What is typed wins; a name that is not known is an error,
//! since a mistyped one would be silently without effect. Values are read by the functions that read typed ones
//! ([`args`]), so that both mean the same; each function below does that for one kind of value.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error as _};

use super::args;
use super::options::Options;
use crate::error::{Error, ErrorKind};
use crate::gazetteer::kinds::EntityType;
use crate::ingest::{DateOrder, Field};
use crate::table::{Format, Table};

/// Reads the options of a file.
///
/// # Errors
///
/// If it cannot be read, or holds an option that is not known or whose value is not understood.
pub(super) fn read(path: &Path) -> Result<Options, Error> {
    let source = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| Error::io(error).at(&source))?;
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start].matches('\n').count() as u64 + 1);
        let error = Error::new(ErrorKind::Config { message: error.message().to_owned() }).at(&source);
        match line {
            Some(line) => error.on_line(line),
            None => error,
        }
    })
}

/// A string, or a list of them: `format = "csv"`, `format = ["csv", "jsonl"]`.
#[derive(serde::Deserialize)]
#[serde(untagged, expecting = "expected a string or a list of strings")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// Reads one string or several, each by `read`; what it says against one stands behind the value in the error.
fn list<'de, D: Deserializer<'de>, T>(from: D, read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, D::Error> {
    let items = match OneOrMany::deserialize(from)? {
        OneOrMany::One(item) => vec![item],
        OneOrMany::Many(items) => items,
    };
    items.iter().map(|item| read(item).map_err(|wrong| D::Error::custom(format!("{item:?}: {wrong}")))).collect()
}

/// Reads `format`.
pub(super) fn formats<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Format>, D::Error> {
    let names = Format::ALL.map(Format::as_str).join(", ");
    list(from, |name| Format::named(name).ok_or_else(|| format!("no format; choose from {names}")))
}

/// Reads `tables`.
pub(super) fn tables<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Table>, D::Error> {
    let names = Table::ALL.map(Table::as_str).join(", ");
    list(from, |name| Table::named(name).ok_or_else(|| format!("no table; choose from {names}")))
}

/// Reads `column`: `"text=body"`.
pub(super) fn columns<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(Field, String)>, D::Error> {
    list(from, args::column)
}

/// Reads `date-order`: `"day"` or `"month"`.
pub(super) fn date_order<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateOrder>, D::Error> {
    let name = String::deserialize(from)?;
    args::date_order(&name).map(Some).map_err(|wrong| D::Error::custom(format!("{name:?} is {wrong}")))
}

/// Reads `date`, in quotation marks or, as TOML has dates, without.
pub(super) fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    args::date(&text).map(Some).map_err(|wrong| D::Error::custom(format!("{text:?} {wrong}")))
}

/// Reads `jobs`, a number.
pub(super) fn jobs<'de, D: Deserializer<'de>>(from: D) -> Result<Option<usize>, D::Error> {
    let number = toml::Value::deserialize(from)?.to_string();
    args::jobs(&number).map(Some).map_err(|wrong| D::Error::custom(format!("{number} {wrong}")))
}

/// Reads `min-confidence`, a number from 0 to 1.
pub(super) fn probability<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f32>, D::Error> {
    let number = toml::Value::deserialize(from)?.to_string();
    args::probability(&number).map(Some).map_err(|wrong| D::Error::custom(format!("{number} {wrong}")))
}

/// Reads `type`: `"PER"`.
pub(super) fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<Option<EntityType>, D::Error> {
    let name = String::deserialize(from)?;
    args::kind(&name).map(Some).map_err(|wrong| D::Error::custom(format!("{name:?} {wrong}")))
}
