//! The page of an article: its text with names, quotations and dates marked, and the rows beside it.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::path::Path;

use minijinja::{Value, context};
use serde::Serialize;

use super::chart::escape;
use super::data::Data;
use super::{Pages, Shown};
use crate::error::Error;
use crate::table::Table;
use crate::table::read::{StoredRow, StoredTable};

/// Writes the pages of the articles that have one; how many.
pub(super) fn write(pages: &Pages, data: &Data, shown: &Shown, folder: &Path) -> Result<usize, Error> {
    let Some(articles) = StoredTable::open(folder, Table::Articles)? else { return Ok(0) };
    let mut beside = Beside::open(folder)?;
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
        parts.push(format!("read from {}", about.source));
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

const LEGEND: [(&str, &str); 6] = [
    ("n per", "person"),
    ("n org", "organisation"),
    ("n loc", "place"),
    ("n misc", "other name"),
    ("q", "quotation"),
    ("d", "date"),
];

/// The rows of one article.
#[derive(Default)]
struct ArticleRows {
    entities: Vec<StoredRow>,
    mentions: Vec<StoredRow>,
    quotes: Vec<StoredRow>,
    roles: Vec<StoredRow>,
    dates: Vec<StoredRow>,
}

/// The tables beside that of articles, read in step with it.
struct Beside {
    entities: Option<StoredTable>,
    mentions: Option<StoredTable>,
    quotes: Option<StoredTable>,
    roles: Option<StoredTable>,
    dates: Option<StoredTable>,
}

impl Beside {
    fn open(folder: &Path) -> Result<Self, Error> {
        let open = |table| StoredTable::open(folder, table);
        Ok(Self {
            entities: open(Table::Entities)?,
            mentions: open(Table::Mentions)?,
            quotes: open(Table::Quotes)?,
            roles: open(Table::Roles)?,
            dates: open(Table::Dates)?,
        })
    }

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
        })
    }
}

/// The text as paragraphs, marked. Marks may cross: the text is cut at every start and end of one.
fn marked(text: &str, rows: &ArticleRows) -> String {
    let letters: Vec<char> = text.chars().collect();
    let end = letters.len();
    let mut cuts: BTreeSet<usize> = BTreeSet::from([0, end]);
    let span = |row: &StoredRow| {
        let (start, end) = (row.number("start")? as usize, row.number("end")? as usize);
        (start < end && end <= letters.len()).then_some((start, end))
    };
    // What each letter is in: the quotation, mention and date that cover it.
    let mut quote_of: Vec<Option<u32>> = vec![None; end];
    let mut mention_of: Vec<Option<usize>> = vec![None; end];
    let mut date_of: Vec<Option<usize>> = vec![None; end];
    let mut last_letter: HashMap<usize, u32> = HashMap::new();
    for quote in &rows.quotes {
        let id = quote.number("quote_id").unwrap_or_default();
        for (start, stop) in quote.spans("spans") {
            let (start, stop) = (start as usize, (stop as usize).min(end));
            if start < stop {
                quote_of[start..stop].fill(Some(id));
                cuts.extend([start, stop]);
                last_letter.insert(stop, id);
            }
        }
    }
    for (rows, of) in [(&rows.mentions, &mut mention_of), (&rows.dates, &mut date_of)] {
        for (place, row) in rows.iter().enumerate() {
            if let Some((start, stop)) = span(row) {
                of[start..stop].fill(Some(place));
                cuts.extend([start, stop]);
            }
        }
    }
    for (place, pair) in letters.windows(2).enumerate() {
        if pair == ['\n', '\n'] {
            cuts.extend([place, place + 2]);
        }
    }
    let names: HashMap<u32, String> =
        rows.entities.iter().filter_map(|row| Some((row.number("entity_id")?, row.text("name")?))).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut out = String::from("<p>");
    for pair in cuts.windows(2) {
        let (start, stop) = (pair[0], pair[1]);
        let piece: String = letters[start..stop].iter().collect();
        if piece.starts_with("\n\n") {
            out.push_str("</p><p>");
            continue;
        }
        let mut close = String::new();
        if let Some(id) = quote_of[start] {
            let _ = write!(out, "<span class=\"q\" data-quote=\"{id}\">");
            close.insert_str(0, "</span>");
        }
        if let Some(date) = date_of[start] {
            let value = rows.dates[date].text("value").unwrap_or_default();
            let _ = write!(out, "<span class=\"d\" tabindex=\"0\" data-value=\"{0}\" title=\"{0}\">", escape(&value));
            close.insert_str(0, "</span>");
        }
        if let Some(mention) = mention_of[start] {
            let row = &rows.mentions[mention];
            let class = match row.text("type").as_deref() {
                Some("PER") => "per",
                Some("ORG") => "org",
                Some("LOC") => "loc",
                _ => "misc",
            };
            let name = row.number("entity_id").and_then(|id| names.get(&id)).map(String::as_str).unwrap_or_default();
            let _ = write!(out, "<span class=\"n {class}\" title=\"{}\">", escape(name));
            close.insert_str(0, "</span>");
        }
        out.push_str(&escape(&piece));
        out.push_str(&close);
        if let Some(id) = last_letter.get(&stop) {
            let _ = write!(out, "<sup><a href=\"#q{id}\">{id}</a></sup>");
        }
    }
    out.push_str("</p>");
    out
}

#[derive(Serialize)]
struct RowTable {
    heading: &'static str,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    /// What the first cell is named by, for links into the table.
    anchor: Option<&'static str>,
}

/// The rows beside the text.
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
            "Names",
            None,
            &[("name", "name"), ("type", "type"), ("link", "link"), ("mentions", "mentions"), ("quotations", "quotes")],
            &rows.entities,
        ),
    ]
}
