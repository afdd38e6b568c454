//! Expressions: what the rules read, before it is resolved against a date.

use crate::lexicon::en::time::{Part as DayPart, Season, Unit};
use jiff::civil::Date;

use super::holiday::Feast;
use super::rule::Rule;
use super::value::{Length, Point, Time};

/// An expression as a rule read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    /// The atom after its last.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    /// The time of the day that goes with it.
    pub(super) time: Option<Time>,
    /// So many days after what the meaning tells: "the day before Easter".
    pub(super) shift: i8,
    /// Its TIMEX3 modifier.
    pub(super) modifier: Option<&'static str>,
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
    MonthDay(MonthDay, Which),
    /// A day of a month that its weekday tells: "Sunday the 17th".
    WeekdayDay(i8, i8),
    /// A part of a longer time.
    PartOf(Part, Whole),
    /// The week that holds the day.
    WeekOf(MonthDay, Which),
    Month(i8, Which),
    Season(Season, Which),
    Weekday(i8, Which),
    Quarter(i8, Which),
    Half(i8, Which),
    /// "The weekend".
    Weekend,
    /// The night before the article's day, or after it.
    Overnight,
    Holiday(Feast, Which),
    /// The unit that holds the article's date, moved.
    Unit(Unit, i32),
    /// The unit that holds the date named before, moved.
    Same(Unit, i32),
    /// A unit beside what is no date: "the day before the trial".
    Beside(Unit),
    /// A length before or after the article's date.
    FromNow(Length, Way),
    /// A length before or after the date named before.
    FromThen(Length, Way),
    /// The business year's quarter that the text is about, moved by years: "the year-earlier period".
    Period(i32),
    /// The quarter that ends with or soon after this month.
    QuarterTo(i8),
    /// That period of a year: "the 1988 quarter".
    PeriodOf(i16),
    /// A length.
    Length(Length),
    /// A length and a shorter one: "two hours and ten minutes".
    Lengths(Length, Length),
    /// Hours, minutes and seconds that a clock measured.
    Elapsed(u8, u8, u8),
    Every(Every),
    /// A time of the day, or the day itself, that stands elsewhere.
    Time,
    Vague(Vague),
}

/// A day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MonthDay {
    pub(super) month: i8,
    pub(super) day: i8,
    /// The last day, where a range of days is meant.
    pub(super) last: Option<i8>,
    /// The weekday, where it stands before the date.
    pub(super) weekday: Option<i8>,
}

/// A part of a longer time, by its rank from 1; -1 is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Unit(Unit, i8),
    Weekday(i8, i8),
}

/// What a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Month(i8, Which),
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
    Length(Length),
    Weekday(i8),
    Month(i8),
    Season(Season),
    Part(DayPart),
}

/// A time that no calendar tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    Past,
    Present,
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
    /// Which of those that recur it says it means, if it is of the kinds that come once a year, or a weekday.
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

    /// The same of another year or week.
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

    /// Where it stands in its year, so that two of a kind can be compared.
    pub(super) fn place(self) -> Option<(i8, i8)> {
        match self {
            Self::MonthDay(date, _) => Some((date.month, date.day)),
            Self::Month(month, _) => Some((month, 1)),
            _ => None,
        }
    }
}
