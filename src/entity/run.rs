//! Capitalised runs: the stretches in which names are looked for.

use std::ops::Range;

use crate::gazetteer::classes::Classes;
use crate::segment::{Flags, Sentence, Token, View};

/// Words that are capitalised for what they are, not because they name something.
const NEVER: Classes = Classes::FIRST_PERSON.or(Classes::WEEKDAY);

/// The maximal stretches of capitalised words of a sentence, as token indices.
///
/// Name particles ("van", "bin") and ampersands stand between capitalised words; every other mark ends a run, and so does a
/// possessive ending.
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
                if at + joined >= end || !is_name_like(view, at + joined) {
                    break;
                }
                at += joined + 1;
            }
            return Some(start..at);
        }
        None
    })
}

fn token(view: View<'_>, index: usize) -> Option<Token<'_>> {
    view.get(index)
}

fn is_name_like(view: View<'_>, index: usize) -> bool {
    token(view, index).is_some_and(|token| {
        let capitalised = token.is_capitalised() || token.flags().has(Flags::LETTER) && has_inner_capital(token.text());
        // "US" is no pronoun.
        let never = token.has(NEVER) && !token.flags().has(Flags::CAPITALS);
        capitalised && !never
    })
}

/// "al-Sisi", "d'Ivoire": a capital after a hyphen or apostrophe that follows a short particle.
fn has_inner_capital(text: &str) -> bool {
    text.find(['-', '\'', '’']).is_some_and(|at| at <= 4 && text[at..].chars().nth(1).is_some_and(char::is_uppercase))
}

fn joins(view: View<'_>, index: usize) -> bool {
    token(view, index).is_some_and(|token| match token.text() {
        "&" => true,
        text => token.has(Classes::NAME_PARTICLE) && text.starts_with(char::is_lowercase),
    })
}

/// Whether the sentence is a headline in capitals: most of its words of two letters or more are.
pub(super) fn in_capitals(sentence: Sentence<'_>) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for token in sentence.tokens() {
        let is_word = token.flags().has(Flags::LETTER) && token.span().len() > 1;
        words += u32::from(is_word);
        capitals += u32::from(is_word && token.flags().has(Flags::CAPITALS));
    }
    are_capitals(words, capitals)
}

/// Whether a sentence is in capitals that has so many words, of which so many are.
pub(super) fn are_capitals(words: u32, capitals: u32) -> bool {
    words >= 3 && capitals * 4 >= words * 3
}
