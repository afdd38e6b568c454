//! The first page: who is quoted, when, by whom, about whom, where, and what is missing.
//!
//! From top to bottom: a sentence of what was read, four counts, six figures ([`figure`]) each with a sentence, a
//! drawing and its table, the quotations as a table to search and sort, and the limits of all this. Without a script
//! everything but the filters is there: figures are drawn, and the first 50 quotations stand in the page.
//!
//! For the script the page holds JSON:
//!
//! ```text
//! people      [name, gender, page] of the 400 most quoted
//! publishers  names
//! months      2024-11, 2024-12, 2025-01 …
//! acts        speech, thought …
//! cube        [person, publisher, month, act, count], which the filters add up
//! quotes      [date, publisher, speaker, role, act, kind, content, page]
//! ```
//!
//! Numbers are places in the lists, -1 for none. The page is to open at once from any disk, so its quotations are cut
//! to about a megabyte ([`quote_rows`]); tables and CSV have all.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Value, context};
use serde_json::json;

use super::chart;
use super::data::{Data, QuoteData, month};
use super::figure::{self, Figure};
use super::{Pages, ReportOptions, Shown, counted};
use crate::error::Error;

/// Rows of a table beneath a figure; the CSV has all.
const TABLE_ROWS: usize = 200;
/// People whose counts the filters know, the most quoted.
const FILTERED_PEOPLE: usize = 400;
/// Bytes of quotations in the page, about: all of it is read before the first filter can be set.
const QUOTE_BYTES: usize = 1_150_000;

/// Writes the page and the data of its figures to `data/ID.csv`; returns the page's size in bytes.
pub(super) fn write(pages: &Pages, data: &Data, shown: &Shown, options: &ReportOptions) -> Result<usize, Error> {
    let months = data.months();
    let figures = figures(pages, figure::all(data, shown, &months))?;
    let acts: Vec<String> =
        data.quotes.iter().map(|quote| quote.act.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let (rows, every) = quote_rows(data, shown, &acts, options);
    let first: Vec<Value> = rows.iter().take(50).map(|row| first_row(data, &acts, row)).collect();
    let people = data.people.iter().take(FILTERED_PEOPLE).zip(0..);
    let people: Vec<_> =
        people.map(|(person, number)| json!([person.name, person.gender, shown.person(number)])).collect();
    let embedded = json!({
        "people": people,
        "publishers": data.publishers,
        "months": months,
        "acts": acts,
        "cube": cube(data, &months, &acts),
        "quotes": rows,
    });
    let count = |label: &str, value: usize| context! { label => label, value => counted(value, "") };
    let values = context! {
        lead => lead(data),
        counts => [
            count("articles", data.articles.len()),
            count("different articles", data.articles.len() - data.copies.len().min(data.articles.len())),
            count("people", data.people.len()),
            count("quotations", data.quotes.len()),
        ],
        figures => figures,
        quotations => quotations_held(data, shown, rows.len(), every),
        quote_columns => ["Date", "Publisher", "Speaker", "Role", "Act", "What is said"],
        first_quotes => first,
        limits => limits(data, shown),
        data => inert(&embedded.to_string()),
    };
    pages.write("index.html", "index.html", "", &pages.name, values)
}

/// Writes the rows of each figure to its CSV, then cuts them to what the page shows.
fn figures(pages: &Pages, figures: [Figure; 6]) -> Result<Vec<Figure>, Error> {
    for figure in &figures {
        pages.csv(&format!("data/{}.csv", figure.id), &figure.head, &figure.rows)?;
    }
    let cut = |mut figure: Figure| {
        figure.more = (figure.rows.len() > TABLE_ROWS).then_some(figure.rows.len());
        figure.rows.truncate(TABLE_ROWS);
        figure
    };
    Ok(figures.into_iter().map(cut).collect())
}

/// The sentence at the top: `1,204 articles of 3 publishers from 2024-11-02 to 2025-01-30: who is quoted …`.
fn lead(data: &Data) -> String {
    let dated: Vec<_> = data.articles.iter().filter_map(|article| article.date).collect();
    let articles = counted(data.articles.len(), "articles");
    let publishers = match data.publishers.len() {
        0 => String::new(),
        count => format!(" of {}", counted(count, "publishers")),
    };
    match (dated.iter().min(), dated.iter().max()) {
        (Some(first), Some(last)) => {
            format!("{articles} from {first} to {last}{publishers}: who is quoted, when, by whom and about whom.")
        }
        _ => format!("{articles} without a date: who is quoted, by whom and about whom."),
    }
}

/// What is said above the table of quotations: how many `rows` it has, and why not all. `every` is as [`quote_rows`]
/// gives it.
fn quotations_held(data: &Data, shown: &Shown, rows: usize, every: usize) -> String {
    let has_pages = shown.articles.contains(&true);
    match every {
        0 => "The quotations are left out, as --no-text asks.".to_owned(),
        1 => format!("{}; search, sort, filter, and follow a row to its article.", counted(rows, "quotations")),
        _ => format!(
            "{} of {}, so that the page stays small{}. The table of quotations has them all.",
            counted(rows, ""),
            counted(data.quotes.len(), "quotations"),
            if has_pages { ": such as stand in an article that has a page here" } else { "" }
        ),
    }
}

/// JSON that may stand in a page: a script element ends at the first `</`, wherever that stands, so no `<` is left.
/// Characters that turn the direction of writing are replaced.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace(chart::is_hostile, "\u{fffd}")
}

/// Counts by person, publisher, month and act; -1 where there is no publisher or month. Only of people whom the filters
/// know; quotations without a person are not in it.
///
/// ```text
/// [3, 0, 14, 1, 5]     the fourth person, the first publisher, the fifteenth month, the second act: five quotations
/// ```
///
/// It has a row for each combination that comes up, so that the page's script can add up any choice of filters without
/// the quotations themselves.
fn cube(data: &Data, months: &[String], acts: &[String]) -> Vec<[i64; 5]> {
    let mut counts: BTreeMap<[i64; 4], i64> = BTreeMap::new();
    let place = |list: &[String], wanted: &str| {
        list.binary_search_by(|known| known.as_str().cmp(wanted)).ok().and_then(|place| i64::try_from(place).ok())
    };
    for quote in &data.quotes {
        let Some(person) = quote.person.filter(|&person| (person as usize) < FILTERED_PEOPLE) else { continue };
        let article = &data.articles[quote.article];
        let month = article.date.and_then(|date| place(months, &month(date))).unwrap_or(-1);
        let publisher = article.publisher.and_then(|place| i64::try_from(place).ok()).unwrap_or(-1);
        *counts.entry([i64::from(person), publisher, month, place(acts, &quote.act).unwrap_or(-1)]).or_default() += 1;
    }
    counts.into_iter().map(|([person, publisher, month, act], count)| [person, publisher, month, act, count]).collect()
}

/// A row of the table of quotations: date, publisher, speaker, role, act, kind, content, page. Publisher and act are
/// places in the lists of the page.
type QuoteRow = (String, i64, String, String, i64, String, String, String);

/// The quotations that the page holds, and one of how many it is: 1 for all, 0 for none, as `--no-text` asks. Sorted by
/// date.
///
/// Where there are too many, those whose articles have pages come first, since a row is to lead to its article, and of
/// these again one of so many as fit. A row counts 110 bytes and its content, of which 400 letters are shown.
fn quote_rows(data: &Data, shown: &Shown, acts: &[String], options: &ReportOptions) -> (Vec<QuoteRow>, usize) {
    if !options.text {
        return (Vec::new(), 0);
    }
    let size = |quote: &QuoteData| quote.content.len().min(400) + 110;
    let bytes: usize = data.quotes.iter().map(size).sum();
    let every = bytes.div_ceil(QUOTE_BYTES).max(1);
    let row = |quote: &QuoteData| {
        let article = &data.articles[quote.article];
        let speaker = quote.speaker.as_ref().or(quote.speaker_text.as_ref());
        (
            article.date.map(|date| date.to_string()).unwrap_or_default(),
            article.publisher.and_then(|place| i64::try_from(place).ok()).unwrap_or(-1),
            speaker.cloned().unwrap_or_default(),
            quote.role.clone().unwrap_or_default(),
            acts.binary_search(&quote.act).ok().and_then(|place| i64::try_from(place).ok()).unwrap_or(-1),
            quote.kind.clone(),
            chart::shortened(&quote.content, 400),
            shown.article(quote.article).map(|page| format!("{page}#q{}", quote.id)).unwrap_or_default(),
        )
    };
    let with_page = |quote: &&QuoteData| shown.articles[quote.article];
    let mut rows: Vec<QuoteRow> = if every > 1 && shown.articles.contains(&true) {
        let bytes: usize = data.quotes.iter().filter(with_page).map(size).sum();
        data.quotes.iter().filter(with_page).step_by(bytes.div_ceil(QUOTE_BYTES).max(1)).map(row).collect()
    } else {
        data.quotes.iter().step_by(every).map(row).collect()
    };
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    (rows, every)
}

/// A row as the template writes it, with names in place of numbers.
fn first_row(data: &Data, acts: &[String], row: &QuoteRow) -> Value {
    let at = |list: &[String], place: i64| {
        usize::try_from(place).ok().and_then(|place| list.get(place).cloned()).unwrap_or_default()
    };
    context! {
        date => row.0, publisher => at(&data.publishers, row.1), speaker => row.2, role => row.3, act => at(acts, row.4),
        content => row.6, href => row.7,
    }
}

/// What could not be read or is not known, a sentence each. A reader of figures is to see what they leave out.
///
/// ```text
/// 12 of 1,204 articles have no date; they stand in no month.
/// Every article has a publisher.
/// 310 of 2,911 quotations have no speaker with a name; 41 have none at all.
/// 500 articles have a page of their own here.
/// What could not be read, by cause: bad-date 2, undecodable 1. The table of errors names each.
/// ```
fn limits(data: &Data, shown: &Shown) -> Vec<String> {
    let undated = data.articles.iter().filter(|article| article.date.is_none()).count();
    let unpublished = data.articles.iter().filter(|article| article.publisher.is_none()).count();
    let unresolved = data.quotes.iter().filter(|quote| quote.speaker.is_none()).count();
    let unnamed = data.quotes.iter().filter(|quote| quote.speaker_text.is_none()).count();
    let pages = shown.articles.iter().filter(|shown| **shown).count();
    let without = |count: usize, what: &str, so: &str| match (count, data.articles.len()) {
        (0, _) => format!("Every article has a {what}."),
        (count, all) if count == all => format!("No article has a {what}{so}."),
        (count, all) => format!("{} of {} have no {what}{so}.", counted(count, ""), counted(all, "articles")),
    };
    let mut lines = vec![
        without(undated, "date", "; they stand in no month"),
        without(unpublished, "publisher", ""),
        format!(
            "{} of {} have no speaker with a name; {} have none at all.",
            counted(unresolved, ""),
            counted(data.quotes.len(), "quotations"),
            counted(unnamed, "")
        ),
        format!("{} have a page of their own here.", counted(pages, "articles")),
        "Gender is what the text says of a person, else what the forename makes near certain; it is not identity."
            .to_owned(),
    ];
    if data.errors.is_empty() {
        lines.push("Everything could be read.".to_owned());
    } else {
        let errors: Vec<String> = data.errors.iter().map(|(code, count)| format!("{code} {count}")).collect();
        lines.push(format!("What could not be read, by cause: {}. The table of errors names each.", errors.join(", ")));
    }
    lines
}
