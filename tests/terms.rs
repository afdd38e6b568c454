//! Terms and patterns on `cases/terms.toml`, their files, and what holds for those of every text.

use std::fs;
use std::path::Path;

use dateline::{Article, Error, Matches, Pipeline, Rows, Segmenter, Terms};
use proptest::prelude::*;
use serde::Deserialize;

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    name: String,
    /// Terms with their themes.
    #[serde(default)]
    terms: Vec<[String; 2]>,
    /// Names, themes and regular expressions.
    #[serde(default)]
    patterns: Vec<[String; 3]>,
    #[serde(default, rename = "ignore-case")]
    folded: bool,
    #[serde(default, rename = "inside-words")]
    inside: bool,
    text: String,
    /// All that is found, in order.
    matches: Vec<String>,
}

fn found<'a>(matches: &Matches, text: &'a str) -> Vec<&'a str> {
    matches.iter().map(|found| &text[found.span()]).collect()
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    for case in cases::load::<Case>("terms") {
        let mut terms = Terms::new().ignore_case(case.folded).inside_words(case.inside);
        for [term, theme] in &case.terms {
            terms.add(term, theme).unwrap();
        }
        for [name, theme, pattern] in &case.patterns {
            terms.add_pattern(name, theme, pattern).unwrap();
        }
        let matcher = terms.build().unwrap();
        for before in ["", cases::BEFORE] {
            let text = format!("{before}{}", case.text);
            let matches = matcher.find(&text, &Segmenter::new().segment(&text));
            if found(&matches, &text) != case.matches {
                wrong.push(format!(
                    "{}: {text}\n  found {:?}\n  not   {:?}",
                    case.name,
                    found(&matches, &text),
                    case.matches
                ));
            }
        }
    }
    cases::report("terms", &wrong);
}

/// Reads a file of that name as terms or patterns; returns what it lists that stands in `text`, with themes.
fn read(name: &str, content: &str, text: &str) -> Result<Vec<(String, String)>, Error> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, content).unwrap();
    let mut terms = Terms::new();
    let is_pattern = content.contains("regex") || name.ends_with("toml");
    if is_pattern {
        terms.add_patterns_file(&file)?;
    } else {
        terms.add_file(&file)?;
    }
    let matches = terms.build()?.find(text, &Segmenter::new().segment(text));
    assert!(matches.iter().all(|found| found.source().ends_with(name)));
    Ok(matches.iter().map(|found| (found.term().to_owned(), found.theme().to_owned())).collect())
}

#[test]
fn files_are_read_by_their_endings() {
    let text = "A carbon tax, the border wall and H.R. 912.";
    let all = [("carbon tax", "climate"), ("border*", "migration")];
    let pairs =
        |rows: &[(&str, &str)]| rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    for (name, content) in [
        ("a.csv", "term,theme\ncarbon tax,climate\nborder*,migration\n"),
        ("a.csv", "\u{feff}Theme;Term;note\nclimate;carbon tax;x\nmigration;border*;y\n"),
        ("a.csv", "carbon tax,climate\n\"border*\",migration\n"),
        ("a.tsv", "term\ttheme\ncarbon tax\tclimate\nborder*\tmigration\n"),
        ("a.txt", "term,theme\ncarbon tax,climate\nborder*,migration\n"),
        ("a.yml", "climate: [carbon tax, \"green *\"]\nmigration:\n  - border*\n"),
        ("a.yaml", "climate: carbon tax\nmigration:\n- border*\nnothing:\n"),
        ("a.json", r#"{"climate": ["carbon tax"], "migration": ["border*"]}"#),
    ] {
        assert_eq!(read(name, content, text).unwrap(), pairs(&all), "{content}");
    }
    let named = [("carbon tax", "climate"), ("border*", "climate")];
    for (name, content) in [
        ("climate.txt", "carbon tax\r\n\r\nborder*\n"),
        ("climate", "carbon tax\nborder*"),
        ("climate.csv", "carbon tax\nborder*\n"),
        ("climate.yml", "- carbon tax\n- border*\n"),
    ] {
        assert_eq!(read(name, content, text).unwrap(), pairs(&named), "{content}");
    }
    let nested = "POLICY:\n  CLIMATE: [carbon tax]\n  ORDER:\n    BORDER:\n    - border*\n    - wall\n";
    let expected =
        [("carbon tax", "POLICY.CLIMATE"), ("border*", "POLICY.ORDER.BORDER"), ("wall", "POLICY.ORDER.BORDER")];
    assert_eq!(read("a.yml", nested, text).unwrap(), pairs(&expected));
    let bill = [("bill", "law")];
    for (name, content) in [
        ("p.csv", "name,theme,regex\nbill,law,H\\.R\\. \\d+\n"),
        ("p.toml", "[[pattern]]\nname = 'bill'\ntheme = 'law'\nregex = 'H\\.R\\. \\d+'\n"),
        ("p.toml", "[law]\nbill = 'H\\.R\\. \\d+'\n"),
    ] {
        assert_eq!(read(name, content, text).unwrap(), pairs(&bill), "{content}");
    }
}

#[test]
fn what_cannot_be_used_is_told_with_its_line() {
    for (name, content, expected) in [
        (
            "p.csv",
            "name,theme,regex\nok,law,a\nbad,law,\"a(b\"\n",
            "p.csv:3: unclosed group, at character 2 of the pattern \"a(b\"",
        ),
        (
            "p.csv",
            "name,theme,regex\nbad,law,\n",
            "p.csv:2: there is no regex in the third column; a row is name,theme,regex",
        ),
        (
            "p.csv",
            "name,theme,regex\nempty,law,x*\n",
            "p.csv:2: the pattern \"x*\" matches the empty text, which stands everywhere",
        ),
        ("p.toml", "[law]\nok = 'a'\n\nbad = '[z-a]'\n", "p.toml:4: invalid character class range"),
        ("p.toml", "[law]\nbad = 3\n", "p.toml:2: a theme holds NAME = 'REGEX'"),
        ("p.toml", "[[pattern]]\nname = 'a'\ntheme = 'b'\n", "p.toml:1: a pattern has no regex"),
        ("p.toml", "law = 'a'\n", "p.toml:1: write [[pattern]]"),
        ("p.toml", "[law\n", "p.toml:1: "),
        (
            "p.toml",
            "[law]\nhuge = '((\\w{100}){100}){100}'\n",
            "p.toml:2: the pattern compiles to more than 10 megabytes, which is the limit",
        ),
        ("t.csv", "term,theme\nok,a\n*,a\n", "t.csv:3: a term of stars only"),
        ("t.csv", "term,theme\n,a\n", "t.csv:2: an empty term"),
        ("t.txt", "ok\na*b c\n", "t.txt:2: \"a*b c\": a star stands for the rest of a word"),
        ("t.yml", "a: [b\nc: d\n", "t.yml:"),
        ("t.yml", "a: &x [b]\nc: *x\n", "t.yml:2: aliases are not read"),
        ("t.yml", "only words\n", "t.yml:1: write themes with their terms"),
        ("t.yml", "a:\n  - b\n  - '*'\n", "t.yml:3: a term of stars only"),
    ] {
        let error = read(name, content, "").map(|_| ()).expect_err(content).to_string();
        let told = &error[error.find(name).unwrap_or_default()..];
        assert!(told.starts_with(expected), "{content}\n  told {told}\n  not  {expected}");
    }
    let missing = Terms::new().add_file(Path::new("no/such.csv")).expect_err("there is no such file").to_string();
    assert_eq!(missing, "no/such.csv: no such file or folder");
}

#[test]
fn themes_are_counted_in_and_out_of_quotations() {
    let mut terms = Terms::new();
    terms.add("tax*", "economy").unwrap();
    terms.add("wall", "border").unwrap();
    let pipeline = Pipeline::new().with_matcher(terms.build().unwrap());
    let text = "“The tax is a tax on the poor,” said Liv Aasen, a tax lawyer. The wall stands.";
    let document = pipeline.annotate(Article::new("a1", text).unwrap());
    let rows = Rows::new(&document);
    let themes: Vec<_> = rows.themes().map(|row| (row.theme, row.matches, row.in_quotes)).collect();
    assert_eq!(themes, [("border", 1, 0), ("economy", 3, 2)]);
}

#[test]
fn terms_are_found_in_articles_of_other_languages() {
    let mut terms = Terms::new();
    terms.add("Klimawandel", "climate").unwrap();
    let mut article = Article::new("a1", "Der Klimawandel ist da.").unwrap();
    article.sentences_only = true;
    let document = Pipeline::new().with_matcher(terms.build().unwrap()).annotate(article);
    assert_eq!(document.matches.len(), 1);
    assert!(document.mentions.is_empty());
}

/// What the terms of one word must find, by the words of a text cut at blanks.
fn naive(words: &[&str], text: &str) -> usize {
    text.split_whitespace().filter(|part| words.contains(&part.to_lowercase().as_str())).count()
}

proptest! {
    #[test]
    fn plain_words_are_found_as_often_as_they_stand(text in "((tax|Tax|wall|war|syntax|taxes)( |\n){1,2}){0,40}") {
        let words = ["tax", "wall", "war"];
        let mut terms = Terms::new();
        for word in words {
            terms.add(word, "all").unwrap();
        }
        // Thousands of others do not change what is found.
        (0..3000).for_each(|number| terms.add(&format!("tax wall{number}"), "all").unwrap());
        let matches = terms.build().unwrap().find(&text, &Segmenter::new().segment(&text));
        prop_assert_eq!(matches.len(), naive(&words, &text));
    }

    #[test]
    fn any_terms_in_any_text(list in prop::collection::vec("\\PC{1,8}\\*?", 0..8), text in "[\\PC\\s]{0,200}", inside: bool) {
        let mut terms = Terms::new().inside_words(inside);
        for term in &list {
            // Those that cannot be used tell so.
            let _ = terms.add(term, &term[..term.chars().next().map_or(0, char::len_utf8)]);
        }
        let segments = Segmenter::new().segment(&text);
        let matches = terms.build().unwrap().find(&text, &segments);
        for found in matches.iter() {
            prop_assert!(!found.span().is_empty());
            prop_assert!(text.get(found.span().range()).is_some());
            prop_assert!(segments.view(&text).sentence(found.sentence()).span().start() <= found.span().start());
        }
        let starts: Vec<u32> = matches.iter().map(|found| found.span().start()).collect();
        prop_assert!(starts.is_sorted());
    }
}
