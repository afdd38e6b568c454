//! Times told from the article's date or from one named before: "yesterday", "last month", "this summer", "that
//! year".
//!
//! Four families, which the grammar asks by their first word:
//!
//! | function | text | meaning |
//! |---|---|---|
//! | [`day`] | yesterday, tonight, this morning | a day, from the article's |
//! | [`recurring`] | last May, this summer, next Easter, the winter of 1994 | one of what recurs |
//! | [`unit()`] | last month, this year, the following week, that day | a unit, from the article's or the one named |
//! | [`year_end`] | year-end, the year's end | the end of the article's year |
//!
//! "Last", "next", "this" and "current" count from the article; "previous", "following", "same" and "that" from what
//! was named before. "The past month" is a length that ends now, "last month" one of the calendar. The rest of the
//! code is for what is no time at all: "USA Today", "This Week", "the youth of today", "the last day of the trial".

use super::calendar;
use super::expression::{Meaning, Read, Vague, Which};
use super::holiday;
use super::line::Line;
use super::rule::Rule;
use super::value::{Amount, Length, Point, Time};
use super::weekday::which;
use crate::lexicon::en::time::{Part, Unit, Word};
use crate::lexicon::index::{word, words};

/// A day by its word, with the time that the word tells: "yesterday", "tonight", "last night", "the day before
/// yesterday".
///
/// "Last night" is the night before the article's day; "that night" and "the next morning" are of the day named
/// before; "yesterday week" is seven days farther back.
pub(super) fn day(line: Line<'_>, at: usize) -> Option<(Read, Option<Time>)> {
    let of_now = |by, end, time| Some(((Meaning::Unit(Unit::Day, by), end, Rule::Day), time));
    let of_then = |by, end, time| Some(((Meaning::Same(Unit::Day, by), end, Rule::Same), time));
    match line.word(at) {
        // "USA Today" is a paper.
        Word::Day(_) if at > 0 && line.is_capitalised(at) && line.is_capitalised(at - 1) => return None,
        Word::Day(by) => {
            // "The youth of today" is of any day near.
            let of = at > 1 && line.is(at - 1, words!("of")) && !line.is(at - 2, words!("as"));
            if by == 0 && of && line.is(at, words!("today")) && !line.is_possessive(at + 1) {
                return Some(((Meaning::Vague(Vague::Present), at + 1, Rule::Vague), None));
            }
            // "Yesterday week".
            if line.is_unit(at + 1, Unit::Week) && !line.is_letters(at + 2) {
                return of_now(i32::from(by) + if by < 0 { -7 } else { 7 }, at + 2, None);
            }
            let night = line.is(at, words!("tonight")).then_some(Time::Part(Part::Night));
            return of_now(i32::from(by), at + 1, night);
        }
        Word::Part(part) if line.is(at, words!("overnight")) => {
            return Some(((Meaning::Overnight, at + 1, Rule::DayPart), Some(Time::Part(part))));
        }
        Word::Glue(_) => {}
        _ => return None,
    }
    match (line.word(at + 1), line.word(at + 2)) {
        (Word::Part(part), _) if line.is(at, words!("last")) => of_now(-1, at + 2, Some(Time::Part(part))),
        (Word::Part(part), _) if line.is(at, words!("this")) => of_now(0, at + 2, Some(Time::Part(part))),
        (Word::Part(part), _) if line.is(at, words!("that")) => of_then(0, at + 2, Some(Time::Part(part))),
        (_, Word::Part(part)) if line.is(at, words!("the")) => {
            let days = [(word!("next"), 1), (word!("following"), 1), (word!("previous"), -1), (word!("same"), 0)];
            of_then(line.pick(at + 1, &days)?, at + 3, Some(Time::Part(part)))
        }
        (Word::Unit(Unit::Day), _) => {
            let before = line.phrase(at, words!("the day before yesterday")).map(|end| (-2, end));
            let (by, end) = before.or_else(|| line.phrase(at, words!("the day after tomorrow")).map(|end| (2, end)))?;
            of_now(by, end, None)
        }
        _ => None,
    }
}

/// A month, season or holiday of which one is meant: "last May", "this summer", "next Easter", "the winter of 1994".
/// A month, a day of one and a feast need the word before them; a season also a preposition ([`season_of`]).
pub(super) fn recurring(line: Line<'_>, at: usize) -> Option<Read> {
    if !matches!(line.word(at), Word::Glue(_) | Word::Key | Word::Season(_)) {
        return None;
    }
    let (which, start) = which(line, at);
    let start = if which == Which::Bare { line.skip(at, words!("the")) } else { start };
    if let Word::Season(season) = line.word(start) {
        return season_of(line, at, start, which)
            .map(|(which, end)| (Meaning::Season(season, which), end, Rule::Season));
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

/// Which season is meant, with the atom after the expression; "fall" and "spring" alone may be none: "in spring" is
/// one, "the fall" and "in fall" are none.
fn season_of(line: Line<'_>, at: usize, season: usize, which: Which) -> Option<(Which, usize)> {
    let year = line.skip(season + 1, words!("of"));
    if let Some((Meaning::Point(Point::Year(year)), end, _)) = calendar::date(line, year) {
        return Some((Which::Of(year), end));
    }
    if year > season + 1 {
        return None;
    }
    let told = which != Which::Bare;
    let governed = line.follows(
        at,
        words!("in by since until early late mid during over into throughout through all for before after"),
    ) && !line.is(season, words!("fall"));
    let determined = season > at && !line.is(season, words!("fall spring"));
    (told || governed || determined).then_some((which, season + 1))
}

/// What a word before a unit tells: how many units from the present one, and whether it counts from the date named
/// before.
const STEPS: &[(u64, (i32, bool))] = &[
    (word!("last"), (-1, false)),
    (word!("past"), (-1, false)),
    (word!("next"), (1, false)),
    (word!("coming"), (1, false)),
    (word!("upcoming"), (1, false)),
    (word!("current"), (0, false)),
    (word!("previous"), (-1, true)),
    (word!("preceding"), (-1, true)),
    (word!("prior"), (-1, true)),
    (word!("following"), (1, true)),
    (word!("ensuing"), (1, true)),
    (word!("same"), (0, true)),
];

/// A unit of time: "last week", "this year", "the current fiscal year", "that day", "the weekend".
///
/// No unit below a day; none in capitals, which is a programme ("This Week"); no "last day of", which is of
/// something; and "current" and "same" only behind an article.
pub(super) fn unit(line: Line<'_>, at: usize) -> Option<Read> {
    if !matches!(line.word(at), Word::Glue(_)) {
        return None;
    }
    let the = line.is(at, words!("the"));
    let word = line.skip(at, words!("the this"));
    // "The latest fiscal year" is the last one that is over.
    let latest = line.is(word, words!("latest")) && line.is(word + 1, words!("fiscal financial"));
    let (step, said) = match line.pick(word, STEPS) {
        Some(step) => (step, word),
        None if latest => ((-1, false), word),
        None if line.is(at, words!("this")) => ((0, false), at),
        None if line.is(at, words!("that")) => ((0, true), at),
        None if the => return the_unit(line, at),
        None => return None,
    };
    let adjectives = words!("fiscal financial calendar full entire whole very same");
    let noun = line.skip(said + 1, adjectives);
    let Word::Unit(unit) = line.word(noun) else { return None };
    // "This Week" is a programme.
    let title = line.is_capitalised(noun) && line.text(noun).ends_with(char::is_lowercase);
    let bare = !the && word == at && line.is(said, words!("current same"));
    if unit < Unit::Day || title || bare {
        return None;
    }
    // "The last day of the trial" is of it.
    if (the || line.follows(said, words!("the"))) && line.is(said, words!("last")) && line.is(noun + 1, words!("of")) {
        return None;
    }
    // "The past month" is the length before now, "last month" the one of the calendar.
    let length = the && (line.is(said, words!("past")) || step.0 == 1) && !matches!(unit, Unit::Year | Unit::Weekend);
    let meaning = match step {
        (by, true) => Meaning::Same(unit, by),
        (1, false) if the && unit == Unit::Day => Meaning::Same(unit, 1),
        _ if length => Meaning::Length(Length { amount: Amount::Exact(1), unit }),
        (by, false) => Meaning::Unit(unit, by),
    };
    Some((meaning, noun + 1, Rule::Unit))
}

/// A unit that "the" alone marks: "the weekend", "the week", "the year", "of the month", "the year before". What was
/// named right before it may be it once more ("In 1990, the year before the war"); "the day before the trial began"
/// is beside what is no date.
fn the_unit(line: Line<'_>, at: usize) -> Option<Read> {
    let noun = line.skip(at + 1, words!("full fiscal financial"));
    let Word::Unit(unit) = line.word(noun) else { return None };
    let end = noun + 1;
    // "In 1990, the year before the war": the same once more.
    if unit >= Unit::Month && is_apposed(line, at, unit) && line.is(end, words!("before after when that in of")) {
        return Some((Meaning::Same(unit, 0), end, Rule::Unit));
    }
    // "The year before": the one before that which was named.
    if let Some(by) = line.pick(end, &[(word!("before"), -1), (word!("after"), 1)])
        && !line.text(end + 1).starts_with(char::is_alphanumeric)
        && noun == at + 1
        && unit >= Unit::Day
    {
        return Some((Meaning::Same(unit, by), end + 1, Rule::Unit));
    }
    // "The day before the trial began."
    let event = words!("the a an his her its their he she they it we i");
    if noun == at + 1 && unit >= Unit::Day && line.is(end, words!("before after")) && line.is(end + 1, event) {
        return Some((Meaning::Beside(unit), end + 1, Rule::Beside));
    }
    let turn = at > 1 && line.is(at - 2, words!("turn"));
    let meaning = match unit {
        Unit::Weekend => Meaning::Weekend,
        Unit::Year if line.is(end, words!("ended ending to")) => {
            Meaning::Length(Length { amount: Amount::Exact(1), unit })
        }
        Unit::Week | Unit::Year => Meaning::Unit(unit, 0),
        Unit::Month | Unit::Decade | Unit::Century if line.follows(at, words!("of in")) && !turn => {
            Meaning::Unit(unit, 0)
        }
        _ => return None,
    };
    Some((meaning, end, Rule::Unit))
}

/// Whether the atom stands behind a year or month and a comma: "in 1990, | the year".
fn is_apposed(line: Line<'_>, at: usize, unit: Unit) -> bool {
    let year = |at: usize| calendar::year(line, at).is_some();
    let month = |at: usize| matches!(line.word(at), Word::Month(_));
    let named = |at: usize| year(at) && (unit == Unit::Year || month(at - 1)) || unit == Unit::Month && month(at);
    at > 2 && line.is(at - 1, words!(",")) && named(at - 2)
}

/// "year-end", "year's end": the article's year, to which the grammar gives `END`.
pub(super) fn year_end(line: Line<'_>, at: usize) -> Option<Read> {
    if !matches!(line.word(at), Word::Glue(_) | Word::Unit(Unit::Year)) {
        return None;
    }
    let at = line.skip(at, words!("the"));
    let end = at + 1 + usize::from(line.is_possessive(at + 1));
    let found = line.is_unit(at, Unit::Year) && line.is(end, words!("end"));
    found.then_some((Meaning::Unit(Unit::Year, 0), end + 1, Rule::YearEnd))
}
