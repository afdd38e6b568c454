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

mod organisation;
mod person;
mod shape;

use std::ops::Range;

use super::{Form, Identity, MentionRow, Rule, run, subtype};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer, Match};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::place;
use crate::segment::{Flags, Sentence, Token, View};

/// Words that neither start nor end a name unless a gazetteer has the whole of it.
const FUNCTION: Classes = Classes::BINDING.or(Classes::PRONOUN).or(Classes::WEEKDAY).or(Classes::DEICTIC);

/// Key words of places, events and laws.
const PLACE_OR_LAW: Classes = Classes::LOC_KEY.or(Classes::LAW_KEY).or(Classes::EVENT_KEY);
/// Key words and suffixes of organisations.
const KEY: Classes = Classes::ORG_KEY.or(Classes::ORG_SUFFIX);
/// No more key words stand one after the other in a name: a text of nothing else is walked once, not once for each
/// word.
const MOST_KEYS: usize = 16;
/// Words that a name may have behind its "of", for the same reason.
const MOST_BEHIND_OF: usize = 40;

/// Thousands of inhabitants below which a city's name gives way to a longer name that nothing knows. Cities have their
/// inhabitants as the prior of their entry.
const SMALL_CITY: u32 = 500;

/// The prior of countries and continents in the program's gazetteers, which nothing else has.
const COUNTRY: u32 = 1_000_000;

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

    /// Places, events and laws by a key word, with nothing but names around it. Returns where the name ends.
    ///
    /// A key word of a place that stands first takes one word, or all behind its "of": "Lake Vara", "Gulf of Guinea".
    /// Otherwise the key word ends the name and may have up to four words before it: "Marl River", "Winter Games",
    /// "Clean Water Act". A key word that is a surname behind a given name is a person's ("Ada Rivers"), and one behind
    /// a common word at a sentence's start may be anything.
    fn place_or_event(&mut self, at: usize, run: &Range<usize>) -> Option<usize> {
        let first = self.token(at);
        let leads = first.has(Classes::LOC_KEY) && place::LEADING.contains(&first.text());
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
