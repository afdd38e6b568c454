//! The formats that are read: the one table.

use super::format::{InputFormat, Sniff};
use super::{csv, json, text, unread, xlsx};

/// The formats in the order in which they are asked: the special ones first, plain text last.
static FORMATS: &[InputFormat] = &[
    unread::PDF,
    unread::OLD_OFFICE,
    unread::BINARY,
    xlsx::FORMAT,
    json::LINES,
    json::WHOLE,
    unread::MARKUP,
    csv::FORMAT,
    text::FORMAT,
];

impl InputFormat {
    /// The embedded formats, in the order in which they are asked.
    pub fn all() -> &'static [Self] {
        FORMATS
    }
}

impl Sniff {
    /// The likelier of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}
