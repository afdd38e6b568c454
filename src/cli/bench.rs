//! `dateline bench`: how fast every stage is, and the whole job, on the user's own articles.
//!
//! ```text
//! version 0.2.0, cpu …, cores 2, memory_mib 7936, system linux x86_64
//! 1204 articles, 712034 tokens, 4.21 MB of text; medians of 5 runs; start-up 1.9 ms
//!
//!                               MB/s   articles/s       tokens/s
//! segment                     …
//! all stages                  …
//! end to end, 1 thread        …
//! end to end, 2 threads       …
//! ```
//!
//! (The layout; the figures are not to be read.) Articles are read first and kept, so stages are measured without a
//! disk; "end to end" opens the files again and makes the bytes of all tables as CSV, which go nowhere. Each is
//! measured `--runs` times and the median is told, which one slow run does not move. Stages are measured inside one
//! pass over the articles, as a run has them, and not each alone with a warm cache.

use std::cell::Cell;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use clap::ValueHint;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{TEMPLATE, column, date};
use super::extract::{columns, pipeline};
use super::options::Finds;
use super::{Status, print, tell};
use crate::article::Article;
use crate::batch::{self, ExtractOptions, Output};
use crate::error::Error;
use crate::ingest::{Articles, Field, ReadOptions};
use crate::pipeline::{Pipeline, Stage};
use crate::table::{Chunk, Format, Table};

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

    /// Read a field (id, date, text, title, byline, dateline, publisher, section, language, url, updated) from the
    /// column, key or path NAME; may be repeated
    #[arg(short, long, value_name = "FIELD=NAME", value_parser = column)]
    pub(super) column: Vec<(Field, String)>,
}

/// Measures, and prints the page. Nothing is measured if no article can be read.
pub(super) fn run(typed: &BenchArgs) -> Result<Status, Error> {
    let read = ReadOptions { date: typed.date, columns: columns(&typed.column), ..ReadOptions::default() };
    let (mut articles, mut failed) = (Vec::new(), 0);
    for article in Articles::open(&typed.inputs, read.clone()) {
        match article {
            Ok(article) => articles.push(article),
            Err(error) => {
                tell(&error);
                failed += 1;
            }
        }
    }
    if articles.is_empty() {
        return Ok(Status::NothingRead);
    }
    let started = Instant::now();
    let pipeline = pipeline(&[], None, false, &typed.finds)?;
    let start_up = started.elapsed();
    let mut stages = [const { Vec::new() }; Stage::ALL.len()];
    let mut tokens = 0;
    for _ in 0..typed.runs {
        let (seconds, counted) = annotate(&pipeline, &articles);
        stages.iter_mut().zip(seconds).for_each(|(stage, seconds)| stage.push(seconds));
        tokens = counted;
    }
    let mut rows: Vec<Measured> = Stage::ALL
        .iter()
        .zip(stages)
        .filter(|(stage, _)| **stage != Stage::Match || pipeline.has_matcher())
        .map(|(stage, times)| Measured { what: stage.as_str().to_owned(), seconds: median(times) })
        .collect();
    rows.push(Measured { what: "all stages".to_owned(), seconds: rows.iter().map(|row| row.seconds).sum() });
    let cores = available_parallelism().map_or(1, usize::from);
    for jobs in if cores > 1 { vec![1, cores] } else { vec![1] } {
        let mut times = Vec::new();
        for _ in 0..typed.runs {
            times.push(end_to_end(&pipeline, typed, &read, jobs)?);
        }
        let threads = if jobs == 1 { "1 thread".to_owned() } else { format!("{jobs} threads") };
        rows.push(Measured { what: format!("end to end, {threads}"), seconds: median(times) });
    }
    let bytes = articles.iter().map(|article| article.text().len()).sum();
    let data = Workload { articles: articles.len(), bytes, tokens };
    let page =
        if typed.json { json(&rows, &data, typed.runs, start_up) } else { plain(&rows, &data, typed.runs, start_up) };
    print(page.as_bytes())?;
    Ok(Status::of(articles.len() as u64, failed))
}

/// What was measured: a stage on one thread, or the job from the files to the bytes of all tables as CSV.
struct Measured {
    /// Its name.
    what: String,
    /// The median for all articles.
    seconds: f64,
}

/// What it was measured on.
struct Workload {
    /// The number of articles.
    articles: usize,
    /// Bytes of their texts.
    bytes: usize,
    /// Tokens of their texts.
    tokens: usize,
}

/// The seconds that each stage takes for all articles, and their tokens. Copying the articles and looking at documents
/// is not counted.
fn annotate(pipeline: &Pipeline, articles: &[Article]) -> ([f64; Stage::ALL.len()], usize) {
    let mut spent = [Duration::ZERO; Stage::ALL.len()];
    let mut tokens = 0;
    let articles = articles.to_vec();
    let last = Cell::new(Instant::now());
    let ended = |stage: Stage| {
        let now = Instant::now();
        spent[stage as usize] += now - last.replace(now);
    };
    pipeline.annotate_all(articles, ended, |document| {
        tokens += document.segments.token_count();
        last.set(Instant::now());
    });
    (spent.map(|spent| spent.as_secs_f64()), tokens)
}

/// Takes bytes and keeps none.
struct Nowhere;

impl Output for Nowhere {
    fn write(&mut self, _: Table, _: Format, _: Chunk) -> Result<(), Error> {
        Ok(())
    }
}

/// The seconds from opening the files to the last byte of the tables, of all tables as CSV on so many threads; the
/// bytes go nowhere, so that no disk is measured.
fn end_to_end(pipeline: &Pipeline, typed: &BenchArgs, read: &ReadOptions, jobs: usize) -> Result<f64, Error> {
    let options = ExtractOptions { jobs, ..ExtractOptions::default() };
    let started = Instant::now();
    let articles = Articles::open(&typed.inputs, read.clone());
    batch::extract(articles, pipeline, &options, &mut Nowhere, &mut |_| {})?;
    Ok(started.elapsed().as_secs_f64())
}

/// The median; of an even number of times the greater of the middle two.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// So many a second; the number itself by a second. Nothing takes less than a nanosecond.
#[expect(clippy::cast_precision_loss, reason = "a rate of three digits")]
fn rate(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds.max(1e-9)
}

/// Facts of the machine and the program, by name; those that the system does not tell are left out, as all but Linux
/// does its processor and memory.
fn machine() -> Vec<(&'static str, Value)> {
    let line = |file: &str, key: &str| {
        let text = fs::read_to_string(file).ok()?;
        let line = text.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = line("/proc/cpuinfo", "model name");
    let memory = line("/proc/meminfo", "MemTotal").and_then(|total| total.strip_suffix(" kB")?.parse::<u64>().ok());
    let mut facts = vec![("version", json!(env!("CARGO_PKG_VERSION")))];
    facts.extend(model.map(|model| ("cpu", json!(model))));
    facts.push(("cores", json!(available_parallelism().map_or(1, usize::from))));
    facts.extend(memory.map(|kibibytes| ("memory_mib", json!(kibibytes / 1024))));
    facts.push(("system", json!(format!("{} {}", std::env::consts::OS, std::env::consts::ARCH))));
    facts
}

/// The page for reading; of each row three rates: megabytes of text, articles and tokens a second.
fn plain(rows: &[Measured], data: &Workload, runs: u32, start_up: Duration) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let facts: Vec<String> = machine().iter().map(|(name, value)| format!("{name} {}", text(value))).collect();
    let mut page = format!(
        "{}\n{} articles, {} tokens, {:.2} MB of text; medians of {runs} runs; start-up {:.1} ms\n\n",
        facts.join(", "),
        data.articles,
        data.tokens,
        rate(data.bytes, 1e6),
        1e3 * start_up.as_secs_f64()
    );
    writeln!(page, "{:24} {:>9} {:>12} {:>14}", "", "MB/s", "articles/s", "tokens/s")
        .expect("a String takes every character");
    for Measured { what, seconds } in rows {
        let [megabytes, articles, tokens] =
            [rate(data.bytes, *seconds) / 1e6, rate(data.articles, *seconds), rate(data.tokens, *seconds)];
        writeln!(page, "{what:24} {megabytes:9.2} {articles:12.0} {tokens:14.0}")
            .expect("a String takes every character");
    }
    page
}

/// The same as one JSON object, for comparing runs by a program.
///
/// ```text
/// {"machine": {"version": …, "cpu": …, "cores": 2, …}, "articles": 1204, "bytes": …, "tokens": …, "runs": 5,
///  "start_up_seconds": …,
///  "rows": [{"what": "segment", "seconds": …, "megabytes_per_second": …, …}, …]}
/// ```
fn json(rows: &[Measured], data: &Workload, runs: u32, start_up: Duration) -> String {
    let rows = rows.iter().map(|Measured { what, seconds }| {
        json!({
            "what": what,
            "seconds": seconds,
            "megabytes_per_second": rate(data.bytes, *seconds) / 1e6,
            "articles_per_second": rate(data.articles, *seconds),
            "tokens_per_second": rate(data.tokens, *seconds),
        })
    });
    let machine: serde_json::Map<String, Value> =
        machine().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let page = json!({
        "machine": machine,
        "articles": data.articles,
        "bytes": data.bytes,
        "tokens": data.tokens,
        "runs": runs,
        "start_up_seconds": start_up.as_secs_f64(),
        "rows": rows.collect::<Vec<_>>(),
    });
    format!("{page:#}\n")
}
