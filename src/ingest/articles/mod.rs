//! The articles of inputs: files, folders, archives, one after the other.
//!
//! [`Articles`] is the one place where files become articles. It is a stack of iterators, of which
//! [`Articles::next`] asks the innermost that is open:
//!
//! ```text
//! inputs        corpus/  a.zip  -
//!  └ files      corpus/a.jsonl  corpus/b.html  …          discover
//!     └ archive    members, up to three deep              container
//!        └ items      what the format reads               format, one file per reader
//!           └ ready      the article, behind its errors   accept
//! ```
//!
//! A reader gives [`Item`]s: fields as they are written. What is the same for all formats is done here, once:
//!
//! 1. **identity**: the record's id, else the path below the input with the record's number where there are
//!    several; ids that repeat get `#2`;
//! 2. **refusal**: no text, or one of more than [`ReadOptions::article_bytes`];
//! 3. **the day**: the record's or head's, else the place line's, else the path's, else [`ReadOptions::date`], and
//!    `date_from` says which. A date that is written and cannot be read is told and stays empty: a day from the
//!    path would be a guess against what the article says;
//! 4. **place line**, from the text where no field has it;
//! 5. **language**, of the record, else of the text; other than English is told, and only sentences are made of it;
//! 6. **fields that ride along**.
//!
//! Errors come before the article that they concern, with its id and its line. Nothing stops the iteration but the
//! end of the inputs.

mod accept;

use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, io, vec};

use jiff::civil::Date;

use super::container::{self, FaultSlot, Members, Raw};
use super::day::DateOrder;
use super::discover::{self, File, Skipped};
use super::ids::Ids;
use super::{Beginning, Field, Input, InputFormat, Item, Items, ReadOptions, Sniff, day, format, unread};
use crate::article::Article;
use crate::error::{Error, Fault};
use crate::gazetteer::Gazetteer;

/// Reads articles from files, folders, patterns and standard input, in a fixed order, one at a time.
///
/// - A **file** is read as what it holds: [`InputFormat::all`] lists the formats. Its ending decides only between
///   formats that are equally likely. Compressed files (gzip, Zstandard, bzip2, xz) and archives (zip, tar) are
///   known by their first bytes, and the files inside of an archive are read like those of a folder.
/// - A **folder** is read recursively in the order of names. Hidden files, folders of tables, and files whose
///   endings say that they are no articles (pictures, annotations) are passed over and counted:
///   [`Articles::skipped`].
/// - A **pattern** with `*`, `?` or `[…]`, where no file has that name.
/// - **`-`** is standard input.
///
/// The id is the record's, else the path below the input without extension, with the record's number where there
/// are several. The date is the record's, else the head's, else the path's, else [`ReadOptions::date`]. An article
/// whose own date cannot be read has none.
///
/// What cannot be read yields an error and the rest goes on. An error that concerns an article that is read all the
/// same (its date, its id) comes before it. Memory does not grow with the number of articles but for a few bytes of
/// each id.
///
/// # Example
///
/// ```
/// use dateline::{Articles, ReadOptions};
///
/// let folder = tempfile::tempdir()?;
/// let file = "Title: Talks\nDate: 17 February 2025\n\nTalks resume on Tuesday.";
/// std::fs::write(folder.path().join("talks.txt"), file)?;
/// let article = Articles::open([folder.path()], ReadOptions::default()).next().unwrap()?;
/// assert_eq!(article.id, "talks");
/// assert_eq!(article.title.as_deref(), Some("Talks"));
/// assert_eq!(article.date.unwrap().to_string(), "2025-02-17");
/// assert_eq!(article.text(), "Talks resume on Tuesday.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Articles {
    /// How to read; the readers share it.
    options: Arc<ReadOptions>,
    /// Tells place lines from headlines.
    gazetteer: Gazetteer,
    /// The inputs that were not begun.
    inputs: vec::IntoIter<PathBuf>,
    /// Whether the same file may come twice: there are several inputs.
    several: bool,
    /// What `-` is read from, in the place of standard input.
    reader: Option<Box<dyn io::Read + Send>>,
    /// The files that are left of the input that is read.
    files: Box<dyn Iterator<Item = Result<File, Error>> + Send>,
    /// The files that were read, where there may be the same twice.
    seen: HashSet<PathBuf>,
    /// The archives that are open, one inside the other; members of the last are read first.
    archives: Vec<Archive>,
    /// The file, or member of an archive, whose items are read.
    open: Option<Open>,
    /// The ids that were given out, over all inputs.
    ids: Ids,
    /// What was made of the last item: its errors, then its article.
    ready: VecDeque<Result<Article, Error>>,
    /// What was passed over, shared with whoever asked for it.
    skipped: Skipped,
    /// Whoever looks on how far the reading is.
    #[cfg(feature = "cli")]
    watch: Option<super::Watch>,
}

/// An archive whose members are read.
struct Archive {
    /// What is still to be read of it.
    members: Members,
    /// The path as errors and the column `source` have it.
    source: String,
    /// What ids start with: the path of the archive, where it is one of several files.
    stem: String,
    /// The day that its path names, for members whose own paths name none.
    date: Option<Date>,
    /// What went wrong in its own compression, told when its members end.
    fault: FaultSlot,
    /// Whether no member was met.
    empty: bool,
}

/// A file that is being read.
struct Open {
    /// The path that ids start with, and the path as errors have it.
    stem: String,
    source: String,
    /// The day that the path names: `2016/01/20/a.txt`.
    date: Option<Date>,
    /// What the format reads.
    items: Items,
    /// Items that were read ahead, to see which way around dates are written.
    ahead: VecDeque<Result<Item, Error>>,
    /// Which way around the file writes dates of numbers, once it is known: the user's, else what the first date
    /// past the twelfth shows.
    order: Option<DateOrder>,
    /// Whether items were read ahead for that; it is done once a file, at the first date that may be two days.
    looked_ahead: bool,
    /// What went wrong below the format: damaged compression, too many bytes.
    fault: FaultSlot,
    /// Whether it ended there.
    cut: bool,
    /// Whether it has given anything yet.
    empty: bool,
    /// The fields with a name of the user's that no item has had yet, with the error that tells so.
    lacking: Vec<(Field, Error)>,
    /// Those that an item has had.
    met: Vec<Field>,
}

/// Archives inside of archives are opened no deeper than this: exports are zipped twice at times, and bombs without
/// end.
const NESTED_ARCHIVES: usize = 3;

impl Articles {
    /// The articles of `inputs`, in that order. Nothing is opened before it is read.
    pub fn open<P: Into<PathBuf>>(inputs: impl IntoIterator<Item = P>, options: ReadOptions) -> Self {
        let inputs: Vec<PathBuf> = inputs.into_iter().map(Into::into).collect();
        Self {
            options: Arc::new(options),
            gazetteer: Gazetteer::embedded(),
            several: inputs.len() > 1,
            reader: None,
            inputs: inputs.into_iter(),
            files: Box::new(std::iter::empty()),
            seen: HashSet::new(),
            archives: Vec::new(),
            open: None,
            ids: Ids::default(),
            ready: VecDeque::new(),
            skipped: Skipped::default(),
            #[cfg(feature = "cli")]
            watch: None,
        }
    }

    /// The articles that a reader gives, as if it were standard input: of any format, compressed or not.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::{Articles, ReadOptions};
    ///
    /// let records = r#"{"id": "a1", "published": "2025-02-17", "body": "Talks resume on Tuesday."}"#;
    /// let article = Articles::of_reader(records.as_bytes(), ReadOptions::default()).next().unwrap()?;
    /// assert_eq!((article.id.as_str(), article.text()), ("a1", "Talks resume on Tuesday."));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn of_reader(reader: impl io::Read + Send + 'static, options: ReadOptions) -> Self {
        Self { reader: Some(Box::new(reader)), ..Self::open(["-"], options) }
    }

    /// What was passed over so far; the handle goes on counting while articles are read.
    pub fn skipped(&self) -> Skipped {
        self.skipped.clone()
    }

    /// Lets somebody look on.
    #[cfg(feature = "cli")]
    pub(crate) fn watch(&mut self, watch: super::Watch) {
        self.watch = Some(watch);
    }

    /// Whether a file was read before, under another name or the same. Only looked for where several inputs or a
    /// pattern are given, by the path without links; such a file is passed over silently.
    fn is_repeated(&mut self, file: &File) -> bool {
        let path = file.path.as_ref().filter(|_| self.several).and_then(|path| fs::canonicalize(path).ok());
        path.is_some_and(|path| !self.seen.insert(path))
    }

    /// Opens a file of an input, as articles or as an archive.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, or nobody reads what it holds. What went wrong in its compression is told before
    /// what the format made of the damage.
    fn open_file(&mut self, file: &File) -> Result<(), Error> {
        let source = file.source();
        let fault = FaultSlot::default();
        let date = if file.path.is_some() { day::in_path(&file.below) } else { None };
        let raw = match &file.path {
            Some(path) => fs::File::open(path).map_err(Error::io).map(Raw::File),
            None => Ok(Raw::Stream(self.reader.take().unwrap_or_else(|| Box::new(io::stdin())))),
        };
        #[cfg(feature = "cli")]
        if let (Some(watch), Ok(raw)) = (&self.watch, &raw) {
            watch.begins(&source, if let Raw::File(file) = raw { Some(file) } else { None });
        }
        let stem = file.stem().to_owned();
        let opened = raw.and_then(|raw| self.open_raw(raw, &file.below, (source.clone(), stem, date), &fault));
        opened.map_err(|error| fault.take().unwrap_or(error).at(&source))
    }

    /// Opens a file of a folder or archive: as the format that it begins like, or as an archive.
    ///
    /// `below` is the path by which its ending and its date are known; the tuple holds the path as errors have it,
    /// what ids start with, and the day of the path. A format of the zip family (a document, a workbook) goes
    /// before the archive that it is too, if it is sure.
    fn open_raw(
        &mut self,
        raw: Raw,
        below: &str,
        (source, stem, date): (String, String, Option<Date>),
        fault: &FaultSlot,
    ) -> Result<(), Error> {
        let opened = container::open(raw, &self.options, fault)?;
        let (mut stream, zip) = (opened.stream, opened.zip);
        let bytes = stream.beginning(Beginning::LENGTH)?;
        if bytes.is_empty() {
            return Err(Error::input(Fault::NoText, "the file is empty"));
        }
        let name = discover::name(below);
        let members = zip.as_ref().map_or(&[][..], container::Zip::names);
        let text = String::from_utf8_lossy(&bytes);
        let beginning = Beginning { bytes: &bytes, text, name: &name, members, options: &self.options };
        let formats = self.options.formats.iter().chain(InputFormat::all());
        let format = format::of(formats, &beginning);
        let is_archive = zip.is_some() || container::is_tar(&bytes);
        if is_archive && format.is_none_or(|format| (format.sniff)(&beginning) != Sniff::Sure) {
            if self.archives.len() >= NESTED_ARCHIVES {
                let message = format!("an archive inside of {NESTED_ARCHIVES} others, which is not opened");
                return Err(Error::input(Fault::Budget, message));
            }
            let members = match zip {
                Some(zip) => zip.members(&self.options, fault),
                None => container::tar(stream),
            };
            self.archives.push(Archive { members, source, stem, date, fault: fault.clone(), empty: true });
            return Ok(());
        }
        let Some(format) = format else {
            return Err(Error::input(Fault::Format, unread::unknown(&beginning)));
        };
        let input = Input { stream, below: below.to_owned(), options: Arc::clone(&self.options) };
        let items = (format.open)(input)?;
        self.open = Some(Open {
            stem,
            source,
            date,
            items,
            ahead: VecDeque::new(),
            order: self.options.date_order,
            looked_ahead: false,
            fault: fault.clone(),
            cut: false,
            empty: true,
            lacking: Vec::new(),
            met: Vec::new(),
        });
        Ok(())
    }

    /// Opens the next member of the archive that is open, or closes the archive; false if none is open.
    ///
    /// Ids of members start with the path inside; where the archive lies in a folder below the input, or in another
    /// archive, with its own path before that: of the input `corpus/`, `a.zip` gives `2025/talks`, and `x/a.zip`
    /// gives `x/a/2025/talks`.
    fn open_member(&mut self) -> Result<bool, Error> {
        let depth = self.archives.len();
        let Some(archive) = self.archives.last_mut() else { return Ok(false) };
        let next = archive.members.next();
        let (outer, source) = (archive.stem.clone(), archive.source.clone());
        let (archive_date, fault) = (archive.date, archive.fault.clone());
        let empty = std::mem::replace(&mut archive.empty, false);
        let Some(member) = next else {
            self.archives.pop();
            let nothing = || empty.then(|| Error::input(Fault::NoText, "the archive holds no file"));
            return fault.take().or_else(nothing).map_or(Ok(true), |error| Err(error.at(source)));
        };
        let member = member.map_err(|error| error.at(&source))?;
        if let Some(why) = discover::passed_over_path(&member.path) {
            self.skipped.count(why);
            return Ok(true);
        }
        let source = format!("{source}/{}", member.path);
        // The path inside names the article where the archive is the input, else also which archive it is in.
        let inner = discover::stem(&member.path);
        let stem = if outer.contains('/') || depth > 1 { format!("{outer}/{inner}") } else { inner.to_owned() };
        let date = day::in_path(&member.path).or(archive_date);
        let fault = FaultSlot::default();
        let opened = member.raw.and_then(|raw| self.open_raw(raw, &member.path, (source.clone(), stem, date), &fault));
        opened.map_err(|error| fault.take().unwrap_or(error).at(&source)).map(|()| true)
    }

    /// The next item of the file that is open, after what went wrong below it.
    ///
    /// At the file's end come the errors that only the whole file shows: that it held nothing, and which names of
    /// the user's no item had. Where the file was cut off below its format, the format's own last error is left
    /// out, if nothing comes behind it: it would tell the same twice.
    fn next_item(&mut self) -> Option<Result<Item, Error>> {
        let open = self.open.as_mut()?;
        let next = open.ahead.pop_front().or_else(|| open.items.next());
        if let Some(error) = open.fault.take() {
            (open.empty, open.cut) = (false, true);
            open.ahead.extend(next);
            return Some(Err(error));
        }
        match next {
            // The last error of a file that was cut off below its format only says so again.
            Some(Err(error)) if open.cut => {
                let after = open.ahead.pop_front().or_else(|| open.items.next())?;
                open.ahead.push_front(after);
                Some(Err(error))
            }
            Some(item) => {
                open.empty = false;
                Some(item)
            }
            None if open.empty => {
                open.empty = false;
                Some(Err(Error::input(Fault::NoText, "the file holds no article")))
            }
            None => {
                let met = std::mem::take(&mut open.met);
                let lacking = std::mem::take(&mut open.lacking).into_iter();
                let errors = lacking.filter(|(field, _)| !met.contains(field)).map(|(_, error)| Err(error));
                open.ahead.extend(errors);
                open.ahead.pop_front()
            }
        }
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if self.open.is_some() {
                match self.next_item() {
                    Some(Ok(item)) => self.accept(item),
                    Some(Err(error)) => {
                        let source = self.open.as_ref().map(|open| open.source.clone()).unwrap_or_default();
                        return Some(Err(error.at(source)));
                    }
                    None => self.open = None,
                }
            } else if !self.archives.is_empty() {
                if let Err(error) = self.open_member() {
                    return Some(Err(error));
                }
            } else if let Some(file) = self.files.next() {
                let opened = file.and_then(|file| if self.is_repeated(&file) { Ok(()) } else { self.open_file(&file) });
                if let Err(error) = opened {
                    return Some(Err(error));
                }
            } else {
                let input = self.inputs.next()?;
                self.several |= input.to_str().is_some_and(|input| input.contains(['*', '?', '[']));
                self.files = discover::files(&input, &self.skipped);
            }
        }
    }
}
