//! Persons over articles: which of the persons of two articles are one.
//!
//! All who share a surname are decided together, in the order of time, so that it does not matter in which order
//! articles came. Forms of the same full name are one person unless links, gender or suffixes (Jr., Sr.) are against
//! it; a form with an initial, nickname, middle name or another spelling joins the one full name that it goes with; a
//! bare surname joins the person whom articles near it make likely, or stays alone. Every form joins a full name
//! itself, never by way of another form.
//!
//! # The steps of a block
//!
//! ```text
//! in the articles                        after the step         rule
//! Lena Vidal (a1), Lena Vidal (a4)       one full name          full-name
//! Lena M. Vidal (a2)                     joins Lena Vidal       name-form
//! L. Vidal (a3)                          joins her only if a3 has a role, a copied story
//!                                        or company in common   name-form
//! Vidal (a5), two days after a4          joins her              surname
//! Vidal (a9), nothing in common          stays by itself        alone
//! ```
//!
//! 1. [`full_names`] makes a centre of each full name. Two of one name are two persons only where a link, the gender
//!    that the text tells, or a suffix is against it: with news, the same full name is the same person in 98 of 100
//!    joins.
//! 2. [`join_forms`] lets shorter and other forms join the centre of most articles, if exactly one is possible. It goes
//!    before surnames, so that these see one Lena Vidal with all her articles, not three with a third each.
//! 3. [`Prominent::whom`] gives each name of one word to a centre, to nobody, or to several, which is nobody and
//!    `ambiguous`.
//! 4. [`mononyms`] joins what is left among itself: "Pelé" here and there.
//!
//! # What it does not do
//!
//! A person with two surnames ("Anna Berg", later "Anna Vidal") is decided in two blocks, and is one only by an outside
//! id ([`finish`](super::finish)) or where the user says so. A centre that was once made is never parted again. Nothing
//! is learned: the weights below were set on the development data of `docs/corpus.md`.
//!
//! Time is linear in a block but for forms, which are compared each with each among 400 full names at most, and
//! surnames, each of which looks at 48 centres and 128 members of each.

use std::collections::{BTreeMap, HashMap};

use super::Overrides;
use super::finish::Ranked;
use super::name::{PersonName, fold};
use super::spill::Reader;

/// A person of one article, as a block has it.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The number of the entity among all of the corpus.
    pub(super) entity: u32,
    /// The number of its article among all of the corpus.
    pub(super) article: u32,
    /// The article's place in time, by which a block is sorted.
    pub(super) rank: u32,
    /// The article's day, counted from 1970-01-01; none if it has no date.
    pub(super) day: Option<i32>,
    /// The number of the earliest of the article's copies, its own if there is none.
    pub(super) head: u32,
    /// The name that it is compared by: the article's, or the one that the user says is the same.
    pub(super) name: String,
    /// Whether the user says that it is the person of that name.
    pub(super) is_told: bool,
    /// The outside id that the article's entity has.
    pub(super) link: Option<String>,
    /// Whether it is a woman, as the text says it, not as a forename suggests.
    pub(super) gender: Option<bool>,
    /// Hashes of roles and affiliations.
    pub(super) roles: Vec<u32>,
    /// Hashes of the other names that the article has most, ten at most.
    pub(super) company: Vec<u32>,
}

/// Why a person of an article is that person of the corpus: what the column `rule` of `appearances` says, and most of
/// them that of `people`.
///
/// Their order is that of the names in [`tally`](super::tally), which a test holds to it.
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
    ///
    /// `alone` has no join; its number is how often a name of one word is all that the corpus has of that person.
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
    /// Places in the block, each with why it is that person. Each place of a block is in exactly one identity.
    pub(super) members: Vec<(usize, PersonRule)>,
    /// Whether several persons could have been meant, so that this surname was given to none of them.
    pub(super) ambiguous: bool,
}

/// Days between articles that speak of the same affair: what two have in common counts in full up to here, and half
/// beyond.
const NEAR_DAYS: i32 = 10;
/// A surname is compared with so many full names at most, those with most articles.
const COMPARED_NAMES: usize = 48;
/// Among so many full names, forms are looked for; more in one block are a common surname, of whom only equal names are
/// one.
const MOST_NAMES_WITH_FORMS: usize = 400;

/// Decides a block: all persons with one surname, sorted by time, of equal times by article and entity.
///
/// The identities of full names come first, in the order in which [`join_forms`] leaves them, then those of names of
/// one word. The order depends on the block alone, so numbers given by it are the same in every run.
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

/// A full name and who has it: what forms and surnames join.
#[derive(Clone, Debug)]
struct Centre {
    /// The name in its parts; that of the fullest and most frequent form, which others joined.
    name: PersonName,
    /// The first outside id that a member has. A centre has one at most: another one is against joining.
    link: Option<String>,
    /// The gender that a member's text told.
    gender: Option<bool>,
    /// Places in the block, with the rule of each.
    members: Vec<(usize, PersonRule)>,
}

/// Persons with the same full name, apart where links, gender or suffix differ: `Robin Hale (female)` and `Robin Hale
/// (male)` make two centres, and a Robin Hale of whom nothing is told joins the first of them.
///
/// Those who say most of themselves come first, so that a person of whom nothing is told finds the centres there,
/// instead of making one that everybody would fit.
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

/// Whether nothing is against two being one: both are the same, or one is not known.
fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Joins forms of one name to the centre with most articles that they go with.
///
/// A form joins where its name goes with the centre's and with that of every member ([`PersonName::goes_with`]), the
/// user does not say that they are different, and links and gender agree. If that fits one centre only, one of these
/// must hold: the same link, the same first name written out ("Lena Maria Vidal" and "Lena Vidal"), or something in
/// common ([`shares`]). If it fits several, exactly one of them must have the link or something in common; else the
/// form stays a person of its own.
///
/// ```text
/// J. Vidal          fits Jon Vidal only, nothing in common      stays
/// J. Vidal, mayor   fits Jon Vidal, mayor of Port Elva          joins, name-form
/// J. Vidal, mayor   fits Jon Vidal, mayor; Jan Vidal, mayor     stays
/// ```
///
/// With one centre there is nothing to join; with more than [`MOST_NAMES_WITH_FORMS`] nothing is joined, since among so
/// many of one surname a form says too little, and the comparison is quadratic.
fn join_forms(block: &[Person], names: &[Option<PersonName>], centres: &mut Vec<Centre>, told: &Overrides) {
    if centres.len() < 2 || centres.len() > MOST_NAMES_WITH_FORMS {
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

/// Whether both have the same first name, written out: then one is the other with more names in it, or fewer. An
/// initial is not enough.
fn is_longer_form(a: &PersonName, b: &PersonName) -> bool {
    a.given.first() == b.given.first() && a.given.first().is_some_and(|given| given.chars().count() > 1)
}

/// The articles of a centre, copies once.
fn articles(block: &[Person], centre: &Centre) -> usize {
    let mut heads: Vec<u32> = centre.members.iter().map(|&(at, _)| block[at].head).collect();
    heads.sort_unstable();
    heads.dedup();
    heads.len()
}

/// Whether two share a copied story, a role, or near articles with others named in both. The first 32 members of each
/// are looked at.
///
/// The bound of 0.9 is met by one name in common near in time, one role near in time, or two names at any time.
fn shares(block: &[Person], a: &Centre, b: &Centre) -> bool {
    let some = |centre: &Centre| centre.members.iter().take(32).map(|&(at, _)| at).collect::<Vec<usize>>();
    let (a, b) = (some(a), some(b));
    a.iter().any(|&a| b.iter().any(|&b| context(&block[a], &block[b]) > 0.9))
}

/// How much the articles of two persons have in common: a copied story, roles, and others named there.
///
/// ```text
/// copies of one story            4.0
/// each role in common, two       1.2      all of it half
/// each name in common, four      1.0      where the articles are more than ten days apart
/// ```
///
/// Articles without a day count as near. Names that are in every article of a run, as a mayor in a town's paper is,
/// count as much as others: there is no weighting by frequency.
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
        _ => NEAR_DAYS,
    };
    let near = if days <= NEAR_DAYS { 1.0 } else { 0.5 };
    near * (1.2 * common(&a.roles, &b.roles).min(2.0) + common(&a.company, &b.company).min(4.0))
}

/// For whom a bare surname stands.
enum Whom {
    /// For the person of this centre.
    One(usize),
    /// Several are as likely.
    Several,
    /// Nothing makes any of them likely.
    Nobody,
}

/// The full names of a block that a bare surname may stand for, those with most articles first, [`COMPARED_NAMES`] at
/// most.
struct Prominent {
    /// Places among the centres.
    centres: Vec<usize>,
    /// The articles of each, copies once.
    articles: Vec<usize>,
}

impl Prominent {
    /// Counts the articles of each centre once, before surnames join any.
    fn of(block: &[Person], centres: &[Centre]) -> Self {
        let counts: Vec<usize> = centres.iter().map(|centre| articles(block, centre)).collect();
        let mut order: Vec<usize> = (0..centres.len()).collect();
        order.sort_by_key(|&centre| (std::cmp::Reverse(counts[centre]), centre));
        order.truncate(COMPARED_NAMES);
        Self { articles: order.iter().map(|&centre| counts[centre]).collect(), centres: order }
    }

    /// Whom the bare surname of a person stands for.
    ///
    /// A centre is possible where links and gender agree and no member is of the same article, since one article has
    /// one person of a surname in each of its entities. The same link decides at once. Else each possible centre has a
    /// score:
    ///
    /// ```text
    /// the most that one of its articles has in common with this one      (context)
    /// + 0.4  · ln(1 + its articles within ten days)
    /// + 0.15 · ln(1 + all of its articles)
    /// ```
    ///
    /// The only possible one needs 0.2, which a single near article gives; the best of several needs 1.0 and 0.5 more
    /// than the next. Below the bound it is nobody's, without the margin it is several persons'. So a president whose
    /// surname a hundred articles carry does not take every unknown of that surname: 0.15 · ln 101 is 0.7.
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

/// What the only full name of a surname needs to be meant by it.
const LIKELY_ONLY: f64 = 0.2;
/// What one of several needs.
const LIKELY: f64 = 1.0;
/// How far the likeliest is ahead of the next.
const MARGIN: f64 = 0.5;

/// The closest of the articles of a full name to a person's article, and how many of them are within [`NEAR_DAYS`]
/// days. Articles without a day are near to none here.
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
        near += usize::from(days <= NEAR_DAYS);
    }
    (best, near)
}

/// Names of one word that no full name claims: the same word is the same person where the articles have something in
/// common or a link says so, and no full name makes it doubtful. `alone` has places in the block in the order of time,
/// each with whether several were possible.
///
/// "Vidal" who is nobody's and "Vidal" who may be several persons' do not join each other.
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
    /// The surname that a record has in front, without its NUL: records of one block have the same.
    pub(super) fn key(record: &[u8]) -> &[u8] {
        &record[..memchr::memchr(0, record).unwrap_or(record.len())]
    }

    /// Reads a record as the collector wrote it: surname, article, entity, then what [`record`](super::record) made of
    /// the person. What the user says is asked again here, since only the surname was changed by it then.
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
