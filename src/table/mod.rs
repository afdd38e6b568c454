//! Tables: what they hold, how they are written, and the run that fills them.

mod cells;
mod csv;
mod extract;
mod folder;
mod jsonl;
mod rows;
mod run;
mod schema;

pub use extract::{Event, ExtractOptions, Output, Summary, extract};
pub use folder::TableFolder;
pub(crate) use folder::holds_run;
pub use jsonl::document_json;
#[cfg(feature = "cli")]
pub(crate) use jsonl::sentences_json;
#[cfg(feature = "cli")]
pub(crate) use rows::one_line;
pub use run::Run;
pub use schema::{Column, ColumnKind, SCHEMA_VERSION, Table, markdown};

/// A format in which tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Comma-separated values: RFC 4180 with line feeds, a header row, UTF-8.
    Csv,
    /// JSON Lines: an object for each row.
    JsonLines,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Csv, Self::JsonLines];

    /// The name, which is also the extension of its files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }
}
