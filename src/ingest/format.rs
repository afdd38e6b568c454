//! What a format of input is: how it is known, who reads it, what it maps to the fields of an article.
//!
//! A file is known by what it holds. Its first 8 KiB, unpacked and without byte order mark, are shown to each
//! [`InputFormat`] in turn, which says [`Sniff::Sure`], [`Sniff::Likely`] or [`Sniff::No`]:
//!
//! ```text
//! a.txt     {"id": 1, "text": "Rain."}      jsonl is sure: its ending says nothing against it
//! b.csv     one column of prose             csv is likely by its ending, text is likely: the ending decides for csv
//! c.dat     Rain fell in Lisbon.            text is likely, and nothing else
//! d.html    <p>Rain fell.</p>               html is sure by ending and tag
//! d.xml     <p>Rain fell.</p>               html is none; markup, further down, is sure: refused
//! ```
//!
//! The first that is sure has the file, so that an ending is never believed against content; the last examples show
//! why a format that may be sure should say so. What is sure is written as narrow as can be: a magic number, a root
//! element, a row of known keys.

use std::borrow::Cow;
use std::io::BufRead;
use std::sync::Arc;

use super::decode::Stream;
use super::{Item, ReadOptions};
use crate::error::Error;

/// A format of input files: a row of the one table that says what is read.
///
/// A program adds formats of its own by [`ReadOptions::formats`]; they are asked before the embedded ones, which
/// [`InputFormat::all`] lists.
///
/// # Example
///
/// ```
/// use dateline::{Articles, Beginning, Input, InputFormat, Item, ReadOptions, Sniff};
///
/// // Telegrams of our own: a line of title, then the text.
/// const TELEGRAM: InputFormat = InputFormat {
///     name: "telegram",
///     description: "telegrams",
///     endings: &["tgm"],
///     sniff: |beginning: &Beginning<'_>| Sniff::sure(beginning.bytes.starts_with(b"ZCZC ")),
///     open: |input: Input| {
///         let file = input.text()?;
///         let (title, text) = file["ZCZC ".len()..].split_once('\n').unwrap_or_default();
///         let item = Item { title: Some(title.to_owned()), text: text.to_owned(), ..Item::default() };
///         Ok(Box::new(std::iter::once(Ok(item))))
///     },
///     maps: "title ← first line",
/// };
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("a.tgm"), "ZCZC Talks\nTalks resume on Tuesday.")?;
/// let mut options = ReadOptions::default();
/// options.formats = vec![TELEGRAM];
/// let article = Articles::open([folder.path()], options).next().unwrap()?;
/// assert_eq!(article.title.as_deref(), Some("Talks"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct InputFormat {
    /// Its name, such as `jsonl`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub description: &'static str,
    /// The endings of its files, in lower case and without dot. They decide between formats that are but likely.
    pub endings: &'static [&'static str],
    /// How likely a file is of this format, by its beginning.
    pub sniff: fn(&Beginning<'_>) -> Sniff,
    /// Reads a file, item by item.
    pub open: fn(Input) -> Result<Items, Error>,
    /// Which of its fields become which of the article, for the documentation.
    pub maps: &'static str,
}

/// The articles of one file as its format has them. It should hold no more of the file in memory than an item
/// needs.
///
/// An error concerns one item, and the next one is asked for all the same; a reader that cannot go on ends after
/// its error. Errors need not name the file: [`super::Articles`] adds that, and the line of an item that has one.
pub type Items = Box<dyn Iterator<Item = Result<Item, Error>> + Send>;

/// How likely a file is of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Sniff {
    /// It is something else.
    No,
    /// It may be: its ending decides, else the order of the table.
    Likely,
    /// It is, whatever its ending says.
    Sure,
}

impl Sniff {
    /// Sure if `is`.
    pub const fn sure(is: bool) -> Self {
        if is { Self::Sure } else { Self::No }
    }

    /// Likely if `is`.
    pub const fn likely(is: bool) -> Self {
        if is { Self::Likely } else { Self::No }
    }
}

/// How a file begins: what is known of it when its format is told.
pub struct Beginning<'a> {
    /// The first 8 KiB at most, unpacked, without byte order mark.
    pub bytes: &'a [u8],
    /// The same as text, what cannot be decoded replaced.
    pub text: Cow<'a, str>,
    /// The file's name, in lower case, without the ending of a compression.
    pub name: &'a str,
    /// The names in the directory of a zip file; of other files none.
    pub members: &'a [String],
    /// How the file is to be read.
    pub options: &'a ReadOptions,
}

impl Beginning<'_> {
    /// The bytes of the beginning that are looked at.
    pub const LENGTH: usize = 8 << 10;

    /// The ending of the name, without dot; empty if there is none: `jsonl` of `a.jsonl.gz`.
    pub fn ending(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// The local name of an XML file's root element; `None` if it does not look like XML, or begins with comments
    /// beyond what is looked at.
    ///
    /// `<?xml …?><!-- a --><x:rss version="2.0">` has the root `rss`. Declarations, comments and a DOCTYPE with its
    /// brackets are passed over.
    pub fn root(&self) -> Option<&str> {
        let mut rest = self.text.trim_start();
        loop {
            rest = rest.strip_prefix('<')?;
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->")?.1.trim_start();
            } else if rest.starts_with(['?', '!']) {
                // The brackets of a DOCTYPE may hold declarations.
                let close = match (rest.find('['), rest.find('>')?) {
                    (Some(open), close) if open < close => {
                        rest.find(']').and_then(|end| rest[end..].find('>').map(|at| end + at))?
                    }
                    (_, close) => close,
                };
                rest = rest[close + 1..].trim_start();
            } else {
                let name = &rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
                let local = name.rsplit(':').next().unwrap_or(name);
                return local.starts_with(|c: char| c.is_alphabetic() || c == '_').then_some(local);
            }
        }
    }
}

/// A file that a format reads: its bytes, unpacked, from the beginning.
pub struct Input {
    /// The bytes of the file, from its beginning.
    pub(super) stream: Stream,
    /// The path below the input.
    pub(super) below: String,
    /// How it is to be read.
    pub(super) options: Arc<ReadOptions>,
}

impl Input {
    /// The path below the input folder, parted by `/`; of members of archives the path inside.
    pub fn path(&self) -> &str {
        &self.below
    }

    /// How it is to be read.
    pub fn options(&self) -> &Arc<ReadOptions> {
        &self.options
    }

    /// The whole file as text, in the encoding that it seems to have.
    ///
    /// # Errors
    ///
    /// If it cannot be read, is longer than [`ReadOptions::record_bytes`] or is no text.
    pub fn text(self) -> Result<String, Error> {
        let longest = self.options.record_bytes;
        self.stream.read_text(longest)
    }

    /// The whole file as text, in the encoding that it declares, if it is: UTF-8 that decodes is UTF-8 whatever is
    /// declared.
    ///
    /// `declared` finds the name of the encoding, as the WHATWG's standard has it, in the bytes.
    ///
    /// # Errors
    ///
    /// If it cannot be read or is longer than [`ReadOptions::record_bytes`].
    pub fn text_declared(self, declared: impl Fn(&[u8]) -> Option<&str>) -> Result<String, Error> {
        let bytes = self.bytes()?;
        let label = declared(&bytes).map(str::to_owned);
        Ok(super::decode::declared(&bytes, label.as_deref()))
    }

    /// The whole file.
    ///
    /// # Errors
    ///
    /// If it cannot be read or is longer than [`ReadOptions::record_bytes`].
    pub fn bytes(self) -> Result<Vec<u8>, Error> {
        let longest = self.options.record_bytes;
        self.stream.read_bytes(longest)
    }

    /// The bytes, to read bit by bit.
    pub fn reader(self) -> Box<dyn BufRead + Send> {
        self.stream.into_bytes().0
    }
}

/// The format of a file that begins so: the first that is sure, else the first likely one whose ending the file
/// has, else the first likely one.
pub(super) fn of<'a>(
    formats: impl Iterator<Item = &'a InputFormat>,
    beginning: &Beginning<'_>,
) -> Option<&'a InputFormat> {
    let (mut likely, mut ended) = (None, None);
    for format in formats {
        match (format.sniff)(beginning) {
            Sniff::Sure => return Some(format),
            Sniff::Likely => {
                likely = likely.or(Some(format));
                if format.endings.contains(&beginning.ending()) {
                    ended = ended.or(Some(format));
                }
            }
            Sniff::No => {}
        }
    }
    ended.or(likely)
}
