//! SQLite: one database of all tables, `tables.sqlite`, and what datasette shows of it, `metadata.json`.
//!
//! Tables are strict and have primary and foreign keys. Indices, full text search and views are made when the rows are in, then the keys are
//! checked. Days are ISO 8601 texts; spans and lists are JSON texts.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};
use serde_json::{Map, Value, json};

use super::Table;
use super::cell::Cell;
use super::column::{Column, ColumnKind};
use super::sink::Sink;
use super::writer::{Chunk, TableWriter};
use crate::error::Error;

/// The database's name; datasette calls it by its stem.
const DATABASE: &str = "tables.sqlite";
const METADATA: &str = "metadata.json";

/// Columns that are asked for by themselves, with an index each.
const SOUGHT: [(Table, &str); 5] = [
    (Table::Articles, "date"),
    (Table::Entities, "name"),
    (Table::Quotes, "speaker"),
    (Table::Quotes, "article_date"),
    (Table::Dates, "first_day"),
];

/// Texts that can be searched by their words.
const SEARCHED: [(Table, &[&str]); 2] = [(Table::Quotes, &["content", "speaker"]), (Table::Sentences, &["text"])];

/// Questions that most analysts ask; each needs the table of quotations.
const VIEWS: [(&str, &str, &str); 2] = [
    (
        "quotes_by_person",
        "How often each speaker is quoted, in how many articles, from when to when.",
        "SELECT speaker, max(speaker_link) AS link, count(*) AS quotes, count(DISTINCT article_id) AS articles,
            min(article_date) AS first_date, max(article_date) AS last_date
         FROM quotes WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY quotes DESC, speaker",
    ),
    (
        "speakers_by_month",
        "How often each speaker is quoted in each month.",
        "SELECT substr(article_date, 1, 7) AS month, speaker, count(*) AS quotes, count(DISTINCT article_id) AS articles
         FROM quotes WHERE speaker IS NOT NULL AND article_date IS NOT NULL GROUP BY month, speaker
         ORDER BY month, quotes DESC, speaker",
    ),
];

/// Rows as a database takes them, with one room for all texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    text: String,
    cells: Vec<PackedCell>,
    columns: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum PackedCell {
    Null,
    Integer(i64),
    Real(f64),
    /// A text that goes on from the one before to this byte.
    Text(usize),
}

impl Packed {
    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// The format's writer.
pub(super) struct Packer(Packed);

impl Packer {
    pub(super) fn new(columns: &[Column]) -> Self {
        Self(Packed { columns: columns.len(), ..Packed::default() })
    }
}

impl TableWriter for Packer {
    fn row(&mut self, cells: &[Cell<'_>]) {
        let Packed { text, cells: packed, .. } = &mut self.0;
        for cell in cells {
            let cell = match *cell {
                Cell::Null => PackedCell::Null,
                Cell::Integer(number) => PackedCell::Integer(number),
                Cell::Real(number) => PackedCell::Real(number),
                Cell::Bool(flag) => PackedCell::Integer(i64::from(flag)),
                Cell::Text(string) => {
                    text.push_str(string);
                    PackedCell::Text(text.len())
                }
                Cell::Day(day) => {
                    write!(text, "{day}").expect("a String takes every character");
                    PackedCell::Text(text.len())
                }
                Cell::Spans(pieces) => {
                    text.push_str(&json!(pieces).to_string());
                    PackedCell::Text(text.len())
                }
                Cell::Strings(strings) => {
                    text.push_str(&json!(strings).to_string());
                    PackedCell::Text(text.len())
                }
            };
            packed.push(cell);
        }
    }

    fn take(&mut self) -> Chunk {
        let columns = self.0.columns;
        Chunk::Packed(std::mem::replace(&mut self.0, Packed { columns, ..Packed::default() }))
    }
}

/// The database of a run.
pub(super) struct Database {
    folder: PathBuf,
    connection: Connection,
    tables: Vec<(Table, Vec<Column>)>,
    /// Whether the tables are made: when all are known that others refer to.
    made: bool,
}

impl Database {
    pub(super) fn new(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(DATABASE);
        // What a run left that is resumed goes; the file gets the rights of any other.
        File::create(&path).map_err(Error::io)?;
        let connection = Connection::open(&path).map_err(Error::other)?;
        // Nobody sees the file before it is whole, and a run that fails writes it anew.
        connection
            .execute_batch(
                "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
                 PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
            )
            .map_err(Error::other)?;
        Ok(Self { folder: folder.to_owned(), connection, tables: Vec::new(), made: false })
    }

    fn make(&mut self) -> rusqlite::Result<()> {
        if std::mem::replace(&mut self.made, true) {
            return Ok(());
        }
        for (table, columns) in &self.tables {
            self.connection.execute_batch(&self.declaration(*table, columns))?;
        }
        self.connection.execute_batch("BEGIN")
    }

    fn holds(&self, table: Table) -> bool {
        self.tables.iter().any(|(of, _)| *of == table)
    }

    /// The columns that name rows of other tables of the run.
    fn references<'a>(&self, columns: &'a [Column]) -> impl Iterator<Item = (&'a Column, Table)> {
        columns.iter().filter_map(|column| Some((column, column.refers.filter(|table| self.holds(*table))?)))
    }

    /// The statement that makes a table.
    fn declaration(&self, table: Table, columns: &[Column]) -> String {
        let mut parts: Vec<String> = columns
            .iter()
            .map(|column| {
                let kind = match column.kind {
                    ColumnKind::Integer | ColumnKind::Bool => "INTEGER",
                    ColumnKind::Real => "REAL",
                    ColumnKind::Text | ColumnKind::Day | ColumnKind::Spans | ColumnKind::Strings => "TEXT",
                };
                format!("{} {kind}{}", quoted(&column.name), if column.optional { "" } else { " NOT NULL" })
            })
            .collect();
        let key: Vec<&str> = columns.iter().filter(|column| column.key).map(|column| &*column.name).collect();
        if !key.is_empty() {
            parts.push(format!("PRIMARY KEY ({})", list(&key)));
        }
        for (column, other) in self.references(columns) {
            let (own, key) = column.foreign_key(other);
            parts.push(format!("FOREIGN KEY ({}) REFERENCES {} ({})", list(&own), quoted(other.as_str()), list(&key)));
        }
        format!("CREATE TABLE {} (\n  {}\n) STRICT;", quoted(table.as_str()), parts.join(",\n  "))
    }

    fn insert(&self, table: Table, rows: &Packed) -> rusqlite::Result<()> {
        let places = vec!["?"; rows.columns].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({places})", quoted(table.as_str()));
        let mut insert = self.connection.prepare(&insert)?;
        let mut start = 0;
        for row in rows.cells.chunks_exact(rows.columns) {
            for (index, cell) in row.iter().enumerate() {
                let value = match *cell {
                    PackedCell::Null => ValueRef::Null,
                    PackedCell::Integer(number) => ValueRef::Integer(number),
                    PackedCell::Real(number) => ValueRef::Real(number),
                    PackedCell::Text(end) => {
                        let text = &rows.text[start..end];
                        start = end;
                        ValueRef::Text(text.as_bytes())
                    }
                };
                insert.raw_bind_parameter(index + 1, ToSqlOutput::Borrowed(value))?;
            }
            insert.raw_execute()?;
        }
        Ok(())
    }

    /// Makes what rests on all rows, and checks the keys.
    fn complete(&self) -> rusqlite::Result<Option<String>> {
        let mut last = String::from("COMMIT;\n");
        for (table, columns) in &self.tables {
            let name = table.as_str();
            for (column, other) in self.references(columns) {
                let (own, _) = column.foreign_key(other);
                // The key of the table itself serves where the articles are referred to.
                if own != ["article_id"] {
                    let index = quoted(&format!("{name}_{}", column.name));
                    writeln!(last, "CREATE INDEX {index} ON {} ({});", quoted(name), list(&own))
                        .expect("a String takes every character");
                }
            }
        }
        for (table, column) in SOUGHT.into_iter().filter(|(table, _)| self.holds(*table)) {
            let name = table.as_str();
            writeln!(
                last,
                "CREATE INDEX {} ON {} ({});",
                quoted(&format!("{name}_{column}")),
                quoted(name),
                quoted(column)
            )
            .expect("a String takes every character");
        }
        for (table, columns) in SEARCHED.into_iter().filter(|(table, _)| self.holds(*table)) {
            let (name, columns) = (table.as_str(), columns.join(", "));
            write!(
                last,
                "CREATE VIRTUAL TABLE {name}_fts USING fts5({columns}, content=\"{name}\");\n\
                 INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild');\n"
            )
            .expect("a String takes every character");
        }
        for (name, _, query) in VIEWS.into_iter().filter(|_| self.holds(Table::Quotes)) {
            writeln!(last, "CREATE VIEW {name} AS {query};").expect("a String takes every character");
        }
        self.connection.execute_batch(&last)?;
        let mut check = self.connection.prepare("PRAGMA foreign_key_check")?;
        let broken = check.query_map([], |row| row.get::<_, String>(0))?.next().transpose()?;
        self.connection.execute_batch("ANALYZE; PRAGMA journal_mode = DELETE;")?;
        Ok(broken)
    }

    /// What datasette shows beside the tables.
    fn metadata(&self) -> String {
        let mut tables = Map::new();
        for (table, columns) in &self.tables {
            let columns: Map<String, Value> =
                columns.iter().map(|column| (column.name.to_string(), json!(column.description))).collect();
            tables.insert(table.as_str().to_owned(), json!({ "description": table.description(), "columns": columns }));
        }
        for (name, description, _) in VIEWS.into_iter().filter(|_| self.holds(Table::Quotes)) {
            tables.insert(name.to_owned(), json!({ "description": description }));
        }
        let database = DATABASE.trim_end_matches(".sqlite");
        let metadata = json!({ "databases": { database: { "source": "dateline", "tables": tables } } });
        format!("{metadata:#}\n")
    }
}

impl Sink for Database {
    fn start(&mut self, table: Table, columns: &[Column]) -> Result<(), Error> {
        self.tables.push((table, columns.to_vec()));
        Ok(())
    }

    fn write(&mut self, table: Table, rows: Chunk) -> Result<(), Error> {
        let Chunk::Packed(rows) = rows else { return Ok(()) };
        if rows.is_empty() {
            return Ok(());
        }
        self.make().and_then(|()| self.insert(table, &rows)).map_err(Error::other)
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<String>, Error> {
        self.make().map_err(Error::other)?;
        if let Some(table) = self.complete().map_err(Error::other)? {
            return Err(Error::other(format!("a row of {table} names a row that is not there")));
        }
        fs::write(self.folder.join(METADATA), self.metadata()).map_err(Error::io)?;
        self.connection.close().map_err(|(_, error)| Error::other(error))?;
        Ok(FILES.map(str::to_owned).into())
    }
}

/// The names of the files that the format writes.
pub(super) const FILES: [&str; 2] = [DATABASE, METADATA];

fn list(names: &[&str]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
