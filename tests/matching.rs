//! Names of a gazetteer found in text: `tests/cases/gazetteers.toml`.

use std::fmt::Write;
use std::fs;

use dateline::{Gazetteer, Segmenter};
use serde::Deserialize;

use crate::cases::{BEFORE, load, report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    names: Vec<String>,
    text: String,
    found: Vec<String>,
    #[serde(default)]
    readings: Vec<String>,
}

/// A gazetteer of these names: type, name, and the prior where the last word is a number.
fn gazetteer(names: &[String]) -> Gazetteer {
    let mut table = "type\tname\tprior\n".to_owned();
    for line in names {
        let (kind, name) = line.split_once(' ').unwrap();
        let (name, prior) = match name.rsplit_once(' ') {
            Some((name, prior)) if prior.parse::<u32>().is_ok() => (name, prior),
            _ => (name, ""),
        };
        writeln!(table, "{kind}\t{name}\t{prior}").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("names.tsv");
    fs::write(&file, table).unwrap();
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_file(&file).unwrap();
    gazetteer
}

/// The names in a text, each with its likeliest reading.
fn search(gazetteer: &Gazetteer, text: &str) -> Vec<(String, String)> {
    let segments = Segmenter::new().segment(text);
    let view = segments.view(text);
    let (mut found, mut end) = (Vec::new(), 0);
    for token in view.tokens() {
        if token.id().index() < end {
            continue;
        }
        if let Some(name) = gazetteer.longest(view, token.id(), token.sentence().end_token()) {
            let entry = name.readings().next().unwrap();
            found.push((text[name.span].to_owned(), format!("{} {}", entry.kind().as_str(), entry.canonical())));
            end = name.tokens.1.index();
        }
    }
    found
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    let cases: Vec<Case> = load("gazetteers");
    for case in &cases {
        let gazetteer = gazetteer(&case.names);
        for text in [case.text.clone(), format!("{BEFORE}{}", case.text)] {
            let (found, readings): (Vec<_>, Vec<_>) = search(&gazetteer, &text).into_iter().unzip();
            let blank = |name: &String| name.replace('\n', " ");
            let right = found.iter().map(blank).eq(case.found.iter().cloned());
            if !right || !case.readings.is_empty() && readings != case.readings {
                wrong.push(format!(
                    "{}: {found:?} {readings:?}, wanted {:?} {:?}",
                    case.name, case.found, case.readings
                ));
            }
        }
    }
    report("gazetteers", &wrong);
}
