//! `amounts`: which sums, percentages, measures and counts the text tells.

use super::Rows;
use crate::amount::{AmountType, Comparison, Rule as AmountRule};
use crate::table::column::table;

table! {
    /// A row for each amount, with its value.
    Amounts, AmountRow<'a>, key(article_id, amount_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the amount in the article, from 0
        amount_id: u32,
        /// the sentence that it is of
        sentence_id: u32 => Sentences,
        /// its first code point in `articles.text`
        start: u32,
        /// the code point after its last
        end: u32,
        /// the number with its unit; of a count the number alone
        text: &'a str,
        /// `money`, `percent`, `count` or `measure`
        r#type: AmountType,
        /// the value as a decimal number
        value: &'a str,
        /// the higher end of a range
        value_high: Option<&'a str>,
        /// how the amount compares with the value: `=`, `~`, `<`, `>`, `<=`, `>=` or `range`
        comparison: Comparison,
        /// ISO 4217 for money, `percent` or `percentage point`, UCUM for measures (`year`, `month` … for ages); missing
        /// for counts
        unit: Option<&'static str>,
        /// the noun that is counted, and what happened to it: `people killed`; of an age the person
        object: Option<String>,
        /// the rule that decided the row
        rule: AmountRule,
    }
}

impl Rows<'_> {
    /// The rows of the amounts.
    pub fn amounts(&self) -> impl Iterator<Item = AmountRow<'_>> {
        self.document.amounts.iter().map(|amount| {
            let (start, end) = self.points_of(amount.span());
            AmountRow {
                article_id: self.id(),
                amount_id: amount.id().get(),
                sentence_id: amount.sentence().get(),
                start,
                end,
                text: &self.text[amount.span()],
                r#type: amount.kind(),
                value: amount.value(),
                value_high: amount.value_high(),
                comparison: amount.comparison(),
                unit: amount.unit(),
                object: amount.object(self.text),
                rule: amount.rule(),
            }
        })
    }
}
