//! Organisations and places over articles.
//!
//! What has an outside id is who has that id; what has none is who has that name, in which articles most often carry
//! one id. An acronym is the organisation that articles give it for.
//!
//! ```text
//! a1  the World Bank (WB), linked to wikidata:Q7164     → by link
//! a2  World Bank, no link                               → the same, since nine in ten of that name have that id
//! a3  WB                                                → the same, since articles give WB for the World Bank
//! a4  Springfield, US, in one article Q28515, in the next Q135615    → by name, if neither has four fifths
//! ```
//!
//! There are no blocks and no time here: names of organisations are long enough to tell them apart. The price is that
//! two towns of one name in one country are one place where no gazetteer parts them. Memory holds each different name
//! and id once, with counts; a step costs a look-up.

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
/// Names and ids are numbered as they come, in one list, since their keys say what they are (`ORG fjordline`, `link
/// wikidata:Q42`).
#[derive(Debug, Default)]
pub(super) struct Things {
    /// The number of each key.
    numbers: HashMap<Box<str>, u32>,
    /// Name and id: in how many entities of articles.
    links: HashMap<(u32, u32), u32>,
    /// Acronym and name: the same.
    acronyms: HashMap<(u32, u32), u32>,
}

/// What an organisation or place of an article is compared by: the numbers of its name and its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThingKey {
    /// The number of its name.
    name: u32,
    /// The number of its id, if it has one.
    link: Option<u32>,
}

/// Who is who, when all have been counted. Numbers are given as [`Decided::which`] asks, so whoever asks in the order
/// of time gets numbers that do not depend on the input.
#[derive(Debug)]
pub(super) struct Decided {
    /// The id of a name without one.
    link_of: HashMap<u32, u32>,
    /// The name that an acronym stands for.
    acronym_of: HashMap<u32, u32>,
    /// The number that an id, or a name without one, has among those that came up.
    numbers: Vec<Option<u32>>,
    /// The number that the next one gets.
    next: u32,
}

/// A share of this or more decides: a name whose id is one thing in four articles and another in the fifth is the
/// first.
const DECIDING_SHARE: f64 = 0.8;

impl Things {
    /// The number of a key; a new one has the next.
    fn number(&mut self, key: &str) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let next = u32::try_from(self.numbers.len()).expect("fewer than 4 G names");
        *self.numbers.entry(key.into()).or_insert(next)
    }

    /// Takes an organisation or place of an article; returns what it is compared by.
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

    /// Decides, when all have been counted: which id a name has, and which name an acronym.
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
    ///
    /// Its own link is first; else the whole name of an acronym, then the id that the name mostly has, then the name.
    /// One step each: an acronym of an acronym is not followed. The rule does not tell whether a name led to an id.
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

/// For each first the second that it most often has, if that is four fifths of its times. Of equal counts the first in
/// the alphabet of `names` is taken, so that hashing decides nothing.
fn most(counts: HashMap<(u32, u32), u32>, names: &[&str]) -> HashMap<u32, u32> {
    let mut counts: Vec<((u32, u32), u32)> = counts.into_iter().collect();
    // Of equal counts the first in the alphabet.
    counts.sort_unstable_by_key(|&((first, second), count)| (first, std::cmp::Reverse(count), names[second as usize]));
    let mut decided = HashMap::new();
    for same in counts.chunk_by(|a, b| a.0.0 == b.0.0) {
        let all: u32 = same.iter().map(|(_, count)| count).sum();
        let ((first, second), count) = same[0];
        if f64::from(count) >= DECIDING_SHARE * f64::from(all) {
            decided.insert(first, second);
        }
    }
    decided
}
