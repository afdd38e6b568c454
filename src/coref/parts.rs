//! Parts of a long text: their entities are joined by name.
//!
//! A text that is too long for one piece is annotated part by part, and the layers are put behind each other with their
//! places moved. Entities of two parts are one if they have the same type and the same outside id, or else the same
//! name; a surname alone is the person of an earlier part who had it last, and an acronym alone ("NFC") the
//! organisation that an earlier part has under it too. Nouns and pronouns join only within their part.

use std::collections::HashMap;

use super::{Chains, EntityRow, RoleRow};
use crate::entity::{Form, Identities, Mentions};
use crate::gazetteer::kinds::EntityType;
use crate::id::{EntityId, RoleId};
use crate::parts::Shift;

/// The entities of the parts so far, by type and outside id or name.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// By type, and by outside id or else name.
    known: HashMap<(EntityType, Box<str>), EntityId>,
    /// Persons by the last word of their names, the latest of each.
    surnames: HashMap<Box<str>, EntityId>,
    /// What their mentions stand for.
    pub(crate) identities: Identities,
}

impl Joined {
    /// The entity of the parts before that has this name; else this one, whose id will be `new`, and which later parts
    /// then find.
    fn entity(&mut self, row: &EntityRow, name: &str, new: EntityId) -> EntityId {
        let id = row.identity.link.as_deref().unwrap_or(name);
        let person = row.kind == EntityType::Per;
        let surname = name.rsplit(' ').next().filter(|_| person).unwrap_or_default();
        let known = self.known.get(&(row.kind, id.into())).copied();
        let known = known.or_else(|| self.surnames.get(name).copied().filter(|_| person && surname == name));
        let joined = known.unwrap_or(new);
        if known.is_none() {
            self.known.insert((row.kind, id.into()), joined);
        }
        if surname.len() < name.len() && person {
            self.surnames.insert(surname.into(), joined);
        }
        joined
    }

    /// Takes an acronym of an organisation, which later parts may have alone.
    fn acronym(&mut self, acronym: &str, entity: EntityId) {
        self.known.entry((EntityType::Org, acronym.into())).or_insert(entity);
    }
}

/// Whether a form of a name is two to six capitals of ASCII and nothing else.
fn is_acronym(form: &str) -> bool {
    (2..=6).contains(&form.len()) && form.bytes().all(|letter| letter.is_ascii_uppercase())
}

impl Chains {
    /// Adds the chains of the part of the text that comes next. A name alone joins entities, not what stands for one.
    ///
    /// Ids of the part become those of the whole: an entity that was known joins it, another one gets the next number,
    /// and whatever holds an id is renumbered or moved by `shift`. Entities stay in the order of their first mention,
    /// since parts come in order.
    pub(crate) fn append(&mut self, text: &str, mentions: &Mentions, part: Self, shift: Shift, joined: &mut Joined) {
        let roles = self.roles.len();
        let mut ids = Vec::with_capacity(part.entities.len());
        for row in part.entities {
            let new = EntityId::new(self.entities.len());
            let is_named = row.mentions.iter().any(|&id| mentions.get(id).form() == Form::Name);
            let name = row.known.as_deref().unwrap_or(&text[row.name]);
            let id = if is_named { joined.entity(&row, name, new) } else { new };
            ids.push(id);
            if row.kind == EntityType::Org {
                let names = row.mentions.iter().map(|&id| mentions.get(id)).filter(|name| name.form() == Form::Name);
                let forms = names.map(|name| &text[name.span()]).filter(|form| *form != name && is_acronym(form));
                forms.for_each(|form| joined.acronym(form, id));
            }
            let row = EntityRow {
                name: shift.span(row.name),
                mentions: row.mentions.iter().map(|&mention| shift.mention(mention)).collect(),
                role: row.role.map(|role| RoleId::new(role.index() + roles)),
                ..row
            };
            match self.entities.get_mut(id.index()) {
                Some(known) => known.join(row),
                None => self.entities.push(row),
            }
        }
        let entity = |id: EntityId| ids[id.index()];
        shift.extend(&mut self.entity_of, part.entity_of.into_iter().map(|id| id.map(entity)));
        shift.extend(&mut self.speakers, part.speakers.into_iter().map(|id| id.map(entity)));
        shift.extend(
            &mut self.roles,
            part.roles.into_iter().map(|row| RoleRow {
                entity: entity(row.entity),
                affiliation_entity: row.affiliation_entity.map(entity),
                sentence: shift.sentence(row.sentence),
                span: shift.span(row.span),
                ..row
            }),
        );
        // What it is about is what it begins with.
        self.focus = self.focus.or(part.focus);
    }
}

impl EntityRow {
    /// Takes what a later part says of it: mentions, and what was not known yet. An outside id goes over none, and the
    /// earlier one over the later.
    fn join(&mut self, later: Self) {
        self.subtype = self.subtype.or(later.subtype);
        if self.identity.link.is_none() && later.identity.link.is_some() {
            self.identity = later.identity;
        }
        if self.gender.is_none() {
            (self.gender, self.gender_from) = (later.gender, later.gender_from);
        }
        self.role = self.role.or(later.role);
        self.mentions.extend(later.mentions);
    }
}
