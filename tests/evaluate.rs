//! `dateline evaluate`, beside the scorers of `../shared` where those are.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::Folder;

const GOLD: &str = r#"{"id": "a", "date": "2025-02-17", "text": "Zoë left on Friday and returns in May.", "timexes": [{"start": 12, "end": 18, "type": "DATE", "value": "2025-02-14"}, {"start": 34, "end": 37, "type": "DATE", "value": "2024-05"}]}
{"id": "b", "date": null, "text": "It rains now.", "timexes": []}
"#;

#[test]
fn dates_are_scored_and_told() {
    let folder = Folder::with(&[("gold.jsonl", GOLD)]);
    let ran = folder.run(&["evaluate", "dates", "gold.jsonl", "--wrong"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!("evaluate_dates", ran.out);
}

#[test]
fn bad_gold_is_told_with_its_line() {
    let bad = GOLD.replace("\"end\": 37", "\"end\": 99");
    let folder = Folder::with(&[("gold.jsonl", &bad), ("broken.jsonl", "{}")]);
    for (file, place) in
        [("gold.jsonl", "gold.jsonl:1: "), ("broken.jsonl", "broken.jsonl:1: "), ("none.jsonl", "none.jsonl: ")]
    {
        let ran = folder.run(&["evaluate", "dates", file]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(place), "{}", ran.err);
    }
}

/// Sentences in tagged columns, two articles.
const NAMES: &str = "-DOCSTART- O\n\nLiv B-PER\nAasen I-PER\nleft O\nTolmark B-LOC\n. O\n\nAasen B-PER\nsmiled O\n. O\n\n\
    -DOCSTART- O\n\nPilots O\nin O\nTolmark B-LOC\nmet O\nLiv B-PER\nAasen I-PER\n. O\n\nThey O\nleft O\nTolmark B-LOC\n. O\n";

#[test]
fn training_gives_the_same_bytes_and_a_model_that_tags() {
    let folder = Folder::with(&[("press-train.conll", NAMES), ("news.txt", "Pilots met in Tolmark.\n")]);
    for model in ["a.bin", "b.bin"] {
        let words = folder.run(&["train", "words", "news.txt", "press-train.conll", "-o", "words.bin"]);
        assert_eq!(words.status, 0, "{}", words.err);
        let ran =
            folder.run(&["train", "ner", "press-train.conll", "--words", "words.bin", "--folds", "2", "-o", model]);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    assert!(std::fs::read(folder.path("a.bin")).unwrap() == std::fs::read(folder.path("b.bin")).unwrap());
    let ran = folder.run(&["evaluate", "ner", "press-train.conll", "--model", "a.bin", "--convention", "press"]);
    assert!(ran.out.lines().any(|line| line.starts_with("all") && line.contains("gold 6")), "{}", ran.out);
    let unknown = folder.run(&["evaluate", "ner", "press-train.conll", "--model", "a.bin", "--convention", "other"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("--convention other: the model learned press"), "{}", unknown.err);
    assert_eq!(folder.run(&["evaluate", "ner", "press-train.conll", "--model", "news.txt"]).status, 2);
}

#[test]
fn names_are_written_in_columns() {
    let folder = Folder::with(&[("gold.conll", NAMES)]);
    for model in [&["--no-model"][..], &[]] {
        let args = [&["evaluate", "ner", "gold.conll", "--predictions", "out.conll"], model].concat();
        assert_eq!(folder.run(&args).status, 0);
        let rows = folder.read("out.conll");
        let tokens: Vec<&str> = rows.lines().filter_map(|line| line.split_once(' ').map(|row| row.0)).collect();
        let gold: Vec<&str> = NAMES.lines().filter_map(|line| line.split_once(' ').map(|row| row.0)).collect();
        assert_eq!(tokens, gold);
        assert!(rows.contains("Liv B-PER B-PER\nAasen I-PER I-PER\n"), "{rows}");
    }
}

/// The folder beside the project that holds scorers and gold data, if it is there and can be used.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    (shared.join("score").is_dir() && python).then_some(shared)
}

#[test]
fn dates_have_the_figures_of_the_shared_scorer() {
    let Some(shared) = shared() else {
        eprintln!("skipped: ../shared/score or python3 is not there");
        return;
    };
    for name in ["timebank", "aquaint"] {
        let gold = shared.join("data/dates").join(name).with_extension("jsonl");
        let gold = gold.to_str().unwrap();
        let folder = Folder::with(&[]);
        assert_eq!(folder.run(&["extract", gold, "-o", "t", "-f", "jsonl", "-t", "dates", "-q"]).status, 0);
        let script = shared.join("score/dates.py");
        let scored = Command::new("python3").arg(script).arg(gold).arg(folder.path("t")).output().unwrap();
        let theirs = String::from_utf8(scored.stdout).unwrap();
        assert!(theirs.lines().count() == 4, "{}", String::from_utf8_lossy(&scored.stderr));
        let ours = folder.run(&["evaluate", "dates", gold]).out;
        assert!(ours.starts_with(&theirs), "{name}\n{ours}\nbut the scorer has\n{theirs}");
    }
}

#[test]
fn bench_measures_every_stage() {
    let folder = Folder::with(&[("a.txt", "date 2025-03-04 Pilots met on Tuesday.\n")]);
    let ran = folder.run(&["bench", "a.txt", "--runs", "1", "--json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let page: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let rows: Vec<_> = page["rows"].as_array().unwrap().iter().map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(rows[..6], ["segment", "date", "tag", "resolve", "attribute", "all stages"]);
    assert!(rows[6].starts_with("end to end"));
    assert_eq!(page["articles"], 1);
    let table = folder.run(&["bench", "a.txt", "--runs", "1"]).out;
    assert!(table.contains("MB/s") && table.contains("end to end, 1 thread"), "{table}");
    assert_eq!(folder.run(&["bench", "missing.txt"]).status, 2);
}
