//! The record of a run, `run.json`.
//!
//! ```json
//! {
//!   "program": "dateline", "version": "…", "schema_version": 3,
//!   "inputs": ["corpus/"],
//!   "options": {"formats": ["csv"], "tables": ["articles", …], "date": null, "columns": {"text": "text", …}, …},
//!   "gazetteers": [{"name": "…", "sha256": "…"}], "models": […], "terms": [], "patterns": [],
//!   "rows": {"articles": 12, …},
//!   "files": [{"name": "articles.csv", "sha256": "…"}],
//!   "articles_without_date": 0, "bytes_of_text": 31872, "seconds": 0.412
//! }
//! ```
//!
//! It says what a table was made by, so that the same can be made again: everything that decided on a row is named with
//! its digest (SHA-256, FIPS 180-4). `verify` checks the files and counts, `corpus` and `extract --overwrite` know a
//! folder of tables by it, and `seconds` is the one value that differs between two runs of the same.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::extract::{ExtractOptions, Summary};
use super::package::Described;
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::ingest::{Field, PROGRAM, ReadOptions};
use crate::pipeline::Pipeline;
use crate::table::{Format, SCHEMA_VERSION, Table};

/// What a run was: its inputs, its options and its outcome.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The inputs as they were named.
    pub inputs: &'a [String],
    /// How they were read.
    pub read: &'a ReadOptions,
    /// What was written.
    pub extract: &'a ExtractOptions,
    /// What annotated; nothing, where a corpus is made of tables.
    pub pipeline: Option<&'a Pipeline>,
    /// The files of names that the pipeline knows besides the program's own.
    pub gazetteers: &'a [PathBuf],
    /// The files of terms that it finds.
    pub terms: &'a [PathBuf],
    /// The files of patterns that it finds.
    pub patterns: &'a [PathBuf],
    /// The counts.
    pub summary: &'a Summary,
    /// How long it took.
    pub seconds: f64,
}

/// The record as it is written; fields stand in this order.
#[derive(Serialize)]
struct Record<'a> {
    /// By which a folder of tables is known.
    program: &'static str,
    /// The program's version.
    version: &'static str,
    /// The version of the tables' columns.
    schema_version: u32,
    /// The inputs as they were named.
    inputs: &'a [String],
    options: Options<'a>,
    /// The embedded gazetteers, then the user's.
    gazetteers: Vec<File>,
    /// The embedded models that the run used.
    models: Vec<File>,
    terms: Vec<File>,
    patterns: Vec<File>,
    rows: Rows<'a>,
    /// What was written, but for this record and the description.
    files: Vec<File>,
    articles_without_date: u64,
    bytes_of_text: u64,
    seconds: f64,
}

/// Options that decide on rows. Names of columns are those under which fields were read.
#[derive(Serialize)]
struct Options<'a> {
    formats: Vec<&'static str>,
    tables: Vec<&'static str>,
    date: Option<String>,
    columns: BTreeMap<&'static str, &'a str>,
    min_confidence: f32,
    article_rows: u64,
    cell_bytes: usize,
    excel: bool,
    jobs: usize,
}

/// A file that the run decided with or wrote.
#[derive(Serialize)]
struct File {
    name: String,
    sha256: String,
}

/// The number of rows of each table that was written.
struct Rows<'a>(&'a Run<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Table::ALL.into_iter().filter(|table| self.0.extract.tables.contains(table));
        serializer.collect_map(written.map(|table| (table.as_str(), self.0.summary.rows(table))))
    }
}

impl Run<'_> {
    /// The record as it stands in `run.json`, of a run that wrote these files.
    ///
    /// # Errors
    ///
    /// If a gazetteer's file cannot be read any more.
    pub(super) fn json(&self, written: &[Described]) -> Result<String, Error> {
        let Self { inputs, read, extract, pipeline, gazetteers, terms, patterns, summary, seconds } = *self;
        let files = extract.files();
        let mut tables: Vec<&str> = files.iter().map(|(table, _)| table.as_str()).collect();
        tables.dedup();
        let mut formats: Vec<_> = files.iter().map(|(_, format)| *format).collect();
        formats.sort();
        formats.dedup();
        let embedded = pipeline.into_iter().flat_map(|_| Gazetteer::embedded_bytes());
        let embedded = embedded.map(|(name, bytes)| File { name: name.to_owned(), sha256: sha256(bytes) });
        let file = |file: &PathBuf| {
            let name = file.display().to_string();
            let sha256 = sha256_of_file(file).map_err(|error| Error::io(error).at(&name))?;
            Ok(File { name, sha256 })
        };
        let added = gazetteers.iter().map(file);
        let record = Record {
            program: PROGRAM,
            version: env!("CARGO_PKG_VERSION"),
            schema_version: SCHEMA_VERSION,
            inputs,
            options: Options {
                formats: formats.into_iter().map(Format::as_str).collect(),
                tables,
                date: read.date.map(|date| date.to_string()),
                columns: Field::ALL.into_iter().map(|field| (field.as_str(), read.columns.name(field))).collect(),
                min_confidence: extract.min_confidence,
                article_rows: extract.article_rows,
                cell_bytes: extract.cell_bytes,
                excel: extract.write.excel,
                jobs: extract.jobs,
            },
            gazetteers: embedded.map(Ok).chain(added).collect::<Result<_, Error>>()?,
            models: pipeline
                .into_iter()
                .flat_map(Pipeline::models)
                .map(|(name, bytes)| File { name: name.to_owned(), sha256: sha256(bytes) })
                .collect(),
            terms: terms.iter().map(file).collect::<Result<_, Error>>()?,
            patterns: patterns.iter().map(file).collect::<Result<_, Error>>()?,
            rows: Rows(self),
            files: written.iter().map(|file| File { name: file.name.clone(), sha256: file.sha256.clone() }).collect(),
            articles_without_date: summary.undated,
            bytes_of_text: summary.bytes,
            seconds: (seconds * 1000.0).round() / 1000.0,
        };
        let mut json = serde_json::to_string_pretty(&record).expect("strings and numbers are JSON");
        json.push('\n');
        Ok(json)
    }
}

/// The SHA-256 of bytes, in hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of a file, read in pieces.
pub(crate) fn sha256_of_file(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut fs::File::open(path)?, &mut Hashing(&mut hash))?;
    Ok(hexadecimal(&hash.finalize()))
}

/// Bytes as small hexadecimal digits, two each.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a String takes every character");
        digits
    })
}

/// Takes bytes for a digest.
struct Hashing<'a>(&'a mut Sha256);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standard() {
        // FIPS 180-4's example of one block.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "abc").unwrap();
        assert_eq!(sha256_of_file(file.path()).unwrap(), abc);
    }
}
