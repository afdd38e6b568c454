//! The article's memory: a name in full decides what its parts are elsewhere.

use std::collections::HashMap;

use super::{Form, MentionRow};
use crate::gazetteer::kinds::EntityType;
use crate::id::TokenId;
use crate::segment::View;

/// Below this confidence a name of one word gives way to what the article's full names say.
const WEAK: f32 = 0.86;

/// Retypes weak names of one word that are a part of a person's full name in the article, and adds doubtful words that are.
pub(super) fn apply(view: View<'_>, names: &mut Vec<MentionRow>, doubtful: &[TokenId]) {
    let mut parts: HashMap<String, Part> = HashMap::new();
    for row in names.iter().filter(|row| row.kind == EntityType::Per && row.confidence >= 0.62) {
        let words: Vec<&str> = view.range(row.tokens.0, row.tokens.1).map(|token| token.text()).collect();
        match words[..] {
            [.., last] if words.len() > 1 || row.rule == "title" && last.chars().any(char::is_lowercase) => {
                parts.insert(fold(last), Part::Last);
                if words.len() > 1 && words[0].len() > 2 {
                    parts.entry(fold(words[0])).or_insert(Part::First);
                }
            }
            _ => {}
        }
    }
    if parts.is_empty() {
        return;
    }
    for row in names.iter_mut().filter(|row| row.tokens.1.index() == row.tokens.0.index() + 1 && row.confidence < WEAK)
    {
        let part = parts.get(&fold(view.token(row.tokens.0).text()));
        let known = matches!(row.rule, "gazetteer" | "acronym");
        if part == Some(&Part::Last) || part == Some(&Part::First) && !known {
            (row.kind, row.subtype, row.rule, row.confidence) = (EntityType::Per, None, "name-part", 0.9);
            (row.canonical, row.link) = (None, None);
        }
    }
    for &id in doubtful {
        let token = view.token(id);
        if parts.get(&fold(token.text())) == Some(&Part::Last) {
            names.push(MentionRow {
                span: token.span(),
                tokens: (id, token.next_id()),
                sentence: token.sentence().id(),
                kind: EntityType::Per,
                subtype: None,
                form: Form::Name,
                canonical: None,
                link: None,
                rule: "name-part",
                confidence: 0.8,
            });
        }
    }
}

#[derive(PartialEq, Eq)]
enum Part {
    First,
    Last,
}

fn fold(word: &str) -> String {
    word.to_lowercase()
}
