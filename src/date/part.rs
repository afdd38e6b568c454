//! Parts of longer times by their rank: "the last day of the month", "the first week of May", "the last Friday before
//! Christmas".
//!
//! A *part* (a day, weekend, week, month or weekday, with its rank) is looked for in a *whole* (a month, a year, the
//! week before or after a feast). The whole is resolved first, and the part is then found by counting ([`Part::of`]):
//!
//! | text | part | whole | in 2025 |
//! |---|---|---|---|
//! | the last Friday of May | Friday, -1 | May | 30 May |
//! | the first week of May | week, 1 | May | W18, from 28 April: its Thursday is 1 May |
//! | the 2nd of June | day, 2 | June | 2 June |
//! | the last Friday before Christmas | Friday, -1 | 18 to 24 December | 19 December |

use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::{word, words};
use jiff::ToSpan;
use jiff::civil::Date;

use super::expression::{Meaning, Part, Read, Way, Which, Whole};
use super::line::Line;
use super::rule::Rule;
use super::value::{self, Point};
use super::{calendar, holiday, relative};

/// A part of a longer time, with the atom after it.
///
/// "The 2nd of this month" is a day of a month; months are parts of years only; of a weekday before or after a feast
/// the rank is the nearest, whatever is said.
pub(super) fn part(line: Line<'_>, at: usize) -> Option<Read> {
    let start = line.skip(at, words!("the"));
    let rank = match line.word(start) {
        Word::Ordinal(rank @ 1..=31) => i8::try_from(rank).ok()?,
        _ if line.is(start, words!("last final")) => -1,
        _ => return None,
    };
    let noun = start + 1;
    let read = |part, (whole, end)| Some((Meaning::PartOf(part, whole), end, Rule::PartOf));
    match line.word(noun) {
        // "The 2nd of this month".
        Word::Inner if rank > 0 && line.is(noun, words!("of")) => {
            let (whole, end) = whole(line, noun + 1).filter(|(whole, _)| is_month(*whole))?;
            read(Part::Unit(Unit::Day, rank), (whole, end))
        }
        Word::Unit(unit @ (Unit::Day | Unit::Weekend | Unit::Week | Unit::Month))
            if line.is(noun + 1, words!("of in")) =>
        {
            let told = whole(line, noun + 2)?;
            let longer = is_month(told.0) || !matches!(unit, Unit::Month) || is_year(told.0);
            if longer { read(Part::Unit(unit, rank), told) } else { None }
        }
        Word::Weekday(day) => {
            if let Some(way) = line.pick(noun + 1, &[(word!("before"), Way::Back), (word!("after"), Way::Ahead)]) {
                let (Meaning::Holiday(feast, which), ..) = holiday::holiday(line, noun + 2)? else { return None };
                let rank = if rank < 0 { -1 } else { 1 };
                let whole = if way == Way::Back { Whole::Before(feast, which) } else { Whole::After(feast, which) };
                return read(Part::Weekday(day, rank), (whole, noun + 1));
            }
            if !line.is(noun + 1, words!("of in")) {
                return None;
            }
            read(Part::Weekday(day, rank), whole(line, noun + 2)?)
        }
        _ => None,
    }
}

/// Whether the whole is a month.
fn is_month(whole: Whole) -> bool {
    matches!(whole, Whole::Month(..) | Whole::Unit(Unit::Month, _) | Whole::Same(Unit::Month, _))
}

/// Whether the whole is a year.
fn is_year(whole: Whole) -> bool {
    matches!(whole, Whole::Year(_) | Whole::Unit(Unit::Year, _) | Whole::Same(Unit::Year, _))
}

/// What the part is of, with the atom after it: a month with its year, a year, "the month", "next year".
fn whole(line: Line<'_>, at: usize) -> Option<(Whole, usize)> {
    let (meaning, end) = match line.word(at) {
        Word::Month(month) if line.is_capitalised(at) => {
            let (which, end) = calendar::year_after(line, at + 1).unwrap_or((Which::Bare, at + 1));
            return Some((Whole::Month(month, which), end));
        }
        Word::Digits(..) => {
            let (meaning, end, _) = calendar::date(line, at)?;
            (meaning, end)
        }
        Word::Glue(_) => {
            let (meaning, end, _) = relative::unit(line, at)?;
            (meaning, end)
        }
        _ => return None,
    };
    let whole = match meaning {
        Meaning::Point(Point::Year(year)) => Whole::Year(year),
        Meaning::Unit(unit @ (Unit::Month | Unit::Year), by) => Whole::Unit(unit, by),
        Meaning::Same(unit @ (Unit::Month | Unit::Year), by) => Whole::Same(unit, by),
        _ => return None,
    };
    Some((whole, end))
}

impl Whole {
    /// What it says by itself: a feast, of what is before or after one.
    pub(super) fn meaning(self) -> Meaning {
        match self {
            Self::Month(month, which) => Meaning::Month(month, which),
            Self::Year(year) => Meaning::Point(Point::Year(year)),
            Self::Unit(unit, by) => Meaning::Unit(unit, by),
            Self::Same(unit, by) => Meaning::Same(unit, by),
            Self::Before(feast, which) | Self::After(feast, which) => Meaning::Holiday(feast, which),
        }
    }

    /// The days that the part is looked for in, where the whole is that point.
    fn days(self, point: Point) -> Option<(Date, Date)> {
        let (first, last) = point.days()?;
        let moved = |day: Date, by: i32| day.checked_add(by.days()).ok();
        match self {
            Self::Before(..) => Some((moved(first, -7)?, moved(first, -1)?)),
            Self::After(..) => Some((moved(last, 1)?, moved(last, 7)?)),
            _ => Some((first, last)),
        }
    }
}

impl Part {
    /// The part of the whole that is `point`; none where it has no such part: "the fifth Friday of February".
    ///
    /// A week is of the period that its Thursday is of, as ISO 8601 counts weeks in years; a weekend of the one that
    /// its Saturday is of.
    pub(super) fn of(self, whole: Whole, point: Point) -> Option<Point> {
        let (first, last) = whole.days(point)?;
        let (from, unit, rank) = match self {
            Self::Unit(unit, rank) => (if rank < 0 { last } else { first }, unit, rank),
            Self::Weekday(day, rank) => {
                let weekday = value::weekday(day);
                let from = if rank < 0 { last.tomorrow().ok()? } else { first.yesterday().ok()? };
                (from.nth_weekday(rank.into(), weekday).ok()?, Unit::Day, 0)
            }
        };
        let mut found = Point::around(from, unit)?.moved(match rank {
            1.. => i32::from(rank) - 1,
            _ => 0,
        })?;
        // A week is of the period that its Thursday is of, a weekend of the one that its Saturday is of.
        let middle = |point: Point| match point {
            Point::Week(monday) => monday.checked_add(3.days()).ok(),
            other => other.days().map(|(first, _)| first),
        };
        if middle(found)? < first {
            found = found.moved(1)?;
        } else if rank < 0 && middle(found)? > last {
            found = found.moved(-1)?;
        }
        let inside = middle(found).is_some_and(|day| first <= day && day <= last);
        inside.then_some(found)
    }
}
