//! Markdown with front matter of YAML or TOML.
//!
//! ```text
//! ---                                   +++
//! title: "Talks resume"                 title = "Talks resume"
//! date: 2025-02-17 08:30 +0100          date = 2025-02-17
//! authors:                              authors = ["Ama Kodjo", "Liv Aasen"]
//!   - Ama Kodjo                         [extra]
//!   - name: Liv Aasen                   lang = "en"
//! lead: >                               +++
//!   Talks
//!   resume.
//! ---
//! Talks resume on [Tuesday](/tuesday). {% include map.html %} ![The port](port.jpg)
//! ```
//!
//! gives title, date, `Ama Kodjo, Liv Aasen`, a field `lead` that may ride along, and the text `Talks resume on
//! Tuesday.`
//!
//! The front matter is read by its lines, not by a parser of YAML: files of site generators hold templates and tabs
//! that no parser takes. Read are scalars, quotation marks, lists in brackets and in lines, folded and literal
//! blocks (as one line); not read are anchors, maps in maps and comments behind quoted values. Sections of TOML are
//! passed over, their keys are read.
//!
//! Of the text, marks of emphasis, headings and lists stay: they are what the author wrote. Links keep their words,
//! pictures, comments and template tags go. Without a title a first line `# …` is it.

use super::Item;
use super::format::{Input, InputFormat, Items, Sniff};
use super::markup;
use crate::error::Error;

/// Markdown, by its ending: sure with closed front matter, likely without. Front matter in a file of another ending
/// is a head of plain text.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "markdown",
    description: "Markdown, with front matter of YAML or TOML",
    endings: &["md", "markdown", "mdx"],
    sniff: |beginning| {
        let first = beginning.text.lines().next().map(str::trim_end);
        let fenced = matches!(first, Some("---" | "+++"));
        let closed = fenced && beginning.text.lines().skip(1).any(|line| Some(line.trim_end()) == first);
        let named = ["md", "markdown", "mdx"].contains(&beginning.ending());
        Sniff::sure(named && closed).or(Sniff::likely(named))
    },
    open: |input: Input| -> Result<Items, Error> {
        let text = input.text()?;
        Ok(Box::new(std::iter::once(Ok(article(&text)))))
    },
    maps: "title; date, [extra] date; byline ← author, authors, by; language ← lang; url; section ← category; text ← without marks of templates",
};

/// The article of a file. Front matter that is not closed is text.
fn article(file: &str) -> Item {
    let mut item = Item::default();
    let mut lines = file.lines();
    let fence = lines.next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++"));
    let mut body = file;
    if let Some(fence) = fence {
        let start = file.find('\n').map_or(file.len(), |at| at + 1);
        let mut at = start;
        for line in file[start..].split_inclusive('\n') {
            at += line.len();
            if line.trim_end() == fence {
                for (key, value) in fields(&file[start..at - line.len()]) {
                    take(&mut item, &key, value);
                }
                body = &file[at..];
                break;
            }
        }
    }
    item.text = plain(body);
    if item.title.is_none()
        && let Some((first, rest)) = item.text.split_once('\n')
        && let Some(title) = first.strip_prefix("# ")
    {
        item.title = Some(title.trim().to_owned());
        item.text = rest.trim_start().to_owned();
    }
    item
}

/// Puts the value of a key into its field, if that is empty yet; values of other keys ride along.
fn take(item: &mut Item, key: &str, value: String) {
    let place = match key.to_ascii_lowercase().as_str() {
        "title" | "headline" => &mut item.title,
        "date" | "published" | "publishdate" | "pubdate" | "datepublished" => &mut item.date,
        "author" | "authors" | "by" | "byline" => &mut item.byline,
        "lang" | "language" | "locale" => &mut item.language,
        "url" | "canonical" | "canonical_url" | "permalink" | "link" => &mut item.url,
        "section" | "category" | "categories" => &mut item.section,
        "publisher" | "publication" | "source" => &mut item.publisher,
        "updated" | "lastmod" | "modified" | "last_modified_at" => &mut item.updated,
        "dateline" | "location" => &mut item.dateline,
        "id" | "uuid" | "guid" => &mut item.id,
        _ => {
            item.others.push((key.to_owned(), value));
            return;
        }
    };
    if place.is_none() && !value.is_empty() {
        *place = Some(value);
    }
}

/// The fields of front matter: `key: value` or `key = value`, folded and literal blocks, lists in lines or
/// brackets.
///
/// An indented line or one of a list belongs to the key above: list entries are joined by commas, other lines by
/// blanks. A colon counts only before a blank or the line's end, so that `url: https://…` has one.
fn fields(matter: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in matter.lines() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') || bare.starts_with('[') && bare.ends_with(']') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        let element = bare.strip_prefix("- ");
        if indented || element.is_some() {
            if let Some((_, value)) = fields.last_mut() {
                let more = element.unwrap_or(bare);
                let more = more.strip_prefix("name:").unwrap_or(more);
                let mark = if value.is_empty() {
                    ""
                } else if element.is_some() {
                    ", "
                } else {
                    " "
                };
                value.push_str(mark);
                value.push_str(&scalar(more));
            }
            continue;
        }
        let colon = bare.find(':').filter(|at| bare[at + 1..].is_empty() || bare[at + 1..].starts_with([' ', '\t']));
        let equals = bare.find('=').filter(|at| {
            bare[..*at].trim().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.\"".contains(&byte))
        });
        if let Some(at) = colon.or(equals) {
            let value = bare[at + 1..].trim();
            let value = if matches!(value, ">" | "|" | ">-" | "|-" | ">+" | "|+") { "" } else { value };
            fields.push((bare[..at].trim().trim_matches('"').to_owned(), scalar(value)));
        }
    }
    fields
}

/// A value without quotation marks and comment, a list in brackets joined by commas.
fn scalar(value: &str) -> String {
    let value = value.trim();
    if let Some(list) = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        return list.split(',').map(scalar).filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ");
    }
    let inside = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    match (inside('"'), inside('\'')) {
        (Some(inside), _) => inside.replace("\\\"", "\"").replace("\\\\", "\\"),
        (_, Some(inside)) => inside.replace("''", "'"),
        _ => value.split(" #").next().unwrap_or(value).trim().to_owned(),
    }
}

/// The text without marks of templates; links keep their words, pictures go. Blank lines are made one, blanks at
/// line ends go, entities are decoded.
fn plain(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some(at) = rest.find(['{', '[', '!', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let template =
            [("{%", "%}"), ("{{", "}}"), ("<!--", "-->")].into_iter().find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = template
            && let Some(end) = rest.find(close)
        {
            rest = &rest[end + close.len()..];
            continue;
        }
        let picture = rest.starts_with("![");
        if let Some((words, length)) = link(&rest[usize::from(picture)..]) {
            if !picture {
                out.push_str(words);
            }
            rest = &rest[length + usize::from(picture)..];
            continue;
        }
        let mark = rest.chars().next().map_or(1, char::len_utf8);
        out.push_str(&rest[..mark]);
        rest = &rest[mark..];
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    let mut text = String::new();
    let mut blank = 0;
    for line in lines {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        text.push_str(line);
    }
    markup::entities(&text).into_owned()
}

/// The words of the link that starts a text, `[words](address)`, and its length. Words of at most 1,000 bytes and
/// addresses of 2,000 are looked for, so that brackets without end cost no more.
fn link(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('[')?;
    let limit = inside.floor_char_boundary(1000.min(inside.len()));
    let close = inside[..limit].find(']')?;
    let address = inside[close + 1..].strip_prefix('(')?;
    let limit = address.floor_char_boundary(2000.min(address.len()));
    let end = address[..limit].find(')')?;
    Some((&inside[..close], close + end + 4))
}
