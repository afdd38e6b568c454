//! SQLite: one database of all tables, `tables.sqlite`, and what datasette shows of it, `metadata.json`.
//!
//! Tables are strict and have primary and foreign keys. Full text search is filled beside the rows, where the other
//! threads go on reading articles; indices and views are made when the rows are in, then the keys are checked. Days are
//! ISO 8601 texts; spans and lists are JSON texts, booleans 0 and 1.
//!
//! ```sql
//! CREATE TABLE "sentences" (
//!   "article_id" TEXT NOT NULL, "sentence_id" INTEGER NOT NULL, …
//!   PRIMARY KEY ("article_id", "sentence_id"),
//!   FOREIGN KEY ("article_id") REFERENCES "articles" ("article_id")
//! ) STRICT;
//! SELECT speaker, content FROM quotes_fts WHERE quotes_fts MATCH 'bridge';
//! ```
//!
//! Rows are packed on the thread that made them ([`Packer`]) and inserted on the one that writes ([`Database`]), all in
//! one transaction, without a journal of SQLite's own: a run that fails leaves no database, and one that is resumed
//! fills it anew from the run's journal. Foreign keys are declared to tables of the same run only, and checked once at
//! the end, since rows of several tables come by batches and a check of each would ask for rows that are still to come.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::iter;
use std::path::{Path, PathBuf};
use std::thread;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags};
use serde_json::{Map, Value, json};

use super::Table;
use super::cell::Cell;
use super::column::{Column, ColumnKind};
use super::sink::Sink;
use super::writer::{Chunk, TableWriter};
use crate::error::Error;

/// The database's name; datasette calls it by its stem.
const DATABASE: &str = "tables.sqlite";
/// The file by which datasette shows descriptions of tables and columns.
const METADATA: &str = "metadata.json";

/// Columns that are asked for by themselves, with an index each; keys have theirs.
const SOUGHT: [(Table, &str); 5] = [
    (Table::Articles, "date"),
    (Table::Entities, "name"),
    (Table::Quotes, "speaker"),
    (Table::Quotes, "article_date"),
    (Table::Dates, "first_day"),
];

/// Texts that can be searched by their words, in a table of FTS5 named `TABLE_fts` that holds an index and no second
/// copy of the texts.
const SEARCHED: [(Table, &[&str]); 2] = [(Table::Quotes, &["content", "speaker"]), (Table::Sentences, &["text"])];

/// Questions that most analysts ask: name, description, query. Each needs the table of quotations.
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

/// Rows as a database takes them, with one room for all texts: a batch of rows is three allocations, not one for each
/// cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// All texts, one after the other.
    text: String,
    /// The cells of all rows, row by row.
    cells: Vec<PackedCell>,
    /// Cells of a row.
    columns: usize,
}

/// A cell as SQLite stores it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum PackedCell {
    /// Nothing.
    Null,
    /// A whole number; 0 and 1 for no and yes.
    Integer(i64),
    /// A number.
    Real(f64),
    /// A text that goes on from the one before to this byte.
    Text(usize),
}

impl Packed {
    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The number of rows.
    fn len(&self) -> i64 {
        i64::try_from(self.cells.len() / self.columns.max(1)).unwrap_or(i64::MAX)
    }

    /// Passes each row's values on; texts are borrowed.
    fn each(&self, mut each: impl FnMut(&[ValueRef<'_>]) -> rusqlite::Result<()>) -> rusqlite::Result<()> {
        let mut start = 0;
        let mut values = Vec::with_capacity(self.columns);
        for row in self.cells.chunks_exact(self.columns) {
            values.clear();
            values.extend(row.iter().map(|cell| match *cell {
                PackedCell::Null => ValueRef::Null,
                PackedCell::Integer(number) => ValueRef::Integer(number),
                PackedCell::Real(number) => ValueRef::Real(number),
                PackedCell::Text(end) => {
                    let text = &self.text[start..end];
                    start = end;
                    ValueRef::Text(text.as_bytes())
                }
            }));
            each(&values)?;
        }
        Ok(())
    }
}

/// The format's writer: makes [`Packed`] rows on any thread.
pub(super) struct Packer(Packed);

impl Packer {
    /// A writer of rows with these columns.
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
    /// The folder of the run's tables.
    folder: PathBuf,
    /// The database, which nobody else has open.
    connection: Connection,
    /// The tables of the run, in the order in which they began.
    tables: Vec<(Table, Vec<Column>)>,
    /// Whether the tables are made: when all are known that others refer to.
    made: bool,
}

impl Database {
    /// An empty database in this folder; one that is there is emptied.
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
        connection.set_prepared_statement_cache_capacity(2 * Table::ALL.len());
        Ok(Self { folder: folder.to_owned(), connection, tables: Vec::new(), made: false })
    }

    /// Makes the tables, once, and begins the transaction of all rows.
    fn make(&mut self) -> rusqlite::Result<()> {
        if std::mem::replace(&mut self.made, true) {
            return Ok(());
        }
        for (table, columns) in &self.tables {
            self.connection.execute_batch(&self.declaration(*table, columns))?;
        }
        for (table, columns) in SEARCHED.into_iter().filter(|(table, _)| self.holds(*table)) {
            let (name, columns) = (table.as_str(), columns.join(", "));
            self.connection
                .execute_batch(&format!("CREATE VIRTUAL TABLE {name}_fts USING fts5({columns}, content=\"{name}\")"))?;
        }
        self.connection.execute_batch("BEGIN")
    }

    /// Whether the run writes that table.
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
        let key = key_of(columns);
        if !key.is_empty() {
            parts.push(format!("PRIMARY KEY ({})", list(&key)));
        }
        for (column, other) in self.references(columns) {
            let (own, key) = column.foreign_key(other);
            parts.push(format!("FOREIGN KEY ({}) REFERENCES {} ({})", list(&own), quoted(other.as_str()), list(&key)));
        }
        format!("CREATE TABLE {} (\n  {}\n) STRICT;", quoted(table.as_str()), parts.join(",\n  "))
    }

    /// Inserts rows, and what can be searched of them under the same row numbers.
    fn insert(&self, table: Table, rows: &Packed) -> rusqlite::Result<()> {
        let places = vec!["?"; rows.columns].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({places})", quoted(table.as_str()));
        let mut insert = self.connection.prepare_cached(&insert)?;
        rows.each(|values| bind(&mut insert, values.iter().copied()))?;
        let Some((_, searched)) = SEARCHED.iter().find(|(of, _)| *of == table) else { return Ok(()) };
        let of_table = self.tables.iter().filter(|(of, _)| *of == table).flat_map(|(_, columns)| columns);
        let place = |name: &&str| of_table.clone().position(|column| column.name == *name);
        let columns: Vec<usize> = searched.iter().filter_map(place).collect();
        let (name, places) = (table.as_str(), vec!["?"; columns.len()].join(", "));
        let search = format!("INSERT INTO {name}_fts(rowid, {}) VALUES (?, {places})", searched.join(", "));
        let mut search = self.connection.prepare_cached(&search)?;
        let mut number = self.connection.last_insert_rowid() - rows.len();
        rows.each(|values| {
            number += 1;
            let searched = columns.iter().map(|&column| values[column]);
            bind(&mut search, iter::once(ValueRef::Integer(number)).chain(searched))
        })
    }

    /// Makes what rests on all rows: the end of the transaction, indices of foreign keys and sought columns, views,
    /// statistics for the planner.
    fn complete(&self) -> rusqlite::Result<()> {
        let mut last = String::from("COMMIT;\n");
        for (table, columns) in &self.tables {
            let name = table.as_str();
            for (column, other) in self.references(columns) {
                let (own, _) = column.foreign_key(other);
                // Where the table's own key starts alike, few rows are left to look through: those of an article.
                if key_of(columns).first() != own.first() {
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
        for (name, _, query) in VIEWS.into_iter().filter(|_| self.holds(Table::Quotes)) {
            writeln!(last, "CREATE VIEW {name} AS {query};").expect("a String takes every character");
        }
        last.push_str("PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA journal_mode = DELETE;");
        self.connection.execute_batch(&last)
    }

    /// What datasette shows beside the tables: descriptions of tables, columns and views.
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
        self.make().and_then(|()| self.complete()).map_err(Error::other)?;
        fs::write(self.folder.join(METADATA), self.metadata()).map_err(Error::io)?;
        self.connection.close().map_err(|(_, error)| Error::other(error))?;
        let names: Vec<&str> = self.tables.iter().map(|(table, _)| table.as_str()).collect();
        if let Some(table) = broken(&self.folder.join(DATABASE), &names).map_err(Error::other)? {
            return Err(Error::other(format!("a row of {table} names a row that is not there")));
        }
        Ok(FILES.map(str::to_owned).into())
    }
}

/// A table with a row whose keys name none, if there is one. The tables are shared out to two threads: little else is
/// done meanwhile.
fn broken(database: &Path, tables: &[&str]) -> rusqlite::Result<Option<String>> {
    let check = |first: usize| -> rusqlite::Result<Option<String>> {
        let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        for table in tables.iter().skip(first).step_by(2) {
            let mut check = connection.prepare(&format!("PRAGMA foreign_key_check({})", quoted(table)))?;
            if check.exists([])? {
                return Ok(Some((*table).to_owned()));
            }
        }
        Ok(None)
    };
    let [even, odd] = thread::scope(|threads| {
        let odd = threads.spawn(|| check(1));
        [check(0), odd.join().expect("the check does not panic")]
    });
    Ok(even?.or(odd?))
}

/// The names of the files that the format writes.
pub(super) const FILES: [&str; 2] = [DATABASE, METADATA];

/// The columns of the primary key.
fn key_of(columns: &[Column]) -> Vec<&str> {
    columns.iter().filter(|column| column.key).map(|column| &*column.name).collect()
}

/// Runs a statement with these values.
fn bind<'a>(statement: &mut CachedStatement<'_>, values: impl Iterator<Item = ValueRef<'a>>) -> rusqlite::Result<()> {
    for (value, place) in values.zip(1..) {
        statement.raw_bind_parameter(place, ToSqlOutput::Borrowed(value))?;
    }
    statement.raw_execute().map(drop)
}

/// Names for a statement, quoted.
fn list(names: &[&str]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// A name for a statement: columns of kept fields are named by the input, which may hold anything.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
