//! Whose age is told: "Liv Aasen, 34 years old", "he is 34 years old", "the 34-year-old farmer".
//!
//! Behind an age with hyphens stands the person, before one without: as the subject of "is" or "turned", or as
//! a name and a comma. What comes out is the object of the measure: a name, a noun or a pronoun as it stands,
//! not who it is.

use super::line::{Joined, Line};
use crate::lexicon::Classes;
use crate::lexicon::en::quantity::{BEFORE_AGE, PEOPLE};
use crate::span::Span;

/// So many atoms behind an age are looked through for the noun.
const MOST_BEHIND: usize = 3;

/// No name has more words.
const LONGEST_NAME: usize = 5;

/// Words that end a noun phrase.
const CLOSED: Classes = Classes::BINDING.or(Classes::MODAL).or(Classes::PRONOUN).or(Classes::SPEECH_VERB);

/// The person whose age stands from one atom to before another; nothing if none is told.
pub(super) fn aged(line: Line<'_>, start: usize, end: usize) -> Option<Span> {
    let joined = line.joined(end - 1) == Joined::Hyphen;
    if joined { behind(line, end) } else { before(line, start) }
}

/// The noun, or name, behind "34-year-old": the first within [`MOST_BEHIND`] words that is a person's, with the
/// name that follows it, or else the next word.
fn behind(line: Line<'_>, end: usize) -> Option<Span> {
    let open = |at: usize| line.is_letters(at) && !line.has(at, CLOSED);
    let words = (end..end + MOST_BEHIND).take_while(|&at| open(at));
    let person = words
        .clone()
        .find(|&at| line.has(at, Classes::ROLE.or(Classes::FAMILY)) || line.is(at, PEOPLE) || is_name(line, at));
    let noun = person.or_else(|| words.clone().next().filter(|&at| !line.has(at, Classes::ROLE_MODIFIER)))?;
    let name = (noun + 1..noun + 1 + LONGEST_NAME).take_while(|&at| is_name(line, at));
    Some(line.span(end, name.last().unwrap_or(noun) + 1))
}

/// The subject before "is 34 years old", or the name before a comma.
fn before(line: Line<'_>, start: usize) -> Option<Span> {
    let mut at = start.checked_sub(1)?;
    while line.is(at, BEFORE_AGE) {
        at = at.checked_sub(1)?;
    }
    let verb = line.has(at, Classes::AUXILIARY) || line.is(at, &["'s", "’s", "'m", "’m", "turned", "turns"]);
    if !verb && !line.is(at, &[","]) {
        return None;
    }
    at = at.checked_sub(1)?;
    if verb && line.has(at, Classes::WH) {
        at = at.checked_sub(1)?;
        at = if line.is(at, &[","]) { at.checked_sub(1)? } else { at };
    }
    if verb && line.has(at, Classes::PRONOUN) {
        return Some(line.span(at, at + 1));
    }
    let first = (at.saturating_sub(LONGEST_NAME)..=at).rev().take_while(|&at| is_name(line, at)).last();
    match first {
        Some(first) => Some(line.span(first, at + 1)),
        None if verb => (line.is_letters(at) && !line.has(at, CLOSED)).then(|| line.span(at, at + 1)),
        None => None,
    }
}

/// Whether the atom is a capitalised word that may be part of a name.
fn is_name(line: Line<'_>, at: usize) -> bool {
    line.is_letters(at) && line.is_capitalised(at) && !line.has(at, CLOSED)
}
