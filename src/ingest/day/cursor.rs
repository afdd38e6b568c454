//! What dates are written with: names of months, weekdays and zones, and the cursor that takes them.
//!
//! Each method of [`Cursor`] takes one thing from where it stands, or tells that it is not there;
//! [`Cursor::attempt`] makes several of them one, which takes all or nothing. The four forms of a date are
//! [`Cursor::compact`], [`Cursor::parted`], [`Cursor::day_first`] and [`Cursor::month_first`]; a time behind it is
//! [`Cursor::time`]. The grammar is the same for all languages, and names of all of them are looked for at once: a
//! record seldom says in which one it writes its dates.

use jiff::civil::Date;

/// The months' names in English, French, German, Dutch, Spanish, Danish, Swedish, Italian and Portuguese, without
/// accents. They are also known cut to three letters or more.
///
/// A line a month, names parted by blanks, umlauts written with an `e`; names that are cut and belong to two months
/// (`jui` of `juin` and `juillet`) are those of the first.
pub(super) const MONTHS: [&str; 12] = [
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

/// Names of zones that stand after a time, as they are written in capitals; any other word there is text.
const ZONES: [&str; 39] = [
    "Z", "z", "UTC", "UT", "GMT", "BST", "IST", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK",
    "SAST", "HKT", "JST", "KST", "SGT", "AWST", "ACST", "ACDT", "AEST", "AEDT", "NZST", "NZDT", "ET", "EST", "EDT",
    "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST",
];

/// The weekdays' names in the same languages, a line each from Monday on. Looked for only to be passed: no day is
/// compared with its weekday, since records get that wrong and the number right.
pub(super) const WEEKDAYS: [&str; 7] = [
    "monday lundi montag maandag lunes mandag lunedi segunda",
    "tuesday mardi dienstag dinsdag martes tirsdag martedi terca",
    "wednesday mercredi mittwoch woensdag miercoles onsdag mercoledi quarta",
    "thursday jeudi donnerstag donderdag jueves torsdag giovedi quinta",
    "friday vendredi freitag vrijdag viernes fredag venerdi sexta",
    "saturday samedi samstag sonnabend zaterdag sabado loerdag lordag sabato",
    "sunday dimanche sonntag zondag domingo soendag sondag domenica",
];

/// A date at the start of a text: where it ends, and the day unless no calendar has it.
pub(in super::super) struct Prefix {
    /// Its length in bytes.
    pub(in super::super) end: usize,
    /// The day; `None` for one such as the 30th of February.
    pub(in super::super) day: Option<Date>,
}

/// The year that two digits stand for: 69 is 1969 and 68 is 2068, as POSIX's `strptime` has it.
pub(super) fn century(digits: u16) -> u16 {
    if digits < 69 { 2000 + digits } else { 1900 + digits }
}

/// The number that digits of ASCII write; `None` for other bytes and past 65,535.
pub(super) fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0u16, |sum, byte| {
        byte.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(u16::from(byte - b'0'))).flatten()
    })
}

/// The day of a calendar (proleptic Gregorian); years of fewer than four digits are none.
pub(super) fn civil(year: u16, month: u16, day: u16) -> Option<Date> {
    if year < 1000 {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A word in lower case without accents, as the names are listed: `März` → `maerz`, `août` → `aout`.
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

/// Reads a text from where it is.
pub(super) struct Cursor<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// Where it is: an offset in bytes, always between characters.
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    /// What comes from here on.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Passes all of these marks that stand here, in any number and order.
    pub(super) fn skip(&mut self, marks: &[char]) {
        self.at += self.rest().len() - self.rest().trim_start_matches(marks).len();
    }

    /// Takes the digits here, if there are at least and at most so many. A longer row of digits is not cut: `12024`
    /// holds no year.
    pub(super) fn digits(&mut self, least: usize, most: usize) -> Option<u16> {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let found = (least..=most).contains(&length).then(|| number(&self.rest().as_bytes()[..length])).flatten()?;
        self.at += length;
        Some(found)
    }

    /// Takes this mark.
    pub(super) fn mark(&mut self, mark: char) -> Option<()> {
        self.at += self.rest().starts_with(mark).then(|| mark.len_utf8())?;
        Some(())
    }

    /// The letters of ASCII here, which are not taken.
    pub(super) fn word(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()]
    }

    /// The letters here, those with accents too, which are not taken.
    pub(super) fn letters(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())]
    }

    /// Takes the name here, whole or cut to at least three letters, and gives its number from 0. Each line of
    /// `names` has those of one number.
    ///
    /// `Sept.` → 8, its dot taken too. A name that is whole goes before one that is cut.
    pub(super) fn name(&mut self, names: &[&str]) -> Option<u16> {
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

    /// Passes a weekday, if one stands here, with the comma and the article behind it: `Montag, den `.
    pub(super) fn weekday(&mut self) {
        if self.name(&WEEKDAYS).is_some() {
            self.skip(&[',', ' ', '\u{a0}']);
            self.article();
        }
    }

    /// Takes the article before a day, if there is one: `le 14 mars`, `den 14. marts`.
    pub(super) fn article(&mut self) {
        let word = self.letters();
        if ["le", "den", "der", "el", "the", "the"].iter().any(|article| article.eq_ignore_ascii_case(word)) {
            self.at += word.len();
            self.skip(&[' ', '\u{a0}']);
        }
    }

    /// Takes the word between day, month and year, if there is one: `of`, `de`, `del`, `d'août`.
    pub(super) fn connector(&mut self) {
        let word = self.letters();
        if ["of", "de", "del", "d"].iter().any(|of| of.eq_ignore_ascii_case(word)) {
            self.at += word.len();
            self.skip(&[' ', '\'', '’']);
        }
    }

    /// What `read` takes, or nothing at all: where it fails the cursor stands where it stood. All alternatives of
    /// the grammar are made of this.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    /// Takes `20250217`, also where six digits of a time follow at once (`20250217083000`), which are left. Other
    /// rows of digits are no date.
    pub(super) fn compact(&mut self) -> Option<Prefix> {
        let here = self.rest().as_bytes();
        let length = here.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length != 8 && length != 14 {
            return None;
        }
        let day = civil(number(&here[..4])?, number(&here[4..6])?, number(&here[6..8])?);
        self.at += 8;
        Some(Prefix { end: self.at, day })
    }

    /// Takes `2025-02-17`, `2025/2/17` or `2025.02.17`: the year first, twice the same mark.
    pub(super) fn parted(&mut self) -> Option<Prefix> {
        let year = self.digits(4, 4)?;
        let mark = self.rest().chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        self.mark(mark)?;
        let month = self.digits(1, 2)?;
        self.mark(mark)?;
        let day = self.digits(1, 2)?;
        Some(Prefix { end: self.at, day: civil(year, month, day) })
    }

    /// Takes `17 February 2025`, `17th of February, 2025`, `17. Februar 2025`, `17-Feb-2025`, `17 de febrero de
    /// 2025`, `le 17 février 2025`.
    pub(super) fn day_first(&mut self) -> Option<Prefix> {
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

    /// Takes the two digits of a year before a time, as mail writes them: `13 Jun 01 08:30:00`. Without a time
    /// behind them two digits are none: in `13 June 08` they may be anything.
    pub(super) fn short_year(&mut self) -> Option<u16> {
        self.attempt(|cursor| {
            let year = century(cursor.digits(2, 2)?);
            let mut after = Cursor { text: cursor.text, at: cursor.at };
            after.attempt(Cursor::clock).is_some().then_some(year)
        })
    }

    /// Takes `February 17, 2025`, `Feb. 17th 2025`, `Feb-17-2025`.
    pub(super) fn month_first(&mut self) -> Option<Prefix> {
        let month = self.name(&MONTHS)? + 1;
        self.skip(&[' ', '\u{a0}', '-']);
        let day = self.digits(1, 2)?;
        self.ordinal();
        self.skip(&[' ', ',', '-', '\u{a0}']);
        let year = self.digits(4, 4)?;
        Some(Prefix { end: self.at, day: civil(year, month, day) })
    }

    /// Passes the ending of a number, if one stands here: `1st`, `2nd`, `1er`.
    pub(super) fn ordinal(&mut self) {
        if matches!(self.word().to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "er") {
            self.at += 2;
        }
    }

    /// Takes `T08:30:00.5+01:00`, ` 08:30 GMT`, `, 8:30 a.m. EST`, ` at 8 pm` or `T083000Z`, a weekday before it or
    /// after it.
    pub(super) fn time(&mut self) -> Option<()> {
        self.clock()?;
        self.zone();
        self.attempt(|cursor| {
            cursor.skip(&[' ', ',']);
            cursor.name(&WEEKDAYS)
        });
        Some(())
    }

    /// Takes a time of day without its zone: hour, minute and second.
    ///
    /// `08:30`, `T08:30:00.5`, `083000`, `8 pm`, `8.30 a.m.`, `8h30`, behind a weekday, `at`, `um`, `om` or `à`.
    /// Fractions of seconds are passed. An hour alone counts only with its half of the day: `12 people` is no time.
    pub(super) fn clock(&mut self) -> Option<(u16, u16, u16)> {
        self.skip(&[' ', ',', '\u{a0}', '\u{202f}']);
        self.attempt(|cursor| {
            cursor.name(&WEEKDAYS)?;
            cursor.skip(&[' ', ',', '\u{a0}']);
            Some(())
        });
        let basic = matches!(self.word(), "T" | "t");
        if basic || matches!(self.word(), "at" | "um" | "om") || matches!(self.letters(), "à") {
            self.at += self.letters().len();
        }
        self.skip(&[' ', '-', '–', '|']);
        let here = self.rest().as_bytes();
        let digits = here.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (hour, minute, second) = if digits == 6 || digits == 4 && basic {
            self.at += digits;
            (number(&here[..2])?, number(&here[2..4])?, number(&here[4..digits]).filter(|_| digits == 6).unwrap_or(0))
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

    /// Takes the mark between hour and minute that French writes (`8h30`) or that stands before half of a day
    /// (`8.30 a.m.`).
    pub(super) fn hour_mark(&mut self) -> Option<()> {
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
    pub(super) fn half_of_day(&mut self) -> Option<bool> {
        self.attempt(|cursor| {
            cursor.skip(&[' ', '\u{a0}', '\u{202f}']);
            let is = |half: &&&str| cursor.rest().get(..half.len()).is_some_and(|here| here.eq_ignore_ascii_case(half));
            let half = ["a.m.", "p.m.", "am", "pm"].iter().find(is)?;
            cursor.at += half.len();
            Some(half.starts_with('p'))
        })
    }

    /// Takes `Z`, `+01:00`, `-0500`, ` GMT` or ` (UTC)`, or an offset with its name, `-0500 (EST)`. Its value is
    /// not given: the day is the one that is written, and [`super::moment`] reads offsets by itself.
    pub(super) fn zone(&mut self) -> Option<()> {
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

    /// Takes `+01:00`, `-0500` or `+01`, also with the minus sign of typesetters (U+2212).
    pub(super) fn offset(&mut self) -> Option<()> {
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
