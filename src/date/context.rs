//! The context: what an expression may be told from.

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
    /// The last business quarter that the text reported on.
    pub(super) quarter: Option<Point>,
    /// The sentence that last told of a longer business period.
    annual: Option<SentenceId>,
}

impl Context {
    /// Before anything is named.
    pub(super) fn new(published: Option<Date>) -> Self {
        Self { published, ..Self::default() }
    }

    /// Keeps what later expressions are told from.
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

    /// The last day named in the sentence or the one before it.
    pub(super) fn day_near(&self, sentence: SentenceId) -> Option<(Point, DateId)> {
        let near = self.day_sentence.is_some_and(|named| sentence.index() - named.index() <= 1);
        self.day.filter(|_| near)
    }

    /// The month that the sentence names, which it compares with the same of another year.
    pub(super) fn month_in(&self, sentence: SentenceId) -> Option<Point> {
        self.month_alone.filter(|(_, named)| *named == sentence).map(|(month, _)| month)
    }

    /// The business period that a sentence compares with the year before.
    pub(super) fn compared(&self, sentence: SentenceId) -> Option<Point> {
        let quarter = self.quarter?;
        if self.annual == Some(sentence) { quarter.year().map(Point::Year) } else { Some(quarter) }
    }

    /// The last point named that is fine enough to count units of this size from.
    pub(super) fn named(&self, unit: Unit) -> Option<(Point, DateId)> {
        match unit {
            _ if unit <= Unit::Fortnight => self.day,
            Unit::Month => self.month,
            _ => self.year,
        }
    }
}
