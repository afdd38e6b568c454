//! Publication dates as records, heads and paths write them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Names of zones that stand after a time; any other word there is text.
const ZONES: [&str; 20] = [
    "Z", "z", "UTC", "GMT", "BST", "CET", "CEST", "EET", "MSK", "IST", "ET", "EST", "EDT", "CT", "CST", "CDT", "MST",
    "PT", "PST", "PDT",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A date at the start of a text: where it ends, and the day unless no calendar has it.
pub(super) struct Prefix {
    pub(super) end: usize,
    pub(super) day: Option<Date>,
}

/// Reads a whole cell as a day: `2025-02-17`, `20250217`, `2025/02/17`, `17 February 2025`, `Feb. 17, 2025`, RFC 3339, RFC 2822.
///
/// A time of day and its zone may follow, a weekday may stand before. The day is the one that is written, whatever the zone.
/// Forms in which day and month could be mistaken for each other (`02/03/2025`) are not read.
pub(crate) fn parse(cell: &str) -> Option<Date> {
    let cell = cell.trim();
    let prefix = prefix(cell)?;
    is_time(&cell[prefix.end..]).then_some(prefix.day).flatten()
}

/// Reads the date that starts a text; `None` if no date does.
pub(super) fn prefix(text: &str) -> Option<Prefix> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.weekday();
    let forms = [Cursor::compact, Cursor::parted, Cursor::day_first, Cursor::month_first];
    forms.into_iter().find_map(|form| cursor.attempt(form))
}

/// The length of the time of day, with its zone, that starts `text`; 0 if none does.
pub(super) fn time_prefix(text: &str) -> usize {
    let mut cursor = Cursor { text, at: 0 };
    cursor.attempt(Cursor::time).map_or(0, |()| cursor.at)
}

/// The day that a path names: the first in its last part, else the last in the folders before.
///
/// Year, month and day stand together (`20160120`) or are parted by the same one of `-`, `_`, `.` and `/`.
pub(super) fn in_path(path: &str) -> Option<Date> {
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    let (mut named, mut folder) = (None, None);
    for (at, _) in path.char_indices() {
        if let Some((end, day)) = path_day(path, at) {
            if end <= file {
                folder = Some(day);
            } else if named.is_none() {
                named = Some(day);
            }
        }
    }
    named.or(folder)
}

fn path_day(path: &str, at: usize) -> Option<(usize, Date)> {
    let bytes = path.as_bytes();
    if at > 0 && bytes[at - 1].is_ascii_digit() {
        return None;
    }
    let rest = &bytes[at..];
    let (mark, month, day, length) = match rest.get(4)? {
        mark @ (b'-' | b'_' | b'.' | b'/') if rest.get(7) == Some(mark) => (true, 5, 8, 10),
        _ => (false, 4, 6, 8),
    };
    let digits = |from: usize, len: usize| rest.get(from..from + len).and_then(number);
    if rest.get(length).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let (year, month, day) = (digits(0, 4)?, digits(month, 2)?, digits(day, 2)?);
    // Eight digits are as often a number of some other kind.
    let likely = mark || (1700..2200).contains(&year);
    likely.then(|| civil(year, month, day)).flatten().map(|day| (at + length, day))
}

fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0u16, |sum, byte| {
        byte.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(u16::from(byte - b'0'))).flatten()
    })
}

fn civil(year: u16, month: u16, day: u16) -> Option<Date> {
    if year < 1000 {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Whether nothing or only a time of day follows a date.
fn is_time(rest: &str) -> bool {
    let mut cursor = Cursor { text: rest, at: 0 };
    let _ = cursor.zone().or_else(|| cursor.attempt(Cursor::time));
    cursor.rest().trim().is_empty()
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip(&mut self, marks: &[char]) {
        self.at += self.rest().len() - self.rest().trim_start_matches(marks).len();
    }

    /// Takes the digits here, if they are from `least` to `most`.
    fn digits(&mut self, least: usize, most: usize) -> Option<u16> {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let found = (least..=most).contains(&length).then(|| number(&self.rest().as_bytes()[..length])).flatten()?;
        self.at += length;
        Some(found)
    }

    fn mark(&mut self, mark: char) -> Option<()> {
        self.at += self.rest().starts_with(mark).then(|| mark.len_utf8())?;
        Some(())
    }

    fn word(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()]
    }

    /// Takes the name here, whole or cut to at least three letters, and gives its number.
    fn name(&mut self, names: &[&str]) -> Option<u16> {
        let word = self.word();
        let is = |name: &&str| {
            word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        let index = names.iter().position(is)?;
        self.at += word.len();
        self.skip(&['.']);
        u16::try_from(index).ok()
    }

    fn weekday(&mut self) {
        if self.name(&WEEKDAYS).is_some() {
            self.skip(&[',', ' ']);
        }
    }

    /// What `read` takes, or nothing at all.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn compact(&mut self) -> Option<Prefix> {
        let here = self.rest().as_bytes();
        let length = here.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length != 8 && length != 14 {
            return None;
        }
        let day = civil(number(&here[..4])?, number(&here[4..6])?, number(&here[6..8])?);
        self.at += 8;
        Some(Prefix { end: self.at, day })
    }

    fn parted(&mut self) -> Option<Prefix> {
        let year = self.digits(4, 4)?;
        let mark = self.rest().chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        self.mark(mark)?;
        let month = self.digits(1, 2)?;
        self.mark(mark)?;
        let day = self.digits(1, 2)?;
        Some(Prefix { end: self.at, day: civil(year, month, day) })
    }

    fn day_first(&mut self) -> Option<Prefix> {
        let day = self.digits(1, 2)?;
        self.ordinal();
        self.skip(&[' ', '-']);
        if self.word().eq_ignore_ascii_case("of") {
            self.at += 2;
            self.skip(&[' ']);
        }
        let month = self.name(&MONTHS)? + 1;
        self.skip(&[' ', ',', '-']);
        let year = self.digits(4, 4)?;
        Some(Prefix { end: self.at, day: civil(year, month, day) })
    }

    fn month_first(&mut self) -> Option<Prefix> {
        let month = self.name(&MONTHS)? + 1;
        self.skip(&[' ']);
        let day = self.digits(1, 2)?;
        self.ordinal();
        self.skip(&[' ', ',']);
        let year = self.digits(4, 4)?;
        Some(Prefix { end: self.at, day: civil(year, month, day) })
    }

    fn ordinal(&mut self) {
        if matches!(self.word().to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") {
            self.at += 2;
        }
    }

    /// Takes `T08:30:00.5+01:00`, ` 08:30 GMT`, `, 8:30 a.m. EST`, ` at 8 pm` or `T083000Z`.
    fn time(&mut self) -> Option<()> {
        self.skip(&[' ', ',', '\u{a0}', '\u{202f}']);
        if matches!(self.word(), "T" | "t" | "at") {
            self.at += self.word().len();
        }
        self.skip(&[' ']);
        let here = self.rest().as_bytes();
        let (hour, minute, second) = if here.iter().take_while(|byte| byte.is_ascii_digit()).count() == 6 {
            self.at += 6;
            (number(&here[..2])?, number(&here[2..4])?, number(&here[4..6])?)
        } else {
            let hour = self.digits(1, 2)?;
            if self.mark(':').is_some() {
                let minute = self.digits(2, 2)?;
                (hour, minute, if self.mark(':').is_some() { self.digits(2, 2)? } else { 0 })
            } else {
                self.half_of_day()?;
                (hour, 0, 0)
            }
        };
        if self.rest().starts_with('.') && self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) {
            self.at += 1;
            self.at += self.rest().bytes().take_while(u8::is_ascii_digit).count();
        }
        self.half_of_day();
        self.zone();
        // 24:00 and 23:59:60 are written.
        (hour <= 24 && minute < 60 && second <= 60).then_some(())
    }

    /// Takes `a.m.` or `PM`.
    fn half_of_day(&mut self) -> Option<()> {
        self.attempt(|cursor| {
            cursor.skip(&[' ', '\u{a0}', '\u{202f}']);
            let is = |half: &&&str| cursor.rest().get(..half.len()).is_some_and(|here| here.eq_ignore_ascii_case(half));
            cursor.at += ["a.m.", "p.m.", "am", "pm"].iter().find(is)?.len();
            Some(())
        })
    }

    /// Takes `Z`, `+01:00`, `-0500`, ` GMT` or ` (UTC)`, or an offset with its name.
    fn zone(&mut self) -> Option<()> {
        let offset = self.attempt(Self::offset);
        let name = self.attempt(|cursor| {
            cursor.skip(&[' ']);
            let bracket = cursor.mark('(').is_some();
            let name = ZONES.iter().find(|zone| **zone == cursor.word())?;
            cursor.at += name.len();
            if bracket { cursor.mark(')') } else { Some(()) }
        });
        offset.or(name)
    }

    fn offset(&mut self) -> Option<()> {
        self.skip(&[' ']);
        self.mark('+').or_else(|| self.mark('-')).or_else(|| self.mark('\u{2212}'))?;
        let here = self.rest().as_bytes();
        if here.iter().take_while(|byte| byte.is_ascii_digit()).count() == 4 {
            self.at += 4;
            return Some(());
        }
        self.digits(2, 2)?;
        if self.mark(':').is_some() {
            self.digits(2, 2)?;
        }
        Some(())
    }
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
    fn paths_name_days() {
        let day = |path| in_path(path).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day("2016-01-20/a.txt"), "2016-01-20");
        assert_eq!(day("wire/20160120.txt"), "2016-01-20");
        assert_eq!(day("2016/01/20/a.txt"), "2016-01-20");
        assert_eq!(day("2016/01/20-mayor.txt"), "2016-01-20");
        assert_eq!(day("paper_2016-09-12_2015-01-01-in-review.txt"), "2016-09-12");
        assert_eq!(day("2015-01-01/2016_09_12.txt"), "2016-09-12");
        assert_eq!(day("2015-01-01/2016-09-12/a.txt"), "2016-09-12");
        assert_eq!(day("AFP_19970401.0006"), "1997-04-01");
        assert_eq!(day("2016-02-30/a.txt"), "");
        assert_eq!(day("12016-01-20.txt"), "");
        assert_eq!(day("201601201.txt"), "");
        assert_eq!(day("10201201.txt"), "");
        assert_eq!(day("2016-01_20.txt"), "");
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
