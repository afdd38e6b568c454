//! What can be typed: the declaration of all commands and options, from which help, manual pages and completions are
//! made.
//!
//! A doc comment on an argument **is** its help: its first letter is a capital, it has no full stop at the end, and the
//! default stands in brackets where there is no `default_value_t`. So nothing is written there for maintainers; what an
//! option does in detail stands where it is resolved.
//!
//! - [`Args`] is the whole command line, [`Command`] the commands in the order in which help lists them.
//! - Each command has a struct with its arguments; [`Options`] are those of `extract` that may come from a file too,
//!   which is why they are also read by serde, under the same names.
//! - The functions that are not methods read values. Each says what is wrong in words that stand behind the value:
//!   `"2025-13-01" is no date; write it as 2025-02-17`.
//!
//! An option that is added to [`Options`] is asked for by the compiler in [`Options::over`] and in `terms`, where it is
//! decided whether `--resume` minds it.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueHint};
use jiff::civil::Date;
use serde::Deserialize;

use super::config;
use super::terminal::Paging;
use crate::gazetteer::kinds::EntityType;
use crate::ingest::{DateOrder, Field, day};
use crate::table::{Format, Table};

const TEMPLATE: &str = "{about}\n\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}\n";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about = "Reads dated news articles and answers in tables: who and what is named, who said what, in which role, and when.",
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline extract corpus/ --out tables/              all tables of a folder of articles, as CSV\n  \
        dateline extract news.jsonl.gz --tables quotes      one table\n  \
        dateline show article.txt                           one article, marked up in the terminal\n  \
        dateline tables                                     what the tables hold\n\n",
    after_help = "Exit status: 0 all is well, 1 something could not be read, 2 wrong usage or nothing was read."
)]
pub(super) struct Args {
    /// Print the licences and notices of what the program holds
    #[arg(long)]
    pub(super) licences: bool,

    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,

    /// Say more: every file, every error, the rows of every table, seconds
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Extract(ExtractArgs),
    Corpus(CorpusArgs),
    Report(ReportArgs),
    Verify(VerifyArgs),
    Show(ShowArgs),
    Segment(SegmentArgs),
    Gazetteer(GazetteerArgs),
    Train(TrainArgs),
    Evaluate(EvaluateArgs),
    Bench(BenchArgs),
    Formats(FormatsArgs),
    Tables(TablesArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

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

    /// Find the terms of a file (.csv with term,theme; .yaml with THEME: [TERM, …]; else one a line), which fill matches and themes; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) terms: Vec<PathBuf>,

    /// Find the regular expressions of a file (.csv with name,theme,regex, or .toml), which fill matches and themes; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) patterns: Vec<PathBuf>,

    /// Find terms, and names of --gazetteer, in whatever case, those with capitals too
    #[arg(long)]
    pub(super) ignore_case: bool,

    /// Find terms inside hashtags (`#ClimateChangeNow`) and compounds with hyphens (anti-war) too
    #[arg(long)]
    pub(super) inside_words: bool,

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the column, key or path NAME; may be repeated
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

    /// Find names by rules and gazetteers only, without the learned tagger
    #[arg(long)]
    pub(super) no_model: bool,

    /// Write CSV for spreadsheets: with a byte order mark, no text that would run as a formula, one line and at most 32,767 characters a
    /// cell
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
    /// What is found besides what the program knows.
    pub(super) fn finds(&self) -> Finds {
        Finds {
            terms: self.terms.clone(),
            patterns: self.patterns.clone(),
            ignore_case: self.ignore_case,
            inside_words: self.inside_words,
        }
    }

    /// These options, and where they say nothing, those of `other`.
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
    /// Find the terms of a file (.csv with term,theme; .yaml with THEME: [TERM, …]; else one a line), which fill matches and themes; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) terms: Vec<PathBuf>,

    /// Find the regular expressions of a file (.csv with name,theme,regex, or .toml), which fill matches and themes; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) patterns: Vec<PathBuf>,

    /// Find terms, and names of --gazetteer, in whatever case, those with capitals too
    #[arg(long)]
    pub(super) ignore_case: bool,

    /// Find terms inside hashtags (`#ClimateChangeNow`) and compounds with hyphens (anti-war) too
    #[arg(long)]
    pub(super) inside_words: bool,
}

/// Shows articles in the terminal, marked up.
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline show article.txt\n  \
        dateline show article.txt --date 2025-02-17\n  \
        dateline show article.txt --terms climate.csv\n  \
        pbpaste | dateline show -\n  \
        dateline show article.txt --json | jq '.quotes[] | [.speaker, .text]'\n  \
        dateline show --corpus tables/ --person \"Dora Winslow\"\n\n"
)]
pub(super) struct ShowArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(required_unless_present = "corpus", value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,

    /// Show a person of these tables, which extract or corpus wrote
    #[arg(long, value_name = "TABLES", value_hint = ValueHint::DirPath, requires = "person", conflicts_with_all = ["inputs", "json"])]
    pub(super) corpus: Option<PathBuf>,

    /// The person's name, or a part of it
    #[arg(long, value_name = "NAME", requires = "corpus")]
    pub(super) person: Option<String>,

    /// Wrap lines at so many columns [default: the terminal's, at most 100]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,

    /// When to show the page by $PAGER
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(super) paging: Paging,

    /// Print all tables of each article as one JSON object on a line
    #[arg(long)]
    pub(super) json: bool,

    /// The date of articles that have none of their own
    #[arg(short, long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,

    /// Add the names of a file (.tsv, .csv, .jsonl, .gaz), which override the program's own; may be repeated
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) gazetteer: Vec<PathBuf>,

    /// The type (PER, ORG, LOC, MISC) of names in gazetteers with another ending, which hold one a line
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    pub(super) kind: Option<EntityType>,

    #[command(flatten)]
    pub(super) finds: Finds,

    /// Find names by rules and gazetteers only, without the learned tagger
    #[arg(long)]
    pub(super) no_model: bool,

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the column, key or path NAME; may be repeated
    #[arg(short, long, value_name = "FIELD=NAME", value_parser = column)]
    pub(super) column: Vec<(Field, String)>,
}

/// Prints the sentences of articles, one a line
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline segment article.txt\n  \
        dateline segment news.jsonl.gz --json | head\n\n"
)]
pub(super) struct SegmentArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,

    /// Print the rows of the table of sentences, with their offsets, as JSON Lines
    #[arg(long)]
    pub(super) json: bool,

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the column, key or path NAME; may be repeated
    #[arg(short, long, value_name = "FIELD=NAME", value_parser = column)]
    pub(super) column: Vec<(Field, String)>,
}

/// Checks, searches, compiles and imports gazetteers
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline gazetteer check mine.tsv\n  \
        dateline gazetteer find Georgia\n  \
        dateline gazetteer compile mine.tsv more.csv -o mine.gaz\n  \
        dateline gazetteer import-wikidata latest-all.json.gz -o wikidata.tsv\n\n"
)]
pub(super) struct GazetteerArgs {
    #[command(subcommand)]
    pub(super) command: GazetteerCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum GazetteerCommand {
    /// Tells of every line that cannot be used: file, line, column and what to do
    Check {
        /// Gazetteers
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// The type of names in files that hold one a line
        #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
        kind: Option<EntityType>,
    },
    /// Prints all that a name may stand for, tab-separated, the likeliest of the last file first
    Find {
        /// The name; with --date also an office with its country: "Norwegian prime minister"
        name: String,

        /// Leave out what did not hold on this day
        #[arg(short, long, value_name = "YYYY-MM-DD", value_parser = date)]
        date: Option<Date>,

        /// Search these files before the program's own gazetteers; may be repeated
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        gazetteer: Vec<PathBuf>,

        /// The type of names in files that hold one a line
        #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
        kind: Option<EntityType>,
    },
    /// Compiles files to one that opens at once; names of later files replace those of earlier ones
    Compile {
        /// Gazetteers
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// Write the compiled gazetteer to this file, whose name ends in .gaz
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: PathBuf,

        /// The type of names in files that hold one a line
        #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
        kind: Option<EntityType>,
    },
    /// Makes a gazetteer of Wikidata's JSON dump: people with their offices, organisations and places
    ImportWikidata {
        /// The dump, plain or compressed (.gz, .bz2)
        #[arg(value_name = "DUMP", value_hint = ValueHint::FilePath)]
        dump: PathBuf,

        /// Write the gazetteer to this file, tab-separated
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: PathBuf,

        /// Leave out what fewer pages of Wikipedia and its sisters are about
        #[arg(long, value_name = "N", default_value_t = 1)]
        min_sitelinks: u32,
    },
}

/// Trains a model on gold data; the same data give the same bytes
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline train segment train.jsonl -o models/segment.bin\n  \
        dateline train quotes polnear/train -o models/quotes.bin\n  \
        dateline train words news/ -o words.bin\n  \
        dateline train ner conll-train.conll web-train.conll --words words.bin --vectors vectors.tsv -o models/ner.bin\n\n"
)]
pub(super) struct TrainArgs {
    /// What to train
    pub(super) model: Model,

    /// Gold data: for segment, JSON Lines with \"text\" and \"sentences\": [[start, end], …] in code points; for quotes, folders as
    /// `evaluate` reads them; for words, articles; for ner, tokens and tags in columns: the file's name up to the first \"-\" names the
    /// annotation guidelines
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(super) files: Vec<PathBuf>,

    /// Write the model to this file
    #[arg(short, long, value_name = "MODEL", value_hint = ValueHint::FilePath)]
    pub(super) out: PathBuf,

    /// For ner, the tables that \"train words\" made
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) words: Option<PathBuf>,

    /// For ner, the word classes that models/vectors.py made
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) vectors: Option<PathBuf>,

    /// For ner, rounds of training at most
    #[arg(long, value_name = "N", default_value_t = 80)]
    pub(super) rounds: usize,

    /// For ner, parts that the data are cut into to learn what the whole article tells; 1 leaves that out
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(super) folds: usize,

    /// For ner, the number that chance starts from
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
}

/// The models that can be trained.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Model {
    /// What ends a sentence where the rules leave it open
    Segment,
    /// Who said what
    Quotes,
    /// What plain text teaches of words: how often each is capitalised, and which have like neighbours
    Words,
    /// What is a name
    Ner,
}

/// Scores the program against gold annotations
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline evaluate dates gold.jsonl --wrong\n  \
        dateline evaluate quotes polnear/dev --reliability\n  \
        dateline evaluate ner gold.conll --predictions out.conll\n\n"
)]
pub(super) struct EvaluateArgs {
    #[command(subcommand)]
    pub(super) command: EvaluateCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum EvaluateCommand {
    /// Temporal expressions: same span, overlap, value and type; and weekdays and months that stand without a year
    Dates {
        /// JSON Lines with \"id\", \"date\", \"text\" and \"timexes\": [{\"start\", \"end\", \"type\", \"value\"}, …] in code points
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// Print what is wrong too: id, date of publication, words, gold value, given value, tab-separated
        #[arg(long)]
        wrong: bool,
    },
    /// Quotations: spans, relations, and what was found of direct, mixed and indirect ones
    Quotes {
        /// A folder with text/NAME.txt and attributions/NAME.ann, in brat standoff; of several annotators (`NAME_1a2b.ann`) the first counts
        #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,

        /// Print too how often attributions of which confidence are right
        #[arg(long)]
        reliability: bool,
    },

    /// Everything that is annotated in a folder of articles of your own: names, references, roles, quotations, speakers, dates
    Corpus {
        /// A folder with NAME.txt and NAME.ann, in brat standoff by the labels of corpus/GUIDELINES.md
        #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },

    /// Names joined to names, in pairs, and pronouns to names
    Coref {
        /// CoNLL-U with mentions of entities in its last column, as GUM has them: `Entity=(1-person-…-1-…)`
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },

    /// Names in a file of tokens and tags in columns: precision, recall and F1 of exact names by type
    Ner {
        /// Gold data: a token a line with its tag in the last column, a blank line between sentences, -DOCSTART- between articles
        #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
        gold: PathBuf,

        /// Write token, gold tag and predicted tag to this file
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        predictions: Option<PathBuf>,

        /// Follow these annotation guidelines, by the name that they had in training
        #[arg(long, value_name = "NAME")]
        convention: Option<String>,

        /// Use the model of this file instead of the program's own
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_model")]
        model: Option<PathBuf>,

        /// Use rules and gazetteers only
        #[arg(long)]
        no_model: bool,
    },
}

/// Measures every stage, and the whole job, on your own articles
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline bench corpus/\n  \
        dateline bench news.jsonl.gz --terms climate.csv\n  \
        dateline bench news.jsonl.gz --runs 9 --json\n\n"
)]
pub(super) struct BenchArgs {
    /// Files, folders or patterns; the articles are kept in memory
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,

    /// Measure so often; the medians are printed
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) runs: u32,

    #[command(flatten)]
    pub(super) finds: Finds,

    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,

    /// The date of articles that have none of their own
    #[arg(short, long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the column, key or path NAME; may be repeated
    #[arg(short, long, value_name = "FIELD=NAME", value_parser = column)]
    pub(super) column: Vec<(Field, String)>,
}

/// Prints what is read: every format with its endings
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = "Example:\n  dateline formats\n\n")]
pub(super) struct FormatsArgs {
    /// Print the page of the documentation
    #[arg(long)]
    pub(super) markdown: bool,
}

/// Prints what the tables hold: every column with its type and meaning.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(help_template = TEMPLATE)]
pub(super) struct TablesArgs {
    /// As a page of Markdown
    #[arg(long, conflicts_with = "json")]
    pub(super) markdown: bool,

    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Prints a script that completes the command's options in a shell.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Example:\n  dateline completions bash > ~/.local/share/bash-completion/completions/dateline\n\n"
)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

/// Writes the manual pages, of the command and of each of its commands.
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline man | man -l -                             read the first\n  \
        dateline man --out /usr/local/share/man/man1\n\n"
)]
pub(super) struct ManArgs {
    /// Write a file for each command to this folder [default: that of dateline to standard output]
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str))
        .map(|name| Format::named(&name).expect("the parser lets known names through"))
}

fn tables() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::as_str))
        .map(|name| Table::named(&name).expect("the parser lets known names through"))
}

/// Reads a type of names.
pub(super) fn kind(text: &str) -> Result<EntityType, String> {
    EntityType::named(text).ok_or_else(|| "is no type; choose PER, ORG, LOC or MISC".to_owned())
}

/// Reads a day, in any form in which inputs have one too.
pub(super) fn date(text: &str) -> Result<Date, String> {
    day::parse(text).ok_or_else(|| "is no date; write it as 2025-02-17".to_owned())
}

/// More threads than any machine has cores are a slip of the pen.
const MOST_JOBS: usize = 1024;

/// Reads a number of threads.
pub(super) fn jobs(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=MOST_JOBS).contains(number));
    number.ok_or_else(|| format!("is no number from 1 to {MOST_JOBS}"))
}

/// Reads a probability.
pub(super) fn probability(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "is no number from 0 to 1".to_owned())
}

/// Reads what stands first in dates that are all numbers.
pub(super) fn date_order(text: &str) -> Result<DateOrder, String> {
    match text {
        "day" => Ok(DateOrder::DayFirst),
        "month" => Ok(DateOrder::MonthFirst),
        _ => Err("no order; write day or month".to_owned()),
    }
}

/// Reads `FIELD=NAME`; what stands behind the first `=` is the name, which may hold others.
pub(super) fn column(text: &str) -> Result<(Field, String), String> {
    let fields = Field::ALL.map(Field::as_str).join(", ");
    let found = text.split_once('=').and_then(|(field, name)| Some((Field::named(field)?, name)));
    match found {
        Some((field, name)) if !name.is_empty() => Ok((field, name.to_owned())),
        _ => Err(format!("write it as FIELD=NAME, where FIELD is one of {fields}")),
    }
}

/// Makes one corpus of the tables of several runs: people, organisations, places, unique quotations, copies
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline corpus tables-2019/ tables-2020/ --out all/\n  \
        dateline corpus tables/ --out all/ --people decisions.csv --overwrite\n\n"
)]
pub(super) struct CorpusArgs {
    /// Folders of tables that extract wrote, in whatever format
    #[arg(required = true, value_name = "TABLES", value_hint = ValueHint::DirPath)]
    pub(super) folders: Vec<PathBuf>,

    /// Write the tables of the corpus to this folder
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) out: PathBuf,

    /// Write these formats [default: csv]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    pub(super) format: Vec<Format>,

    /// Write only these tables [default: all of the corpus]
    #[arg(short, long, value_name = "TABLE", value_delimiter = ',', value_parser = tables())]
    pub(super) tables: Vec<Table>,

    /// Decide on persons as this CSV file says: same,A,B or different,A,B or name,A,B or gender,A,female
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) people: Option<PathBuf>,

    /// Replace tables of an earlier run
    #[arg(long)]
    pub(super) overwrite: bool,
}

/// Checks that tables are as their run wrote them: digests, counts, keys and offsets
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline verify tables/\n  \
        dateline verify archive/*/tables/\n\n",
    after_help = "Exit status: 0 all is as it was written, 1 something is not, 2 a folder holds no tables."
)]
pub(super) struct VerifyArgs {
    /// Folders of tables that extract or corpus wrote
    #[arg(required = true, value_name = "TABLES", value_hint = ValueHint::DirPath)]
    pub(super) folders: Vec<PathBuf>,
}

/// Makes pages to look at: who is quoted, when, by whom; every article marked up
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline report tables/ --out report/\n  \
        dateline report tables/ --out report/ --articles 2000 --no-text --overwrite\n\n"
)]
pub(super) struct ReportArgs {
    /// A folder of tables that extract wrote
    #[arg(value_name = "TABLES", value_hint = ValueHint::DirPath)]
    pub(super) tables: PathBuf,

    /// Write the pages to this folder
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) out: PathBuf,

    /// Make pages of so many articles at most, evenly spread
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(super) articles: usize,

    /// Leave out the texts of articles and quotations, which may not be passed on
    #[arg(long)]
    pub(super) no_text: bool,

    /// Replace an earlier report
    #[arg(long)]
    pub(super) overwrite: bool,
}
