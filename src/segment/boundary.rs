//! Where sentences end inside a paragraph.

use super::Segments;
use super::list::Items;
use crate::gazetteer::classes::Classes;
use crate::segment::Flags;

/// Words that start sentences and hardly ever names.
const STARTERS: Classes = Classes::DETERMINER
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::PREPOSITION)
    .or(Classes::AUXILIARY)
    .or(Classes::WH)
    .or(Classes::NEGATION)
    .or(Classes::FIRST_PERSON)
    .or(Classes::SECOND_PERSON)
    .or(Classes::HE_PRONOUN)
    .or(Classes::SHE_PRONOUN)
    .or(Classes::IT_PRONOUN)
    .or(Classes::THEY_PRONOUN);

/// Classes of what may follow a time of day that ends no sentence.
const AFTER_TIME: Classes = Classes::WEEKDAY.or(Classes::MONTH);

/// A bracket of more tokens holds sentences of its own.
const LONGEST_BRACKET: usize = 80;

/// Finds the sentence boundaries of one paragraph.
pub(super) struct Boundaries<'a> {
    text: &'a str,
    segments: &'a Segments,
    first: usize,
    end: usize,
    /// Pairs of brackets in order of their opening ones.
    brackets: Vec<(usize, usize)>,
    items: Items,
}

/// A place where a sentence may end.
struct Stop {
    /// The token of the full stop or the like, or the abbreviation.
    at: usize,
    /// The token after it and the marks and brackets that close behind it.
    next: usize,
    /// Whether a quotation mark or a bracket closes behind it.
    closed: bool,
    /// Whether it is an ellipsis: several full stops, or the sign for them.
    ellipsis: bool,
}

impl<'a> Boundaries<'a> {
    pub(super) fn new(text: &'a str, segments: &'a Segments, first: usize, brackets: &[u32]) -> Self {
        let end = segments.token_spans.len();
        let items = Items::find(text, segments, first, end);
        let mut boundaries = Self { text, segments, first, end, brackets: Vec::new(), items };
        boundaries.pair_brackets(brackets);
        boundaries
    }

    /// Appends the first token of every sentence but the first.
    pub(super) fn find(&self, starts: &mut Vec<usize>) {
        let mut start = self.first;
        let mut at = self.first;
        while at < self.end {
            if at > start && (self.flags(at).has(Flags::HARD_LINE) || self.items.starts_at(at)) {
                starts.push(at);
                start = at;
            }
            if !self.flags(at).has(Flags::TERMINAL.or(Flags::ABBREVIATION)) {
                at += 1;
                continue;
            }
            let stop = self.stop(at);
            if stop.next < self.end && self.ends_sentence(&stop, start) {
                starts.push(stop.next);
                start = stop.next;
            }
            at = stop.next.max(at + 1);
        }
    }

    fn flags(&self, index: usize) -> Flags {
        self.segments.token_flags[index]
    }

    fn classes(&self, index: usize) -> Classes {
        self.segments.token_classes[index]
    }

    fn token(&self, index: usize) -> &'a str {
        &self.text[self.segments.token_spans[index]]
    }

    fn pair_brackets(&mut self, brackets: &[u32]) {
        let mut open: Vec<(usize, char)> = Vec::new();
        for &index in brackets {
            let index = index as usize;
            match self.token(index) {
                "(" => open.push((index, ')')),
                "[" => open.push((index, ']')),
                "{" => open.push((index, '}')),
                close => {
                    if let Some(&(start, sign)) = open.last()
                        && close.starts_with(sign)
                    {
                        open.pop();
                        if index - start <= LONGEST_BRACKET {
                            self.brackets.push((start, index));
                        }
                    }
                }
            }
        }
        self.brackets.sort_unstable();
    }

    /// The innermost pair of brackets around a token.
    fn bracket_around(&self, index: usize) -> Option<(usize, usize)> {
        let before = self.brackets.partition_point(|pair| pair.0 < index);
        self.brackets[..before].iter().rev().take(LONGEST_BRACKET).find(|pair| pair.1 > index).copied()
    }

    /// The stop at a token, with everything that closes behind it.
    fn stop(&self, at: usize) -> Stop {
        let mut last = at;
        // Full stops with blanks between are one ellipsis.
        while self.token(last).starts_with('.') && last + 1 < self.end && self.token(last + 1).starts_with('.') {
            if self.starts_ellipsis(last) {
                return Stop { at: last, next: last + 1, closed: false, ellipsis: false };
            }
            last += 1;
        }
        let mut next = last + 1;
        let mut closed = false;
        while next < self.end {
            if self.closes(next) {
                closed = true;
                next += 1;
            } else if let Some(after) = self.reference(next) {
                next = after;
            } else {
                break;
            }
        }
        let ellipsis = last > at || matches!(self.token(at).as_bytes(), [b'.', b'.', ..]) || self.token(at) == "…";
        Stop { at: last, next, closed, ellipsis }
    }

    /// Whether the full stop at `at` ends a sentence that an ellipsis of three spaced full stops follows.
    fn starts_ellipsis(&self, at: usize) -> bool {
        let spaced =
            |index: usize| index < self.end && self.token(index) == "." && self.flags(index).has(Flags::SPACE_BEFORE);
        !self.flags(at).has(Flags::SPACE_BEFORE)
            && self.token(at) == "."
            && (at + 1..at + 4).all(spaced)
            && !spaced(at + 4)
            && at + 4 < self.end
            && self.flags(at + 4).has(Flags::CAPITALISED)
    }

    fn closes(&self, index: usize) -> bool {
        let flags = self.flags(index);
        flags.has(Flags::CLOSE_MARK)
            || !flags.has(Flags::SPACE_BEFORE)
                && !flags.has(Flags::OPEN_MARK)
                && matches!(self.token(index), ")" | "]" | "}" | "'" | "’" | "”" | "\"" | "''" | "»")
    }

    /// The token after a reference ("[12]", a glued "12") that stands behind a full stop.
    fn reference(&self, at: usize) -> Option<usize> {
        let glued = !self.flags(at).has(Flags::SPACE_BEFORE);
        if glued && self.flags(at).has(Flags::DIGIT) && at >= self.first + 2 {
            let word = self.flags(at - 2).has(Flags::LETTER) && self.token(at - 1) == ".";
            let short = self.segments.token_spans[at].len() <= 3 && !self.flags(at).has(Flags::LETTER);
            return (word && short && at + 1 < self.end && self.flags(at + 1).has(Flags::SPACE_BEFORE))
                .then_some(at + 1);
        }
        let numbered = at + 2 < self.end
            && self.token(at) == "["
            && self.token(at + 2) == "]"
            && (self.flags(at + 1).has(Flags::DIGIT) || self.segments.token_spans[at + 1].len() == 1);
        numbered.then_some(at + 3)
    }

    /// Whether a sentence that started at `start` ends at `stop`.
    fn ends_sentence(&self, stop: &Stop, start: usize) -> bool {
        let next = stop.next;
        let flags = self.flags(next);
        let words = Flags::LETTER.or(Flags::DIGIT);
        if !(start..=stop.at).any(|index| self.flags(index).has(words)) {
            return false;
        }
        if self.token(next) == "." {
            return true;
        }
        if self.items.is_marker(stop.at) || self.is_number_of_item(stop.at, start) {
            return false;
        }
        if self.inside_bracket(stop, start) || stop.ellipsis && self.is_omission(stop) {
            return false;
        }
        if !flags.has(Flags::SPACE_BEFORE) {
            return self.ends_glued(stop);
        }
        let (word, opened) = self.first_word(next);
        let Some(word) = word else { return opened };
        let capital = self.flags(word).has(Flags::CAPITALISED);
        let lower = self.token(word).starts_with(char::is_lowercase);
        let digit = self.flags(word).has(Flags::DIGIT) && !self.flags(word).has(Flags::LETTER);
        if self.flags(stop.at).has(Flags::ABBREVIATION) {
            return self.ends_after_abbreviation(stop, start, next, word, opened);
        }
        if !opened && self.flags(next).has(Flags::PUNCTUATION) && !self.is_bullet(next) {
            return false;
        }
        if digit && stop.at > self.first && self.token(stop.at - 1) == "°" {
            return false;
        }
        if lower {
            return self.ends_before_small(stop, word, opened);
        }
        if stop.closed && self.is_attribution(stop, word) {
            return false;
        }
        capital || digit || opened || !lower
    }

    /// The first word of what follows, and whether a mark or bracket opens before it.
    fn first_word(&self, next: usize) -> (Option<usize>, bool) {
        let mut at = next;
        let mut opened = false;
        while at < self.end && at < next + 4 {
            let flags = self.flags(at);
            if flags.has(Flags::LETTER.or(Flags::DIGIT)) {
                return (Some(at), opened);
            }
            opened |= flags.has(Flags::OPEN_MARK) || matches!(self.token(at), "(" | "[" | "{");
            at += 1;
        }
        (None, opened)
    }

    fn is_bullet(&self, index: usize) -> bool {
        let sign = self.token(index);
        sign.starts_with(['*', '•', '⁃', '·', '-', '–', '—', '=', '~', '#', '>', '|', '+'])
    }

    /// Whether everything from `start` to the full stop at `at` is an item's number or letter.
    fn is_number_of_item(&self, at: usize, start: usize) -> bool {
        let words = at - start;
        let first = self.token(start);
        let number = first.len() <= 3 && first.bytes().all(|byte| byte.is_ascii_digit());
        let letter = first.len() == 1 && first.bytes().all(|byte| byte.is_ascii_alphabetic());
        words == 1 && self.token(at) == "." && (number || letter)
    }

    /// Whether the stop lies in a bracket that stands in the middle of its sentence.
    fn inside_bracket(&self, stop: &Stop, start: usize) -> bool {
        self.bracket_around(stop.next).is_some_and(|(open, close)| {
            let continues = close + 1 < self.end && !self.flags(close + 1).has(Flags::CAPITALISED);
            open < stop.at && open > start && continues
        })
    }

    /// Whether a sentence ends where no blank follows ("talks.The minister").
    fn ends_glued(&self, stop: &Stop) -> bool {
        let (next, at) = (stop.next, stop.at);
        if self.flags(next).has(Flags::OPEN_MARK) {
            return true;
        }
        let flags = self.flags(next);
        if !flags.has(Flags::CAPITALISED) {
            return false;
        }
        let words = Classes::COMMON.or(STARTERS).or(Classes::WEEKDAY).or(Classes::MONTH).or(Classes::HONORIFIC);
        let known = |index: usize| self.classes(index).has(words);
        if self.flags(at).has(Flags::ABBREVIATION) {
            return self.classes(next).has(STARTERS) && !flags.has(Flags::CAPITALS);
        }
        let whole = self.segments.token_spans[next].len() > 1 || self.classes(next).has(STARTERS);
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.first) else { return false };
        let lower = self.flags(before).has(Flags::LETTER)
            && self.segments.token_spans[before].len() > 1
            && self.token(before).ends_with(char::is_lowercase);
        let digit = self.flags(before).has(Flags::DIGIT);
        let sure =
            stop.closed || self.token(at) != "." || lower && (known(before) || known(next)) || digit && known(next);
        whole && sure && !flags.has(Flags::CAPITALS)
    }

    /// Whether an ellipsis stands in brackets of its own: something was left out of a quotation.
    fn is_omission(&self, stop: &Stop) -> bool {
        stop.at > self.first && matches!(self.token(stop.at - 1), "[" | "(")
    }

    fn ends_before_small(&self, stop: &Stop, word: usize, opened: bool) -> bool {
        if stop.closed || opened || stop.ellipsis || self.token(stop.at) != "." {
            return false;
        }
        self.classes(word).has(Classes::COMMON.or(STARTERS))
    }

    fn ends_after_abbreviation(&self, stop: &Stop, start: usize, next: usize, word: usize, opened: bool) -> bool {
        let classes = self.classes(stop.at);
        let flags = self.flags(word);
        if !flags.has(Flags::CAPITALISED.or(Flags::DIGIT)) || self.token(next) == "(" {
            return false;
        }
        if !opened && word != next {
            return false;
        }
        let may_end = classes.has(Classes::ABBR_END);
        let starter = self.classes(word).has(STARTERS) && !self.classes(word).has(Classes::SURNAME);
        if !may_end && !classes.has(Classes::ABBR.or(Classes::ABBR_NUMBER)) {
            // Initials: of a name, or of an organisation that no list has.
            return starter;
        }
        if !may_end {
            return false;
        }
        if !flags.has(Flags::CAPITALISED) {
            return opened || !classes.has(Classes::ABBR.or(Classes::ABBR_NUMBER));
        }
        let text = self.token(stop.at);
        if matches!(text, "a.m." | "p.m." | "A.M." | "P.M.") {
            let introduced = stop.at - start <= 3 && self.classes(start).has(Classes::PREPOSITION);
            let zone = flags.has(Flags::CAPITALS) && self.segments.token_spans[word].len() <= 4;
            return !introduced && !self.classes(word).has(AFTER_TIME) && !zone;
        }
        opened || starter
    }

    /// Whether what follows a closed quotation names its speaker: a few words of a name, then a speech verb that ends the clause.
    fn is_attribution(&self, stop: &Stop, word: usize) -> bool {
        if !self.flags(stop.next - 1).has(Flags::CLOSE_MARK) {
            return false;
        }
        let pronoun = Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN).or(Classes::THEY_PRONOUN).or(Classes::IT_PRONOUN);
        if self.classes(word).has(pronoun.or(Classes::DETERMINER)) && self.token(stop.at) == "." {
            return false;
        }
        for at in word..self.end.min(word + 7) {
            if at > word && self.classes(at).has(Classes::SPEECH_VERB) && !self.flags(at).has(Flags::CAPITALISED) {
                return at + 1 >= self.end || self.token(at + 1) == "." || self.token(at + 1) == ",";
            }
            if self.flags(at).has(Flags::PUNCTUATION) {
                return false;
            }
        }
        false
    }
}
