//! Pronouns and definite nouns: the person whom they stand for.

use super::keyed::ByKey;
use super::name::{agree, of_role};
use super::{EntityRow, Gender, RoleRow};
use crate::entity::refer::{NAMES, is_kind_of};
use crate::entity::{Form, Mention, Mentions};
use crate::gazetteer::classes::Classes;
use crate::gazetteer::key::{atoms, key};
use crate::gazetteer::kinds::EntityType;
use crate::id::{EntityId, MentionId};
use crate::segment::{Flags, View};

/// How many sentences back a person is looked for.
const SENTENCES: usize = 6;
/// No more who were given a role are kept, the latest.
const HOLDERS: usize = 8;
/// How many mentions back.
const MENTIONS: usize = 80;

/// Resolves the pronouns and definite nouns of the article, in text order.
///
/// A pronoun stands for the first person of its own sentence before it, else of the nearest sentence before that has one:
/// the first is mostly the subject. Gender must agree; persons inside quotation marks are passed over from outside. A
/// definite noun stands for the person who was given that role, or for the organisation last named that it can describe. Of several
/// who were given it, for the one a pronoun would stand for.
pub(super) fn resolve(
    view: View<'_>,
    mentions: &Mentions,
    roles: &[RoleRow],
    entities: &mut [EntityRow],
    entity_of: &mut [Option<EntityId>],
) {
    let mut holders: ByKey<Vec<EntityId>> = ByKey::default();
    let mut next_role = 0;
    for mention in mentions.iter() {
        while let Some(role) = roles.get(next_role).filter(|role| role.span.end() <= mention.span().start()) {
            if let Some(head) = atoms(&role.role).last() {
                let holders = holders.entry(key(head).finish()).or_default();
                holders.retain(|&holder| holder != role.entity);
                holders.push(role.entity);
                let old = holders.len().saturating_sub(HOLDERS);
                holders.drain(..old);
            }
            next_role += 1;
        }
        let found = match mention.form() {
            Form::Name => continue,
            Form::Pronoun => {
                let token = view.token(mention.tokens().0);
                let gender = if token.has(Classes::HE_PRONOUN) { Gender::Male } else { Gender::Female };
                let fits = |id: EntityId| {
                    let entity = &entities[id.index()];
                    agree(entity.gender.or_else(|| of_ending(&view.text()[entity.name])), Some(gender))
                };
                person_before(view, mentions, mention, fits, entity_of).inspect(|id| {
                    entities[id.index()].gender.get_or_insert(gender);
                })
            }
            Form::Nominal if mention.kind() == EntityType::Org => {
                organisation_before(view, mentions, mention, entity_of)
            }
            Form::Nominal => {
                let head = atoms(&view.text()[mention.span()]).last().unwrap_or_default();
                let gender = of_role(head);
                let holders = holders.get(&key(head).finish()).map_or(&[][..], Vec::as_slice);
                let agrees = |id: EntityId| agree(entities[id.index()].gender, gender);
                let last = holders.last().copied().filter(|&id| agrees(id));
                let fits = |id: EntityId| holders.contains(&id) && agrees(id);
                let near = || person_before(view, mentions, mention, fits, entity_of);
                if holders.len() > 1 { near().or(last) } else { last }
            }
        };
        if let Some(id) = found {
            entity_of[mention.id().index()] = Some(id);
            entities[id.index()].mentions.push(mention.id());
        }
    }
}

/// The gender that the ending of a given name shows of which nothing else is known: "Anselmo Duarte".
fn of_ending(name: &str) -> Option<Gender> {
    let (given, _) = name.split_once(' ')?;
    let male = ["o", "os", "us"].iter().any(|ending| given.ends_with(ending)) && !given.ends_with("ko");
    male.then_some(Gender::Male)
}

/// The organisation named last that the noun may stand for.
fn organisation_before(
    view: View<'_>,
    mentions: &Mentions,
    nominal: Mention<'_>,
    entity_of: &[Option<EntityId>],
) -> Option<EntityId> {
    let noun = atoms(&view.text()[nominal.span()]).last()?;
    let before = (0..nominal.id().index()).rev().map(|index| mentions.get(MentionId::new(index)));
    let names = before.filter(|mention| mention.form() == Form::Name).take(NAMES);
    let mut organisations = names.filter(|name| name.kind() == EntityType::Org);
    organisations
        .find(|name| is_kind_of(noun, &view.text()[name.span()], name.subtype()))
        .and_then(|name| entity_of[name.id().index()])
}

/// The person before `pronoun` who is named first in the nearest sentence that has one who fits.
fn person_before(
    view: View<'_>,
    mentions: &Mentions,
    pronoun: Mention<'_>,
    fits: impl Fn(EntityId) -> bool,
    entity_of: &[Option<EntityId>],
) -> Option<EntityId> {
    let quoted = |mention: Mention<'_>| view.token(mention.tokens().0).flags().has(Flags::QUOTED);
    let outside = !quoted(pronoun);
    let here = pronoun.sentence().index();
    let mut best: Option<(usize, EntityId)> = None;
    for index in (0..pronoun.id().index()).rev().take(MENTIONS) {
        let mention = mentions.get(MentionId::new(index));
        let sentence = mention.sentence().index();
        if here - sentence > SENTENCES || best.is_some_and(|(found, _)| sentence < found) {
            break;
        }
        if mention.kind() != EntityType::Per || outside && quoted(mention) {
            continue;
        }
        let fits = entity_of[index].filter(|&id| fits(id));
        // Going back, a mention found later stands earlier in the same sentence: the first one stays.
        if let Some(id) = fits {
            best = Some((sentence, id));
        }
    }
    best.map(|(_, id)| id)
}
