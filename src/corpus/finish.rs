//! The end of a corpus: everything is decided, in the order of what rests on what.
//!
//! [`Collector::finish`] is the table of contents of `corpus/`: read it first. Each step takes what the one before has
//! decided, and frees what it alone needed. The numbers that steps hand on are of two kinds: those of first sight
//! ([`Assigned::number`], given in the order of time so that they do not tell the order of the input), and the final
//! ones of the tables, which [`Tally`] gives when it knows who is in most articles.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use super::answers::{Answers, Kind, Rule, Take, rounded};
use super::copies::{Copied, day_number};
use super::people::{self, Identity, Person};
use super::spill::{Reader, Sorter, Store};
use super::tally::{Tally, Totals};
use super::things::Things;
use super::{ArticleHead, Collector, EntityKey, Overrides, name, pairs, quotations};
use crate::error::Error;
use crate::table::{AppearanceRow, DuplicateRow};

/// Who or what an entity is: the kind, its number among those before they are put in order, and why. Entities that are
/// nobody of the corpus have none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assigned {
    /// Person, organisation or place.
    pub(super) kind: Kind,
    /// Its first number, of its kind; [`Totals::numbers`] has the final one.
    pub(super) number: u32,
    /// Why it is this one.
    pub(super) rule: Rule,
}

/// What is known of all articles when the last one has come. Articles go by their number, in the order in which they
/// came, but for `order`.
#[derive(Debug)]
pub(super) struct Ranked {
    /// What memory kept of each.
    pub(super) heads: Vec<ArticleHead>,
    /// The place in time of each article: by day, of one day by id, those without a day behind all others.
    pub(super) rank: Vec<u32>,
    /// The articles in the order of time; the inverse of `rank`.
    pub(super) order: Vec<u32>,
    /// The day of each as a number, which differences are taken of.
    pub(super) day: Vec<Option<i32>>,
    /// What each is a copy of.
    pub(super) copies: Vec<Option<Copied>>,
}

impl Ranked {
    /// The earliest article of the copies of one; itself if it is no copy.
    pub(super) fn head(&self, article: u32) -> u32 {
        self.copies[article as usize].map_or(article, |copied| copied.of)
    }

    /// The numbers of an article's entities, of `all`.
    fn entities(&self, article: u32, all: usize) -> Range<usize> {
        let next = self.heads.get(article as usize + 1);
        self.article(article).first_entity as usize..next.map_or(all, |next| next.first_entity as usize)
    }

    /// What memory kept of an article.
    pub(super) fn article(&self, article: u32) -> &ArticleHead {
        &self.heads[article as usize]
    }

    /// The day of an article.
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
    /// Decides everything and passes the cells of each row to `take`: those of each table in order, one table after the
    /// other, `people` first and `quoted_about` last.
    ///
    /// All tables are decided, whichever a run writes; `take` leaves out what it does not want.
    ///
    /// # Errors
    ///
    /// If what does not fit in memory cannot be written or read, or `take` fails.
    pub(crate) fn finish<'a>(self, take: &'a mut Take<'a>) -> Result<CorpusSummary, Error> {
        let answers = &mut Answers { take };
        let (memory, people, mut counts) = (self.options.memory, self.options.people, self.counts);
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
        let ranked = Ranked { heads: self.articles, rank, order, day, copies };

        let mut assigned: Vec<Option<Assigned>> = vec![None; self.entities.len()];
        assign_things(&ranked, &self.entities, [self.organisations, self.places], &mut assigned);
        drop(self.entities);
        let ambiguous = assign_persons(&ranked, self.persons, &people, &mut assigned)?;
        let totals = tally(&ranked, self.told, &assigned, &ambiguous, memory)?;
        let mut unique = quotations::join(self.quotes, &ranked, &assigned, &totals, memory)?;

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
        appearances(&ranked, &mut counts, &assigned, &numbers, answers)?;
        summary.quotations = unique.write(&ranked, &assigned, &numbers, answers)?;
        summary.copies = duplicates(&ranked, answers)?;
        pairs::write(&ranked, &mut counts, &assigned, &numbers, &articles, memory, answers)?;
        Ok(summary)
    }
}

/// Says of a person what the user says: the name, and the gender with `told` as its reason. Any form of the name will
/// do. All forms, folded, are added to `names`, by which lines that match nobody are found.
///
/// `gender,Robin Hale,` with nothing behind takes the gender away.
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

/// Says of every organisation and place which it is: numbered in the order of time, so that numbers do not tell the
/// order of the input.
fn assign_things(ranked: &Ranked, entities: &[EntityKey], things: [Things; 2], assigned: &mut [Option<Assigned>]) {
    let [mut organisations, mut places] = things.map(Things::decide);
    for &article in &ranked.order {
        for index in ranked.entities(article, entities.len()) {
            let (kind, (number, rule)) = match entities[index] {
                EntityKey::Organisation(key) => (Kind::Organisation, organisations.which(key)),
                EntityKey::Place(key) => (Kind::Place, places.which(key)),
                EntityKey::Person | EntityKey::Other => continue,
            };
            assigned[index] = Some(Assigned { kind, number, rule: Rule::Thing(rule) });
        }
    }
}

/// Says of every person who it is, and of each of those whether several were possible.
///
/// Records come sorted by surname, and each block is decided when its last has come. Blocks come in the order of
/// surnames, and so numbers do not depend on the input. Who has the outside id of a person of an earlier block is that
/// person, whatever the names.
fn assign_persons(
    ranked: &Ranked,
    persons: Sorter,
    told: &Overrides,
    assigned: &mut [Option<Assigned>],
) -> Result<Vec<bool>, Error> {
    let mut ambiguous = Vec::new();
    let mut by_link: HashMap<String, u32> = HashMap::new();
    let mut block: Vec<Person> = Vec::new();
    let mut decide = |block: &mut Vec<Person>| {
        block.sort_unstable_by_key(|person| (person.rank, person.article, person.entity));
        for Identity { members, ambiguous: doubtful } in people::decide(block, told) {
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
    };
    let mut key: Vec<u8> = Vec::new();
    let mut sorted = persons.finish()?;
    while let Some(record) = sorted.read()? {
        if Person::key(record) != key {
            decide(&mut block);
            Person::key(record).clone_into(&mut key);
        }
        block.push(Person::read(record, ranked, told));
    }
    decide(&mut block);
    Ok(ambiguous)
}

/// Adds up what all articles say of everyone and everything: of each article, in the order in which they came, what its
/// rows tell.
fn tally(
    ranked: &Ranked,
    mut told: Store,
    assigned: &[Option<Assigned>],
    ambiguous: &[bool],
    memory: usize,
) -> Result<Totals, Error> {
    let mut tally = Tally::new(memory);
    for article in (0..).take(ranked.heads.len()) {
        tally.add(ranked, article, told.get(article as usize)?, assigned)?;
    }
    tally.finish(ranked, ambiguous, memory)
}

/// Writes the table `appearances`: a row for each entity that is somebody of the corpus, articles in the order of time,
/// entities in that of their ids.
fn appearances(
    ranked: &Ranked,
    counts: &mut Store,
    assigned: &[Option<Assigned>],
    numbers: &[Vec<u32>; 3],
    answers: &mut Answers<'_>,
) -> Result<(), Error> {
    for &article in &ranked.order {
        let head = ranked.article(article);
        let mut entities = Reader(counts.get(article as usize)?).u32s();
        for who in &assigned[head.first_entity as usize..] {
            let [Some(entity_id), Some(mentions), Some(quotes)] = [(); 3].map(|()| entities.next()) else { break };
            let Some(Assigned { kind, number, rule }) = *who else { continue };
            let id = numbers[kind as usize][number as usize];
            let of = |wanted| (kind == wanted).then_some(id);
            answers.row(&AppearanceRow {
                article_id: &head.id,
                entity_id,
                person_id: of(Kind::Person),
                organisation_id: of(Kind::Organisation),
                place_id: of(Kind::Place),
                mentions,
                quotes,
                rule: rule.as_str(),
                confidence: rounded(rule.confidence()),
            })?;
        }
    }
    Ok(())
}

/// Writes the table `duplicates`, articles in the order of time; returns how many copies there are.
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
