//! What one article may write: so many rows of a table, and cells so long.
//!
//! The text of an article is bounded when it is read ([`ReadOptions::article_bytes`](crate::ReadOptions)), and real
//! articles stay far below these bounds. They are for texts that are made to be large in the tables, and for records
//! with a field that nobody meant to have in each row.
//!
//! Of an article with too many rows all layers go, and its row of `articles` alone is written: a table that was cut
//! would leave rows of others that refer to nothing. A long article is not read further once it has too many, so that
//! memory is bounded too. A cell that is too long is cut at a code point, in every format alike; ids are not, since
//! they are keys, nor is the text of the article, to which the bound of articles holds.

use super::extract::ExtractOptions;
use crate::article::Article;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::table::{Cell, Table};

/// The table of which a document has more rows than an article may write, with their number; none mostly.
///
/// Mentions and quotations count that [`ExtractOptions::min_confidence`] leaves out. Costs a few comparisons.
pub(super) fn too_many(document: &Document, options: &ExtractOptions) -> Option<(Table, u64)> {
    let layers = [
        (Table::Sentences, document.segments.sentence_count()),
        (Table::Mentions, document.mentions.len()),
        (Table::Entities, document.chains.entities().len()),
        (Table::Roles, document.chains.roles().len()),
        (Table::Quotes, document.quotes.len()),
        (Table::Dates, document.dates.len()),
        (Table::Amounts, document.amounts.len()),
        (Table::Matches, document.matches.len()),
    ];
    let layers = layers.map(|(table, rows)| (table, rows as u64));
    layers.into_iter().find(|(_, rows)| *rows > options.article_rows)
}

/// What is told of an article with too many rows of a table. Their number is as far as the article was read.
pub(super) fn rows_error(article: &Article, table: Table, rows: u64, options: &ExtractOptions) -> Error {
    let (table, most) = (table.as_str(), options.article_rows);
    let message = format!(
        "at least {rows} rows of {table}, and an article may have {most}: only its row of articles is written; --max-rows raises the bound"
    );
    of_article(article, message)
}

/// What is told of an article with cells that were cut in a table.
pub(super) fn cells_error(article: &Article, table: Table, cells: u64, options: &ExtractOptions) -> Error {
    let (table, most) = (table.as_str(), options.cell_bytes);
    let were = if cells == 1 { "cell of more than" } else { "cells of more than" };
    let message = format!("{cells} {were} {most} bytes in {table}, cut; --max-cell-kb raises the bound");
    of_article(article, message)
}

/// The error of an article that met a bound.
fn of_article(article: &Article, message: String) -> Error {
    Error::new(ErrorKind::Budget { message }).at(article.source.as_str()).for_article(article.id.as_str())
}

/// Cuts cells that are too long, and counts them.
#[derive(Debug)]
pub(super) struct Cutter {
    /// The table whose rows come.
    table: Table,
    /// The most bytes of a cell.
    most: usize,
    /// The cells that were cut so far.
    pub(super) cut: u64,
}

impl Cutter {
    /// For the rows of one table and article.
    pub(super) fn new(table: Table, options: &ExtractOptions) -> Self {
        Self { table, most: options.cell_bytes, cut: 0 }
    }

    /// Hands a row on, its long cells cut. A row without one, which is every row mostly, is looked through once and
    /// handed on as it is.
    pub(super) fn pass(&mut self, cells: &[Cell<'_>], take: impl FnOnce(&[Cell<'_>])) {
        let most = self.most;
        if !cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text.len() > most)) {
            return take(cells);
        }
        let columns = self.table.columns();
        let mut cells = cells.to_vec();
        for (place, cell) in cells.iter_mut().enumerate() {
            // Fields that ride along stand behind the columns.
            let column = columns.get(place);
            let is_whole = column.is_some_and(|column| column.key || column.refers.is_some())
                || self.table == Table::Articles && column.is_some_and(|column| column.name == "text");
            if let Cell::Text(text) = cell
                && text.len() > most
                && !is_whole
            {
                *text = &text[..text.floor_char_boundary(most)];
                self.cut += 1;
            }
        }
        take(&cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_cut_at_a_code_point_but_ids_and_the_text() {
        let options = ExtractOptions { cell_bytes: 4, ..ExtractOptions::default() };
        let columns = Table::Articles.columns();
        let place = |name: &str| columns.iter().position(|column| column.name == name).unwrap();
        let mut cells = vec![Cell::Null; columns.len() + 1];
        for name in ["article_id", "text", "title"] {
            cells[place(name)] = Cell::Text("Zoëë Berg");
        }
        cells[place("section")] = Cell::Text("Home");
        cells[columns.len()] = Cell::Text("of the input");
        let mut cutter = Cutter::new(Table::Articles, &options);
        cutter.pass(&cells, |cut| {
            let text = |at: usize| cut[at];
            assert_eq!(text(place("article_id")), Cell::Text("Zoëë Berg"));
            assert_eq!(text(place("text")), Cell::Text("Zoëë Berg"));
            assert_eq!(text(place("title")), Cell::Text("Zoë"));
            assert_eq!(text(place("section")), Cell::Text("Home"));
            assert_eq!(text(columns.len()), Cell::Text("of t"));
        });
        assert_eq!(cutter.cut, 2);
    }
}
