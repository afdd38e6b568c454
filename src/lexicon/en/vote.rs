//! Elections and what they are called, by year and place: "2019 Norwegian local elections".
//!
//! A rule makes one name of the year, the words of [`INSIDE`] and names of places, and a head of [`HEADS`].

/// What such a name ends with.
pub(crate) const HEADS: &[&str] =
    &["by-election", "by-elections", "election", "elections", "plebiscite", "referendum", "referendums"];

/// What stands in it in small letters, sorted: kinds of elections, offices and chambers, and the words that
/// bind them.
#[rustfmt::skip]
pub(crate) const INSIDE: &[&str] = &[
    "and", "assembly", "congressional", "constitutional", "council", "district", "federal", "for", "general",
    "gubernatorial", "house", "in", "independence", "leadership", "legislative", "local", "lower", "mayoral",
    "membership", "midterm", "municipal", "national", "of", "parliamentary", "party", "presidential", "primary",
    "provincial", "regional", "runoff", "senate", "snap", "special", "state", "the", "to", "upper",
];
