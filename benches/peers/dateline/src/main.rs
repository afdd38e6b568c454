// name: Dateline
// group: dates
// package: cargo dateline-dates
// does: TIMEX3 type, value and modifier, days, direction from tense; durations, sets, vague references
// lacks:
//! Measures the date stage on the articles of a JSON Lines file: over ready tokens, and with the segmenter before it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use dateline::{Dater, Segmenter};
use jiff::civil::Date;

/// The work is done until this long has passed.
const ENOUGH: Duration = Duration::from_secs(1);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let mut articles: Vec<(String, Date)> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| article[name].as_str().unwrap_or_default();
        articles.push((field("text").to_owned(), field("date").parse()?));
    }
    let (segmenter, dater) = (Segmenter::new(), Dater::new());
    let ready: Vec<_> = articles.iter().map(|(text, _)| segmenter.segment(text)).collect();
    let dates = || articles.iter().zip(&ready).map(|((text, day), ready)| dater.date(text, ready, Some(*day)).len()).sum();
    let both = || articles.iter().map(|(text, day)| dater.date(text, &segmenter.segment(text), Some(*day)).len()).sum();
    let (seconds, found) = seconds(dates);
    let (with_segments, _) = self::seconds(both);
    println!("{}", serde_json::json!({ "seconds": seconds, "with segments": with_segments, "found": found }));
    Ok(())
}

/// The median seconds of the work, and what it finds.
fn seconds(work: impl Fn() -> usize) -> (f64, usize) {
    let (started, mut times) = (Instant::now(), Vec::new());
    while started.elapsed() < ENOUGH {
        let before = Instant::now();
        black_box(work());
        times.push(before.elapsed());
    }
    times.sort_unstable();
    (times[times.len() / 2].as_secs_f64(), work())
}
