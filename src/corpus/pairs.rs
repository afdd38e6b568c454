//! Pairs: who and what is named together, and whom persons are quoted about.
//!
//! Both tables are counts over all articles, made by writing a row of numbers for each pair of each article, sorting
//! these outside memory and counting runs of equal ones. An article adds 16 · 15 / 2 = 120 pairs at most, so that a
//! list of two hundred names does not drown the rest.
//!
//! ```text
//! a1  Vidal, Hale and the port in two sentences    a2  Vidal and Hale      a3  Hale
//! co_mentions   Vidal, Hale    articles 2
//! quoted_about  what Vidal said with Hale's name in it: one row for both, with its first and last day
//! ```
//!
//! `npmi` is the normalised pointwise mutual information of Bouma (GSCL 2009) over articles, from -1 (never together)
//! over 0 (as often as chance has it) to 1 (only together). Copies count: who wants them out joins `duplicates`.

use super::answers::{Answers, Kind, rounded};
use super::finish::{Assigned, Ranked};
use super::spill::numbers::NumberSorter;
use super::spill::{Reader, Store};
use crate::error::Error;
use crate::table::{CoMentionRow, QuotedAboutRow};

/// Of each article so many are paired, those with most mentions.
const PAIRED_OF_ARTICLE: usize = 16;
/// Pairs are told that are named together in so many articles at least; who is in fewer articles is not paired at all.
const LEAST_ARTICLES: u32 = 2;

/// Someone or something: its kind and its final number.
type Who = (Kind, u32);

/// Writes both tables, each sorted by its first and its second one: persons before organisations before places, then by
/// number.
pub(super) fn write(
    ranked: &Ranked,
    counts: &mut Store,
    assigned: &[Option<Assigned>],
    numbers: &[Vec<u32>; 3],
    articles: &[Vec<u32>; 3],
    memory: usize,
    answers: &mut Answers<'_>,
) -> Result<(), Error> {
    let (mut together, mut about) = (NumberSorter::new(memory), NumberSorter::new(memory));
    for (place, &article) in (0..).zip(&ranked.order) {
        let mut fields = Reader(counts.get(article as usize)?);
        let assigned = &assigned[ranked.article(article).first_entity as usize..];
        let who = |entity: usize| {
            let who = assigned[entity]?;
            Some((who.kind, numbers[who.kind as usize][who.number as usize]))
        };
        named_together(&mut fields, who, articles, &mut together)?;
        quoted_about(&mut fields, who, place, &mut about)?;
    }
    write_co_mentions(ranked, together, articles, answers)?;
    write_quoted_about(ranked, about, answers)
}

/// Writes `co_mentions` of the pairs of all articles: equal ones stand side by side, and are one row if they are two or
/// more.
fn write_co_mentions(
    ranked: &Ranked,
    together: NumberSorter<3>,
    articles: &[Vec<u32>; 3],
    answers: &mut Answers<'_>,
) -> Result<(), Error> {
    #[expect(clippy::cast_precision_loss, reason = "a count of articles")]
    let all = ranked.heads.len() as f64;
    let mut pairs = together.finish()?.peekable();
    while let Some(first) = pairs.next().transpose()? {
        let [a, b, mut sentences] = first;
        let mut together = 1;
        while let Some(next) = pairs.next_if(|next| next.as_ref().is_ok_and(|next| next[..2] == [a, b])).transpose()? {
            together += 1;
            sentences += next[2];
        }
        if together < LEAST_ARTICLES {
            continue;
        }
        let (a, b) = (whom(a), whom(b));
        let of = |(kind, number): Who| f64::from(articles[kind as usize][number as usize]) / all;
        let both = f64::from(together) / all;
        let information = (both / (of(a) * of(b))).ln();
        // Those in every article tell nothing of each other.
        #[expect(clippy::cast_possible_truncation, reason = "a number from -1 to 1")]
        let npmi = if both < 1.0 { (information / -both.ln()).clamp(-1.0, 1.0) as f32 } else { 0.0 };
        answers.row(&CoMentionRow {
            a_kind: a.0.as_str(),
            a_id: a.1,
            b_kind: b.0.as_str(),
            b_id: b.1,
            articles: together,
            sentences,
            npmi: rounded(npmi),
        })?;
    }
    Ok(())
}

/// Writes `quoted_about` of the quotations of all articles: one row for a person and one who is named, the first and the
/// last in time.
fn write_quoted_about(ranked: &Ranked, about: NumberSorter<3>, answers: &mut Answers<'_>) -> Result<(), Error> {
    let mut abouts = about.finish()?.peekable();
    while let Some([person, about, first]) = abouts.next().transpose()? {
        let (mut quotes, mut last) = (1, first);
        let same = |next: &[u32; 3]| next[..2] == [person, about];
        while let Some(next) = abouts.next_if(|next| next.as_ref().is_ok_and(same)).transpose()? {
            quotes += 1;
            last = next[2];
        }
        let about = whom(about);
        let date = |place: u32| ranked.date(ranked.order[place as usize]);
        answers.row(&QuotedAboutRow {
            person_id: person,
            about_kind: about.0.as_str(),
            about_id: about.1,
            quotes,
            first_date: date(first),
            last_date: date(last),
        })?;
    }
    Ok(())
}

/// The pairs of an article, with the number of sentences that name both. `fields` begins with the counts of entities,
/// and stands behind the list of sentences afterwards.
///
/// Of a pair, the lesser [`number`] is first, so that it is one pair wherever it stands.
fn named_together(
    fields: &mut Reader<'_>,
    who: impl Fn(usize) -> Option<Who>,
    articles: &[Vec<u32>; 3],
    together: &mut NumberSorter<3>,
) -> Result<(), Error> {
    let mut entities = fields.u32s();
    let mut named: Vec<(u32, Who)> = Vec::new();
    for entity in 0.. {
        let [Some(_), Some(mentions), Some(_)] = [(); 3].map(|()| entities.next()) else { break };
        let who = who(entity).filter(|(kind, number)| articles[*kind as usize][*number as usize] >= LEAST_ARTICLES);
        named.extend(who.map(|who| (u32::MAX - mentions, who)));
    }
    named.sort_unstable();
    named.truncate(PAIRED_OF_ARTICLE);
    let mut named: Vec<Who> = named.into_iter().map(|(_, who)| who).collect();
    named.sort_unstable();
    // Several entities of one article may be one of the corpus.
    named.dedup();
    let mut sentences: Vec<(usize, u32)> = Vec::new();
    let mut places = fields.u32s();
    while let (Some(entity), Some(sentence)) = (places.next(), places.next()) {
        let place = who(entity as usize).and_then(|who| named.binary_search(&who).ok());
        sentences.extend(place.map(|place| (place, sentence)));
    }
    sentences.sort_unstable();
    sentences.dedup();
    let in_which = |place: usize| {
        let from = sentences.partition_point(|(of, _)| *of < place);
        let to = sentences.partition_point(|(of, _)| *of <= place);
        &sentences[from..to]
    };
    for (place, a) in named.iter().enumerate() {
        for (other, b) in named.iter().enumerate().skip(place + 1) {
            let in_b = in_which(other);
            let both = in_which(place).iter().filter(|(_, in_a)| in_b.binary_search(&(other, *in_a)).is_ok()).count();
            together.push([number(*a), number(*b), u32::try_from(both).unwrap_or(u32::MAX)])?;
        }
    }
    Ok(())
}

/// Whom the persons of an article are quoted about: a row of person, about whom, and the article's place in time, for
/// each quotation and each one whom it names, once. What somebody says of himself or herself is left out. `fields`
/// begins with the quotations.
fn quoted_about(
    fields: &mut Reader<'_>,
    who: impl Fn(usize) -> Option<Who>,
    place: u32,
    about: &mut NumberSorter<3>,
) -> Result<(), Error> {
    while !fields.0.is_empty() {
        let speaker = who(fields.u32() as usize);
        let named = fields.u32s();
        let Some((Kind::Person, person)) = speaker else { continue };
        let mut named: Vec<u32> = named
            .filter_map(|entity| who(entity as usize))
            .filter(|who| *who != (Kind::Person, person))
            .map(number)
            .collect();
        named.sort_unstable();
        named.dedup();
        named.into_iter().try_for_each(|whom| about.push([person, whom, place]))?;
    }
    Ok(())
}

/// The kind and number in one, which sorts as both: the kind is in the two highest bits, so numbers up to 2³⁰ fit.
fn number((kind, number): Who) -> u32 {
    (kind as u32) << 30 | number
}

/// What [`number`] has put in one.
fn whom(both: u32) -> Who {
    (Kind::ALL[(both >> 30) as usize], both & (u32::MAX >> 2))
}
