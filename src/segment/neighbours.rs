//! Which neighbours a sentence may end between without a stop.
//!
//! Asking the model about every blank would cost more than all else. In the training texts nearly all such
//! places lie between few kinds of neighbours, most of them rare in edited prose. The tables [`LIKELY`] and
//! [`POSSIBLE`] have these kinds; [`part`] asks them, and [`busy`] lets eight tokens pass at a time that cannot
//! be such.
//!
//! Neighbours that no table has are never asked about: no sentence ends here between two words in small letters.

use super::Segments;
use super::rules::STARTERS;
use crate::lexicon::Classes;
use crate::segment::Flags;

/// A kind of token, as a bit; several kinds, as several.
type Kinds = u32;

/// A word in small letters.
const SMALL: Kinds = 1;
/// A capitalised word that starts sentences rather than names.
const STARTER: Kinds = 1 << 1;
/// A capitalised word that mostly stands in small letters.
const COMMON: Kinds = 1 << 2;
/// Any other capitalised word.
const NAME: Kinds = 1 << 3;
/// A word in capitals that is no starter: "NATO".
const CAPITALS: Kinds = 1 << 4;
/// Digits and signs without a letter.
const NUMBER: Kinds = 1 << 5;
/// Letters and digits.
const MIXED: Kinds = 1 << 6;
/// A word with its full stop.
const ABBREVIATION: Kinds = 1 << 7;
/// A web or e-mail address.
const LINK: Kinds = 1 << 8;
/// A comma; the kinds behind it are single marks too, dashes of any length among them.
const COMMA: Kinds = 1 << 9;
const COLON: Kinds = 1 << 10;
const SEMICOLON: Kinds = 1 << 11;
const DASH: Kinds = 1 << 12;
/// A mark or bracket that opens.
const OPENING: Kinds = 1 << 13;
/// A mark or bracket that closes.
const CLOSING: Kinds = 1 << 14;
/// Any other mark.
const SIGN: Kinds = 1 << 15;

/// Any capitalised word but one in capitals.
const CAPITALISED: Kinds = STARTER | COMMON | NAME;
/// Any kind.
const ANY: Kinds = Kinds::MAX;

/// For each kind on the left the kinds on the right between which about five places in a hundred end a sentence.
const LIKELY: [(Kinds, Kinds); 10] = [
    (LINK, ANY),
    (COLON, ANY),
    (SIGN, ANY),
    (CLOSING, CAPITALISED | CAPITALS | NUMBER | ABBREVIATION | DASH | OPENING | SIGN),
    (SEMICOLON, SMALL | NAME),
    (CAPITALS, CAPITALISED | NUMBER),
    (NUMBER, CAPITALISED | OPENING | SIGN | LINK),
    (MIXED, CAPITALISED | NUMBER | DASH),
    (NAME | COMMON, STARTER | CAPITALS | DASH | SIGN | LINK),
    (DASH, CAPITALISED),
];

/// Those between which one in a hundred does; in texts written like letters and posts they count as well.
const POSSIBLE: [(Kinds, Kinds); 8] = [
    (SMALL, STARTER | COMMON | DASH | SIGN),
    (NAME, NAME | COMMON | OPENING | NUMBER | MIXED | ABBREVIATION),
    (STARTER, CAPITALISED),
    (COMMON, COMMON | NAME | NUMBER),
    (DASH, SMALL),
    (COMMA, CAPITALISED),
    (CAPITALS, SMALL | CAPITALS),
    (CLOSING, SMALL),
];

/// [`LIKELY`], or with [`POSSIBLE`], by the number of the left kind's bit.
const fn rows(possible: bool) -> [Kinds; 16] {
    let mut rows = [0; 16];
    let mut left = 0;
    while left < 16 {
        let mut at = 0;
        while at < LIKELY.len() {
            if LIKELY[at].0 & 1 << left != 0 {
                rows[left] |= LIKELY[at].1;
            }
            at += 1;
        }
        at = 0;
        while possible && at < POSSIBLE.len() {
            if POSSIBLE[at].0 & 1 << left != 0 {
                rows[left] |= POSSIBLE[at].1;
            }
            at += 1;
        }
        left += 1;
    }
    rows
}

/// For each kind on the left, by its bit's number, the kinds on the right, in edited prose.
static LIKELY_ROWS: [Kinds; 16] = rows(false);
/// The same in texts written like letters and posts.
static POSSIBLE_ROWS: [Kinds; 16] = rows(true);

/// Of eight tokens, a byte each, the lowest bits of those that a sentence may end with, or start with by the
/// kinds of their neighbours: a quick look before [`part`] that lets all pass that [`part`] does. `left` are
/// the tokens before them, `loose` tells texts written like letters and posts.
#[inline]
pub(super) fn busy(left: u64, here: u64, loose: bool) -> u64 {
    let shaped = |eight| {
        Flags::CAPITALISED.lanes(eight)
            | Flags::DIGIT.lanes(eight)
            | Flags::ABBREVIATION.lanes(eight)
            | Flags::EDGE.lanes(eight)
    };
    let loose = if loose { u64::MAX } else { 0 };
    let parts = shaped(here) & (shaped(left) | loose) | Flags::CAPITALS.lanes(left) & loose | Flags::EDGE.lanes(left);
    Flags::SPACE_BEFORE.lanes(here) & parts | Flags::TERMINAL.lanes(here) | Flags::ABBREVIATION.lanes(here)
}

/// What tells the kinds of words that do not stand in small letters.
const SHAPED: Flags = Flags::CAPITALISED
    .or(Flags::CAPITALS)
    .or(Flags::DIGIT)
    .or(Flags::ABBREVIATION)
    .or(Flags::EDGE)
    .or(Flags::PUNCTUATION);

/// What a sentence may end with: full stops and the like, and what holds one.
pub(super) const STOPS: Flags = Flags::TERMINAL.or(Flags::ABBREVIATION);

/// Whether a sentence may end before the token `at` without a stop. The token before it must be in the same
/// paragraph. `loose` tells texts written like letters and posts.
pub(super) fn part(text: &str, segments: &Segments, at: usize, loose: bool) -> bool {
    // Two words of a name, as most such neighbours are.
    let name = |at: usize| segments.tokens[at].flags.and(SHAPED) == Flags::CAPITALISED;
    if !loose && name(at - 1) && name(at) && !segments.tokens[at].classes.has(STARTERS) {
        return false;
    }
    let rows = if loose { &POSSIBLE_ROWS } else { &LIKELY_ROWS };
    let left = kind(text, segments, at - 1);
    // No row is that of a kind that is none.
    let likely = rows.get(left.trailing_zeros() as usize).copied().unwrap_or_default();
    likely != 0 && likely & kind(text, segments, at) != 0
}

/// The kind of a token; 0 for signs that stand close to words on both sides ("$", "%", "&").
fn kind(text: &str, segments: &Segments, index: usize) -> Kinds {
    let token = &segments.tokens[index];
    let flags = token.flags;
    if flags.has(Flags::LINK) {
        return LINK;
    }
    if flags.has(Flags::PUNCTUATION) {
        return if flags.has(Flags::OPEN_MARK) {
            OPENING
        } else if flags.has(Flags::CLOSE_MARK) {
            CLOSING
        } else {
            match token.sign(text) {
                b',' => COMMA,
                b':' => COLON,
                b';' => SEMICOLON,
                b'-' | b'_' => DASH,
                b'(' | b'[' | b'{' | b'<' => OPENING,
                b')' | b']' | b'}' | b'>' => CLOSING,
                b'$' | b'%' | b'&' | b'/' => 0,
                0 => match &text[token.span] {
                    "--" | "–" | "—" => DASH,
                    "<<" => OPENING,
                    ">>" => CLOSING,
                    "£" | "€" => 0,
                    _ => SIGN,
                },
                _ => SIGN,
            }
        };
    }
    let classes = token.classes;
    match () {
        () if !flags.has(Flags::LETTER) => NUMBER,
        () if flags.has(Flags::DIGIT) => MIXED,
        () if flags.has(Flags::ABBREVIATION) => ABBREVIATION,
        () if !flags.has(Flags::CAPITALISED) => SMALL,
        () if classes.has(STARTERS) => STARTER,
        () if flags.has(Flags::CAPITALS) => CAPITALS,
        () if classes.has(Classes::COMMON) => COMMON,
        () => NAME,
    }
}
