//! Adding up: what all articles say of one person, organisation or place.
//!
//! Articles vote. Each entity of an article that is somebody of the corpus says its name, canonical name, link,
//! country, gender, role … once, and what most say stands in the row; numbers are summed. A million articles have too
//! many such votes for memory, so they are sorted by whom they are of, and one person is added up at a time.
//!
//! ```text
//! said by a1    Dora Winslow   female (title)      mayor, Port Elva
//! said by a2    D. Winslow     female (forename)   mayor, Port Elva
//! said by a3    Winslow        -                   Mayor, Port Elva
//! the row       Dora Winslow   variants: D. Winslow, Winslow   female (title)   mayor, Port Elva
//! ```
//!
//! Rows are then sorted once more, those in most articles first, and numbered: that number is the `person_id`,
//! `organisation_id` or `place_id`.

use std::collections::BTreeMap;

use super::answers::{Kind, Rule, Thing};
use super::finish::{Assigned, Ranked};
use super::name::{PersonName, fold};
use super::spill::{Reader, Sorter, Store, Writer};
use crate::error::Error;

/// Collects what articles say of each person, organisation and place.
#[derive(Debug)]
pub(super) struct Tally {
    /// Kind, number, rank, article, confidence and rule of the join, then what the article says as
    /// [`record`](super::record) wrote it.
    said: Sorter,
}

/// Everyone and everything, added up; arrays are by [`Kind`].
pub(super) struct Totals {
    /// The rows of each kind in the order of their final numbers.
    pub(super) rows: [SumRows; 3],
    /// The final number of each first one, which `Assigned` has.
    pub(super) numbers: [Vec<u32>; 3],
    /// The number of articles of each, by final number.
    pub(super) articles: [Vec<u32>; 3],
}

/// Rows in the order of their final numbers, read again one by one; ids are put in as they are read.
pub(super) struct SumRows {
    /// The rows as [`write_row`] wrote them.
    store: Store,
    /// The number of the next one.
    next: usize,
}

impl Iterator for SumRows {
    type Item = Result<Thing, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let number = self.next;
        self.next += 1;
        (number < self.store.len()).then(|| {
            let mut row = read_row(&mut Reader(self.store.get(number)?));
            row.id = u32::try_from(number).expect("fewer than 4 G rows");
            Ok(row)
        })
    }
}

impl Tally {
    /// A tally that sorts in so many bytes of memory, and half of it for each kind of rows.
    pub(super) fn new(memory: usize) -> Self {
        Self { said: Sorter::new(memory) }
    }

    /// Takes what the rows of an article tell of its entities. `assigned` has who each entity of the corpus is;
    /// entities that are nobody are passed over.
    pub(super) fn add(
        &mut self,
        ranked: &Ranked,
        article: u32,
        told: &[u8],
        assigned: &[Option<Assigned>],
    ) -> Result<(), Error> {
        let mut entities = assigned[ranked.article(article).first_entity as usize..].iter();
        let mut fields = Reader(told);
        while !fields.0.is_empty() {
            let told = fields.bytes();
            let Some(Some(Assigned { kind, number, rule })) = entities.next() else { continue };
            let mut key = Writer::default();
            key.u8(*kind as u8).u32(*number).u32(ranked.rank[article as usize]).u32(article);
            key.u32(rule.confidence().to_bits()).u8(rule_number(*rule));
            self.said.push(&[&key.0, told])?;
        }
        Ok(())
    }

    /// Adds up, and numbers anew: those in most articles first, of equal ones those with most mentions, then by name,
    /// then those that came up first in time. `ambiguous` has of each person, by first number, whether several could
    /// have been meant.
    pub(super) fn finish(self, ranked: &Ranked, ambiguous: &[bool], memory: usize) -> Result<Totals, Error> {
        let mut sorted: [Sorter; 3] = std::array::from_fn(|_| Sorter::new(memory / 2));
        let mut numbers: [Vec<u32>; 3] = [const { Vec::new() }; 3];
        let mut sums: Option<((u8, u32), Sums)> = None;
        let mut said = self.said.finish()?;
        loop {
            let mut fields = said.read()?.map(Reader);
            let key = fields.as_mut().map(|fields| (fields.u8(), fields.u32()));
            if sums.as_ref().map(|(key, _)| *key) != key {
                if let Some(((kind, number), sums)) = sums.take() {
                    let kind = Kind::ALL[usize::from(kind)];
                    let first = sums.first_rank;
                    let doubtful = kind == Kind::Person && ambiguous[number as usize];
                    let row = sums.row(kind, doubtful);
                    let mut out = Writer::default();
                    out.u32(u32::MAX - row.articles)
                        .u32(u32::MAX - row.mentions)
                        .text(&row.name)
                        .u32(first)
                        .u32(number);
                    write_row(&mut out, &row);
                    sorted[kind as usize].push(&[&out.0])?;
                    let numbers = &mut numbers[kind as usize];
                    numbers.resize(numbers.len().max(number as usize + 1), 0);
                }
                sums = key.map(|key| (key, Sums::default()));
            }
            match (fields, &mut sums) {
                (Some(mut fields), Some((_, sums))) => sums.add(&mut fields, ranked),
                _ => break,
            }
        }
        let mut articles: [Vec<u32>; 3] = [const { Vec::new() }; 3];
        let mut rows = Vec::new();
        for (kind, sorter) in sorted.into_iter().enumerate() {
            let mut store = Store::new(memory / 4);
            let mut count = 0u32;
            let mut sorted = sorter.finish()?;
            while let Some(record) = sorted.read()? {
                let mut fields = Reader(record);
                articles[kind].push(u32::MAX - fields.u32());
                let _ = (fields.u32(), fields.text(), fields.u32());
                numbers[kind][fields.u32() as usize] = count;
                store.push(fields.0)?;
                count += 1;
            }
            rows.push(SumRows { store, next: 0 });
        }
        let rows = rows.try_into().unwrap_or_else(|_| unreachable!("there are three kinds"));
        Ok(Totals { rows, numbers, articles })
    }
}

/// A role and its affiliation as one article gives them, either of them empty if it gives the other alone.
type Pair = (String, String);

/// What has been said so far of one person, organisation or place.
///
/// What is voted on is kept with how often it was said, in maps that sort, so that a tie is decided by the text and not
/// by the order of votes.
#[derive(Debug, Default)]
struct Sums {
    /// The place in time of the first article that has it.
    first_rank: u32,
    /// The numbers that are summed.
    row: Thing,
    /// Articles that have the name.
    names: BTreeMap<String, u32>,
    /// Canonical name, link, subtype, country, latitude, longitude.
    texts: [BTreeMap<String, u32>; 6],
    /// Each role with its affiliation.
    roles: BTreeMap<Pair, u32>,
    /// Gender and what tells it, with the weight of those who say so.
    genders: BTreeMap<(String, String), u32>,
    /// The earliest copies of its articles, many of them more than once.
    heads: Vec<u32>,
    /// Its publishers, the same.
    publishers: Vec<u32>,
    /// The article that was added last: several entities of one article may be one person, and count as one article.
    last_article: Option<u32>,
    /// The sum of the joins' confidence.
    confidence: f64,
    /// The number of entities that were added.
    entities: u32,
    /// The rules of the joins, by number.
    rules: BTreeMap<u8, u32>,
}

impl Sums {
    /// Adds what one entity of one article says. `fields` begins behind kind and number.
    fn add(&mut self, fields: &mut Reader<'_>, ranked: &Ranked) {
        let (rank, article) = (fields.u32(), fields.u32());
        if self.entities == 0 {
            self.first_rank = rank;
        }
        self.entities += 1;
        self.confidence += f64::from(f32::from_bits(fields.u32()));
        *self.rules.entry(fields.u8()).or_default() += 1;
        self.row.mentions += fields.u32();
        self.row.quotes += fields.u32();
        self.row.words_quoted = self.row.words_quoted.saturating_add(fields.u32());
        count(&mut self.names, fields.text());
        for counts in &mut self.texts {
            count(counts, fields.text());
        }
        let (gender, from) = (fields.text(), fields.text());
        if !gender.is_empty() {
            // What the text says weighs more than a forename.
            let weight = if from == "forename" { 1 } else { 3 };
            *self.genders.entry((gender.to_owned(), from.to_owned())).or_default() += weight;
        }
        let role = (fields.text(), fields.text());
        if role != ("", "") {
            *self.roles.entry((role.0.to_owned(), role.1.to_owned())).or_default() += 1;
        }
        if self.last_article == Some(article) {
            return;
        }
        self.last_article = Some(article);
        self.row.articles += 1;
        self.heads.push(ranked.head(article));
        self.publishers.extend(ranked.article(article).publisher);
        if let Some(date) = ranked.date(article) {
            self.row.first_date = Some(self.row.first_date.map_or(date, |first| first.min(date)));
            self.row.last_date = Some(self.row.last_date.map_or(date, |last| last.max(date)));
        }
        // A set of articles in pieces, so that what is in many does not fill the memory.
        for set in [&mut self.heads, &mut self.publishers] {
            if set.len().is_power_of_two() {
                set.sort_unstable();
                set.dedup();
            }
        }
    }

    /// The row: what most said of each.
    ///
    /// - The name is the canonical one, but for persons: theirs is the most frequent full name, of equally frequent
    ///   ones the longest; a name of one word only where there is no other.
    /// - Link, subtype, country and degrees are each the most frequent by themselves.
    /// - The gender is that of most weight, a text's word counting three forenames, and `gender_from` the reason that
    ///   said it most.
    /// - Roles are counted without case and marks, "SEN." and "Sen" as one, and written as they mostly are; role and
    ///   affiliation are of one vote, so that they belong together.
    /// - The confidence is the mean over all joins, the rule the most frequent of them.
    fn row(mut self, kind: Kind, ambiguous: bool) -> Thing {
        let different = |set: &mut Vec<u32>| {
            set.sort_unstable();
            set.dedup();
            u32::try_from(set.len()).unwrap_or(u32::MAX)
        };
        let mut row = self.row;
        row.articles_unique = different(&mut self.heads);
        row.publishers = different(&mut self.publishers);
        let [canonical, link, subtype, country, latitude, longitude] = self.texts.map(most);
        let mut names = surfaces(self.names);
        let is_full = |name: &str| PersonName::read(name).is_some_and(|name| !name.is_single());
        names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        // Of equally frequent full names the longest.
        let best = names.iter().enumerate().max_by_key(|(place, (count, name))| {
            let full = kind == Kind::Person && is_full(name);
            (full, *count, name.len(), std::cmp::Reverse(*place))
        });
        let best = best.map(|(place, _)| place).unwrap_or_default();
        let known = canonical.filter(|_| kind != Kind::Person);
        row.name = known.unwrap_or_else(|| names.get(best).map(|(_, name)| name.clone()).unwrap_or_default());
        let others = names.into_iter().map(|(_, name)| name).filter(|name| *name != row.name);
        row.variants = others.take(VARIANTS_TOLD).collect();
        (row.link, row.subtype, row.country) = (link, subtype, country);
        (row.latitude, row.longitude) = (latitude, longitude);
        let mut by_gender: BTreeMap<&str, u32> = BTreeMap::new();
        for ((gender, _), count) in &self.genders {
            *by_gender.entry(gender).or_default() += count;
        }
        let gender = by_gender.iter().max_by_key(|(_, count)| **count).map(|(gender, _)| (*gender).to_owned());
        let from =
            self.genders.iter().filter(|((of, _), _)| Some(of) == gender.as_ref()).max_by_key(|(_, count)| **count);
        row.gender_from = from.map(|((_, from), _)| from.clone()).filter(|from| !from.is_empty());
        row.gender = gender;
        // "SEN." and "Sen" are one role.
        let mut roles: BTreeMap<Pair, (u32, u32, Pair)> = BTreeMap::new();
        for (role, count) in self.roles {
            let key = (fold(&role.0).join(" "), fold(&role.1).join(" "));
            let known = roles.entry(key).or_insert_with(|| (0, 0, role.clone()));
            known.0 += count;
            if count > known.1 {
                (known.1, known.2) = (count, role);
            }
        }
        if let Some((_, _, (role, affiliation))) = roles.into_values().max_by_key(|(count, ..)| *count) {
            row.role = Some(role).filter(|role| !role.is_empty());
            row.affiliation = Some(affiliation).filter(|affiliation| !affiliation.is_empty());
        }
        #[expect(clippy::cast_possible_truncation, reason = "a mean of probabilities")]
        let confidence = (self.confidence / f64::from(self.entities.max(1))) as f32;
        row.confidence = confidence;
        row.rule =
            self.rules.into_iter().max_by_key(|(_, count)| *count).map_or("", |(rule, _)| RULES[usize::from(rule)]);
        row.ambiguous = ambiguous;
        row
    }
}

/// The forms of a name, those that differ in case and punctuation only as one, with their counts: each as it is mostly
/// written, in capitals only where it always is.
fn surfaces(names: BTreeMap<String, u32>) -> Vec<(u32, String)> {
    let mut forms: BTreeMap<String, (u32, (bool, u32), String)> = BTreeMap::new();
    for (name, count) in names {
        let mixed = name.chars().any(char::is_lowercase);
        let form = forms.entry(fold(&name).join(" ")).or_insert_with(|| (0, (false, 0), String::new()));
        form.0 += count;
        if (mixed, count) > form.1 {
            (form.1, form.2) = ((mixed, count), name);
        }
    }
    forms.into_values().map(|(count, _, name)| (count, name)).collect()
}

/// So many forms of a name are told, the most frequent ones.
const VARIANTS_TOLD: usize = 24;

/// Counts a text; an empty one says nothing.
fn count(counts: &mut BTreeMap<String, u32>, text: &str) {
    match counts.get_mut(text) {
        Some(count) => *count += 1,
        None if text.is_empty() => {}
        None => {
            counts.insert(text.to_owned(), 1);
        }
    }
}

/// The most frequent text; of equal ones the last in the alphabet.
fn most(counts: BTreeMap<String, u32>) -> Option<String> {
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(text, _)| text)
}

/// The names of all rules, by the number that [`rule_number`] gives: those of persons, then those of things. A test
/// holds it to both enums.
const RULES: [&str; 9] = ["told", "link", "full-name", "name-form", "surname", "alone", "link", "name", "acronym"];

/// The number of a rule among those of persons and things.
fn rule_number(rule: Rule) -> u8 {
    match rule {
        Rule::Person(rule) => rule as u8,
        Rule::Thing(rule) => 6 + rule as u8,
    }
}

/// Writes a row but for its number and `quotes_unique`, which come later; days as `2025-03-01`, what is missing as an
/// empty text.
fn write_row(out: &mut Writer, row: &Thing) {
    for number in [
        row.articles,
        row.articles_unique,
        row.mentions,
        row.quotes,
        row.words_quoted,
        row.publishers,
        row.confidence.to_bits(),
    ] {
        out.u32(number);
    }
    for day in [row.first_date, row.last_date] {
        out.text(&day.map(|day| day.to_string()).unwrap_or_default());
    }
    out.u8(u8::from(row.ambiguous)).text(row.rule).text(&row.name);
    out.u32(u32::try_from(row.variants.len()).unwrap_or_default());
    row.variants.iter().for_each(|variant| {
        out.text(variant);
    });
    for text in [
        &row.link,
        &row.subtype,
        &row.country,
        &row.latitude,
        &row.longitude,
        &row.gender,
        &row.gender_from,
        &row.role,
        &row.affiliation,
    ] {
        out.text(text.as_deref().unwrap_or_default());
    }
}

/// Reads what [`write_row`] wrote.
fn read_row(fields: &mut Reader<'_>) -> Thing {
    let mut row = Thing::default();
    for number in [
        &mut row.articles,
        &mut row.articles_unique,
        &mut row.mentions,
        &mut row.quotes,
        &mut row.words_quoted,
        &mut row.publishers,
    ] {
        *number = fields.u32();
    }
    row.confidence = f32::from_bits(fields.u32());
    for day in [&mut row.first_date, &mut row.last_date] {
        *day = fields.text().parse().ok();
    }
    row.ambiguous = fields.u8() == 1;
    let rule = fields.text();
    row.rule = RULES.into_iter().find(|known| *known == rule).unwrap_or_default();
    fields.text().clone_into(&mut row.name);
    row.variants = (0..fields.u32()).map(|_| fields.text().to_owned()).collect();
    for text in [
        &mut row.link,
        &mut row.subtype,
        &mut row.country,
        &mut row.latitude,
        &mut row.longitude,
        &mut row.gender,
        &mut row.gender_from,
        &mut row.role,
        &mut row.affiliation,
    ] {
        *text = Some(fields.text()).filter(|text| !text.is_empty()).map(ToOwned::to_owned);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::super::people::PersonRule::{Alone, FullName, Link, NameForm, Surname, Told};
    use super::super::things::ThingRule;
    use super::*;

    #[test]
    fn every_rule_has_its_number() {
        let persons = [Told, Link, FullName, NameForm, Surname, Alone].map(Rule::Person);
        let things = [ThingRule::Link, ThingRule::Name, ThingRule::Acronym].map(Rule::Thing);
        let rules: Vec<Rule> = persons.into_iter().chain(things).collect();
        assert_eq!(rules.len(), RULES.len());
        for rule in rules {
            assert_eq!(RULES[usize::from(rule_number(rule))], rule.as_str());
        }
    }
}
