//! Multiples that verbs tell: "doubled", "has tripled", "will halve": what was added or taken away, in percent.

use super::decimal::Decimal;
use super::line::{Joined, Line};
use super::number::Number;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::Classes;
use crate::lexicon::en::amount::Word;

/// A multiple: rose by 100 percent, where something doubled.
pub(super) fn multiple(line: Line<'_>, at: usize) -> Option<Quantity> {
    let Word::Multiple(percent) = line.word(at) else { return None };
    let before = at.checked_sub(1);
    // The plain form is an adjective or noun but behind "to" and "will".
    let plain = line.text(at).ends_with(['e', 'E']);
    let verb = before.is_some_and(|before| line.is(before, &["to"]) || line.has(before, Classes::MODAL));
    let other = ["down", "as", "over", "back", "up", "home", "play", "plays", "off", "check", "checks", "-"];
    let of_games = line.is(at + 1, &["to"]) && line.is(at + 2, &["left", "right", "center", "centre", "deep"]);
    if plain && !verb || line.joined(at) == Joined::Hyphen || line.is(at + 1, &other) || of_games {
        return None;
    }
    let number = Number { value: Decimal::whole(percent.into()), high: None, end: at + 1, large: false, scale: 0 };
    Some(Quantity { unit: Some("percent"), ..Quantity::new(at, at + 1, &number, AmountType::Percent, Rule::Multiple) })
}
