//! The options of `extract`, and those of them that `show` and `bench` have too.
//!
//! [`ExtractArgs`] is what is typed behind `extract`: inputs, a file of configuration, and [`Options`], which may come
//! from that file as well and are therefore read by serde too, under the names that they have on the command line.
//! Options that are typed win ([`Options::over`]).
//!
//! An option that is added is asked for by the compiler in [`Options::over`] and in `terms`, where it is decided
//! whether `--resume` minds it. What it means is resolved in [`extract`](super::extract).

use std::path::PathBuf;

use clap::ValueHint;
use jiff::civil::Date;
use serde::Deserialize;

use super::args::{TEMPLATE, column, date, date_order, formats, jobs, kind, probability, tables};
use super::config;
use crate::gazetteer::kinds::EntityType;
use crate::ingest::{DateOrder, Field};
use crate::table::{Format, Table};

/// Writes the tables of articles.
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline extract corpus/ --out tables/\n  \
        dateline extract 'wire/2024-*/*.txt.gz' --format csv,jsonl\n  \
        dateline extract posts.csv --column text=body --column date=published\n  \
        dateline extract notes.txt --date 2025-02-17 --tables quotes,dates\n  \
        dateline extract corpus/ --terms climate.csv --patterns bills.toml --tables matches,themes\n  \
        zcat news.jsonl.gz | dateline extract - --tables quotes --format jsonl --out - | head\n\n"
)]
pub(super) struct ExtractArgs {
    /// Files (`dateline formats` lists the kinds), folders, archives, patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) options: Options,

    /// Read options from a TOML file, by their names here (jobs = 2); options that are typed win
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
}

/// The options of `extract`, typed or from a file of configuration.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Default, clap::Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Options {
    /// Write the tables to this folder; - is standard output, for one table in one format [default: tables]
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,

    /// Write these formats [default: csv]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    #[serde(deserialize_with = "config::formats")]
    pub(super) format: Vec<Format>,

    /// Write only these tables [default: all]
    #[arg(short, long, value_name = "TABLE", value_delimiter = ',', value_parser = tables())]
    #[serde(deserialize_with = "config::tables")]
    pub(super) tables: Vec<Table>,

    /// The date of articles that have none of their own
    #[arg(short, long, value_name = "YYYY-MM-DD", value_parser = date)]
    #[serde(deserialize_with = "config::date")]
    pub(super) date: Option<Date>,

    /// Annotate on so many threads; the tables are the same [default: all cores]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    #[serde(deserialize_with = "config::jobs")]
    pub(super) jobs: Option<usize>,

    /// Leave out mentions and quotations that are less sure, from 0 to 1 [default: 0]
    #[arg(long, value_name = "P", value_parser = probability)]
    #[serde(deserialize_with = "config::probability")]
    pub(super) min_confidence: Option<f32>,

    /// Decide on persons of the corpus as this CSV file says: same,A,B or different,A,B or name,A,B or gender,A,female
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) people: Option<PathBuf>,

    /// Add the names of a file (.tsv, .csv, .jsonl, .gaz), which override the program's own; may be repeated
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) gazetteer: Vec<PathBuf>,

    /// The type (PER, ORG, LOC, MISC) of names in gazetteers with another ending, which hold one a line
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    #[serde(rename = "type", deserialize_with = "config::kind")]
    pub(super) kind: Option<EntityType>,

    /// Find the terms of a file (.csv with term,theme; .yaml with THEME: [TERM, …]; else one a line), which fill
    /// matches and themes; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) terms: Vec<PathBuf>,

    /// Find the regular expressions of a file (.csv with name,theme,regex, or .toml), which fill matches and themes;
    /// may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) patterns: Vec<PathBuf>,

    /// Find terms, and names of --gazetteer, in whatever case, those with capitals too
    #[arg(long)]
    pub(super) ignore_case: bool,

    /// Find terms inside hashtags (`#ClimateChangeNow`) and compounds with hyphens (anti-war) too
    #[arg(long)]
    pub(super) inside_words: bool,

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the
    /// column, key or path NAME; may be repeated
    #[arg(short, long, value_name = "FIELD=NAME", value_parser = column)]
    #[serde(deserialize_with = "config::columns")]
    pub(super) column: Vec<(Field, String)>,

    /// Read the records of JSON from this path of keys, such as response.docs [default: found]
    #[arg(long, value_name = "PATH")]
    pub(super) records: Option<String>,

    /// What stands first in dates that are all numbers, such as 03/04/2024 [default: as the file's other dates show]
    #[arg(long, value_name = "day|month", value_parser = date_order)]
    #[serde(deserialize_with = "config::date_order")]
    pub(super) date_order: Option<DateOrder>,

    /// Let this field of the input ride along as a column of articles; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) keep: Vec<String>,

    /// Let all other fields of the input ride along
    #[arg(long)]
    pub(super) keep_all: bool,

    /// Annotate texts of other languages too, by the rules of English
    #[arg(long)]
    pub(super) any_language: bool,

    /// The most megabytes of one record, or of a file that is read whole [default: 64]
    #[arg(long, value_name = "MB")]
    pub(super) max_record_mb: Option<usize>,

    /// The most megabytes of the text of one article [default: 64]
    #[arg(long, value_name = "MB")]
    pub(super) max_article_mb: Option<usize>,

    /// The most megabytes of a file that is unpacked [default: 65536]
    #[arg(long, value_name = "MB")]
    pub(super) max_unpacked_mb: Option<u64>,

    /// How many times larger than packed a file of more than 64 megabytes may be [default: 200]
    #[arg(long, value_name = "N")]
    pub(super) max_ratio: Option<u64>,

    /// The most rows of one table that one article may have; of one with more, its row of articles alone is written
    /// [default: 4000000]
    #[arg(long, value_name = "N")]
    pub(super) max_rows: Option<u64>,

    /// The most kilobytes of a cell that one article may have; a longer one is cut. Ids and the article's own text are
    /// not [default: 1024]
    #[arg(long, value_name = "KB")]
    pub(super) max_cell_kb: Option<usize>,

    /// Find names by rules and gazetteers only, without the learned tagger
    #[arg(long)]
    pub(super) no_model: bool,

    /// Write CSV for spreadsheets: with a byte order mark, no text that would run as a formula, one line and at most
    /// 32,767 characters a cell
    #[arg(long)]
    pub(super) excel: bool,

    /// Replace the tables of an earlier run
    #[arg(long)]
    pub(super) overwrite: bool,

    /// Go on with a run into the folder that ended too soon, with the same inputs and options; if there is none, begin
    #[arg(long)]
    pub(super) resume: bool,

    /// Say nothing but errors: an option of every command, which the file of configuration may hold.
    #[arg(skip)]
    pub(super) quiet: bool,
}

impl Options {
    /// What is found besides what the program knows, in the form that `show` and `bench` have it typed.
    pub(super) fn finds(&self) -> Finds {
        Finds {
            terms: self.terms.clone(),
            patterns: self.patterns.clone(),
            ignore_case: self.ignore_case,
            inside_words: self.inside_words,
        }
    }

    /// These options, and where they say nothing, those of `other`. A list that was typed replaces the file's as a
    /// whole; a switch is on where either has it.
    pub(super) fn over(self, other: Self) -> Self {
        fn filled<T>(first: Vec<T>, second: Vec<T>) -> Vec<T> {
            if first.is_empty() { second } else { first }
        }
        Self {
            out: self.out.or(other.out),
            format: filled(self.format, other.format),
            tables: filled(self.tables, other.tables),
            date: self.date.or(other.date),
            jobs: self.jobs.or(other.jobs),
            min_confidence: self.min_confidence.or(other.min_confidence),
            people: self.people.or(other.people),
            gazetteer: filled(self.gazetteer, other.gazetteer),
            kind: self.kind.or(other.kind),
            terms: filled(self.terms, other.terms),
            patterns: filled(self.patterns, other.patterns),
            ignore_case: self.ignore_case || other.ignore_case,
            inside_words: self.inside_words || other.inside_words,
            column: filled(self.column, other.column),
            records: self.records.or(other.records),
            date_order: self.date_order.or(other.date_order),
            keep: filled(self.keep, other.keep),
            keep_all: self.keep_all || other.keep_all,
            any_language: self.any_language || other.any_language,
            max_record_mb: self.max_record_mb.or(other.max_record_mb),
            max_article_mb: self.max_article_mb.or(other.max_article_mb),
            max_unpacked_mb: self.max_unpacked_mb.or(other.max_unpacked_mb),
            max_ratio: self.max_ratio.or(other.max_ratio),
            max_rows: self.max_rows.or(other.max_rows),
            max_cell_kb: self.max_cell_kb.or(other.max_cell_kb),
            no_model: self.no_model || other.no_model,
            excel: self.excel || other.excel,
            overwrite: self.overwrite || other.overwrite,
            resume: self.resume || other.resume,
            quiet: self.quiet || other.quiet,
        }
    }
}

/// What `extract`, `show` and `bench` find besides what the program knows.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Finds {
    /// Find the terms of a file (.csv with term,theme; .yaml with THEME: [TERM, …]; else one a line), which fill
    /// matches and themes; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) terms: Vec<PathBuf>,

    /// Find the regular expressions of a file (.csv with name,theme,regex, or .toml), which fill matches and themes;
    /// may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) patterns: Vec<PathBuf>,

    /// Find terms, and names of --gazetteer, in whatever case, those with capitals too
    #[arg(long)]
    pub(super) ignore_case: bool,

    /// Find terms inside hashtags (`#ClimateChangeNow`) and compounds with hyphens (anti-war) too
    #[arg(long)]
    pub(super) inside_words: bool,
}
