//! The batch run: articles in, tables out.
//!
//! [`extract`] is what a program calls with an [`Output`] of its own; the command adds a folder and a journal
//! ([`extract_journaled`]). A thread takes a batch, annotates its articles and encodes their rows
//! ([`work`](super::work)); the caller's thread writes what is done, in the order of the input, and gives the corpus
//! what it takes ([`Running`]).
//!
//! A run that is resumed takes up its batches again before it makes new ones ([`Running::take_up`]): the articles are
//! read once more and compared by checksums, formats that cannot be continued are filled from the journal, and the
//! corpus gets its records back.

use super::corpus::write_corpus;
use super::journal::{Fields, Frame, Journal, checksum};
use super::ordered::in_order;
use super::read::{Batch, Batches};
use super::work::{Annotated, Work, annotate, annotate_long, long_of};
use crate::article::Article;
use crate::corpus::{ArticleRecord, Collector, CorpusOptions, CorpusSummary, LongFacts};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::pipeline::Pipeline;
use crate::table::{Chunk, Column, Format, Schema, Table, TableWriter, WriteOptions, replay};

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
    /// The most rows of one table that an article may have. By default 4,000,000. Of an article with more nothing is
    /// written but its row of `articles`, and that is an error.
    ///
    /// Mentions and quotations count that [`ExtractOptions::min_confidence`] leaves out.
    pub article_rows: u64,
    /// The most bytes of a text in a row of an article, ids and the article's own text aside. By default 1 MiB. A longer
    /// one is cut, and that is an error.
    pub cell_bytes: usize,
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
            article_rows: 4_000_000,
            cell_bytes: 1 << 20,
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
    journal: Option<&mut Journal>,
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
    let mut batches = first.into_iter().chain(batches);
    let is_journaled = journal.is_some();
    let mut run = Running {
        pipeline,
        options,
        schema: &schema,
        files: options.files(),
        output,
        watch,
        journal,
        corpus: options.has_corpus().then(|| Collector::new(options.corpus.clone())),
        summary: Summary::default(),
    };
    run.begin()?;
    while let Some(frame) = run.next_frame()? {
        run.take_up(frame, batches.next())?;
    }
    let annotated = |batch| annotate(batch, pipeline, options, &schema, is_journaled);
    in_order(batches, options.jobs, annotated, |annotated| run.write_batch(annotated))?;
    let Running { corpus, output, mut summary, .. } = run;
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

/// A run that is under way, on the thread that writes.
struct Running<'a> {
    pipeline: &'a Pipeline,
    options: &'a ExtractOptions,
    /// The columns of the run.
    schema: &'a Schema,
    /// Its files, by which rows and the journal's checksums go.
    files: Vec<(Table, Format)>,
    output: &'a mut dyn Output,
    watch: &'a mut dyn FnMut(Event<'_>),
    journal: Option<&'a mut Journal>,
    /// The corpus so far, if a table of it is written.
    corpus: Option<Collector>,
    /// The counts of what was written.
    summary: Summary,
}

impl Running<'_> {
    /// Begins all tables; what stands before their rows is in the files already where a run is resumed.
    fn begin(&mut self) -> Result<(), Error> {
        let is_resumed = self.journal.as_ref().is_some_and(|journal| journal.is_resumed());
        for (file, (table, format)) in self.files.clone().into_iter().enumerate() {
            let columns = self.schema.columns(table);
            self.output.start(table, format, &columns)?;
            if !is_resumed && let Some(head) = head(format, &columns, self.options) {
                self.write(file, head)?;
            }
        }
        Ok(())
    }

    /// Writes rows to the file of that number; the journal notes what a file of bytes grows by.
    fn write(&mut self, file: usize, rows: Chunk) -> Result<(), Error> {
        if let (Some(journal), Some(bytes)) = (&mut self.journal, rows.bytes()) {
            journal.grows(file, bytes);
        }
        let (table, format) = self.files[file];
        self.output.write(table, format, rows)
    }

    /// The next batch that an interrupted run had written; none without a journal, and behind the last.
    fn next_frame(&mut self) -> Result<Option<Frame>, Error> {
        self.journal.as_mut().map_or(Ok(None), |journal| journal.next_frame())
    }

    /// Takes up a batch that the run had written before it was interrupted. Files of bytes hold it; others are written
    /// anew. Errors and counts are told once more, as if the batch had just been written.
    ///
    /// # Errors
    ///
    /// If the batch's articles are not those of the frame, by their checksum, or its rows are damaged.
    fn take_up(&mut self, frame: Frame, batch: Option<Batch>) -> Result<(), Error> {
        let mut batch = batch.unwrap_or_default();
        if checksum(&batch) != frame.stored.articles {
            let from =
                batch.iter().find_map(|read| Some(read.as_ref().ok()?.id.as_str())).unwrap_or("the end of the input");
            return Err(Error::new(ErrorKind::OtherArticles { from: from.to_owned() }));
        }
        self.write_anew(&frame)?;
        if let Some(corpus) = &mut self.corpus {
            frame.stored.records.iter().try_for_each(|record| corpus.add(&ArticleRecord::restore(record)))?;
        }
        // What the journal does not hold of a long article is made anew.
        let is_anew = self.corpus.is_some() || self.options.formats.iter().any(|format| !format.is_bytes());
        if is_anew && let Some(article) = long_of(&mut batch) {
            let document = annotate_long(article, self.pipeline, self.options);
            let mut work = Work::new(&batch, self.options, self.schema, false);
            self.write_long(document, &mut work, |run, file, rows| match run.files[file] {
                (_, format) if format.is_bytes() => Ok(()),
                (table, format) => run.output.write(table, format, rows),
            })?;
        }
        batch.iter().filter_map(|read| read.as_ref().err()).for_each(|error| (self.watch)(Event::Failed(error)));
        self.summary = frame.summary;
        (self.watch)(Event::Wrote(&self.summary));
        Ok(())
    }

    /// Writes the rows that the journal keeps of a batch to the formats whose files cannot be continued.
    fn write_anew(&mut self, frame: &Frame) -> Result<(), Error> {
        for (table, rows) in self.options.tables().zip(&frame.stored.rows) {
            let columns = self.schema.columns(table);
            let is_anew = |format: &Format| self.options.formats.contains(format) && !format.is_bytes();
            for format in Format::ALL.into_iter().filter(is_anew) {
                let mut writer = format.writer(&columns, &self.options.write);
                let whole = replay(rows, columns.len(), |cells| writer.row(cells));
                whole.ok_or_else(|| Error::other("the journal of the interrupted run has damaged rows"))?;
                match writer.take() {
                    rows if rows.is_empty() => {}
                    rows => self.output.write(table, format, rows)?,
                }
            }
        }
        Ok(())
    }

    /// Writes what a thread made of a batch: its rows, what the corpus takes of it, then the journal's note that it is
    /// written.
    fn write_batch(&mut self, annotated: Annotated<'_>) -> Result<(), Error> {
        let done = match annotated {
            Annotated::Done(done) => *done,
            Annotated::Long(long) => {
                let (document, mut work) = *long;
                self.write_long(document, &mut work, Self::write)?;
                work.done()
            }
        };
        for (file, rows) in done.rows.into_iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
            self.write(file, rows)?;
        }
        if let Some(corpus) = &mut self.corpus {
            done.records.iter().try_for_each(|record| corpus.add(record))?;
        }
        self.summary.add(&done.summary);
        if let (Some(journal), Some(stored)) = (&mut self.journal, &done.stored) {
            journal.end_batch(stored, &self.summary)?;
        }
        done.errors.iter().for_each(|error| (self.watch)(Event::Failed(error)));
        (self.watch)(Event::Wrote(&self.summary));
        Ok(())
    }

    /// Writes a long article with `write`, behind the batch before it, and takes both into the corpus, if there is one.
    ///
    /// At no time more is held than must be. Rows go out while they are made, and layers go when they are written; then
    /// comes the row of the article, which holds its text once more, then quotations one by one, and the words when
    /// all else is gone.
    fn write_long(
        &mut self,
        document: Document,
        work: &mut Work<'_>,
        mut write: impl FnMut(&mut Self, usize, Chunk) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut document = work.within_budget(document);
        let counted = work.write_layers(&mut document, |file, rows| write(self, file, rows))?;
        if self.corpus.is_none() {
            let article = Document::empty(document.into_article());
            return work.write_article(&article, &counted, |file, rows| write(self, file, rows));
        }
        let long = LongFacts::of(document, self.options.min_confidence);
        work.write_article(long.document(), &counted, |file, rows| write(self, file, rows))?;
        let Some(corpus) = &mut self.corpus else { return Ok(()) };
        // Those before it in the batch come before it in the corpus.
        work.take_records().iter().try_for_each(|record| corpus.add(record))?;
        let (mut record, first_quote, article) = corpus.begin_long(long)?;
        record.read_words(article.text());
        drop(article);
        corpus.add_from(&record, first_quote)
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

impl ExtractOptions {
    /// Whether a table of the corpus is written; if none is, nothing is collected.
    pub(super) fn has_corpus(&self) -> bool {
        self.tables.iter().any(|table| table.is_of_corpus())
    }

    /// The tables that a run writes, each once, in the order of [`Table::ALL`].
    pub(super) fn tables(&self) -> impl Iterator<Item = Table> {
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
