//! Times of the day: "5 p.m. EST", "0900 GMT", "noon", "9 in the morning".

use super::line::{Line, half_day};
use super::value::Time;
use super::vocabulary::{Part, Word};

const ZONES: &[&str] = &["est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "ct", "gmt", "utc", "bst", "cet"];

/// A time of the day by the clock, with its zone and the atom after it.
pub(super) fn clock(line: Line<'_>, at: usize) -> Option<(Time, usize)> {
    if let Word::Part(part @ (Part::Noon | Part::Midnight)) = line.word(at) {
        return Some((Time::Part(part), zone(line, at + 1).unwrap_or(at + 1)));
    }
    let (hour, minute) = match line.word(at) {
        Word::Clock(hour, minute) => (u32::try_from(hour).ok()?, minute),
        Word::Digits(hour @ 0..=24, 1 | 2) => (hour, 0),
        Word::Digits(clock @ 0..=2400, 4) => {
            zone(line, at + 1)?;
            (clock / 100, i8::try_from(clock % 100).ok().filter(|&minute| minute < 60)?)
        }
        Word::Number(hour @ 1..=12) => (hour, 0),
        _ => return None,
    };
    let late = match () {
        () if line.is(at + 1, &["a.m.", "a.m", "am"]) => Some((false, at + 2)),
        () if line.is(at + 1, &["p.m.", "p.m", "pm"]) => Some((true, at + 2)),
        () if line.is(at + 1, &["o'clock", "o’clock"]) => in_the(line, at + 2).or(Some((false, at + 2))),
        () => in_the(line, at + 1),
    };
    let (hour, end) = match late {
        Some((late, end)) => (half_day(hour, late)?, zone(line, end).unwrap_or(end)),
        None => {
            let said = line.follows(at, &["at", "by", "until", "from", "around", "about", "before", "after", "since"]);
            let colon = matches!(line.word(at), Word::Clock(..)) && line.text(at).contains(':');
            let end = zone(line, at + 1);
            let suffixed = line.text(at).ends_with(['m', 'M']);
            if !(end.is_some() && !matches!(line.word(at), Word::Number(_)) || said && colon || suffixed) {
                return None;
            }
            (hour, end.unwrap_or(at + 1))
        }
    };
    let hour = i8::try_from(hour).ok()?;
    let universal = line.is(end - 1, &["gmt", "utc"]);
    Some((if universal { Time::Universal(hour, minute) } else { Time::Clock(hour, minute) }, end))
}

/// "in the morning" after an hour: whether it is of the second half of the day.
fn in_the(line: Line<'_>, at: usize) -> Option<(bool, usize)> {
    let found = line.is(at, &["in"]) && line.is(at + 1, &["the"]);
    match line.word(at + 2) {
        Word::Part(Part::Morning) if found => Some((false, at + 3)),
        Word::Part(Part::Afternoon | Part::Evening) if found => Some((true, at + 3)),
        _ => None,
    }
}

fn zone(line: Line<'_>, at: usize) -> Option<usize> {
    if line.is(at, &["local"]) && line.is(at + 1, &["time"]) {
        return Some(at + 2);
    }
    let capital = line.is_capitalised(at);
    (capital && line.is(at, ZONES)).then_some(at + 1)
}

/// A part of the day after a day: "Friday night".
pub(super) fn part(line: Line<'_>, at: usize) -> Option<(Time, usize)> {
    match line.word(at) {
        Word::Part(part) if !line.is(at, &["overnight", "nights", "mornings", "evenings", "afternoons"]) => {
            Some((Time::Part(part), at + 1))
        }
        _ => None,
    }
}
