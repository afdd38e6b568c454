//! What a reader makes of an article.
//!
//! An [`Item`] is the border between formats and all else: readers know their format and nothing of articles, and
//! [`super::Articles`] knows items and no format. So readers leave dates and languages as they are written, and
//! make up no ids.

use super::Field;
use crate::article::DateFrom;
use crate::error::{Error, Fault};

/// An article as its format has it: what a reader makes, and what the shared code makes an [`crate::Article`] of.
///
/// Fields are as they are written; dates, languages and blanks are read and tidied by the shared code. An item
/// without text becomes a row of errors.
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
    /// What tells it from the other items of its file, where it has no id: its line or its number. `None` where it
    /// is alone.
    pub number: Option<u64>,
    /// Which it is of several with the same number.
    pub part: Option<u64>,
    /// What [`Item::date`] was read from; by default the record.
    pub date_from: Option<DateFrom>,
    /// Names that [`super::ReadOptions::columns`] gives for fields and that the item has not, each with the error
    /// that says so: it is told where no item of the file has the field.
    pub lacks: Vec<(Field, Error)>,
    /// What whoever uses the article should know: embargoed, cut and the like. Each becomes a row of errors with
    /// the article's id.
    pub notes: Vec<Error>,
}

impl Item {
    /// Takes off the mark `[+1234 chars]` that `NewsAPI` leaves where it cuts texts, with the dots before it, and
    /// notes that the text is cut.
    ///
    /// `Talks resume on… [+812 chars]` → `Talks resume on` and a note; a text that ends otherwise stays as it is.
    pub(super) fn note_cut(&mut self) {
        let Some((start, chars)) = self.text.trim_end().strip_suffix(" chars]").and_then(|text| text.rsplit_once("[+"))
        else {
            return;
        };
        if chars.is_empty() || !chars.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let message = format!("the source cuts its texts: {chars} more characters are missing");
        let length = start.trim_end().trim_end_matches('…').trim_end_matches("...").trim_end().len();
        self.text.truncate(length);
        self.notes.push(Error::input(Fault::Cut, message));
    }

    /// The place of a field that is one string; `None` for the text.
    pub fn field_mut(&mut self, field: Field) -> Option<&mut Option<String>> {
        Some(match field {
            Field::Text => return None,
            Field::Id => &mut self.id,
            Field::Date => &mut self.date,
            Field::Title => &mut self.title,
            Field::Byline => &mut self.byline,
            Field::Dateline => &mut self.dateline,
            Field::Publisher => &mut self.publisher,
            Field::Section => &mut self.section,
            Field::Language => &mut self.language,
            Field::Url => &mut self.url,
            Field::Updated => &mut self.updated,
        })
    }
}
