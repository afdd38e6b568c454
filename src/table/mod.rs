//! Tables: what they hold, and how they are written.
//!
//! A table is declared once, as the type of its rows (a file of [`rows`]), and stands in the list below. Writers
//! ([`csv`], [`jsonl`]) take its cells and know no table; the data dictionary ([`dictionary`]) comes from the same
//! declaration.
//!
//! ```text
//! rows/quotes.rs   table! { Quotes, QuoteRow … }   name, type, key, description of each column
//!                  Rows::quotes()                  what a document has of it
//! below            Quotes "quotes": QuoteRow, …    the list from which Table is made
//! column, cell     what a column and a cell are    schema   the columns of one run
//! writer, sink     what a format has to do         csv, jsonl, arrow, parquet, sqlite   the formats
//! log              rows for the journal            read     tables of a run, read again
//! ```
//!
//! To add a table of documents: its file in `rows`, and a line in the list. Its rows then stand in every format, in
//! `docs/tables.md` and in `datapackage.json`; tests hold these to each other.

#[cfg(feature = "arrow")]
mod arrow;
pub(crate) mod cell;
pub(crate) mod column;
#[cfg(feature = "io")]
mod csv;
mod dictionary;
#[cfg(feature = "io")]
mod digits;
#[cfg(feature = "io")]
mod jsonl;
#[cfg(feature = "io")]
mod log;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "io")]
pub(crate) mod read;
mod rows;
mod schema;
#[cfg(feature = "io")]
mod sink;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "io")]
mod writer;

#[cfg(feature = "arrow")]
pub use arrow::{Batches, arrow_schema};
pub use cell::{Cell, CellValue};
pub use column::{Column, ColumnKind, Row};
pub use dictionary::markdown;
#[cfg(feature = "io")]
pub use jsonl::document_json;
#[cfg(feature = "cli")]
pub(crate) use jsonl::sentences_json;
#[cfg(feature = "io")]
pub(crate) use log::replay;
pub use rows::Rows;
pub use rows::amounts::AmountRow;
pub use rows::articles::ArticleRow;
#[cfg(feature = "io")]
pub(crate) use rows::articles::Counted;
pub use rows::corpus::appearances::AppearanceRow;
pub use rows::corpus::co_mentions::CoMentionRow;
pub use rows::corpus::duplicates::DuplicateRow;
pub use rows::corpus::organisations::OrganisationRow;
pub use rows::corpus::people::PersonRow;
pub use rows::corpus::places::PlaceRow;
pub use rows::corpus::quote_occurrences::QuoteOccurrenceRow;
pub use rows::corpus::quoted_about::QuotedAboutRow;
pub use rows::corpus::unique_quotes::UniqueQuoteRow;
pub use rows::dates::DateRow;
pub use rows::entities::EntityRow;
pub use rows::errors::ErrorRow;
pub use rows::matches::MatchRow;
pub use rows::mentions::MentionRow;
#[cfg(feature = "cli")]
pub(crate) use rows::one_line;
pub use rows::quotes::QuoteRow;
pub use rows::roles::RoleRow;
pub use rows::sentences::SentenceRow;
pub use rows::themes::ThemeRow;
pub use schema::Schema;
#[cfg(feature = "io")]
pub(crate) use sink::Sink;
#[cfg(feature = "sqlite")]
pub use sqlite::Packed;
#[cfg(feature = "io")]
pub use writer::{Chunk, Format, TableWriter, WriteOptions};
#[cfg(feature = "io")]
pub(crate) use writer::{is_written, row_log};

/// The version of the tables' columns. It rises when a column is added, removed, renamed or changes its meaning.
pub const SCHEMA_VERSION: u32 = 3;

/// Lists the tables: a name, the type of the rows, and what yields those that a document has.
macro_rules! tables {
    (
        of documents { $($(#[$doc:meta])* $table:ident $name:literal: $row:ident, $rows:expr;)* }
        others { $($(#[$other_doc:meta])* $other:ident $other_name:literal: $other_row:ty;)* }
    ) => {
        /// A table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Table {
            $($(#[$doc])* $table,)*
            $($(#[$other_doc])* $other,)*
        }

        impl Table {
            /// Every table, in the order in which they are listed.
            pub const ALL: [Self; [$($name,)* $($other_name,)*].len()] = [$(Self::$table,)* $(Self::$other,)*];

            /// The name: of the table's file, without extension.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$table => $name,)*
                    $(Self::$other => $other_name,)*
                }
            }

            /// Whether each document has rows of it.
            pub const fn is_of_documents(self) -> bool {
                match self {
                    $(Self::$table => true,)*
                    $(Self::$other => false,)*
                }
            }

            /// What a row of it is, for the data dictionary.
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$table => $row::ABOUT,)*
                    $(Self::$other => <$other_row>::ABOUT,)*
                }
            }

            /// The columns, in order, but for those that a run adds at the end.
            pub const fn columns(self) -> &'static [Column] {
                match self {
                    $(Self::$table => <$row<'_> as Row>::COLUMNS,)*
                    $(Self::$other => <$other_row as Row>::COLUMNS,)*
                }
            }
        }

        impl Rows<'_> {
            /// Hands the cells of the rows that `table` has of the document to `take`, row by row; returns their
            /// number.
            ///
            /// Tables that are not of documents, such as that of errors, have none.
            pub fn each(&self, table: Table, mut take: impl FnMut(&[Cell<'_>])) -> u64 {
                match table {
                    $(Table::$table => {
                        let mut count = 0;
                        for row in $rows(self) {
                            row.with_cells(&mut take);
                            count += 1;
                        }
                        count
                    })*
                    _ => 0,
                }
            }

            /// The number of rows that `table` has of the document.
            pub fn count(&self, table: Table) -> u64 {
                let count = match table {
                    $(Table::$table => count($rows(self)),)*
                    _ => 0,
                };
                count as u64
            }
        }
    };
}

tables! {
    of documents {
        /// The articles that were read.
        Articles "articles": ArticleRow, Rows::articles;
        /// Their sentences.
        Sentences "sentences": SentenceRow, Rows::sentences;
        /// Where they name, or refer to, someone or something.
        Mentions "mentions": MentionRow, Rows::mentions;
        /// Whom and what they name.
        Entities "entities": EntityRow, Rows::entities;
        /// Which roles they give to persons.
        Roles "roles": RoleRow, Rows::roles;
        /// Who says what.
        Quotes "quotes": QuoteRow, Rows::quotes;
        /// Which times they speak of.
        Dates "dates": DateRow, Rows::dates;
        /// Which sums, percentages, measures and counts they tell.
        Amounts "amounts": AmountRow, Rows::amounts;
        /// Which terms and patterns of the user stand in them.
        Matches "matches": MatchRow, Rows::matches;
        /// How much they hold of each of the user's themes.
        Themes "themes": ThemeRow, Rows::themes;
    }
    others {
        /// What could not be read.
        Errors "errors": ErrorRow<'static>;
        /// Who is named in the corpus.
        People "people": PersonRow<'static>;
        /// Which organisations are.
        Organisations "organisations": OrganisationRow<'static>;
        /// Which places are.
        Places "places": PlaceRow<'static>;
        /// Which entity of which article is who or what of the corpus.
        Appearances "appearances": AppearanceRow<'static>;
        /// What was said once, however often it is printed.
        UniqueQuotes "unique_quotes": UniqueQuoteRow<'static>;
        /// Where a quotation is printed.
        QuoteOccurrences "quote_occurrences": QuoteOccurrenceRow<'static>;
        /// Which articles are others again.
        Duplicates "duplicates": DuplicateRow<'static>;
        /// Who and what is named together.
        CoMentions "co_mentions": CoMentionRow;
        /// Who speaks about whom.
        QuotedAbout "quoted_about": QuotedAboutRow;
    }
}

impl Table {
    /// Whether it is of the whole corpus: written when the last article has been read.
    pub const fn is_of_corpus(self) -> bool {
        !self.is_of_documents() && !matches!(self, Self::Errors)
    }

    /// The columns of its primary key.
    pub fn key(self) -> impl Iterator<Item = &'static Column> {
        self.columns().iter().filter(|column| column.key)
    }

    /// The table of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }
}

/// How many items there are, without making them where that is known.
fn count(items: impl Iterator) -> usize {
    match items.size_hint() {
        (least, Some(most)) if least == most => least,
        _ => items.count(),
    }
}
