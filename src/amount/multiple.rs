//! Multiples that verbs tell: "doubled", "has tripled", "will halve": what was added or taken away, in percent.
//!
//! `profit doubled` → 100 percent, `tripled` → 200, `halved` → 50. The plain form is a verb behind "to" and
//! modals only ("a double"), and what follows tells where nothing grew: "doubled down", and the reports of
//! games.

use super::decimal::Decimal;
use super::line::{Joined, Line};
use super::number::Number;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::Classes;
use crate::lexicon::en::amount::Word;
use crate::lexicon::en::quantity::BEHIND_OTHER_DOUBLES;

/// The multiple that the word at `at` tells; nothing if it tells none.
pub(super) fn multiple(line: Line<'_>, at: usize) -> Option<Quantity> {
    let Word::Multiple(percent) = line.word(at) else { return None };
    let before = at.checked_sub(1);
    // The plain form is an adjective or noun but behind "to" and "will".
    let plain = line.text(at).ends_with(['e', 'E']);
    let verb = before.is_some_and(|before| line.is(before, &["to"]) || line.has(before, Classes::MODAL));
    let of_games = line.is(at + 1, &["to"]) && line.is(at + 2, &["left", "right", "center", "centre", "deep"]);
    if plain && !verb || line.joined(at) == Joined::Hyphen || line.is(at + 1, BEHIND_OTHER_DOUBLES) || of_games {
        return None;
    }
    let number = Number { value: Decimal::whole(percent.into()), high: None, end: at + 1, large: false, scale: 0 };
    Some(Quantity { unit: Some("percent"), ..Quantity::new(at, at + 1, &number, AmountType::Percent, Rule::Multiple) })
}
