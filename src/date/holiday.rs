//! Holidays whose days follow from the year.
//!
//! A feast is read by its name in capitals ([`NAMES`]), with a year after it ("Diwali 2024"); which year without one
//! the verb tells, as of all that comes once a year ([`super::recur`]). Its day is computed ([`Feast::day`]): fixed
//! days, nth weekdays, days from Easter, days of other calendars ([`lunar`]). "May Day" is one only in capitals: "May
//! day by day" is none.
//!
//! | name | in 2025 |
//! |---|---|
//! | Thanksgiving | 27 November |
//! | Good Friday | 18 April |
//! | Orthodox Easter | 20 April |
//! | Passover | from 13 April, eight days |
//! | Ramadan | from 1 March, thirty days, `APPROX` |

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar;
use super::expression::{Meaning, Read, Which};
use super::line::Line;
use super::lunar;
use super::rule::Rule;
use crate::lexicon::en::holiday::{Feast, NAMES};
use crate::lexicon::en::time::Word;
use crate::lexicon::index::{word, words};

/// A holiday by name, in capitals, with the year after it: "Thanksgiving Day", "Good Friday", "Diwali 2024".
pub(super) fn holiday(line: Line<'_>, at: usize) -> Option<Read> {
    if !matches!(line.word(at), Word::Holiday | Word::MayBeHoliday | Word::Month(5)) || !line.is_capitalised(at) {
        return None;
    }
    let (feast, end) = NAMES
        .iter()
        .filter(|(name, _)| line.is(at, &name[..1]))
        .find_map(|(name, feast)| Some((*feast, name_end(line, at, name)?)))?;
    // "May day by day" is none.
    let small = words!("'s ’s al ul");
    if !(at + 1..end).all(|at| line.is_capitalised(at) || line.is_joined(at) || line.is(at, small)) {
        return None;
    }
    // "At Christmas in 1998" is two expressions.
    let year = calendar::year_after(line, end).filter(|_| !line.is(end, words!("in")));
    let (which, end) = year.unwrap_or((Which::Bare, end));
    Some((Meaning::Holiday(feast, which), end, Rule::Holiday))
}

/// The atom after the name that starts at `at`, in whichever way its possessive is written: "New Year's Day", "New
/// Years Day" has none.
fn name_end(line: Line<'_>, at: usize, name: &[u64]) -> Option<usize> {
    name.iter().try_fold(at, |at, &word| {
        let possessive = word == word!("'s");
        let there = if possessive { line.is_possessive(at) } else { line.is(at, &[word]) };
        (possessive || there).then_some(at + usize::from(there))
    })
}

impl Feast {
    /// Its day in that year, or its first day; none where the calendar or the table does not reach.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        let moved = |day: Date, by: i8| day.checked_add(i32::from(by).days()).ok();
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, weekday, nth) => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            Self::Thanksgiving(offset) => moved(Self::Nth(11, 4, 4).day(year)?, offset),
            Self::Easter(offset) => moved(easter(year)?, offset),
            Self::HolyWeek => moved(easter(year)?, -7),
            Self::OrthodoxEaster(offset) => moved(lunar::orthodox_easter(year)?, offset),
            Self::Election => Self::Nth(11, 1, 1).day(year)?.tomorrow().ok(),
            Self::Passover(offset) => lunar::hebrew_spring(year, offset),
            Self::RoshHashanah(offset) => lunar::hebrew_autumn(year, offset),
            Self::Hanukkah => lunar::hanukkah(year),
            Self::Islamic(month, day) => lunar::islamic(year, month, day),
            Self::Diwali => lunar::diwali(year),
            Self::LunarNewYear => lunar::new_year(year),
        }
    }

    /// How many days it lasts, the first included.
    pub(super) const fn days(self) -> i8 {
        match self {
            Self::Islamic(9, _) => 30,
            Self::Passover(0) | Self::Hanukkah => 8,
            Self::RoshHashanah(14) | Self::HolyWeek => 7,
            _ => 1,
        }
    }

    /// The TIMEX3 modifier of days that the calendar tells but roughly.
    pub(super) const fn modifier(self) -> Option<&'static str> {
        match self {
            Self::Islamic(..) => Some("APPROX"),
            _ => None,
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 that Meeus gives (Astronomical
/// Algorithms, chapter 8).
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
