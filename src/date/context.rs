//! The context: what an expression may be told from.
//!
//! Beside the article's date these are the points named before, as the text goes on: the last day, the last point of
//! a month or less, the last of a year or less. "Two days later" counts from the last day, "the following year" from
//! the last point of a year or less: a unit needs an anchor as fine as itself ([`Context::named`]), however far back
//! it stands. What tells no day by itself ("in the afternoon", "the following Monday") needs one near by
//! ([`Context::day_near`]).
//!
//! Business news compares: "profit rose from a year earlier" means the quarter that the article reports. The quarter
//! is kept for that, and whether the sentence speaks of the whole year.
//!
//! ```text
//! It opened in May 1998. Two months later …        from the month: 1998-07
//! It closed on Friday. That night …                from the day: that Friday, TNI
//! Profit in the third quarter rose. A year ago …   from the quarter: the third of the year before
//! ```

use jiff::civil::Date;

use super::expression::Meaning;
use super::value::{Length, Point};
use crate::id::{DateId, SentenceId};
use crate::lexicon::en::time::Unit;

/// What expressions are resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The article's date.
    pub(super) published: Option<Date>,
    /// The last day that the text named, and which expression did.
    day: Option<(Point, DateId)>,
    /// The sentence that named it.
    day_sentence: Option<SentenceId>,
    /// The last point of a month or less.
    month: Option<(Point, DateId)>,
    /// The last point of a year or less.
    year: Option<(Point, DateId)>,
    /// The last month that was named as such, and the sentence that did.
    month_alone: Option<(Point, SentenceId)>,
    /// The last business quarter that the text reported on: one that is over, or the first named.
    pub(super) quarter: Option<Point>,
    /// The sentence that last told of a longer business period: a length in months, as "the nine months".
    annual: Option<SentenceId>,
}

impl Context {
    /// Before anything is named, in an article of that day.
    pub(super) fn new(published: Option<Date>) -> Self {
        Self { published, ..Self::default() }
    }

    /// Keeps what later expressions are told from: `point` is what the expression `id` of `meaning` was resolved to.
    ///
    /// A time of the day that stands alone moves nothing, and neither does a decade or century.
    pub(super) fn remember(&mut self, meaning: Meaning, point: Option<Point>, id: DateId, sentence: SentenceId) {
        match meaning {
            Meaning::Length(Length { unit: Unit::Month, .. }) => self.annual = Some(sentence),
            Meaning::Quarter(..) | Meaning::QuarterTo(_) => {
                let over = point
                    .zip(self.published)
                    .is_some_and(|(point, day)| point.days().is_some_and(|(_, last)| last < day));
                // "After a flat second quarter" tells no news of it: the article goes on to report the later one.
                let later = self.quarter.and_then(Point::days) <= point.and_then(Point::days);
                if self.quarter.is_none() || over && later {
                    self.quarter = point;
                }
                self.annual = None;
            }
            Meaning::Month(..) => self.month_alone = point.map(|point| (point, sentence)),
            _ => {}
        }
        // A time of the day alone names no day that others could be told from.
        let Some(point) = point.filter(|_| !matches!(meaning, Meaning::Time)) else { return };
        let named = Some((point, id));
        match point {
            Point::Day(_) => {
                (self.day, self.month, self.year) = (named, named, named);
                self.day_sentence = Some(sentence);
            }
            Point::Week(_) | Point::Weekend(_) | Point::Month(..) => (self.month, self.year) = (named, named),
            Point::Quarter(..) | Point::Half(..) | Point::Season(..) | Point::Year(_) => self.year = named,
            Point::Decade(_) | Point::Century(_) => {}
        }
    }

    /// The last day named in the sentence or the one before it; none where the last one stands farther away.
    pub(super) fn day_near(&self, sentence: SentenceId) -> Option<(Point, DateId)> {
        let near = self.day_sentence.is_some_and(|named| sentence.index() - named.index() <= 1);
        self.day.filter(|_| near)
    }

    /// The month that the sentence names, which it compares with the same of another year: "in May, up from a year
    /// earlier".
    pub(super) fn month_in(&self, sentence: SentenceId) -> Option<Point> {
        self.month_alone.filter(|(_, named)| *named == sentence).map(|(month, _)| month)
    }

    /// The business period that a sentence compares with the year before: its quarter, or the year of the quarter.
    pub(super) fn compared(&self, sentence: SentenceId) -> Option<Point> {
        let quarter = self.quarter?;
        if self.annual == Some(sentence) { quarter.year().map(Point::Year) } else { Some(quarter) }
    }

    /// The last point named that is fine enough to count units of this size from, with the expression that named it.
    pub(super) fn named(&self, unit: Unit) -> Option<(Point, DateId)> {
        match unit {
            _ if unit <= Unit::Fortnight => self.day,
            Unit::Month => self.month,
            _ => self.year,
        }
    }
}
