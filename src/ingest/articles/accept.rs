//! From an item to its article: identity, refusal, day, place line, language, and what rides along.
//!
//! ```text
//! Item    id: None, number: 9, date: "17.02.2025", language: "Englisch", text: "LISBON (AP) _ Talks …"
//! of      corpus/2025-02-18/a.csv, line 9
//! Article id: "2025-02-18/a:9", date: 2025-02-17 from the record, language: "en", dateline: "LISBON (AP) _",
//!         source: "corpus/2025-02-18/a.csv:9"
//! ```
//!
//! The path's day would have counted only without a date in the record, or with one that stands for none (`null`).
//!
//! What is told of an article comes before it, in this order: that its id was taken, the notes of its reader (cut,
//! embargoed), that its date cannot be read, that it is not English.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Articles;
use crate::article::{Article, DateFrom};
use crate::error::{Error, ErrorKind, Fault};
use crate::ingest::day::{self, Cell};
use crate::ingest::{Field, Item, Keep, language, text};

/// So many items are read ahead at most, to see which way around dates of numbers are written.
const ITEMS_AHEAD: usize = 1000;
/// So many bytes of their texts at most, since they wait in memory.
const BYTES_AHEAD: usize = 4 << 20;

impl Articles {
    /// Reads items ahead until one shows which way around its file writes dates of numbers: `03/04/2024` may be two
    /// days, and a `17/04/2024` further down tells that the day stands first.
    fn look_ahead(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.looked_ahead = true;
        let mut bytes = 0;
        while open.ahead.len() < ITEMS_AHEAD && bytes < BYTES_AHEAD {
            let Some(item) = open.items.next() else { break };
            if let Ok(item) = &item {
                bytes += item.text.len();
                open.order = item.date.as_deref().and_then(day::evident_order);
            }
            open.ahead.push_back(item);
            if open.order.is_some() {
                break;
            }
        }
    }

    /// The day of an item, or the error that its date is none; `None` for what programs write where there is none
    /// (`null`, `N/A`).
    ///
    /// # Errors
    ///
    /// [`Fault::AmbiguousDate`] for numbers that may be two days, where the file does not show the order;
    /// [`Fault::NoDay`] for a month or a year; [`ErrorKind::BadDate`] for what is no date. The article is read
    /// without one then.
    fn day(&mut self, written: &str) -> Result<Option<Date>, Error> {
        let order = self.open.as_ref().and_then(|open| open.order);
        let mut cell = day::cell(written, order);
        if cell == Cell::Ambiguous && self.open.as_ref().is_some_and(|open| !open.looked_ahead) {
            self.look_ahead();
            cell = day::cell(written, self.open.as_ref().and_then(|open| open.order));
        }
        match cell {
            Cell::Day(day) => Ok(Some(day)),
            Cell::Missing => Ok(None),
            Cell::Ambiguous => {
                let message =
                    format!("{written:?} may be two days; --date-order says whether day or month stands first");
                Err(Error::input(Fault::AmbiguousDate, message))
            }
            Cell::Month => {
                let message = format!("{written:?} names no day: the article has no date");
                Err(Error::input(Fault::NoDay, message))
            }
            Cell::Other => Err(Error::new(ErrorKind::BadDate { value: written.to_owned() })),
        }
    }

    /// Remembers which fields with a name of the user's an item has, and which it lacks. A name that no item of a
    /// file has is a mistake and told at the file's end; one that some lack is how records are.
    fn note_fields(&mut self, item: &mut Item) {
        let (Some(open), columns) = (&mut self.open, &self.options.columns) else { return };
        for (field, error) in std::mem::take(&mut item.lacks) {
            if !open.lacking.iter().any(|(other, _)| *other == field) {
                open.lacking.push((field, error));
            }
        }
        if open.lacking.is_empty() {
            return;
        }
        for field in Field::ALL.into_iter().filter(|field| columns.given(*field).is_some()) {
            if item.field_mut(field).is_some_and(|value| value.is_some()) && !open.met.contains(&field) {
                open.met.push(field);
            }
        }
    }

    /// Makes the article of an item, and the errors that concern it, in the order of the head of [`super`]; both go
    /// into `ready`. An item that is refused leaves one error, and its id is not taken.
    pub(super) fn accept(&mut self, mut item: Item) {
        self.note_fields(&mut item);
        let written = item.date.take().and_then(field);
        let day = written.as_deref().map(|written| self.day(written));
        let Some(open) = &self.open else { return };
        let id = id_of(&mut item, &open.stem);
        let (source, line) = (open.source.as_str(), item.line);
        let locate = |error: Error, id: &str| located(error, source, id, line);
        if let Some(error) = refusal(&mut item, self.options.article_bytes) {
            self.ready.push_back(Err(locate(error, &id)));
            return;
        }
        let (id, repeated) = self.ids.register(id.trim().to_owned());
        let locate = |error: Error| locate(error, &id);
        if repeated {
            self.ready.push_back(Err(locate(Error::new(ErrorKind::DuplicateId { renamed: id.clone() }))));
        }
        self.ready.extend(item.notes.drain(..).map(|note| Err(locate(note))));
        let place_line = || text::place_line(&item.text, &self.gazetteer).map(str::to_owned);
        let dateline = item.dateline.take().and_then(field).or_else(place_line);
        let (date, date_from) = match day {
            Some(Ok(Some(day))) => (Some(day), item.date_from.or(Some(DateFrom::Record))),
            Some(Err(error)) => {
                self.ready.push_back(Err(locate(error)));
                (None, None)
            }
            Some(Ok(None)) | None => day_from_elsewhere(dateline.as_deref(), open.date, self.options.date),
        };
        let named = item.language.take().and_then(field).and_then(|language| language::code(&language));
        let language = named.or_else(|| language::of(&item.text));
        let foreign = language.filter(|language| *language != "en" && !self.options.any_language);
        if let Some(language) = foreign {
            self.ready.push_back(Err(locate(not_english(language))));
        }
        let kept = riding_along(item.others, &self.options.keep);
        let article = Article::new(id.as_str(), item.text).map_err(&locate).map(|mut article| {
            article.source = match line {
                Some(line) => format!("{source}:{line}"),
                None => source.to_owned(),
            };
            article.date = date;
            article.date_from = date_from;
            article.title = item.title.and_then(field);
            article.byline = item.byline.and_then(field);
            article.dateline = dateline;
            article.publisher = item.publisher.and_then(field);
            article.section = item.section.and_then(field);
            article.language = language.map(str::to_owned);
            article.sentences_only = foreign.is_some();
            article.url = item.url.and_then(field);
            article.updated = item.updated.and_then(|updated| day::moment(&updated));
            article.kept = kept;
            article
        });
        self.ready.push_back(article);
    }
}

/// An error with the place in the input that it is of, the id of its article, and the line where its record starts.
fn located(error: Error, source: &str, id: &str, line: Option<u64>) -> Error {
    let error = error.at(source).for_article(id);
    match line {
        Some(line) => error.on_line(line),
        None => error,
    }
}

/// The id of an item: its own, else `stem` (the path) with its number and its part of that, as far as it has them:
/// `a`, `a:7`, `a:7.2`.
fn id_of(item: &mut Item, stem: &str) -> String {
    item.id.take().and_then(field).unwrap_or_else(|| match (item.number, item.part) {
        (Some(number), Some(part)) => format!("{stem}:{number}.{part}"),
        (Some(number), None) => format!("{stem}:{number}"),
        (None, _) => stem.to_owned(),
    })
}

/// Why no article is made of an item: it has no text, for which its own first note is the better reason, or one of
/// more than `longest` bytes.
fn refusal(item: &mut Item, longest: usize) -> Option<Error> {
    if item.text.trim().is_empty() {
        let note = std::mem::take(&mut item.notes).into_iter().next();
        return note.or_else(|| Some(Error::input(Fault::NoText, "the item holds no text")));
    }
    (item.text.len() > longest).then(|| {
        let message = format!("a text of more than {} MiB; --max-article-mb raises the bound", longest >> 20);
        Error::input(Fault::Budget, message)
    })
}

/// The day of an article whose record and head say none: of its place line, its path or the options, and which.
fn day_from_elsewhere(
    dateline: Option<&str>,
    in_path: Option<Date>,
    given: Option<Date>,
) -> (Option<Date>, Option<DateFrom>) {
    match (dateline.and_then(text::place_line_day), in_path) {
        (Some(day), _) => (Some(day), Some(DateFrom::Dateline)),
        (None, Some(day)) => (Some(day), Some(DateFrom::Path)),
        (None, None) => (given, given.map(|_| DateFrom::Option)),
    }
}

/// What is told of an article in another language.
fn not_english(language: &str) -> Error {
    let message =
        format!("the text is not English ({language}): only its sentences are told; --any-language tells the rest too");
    Error::input(Fault::Language, message)
}

/// The fields that ride along, under the names by which they were asked for: readers give those that are named, in
/// any case. Of all, one whose name an earlier one has (a CSV file may have two columns `note`) gets a number, as ids
/// do: `note#2`. Of named ones the first counts.
fn riding_along(others: Vec<(String, String)>, keep: &Keep) -> Vec<(String, String)> {
    match keep {
        Keep::None => Vec::new(),
        Keep::All => numbered(others),
        Keep::Named(names) => {
            let asked = |name: &str| names.iter().find(|asked| asked.eq_ignore_ascii_case(name));
            others.into_iter().filter_map(|(name, value)| Some((asked(&name)?.clone(), value))).collect()
        }
    }
}

/// The fields, each with a name of its own; how often a name was asked for tells where to go on.
fn numbered(mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut asked: HashMap<String, u32> = HashMap::with_capacity(fields.len());
    for (name, _) in &mut fields {
        let Some(mut times) = asked.get(name).copied() else {
            asked.insert(name.clone(), 1);
            continue;
        };
        let free = loop {
            times += 1;
            let free = format!("{name}#{times}");
            if !asked.contains_key(&free) {
                break free;
            }
        };
        asked.insert(std::mem::replace(name, free.clone()), times);
        asked.insert(free, 1);
    }
    fields
}

/// A field that holds something, without blanks around.
fn field(value: String) -> Option<String> {
    let trimmed = value.trim();
    if trimmed.len() == value.len() {
        Some(value).filter(|value| !value.is_empty())
    } else {
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }
}
