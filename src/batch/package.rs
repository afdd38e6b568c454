//! `datapackage.json`: the files of a run described as [Data Package
//! 2.0](https://datapackage.org/standard/data-package/).
//!
//! ```json
//! {"resources": [{
//!   "name": "quotes", "path": "quotes.csv", "format": "csv", "bytes": 81234, "hash": "sha256:…", "type": "table",
//!   "schema": {
//!     "fields": [{"name": "quote_id", "type": "integer", "description": "…", "constraints": {"required": true}}, …],
//!     "primaryKey": ["article_id", "quote_id"],
//!     "foreignKeys": [{"fields": ["article_id"], "reference": {"resource": "articles", "fields": ["article_id"]}}]
//!   }
//! }]}
//! ```
//!
//! Every file is a resource; those of a second format have its name behind theirs (`quotes-jsonl`), and their foreign
//! keys name tables of the same format. SQLite's database is a resource without a schema, since it holds its own.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::run::sha256_of_file;
use crate::error::Error;
use crate::table::{Column, ColumnKind, Format, Table};

/// The file beside the tables that describes them.
pub(super) const PACKAGE: &str = "datapackage.json";

/// A file of tables.
pub(super) struct Described {
    /// Its name in the folder.
    pub(super) name: String,
    /// Its format.
    pub(super) format: Format,
    /// Its size.
    pub(super) bytes: u64,
    /// In hexadecimal digits.
    pub(super) sha256: String,
}

impl Described {
    /// The description of a file that is to have that name.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub(super) fn of(name: String, format: Format, path: &Path) -> Result<Self, Error> {
        let bytes = fs::metadata(path).map_err(Error::io)?.len();
        Ok(Self { name, format, bytes, sha256: sha256_of_file(path).map_err(Error::io)? })
    }
}

/// Describes files, and the columns of those that hold one table each; `tables` has the columns of the run, kept fields
/// among them.
pub(super) fn describe(files: &[Described], tables: &[(Table, Vec<Column>)]) -> String {
    let first = files.first().map(|file| file.format);
    let resources = files.iter().map(|file| {
        let stem = file.name.split('.').next().unwrap_or_default();
        // Names are unique: the first format's are the tables' own, which foreign keys go by.
        let suffix = if Some(file.format) == first { String::new() } else { format!("-{}", file.format.as_str()) };
        let mut resource = json!({
            "name": format!("{stem}{suffix}"),
            "path": file.name,
            "format": file.format.as_str(),
            "mediatype": media_type(file.format),
            "encoding": "utf-8",
            "bytes": file.bytes,
            "hash": format!("sha256:{}", file.sha256),
        });
        if let Some((table, columns)) =
            tables.iter().find(|(table, _)| file.name.starts_with(&format!("{}.", table.as_str())))
        {
            resource["type"] = json!("table");
            resource["description"] = json!(table.description());
            resource["schema"] = schema(columns, file.format, tables, &suffix);
        }
        resource
    });
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dateline-tables",
        "description": "Who and what is named in articles, who said what, in which role, and when",
        "version": env!("CARGO_PKG_VERSION"),
        "resources": resources.collect::<Vec<_>>(),
    });
    format!("{package:#}\n")
}

/// The media type of a format's files; that of JSON Lines is not registered.
const fn media_type(format: Format) -> &'static str {
    match format {
        Format::Csv => "text/csv",
        Format::JsonLines => "application/jsonl",
        #[cfg(feature = "parquet")]
        Format::Parquet => "application/vnd.apache.parquet",
        #[cfg(feature = "parquet")]
        Format::Arrow => "application/vnd.apache.arrow.file",
        #[cfg(feature = "sqlite")]
        Format::Sqlite => "application/vnd.sqlite3",
    }
}

/// The Table Schema of a file: its fields, its primary key, and foreign keys to tables of the run.
fn schema(columns: &[Column], format: Format, tables: &[(Table, Vec<Column>)], suffix: &str) -> Value {
    let fields: Vec<Value> = columns.iter().map(|column| field(column, format)).collect();
    let mut schema = Map::new();
    schema.insert("fields".to_owned(), json!(fields));
    schema.insert("missingValues".to_owned(), json!([""]));
    let key: Vec<&str> = columns.iter().filter(|column| column.key).map(|column| &*column.name).collect();
    if !key.is_empty() {
        schema.insert("primaryKey".to_owned(), json!(key));
    }
    let held = |table: Table| tables.iter().any(|(of, _)| *of == table);
    let keys: Vec<Value> = columns
        .iter()
        .filter_map(|column| Some((column, column.refers.filter(|table| held(*table))?)))
        .map(|(column, table)| (column, table, column.foreign_key(table)))
        // The standard does not say what holds of a key of several cells where one is missing; `frictionless` calls it
        // broken.
        .filter(|(column, _, (own, _))| own.len() == 1 || !column.optional)
        .map(|(_, table, (own, refers))| {
            json!({ "fields": own, "reference": { "resource": format!("{}{suffix}", table.as_str()), "fields": refers } })
        })
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".to_owned(), json!(keys));
    }
    Value::Object(schema)
}

/// The field of a column. Spans and lists are arrays in JSON Lines, Parquet and Arrow, and strings in CSV.
fn field(column: &Column, format: Format) -> Value {
    let is_csv = format == Format::Csv;
    let kind = match column.kind {
        ColumnKind::Text => "string",
        ColumnKind::Integer => "integer",
        ColumnKind::Real => "number",
        ColumnKind::Bool => "boolean",
        ColumnKind::Day => "date",
        ColumnKind::Spans | ColumnKind::Strings if is_csv => "string",
        ColumnKind::Spans | ColumnKind::Strings => "array",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.description });
    // In CSV, an empty text cannot be told from a missing one by all readers.
    if !column.optional && (!is_csv || kind != "string") {
        field["constraints"] = json!({ "required": true });
    }
    field
}
