//! What can be typed: the declaration of all commands and options, from which help, manual pages and completions are
//! made.
//!
//! A doc comment on an argument **is** its help: its first letter is a capital, it has no full stop at the end, and the
//! default stands in brackets where there is no `default_value_t`. So nothing is written there for maintainers; what an
//! option does in detail stands where it is resolved.
//!
//! - [`Args`] is the whole command line, [`Command`] the commands in the order in which help lists them.
//! - Each command declares its own arguments in its file; those of `extract`, and what several commands have of them,
//!   stand in [`options`](super::options).
//! - The functions below read values. Each says what is wrong in words that stand behind the value: `"2025-13-01" is no
//!   date; write it as 2025-02-17`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use jiff::civil::Date;

use super::bench::BenchArgs;
use super::completions::CompletionsArgs;
use super::corpus::CorpusArgs;
use super::evaluate::EvaluateArgs;
use super::formats::FormatsArgs;
use super::gazetteer::GazetteerArgs;
use super::man::ManArgs;
use super::options::ExtractArgs;
use super::report::ReportArgs;
use super::segment::SegmentArgs;
use super::show::ShowArgs;
use super::tables::TablesArgs;
use super::train::TrainArgs;
use super::verify::VerifyArgs;
use crate::gazetteer::kinds::EntityType;
use crate::ingest::{DateOrder, Field, day};
use crate::table::{Format, Table};

/// The order of a page of help: what the command does, examples, usage, arguments.
pub(super) const TEMPLATE: &str = "{about}\n\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}\n";

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
    // It has by far the most options.
    Extract(Box<ExtractArgs>),
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

/// The formats by their names.
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str))
        .map(|name| Format::named(&name).expect("the parser lets known names through"))
}

/// The tables by their names.
pub(super) fn tables() -> impl TypedValueParser<Value = Table> {
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
