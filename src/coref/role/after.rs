//! Roles behind a name: in apposition, or with "is" and "was".
//!
//! - [`Reader::after`]: "Ana Silva, 34, head of the Harbour Authority and a former minister,"; "Ana Silva, who was
//!   mayor of Oslo,".
//! - [`Reader::copula`]: "Ana Silva is the head of Norbank"; "She served as curator"; "Bo Lund stepped down as head of
//!   Norbank" (former).
//!
//! [`Reader::phrase`] reads a noun phrase from left to right: article or owner, affiliation, words, noun, and the
//! affiliation behind it. Not read: "Ana Silva, minister Bo Lund" (the noun has a name of its own), "was minister"
//! without saying of what, "if Silva is the winner".

use super::{HEAD, MODIFIERS, Phrase, Reader, Rule, ends_phrase, is_head, is_modifier};
use crate::entity::{Form, Mention};
use crate::gazetteer::kinds::EntityType;
use crate::id::{MentionId, TokenId};
use crate::lexicon::Classes;
use crate::segment::{Flags, Token};
use crate::span::Span;

/// An apposition is not longer than so many tokens, over which the verb behind it is looked for.
const APPOSITION: usize = 30;

impl Reader<'_> {
    /// Adds the roles of an apposition or relative clause behind the name: "Ana Silva, 34, head of the Harbour
    /// Authority and a former minister,". A comma must follow the name; an age may follow that.
    ///
    /// "formerly" and "once" in front of the phrase make it former.
    pub(super) fn after(self, mention: Mention<'_>, found: &mut Vec<Phrase>) {
        let mut at = mention.tokens().1.index();
        if self.at(at, mention).is_none_or(|token| token.text() != ",") {
            return;
        }
        at += 1;
        let aged = self
            .at(at, mention)
            .is_some_and(|token| token.flags().has(Flags::DIGIT) && !token.flags().has(Flags::LETTER));
        if aged && self.at(at + 1, mention).is_some_and(|token| token.text() == ",") {
            at += 2;
        }
        let who = self.at(at, mention).is_some_and(|token| token.is("who"));
        if let Some((was, next)) = self.is_or_was(at + 1, mention).filter(|_| who) {
            self.phrases(next, mention, Rule::Who, was, found);
        } else {
            // "Ana Silva, formerly the head of Norbank,"
            let was = self.at(at, mention).is_some_and(|token| token.is("formerly") || token.is("once"));
            self.phrases(at + usize::from(was), mention, Rule::After, was, found);
        }
    }

    /// Adds the roles that a verb of being gives: "Ana Silva is the head of Norbank", "Ana Silva, a former minister,
    /// was mayor of Oslo". What has no article is a role only where it says of what; behind "if" nothing is said to be.
    pub(super) fn copula(self, mention: Mention<'_>, found: &mut Vec<Phrase>) {
        let end = mention.tokens().1.index();
        let verb = if self.at(end, mention).is_some_and(|token| token.text() == ",") {
            self.verb_behind(end, mention)
        } else {
            Some(end)
        };
        let Some((was, at)) = verb.and_then(|verb| self.is_or_was(verb, mention)) else { return };
        let before = self.view.token(mention.tokens().0).prev();
        if before.is_some_and(|token| ["if", "whether", "unless"].iter().any(|word| token.is(word))) {
            return;
        }
        let described = self.at(at, mention).is_some_and(|token| token.has(Classes::DETERMINER));
        if described {
            self.phrases(at, mention, Rule::Copula, was, found);
        } else {
            // "was governor of Vermont", "was secretary of state": what is bare is a role only where it says of what.
            let first = found.len();
            self.phrases(at, mention, Rule::Copula, was, found);
            let of = |phrase: &Phrase| {
                let behind = |role: Span| phrase.affiliation.is_some_and(|(of, _)| of.start() > role.start());
                phrase.role.is_some_and(|role| behind(role) || self.view.text()[role].contains(" of "))
            };
            if !found.get(first).is_some_and(of) {
                found.truncate(first);
            }
        }
    }

    /// The verb behind an apposition or clause that starts with the comma: "Ana Silva, who had waited, is".
    ///
    /// Commas are tried one after the other for [`APPOSITION`] tokens. None if a person is named between: the verb may
    /// be that person's, as in "Ana Silva, whose aide, Bo Lund, was ill". A quotation mark may stand before the verb.
    fn verb_behind(self, comma: usize, mention: Mention<'_>) -> Option<usize> {
        for index in comma + 2..comma + APPOSITION {
            if self.at(index, mention)?.text() != "," {
                continue;
            }
            let quoted = self.at(index + 1, mention).is_some_and(|mark| mark.flags().has(Flags::OPEN_MARK));
            let verb = index + 1 + usize::from(quoted);
            if self.is_or_was(verb, mention).is_some() {
                // Another person's verb, perhaps.
                let mut between = self.mentions.within(self.span(comma, index));
                let person = |other: Mention<'_>| other.form() == Form::Name && other.kind() == EntityType::Per;
                return (!between.any(person)).then_some(verb);
            }
        }
        None
    }

    /// Whether a verb of being stands at `at`: whether it tells of the past, and where its phrase starts. "is", "was",
    /// "became", "has been", "served as", "resigned as" (past, for the role is over).
    ///
    /// What is not there gives nothing: modal verbs ("will be") are none of these, and a negation ("was not") ends the
    /// phrase at its first word.
    fn is_or_was(self, at: usize, mention: Mention<'_>) -> Option<(bool, usize)> {
        let verb = self.at(at, mention)?;
        let next = |places: usize, word: &str| self.at(at + places, mention).is_some_and(|token| token.is(word));
        // "served as curator", "has served as", "has been"
        if (verb.is("served") || verb.is("serves")) && next(1, "as") {
            return Some((verb.is("served"), at + 2));
        }
        if verb.is("has") && next(1, "served") && next(2, "as") {
            return Some((false, at + 3));
        }
        if verb.is("has") && next(1, "been") {
            return Some((false, at + 2));
        }
        // "resigned as head of Norbank", "stepped down as head"
        if (verb.is("resigned") || verb.is("quit") || verb.is("retired")) && next(1, "as") {
            return Some((true, at + 2));
        }
        if verb.is("stepped") && next(1, "down") && next(2, "as") {
            return Some((true, at + 3));
        }
        let was = verb.is("was");
        (was || verb.is("is") || verb.is("became") || verb.is("remains")).then_some((was, at + 1))
    }

    /// Adds the phrase at `at`, and the one that "and" joins to it: two at most. The first takes the affiliation of the
    /// second, if that stands behind: "managing director and analyst at Norbank".
    fn phrases(self, at: usize, mention: Mention<'_>, rule: Rule, was: bool, found: &mut Vec<Phrase>) {
        let mut next = at;
        for _ in 0..2 {
            let Some((phrase, mut end)) = self.phrase(next, mention, rule, was) else { return };
            found.push(phrase);
            end += usize::from(self.at(end, mention).is_some_and(|token| token.text().ends_with("ly")));
            if let [.., first, last] = &mut found[..]
                && next > at
                && first.affiliation.is_none()
            {
                // "managing director and analyst at Norbank"
                first.affiliation =
                    last.affiliation.filter(|(of, _)| last.role.is_some_and(|role| role.end() < of.start()));
            }
            if !self.at(end, mention).is_some_and(|token| token.is("and")) {
                return;
            }
            next = end + 1;
        }
    }

    /// Where the noun of a role at `head` ends, with what belongs to it: "professor of law"; none where it is
    /// another's.
    ///
    /// - "professor of law", "minister for digital affairs": up to three small words behind the preposition.
    /// - "professor emeritus", "founder and director": taken in.
    /// - "founder of hedge fund Norbank": ends at "founder"; the fund is the affiliation.
    /// - "the pilot's widow", "minister Bo Lund": none.
    fn noun_end(self, head: usize, mention: Mention<'_>) -> Option<usize> {
        let mut end = head + 1;
        end += usize::from(self.at(end, mention).is_some_and(|token| token.is("emeritus") || token.is("emerita")));
        if self.at(end, mention).is_some_and(|token| token.is("and")) && self.at(end + 1, mention).is_some_and(is_head)
        {
            end += 2;
        }
        // A name right after the noun has the role itself: "Ana Silva, minister Bo Lund". So has an owner: "the pilot's
        // widow".
        let owner = self.at(end, mention).is_some_and(Token::is_possessive);
        if owner || self.starting_at(end).is_some_and(|next| next.kind() == EntityType::Per) {
            return None;
        }
        // "professor of law", "minister for digital affairs"
        if self.at(end, mention).is_some_and(|token| token.is("of") || token.is("for") || token.is("on")) {
            let field = |index: usize| {
                self.at(index, mention).is_some_and(|token: Token<'_>| {
                    token.flags().has(Flags::LETTER) && !token.is_capitalised() && !token.has(super::FUNCTION)
                })
            };
            let words = (end + 1..end + 4).take_while(|&index| field(index)).count();
            // "founder of hedge fund Norbank"
            let named = || self.starting_at(end + 1 + words).is_some_and(|named| named.kind() == EntityType::Org);
            // "spokesman on agriculture,"
            let on = self.at(end, mention).is_some_and(|token| token.is("on"))
                && self.at(end + 1 + words, mention).is_none_or(|token| token.text() != ",");
            end += if words > 0 && !on && !named() { words + 1 } else { 0 };
        }
        Some(end)
    }

    /// A noun phrase with a role's noun, from `at` on, with its affiliation before or after the noun; and where it
    /// ends. An affiliation in front wins, unless it is an adjective of a people and an organisation stands behind:
    /// "the Dutch head of Norbank".
    fn phrase(self, at: usize, mention: Mention<'_>, rule: Rule, was: bool) -> Option<(Phrase, usize)> {
        let Front { start, head, lead, mut affiliation } = self.front(at, mention)?;
        let end = self.noun_end(head, mention)?;
        let mut close = end;
        if affiliation.is_none_or(|(_, id)| self.mentions.get(id).kind() == EntityType::Misc)
            && let Some((span, id)) = self.affiliation(end, mention)
            && (affiliation.is_none() || self.mentions.get(id).kind() == EntityType::Org)
        {
            affiliation = Some((span, id));
            close = self.mentions.get(id).tokens().1.index();
        }
        if rule == Rule::After && self.is_next_of_list(head, close, mention) {
            return None;
        }
        let role = self.span(start, end);
        let span = affiliation.map_or(role, |(span, _)| role.cover(span));
        Some((Phrase { lead, role: Some(role), affiliation, was, ..Phrase::new(span, rule) }, close))
    }

    /// Whether a role with a capital whose phrase ends at `close` is of the person named behind it: "Director Ana Silva,
    /// Senior Adviser to the President Bo Lund, and …". Words with capitals, "of", "for", "to" and "the" stand between.
    fn is_next_of_list(self, head: usize, close: usize, mention: Mention<'_>) -> bool {
        /// So many tokens may follow the noun of a role: "to the President of the Republic".
        const REST: usize = 7;
        if !self.view.token(TokenId::new(head)).is_capitalised() {
            return false;
        }
        let binds = |token: Token<'_>| ["of", "for", "to", "the"].iter().any(|word| token.is(word));
        let is_person = |at: usize| {
            self.starting_at(at).is_some_and(|next| next.form() == Form::Name && next.kind() == EntityType::Per)
        };
        let goes_on = |at: &usize| self.at(*at, mention).is_some_and(|token| token.is_capitalised() || binds(token));
        (close..close + REST).take_while(goes_on).any(is_person)
    }

    /// A noun phrase from `at` on up to its role's noun: "the former Norbank chief executive". None if no such noun
    /// comes within some words, or one that binds comes first.
    fn front(self, at: usize, mention: Mention<'_>) -> Option<Front> {
        let determined = self.at(at, mention).is_some_and(|token| {
            token.has(Classes::DETERMINER.or(Classes::HE_PRONOUN).or(Classes::SHE_PRONOUN).or(Classes::IT_PRONOUN))
        });
        let mut start = at + usize::from(determined);
        // "the 2016 candidate"
        start +=
            usize::from(determined && self.at(start, mention).is_some_and(|token| token.flags().has(Flags::DIGIT)));
        let (mut lead, mut affiliation) = (None, None);
        let mut index = start;
        loop {
            let token = self.at(index, mention).filter(|_| index < start + MODIFIERS + 2)?;
            if let Some(named) = self.starting_at(index)
                && !token.has(Classes::ROLE)
                && (affiliation.is_none() || index == start)
            {
                if affiliation.is_none() {
                    affiliation = Some((named.span(), named.id()));
                    lead = (index > start).then(|| self.span(start, index));
                }
                index = named.tokens().1.index();
                let possessive = self.at(index, mention).is_some_and(Token::is_possessive);
                index += usize::from(possessive);
                start = index;
                continue;
            }
            if is_head(token) && !token.has(Classes::ROLE_PLURAL) && !self.goes_on_to_head(index, mention) {
                return Some(Front { start, head: index, lead, affiliation });
            }
            // "the study's other author", "the museum's director": the owner has no name.
            let other = index == start && token.is("other");
            if other || token.is_possessive() && index > start {
                index += 1;
                start = index;
                continue;
            }
            // "the defending champion"
            let participle = index == start && determined && token.text().ends_with("ing");
            if !self.may_stand_inside(token, mention)
                || (ends_phrase(token) || token.has(Classes::BELIEF_VERB)) && !participle
                || token.has(Classes::ROLE_PLURAL)
            {
                return None;
            }
            index += 1;
        }
    }

    /// Whether one of the two words behind `index` is a role's noun, too, and no name starts with it: then the one at
    /// `index` only modifies, as "bank" in "bank chief".
    fn goes_on_to_head(self, index: usize, mention: Mention<'_>) -> bool {
        let word =
            |next: usize| self.at(next, mention).filter(|next| next.flags().has(Flags::LETTER) && !ends_phrase(*next));
        let mut words = (index + 1..index + 3).map_while(word);
        words.any(|next| next.has(HEAD) && self.starting_at(next.id().index()).is_none())
    }

    /// Whether a word may stand in a role's phrase before its noun: in small letters, an organisation's key word that
    /// owns what follows ("the Ministry's spokesman"), or a word for persons.
    fn may_stand_inside(self, token: Token<'_>, mention: Mention<'_>) -> bool {
        let lower = token.flags().has(Flags::LETTER) && !token.is_capitalised();
        let owned = || self.at(token.id().index() + 1, mention).is_some_and(Token::is_possessive);
        let owner = token.has(Classes::ORG_KEY) && owned();
        lower || owner || is_modifier(token) || token.has(HEAD.or(Classes::COMMON))
    }
}

/// A role's phrase up to its noun.
struct Front {
    /// The first token of the role.
    start: usize,
    /// Its noun.
    head: usize,
    /// Words before the affiliation.
    lead: Option<Span>,
    /// The first name before the noun.
    affiliation: Option<(Span, MentionId)>,
}
