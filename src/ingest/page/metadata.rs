//! What a page says of itself: JSON-LD, `<meta>`, and what stands on it for readers.
//!
//! Three functions in the order of trust; each fills what is empty yet ([`fill`]). Where they disagree:
//!
//! ```text
//! JSON-LD     datePublished 2025-02-17T08:30+01:00      wins: made by the system that publishes
//! meta        article:published_time 2025-02-17         the same day mostly, at times that of a change
//! <time>      datetime of whatever comes first          may be that of a teaser
//! ```
//!
//! A date of the page's address is looked for nowhere here: the path's day stands in for articles without one
//! ([`super::super::Articles`]).

use std::collections::HashMap;

use serde_json::Value;

use super::fill;
use super::junk::{FRAME_NAMES, is_junk, is_named};
use crate::ingest::tree::Element;
use crate::ingest::{Item, markup};

/// Takes what JSON-LD says: of the nodes that are articles the one with most of headline, date, author and body; of
/// equals the first.
///
/// All scripts of the page are read together, since authors and publishers often stand in another node, or in
/// another script, and are but referred to (`{"@id": "#org"}`). A script that is no JSON is tried once more with
/// its line breaks as blanks, which is the usual fault; one that is damaged otherwise is passed over. An author
/// that is an address is none.
pub(super) fn linked_data(root: Element<'_>, item: &mut Item) {
    let mut nodes = Vec::new();
    for script in root.all("script") {
        if script.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) {
            let raw = script.raw_text();
            let raw = raw.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';');
            let parsed = serde_json::from_str::<Value>(raw);
            // Line breaks inside of strings are the usual fault.
            let parsed = parsed.or_else(|_| serde_json::from_str(&raw.replace(['\n', '\r', '\t'], " ")));
            if let Ok(value) = parsed {
                collect(value, &mut nodes, 0);
            }
        }
    }
    let by_id: HashMap<&str, &Value> = nodes
        .iter()
        .filter(|node| node.as_object().is_some_and(|node| node.len() > 2))
        .filter_map(|node| Some((node.get("@id")?.as_str()?, node)))
        .collect();
    let is_article = |node: &&Value| {
        kinds(node).iter().any(|kind| {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || matches!(kind.as_str(), "Report" | "Review")
        })
    };
    let filled = |node: &&Value| {
        ["headline", "datePublished", "author", "articleBody"].iter().filter(|name| node.get(**name).is_some()).count()
    };
    let mut best: Option<&Value> = None;
    for node in nodes.iter().filter(is_article) {
        if best.is_none_or(|best| filled(&node) > filled(&best)) {
            best = Some(node);
        }
    }
    let Some(node) = best else { return };
    let text = |name: &str| node.get(name).and_then(|value| text_of(value, &by_id, 0));
    fill(&mut item.title, text("headline").or_else(|| text("name")));
    fill(&mut item.date, text("datePublished").or_else(|| text("dateCreated")));
    fill(&mut item.updated, text("dateModified"));
    fill(&mut item.byline, text("author").filter(|name| !name.contains("://")));
    fill(&mut item.publisher, text("publisher"));
    fill(&mut item.section, text("articleSection"));
    fill(&mut item.dateline, text("dateline"));
    item.text = text("articleBody").map(|body| markup::clean(&body).trim().to_owned()).unwrap_or_default();
}

/// Lays all nodes out in one list: elements of arrays, and those in `@graph`, `mainEntity` and `itemListElement`,
/// inner ones before the outer. Deeper than eight levels nothing is looked for.
fn collect(value: Value, nodes: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(values) if depth < 8 => values.into_iter().for_each(|value| collect(value, nodes, depth + 1)),
        Value::Object(mut object) if depth < 8 => {
            for inner in ["@graph", "mainEntity", "itemListElement"] {
                if let Some(value) = object.remove(inner) {
                    collect(value, nodes, depth + 1);
                }
            }
            nodes.push(Value::Object(object));
        }
        _ => {}
    }
}

/// The types of a node: its `@type` is a string or a list.
fn kinds(node: &Value) -> Vec<String> {
    match node.get("@type") {
        Some(Value::String(kind)) => vec![kind.clone()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(|kind| kind.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// A value as text: a string, a thing's name, several joined; references are looked up.
///
/// `"Ama Kodjo"`, `{"@type": "Person", "name": "Ama Kodjo"}`, `[{"name": "Ama Kodjo"}]` and `{"@id": "#p1"}` with a
/// node `#p1` of that name all give `Ama Kodjo`. Who is named twice stands once. References in a circle end at the
/// fourth level.
fn text_of(value: &Value, by_id: &HashMap<&str, &Value>, depth: usize) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => {
            let mut all: Vec<String> = Vec::new();
            for text in values.iter().filter_map(|value| text_of(value, by_id, depth + 1)) {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(object) if depth < 4 => {
            if let Some(name) = object.get("name").or_else(|| object.get("@value")) {
                return text_of(name, by_id, depth + 1);
            }
            let id = object.get("@id")?.as_str()?;
            text_of(by_id.get(id)?, by_id, depth + 1)
        }
        _ => None,
    }
}

/// Takes what the head of the page says: `<meta>` by the names of the lists below, `<link rel="canonical">`, the
/// language of `<html>`, and the first `<h1>` that is part of the article.
///
/// Of several metas of a name the first counts. A heading is preferred to `og:title`, which is often shortened or
/// baited, but one of at most 20 bytes that `og:title` does not hold is the name of a section or of the site.
pub(super) fn metas(root: Element<'_>, item: &mut Item) {
    let mut metas: HashMap<String, String> = HashMap::new();
    for meta in root.all("meta") {
        let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| meta.attribute(name));
        if let (Some(name), Some(content)) = (name, meta.attribute("content")) {
            metas.entry(name.to_ascii_lowercase()).or_insert_with(|| content.to_owned());
        }
    }
    let first = |names: &str| names.split(' ').find_map(|name| metas.get(name).cloned());
    fill(&mut item.date, first(DATE_METAS));
    fill(&mut item.updated, first(UPDATED_METAS));
    let author = first(AUTHOR_METAS).filter(|author| !author.contains("://") && !author.starts_with("www."));
    fill(&mut item.byline, author);
    fill(&mut item.publisher, first(PUBLISHER_METAS).map(|name| name.trim_start_matches('@').to_owned()));
    fill(&mut item.section, first("article:section parsely-section section"));
    let canonical =
        root.all("link").find(|link| link.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
    let canonical = canonical.and_then(|link| link.attribute("href")).filter(|url| url.contains("://"));
    fill(&mut item.url, canonical.map(str::to_owned).or_else(|| first("og:url parsely-link")));
    let language = root.find("html").and_then(|html| html.attribute("lang").or_else(|| html.attribute("xml:lang")));
    let language = language.map(str::to_owned);
    fill(&mut item.language, language.or_else(|| first("og:locale content-language dc.language language")));
    let heading = root.all("h1").filter(|h1| !is_junk(*h1) && !is_named(*h1, FRAME_NAMES)).find_map(Element::line);
    let is_title = |h1: &String| first("og:title").is_none_or(|title| title.contains(h1.as_str()) || h1.len() > 20);
    fill(&mut item.title, heading.filter(is_title));
    fill(&mut item.title, first("og:title parsely-title twitter:title dc.title dcterms.title"));
}

/// Names of metas that hold the day of publication, in lower case, parted by blanks, the best first. None of them
/// is the day of a change or of a crawl; `date` alone may be either and stands behind those that say what they are.
const DATE_METAS: &str = "article:published_time og:article:published_time datepublished parsely-pub-date sailthru.date pubdate \
                          publishdate publish-date dc.date.issued dcterms.created dcterms.issued dcterms.date dc.date date \
                          article.published cxenseparse:recs:publishtime publication_date citation_publication_date \
                          originalpublicationdate";

/// Those that say when the article was changed last.
const UPDATED_METAS: &str = "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified";

/// Those that name who wrote it. `article:author` is mostly the address of a profile, which is no name.
const AUTHOR_METAS: &str =
    "author parsely-author sailthru.author dc.creator dcterms.creator byl article:author citation_author";

/// Those that name the site; of `twitter:site` the sign before the account is taken off.
const PUBLISHER_METAS: &str =
    "og:site_name application-name dc.publisher dcterms.publisher copyright-holder twitter:site";

/// Takes what readers see: microdata (`itemprop`), hNews classes (`entry-title`, `dtstart`, `fn`, `source-org`),
/// `<time datetime>`, bylines, and `<title>`, whose last part is the site: `Talks resume | Courier` → title and
/// publisher.
///
/// A byline of 120 bytes and more is a biography. At the end the site's name is taken off a title from whatever
/// source.
pub(super) fn visible(root: Element<'_>, item: &mut Item) {
    let by_class = |class: &str| root.descendants().find(|element| element.has_class(class));
    let by_prop = |prop: &str| root.descendants().find(|element| element.attribute("itemprop") == Some(prop));
    let content = |element: Element<'_>| {
        ["datetime", "content", "title"]
            .into_iter()
            .find_map(|name| element.attribute(name).map(str::to_owned))
            .or_else(|| element.line())
    };
    let line = Element::line;
    fill(&mut item.title, by_prop("headline").and_then(line));
    fill(&mut item.title, by_class("entry-title").and_then(line));
    for found in [
        by_prop("datePublished"),
        by_prop("datepublished"),
        by_class("published"),
        by_class("dtstart"),
        by_class("updated"),
        root.all("time").find(|time| time.attribute("datetime").is_some()),
    ] {
        fill(&mut item.date, found.and_then(content).filter(|date| date.chars().any(|c| c.is_ascii_digit())));
    }
    fill(&mut item.updated, by_prop("dateModified").and_then(content));
    if item.byline.is_none() {
        let author = by_prop("author").map(|author| author.find("name").unwrap_or(author));
        let found = author.and_then(line).or_else(|| {
            let byline = root.descendants().find(|element| {
                element.has_class("byline") || element.has_class("author") || element.attribute("rel") == Some("author")
            })?;
            byline.descendants().find(|inner| inner.has_class("fn")).and_then(line).or_else(|| byline.line())
        });
        fill(&mut item.byline, found.or_else(|| by_class("fn").and_then(line)).filter(|name| name.len() < 120));
    }
    fill(
        &mut item.publisher,
        by_class("source-org")
            .and_then(|org| org.descendants().find(|inner| inner.has_class("fn")).unwrap_or(org).line()),
    );
    let title = root.find("title").and_then(Element::line);
    // `Headline | Site`
    let parts = title.as_deref().map(|title| {
        ["|", " - ", " – ", " — ", " :: "]
            .into_iter()
            .find_map(|mark| title.rsplit_once(mark))
            .map_or((title, None), |(head, site)| (head.trim(), Some(site.trim())))
    });
    if let Some((head, site)) = parts {
        fill(&mut item.title, Some(head.to_owned()));
        fill(&mut item.publisher, site.map(str::to_owned));
    }
    // The site's name does not belong to the headline.
    if let (Some(title), Some(publisher)) = (&mut item.title, &item.publisher)
        && let Some(rest) = title.strip_suffix(publisher.as_str())
        && let Some(rest) = [" | ", " - ", " – ", " — "].into_iter().find_map(|mark| rest.strip_suffix(mark))
    {
        *title = rest.trim().to_owned();
    }
}
