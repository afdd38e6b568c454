//! Feeds: RSS, Atom, RDF, and exports of `WordPress`.
//!
//! ```text
//! <rss><channel><title>Courier</title><language>en</language>        publisher and language of all items
//!  <item><title>Talks resume</title><link>https://…</link>           title, url
//!   <guid>x-1</guid><pubDate>Mon, 17 Feb 2025 08:30:00 +0100</pubDate>
//!   <dc:creator>Ama Kodjo</dc:creator><category>World</category>
//!   <description>Teaser</description>                                where no content:encoded is
//!   <content:encoded><![CDATA[<p>Talks resume on Tuesday.</p>]]></content:encoded></item>
//!
//! <feed><title>Courier</title>
//!  <entry><id>x-1</id><link rel="alternate" href="https://…"/><published>2025-02-17</published>
//!   <author><name>Ama Kodjo</name></author><content type="xhtml"><div>…</div></content></entry></feed>
//! ```
//!
//! A record is an `item` or `entry`. Most fields are told by their full names, prefix included, since feeds hold
//! `media:title` and `itunes:author` beside them. What stands before the first record is the channel. The first
//! content that is not empty is the text, in the order of the format's `maps`: a description that is a teaser is
//! the text where nothing else is.
//!
//! Repaired: HTML that was escaped twice, links below the site's address, lines that lead to the whole page
//! (“Continue reading”), short codes of `WordPress`, dates in words. Days of the channel are no dates of its items.
//!
//! An export of `WordPress` (WXR) is RSS with `wp:` fields: what is no `post` or `page`, or is not published, is no
//! article.
//!
//! Specifications: RSS 2.0 (RSS Advisory Board), RSS 1.0 (RDF Site Summary), Atom (RFC 4287).

use super::format::{Input, InputFormat, Items, Sniff};
use super::markup::{self, Assembly};
use super::split::{Elements, Piece, cut_off};
use super::tree::{Element, Tree};
use super::{Item, vendor};
use crate::error::{Error, Fault};

/// Feeds, by their root element in any case: `rss`, `rdf:RDF`, `feed`, and `channel`, with which some begin at
/// once.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "feed",
    description: "RSS, Atom and RDF feeds, exports of WordPress",
    endings: &["xml", "rss", "atom", "rdf"],
    sniff: |beginning| {
        let root = beginning.root().map(str::to_ascii_lowercase);
        Sniff::sure(root.is_some_and(|root| ["rss", "rdf", "feed", "channel"].contains(&root.as_str())))
    },
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        let elements = Elements::new(input.reader(), &["item", "entry"], longest);
        Ok(Box::new(Feed { elements, channel: None, number: 0 }))
    },
    maps: "id ← guid, id, rdf:about; date ← pubDate, dc:date, published, updated; title; byline ← dc:creator, author; publisher ← channel's \
           title; language ← channel's language, xml:lang; url ← link; section ← category; text ← content:encoded, content, description, summary",
};

/// What a feed says of all its items.
#[derive(Clone, Default)]
struct Channel {
    /// Its title: the publisher of items that name no source.
    title: Option<String>,
    /// Its language.
    language: Option<String>,
    /// Its own page, from which links without a site are completed.
    link: Option<String>,
}

/// The items of a feed, one at a time.
struct Feed {
    /// The items, and what stands between.
    elements: Elements,
    /// What stood before the first item, once that was read.
    channel: Option<Channel>,
    /// The items that were met, from 1.
    number: u64,
}

impl Iterator for Feed {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.elements.next()? {
                Ok(Piece::Outside(text)) => {
                    if self.channel.is_none() {
                        self.channel = Some(channel(Tree::xml(&text).root()));
                    }
                }
                Ok(Piece::Element(text)) => {
                    self.number += 1;
                    let tree = Tree::xml(&text);
                    let element = tree.root().children().next()?;
                    let item = item(element, &self.channel.clone().unwrap_or_default());
                    return Some(Ok(Item { number: Some(self.number), ..item }));
                }
                Ok(Piece::Cut) => return Some(Err(cut_off("item", self.number + 1))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What stands before the first item: the channel of RSS, or the feed itself.
fn channel(root: Element<'_>) -> Channel {
    let outer = root.children().next().unwrap_or(root);
    let inner = outer.child("channel").unwrap_or(outer);
    let line = |name: &str| inner.children().filter(|child| child.full_name() == name).find_map(Element::line);
    let language = line("language")
        .or_else(|| line("dc:language"))
        .or_else(|| outer.attribute("xml:lang").or_else(|| inner.attribute("xml:lang")).map(str::to_owned));
    Channel { title: line("title"), language, link: link(inner) }
}

/// The address of a page: `link`'s text, or the `href` of the one that is the page itself. Links to the feed, to
/// pictures and to replies (`rel` of another kind) are none.
fn link(element: Element<'_>) -> Option<String> {
    let links = || element.children().filter(|child| child.name() == "link");
    let page = |link: &Element<'_>| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    links()
        .filter(|link| page(link) && link.attribute("href").is_some())
        .find_map(|link| link.attribute("href").map(str::to_owned))
        .or_else(|| links().filter(|link| !link.full_name().starts_with("atom")).find_map(Element::line))
}

/// The item of an entry. One without text, and one of an export that is no published post, has a note that says so.
fn item(entry: Element<'_>, channel: &Channel) -> Item {
    let own = |name: &'static str| entry.children().filter(move |child| child.full_name() == name);
    let line = |name: &'static str| own(name).find_map(Element::line);
    let first = |names: &[&'static str]| names.iter().find_map(|name| line(name));
    let kind = line("wp:post_type");
    let status = line("wp:status");
    let url = link(entry).map(|url| absolute(&url, channel.link.as_deref()));
    let mut item = Item {
        id: first(&["guid", "id", "dc:identifier"])
            .or_else(|| entry.attribute("rdf:about").map(str::to_owned))
            .or_else(|| url.clone()),
        // A page that was never published has a date of its own in `WordPress`.
        date: first(&[
            "pubdate",
            "dc:date",
            "published",
            "issued",
            "dcterms:created",
            "wp:post_date",
            "updated",
            "modified",
        ]),
        updated: first(&["updated", "modified", "dcterms:modified", "wp:post_modified"]),
        title: line("title"),
        byline: byline(entry),
        publisher: own("source")
            .find_map(|source| source.line_of("title").or_else(|| source.line()))
            .or_else(|| channel.title.clone()),
        section: own("category")
            .find_map(|category| category.line().or_else(|| category.attribute("term").map(str::to_owned))),
        language: first(&["dc:language", "language"])
            .or_else(|| entry.attribute("xml:lang").map(str::to_owned))
            .or_else(|| channel.language.clone()),
        url,
        text: text(entry),
        ..Item::default()
    };
    if kind.as_deref().is_some_and(|kind| kind != "post" && kind != "page")
        || status.as_deref().is_some_and(|status| status != "publish")
    {
        let what = [kind, status].into_iter().flatten().collect::<Vec<_>>().join(", ");
        item.notes.push(Error::input(Fault::NotAnArticle, format!("no published post ({what})")));
        item.text = String::new();
    }
    if item.text.is_empty() && item.notes.is_empty() {
        item.notes.push(Error::input(Fault::NoText, "the item of the feed holds no text"));
    }
    item.date = item
        .date
        .map(|date| if super::day::parse(&date).is_none() { vendor::day_in(&date).unwrap_or(date) } else { date });
    item
}

/// A link of a feed with the site of the channel where it has none: `/talks` → `https://example.org/talks`.
fn absolute(url: &str, base: Option<&str>) -> String {
    match base {
        Some(base) if url.starts_with('/') && !url.starts_with("//") => {
            let host = base
                .find("://")
                .and_then(|at| base[at + 3..].find('/').map(|slash| at + 3 + slash))
                .unwrap_or(base.len());
            format!("{}{url}", &base[..host])
        }
        _ => url.to_owned(),
    }
}

/// The names of the authors: without addresses. `mail@example.org (Ama Kodjo)` → `Ama Kodjo`; an address alone
/// names nobody.
fn byline(entry: Element<'_>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for child in entry.children() {
        let name = match child.full_name() {
            "dc:creator" => child.line(),
            "author" | "atom:author" => child.child("name").map_or_else(|| child.line(), Element::line),
            _ => None,
        };
        let Some(name) = name else { continue };
        // `mail@example.org (Name)`
        let name = match (name.find('('), name.contains('@')) {
            (Some(open), true) => name[open + 1..].trim_end_matches(')').trim().to_owned(),
            (None, true) if !name.contains(' ') => continue,
            _ => name,
        };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The text of an entry: of the first kind of content that holds some. XHTML is elements; all else is a string, of
/// HTML where it has tags or entities that make some, else plain with blank lines between paragraphs.
fn text(entry: Element<'_>) -> String {
    for name in
        ["content:encoded", "content", "atom:content", "description", "summary", "atom:summary", "itunes:summary"]
    {
        for content in entry.children().filter(|child| child.full_name() == name) {
            let text = if content.children().next().is_some() {
                let mut assembly = Assembly::new();
                content.write_text(&mut assembly, |_| false);
                assembly.finish()
            } else {
                let raw = content.raw_text();
                let raw = shortcodes(raw.trim());
                if markup::has_tags(&raw) || markup::has_tags(&markup::entities(&raw)) {
                    markup::fragment(&twice(&raw))
                } else {
                    let mut assembly = Assembly::new().with_blank_lines();
                    assembly.text(&markup::entities(&raw));
                    assembly.finish()
                }
            };
            let text = without_more(&text);
            if !text.is_empty() {
                return text;
            }
        }
    }
    String::new()
}

/// HTML that was escaped once more than it should, unescaped once.
fn twice(raw: &str) -> String {
    if markup::has_tags(raw) { raw.to_owned() } else { markup::entities(raw).into_owned() }
}

/// Without the marks of `WordPress`' short codes; what stands between them stays. `[caption id="x"]The
/// port[/caption]` → `The port`; brackets of prose (`[he]` counts as one, `[the mayor]` does not) are told by
/// having attributes or nothing behind a name in small letters.
fn shortcodes(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase());
        let word = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(name.len());
        let after = &name[word..];
        let attributes = after.starts_with(']')
            || after.starts_with('/')
            || after.starts_with(' ') && after.find(']').is_some_and(|end| after[..end].contains('='));
        match inside.find(']') {
            Some(close) if is_name && attributes && !rest[..open].ends_with("<!") => {
                out.push_str(&rest[..open]);
                rest = &inside[close + 1..];
            }
            _ => {
                out.push_str(&rest[..=open]);
                rest = inside;
            }
        }
    }
    out + rest
}

/// Without the last paragraphs that lead to the whole page, each shorter than 200 bytes.
fn without_more(text: &str) -> String {
    let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
    let leads = |last: &str| {
        let last = last.trim().to_lowercase();
        ["continue reading", "read more", "read the full", "the post ", "weiterlesen", "lire la suite"]
            .iter()
            .any(|start| last.starts_with(start))
            && last.len() < 200
    };
    while paragraphs.last().is_some_and(|last| leads(last)) {
        paragraphs.pop();
    }
    paragraphs.join("\n\n")
}
