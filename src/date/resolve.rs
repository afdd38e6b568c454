//! Resolution: from what an expression says to its TIMEX3 value, against the article's date and the dates named before.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expression::{Every, Found, Meaning, Vague, Way, Which};
use super::value::{Amount, Length, Point, Time, weekday};
use super::vocabulary::Unit;
use super::{Anchor, TimexType};
use crate::id::DateId;

/// What expressions are resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The article's date.
    pub(super) published: Option<Date>,
    /// The last point that the text named, and which expression did.
    pub(super) named: Option<(Point, DateId)>,
    /// The last business period that the text named.
    pub(super) period: Option<Point>,
}

/// An expression's value.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub(super) kind: TimexType,
    pub(super) value: String,
    pub(super) days: Option<(Date, Date)>,
    pub(super) anchor: Anchor,
    /// The point that later expressions may be told from.
    pub(super) point: Option<Point>,
}

/// Resolves an expression; `way` tells where its verb points.
pub(super) fn resolve(found: &Found, context: &Context, way: impl Fn() -> Option<Way>) -> Resolved {
    match found.meaning {
        Meaning::Length(length) => open(TimexType::Duration, length.to_string()),
        Meaning::Every(every) => open(TimexType::Set, every_value(every, found.time)),
        Meaning::Vague(vague) => open(TimexType::Date, vague_value(vague).to_owned()),
        Meaning::FromNow(Length { amount: Amount::Some, .. }, direction) => open(
            TimexType::Date,
            vague_value(if direction == Way::Back { Vague::Past } else { Vague::Future }).to_owned(),
        ),
        Meaning::Impossible(year, month) => {
            let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
            open(TimexType::Date, format!("{year}-{month:02}-XX"))
        }
        Meaning::Range(first, last) => {
            let days = first.days().zip(last.days()).map(|((first, _), (_, last))| (first, last));
            Resolved { days, ..at(first, Anchor::None, None) }
        }
        meaning => match point(meaning, context, way) {
            Some((point, anchor)) => {
                let mut resolved = at(point, anchor, found.time);
                if let (Meaning::MonthDay(_, _, Some(last), _), Some((first, _))) = (meaning, resolved.days)
                    && let Ok(last) = Date::new(first.year(), first.month(), last)
                {
                    resolved.days = Some((first, last));
                }
                resolved
            }
            None => {
                let time = found.time.map(|time| time.to_string()).unwrap_or_default();
                let kind = if found.time.is_some() { TimexType::Time } else { TimexType::Date };
                open(kind, unanchored(meaning) + &time)
            }
        },
    }
}

fn open(kind: TimexType, value: String) -> Resolved {
    Resolved { kind, value, days: None, anchor: Anchor::None, point: None }
}

fn at(point: Point, anchor: Anchor, time: Option<Time>) -> Resolved {
    let value = match time {
        Some(time) => format!("{point}{time}"),
        None => point.to_string(),
    };
    let kind = if time.is_some() { TimexType::Time } else { TimexType::Date };
    Resolved { kind, value, days: point.days(), anchor, point: Some(point) }
}

fn vague_value(vague: Vague) -> &'static str {
    match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    }
}

fn every_value(every: Every, time: Option<Time>) -> String {
    let time = time.map(|time| time.to_string()).unwrap_or_default();
    match every {
        Every::Length(length) => length.to_string(),
        Every::Weekday(day) => format!("XXXX-WXX-{day}{time}"),
        Every::Month(month) => format!("XXXX-{month:02}"),
        Every::Season(season) => format!("XXXX-{}", season.code()),
        Every::Part(part) => format!("XXXX-XX-XX{}", Time::Part(part)),
    }
}

/// The point that a meaning is, if what it is told from is known.
fn point(meaning: Meaning, context: &Context, way: impl Fn() -> Option<Way>) -> Option<(Point, Anchor)> {
    let published = context.published;
    let from_article = |point: Option<Point>| point.map(|point| (point, Anchor::Article));
    let which_year = |which: Which| -> Option<(i16, Anchor)> {
        match which {
            Which::Of(year) => Some((year, Anchor::None)),
            Which::OfYear(by) => Some((published?.year().checked_add(i16::try_from(by).ok()?)?, Anchor::Article)),
            Which::OfThen(by) => {
                let (named, id) = context.named?;
                Some((named.year()?.checked_add(i16::try_from(by).ok()?)?, Anchor::Mention(id)))
            }
            _ => None,
        }
    };
    match meaning {
        Meaning::Point(point) => Some((point, Anchor::None)).filter(|_| point.days().is_some()),
        Meaning::MonthDay(month, day, _, which) => {
            let of = |year| Date::new(year, month, day).ok().map(Point::Day);
            match which_year(which) {
                Some((year, anchor)) => of(year).map(|point| (point, anchor)),
                None => from_article(yearly(published?, which, way, of)),
            }
        }
        Meaning::Holiday(feast, which) => {
            from_article(yearly(published?, which, way, |year| feast.day(year).map(Point::Day)))
        }
        Meaning::Month(month, which) => {
            in_year(which_year(which), published, which, way, |year| Some(Point::Month(year, month)))
        }
        Meaning::Season(season, which) => {
            in_year(which_year(which), published, which, way, |year| Some(Point::Season(year, season)))
        }
        Meaning::Half(half, which) => {
            in_year(which_year(which), published, which, way, |year| Some(Point::Half(year, half)))
        }
        Meaning::Quarter(quarter, Which::Earlier) => {
            let point = yearly(published?, Which::Bare, way, |year| Some(Point::Quarter(year, quarter)))?;
            from_article(point.moved(-4))
        }
        Meaning::Quarter(quarter, which) => {
            in_year(which_year(which), published, which, way, |year| Some(Point::Quarter(year, quarter)))
        }
        Meaning::Weekday(day, which) => from_article(nearest_weekday(published?, day, which, way)),
        Meaning::Weekend(_) => {
            let this = Point::around(published?, Unit::Weekend)?;
            let back =
                way() != Some(Way::Ahead) && this.days().is_some_and(|(first, _)| first > published.unwrap_or(first));
            from_article(if back { this.moved(-1) } else { Some(this) })
        }
        Meaning::Unit(unit, by) => from_article(Point::around(published?, unit)?.moved(by)),
        Meaning::Same(unit, by) => match context.named {
            Some((named, id)) => {
                let (first, _) = named.days()?;
                let point = Point::around(first, unit)?.moved(by)?;
                Some((point, Anchor::Mention(id)))
            }
            None => None,
        },
        Meaning::FromNow(length, direction) => {
            let year_back = length.unit == Unit::Year && length.count() == Some(1) && direction == Way::Back;
            match context.period {
                Some(period) if year_back => from_article(earlier_period(period)),
                _ => from_article(led(Point::Day(published?), length, direction)),
            }
        }
        Meaning::FromThen(length, direction) => {
            let year_back = length.unit == Unit::Year && length.count() == Some(1) && direction == Way::Back;
            match (context.period, context.named) {
                (Some(period), _) if year_back => from_article(earlier_period(period)),
                (_, Some((named, id))) => led(named, length, direction).map(|point| (point, Anchor::Mention(id))),
                _ => None,
            }
        }
        Meaning::Period(by) => {
            let period = match context.period {
                Some(period) => period,
                None => Point::around(published?, Unit::Quarter)?.moved(-1)?,
            };
            let years = match period {
                Point::Quarter(..) => by * 4,
                _ => by,
            };
            from_article(period.moved(years))
        }
        Meaning::PeriodOf(year) => Some(match context.period {
            Some(Point::Quarter(_, quarter)) => (Point::Quarter(year, quarter), Anchor::Article),
            _ => (Point::Year(year), Anchor::None),
        }),
        Meaning::Time => {
            let (named, id) = context.named.filter(|(named, _)| named.day().is_some()).unzip();
            match (named, id) {
                (Some(named), Some(id)) => Some((named, Anchor::Mention(id))),
                _ => from_article(Some(Point::Day(published?))),
            }
        }
        _ => None,
    }
}

/// The year before a business period.
fn earlier_period(period: Point) -> Option<Point> {
    period.moved(match period {
        Point::Quarter(..) => -4,
        _ => -1,
    })
}

/// What is so long before or after a point, as fine as the length's unit tells.
fn led(from: Point, length: Length, way: Way) -> Option<Point> {
    let count = length.count()?;
    let count = if way == Way::Back { -count } else { count };
    let (first, _) = from.days()?;
    let (unit, count) = match length.unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(Point::Day(first)),
        Unit::Fortnight => (Unit::Week, count * 2),
        Unit::Decade => (Unit::Year, count.checked_mul(10)?),
        Unit::Century => (Unit::Year, count.checked_mul(100)?),
        Unit::Millennium => (Unit::Year, count.checked_mul(1000)?),
        unit => (unit, count),
    };
    Point::around(first, unit)?.moved(count)
}

fn in_year(
    told: Option<(i16, Anchor)>,
    published: Option<Date>,
    which: Which,
    way: impl Fn() -> Option<Way>,
    of: impl Fn(i16) -> Option<Point>,
) -> Option<(Point, Anchor)> {
    match told {
        Some((year, anchor)) => of(year).map(|point| (point, anchor)),
        None => yearly(published?, which, way, of).map(|point| (point, Anchor::Article)),
    }
}

/// Which of the points that come once a year is meant.
fn yearly(
    published: Date,
    which: Which,
    way: impl Fn() -> Option<Way>,
    of: impl Fn(i16) -> Option<Point>,
) -> Option<Point> {
    let near = |by: i16| published.year().checked_add(by).and_then(&of);
    let starts = |point: &Point| point.days().is_some_and(|(first, _)| first <= published);
    let holds = |point: &Point| point.days().is_some_and(|(_, last)| last >= published) && starts(point);
    // Leap days have no point in most years.
    let last = || [0, -1, -2, -3, -4, -8].into_iter().filter_map(near).find(starts);
    let next = || [0, 1, 2, 3, 4, 8].into_iter().filter_map(near).find(|point| !starts(point) || holds(point));
    match which {
        Which::Last => {
            [0, -1, -2, -3, -4, -8].into_iter().filter_map(near).find(|point| starts(point) && !holds(point))
        }
        Which::Next => [0, 1, 2, 3, 4, 8].into_iter().filter_map(near).find(|point| !starts(point)),
        Which::This => near(0).or_else(next),
        _ => match way() {
            Some(Way::Ahead) => next(),
            _ => last(),
        },
    }
}

fn nearest_weekday(published: Date, number: i8, which: Which, way: impl Fn() -> Option<Way>) -> Option<Point> {
    let day = weekday(number);
    let on = published.weekday() == day;
    let last = || published.nth_weekday(-1, day).ok();
    let next = || published.nth_weekday(1, day).ok();
    let found = match which {
        Which::Last => last(),
        Which::Next => next(),
        _ if on => Some(published),
        Which::This => {
            let monday = published.checked_sub(i32::from(published.weekday().to_monday_zero_offset()).days()).ok()?;
            monday.checked_add(i32::from(number - 1).days()).ok()
        }
        _ => match way() {
            Some(Way::Ahead) => next(),
            _ => last(),
        },
    };
    found.map(Point::Day)
}

/// The value of a point that nothing anchors.
fn unanchored(meaning: Meaning) -> String {
    match meaning {
        Meaning::MonthDay(month, day, ..) => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Month(month, _) => format!("XXXX-{month:02}"),
        Meaning::Season(season, _) => format!("XXXX-{}", season.code()),
        Meaning::Weekday(day, _) => format!("XXXX-WXX-{day}"),
        Meaning::Quarter(quarter, _) => format!("XXXX-Q{quarter}"),
        Meaning::Half(half, _) => format!("XXXX-H{half}"),
        Meaning::Holiday(super::holiday::Feast::Fixed(month, day), _) => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Weekend(_) => "XXXX-WXX-WE".to_owned(),
        Meaning::Period(_) => "XXXX-QX".to_owned(),
        Meaning::Unit(unit, _) | Meaning::Same(unit, _) => unknown(unit).to_owned(),
        Meaning::FromNow(length, _) | Meaning::FromThen(length, _) => unknown(length.unit).to_owned(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}

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
