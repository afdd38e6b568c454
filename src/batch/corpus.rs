//! One corpus of several runs, or of records that were made elsewhere.
//!
//! Three ways lead to the same tables of a corpus: `extract`, which collects while it runs; [`join_corpus`], from
//! folders of tables; and [`merge_corpus`], from records that other processes made with [`corpus_record`], as the
//! Python package and Spark do. All give [`write_corpus`] a [`Collector`].
//!
//! ```text
//! record  = form (1 byte) | CRC-32 of the rest (4 bytes, the lowest first) | the article's record (corpus::stored)
//! ```

use std::collections::HashSet;
use std::path::PathBuf;

use super::extract::{Event, ExtractOptions, Output, Summary, head};
use crate::corpus::{ArticleRecord, Collector, TableArticles};
use crate::error::{Error, ErrorKind};
use crate::table::{Format, Rows, Schema, Table, TableWriter};

/// The form of records: it rises when another program's records would be misread.
const FORM: u8 = 1;

/// Makes one corpus of the tables of several runs, and writes its tables to `output`.
///
/// The tables are those that [`extract`](super::extract()) would have written of all articles together, in whatever
/// order the folders come and however the articles were parted; copies are found where the tables have texts. An
/// article whose id an earlier folder has is left out and told.
///
/// # Errors
///
/// If a folder holds no table of articles, a table cannot be read, or `output` fails.
pub fn join_corpus(
    folders: &[PathBuf],
    options: &ExtractOptions,
    output: &mut dyn Output,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, Error> {
    let mut joined = Joined::begin(options, output)?;
    for folder in folders {
        for record in TableArticles::open(folder)? {
            joined.add(&record?, || folder.display().to_string(), watch)?;
        }
    }
    joined.end(options, output)
}

/// What a corpus takes of an article, as bytes for [`merge_corpus`]: another process, or another machine, may make
/// them. It is of about the size of the article's text, and read by the same version of the program only.
pub fn corpus_record(rows: &Rows<'_>) -> Vec<u8> {
    let stored = ArticleRecord::of_rows(rows).store();
    let mut record = vec![FORM];
    record.extend_from_slice(&crc32fast::hash(&stored).to_le_bytes());
    record.extend_from_slice(&stored);
    record
}

/// Makes one corpus of records of articles, and writes its tables to `output`.
///
/// The tables are those that [`extract`](super::extract()) would have written of the articles, in whatever order the
/// records come. A record whose article came before is left out and told.
///
/// # Example
///
/// ```
/// use dateline::{Article, Chunk, Error, ExtractOptions, Format, Output, Pipeline, Rows, Table, corpus_record,
/// merge_corpus};
///
/// struct People(String);
///
/// impl Output for People {
///     fn write(&mut self, _: Table, _: Format, rows: Chunk) -> Result<(), Error> {
///         self.0.push_str(std::str::from_utf8(rows.bytes().expect("CSV has bytes")).expect("tables are UTF-8"));
///         Ok(())
///     }
/// }
///
/// let texts = ["Mayor Dora Winslow spoke.", "Winslow, Dora Winslow, left Oslo."];
/// let records = texts.iter().enumerate().map(|(number, text)| {
///     let document = Pipeline::new().annotate(Article::new(number.to_string(), *text)?);
///     Ok(corpus_record(&Rows::new(&document)))
/// });
/// let mut options = ExtractOptions::default();
/// options.tables = vec![Table::People];
/// let mut output = People(String::new());
/// let summary = merge_corpus(records, &options, &mut output, &mut |_| {})?;
/// assert_eq!((summary.rows(Table::Articles), summary.rows(Table::People)), (2, 1));
/// assert!(output.0.contains("Dora Winslow"));
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
///
/// If there is an error among the records, one is damaged or of another version, or `output` fails.
pub fn merge_corpus(
    records: impl IntoIterator<Item = Result<Vec<u8>, Error>>,
    options: &ExtractOptions,
    output: &mut dyn Output,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<Summary, Error> {
    let mut joined = Joined::begin(options, output)?;
    for record in records {
        let record = record?;
        let whole = record.split_first().and_then(|(form, rest)| Some((*form, rest.split_first_chunk::<4>()?)));
        match whole {
            Some((FORM, (sum, stored))) if crc32fast::hash(stored) == u32::from_le_bytes(*sum) => {
                joined.add(&ArticleRecord::restore(stored), || "records".to_owned(), watch)?;
            }
            _ => return Err(Error::other("a record that is damaged, or of another version of the program")),
        }
    }
    joined.end(options, output)
}

/// A corpus that is put together of parts.
struct Joined {
    /// What was collected.
    corpus: Collector,
    /// The counts of articles; other tables of articles are not counted.
    summary: Summary,
    /// The ids of the articles that came.
    ids: HashSet<Box<str>>,
}

impl Joined {
    /// Begins the tables in `output`.
    fn begin(options: &ExtractOptions, output: &mut dyn Output) -> Result<Self, Error> {
        for (table, format) in options.files() {
            output.start(table, format, table.columns())?;
            if let Some(head) = head(format, table.columns(), options) {
                output.write(table, format, head)?;
            }
        }
        let corpus = Collector::new(options.corpus.clone());
        Ok(Self { corpus, summary: Summary::default(), ids: HashSet::new() })
    }

    /// Takes an article. One whose id came before is told to `watch`, with where it is `from`, and left out.
    fn add(
        &mut self,
        record: &ArticleRecord,
        from: impl FnOnce() -> String,
        watch: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Error> {
        if !self.ids.insert(record.id.clone()) {
            watch(Event::Failed(&Error::new(ErrorKind::RepeatedArticle).at(from()).for_article(&*record.id)));
            return Ok(());
        }
        self.summary.rows[Table::Articles as usize] += 1;
        self.summary.undated += u64::from(record.date.is_none());
        self.corpus.add(record)
    }

    /// Decides, and writes.
    fn end(mut self, options: &ExtractOptions, output: &mut dyn Output) -> Result<Summary, Error> {
        write_corpus(self.corpus, options, output, &mut self.summary)?;
        Ok(self.summary)
    }
}

/// Rows of the corpus are handed over by so many, so that none of its tables is held in memory.
const ROWS_HELD: u32 = 1024;

/// Decides the corpus and writes its tables, in whatever formats the run has; counts go to `summary`.
pub(super) fn write_corpus(
    corpus: Collector,
    options: &ExtractOptions,
    output: &mut dyn Output,
    summary: &mut Summary,
) -> Result<(), Error> {
    let mut writers = options.writers(&Schema::default());
    let formats: Vec<Format> = Format::ALL.into_iter().filter(|format| options.formats.contains(format)).collect();
    let mut rows = [0; Table::ALL.len()];
    let mut held = 0;
    let mut hand_over = |table: Table, writers: &mut [Box<dyn TableWriter>]| {
        formats.iter().zip(writers).try_for_each(|(&format, writer)| match writer.take() {
            rows if rows.is_empty() => Ok(()),
            rows => output.write(table, format, rows),
        })
    };
    summary.corpus = corpus.finish(&mut |table, cells| {
        let writers = &mut writers[table as usize];
        for writer in &mut *writers {
            writer.row(cells);
        }
        rows[table as usize] += 1;
        held += 1;
        if held % ROWS_HELD == 0 { hand_over(table, writers) } else { Ok(()) }
    })?;
    for table in Table::ALL.into_iter().filter(|table| table.is_of_corpus()) {
        hand_over(table, &mut writers[table as usize])?;
        summary.rows[table as usize] += rows[table as usize];
    }
    Ok(())
}
