//! Expressions: what the rules read, before it is resolved against a date.
//!
//! A rule reads "last Friday night" to a [`Meaning`] (weekday 5, [`Which::Last`]) with a time (night). What that is
//! on the calendar is [`super::resolve`]'s question, so that reading depends on the text alone. Where a thing recurs,
//! as Fridays, months and feasts do, [`Which`] says how it is told which one is meant: by a word ("last"), by a year
//! ("of 1998"), or not at all ([`Which::Bare`]: then by the verb).

use crate::lexicon::en::holiday::Feast;
use crate::lexicon::en::time::{Part as DayPart, Season, Unit};
use jiff::civil::Date;

use super::rule::Rule;
use super::value::{Length, Point, Time};

/// An expression as a rule read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    /// The atom after its last.
    pub(super) end: usize,
    /// What it says.
    pub(super) meaning: Meaning,
    /// The time of the day that goes with it.
    pub(super) time: Option<Time>,
    /// So many days after what the meaning tells: -1 of "the day before Easter".
    pub(super) shift: i8,
    /// Its TIMEX3 modifier.
    pub(super) modifier: Option<&'static str>,
    /// What read it.
    pub(super) rule: Rule,
}

/// What a rule reads: its meaning, the atom after it, and the rule.
pub(super) type Read = (Meaning, usize, Rule);

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// It says all itself.
    Point(Point),
    /// The closed range from one point to another; its value is the first.
    Range(Point, Point),
    /// A day that no calendar has: "31 April 2025".
    Impossible(Option<i16>, i8),
    /// A day of a month: "Feb. 17".
    MonthDay(MonthDay, Which),
    /// A day of a month that its weekday tells: "Sunday the 17th".
    WeekdayDay(i8, i8),
    /// A part of a longer time: "the last Friday of May".
    PartOf(Part, Whole),
    /// The week that holds the day.
    WeekOf(MonthDay, Which),
    /// A month, from 1: "last May".
    Month(i8, Which),
    /// A season: "this summer".
    Season(Season, Which),
    /// A weekday, from Monday, 1.
    Weekday(i8, Which),
    /// A quarter of a year, from 1.
    Quarter(i8, Which),
    /// A half of a year, from 1.
    Half(i8, Which),
    /// "The weekend".
    Weekend,
    /// The night before the article's day, or after it.
    Overnight,
    /// A feast: "next Easter".
    Holiday(Feast, Which),
    /// The unit that holds the article's date, moved: "last month" is a month by -1.
    Unit(Unit, i32),
    /// The unit that holds the date named before, moved: "that year" by 0, "the previous day" by -1.
    Same(Unit, i32),
    /// A unit beside what is no date: "the day before the trial".
    Beside(Unit),
    /// A length before or after the article's date: "two weeks ago".
    FromNow(Length, Way),
    /// A length before or after the date named before: "two weeks later".
    FromThen(Length, Way),
    /// The business year's quarter that the text is about, moved by years: "the year-earlier period".
    Period(i32),
    /// The quarter that the month before this one is of. "The quarter ended October" means the third, the nearest of
    /// the calendar.
    QuarterTo(i8),
    /// That period of a year: "the 1988 quarter".
    PeriodOf(i16),
    /// A length: "two weeks".
    Length(Length),
    /// A length and a shorter one: "two hours and ten minutes".
    Lengths(Length, Length),
    /// Hours, minutes and seconds that a clock measured.
    Elapsed(u8, u8, u8),
    /// A recurring time: "every Friday".
    Every(Every),
    /// A time of the day, or the day itself, that stands elsewhere.
    Time,
    /// A time that no calendar tells: "recently".
    Vague(Vague),
}

/// A day of a month, in a year that [`Which`] tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MonthDay {
    /// From 1.
    pub(super) month: i8,
    /// From 1; the month has it, in leap years at least.
    pub(super) day: i8,
    /// The last day, where a range of days is meant.
    pub(super) last: Option<i8>,
    /// The weekday, where it stands before the date.
    pub(super) weekday: Option<i8>,
}

/// A part of a longer time, by its rank from 1; -1 is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A unit: "the first week".
    Unit(Unit, i8),
    /// A weekday, from Monday, 1: "the last Friday".
    Weekday(i8, i8),
}

/// What a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// A month.
    Month(i8, Which),
    /// A year.
    Year(i16),
    /// The unit that holds the article's date, moved.
    Unit(Unit, i32),
    /// The unit that holds the date named before, moved.
    Same(Unit, i32),
    /// The week before a feast.
    Before(Feast, Which),
    /// The week after a feast.
    After(Feast, Which),
}

/// A recurring time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Every {
    /// After each such length: "every two weeks", "daily".
    Length(Length),
    /// On each such weekday, from Monday, 1.
    Weekday(i8),
    /// In each such month.
    Month(i8),
    /// In each such season.
    Season(Season),
    /// In that part of each day.
    Part(DayPart),
}

/// A time that no calendar tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    /// `PAST_REF`: "recently".
    Past,
    /// `PRESENT_REF`: "now".
    Present,
    /// `FUTURE_REF`: "soon".
    Future,
}

/// Towards the past or the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Ahead,
}

/// Which of the many that recur is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The verb tells.
    Bare,
    /// The last one before the article's date.
    Last,
    /// The next one after it.
    Next,
    /// The last one before the day named before: "the previous Friday".
    Before,
    /// The next one after the day named before: "the following Monday".
    After,
    /// The next one that is not over.
    Coming,
    /// The one of the present year or week.
    This,
    /// The one a year before the one that the verb tells.
    Earlier,
    /// The one of the article's week, moved: "Thursday of next week".
    OfWeek(i32),
    /// The first one from that day on.
    From(Date),
    /// The one so many weeks after the next one, or before the last one: "Friday week", "a week ago Friday".
    Weeks(i8),
    /// The one of that year.
    Of(i16),
    /// The one of the article's year, moved.
    OfYear(i32),
    /// The one of the year named before, moved.
    OfThen(i32),
}

impl Meaning {
    /// Which of those that recur it says it means, if it is of the kinds that come once a year, or a weekday; none of
    /// the others.
    pub(super) fn which(self) -> Option<Which> {
        match self {
            Self::MonthDay(_, which)
            | Self::WeekOf(_, which)
            | Self::Holiday(_, which)
            | Self::Month(_, which)
            | Self::Season(_, which)
            | Self::Quarter(_, which)
            | Self::Half(_, which)
            | Self::Weekday(_, which) => Some(which),
            _ => None,
        }
    }

    /// The same of another year or week; of a kind that does not recur, itself.
    pub(super) fn of(self, which: Which) -> Self {
        match self {
            Self::MonthDay(date, _) => Self::MonthDay(date, which),
            Self::WeekOf(date, _) => Self::WeekOf(date, which),
            Self::Holiday(feast, _) => Self::Holiday(feast, which),
            Self::Month(month, _) => Self::Month(month, which),
            Self::Season(season, _) => Self::Season(season, which),
            Self::Quarter(quarter, _) => Self::Quarter(quarter, which),
            Self::Half(half, _) => Self::Half(half, which),
            Self::Weekday(day, _) => Self::Weekday(day, which),
            other => other,
        }
    }

    /// Where it stands in its year, as month and day, so that two of a kind can be compared; none of what is no month
    /// or day of one.
    pub(super) fn place(self) -> Option<(i8, i8)> {
        match self {
            Self::MonthDay(date, _) => Some((date.month, date.day)),
            Self::Month(month, _) => Some((month, 1)),
            _ => None,
        }
    }
}
