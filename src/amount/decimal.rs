//! Decimal numbers as texts write them: exact, of so many digits as any amount of news has.
//!
//! Digits as a whole number and a power of ten, so that "3.2 billion" is 32 × 10<sup>8</sup> and is printed as
//! `3200000000`, with no float's last place. What goes beyond 64 bits of digits, or 30 powers of ten, is no
//! number: nothing panics or wraps.

use std::fmt;

/// A number: `digits` times ten to the power of `power`. Two equal values may be two ways to write them (`50`
/// and `5` × 10), so that equality is of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// The digits, the sign aside.
    digits: u64,
    /// The power of ten that they are times.
    power: i8,
    /// Whether it is below nought.
    negative: bool,
}

impl Decimal {
    /// A whole number, not below nought.
    pub(super) const fn whole(digits: u64) -> Self {
        Self { digits, power: 0, negative: false }
    }

    /// Times ten to this power; none where the power would be beyond 30 on either side.
    pub(super) fn scaled(self, by: i8) -> Option<Self> {
        let power = self.power.checked_add(by)?;
        (-30..=30).contains(&power).then_some(Self { power, ..self })
    }

    /// Times a small number; none where the digits would not fit.
    pub(super) fn times(self, by: u64) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(by)?, ..self })
    }

    /// And a half, of a whole number: 7 → 7.5.
    pub(super) fn and_half(self) -> Option<Self> {
        let tens = self.digits.checked_mul(10)?.checked_add(5)?;
        Some(Self { digits: tens, power: self.power.checked_sub(1)?, ..self })
    }

    /// Below nought.
    pub(super) fn negated(self) -> Self {
        Self { negative: true, ..self }
    }

    /// The whole number that it is, if it is written as one and not below nought: 1,250, but not 1.5 million.
    pub(super) fn small(self) -> Option<u64> {
        (self.power == 0 && !self.negative).then_some(self.digits)
    }

    /// Whether the number is less than the other, as floats: near enough for numbers that texts compare.
    pub(super) fn is_below(self, other: Self) -> bool {
        let number = |decimal: Self| decimal.to_string().parse::<f64>().unwrap_or_default();
        number(self) < number(other)
    }

    /// Whether the number is below nought.
    pub(super) fn is_negative(self) -> bool {
        self.negative
    }

    /// `above` / `below`, rounded to six places; none where a number is too large.
    pub(super) fn fraction(above: u64, below: u64) -> Option<Self> {
        let millionths = above.checked_mul(2_000_000)?.checked_add(below)?.checked_div(below.checked_mul(2)?)?;
        Some(Self { digits: millionths, power: -6, negative: false })
    }

    /// A whole number and a fraction of six places, as [`Decimal::fraction`] gives it: 7 and 0.5 → 7.5.
    pub(super) fn and_fraction(self, fraction: Self) -> Option<Self> {
        let digits = self.small()?.checked_mul(1_000_000)?.checked_add(fraction.digits)?;
        Some(Self { digits, power: -6, negative: false })
    }

    /// Reads digits with separators of thousands (or of lakhs: "12,34,567") and a decimal point, from the start
    /// of `text`; tells how many bytes they are. What is written in no such way ("1,000,00.0.0") is no number.
    ///
    /// Digits of full width ("１２") are read as those of ASCII. A comma is a separator always: English text does
    /// not write "0,5".
    pub(super) fn read(text: &str) -> Option<(Self, usize)> {
        if text.starts_with(|c| half_width(c).is_some()) {
            let narrow: String = text.chars().map_while(half_width).collect();
            let (number, len) = Self::read(&narrow)?;
            return Some((number, text.chars().take(len).map(char::len_utf8).sum()));
        }
        let bytes = text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let (mut digits, mut power, mut at, mut point) = (0_u64, 0_i8, 0, false);
        let mut groups = Groups::default();
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'0'..=b'9' => {
                    digits = digits.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                    if point {
                        power = power.checked_sub(1)?;
                    } else {
                        groups.last = groups.last.saturating_add(1);
                    }
                }
                b',' if !point && at > 0 && digit(at + 1) => groups.end()?,
                b'.' if !point && digit(at + 1) => point = true,
                _ => break,
            }
            at += 1;
        }
        let separators = matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1);
        (at > 0 && !separators && groups.are_whole()).then_some((Self { digits, power, negative: false }, at))
    }
}

/// What a full-width digit, separator or point stands for.
pub(super) fn half_width(c: char) -> Option<char> {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '，' => Some(','),
        '．' => Some('.'),
        _ => None,
    }
}

/// The digits between separators: groups of three, or of two and then three where lakhs are counted.
#[derive(Debug, Default)]
struct Groups {
    /// The number of separators so far.
    ended: u8,
    /// The digits of the group that is read.
    last: u8,
    /// Whether a group of two stood between two separators: lakhs.
    pairs: bool,
    /// Whether one of three did.
    threes: bool,
}

impl Groups {
    /// A separator: none where the group before it is of no length that one has, which is one to three digits
    /// for the first and two or three for the others.
    fn end(&mut self) -> Option<()> {
        match (self.ended, self.last) {
            (0, 1..=3) => {}
            (1.., 2) => self.pairs = true,
            (1.., 3) => self.threes = true,
            _ => return None,
        }
        self.ended = self.ended.saturating_add(1);
        self.last = 0;
        Some(())
    }

    /// Whether the digits are one number, after the last of them: its last group has three digits, and no
    /// groups of two and three are mixed before it.
    fn are_whole(&self) -> bool {
        self.ended == 0 || self.last == 3 && !(self.pairs && self.threes)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = self.digits.to_string();
        let mut power = self.power;
        while power < 0 && digits.len() > 1 && digits.ends_with('0') {
            digits.pop();
            power += 1;
        }
        if self.digits == 0 {
            (digits, power) = ("0".to_owned(), 0);
        }
        let sign = if self.negative { "-" } else { "" };
        if power >= 0 {
            let noughts = "0".repeat(usize::try_from(power).unwrap_or_default());
            return write!(f, "{sign}{digits}{noughts}");
        }
        let behind = usize::from(power.unsigned_abs());
        let padded = format!("{digits:0>width$}", width = behind + 1);
        let (whole, rest) = padded.split_at(padded.len() - behind);
        write!(f, "{sign}{whole}.{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        for (text, scale, value) in [
            ("3.2", 9, "3200000000"),
            ("1,250", 0, "1250"),
            ("0.50", 0, "0.5"),
            ("19", -2, "0.19"),
            ("5", -2, "0.05"),
            ("0.0", 6, "0"),
            (".001", 0, "0.001"),
            ("12,34,567.89", 0, "1234567.89"),
        ] {
            let (number, len) = Decimal::read(text).expect("a number");
            assert_eq!(
                (len, number.scaled(scale).map(|number| number.to_string()).as_deref()),
                (text.len(), Some(value))
            );
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        let long = "9".repeat(400);
        for text in
            ["1,000,00.0.0", "1,00", "12,34,56", "1,00,000,000", "1234,567", "", ",", ".", long.as_str(), "½", "²"]
        {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }
}
