//! How articles are read: which field is read from where, and the bounds.
//!
//! The defaults read what people have; every option answers a question that a file cannot answer for itself: which
//! key holds the text, which number of a date is the month, how large is too large. The command's options of the
//! same names set them.

use jiff::civil::Date;

use super::InputFormat;
use super::day::DateOrder;

/// The fields of a record that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

    /// The field of that name; `None` for any other, the usual names of records among them.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::Field;
    ///
    /// assert_eq!(Field::named("byline"), Some(Field::Byline));
    /// assert_eq!(Field::named("author"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

/// The names that the fields have in records, where they are not the usual ones. By default all are the usual ones,
/// which `dateline formats --markdown` lists.
///
/// # Example
///
/// ```
/// use dateline::{Articles, Field, ReadOptions};
///
/// let mut options = ReadOptions::default();
/// options.columns.rename(Field::Text, "story.plain");
/// let record = r#"{"id": "a1", "story": {"plain": "Talks resume."}}"#;
/// let article = Articles::of_reader(record.as_bytes(), options).next().unwrap()?;
/// assert_eq!(article.text(), "Talks resume.");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns([Option<String>; Field::ALL.len()]);

impl Columns {
    /// Reads `field` from the column or key `name`, or from the path of keys, such as `fields.bodyText`. No usual
    /// name is tried for it then: a name that no record has is told as an error.
    pub fn rename(&mut self, field: Field, name: impl Into<String>) {
        self.0[field as usize] = Some(name.into());
    }

    /// The column or key that `field` is read from first.
    pub fn name(&self, field: Field) -> &str {
        self.given(field).unwrap_or(field.as_str())
    }

    /// The column, key or path that [`Columns::rename`] gave the field.
    pub fn given(&self, field: Field) -> Option<&str> {
        self.0[field as usize].as_deref()
    }
}

/// Which further fields of a record ride along with its article, as columns of the table of articles. By default
/// none.
///
/// # Example
///
/// ```
/// use dateline::{Articles, Keep, ReadOptions};
///
/// let mut options = ReadOptions::default();
/// options.keep = Keep::Named(vec!["desk".to_owned()]);
/// let record = r#"{"id": "a1", "text": "Talks resume.", "desk": "World", "pages": 2}"#;
/// let article = Articles::of_reader(record.as_bytes(), options).next().unwrap()?;
/// assert_eq!(article.kept, [("desk".to_owned(), "World".to_owned())]);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// None.
    #[default]
    None,
    /// Those of these names, in any case, or at these paths; also those of which a field was made.
    Named(Vec<String>),
    /// All of which no field of the article was made.
    All,
}

/// How articles are read. A program changes what it needs of the default.
///
/// # Example
///
/// ```
/// use dateline::{Articles, DateOrder, ReadOptions};
///
/// let mut options = ReadOptions::default();
/// options.date_order = Some(DateOrder::DayFirst);
/// let record = r#"{"id": "a1", "date": "03/04/2024", "text": "Talks resume."}"#;
/// let article = Articles::of_reader(record.as_bytes(), options).next().unwrap()?;
/// assert_eq!(article.date.unwrap().to_string(), "2024-04-03");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The date of articles that have none of their own.
    pub date: Option<Date>,
    /// The names of fields in records.
    pub columns: Columns,
    /// The keys that lead to the records of a JSON file, such as `response.docs`. By default they are found by the
    /// usual names of such keys, or as the only array of records.
    pub records: Option<String>,
    /// The order of dates that are all numbers, such as `03/04/2024`. By default a file's other dates decide, and
    /// where none does an article has no date.
    pub date_order: Option<DateOrder>,
    /// Which further fields ride along. By default none.
    pub keep: Keep,
    /// Whether texts of other languages than English are annotated all the same. By default they are but cut into
    /// sentences.
    pub any_language: bool,
    /// Formats of the program's own, which are asked before the embedded ones. By default none.
    pub formats: Vec<InputFormat>,
    /// The most bytes that one record of a file, or a file that is read whole, may have. By default 64 MiB. A
    /// longer record is an error, and the next one is read where the format tells where it begins.
    pub record_bytes: usize,
    /// The most bytes that the text of an article may have. By default 64 MiB. Texts of more than 2 MiB are
    /// annotated in parts.
    pub article_bytes: usize,
    /// The most bytes that a file may have unpacked. By default 64 GiB. What was read up to there is kept.
    pub unpacked_bytes: u64,
    /// How many times larger than packed a file may become before it is taken for a bomb, once it has 64 MiB. By
    /// default 200.
    pub ratio: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            date: None,
            columns: Columns::default(),
            records: None,
            date_order: None,
            keep: Keep::None,
            any_language: false,
            formats: Vec::new(),
            record_bytes: 64 << 20,
            article_bytes: 64 << 20,
            unpacked_bytes: 64 << 30,
            ratio: 200,
        }
    }
}

impl ReadOptions {
    /// Whether fields ride along.
    pub(super) fn keeps(&self) -> bool {
        self.keep != Keep::None
    }

    /// Whether a field of the input rides along: all that no field of the article was made of, and those that are
    /// named.
    pub(super) fn keeps_field(&self, name: &str, used: bool) -> bool {
        match &self.keep {
            Keep::None => false,
            Keep::All => !used,
            Keep::Named(names) => names.iter().any(|asked| asked.eq_ignore_ascii_case(name)),
        }
    }
}
