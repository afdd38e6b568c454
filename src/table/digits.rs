//! Numbers in decimal digits.
//!
//! Tables are full of ids, offsets and probabilities, and formatting them by the standard library took a share of a run
//! that could be seen. Both functions write exactly the bytes that it would: `integer` those of `{}`, `real` those of
//! `{:?}`; tests compare them on a million numbers.

use std::io::Write;

/// Writes an integer.
pub(super) fn integer(number: i64, out: &mut Vec<u8>) {
    if number < 0 {
        out.push(b'-');
    }
    whole(number.unsigned_abs(), out);
}

/// Writes a number with the fewest decimals that tell it from its neighbours, but with one at least: `0.5`, `1.0`,
/// `55.7522`. Thousandths from 0 to 1000 go the short way.
pub(super) fn real(number: f64, out: &mut Vec<u8>) {
    // Most are probabilities, which are rounded to thousandths.
    let thousandths = number * 1000.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: it is one of these")]
    let rounded = thousandths.round_ties_even() as u64;
    #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "small numbers are exact, and must be the same")]
    let is_short = rounded <= 1_000_000 && rounded as f64 / 1000.0 == number;
    if !is_short || number.is_sign_negative() {
        return write!(out, "{number:?}").expect("a Vec takes every byte");
    }
    whole(rounded / 1000, out);
    out.push(b'.');
    let decimals = rounded % 1000;
    let shown = 3 - usize::from(decimals.is_multiple_of(10)) - usize::from(decimals.is_multiple_of(100));
    out.extend_from_slice(&digits(decimals).to_le_bytes()[5..5 + shown]);
}

/// Writes a number without a sign.
fn whole(number: u64, out: &mut Vec<u8>) {
    if number >= PART {
        return long(number, out);
    }
    let digits = digits(number);
    // Digits that are not nought differ from it in their low bits; the last one is always written.
    let noughts = ((digits & 0x0f0f_0f0f_0f0f_0f0f) | (1 << 56)).trailing_zeros() / 8;
    let end = out.len() + 8 - noughts as usize;
    out.extend_from_slice(&(digits >> (8 * noughts)).to_le_bytes());
    out.truncate(end);
}

/// Writes a number of more than eight digits: what stands before the last eight, then these with their noughts.
#[cold]
#[inline(never)]
fn long(number: u64, out: &mut Vec<u8>) {
    whole(number / PART, out);
    out.extend_from_slice(&digits(number % PART).to_le_bytes());
}

/// The first number of nine digits.
const PART: u64 = 100_000_000;

/// The eight digits of a number below 10<sup>8</sup>, the first in the lowest byte. Halves are parted, then all at once
/// quarters, then digits; the products stand for divisions.
fn digits(number: u64) -> u64 {
    let halves = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x7f_0000_007f;
    let quarters = hundreds | ((halves - hundreds * 100) << 16);
    let tens = ((quarters * 103) >> 10) & 0x000f_000f_000f_000f;
    (tens | ((quarters - tens * 10) << 8)) + 0x3030_3030_3030_3030
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_written_in_digits() {
        let ends = (0..20).map(|power| 10u64.pow(power)).flat_map(|number| [number - 1, number, number + 1]);
        let more = (0..100_000).chain((0..10_000).map(|number| number * 9_973)).chain([u64::MAX]);
        for number in ends.chain(more) {
            let mut out = b"=".to_vec();
            whole(number, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), format!("={number}"));
        }
    }

    #[test]
    fn numbers_are_written_in_short() {
        let written = |number| {
            let mut out = Vec::new();
            real(number, &mut out);
            String::from_utf8(out).unwrap()
        };
        for (number, text) in [(0.0, "0.0"), (1.0, "1.0"), (0.5, "0.5"), (0.25, "0.25"), (0.875, "0.875")] {
            assert_eq!(written(number), text);
        }
        for (number, text) in [(-0.5, "-0.5"), (55.7522, "55.7522"), (-70.641_997, "-70.641997"), (1e300, "1e300")] {
            assert_eq!(written(number), text);
        }
        for thousandths in 0..=1_000_000 {
            let number = f64::from(thousandths) / 1000.0;
            assert_eq!(written(number), format!("{number:?}"));
        }
        let mut out = Vec::new();
        integer(i64::MIN, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), i64::MIN.to_string());
    }
}
