//! The record of an article: what is kept of it until the corpus is decided, worked out on whatever thread annotates it.

use jiff::civil::Date;

use super::copies::{Fingerprint, fingerprints};
use super::facts::{EntityFacts, Facts, QuoteFacts};
use super::name::{PersonName, fold, organisation_key};
use super::spill::Writer;
use super::unique::Heard;
use super::words::{Word, hash, hash_of, words};
use crate::error::Error;
use crate::quote::QuoteKind;
use crate::table::Rows;

/// What a corpus takes of an article.
#[derive(Clone, Debug)]
pub(crate) struct ArticleRecord {
    pub(crate) id: Box<str>,
    pub(crate) date: Option<Date>,
    pub(super) publisher: Option<Box<str>>,
    /// The words of its text, and what copies of it share.
    pub(super) words: Vec<Word>,
    pub(super) whole: u64,
    pub(super) fingerprints: Vec<Fingerprint>,
    pub(super) entities: Vec<EntityRecord>,
    /// What rows tell of each entity, as [`Tally`](super::tally::Tally) reads it.
    pub(super) told: Vec<u8>,
    /// What is counted: entities, in which sentences they stand, whom quotations name. [`pairs`](super::pairs) reads it.
    pub(super) counts: Vec<u8>,
    pub(super) quotes: Vec<QuoteRecord>,
}

/// What an entity is compared by.
#[derive(Clone, Debug)]
pub(super) enum EntityRecord {
    Person {
        /// By which persons are brought together.
        surname: Box<str>,
        /// As [`Person`](super::people::Person) reads it.
        record: Vec<u8>,
    },
    Organisation(ThingRecord),
    Place(ThingRecord),
    /// What no table of the corpus has.
    Other,
}

#[derive(Clone, Debug)]
pub(super) struct ThingRecord {
    pub(super) key: Box<str>,
    pub(super) link: Option<Box<str>>,
    /// Keys of acronyms that the article gives for it.
    pub(super) acronyms: Vec<Box<str>>,
}

/// A quotation.
#[derive(Clone, Debug)]
pub(super) struct QuoteRecord {
    pub(super) heard: Heard,
    pub(super) fingerprints: Vec<Fingerprint>,
    pub(super) speaker: Option<Voice>,
    /// The persons named in one that repeats, in marks, what one of them said.
    pub(super) named: Vec<Voice>,
    /// Its id, the words that it is compared by, the name of its speaker, its content.
    pub(super) record: Vec<u8>,
}

/// Who says a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    /// The place of the entity in its article.
    pub(super) entity: u32,
    /// A hash of the name.
    pub(super) name: u32,
    /// Hashes of its first and its last word, if it has any.
    pub(super) ends: Option<(u32, u32)>,
}

/// Of a quotation so many of those whom it names are looked at.
const NAMED: usize = 2;
/// So many of the others of an article are kept of each person.
const COMPANY: usize = 10;

impl ArticleRecord {
    /// What a document's rows say.
    pub(crate) fn of_rows(rows: &Rows<'_>) -> Self {
        Self::of(&Facts::of(rows))
    }

    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let mut quotes = Vec::with_capacity(facts.quotes.len());
        let contents = facts.quotes.iter().map(|quote| quote.content.as_ref());
        let record = Self::of_each(facts, contents, |quote| {
            quotes.push(quote);
            Ok(())
        });
        let mut record = Self { quotes, ..record.expect("a Vec takes every quotation") };
        record.read_words(&facts.text);
        record
    }

    /// Reads the words of the article's text.
    pub(crate) fn read_words(&mut self, text: &str) {
        self.words = words(text);
        self.whole = hash_of(&self.words);
        self.fingerprints = fingerprints(&self.words);
    }

    /// The record without words, and without quotations, which `take` takes one by one. Their contents are read off `contents`.
    ///
    /// # Errors
    ///
    /// Those of `take`.
    pub(super) fn of_each<Content: AsRef<str>>(
        facts: &Facts<'_>,
        contents: impl Iterator<Item = Content>,
        mut take: impl FnMut(QuoteRecord) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let names: Vec<Option<PersonName>> = facts
            .entities
            .iter()
            .map(|entity| Some(&entity.name).filter(|_| entity.kind == "PER").and_then(|name| PersonName::read(name)))
            .collect();
        let mut voices = vec![None; facts.entities.len()];
        let mut voice = |place: usize| *voices[place].get_or_insert_with(|| Voice::of(facts, &names, place));
        let mut spoken = vec![0u32; facts.entities.len()];
        for (of, content) in facts.quotes.iter().zip(contents) {
            let record = quote(facts, of, content.as_ref(), &mut voice);
            if let Some(speaker) = record.speaker {
                spoken[speaker.entity as usize] += record.heard.length;
            }
            take(record)?;
        }
        let roles = roles(facts);
        Ok(Self {
            id: facts.id.as_ref().into(),
            date: facts.date,
            publisher: facts.publisher.as_deref().map(Box::from),
            whole: 0,
            fingerprints: Vec::new(),
            words: Vec::new(),
            entities: entities(facts, &names, &roles),
            told: told(facts, &roles, spoken),
            counts: counts(facts),
            quotes: Vec::new(),
        })
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("an article has less than 4 G of anything")
}

fn entities(facts: &Facts<'_>, names: &[Option<PersonName>], roles: &[Vec<usize>]) -> Vec<EntityRecord> {
    let company = company(facts, names);
    let entity = |(place, entity): (usize, &EntityFacts<'_>)| match (entity.kind.as_ref(), &names[place]) {
        ("PER", Some(name)) => EntityRecord::Person {
            surname: name.surname.as_str().into(),
            record: person(facts, &roles[place], entity, company.iter().filter(|(of, _)| *of != place)),
        },
        ("ORG", _) => EntityRecord::Organisation(thing(entity)),
        ("LOC", _) => EntityRecord::Place(thing(entity)),
        _ => EntityRecord::Other,
    };
    facts.entities.iter().enumerate().map(entity).collect()
}

fn person<'a>(
    facts: &Facts<'_>,
    roles_of: &[usize],
    entity: &EntityFacts<'_>,
    company: impl Iterator<Item = &'a (usize, u32)>,
) -> Vec<u8> {
    // A gender of which nothing tells where it is from keeps nobody apart.
    let gender =
        entity.gender.as_deref().filter(|_| entity.gender_from.as_deref().is_some_and(|from| from != "forename"));
    let mut roles: Vec<u32> = Vec::new();
    for role in roles_of.iter().map(|&role| &facts.roles[role]) {
        // The last word of a role is its noun: "Foreign Minister" and "minister" are of one kind.
        let noun = role.role.as_deref().and_then(|role| words(role).last().map(|word| word.key()));
        let owner = role.affiliation.as_deref().map(|owner| hash(owner) ^ 1);
        roles.extend(noun.into_iter().chain(owner));
    }
    roles.sort_unstable();
    roles.dedup();
    let company: Vec<u32> = company.take(COMPANY).map(|&(_, hash)| hash).collect();
    let mut out = Writer::default();
    out.text(&entity.name).text(entity.link.as_deref().unwrap_or_default());
    out.u8(gender.map_or(2, |gender| u8::from(gender == "female")));
    out.u32s(roles.into_iter()).u32s(company.into_iter());
    out.0
}

/// The entities of an article that tell what it is about, with hashes of their names, those named most first. Countries and peoples tell
/// too little.
fn company(facts: &Facts<'_>, names: &[Option<PersonName>]) -> Vec<(usize, u32)> {
    let telling = |entity: &EntityFacts<'_>| {
        let general = matches!(entity.subtype.as_deref(), Some("country" | "continent" | "nationality" | "religion"));
        !general && matches!(entity.kind.as_ref(), "PER" | "ORG" | "LOC" | "MISC")
    };
    let mut company: Vec<(u32, usize, u32)> = facts
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| telling(entity))
        .map(|(place, entity)| {
            // Persons are compared by surname, since lists and headlines have no more.
            let surname = names[place].as_ref().map(|name| hash(&name.surname));
            let hash = surname.unwrap_or_else(|| hash(entity.link.as_ref().unwrap_or(&entity.name)));
            (u32::MAX - entity.mentions, place, hash)
        })
        .collect();
    company.sort_unstable();
    company.into_iter().map(|(_, place, hash)| (place, hash)).collect()
}

fn thing(entity: &EntityFacts<'_>) -> ThingRecord {
    let organisation = |name: &str| format!("ORG {}", organisation_key(name));
    let key = if entity.kind == "ORG" {
        organisation(&entity.name)
    } else {
        let country = entity.country.as_deref().unwrap_or_default();
        format!("{} {} {country}", entity.kind, fold(&entity.name).join(" "))
    };
    let acronyms = entity.forms.iter().filter(|form| entity.kind == "ORG" && is_acronym(form));
    ThingRecord {
        acronyms: acronyms.map(|form| organisation(form)).filter(|form| *form != key).map(String::into).collect(),
        key: key.into(),
        link: entity.link.as_deref().map(|link| format!("link {link}").into()),
    }
}

fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|letter| *letter != '.');
    (2..=6).contains(&letters.clone().count()) && letters.clone().all(|letter| letter.is_uppercase() || letter == '&')
}

/// The roles of each entity, in the order of the text.
fn roles(facts: &Facts<'_>) -> Vec<Vec<usize>> {
    let mut of = vec![Vec::new(); facts.entities.len()];
    for (index, role) in facts.roles.iter().enumerate() {
        if let Some(place) = facts.place_of(role.entity) {
            of[place].push(index);
        }
    }
    of
}

fn told(facts: &Facts<'_>, roles: &[Vec<usize>], spoken: Vec<u32>) -> Vec<u8> {
    let mut out = Writer::default();
    for ((entity, spoken), roles) in facts.entities.iter().zip(spoken).zip(roles) {
        let roles = || roles.iter().map(|&role| &facts.roles[role]);
        let role = roles().find_map(|role| role.role.as_deref());
        let affiliation = roles().find_map(|role| role.affiliation.as_deref());
        let start = out.0.len();
        let of = out.u32(0);
        of.u32(entity.mentions).u32(entity.quotes).u32(spoken).text(&entity.name);
        for text in [
            entity.canonical.as_deref(),
            entity.link.as_deref(),
            entity.subtype.as_deref(),
            entity.country.as_deref(),
            entity.latitude.as_deref(),
            entity.longitude.as_deref(),
            entity.gender.as_deref(),
            entity.gender_from.as_deref(),
            role,
            affiliation,
        ] {
            of.text(text.unwrap_or_default());
        }
        let length = number(out.0.len() - start - 4);
        out.0[start..start + 4].copy_from_slice(&length.to_be_bytes());
    }
    out.0
}

fn counts(facts: &Facts<'_>) -> Vec<u8> {
    let mut out = Writer::default();
    let entities: Vec<u32> =
        facts.entities.iter().flat_map(|entity| [entity.id, entity.mentions, entity.quotes]).collect();
    out.u32s(entities.into_iter());
    let mut sentences: Vec<(u32, u32)> = facts
        .mentions
        .iter()
        .filter_map(|mention| Some((number(facts.place_of(mention.entity)?), mention.sentence)))
        .collect();
    sentences.sort_unstable();
    sentences.dedup();
    let sentences: Vec<u32> = sentences.into_iter().flat_map(|(entity, sentence)| [entity, sentence]).collect();
    out.u32s(sentences.into_iter());
    for quote in &facts.quotes {
        let speaker = quote.speaker.and_then(|speaker| facts.place_of(speaker));
        if let Some(speaker) = speaker.filter(|&speaker| facts.entities[speaker].kind == "PER") {
            let mut named: Vec<u32> = facts.named_in(quote).map(number).collect();
            named.sort_unstable();
            named.dedup();
            out.u32(number(speaker)).u32s(named.into_iter());
        }
    }
    out.0
}

fn quote(
    facts: &Facts<'_>,
    quote: &QuoteFacts<'_>,
    content: &str,
    voice: &mut impl FnMut(usize) -> Voice,
) -> QuoteRecord {
    let (heard, words) = Heard::of(content, quote.kind);
    let speaker = quote.speaker.and_then(|speaker| facts.place_of(speaker));
    let mut named = Vec::new();
    if quote.kind == QuoteKind::Mixed {
        let persons = facts.named_in(quote).filter(|&place| facts.entities[place].kind == "PER");
        named.extend(persons.take(NAMED).map(&mut *voice));
    }
    let mut out = Writer::default();
    out.u32(quote.id).u32(number(words.len() * 4));
    for word in &words {
        out.u32(word.0);
    }
    out.text(speaker.map_or("", |place| &facts.entities[place].name)).text(content);
    let fingerprints = heard.fingerprints(&words);
    QuoteRecord { heard, fingerprints, speaker: speaker.map(voice), named, record: out.0 }
}

impl Voice {
    fn of(facts: &Facts<'_>, names: &[Option<PersonName>], place: usize) -> Self {
        let name = &facts.entities[place].name;
        let parts = names[place].clone().or_else(|| PersonName::read(name));
        let ends = parts.map(|parts| {
            let last = hash(&parts.surname);
            (parts.given.first().map_or(last, |given| hash(given)), last)
        });
        Self { entity: number(place), name: hash(name), ends }
    }
}
