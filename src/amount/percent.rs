//! Percentages, percentage points and basis points: "3 percent", "19 per cent", "2 percentage points".

use super::line::Line;
use super::number::Number;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::en::amount::Word;

/// A percentage.
pub(super) fn percent(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    let end = number.end;
    let quantity = |value, high, end, unit, rule| Quantity {
        start: at,
        end,
        value,
        high,
        kind: AmountType::Percent,
        unit: Some(unit),
        object: None,
        fate: None,
        rule,
    };
    let points = |at: usize| line.word(at) == Word::Points;
    match line.word(end) {
        Word::Percent if points(end + 1) => {
            Some(quantity(number.value, number.high, end + 2, "percentage point", Rule::Points))
        }
        Word::Percent => Some(quantity(number.value, number.high, end + 1, "percent", Rule::Percent)),
        Word::Percentage if points(end + 1) => {
            Some(quantity(number.value, number.high, end + 2, "percentage point", Rule::Points))
        }
        Word::Basis if points(end + 1) => {
            let high = number.high.and_then(|high| high.scaled(-2));
            Some(quantity(number.value.scaled(-2)?, high, end + 2, "percentage point", Rule::Points))
        }
        _ if line.is(end, &["per"]) && line.is(end + 1, &["cent"]) => {
            Some(quantity(number.value, number.high, end + 2, "percent", Rule::Percent))
        }
        _ => None,
    }
}
