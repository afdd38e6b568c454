//! Records of JSON: the exports that are known, and what to take of any other object.
//!
//! A record is one object of a file. Twelve programs and services write objects whose keys nobody else has, and
//! [`EXPORTS`] has a row for each: how a record of it is known, which paths hold each field, and what is particular
//! of it. Every other object is read by the usual names of [`names::usual`], whatever their case. A name that the
//! user gives (`--column text=fields.bodyText`) goes before both.
//!
//! An object passes these steps in [`item`]:
//!
//! 1. the fields by the paths of its export, or by the usual names;
//! 2. the fields that have a name of the user's, which replace what step 1 found for them;
//! 3. what is particular of the export, which may refuse the record: a picture of ninjs, a line of GDELT;
//! 4. without an export, an error if nothing holds a text, with the names that are there and the nearest one;
//! 5. a publisher that is an address becomes the url, and its host the publisher;
//! 6. the mark of cut texts is taken off ([`Item::note_cut`]);
//! 7. the fields that ride along.
//!
//! Sketches of what the exports look like, with the fields that are read:
//!
//! ```text
//! ninjs        {"uri": "urn:x:1", "type": "text", "versioncreated": "2025-02-17T08:30:00Z",
//!               "headline": "Talks resume", "body_text": "Talks resume on Tuesday."}
//! ninjs 3      {"uri": "urn:x:1", "type": "text", "headlines": [{"role": "main", "value": "Talks resume"}],
//!               "bodies": [{"contentType": "text/plain", "value": "Talks resume on Tuesday."}]}
//! json-ld      {"@type": "NewsArticle", "headline": "Talks resume", "datePublished": "2025-02-17",
//!               "author": [{"name": "Ama Kodjo"}], "articleBody": "Talks resume on Tuesday."}
//! guardian     {"id": "world/2025/feb/17/talks", "webPublicationDate": "2025-02-17T08:30:00Z",
//!               "fields": {"headline": "Talks resume", "bodyText": "Talks resume on Tuesday."}}
//! nyt          {"pub_date": "2025-02-17", "headline": {"main": "Talks resume"}, "lead_paragraph": "Talks …"}
//! newsapi      {"source": {"name": "Courier"}, "publishedAt": "2025-02-17T08:30:00Z", "url": "https://…",
//!               "title": "Talks resume - Courier", "content": "Talks resume on… [+812 chars]"}
//! json-feed    {"id": "1", "date_published": "2025-02-17", "content_html": "<p>Talks resume.</p>"}
//! trafilatura  {"source-hostname": "example.org", "source": "https://…", "author": "A; B", "text": "Talks …"}
//! news-please  {"date_publish": "2025-02-17 08:30:00", "maintext": "Talks …", "source_domain": "example.org"}
//! newspaper    {"publish_date": "2025-02-17", "meta_lang": "en", "authors": ["A"], "text": "Talks …"}
//! fundus       {"publishing_date": "2025-02-17", "body": {"sections": [{"paragraphs": ["Talks …"]}]}}
//! mediacloud   {"stories_id": 1, "media_name": "Courier", "publish_date": "2025-02-17", "story_text": "Talks …"}
//! gdelt        {"url": "https://…", "title": "Talks resume", "seendate": "20250217T083000Z", "domain": "example.org"}
//! ```
//!
//! Days on which a program fetched, indexed or stored an article (`filedate`, `indexed_date`, `seendate`,
//! `collect_date`) are no dates of it and stand in no row. Values that say that there is nothing (`"None"`,
//! `"null"`, `"NaN"`, `"N/A"`) are read as missing by [`cell`].

mod table;
mod value;

use std::borrow::Cow;

use serde_json::{Map, Value};

use self::table::Export;
pub(super) use self::table::{EXPORTS, is_article_type};
use self::value::{cell, holds_text, is_texts, lookup, path, whole_cell};
pub(super) use self::value::{kind, value_at};
use super::Field::{self, Text, Title};
use super::{Columns, Item, Keep, ReadOptions, markup, names};
use crate::error::{Error, ErrorKind};

/// An object of JSON, its keys in the order of the file.
pub(super) type Object = Map<String, Value>;

/// The item of an object, by the export that wrote it or by the usual names; the steps are those at the head of
/// this file.
///
/// `wrapper` are the fields beside the array that the record stood in, empty for a record that stands alone. An
/// object that has a field for the text, but an empty one, is an item without text, of which the shared code makes
/// a row of errors with its id.
///
/// # Errors
///
/// If it has no text, or its export says that it is none.
pub(super) fn item(record: &Object, wrapper: &Object, options: &ReadOptions) -> Result<Item, Error> {
    let columns = &options.columns;
    let export = EXPORTS.iter().find(|export| (export.known)(record, wrapper));
    let mut filling = Filling { record, columns, item: Item::default(), used: Vec::new(), has_text: false };
    match export {
        Some(export) => filling.by_export(export),
        None => filling.by_usual_names(),
    }
    filling.by_given_names()?;
    let Filling { mut item, used, has_text, .. } = filling;
    if let Some(export) = export {
        (export.finish)(record, wrapper, &mut item)?;
    } else if !has_text {
        return no_text(record, columns);
    }
    if item.url.is_none()
        && let Some(source) =
            item.publisher.as_deref().filter(|source| source.starts_with("http://") || source.starts_with("https://"))
    {
        item.url = Some(source.to_owned());
        item.publisher = source.split('/').nth(2).map(str::to_owned);
    }
    item.note_cut();
    if options.keeps() {
        item.others = riding_along(record, &used, options);
    }
    Ok(item)
}

/// An item while it is filled from its record.
struct Filling<'a> {
    /// The record.
    record: &'a Object,
    /// The names that the user gives.
    columns: &'a Columns,
    /// What is filled so far.
    item: Item,
    /// The keys of the record of which a field was made: they do not ride along with `--keep-all`.
    used: Vec<&'a str>,
    /// Whether something was read as the text, be it empty.
    has_text: bool,
}

impl<'a> Filling<'a> {
    /// Fills the fields by the paths of an export, but those that have a name of the user's.
    fn by_export(&mut self, export: &Export) {
        for &(field, paths) in export.fields {
            if self.columns.given(field).is_none() {
                let found = paths.iter().find_map(|at| Some((*at, path(self.record, at, separator(field))?)));
                if let Some((at, value)) = found {
                    self.take(field, first_key(at), Some(value));
                }
            }
        }
    }

    /// Fills them by the usual names, of keys that hold something. What cannot be a text, such as a number, is none.
    fn by_usual_names(&mut self) {
        let record = self.record;
        let keys: Vec<&str> =
            record.iter().filter(|(_, value)| holds_text(value)).map(|(key, _)| key.as_str()).collect();
        let places = names::places(&keys, self.columns);
        for field in Field::ALL {
            if let Some(at) = places[field as usize]
                && self.columns.given(field).is_none()
            {
                let value = &record[keys[at]];
                if field != Text || is_texts(value) {
                    self.take(field, keys[at], cell(value, separator(field)));
                }
            }
        }
    }

    /// Fills those that have a name of the user's: a key, or a path. A name that leads nowhere is remembered.
    ///
    /// # Errors
    ///
    /// If the name of the text leads to what cannot be one.
    fn by_given_names(&mut self) -> Result<(), Error> {
        let (record, columns) = (self.record, self.columns);
        for field in Field::ALL {
            let Some(given) = columns.given(field) else { continue };
            let value = match lookup(record, given) {
                Some(value) if field == Text && !is_texts(value) => {
                    return Err(Error::new(ErrorKind::NotAString { field: given.to_owned(), found: kind(value) }));
                }
                Some(value) => cell(value, separator(field)),
                None => path(record, given, separator(field)),
            };
            if value.is_none() && lookup(record, given).is_none() {
                self.item.lacks.push((field, names::missing(field, given, record.keys().map(String::as_str))));
            }
            self.take(field, first_key(given), value);
        }
        Ok(())
    }

    /// Puts a value that `key` led to into its field; without a value the key counts as used all the same.
    fn take(&mut self, field: Field, key: &'a str, value: Option<String>) {
        self.used.push(key);
        if let Some(value) = value {
            self.has_text |= field == Text;
            set(&mut self.item, field, &value);
        }
    }
}

/// What joins several values of a field: paragraphs of a text, names of all else.
fn separator(field: Field) -> &'static str {
    if field == Text { "\n\n" } else { ", " }
}

/// The first key of a path: `authors` of `authors[].name`.
fn first_key(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// The fields of a record that ride along: those that the options name, also by paths, or all of which no field was
/// made.
fn riding_along(record: &Object, used: &[&str], options: &ReadOptions) -> Vec<(String, String)> {
    let others = record.iter().filter(|(key, _)| options.keeps_field(key.as_str(), used.contains(&key.as_str())));
    let mut others: Vec<_> = others.filter_map(|(key, value)| Some((key.clone(), whole_cell(value)?))).collect();
    if let Keep::Named(names) = &options.keep {
        let deep = names.iter().filter(|name| name.contains(['.', '[']) && lookup(record, name).is_none());
        others.extend(deep.filter_map(|name| Some((name.clone(), path(record, name, ", ")?))));
    }
    others
}

/// What becomes of an object that no export wrote and where nothing holds a text.
///
/// A key for the text with `null` or an empty string → an empty item; with a number or an object → an error that
/// tells what is there; no such key → an error with all keys and the one that is written most alike.
fn no_text(record: &Object, columns: &Columns) -> Result<Item, Error> {
    let name = columns.name(Text);
    let usual = || {
        let wanted = names::usual(Text);
        record.iter().find(|(key, _)| wanted.contains(&names::plain(key).as_str())).map(|(_, value)| value)
    };
    let empty = match columns.given(Text) {
        Some(given) => lookup(record, given),
        None => usual(),
    };
    match empty {
        Some(value) if value.is_null() || cell(value, "").is_none() => Ok(Item::default()),
        Some(value) => Err(Error::new(ErrorKind::NotAString { field: name.to_owned(), found: kind(value) })),
        None => Err(names::missing_text(record.keys().map(String::as_str), columns)),
    }
}

/// Whether an object has a text, or is a record of a known export.
///
/// By this the JSON reader tells records from what they are wrapped in: `{"total": 2, "articles": [{"text": "…"}]}`
/// is none, the object in its array is one. `null` counts as a text, so that an article whose text is missing is
/// told of and not taken for a wrapper.
pub(super) fn is_record(record: &Object, wrapper: &Object, options: &ReadOptions) -> bool {
    if EXPORTS.iter().any(|export| (export.known)(record, wrapper)) {
        return true;
    }
    match options.columns.given(Text) {
        Some(given) => lookup(record, given).is_some() || path(record, given, "").is_some(),
        None => record.iter().any(|(key, value)| {
            names::usual(Text).contains(&names::plain(key).as_str())
                && (value.is_null() || holds_text(value) && is_texts(value))
        }),
    }
}

/// Puts a value into its field: a title as one line without markup, a text by [`text_of`], all else as it is.
fn set(item: &mut Item, field: Field, value: &str) {
    if let Some(place) = item.field_mut(field) {
        *place = Some(if field == Title { markup::line(value) } else { value.to_owned() });
    } else {
        item.text = text_of(value).into_owned();
    }
}

/// The text of a field: of a whole NITF document only its body, which some agencies put into `body_xhtml`; markup
/// is read as [`markup::clean`] reads it, and what holds none stays byte for byte.
fn text_of(value: &str) -> Cow<'_, str> {
    let body = value.find("<body.content").and_then(|start| {
        let inner = start + value[start..].find('>')? + 1;
        Some(&value[inner..inner + value[inner..].find("</body.content>")?])
    });
    markup::clean(body.unwrap_or(value))
}
