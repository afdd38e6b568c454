//! Temporal expressions against gold ones, as `TempEval`-3 scores them.
//!
//! Expressions that overlap are paired one to one, and a pair is right by span, by value or by type, each a figure of
//! its own (`SemEval`-2013, task 1). Two more figures are the project's: weekdays and months that stand
//! without a year, whose value is where a program shows whether it knows if the article looks back or ahead.
//!
//! ```text
//! text     It rained on Monday and 3 March.      gold 2025-03-03 (Monday), 2025-03-03 (3 March)
//! given    2025-03-03T20:00 for "Monday"         weekdays: right, the day is the same; value: wrong
//! ```

use std::cmp::Reverse;
use std::fmt;

use super::{Count, GoldDate};
use crate::date::{Dates, Timex};
use crate::lexicon::Classes;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Counts over texts. Gold and given expressions that overlap are paired one to one, the longest overlap first.
///
/// # Example
///
/// ```
/// use dateline::evaluate::{DateScores, GoldDate};
/// use dateline::{Dater, Segmenter, Span};
/// use jiff::civil::date;
///
/// let text = "The locks reopened on Friday.";
/// let dates = Dater::new().date(text, &Segmenter::new().segment(text), Some(date(2025, 2, 17)));
/// let gold = GoldDate { span: Span::new(22, 28), kind: "DATE".to_owned(), value: "2025-02-14".to_owned() };
/// let mut scores = DateScores::default();
/// assert_eq!(scores.add(text, &dates, &[gold]).len(), 0);
/// assert_eq!((scores.value.f1(), scores.weekdays.right), (1.0, 1));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct DateScores {
    /// Pairs of the same span.
    pub strict: Count,
    /// Pairs.
    pub relaxed: Count,
    /// Pairs of the same TIMEX3 value.
    pub value: Count,
    /// Pairs of the same TIMEX3 type.
    pub kind: Count,
    /// Weekdays that stand alone ("Friday") and whose gold value is a day; right if the same day is given, whatever the
    /// time of it.
    pub weekdays: Count,
    /// Months without a year, with a day or not, whose gold value is of a year; right if the same value is given.
    pub months: Count,
}

/// A gold expression that was missed or given another value, or one that the gold does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongDate {
    /// Where it stands.
    pub span: Span,
    /// The words there.
    pub text: String,
    /// The gold's value.
    pub gold: Option<String>,
    /// The value that was given.
    pub given: Option<String>,
}

impl fmt::Display for WrongDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        let (gold, given) = (self.gold.as_deref().unwrap_or_default(), self.given.as_deref().unwrap_or_default());
        write!(f, "{}\t{gold}\t{given}", words.join(" "))
    }
}

impl DateScores {
    /// Counts the expressions of a text; returns what is missed, wrong or too much, in text order.
    pub fn add(&mut self, text: &str, dates: &Dates, gold: &[GoldDate]) -> Vec<WrongDate> {
        let given: Vec<_> = dates.iter().collect();
        let pairs = pairs(text, gold, &given.iter().map(|timex| timex.span()).collect::<Vec<_>>());
        for count in [&mut self.strict, &mut self.relaxed, &mut self.value, &mut self.kind] {
            count.gold += number(gold.len());
            count.predicted += number(given.len());
        }
        let mut wrong = Vec::new();
        for (known, found) in gold.iter().zip(&pairs) {
            let found = found.map(|index| given[index]);
            let same = found.is_some_and(|timex| timex.value() == known.value);
            self.relaxed.right += u32::from(found.is_some());
            self.strict.right += u32::from(found.is_some_and(|timex| timex.span() == known.span));
            self.value.right += u32::from(same);
            self.kind.right += u32::from(found.is_some_and(|timex| timex.kind().as_str() == known.kind));
            self.add_bare(&text[known.span], &known.value, found.map(Timex::value));
            if !same {
                let given = found.map(|timex| timex.value().to_owned());
                wrong.push(WrongDate::new(text, known.span, Some(known.value.clone()), given));
            }
        }
        let spurious = given.iter().enumerate().filter(|(index, _)| !pairs.contains(&Some(*index)));
        wrong.extend(
            spurious.map(|(_, timex)| WrongDate::new(text, timex.span(), None, Some(timex.value().to_owned()))),
        );
        wrong.sort_by_key(|wrong| wrong.span.start());
        wrong
    }

    /// Counts a gold expression that is a bare weekday or month.
    fn add_bare(&mut self, text: &str, gold: &str, given: Option<&str>) {
        let (count, right) = match Bare::of(text, gold) {
            // "Friday" and "Friday night" name the same day.
            Some(Bare::Weekday) => (&mut self.weekdays, given.is_some_and(|given| given.starts_with(gold))),
            Some(Bare::Month) => (&mut self.months, given == Some(gold)),
            None => return,
        };
        *count += Count { gold: 1, predicted: u32::from(given.is_some()), right: u32::from(right) };
    }
}

impl WrongDate {
    fn new(text: &str, span: Span, gold: Option<String>, given: Option<String>) -> Self {
        Self { span, text: text[span].to_owned(), gold, given }
    }
}

/// For each gold expression the given one that it is paired with, the longest overlap in code points first. Given ones
/// lie in order and apart.
fn pairs(text: &str, gold: &[GoldDate], given: &[Span]) -> Vec<Option<usize>> {
    let mut overlaps = Vec::new();
    let mut first = 0;
    for (index, known) in gold.iter().enumerate() {
        // Given ones lie in order and apart; gold ones may lie in any order.
        if index > 0 && known.span.start() < gold[index - 1].span.start() {
            first = 0;
        }
        while given.get(first).is_some_and(|span| span.end() <= known.span.start()) {
            first += 1;
        }
        let near = given.iter().enumerate().skip(first).take_while(|(_, span)| span.start() < known.span.end());
        for (at, span) in near {
            let shared = known.span.start().max(span.start())..known.span.end().min(span.end());
            let shared = text[shared.start as usize..shared.end as usize].chars().count();
            overlaps.push((Reverse(shared), index, at));
        }
    }
    overlaps.sort_unstable();
    let (mut found, mut used) = (vec![None; gold.len()], vec![false; given.len()]);
    for (_, index, at) in overlaps {
        if found[index].is_none() && !used[at] {
            found[index] = Some(at);
            used[at] = true;
        }
    }
    found
}

/// What recurs and says not which one is meant.
enum Bare {
    /// "Friday".
    Weekday,
    /// "March", "3 March", "March 3rd".
    Month,
}

impl Bare {
    /// What an expression of this value is; none of others, and of values that are no date ("P1D", "XXXX-03").
    fn of(text: &str, value: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_end_matches(['.', ','])).collect();
        let lexicon = Lexicon::embedded();
        let is = |word: &str, class| lexicon.classes(&word.to_lowercase()).has(class);
        let day = |word: &str| {
            let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
            digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
        };
        let dated = value.starts_with(|first: char| first.is_ascii_digit());
        match words.as_slice() {
            _ if !dated => None,
            [word] if is(word, Classes::WEEKDAY) && value.len() == 10 => Some(Self::Weekday),
            [month] if is(month, Classes::MONTH) => Some(Self::Month),
            [month, number] | [number, month] if is(month, Classes::MONTH) && day(number) => Some(Self::Month),
            _ => None,
        }
    }
}

/// A size as counts have it.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
