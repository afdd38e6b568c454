//! What nothing knows: typed by its shape and neighbours, or left in doubt.
//!
//! These are guesses with little confidence, most of them right in news: an unknown name before "said" is a person's,
//! one behind "near" a place, and of the rest most are organisations. Later passes overrule them by what the article
//! says elsewhere.

use std::ops::Range;

use super::{COUNTRY, FUNCTION, Finder, KEY, PLACE_OR_LAW};
use crate::entity::{Rule, subtype};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::lexicon::Classes;
use crate::lexicon::en::place;
use crate::segment::{Flags, Token};

impl<'a> Finder<'a, '_> {
    /// A capitalised stretch that nothing knows: typed by its length and neighbours. Returns where to go on.
    ///
    /// What cannot be told from a common word with a sentence's capital is doubtful; what stands before a role's noun
    /// ("Veltrinian minister") is the adjective of a people or nothing; a key word alone is a name behind "the" only;
    /// all else is typed [by its shape](Self::by_shape).
    pub(super) fn unknown(&mut self, at: usize, run: &Range<usize>) -> usize {
        let first = self.token(at);
        if first.has(FUNCTION.or(Classes::MONTH).or(Classes::HONORIFIC).or(Classes::ROLE_PLURAL))
            || !first.flags().has(Flags::LETTER)
        {
            return at + 1;
        }
        if self.opens(at) && first.has(Classes::COMMON.or(Classes::SPEECH_VERB).or(PLACE_OR_LAW)) {
            self.doubtful.push(first.id());
            return at + 1;
        }
        let end = self.unknown_end(at, run);
        let alone = end == at + 1;
        if alone && first.has(Classes::COMMON.or(Classes::TITLE)) && !first.has(Classes::SURNAME) {
            self.doubtful.push(first.id());
            return end;
        }
        if end < run.end && self.token(end).has(Classes::OFFICE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER)) {
            if alone && place::PEOPLE_ENDINGS.iter().any(|ending| first.text().ends_with(ending)) {
                self.push(at, end, EntityType::Misc, Some(Subtype::Nationality), Rule::PeopleShape, 0.7);
            }
            return end;
        }
        if alone && first.has(KEY) {
            if self.before(at).is_some_and(|token| token.is("the")) && !first.has(Classes::LOC_KEY) {
                self.push(at, end, EntityType::Org, subtype::of_organisation(first.text()), Rule::OrganisationKey, 0.6);
            } else {
                self.doubtful.push(first.id());
            }
            return end;
        }
        if first.starts_sentence()
            && end - at > 2
            && !first.has(Classes::GIVEN.or(Classes::SURNAME))
            && self.token(at + 1).has(Classes::GIVEN)
        {
            return at + 1;
        }
        if alone && first.text().contains('-') && self.longest_part(first) {
            self.push(at, end, EntityType::Misc, None, Rule::Compound, 0.8);
            return end;
        }
        let counts = self.before(at).is_some_and(|token| token.flags().has(Flags::DIGIT));
        if alone && counts && first.flags().has(Flags::CAPITALS) {
            return end;
        }
        match self.by_shape(at, end) {
            Some((kind, rule, confidence)) => self.push(at, end, kind, None, rule, confidence),
            None => self.doubtful.push(first.id()),
        }
        end
    }

    /// The token before `at`, if it is of the sentence.
    fn before(&self, at: usize) -> Option<Token<'a>> {
        self.view.get(at.wrapping_sub(1)).filter(|token| token.sentence().id() == self.sentence.id())
    }

    /// Where a stretch that nothing knows ends: before a function word, title or key word, and before a country or
    /// continent, whose prior is the highest; else with the run.
    fn unknown_end(&self, at: usize, run: &Range<usize>) -> usize {
        let ends = |&index: &usize| {
            self.token(index).has(FUNCTION.or(Classes::TITLE).or(KEY).or(Classes::ROLE_MODIFIER))
                || self
                    .longest(index)
                    .is_some_and(|found| found.readings().next().is_some_and(|entry| entry.prior() >= COUNTRY))
        };
        (at + 1..run.end).find(ends).unwrap_or(run.end)
    }

    /// The type of the unknown tokens from `at` to before `end`, with the rule and its confidence; none if the capital
    /// may be the sentence's. In this order:
    ///
    /// - one word in capitals, of six bytes or fewer: an organisation, "NFC";
    /// - two to four words like a person's name: a person, unless a preposition of place stands before them and the
    ///   last is no surname; surer if it is one or somebody speaks, surest behind a quotation;
    /// - behind a preposition of place: a place, "near Veltrin"; behind "a": something else, "a Zephyr";
    /// - one word that is a surname, or that speaks: a person, "Kato said";
    /// - anything else inside a sentence: an organisation, since most unknown names are.
    fn by_shape(&self, at: usize, end: usize) -> Option<(EntityType, Rule, f32)> {
        let first = self.token(at);
        let (flags, alone) = (first.flags(), end == at + 1);
        let before = self.before(at);
        let after = self.view.get(end).filter(|token| token.id() < self.sentence.end_token());
        let placed = before.is_some_and(|token| place::BEFORE_UNKNOWN.iter().any(|word| token.is(word)));
        let counted = before.is_some_and(|token| token.is("a") || token.is("an"));
        let speaks = after.is_some_and(|token| token.has(Classes::SPEECH_VERB.or(Classes::BELIEF_VERB)))
            || before.is_some_and(|token| token.has(Classes::SPEECH_VERB) && !token.is_capitalised());
        let quoted = speaks && before.is_some_and(|token| token.flags().has(Flags::CLOSE_MARK));
        let person_like = self.person_end(at, end, false) == end;
        let surname = self.token(end - 1).has(Classes::SURNAME);
        if alone && flags.has(Flags::CAPITALS) && first.text().len() <= 6 {
            Some((EntityType::Org, Rule::Acronym, 0.7))
        } else if !alone && person_like && end - at <= 4 && !flags.has(Flags::DIGIT) && !(placed && !surname) {
            let confidence = match (quoted, surname || speaks) {
                (true, _) => 0.9,
                (false, true) => 0.8,
                (false, false) => 0.62,
            };
            Some((EntityType::Per, Rule::NameShape, confidence))
        } else if placed {
            Some((EntityType::Loc, Rule::PlaceShape, 0.6))
        } else if counted {
            Some((EntityType::Misc, Rule::CountedShape, 0.45))
        } else if alone && surname && !flags.has(Flags::CAPITALS) {
            Some((EntityType::Per, Rule::Surname, if speaks { 0.75 } else { 0.6 }))
        } else if alone && speaks {
            Some((EntityType::Per, Rule::SpeakerShape, 0.5))
        } else if self.opens(at) && alone {
            None
        } else {
            Some((EntityType::Org, Rule::CapitalShape, 0.4))
        }
    }
}
