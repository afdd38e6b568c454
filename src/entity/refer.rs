//! Mentions without a name: pronouns for persons, and definite nouns for roles.

use super::{Form, MentionRow};
use crate::gazetteer::classes::Classes;
use crate::gazetteer::kinds::EntityType;
use crate::segment::{Sentence, Token, View};

/// What may follow a noun phrase that is complete.
const VERB_OR_FUNCTION: Classes = Classes::SPEECH_VERB
    .or(Classes::BELIEF_VERB)
    .or(Classes::AUXILIARY)
    .or(Classes::MODAL)
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::WH);

/// The pronouns and definite role nouns of a sentence.
pub(super) fn find(view: View<'_>, sentence: Sentence<'_>, rows: &mut Vec<MentionRow>) {
    for token in sentence.tokens() {
        if token.has(Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN)) {
            rows.push(row(token, token, Form::Pronoun, "pronoun", 0.95));
        } else if token.is("the")
            && let Some(head) = role_head(token)
            && !goes_on(view, head)
        {
            rows.push(row(token, head, Form::Nominal, "definite-role", 0.8));
        }
    }
}

/// The role noun of "the …": modifiers may stand before it.
fn role_head(determiner: Token<'_>) -> Option<Token<'_>> {
    let mut token = determiner.next()?;
    for _ in 0..3 {
        let noun = token.has(Classes::ROLE.or(Classes::OFFICE)) && !token.has(Classes::ROLE_PLURAL);
        let next = token.next();
        let compound =
            next.is_some_and(|next| next.has(Classes::ROLE.or(Classes::OFFICE)) && !next.has(Classes::ROLE_PLURAL));
        if noun && !compound {
            return Some(token);
        }
        if !noun && !token.has(Classes::ROLE_MODIFIER.or(Classes::COMMON)) || token.is_capitalised() && !noun {
            return None;
        }
        token = next?;
    }
    None
}

/// Whether the phrase goes on to a name, an affiliation or a further noun: then it is not the person by itself.
fn goes_on(view: View<'_>, head: Token<'_>) -> bool {
    let Some(next) = head.next() else { return false };
    let apposed = || view.get(next.id().index() + 1).is_some_and(|token| token.is_capitalised() && token.is_word());
    match next.text() {
        "of" | "for" | "at" | "'s" | "’s" => true,
        "," => apposed(),
        text => next.is_word() && !next.has(VERB_OR_FUNCTION) && !text.ends_with("ed"),
    }
}

fn row(first: Token<'_>, last: Token<'_>, form: Form, rule: &'static str, confidence: f32) -> MentionRow {
    MentionRow {
        span: first.span().cover(last.span()),
        tokens: (first.id(), last.next_id()),
        sentence: first.sentence().id(),
        kind: EntityType::Per,
        subtype: None,
        form,
        canonical: None,
        link: None,
        rule,
        confidence,
    }
}
