//! Names: what a capitalised run holds, from the gazetteers, titles, given names and key words.
//!
//! [`Finder`] goes through the runs of a sentence from the left. At each word the rules are asked in this order, and
//! the first that answers takes its words and says where to go on:
//!
//! 1. [`dateline`](Finder::dateline): the place of a place line, only at a paragraph's start.
//! 2. [`organisation`](Finder::organisation): "Harbour Authority", "Ministry of Health". Before the gazetteers, since a
//!    key word further on makes a longer name of one that they have ("Lund" in "Lund Harbour Authority").
//! 3. A gazetteer's name of several words.
//! 4. [`titled`](Finder::titled): the person behind a title.
//! 5. [`place_or_event`](Finder::place_or_event): "Lake Vara", "Winter Games", "Clean Water Act".
//! 6. [`given`](Finder::given): a person by the given name, before a gazetteer's single word, so that "Paris Weber" is
//!    a person.
//! 7. A gazetteer's name of one word, unless an unknown word follows a small town ("Ngozi Ekwueme").
//! 8. [`unknown`](Finder::unknown): what nothing knows, by its shape and neighbours, with little confidence.
//!
//! What comes out, in short:
//!
//! - "Foreign Minister Ana Silva of Ruritania": person "Ana Silva" (title), place "Ruritania" (by "of", unless a
//!   gazetteer has it).
//! - "the Marl River Board said": organisation "Marl River Board" (key word).
//! - "in Veltrin": place "Veltrin" (shape), of confidence 0.6.
//! - "However, the talks": nothing; "Wind" at a sentence's start: doubtful, a name only if the article has "Ada Wind".
//!
//! A headline in capitals tells nothing by its capitals: only gazetteers are asked there. With the learned tagger these
//! names are proposals, which the model weighs; without it they are the result, after `memory` has gone over the
//! article. Confidence is a scale by hand in steps that later passes compare, no calibrated probability.

use std::ops::Range;

use super::{Form, Identity, MentionRow, Rule, run, subtype};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer, Match};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::segment::{Flags, Sentence, Token, View};

/// Words that neither start nor end a name unless a gazetteer has the whole of it.
const FUNCTION: Classes = Classes::BINDING.or(Classes::PRONOUN).or(Classes::WEEKDAY).or(Classes::DEICTIC);

/// Key words of places, events and laws.
const PLACE_OR_LAW: Classes = Classes::LOC_KEY.or(Classes::LAW_KEY).or(Classes::EVENT_KEY);
/// Key words and suffixes of organisations.
const KEY: Classes = Classes::ORG_KEY.or(Classes::ORG_SUFFIX);
/// No more key words stand one after the other in a name: a text of nothing else is walked once, not once for each
/// word.
const KEYS: usize = 16;
/// Words that a name may have behind its "of", for the same reason.
const TAIL: usize = 40;

/// Thousands of inhabitants below which a city's name gives way to a longer name that nothing knows. Cities have their
/// inhabitants as the prior of their entry.
const SMALL_CITY: u32 = 500;

/// Marks that a user's name may end with ("Yahoo!") and that the segmenter makes tokens of their own.
const MARKS: [char; 5] = ['!', '?', '+', '*', '#'];

/// Finds the names of a sentence, and the capitalised words that may yet turn out to be one.
pub(super) struct Finder<'a, 'b> {
    /// The text.
    pub(super) view: View<'a>,
    /// Names that are known, a user's own among them.
    pub(super) gazetteer: &'a Gazetteer,
    /// The sentence in hand; no name goes beyond it.
    pub(super) sentence: Sentence<'a>,
    /// Takes the names, after those of the sentences before.
    pub(super) names: &'b mut Vec<MentionRow>,
    /// Takes capitalised words that stand for themselves unless the article has a longer name with them.
    pub(super) doubtful: &'b mut Vec<TokenId>,
}

impl<'a> Finder<'a, '_> {
    /// Finds the names of the sentence. In a headline in capitals only gazetteers are asked.
    pub(super) fn find(&mut self) {
        let in_capitals = run::in_capitals(self.sentence);
        for run in run::runs(self.view, self.sentence) {
            let mut at = self.dateline(&run).unwrap_or(run.start);
            while at < run.end {
                // A gazetteer's name may reach past the run: "Bank of England".
                if self.names.last().is_some_and(|last| at < last.tokens.1.index()) {
                    at += 1;
                    continue;
                }
                let next = if in_capitals { self.headline(at) } else { self.name(at, &run) };
                at = next.max(at + 1);
            }
        }
    }

    /// The token of that index, which must be one of the text.
    fn token(&self, index: usize) -> Token<'a> {
        self.view.token(TokenId::new(index))
    }

    /// Whether a capital at `at` may be the sentence's, not a name's: at its start, after an opening mark, a colon or a
    /// place line.
    fn opens(&self, at: usize) -> bool {
        let token = self.token(at);
        token.starts_sentence()
            || token.prev().is_some_and(|before| {
                before.flags().has(Flags::OPEN_MARK) || matches!(before.text(), ":" | "-" | "--" | "–" | "—" | "_")
            })
    }

    /// The longest name of the gazetteers that starts at `at` and stays in the sentence.
    fn longest(&self, at: usize) -> Option<Match<'a>> {
        self.gazetteer.longest(self.view, TokenId::new(at), self.sentence.end_token())
    }

    /// The place of a place line: "PORT MARROW, March 3 (Reuters) -". Returns where the run ends.
    ///
    /// The run must open its paragraph, be in capitals, and have a comma, bracket or dash behind it. A place that no
    /// gazetteer has is a city by the form alone; what a gazetteer has as anything but a place is left to the other
    /// rules.
    fn dateline(&mut self, run: &Range<usize>) -> Option<usize> {
        let first = self.sentence.first_token();
        let opens = run.start == first.index() && self.sentence.paragraph().first_token() == first;
        let capitals = run.clone().all(|index| self.token(index).flags().has(Flags::CAPITALS));
        let after = self.view.get(run.end).filter(|token| token.id() < self.sentence.end_token())?;
        if !opens || !capitals || !matches!(after.text(), "," | "(" | "-" | "--" | "–" | "—") {
            return None;
        }
        match self.longest(run.start).filter(|found| found.tokens.1.index() == run.end) {
            Some(found) => {
                let place = found.readings().find(|entry| entry.kind() == EntityType::Loc)?;
                self.push_entry(found, place, 0.95);
            }
            None => self.push(run.start, run.end, EntityType::Loc, Some(Subtype::City), Rule::Dateline, 0.85),
        }
        Some(run.end)
    }

    /// Whether the part of a compound before its hyphen is known: "Russian-American", "Toronto-based".
    fn longest_part(&self, token: Token<'_>) -> bool {
        let part = token.text().split('-').next().unwrap_or_default();
        self.gazetteer.find(part).any(|entry| entry.kind() != EntityType::Org)
    }

    /// Takes what a gazetteer has at `at`, in a headline in capitals, and returns where to go on. A common word by
    /// itself ("PRICE") is doubtful, as is every word that no gazetteer has.
    fn headline(&mut self, at: usize) -> usize {
        let Some(found) = self.longest(at) else {
            self.doubtful.push(TokenId::new(at));
            return at + 1;
        };
        let (first, end) = (found.tokens.0.index(), found.tokens.1.index());
        match found.readings().next() {
            Some(entry) if end - first > 1 || !self.token(at).has(Classes::COMMON) => {
                self.push_entry(found, entry, 0.7);
            }
            _ => self.doubtful.push(TokenId::new(at)),
        }
        end
    }

    /// Takes the name that starts at `at`, or passes a word; returns where to go on. The order is that of the file's
    /// head. Function words end the search at once, but for those in capitals which a gazetteer has ("US", "WHO"), and
    /// modal verbs that are given names inside a sentence ("Will").
    fn name(&mut self, at: usize, run: &Range<usize>) -> usize {
        let token = self.token(at);
        // "The National" is a newspaper, "The National Bank" is not.
        let cut = |found: &Match<'_>| token.is("the") && found.tokens.1.index() < run.end;
        let found = self.longest(at).filter(|found| !cut(found));
        let reach = found.map_or(at, |found| found.tokens.1.index());
        if token.flags().has(Flags::CAPITALS) && token.has(FUNCTION) {
            // "US", "WHO" and "IT" are names only where a gazetteer has them so.
            if let Some(found) = found
                && let Some(entry) = self.choose(found)
            {
                self.push_entry(found, entry, 0.85);
            }
            return reach.max(at + 1);
        }
        if reach <= at + 1 && token.has(FUNCTION.or(Classes::MODAL)) && (self.opens(at) || !token.has(Classes::GIVEN)) {
            return at + 1;
        }
        if let Some(end) = self.organisation(at, run, found) {
            return end;
        }
        if let Some(found) = found
            && reach > at + 1
            && let Some(entry) = self.choose(found)
        {
            self.push_entry(found, entry, 0.93);
            return reach;
        }
        if let Some(end) = self.titled(at, run) {
            return end;
        }
        if let Some(end) = self.place_or_event(at, run) {
            return end;
        }
        if let Some(end) = self.given(at, run, found) {
            return end;
        }
        if let Some(found) = found
            && let Some(entry) = self.choose(found)
            && !self.begins_longer(entry, reach, run)
        {
            self.push_entry(found, entry, 0.85);
            return reach;
        }
        self.unknown(at, run)
    }

    /// Whether a small town's name goes on with a word that nothing knows: "Ngozi Ekwueme" is no place.
    fn begins_longer(&self, entry: Entry<'_>, end: usize, run: &Range<usize>) -> bool {
        let small = entry.subtype() == Some(Subtype::City) && entry.prior() < SMALL_CITY;
        small && end < run.end && {
            let next = self.token(end);
            !next.has(Classes::COMMON.or(KEY).or(Classes::TITLE).or(PLACE_OR_LAW)) && self.longest(end).is_none()
        }
    }

    /// The reading of a gazetteer's name that the context leaves: the first, but for a common word at a sentence's
    /// start, which is only a country, a people or a continent, and else no name.
    fn choose(&self, found: Match<'a>) -> Option<Entry<'a>> {
        let token = self.token(found.tokens.0.index());
        let single = found.tokens.1.index() == found.tokens.0.index() + 1;
        let doubtful = single && token.has(Classes::COMMON) && self.opens(token.id().index());
        found.readings().find(|entry| {
            !doubtful || matches!(entry.subtype(), Some(Subtype::Country | Subtype::Nationality | Subtype::Continent))
        })
    }

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
    fn organisation(&mut self, at: usize, run: &Range<usize>, found: Option<Match<'a>>) -> Option<usize> {
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
        let last = run.end.min(key + KEYS);
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
    fn of_tail(&self, at: usize) -> Option<usize> {
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
        while name(next) && end < at + TAIL {
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

    /// A person after a title: "Foreign Minister Sergei Lavrov", "Secretary of State Marco Rubio", "Mr Kato". Returns
    /// where to go on: behind the person, or behind the title where nobody follows.
    ///
    /// - The title is the last within four words whose other words only modify it: "Deputy Prime Minister".
    /// - "Secretary of State Marco Rubio": the office goes on over common words; a person of one word is not taken
    ///   there.
    /// - "Justice Department", "President Lincoln University": a key word follows, so it is no person.
    /// - "Minister Norwegian": a people, country or party behind a title is no person, unless it is a surname or stands
    ///   behind "Mr".
    fn titled(&mut self, at: usize, run: &Range<usize>) -> Option<usize> {
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
    fn person_end(&self, at: usize, limit: usize, after_title: bool) -> usize {
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
    fn given(&mut self, at: usize, run: &Range<usize>, found: Option<Match<'a>>) -> Option<usize> {
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
        let place = found.and_then(|found| found.readings().next()).is_some_and(|entry| entry.prior() >= 1_000_000);
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

    /// Places, events and laws by a key word, with nothing but names around it. Returns where the name ends.
    ///
    /// A key word of a place that stands first takes one word, or all behind its "of": "Lake Vara", "Gulf of Guinea".
    /// Otherwise the key word ends the name and may have up to four words before it: "Marl River", "Winter Games",
    /// "Clean Water Act". A key word that is a surname behind a given name is a person's ("Ada Rivers"), and one behind
    /// a common word at a sentence's start may be anything.
    fn place_or_event(&mut self, at: usize, run: &Range<usize>) -> Option<usize> {
        let first = self.token(at);
        let leads = first.has(Classes::LOC_KEY)
            && matches!(
                first.text(),
                "Lake" | "River" | "Mount" | "Cape" | "Port" | "Fort" | "Gulf" | "Bay" | "Isle" | "Camp"
            );
        if leads {
            let end = match self.of_tail(at + 1) {
                Some(end) => end,
                None if at + 1 < run.end => at + 2,
                None => return None,
            };
            self.push(at, end, EntityType::Loc, subtype::of_place(first.text()), Rule::PlaceKey, 0.85);
            return Some(end);
        }
        let last = (at + 1..run.end.min(at + 5)).find(|&index| self.token(index).has(PLACE_OR_LAW))?;
        if (at..last).any(|index| self.token(index).has(FUNCTION.or(Classes::TITLE).or(Classes::ROLE_MODIFIER))) {
            return None;
        }
        let key = self.token(last);
        let start_doubtful = self.opens(at) && first.has(Classes::COMMON);
        let initial = first.text().ends_with('.') && first.span().len() <= 2;
        if key.has(Classes::SURNAME) && (first.has(Classes::GIVEN) || initial) || start_doubtful && last == at + 1 {
            return None;
        }
        let (kind, sub, rule) = if key.has(Classes::LOC_KEY) {
            (EntityType::Loc, subtype::of_place(key.text()), Rule::PlaceKey)
        } else if key.has(Classes::LAW_KEY) {
            (EntityType::Misc, Some(Subtype::Law), Rule::LawKey)
        } else {
            (EntityType::Misc, Some(subtype::of_event(key.text())), Rule::EventKey)
        };
        self.push(at, last + 1, kind, sub, rule, 0.75);
        Some(last + 1)
    }

    /// A capitalised stretch that nothing knows: typed by its length and neighbours. Returns where to go on.
    ///
    /// What cannot be told from a common word with a sentence's capital is doubtful; what stands before a role's noun
    /// ("Veltrinian minister") is the adjective of a people or nothing; a key word alone is a name behind "the" only;
    /// all else is typed by its shape, in the order of the branches at the end.
    fn unknown(&mut self, at: usize, run: &Range<usize>) -> usize {
        let first = self.token(at);
        let flags = first.flags();
        if first.has(FUNCTION.or(Classes::MONTH).or(Classes::HONORIFIC).or(Classes::ROLE_PLURAL))
            || !flags.has(Flags::LETTER)
        {
            return at + 1;
        }
        if self.opens(at) && first.has(Classes::COMMON.or(Classes::SPEECH_VERB).or(PLACE_OR_LAW)) {
            self.doubtful.push(first.id());
            return at + 1;
        }
        let end = (at + 1..run.end)
            .find(|&index| {
                let token = self.token(index);
                token.has(FUNCTION.or(Classes::TITLE).or(KEY).or(Classes::ROLE_MODIFIER))
                    || self
                        .longest(index)
                        .is_some_and(|found| found.readings().next().is_some_and(|entry| entry.prior() >= 1_000_000))
            })
            .unwrap_or(run.end);
        let alone = end == at + 1;
        if alone && first.has(Classes::COMMON.or(Classes::TITLE)) && !first.has(Classes::SURNAME) {
            self.doubtful.push(first.id());
            return end;
        }
        let before = self.view.get(at.wrapping_sub(1)).filter(|token| token.sentence().id() == self.sentence.id());
        let after = self.view.get(end).filter(|token| token.id() < self.sentence.end_token());
        if end < run.end && self.token(end).has(Classes::OFFICE.or(Classes::ROLE).or(Classes::ROLE_MODIFIER)) {
            if alone && ["ian", "ean", "ese", "ish"].iter().any(|ending| first.text().ends_with(ending)) {
                self.push(at, end, EntityType::Misc, Some(Subtype::Nationality), Rule::PeopleShape, 0.7);
            }
            return end;
        }
        if alone && first.has(KEY) {
            if before.is_some_and(|token| token.is("the")) && !first.has(Classes::LOC_KEY) {
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
        let placed = before.is_some_and(|token| {
            ["in", "near", "at", "of", "from", "outside", "around", "across"].iter().any(|word| token.is(word))
        });
        let counted = before.is_some_and(|token| token.is("a") || token.is("an"));
        let speaks = after.is_some_and(|token| token.has(Classes::SPEECH_VERB.or(Classes::BELIEF_VERB)))
            || before.is_some_and(|token| token.has(Classes::SPEECH_VERB) && !token.is_capitalised());
        let quoted = speaks && before.is_some_and(|token| token.flags().has(Flags::CLOSE_MARK));
        let person_like = self.person_end(at, end, false) == end;
        let counts = before.is_some_and(|token| token.flags().has(Flags::DIGIT));
        if alone && counts && flags.has(Flags::CAPITALS) {
            return end;
        }
        let acronym = alone && flags.has(Flags::CAPITALS) && first.text().len() <= 6;
        let surname = self.token(end - 1).has(Classes::SURNAME);
        let (kind, rule, confidence) = if acronym {
            (EntityType::Org, Rule::Acronym, 0.7)
        } else if !alone && person_like && end - at <= 4 && !flags.has(Flags::DIGIT) && !(placed && !surname) {
            let confidence = match (quoted, surname || speaks) {
                (true, _) => 0.9,
                (false, true) => 0.8,
                (false, false) => 0.62,
            };
            (EntityType::Per, Rule::NameShape, confidence)
        } else if placed {
            (EntityType::Loc, Rule::PlaceShape, 0.6)
        } else if counted {
            (EntityType::Misc, Rule::CountedShape, 0.45)
        } else if alone && surname && !flags.has(Flags::CAPITALS) {
            (EntityType::Per, Rule::Surname, if speaks { 0.75 } else { 0.6 })
        } else if alone && speaks {
            (EntityType::Per, Rule::SpeakerShape, 0.5)
        } else if self.opens(at) && alone {
            self.doubtful.push(first.id());
            return end;
        } else {
            (EntityType::Org, Rule::CapitalShape, 0.4)
        };
        self.push(at, end, kind, None, rule, confidence);
        end
    }

    /// Takes a gazetteer's name, with what the gazetteer knows; a user's own with the marks that its name ends with.
    fn push_entry(&mut self, found: Match<'a>, entry: Entry<'a>, confidence: f32) {
        let (first, end) = found.tokens;
        let end = if entry.file().is_some() { self.marks(end.index(), entry.canonical()) } else { end.index() };
        self.push(first.index(), end, entry.kind(), entry.subtype(), Rule::Gazetteer, confidence);
        self.know(entry);
    }

    /// The end of a user's name with the marks that it ends with: "Yahoo!"; a full stop may be the sentence's.
    fn marks(&self, mut end: usize, name: &str) -> usize {
        let mut tail = &name[name.trim_end_matches(MARKS).len()..];
        while let Some(mark) = self.view.get(end).filter(|mark| mark.id() < self.sentence.end_token())
            && let Some(rest) = tail.strip_prefix(mark.text())
            && self.token(end - 1).span().end() == mark.span().start()
        {
            (tail, end) = (rest, end + 1);
        }
        end
    }

    /// Gives the last name what a gazetteer knows of it.
    fn know(&mut self, entry: Entry<'_>) {
        if let Some(row) = self.names.last_mut() {
            row.identity = Identity::of(entry);
            row.own = entry.file().is_some();
        }
    }

    /// A person's name, with what a gazetteer knows of it if the name is exactly as long as the gazetteer's.
    fn push_person(&mut self, first: usize, end: usize, rule: Rule, confidence: f32) {
        let found = self.longest(first).filter(|found| found.tokens.1.index() == end);
        let known = found.and_then(|found| found.readings().find(|entry| entry.kind() == EntityType::Per));
        self.push(first, end, EntityType::Per, known.and_then(Entry::subtype), rule, confidence);
        if let Some(entry) = known {
            self.know(entry);
        }
    }

    /// Takes the name of the tokens from `first` to before `end`.
    fn push(
        &mut self,
        first: usize,
        end: usize,
        kind: EntityType,
        subtype: Option<Subtype>,
        rule: Rule,
        confidence: f32,
    ) {
        let span = self.token(first).span().cover(self.token(end - 1).span());
        self.names.push(MentionRow {
            span,
            tokens: (TokenId::new(first), TokenId::new(end)),
            sentence: self.sentence.id(),
            kind,
            subtype,
            form: Form::Name,
            identity: Identity::default(),
            rule,
            confidence,
            own: false,
        });
    }
}

/// Whether one of the readings is a person.
fn is_person(found: Match<'_>) -> bool {
    found.readings().any(|entry| entry.kind() == EntityType::Per)
}
