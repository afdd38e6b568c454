//! What the model sees of a candidate.
//!
//! Each line `f.add([…])` is a *template*: what it looks at, joined to one number, is a feature of the candidate. A
//! feature's slot is told by its template's place in the list and by its values (`crate::linear`), so **neither the
//! order of the lines nor what a line joins may change without training anew** (`models/quotes.md`). Words are their
//! hashes, small sets their numbers. Of "Lopez said on Tuesday that it was late" the values are
//!
//! ```text
//! word, stem     said, say                    speaker     a name of one token
//! rule, voice    verb-that, finite            gap         0 tokens between source and cue
//! kind           that                         begins      that, next: it
//! ahead, after   Lopez, on                    length      4 words, in steps; marks: none of them quoted
//! ```
//!
//! No voice and no kind are 9, no word is 0.
//!
//! The templates go from the word that reports over source and content to the neighbourhood of the cue. Each is asked
//! of every candidate, so that one costs a sum of as many weights.

use super::frame::Candidate;
use super::model;
use super::page::{Page, Run};
use crate::lexicon::Classes;
use crate::linear::{Features, Sink};

/// So many tokens of a content are looked at: its length in steps tells no more (see [`step`]).
const SEEN: usize = 64;

/// Tells `sink` the features of `candidate`, the stem of whose head is `stem`, which is found after `before` others.
#[expect(clippy::too_many_lines, reason = "one list of templates, and the values they join")]
pub(super) fn tell(seen: &UnitView<'_>, candidate: &Candidate, stem: u64, before: usize, sink: &mut impl Sink) {
    let page = seen.page;
    let rule = candidate.rule as u64;
    let voice = candidate.voice.map_or(9, |voice| voice as u64);
    let kind = candidate.kind.map_or(9, |kind| kind as u64);
    let head = candidate.head;
    let word = seen.word(Some(head));
    let cue = candidate.cue.unwrap_or(Run::new(head, head + 1));
    let (first, last) = (seen.word(Some(cue.first)), seen.word(cue.end.checked_sub(1)));
    let known = u64::from(page.is_verb(head));
    let source = candidate.source;
    let speaker = source.map_or(0, |source| seen.speaker(source));
    let source_head = source.map_or(0, |source| seen.word(source.end.checked_sub(1)));
    let source_first = source.map_or(0, |source| seen.word(Some(source.first)));
    let gap =
        source.map_or(0, |source| if source.first >= cue.end { 9 } else { step(cue.first.saturating_sub(source.end)) });
    let hanging = seen.word(source.map_or(cue.first, |source| source.first.min(cue.first)).checked_sub(1));
    let piece = candidate.pieces.last().copied().unwrap_or(cue);
    // What is far from its start tells nothing, and a text may be one long sentence.
    let piece = Run::new(piece.first, piece.end.min(piece.first + SEEN));
    let (words, quoted) = page.words(piece);
    let length = step(words);
    let marks = if quoted == 0 { 0 } else { 1 + u64::from(quoted == words) };
    let pieces = candidate.pieces.len() as u64;
    let begins = seen.word(Some(piece.first));
    let begins_group = seen.group(Some(piece.first));
    let next = seen.word(Some(piece.first + 1));
    let closes = u64::from(piece.end + 1 >= seen.unit.end) + 2 * u64::from(page.is_comma(piece.end));
    let after = seen.word(Some(cue.end));
    let ahead = seen.word(cue.first.checked_sub(1));
    let ahead_group = seen.group(cue.first.checked_sub(1));
    let inflection = u64::from(*page.tail(head).last().unwrap_or(&0)) | u64::from(page.is_capitalised(head)) << 8;
    let negated = u64::from(page.holds(cue, Classes::NEGATION));
    let modal = u64::from(page.holds(cue, Classes::MODAL));
    let opens =
        u64::from(cue.first == seen.unit.first) + 2 * u64::from(source.is_some_and(|s| s.first == seen.unit.first));
    let body = step(seen.unit.len());
    let before = before.min(3) as u64;
    let frame = rule << 8 | voice << 4 | kind;

    let mut f = Features::new(sink);
    f.add([]);
    f.add([frame]);
    f.add([rule, known, speaker]);
    f.add([word]);
    f.add([stem]);
    f.add([stem, kind]);
    f.add([stem, voice]);
    f.add([stem, rule]);
    f.add([stem, speaker]);
    f.add([stem, begins]);
    f.add([stem, begins_group]);
    f.add([stem, after]);
    f.add([stem, ahead]);
    f.add([stem, marks]);
    f.add([stem, source_head]);
    f.add([word, frame]);
    f.add([word, speaker, length.min(3)]);
    f.add([first, stem]);
    f.add([last, stem]);
    f.add([first, rule]);
    f.add([last, kind]);
    f.add([speaker, frame]);
    f.add([source_head]);
    f.add([source_first, speaker]);
    f.add([source_head, kind]);
    f.add([source_head, rule]);
    f.add([gap, rule]);
    f.add([hanging, rule]);
    f.add([hanging, speaker]);
    f.add([hanging, stem]);
    f.add([length, rule, marks]);
    f.add([length, kind, speaker]);
    f.add([marks, rule, pieces]);
    f.add([begins, kind]);
    f.add([begins, rule]);
    f.add([begins, next]);
    f.add([begins_group, seen.group(Some(piece.first + 1)), kind]);
    f.add([closes, rule]);
    f.add([closes, kind, length]);
    f.add([after, ahead]);
    f.add([ahead_group, seen.group(Some(cue.end)), kind]);
    f.add([ahead, rule]);
    f.add([after, rule]);
    f.add([negated, modal, rule]);
    f.add([negated, modal, stem]);
    f.add([inflection, rule]);
    f.add([inflection, voice, kind]);
    f.add([opens, rule, speaker]);
    f.add([body, rule]);
    f.add([before, rule]);
    f.add([before, speaker]);
    f.add([seen.suffix(head), kind, ahead_group]);
    f.add([seen.word(Some(piece.end)), kind]);
    f.add([seen.group(source.and_then(|s| s.first.checked_sub(1))), speaker, rule]);
    f.add([known, kind, marks, speaker]);
    let left = |by: usize| seen.group(cue.first.checked_sub(by));
    let right = |by: usize| seen.group(Some(cue.end + by));
    let ruled = page.holds(piece, Classes::MODAL.or(Classes::AUXILIARY));
    let ruled = u64::from(ruled) + 2 * u64::from(page.holds_subject_pronoun(piece));
    let deed = seen.suffix(piece.end - 1);
    f.add([left(2), left(1), right(0)]);
    f.add([left(1), right(0), right(1)]);
    f.add([right(0), right(1), right(2), kind]);
    f.add([left(3), left(2), left(1)]);
    f.add([ruled, kind, length]);
    f.add([ruled, stem]);
    f.add([deed, kind]);
    f.add([seen.word(Some(piece.end - 1))]);
    f.add([begins, stem, next]);
    f.add([seen.suffix(piece.first), kind, rule]);
    f.add([seen.word(cue.first.checked_sub(2)), ahead]);
    f.add([source.map_or(0, |source| seen.suffix(source.end - 1)), speaker, rule]);
    f.add([seen.word(Some(seen.unit.first)), rule]);
    let frames = page.verb(head).map_or(0, |verb| u64::from(verb.frames.bits()) << 1 | u64::from(verb.noun));
    f.add([frames, kind]);
    f.add([frames, rule, speaker]);
    f.add([frames, begins_group]);
    f.add([frames, ahead_group, voice]);
    f.add([frames & 0xff, kind, marks, length.min(4)]);
}

/// A number in steps, which grow: up to 5 each is itself; 6 is 5, 7 to 9 are 6, 10 to 14 are 7, 15 to 22 are 8, 23 to
/// 34 are 9, more are 10.
pub(super) fn step(number: usize) -> u64 {
    #[rustfmt::skip]
    const STEPS: [u8; 36] = [
        0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8,
        9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 10,
    ];
    u64::from(STEPS[number.min(STEPS.len() - 1)])
}

/// A unit as features are read off it: what lies outside is 0, so that a unit tells the same wherever it stands.
pub(super) struct UnitView<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) unit: Run,
}

impl UnitView<'_> {
    /// The token, if it lies in the unit.
    #[inline]
    fn inside(&self, at: Option<usize>) -> Option<usize> {
        at.filter(|&at| self.unit.contains(at))
    }

    /// The word without regard to case, as its hash; 0 outside of the unit.
    #[inline]
    pub(super) fn word(&self, at: Option<usize>) -> u64 {
        self.inside(at).map_or(0, |at| self.page.hash(at))
    }

    /// Word and group, both 0 outside of the unit.
    #[inline]
    pub(super) fn both(&self, at: Option<usize>) -> (u64, u64) {
        self.inside(at).map_or((0, 0), |at| (self.page.hash(at), self.page.group(at)))
    }

    /// The hash of the token's last three bytes.
    fn suffix(&self, at: usize) -> u64 {
        model::hash(self.page.tail(at))
    }

    /// What the word list and the shape say of the word, as one number ([`super::cell`]); 0 outside of the unit.
    #[inline]
    pub(super) fn group(&self, at: Option<usize>) -> u64 {
        self.inside(at).map_or(0, |at| self.page.group(at))
    }

    /// What kind of source it is ([`SourceKind`], from 2), and whether it has more than six tokens, as one number.
    fn speaker(&self, source: Run) -> u64 {
        1 + SourceKind::of(self.page, source) as u64 + 16 * u64::from(source.len() > 6)
    }
}

/// Kinds of sources. The model's weights know them by their numbers; the kinds of one token stand first.
#[derive(Clone, Copy)]
enum SourceKind {
    /// "he", "she"
    Person = 1,
    /// "they"
    They = 2,
    /// "I", "we"
    First = 3,
    /// "it", "that"
    Thing = 4,
    /// "who"
    Relative = 5,
    /// "Lopez"
    Name = 6,
    /// "critics"
    Word = 7,
    /// "Lopez, the mayor"
    Apposition = 8,
    /// "Mayor Lopez"
    Names = 9,
    /// "the mayor"
    Role = 10,
    /// "a new report"
    Phrase = 11,
}

impl SourceKind {
    /// The kind of `source`, by its last token: a source ends with its head but for an apposition, which a comma
    /// shows.
    fn of(page: &Page<'_>, source: Run) -> Self {
        let last = source.end.saturating_sub(1);
        let alone = source.len() == 1;
        let has = |classes| page.has(last, classes);
        match () {
            () if alone && has(Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN)) => Self::Person,
            () if alone && has(Classes::THEY_PRONOUN) => Self::They,
            () if alone && has(Classes::FIRST_PERSON) => Self::First,
            () if alone && page.is_any(last, words!["it", "this", "that", "there"]) => Self::Thing,
            () if alone && has(Classes::WH) => Self::Relative,
            () if alone && page.is_capitalised(last) => Self::Name,
            () if alone => Self::Word,
            () if (source.first..source.end).any(|at| page.is_comma(at)) => Self::Apposition,
            () if page.is_capitalised(last) => Self::Names,
            () if has(Classes::ROLE) => Self::Role,
            () => Self::Phrase,
        }
    }
}
