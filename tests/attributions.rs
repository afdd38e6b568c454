//! `dateline evaluate`: on a folder of our own, and against the scorer from outside where it is at hand.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use dateline::evaluate::{Attribution, AttributionScores};
use dateline::{Article, Pipeline};

use crate::command::Folder;

const TEXT: &str = "\"The pier is closed,\" Maria Okafor said. \"We will open it in May.\"\n\nPeter Lindqvist said the tunnel is dry.\n\nThe gull slept.\n";

/// Annotations of a text, offsets read off it: content, cue and source of each.
fn ann(text: &str, attributions: &[(&[&str], &str, &str)]) -> String {
    let place = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        format!("{start} {}", start + words.chars().count())
    };
    let mut lines = String::new();
    for (number, (content, cue, source)) in (1..).step_by(3).zip(attributions) {
        let pieces: Vec<String> = content.iter().map(|piece| place(piece)).collect();
        let spans = [("Content", pieces.join(";")), ("Cue", place(cue)), ("Source", place(source))];
        for (id, (label, span)) in (number..).zip(spans) {
            writeln!(lines, "T{id}\t{label} {span}\t-").unwrap();
        }
        let (cue, source) = (number + 1, number + 2);
        writeln!(lines, "E{number}\tAttribution:T{number} Content:T{number} Cue:T{cue} Source1:T{source}").unwrap();
    }
    lines
}

#[test]
fn a_folder_of_gold_attributions() {
    let direct: (&[&str], &str, &str) =
        (&["\"The pier is closed,\"", "\"We will open it in May.\""], "said", "Maria Okafor");
    let missed: (&[&str], &str, &str) = (&["The gull"], "slept", "gull");
    let folder = Folder::with(&[
        ("gold/text/a.txt", TEXT),
        ("gold/attributions/a_0f3c.ann", &ann(TEXT, &[direct, missed])),
        ("gold/attributions/a_9f3c.ann", "T1\tContent 0 1\tby a second annotator\n"),
    ]);
    let ran = folder.run(&["evaluate", "quotes", "gold"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @r"
    source exact     P  50.0  R  50.0  F1  50.0   gold 2  predicted 2
    cue exact        P  50.0  R  50.0  F1  50.0   gold 2  predicted 2
    content exact    P  66.7  R  66.7  F1  66.7   gold 3  predicted 3
    relation         P  50.0  R  50.0  F1  50.0   gold 2  predicted 2
    relation strict  P  50.0  R  50.0  F1  50.0   gold 2  predicted 2
    direct           found 100.0  speaker 100.0  end to end 100.0   gold 1
    mixed            found   0.0  speaker   0.0  end to end   0.0   gold 0
    indirect         found   0.0  speaker   0.0  end to end   0.0   gold 1
    ");
    let ran = folder.run(&["evaluate", "quotes", "gold/text"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn offsets_outside_of_the_text_are_errors() {
    let error = Attribution::parse("T1\tContent 0 99\tx\n", "short").unwrap_err();
    assert_eq!(error.to_string(), "0 99 is no span of the text");
}

#[test]
fn the_scorer_from_outside_agrees() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (scorer, gold) = (shared.join("score/quotes.py"), shared.join("data/quotes/polnear/dev"));
    let python = Command::new("python3").arg("--version").output().is_ok_and(|ran| ran.status.success());
    if !python || !scorer.is_file() || !gold.is_dir() {
        eprintln!("skipped: no python3, or no scorer and data beside the project");
        return;
    }
    let (gold, scorer) = (gold.to_str().unwrap(), scorer.to_str().unwrap());
    let folder = Folder::with(&[]);
    let text = format!("{gold}/text");
    let ran = folder.run(&["extract", &text, "--format", "jsonl", "--out", "tables", "--quiet"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let tables = folder.path("tables");
    let theirs = Command::new("python3").args([scorer, gold, tables.to_str().unwrap()]).output().unwrap();
    let ours = folder.run(&["evaluate", "quotes", gold]);
    assert_eq!(ours.out, String::from_utf8(theirs.stdout).unwrap());
}

#[test]
fn an_answer_like_the_gold_is_all_right() {
    let document = Pipeline::new().annotate(Article::new("a", TEXT.to_owned()).unwrap());
    let gold: Vec<Attribution> = document
        .quotes
        .iter()
        .map(|quote| Attribution {
            content: quote.pieces().to_vec(),
            cue: quote.cue().into_iter().collect(),
            source: quote.source().into_iter().collect(),
        })
        .collect();
    let mut scores = AttributionScores::default();
    scores.add(&document, &gold);
    assert!(!gold.is_empty());
    assert_eq!((scores.strict.right, scores.relation.right), (scores.strict.gold, scores.relation.gold));
}
