//! Facts: what the corpus takes of an article, read off its document or off the rows of its tables.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::entity::Form;
use crate::quote::QuoteKind;
use crate::table::Rows;

/// A text of the document, or one of its own.
pub(super) type Text<'a> = Cow<'a, str>;

/// What an article adds to a corpus.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts<'a> {
    pub(super) id: Text<'a>,
    pub(super) date: Option<Date>,
    pub(super) publisher: Option<Text<'a>>,
    /// Empty where the tables have no texts.
    pub(super) text: Text<'a>,
    /// In the order of their ids.
    pub(super) entities: Vec<EntityFacts<'a>>,
    /// In the order of the text.
    pub(super) mentions: Vec<MentionFacts>,
    pub(super) roles: Vec<RoleFacts<'a>>,
    pub(super) quotes: Vec<QuoteFacts<'a>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct EntityFacts<'a> {
    pub(super) id: u32,
    pub(super) name: Text<'a>,
    /// `PER`, `ORG`, `LOC` or `MISC`.
    pub(super) kind: Text<'a>,
    pub(super) subtype: Option<Text<'a>>,
    pub(super) canonical: Option<Text<'a>>,
    pub(super) link: Option<Text<'a>>,
    pub(super) gender: Option<Text<'a>>,
    pub(super) gender_from: Option<Text<'a>>,
    pub(super) country: Option<Text<'a>>,
    pub(super) latitude: Option<Text<'a>>,
    pub(super) longitude: Option<Text<'a>>,
    pub(super) mentions: u32,
    pub(super) quotes: u32,
    /// Other forms of its name in the article, a few.
    pub(super) forms: Vec<Text<'a>>,
}

/// So many forms of a name are kept of an article.
const FORMS: usize = 4;

#[derive(Clone, Debug)]
pub(super) struct MentionFacts {
    pub(super) entity: u32,
    pub(super) sentence: u32,
    pub(super) start: u32,
}

#[derive(Clone, Debug)]
pub(super) struct RoleFacts<'a> {
    pub(super) entity: u32,
    pub(super) role: Option<Text<'a>>,
    pub(super) affiliation: Option<Text<'a>>,
}

#[derive(Clone, Debug)]
pub(super) struct QuoteFacts<'a> {
    pub(super) id: u32,
    /// How much of it stands in quotation marks.
    pub(super) kind: QuoteKind,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) content: Text<'a>,
    pub(super) speaker: Option<u32>,
}

impl<'a> Facts<'a> {
    /// What a document's rows say.
    pub(super) fn of(rows: &'a Rows<'_>) -> Self {
        let mut facts = Self::without_contents(rows);
        for (quote, content) in facts.quotes.iter_mut().zip(rows.contents()) {
            quote.content = content.into();
        }
        facts
    }

    /// The same, where the contents of quotations are empty.
    pub(super) fn without_contents(rows: &'a Rows<'_>) -> Self {
        let mut facts = Self::default();
        if let Some(article) = rows.articles().next() {
            facts.id = article.article_id.into();
            facts.date = article.date;
            facts.publisher = article.publisher.map(Text::from);
            facts.text = article.text.into();
        }
        facts.entities.extend(rows.entities().map(|row| EntityFacts {
            id: row.entity_id,
            name: row.name,
            kind: row.r#type.as_str().into(),
            subtype: row.subtype.map(|subtype| subtype.as_str().into()),
            canonical: row.canonical.map(Text::from),
            link: row.link.map(Text::from),
            gender: row.gender.map(|gender| gender.as_str().into()),
            gender_from: row.gender_from.map(|from| from.as_str().into()),
            country: row.country.map(Text::from),
            latitude: row.latitude.map(|degrees| degrees.to_string().into()),
            longitude: row.longitude.map(|degrees| degrees.to_string().into()),
            mentions: u32::try_from(row.mentions).unwrap_or(u32::MAX),
            quotes: row.quotes,
            ..EntityFacts::default()
        }));
        facts.mentions.reserve_exact(rows.mention_count());
        for row in rows.mentions() {
            let Some(entity) = row.entity_id else { continue };
            if row.form == Form::Name {
                facts.add_form(entity, row.text.into());
            }
            facts.mentions.push(MentionFacts { entity, sentence: row.sentence_id, start: row.start });
        }
        facts.roles.extend(rows.roles().map(|row| RoleFacts {
            entity: row.entity_id,
            role: row.role,
            affiliation: row.affiliation,
        }));
        facts.quotes.extend(rows.told_quotes().map(|(id, kind, (start, end), speaker)| QuoteFacts {
            id,
            kind,
            start,
            end,
            content: Text::default(),
            speaker,
        }));
        facts
    }

    /// Takes a form of an entity's name.
    pub(super) fn add_form(&mut self, entity: u32, form: Text<'a>) {
        if let Some(place) = self.place_of(entity) {
            let entity = &mut self.entities[place];
            if form != entity.name && entity.forms.len() < FORMS && !entity.forms.contains(&form) {
                entity.forms.push(form);
            }
        }
    }

    /// The place of an entity among the article's.
    pub(super) fn place_of(&self, entity: u32) -> Option<usize> {
        self.entities.binary_search_by_key(&entity, |known| known.id).ok()
    }

    /// The places of the entities that are mentioned in a quotation, in the order of the text.
    pub(super) fn named_in(&self, quote: &QuoteFacts<'_>) -> impl Iterator<Item = usize> {
        let from = self.mentions.partition_point(|mention| mention.start < quote.start);
        let inside = self.mentions[from..].iter().take_while(move |mention| mention.start < quote.end);
        inside.filter_map(|mention| self.place_of(mention.entity))
    }
}
