//! Holidays whose day follows from the year.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::expression::{Meaning, Read, Which};
use super::line::Line;
use super::vocabulary::Word;

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    /// The same day each year: month and day.
    Fixed(i8, i8),
    /// The nth such weekday of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// So many days from Easter Sunday.
    Easter(i8),
    /// The Tuesday after the first Monday of November.
    Election,
}

/// Holidays; one of several words stands before what it starts with.
const NAMES: &[(&str, Feast)] = &[
    ("new year 's day", Feast::Fixed(1, 1)),
    ("new year 's eve", Feast::Fixed(12, 31)),
    ("new year ’s day", Feast::Fixed(1, 1)),
    ("new year ’s eve", Feast::Fixed(12, 31)),
    ("martin luther king day", Feast::Nth(1, 1, 3)),
    ("valentine 's day", Feast::Fixed(2, 14)),
    ("valentine ’s day", Feast::Fixed(2, 14)),
    ("presidents day", Feast::Nth(2, 1, 3)),
    ("ash wednesday", Feast::Easter(-46)),
    ("palm sunday", Feast::Easter(-7)),
    ("good friday", Feast::Easter(-2)),
    ("easter sunday", Feast::Easter(0)),
    ("easter monday", Feast::Easter(1)),
    ("easter", Feast::Easter(0)),
    ("may day", Feast::Fixed(5, 1)),
    ("memorial day", Feast::Nth(5, 1, -1)),
    ("juneteenth", Feast::Fixed(6, 19)),
    ("independence day", Feast::Fixed(7, 4)),
    ("labor day", Feast::Nth(9, 1, 1)),
    ("columbus day", Feast::Nth(10, 1, 2)),
    ("halloween", Feast::Fixed(10, 31)),
    ("veterans day", Feast::Fixed(11, 11)),
    ("election day", Feast::Election),
    ("thanksgiving day", Feast::Nth(11, 4, 4)),
    ("thanksgiving", Feast::Nth(11, 4, 4)),
    ("christmas eve", Feast::Fixed(12, 24)),
    ("christmas day", Feast::Fixed(12, 25)),
    ("christmas", Feast::Fixed(12, 25)),
    ("boxing day", Feast::Fixed(12, 26)),
];

/// A holiday by name, in capitals: "Thanksgiving Day", "Good Friday".
pub(super) fn holiday(line: Line<'_>, at: usize) -> Option<Read> {
    if !line.is_capitalised(at) || !matches!(line.word(at), Word::Holiday | Word::Glue | Word::Month(5)) {
        return None;
    }
    let (feast, end) = NAMES.iter().find_map(|(name, feast)| Some((*feast, line.phrase(at, name)?)))?;
    // "May day by day" is none.
    line.is_capitalised(end - 1).then_some((Meaning::Holiday(feast, Which::Bare), end, "holiday"))
}

impl Feast {
    /// Its day in that year.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, weekday, nth) => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            Self::Easter(offset) => easter(year)?.checked_add(i32::from(offset).days()).ok(),
            Self::Election => {
                let monday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
                monday.tomorrow().ok()
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of Meeus.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let index = moon + sunday - 7 * late + 114;
    Date::new(year, i8::try_from(index / 31).ok()?, i8::try_from(index % 31 + 1).ok()?).ok()
}
