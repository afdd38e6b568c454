//! The batch run: articles in, tables out, on all cores, in the order of the input.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;

use super::Format;
use super::csv::Csv;
use super::jsonl::JsonLines;
use super::rows::{self, Source};
use super::schema::Table;
use crate::article::Article;
use crate::error::Error;
use crate::pipeline::Pipeline;

/// A batch ends at so many bytes of text or so many articles: enough to hide the cost of handing it over.
const BATCH_BYTES: usize = 1 << 18;
const BATCH_ARTICLES: usize = 128;

/// What a run writes, and how.
#[derive(Clone, Debug)]
pub struct ExtractOptions {
    /// The tables to write. By default all.
    pub tables: Vec<Table>,
    /// The formats to write each of them in. By default CSV.
    pub formats: Vec<Format>,
    /// The number of threads that annotate. By default 0: as many as there are cores.
    pub jobs: usize,
    /// Mentions and quotations that are less sure are left out, of counts too. By default 0: none.
    pub min_confidence: f32,
    /// Whether CSV is for spreadsheets: with a byte order mark, and with an apostrophe before texts that they would run as a formula.
    pub excel: bool,
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self { tables: Table::ALL.to_vec(), formats: vec![Format::Csv], jobs: 0, min_confidence: 0.0, excel: false }
    }
}

/// Where a run writes its tables.
pub trait Output {
    /// Takes more bytes of a table. A table's bytes come in order, whole rows at a time, the header row of CSV first.
    ///
    /// # Errors
    ///
    /// If the bytes cannot be written; the run ends with that error.
    fn write(&mut self, table: Table, format: Format, bytes: &[u8]) -> Result<(), Error>;
}

/// What happens during a run.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// Something could not be read; it is in the table of errors too.
    Failed(&'a Error),
    /// A batch was written; the counts so far.
    Wrote(&'a Summary),
}

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    rows: [u64; Table::ALL.len()],
    /// Bytes of text.
    pub bytes: u64,
    /// Articles that have no date, so that their relative dates stay unresolved.
    pub undated: u64,
}

impl Summary {
    /// The number of rows of a table, whether it is written or not.
    pub fn rows(&self, table: Table) -> u64 {
        self.rows[table as usize]
    }

    fn add(&mut self, other: &Self) {
        for (sum, rows) in self.rows.iter_mut().zip(other.rows) {
            *sum += rows;
        }
        self.bytes += other.bytes;
        self.undated += other.undated;
    }
}

/// Annotates `articles` and writes their tables to `output`.
///
/// Errors among the articles become rows of the table of errors and events, and the run goes on. The same articles give the same bytes
/// whatever [`ExtractOptions::jobs`] is. Memory holds a few batches of about a quarter of a megabyte of text for each thread.
///
/// # Errors
///
/// If the threads cannot be started or `output` fails.
///
/// # Example
///
/// ```
/// use dateline::{Article, Error, ExtractOptions, Format, Output, Pipeline, Table, extract};
///
/// struct Sentences(String);
///
/// impl Output for Sentences {
///     fn write(&mut self, table: Table, _: Format, bytes: &[u8]) -> Result<(), Error> {
///         assert_eq!(table, Table::Sentences);
///         self.0.push_str(std::str::from_utf8(bytes).expect("tables are UTF-8"));
///         Ok(())
///     }
/// }
///
/// let articles = vec![Article::new("a1", "Rain fell. It stopped.")];
/// let options = ExtractOptions { tables: vec![Table::Sentences], ..ExtractOptions::default() };
/// let mut output = Sentences(String::new());
/// let summary = extract(articles, &Pipeline::new(), &options, &mut output, &mut |_| {})?;
/// assert_eq!(summary.rows(Table::Sentences), 2);
/// assert!(output.0.ends_with("a1,1,0,11,22,false,It stopped.\n"));
/// # Ok::<(), Error>(())
/// ```
#[expect(clippy::missing_panics_doc, reason = "a batch in flight is always sent")]
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
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs).build();
    let pool = pool.map_err(|error| Error::io(std::io::Error::other(error)))?;
    let writers = options.writers();
    for writer in &writers {
        let header = writer.header();
        output.write(writer.table, writer.format, &header)?;
    }
    let in_flight = 2 * pool.current_num_threads() + 1;
    let articles = articles.into_iter();
    let mut summary = Summary::default();
    thread::scope(|threads| {
        let (send_batch, batches) = mpsc::sync_channel(1);
        threads.spawn(move || read(articles, &send_batch));
        let (send_done, done) = mpsc::channel();
        let writers = &writers;
        pool.in_place_scope_fifo(|scope| {
            let mut next_read = 0u64;
            let mut next_write = 0u64;
            let mut waiting = BTreeMap::new();
            let mut ended = false;
            while !ended || next_write < next_read {
                if !ended && next_read - next_write < in_flight as u64 {
                    match batches.recv() {
                        Ok(batch) => {
                            let (number, send_done) = (next_read, send_done.clone());
                            scope.spawn_fifo(move |_| {
                                // Nobody receives after an error of the output.
                                let _ = send_done.send((number, annotate(batch, pipeline, options, writers)));
                            });
                            next_read += 1;
                        }
                        Err(mpsc::RecvError) => ended = true,
                    }
                    continue;
                }
                let (number, batch) = done.recv().expect("a batch in flight is sent");
                waiting.insert(number, batch);
                while let Some(batch) = waiting.remove(&next_write) {
                    write(&batch, writers, output, &mut summary, watch)?;
                    next_write += 1;
                }
            }
            Ok::<(), Error>(())
        })
    })?;
    Ok(summary)
}

type Batch = Vec<Result<Article, Error>>;

/// Sends the articles in batches, until there are no more or nobody wants them.
fn read(articles: impl Iterator<Item = Result<Article, Error>>, batches: &mpsc::SyncSender<Batch>) {
    let (mut batch, mut bytes) = (Batch::new(), 0);
    for article in articles {
        bytes += article.as_ref().map_or(0, |article| article.text().len());
        batch.push(article);
        if bytes >= BATCH_BYTES || batch.len() >= BATCH_ARTICLES {
            if batches.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
            bytes = 0;
        }
    }
    if !batch.is_empty() {
        // The run may have ended by an error of the output.
        let _ = batches.send(batch);
    }
}

/// A batch that is ready to be written.
struct Done {
    /// The bytes of each writer.
    bytes: Vec<Vec<u8>>,
    errors: Vec<Error>,
    summary: Summary,
}

fn annotate(batch: Batch, pipeline: &Pipeline, options: &ExtractOptions, writers: &[Writer]) -> Done {
    let mut done = Done { bytes: vec![Vec::new(); writers.len()], errors: Vec::new(), summary: Summary::default() };
    let mut failed = Vec::new();
    let read = batch.into_iter().filter_map(|article| article.map_err(|error| failed.push(error)).ok());
    pipeline.annotate_all(
        read,
        |_| {},
        |document| {
            let source = Source::new(&document, options.min_confidence);
            for (writer, out) in writers.iter().zip(&mut done.bytes) {
                writer.write(&source, out);
            }
            for table in Table::ALL {
                done.summary.rows[table as usize] += source.count(table);
            }
            done.summary.bytes += document.article.text().len() as u64;
            done.summary.undated += u64::from(document.article.date.is_none());
        },
    );
    for error in &failed {
        for (writer, out) in writers.iter().zip(&mut done.bytes) {
            writer.write_error(error, out);
        }
        done.summary.rows[Table::Errors as usize] += 1;
    }
    Done { errors: failed, ..done }
}

fn write(
    done: &Done,
    writers: &[Writer],
    output: &mut dyn Output,
    summary: &mut Summary,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(), Error> {
    for (writer, bytes) in writers.iter().zip(&done.bytes).filter(|(_, bytes)| !bytes.is_empty()) {
        output.write(writer.table, writer.format, bytes)?;
    }
    summary.add(&done.summary);
    done.errors.iter().for_each(|error| watch(Event::Failed(error)));
    watch(Event::Wrote(summary));
    Ok(())
}

/// One table in one format.
struct Writer {
    table: Table,
    format: Format,
    csv: Csv,
}

impl ExtractOptions {
    /// Every table in every format, each once.
    fn writers(&self) -> Vec<Writer> {
        let tables = Table::ALL.into_iter().filter(|table| self.tables.contains(table));
        let formats = |table| {
            let formats = Format::ALL.into_iter().filter(|format| self.formats.contains(format));
            formats.map(move |format| Writer { table, format, csv: Csv { excel: self.excel } })
        };
        tables.flat_map(formats).collect()
    }

    /// The files that a run writes: tables with their formats.
    pub(super) fn files(&self) -> Vec<(Table, Format)> {
        self.writers().iter().map(|writer| (writer.table, writer.format)).collect()
    }
}

impl Writer {
    fn header(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if self.format == Format::Csv {
            self.csv.header(self.table, &mut out);
        }
        out
    }

    fn write(&self, source: &Source<'_>, out: &mut Vec<u8>) {
        match self.format {
            Format::Csv => source.write(self.table, &self.csv, out),
            Format::JsonLines => source.write(self.table, &JsonLines, out),
        }
    }

    fn write_error(&self, error: &Error, out: &mut Vec<u8>) {
        match (self.table, self.format) {
            (Table::Errors, Format::Csv) => rows::error(error, &self.csv, out),
            (Table::Errors, Format::JsonLines) => rows::error(error, &JsonLines, out),
            _ => {}
        }
    }
}
