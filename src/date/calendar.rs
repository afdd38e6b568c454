//! Dates of the calendar: days, months, years, decades and centuries, and ranges of them.
//!
//! | text | meaning | rule |
//! |---|---|---|
//! | Feb. 17, 2025 | day of that year | month-day |
//! | May 3-5 | days of a month, its year open | month-day |
//! | 17 February, 10-Apr-15 | day | day-month |
//! | 19, 20 (and 21 April) | day, its month from the last | shared-day |
//! | 2025-02-17 | day | iso |
//! | 2/17/2025, 17/2/2025 | day, the American order if both are possible | slashes |
//! | May 1998, May last year | month | month-year |
//! | in May | month, its year open | month |
//! | 1998, the year 1998, nineteen ninety-six | year | year |
//! | 1914-18 | the years from the first to the last | year-range |
//! | the 1990s, '90s, the nineties, the 1980's | decade | decade |
//! | the 20th century | century | century |
//!
//! What looks like a date and is none costs most of the code here: "May" the verb and the name ([`is_month`]),
//! numbers that count ("1,998 people", "March 3 million": [`is_count`]), "no. 1998", "his 30s". What no calendar has
//! ("31 April 2025") is kept as impossible, so that it is not read as something shorter.
//!
//! Years are of four digits from 1000 to 2199; alone and without a word of time before them only those from 1900 to
//! 2049 count.

use jiff::civil::Date;

use super::expression::{Meaning, MonthDay, Read, Which};
use super::line::Line;
use super::number;
use super::rule::Rule;
use super::value::Point;
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::{word, words};

/// A date with the atom after it: "Feb. 17, 2025", "17 February", "2025-02-17", "May 1998", "the 1990s".
///
/// The atom's word tells which forms are tried; of those that start with digits the longer come first.
pub(super) fn date(line: Line<'_>, at: usize) -> Option<Read> {
    match line.word(at) {
        Word::Month(month) => month_first(line, at, month),
        Word::Digits(..) | Word::Ordinal(_) => day_first(line, at)
            .or_else(|| iso(line, at))
            .or_else(|| year_range(line, at))
            .or_else(|| bare_year(line, at))
            .or_else(|| century(line, at))
            .or_else(|| decade(line, at)),
        Word::Slashed(first, second, year) => {
            slashed(first, second, year).map(|meaning| (meaning, at + 1, Rule::Slashes))
        }
        Word::Glue(_) if line.is(at, words!("the")) => the(line, at + 1),
        Word::Glue(_) | Word::Decade(_) => decade(line, at),
        Word::Number(_) => spoken_year(line, at),
        _ => None,
    }
}

/// What follows "the", from the atom `at` on: "year 2000", "17th of February", "20th century", "nineties".
fn the(line: Line<'_>, at: usize) -> Option<Read> {
    if line.is_unit(at, Unit::Year) {
        let (year, end) = match year(line, at + 1) {
            Some(year) => (year, at + 2),
            None => number::cardinal(line, at + 1).and_then(|(year, end)| Some((i16::try_from(year).ok()?, end)))?,
        };
        return (1000..2200).contains(&year).then_some((Meaning::Point(Point::Year(year)), end, Rule::Year));
    }
    match line.word(at) {
        Word::Ordinal(_) => day_first(line, at).or_else(|| century(line, at)),
        Word::Digits(_, 4) => year(line, at).and_then(|year| apostrophe(line, at, year)),
        _ => decade(line, at),
    }
}

/// Four digits that may be a year: 1000 to 2199.
pub(super) fn year(line: Line<'_>, at: usize) -> Option<i16> {
    match line.word(at) {
        Word::Digits(value @ 1000..=2199, 4) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// A day of a month in digits or as a rank: "17", "17th", "third"; not "017".
fn day(line: Line<'_>, at: usize) -> Option<i8> {
    match line.word(at) {
        Word::Digits(value @ 1..=31, 1 | 2) | Word::Ordinal(value @ 1..=31) => i8::try_from(value).ok(),
        _ => None,
    }
}

/// What stands after a month or a day of it: the year, in digits, in words or as "last year", with the atom behind
/// it. A comma, "of" or "in" before it is passed; its callers refuse "in" where two expressions stand.
pub(super) fn year_after(line: Line<'_>, at: usize) -> Option<(Which, usize)> {
    let at = line.skip(at, words!(", of in"));
    if let Some(year) = year(line, at) {
        return Some((Which::Of(year), at + 1));
    }
    if let Some((year, end)) = spoken(line, at) {
        return Some((Which::Of(year), end));
    }
    let years = [
        (word!("last"), Which::OfYear(-1)),
        (word!("this"), Which::OfYear(0)),
        (word!("next"), Which::OfYear(1)),
        (word!("that"), Which::OfThen(0)),
    ];
    let which = line.pick(at, &years)?;
    line.is_unit(at + 1, Unit::Year).then_some((which, at + 2))
}

/// What starts with the name of a month in capitals: a day with its year ("Feb. 17, 2025"), a year ("May 1998"), or
/// nothing ("in May").
fn month_first(line: Line<'_>, at: usize, month: i8) -> Option<Read> {
    if !line.is_capitalised(at) {
        return None;
    }
    if let Some(day) = day(line, at + 1)
        && !is_count(line, at + 2)
    {
        let (last, end) = last_day(line, at + 2);
        let (which, end) = year_after(line, end).unwrap_or((Which::Bare, end));
        return Some((month_day(month, day, last, which), end, Rule::MonthDay));
    }
    // "In May in 1998" is two expressions.
    if let Some((which, end)) = year_after(line, at + 1)
        && !line.is(at + 1, words!("in"))
    {
        return Some((Meaning::Month(month, which), end, Rule::MonthYear));
    }
    // "March delivery" is still to come.
    let which = if line.cue(at + 1).has(Cue::DELIVERED) { Which::Coming } else { Which::Bare };
    (which == Which::Coming || is_month(line, at)).then_some((Meaning::Month(month, which), at + 1, Rule::Month))
}

/// The last day of a range of days, if one goes on at the atom: "-19", "–19"; with the atom behind it, or none and
/// `at`.
fn last_day(line: Line<'_>, at: usize) -> (Option<i8>, usize) {
    let number = if line.is_joined(at) { at } else { line.skip(at, words!("- – —")) };
    match day(line, number) {
        Some(last) if number > at || line.is_joined(at) => (Some(last), number + 1),
        _ => (None, at),
    }
}

/// What starts with a day: "17 February 2025", "17th of February", "10-Apr-15", and a day whose month stands later
/// ("19, 20 and 21 April").
fn day_first(line: Line<'_>, at: usize) -> Option<Read> {
    let first = day(line, at)?;
    if let Some(read) = dashed(line, at, first).or_else(|| listed(line, at, first)) {
        return Some(read);
    }
    let (last, end) = last_day(line, at + 1);
    let end = line.skip(end, words!("of"));
    let Word::Month(month) = line.word(end) else { return None };
    if !line.is_capitalised(end) {
        return None;
    }
    let (which, end) = year_after(line, end + 1).unwrap_or((Which::Bare, end + 1));
    Some((month_day(month, first, last, which), end, Rule::DayMonth))
}

/// "10-Apr-15", "01-July-2018": hyphens join all three.
fn dashed(line: Line<'_>, at: usize, day: i8) -> Option<Read> {
    let Word::Month(month) = line.word(at + 1) else { return None };
    let year = match line.word(at + 2) {
        Word::Digits(year, 2) => century_of(u16::try_from(year).ok()?)?,
        _ => year(line, at + 2)?,
    };
    let joined = line.is_joined(at + 1) && line.is_joined(at + 2);
    joined.then(|| (month_day(month, day, None, Which::Of(year)), at + 3, Rule::DayMonth))
}

/// So many days may stand before the month that they share. It bounds the look ahead.
const MOST_DAYS: usize = 8;

/// A day before others and the month that they share: "19, 20 and 21 April", "from 28th to 30th April". Days must
/// grow. The expression is the first day alone, for each is one of its own.
fn listed(line: Line<'_>, at: usize, first: i8) -> Option<Read> {
    let (mut end, mut last) = (at + 1, first);
    for _ in 0..MOST_DAYS {
        let next = joined(line, end)?;
        let day = day(line, next).filter(|&day| day > last)?;
        (end, last) = (next + 1, day);
        let of = line.skip(end, words!("of"));
        if let Word::Month(month) = line.word(of)
            && line.is_capitalised(of)
        {
            let which = year_after(line, of + 1).map_or(Which::Bare, |(which, _)| which);
            return Some((month_day(month, first, None, which), at + 1, Rule::SharedDay));
        }
    }
    None
}

/// The atom after what joins two days of one month: "and", ",", ", and", "to".
pub(super) fn joined(line: Line<'_>, at: usize) -> Option<usize> {
    let comma = line.skip(at, words!(","));
    let next = line.skip(comma, words!("and to through until or"));
    (next > at && !line.is_joined(next)).then_some(next)
}

/// Whether what stands after a number makes it no day of the month before: "April 24 and 25 people". In a list,
/// nothing but its next member or its end may stand there; a word in letters that does not go on a sentence
/// ([`AFTER_DAY`]) is what is counted.
pub(super) fn is_counted(line: Line<'_>, at: usize, listed: bool) -> bool {
    if line.is_joined(at) || is_count(line, at) {
        return true;
    }
    match line.word(at) {
        Word::Other | Word::Tail => line.is_letters(at) && !line.is(at, AFTER_DAY),
        Word::Month(_) | Word::Number(_) | Word::Unit(_) | Word::Units(_) | Word::Ordinal(_) => true,
        Word::Inner => listed && line.is(at, words!("of")),
        _ => false,
    }
}

/// Words that go on a sentence after a day.
pub(super) const AFTER_DAY: &[u64] = words!(
    "respectively he she it they we i you who when where while was were is are will would has had have his her its their but with"
);

/// The meaning of a day of a month. A day that the month lacks is impossible; a last day that is not after the first
/// is left out.
fn month_day(month: i8, day: i8, last: Option<i8>, which: Which) -> Meaning {
    let year = match which {
        Which::Of(year) => Some(year),
        _ => None,
    };
    // Leap days count where the year is open.
    if Date::new(year.unwrap_or(2000), month, day).is_err() {
        return Meaning::Impossible(year, month);
    }
    Meaning::MonthDay(MonthDay { month, day, last: last.filter(|&last| last > day), weekday: None }, which)
}

/// "2025-02-17": the digits as that many, joined.
fn iso(line: Line<'_>, at: usize) -> Option<Read> {
    let year = year(line, at)?;
    let joined = line.is_joined(at + 1) && line.is_joined(at + 2);
    match (line.word(at + 1), line.word(at + 2)) {
        (Word::Digits(month @ 1..=12, 2), Word::Digits(day @ 1..=31, 2)) if joined => {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Some((month_day(month, day, None, Which::Of(year)), at + 3, Rule::Iso))
        }
        _ => None,
    }
}

/// Three numbers between slashes: month, day and year, or day first where the first is no month.
fn slashed(first: u16, second: u8, year: u16) -> Option<Meaning> {
    let year = century_of(year)?;
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    // The American order unless only the other one is a date.
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let which = Which::Of(year);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| month_day(month, day, None, which))
}

/// The year that two or four digits stand for: 00 to 49 are of this century, 50 to 99 of the last.
fn century_of(year: u16) -> Option<i16> {
    let century = match year {
        1000..=2199 => 0,
        0..=49 => 2000,
        50..=99 => 1900,
        _ => return None,
    };
    Some(i16::try_from(year).ok()? + century)
}

/// "1914-18", "2010–2015": the second not before the first, both read as years.
fn year_range(line: Line<'_>, at: usize) -> Option<Read> {
    let first = year(line, at)?;
    let number = line.skip(at + 1, words!("–"));
    let last = match line.word(number) {
        Word::Digits(_, 4) => year(line, number)?,
        Word::Digits(value, 2) => first / 100 * 100 + i16::try_from(value).ok()?,
        _ => return None,
    };
    let joined = line.is_joined(number) || number > at + 1;
    (joined && first < last).then_some((
        Meaning::Range(Point::Year(first), Point::Year(last)),
        number + 1,
        Rule::YearRange,
    ))
}

/// A year alone: one near ours, or one behind a word of time before what goes on a sentence ("in 1848 and"). Not
/// after "no." or "flight", in a name that takes numbers ("Resolution 1973"), and before what it counts.
fn bare_year(line: Line<'_>, at: usize) -> Option<Read> {
    let year = year(line, at)?;
    if let Some(read) = apostrophe(line, at, year) {
        return Some(read);
    }
    let before = line.cue_before(at);
    let near = (1900..2050).contains(&year);
    let goes_on = !line.is_letters(at + 1) || line.is(at + 1, AFTER_YEAR) || line.cue(at + 1).has(Cue::PAST);
    let likely = near || before.has(Cue::TIMED.or(Cue::JOINS)) && goes_on;
    let numbered = before.has(Cue::NUMBERS) || before.has(Cue::NAMES_NUMBER) && line.is_capitalised(at - 1);
    let counts = is_count(line, at + 1) && !line.is_capitalised(at + 1) && !line.follows(at, words!("the"));
    (likely && !numbered && !counts).then_some((Meaning::Point(Point::Year(year)), at + 1, Rule::Year))
}

/// Words that go on a sentence after a year.
const AFTER_YEAR: &[u64] = words!(
    "and or but when where while who which that the a an he she it they we i his her its their was were is had has did to in on at by \
     from for with after before under until as"
);

/// "The 1980's", "1960's rock"; but "1980's biggest film" is of one year, and so is "2010's" without "the".
fn apostrophe(line: Line<'_>, at: usize, year: i16) -> Option<Read> {
    let end = line.plural_end(at + 1).filter(|_| year % 10 == 0)?;
    let next = line.text(end);
    let best = next.len() > 5 && next.ends_with("est") || line.is(end, words!("first second last top best worst most"));
    let determined = line.follows(at, words!("the early late mid"));
    let decade = determined && !best || year < 2010 && !best;
    decade.then_some((Meaning::Point(Point::Decade(year / 10)), end, Rule::Decade))
}

/// Whether the atom tells that the number before it counts something: "people", "percent".
fn is_count(line: Line<'_>, at: usize) -> bool {
    line.cue(at).has(Cue::COUNTED)
}

/// "nineteen ninety-six": hundreds from 17 to 20, then a number below a hundred, with the atom behind it.
fn spoken(line: Line<'_>, at: usize) -> Option<(i16, usize)> {
    let Word::Number(hundreds @ 17..=20) = line.word(at) else { return None };
    let Word::Number(10..=90) = line.word(at + 1) else { return None };
    let (rest, end) = number::cardinal(line, at + 1)?;
    (rest < 100).then_some((i16::try_from(hundreds * 100 + rest).ok()?, end))
}

/// A year in words that counts no unit: "nineteen ninety-six" but "nineteen ten days".
fn spoken_year(line: Line<'_>, at: usize) -> Option<Read> {
    let (year, end) = spoken(line, at)?;
    number::unit(line, end).is_none().then_some((Meaning::Point(Point::Year(year)), end, Rule::Year))
}

/// "1990s", "'90s", "the nineties"; "his 30s" are an age. Two digits without an apostrophe need "the", "early" or
/// "late" before them; 30 to 90 are of the last century, 20 of this one.
fn decade(line: Line<'_>, at: usize) -> Option<Read> {
    let number = line.skip(at, words!("' ’ ‘"));
    let (decade, end) = match line.word(number) {
        Word::Decade(decade) => (decade, number + 1),
        // "The 80's".
        Word::Digits(tens @ 20..=90, 2) if tens % 10 == 0 => {
            (i16::try_from(tens / 10).ok()?, line.plural_end(number + 1)?)
        }
        _ => return None,
    };
    let short = decade < 10;
    if !short && !(100..220).contains(&decade) {
        return None;
    }
    if short && number == at && !line.follows(at, words!("the early late mid")) {
        return None;
    }
    let century = match decade {
        10.. => 0,
        3.. => 190,
        _ => 200,
    };
    Some((Meaning::Point(Point::Decade(century + decade)), end, Rule::Decade))
}

/// "20th century": the years that start with one less.
fn century(line: Line<'_>, at: usize) -> Option<Read> {
    let Word::Ordinal(rank @ 1..=22) = line.word(at) else { return None };
    let century = i16::try_from(rank).ok()? - 1;
    line.is_unit(at + 1, Unit::Century).then_some((Meaning::Point(Point::Century(century)), at + 2, Rule::Century))
}

/// Whether a bare month is one: names of people and the verbs "may" and "march" are written the same.
///
/// "May", "March", "April", "June" and "August" need a word of time before them ("in May"), another month beside them
/// ("May and June"), or a weaker word ("of May") if no capital and no "of" follows ("and May Lopez"). Short forms
/// without a full stop ("Mar") need a day or year.
fn is_month(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let abbreviated = text.len() <= 4 && !text.ends_with('.') && !matches!(text, "June" | "July" | "May");
    let ambiguous = matches!(text, "May" | "March" | "April" | "June" | "August");
    let name = line.is_other(at + 1) && line.is_capitalised(at + 1) || line.is(at + 1, words!("of"));
    let before = line.cue_before(at);
    let month = |at: usize| matches!(line.word(at), Word::Month(_)) && line.is_capitalised(at);
    let listed = at > 1 && joined(line, at - 1) == Some(at) && month(at - 2)
        || joined(line, at + 1).is_some_and(month) && !line.follows(at, words!("'s ’s"));
    !abbreviated && (!ambiguous || listed || before.has(Cue::TIMED) || before.has(Cue::JOINS) && !name)
}
