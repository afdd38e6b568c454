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

mod junk;
mod main_text;
mod metadata;

use self::main_text::main_text;
use self::metadata::{linked_data, metas, visible};
use super::Item;
use super::format::{Input, InputFormat, Items, Sniff};
use super::markup;
use super::split::declared_encoding;
use super::tree::Tree;
use crate::error::{Error, Fault};

/// The endings of pages.
const ENDINGS: [&str; 3] = ["html", "htm", "xhtml"];

/// A page, of HTML or XHTML, or a part of one.
///
/// Sure where the first 2 KiB begin with `<` and hold the tag of a document, and of a file that is named so, begins
/// with `<` and has a tag of HTML: `<p>Rain fell.</p>`. One that is named so and begins with words before such a tag is
/// likely one.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "html",
    description: "a page of the web",
    endings: &ENDINGS,
    sniff: |beginning| {
        let text = beginning.text.trim_start();
        let start = text[..text.floor_char_boundary(2048)].to_ascii_lowercase();
        let marked = start.starts_with("<!doctype html")
            || start.contains("<html")
            || start.starts_with("<head")
            || start.starts_with("<body");
        // XML says so in its first line; what else it may be has been asked before.
        let part = || {
            ENDINGS.contains(&beginning.ending()) && !start.starts_with("<?xml") && markup::has_tags(&beginning.text)
        };
        if start.starts_with('<') { Sniff::sure(marked || part()) } else { Sniff::likely(part()) }
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
