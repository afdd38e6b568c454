//! What decides a date.
//!
//! The table is the one place where a rule is declared: its name as the `dates` table holds it, and an example. No
//! code branches on a name, and no model knows a rule of dates, so that order and number mean nothing.

macro_rules! rules {
    ($($name:ident $text:literal $doc:literal)*) => {
        /// The rule that read a temporal expression: the family of the grammar that read its core, or what put its
        /// own reading around it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $doc] $name,)*
        }

        impl Rule {
            /// The name that the `dates` table holds.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

rules! {
    MonthDay "month-day" "A month and a day of it: \"Feb. 17, 2025\"."
    DayMonth "day-month" "A day before its month: \"17 February\"."
    SharedDay "shared-day" "A day whose month stands with another: \"April 24 and 25\"."
    Iso "iso" "\"2025-02-17\"."
    Slashes "slashes" "\"2/17/2025\"."
    Month "month" "A month alone."
    MonthYear "month-year" "\"May 1998\"."
    Year "year" "A year alone."
    YearRange "year-range" "\"1914-18\"."
    Decade "decade" "\"The 1990s\"."
    Century "century" "\"The 20th century\"."
    Weekday "weekday" "\"Friday\", \"last Wednesday\"."
    WeekdayDay "weekday-day" "A weekday and a day of the month: \"Sunday the 17th\"."
    WeekOf "week-of" "\"The week of March 10\"."
    PartOf "part-of" "A part of a longer time by its rank: \"the last day of the month\"."
    Ranked "ranked" "A weekday of a month by its rank: \"the first Monday of May\"."
    Holiday "holiday" "A day that a feast names."
    Beside "beside" "\"The day after Christmas\"."
    Day "day" "\"Yesterday\", \"this morning\"."
    DayPart "day-part" "A part of a day: \"Friday night\"."
    Same "same" "Told from the day named before: \"that night\"."
    Clock "clock" "A time of the day: \"5 p.m. EST\"."
    Season "season" "\"This summer\"."
    Unit "unit" "\"Last month\", \"this year\"."
    YearEnd "year-end" "\"Year-end\"."
    Quarter "quarter" "\"The third quarter of 2024\"."
    Half "half" "\"The first half of 1990\"."
    Period "period" "A business period told from another: \"the year-earlier period\"."
    YearEarlier "year-earlier" "What results are compared with: \"year-earlier results\"."
    FiscalYear "fiscal-year" "\"Fiscal 1989\"."
    Length "length" "\"Ten days\"."
    Elapsed "elapsed" "A time that a clock measured: \"2:48:17\"."
    UnknownLength "unknown-length" "\"Recent years\"."
    Led "led" "A point that a length leads to: \"two weeks ago\"."
    Set "set" "What recurs: \"every Friday\"."
    Vague "vague" "\"Now\", \"in the past\"."
}
