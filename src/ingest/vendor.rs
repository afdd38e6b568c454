//! What exports of news vendors have in common: dates in several languages, keys, announced counts.
//!
//! Nexis, Factiva, `ProQuest` and Europresse have no published formats. Their exports were made for printing: a
//! field is known by what its line looks like, in the language of whoever downloaded it. What a line may be is
//! decided here, and the readers decide by its place:
//!
//! ```text
//! 1 of 112 DOCUMENTS              counter: document 1 of 112
//! The Courier
//! March 5, 2024 Tuesday           is_date_line, day_in: 2024-03-05
//! Talks resume
//! SECTION: WORLD; Pg. 3           key: Section, `WORLD; Pg. 3`
//! LENGTH: 312 words               key: Head, before the text and not kept
//! Talks resume on Tuesday.
//! LOAD-DATE: March 6, 2024        key: Tail, behind the text and not kept
//! Copyright 2024 The Courier      is_copyright
//! ```
//!
//! Languages: English, German, French, Dutch, Spanish, and months in Italian and Danish. All names are looked for
//! at once.

use super::Item;

/// The names of the months in lower case, in the languages of the vendors' interfaces and sources.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janvier", "januari", "enero", "gennaio", "jänner"],
    &["february", "februar", "février", "fevrier", "februari", "febrero", "febbraio"],
    &["march", "märz", "mars", "maart", "marzo", "marts", "mrz", "mrt"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mei", "mayo", "maj", "maggio"],
    &["june", "juni", "juin", "junio", "giugno"],
    &["july", "juli", "juillet", "julio", "luglio"],
    &["august", "août", "aout", "augustus", "agosto"],
    &["september", "septembre", "septiembre", "setiembre", "settembre"],
    &["october", "oktober", "octobre", "octubre", "ottobre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "décembre", "decembre", "diciembre", "dicembre"],
];

/// The names of the weekdays, in lower case, with accents and without.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "lunes",
    "martes",
    "miércoles",
    "miercoles",
    "jueves",
    "viernes",
    "sábado",
    "sabado",
    "domingo",
];

/// The number of a month, from 1, by its name in one of the vendors' languages, cut to three letters or more.
pub(super) fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let is = |name: &&&str| word.chars().count() >= 3 && name.starts_with(&word);
    MONTHS.iter().position(|names| names.iter().any(|name| is(&name))).map(|month| month + 1)
}

/// The words of a line: runs of letters and digits.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The day that stands anywhere in a line, as `2024-03-05`: a day, a month's name and a year, in any order.
///
/// `March 5, 2024 Tuesday 8:27 PM AEST`, `5. März 2024`, `5 de marzo de 2024`, `mardi 5 mars 2024, p. 16` all give
/// `2024-03-05`; `Winter 2024` and `March 2024` give nothing, and neither do days in numbers. Years from 1600 to
/// 2199. The day is not compared with the calendar: that is done where the date is read.
pub(super) fn day_in(line: &str) -> Option<String> {
    let words: Vec<&str> = words(line).collect();
    let number = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let suffix = &word[digits.len()..];
        let ordinal = matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "er" | "e");
        digits.parse::<u16>().ok().filter(|_| ordinal && digits.len() <= 4)
    };
    let near = |at: usize, step: isize| {
        let mut at = at.checked_add_signed(step)?;
        // `5 de marzo de 2024`
        if matches!(words.get(at).copied(), Some("de" | "of" | "del")) {
            at = at.checked_add_signed(step)?;
        }
        words.get(at).and_then(number)
    };
    let day = |day: &u16| (1..=31).contains(day);
    let year = |year: &u16| (1600..2200).contains(year);
    (0..words.len()).find_map(|at| {
        let month = month(words[at])?;
        let before = near(at, -1).filter(day);
        let (day, year) = if let (Some(day), Some(year)) = (before, near(at, 1).filter(year)) {
            (day, year)
        } else {
            let day = near(at, 1).filter(day)?;
            (day, words.iter().skip(at + 2).take(2).find_map(number).filter(year)?)
        };
        Some(format!("{year}-{month:02}-{day:02}"))
    })
}

/// Whether a line is a date, with what may follow one, and no sentence that holds one: it begins with a month, a
/// weekday or a day, has at most 90 characters and no full stop at its end.
pub(super) fn is_date_line(line: &str) -> bool {
    let first = words(line).next().unwrap_or_default();
    let begins = month(first).is_some()
        || WEEKDAYS.contains(&first.to_lowercase().as_str())
        || first.trim_end_matches("er").parse::<u8>().is_ok_and(|day| day <= 31);
    begins && line.chars().count() <= 90 && !line.trim_end().ends_with('.') && (day_in(line).is_some())
}

/// Whether a line is a copyright line, by how it begins.
pub(super) fn is_copyright(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    ["copyright ", "©", "(c) ", "all rights reserved", "tous droits réservés", "alle rechte vorbehalten"]
        .iter()
        .any(|start| line.starts_with(start))
}

/// A place of a vendor's key: what its value is, and so where in a document it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Title,
    Byline,
    /// The place line.
    Dateline,
    Section,
    Language,
    /// Begins the text.
    Text,
    /// Stands before the text and is not kept.
    Head,
    /// Stands behind the text and is not kept.
    Tail,
}

/// The keys of Nexis in capitals, by what they mean, in English, German, French and Dutch; Spanish interfaces have
/// English keys.
const KEYS: &[(Key, &[&str])] = &[
    (Key::Title, &["HEADLINE", "TITLE", "KOP", "TITRE"]),
    (Key::Byline, &["BYLINE", "AUTOR", "AUTEUR", "AUTHOR"]),
    (Key::Dateline, &["DATELINE", "ORT"]),
    (Key::Section, &["SECTION", "RUBRIK", "RUBRIQUE", "RUBRIEK", "SECTIE"]),
    (Key::Language, &["LANGUAGE", "SPRACHE", "LANGUE", "TAAL"]),
    (Key::Text, &["BODY", "TEXT", "VOLLTEXT", "TEKST"]),
    (
        Key::Head,
        &[
            "LENGTH",
            "LÄNGE",
            "LONGUEUR",
            "LENGTE",
            "HIGHLIGHT",
            "SERIES",
            "DISTRIBUTION",
            "TYPE",
            "ENCART",
            "SOURCE",
            "CONTACT",
        ],
    ),
    (
        Key::Tail,
        &[
            "LOAD-DATE",
            "UPDATE",
            "DATE-CHARGEMENT",
            "PUBLICATION-TYPE",
            "PUB-TYPE",
            "TYPE-PUBLICATION",
            "SUBJECT",
            "SUJET",
            "JOURNAL-CODE",
            "GRAPHIC",
            "GRAPHIK",
            "GRAFIK",
            "ORGANIZATION",
            "COMPANY",
            "TICKER",
            "INDUSTRY",
            "PERSON",
            "CITY",
            "STATE",
            "COUNTRY",
            "GEOGRAPHIC",
            "DOCUMENT-TYPE",
            "NOTES",
            "CORRECTION-DATE",
            "CORRECTION",
            "ACC-NO",
            "PUBLICATIETYPE",
            "UPDATE-DATUM",
            "CLASSIFICATION",
            "ISSN",
            "DOC-TYPE",
            "TYPE DE PUBLICATION",
            "ZEITUNGS-CODE",
            "DATUM",
        ],
    ),
];

/// The key that a line begins with, and its value.
///
/// `BYLINE: Ama Kodjo` → (`Byline`, `Ama Kodjo`). In small letters it counts only before a blank, as Nexis Uni sets
/// it: `Byline: Ama Kodjo`. A key has at most 24 bytes. A sentence may begin so too (`Source: the ministry`): the
/// readers look at what surrounds it.
pub(super) fn key(line: &str) -> Option<(Key, &str)> {
    let (name, value) = line.trim_start().split_once(':')?;
    if name.len() > 24 {
        return None;
    }
    let upper = name.trim().to_uppercase();
    let key = KEYS.iter().find(|(_, names)| names.contains(&upper.as_str()))?.0;
    // In capitals, or followed by the blank that vendors set.
    let marked = upper == name.trim() || value.starts_with(['\u{a0}', ' ']);
    marked.then(|| (key, value.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}')))
}

/// Whether a line begins with a word of capitals and a colon, as vendors' keys do, of three to 24 characters:
/// `ZEITUNG: Courier`. For interfaces in languages whose keys nobody listed.
pub(super) fn looks_like_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        (3..=24).contains(&name.chars().count())
            && name.starts_with(char::is_uppercase)
            && name.chars().all(|c| c.is_uppercase() || matches!(c, '-' | ' '))
    })
}

/// How many documents the cover of a download says were asked for: `Download Request: All Documents 1-112`, `Select
/// Items 1-4,7` (five), `Current Document: 3` (one).
pub(super) fn requested(line: &str) -> Option<u64> {
    let (_, request) = line.split_once("Download Request:")?;
    let (_, list) = ["Documents", "Document", "Items", "Item"].into_iter().find_map(|word| request.split_once(word))?;
    let list = list.trim_start_matches([':', ' ']);
    if request.contains("Current Document") {
        return Some(1);
    }
    let end = list.find(|c: char| !(c.is_ascii_digit() || ",- \n".contains(c))).unwrap_or(list.len());
    let mut count = 0u64;
    for range in list[..end].split(',').map(str::trim).filter(|range| !range.is_empty()) {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last) = (first.trim().parse::<u64>().ok()?, last.trim().parse::<u64>().ok()?);
        count = count.saturating_add(last.checked_sub(first)?.saturating_add(1));
    }
    (count > 0).then_some(count)
}

/// Puts the value of a key into its field as one line, if the field is empty yet; keys of text, head and tail have
/// none.
pub(super) fn take(item: &mut Item, key: Key, value: &str) {
    let place = match key {
        Key::Title => &mut item.title,
        Key::Byline => &mut item.byline,
        Key::Dateline => &mut item.dateline,
        Key::Section => &mut item.section,
        Key::Language => &mut item.language,
        Key::Text | Key::Head | Key::Tail => return,
    };
    if place.is_none() && !value.is_empty() {
        *place = Some(value.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// The number and the whole of `1 of 112 DOCUMENTS`, `Dokument 1 von 112`, `Document 1 de 112`: a line of these
/// four words and nothing else.
pub(super) fn counter(line: &str) -> Option<(u64, u64)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let document = |word: &str| ["document", "dokument"].iter().any(|name| word.to_lowercase().starts_with(name));
    let numbers = match words[..] {
        [number, of, all, last] if document(last) => Some((number, of, all)),
        [first, number, of, all] if document(first) => Some((number, of, all)),
        _ => None,
    };
    let (number, of, all) = numbers?;
    let of = matches!(of.to_lowercase().as_str(), "of" | "von" | "de" | "van" | "sur");
    of.then(|| Some((number.parse().ok()?, all.parse().ok()?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_several_languages_are_found() {
        for line in [
            "March 5, 2024 Tuesday 8:27 PM AEST",
            "Tuesday, March 5, 2024",
            "5. März 2024 Dienstag",
            "mardi 5 mars 2024, p. 16",
            "5 de marzo de 2024",
            "dinsdag 5 maart 2024",
            "March 5, 2024, CITY EDITION",
        ] {
            assert_eq!(day_in(line).as_deref(), Some("2024-03-05"), "{line}");
            assert!(is_date_line(line), "{line}");
        }
        assert!(!is_date_line("The bridge opened on March 5, 2024."));
        assert_eq!(day_in("Winter 2024"), None);
    }

    #[test]
    fn counters_are_read() {
        assert_eq!(counter("   1 of 112 DOCUMENTS"), Some((1, 112)));
        assert_eq!(counter("Dokument 3 von 4"), Some((3, 4)));
        assert_eq!(counter("one of 112 documents"), None);
    }
}
