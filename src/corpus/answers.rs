//! The rows of the tables of a corpus.
//!
//! [`Thing`] is what persons, organisations and places have in common; each table shows its part of it
//! ([`Thing::person`], [`Thing::organisation`], [`Thing::place`]), as the typed rows of the schema. [`Answers`] takes
//! these and hands on cells, so that the corpus knows tables but neither formats nor files.

use jiff::civil::Date;

use super::people::PersonRule;
use super::things::ThingRule;
use crate::error::Error;
use crate::table::{Cell, OrganisationRow, PersonRow, PlaceRow, Row, Table};

/// What an answer of the corpus tells of someone or something over all articles. Columns of these names in
/// `docs/tables.md` say more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thing {
    /// Its number in its table, from 0: those in most articles first.
    pub(crate) id: u32,
    /// The name that it goes by: canonical, or as most articles have it.
    pub(crate) name: String,
    /// Other forms of the name, the most frequent first.
    pub(crate) variants: Vec<String>,
    /// The outside id that most articles give.
    pub(crate) link: Option<String>,
    /// `company`, `city` …
    pub(crate) subtype: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<String>,
    /// Degrees in decimal digits, as the articles' tables have them.
    pub(crate) latitude: Option<String>,
    /// The same.
    pub(crate) longitude: Option<String>,
    /// `female` or `male`, of a person.
    pub(crate) gender: Option<String>,
    /// What tells the gender; `told` where the user does.
    pub(crate) gender_from: Option<String>,
    /// The most frequent role of a person.
    pub(crate) role: Option<String>,
    /// Its affiliation.
    pub(crate) affiliation: Option<String>,
    /// Articles that have it.
    pub(crate) articles: u32,
    /// Articles without copies.
    pub(crate) articles_unique: u32,
    /// Mentions in all of them.
    pub(crate) mentions: u32,
    /// Quotations in all of them.
    pub(crate) quotes: u32,
    /// Different quotations, of a person.
    pub(crate) quotes_unique: u32,
    /// The words of its quotations, which stop at the end of `u32`.
    pub(crate) words_quoted: u32,
    /// Different publishers of these articles.
    pub(crate) publishers: u32,
    /// The first day of an article that has it.
    pub(crate) first_date: Option<Date>,
    /// The last one.
    pub(crate) last_date: Option<Date>,
    /// Whether it is a surname that several persons could have been meant by.
    pub(crate) ambiguous: bool,
    /// The most frequent rule of its joins.
    pub(crate) rule: &'static str,
    /// The mean confidence of its joins.
    pub(crate) confidence: f32,
}

/// Why an entity is someone or something of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// As persons are joined.
    Person(PersonRule),
    /// As organisations and places are.
    Thing(ThingRule),
}

impl Rule {
    /// The name that the tables hold.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Person(rule) => rule.as_str(),
            Self::Thing(rule) => rule.as_str(),
        }
    }

    /// How often such a join is right.
    pub(crate) const fn confidence(self) -> f32 {
        match self {
            Self::Person(rule) => rule.confidence(),
            Self::Thing(rule) => rule.confidence(),
        }
    }
}

/// What somebody or something of the corpus is. Arrays of three go by it, and packed numbers have it in their two
/// highest bits (`pairs`), so the order is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Person,
    Organisation,
    Place,
}

impl Kind {
    /// All of them, in the order of their tables.
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

/// What takes the cells of each row; it decides which tables are written, and in which formats.
pub(crate) type Take<'a> = dyn FnMut(Table, &[Cell<'_>]) -> Result<(), Error> + 'a;

/// Takes the rows of a corpus: those of each table in order, one table after the other.
pub(super) struct Answers<'a> {
    pub(super) take: &'a mut Take<'a>,
}

impl Answers<'_> {
    /// Hands on a row of any table.
    pub(super) fn row<R: Row>(&mut self, row: &R) -> Result<(), Error> {
        row.with_cells(|cells| (self.take)(R::TABLE, cells))
    }

    /// Hands on a row of the table of that kind.
    pub(super) fn thing(&mut self, kind: Kind, row: &Thing) -> Result<(), Error> {
        match kind {
            Kind::Person => self.row(&row.person()),
            Kind::Organisation => self.row(&row.organisation()),
            Kind::Place => self.row(&row.place()),
        }
    }
}

impl Thing {
    /// Its row in `people`.
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

    /// Its row in `organisations`.
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

    /// Its row in `places`. Degrees that are no numbers are left out.
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

/// A share as tables hold it: with three decimals, half to even.
pub(super) fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round_ties_even() / 1000.0
}
