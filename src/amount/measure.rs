//! Measures: "30 yards", "40 square kilometres", "12 degrees Celsius", "2.5 million barrels".

use super::line::{Joined, Line};
use super::number::Number;
use super::{AmountType, Quantity, Rule};
use crate::lexicon::en::amount::Word;

/// Units with "square" or "cubic" before them.
const POWERS: &[(u8, &str, &str)] = &[
    (2, "km", "km2"),
    (2, "m", "m2"),
    (2, "[mi_i]", "[smi_us]"),
    (2, "[ft_i]", "[sft_i]"),
    (2, "[yd_i]", "[syd_i]"),
    (3, "m", "m3"),
    (3, "km", "km3"),
    (3, "[ft_i]", "[cft_i]"),
    (3, "cm", "cm3"),
];

/// Units "per hour" and "per second" of lengths.
const RATES: &[(&str, &str)] = &[("[mi_i]", "[mi_i]/h"), ("km", "km/h")];

/// A measure.
pub(super) fn measure(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    let (unit, end) = unit(line, number.end)?;
    Some(Quantity {
        start: at,
        end,
        value: number.value,
        high: number.high,
        kind: AmountType::Measure,
        unit: Some(unit),
        object: None,
        fate: None,
        rule: Rule::Unit,
    })
}

fn unit(line: Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    match line.word(at) {
        // A letter alone is a unit right behind digits only.
        Word::Measure(_) if line.text(at).len() == 1 && line.joined(at) != Joined::Digits => None,
        Word::Measure("[lb_av]") if line.joined(at + 1) == Joined::Hyphen && line.is(at + 1, &["feet", "foot"]) => {
            Some(("[ft_i].[lbf_av]", at + 2))
        }
        Word::Measure(unit) => {
            let hourly = line.is(at + 1, &["per", "an"]) && line.is(at + 2, &["hour"]);
            let rate = RATES.iter().find(|(length, _)| hourly && *length == unit);
            Some(rate.map_or((unit, at + 1), |(_, rate)| (*rate, at + 3)))
        }
        Word::Power(power) => {
            let Word::Measure(unit) = line.word(at + 1) else { return None };
            let (.., code) = POWERS.iter().find(|(of, length, _)| *of == power && *length == unit)?;
            Some((code, at + 2))
        }
        Word::Degrees => match line.word(at + 1) {
            Word::Temperature(unit) => Some((unit, at + 2)),
            _ => Some(("deg", at + 1)),
        },
        // "12C" is one in degrees, "12 C" may be anything.
        Word::Temperature(unit) if line.text(at).len() > 2 || line.joined(at) == Joined::Digits => Some((unit, at + 1)),
        _ => None,
    }
}
