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

use crate::lexicon::en::time::Word;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar;
use super::expression::{Meaning, Read, Which};
use super::line::Line;
use super::lunar;
use super::rule::Rule;

use crate::lexicon::index::{word, words};

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    /// The same day each year: month and day.
    Fixed(i8, i8),
    /// The nth such weekday of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// So many days from the American Thanksgiving, the fourth Thursday of November.
    Thanksgiving(i8),
    /// So many days from Easter Sunday.
    Easter(i8),
    /// The week before Easter Sunday.
    HolyWeek,
    /// So many days from the Easter Sunday of the Orthodox churches.
    OrthodoxEaster(i8),
    /// The Tuesday after the first Monday of November.
    Election,
    /// So many days from the first day of Passover.
    Passover(i8),
    /// So many days from the first day of Rosh Hashanah.
    RoshHashanah(i8),
    /// The first day of Hanukkah.
    Hanukkah,
    /// A month and day of the Islamic calendar: Ramadan is month 9. A year may hold such a day twice; the first
    /// counts.
    Islamic(i8, i8),
    /// Diwali, by table from 2001 to 2035.
    Diwali,
    /// The Chinese New Year, by table from 1990 to 2050.
    LunarNewYear,
}

/// Holidays, in lower case; a possessive ending may be left out, and a longer name stands before what it starts with.
const NAMES: &[(&[u64], Feast)] = &[
    (words!("new year 's day"), Feast::Fixed(1, 1)),
    (words!("new year 's eve"), Feast::Fixed(12, 31)),
    (words!("martin luther king day"), Feast::Nth(1, 1, 3)),
    (words!("martin luther king jr. day"), Feast::Nth(1, 1, 3)),
    (words!("lunar new year"), Feast::LunarNewYear),
    (words!("chinese new year"), Feast::LunarNewYear),
    (words!("valentine 's day"), Feast::Fixed(2, 14)),
    (words!("presidents day"), Feast::Nth(2, 1, 3)),
    (words!("purim"), Feast::Passover(-30)),
    (words!("ramadan"), Feast::Islamic(9, 1)),
    (words!("eid al fitr"), Feast::Islamic(10, 1)),
    (words!("eid ul fitr"), Feast::Islamic(10, 1)),
    (words!("eid al adha"), Feast::Islamic(12, 10)),
    (words!("eid ul adha"), Feast::Islamic(12, 10)),
    (words!("ashura"), Feast::Islamic(1, 10)),
    (words!("st. patrick 's day"), Feast::Fixed(3, 17)),
    (words!("ash wednesday"), Feast::Easter(-46)),
    (words!("palm sunday"), Feast::Easter(-7)),
    (words!("holy week"), Feast::HolyWeek),
    (words!("maundy thursday"), Feast::Easter(-3)),
    (words!("holy thursday"), Feast::Easter(-3)),
    (words!("good friday"), Feast::Easter(-2)),
    (words!("holy saturday"), Feast::Easter(-1)),
    (words!("orthodox easter"), Feast::OrthodoxEaster(0)),
    (words!("easter sunday"), Feast::Easter(0)),
    (words!("easter monday"), Feast::Easter(1)),
    (words!("easter"), Feast::Easter(0)),
    (words!("ascension day"), Feast::Easter(39)),
    (words!("pentecost"), Feast::Easter(49)),
    (words!("whit monday"), Feast::Easter(50)),
    (words!("passover"), Feast::Passover(0)),
    (words!("anzac day"), Feast::Fixed(4, 25)),
    (words!("may day"), Feast::Fixed(5, 1)),
    (words!("mother 's day"), Feast::Nth(5, 7, 2)),
    (words!("memorial day"), Feast::Nth(5, 1, -1)),
    (words!("father 's day"), Feast::Nth(6, 7, 3)),
    (words!("juneteenth"), Feast::Fixed(6, 19)),
    (words!("canada day"), Feast::Fixed(7, 1)),
    (words!("independence day"), Feast::Fixed(7, 4)),
    (words!("bastille day"), Feast::Fixed(7, 14)),
    (words!("labor day"), Feast::Nth(9, 1, 1)),
    (words!("rosh hashanah"), Feast::RoshHashanah(0)),
    (words!("yom kippur"), Feast::RoshHashanah(9)),
    (words!("sukkot"), Feast::RoshHashanah(14)),
    (words!("columbus day"), Feast::Nth(10, 1, 2)),
    (words!("diwali"), Feast::Diwali),
    (words!("halloween"), Feast::Fixed(10, 31)),
    (words!("veterans day"), Feast::Fixed(11, 11)),
    (words!("election day"), Feast::Election),
    (words!("thanksgiving day"), Feast::Thanksgiving(0)),
    (words!("thanksgiving"), Feast::Thanksgiving(0)),
    (words!("black friday"), Feast::Thanksgiving(1)),
    (words!("cyber monday"), Feast::Thanksgiving(4)),
    (words!("hanukkah"), Feast::Hanukkah),
    (words!("chanukah"), Feast::Hanukkah),
    (words!("christmas eve"), Feast::Fixed(12, 24)),
    (words!("christmas day"), Feast::Fixed(12, 25)),
    (words!("christmas"), Feast::Fixed(12, 25)),
    (words!("boxing day"), Feast::Fixed(12, 26)),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_hold_whole_names() {
        for word in NAMES.iter().flat_map(|(name, _)| *name) {
            assert!(Word::of(*word).goes_on(), "{word:x} is not in the vocabulary");
        }
    }
}
