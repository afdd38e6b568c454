//! Publication dates as records, heads and paths write them.

use jiff::civil::Date;

/// The months' names in English, French, German, Dutch, Spanish, Danish, Swedish, Italian and Portuguese, without accents. They are also
/// known cut to three letters or more.
const MONTHS: [&str; 12] = [
    "january janvier januar januari enero jaenner gennaio janeiro",
    "february fevrier februar februari febrero febbraio fevereiro",
    "march mars maerz marz maart marts marzo mrt marco",
    "april avril abril aprile",
    "may mai mei mayo maj maggio maio",
    "june juin juni junio giugno junho",
    "july juillet juli julio luglio julho",
    "august aout augustus agosto augusti",
    "september septembre septiembre setiembre sept settembre setembro",
    "october octobre oktober octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december decembre dezember diciembre dicembre dezembro",
];

/// Names of zones that stand after a time; any other word there is text.
const ZONES: [&str; 39] = [
    "Z", "z", "UTC", "UT", "GMT", "BST", "IST", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK",
    "SAST", "HKT", "JST", "KST", "SGT", "AWST", "ACST", "ACDT", "AEST", "AEDT", "NZST", "NZDT", "ET", "EST", "EDT",
    "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST",
];

const WEEKDAYS: [&str; 7] = [
    "monday lundi montag maandag lunes mandag lunedi segunda",
    "tuesday mardi dienstag dinsdag martes tirsdag martedi terca",
    "wednesday mercredi mittwoch woensdag miercoles onsdag mercoledi quarta",
    "thursday jeudi donnerstag donderdag jueves torsdag giovedi quinta",
    "friday vendredi freitag vrijdag viernes fredag venerdi sexta",
    "saturday samedi samstag sonnabend zaterdag sabado loerdag lordag sabato",
    "sunday dimanche sonntag zondag domingo soendag sondag domenica",
];

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
    Day(Date),
    /// A day whose number may be the month's: `03/04/2024`.
    Ambiguous,
    /// A month or a year.
    Month,
    /// What stands for none: `None`, `null`, `N/A`.
    Missing,
    Other,
}

/// Reads a cell of a record as a day: all that [`parse`] reads, days of numbers in the order that is given, and seconds, milliseconds,
/// microseconds or nanoseconds since 1970.
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

/// Whether a cell is a day of numbers and dots: `14.03.2024`.
pub(super) fn dotted(cell: &str) -> bool {
    three_numbers(cell).is_some_and(|(numbers, end)| {
        numbers.dotted
            && end == cell.len()
            && end >= 8
            && numbers.day(numbers.evident().unwrap_or(DateOrder::DayFirst)).is_some()
    })
}

/// The order that a cell shows, if its day is past the twelfth.
pub(super) fn evident_order(cell: &str) -> Option<DateOrder> {
    let (numbers, end) = three_numbers(cell.trim())?;
    is_time(&cell.trim()[end..]).then(|| numbers.evident()).flatten()
}

/// Years in which news was printed or is made up to be. The bound is none of the clock, so that the same input gives the same tables in any
/// year.
fn is_likely(day: Date) -> bool {
    (1600..=2100).contains(&day.year())
}

/// Seconds since 1970, or thousandths, millionths or billionths of them: what data frames write of dates.
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
    first: u16,
    second: u16,
    year: u16,
    dotted: bool,
}

impl Numbers {
    fn evident(&self) -> Option<DateOrder> {
        match (self.first > 12, self.second > 12) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    fn day(&self, order: DateOrder) -> Option<Date> {
        match order {
            DateOrder::DayFirst => civil(self.year, self.second, self.first),
            DateOrder::MonthFirst => civil(self.year, self.first, self.second),
        }
    }
}

/// The numbers of a date such as `14/03/2024`, `14.3.24` or `14-03-2024`, after a weekday or not, and where it ends.
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

/// The year that two digits stand for: until 2068.
fn century(digits: u16) -> u16 {
    if digits < 69 { 2000 + digits } else { 1900 + digits }
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

/// A moment as RFC 3339 writes it, in the zone in which it is written: without zone, or without time, where there is none.
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

/// The day that starts a line of prose or a field, with what may stand before it (`Published on`, `le`, a weekday) and after it: a time, a
/// weekday, an edition, a page. `None` where a date does not start it or where it is but a part of a sentence.
///
/// The date may be followed by at most 40 more characters after a comma, semicolon, bar or blank, none of which ends a sentence.
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

/// The text without the words that introduce a date.
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

/// A date at the start of a text: where it ends, and the day unless no calendar has it.
pub(super) struct Prefix {
    pub(super) end: usize,
    pub(super) day: Option<Date>,
}

/// Reads a whole cell as a day: `2025-02-17`, `20250217`, `2025/02/17`, `17 February 2025`, `Feb. 17, 2025`, `24. September 2002`,
/// `14 de marzo de 2024`, RFC 3339, RFC 2822, basic ISO 8601.
///
/// A time of day and its zone may follow, a weekday may stand before or after. The day is the one that is written, whatever the zone.
/// Forms in which day and month could be mistaken for each other (`02/03/2025`) are not read.
pub(crate) fn parse(cell: &str) -> Option<Date> {
    let cell = cell.trim();
    let prefix = prefix(cell)?;
    is_time(&cell[prefix.end..]).then_some(prefix.day).flatten()
}

/// Reads the date that starts a text; `None` if no date does.
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

/// The day that a path names: the first in its last part, else the last in the folders before.
///
/// Year, month and day stand together (`20160120`) or are parted by the same one of `-`, `_`, `.` and `/`; day, month and year are parted
/// so too where nothing else can be meant (`14.03.2024`), and months may have their names (`Mar-14-2024`).
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
    year_first(rest)
        .or_else(|| year_last(rest))
        .or_else(|| named_month(path, at))
        .map(|(length, day)| (at + length, day))
}

/// `2016-01-20`, `20160120`, `2016/1/20`.
fn year_first(rest: &[u8]) -> Option<(usize, Date)> {
    let digits = |from: usize, len: usize| rest.get(from..from + len).and_then(number);
    let year = digits(0, 4)?;
    if let Some(mark @ (b'-' | b'_' | b'.' | b'/')) = rest.get(4) {
        let month_len = rest[5..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=2).contains(&month_len) || rest.get(5 + month_len) != Some(mark) {
            return None;
        }
        let from = 6 + month_len;
        let day_len = rest[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
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

/// `14.03.2024`, `14-03-2024`, where the day is past the twelfth or the marks are dots.
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

/// `Mar-14-2024`, `14_March_2024`.
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
    let _ = cursor.zone().or_else(|| cursor.attempt(Cursor::time)).or_else(|| {
        cursor.attempt(|cursor| {
            cursor.skip(&[' ', ',']);
            cursor.name(&WEEKDAYS).map(|_| ())
        })
    });
    cursor.rest().trim().is_empty()
}

/// A word in lower case without accents, as the names are listed.
fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'á' | 'à' | 'â' | 'ã' => out.push('a'),
            'ä' => out.push_str("ae"),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'ì' => out.push('i'),
            'ó' | 'ò' | 'ô' | 'õ' => out.push('o'),
            'ö' | 'ø' => out.push_str("oe"),
            'ú' | 'ù' | 'û' => out.push('u'),
            'ü' => out.push_str("ue"),
            'ç' => out.push('c'),
            other => out.push(other),
        }
    }
    out
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

    /// The letters here, those with accents too.
    fn letters(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())]
    }

    /// Takes the name here, whole or cut to at least three letters, and gives its number. Each line of `names` has those of one number.
    fn name(&mut self, names: &[&str]) -> Option<u16> {
        let word = self.letters();
        // The longest name has twelve letters.
        if word.chars().count() < 3 || word.len() > 24 {
            return None;
        }
        let folded = folded(word);
        let whole = |names: &&str| names.split(' ').any(|name| name == folded);
        let cut = |names: &&str| names.split(' ').any(|name| name.starts_with(&folded));
        let index = names.iter().position(whole).or_else(|| names.iter().position(cut))?;
        self.at += word.len();
        self.skip(&['.']);
        u16::try_from(index).ok()
    }

    fn weekday(&mut self) {
        if self.name(&WEEKDAYS).is_some() {
            self.skip(&[',', ' ', '\u{a0}']);
            self.article();
        }
    }

    /// Takes the article before a day: `le 14 mars`, `den 14. marts`.
    fn article(&mut self) {
        let word = self.letters();
        if ["le", "den", "der", "el", "the", "the"].iter().any(|article| article.eq_ignore_ascii_case(word)) {
            self.at += word.len();
            self.skip(&[' ', '\u{a0}']);
        }
    }

    /// Takes the word between day, month and year: `of`, `de`, `del`.
    fn connector(&mut self) {
        let word = self.letters();
        if ["of", "de", "del", "d"].iter().any(|of| of.eq_ignore_ascii_case(word)) {
            self.at += word.len();
            self.skip(&[' ', '\'', '’']);
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
        self.article();
        let day = self.digits(1, 2)?;
        self.ordinal();
        self.skip(&[' ', '-', '.', '\u{a0}']);
        self.connector();
        let month = self.name(&MONTHS)? + 1;
        self.skip(&[' ', ',', '-', '\u{a0}']);
        self.connector();
        let year = self.attempt(|cursor| cursor.digits(4, 4)).or_else(|| self.short_year())?;
        Some(Prefix { end: self.at, day: civil(year, month, day) })
    }

    /// Takes the two digits of a year before a time, as mail writes them: `13 Jun 01 08:30:00`.
    fn short_year(&mut self) -> Option<u16> {
        self.attempt(|cursor| {
            let year = century(cursor.digits(2, 2)?);
            let mut after = Cursor { text: cursor.text, at: cursor.at };
            after.attempt(Cursor::clock).is_some().then_some(year)
        })
    }

    fn month_first(&mut self) -> Option<Prefix> {
        let month = self.name(&MONTHS)? + 1;
        self.skip(&[' ', '\u{a0}', '-']);
        let day = self.digits(1, 2)?;
        self.ordinal();
        self.skip(&[' ', ',', '-', '\u{a0}']);
        let year = self.digits(4, 4)?;
        Some(Prefix { end: self.at, day: civil(year, month, day) })
    }

    fn ordinal(&mut self) {
        if matches!(self.word().to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "er") {
            self.at += 2;
        }
    }

    /// Takes `T08:30:00.5+01:00`, ` 08:30 GMT`, `, 8:30 a.m. EST`, ` at 8 pm` or `T083000Z`, a weekday before it or after it.
    fn time(&mut self) -> Option<()> {
        self.clock()?;
        self.zone();
        self.attempt(|cursor| {
            cursor.skip(&[' ', ',']);
            cursor.name(&WEEKDAYS)
        });
        Some(())
    }

    /// Takes a time of day without its zone: hour, minute and second.
    fn clock(&mut self) -> Option<(u16, u16, u16)> {
        self.skip(&[' ', ',', '\u{a0}', '\u{202f}']);
        self.attempt(|cursor| {
            cursor.name(&WEEKDAYS)?;
            cursor.skip(&[' ', ',', '\u{a0}']);
            Some(())
        });
        if matches!(self.word(), "T" | "t" | "at" | "um" | "om") || matches!(self.letters(), "à") {
            self.at += self.letters().len();
        }
        self.skip(&[' ', '-', '–', '|']);
        let here = self.rest().as_bytes();
        let (hour, minute, second) = if here.iter().take_while(|byte| byte.is_ascii_digit()).count() == 6 {
            self.at += 6;
            (number(&here[..2])?, number(&here[2..4])?, number(&here[4..6])?)
        } else {
            let hour = self.digits(1, 2)?;
            if self.mark(':').or_else(|| self.hour_mark()).is_some() {
                let minute = self.digits(2, 2)?;
                (hour, minute, if self.mark(':').is_some() { self.digits(2, 2)? } else { 0 })
            } else {
                let start = self.at;
                self.half_of_day()?;
                self.at = start;
                (hour, 0, 0)
            }
        };
        if self.rest().starts_with('.') && self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) {
            self.at += 1;
            self.at += self.rest().bytes().take_while(u8::is_ascii_digit).count();
        }
        let half = self.half_of_day();
        let hour = match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        // 24:00 and 23:59:60 are written.
        (hour <= 24 && minute < 60 && second <= 60).then_some((hour, minute, second))
    }

    /// Takes the mark between hour and minute that French writes (`8h30`) or that stands before half of a day (`8.30 a.m.`).
    fn hour_mark(&mut self) -> Option<()> {
        let digits = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        let rest = self.rest();
        let is = rest.strip_prefix('h').is_some_and(digits)
            || rest.strip_prefix('.').is_some_and(|minute| {
                let after = minute.get(2..).unwrap_or_default().trim_start().to_ascii_lowercase();
                digits(minute) && ["a.m", "p.m", "am", "pm"].iter().any(|half| after.starts_with(half))
            });
        self.at += usize::from(is);
        is.then_some(())
    }

    /// Takes `a.m.` or `PM`: whether it is the second half.
    fn half_of_day(&mut self) -> Option<bool> {
        self.attempt(|cursor| {
            cursor.skip(&[' ', '\u{a0}', '\u{202f}']);
            let is = |half: &&&str| cursor.rest().get(..half.len()).is_some_and(|here| here.eq_ignore_ascii_case(half));
            let half = ["a.m.", "p.m.", "am", "pm"].iter().find(is)?;
            cursor.at += half.len();
            Some(half.starts_with('p'))
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
            "Mon, 17 Feb 25 08:30:00 EST",
            "20250217T083000+0100",
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
        assert_eq!(day("2016/1/5/a.txt"), "2016-01-05");
        assert_eq!(day("Mar-14-2024.txt"), "2024-03-14");
        assert_eq!(day("courier_14_March_2024.txt"), "2024-03-14");
        assert_eq!(day("14.03.2024.txt"), "2024-03-14");
        assert_eq!(day("14-03-2024-mayor.txt"), "2024-03-14");
        assert_eq!(day("04-03-2024.txt"), "");
        assert_eq!(day("v1.12.2024.txt"), "2024-12-01");
        assert_eq!(day("market-12-people.txt"), "");
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
