//! Files of terms and patterns: what their endings tell is read by a file each.
//!
//! | ending | terms | patterns |
//! |---|---|---|
//! | `.csv` `.tsv` | columns `term`, `theme` ([`csv`]) | columns `name`, `theme`, `regex` |
//! | `.yaml` `.yml` `.json` | `theme: [term, …]` ([`yaml`]) | – |
//! | `.toml` | – | `[[pattern]]`, or a table for each theme ([`toml`]) |
//! | any other | one term a line | – |
//!
//! All are UTF-8, with or without a byte order mark. What is wrong is told with its line, from 1; reading stops
//! there. JSON is read as the YAML that it is.

mod csv;
mod toml;
mod yaml;

use std::fs;
use std::path::Path;

use crate::error::{Error, ErrorKind};

/// Takes a term and its theme, or tells what is wrong with it.
type TakeTerm<'a> = dyn FnMut(&str, &str) -> Result<(), String> + 'a;
/// Takes a pattern's name, theme and regular expression, or tells what is wrong with it.
type TakePattern<'a> = dyn FnMut(&str, &str, &str) -> Result<(), String> + 'a;

/// What is wrong, and the line where it is, if it is in one.
struct Wrong {
    line: Option<u64>,
    message: String,
}

impl Wrong {
    /// Something wrong on that line.
    fn on(line: u64, message: impl Into<String>) -> Self {
        Self { line: Some(line), message: message.into() }
    }
}

/// Reads a file of terms.
pub(super) fn terms(path: &Path, take: &mut TakeTerm<'_>) -> Result<(), Error> {
    read(path, |text, ending, stem| match ending {
        "csv" | "tsv" => csv::terms(text, stem, take),
        "yaml" | "yml" | "json" => yaml::terms(text, stem, take),
        _ => lines(text, stem, take),
    })
}

/// Reads a file of patterns.
pub(super) fn patterns(path: &Path, take: &mut TakePattern<'_>) -> Result<(), Error> {
    read(path, |text, ending, stem| match ending {
        "csv" | "tsv" => csv::patterns(text, stem, take),
        "toml" => toml::patterns(text, take),
        _ => Err(Wrong { line: None, message: "patterns are read from .toml and .csv".to_owned() }),
    })
}

/// Reads a file and calls `with` with its text, its ending in small letters, and its name without the ending,
/// which is the theme of terms that have none.
fn read(path: &Path, with: impl FnOnce(&str, &str, &str) -> Result<(), Wrong>) -> Result<(), Error> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| Error::io(error).at(&name))?;
    let wrong = |Wrong { line, message }| {
        let error = Error::new(ErrorKind::Terms { message }).at(&name);
        match line {
            Some(line) => error.on_line(line),
            None => error,
        }
    };
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() as u64 + 1;
        wrong(Wrong::on(line, "the file must be UTF-8"))
    })?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    with(text.trim_start_matches('\u{feff}'), &ending, &stem).map_err(wrong)
}

/// One term a line, all of one theme; blank lines are passed over. If the first line is the header of a table,
/// the file is read as one.
fn lines(text: &str, theme: &str, take: &mut TakeTerm<'_>) -> Result<(), Wrong> {
    let first = text.lines().next().unwrap_or_default();
    if csv::is_header(first) {
        return csv::terms(text, theme, take);
    }
    for (line, number) in text.lines().zip(1u64..) {
        let term = line.trim();
        if !term.is_empty() {
            take(term, theme).map_err(|message| Wrong::on(number, message))?;
        }
    }
    Ok(())
}
