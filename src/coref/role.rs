//! Roles: what the text says a person is.

use super::speaker::is_possessive;
use super::{RoleRow, Tense};
use crate::entity::{Form, Mention, Mentions};
use crate::gazetteer::classes::Classes;
use crate::gazetteer::kinds::EntityType;
use crate::id::{EntityId, MentionId, TokenId};
use crate::segment::{Flags, Token, View};
use crate::span::Span;

const HEAD: Classes = Classes::ROLE.or(Classes::OFFICE).or(Classes::RANK);
const FUNCTION: Classes = Classes::BINDING
    .or(Classes::MODAL)
    .or(Classes::SPEECH_VERB)
    .or(Classes::THIRD_PERSON)
    .or(Classes::WEEKDAY)
    .or(Classes::DEICTIC);

const NAME: Classes = Classes::GIVEN_MALE.or(Classes::GIVEN_FEMALE).or(Classes::SURNAME);

/// More words than this do not stand before a role's noun.
const MODIFIERS: usize = 4;

/// Reads the roles of all persons, in text order.
pub(super) fn roles(view: View<'_>, mentions: &Mentions, entity_of: &[Option<EntityId>]) -> Vec<RoleRow> {
    let reader = Reader { view, mentions, entity_of };
    let mut rows = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.form() == Form::Name && mention.kind() == EntityType::Per) {
        let Some(entity) = entity_of[mention.id().index()] else { continue };
        let before = reader.before(mention).or_else(|| reader.apposed(mention));
        let found = [before, reader.after(mention), reader.copula(mention)];
        rows.extend(found.into_iter().flatten().map(|phrase| reader.row(entity, mention, &phrase)));
        rows.extend(reader.shared(mention));
    }
    rows.sort_by_key(|row: &RoleRow| (row.span.start(), row.span.end(), row.entity));
    rows
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    view: View<'a>,
    mentions: &'a Mentions,
    entity_of: &'a [Option<EntityId>],
}

/// A role phrase: its words and its affiliation.
struct Phrase {
    /// Words before the affiliation: "senior" in "senior Putin aide".
    lead: Option<Span>,
    /// The role's words; none where only the affiliation is said.
    role: Option<Span>,
    affiliation: Option<(Span, MentionId)>,
    span: Span,
    rule: &'static str,
    was: bool,
    plural: bool,
}

impl<'a> Reader<'a> {
    fn row(self, entity: EntityId, mention: Mention<'_>, phrase: &Phrase) -> RoleRow {
        let text = self.view.text();
        let words: Vec<&str> = [phrase.lead, phrase.role].into_iter().flatten().map(|span| &text[span]).collect();
        let mut role = words.join(" ");
        if phrase.plural {
            role = singular(&role);
        }
        RoleRow {
            entity,
            tense: tense(&role, phrase.was),
            role: role.into(),
            affiliation: phrase.affiliation.map(|(span, _)| text[span].into()),
            affiliation_entity: phrase.affiliation.and_then(|(_, id)| self.entity_of[id.index()]),
            sentence: mention.sentence(),
            span: phrase.span.cover(mention.span()),
            rule: phrase.rule,
        }
    }

    fn at(self, index: usize, mention: Mention<'_>) -> Option<Token<'a>> {
        self.view.get(index).filter(|token| token.sentence().id() == mention.sentence())
    }

    /// The mention whose tokens end before `index`.
    fn ending_at(self, index: usize) -> Option<Mention<'a>> {
        let token = self.view.get(index.checked_sub(1)?)?;
        let last = self.mentions.within(Span::new(0, token.span().end())).next_back()?;
        (last.tokens().1.index() == index && last.form() == Form::Name).then_some(last)
    }

    /// The mention whose tokens start at `index`.
    fn starting_at(self, index: usize) -> Option<Mention<'a>> {
        let token = self.view.get(index)?;
        let first = self.mentions.from(token.span().start())?;
        (first.tokens().0.index() == index && first.form() == Form::Name).then_some(first)
    }

    /// "Russia's Foreign Minister Sergei Lavrov", "senior Putin aide Yuri Ushakov", "the bank's governor, Ana Silva,".
    fn before(self, mention: Mention<'_>) -> Option<Phrase> {
        let mut end = mention.tokens().0.index();
        let mut rule = "role-before";
        let mut last = self.at(end.checked_sub(1)?, mention)?;
        if last.text() == "," {
            rule = "role-comma-name";
            end -= 1;
            last = self.at(end.checked_sub(1)?, mention)?;
            let after = self.view.get(mention.tokens().1.index());
            let closed = after.is_none_or(|token| {
                matches!(token.text(), "," | "." | ";" | ":" | "-" | "–" | "—") || token.has(FUNCTION)
            });
            if !closed || last.has(Classes::ROLE_PLURAL) {
                return None;
            }
        }
        while last.has(Classes::HONORIFIC) && !last.has(HEAD) {
            end -= 1;
            last = self.at(end.checked_sub(1)?, mention)?;
        }
        let plural = last.has(Classes::ROLE_PLURAL);
        let mut start = if last.has(HEAD) || plural {
            end - 1
        } else {
            // "Secretary of State", "Minister of Health"
            let of = self.at(end.checked_sub(2)?, mention).filter(|token| token.is("of"))?;
            let head = of.prev().filter(|token| token.has(Classes::OFFICE) && last.is_capitalised())?;
            head.id().index()
        };
        let proper = start;
        let title = self.at(start, mention).is_some_and(Token::is_capitalised);
        let mut plain = 0;
        for _ in 0..MODIFIERS {
            let Some(token) = start.checked_sub(1).and_then(|index| self.at(index, mention)) else { break };
            // "ruled Judge Silva": words in lower case do not modify a title.
            let verb = title && !token.is_capitalised() && !token.has(Classes::ROLE_MODIFIER);
            let inside = token.has(Classes::ROLE_MODIFIER.or(HEAD)) && !token.has(Classes::ROLE_PLURAL)
                || token.flags().has(Flags::LETTER)
                    && (!token.is_capitalised() || token.has(Classes::COMMON) || !token.has(NAME));
            plain += u32::from(!token.is_capitalised() && !token.has(Classes::ROLE_MODIFIER.or(HEAD)));
            if !inside
                || is_possessive(token)
                || verb
                || plain > 2
                || ends_phrase(token)
                || self.ending_at(start).is_some()
                || token.has(Classes::HONORIFIC) && !token.has(HEAD)
            {
                break;
            }
            start -= 1;
        }
        let boundary = start.checked_sub(1).and_then(|index| self.at(index, mention));
        let possessive = boundary.is_some_and(is_possessive);
        let affiliation = if possessive { self.ending_at(start - 1) } else { self.ending_at(start) };
        let opens = boundary.is_none_or(|token| {
            token.has(Classes::DETERMINER.or(Classes::PREPOSITION).or(Classes::CONJUNCTION))
                || !token.is_word()
                || possessive
        });
        if affiliation.is_none() && !opens {
            // Without a word that opens the phrase, a common word in front may be a verb: "met minister Silva".
            start = (start..proper)
                .find(|&index| {
                    self.at(index, mention)
                        .is_some_and(|token| token.has(Classes::ROLE_MODIFIER) || token.is_capitalised())
                })
                .unwrap_or(proper);
        }
        if rule == "role-comma-name" && affiliation.is_none() && !opens {
            return None;
        }
        let role = self.span(start, end);
        let (lead, affiliation, first) = match affiliation {
            Some(near) => {
                let (first, span) = self.adjacent(near);
                let modifier = first.checked_sub(1).and_then(|index| self.at(index, mention));
                let lead = modifier.filter(|token| token.has(Classes::ROLE_MODIFIER));
                (lead.map(Token::span), Some((span, near.id())), lead.map_or(first, |token| token.id().index()))
            }
            None => (None, None, start),
        };
        Some(Phrase { lead, role: Some(role), affiliation, span: self.span(first, end), rule, was: false, plural })
    }

    /// "The former chief executive of Norbank, Ana Silva,".
    fn apposed(self, mention: Mention<'_>) -> Option<Phrase> {
        let comma = mention.tokens().0.index().checked_sub(1)?;
        self.at(comma, mention).filter(|token| token.text() == ",")?;
        let near = self.ending_at(comma).filter(|near| near.kind() != EntityType::Per)?;
        let mut index = near.tokens().0.index().checked_sub(1)?;
        index -= usize::from(self.at(index, mention)?.has(Classes::DETERMINER) && index > 0);
        self.at(index, mention).filter(|token| ["of", "at", "for"].iter().any(|word| token.is(word)))?;
        let head = self.at(index.checked_sub(1)?, mention)?;
        if !head.has(HEAD) || head.has(Classes::ROLE_PLURAL) {
            return None;
        }
        let mut start = index - 1;
        while let Some(token) = start.checked_sub(1).and_then(|before| self.at(before, mention))
            && index - start <= MODIFIERS
            && token.flags().has(Flags::LETTER)
            && !ends_phrase(token)
            && !token.is_capitalised()
        {
            start -= 1;
        }
        self.at(start.checked_sub(1)?, mention).filter(|token| token.has(Classes::DETERMINER))?;
        let role = self.span(start, index);
        Some(Phrase {
            lead: None,
            role: Some(role),
            affiliation: Some((near.span(), near.id())),
            span: role.cover(near.span()),
            rule: "role-comma-name",
            was: false,
            plural: false,
        })
    }

    /// A mention with the names right before it: "US" and "State Department".
    fn adjacent(self, near: Mention<'_>) -> (usize, Span) {
        let mut first = near.tokens().0.index();
        let mut span = near.span();
        for _ in 0..2 {
            let Some(further) = self.ending_at(first).filter(|further| further.kind() != EntityType::Per) else {
                break;
            };
            first = further.tokens().0.index();
            span = span.cover(further.span());
        }
        (first, span)
    }

    /// "Ana Silva, 34, head of the Harbour Authority,", "James Dorsey of the National University of Singapore".
    fn after(self, mention: Mention<'_>) -> Option<Phrase> {
        let mut at = mention.tokens().1.index();
        let first = self.at(at, mention)?;
        if first.text() == "of" {
            let affiliation =
                self.affiliation(at, mention).filter(|(_, id)| self.mentions.get(*id).kind() == EntityType::Org)?;
            let span = affiliation.0;
            return Some(Phrase {
                lead: None,
                role: None,
                affiliation: Some(affiliation),
                span,
                rule: "affiliation",
                was: false,
                plural: false,
            });
        }
        if first.text() != "," {
            return None;
        }
        at += 1;
        let aged = self
            .at(at, mention)
            .is_some_and(|token| token.flags().has(Flags::DIGIT) && !token.flags().has(Flags::LETTER));
        if aged && self.at(at + 1, mention).is_some_and(|token| token.text() == ",") {
            at += 2;
        }
        let who = self.at(at, mention).is_some_and(|token| token.is("who"));
        if who && let Some((was, next)) = self.is_or_was(at + 1, mention) {
            return self.phrase(next, mention, "role-who", was);
        }
        self.phrase(at, mention, "role-after", false)
    }

    /// "Ana Silva is the head of Norbank".
    fn copula(self, mention: Mention<'_>) -> Option<Phrase> {
        let (was, at) = self.is_or_was(mention.tokens().1.index(), mention)?;
        self.at(at, mention).filter(|token| token.has(Classes::DETERMINER))?;
        self.phrase(at, mention, "role-copula", was)
    }

    fn is_or_was(self, at: usize, mention: Mention<'_>) -> Option<(bool, usize)> {
        let verb = self.at(at, mention)?;
        let was = verb.is("was");
        (was || verb.is("is") || verb.is("became") || verb.is("remains")).then_some((was, at + 1))
    }

    /// A noun phrase with a role's noun, from `at` on, with its affiliation before or after the noun.
    fn phrase(self, at: usize, mention: Mention<'_>, rule: &'static str, was: bool) -> Option<Phrase> {
        let determined = self.at(at, mention).is_some_and(|token| {
            token.has(Classes::DETERMINER.or(Classes::HE_PRONOUN).or(Classes::SHE_PRONOUN).or(Classes::IT_PRONOUN))
        });
        let mut start = at + usize::from(determined);
        let (mut lead, mut affiliation) = (None, None);
        let mut index = start;
        let head = loop {
            let token = self.at(index, mention).filter(|_| index < start + MODIFIERS + 2)?;
            if let Some(named) = self.starting_at(index)
                && affiliation.is_none()
                && !token.has(Classes::ROLE)
            {
                affiliation = Some((named.span(), named.id()));
                lead = (index > start).then(|| self.span(start, index));
                index = named.tokens().1.index();
                let possessive = self.at(index, mention).is_some_and(is_possessive);
                index += usize::from(possessive);
                start = index;
                continue;
            }
            let goes_on = (index + 1..index + 3)
                .map_while(|next| {
                    self.at(next, mention).filter(|next| next.flags().has(Flags::LETTER) && !ends_phrase(*next))
                })
                .any(|next| next.has(HEAD) && self.starting_at(next.id().index()).is_none());
            if token.has(HEAD) && !token.has(Classes::ROLE_PLURAL) && !goes_on {
                break index;
            }
            let lower = token.flags().has(Flags::LETTER) && !token.is_capitalised();
            let inside = lower || token.has(Classes::ROLE_MODIFIER.or(HEAD).or(Classes::COMMON));
            // "the museum's director": the owner has no name.
            if is_possessive(token) && index > start {
                start = index + 1;
                index += 1;
                continue;
            }
            if !inside || ends_phrase(token) || token.has(Classes::BELIEF_VERB) || token.has(Classes::ROLE_PLURAL) {
                return None;
            }
            index += 1;
        };
        let mut end = head + 1;
        if self.at(end, mention).is_some_and(|token| token.is("and"))
            && self.at(end + 1, mention).is_some_and(|token| token.has(HEAD))
        {
            end += 2;
        }
        // A name right after the noun has the role itself: "Ana Silva, minister Bo Lund". So has an owner: "the pilot's widow".
        let owner = self.at(end, mention).is_some_and(is_possessive);
        if owner || self.starting_at(end).is_some_and(|next| next.kind() == EntityType::Per) {
            return None;
        }
        // "professor of law", "minister for digital affairs"
        if self.at(end, mention).is_some_and(|token| token.is("of") || token.is("for")) {
            let field = |index: usize| {
                self.at(index, mention).is_some_and(|token| {
                    token.flags().has(Flags::LETTER) && !token.is_capitalised() && !token.has(FUNCTION)
                })
            };
            let words = (end + 1..end + 4).take_while(|&index| field(index)).count();
            end += if words > 0 { words + 1 } else { 0 };
        }
        if affiliation.is_none() {
            affiliation = self.affiliation(end, mention);
        }
        let role = self.span(start, end);
        let span = affiliation.map_or(role, |(span, _)| role.cover(span));
        Some(Phrase { lead, role: Some(role), affiliation, span, rule, was, plural: false })
    }

    /// "of the Harbour Authority", "at Norbank" from `at` on.
    fn affiliation(self, at: usize, mention: Mention<'_>) -> Option<(Span, MentionId)> {
        self.at(at, mention)
            .filter(|token| ["of", "at", "for", "with", "in", "to", "from"].iter().any(|word| token.is(word)))?;
        let mut next = at + 1;
        next += usize::from(self.at(next, mention).is_some_and(|token| token.has(Classes::DETERMINER)));
        let named = self.starting_at(next).filter(|named| named.sentence() == mention.sentence())?;
        let mut span = named.span();
        let mut id = named.id();
        if let Some(further) =
            self.starting_at(named.tokens().1.index()).filter(|further| further.kind() == EntityType::Org)
        {
            (span, id) = (span.cover(further.span()), further.id());
        }
        Some((span, id))
    }

    /// "presidents Trump and Putin": the persons after the first have the role too.
    fn shared(self, mention: Mention<'_>) -> Vec<RoleRow> {
        let Some(phrase) = self.before(mention).filter(|phrase| phrase.plural) else { return Vec::new() };
        let mut rows = Vec::new();
        let mut last = mention;
        loop {
            let mut at = last.tokens().1.index();
            let joins =
                |index| self.at(index, mention).is_some_and(|token: Token<'_>| token.is("and") || token.text() == ",");
            if !joins(at) {
                return rows;
            }
            at += 1 + usize::from(joins(at + 1));
            let Some(next) = self.starting_at(at).filter(|next| next.kind() == EntityType::Per) else { return rows };
            if let Some(entity) = self.entity_of[next.id().index()] {
                rows.push(self.row(entity, next, &phrase));
            }
            last = next;
        }
    }

    fn span(self, first: usize, end: usize) -> Span {
        let token = |index| self.view.token(TokenId::new(index)).span();
        token(first).cover(token(end - 1))
    }
}

/// Whether a word cannot stand inside a role's noun phrase.
fn ends_phrase(token: Token<'_>) -> bool {
    token.has(FUNCTION) && !token.has(Classes::ROLE_MODIFIER)
}

/// "presidents" to "president", "prime ministers" to "prime minister".
fn singular(role: &str) -> String {
    if let Some(stem) = role.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = role.strip_suffix("ies") {
        return format!("{stem}y");
    }
    role.strip_suffix('s').unwrap_or(role).to_owned()
}

fn tense(role: &str, was: bool) -> Tense {
    let has = |word: &str| role.split([' ', '-']).any(|part| part.eq_ignore_ascii_case(word));
    if has("elect") || has("designate") {
        Tense::Elect
    } else if has("former") || has("ex") || has("then") || has("late") || has("onetime") || was {
        Tense::Former
    } else if has("acting") || has("interim") || has("caretaker") {
        Tense::Acting
    } else {
        Tense::Current
    }
}
