//! `dateline tables`: the data dictionary, printed from the declaration of the tables.
//!
//! ```text
//! articles: A row for each article that was read.
//!   article_id             text      the record's id, else the path below the input without extension
//!   …
//!   date                   date?     the day it was published
//! ```
//!
//! Three forms: for reading, as the page `docs/tables.md` (a test holds the two to each other), and as JSON with keys
//! and foreign keys for programs.

use std::fmt::Write;

use serde_json::json;

use super::args::TEMPLATE;
use super::{Status, print};
use crate::error::Error;
use crate::table::{SCHEMA_VERSION, Table, markdown};

/// Prints what the tables hold: every column with its type and meaning.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct TablesArgs {
    /// As a page of Markdown
    #[arg(long, conflicts_with = "json")]
    pub(super) markdown: bool,

    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Prints it in the form that was asked for.
pub(super) fn run(typed: TablesArgs) -> Result<Status, Error> {
    let page = match typed {
        TablesArgs { markdown: true, .. } => markdown(),
        TablesArgs { json: true, .. } => json(),
        TablesArgs { .. } => plain(),
    };
    print(page.as_bytes())?;
    Ok(Status::Done)
}

/// The form for reading: a question mark behind a type says that cells may be missing.
fn plain() -> String {
    let mut page = String::new();
    for table in Table::ALL {
        let gap = if page.is_empty() { "" } else { "\n" };
        writeln!(page, "{gap}{}: {}", table.as_str(), table.description()).expect("a String takes every character");
        for column in table.columns() {
            let missing = if column.optional { "?" } else { "" };
            let kind = format!("{}{missing}", column.kind.as_str());
            writeln!(page, "  {:22} {kind:9} {}", column.name, column.description)
                .expect("a String takes every character");
        }
    }
    page.push_str(
        "\nA question mark: cells may be missing. Offsets are code points into articles.text, end exclusive.\n",
    );
    page
}

/// The form for programs. `documents` says whether the table has rows of a single article, and so may be asked of one.
fn json() -> String {
    let tables = Table::ALL.map(|table| {
        let columns = table.columns().iter().map(|column| {
            json!({
                "name": column.name,
                "type": column.kind.as_str(),
                "optional": column.optional,
                "key": column.key,
                "refers": column.refers.map(Table::as_str),
                "description": column.description,
            })
        });
        json!({
            "name": table.as_str(),
            "description": table.description(),
            "documents": table.is_of_documents(),
            "columns": columns.collect::<Vec<_>>(),
        })
    });
    format!("{:#}\n", json!({ "schema_version": SCHEMA_VERSION, "tables": tables }))
}
