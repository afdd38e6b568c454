//! `quoted_about`: who speaks about whom.

use jiff::civil::Date;

use crate::table::column::table;

table! {
    /// A row for each person and each person, organisation or place that quotations of that person name.
    QuotedAbout, QuotedAboutRow, key(person_id, about_kind, about_id) {
        /// the speaker
        person_id: u32 => People,
        /// `person`, `organisation` or `place`
        about_kind: &'static str,
        /// the number of whom or what is named, in the table of these
        about_id: u32,
        /// the number of quotations that do
        quotes: u32,
        /// the first day of such a quotation
        first_date: Option<Date>,
        /// the last day
        last_date: Option<Date>,
    }
}
