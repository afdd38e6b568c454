//! Competitions of women and of men: who starts in one.
//!
//! "In the women's 200m Ruth Venn won from Kim Lund. Venn …": whoever is named in that sentence or the two behind it,
//! up to the next competition, has its gender, if nothing else tells one. Only what is held apart counts ("final",
//! "200m"), so that "the women's minister" tells nothing. A sentence with both competitions, and one in quotation
//! marks, tell nothing either.

use super::{EntityRow, Gender, GenderFrom};
use crate::entity::{Form, Mentions};
use crate::gazetteer::kinds::EntityType;
use crate::id::{EntityId, SentenceId};
use crate::lexicon::en::person;
use crate::segment::{Flags, View};
use crate::span::Span;

/// Persons of so many sentences behind the one that names a competition are still its own, unless another competition
/// comes before.
const SENTENCES: usize = 2;

/// Gives persons whose gender nothing else tells that of the competition in which they are named first. One search for
/// "men" over the text's bytes; articles without it cost no more.
pub(super) fn apply(view: View<'_>, mentions: &Mentions, entities: &mut [EntityRow], entity_of: &[Option<EntityId>]) {
    let mut marks =
        memchr::memmem::find_iter(view.text().as_bytes(), "men").filter_map(|at| mark(view, at)).collect::<Vec<_>>();
    marks.dedup();
    let Some(end) = view.sentences().next_back().map(|last| last.id().index()) else { return };
    for (index, &(sentence, gender)) in marks.iter().enumerate() {
        // Two competitions of one sentence leave open whose is whose.
        let same = |&(other, of): &(usize, Gender)| other == sentence && of != gender;
        if marks.iter().skip(index.saturating_sub(2)).take(5).any(same) {
            continue;
        }
        let next = marks[index + 1..].first().map_or(usize::MAX, |&(next, _)| next);
        let last = (sentence + SENTENCES).min(next.saturating_sub(1)).min(end).max(sentence);
        let span = |index| view.sentence(SentenceId::new(index)).span();
        let here = span(sentence).cover(span(last));
        for mention in mentions.within(here) {
            let person = mention.form() == Form::Name && mention.kind() == EntityType::Per;
            let Some(id) = entity_of[mention.id().index()].filter(|_| person) else { continue };
            let entity = &mut entities[id.index()];
            if entity.gender.is_none() {
                (entity.gender, entity.gender_from) = (Some(gender), Some(GenderFrom::Noun));
            }
        }
    }
}

/// The sentence and the gender of the competition at a "men" of the text (a byte): "the women's 200m"; none of
/// "workmen's" and "men's health".
fn mark(view: View<'_>, at: usize) -> Option<(usize, Gender)> {
    let text = view.text();
    let rest = text.get(at + 3..)?;
    let rest = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s "))?;
    let (word, front) = match text.get(..at)?.strip_suffix("wo").or_else(|| text.get(..at)?.strip_suffix("Wo")) {
        Some(front) => (Gender::Female, front),
        None => (Gender::Male, text.get(..at)?),
    };
    if front.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut event = rest.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let tells = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) || person::SEPARATE_EVENTS.binary_search(&word).is_ok()
    };
    if !event.next().is_some_and(tells) {
        return None;
    }
    let token = view.tokens_in(Span::new(u32::try_from(at).ok()?, u32::try_from(at + 3).ok()?)).next()?;
    let token = view.get(token)?;
    (!token.flags().has(Flags::QUOTED)).then(|| (token.sentence().id().index(), word))
}
