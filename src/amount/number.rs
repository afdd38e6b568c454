//! Numbers in figures and words: "3.2 billion", "twenty-eight thousand", "half a million", "5-6", "between 5 and 6".

use super::decimal::Decimal;
use super::line::{Joined, Line};
use crate::lexicon::en::amount::Word;

/// A number, or the two ends of a range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) high: Option<Decimal>,
    /// The atom after it.
    pub(super) end: usize,
    /// Whether it is written as large numbers are: with a scale or a separator of thousands.
    pub(super) large: bool,
}

/// No number has more words, so that a text of number words takes linear time.
const MOST_WORDS: usize = 12;

/// The number that starts at an atom, with the other end of a range.
pub(super) fn number(line: Line<'_>, at: usize) -> Option<Number> {
    let first = single(line, at)?;
    let joined = line.joined(first.end) == Joined::Hyphen && line.is_figure(first.end);
    let apart =
        line.is(first.end, &["to", "-", "–", "—"]) || line.is(first.end, &["and"]) && line.ends_with(at, &["between"]);
    // "From 3 to 5" are two amounts: a change.
    let change = line.ends_with(at, &["from"]) || line.ends_with(at, &["by"]) && line.is(first.end, &["to"]);
    let next = if joined { first.end } else { first.end + 1 };
    if !(joined || apart && !change) {
        return Some(first);
    }
    let Some(last) = single(line, next) else { return Some(first) };
    // "2-0" is a result; what falls is no range.
    let (low, high) = share(line, &first, &last)?;
    if !ascends(low, high) {
        return (!joined).then_some(first);
    }
    Some(Number { value: low, high: Some(high), end: last.end, large: first.large || last.large })
}

/// Both ends of a range; the scale behind the second holds for the first as well: "$89 to $93 billion".
fn share(line: Line<'_>, first: &Number, last: &Number) -> Option<(Decimal, Decimal)> {
    let scale = match line.word(last.end.checked_sub(1)?) {
        Word::Scale(power) if !first.large => power,
        _ => 0,
    };
    let scaled = first.value.scaled(i8::try_from(scale).ok()?)?;
    // "200 to 4 million" has its own first end.
    let smaller = ascends(scaled, last.value);
    Some((if smaller { scaled } else { first.value }, last.value))
}

/// Whether the first number is below the other.
fn ascends(low: Decimal, high: Decimal) -> bool {
    let number = |decimal: Decimal| decimal.to_string().parse::<f64>().unwrap_or_default();
    number(low) < number(high)
}

/// One number.
pub(super) fn single(line: Line<'_>, at: usize) -> Option<Number> {
    let (value, end, large) = figure(line, at).or_else(|| half(line, at)).or_else(|| words(line, at))?;
    scaled(line, value, end, large)
}

/// The number times the scales behind it.
fn scaled(line: Line<'_>, value: Decimal, end: usize, large: bool) -> Option<Number> {
    let (mut value, mut end, mut large) = (value, end, large);
    for _ in 0..2 {
        let short = line.is(end, &["m", "k", "b"]);
        match line.word(end) {
            Word::Scale(power) if !short || line.joined(end) == Joined::Digits || line.is(end, &["m", "b"]) => {
                value = value.scaled(i8::try_from(power).ok()?)?;
                large = true;
                end += 1;
            }
            Word::Dozen => {
                value = value.times(12)?;
                end += 1;
            }
            _ => break,
        }
    }
    Some(Number { value, high: None, end, large })
}

/// A number in figures, with its sign and with "and a half" or "1/2" behind it.
fn figure(line: Line<'_>, at: usize) -> Option<(Decimal, usize, bool)> {
    let minus = line.is(at, &["minus", "-", "−"]);
    let start = at + usize::from(minus);
    if !line.is_figure(start) {
        return None;
    }
    let text = line.text(start);
    let (value, len) = Decimal::read(text)?;
    let value = match &text[len..] {
        "" => value,
        "½" => value.and_half()?,
        _ => return None,
    };
    let large = text.contains(',');
    let end = start + 1;
    let half = line.is(end, &["and"]) && line.is(end + 1, &["a"]) && line.word(end + 2) == Word::Half;
    let (value, end) = if half { (value.and_half()?, end + 3) } else { (value, end) };
    Some((if minus { value.negated() } else { value }, end, large))
}

/// "Half a million", "a quarter of a million".
fn half(line: Line<'_>, at: usize) -> Option<(Decimal, usize, bool)> {
    let scale = |at: usize| matches!(line.word(at), Word::Scale(3..) | Word::Dozen);
    if line.word(at) == Word::Half && line.is(at + 1, &["a"]) && scale(at + 2) {
        return Some((Decimal::whole(5).scaled(-1)?, at + 2, true));
    }
    let quarter =
        line.is(at, &["a"]) && line.is(at + 1, &["quarter"]) && line.is(at + 2, &["of"]) && line.is(at + 3, &["a"]);
    (quarter && scale(at + 4)).then_some((Decimal::whole(25).scaled(-2)?, at + 4, true))
}

/// A number in words: "two", "twenty-eight thousand six hundred forty-two", "a hundred".
fn words(line: Line<'_>, at: usize) -> Option<(Decimal, usize, bool)> {
    if line.is(at, &["a"]) {
        let scale = matches!(line.word(at + 1), Word::Scale(_) | Word::Dozen) && line.text(at + 1).len() > 1;
        return scale.then_some((Decimal::whole(1), at + 1, false));
    }
    let (mut total, mut part, mut end, mut last) = (0_u64, 0_u64, at, None);
    while end < at + MOST_WORDS {
        match line.word(end) {
            Word::Number(number) => {
                // "Twenty four" is one number, "five six" are two.
                if last.is_some_and(|last: u8| last < 20 || number >= 10) {
                    break;
                }
                part += u64::from(number);
                last = Some(number);
            }
            Word::Scale(2) if part > 0 && part < 100 => {
                part *= 100;
                last = None;
            }
            Word::Scale(power @ (3 | 6 | 9)) if part > 0 && matches!(line.word(end + 1), Word::Number(_)) => {
                total += part * 10_u64.pow(power.into());
                (part, last) = (0, None);
            }
            _ if end > at && line.is(end, &["and"]) && matches!(line.word(end - 1), Word::Scale(2..=3)) => {
                if !matches!(line.word(end + 1), Word::Number(_)) {
                    break;
                }
            }
            _ => break,
        }
        end += 1;
    }
    (end > at).then_some((Decimal::whole(total + part), end, false))
}
