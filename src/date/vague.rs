//! Times that no calendar tells: "now", "recently", "in the past", "soon".

use super::expression::{Meaning, Read, Vague};
use super::line::Line;
use super::value::{Amount, Length};
use super::vocabulary::{Unit, Word};

/// A vague reference to the past, the present or the future.
pub(super) fn vague(line: Line<'_>, at: usize) -> Option<Read> {
    let read = |vague, end| Some((Meaning::Vague(vague), end, "vague"));
    if let Some(read) = unknown_length(line, at) {
        return Some(read);
    }
    match () {
        () if line.is(at, &["now", "currently", "nowadays"]) => read(Vague::Present, at + 1),
        () if line.is(at, &["current"]) && line.text(at + 1).starts_with(char::is_alphabetic) => {
            read(Vague::Present, at + 1)
        }
        () if line.is(at, &["these"]) && line.is(at + 1, &["days"]) => read(Vague::Present, at + 2),
        () if line.is(at, &["previously"]) && opens(line, at) => read(Vague::Past, at + 1),
        () if line.is(at, &["more"]) && line.is(at + 1, &["recently"]) => read(Vague::Past, at + 2),
        () if line.is(at, &["recently", "recent", "lately"]) => read(Vague::Past, at + 1),
        () if line.is(at, &["soon"])
            && !line.is(at + 1, &["as", "after"])
            && !line.follows(at, &["as", "so", "too", "how"]) =>
        {
            read(Vague::Future, at + 1)
        }
        () if line.is(at, &["the"]) => the(line, at),
        () => None,
    }
}

/// "Will one day": a time to come, and no length.
pub(super) fn one_day(line: Line<'_>, at: usize) -> Option<Read> {
    let found = line.is(at, &["one"]) && line.is(at + 1, &["day"]);
    let modal = line.follows(at, &["will", "would", "could", "may", "might"]);
    (found && modal).then_some((Meaning::Vague(Vague::Future), at + 2, "vague"))
}

/// Whether the atom is the first word of its sentence.
fn opens(line: Line<'_>, at: usize) -> bool {
    at == 0 || line.follows(at, &["``", "\"", "“", "'", "‘", "and", "but"])
}

fn the(line: Line<'_>, at: usize) -> Option<Read> {
    let next = line.skip(at + 1, &["very", "not-too-distant"]);
    let next = line.skip(next, &["near", "distant", "foreseeable", "recent"]);
    match () {
        () if line.is(next, &["future"]) && !line.is(next + 1, &["of"]) => {
            Some((Meaning::Vague(Vague::Future), next + 1, "vague"))
        }
        () if line.is(next, &["past"])
            && !matches!(line.word(next + 1), Word::Other | Word::Unit(_) | Word::Units(_) | Word::Season(_))
            || line.is(next, &["past"]) && next + 1 == line.len() =>
        {
            Some((Meaning::Vague(Vague::Past), next + 1, "vague"))
        }
        () if line.is(next, &["past"]) && line.follows(at, &["in"]) && line.word(next + 1) == Word::Other => {
            Some((Meaning::Vague(Vague::Past), next + 1, "vague"))
        }
        () => None,
    }
}

/// "recent years", "coming weeks".
fn unknown_length(line: Line<'_>, at: usize) -> Option<Read> {
    let start = line.skip(at, &["the"]);
    if !line.is(start, &["recent", "coming", "future", "past"]) {
        return None;
    }
    let Word::Units(unit) = line.word(start + 1) else { return None };
    (unit >= Unit::Day).then_some((Meaning::Length(Length { amount: Amount::Some, unit }), start + 2, "unknown-length"))
}
