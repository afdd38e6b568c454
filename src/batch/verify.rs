//! Whether tables are as their run wrote them.
//!
//! Two kinds of faults are looked for. Those of transport: a file that is cut, changed or gone, by the digests of
//! `run.json`. And those of hands: rows that were edited, sorted or removed, by counts, keys, and offsets that must
//! hold the text of their row.
//!
//! ```text
//! tables/quotes.csv: not as its run wrote it: its SHA-256 is another
//! tables/quotes: row 17: the offsets hold another text than the row says
//! tables/quotes: row 17: speaker_entity_id names no row of entities
//! tables/quotes: 2,910 rows, and the run wrote 2,911
//! ```
//!
//! Each table is read once, beside a second reading of `articles` for the texts; memory holds the primary keys of the
//! tables read so far and one text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::run::sha256_of_file;
use crate::error::{Error, ErrorKind};
use crate::ingest::RUN;
use crate::table::read::{StoredRow, StoredTable};
use crate::table::{Column, Table};

/// What [`verify`] looked at, and how much of it is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// Files whose digests were taken.
    pub files: u64,
    /// Rows whose keys and offsets were followed.
    pub rows: u64,
    /// What was told.
    pub wrong: u64,
}

/// Of the faults of one column, so many are told; all are counted.
const FAULTS_TOLD: u64 = 5;

/// The part of `run.json` that is checked.
#[derive(Deserialize)]
struct Record {
    /// The digests of what was written.
    #[serde(default)]
    files: Vec<File>,
    /// Rows by the name of their table.
    #[serde(default)]
    rows: BTreeMap<String, u64>,
    /// The run's options.
    #[serde(default)]
    options: Options,
}

/// Those of the run's options that cells go by.
#[derive(Default, Deserialize)]
struct Options {
    /// The most bytes of a cell, where the run had a bound.
    cell_bytes: Option<usize>,
}

/// A file of the record.
#[derive(Deserialize)]
struct File {
    /// Its name in the folder.
    name: String,
    /// Its digest in hexadecimal digits.
    sha256: String,
}

/// Checks a folder of tables against its `run.json` and itself: digests of the files, counts of rows, primary and
/// foreign keys, and offsets, which lie in their article's text and hold what the row says. What is wrong goes to
/// `tell`.
///
/// Keys and offsets are followed in CSV or JSON Lines; of other formats, the digests are checked.
///
/// # Errors
///
/// If the folder has no record of a run, or a table cannot be read at all.
pub fn verify(folder: &Path, tell: &mut dyn FnMut(Error)) -> Result<Verified, Error> {
    let path = folder.join(RUN);
    let locate = |error: Error| error.at(path.display().to_string());
    let text = fs::read(&path).map_err(|error| locate(Error::io(error)))?;
    let record: Record = serde_json::from_slice(&text).map_err(|error| locate(Error::json(error)))?;
    let cell_bytes = record.options.cell_bytes.unwrap_or(usize::MAX);
    let mut checked = Checker { verified: Verified::default(), tell, times: HashMap::new(), cell_bytes };
    if record.files.is_empty() {
        checked.wrong(&path, None, "the record names no files: a program before 0.2 wrote it, or somebody changed it");
    }
    for file in &record.files {
        checked.digest(&folder.join(&file.name), &file.sha256)?;
    }
    let mut keys = Keys::default();
    for table in Table::ALL {
        let Some(rows) = StoredTable::open(folder, table)? else { continue };
        let told = record.rows.get(table.as_str()).copied();
        let mut texts =
            Texts { articles: StoredTable::open(folder, Table::Articles)?, id: String::new(), text: Vec::new() };
        checked.table(folder, table, rows, told, &mut keys, &mut texts)?;
    }
    Ok(checked.verified)
}

/// The primary keys of the tables that were read, to follow the others' by: tables are read in the order in which they
/// refer to each other.
#[derive(Default)]
struct Keys(HashMap<Table, HashSet<Vec<String>>>);

impl Keys {
    /// Whether there is an article of that id.
    fn has_article(&self, id: &str) -> bool {
        self.0.get(&Table::Articles).is_some_and(|articles| articles.contains([id.to_owned()].as_slice()))
    }
}

/// The texts of the articles, if the tables have them, one after the other: all tables have their articles in one
/// order.
struct Texts {
    /// The table, as long as it has more.
    articles: Option<StoredTable>,
    /// The article whose text is held.
    id: String,
    /// By code points.
    text: Vec<char>,
}

impl Texts {
    /// The text of an article, which is no earlier one than the last that was asked for; none where the articles end
    /// before it comes, and none for all that follow.
    fn of(&mut self, id: &str) -> Result<Option<&[char]>, Error> {
        while self.id != id {
            let Some(articles) = &mut self.articles else { return Ok(None) };
            let Some(row) = articles.next().transpose()? else {
                self.articles = None;
                return Ok(None);
            };
            self.id = row.text("article_id").unwrap_or_default();
            self.text.clear();
            self.text.extend(row.text("text").unwrap_or_default().chars());
        }
        Ok(Some(&self.text))
    }
}

/// What was checked so far, and whom it is told.
struct Checker<'a> {
    /// The counts.
    verified: Verified,
    /// Takes each fault.
    tell: &'a mut dyn FnMut(Error),
    /// How many faults each column has.
    times: HashMap<(Table, String), u64>,
    /// The most bytes of a cell: the run cut longer ones.
    cell_bytes: usize,
}

impl Checker<'_> {
    /// Tells a fault.
    fn wrong(&mut self, path: &Path, line: Option<u64>, message: &str) {
        self.verified.wrong += 1;
        let error = Error::new(ErrorKind::Verify { message: message.to_owned() }).at(path.display().to_string());
        (self.tell)(match line {
            Some(line) => error.on_line(line),
            None => error,
        });
    }

    /// Compares the digest of a file.
    ///
    /// # Errors
    ///
    /// If a file that is there cannot be read.
    fn digest(&mut self, path: &Path, told: &str) -> Result<(), Error> {
        self.verified.files += 1;
        match sha256_of_file(path) {
            Ok(found) if found == told => {}
            Ok(_) => self.wrong(path, None, "not as its run wrote it: its SHA-256 is another"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.wrong(path, None, "the run wrote this file, and it is gone");
            }
            Err(error) => return Err(Error::io(error).at(path.display().to_string())),
        }
        Ok(())
    }

    /// Checks the rows of a table: their number, keys, and offsets.
    ///
    /// A key of several columns is followed where all of them are there. Keys of rows in the same table are not
    /// followed: they may stand further down.
    fn table(
        &mut self,
        folder: &Path,
        table: Table,
        rows: StoredTable,
        told: Option<u64>,
        keys: &mut Keys,
        texts: &mut Texts,
    ) -> Result<(), Error> {
        let path = folder.join(table.as_str());
        let key: Vec<&str> = table.key().map(|column| &*column.name).collect();
        let mut own = HashSet::new();
        let mut count = 0;
        let has_offsets = table.columns().iter().any(|column| column.name == "start" || column.name.ends_with("spans"));
        for row in rows {
            let row = row?;
            count += 1;
            let of = |columns: &[&str]| columns.iter().map(|name| row.text(name)).collect::<Option<Vec<_>>>();
            if let Some(cells) = of(&key).filter(|_| !key.is_empty())
                && !own.insert(cells)
            {
                self.told(table, &path, "key", count, "the key is an earlier row's");
            }
            for column in table.columns() {
                let Some(referred) = column.refers.filter(|_| row.text(&column.name).is_some()) else { continue };
                let (names, _) = column.foreign_key(referred);
                let there = if referred == table { None } else { keys.0.get(&referred) };
                if let (Some(there), Some(cells)) = (there, of(&names))
                    && !there.contains(&cells)
                {
                    let message = format!("{} names no row of {}", column.name, referred.as_str());
                    self.told(table, &path, &column.name, count, &message);
                }
            }
            if let Some(id) = row.text("article_id").filter(|_| has_offsets) {
                match texts.of(&id)? {
                    Some(text) => self.offsets(table, &path, count, &row, text),
                    None if keys.has_article(&id) => {
                        self.told(
                            table,
                            &path,
                            "article_id",
                            count,
                            "not in the order of the articles; offsets are not followed",
                        );
                    }
                    None => {}
                }
            }
        }
        self.verified.rows += count;
        if let Some(told) = told.filter(|told| *told != count) {
            self.wrong(&path, None, &format!("{count} rows, and the run wrote {told}"));
        }
        keys.0.insert(table, own);
        Ok(())
    }

    /// Checks that the offsets of a row lie in the article's text and hold the text that the row says. `text` has code
    /// points, as offsets count.
    fn offsets(&mut self, table: Table, path: &Path, count: u64, row: &StoredRow, text: &[char]) {
        let has = |name: &str| table.columns().iter().any(|column: &Column| column.name == name);
        if has("start")
            && has("end")
            && let (Some(start), Some(end)) = (row.number("start"), row.number("end"))
        {
            let held = text.get(start as usize..end as usize);
            match held {
                None => self.told(table, path, "start", count, "the offsets lie outside of the article's text"),
                Some(held) => {
                    // A quotation in pieces holds these alone.
                    let is_whole = row.spans("spans").len() < 2;
                    let said = (is_whole && has("text")).then(|| row.text("text")).flatten();
                    if said.is_some_and(|said| !says(&said, held, self.cell_bytes)) {
                        self.told(table, path, "text", count, "the offsets hold another text than the row says");
                    }
                }
            }
        }
        for column in table.columns().iter().filter(|column| column.name.ends_with("spans")) {
            if row.spans(&column.name).iter().any(|&(start, end)| start > end || end as usize > text.len()) {
                self.told(
                    table,
                    path,
                    &column.name,
                    count,
                    &format!("{} lie outside of the article's text", column.name),
                );
            }
        }
    }

    /// Tells the first faults of a column, and counts all.
    fn told(&mut self, table: Table, path: &Path, column: &str, row: u64, message: &str) {
        let times = self.times.entry((table, column.to_owned())).or_default();
        *times += 1;
        if *times <= FAULTS_TOLD {
            self.wrong(path, None, &format!("row {row}: {message}"));
        } else {
            self.verified.wrong += 1;
        }
    }
}

/// Whether a cell says what the offsets hold, or as much of that as a cell may have: `most` bytes, to the end of a code
/// point.
fn says(said: &str, held: &[char], most: usize) -> bool {
    let mut held = held.iter().copied();
    let is_start = said.chars().all(|said| held.next() == Some(said));
    is_start && held.next().is_none_or(|next| said.len() <= most && said.len() + next.len_utf8() > most)
}
