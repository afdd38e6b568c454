//! What the report shows, counted from the tables of a run.
//!
//! Articles, quotations and errors are read from the folder as CSV or JSON Lines; of the corpus, `people`, `places`,
//! `appearances`, `quoted_about` and `duplicates`. A folder without `people` has had no corpus decided (it was written
//! with `--tables quotes`, or put together of parts): then that is done here, in memory.
//!
//! All of it is held in memory but for the articles' texts, which are read again when pages are written
//! ([`article`](super::article)). Places in lists stand for ids: an article is its place in `articles`, a person its
//! place among `people`, the most quoted first.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use jiff::civil::Date;

use crate::corpus::{Collector, CorpusOptions, TableArticles};
use crate::error::Error;
use crate::table::read::{StoredRow, StoredTable};
use crate::table::{Cell, Table};

/// Everything that the pages are made of.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// The articles in the order of their table.
    pub(super) articles: Vec<ArticleData>,
    /// The publishers in the order in which articles first name them.
    pub(super) publishers: Vec<String>,
    /// The people, the most quoted first.
    pub(super) people: Vec<PersonData>,
    /// The quotations, articles in the order of their table.
    pub(super) quotes: Vec<QuoteData>,
    /// The places, those in most articles first.
    pub(super) places: Vec<PlaceData>,
    /// Who speaks about whom: speaker, person named, quotations.
    pub(super) about: Vec<(u32, u32, u32)>,
    /// What could not be read: how often by the code of the error.
    pub(super) errors: BTreeMap<String, u32>,
    /// Articles that are others again, by their ids.
    pub(super) copies: BTreeMap<String, String>,
}

/// A row of `articles` without its text.
#[derive(Debug, Default)]
pub(super) struct ArticleData {
    /// Its `article_id`.
    pub(super) id: String,
    /// The day it was published.
    pub(super) date: Option<Date>,
    /// Its headline.
    pub(super) title: Option<String>,
    /// A place among the publishers.
    pub(super) publisher: Option<usize>,
    /// Where it was read: a path, of which pages show the last part only.
    pub(super) source: String,
    /// Where it stands on the web.
    pub(super) url: Option<String>,
    /// Whether its dateline, byline or text names an agency.
    pub(super) agency: bool,
    /// The number of its quotations.
    pub(super) quotes: u32,
    /// Whether the table has its text; without one there is no page of it.
    pub(super) has_text: bool,
}

/// A row of `people`.
#[derive(Debug, Default)]
pub(super) struct PersonData {
    /// The name that most articles have.
    pub(super) name: String,
    /// Other forms.
    pub(super) variants: Vec<String>,
    /// The outside id.
    pub(super) link: Option<String>,
    /// `female` or `male`.
    pub(super) gender: Option<String>,
    /// The role that most articles give.
    pub(super) role: Option<String>,
    /// What the role is of.
    pub(super) affiliation: Option<String>,
    /// Articles that name the person.
    pub(super) articles: u32,
    /// Quotations, copies too.
    pub(super) quotes: u32,
    /// Mentions, copies too.
    pub(super) mentions: u32,
}

/// A row of `quotes`.
#[derive(Debug)]
pub(super) struct QuoteData {
    /// A place among the articles.
    pub(super) article: usize,
    /// Its `quote_id` in the article, to which links of pages lead.
    pub(super) id: u32,
    /// What is said; of tables without `content`, its text.
    pub(super) content: String,
    /// `direct`, `mixed` or `indirect`.
    pub(super) kind: String,
    /// `speech`, `thought` …
    pub(super) act: String,
    /// The name of who says it.
    pub(super) speaker: Option<String>,
    /// The source as it stands in the text: "officials".
    pub(super) speaker_text: Option<String>,
    /// The role that the article gives.
    pub(super) role: Option<String>,
    /// A place among the people.
    pub(super) person: Option<u32>,
}

/// A row of `places`.
#[derive(Debug, Default)]
pub(super) struct PlaceData {
    /// Its name.
    pub(super) name: String,
    /// ISO 3166-1 alpha-2.
    pub(super) country: Option<String>,
    /// Whether it is a country itself, which is drawn as an area.
    pub(super) is_country: bool,
    /// Degrees north and east.
    pub(super) point: Option<(f64, f64)>,
    /// Articles that name it.
    pub(super) articles: u32,
}

impl PersonData {
    /// Reads a row of `people`.
    fn of(row: &StoredRow) -> Self {
        Self {
            name: row.text("name").unwrap_or_default(),
            variants: row.texts("variants"),
            link: row.text("link"),
            gender: row.text("gender"),
            role: row.text("role"),
            affiliation: row.text("affiliation"),
            articles: row.number("articles").unwrap_or_default(),
            quotes: row.number("quotes").unwrap_or_default(),
            mentions: row.number("mentions").unwrap_or_default(),
        }
    }
}

impl PlaceData {
    /// Reads a row of `places`.
    fn of(row: &StoredRow) -> Self {
        Self {
            name: row.text("name").unwrap_or_default(),
            country: row.text("country"),
            is_country: row.text("subtype").as_deref() == Some("country"),
            point: row.real("latitude").zip(row.real("longitude")),
            articles: row.number("articles").unwrap_or_default(),
        }
    }
}

impl Data {
    /// Reads the tables of `folder`; what it has not of the corpus is found out anew.
    ///
    /// # Errors
    ///
    /// If there is no table of articles where the corpus must be found out, or a table cannot be read. A table that is
    /// missing is empty.
    ///
    /// The order matters where one table names rows of another: articles give places to ids, appearances give persons
    /// to entities, and quotations ask both.
    ///
    /// People and places come from the corpus's own tables, in whose order the most named stand first;
    /// [`Data::order_people`] then puts the most quoted first, and everything that names a person by number is changed
    /// with it.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let mut data = Self::default();
        let corpus = if StoredTable::open(folder, Table::People)?.is_some() { None } else { Some(corpus(folder)?) };
        let rows = |table: Table| -> Result<Box<dyn Iterator<Item = Result<StoredRow, Error>>>, Error> {
            if let Some(rows) = corpus.as_ref().and_then(|corpus| corpus.get(&table)) {
                return Ok(Box::new(rows.iter().cloned().map(Ok)));
            }
            Ok(match StoredTable::open(folder, table)? {
                Some(table) => Box::new(table),
                None => Box::new(std::iter::empty()),
            })
        };
        let ids = data.articles(rows(Table::Articles)?)?;
        for row in rows(Table::Duplicates)? {
            let row = row?;
            if let (Some(article), Some(of)) = (row.text("article_id"), row.text("duplicate_of")) {
                data.copies.insert(article, of);
            }
        }
        for row in rows(Table::People)? {
            data.people.push(PersonData::of(&row?));
        }
        for row in rows(Table::Places)? {
            data.places.push(PlaceData::of(&row?));
        }
        let mut who: HashMap<(usize, u32), u32> = HashMap::new();
        for row in rows(Table::Appearances)? {
            let row = row?;
            let article = row.text("article_id").and_then(|id| ids.get(&id).copied());
            if let (Some(article), Some(entity), Some(person)) =
                (article, row.number("entity_id"), row.number("person_id"))
            {
                who.insert((article, entity), person);
            }
        }
        data.quotes(rows(Table::Quotes)?, &ids, &who)?;
        for row in rows(Table::QuotedAbout)? {
            let row = row?;
            if row.text("about_kind").as_deref() == Some("person")
                && let (Some(speaker), Some(about)) = (row.number("person_id"), row.number("about_id"))
            {
                data.about.push((speaker, about, row.number("quotes").unwrap_or_default()));
            }
        }
        for row in rows(Table::Errors)? {
            *data.errors.entry(row?.text("code").unwrap_or_default()).or_default() += 1;
        }
        data.order_people();
        Ok(data)
    }

    /// Puts those who are quoted most first, of equal ones as the table has them: pages and filters are made of the
    /// first. Whoever went by a person's number before goes by the place afterwards.
    fn order_people(&mut self) {
        let people = std::mem::take(&mut self.people);
        let mut order: Vec<usize> = (0..people.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(people[at].quotes), at));
        let mut places: Vec<u32> = vec![0; people.len()];
        for (place, &at) in (0..).zip(&order) {
            places[at] = place;
        }
        let mut people: Vec<Option<PersonData>> = people.into_iter().map(Some).collect();
        self.people = order.into_iter().filter_map(|at| people[at].take()).collect();
        let place = |person: u32| places.get(person as usize).copied();
        for quote in &mut self.quotes {
            quote.person = quote.person.and_then(place);
        }
        self.about = self
            .about
            .iter()
            .filter_map(|&(speaker, about, quotes)| Some((place(speaker)?, place(about)?, quotes)))
            .collect();
    }

    /// Reads the articles; gives the place of each by its id.
    fn articles(
        &mut self,
        rows: impl Iterator<Item = Result<StoredRow, Error>>,
    ) -> Result<HashMap<String, usize>, Error> {
        let mut ids = HashMap::new();
        let mut publishers: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            let row = row?;
            let id = row.text("article_id").unwrap_or_default();
            ids.insert(id.clone(), self.articles.len());
            let publisher = row.text("publisher").map(|name| {
                let next = publishers.len();
                *publishers.entry(name).or_insert(next)
            });
            let text = row.text("text").unwrap_or_default();
            let agency = [row.text("dateline"), row.text("byline")].iter().flatten().any(|field| names_agency(field))
                || names_agency(text.get(..text.floor_char_boundary(120)).unwrap_or_default());
            self.articles.push(ArticleData {
                date: row.text("date").and_then(|date| date.parse().ok()),
                title: row.text("title"),
                publisher,
                source: row.text("source").unwrap_or_default(),
                url: row.text("url"),
                agency,
                quotes: row.number("quotes").unwrap_or_default(),
                has_text: !text.is_empty(),
                id,
            });
        }
        let mut names: Vec<(usize, String)> = publishers.into_iter().map(|(name, place)| (place, name)).collect();
        names.sort_unstable();
        self.publishers = names.into_iter().map(|(_, name)| name).collect();
        Ok(ids)
    }

    /// Reads the quotations of articles that are known. `who` has the person of each article's entity.
    fn quotes(
        &mut self,
        rows: impl Iterator<Item = Result<StoredRow, Error>>,
        ids: &HashMap<String, usize>,
        who: &HashMap<(usize, u32), u32>,
    ) -> Result<(), Error> {
        for row in rows {
            let row = row?;
            let Some(&article) = row.text("article_id").and_then(|id| ids.get(&id)) else { continue };
            self.quotes.push(QuoteData {
                article,
                id: row.number("quote_id").unwrap_or_default(),
                content: row.text("content").or_else(|| row.text("text")).unwrap_or_default(),
                kind: row.text("kind").unwrap_or_default(),
                act: row.text("act").unwrap_or_default(),
                speaker: row.text("speaker"),
                speaker_text: row.text("speaker_text"),
                role: row.text("speaker_role"),
                person: row.number("speaker_entity_id").and_then(|entity| who.get(&(article, entity)).copied()),
            });
        }
        Ok(())
    }

    /// The months from the first article's to the last's, empty ones too: `2016-09`. None if no article has a date.
    pub(super) fn months(&self) -> Vec<String> {
        let days: BTreeSet<Date> = self.articles.iter().filter_map(|article| article.date).collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
        let mut months = Vec::new();
        let (mut year, mut month) = (first.year(), first.month());
        while (year, month) <= (last.year(), last.month()) && months.len() < MOST_MONTHS {
            months.push(format!("{year:04}-{month:02}"));
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        months
    }
}

/// The period of a day on a chart over `months`: its month, or its year where the months would be too many to see.
pub(super) fn period(date: Date, months: usize) -> String {
    if months > 120 { format!("{:04}", date.year()) } else { month(date) }
}

/// Two centuries of months, past which a span of articles is cut: a wrong date may not make a chart of a million
/// columns.
const MOST_MONTHS: usize = 2_400;

/// The month of a day, `2016-09`.
pub(super) fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// Whether a dateline, byline or first line names a news agency: one of twelve acronyms as a word, in just that case,
/// or the Associated Press in full. `OSLO (Reuters) -` does, `the AP's rival` does, `ap` does not.
fn names_agency(text: &str) -> bool {
    const AGENCIES: [&str; 12] =
        ["AP", "Reuters", "AFP", "UPI", "dpa", "Xinhua", "TASS", "EFE", "ANSA", "Bloomberg", "PTI", "ANI"];
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| AGENCIES.contains(&word)) || text.contains("Associated Press")
}

/// The tables of the corpus, found out from those of the articles, with the default options.
fn corpus(folder: &Path) -> Result<HashMap<Table, Vec<StoredRow>>, Error> {
    let mut collector = Collector::new(CorpusOptions::default());
    for record in TableArticles::open(folder)? {
        collector.add(&record?)?;
    }
    let mut tables: HashMap<Table, Vec<StoredRow>> = HashMap::new();
    collector.finish(&mut |table: Table, cells: &[Cell<'_>]| {
        tables.entry(table).or_default().push(StoredRow::of(table.columns(), cells));
        Ok(())
    })?;
    Ok(tables)
}
