//! Text transmission of agencies: IPTC 7901 and ANPA 1312.
//!
//! Teletype in bytes: control characters frame a header, a text and a trailer (`␁` SOH, `␂` STX, `␃` ETX, `␄` EOT,
//! `␖` SYN). A file may hold messages one after the other; each begins at SOH.
//!
//! ```text
//! ␁dpa123 4 pl 312  POLITICS␂          IPTC 7901: source, number, priority, category, words
//! 1ST LEAD                             a label: no title
//! Talks resume in Lisbon               title
//! By Ama Kodjo =                       byline; the head ends with `=`
//! Lisbon (dpa) - Talks resume on
//! Tuesday.                             hard-wrapped; a blank line parts paragraphs
//! # Notebook                           editors' notes: the text ends
//! ␃131137 GMT Nov 13␄                  day 13, 11:37, November 2013
//!
//! ␖␖␁a1234 r i bc-talks 03-05␂         ANPA 1312: selector, priority, category, slug, month-day
//! ^BC-Talks,0312<                      slug
//! ^Talks resume in Lisbon<             title: the second head line that is no note
//! ^By AMA KODJO=                       byline
//! ^Associated Press=
//!   LISBON (AP) _ Talks resume on      a paragraph begins with blanks
//! ^END<
//! ␃AP-WF-03-05-24 1509GMT␄             agency and date
//! ```
//!
//! A message without an end of text is read as far as it goes, with a note; one without a beginning of text is an
//! error. Marks of teletypes that stand for dashes and quotation marks (`_`, ``` `` ```, `''`) stay as they are.
//!
//! Standards: IPTC 7901 (1995); ANPA 1312 (1989).

use super::Item;
use super::format::{Input, InputFormat, Items, Sniff};
use super::split::Marked;
use crate::error::{Error, Fault};

/// SOH, the byte at which a message begins.
const START_OF_HEADER: u8 = 1;
/// STX, which parts the header from the text.
const START_OF_TEXT: char = '\u{2}';
/// ETX, which parts the text from the trailer.
const END_OF_TEXT: char = '\u{3}';

/// IPTC 7901: the first byte is SOH, and an STX follows within 8 KiB.
pub(super) const IPTC_7901: InputFormat = InputFormat {
    name: "iptc-7901",
    description: "IPTC 7901 text transmission",
    endings: &["txt", "iptc"],
    sniff: |beginning| {
        let bytes = beginning.bytes.trim_ascii_start();
        Sniff::sure(bytes.first() == Some(&START_OF_HEADER) && memchr::memchr(2, bytes).is_some())
    },
    open: |input: Input| Ok(messages(input, iptc)),
    maps: "title ← head lines; byline ← By …; date ← trailer; publisher ← header; text ← between STX and ETX",
};

/// ANPA 1312: two SYN before the SOH. Asked before IPTC 7901, whose messages begin at SOH.
pub(super) const ANPA: InputFormat = InputFormat {
    name: "anpa-1312",
    description: "ANPA 1312 wire transmission",
    endings: &["txt", "tst", "anpa"],
    sniff: |beginning| {
        let bytes = beginning.bytes.trim_ascii_start();
        Sniff::sure(bytes.starts_with(b"\x16\x16\x01") && memchr::memchr(2, bytes).is_some())
    },
    open: |input: Input| Ok(messages(input, anpa)),
    maps: "title ← second head line; byline ← ^By …; date ← trailer, header; publisher ← trailer; text ← between STX and ETX",
};

/// The messages of a file, each from its header to its end of transmission. What stands before the first SOH is
/// passed over; a message without a text is an error, and the next one is read.
fn messages(input: Input, read: fn(&str) -> Option<Item>) -> Items {
    let longest = input.options().record_bytes;
    let find = |bytes: &[u8], from: usize| memchr::memchr(START_OF_HEADER, bytes.get(from..)?).map(|at| from + at);
    let pieces = Marked::new(input.reader(), longest, find);
    let mut number = 0;
    Box::new(pieces.filter_map(move |part| {
        let part = match part {
            Ok(part) if part.text.starts_with('\u{1}') => part,
            Ok(_) => return None,
            Err(error) => return Some(Err(error)),
        };
        number += 1;
        let Some(mut item) = read(&part.text) else {
            return Some(Err(Error::input(Fault::Truncated, format!("message {number} has no text"))));
        };
        item.notes.extend(part.damage);
        if !part.text.contains(END_OF_TEXT) {
            item.notes.push(Error::input(
                Fault::Cut,
                "the message ends before its end of text; it is read as far as it goes",
            ));
        }
        item.number = (number > 1).then_some(number);
        Some(Ok(item))
    }))
}

/// The parts of a message: before, inside and behind its text; `None` if no text begins.
fn parts(message: &str) -> Option<(&str, &str, &str)> {
    let (header, rest) = message.split_once(START_OF_TEXT)?;
    let (text, trailer) = rest.split_once(END_OF_TEXT).unwrap_or((rest, ""));
    Some((header, text, trailer))
}

/// The article of a message of IPTC 7901.
///
/// The head ends with the first of the first 12 lines that ends in `=`, else before the first blank line. Its lines but
/// labels and bylines are the title; where all are labels, the last of them is. A byline may also be the text's
/// first paragraph.
fn iptc(message: &str) -> Option<Item> {
    let (header, text, trailer) = parts(message)?;
    let lines: Vec<&str> = text.lines().collect();
    let ended = |line: &&str| line.trim_end().ends_with('=');
    // The head ends where a line of it says so; without, at the first blank line.
    let head = match lines.iter().take(12).position(ended) {
        Some(last) => last + 1,
        None => lines.iter().position(|line| line.trim().is_empty()).unwrap_or(0),
    };
    let (mut title, mut byline) = (Vec::new(), None);
    for line in &lines[..head] {
        let line = line.trim().trim_end_matches('=').trim();
        if line.starts_with("By ") || line.starts_with("Von ") {
            byline = byline.or(Some(line.to_owned()));
        } else if !line.is_empty() && !is_label(line) {
            title.push(line);
        }
    }
    // A title of capitals only is a title none the less.
    if title.is_empty() {
        title.extend(
            lines[..head].iter().map(|line| line.trim().trim_end_matches('=').trim()).rfind(|line| !line.is_empty()),
        );
    }
    let body: Vec<&str> = lines[head..].iter().copied().take_while(|line| !is_notebook(line)).collect();
    let mut paragraphs = paragraphs(&body, |_| false);
    if byline.is_none() {
        let first =
            paragraphs.first().filter(|first| first.starts_with("By ") && first.len() < 80 && !first.ends_with('.'));
        byline = first.map(|first| first.trim_end_matches('=').trim().to_owned());
        if byline.is_some() {
            paragraphs.remove(0);
        }
    }
    let agency = header.split_whitespace().any(|word| word.eq_ignore_ascii_case("dpa"));
    Some(Item {
        title: Some(title.join(" ")),
        byline,
        date: iptc_date(trailer),
        publisher: agency.then(|| "dpa".to_owned()),
        text: paragraphs.join("\n\n"),
        ..Item::default()
    })
}

/// `1ST LEAD`, `EXTRA`, `REFILE 2`: a line that says what kind of message it is, of at most four words without a
/// small letter.
fn is_label(line: &str) -> bool {
    !line.chars().any(char::is_lowercase) && line.split_whitespace().count() <= 4
}

/// Where the editors' notes start that follow the text: `# Notebook`, `## …`, `* * * *`.
fn is_notebook(line: &str) -> bool {
    let line = line.trim();
    line.strip_prefix('#')
        .is_some_and(|rest| rest.trim_start_matches('#').trim().to_ascii_lowercase().contains("notebook"))
        || line.split_whitespace().eq(["*"; 4])
        || line.starts_with("## ")
}

/// The paragraphs of hard-wrapped lines: a blank line parts them, and a line that `starts` one. Their lines are
/// joined by blanks.
fn paragraphs(lines: &[&str], starts: impl Fn(&str) -> bool) -> Vec<String> {
    let (mut out, mut open) = (Vec::<String>::new(), false);
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            open = false;
            continue;
        }
        let words = words.join(" ");
        match out.last_mut() {
            Some(last) if open && !starts(line) => {
                last.push(' ');
                last.push_str(&words);
            }
            _ => out.push(words),
        }
        open = true;
    }
    out
}

/// `131137 GMT Nov 13`: day, hour and minute, zone, month, year → `2013-11-13`. The zone may be missing.
fn iptc_date(trailer: &str) -> Option<String> {
    let words: Vec<&str> = trailer.split_whitespace().collect();
    words.windows(2).enumerate().find_map(|(at, pair)| {
        let stamp = pair[0];
        let digits = stamp.len() == 6 && stamp.bytes().all(|byte| byte.is_ascii_digit());
        let rest = &words[at + 1..];
        let rest =
            if rest.first().is_some_and(|zone| zone.chars().all(char::is_uppercase)) { &rest[1..] } else { rest };
        let (month, year) = (rest.first()?, rest.get(1)?);
        let month = month_number(month)?;
        let year: String = year.chars().take_while(char::is_ascii_digit).collect();
        digits.then(|| Some(format!("{}-{month:02}-{}", full_year(&year)?, &stamp[..2])))?
    })
}

/// The number of a month, from 1, by its first letters in English or German.
fn month_number(name: &str) -> Option<usize> {
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar", "mär", "mrz"],
        &["apr"],
        &["may", "mai"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dez"],
    ];
    let name = name.to_lowercase();
    MONTHS.iter().position(|names| names.iter().any(|start| name.starts_with(start))).map(|month| month + 1)
}

/// The year of two digits, until 2069, or of four.
fn full_year(digits: &str) -> Option<u16> {
    let year: u16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// The article of a message of ANPA 1312.
///
/// Head lines begin with `^` and end with `<`, `=` or `>`; one that does not end goes on in the next line.
/// Photographs, editors' notes and lines of credit are neither title nor text. The publisher is the agency of the
/// trailer, in capitals.
fn anpa(message: &str) -> Option<Item> {
    let (header, text, trailer) = parts(message)?;
    let text = text.split("^END<").next().unwrap_or(text);
    let (mut heads, mut body) = (Vec::<String>::new(), Vec::<&str>::new());
    let mut in_head = true;
    let mut open = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end_matches(['\r', '\u{7f}']);
        let bare = line.trim();
        if in_head && (bare.starts_with('^') || number == 0 || open) {
            let end = bare.ends_with(['<', '=', '>']);
            let words = bare.trim_start_matches('^').trim_end_matches(['<', '=', '>']).trim();
            if open && !bare.starts_with('^') && number > 0 {
                if let Some(last) = heads.last_mut() {
                    last.push(' ');
                    last.push_str(words);
                }
            } else {
                heads.push(words.to_owned());
            }
            open = !end;
            continue;
        }
        in_head = false;
        body.push(line.trim_end_matches('<'));
    }
    let is_note = |line: &str| {
        ["AP Photo", "AP Graphic", "AP Video", "Eds:", "Eds.", "With AP", "Editor's", "EDITOR'S"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let byline = heads.iter().find(|line| line.starts_with("By ")).cloned();
    let title = heads.iter().skip(1).find(|line| !is_note(line) && !line.starts_with("By ")).cloned();
    let title = title.or_else(|| heads.first().map(|slug| slug.trim_start_matches("BC-").to_owned()));
    let paragraphs = paragraphs(&body, |line| line.starts_with(['\t', ' ']));
    let kept = paragraphs.into_iter().filter(|paragraph| !is_note(paragraph) && !paragraph.starts_with('^'));
    let source = trailer.trim().trim_start_matches('^');
    let agency = source.split('-').next().filter(|agency| !agency.is_empty() && agency.len() <= 4);
    Some(Item {
        title,
        byline,
        date: anpa_date(trailer).or_else(|| anpa_header_date(header, trailer)),
        publisher: agency.filter(|agency| agency.chars().all(char::is_uppercase)).map(str::to_owned),
        text: kept.collect::<Vec<_>>().join("\n\n"),
        ..Item::default()
    })
}

/// `AP-WF-11-13-13 1509GMT`: month, day, year → `2013-11-13`.
fn anpa_date(trailer: &str) -> Option<String> {
    trailer.split_whitespace().find_map(|word| {
        let parts: Vec<&str> = word.split('-').collect();
        let [month, day, year] = parts.get(parts.len().checked_sub(3)?..)? else { return None };
        let year: String = year.chars().take_while(char::is_ascii_digit).collect();
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        Some(format!("{}-{month:02}-{day:02}", full_year(&year)?))
    })
}

/// The day of the header, which has month and day only, with a year of four digits from the trailer; without a year
/// they are no date.
fn anpa_header_date(header: &str, trailer: &str) -> Option<String> {
    let year = trailer.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4 && part.starts_with("20"))?;
    header.split_whitespace().find_map(|word| {
        let (month, day) = word.split_once('-')?;
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        Some(format!("{year}-{month:02}-{day:02}"))
    })
}
