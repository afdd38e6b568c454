//! The corpus: who, what and where over all articles, what was said once and printed often, and which articles are
//! copies.
//!
//! [`ArticleRecord`] is what an article adds, worked out where it is annotated; [`Collector::add`] takes it and spills
//! what is large; [`Collector::finish`] decides when all have been seen. What is decided does not depend on the order
//! in which articles came: they are ranked by day and id first. Memory holds a few numbers for each article, entity and
//! quotation; everything else is in files without a name and sorted outside memory ([`spill`]).
//!
//! [`copies`] finds articles that are others again, [`people`] who is who (with [`name`]), [`things`] the same for
//! organisations and places, [`unique`] which quotations are one, [`pairs`] who is named with whom.
//!
//! A record goes two ways into a corpus: from a run of `extract`, off the rows of a document that was just annotated
//! ([`facts`]), and from the tables of earlier runs, read again ([`rows`]). Both make the same [`ArticleRecord`], and
//! so `dateline corpus A/ B/` gives the bytes that one run over both inputs would have given. [`stored`] writes a
//! record as bytes, for the journal of a run and for other processes.
//!
//! # Three texts, and what comes out
//!
//! ```text
//! a1  2025-03-01  Mayor Dora Winslow opened the pier. "It will stand for a hundred years," Winslow said.
//! a2  2025-03-02  "It will stand for 100 years," said Dora Winslow of Port Elva.
//! a3  2025-03-02  (the text of a1 once more)
//!
//! people            0  Dora Winslow   articles 3, articles_unique 2   (the bare surname is hers)
//! unique_quotes     0  It will stand for a hundred years,   occurrences 3
//! duplicates        a3 → a1, exact
//! ```
//!
//! # In which order it is decided, and why
//!
//! 1. The articles are ranked; a number by rank never tells the order of the input.
//! 2. Copies, since a story printed ten times must not count as ten witnesses in anything that follows.
//! 3. Organisations and places, by id and name alone; they need nothing of the persons.
//! 4. Persons, a surname at a time, which asks for copies and time.
//! 5. Sums over articles ([`tally`]), which give final numbers: those in most articles are first in their tables.
//! 6. Quotations, whose speakers must be known for two of them to be one.
//! 7. The rows of all tables, in the order of the schema.
//!
//! Nothing here looks at texts again but for copies: all other evidence is in the rows of an article's tables.

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

use crate::article::Article;
use crate::document::Document;
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
///
/// By default copies are looked for within 14 days, each sorting has 64 MiB, and nobody has said anything about
/// persons. None of these options changes what is read of an article, so records that were made with one can be decided
/// with another.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CorpusOptions {
    /// Copies are at most so many days apart, unless all their words are the same. By default 14.
    ///
    /// An article without a date is near every other one.
    pub days: u32,
    /// Bytes that each sorting holds in memory. By default 64 MiB.
    ///
    /// Several sortings live at once (persons, fingerprints of texts and of quotations), and stores of records take an
    /// eighth of it each; what is over goes to files in the system's temporary folder. The tables are the same
    /// whatever it is.
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
///
/// Articles, entities and quotations are numbered in the order in which they come, each over all of the corpus: entity
/// 7 is the eighth that any article brought. Numbers are `u32`, so a corpus has fewer than 4 G of each. These numbers
/// are forgotten at the end; rows have numbers of their own.
#[derive(Debug)]
pub(crate) struct Collector {
    /// How it is decided; `people` is asked already when a person comes, since it says under which surname a person is
    /// kept.
    options: CorpusOptions,
    /// What memory keeps of each article, by number.
    articles: Vec<ArticleHead>,
    /// The publishers by name.
    publishers: Publishers,
    /// The words of the articles, and their fingerprints.
    copies: Copies,
    /// What each entity is compared by, by number.
    entities: Vec<EntityKey>,
    /// The persons, a record each: surname, article, entity, then what a person is compared by
    /// ([`Person::read`](people::Person::read) reads it). Sorted, all of one surname stand together.
    persons: Sorter,
    /// Which names of organisations have which ids and acronyms, counted over articles.
    organisations: Things,
    /// The same of places.
    places: Things,
    /// What the rows of each article tell of its entities.
    told: Store,
    /// What is counted of each article.
    counts: Store,
    /// The quotations, and what they are compared by.
    quotes: Uniques,
}

/// What an entity is, and is compared by: twelve bytes, whatever the length of its name.
#[derive(Clone, Copy, Debug)]
enum EntityKey {
    /// A person; what is compared is in [`Collector::persons`].
    Person,
    /// An organisation, by the numbers of its name and its outside id.
    Organisation(ThingKey),
    /// A place, by the same.
    Place(ThingKey),
    /// What no table of the corpus has: works, events, nationalities and other names of the kind MISC, and persons
    /// whose name has no letters.
    Other,
}

/// What is kept in memory of an article: some tens of bytes.
#[derive(Debug)]
struct ArticleHead {
    /// Its `article_id`, by which those of one day are ranked.
    id: Box<str>,
    /// The day it was published; articles without one are ranked last.
    date: Option<Date>,
    /// The number of its publisher.
    publisher: Option<u32>,
    /// The number of its first entity among all of the corpus. Its entities end where those of the next article begin.
    first_entity: u32,
    /// The number of its first quotation among all of the corpus; they end as entities do.
    first_quote: u32,
}

/// The names of publishers, numbered as they come.
#[derive(Debug, Default)]
struct Publishers {
    /// The number of each name as it stands in the input, `Wire` and `The Wire` being two.
    numbers: HashMap<String, u32>,
}

impl Publishers {
    /// The number of a publisher; a new name has the next one. Names are counted only (`publishers` of a person are how
    /// many), so their numbers may depend on the order of the input.
    fn number(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.numbers.len()).expect("fewer than 4 G publishers");
        match self.numbers.get(name) {
            Some(&number) => number,
            None => *self.numbers.entry(name.to_owned()).or_insert(next),
        }
    }
}

/// A long article as its record needs it: facts that are read, and of the layers those that quotations are read off.
#[derive(Debug)]
pub(crate) struct LongFacts {
    /// All but the text and what quotations say.
    facts: Facts<'static>,
    /// The article, with quotations and sentences.
    document: Document,
    /// Quotations that are less sure are left out.
    min_confidence: f32,
}

impl LongFacts {
    /// Reads the facts of a document; layers that are not needed any more go.
    pub(crate) fn of(mut document: Document, min_confidence: f32) -> Self {
        let facts = Facts::without_contents(&Rows::new(&document).at_least(min_confidence)).into_owned();
        document.keep_quotes();
        Self { facts, document, min_confidence }
    }

    /// The article with the layers that are left.
    pub(crate) fn document(&self) -> &Document {
        &self.document
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
            told: Store::new(memory / 8),
            counts: Store::new(memory / 8),
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

    /// Takes the quotations of the next article, a long one, and with them all that makes its record but its words: that
    /// comes back with the number of its first quotation and the article, whose layers are gone then. With its words
    /// read, the record goes to [`Collector::add_from`].
    ///
    /// # Errors
    ///
    /// If what does not fit in memory cannot be written.
    pub(crate) fn begin_long(&mut self, long: LongFacts) -> Result<(ArticleRecord, usize, Article), Error> {
        let LongFacts { facts, document, min_confidence } = long;
        let first_quote = self.quotes.len();
        let first_entity = u32::try_from(self.entities.len()).expect("fewer than 4 G entities");
        let take = |quote| self.quotes.push(&quote, first_entity);
        let rows = Rows::new(&document).at_least(min_confidence);
        let record = ArticleRecord::of_each(&facts, rows.contents(), take)?;
        drop(rows);
        Ok((record, first_quote, document.into_article()))
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

    /// Takes a person of the article that was added last: what is sorted by first is the surname.
    ///
    /// Whom the user calls the same as another is kept under the other's surname, so that both are decided in one
    /// block: after `same,Lena Ostrow,Lena Vidal`, Lena Ostrow is among the Vidals. A name that the user gave and that
    /// has no letters (`same,Lena Ostrow,"?"`) makes the person nobody's: no record, and no row in `people`.
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
