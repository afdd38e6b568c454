//! Numbers that may be years or times.
//!
//! The scan asks this of every number, so that the date stage, which hooks on years and times, is not called to
//! all the others.

/// The last year and the last time of day that four digits stand for: midnight at the end of a day.
pub(crate) const LATEST: [u8; 4] = *b"2400";
/// [`LATEST`] as a number.
pub(crate) const LATEST_NUMBER: u32 = 2400;

/// Whether a number that starts with a digit, and holds digits, full stops and commas only, may be a year
/// ("1990") or the time before a zone ("0930", "3.25"): four characters up to [`LATEST`], or two digits behind
/// a full stop.
///
/// "17", "2401" and "1,000" may not. "19.5" may not, for one digit stands behind the full stop; "1.2.3" may
/// not.
#[inline]
pub(crate) fn may_be_year_or_time(number: &[u8]) -> bool {
    number.len() == 4 && number <= LATEST.as_slice() || number.len() > 3 && number[number.len() - 3] == b'.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_times_have_four_digits_or_two_behind_a_full_stop() {
        for (number, may) in
            [("1990", true), ("2401", false), ("3.25", true), ("10.30", true), ("17", false), ("1,000", false)]
        {
            assert_eq!(may_be_year_or_time(number.as_bytes()), may, "{number}");
        }
    }
}
