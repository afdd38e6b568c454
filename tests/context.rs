//! Names of many meanings, decided by their context, and offices as of the article's date: `tests/cases/context.toml`.

use dateline::{Article, Form, Pipeline};
use jiff::civil::Date;
use serde::Deserialize;

use crate::cases::{load, report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    date: Option<String>,
    text: String,
    /// Without the model: it does not agree, and the case is one of the rules.
    #[serde(default)]
    no_model: bool,
    /// `text = type`, or `text = link`; nothing behind the sign where it is no mention. Of several mentions with one text, all.
    #[serde(default)]
    names: Vec<String>,
    /// `text = name of its entity`, of the first mention with that text.
    #[serde(default)]
    joined: Vec<String>,
    /// `office = person`, or nothing behind the sign where nobody is known.
    #[serde(default)]
    holders: Vec<String>,
    /// `person | role | tense`; behind `not ` what must not come.
    #[serde(default)]
    roles: Vec<String>,
}

#[test]
fn cases() {
    let (full, rules) = (Pipeline::new(), Pipeline::new().without_model());
    let mut wrong = Vec::new();
    let cases: Vec<Case> = load("context");
    for case in &cases {
        let pipeline = if case.no_model { &rules } else { &full };
        let date: Option<Date> = case.date.as_ref().map(|date| date.parse().unwrap());
        let mut article = Article::new("case", case.text.clone()).unwrap();
        article.date = date;
        let document = pipeline.annotate(article);
        let text = document.article.text();
        let found = |form: Form, name: &str| -> Vec<_> {
            let mentions = document.mentions.iter();
            mentions.filter(|mention| mention.form() == form && &text[mention.span()] == name).collect()
        };
        for line in &case.names {
            let (name, wanted) = line.split_once(" =").unwrap();
            let wanted = wanted.trim();
            let mentions = found(Form::Name, name);
            let right = match wanted {
                "" => mentions.is_empty(),
                "PER" | "ORG" | "LOC" | "MISC" => mentions.iter().all(|mention| mention.kind().as_str() == wanted),
                link => mentions.iter().all(|mention| mention.link() == Some(link)),
            };
            if !right || mentions.is_empty() != wanted.is_empty() {
                let got: Vec<_> = mentions.iter().map(|mention| (mention.kind().as_str(), mention.link())).collect();
                wrong.push(format!("{}: {name} is {got:?}, wanted {wanted:?}", case.name));
            }
        }
        for line in &case.holders {
            let (office, wanted) = line.split_once(" =").unwrap();
            let mentions = found(Form::Nominal, office);
            let holders = mentions.iter().filter_map(|mention| document.chains.entity_of(mention.id()));
            let got: Vec<&str> = holders.map(|entity| entity.known_as().unwrap_or(&text[entity.name()])).collect();
            let wanted = wanted.trim();
            if got.first().copied().unwrap_or_default() != wanted {
                wrong.push(format!("{}: {office} is {got:?}, wanted {wanted:?}", case.name));
            }
        }
        for line in &case.joined {
            let (name, wanted) = line.split_once(" = ").unwrap();
            let mention = found(Form::Name, name);
            let entity = mention.first().and_then(|mention| document.chains.entity_of(mention.id()));
            let got = entity.map(|entity| &text[entity.name()]);
            if got != Some(wanted) {
                wrong.push(format!("{}: {name} is {got:?}, wanted {wanted:?}", case.name));
            }
        }
        for line in &case.roles {
            let rows = document.chains.roles().map(|role| {
                let person = &text[document.chains.entity(role.entity()).name()];
                format!("{person} | {} | {}", role.role(), role.tense().as_str())
            });
            let rows: Vec<String> = rows.collect();
            let not = line.strip_prefix("not ");
            if rows.iter().any(|row| row == not.unwrap_or(line)) == not.is_some() {
                wrong.push(format!("{}: {rows:?}, wanted {line:?}", case.name));
            }
        }
    }
    report("context", &wrong);
}
