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

#[test]
fn a_folder_of_annotated_articles_is_scored() {
    let ann = "T1\tPER 0 9\tAna Silva\nT2\tPronoun 16 19\tshe\nT3\tDATE 41 47\tMonday\n#1\tValue T3\t2025-02-17\n*\tEquiv T1 T2\n";
    let files =
        [("gold/a.txt", "Ana Silva said, she would be in Leeds on Monday."), ("gold/a.ann", ann), ("bare/b.txt", "x")];
    let folder = Folder::with(&files);
    let ran = folder.run(&["evaluate", "corpus", "gold"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("names PER P 100.0  R 100.0  F1 100.0   gold 1  predicted 1\n"), "{}", ran.out);
    assert!(ran.out.contains("references P 100.0  R 100.0  F1 100.0   gold 1  predicted 1\n"), "{}", ran.out);
    let bare = folder.run(&["evaluate", "corpus", "bare"]);
    assert_eq!(bare.status, 2);
    assert!(bare.err.contains("b.ann: "), "{}", bare.err);
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

const TREES: &str = "\
# newdoc id = one
# meta::dateCreated = 2025-03-04
1\tAna\t_\t_\tNNP\t_\t_\t_\t_\tEntity=(1-person-new-nnnnn-cf1-1,2-coref
2\tSilva\t_\t_\tNNP\t_\t_\t_\t_\tEntity=1)
3\tleft\t_\t_\tVBD\t_\t_\t_\t_\t_
4\t.\t_\t_\t.\t_\t_\t_\t_\t_

1\tShe\t_\t_\tPRP\tNumber=Sing|Person=3\t_\t_\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)
2\tis\t_\t_\tVBZ\t_\t_\t_\t_\t_
3\tout\t_\t_\tRB\t_\t_\t_\t_\t_
4\t.\t_\t_\t.\t_\t_\t_\t_\t_

1-2\tSilva's\t_\t_\t_\t_\t_\t_\t_\t_
1\tSilva\t_\t_\tNNP\t_\t_\t_\t_\tEntity=(2-object-new-nnnnn-cf2-3-sgl(1-person-giv:act-nnnnn-cf1-1-coref
2\t's\t_\t_\tPOS\t_\t_\t_\t_\tEntity=1)
3\tcar\t_\t_\tNN\t_\t_\t_\t_\tEntity=2)
4\tstayed\t_\t_\tVBD\t_\t_\t_\t_\t_
5\t.\t_\t_\t.\t_\t_\t_\t_\t_
";

#[test]
fn names_and_pronouns_are_scored_by_what_they_are_joined_to() {
    let folder = Folder::with(&[("gold.conllu", TREES)]);
    let ran = folder.run(&["evaluate", "coref", "gold.conllu"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "names    P 100.0  R 100.0  F1 100.0   gold 1  predicted 1");
    assert_eq!(lines[1], "pronouns P 100.0  R 100.0  F1 100.0   gold 1  predicted 1");
    // Were "she" somebody else, she would be joined wrongly.
    let other = TREES.replace("(1-person-giv:act-nnnnn-cf1-1-ana)", "(3-person-new-nnnnn-cf1-1-sgl)");
    let folder = Folder::with(&[("gold.conllu", &other)]);
    let out = folder.run(&["evaluate", "coref", "gold.conllu"]).out;
    assert!(out.contains("pronouns P   0.0  R   0.0  F1   0.0   gold 0  predicted 1"), "{out}");
}

#[test]
fn bench_measures_every_stage() {
    let folder = Folder::with(&[("a.txt", "date 2025-03-04 Pilots met on Tuesday.\n")]);
    let ran = folder.run(&["bench", "a.txt", "--runs", "1", "--json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let page: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let rows: Vec<_> = page["rows"].as_array().unwrap().iter().map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(rows[..7], ["segment", "date", "tag", "attribute", "resolve", "count", "all stages"]);
    assert!(rows[7].starts_with("end to end"));
    assert_eq!(page["articles"], 1);
    let table = folder.run(&["bench", "a.txt", "--runs", "1"]).out;
    assert!(table.contains("MB/s") && table.contains("end to end, 1 thread"), "{table}");
    assert_eq!(folder.run(&["bench", "missing.txt"]).status, 2);
}
