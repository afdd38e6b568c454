//! Exports of Nexis and `LexisNexis`: text, HTML.
//!
//! Both hold the same documents, made for printing; what stands in the middle of a line is told from what stands at
//! its left:
//!
//! ```text
//!                          1 of 2 DOCUMENTS                 counter: a document begins
//!
//!                             The Courier                   publisher
//!                       March 5, 2024 Tuesday               date
//!
//! Talks resume                                              title
//!
//! BYLINE: Ama Kodjo                                         head: keys
//! LENGTH: 312 words
//!
//! Talks resume on Tuesday. They had                         text: hard-wrapped, a blank line parts paragraphs
//! stopped in May.
//!
//! LOAD-DATE: March 6, 2024                                  tail: keys
//! LANGUAGE: ENGLISH
//!
//!                   Copyright 2024 The Courier
//! ```
//!
//! 1. The file is cut at counters (text) or at `<DOCFULL>` (HTML); what stands before the first is the cover.
//! 2. A document becomes paragraphs, of which each knows whether it stands in the middle ([`text_document`],
//!    [`html_document`]).
//! 3. [`article`] finds head, text and tail by the keys, and title and publisher by where the date stands.
//! 4. Behind the last document fewer than announced are told ([`documents`]).
//!
//! The hard part is the end of the text: keys such as `GRAPHIC:` stand in texts too. The tail begins at the first
//! key from which on nearly all is keys, copyright or centred. Line ends inside of paragraphs are left as they are.

use memchr::memmem;

use super::Item;
use super::format::{Input, InputFormat, Items, Sniff};
use super::markup::Assembly;
use super::split::{Marked, line_start};
use super::tree::{Element, Step, Tree};
use super::vendor::{self, Key};
use crate::error::{Error, Fault};

/// Nexis' plain text: a line of the first 8 KiB is a counter. A cover with a very long search may push the first
/// one further down; such a file is then plain text.
pub(super) const TXT: InputFormat = InputFormat {
    name: "nexis-txt",
    description: "Nexis and LexisNexis, plain text",
    endings: &["txt"],
    sniff: |beginning| Sniff::sure(beginning.text.lines().any(|line| is_counter(line.as_bytes()))),
    open: |input: Input| {
        let longest = input.options().record_bytes;
        let find = |bytes: &[u8], from: usize| line_start(bytes, from, is_counter);
        Ok(documents(Marked::new(input.reader(), longest, find), text_document))
    },
    maps: "publisher, date ← lines before the title; title; byline ← BYLINE; section ← SECTION; dateline ← DATELINE; language ← LANGUAGE",
};

/// Nexis' HTML, by the comments that its pages are full of. Asked before pages of the web, which it is too.
pub(super) const HTML: InputFormat = InputFormat {
    name: "nexis-html",
    description: "Nexis and LexisNexis, HTML",
    endings: &["html", "htm"],
    sniff: |beginning| {
        let has = |mark: &str| beginning.text.contains(mark);
        Sniff::sure(has("<DOCFULL>") || has("<DOC NUMBER=") || has("LXNComment") && has("<META TOPIC"))
    },
    open: |input: Input| {
        let longest = input.options().record_bytes;
        let find = |bytes: &[u8], from: usize| Some(from + memmem::find(bytes.get(from..)?, b"<DOCFULL>")?);
        Ok(documents(Marked::new(input.reader(), longest, find), html_document))
    },
    maps: "as nexis-txt",
};

/// Whether a line is a counter, without the marks of a page or of byte order around it; lines of 160 bytes and more
/// are not looked at.
fn is_counter(line: &[u8]) -> bool {
    line.len() < 160
        && std::str::from_utf8(line)
            .is_ok_and(|line| vendor::counter(line.trim_matches(['\u{feff}', ' ', '\r', '\u{c}'])).is_some())
}

/// A paragraph of a document.
pub(super) struct Paragraph {
    /// Its lines, joined by line ends.
    pub(super) text: String,
    /// Whether it stands in the middle, as publications, dates and copyright lines do.
    centred: bool,
}

/// The articles of a file whose first piece is the cover, and behind the last an error if there are fewer than the
/// file announces.
///
/// Announced is what the cover says was asked for; else the whole of the counters, or, where the first is not
/// document 1, the numbers from the first to the last that were met: such a file is a later part of a search.
fn documents(pieces: Marked, paragraphs: fn(&str) -> Vec<Paragraph>) -> Items {
    let (mut number, mut read, mut announced) = (0u64, 0u64, Vec::<(u64, u64)>::new());
    let mut pieces = pieces.enumerate();
    let (mut ended, mut requested) = (false, None);
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        for (at, piece) in pieces.by_ref() {
            let piece = match piece {
                Ok(piece) => piece,
                Err(error) => return Some(Err(error)),
            };
            let paragraphs = paragraphs(&piece.text);
            let counter = paragraphs.iter().take(3).find_map(|paragraph| vendor::counter(&paragraph.text));
            if at == 0 && counter.is_none() {
                requested = paragraphs.iter().find_map(|paragraph| vendor::requested(&paragraph.text));
                continue;
            }
            number += 1;
            read += 1;
            announced.extend(counter);
            let mut item = article(paragraphs);
            item.notes.extend(piece.damage);
            return Some(Ok(Item { number: Some(number), ..item }));
        }
        ended = true;
        let all = majority(&announced)?;
        let first = announced.iter().map(|(first, _)| *first).min().unwrap_or(1);
        let last = announced.iter().map(|(last, _)| *last).max().unwrap_or(0);
        // The cover says which documents were asked for. Without one, a file that begins with a later document is a
        // part of a larger search, and its own numbers tell what is missing.
        let expected = requested.unwrap_or(if first > 1 { last + 1 - first } else { all });
        (expected > read).then(|| {
            let message = format!("the file announces {expected} articles and holds {read}");
            Err(Error::input(Fault::FewerThanAnnounced, message))
        })
    }))
}

/// The whole that most counters name, of equals the greater: single ones are wrong in files that were put together.
/// `None` without counters.
fn majority(announced: &[(u64, u64)]) -> Option<u64> {
    let count = |all: u64| announced.iter().filter(|(_, other)| *other == all).count();
    announced.iter().map(|(_, all)| *all).max_by_key(|all| (count(*all), *all))
}

/// The paragraphs of a document of text. In the middle is one of which every line is set in by ten blanks and more.
fn text_document(piece: &str) -> Vec<Paragraph> {
    let (mut paragraphs, mut lines) = (Vec::new(), Vec::<&str>::new());
    for line in piece.lines().chain([""]) {
        let line = line.trim_end().trim_start_matches(['\u{feff}', '\u{c}']);
        if !line.trim().is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            let centred = lines.iter().all(|line| line.starts_with("          "));
            let text: Vec<&str> = lines.iter().map(|line| if centred { line.trim() } else { *line }).collect();
            paragraphs.push(Paragraph { text: text.join("\n"), centred });
            lines.clear();
        }
    }
    paragraphs
}

/// The paragraphs of a document of HTML, a `<div>` or more each. Spans that highlight words are joined without
/// blanks, tables are lines.
fn html_document(piece: &str) -> Vec<Paragraph> {
    // The piece begins inside of a comment.
    let piece =
        piece.strip_prefix("<DOCFULL>").map_or(piece, |rest| rest.trim_start().strip_prefix("-->").unwrap_or(rest));
    let (tree, _) = Tree::html(piece);
    let Some(body) = tree.root().find("body") else { return Vec::new() };
    let mut paragraphs = Vec::new();
    let mut assembly = Assembly::new();
    let mut centred = false;
    let mut walk = body.walk();
    let mut flush = |assembly: &mut Assembly, centred: bool| {
        let text = std::mem::take(assembly).finish();
        let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        paragraphs.extend(parts.map(|text| Paragraph { text: text.to_owned(), centred }));
    };
    while let Some(step) = walk.next() {
        match step {
            Step::Text(text) => assembly.text(text),
            Step::Enter(element) if element.name() == "div" => {
                flush(&mut assembly, centred);
                // The date stands in a frame with margins, publication and copyright in the middle.
                centred = element.find("p").is_some() && is_middle(element);
            }
            Step::Leave(element) if element.name() == "div" => {
                flush(&mut assembly, centred);
                centred = false;
            }
            Step::Enter(element) if element.name() == "table" => {
                assembly.paragraph();
                element.write_text(&mut assembly, |_| false);
                assembly.paragraph();
                walk.skip();
            }
            Step::Enter(element) if element.name().starts_with('#') => walk.skip(),
            Step::Enter(element) if element.name() == "br" => {
                if centred {
                    assembly.paragraph();
                } else {
                    assembly.blank();
                }
            }
            Step::Enter(element) | Step::Leave(element) => {
                if super::markup::is_block(element.name()) {
                    assembly.paragraph();
                }
            }
        }
    }
    flush(&mut assembly, false);
    paragraphs
}

/// Whether a `<div>` stands in the middle: a copyright line, a counter, a date, a logo. Classes change from file to
/// file: what stands in the middle is known by what it says.
fn is_middle(div: Element<'_>) -> bool {
    let Some(line) = div.line() else { return false };
    vendor::is_copyright(&line)
        || vendor::counter(&line).is_some()
        || vendor::is_date_line(&line)
        || div.find("img").is_some()
}

/// The article of a document's paragraphs.
///
/// The head is what stands before the first key, of 12 paragraphs at most: the first line before the date is the
/// publisher, the first one at the left is the title. Without any key the text begins two paragraphs behind the
/// date. Copyright lines at the text's end are no text.
pub(super) fn article(paragraphs: Vec<Paragraph>) -> Item {
    let mut rest: Vec<Paragraph> =
        paragraphs.into_iter().filter(|paragraph| vendor::counter(&paragraph.text).is_none()).collect();
    let mut item = Item::default();
    let first_key = rest.iter().position(|paragraph| vendor::key(&paragraph.text).is_some());
    let before = first_key.unwrap_or(rest.len()).min(12);
    let dated = rest[..before].iter().position(is_dated);
    take_lines(&mut item, &rest[..before], dated);
    let start = match first_key {
        Some(_) => before,
        None => dated.map_or(0, |dated| (dated + 2).min(rest.len())),
    };
    let mut body = rest.split_off(start.min(rest.len()));
    let head = take_head(&mut item, &body);
    let tail = body.split_off(tail_start(&body, head));
    for paragraph in &tail {
        if let Some((key, value)) = vendor::key(&paragraph.text) {
            vendor::take(&mut item, key, value);
        }
    }
    let mut text: Vec<&str> = body[head.min(body.len())..].iter().map(|paragraph| paragraph.text.as_str()).collect();
    while text.last().is_some_and(|last| vendor::is_copyright(last)) {
        text.pop();
    }
    if let Some(first) = text.first_mut()
        && let Some((Key::Text, value)) = vendor::key(first)
    {
        *first = value;
    }
    text.retain(|paragraph| !paragraph.is_empty());
    item.text = text.join("\n\n");
    item
}

/// Whether a line of a paragraph is a date.
fn is_dated(paragraph: &Paragraph) -> bool {
    paragraph.text.lines().any(vendor::is_date_line)
}

/// Takes publication, date and title from the paragraphs before the first key: in this order mostly. `dated` is the
/// one of the date. Copyright lines and further dates among them are nothing.
fn take_lines(item: &mut Item, before: &[Paragraph], dated: Option<usize>) {
    item.date = dated
        .and_then(|dated| before[dated].text.lines().find(|line| vendor::is_date_line(line)))
        .and_then(vendor::day_in);
    for (at, paragraph) in before.iter().enumerate() {
        let line = paragraph.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_dated(paragraph) || vendor::is_copyright(&line) {
            continue;
        }
        if item.publisher.is_none() && dated.is_none_or(|dated| at < dated) {
            item.publisher = Some(line);
        } else if !paragraph.centred && dated.is_some() && item.title.is_none() {
            item.title = Some(line);
        }
    }
}

/// Takes the keys before the text, and gives where the text begins: behind the last of them, or with the key
/// `BODY`, if a text stands on its line. Keys of the tail end the head where nothing but such follows: such a
/// document has no text.
fn take_head(item: &mut Item, body: &[Paragraph]) -> usize {
    let mut head = 0;
    while let Some((key, value)) = body.get(head).and_then(|paragraph| vendor::key(&paragraph.text)) {
        if key == Key::Tail && value.len() < 400 && body[head + 1..].iter().all(is_behind) {
            break;
        }
        vendor::take(item, key, value);
        head += 1;
        if key == Key::Text {
            head -= usize::from(!value.is_empty());
            break;
        }
    }
    head
}

/// Where the tail begins: at the first key behind `head` from which on at most three paragraphs are none of it and
/// a key of tails comes; `body.len()` without one. Interfaces in other languages have keys that nobody listed;
/// there nothing else may follow, and the language is among them.
fn tail_start(body: &[Paragraph], head: usize) -> usize {
    let tail = (head..body.len()).find(|&at| {
        let behind = &body[at..];
        let key =
            vendor::key(&body[at].text).is_some_and(|(key, _)| matches!(key, Key::Tail | Key::Language | Key::Head));
        let others = behind.iter().filter(|paragraph| !is_behind(paragraph)).count();
        let known = |wanted: Key| {
            behind.iter().any(|paragraph| vendor::key(&paragraph.text).is_some_and(|(key, _)| key == wanted))
        };
        key && others <= 3 && known(Key::Tail)
            || others == 0 && known(Key::Language) && vendor::looks_like_key(&body[at].text)
    });
    tail.unwrap_or(body.len())
}

/// Whether a paragraph may stand behind the text: in the middle, a key, or copyright.
fn is_behind(paragraph: &Paragraph) -> bool {
    paragraph.centred
        || vendor::key(&paragraph.text).is_some()
        || vendor::looks_like_key(&paragraph.text)
        || vendor::is_copyright(&paragraph.text)
}
