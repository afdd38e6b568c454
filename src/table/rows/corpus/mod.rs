//! The tables of a corpus: what holds over all articles. [`crate::corpus`] makes their rows.

pub(in crate::table) mod appearances;
pub(in crate::table) mod co_mentions;
pub(in crate::table) mod duplicates;
pub(in crate::table) mod organisations;
pub(in crate::table) mod people;
pub(in crate::table) mod places;
pub(in crate::table) mod quote_occurrences;
pub(in crate::table) mod quoted_about;
pub(in crate::table) mod unique_quotes;
