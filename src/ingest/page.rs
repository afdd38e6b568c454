//! Pages of the web: what they say of themselves, and their main text.
//!
//! A page tells date, title and author several times over, in forms that disagree, and its text stands among menus,
//! notices and teasers. Fields are taken from the most deliberate statement to the least; a field that an earlier
//! one filled is not touched by a later one:
//!
//! 1. **JSON-LD** of schema.org in `<script type="application/ld+json">`: [`linked_data`];
//! 2. **`<meta>`**: Open Graph, Parse.ly, Sailthru, Dublin Core, Highwire, and what `<html>`, `<link>` and `<h1>`
//!    say: [`metas`];
//! 3. **what stands on the page**: microdata, hNews classes, `<time>`, bylines, `<title>`: [`visible`].
//!
//! ```text
//! <html lang="en"><head>
//!  <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-02-17", …}</script>
//!  <meta property="og:title" content="Talks resume">            not looked at where JSON-LD has a headline
//!  <link rel="canonical" href="https://example.org/talks">      url
//! </head><body>
//!  <nav>…</nav>                                                 junk by its element
//!  <div class="article-body"><p>Talks resume on Tuesday.</p>    text
//!   <div class="related-links">…</div></div>                    junk by its name
//!  <footer>© Courier</footer>
//! </body></html>
//! ```
//!
//! The text is that of the smallest element that holds most of the running text, without what is known to be no
//! text by its element, by the words in its class and id, by being but links, or by its first words. Running text
//! is weighed by paragraphs: long ones count more than in proportion, and what is mostly links counts nothing. The
//! weights are of our own choosing; the idea of scoring blocks by length and share of links is that of
//! Kohlschütter, Fankhauser and Nejdl, “Boilerplate Detection using Shallow Text Features” (WSDM 2010).
//!
//! `articleBody` of JSON-LD is the text only where the page's own is shorter than 400 bytes and shorter than it: it
//! is plain, but is often a teaser. Days on which the page was crawled or built are no dates. A page without
//! running text is an item without text and with a note.
//!
//! References: schema.org `NewsArticle`; the Open Graph protocol (ogp.me); the microformat hNews; Dublin Core
//! metadata terms.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Item;
use super::format::{Input, InputFormat, Items, Sniff};
use super::markup;
use super::split::declared_encoding;
use super::tree::{Element, Step, Tree};
use crate::error::{Error, Fault};

/// A page, of HTML or XHTML.
///
/// Sure where the first 2 KiB begin with `<` and hold the tag of a document; a file `.html` that begins with any
/// other tag is likely one, but [`super::unread::MARKUP`], which is sure of every tag, goes before that.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "html",
    description: "a page of the web",
    endings: &["html", "htm", "xhtml"],
    sniff: |beginning| {
        let start = beginning
            .text
            .trim_start()
            .get(..2048.min(beginning.text.trim_start().len()))
            .unwrap_or(&beginning.text)
            .to_ascii_lowercase();
        let marked = start.starts_with("<!doctype html")
            || start.contains("<html")
            || start.starts_with("<head")
            || start.starts_with("<body");
        Sniff::sure(start.starts_with('<') && marked)
            .or(Sniff::likely(start.starts_with('<') && ["html", "htm"].contains(&beginning.ending())))
    },
    open: |input: Input| -> Result<Items, Error> {
        let text = input.text_declared(declared_encoding)?;
        Ok(Box::new(std::iter::once(Ok(page(&text)))))
    },
    maps: "date ← datePublished, article:published_time, dtstart, time; updated ← dateModified; title ← headline, og:title, h1; byline ← author; \
           publisher ← publisher, og:site_name; language ← html/@lang; url ← canonical, og:url; section ← articleSection; text ← main text",
};

/// The article of a page. Every page gives an item: one without running text has an empty text and the note that
/// says so, and one that is nested too deep is read as far as that and has a note too.
pub(super) fn page(html: &str) -> Item {
    let (tree, whole) = Tree::html(html);
    let root = tree.root();
    let mut item = Item::default();
    linked_data(root, &mut item);
    let article_body = std::mem::take(&mut item.text);
    metas(root, &mut item);
    visible(root, &mut item);
    item.text = main_text(root, item.title.as_deref());
    // A body of JSON-LD is plain, but often a teaser.
    if article_body.len() > item.text.len() && item.text.len() < 400 {
        item.text = article_body;
    }
    if !whole {
        item.notes.push(Error::input(Fault::Budget, "the page is nested too deep; it is read as far as that"));
    }
    if item.text.is_empty() && item.notes.is_empty() {
        item.notes.push(Error::input(Fault::NoText, "the page holds no running text"));
    }
    item
}

/// Fills a field that is empty yet, with a value as one line. Blank values and those that programs write for
/// nothing (`None`, `null`, `undefined`) fill none, so that the next source is asked.
fn fill(place: &mut Option<String>, value: Option<String>) {
    if place.is_none() {
        *place = value
            .map(|value| markup::line(&value))
            .filter(|value| !value.is_empty() && !matches!(value.as_str(), "None" | "null" | "undefined"));
    }
}

/// Takes what JSON-LD says: of the nodes that are articles the one with most of headline, date, author and body; of
/// equals the first.
///
/// All scripts of the page are read together, since authors and publishers often stand in another node, or in
/// another script, and are but referred to (`{"@id": "#org"}`). A script that is no JSON is tried once more with
/// its line breaks as blanks, which is the usual fault; one that is damaged otherwise is passed over. An author
/// that is an address is none.
fn linked_data(root: Element<'_>, item: &mut Item) {
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
fn metas(root: Element<'_>, item: &mut Item) {
    let mut metas: HashMap<String, String> = HashMap::new();
    for meta in root.all("meta") {
        let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| meta.attribute(name));
        if let (Some(name), Some(content)) = (name, meta.attribute("content")) {
            metas.entry(name.to_ascii_lowercase()).or_insert_with(|| content.to_owned());
        }
    }
    let first = |names: &[&str]| names.iter().find_map(|name| metas.get(*name).cloned());
    fill(
        &mut item.date,
        first(&[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "dc.date.issued",
            "dcterms.created",
            "dcterms.issued",
            "dcterms.date",
            "dc.date",
            "date",
            "article.published",
            "cxenseparse:recs:publishtime",
            "publication_date",
            "citation_publication_date",
            "originalpublicationdate",
        ]),
    );
    fill(
        &mut item.updated,
        first(&[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "lastmod",
            "last-modified",
            "dcterms.modified",
        ]),
    );
    let author = first(&[
        "author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "article:author",
        "citation_author",
    ]);
    fill(&mut item.byline, author.filter(|author| !author.contains("://") && !author.starts_with("www.")));
    fill(
        &mut item.publisher,
        first(&[
            "og:site_name",
            "application-name",
            "dc.publisher",
            "dcterms.publisher",
            "copyright-holder",
            "twitter:site",
        ])
        .map(|name| name.trim_start_matches('@').to_owned()),
    );
    fill(&mut item.section, first(&["article:section", "parsely-section", "section"]));
    let canonical =
        root.all("link").find(|link| link.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
    fill(
        &mut item.url,
        canonical
            .and_then(|link| link.attribute("href").map(str::to_owned))
            .filter(|url| url.contains("://"))
            .or_else(|| first(&["og:url", "parsely-link"])),
    );
    let html = root.find("html");
    fill(
        &mut item.language,
        html.and_then(|html| html.attribute("lang").or_else(|| html.attribute("xml:lang")))
            .map(str::to_owned)
            .or_else(|| first(&["og:locale", "content-language", "dc.language", "language"])),
    );
    fill(
        &mut item.title,
        root.all("h1")
            .filter(|h1| !is_junk(*h1) && !is_named(*h1, FRAME))
            .find_map(Element::line)
            .filter(|h1| first(&["og:title"]).is_none_or(|title| title.contains(h1.as_str()) || h1.len() > 20)),
    );
    fill(&mut item.title, first(&["og:title", "parsely-title", "twitter:title", "dc.title", "dcterms.title"]));
}

/// Takes what readers see: microdata (`itemprop`), hNews classes (`entry-title`, `dtstart`, `fn`, `source-org`),
/// `<time datetime>`, bylines, and `<title>`, whose last part is the site: `Talks resume | Courier` → title and
/// publisher.
///
/// A byline of 120 bytes and more is a biography. At the end the site's name is taken off a title from whatever
/// source.
fn visible(root: Element<'_>, item: &mut Item) {
    let by_class = |class: &str| root.descendants().find(|element| has_class(*element, class));
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
                has_class(*element, "byline")
                    || has_class(*element, "author")
                    || element.attribute("rel") == Some("author")
            })?;
            byline.descendants().find(|inner| has_class(*inner, "fn")).and_then(line).or_else(|| byline.line())
        });
        fill(&mut item.byline, found.or_else(|| by_class("fn").and_then(line)).filter(|name| name.len() < 120));
    }
    fill(
        &mut item.publisher,
        by_class("source-org")
            .and_then(|org| org.descendants().find(|inner| has_class(*inner, "fn")).unwrap_or(org).line()),
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

/// Whether an element has that class, in any case.
fn has_class(element: Element<'_>, class: &str) -> bool {
    element
        .attribute("class")
        .is_some_and(|classes| classes.split_whitespace().any(|one| one.eq_ignore_ascii_case(class)))
}

/// Words in the name of an element (a class or id, cut at marks) that say that it is no part of the text, whatever
/// stands in it.
const JUNK: &[&str] = &[
    "comment",
    "comments",
    "share",
    "sharing",
    "social",
    "related",
    "newsletter",
    "cookie",
    "cookies",
    "consent",
    "sidebar",
    "footer",
    "caption",
    "credit",
    "byline",
    "bylines",
    "breadcrumb",
    "breadcrumbs",
    "popular",
    "recirc",
    "outbrain",
    "taboola",
    "signup",
    "menu",
    "nav",
    "navigation",
    "copyright",
    "login",
    "signin",
    "trending",
    "recommended",
    "recommendations",
    "pagination",
    "disclaimer",
    "donate",
    "sr-only",
    "screenreader",
    "pullquote",
    "correction-form",
];

/// Words that mostly do; some pages frame their text so too (`<div class="meta-content">` around the whole
/// article). [`Junk::of`] finds out, by how much running text they would take away.
const FRAME: &[&str] = &[
    "promo",
    "promotion",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "author",
    "authors",
    "bio",
    "subscribe",
    "paywall",
    "widget",
    "toolbar",
    "hidden",
    "tags",
    "tag",
    "taglist",
    "modal",
    "popup",
    "readmore",
    "sponsored",
    "dateline-date",
    "timestamp",
    "masthead",
    "membership",
    "topics",
    "keywords",
    "gallery",
    "slideshow",
    "audio",
    "player",
    "infobox",
    "teaser",
    "teasers",
    "meta",
    "skip",
    "print",
    "rating",
    "poll",
    "survey",
    "feedback",
];

/// Which elements of a page are no part of its text.
#[derive(Default)]
struct Junk {
    /// Elements that hold the text, whatever they are called, by their numbers: those with more than half of the
    /// page's running text inside.
    spared: HashSet<usize>,
    /// Whether names of frames say nothing on this page: without those elements less than a quarter of its text
    /// would be left.
    lenient: bool,
}

impl Junk {
    /// Finds which names of frames are to be believed on a page. Where elements whose names are those of frames
    /// hold half of the running text, they are none. Walks the page twice.
    fn of(body: Element<'_>) -> Self {
        let weights = weights(body, is_junk);
        let weight = |element: Element<'_>| weights.get(&element.number()).copied().unwrap_or(0);
        let half = weight(body) / 2;
        let spared = body.descendants().filter(|element| weight(*element) > half).map(Element::number).collect();
        let junk = Self { spared, lenient: false };
        let seen = self::weights(body, |element| junk.is(element)).get(&body.number()).copied().unwrap_or(0);
        Self { lenient: seen * 4 < weight(body), ..junk }
    }

    /// Whether an element, with all that is inside, is no part of the text.
    fn is(&self, element: Element<'_>) -> bool {
        is_junk(element) || !self.lenient && !self.spared.contains(&element.number()) && is_named(element, FRAME)
    }
}

/// Whether an element is no text by what it is: its element (`nav`, `figure`, `form`, …), hidden by attribute or
/// style, its ARIA role, or a name of [`JUNK`]. `html`, `body`, `article` and `main` never are.
fn is_junk(element: Element<'_>) -> bool {
    match element.name() {
        "nav" | "footer" | "aside" | "form" | "figure" | "button" | "script" | "style" | "noscript" | "iframe"
        | "svg" | "time" | "dialog" | "select" => return true,
        "html" | "body" | "article" | "main" => return false,
        _ => {}
    }
    if element.attribute("hidden").is_some() || element.attribute("aria-hidden") == Some("true") {
        return true;
    }
    let style = element.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    if style.contains("display:none") {
        return true;
    }
    let role = element.attribute("role").is_some_and(|role| {
        matches!(role, "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog")
    });
    role || is_named(element, JUNK)
}

/// Whether one of `words` stands in the names of an element.
///
/// `related-links` and `links related` are `related`; `has-related`, `no-comments`, `comments-enabled` say
/// something of the article around them and are not. Names that say that they hold the body (`article-body`,
/// `entry-content`) are never taken so, if they are short: a list of fifteen classes may hold anything.
fn is_named(element: Element<'_>, words: &[&str]) -> bool {
    // `comments-enabled` and the like say something of the article that they stand at.
    let article = matches!(element.attribute("id"), Some("article" | "story" | "main" | "main-content" | "content"));
    if article || matches!(element.name(), "html" | "body" | "article" | "main") {
        return false;
    }
    let junk = |names: &str| {
        // `articleBody`, `story__text` and the like hold the text, whatever else they are called.
        let lower = names.to_ascii_lowercase();
        if [
            "articlebody",
            "article-body",
            "article_body",
            "article__body",
            "story-body",
            "entry-content",
            "post-content",
            "article-content",
            "body-content",
        ]
        .iter()
        .any(|body| lower.contains(body))
            && names.len() < 60
        {
            return false;
        }
        lower.split_whitespace().any(|name| {
            let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric());
            words.contains(&name)
                || parts.any(|part| words.contains(&part))
                    && !name.starts_with("has-")
                    && !name.starts_with("with-")
                    && !name.starts_with("no-")
                    && !name.ends_with("-enabled")
                    && !name.ends_with("-disabled")
        })
    };
    element.attribute("class").is_some_and(junk) || element.attribute("id").is_some_and(junk)
}

/// How much running text stands below each element, by its number.
///
/// Text of inline elements counts for the block around them. A block with at least 60 bytes of its own, of which
/// less than half is in links, weighs `n · min(n, 600) / 100` for its `n` bytes, so that one paragraph of 300 bytes
/// (900) outweighs ten lines of 60 (360): that tells prose from lists of headlines. Text that stands in the body
/// itself counts as it is. One walk.
fn weights<'a>(body: Element<'a>, is_junk: impl Fn(Element<'a>) -> bool) -> HashMap<usize, usize> {
    let mut weights: HashMap<usize, usize> = HashMap::new();
    // What is open: the element, its own text, how much of that is in links; summed up on leaving.
    let mut open: Vec<(Element<'_>, usize, usize, usize)> = vec![(body, 0, 0, 0)];
    let (mut walk, mut links) = (body.walk(), 0usize);
    while let Some(step) = walk.next() {
        match step {
            Step::Text(text) => {
                let length = text.split_whitespace().map(|word| word.len() + 1).sum::<usize>();
                if let Some((_, own, linked, _)) = open.last_mut() {
                    *own += length;
                    *linked += if links > 0 { length } else { 0 };
                }
            }
            Step::Enter(element) if element.name().starts_with('#') || is_junk(element) => walk.skip(),
            Step::Enter(element) => {
                links += usize::from(element.name() == "a");
                open.push((element, 0, 0, 0));
            }
            Step::Leave(element) => {
                if open.last().is_none_or(|(last, ..)| *last != element) {
                    continue;
                }
                links -= usize::from(element.name() == "a" && links > 0);
                let Some((_, own, linked, mut below)) = open.pop() else { continue };
                let inline = !markup::is_block(element.name()) && !matches!(element.name(), "td" | "tr" | "th");
                let Some((_, up, up_linked, up_below)) = open.last_mut() else { continue };
                if inline {
                    *up += own;
                    *up_linked += linked;
                } else if own >= 60 && linked * 2 < own {
                    below += own * own.min(600) / 100;
                }
                *up_below += below;
                weights.insert(element.number(), below);
            }
        }
    }
    if let Some((_, own, linked, below)) = open.pop() {
        weights.insert(body.number(), below + if linked * 2 < own { own } else { 0 });
    }
    weights
}

/// The main text of a page; empty if it has no `<body>` or no running text.
///
/// An element that calls itself the body of the article and has two fifths of the weight is where to look, else the
/// whole page. From there the way goes down as long as one child has three quarters of the weight, and not into one
/// of several parts that are called alike, as of a text that is broken by advertisements. The title is left out,
/// and a heading block (`h1`, `header`) that weighs little.
fn main_text(root: Element<'_>, title: Option<&str>) -> String {
    let Some(body) = root.find("body") else { return String::new() };
    let junk = Junk::of(body);
    let weights = weights(body, |element| junk.is(element));
    let weight = |element: Element<'_>| weights.get(&element.number()).copied().unwrap_or(0);
    let whole = weight(body);
    let named = |element: &Element<'_>| {
        element.attribute("itemprop") == Some("articleBody")
            || element.attribute("class").is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                [
                    "article-body",
                    "articlebody",
                    "article__body",
                    "article_body",
                    "story-body",
                    "storybody",
                    "entry-content",
                    "post-content",
                    "article-content",
                    "story-content",
                    "article-text",
                    "body-copy",
                    "content__article-body",
                ]
                .iter()
                .any(|name| class.contains(name))
            })
    };
    let best = body
        .descendants()
        .filter(|element| weight(*element) * 5 >= whole * 2 && weight(*element) > 0)
        .filter(named)
        .max_by_key(|element| weight(*element));
    let mut here = best.unwrap_or(body);
    // Down to the smallest element that holds most of the text.
    while let Some(child) = here.children().find(|child| weight(*child) * 4 >= weight(here) * 3 && weight(*child) > 0) {
        // Parts of one text are called alike.
        let class = child.attribute("class");
        let is_part = |other: &Element<'_>| *other != child && weight(*other) > 0 && other.attribute("class") == class;
        if class.is_some() && here.children().any(|other| is_part(&other)) {
            break;
        }
        here = child;
    }
    if matches!(here.name(), "p" | "li") {
        here = here.parent().unwrap_or(here);
    }
    let text = here.text(|element| {
        junk.is(element) || matches!(element.name(), "h1" | "header") && weight(element) < 400 || is_link_line(element)
    });
    tidy(&text, title)
}

/// A paragraph, heading or list of nothing but links to other pages: nine tenths of its bytes stand in `<a>`, and a
/// paragraph is shorter than 200 bytes. `<p><a>Read also: The port opens</a></p>` is one.
fn is_link_line(element: Element<'_>) -> bool {
    if !matches!(element.name(), "p" | "ul" | "ol" | "li" | "h2" | "h3" | "h4") {
        return false;
    }
    let (mut walk, mut all, mut linked, mut depth) = (element.walk(), 0, 0, 0usize);
    while let Some(step) = walk.next() {
        match step {
            Step::Text(text) => {
                let length = text.trim().len();
                all += length;
                linked += if depth > 0 { length } else { 0 };
            }
            Step::Enter(inner) => depth += usize::from(inner.name() == "a"),
            Step::Leave(inner) => depth = depth.saturating_sub(usize::from(inner.name() == "a")),
        }
    }
    all > 0 && linked * 10 >= all * 9 && (all < 200 || element.name() != "p")
}

/// Beginnings, in lower case, of paragraphs that are no text of the article: what the site says to its readers.
const NOTICES: &[&str] = &[
    "advertisement",
    "read more",
    "read also",
    "also read",
    "read next",
    "see also",
    "click to",
    "click here",
    "sign up",
    "subscribe",
    "follow us",
    "share this",
    "would you like to comment",
    "please read our comment",
    "copyright",
    "©",
    "(c) ",
    "all rights reserved",
    "most read",
    "related:",
    "related articles",
    "we use cookies",
    "download our app",
    "download the app",
    "by clicking",
    "published under",
    "support our",
    "join our",
    "listen to this",
    "more on this",
    "this article is",
    "register (it",
    "comments",
    "photo:",
    "image:",
    "story continues below",
    "skip to",
    "filed under",
    "tags:",
];

/// The text without the title, notices and paragraphs without a letter or digit, from the first paragraph that is a
/// sentence to the last.
///
/// A notice begins with one of [`NOTICES`] and is shorter than 260 bytes, or claims rights and is shorter than 300.
/// A sentence is longer than 100 bytes, or longer than 20 and ends in a mark: what stands before and behind is
/// labels and links that no name gave away. Where nothing is a sentence, everything stays.
fn tidy(text: &str, title: Option<&str>) -> String {
    let is_notice = |paragraph: &str| {
        let lower = paragraph.to_lowercase();
        let starts = |start: &&str| lower.starts_with(*start);
        let rights = lower.len() < 300
            && (lower.contains("all rights reserved") || lower.contains("may not be published, broadcast"));
        lower.len() < 260 && NOTICES.iter().any(starts) || rights
    };
    let mut kept: Vec<&str> = Vec::new();
    for paragraph in text.split("\n\n") {
        let same = title.is_some_and(|title| title.eq_ignore_ascii_case(paragraph.trim()));
        if !same && !is_notice(paragraph) && paragraph.chars().any(char::is_alphanumeric) {
            kept.push(paragraph);
        }
    }
    let is_sentence = |paragraph: &&str| {
        let end = paragraph.trim_end_matches(['"', '”', '’', '\'', ')', '»']).chars().next_back();
        paragraph.len() > 100 || end.is_some_and(|end| ".!?:…".contains(end)) && paragraph.len() > 20
    };
    let first = kept.iter().position(&is_sentence).unwrap_or(0);
    let last = kept.iter().rposition(is_sentence).map_or(kept.len(), |last| last + 1);
    kept[first..last.max(first)].join("\n\n")
}
