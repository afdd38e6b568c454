//! Measures: "30 yards", "40 square kilometres", "12 degrees Celsius", "2.5 million barrels a day".
//!
//! The unit stands behind the number, as its UCUM code: of a word that the vocabulary knows, of two words
//! ("square miles", "degrees Celsius"), with what it is per ("miles an hour"). One strange word may stand
//! between where the unit is a plural: "517 rushing yards".
//!
//! Letters that are units are words and initials too, so that one alone counts right behind digits only: "5m",
//! not "5 m" in lists; see [`unit()`]. Ages are measures of their own: "34 years old", with the person as the
//! object.

use super::line::{Joined, Line};
use super::number::Number;
use super::person;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::Classes;
use crate::lexicon::en::amount::Word;
use crate::lexicon::en::quantity::{OF_MONEY, WEIGHING};

/// Units with "square" (2) or "cubic" (3) before them: the power, the unit of length, and the unit that the two
/// make. Units that are areas already ("acres") are words of the vocabulary.
const POWERS: &[(u8, &str, &str)] = &[
    (2, "km", "km2"),
    (2, "m", "m2"),
    (2, "cm", "cm2"),
    (2, "[mi_i]", "[smi_us]"),
    (2, "[ft_i]", "[sft_i]"),
    (2, "[yd_i]", "[syd_i]"),
    (2, "[in_i]", "[sin_i]"),
    (3, "m", "m3"),
    (3, "km", "km3"),
    (3, "cm", "cm3"),
    (3, "[ft_i]", "[cft_i]"),
    (3, "[in_i]", "[cin_i]"),
    (3, "[yd_i]", "[cyd_i]"),
];

/// Units per another: the unit, the words behind "per", "a" or "/" that tell the other, and the unit that the
/// two make. "Miles an hour" and "mph" come out alike.
const RATES: &[(&str, &[&str], &str)] = &[
    ("[mi_i]", &["hour", "hr", "h"], "[mi_i]/h"),
    ("km", &["hour", "hr", "h"], "km/h"),
    ("m", &["second", "sec", "s"], "m/s"),
    ("[ft_i]", &["second", "sec", "s"], "[ft_i]/s"),
    ("km", &["second", "s"], "km/s"),
    ("[mi_i]", &["gallon"], "[mi_i]/[gal_us]"),
    ("[bbl_us]", &["day", "d"], "[bbl_us]/d"),
    ("g", &["kilometre", "kilometer", "km"], "g/km"),
    ("kV", &["cm"], "kV/cm"),
    ("kg", &["m3"], "kg/m3"),
    ("ug", &["m3"], "ug/m3"),
];

/// The measure that the number at `at` begins; nothing if no unit stands behind it.
pub(super) fn measure(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    let (unit, end) =
        age(line, number.end).or_else(|| unit(line, number.end)).or_else(|| behind_word(line, number.end))?;
    let object = age(line, number.end).and_then(|_| person::aged(line, at, end));
    Some(Quantity { unit: Some(unit), object, ..Quantity::new(at, end, number, AmountType::Measure, Rule::Unit) })
}

/// "34 years old", "a 3-month-old": how old someone is, as the unit and the atom after "old".
fn age(line: Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    let unit = match line.text(at) {
        "year" | "years" => "year",
        "month" | "months" => "month",
        "week" | "weeks" => "week",
        "day" | "days" => "day",
        _ => return None,
    };
    line.is(at + 1, &["old", "olds"]).then_some((unit, at + 2))
}

/// A unit with one word before it: "517 rushing yards", "80 nautical miles", "500 metric tons". The word must
/// be none that binds, and the unit a plural of more than three letters.
fn behind_word(line: Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    let closed = Classes::BINDING.or(Classes::MODAL).or(Classes::PRONOUN).or(Classes::NUMBER);
    let plain =
        line.word(at) == Word::Other && line.is_letters(at) && !line.has(at, closed) && line.joined(at) == Joined::No;
    let nautical = line.is(at, &["nautical"]) && line.is(at + 1, &["mile", "miles"]);
    let plural = line.text(at + 1).len() > 3 && (line.text(at + 1).ends_with('s') || line.is(at + 1, &["feet"]));
    if nautical {
        return Some(("[nmi_i]", at + 2));
    }
    (plain && plural && matches!(line.word(at + 1), Word::Measure(_)) && !line.is(at + 1, &["pounds", "parts"]))
        .then(|| unit(line, at + 1))
        .flatten()
}

/// The unit that starts at an atom, and the atom after it. Arms go from what only looks like a unit to what is
/// one.
fn unit(line: Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    match line.word(at) {
        // A letter alone is a unit right behind digits only, and the capitals of two.
        Word::Measure(_)
            if line.text(at).len() == 1
                && line.joined(at) != Joined::Digits
                && !matches!(line.text(at), "W" | "V" | "\"" | "'") =>
        {
            None
        }
        Word::Measure("[in_i]" | "[ft_i]")
            if line.is(at, &["\"", "'", "in"]) && !(line.touches(at) && line.joined(at) == Joined::Digits) =>
        {
            None
        }
        Word::Measure("[lb_av]" | "[ft_i]")
            if line.is(at + 1, &["feet", "foot", "ft", "pounds", "lb"]) && line.joined(at + 1) == Joined::Hyphen =>
        {
            Some(("[ft_i].[lbf_av]", at + 2))
        }
        Word::Measure(_) if line.text(at) == "Nm" => Some(("N.m", at + 1)),
        Word::Measure(unit) => Some(per(line, at, unit)),
        // "100 m": the scale's letter, but a metre where no scale is read.
        Word::Scale(6) if line.text(at) == "m" => Some(per(line, at, "m")),
        Word::Power(power) => {
            let unit = match line.word(at + 1) {
                Word::Measure(unit) => unit,
                _ if line.is(at + 1, &["m"]) => "m",
                _ => return None,
            };
            let (.., code) = POWERS.iter().find(|(of, length, _)| *of == power && *length == unit)?;
            Some((code, at + 2))
        }
        Word::Degrees => match line.word(at + 1) {
            Word::Temperature(unit) => Some((unit, at + 2)),
            _ => Some(("deg", at + 1)),
        },
        // "12C" is one in degrees, "12 C" may be anything.
        Word::Temperature(unit) if line.text(at).len() > 2 || line.joined(at) == Joined::Digits => Some((unit, at + 1)),
        // "208-pound", "500 pounds of explosives"; "pounds" alone are money.
        _ if line.is(at, &["pounds"]) && is_weight(line, at) => Some(("[lb_av]", at + 1)),
        _ => None,
    }
}

/// The unit at an atom and the atom after it, with what it is per where that follows: "miles an hour", "barrels
/// of oil a day".
fn per(line: Line<'_>, at: usize, unit: &'static str) -> (&'static str, usize) {
    // "Barrels of oil a day".
    let of = if unit == "[bbl_us]" && line.is(at + 1, &["of"]) { at + 3 } else { at + 1 };
    if !line.is(of, &["per", "a", "an", "/"]) {
        return (unit, at + 1);
    }
    let rate = RATES
        .iter()
        .find(|(length, words, _)| *length == unit && words.contains(&line.text(of + 1).trim_end_matches('.')));
    rate.map_or((unit, at + 1), |(.., rate)| (*rate, of + 2))
}

/// Whether "pounds" weigh something: a word of weighing stands within nine atoms before, kilograms in brackets
/// behind, or "of" with something that is no money.
pub(super) fn is_weight(line: Line<'_>, at: usize) -> bool {
    let weighs = |at: usize| {
        let text = line.text(at);
        text.get(..4).is_some_and(|stem| stem.eq_ignore_ascii_case("weig")) || line.is(at, WEIGHING)
    };
    let of = line.is(at + 1, &["of"])
        && line.is_letters(at + 2)
        && !line.is(at + 2, OF_MONEY)
        && !line.is_capitalised(at + 2);
    of || (at.saturating_sub(9)..at).any(weighs)
        || line.is(at + 1, &["("]) && matches!(line.word(at + 3), Word::Measure("kg"))
}
