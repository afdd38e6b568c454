//! Tokens: their flags, how they are looked up, and the small rules of where marks and endings are cut.
//!
//! [`tokenize`] is the segmenter's first step. The scan finds the tokens; then all are looked up in the word
//! list, eight at a time, and the first byte of each one's flags goes to the [`Outlines`], by which later steps
//! pass over tokens that say nothing to them.
//!
//! Flags tell what can be seen of a token and its place; [`Classes`](crate::lexicon::Classes) tell what the
//! word list knows of the word.

use super::chars::{cluster, is_apostrophe, is_attached};
use super::outlines::Outlines;
use super::scan::{self, Signs};
use super::{Segments, TokenRow};
use crate::lexicon::bits::bit_set;
use crate::lexicon::en::stop::CONTRACTED;
use crate::lexicon::{Lexicon, SMALL};

/// What a token's characters are, and how it stands in its line, sentence and quotation, as a set of bits.
///
/// The eight lowest bits are those that lines and boundaries are sought by: they are the token's *first byte*,
/// and the numbers of all bits are chosen for that.
///
/// # Example
///
/// ```
/// use dateline::{Flags, Segmenter};
///
/// let text = "Ms. Aasen left the U.N.-led talks.";
/// let segments = Segmenter::new().segment(text);
/// let abbreviated = segments.view(text).tokens().filter(|token| token.flags().has(Flags::ABBREVIATION));
/// assert_eq!(abbreviated.map(|token| token.text()).collect::<Vec<_>>(), ["Ms.", "U.N.-led"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u32);

bit_set!(pub Flags);

impl Flags {
    /// Holds a letter, of any script.
    pub const LETTER: Self = Self(1 << 8);
    /// Holds a digit or another numeric character ("½").
    pub const DIGIT: Self = Self(1 << 1);
    /// Starts with a capital letter.
    pub const CAPITALISED: Self = Self(1 << 5);
    /// All its letters, two or more, are capitals: "UN", "G-20"; a single letter never has it.
    pub const CAPITALS: Self = Self(1);
    /// A blank or the text's start stands before it.
    pub const SPACE_BEFORE: Self = Self(1 << 6);
    /// The first word of its sentence: opening marks and brackets before it do not count.
    pub const SENTENCE_START: Self = Self(1 << 9);
    /// An opening quotation mark that belongs to a pair, or to a quotation that its paragraph leaves open.
    pub const OPEN_MARK: Self = Self(1 << 10);
    /// A closing quotation mark that belongs to a pair.
    pub const CLOSE_MARK: Self = Self(1 << 11);
    /// Lies between quotation marks; the marks themselves do.
    pub const QUOTED: Self = Self(1 << 12);
    /// A full stop, question mark, exclamation mark or ellipsis.
    pub const TERMINAL: Self = Self(1 << 4);
    /// A line break stands before it.
    pub const LINE_START: Self = Self(1 << 7);
    /// Holds neither letter nor digit.
    pub const PUNCTUATION: Self = Self(1 << 13);
    /// A word with the full stop that belongs to it: an abbreviation or an initial, with what a hyphen joins to
    /// it ("U.S.-led").
    pub const ABBREVIATION: Self = Self(1 << 2);
    /// A web or e-mail address.
    pub const LINK: Self = Self(1 << 14);
    /// Is a word with a hyphen inside.
    pub const HYPHEN: Self = Self(1 << 15);
    /// A mark other than a comma, or an address: most of what ends a sentence before a small letter.
    pub(super) const EDGE: Self = Self(1 << 3);
    /// Starts a line where the line before was ended on purpose, not by wrapping: no sentence goes on over it.
    pub(super) const HARD_LINE: Self = Self(1 << 16);
    /// The blanks before it stand for a mark that the text has lost: no name and no phrase goes on over them.
    pub(crate) const PARTED: Self = Self(1 << 17);

    /// The flags that both have.
    #[inline]
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The flags of a run of ASCII letters: `first` holds the first one in its lowest byte, `all` all of them
    /// anywhere. The caller makes sure that a single capital does not count as [`Flags::CAPITALS`], by setting
    /// the bit of small letters.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "one bit is taken")]
    pub(super) fn of_letters(first: u64, all: u64) -> Self {
        let capitalised = !first as u32 & Self::CAPITALISED.0;
        Self(Self::LETTER.0 | capitalised | Self::CAPITALS.when(all & SMALL == 0).0)
    }

    /// The flags of the first byte: all that tells whether a token is busy, and [`Self::LINE_START`].
    #[inline]
    pub(super) fn first_byte(self) -> u64 {
        u64::from(self.0 & 0xff)
    }

    /// The flag of each of eight tokens, whose first bytes are `eight`, in the lowest bit of the token's byte.
    #[inline]
    pub(super) fn lanes(self, eight: u64) -> u64 {
        eight >> self.0.trailing_zeros() & 0x0101_0101_0101_0101
    }

    /// The flags if `yes`, else none.
    #[inline]
    pub(super) fn when(self, yes: bool) -> Self {
        Self(self.0 * u32::from(yes))
    }

    /// Sets the flags of `other`.
    #[inline]
    pub(super) fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Finds the tokens of `text`, and its signs, in the place of those that `signs` held. `ends` are places where
/// a paragraph is known to end: no abbreviation there belongs to a number behind it.
pub(super) fn tokenize(text: &str, ends: &[u32], lexicon: Lexicon, signs: &mut Signs, segments: &mut Segments) {
    signs.clear();
    segments.tokens.clear();
    scan::scan(text, ends, lexicon, signs, &mut segments.tokens);
    look_up(lexicon, segments, signs);
}

/// Looks up the words, and notes which tokens a stage hooks on. Apart from the scan, so that the processor
/// looks for several words at a time.
#[inline(never)]
fn look_up(lexicon: Lexicon, segments: &mut Segments, signs: &mut Signs) {
    let (tokens, hooked) = (&mut segments.tokens, &mut segments.hooked);
    signs.outlines.clear(tokens.len());
    hooked.clear();
    hooked.reserve_exact(tokens.len().div_ceil(64));
    for block in tokens.chunks_mut(64) {
        let (mut bits, mut at) = (0, 0);
        let (eights, rest) = block.as_chunks_mut::<8>();
        for eight in eights {
            bits |= look_up_eight(lexicon, eight, &mut signs.outlines) << at;
            at += 8;
        }
        if !rest.is_empty() {
            bits |= look_up_eight(lexicon, rest, &mut signs.outlines) << at;
        }
        hooked.push(bits);
    }
    for &token in &signs.hooked {
        hooked[token as usize / 64] |= 1 << (token % 64);
    }
}

/// Looks up eight tokens or fewer, adds the first bytes of their flags to the outlines, and tells the listed
/// words that a stage hooks on, a bit each.
#[inline(always)]
fn look_up_eight(lexicon: Lexicon, tokens: &mut [TokenRow], outlines: &mut Outlines) -> u64 {
    let (mut eight, mut hooked) = (0, 0);
    // Backwards, so that one token after the other moves to its place: each by itself would have to be kept until
    // all are known.
    for token in tokens.iter_mut().rev() {
        let (classes, rests) = lexicon.known(token.hash);
        token.classes = classes;
        eight = eight << 8 | token.flags.first_byte();
        hooked = hooked << 1 | rests;
    }
    outlines.push(eight);
    hooked
}

/// The hash of a token that is no word. No word has it: the lowest bit of every word's hash is set.
pub(super) const NO_WORD: u64 = 0;

/// The flags that a token's characters give, one by one: the long way, for what is not a plain run of ASCII
/// letters.
pub(super) fn shape(word: &str) -> Flags {
    let mut flags = Flags::default();
    let (mut upper, mut lower) = (0, 0);
    for c in word.chars() {
        if c.is_alphabetic() {
            flags.set(Flags::LETTER);
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        } else if c.is_numeric() {
            flags.set(Flags::DIGIT);
        } else if c == '-' {
            flags.set(Flags::HYPHEN);
        }
    }
    if word.starts_with(char::is_uppercase) {
        flags.set(Flags::CAPITALISED);
    }
    if upper > 1 && lower == 0 {
        flags.set(Flags::CAPITALS);
    }
    if !flags.has(Flags::LETTER.or(Flags::DIGIT)) {
        flags.set(Flags::PUNCTUATION.or(Flags::EDGE));
    }
    flags
}

/// The length in bytes of the mark that `rest` starts with, whose first character is `c`.
///
/// Doubled ticks (``` `` ```, `''`), ellipses and rows of one sign ("---", "***") are one token; "?" and "!"
/// mix ("?!"); of angle brackets two are one. From U+2070 on a character goes with all that its reader sees as
/// one: a flag, an emoji with its tone of skin.
pub(super) fn mark_len(rest: &str, c: char) -> usize {
    let run = |set: &[char]| rest.len() - rest.trim_start_matches(set).len();
    match c {
        '.' | '-' | '*' | '_' | '=' | '~' | '#' | '+' | '^' | '|' => run(&[c]),
        '!' | '?' => run(&['!', '?']),
        '<' | '>' => run(&[c]).min(2),
        '`' | '\'' if rest[1..].starts_with(c) => 2,
        _ if c.is_ascii() => 1,
        // Marks of text stand by themselves, hardly ever with what is attached.
        '\u{2070}'.. => cluster(rest),
        _ => rest.chars().skip(1).take_while(|&c| is_attached(c)).fold(c.len_utf8(), |len, c| len + c.len_utf8()),
    }
}

/// Where a word is cut before its contraction or possessive ending, in bytes: behind the "did" of "didn't", the
/// "Lund" of "Lund's". Nothing for words that hold an apostrophe otherwise ("O'Brien", "rock'n'roll") and for
/// what has nothing before it ("'s").
pub(super) fn contraction(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let ending = &word[at + mark.len_utf8()..];
    let is = |list: &[&str]| list.iter().any(|item| ending.eq_ignore_ascii_case(item));
    if is(&["t"]) && word[..at].ends_with(['n', 'N']) {
        return Some(at - 1).filter(|&cut| cut > 0);
    }
    (at > 0 && is(CONTRACTED)).then_some(at)
}
