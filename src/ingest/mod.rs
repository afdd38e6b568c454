//! Reading: files of articles, each reader an iterator of records, [`Articles`] all of them.

mod csv;
pub(crate) mod day;
mod decode;
mod discover;
mod json;
mod text;

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::{fs, io, vec};

use jiff::civil::Date;

use self::decode::Stream;
use self::discover::{File, Kind};
use crate::article::{Article, DateFrom};
use crate::error::{Error, ErrorKind};
use crate::gazetteer::Gazetteer;

/// The fields of a record that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the article is called in all tables.
    Id,
    /// The day it was published.
    Date,
    /// The text; the only one that must be there.
    Text,
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// The place line.
    Dateline,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 6] = [Self::Id, Self::Date, Self::Text, Self::Title, Self::Byline, Self::Dateline];

    /// The name that the field has in records unless [`Columns::rename`] gives another.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Date => "date",
            Self::Text => "text",
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
        }
    }

    /// The field of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

/// The names that the fields have in JSON and CSV records. By default the field's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns([String; Field::ALL.len()]);

impl Default for Columns {
    fn default() -> Self {
        Self(Field::ALL.map(|field| field.as_str().to_owned()))
    }
}

impl Columns {
    /// Reads `field` from the column or key `name`.
    pub fn rename(&mut self, field: Field, name: impl Into<String>) {
        self.0[field as usize] = name.into();
    }

    /// The column or key that `field` is read from.
    pub fn name(&self, field: Field) -> &str {
        &self.0[field as usize]
    }
}

/// How articles are read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The date of articles that have none of their own.
    pub date: Option<Date>,
    /// The names of fields in records.
    pub columns: Columns,
}

/// Reads articles from files, folders, patterns and standard input, in a fixed order, one at a time.
///
/// - A **file** that ends in `.txt`, `.text`, `.jsonl`, `.ndjson`, `.json`, `.csv` or `.tsv` is read as what it says; any other one
///   as its first line shows: JSON, CSV whose header names the text's column, else plain text. Gzip and Zstandard are known by their
///   first bytes.
/// - A **folder** is read recursively in the order of names: files with those extensions, also followed by `.gz` or `.zst`. Hidden
///   files and folders of tables are passed over.
/// - A **pattern** with `*`, `?` or `[…]`, where no file has that name.
/// - **`-`** is standard input.
///
/// The id is the record's, else the path below the input without extension, with the record's number where there are several. The
/// date is the record's, else the head's, else the path's, else [`ReadOptions::date`]. An article whose own date cannot be read has
/// none.
///
/// What cannot be read yields an error and the rest goes on. An error that concerns an article that is read all the same (its date, its
/// id) comes before it. Memory does not grow with the number of articles but for a few bytes of each id.
///
/// # Example
///
/// ```
/// use dateline::{Articles, ReadOptions};
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("talks.txt"), "Title: Talks\nDate: 17 February 2025\n\nTalks resume on Tuesday.")?;
/// let article = Articles::open([folder.path()], ReadOptions::default()).next().unwrap()?;
/// assert_eq!(article.id, "talks");
/// assert_eq!(article.title.as_deref(), Some("Talks"));
/// assert_eq!(article.date.unwrap().to_string(), "2025-02-17");
/// assert_eq!(article.text(), "Talks resume on Tuesday.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Articles {
    options: ReadOptions,
    /// Tells place lines from headlines.
    gazetteer: Gazetteer,
    inputs: vec::IntoIter<PathBuf>,
    files: Box<dyn Iterator<Item = Result<File, Error>> + Send>,
    open: Option<Open>,
    ids: Ids,
    ready: VecDeque<Result<Article, Error>>,
}

/// A file that is being read.
struct Open {
    file: File,
    source: String,
    date: Option<Date>,
    records: Box<dyn Iterator<Item = Result<Record, Error>> + Send>,
}

/// What a reader makes of one article.
#[derive(Debug, Default)]
struct Record {
    text: String,
    id: Option<String>,
    date: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    dateline: Option<String>,
    /// The line where it starts, for a record of a file.
    line: Option<u64>,
    /// What tells it from the other records of its file.
    number: Option<u64>,
    is_plain: bool,
}

impl Articles {
    /// The articles of `inputs`, in that order. Nothing is opened before it is read.
    pub fn open<P: Into<PathBuf>>(inputs: impl IntoIterator<Item = P>, options: ReadOptions) -> Self {
        let inputs: Vec<PathBuf> = inputs.into_iter().map(Into::into).collect();
        Self {
            options,
            gazetteer: Gazetteer::embedded(),
            inputs: inputs.into_iter(),
            files: Box::new(std::iter::empty()),
            open: None,
            ids: Ids::default(),
            ready: VecDeque::new(),
        }
    }

    fn open_file(&self, file: File) -> Result<Open, Error> {
        let source = file.source();
        let columns = &self.options.columns;
        let stream = match &file.path {
            Some(path) => fs::File::open(path).map_err(Error::io).and_then(Stream::open),
            None => Stream::open(io::stdin()),
        };
        let records = stream.and_then(|stream| records(stream, file.kind, columns));
        let records = records.map_err(|error| error.at(&source))?;
        let date = if file.path.is_some() { day::in_path(&file.below) } else { None };
        Ok(Open { file, source, date, records })
    }

    /// Makes the article of a record, and the errors that concern it.
    fn accept(&mut self, record: Record) {
        let Some(open) = &self.open else { return };
        let id = record.id.unwrap_or_else(|| match record.number {
            Some(number) => format!("{}:{number}", open.file.stem()),
            None => open.file.stem().to_owned(),
        });
        let (id, repeated) = self.ids.register(id);
        let locate = |error: Error| {
            let error = error.at(&open.source).for_article(&id);
            match record.line {
                Some(line) => error.on_line(line),
                None => error,
            }
        };
        if repeated {
            self.ready.push_back(Err(locate(Error::new(ErrorKind::DuplicateId { renamed: id.clone() }))));
        }
        let day = record.date.as_deref().and_then(day::parse);
        let (date, date_from) = match (record.date, day) {
            (Some(_), Some(day)) => (Some(day), Some(if record.is_plain { DateFrom::Head } else { DateFrom::Record })),
            (Some(value), None) => {
                self.ready.push_back(Err(locate(Error::new(ErrorKind::BadDate { value }))));
                (None, None)
            }
            (None, _) => match open.date {
                Some(day) => (Some(day), Some(DateFrom::Path)),
                None => (self.options.date, self.options.date.map(|_| DateFrom::Option)),
            },
        };
        let article = Article::new(id.as_str(), record.text).map_err(&locate).map(|mut article| {
            article.source = match record.line {
                Some(line) => format!("{}:{line}", open.source),
                None => open.source.clone(),
            };
            article.date = date;
            article.date_from = date_from;
            article.title = record.title;
            article.byline = record.byline;
            article.dateline =
                record.dateline.or_else(|| text::place_line(article.text(), &self.gazetteer).map(str::to_owned));
            article
        });
        self.ready.push_back(article);
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(open) = &mut self.open {
                match open.records.next() {
                    Some(Ok(record)) => self.accept(record),
                    Some(Err(error)) => return Some(Err(error.at(&open.source))),
                    None => self.open = None,
                }
            } else if let Some(file) = self.files.next() {
                match file.and_then(|file| self.open_file(file)) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(Err(error)),
                }
            } else {
                self.files = discover::files(&self.inputs.next()?);
            }
        }
    }
}

type Records = Box<dyn Iterator<Item = Result<Record, Error>> + Send>;

/// The records of one file.
fn records(mut stream: Stream, kind: Kind, columns: &Columns) -> Result<Records, Error> {
    match kind {
        Kind::Text => {
            let record = plain(stream.read_text()?);
            Ok(Box::new(std::iter::once(Ok(record))))
        }
        Kind::Json => Ok(Box::new(json::Json::new(stream.read_text()?, columns.clone()))),
        Kind::JsonLines => {
            stream.refuse_binary()?;
            Ok(Box::new(json::JsonLines::new(stream, columns.clone())))
        }
        Kind::Csv => {
            stream.refuse_binary()?;
            Ok(Box::new(csv::Csv::new(stream, columns)?))
        }
        Kind::Sniffed => {
            let mut first = Vec::new();
            stream.read_line(&mut first)?;
            let is_object =
                |line: &[u8]| serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok();
            let found = match first.trim_ascii_start().first() {
                Some(b'{') if is_object(&first) => Kind::JsonLines,
                Some(b'{' | b'[') | None => Kind::Sniffed,
                Some(_) if csv::is_header(&first, columns) => Kind::Csv,
                Some(_) => Kind::Text,
            };
            stream.unread(first);
            if found != Kind::Sniffed {
                return records(stream, found, columns);
            }
            let text = stream.read_text()?;
            if json::is_json(&text) {
                return Ok(Box::new(json::Json::new(text, columns.clone())));
            }
            Ok(Box::new(std::iter::once(Ok(plain(text)))))
        }
    }
}

/// The record of a plain file.
fn plain(file: String) -> Record {
    let head = text::head(&file);
    let owned = |value: Option<&str>| value.map(str::to_owned);
    let (title, date) = (owned(head.title), owned(head.date));
    let (byline, dateline) = (owned(head.byline), owned(head.dateline));
    let text = if head.end == 0 { file } else { file[head.end..].to_owned() };
    Record { text, title, date, byline, dateline, is_plain: true, ..Record::default() }
}

/// The ids of a run, as digests, with how often each was asked for.
#[derive(Default)]
struct Ids(HashMap<u64, u32>);

impl Ids {
    /// Registers an id, changed to `id#2` and so on if it is taken, and tells whether it was.
    fn register(&mut self, id: String) -> (String, bool) {
        let digest = Self::digest(&id);
        let Some(times) = self.0.get(&digest).copied() else {
            self.0.insert(digest, 1);
            return (id, false);
        };
        let mut times = times;
        let renamed = loop {
            times += 1;
            let renamed = format!("{id}#{times}");
            if !self.0.contains_key(&Self::digest(&renamed)) {
                break renamed;
            }
        };
        self.0.insert(digest, times);
        self.0.insert(Self::digest(&renamed), 1);
        (renamed, true)
    }

    fn digest(id: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_ids_are_numbered() {
        let mut ids = Ids::default();
        let mut ask = |id: &str| ids.register(id.to_owned()).0;
        let given: Vec<String> = ["a", "a#2", "a", "a", "a#2", "b"].into_iter().map(&mut ask).collect();
        assert_eq!(given, ["a", "a#2", "a#3", "a#4", "a#2#2", "b"]);
    }
}
