//! Facts: what the corpus keeps of an article, read off its document or off the rows of its tables.

use std::borrow::Cow;

use jiff::civil::Date;

use super::words::{Word, words};
use crate::entity::Form;
use crate::quote::QuoteKind;
use crate::table::Rows;

/// What an article adds to a corpus.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) id: String,
    pub(crate) date: Option<Date>,
    pub(crate) publisher: Option<String>,
    /// The words of its text; none where the tables have no texts.
    pub(super) words: Vec<Word>,
    /// In the order of their ids.
    pub(crate) entities: Vec<EntityFacts>,
    /// In the order of the text.
    pub(crate) mentions: Vec<MentionFacts>,
    pub(crate) roles: Vec<RoleFacts>,
    pub(crate) quotes: Vec<QuoteFacts>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct EntityFacts {
    pub(crate) id: u32,
    pub(crate) name: String,
    /// `PER`, `ORG`, `LOC` or `MISC`.
    pub(crate) kind: String,
    pub(crate) subtype: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) gender: Option<String>,
    pub(crate) gender_from: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) latitude: Option<String>,
    pub(crate) longitude: Option<String>,
    pub(crate) mentions: u32,
    pub(crate) quotes: u32,
    /// Other forms of its name in the article, a few.
    pub(crate) forms: Vec<String>,
}

/// So many forms of a name are kept of an article.
pub(super) const FORMS: usize = 4;

impl EntityFacts {
    /// Takes a form of its name.
    pub(crate) fn add_form(&mut self, form: &str) {
        if form != self.name && self.forms.len() < FORMS && !self.forms.iter().any(|known| known == form) {
            self.forms.push(form.to_owned());
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct MentionFacts {
    pub(crate) entity: u32,
    pub(crate) sentence: u32,
    pub(crate) start: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct RoleFacts {
    pub(crate) entity: u32,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct QuoteFacts {
    pub(crate) id: u32,
    /// How much of it stands in quotation marks.
    pub(crate) kind: QuoteKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) content: String,
    pub(crate) speaker: Option<u32>,
}

impl Facts {
    /// What a document's rows say.
    pub(crate) fn of(rows: &Rows<'_>) -> Self {
        let mut facts = Self::default();
        if let Some(article) = rows.articles().next() {
            article.article_id.clone_into(&mut facts.id);
            facts.date = article.date;
            facts.publisher = article.publisher.map(ToOwned::to_owned);
            facts.read_text(article.text);
        }
        facts.entities.extend(rows.entities().map(|row| EntityFacts {
            id: row.entity_id,
            name: row.name.into_owned(),
            kind: row.r#type.as_str().to_owned(),
            subtype: row.subtype.map(|subtype| subtype.as_str().to_owned()),
            canonical: row.canonical.map(ToOwned::to_owned),
            link: row.link.map(ToOwned::to_owned),
            gender: row.gender.map(|gender| gender.as_str().to_owned()),
            gender_from: row.gender_from.map(|from| from.as_str().to_owned()),
            country: row.country.map(ToOwned::to_owned),
            latitude: row.latitude.map(|degrees| degrees.to_string()),
            longitude: row.longitude.map(|degrees| degrees.to_string()),
            mentions: u32::try_from(row.mentions).unwrap_or(u32::MAX),
            quotes: row.quotes,
            ..EntityFacts::default()
        }));
        for row in rows.mentions() {
            let Some(entity) = row.entity_id else { continue };
            if row.form == Form::Name {
                facts.add_form(entity, row.text);
            }
            facts.mentions.push(MentionFacts { entity, sentence: row.sentence_id, start: row.start });
        }
        facts.roles.extend(rows.roles().map(|row| RoleFacts {
            entity: row.entity_id,
            role: row.role.map(Cow::into_owned),
            affiliation: row.affiliation.map(Cow::into_owned),
        }));
        facts.quotes.extend(rows.quotes().map(|row| QuoteFacts {
            id: row.quote_id,
            kind: row.kind,
            start: row.start,
            end: row.end,
            content: row.content,
            speaker: row.speaker_entity_id,
        }));
        facts
    }

    /// Takes a form of an entity's name.
    pub(super) fn add_form(&mut self, entity: u32, form: &str) {
        if let Ok(place) = self.entities.binary_search_by_key(&entity, |known| known.id) {
            self.entities[place].add_form(form);
        }
    }

    /// Takes the words of the article's text.
    pub(crate) fn read_text(&mut self, text: &str) {
        self.words = words(text);
    }
}
