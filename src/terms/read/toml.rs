//! Patterns as TOML: `[[pattern]]` with `name`, `theme` and `regex`, or a table for each theme, in which names
//! stand for patterns.
//!
//! ```text
//! [[pattern]]
//! name = "house bill"
//! theme = "law"
//! regex = '\bH\.R\. ?\d+'
//!
//! [money]
//! dollars = '\$\d+'
//! ```
//!
//! Both may stand in one file. Patterns are taken in the order of the file, not of the tables' names.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{TakePattern, Wrong};

/// Passes the patterns of a file to `take`; the line of what is wrong is that of the pattern.
pub(super) fn patterns(text: &str, take: &mut TakePattern<'_>) -> Result<(), Wrong> {
    let on =
        |place: Range<usize>, message: String| Wrong::on(text[..place.start].matches('\n').count() as u64 + 1, message);
    let table =
        DeTable::parse(text).map_err(|error| on(error.span().unwrap_or_default(), error.message().to_owned()))?;
    let mut found: Vec<(Range<usize>, [&str; 3])> = Vec::new();
    for (key, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Array(list) if matches!(&**key.get_ref(), "pattern" | "patterns") => {
                for entry in list {
                    found.push((entry.span(), pattern(entry.get_ref()).map_err(|message| on(entry.span(), message))?));
                }
            }
            DeValue::Table(theme) => {
                for (name, value) in theme {
                    let DeValue::String(regex) = value.get_ref() else {
                        return Err(on(value.span(), "a theme holds NAME = 'REGEX'".to_owned()));
                    };
                    found.push((value.span(), [name.get_ref(), key.get_ref(), regex]));
                }
            }
            _ => {
                let message = "write [[pattern]] with name, theme and regex, or [THEME] with NAME = 'REGEX'";
                return Err(on(key.span(), message.to_owned()));
            }
        }
    }
    // Tables are sorted by name; the file's order is the user's.
    found.sort_by_key(|(place, _)| place.start);
    for (place, [name, theme, regex]) in found {
        take(name, theme, regex).map_err(|message| on(place, message))?;
    }
    Ok(())
}

/// The name, the theme and the expression of a table of `[[pattern]]`; all three are asked for.
fn pattern<'a>(entry: &'a DeValue<'_>) -> Result<[&'a str; 3], String> {
    let DeValue::Table(entry) = entry else {
        return Err("write a pattern as a table of name, theme and regex".to_owned());
    };
    let cell = |name: &str| match entry.get(name).map(toml::Spanned::get_ref) {
        Some(DeValue::String(text)) => Ok(&**text),
        Some(_) => Err(format!("{name} is no string")),
        None => Err(format!("a pattern has no {name}")),
    };
    Ok([cell("name")?, cell("theme")?, cell("regex")?])
}
