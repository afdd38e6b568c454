//! Values: points of the calendar and lengths of time, with their arithmetic and their TIMEX3 form.
//!
//! | value | written | days |
//! |---|---|---|
//! | a day | 2025-02-17 | that day |
//! | an ISO week, its weekend | 2025-W08, 2025-W08-WE | Monday to Sunday, Saturday and Sunday |
//! | a month, quarter, half | 2025-02, 2025-Q1, 2025-H1 | from its first to its last |
//! | a season | 2025-SU | June to August; winter is December to February of the next year |
//! | a year, decade, century | 2025, 202, 20 | from its first to its last |
//! | a length | P10D, P2Y6M, PT30M, PXY | none |
//!
//! A week is of the year that its Thursday is of (ISO 8601). Points before the year 0 and past the year 9999 are
//! none: every step that could leave the calendar gives an `Option`.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Interval, ToSpan};

use crate::lexicon::en::time::{Part, Season, Unit};

/// A place on the calendar, from a day to a century.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// A day.
    Day(Date),
    /// The ISO week that starts on this Monday.
    Week(Date),
    /// The weekend of the ISO week that starts on this Monday.
    Weekend(Date),
    /// A year and the month in it, from 1.
    Month(i16, i8),
    /// A year and the quarter in it, from 1.
    Quarter(i16, i8),
    /// A year and the half in it, from 1.
    Half(i16, i8),
    /// A year and the season that starts in it.
    Season(i16, Season),
    /// A year.
    Year(i16),
    /// The years that start with these three digits: 199 for the 1990s.
    Decade(i16),
    /// The years that start with these two digits: 19 for the 20th century.
    Century(i16),
}

/// The first day of a month, if the calendar goes so far.
fn first_of(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}

impl Point {
    /// The point of this grain that holds `day`; lengths shorter than a day have none.
    pub(super) fn around(day: Date, grain: Unit) -> Option<Self> {
        let quarter = (day.month() - 1) / 3 + 1;
        Some(match grain {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend(monday(day)?),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)?),
            Unit::Month => Self::Month(day.year(), day.month()),
            Unit::Quarter => Self::Quarter(day.year(), quarter),
            Unit::Year => Self::Year(day.year()),
            Unit::Decade => Self::Decade(day.year().div_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(day.year().div_euclid(100)),
        })
    }

    /// The point as many of its own grain later, or earlier where `by` is negative; none where the calendar ends.
    pub(super) fn moved(self, by: i32) -> Option<Self> {
        let small = i16::try_from(by).ok()?;
        Some(match self {
            Self::Day(day) => Self::Day(day.checked_add(days(by)?).ok()?),
            Self::Week(day) => Self::Week(day.checked_add(days(by.checked_mul(7)?)?).ok()?),
            Self::Weekend(day) => Self::Weekend(day.checked_add(days(by.checked_mul(7)?)?).ok()?),
            Self::Month(year, month) => {
                let (year, month) = cycle(year, month, 12, by)?;
                Self::Month(year, month)
            }
            Self::Quarter(year, quarter) => {
                let (year, quarter) = cycle(year, quarter, 4, by)?;
                Self::Quarter(year, quarter)
            }
            Self::Half(year, half) => {
                let (year, half) = cycle(year, half, 2, by)?;
                Self::Half(year, half)
            }
            Self::Season(year, season) => Self::Season(year.checked_add(small)?, season),
            Self::Year(year) => Self::Year(year.checked_add(small)?),
            Self::Decade(decade) => Self::Decade(decade.checked_add(small)?),
            Self::Century(century) => Self::Century(century.checked_add(small)?),
        })
        .filter(|point| point.days().is_some())
    }

    /// The first and the last day; none before the year 0, which TIMEX3 writes otherwise, and past the calendar's
    /// end.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        self.interval().filter(|(first, _)| first.year() >= 0)
    }

    /// The first and the last day, as far as the calendar goes.
    fn interval(self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, count: i32| {
            let (end_year, end_month) = cycle(year, month, 12, count - 1)?;
            Some((first_of(year, month)?, first_of(end_year, end_month)?.last_of_month()))
        };
        let ends =
            |year: i16, first: i8, last: i8| Some((first_of(year, first)?, first_of(year, last)?.last_of_month()));
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Week(day) => Some((day, day.checked_add(6.days()).ok()?)),
            Self::Weekend(day) => Some((day.checked_add(5.days()).ok()?, day.checked_add(6.days()).ok()?)),
            Self::Month(year, month) => first_of(year, month).map(|first| (first, first.last_of_month())),
            Self::Quarter(year, quarter) => ends(year, quarter * 3 - 2, quarter * 3),
            Self::Half(year, half) => ends(year, half * 6 - 5, half * 6),
            Self::Season(year, season) => months(year, season as i8 * 3 + 3, 3),
            Self::Year(year) => Some((first_of(year, 1)?, Date::new(year, 12, 31).ok()?)),
            Self::Decade(decade) => months(decade.checked_mul(10)?, 1, 120),
            Self::Century(century) => months(century.checked_mul(100)?, 1, 1200),
        }
    }

    /// The day, where the point is one.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The year that the point is of; none where it is longer.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Decade(_) | Self::Century(_) => None,
            // A week is of the year that its Thursday is of.
            Self::Week(day) | Self::Weekend(day) => Some(day.checked_add(3.days()).ok()?.year()),
            Self::Day(day) => Some(day.year()),
            Self::Month(year, _)
            | Self::Quarter(year, _)
            | Self::Half(year, _)
            | Self::Season(year, _)
            | Self::Year(year) => Some(year),
        }
    }
}

/// The Monday of the week that `day` is in.
fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// So many days, as a span of the calendar.
fn days(count: i32) -> Option<Interval> {
    Interval::new().try_days(count).ok()
}

/// Moves the `part`th of `parts` of a year by as many parts: the 11th month of 12 by 3 is the 2nd of the next year.
fn cycle(year: i16, part: i8, parts: i32, by: i32) -> Option<(i16, i8)> {
    let index = (i32::from(year) * parts + i32::from(part) - 1).checked_add(by)?;
    Some((i16::try_from(index.div_euclid(parts)).ok()?, i8::try_from(index.rem_euclid(parts) + 1).ok()?))
}

/// The numbers below a hundred in two digits.
static PAIRS: [[u8; 2]; 100] = {
    let (mut pairs, mut number) = ([*b"00"; 100], 0);
    while number < 100 {
        let digits = b"0123456789";
        pairs[number] = [digits[number / 10], digits[number % 10]];
        number += 1;
    }
    pairs
};

/// Values in their TIMEX3 form, one after the other, as they are written: an article's values are one string.
///
/// Invariant: ASCII.
#[derive(Debug)]
pub(super) struct Values(Vec<u8>);

impl Values {
    /// Nothing yet, with room for so many bytes.
    pub(super) fn with_capacity(len: usize) -> Self {
        Self(Vec::with_capacity(len))
    }

    /// The bytes written so far: where the next value starts.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// All values.
    pub(super) fn into_string(self) -> String {
        String::from_utf8(self.0).expect("values are ASCII")
    }

    /// Adds ASCII text.
    pub(super) fn add(&mut self, text: &str) -> &mut Self {
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// Adds a number of so many digits at least; those of the calendar are not negative.
    pub(super) fn number(&mut self, number: impl Into<i64>, width: usize) -> &mut Self {
        let (mut number, mut digits, mut first) = (number.into().unsigned_abs(), [b'0'; 20], 20);
        while number > 0 {
            first -= 1;
            digits[first] = b"0123456789"[(number % 10) as usize];
            number /= 10;
        }
        self.0.extend_from_slice(&digits[first.min(20 - width)..]);
        self
    }

    /// Adds a year of the calendar: four digits.
    fn year(&mut self, year: i16) -> &mut Self {
        let year = usize::from(year.unsigned_abs());
        let ([a, b], [c, d]) = (PAIRS[year / 100 % 100], PAIRS[year % 100]);
        self.0.extend_from_slice(&[a, b, c, d]);
        self
    }

    /// Adds a hyphen and two digits.
    fn part(&mut self, number: i8) -> &mut Self {
        let [a, b] = PAIRS[usize::from(number.unsigned_abs()) % 100];
        self.0.extend_from_slice(&[b'-', a, b]);
        self
    }
}

impl Point {
    /// Writes its TIMEX3 form: `2025-02-17`, `2025-W08`, `2025-W08-WE`, `2025-02`, `2025-Q1`, `2025-H1`, `2025-SU`,
    /// `2025`, `202`, `20`.
    ///
    /// A week has the year of ISO 8601, which of the days around New Year is not that of the day.
    pub(super) fn write(self, values: &mut Values) {
        let iso = |day: Date| {
            let week = day.iso_week_date();
            (week.year(), week.week())
        };
        match self {
            Self::Day(day) => values.year(day.year()).part(day.month()).part(day.day()),
            Self::Week(day) => {
                let (year, week) = iso(day);
                values.year(year).add("-W").number(week, 2)
            }
            Self::Weekend(day) => {
                let (year, week) = iso(day);
                values.year(year).add("-W").number(week, 2).add("-WE")
            }
            Self::Month(year, month) => values.year(year).part(month),
            Self::Quarter(year, quarter) => values.year(year).add("-Q").number(quarter, 1),
            Self::Half(year, half) => values.year(year).add("-H").number(half, 1),
            Self::Season(year, season) => values.year(year).add("-").add(season.code()),
            Self::Year(year) => values.year(year),
            Self::Decade(decade) => values.number(decade, 3),
            Self::Century(century) => values.number(century, 2),
        };
    }
}

impl Season {
    /// The season's TIMEX3 code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// A part of the day: "morning", TMO.
    Part(Part),
    /// An hour from 0 to 24 and a minute, by whichever zone the text has.
    Clock(i8, i8),
    /// The same by Greenwich, written with a Z.
    Universal(i8, i8),
}

impl Time {
    /// Writes its TIMEX3 form.
    pub(super) fn write(self, values: &mut Values) {
        match self {
            Self::Part(Part::Morning) => values.add("TMO"),
            Self::Part(Part::Noon) => values.add("T12:00"),
            Self::Part(Part::Afternoon) => values.add("TAF"),
            Self::Part(Part::Evening) => values.add("TEV"),
            Self::Part(Part::Night) => values.add("TNI"),
            Self::Part(Part::Midnight) => values.add("T24:00"),
            Self::Clock(hour, minute) => values.add("T").number(hour, 2).add(":").number(minute, 2),
            Self::Universal(hour, minute) => values.add("T").number(hour, 2).add(":").number(minute, 2).add("Z"),
        };
    }
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Exact(u32),
    /// So many and a half.
    Half(u32),
    /// An unknown number: "several".
    Some,
}

/// A length of time: an amount of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    /// How many of the unit.
    pub(super) amount: Amount,
    /// The unit, which is not converted: two weeks are no fourteen days.
    pub(super) unit: Unit,
}

impl Length {
    /// How many of which unit, the number whole; none where the amount is unknown or has no such unit.
    ///
    /// "Two fortnights" → 4 weeks; "a year and a half" → 18 months; "half a day" → none.
    pub(super) fn count(self) -> Option<(i32, Unit)> {
        let (count, unit) = match (self.amount, self.unit) {
            (Amount::Exact(count), Unit::Fortnight) => (count.checked_mul(2)?, Unit::Week),
            (Amount::Exact(count), Unit::Decade) => (count.checked_mul(10)?, Unit::Year),
            (Amount::Exact(count), Unit::Century) => (count.checked_mul(100)?, Unit::Year),
            (Amount::Exact(count), Unit::Millennium) => (count.checked_mul(1000)?, Unit::Year),
            (Amount::Exact(count), unit) => (count, unit),
            (Amount::Half(whole), Unit::Year) => (whole.checked_mul(12)?.checked_add(6)?, Unit::Month),
            (Amount::Half(whole), Unit::Decade) => (whole.checked_mul(10)?.checked_add(5)?, Unit::Year),
            (Amount::Half(whole), Unit::Century) => (whole.checked_mul(100)?.checked_add(50)?, Unit::Year),
            _ => return None,
        };
        Some((i32::try_from(count).ok()?, unit))
    }
}

impl Unit {
    /// The letter of a TIMEX3 duration, whether it follows "T", and how many of it the unit is.
    const fn code(self) -> (&'static str, bool, u32) {
        match self {
            Self::Second => ("S", true, 1),
            Self::Minute => ("M", true, 1),
            Self::Hour => ("H", true, 1),
            Self::Day => ("D", false, 1),
            Self::Weekend => ("WE", false, 1),
            Self::Week => ("W", false, 1),
            Self::Fortnight => ("W", false, 2),
            Self::Month => ("M", false, 1),
            Self::Quarter => ("Q", false, 1),
            Self::Year => ("Y", false, 1),
            Self::Decade => ("Y", false, 10),
            Self::Century => ("Y", false, 100),
            Self::Millennium => ("Y", false, 1000),
        }
    }

    /// The unit whose six, twelve or thirty make a half of this one, with that number.
    const fn half(self) -> Option<(u32, Self)> {
        match self {
            Self::Minute => Some((30, Self::Second)),
            Self::Hour => Some((30, Self::Minute)),
            Self::Day => Some((12, Self::Hour)),
            Self::Year => Some((6, Self::Month)),
            _ => None,
        }
    }
}

impl Length {
    /// Writes its TIMEX3 form with that of a shorter length after it: `P2Y6M`, `P1DT4H`, `PT2H10M`.
    pub(super) fn write_with(self, short: Self, values: &mut Values) {
        let start = values.len();
        self.write(values);
        let end = values.len();
        short.write(values);
        // The second "P" goes, and a second "T".
        let timed = values.0[start..end].contains(&b'T') && values.0[end + 1] == b'T';
        values.0.drain(end..end + 1 + usize::from(timed));
    }

    /// Writes its TIMEX3 form.
    ///
    /// | length | written |
    /// |---|---|
    /// | ten days, a fortnight, two decades | P10D, P2W, P20Y |
    /// | 30 minutes, half an hour | PT30M |
    /// | a year and a half, two and a half hours | P1Y6M, PT2H30M |
    /// | a decade and a half | P15Y |
    /// | a month and a half | P1.5M: no whole number of a smaller unit makes a half |
    /// | several weeks, decades | PXW, PXE |
    pub(super) fn write(self, values: &mut Values) {
        let (letter, timed, factor) = self.unit.code();
        let start = if timed { "PT" } else { "P" };
        match (self.amount, self.unit.half()) {
            (Amount::Exact(count), _) => values.add(start).number(i64::from(count) * i64::from(factor), 1).add(letter),
            (Amount::Some, _) => match self.unit {
                Unit::Decade => values.add("PXE"),
                Unit::Century => values.add("PXC"),
                Unit::Millennium => values.add("PXL"),
                _ => values.add(start).add("X").add(letter),
            },
            (Amount::Half(0), Some((count, unit))) => {
                Self { amount: Amount::Exact(count), unit }.write(values);
                values
            }
            (Amount::Half(whole), Some((count, unit))) => {
                let (small, small_timed, _) = unit.code();
                let t = if small_timed && !timed { "T" } else { "" };
                values.add(start).number(whole, 1).add(letter).add(t).number(count, 1).add(small)
            }
            (Amount::Half(whole), None) if factor > 1 => {
                values.add(start).number(i64::from(whole) * i64::from(factor) + i64::from(factor / 2), 1).add(letter)
            }
            (Amount::Half(whole), None) => values.add(start).number(whole, 1).add(".5").add(letter),
        };
    }

    /// Both together in the shorter one's unit, where a fixed number of those makes the longer one's: a year and six
    /// months → 18 months; a month and three days → none.
    pub(super) fn sum(self, short: Self) -> Option<Self> {
        let (Amount::Exact(many), Amount::Exact(few)) = (self.amount, short.amount) else { return None };
        let factor = match (self.unit, short.unit) {
            (Unit::Year, Unit::Month) => 12,
            (Unit::Week, Unit::Day) => 7,
            (Unit::Day, Unit::Hour) => 24,
            (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => 60,
            _ => return None,
        };
        Some(Self { amount: Amount::Exact(many.checked_mul(factor)?.checked_add(few)?), unit: short.unit })
    }
}

/// The weekday of that number, from Monday, 1; of other numbers, Monday.
pub(super) fn weekday(number: i8) -> Weekday {
    Weekday::from_monday_one_offset(number).unwrap_or(Weekday::Monday)
}
