//! What the model sees of a place where a sentence may end.
//!
//! A feature is a hash of values of the tokens around the place: their words, their shapes, what the word list
//! says of them, how long the sentence is, how the text is written. Its slot is the high fifteen bits of the
//! hash; the model adds up the weights of all slots ([`super::model`]). A place with a stop has some 27
//! features, one between words 48, of which the first twelve are told first: they leave most places so unlikely
//! that the others need not be told ([`Sink::is_settled`]).
//!
//! **The trained model knows features by their place in this order and by their values.** A feature added,
//! moved or computed in another way, a new bound in [`step`] or class in [`group`]: all ask for a new training
//! (`dateline train segment`).

use super::boundary::{Boundaries, Candidate, Stop};
use super::token::NO_WORD;
use crate::lexicon::Classes;
use crate::linear::{FACTOR, Sink, mixed};
use crate::segment::Flags;

/// The number of features of a place without a stop that are told first: those that tell most.
#[cfg(feature = "learn")]
pub(crate) const FIRST: usize = 12;

/// Tells `sink` the features of `candidate`, those that tell most first.
pub(super) fn tell(boundaries: &Boundaries<'_>, candidate: &Candidate, sink: &mut impl Sink) {
    let seen = Around { boundaries, start: candidate.start };
    // Candidates with a stop and those without share no slots.
    let mut features = Features { sink, template: u64::from(candidate.stop.is_some()) };
    match candidate.stop {
        Some(stop) => features.with_stop(&seen, candidate, stop),
        None => features.between(&seen, candidate),
    }
}

/// Tells a sink the features of one place.
///
/// Not the one of `src/linear`: this one has two templates, even numbers for places with no stop and odd ones
/// for places with one, mixes its values by 21 bits, and takes fifteen bits for its slot. The model was trained
/// with it.
struct Features<'a, S> {
    /// What takes the slots.
    sink: &'a mut S,
    /// What tells the next feature from the others.
    template: u64,
}

impl<S: Sink> Features<'_, S> {
    /// Adds a feature: what it looks at, each value mixed well by [`mixed`] or a hash by itself. None at all is
    /// a feature that every place has.
    #[inline(always)]
    fn add<const N: usize>(&mut self, values: [u64; N]) {
        let hash = values.iter().fold(self.template, |hash, value| hash.rotate_left(21) ^ value);
        let hash = (hash ^ hash >> 32).wrapping_mul(FACTOR);
        self.sink.take((hash >> 49) as u16);
        self.template += 2;
    }

    /// The features of a place behind a stop: the words on both sides, the kind of stop, what opens and closes,
    /// how long the sentences would be.
    fn with_stop(&mut self, seen: &Around<'_>, candidate: &Candidate, stop: Stop) {
        let boundaries = seen.boundaries;
        let style = boundaries.style;
        let next = candidate.next;
        let abbreviation = boundaries.flags(stop.at).has(Flags::ABBREVIATION);
        let left = if abbreviation { Some(stop.at) } else { stop.at.checked_sub(1) };
        let before = seen.look(left.and_then(|left| left.checked_sub(1)));
        let left = seen.look(left);
        let (word, opened) = boundaries.first_word(next);
        let word = word.unwrap_or(next);
        let sign = if abbreviation { 1 } else { seen.sign(stop.at) };
        let gap = u64::from(boundaries.flags(stop.at).has(Flags::SPACE_BEFORE));
        let closer = if stop.closed { seen.look(Some(next - 1)).word } else { 0 };
        let right = seen.look(Some(word));
        let after = seen.look(Some(word + 1));
        let first = if word == next { right } else { seen.look(Some(next)) };
        let shape = mixed(right.shape << 1 | u64::from(opened));
        let length = mixed(seen.length(stop.at));
        let rest = mixed(seen.rest(next));
        let (small, open) = (mixed(style.small), mixed(style.open));
        let sign = mixed(sign << 1 | gap);
        self.add([]);
        self.add([sign]);
        self.add([sign, closer, shape]);
        self.add([sign, first.shape, shape]);
        self.add([left.word, sign]);
        self.add([left.word, shape]);
        self.add([first.word, shape]);
        self.add([right.word, shape, sign]);
        self.add([left.shape, shape, sign]);
        self.add([before.shape, left.shape, shape]);
        self.add([left.group, right.group, shape]);
        self.add([right.group, shape, sign]);
        self.add([mixed(left.size), sign, shape]);
        self.add([length, sign, shape]);
        self.add([rest, sign, shape]);
        self.add([length, rest, sign]);
        self.add([right.word, after.word]);
        self.add([shape, after.shape, sign]);
        self.add([right.group, after.group, shape]);
        self.add([left.word, right.word]);
        self.add([mixed(seen.nesting(candidate)), sign, shape]);
        self.add([small, sign, shape]);
        self.add([open, sign, shape]);
        self.add([small, open, u64::from(style.links), sign]);
        self.add([before.word, left.word]);
        self.add([mixed(u64::from(boundaries.len(stop.at).min(8)) << 1 | u64::from(stop.ellipsis)), shape, sign]);
        self.add([before.group, left.group, right.group]);
    }

    /// The features of a place between two words, or a word and a mark, without a stop.
    fn between(&mut self, seen: &Around<'_>, candidate: &Candidate) {
        let style = seen.boundaries.style;
        let next = candidate.next;
        let (left, right) = (seen.look(next.checked_sub(1)), seen.look(Some(next)));
        // Of the others only the shapes are needed at first.
        let [far_before, before] = [3, 2].map(|back| seen.shape_at(next.checked_sub(back)));
        let [after, far_after] = [1, 2].map(|on| seen.shape_at(Some(next + on)));
        let pair = left.shape.rotate_left(32) ^ right.shape;
        let length = mixed(seen.length(next));
        let rest = mixed(seen.rest(next));
        let (small, open) = (mixed(style.small), mixed(style.open));
        let (left_run, right_run) = (seen.names_before(next), seen.names_from(next));
        let runs = mixed(left_run << 8 | right_run);
        let behind_run = match right_run {
            0 => right.shape,
            1 => after,
            2 => far_after,
            run => seen.shape_at(Some(next + usize::try_from(run).unwrap_or_default())),
        };
        self.add([pair]);
        self.add([left.word, right.shape]);
        self.add([left.shape, right.word]);
        self.add([before, pair, after]);
        self.add([left.group, right.group, pair]);
        self.add([length, pair]);
        self.add([rest, pair]);
        self.add([open, pair]);
        self.add([runs, pair, behind_run]);
        self.add([pair, after, far_after]);
        self.add([far_before, before, pair]);
        self.add([left.group, left.shape, length, rest]);
        if !self.sink.is_settled() {
            let sides = Sides { left, right, pair, length, rest, small, open, runs };
            self.between_more(seen, candidate, &sides);
        }
    }

    /// The features of such a place that are told where the first have not settled it: words further away, how
    /// the sentence started, and what the first ones asked in other company.
    fn between_more(&mut self, seen: &Around<'_>, candidate: &Candidate, sides: &Sides) {
        let style = seen.boundaries.style;
        let next = candidate.next;
        let &Sides { left, right, pair, length, rest, small, open, runs } = sides;
        let [far_before, before] = [3, 2].map(|back| seen.look(next.checked_sub(back)));
        let [after, far_after, last] = [1, 2, 3].map(|on| seen.look(Some(next + on)));
        let opening = mixed(seen.opening(candidate.start));
        let start = seen.look(Some(candidate.start));
        self.add([]);
        self.add([left.word, right.word]);
        self.add([before.shape, pair]);
        self.add([pair, after.shape]);
        self.add([before.group, left.group, right.group]);
        self.add([left.group, right.group, after.group]);
        self.add([length, rest]);
        self.add([before.word, left.word]);
        self.add([right.word, after.word]);
        self.add([before.word, right.shape]);
        self.add([after.word, left.shape]);
        self.add([right.word, right.shape, length]);
        self.add([left.word, left.shape, length]);
        self.add([right.word, right.shape, rest]);
        self.add([mixed(seen.nesting(candidate)), pair]);
        self.add([small, pair]);
        self.add([small, open, u64::from(style.links)]);
        self.add([open, right.word, right.shape]);
        self.add([start.word, right.word]);
        self.add([start.shape, pair]);
        self.add([left.group, right.word, right.shape]);
        self.add([left.word, left.shape, right.group]);
        self.add([runs, left.group, right.group]);
        self.add([far_before.word, before.word, left.word]);
        self.add([right.group, after.group, far_after.group]);
        self.add([far_before.group, before.group, left.group]);
        self.add([far_after.word, pair]);
        self.add([last.word, right.shape]);
        self.add([far_before.word, pair]);
        self.add([after.shape, far_after.shape, last.shape, right.group]);
        self.add([left.group, right.word, after.word]);
        self.add([before.word, left.word, right.group, right.shape]);
        self.add([right.group, after.group, rest]);
        self.add([right.group, right.shape, rest, left.group]);
        self.add([opening, pair]);
        self.add([opening, length, left.word]);
    }
}

/// What several features of a place without a stop share, each value well mixed.
struct Sides {
    /// The token before the place.
    left: Look,
    /// The token behind it.
    right: Look,
    /// The shapes of both.
    pair: u64,
    /// The tokens of the sentence before the place, in steps.
    length: u64,
    /// The tokens until the next stop, in steps.
    rest: u64,
    /// How often the text goes on in small letters behind a full stop.
    small: u64,
    /// How often its paragraphs end without a stop.
    open: u64,
    /// How many capitalised words stand right before the place, and right behind it.
    runs: u64,
}

/// A token as features see it, each value well mixed but the size; what lies outside of the paragraph is
/// nought.
#[derive(Clone, Copy, Default)]
struct Look {
    /// The word without regard to case; of what is no word its shape and length.
    word: u64,
    /// Its shape: see [`Around::shape`].
    shape: u64,
    /// What the word list says of it: see [`group`].
    group: u64,
    /// Its length in bytes, nine at most.
    size: u64,
}

/// A paragraph as features are read off it.
struct Around<'a> {
    boundaries: &'a Boundaries<'a>,
    start: usize,
}

impl Around<'_> {
    /// The token, if it lies in the paragraph.
    fn inside(&self, index: Option<usize>) -> Option<usize> {
        index.filter(|&index| index >= self.boundaries.first && index < self.boundaries.end)
    }

    /// The shape of what stands at a token, mixed, without its word and its classes, which the first features
    /// of a place do not need; nought outside of the paragraph.
    fn shape_at(&self, index: Option<usize>) -> u64 {
        self.inside(index).map_or(0, |index| mixed(self.shape(index)))
    }

    /// What stands at a token, in four values; nought outside of the paragraph, so that the edges of a
    /// paragraph are features of their own.
    fn look(&self, index: Option<usize>) -> Look {
        let Some(index) = self.inside(index) else { return Look::default() };
        let token = &self.boundaries.segments.tokens[index];
        let shape = self.shape(index);
        Look {
            word: if token.hash == NO_WORD {
                mixed(shape << 16 | u64::from(token.span.len().min(99)))
            } else {
                token.hash
            },
            shape: mixed(shape),
            group: mixed(group(token.classes)),
            size: u64::from(token.span.len().min(9)),
        }
    }

    /// The kind of a stop: a number of full stops, which of "?" and "!" it holds, or its first byte.
    fn sign(&self, at: usize) -> u64 {
        let sign = self.boundaries.token(at);
        match sign.as_bytes()[0] {
            b'.' => 2 + (sign.len() as u64).min(4),
            b'!' | b'?' => 8 + u64::from(sign.contains('?')) * 2 + u64::from(sign.contains('!')),
            first => 16 + u64::from(first),
        }
    }

    /// How a token is written, as a small number: an address 1, numbers 2 and 3, letters with digits 4, an
    /// abbreviation 5, capitals 6, a capitalised word 7 and one such letter 8, small letters 9; of marks 16 and
    /// the first byte.
    fn shape(&self, index: usize) -> u64 {
        let flags = self.boundaries.flags(index);
        match () {
            () if flags.has(Flags::LINK) => 1,
            () if flags.has(Flags::PUNCTUATION) => 16 + u64::from(self.boundaries.first_byte(index)),
            () if !flags.has(Flags::LETTER) => 2 + u64::from(self.boundaries.len(index) > 2),
            () if flags.has(Flags::DIGIT) => 4,
            () if flags.has(Flags::ABBREVIATION) => 5,
            () if flags.has(Flags::CAPITALS) => 6,
            () if flags.has(Flags::CAPITALISED) => 7 + u64::from(self.boundaries.len(index) == 1),
            () => 9,
        }
    }

    /// How many capitalised words stand right before `at` in the sentence, five at most.
    fn names_before(&self, at: usize) -> u64 {
        let first = at.saturating_sub(5).max(self.start);
        (first..at).rev().take_while(|&index| self.boundaries.flags(index).has(Flags::CAPITALISED)).count() as u64
    }

    /// How many capitalised words stand right from `at` on, five at most: a run of them on both sides is one
    /// name, or a heading and a name.
    fn names_from(&self, at: usize) -> u64 {
        let end = self.boundaries.end.min(at + 5);
        (at..end).take_while(|&index| self.boundaries.flags(index).has(Flags::CAPITALISED)).count() as u64
    }

    /// What the sentence started after: 0 the paragraph's start, 2 a stop or a closing mark, 1 neither.
    fn opening(&self, start: usize) -> u64 {
        match start.checked_sub(1) {
            Some(before) if before >= self.boundaries.first => {
                let flags = self.boundaries.flags(before);
                1 + u64::from(flags.has(Flags::TERMINAL.or(Flags::CLOSE_MARK)))
            }
            _ => 0,
        }
    }

    /// The tokens of the sentence before `at`, in steps.
    fn length(&self, at: usize) -> u64 {
        step(at - self.start)
    }

    /// The tokens until the next stop, in steps: of 30 tokens at most. 15 where none of these is one; 16 and
    /// the steps to the end where the paragraph ends before.
    fn rest(&self, next: usize) -> u64 {
        let end = self.boundaries.end.min(next + 30);
        let tokens = &self.boundaries.segments.tokens[next..end];
        match tokens.iter().position(|token| token.flags.has(Flags::TERMINAL)) {
            Some(tokens) => step(tokens),
            None if end == self.boundaries.end => 16 + step(end - next),
            None => 15,
        }
    }

    /// Whether the place lies in a bracket or a quotation, and where that one opened: two bits for the bracket
    /// (2 inside the sentence, 1 before it), one for the quotation, one if that opened inside the sentence.
    fn nesting(&self, candidate: &Candidate) -> u64 {
        let boundaries = self.boundaries;
        let bracket = match boundaries.bracket_around(candidate.next) {
            Some((open, _)) if open > candidate.start => 2,
            Some(_) => 1,
            None => 0,
        };
        let quoted = boundaries.flags(candidate.next).has(Flags::QUOTED)
            && boundaries.flags(candidate.next - 1).has(Flags::QUOTED);
        let opened_here = quoted && !boundaries.flags(candidate.start).has(Flags::QUOTED);
        bracket << 2 | u64::from(quoted) << 1 | u64::from(opened_here)
    }
}

/// What the word list says of a word, as one number: the first group that it is in, and in the lowest bit
/// whether it stands mostly in small letters. The order puts function words before names, since one that is
/// both ("May", "Will") is mostly the former here.
fn group(classes: Classes) -> u64 {
    const GROUPS: [Classes; 14] = [
        Classes::DETERMINER,
        Classes::FIRST_PERSON.or(Classes::SECOND_PERSON),
        Classes::THIRD_PERSON,
        Classes::CONJUNCTION,
        Classes::WH,
        Classes::PREPOSITION.or(Classes::SUBORDINATOR),
        Classes::AUXILIARY.or(Classes::MODAL),
        Classes::HONORIFIC.or(Classes::RANK).or(Classes::OFFICE),
        Classes::MONTH.or(Classes::WEEKDAY),
        Classes::ORG_SUFFIX.or(Classes::ORG_KEY),
        Classes::SPEECH_VERB,
        Classes::GIVEN,
        Classes::COMMON,
        Classes::SURNAME,
    ];
    if classes == Classes::NONE {
        return (GROUPS.len() as u64) << 1;
    }
    let first = GROUPS.iter().position(|group| classes.has(*group)).unwrap_or(GROUPS.len()) as u64;
    first << 1 | u64::from(classes.has(Classes::COMMON))
}

/// A number of tokens in steps that grow with it: each up to four, then 5–6, 7–9, 10–14, 15–24, 25–49, more.
fn step(tokens: usize) -> u64 {
    match tokens {
        0..=4 => tokens as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}
