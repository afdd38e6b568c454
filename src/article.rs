//! The article: a dated text and what its source says of it.
//!
//! Readers make articles and stages read them; no stage changes one. Only the text and the date are ever used to
//! annotate; the rest goes to the table `articles` as it is.

use jiff::civil::Date;

use crate::error::{Error, ErrorKind};

/// A news article as it was read. The text is owned once and never changed; every [`crate::Span`] points into it.
///
/// # Example
///
/// ```
/// use dateline::Article;
///
/// let article = Article::new("a1", "Talks resume on Tuesday.")?.dated(jiff::civil::date(2025, 2, 17));
/// assert_eq!(article.text(), "Talks resume on Tuesday.");
/// assert_eq!(article.date.unwrap().to_string(), "2025-02-17");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The record's id, else the path below the input folder without its extension.
    pub id: String,
    /// Where it was read: a path, with `:LINE` for a record of a file, or `-` for standard input.
    pub source: String,
    /// The day it was published.
    pub date: Option<Date>,
    /// What [`Article::date`] was read from; `None` when there is no date.
    pub date_from: Option<DateFrom>,
    /// The headline, where the source gives it apart from the text.
    pub title: Option<String>,
    /// Who wrote it, as the source says.
    pub byline: Option<String>,
    /// The place line, such as `SALVADOR, Feb 26 -`.
    pub dateline: Option<String>,
    /// Who published it: a newspaper, an agency, a site.
    pub publisher: Option<String>,
    /// The part of the publication that it stood in.
    pub section: Option<String>,
    /// Its language, an ISO 639-1 code such as `en`.
    pub language: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// When it was changed last, as RFC 3339 writes it; without a time or zone where the source gives none.
    pub updated: Option<String>,
    /// Further fields of its source that ride along, as names and values.
    pub kept: Vec<(String, String)>,
    /// Whether it is but cut into sentences: its language is not English, whose rules would find what is not there. By
    /// default false.
    pub sentences_only: bool,
    /// Shorter than 4 GiB; behind a method, so that no span of a layer can come to point elsewhere.
    text: String,
}

/// What an article's date was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateFrom {
    /// The `date` of a JSON or CSV record.
    Record,
    /// The head of a plain text.
    Head,
    /// The place line that starts the text, where it has a year: `LISBON, March 3, 2024 -`.
    Dateline,
    /// The path, such as `2016-01-20/a.txt`.
    Path,
    /// The option `--date`, or the caller.
    Option,
}

impl DateFrom {
    /// The name that the `articles` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Head => "head",
            Self::Dateline => "dateline",
            Self::Path => "path",
            Self::Option => "option",
        }
    }
}

impl Article {
    /// An article without a date.
    ///
    /// # Errors
    ///
    /// If the text has 4 GiB or more: offsets are 32 bits wide.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Result<Self, Error> {
        let (id, text) = (id.into(), text.into());
        if u32::try_from(text.len()).is_err() {
            return Err(Error::new(ErrorKind::TooLong { bytes: text.len() }).for_article(id));
        }
        Ok(Self {
            id,
            source: String::new(),
            date: None,
            date_from: None,
            title: None,
            byline: None,
            dateline: None,
            publisher: None,
            section: None,
            language: None,
            url: None,
            updated: None,
            kept: Vec::new(),
            sentences_only: false,
            text,
        })
    }

    /// The same article, published on `date`, whatever its source said; [`Article::date_from`] is [`DateFrom::Option`]
    /// then.
    #[must_use]
    pub fn dated(mut self, date: Date) -> Self {
        self.date = Some(date);
        self.date_from = Some(DateFrom::Option);
        self
    }

    /// A part of it, with what stages ask of an article. `range` must lie on character boundaries.
    pub(crate) fn part(&self, range: std::ops::Range<usize>) -> Self {
        let part = Self::new("", &self.text[range]).expect("a part is shorter than the whole");
        Self { date: self.date, sentences_only: self.sentences_only, ..part }
    }

    /// The value of a field of its source that rides along; none if the field was not kept, or the record lacks it.
    pub fn kept(&self, field: &str) -> Option<&str> {
        self.kept.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// The text, exactly as it was decoded: no blank is folded and no mark is changed.
    pub fn text(&self) -> &str {
        &self.text
    }
}
