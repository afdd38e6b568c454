//! Lengths of time, and points that a length leads to: "for 10 days", "the past three months", "two weeks ago".

use super::expression::{Found, Meaning, Way};
use super::line::Line;
use super::number;
use super::value::{Amount, Length};
use super::vocabulary::{Unit, Word};

/// Words before an amount with the modifier that they are; a longer run stands before its own start.
const ABOUT: &[(&[&str], &str)] = &[
    (&["no", "more", "than"], "EQUAL_OR_LESS"),
    (&["no", "less", "than"], "EQUAL_OR_MORE"),
    (&["no", "fewer", "than"], "EQUAL_OR_MORE"),
    (&["more", "than"], "MORE_THAN"),
    (&["less", "than"], "LESS_THAN"),
    (&["fewer", "than"], "LESS_THAN"),
    (&["at", "least"], "EQUAL_OR_MORE"),
    (&["at", "most"], "EQUAL_OR_LESS"),
    (&["up", "to"], "EQUAL_OR_LESS"),
    (&["close", "to"], "APPROX"),
    (&["just", "over"], "MORE_THAN"),
    (&["just", "under"], "LESS_THAN"),
    (&["over"], "MORE_THAN"),
    (&["under"], "LESS_THAN"),
    (&["nearly"], "LESS_THAN"),
    (&["almost"], "LESS_THAN"),
    (&["about"], "APPROX"),
    (&["around"], "APPROX"),
    (&["roughly"], "APPROX"),
    (&["approximately"], "APPROX"),
    (&["some"], "APPROX"),
];

/// The modifier before an amount, with the atom after it.
pub(super) fn about(line: Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    ABOUT
        .iter()
        .find(|(words, _)| words.iter().enumerate().all(|(index, word)| line.is(at + index, &[word])))
        .map(|(words, modifier)| (*modifier, at + words.len()))
}

/// A length, or the point that it leads to.
pub(super) fn measured(line: Line<'_>, at: usize) -> Option<Found> {
    let (modifier, start) = about(line, at).map_or((None, at), |(modifier, end)| (Some(modifier), end));
    // "over the next two years": no amount follows "over", so it is the preposition.
    let inner = frame(line, start);
    if modifier.is_some() && inner > start && !line.is(at, &["at", "about", "almost", "nearly"]) {
        return None;
    }
    let (length, end) = number::length(line, inner).or_else(|| bare(line, at, inner))?;
    let rate = matches!(length.unit, Unit::Second) && length.amount == Amount::Exact(2);
    if rate || is_age(line, length, end) {
        return None;
    }
    let mut found = Found { end, meaning: Meaning::Length(length), time: None, modifier, rule: "length" };
    if line.is(end, &["or"]) && line.is(end + 1, &["so", "more", "less"]) {
        found.modifier = Some(if line.is(end + 1, &["so"]) { "APPROX" } else { "EQUAL_OR_MORE" });
        found.end = end + 2;
    }
    if inner == start {
        led(line, length, &mut found);
    }
    found.end = line.skip(found.end, &["long"]);
    Some(found)
}

/// The atom after a determiner and what orders the units: "the first", "the past", "these last".
fn frame(line: Line<'_>, at: usize) -> usize {
    let start = line.skip(at, &["the", "these", "those", "its", "his", "her", "their", "this"]);
    let order = ["first", "last", "past", "next", "coming", "latest", "previous", "following", "final", "preceding"];
    line.skip(start, &order)
}

/// A plural without amount: "for years", "the early years".
fn bare(line: Line<'_>, at: usize, inner: usize) -> Option<(Length, usize)> {
    let Word::Units(unit) = line.word(inner) else { return None };
    let unit_of_length = unit > Unit::Second && unit != Unit::Quarter && unit != Unit::Weekend;
    let governed = line
        .follows(at, &["for", "in", "within", "after", "over", "of", "take", "took", "last", "hours", "many"])
        || line.is(inner + 1, &["ago", "of", "long", "later", "before", "after"]);
    (unit_of_length && governed).then_some((Length { amount: Amount::Some, unit }, inner + 1))
}

/// Whether a length is somebody's age: "32-year-old", "52 years old".
fn is_age(line: Line<'_>, length: Length, end: usize) -> bool {
    length.unit == Unit::Year && (line.is(end, &["old", "olds"]))
}

/// Reads what leads from a length to a point: "ago", "later", "from now".
fn led(line: Line<'_>, length: Length, found: &mut Found) {
    let at = found.end;
    let (meaning, end) = match () {
        () if line.is(at, &["ago"]) => (Meaning::FromNow(length, Way::Back), at + 1),
        () if line.is(at, &["hence"]) => (Meaning::FromNow(length, Way::Ahead), at + 1),
        () if line.is(at, &["from"]) && line.is(at + 1, &["now", "today"]) => {
            (Meaning::FromNow(length, Way::Ahead), at + 2)
        }
        () if line.is(at, &["earlier"]) => (Meaning::FromThen(length, Way::Back), at + 1),
        () if line.is(at, &["later"]) => (Meaning::FromThen(length, Way::Ahead), at + 1),
        () => return,
    };
    *found = Found { end, meaning, rule: "led", ..*found };
}
