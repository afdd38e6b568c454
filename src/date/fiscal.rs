//! Business periods: "third-quarter", "the year-earlier period", "fiscal 1989", "the first half of 2024".

use super::calendar;
use super::expression::{Meaning, Read, Which};
use super::line::Line;
use super::value::Point;
use super::vocabulary::{Unit, Word};

/// What stands before a quarter or period and tells its year.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    Nothing,
    Latest,
    Earlier,
    Year(Which),
}

/// A quarter, a half or a period of a business year.
pub(super) fn period(line: Line<'_>, at: usize) -> Option<Read> {
    if let Some(read) = abbreviated(line, at) {
        return Some(read);
    }
    let determiners = ["the", "its", "their", "his", "her", "our", "a", "this", "that"];
    let possessive = line.word(at + 1) == Word::Unit(Unit::Year) && line.is(at + 2, &["'s", "’s"]);
    let start = if possessive { at } else { line.skip(at, &determiners) };
    let (told, next) = told(line, start);
    let next = line.skip(next, &["fiscal", "financial"]);
    if let Word::Ordinal(rank @ 1..=4) = line.word(next) {
        let rank = i8::try_from(rank).ok()?;
        if line.word(next + 1) == Word::Unit(Unit::Quarter) {
            let (which, end) = year_of(line, next + 2).unwrap_or((Which::Bare, next + 2));
            let which = match told {
                Told::Year(which) => which,
                Told::Earlier => Which::Earlier,
                Told::Nothing | Told::Latest => which,
            };
            return Some((Meaning::Quarter(rank, which), end, "quarter"));
        }
        return half(line, next, rank);
    }
    if line.is(next, &["last"]) {
        return half(line, next, 2);
    }
    let quarter = line.word(next) == Word::Unit(Unit::Quarter);
    if !quarter && !line.is(next, &["period"]) {
        return match told {
            // "year-earlier results": the period that they are compared with.
            Told::Earlier if line.is_joined(start + 1) => Some((Meaning::Period(-1), start + 2, "year-earlier")),
            // "The 2023 fiscal year".
            Told::Year(Which::Of(year)) if next > start + 1 && line.word(next) == Word::Unit(Unit::Year) => {
                Some((Meaning::Point(Point::Year(year)), next + 1, "fiscal-year"))
            }
            _ => fiscal_year(line, start),
        };
    }
    let end = next + 1;
    let last_year = line.is(end, &["last"]) && line.word(end + 1) == Word::Unit(Unit::Year);
    let year_ago =
        line.is(end, &["a"]) && line.word(end + 1) == Word::Unit(Unit::Year) && line.is(end + 2, &["ago", "earlier"]);
    let (meaning, end) = match told {
        Told::Latest => (Meaning::Period(0), end),
        Told::Earlier if last_year => (Meaning::Period(-1), end + 2),
        Told::Earlier => (Meaning::Period(-1), end),
        Told::Year(Which::Of(year)) => (Meaning::PeriodOf(year), end),
        Told::Year(Which::OfYear(by)) => (Meaning::Period(by), end),
        _ if quarter && year_ago => (Meaning::Period(-1), end + 3),
        _ if quarter && line.is(end, &["ended", "ending"]) && matches!(line.word(end + 1), Word::Month(_)) => {
            let Word::Month(month) = line.word(end + 1) else { return None };
            (Meaning::QuarterTo(month), end)
        }
        _ if quarter && line.is(at, &["this"]) => (Meaning::Period(0), end),
        _ if quarter && start > at && line.is(at, &["the", "that"]) => (Meaning::Period(0), end),
        _ => return None,
    };
    Some((meaning, end, "period"))
}

/// "Q3", "Q3 2024", "H1 2025".
fn abbreviated(line: Line<'_>, at: usize) -> Option<Read> {
    let (letter, rank) = line.text(at).split_at_checked(1)?;
    let rank = rank.parse::<i8>().ok().filter(|rank| line.word(at) == Word::Key && (1..=4).contains(rank))?;
    let told = year_of(line, at + 1);
    match letter {
        "Q" => {
            let (which, end) = told.unwrap_or((Which::Bare, at + 1));
            Some((Meaning::Quarter(rank, which), end, "quarter"))
        }
        "H" => told.map(|(which, end)| (Meaning::Half(rank, which), end, "half")),
        _ => None,
    }
}

fn told(line: Line<'_>, at: usize) -> (Told, usize) {
    let comparable = line.skip(at, &["comparable", "corresponding"]);
    let year = line.word(comparable) == Word::Unit(Unit::Year);
    match () {
        () if year && line.is(comparable + 1, &["ago", "earlier"]) => (Told::Earlier, comparable + 2),
        () if comparable > at => (Told::Earlier, comparable),
        () if line.is(at, &["latest"]) => (Told::Latest, at + 1),
        () if line.word(at + 1) == Word::Unit(Unit::Year) && line.is(at + 2, &["'s", "’s"]) => match () {
            () if line.is(at, &["last"]) => (Told::Year(Which::OfYear(-1)), at + 3),
            () if line.is(at, &["this"]) => (Told::Year(Which::OfYear(0)), at + 3),
            () if line.is(at, &["next"]) => (Told::Year(Which::OfYear(1)), at + 3),
            () => (Told::Nothing, at),
        },
        () => match calendar::year(line, at) {
            Some(year) => (Told::Year(Which::Of(year)), at + 1),
            None => (Told::Nothing, at),
        },
    }
}

/// The year after "quarter" or "half": "of 1990", "of last year".
fn year_of(line: Line<'_>, at: usize) -> Option<(Which, usize)> {
    let of = line.skip(at, &["of", "in"]);
    let fiscal = line.skip(of, &["fiscal"]);
    if let Some(year) = calendar::year(line, fiscal) {
        return Some((Which::Of(year), fiscal + 1));
    }
    if line.word(of + 1) != Word::Unit(Unit::Year) || of == at {
        return None;
    }
    match () {
        () if line.is(of, &["last"]) => Some((Which::OfYear(-1), of + 2)),
        () if line.is(of, &["this", "the"]) => Some((Which::OfYear(0), of + 2)),
        () if line.is(of, &["next"]) => Some((Which::OfYear(1), of + 2)),
        () => None,
    }
}

/// "first half of 1990": without a year it is as often one of a match.
fn half(line: Line<'_>, at: usize, rank: i8) -> Option<Read> {
    if !(1..=2).contains(&rank) || !line.is(at + 1, &["half"]) {
        return None;
    }
    let (which, end) = year_of(line, at + 2)?;
    Some((Meaning::Half(rank, which), end, "half"))
}

/// "fiscal 1989", "fiscal year 1989".
fn fiscal_year(line: Line<'_>, at: usize) -> Option<Read> {
    if !line.is(at, &["fiscal"]) {
        return None;
    }
    let number = at + 1 + usize::from(line.word(at + 1) == Word::Unit(Unit::Year));
    let year = calendar::year(line, number)?;
    Some((Meaning::Point(Point::Year(year)), number + 1, "fiscal-year"))
}
