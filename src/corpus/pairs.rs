//! Pairs: who and what is named together, and whom persons are quoted about.

use std::collections::BTreeSet;

use super::answers::{Answers, Kind, rounded};
use super::facts::Facts;
use super::finish::{Assigned, Ranked};
use super::spill::{Reader, Sorter, Writer};
use crate::error::Error;
use crate::table::{CoMentionRow, QuotedAboutRow};

/// Of each article so many are paired, those named most.
const NAMED: usize = 16;
/// Pairs are told that are named together in so many articles at least.
const TOGETHER: u32 = 2;

/// Writes both tables.
pub(super) fn write(
    ranked: &mut Ranked,
    assigned: &[Option<Assigned>],
    numbers: &[Vec<u32>; 3],
    articles: &[Vec<u32>; 3],
    memory: usize,
    answers: &mut Answers<'_>,
) -> Result<(), Error> {
    let (mut together, mut about) = (Sorter::new(memory), Sorter::new(memory));
    for at in 0..ranked.order.len() {
        let article = ranked.order[at];
        let facts = ranked.facts(article)?;
        let who: Vec<Option<(Kind, u32)>> = (ranked.article(article).first_entity..)
            .zip(&facts.entities)
            .map(|(index, _)| {
                let who = assigned[index as usize]?;
                Some((who.kind, numbers[who.kind as usize][who.number as usize]))
            })
            .collect();
        named_together(&facts, &who, articles, &mut together)?;
        quoted_about(&facts, &who, u32::try_from(at).expect("fewer than 4 G articles"), &mut about)?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of articles")]
    let all = ranked.heads.len() as f64;
    count(together, |key, articles_together, sentences, _| {
        if articles_together < TOGETHER {
            return Ok(());
        }
        let mut fields = Reader(key);
        let (a, b) = (whom(&mut fields), whom(&mut fields));
        let of = |(kind, number): (Kind, u32)| f64::from(articles[kind as usize][number as usize]) / all;
        let both = f64::from(articles_together) / all;
        let information = (both / (of(a) * of(b))).ln();
        // Those in every article tell nothing of each other.
        #[expect(clippy::cast_possible_truncation, reason = "a number from -1 to 1")]
        let npmi = if both < 1.0 { (information / -both.ln()).clamp(-1.0, 1.0) as f32 } else { 0.0 };
        answers.row(&CoMentionRow {
            a_kind: a.0.as_str(),
            a_id: a.1,
            b_kind: b.0.as_str(),
            b_id: b.1,
            articles: articles_together,
            sentences,
            npmi: rounded(npmi),
        })
    })?;
    count(about, |key, quotes, _, (first, last)| {
        let mut fields = Reader(key);
        let (person, about) = (fields.u32(), whom(&mut fields));
        let date = |place: u32| ranked.date(ranked.order[place as usize]);
        answers.row(&QuotedAboutRow {
            person_id: person,
            about_kind: about.0.as_str(),
            about_id: about.1,
            quotes,
            first_date: date(first),
            last_date: date(last),
        })
    })
}

/// The pairs of an article: key of both, sentences that name both.
fn named_together(
    facts: &Facts,
    who: &[Option<(Kind, u32)>],
    articles: &[Vec<u32>; 3],
    together: &mut Sorter,
) -> Result<(), Error> {
    let mut named: Vec<(u32, (Kind, u32))> = facts
        .entities
        .iter()
        .zip(who)
        .filter_map(|(entity, who)| Some((u32::MAX - entity.mentions, (*who)?)))
        .filter(|(_, (kind, number))| articles[*kind as usize][*number as usize] >= TOGETHER)
        .collect();
    named.sort_unstable();
    named.dedup_by_key(|(_, who)| *who);
    named.truncate(NAMED);
    let mut sentences: Vec<((Kind, u32), BTreeSet<u32>)> =
        named.iter().map(|(_, who)| (*who, BTreeSet::new())).collect();
    sentences.sort_by_key(|(who, _)| *who);
    for mention in &facts.mentions {
        let index = facts.entities.iter().position(|entity| entity.id == mention.entity);
        let place = index
            .and_then(|index| who[index])
            .and_then(|who| sentences.binary_search_by_key(&who, |(who, _)| *who).ok());
        if let Some(place) = place {
            sentences[place].1.insert(mention.sentence);
        }
    }
    for (place, (a, in_a)) in sentences.iter().enumerate() {
        for (b, in_b) in &sentences[place + 1..] {
            let both = u32::try_from(in_a.intersection(in_b).count()).unwrap_or(u32::MAX);
            let mut out = Writer::default();
            write_whom(&mut out, *a);
            write_whom(&mut out, *b);
            together.push(&out.u32(0).u32(both).0)?;
        }
    }
    Ok(())
}

/// Whom the persons of an article are quoted about: person, about whom, place in time.
fn quoted_about(facts: &Facts, who: &[Option<(Kind, u32)>], place: u32, about: &mut Sorter) -> Result<(), Error> {
    let index = |id: u32| facts.entities.iter().position(|entity| entity.id == id);
    for quote in &facts.quotes {
        let speaker = quote.speaker.and_then(index).and_then(|index| who[index]);
        let Some((Kind::Person, person)) = speaker else { continue };
        let from = facts.mentions.partition_point(|mention| mention.start < quote.start);
        let inside = facts.mentions[from..].iter().take_while(|mention| mention.start < quote.end);
        let named: BTreeSet<(Kind, u32)> = inside
            .filter_map(|mention| who[index(mention.entity)?])
            .filter(|who| *who != (Kind::Person, person))
            .collect();
        for whom in named {
            let mut out = Writer::default();
            out.u32(person);
            write_whom(&mut out, whom);
            about.push(&out.u32(place).u32(0).0)?;
        }
    }
    Ok(())
}

/// A key, how many records have it, the sum of their counts, their first and last place.
type Same = (Vec<u8>, u32, u32, (u32, u32));

/// Counts records that are equal but for their last two numbers, a place in time and a count: how many, the sum of the counts, the first and
/// last place.
fn count(sorter: Sorter, mut each: impl FnMut(&[u8], u32, u32, (u32, u32)) -> Result<(), Error>) -> Result<(), Error> {
    let mut same: Option<Same> = None;
    for record in sorter.finish()? {
        let record = record?;
        let (key, numbers) = record.split_at(record.len() - 8);
        let mut numbers = Reader(numbers);
        let (place, more) = (numbers.u32(), numbers.u32());
        match &mut same {
            Some((known, count, sum, (_, last))) if known == key => {
                *count += 1;
                *sum += more;
                *last = place;
            }
            _ => {
                if let Some((key, count, sum, places)) = same.take() {
                    each(&key, count, sum, places)?;
                }
                same = Some((key.to_owned(), 1, more, (place, place)));
            }
        }
    }
    match same {
        Some((key, count, sum, places)) => each(&key, count, sum, places),
        None => Ok(()),
    }
}

fn write_whom(out: &mut Writer, (kind, number): (Kind, u32)) {
    out.u8(kind as u8).u32(number);
}

fn whom(fields: &mut Reader<'_>) -> (Kind, u32) {
    (Kind::ALL[usize::from(fields.u8())], fields.u32())
}
