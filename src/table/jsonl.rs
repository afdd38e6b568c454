//! JSON Lines: an object for each row, all columns in order, missing ones `null`.
//!
//! ```text
//! {"article_id":"a1","sentence_id":0,"paragraph":0,"start":0,"end":10,"in_quote":false,"text":"Rain fell."}
//! ```
//!
//! Spans are arrays of two numbers, several texts an array of strings, days strings. Nothing is written between
//! members, and texts are UTF-8 and escaped only where JSON asks for it, so that a line feed stands at the end of a row
//! and nowhere else.

use std::io::Write;

use super::Table;
use super::cell::Cell;
use super::column::{Column, Row};
use super::digits::{integer, real};
use super::rows::Rows;
use super::rows::errors::ErrorRow;
#[cfg(feature = "cli")]
use super::rows::sentences::sentences;
use super::writer::{Chunk, TableWriter};
#[cfg(feature = "cli")]
use crate::article::Article;
#[cfg(feature = "cli")]
use crate::document::CodePoints;
use crate::document::Document;
use crate::error::Error;
#[cfg(feature = "cli")]
use crate::segment::Segments;

/// The format.
pub(super) struct JsonLines {
    /// What stands before the cell of each column: `{"name":`, `,"name":`.
    keys: Vec<Vec<u8>>,
    /// The rows that were not taken yet.
    out: Vec<u8>,
}

impl JsonLines {
    /// A writer of rows with these columns, whose names are escaped once.
    pub(super) fn new(columns: &[Column]) -> Self {
        let key = |(index, column): (usize, &Column)| {
            let mut key = vec![if index == 0 { b'{' } else { b',' }];
            string(&column.name, &mut key);
            key.push(b':');
            key
        };
        Self { keys: columns.iter().enumerate().map(key).collect(), out: Vec::new() }
    }
}

impl TableWriter for JsonLines {
    fn row(&mut self, cells: &[Cell<'_>]) {
        let out = &mut self.out;
        for (key, cell) in self.keys.iter().zip(cells) {
            out.extend_from_slice(key);
            match *cell {
                Cell::Null => out.extend_from_slice(b"null"),
                Cell::Text(text) => string(text, out),
                Cell::Integer(number) => integer(number, out),
                Cell::Real(number) => real(number, out),
                Cell::Bool(flag) => out.extend_from_slice(if flag { b"true" } else { b"false" }),
                Cell::Day(day) => write!(out, "\"{day}\"").expect("a Vec takes every byte"),
                Cell::Spans(pieces) => array(pieces, out, |(start, end), out| {
                    write!(out, "[{start},{end}]").expect("a Vec takes every byte");
                }),
                Cell::Strings(texts) => array(texts, out, |text, out| string(text, out)),
            }
        }
        out.extend_from_slice(b"}\n");
    }

    fn take(&mut self) -> Chunk {
        Chunk::Bytes(std::mem::take(&mut self.out))
    }
}

/// Writes a string of JSON.
fn string(text: &str, out: &mut Vec<u8>) {
    serde_json::to_writer(out, text).expect("a Vec takes every byte");
}

/// Writes an array, each item by `write`.
fn array<T>(items: &[T], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(b']');
}

/// The rows that the table of sentences has of an article, as JSON Lines, from segments alone: no other stage has to
/// run.
#[cfg(feature = "cli")]
pub(crate) fn sentences_json(article: &Article, segments: &Segments) -> String {
    let (view, points) = (segments.view(article.text()), CodePoints::new(article.text()));
    let mut writer = JsonLines::new(Table::Sentences.columns());
    for row in sentences(&article.id, view, &points) {
        row.with_cells(|cells| writer.row(cells));
    }
    String::from_utf8(writer.out).expect("rows are made of strings")
}

/// One document as a JSON object that holds an array for each table, with the rows that the tables would hold.
///
/// # Example
///
/// ```
/// use dateline::{Article, Pipeline, document_json};
///
/// let article = Article::new("a1", "Rain fell. It stopped.")?;
/// let json = document_json(&Pipeline::new().annotate(article), &[]);
/// assert!(json.starts_with(r#"{"articles":[{"article_id":"a1","#));
/// # Ok::<(), dateline::Error>(())
/// ```
#[expect(clippy::missing_panics_doc, reason = "rows are UTF-8")]
pub fn document_json(document: &Document, errors: &[Error]) -> String {
    let rows = Rows::new(document);
    let mut out = Vec::new();
    for table in Table::ALL.into_iter().filter(|table| table.is_of_documents() || *table == Table::Errors) {
        out.push(if out.is_empty() { b'{' } else { b',' });
        string(table.as_str(), &mut out);
        out.extend_from_slice(b":[");
        let mut writer = JsonLines::new(table.columns());
        rows.each(table, |cells| writer.row(cells));
        if table == Table::Errors {
            for error in errors {
                ErrorRow::from(error).with_cells(|cells| writer.row(cells));
            }
        }
        // Rows end in a line feed, which stands nowhere else: strings escape it.
        out.extend(writer.out.iter().map(|&byte| if byte == b'\n' { b',' } else { byte }));
        out.pop_if(|last| *last == b',');
        out.push(b']');
    }
    out.push(b'}');
    String::from_utf8(out).expect("rows are made of strings")
}
