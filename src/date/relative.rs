//! Times told from the article's date or from one named before: "yesterday", "last month", "this summer", "that year".

use super::calendar;
use super::expression::{Meaning, Read, Which};
use super::holiday;
use super::line::Line;
use super::value::{Amount, Length, Point, Time};
use super::vocabulary::{Part, Unit, Word};
use super::weekday::which;

/// A day by its word, with the time that the word tells: "yesterday", "tonight", "last night", "this morning".
pub(super) fn day(line: Line<'_>, at: usize) -> Option<(Read, Option<Time>)> {
    let read = |by, end, time| Some(((Meaning::Unit(Unit::Day, by), end, "day"), time));
    if let Word::Day(by) = line.word(at) {
        // "USA Today" is a paper.
        if at > 0 && line.is_capitalised(at) && line.is_capitalised(at - 1) {
            return None;
        }
        let night = line.is(at, &["tonight"]).then_some(Time::Part(Part::Night));
        return read(i32::from(by), at + 1, night);
    }
    if line.is(at, &["the"]) && line.word(at + 1) == Word::Unit(Unit::Day) {
        return match line.word(at + 3) {
            Word::Day(-1) if line.is(at + 2, &["before"]) => read(-2, at + 4, None),
            Word::Day(1) if line.is(at + 2, &["after"]) => read(2, at + 4, None),
            _ => None,
        };
    }
    if line.is(at, &["the"])
        && let Word::Part(part) = line.word(at + 2)
    {
        let by = match () {
            () if line.is(at + 1, &["next", "following"]) => 1,
            () if line.is(at + 1, &["previous"]) => -1,
            () if line.is(at + 1, &["same"]) => 0,
            () => return None,
        };
        return Some(((Meaning::Same(Unit::Day, by), at + 3, "same"), Some(Time::Part(part))));
    }
    let Word::Part(part) = line.word(at + 1) else {
        return match line.word(at) {
            Word::Part(part) if line.is(at, &["overnight"]) => read(0, at + 1, Some(Time::Part(part))),
            _ => None,
        };
    };
    let time = Some(Time::Part(part));
    match () {
        () if line.is(at, &["last"]) => read(-1, at + 2, time),
        () if line.is(at, &["this"]) => read(0, at + 2, time),
        () if line.is(at, &["that"]) => Some(((Meaning::Same(Unit::Day, 0), at + 2, "same"), time)),
        () => None,
    }
}

/// A month, season or holiday of which one is meant: "last May", "this summer", "next Easter", "the winter of 1994".
pub(super) fn recurring(line: Line<'_>, at: usize) -> Option<Read> {
    let (which, start) = which(line, at);
    let start = if which == Which::Bare { line.skip(at, &["the"]) } else { start };
    if let Word::Season(season) = line.word(start) {
        return season_of(line, at, start, which).map(|(which, end)| (Meaning::Season(season, which), end, "season"));
    }
    if which == Which::Bare {
        return None;
    }
    if let Some((Meaning::Holiday(feast, _), end, rule)) = holiday::holiday(line, start) {
        return Some((Meaning::Holiday(feast, which), end, rule));
    }
    let Word::Month(_) = line.word(start) else { return None };
    match calendar::date(line, start)? {
        (Meaning::Month(month, Which::Bare), end, rule) => Some((Meaning::Month(month, which), end, rule)),
        (Meaning::MonthDay(date, Which::Bare), end, rule) => Some((Meaning::MonthDay(date, which), end, rule)),
        _ => None,
    }
}

/// Which season is meant, with the atom after the expression; "fall" and "spring" alone may be none.
fn season_of(line: Line<'_>, at: usize, season: usize, which: Which) -> Option<(Which, usize)> {
    let year = line.skip(season + 1, &["of"]);
    if let Some((Meaning::Point(Point::Year(year)), end, _)) = calendar::date(line, year) {
        return Some((Which::Of(year), end));
    }
    if year > season + 1 {
        return None;
    }
    let told = which != Which::Bare;
    let times = ["in", "by", "since", "until", "early", "late", "mid", "during", "over", "into"];
    let plain =
        line.follows(at, &times) && !line.is(season, &["fall"]) || season > at && !line.is(season, &["fall", "spring"]);
    (told || plain).then_some((which, season + 1))
}

/// A unit of time: "last week", "this year", "the current fiscal year", "that day", "the weekend".
pub(super) fn unit(line: Line<'_>, at: usize) -> Option<Read> {
    let the = line.skip(at, &["the"]);
    let has_the = the > at;
    let adjectives = ["fiscal", "financial", "calendar", "full", "entire", "whole", "very", "same"];
    let noun = |from: usize| {
        let at = line.skip(from, &adjectives);
        let Word::Unit(unit) = line.word(at) else { return None };
        // "This Week" is a programme.
        let name = line.is_capitalised(at) && line.text(at).ends_with(char::is_lowercase);
        (!name).then_some((unit, at + 1))
    };
    let (by, said) = match () {
        () if line.is(the, &["last"]) => (-1, the),
        () if line.is(the, &["next"]) => (1, the),
        () if line.is(the, &["past", "previous", "preceding", "prior"]) => (-1, the),
        () if line.is(the, &["coming", "upcoming", "following", "ensuing"]) => (1, the),
        () if line.is(the, &["current", "same"]) && has_the => (0, the),
        () if line.is(at, &["this"]) && line.is(at + 1, &["past"]) => (-1, at + 1),
        () if line.is(at, &["this"]) && line.is(at + 1, &["coming"]) => (1, at + 1),
        () if line.is(at, &["this", "that"]) => (0, at),
        () if has_the => return the_unit(line, at),
        () => return None,
    };
    let (unit, end) = noun(said + 1)?;
    let once = Meaning::Length(Length { amount: Amount::Exact(1), unit });
    let meaning = match () {
        () if unit < Unit::Day => return None,
        () if line.is(said, &["that", "same"]) => Meaning::Same(unit, 0),
        () if line.is(said, &["following", "previous", "preceding", "prior", "ensuing"]) => Meaning::Same(unit, by),
        () if has_the && by == 1 && unit == Unit::Day => Meaning::Same(unit, 1),
        () if has_the && by == 1 && unit != Unit::Year => once,
        () if line.is(said, &["past"]) && has_the && unit != Unit::Year && unit != Unit::Weekend => once,
        () => Meaning::Unit(unit, by),
    };
    Some((meaning, end, "unit"))
}

/// A unit that "the" alone marks.
fn the_unit(line: Line<'_>, at: usize) -> Option<Read> {
    let full = line.skip(at + 1, &["full", "fiscal", "financial"]);
    let Word::Unit(unit) = line.word(full) else { return None };
    let end = full + 1;
    // "The year before": the one before that which was named.
    let alone = !line.text(end + 1).starts_with(char::is_alphanumeric);
    if full == at + 1 && line.is(end, &["before", "after"]) && alone && unit >= Unit::Day {
        let by = if line.is(end, &["before"]) { -1 } else { 1 };
        return Some((Meaning::Same(unit, by), end + 1, "unit"));
    }
    let turn = at > 1 && line.is(at - 2, &["turn"]);
    let meaning = match unit {
        Unit::Weekend => Meaning::Weekend,
        Unit::Week => Meaning::Unit(Unit::Week, 0),
        Unit::Year if line.is(end, &["ended", "ending", "to"]) => {
            Meaning::Length(Length { amount: Amount::Exact(1), unit: Unit::Year })
        }
        Unit::Year => Meaning::Unit(Unit::Year, 0),
        Unit::Month | Unit::Decade | Unit::Century if line.follows(at, &["of", "in"]) && !turn => {
            Meaning::Unit(unit, 0)
        }
        _ => return None,
    };
    Some((meaning, end, "unit"))
}

/// "year-end", "year's end".
pub(super) fn year_end(line: Line<'_>, at: usize) -> Option<Read> {
    let at = line.skip(at, &["the"]);
    let end = line.skip(at + 1, &["'s", "’s"]);
    let found = line.word(at) == Word::Unit(Unit::Year) && line.is(end, &["end"]);
    found.then_some((Meaning::Unit(Unit::Year, 0), end + 1, "year-end"))
}
