//! Where sentences may end inside a paragraph, and what decides it.
//!
//! A boundary is *sought* behind every full stop and the like ([`Stop`]), and between words where sentences end
//! without one (a heading that runs into its text). The [`rules`](super::rules) settle what is clear; the rest
//! is asked of the [`model`](super::model), or, while it is trained, of the gold sentences.
//!
//! Most tokens are neither a stop nor stand between such words, and are never looked at:
//! [`Outlines::next_busy`] leaps over them. Where a list stands in the paragraph ([`Items`]), every token is.
//!
//! A sentence needs a word: marks alone ("* * *") go with what follows.

use std::ops::Range;

use super::Segments;
use super::list::Items;
use super::neighbours;
use super::outlines::Outlines;
use super::rules::Verdict;
use super::style::{self, Style};
use crate::lexicon::Classes;
use crate::segment::Flags;

/// A bracket of more tokens holds sentences of its own. Nor are more pairs than this looked at for the one
/// around a token.
const LONGEST_BRACKET: usize = 80;

/// One paragraph as boundaries are sought in it. Tokens are numbers in the whole text; none outside of the
/// paragraph is asked for.
pub(super) struct Boundaries<'a> {
    pub(super) text: &'a str,
    pub(super) segments: &'a Segments,
    /// The paragraph's first token.
    pub(super) first: usize,
    /// The token after its last.
    pub(super) end: usize,
    /// Pairs of brackets in order of their opening ones.
    brackets: Vec<(usize, usize)>,
    /// The items of the list that stands in it, if one does.
    pub(super) items: Items,
    /// The habits of the text's writer.
    pub(super) style: Style,
}

/// A place where a sentence may end: what rules and model judge.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// The first token of the sentence that may end here.
    pub(super) start: usize,
    /// The token that the next sentence would start with.
    pub(super) next: usize,
    /// What ends the sentence; none between words.
    pub(super) stop: Option<Stop>,
}

/// A full stop or the like, with what closes behind it.
#[derive(Clone, Copy)]
pub(super) struct Stop {
    /// The last token of the full stop or the like, or the abbreviation.
    pub(super) at: usize,
    /// The token after it and the marks and brackets that close behind it.
    pub(super) next: usize,
    /// Whether a quotation mark or a bracket closes behind it.
    pub(super) closed: bool,
    /// Whether it is an ellipsis: several full stops, or the sign for them.
    pub(super) ellipsis: bool,
}

/// How far the search through a paragraph has come. All are numbers of tokens.
struct Search {
    /// The first token of the sentence that is open.
    start: usize,
    /// The token that is looked at.
    at: usize,
    /// Whether the open sentence holds a word before `seen`; without one it does not end.
    worded: bool,
    /// Words before this token are known of.
    seen: usize,
    /// Boundaries before this token are settled.
    settled: usize,
}

impl<'a> Boundaries<'a> {
    /// The paragraph that is made of `tokens`; `brackets` are those of them that are brackets, and `colon` the
    /// first that is a colon.
    #[inline]
    pub(super) fn new(
        text: &'a str,
        segments: &'a Segments,
        style: Style,
        tokens: Range<usize>,
        brackets: &[u32],
        colon: Option<usize>,
    ) -> Self {
        let (first, end) = (tokens.start, tokens.end);
        let items = Items::find(text, segments, (first, end), colon);
        Self { text, segments, first, end, brackets: pair_brackets(text, segments, brackets), items, style }
    }

    /// Appends the first token of every sentence but the paragraph's first, ascending. `decide` settles what
    /// the rules leave open. Quotation marks must be paired already.
    pub(super) fn find(
        &self,
        outlines: &Outlines,
        starts: &mut Vec<usize>,
        mut decide: impl FnMut(&Self, &Candidate) -> bool,
    ) {
        let first = self.first;
        let mut search = Search { start: first, at: first, worded: false, seen: first, settled: first };
        let listed = !self.items.is_empty();
        loop {
            if !listed {
                let Some(next) = outlines.next_busy(search.at, self.end) else { break };
                search.at = next;
            }
            if search.at >= self.end {
                break;
            }
            let here = self.flags(search.at);
            if here.has(Flags::SPACE_BEFORE.or(Flags::HARD_LINE)) || listed {
                self.find_before(&mut search, here, starts, &mut decide);
            }
            if !here.has(neighbours::STOPS) {
                search.at += 1;
                continue;
            }
            if search.at + 1 == self.end {
                break;
            }
            self.find_behind(&mut search, starts, &mut decide);
        }
    }

    /// Ends the sentence before the token that is looked at, which has the flags `here`, where it ends without
    /// a stop: before a hard line, an item, behind a drawn line, or between neighbours that may part sentences.
    #[inline]
    fn find_before(
        &self,
        search: &mut Search,
        here: Flags,
        starts: &mut Vec<usize>,
        decide: &mut impl FnMut(&Self, &Candidate) -> bool,
    ) {
        let at = search.at;
        if at > search.start && (here.has(Flags::HARD_LINE) || self.items.starts_at(at) || self.follows_drawn(at)) {
            starts.push(at);
            *search = Search { start: at, at, worded: false, seen: at, settled: at };
        }
        if at > search.settled
            && here.has(Flags::SPACE_BEFORE)
            && neighbours::part(self.text, self.segments, at, self.style.loose)
        {
            search.worded = search.worded || self.is_worded(search.seen, at);
            search.seen = at;
            let start = search.start;
            let candidate = Candidate { start, next: at, stop: None };
            if search.worded && (self.is_apart(at, start) || !self.goes_on(at, start) && decide(self, &candidate)) {
                starts.push(at);
                (search.start, search.worded) = (at, false);
            }
        }
    }

    /// Ends the sentence behind the stop that is looked at, if it ends there, and goes on behind all that
    /// closes with the stop.
    #[inline]
    fn find_behind(
        &self,
        search: &mut Search,
        starts: &mut Vec<usize>,
        decide: &mut impl FnMut(&Self, &Candidate) -> bool,
    ) {
        let at = search.at;
        search.worded = search.worded || self.is_worded(search.seen, at + 1);
        let stop = self.stop(at);
        if stop.next < self.end && search.worded {
            let candidate = Candidate { start: search.start, next: stop.next, stop: Some(stop) };
            let ends = match self.judge(&candidate, stop) {
                Verdict::Split => true,
                Verdict::Join => false,
                Verdict::Open => decide(self, &candidate),
            };
            if ends {
                starts.push(stop.next);
                (search.start, search.worded) = (stop.next, false);
            }
        }
        search.settled = stop.next;
        search.at = stop.next.max(at + 1);
        search.seen = search.at;
        // No other sentence starts with this one's first token.
        search.at += usize::from(search.at == search.start && !self.flags(search.at).has(neighbours::STOPS));
    }

    /// Whether a word or number stands among the tokens from `from` to before `end`.
    #[inline]
    fn is_worded(&self, from: usize, end: usize) -> bool {
        self.segments.tokens[from..end].iter().any(|token| token.flags.has(Flags::LETTER.or(Flags::DIGIT)))
    }

    /// A token's flags.
    pub(super) fn flags(&self, index: usize) -> Flags {
        self.segments.tokens[index].flags
    }

    /// A token's classes.
    pub(super) fn classes(&self, index: usize) -> Classes {
        self.segments.tokens[index].classes
    }

    /// The hash of a word without regard to case.
    pub(super) fn hash(&self, index: usize) -> u64 {
        self.segments.tokens[index].hash
    }

    /// A token's text.
    pub(super) fn token(&self, index: usize) -> &'a str {
        &self.text[self.segments.tokens[index].span]
    }

    /// The first byte of a token.
    #[inline]
    pub(super) fn first_byte(&self, index: usize) -> u8 {
        self.text.as_bytes()[self.segments.tokens[index].span.range().start]
    }

    /// The token if it is a single byte, else 0.
    #[inline]
    pub(super) fn sign(&self, index: usize) -> u8 {
        self.segments.tokens[index].sign(self.text)
    }

    /// The length of a token in bytes.
    pub(super) fn len(&self, index: usize) -> u32 {
        self.segments.tokens[index].span.len()
    }

    /// The innermost pair of brackets around a token, of at most [`LONGEST_BRACKET`] tokens: the opening and
    /// the closing one.
    pub(super) fn bracket_around(&self, index: usize) -> Option<(usize, usize)> {
        let before = self.brackets.partition_point(|pair| pair.0 < index);
        self.brackets[..before].iter().rev().take(LONGEST_BRACKET).find(|pair| pair.1 > index).copied()
    }

    /// The stop at a token, with everything that closes behind it: further full stops, quotation marks,
    /// brackets, the sign of a note.
    ///
    /// `left.”)` is one stop, and the next sentence starts behind the bracket.
    fn stop(&self, at: usize) -> Stop {
        let mut last = at;
        // Full stops with blanks between are one ellipsis.
        let starts_with_stop = |index: usize| index < self.end && self.first_byte(index) == b'.';
        while starts_with_stop(last) && starts_with_stop(last + 1) {
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
        let ellipsis = last > at || self.len(at) > 1 && (self.token(at).starts_with("..") || self.token(at) == "…");
        Stop { at: last, next, closed, ellipsis }
    }

    /// Whether the full stop at `at` ends a sentence that an ellipsis of three spaced full stops follows:
    /// `left. . . . The`.
    pub(super) fn starts_ellipsis(&self, at: usize) -> bool {
        let spaced =
            |index: usize| index < self.end && self.sign(index) == b'.' && self.flags(index).has(Flags::SPACE_BEFORE);
        !self.flags(at).has(Flags::SPACE_BEFORE)
            && self.sign(at) == b'.'
            && (at + 1..at + 4).all(spaced)
            && !spaced(at + 4)
            && at + 4 < self.end
            && self.flags(at + 4).has(Flags::CAPITALISED)
    }

    /// Whether the token closes what stands before it: a closing mark, or a bracket or mark right behind the
    /// token before.
    fn closes(&self, index: usize) -> bool {
        let flags = self.flags(index);
        flags.has(Flags::CLOSE_MARK)
            || !flags.has(Flags::SPACE_BEFORE)
                && !flags.has(Flags::OPEN_MARK)
                && matches!(self.token(index), ")" | "]" | "}" | "'" | "’" | "”" | "\"" | "''" | "»")
    }

    /// The token after a reference (`[12]`, a glued `12`) or the sign of an omission (`[…]`) that stands behind
    /// a full stop; none if there is none.
    fn reference(&self, at: usize) -> Option<usize> {
        let glued = !self.flags(at).has(Flags::SPACE_BEFORE);
        if glued && self.flags(at).has(Flags::DIGIT) && at >= self.first + 2 {
            let word = self.flags(at - 2).has(Flags::LETTER) && self.sign(at - 1) == b'.';
            let short = self.len(at) <= 3 && !self.flags(at).has(Flags::LETTER);
            return (word && short && at + 1 < self.end && self.flags(at + 1).has(Flags::SPACE_BEFORE))
                .then_some(at + 1);
        }
        if self.style.notes && style::is_note(self.segments, at) {
            return Some(at + 1);
        }
        let bracketed = at + 2 < self.end
            && self.sign(at) == b'['
            && self.sign(at + 2) == b']'
            && (self.flags(at + 1).has(Flags::DIGIT.or(Flags::TERMINAL)) || self.len(at + 1) == 1);
        bracketed.then_some(at + 3)
    }

    /// The first word from `next` on, and whether a mark or bracket opens before it.
    pub(super) fn first_word(&self, next: usize) -> (Option<usize>, bool) {
        let mut opened = false;
        for at in next..self.end.min(next + 4) {
            let flags = self.flags(at);
            if flags.has(Flags::LETTER.or(Flags::DIGIT)) {
                return (Some(at), opened);
            }
            opened |= flags.has(Flags::OPEN_MARK) || matches!(self.sign(at), b'(' | b'[' | b'{');
        }
        (None, opened)
    }
}

/// The pairs of brackets, in order of their opening ones; `brackets` are the tokens that are some. One that
/// does not match the last open one is passed over, as is a pair with more than [`LONGEST_BRACKET`] tokens.
fn pair_brackets(text: &str, segments: &Segments, brackets: &[u32]) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut pairs = Vec::new();
    for index in brackets.iter().map(|&index| index as usize) {
        match segments.tokens[index].sign(text) {
            b'(' => open.push((index, b')')),
            b'[' => open.push((index, b']')),
            b'{' => open.push((index, b'}')),
            close => {
                if let Some(&(start, sign)) = open.last()
                    && close == sign
                {
                    open.pop();
                    if index - start <= LONGEST_BRACKET {
                        pairs.push((start, index));
                    }
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs
}
