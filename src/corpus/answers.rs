//! The rows of the tables of a corpus.

use jiff::civil::Date;

use super::people::PersonRule;
use super::things::ThingRule;
use crate::error::Error;
use crate::table::{Cell, OrganisationRow, PersonRow, PlaceRow, Row, Table};

/// What an answer of the corpus tells of someone or something over all articles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thing {
    /// Its number in its table, from 0: those in most articles first.
    pub(crate) id: u32,
    pub(crate) name: String,
    /// Other forms of the name, the most frequent first.
    pub(crate) variants: Vec<String>,
    pub(crate) link: Option<String>,
    pub(crate) subtype: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) latitude: Option<String>,
    pub(crate) longitude: Option<String>,
    pub(crate) gender: Option<String>,
    pub(crate) gender_from: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) articles: u32,
    /// Articles without copies.
    pub(crate) articles_unique: u32,
    pub(crate) mentions: u32,
    pub(crate) quotes: u32,
    pub(crate) quotes_unique: u32,
    pub(crate) words_quoted: u32,
    pub(crate) publishers: u32,
    pub(crate) first_date: Option<Date>,
    pub(crate) last_date: Option<Date>,
    pub(crate) ambiguous: bool,
    pub(crate) rule: &'static str,
    pub(crate) confidence: f32,
}

/// Why an entity is someone or something of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Person(PersonRule),
    Thing(ThingRule),
}

impl Rule {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Person(rule) => rule.as_str(),
            Self::Thing(rule) => rule.as_str(),
        }
    }

    pub(crate) const fn confidence(self) -> f32 {
        match self {
            Self::Person(rule) => rule.confidence(),
            Self::Thing(rule) => rule.confidence(),
        }
    }
}

/// What somebody or something of the corpus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Person,
    Organisation,
    Place,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The name that the tables hold.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// What takes the cells of each row.
pub(crate) type Take<'a> = dyn FnMut(Table, &[Cell<'_>]) -> Result<(), Error> + 'a;

/// Takes the rows of a corpus: those of each table in order, one table after the other.
pub(super) struct Answers<'a> {
    pub(super) take: &'a mut Take<'a>,
}

impl Answers<'_> {
    pub(super) fn row<R: Row>(&mut self, row: &R) -> Result<(), Error> {
        row.with_cells(|cells| (self.take)(R::TABLE, cells))
    }

    pub(super) fn thing(&mut self, kind: Kind, row: &Thing) -> Result<(), Error> {
        match kind {
            Kind::Person => self.row(&row.person()),
            Kind::Organisation => self.row(&row.organisation()),
            Kind::Place => self.row(&row.place()),
        }
    }
}

impl Thing {
    fn person(&self) -> PersonRow<'_> {
        PersonRow {
            person_id: self.id,
            name: &self.name,
            variants: self.variants.clone(),
            link: self.link.as_deref(),
            gender: self.gender.as_deref(),
            gender_from: self.gender_from.as_deref(),
            role: self.role.as_deref(),
            affiliation: self.affiliation.as_deref(),
            country: self.country.as_deref(),
            articles: self.articles,
            articles_unique: self.articles_unique,
            mentions: self.mentions,
            quotes: self.quotes,
            quotes_unique: self.quotes_unique,
            words_quoted: self.words_quoted,
            publishers: self.publishers,
            first_date: self.first_date,
            last_date: self.last_date,
            ambiguous: self.ambiguous,
            rule: self.rule,
            confidence: rounded(self.confidence),
        }
    }

    fn organisation(&self) -> OrganisationRow<'_> {
        OrganisationRow {
            organisation_id: self.id,
            name: &self.name,
            variants: self.variants.clone(),
            link: self.link.as_deref(),
            subtype: self.subtype.as_deref(),
            country: self.country.as_deref(),
            articles: self.articles,
            articles_unique: self.articles_unique,
            mentions: self.mentions,
            quotes: self.quotes,
            quotes_unique: self.quotes_unique,
            words_quoted: self.words_quoted,
            publishers: self.publishers,
            first_date: self.first_date,
            last_date: self.last_date,
            ambiguous: self.ambiguous,
            rule: self.rule,
            confidence: rounded(self.confidence),
        }
    }

    fn place(&self) -> PlaceRow<'_> {
        PlaceRow {
            place_id: self.id,
            name: &self.name,
            variants: self.variants.clone(),
            link: self.link.as_deref(),
            subtype: self.subtype.as_deref(),
            country: self.country.as_deref(),
            latitude: self.latitude.as_deref().and_then(|degrees| degrees.parse().ok()),
            longitude: self.longitude.as_deref().and_then(|degrees| degrees.parse().ok()),
            articles: self.articles,
            mentions: self.mentions,
            first_date: self.first_date,
            last_date: self.last_date,
        }
    }
}

/// A share as tables hold it: with three decimals.
pub(super) fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round_ties_even() / 1000.0
}
