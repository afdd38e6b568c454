//! The corpus: who, what and where over all articles, what was said once and printed often, and which articles are copies.
//!
//! [`ArticleRecord`] is what an article adds, worked out where it is annotated; [`Collector::add`] takes it and spills what is large;
//! [`Collector::finish`] decides when all have been seen. What is decided does not depend on the order in which articles came: they are
//! ranked by day and id first. Memory holds a few numbers for each article, entity and quotation; everything else is in files without a name
//! and sorted outside memory ([`spill`]).
//!
//! [`copies`] finds articles that are others again, [`people`] who is who (with [`name`]), [`things`] the same for organisations and places,
//! [`unique`] which quotations are one, [`pairs`] who is named with whom.

mod answers;
mod copies;
mod facts;
mod finish;
mod name;
mod nickname;
mod overrides;
mod pairs;
mod people;
#[cfg(feature = "cli")]
mod person;
mod quotations;
mod record;
mod rows;
mod spill;
mod stored;
mod tally;
mod things;
mod unique;
mod words;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::error::Error;
use crate::table::Rows;
use copies::Copies;
use facts::Facts;
use name::{PersonName, fold};
use record::EntityRecord;
use spill::{Reader, Sorter, Store, Writer};
use things::{ThingKey, Things};
use unique::Uniques;

pub use finish::CorpusSummary;
pub use overrides::Overrides;
#[cfg(feature = "cli")]
pub(crate) use person::{PersonPage, persons};
pub(crate) use record::ArticleRecord;
pub(crate) use rows::TableArticles;

/// How a corpus is decided.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CorpusOptions {
    /// Copies are at most so many days apart, unless all their words are the same. By default 14.
    pub days: u32,
    /// Bytes that each sorting holds in memory. By default 64 MiB.
    pub memory: usize,
    /// What the user says of persons. By default nothing.
    pub people: Overrides,
}

impl Default for CorpusOptions {
    fn default() -> Self {
        Self { days: 14, memory: 64 << 20, people: Overrides::default() }
    }
}

/// Collects the articles of a corpus.
#[derive(Debug)]
pub(crate) struct Collector {
    options: CorpusOptions,
    articles: Vec<ArticleHead>,
    publishers: Publishers,
    copies: Copies,
    entities: Vec<EntityKey>,
    /// Surname, article, entity, then what a person is compared by.
    persons: Sorter,
    organisations: Things,
    places: Things,
    /// What the rows of each article tell of its entities.
    told: Store,
    /// What is counted of each article.
    counts: Store,
    quotes: Uniques,
}

/// What an entity is, and is compared by.
#[derive(Clone, Copy, Debug)]
enum EntityKey {
    Person,
    Organisation(ThingKey),
    Place(ThingKey),
    Other,
}

/// What is kept in memory of an article.
#[derive(Debug)]
struct ArticleHead {
    id: Box<str>,
    date: Option<Date>,
    publisher: Option<u32>,
    /// The numbers of its first entity and its first quotation among all of the corpus.
    first_entity: u32,
    first_quote: u32,
}

/// The names of publishers, numbered as they come.
#[derive(Debug, Default)]
struct Publishers {
    numbers: HashMap<String, u32>,
}

impl Publishers {
    fn number(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.numbers.len()).expect("fewer than 4 G publishers");
        match self.numbers.get(name) {
            Some(&number) => number,
            None => *self.numbers.entry(name.to_owned()).or_insert(next),
        }
    }
}

impl Collector {
    /// An empty corpus.
    pub(crate) fn new(options: CorpusOptions) -> Self {
        let days = i32::try_from(options.days).unwrap_or(i32::MAX);
        let memory = options.memory;
        Self {
            articles: Vec::new(),
            publishers: Publishers::default(),
            copies: Copies::new(days, memory),
            entities: Vec::new(),
            persons: Sorter::new(memory),
            organisations: Things::default(),
            places: Things::default(),
            told: Store::new(memory / 4),
            counts: Store::new(memory / 4),
            quotes: Uniques::new(memory),
            options,
        }
    }

    /// Takes the next article.
    ///
    /// # Errors
    ///
    /// If what does not fit in memory cannot be written.
    pub(crate) fn add(&mut self, record: &ArticleRecord) -> Result<(), Error> {
        self.add_from(record, self.quotes.len())
    }

    /// Takes the quotations of the next article, a long one, and reads the rest of its record but for its words. With these it goes to
    /// [`Collector::add_from`], when nothing else of the article is needed any more.
    ///
    /// # Errors
    ///
    /// If what does not fit in memory cannot be written.
    pub(crate) fn begin_long(&mut self, rows: &Rows<'_>) -> Result<(ArticleRecord, usize), Error> {
        let first_quote = self.quotes.len();
        let first_entity = u32::try_from(self.entities.len()).expect("fewer than 4 G entities");
        let facts = Facts::without_contents(rows);
        let take = |quote| self.quotes.push(&quote, first_entity);
        Ok((ArticleRecord::of_each(&facts, rows.contents(), take)?, first_quote))
    }

    /// Takes an article, of which the quotations from `first_quote` on have been taken.
    ///
    /// # Errors
    ///
    /// As those of [`Collector::add`].
    pub(crate) fn add_from(&mut self, record: &ArticleRecord, first_quote: usize) -> Result<(), Error> {
        let article = u32::try_from(self.articles.len()).expect("fewer than 4 G articles");
        let number = |count: usize| u32::try_from(count).expect("fewer than 4 G entities and quotations");
        let first_entity = number(self.entities.len());
        self.articles.push(ArticleHead {
            id: record.id.clone(),
            date: record.date,
            publisher: record.publisher.as_deref().map(|name| self.publishers.number(name)),
            first_entity,
            first_quote: number(first_quote),
        });
        self.copies.push(record)?;
        self.told.push(&record.told)?;
        self.counts.push(&record.counts)?;
        for entity in &record.entities {
            let key = match entity {
                EntityRecord::Person { surname, record } => {
                    self.add_person(surname, article, record)?;
                    EntityKey::Person
                }
                EntityRecord::Organisation(thing) => EntityKey::Organisation(self.organisations.count(thing)),
                EntityRecord::Place(thing) => EntityKey::Place(self.places.count(thing)),
                EntityRecord::Other => EntityKey::Other,
            };
            self.entities.push(key);
        }
        record.quotes.iter().try_for_each(|quote| self.quotes.push(quote, first_entity))
    }

    fn add_person(&mut self, surname: &str, article: u32, record: &[u8]) -> Result<(), Error> {
        let entity = u32::try_from(self.entities.len()).expect("fewer than 4 G entities");
        let mut key = Writer::default();
        match self.options.people.main_name(|| fold(Reader(record).text()).join(" ")).map(PersonName::read) {
            Some(Some(told)) => key.text(&told.surname),
            // The user's name has no letters, so it is nobody's.
            Some(None) => return Ok(()),
            None => key.text(surname),
        };
        self.persons.push(&[&key.u32(article).u32(entity).0, record])
    }
}
