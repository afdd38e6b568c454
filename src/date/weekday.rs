//! Weekdays: "Friday", "last Wednesday", "this coming Sunday".

use super::calendar;
use super::expression::{Meaning, MonthDay, Read, Which};
use super::line::Line;
use super::vocabulary::{Unit, Word};

/// A weekday, with what tells which one and with the date that follows it.
pub(super) fn weekday(line: Line<'_>, at: usize) -> Option<Read> {
    let (which, start) = which(line, at);
    let Word::Weekday(number) = line.word(start) else { return None };
    if !is_day(line, start) {
        return None;
    }
    match calendar::date(line, line.skip(start + 1, &[","])) {
        Some((Meaning::MonthDay(date, of), end, rule)) => {
            let date = MonthDay { weekday: Some(number), ..date };
            return Some((Meaning::MonthDay(date, of), end, rule));
        }
        Some((meaning @ Meaning::Impossible(..), end, rule)) => return Some((meaning, end, rule)),
        _ => {}
    }
    let (which, end) = week_after(line, start + 1).filter(|_| which == Which::Bare).unwrap_or((which, start + 1));
    Some((Meaning::Weekday(number, which), end, "weekday"))
}

/// The week that a weekday is of, after it: "of next week"; "Friday week" is the one after next.
fn week_after(line: Line<'_>, at: usize) -> Option<(Which, usize)> {
    let week = |at: usize| line.word(at) == Word::Unit(Unit::Week);
    let next = line.word(at + 1);
    if week(at) && !matches!(next, Word::Digits(..)) {
        return Some((Which::AfterNext, at + 1));
    }
    let by = match () {
        () if !line.is(at, &["of"]) || !week(at + 2) => return None,
        () if line.is(at + 1, &["last"]) => -1,
        () if line.is(at + 1, &["this"]) => 0,
        () if line.is(at + 1, &["next"]) => 1,
        () => return None,
    };
    Some((Which::OfWeek(by), at + 3))
}

/// What stands before a weekday, month or season and tells which one is meant.
pub(super) fn which(line: Line<'_>, at: usize) -> (Which, usize) {
    let article = line.skip(at, &["the"]);
    let (which, end) = match () {
        () if line.is(article, &["last", "previous"]) => (Which::Last, article + 1),
        () if line.is(article, &["past"]) => (Which::Last, article + 1),
        () if line.is(article, &["next", "coming", "following", "upcoming"]) => (Which::Next, article + 1),
        () if line.is(at, &["this"]) && line.is(at + 1, &["past"]) => (Which::Last, at + 2),
        () if line.is(at, &["this"]) && line.is(at + 1, &["coming"]) => (Which::Next, at + 2),
        () if line.is(at, &["this"]) => (Which::This, at + 1),
        () => (Which::Bare, at),
    };
    (which, end)
}

/// Whether the weekday is no part of a name ("Sunday Times", "Sun Microsystems").
fn is_day(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let papers = [
        "times",
        "mail",
        "post",
        "telegraph",
        "herald",
        "mirror",
        "express",
        "star",
        "world",
        "tribune",
        "independent",
    ];
    let next = line.skip(at + 1, &[","]);
    let date = matches!(line.word(next), Word::Month(_)) || matches!(line.word(next + 1), Word::Month(_));
    let abbreviated = text.len() <= 5 && !text.ends_with('.');
    // "Saturday Night Live" is a programme.
    let title =
        matches!(line.word(at + 1), Word::Part(_)) && line.is_capitalised(at + 1) && line.is_capitalised(at + 2);
    let paper = line.is(at + 1, &papers) && line.is_capitalised(at + 1);
    line.is_capitalised(at) && !paper && !title && (!abbreviated || date)
}
