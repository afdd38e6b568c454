//! Business periods: "third-quarter", "the year-earlier period", "fiscal 1989", "the first half of 2024".
//!
//! | text | what it is |
//! |---|---|
//! | the third quarter of 2024, Q3 2024 | that quarter |
//! | third-quarter (profit) | the quarter of this name that the verb tells |
//! | the first half | a half, if the sentence is about business ([`super::sense`]) |
//! | the year-earlier period | what the article reports, a year before |
//! | the latest quarter, the quarter | the quarter that the article reports |
//! | the 1988 quarter | the same quarter of that year |
//! | the quarter ended October | the third: the quarter that the month before is of |
//! | last year's second quarter | the second of last year |
//! | fiscal 1989, the 2023 fiscal year | the year of that number |
//!
//! Fiscal years are taken for those of the calendar: an article hardly ever says when a company's year begins.

use super::calendar;
use super::cue::Cue;
use super::expression::{Meaning, Read, Which};
use super::line::Line;
use super::rule::Rule;
use super::value::Point;
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::{word, words};

/// What stands before a quarter or period and tells its year.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    /// Nothing does.
    Nothing,
    /// "the latest": the one that the article reports.
    Latest,
    /// "the year-earlier", "the comparable": the one a year before that.
    Earlier,
    /// A year: "1988", "last year's".
    Year(Which),
}

/// A quarter, a half or a period of a business year.
///
/// What tells its year is read first ([`told`]); then a rank ("third quarter", "first half"), or "quarter" and
/// "period" without one. A determiner before it is passed, but that of "this year's", which tells the
/// year.
pub(super) fn period(line: Line<'_>, at: usize) -> Option<Read> {
    match line.word(at) {
        Word::Key => return abbreviated(line, at),
        Word::Digits(_, 4)
            if !matches!(line.word(at + 1), Word::Glue(_) | Word::Key | Word::Unit(_) | Word::Ordinal(_)) =>
        {
            return None;
        }
        Word::Glue(_) | Word::Unit(Unit::Quarter | Unit::Year) | Word::Digits(_, 4) | Word::Ordinal(_) => {}
        _ => return None,
    }
    let owned = line.is_unit(at + 1, Unit::Year) && line.is_possessive(at + 2);
    let start = at + usize::from(!owned && line.cue(at).has(Cue::DETERMINES));
    let may_start = matches!(
        line.word(start),
        Word::Glue(_) | Word::Key | Word::Unit(Unit::Quarter | Unit::Year) | Word::Digits(_, 4) | Word::Ordinal(_)
    );
    if !may_start {
        return None;
    }
    let (told, next) = told(line, start);
    let next = line.skip(next, words!("fiscal financial"));
    if let Word::Ordinal(rank @ 1..=4) = line.word(next) {
        let rank = i8::try_from(rank).ok()?;
        if line.is_unit(next + 1, Unit::Quarter) {
            let (which, end) = year_of(line, next + 2).unwrap_or((Which::Bare, next + 2));
            let which = match told {
                Told::Year(which) => which,
                Told::Earlier => Which::Earlier,
                Told::Nothing | Told::Latest => which,
            };
            return Some((Meaning::Quarter(rank, which), end, Rule::Quarter));
        }
        return half(line, next, rank);
    }
    if line.is(next, words!("last")) {
        return half(line, next, 2);
    }
    let quarter = line.is_unit(next, Unit::Quarter);
    if !quarter && !line.is(next, words!("period")) {
        return match told {
            // "year-earlier results": the period that they are compared with.
            Told::Earlier if line.is_joined(start + 1) => Some((Meaning::Period(-1), start + 2, Rule::YearEarlier)),
            // "The 2023 fiscal year".
            Told::Year(Which::Of(year)) if next > start + 1 && line.is_unit(next, Unit::Year) => {
                Some((Meaning::Point(Point::Year(year)), next + 1, Rule::FiscalYear))
            }
            _ => fiscal_year(line, start),
        };
    }
    let end = next + 1;
    let last_year = line.is(end, words!("last")) && line.is_unit(end + 1, Unit::Year);
    let year_ago = line.phrase(end, words!("a year ago")).or_else(|| line.phrase(end, words!("a year earlier")));
    let (meaning, end) = match (told, year_ago, line.word(end + 1)) {
        (Told::Latest, ..) => (Meaning::Period(0), end),
        (Told::Earlier, ..) => (Meaning::Period(-1), if last_year { end + 2 } else { end }),
        (Told::Year(Which::Of(year)), ..) => (Meaning::PeriodOf(year), end),
        (Told::Year(Which::OfYear(by)), ..) => (Meaning::Period(by), end),
        _ if !quarter => return None,
        (_, Some(end), _) => (Meaning::Period(-1), end),
        (_, _, Word::Month(month)) if line.is(end, words!("ended ending")) => (Meaning::QuarterTo(month), end),
        _ if line.is(at, words!("the that this")) => (Meaning::Period(0), end),
        _ => return None,
    };
    Some((meaning, end, Rule::Period))
}

/// "Q3", "Q3 2024", "H1 2025"; a half needs its year, for "H1" is much else.
fn abbreviated(line: Line<'_>, at: usize) -> Option<Read> {
    let (letter, rank) = line.text(at).split_at_checked(1)?;
    let rank = rank.parse::<i8>().ok().filter(|rank| (1..=4).contains(rank))?;
    let told = year_of(line, at + 1);
    match letter {
        "Q" => {
            let (which, end) = told.unwrap_or((Which::Bare, at + 1));
            Some((Meaning::Quarter(rank, which), end, Rule::Quarter))
        }
        "H" => told.map(|(which, end)| (Meaning::Half(rank, which), end, Rule::Half)),
        _ => None,
    }
}

/// Years from the article's, by the word before "year".
const YEARS: &[(u64, i32)] = &[(word!("last"), -1), (word!("this"), 0), (word!("next"), 1)];

/// What stands before a quarter or period and tells its year, with the atom after it: "1988", "year-earlier",
/// "comparable", "latest", "last year's"; nothing and `at` else.
fn told(line: Line<'_>, at: usize) -> (Told, usize) {
    if let Some(year) = calendar::year(line, at) {
        return (Told::Year(Which::Of(year)), at + 1);
    }
    let comparable = line.skip(at, words!("comparable corresponding"));
    if line.is_unit(comparable, Unit::Year) && line.is(comparable + 1, words!("ago earlier")) {
        return (Told::Earlier, comparable + 2);
    }
    if comparable > at {
        return (Told::Earlier, comparable);
    }
    if line.is(at, words!("latest")) {
        return (Told::Latest, at + 1);
    }
    match line.pick(at, YEARS) {
        Some(by) if line.is_unit(at + 1, Unit::Year) && line.is_possessive(at + 2) => {
            (Told::Year(Which::OfYear(by)), at + 3)
        }
        _ => (Told::Nothing, at),
    }
}

/// The year after "quarter" or "half": "of 1990", "of last year", with the atom after it.
fn year_of(line: Line<'_>, at: usize) -> Option<(Which, usize)> {
    let of = line.skip(at, words!("of in"));
    let fiscal = line.skip(of, words!("fiscal"));
    if let Some(year) = calendar::year(line, fiscal) {
        return Some((Which::Of(year), fiscal + 1));
    }
    let by = line.pick(of, YEARS).or_else(|| line.is(of, words!("the")).then_some(0))?;
    (of > at && line.is_unit(of + 1, Unit::Year)).then_some((Which::OfYear(by), of + 2))
}

/// "First half of 1990". Without a year it is as often one of a match, which the sentence tells; "a first half" and
/// "the first half of the game" are none.
fn half(line: Line<'_>, at: usize, rank: i8) -> Option<Read> {
    if !(1..=2).contains(&rank) || !line.is(at + 1, words!("half")) {
        return None;
    }
    // Without a year it is as often one of a match, which the sentence tells.
    let (which, end) = year_of(line, at + 2).unwrap_or((Which::Bare, at + 2));
    if which == Which::Bare && (line.is(end, words!("of")) || line.follows(at, words!("a an"))) {
        return None;
    }
    Some((Meaning::Half(rank, which), end, Rule::Half))
}

/// "fiscal 1989", "fiscal year 1989".
fn fiscal_year(line: Line<'_>, at: usize) -> Option<Read> {
    if !line.is(at, words!("fiscal")) {
        return None;
    }
    let number = at + 1 + usize::from(line.is_unit(at + 1, Unit::Year));
    let year = calendar::year(line, number)?;
    Some((Meaning::Point(Point::Year(year)), number + 1, Rule::FiscalYear))
}
