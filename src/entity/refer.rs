//! Mentions without a name: pronouns for persons, definite nouns for persons in a role and for organisations.

use super::{Form, Identity, MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::segment::{Flags, Sentence, Token, View};

/// What may follow a noun phrase that is complete.
const VERB_OR_FUNCTION: Classes = Classes::SPEECH_VERB
    .or(Classes::BELIEF_VERB)
    .or(Classes::AUXILIARY)
    .or(Classes::MODAL)
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::WH);

/// The pronouns and definite nouns of a sentence. `names` are those of the text, in order.
pub(super) fn find(view: View<'_>, sentence: Sentence<'_>, names: &[MentionRow], rows: &mut Vec<MentionRow>) {
    let person = Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN);
    for token in sentence.tokens().filter(|token| token.has(person.or(Classes::DETERMINER))) {
        if token.has(person) {
            rows.push(row(token, token, EntityType::Per, Form::Pronoun, Rule::Pronoun, 0.95));
        } else if token.is("the") {
            if let Some(head) = role_head(token).filter(|head| !goes_on(view, *head)) {
                rows.push(row(token, head, EntityType::Per, Form::Nominal, Rule::DefiniteRole, 0.8));
            } else if let Some(head) = organisation_head(token).filter(|head| !goes_on(view, *head)) {
                let before = names.partition_point(|name| name.span.start() < token.span().start());
                let named = names[..before].iter().rev().take(NAMES).any(|name| {
                    name.kind == EntityType::Org && is_kind_of(head.text(), &view.text()[name.span], name.subtype)
                });
                if named {
                    rows.push(row(token, head, EntityType::Org, Form::Nominal, Rule::DefiniteOrganisation, 0.7));
                }
            }
        }
    }
    let first = names.partition_point(|name| name.span.start() < sentence.span().start());
    for name in names[first..].iter().take_while(|name| name.span.end() <= sentence.span().end()) {
        if matches!(name.subtype, Some(Subtype::Nationality | Subtype::Country))
            && let Some((first, last)) = office_after(view, name)
        {
            rows.push(row(first, last, EntityType::Per, Form::Nominal, Rule::OfficeOfCountry, 0.8));
        }
    }
}

/// The first and last word of the office that follows a country or people, where no name follows it.
fn office_after<'a>(view: View<'a>, name: &MentionRow) -> Option<(Token<'a>, Token<'a>)> {
    let last = view.token(TokenId::new(name.tokens.1.index() - 1));
    let mut before = last;
    if let Some(next) = last.next().filter(|next| next.is_possessive()) {
        before = next;
    } else if name.subtype == Some(Subtype::Country) && !last.flags().has(Flags::CAPITALS) {
        return None;
    }
    let head = role_head(before).filter(|head| head.has(Classes::OFFICE) && !is_part(view, *head))?;
    let first = before.next()?;
    // Whose office it was, or will be, is another question.
    let other = ["former", "ex", "then", "late", "new", "next", "future", "outgoing", "incoming"];
    (!other.iter().any(|word| first.is(word))).then_some((first, head))
}

/// Whether an office stands before its holder's name or is part of another role: "the French president's aide".
fn is_part(view: View<'_>, head: Token<'_>) -> bool {
    let name = |token: Token<'_>| token.is_capitalised() && token.is_word();
    let Some(next) = head.next() else { return false };
    match next.text() {
        "of" | "for" | "at" | "'s" | "’s" | "-" => true,
        "," => view.get(next.id().index() + 1).is_some_and(name),
        _ => name(next) || next.has(Classes::ROLE.or(Classes::OFFICE)),
    }
}

/// So many names back, an organisation is looked for that a definite noun may stand for.
pub(crate) const NAMES: usize = 40;

/// Whether "the `noun`" may stand for an organisation of that name: by its last word, or by its subtype.
pub(crate) fn is_kind_of(noun: &str, name: &str, subtype: Option<Subtype>) -> bool {
    let last = name.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    last.eq_ignore_ascii_case(noun)
        || match noun {
            "company" | "firm" | "group" | "carmaker" | "retailer" | "manufacturer" | "operator" => {
                matches!(subtype, None | Some(Subtype::Company))
            }
            "airline" => subtype == Some(Subtype::Company),
            "bank" | "lender" => subtype == Some(Subtype::Bank),
            "agency" | "authority" | "regulator" | "watchdog" => subtype == Some(Subtype::Agency),
            "club" | "team" | "side" => subtype == Some(Subtype::Team),
            "party" => subtype == Some(Subtype::Party),
            "university" | "college" => subtype == Some(Subtype::University),
            "newspaper" | "broadcaster" | "daily" => subtype == Some(Subtype::Media),
            "court" => subtype == Some(Subtype::Court),
            "charity" => subtype == Some(Subtype::Ngo),
            _ => false,
        }
}

/// The role noun of what follows "the" or a possessive: modifiers may stand before it.
fn role_head(before: Token<'_>) -> Option<Token<'_>> {
    let is_role = |token: Token<'_>| token.has(Classes::ROLE.or(Classes::OFFICE)) && !token.has(Classes::ROLE_PLURAL);
    let mut token = before.next()?;
    for _ in 0..4 {
        let next = token.next();
        // "the deputy prime minister"
        let compound = next
            .is_some_and(|next| is_role(next) || next.has(Classes::ROLE_MODIFIER) && next.next().is_some_and(is_role));
        if is_role(token) && !compound {
            return Some(token);
        }
        let modifies =
            is_role(token) || token.has(Classes::ROLE_MODIFIER.or(Classes::COMMON)) && !token.is_capitalised();
        if !modifies {
            return None;
        }
        token = next?;
    }
    None
}

/// The noun of "the company": right after the article.
fn organisation_head(determiner: Token<'_>) -> Option<Token<'_>> {
    determiner.next().filter(|noun| !noun.is_capitalised() && noun.flags().has(Flags::LETTER))
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

fn row(first: Token<'_>, last: Token<'_>, kind: EntityType, form: Form, rule: Rule, confidence: f32) -> MentionRow {
    MentionRow {
        span: first.span().cover(last.span()),
        tokens: (first.id(), last.next_id()),
        sentence: first.sentence().id(),
        kind,
        subtype: None,
        form,
        identity: Identity::default(),
        rule,
        confidence,
        own: false,
    }
}
