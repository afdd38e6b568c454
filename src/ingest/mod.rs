//! Reading: files of articles, each reader an iterator of records, [`Articles`] all of them.

mod csv;
pub(crate) mod day;
mod decode;
mod discover;
mod format;
mod formats;
mod json;
mod markup;
mod text;
mod unread;

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, io, vec};

use jiff::civil::Date;

use self::decode::Stream;
use self::discover::File;
pub(crate) use self::discover::{PROGRAM, RUN, holds_run};
pub use self::format::{Beginning, Input, InputFormat, Items, Sniff};
use crate::article::{Article, DateFrom};
use crate::error::{Error, ErrorKind, Fault};
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
    /// Who published it.
    Publisher,
    /// The part of the publication that it stood in.
    Section,
    /// Its language.
    Language,
    /// Where it stands on the web.
    Url,
    /// When it was changed last.
    Updated,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 11] = [
        Self::Id,
        Self::Date,
        Self::Text,
        Self::Title,
        Self::Byline,
        Self::Dateline,
        Self::Publisher,
        Self::Section,
        Self::Language,
        Self::Url,
        Self::Updated,
    ];

    /// The name that the field has in records unless [`Columns::rename`] gives another.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Date => "date",
            Self::Text => "text",
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Publisher => "publisher",
            Self::Section => "section",
            Self::Language => "language",
            Self::Url => "url",
            Self::Updated => "updated",
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
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The date of articles that have none of their own.
    pub date: Option<Date>,
    /// The names of fields in records.
    pub columns: Columns,
    /// Formats of the program's own, which are asked before the embedded ones. By default none.
    pub formats: Vec<InputFormat>,
    /// The most bytes that one article, or one record of a file, may have. By default 64 MiB.
    pub record_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { date: None, columns: Columns::default(), formats: Vec::new(), record_bytes: 64 << 20 }
    }
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
    options: Arc<ReadOptions>,
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
    items: Items,
}

/// An article as its format has it: what a reader makes, and what the shared code makes an [`Article`] of.
///
/// Fields are as they are written; dates, languages and blanks are read and tidied by the shared code. An item without text becomes a row
/// of errors.
#[derive(Debug, Default)]
pub struct Item {
    /// The text, its paragraphs parted by blank lines.
    pub text: String,
    /// What the source calls it.
    pub id: Option<String>,
    /// The day it was published, in any of the usual forms, in the zone that it is written in.
    pub date: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it; several parted by `, `.
    pub byline: Option<String>,
    /// The place line.
    pub dateline: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The part of the publication.
    pub section: Option<String>,
    /// The language: a code, or its name in English, French, German, Dutch or Spanish.
    pub language: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// When it was changed last, in any of the usual forms.
    pub updated: Option<String>,
    /// All the other fields of the source, by name.
    pub others: Vec<(String, String)>,
    /// The line where it starts, for a record of a file of lines.
    pub line: Option<u64>,
    /// What tells it from the other items of its file, where it has no id: its line or its number. `None` where it is alone.
    pub number: Option<u64>,
    /// What [`Item::date`] was read from; by default the record.
    pub date_from: Option<DateFrom>,
    /// What whoever uses the article should know: embargoed, cut and the like. Each becomes a row of errors with the article's id.
    pub notes: Vec<Error>,
}

impl Articles {
    /// The articles of `inputs`, in that order. Nothing is opened before it is read.
    pub fn open<P: Into<PathBuf>>(inputs: impl IntoIterator<Item = P>, options: ReadOptions) -> Self {
        let inputs: Vec<PathBuf> = inputs.into_iter().map(Into::into).collect();
        Self {
            options: Arc::new(options),
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
        let stream = match &file.path {
            Some(path) => fs::File::open(path).map_err(Error::io).and_then(Stream::open),
            None => Stream::open(io::stdin()),
        };
        let items = stream.and_then(|stream| self.items(stream, &file));
        let items = items.map_err(|error| error.at(&source))?;
        let date = if file.path.is_some() { day::in_path(&file.below) } else { None };
        Ok(Open { file, source, date, items })
    }

    /// The items of a file, read as what it begins like.
    fn items(&self, mut stream: Stream, file: &File) -> Result<Items, Error> {
        let bytes = stream.beginning(Beginning::LENGTH)?;
        if bytes.is_empty() {
            return Err(Error::input(Fault::NoText, "the file is empty"));
        }
        let name = file.name();
        let text = String::from_utf8_lossy(&bytes);
        let beginning = Beginning { bytes: &bytes, text, name: &name, members: &[], options: &self.options };
        let formats = self.options.formats.iter().chain(InputFormat::all());
        let Some(format) = format::of(formats, &beginning) else {
            return Err(Error::input(Fault::Format, unread::unknown(&beginning)));
        };
        (format.open)(Input { stream, below: file.below.clone(), options: Arc::clone(&self.options) })
    }

    /// Makes the article of an item, and the errors that concern it.
    fn accept(&mut self, item: Item) {
        let Some(open) = &self.open else { return };
        let id = item.id.and_then(field).unwrap_or_else(|| match item.number {
            Some(number) => format!("{}:{number}", open.file.stem()),
            None => open.file.stem().to_owned(),
        });
        let locate = |error: Error, id: &str| {
            let error = error.at(&open.source).for_article(id);
            match item.line {
                Some(line) => error.on_line(line),
                None => error,
            }
        };
        if item.text.trim().is_empty() {
            let told = item.notes.into_iter().chain([Error::input(Fault::NoText, "the item holds no text")]);
            self.ready.extend(told.take(1).map(|error| Err(locate(error, &id))));
            return;
        }
        let (id, repeated) = self.ids.register(id);
        let locate = |error: Error| locate(error, &id);
        if repeated {
            self.ready.push_back(Err(locate(Error::new(ErrorKind::DuplicateId { renamed: id.clone() }))));
        }
        self.ready.extend(item.notes.into_iter().map(|note| Err(locate(note))));
        let written = item.date.and_then(field);
        let day = written.as_deref().and_then(day::parse);
        let (date, date_from) = match (written, day) {
            (Some(_), Some(day)) => (Some(day), item.date_from.or(Some(DateFrom::Record))),
            (Some(value), None) => {
                self.ready.push_back(Err(locate(Error::new(ErrorKind::BadDate { value }))));
                (None, None)
            }
            (None, _) => match open.date {
                Some(day) => (Some(day), Some(DateFrom::Path)),
                None => (self.options.date, self.options.date.map(|_| DateFrom::Option)),
            },
        };
        let article = Article::new(id.as_str(), item.text).map_err(&locate).map(|mut article| {
            article.source = match item.line {
                Some(line) => format!("{}:{line}", open.source),
                None => open.source.clone(),
            };
            article.date = date;
            article.date_from = date_from;
            article.title = item.title.and_then(field);
            article.byline = item.byline.and_then(field);
            article.dateline = item
                .dateline
                .and_then(field)
                .or_else(|| text::place_line(article.text(), &self.gazetteer).map(str::to_owned));
            article.publisher = item.publisher.and_then(field);
            article.section = item.section.and_then(field);
            article.language = item.language.and_then(field);
            article.url = item.url.and_then(field);
            article.updated = item.updated.and_then(field);
            article
        });
        self.ready.push_back(article);
    }
}

/// A field that holds something.
fn field(value: String) -> Option<String> {
    (!value.trim().is_empty()).then_some(value)
}

impl Iterator for Articles {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(open) = &mut self.open {
                match open.items.next() {
                    Some(Ok(item)) => self.accept(item),
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
