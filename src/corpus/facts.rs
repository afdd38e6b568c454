//! Facts: what the corpus takes of an article, read off its document or off the rows of its tables.
//!
//! This is where the two ways into a corpus meet: [`Facts::of`] reads the rows of a document in memory and copies no
//! text, [`TableArticles`](super::TableArticles) fills the same fields from CSV or JSON Lines. Whatever the corpus
//! decides by must be a field here, and so a column of a table; a layer of the document that no table shows cannot
//! decide anything, or a corpus of tables would differ from that of a run.
//!
//! What tables leave out is empty: with `--tables people` alone nothing is lost, since rows are made whether they are
//! written or not; with tables read again, a missing `quotes.csv` means no quotations.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::entity::Form;
use crate::quote::QuoteKind;
use crate::table::Rows;

/// A text of the document, or one of its own where it was read from a table.
pub(super) type Text<'a> = Cow<'a, str>;

/// What an article adds to a corpus.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts<'a> {
    /// Its `article_id`.
    pub(super) id: Text<'a>,
    /// The day it was published.
    pub(super) date: Option<Date>,
    /// Its publisher.
    pub(super) publisher: Option<Text<'a>>,
    /// Empty where the tables have no texts.
    pub(super) text: Text<'a>,
    /// Its entities in the order of their ids, which [`Facts::place_of`] searches by.
    pub(super) entities: Vec<EntityFacts<'a>>,
    /// Mentions of these, in the order of the text, which [`Facts::named_in`] searches by.
    pub(super) mentions: Vec<MentionFacts>,
    /// Its roles in the order of the text.
    pub(super) roles: Vec<RoleFacts<'a>>,
    /// Its quotations in the order of the text.
    pub(super) quotes: Vec<QuoteFacts>,
    /// What each quotation says; empty where that is read off the document.
    pub(super) contents: Vec<Text<'a>>,
}

/// A row of `entities`, as far as the corpus looks at it.
#[derive(Clone, Debug, Default)]
pub(super) struct EntityFacts<'a> {
    /// Its `entity_id`, from 0 in the article.
    pub(super) id: u32,
    /// The fullest name that the article has for it.
    pub(super) name: Text<'a>,
    /// `PER`, `ORG`, `LOC` or `MISC`.
    pub(super) kind: Text<'a>,
    /// `country`, `company` … where it is told.
    pub(super) subtype: Option<Text<'a>>,
    /// The gazetteer's name.
    pub(super) canonical: Option<Text<'a>>,
    /// The outside id, with its scheme: `wikidata:Q159`.
    pub(super) link: Option<Text<'a>>,
    /// `female` or `male`.
    pub(super) gender: Option<Text<'a>>,
    /// What tells it; `forename` counts for less than the text.
    pub(super) gender_from: Option<Text<'a>>,
    /// ISO 3166-1 alpha-2.
    pub(super) country: Option<Text<'a>>,
    /// Degrees as they are written in the table, so that they come out as they went in.
    pub(super) latitude: Option<Text<'a>>,
    /// The same.
    pub(super) longitude: Option<Text<'a>>,
    /// How often the article mentions it, with pronouns and nouns.
    pub(super) mentions: u32,
    /// How many quotations it says.
    pub(super) quotes: u32,
    /// Other forms of its name in the article, [`FORMS_KEPT`] at most, the first in the text.
    pub(super) forms: Vec<Text<'a>>,
}

/// So many forms of a name are kept of an article. They are asked for acronyms only.
const FORMS_KEPT: usize = 4;

/// A mention of an entity.
#[derive(Clone, Debug)]
pub(super) struct MentionFacts {
    /// The `entity_id`.
    pub(super) entity: u32,
    /// The `sentence_id`: two in one sentence are named together.
    pub(super) sentence: u32,
    /// Where it starts, in code points of the text as in [`QuoteFacts`].
    pub(super) start: u32,
}

/// A role that an article gives a person.
#[derive(Clone, Debug)]
pub(super) struct RoleFacts<'a> {
    /// The `entity_id` of the person.
    pub(super) entity: u32,
    /// `Foreign Minister`.
    pub(super) role: Option<Text<'a>>,
    /// `Russia`.
    pub(super) affiliation: Option<Text<'a>>,
}

/// A quotation of an article.
#[derive(Clone, Debug)]
pub(super) struct QuoteFacts {
    /// Its `quote_id`.
    pub(super) id: u32,
    /// How much of it stands in quotation marks.
    pub(super) kind: QuoteKind,
    /// Where its content starts, in code points of the text.
    pub(super) start: u32,
    /// Where its content ends, exclusive; the cue may stand between the two.
    pub(super) end: u32,
    /// The `entity_id` of who says it.
    pub(super) speaker: Option<u32>,
}

impl<'a> Facts<'a> {
    /// What a document's rows say, with the contents of quotations.
    pub(super) fn of(rows: &'a Rows<'_>) -> Self {
        let mut facts = Self::without_contents(rows);
        facts.contents.extend(rows.contents().map(Text::from));
        facts
    }

    /// The same without the contents of quotations: those of a long article are read one by one elsewhere.
    ///
    /// Mentions without an entity are passed over. Counts that are past `u32` stay at its end.
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
        facts.quotes.reserve_exact(rows.quote_count());
        facts.quotes.extend(rows.told_quotes().map(|(id, kind, (start, end), speaker)| QuoteFacts {
            id,
            kind,
            start,
            end,
            speaker,
        }));
        facts
    }

    /// The same without the text, and with texts of its own: the document may go.
    pub(super) fn into_owned(self) -> Facts<'static> {
        let own = |text: Text<'_>| Text::Owned(text.into_owned());
        let entity = |entity: EntityFacts<'_>| EntityFacts {
            id: entity.id,
            name: own(entity.name),
            kind: own(entity.kind),
            subtype: entity.subtype.map(own),
            canonical: entity.canonical.map(own),
            link: entity.link.map(own),
            gender: entity.gender.map(own),
            gender_from: entity.gender_from.map(own),
            country: entity.country.map(own),
            latitude: entity.latitude.map(own),
            longitude: entity.longitude.map(own),
            mentions: entity.mentions,
            quotes: entity.quotes,
            forms: entity.forms.into_iter().map(own).collect(),
        };
        let role = |role: RoleFacts<'_>| RoleFacts {
            entity: role.entity,
            role: role.role.map(own),
            affiliation: role.affiliation.map(own),
        };
        Facts {
            id: own(self.id),
            date: self.date,
            publisher: self.publisher.map(own),
            text: Text::default(),
            entities: self.entities.into_iter().map(entity).collect(),
            mentions: self.mentions,
            roles: self.roles.into_iter().map(role).collect(),
            quotes: self.quotes,
            contents: self.contents.into_iter().map(own).collect(),
        }
    }

    /// Takes a form of an entity's name, as a mention of it stands in the text. Nothing changes if it is the name
    /// itself, or known, or one too many.
    pub(super) fn add_form(&mut self, entity: u32, form: Text<'a>) {
        if let Some(place) = self.place_of(entity) {
            let entity = &mut self.entities[place];
            if form != entity.name && entity.forms.len() < FORMS_KEPT && !entity.forms.contains(&form) {
                entity.forms.push(form);
            }
        }
    }

    /// The place of an entity among the article's, by its id; none of an id that its table lacks.
    pub(super) fn place_of(&self, entity: u32) -> Option<usize> {
        self.entities.binary_search_by_key(&entity, |known| known.id).ok()
    }

    /// The places of the entities that are mentioned in a quotation, in the order of the text; one that is mentioned
    /// twice comes twice. Mentions that begin between its start and its end count, also in the cue of a quotation in
    /// two pieces.
    pub(super) fn named_in(&self, quote: &QuoteFacts) -> impl Iterator<Item = usize> {
        let from = self.mentions.partition_point(|mention| mention.start < quote.start);
        let inside = self.mentions[from..].iter().take_while(move |mention| mention.start < quote.end);
        inside.filter_map(|mention| self.place_of(mention.entity))
    }
}
