//! Names, entities, pronouns and roles on `cases/names.toml`.

use dateline::{Article, Document, Form, Pipeline};
use serde::Deserialize;

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// `TYPE text` of every name, in text order.
    names: Option<Vec<String>>,
    /// The texts of the mentions of each entity with more than one, names and others, in text order.
    chains: Option<Vec<Vec<String>>>,
    /// `person | role | affiliation | tense` of every role, in text order.
    roles: Option<Vec<String>>,
    /// Without the model: it does not agree, and the case is one of the rules.
    #[serde(default)]
    no_model: bool,
    /// An outside id that one of the entities must have.
    link: Option<String>,
}

fn names(document: &Document) -> Vec<String> {
    let text = document.article.text();
    let names = document.mentions.iter().filter(|mention| mention.form() == Form::Name);
    names.map(|mention| format!("{} {}", mention.kind().as_str(), &text[mention.span()])).collect()
}

fn chains(document: &Document) -> Vec<Vec<String>> {
    let text = document.article.text();
    let entities = document.chains.entities().filter(|entity| entity.mentions().len() > 1);
    let words = |id: &dateline::MentionId| text[document.mentions.get(*id).span()].to_owned();
    entities.map(|entity| entity.mentions().iter().map(words).collect()).collect()
}

fn roles(document: &Document) -> Vec<String> {
    let text = document.article.text();
    let row = |role: dateline::Role<'_>| {
        let person = &text[document.chains.entity(role.entity()).name()];
        format!("{person} | {} | {} | {}", role.role(), role.affiliation().unwrap_or_default(), role.tense().as_str())
    };
    document.chains.roles().map(row).collect()
}

#[test]
fn cases() {
    let (full, rules) = (Pipeline::new(), Pipeline::new().without_model());
    let mut wrong = Vec::new();
    for case in cases::load::<Case>("names") {
        let pipeline = if case.no_model { &rules } else { &full };
        for before in ["", cases::BEFORE] {
            let document = pipeline.annotate(Article::new("case", format!("{before}{}", case.text)).unwrap());
            let mut check = |what: &str, got: String, want: String| {
                if got != want {
                    wrong.push(format!("{} ({what}, {} before)\n  got  {got}\n  want {want}", case.name, before.len()));
                }
            };
            if let Some(want) = &case.names {
                check("names", format!("{:?}", names(&document)), format!("{want:?}"));
            }
            if let Some(want) = &case.chains {
                check("chains", format!("{:?}", chains(&document)), format!("{want:?}"));
            }
            if let Some(want) = &case.roles {
                check("roles", format!("{:?}", roles(&document)), format!("{want:?}"));
            }
            if let Some(want) = &case.link {
                let links: Vec<&str> = document.chains.entities().filter_map(dateline::Entity::link).collect();
                check("link", links.contains(&want.as_str()).to_string(), "true".to_owned());
            }
        }
    }
    cases::report("names", &wrong);
}
