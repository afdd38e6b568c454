//! Exports of Factiva: XML, HTML, text.
//!
//! All three have the same fields under codes of two or three capitals; text is `LP` (lead) and `TD` (the rest):
//!
//! ```text
//! HD Talks resume              headline             <article><headline><paragraph>Talks resume</paragraph></headline>
//! BY Ama Kodjo                 byline               <byline>…</byline>
//! WC 312 words
//! PD 5 March 2024              date                 <publicationDate><date>2024-03-05</date></publicationDate>
//! SN The Courier               publisher            <sourceName>…</sourceName>
//! LA English                   language             <baseLanguage>en</baseLanguage>
//! LP                           lead                 <leadParagraph><paragraph>…</paragraph></leadParagraph>
//! Talks resume on Tuesday.
//! TD                           text                 <tailParagraphs>…</tailParagraphs>
//! They had stopped in May.
//! AN Document CR00000020240305ek3500001             <accessionNo>…</accessionNo>
//! ```
//!
//! HTML has the codes in the first cells of a table's rows, or, downloaded without indexing, plain `<div>` lines
//! without any name: headline (bold), author, `312 words`, date, time, source, code, language, copyright. Those are
//! told by their forms, not by their places, which shift where one is missing.
//!
//! An article begins at its `HD`, or at the `SE` (section) before it. The XML announces its number of articles, and
//! too few are told. Month and language names may be of the interface's language.
//!
//! Not read: the summary of the search at the end, indexing codes (`CO`, `IN`, `NS`, `RE`), pages.

use memchr::memmem;

use super::format::{Input, InputFormat, Items, Sniff};
use super::split::{Elements, Marked, Piece, cut_off};
use super::tree::{Element, Tree};
use super::{Item, vendor};
use crate::error::{Error, Fault};

/// Factiva's XML: the root is called `PPS…` after the service that answers.
pub(super) const XML: InputFormat = InputFormat {
    name: "factiva-xml",
    description: "Factiva, XML",
    endings: &["xml"],
    sniff: |beginning| {
        Sniff::sure(beginning.root().is_some_and(|root| root.starts_with("PPS") || root.starts_with("pps")))
    },
    open: |input: Input| {
        let longest = input.options().record_bytes;
        let mut elements = Elements::new(input.reader(), &["article"], longest);
        let (mut number, mut announced) = (0u64, None);
        let mut ended = false;
        Ok(Box::new(std::iter::from_fn(move || {
            for piece in elements.by_ref() {
                match piece {
                    Ok(Piece::Outside(text)) => {
                        let tree = Tree::xml(&text);
                        let count = tree
                            .root()
                            .descendants()
                            .find_map(|element| element.attribute("count")?.parse::<u64>().ok());
                        announced = announced.or(count);
                    }
                    Ok(Piece::Element(text)) => {
                        number += 1;
                        let tree = Tree::xml(&text);
                        let item = tree.root().find("article").map(xml_article).unwrap_or_default();
                        return Some(Ok(Item { number: Some(number), ..item }));
                    }
                    Ok(Piece::Cut) => return Some(Err(cut_off("article", number + 1))),
                    Err(error) => return Some(Err(error)),
                }
            }
            let fewer = !std::mem::replace(&mut ended, true) && announced.is_some_and(|announced| number < announced);
            fewer.then(|| {
                Err(Error::input(
                    Fault::FewerThanAnnounced,
                    format!("the file announces {} articles and holds {number}", announced.unwrap_or(0)),
                ))
            })
        })) as Items)
    },
    maps: "id ← accessionNo; date ← publicationDate; title ← headline; byline; publisher ← sourceName; language ← baseLanguage; text ← leadParagraph, tailParagraphs",
};

/// Factiva's HTML: it names its maker, and has a class of articles. Cut at each `<div class="article`; a part
/// without such a `<div>` inside is no article.
pub(super) const HTML: InputFormat = InputFormat {
    name: "factiva-html",
    description: "Factiva, HTML",
    endings: &["html", "htm"],
    sniff: |beginning| {
        let has = |mark: &str| beginning.text.contains(mark);
        Sniff::sure(
            (has("activa") || has("Dow Jones"))
                && (has("class=\"article ") || has("class=\"article\"") || has("articleParagraph")),
        )
    },
    open: |input: Input| {
        let longest = input.options().record_bytes;
        let find = |bytes: &[u8], from: usize| Some(from + memmem::find(bytes.get(from..)?, b"<div class=\"article")?);
        let read = |piece: &str| {
            let (tree, _) = Tree::html(piece);
            tree.root().all("div").find(|div| has_class(*div, "article")).map(html_article)
        };
        Ok(Marked::new(input.reader(), longest, find).articles(read))
    },
    maps: "as factiva-txt; without indexing: title, byline, date, publisher, language by their form",
};

/// Factiva's text: codes of two capitals. Four of them must stand in the first 8 KiB, since lines of two capitals
/// stand in other files too.
pub(super) const TXT: InputFormat = InputFormat {
    name: "factiva-txt",
    description: "Factiva, plain text with codes",
    endings: &["txt"],
    sniff: |beginning| {
        let has = |code: &str| {
            beginning.text.lines().any(|line| {
                line.trim_end() == code
                    || line.starts_with(&format!("{code} "))
                    || line.starts_with(&format!("{code}\t"))
            })
        };
        Sniff::sure(has("HD") && has("WC") && has("PD") && has("SN"))
    },
    open: |input: Input| {
        let longest = input.options().record_bytes;
        Ok(Marked::new(input.reader(), longest, article_start).articles(text_article))
    },
    maps: "title ← HD; byline ← BY; date ← PD; publisher ← SN; section ← SE; language ← LA; text ← LP, TD; id ← AN",
};

/// The codes of a field at the start of a line; any other word of two capitals there is text.
const CODES: [&str; 26] = [
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD", "CO", "IN", "NS", "RE",
    "IPC", "IPD", "PUB", "AN", "CT", "RF", "VO",
];

/// The code of a line, if it begins with one of two letters and nothing or a blank follows. Those of three letters
/// stand only in tables.
fn code(line: &[u8]) -> Option<&str> {
    let code = std::str::from_utf8(line.get(..2)?).ok().filter(|code| CODES.contains(code))?;
    line.get(2).is_none_or(u8::is_ascii_whitespace).then_some(code)
}

/// Where the next article starts at or behind an offset: at its headline, or at the section before it. `None` if
/// more bytes are wanted.
///
/// A section (`SE`) counts only if no other code stands between it and the headline. Four lines before the offset
/// are looked at again, since a section may have been the last line of what was read before.
fn article_start(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut at, mut section) = (from, None);
    // Lines before are looked at, for a section that stands on the border of what was read.
    if from > 0 {
        at = memchr::memrchr_iter(b'\n', &bytes[..from]).nth(3).map_or(0, |end| end + 1);
    }
    loop {
        let end = at + memchr::memchr(b'\n', bytes.get(at..)?)?;
        match code(&bytes[at..end]) {
            Some("SE") => section = Some(at),
            Some("HD") => {
                let start = section.take().unwrap_or(at);
                if start >= from {
                    return Some(start);
                }
            }
            Some(_) => section = None,
            None => {}
        }
        at = end + 1;
    }
}

/// The article of a piece of text: lines without a code go on with the field above. `None` of a piece without a
/// headline, such as what stands before the first.
fn text_article(piece: &str) -> Option<Item> {
    let mut codes = Codes::default();
    for line in piece.lines() {
        let line = line.trim_end();
        match code(line.as_bytes()) {
            Some(code) => codes.0.push((code.to_owned(), line[2..].trim().to_owned())),
            None => {
                if let Some((_, value)) = codes.0.last_mut() {
                    value.push('\n');
                    value.push_str(line.trim());
                }
            }
        }
    }
    codes.get("HD").is_some().then(|| codes.article())
}

/// Whether an element has that class, as Factiva writes it.
fn has_class(element: Element<'_>, class: &str) -> bool {
    element.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
}

/// The article of an `article` element. Its paragraphs are elements, or lines of which an indented one begins a
/// paragraph.
fn xml_article(article: Element<'_>) -> Item {
    let line = |name: &str| article.child(name).and_then(Element::line);
    let date =
        article.child("publicationdate").and_then(|date| date.line_of("datetime").or_else(|| date.line_of("date")));
    let parts = ["leadparagraph", "tailparagraphs"].into_iter().filter_map(|name| article.child(name));
    let text: Vec<String> = parts
        .flat_map(|part| {
            let paragraphs: Vec<String> = part.all("paragraph").map(|one| one.text(|_| false)).collect();
            if paragraphs.is_empty() { vec![indented(&part.raw_text())] } else { paragraphs }
        })
        .filter(|text| !text.is_empty())
        .collect();
    Item {
        id: line("accessionno"),
        date: date.or_else(|| line("publicationdate")),
        title: line("headline"),
        byline: line("byline"),
        publisher: line("sourcename").or_else(|| line("publishername")),
        section: line("sectionname"),
        language: line("baselanguage"),
        text: text.join("\n\n"),
        ..Item::default()
    }
}

/// Lines of which an indented one, by three blanks at least, begins a paragraph; the others go on in it.
fn indented(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if line.starts_with("   ") { "\n\n" } else { " " });
        }
        out.push_str(bare);
    }
    out
}

/// The fields of an article by their codes, in their order; values may have several lines.
#[derive(Default)]
struct Codes(Vec<(String, String)>);

impl Codes {
    /// The first value of a code that is not blank.
    fn get(&self, code: &str) -> Option<&str> {
        self.0.iter().find(|(name, value)| name == code && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    /// The article of the fields. `AN` is `Document` and the number, of which the number is the id; a date in which
    /// [`vendor::day_in`] finds no day stays as it is written.
    fn article(&self) -> Item {
        let line = |code| self.get(code).map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
        let id = line("AN").map(|id| id.rsplit(' ').next().unwrap_or_default().to_owned());
        Item {
            id,
            date: line("PD").map(|date| vendor::day_in(&date).unwrap_or(date)),
            title: line("HD"),
            byline: line("BY"),
            publisher: line("SN"),
            section: line("SE"),
            language: line("LA"),
            text: ["LP", "TD"].into_iter().filter_map(|code| self.get(code)).collect::<Vec<_>>().join("\n\n"),
            ..Item::default()
        }
    }
}

/// The article of a `<div class="article">`: by its table of codes, else by the forms of its lines.
fn html_article(article: Element<'_>) -> Item {
    let mut codes = Codes::default();
    for row in article.all("tr") {
        let mut cells = row.children().filter(|cell| matches!(cell.name(), "td" | "th"));
        let (Some(code), Some(value)) = (cells.next().and_then(Element::line), cells.next()) else { continue };
        if CODES.contains(&code.as_str()) {
            codes.0.push((code, value.text(|_| false)));
        }
    }
    if codes.get("HD").is_some() { codes.article() } else { unindexed(article) }
}

/// The article of HTML that was downloaded without indexing, whose lines have no codes.
///
/// The title is the first line that is bold or is called so. The author stands before the number of words, the
/// publisher behind the date and the time; language and number are known by what they say. Text are the paragraphs
/// of its class.
fn unindexed(article: Element<'_>) -> Item {
    let text: Vec<String> = article
        .all("p")
        .filter(|p| p.attribute("class").is_some_and(|class| class.contains("articleParagraph")))
        .map(|p| p.text(|_| false))
        .filter(|text| !text.is_empty())
        .collect();
    let mut item = Item { text: text.join("\n\n"), ..Item::default() };
    let mut lines = Vec::new();
    for div in article.all("div").filter(|div| div.find("div").is_none() && div.find("p").is_none()) {
        let Some(line) = div.line() else { continue };
        if item.title.is_none()
            && (div.attribute("id") == Some("hd") || div.find("b").is_some() || has_class(div, "headline"))
        {
            item.title = Some(line);
        } else {
            lines.push(line);
        }
    }
    let words = lines.iter().position(|line| is_length(line));
    let dated = lines.iter().position(|line| vendor::is_date_line(line));
    item.byline = words.filter(|at| *at > 0).map(|at| lines[at - 1].clone());
    if let Some(dated) = dated {
        item.date = vendor::day_in(&lines[dated]);
        let is_time = |line: &str| line.contains(':') && line.len() <= 8;
        let mut after = lines[dated + 1..].iter().filter(|line| !is_time(line));
        item.publisher = after.next().cloned();
    }
    item.language = lines.iter().find(|line| LANGUAGES.contains(&line.to_lowercase().as_str())).cloned();
    item.id = lines.iter().find_map(|line| {
        let id = line.strip_prefix("Document ").or_else(|| line.strip_prefix("Dokument "))?;
        (!id.contains(' ')).then(|| id.to_owned())
    });
    item
}

/// Whether a line says how long the article is: `312 words`, `1,204 mots`, a number and at most two words.
fn is_length(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || ",. ".contains(c)))
        && words.clone().count() <= 2
}

/// Lines, in lower case, that name the language of an article, in the languages of the interface.
const LANGUAGES: [&str; 12] = [
    "english",
    "anglais",
    "englisch",
    "french",
    "français",
    "german",
    "deutsch",
    "spanish",
    "español",
    "dutch",
    "nederlands",
    "inglés",
];
