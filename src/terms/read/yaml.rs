//! Dictionaries as YAML, as quanteda and GDELT have them: `theme: [term, …]`, themes inside of themes, or one
//! term in the list's place.
//!
//! ```text
//! climate:
//!   tax: [carbon tax, "tax*"]      theme climate.tax
//!   protest: school strike         theme climate.protest
//! economy:
//!   - interest rate                theme economy
//! ```
//!
//! The file is read event by event: what is wrong has its line, and a theme is never held whole. Empty values
//! and `null` are no terms; aliases are refused, for a small file could spell out a huge one by them.

use saphyr_parser::{Event, Parser};

use super::{TakeTerm, Wrong};

/// Themes lie in each other no deeper than this: a file of brackets only does not fill the stack of names.
const DEEPEST: usize = 32;

/// A mapping or list that has begun.
enum Open {
    /// With the theme whose terms come next, if its name has been read.
    Mapping(Option<String>),
    /// A list of terms.
    List,
}

/// Passes the terms of a file to `take`, each with its theme: the names of those around it with full stops
/// between, or `stem` where there is none.
pub(super) fn terms(text: &str, stem: &str, take: &mut TakeTerm<'_>) -> Result<(), Wrong> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let line = error.marker().line() as u64;
            Wrong::on(line, format!("not YAML: {}", error.info()))
        })?;
        let line = span.start.line() as u64;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if open.len() == DEEPEST => {
                return Err(Wrong::on(line, format!("themes lie in each other more than {DEEPEST} deep")));
            }
            Event::MappingStart(..) | Event::SequenceStart(..) if matches!(open.last(), Some(Open::Mapping(None))) => {
                return Err(Wrong::on(line, "a theme's name is a word, no list"));
            }
            Event::MappingStart(..) => open.push(Open::Mapping(None)),
            Event::SequenceStart(..) => open.push(Open::List),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                end_theme(&mut open);
            }
            Event::Scalar(word, style, ..) => {
                if let Some(Open::Mapping(theme @ None)) = open.last_mut() {
                    *theme = Some(word.into_owned());
                    continue;
                }
                let is_null = matches!(style, saphyr_parser::ScalarStyle::Plain) && matches!(&*word, "" | "~" | "null");
                if open.is_empty() && !is_null {
                    return Err(Wrong::on(line, "write themes with their terms: THEME: [TERM, …]"));
                }
                if !is_null {
                    take(word.trim(), &theme(&open, stem)).map_err(|message| Wrong::on(line, message))?;
                }
                end_theme(&mut open);
            }
            Event::Alias(_) => return Err(Wrong::on(line, "aliases are not read; write the terms out")),
            _ => {}
        }
    }
    Ok(())
}

/// The value of a theme is at its end, if it was one: the next word is a theme's name again.
fn end_theme(open: &mut [Open]) {
    if let Some(Open::Mapping(theme)) = open.last_mut() {
        *theme = None;
    }
}

/// The theme of a term that stands here: the names of the themes that have begun, the outer one first.
fn theme(open: &[Open], stem: &str) -> String {
    let names: Vec<&str> = open
        .iter()
        .filter_map(|open| match open {
            Open::Mapping(name) => name.as_deref(),
            Open::List => None,
        })
        .collect();
    if names.is_empty() { stem.to_owned() } else { names.join(".") }
}
