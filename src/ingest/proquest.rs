//! Exports of `ProQuest`, plain text.
//!
//! ```text
//! ____________________________________________________________
//! Talks resume                                   title: the first line
//!
//! Author: Kodjo, Ama                             keys, a paragraph each
//! Publication info: The Courier ; Lisbon …
//! Full text: Talks resume on Tuesday.            text, over blank lines
//!
//! They had stopped in May.
//! Credit: The Courier                            the next known key ends it
//!
//! Publication title: The Courier; Lisbon         publisher, without the place
//! Publication date: Mar 5, 2024
//! ProQuest document ID: 1234567890               id
//! Document URL: https://…
//! ____________________________________________________________
//! ```
//!
//! A document stands between lines of 50 underscores and more. Only keys of [`KEYS`] are keys, since texts hold
//! lines with colons; what follows an unknown one is text. A piece with fewer than two keys is none: the contact
//! notice behind the last document. `Full text: Not available` is an item without text, with a note. Abstracts are
//! not read: they are not the article.

use super::format::{Input, InputFormat, Items, Sniff};
use super::split::{Marked, line_start};
use super::{Item, vendor};
use crate::error::{Error, Fault};

/// `ProQuest`'s text: a line of underscores and one of the keys that no other export has, both in the first 8 KiB.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "proquest-txt",
    description: "ProQuest, plain text",
    endings: &["txt"],
    sniff: |beginning| {
        let ruled = beginning.text.lines().any(is_rule);
        let has = |key: &str| beginning.text.contains(key);
        Sniff::sure(
            ruled
                && (has("ProQuest document ID:")
                    || has("Publication title:")
                    || has("Publication info:")
                    || has("Full text:")),
        )
    },
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        let find =
            |bytes: &[u8], from: usize| line_start(bytes, from, |line| std::str::from_utf8(line).is_ok_and(is_rule));
        Ok(Marked::new(input.reader(), longest, find).articles(article))
    },
    maps: "id ← ProQuest document ID; date ← Publication date; title ← first line; byline ← Author; publisher ← Publication title; section ← \
           Section; language ← Language of publication; url ← Document URL; updated ← Last updated; text ← Full text",
};

/// Whether a line parts documents.
fn is_rule(line: &str) -> bool {
    let line = line.trim_matches(['\u{feff}', '\r', ' ']);
    line.len() >= 50 && line.bytes().all(|byte| byte == b'_')
}

/// The keys of a document, as `ProQuest` writes them.
const KEYS: &[&str] = &[
    "Author",
    "Publication info",
    "Abstract",
    "Links",
    "Full text",
    "Subject",
    "Location",
    "People",
    "Company / organization",
    "Classification",
    "Title",
    "Publication title",
    "Pages",
    "Number of pages",
    "Publication year",
    "Publication date",
    "Year",
    "Section",
    "Publisher",
    "Place of publication",
    "Country of publication",
    "Publication subject",
    "ISSN",
    "Source type",
    "Language of publication",
    "Document type",
    "Document feature",
    "ProQuest document ID",
    "Document URL",
    "Copyright",
    "Last updated",
    "Database",
    "Dateline",
    "Column",
    "Edition",
    "First page",
    "Volume",
    "Issue",
    "Credit",
    "CREDIT",
    "Identifier / keyword",
    "Source",
    "Supplement",
    "DOI",
    "Start page",
    "Business indexing term",
    "e-ISSN",
    "Name",
    "Local",
    "Correspondence author",
    "Alternate title",
    "Product name",
];

/// The key that a paragraph begins with, if it is known, and its value.
fn key(paragraph: &str) -> Option<(&str, &str)> {
    let (name, value) = paragraph.split_once(':')?;
    KEYS.contains(&name.trim()).then(|| (name.trim(), value.trim()))
}

/// The paragraphs of a piece, whose lines stay; a credit begins one without a blank line before it.
fn paragraphs(piece: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in piece.lines().filter(|line| !is_rule(line)) {
        let line = line.trim_end();
        if line.trim().is_empty() {
            open = false;
        } else {
            match paragraphs.last_mut() {
                Some(last) if open && !line.starts_with("CREDIT:") && !line.starts_with("Credit:") => {
                    last.push('\n');
                    last.push_str(line);
                }
                _ => paragraphs.push(line.trim_start_matches('\u{feff}').to_owned()),
            }
            open = true;
        }
    }
    paragraphs
}

/// The article of a piece between two rules; `None` if it is no document. Of keys for the same field the first
/// counts.
fn article(piece: &str) -> Option<Item> {
    let mut item = Item::default();
    let (mut body, mut in_body, mut keys) = (Vec::<String>::new(), false, 0);
    let paragraphs = paragraphs(piece);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let Some((name, value)) = key(paragraph) else {
            if at == 0 {
                item.title = Some(paragraph.clone());
            } else if in_body {
                body.push(paragraph.clone());
            }
            continue;
        };
        keys += 1;
        in_body = name == "Full text";
        let place = match name {
            "Full text" => {
                if !value.is_empty() {
                    body.push(value.to_owned());
                }
                continue;
            }
            "Title" => &mut item.title,
            "Author" | "Credit" | "CREDIT" => &mut item.byline,
            "Publication title" => &mut item.publisher,
            "Publication date" => &mut item.date,
            "Section" => &mut item.section,
            "Language of publication" => &mut item.language,
            "ProQuest document ID" => &mut item.id,
            "Document URL" => &mut item.url,
            "Last updated" => &mut item.updated,
            "Dateline" => &mut item.dateline,
            _ => continue,
        };
        if place.is_none() {
            *place = Some(value.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    if keys < 2 {
        return None;
    }
    // `Northport Courier; Northport`: the place is no part of the name.
    item.publisher = item.publisher.map(|publisher| publisher.split(';').next().unwrap_or_default().trim().to_owned());
    item.date = item.date.map(|date| vendor::day_in(&date).unwrap_or(date));
    item.text = body.join("\n\n");
    if item.text.trim_end_matches('.').eq_ignore_ascii_case("not available") {
        item.text = String::new();
        item.notes.push(Error::input(Fault::NoText, "the export has no full text of the article"));
    }
    Some(item)
}
