//! IPTC `NewsML-G2` and `NewsML` 1.2.
//!
//! Both wrap one article or many, each an item with an id and a version. A sketch of either, with what is read:
//!
//! ```text
//! <newsMessage><itemSet>
//!  <newsItem guid="urn:x:1" version="2" xml:lang="en">            id and version
//!   <itemMeta><itemClass qcode="ninat:text"/>                     picture, video, composite: no article
//!    <provider><name>Courier Wire</name></provider>               publisher, where no infoSource is
//!    <versionCreated>2025-02-17T09:00:00+01:00</versionCreated>   updated
//!    <firstCreated>2025-02-17T08:30:00+01:00</firstCreated>       date, where no contentCreated is
//!    <pubStatus qcode="stat:usable"/></itemMeta>                  canceled, withheld: a note
//!   <contentMeta><headline>Talks resume</headline><by>Ama Kodjo</by><dateline>LISBON</dateline>
//!    <language tag="en"/><subject><name>Trade</name></subject></contentMeta>
//!   <contentSet><inlineXML><html><body><p>Talks resume on Tuesday.</p></body></html></inlineXML></contentSet>
//!  </newsItem></itemSet></newsMessage>
//!
//! <NewsML><NewsItem><Identification><NewsIdentifier>              ProviderId:DateId:NewsItemId, RevisionId
//!   <PublicIdentifier>urn:newsml:…</PublicIdentifier></NewsIdentifier></Identification>
//!  <NewsManagement><FirstCreated>20250217T083000+0100</FirstCreated></NewsManagement>
//!  <NewsComponent><NewsLines><HeadLine>Talks resume</HeadLine></NewsLines>
//!   <NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/>
//!    <DataContent><p>Talks resume on Tuesday.</p></DataContent></ContentItem></NewsComponent></NewsComponent>
//! </NewsItem></NewsML>
//! ```
//!
//! - **A record** is an item of G2, of whatever kind, or a `NewsItem` of `NewsML` 1. Packages, concepts and
//!   planning items are told as no articles. A file that is but a `contentSet` is one article.
//! - **Text** is XHTML, NITF or bare paragraphs, under any prefix and namespace, or escaped HTML: [`nitf::body`]
//!   reads them all. Of several contents the longest wins (G2: one that is longer by an eighth than the ones
//!   before; `NewsML` 1: the main component first). Links to files elsewhere are no text.
//! - **Versions**: of an item in several versions the highest is read, in the place of the first; each of the
//!   others is told ([`Versions`]).
//! - A dateline that is but a date is none; a headline with the role of a sub-headline is passed over.
//!
//! References: IPTC, `NewsML-G2` specification and guidelines (2.x); IPTC, `NewsML` 1.2 functional specification.

use std::collections::{HashMap, VecDeque};

use super::format::{Input, InputFormat, Items, Sniff};
use super::split::{Elements, Piece, cut_off};
use super::tree::{Element, Tree};
use super::{Item, markup, nitf};
use crate::error::{Error, Fault};

/// The elements of `NewsML-G2` that are items of a message.
const G2_ITEMS: &[&str] = &["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem"];

/// `NewsML-G2`, by its root: a message, an item of any kind, or a piece of one, as agencies' interfaces give them.
pub(super) const G2: InputFormat = InputFormat {
    name: "newsml-g2",
    description: "IPTC NewsML-G2: messages and items",
    endings: &["xml"],
    sniff: |beginning| {
        let root = beginning.root();
        Sniff::sure(root.is_some_and(|root| {
            [
                "newsMessage",
                "newsItem",
                "packageItem",
                "itemSet",
                "contentSet",
                "conceptItem",
                "knowledgeItem",
                "planningItem",
            ]
            .contains(&root)
        }))
    },
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        let elements = Elements::new(input.reader(), G2_ITEMS, longest);
        Ok(Box::new(Versions::new(Elementwise { elements, read: read_g2, outside: Some(fragment), number: 0 })))
    },
    maps: "id ← @guid; date ← contentCreated, firstCreated, versionCreated; updated ← versionCreated; title ← headline; byline ← by, \
           creator; dateline ← dateline, located; publisher ← infoSource, provider, copyrightHolder; language ← language/@tag, @xml:lang; \
           section ← service, subject; text ← inlineXML, inlineData",
};

/// `NewsML` 1.0 to 1.2, by its root, which begins with a capital where that of G2 does not.
pub(super) const V1: InputFormat = InputFormat {
    name: "newsml-1",
    description: "IPTC NewsML 1",
    endings: &["xml"],
    sniff: |beginning| Sniff::sure(beginning.root().is_some_and(|root| root == "NewsML" || root == "NewsItem")),
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        let elements = Elements::new(input.reader(), &["NewsItem"], longest);
        Ok(Box::new(Versions::new(Elementwise { elements, read: read_v1, outside: None, number: 0 })))
    },
    maps: "id ← PublicIdentifier, NewsIdentifier; date ← FirstCreated; updated ← ThisRevisionCreated; title ← HeadLine; byline ← ByLine; \
           dateline ← DateLine; publisher ← Provider, Source; language ← Language/@FormalName; text ← longest text DataContent",
};

/// An item with what tells its versions.
struct Versioned {
    item: Item,
    /// What all versions share (the guid; provider, date and item id), and the number of this one. `None` where it
    /// has none: it is a version of nothing.
    of: Option<(String, u64)>,
}

/// The items of a file, an element each, in its order.
struct Elementwise {
    /// The elements of items, and what stands between.
    elements: Elements,
    /// Makes an item of an element.
    read: fn(Element<'_>) -> Versioned,
    /// Reads a file that is none of the elements.
    outside: Option<fn(Element<'_>) -> Option<Versioned>>,
    /// The elements that were read; from the second on they have a number, since a message may hold items without
    /// id.
    number: u64,
}

impl Iterator for Elementwise {
    type Item = Result<Versioned, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.elements.next()? {
                Ok(Piece::Element(text)) => {
                    self.number += 1;
                    let tree = Tree::xml(&text);
                    let root = tree.root().children().next()?;
                    let mut read = (self.read)(root);
                    read.item.number = (self.number > 1).then_some(self.number);
                    return Some(Ok(read));
                }
                Ok(Piece::Outside(text)) if self.number == 0 => {
                    let read = self.outside.and_then(|read| read(Tree::xml(&text).root()));
                    if let Some(read) = read {
                        return Some(Ok(read));
                    }
                }
                Ok(Piece::Outside(_)) => {}
                Ok(Piece::Cut) => return Some(Err(cut_off("item", self.number + 1))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The newest version of each item.
///
/// Items wait until so many more have come, so that of the versions in a message the highest wins, in the place of
/// the first; one that comes later than a higher version is passed over. Of the others only ids and numbers of
/// versions are kept.
///
/// ```text
/// comes     a.1  b.1  a.2  c.1  a.1
/// is given  a.2  b.1  c.1            and errors: a.1 by a.2, a.1 by a.2
/// ```
struct Versions<I> {
    /// The items as they come.
    items: I,
    /// Those that may still be replaced, in the order of their first versions.
    waiting: VecDeque<Versioned>,
    /// The bytes of the texts that wait.
    bytes: usize,
    /// The highest version of each item so far.
    seen: HashMap<String, u64>,
    /// What is to be given next: items that waited long enough, and errors.
    ready: VecDeque<Result<Item, Error>>,
}

/// The most items that wait: messages hold seldom more than a few hundred.
const WAITING_ITEMS: usize = 512;
/// The most bytes of their texts. A version that comes when the one before was given already is given beside it.
const WAITING_BYTES: usize = 4 << 20;

impl<I: Iterator<Item = Result<Versioned, Error>>> Versions<I> {
    /// Sorts out the versions of these items.
    fn new(items: I) -> Self {
        Self { items, waiting: VecDeque::new(), bytes: 0, seen: HashMap::new(), ready: VecDeque::new() }
    }

    /// The error that tells of a version that is not read.
    fn superseded(id: &str, version: u64, by: u64) -> Error {
        let message = format!("version {version} of the item; version {by} is read in its place");
        Error::input(Fault::Superseded, message).for_article(id)
    }

    /// Takes an item: drops it, puts it in the place of an older version, or lets it wait. Looks through those that
    /// wait.
    fn accept(&mut self, next: Versioned) {
        self.bytes += next.item.text.len();
        if let Some((id, version)) = next.of.clone() {
            if let Some(highest) = self.seen.get(&id).copied().filter(|highest| *highest >= version) {
                self.bytes -= next.item.text.len();
                self.ready.push_back(Err(Self::superseded(&id, version, highest)));
                return;
            }
            self.seen.insert(id.clone(), version);
            let of = |waiting: &&mut Versioned| waiting.of.as_ref().is_some_and(|(other, _)| *other == id);
            if let Some(before) = self.waiting.iter_mut().find(of) {
                let before = std::mem::replace(before, next);
                self.bytes -= before.item.text.len();
                let old = before.of.map_or(0, |(_, version)| version);
                self.ready.push_back(Err(Self::superseded(&id, old, version)));
                return;
            }
        }
        self.waiting.push_back(next);
        while self.waiting.len() > WAITING_ITEMS || self.bytes > WAITING_BYTES {
            let Some(first) = self.waiting.pop_front() else { break };
            self.bytes -= first.item.text.len();
            self.ready.push_back(Ok(first.item));
        }
    }
}

impl<I: Iterator<Item = Result<Versioned, Error>>> Iterator for Versions<I> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            match self.items.next() {
                Some(Ok(item)) => self.accept(item),
                Some(Err(error)) => self.ready.push_back(Err(error)),
                None => return self.waiting.pop_front().map(|first| Ok(first.item)),
            }
        }
    }
}

/// A file that is but the content of an item: its `contentSet` as an article without metadata.
fn fragment(root: Element<'_>) -> Option<Versioned> {
    let content = root.find("contentset")?;
    Some(Versioned { item: item_g2(content), of: None })
}

/// A concept's name, its literal, or what stands in it, else its code without the scheme: `<provider
/// qcode="nprov:CW"/>` → `CW`. An address is no name.
fn name_of(concept: Element<'_>) -> Option<String> {
    let uri = |value: &str| value.contains("://");
    concept
        .child("name")
        .and_then(Element::line)
        .or_else(|| concept.attribute("literal").map(str::to_owned))
        .or_else(|| if concept.children().next().is_none() { concept.line() } else { None })
        .or_else(|| {
            let code = concept.attribute("qcode").or_else(|| concept.attribute("uri").filter(|value| !uri(value)))?;
            Some(code.rsplit(':').next().unwrap_or(code).to_owned())
        })
}

/// The item of an element of G2. Those that are no `newsItem`, and items of another class than text without any
/// text, are refused by a note.
fn read_g2(root: Element<'_>) -> Versioned {
    let of = root
        .attribute("guid")
        .map(|guid| (guid.to_owned(), root.attribute("version").and_then(|version| version.parse().ok()).unwrap_or(0)));
    let refused = |message: String| {
        let notes = vec![Error::input(Fault::NotAnArticle, message)];
        Item { id: of.as_ref().map(|(guid, _)| guid.clone()), notes, ..Item::default() }
    };
    if root.name() != "newsitem" {
        let item = refused(format!("a {} of NewsML-G2, which holds no article", root.name()));
        return Versioned { item, of };
    }
    let class = root.find("itemclass").and_then(|class| class.attribute("qcode").or_else(|| class.attribute("uri")));
    let class = class.and_then(|class| class.rsplit([':', '/']).next()).unwrap_or("text");
    let mut item = item_g2(root);
    if item.text.trim().is_empty() && class != "text" {
        item = Item { notes: refused(format!("a {class}, not an article")).notes, id: item.id, ..Item::default() };
    }
    Versioned { item, of }
}

/// The fields of a `newsItem`, by the order of the format's `maps`; also of a `contentSet` alone, where only the
/// content tells.
fn item_g2(root: Element<'_>) -> Item {
    let within = |outer: &str| root.find(outer);
    let (meta, about, content) = (within("itemmeta"), within("contentmeta"), within("contentset"));
    let content = content.unwrap_or(root);
    let line = |of: Option<Element<'_>>, name: &str| of.and_then(|of| of.child(name)).and_then(Element::line);
    let named =
        |of: Option<Element<'_>>, name: &str| children(of).filter(|child| child.name() == name).find_map(name_of);
    let inline = |names: &[&str]| names.iter().find_map(|name| content.line_of(name));
    let dateline = line(about, "dateline").filter(|line| super::day::parse(line).is_none());
    let language = children(about).find(|child| child.name() == "language");
    let language = language.and_then(|language| language.attribute("tag")).or_else(|| root.attribute("xml:lang"));
    let mut item = Item {
        id: root.attribute("guid").map(str::to_owned),
        date: line(about, "contentcreated")
            .or_else(|| line(meta, "firstcreated"))
            .or_else(|| line(meta, "versioncreated")),
        updated: line(meta, "versioncreated"),
        title: headline(about).or_else(|| inline(&["hl1", "h1", "title"])),
        byline: line(about, "by").or_else(|| nitf::byline(content)).or_else(|| creators(about)),
        dateline: dateline.or_else(|| named(about, "located")),
        publisher: source(about)
            .or_else(|| named(meta, "provider"))
            .or_else(|| within("copyrightholder").and_then(name_of)),
        section: named(meta, "service").or_else(|| named(about, "subject")),
        language: language.map(str::to_owned),
        text: text_g2(content),
        ..Item::default()
    };
    if let Some(status) = meta.and_then(|meta| meta.child("pubstatus")) {
        let status = status.attribute("qcode").or_else(|| status.attribute("uri"));
        item.notes.extend(status.and_then(nitf::status_note));
    }
    if let Some(until) = line(meta, "embargoed") {
        item.notes.push(Error::input(Fault::Embargoed, format!("embargoed until {until}")));
    }
    item
}

/// The elements directly inside of one that may be missing.
fn children(of: Option<Element<'_>>) -> impl Iterator<Item = Element<'_>> {
    of.into_iter().flat_map(Element::children)
}

/// The first headline of `contentMeta` that has not the role of a sub-headline.
fn headline(about: Option<Element<'_>>) -> Option<String> {
    let mut lines = children(about).filter(|child| child.name() == "headline");
    let main = lines.find(|line| !line.attribute("role").is_some_and(|role| role.to_ascii_lowercase().contains("sub")));
    main.and_then(Element::line)
}

/// The name of the source: of several `infoSource` the original provider before whoever supplied additions.
fn source(about: Option<Element<'_>>) -> Option<String> {
    let mut sources: Vec<Element<'_>> = children(about).filter(|child| child.name() == "infosource").collect();
    sources.sort_by_key(|source| {
        let role = source.attribute("role").unwrap_or_default().to_ascii_lowercase();
        !(role.is_empty() || role.contains("source") || role.contains("origprov"))
    });
    sources.into_iter().find_map(name_of)
}

/// The names of the creators, joined by commas. One without a name is the code of an organisation, which is no author.
fn creators(about: Option<Element<'_>>) -> Option<String> {
    let creators = children(about).filter(|child| child.name() == "creator");
    let names: Vec<String> = creators.filter_map(|creator| creator.child("name").and_then(Element::line)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The text of a content set: `inlineXML`, or `inlineData`, which says that it is plain and often is escaped HTML.
fn text_g2(content: Element<'_>) -> String {
    let mut best = String::new();
    for part in content.descendants() {
        let text = match part.name() {
            "inlinexml" => nitf::body(part),
            "inlinedata" => {
                let raw = part.raw_text();
                if markup::has_tags(&raw) { markup::clean(&raw).into_owned() } else { nitf::body(part) }
            }
            _ => continue,
        };
        // The same text may be there twice, plain and rich: the first that is not shorter.
        if text.len() > best.len() + best.len() / 8 {
            best = text;
        }
    }
    best
}

/// The item of a `NewsItem` of `NewsML` 1. Its id is the public identifier, else provider, date and item id;
/// versions are told by the latter and `RevisionId`.
fn read_v1(root: Element<'_>) -> Versioned {
    let identifier = root.find("newsidentifier");
    let part = |name: &str| identifier.and_then(|identifier| identifier.line_of(name));
    let parts: Vec<String> = ["providerid", "dateid", "newsitemid"].into_iter().filter_map(part).collect();
    let id = part("publicidentifier").or_else(|| (!parts.is_empty()).then(|| parts.join(":")));
    let of = part("revisionid").and_then(|revision| revision.parse().ok()).filter(|_| !parts.is_empty());
    let of = of.map(|revision| (parts.join(":"), revision));
    let formal = |name: &str| {
        root.all(name).find_map(|element| element.attribute("formalname").or_else(|| element.attribute("formal")))
    };
    let party = |name: &str| {
        root.all(name)
            .flat_map(|role| role.all("party").filter_map(|party| party.attribute("formalname")).collect::<Vec<_>>())
            .next()
    };
    let dateline = root.line_of("dateline").filter(|line| super::day::parse(line).is_none());
    let mut item = Item {
        id,
        date: root.line_of("firstcreated"),
        updated: root.line_of("thisrevisioncreated"),
        title: root.line_of("headline").or_else(|| root.line_of("hl1")),
        byline: root.line_of("byline"),
        dateline,
        publisher: party("provider").or_else(|| party("source")).map(str::to_owned),
        language: formal("language").or_else(|| root.attribute("xml:lang")).map(str::to_owned),
        text: text_v1(root),
        ..Item::default()
    };
    if let Some(status) = root.find("newsmanagement").and_then(|management| management.child("status")) {
        item.notes.extend(status.attribute("formalname").and_then(nitf::status_note));
    }
    if item.text.trim().is_empty() && item.notes.is_empty() {
        item.notes.push(Error::input(Fault::NoText, "the item holds no text, only links to other files"));
    }
    Versioned { item, of }
}

/// The longest text among the content items, those of a component with the role `Main` or `Body` before all others:
/// headlines, contacts and style sheets are components too. Content items of another media type than text are
/// passed over; one without a type is looked at.
fn text_v1(root: Element<'_>) -> String {
    let mut best = (false, String::new());
    for item in root.all("contentitem") {
        let kind = item.find("mediatype").and_then(|kind| kind.attribute("formalname"));
        if kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("text") && !kind.to_ascii_lowercase().contains("text")) {
            continue;
        }
        let role = item
            .parent()
            .and_then(|component| component.child("role"))
            .and_then(|role| role.attribute("formalname"))
            .unwrap_or_default();
        let main = role.eq_ignore_ascii_case("main") || role.eq_ignore_ascii_case("body");
        for content in item.all("datacontent").chain(item.all("inlinexml")) {
            let raw = content.raw_text();
            let text = if content.children().next().is_none() && markup::has_tags(&raw) {
                markup::clean(&raw).into_owned()
            } else {
                nitf::body(content)
            };
            if (main, text.len()) > (best.0, best.1.len()) && !text.is_empty() {
                best = (main, text);
            }
        }
    }
    best.1
}
