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

use super::args::Options;
use crate::batch::{ExtractOptions, Terms, sha256_of_file};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
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
    // All are named, so that none that comes is forgotten.
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
        terms: _,
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
        no_model,
        excel,
        overwrite: _,
        resume: _,
        quiet: _,
    } = options;
    let mut terms = Terms::new();
    let mut given = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            terms.insert(name.to_owned(), value);
        }
    };
    let switch = |on: bool| on.then(|| "given".to_owned());
    let list = |values: Vec<String>| (!values.is_empty()).then(|| values.join(", "));
    let formats = Format::ALL.into_iter().filter(|format| extract.formats.contains(format));
    given("--format", list(formats.map(|format| format.as_str().to_owned()).collect()));
    let tables = Table::ALL.into_iter().filter(|table| extract.tables.contains(table));
    given("--tables", list(tables.map(|table| table.as_str().to_owned()).collect()));
    given("--date", date.map(|date| date.to_string()));
    given("--min-confidence", min_confidence.map(|least| least.to_string()));
    given("--people", list(files(people.as_slice())?));
    given("--gazetteer", list(files(gazetteer)?));
    given("--type", kind.map(|kind| kind.as_str().to_owned()));
    given("--terms", list(files(&options.terms)?));
    given("--patterns", list(files(patterns)?));
    given("--ignore-case", switch(*ignore_case));
    given("--inside-words", switch(*inside_words));
    given("--column", list(column.iter().map(|(field, name)| format!("{}={name}", field.as_str())).collect()));
    given("--records", records.clone());
    given("--date-order", date_order.map(|order| format!("{order:?}").to_lowercase()));
    given("--keep", list(keep.clone()));
    given("--keep-all", switch(*keep_all));
    given("--any-language", switch(*any_language));
    given("--max-record-mb", max_record_mb.map(|most| most.to_string()));
    given("--max-article-mb", max_article_mb.map(|most| most.to_string()));
    given("--max-unpacked-mb", max_unpacked_mb.map(|most| most.to_string()));
    given("--max-ratio", max_ratio.map(|most| most.to_string()));
    given("--no-model", switch(*no_model));
    given("--excel", switch(*excel));
    for input in inputs {
        given(&format!("input {}", input.display()), Some(appearance(input)));
    }
    given("order of inputs", list(inputs.iter().map(|input| input.display().to_string()).collect()));
    given("program", Some(program(pipeline)));
    Ok(terms)
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
