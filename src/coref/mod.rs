//! Chains: which mentions are one entity, and which roles the text gives to persons.
//!
//! [`name`] joins names ([`variant`] decides between some), [`role`] reads roles beside them, [`office`] asks the gazetteers who holds
//! an office, [`refer`] finds whom pronouns and definite nouns stand for, with [`speaker`] for those in and behind quotations. Then
//! every quotation has its speaker: the entity of its source's mention.

mod events;
mod focus;
mod forename;
mod keyed;
mod name;
mod office;
mod parts;
mod refer;
mod role;
mod rule;
mod speaker;
mod variant;

use std::sync::Arc;

use jiff::civil::Date;

use crate::entity::{Identity, Mentions};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Country, Gazetteer, Point};
use crate::id::{EntityId, MentionId, QuoteId, RoleId, SentenceId};
use crate::quote::Quotes;
use crate::segment::Segments;
use crate::span::Span;

pub(crate) use parts::Joined;
pub use rule::Rule;

/// Joins mentions to entities and reads roles.
#[derive(Clone, Debug)]
pub struct Resolver {
    gazetteer: Arc<Gazetteer>,
}

/// The entities of one text, with their roles.
// Invariants: entities in the order of their first mention; every entity has a mention and lists exactly those that are its own;
// roles in text order.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    entities: Vec<EntityRow>,
    /// The entity of each mention; none for a pronoun that nothing resolves.
    entity_of: Vec<Option<EntityId>>,
    roles: Vec<RoleRow>,
    /// Who speaks each quotation.
    speakers: Vec<Option<EntityId>>,
    /// The country that the article is about.
    focus: Option<Country>,
}

#[derive(Clone, Debug)]
pub(crate) struct EntityRow {
    /// The fullest form of the name in the text.
    pub(crate) name: Span,
    /// The name, where the text has none and the gazetteers do.
    pub(crate) known: Option<Box<str>>,
    pub(crate) kind: EntityType,
    pub(crate) subtype: Option<Subtype>,
    /// What the gazetteers tell of it.
    pub(crate) identity: Identity,
    pub(crate) gender: Option<Gender>,
    pub(crate) gender_from: Option<GenderFrom>,
    pub(crate) mentions: Vec<MentionId>,
    /// The first role that has a name.
    pub(crate) role: Option<RoleId>,
}

#[derive(Clone, Debug)]
pub(crate) struct RoleRow {
    pub(crate) entity: EntityId,
    pub(crate) role: Box<str>,
    pub(crate) affiliation: Option<Box<str>>,
    pub(crate) affiliation_entity: Option<EntityId>,
    pub(crate) tense: Tense,
    pub(crate) sentence: SentenceId,
    pub(crate) span: Span,
    pub(crate) rule: Rule,
}

/// The grammatical gender that the text shows of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

impl Gender {
    /// The name that tables hold.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

/// What shows a person's gender, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GenderFrom {
    /// Mr, Mrs, Sir.
    Title,
    /// A noun for a relative: "his wife, Ruth Venn".
    Kinship,
    /// A noun for a role: "spokeswoman".
    Noun,
    /// A pronoun that stands for the person.
    Pronoun,
    /// The given name.
    Forename,
}

impl GenderFrom {
    /// The name that tables hold.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Kinship => "kinship",
            Self::Noun => "noun",
            Self::Pronoun => "pronoun",
            Self::Forename => "forename",
        }
    }
}

/// Whether a role is held on the article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tense {
    /// Held.
    Current,
    /// Held before.
    Former,
    /// Held for the time being.
    Acting,
    /// Won and not yet held.
    Elect,
}

impl Tense {
    /// The name that the `roles` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Former => "former",
            Self::Acting => "acting",
            Self::Elect => "elect",
        }
    }
}

impl Resolver {
    /// A resolver that asks these gazetteers who holds an office.
    pub fn new(gazetteer: Arc<Gazetteer>) -> Self {
        Self { gazetteer }
    }

    /// Joins the mentions of `text`, an article of this `date`, and finds the speakers of its quotations. Total: every text has a
    /// result, in time linear in its length.
    ///
    /// Offices are asked of the gazetteers as of the date; without one they stay open.
    pub fn resolve(
        &self,
        text: &str,
        segments: &Segments,
        mentions: &Mentions,
        quotes: &Quotes,
        date: Option<Date>,
    ) -> Chains {
        let view = segments.view(text);
        let (mut entities, mut entity_of) = name::Names::join(view, mentions);
        let mut roles = role::roles(view, mentions, &entity_of);
        if let Some(date) = date {
            let known = office::Known { gazetteer: &self.gazetteer, date, view, mentions };
            known.end_roles(&entities, &mut roles);
            known.name_holders(&mut entities, &roles);
            known.holders(&roles, &mut entities, &mut entity_of);
        }
        refer::resolve(view, mentions, quotes, &mut roles, &mut entities, &mut entity_of);
        events::apply(view, mentions, &mut entities, &entity_of);
        role::of_pronouns(view, mentions, &entity_of, &mut roles);
        for entity in &mut entities {
            entity.mentions.sort_unstable();
        }
        role::of_countries(mentions, view, &entities, &mut roles);
        let mut chains = Chains { entities, entity_of, roles, speakers: Vec::new(), focus: None };
        // An office may stand before the name of whoever holds it.
        if !chains.entities.is_sorted_by_key(|entity| entity.mentions.first().copied()) {
            chains.put_in_order();
        }
        let speaker = |source: MentionId| chains.entity_of[source.index()];
        for (index, row) in chains.roles.iter().enumerate().filter(|(_, row)| !row.role.is_empty()) {
            chains.entities[row.entity.index()].role.get_or_insert(RoleId::new(index));
        }
        chains.focus = focus::focus(&chains.entities, mentions);
        chains.speakers = quotes.iter().map(|quote| quote.source_mention().and_then(speaker)).collect();
        chains
    }
}

impl Chains {
    /// Numbers the entities in the order of their first mentions.
    fn put_in_order(&mut self) {
        let mut order: Vec<usize> = (0..self.entities.len()).collect();
        order.sort_by_key(|&index| self.entities[index].mentions.first().copied());
        let mut ids = vec![EntityId::new(0); order.len()];
        for (new, &old) in order.iter().enumerate() {
            ids[old] = EntityId::new(new);
        }
        let mut entities: Vec<(EntityId, EntityRow)> = ids.iter().copied().zip(self.entities.drain(..)).collect();
        entities.sort_by_key(|(id, _)| *id);
        self.entities = entities.into_iter().map(|(_, entity)| entity).collect();
        let named = self.roles.iter_mut().flat_map(|role| [Some(&mut role.entity), role.affiliation_entity.as_mut()]);
        for id in self.entity_of.iter_mut().map(Option::as_mut).chain(named).flatten() {
            *id = ids[id.index()];
        }
    }

    /// The entities in the order of their first mention.
    pub fn entities(&self) -> impl DoubleEndedIterator<Item = Entity<'_>> {
        (0..self.entities.len()).map(|index| self.entity(EntityId::new(index)))
    }

    /// The entity of that id.
    pub fn entity(&self, id: EntityId) -> Entity<'_> {
        Entity { chains: self, id }
    }

    /// The entity that a mention stands for.
    pub fn entity_of(&self, mention: MentionId) -> Option<Entity<'_>> {
        self.entity_of[mention.index()].map(|id| self.entity(id))
    }

    /// The entity that speaks a quotation: that of its source.
    pub fn speaker_of(&self, quote: QuoteId) -> Option<Entity<'_>> {
        self.speakers[quote.index()].map(|id| self.entity(id))
    }

    /// The ISO 3166-1 alpha-2 code of the country that the article is about, by its names of places, peoples and organisations; none where
    /// no country has enough of them.
    pub fn focus_country(&self) -> Option<&str> {
        self.focus.as_ref().map(Country::as_str)
    }

    /// The roles in text order.
    pub fn roles(&self) -> impl DoubleEndedIterator<Item = Role<'_>> {
        (0..self.roles.len()).map(|index| self.role(RoleId::new(index)))
    }

    /// The role of that id.
    pub fn role(&self, id: RoleId) -> Role<'_> {
        Role { chains: self, id }
    }

    /// The role that the text gives a person, in whatever sentence: the first with a role's name.
    pub fn role_of(&self, entity: EntityId) -> Option<Role<'_>> {
        self.entities[entity.index()].role.map(|id| self.role(id))
    }
}

/// An entity: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Entity<'a> {
    chains: &'a Chains,
    id: EntityId,
}

impl<'a> Entity<'a> {
    fn row(self) -> &'a EntityRow {
        &self.chains.entities[self.id.index()]
    }

    /// Its id.
    pub fn id(self) -> EntityId {
        self.id
    }

    /// Where the fullest form of its name stands; where the text has no name, its first mention.
    pub fn name(self) -> Span {
        self.row().name
    }

    /// Its name from the gazetteers, where the text has none: the foreign minister of whom an article only says that.
    pub fn known_as(self) -> Option<&'a str> {
        self.row().known.as_deref()
    }

    /// Its type.
    pub fn kind(self) -> EntityType {
        self.row().kind
    }

    /// Its subtype.
    pub fn subtype(self) -> Option<Subtype> {
        self.row().subtype
    }

    /// Its outside id, such as `wikidata:Q159`.
    pub fn link(self) -> Option<&'a str> {
        self.row().identity.link.as_deref()
    }

    /// The main name that the gazetteers give it: United States for `US`, `U.S.` and `the United States`.
    pub fn canonical(self) -> Option<&'a str> {
        self.row().identity.canonical.as_deref()
    }

    /// The ISO 3166 alpha-2 code of the country that the gazetteers say it is, or is of or in.
    pub fn country(self) -> Option<&'a str> {
        self.row().identity.country.as_ref().map(Country::as_str)
    }

    /// Latitude and longitude in degrees (WGS 84) of a place that the gazetteers know.
    pub fn coordinates(self) -> Option<(f64, f64)> {
        self.row().identity.point.map(Point::degrees)
    }

    /// The gender that titles, nouns, pronouns and given names show; persons only.
    pub fn gender(self) -> Option<Gender> {
        self.row().gender
    }

    /// What shows it.
    pub fn gender_from(self) -> Option<GenderFrom> {
        self.row().gender_from
    }

    /// Its mentions in text order.
    pub fn mentions(self) -> &'a [MentionId] {
        &self.row().mentions
    }
}

/// A role: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Role<'a> {
    chains: &'a Chains,
    id: RoleId,
}

impl<'a> Role<'a> {
    fn row(self) -> &'a RoleRow {
        &self.chains.roles[self.id.index()]
    }

    /// Its id.
    pub fn id(self) -> RoleId {
        self.id
    }

    /// The person who holds it.
    pub fn entity(self) -> EntityId {
        self.row().entity
    }

    /// The role without its affiliation: "Foreign Minister"; empty where the text gives the affiliation only.
    pub fn role(self) -> &'a str {
        &self.row().role
    }

    /// At, for or in what it is held, as the text has it: "Russia".
    pub fn affiliation(self) -> Option<&'a str> {
        self.row().affiliation.as_deref()
    }

    /// The entity that the affiliation names.
    pub fn affiliation_entity(self) -> Option<EntityId> {
        self.row().affiliation_entity
    }

    /// Whether it is held.
    pub fn tense(self) -> Tense {
        self.row().tense
    }

    /// The sentence that says so.
    pub fn sentence(self) -> SentenceId {
        self.row().sentence
    }

    /// Where role, affiliation and name stand together.
    pub fn span(self) -> Span {
        self.row().span
    }

    /// What decided it.
    pub fn rule(self) -> Rule {
        self.row().rule
    }
}
