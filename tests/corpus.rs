//! What holds over a corpus: persons, copies, quotations; and that it does not depend on how the articles came.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use dateline::{
    Article, Chunk, CorpusOptions, Error, ExtractOptions, Format, Output, Overrides, Pipeline, Summary, Table, extract,
    join_corpus,
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Case {
    name: String,
    articles: Vec<News>,
    people: Option<String>,
    same: Vec<[String; 2]>,
    different: Vec<[String; 2]>,
    duplicates: Vec<[String; 3]>,
    quotes_same: Vec<[String; 2]>,
    quotes_different: Vec<[String; 2]>,
    unmatched: Vec<u64>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct News {
    id: String,
    date: String,
    text: String,
}

/// Tables as they were written.
#[derive(Default)]
struct Written(HashMap<Table, String>);

impl Output for Written {
    fn write(&mut self, table: Table, _: Format, rows: Chunk) -> Result<(), Error> {
        let bytes = rows.bytes().expect("JSON Lines has bytes");
        self.0.entry(table).or_default().push_str(std::str::from_utf8(bytes).expect("tables are UTF-8"));
        Ok(())
    }
}

impl Written {
    fn rows(&self, table: Table) -> Vec<Value> {
        let lines = self.0.get(&table).map(String::as_str).unwrap_or_default().lines();
        lines.map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
    }
}

fn options(people: Overrides) -> ExtractOptions {
    let mut corpus = CorpusOptions::default();
    corpus.people = people;
    let mut options = ExtractOptions::default();
    options.formats = vec![Format::JsonLines];
    options.corpus = corpus;
    options
}

fn run(articles: &[News], options: &ExtractOptions) -> (Written, Summary) {
    let articles: Vec<Result<Article, Error>> = articles
        .iter()
        .map(|text| Ok(Article::new(&text.id, &text.text)?.dated(text.date.parse().expect("a date"))))
        .collect();
    let mut written = Written::default();
    let summary = extract(articles, &Pipeline::new(), options, &mut written, &mut |_| {}).expect("nothing fails");
    (written, summary)
}

fn told(people: Option<&str>) -> Overrides {
    let Some(people) = people else { return Overrides::default() };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("people.csv");
    fs::write(&file, people).expect("a file");
    Overrides::read(&file).expect("decisions")
}

/// Who the words of "article: words" are.
fn person(written: &Written, case: &Case, place: &str) -> Value {
    let (article, words) = place.split_once(": ").expect("\"article: words\"");
    let text = &case.articles.iter().find(|text| text.id == article).expect("an article of the case").text;
    let start = text[..text.find(words).expect("the words are in the article")].chars().count();
    let is_there = |row: &&Value| {
        row["article_id"] == article
            && row["start"].as_u64().is_some_and(|from| from <= start as u64)
            && row["end"].as_u64().is_some_and(|end| end > start as u64)
    };
    let mentions = written.rows(Table::Mentions);
    let mention = mentions.iter().find(is_there).unwrap_or_else(|| panic!("{}: no mention at {place}", case.name));
    let appearances = written.rows(Table::Appearances);
    let is_it = |row: &&Value| row["article_id"] == article && row["entity_id"] == mention["entity_id"];
    let found = appearances.iter().find(is_it).unwrap_or_else(|| panic!("{}: {place} is nobody", case.name));
    assert!(found["person_id"].is_u64(), "{}: {place} is no person", case.name);
    found["person_id"].clone()
}

/// Which quotation the first direct one of an article is.
fn quotation(written: &Written, case: &Case, article: &str) -> Value {
    let quotes = written.rows(Table::Quotes);
    let quote = quotes.iter().find(|row| row["article_id"] == article && row["kind"] == "direct");
    let quote = quote.unwrap_or_else(|| panic!("{}: no quotation in {article}", case.name));
    let occurrences = written.rows(Table::QuoteOccurrences);
    let is_it = |row: &&Value| row["article_id"] == article && row["quote_id"] == quote["quote_id"];
    occurrences.iter().find(is_it).expect("every quotation is one of the corpus")["unique_id"].clone()
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("cases/corpus.toml")).expect("the cases are TOML").case
}

#[test]
fn cases_hold() {
    for case in cases() {
        let (written, summary) = run(&case.articles, &options(told(case.people.as_deref())));
        for [a, b] in &case.same {
            assert_eq!(person(&written, &case, a), person(&written, &case, b), "{}: {a}, {b}", case.name);
        }
        for [a, b] in &case.different {
            assert_ne!(person(&written, &case, a), person(&written, &case, b), "{}: {a}, {b}", case.name);
        }
        let found: Vec<[String; 3]> = written
            .rows(Table::Duplicates)
            .iter()
            .map(|row| {
                ["article_id", "duplicate_of", "kind"].map(|column| row[column].as_str().unwrap_or_default().to_owned())
            })
            .collect();
        assert_eq!(found, case.duplicates, "{}", case.name);
        for [a, b] in &case.quotes_same {
            assert_eq!(quotation(&written, &case, a), quotation(&written, &case, b), "{}: {a}, {b}", case.name);
        }
        for [a, b] in &case.quotes_different {
            assert_ne!(quotation(&written, &case, a), quotation(&written, &case, b), "{}: {a}, {b}", case.name);
        }
        assert_eq!(summary.corpus.unmatched, case.unmatched, "{}", case.name);
    }
}

fn all_articles() -> Vec<News> {
    let cases = cases().into_iter().enumerate();
    let named = |(place, case): (usize, Case)| {
        case.articles.into_iter().map(move |text| News { id: format!("{place}{}", text.id), ..text })
    };
    cases.flat_map(named).collect()
}

#[test]
fn the_order_of_articles_does_not_matter() {
    let mut articles = all_articles();
    let (first, _) = run(&articles, &options(Overrides::default()));
    for turn in 1..4 {
        articles.rotate_left(turn * 3);
        articles.reverse();
        let (other, _) = run(&articles, &options(Overrides::default()));
        for table in Table::ALL.into_iter().filter(|table| table.is_of_corpus()) {
            assert_eq!(first.0.get(&table), other.0.get(&table), "{}", table.as_str());
        }
    }
}

#[test]
fn runs_may_be_cut_anywhere() {
    let articles = all_articles();
    let (whole, _) = run(&articles, &options(Overrides::default()));
    let folder = tempfile::tempdir().expect("a folder");
    for cut in [1, 5, articles.len() - 1] {
        let mut folders: Vec<PathBuf> = Vec::new();
        for (place, part) in [&articles[..cut], &articles[cut..]].into_iter().enumerate() {
            let path = folder.path().join(format!("{cut}-{place}"));
            fs::create_dir_all(&path).expect("a folder");
            let (written, _) = run(part, &options(Overrides::default()));
            for (table, text) in Table::ALL.into_iter().filter_map(|table| Some((table, written.0.get(&table)?))) {
                fs::write(path.join(format!("{}.jsonl", table.as_str())), text).expect("a table");
            }
            folders.push(path);
        }
        folders.reverse();
        let mut joined = Written::default();
        let options = options(Overrides::default());
        let summary = join_corpus(&folders, &options, &mut joined, &mut |_| {}).expect("tables can be read");
        assert_eq!(summary.rows(Table::Articles), articles.len() as u64);
        for table in Table::ALL.into_iter().filter(|table| table.is_of_corpus()) {
            assert_eq!(whole.0.get(&table), joined.0.get(&table), "{} cut at {cut}", table.as_str());
        }
        // The same articles again are left out and told.
        let mut told = 0;
        let twice = [folders[0].clone(), folders[0].clone()];
        join_corpus(&twice, &options, &mut Written::default(), &mut |event| {
            told += u64::from(matches!(event, dateline::Event::Failed(_)));
        })
        .expect("tables can be read");
        assert_eq!(told, (articles.len() - cut) as u64);
    }
}

#[test]
fn a_bad_decision_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("people.csv");
    fs::write(&file, "same,A,B\ngender,A,tall\n").expect("a file");
    let error = Overrides::read(&file).expect_err("tall is no gender").to_string();
    assert!(error.ends_with("people.csv:2: \"tall\" is no gender; write female, male or nothing"), "{error}");
}
