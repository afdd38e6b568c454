//! Times of the day: "5 p.m. EST", "0900 GMT", "noon", "9 in the morning".
//!
//! Digits are a time only if something says so: a half of the day ("5 p.m.", "5 o'clock", "5 in the morning"), a zone
//! ("0900 GMT", "17:30 local time"), or, of what is written as a time, a preposition or another time before it ("at
//! 17:30", "9:00 to 17:30"). A zone is read and left out of the value, but for Greenwich: `T09:00Z`.

use super::line::{Line, half_day};
use super::value::Time;
use crate::lexicon::en::time::{Part, Word, ZONES};
use crate::lexicon::index::{word, words};
use crate::lexicon::number::LATEST_NUMBER;

/// A time of the day by the clock, with its zone and the atom after it; none where no zone, half of the day or
/// preposition makes it one.
///
/// "noon" → `T12:00`; "5 p.m." → 17:00; "0900 GMT" → 9:00, of Greenwich; "13 p.m." → none.
pub(super) fn clock(line: Line<'_>, at: usize) -> Option<(Time, usize)> {
    let (hour, minute) = match line.word(at) {
        Word::Part(part @ (Part::Noon | Part::Midnight)) => {
            return Some((Time::Part(part), zone(line, at + 1).unwrap_or(at + 1)));
        }
        Word::Clock(hour, minute) => (u32::try_from(hour).ok()?, minute),
        Word::Digits(hour @ 0..=24, 1 | 2) | Word::Number(hour @ 1..=12) => (hour, 0),
        Word::Digits(clock @ 0..=LATEST_NUMBER, 4) if zone(line, at + 1).is_some() && clock % 100 < 60 => {
            (clock / 100, i8::try_from(clock % 100).ok()?)
        }
        _ => return None,
    };
    let (hour, end) = match half(line, at + 1) {
        Some((late, end)) => (half_day(hour, late)?, zone(line, end).unwrap_or(end)),
        None => (hour, zone(line, at + 1).or_else(|| is_bare(line, at).then_some(at + 1))?),
    };
    let hour = i8::try_from(hour).ok()?;
    let universal = line.is(end - 1, words!("gmt utc"));
    Some((if universal { Time::Universal(hour, minute) } else { Time::Clock(hour, minute) }, end))
}

/// What tells whether an hour is of the second half of the day, with the atom after it: "p.m.", "in the evening",
/// "o'clock in the afternoon". "o'clock" alone is taken for the first half: "5 o'clock" → 5:00.
fn half(line: Line<'_>, at: usize) -> Option<(bool, usize)> {
    let halves = [
        (word!("a.m."), false),
        (word!("a.m"), false),
        (word!("am"), false),
        (word!("p.m."), true),
        (word!("p.m"), true),
        (word!("pm"), true),
    ];
    if !matches!(line.word(at), Word::Key | Word::Inner) {
        return None;
    }
    if let Some(late) = line.pick(at, &halves) {
        return Some((late, at + 1));
    }
    let hour = line.skip(at, words!("o'clock o’clock"));
    let part = if line.phrase(hour, words!("in the")).is_some() { line.word(hour + 2) } else { Word::Other };
    match part {
        Word::Part(Part::Morning) => Some((false, hour + 3)),
        Word::Part(Part::Afternoon | Part::Evening) => Some((true, hour + 3)),
        _ => (hour > at).then_some((false, hour)),
    }
}

/// Whether digits are a time without more: "5pm", and "17:30" after "at" or as the end of a range.
fn is_bare(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let said = line.follows(at, words!("at by until from around about before after since"));
    let ranged = at > 1 && matches!(line.word(at - 2), Word::Clock(..)) && line.follows(at, words!("to and - –"));
    text.ends_with(['m', 'M']) || (said || ranged) && text.contains(':')
}

/// Whether a zone may start with the word of that hash.
pub(super) fn is_zone(hash: u64) -> bool {
    ZONES.contains(&hash) || hash == word!("local")
}

/// The atom after a zone: its abbreviation in capitals, or "local time".
fn zone(line: Line<'_>, at: usize) -> Option<usize> {
    let named = (line.is_capitalised(at) && line.is(at, ZONES)).then_some(at + 1);
    named.or_else(|| line.phrase(at, words!("local time")))
}

/// A part of the day after a day: "Friday night"; plurals are of days that recur.
pub(super) fn part(line: Line<'_>, at: usize) -> Option<(Time, usize)> {
    match line.word(at) {
        Word::Part(part) if !line.is(at, words!("overnight nights mornings evenings afternoons")) => {
            Some((Time::Part(part), at + 1))
        }
        _ => None,
    }
}
