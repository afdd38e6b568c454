//! Documents of Word and of `OpenDocument`, and the exports of Nexis Uni and Lexis+ that are some.
//!
//! Both are zip files of XML, of which one member holds the text: `word/document.xml` (ECMA-376,
//! `WordprocessingML`) or `content.xml` (ODF 1.3):
//!
//! ```text
//! <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Talks resume</w:t></w:r></w:p>   by its style a title
//! <w:p><w:r><w:t>Talks </w:t></w:r><w:r><w:t>resume.</w:t></w:r></w:p>   runs are joined without a blank
//! <w:p><w:del>…</w:del><w:r><w:rPr><w:vanish/></w:rPr>…</w:r></w:p>   deleted, hidden: not read
//! <w:tbl><w:tr><w:tc>…</w:tc><w:tc>…</w:tc></w:tr></w:tbl>   a row is a paragraph
//! ```
//!
//! From the paragraphs on, both formats and RTF are the same. A document with a line `End of Document` is an
//! export, and holds many articles:
//!
//! ```text
//! Documents (2)                    what is announced
//! 1. Talks resume                  a cover that repeats the titles
//! Talks resume                     title       ┐
//! The Courier                      publisher   │ found from the date upwards, and the date
//! March 5, 2024 Tuesday            date        ┘ from `Body` upwards
//! Section: WORLD                   keys
//! Body
//! Talks resume on Tuesday.         text
//! Classification                   end of the text
//! Language: ENGLISH
//! End of Document
//! ```
//!
//! Any other is one article: title, `By …` and a line that is a date may stand first.
//!
//! Not read: properties of the file (their dates are those of the file), headers, footers, footnotes, comments,
//! codes of fields, pictures.

use std::io::{Cursor, Read};

use super::format::{Input, InputFormat, Items, Sniff};
use super::tree::{Element, Step, Tree};
use super::vendor::{self, Key};
use super::{Item, day};
use crate::error::{Error, Fault};

/// Word's documents, known by the member with their text; of a zip file that is cut off, by the ending or by that
/// member's name among the first 8 KiB.
pub(super) const WORD: InputFormat = InputFormat {
    name: "docx",
    description: "Word documents, also exports of Nexis Uni and Lexis+",
    endings: &["docx"],
    sniff: |beginning| is_zip_with(beginning, "word/document.xml", "docx"),
    open: |input: Input| open(input, "word/document.xml", word_paragraphs),
    maps: "title ← first paragraph; byline ← By …; date ← line that is a date; text; of Nexis: publisher, date, Section, Byline, Dateline, Language",
};

/// Documents of `OpenDocument`: the first member of the zip file, stored as it is, is their media type, at byte 30.
pub(super) const OPEN_DOCUMENT: InputFormat = InputFormat {
    name: "odt",
    description: "OpenDocument texts",
    endings: &["odt"],
    sniff: |beginning| {
        // The first member, which is stored as it is; a zip file of such documents has it further behind.
        const KIND: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";
        Sniff::sure(beginning.bytes.get(30..).is_some_and(|start| start.starts_with(KIND)))
    },
    open: |input: Input| open(input, "content.xml", open_paragraphs),
    maps: "as docx",
};

/// Whether a file is a zip file with that member.
fn is_zip_with(beginning: &super::Beginning<'_>, member: &str, ending: &str) -> Sniff {
    let zip = beginning.bytes.starts_with(b"PK\x03\x04");
    // A zip file of such documents holds their names too: its own members tell, where they are known.
    let has = match beginning.members {
        [] => beginning.ending() == ending || memchr::memmem::find(beginning.bytes, member.as_bytes()).is_some(),
        members => members.iter().any(|name| name == member),
    };
    Sniff::sure(zip && has)
}

/// Reads the member with the text, and its articles. The whole document is held.
///
/// # Errors
///
/// If the file is no whole zip file, has no such member, or one that is larger than a record may be.
fn open(input: Input, member: &str, paragraphs: fn(Element<'_>) -> Vec<Paragraph>) -> Result<Items, Error> {
    let longest = input.options().record_bytes;
    let damaged = |error: zip::result::ZipError| {
        Error::input(Fault::Truncated, format!("the document is cut off or damaged: {error}"))
    };
    let mut zip = zip::ZipArchive::new(Cursor::new(input.bytes()?)).map_err(damaged)?;
    let mut xml = Vec::new();
    let read =
        zip.by_name(member).map_err(damaged)?.take(longest as u64 + 1).read_to_end(&mut xml).map_err(Error::io)?;
    if read > longest {
        return Err(super::decode::too_large(longest));
    }
    let xml = super::decode::declared(&xml, None);
    let tree = Tree::xml(&xml);
    Ok(items(paragraphs(tree.root())))
}

/// The articles of a document: of an export all, else the one that it is.
pub(super) fn items(paragraphs: Vec<Paragraph>) -> Items {
    if paragraphs.iter().any(|paragraph| is_end(&paragraph.text)) {
        return nexis(&paragraphs);
    }
    Box::new(std::iter::once(Ok(article(paragraphs))))
}

/// A paragraph, and whether its style says that it is a title.
pub(super) struct Paragraph {
    /// Its text, blanks folded.
    pub(super) text: String,
    /// Whether its style is called `Title`, in any case.
    pub(super) title: bool,
}

/// Ends a paragraph: its blanks are folded, a blank one is none. Leaves `text` empty.
fn push(paragraphs: &mut Vec<Paragraph>, text: &mut String, title: bool) {
    let line = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    text.clear();
    if !line.is_empty() {
        paragraphs.push(Paragraph { text: line, title });
    }
}

/// The paragraphs of a document of Word. Those inside of a cell are joined, and cells of a row. Of alternatives
/// (`mc:AlternateContent`) the first is read.
fn word_paragraphs(root: Element<'_>) -> Vec<Paragraph> {
    let (mut paragraphs, mut text, mut title, mut in_text) = (Vec::new(), String::new(), false, false);
    let (mut walk, mut cells) = (root.walk(), 0usize);
    while let Some(step) = walk.next() {
        match step {
            Step::Text(piece) if in_text => text.push_str(piece),
            Step::Text(_) => {}
            Step::Enter(element) => match element.full_name() {
                // Deleted and hidden runs, fields' codes, pictures, comments; of alternatives the first.
                "w:del"
                | "w:movefrom"
                | "w:instrtext"
                | "w:deltext"
                | "w:drawing"
                | "w:pict"
                | "mc:fallback"
                | "w:footnotereference"
                | "w:rpr" => walk.skip(),
                "w:r" if element.child("rpr").is_some_and(|style| style.child("vanish").is_some()) => walk.skip(),
                "w:t" => in_text = true,
                "w:tab" | "w:br" | "w:cr" => text.push(' '),
                "w:nobreakhyphen" => text.push('-'),
                "w:tc" => cells += 1,
                "w:pstyle" => title = element.attribute("val").is_some_and(|style| style.eq_ignore_ascii_case("title")),
                _ => {}
            },
            Step::Leave(element) => match element.full_name() {
                "w:t" => in_text = false,
                "w:p" if cells > 0 => text.push(' '),
                "w:p" => push(&mut paragraphs, &mut text, std::mem::take(&mut title)),
                "w:tc" => {
                    cells -= 1;
                    text.push('\t');
                }
                "w:tr" => push(&mut paragraphs, &mut text, false),
                _ => {}
            },
        }
    }
    push(&mut paragraphs, &mut text, title);
    paragraphs
}

/// The paragraphs of `office:text`. Runs of blanks are elements of their own there (`text:s`); tracked changes,
/// annotations, notes and frames are passed over.
fn open_paragraphs(root: Element<'_>) -> Vec<Paragraph> {
    let (mut paragraphs, mut text) = (Vec::new(), String::new());
    let Some(body) = root.descendants().find(|element| element.full_name() == "office:text") else { return paragraphs };
    let mut walk = body.walk();
    while let Some(step) = walk.next() {
        match step {
            Step::Text(piece) => text.push_str(piece),
            Step::Enter(element) => match element.full_name() {
                "text:tracked-changes" | "office:annotation" | "text:note" | "draw:frame" => walk.skip(),
                "text:s" | "text:tab" | "text:line-break" => text.push(' '),
                _ => {}
            },
            Step::Leave(element) if matches!(element.full_name(), "text:p" | "text:h") => {
                let title = element.attribute("style-name").is_some_and(|style| style.eq_ignore_ascii_case("title"));
                push(&mut paragraphs, &mut text, title);
            }
            Step::Leave(_) => {}
        }
    }
    paragraphs
}

/// The article of a document that is but one.
///
/// The first paragraph is the title if its style says so, or if it is shorter than 200 bytes, does not end like a
/// sentence and is no date. Lines of author and date may follow in any order, once each. A document of one line is
/// a text without title.
fn article(paragraphs: Vec<Paragraph>) -> Item {
    let mut item = Item::default();
    let mut rest = paragraphs.into_iter().peekable();
    let is_head = |text: &str| text.len() < 200 && !text.ends_with(['.', '”', '"']);
    if let Some(first) = rest.next_if(|first| first.title || is_head(&first.text) && day::parse(&first.text).is_none())
    {
        item.title = Some(first.text);
    }
    while let Some(line) = rest.peek().map(|paragraph| paragraph.text.clone()) {
        let found = vendor::is_date_line(&line)
            .then(|| vendor::day_in(&line))
            .flatten()
            .or_else(|| day::parse(&line).map(|_| line.clone()));
        if line.starts_with("By ") && line.len() < 120 && item.byline.is_none() {
            item.byline = Some(line);
        } else if found.is_some() && item.date.is_none() {
            item.date = found;
        } else {
            break;
        }
        rest.next();
    }
    item.text = rest.map(|paragraph| paragraph.text).collect::<Vec<_>>().join("\n\n");
    if item.text.is_empty() {
        // One line is a text, not a title of nothing.
        item.text = item.title.take().unwrap_or_default();
    }
    item
}

/// Whether a line ends an article of an export, in the languages of the interface.
fn is_end(line: &str) -> bool {
    matches!(
        line.trim().to_lowercase().as_str(),
        "end of document"
            | "ende des dokuments"
            | "fin du document"
            | "einde van document"
            | "fin del documento"
            | "fin de document"
    )
}

/// Whether a line is the heading of the text.
fn is_body(line: &str) -> bool {
    matches!(
        line.trim().to_lowercase().as_str(),
        "body" | "volltext" | "texte intégral" | "corps" | "tekst" | "volledige tekst" | "text" | "cuerpo"
    )
}

/// Whether a line is the heading of what follows the text.
fn is_classification(line: &str) -> bool {
    matches!(
        line.trim().to_lowercase().as_str(),
        "classification"
            | "klassifikation"
            | "klassifizierung"
            | "classificatie"
            | "graphic"
            | "notes"
            | "load-date"
            | "clasificación"
    )
}

/// The articles of an export of Nexis Uni or Lexis+: the cover repeats their titles, so that each is found from its
/// end backwards.
///
/// A part without a date above its body, such as the cover alone, is no article. The last one may lack its end: it
/// is read, with a note. Fewer articles than `Documents (500)` announces are told.
fn nexis(paragraphs: &[Paragraph]) -> Items {
    let announced = paragraphs.iter().take(30).find_map(|paragraph| {
        let line = paragraph.text.trim();
        let (name, count) = line.strip_suffix(')')?.rsplit_once('(')?;
        let name = name.trim().to_lowercase();
        ["documents", "document", "dokumente", "dokument", "documenten", "documentos"]
            .contains(&name.as_str())
            .then(|| count.parse::<u64>().ok())?
    });
    let mut items: Vec<Result<Item, Error>> = Vec::new();
    let mut read = 0;
    for part in paragraphs.split_inclusive(|paragraph| is_end(&paragraph.text)) {
        let lines: Vec<&str> = part.iter().map(|paragraph| paragraph.text.as_str()).collect();
        let ended = lines.last().is_some_and(|last| is_end(last));
        let Some(item) = nexis_article(&lines) else { continue };
        read += 1;
        let mut item = Item { number: Some(read), ..item };
        if !ended {
            item.notes.push(Error::input(Fault::Cut, "the document ends before the end of the article"));
        }
        items.push(Ok(item));
    }
    if let Some(announced) = announced.filter(|announced| *announced > read) {
        let message = format!("the file announces {announced} articles and holds {read}");
        items.push(Err(Error::input(Fault::FewerThanAnnounced, message)));
    }
    Box::new(items.into_iter())
}

/// The article among the lines up to an end: from the last `Body` up to the nearest date, above which publisher and
/// title stand; `None` without a date.
///
/// Keys above the body and behind the text fill fields; without a `Body` the text begins behind the date, without
/// copyright lines.
fn nexis_article(lines: &[&str]) -> Option<Item> {
    let body = lines.iter().rposition(|line| is_body(line));
    // The date above the body that is nearest to it: the cover has some too.
    let limit = body.unwrap_or(lines.len());
    let dated = lines[..limit].iter().rposition(|line| vendor::is_date_line(line) && vendor::key(line).is_none())?;
    let mut item = Item {
        date: vendor::day_in(lines[dated]),
        publisher: dated.checked_sub(1).map(|at| lines[at].to_owned()),
        title: dated.checked_sub(2).map(|at| lines[at].to_owned()),
        ..Item::default()
    };
    let start = body.map_or(dated + 1, |body| body + 1);
    let mut text = Vec::new();
    for line in &lines[dated + 1..start.min(lines.len())] {
        if let Some((key, value)) = vendor::key(line) {
            vendor::take(&mut item, key, value);
        }
    }
    let mut behind = false;
    for line in &lines[start.min(lines.len())..] {
        let key = vendor::key(line);
        behind |= is_classification(line) || is_end(line) || key.is_some_and(|(key, _)| key == Key::Tail);
        match key {
            Some((key, value)) if behind || body.is_none() => vendor::take(&mut item, key, value),
            _ if behind || body.is_none() && text.is_empty() && vendor::is_copyright(line) => {}
            _ => text.push(*line),
        }
    }
    item.text = text.join("\n\n");
    Some(item)
}
