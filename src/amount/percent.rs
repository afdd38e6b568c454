//! Percentages, percentage points and basis points: "3 percent", "19 per cent", "2 percentage points".
//!
//! `rose 2 percentage points` is told from `rose 2 percent` by its unit; basis points are hundredths of a
//! percentage point: "25 basis points" → 0.25.

use super::line::{Joined, Line};
use super::number::Number;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::en::amount::Word;

/// The percentage that the number at `at` begins; nothing if neither percent nor points follow. "Pc" counts
/// right behind digits only: apart it is a rank of the police.
pub(super) fn percent(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    let end = number.end;
    let points = |at: usize| line.word(at) == Word::Points;
    let of =
        |end, unit, rule| Quantity { unit: Some(unit), ..Quantity::new(at, end, number, AmountType::Percent, rule) };
    match line.word(end) {
        Word::Percent | Word::Percentage if points(end + 1) => Some(of(end + 2, "percentage point", Rule::Points)),
        Word::Percent if line.is(end, &["pc"]) && line.joined(end) != Joined::Digits => None,
        Word::Percent => Some(of(end + 1, "percent", Rule::Percent)),
        Word::Percentage if line.is_end(end + 1) => Some(of(end + 1, "percent", Rule::Percent)),
        Word::Basis if points(end + 1) => {
            let high = number.high.and_then(|high| high.scaled(-2));
            Some(Quantity { value: number.value.scaled(-2)?, high, ..of(end + 2, "percentage point", Rule::Points) })
        }
        _ if line.is(end, &["per"]) && line.is(end + 1, &["cent"]) => Some(of(end + 2, "percent", Rule::Percent)),
        _ => None,
    }
}
