//! Records of JSON: the exports that are known, and what to take of any other object.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Field, Item, Keep, ReadOptions, markup, names};
use crate::error::{Error, ErrorKind, Fault};

/// A kind of record that programs write: a row of the table of exports.
pub(super) struct Export {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    /// Whether a record, of a wrapper with those other fields, is of this kind.
    known: fn(&Object, &Object) -> bool,
    /// The paths of each field, the first that holds something wins.
    pub(super) fields: &'static [(Field, &'static [&'static str])],
    /// What is particular of the kind: runs after the fields are filled.
    finish: fn(&Object, &Object, &mut Item) -> Result<(), Error>,
}

pub(super) type Object = Map<String, Value>;

use Field::{Byline, Date, Dateline, Id, Language, Publisher, Section, Text, Title, Updated, Url};

/// The exports, in the order in which a record is compared with them.
pub(super) static EXPORTS: &[Export] = &[
    Export {
        name: "ninjs",
        description: "IPTC ninjs 1 to 3",
        known: |record, _| {
            let has = |name: &str| record.contains_key(name);
            (has("uri") || has("guid"))
                && has("type")
                && (["versioncreated", "versionCreated", "renditions", "bodies"].into_iter().any(has)
                    || record.keys().any(|key| key.starts_with("body_")))
        },
        fields: &[
            (Id, &["uri", "guid", "altids", "altIds"]),
            (
                Date,
                &[
                    "contentcreated",
                    "contentCreated",
                    "firstcreated",
                    "firstCreated",
                    "firstpublished",
                    "versioncreated",
                    "versionCreated",
                ],
            ),
            (Updated, &["versioncreated", "versionCreated"]),
            (Title, &["headline", "headline_main", "headlines[role=main].value", "headlines[0].value", "title"]),
            (Byline, &["byline", "by"]),
            (Dateline, &["dateline", "located"]),
            (Language, &["language"]),
            (Publisher, &["infosource", "infosources", "infoSources", "source", "copyrightholder", "copyrightHolder"]),
            (Section, &["service", "subject[0].name", "subjects[0].name"]),
            (Url, &["url", "canonical"]),
            (
                Text,
                &[
                    "body_text",
                    "body_main",
                    "bodies[contenttype=text/plain].value",
                    "bodies[contentType=text/plain].value",
                    "body_html",
                    "body_xhtml",
                    "bodies[contenttype=text/html].value",
                    "bodies[contentType=text/html].value",
                    "bodies[role=main].value",
                    "bodies[0].value",
                ],
            ),
        ],
        finish: ninjs,
    },
    Export {
        name: "json-ld",
        description: "schema.org articles as JSON-LD",
        known: |record, _| types(record).any(is_article_type),
        fields: &[
            (Id, &["@id", "identifier", "url", "mainEntityOfPage.@id"]),
            (Date, &["datePublished", "dateCreated"]),
            (Updated, &["dateModified"]),
            (Title, &["headline", "name"]),
            (Byline, &["author[].name", "author", "creator"]),
            (Dateline, &["dateline", "locationCreated"]),
            (Language, &["inLanguage"]),
            (Publisher, &["publisher.name", "publisher", "sourceOrganization"]),
            (Section, &["articleSection"]),
            (Url, &["url", "mainEntityOfPage.@id", "mainEntityOfPage"]),
            (Text, &["articleBody", "text"]),
        ],
        finish: |_, _, _| Ok(()),
    },
    Export {
        name: "guardian",
        description: "the Guardian's Open Platform",
        known: |record, _| record.contains_key("webPublicationDate"),
        fields: &[
            (Id, &["id"]),
            (Date, &["webPublicationDate"]),
            (Updated, &["fields.lastModified"]),
            (Title, &["fields.headline", "webTitle"]),
            (Byline, &["fields.byline"]),
            (Language, &["fields.lang"]),
            (Publisher, &["fields.publication"]),
            (Section, &["sectionName", "sectionId"]),
            (Url, &["webUrl"]),
            (Text, &["fields.bodyText", "fields.body"]),
        ],
        finish: guardian,
    },
    Export {
        name: "nyt",
        description: "the New York Times' Article Search",
        known: |record, _| record.contains_key("pub_date") && record.get("headline").is_some_and(Value::is_object),
        fields: &[
            (Id, &["_id", "uri"]),
            (Date, &["pub_date"]),
            (Title, &["headline.main"]),
            (Byline, &["byline.original"]),
            (Publisher, &["source"]),
            (Section, &["section_name", "news_desk"]),
            (Url, &["web_url"]),
            (Text, &["lead_paragraph", "abstract", "snippet"]),
        ],
        finish: |_, _, item| {
            if !item.text.is_empty() {
                item.notes.push(Error::input(Fault::Cut, "the export holds the beginning of the text only"));
            }
            Ok(())
        },
    },
    Export {
        name: "newsapi",
        description: "NewsAPI",
        known: |record, _| {
            record.contains_key("publishedAt")
                && record.contains_key("url")
                && record.get("source").is_some_and(Value::is_object)
        },
        fields: &[
            (Date, &["publishedAt"]),
            (Title, &["title"]),
            (Byline, &["author"]),
            (Publisher, &["source.name"]),
            (Language, &["language"]),
            (Url, &["url"]),
            (Text, &["content", "description"]),
        ],
        finish: newsapi,
    },
    Export {
        name: "json-feed",
        description: "JSON Feed",
        known: |record, feed| {
            let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
            version.contains("jsonfeed.org") && !record.contains_key("text")
        },
        fields: &[
            (Id, &["id", "url"]),
            (Date, &["date_published"]),
            (Updated, &["date_modified"]),
            (Title, &["title"]),
            (Byline, &["authors[].name", "author.name"]),
            (Language, &["language"]),
            (Url, &["url", "external_url"]),
            (Section, &["tags[0]"]),
            (Text, &["content_text", "content_html"]),
        ],
        finish: |_, feed, item| {
            item.publisher =
                item.publisher.take().or_else(|| path(feed, "title", ", ").map(|title| markup::line(&title)));
            item.language = item.language.take().or_else(|| path(feed, "language", ", "));
            item.byline = item
                .byline
                .take()
                .or_else(|| path(feed, "authors[].name", ", "))
                .or_else(|| path(feed, "author.name", ", "));
            Ok(())
        },
    },
    Export {
        name: "trafilatura",
        description: "trafilatura's JSON",
        known: |record, _| {
            record.contains_key("source-hostname")
                || record.contains_key("fingerprint") && record.contains_key("raw_text")
        },
        fields: &[
            (Id, &["id", "fingerprint"]),
            (Date, &["date"]),
            (Title, &["title"]),
            (Byline, &["author"]),
            (Language, &["language"]),
            (Publisher, &["source-hostname", "sitename", "hostname"]),
            (Section, &["categories"]),
            (Url, &["source", "url"]),
            (Text, &["text"]),
        ],
        finish: |_, _, item| {
            item.byline = item.byline.take().map(|byline| byline.replace("; ", ", "));
            Ok(())
        },
    },
    Export {
        name: "news-please",
        description: "news-please",
        known: |record, _| record.contains_key("date_publish") && record.contains_key("maintext"),
        fields: &[
            (Id, &["filename", "url"]),
            (Date, &["date_publish"]),
            (Updated, &["date_modify"]),
            (Title, &["title", "title_page", "title_rss"]),
            (Byline, &["authors"]),
            (Language, &["language"]),
            (Publisher, &["source_domain"]),
            (Url, &["url"]),
            (Text, &["maintext"]),
        ],
        finish: |_, _, _| Ok(()),
    },
    Export {
        name: "newspaper",
        description: "newspaper3k and newspaper4k",
        known: |record, _| {
            record.contains_key("publish_date")
                && ["meta_lang", "top_image", "meta_data", "canonical_link"]
                    .into_iter()
                    .any(|name| record.contains_key(name))
        },
        fields: &[
            (Id, &["url", "canonical_link"]),
            (Date, &["publish_date"]),
            (Title, &["title"]),
            (Byline, &["authors"]),
            (Language, &["meta_lang", "language"]),
            (Publisher, &["meta_site_name", "meta_data.og.site_name"]),
            (Url, &["canonical_link", "url"]),
            (Text, &["text"]),
        ],
        finish: |_, _, _| Ok(()),
    },
    Export {
        name: "fundus",
        description: "fundus",
        known: |record, _| record.contains_key("publishing_date"),
        fields: &[
            (Id, &["id", "url", "html.requested_url"]),
            (Date, &["publishing_date"]),
            (Title, &["title"]),
            (Byline, &["authors"]),
            (Language, &["lang", "language"]),
            (Publisher, &["publisher", "html.source_info.publisher"]),
            (Section, &["topics[0]"]),
            (Url, &["url", "html.responded_url", "html.requested_url"]),
            (Text, &["plaintext", "text"]),
        ],
        finish: fundus,
    },
    Export {
        name: "mediacloud",
        description: "Media Cloud",
        known: |record, _| {
            record.contains_key("stories_id") && record.contains_key("media_name")
                || record.contains_key("article_title") && record.contains_key("text_content")
                || record.contains_key("media_name") && record.contains_key("indexed_date")
        },
        fields: &[
            (Id, &["stories_id", "id", "guid"]),
            (Date, &["publication_date", "publish_date"]),
            (Title, &["article_title", "title"]),
            (Language, &["language"]),
            (Publisher, &["media_name", "canonical_domain"]),
            (Url, &["url", "original_url", "normalized_url"]),
            (Text, &["text_content", "text", "story_text"]),
        ],
        finish: |_, _, item| {
            if item.text.is_empty() {
                let message = "a list of stories without their texts; download the texts and read those";
                return Err(Error::input(Fault::NoText, message));
            }
            Ok(())
        },
    },
    Export {
        name: "gdelt",
        description: "GDELT's lists of articles, which hold no text",
        known: |record, _| record.contains_key("seendate") && record.contains_key("url"),
        fields: &[(Title, &["title"]), (Language, &["language"]), (Publisher, &["domain"]), (Url, &["url"])],
        finish: |_, _, item| {
            let url = item.url.as_deref().unwrap_or_default();
            Err(Error::input(
                Fault::NoText,
                format!("a list of GDELT, which holds no texts; download {url} and read the page"),
            ))
        },
    },
];

fn ninjs(record: &Object, _: &Object, item: &mut Item) -> Result<(), Error> {
    let kind = record.get("type").and_then(Value::as_str).unwrap_or_default();
    if matches!(kind, "picture" | "photo" | "video" | "graphic" | "event" | "audio" | "image") {
        return Err(Error::input(Fault::NotAnArticle, format!("an item of type {kind}, not a text")));
    }
    if item.text.is_empty() {
        let other = record.iter().find(|(key, value)| {
            key.starts_with("body_") && value.as_str().is_some_and(|text| !text.trim().is_empty())
        });
        if let Some(text) = other.and_then(|(_, value)| value.as_str()) {
            item.text = text_of(text).into_owned();
        }
    }
    if item.text.is_empty() && matches!(kind, "text" | "advisory") {
        let described =
            path(record, "description_text", "\n\n").or_else(|| path(record, "descriptions[0].value", "\n\n"));
        item.text = described.map(|text| text_of(&text).into_owned()).unwrap_or_default();
    }
    if item.text.is_empty() {
        return Err(Error::input(Fault::NoText, format!("an item of type {kind} without a body")));
    }
    let status = ["pubstatus", "pubStatus"].into_iter().find_map(|key| record.get(key)?.as_str()).unwrap_or_default();
    let status = status.rsplit(':').next().unwrap_or_default();
    if matches!(status, "canceled" | "cancelled" | "withheld" | "recalled") {
        item.notes.push(Error::input(Fault::Cancelled, format!("its source says that the article is {status}")));
    }
    if let Some(until) =
        ["embargoed", "embargoedUntil", "embargoeduntil"].into_iter().find_map(|key| path(record, key, ", "))
    {
        item.notes.push(Error::input(Fault::Embargoed, format!("embargoed until {until}")));
    }
    Ok(())
}

fn guardian(record: &Object, _: &Object, item: &mut Item) -> Result<(), Error> {
    if item.text.is_empty()
        && let Some(Value::Array(blocks)) = record.get("blocks").and_then(|blocks| blocks.get("body"))
    {
        let mut blocks: Vec<(&str, &str)> = blocks
            .iter()
            .filter(|block| block.get("published").and_then(Value::as_bool) != Some(false))
            .filter_map(|block| {
                let time = ["firstPublishedDate", "publishedDate", "createdDate"]
                    .into_iter()
                    .find_map(|key| time(block.get(key)?));
                let text = ["bodyHtml", "bodyTextSummary"].into_iter().find_map(|key| block.get(key)?.as_str());
                Some((time.unwrap_or_default(), text?))
            })
            .collect();
        blocks.sort_by_key(|(time, _)| *time);
        let texts = blocks.into_iter().map(|(_, html)| markup::fragment(html)).filter(|text| !text.is_empty());
        item.text = texts.collect::<Vec<_>>().join("\n\n");
    }
    if item.text.is_empty() {
        let message = "the record has no text; ask the API for it with show-fields=bodyText";
        return Err(Error::input(Fault::NoText, message));
    }
    item.publisher.get_or_insert_with(|| "The Guardian".to_owned());
    if let (Some(title), Some(byline)) = (&mut item.title, &item.byline)
        && let Some((start, author)) = title.rsplit_once(" | ")
        && byline.contains(author.trim())
    {
        *title = start.trim_end().to_owned();
    }
    Ok(())
}

/// A time of the Guardian's API: a string, or an object with one.
fn time(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("iso8601")?.as_str())
}

fn newsapi(_: &Object, _: &Object, item: &mut Item) -> Result<(), Error> {
    if item.text.is_empty() || item.text == "[Removed]" {
        return Err(Error::input(Fault::NoText, "NewsAPI gives no text of this article"));
    }
    if let (Some(title), Some(publisher)) = (&mut item.title, &item.publisher)
        && let Some(start) = title.strip_suffix(publisher.as_str()).and_then(|start| start.strip_suffix(" - "))
    {
        *title = start.to_owned();
    }
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "one of the functions of a table")]
fn fundus(record: &Object, _: &Object, item: &mut Item) -> Result<(), Error> {
    if !item.text.is_empty() {
        return Ok(());
    }
    let Some(body) = record.get("body") else { return Ok(()) };
    let mut paragraphs: Vec<&str> = Vec::new();
    let sections = body.get("sections").and_then(Value::as_array).into_iter().flatten();
    let parts = sections.flat_map(|section| ["headline", "paragraphs"].into_iter().filter_map(|key| section.get(key)));
    for part in body.get("summary").into_iter().chain(parts) {
        match part {
            Value::String(text) => paragraphs.push(text),
            Value::Array(texts) => paragraphs.extend(texts.iter().filter_map(Value::as_str)),
            _ => {}
        }
    }
    paragraphs.retain(|text| !text.trim().is_empty());
    item.text = paragraphs.join("\n\n");
    Ok(())
}

fn types(record: &Object) -> impl Iterator<Item = &str> {
    let types = record.get("@type").into_iter();
    types.flat_map(|value| match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>(),
        other => other.as_str().into_iter().collect(),
    })
}

/// Whether schema.org calls a kind of article so.
pub(super) fn is_article_type(name: &str) -> bool {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name);
    name.ends_with("Article")
        || matches!(
            name,
            "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting" | "DiscussionForumPosting"
        )
}

/// The item of an object, by the export that wrote it or by the usual names.
///
/// # Errors
///
/// If it has no text, or its export says that it is none.
pub(super) fn item(record: &Object, wrapper: &Object, options: &ReadOptions) -> Result<Item, Error> {
    let columns = &options.columns;
    let export = EXPORTS.iter().find(|export| (export.known)(record, wrapper));
    let mut item = Item::default();
    let mut used: Vec<&str> = Vec::new();
    let mut found_text = false;
    if let Some(export) = export {
        for &(field, paths) in export.fields {
            if columns.given(field).is_none() {
                let separator = if field == Text { "\n\n" } else { ", " };
                let found = paths.iter().find_map(|at| Some((*at, path(record, at, separator)?)));
                if let Some((at, value)) = found {
                    used.push(at.split(['.', '[']).next().unwrap_or(at));
                    found_text |= field == Text;
                    set(&mut item, field, &value);
                }
            }
        }
    } else {
        let keys: Vec<&str> =
            record.iter().filter(|(_, value)| holds_text(value)).map(|(key, _)| key.as_str()).collect();
        let places = names::places(&keys, columns);
        for field in Field::ALL {
            if let Some(at) = places[field as usize]
                && columns.given(field).is_none()
            {
                let separator = if field == Text { "\n\n" } else { ", " };
                let value = &record[keys[at]];
                if field == Text && !is_texts(value) {
                    continue;
                }
                used.push(keys[at]);
                if let Some(value) = cell(value, separator) {
                    found_text |= field == Text;
                    set(&mut item, field, &value);
                }
            }
        }
    }
    for field in Field::ALL {
        let Some(given) = columns.given(field) else { continue };
        let separator = if field == Text { "\n\n" } else { ", " };
        let value = match lookup(record, given) {
            Some(value) if field == Text && !is_texts(value) => {
                return Err(Error::new(ErrorKind::NotAString { field: given.to_owned(), found: kind(value) }));
            }
            Some(value) => cell(value, separator),
            None => path(record, given, separator),
        };
        if value.is_none() && lookup(record, given).is_none() {
            item.lacks.push((field, names::missing(field, given, record.keys().map(String::as_str))));
        }
        used.push(given.split(['.', '[']).next().unwrap_or(given));
        if let Some(value) = value {
            found_text |= field == Text;
            set(&mut item, field, &value);
        }
    }
    if let Some(export) = export {
        (export.finish)(record, wrapper, &mut item)?;
    } else if !found_text {
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
        let others = record.iter().filter(|(key, _)| options.keeps_field(key.as_str(), used.contains(&key.as_str())));
        item.others = others.filter_map(|(key, value)| Some((key.clone(), whole_cell(value)?))).collect();
        if let Keep::Named(names) = &options.keep {
            let deep = names.iter().filter(|name| name.contains(['.', '[']) && lookup(record, name).is_none());
            item.others.extend(deep.filter_map(|name| Some((name.clone(), path(record, name, ", ")?))));
        }
    }
    Ok(item)
}

/// What becomes of an object that no export wrote and where nothing holds a text.
fn no_text(record: &Object, columns: &super::Columns) -> Result<Item, Error> {
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

fn set(item: &mut Item, field: Field, value: &str) {
    if let Some(place) = item.field_mut(field) {
        *place = Some(if field == Title { markup::line(value) } else { value.to_owned() });
    } else {
        item.text = text_of(value).into_owned();
    }
}

/// The text of a field: of a whole NITF document only its body.
fn text_of(value: &str) -> Cow<'_, str> {
    let body = value.find("<body.content").and_then(|start| {
        let inner = start + value[start..].find('>')? + 1;
        Some(&value[inner..inner + value[inner..].find("</body.content>")?])
    });
    markup::clean(body.unwrap_or(value))
}

/// The value of a key, in any case.
fn lookup<'a>(record: &'a Object, name: &str) -> Option<&'a Value> {
    record.get(name).or_else(|| record.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

/// The cell at a path of keys: `a.b`, `a[0]`, `a[]` for all, `a[role=main]` for the first with that value.
pub(super) fn path(record: &Object, path: &str, separator: &str) -> Option<String> {
    let (first, rest) = step(path);
    let (key, selector) = first;
    follow(lookup(record, key)?, selector, rest, separator)
}

/// The value at a path of plain keys.
pub(super) fn value_at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, key| lookup(value.as_object()?, key))
}

type Step<'a> = (&'a str, Option<&'a str>);

fn step(path: &str) -> (Step<'_>, &str) {
    // A value in brackets may hold points.
    let end = match (path.find('.'), path.find('['), path.find(']')) {
        (Some(dot), Some(open), Some(close)) if open < dot => {
            path[close..].find('.').map_or(path.len(), |dot| close + dot)
        }
        (Some(dot), ..) => dot,
        (None, ..) => path.len(),
    };
    let (first, rest) = (&path[..end], path[end..].trim_start_matches('.'));
    match first.strip_suffix(']').and_then(|first| first.split_once('[')) {
        Some((key, selector)) => ((key, Some(selector)), rest),
        None => ((first, None), rest),
    }
}

fn follow(value: &Value, selector: Option<&str>, rest: &str, separator: &str) -> Option<String> {
    let go = |value: &Value| {
        if rest.is_empty() {
            return cell(value, separator);
        }
        let ((key, selector), rest) = step(rest);
        follow(lookup(value.as_object()?, key)?, selector, rest, separator)
    };
    match (value, selector) {
        (Value::Array(list), Some(selector)) if !selector.is_empty() => match selector.split_once('=') {
            Some((key, wanted)) => {
                let is = |entry: &&Value| {
                    let found = entry.as_object().and_then(|entry| lookup(entry, key)).and_then(Value::as_str);
                    found.is_some_and(|found| found == wanted || found.rsplit(':').next() == Some(wanted))
                };
                list.iter().find(is).and_then(go)
            }
            None => list.get(selector.parse::<usize>().ok()?).and_then(go),
        },
        (Value::Array(list), _) if !rest.is_empty() || selector.is_some() => {
            let cells: Vec<String> = list.iter().filter_map(go).collect();
            (!cells.is_empty()).then(|| cells.join(separator))
        }
        (value, _) => go(value),
    }
}

/// Whether a value may be the cell of a field.
fn holds_text(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(holds_text),
        _ => true,
    }
}

/// Whether a value may be a text: a string, or paragraphs, or an object that is known to wrap one.
fn is_texts(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Array(list) => list.iter().all(Value::is_string),
        Value::Object(object) => ["rendered", "value", "@value", "#text", "text", "plain", "html"]
            .into_iter()
            .any(|key| object.get(key).is_some_and(Value::is_string)),
        _ => false,
    }
}

/// What an object says of itself in one string: its name, its value.
fn inner(object: &Object) -> Option<&Value> {
    [
        "name", "value", "@value", "rendered", "#text", "text", "title", "main", "original", "literal", "code", "@id",
        "id",
    ]
    .into_iter()
    .find_map(|key| object.get(key).filter(|value| holds_text(value)))
}

/// A field as the cell of a table: strings and numbers as they are, a list joined by the separator, of an object its name or value; empty is
/// missing.
fn cell(value: &Value, separator: &str) -> Option<String> {
    let cell = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            items.iter().filter_map(|item| cell(item, separator)).collect::<Vec<_>>().join(separator)
        }
        Value::Object(object) => return inner(object).and_then(|value| cell(value, separator)),
        other => other.to_string(),
    };
    (!cell.trim().is_empty() && !matches!(cell.trim(), "None" | "null" | "NaN" | "N/A")).then_some(cell)
}

/// A field that rides along: objects and lists of them as JSON.
fn whole_cell(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => Some(value.to_string()),
        Value::Array(list) if list.iter().any(|entry| entry.is_object() || entry.is_array()) => Some(value.to_string()),
        other => cell(other, ", "),
    }
}

pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(json: &str, at: &str) -> Option<String> {
        let value: Value = serde_json::from_str(json).unwrap();
        path(value.as_object().unwrap(), at, ", ")
    }

    #[test]
    fn paths_are_followed() {
        assert_eq!(at(r#"{"a": {"b": 1}}"#, "a.b").as_deref(), Some("1"));
        assert_eq!(at(r#"{"a": [{"n": "x"}, {"n": "y"}]}"#, "a[].n").as_deref(), Some("x, y"));
        assert_eq!(at(r#"{"a": [{"r": "m", "v": 1}, {"r": "s", "v": 2}]}"#, "a[r=s].v").as_deref(), Some("2"));
        assert_eq!(at(r#"{"a": [{"t": "text/x.y", "v": 1}]}"#, "a[t=text/x.y].v").as_deref(), Some("1"));
        assert_eq!(at(r#"{"a": ["x", "y"]}"#, "a[1]").as_deref(), Some("y"));
        assert_eq!(at(r#"{"A": {"name": "x"}}"#, "a").as_deref(), Some("x"));
        assert_eq!(at(r#"{"a": "None"}"#, "a"), None);
        assert_eq!(at(r#"{"a": 1}"#, "a.b"), None);
    }
}
