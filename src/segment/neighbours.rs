//! Which neighbours a sentence may end between without a stop.
//!
//! Asking the model about every blank would cost more than all else. In the training texts nearly all such places lie between few
//! kinds of neighbours, most of them rare in edited prose.

use super::rules::STARTERS;
use super::{Segments, TokenRow};
use crate::gazetteer::classes::Classes;
use crate::segment::Flags;

/// A kind of token, as a bit.
type Kinds = u32;

const SMALL: Kinds = 1;
/// A capitalised word that starts sentences rather than names.
const STARTER: Kinds = 1 << 1;
/// A capitalised word that mostly stands in small letters.
const COMMON: Kinds = 1 << 2;
/// Any other capitalised word.
const NAME: Kinds = 1 << 3;
const CAPITALS: Kinds = 1 << 4;
const NUMBER: Kinds = 1 << 5;
/// Letters and digits.
const MIXED: Kinds = 1 << 6;
const ABBREVIATION: Kinds = 1 << 7;
const LINK: Kinds = 1 << 8;
const COMMA: Kinds = 1 << 9;
const COLON: Kinds = 1 << 10;
const SEMICOLON: Kinds = 1 << 11;
const DASH: Kinds = 1 << 12;
const OPENING: Kinds = 1 << 13;
const CLOSING: Kinds = 1 << 14;
/// Any other mark.
const SIGN: Kinds = 1 << 15;

const CAPITALISED: Kinds = STARTER | COMMON | NAME;
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

static LIKELY_ROWS: [Kinds; 16] = rows(false);
static POSSIBLE_ROWS: [Kinds; 16] = rows(true);

/// Whether a sentence may end between two tokens of these flags without a stop; `loose` tells texts written like letters and
/// posts. A quick look before [`part`].
#[inline]
pub(super) fn may_part(before: Flags, after: Flags, loose: bool) -> bool {
    let shaped = after.has(SHAPED);
    after.has(Flags::SPACE_BEFORE) & (shaped & (loose | before.has(SHAPED)) | !shaped & before.has(EDGED))
}

/// How many tokens stand before the first one where a sentence may end, with a stop or without. `before` are the flags of the token
/// before the first.
#[inline]
pub(super) fn busy(before: Flags, tokens: &[TokenRow], loose: bool) -> usize {
    let mut before = before;
    let place = tokens.iter().position(|token| {
        let here = token.flags;
        let parts = may_part(before, here, loose);
        before = here;
        parts | here.has(STOPS.or(Flags::HARD_LINE))
    });
    place.unwrap_or(tokens.len())
}

/// What a sentence may end with: full stops and the like, and what holds one.
pub(super) const STOPS: Flags = Flags::TERMINAL.or(Flags::ABBREVIATION);

/// What is not simply a word in small letters.
const SHAPED: Flags =
    Flags::PUNCTUATION.or(Flags::LINK).or(Flags::CAPITALISED).or(Flags::DIGIT).or(Flags::ABBREVIATION);

/// What a sentence may end with when the next one starts in small letters.
const EDGED: Flags = Flags::PUNCTUATION.or(Flags::LINK).or(Flags::CAPITALS);

/// Whether a sentence may end before the token `at` without a stop.
pub(super) fn part(text: &str, segments: &Segments, at: usize, loose: bool) -> bool {
    let rows = if loose { &POSSIBLE_ROWS } else { &LIKELY_ROWS };
    let left = kind(text, segments, at - 1);
    // No row is that of a kind that is none.
    let likely = rows.get(left.trailing_zeros() as usize).copied().unwrap_or_default();
    likely != 0 && likely & kind(text, segments, at) != 0
}

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
