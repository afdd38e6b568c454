//! The end of a corpus: everything is decided, in the order of what rests on what.

use jiff::civil::Date;

use super::answers::{Answers, Kind, Rule, Take, rounded};
use super::copies::{Copied, day_number};
use super::facts::{EntityFacts, Facts};
use super::people::{self, Identity, Person};
use super::record::ArticleRecord;
use super::spill::{Sorter, Store};
use super::tally::{Tally, Totals};
use super::things::Things;
use super::unique::Speaker;
use super::words::{START, mix, words};
use super::{ArticleHead, Collector, Overrides, name, pairs, quotations};
use crate::error::Error;
use crate::table::{AppearanceRow, DuplicateRow};

/// Who or what an entity is: the kind, its number among those before they are put in order, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assigned {
    pub(super) kind: Kind,
    pub(super) number: u32,
    pub(super) rule: Rule,
}

/// What is known of all articles when the last one has come.
#[derive(Debug)]
pub(super) struct Ranked {
    pub(super) heads: Vec<ArticleHead>,
    /// The place in time of each article.
    pub(super) rank: Vec<u32>,
    /// The articles in the order of time.
    pub(super) order: Vec<u32>,
    pub(super) day: Vec<Option<i32>>,
    pub(super) copies: Vec<Option<Copied>>,
    pub(super) records: Store,
}

impl Ranked {
    pub(super) fn facts(&mut self, article: u32) -> Result<Facts, Error> {
        Ok(ArticleRecord::read(&self.records.get(article as usize)?))
    }

    /// The earliest article of the copies of one.
    pub(super) fn head(&self, article: u32) -> u32 {
        self.copies[article as usize].map_or(article, |copied| copied.of)
    }

    pub(super) fn article(&self, article: u32) -> &ArticleHead {
        &self.heads[article as usize]
    }

    pub(super) fn date(&self, article: u32) -> Option<Date> {
        self.article(article).date
    }
}

/// What a corpus holds, as its summary says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorpusSummary {
    /// The number of articles.
    pub articles: u64,
    /// Those of them that are copies.
    pub copies: u64,
    /// The number of persons, organisations and places.
    pub things: [u64; 3],
    /// The number of different quotations.
    pub quotations: u64,
    /// Lines of the user's decisions that no person of the corpus matches.
    pub unmatched: Vec<u64>,
}

impl Collector {
    /// Decides everything and passes the cells of each row to `take`: those of each table in order, one table after the other.
    ///
    /// # Errors
    ///
    /// If what does not fit in memory cannot be written or read, or `take` fails.
    pub(crate) fn finish<'a>(self, take: &'a mut Take<'a>) -> Result<CorpusSummary, Error> {
        let answers = &mut Answers { take };
        let (memory, people, entities) = (self.options.memory, self.options.people, self.entities);
        let mut order: Vec<u32> = (0..).take(self.articles.len()).collect();
        order.sort_by_key(|&article| {
            let head = &self.articles[article as usize];
            (head.date.is_none(), head.date, &head.id)
        });
        let mut rank = vec![0; order.len()];
        for (place, &article) in (0..).zip(&order) {
            rank[article as usize] = place;
        }
        let day: Vec<Option<i32>> = self.articles.iter().map(|head| day_number(head.date)).collect();
        let copies = self.copies.finish(&rank, &day)?;
        let mut ranked = Ranked { heads: self.articles, rank, order, day, copies, records: self.records };

        let (assigned, ambiguous) = assign(&mut ranked, entities, &people, memory)?;
        let totals = tally(&mut ranked, &assigned, &ambiguous, memory)?;
        let mut unique = quotations::join(&mut ranked, &assigned, &totals, memory)?;

        let mut summary = CorpusSummary { articles: ranked.heads.len() as u64, ..CorpusSummary::default() };
        let mut names: Vec<String> = Vec::new();
        let Totals { rows, numbers, articles } = totals;
        for (kind, rows) in Kind::ALL.into_iter().zip(rows) {
            for row in rows {
                let mut row = row?;
                if kind == Kind::Person {
                    row.quotes_unique = unique.of_person(row.id);
                    if !people.is_empty() {
                        tell(&mut row, &people, &mut names);
                    }
                }
                answers.thing(kind, &row)?;
                summary.things[kind as usize] += 1;
            }
        }
        names.sort_unstable();
        names.dedup();
        summary.unmatched = people.unmatched(&names);
        appearances(&mut ranked, &assigned, &numbers, answers)?;
        summary.quotations = unique.write(&mut ranked, &assigned, &numbers, answers)?;
        summary.copies = duplicates(&ranked, answers)?;
        pairs::write(&mut ranked, &assigned, &numbers, &articles, memory, answers)?;
        Ok(summary)
    }
}

/// Says of a person what the user says.
fn tell(row: &mut super::answers::Thing, people: &Overrides, names: &mut Vec<String>) {
    let folded: Vec<String> =
        std::iter::once(&row.name).chain(&row.variants).map(|name| name::fold(name).join(" ")).collect();
    if let Some(called) = folded.iter().find_map(|name| people.called(name)) {
        called.clone_into(&mut row.name);
        row.variants.retain(|variant| variant != called);
    }
    if let Some(gender) = folded.iter().find_map(|name| people.gender(name)) {
        row.gender = Some(gender.to_owned()).filter(|gender| !gender.is_empty());
        row.gender_from = row.gender.is_some().then(|| "told".to_owned());
    }
    names.extend(folded);
}

/// Says of every entity who or what it is, and of every person whether several were possible.
fn assign(
    ranked: &mut Ranked,
    entities: u32,
    told: &Overrides,
    memory: usize,
) -> Result<(Vec<Option<Assigned>>, Vec<bool>), Error> {
    let mut assigned: Vec<Option<Assigned>> = vec![None; entities as usize];
    let mut persons = Sorter::new(memory);
    let mut things = [Things::default(), Things::default()];
    for article in (0..).take(ranked.heads.len()) {
        let facts = ranked.facts(article)?;
        let company = company(&facts);
        for (index, entity) in (0..).zip(&facts.entities) {
            match entity.kind.as_str() {
                "PER" => {
                    let person = person(ranked, article, index, &facts, &company, told);
                    if let Some(name) = name::PersonName::read(&person.name) {
                        persons.push(&person.write(&name.surname))?;
                    }
                }
                "ORG" => things[0].count(entity),
                "LOC" => things[1].count(entity),
                _ => {}
            }
        }
    }
    let mut ambiguous = Vec::new();
    let mut block: Vec<Person> = Vec::new();
    let mut key = None;
    let mut by_link = std::collections::HashMap::new();
    for record in persons.finish()?.map(Some).chain([None]) {
        let next = record.transpose()?.map(|record| Person::read(&record));
        if key.as_ref() != next.as_ref().map(|(key, _)| key) {
            for Identity { members, ambiguous: doubtful } in people::decide(&block, told) {
                let mut number = u32::try_from(ambiguous.len()).expect("fewer than 4 G persons");
                // Someone with two surnames is one by the outside id.
                let link = members.iter().find_map(|&(at, _)| block[at].link.clone());
                match link.map(|link| *by_link.entry(link).or_insert(number)) {
                    Some(known) if known != number => number = known,
                    _ => ambiguous.push(doubtful),
                }
                for (at, rule) in members {
                    let rule = Rule::Person(rule);
                    assigned[block[at].entity as usize] = Some(Assigned { kind: Kind::Person, number, rule });
                }
            }
            block.clear();
            key = next.as_ref().map(|(key, _)| key.clone());
        }
        block.extend(next.map(|(_, person)| person));
    }
    for things in &mut things {
        things.decide();
    }
    // In the order of time, so that numbers do not tell the order of the input.
    for at in 0..ranked.order.len() {
        let article = ranked.order[at];
        let first = ranked.article(article).first_entity;
        for (index, entity) in (first..).zip(&ranked.facts(article)?.entities) {
            let kind = match entity.kind.as_str() {
                "ORG" => Kind::Organisation,
                "LOC" => Kind::Place,
                _ => continue,
            };
            let (number, rule) = things[usize::from(kind == Kind::Place)].which(entity);
            assigned[index as usize] = Some(Assigned { kind, number, rule: Rule::Thing(rule) });
        }
    }
    Ok((assigned, ambiguous))
}

fn person(
    ranked: &Ranked,
    article: u32,
    index: u32,
    facts: &Facts,
    company: &[(u32, u32)],
    told: &Overrides,
) -> Person {
    let entity = &facts.entities[index as usize];
    let folded = name::fold(&entity.name).join(" ");
    let main = told.main_name(&folded);
    // A gender of which nothing tells where it is from keeps nobody apart.
    let gender =
        entity.gender.as_deref().filter(|_| entity.gender_from.as_deref().is_some_and(|from| from != "forename"));
    let mut roles: Vec<u32> = Vec::new();
    for role in facts.roles.iter().filter(|role| role.entity == entity.id) {
        // The last word of a role is its noun: "Foreign Minister" and "minister" are of one kind.
        let noun = role.role.as_deref().and_then(|role| words(role).last().map(|word| word.key()));
        let owner = role.affiliation.as_deref().map(|owner| hash(owner) ^ 1);
        roles.extend(noun.into_iter().chain(owner));
    }
    roles.sort_unstable();
    roles.dedup();
    Person {
        entity: ranked.article(article).first_entity + index,
        article,
        rank: ranked.rank[article as usize],
        day: ranked.day[article as usize],
        head: ranked.head(article),
        name: main.unwrap_or(&entity.name).to_owned(),
        is_told: main.is_some(),
        link: entity.link.clone(),
        gender: gender.map(|gender| gender == "female"),
        mentions: entity.mentions,
        roles,
        company: company.iter().filter(|(of, _)| *of != index).take(COMPANY).map(|&(_, hash)| hash).collect(),
    }
}

/// So many of the others of an article are kept of each person.
const COMPANY: usize = 10;

/// The entities of an article that tell what it is about, with hashes of their names, those named most first. Countries and peoples tell
/// too little.
fn company(facts: &Facts) -> Vec<(u32, u32)> {
    let telling = |entity: &EntityFacts| {
        let general = matches!(entity.subtype.as_deref(), Some("country" | "continent" | "nationality" | "religion"));
        !general && matches!(entity.kind.as_str(), "PER" | "ORG" | "LOC" | "MISC")
    };
    let mut company: Vec<(u32, u32, u32)> = (0..)
        .zip(&facts.entities)
        .filter(|(_, entity)| telling(entity))
        .map(|(index, entity)| (u32::MAX - entity.mentions, index, company_hash(entity)))
        .collect();
    company.sort_unstable();
    company.into_iter().map(|(_, index, hash)| (index, hash)).collect()
}

/// Persons are compared by surname, since lists and headlines have no more.
fn company_hash(entity: &EntityFacts) -> u32 {
    let surname = name::PersonName::read(&entity.name).filter(|_| entity.kind == "PER");
    match (surname, &entity.link) {
        (Some(name), _) => hash(&name.surname),
        (None, Some(link)) => hash(link),
        (None, None) => hash(&entity.name),
    }
}

fn hash(text: &str) -> u32 {
    let hash = words(text).iter().fold(START, |hash, word| mix(hash, u64::from(word.key())));
    #[expect(clippy::cast_possible_truncation, reason = "the upper half is folded into it")]
    let folded = (hash ^ (hash >> 32)) as u32;
    folded
}

/// Adds up what all articles say of everyone and everything.
fn tally(
    ranked: &mut Ranked,
    assigned: &[Option<Assigned>],
    ambiguous: &[bool],
    memory: usize,
) -> Result<Totals, Error> {
    let mut tally = Tally::new(memory);
    for article in (0..).take(ranked.heads.len()) {
        let facts = ranked.facts(article)?;
        tally.add(ranked, article, &facts, assigned)?;
    }
    tally.finish(ranked, ambiguous, memory)
}

fn appearances(
    ranked: &mut Ranked,
    assigned: &[Option<Assigned>],
    numbers: &[Vec<u32>; 3],
    answers: &mut Answers<'_>,
) -> Result<(), Error> {
    for at in 0..ranked.order.len() {
        let article = ranked.order[at];
        let facts = ranked.facts(article)?;
        let head = ranked.article(article);
        for (index, entity) in (head.first_entity..).zip(&facts.entities) {
            let Some(Assigned { kind, number, rule }) = assigned[index as usize] else { continue };
            let id = numbers[kind as usize][number as usize];
            let of = |wanted| (kind == wanted).then_some(id);
            answers.row(&AppearanceRow {
                article_id: &head.id,
                entity_id: entity.id,
                person_id: of(Kind::Person),
                organisation_id: of(Kind::Organisation),
                place_id: of(Kind::Place),
                mentions: entity.mentions,
                quotes: entity.quotes,
                rule: rule.as_str(),
                confidence: rounded(rule.confidence()),
            })?;
        }
    }
    Ok(())
}

fn duplicates(ranked: &Ranked, answers: &mut Answers<'_>) -> Result<u64, Error> {
    let mut count = 0;
    for &article in &ranked.order {
        if let Some(Copied { of, kind, similarity }) = ranked.copies[article as usize] {
            let (article, of) = (&ranked.article(article).id, &ranked.article(of).id);
            answers.row(&DuplicateRow {
                article_id: article,
                duplicate_of: of,
                kind: kind.as_str(),
                similarity: rounded(similarity),
            })?;
            count += 1;
        }
    }
    Ok(count)
}

/// Who an entity is to a quotation.
pub(super) fn speaker(entity: &EntityFacts, assigned: Option<Assigned>) -> Speaker {
    let name = name::PersonName::read(&entity.name);
    let id = assigned
        .map_or_else(|| mix(0, u64::from(hash(&entity.name))), |who| mix(1 + who.kind as u64, u64::from(who.number)));
    #[expect(clippy::cast_possible_truncation, reason = "a hash")]
    let id = id as u32;
    let last = name.as_ref().map_or(id, |name| hash(&name.surname));
    Speaker { id, first: name.and_then(|name| name.given.first().map(|given| hash(given))).unwrap_or(last), last }
}
