//! The corpus: who, what and where over all articles, what was said once and printed often, and which articles are copies.
//!
//! [`Collector::add`] takes the [`Facts`] of an article and spills them; [`Collector::finish`] decides when all have been seen. What is
//! decided does not depend on the order in which articles came: they are ranked by day and id first. Memory holds a few numbers for each
//! article, entity and quotation; everything else is in files without a name and sorted outside memory ([`spill`]).
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
mod tally;
mod things;
mod unique;
mod words;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::error::Error;
use copies::Copies;
use record::ArticleRecord;
use spill::Store;

pub(crate) use facts::Facts;
pub use finish::CorpusSummary;
pub use overrides::Overrides;
#[cfg(feature = "cli")]
pub(crate) use person::{PersonPage, persons};
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
    records: Store,
    /// Entities so far.
    entities: u32,
}

/// What is kept in memory of an article.
#[derive(Debug)]
struct ArticleHead {
    id: Box<str>,
    date: Option<Date>,
    publisher: Option<u32>,
    /// The number of its first entity among all of the corpus.
    first_entity: u32,
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
    ///
    /// # Errors
    ///
    /// If no file can be made for what does not fit in memory.
    pub(crate) fn new(options: CorpusOptions) -> Result<Self, Error> {
        let days = i32::try_from(options.days).unwrap_or(i32::MAX);
        Ok(Self {
            copies: Copies::new(days, options.memory)?,
            records: Store::new()?,
            articles: Vec::new(),
            publishers: Publishers::default(),
            entities: 0,
            options,
        })
    }

    /// Takes the next article.
    ///
    /// # Errors
    ///
    /// If what does not fit in memory cannot be written.
    pub(crate) fn add(&mut self, facts: &Facts) -> Result<(), Error> {
        self.copies.push(&facts.words)?;
        self.records.push(&ArticleRecord::write(facts))?;
        self.articles.push(ArticleHead {
            id: facts.id.as_str().into(),
            date: facts.date,
            publisher: facts.publisher.as_deref().map(|name| self.publishers.number(name)),
            first_entity: self.entities,
        });
        self.entities += u32::try_from(facts.entities.len()).expect("fewer than 4 G entities");
        Ok(())
    }
}
