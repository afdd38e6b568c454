//! Feeds: RSS, Atom, RDF, and exports of `WordPress`.

use super::format::{Input, InputFormat, Items, Sniff};
use super::markup::{self, Assembly};
use super::split::{Elements, Piece, cut_off};
use super::tree::{Element, Tree};
use super::{Item, vendor};
use crate::error::{Error, Fault};

/// Feeds.
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
    title: Option<String>,
    language: Option<String>,
    link: Option<String>,
}

struct Feed {
    elements: Elements,
    channel: Option<Channel>,
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

fn channel(root: Element<'_>) -> Channel {
    let outer = root.children().next().unwrap_or(root);
    let inner = outer.child("channel").unwrap_or(outer);
    let line = |name: &str| inner.children().filter(|child| child.full_name() == name).find_map(Element::line);
    let language = line("language")
        .or_else(|| line("dc:language"))
        .or_else(|| outer.attribute("xml:lang").or_else(|| inner.attribute("xml:lang")).map(str::to_owned));
    Channel { title: line("title"), language, link: link(inner) }
}

/// The address of a page: `link`'s text, or the `href` of the one that is the page itself.
fn link(element: Element<'_>) -> Option<String> {
    let links = || element.children().filter(|child| child.name() == "link");
    let page = |link: &Element<'_>| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    links()
        .filter(|link| page(link) && link.attribute("href").is_some())
        .find_map(|link| link.attribute("href").map(str::to_owned))
        .or_else(|| links().filter(|link| !link.full_name().starts_with("atom")).find_map(Element::line))
}

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

/// The names of the authors: without addresses.
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

/// HTML that was escaped once more than it should.
fn twice(raw: &str) -> String {
    if markup::has_tags(raw) { raw.to_owned() } else { markup::entities(raw).into_owned() }
}

/// Without the marks of `WordPress`' short codes; what stands between them stays.
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

/// Without the line that leads to the whole page.
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
