//! The features of a token: hashes of what stands at it and around it.
//!
//! Every feature has a number of its own ([`Template`](super::template::Template)), so that equal values of two features
//! do not meet. A feature is a number and one or two values, mixed to 31 bits; the 32nd bit is [`OF_PLACE`] where the
//! feature looks at more than one word. Some stand a second time with the guidelines' name, so that corpora which mark
//! names in different ways can be learned together and told apart.
//!
//! A model stands for these numbers and for the way in which values are put together: to change either is to train
//! anew. Weights of a feature that a model does not know are nought, so a new number may be tried without harm to the
//! old.

use crate::lexicon::Classes;

use super::facts::{AHEAD, EDGE, Facts, low, mix};
#[allow(clippy::enum_glob_use, reason = "of ninety templates most are asked here, and a line each is a table")]
use super::template::Template::*;
use super::weights::OF_PLACE;
use super::word::{Case, Style, Word};

/// Takes features: a fixed array when text is tagged, a vector when a model is learned.
pub(crate) trait Sink {
    /// Takes one: the hash of [`feature`], with or without [`OF_PLACE`].
    fn take(&mut self, feature: u32);
}

#[cfg(feature = "learn")]
impl Sink for Vec<u32> {
    #[inline]
    fn take(&mut self, feature: u32) {
        self.push(feature);
    }
}

/// The features of a token, in the order in which they came. It never grows, so that taking one is a store and an
/// addition.
pub(crate) struct Taken {
    /// Valid below `count`; what stands behind are features of tokens before.
    hashes: [u32; MOST],
    /// How many were taken.
    count: usize,
}

/// No token has more features: each has one number, but two that there are of each role. What is beyond would be
/// dropped without a word.
const MOST: usize = 256;

impl Default for Taken {
    fn default() -> Self {
        Self { hashes: [0; MOST], count: 0 }
    }
}

impl Taken {
    /// Takes all off.
    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    /// Those that were taken since the last [`clear`](Self::clear).
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.hashes[..self.count]
    }
}

impl Sink for Taken {
    #[inline]
    fn take(&mut self, feature: u32) {
        if let Some(slot) = self.hashes.get_mut(self.count) {
            *slot = feature;
            self.count += 1;
        }
    }
}

/// Makes features of values; the second is [`OF_PLACE`] or nothing.
struct Features<'a, S>(&'a mut S, u32);

impl<S: Sink> Features<'_, S> {
    /// A feature with one value, which counts also if it is 0.
    #[inline]
    fn one(&mut self, number: impl Into<u32>, a: u32) {
        self.two(number, a, 0);
    }

    /// A feature with a pair of values.
    #[inline]
    fn two(&mut self, number: impl Into<u32>, a: u32, b: u32) {
        self.0.take(feature(number.into(), a, b) | self.1);
    }

    /// A feature of a value of 64 bits, such as an affix of up to eight bytes.
    #[inline]
    fn wide(&mut self, number: impl Into<u32>, a: u64) {
        self.two(number, low(a >> 32), low(a));
    }

    /// Takes the feature if it says something, that is if `a` is not 0: most tokens are in no gazetteer and in no
    /// title.
    #[inline]
    fn some(&mut self, number: impl Into<u32>, a: u32, b: u32) {
        if a != 0 {
            self.two(number, a, b);
        }
    }
}

/// The hash of the feature of that number, of 31 bits. The two values are mixed with the number times an odd constant,
/// then twice multiplied and shifted down. Models hold these hashes: the function must not change without new training.
#[inline]
pub(super) fn feature(number: u32, a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)) ^ u64::from(number).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
    let x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ x >> 29).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (x >> 33) as u32
}

/// Titles and role words at the left of a name.
const TITLES: Classes = Classes::TITLE.or(Classes::ROLE_PLURAL);

/// The key words inside names.
const KEYS: Classes =
    Classes::ORG_KEY.or(Classes::ORG_SUFFIX).or(Classes::LOC_KEY).or(Classes::EVENT_KEY).or(Classes::LAW_KEY);

/// The places around a token whose words tell of it by themselves, from the left; it stands at [`HERE`]. Four on each
/// side: 0 is the fourth word before it, 8 the fourth behind it.
pub(crate) const PLACES: usize = 2 * EDGE + 1;

/// The place of the token itself.
pub(crate) const HERE: usize = EDGE;

/// Passes the features of the token at `at` of the rows to `sink`, as the guidelines `convention` see it.
#[cfg(feature = "learn")]
pub(crate) fn of<S: Sink>(facts: &Facts, at: usize, convention: u32, sink: &mut S) {
    for place in 0..PLACES {
        let near = at + place - HERE;
        of_word(facts.word(near), (place, facts.rows[near].starts), facts.style, convention, sink);
    }
    of_place(facts, at, convention, sink);
}

/// Passes the features that a token has for the word at `place`, whatever stands around the two; `starts` says whether
/// a sentence or a quotation starts with the word.
///
/// The numbers of features are those of the models in use: a new one is none of them, nor of those in [`of_place`].
pub(super) fn of_word<S: Sink>(
    word: &Word,
    (place, starts): (usize, bool),
    style: Style,
    convention: u32,
    sink: &mut S,
) {
    let mut out = Features(sink, 0);
    let (case, style) = (word.case as u32, style as u32);
    // The words, cases, classes and clusters of five; each place has its number.
    if let 2..=6 = place {
        let near = u32::try_from(place - 2).unwrap_or_default();
        out.one(WordNear.nth(near), word.lower);
        out.two(CaseNear.nth(near), case, style);
        out.one(ClassesNear.nth(near), word.class_set);
        out.some(TopicNear.nth(near), u32::from(word.topic), 0);
        out.some(FineNear.nth(2 * near), word.fine(), 0);
        out.some(CoarseNear.nth(2 * near), word.coarse(), 0);
        for (level, class) in (0..).zip(word.classed) {
            out.some(ClassNear.nth(4 * near + level), u32::from(class), 0);
        }
    }
    if let 3..=5 = place {
        let next = u32::try_from(place - 3).unwrap_or_default();
        out.two(WordShapeNext.nth(next), word.lower, word.shape);
        out.one(ShapeNext.nth(next), word.shape);
        out.two(ShareNext.nth(next), u32::from(word.share), case);
    }
    if place != HERE {
        out.some(TopicAround.nth(u32::from(place > HERE)), u32::from(word.topic), 0);
    }
    match place {
        0 => out.one(WordFourBefore, word.lower),
        1 => out.one(WordThreeBefore, word.lower),
        3 => {
            out.wide(SuffixThreeBefore, word.suffix(3));
            out.wide(SuffixTwoBefore, word.suffix(2));
            out.two(GuidedWordBefore, word.lower, convention);
        }
        HERE => of_itself(word, starts, style, convention, &mut out),
        5 => {
            out.wide(SuffixThreeAfter, word.suffix(3));
            out.wide(SuffixTwoAfter, word.suffix(2));
            out.two(GuidedWordAfter, word.lower, convention);
        }
        7 => out.one(WordThreeAfter, word.lower),
        8 => out.one(WordFourAfter, word.lower),
        _ => {}
    }
}

/// The features of the word at [`HERE`], most of them together with its case or with whether a sentence starts there:
/// "May" in the middle of a sentence and "May" at its start are two things.
fn of_itself<S: Sink>(word: &Word, starts: bool, style: u32, convention: u32, out: &mut Features<'_, S>) {
    let (case, starts) = (word.case as u32, u32::from(starts));
    out.two(WrittenStart, style, starts);
    out.two(CaseStart, case, starts);
    out.two(WordStart, word.lower, starts);
    out.two(LengthCase, u32::from(word.len().min(12)), case);
    for count in 1..=6 {
        out.wide(Prefix.nth(count - 1), word.prefix(count));
    }
    for count in 1..=6 {
        out.wide(Suffix.nth(count - 1), word.suffix(count));
    }
    out.two(ClassesCase, word.class_set, case << 1 | starts);
    out.two(ShareCase, u32::from(word.share), case << 8 | starts << 4 | style);
    out.two(FineCase, word.fine(), case << 1 | starts);
    out.some(TopicCase, u32::from(word.topic), 1 + case);
    for (level, class) in (0..).zip(word.classed) {
        out.some(ClassCase.nth(level), u32::from(class), case << 1 | starts);
    }
    out.some(FirstPart, word.parts.0, 0);
    out.some(LastPart, word.parts.1, 0);
    // As the guidelines have it.
    let values = [(Guided, 0), (GuidedWord, word.lower), (GuidedClasses, word.class_set), (GuidedFine, word.fine())];
    for (template, value) in
        values.into_iter().chain([(GuidedSuffix, low(word.suffix(3))), (GuidedForm, case << 5 | starts << 4 | style)])
    {
        out.two(template, value, convention);
    }
    let [_, fine, middle, _] = word.classed;
    out.some(GuidedClass, u32::from(fine), convention);
    out.some(GuidedClassMiddle, u32::from(middle), convention);
}

/// Passes the features of a token that tell of several words, or of what stands over them.
///
/// They are asked anew at every token and never remembered, so each costs a look-up: a feature that one word alone
/// decides belongs to [`of_word`]. `at` is a row between [`EDGE`] empty ones on both sides, and the words around it and
/// at the ends of its run must have been learned by [`Facts::fill`], which does so around every candidate.
///
/// Long because it is a list: one line a feature, whose values a model holds.
pub(super) fn of_place<S: Sink>(facts: &Facts, at: usize, convention: u32, sink: &mut S) {
    let here = &facts.rows[at];
    let [l1, r1, r2] = [&facts.rows[at - 1], &facts.rows[at + 1], &facts.rows[at + 2]];
    let [before, word, after] = [facts.word(at - 1), facts.word(at), facts.word(at + 1)];
    let case = here.case as u32;
    let mut out = Features(sink, OF_PLACE);
    // Words.
    out.two(WordsBefore, before.lower, word.lower);
    out.two(WordsAfter, word.lower, after.lower);
    out.two(WordsAround, before.lower, after.lower);
    // Case.
    out.two(CasesAround, l1.case as u32 * 16 + case, r1.case as u32);
    out.two(CasesAhead, case * 16 + r1.case as u32, r2.case as u32);
    // What the word list knows.
    out.two(ClassesBefore, before.class_set, word.class_set);
    out.two(ClassesAfter, word.class_set, after.class_set);
    out.two(ClassesAround, before.class_set, after.class_set);
    // Clusters.
    out.two(CoarseBefore, before.coarse(), word.coarse());
    out.two(CoarseAfter, word.coarse(), after.coarse());
    out.two(FineBefore, before.fine(), word.fine());
    out.two(FineAfter, word.fine(), after.fine());
    out.two(FineAround, before.fine(), after.fine());
    // Gazetteers.
    for (near, row) in (0..).zip(&facts.rows[at - 2..=at + 2]) {
        out.some(ListedNear.nth(near), row.listed, 0);
    }
    out.some(ListedFull, here.listed_full, 0);
    out.two(ListedBefore, l1.listed, here.listed);
    out.two(ListedAfter, here.listed, r1.listed);
    out.some(ListedShare, here.listed, 1 + u32::from(word.share));
    out.some(ListedClasses, here.listed, word.class_set);
    out.some(ListedWordBefore, here.listed, before.lower);
    out.some(ListedWordAfter, here.listed, after.lower);
    // The rules' proposal.
    for (near, row) in (0..).zip([l1, here, r1]) {
        out.some(ProposedNear.nth(near), row.proposed_rule, 0);
    }
    out.two(ProposedListed, here.proposed, here.listed);
    out.some(ProposedFine, here.proposed_rule, word.fine());
    out.two(ProposedAround, here.proposed << 8 | l1.proposed, r1.proposed);
    // The capitalised run.
    let run = |at: u32| if at == 0 { 0 } else { facts.word(at as usize).lower };
    let last = run(here.run.1);
    out.some(RunLast, last, 0);
    out.some(RunFirst, run(here.run.0), 0);
    let around = around(facts, at);
    let inside = u32::from(around.0 == at - 1) * 2 + u32::from(around.1 == at + 1);
    let (before, after) = (facts.word(around.0), facts.word(around.1));
    out.two(RunWordBefore, before.lower, inside);
    out.two(RunWordAfter, after.lower, inside);
    out.two(RunWordsAround, before.lower, after.lower);
    out.two(RunClassesBefore, before.class_set, inside);
    out.two(RunClassesAfter, after.class_set, inside);
    out.two(RunFineBefore, before.fine(), 16 + inside);
    out.two(RunFineAfter, after.fine(), 16 + inside);
    out.two(RunKeys, keys(facts, at), inside);
    out.two(TitleBefore, titles(facts, at), case);
    out.some(SpeechNear, u32::from(speaks(facts, at)), inside);
    // Titles, and what the name is said to be.
    out.some(QuotedCase, here.quoted, case);
    out.some(Quoted, here.quoted, 16);
    if let Some((noun, way)) = definition(facts, around.1) {
        out.two(Definition, facts.word(noun).lower, way);
        out.some(DefinitionFine, facts.word(noun).fine(), way);
    }
    // As the guidelines have it.
    for (template, value) in [
        (GuidedListed, here.listed),
        (GuidedProposed, here.proposed_rule),
        (GuidedRunLast, last),
        (GuidedRunBefore, before.lower),
        (GuidedRunAfter, after.lower),
        (GuidedListedFull, here.listed_full),
        (GuidedCases, mix(case, r1.case as u32)),
    ] {
        out.two(template, value, convention);
    }
}

/// The rows before and after the capitalised run: in "the Lund Harbour Board said", for any of the three, those of
/// "the" and "said". Of a token that is not written as a name is, its neighbours. Runs are followed for [`LONGEST_RUN`]
/// tokens each way, so that a page of capitals costs no square of its length.
fn around(facts: &Facts, at: usize) -> (usize, usize) {
    let rows = &facts.rows;
    let (mut left, mut right) = (at - 1, at + 1);
    if rows[at].is_core() {
        while left >= EDGE && at - left <= LONGEST_RUN && rows[left].is_core() {
            left -= 1;
        }
        while right + EDGE < rows.len() && right - at <= LONGEST_RUN && rows[right].is_core() {
            right += 1;
        }
    }
    (left, right)
}

/// The row of the noun that says what the name before `at` is, and whether a mark or a verb leads to it.
///
/// - "Oststrand, a village in the north": `village`, 0, where `at` is the comma.
/// - "Oststrand is the largest port of the coast": `port`, 1.
/// - "Oststrand, which is large": none, for no article follows.
///
/// The noun is the last word before a mark or a word that binds; if none of these comes within the words that were
/// learned ahead of a definition, nothing is told.
fn definition(facts: &Facts, at: usize) -> Option<(usize, u32)> {
    const ENDS: Classes =
        Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::WH).or(Classes::AUXILIARY).or(Classes::DETERMINER);
    if !facts.defines(at) {
        return None;
    }
    let inside = |at: usize| (at + EDGE < facts.rows.len()).then(|| &facts.rows[at]);
    let first = at + 2;
    let ends = |at: &usize| inside(*at).is_none_or(|row| row.case == Case::Mark || row.classes.has(ENDS));
    let end = (first..first + LONGEST_DEFINITION).find(ends)?;
    (end > first).then(|| (end - 1, u32::from(facts.rows[at].classes.has(Classes::AUXILIARY))))
}

/// Words of a noun phrase behind its article, and the one after them: as many as [`Facts`] learns ahead of a
/// definition, less the comma or verb and the article.
const LONGEST_DEFINITION: usize = AHEAD - 2;

/// No capitalised run is followed further from a token. Names of more than a dozen words are rare, headlines in
/// capitals are not.
const LONGEST_RUN: usize = 6;

/// The nearest key words at the right and left inside the run: a mix of their classes, where none is 0. In "Lund
/// Fishing Board" the token "Lund" sees an organisation's at its right, "Board" none at its left.
fn keys(facts: &Facts, at: usize) -> u32 {
    let rows = &facts.rows;
    let found = |range: &mut dyn Iterator<Item = usize>| {
        range
            .take_while(|index| rows[*index].is_core() || rows[*index].case == Case::Untold)
            .find(|index| rows[*index].classes.has(KEYS))
            .map_or(0, |index| facts.word(index).class_set)
    };
    let right = found(&mut (at + 1..rows.len().min(at + LONGEST_RUN)));
    let left = found(&mut (at.saturating_sub(LONGEST_RUN)..at).rev());
    mix(left, right)
}

/// The title or role word at most three tokens to the left, as a mix of its distance and classes; 0 is none. It may
/// stand before other words of the name ("President Ana Maria Silva" as seen from "Silva").
fn titles(facts: &Facts, at: usize) -> u32 {
    let found = (1..=3).find(|back| facts.rows[at - back].classes.has(TITLES));
    found.map_or(0, |back| mix(facts.word(at - back).class_set, u32::try_from(back).unwrap_or_default()))
}

/// Whether a verb of speech stands near: bit 0 within three tokens at the right ("Silva, 52, said"), bit 1 within two
/// at the left ("said Ana Silva").
fn speaks(facts: &Facts, at: usize) -> u8 {
    let speech = |index: usize| facts.rows[index].classes.has(Classes::SPEECH_VERB);
    u8::from((1..=3).any(|far| speech(at + far))) | u8::from((1..=2).any(|far| speech(at - far))) << 1
}
