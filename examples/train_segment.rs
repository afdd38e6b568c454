//! Trains the segmenter's model: `cargo run --release --features learn --example train_segment -- OUT GOLD.jsonl …`.
//!
//! A line of gold is `{"text": …, "sentences": [[start, end], …]}` in code points.

use std::error::Error;

use dateline::{SegmentExample, Span, train_segmenter};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("usage: train_segment OUT GOLD.jsonl …")?;
    let mut examples = Vec::new();
    for path in arguments {
        for line in std::fs::read_to_string(&path)?.lines() {
            examples.push(example(line).map_err(|error| format!("{path}: {error}"))?);
        }
    }
    std::fs::write(out, train_segmenter(&examples))?;
    Ok(())
}

fn example(line: &str) -> Result<SegmentExample, Box<dyn Error>> {
    let record: serde_json::Value = serde_json::from_str(line)?;
    let text = record["text"].as_str().ok_or("no text")?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let spans: Vec<(usize, usize)> = serde_json::from_value(record["sentences"].clone())?;
    let sentences = spans
        .into_iter()
        .map(|(start, end)| Some(Span::from_range(*bytes.get(start)?..*bytes.get(end)?)))
        .collect::<Option<Vec<Span>>>()
        .ok_or("a sentence is out of bounds")?;
    Ok(SegmentExample { text, sentences })
}
