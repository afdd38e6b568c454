//! `roles`: what the text says that persons are.

use std::borrow::Cow;

use super::{Rows, one_line};
use crate::coref::{Rule, Tense};
use crate::id::EntityId;
use crate::table::column::table;

table! {
    /// A row for each place where the text gives a person a role or an affiliation.
    Roles, RoleRow<'a>, key(article_id, role_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the role in the article, from 0
        role_id: u32,
        /// the person's entity
        entity_id: u32 => Entities,
        /// the person's name, as in `entities.name`
        person: Cow<'a, str>,
        /// the role without its affiliation: `Foreign Minister`
        role: Option<Cow<'a, str>>,
        /// at, for or in what it is held: the name as in `entities.name` where it is an entity, else as the text has it
        affiliation: Option<Cow<'a, str>>,
        /// the entity that the affiliation names
        affiliation_entity_id: Option<u32> => Entities,
        /// `current`, `former`, `acting` or `elect`
        tense: Tense,
        /// the sentence that says so
        sentence_id: u32 => Sentences,
        /// its first code point in `articles.text`
        start: u32,
        /// the code point after its last
        end: u32,
        /// role, affiliation and name as they stand together in the text
        text: &'a str,
        /// the rule or model that decided the row
        rule: Rule,
    }
}

impl Rows<'_> {
    /// The rows of the roles.
    pub fn roles(&self) -> impl Iterator<Item = RoleRow<'_>> {
        self.document.chains.roles().map(|role| {
            let (start, end) = self.points_of(role.span());
            RoleRow {
                article_id: self.id(),
                role_id: role.id().get(),
                entity_id: role.entity().get(),
                person: self.name(role.entity()),
                role: Some(one_line(role.role())).filter(|role| !role.is_empty()),
                affiliation: match role.affiliation_entity() {
                    Some(entity) => Some(self.name(entity)),
                    None => role.affiliation().map(one_line),
                },
                affiliation_entity_id: role.affiliation_entity().map(EntityId::get),
                tense: role.tense(),
                sentence_id: role.sentence().get(),
                start,
                end,
                text: &self.text[role.span()],
                rule: role.rule(),
            }
        })
    }
}
