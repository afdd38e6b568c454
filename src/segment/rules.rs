//! The boundaries that are clear: rules for whether a sentence ends behind a full stop or the like.
//!
//! A rule speaks where it is right nearly always; what is left open is the model's
//! ([`features`](super::features)). Rules go from the mark outwards, and the first that speaks decides:
//!
//! 1. the stop is part of something: the number of an item, an aside in brackets, an omission ("[…]");
//! 2. no blank follows: it ends a sentence only where one was clearly lost ("talks.The");
//! 3. an abbreviation is judged by rules of its own (`abbreviation.rs`);
//! 4. a comma, colon or closing bracket follows: it goes on;
//! 5. a quotation closes: what follows is its attribution, or a sentence of its own;
//! 6. the stop stands in an aside, a stammer, a cry, a name ("Yahoo!") or before a verse ("Gen. 3:15"): it goes
//!    on;
//! 7. a full stop right behind a word in small letters, before a capitalised word: it ends;
//! 8. a temperature, a short form, a small letter behind a bracket or a name with a mark: it goes on.
//!
//! Rules that join come before 7, since only then is a full stop before a capital clear.
//!
//! What starts a sentence without a stop before it is here too: [`Boundaries::is_apart`] where one always does,
//! [`Boundaries::goes_on`] where none ever does.

use super::boundary::{Boundaries, Candidate, Stop};
use crate::lexicon::Classes;
use crate::lexicon::en::stop;
use crate::segment::Flags;

/// What the rules say of a place behind a stop.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A sentence ends.
    Split,
    /// It goes on.
    Join,
    /// The model decides.
    Open,
}

use Verdict::{Join, Open, Split};

/// Words that start sentences and hardly ever names: "The", "In", "He", "But".
pub(super) const STARTERS: Classes = Classes::BINDING.or(Classes::PRONOUN);

impl Boundaries<'_> {
    /// Whether a sentence ends at `stop`, by the rules in their order.
    pub(super) fn judge(&self, candidate: &Candidate, stop: Stop) -> Verdict {
        let next = stop.next;
        let flags = self.flags(next);
        if self.items.is_marker(stop.at) || self.is_number_of_item(stop.at, candidate.start) {
            return Join;
        }
        if self.goes_on_in_bracket(stop, candidate.start) {
            return Join;
        }
        if stop.ellipsis && self.is_omission(stop) && !flags.has(Flags::CAPITALISED) {
            return Join;
        }
        if !flags.has(Flags::SPACE_BEFORE) {
            return if self.ends_glued(stop) { Split } else { Join };
        }
        if self.starts_ellipsis(stop.at) {
            return Split;
        }
        let (word, opened) = self.first_word(next);
        let Some(word) = word else { return Open };
        if self.flags(stop.at).has(Flags::ABBREVIATION) {
            return self.judge_abbreviation(candidate.start, stop, word, opened);
        }
        if flags.has(Flags::PUNCTUATION)
            && matches!(self.sign(next), b',' | b';' | b':' | b')' | b']' | b'}' | b'%' | b'/')
        {
            return Join;
        }
        let lower = self.is_small(word);
        if lower && stop.ellipsis && self.is_spaced(stop) {
            return Join;
        }
        let quote_closes = (stop.at + 1..next).any(|index| self.is_quotation_mark(index));
        if quote_closes && word == next && self.follows_another(candidate.start, stop, word) {
            return Split;
        }
        if quote_closes && (lower || self.is_attribution(stop, word)) {
            return Join;
        }
        self.judge_words(candidate.start, stop, word, lower)
    }

    /// The last of the rules, for a stop with a blank behind it: what stands on its two sides. The sentence
    /// started at `start`; `word` is the first word behind the stop, and `lower` tells whether that starts with
    /// a small letter.
    fn judge_words(&self, start: usize, stop: Stop, word: usize, lower: bool) -> Verdict {
        let flags = self.flags(stop.next);
        if self.is_aside(stop, start, word, lower)
            || self.is_stammer(stop, word)
            || self.is_cry(stop)
            || self.is_marked_name(stop, start, word)
            || self.is_verse(stop, stop.next)
        {
            return Join;
        }
        if self.is_full_stop_of_word(stop)
            && flags.has(Flags::LETTER)
            && flags.has(Flags::CAPITALISED)
            && !self.inside_bracket(stop, start)
        {
            return Split;
        }
        if !lower && stop.at > self.first && self.token(stop.at - 1) == "°" {
            return Join;
        }
        if lower && self.flags(word).has(Flags::ABBREVIATION) || self.is_short_form(stop) {
            return Join;
        }
        if lower && (self.closes_bracket(stop, start) || self.is_name_with_mark(stop, start)) {
            return Join;
        }
        Open
    }

    /// Whether the token starts something of its own without a stop before it: the next of several addresses, a
    /// line drawn of marks ("-----"), the name under a letter ("Best regards, / Ann Lund").
    pub(super) fn is_apart(&self, at: usize, start: usize) -> bool {
        let (before, here) = (self.flags(at - 1), self.flags(at));
        before.has(Flags::LINK) && here.has(Flags::LINK)
            || self.is_drawn(at)
            || here.has(Flags::CAPITALISED) && self.is_signature(at, start)
    }

    /// Whether a line drawn of marks stands before the token, which a blank parts from it.
    pub(super) fn follows_drawn(&self, at: usize) -> bool {
        self.is_drawn(at - 1) && self.flags(at).has(Flags::SPACE_BEFORE)
    }

    /// Whether the token is a line drawn of marks: five bytes or more of "-", "=", "_", "*" and the like.
    #[inline]
    fn is_drawn(&self, at: usize) -> bool {
        // Few tokens are both, while many are one.
        self.flags(at).has(Flags::PUNCTUATION) & (self.len(at) >= 5)
            && matches!(self.first_byte(at), b'-' | b'=' | b'_' | b'*' | b'~' | b'#' | b'+')
    }

    /// Whether the sentence clearly goes on over the blank before the token, without a stop: behind a
    /// dateline's dash ("OSLO (Reuters) - Shares"), behind an editor's words in brackets (`[Mr] Lund`), before
    /// a weekday in running text ("said Monday"; but not "Monday," which may open a heading's text).
    pub(super) fn goes_on(&self, at: usize, start: usize) -> bool {
        let weekday = self.classes(at).has(Classes::WEEKDAY) && at + 1 < self.end && self.sign(at + 1) != b',';
        let before = self.token(at - 1);
        let dateline = matches!(before, "-" | "--" | "–" | "—" | "_")
            && at - start <= 20
            && (self.flags(start).has(Flags::CAPITALS) || at >= start + 2 && self.sign(at - 2) == b')');
        let insert = before == "]"
            && !self.flags(at.saturating_sub(4)).has(Flags::TERMINAL)
            && self.flags(at).has(Flags::LETTER);
        weekday || dateline || insert
    }

    /// Whether the paragraph ends with a letter's closing words, a comma and the name that starts with the
    /// token, of four words at most: "Thanks, Ann".
    fn is_signature(&self, at: usize, start: usize) -> bool {
        let name = |index: usize| self.flags(index).has(Flags::CAPITALISED.or(Flags::ABBREVIATION));
        at <= start + 4
            && self.end - at <= 4
            && self.sign(at - 1) == b','
            && !self.flags(at).has(Flags::QUOTED)
            && stop::CLOSINGS.contains(&self.hash(start))
            && (at..self.end).all(name)
    }

    /// Whether the stop is a full stop right after a word in small letters, of three bytes or more.
    fn is_full_stop_of_word(&self, stop: Stop) -> bool {
        let before = stop.at - 1;
        stop.at > self.first
            && stop.next == stop.at + 1
            && self.sign(stop.at) == b'.'
            && !self.flags(stop.at).has(Flags::SPACE_BEFORE)
            && self.flags(before).has(Flags::LETTER)
            && self.is_small(before)
            && self.len(before) > 2
    }

    /// Whether the token is a word that starts with a small letter.
    pub(super) fn is_small(&self, index: usize) -> bool {
        self.flags(index).has(Flags::LETTER) && self.token(index).starts_with(char::is_lowercase)
    }

    /// Whether the full stop at `at` belongs to the number or letter of an item: one at the sentence's start
    /// ("2. The", "1.2.3. Scope", "(a. First"), or a number behind a colon ("Rules: 1. Be").
    fn is_number_of_item(&self, at: usize, start: usize) -> bool {
        if at == start || self.sign(at) != b'.' {
            return false;
        }
        let name = self.token(at - 1);
        let number = name.len() <= 2 && name.bytes().all(|byte| byte.is_ascii_digit());
        let section = name.len() <= 6 && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        let leads = at == start + 1 || at == start + 2 && self.flags(start).has(Flags::PUNCTUATION);
        leads && (section || letter) || number && at >= start + 2 && self.sign(at - 2) == b':'
    }

    /// Whether an ellipsis stands in brackets of its own: something was left out of a quotation ("[…]").
    fn is_omission(&self, stop: Stop) -> bool {
        stop.at > self.first && matches!(self.sign(stop.at - 1), b'[' | b'(')
    }

    /// Whether an ellipsis is made of full stops with blanks between, as edited prose has them where words were
    /// left out.
    fn is_spaced(&self, stop: Stop) -> bool {
        self.flags(stop.at).has(Flags::SPACE_BEFORE) && self.sign(stop.at) == b'.'
    }

    /// Whether the stop lies in a bracket that stands in the middle of its sentence: one that opened behind the
    /// sentence's start and closes behind the next token.
    pub(super) fn inside_bracket(&self, stop: Stop, start: usize) -> bool {
        self.bracket_around(stop.next).is_some_and(|(open, _)| open < stop.at && open > start)
    }

    /// Whether the token is a closing quotation mark, paired or not.
    fn is_quotation_mark(&self, index: usize) -> bool {
        self.flags(index).has(Flags::CLOSE_MARK) || matches!(self.token(index), "\"" | "”" | "''")
    }

    /// Whether the full stop follows one small letter right behind a bracket: "(b. 1950)", "(c. 1600)".
    fn is_short_form(&self, stop: Stop) -> bool {
        stop.at >= self.first + 2
            && !stop.closed
            && self.len(stop.at - 1) == 1
            && self.is_small(stop.at - 1)
            && matches!(self.sign(stop.at - 2), b'(' | b'[')
    }

    /// Whether a bracket that opened inside the sentence closes behind the stop: "(he did not.) and".
    fn closes_bracket(&self, stop: Stop, start: usize) -> bool {
        stop.closed && self.bracket_around(stop.at).is_some_and(|(open, close)| open > start && close < stop.next)
    }

    /// Whether the stop is the exclamation mark of a name ("Yahoo! in"): a capitalised word before it, and no
    /// other sentence of the text starts with a small letter.
    fn is_name_with_mark(&self, stop: Stop, start: usize) -> bool {
        self.style.small == 0
            && self.sign(stop.at) == b'!'
            && stop.at > start + 1
            && self.flags(stop.at - 1).has(Flags::CAPITALISED)
            && !self.flags(stop.at - 1).has(Flags::CAPITALS)
            && !self.flags(stop.at).has(Flags::SPACE_BEFORE)
    }

    /// Whether the stop lies in a bracket behind which the sentence goes on in small letters: "Lund (He is 40.
    /// He sails.) said".
    fn goes_on_in_bracket(&self, stop: Stop, start: usize) -> bool {
        self.bracket_around(stop.next).is_some_and(|(open, close)| {
            open < stop.at && open > start && close + 1 < self.end && self.is_small(close + 1)
        })
    }

    /// Whether a sentence ends where no blank follows ("talks.The minister").
    ///
    /// Sure where a mark or bracket closed, where the stop is no full stop ("left?He"), or where one of the two
    /// words is well known: names of sites and files ("Booking.Com") hold a full stop too. A word in capitals
    /// behind the stop is an acronym or a ticker, and no sentence starts.
    fn ends_glued(&self, stop: Stop) -> bool {
        let (next, at) = (stop.next, stop.at);
        if self.flags(next).has(Flags::OPEN_MARK) {
            return true;
        }
        let flags = self.flags(next);
        if !flags.has(Flags::CAPITALISED) {
            return self.ends_glued_small(stop);
        }
        let words = Classes::COMMON.or(STARTERS).or(Classes::WEEKDAY).or(Classes::MONTH).or(Classes::HONORIFIC);
        let known = |index: usize| self.classes(index).has(words);
        if self.flags(at).has(Flags::ABBREVIATION) {
            return self.classes(next).has(STARTERS) && !flags.has(Flags::CAPITALS);
        }
        let spaced = next + 1 < self.end && self.flags(next + 1).has(Flags::SPACE_BEFORE);
        let whole = self.len(next) > 1 || self.classes(next).has(STARTERS) && spaced;
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.first) else { return false };
        let lower = self.flags(before).has(Flags::LETTER)
            && self.len(before) > 1
            && self.token(before).ends_with(char::is_lowercase);
        let digit = self.flags(before).has(Flags::DIGIT);
        let sure =
            stop.closed || self.sign(at) != b'.' || lower && (known(before) || known(next)) || digit && known(next);
        whole && sure && !flags.has(Flags::CAPITALS)
    }

    /// Whether a sentence ends where a small letter follows without a blank: between two common words with a
    /// blank behind the second ("done.so he").
    fn ends_glued_small(&self, stop: Stop) -> bool {
        let common = |index: usize| self.classes(index).has(Classes::COMMON) && self.len(index) > 1;
        let alone = stop.next + 1 < self.end && self.flags(stop.next + 1).has(Flags::SPACE_BEFORE);
        !stop.closed && !stop.ellipsis && alone && stop.at > self.first && common(stop.next) && common(stop.at - 1)
    }

    /// Whether the stop closes an aside between dashes: "it was close — how close! — and then". The 24 tokens
    /// before are looked at, for a dash that waits for its second one.
    fn is_aside(&self, stop: Stop, start: usize, word: usize, lower: bool) -> bool {
        let dash = |index: usize| matches!(self.token(index), "-" | "--" | "–" | "—");
        let spaced = |index: usize| dash(index) && self.flags(index).has(Flags::SPACE_BEFORE);
        if stop.next + 1 != word || !dash(stop.next) || !self.flags(word).has(Flags::SPACE_BEFORE) {
            return false;
        }
        let dashes = (start.max(stop.at.saturating_sub(24)) + 1..stop.at).filter(|&index| spaced(index)).count();
        dashes % 2 == 1 || lower && dashes > 0
    }

    /// Whether an ellipsis stands in the middle of what somebody says: the word before it comes again ("we… we
    /// left"), or a quotation that has only started goes on with "I" ("“Well… I left”").
    fn is_stammer(&self, stop: Stop, word: usize) -> bool {
        let before = stop.at.wrapping_sub(1);
        if !stop.ellipsis || stop.closed || stop.at <= self.first || !self.flags(stop.at).has(Flags::QUOTED) {
            return false;
        }
        let same = self.hash(before) == self.hash(word) && self.flags(word).has(Flags::LETTER);
        let opens = (stop.at.saturating_sub(3).max(self.first)..before).any(|at| self.flags(at).has(Flags::OPEN_MARK));
        same || opens && self.len(word) == 1 && self.classes(word).has(Classes::FIRST_PERSON)
    }

    /// Whether the stop stands in a quotation of single words behind which the sentence goes on: "“Run! Run!
    /// Run!” and left". At most six more words with their marks; then the same word twice, or a conjunction
    /// behind the mark, tells it from a dialogue.
    fn is_cry(&self, stop: Stop) -> bool {
        if stop.closed || !matches!(self.sign(stop.at), b'!' | b'?') || !self.flags(stop.at).has(Flags::QUOTED) {
            return false;
        }
        let mut at = stop.next;
        // Each word with its mark, a few at most.
        for _ in 0..6 {
            if at + 2 >= self.end
                || !self.flags(at).has(Flags::LETTER)
                || !matches!(self.sign(at + 1), b'!' | b'?' | b',')
            {
                return false;
            }
            at += 2;
            if self.flags(at).has(Flags::CLOSE_MARK) {
                let same = self.hash(stop.at - 1) == self.hash(stop.next);
                return at + 1 < self.end
                    && self.is_small(at + 1)
                    && (same || self.classes(at + 1).has(Classes::CONJUNCTION));
            }
        }
        false
    }

    /// Whether the stop is part of a name that words of a longer name or of its sentence follow: "at Yahoo!
    /// Finance". Names with a mark are a list ([`stop::MARKED`]); before a word that starts sentences, the name
    /// ends one.
    fn is_marked_name(&self, stop: Stop, start: usize, word: usize) -> bool {
        if stop.at <= self.first || stop.closed || self.len(stop.at) > 1 {
            return false;
        }
        let name = stop.at - 1;
        matches!(self.sign(stop.at), b'!' | b'?')
            && self.flags(name).has(Flags::CAPITALISED)
            && !self.flags(stop.at).has(Flags::SPACE_BEFORE)
            && stop::MARKED.contains(&self.hash(name))
            && (name == start || !self.classes(word).has(STARTERS) && !self.is_plain_subject(word))
    }

    /// Whether the full stop belongs to the name of a book before the numbers of chapter and verse: "Gen.
    /// 3:15". Before a time of day ("Gen. 3:15 p.m.") or a word in capitals it does not.
    fn is_verse(&self, stop: Stop, next: usize) -> bool {
        let verse = self.token(next);
        stop.at > self.first
            && !stop.closed
            && self.sign(stop.at) == b'.'
            && self.flags(next).has(Flags::DIGIT)
            && verse.contains(':')
            && self.flags(stop.at - 1).has(Flags::CAPITALISED)
            && self.len(stop.at - 1) <= 5
            && !(next + 1 < self.end && (self.is_time(next + 1) || self.flags(next + 1).has(Flags::CAPITALS)))
    }

    /// Whether what follows a quotation that is a sentence by itself has its own subject and another verb than
    /// one of saying: "“Go!” Lund turned" but not "“Go!” Lund shouted". The verb must end in -ed and stand in
    /// small letters within four words of a name.
    fn follows_another(&self, start: usize, stop: Stop, word: usize) -> bool {
        if !self.flags(start).has(Flags::OPEN_MARK) || !matches!(self.sign(stop.at), b'?' | b'!' | b'.') {
            return false;
        }
        let name = |at: &usize| self.flags(*at).has(Flags::CAPITALISED.or(Flags::ABBREVIATION));
        let Some(verb) = (word..self.end.min(word + 5)).find(|at| !name(at)) else { return false };
        let verbless = Classes::AUXILIARY
            .or(Classes::MODAL)
            .or(Classes::SPEECH_VERB)
            .or(Classes::BELIEF_VERB)
            .or(Classes::BINDING);
        verb > word
            && self.is_small(verb)
            && self.token(verb).ends_with("ed")
            && !self.classes(verb).has(verbless.or(Classes::ROLE))
    }

    /// Whether what follows a closed quotation names its speaker: a few words of a name, then a speech verb
    /// that ends the clause ("Lund said."), perhaps with an apposition between ("Lund, a clerk, said"). A
    /// pronoun or article behind a full stop starts a sentence, whatever its verb.
    fn is_attribution(&self, stop: Stop, word: usize) -> bool {
        if self.classes(word).has(Classes::PRONOUN.or(Classes::DETERMINER)) && self.sign(stop.at) == b'.' {
            return false;
        }
        // "Bell, a clerk, asked."
        let comma = (word..self.end.min(word + 4)).find(|&at| !self.flags(at).has(Flags::CAPITALISED));
        if let Some(comma) = comma.filter(|&at| at > word && self.sign(at) == b',')
            && let Some(second) =
                (comma + 1..self.end.min(comma + 10)).find(|&at| self.flags(at).has(Flags::PUNCTUATION))
            && self.sign(second) == b','
            && second + 1 < self.end
        {
            return self.classes(second + 1).has(Classes::SPEECH_VERB) && self.is_small(second + 1);
        }
        for at in word..self.end.min(word + 7) {
            if at > word && self.classes(at).has(Classes::SPEECH_VERB) && !self.flags(at).has(Flags::CAPITALISED) {
                return at + 1 >= self.end || self.sign(at + 1) == b'.' || self.sign(at + 1) == b',';
            }
            if self.flags(at).has(Flags::PUNCTUATION) {
                return false;
            }
        }
        false
    }
}
