//! What the report shows, counted from the tables of a run.

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
    pub(super) articles: Vec<ArticleData>,
    pub(super) publishers: Vec<String>,
    pub(super) people: Vec<PersonData>,
    pub(super) quotes: Vec<QuoteData>,
    pub(super) places: Vec<PlaceData>,
    /// Who speaks about whom: speaker, person named, quotations.
    pub(super) about: Vec<(u32, u32, u32)>,
    pub(super) errors: BTreeMap<String, u32>,
    /// Articles that are others again.
    pub(super) copies: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
pub(super) struct ArticleData {
    pub(super) id: String,
    pub(super) date: Option<Date>,
    pub(super) title: Option<String>,
    /// A place among the publishers.
    pub(super) publisher: Option<usize>,
    pub(super) source: String,
    pub(super) url: Option<String>,
    /// Whether its dateline, byline or text names an agency.
    pub(super) agency: bool,
    pub(super) quotes: u32,
    pub(super) has_text: bool,
}

#[derive(Debug, Default)]
pub(super) struct PersonData {
    pub(super) name: String,
    pub(super) variants: Vec<String>,
    pub(super) link: Option<String>,
    pub(super) gender: Option<String>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) articles: u32,
    pub(super) quotes: u32,
    pub(super) mentions: u32,
}

#[derive(Debug)]
pub(super) struct QuoteData {
    /// A place among the articles.
    pub(super) article: usize,
    pub(super) id: u32,
    pub(super) content: String,
    pub(super) kind: String,
    pub(super) act: String,
    pub(super) speaker: Option<String>,
    pub(super) speaker_text: Option<String>,
    pub(super) role: Option<String>,
    /// A place among the people.
    pub(super) person: Option<u32>,
}

#[derive(Debug, Default)]
pub(super) struct PlaceData {
    pub(super) name: String,
    pub(super) country: Option<String>,
    pub(super) is_country: bool,
    pub(super) point: Option<(f64, f64)>,
    pub(super) articles: u32,
}

impl Data {
    /// Reads the tables of `folder`; what it has not of the corpus is found out anew.
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
            let row = row?;
            data.people.push(PersonData {
                name: row.text("name").unwrap_or_default(),
                variants: row.texts("variants"),
                link: row.text("link"),
                gender: row.text("gender"),
                role: row.text("role"),
                affiliation: row.text("affiliation"),
                articles: row.number("articles").unwrap_or_default(),
                quotes: row.number("quotes").unwrap_or_default(),
                mentions: row.number("mentions").unwrap_or_default(),
            });
        }
        for row in rows(Table::Places)? {
            let row = row?;
            data.places.push(PlaceData {
                name: row.text("name").unwrap_or_default(),
                country: row.text("country"),
                is_country: row.text("subtype").as_deref() == Some("country"),
                point: row.real("latitude").zip(row.real("longitude")),
                articles: row.number("articles").unwrap_or_default(),
            });
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

    /// Puts those who are quoted most first: pages and filters are made of the first.
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

    /// Reads the articles; the place of each by its id.
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

    /// The months from the first article's to the last's, empty ones too: `2016-09`.
    pub(super) fn months(&self) -> Vec<String> {
        let days: BTreeSet<Date> = self.articles.iter().filter_map(|article| article.date).collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
        let mut months = Vec::new();
        let (mut year, mut month) = (first.year(), first.month());
        while (year, month) <= (last.year(), last.month()) && months.len() < MONTHS {
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

/// Two centuries: a wrong date may not make a chart of a million columns.
const MONTHS: usize = 2_400;

/// The month of a day, `2016-09`.
pub(super) fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// Whether a dateline, byline or first line names a news agency.
fn names_agency(text: &str) -> bool {
    const AGENCIES: [&str; 12] =
        ["AP", "Reuters", "AFP", "UPI", "dpa", "Xinhua", "TASS", "EFE", "ANSA", "Bloomberg", "PTI", "ANI"];
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| AGENCIES.contains(&word)) || text.contains("Associated Press")
}

/// The tables of the corpus, found out from those of the articles.
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
