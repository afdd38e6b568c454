//! Capitalised runs: the stretches in which names are looked for.
//!
//! In "the Harbour Board of Lund and Ana van Loon's aide" the runs are "Harbour Board", "Lund" and "Ana van Loon". "of"
//! ends a run: rules that know a name to go on over it do so themselves. This is the first filter over all tokens of a
//! text, so its tests are on bytes and bits.

use std::ops::Range;

use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::eight;
use crate::segment::{Flags, Sentence, View};
use crate::span::Span;

/// Words that are capitalised for what they are, not because they name something: "I", "Monday".
const NEVER: Classes = Classes::FIRST_PERSON.or(Classes::WEEKDAY);

/// The maximal stretches of capitalised words of a sentence, as token indices.
///
/// Name particles ("van", "bin") and ampersands stand between capitalised words; every other mark ends a run, and so
/// does a possessive ending.
pub(super) fn runs<'a>(view: View<'a>, sentence: Sentence<'a>) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let end = sentence.end_token().index();
    let mut at = sentence.first_token().index();
    std::iter::from_fn(move || {
        while at < end {
            let start = at;
            at += 1;
            if !is_name_like(view, start) {
                continue;
            }
            loop {
                let joined = (at..end.min(at + 3)).take_while(|&index| joins(view, index)).count();
                if at + joined >= end || !is_name_like(view, at + joined) || is_parted(view, at + joined) {
                    break;
                }
                at += joined + 1;
            }
            return Some(start..at);
        }
        None
    })
}

/// Whether the text has lost a mark before the token, which ends a run.
fn is_parted(view: View<'_>, index: usize) -> bool {
    view.token(TokenId::new(index)).flags().has(Flags::PARTED)
}

/// Whether a token may be in a run by itself: it starts with a capital, or has one behind a particle ("al-Sisi").
#[inline]
fn is_name_like(view: View<'_>, index: usize) -> bool {
    let token = view.token(TokenId::new(index));
    let flags = token.flags();
    let inner = || !starts_with_letters(view.text(), token.span()) && has_inner_capital(token.text());
    // "US" is no pronoun.
    (flags.has(Flags::CAPITALISED) || flags.has(Flags::LETTER) && inner())
        && (flags.has(Flags::CAPITALS) || !token.has(NEVER))
}

/// Short particles stand before a capital inside a word; in bytes.
const PARTICLE: usize = 4;

/// Whether there is nothing but ASCII letters, and some marks that join no words, where a particle and what joins it
/// may stand.
#[inline]
fn starts_with_letters(text: &str, word: Span) -> bool {
    /// Of these two bits of each byte the lower one is set, the higher one not.
    const LETTER: u64 = 0x4040_4040_4040_4040;
    const BITS: u64 = 0xc0c0_c0c0_c0c0_c0c0;
    let range = word.range();
    let looked_at = BITS >> (64 - 8 * range.len().clamp(1, PARTICLE + 1));
    (eight(text.as_bytes(), range.start) ^ LETTER) & looked_at == 0
}

/// "al-Sisi", "d'Ivoire": a capital after a hyphen or apostrophe that follows a particle. Rare: the caller rules out
/// most words by their bytes.
#[cold]
fn has_inner_capital(text: &str) -> bool {
    let mark = text.find(['-', '\'', '’']).filter(|&at| at <= PARTICLE);
    mark.is_some_and(|at| text[at..].chars().nth(1).is_some_and(char::is_uppercase))
}

/// Whether a token joins two parts of a run: "&", or a particle in small letters.
fn joins(view: View<'_>, index: usize) -> bool {
    view.get(index).is_some_and(|token| match token.text() {
        "&" => true,
        text => token.has(Classes::NAME_PARTICLE) && text.starts_with(char::is_lowercase),
    })
}

/// Whether the sentence is a headline in capitals: three of four of its words of two letters or more are, and it has
/// three such words. Ends early once too many are not.
pub(super) fn in_capitals(sentence: Sentence<'_>) -> bool {
    let tokens = sentence.end_token().index() - sentence.first_token().index();
    let (mut others, mut words) = (0, 0);
    for token in sentence.tokens().filter(|token| token.flags().has(Flags::LETTER) && token.span().len() > 1) {
        words += 1;
        others += usize::from(!token.flags().has(Flags::CAPITALS));
        if others * 4 > tokens {
            return false;
        }
    }
    words >= 3 && others * 4 <= words
}
