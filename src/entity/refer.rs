//! Mentions without a name: pronouns for persons, definite nouns for persons in a role and for organisations.

use super::{Form, MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::verb::is_past;
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
    let refers = person.or(Classes::DETERMINER).or(Classes::FIRST_PERSON).or(Classes::IT_PRONOUN);
    let start = names.partition_point(|name| name.span.start() < sentence.span().start());
    // The organisation or country that is the subject so far, whose "it" and "its" are.
    let mut subject = subject(view, sentence, names.get(start));
    for token in sentence.tokens().filter(|token| token.has(refers)) {
        if token.has(person) {
            rows.push(row(token, token, EntityType::Per, Form::Pronoun, Rule::Pronoun, 0.95));
        } else if is_first_person(token) {
            let named = names[..names.partition_point(|name| name.span.start() <= token.span().start())].last();
            if named.is_none_or(|name| name.span.end() <= token.span().start()) {
                rows.push(row(token, token, EntityType::Per, Form::Pronoun, Rule::Pronoun, 0.9));
            }
        } else if token.has(Classes::IT_PRONOUN) {
            if let Some((kind, end)) = subject.filter(|&(_, end)| is_of_subject(names, token, end)) {
                debug_assert!(end <= token.span().start());
                rows.push(row(token, token, kind, Form::Pronoun, Rule::Pronoun, 0.8));
            }
        } else if token.is("the") {
            let before = adjective(names, token);
            let start = before.and_then(Token::next).unwrap_or(token);
            let known = |head: &Token<'_>| !goes_on(view, *head) && !(before.is_some() && head.has(Classes::OFFICE));
            let before = before.unwrap_or(token);
            if let Some(head) = role_head(before).filter(known) {
                rows.push(row(start, head, EntityType::Per, Form::Nominal, Rule::DefiniteRole, 0.8));
            } else if let Some(head) = organisation_head(before).filter(|head| !goes_on(view, *head)) {
                let before = names.partition_point(|name| name.span.start() < token.span().start());
                let named = names[..before].iter().rev().take(NAMES).any(|name| {
                    name.kind == EntityType::Org && is_kind_of(head.text(), &view.text()[name.span], name.subtype)
                });
                if named {
                    if token.starts_sentence() {
                        subject = Some((EntityType::Org, head.span().end()));
                    }
                    rows.push(row(start, head, EntityType::Org, Form::Nominal, Rule::DefiniteOrganisation, 0.7));
                }
            }
        }
    }
    for name in names[start..].iter().take_while(|name| name.span.end() <= sentence.span().end()) {
        if matches!(name.subtype, Some(Subtype::Nationality | Subtype::Country))
            && let Some((first, last)) = office_after(view, name)
        {
            rows.push(row(first, last, EntityType::Per, Form::Nominal, Rule::OfficeOfCountry, 0.8));
        }
    }
}

/// The adjective of a people or party between "the" and what it describes, which is a name by itself: "the Danish lender", "the
/// Democratic candidate".
fn adjective<'a>(names: &[MentionRow], the: Token<'a>) -> Option<Token<'a>> {
    let word = the.next().filter(|word| word.is_capitalised())?;
    let at = names.partition_point(|name| name.span.start() < word.span().start());
    let describes = |name: &&MentionRow| {
        name.span == word.span()
            && matches!(name.subtype, Some(Subtype::Nationality | Subtype::Ideology | Subtype::Party))
    };
    names.get(at).filter(describes).map(|_| word)
}

/// Whether a word in quotation marks is who speaks there: "I", "my"; not the numeral of "War I" and the mine that coal is in.
fn is_first_person(token: Token<'_>) -> bool {
    if !token.has(Classes::FIRST_PERSON) || !token.flags().has(Flags::QUOTED) {
        return false;
    }
    match token.text() {
        "I" => {
            let numbered = |before: Token<'_>| before.is_capitalised() && before.is_word() && !before.starts_sentence();
            !token.prev().is_some_and(numbered) || token.next().is_some_and(|next| next.has(VERB_OR_FUNCTION))
        }
        "me" | "my" | "My" | "myself" => true,
        "mine" => token.prev().is_some_and(|before| before.has(Classes::AUXILIARY) || before.is("of")),
        _ => false,
    }
}

/// The type of the organisation or country that starts the sentence as its subject, and where its name ends.
fn subject(view: View<'_>, sentence: Sentence<'_>, first: Option<&MentionRow>) -> Option<(EntityType, u32)> {
    let name = first.filter(|name| name.span.end() <= sentence.span().end())?;
    let opens = view.token(name.tokens.0);
    let starts = opens.starts_sentence()
        || opens.prev().is_some_and(|the| the.has(Classes::DETERMINER) && the.starts_sentence());
    let kind = match name.kind {
        EntityType::Org => true,
        EntityType::Loc => name.subtype == Some(Subtype::Country),
        _ => false,
    };
    // "Norbank's head" and "the Norbank head" are not Norbank.
    let verb = view.get(name.tokens.1.index()).is_some_and(|next| {
        next.has(Classes::SPEECH_VERB.or(Classes::AUXILIARY).or(Classes::MODAL)) || next.text().ends_with("ed")
    });
    (starts && kind && verb).then_some((name.kind, name.span.end()))
}

/// Whether "it" or "its" is the subject's: no other organisation or place stands between, and "it" follows what the subject says.
fn is_of_subject(names: &[MentionRow], token: Token<'_>, end: u32) -> bool {
    let between = names.partition_point(|name| name.span.start() < end)
        ..names.partition_point(|name| name.span.start() < token.span().start());
    if end > token.span().start() || !names[between].iter().all(|name| name.kind == EntityType::Per) {
        return false;
    }
    let said = |before: Token<'_>| {
        before.has(Classes::SPEECH_VERB)
            || before.is("that") && before.prev().is_some_and(|verb| verb.has(Classes::SPEECH_VERB))
    };
    // "denied it" is what was said; "said it would" is who says it.
    let acts = |next: Token<'_>| {
        next.has(Classes::AUXILIARY.or(Classes::MODAL))
            || !next.has(Classes::SPEECH_VERB) && next.text().ends_with("ed")
    };
    token.is("its") || token.is("it") && token.prev().is_some_and(said) && token.next().is_some_and(acts)
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
            "bank" | "lender" => subtype == Some(Subtype::Bank) || subtype.is_none() && is_bank(last),
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

/// "Norbank"
fn is_bank(name: &str) -> bool {
    name.len() > 4 && name.as_bytes()[name.len() - 4..].eq_ignore_ascii_case(b"bank")
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

/// The noun of "the company": right after the article, or behind a word that only describes it: "the troubled bank".
fn organisation_head(determiner: Token<'_>) -> Option<Token<'_>> {
    let noun = |token: &Token<'_>| !token.is_capitalised() && token.flags().has(Flags::LETTER);
    let first = determiner.next().filter(noun)?;
    let describes = first.text().ends_with("ed")
        || ["ailing", "struggling", "new", "young", "loss-making"].iter().any(|word| first.is(word));
    if describes { first.next().filter(noun).or(Some(first)) } else { Some(first) }
}

/// Whether the phrase goes on to a name, an affiliation or a further noun: then it is not the person by itself.
fn goes_on(view: View<'_>, head: Token<'_>) -> bool {
    let Some(next) = head.next() else { return false };
    let apposed = || view.get(next.id().index() + 1).is_some_and(|token| token.is_capitalised() && token.is_word());
    match next.text() {
        "of" | "for" | "at" => true,
        "'s" | "’s" => false,
        "," => apposed(),
        _ => next.is_word() && !next.has(VERB_OR_FUNCTION) && !is_verb(next),
    }
}

/// Whether a word behind a noun is its verb: "the company employs 900 people", "the senator flew".
fn is_verb(word: Token<'_>) -> bool {
    let text = word.text();
    if word.is_capitalised() || word.has(Classes::ROLE_PLURAL) {
        return false;
    }
    let object = Classes::DETERMINER.or(Classes::NUMBER).or(Classes::PREPOSITION).or(Classes::IT_PRONOUN);
    let governs = |next: Token<'_>| next.has(object) || next.flags().has(Flags::DIGIT) || next.is("to");
    text.ends_with("ed")
        || is_past(text)
        || ["also", "still", "now", "already", "never", "later"].iter().any(|adverb| word.is(adverb))
        || text.ends_with('s') && word.next().is_some_and(governs)
}

fn row(first: Token<'_>, last: Token<'_>, kind: EntityType, form: Form, rule: Rule, confidence: f32) -> MentionRow {
    MentionRow { form, ..MentionRow::name(first, last, kind, rule, confidence) }
}
