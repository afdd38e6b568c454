//! What a run is, for `--resume`: all that decides on its tables.
//!
//! A run that ended too soon goes on only with the same terms: an option that changes a row, a file of names that was
//! edited, an article that came or went in between would make tables of two halves. Terms are names with values, so
//! that the one that differs can be told: another `--date`, 2025-02-17 then, not given now.
//!
//! Left out is what changes nothing: `--jobs`, `--quiet`, `--overwrite`, `--resume` itself, and `--out`, since the
//! journal lies there. Files are told by their digests, inputs by how they look from outside (names, sizes, times),
//! since reading them twice would cost as much as the run.

use std::path::{Path, PathBuf};

use super::options::Options;
use crate::batch::{ExtractOptions, Terms, sha256_of_file};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::EntityType;
use crate::ingest::appearance;
use crate::pipeline::Pipeline;
use crate::table::{Format, SCHEMA_VERSION, Table};

/// The terms of a run: options that were given, and how inputs look from outside.
///
/// Options are taken apart here by name, so that the compiler asks where one belongs that is added. Those with a
/// default are told only where they were given, but tables and formats as they are meant, `csv` for nothing. The list
/// is as long as the options are many, which is why the function is.
///
/// # Errors
///
/// If a file of an option cannot be read.
pub(super) fn terms(
    inputs: &[PathBuf],
    options: &Options,
    extract: &ExtractOptions,
    pipeline: &Pipeline,
) -> Result<Terms, Error> {
    let mut terms = Given(Terms::new());
    let formats = Format::ALL.into_iter().filter(|format| extract.formats.contains(format));
    terms.list("--format", formats.map(|format| format.as_str().to_owned()));
    let tables = Table::ALL.into_iter().filter(|table| extract.tables.contains(table));
    terms.list("--tables", tables.map(|table| table.as_str().to_owned()));
    terms.options(options)?;
    for input in inputs {
        terms.value(&format!("input {}", input.display()), Some(appearance(input)));
    }
    terms.list("order of inputs", inputs.iter().map(|input| input.display().to_string()));
    terms.value("program", Some(program(pipeline)));
    Ok(terms.0)
}

/// Terms that are being collected.
struct Given(Terms);

impl Given {
    /// A value, if it was given.
    fn value(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.to_string());
        }
    }

    /// A switch, if it is on.
    fn switch(&mut self, name: &str, on: bool) {
        self.value(name, on.then_some("given"));
    }

    /// Values in one term, if there are any.
    fn list(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        self.value(name, (!values.is_empty()).then(|| values.join(", ")));
    }

    /// The options that change a row, each if it was given; tables and formats are told as they are meant.
    ///
    /// Options are taken apart here by name, so that the compiler asks where one belongs that is added.
    ///
    /// # Errors
    ///
    /// If a file of an option cannot be read.
    fn options(&mut self, options: &Options) -> Result<(), Error> {
        let Options {
            out: _,
            format: _,
            tables: _,
            date,
            jobs: _,
            min_confidence,
            people,
            gazetteer,
            kind,
            terms,
            patterns,
            ignore_case,
            inside_words,
            column,
            records,
            date_order,
            keep,
            keep_all,
            any_language,
            max_record_mb,
            max_article_mb,
            max_unpacked_mb,
            max_ratio,
            max_rows,
            max_cell_kb,
            no_model,
            excel,
            overwrite: _,
            resume: _,
            quiet: _,
        } = options;
        self.value("--date", *date);
        self.value("--min-confidence", *min_confidence);
        self.list("--people", files(people.as_slice())?);
        self.list("--gazetteer", files(gazetteer)?);
        self.value("--type", kind.map(EntityType::as_str));
        self.list("--terms", files(terms)?);
        self.list("--patterns", files(patterns)?);
        self.switch("--ignore-case", *ignore_case);
        self.switch("--inside-words", *inside_words);
        self.list("--column", column.iter().map(|(field, name)| format!("{}={name}", field.as_str())));
        self.value("--records", records.as_ref());
        self.value("--date-order", date_order.map(|order| format!("{order:?}").to_lowercase()));
        self.list("--keep", keep.clone());
        self.switch("--keep-all", *keep_all);
        self.switch("--any-language", *any_language);
        self.value("--max-record-mb", *max_record_mb);
        self.value("--max-article-mb", *max_article_mb);
        self.value("--max-unpacked-mb", *max_unpacked_mb);
        self.value("--max-ratio", *max_ratio);
        self.value("--max-rows", *max_rows);
        self.value("--max-cell-kb", *max_cell_kb);
        self.switch("--no-model", *no_model);
        self.switch("--excel", *excel);
        Ok(())
    }
}

/// Files with the first 16 digits of their digests: `names.tsv (SHA-256 0f3c…)`.
fn files(paths: &[PathBuf]) -> Result<Vec<String>, Error> {
    let file = |path: &PathBuf| {
        let name = path.display().to_string();
        let digest = sha256_of_file(Path::new(path)).map_err(|error| Error::io(error).at(&name))?;
        Ok(format!("{name} (SHA-256 {})", &digest[..16]))
    };
    paths.iter().map(file).collect()
}

/// The program, with what it has learned and knows by heart: another version, or one with other gazetteers or models,
/// does not go on.
fn program(pipeline: &Pipeline) -> String {
    let mut sum = crc32fast::Hasher::new();
    for (_, bytes) in Gazetteer::embedded_bytes().into_iter().chain(pipeline.models()) {
        sum.update(bytes);
    }
    format!("version {}, schema {SCHEMA_VERSION}, models {:08x}", env!("CARGO_PKG_VERSION"), sum.finalize())
}
