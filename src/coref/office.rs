//! Offices as of the article's date: who holds one that the text names without its holder, and which the text's persons
//! held before.
//!
//! Three questions, in the order in which they are asked:
//!
//! 1. [`Known::end_roles`]: "President Carter" of an article of 1990 is former, though the text does not say so.
//! 2. [`Known::name_holders`]: "President Bush" in 1990 and in 2003 are two persons; the date tells which outside id is
//!    his.
//! 3. [`Known::holders`]: "Norway's prime minister" without a name is whom the text gives that office, else whom the
//!    gazetteers do on that day.
//!
//! The gazetteers know heads of state and government, ministers, and legislators of the United States, and are silent
//! on all others. Where they know of several at once, as of senators, nothing is decided.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{EntityRow, RoleRow, Rule, Tense};
use crate::entity::{Form, Identity, Mention, Mentions, Rule as MentionRule};
use crate::gazetteer::kinds::EntityType;
use crate::gazetteer::office::office_key;
use crate::gazetteer::{Entry, Gazetteer};
use crate::id::{EntityId, MentionId};
use crate::segment::View;

/// What the gazetteers say on the article's date.
pub(super) struct Known<'a> {
    /// Terms of office.
    pub(super) gazetteer: &'a Gazetteer,
    /// The article's day.
    pub(super) date: Date,
    /// The text.
    pub(super) view: View<'a>,
    /// Its mentions.
    pub(super) mentions: &'a Mentions,
}

impl Known<'_> {
    /// A role that the text gives as held ends where the gazetteers know that it had ended: "President" of a former
    /// one.
    ///
    /// "former" is only ever added: a role that the text calls former stays so whatever the gazetteers say.
    pub(super) fn end_roles(&self, entities: &[EntityRow], roles: &mut [RoleRow]) {
        for role in roles.iter_mut().filter(|role| role.tense == Tense::Current) {
            let entity = &entities[role.entity.index()];
            let person = entity.identity.canonical.as_deref().unwrap_or(&self.view.text()[entity.name]);
            let held = self.gazetteer.held(person);
            if held.is_empty() {
                continue;
            }
            let ended = |country: Option<&str>| held.before(person, &role.role, country, self.date).then_some(());
            if self.of_country(role, ended).is_some() {
                role.tense = Tense::Former;
            }
        }
    }

    /// Asks of the country whose office a role is: "President" alone is of whatever one, which is none; of a company's
    /// or club's president the gazetteers know nothing, and nothing is asked.
    fn of_country<T>(&self, role: &RoleRow, ask: impl FnOnce(Option<&str>) -> Option<T>) -> Option<T> {
        match &role.affiliation {
            Some(affiliation) => ask(Some(self.gazetteer.find(affiliation).find_map(Entry::country)?)),
            None if role.rule == Rule::Before => ask(None),
            None => None,
        }
    }

    /// Persons whom the text calls by the surname alone are those of that name who held the office that it gives them:
    /// "President Bush".
    pub(super) fn name_holders(&self, entities: &mut [EntityRow], roles: &[RoleRow]) {
        for role in roles.iter().filter(|role| role.tense == Tense::Current) {
            let entity = &mut entities[role.entity.index()];
            let name = &self.view.text()[entity.name];
            if entity.kind != EntityType::Per
                || entity.identity.canonical.is_some()
                || name.contains(char::is_whitespace)
            {
                continue;
            }
            let holder = |country: Option<&str>| self.gazetteer.held(name).on(&role.role, country, self.date);
            if let Some(holder) = self.of_country(role, holder) {
                entity.subtype = holder.subtype().or(entity.subtype);
                entity.identity = Identity::of(holder);
            }
        }
    }

    /// Finds whom offices named with their country stand for: the person whom the text gives the office, else the one
    /// whom the gazetteers do, who becomes an entity if the text does not name him or her. The country is the mention
    /// right before the office. Roles that are former do not count.
    pub(super) fn holders(&self, roles: &[RoleRow], entities: &mut Vec<EntityRow>, entity_of: &mut [Option<EntityId>]) {
        let offices = || {
            self.mentions
                .iter()
                .filter(|mention| mention.form() == Form::Nominal && mention.rule() == MentionRule::OfficeOfCountry)
        };
        if offices().next().is_none() {
            return;
        }
        let mut by_name: HashMap<String, EntityId> = HashMap::new();
        for mention in self.mentions.iter() {
            if let (Some(name), Some(entity)) = (mention.canonical(), entity_of[mention.id().index()]) {
                by_name.entry(name.to_owned()).or_insert(entity);
            }
        }
        let in_text = Given::new(self, roles);
        for mention in offices() {
            let Some(country) =
                mention.id().index().checked_sub(1).map(|before| self.mentions.get(MentionId::new(before)))
            else {
                continue;
            };
            let office = office_key(&self.view.text()[mention.span()]);
            let found = in_text.holder(country, &office, entity_of).or_else(|| {
                let country =
                    country.canonical().and_then(|name| self.gazetteer.find(name).find_map(Entry::country))?;
                let holder = self.gazetteer.holder(country, &office, self.date)?;
                Some(*by_name.entry(holder.canonical().to_owned()).or_insert_with(|| {
                    entities.push(EntityRow {
                        name: mention.span(),
                        known: Some(holder.canonical().into()),
                        kind: mention.kind(),
                        subtype: holder.subtype(),
                        identity: Identity::of(holder),
                        gender: None,
                        gender_from: None,
                        mentions: Vec::new(),
                        role: None,
                    });
                    EntityId::new(entities.len() - 1)
                }))
            });
            if let Some(id) = found {
                entity_of[mention.id().index()] = Some(id);
                entities[id.index()].mentions.push(mention.id());
            }
        }
    }
}

/// The offices that the text gives, by office and country.
struct Given {
    /// The country as an entity of the text.
    by_entity: HashMap<(String, EntityId), Role>,
    /// The country by its name in the gazetteers: "Norway" for "Norwegian" too.
    by_name: HashMap<(String, String), Role>,
}

/// The place of a role among all, and whose it is.
type Role = (usize, EntityId);

impl Given {
    /// Notes who is given which office of which country, the first of each.
    fn new(known: &Known<'_>, roles: &[RoleRow]) -> Self {
        let mut given = Self { by_entity: HashMap::new(), by_name: HashMap::new() };
        for (index, role) in roles.iter().enumerate().filter(|(_, role)| role.tense == Tense::Current) {
            let office = office_key(&role.role);
            if let Some(country) = role.affiliation_entity {
                given.by_entity.entry((office.clone(), country)).or_insert((index, role.entity));
            }
            if let Some(country) = role.affiliation.as_deref().and_then(|name| known.gazetteer.find(name).next()) {
                given.by_name.entry((office, country.canonical().to_owned())).or_insert((index, role.entity));
            }
        }
        given
    }

    /// The person whom the text first gives that office of that country.
    fn holder(&self, country: Mention<'_>, office: &str, entity_of: &[Option<EntityId>]) -> Option<EntityId> {
        let entity = entity_of[country.id().index()];
        let by_entity = entity.and_then(|entity| self.by_entity.get(&(office.to_owned(), entity)));
        let name = country.canonical();
        let by_name = name.and_then(|name| self.by_name.get(&(office.to_owned(), name.to_owned())));
        by_entity.into_iter().chain(by_name).min().map(|&(_, person)| person)
    }
}
