//! Recurring times: "every Friday", "daily", "Tuesday nights", "$2 million a year".

use super::cue::Cue;
use super::expression::{Every, Meaning, Read};
use super::line::Line;
use super::number;
use super::value::{Amount, Length};
use super::vocabulary::{Unit, Word};

/// A recurring time.
pub(super) fn set(line: Line<'_>, at: usize) -> Option<Read> {
    let read = |every, end| Some((Meaning::Every(every), end, "set"));
    let once = |unit| Every::Length(Length { amount: Amount::Exact(1), unit });
    match line.word(at) {
        Word::Often(unit) => return read(once(unit), at + 1),
        Word::Weekdays(day) if at == 0 || number::cardinal(line, at - 1).is_none() => {
            return read(Every::Weekday(day), at + 1);
        }
        // The part of the day that follows has the plural.
        Word::Weekday(day) if line.is(at + 1, &["nights", "mornings", "evenings", "afternoons"]) => {
            return read(Every::Weekday(day), at + 1);
        }
        _ => {}
    }
    if line.is(at, &["every", "each"]) {
        let next = line.skip(at + 1, &["single", "other", "fiscal"]);
        return match line.word(next) {
            Word::Unit(unit) if unit > Unit::Second => read(once(unit), next + 1),
            Word::Weekday(day) => read(Every::Weekday(day), next + 1),
            Word::Month(month) if line.is_capitalised(next) => read(Every::Month(month), next + 1),
            Word::Season(season) => read(Every::Season(season), next + 1),
            Word::Part(part) => read(Every::Part(part), next + 1),
            _ => {
                let (length, end) = number::length(line, next)?;
                read(Every::Length(length), end)
            }
        };
    }
    if line.is(at, &["a", "per"]) && at > 0 && is_counted(line, at - 1) {
        return match line.word(at + 1) {
            Word::Unit(unit) if unit > Unit::Second && !line.is(at + 2, &["ago", "earlier", "later", "before"]) => {
                read(once(unit), at + 2)
            }
            _ => None,
        };
    }
    None
}

/// Whether the atom ends an amount that recurs: "$2 million", "five times", "40 percent".
fn is_counted(line: Line<'_>, at: usize) -> bool {
    matches!(line.word(at), Word::Digits(..) | Word::Number(1000..)) || line.cue(at).has(Cue::RATED)
}
