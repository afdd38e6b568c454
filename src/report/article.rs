//! The page of an article: its text with names, quotations and dates marked, and the rows beside it.
//!
//! ```text
//! <p><span class="q" data-quote="0" id="t0">We will appeal,</span><sup><a href="#q0">Maria Okafor</a></sup>
//! said <span class="r" title="Maria Okafor, minister, current"><span class="n per" …>Maria Okafor</span> …</p>
//! ```
//!
//! Marks may cross, as a date that stands half in a quotation does. So the text is cut wherever one begins or ends, and
//! every piece opens and closes what it is in. Offsets of tables are code points, and letters here are `char`s, so that
//! they fit without counting bytes. Texts are escaped piece by piece; nothing of an article gets into the page as HTML.
//!
//! Tables are read in step with `articles`, one article at a time.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::path::Path;

use minijinja::{Value, context};
use serde::Serialize;

use super::chart::{escape, shortened};
use super::data::Data;
use super::{Pages, Shown};
use crate::error::Error;
use crate::table::Table;
use crate::table::read::{StoredRow, StoredTable};

/// Writes the pages of the articles that have one to `articles/PLACE.html`; returns how many. Rows of articles without
/// a page are read past.
pub(super) fn write(pages: &Pages, data: &Data, shown: &Shown, folder: &Path) -> Result<usize, Error> {
    let Some(articles) = StoredTable::open(folder, Table::Articles)? else { return Ok(0) };
    let mut beside = BesideTables::open(folder)?;
    let mut count = 0;
    for (place, article) in articles.enumerate() {
        let article = article?;
        let id = article.text("article_id").unwrap_or_default();
        let rows = beside.of(&id)?;
        if !shown.articles.get(place).copied().unwrap_or_default() {
            continue;
        }
        let about = &data.articles[place];
        let text = article.text("text").unwrap_or_default();
        let title = about.title.clone().unwrap_or_else(|| id.clone());
        let mut parts: Vec<String> = Vec::new();
        parts.push(about.date.map_or_else(|| "no date".to_owned(), |date| date.to_string()));
        parts.extend(about.publisher.map(|publisher| data.publishers[publisher].clone()));
        parts.push(format!("article {id}"));
        // The file alone: where it lies on the disk of who made the report is nobody else's business.
        parts.push(format!("read from {}", about.source.rsplit(['/', '\\']).next().unwrap_or_default()));
        if let Some(of) = data.copies.get(&id) {
            parts.push(format!("a copy of {of}"));
        }
        let url = about.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        let values = context! {
            article => context! { title => title, about => parts.join("; "), url => url, html => marked(&text, &rows) },
            legend => LEGEND.map(|(class, label)| context! { class => class, label => label }),
            tables => tables(&rows),
        };
        pages.write("article.html", &format!("articles/{place}.html"), "../", &title, values)?;
        count += 1;
    }
    Ok(count)
}

/// The classes of marks with what they are called, for the legend.
const LEGEND: [(&str, &str); 8] = [
    ("n per", "person"),
    ("n org", "organisation"),
    ("n loc", "place"),
    ("n misc", "other name"),
    ("q", "quotation"),
    ("d", "date"),
    ("d a", "amount"),
    ("r", "role"),
];

/// The rows of one article, each table in its order.
#[derive(Default)]
struct ArticleRows {
    /// Whom and what it names.
    entities: Vec<StoredRow>,
    /// Where.
    mentions: Vec<StoredRow>,
    /// Who says what.
    quotes: Vec<StoredRow>,
    /// Which roles it gives.
    roles: Vec<StoredRow>,
    /// Which times it speaks of.
    dates: Vec<StoredRow>,
    /// Which sums and measures.
    amounts: Vec<StoredRow>,
}

/// The tables beside that of articles, read in step with it; none where the folder does not have one.
struct BesideTables {
    /// The table of entities; the others are named alike.
    entities: Option<StoredTable>,
    mentions: Option<StoredTable>,
    quotes: Option<StoredTable>,
    roles: Option<StoredTable>,
    dates: Option<StoredTable>,
    amounts: Option<StoredTable>,
}

impl BesideTables {
    /// Opens the tables of a folder.
    fn open(folder: &Path) -> Result<Self, Error> {
        let open = |table| StoredTable::open(folder, table);
        Ok(Self {
            entities: open(Table::Entities)?,
            mentions: open(Table::Mentions)?,
            quotes: open(Table::Quotes)?,
            roles: open(Table::Roles)?,
            dates: open(Table::Dates)?,
            amounts: open(Table::Amounts)?,
        })
    }

    /// The rows of the next article, whose id this is.
    fn of(&mut self, id: &str) -> Result<ArticleRows, Error> {
        let rows = |table: &mut Option<StoredTable>| {
            table.as_mut().map_or_else(|| Ok(Vec::new()), |table| table.of_article(id))
        };
        Ok(ArticleRows {
            entities: rows(&mut self.entities)?,
            mentions: rows(&mut self.mentions)?,
            quotes: rows(&mut self.quotes)?,
            roles: rows(&mut self.roles)?,
            dates: rows(&mut self.dates)?,
            amounts: rows(&mut self.amounts)?,
        })
    }
}

/// What each letter of a text is in, by the places of the rows that cover it. Of rows of one table that cover a letter
/// the last one counts.
struct Marks {
    /// The quotation of each letter.
    quotes: Vec<Option<usize>>,
    /// The name or reference.
    mentions: Vec<Option<usize>>,
    /// The date.
    dates: Vec<Option<usize>>,
    /// The amount, which a date covers where both stand.
    amounts: Vec<Option<usize>>,
    /// The role.
    roles: Vec<Option<usize>>,
    /// Where quotations begin, and which one: the first that does so has the anchor.
    begins: HashMap<usize, usize>,
    /// Where quotations end, behind their last piece, and which one: there its speaker is told.
    ends: HashMap<usize, usize>,
    /// Where anything begins or ends: between two of them all letters are in the same marks.
    cuts: BTreeSet<usize>,
}

impl Marks {
    /// Lays the rows over the text. Rows whose offsets lie outside of it are passed over, and pieces of quotations cut
    /// to it: tables may have been changed. An empty line cuts too, for paragraphs.
    fn of(letters: &[char], rows: &ArticleRows) -> Self {
        let end = letters.len();
        let mut cuts: BTreeSet<usize> = BTreeSet::from([0, end]);
        let (mut quotes, mut begins, mut ends) = (vec![None; end], HashMap::new(), HashMap::new());
        for (place, quote) in rows.quotes.iter().enumerate() {
            let (mut first, mut last) = (None, None);
            for (start, stop) in quote.spans("spans") {
                let (start, stop) = (start as usize, (stop as usize).min(end));
                if start < stop {
                    quotes[start..stop].fill(Some(place));
                    cuts.extend([start, stop]);
                    (first, last) = (first.or(Some(start)), Some(stop));
                }
            }
            if let (Some(first), Some(last)) = (first, last) {
                begins.entry(first).or_insert(place);
                ends.insert(last, place);
            }
        }
        let mut covered = |rows: &[StoredRow]| {
            let mut of = vec![None; end];
            for (place, row) in rows.iter().enumerate() {
                let (start, stop) =
                    (row.number("start").unwrap_or(0) as usize, row.number("end").unwrap_or(0) as usize);
                if start < stop && stop <= end {
                    of[start..stop].fill(Some(place));
                    cuts.extend([start, stop]);
                }
            }
            of
        };
        let (mentions, dates) = (covered(&rows.mentions), covered(&rows.dates));
        let (amounts, roles) = (covered(&rows.amounts), covered(&rows.roles));
        for (place, pair) in letters.windows(2).enumerate() {
            if pair == ['\n', '\n'] {
                cuts.extend([place, place + 2]);
            }
        }
        Self { quotes, mentions, dates, amounts, roles, begins, ends, cuts }
    }
}

/// The text as paragraphs, marked. Marks may cross: the text is cut at every start and end of one.
///
/// An empty line ends a paragraph; behind the last piece of a quotation stands its speaker, with a link to its row.
/// Time is linear in the text and its marks, but for the sort of the cuts.
fn marked(text: &str, rows: &ArticleRows) -> String {
    let letters: Vec<char> = text.chars().collect();
    let marks = Marks::of(&letters, rows);
    let names: HashMap<u32, String> =
        rows.entities.iter().filter_map(|row| Some((row.number("entity_id")?, row.text("name")?))).collect();
    let cuts: Vec<usize> = marks.cuts.iter().copied().collect();
    let mut out = String::from("<p>");
    for pair in cuts.windows(2) {
        let (start, stop) = (pair[0], pair[1]);
        let piece: String = letters[start..stop].iter().collect();
        if piece.starts_with("\n\n") {
            out.push_str("</p><p>");
            continue;
        }
        let opened = open_marks(&mut out, start, &marks, rows, &names);
        out.push_str(&escape(&piece));
        out.push_str(&"</span>".repeat(opened));
        if let Some(&quote) = marks.ends.get(&stop) {
            let row = &rows.quotes[quote];
            let id = row.number("quote_id").unwrap_or_default();
            let speaker = row.text("speaker").or_else(|| row.text("speaker_text"));
            let speaker = escape(&shortened(&speaker.unwrap_or_else(|| "speaker unknown".to_owned()), 40));
            let _ = write!(out, "<sup><a href=\"#q{id}\">{speaker}</a></sup>");
        }
    }
    out.push_str("</p>");
    out
}

/// Opens what the letter at `start` is in, the widest first: quotation, role, date or amount, name; returns how many
/// there are, which is how many end tags close the piece.
///
/// What a mark says stands in its attributes: `data-quote` joins the pieces of a quotation when one of them is pointed
/// at, `data-value` shows what a date resolves to, `title` the name of an entity.
fn open_marks(
    out: &mut String,
    start: usize,
    marks: &Marks,
    rows: &ArticleRows,
    names: &HashMap<u32, String>,
) -> usize {
    let mut opened = 0;
    let mut open = |class: &str, attributes: &str| {
        let _ = write!(out, "<span class=\"{class}\"{attributes}>");
        opened += 1;
    };
    if let Some(quote) = marks.quotes[start] {
        let id = |quote: usize| rows.quotes[quote].number("quote_id").unwrap_or_default();
        let anchor = marks.begins.get(&start).map(|begun| format!(" id=\"t{}\"", id(*begun))).unwrap_or_default();
        open("q", &format!(" data-quote=\"{}\"{anchor}", id(quote)));
    }
    if let Some(role) = marks.roles[start] {
        let row = &rows.roles[role];
        let parts = [row.text("person"), row.text("role"), row.text("affiliation"), row.text("tense")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        open("r", &format!(" title=\"{}\"", escape(&parts.join(", "))));
    }
    let value = |value: &str| format!(" tabindex=\"0\" data-value=\"{}\"", escape(value));
    if let Some(date) = marks.dates[start] {
        open("d", &value(&date_value(&rows.dates[date])));
    } else if let Some(amount) = marks.amounts[start] {
        open("d a", &value(&amount_value(&rows.amounts[amount])));
    }
    if let Some(mention) = marks.mentions[start] {
        let row = &rows.mentions[mention];
        let class = match row.text("type").as_deref() {
            Some("PER") => "n per",
            Some("ORG") => "n org",
            Some("LOC") => "n loc",
            _ => "n misc",
        };
        let name = row.number("entity_id").and_then(|id| names.get(&id)).map(String::as_str).unwrap_or_default();
        open(class, &format!(" title=\"{}\"", escape(name)));
    }
    opened
}

/// What a date resolves to, and from which to which day where that says more: `2025-W09: 2025-02-24 to 2025-03-02`.
fn date_value(row: &StoredRow) -> String {
    let value = row.text("value").unwrap_or_default();
    match (row.text("first_day"), row.text("last_day")) {
        (Some(first), Some(last)) if first != last => format!("{value}: {first} to {last}"),
        _ => value,
    }
}

/// The number of an amount with its unit and what is counted: `> 200 people`, `3 to 5 percent`.
fn amount_value(row: &StoredRow) -> String {
    let range = row.text("value_high").map(|high| format!("to {high}"));
    let comparison = row.text("comparison").filter(|comparison| comparison != "=");
    let parts = [comparison, row.text("value"), range, row.text("unit"), row.text("object")];
    parts.into_iter().flatten().collect::<Vec<String>>().join(" ")
}

/// A table beneath the text.
#[derive(Serialize)]
struct RowTable {
    /// What it has.
    heading: &'static str,
    /// The names of its columns.
    head: Vec<&'static str>,
    /// Its cells.
    rows: Vec<Vec<String>>,
    /// What the first cell is named by, for links into the table: `q` makes `#q3` of quotation 3.
    anchor: Option<&'static str>,
}

/// The rows beside the text, five tables with the columns that a reader wants; the others are in the run's own tables.
fn tables(rows: &ArticleRows) -> Vec<Value> {
    let table = |heading, anchor, columns: &[(&'static str, &str)], rows: &[StoredRow]| {
        let cells = |row: &StoredRow| columns.iter().map(|(_, column)| row.text(column).unwrap_or_default()).collect();
        let head = columns.iter().map(|(head, _)| *head).collect();
        Value::from_serialize(RowTable { heading, head, rows: rows.iter().map(cells).collect(), anchor })
    };
    vec![
        table(
            "Quotations",
            Some("q"),
            &[
                ("no.", "quote_id"),
                ("speaker", "speaker"),
                ("as it stands", "speaker_text"),
                ("role", "speaker_role"),
                ("cue", "cue"),
                ("act", "act"),
                ("sure", "confidence"),
            ],
            &rows.quotes,
        ),
        table(
            "Roles",
            None,
            &[("person", "person"), ("role", "role"), ("affiliation", "affiliation"), ("tense", "tense")],
            &rows.roles,
        ),
        table(
            "Dates",
            None,
            &[("expression", "text"), ("value", "value"), ("first day", "first_day"), ("last day", "last_day")],
            &rows.dates,
        ),
        table(
            "Amounts",
            None,
            &[("amount", "text"), ("value", "value"), ("up to", "value_high"), ("unit", "unit"), ("of", "object")],
            &rows.amounts,
        ),
        table(
            "Names",
            None,
            &[("name", "name"), ("type", "type"), ("link", "link"), ("mentions", "mentions"), ("quotations", "quotes")],
            &rows.entities,
        ),
    ]
}
