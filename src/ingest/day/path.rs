//! Days in the names of files and folders.
//!
//! ```text
//! 2016-01-20/a.txt                          2016-01-20   a folder of a day
//! 2016/01/20/a.txt   2016-01/20/a.txt       2016-01-20   folders of year, month and day
//! AFP_19970401.0006                         1997-04-01   eight digits, of the years 1700 to 2199
//! 14.03.2024.txt     Mar-14-2024.txt        2024-03-14
//! 04-03-2024.txt                            none: April 3 or March 4
//! 12016-01-20.txt    201601201.txt          none: digits touch them
//! ```
//!
//! The name of a file goes before its folders, since a folder is as often the day of a download. Of several days in
//! a name the first counts, of several in the folders the last, which is nearest to the file.

use jiff::civil::Date;

use super::cursor::{Cursor, civil, number};
use super::{DateOrder, three_numbers};

/// The day that a path names: the first in its last part, else the last in the folders before.
///
/// Year, month and day stand together (`20160120`) or are parted by the same one of `-`, `_`, `.` and `/`; day,
/// month and year are parted so too where nothing else can be meant (`14.03.2024`), and months may have their names
/// (`Mar-14-2024`). Tries each character of the path as a start, each of which looks at 40 bytes at most.
pub(in super::super) fn in_path(path: &str) -> Option<Date> {
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

/// The day that starts at an offset of the path, and where it ends; `None` in the middle of a number.
fn path_day(path: &str, at: usize) -> Option<(usize, Date)> {
    let bytes = path.as_bytes();
    if at > 0 && bytes[at - 1].is_ascii_digit() {
        return None;
    }
    let rest = &bytes[at..];
    year_first(rest)
        .or_else(|| year_last(rest))
        .or_else(|| named_month(path, at))
        .map(|(length, day)| (at + length, day))
}

/// `2016-01-20`, `20160120`, `2016/1/20`: its length and the day.
fn year_first(rest: &[u8]) -> Option<(usize, Date)> {
    let digits = |from: usize, len: usize| rest.get(from..from + len).and_then(number);
    let year = digits(0, 4)?;
    if let Some(mark @ (b'-' | b'_' | b'.' | b'/')) = rest.get(4) {
        let month_len = rest[5..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let second = rest.get(5 + month_len);
        // A folder of a month with one of the day inside: `2016-01/20/`.
        let folders = second == Some(&b'/') && month_len == 2;
        if !(1..=2).contains(&month_len) || second != Some(mark) && !folders {
            return None;
        }
        let from = 6 + month_len;
        let day_len = rest[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if folders && *mark != b'/' && (day_len != 2 || rest.get(from + day_len) != Some(&b'/')) {
            return None;
        }
        let day = civil(year, digits(5, month_len)?, digits(from, day_len).filter(|_| day_len <= 2)?)?;
        return Some((from + day_len, day));
    }
    if rest.get(8).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    // Eight digits are as often a number of some other kind.
    let likely = (1700..2200).contains(&year);
    likely.then(|| civil(year, digits(4, 2)?, digits(6, 2)?)).flatten().map(|day| (8, day))
}

/// `14.03.2024`, `14-03-2024`, where the day is past the twelfth or the marks are dots: its length and the day. Two
/// digits at the end are no year in a name (`14.03.24` is as often a version), and a number that goes on is none
/// either.
fn year_last(rest: &[u8]) -> Option<(usize, Date)> {
    let length =
        rest.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_')).take(10).count();
    let text: String = rest[..length].iter().map(|&byte| if byte == b'_' { '-' } else { char::from(byte) }).collect();
    let (numbers, end) = three_numbers(&text)?;
    // Two digits at the end are no year in a name.
    let whole =
        end >= 8 && numbers.year >= 1000 && text[..end].rsplit(['.', '-']).next().is_some_and(|year| year.len() == 4);
    if !whole || rest.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let order = numbers.evident().or(numbers.dotted.then_some(DateOrder::DayFirst));
    let order = order.or((numbers.first == numbers.second).then_some(DateOrder::DayFirst))?;
    numbers.day(order).map(|day| (end, day))
}

/// `Mar-14-2024`, `14_March_2024`: its length and the day. Marks are read as blanks, so that the grammar of dates
/// in prose serves; a name that letters precede (`xMar-14-2024`) is no month.
fn named_month(path: &str, at: usize) -> Option<(usize, Date)> {
    if path[..at].ends_with(char::is_alphabetic) {
        return None;
    }
    let end =
        path[at..].char_indices().take(24).find(|(_, c)| *c == '/').map_or(path[at..].len().min(40), |(end, _)| end);
    let end = path[at..].floor_char_boundary(end);
    let text: String =
        path[at..at + end].chars().map(|c| if matches!(c, '_' | '-' | '.' | ',') { ' ' } else { c }).collect();
    // Each character that was replaced has one byte, so that offsets hold.
    let mut cursor = Cursor { text: &text, at: 0 };
    let forms = [Cursor::day_first, Cursor::month_first];
    let found = forms.into_iter().find_map(|form| cursor.attempt(form))?;
    Some((found.end, found.day?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_days() {
        let day = |path| in_path(path).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day("2016-01-20/a.txt"), "2016-01-20");
        assert_eq!(day("wire/20160120.txt"), "2016-01-20");
        assert_eq!(day("2016/01/20/a.txt"), "2016-01-20");
        assert_eq!(day("2016/01/20-mayor.txt"), "2016-01-20");
        assert_eq!(day("2016-01/20/a.txt"), "2016-01-20");
        assert_eq!(day("2016-01/20-mayor.txt"), "");
        assert_eq!(day("paper_2016-09-12_2015-01-01-in-review.txt"), "2016-09-12");
        assert_eq!(day("2015-01-01/2016_09_12.txt"), "2016-09-12");
        assert_eq!(day("2015-01-01/2016-09-12/a.txt"), "2016-09-12");
        assert_eq!(day("AFP_19970401.0006"), "1997-04-01");
        assert_eq!(day("2016-02-30/a.txt"), "");
        assert_eq!(day("12016-01-20.txt"), "");
        assert_eq!(day("201601201.txt"), "");
        assert_eq!(day("10201201.txt"), "");
        assert_eq!(day("2016-01_20.txt"), "");
        assert_eq!(day("2016/1/5/a.txt"), "2016-01-05");
        assert_eq!(day("Mar-14-2024.txt"), "2024-03-14");
        assert_eq!(day("courier_14_March_2024.txt"), "2024-03-14");
        assert_eq!(day("14.03.2024.txt"), "2024-03-14");
        assert_eq!(day("14-03-2024-mayor.txt"), "2024-03-14");
        assert_eq!(day("04-03-2024.txt"), "");
        assert_eq!(day("v1.12.2024.txt"), "2024-12-01");
        assert_eq!(day("market-12-people.txt"), "");
    }
}
