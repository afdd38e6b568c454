//! Feasts of lunar calendars: computed where the calendar is arithmetical, by table where it follows the sky.
//!
//! The Hebrew calendar is computed in full (the molad and its postponements), the Islamic one as its tabular form (11
//! leap years in 30), the Julian Easter by the algorithm of Meeus; formulas after Reingold and Dershowitz,
//! Calendrical Calculations. The Chinese New Year and Diwali depend on true moons, and stand in tables of so many
//! years as news needs.
//!
//! Days are counted from the first of January of the year 1 of the Gregorian calendar, which is day 1. Hebrew and
//! Islamic feasts start on the evening before the day given here; news names the day.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The Hebrew year that starts in the autumn of the Gregorian year 0: 2024 + 3761 is the year 5785, which started in
/// October 2024.
const HEBREW: i64 = 3761;

/// The day before the first of the Hebrew calendar, counted from the day before 1 January of the year 1.
const HEBREW_EPOCH: i64 = -1_373_427;

/// The same for the Islamic calendar, which starts on 16 July 622 of the Julian one.
const ISLAMIC_EPOCH: i64 = 227_014;

/// The day of so many days after 31 December of the year before 1; none past the calendar's end.
fn day_of(count: i64) -> Option<Date> {
    date(1, 1, 1).checked_add(i32::try_from(count - 1).ok()?.days()).ok()
}

/// The first day of a Hebrew year, as a count: the molad of Tishri with its four postponements.
///
/// A day is postponed where the molad is late or falls on a wrong weekday; the last two follow from the length of the
/// years beside it, which would otherwise be 356 or 382 days.
fn hebrew_new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let days = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
        if (3 * (days + 1)).rem_euclid(7) < 3 { days + 1 } else { days }
    };
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let correction = match (after - this, this - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    HEBREW_EPOCH + this + correction
}

/// So many days from Rosh Hashanah of that Gregorian year: 9 for Yom Kippur, 14 for Sukkot.
pub(super) fn hebrew_autumn(year: i16, days: i8) -> Option<Date> {
    day_of(hebrew_new_year(i64::from(year) + HEBREW) + i64::from(days))
}

/// So many days from the first day of Passover, which is 163 days before the next Rosh Hashanah; -30 for Purim.
pub(super) fn hebrew_spring(year: i16, days: i8) -> Option<Date> {
    day_of(hebrew_new_year(i64::from(year) + HEBREW) - 163 + i64::from(days))
}

/// The first day of Hanukkah, 25 Kislev: the month before it has 30 days in the long years only.
pub(super) fn hanukkah(year: i16) -> Option<Date> {
    let hebrew = i64::from(year) + HEBREW;
    let first = hebrew_new_year(hebrew);
    let long = (hebrew_new_year(hebrew + 1) - first) % 10 == 5;
    day_of(first + 30 + if long { 30 } else { 29 } + 24)
}

/// The first such day of the tabular Islamic calendar in that Gregorian year. The moon's sighting may move it by a
/// day.
pub(super) fn islamic(year: i16, month: i8, day: i8) -> Option<Date> {
    let (month, day) = (i64::from(month), i64::from(day));
    // Islamic years are 11 days shorter, so that the year before or the estimate itself is the first.
    let estimate = (i64::from(year) - 622) * 33 / 32;
    (estimate - 1..=estimate + 2)
        .filter_map(|year| {
            let before = 354 * (year - 1) + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2;
            day_of(ISLAMIC_EPOCH + before + day)
        })
        .find(|found| found.year() == year)
}

/// Easter Sunday of the Julian calendar, as a day of the Gregorian one, by the algorithm of Meeus.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let moon = (19 * (number % 19) + 15) % 30;
    let sunday = (2 * (number % 4) + 4 * (number % 7) - moon + 34) % 7;
    let index = moon + sunday + 114;
    let julian = Date::new(year, i8::try_from(index / 31).ok()?, i8::try_from(index % 31 + 1).ok()?).ok()?;
    julian.checked_add((number / 100 - number / 400 - 2).days()).ok()
}

/// The days from 31 December to the Lunar New Year, from 1990 to 2050: 29 is 29 January.
const NEW_YEARS: [i8; 61] = [
    27, 46, 35, 23, 41, 31, 50, 38, 28, 47, 36, 24, 43, 32, 22, 40, 29, 49, 38, 26, 45, 34, 23, 41, 31, 50, 39, 28, 47,
    36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34, 23, 42, 31, 50, 39, 28, 46, 35, 24, 43, 32, 22, 41, 30, 48, 37, 26,
    45, 33, 23,
];

/// The first day of the Chinese year that starts in that one, from 1990 to 2050.
pub(super) fn new_year(year: i16) -> Option<Date> {
    let days = NEW_YEARS.get(usize::try_from(year - 1990).ok()?)?;
    Date::new(year, 1, 1).ok()?.checked_add(i32::from(days - 1).days()).ok()
}

/// The days from 30 September to Diwali, from 2001 to 2035: 20 is 20 October.
const DIWALI: [i8; 35] = [
    45, 35, 25, 43, 32, 21, 40, 28, 17, 36, 26, 44, 34, 23, 42, 30, 19, 38, 27, 45, 35, 24, 43, 31, 20, 39, 29, 17, 36,
    26, 45, 33, 22, 41, 30,
];

/// Diwali as India keeps it, from 2001 to 2035.
pub(super) fn diwali(year: i16) -> Option<Date> {
    let days = DIWALI.get(usize::try_from(year.checked_sub(2001)?).ok()?)?;
    Date::new(year, 9, 30).ok()?.checked_add(i32::from(*days).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendars() {
        for (found, month, day) in [
            (hebrew_spring(2024, 0), 4, 23),
            (hebrew_spring(2025, 0), 4, 13),
            (hebrew_spring(2025, -30), 3, 14),
            (hebrew_autumn(2024, 0), 10, 3),
            (hebrew_autumn(2023, 9), 9, 25),
            (hanukkah(2024), 12, 26),
            (hanukkah(2023), 12, 8),
            (islamic(2024, 9, 1), 3, 11),
            (islamic(2024, 10, 1), 4, 10),
            (islamic(2023, 12, 10), 6, 29),
            (orthodox_easter(2024), 5, 5),
            (orthodox_easter(2025), 4, 20),
            (new_year(2024), 2, 10),
            (new_year(2025), 1, 29),
            (diwali(2025), 10, 20),
        ] {
            assert_eq!(found.map(|found| (found.month(), found.day())), Some((month, day)), "{found:?}");
        }
        assert_eq!((new_year(1989), new_year(2051), diwali(2000), diwali(2036)), (None, None, None, None));
    }

    #[test]
    fn every_year_has_its_feasts() {
        for year in 1800..=2200 {
            for feast in [
                hebrew_spring(year, 0),
                hebrew_autumn(year, 0),
                hanukkah(year),
                islamic(year, 9, 1),
                islamic(year, 12, 10),
                orthodox_easter(year),
            ] {
                assert_eq!(feast.map(Date::year), Some(year));
            }
        }
    }
}
