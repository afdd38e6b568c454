//! `dateline evaluate dates`: temporal expressions and what they resolve to.
//!
//! ```text
//! {"id": "a1", "date": "2025-03-03", "text": "It rained on Monday.",
//!  "timexes": [{"start": 13, "end": 19, "type": "DATE", "value": "2025-03-03"}]}       one line
//! ```
//!
//! Offsets are code points, end exclusive; `date` may be missing. Only segmenter and dater run. With `--wrong`, each
//! miss is a line in front of the measures: id, day of publication, words, gold value, given value.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use super::lines;
use crate::cli::{Status, print};
use crate::date::Dater;
use crate::error::{Error, ErrorKind};
use crate::evaluate::{DateScores, GoldDate};
use crate::ingest::day;
use crate::segment::Segmenter;
use crate::span::Span;

/// A line of gold dates; offsets in code points.
#[derive(Deserialize)]
struct GoldLine {
    /// By which misses name the text.
    id: String,
    /// The day of publication.
    date: Option<String>,
    /// The text.
    text: String,
    /// Its temporal expressions in order.
    timexes: Vec<Timex>,
}

/// A temporal expression of the gold.
#[derive(Deserialize)]
struct Timex {
    /// Its first code point.
    start: usize,
    /// The one behind its last.
    end: usize,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    r#type: String,
    /// Its value as TIMEX3 has it.
    value: String,
}

/// Scores the lines of all files together.
pub(super) fn run(files: &[PathBuf], wrong: bool) -> Result<Status, Error> {
    let (segmenter, dater) = (Segmenter::new(), Dater::new());
    let mut scores = DateScores::default();
    for path in files {
        let source = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| Error::io(error).at(&source))?;
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            let (line, gold) = parse(line).map_err(|error| error.at(&source).on_line(number))?;
            let published = line.date.as_deref().and_then(day::parse);
            let dates = dater.date(&line.text, &segmenter.segment(&line.text), published);
            for miss in scores.add(&line.text, &dates, &gold) {
                if wrong {
                    let published = published.map(|day| day.to_string()).unwrap_or_default();
                    print(format!("{}\t{published}\t{miss}\n", line.id).as_bytes())?;
                }
            }
        }
    }
    let all = [
        ("strict", scores.strict),
        ("relaxed", scores.relaxed),
        ("value", scores.value),
        ("type", scores.kind),
        ("weekdays", scores.weekdays),
        ("months", scores.months),
    ];
    print(lines(all).as_bytes())?;
    Ok(Status::Done)
}

/// Reads a line; spans become bytes.
///
/// # Errors
///
/// If it is no such JSON, or a span is empty or not in the text.
fn parse(line: &str) -> Result<(GoldLine, Vec<GoldDate>), Error> {
    let line: GoldLine =
        serde_json::from_str(line).map_err(|error| Error::new(ErrorKind::Json { message: error.to_string() }))?;
    let bytes: Vec<usize> = line.text.char_indices().map(|(byte, _)| byte).chain([line.text.len()]).collect();
    let gold = |timex: &Timex| match (bytes.get(timex.start), bytes.get(timex.end)) {
        (Some(&start), Some(&end)) if start < end => {
            Ok(GoldDate { span: Span::from_range(start..end), kind: timex.r#type.clone(), value: timex.value.clone() })
        }
        _ => {
            let message = format!("[{}, {}] is no span of the text", timex.start, timex.end);
            Err(Error::new(ErrorKind::Annotation { message }))
        }
    };
    let gold = line.timexes.iter().map(gold).collect::<Result<_, _>>()?;
    Ok((line, gold))
}
