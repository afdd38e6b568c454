//! The quotations of a corpus: who says each, which are one, and their rows.

use std::collections::{BTreeMap, HashMap};

use super::answers::{Answers, Kind, rounded};
use super::facts::{Facts, QuoteFacts};
use super::finish::{Assigned, Ranked, speaker};
use super::spill::{Reader, Sorter, Writer};
use super::tally::Totals;
use super::unique::{Said, Speaker, Uniques};
use super::words::words;
use crate::error::Error;
use crate::quote::QuoteKind;
use crate::table::{QuoteOccurrenceRow, UniqueQuoteRow};

/// Quotations that were joined.
pub(super) struct Joined {
    uniques: Uniques,
    /// The quotation that each stands for.
    of: Vec<u32>,
    /// The different quotations of each person, by final number.
    of_person: HashMap<u32, u32>,
    memory: usize,
}

/// Reads all quotations and joins those that are one.
pub(super) fn join(
    ranked: &mut Ranked,
    assigned: &[Option<Assigned>],
    totals: &Totals,
    memory: usize,
) -> Result<Joined, Error> {
    let mut uniques = Uniques::new(memory)?;
    let mut said: Vec<Said> = Vec::new();
    let mut persons: Vec<u32> = Vec::new();
    let mut repeated = HashMap::new();
    for at in 0..ranked.order.len() {
        let article = ranked.order[at];
        let facts = ranked.facts(article)?;
        let first = ranked.article(article).first_entity;
        for quote in &facts.quotes {
            let index = quote.speaker.and_then(|id| facts.entities.iter().position(|entity| entity.id == id));
            let global = index.map(|index| first + u32::try_from(index).expect("fewer than 4 G entities"));
            let who = global.and_then(|global| assigned[global as usize]);
            let person = who.filter(|who| who.kind == Kind::Person).map(|who| totals.numbers[0][who.number as usize]);
            let number = u32::try_from(said.len()).expect("fewer than 4 G quotations");
            if quote.kind == QuoteKind::Mixed {
                let named = persons_named(&facts, quote, first, assigned);
                if !named.is_empty() {
                    repeated.insert(number, named);
                }
            }
            let speaker = index.map(|index| speaker(&facts.entities[index], who));
            said.push(Said { head: ranked.head(article), speaker });
            persons.push(person.unwrap_or(u32::MAX));
            uniques.push(article, quote.id, global, &quote.content, quote.kind)?;
        }
    }
    let of = uniques.join(&said, &repeated)?;
    let mut pairs = Sorter::new(memory);
    for (&person, &of) in persons.iter().zip(&of).filter(|(person, _)| **person != u32::MAX) {
        pairs.push(&Writer::default().u32(person).u32(of).0)?;
    }
    let mut of_person: HashMap<u32, u32> = HashMap::new();
    let mut last = Vec::new();
    for pair in pairs.finish()? {
        let pair = pair?;
        if pair != last {
            *of_person.entry(Reader(&pair).u32()).or_default() += 1;
            last = pair;
        }
    }
    Ok(Joined { uniques, of, of_person, memory })
}

/// The persons who are named in a quotation that repeats, in marks, what one of them said.
fn persons_named(facts: &Facts, quote: &QuoteFacts, first: u32, assigned: &[Option<Assigned>]) -> Vec<Speaker> {
    let from = facts.mentions.partition_point(|mention| mention.start < quote.start);
    let inside = facts.mentions[from..].iter().take_while(|mention| mention.start < quote.end);
    let entities =
        inside.filter_map(|mention| (first..).zip(&facts.entities).find(|(_, entity)| entity.id == mention.entity));
    entities
        .filter(|(_, entity)| entity.kind == "PER")
        .map(|(global, entity)| speaker(entity, assigned[global as usize]))
        .take(NAMED)
        .collect()
}

/// So many persons are looked at.
const NAMED: usize = 2;

impl Joined {
    /// How many different quotations a person has.
    pub(super) fn of_person(&self, person: u32) -> u32 {
        self.of_person.get(&person).copied().unwrap_or_default()
    }

    /// Writes the tables of quotations and their occurrences; how many different ones there are.
    pub(super) fn write(
        &mut self,
        ranked: &mut Ranked,
        assigned: &[Option<Assigned>],
        numbers: &[Vec<u32>; 3],
        answers: &mut Answers<'_>,
    ) -> Result<u64, Error> {
        // Quotations were read in the order of time, so that a group's least number is its first occurrence.
        let mut groups = Sorter::new(self.memory);
        let mut first: Vec<u32> = (0..).take(self.of.len()).collect();
        for (number, &of) in (0..).zip(&self.of) {
            first[of as usize] = first[of as usize].min(number);
        }
        for (number, &of) in (0..).zip(&self.of) {
            groups.push(&Writer::default().u32(first[of as usize]).u32(of).u32(number).0)?;
        }
        let mut occurrences = Sorter::new(self.memory);
        let mut next = 0;
        let mut members: Vec<u32> = Vec::new();
        let mut group = None;
        for record in groups.finish()?.map(Some).chain([None]) {
            let record = record.transpose()?.map(|record| {
                let mut fields = Reader(&record);
                let _ = fields.u32();
                (fields.u32(), fields.u32())
            });
            if group != record.map(|(of, _)| of) {
                if let Some(of) = group {
                    self.group(next, of, &members, ranked, assigned, numbers, answers, &mut occurrences)?;
                    next += 1;
                }
                members.clear();
                group = record.map(|(of, _)| of);
            }
            members.extend(record.map(|(_, number)| number));
        }
        for record in occurrences.finish()? {
            let record = record?;
            let mut fields = Reader(&record);
            let (unique, _, article, quote) = (fields.u32(), fields.u32(), fields.u32(), fields.u32());
            let coverage = f32::from_bits(fields.u32());
            answers.row(&QuoteOccurrenceRow {
                unique_id: unique,
                article_id: &ranked.article(article).id,
                quote_id: quote,
                coverage: rounded(coverage),
            })?;
        }
        Ok(u64::from(next))
    }

    #[expect(clippy::too_many_arguments, reason = "what a row of two tables is made of")]
    fn group(
        &mut self,
        id: u32,
        of: u32,
        members: &[u32],
        ranked: &mut Ranked,
        assigned: &[Option<Assigned>],
        numbers: &[Vec<u32>; 3],
        answers: &mut Answers<'_>,
        occurrences: &mut Sorter,
    ) -> Result<(), Error> {
        let text = self.uniques.get(of as usize)?.content;
        let length = words(&text).len().max(1);
        let mut speakers: BTreeMap<String, u32> = BTreeMap::new();
        let mut persons: BTreeMap<u32, u32> = BTreeMap::new();
        let (mut articles, mut heads, mut publishers) = (Vec::new(), Vec::new(), Vec::new());
        let (mut first_date, mut last_date) = (None, None);
        for &member in members {
            let occurrence = self.uniques.get(member as usize)?;
            let article = occurrence.article;
            #[expect(clippy::cast_precision_loss, reason = "a share of a few words")]
            let coverage = (words(&occurrence.content).len() as f32 / length as f32).min(1.0);
            let mut out = Writer::default();
            out.u32(id).u32(ranked.rank[article as usize]).u32(article).u32(occurrence.quote).u32(coverage.to_bits());
            occurrences.push(&out.0)?;
            articles.push(article);
            heads.push(ranked.head(article));
            publishers.extend(ranked.article(article).publisher);
            if let Some(date) = ranked.date(article) {
                first_date = Some(first_date.map_or(date, |first: jiff::civil::Date| first.min(date)));
                last_date = Some(last_date.map_or(date, |last: jiff::civil::Date| last.max(date)));
            }
            if let Some(entity) = occurrence.entity {
                let index = (entity - ranked.article(article).first_entity) as usize;
                let name = ranked.facts(article)?.entities[index].name.clone();
                *speakers.entry(name).or_default() += 1;
                if let Some(Assigned { kind: Kind::Person, number, .. }) = assigned[entity as usize] {
                    *persons.entry(numbers[0][number as usize]).or_default() += 1;
                }
            }
        }
        let mut speakers: Vec<(u32, String)> = speakers.into_iter().map(|(name, count)| (count, name)).collect();
        speakers.sort_by(|a, b| (b.0, b.1.len()).cmp(&(a.0, a.1.len())).then_with(|| a.1.cmp(&b.1)));
        let speakers: Vec<String> = speakers.into_iter().map(|(_, name)| name).collect();
        let different = |numbers: &mut Vec<u32>| {
            numbers.sort_unstable();
            numbers.dedup();
            u32::try_from(numbers.len()).unwrap_or(u32::MAX)
        };
        answers.row(&UniqueQuoteRow {
            unique_id: id,
            text: &text,
            speaker: speakers.first().map(String::as_str),
            person_id: persons.into_iter().max_by_key(|(_, count)| *count).map(|(person, _)| person),
            speakers: speakers.clone(),
            occurrences: u32::try_from(members.len()).unwrap_or(u32::MAX),
            occurrences_unique: different(&mut heads),
            articles: different(&mut articles),
            publishers: different(&mut publishers),
            first_date,
            last_date,
        })
    }
}
