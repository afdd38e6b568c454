//! What recurs: which of all Fridays, all months of May, all third quarters is meant.
//!
//! A word may tell ("last", "next": [`Which`]). Where none does, news is near: what is just over, or soon to come. In
//! an article of 17 February 2025:
//!
//! | text | looks back | looks ahead | no verb tells |
//! |---|---|---|---|
//! | on Friday | 14 February | 21 February | 14 February |
//! | in May | 2024-05 | 2025-05 | 2025-05, within [`SOON`] |
//! | on Feb. 3 | 2025-02-03 | 2025-02-03, just over | 2025-02-03 |
//! | in the third quarter | 2024-Q3 | 2025-Q3 | 2024-Q3 |
//! | at Christmas | 2024-12-25 | 2025-12-25 | 2024-12-25 |
//!
//! The verb is asked last, because to find it costs most: where what is just over and what is soon agree, no verb is
//! needed.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expression::{Meaning, MonthDay, Way, Which};
use super::value::{self, Point};
use crate::lexicon::en::time::Unit;

/// A point without year and verb is the one to come if that starts no more than so many days from the article's; else
/// it is the last one.
const SOON: i32 = 100;

/// A feast that starts within so many days is meant even where the verb looks back.
const FEAST_SOON: i32 = 31;

/// A point that is over for so many days at most is meant even where the verb looks ahead: "results of Feb. 3 will be
/// published". Twice as many for months, as "January" is named well into March.
const JUST_OVER: i32 = 30;

/// The same for quarters: results are reported, and expected, weeks after their end.
const REPORTED: i32 = 100;

/// The years from the article's in which the last or the next point is looked for: leap days skip most, and one
/// century skips eight.
const YEARS: [i16; 6] = [0, 1, 2, 3, 4, 8];

/// Which of the points that come once a year is meant; `of` gives the one of a year, if there is one.
///
/// `way` is where the verb points, and is asked only where it matters. A date whose weekday is given is the nearest
/// one that falls on it, whatever the verb says ("Friday, Feb. 28"). None where no year near has such a point.
pub(super) fn yearly(
    published: Date,
    meaning: Meaning,
    way: impl Fn() -> Option<Way>,
    of: impl Fn(i16) -> Option<Point>,
) -> Option<Point> {
    let near = |by: i16| published.year().checked_add(by).and_then(&of);
    let started = |point: &Point| point.days().is_some_and(|(first, _)| first <= published);
    let over = |point: &Point| point.days().is_some_and(|(_, last)| last < published);
    let last = || YEARS.iter().filter_map(|by| near(-by)).find(started);
    let next = || YEARS.iter().filter_map(|by| near(*by)).find(|point| !over(point));
    let ended = |point: &Point, days: i32| {
        point.days().is_some_and(|(_, end)| end.checked_add(days.days()).is_ok_and(|limit| limit >= published))
    };
    match meaning.which()? {
        Which::Last | Which::Before => YEARS.iter().filter_map(|by| near(-by)).find(over),
        Which::Next | Which::After => YEARS.iter().filter_map(|by| near(*by)).find(|point| !started(point)),
        Which::Coming => next(),
        Which::From(from) => YEARS
            .iter()
            .filter_map(|by| of(from.year().checked_add(*by)?))
            .find(|point| point.days().is_some_and(|(_, last)| last >= from)),
        Which::This if matches!(meaning, Meaning::Season(..)) => this_season(published, way, near),
        Which::This => near(0),
        _ => {
            if let Meaning::MonthDay(MonthDay { weekday: Some(day), .. }, _) = meaning
                && let Some(point) = on_weekday(published, day, near)
            {
                return Some(point);
            }
            let just_over = match meaning {
                Meaning::Quarter(..) => REPORTED,
                Meaning::Month(..) => 2 * JUST_OVER,
                _ => JUST_OVER,
            };
            let last = last();
            let recent = last.filter(|point| ended(point, just_over));
            let soon = || next().filter(|point| starts_within(*point, published, SOON));
            // Most are of the last days: then the verb, which takes long to find, tells no other one.
            if recent.is_some() && soon().is_none_or(|soon| Some(soon) == last) {
                return last;
            }
            match way() {
                Some(Way::Ahead) => recent.or_else(next),
                // "Sales rose before Christmas", written on December 20: the feast of a year ago would be "last Christmas".
                Some(Way::Back) if matches!(meaning, Meaning::Holiday(..)) => {
                    next().filter(|point| starts_within(*point, published, FEAST_SOON)).or(last)
                }
                Some(Way::Back) => last,
                None => soon().or(last),
            }
        }
    }
}

/// The season that the day is in; the one that is just over where the verb looks back ("this winter was" in April);
/// else the one of the year.
fn this_season(published: Date, way: impl Fn() -> Option<Way>, near: impl Fn(i16) -> Option<Point>) -> Option<Point> {
    let lies = |point: &Point| point.days().is_some_and(|(first, last)| first <= published && published <= last);
    let over = |point: &Point| {
        let end = point.days().and_then(|(_, last)| last.checked_add((2 * JUST_OVER).days()).ok());
        point.days().is_some_and(|(_, last)| last < published) && end.is_some_and(|end| published <= end)
    };
    let last = || [-1, 0].into_iter().filter_map(&near).find(over).filter(|_| way() == Some(Way::Back));
    [-1, 0].into_iter().filter_map(&near).find(lies).or_else(last).or_else(|| near(0))
}

/// The nearest of the days of that number that fall on the weekday which the text gives, half a year back or ahead:
/// "Sunday the 17th".
pub(super) fn weekday_day(published: Date, weekday: i8, number: i8) -> Option<Point> {
    let month = |by: i32| {
        let Point::Month(year, month) = Point::Month(published.year(), published.month()).moved(by)? else {
            return None;
        };
        Date::new(year, month, number).ok()
    };
    (-6..=6)
        .filter_map(month)
        .filter(|day| day.weekday() == value::weekday(weekday))
        .min_by_key(|day| day.duration_since(published).abs())
        .map(Point::Day)
}

/// The nearest of the dates of three years that falls on the weekday which the text gives: of "Friday, Feb. 28" the
/// one of 2025. None where the text errs, and then the date counts without its weekday.
fn on_weekday(published: Date, day: i8, near: impl Fn(i16) -> Option<Point>) -> Option<Point> {
    let distance = |point: &Point| point.day().map(|date| date.duration_since(published).abs());
    [0, -1, 1]
        .into_iter()
        .filter_map(near)
        .filter(|point| point.day().is_some_and(|date| date.weekday() == value::weekday(day)))
        .min_by_key(distance)
}

/// Whether the point starts within so many days.
fn starts_within(point: Point, published: Date, days: i32) -> bool {
    point.days().is_some_and(|(first, _)| published.checked_add(days.days()).is_ok_and(|limit| first <= limit))
}

/// Which of the weekdays is meant; in doubt, news looks back.
///
/// The article's own weekday is the day itself, but for "last" and "next"; "this Friday" is the one of the article's
/// week, from Monday.
pub(super) fn weekday(published: Date, number: i8, which: Which, way: impl Fn() -> Option<Way>) -> Option<Point> {
    let day = value::weekday(number);
    let last = || published.nth_weekday(-1, day).ok();
    let next = || published.nth_weekday(1, day).ok();
    let week = |by: i32| {
        let Point::Week(monday) = Point::around(published, Unit::Week)?.moved(by)? else { return None };
        monday.checked_add(i32::from(number - 1).days()).ok()
    };
    let found = match which {
        Which::OfWeek(by) => week(by),
        Which::Weeks(by) => {
            let nearest = if by < 0 { last() } else { next() };
            nearest.and_then(|day| day.checked_add((7 * i32::from(by)).days()).ok())
        }
        Which::Last | Which::Before => last(),
        Which::Next | Which::After => next(),
        Which::From(from) if from.weekday() == day => Some(from),
        Which::From(from) => from.nth_weekday(1, day).ok(),
        _ if published.weekday() == day => Some(published),
        Which::This => week(0),
        _ if way() == Some(Way::Ahead) => next(),
        _ => last(),
    };
    found.map(Point::Day)
}

/// Which weekend is meant by "the weekend": the one that the article's week ends with if it has begun or the verb
/// looks ahead, else the last.
pub(super) fn weekend(published: Date, way: impl Fn() -> Option<Way>) -> Option<Point> {
    let this = Point::around(published, Unit::Weekend)?;
    let started = this.days().is_some_and(|(first, _)| first <= published);
    if started || way() == Some(Way::Ahead) { Some(this) } else { this.moved(-1) }
}
