//! Decimal numbers as texts write them: exact, of so many digits as any amount of news has.

use std::fmt;

/// A number without sign: `digits` times ten to the power of `power`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: u64,
    power: i8,
    negative: bool,
}

impl Decimal {
    /// A whole number.
    pub(super) const fn whole(digits: u64) -> Self {
        Self { digits, power: 0, negative: false }
    }

    /// Times ten to this power; none where it is too large.
    pub(super) fn scaled(self, by: i8) -> Option<Self> {
        let power = self.power.checked_add(by)?;
        (-30..=30).contains(&power).then_some(Self { power, ..self })
    }

    /// Times a small number.
    pub(super) fn times(self, by: u64) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(by)?, ..self })
    }

    /// The sum of two whole numbers, or none where one of them is not.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let whole = |number: Self| {
            let factor = 10_u64.checked_pow(u32::try_from(number.power).ok()?)?;
            number.digits.checked_mul(factor)
        };
        Some(Self::whole(whole(self)?.checked_add(whole(other)?)?))
    }

    /// And a half: of a whole number.
    pub(super) fn and_half(self) -> Option<Self> {
        let tens = self.digits.checked_mul(10)?.checked_add(5)?;
        Some(Self { digits: tens, power: self.power.checked_sub(1)?, ..self })
    }

    /// Below nought.
    pub(super) fn negated(self) -> Self {
        Self { negative: true, ..self }
    }

    /// The whole number that it is, if it is a small one.
    pub(super) fn small(self) -> Option<u64> {
        (self.power == 0 && !self.negative).then_some(self.digits)
    }

    /// Reads digits with separators of thousands and a decimal point, from the start of `text`; tells how many bytes they are. What is
    /// written in no such way ("1,000,00.0.0") is no number.
    pub(super) fn read(text: &str) -> Option<(Self, usize)> {
        let bytes = text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let (mut digits, mut power, mut at, mut group, mut point) = (0_u64, 0_i8, 0, None, false);
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'0'..=b'9' => {
                    digits = digits.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                    if point {
                        power = power.checked_sub(1)?;
                    }
                    group = group.map(|count: u8| count.saturating_add(1));
                }
                b',' if !point && at > 0 && digit(at + 1) => {
                    if group.unwrap_or(3) != 3 || group.is_none() && at > 3 {
                        return None;
                    }
                    group = Some(0);
                }
                b'.' if !point && at > 0 && digit(at + 1) => {
                    if group.is_some_and(|count| count != 3) {
                        return None;
                    }
                    point = true;
                    group = None;
                }
                _ => break,
            }
            at += 1;
        }
        let separators = matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1);
        let short = group.is_some_and(|count| count != 3);
        (at > 0 && !separators && !short).then_some((Self { digits, power, negative: false }, at))
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
        for text in ["1,000,00.0.0", "1,00", "12,34,567", "", ",", ".", long.as_str(), "½", "²"] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }
}
