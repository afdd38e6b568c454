//! Publication dates as records, heads and paths write them.
//!
//! Every form that an archive, a vendor or a person writes becomes one day of the calendar, *in the zone in which
//! it is written*: `2016-10-11T00:13+01:00` is the 11th, though it is the 10th in UTC. A reader gives dates as
//! strings; nothing here knows of formats.
//!
//! | what is read | by | for |
//! |---|---|---|
//! | a whole cell | [`cell`] | fields of records |
//! | a whole cell, nothing doubtful | [`parse`] | heads, other readers |
//! | a line with a date and little else | [`line()`] | lines under titles |
//! | the start of a text | [`prefix`], [`time_prefix`] | heads that run on |
//! | the name of a file or folder | [`in_path`] | what has no date of its own |
//! | a moment, with its time | [`moment`] | `updated` |
//!
//! Forms with the month's name or the year first are certain and are read everywhere. Of forms that are all numbers
//! with the year last:
//!
//! ```text
//! 17/02/2025     the day first: 17 is no month
//! 02/17/2025     the month first
//! 17.02.2025     with dots the day stands first, 02.03.2025 too
//! 02/03/2025     ambiguous: the file's other dates or --date-order decide, else there is no date
//! 03/03/2025     the same either way
//! ```
//!
//! No date is made up: a month or a year alone gives none, and neither does a day that no calendar has. Words such
//! as `today` are not read.
//!
//! Standards: ISO 8601 (extended and basic), RFC 3339, RFC 5322 with the two-digit years of RFC 822; Unix time in
//! four units.

mod cursor;
mod path;

use jiff::civil::Date;

pub(super) use self::cursor::Prefix;
use self::cursor::{Cursor, MONTHS, WEEKDAYS, century, civil};
pub(super) use self::path::in_path;

/// Which of two numbers is the day, where a date is all numbers and the year stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `14/03/2024`.
    DayFirst,
    /// `03/14/2024`.
    MonthFirst,
}

/// What a cell that should hold a date holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A day from 1600 to 2100.
    Day(Date),
    /// A day whose number may be the month's: `03/04/2024`.
    Ambiguous,
    /// A month or a year.
    Month,
    /// What stands for none: nothing, `None`, `null`, `N/A`, `0000-00-00`.
    Missing,
    /// Something else, or a day of another age.
    Other,
}

/// Reads a cell of a record as a day: all that [`parse`] reads, days of numbers in the order that is given, and
/// seconds, milliseconds, microseconds or nanoseconds since 1970.
///
/// What a cell shows of itself goes before `order`: `17/02/2025` is February's whatever the order is.
pub(super) fn cell(cell: &str, order: Option<DateOrder>) -> Cell {
    let cell = cell.trim();
    let missing =
        ["none", "null", "n/a", "na", "nan", "nat", "-", "undefined", "unknown", "0000-00-00", "0000-00-00 00:00:00"];
    if cell.is_empty() || missing.iter().any(|word| word.eq_ignore_ascii_case(cell)) {
        return Cell::Missing;
    }
    if let Some(day) = parse(cell).or_else(|| epoch(cell)) {
        return if is_likely(day) { Cell::Day(day) } else { Cell::Other };
    }
    if let Some((numbers, end)) = three_numbers(cell)
        && is_time(&cell[end..])
    {
        return match (order, numbers.evident().or(numbers.dotted.then_some(DateOrder::DayFirst))) {
            (_, Some(order)) | (Some(order), None) => numbers.day(order).map_or(Cell::Other, Cell::Day),
            (None, None) if numbers.first == numbers.second => {
                numbers.day(DateOrder::DayFirst).map_or(Cell::Other, Cell::Day)
            }
            (None, None) => Cell::Ambiguous,
        };
    }
    if is_month(cell) { Cell::Month } else { Cell::Other }
}

/// Whether a cell is a day of numbers and dots: `14.03.2024`, `1.3.2024`; not `14.3.24`, which may be a version or
/// an amount.
pub(super) fn dotted(cell: &str) -> bool {
    three_numbers(cell).is_some_and(|(numbers, end)| {
        numbers.dotted
            && end == cell.len()
            && end >= 8
            && numbers.day(numbers.evident().unwrap_or(DateOrder::DayFirst)).is_some()
    })
}

/// The order that a cell shows, if its day is past the twelfth: `17/02/2025` the day first. `None` for any other
/// date.
pub(super) fn evident_order(cell: &str) -> Option<DateOrder> {
    let (numbers, end) = three_numbers(cell.trim())?;
    is_time(&cell.trim()[end..]).then(|| numbers.evident()).flatten()
}

/// Years in which news was printed or is made up to be. The bound is none of the clock, so that the same input
/// gives the same tables in any year.
fn is_likely(day: Date) -> bool {
    (1600..=2100).contains(&day.year())
}

/// Seconds since 1970, or thousandths, millionths or billionths of them: what data frames write of dates.
///
/// The unit is told by the number of digits: 9 or 10 are seconds (from 1973 to 2286), and three more for each unit.
/// `.0`, as pandas writes of columns with gaps, may follow. The day is that of UTC, the only one there is.
fn epoch(cell: &str) -> Option<Date> {
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        9 | 10 => number,
        12 | 13 => number / 1_000,
        15 | 16 => number / 1_000_000,
        18 | 19 => number / 1_000_000_000,
        _ => return None,
    };
    let day = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    is_likely(day).then_some(day)
}

/// A date of three numbers with the year last.
struct Numbers {
    /// The first number, from 1 to 31: the day or the month.
    first: u16,
    /// The second, from 1 to 31.
    second: u16,
    /// The year, of four digits or of two.
    year: u16,
    /// Whether the marks between are dots.
    dotted: bool,
}

impl Numbers {
    /// The order that the numbers allow, if it is one only.
    fn evident(&self) -> Option<DateOrder> {
        match (self.first > 12, self.second > 12) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// The day in that order; `None` if no calendar has it.
    fn day(&self, order: DateOrder) -> Option<Date> {
        match order {
            DateOrder::DayFirst => civil(self.year, self.second, self.first),
            DateOrder::MonthFirst => civil(self.year, self.first, self.second),
        }
    }
}

/// The numbers of a date such as `14/03/2024`, `14.3.24` or `14-03-2024`, after a weekday or not, and where it
/// ends. Both marks must be the same.
fn three_numbers(text: &str) -> Option<(Numbers, usize)> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.weekday();
    let first = cursor.digits(1, 2)?;
    let mark = cursor.rest().chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    cursor.mark(mark)?;
    cursor.skip(&[' ']);
    let second = cursor.digits(1, 2)?;
    cursor.mark(mark)?;
    cursor.skip(&[' ']);
    let year = cursor.attempt(|cursor| cursor.digits(4, 4)).or_else(|| cursor.digits(2, 2).map(century))?;
    ((1..=31).contains(&first) && (1..=31).contains(&second))
        .then_some((Numbers { first, second, year, dotted: mark == '.' }, cursor.at))
}

/// Whether a cell names a month or a year and no day: `2024-03`, `March 2024`, `2024`.
fn is_month(cell: &str) -> bool {
    let mut cursor = Cursor { text: cell, at: 0 };
    let numbers = cursor.attempt(|cursor| {
        let year = cursor.digits(4, 4)?;
        if cursor.rest().is_empty() {
            return Some(year);
        }
        cursor.mark('-').or_else(|| cursor.mark('/'))?;
        cursor.digits(1, 2).filter(|month| (1..=12).contains(month) && cursor.rest().is_empty())
    });
    let words = |cursor: &mut Cursor<'_>| {
        cursor.name(&MONTHS)?;
        cursor.skip(&[' ', ',', '-']);
        cursor.digits(4, 4).filter(|_| cursor.rest().is_empty())
    };
    numbers.or_else(|| cursor.attempt(words)).is_some()
}

/// A moment as RFC 3339 writes it, in the zone in which it is written: without zone, or without time, where there
/// is none.
///
/// `Mon, 17 Feb 2025 08:30:00 GMT` → `2025-02-17T08:30:00Z`; `February 17, 2025 8:27 PM` → `2025-02-17T20:27:00`;
/// `2025-02-17` as it is. Names of zones that mean one offset in news are read; of others (`IST`) the moment has no
/// zone. `None` without a day.
pub(super) fn moment(cell: &str) -> Option<String> {
    let cell = cell.trim();
    let prefix = prefix(cell)?;
    let day = prefix.day?;
    let mut cursor = Cursor { text: cell, at: prefix.end };
    let Some((hour, minute, second)) = cursor.attempt(Cursor::clock) else { return Some(day.to_string()) };
    let zone_at = cursor.at;
    let offset = cursor.attempt(Cursor::offset).map(|()| {
        let digits: String = cell[zone_at..cursor.at].chars().filter(char::is_ascii_digit).collect();
        let sign = if cell[zone_at..cursor.at].contains('+') { '+' } else { '-' };
        format!("{sign}{}:{}", digits.get(..2).unwrap_or("00"), digits.get(2..4).unwrap_or("00"))
    });
    let zone = offset.unwrap_or_else(|| match cell[zone_at..].trim() {
        "Z" | "z" | "UTC" | "GMT" | "UT" => "Z".to_owned(),
        "EST" | "CDT" => "-05:00".to_owned(),
        "EDT" => "-04:00".to_owned(),
        "CST" | "MDT" => "-06:00".to_owned(),
        "MST" | "PDT" => "-07:00".to_owned(),
        "PST" => "-08:00".to_owned(),
        "CET" | "MEZ" => "+01:00".to_owned(),
        "CEST" | "MESZ" => "+02:00".to_owned(),
        _ => String::new(),
    });
    Some(format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}"))
}

/// The day that starts a line of prose or a field, with what may stand before it (`Published on`, `le`, a weekday)
/// and after it: a time, a weekday, an edition, a page. `None` where a date does not start it or where it is but a
/// part of a sentence.
///
/// The date may be followed by at most 40 more characters after a comma, semicolon, bar, blank, bracket, dash or
/// dot, and the line is of at most 120 bytes: `June 17, 1995, CITY EDITION` is a line of a date, `March 14, 2024
/// was the day on which the council …` is none.
pub(super) fn line(text: &str, order: Option<DateOrder>) -> Option<Date> {
    let text = text.trim();
    let text = after_introduction(text);
    if text.len() > 120 {
        return None;
    }
    let (day, end) = if let Some(found) = prefix(text) {
        (found.day?, found.end)
    } else {
        let (numbers, end) = three_numbers(text)?;
        let order = numbers.evident().or(order).or(numbers.dotted.then_some(DateOrder::DayFirst))?;
        (numbers.day(order)?, end)
    };
    let rest = &text[end..];
    let rest = &rest[time_prefix(rest)..];
    let allowed = rest.is_empty() || rest.starts_with([' ', ',', ';', '|', '(', '\u{a0}', '\t', '-', '–', '.']);
    (allowed && rest.trim().chars().count() <= 40 && is_likely(day)).then_some(day)
}

/// The text without the words that introduce a date: `Published on: March 14` → `March 14`. The longest of the
/// words that fit is taken off, and only where a blank or colon follows.
pub(super) fn after_introduction(text: &str) -> &str {
    const WORDS: [&str; 22] = [
        "published on",
        "published at",
        "published",
        "first published",
        "posted on",
        "posted",
        "publication date",
        "date",
        "on",
        "le",
        "den",
        "am",
        "op",
        "el",
        "publie le",
        "publié le",
        "veröffentlicht am",
        "gepubliceerd op",
        "publicado el",
        "paru le",
        "issued",
        "released",
    ];
    let longest = WORDS.iter().filter(|word| {
        text.get(..word.len()).is_some_and(|start| start.to_lowercase() == **word)
            && text[word.len()..].starts_with([' ', ':', '\t', '\u{a0}'])
    });
    longest
        .map(|word| word.len())
        .max()
        .map_or(text, |length| text[length..].trim_start_matches([' ', ':', '\t', '\u{a0}']))
}

/// Reads a whole cell as a day: `2025-02-17`, `20250217`, `2025/02/17`, `17 February 2025`, `Feb. 17, 2025`, `24.
/// September 2002`, `14 de marzo de 2024`, RFC 3339, RFC 2822, basic ISO 8601.
///
/// A time of day and its zone may follow, a weekday may stand before or after. The day is the one that is written,
/// whatever the zone. Forms in which day and month could be mistaken for each other (`02/03/2025`) are not read,
/// and neither is a date with text behind it.
pub(crate) fn parse(cell: &str) -> Option<Date> {
    let cell = cell.trim();
    let prefix = prefix(cell)?;
    is_time(&cell[prefix.end..]).then_some(prefix.day).flatten()
}

/// Reads the date that starts a text; `None` if no date does. `2025-02-17 Top officials` → ten bytes and the day;
/// the form may be right and the day none (`30 February 2025`): then where it ends is given, and no day.
pub(super) fn prefix(text: &str) -> Option<Prefix> {
    let mut cursor = Cursor { text, at: 0 };
    let forms = [Cursor::compact, Cursor::parted, Cursor::day_first, Cursor::month_first];
    // `Mar` is a month before it is a weekday of French.
    forms.into_iter().find_map(|form| cursor.attempt(form)).or_else(|| {
        cursor.weekday();
        forms.into_iter().find_map(|form| cursor.attempt(form))
    })
}

/// The length of the time of day, with its zone, that starts `text`; 0 if none does.
pub(super) fn time_prefix(text: &str) -> usize {
    let mut cursor = Cursor { text, at: 0 };
    cursor.attempt(Cursor::time).map_or(0, |()| cursor.at)
}

/// Whether nothing or only a time of day follows a date.
fn is_time(rest: &str) -> bool {
    let mut cursor = Cursor { text: rest, at: 0 };
    let _ = cursor.zone().or_else(|| cursor.attempt(Cursor::time)).or_else(|| {
        cursor.attempt(|cursor| {
            cursor.skip(&[' ', ',']);
            cursor.name(&WEEKDAYS).map(|_| ())
        })
    });
    cursor.rest().trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_forms_are_read() {
        for cell in [
            "2025-02-17",
            " 2025-02-17\n",
            "2025/02/17",
            "2025-2-17",
            "20250217",
            "20250217083000",
            "20250217T083000Z",
            "2025-02-17 08:30",
            "2025-02-17T08:30:00Z",
            "2025-02-17T23:59:60.125+01:00",
            "2025-02-17t08:30:00-0500",
            "2025-02-17Z",
            "17 February 2025",
            "17 Feb 2025 08:30 GMT",
            "17th of February, 2025",
            "17-Feb-2025",
            "February 17, 2025",
            "February 17th, 2025",
            "Feb. 17, 2025",
            "FEB 17 2025",
            "Feb. 17, 2025, 8:30 a.m. EST",
            "Feb. 17, 2025 at 8 pm",
            "Monday, February 17, 2025",
            "Mon, 17 Feb 2025 08:30:00 +0000",
            "Mon, 17 Feb 2025 08:30:00 -0500 (EST)",
            "Mon, 17 Feb 25 08:30:00 EST",
            "20250217T083000+0100",
            "2025-02-17T0830Z",
            "2025-02-17T08:30 +01:00",
            "17. Februar 2025",
            "Montag, 17. Februar 2025, 8:30 MEZ",
            "lundi 17 février 2025",
            "lunes, 17 de febrero de 2025",
            "den 17. februar 2025",
            "17 februari 2025",
            "February 17, 2025 Monday 8:27 PM AEST",
            "February 17, 2025 Monday",
            "17 février 2025 à 8h30",
        ] {
            assert_eq!(parse(cell), Some(jiff::civil::date(2025, 2, 17)), "{cell:?}");
        }
    }

    #[test]
    fn others_are_not() {
        for cell in [
            "",
            "2025",
            "2025-02",
            "2025-02-30",
            "2025-13-01",
            "30 February 2025",
            "0999-01-01",
            "02/03/2025",
            "17.02.2025",
            "1739781000",
            "out 12 2024 people",
            "Monday",
            "2025-02-17 and later",
            "2025-02-17T25:00",
            "2025-02-17T08:61",
            "February 17",
            "99999999999999999999",
            "٢٠٢٥-٠٢-١٧",
        ] {
            assert_eq!(parse(cell), None, "{cell:?}");
        }
    }

    #[test]
    fn cells_of_records_are_read() {
        let read = |text: &str, order| match cell(text, order) {
            Cell::Day(day) => day.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(read("1739781000", None), "2025-02-17");
        assert_eq!(read("1739781000000", None), "2025-02-17");
        assert_eq!(read("17/02/2025", None), "2025-02-17");
        assert_eq!(read("02/17/2025 08:30", None), "2025-02-17");
        assert_eq!(read("02/03/2025", None), "Ambiguous");
        assert_eq!(read("02/03/2025", Some(DateOrder::DayFirst)), "2025-03-02");
        assert_eq!(read("02/03/2025", Some(DateOrder::MonthFirst)), "2025-02-03");
        assert_eq!(read("02.03.2025", None), "2025-03-02");
        assert_eq!(read("03/03/25", None), "2025-03-03");
        assert_eq!(read("2024-03", None), "Month");
        assert_eq!(read("March 2024", None), "Month");
        assert_eq!(read("None", None), "Missing");
        assert_eq!(read("3024-03-01", None), "Other");
        assert_eq!(read("spring", None), "Other");
    }

    #[test]
    fn lines_give_days() {
        let day = |text| line(text, None).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day("Published on March 14, 2024 at 10:15 am"), "2024-03-14");
        assert_eq!(day("Thursday, March 14, 2024"), "2024-03-14");
        assert_eq!(day("mardi 14 mars 2006, p. 16"), "2006-03-14");
        assert_eq!(day("June 17, 1995, CITY EDITION"), "1995-06-17");
        assert_eq!(day("24. September 2002"), "2002-09-24");
        assert_eq!(day("14.03.2024"), "2024-03-14");
        assert_eq!(day("March 14, 2024 was the day on which the council of the town met again for the first time"), "");
        assert_eq!(day("March 2024"), "");
    }

    #[test]
    fn moments_keep_their_zone() {
        let moment = |text| moment(text).unwrap_or_default();
        assert_eq!(moment("2016-10-11T00:13+01:00"), "2016-10-11T00:13:00+01:00");
        assert_eq!(moment("20151014T043001+0100"), "2015-10-14T04:30:01+01:00");
        assert_eq!(moment("Mon, 17 Feb 2025 08:30:00 GMT"), "2025-02-17T08:30:00Z");
        assert_eq!(moment("February 17, 2025 8:27 PM"), "2025-02-17T20:27:00");
        assert_eq!(moment("2025-02-17"), "2025-02-17");
    }

    #[test]
    fn a_time_ends_before_the_text() {
        assert_eq!(time_prefix(" 08:30 US officials"), 6);
        assert_eq!(time_prefix(" 08:30 GMT US officials"), 10);
        assert_eq!(time_prefix(" Top officials"), 0);
        assert_eq!(time_prefix(" 12 people"), 0);
    }

    proptest::proptest! {
        #[test]
        fn any_day_is_read_back(year in 1700i16..2200, month in 1i8..13, day in 1i8..29, tail in ".{0,12}") {
            let date = jiff::civil::date(year, month, day);
            assert_eq!(parse(&date.to_string()), Some(date));
            assert_eq!(parse(&date.strftime("%-d %b. %Y").to_string()), Some(date));
            assert_eq!(parse(&date.strftime("%A, %B %-d, %Y").to_string()), Some(date));
            assert_eq!(in_path(&date.strftime("a_%Y%m%d.txt").to_string()), Some(date));
            assert_eq!(prefix(&format!("{date} {tail}")).map(|found| found.end), Some(10));
            assert!(time_prefix(&tail) <= tail.len());
        }

        #[test]
        fn any_text_is_a_day_or_not(text in "[0-9a-zA-Z.,:/+ -]{0,30}|.{0,30}") {
            let _ = (parse(&text), in_path(&text), time_prefix(&text));
        }
    }
}
