//! The batch run: articles in, tables out.

use super::corpus::write_corpus;
use super::journal::{Fields, Frame, Journal, Stored, checksum};
use super::ordered::in_order;
use super::read::{Batch, Batches};
use crate::amount::Amounts;
use crate::article::Article;
use crate::corpus::{ArticleRecord, Collector, CorpusOptions, CorpusSummary};
use crate::date::Dates;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::pipeline::{Pipeline, is_long};
use crate::table::{
    Chunk, Column, ErrorRow, Format, Row, Rows, Schema, Table, TableWriter, WriteOptions, replay, row_log,
};

/// What a run writes, and how.
///
/// By default all tables as CSV, on all cores, nothing left out, and no field that rides along.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ExtractOptions {
    /// The tables to write. By default all.
    pub tables: Vec<Table>,
    /// The formats to write each of them in. By default CSV.
    pub formats: Vec<Format>,
    /// The number of threads that annotate. By default 0: as many as there are cores.
    pub jobs: usize,
    /// Mentions and quotations that are less sure are left out, of counts too. By default 0: none.
    pub min_confidence: f32,
    /// How tables are written, in whatever format.
    pub write: WriteOptions,
    /// How the corpus is decided, of which the last tables are.
    pub corpus: CorpusOptions,
    /// The fields of the input that ride along, at the end of `articles`. By default none.
    pub kept: Kept,
}

/// Which of the fields that articles carry ([`Article::kept`]) become columns of `articles`. By default none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kept {
    /// These.
    Named(Vec<String>),
    /// All that the first batch of articles has: its first 128 articles, or quarter of a megabyte. A field that comes
    /// up later is an error of its article.
    Found,
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self {
            tables: Table::ALL.to_vec(),
            formats: vec![Format::Csv],
            jobs: 0,
            min_confidence: 0.0,
            write: WriteOptions::default(),
            kept: Kept::Named(Vec::new()),
            corpus: CorpusOptions::default(),
        }
    }
}

/// Where a run writes its tables.
pub trait Output {
    /// A table begins, with these columns. It comes once for each table and format, before its rows.
    ///
    /// # Errors
    ///
    /// If the table cannot be begun; the run ends with that error.
    fn start(&mut self, _table: Table, _format: Format, _columns: &[Column]) -> Result<(), Error> {
        Ok(())
    }

    /// Takes more rows of a table. They come in order; the header row of CSV is the first.
    ///
    /// # Errors
    ///
    /// If they cannot be written; the run ends with that error.
    fn write(&mut self, table: Table, format: Format, rows: Chunk) -> Result<(), Error>;
}

/// What happens during a run.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Something could not be read; it is in the table of errors too.
    Failed(&'a Error),
    /// A batch was written; the counts so far.
    Wrote(&'a Summary),
}

/// Counts of a run. By default all are zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows by table, also of tables that are not written.
    pub(super) rows: [u64; Table::ALL.len()],
    /// Bytes of text.
    pub bytes: u64,
    /// Articles that have no date, so that their relative dates stay unresolved.
    pub undated: u64,
    /// Cells that were cut, for spreadsheets.
    pub cut: u64,
    /// What the corpus holds, if its tables were written.
    pub corpus: CorpusSummary,
}

impl Summary {
    /// The number of rows of a table, whether it is written or not.
    pub fn rows(&self, table: Table) -> u64 {
        self.rows[table as usize]
    }

    /// What a journal keeps: all that batches add to.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> + use<> {
        self.rows.into_iter().chain([self.bytes, self.undated, self.cut])
    }

    /// Reads what [`Summary::numbers`] gave, as a journal has it; nothing if it is too short.
    pub(super) fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let mut summary = Self::default();
        let Self { rows, bytes, undated, cut, .. } = &mut summary;
        rows.iter_mut().chain([bytes, undated, cut]).try_for_each(|number| {
            *number = fields.u64()?;
            Some(())
        })?;
        Some(summary)
    }

    /// Adds the counts of a batch.
    fn add(&mut self, other: &Self) {
        for (sum, rows) in self.rows.iter_mut().zip(other.rows) {
            *sum += rows;
        }
        self.bytes += other.bytes;
        self.undated += other.undated;
        self.cut += other.cut;
    }
}

/// Annotates `articles` and writes their tables to `output`.
///
/// Errors among the articles become rows of the table of errors and events, and the run goes on. The same articles give
/// the same bytes whatever [`ExtractOptions::jobs`] is. Memory holds a few batches of about a quarter of a megabyte of
/// text for each thread.
///
/// # Errors
///
/// If the threads cannot be started or `output` fails.
///
/// # Example
///
/// ```
/// use dateline::{Article, Chunk, Error, ExtractOptions, Format, Output, Pipeline, Table, extract};
///
/// struct Sentences(String);
///
/// impl Output for Sentences {
///     fn write(&mut self, table: Table, _: Format, rows: Chunk) -> Result<(), Error> {
///         assert_eq!(table, Table::Sentences);
///         self.0.push_str(std::str::from_utf8(rows.bytes().expect("CSV has bytes")).expect("tables are UTF-8"));
///         Ok(())
///     }
/// }
///
/// let articles = vec![Article::new("a1", "Rain fell. It stopped.")];
/// let mut options = ExtractOptions::default();
/// options.tables = vec![Table::Sentences];
/// let mut output = Sentences(String::new());
/// let summary = extract(articles, &Pipeline::new(), &options, &mut output, &mut |_| {})?;
/// assert_eq!(summary.rows(Table::Sentences), 2);
/// assert!(output.0.ends_with("a1,1,0,11,22,false,It stopped.\n"));
/// # Ok::<(), Error>(())
/// ```
pub fn extract<A>(
    articles: A,
    pipeline: &Pipeline,
    options: &ExtractOptions,
    output: &mut dyn Output,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, Error>
where
    A: IntoIterator<Item = Result<Article, Error>>,
    A::IntoIter: Send,
{
    extract_journaled(articles, pipeline, options, output, watch, None)
}

/// The same with a journal, by which the run can be resumed; or goes on where the journal's run ended, with the same
/// articles.
///
/// In this order: the columns are fixed, by the first batch where kept fields are to be found; the tables begin;
/// batches of the earlier run are taken up; all others are annotated and written; the corpus is decided.
///
/// # Errors
///
/// As those of [`extract`]; if the journal cannot be written or read, or the articles are others.
pub(crate) fn extract_journaled<A>(
    articles: A,
    pipeline: &Pipeline,
    options: &ExtractOptions,
    output: &mut dyn Output,
    watch: &mut dyn FnMut(Event<'_>),
    mut journal: Option<&mut Journal>,
) -> Result<Summary, Error>
where
    A: IntoIterator<Item = Result<Article, Error>>,
    A::IntoIter: Send,
{
    let mut batches = Batches(articles.into_iter());
    let (first, schema) = match &options.kept {
        Kept::Named(fields) => (None, Schema::keeping(fields.iter().cloned())),
        Kept::Found => {
            let first = batches.next();
            let schema = Schema::keeping(found(first.iter().flatten()));
            (first, schema)
        }
    };
    let files = options.files();
    let is_resumed = journal.as_ref().is_some_and(|journal| journal.is_resumed());
    for (file, &(table, format)) in files.iter().enumerate() {
        let columns = schema.columns(table);
        output.start(table, format, &columns)?;
        if !is_resumed && let Some(head) = head(format, &columns, options) {
            write(file, (table, format), head, output, &mut journal)?;
        }
    }
    let mut summary = Summary::default();
    let mut corpus = if options.has_corpus() { Some(Collector::new(options.corpus.clone())) } else { None };
    let mut batches = first.into_iter().chain(batches);
    if let Some(journal) = &mut journal {
        while let Some(frame) = journal.next_frame()? {
            take_up(&frame, batches.next(), (pipeline, options, &schema), output, corpus.as_mut(), watch)?;
            summary = frame.summary;
        }
    }
    let is_journaled = journal.is_some();
    let annotated = |batch| annotate(batch, pipeline, options, &schema, is_journaled);
    in_order(batches, options.jobs, annotated, |annotated| {
        let (done, long) = match annotated {
            Annotated::Done(done) => (*done, None),
            Annotated::Long(long) => {
                let (mut document, mut work) = *long;
                work.write(&mut document, |file, rows| write(file, files[file], rows, output, &mut journal))?;
                (work.done(), Some(document))
            }
        };
        for ((file, &of), rows) in files.iter().enumerate().zip(done.rows).filter(|(_, rows)| !rows.is_empty()) {
            write(file, of, rows, output, &mut journal)?;
        }
        if let Some(corpus) = &mut corpus {
            done.records.iter().try_for_each(|record| corpus.add(record))?;
            long.map_or(Ok(()), |document| collect(corpus, document, options))?;
        }
        summary.add(&done.summary);
        if let (Some(journal), Some(stored)) = (&mut journal, &done.stored) {
            journal.end_batch(stored, &summary)?;
        }
        done.errors.iter().for_each(|error| watch(Event::Failed(error)));
        watch(Event::Wrote(&summary));
        Ok(())
    })?;
    if let Some(corpus) = corpus {
        write_corpus(corpus, options, output, &mut summary)?;
    }
    Ok(summary)
}

/// What stands before the rows of a table, if its format has anything there: the header row of CSV.
pub(super) fn head(format: Format, columns: &[Column], options: &ExtractOptions) -> Option<Chunk> {
    let mut writer = format.writer(columns, &options.write);
    writer.head();
    Some(writer.take()).filter(|head| !head.is_empty())
}

/// Writes rows to one of the run's files.
fn write(
    file: usize,
    (table, format): (Table, Format),
    rows: Chunk,
    output: &mut dyn Output,
    journal: &mut Option<&mut Journal>,
) -> Result<(), Error> {
    if let (Some(journal), Some(bytes)) = (journal, rows.bytes()) {
        journal.grows(file, bytes);
    }
    output.write(table, format, rows)
}

/// Takes up a batch that the run had written before it was interrupted. Files of bytes hold it; others are written
/// anew.
fn take_up(
    frame: &Frame,
    batch: Option<Batch>,
    (pipeline, options, schema): (&Pipeline, &ExtractOptions, &Schema),
    output: &mut dyn Output,
    mut corpus: Option<&mut Collector>,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(), Error> {
    let mut batch = batch.unwrap_or_default();
    if checksum(&batch) != frame.stored.articles {
        let from =
            batch.iter().find_map(|read| Some(read.as_ref().ok()?.id.as_str())).unwrap_or("the end of the input");
        return Err(Error::new(ErrorKind::OtherArticles { from: from.to_owned() }));
    }
    for (table, rows) in options.tables().zip(&frame.stored.rows) {
        let columns = schema.columns(table);
        let formats = Format::ALL.into_iter().filter(|format| options.formats.contains(format) && !format.is_bytes());
        for format in formats {
            let mut writer = format.writer(&columns, &options.write);
            let whole = replay(rows, columns.len(), |cells| writer.row(cells));
            whole.ok_or_else(|| Error::other("the journal of the interrupted run has damaged rows"))?;
            match writer.take() {
                rows if rows.is_empty() => {}
                rows => output.write(table, format, rows)?,
            }
        }
    }
    if let Some(corpus) = &mut corpus {
        frame.stored.records.iter().try_for_each(|record| corpus.add(&ArticleRecord::restore(record)))?;
    }
    // What the journal does not hold of a long article is made anew.
    let is_anew = corpus.is_some() || options.formats.iter().any(|format| !format.is_bytes());
    if is_anew && let Some(article) = long_of(&mut batch) {
        let mut document = pipeline.annotate_for_rows(article);
        let files = options.files();
        Work::new(&batch, options, schema, false).write(&mut document, |file, rows| match files[file] {
            (_, format) if format.is_bytes() => Ok(()),
            (table, format) => output.write(table, format, rows),
        })?;
        corpus.map_or(Ok(()), |corpus| collect(corpus, document, options))?;
    }
    batch.iter().filter_map(|read| read.as_ref().err()).for_each(|error| watch(Event::Failed(error)));
    watch(Event::Wrote(&frame.summary));
    Ok(())
}

/// A batch that is ready to be written.
struct Done {
    /// The rows for each of the run's files.
    rows: Vec<Chunk>,
    errors: Vec<Error>,
    summary: Summary,
    /// What the corpus takes of each article.
    records: Vec<ArticleRecord>,
    /// What a journal takes, if there is one.
    stored: Option<Vec<u8>>,
}

/// What a thread makes of a batch.
enum Annotated<'a> {
    Done(Box<Done>),
    /// All but what is made of its last article, which is too much to be kept: rows are written while they are made.
    Long(Box<(Document, Work<'a>)>),
}

/// A batch whose rows are being made.
struct Work<'a> {
    options: &'a ExtractOptions,
    schema: &'a Schema,
    /// Of each table those of its formats; behind them that of the journal, if it keeps rows.
    writers: [Vec<Box<dyn TableWriter>>; Table::ALL.len()],
    is_logged: bool,
    stored: Option<Stored>,
    errors: Vec<Error>,
    late: Vec<Error>,
    summary: Summary,
    records: Vec<ArticleRecord>,
}

/// The rows of a long article are written so many at a time.
const PIECE_ROWS: u64 = 4096;

fn annotate<'a>(
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
    pipeline.annotate_all(read, |_| {}, |document| work.add(&document));
    work.errors = errors;
    match long {
        Some(article) => Annotated::Long(Box::new((pipeline.annotate_for_rows(article), work))),
        None => Annotated::Done(Box::new(work.done())),
    }
}

/// Takes the long article off a batch, which it ends.
fn long_of(batch: &mut Batch) -> Option<Article> {
    batch.pop_if(|last| last.as_ref().is_ok_and(is_long))?.ok()
}

fn rows_of<'d>(document: &'d Document, options: &ExtractOptions, schema: &'d Schema) -> Rows<'d> {
    Rows::new(document).at_least(options.min_confidence).keeping(schema)
}

/// Takes a long document into the corpus.
fn collect(corpus: &mut Collector, document: Document, options: &ExtractOptions) -> Result<(), Error> {
    let (mut record, first_quote, article) = corpus.begin_long(document, options.min_confidence)?;
    // The text goes when its words are read, and the layers are gone.
    record.read_words(article.text());
    drop(article);
    corpus.add_from(&record, first_quote)
}

impl<'a> Work<'a> {
    fn new(batch: &Batch, options: &'a ExtractOptions, schema: &'a Schema, is_journaled: bool) -> Self {
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
            late: Vec::new(),
            summary: Summary::default(),
            records: Vec::new(),
        }
    }

    /// Takes the rows of a document.
    fn add(&mut self, document: &Document) {
        let rows = rows_of(document, self.options, self.schema);
        for (table, writers) in Table::ALL.into_iter().zip(&mut self.writers) {
            self.summary.rows[table as usize] += match &mut writers[..] {
                [] => rows.count(table),
                [writer] => rows.each(table, |cells| writer.row(cells)),
                writers => rows.each(table, |cells| writers.iter_mut().for_each(|writer| writer.row(cells))),
            };
        }
        if self.options.has_corpus() {
            self.records.push(ArticleRecord::of_rows(&rows));
        }
        self.end_article(document);
    }

    /// Writes the rows of a long document while they are made, behind those of the batch before it. The journal holds
    /// none of them.
    fn write(
        &mut self,
        document: &mut Document,
        mut write: impl FnMut(usize, Chunk) -> Result<(), Error>,
    ) -> Result<(), Error> {
        // Layers that one table shows go first: the row of the article holds its text once more.
        let first_tables = [Table::Dates, Table::Amounts];
        let files = self.options.files();
        for table in
            first_tables.into_iter().chain(Table::ALL.into_iter().filter(|table| !first_tables.contains(table)))
        {
            let rows = rows_of(document, self.options, self.schema);
            let first = files.iter().position(|(of, _)| *of == table).unwrap_or_default();
            let count_of_files = files.iter().filter(|(of, _)| *of == table).count();
            let writers = &mut self.writers[table as usize][..count_of_files];
            let mut flush = |writers: &mut [Box<dyn TableWriter>]| {
                let pieces = writers.iter_mut().map(|writer| writer.take()).enumerate();
                pieces.filter(|(_, rows)| !rows.is_empty()).try_for_each(|(file, rows)| write(first + file, rows))
            };
            let (mut count, mut written) = (0, Ok(()));
            self.summary.rows[table as usize] += rows.each(table, |cells| {
                for writer in writers.iter_mut() {
                    writer.row(cells);
                }
                count += 1;
                if count % PIECE_ROWS == 0 && written.is_ok() {
                    written = flush(writers);
                }
            });
            written?;
            flush(writers)?;
            match table {
                Table::Dates => document.dates = Dates::default(),
                Table::Amounts => document.amounts = Amounts::default(),
                _ => {}
            }
        }
        self.end_article(document);
        Ok(())
    }

    fn end_article(&mut self, document: &Document) {
        if self.options.kept == Kept::Found {
            self.late.extend(fields_left_out(&document.article, self.schema));
        }
        self.summary.bytes += document.article.text().len() as u64;
        self.summary.undated += u64::from(document.article.date.is_none());
    }

    fn done(self) -> Done {
        let Self { options, mut writers, is_logged, mut stored, mut errors, mut late, mut summary, records, .. } = self;
        errors.append(&mut late);
        for error in &errors {
            let writers = &mut writers[Table::Errors as usize];
            ErrorRow::from(error).with_cells(|cells| writers.iter_mut().for_each(|writer| writer.row(cells)));
            summary.rows[Table::Errors as usize] += 1;
        }
        summary.cut = writers.iter().flatten().map(|writer| writer.cut()).sum();
        if let Some(stored) = &mut stored {
            if is_logged {
                let logs = options.tables().filter_map(|table| writers[table as usize].pop());
                stored.rows = logs.filter_map(|mut log| log.take().into_bytes()).collect();
            }
            stored.records = records.iter().map(ArticleRecord::store).collect();
        }
        let rows = writers.iter_mut().flatten().map(|writer| writer.take()).collect();
        Done { rows, errors, summary, records, stored: stored.map(|stored| stored.bytes()) }
    }
}

/// The fields that ride along with any of these articles, each once, in the order in which they come up.
fn found<'a>(articles: impl Iterator<Item = &'a Result<Article, Error>>) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for (field, _) in articles.flatten().flat_map(|article| &article.kept) {
        if !fields.contains(field) {
            fields.push(field.clone());
        }
    }
    fields
}

/// The errors of an article that has fields for which no column was made.
fn fields_left_out(article: &Article, schema: &Schema) -> impl Iterator<Item = Error> {
    let late = article.kept.iter().filter(|(field, _)| !schema.kept().contains(field));
    late.map(|(field, _)| {
        let error = Error::new(ErrorKind::LateField { field: field.clone() });
        error.at(article.source.as_str()).for_article(article.id.as_str())
    })
}

impl ExtractOptions {
    /// Whether a table of the corpus is written.
    fn has_corpus(&self) -> bool {
        self.tables.iter().any(|table| table.is_of_corpus())
    }

    /// The tables that a run writes, each once.
    fn tables(&self) -> impl Iterator<Item = Table> {
        Table::ALL.into_iter().filter(|table| self.tables.contains(table))
    }

    /// The files that a run writes: every table in every format, each once; formats of a table side by side. Numbers of
    /// files are places in it.
    pub(super) fn files(&self) -> Vec<(Table, Format)> {
        let formats = |table| {
            let formats = Format::ALL.into_iter().filter(|format| self.formats.contains(format));
            formats.map(move |format| (table, format))
        };
        self.tables().flat_map(formats).collect()
    }

    /// The writers of every table, in the order of [`ExtractOptions::files`].
    pub(super) fn writers(&self, schema: &Schema) -> [Vec<Box<dyn TableWriter>>; Table::ALL.len()] {
        let mut writers = [const { Vec::new() }; Table::ALL.len()];
        for (table, format) in self.files() {
            writers[table as usize].push(format.writer(&schema.columns(table), &self.write));
        }
        writers
    }
}
