//! Teams with names in the plural, "the Gators", "the Badgers", and before their members.
//!
//! A plural alone may be a people or a family, so two different ones must stand in the article, and the sentence must
//! have a word of sport: "The Gators beat the Badgers in their last home game". Gazetteers' names and surnames ("the
//! Kennedys") are left alone.

use super::{MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::sport;
use crate::segment::{Token, View};

/// Adds the teams that stand before a member's role and name where nothing was found: "Alcora coach Inaki Beltran". A
/// word that the word list has may be another ("Former coach").
pub(super) fn add(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let team = |(before, person): (Option<&MentionRow>, &MentionRow)| {
        let role = view.token(person.tokens.0).prev().filter(|role| sport::MEMBERS.contains(&role.text()))?;
        let team = role.prev().filter(|team| team.sentence().id() == person.sentence)?;
        let free = before.is_none_or(|before| before.tokens.1 <= team.id());
        let named = free && team.is_capitalised() && team.is_word() && team.classes() == Classes::NONE;
        (person.kind == EntityType::Per && named)
            .then(|| MentionRow::name(team, team, EntityType::Org, Rule::Definition, 0.7))
    };
    let before = std::iter::once(None).chain(rows.iter().map(Some));
    let mut teams: Vec<MentionRow> = before.zip(rows.iter()).filter_map(team).collect();
    if !teams.is_empty() {
        rows.append(&mut teams);
        rows.sort_by_key(|row| row.span.start());
    }
}

/// Makes names in the plural behind "the" teams in sentences of sport, where the article has several; `rows` are in
/// order.
///
/// Each sentence is looked through once for a word of sport, and only where such a plural stands.
pub(super) fn apply(view: View<'_>, rows: &mut [MentionRow]) {
    let plural = |row: &MentionRow| {
        let word = view.token(row.tokens.0);
        row.is_open()
            && row.tokens.1 == word.next_id()
            && row.identity.canonical.is_none()
            && row.subtype.is_none()
            && word.span().len() > 4
            && word.text().ends_with('s')
            && !word.has(Classes::SURNAME)
            && word.prev().is_some_and(|the| the.is("the"))
    };
    let found: Vec<usize> = (0..rows.len()).filter(|&index| plural(&rows[index])).collect();
    let [first, others @ ..] = &found[..] else { return };
    let name = |index: usize| &view.text()[rows[index].span];
    if !others.iter().any(|&index| name(index) != name(*first)) {
        return;
    }
    // Sentences are looked through once.
    let mut last = None;
    for index in found {
        let row = &mut rows[index];
        let sport = match last {
            Some((sentence, sport)) if sentence == row.sentence => sport,
            _ => is_of_sport(view, row.tokens.0),
        };
        last = Some((row.sentence, sport));
        if sport {
            row.retype(EntityType::Org, Some(Subtype::Team), Rule::Definition);
        }
    }
}

/// Whether the sentence of a token has a word of sport.
fn is_of_sport(view: View<'_>, at: TokenId) -> bool {
    let mut words = view.token(at).sentence().tokens().filter(|word| word.has(Classes::COMMON.or(Classes::ROLE)));
    words.any(|word: Token<'_>| sport::WORDS.binary_search(&word.text()).is_ok())
}
