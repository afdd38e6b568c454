//! Plain text: the head that may hold title, date, byline and place line, and the place line that starts a text.
//!
//! Four heads are known, and asked for in this order; each is shown by a date or a known key, and what none shows
//! is text from its first byte:
//!
//! ```text
//! ---                              front matter: lines `key: value` between rules     front_matter
//! title: Port opens
//! date: 2025-02-17
//! ---
//! Rain fell.
//!
//! date 2025-02-17 Rain fell …      the word `date`, the text running on               run_in
//!
//! Title: Port opens                lines of keys up to a blank line                   lines
//! Date: 17 February 2025
//!
//! Port opens                       a title, with a byline, a date or both below       titled
//! By Ama Kodjo | 14 March 2024
//!
//! Rain fell.
//! ```
//!
//! The head is taken off; what is left is the article's text byte for byte. A dateline that starts the text
//! (`LISBON, March 3 (Reuters) -`) stays in it, and is found by [`place_line`] for every format.
//!
//! Care is taken that no first sentence is taken for a head: a date must stand alone on its line, a title must not
//! end in a comma, an unknown key counts only among known ones, and a byline without a date needs a blank line
//! behind it. Where in doubt, text stays text.

use super::format::{Beginning, Input, InputFormat, Items, Sniff};
use super::{Item, day};
use crate::article::DateFrom;
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::EntityType;

/// Plain text: what no other format claims and what is text at all. One article a file, of any encoding that
/// [`super::decode`] finds.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "text",
    description: "plain text, whose head may hold title, date, byline and place line",
    endings: &["txt", "text"],
    sniff,
    open,
    maps: "",
};

/// Likely, but for files of which more than one byte in sixteen is a control character.
fn sniff(beginning: &Beginning<'_>) -> Sniff {
    let bytes = beginning.bytes;
    let controls =
        bytes.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a)).count();
    Sniff::likely(controls <= bytes.len() / 16)
}

/// Reads the whole file as one article; the days of its head have [`DateFrom::Head`].
fn open(input: Input) -> Result<Items, Error> {
    let file = input.text()?;
    let head = head(&file);
    let owned = |value: Option<&str>| value.map(str::to_owned);
    let item = Item {
        title: owned(head.title),
        date: owned(head.date),
        byline: owned(head.byline),
        dateline: owned(head.dateline),
        publisher: owned(head.publisher),
        section: owned(head.section),
        language: owned(head.language),
        url: owned(head.url),
        updated: owned(head.updated),
        id: owned(head.id),
        date_from: Some(DateFrom::Head),
        ..Item::default()
    };
    let text = if head.end == 0 { file } else { file[head.end..].to_owned() };
    Ok(Box::new(std::iter::once(Ok(Item { text, ..item }))))
}

/// What stands before the text of a plain file: pieces of the file, as they are written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head<'a> {
    /// Of a key, or a line of its own.
    pub(super) title: Option<&'a str>,
    /// As it is written; it may be no date.
    pub(super) date: Option<&'a str>,
    /// Of a key, or a line `By …`.
    pub(super) byline: Option<&'a str>,
    /// Of a key only: the place line of a text stays in it.
    pub(super) dateline: Option<&'a str>,
    /// This and the fields below come from keys only.
    pub(super) publisher: Option<&'a str>,
    pub(super) section: Option<&'a str>,
    pub(super) language: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) updated: Option<&'a str>,
    pub(super) id: Option<&'a str>,
    /// Where the text starts; from there to its end the file is the text.
    pub(super) end: usize,
}

/// Splits a plain file into its head and its text.
///
/// Four heads are known: front matter between lines of `---`; lines such as `Title: …` and `Date: …` before a blank
/// line; the word `date` with a date, from which the first paragraph runs on; a line of title with a line of author
/// or date under it. A file that starts with none of them is all text.
pub(super) fn head(file: &str) -> Head<'_> {
    front_matter(file).or_else(|| run_in(file)).or_else(|| lines(file)).or_else(|| titled(file)).unwrap_or_default()
}

/// The most characters of a line that may be a title.
const TITLE_CHARS: usize = 250;
/// The most lines that are not blank and are looked at for a title, its author and its date.
const HEAD_LINES: usize = 6;

/// A title with a line of its author, of its date or of both under it, with blank lines or without; or a line of a
/// date alone.
///
/// `Port opens⏎By Ama Kodjo⏎⏎Rain.` has title and byline; `Rain fell.⏎By Tuesday it had stopped.` has none, since
/// no blank line follows what looks like an author. A line that says when the article was changed may stand under
/// the date or behind a bar in its line.
fn titled(file: &str) -> Option<Head<'_>> {
    let mut head = Head::default();
    let mut shown = false;
    let mut blank = false;
    for (line, end) in lines_with_ends(file).filter(|(line, _)| !line.trim().is_empty()).take(HEAD_LINES) {
        let line = line.trim();
        if head.date.is_none()
            && let Some(date) = date_line(line)
        {
            head.date = Some(date);
            head.updated =
                head.updated.or_else(|| line.split_once('|').and_then(|(_, rest)| updated_line(rest.trim())));
            (shown, head.end) = (true, end);
        } else if let Some(updated) = updated_line(line).filter(|_| head.title.is_some() || shown) {
            head.updated = head.updated.or(Some(updated));
            (shown, head.end) = (true, end);
        } else if head.byline.is_none() && head.title.is_some() && is_byline(line) {
            let (byline, date) = byline_and_date(line);
            head.byline = Some(byline);
            head.date = head.date.or(date);
            // An author's line alone shows a head only where a blank line parts it from the text.
            blank = file[end..].starts_with(['\r', '\n']);
            shown |= blank || date.is_some();
            head.end = end;
        } else if head.title.is_none() && !shown && line.chars().count() <= TITLE_CHARS {
            head.title = Some(line);
        } else {
            break;
        }
    }
    let dated = head.date.or(head.updated).is_some();
    // The title of a text that goes on in the line below is its first sentence.
    let titled = head.title.is_none_or(|title| blank || dated && !title.ends_with([',', ';', ':']));
    if !shown || !titled {
        return None;
    }
    head.end = skip_blank_lines(file, head.end);
    (head.end < file.len()).then_some(head)
}

/// The date of a line that holds nothing but one: `Published on March 14, 2024 at 10:15 am`, `Thursday, March 14,
/// 2024`, `14.03.2024`.
fn date_line(line: &str) -> Option<&str> {
    if line.len() > 120 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // What stands behind a bar is said of the article too, such as when it was changed.
    let line = line.split_once('|').map_or(line, |(date, _)| date.trim_end());
    let date = day::after_introduction(line);
    // Cells of records are read without an order: what may be two days is no head.
    let whole = matches!(day::cell(date, None), day::Cell::Day(_))
        && !date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let numbers = || day::dotted(date) || date.len() == 8 && day::parse(date).is_some();
    (whole || numbers() || date.len() < line.len() && day::line(line, None).is_some()).then_some(date)
}

/// The date of a line that says when an article was changed: `Updated: 14 March 2024 10:15 GMT`.
fn updated_line(line: &str) -> Option<&str> {
    const WORDS: [&str; 5] = ["last updated", "updated", "last modified", "modified", "last changed"];
    let start = |word: &&str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let rest = &line[WORDS.iter().find(|word| start(word))?.len()..];
    let date = day::after_introduction(rest.strip_prefix([':', ' '])?.trim_start_matches([':', ' ']));
    (line.len() <= 120 && day::line(date, None).is_some()).then_some(date)
}

/// Whether a line names who wrote: `By Ama Kodjo`; of at most 120 characters, a capital behind `By`, no full stop
/// at its end.
fn is_byline(line: &str) -> bool {
    let name = ["By ", "BY ", "by "].into_iter().find_map(|by| line.strip_prefix(by));
    name.is_some_and(|name| name.starts_with(char::is_uppercase) && line.chars().count() <= 120 && !line.ends_with('.'))
}

/// The author's line, and the date after it on the same line: `By Ama Kodjo, March 14, 2024`, `By Ama Kodjo | 14
/// March 2024`.
fn byline_and_date(line: &str) -> (&str, Option<&str>) {
    for (at, mark) in line.char_indices().filter(|(_, c)| matches!(c, ',' | '|' | '–' | '—' | '-' | '•' | '·')) {
        let rest = line[at + mark.len_utf8()..].trim_start();
        if let Some(date) = date_line(rest) {
            return (line[..at].trim_end(), Some(date));
        }
    }
    (line, None)
}

impl<'a> Head<'a> {
    /// Takes the value of a key that heads have, in any case; false for any other key. The first value of a field
    /// counts. Some keys of mails and front matter are known and not kept: they show a head, and no field holds
    /// them.
    fn take(&mut self, key: &str, value: &'a str) -> bool {
        let value = (!value.is_empty()).then_some(value);
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(key));
        let field = if is(&["title", "headline", "subject"]) {
            &mut self.title
        } else if is(&[
            "date",
            "published",
            "publication date",
            "publication-date",
            "publication_date",
            "date published",
            "published on",
            "posted",
            "posted on",
        ]) {
            &mut self.date
        } else if is(&["byline", "author", "authors", "by", "from"]) {
            &mut self.byline
        } else if is(&["dateline", "place", "location"]) {
            &mut self.dateline
        } else if is(&["publisher", "publication", "newspaper", "source"]) {
            &mut self.publisher
        } else if is(&["section", "rubric"]) {
            &mut self.section
        } else if is(&["language", "lang"]) {
            &mut self.language
        } else if is(&["url", "link"]) {
            &mut self.url
        } else if is(&["updated", "modified", "last modified"]) {
            &mut self.updated
        } else if is(&["id"]) {
            &mut self.id
        } else {
            return is(&[
                "category",
                "keywords",
                "tags",
                "to",
                "cc",
                "sent",
                "message-id",
                "mime-version",
                "content-type",
                "content-transfer-encoding",
                "reply-to",
            ]);
        };
        *field = field.or(value);
        true
    }
}

/// The lines of `text` with the offset after each, line end included.
fn lines_with_ends(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((line.trim_end(), *end))
    })
}

/// The offset of the first line from `start` on that is not blank.
fn skip_blank_lines(file: &str, start: usize) -> usize {
    let rest = &file[start..];
    let blank = rest.len() - rest.trim_start().len();
    start + rest[..blank].rfind('\n').map_or(0, |end| end + 1)
}

/// The head between lines of `---` at the start of a file; `None` if it is not closed or none of its keys is known.
/// Values may stand in quotation marks; lists and blocks of lines are left to [`super::markdown`].
fn front_matter(file: &str) -> Option<Head<'_>> {
    let mut lines = lines_with_ends(file);
    lines.next().filter(|(line, _)| *line == "---")?;
    let (mut head, mut known) = (Head::default(), false);
    for (line, end) in lines {
        if matches!(line, "---" | "...") {
            head.end = skip_blank_lines(file, end);
            return known.then_some(head);
        }
        if let Some((key, value)) = line.split_once(':') {
            known |= head.take(key, unquoted(value.trim()));
        }
    }
    None
}

/// A value without the quotation marks around it.
fn unquoted(value: &str) -> &str {
    let inside = |mark| value.strip_prefix(mark)?.strip_suffix(mark);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

/// Lines of known keys before a blank line; where the blank line is missing, a date must be among them. At least
/// one of title, date, byline and place is there: `Note: the port is closed` alone is text.
fn lines(file: &str) -> Option<Head<'_>> {
    let start = file.len() - file.trim_start().len();
    let (mut head, mut end, mut closed) = (Head::default(), start, false);
    for (line, line_end) in lines_with_ends(&file[start..]) {
        closed = line.is_empty();
        let Some((key, value)) = line.split_once(':') else { break };
        let known = head.take(key.trim(), value.trim());
        if !known && (end == start || !is_key(key)) {
            break;
        }
        end = start + line_end;
    }
    head.end = skip_blank_lines(file, end);
    let useful = head.title.or(head.date).or(head.byline).or(head.dateline).is_some();
    let dated = head.date.is_some_and(|date| day::parse(date).is_some());
    (useful && (closed || dated || head.end == file.len())).then_some(head)
}

/// Whether a line of a head may start so, its key not being known: text that goes on after a colon has more words
/// before it.
fn is_key(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// `date 2025-02-17 The first paragraph …`, with blanks before, in any case, with a time behind the date or
/// without.
fn run_in(file: &str) -> Option<Head<'_>> {
    let start = file.len() - file.trim_start().len();
    let (word, rest) = file[start..].split_at_checked(4)?;
    let value = rest.trim_start_matches([' ', '\t', ':']);
    if !word.eq_ignore_ascii_case("date") || value.len() == rest.len() {
        return None;
    }
    let date = day::prefix(value)?;
    let time = day::time_prefix(&value[date.end..]);
    let after = &value[date.end + time..];
    let text = after.trim_start_matches([' ', '\t']);
    let line_ends = text.is_empty() || text.starts_with(['\r', '\n']);
    // A line `Date: …` is one of the other head.
    if line_ends && rest.trim_start().starts_with(':') || !line_ends && text.len() == after.len() {
        return None;
    }
    let end = file.len() - text.len();
    let end = if line_ends { skip_blank_lines(file, end) } else { end };
    Some(Head { date: Some(value[..date.end + time].trim()), end, ..Head::default() })
}

/// The place line that starts a text, dash included: `LISBON, March 3 (Reuters) -`.
///
/// A place is words with capitals, of at most three parts between commas. A day or an agency in brackets must show
/// that it is one, or else it is a place of the gazetteer, all in capitals, before a sentence: headlines and names
/// before a dash are written so too.
///
/// ```text
/// WASHINGTON, D.C. -- Senator …        a place of the gazetteer in capitals
/// Lima, 3 March (Andina) – The port …  a day and an agency
/// Lima — the capital …                 none: no capitals, no day, no agency
/// NATO - the alliance - met            none: no place, and no capital behind the dash
/// ```
///
/// Looks at the first 100 bytes of the first line.
pub(super) fn place_line<'a>(text: &'a str, gazetteer: &Gazetteer) -> Option<&'a str> {
    const PLACE_LINE_BYTES: usize = 100;
    let text = text.trim_start();
    let line = text[..text.floor_char_boundary(PLACE_LINE_BYTES)].lines().next()?;
    let (at, dash) = line.char_indices().find(|&(at, c)| is_dash(line, at, c))?;
    let dashes = line[at..].len() - line[at..].trim_start_matches(dash).len();
    let place = line[..at].trim_end();
    let (place, agency) = match place.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((place, _)) => (place.trim_end(), true),
        None => (place, false),
    };
    let mut parts: Vec<&str> = place.split(',').map(str::trim).collect();
    let year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() > 2 && parts.last().is_some_and(year) && is_day(parts[parts.len() - 2]) {
        parts.pop();
    }
    let dated = parts.len() > 1 && parts.pop_if(|part| is_day(part)).is_some();
    let is_place = |part: &&str| {
        part.split(' ')
            .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "de" | "del" | "la" | "el"))
            && part.chars().all(|c| c.is_alphabetic() || " .'’-/".contains(c))
    };
    let known = || {
        // An acronym before a dash opens a headline.
        let mut readings = parts.iter().take(1).filter(|place| place.len() > 3).flat_map(|place| gazetteer.find(place));
        !place.contains(char::is_lowercase) && readings.any(|reading| reading.kind() == EntityType::Loc)
    };
    let shown = agency || dated || line[at + dashes..].trim_start().starts_with(opens_sentence) && known();
    (shown && parts.len() <= 3 && parts.iter().all(is_place)).then_some(&line[..at + dashes])
}

/// Whether the character there is the dash behind a place: a long dash, or a hyphen or underscore between blanks,
/// as wires send them.
fn is_dash(line: &str, at: usize, c: char) -> bool {
    let before_blank = line[at + c.len_utf8()..].trim_start_matches(c).starts_with([' ', '\u{a0}']);
    match c {
        '-' | '_' => before_blank && line[..at].ends_with([' ', ')']),
        '–' | '—' => true,
        _ => false,
    }
}

/// Whether a sentence may begin with that character.
fn opens_sentence(c: char) -> bool {
    c.is_uppercase() || matches!(c, '"' | '“' | '\'' | '‘')
}

/// The day that a place line names with its year, behind one of its commas: `LISBON, March 3, 2024 (Reuters) -`.
/// Without a year there is none.
pub(super) fn place_line_day(line: &str) -> Option<jiff::civil::Date> {
    let starts = line.match_indices(", ").map(|(at, mark)| at + mark.len());
    starts.filter_map(|at| day::prefix(&line[at..])).find_map(|found| found.day)
}

/// Whether a part of a place line is a day, with its year or without: `Feb 26`, `26 February`, `Sept. 3 2024`.
fn is_day(part: &str) -> bool {
    day::prefix(part).is_some_and(|date| date.end == part.len())
        || day::prefix(&format!("{part} 2000")).is_some_and(|date| date.end == part.len() + 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_lines_are_found() {
        for (line, found) in [
            ("LISBON, March 3 (Reuters) - The port", "LISBON, March 3 (Reuters) -"),
            ("\n  PORT MARROW (AP) _ The council", "PORT MARROW (AP) _"),
            ("Lima, 3 March (Andina) – The port", "Lima, 3 March (Andina) –"),
            ("WASHINGTON, D.C. -- Senator", "WASHINGTON, D.C. --"),
            ("MOSCOW — The", "MOSCOW —"),
            ("LISBON, March 3, 2024 (Reuters) - The port", "LISBON, March 3, 2024 (Reuters) -"),
            ("ST. JOHN'S, Newfoundland, Sept. 3 - A ferry", "ST. JOHN'S, Newfoundland, Sept. 3 -"),
        ] {
            assert_eq!(place_line(line, &Gazetteer::embedded()), Some(found), "{line:?}");
        }
    }

    #[test]
    fn titles_with_a_date_under_them_are_heads() {
        let read = |file: &str| {
            let head = head(file);
            let of = |field: Option<&str>| field.unwrap_or("").to_owned();
            format!("{}/{}/{}/{}", of(head.title), of(head.date), of(head.byline), &file[head.end..])
        };
        assert_eq!(
            read("Port opens\nPublished on March 14, 2024 at 10:15 am\n\nRain."),
            "Port opens/March 14, 2024 at 10:15 am//Rain."
        );
        assert_eq!(
            read("Port opens\n\nBy Ama Kodjo\nThursday, March 14, 2024\nRain."),
            "Port opens/Thursday, March 14, 2024/By Ama Kodjo/Rain."
        );
        assert_eq!(read("14.03.2024\nRain fell."), "/14.03.2024//Rain fell.");
        assert_eq!(
            read("Port opens\nBy Ama Kodjo | 14 March 2024\n\nRain."),
            "Port opens/14 March 2024/By Ama Kodjo/Rain."
        );
        assert_eq!(read("Port opens\nBy Ama Kodjo\n\nRain."), "Port opens//By Ama Kodjo/Rain.");
        let updated = "Port opens\nPublished March 14, 2024 10:15 am EDT | Updated March 15, 2024\n\nRain.";
        assert_eq!(read(updated), "Port opens/March 14, 2024 10:15 am EDT//Rain.");
        assert_eq!(head(updated).updated, Some("March 15, 2024"));
        let updated = "Port opens\nUpdated: 14 March 2024 10:15 GMT\n\nRain.";
        assert_eq!(read(updated), "Port opens///Rain.");
        assert_eq!(head(updated).updated, Some("14 March 2024 10:15 GMT"));
        for text in [
            "Rain fell.\nBy Tuesday it had stopped.\nThen it went on.",
            "The port opened on\nMarch 14, 2024 and\nclosed.",
            "Rain fell.\n\n12\n\nIt stopped.",
            "March 14, 2024",
        ] {
            assert_eq!(read(text), format!("///{text}"));
        }
    }

    #[test]
    fn sentences_are_not_place_lines() {
        for line in [
            "",
            "The port - closed since May - opened",
            "NATO - the alliance - met",
            "US - Russia talks",
            "EXCLUSIVE - Minister quits",
            "SENATE AGREES - The",
            "Lima — the capital",
            "Well-known",
            "The minister (right) - who left",
            "A-B",
        ] {
            assert_eq!(place_line(line, &Gazetteer::embedded()), None, "{line:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_file_ends_in_its_text(
            file in "(---\n)?([\\s\\t]*(date|Title|Date|Place|source|X)[: ]{0,2}([0-9]{1,8}[-/ ]?){0,3}[A-Z]?.{0,9}[\r\n]{0,3}){0,5}.{0,30}",
        ) {
            let head = head(&file);
            assert!(file.is_char_boundary(head.end));
            assert!(head != Head { end: head.end, ..Head::default() } || head.end == 0);
            if let Some(line) = place_line(&file, &Gazetteer::embedded()) {
                assert!(file.trim_start().starts_with(line));
            }
        }
    }
}
