// name: duckling (its Rust port; the original is no package of PyPI, npm or crates.io)
// group: dates
// package: cargo duckling
// does: finds dates and durations and gives points of time
// lacks: no sets, quarters or vague references; always looks ahead
//! Measures duckling on the articles of a JSON Lines file, paragraph by paragraph.

use std::time::Instant;

use chrono::{FixedOffset, NaiveDate, TimeZone};
use duckling_port::{Context, DimensionKind, Lang, Locale, Options, parse};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let articles: Vec<serde_json::Value> =
        std::fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let locale = Locale::new(Lang::EN, None);
    let utc = FixedOffset::east_opt(0).ok_or("no zone")?;
    let (started, mut found) = (Instant::now(), 0);
    for article in &articles {
        let day: NaiveDate = article["date"].as_str().unwrap_or_default().parse()?;
        let noon = day.and_hms_opt(12, 0, 0).ok_or("no noon")?;
        let now = utc.from_local_datetime(&noon).single().ok_or("no time")?;
        let context = Context::new(now, locale.clone());
        for paragraph in article["text"].as_str().unwrap_or_default().split("\n\n") {
            let kinds = [DimensionKind::Time, DimensionKind::Duration];
            found += parse(paragraph, &locale, &kinds, &context, &Options::default()).len();
        }
    }
    println!("{}", serde_json::json!({ "seconds": started.elapsed().as_secs_f64(), "found": found }));
    Ok(())
}
