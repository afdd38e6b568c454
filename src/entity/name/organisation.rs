//! Names of organisations by a key word or suffix, and what stands behind "of".
//!
//! Key words come from the word list (classes `org_key` and `org_suffix`): "Authority", "Ministry", "Ltd". Several may
//! follow each other ("Bank Group"); "of", "for" or "on" and capitalised words may follow the last.

use std::ops::Range;

use super::{FUNCTION, Finder, KEY, MOST_BEHIND_OF, MOST_KEYS};
use crate::entity::{Rule, subtype};
use crate::gazetteer::Match;
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::lexicon::Classes;

impl<'a> Finder<'a, '_> {
    /// A name with an organisation's key word: "Harbour Authority", "Ministry of Health", "Norbank Group". Returns
    /// where it ends.
    ///
    /// The key word is looked for seven words ahead. It makes no name:
    ///
    /// - behind a title or a function word, which [`titled`](Self::titled) and others see to;
    /// - where a gazetteer's name reaches as far: that is the name;
    /// - by itself: "the Ministry said" names nothing;
    /// - with one common word before it at a sentence's start: "Local Council …";
    /// - where it is a place's key word too and no suffix or "of" backs it: "West Bank".
    ///
    /// A people or country in front of a longer rest is a name of its own: of "French Health Ministry", "French" first
    /// and then the others. A plural possessive may stand between: "Nurses' Association".
    pub(super) fn organisation(&mut self, at: usize, run: &Range<usize>, found: Option<Match<'a>>) -> Option<usize> {
        let mut key = (at..run.end.min(at + 7))
            .find(|&index| self.token(index).has(KEY))
            .or_else(|| self.owned(run.end - 1, run))?;
        let before = at..key;
        let is_title = |index: usize| self.token(index).has(Classes::TITLE) && !self.token(index).has(KEY);
        let owner = |index: usize| self.token(index + 1).text().starts_with(['\'', '’']);
        let breaks = |index: usize| {
            (is_title(index) || self.token(index).has(FUNCTION.or(Classes::ROLE_PLURAL))) && !owner(index)
        };
        if before.clone().any(breaks) || self.token(key).has(Classes::RANK) {
            return None;
        }
        if let Some(owned) = self.owned(key, run) {
            key = owned;
        }
        let last = run.end.min(key + MOST_KEYS);
        while key + 1 < last && self.token(key + 1).has(KEY) && !is_title(key + 1) {
            key += 1;
        }
        let found_end = found.map_or(at, |found| found.tokens.1.index());
        let tail = self.of_tail(key + 1);
        let end = tail.unwrap_or(key + 1);
        if end <= found_end {
            return None;
        }
        if let Some(found) = found {
            let national =
                found.readings().find(|entry| matches!(entry.subtype(), Some(Subtype::Nationality | Subtype::Country)));
            let rest = key + 1 - found_end.min(key + 1);
            if let Some(entry) = national
                && (rest > 1 || tail.is_some() && rest > 0)
            {
                self.push_entry(found, entry, 0.9);
                return Some(found_end);
            }
        }
        if before.is_empty() && tail.is_none() {
            return None;
        }
        let token = self.token(at);
        if tail.is_none()
            && before.len() == 1
            && self.opens(at)
            && token.has(Classes::COMMON.or(Classes::ROLE_MODIFIER))
        {
            return None;
        }
        let key_text = self.token(key).text();
        // "West Bank", "White House": a key word that is also a place's or a person's needs another sign.
        let suffix = self.token(key).has(Classes::ORG_SUFFIX);
        if !suffix && tail.is_none() && self.token(key).has(Classes::LOC_KEY) && !self.token(key).has(Classes::ROLE) {
            return None;
        }
        let (rule, confidence) = if suffix { (Rule::OrganisationSuffix, 0.9) } else { (Rule::OrganisationKey, 0.82) };
        self.push(at, end, EntityType::Org, subtype::of_organisation(key_text), rule, confidence);
        Some(end)
    }

    /// The key word after a plural possessive: "Nurses' Association", where the apostrophe ends the run. `last` must be
    /// the run's last token.
    fn owned(&self, last: usize, run: &Range<usize>) -> Option<usize> {
        if last + 1 != run.end || !self.token(last).text().ends_with('s') {
            return None;
        }
        let word = |index: usize| self.view.get(index).filter(|token| token.id() < self.sentence.end_token());
        let possessive = word(last + 1).is_some_and(|token| matches!(token.text(), "'" | "’"));
        let key = word(last + 2).filter(|token| token.is_capitalised() && token.has(KEY))?;
        possessive.then(|| key.id().index())
    }

    /// The end of "of Health and Human Services", "for Food Safety" after a key word; none if no capital follows the
    /// preposition. "and" goes on with the name before a common or unknown word, and ends it before a person's:
    /// "Ministry of Health and Ana Silva".
    pub(super) fn of_tail(&self, at: usize) -> Option<usize> {
        let word = |index: usize| self.view.get(index).filter(|token| token.id() < self.sentence.end_token());
        let name = |index: usize| {
            word(index).is_some_and(|token| {
                token.is_capitalised() && !token.has(FUNCTION.or(Classes::MONTH).or(Classes::HONORIFIC))
            })
        };
        if !word(at).is_some_and(|token| matches!(token.text(), "of" | "for" | "on")) {
            return None;
        }
        let mut next = at + 1 + usize::from(word(at + 1).is_some_and(|token| token.is("the")));
        if !name(next) {
            return None;
        }
        let mut end = next;
        while name(next) && end < at + MOST_BEHIND_OF {
            end = next + 1;
            next = end;
            let joined = word(next).is_some_and(|token| matches!(token.text(), "and" | "&"));
            if joined
                && name(next + 1)
                && word(next + 1)
                    .is_some_and(|token| token.has(Classes::COMMON) || !token.has(Classes::GIVEN.or(Classes::SURNAME)))
            {
                next += 1;
            }
        }
        Some(end)
    }
}
