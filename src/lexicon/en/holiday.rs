//! Holidays: the names of feasts, and when each is.
//!
//! A name is a list of words, so that "New Year's Day" is found however its possessive is written. When a feast is
//! stands here as a rule of the calendar ([`Feast`]), since that is part of what the name means; the days of a year
//! are computed where dates are read. The first word of a name is a [`super::time::Word`] that starts holidays, and
//! all of them are words of that vocabulary.

use crate::lexicon::index::words;

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feast {
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
pub(crate) const NAMES: &[(&[u64], Feast)] = &[
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::en::time::Word;

    #[test]
    fn windows_hold_whole_names() {
        for word in NAMES.iter().flat_map(|(name, _)| *name) {
            assert!(Word::of(*word).goes_on(), "{word:x} is not in the vocabulary");
        }
    }
}
