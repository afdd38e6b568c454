//! JSON Lines, JSON arrays, single objects, objects one after the other, and records inside of wrappers.
//!
//! All of these are read as streams: of a file of many gigabytes no more is held than the record that is read.
//!
//! ```text
//! {"id": 1, "text": "Rain."}              an object a line                            Lines
//! {"id": 2, "text": "Sun."}
//!
//! [{"id": 1, "text": "Rain."},            an array                                    Whole
//!  {"id": 2, "text": "Sun."}]
//!
//! {"status": "ok", "response": {          a wrapper, whose records are found          Whole, wrapper
//!    "results": [{"text": "Rain."}]}}     by names of arrays, or by --records PATH
//!
//! {"text": "Rain."}{"text": "Sun."}       objects one after the other                 Whole
//! ```
//!
//! Who does what: [`grammar`] tells where a value ends or stops being JSON, a byte at a time; [`scan`] finds values
//! in the stream and, behind damage, the next record; [`wrapper`] finds records in what surrounds them; [`repair`]
//! mends what other programs write and JSON does not have; [`super::exports`] makes an item of a record.
//!
//! Damage costs one record. serde's parser stops at the first fault of a file and knows not where the next record
//! begins; so values are first cut out by the grammar, and parsed one by one. Where one is broken, the next record
//! is the next object that is whole, has a text, and shares half of its keys with the first record of the file: an
//! object *inside* of the broken record (an image with a caption called `text`) shares few.
//!
//! Records are numbered where a file may have several, over all that were met, broken ones included, so that ids of
//! the others stay when one is mended. Numbers and lines count from 1.

mod grammar;
mod lines;
mod repair;
mod scan;
mod whole;
mod wrapper;

use serde_json::Value;

pub(super) use self::lines::LINES;
pub(super) use self::whole::WHOLE;
use crate::error::{Error, ErrorKind};

/// What the documentation says of the fields of all files of JSON.
const MAPS: &str = "keys in any case and under the usual names, or `--column FIELD=PATH`; known exports as below; wrappers are found by \
                    themselves, or by `--records PATH`";

/// Parses a value; what other programs write and JSON does not have (NaN, halves of surrogate pairs, line breaks in
/// strings, commas before brackets) is mended.
///
/// `line` is that on which it starts, `column` are the bytes before it on it.
///
/// # Errors
///
/// Where neither the text nor the mended one is JSON: what serde says, with line and column of the file.
fn parse(text: &str, line: u64, column: usize) -> Result<Value, Error> {
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if let Some(value) = repair::mended(text).and_then(|mended| serde_json::from_str(&mended).ok()) {
        return Ok(value);
    }
    let message = error.to_string();
    let reason = message.rfind(" at line ").map_or(&message[..], |at| &message[..at]);
    let column = error.column() + if error.line() <= 1 { column } else { 0 };
    let message = format!("{reason} at column {column}");
    let line = line + error.line().saturating_sub(1) as u64;
    Err(Error::new(ErrorKind::Json { message }).on_line(line).because(error))
}
