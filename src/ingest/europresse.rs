//! Exports of Europresse, HTML.
//!
//! Downloads are pages for printing, in two layouts, one of tables and one of `<article>`s; both have the same
//! classes:
//!
//! ```text
//! <span class="DocPublicationName">Le Courrier</span>           publisher; a document begins here
//! <span class="DocHeader">Monde, mardi 5 mars 2024, p. 16</span>   section, date
//! <p class="titreArticle">Les négociations reprennent</p>       title
//! <div>Ama Kodjo<br><br>Les négociations …</div>                byline: a short line without a mark; text
//! © 2024 Le Courrier. Tous droits réservés.                     the text ends
//! news·20240305·LC·012                                          id
//! ```
//!
//! A document is cut at the name of its publication, since nothing else closes it for sure: the piece begins inside
//! of a tag, which is opened anew. Text is what follows the title up to a copyright line or the document's number,
//! without the tables in it.
//!
//! The interface is French, sources are of any language.

use memchr::memmem;

use super::format::{Input, InputFormat, Items, Sniff};
use super::markup::Assembly;
use super::split::Marked;
use super::tree::{Element, Step, Tree};
use super::{Item, vendor};
use crate::error::Error;

/// Europresse's HTML, by the names of its maker's classes or by a document number. Asked before pages of the web,
/// which it is too.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "europresse-html",
    description: "Europresse, HTML",
    endings: &["html", "htm"],
    sniff: |beginning| {
        let has = |mark: &str| beginning.text.contains(mark);
        Sniff::sure(
            has("cedrom-sni") || has("DocPublicationName") || has("news·20") || has("europresse") && has("<article"),
        )
    },
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        let find = |bytes: &[u8], from: usize| {
            let rest = bytes.get(from..)?;
            Some(from + memmem::find(rest, b"DocPublicationName")?)
        };
        // What stands before the first mark is the cover.
        let read = |piece: &str| piece.starts_with("DocPublicationName").then(|| article(piece));
        Ok(Marked::new(input.reader(), longest, find).articles(read))
    },
    maps: "id ← document number; date, section ← line under the publication; publisher ← publication; title; byline ← line under the title; text",
};

/// Whether an element holds the title, in one of the layouts.
fn is_title(element: Element<'_>) -> bool {
    element.has_class("TitreArticleVisu") || element.has_class("titreArticle") || element.has_class("titreArticleVisu")
}

/// The article of a piece that begins inside of the tag of its publication's name.
///
/// Section and day are on the line under the publication (`Monde, mardi 5 mars 2024, p. 16`), whose first part is
/// the section unless it is the day itself. The first paragraph is the author if it is two to six words, a capital
/// first, without a mark at its end: `Ama Kodjo, Lisbonne` is, `Les négociations reprennent.` is not. What stands
/// behind a copyright line is not read.
fn article(piece: &str) -> Item {
    let (tree, _) = Tree::html(&format!("<body><span class=\"{piece}"));
    let root = tree.root();
    let mut item = head(root);
    let all = running_text(root.find("body").unwrap_or(root), item.title.is_some());
    let mut kept = Vec::new();
    for paragraph in all.split("\n\n") {
        if let Some(id) = document_number(paragraph) {
            item.id = Some(id);
            break;
        }
        if vendor::is_copyright(paragraph)
            || paragraph.to_lowercase().contains("tous droits réservés")
            || paragraph.starts_with("Numéro de document")
        {
            item.id = item.id.or_else(|| document_number(&all));
            break;
        }
        kept.push(paragraph.replace('\n', " "));
    }
    if kept.len() > 1 && kept.first().is_some_and(|first| is_name(first)) {
        item.byline = Some(kept.remove(0));
    }
    item.text = kept.join("\n\n");
    item
}

/// Publication, day, section and title. The line under the publication is `Monde, mardi 5 mars 2024, p. 16`: its
/// first part is the section, unless it is the day itself. The publication's name may be followed by an edition on
/// a line of its own.
fn head(root: Element<'_>) -> Item {
    let heads = root.descendants().filter(|element| element.has_class("DocHeader"));
    let head = heads.filter_map(Element::line).collect::<Vec<_>>().join(" ");
    let section = head
        .split(',')
        .next()
        .map(str::trim)
        .filter(|part| vendor::day_in(part).is_none() && head.contains(',') && !vendor::is_date_line(part));
    Item {
        publisher: root.descendants().find(|element| element.has_class("DocPublicationName")).and_then(Element::line),
        date: vendor::day_in(&head),
        section: section.map(str::to_owned),
        title: root.descendants().filter(|element| is_title(*element)).find_map(Element::line),
        ..Item::default()
    }
}

/// All that follows the title, or where there is none the line under the publication, in paragraphs; with what
/// stands behind the text.
fn running_text(body: Element<'_>, has_title: bool) -> String {
    let (mut assembly, mut walk, mut begun) = (Assembly::new(), body.walk(), false);
    let mut breaks = 0;
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(element) if is_title(element) => {
                walk.skip();
                begun = true;
                assembly = Assembly::new();
            }
            Step::Enter(element) if element.has_class("DocPublicationName") || element.has_class("DocHeader") => {
                walk.skip();
                begun |= !has_title;
            }
            Step::Enter(element)
                if matches!(element.name(), "table" | "script" | "style" | "img")
                    || element.name().starts_with('#') =>
            {
                walk.skip();
            }
            Step::Text(text) if begun => {
                if !text.trim().is_empty() {
                    breaks = 0;
                }
                assembly.text(text);
            }
            Step::Enter(element) if element.name() == "br" => {
                breaks += 1;
                if breaks > 1 { assembly.paragraph() } else { assembly.line() }
            }
            Step::Enter(element) | Step::Leave(element) if super::markup::is_block(element.name()) => {
                assembly.paragraph();
            }
            _ => {}
        }
    }
    assembly.finish()
}

/// The number of the document in a line, by which the service knows it: `news·20240305·LC·012`.
fn document_number(line: &str) -> Option<String> {
    let at = line.find("news·").or_else(|| line.find("news\u{2022}"))?;
    line[at..].split_whitespace().next().map(str::to_owned)
}

/// Whether a line under the title may be who wrote it: two to six words, a capital first, no mark at its end. `Ama
/// Kodjo, Lisbonne` is one, `Les négociations reprennent.` is a text.
fn is_name(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=6).contains(&words)
        && line.len() < 60
        && !line.ends_with(['.', '!', '?', ':', '”', '"', '»'])
        && line.starts_with(char::is_uppercase)
}
