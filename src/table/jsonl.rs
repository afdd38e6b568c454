//! JSON Lines: an object for each row, all columns in order, missing ones `null`.

use std::io::Write;

use jiff::civil::Date;

use super::cells::CellFormat;
use super::rows::{self, Source};
use super::schema::{Column, Table};
#[cfg(feature = "cli")]
use crate::article::Article;
use crate::document::Document;
use crate::error::Error;
#[cfg(feature = "cli")]
use crate::segment::Segments;

/// The format.
pub(super) struct JsonLines;

impl CellFormat for JsonLines {
    fn before(&self, index: usize, column: &Column, out: &mut Vec<u8>) {
        out.extend_from_slice(if index == 0 { b"{\"" } else { b",\"" });
        out.extend_from_slice(column.name.as_bytes());
        out.extend_from_slice(b"\":");
    }

    fn end(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"}\n");
    }

    fn text(&self, text: &str, out: &mut Vec<u8>) {
        serde_json::to_writer(out, text).expect("a Vec takes every byte");
    }

    fn word(&self, word: &str, out: &mut Vec<u8>) {
        out.push(b'"');
        out.extend_from_slice(word.as_bytes());
        out.push(b'"');
    }

    fn day(&self, day: Date, out: &mut Vec<u8>) {
        write!(out, "\"{day}\"").expect("a Vec takes every byte");
    }

    fn spans(&self, spans: impl Iterator<Item = (u32, u32)>, out: &mut Vec<u8>) {
        out.push(b'[');
        for (index, (start, end)) in spans.enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(out, "{comma}[{start},{end}]").expect("a Vec takes every byte");
        }
        out.push(b']');
    }

    fn missing(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"null");
    }
}

/// The rows that the table of sentences has of an article, as JSON Lines.
#[cfg(feature = "cli")]
pub(crate) fn sentences_json(article: Article, segments: Segments) -> String {
    let document = Document::segmented(article, segments);
    let mut out = Vec::new();
    Source::new(&document, 0.0).write(Table::Sentences, &JsonLines, &mut out);
    String::from_utf8(out).expect("rows are made of strings")
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
    let source = Source::new(document, 0.0);
    let mut out = Vec::new();
    for table in Table::ALL {
        out.extend_from_slice(if out.is_empty() { b"{\"" } else { b",\"" });
        out.extend_from_slice(table.as_str().as_bytes());
        out.extend_from_slice(b"\":[");
        let first = out.len();
        source.write(table, &JsonLines, &mut out);
        if table == Table::Errors {
            for error in errors {
                rows::error(error, &JsonLines, &mut out);
            }
        }
        // Rows end in a line feed, which stands nowhere else: strings escape it.
        for byte in &mut out[first..] {
            if *byte == b'\n' {
                *byte = b',';
            }
        }
        out.pop_if(|last| *last == b',');
        out.push(b']');
    }
    out.push(b'}');
    String::from_utf8(out).expect("rows are made of strings")
}
