//! Cells: what the rules ask of a token, side by side, read once.
//!
//! A rule asks of a token whether it is one of some words, has a class, ends in "-ed", stands in quotation marks. All
//! of it is a few bits, so that a [`Cell`] of 40 bytes answers without looking at the text again. What a cell holds
//! depends on the token, on whether it stands in quotation marks, and on whether its sentence is a headline
//! ([`Reader::cell`]); of the tokens beside it only a capital that binds others asks ([`is_given_name`]).
//!
//! Inside quotation marks nothing hooks: a frame in the words of the speaker is the speaker's.

use super::finite::Finite;
use super::lexicon::{Lexicon, Words};
use super::model::{self, Model};
use crate::lexicon::Classes;
use crate::lexicon::bits::bit_set;
use crate::lexicon::en::attribution;
use crate::lexicon::letterless_hash;
use crate::segment::{Flags, Token};

/// Words without "-ly" that may stand between a subject and its verb: "Lopez *also* said", "they *both* said".
/// Besides adverbs these are negations, reflexives and floating quantifiers.
const ADVERBS: &Words = &Words::of(attribution::ADVERBS);

/// What is asked of one token; the cell behind the last token is of no word, with all counts and marks of the text
/// behind it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    /// What the word list says of the word, corrected for names: see [`classes_of`].
    pub(super) classes: Classes,
    /// What the model takes the word for, case aside: the word's own hash, or that of its form with all digits alike.
    pub(super) hash: u64,
    /// The number of words before it in the text, so that words of a run are counted by a difference.
    pub(super) words: u32,
    /// Where it stands beside quotation marks.
    pub(super) marks: Marks,
    /// Its shape, as the segmenter told it.
    pub(super) flags: Flags,
    /// What the rules ask of it with yes and no.
    pub(super) traits: Traits,
    /// The number of its entry in the lexicon, which is that of its word if rules name it; 0 if it has none.
    pub(super) word: u16,
    /// What the model takes it for besides: see [`group`].
    pub(super) group: u16,
}

impl Cell {
    /// Whether it has a letter or digit.
    #[inline]
    pub(super) const fn is_word(&self) -> bool {
        self.flags.has(Flags::LETTER.or(Flags::DIGIT))
    }
}

/// Where a token stands beside the quoted stretches: the number of those that end before it, and whether it is inside
/// one.
///
/// One number: the count, shifted, and the lowest bit for inside. Two equal values without that bit have no stretch
/// between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Marks(u32);

impl Marks {
    /// Behind so many stretches, inside the next one or not.
    pub(super) const fn new(before: u32, inside: bool) -> Self {
        Self(before << 1 | inside as u32)
    }

    /// Whether it stands in quotation marks; the marks themselves do.
    #[inline]
    pub(super) const fn is_inside(self) -> bool {
        self.0 & 1 != 0
    }

    /// The number of stretches that end before it.
    #[inline]
    pub(super) fn before(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// The index of its stretch; none outside of quotation marks.
    #[inline]
    pub(super) fn stretch(self) -> Option<usize> {
        self.is_inside().then_some(self.before())
    }
}

/// Yes and no of a token, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Traits(u16);

bit_set!(pub(super) Traits);

impl Traits {
    /// A name, as far as capitals tell.
    pub(super) const NAME: Self = Self(1);
    /// An adverb that may stand before a verb: one of the list, or any word in "-ly".
    pub(super) const ADVERB: Self = Self(1 << 1);
    /// Ends in "-ed".
    pub(super) const ED: Self = Self(1 << 2);
    /// Ends in "-ing".
    pub(super) const ING: Self = Self(1 << 3);
    /// Ends in one "s": no "-ss".
    pub(super) const S: Self = Self(1 << 4);
    /// A form of a reporting verb ([`super::verbs`]); not inside quotation marks, nor in capitals in the middle of a
    /// sentence.
    pub(super) const VERB: Self = Self(1 << 5);
    /// Its stem reported in the model's data, or the word list has it as a verb of speech or belief; no binding word,
    /// no adverb.
    pub(super) const KNOWN: Self = Self(1 << 6);
    /// A reporting noun in lower case: "claim", "support".
    pub(super) const NOUN: Self = Self(1 << 7);
    /// A pronoun that can be a subject.
    pub(super) const SUBJECT: Self = Self(1 << 8);
    /// A dash of any length, a hyphen that stands alone included.
    pub(super) const DASH: Self = Self(1 << 9);
    /// "according", on which a frame hangs without a verb.
    const ACCORDING: Self = Self(1 << 10);
    /// A past tense by itself: "fell".
    pub(super) const PAST: Self = Self(1 << 11);
    /// A past tense, or a participle, noun or adjective that looks the same: "left", "cut".
    pub(super) const MAYBE: Self = Self(1 << 12);
    /// The third person of a verb that reports nothing: "pays"; the noun's plural may look the same.
    pub(super) const PRESENT: Self = Self(1 << 13);
    /// Its base form: "pay".
    pub(super) const BASE: Self = Self(1 << 14);

    /// What frames may hang on: what reports, and "according".
    pub(super) const HOOK: Self = Self::VERB.or(Self::KNOWN).or(Self::NOUN).or(Self::ACCORDING);

    /// Those of a word by itself: what does not depend on where it stands. `word` is its number in the lexicon;
    /// `verb` and `noun` whether it reports as one, `finite` how it shows a clause.
    pub(super) fn of_word(word: u16, verb: bool, noun: bool, finite: Option<Finite>) -> Self {
        let mut traits = Self::default();
        traits.set(Self::ADVERB, ADVERBS.has(word));
        traits.set(Self::SUBJECT, words!["he", "she", "they", "it", "we", "i", "you", "there"].has(word));
        traits.set(Self::DASH, words!["-", "--", "---", "–", "—", "―"].has(word));
        traits.set(Self::ACCORDING, word == word!("according"));
        traits.set(Self::VERB, verb);
        traits.set(Self::NOUN, noun);
        traits.set(Self::PAST, finite == Some(Finite::Past));
        traits.set(Self::MAYBE, finite == Some(Finite::Maybe));
        traits.set(Self::PRESENT, finite == Some(Finite::Present));
        traits.set(Self::BASE, finite == Some(Finite::Base));
        traits
    }

    /// Adds `more` if that holds; takes nothing away.
    pub(super) fn set(&mut self, more: Self, holds: bool) {
        self.0 |= more.0 * u16::from(holds);
    }

    /// Takes `which` away.
    fn clear(&mut self, which: Self) {
        self.0 &= !which.0;
    }
}

/// Whether a word is none of those that only bind others.
#[cfg(feature = "learn")]
pub(crate) fn is_content(token: Token<'_>) -> bool {
    let lexicon = Lexicon::get();
    let (_, traits) = lexicon.find(token.hash());
    may_be_content(token) && !traits.has(Traits::ADVERB) && !is_ly(token.text().as_bytes())
}

/// Likewise, as far as classes tell.
pub(super) fn may_be_content(token: Token<'_>) -> bool {
    token.span().len() > 2 && !token.has(BINDING) && token.is_word()
}

/// Words that report, as the word list has it: such words are known to report also where the training data lack them.
const REPORTING: Classes = Classes::SPEECH_VERB.or(Classes::BELIEF_VERB);

/// Words that only bind others.
const BINDING: Classes = Classes::BINDING.or(Classes::MODAL);

/// Whether a word ends as most adverbs do.
fn is_ly(word: &[u8]) -> bool {
    word.len() > 4 && word.ends_with(b"ly") && !word[0].is_ascii_uppercase()
}

/// What the word list says of a word, as a number from 1 to 13.
fn group(classes: Classes) -> u16 {
    const GROUPS: [Classes; 12] = [
        Classes::DETERMINER,
        Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN),
        Classes::IT_PRONOUN.or(Classes::THEY_PRONOUN).or(Classes::FIRST_PERSON).or(Classes::SECOND_PERSON),
        Classes::CONJUNCTION,
        Classes::WH,
        Classes::PREPOSITION,
        Classes::SUBORDINATOR,
        Classes::AUXILIARY.or(Classes::MODAL),
        Classes::TITLE,
        Classes::MONTH.or(Classes::WEEKDAY).or(Classes::UNIT).or(Classes::DEICTIC),
        Classes::ORG_SUFFIX.or(Classes::ORG_KEY),
        Classes::GIVEN.or(Classes::SURNAME),
    ];
    /// Most words are of none.
    const ANY: Classes = {
        let (mut any, mut at) = (Classes::NONE, 0);
        while at < GROUPS.len() {
            any = any.or(GROUPS[at]);
            at += 1;
        }
        any
    };
    if !classes.has(ANY) {
        return 13;
    }
    (1..).zip(GROUPS).find(|&(_, group)| classes.has(group)).map_or(13, |(number, _)| number)
}

/// The classes of a token, but of a capital within a sentence that is a name, those of a name: "Will" of "then Will
/// Smith said" is no modal and "May" of "as May Lopez said" no month.
#[inline]
fn classes_of(token: Token<'_>) -> Classes {
    const BINDS: Classes = Classes::PREPOSITION.or(Classes::MODAL).or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR);
    let (flags, classes) = (token.flags(), token.classes());
    let capital = flags.has(Flags::CAPITALISED) && !flags.has(Flags::SENTENCE_START);
    if capital && classes.has(BINDS) && is_given_name(token) {
        return classes.without(BINDS.or(Classes::MONTH)).or(Classes::GIVEN);
    }
    classes
}

/// Whether a capitalised word that binds others is a name: another capital is behind it, and no mark after which
/// sentences start before it.
///
/// "that Will Smith" → yes; ": Will Smith" → no, for there a question may start; "The Hague" → no, a determiner never
/// is.
#[cold]
fn is_given_name(token: Token<'_>) -> bool {
    let before = token.prev().is_some_and(|before| before.is_word() || matches!(before.text(), "," | "\"" | "”" | "’"));
    let surname = |next: Token<'_>| next.is_word() && next.is_capitalised() && !next.has(Classes::BINDING);
    before && !token.has(Classes::DETERMINER) && token.next().is_some_and(surname)
}

/// What all tokens of a text are read by: one value for the whole text, copied for each token.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The text that tokens are spans of.
    pub(super) text: &'a str,
    /// The words that rules name and those that report.
    pub(super) lexicon: &'static Lexicon,
    /// Which stems reported in the training data.
    pub(super) model: &'a Model<'a>,
}

impl Reader<'_> {
    /// The cell of `token`, at `marks` after so many `words`; in a `titled` sentence capitals tell nothing of a verb.
    ///
    /// What capitals mean: within an ordinary sentence a capital is a name, and no verb, noun or known word; at its
    /// start it may be either; in a headline in title case every word has one; a longer word all in capitals reports
    /// only if it is a listed verb ("SAYS"), for the model knows no headline.
    #[inline]
    pub(super) fn cell(self, token: Token<'_>, marks: Marks, words: u32, titled: bool) -> Cell {
        let (flags, range) = (token.flags(), token.span().range());
        let classes = if titled || marks.is_inside() { token.classes() } else { classes_of(token) };
        let all = self.text.as_bytes();
        let text = all.get(range.clone()).unwrap_or_default();
        let hash = match token.hash() {
            0 => letterless_hash(self.text, range.clone()),
            hash => hash,
        };
        let (word, mut traits) = self.lexicon.find(hash);
        match text.last() {
            Some(b'd') => traits.set(Traits::ED, text.ends_with(b"ed")),
            Some(b'g') => traits.set(Traits::ING, text.ends_with(b"ing")),
            Some(b's') => traits.set(Traits::S, !text.ends_with(b"ss")),
            Some(b'y') => traits.set(Traits::ADVERB, is_ly(text)),
            _ => {}
        }
        let is_word = flags.has(Flags::LETTER.or(Flags::DIGIT));
        let capital = flags.has(Flags::CAPITALISED);
        let first = flags.has(Flags::SENTENCE_START);
        traits.set(Traits::NAME, capital && !(first && classes.has(Classes::COMMON)));
        if marks.is_inside() {
            traits.clear(Traits::HOOK);
        } else {
            if capital {
                traits.clear(Traits::NOUN);
            }
            // A headline in capitals: its verbs must be listed.
            let shouted = flags.has(Flags::CAPITALS) && text.len() > 3;
            if titled || !capital || first {
                let content = text.len() > 2 && is_word && !classes.has(BINDING) && !traits.has(Traits::ADVERB);
                let known =
                    content && !shouted && (classes.has(REPORTING) || self.model.knows(model::stem(all, range)));
                traits.set(Traits::KNOWN, known);
            } else {
                traits.clear(Traits::VERB);
            }
        }
        let digit = flags.has(Flags::DIGIT);
        let group = match text.first() {
            Some(&sign) if !is_word => 128 + u16::from(sign),
            _ => group(classes) << 3 | u16::from(capital) << 2 | u16::from(marks.is_inside()) << 1 | u16::from(digit),
        };
        let hash = if digit { model::hash(text) } else { hash };
        Cell { classes, hash, words, marks, flags, traits, word, group }
    }
}
