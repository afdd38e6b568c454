//! `co_mentions`: who and what is named together.

use crate::table::column::table;

table! {
    /// A row for each two persons, organisations or places that two or more articles name together, among the sixteen
    /// that each names most.
    CoMentions, CoMentionRow, key(a_kind, a_id, b_kind, b_id) {
        /// `person`, `organisation` or `place`
        a_kind: &'static str,
        /// its number in the table of these
        a_id: u32,
        /// the kind of the other
        b_kind: &'static str,
        /// its number
        b_id: u32,
        /// the number of articles that name both
        articles: u32,
        /// the number of sentences that name both
        sentences: u32,
        /// normalised pointwise mutual information over articles: 0 as chance has it, 1 always together
        npmi: f64,
    }
}
