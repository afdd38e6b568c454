//! The article's memory: a name in full decides what its parts are elsewhere. For the tagger without a model, whose
//! place `again` and `agree` take where there is one.
//!
//! [`agree`] first lets uses of one word agree on a type; [`apply`] then makes persons of the parts of full names,
//! which also finds words that were too doubtful to be proposed: "Wind said", where the article has "Ada Wind".

use std::collections::{HashMap, HashSet};

use super::{Identity, MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::segment::{Token, View};

/// Below this confidence a name of one word gives way to what the article's full names say.
const WEAK: f32 = 0.86;

/// Lets the article's other mentions of a word that nothing knows decide its type: "Sarn" is a place where it also
/// stands after "in", and "Veldanian" is the people of "Veldania". Words are compared without case.
///
/// Three sets decide: words that stood as a place by their shape or in a place line; words that are such a word with an
/// ending of peoples ("n", "an", "ian"); and the rules whose guesses may be overruled ([`UNKNOWN`]).
pub(super) fn agree(view: View<'_>, names: &mut [MentionRow]) {
    vote(view, names);
    let single = |row: &MentionRow| row.tokens.1.index() == row.tokens.0.index() + 1;
    let text = |row: &MentionRow| fold(&view.text()[row.span]);
    let mut places: HashMap<String, u32> = HashMap::new();
    for row in names.iter().filter(|row| matches!(row.rule, Rule::PlaceShape | Rule::Dateline)) {
        *places.entry(text(row)).or_default() += 1;
    }
    let mut people: HashSet<String> = HashSet::new();
    for row in names.iter().filter(|row| single(row) && row.confidence < WEAK) {
        let word = text(row);
        let country = ["n", "an", "ian"].iter().filter_map(|ending| word.strip_suffix(ending)).find_map(|stem| {
            [stem.to_owned(), format!("{stem}a"), format!("{stem}ia")]
                .into_iter()
                .find(|country| places.contains_key(country))
        });
        if country.is_some() && !places.contains_key(&word) {
            people.insert(word);
        }
    }
    for row in names.iter_mut().filter(|row| single(row) && UNKNOWN.contains(&row.rule)) {
        let word = text(row);
        if people.contains(&word) {
            (row.kind, row.subtype, row.rule, row.confidence) =
                (EntityType::Misc, Some(Subtype::Nationality), Rule::PeopleOfPlace, 0.8);
        } else if places.contains_key(&word) {
            (row.kind, row.rule, row.confidence) = (EntityType::Loc, Rule::PlaceElsewhere, 0.65);
        }
    }
}

/// A longer name that only its shape and neighbours type is of one type throughout the article: the one with most
/// weight, of equals the last type in their order.
fn vote(view: View<'_>, names: &mut [MentionRow]) {
    let voter = |row: &MentionRow| {
        let longer = row.tokens.1.index() > row.tokens.0.index() + 1;
        longer && matches!(row.rule, Rule::NameShape | Rule::PlaceShape | Rule::CapitalShape | Rule::CountedShape)
    };
    let mut votes: HashMap<&str, [f32; EntityType::ALL.len()]> = HashMap::new();
    for row in names.iter().filter(|row| voter(row)) {
        votes.entry(&view.text()[row.span]).or_default()[row.kind as usize] += row.confidence;
    }
    for row in names.iter_mut().filter(|row| voter(row)) {
        let weights = votes[&view.text()[row.span]];
        let best = EntityType::ALL.iter().copied().max_by(|a, b| weights[*a as usize].total_cmp(&weights[*b as usize]));
        row.kind = best.unwrap_or(row.kind);
    }
}

/// The rules that go by a name's shape alone.
const UNKNOWN: [Rule; 5] = [Rule::CapitalShape, Rule::Surname, Rule::Acronym, Rule::SpeakerShape, Rule::CountedShape];

/// Retypes weak names of one word that are a part of a person's full name in the article, and adds doubtful words that
/// are.
///
/// A last word makes any weak name a person, "Wind" of "Ada Wind" even if a gazetteer has a "Wind"; a first word only
/// where no gazetteer and no acronym stands against it.
pub(super) fn apply(view: View<'_>, names: &mut Vec<MentionRow>, doubtful: &[TokenId]) {
    let mut parts: HashMap<String, Part> = HashMap::new();
    for row in names.iter().filter(|row| row.kind == EntityType::Per && row.confidence >= 0.62) {
        let words: Vec<&str> = view.range(row.tokens.0, row.tokens.1).map(Token::text).collect();
        match words[..] {
            [.., last] if words.len() > 1 || row.rule == Rule::Title && last.chars().any(char::is_lowercase) => {
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
        let known = matches!(row.rule, Rule::Gazetteer | Rule::Acronym);
        if part == Some(&Part::Last) || part == Some(&Part::First) && !known {
            (row.kind, row.subtype, row.rule, row.confidence) = (EntityType::Per, None, Rule::NamePart, 0.9);
            row.identity = Identity::default();
        }
    }
    for &id in doubtful {
        let token = view.token(id);
        if parts.get(&fold(token.text())) == Some(&Part::Last) {
            names.push(MentionRow::name(token, token, EntityType::Per, Rule::NamePart, 0.8));
        }
    }
}

/// Which part of a person's name a word is.
#[derive(PartialEq, Eq)]
enum Part {
    /// Its first word, of more than two bytes.
    First,
    /// Its last word, which tells more: a first name does not overrule a gazetteer.
    Last,
}

/// A word without regard to case.
fn fold(word: &str) -> String {
    word.to_lowercase()
}
