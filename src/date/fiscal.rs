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
use super::expression::{Meaning, Read, Which};
use super::line::Line;
use super::rule::Rule;
use super::value::Point;
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::{word, words};

/// What stands before a quarter or period and tells its year.
#[derive(Clone, Copy, PartialEq)]
enum YearTold {
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
/// What tells its year is read first ([`year_told`]); then a rank ("third quarter", "first half"), or "quarter" and
/// "period" without one ([`unranked`]). A determiner before it is passed, but that of "this year's", which tells the
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
    let (year_told, next) = year_told(line, start);
    let next = line.skip(next, words!("fiscal financial"));
    if let Word::Ordinal(rank @ 1..=4) = line.word(next) {
        return ranked(line, next, i8::try_from(rank).ok()?, year_told);
    }
    if line.is(next, words!("last")) {
        return half(line, next, 2);
    }
    unranked(line, at, start, next, year_told)
}

/// "Third quarter" and "first half", whose rank stands at `at`; what tells the year stands before it, or behind.
fn ranked(line: Line<'_>, at: usize, rank: i8, year_told: YearTold) -> Option<Read> {
    if !line.is_unit(at + 1, Unit::Quarter) {
        return half(line, at, rank);
    }
    let (which, end) = year_of(line, at + 2).unwrap_or((Which::Bare, at + 2));
    let which = match year_told {
        YearTold::Year(which) => which,
        YearTold::Earlier => Which::Earlier,
        YearTold::Nothing | YearTold::Latest => which,
    };
    Some((Meaning::Quarter(rank, which), end, Rule::Quarter))
}

/// "Quarter" and "period" without a rank, and fiscal years; `at` is where the expression starts, `start` what tells
/// its year and `next` what stands behind that.
///
/// "the quarter" → the one that the article reports; "the quarter a year ago" → a year before; "the quarter ended
/// October" → by its last month; "the period" alone → none; "year-earlier results" → the period, of which "results"
/// is no part.
fn unranked(line: Line<'_>, at: usize, start: usize, next: usize, year_told: YearTold) -> Option<Read> {
    let quarter = line.is_unit(next, Unit::Quarter);
    if !quarter && !line.is(next, words!("period")) {
        return match year_told {
            // "year-earlier results": the period that they are compared with.
            YearTold::Earlier if line.is_joined(start + 1) => Some((Meaning::Period(-1), start + 2, Rule::YearEarlier)),
            // "The 2023 fiscal year".
            YearTold::Year(Which::Of(year)) if next > start + 1 && line.is_unit(next, Unit::Year) => {
                Some((Meaning::Point(Point::Year(year)), next + 1, Rule::FiscalYear))
            }
            _ => fiscal_year(line, start),
        };
    }
    let end = next + 1;
    let last_year = line.is(end, words!("last")) && line.is_unit(end + 1, Unit::Year);
    let year_ago = line.phrase(end, words!("a year ago")).or_else(|| line.phrase(end, words!("a year earlier")));
    let (meaning, end) = match (year_told, year_ago, line.word(end + 1)) {
        (YearTold::Latest, ..) => (Meaning::Period(0), end),
        (YearTold::Earlier, ..) => (Meaning::Period(-1), if last_year { end + 2 } else { end }),
        (YearTold::Year(Which::Of(year)), ..) => (Meaning::PeriodOf(year), end),
        (YearTold::Year(Which::OfYear(by)), ..) => (Meaning::Period(by), end),
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
    let year = year_of(line, at + 1);
    match letter {
        "Q" => {
            let (which, end) = year.unwrap_or((Which::Bare, at + 1));
            Some((Meaning::Quarter(rank, which), end, Rule::Quarter))
        }
        "H" => year.map(|(which, end)| (Meaning::Half(rank, which), end, Rule::Half)),
        _ => None,
    }
}

/// Years from the article's, by the word before "year".
const YEARS: &[(u64, i32)] = &[(word!("last"), -1), (word!("this"), 0), (word!("next"), 1)];

/// What stands before a quarter or period and tells its year, with the atom after it: "1988", "year-earlier",
/// "comparable", "latest", "last year's"; nothing and `at` else.
fn year_told(line: Line<'_>, at: usize) -> (YearTold, usize) {
    if let Some(year) = calendar::year(line, at) {
        return (YearTold::Year(Which::Of(year)), at + 1);
    }
    let comparable = line.skip(at, words!("comparable corresponding"));
    if line.is_unit(comparable, Unit::Year) && line.is(comparable + 1, words!("ago earlier")) {
        return (YearTold::Earlier, comparable + 2);
    }
    if comparable > at {
        return (YearTold::Earlier, comparable);
    }
    if line.is(at, words!("latest")) {
        return (YearTold::Latest, at + 1);
    }
    match line.pick(at, YEARS) {
        Some(by) if line.is_unit(at + 1, Unit::Year) && line.is_possessive(at + 2) => {
            (YearTold::Year(Which::OfYear(by)), at + 3)
        }
        _ => (YearTold::Nothing, at),
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
