//! Affiliations beside names and role nouns: "of the Harbour Authority", "(R-Ohio)", ", D-Va.,".
//!
//! An affiliation is a name in front of a role's noun, a person's too ("senior Putin aide"), or behind "of", "at",
//! "for" and the like. Words in small letters may stand before it, as "the opposition party" before "Green List"; they
//! are no part of it.

use super::{Phrase, Reader, Rule, ends_phrase};
use crate::entity::Mention;
use crate::entity::state::state_of;
use crate::gazetteer::kinds::EntityType;
use crate::id::MentionId;
use crate::lexicon::Classes;
use crate::lexicon::en;
use crate::segment::{Flags, Token};
use crate::span::{Span, offset};

/// So many words in lower case may stand before the name of an affiliation: "the opposition party Green List".
const WORDS: usize = 4;

impl<'a> Reader<'a> {
    /// A mention with the names right before it: "US" and "State Department". Returns the first token and the span of
    /// all; two names at most are added, and no place in front of a place.
    ///
    /// Only names without a person count, as persons in front of an affiliation are someone else.
    pub(super) fn adjacent(self, near: Mention<'_>) -> (usize, Span) {
        let mut first = near.tokens().0.index();
        let mut span = near.span();
        for _ in 0..2 {
            // "WASHINGTON  U S  Senator": a place in front of a place is another's.
            let joins = |further: &Mention<'_>| {
                further.kind() != EntityType::Per
                    && !(further.kind() == EntityType::Loc && near.kind() == EntityType::Loc)
            };
            let Some(further) = self.ending_at(first).filter(joins) else {
                break;
            };
            first = further.tokens().0.index();
            span = span.cover(further.span());
        }
        (first, span)
    }

    /// The affiliation right behind a name: "James Porter of the University of Leeds", "Ana Silva (R-Ohio)", "Ana
    /// Silva, D-Va.,". The phrase has no role.
    pub(super) fn beside(self, mention: Mention<'_>) -> Option<Phrase> {
        let at = mention.tokens().1.index();
        let first = self.at(at, mention)?;
        let (affiliation, end) = match first.text() {
            "of" => self.affiliation(at, mention).map(|found| (found, found.0))?,
            "(" => self.party_and_state(at, mention)?,
            "," => self.state_behind(at, mention)?,
            _ => return None,
        };
        Some(Phrase { affiliation: Some(affiliation), ..Phrase::new(affiliation.0.cover(end), Rule::Affiliation) })
    }

    /// "(R-Ohio)": the last name in the brackets, and the closing one. They must start with the letter of a party or of
    /// none (`R`, `D`, `I`) and a hyphen or dash.
    ///
    /// Both ways of cutting it up are met: `R-Ohio` as one name, whose span is then cut to `Ohio`, and `R`, `-`, `Ohio`
    /// as tokens. Codes and abbreviations that are no mentions ("R-OH", "D-Va.") go by [`state_in`](Self::state_in).
    fn party_and_state(self, bracket: usize, mention: Mention<'_>) -> Option<((Span, MentionId), Span)> {
        let party = self.at(bracket + 1, mention)?;
        let mut letters = party.text().chars();
        letters.next().filter(|letter| "RDI".contains(*letter))?;
        let hyphen = letters.next().or_else(|| self.at(bracket + 2, mention)?.text().chars().next())?;
        let mut rest = (bracket + 2..bracket + 6).map_while(|at| self.at(at, mention));
        let close = rest.find(|token| token.text() == ")")?;
        let inside = Span::new(party.span().start(), close.span().start());
        if let Some(state) = self.state_in(inside, mention) {
            return Some((state, close.span()));
        }
        let state = self.ending_at(close.id().index()).filter(|_| matches!(hyphen, '-' | '–'))?;
        let mut span = state.span();
        // One token may hold the party's letter too.
        if state.tokens().0 == party.id() && span.len() > offset(1 + hyphen.len_utf8()) {
            span = Span::new(span.start() + offset(1 + hyphen.len_utf8()), span.end());
        }
        Some(((span, state.id()), close.span()))
    }

    /// "R-Ohio": the state, where the words are a party's letter and a state's code or abbreviation. It is no mention
    /// by itself: that of the person stands for it.
    ///
    /// "OH" and "Va." are then told in full by the row: `Ohio`, `Virginia`.
    fn state_in(self, words: Span, mention: Mention<'_>) -> Option<(Span, MentionId)> {
        let text = &self.view.text()[words];
        let code = text.strip_prefix(['R', 'D', 'I'])?.strip_prefix('-')?;
        state_of(code)?;
        Some((Span::new(words.start() + 2, words.end()), mention.id()))
    }

    /// ", D-Va.," behind a name.
    ///
    /// Newspapers in the United States write members of Congress so: "Ana Silva, D-Va., said".
    fn state_behind(self, comma: usize, mention: Mention<'_>) -> Option<((Span, MentionId), Span)> {
        let party = self.at(comma + 1, mention).filter(|party| party.flags().has(Flags::HYPHEN))?;
        let found = self.state_in(party.span(), mention)?;
        Some((found, found.0))
    }

    /// "of the Harbour Authority", "at Norbank", "of the pilots' union Flight Deck" from `at` on, the preposition; none
    /// if no name follows. Behind an adjective of a people an organisation may follow after some words ("of the Dutch
    /// drivers' union Norbond"), and one right behind a place is taken along ("of Norway's Grain Council").
    pub(super) fn affiliation(self, at: usize, mention: Mention<'_>) -> Option<(Span, MentionId)> {
        self.at(at, mention)
            .filter(|token| ["of", "at", "for", "with", "in", "to", "from"].iter().any(|word| token.is(word)))?;
        let named = self.starting_at(at + 1).or_else(|| {
            let determined = |at: usize| self.at(at, mention).is_some_and(|token| token.has(Classes::DETERMINER));
            let first = at + 1 + usize::from(determined(at + 1));
            let words = (first..first + WORDS).take_while(|&index| {
                self.at(index, mention).is_some_and(|token| {
                    token.is_possessive()
                        || token.flags().has(Flags::LETTER) && !token.is_capitalised() && !ends_phrase(token)
                })
            });
            let next = first + words.count();
            if determined(at + 1) {
                let organisation = |named: &Mention<'_>| named.kind() == EntityType::Org;
                return self.starting_at(next).filter(|named| next == first || organisation(named));
            }
            // "the founder of hedge fund Norbank"
            let organisation = |named: &Mention<'_>| named.kind() == EntityType::Org;
            if let Some(named) = self.starting_at(next).filter(|named| next > first && organisation(named)) {
                return Some(named);
            }
            // "a lecturer in politics at Norbank"
            self.at(next, mention).filter(|token| next > first && token.is("at"))?;
            self.starting_at(next + 1 + usize::from(determined(next + 1)))
        })?;
        // "of the Dutch drivers' union Norbond"
        let described = |named: &Mention<'a>| {
            let first = named.tokens().1.index();
            let words = (first..first + WORDS).take_while(|&index| {
                self.at(index, mention).is_some_and(|token| {
                    token.is_possessive()
                        || token.flags().has(Flags::LETTER) && !token.is_capitalised() && !ends_phrase(token)
                })
            });
            let next = first + words.count();
            self.starting_at(next).filter(|other| next > first && other.kind() == EntityType::Org)
        };
        let misc = named.kind() == EntityType::Misc;
        let named = Some(named).filter(|_| misc).as_ref().and_then(described).unwrap_or(named);
        let named = (named.sentence() == mention.sentence()).then_some(named)?;
        let (mut span, mut id) = (named.span(), named.id());
        let mut end = named.tokens().1.index();
        end += usize::from(self.at(end, mention).is_some_and(Token::is_possessive));
        if let Some(further) = self.starting_at(end).filter(|further| further.kind() == EntityType::Org) {
            (span, id) = (span.cover(further.span()), further.id());
        }
        Some((span, id))
    }
}

/// Whether a word in lower case ends as adjectives do, and is no verb of speech or belief.
///
/// By its ending alone: "radical", "violent", "useless". Short words and those that end a role's phrase are none.
pub(super) fn is_adjective(token: Token<'_>) -> bool {
    let text = token.text();
    text.len() > 4
        && !token.is_capitalised()
        && !token.has(Classes::SPEECH_VERB.or(Classes::BELIEF_VERB))
        && !ends_phrase(token)
        && en::role::ADJECTIVE_ENDINGS.iter().any(|ending| text.ends_with(ending))
}
