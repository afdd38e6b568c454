//! Persons: behind a title, or by the given name.
//!
//! Both need the end of the name ([`Finder::person_end`]), which stops at words that stand in no person's name.

use std::ops::Range;

use super::{COUNTRY, FUNCTION, Finder, KEY, PLACE_OR_LAW, is_person};
use crate::entity::Rule;
use crate::gazetteer::Match;
use crate::gazetteer::kinds::Subtype;
use crate::lexicon::Classes;

impl<'a> Finder<'a, '_> {
    /// A person after a title: "Foreign Minister Sergei Lavrov", "Secretary of State Marco Rubio", "Mr Kato". Returns
    /// where to go on: behind the person, or behind the title where nobody follows.
    ///
    /// - The title is the last within four words whose other words only modify it: "Deputy Prime Minister".
    /// - "Secretary of State Marco Rubio": the office goes on over common words; a person of one word is not taken
    ///   there.
    /// - "Justice Department", "President Lincoln University": a key word follows, so it is no person.
    /// - "Minister Norwegian": a people, country or party behind a title is no person, unless it is a surname or stands
    ///   behind "Mr".
    pub(super) fn titled(&mut self, at: usize, run: &Range<usize>) -> Option<usize> {
        let title = (at..run.end.min(at + 4)).rev().find(|&index| {
            self.token(index).has(Classes::TITLE) && (at..index).all(|before| self.may_modify(before, before > at))
        })?;
        let mut start = title + 1;
        if start == run.end
            && let Some(tail) = self.of_tail(start)
        {
            // "Secretary of State Marco Rubio": the office goes on over common words.
            start = (start + 1..tail).find(|&index| {
                self.token(index).is_capitalised() && !self.token(index).has(Classes::COMMON.or(Classes::ORG_KEY))
            })?;
            let end = self.person_end(start, tail, true);
            let named = end - start >= 2 && self.longest(start).is_none_or(|found| is_person(found));
            return named.then(|| {
                self.push_person(start, end, Rule::Title, 0.9);
                end
            });
        }
        if start >= run.end {
            return Some(run.end);
        }
        let end = self.person_end(start, run.end, true);
        if end == start {
            return Some(start);
        }
        // "President Washington University", "Justice Department": what follows is no person.
        let other =
            self.longest(start).filter(|found| found.tokens.1.index() >= end && !is_person(*found) && end - start > 1);
        if other.is_some() || (start..run.end).take(3).any(|index| index >= end && self.token(index).has(KEY)) {
            return Some(start);
        }
        if let Some(found) = self.longest(start).filter(|found| found.tokens.1.index() == start + 1 && end == start + 1)
            && found.readings().next().is_some_and(|entry| {
                matches!(entry.subtype(), Some(Subtype::Nationality | Subtype::Country | Subtype::Party))
            })
            && !self.token(start).has(Classes::SURNAME)
            && !self.token(title).has(Classes::HONORIFIC)
        {
            return Some(start);
        }
        let confidence = if self.token(title).has(Classes::HONORIFIC.or(Classes::OFFICE)) { 0.96 } else { 0.9 };
        self.push_person(start, end, Rule::Title, confidence);
        Some(end)
    }

    /// Whether a capitalised word may stand before a title's noun: "National Security" before "Advisor". `inside` says
    /// that it is not the first of them; there an unknown word will do.
    fn may_modify(&self, index: usize, inside: bool) -> bool {
        let token = self.token(index);
        token.has(Classes::COMMON.or(Classes::TITLE).or(Classes::ROLE_MODIFIER))
            || inside && !token.has(Classes::GIVEN.or(Classes::SURNAME)) && self.longest(index).is_none()
    }

    /// The end of the person's name that starts at `at`; `at` itself when none does. At most six words, ended by
    /// function words, key words, titles, common words that are nobody's name, and "&". Behind a title the first word
    /// may be a common one: "Mr Price". Particles in small letters do not end a name and are in it only if more
    /// follows: "van" in "Ada van Loon".
    pub(super) fn person_end(&self, at: usize, limit: usize, after_title: bool) -> usize {
        let mut end = at;
        for index in at..limit.min(at + 6) {
            let token = self.token(index);
            let name = token.has(Classes::SURNAME.or(Classes::GIVEN));
            let stops = token.has(FUNCTION.or(Classes::ROLE_MODIFIER)) && !name
                || token.has(Classes::COMMON) && !name && !(after_title && index == at && !token.has(PLACE_OR_LAW))
                || token.has(KEY.or(Classes::TITLE).or(Classes::ROLE_PLURAL)) && !name
                || token.has(Classes::HONORIFIC)
                || token.text() == "&";
            if stops {
                break;
            }
            if !token.has(Classes::NAME_PARTICLE) || token.is_capitalised() {
                end = index + 1;
            }
        }
        end
    }

    /// A person by the given name and another word: "Ana Silva". Returns where the name ends.
    ///
    /// The second word must be a surname, an initial or no common word. None where a people or party follows, or where
    /// the given name is also that of a country ("Georgia", "Chad") and no surname follows.
    pub(super) fn given(&mut self, at: usize, run: &Range<usize>, found: Option<Match<'a>>) -> Option<usize> {
        let token = self.token(at);
        let next_common = self.view.get(at + 1).is_some_and(|next| next.has(Classes::COMMON));
        if !token.has(Classes::GIVEN) || token.has(Classes::COMMON) && self.opens(at) && next_common {
            return None;
        }
        let end = self.person_end(at, run.end, false);
        if end < at + 2 {
            return None;
        }
        let second = self.token(at + 1);
        let initial = second.text().len() <= 2 && second.text().ends_with('.');
        let surname_like = second.has(Classes::SURNAME) || initial || !second.has(Classes::COMMON);
        let place = found.and_then(|found| found.readings().next()).is_some_and(|entry| entry.prior() >= COUNTRY);
        if !surname_like || place && !second.has(Classes::SURNAME) {
            return None;
        }
        if let Some(next) = self.longest(at + 1)
            && next
                .readings()
                .next()
                .is_some_and(|entry| matches!(entry.subtype(), Some(Subtype::Nationality | Subtype::Party)))
        {
            return None;
        }
        self.push_person(at, end, Rule::GivenName, 0.93);
        Some(end)
    }
}
