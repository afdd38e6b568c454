//! The record of a run, `run.json`.

use serde::Serialize;

use super::extract::{ExtractOptions, Summary};
use super::schema::{SCHEMA_VERSION, Table};
use crate::ingest::{Field, ReadOptions};

/// The name by which a record tells that this program wrote it.
pub(super) const PROGRAM: &str = "dateline";

/// What a run was: its inputs, its options and its outcome.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The inputs as they were named.
    pub inputs: &'a [String],
    /// How they were read.
    pub read: &'a ReadOptions,
    /// What was written.
    pub extract: &'a ExtractOptions,
    /// [`crate::Gazetteer::digest`] of the gazetteers.
    pub gazetteer: u64,
    /// [`crate::Pipeline::model_digest`] of the tagger's model, if there is one.
    pub model: Option<u64>,
    /// The counts.
    pub summary: &'a Summary,
    /// How long it took.
    pub seconds: f64,
}

#[derive(Serialize)]
struct Record<'a> {
    program: &'static str,
    version: &'static str,
    schema_version: u32,
    inputs: &'a [String],
    options: Options<'a>,
    gazetteer: String,
    model: Option<String>,
    rows: Rows<'a>,
    articles_without_date: u64,
    bytes_of_text: u64,
    seconds: f64,
}

#[derive(Serialize)]
struct Options<'a> {
    formats: Vec<&'static str>,
    tables: Vec<&'static str>,
    date: Option<String>,
    columns: Pairs<'a>,
    min_confidence: f32,
    excel: bool,
    jobs: usize,
}

/// Keys with values, in order.
type Pairs<'a> = std::collections::BTreeMap<&'static str, &'a str>;

struct Rows<'a>(&'a Run<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Table::ALL.into_iter().filter(|table| self.0.extract.tables.contains(table));
        serializer.collect_map(written.map(|table| (table.as_str(), self.0.summary.rows(table))))
    }
}

impl Run<'_> {
    /// The record as it stands in `run.json`.
    #[expect(clippy::missing_panics_doc, reason = "the record always has a JSON form")]
    pub fn json(&self) -> String {
        let Self { inputs, read, extract, gazetteer, model, summary, seconds } = *self;
        let files = extract.files();
        let mut tables: Vec<&str> = files.iter().map(|(table, _)| table.as_str()).collect();
        tables.dedup();
        let mut formats: Vec<_> = files.iter().map(|(_, format)| *format).collect();
        formats.sort();
        formats.dedup();
        let record = Record {
            program: PROGRAM,
            version: env!("CARGO_PKG_VERSION"),
            schema_version: SCHEMA_VERSION,
            inputs,
            options: Options {
                formats: formats.into_iter().map(super::Format::as_str).collect(),
                tables,
                date: read.date.map(|date| date.to_string()),
                columns: Field::ALL.into_iter().map(|field| (field.as_str(), read.columns.name(field))).collect(),
                min_confidence: extract.min_confidence,
                excel: extract.excel,
                jobs: extract.jobs,
            },
            gazetteer: digest(gazetteer),
            model: model.map(digest),
            rows: Rows(self),
            articles_without_date: summary.undated,
            bytes_of_text: summary.bytes,
            seconds: (seconds * 1000.0).round() / 1000.0,
        };
        let mut json = serde_json::to_string_pretty(&record).expect("strings and numbers are JSON");
        json.push('\n');
        json
    }
}

fn digest(number: u64) -> String {
    format!("fnv1a64:{number:016x}")
}
