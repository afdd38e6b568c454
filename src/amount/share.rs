//! Shares: "two thirds of voters", "half of the seats", "one in five", told in percent.
//!
//! `two thirds of voters` → 66.666667 percent of voters, `one in five` → 20 percent. A part needs "of" behind
//! it, since "a third" is a rank as often; thirds in the plural do not. Parts of numbers are numbers, which
//! [`number`](super::number) reads: "three quarters of a million" is 750,000. "The second half of the match" is no
//! share ([`HALVES`]).

use super::count;
use super::decimal::Decimal;
use super::line::Line;
use super::number::Number;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::Classes;
use crate::lexicon::en::amount::Word;
use crate::lexicon::en::quantity::{HALVES, PARTS};

/// The share that starts at an atom, in percent, with its noun as the object; nothing if none does, or the part
/// is not less than the whole.
pub(super) fn share(line: Line<'_>, at: usize) -> Option<Quantity> {
    let (above, below, end) = match line.word(at) {
        Word::Half
            if line.is(at + 1, &["of"]) && !line.is(at.wrapping_sub(1), HALVES) || line.ends_with(at, &["by"]) =>
        {
            (1, 2, at + 1)
        }
        Word::Article => {
            part(line, at + 1).filter(|&(_, end)| line.is(end, &["of"])).map(|(below, end)| (1, below, end))?
        }
        Word::Number(above @ 1..=9) => {
            let named = part(line, at + 1).filter(|&(_, end)| line.is(end, &["of"]) || line.is(end - 1, &["thirds"]));
            match named {
                Some((below, end)) => (u64::from(above), below, end),
                None => among(line, at, above)?,
            }
        }
        _ => return None,
    };
    if above >= below || is_of_number(line, end) {
        return None;
    }
    let value = Decimal::fraction(above.checked_mul(100)?, below)?;
    let number = Number { value, high: None, end, large: false, scale: 0 };
    let determined = line.has(end + 1, Classes::DETERMINER.or(Classes::PRONOUN));
    let whole = end + usize::from(line.is(end, &["of"]) && !determined);
    let object = count::noun(line, whole).map(|(noun, _)| noun);
    Some(Quantity {
        unit: Some("percent"),
        object,
        ..Quantity::new(at, end, &number, AmountType::Percent, Rule::Share)
    })
}

/// Whether "of" and a scale follow, so that the part is one of a number: "a quarter of a million" is 250,000.
pub(super) fn is_of_number(line: Line<'_>, of: usize) -> bool {
    line.is(of, &["of"]) && line.word(of + 1) == Word::Article && matches!(line.word(of + 2), Word::Scale(_))
}

/// What the name of a fraction divides by, and the atom after it.
pub(super) fn part(line: Line<'_>, at: usize) -> Option<(u64, usize)> {
    PARTS.iter().find(|(names, _)| line.is(at, names)).map(|(_, below)| (*below, at + 1))
}

/// "One in five", "one out of three", "nine of every ten": both numbers, and the atom after them. Nothing
/// before a scale or a percentage: "one in five million".
fn among(line: Line<'_>, at: usize, above: u8) -> Option<(u64, u64, usize)> {
    let next = if line.is(at + 1, &["in"]) {
        at + 2 + usize::from(line.is(at + 2, &["every"]))
    } else if line.is(at + 1, &["out"]) && line.is(at + 2, &["of"]) {
        at + 3 + usize::from(line.is(at + 3, &["every"]))
    } else {
        return None;
    };
    match line.word(next) {
        Word::Number(below @ 2..)
            if !matches!(line.word(next + 1), Word::Scale(_) | Word::Number(_) | Word::Percent) =>
        {
            Some((above.into(), below.into(), next + 1))
        }
        _ => None,
    }
}
