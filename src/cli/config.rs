//! The file of configuration: options of `extract` in TOML, by the names they have on the command line.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error as _};

use super::args::{self, Options};
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

fn list<'de, D: Deserializer<'de>, T>(from: D, read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, D::Error> {
    let items = match OneOrMany::deserialize(from)? {
        OneOrMany::One(item) => vec![item],
        OneOrMany::Many(items) => items,
    };
    items.iter().map(|item| read(item).map_err(|wrong| D::Error::custom(format!("{item:?}: {wrong}")))).collect()
}

pub(super) fn formats<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Format>, D::Error> {
    let names = Format::ALL.map(Format::as_str).join(", ");
    list(from, |name| Format::named(name).ok_or_else(|| format!("no format; choose from {names}")))
}

pub(super) fn tables<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Table>, D::Error> {
    let names = Table::ALL.map(Table::as_str).join(", ");
    list(from, |name| Table::named(name).ok_or_else(|| format!("no table; choose from {names}")))
}

pub(super) fn columns<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(Field, String)>, D::Error> {
    list(from, args::column)
}

pub(super) fn date_order<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateOrder>, D::Error> {
    let name = String::deserialize(from)?;
    args::date_order(&name).map(Some).map_err(|wrong| D::Error::custom(format!("{name:?} is {wrong}")))
}

/// A date in quotation marks or, as TOML has them, without.
pub(super) fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    args::date(&text).map(Some).map_err(|wrong| D::Error::custom(format!("{text:?} {wrong}")))
}

pub(super) fn jobs<'de, D: Deserializer<'de>>(from: D) -> Result<Option<usize>, D::Error> {
    let number = toml::Value::deserialize(from)?.to_string();
    args::jobs(&number).map(Some).map_err(|wrong| D::Error::custom(format!("{number} {wrong}")))
}

pub(super) fn probability<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f32>, D::Error> {
    let number = toml::Value::deserialize(from)?.to_string();
    args::probability(&number).map(Some).map_err(|wrong| D::Error::custom(format!("{number} {wrong}")))
}

pub(super) fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<Option<EntityType>, D::Error> {
    let name = String::deserialize(from)?;
    args::kind(&name).map(Some).map_err(|wrong| D::Error::custom(format!("{name:?} {wrong}")))
}
