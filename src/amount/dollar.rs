//! Dollars without a country: whose they are in an article of a country that has dollars of its own.
//!
//! A newspaper of Auckland writes "$3 million" and means its own. So bare dollars are those of the article's
//! country ([`Counter::count_in`](super::Counter::count_in)), unless the text names that country's dollars too:
//! who writes "NZ$5" means another dollar by "$".

use super::line::Line;
use super::{AmountType, Quantity};

/// Countries whose own press calls their own dollars so, by ISO 3166-1 alpha-2, with the code of the currency.
const DOLLARS: &[(&str, &str)] = &[
    ("AU", "AUD"),
    ("BB", "BBD"),
    ("BS", "BSD"),
    ("BZ", "BZD"),
    ("CA", "CAD"),
    ("FJ", "FJD"),
    ("GY", "GYD"),
    ("HK", "HKD"),
    ("JM", "JMD"),
    ("NA", "NAD"),
    ("NZ", "NZD"),
    ("SG", "SGD"),
    ("TT", "TTD"),
];

/// The dollar of a country, by its ISO 3166-1 alpha-2 code, if it has one of its own that is not that of the
/// United States.
pub(super) fn of(country: &str) -> Option<&'static str> {
    DOLLARS.iter().find(|(known, _)| *known == country).map(|(_, code)| *code)
}

/// Whether an amount is in dollars and nothing says whose: no word of it names the United States.
pub(super) fn is_bare(line: Line<'_>, amount: &Quantity) -> bool {
    let mut atoms = amount.start..amount.end;
    amount.kind == AmountType::Money
        && amount.unit == Some("USD")
        && !atoms.any(|at| line.is(at, &["US", "U.S.", "U.S", "USD", "American"]))
}
