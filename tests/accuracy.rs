//! Accuracy on the sample corpus: `tests/accuracy.tsv` is what `corpus/dev` and `corpus/wire` give today.
//!
//! A figure that drops fails. One that rises fails too, until `DATELINE_UPDATE=1` writes the table anew, so that the committed table
//! is always the truth.

use std::fs;
use std::path::Path;

use dateline::evaluate::{Gold, Scores, score};
use dateline::{Articles, Pipeline, ReadOptions};

fn scores(split: &str) -> Scores {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(split);
    let pipeline = Pipeline::new();
    let mut sum = Scores::new();
    let mut articles = 0;
    for article in Articles::open([&folder], ReadOptions::default()) {
        let article = article.unwrap();
        let path = folder.join(&article.id).with_extension("txt");
        let (file, ann) = (fs::read_to_string(&path).unwrap(), fs::read_to_string(path.with_extension("ann")).unwrap());
        let gold = Gold::parse(&ann, &file, article.text()).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let document = pipeline.annotate(article);
        crate::invariants::check(&document);
        for (task, count) in score(&document, &gold) {
            *sum.entry(task).or_default() += count;
        }
        articles += 1;
    }
    assert!(articles >= 16, "{articles} articles in {folder:?}");
    sum
}

fn table(scores: &Scores) -> String {
    let mut lines = vec!["task\tprecision\trecall\tf1\tgold\tpredicted\tright".to_owned()];
    for (task, count) in scores {
        let percent = |share: f64| format!("{:.1}", 100.0 * share);
        let cells = [task.clone(), percent(count.precision()), percent(count.recall()), percent(count.f1())];
        lines.push(format!("{}\t{}\t{}\t{}", cells.join("\t"), count.gold, count.predicted, count.right));
    }
    lines.join("\n") + "\n"
}

#[test]
fn table_is_what_the_corpus_gives() {
    let mut all = scores("dev");
    all.extend(scores("wire").into_iter().map(|(task, count)| (format!("wire {task}"), count)));
    let now = table(&all);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accuracy.tsv");
    if std::env::var_os("DATELINE_UPDATE").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let changes: Vec<String> = now
        .lines()
        .filter(|line| !committed.lines().any(|known| known == *line))
        .map(|line| {
            let task = line.split('\t').next().unwrap_or_default();
            let known = committed.lines().find(|known| known.split('\t').next() == Some(task));
            format!("{}\n  now {line}\n  was {}", task, known.unwrap_or("not there"))
        })
        .collect();
    assert!(
        changes.is_empty() && committed == now,
        "tests/accuracy.tsv differs:\n{}\nafter a gain: DATELINE_UPDATE=1",
        changes.join("\n")
    );
}

#[test]
fn readme_shows_the_committed_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let committed = fs::read_to_string(root.join("tests/accuracy.tsv")).unwrap();
    let f1 = |task: &str| {
        let row = committed.lines().map(|line| line.split('\t').collect::<Vec<_>>()).find(|cells| cells[0] == task);
        row.unwrap_or_else(|| panic!("no task {task}"))[3].to_owned()
    };
    let types = ["PER", "ORG", "LOC", "MISC"].map(|kind| f1(&format!("names {kind}"))).join(" / ");
    let tasks = ["roles", "pronouns", "quotes", "speakers", "dates", "values"].map(f1).join(" | ");
    let row = format!("| {} | {types} | {tasks} |", f1("names"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    assert!(readme.lines().any(|line| line == row), "README.md should show {row}");
}

/// The test part is read but not tabled: it is for release notes. Here it only has to be sound, and not far from dev.
#[test]
fn test_articles_are_sound() {
    let (dev, test) = (scores("dev"), scores("test"));
    for task in ["names", "roles", "quotes", "speakers", "dates"] {
        let gap = dev[task].f1() - test[task].f1();
        assert!(gap < 0.2, "{task}: {} on dev, {} on test", dev[task], test[task]);
    }
}
