//! The record of an article: what is kept of it until the corpus is decided, worked out on whatever thread annotates
//! it.
//!
//! It is made so that the thread that collects has nothing left to do but to number and to store: names are folded,
//! words hashed, fingerprints taken, and whoever speaks is reduced to three hashes.
//!
//! A record has three parts of bytes, each written with [`Writer`] and each read by one reader only, so that none of
//! them is parsed twice:
//!
//! - `told`, read by [`Tally`](super::tally::Tally): of each entity what is counted and voted over articles (counts,
//!   name, canonical name, link, gender, role …);
//! - `counts`, read by [`pairs`](super::pairs) and for `appearances`: of each entity its id, mentions and quotations,
//!   then in which sentences it stands, then whom each quotation of a person names;
//! - of each person and each quotation a record of its own, read by [`Person`](super::people::Person) and
//!   [`Uniques`](super::unique::Uniques).
//!
//! All of them hold the article's entities in the order of their ids; "place" below is an entity's place in that order,
//! not its id, which differ where somebody has taken rows out of the tables.

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
///
/// [`ArticleRecord::of_rows`] makes it whole. That of a long article comes without words, and its quotations go to the
/// collector one by one ([`ArticleRecord::of_each`], [`ArticleRecord::read_words`]).
#[derive(Clone, Debug)]
pub(crate) struct ArticleRecord {
    /// Its `article_id`.
    pub(crate) id: Box<str>,
    /// The day it was published.
    pub(crate) date: Option<Date>,
    /// Its publisher as the input names it.
    pub(super) publisher: Option<Box<str>>,
    /// The words of its text, four bytes each; none where the tables have no texts.
    pub(super) words: Vec<Word>,
    /// The hash of all of them: equal for articles of the same words.
    pub(super) whole: u64,
    /// What copies of it share; none of a text of less than 40 words.
    pub(super) fingerprints: Vec<Fingerprint>,
    /// What each of its entities is compared by, in the order of their ids.
    pub(super) entities: Vec<EntityRecord>,
    /// What rows tell of each entity, as [`Tally`](super::tally::Tally) reads it.
    pub(super) told: Vec<u8>,
    /// What is counted: entities, in which sentences they stand, whom quotations name. [`pairs`](super::pairs) reads
    /// it.
    pub(super) counts: Vec<u8>,
    /// Its quotations in the order of the text; none where these were taken one by one.
    pub(super) quotes: Vec<QuoteRecord>,
}

/// What an entity of an article is compared by.
#[derive(Clone, Debug)]
pub(super) enum EntityRecord {
    /// A person whose name has a letter.
    Person {
        /// The surname as it is folded, by which persons are brought together: `obrien` of "Maeve O'Brien".
        surname: Box<str>,
        /// Name, link, gender, roles, company, as [`Person`](super::people::Person) reads them.
        record: Vec<u8>,
    },
    /// An organisation.
    Organisation(ThingRecord),
    /// A place.
    Place(ThingRecord),
    /// What no table of the corpus has.
    Other,
}

/// An organisation or place of an article.
///
/// Its keys are texts that say what they are: `ORG fjordline` for "The Fjordline Group Ltd.", `LOC springfield US` for
/// a Springfield in the United States, `link wikidata:Q42` for an id. So names and ids are numbered in one list and
/// never taken for each other.
#[derive(Clone, Debug)]
pub(super) struct ThingRecord {
    /// Kind and folded name; of a place its country too, since places of one name are many.
    pub(super) key: Box<str>,
    /// The outside id, if a source knows it.
    pub(super) link: Option<Box<str>>,
    /// Keys of acronyms that the article gives for it.
    pub(super) acronyms: Vec<Box<str>>,
}

/// A quotation of an article.
#[derive(Clone, Debug)]
pub(super) struct QuoteRecord {
    /// Its words in short: how many, their hash, and whether some stand in marks.
    pub(super) heard: Heard,
    /// What quotations that may be the same share.
    pub(super) fingerprints: Vec<Fingerprint>,
    /// Who says it, if the article tells.
    pub(super) speaker: Option<Voice>,
    /// The persons whom a mixed quotation names, two at most: it may repeat, in marks, what one of them said ("Hale
    /// denied that Vidal had called the plan “a costly folly”" → Vidal).
    pub(super) named: Vec<Voice>,
    /// Its id, the words that it is compared by, the name of its speaker, its content;
    /// [`Occurrence`](super::unique::Occurrence) is read off it.
    pub(super) record: Vec<u8>,
}

/// Who says a quotation, in twenty bytes: as much as is needed to see whether two speakers may be one before
/// persons are decided, and without them where nobody is ("officials said").
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    /// The place of the entity in its article; once the corpus has it, its number among all of the corpus.
    pub(super) entity: u32,
    /// A hash of the name as the article has it.
    pub(super) name: u32,
    /// Hashes of the first given name and of the surname, the same one of a name of one word; none of a name without
    /// letters.
    pub(super) ends: Option<(u32, u32)>,
}

/// Of those whom a mixed quotation names, so many persons are kept as possible speakers, the first in the text.
const NAMED_PERSONS: usize = 2;
/// So many of the others of an article are kept of each person: enough to tell two affairs apart, few enough that a
/// block of a common surname stays small.
const COMPANY_NAMES: usize = 10;

impl ArticleRecord {
    /// What a document's rows say, with the words of its text and all quotations.
    pub(crate) fn of_rows(rows: &Rows<'_>) -> Self {
        Self::of(&Facts::of(rows))
    }

    /// The record of facts, from a document's rows or from tables that were read again.
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let mut quotes = Vec::with_capacity(facts.quotes.len());
        let record = Self::of_each(facts, facts.contents.iter(), |quote| {
            quotes.push(quote);
            Ok(())
        });
        let mut record = Self { quotes, ..record.expect("a Vec takes every quotation") };
        record.read_words(&facts.text);
        record
    }

    /// Reads the words of the article's text: the words themselves, their hash, the fingerprints. Linear in the text.
    ///
    /// It stands apart from the rest of the record so that the layers of a long article can be dropped before.
    pub(crate) fn read_words(&mut self, text: &str) {
        self.words = words(text);
        self.whole = hash_of(&self.words);
        self.fingerprints = fingerprints(&self.words);
    }

    /// The record without words, and without quotations, which `take` takes one by one. Their contents are read off
    /// `contents`, one for each quotation of `facts` and in the same order; each is dropped before the next is made, so
    /// that a long article never has all of them in memory.
    ///
    /// What a person says is counted here, in words, since it is the one number of `told` that needs the contents.
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

/// A place or count as the number that records hold. An article is less than 4 GiB of text, so it has less than 4 G of
/// anything.
fn number(place: usize) -> u32 {
    u32::try_from(place).expect("an article has less than 4 G of anything")
}

/// What each entity is compared by. `names` has the parsed name of each person, `roles` the roles of each entity.
///
/// A person is one only with a name that has letters; what the tables call PER and is named `??` becomes
/// [`EntityRecord::Other`].
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

/// The record of a person, in the order in which [`Person::read`](super::people::Person::read) takes it, behind
/// surname, article and entity:
///
/// ```text
/// name         text    the name that the article's entity has
/// link         text    empty where there is none
/// gender       u8      0 male, 1 female, 2 not told
/// roles        u32s    hashes of the nouns of roles and of affiliations, sorted
/// company      u32s    hashes of the names that the article has most, those of others
/// ```
///
/// A gender that only the forename suggests is left out: "Robin" of one article must not part from "Robin" of another.
/// An affiliation has its lowest bit turned, so that an office and its owner of one name are two.
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
    let company: Vec<u32> = company.take(COMPANY_NAMES).map(|&(_, hash)| hash).collect();
    let mut out = Writer::default();
    out.text(&entity.name).text(entity.link.as_deref().unwrap_or_default());
    out.u8(gender.map_or(2, |gender| u8::from(gender == "female")));
    out.u32s(roles.into_iter()).u32s(company.into_iter());
    out.0
}

/// The entities of an article that tell what it is about, with hashes of their names, those named most first and of
/// equal ones the first in the text. Countries, continents, peoples and religions tell too little, and are left out.
///
/// A person counts by surname, since lists and headlines have no more; everything else by its link, or where it has
/// none by its name.
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

/// What an organisation or place is compared by. Forms in capitals count as acronyms of an organisation where they are
/// not its name: an article with "the World Bank (WB)" tells that `WB` is the World Bank.
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

/// Whether a form is written as an acronym: two to six capitals or `&`, with or without full stops ("U.N.", "AT&T");
/// not `Wb`, not `G20`.
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|letter| *letter != '.');
    (2..=6).contains(&letters.clone().count()) && letters.clone().all(|letter| letter.is_uppercase() || letter == '&')
}

/// The roles of each entity, by its place, in the order of the text; each is its number in `facts.roles`. A role whose
/// person is not among the entities is nobody's.
fn roles(facts: &Facts<'_>) -> Vec<Vec<usize>> {
    let mut of = vec![Vec::new(); facts.entities.len()];
    for (index, role) in facts.roles.iter().enumerate() {
        if let Some(place) = facts.place_of(role.entity) {
            of[place].push(index);
        }
    }
    of
}

/// What rows tell of each entity, in the order of the entities: `spoken` has the words that each is quoted with.
///
/// ```text
/// length         u32     of what follows, so that an entity can be skipped
/// mentions, quotes, spoken          u32 each
/// name           text
/// canonical, link, subtype, country, latitude, longitude     text each, empty where not told
/// gender, gender_from               text each
/// role, affiliation                 the first that the article gives, not always of one role
/// ```
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

/// What is counted of an article:
///
/// ```text
/// u32s    id, mentions, quotes of each entity
/// u32s    entity, sentence: each pair once, sorted
/// then of each quotation whose speaker is a person:
/// u32     the speaker
/// u32s    the entities that it names, each once
/// ```
///
/// Entities are places, but for the ids of the first list.
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

/// The record of a quotation. `voice` gives who an entity is as a speaker; it is asked for the speaker and, of mixed
/// quotations, for persons whom it names.
///
/// The words are those that it is compared by: of a mixed quotation those in marks, with numbers in words as digits.
fn quote(facts: &Facts<'_>, quote: &QuoteFacts, content: &str, voice: &mut impl FnMut(usize) -> Voice) -> QuoteRecord {
    let (heard, words) = Heard::of(content, quote.kind);
    let speaker = quote.speaker.and_then(|speaker| facts.place_of(speaker));
    let mut named = Vec::new();
    if quote.kind == QuoteKind::Mixed {
        let persons = facts.named_in(quote).filter(|&place| facts.entities[place].kind == "PER");
        named.extend(persons.take(NAMED_PERSONS).map(&mut *voice));
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
    /// The voice of an entity. Names of organisations are read as those of persons are: what counts is their first and
    /// last word.
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
