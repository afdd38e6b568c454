//! The quotations of a corpus: who says each, which are one, and their rows.
//!
//! [`unique`](super::unique) compares quotations and knows nothing of articles; this file gives it their order in time
//! and their speakers, as persons were decided, and makes the rows of what it answers. A quotation of three articles
//! gives one row of `unique_quotes` and three of `quote_occurrences`:
//!
//! ```text
//! unique_quotes      0  We will build the bridge before the winter comes   Lena Vidal   occurrences 3
//! quote_occurrences  0  a1  2  1.0      the whole of it
//!                    0  a4  0  1.0
//!                    0  a7  5  0.5      half of its words
//! ```
//!
//! The text is that of the longest occurrence, the speaker the name that most of them have. Numbers go by the first
//! occurrence in time.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::answers::{Answers, Kind, rounded};
use super::finish::{Assigned, Ranked};
use super::record::Voice;
use super::spill::numbers::NumberSorter;
use super::tally::Totals;
use super::unique::{Said, Speaker, Uniques};
use super::words::mix;
use crate::error::Error;
use crate::table::{QuoteOccurrenceRow, UniqueQuoteRow};

/// Quotations that were joined. In these lists a quotation is its place in the order of time: articles by rank, in each
/// its quotations in the order of the text.
pub(super) struct Joined {
    /// Their words and contents, by number.
    uniques: Uniques,
    /// The number of each, by place: its number is that under which it came.
    order: Vec<u32>,
    /// The number of its article.
    article: Vec<u32>,
    /// The place of the quotation that each stands for: its own, if it is the longest of its group.
    of: Vec<u32>,
    /// The different quotations of each person, by final number.
    of_person: HashMap<u32, u32>,
    /// Bytes for each sorting.
    memory: usize,
}

/// Joins the quotations that are one, and counts the different ones of each person.
///
/// A person who says one quotation in five articles has one; of those whom one quotation has in different articles,
/// each has it.
pub(super) fn join(
    mut uniques: Uniques,
    ranked: &Ranked,
    assigned: &[Option<Assigned>],
    totals: &Totals,
    memory: usize,
) -> Result<Joined, Error> {
    let all = u32::try_from(uniques.len()).expect("fewer than 4 G quotations");
    let (mut order, mut article) = (Vec::with_capacity(uniques.len()), Vec::with_capacity(uniques.len()));
    for &of in &ranked.order {
        let end = ranked.heads.get(of as usize + 1).map_or(all, |next| next.first_quote);
        order.extend(ranked.article(of).first_quote..end);
        article.resize(order.len(), of);
    }
    let speaker = |voice: Voice| speaker(voice, assigned);
    let said = |(number, article): (&u32, &u32)| {
        let voice = uniques.head(*number).speaker;
        Said { head: ranked.head(*article), speaker: voice.map(speaker) }
    };
    let said: Vec<Said> = order.iter().zip(&article).map(said).collect();
    let of = uniques.join(&order, &said, speaker)?;
    let mut pairs = NumberSorter::new(memory);
    for (&number, &of) in order.iter().zip(&of) {
        let who = uniques.head(number).speaker.and_then(|voice| assigned[voice.entity as usize]);
        if let Some(Assigned { kind: Kind::Person, number, .. }) = who {
            pairs.push([totals.numbers[0][number as usize], of])?;
        }
    }
    let mut of_person: HashMap<u32, u32> = HashMap::new();
    let mut last = None;
    for pair in pairs.finish()? {
        let pair = pair?;
        if last.replace(pair) != Some(pair) {
            *of_person.entry(pair[0]).or_default() += 1;
        }
    }
    Ok(Joined { uniques, order, article, of, of_person, memory })
}

/// Who a voice is to a quotation: who it was decided to be, or if it is nobody of the corpus ("the ministry's
/// website"), its name as it stands.
fn speaker(voice: Voice, assigned: &[Option<Assigned>]) -> Speaker {
    let id = match assigned[voice.entity as usize] {
        Some(who) => mix(1 + who.kind as u64, u64::from(who.number)),
        None => mix(0, u64::from(voice.name)),
    };
    #[expect(clippy::cast_possible_truncation, reason = "a hash")]
    let id = id as u32;
    let (first, last) = voice.ends.unwrap_or((id, id));
    Speaker { id, first, last }
}

impl Joined {
    /// How many different quotations a person has.
    pub(super) fn of_person(&self, person: u32) -> u32 {
        self.of_person.get(&person).copied().unwrap_or_default()
    }

    /// Writes the tables of quotations and their occurrences; how many different ones there are. Memory holds the
    /// occurrences of one quotation at a time, and those of all sorted outside of it, since their table comes behind
    /// the other.
    pub(super) fn write(
        &mut self,
        ranked: &Ranked,
        assigned: &[Option<Assigned>],
        numbers: &[Vec<u32>; 3],
        answers: &mut Answers<'_>,
    ) -> Result<u64, Error> {
        // They are in the order of time, so that a group's least is its first occurrence.
        let mut first: Vec<u32> = (0..).take(self.of.len()).collect();
        for (place, &of) in (0..).zip(&self.of) {
            first[of as usize] = first[of as usize].min(place);
        }
        let mut groups = NumberSorter::new(self.memory);
        for (place, &of) in (0..).zip(&self.of) {
            groups.push([first[of as usize], of, place])?;
        }
        drop(first);
        let mut occurrences = NumberSorter::new(self.memory);
        let mut groups = groups.finish()?.peekable();
        let mut next = 0;
        let mut members: Vec<u32> = Vec::new();
        while let Some([first, of, member]) = groups.next().transpose()? {
            members.clear();
            members.push(member);
            while let Some([.., member]) =
                groups.next_if(|next| next.as_ref().is_ok_and(|next| next[..2] == [first, of])).transpose()?
            {
                members.push(member);
            }
            self.group(next, of, &members, ranked, assigned, numbers, answers, &mut occurrences)?;
            next += 1;
        }
        for occurrence in occurrences.finish()? {
            let [unique, place, quote, coverage] = occurrence?;
            answers.row(&QuoteOccurrenceRow {
                unique_id: unique,
                article_id: &ranked.article(self.article[place as usize]).id,
                quote_id: quote,
                coverage: rounded(f32::from_bits(coverage)),
            })?;
        }
        Ok(u64::from(next))
    }

    /// Writes the row of a quotation, and notes its occurrences.
    ///
    /// `of` is the place of the longest one, `members` the places of all in the order of time. The coverage of an
    /// occurrence is its number of words by that of the longest, 1 at most. Of speakers' names the most frequent is
    /// first, of equally frequent ones the longest; the person is the one of most occurrences, who need not bear that
    /// name.
    #[expect(clippy::too_many_arguments, reason = "what a row of two tables is made of")]
    fn group(
        &mut self,
        id: u32,
        of: u32,
        members: &[u32],
        ranked: &Ranked,
        assigned: &[Option<Assigned>],
        numbers: &[Vec<u32>; 3],
        answers: &mut Answers<'_>,
        occurrences: &mut NumberSorter<4>,
    ) -> Result<(), Error> {
        let longest = self.order[of as usize];
        let text = self.uniques.get(longest)?.content.to_owned();
        let length = self.uniques.head(longest).heard.length.max(1);
        let mut sums = OccurrenceSums::default();
        for &member in members {
            let number = self.order[member as usize];
            let head = self.uniques.head(number);
            let occurrence = self.uniques.get(number)?;
            #[expect(clippy::cast_precision_loss, reason = "a share of a few words")]
            let coverage = (head.heard.length as f32 / length as f32).min(1.0);
            occurrences.push([id, member, occurrence.quote, coverage.to_bits()])?;
            if let Some(voice) = head.speaker {
                *sums.speakers.entry(occurrence.speaker.to_owned()).or_default() += 1;
                if let Some(Assigned { kind: Kind::Person, number, .. }) = assigned[voice.entity as usize] {
                    *sums.persons.entry(numbers[0][number as usize]).or_default() += 1;
                }
            }
            sums.add_article(ranked, self.article[member as usize]);
        }
        sums.write(id, &text, answers)
    }
}

/// What the occurrences of one quotation add up to.
#[derive(Default)]
struct OccurrenceSums {
    /// The names of its speakers, with how many occurrences have each.
    speakers: BTreeMap<String, u32>,
    /// The persons that they are, by final number, the same.
    persons: BTreeMap<u32, u32>,
    /// The article of each occurrence.
    articles: Vec<u32>,
    /// The earliest of that article's copies.
    heads: Vec<u32>,
    /// The publishers of those that have one.
    publishers: Vec<u32>,
    first_date: Option<Date>,
    last_date: Option<Date>,
}

impl OccurrenceSums {
    /// Adds an occurrence in an article.
    fn add_article(&mut self, ranked: &Ranked, article: u32) {
        self.articles.push(article);
        self.heads.push(ranked.head(article));
        self.publishers.extend(ranked.article(article).publisher);
        if let Some(date) = ranked.date(article) {
            self.first_date = Some(self.first_date.map_or(date, |first| first.min(date)));
            self.last_date = Some(self.last_date.map_or(date, |last| last.max(date)));
        }
    }

    /// Writes the row of the quotation of that number.
    fn write(mut self, id: u32, text: &str, answers: &mut Answers<'_>) -> Result<(), Error> {
        let mut speakers: Vec<(u32, String)> = self.speakers.into_iter().map(|(name, count)| (count, name)).collect();
        speakers.sort_by(|a, b| (b.0, b.1.len()).cmp(&(a.0, a.1.len())).then_with(|| a.1.cmp(&b.1)));
        let speakers: Vec<String> = speakers.into_iter().map(|(_, name)| name).collect();
        let occurrences = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        let different = |numbers: &mut Vec<u32>| {
            numbers.sort_unstable();
            numbers.dedup();
            u32::try_from(numbers.len()).unwrap_or(u32::MAX)
        };
        answers.row(&UniqueQuoteRow {
            unique_id: id,
            text,
            speaker: speakers.first().map(String::as_str),
            person_id: self.persons.into_iter().max_by_key(|(_, count)| *count).map(|(person, _)| person),
            speakers: speakers.clone(),
            occurrences,
            occurrences_unique: different(&mut self.heads),
            articles: different(&mut self.articles),
            publishers: different(&mut self.publishers),
            first_date: self.first_date,
            last_date: self.last_date,
        })
    }
}
