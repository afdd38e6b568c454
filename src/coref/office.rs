//! Offices as of the article's date: who holds one that the text names without its holder, and which the text's persons held before.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{EntityRow, RoleRow, Tense};
use crate::entity::{Form, Mention, Mentions, Rule};
use crate::gazetteer::office::office_key;
use crate::gazetteer::{Entry, Gazetteer};
use crate::id::{EntityId, MentionId};
use crate::segment::View;

/// What the gazetteers say on the article's date.
pub(super) struct Known<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) date: Date,
    pub(super) view: View<'a>,
    pub(super) mentions: &'a Mentions,
}

impl Known<'_> {
    /// A role that the text gives as held ends where the gazetteers know that it had ended: "President" of a former one.
    pub(super) fn end_roles(&self, entities: &[EntityRow], roles: &mut [RoleRow]) {
        for role in roles.iter_mut().filter(|role| role.tense == Tense::Current) {
            // "President" alone is of whatever country; of a company's or club's president the gazetteers know nothing.
            let country = match &role.affiliation {
                Some(affiliation) => match self.gazetteer.find(affiliation).find_map(Entry::country) {
                    Some(country) => Some(country),
                    None => continue,
                },
                None if role.rule == "role-before" => None,
                None => continue,
            };
            let entity = &entities[role.entity.index()];
            let canonical = entity.mentions.iter().find_map(|&id| self.mentions.get(id).canonical());
            let person = canonical.unwrap_or(&self.view.text()[entity.name]);
            if self.gazetteer.held_before(person, &role.role, country, self.date) {
                role.tense = Tense::Former;
            }
        }
    }

    /// Finds whom offices named with their country stand for: the person whom the text gives the office, else the one whom the
    /// gazetteers do, who becomes an entity if the text does not name him or her.
    pub(super) fn holders(&self, roles: &[RoleRow], entities: &mut Vec<EntityRow>, entity_of: &mut [Option<EntityId>]) {
        let offices = || {
            self.mentions
                .iter()
                .filter(|mention| mention.form() == Form::Nominal && mention.rule() == Rule::OfficeOfCountry)
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
        for mention in offices() {
            let Some(country) =
                mention.id().index().checked_sub(1).map(|before| self.mentions.get(MentionId::new(before)))
            else {
                continue;
            };
            let office = office_key(&self.view.text()[mention.span()]);
            let found = self.in_text(country, &office, roles, entity_of).or_else(|| {
                let country =
                    country.canonical().and_then(|name| self.gazetteer.find(name).find_map(Entry::country))?;
                let holder = self.gazetteer.holder(country, &office, self.date)?;
                Some(*by_name.entry(holder.canonical().to_owned()).or_insert_with(|| {
                    entities.push(EntityRow {
                        name: mention.span(),
                        known: Some(holder.canonical().into()),
                        kind: mention.kind(),
                        subtype: holder.subtype(),
                        link: holder.link().map(Into::into),
                        gender: None,
                        mentions: Vec::new(),
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

    /// The person whom the text gives that office of that country.
    fn in_text(
        &self,
        country: Mention<'_>,
        office: &str,
        roles: &[RoleRow],
        entity_of: &[Option<EntityId>],
    ) -> Option<EntityId> {
        let same = |role: &RoleRow| {
            let of = role.affiliation_entity;
            office_key(&role.role) == office
                && role.tense == Tense::Current
                && (of.is_some() && of == entity_of[country.id().index()]
                    || role.affiliation.as_deref().is_some_and(|of| self.is_of(of, country)))
        };
        roles.iter().find(|role| same(role)).map(|role| role.entity)
    }

    /// Whether an affiliation names the same country: "Norway" and "Norwegian".
    fn is_of(&self, affiliation: &str, country: Mention<'_>) -> bool {
        let canonical = country.canonical();
        canonical.is_some()
            && self.gazetteer.find(affiliation).next().is_some_and(|entry| Some(entry.canonical()) == canonical)
    }
}
