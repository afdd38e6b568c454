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

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Field, Item, Keep, ReadOptions, markup, names};
use crate::error::{Error, ErrorKind, Fault};

/// A kind of record that programs write: a row of the table of exports.
///
/// Adding one is adding a row to [`EXPORTS`]; `docs/formats.md` and `dateline formats` take its name, description
/// and paths from there.
pub(super) struct Export {
    /// The name by which `dateline formats` lists it.
    pub(super) name: &'static str,
    /// What writes it, in a few words.
    pub(super) description: &'static str,
    /// Whether a record, of a wrapper with those other fields, is of this kind. Only keys are looked at, and of
    /// some the type of the value; the wrapper tells for JSON Feed, whose version stands outside of the items.
    known: fn(&Object, &Object) -> bool,
    /// The paths of each field as [`path`] follows them; the first that holds something wins. A field that is not
    /// here is not read.
    pub(super) fields: &'static [(Field, &'static [&'static str])],
    /// What is particular of the kind: runs on record, wrapper and item after the fields are filled. An error
    /// refuses the record, which then is a row of errors and no article.
    finish: fn(&Object, &Object, &mut Item) -> Result<(), Error>,
}

/// An object of JSON, its keys in the order of the file.
pub(super) type Object = Map<String, Value>;

use Field::{Byline, Date, Dateline, Id, Language, Publisher, Section, Text, Title, Updated, Url};

/// The exports, in the order in which a record is compared with them; the first that knows it has it.
///
/// The order matters where keys overlap: a ninjs item may have a `headline` and `url` as JSON-LD has, and Media
/// Cloud's lists have `url` as GDELT's have. The narrower test stands first. What a row's paths do not say:
///
/// - **ninjs**: the body may be in any key that begins with `body_`; of texts and advisories without a body the
///   description is the text.
/// - **guardian**: without `bodyText` and `body` the blocks of a live page are the text, in the order of time.
/// - **nyt**: the search gives no more than a first paragraph, so that each article has the note that its text is
///   cut.
/// - **newsapi**: ` - Courier` behind a title is the publisher, and `[Removed]` is no text.
/// - **json-feed**: what the feed says of itself fills publisher, language and byline of its items.
/// - **trafilatura**: authors are parted by semicolons; its XML-like names have `source` for the address and
///   `source-hostname` for the site.
/// - **fundus**: a body is a tree of summary and sections, each with headlines and paragraphs.
/// - **mediacloud**: the older API has `stories_id`, the newer `article_title`; a list of stories holds no texts
///   and says so.
/// - **gdelt**: never holds a text; its row is there so that the error says what to do.
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

/// Refuses items of ninjs that are no texts, finds a body under a name that no path has, and notes embargoes and
/// cancellations.
///
/// `{"type": "picture", "headline": "The port"}` → [`Fault::NotAnArticle`]; an item of type `text` without a body
/// but with a `description_text` → that is its text; `{"pubstatus": "ext:canceled", …}` with a body → the article,
/// and a note that it is cancelled.
///
/// # Errors
///
/// If its type is that of a picture, film, sound or event, or if nothing holds a text.
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

/// The blocks of a live page as the text where there is no other, the publisher, and a title without its author.
///
/// Blocks that are marked as not published are left out. The title `Talks resume | Ama Kodjo` loses what stands
/// behind the bar where the byline holds it too; a bar that belongs to the headline stays.
///
/// # Errors
///
/// If there is no text: the API gives it only to those who ask for it.
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

/// A time of the Guardian's API: a string, or an object with one under `iso8601`.
fn time(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("iso8601")?.as_str())
}

/// Refuses articles of `NewsAPI` that were taken down, and takes the publisher off the title: `Talks resume -
/// Courier` → `Talks resume`, where the publisher is `Courier`.
///
/// # Errors
///
/// If the text is empty or `[Removed]`.
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

/// The text of fundus' tree: the summary, then of each section its headline and its paragraphs. Does nothing where
/// the record has a `plaintext` of its own.
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

/// The types of a node of JSON-LD: `"@type": "NewsArticle"` has one, `"@type": ["Article", "Report"]` two.
fn types(record: &Object) -> impl Iterator<Item = &str> {
    let types = record.get("@type").into_iter();
    types.flat_map(|value| match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>(),
        other => other.as_str().into_iter().collect(),
    })
}

/// Whether schema.org calls a kind of article so: `NewsArticle`, `https://schema.org/ReportageNewsArticle`,
/// `BlogPosting`; not `WebPage`, not `ItemList`. What stands before the last slash or colon does not count.
pub(super) fn is_article_type(name: &str) -> bool {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name);
    name.ends_with("Article")
        || matches!(
            name,
            "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting" | "DiscussionForumPosting"
        )
}

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
///
/// A key for the text with `null` or an empty string → an empty item; with a number or an object → an error that
/// tells what is there; no such key → an error with all keys and the one that is written most alike.
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

/// The value of a key: as it is written, else in any case of ASCII letters.
fn lookup<'a>(record: &'a Object, name: &str) -> Option<&'a Value> {
    record.get(name).or_else(|| record.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

/// The cell at a path of keys: `a.b`, `a[0]`, `a[]` for all, `a[role=main]` for the first with that value.
///
/// ```text
/// {"by": {"name": "A"}}                                 by.name            → A
/// {"authors": [{"name": "A"}, {"name": "B"}]}           authors[].name     → A, B
/// {"bodies": [{"role": "main", "value": "Talks"}]}      bodies[role=main].value → Talks
/// {"subject": [{"name": "Trade"}, {"name": "Ports"}]}   subject[0].name    → Trade
/// ```
///
/// Values of a selector may have a prefix (`role=main` finds `"drol:main"`) and may hold points
/// (`contenttype=text/x.y`). `None` where a key is missing, a value is empty, or a path goes on below a string.
/// Several values are joined by `separator`.
pub(super) fn path(record: &Object, path: &str, separator: &str) -> Option<String> {
    let (first, rest) = step(path);
    let (key, selector) = first;
    follow(lookup(record, key)?, selector, rest, separator)
}

/// The value at a path of plain keys, such as `response.docs`; selectors are not known here. `None` where a part is
/// no object or has no such key.
pub(super) fn value_at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, key| lookup(value.as_object()?, key))
}

/// A step of a path: its key, and what its brackets hold. `authors[]` is `("authors", Some(""))`.
type Step<'a> = (&'a str, Option<&'a str>);

/// The first step of a path, and the rest without the point between: `a[t=x.y].b` → `("a", "t=x.y")` and `b`.
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

/// The cell below a value: what its selector chooses, then the rest of the path.
///
/// A list that the path goes through without a selector gives all that its entries have there. A selector on what
/// is no list is passed over, so that `subject[0].name` also reads `{"subject": {"name": "Trade"}}`.
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

/// Whether a value may be the cell of a field: no null, no blank string, no list of nothing but those.
fn holds_text(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(holds_text),
        _ => true,
    }
}

/// Whether a value may be a text: a string, or paragraphs, or an object that is known to wrap one, such as
/// `{"rendered": "<p>…</p>"}` of `WordPress`.
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

/// What an object says of itself in one string: its name, its value; the first of these keys that holds something.
fn inner(object: &Object) -> Option<&Value> {
    [
        "name", "value", "@value", "rendered", "#text", "text", "title", "main", "original", "literal", "code", "@id",
        "id",
    ]
    .into_iter()
    .find_map(|key| object.get(key).filter(|value| holds_text(value)))
}

/// A field as the cell of a table: strings and numbers as they are, a list joined by the separator, of an object
/// its name or value; empty is missing.
///
/// `["A", "B"]` → `A, B`; `{"name": "Courier"}` → `Courier`; `12` → `12`; `"None"` → nothing.
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

/// A field that rides along: objects and lists of them as JSON, since their parts have no column of their own.
fn whole_cell(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => Some(value.to_string()),
        Value::Array(list) if list.iter().any(|entry| entry.is_object() || entry.is_array()) => Some(value.to_string()),
        other => cell(other, ", "),
    }
}

/// What a value is, in the words of an error: `a string`, `an array`.
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
