//! Chains: which mentions are one entity, which roles the text gives to persons, and who speaks each quotation.
//!
//! [`Resolver::resolve`] works in this order, each step with what those before it found:
//!
//! 1. [`name`] joins names: every name has an entity from then on ([`variant`] and [`forename`] help to decide).
//! 2. [`role`] reads roles beside names: "Foreign Minister Ana Silva", "Bo Lund, head of the Harbour Authority,".
//! 3. [`office`] asks the gazetteers, as of the article's date, who holds an office; only where there is a date.
//! 4. [`refer`] finds whom pronouns and definite nouns stand for, in text order, with [`speaker`] for those in and
//!    behind quotations.
//! 5. [`events`] gives gender to those who compete among women or men.
//! 6. [`role`] again: roles that are given with a pronoun ("She was governor of Vermont"), and countries for
//!    adjectives.
//! 7. [`focus`] says which country the article is about. Then every quotation has its speaker: the entity of its
//!    source's mention.
//!
//! ```text
//! Norway's prime minister, Ana Silva, met Bo Lund. Silva said she would go. "I will, too," Lund said.
//! entity 0  Norway                 entity 1  Ana Silva: Silva, she       entity 2  Bo Lund: I, Lund
//! role      prime minister of entity 1, at Norway, current               speaker of the quotation: entity 2
//! ```
//!
//! Names decide before anything else, and nothing later takes a name's entity away; a pronoun that nothing resolves has
//! no entity. A long text is read in parts, which [`parts`] joins by name.

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
///
/// Immutable and shared by all threads. It asks the gazetteers for offices and their holders only; what names stand
/// for, the tagger has settled.
///
/// # Example
///
/// ```
/// use std::sync::Arc;
///
/// use dateline::{Article, Gazetteer, Pipeline};
///
/// let text = "Maria Okafor resigned on Monday. Okafor said she was tired.";
/// let document = Pipeline::with_gazetteer(Gazetteer::embedded()).annotate(Article::new("a", text)?);
/// let okafor = document.chains.entities().next().unwrap();
/// assert_eq!(&text[okafor.name()], "Maria Okafor");
/// assert_eq!(okafor.mentions().len(), 3);
/// assert_eq!(okafor.gender().unwrap().as_str(), "female");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Resolver {
    /// Who held which office when.
    gazetteer: Arc<Gazetteer>,
}

/// The entities of one text, with their roles.
///
/// Entities stand in the order of their first mention; each has a mention and lists exactly those that are its own.
/// Roles are in text order.
// Invariants: entities in the order of their first mention; every entity has a mention and lists exactly those that are
// its own; roles in text order.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    /// In the order of their first mentions.
    entities: Vec<EntityRow>,
    /// The entity of each mention, by its id; none for a pronoun or noun that nothing resolves.
    entity_of: Vec<Option<EntityId>>,
    /// In text order.
    roles: Vec<RoleRow>,
    /// Who speaks each quotation, by its id.
    speakers: Vec<Option<EntityId>>,
    /// The country that the article is about.
    focus: Option<Country>,
}

/// An entity as the steps hand it on and the layer holds it.
#[derive(Clone, Debug)]
pub(crate) struct EntityRow {
    /// The fullest form of the name in the text.
    pub(crate) name: Span,
    /// The name, where the text has none and the gazetteers do.
    pub(crate) known: Option<Box<str>>,
    /// The type of its first mention.
    pub(crate) kind: EntityType,
    /// The first subtype that one of its mentions has.
    pub(crate) subtype: Option<Subtype>,
    /// What the gazetteers tell of it.
    pub(crate) identity: Identity,
    /// Of persons, where something shows it.
    pub(crate) gender: Option<Gender>,
    /// What shows it; none exactly where there is no gender.
    pub(crate) gender_from: Option<GenderFrom>,
    /// Its mentions, rising once the resolver is done.
    pub(crate) mentions: Vec<MentionId>,
    /// The first role that has a name.
    pub(crate) role: Option<RoleId>,
}

/// A role of a person, as the text says it once.
#[derive(Clone, Debug)]
pub(crate) struct RoleRow {
    /// The person.
    pub(crate) entity: EntityId,
    /// Its words without affiliation and tense, in the singular; empty where only an affiliation is said.
    pub(crate) role: Box<str>,
    /// At, for or in what it is held. Of an adjective ("Norwegian") the country's name, where the text has it; of
    /// "R-OH" the state's.
    pub(crate) affiliation: Option<Box<str>>,
    /// The entity that the affiliation names; none of a state in brackets, which is no mention.
    pub(crate) affiliation_entity: Option<EntityId>,
    /// Whether it is held on the article's date, by the text, and by the gazetteers where they know of its end.
    pub(crate) tense: Tense,
    /// The sentence of the mention that it is given with.
    pub(crate) sentence: SentenceId,
    /// Bytes from the first to the last of role, affiliation and name.
    pub(crate) span: Span,
    /// What gave it.
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

    /// Joins the mentions of `text`, an article of this `date`, and finds the speakers of its quotations. Total: every
    /// text has a result, in time linear in its length.
    ///
    /// `segments`, `mentions` and `quotes` must be those of the same text. Offices are asked of the gazetteers as of
    /// the date; without one they stay open: "the president" of 2009 and of 2019 are two persons.
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
    /// Numbers the entities in the order of their first mentions, as tables have them, and renumbers all that holds an
    /// id. Only needed where an entity was made for an office ("Norway's prime minister") that stands before names
    /// which have theirs already.
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
    pub fn entities(&self) -> impl DoubleEndedIterator<Item = Entity<'_>> + ExactSizeIterator {
        (0..self.entities.len()).map(|index| self.entity(EntityId::new(index)))
    }

    /// The entity of that id.
    pub fn entity(&self, id: EntityId) -> Entity<'_> {
        Entity { chains: self, id }
    }

    /// The entity that a mention stands for; none of a pronoun or noun that nothing resolves. Names always have one.
    pub fn entity_of(&self, mention: MentionId) -> Option<Entity<'_>> {
        self.entity_of[mention.index()].map(|id| self.entity(id))
    }

    /// The entity that speaks a quotation: that of its source. None where the text gives no source, or the source is no
    /// mention ("a neighbour").
    pub fn speaker_of(&self, quote: QuoteId) -> Option<Entity<'_>> {
        self.speakers[quote.index()].map(|id| self.entity(id))
    }

    /// The ISO 3166-1 alpha-2 code of the country that the article is about, by its names of places, peoples and
    /// organisations; none where no country has enough of them.
    pub fn focus_country(&self) -> Option<&str> {
        self.focus.as_ref().map(Country::as_str)
    }

    /// The roles in text order.
    pub fn roles(&self) -> impl DoubleEndedIterator<Item = Role<'_>> + ExactSizeIterator {
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
    /// The layer.
    chains: &'a Chains,
    /// Its place there.
    id: EntityId,
}

impl<'a> Entity<'a> {
    /// Its row; an id is never one of another text's entities.
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

    /// The gender that titles, nouns, pronouns and given names show; persons only. None where nothing shows it.
    pub fn gender(self) -> Option<Gender> {
        self.row().gender
    }

    /// What shows it; none where there is no gender.
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
    /// The layer.
    chains: &'a Chains,
    /// Its place there.
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
