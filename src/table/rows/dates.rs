//! `dates`: which times the text speaks of.

use std::borrow::Cow;

use jiff::civil::Date;

use super::Rows;
use crate::date::{Anchor, Rule as DateRule, TimexType};
use crate::table::column::table;

table! {
    /// A row for each temporal expression, as TIMEX3 (TimeML) defines them, resolved against the article's date.
    Dates, DateRow<'a>, key(article_id, date_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the expression in the article, from 0
        date_id: u32,
        /// the sentence that it is of
        sentence_id: u32 => Sentences,
        /// its first code point in `articles.text`
        start: u32,
        /// the code point after its last
        end: u32,
        /// the expression, without preposition
        text: &'a str,
        /// `DATE`, `TIME`, `DURATION` or `SET`
        r#type: TimexType,
        /// the TIMEX3 value: `2025-02-18`, `2025-Q1`, `P3Y`, `PAST_REF` …
        value: &'a str,
        /// the TIMEX3 modifier: `APPROX`, `START` …
        r#mod: Option<&'static str>,
        /// the first day that it covers; missing where it is vague, a length or unresolved
        first_day: Option<Date>,
        /// the last day that it covers
        last_day: Option<Date>,
        /// what it was resolved against: `article`, or the `date_id` of an expression before it
        anchor: Option<Cow<'static, str>>,
        /// the rule or model that decided the row
        rule: DateRule,
    }
}

impl Rows<'_> {
    /// The rows of the temporal expressions.
    pub fn dates(&self) -> impl Iterator<Item = DateRow<'_>> {
        self.document.dates.iter().map(|timex| {
            let (start, end) = self.points_of(timex.span());
            DateRow {
                article_id: self.id(),
                date_id: timex.id().get(),
                sentence_id: timex.sentence().get(),
                start,
                end,
                text: &self.text[timex.span()],
                r#type: timex.kind(),
                value: timex.value(),
                r#mod: timex.modifier(),
                first_day: timex.days().map(|(first, _)| first),
                last_day: timex.days().map(|(_, last)| last),
                anchor: match timex.anchor() {
                    Anchor::None => None,
                    Anchor::Article => Some(Cow::Borrowed("article")),
                    Anchor::Mention(id) => Some(Cow::Owned(id.get().to_string())),
                },
                rule: timex.rule(),
            }
        })
    }
}
