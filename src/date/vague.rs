//! Times that no calendar tells: "now", "recently", "in the past", "soon".
//!
//! | text | value |
//! |---|---|
//! | now, currently, these days, the current (rate) | `PRESENT_REF` |
//! | recently, lately, in the past, more recently | `PAST_REF` |
//! | soon, the near future, will one day | `FUTURE_REF` |
//! | recent years, coming weeks | PXY, PXW: a length |
//!
//! What else the words do is left out: "as soon as", "so soon", "the future of", "the past president", "previously"
//! but at the start of a sentence.

use super::expression::{Meaning, Read, Vague};
use super::line::Line;
use super::rule::Rule;
use super::value::{Amount, Length};
use crate::lexicon::en::time::{Unit, Word};
use crate::lexicon::index::{word, words};

/// A vague reference to the past, the present or the future.
pub(super) fn vague(line: Line<'_>, at: usize) -> Option<Read> {
    let read = |vague, end| Some((Meaning::Vague(vague), end, Rule::Vague));
    match line.word(at) {
        Word::About => line.phrase(at, words!("more recently")).and_then(|end| read(Vague::Past, end)),
        Word::Glue(_) => unknown_length(line, at)
            .or_else(|| line.phrase(at, words!("these days")).and_then(|end| read(Vague::Present, end)))
            .or_else(|| if line.is(at, words!("the")) { the(line, at) } else { None }),
        Word::Key => unknown_length(line, at).or_else(|| read(key(line, at)?, at + 1)),
        _ => None,
    }
}

/// What one word tells; "current" needs a noun behind it, "soon" neither "as" nor "so".
fn key(line: Line<'_>, at: usize) -> Option<Vague> {
    /// Words that tell a vague time wherever they stand.
    const WORDS: &[(u64, Vague)] = &[
        (word!("now"), Vague::Present),
        (word!("currently"), Vague::Present),
        (word!("nowadays"), Vague::Present),
        (word!("recent"), Vague::Past),
        (word!("recently"), Vague::Past),
        (word!("lately"), Vague::Past),
    ];
    if let Some(vague) = line.pick(at, WORDS) {
        return Some(vague);
    }
    if line.is(at, words!("current")) {
        return line.is_letters(at + 1).then_some(Vague::Present);
    }
    if line.is(at, words!("previously")) {
        return opens(line, at).then_some(Vague::Past);
    }
    let soon = line.is(at, words!("soon")) && !line.is(at + 1, words!("as after"));
    (soon && !line.follows(at, words!("as so too how"))).then_some(Vague::Future)
}

/// "Will one day": a time to come, and no length.
pub(super) fn one_day(line: Line<'_>, at: usize) -> Option<Read> {
    let end = line.phrase(at, words!("one day"))?;
    let modal = line.follows(at, words!("will would could may might"));
    modal.then_some((Meaning::Vague(Vague::Future), end, Rule::Vague))
}

/// Whether the atom is the first word of its sentence.
fn opens(line: Line<'_>, at: usize) -> bool {
    at == 0 || line.follows(at, words!("`` \" “ ' ‘ and but"))
}

/// "The near future", "in the past". "The past" may describe a noun after it: then it is none, unless "in" stands
/// before it.
fn the(line: Line<'_>, at: usize) -> Option<Read> {
    let very = line.skip(at + 1, words!("very"));
    let next = line.skip(very, words!("near distant foreseeable recent"));
    let future = line.is(next, words!("future")) && !line.is(next + 1, words!("of"));
    // "The past" may describe a noun after it, but not in "in the past".
    let alone = match line.word(next + 1) {
        Word::Other | Word::Tail => next + 1 == line.len() || line.follows(at, words!("in")),
        Word::Glue(_) | Word::Phase | Word::About | Word::Inner | Word::Key => true,
        _ => false,
    };
    let past = line.is(next, words!("past")) && alone;
    let vague = if future { Vague::Future } else { Vague::Past };
    (future || past).then_some((Meaning::Vague(vague), next + 1, Rule::Vague))
}

/// "recent years", "coming weeks": a length of so many that nobody counts, of days or longer.
fn unknown_length(line: Line<'_>, at: usize) -> Option<Read> {
    let start = line.skip(at, words!("the"));
    if !line.is(start, words!("recent coming future past")) {
        return None;
    }
    let Word::Units(unit) = line.word(start + 1) else { return None };
    (unit >= Unit::Day).then_some((
        Meaning::Length(Length { amount: Amount::Some, unit }),
        start + 2,
        Rule::UnknownLength,
    ))
}
