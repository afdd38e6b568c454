//! Organisations and places over articles.
//!
//! What has an outside id is who has that id; what has none is who has that name, in which articles most often carry one id. An acronym is the
//! organisation that articles give it for.

use std::collections::HashMap;

use super::record::ThingRecord;

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
///
/// Names and ids are numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Things {
    numbers: HashMap<Box<str>, u32>,
    /// Name and id, name and acronym: in how many articles.
    links: HashMap<(u32, u32), u32>,
    acronyms: HashMap<(u32, u32), u32>,
}

/// What an organisation or place of an article is compared by: the numbers of its name and its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThingKey {
    name: u32,
    link: Option<u32>,
}

/// Who is who.
#[derive(Debug)]
pub(super) struct Decided {
    /// The id of a name without one.
    link_of: HashMap<u32, u32>,
    /// The name that an acronym stands for.
    acronym_of: HashMap<u32, u32>,
    /// The number that an id, or a name without one, has among those that came up.
    numbers: Vec<Option<u32>>,
    next: u32,
}

/// A share of this or more decides.
const MOST: f64 = 0.8;

impl Things {
    fn number(&mut self, key: &str) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let next = u32::try_from(self.numbers.len()).expect("fewer than 4 G names");
        *self.numbers.entry(key.into()).or_insert(next)
    }

    /// Takes an organisation or place of an article.
    pub(super) fn count(&mut self, thing: &ThingRecord) -> ThingKey {
        let name = self.number(&thing.key);
        let link = thing.link.as_deref().map(|link| self.number(link));
        if let Some(link) = link {
            *self.links.entry((name, link)).or_default() += 1;
        }
        for acronym in &thing.acronyms {
            let acronym = self.number(acronym);
            *self.acronyms.entry((acronym, name)).or_default() += 1;
        }
        ThingKey { name, link }
    }

    /// Decides, when all have been counted.
    pub(super) fn decide(self) -> Decided {
        let mut names: Vec<(u32, &str)> = self.numbers.iter().map(|(name, &number)| (number, &**name)).collect();
        names.sort_unstable();
        let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        let numbers = vec![None; names.len()];
        Decided { link_of: most(self.links, &names), acronym_of: most(self.acronyms, &names), numbers, next: 0 }
    }
}

impl Decided {
    /// The number of the organisation or place that one of an article is, new ones counted from 0, and why.
    pub(super) fn which(&mut self, thing: ThingKey) -> (u32, ThingRule) {
        let mut name = thing.name;
        let mut rule = ThingRule::Name;
        if thing.link.is_none()
            && let Some(&whole) = self.acronym_of.get(&name)
        {
            name = whole;
            rule = ThingRule::Acronym;
        }
        if thing.link.is_some() {
            rule = ThingRule::Link;
        }
        let key = thing.link.or_else(|| self.link_of.get(&name).copied()).unwrap_or(name);
        let number = &mut self.numbers[key as usize];
        if number.is_none() {
            *number = Some(self.next);
            self.next += 1;
        }
        (number.unwrap_or_default(), rule)
    }
}

/// For each first the second that it most often has, if that is most of its times.
fn most(counts: HashMap<(u32, u32), u32>, names: &[&str]) -> HashMap<u32, u32> {
    let mut counts: Vec<((u32, u32), u32)> = counts.into_iter().collect();
    // Of equal counts the first in the alphabet.
    counts.sort_unstable_by_key(|&((first, second), count)| (first, std::cmp::Reverse(count), names[second as usize]));
    let mut decided = HashMap::new();
    for same in counts.chunk_by(|a, b| a.0.0 == b.0.0) {
        let all: u32 = same.iter().map(|(_, count)| count).sum();
        let ((first, second), count) = same[0];
        if f64::from(count) >= MOST * f64::from(all) {
            decided.insert(first, second);
        }
    }
    decided
}
