//! The one error type. Errors come from the edges (reading, configuration, writing); annotating a text cannot fail.
//!
//! An [`Error`] is a cause ([`ErrorKind`]) with the place where it happened. It is a box, so that a `Result` is as
//! small as its value; it is built by the cause, and whoever knows more adds it on the way up ([`Error::at`],
//! [`Error::on_line`], [`Error::for_article`]). A run turns it into a row of the `errors` table: `stage` and `code`
//! are stable words for programs, the message is for people, in lower case and without a full stop, and says what to
//! do where something can be done.

use std::fmt;

/// What went wrong, with the place where it did.
///
/// [`Error::kind`] tells the cause, [`Error::location`] the file and line. `Display` prints both: `a.jsonl:7: no
/// field "text"`. [`std::error::Error::source`] gives what a library told, where one did.
#[derive(Debug)]
pub struct Error(Box<Inner>);

/// What the box holds.
#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    /// The file or folder as the user named it, or a name within an archive.
    source: Option<String>,
    /// The line or record in it, from 1.
    line: Option<u64>,
    /// The article that it is about, where there is one.
    article_id: Option<String>,
    /// What a library told.
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The causes of an [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No file or folder of that name.
    NotFound,
    /// The operating system refused.
    Io(std::io::Error),
    /// A folder or pattern that holds no file of a kind that is read.
    NoArticles,
    /// An input that is no article, or something that whoever uses its article should know.
    Input {
        /// What it is about.
        fault: Fault,
        /// What was found and what to do.
        message: String,
    },
    /// Binary data; `offset` is the first byte that no text has.
    NotText {
        /// Bytes from the start of the decompressed file.
        offset: usize,
    },
    /// Bytes that are not of the encoding that the file declares.
    Undecodable {
        /// The encoding's name.
        encoding: &'static str,
        /// Bytes from the start of the decompressed file.
        offset: usize,
    },
    /// A text of 4 GiB or more.
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// A JSON value that does not parse.
    Json {
        /// The parser's reason.
        message: String,
    },
    /// A CSV record that does not parse.
    Csv {
        /// The parser's reason.
        message: String,
    },
    /// A record without the field that holds its text, or another that was named.
    MissingField {
        /// What it should hold: `text` or another field of an article.
        of: &'static str,
        /// The field's name.
        field: String,
        /// The name that is written most like it, if one is near.
        near: Option<String>,
        /// The names that are there.
        there: Vec<String>,
    },
    /// A field that should be a string and is not.
    NotAString {
        /// The field's name.
        field: String,
        /// What it is instead.
        found: &'static str,
    },
    /// A date that cannot be read or that no calendar has.
    BadDate {
        /// The date as it stands.
        value: String,
    },
    /// A field to keep that no article of the first batch had, so that there is no column for it.
    LateField {
        /// The field's name.
        field: String,
    },
    /// An article that has more rows of a table, or a longer cell, than an article may write.
    Budget {
        /// What is over the bound, and what was done.
        message: String,
    },
    /// An id that an earlier article of the run has.
    DuplicateId {
        /// The id that the article was given instead.
        renamed: String,
    },
    /// An article of several tables that an earlier folder has, by its id; it is left out.
    RepeatedArticle,
    /// An output folder that holds files which are not tables of an earlier run.
    ForeignFiles {
        /// The first of them.
        file: String,
    },
    /// An output folder that holds tables of an earlier run, without leave to replace them.
    TablesExist,
    /// An output folder that another run is writing.
    FolderInUse {
        /// Its process, if it says so.
        process: Option<u32>,
    },
    /// A run to go on with that had other inputs or options.
    OtherRun {
        /// The option or input, as it is named.
        what: String,
        /// What it was.
        then: String,
        /// What it is.
        now: String,
    },
    /// A run to go on with that read other articles.
    OtherArticles {
        /// The id of the first article that may be another, or what stands in its place.
        from: String,
    },
    /// The run was told to end before its end.
    Interrupted,
    /// Tables that are not as their run wrote them.
    Verify {
        /// What is wrong.
        message: String,
    },
    /// A gazetteer line that cannot be used.
    Gazetteer {
        /// The column's name.
        column: &'static str,
        /// What is wrong and what would be right.
        message: String,
    },
    /// A compiled gazetteer that cannot be used, or one where none can be.
    CompiledGazetteer {
        /// What is wrong and what would be right.
        message: String,
    },
    /// A term or pattern that cannot be used.
    Terms {
        /// What is wrong and what would be right.
        message: String,
    },
    /// A gold annotation that cannot be used.
    Annotation {
        /// What is wrong.
        message: String,
    },
    /// A configuration file that cannot be used.
    Config {
        /// What is wrong and what would be right.
        message: String,
    },
}

/// What the reader of an input has to tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// A file of a format that is not read.
    Format,
    /// An item without a text: a list of headlines, a package, a picture.
    NoText,
    /// Something else than an article: a page that says "not found", a cover sheet, a photo.
    NotAnArticle,
    /// Encrypted.
    Encrypted,
    /// A scan: pictures of letters, no letters.
    NoTextLayer,
    /// The file ends, or is damaged, before its end.
    Truncated,
    /// The file announces more articles than it holds.
    FewerThanAnnounced,
    /// A newer version of the article is read in its place.
    Superseded,
    /// The article was cancelled or withheld by who sent it.
    Cancelled,
    /// The article was not to be published before a time that its source names.
    Embargoed,
    /// The source holds but the beginning of the text.
    Cut,
    /// The text is not English.
    Language,
    /// Larger than the reader's bounds.
    Budget,
    /// A date whose day and month nothing tells apart.
    AmbiguousDate,
    /// A date that names a month or a year and no day.
    NoDay,
    /// Two things that want the same name.
    NameTaken,
}

impl Fault {
    /// The stable word that the column `code` of the `errors` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::NoText => "no-text",
            Self::NotAnArticle => "not-an-article",
            Self::Encrypted => "encrypted",
            Self::NoTextLayer => "no-text-layer",
            Self::Truncated => "truncated",
            Self::FewerThanAnnounced => "fewer-than-announced",
            Self::Superseded => "superseded",
            Self::Cancelled => "cancelled",
            Self::Embargoed => "embargoed",
            Self::Cut => "cut",
            Self::Language => "language",
            Self::Budget => "budget",
            Self::AmbiguousDate => "ambiguous-date",
            Self::NoDay => "no-day",
            Self::NameTaken => "name-taken",
        }
    }
}

impl Error {
    /// What a reader has to tell of its input.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::{Error, Fault};
    ///
    /// let error = Error::input(Fault::Cut, "the source gives only the first 200 characters");
    /// assert_eq!((error.stage(), error.code()), ("read", "cut"));
    /// ```
    pub fn input(fault: Fault, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input { fault, message: message.into() })
    }

    /// An error of that cause, of no place yet.
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, source: None, line: None, article_id: None, cause: None }))
    }

    /// What the operating system refused; a file that is not there has a cause of its own.
    pub(crate) fn io(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::new(ErrorKind::NotFound).because(error),
            _ => Self::new(ErrorKind::Io(error)),
        }
    }

    /// A JSON value that does not parse.
    #[cfg(feature = "io")]
    pub(crate) fn json(error: serde_json::Error) -> Self {
        Self::new(ErrorKind::Json { message: error.to_string() }).because(error)
    }

    /// A CSV record that does not parse.
    #[cfg(feature = "io")]
    pub(crate) fn csv(error: csv::Error) -> Self {
        Self::new(ErrorKind::Csv { message: error.to_string() }).because(error)
    }

    /// A failure of a library that writes, kept as the cause.
    #[cfg(feature = "io")]
    pub(crate) fn other(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::io(std::io::Error::other(error))
    }

    /// Names the file or folder where it happened.
    #[must_use]
    pub(crate) fn at(mut self, source: impl Into<String>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Keeps what a library told, which [`std::error::Error::source`] gives.
    #[must_use]
    pub(crate) fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// Names the line, from 1.
    #[must_use]
    pub(crate) fn on_line(mut self, line: u64) -> Self {
        self.0.line = Some(line);
        self
    }

    /// Names the article that it is about.
    #[must_use]
    pub(crate) fn for_article(mut self, id: impl Into<String>) -> Self {
        self.0.article_id = Some(id.into());
        self
    }

    /// The cause, which programs match on; new ones may come ([`ErrorKind`] is not exhaustive).
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The file, where there is one, and the line in it, counted from 1.
    pub fn location(&self) -> (Option<&str>, Option<u64>) {
        (self.0.source.as_deref(), self.0.line)
    }

    /// The article that was read all the same, or that would have been.
    pub fn article_id(&self) -> Option<&str> {
        self.0.article_id.as_deref()
    }

    /// The stage that failed, as the `errors` table names it.
    pub fn stage(&self) -> &'static str {
        match self.0.kind {
            ErrorKind::NotFound | ErrorKind::Io(_) | ErrorKind::NoArticles | ErrorKind::Input { .. } => "read",
            ErrorKind::NotText { .. } | ErrorKind::Undecodable { .. } | ErrorKind::TooLong { .. } => "decode",
            ErrorKind::Json { .. }
            | ErrorKind::Csv { .. }
            | ErrorKind::MissingField { .. }
            | ErrorKind::NotAString { .. } => "parse",
            ErrorKind::LateField { .. } => "keep",
            ErrorKind::Budget { .. } => "rows",
            ErrorKind::BadDate { .. } => "date",
            ErrorKind::DuplicateId { .. } | ErrorKind::RepeatedArticle => "id",
            ErrorKind::ForeignFiles { .. } | ErrorKind::TablesExist | ErrorKind::FolderInUse { .. } => "write",
            ErrorKind::OtherRun { .. } | ErrorKind::OtherArticles { .. } => "resume",
            ErrorKind::Interrupted => "run",
            ErrorKind::Verify { .. } => "verify",
            ErrorKind::Gazetteer { .. } | ErrorKind::CompiledGazetteer { .. } => "gazetteer",
            ErrorKind::Terms { .. } => "terms",
            ErrorKind::Annotation { .. } => "evaluate",
            ErrorKind::Config { .. } => "config",
        }
    }

    /// The cause as a stable word, as the `errors` table names it.
    pub fn code(&self) -> &'static str {
        match self.0.kind {
            ErrorKind::NotFound => "not-found",
            ErrorKind::Io(_) => "io",
            ErrorKind::NoArticles => "no-articles",
            ErrorKind::Input { fault, .. } => fault.as_str(),
            ErrorKind::NotText { .. } => "not-text",
            ErrorKind::Undecodable { .. } => "undecodable",
            ErrorKind::TooLong { .. } => "too-long",
            ErrorKind::Json { .. } => "json",
            ErrorKind::Csv { .. } => "csv",
            ErrorKind::MissingField { .. } => "missing-field",
            ErrorKind::NotAString { .. } => "not-a-string",
            ErrorKind::LateField { .. } => "late-field",
            ErrorKind::Budget { .. } => "budget",
            ErrorKind::BadDate { .. } => "bad-date",
            ErrorKind::DuplicateId { .. } => "duplicate-id",
            ErrorKind::RepeatedArticle => "repeated-article",
            ErrorKind::ForeignFiles { .. } => "foreign-files",
            ErrorKind::TablesExist => "tables-exist",
            ErrorKind::FolderInUse { .. } => "folder-in-use",
            ErrorKind::OtherRun { .. } => "other-run",
            ErrorKind::OtherArticles { .. } => "other-articles",
            ErrorKind::Interrupted => "interrupted",
            ErrorKind::Verify { .. } => "verify",
            ErrorKind::Gazetteer { .. } | ErrorKind::CompiledGazetteer { .. } => "gazetteer",
            ErrorKind::Terms { .. } => "terms",
            ErrorKind::Annotation { .. } => "annotation",
            ErrorKind::Config { .. } => "config",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.location() {
            (Some(source), Some(line)) => write!(f, "{source}:{line}: {}", self.0.kind),
            (Some(source), None) => write!(f, "{source}: {}", self.0.kind),
            (None, _) => self.0.kind.fmt(f),
        }
    }
}

/// Of the names that a record has, so many are told: a record may have thousands.
const NAMES_SHOWN: usize = 12;

/// One message a cause. The arms stand beside each other, so that they are written in one voice; what takes more than
/// a line has a function.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no such file or folder"),
            Self::Io(error) => error.fmt(f),
            Self::NoArticles => f.write_str(
                "no articles here: no file, or none but what is passed over by its name; `dateline formats` lists what is read",
            ),
            Self::NotText { offset } => write!(f, "not text: the first byte that no text has is at offset {offset}"),
            Self::Undecodable { encoding, offset } => {
                write!(f, "not {encoding}: the first bad byte is at offset {offset}")
            }
            Self::TooLong { bytes } => write!(f, "a text of {bytes} bytes; an article must be shorter than 4 GiB"),
            Self::Json { message } => write!(f, "not JSON: {message}"),
            Self::Csv { message } => write!(f, "not CSV: {message}"),
            Self::MissingField { of, field, near, there } => missing_field(f, of, field, near.as_deref(), there),
            Self::NotAString { field, found } => write!(f, "the field {field:?} is {found}, not a string"),
            Self::BadDate { value } => write!(f, "{value:?} is no date; write it as 2025-02-17"),
            Self::LateField { field } => write!(
                f,
                "the field {field:?} has no column, for none of the first articles has it; name the fields to keep"
            ),
            Self::RepeatedArticle => {
                write!(f, "tables before these have an article of the same id; this one is left out")
            }
            Self::DuplicateId { renamed } => write!(f, "an earlier article has the same id; this one is {renamed:?}"),
            Self::ForeignFiles { file } => write!(
                f,
                "the folder holds {file:?}, which is no table of an earlier run; choose an empty or new folder"
            ),
            Self::TablesExist => {
                f.write_str("the folder holds the tables of an earlier run; --overwrite replaces them")
            }
            Self::FolderInUse { process } => {
                f.write_str("another run is writing this folder")?;
                process.map_or(Ok(()), |process| write!(f, " (process {process})"))?;
                f.write_str("; wait for its end or choose another folder")
            }
            Self::OtherRun { what, then, now } => write!(
                f,
                "the interrupted run had another {what}: {then} then, {now} now; give it as it was, or begin anew without --resume"
            ),
            Self::OtherArticles { from } => write!(
                f,
                "the interrupted run read other articles: {from:?}, or one of those just after it, is not as it was; give the inputs as they \
                 were, or begin anew without --resume"
            ),
            Self::Interrupted => f.write_str("interrupted; no tables were written and those of an earlier run are untouched"),
            Self::Gazetteer { column, message } => write!(f, "column {column}: {message}"),
            Self::Input { message, .. }
            | Self::Budget { message }
            | Self::CompiledGazetteer { message }
            | Self::Terms { message }
            | Self::Annotation { message }
            | Self::Verify { message }
            | Self::Config { message } => f.write_str(message),
        }
    }
}

/// `no field "body"; did you mean "text"?; name the one that holds the text with --column text=NAME; there are: id,
/// text`
///
/// `of` is what the field should hold, `near` the name that is written most like it, `there` the names that the
/// record has, of which [`NAMES_SHOWN`] are told.
fn missing_field(
    f: &mut fmt::Formatter<'_>,
    of: &str,
    field: &str,
    near: Option<&str>,
    there: &[String],
) -> fmt::Result {
    write!(f, "no field {field:?}")?;
    if let Some(near) = near {
        write!(f, "; did you mean {near:?}?")?;
    }
    let more = if there.len() > NAMES_SHOWN { ", …" } else { "" };
    let there = there.iter().take(NAMES_SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    write!(f, "; name the one that holds the {of} with --column {of}=NAME; there are: {there}{more}")
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::io(error)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match (&self.0.kind, &self.0.cause) {
            (ErrorKind::Io(error), _) => Some(error),
            (_, Some(cause)) => Some(cause.as_ref()),
            _ => None,
        }
    }
}
