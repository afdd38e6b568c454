//! Resolution: from what an expression says to its TIMEX3 value, against the article's date and the dates named
//! before.
//!
//! [`resolve`] writes what needs no calendar at once (lengths, sets, vague times), and for the rest finds its
//! [`Point`] ([`point_of`]):
//!
//! 1. what says all itself ("May 1998");
//! 2. what is told from a date named before ("that year", "two days later", "the following Monday");
//! 3. what names its year, if only as "last year" ([`told_year`]);
//! 4. what is told from the article's date ([`from_article`]): days and units counted from it, and what recurs
//!    ([`recur`]).
//!
//! Where that is not known, the value keeps what is ([`write_unanchored`]): `XXXX-02-28`, `XXXX-WXX-5`. Nothing
//! fails: what the calendar does not reach is unresolved.

use jiff::ToSpan;
use jiff::civil::Date;

use super::context::Context;
use super::expression::{Every, Expression, Meaning, MonthDay, Vague, Way, Which, Whole};
use super::recur;
use super::value::{Amount, Length, Point, Time, Values};
use super::{Anchor, TimexType};
use crate::id::SentenceId;
use crate::lexicon::en::holiday::Feast;
use crate::lexicon::en::time::Unit;

/// What an expression is, beside its value, which is written where values are kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    /// Its TIMEX3 type.
    pub(super) kind: TimexType,
    /// The first and the last day that it covers, if it covers any.
    pub(super) days: Option<(Date, Date)>,
    /// What it was told from.
    pub(super) anchor: Anchor,
    /// The point that later expressions may be told from.
    pub(super) point: Option<Point>,
}

/// Resolves an expression of a sentence and writes its value; `way` tells where its verb points, and is asked only if
/// that matters.
pub(super) fn resolve(
    found: &Expression,
    context: &Context,
    sentence: SentenceId,
    way: impl Fn() -> Option<Way>,
    values: &mut Values,
) -> Resolved {
    match found.meaning {
        Meaning::Length(length) => {
            length.write(values);
            open(TimexType::Duration)
        }
        Meaning::Lengths(long, short) => {
            long.write_with(short, values);
            open(TimexType::Duration)
        }
        Meaning::Elapsed(hours, minutes, seconds) => {
            values.add("PT").number(hours, 1).add("H").number(minutes, 1).add("M").number(seconds, 1).add("S");
            open(TimexType::Duration)
        }
        Meaning::Every(every) => {
            write_every(every, found.time, values);
            open(TimexType::Set)
        }
        Meaning::Vague(vague) => {
            write_vague(vague, values);
            open(TimexType::Date)
        }
        Meaning::FromNow(Length { amount: Amount::Some, .. }, way) => {
            write_vague(if way == Way::Back { Vague::Past } else { Vague::Future }, values);
            open(TimexType::Date)
        }
        Meaning::Impossible(year, month) => {
            match year {
                Some(year) => values.number(year, 4),
                None => values.add("XXXX"),
            };
            values.add("-").number(month, 2).add("-XX");
            open(TimexType::Date)
        }
        Meaning::Range(first, last) => {
            let days = first.days().zip(last.days()).map(|((first, _), (_, last))| (first, last));
            at(first, days, Anchor::None, None, values)
        }
        meaning => {
            let told = point_of(meaning, context, sentence, &way);
            placed(found, told, values)
        }
    }
}

/// What `found` is where `told` is the point of its meaning: moved by its shift, with its time, and with the days
/// that it covers.
///
/// Where nothing is told the value is written without anchor: "the day before Easter" has no such value but that of
/// an unknown day.
fn placed(found: &Expression, told: Option<(Point, Anchor)>, values: &mut Values) -> Resolved {
    let moved = told.and_then(|(point, anchor)| {
        let point = if found.shift == 0 { point } else { point.moved(i32::from(found.shift))? };
        Some((point, anchor, point.days()?))
    });
    let Some((point, anchor, days)) = moved else {
        if found.shift == 0 {
            write_unanchored(found.meaning, values);
        } else {
            values.add(unknown(Unit::Day));
        }
        found.time.inspect(|time| time.write(values));
        return open(if found.time.is_some() { TimexType::Time } else { TimexType::Date });
    };
    let days = match found.meaning {
        _ if found.shift != 0 => Some(days),
        Meaning::MonthDay(MonthDay { last: Some(last), .. }, _) => Some(to_day(days.0, last)),
        Meaning::Holiday(feast, _) => lasting(days.0, feast),
        _ => Some(days),
    };
    at(point, days, anchor, found.time, values)
}

/// The days from a day to a later one of its month, or to itself where the month has no such day.
fn to_day(first: Date, last: i8) -> (Date, Date) {
    (first, Date::new(first.year(), first.month(), last).unwrap_or(first))
}

/// The days of a holiday that starts on a day; none past the calendar's end.
fn lasting(first: Date, feast: Feast) -> Option<(Date, Date)> {
    Some((first, first.checked_add(i32::from(feast.days() - 1).days()).ok()?))
}

/// An expression that no day tells: nothing is told from it later.
fn open(kind: TimexType) -> Resolved {
    Resolved { kind, days: None, anchor: Anchor::None, point: None }
}

/// Writes a point with its time and says what it is; later expressions may be told from it.
fn at(point: Point, days: Option<(Date, Date)>, anchor: Anchor, time: Option<Time>, values: &mut Values) -> Resolved {
    point.write(values);
    time.inspect(|time| time.write(values));
    let kind = if time.is_some() { TimexType::Time } else { TimexType::Date };
    Resolved { kind, days, anchor, point: Some(point) }
}

/// The value of a vague time.
fn write_vague(vague: Vague, values: &mut Values) {
    values.add(match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    });
}

/// The value of a set: the length between ("every two weeks" → `P2W`), or a date with unknown places ("every Friday"
/// → `XXXX-WXX-5`), and for weekdays the part of the day.
fn write_every(every: Every, time: Option<Time>, values: &mut Values) {
    match every {
        Every::Length(length) => length.write(values),
        Every::Weekday(day) => {
            values.add("XXXX-WXX-").number(day, 1);
            time.inspect(|time| time.write(values));
        }
        Every::Month(month) => {
            values.add("XXXX-").number(month, 2);
        }
        Every::Season(season) => {
            values.add("XXXX-").add(season.code());
        }
        Every::Part(part) => Time::Part(part).write(values.add("XXXX-XX-XX")),
    }
}

/// The point that a meaning is, if what it is told from is known, with what that was.
///
/// `sentence` is that of the expression: what is compared, or told from a day near by, depends on it. In an article
/// of 17 February 2025, with "May 1998" named before:
///
/// | text | point | told from |
/// |---|---|---|
/// | March 3, 2024 | 2024-03-03 | nothing |
/// | that year | 1998 | the expression before |
/// | two months later | 1998-07 | the expression before |
/// | last year | 2024 | the article |
/// | the day before the trial | none | |
fn point_of(
    meaning: Meaning,
    context: &Context,
    sentence: SentenceId,
    way: &dyn Fn() -> Option<Way>,
) -> Option<(Point, Anchor)> {
    let published = context.published;
    match meaning {
        Meaning::Point(point) => return Some((point, Anchor::None)),
        Meaning::PeriodOf(year) => {
            let point = match context.quarter {
                Some(Point::Quarter(_, quarter)) => Point::Quarter(year, quarter),
                _ => Point::Year(year),
            };
            return Some((point, Anchor::None));
        }
        Meaning::Same(unit, by) => {
            let (named, id) = context.named(unit)?;
            let point = Point::around(named.days()?.0, unit)?.moved(by)?;
            return Some((point, Anchor::Mention(id)));
        }
        Meaning::PartOf(part, whole) => {
            if let (Whole::Month(month, Which::Bare), Some(published)) = (whole, published) {
                let in_year = |year| part.of(whole, Point::Month(year, month));
                let point = recur::yearly(published, whole.meaning(), way, in_year)?;
                return Some((point, Anchor::Article));
            }
            let (point, anchor) = point_of(whole.meaning(), context, sentence, way)?;
            return Some((part.of(whole, point)?, anchor));
        }
        Meaning::Time => {
            if let Some((day, id)) = context.day_near(sentence) {
                return Some((day, Anchor::Mention(id)));
            }
        }
        Meaning::Weekday(day, which @ (Which::Before | Which::After)) => {
            if let Some((Point::Day(named), id)) = context.day_near(sentence) {
                return Some((recur::weekday(named, day, which, way)?, Anchor::Mention(id)));
            }
        }
        Meaning::FromThen(length, direction) if !is_year_back(meaning) => {
            let (named, id) = context.named(length.unit)?;
            return Some((led(named, length, direction)?, Anchor::Mention(id)));
        }
        _ => {}
    }
    if matches!(meaning, Meaning::Beside(_)) {
        return None;
    }
    if let Some((year, anchor)) = told_year(meaning, context) {
        return in_year(meaning, year).map(|point| (point, anchor));
    }
    from_article(meaning, published?, context, sentence, way).map(|point| (point, Anchor::Article))
}

/// The point that a meaning is, told from the article's day: what counts from it, the business periods that it
/// reports, and which of what recurs is near.
///
/// "A year earlier" and "the year-earlier period" are here though they look back to what was named: what they compare
/// with is the month that the sentence names, else the quarter that the article reports. Where neither is known, "a
/// year earlier" is last year, and a period is the last quarter of the calendar, moved.
fn from_article(
    meaning: Meaning,
    published: Date,
    context: &Context,
    sentence: SentenceId,
    way: &dyn Fn() -> Option<Way>,
) -> Option<Point> {
    Some(match meaning {
        Meaning::Weekday(day, which) => recur::weekday(published, day, which, way)?,
        Meaning::WeekdayDay(weekday, day) => recur::weekday_day(published, weekday, day)?,
        Meaning::Overnight => {
            let back = way() != Some(Way::Ahead);
            Point::Day(published).moved(if back { -1 } else { 0 })?
        }
        Meaning::Weekend => recur::weekend(published, way)?,
        Meaning::Quarter(quarter, Which::Earlier) => {
            let bare = Meaning::Quarter(quarter, Which::Bare);
            recur::yearly(published, bare, way, |year| in_year(bare, year))?.moved(-4)?
        }
        Meaning::Unit(unit, by) => Point::around(published, unit)?.moved(by)?,
        Meaning::FromNow(..) | Meaning::FromThen(..) if is_year_back(meaning) => {
            match context.month_in(sentence).or_else(|| context.compared(sentence)) {
                Some(period) => earlier(period, -1)?,
                None => Point::Year(published.year()).moved(-1)?,
            }
        }
        Meaning::FromNow(length, direction) => led(Point::Day(published), length, direction)?,
        Meaning::Period(by) => {
            let last = Point::around(published, Unit::Quarter)?.moved(-1)?;
            let period = if by == 0 { context.quarter } else { context.compared(sentence) };
            earlier(period.unwrap_or(last), by)?
        }
        Meaning::QuarterTo(month) => {
            let month = Meaning::Month(month, Which::Bare);
            let Point::Month(year, month) = recur::yearly(published, month, way, |year| in_year(month, year))? else {
                return None;
            };
            Point::around(Point::Month(year, month).moved(-1)?.days()?.0, Unit::Quarter)?
        }
        Meaning::Time => Point::Day(published),
        _ => recur::yearly(published, meaning, way, |year| in_year(meaning, year))?,
    })
}

/// The year that the expression itself tells: "of 1998", "last year", "that year".
fn told_year(meaning: Meaning, context: &Context) -> Option<(i16, Anchor)> {
    let moved = |year: i16, by: i32| year.checked_add(i16::try_from(by).ok()?);
    match meaning.which()? {
        Which::Of(year) => Some((year, Anchor::None)),
        Which::OfYear(by) => Some((moved(context.published?.year(), by)?, Anchor::Article)),
        Which::OfThen(by) => {
            let (named, id) = context.named(Unit::Year)?;
            Some((moved(named.year()?, by)?, Anchor::Mention(id)))
        }
        _ => None,
    }
}

/// The point of that year; none where the year has no such day, and for what does not come once a year.
fn in_year(meaning: Meaning, year: i16) -> Option<Point> {
    let point = match meaning {
        Meaning::MonthDay(date, _) => Point::Day(Date::new(year, date.month, date.day).ok()?),
        Meaning::WeekOf(date, _) => Point::around(Date::new(year, date.month, date.day).ok()?, Unit::Week)?,
        Meaning::Holiday(feast, _) => Point::Day(feast.day(year)?),
        Meaning::Month(month, _) => Point::Month(year, month),
        Meaning::Season(season, _) => Point::Season(year, season),
        Meaning::Quarter(quarter, _) => Point::Quarter(year, quarter),
        Meaning::Half(half, _) => Point::Half(year, half),
        _ => return None,
    };
    point.days().map(|_| point)
}

/// Whether the expression is "a year ago" or "a year earlier", which in business news is the period a year before.
fn is_year_back(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::FromNow(Length { unit: Unit::Year, amount: Amount::Exact(1) }, Way::Back)
            | Meaning::FromThen(Length { unit: Unit::Year, amount: Amount::Exact(1) }, Way::Back)
    )
}

/// A business period, moved by years.
fn earlier(period: Point, years: i32) -> Option<Point> {
    period.moved(match period {
        Point::Quarter(..) => years * 4,
        Point::Month(..) => years * 12,
        _ => years,
    })
}

/// What is so long before or after a point, as fine as the length's unit tells: "two weeks before" is a week, "48
/// hours before" a day. None where the amount is not known.
fn led(from: Point, length: Length, way: Way) -> Option<Point> {
    let (count, unit) = length.count()?;
    let (first, _) = from.days()?;
    let (count, unit) = match unit {
        // Whole days of hours count, the rest is of the day.
        Unit::Hour => (count / 24, Unit::Day),
        Unit::Minute | Unit::Second => (0, Unit::Day),
        _ => (count, unit),
    };
    Point::around(first, unit)?.moved(if way == Way::Back { -count } else { count })
}

/// Writes the value of a point that nothing anchors, with `X` for what is not known: "Friday" → `XXXX-WXX-5`, "last
/// month" → `XXXX-XX`.
fn write_unanchored(meaning: Meaning, values: &mut Values) {
    match meaning {
        Meaning::MonthDay(MonthDay { month, day, .. }, _) | Meaning::Holiday(Feast::Fixed(month, day), _) => {
            values.add("XXXX-").number(month, 2).add("-").number(day, 2)
        }
        Meaning::Month(month, _) => values.add("XXXX-").number(month, 2),
        Meaning::Season(season, _) => values.add("XXXX-").add(season.code()),
        Meaning::Weekday(day, _) => values.add("XXXX-WXX-").number(day, 1),
        Meaning::Quarter(quarter, _) => values.add("XXXX-Q").number(quarter, 1),
        Meaning::Half(half, _) => values.add("XXXX-H").number(half, 1),
        Meaning::Weekend => values.add("XXXX-WXX-WE"),
        Meaning::Period(_) | Meaning::QuarterTo(_) => values.add("XXXX-QX"),
        Meaning::Unit(unit, _) | Meaning::Same(unit, _) | Meaning::Beside(unit) => values.add(unknown(unit)),
        Meaning::FromNow(length, _) | Meaning::FromThen(length, _) => values.add(unknown(length.unit)),
        _ => values.add("XXXX-XX-XX"),
    };
}

/// The value of an unknown point of this unit.
fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}
