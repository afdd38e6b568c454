//! Which elements of a page are no part of its text, and how much running text stands in those that are.
//!
//! Two lists of words tell junk by classes and ids. [`JUNK_NAMES`] are believed always, [`FRAME_NAMES`] only where
//! they do not take the text away. Both are compared with whole words of a name, cut at marks:
//!
//! ```text
//! class="social-share"          share: junk
//! class="shareholders-report"   no word of the lists
//! class="has-related-links"     says something of what holds it: no junk
//! class="story-body related"    holds the body: no junk, whatever else it is called
//! id="article" class="comment"  the article itself
//! ```
//!
//! They are words of page makers, not of English, which is why they stand here and not in the lexicon.

use std::collections::{HashMap, HashSet};

use crate::ingest::markup;
use crate::ingest::tree::{Element, Step};

/// Words in the name of an element (a class or id, cut at marks) that say that it is no part of the text, whatever
/// stands in it.
const JUNK_NAMES: &[&str] = &[
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
pub(super) const FRAME_NAMES: &[&str] = &[
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
pub(super) struct Junk {
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
    pub(super) fn of(body: Element<'_>) -> Self {
        let weights = weights(body, is_junk);
        let weight = |element: Element<'_>| weights.get(&element.number()).copied().unwrap_or(0);
        let half = weight(body) / 2;
        let spared = body.descendants().filter(|element| weight(*element) > half).map(Element::number).collect();
        let junk = Self { spared, lenient: false };
        let seen = self::weights(body, |element| junk.is(element)).get(&body.number()).copied().unwrap_or(0);
        Self { lenient: seen * 4 < weight(body), ..junk }
    }

    /// Whether an element, with all that is inside, is no part of the text.
    pub(super) fn is(&self, element: Element<'_>) -> bool {
        is_junk(element) || !self.lenient && !self.spared.contains(&element.number()) && is_named(element, FRAME_NAMES)
    }
}

/// Whether an element is no text by what it is: its element (`nav`, `figure`, `form`, …), hidden by attribute or
/// style, its ARIA role, or a name of [`JUNK_NAMES`]. `html`, `body`, `article` and `main` never are.
pub(super) fn is_junk(element: Element<'_>) -> bool {
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
    role || is_named(element, JUNK_NAMES)
}

/// Whether one of `words` stands in the names of an element.
///
/// `related-links` and `links related` are `related`; `has-related`, `no-comments`, `comments-enabled` say
/// something of the article around them and are not. Names that say that they hold the body (`article-body`,
/// `entry-content`) are never taken so, if they are short: a list of fifteen classes may hold anything.
pub(super) fn is_named(element: Element<'_>, words: &[&str]) -> bool {
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
pub(super) fn weights<'a>(body: Element<'a>, is_junk: impl Fn(Element<'a>) -> bool) -> HashMap<usize, usize> {
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
