//! Organisations and places over articles.
//!
//! What has an outside id is who has that id; what has none is who has that name, in which articles most often carry one id. An acronym is the
//! organisation that articles give it for.

use std::collections::HashMap;
use std::hash::Hash;

use super::facts::EntityFacts;
use super::name::{fold, organisation_key};

/// Why an organisation or place of an article is that of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThingRule {
    /// The same outside id.
    Link,
    /// The same name, legal form and article aside.
    Name,
    /// The acronym of the name, as other articles have both.
    Acronym,
}

impl ThingRule {
    /// The name that the tables hold.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Name => "name",
            Self::Acronym => "acronym",
        }
    }

    /// How often such a join is right, roughly.
    pub(crate) const fn confidence(self) -> f32 {
        match self {
            Self::Link => 0.98,
            Self::Name => 0.95,
            Self::Acronym => 0.93,
        }
    }
}

/// Counts which names have which ids and acronyms, then tells who is who.
#[derive(Debug, Default)]
pub(super) struct Things {
    links: HashMap<(String, String), u32>,
    acronyms: HashMap<(String, String), u32>,
    decided: Option<Decided>,
}

#[derive(Debug, Default)]
struct Decided {
    /// The id of a name without one.
    link_of: HashMap<String, String>,
    /// The name that an acronym stands for.
    acronym_of: HashMap<String, String>,
    numbers: HashMap<String, u32>,
}

/// A share of this or more decides.
const MOST: f64 = 0.8;

impl Things {
    /// Takes an entity of an article.
    pub(super) fn count(&mut self, entity: &EntityFacts) {
        let key = key(entity);
        if let Some(link) = &entity.link {
            *self.links.entry((key.clone(), link.clone())).or_default() += 1;
        }
        if entity.kind == "ORG" {
            for form in entity.forms.iter().filter(|form| is_acronym(form)) {
                let acronym = format!("ORG {}", organisation_key(form));
                if acronym != key {
                    *self.acronyms.entry((acronym, key.clone())).or_default() += 1;
                }
            }
        }
    }

    /// Decides, when all have been counted.
    pub(super) fn decide(&mut self) {
        let link_of = most(std::mem::take(&mut self.links));
        let acronym_of = most(std::mem::take(&mut self.acronyms));
        self.decided = Some(Decided { link_of, acronym_of, numbers: HashMap::new() });
    }

    /// The number of the organisation or place that an entity is, new ones counted from 0, and why.
    ///
    /// # Panics
    ///
    /// Before [`Things::decide`].
    pub(super) fn which(&mut self, entity: &EntityFacts) -> (u32, ThingRule) {
        let decided = self.decided.as_mut().expect("all have been counted");
        let mut key = key(entity);
        let mut rule = ThingRule::Name;
        if entity.link.is_none()
            && let Some(name) = decided.acronym_of.get(&key)
        {
            key.clone_from(name);
            rule = ThingRule::Acronym;
        }
        if let Some(link) = &entity.link {
            key = format!("link {link}");
            rule = ThingRule::Link;
        } else if let Some(link) = decided.link_of.get(&key) {
            key = format!("link {link}");
        }
        let next = u32::try_from(decided.numbers.len()).expect("fewer than 4 G things");
        (*decided.numbers.entry(key).or_insert(next), rule)
    }
}

/// What entities without an id are compared by.
fn key(entity: &EntityFacts) -> String {
    if entity.kind == "ORG" {
        format!("ORG {}", organisation_key(&entity.name))
    } else {
        let country = entity.country.as_deref().unwrap_or_default();
        format!("{} {} {country}", entity.kind, fold(&entity.name).join(" "))
    }
}

fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|letter| *letter != '.');
    (2..=6).contains(&letters.clone().count()) && letters.clone().all(|letter| letter.is_uppercase() || letter == '&')
}

/// For each first the second that it most often has, if that is most of its times.
fn most<K: Ord + Hash + Clone>(counts: HashMap<(K, K), u32>) -> HashMap<K, K> {
    let mut counts: Vec<((K, K), u32)> = counts.into_iter().collect();
    counts.sort_unstable();
    let mut decided = HashMap::new();
    for same in counts.chunk_by(|a, b| a.0.0 == b.0.0) {
        let all: u32 = same.iter().map(|(_, count)| count).sum();
        // Of equal counts the first in the alphabet.
        let best = same.iter().rev().max_by_key(|(_, count)| *count);
        if let Some(((first, second), count)) = best
            && f64::from(*count) >= MOST * f64::from(all)
        {
            decided.insert(first.clone(), second.clone());
        }
    }
    decided
}
