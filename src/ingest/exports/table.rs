//! The exports that are known: a row each, and what is particular of some of them.

use serde_json::Value;

use super::value::path;
use super::{Object, text_of};
use crate::error::{Error, Fault};
use crate::ingest::Field::{self, Byline, Date, Dateline, Id, Language, Publisher, Section, Text, Title, Updated, Url};
use crate::ingest::{Item, markup};

/// A kind of record that programs write: a row of the table of exports.
///
/// Adding one is adding a row to [`EXPORTS`]; `docs/formats.md` and `dateline formats` take its name, description
/// and paths from there.
pub(in crate::ingest) struct Export {
    /// The name by which `dateline formats` lists it.
    pub(in crate::ingest) name: &'static str,
    /// What writes it, in a few words.
    pub(in crate::ingest) description: &'static str,
    /// Whether a record, of a wrapper with those other fields, is of this kind. Only keys are looked at, and of
    /// some the type of the value; the wrapper tells for JSON Feed, whose version stands outside of the items.
    pub(super) known: fn(&Object, &Object) -> bool,
    /// The paths of each field as [`path`] follows them; the first that holds something wins. A field that is not
    /// here is not read.
    pub(in crate::ingest) fields: &'static [(Field, &'static [&'static str])],
    /// What is particular of the kind: runs on record, wrapper and item after the fields are filled. An error
    /// refuses the record, which then is a row of errors and no article.
    pub(super) finish: fn(&Object, &Object, &mut Item) -> Result<(), Error>,
}

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
pub(in crate::ingest) static EXPORTS: &[Export] = &[
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
pub(in crate::ingest) fn is_article_type(name: &str) -> bool {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name);
    name.ends_with("Article")
        || matches!(
            name,
            "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting" | "DiscussionForumPosting"
        )
}
