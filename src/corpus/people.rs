//! Persons over articles: which of the persons of two articles are one.
//!
//! All who share a surname are decided together, in the order of time, so that it does not matter in which order articles came. Forms of the
//! same full name are one person unless links, gender or suffixes (Jr., Sr.) are against it; a form with an initial, nickname, middle name or
//! another spelling joins the one full name that it goes with; a bare surname joins the person whom articles near it make likely, or stays
//! alone. Every form joins a full name itself, never by way of another form.

use std::collections::{BTreeMap, HashMap};

use super::Overrides;
use super::finish::Ranked;
use super::name::{PersonName, fold};
use super::spill::Reader;

/// A person of one article.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The number of the entity among all of the corpus.
    pub(super) entity: u32,
    pub(super) article: u32,
    /// The article's place in time.
    pub(super) rank: u32,
    pub(super) day: Option<i32>,
    /// The earliest of the article's copies.
    pub(super) head: u32,
    /// The name that it is compared by.
    pub(super) name: String,
    /// Whether the user says that it is the person of that name.
    pub(super) is_told: bool,
    pub(super) link: Option<String>,
    /// What the text says, not what a forename suggests.
    pub(super) gender: Option<bool>,
    /// Hashes of roles and affiliations.
    pub(super) roles: Vec<u32>,
    /// Hashes of the other names that the article has most.
    pub(super) company: Vec<u32>,
}

/// Why a person of an article is that person of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PersonRule {
    /// The user says so.
    Told,
    /// The same outside id.
    Link,
    /// The same full name.
    FullName,
    /// A form of the name: an initial, a nickname, a middle name, another spelling.
    NameForm,
    /// The surname alone, beside an article that has the full name.
    Surname,
    /// A name of one word that nothing joins, or that is all of the name.
    Alone,
}

impl PersonRule {
    /// The name that the tables hold.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Link => "link",
            Self::FullName => "full-name",
            Self::NameForm => "name-form",
            Self::Surname => "surname",
            Self::Alone => "alone",
        }
    }

    /// How often such a join is right, on the development data of `docs/corpus.md`.
    pub(crate) const fn confidence(self) -> f32 {
        match self {
            Self::Told => 1.0,
            Self::Link => 0.99,
            Self::FullName => 0.98,
            Self::NameForm => 0.95,
            Self::Surname => 0.93,
            Self::Alone => 0.9,
        }
    }
}

/// A person of the corpus, as a block decides: who it is in which articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    /// Places in the block.
    pub(super) members: Vec<(usize, PersonRule)>,
    /// Whether several persons could have been meant.
    pub(super) ambiguous: bool,
}

/// Days between articles that speak of the same affair.
const NEAR: i32 = 10;
/// A surname is compared with so many full names at most, those with most articles.
const CANDIDATES: usize = 48;
/// Among so many full names, forms are looked for; more in one block are a common surname, of whom only equal names are one.
const FORMS: usize = 400;

/// Decides a block: all persons with one surname, sorted by time.
pub(super) fn decide(block: &[Person], told: &Overrides) -> Vec<Identity> {
    let names: Vec<Option<PersonName>> = block.iter().map(|person| PersonName::read(&person.name)).collect();
    let mut centres = full_names(block, &names);
    join_forms(block, &names, &mut centres, told);
    let mut identities: Vec<Identity> = Vec::new();
    let singles: Vec<usize> =
        (0..block.len()).filter(|&at| names[at].as_ref().is_none_or(PersonName::is_single)).collect();
    identities.extend(centres.iter().map(|centre| Identity { members: centre.members.clone(), ambiguous: false }));
    let mut alone: Vec<(usize, bool)> = Vec::new();
    let prominent = Prominent::of(block, &centres);
    for at in singles {
        match prominent.whom(block, at, &centres) {
            Whom::One(centre) => identities[centre].members.push((at, PersonRule::Surname)),
            Whom::Nobody => alone.push((at, false)),
            Whom::Several => alone.push((at, true)),
        }
    }
    identities.extend(mononyms(block, &alone));
    identities
}

/// A full name and who has it.
#[derive(Clone, Debug)]
struct Centre {
    name: PersonName,
    link: Option<String>,
    gender: Option<bool>,
    members: Vec<(usize, PersonRule)>,
}

/// Persons with the same full name, apart where links, gender or suffix differ.
fn full_names(block: &[Person], names: &[Option<PersonName>]) -> Vec<Centre> {
    let mut by_name: BTreeMap<&PersonName, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(name) = name.as_ref().filter(|name| !name.is_single()) {
            by_name.entry(name).or_default().push(at);
        }
    }
    let mut centres: Vec<Centre> = Vec::new();
    for (name, persons) in by_name {
        let from = centres.len();
        // Those who say most of themselves first.
        for sure in [true, false] {
            for &at in &persons {
                let person = &block[at];
                if (person.link.is_some() || person.gender.is_some()) != sure {
                    continue;
                }
                let fits = |centre: &&mut Centre| {
                    agree(centre.link.as_ref(), person.link.as_ref())
                        && agree(centre.gender.as_ref(), person.gender.as_ref())
                };
                let rule = if person.is_told { PersonRule::Told } else { PersonRule::FullName };
                match centres[from..].iter_mut().find(fits) {
                    Some(centre) => {
                        centre.members.push((at, rule));
                        centre.link = centre.link.take().or_else(|| person.link.clone());
                        centre.gender = centre.gender.or(person.gender);
                    }
                    None => centres.push(Centre {
                        name: name.clone(),
                        link: person.link.clone(),
                        gender: person.gender,
                        members: vec![(at, rule)],
                    }),
                }
            }
        }
    }
    centres
}

fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Joins forms of one name to the centre with most articles that they go with.
fn join_forms(block: &[Person], names: &[Option<PersonName>], centres: &mut Vec<Centre>, told: &Overrides) {
    if centres.len() < 2 || centres.len() > FORMS {
        return;
    }
    // The fullest and most frequent first: others join it.
    centres.sort_by_key(|centre| {
        let initials = centre.name.is_initials();
        (
            initials,
            std::cmp::Reverse(articles(block, centre)),
            std::cmp::Reverse(centre.name.fullness()),
            centre.name.clone(),
        )
    });
    let mut kept: Vec<Centre> = Vec::new();
    for centre in centres.drain(..) {
        let fits: Vec<usize> = (0..kept.len())
            .filter(|&other| {
                let other = &kept[other];
                other.name.goes_with(&centre.name)
                    && !told.are_different(&other.name, &centre.name)
                    && agree(other.link.as_ref(), centre.link.as_ref())
                    && agree(other.gender.as_ref(), centre.gender.as_ref())
                    && other
                        .members
                        .iter()
                        .all(|&(member, _)| names[member].as_ref().is_none_or(|name| name.goes_with(&centre.name)))
            })
            .collect();
        let chosen = match fits[..] {
            [] => None,
            [only] => Some(only).filter(|&only| {
                centre.link.is_some() && kept[only].link == centre.link
                    || is_longer_form(&kept[only].name, &centre.name)
                    || shares(block, &kept[only], &centre)
            }),
            _ => {
                let mut sharing = fits.iter().copied().filter(|&fit| {
                    centre.link.is_some() && kept[fit].link == centre.link || shares(block, &kept[fit], &centre)
                });
                sharing.next().filter(|_| sharing.next().is_none())
            }
        };
        match chosen {
            Some(chosen) => {
                let rule = if centre.link.is_some() && kept[chosen].link == centre.link {
                    PersonRule::Link
                } else {
                    PersonRule::NameForm
                };
                let to = &mut kept[chosen];
                to.members.extend(centre.members.iter().map(|&(at, _)| (at, rule)));
                to.link = to.link.take().or(centre.link);
                to.gender = to.gender.or(centre.gender);
            }
            None => kept.push(centre),
        }
    }
    *centres = kept;
}

/// Whether one is the other with more names in it, the first the same.
fn is_longer_form(a: &PersonName, b: &PersonName) -> bool {
    a.given.first() == b.given.first() && a.given.first().is_some_and(|given| given.chars().count() > 1)
}

fn articles(block: &[Person], centre: &Centre) -> usize {
    let mut heads: Vec<u32> = centre.members.iter().map(|&(at, _)| block[at].head).collect();
    heads.sort_unstable();
    heads.dedup();
    heads.len()
}

/// Whether two share a copied story, a role, or near articles with others named in both.
fn shares(block: &[Person], a: &Centre, b: &Centre) -> bool {
    let some = |centre: &Centre| centre.members.iter().take(32).map(|&(at, _)| at).collect::<Vec<usize>>();
    let (a, b) = (some(a), some(b));
    a.iter().any(|&a| b.iter().any(|&b| context(&block[a], &block[b]) > 0.9))
}

/// How much the articles of two persons have in common: a copied story, roles, and others named there.
fn context(a: &Person, b: &Person) -> f64 {
    if a.head == b.head && a.article != b.article {
        return 4.0;
    }
    let common = |a: &[u32], b: &[u32]| {
        let count = a.iter().filter(|hash| b.contains(hash)).count();
        f64::from(u32::try_from(count).unwrap_or(u32::MAX))
    };
    let days = match (a.day, b.day) {
        (Some(a), Some(b)) => (a - b).abs(),
        _ => NEAR,
    };
    let near = if days <= NEAR { 1.0 } else { 0.5 };
    near * (1.2 * common(&a.roles, &b.roles).min(2.0) + common(&a.company, &b.company).min(4.0))
}

enum Whom {
    One(usize),
    Several,
    Nobody,
}

/// The full names of a block that a bare surname may stand for, those with most articles first.
struct Prominent {
    centres: Vec<usize>,
    /// The articles of each, copies once.
    articles: Vec<usize>,
}

impl Prominent {
    fn of(block: &[Person], centres: &[Centre]) -> Self {
        let counts: Vec<usize> = centres.iter().map(|centre| articles(block, centre)).collect();
        let mut order: Vec<usize> = (0..centres.len()).collect();
        order.sort_by_key(|&centre| (std::cmp::Reverse(counts[centre]), centre));
        order.truncate(CANDIDATES);
        Self { articles: order.iter().map(|&centre| counts[centre]).collect(), centres: order }
    }

    /// Whom the bare surname of a person stands for.
    fn whom(&self, block: &[Person], at: usize, centres: &[Centre]) -> Whom {
        let person = &block[at];
        let mut scores: Vec<(f64, usize)> = Vec::new();
        let mut possible = 0;
        for (&centre, &articles) in self.centres.iter().zip(&self.articles) {
            let of = &centres[centre];
            let agrees =
                agree(of.link.as_ref(), person.link.as_ref()) && agree(of.gender.as_ref(), person.gender.as_ref());
            // One article has one person of a surname in each of its entities.
            if !agrees || of.members.iter().any(|&(member, _)| block[member].article == person.article) {
                continue;
            }
            possible += 1;
            if person.link.is_some() && of.link == person.link {
                return Whom::One(centre);
            }
            let (best, near) = closeness(block, person, of);
            #[expect(clippy::cast_precision_loss, reason = "a count of articles")]
            let score = best + 0.4 * (near as f64).ln_1p() + 0.15 * (articles as f64).ln_1p();
            scores.push((score, centre));
        }
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        match scores[..] {
            [] => Whom::Nobody,
            [(best, centre)] if possible == 1 => {
                if best >= LIKELY_ONLY {
                    Whom::One(centre)
                } else {
                    Whom::Nobody
                }
            }
            [(best, centre), ref rest @ ..] => {
                let next = rest.first().map_or(0.0, |(score, _)| *score);
                if best < LIKELY {
                    Whom::Nobody
                } else if best >= next + MARGIN {
                    Whom::One(centre)
                } else {
                    Whom::Several
                }
            }
        }
    }
}

/// What the only full name of a surname needs to be meant by it, and one of several.
const LIKELY_ONLY: f64 = 0.2;
const LIKELY: f64 = 1.0;
/// How far the likeliest is ahead of the next.
const MARGIN: f64 = 0.5;

/// The closest of the articles of a full name to a person's article, and how many are near in time.
fn closeness(block: &[Person], person: &Person, of: &Centre) -> (f64, usize) {
    let (mut best, mut near) = (0.0f64, 0);
    // Members are in the order of time: those around the person's article are looked at.
    let from = of.members.partition_point(|&(member, _)| block[member].rank < person.rank).saturating_sub(64);
    for &(member, _) in of.members.iter().skip(from).take(128) {
        let other = &block[member];
        best = best.max(context(person, other));
        let days = match (person.day, other.day) {
            (Some(a), Some(b)) => (a - b).abs(),
            _ => i32::MAX,
        };
        near += usize::from(days <= NEAR);
    }
    (best, near)
}

/// Names of one word that no full name claims: the same word is the same person where the articles have something in common or a link says
/// so, and no full name makes it doubtful.
fn mononyms(block: &[Person], alone: &[(usize, bool)]) -> Vec<Identity> {
    let mut identities: Vec<Identity> = Vec::new();
    let mut by_link: HashMap<&str, usize> = HashMap::new();
    for &(at, ambiguous) in alone {
        let person = &block[at];
        let linked = person.link.as_deref().and_then(|link| by_link.get(link).copied());
        let found = linked.or_else(|| {
            // The latest few are looked at, so that time stays linear.
            identities.iter().enumerate().rev().take(32).find_map(|(place, identity)| {
                let fits = identity.ambiguous == ambiguous
                    && identity.members.iter().rev().take(16).any(|&(member, _)| {
                        let other = &block[member];
                        agree(other.link.as_ref(), person.link.as_ref())
                            && agree(other.gender.as_ref(), person.gender.as_ref())
                            && other.article != person.article
                            && context(person, other) >= 0.9
                    });
                fits.then_some(place)
            })
        });
        if let Some(place) = found {
            identities[place].members.push((at, PersonRule::Alone));
        } else {
            if let Some(link) = &person.link {
                by_link.insert(link, identities.len());
            }
            identities.push(Identity { members: vec![(at, PersonRule::Alone)], ambiguous });
        }
    }
    identities
}

impl Person {
    /// The surname that a record has in front.
    pub(super) fn key(record: &[u8]) -> &[u8] {
        &record[..memchr::memchr(0, record).unwrap_or(record.len())]
    }

    /// Reads a record.
    pub(super) fn read(record: &[u8], ranked: &Ranked, told: &Overrides) -> Self {
        let mut fields = Reader(record);
        let _ = fields.text();
        let (article, entity, name) = (fields.u32(), fields.u32(), fields.text());
        let main = told.main_name(|| fold(name).join(" "));
        Self {
            entity,
            article,
            rank: ranked.rank[article as usize],
            day: ranked.day[article as usize],
            head: ranked.head(article),
            name: main.unwrap_or(name).to_owned(),
            is_told: main.is_some(),
            link: Some(fields.text()).filter(|link| !link.is_empty()).map(ToOwned::to_owned),
            gender: match fields.u8() {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            },
            roles: fields.u32s().collect(),
            company: fields.u32s().collect(),
        }
    }
}
