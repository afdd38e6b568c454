//! What the words of the sentence make of an expression that alone may be one or not: "the 70s" are degrees beside
//! "temperatures", "the second quarter" is one of a match beside "touchdown".
//!
//! | text | none if near by |
//! |---|---|
//! | the 70s, in digits | a word of degrees, points or ages; "the upper 70s" |
//! | the second quarter | a word or score of sport, and no word of business |
//! | the first half | the same, or no word of business at all |
//! | 2010 | the name of a street right behind it |
//!
//! Asked of each expression that was read, right away, and before it may tell anything of others. Only what no year
//! makes certain is doubted: "the second quarter of 2024" is of business.

use super::expression::{Expression, Meaning, Which};
use super::rule::Rule;
use super::value::Point;
use crate::lexicon::Classes;
use crate::lexicon::en::cue::Cue;
use crate::segment::{Flags, Token, View};
use crate::span::Span;

/// So many tokens of the sentence are looked at on each side.
const NEAR: usize = 30;

/// Whether the sentence around the tokens from `first` to before `end` makes the expression none; `span` is where it
/// stands.
pub(super) fn is_none(view: View<'_>, expression: &Expression, span: Span, (first, end): (usize, usize)) -> bool {
    match (expression.rule, expression.meaning) {
        (Rule::Decade, Meaning::Point(Point::Decade(_))) => {
            let short = view.text()[span].bytes().filter(u8::is_ascii_digit).count() == 2;
            short && (has(view, first, end, Cue::TENS) || is_level(view, first))
        }
        (Rule::Quarter, Meaning::Quarter(_, Which::Bare)) => {
            view.get(first).is_some_and(|token| !token.flags().has(Flags::DIGIT)) && is_match(view, first, end)
        }
        (Rule::Half, Meaning::Half(_, Which::Bare)) => {
            is_match(view, first, end) || !has(view, first, end, Cue::BUSINESS)
        }
        (Rule::Year, Meaning::Point(Point::Year(_))) => is_address(view, first, end),
        _ => false,
    }
}

/// Whether the number before `next` is of a house: "2010 Elm Street", "1990 SW 68th Parkway". Within four capitals or
/// numbers a street must be named; behind "in" or a determiner it is a year all the same.
fn is_address(view: View<'_>, first: usize, next: usize) -> bool {
    // "In 1929 Wall Street fell."
    let dated =
        |token: Token<'_>| token.has(Classes::DETERMINER) || Cue::of(token.hash()).has(Cue::TIMED) || token.is("of");
    if view.get(first).and_then(Token::prev).is_some_and(dated) {
        return false;
    }
    let named = |token: &Token<'_>| token.is_capitalised() || token.flags().has(Flags::DIGIT);
    let mut name = (next..next + 4).filter_map(|at| view.get(at)).take_while(named);
    name.any(|token| token.is_capitalised() && Cue::of(token.hash()).has(Cue::STREET))
}

/// Whether the sentence is about a match, and no business. A score counts as a word of one.
fn is_match(view: View<'_>, first: usize, end: usize) -> bool {
    let scored = || near(view, first, end).any(is_score);
    (has(view, first, end, Cue::MATCH) || scored()) && !has(view, first, end, Cue::BUSINESS)
}

/// Whether the token is a score: "28-20". One to three digits on each side.
fn is_score(token: Token<'_>) -> bool {
    let Some((one, other)) = token.text().split_once(['-', '–']) else { return false };
    let short = |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    short(one) && short(other)
}

/// Whether a word of level leads it: "the upper 70s".
fn is_level(view: View<'_>, first: usize) -> bool {
    let words = ["upper", "lower", "low", "high"];
    (first.saturating_sub(1)..=first).filter_map(|at| view.get(at)).any(|token| words.iter().any(|word| token.is(word)))
}

/// The tokens of the sentence near the expression, those before it first.
fn near(view: View<'_>, first: usize, end: usize) -> impl Iterator<Item = Token<'_>> {
    let sentence = view.get(first).map(Token::sentence);
    let (start, stop) =
        sentence.map_or((0, 0), |sentence| (sentence.first_token().index(), sentence.end_token().index()));
    let before = start.max(first.saturating_sub(NEAR))..first;
    let after = end..stop.min(end + NEAR);
    before.chain(after).filter_map(move |at| view.get(at))
}

/// Whether a word near by has one of these cues.
fn has(view: View<'_>, first: usize, end: usize, any: Cue) -> bool {
    near(view, first, end).any(|token| Cue::of(token.hash()).has(any))
}
