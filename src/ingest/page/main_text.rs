//! The main text of a page: the element that holds it, and the paragraphs of that which are the article's.
//!
//! 1. **Where**: an element that says that it is the body and has two fifths of the page's weight ([`weights`]),
//!    else `<body>`.
//! 2. **Down** to the smallest element with three quarters of the weight of the one above.
//! 3. **What**: all inside but junk, titles and lines of links.
//! 4. **Tidied**: no notices, and nothing before the first and behind the last sentence.
//!
//! ```text
//! Lisbon, 17 February            before the first sentence: gone
//! Talks resume on Tuesday, the ministry said.
//! Advertisement                  a notice: gone
//! They had stopped in May.
//! Read more: The port opens      a notice: gone
//! Tags                           behind the last sentence: gone
//! ```
//!
//! A page whose text is in one long `<div>` with `<br>`s is found too, since text of inline elements counts for the
//! block around it.

use super::junk::{Junk, weights};
use crate::ingest::tree::{Element, Step};

/// The main text of a page; empty if it has no `<body>` or no running text.
///
/// An element that calls itself the body of the article and has two fifths of the weight is where to look, else the
/// whole page. From there the way goes down as long as one child has three quarters of the weight, and not into one
/// of several parts that are called alike, as of a text that is broken by advertisements. The title is left out,
/// and a heading block (`h1`, `header`) that weighs little.
pub(super) fn main_text(root: Element<'_>, title: Option<&str>) -> String {
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
