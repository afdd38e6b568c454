//! Names that the article says what they are: "Oststrand is a village in …", "Kelvar, a maker of bicycles, …".
//!
//! A definition is a lead ("is", "was", a comma, a bracket), an article, and a noun phrase whose noun is in the lists
//! of `lexicon::en::definition`. Its noun is the last word before a preposition, relative, auxiliary or determiner;
//! participles before that end are skipped.
//!
//! - "Kelvar, a maker of bicycles,": organisation. "Oststrand is a village": place, city.
//! - "Tarvu, a language spoken in the hills,": `language` tells, `spoken` is skipped.
//! - "In Aldmoor, the company said": nothing; "the" behind a comma starts another subject.
//! - "Lund is a school district": nothing, for the noun before, `school`, tells another type than `district`.
//! - "Sun Lijin was a police chief": person, where the name is two or three plain words.
//!
//! What one definition tells goes for every name of the same key in the article. Names with an outside link and a
//! user's own keep their type: gazetteers know better than a film's plot.

use super::{MentionRow, Rule, subtype};
use crate::gazetteer::key::key;
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::{definition, verb};
use crate::segment::{Token, View};

/// Words that a definition's noun stands before.
const ENDS: Classes = Classes::PREPOSITION.or(Classes::WH).or(Classes::AUXILIARY).or(Classes::DETERMINER);

/// No definition has more words between its article and its noun; the cost of a name is bounded by it.
const DESCRIBING_WORDS: usize = 8;

/// Gives the names that the text defines the type of their definition, wherever they stand. Names with an outside link
/// and a user's own stay as they are.
pub(super) fn apply(view: View<'_>, rows: &mut [MentionRow]) {
    let key_of = |row: &MentionRow| key(&view.text()[row.span]).finish();
    let mut defined: Vec<(u64, EntityType, Option<Subtype>)> = Vec::new();
    for row in rows.iter().filter(|row| row.is_open()) {
        if let Some((kind, subtype)) = of(view, row) {
            defined.push((key_of(row), kind, subtype));
        }
    }
    if defined.is_empty() {
        return;
    }
    // Of several definitions the first counts.
    defined.sort_by_key(|(name, ..)| *name);
    defined.dedup_by_key(|(name, ..)| *name);
    for row in rows.iter_mut().filter(|row| row.is_open()) {
        let name = key_of(row);
        if let Ok(at) = defined.binary_search_by_key(&name, |(name, ..)| *name) {
            let (_, kind, subtype) = defined[at];
            row.retype(kind, subtype, Rule::Definition);
        }
    }
}

/// The type that the words after a name tell; none where no definition follows.
fn of(view: View<'_>, row: &MentionRow) -> Option<(EntityType, Option<Subtype>)> {
    let at = row.tokens.1.index();
    let end = view.token(row.tokens.0).sentence().end_token().index();
    let token = |index: usize| (index < end).then(|| view.token(TokenId::new(index)));
    let lead = token(at)?;
    let after_mark = matches!(lead.text(), "," | "(");
    let leads = after_mark || matches!(lead.text(), "is" | "was" | "are" | "were");
    let article = token(at + 1)?.text();
    // "In Aldmoor, the company said" tells nothing of Aldmoor.
    if !leads || !(matches!(article, "a" | "an") || article == "the" && !after_mark) {
        return None;
    }
    let first = at + 2;
    let goes_on = |token: Token<'_>| token.is_possessive() || token.is_word() && !token.has(ENDS);
    let ends = |index: &usize| !token(*index).is_some_and(goes_on);
    let after = (first..=first + DESCRIBING_WORDS).find(ends)?;
    if after_mark && token(after).is_some_and(|next| next.has(Classes::AUXILIARY)) {
        return None;
    }
    // "A language spoken in …", "a village and is …".
    let is_noun =
        |&at: &usize| token(at).is_some_and(|token| !is_participle(token) && !token.has(Classes::CONJUNCTION));
    let last = (first..after).rev().find(is_noun)?;
    // Names of several plain words may be a person's.
    let words = view.range(row.tokens.0, row.tokens.1);
    let key = Classes::ORG_KEY.or(Classes::ORG_SUFFIX).or(Classes::LOC_KEY).or(Classes::EVENT_KEY).or(Classes::LAW_KEY);
    let plain = !after_mark
        && (2..=3).contains(&(row.tokens.1.index() - row.tokens.0.index()))
        && row.identity.canonical.is_none()
        && words.into_iter().all(|word| word.is_capitalised() && !word.has(key));
    let told = |at: usize| {
        let noun = token(at)?;
        let person = || (plain && is_person(noun)).then_some((EntityType::Per, None));
        of_noun(noun.text()).or_else(person).map(|told| (at, told))
    };
    // "A village and parish": the last noun or, of two joined, the first.
    let joined = |at: &usize| *at >= first && token(at + 1).is_some_and(|token| token.has(Classes::CONJUNCTION));
    let (noun, (kind, subtype)) = told(last).or_else(|| last.checked_sub(2).filter(joined).and_then(told))?;
    // "Bonnie Hale, a retired mail carrier,"
    let person = kind == EntityType::Org
        && noun > first
        && (first..noun).any(|at| token(at).is_some_and(|word| word.is("retired")));
    if person {
        return None;
    }
    // A school district is no place, a film company no work.
    let before = (noun > first).then(|| token(noun - 1)).flatten().and_then(|before| of_noun(before.text()));
    before.is_none_or(|(other, _)| other == kind).then_some((kind, subtype))
}

/// Whether a noun stands for an organisation: "consultancy", "airline".
pub(super) fn is_organisation(noun: &str) -> bool {
    definition::ORGANISATIONS.contains(&noun)
}

/// Whether a noun says that what it defines is a person: "Sun Lijin was a police chief".
fn is_person(noun: Token<'_>) -> bool {
    noun.has(Classes::ROLE.or(Classes::OFFICE))
        && !noun.has(Classes::ROLE_PLURAL.or(Classes::ORG_KEY))
        && !noun.is_capitalised()
        && !definition::ROLES_OF_ALL.contains(&noun.text())
}

/// What a noun says of that which it defines; none of most nouns.
fn of_noun(noun: &str) -> Option<(EntityType, Option<Subtype>)> {
    let is_one_of = |nouns: &[&str]| nouns.contains(&noun);
    if is_one_of(definition::ORGANISATIONS) {
        Some((EntityType::Org, subtype::of_organisation(noun)))
    } else if is_one_of(definition::PLACES) {
        Some((EntityType::Loc, subtype::of_place(noun)))
    } else {
        is_one_of(definition::OTHERS).then_some((EntityType::Misc, None))
    }
}

/// Whether a word is a participle, as far as its ending or a short list shows.
fn is_participle(token: Token<'_>) -> bool {
    token.text().ends_with("ed") || verb::PARTICIPLES.contains(&token.text())
}
