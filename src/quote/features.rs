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
const CONTENT_SEEN: usize = 64;

/// Tells `sink` the features of `candidate`, the stem of whose head is `stem`, which is found after `before` others.
pub(super) fn tell(seen: &UnitView<'_>, candidate: &Candidate, stem: u64, before: usize, sink: &mut impl Sink) {
    let observed = Observed::of(seen, candidate, stem, before);
    let mut f = Features::new(sink);
    observed.report(&mut f);
    observed.source_and_content(&mut f);
    observed.neighbours(seen, &mut f);
    observed.windows(seen, &mut f);
}

/// The values of one candidate that several templates join: words as hashes, groups, small numbers.
struct Observed {
    /// The token that reports.
    head: usize,
    /// Its word, and that without inflection.
    word: u64,
    stem: u64,
    /// Its last byte, and whether it is a capital: "claims" and "claimed" differ by it.
    inflection: u64,
    /// Whether it is a listed verb.
    known: u64,
    rule: u64,
    voice: u64,
    kind: u64,
    /// Rule, voice and kind as one number.
    frame: u64,
    cue: Run,
    /// The first and the last word of the cue.
    first: u64,
    last: u64,
    /// Whether a negation or a modal is in the cue.
    negated: u64,
    modal: u64,
    /// The words before and behind the cue.
    ahead: u64,
    ahead_group: u64,
    after: u64,
    source: Option<Run>,
    /// What kind of source it is; 0 without one.
    speaker: u64,
    source_first: u64,
    source_head: u64,
    /// The tokens from the source's end to the cue, in steps; 9 where the source comes later.
    gap: u64,
    /// The word before source and cue: what the clause hangs on.
    hanging: u64,
    /// The last piece of the content, as far as it is looked at, and how many there are.
    piece: Run,
    pieces: u64,
    /// Its words in steps, and whether none, some or all of them stand in quotation marks.
    length: u64,
    marks: u64,
    /// Its first two words.
    begins: u64,
    begins_group: u64,
    next: u64,
    /// Whether it ends the unit, or before a comma.
    closes: u64,
    /// Whether cue or source open the unit.
    opens: u64,
    /// The unit's tokens, in steps.
    body: u64,
    /// The candidates found before in the unit, up to three.
    before: u64,
}

impl Observed {
    #[inline]
    fn of(seen: &UnitView<'_>, candidate: &Candidate, stem: u64, before: usize) -> Self {
        let (page, head, source) = (seen.page, candidate.head, candidate.source);
        let rule = candidate.rule as u64;
        let voice = candidate.voice.map_or(9, |voice| voice as u64);
        let kind = candidate.kind.map_or(9, |kind| kind as u64);
        let cue = candidate.cue.unwrap_or(Run::new(head, head + 1));
        let gap = |source: Run| {
            if source.first >= cue.end { 9 } else { step(cue.first.saturating_sub(source.end)) }
        };
        let clause = source.map_or(cue.first, |source| source.first.min(cue.first));
        let piece = candidate.pieces.last().copied().unwrap_or(cue);
        // What is far from its start tells nothing, and a text may be one long sentence.
        let piece = Run::new(piece.first, piece.end.min(piece.first + CONTENT_SEEN));
        let (words, quoted) = page.words(piece);
        let opens = |run: Run| u64::from(run.first == seen.unit.first);
        Self {
            head,
            word: seen.word(Some(head)),
            stem,
            inflection: u64::from(*page.tail(head).last().unwrap_or(&0)) | u64::from(page.is_capitalised(head)) << 8,
            known: u64::from(page.is_verb(head)),
            rule,
            voice,
            kind,
            frame: rule << 8 | voice << 4 | kind,
            cue,
            first: seen.word(Some(cue.first)),
            last: seen.word(cue.end.checked_sub(1)),
            negated: u64::from(page.holds(cue, Classes::NEGATION)),
            modal: u64::from(page.holds(cue, Classes::MODAL)),
            ahead: seen.word(cue.first.checked_sub(1)),
            ahead_group: seen.group(cue.first.checked_sub(1)),
            after: seen.word(Some(cue.end)),
            source,
            speaker: source.map_or(0, |source| seen.speaker(source)),
            source_first: source.map_or(0, |source| seen.word(Some(source.first))),
            source_head: source.map_or(0, |source| seen.word(source.end.checked_sub(1))),
            gap: source.map_or(0, gap),
            hanging: seen.word(clause.checked_sub(1)),
            piece,
            pieces: candidate.pieces.len() as u64,
            length: step(words),
            marks: if quoted == 0 { 0 } else { 1 + u64::from(quoted == words) },
            begins: seen.word(Some(piece.first)),
            begins_group: seen.group(Some(piece.first)),
            next: seen.word(Some(piece.first + 1)),
            closes: u64::from(piece.end + 1 >= seen.unit.end) + 2 * u64::from(page.is_comma(piece.end)),
            opens: opens(cue) + 2 * source.map_or(0, opens),
            body: step(seen.unit.len()),
            before: before.min(3) as u64,
        }
    }

    /// What reports, joined with everything: the weightiest templates.
    #[inline]
    fn report<S: Sink>(&self, f: &mut Features<'_, S>) {
        let &Self { word, stem, rule, voice, kind, frame, first, last, speaker, begins, length, .. } = self;
        f.add([]);
        f.add([frame]);
        f.add([rule, self.known, speaker]);
        f.add([word]);
        f.add([stem]);
        f.add([stem, kind]);
        f.add([stem, voice]);
        f.add([stem, rule]);
        f.add([stem, speaker]);
        f.add([stem, begins]);
        f.add([stem, self.begins_group]);
        f.add([stem, self.after]);
        f.add([stem, self.ahead]);
        f.add([stem, self.marks]);
        f.add([stem, self.source_head]);
        f.add([word, frame]);
        f.add([word, speaker, length.min(3)]);
        f.add([first, stem]);
        f.add([last, stem]);
        f.add([first, rule]);
        f.add([last, kind]);
    }

    /// Who speaks, and what: both with the frame.
    #[inline]
    fn source_and_content<S: Sink>(&self, f: &mut Features<'_, S>) {
        let &Self { stem, rule, kind, speaker, source_head, hanging, length, marks, begins, .. } = self;
        f.add([speaker, self.frame]);
        f.add([source_head]);
        f.add([self.source_first, speaker]);
        f.add([source_head, kind]);
        f.add([source_head, rule]);
        f.add([self.gap, rule]);
        f.add([hanging, rule]);
        f.add([hanging, speaker]);
        f.add([hanging, stem]);
        f.add([length, rule, marks]);
        f.add([length, kind, speaker]);
        f.add([marks, rule, self.pieces]);
        f.add([begins, kind]);
        f.add([begins, rule]);
        f.add([begins, self.next]);
    }

    /// What stands at the edges of cue and content, and where in the unit they stand.
    #[inline]
    fn neighbours<S: Sink>(&self, seen: &UnitView<'_>, f: &mut Features<'_, S>) {
        let &Self { stem, rule, voice, kind, speaker, piece, ahead, ahead_group, after, negated, modal, .. } = self;
        f.add([self.begins_group, seen.group(Some(piece.first + 1)), kind]);
        f.add([self.closes, rule]);
        f.add([self.closes, kind, self.length]);
        f.add([after, ahead]);
        f.add([ahead_group, seen.group(Some(self.cue.end)), kind]);
        f.add([ahead, rule]);
        f.add([after, rule]);
        f.add([negated, modal, rule]);
        f.add([negated, modal, stem]);
        f.add([self.inflection, rule]);
        f.add([self.inflection, voice, kind]);
        f.add([self.opens, rule, speaker]);
        f.add([self.body, rule]);
        f.add([self.before, rule]);
        f.add([self.before, speaker]);
        f.add([seen.suffix(self.head), kind, ahead_group]);
        f.add([seen.word(Some(piece.end)), kind]);
        f.add([seen.group(self.source.and_then(|source| source.first.checked_sub(1))), speaker, rule]);
        f.add([self.known, kind, self.marks, speaker]);
    }

    /// Groups of the words around the cue, the verbs of the content, and what the list says of the head.
    #[inline]
    fn windows<S: Sink>(&self, seen: &UnitView<'_>, f: &mut Features<'_, S>) {
        let &Self { stem, rule, voice, kind, cue, source, speaker, piece, length, .. } = self;
        let page = seen.page;
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
        f.add([self.begins, stem, self.next]);
        f.add([seen.suffix(piece.first), kind, rule]);
        f.add([seen.word(cue.first.checked_sub(2)), self.ahead]);
        f.add([source.map_or(0, |source| seen.suffix(source.end - 1)), speaker, rule]);
        f.add([seen.word(Some(seen.unit.first)), rule]);
        let frames = page.verb(self.head).map_or(0, |verb| u64::from(verb.frames.bits()) << 1 | u64::from(verb.noun));
        f.add([frames, kind]);
        f.add([frames, rule, speaker]);
        f.add([frames, self.begins_group]);
        f.add([frames, self.ahead_group, voice]);
        f.add([frames & 0xff, kind, self.marks, length.min(4)]);
    }
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
