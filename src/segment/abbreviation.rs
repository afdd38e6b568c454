//! Abbreviations that may end a sentence.
//!
//! An abbreviation's full stop is its own, and may be the sentence's too: "at 5 p.m. He", "Lund Inc. said".
//! What follows decides, in this order:
//!
//! 1. small letters or a bracket: the sentence goes on;
//! 2. a letter that names one of a kind ends ("under Plan B. The");
//! 3. abbreviations that never end (titles), and listed ones before a number: it goes on;
//! 4. times of day: it ends, unless a weekday or a zone follows, or the sentence only starts ("At 5 p.m. Lund");
//! 5. a word that starts sentences, or one capitalised for the sake of its sentence: it ends;
//! 6. "St.", "Mt.", "Ft." and family names behind: it goes on;
//! 7. the rest is the model's.

use super::boundary::{Boundaries, Stop};
use super::rules::{STARTERS, Verdict};
use crate::lexicon::Classes;
use crate::lexicon::en::stop::{LETTERED, PLACED, ZONES};
use crate::segment::Flags;

use Verdict::{Join, Open, Split};

impl Boundaries<'_> {
    /// Whether a sentence that started at `start` ends at an abbreviation; `word` is the first word behind it,
    /// and `opened` tells whether a mark or bracket opens before that one.
    pub(super) fn judge_abbreviation(&self, start: usize, stop: Stop, word: usize, opened: bool) -> Verdict {
        let classes = self.classes(stop.at);
        let flags = self.flags(word);
        if !flags.has(Flags::CAPITALISED.or(Flags::DIGIT)) || self.sign(stop.next) == b'(' {
            return Join;
        }
        if !opened && word != stop.next || stop.at == start && self.token(stop.at).eq_ignore_ascii_case("p.s.") {
            return Join;
        }
        let number = flags.has(Flags::DIGIT) && !flags.has(Flags::CAPITALISED);
        let listed = classes.has(Classes::ABBR.or(Classes::ABBR_NUMBER));
        let may_end = classes.has(Classes::ABBR_END);
        if !number && !may_end && self.is_lettered(stop.at, start) {
            return Split;
        }
        if listed && (number || !may_end) {
            return Join;
        }
        if self.is_time(stop.at) {
            return if self.is_introduced(start, stop.at) || self.goes_on_time(word) {
                Join
            } else if number {
                Open
            } else {
                Split
            };
        }
        let starter = self.classes(word).has(STARTERS) && !self.classes(word).has(Classes::SURNAME);
        if !number && (starter || self.starts_plainly(stop.at, word)) {
            return Split;
        }
        if PLACED.contains(&self.token(stop.at)) || !may_end && !number && self.classes(word).has(Classes::SURNAME) {
            return Join;
        }
        Open
    }

    /// Whether the token is "a.m." or "p.m.", in any case.
    pub(super) fn is_time(&self, at: usize) -> bool {
        let text = self.token(at);
        text.eq_ignore_ascii_case("a.m.") || text.eq_ignore_ascii_case("p.m.")
    }

    /// Whether what stands before an abbreviation only leads in its sentence ("At 5 p.m. …"): a preposition
    /// starts it, three tokens before at most.
    fn is_introduced(&self, start: usize, at: usize) -> bool {
        at - start <= 3 && self.classes(start).has(Classes::PREPOSITION)
    }

    /// Whether a word after a time of day belongs to it: a weekday, a month, a time zone ("EST", "Eastern"), or
    /// a place before "time".
    fn goes_on_time(&self, word: usize) -> bool {
        let zone = self.flags(word).has(Flags::CAPITALS) && self.len(word) <= 4;
        // "9 P.M. Chicago time"
        let timed = word + 1 < self.end && self.token(word + 1) == "time";
        zone || timed || self.classes(word).has(Classes::WEEKDAY.or(Classes::MONTH)) || ZONES.contains(&self.hash(word))
    }

    /// Whether an initial is none, but the letter that tells one thing from others of its kind: "Plan B.",
    /// "hepatitis C.", "an A.".
    fn is_lettered(&self, at: usize, start: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else { return false };
        let determined = matches!(self.token(before), "a" | "an" | "straight");
        self.len(at) == 2
            && self.flags(at).has(Flags::CAPITALISED)
            && (LETTERED.contains(&self.hash(before)) || determined && !self.is_small(at))
    }

    /// Whether the capitalised word behind an abbreviation is capitalised for the sake of its sentence: a word
    /// of small letters that one in small letters follows, as long as the two are no title and name.
    fn starts_plainly(&self, at: usize, word: usize) -> bool {
        let (left, right) = (self.classes(at), self.classes(word));
        if !self.is_plain(word) {
            return false;
        }
        // "U.S. Open" is a name, and words for persons stand before names: "Keller Inc. Chairman". Without an
        // article a country's initials go with what follows, whatever its case: "senior U.S. Officials".
        let initials = self.token(at).as_bytes().get(1) == Some(&b'.');
        let named = at > self.first && self.token(at - 1).eq_ignore_ascii_case("the");
        if initials && self.len(at) == 4 && left.has(Classes::ABBR_END) && !named {
            return false;
        }
        let placed = at > self.first && self.sign(at - 1) == b',';
        let company = left.has(Classes::ORG_SUFFIX) || !initials || placed;
        right.has(Classes::ROLE_PLURAL.or(Classes::NUMBER)) || company && !right.has(Classes::TITLE)
    }

    /// Whether a word stands mostly in small letters, one in small letters follows, and neither is part of a
    /// name: "The" of "The talks".
    fn is_plain(&self, word: usize) -> bool {
        let classes = self.classes(word);
        classes.has(Classes::COMMON)
            && !classes.has(Classes::SURNAME)
            && !self.flags(word).has(Flags::CAPITALS)
            && word + 1 < self.end
            && self.is_small(word + 1)
    }

    /// Whether a capitalised word is one for several persons that a word in small letters follows.
    pub(super) fn is_plain_subject(&self, word: usize) -> bool {
        self.is_plain(word) && self.classes(word).has(Classes::ROLE_PLURAL)
    }
}
