//! Amounts: money, percentages, measures and counts, with their values.
//!
//! A number in figures or words ([`number`]) becomes an amount by what stands beside it: a currency ([`money`]), "percent"
//! ([`percent`]), a unit ([`measure`]) or the noun that it counts ([`count`]); what stands before it makes it rough ([`compare`]).
//! Values are exact ([`decimal`]).

mod compare;
mod count;
mod decimal;
mod line;
mod measure;
mod money;
mod number;
mod percent;
mod rule;

use crate::date::Dates;
use crate::id::{AmountId, SentenceId};
use crate::segment::Segments;
use crate::span::Span;
use decimal::Decimal;
use line::Line;
pub use rule::Rule;

/// Finds amounts and their values.
///
/// Immutable and without state of its own: one counter serves all threads.
///
/// # Example
///
/// ```
/// use dateline::{AmountType, Comparison, Counter, Dater, Segmenter};
///
/// let text = "At least 12 people were hurt and damage is put at $3.5 million.";
/// let segments = Segmenter::new().segment(text);
/// let dates = Dater::new().date(text, &segments, None);
/// let amounts = Counter::new().count(text, &segments, &dates);
/// let found: Vec<_> = amounts.iter().map(|amount| (amount.kind(), amount.comparison(), amount.value())).collect();
/// assert_eq!(found, [
///     (AmountType::Count, Comparison::AtLeast, "12"),
///     (AmountType::Money, Comparison::Equal, "3500000"),
/// ]);
/// let hurt = amounts.iter().next().unwrap();
/// assert_eq!(hurt.object(text).as_deref(), Some("people hurt"));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Counter;

/// The amounts of one text.
// Invariants: in text order, apart from each other, each inside one sentence.
#[derive(Clone, Debug, Default)]
pub struct Amounts {
    rows: Vec<AmountRow>,
}

#[derive(Clone, Debug)]
struct AmountRow {
    span: Span,
    sentence: SentenceId,
    value: String,
    value_high: Option<String>,
    comparison: Comparison,
    kind: AmountType,
    unit: Option<&'static str>,
    /// The noun that is counted, and what happened to it.
    object: Option<Span>,
    fate: Option<Span>,
    rule: Rule,
}

/// What an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AmountType {
    /// A sum of a currency.
    Money,
    /// A percentage, or percentage points.
    Percent,
    /// How many.
    Count,
    /// So much of a unit.
    Measure,
}

impl AmountType {
    /// The name that the `amounts` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Measure => "measure",
        }
    }
}

/// How the amount and its value compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// It is that.
    Equal,
    /// About.
    About,
    /// Less than.
    Less,
    /// More than.
    More,
    /// Up to.
    AtMost,
    /// At least.
    AtLeast,
    /// From the value to the higher one.
    Range,
}

impl Comparison {
    /// The sign that the `amounts` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::About => "~",
            Self::Less => "<",
            Self::More => ">",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::Range => "range",
        }
    }
}

/// An amount as a rule read it.
#[derive(Clone, Copy, Debug)]
struct Quantity {
    /// Its first atom and the one after its last.
    start: usize,
    end: usize,
    value: Decimal,
    high: Option<Decimal>,
    kind: AmountType,
    unit: Option<&'static str>,
    object: Option<Span>,
    fate: Option<Span>,
    rule: Rule,
}

impl Counter {
    /// A counter with the program's rules.
    pub const fn new() -> Self {
        Self
    }

    /// Finds the amounts of `text`; what `dates` holds is none.
    ///
    /// Total: every text has a result, in time linear in its length.
    pub fn count(self, text: &str, segments: &Segments, dates: &Dates) -> Amounts {
        let view = segments.view(text);
        let mut rows = Vec::new();
        let mut atoms = line::Atoms::default();
        let mut dated = dates.iter().map(|timex| timex.span()).peekable();
        for sentence in view.sentences() {
            if !atoms.read(view, sentence) {
                continue;
            }
            let line = atoms.line(text);
            let mut at = 0;
            while at < line.len() {
                let start = line.span(at, at + 1);
                while dated.peek().is_some_and(|date| date.end() <= start.start()) {
                    dated.next();
                }
                let in_date = dated.peek().is_some_and(|date| date.start() < start.end());
                let Some(quantity) = (!in_date).then(|| quantity(line, at)).flatten() else {
                    at += 1;
                    continue;
                };
                let (comparison, end) = compare::comparison(line, &quantity);
                rows.push(AmountRow {
                    span: line.span(quantity.start, end),
                    sentence: sentence.id(),
                    value: quantity.value.to_string(),
                    value_high: quantity.high.map(|high| high.to_string()),
                    comparison,
                    kind: quantity.kind,
                    unit: quantity.unit,
                    object: quantity.object,
                    fate: quantity.fate,
                    rule: quantity.rule,
                });
                at = end.max(at + 1);
            }
        }
        Amounts { rows }
    }
}

/// The amount that starts at an atom.
fn quantity(line: Line<'_>, at: usize) -> Option<Quantity> {
    if let Some(sum) = money::signed(line, at) {
        return Some(sum);
    }
    let number = number::number(line, at)?;
    money::named(line, at, &number)
        .or_else(|| percent::percent(line, at, &number))
        .or_else(|| measure::measure(line, at, &number))
        .or_else(|| count::count(line, at, &number))
}

impl Amounts {
    /// The amounts in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Amount<'_>> {
        self.rows.iter().enumerate().map(|(index, row)| Amount { row, id: AmountId::new(index) })
    }

    /// The number of amounts.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// An amount: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Amount<'a> {
    row: &'a AmountRow,
    id: AmountId,
}

impl<'a> Amount<'a> {
    /// Its id.
    pub fn id(self) -> AmountId {
        self.id
    }

    /// Where the number and its unit stand, without what makes it rough; of a count the number alone.
    pub fn span(self) -> Span {
        self.row.span
    }

    /// The sentence that it is of.
    pub fn sentence(self) -> SentenceId {
        self.row.sentence
    }

    /// What it is.
    pub fn kind(self) -> AmountType {
        self.row.kind
    }

    /// Its value, as a decimal number.
    pub fn value(self) -> &'a str {
        &self.row.value
    }

    /// The higher end of a range.
    pub fn value_high(self) -> Option<&'a str> {
        self.row.value_high.as_deref()
    }

    /// How the amount and the value compare.
    pub fn comparison(self) -> Comparison {
        self.row.comparison
    }

    /// ISO 4217 for money, `percent` or `percentage point`, UCUM for measures.
    pub fn unit(self) -> Option<&'static str> {
        self.row.unit
    }

    /// What is counted, and what happened to it: "people killed".
    pub fn object(self, text: &str) -> Option<String> {
        let noun = self.row.object.map(|span| &text[span]);
        let fate = self.row.fate.map(|span| &text[span]);
        let words = noun.or(fate.map(|_| "people"))?;
        let words = words.split_whitespace().chain(fate);
        Some(words.collect::<Vec<_>>().join(" "))
    }

    /// What decided it.
    pub fn rule(self) -> Rule {
        self.row.rule
    }
}
