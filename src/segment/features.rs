//! What the model sees of a place where a sentence may end.

use super::boundary::{Boundaries, Candidate, Stop};
use super::model::SLOTS;
use crate::gazetteer::classes::Classes;
use crate::segment::Flags;

/// The features of one candidate: slots of the model's weights.
pub(crate) struct Features {
    slots: [u16; MOST],
    len: usize,
    /// Candidates with a stop and those without share no slots.
    kind: u64,
}

const MOST: usize = 64;

impl Features {
    /// The features of `candidate`.
    pub(super) fn of(boundaries: &Boundaries<'_>, candidate: &Candidate) -> Self {
        let mut features = Self { slots: [0; MOST], len: 0, kind: u64::from(candidate.stop.is_some()) };
        let seen = Seen { boundaries, start: candidate.start };
        match candidate.stop {
            Some(stop) => features.with_stop(&seen, candidate, stop),
            None => features.between(&seen, candidate),
        }
        features
    }

    /// The slots of the model's weights.
    pub(crate) fn slots(&self) -> &[u16] {
        &self.slots[..self.len]
    }

    fn add(&mut self, values: &[u64]) {
        let template = (self.len as u64) << 1 | self.kind;
        let hash = values
            .iter()
            .fold(template.wrapping_mul(FACTOR), |hash, value| (hash ^ value).wrapping_mul(FACTOR).rotate_left(23));
        let hash = (hash ^ hash >> 29).wrapping_mul(FACTOR);
        self.slots[self.len] = u16::try_from(hash >> 32 & (SLOTS as u64 - 1)).unwrap_or_default();
        self.len += 1;
    }

    fn with_stop(&mut self, seen: &Seen<'_>, candidate: &Candidate, stop: Stop) {
        let boundaries = seen.boundaries;
        let style = boundaries.style;
        let next = candidate.next;
        let abbreviation = boundaries.flags(stop.at).has(Flags::ABBREVIATION);
        let left = if abbreviation { Some(stop.at) } else { stop.at.checked_sub(1) };
        let before = left.and_then(|left| left.checked_sub(1));
        let (word, opened) = boundaries.first_word(next);
        let word = word.unwrap_or(next);
        let sign = if abbreviation { 1 } else { seen.sign(stop.at) };
        let gap = u64::from(boundaries.flags(stop.at).has(Flags::SPACE_BEFORE));
        let closer = if stop.closed { seen.word(Some(next - 1)) } else { 0 };
        let shape = seen.shape(Some(word)) << 1 | u64::from(opened);
        let (left_word, left_shape) = (seen.word(left), seen.shape(left));
        let right_word = seen.word(Some(word));
        let length = seen.length(stop.at);
        let rest = seen.rest(next);
        let (left_group, right_group) = (seen.group(left), seen.group(Some(word)));
        self.add(&[]);
        self.add(&[sign, gap]);
        self.add(&[sign, closer, shape]);
        self.add(&[sign, seen.shape(Some(next)), shape]);
        self.add(&[left_word, sign]);
        self.add(&[left_word, shape]);
        self.add(&[seen.word(Some(next)), shape]);
        self.add(&[right_word, shape, sign]);
        self.add(&[left_shape, shape, sign]);
        self.add(&[seen.shape(before), left_shape, shape]);
        self.add(&[left_group, right_group, shape]);
        self.add(&[right_group, shape, sign]);
        self.add(&[seen.size(left), sign, shape]);
        self.add(&[length, sign, shape]);
        self.add(&[rest, sign, shape]);
        self.add(&[length, rest, sign]);
        self.add(&[right_word, seen.word(Some(word + 1))]);
        self.add(&[shape, seen.shape(Some(word + 1)), sign]);
        self.add(&[right_group, seen.group(Some(word + 1)), shape]);
        self.add(&[left_word, right_word]);
        self.add(&[seen.nesting(candidate), sign, shape]);
        self.add(&[style.small, sign, shape]);
        self.add(&[style.open, sign, shape]);
        self.add(&[style.small, style.open, u64::from(style.links), sign]);
        self.add(&[seen.word(before), left_word]);
        self.add(&[u64::from(boundaries.len(stop.at).min(8)), u64::from(stop.ellipsis), shape, gap]);
        self.add(&[seen.group(before), left_group, right_group]);
    }

    fn between(&mut self, seen: &Seen<'_>, candidate: &Candidate) {
        let style = seen.boundaries.style;
        let next = candidate.next;
        let left = Some(next - 1);
        let right = Some(next);
        let before = next.checked_sub(2);
        let after = Some(next + 1);
        let (left_word, right_word) = (seen.word(left), seen.word(right));
        let (left_shape, right_shape) = (seen.shape(left), seen.shape(right));
        let (left_group, right_group) = (seen.group(left), seen.group(right));
        let pair = left_shape << 8 | right_shape;
        let length = seen.length(next);
        let rest = seen.rest(next);
        self.add(&[]);
        self.add(&[pair]);
        self.add(&[left_word, right_shape]);
        self.add(&[left_shape, right_word]);
        self.add(&[left_word, right_word]);
        self.add(&[seen.shape(before), pair]);
        self.add(&[pair, seen.shape(after)]);
        self.add(&[seen.shape(before), pair, seen.shape(after)]);
        self.add(&[left_group, right_group, pair]);
        self.add(&[seen.group(before), left_group, right_group]);
        self.add(&[left_group, right_group, seen.group(after)]);
        self.add(&[length, pair]);
        self.add(&[rest, pair]);
        self.add(&[length, rest]);
        self.add(&[seen.word(before), left_word]);
        self.add(&[right_word, seen.word(after)]);
        self.add(&[seen.word(before), right_shape]);
        self.add(&[seen.word(after), left_shape]);
        self.add(&[right_word, right_shape, length]);
        self.add(&[left_word, left_shape, length]);
        self.add(&[right_word, right_shape, rest]);
        self.add(&[seen.nesting(candidate), pair]);
        self.add(&[style.small, pair]);
        self.add(&[style.open, pair]);
        self.add(&[style.small, style.open, u64::from(style.links)]);
        self.add(&[style.open, right_word, right_shape]);
        self.add(&[seen.word(Some(candidate.start)), right_word]);
        self.add(&[seen.shape(Some(candidate.start)), pair]);
        self.add(&[left_group, right_word, right_shape]);
        self.add(&[left_word, left_shape, right_group]);
        let (left_run, right_run) = (seen.names_before(next), seen.names_from(next));
        let far_before = next.checked_sub(3);
        let far_after = Some(next + 2);
        self.add(&[left_run, right_run, left_group, right_group]);
        self.add(&[left_run, right_run, pair, seen.shape(Some(next + usize::try_from(right_run).unwrap_or_default()))]);
        self.add(&[seen.shape(far_before), seen.shape(before), pair]);
        self.add(&[pair, seen.shape(after), seen.shape(far_after)]);
        self.add(&[seen.word(far_before), seen.word(before), left_word]);
        self.add(&[right_group, seen.group(after), seen.group(far_after)]);
        self.add(&[seen.group(far_before), seen.group(before), left_group]);
        self.add(&[seen.word(far_after), pair]);
        self.add(&[seen.word(Some(next + 3)), seen.shape(right)]);
        self.add(&[seen.word(far_before), pair]);
        self.add(&[seen.shape(after), seen.shape(far_after), seen.shape(Some(next + 3)), right_group]);
        self.add(&[left_group, right_word, seen.word(after)]);
        self.add(&[seen.word(before), left_word, right_group, right_shape]);
        self.add(&[right_group, seen.group(after), rest]);
        self.add(&[right_group, right_shape, rest, left_group]);
        self.add(&[left_group, left_shape, length, rest]);
        self.add(&[seen.opening(candidate.start), pair]);
        self.add(&[seen.opening(candidate.start), length, left_word]);
    }
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A paragraph as features are read off it.
struct Seen<'a> {
    boundaries: &'a Boundaries<'a>,
    start: usize,
}

impl Seen<'_> {
    fn inside(&self, index: Option<usize>) -> Option<usize> {
        index.filter(|&index| index >= self.boundaries.first && index < self.boundaries.end)
    }

    /// The word without regard to case.
    fn word(&self, index: Option<usize>) -> u64 {
        let Some(index) = self.inside(index) else { return 0 };
        self.boundaries.token(index).bytes().take(24).fold(7, |hash, byte| {
            let byte = if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }

    /// The kind of a stop.
    fn sign(&self, at: usize) -> u64 {
        let sign = self.boundaries.token(at);
        match sign.as_bytes()[0] {
            b'.' => 2 + (sign.len() as u64).min(4),
            b'!' | b'?' => 8 + u64::from(sign.contains('?')) * 2 + u64::from(sign.contains('!')),
            first => 16 + u64::from(first),
        }
    }

    fn shape(&self, index: Option<usize>) -> u64 {
        let Some(index) = self.inside(index) else { return 0 };
        let flags = self.boundaries.flags(index);
        match () {
            () if flags.has(Flags::LINK) => 1,
            () if flags.has(Flags::PUNCTUATION) => 16 + u64::from(self.boundaries.token(index).as_bytes()[0]),
            () if !flags.has(Flags::LETTER) => 2 + u64::from(self.boundaries.len(index) > 2),
            () if flags.has(Flags::DIGIT) => 4,
            () if flags.has(Flags::ABBREVIATION) => 5,
            () if flags.has(Flags::CAPITALS) => 6,
            () if flags.has(Flags::CAPITALISED) => 7 + u64::from(self.boundaries.len(index) == 1),
            () => 9,
        }
    }

    /// What the word list says of the word, as one number.
    fn group(&self, index: Option<usize>) -> u64 {
        const GROUPS: [Classes; 14] = [
            Classes::DETERMINER,
            Classes::FIRST_PERSON.or(Classes::SECOND_PERSON),
            Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN).or(Classes::IT_PRONOUN).or(Classes::THEY_PRONOUN),
            Classes::CONJUNCTION,
            Classes::WH,
            Classes::PREPOSITION.or(Classes::SUBORDINATOR),
            Classes::AUXILIARY.or(Classes::MODAL),
            Classes::HONORIFIC.or(Classes::RANK).or(Classes::OFFICE),
            Classes::MONTH.or(Classes::WEEKDAY),
            Classes::ORG_SUFFIX.or(Classes::ORG_KEY),
            Classes::SPEECH_VERB,
            Classes::GIVEN_MALE.or(Classes::GIVEN_FEMALE),
            Classes::COMMON,
            Classes::SURNAME,
        ];
        let Some(index) = self.inside(index) else { return 0 };
        let classes = self.boundaries.classes(index);
        let group = 1 + GROUPS.iter().position(|group| classes.has(*group)).unwrap_or(GROUPS.len()) as u64;
        group << 1 | u64::from(classes.has(Classes::COMMON))
    }

    /// How many capitalised words stand right before `at`, five at most.
    fn names_before(&self, at: usize) -> u64 {
        let first = at.saturating_sub(5).max(self.start);
        (first..at).rev().take_while(|&index| self.boundaries.flags(index).has(Flags::CAPITALISED)).count() as u64
    }

    /// How many capitalised words stand right from `at` on, five at most.
    fn names_from(&self, at: usize) -> u64 {
        let end = self.boundaries.end.min(at + 5);
        (at..end).take_while(|&index| self.boundaries.flags(index).has(Flags::CAPITALISED)).count() as u64
    }

    /// What the sentence started after: the paragraph's start, a stop, or neither.
    fn opening(&self, start: usize) -> u64 {
        match start.checked_sub(1) {
            Some(before) if before >= self.boundaries.first => {
                let flags = self.boundaries.flags(before);
                1 + u64::from(flags.has(Flags::TERMINAL.or(Flags::CLOSE_MARK)))
            }
            _ => 0,
        }
    }

    /// The length of a word, in steps.
    fn size(&self, index: Option<usize>) -> u64 {
        self.inside(index).map_or(0, |index| u64::from(self.boundaries.len(index).min(9)))
    }

    /// The tokens of the sentence before `at`, in steps.
    fn length(&self, at: usize) -> u64 {
        step(at - self.start)
    }

    /// The tokens until the next stop, in steps.
    fn rest(&self, next: usize) -> u64 {
        let end = self.boundaries.end.min(next + 30);
        let flags = &self.boundaries.segments.token_flags[next..end];
        match flags.iter().position(|flags| flags.has(Flags::TERMINAL)) {
            Some(tokens) => step(tokens),
            None if end == self.boundaries.end => 16 + step(end - next),
            None => 15,
        }
    }

    /// Whether the place lies in a bracket or a quotation, and where that one opened.
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
