//! IPTC NITF 3, and the text of NITF and XHTML inside other formats of agencies.
//!
//! ```text
//! <nitf baselang="en">                                              or xml:lang: language
//!  <head><title>slug</title>                                        title where no headline is
//!   <docdata management-status="usable"><doc-id id-string="x-1"/>   status; id
//!    <date.issue norm="20250217T083000Z"/></docdata>                date; else date.release, pubdata, story.date
//!   <pubdata position.section="World" name="Courier"/></head>       section, publisher
//!  <body><body.head>
//!    <hedline><hl1>Talks resume</hl1></hedline>                     title
//!    <byline><person>Ama Kodjo</person><byttl>Correspondent</byttl></byline>
//!    <dateline><location>LISBON</location><story.date norm="20250217"/></dateline>
//!    <abstract>…</abstract></body.head>                             not read: repeats the first paragraph
//!   <body.content>
//!    <media>…</media>                                               not read
//!    <p>Talks resume on <chron>Tuesday</chron>.</p></body.content></body></nitf>
//! ```
//!
//! Elements are found by their local names, with a namespace or without; DTDs are not fetched. A file may hold
//! several documents one after the other. Statuses of embargo and cancellation become notes, and the article is
//! read all the same.
//!
//! [`body`], [`byline`] and [`status_note`] serve `NewsML` too, whose content is NITF or XHTML.
//!
//! Reference: IPTC, NITF 3.6 (News Industry Text Format), its schema and documentation.

use super::Item;
use super::format::{Input, InputFormat, Items, Sniff};
use super::markup::Assembly;
use super::split::{Elements, Piece, cut_off};
use super::tree::{Element, Step, Tree};
use crate::error::{Error, Fault};

/// NITF, by its root in any case. From the second document of a file on they have numbers.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "nitf",
    description: "IPTC NITF 3",
    endings: &["xml", "nitf"],
    sniff: |beginning| Sniff::sure(beginning.root().is_some_and(|root| root.eq_ignore_ascii_case("nitf"))),
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        let elements = Elements::new(input.reader(), &["nitf", "NITF"], longest);
        let mut number = 0;
        Ok(Box::new(elements.filter_map(move |piece| match piece {
            Ok(Piece::Outside(_)) => None,
            Ok(Piece::Element(text)) => {
                number += 1;
                let tree = Tree::xml(&text);
                let mut item = tree.root().find("nitf").map(article).unwrap_or_default();
                item.number = (number > 1).then_some(number);
                Some(Ok(item))
            }
            Ok(Piece::Cut) => Some(Err(cut_off("document", number + 1))),
            Err(error) => Some(Err(error)),
        })))
    },
    maps: "id ← doc-id/@id-string; date ← date.issue/@norm, date.release, pubdata, story.date; title ← hedline/hl1, head/title; byline; \
           dateline ← dateline/location; publisher ← distributor, doc.copyright/@holder, rights.owner; language ← @baselang, @xml:lang; \
           text ← body.content",
};

/// The article of a `nitf` element: each field from the first of its places that holds something, head of the body
/// before the head of the file.
pub(super) fn article(nitf: Element<'_>) -> Item {
    let head = nitf.child("body").and_then(|body| body.child("body.head"));
    let attribute = |name: &str, attribute: &str| {
        nitf.all(name).find_map(|element| element.attribute(attribute)).map(str::to_owned)
    };
    let line = |name: &str| head.and_then(|head| head.line_of(name)).or_else(|| nitf.line_of(name));
    let mut item = Item {
        id: attribute("doc-id", "id-string"),
        date: attribute("date.issue", "norm")
            .or_else(|| attribute("date.release", "norm"))
            .or_else(|| attribute("pubdata", "date.publication"))
            .or_else(|| attribute("story.date", "norm")),
        title: line("hl1").or_else(|| nitf.child("head").and_then(|head| head.line_of("title"))),
        byline: head.and_then(byline),
        dateline: head.and_then(|head| head.find("dateline")).and_then(dateline),
        publisher: line("distributor")
            .or_else(|| attribute("doc.copyright", "holder"))
            .or_else(|| line("rights.owner"))
            .or_else(|| line("from-src"))
            .or_else(|| attribute("pubdata", "name")),
        section: attribute("pubdata", "position.section"),
        language: nitf.attribute("baselang").or_else(|| nitf.attribute("xml:lang")).map(str::to_owned),
        url: attribute("doc-id", "href").or_else(|| attribute("pubdata", "ex-ref")).filter(|url| url.contains("://")),
        text: body(nitf),
        ..Item::default()
    };
    if let Some(status) = attribute("docdata", "management-status") {
        item.notes.extend(status_note(&status));
    }
    item
}

/// What a status says that whoever reads the article should know: embargoed, withheld, cancelled. `stat:withheld`,
/// `WithholdUntilFurtherNotice` and `Killed` are known; `usable` and all others give nothing.
pub(super) fn status_note(status: &str) -> Option<Error> {
    let word = status.rsplit([':', '/']).next().unwrap_or(status).to_ascii_lowercase();
    let word: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    match word.as_str() {
        "embargoed" => {
            Some(Error::input(Fault::Embargoed, "the source holds the article back until a later time (embargoed)"))
        }
        "withheld" | "withholduntilfurthernotice" => {
            Some(Error::input(Fault::Embargoed, "the source holds the article back until further notice (withheld)"))
        }
        "canceled" | "cancelled" | "killed" => {
            Some(Error::input(Fault::Cancelled, "the source has cancelled the article"))
        }
        _ => None,
    }
}

/// The bylines of a head: the persons and their titles, joined by commas: `Ama Kodjo, Correspondent`. `None` if
/// there is none.
pub(super) fn byline(head: Element<'_>) -> Option<String> {
    let lines: Vec<String> = head
        .all("byline")
        .filter_map(|byline| {
            let mut assembly = Assembly::new();
            let mut walk = byline.walk();
            let mut parts = Vec::new();
            while let Some(step) = walk.next() {
                match step {
                    Step::Enter(element) if element.name() == "byttl" => {
                        parts.extend(element.line());
                        walk.skip();
                    }
                    Step::Enter(element) if element.name().starts_with('#') => walk.skip(),
                    Step::Text(text) => assembly.text(text),
                    _ => {}
                }
            }
            let own = assembly.finish();
            let own = own.trim_end_matches([',', ' ']);
            let all: Vec<&str> =
                std::iter::once(own).chain(parts.iter().map(String::as_str)).filter(|part| !part.is_empty()).collect();
            (!all.is_empty()).then(|| all.join(", "))
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// The place of a dateline, without the date that stands in it; `None` if nothing but a date does.
fn dateline(element: Element<'_>) -> Option<String> {
    if let Some(location) = element.line_of("location") {
        return Some(location);
    }
    let text = element.text(|inner| inner.name() == "story.date");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.contains(char::is_alphabetic).then_some(line)
}

/// The text of the body of NITF, XHTML or of paragraphs without any frame.
///
/// It stands in `body.content` (not in one of a note in the head), else in the first `body` that holds elements,
/// else in `within` itself. Paragraphs, tables, lists and preformatted text are written in their order; media,
/// notes, headlines and bylines that are repeated in the content are left out.
pub(super) fn body(within: Element<'_>) -> String {
    let framed = within.descendants().find(|element| {
        element.name() == "body.content" && {
            // A note in the head may have a body of its own.
            let mut outer = std::iter::successors(element.parent(), |outer| outer.parent());
            !outer.any(|outer| outer.name() == "note" || outer.name() == "head")
        }
    });
    let content = framed.or_else(|| within.all("body").find(|body| body.children().next().is_some())).unwrap_or(within);
    let mut assembly = Assembly::new();
    let mut walk = content.walk();
    while let Some(step) = walk.next() {
        match step {
            Step::Text(text) => write_plain(&mut assembly, text),
            Step::Enter(element) => match element.name() {
                "p" => {
                    assembly.paragraph();
                    write_paragraph(&mut assembly, element);
                    assembly.paragraph();
                    walk.skip();
                }
                "table" | "pre" | "ul" | "ol" | "dl" => {
                    assembly.paragraph();
                    if element.name() == "pre" {
                        assembly.verbatim(&super::markup::entities(&element.raw_text()));
                    } else {
                        element.write_text(&mut assembly, is_aside);
                    }
                    assembly.paragraph();
                    walk.skip();
                }
                _ if is_aside(element)
                    || super::markup::is_no_text(element.name())
                    || element.name().starts_with('#') =>
                {
                    walk.skip();
                }
                "br" => assembly.blank(),
                "tr" => assembly.line(),
                "td" | "th" => assembly.tab(),
                name if super::markup::is_block(name) => assembly.paragraph(),
                _ => {}
            },
            Step::Leave(element) if super::markup::is_block(element.name()) => assembly.paragraph(),
            Step::Leave(_) => {}
        }
    }
    assembly.finish()
}

/// Elements inside the content that are no part of the running text: pictures with captions, editors' notes,
/// repeated headlines and bylines.
fn is_aside(element: Element<'_>) -> bool {
    matches!(
        element.name(),
        "media"
            | "media-caption"
            | "media-producer"
            | "note"
            | "header"
            | "footer"
            | "byline"
            | "copyrite"
            | "ednote"
            | "hedline"
    )
}

/// A paragraph: with line breaks that mean something, as in tables of results, they stay; a blank line inside parts
/// paragraphs.
///
/// Agencies put whole articles into one `<p>`, with line ends as wires wrap them, and escape HTML in it; both are
/// read as what they mean.
fn write_paragraph(assembly: &mut Assembly, paragraph: Element<'_>) {
    let raw = paragraph.raw_text();
    if is_tabular(&raw) {
        for part in raw.replace('\r', "").split("\n\n") {
            if is_tabular(part) {
                assembly.verbatim(&super::markup::entities(part));
            } else {
                assembly.paragraph();
                assembly.text(&super::markup::entities(part));
            }
        }
        return;
    }
    let escaped = raw.contains('<') && super::markup::has_tags(&raw);
    if escaped {
        assembly.text(&super::markup::clean(&raw));
        return;
    }
    if paragraph.children().next().is_none() {
        write_plain(assembly, &raw);
        return;
    }
    paragraph.write_text(assembly, is_aside);
}

/// Text in which a blank line parts paragraphs and other line ends are blanks; carriage returns do not count.
fn write_plain(assembly: &mut Assembly, text: &str) {
    let text = text.replace('\r', "");
    let mut first = true;
    for part in text.split("\n\n") {
        if !std::mem::take(&mut first) && !part.trim().is_empty() {
            assembly.paragraph();
        }
        assembly.text(&super::markup::entities(part));
    }
}

/// Whether at least three lines have columns: runs of blanks between words, as in `Norbank    2  1`.
fn is_tabular(text: &str) -> bool {
    let columns = |line: &&str| line.trim().contains("  ");
    text.lines().filter(columns).count() >= 3
}
