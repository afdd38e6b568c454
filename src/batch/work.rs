//! What a thread makes of a batch: the rows of its articles in every format, and what corpus and journal take of them.
//!
//! [`annotate`] is the work that a run does on many threads. It is given a batch and gives it back [`Done`]: encoded
//! rows for each file, counts, errors, records. Nothing here knows files or order; whoever writes does
//! ([`extract`](super::extract())).
//!
//! A long article ([`is_long`]) is the last of its batch and is given back half done, as its document and the [`Work`]
//! on the batch before it: its rows would be too much to hold, so they are written while they are made, on the thread
//! that writes, table by table ([`Work::write_layers`]), and its layers are dropped as soon as nothing needs them. The
//! row of the article, which holds the text once more, is the last ([`Work::write_article`]).

use super::budget::{Cutter, cells_error, rows_error, too_many};
use super::extract::{ExtractOptions, Kept, Summary};
use super::journal::{Stored, checksum};
use super::read::Batch;
use crate::amount::Amounts;
use crate::article::Article;
use crate::corpus::ArticleRecord;
use crate::date::Dates;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::pipeline::{Pipeline, is_long};
use crate::table::{Cell, Chunk, Counted, ErrorRow, Row, Rows, Schema, Table, TableWriter, row_log};

/// A batch that is ready to be written.
pub(super) struct Done {
    /// The rows for each of the run's files, in their order.
    pub(super) rows: Vec<Chunk>,
    /// What could not be read, then fields for which there is no column.
    pub(super) errors: Vec<Error>,
    /// The counts of this batch.
    pub(super) summary: Summary,
    /// What the corpus takes of each article.
    pub(super) records: Vec<ArticleRecord>,
    /// What a journal takes, if there is one.
    pub(super) stored: Option<Vec<u8>>,
}

/// What a thread makes of a batch.
pub(super) enum Annotated<'a> {
    /// All of it.
    Done(Box<Done>),
    /// All but what is made of its last article, which is too much to be kept: rows are written while they are made.
    Long(Box<(Document, Work<'a>)>),
}

/// A batch whose rows are being made.
pub(super) struct Work<'a> {
    /// What is written, and how.
    options: &'a ExtractOptions,
    /// The columns of the run.
    schema: &'a Schema,
    /// Of each table those of its formats; behind them that of the journal, if it keeps rows.
    writers: [Vec<Box<dyn TableWriter>>; Table::ALL.len()],
    /// Whether the last writer of each table is the journal's.
    is_logged: bool,
    /// What the journal is to have of it.
    stored: Option<Stored>,
    /// What could not be read.
    errors: Vec<Error>,
    /// What its articles have that no row holds: fields that came up after the columns were fixed, and what is over a
    /// bound.
    left_out: Vec<Error>,
    /// The counts so far.
    summary: Summary,
    /// What the corpus takes of each of its articles, but for a long one.
    records: Vec<ArticleRecord>,
}

/// The rows of a long article are written so many at a time, so that no format holds a table of a hundred thousand
/// mentions.
const PIECE_ROWS: u64 = 4096;

/// Annotates a batch and makes its rows, on a thread of the pool. Of a long article the layers are made, and the rows
/// are left to the caller's thread.
pub(super) fn annotate<'a>(
    mut batch: Batch,
    pipeline: &Pipeline,
    options: &'a ExtractOptions,
    schema: &'a Schema,
    is_journaled: bool,
) -> Annotated<'a> {
    let mut work = Work::new(&batch, options, schema, is_journaled);
    let long = long_of(&mut batch);
    let mut errors = Vec::new();
    let read = batch.into_iter().filter_map(|article| article.map_err(|error| errors.push(error)).ok());
    pipeline.annotate_all(read, |_| {}, |document| work.add(document));
    work.errors = errors;
    match long {
        Some(article) => Annotated::Long(Box::new((annotate_long(article, pipeline, options), work))),
        None => Annotated::Done(Box::new(work.done())),
    }
}

/// Takes the long article off a batch, which it ends; none where the batch has none.
pub(super) fn long_of(batch: &mut Batch) -> Option<Article> {
    batch.pop_if(|last| last.as_ref().is_ok_and(is_long))?.ok()
}

/// The layers of a long article, as far as they are needed for rows; no further than to where it has too many.
pub(super) fn annotate_long(article: Article, pipeline: &Pipeline, options: &ExtractOptions) -> Document {
    pipeline.annotate_for_rows(article, |document| too_many(document, options).is_none())
}

/// The rows of a document as this run wants them.
fn rows_of<'d>(document: &'d Document, options: &ExtractOptions, schema: &'d Schema) -> Rows<'d> {
    Rows::new(document).at_least(options.min_confidence).keeping(schema)
}

impl<'a> Work<'a> {
    /// Work on a batch, with a writer for each of the run's files and, where rows are logged, one more for each table.
    pub(super) fn new(batch: &Batch, options: &'a ExtractOptions, schema: &'a Schema, is_journaled: bool) -> Self {
        let mut writers = options.writers(schema);
        let is_logged = is_journaled && options.formats.iter().any(|format| !format.is_bytes());
        if is_logged {
            options.tables().for_each(|table| writers[table as usize].push(row_log()));
        }
        Self {
            options,
            schema,
            writers,
            is_logged,
            stored: is_journaled.then(|| Stored { articles: checksum(batch), ..Stored::default() }),
            errors: Vec::new(),
            left_out: Vec::new(),
            summary: Summary::default(),
            records: Vec::new(),
        }
    }

    /// Takes the rows of a document. Rows of tables that nobody writes are counted without being made.
    fn add(&mut self, document: Document) {
        let document = &self.within_budget(document);
        let rows = rows_of(document, self.options, self.schema);
        for (table, writers) in Table::ALL.into_iter().zip(&mut self.writers) {
            let mut cutter = Cutter::new(table, self.options);
            self.summary.rows[table as usize] += match &mut writers[..] {
                [] => rows.count(table),
                [writer] => rows.each(table, |cells| cutter.pass(cells, |cells| writer.row(cells))),
                writers => rows.each(table, |cells| {
                    cutter.pass(cells, |cells| writers.iter_mut().for_each(|writer| writer.row(cells)));
                }),
            };
            if cutter.cut > 0 {
                self.left_out.push(cells_error(&document.article, table, cutter.cut, self.options));
            }
        }
        if self.options.has_corpus() {
            let record = ArticleRecord::of_rows(&rows);
            if let Some(stored) = &mut self.stored {
                stored.records.push(record.store());
            }
            self.records.push(record);
        }
        self.end_article(document);
    }

    /// The document, or its article alone where it has more rows of a table than an article may; that is told.
    pub(super) fn within_budget(&mut self, document: Document) -> Document {
        let Some((table, rows)) = too_many(&document, self.options) else { return document };
        self.left_out.push(rows_error(&document.article, table, rows, self.options));
        Document::empty(document.into_article())
    }

    /// Writes all rows of a long document but that of the article while they are made, behind those of the batch before
    /// it, and gives back what the row of the article tells of the layers, which may go then. The journal holds none of
    /// the rows: a run that is resumed annotates it again where somebody needs them.
    ///
    /// Dates and amounts go first, and then their layers, since one table each shows them.
    pub(super) fn write_layers(
        &mut self,
        document: &mut Document,
        mut write: impl FnMut(usize, Chunk) -> Result<(), Error>,
    ) -> Result<Counted, Error> {
        let (options, schema) = (self.options, self.schema);
        let first = [Table::Dates, Table::Amounts];
        let further = |table: &Table| !first.contains(table) && *table != Table::Articles;
        for table in first.into_iter().chain(Table::ALL.into_iter().filter(further)) {
            let rows = rows_of(document, options, schema);
            self.write_rows(&document.article, table, &mut write, |take| rows.each(table, take))?;
            match table {
                Table::Dates => document.dates = Dates::default(),
                Table::Amounts => document.amounts = Amounts::default(),
                _ => {}
            }
        }
        self.end_article(document);
        Ok(rows_of(document, options, schema).counted())
    }

    /// Writes the row of a long article, whose layers are gone; `counted` tells what was in them.
    pub(super) fn write_article(
        &mut self,
        article: &Document,
        counted: &Counted,
        mut write: impl FnMut(usize, Chunk) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let rows = rows_of(article, self.options, self.schema);
        self.write_rows(&article.article, Table::Articles, &mut write, |take| {
            let mut count = 0;
            for row in rows.articles() {
                row.with_counted(counted).with_cells(&mut *take);
                count += 1;
            }
            count
        })
    }

    /// Hands rows of an article and a table, which `each` makes and counts, to the table's writers, and what these have
    /// to `write`, [`PIECE_ROWS`] at a time.
    fn write_rows(
        &mut self,
        article: &Article,
        table: Table,
        write: &mut impl FnMut(usize, Chunk) -> Result<(), Error>,
        each: impl FnOnce(&mut dyn FnMut(&[Cell<'_>])) -> u64,
    ) -> Result<(), Error> {
        let files = self.options.files();
        let first = files.iter().position(|(of, _)| *of == table).unwrap_or_default();
        let count_of_files = files.iter().filter(|(of, _)| *of == table).count();
        let writers = &mut self.writers[table as usize][..count_of_files];
        let mut flush = |writers: &mut [Box<dyn TableWriter>]| {
            let pieces = writers.iter_mut().map(|writer| writer.take()).enumerate();
            pieces.filter(|(_, rows)| !rows.is_empty()).try_for_each(|(file, rows)| write(first + file, rows))
        };
        let mut cutter = Cutter::new(table, self.options);
        let (mut count, mut written) = (0, Ok(()));
        self.summary.rows[table as usize] += each(&mut |cells| {
            cutter.pass(cells, |cells| writers.iter_mut().for_each(|writer| writer.row(cells)));
            count += 1;
            if count % PIECE_ROWS == 0 && written.is_ok() {
                written = flush(writers);
            }
        });
        written?;
        flush(writers)?;
        // Of a table that nobody writes, nothing is cut.
        if cutter.cut > 0 && count_of_files > 0 {
            self.left_out.push(cells_error(article, table, cutter.cut, self.options));
        }
        Ok(())
    }

    /// Takes off what the corpus is to have of the articles so far.
    pub(super) fn take_records(&mut self) -> Vec<ArticleRecord> {
        std::mem::take(&mut self.records)
    }

    /// Counts an article whose rows were made, and what it has for which there is no column.
    fn end_article(&mut self, document: &Document) {
        if self.options.kept == Kept::Found {
            self.left_out.extend(fields_left_out(&document.article, self.schema));
        }
        self.summary.bytes += document.article.text().len() as u64;
        self.summary.undated += u64::from(document.article.date.is_none());
    }

    /// The batch with the rows of its errors behind its own.
    pub(super) fn done(self) -> Done {
        let Self {
            options, mut writers, is_logged, mut stored, mut errors, mut left_out, mut summary, records, ..
        } = self;
        errors.append(&mut left_out);
        for error in &errors {
            let writers = &mut writers[Table::Errors as usize];
            ErrorRow::from(error).with_cells(|cells| writers.iter_mut().for_each(|writer| writer.row(cells)));
            summary.rows[Table::Errors as usize] += 1;
        }
        summary.cut = writers.iter().flatten().map(|writer| writer.cut()).sum();
        if let Some(stored) = stored.as_mut().filter(|_| is_logged) {
            let logs = options.tables().filter_map(|table| writers[table as usize].pop());
            stored.rows = logs.filter_map(|mut log| log.take().into_bytes()).collect();
        }
        let rows = writers.iter_mut().flatten().map(|writer| writer.take()).collect();
        Done { rows, errors, summary, records, stored: stored.map(|stored| stored.bytes()) }
    }
}

/// The errors of an article that has fields for which no column was made, since they came up after the first batch.
fn fields_left_out(article: &Article, schema: &Schema) -> impl Iterator<Item = Error> {
    let late = article.kept.iter().filter(|(field, _)| !schema.kept().contains(field));
    late.map(|(field, _)| {
        let error = Error::new(ErrorKind::LateField { field: field.clone() });
        error.at(article.source.as_str()).for_article(article.id.as_str())
    })
}
