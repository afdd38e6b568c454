//! Numbers in figures and words: "3.2 billion", "twenty-eight thousand", "half a million", "5-6", "between 5
//! and 6".
//!
//! | text | value |
//! |---|---|
//! | 3.2 billion · 3.2bn | 3200000000 |
//! | twenty-eight thousand six hundred | 28600 |
//! | half a million · a quarter of a million · two thirds of a million | 500000 · 250000 · 666667 |
//! | 7 1/2 · 7½ · seven and a half | 7.5 |
//! | 12,34,567 | 1234567, with the separators of lakhs |
//! | between 5 and 6 · 5-6 · 5 to 6 | 5 to 6 |
//! | 89 to 93 billion | 89000000000 to 93000000000: the scale is of both |
//! | rose from 3 to 5 | 3, and then 5: a change is no range |
//! | 2-0 | none: what falls is a result |

use super::decimal::Decimal;
use super::line::{Joined, Line};
use super::share as shares;
use crate::lexicon::en::amount::Word;
use crate::lexicon::en::quantity::{CHANGES, EXTENTS};

/// A number, or the two ends of a range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// The number, or the lower end of a range.
    pub(super) value: Decimal,
    /// The higher end of a range.
    pub(super) high: Option<Decimal>,
    /// The atom after it.
    pub(super) end: usize,
    /// Whether it is written as large numbers are: with a scale or a separator of thousands. Such a number is a
    /// count even without a noun.
    pub(super) large: bool,
    /// The power of ten of its scale, or 0.
    pub(super) scale: i8,
}

/// No number has more words, so that a text of number words takes linear time.
const MOST_WORDS: usize = 12;

/// A change is told at most so many atoms before "from": "rose for the third month in a row from 3 percent to
/// 5".
const MOST_BEFORE_FROM: usize = 10;

/// Whether the amount at `at` and the one after it tell a change: "rose from 3 percent to 5 percent".
pub(super) fn is_change(line: Line<'_>, at: usize) -> bool {
    line.ends_with(at, &["from"]) && tells_change(line, at - 1, MOST_BEFORE_FROM)
}

/// Whether one of the `most` atoms before `end` tells a change, by how it begins ([`CHANGES`]).
pub(super) fn tells_change(line: Line<'_>, end: usize, most: usize) -> bool {
    (end.saturating_sub(most)..end).any(|at| {
        let word = line.text(at);
        let begins = |stem: &&str| word.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
        match word.len() {
            0..=2 => word.eq_ignore_ascii_case("up") || word.eq_ignore_ascii_case("go"),
            3 => CHANGES.iter().any(|stem| stem.eq_ignore_ascii_case(word)),
            _ => CHANGES.iter().filter(|stem| stem.len() > 2).any(begins),
        }
    })
}

/// The number that starts at an atom, with the other end of a range; nothing if none starts there.
///
/// A second number joins if a hyphen does, or "to" or a dash, or "and" behind "between", unless a change is
/// told and if it is higher.
pub(super) fn number(line: Line<'_>, at: usize) -> Option<Number> {
    let first = single(line, at)?;
    let joined = line.joined(first.end) == Joined::Hyphen && line.is_figure(first.end);
    let apart =
        line.is(first.end, &["to", "-", "–", "—"]) || line.is(first.end, &["and"]) && line.ends_with(at, &["between"]);
    if !(joined || apart && !is_change(line, at)) {
        return Some(first);
    }
    let next = if joined { first.end } else { first.end + 1 };
    let Some(last) = single(line, next).filter(|last| !last.value.is_negative()) else { return Some(first) };
    let (low, high) = share(&first, &last)?;
    // "2-0" is a result: what falls is no range.
    if !low.is_below(high) {
        return (!joined).then_some(first);
    }
    Some(Number { value: low, high: Some(high), end: last.end, large: first.large || last.large, scale: last.scale })
}

/// Both ends of a range; the scale behind the second holds for the first as well: "$89 to $93 billion". "200 to
/// 4 million" has its own first end, since 200 million would be more than the second. Nothing where a value is
/// too large.
pub(super) fn share(first: &Number, last: &Number) -> Option<(Decimal, Decimal)> {
    let scale = if first.large { 0 } else { last.scale };
    let scaled = first.value.scaled(scale)?;
    Some((if scaled.is_below(last.value) { scaled } else { first.value }, last.value))
}

/// One number, with its sign and its scale.
pub(super) fn single(line: Line<'_>, at: usize) -> Option<Number> {
    let minus = usize::from(line.word(at) == Word::Minus && !(line.touches(at) && line.is_figure(at.wrapping_sub(1))));
    let start = at + minus;
    let read = match line.word(start) {
        _ if line.is_figure(start) || line.is(start, &["."]) => figure(line, start),
        Word::Half | Word::Quarter | Word::Article => half(line, start).or_else(|| words(line, start)),
        Word::Number(_) => half(line, start).or_else(|| words(line, start)),
        _ => None,
    };
    let (value, end, large) = read?;
    let mut number = scaled(line, value, end, large)?;
    if minus > 0 {
        number.value = number.value.negated();
    }
    Some(number)
}

/// The number times the scales behind it.
fn scaled(line: Line<'_>, value: Decimal, end: usize, large: bool) -> Option<Number> {
    let mut number = Number { value, high: None, end, large, scale: 0 };
    for _ in 0..2 {
        let end = number.end;
        match line.word(end) {
            Word::Scale(power) if is_scale(line, end) => {
                let power = i8::try_from(power).ok()?;
                number.value = number.value.scaled(power)?;
                number.scale += power;
                number.large = true;
            }
            Word::Dozen if !line.is(end, &["dozens"]) => number.value = number.value.times(12)?,
            _ => break,
        }
        number.end += 1;
    }
    Some(number)
}

/// Whether a scale stands there and no metre, nor the first letter of a name: "5m", "5 m" and "5 M" are
/// millions; "37m (121ft)" and "the 40m long boat" are metres. Longer scales always are ones; "k" and "b" must
/// touch their digits.
fn is_scale(line: Line<'_>, at: usize) -> bool {
    let glued = line.joined(at) == Joined::Digits;
    if line.text(at).len() > 1 {
        return true;
    }
    if line.is(at, &["k"]) || !line.is(at, &["m"]) {
        return glued;
    }
    let beside = line.is(at + 1, &["("]) && line.is_figure(at + 2) && matches!(line.word(at + 3), Word::Measure(_));
    let length = beside || line.is(at + 1, EXTENTS) || line.is(at + 1, &[")"]) && line.is(at + 2, EXTENTS);
    (glued || line.is_capitalised(at)) && !length
}

/// A number in figures, with its fraction or "and a half" behind it: the value, the atom after it, and whether
/// it has a separator of thousands.
fn figure(line: Line<'_>, at: usize) -> Option<(Decimal, usize, bool)> {
    // ".5" is two tokens where no digit stands before the point.
    let pointed = line.is(at, &["."]);
    if pointed && (line.touches(at) || !line.touches(at + 1)) {
        return None;
    }
    let mut end = at + 1 + usize::from(pointed);
    // "12,34,567": a lakh's separator may stand between two tokens.
    if line.is(end, &[","]) && line.touches(end) && line.touches(end + 1) && line.is_figure(end + 1) {
        let whole = line.slice(at, end + 2);
        end += 2;
        Decimal::read(whole).filter(|(_, len)| *len == whole.len())?;
    }
    let text = line.slice(at, end);
    let (value, len) = Decimal::read(text)?;
    let value = match &text[len..] {
        "" => value,
        "½" => value.and_half()?,
        "¼" => value.and_fraction(Decimal::fraction(1, 4)?)?,
        "¾" => value.and_fraction(Decimal::fraction(3, 4)?)?,
        _ => return None,
    };
    if let Some((fraction, end)) = fraction(line, at) {
        return Some((fraction, end, false));
    }
    // "7 1/2", "7-1/2".
    if let Some((fraction, end)) = fraction(line, end).filter(|_| value.small().is_some()) {
        return Some((value.and_fraction(fraction)?, end, false));
    }
    let large = text.contains(',');
    let half = line.is(end, &["and"]) && line.is(end + 1, &["a"]) && line.word(end + 2) == Word::Half;
    Some(if half { (value.and_half()?, end + 3, large) } else { (value, end, large) })
}

/// "1/2", of the fractions that prices and measures have: halves to sixths, eighths, tenths, and the parts of
/// inches. "1/7" is a date or a score.
fn fraction(line: Line<'_>, at: usize) -> Option<(Decimal, usize)> {
    if !line.is_figure(at) || !line.is(at + 1, &["/", "\u{2044}"]) || !line.is_figure(at + 2) {
        return None;
    }
    let whole = |at: usize| line.text(at).parse::<u64>().ok();
    let (above, below) = (whole(at)?, whole(at + 2)?);
    let usual = matches!(below, 2..=6 | 8 | 10 | 16 | 32 | 64 | 128);
    (usual && above < below && above > 0).then_some((Decimal::fraction(above, below)?, at + 3))
}

/// "Half a million", "a quarter of a million", "three quarters billion", "one and a half": the value, the atom
/// of the scale or after it, and whether a scale follows. Nothing for halves of anything else, which are
/// shares.
fn half(line: Line<'_>, at: usize) -> Option<(Decimal, usize, bool)> {
    let scale = |at: usize| matches!(line.word(at), Word::Scale(3..) | Word::Dozen);
    let article = |at: usize| line.word(at) == Word::Article;
    let start = at + usize::from(article(at));
    let (part, behind) = match line.word(start) {
        Word::Half => (Decimal::whole(5).scaled(-1)?, start + 1),
        Word::Quarter => (Decimal::whole(25).scaled(-2)?, start + 1),
        Word::Number(3) if line.word(start + 1) == Word::Quarter => (Decimal::whole(75).scaled(-2)?, start + 2),
        Word::Number(number)
            if line.is(start + 1, &["and"]) && article(start + 2) && line.word(start + 3) == Word::Half =>
        {
            return Some((Decimal::whole(number.into()).and_half()?, start + 4, false));
        }
        _ => return part_of_scale(line, at),
    };
    let of = behind + usize::from(line.is(behind, &["of"]));
    let next = of + usize::from(article(of));
    scale(next).then_some((part, next, true))
}

/// "A third of a million", "two-fifths of a billion": the part, the atom of the scale, and that it follows. With "of"
/// only: "a third million" is a rank.
fn part_of_scale(line: Line<'_>, at: usize) -> Option<(Decimal, usize, bool)> {
    let above = match line.word(at) {
        Word::Article => 1,
        Word::Number(above) => u64::from(above),
        _ => return None,
    };
    // Few words have "of a" and a scale behind the next one: that is asked first.
    let of = at + 2;
    if !shares::is_of_number(line, of) {
        return None;
    }
    let (below, _) = shares::part(line, at + 1)?;
    let part = Decimal::fraction(above, below).filter(|_| above < below)?;
    Some((part, of + 2, true))
}

/// A number in words: "two", "twenty-eight thousand six hundred forty-two", "a hundred". The last scale is left
/// to the caller, for it may also stand behind figures.
fn words(line: Line<'_>, at: usize) -> Option<(Decimal, usize, bool)> {
    if line.word(at) == Word::Article {
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
            Word::Scale(power @ (3 | 6 | 9)) if part > 0 && line.text(end).len() > 2 => {
                let more = end + 1 + usize::from(line.is(end + 1, &["and"]));
                if !matches!(line.word(more), Word::Number(_)) {
                    break;
                }
                total += part * 10_u64.pow(power.into());
                (part, last) = (0, None);
            }
            _ if end > at && line.is(end, &["and"]) && matches!(line.word(end - 1), Word::Scale(2..=9)) => {
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
