//! Places of one name: which of them the article means.
//!
//! The gazetteers have towns called Paris in several states of the United States and in Canada. All mentions of a name
//! in one article mean one place, which is decided in this order:
//!
//! 1. What stands beside it, with only a comma between: "Paris, Texas". The first mention that has such a neighbour
//!    decides for all.
//! 2. The weight of each reading: its inhabitants, times factors for what else the article names.
//! 3. Of equals the gazetteer's first.
//!
//! The factors are steps, each of which beats the size of most rivals:
//!
//! - [`COUNTRY`]: another name shows the country; for a region, another region or town of the country does.
//! - [`REGION`] × [`COUNTRY`]: another name shows the region, as for London in an article on Ontario.
//! - [`HOME`]: the region that most names agree on, where the article is local news (three small places or more); or a
//!   town whose police or school the article names, in the United States.
//! - [`NEAR_COUNTY`]: a county that the article names lies around it, or towns of the article lie around the county.
//!
//! No name is evidence for itself ([`Shown`]), and a reading shows something only if it needs no context
//! ([`Place::clear`]). Names that the gazetteers know only as small towns or counties are looked up for what the tagger
//! has already found to be a place; such a name gets no place where the article shows no country of it.
//!
//! What it does not do: it adds and removes no mention, it changes no type, and a user's own reading gives way only to
//! another of the same file. Cost: names are looked up once an article, neighbours by a grid of degrees.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Identity, MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer};
use crate::lexicon::en::place::INSTITUTIONS;
use crate::segment::{Token, View};

/// How much likelier a place is in an article that names another place of its region.
const REGION: u64 = 30;
/// How much likelier in one that names its country.
const COUNTRY: u64 = 10;

/// How much likelier a place is near a county that the article names and nothing else has the name of, or a county near
/// such a town.
const NEAR_COUNTY: u64 = 4 * HOME;
/// What is nearer, in degrees of latitude (0.4 are some 45 km), is near: a county's towns to its middle.
const NEAR_DEGREES: f64 = 0.4;

/// A reading this many times as likely as the next shows where the article plays: "Lisbon" does, "Cambridge" does not.
const AHEAD: u32 = 4;

/// A name that nothing else in the gazetteers has, of a town with so many thousands of inhabitants, needs no context:
/// nobody calls a person so.
const KNOWN_ALONE: u32 = 10;

/// The rule of a mention whose context overrode the most populous place of its name.
const RULE: Rule = Rule::GazetteerContext;

/// Decides which places the names of an article stand for. `names` lie in text order; subtype, rule and identity of
/// those that stand for another place than before are changed. Nothing is done where every name has one reading or
/// none.
pub(super) fn locate(view: View<'_>, gazetteer: &Gazetteer, names: &mut [MentionRow]) {
    let is_place = |row: &MentionRow| {
        let unknown = !row.own && matches!(row.subtype, None | Some(Subtype::City | Subtype::Region));
        row.kind == EntityType::Loc && (row.identity.link.is_some() || unknown)
    };
    if !names.iter().any(is_place) {
        return;
    }
    // A name has the same readings wherever it stands.
    let mut known: BTreeMap<(&str, bool), Place<'_>> = BTreeMap::new();
    let of_name = |(index, row): (usize, &MentionRow)| {
        let key = (&view.text()[row.span], row.kind == EntityType::Loc);
        let first = known.entry(key).or_insert_with(|| Place::of(view, gazetteer, index, row));
        Place { row: index, ..first.clone() }
    };
    let telling = |(_, row): &(usize, &MentionRow)| is_place(row) || row.subtype == Some(Subtype::Nationality);
    let places: Vec<Place<'_>> = names.iter().enumerate().filter(telling).map(of_name).collect();
    if places.iter().all(|place| place.readings.len() < 2 && place.known > 0) {
        return;
    }
    let hints = hints(view, gazetteer, names);
    let setting = Setting { american: american(view, names), ..Setting::of(&places, &hints) };
    let mut decided: BTreeMap<&str, Entry<'_>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &places[at]).filter(|before| adjoins(view, names, before, place));
        let after = places.get(at + 1).filter(|after| adjoins(view, names, place, after));
        if let Some(reading) = beside(place, before, after) {
            decided.entry(place.text).or_insert(reading);
        }
    }
    for place in places.iter().filter(|place| place.readings.len() > 1 || place.known == 0) {
        let best = decided.get(place.text).copied().or_else(|| setting.best(place));
        let row = &mut names[place.row];
        if let Some(best) = best.filter(|best| best.link() != row.identity.link.as_deref()) {
            (row.subtype, row.rule) = (best.subtype(), RULE);
            row.identity = Identity::of(best);
        }
    }
}

/// A mention of a place or of a people, with the places that it may stand for.
#[derive(Clone)]
struct Place<'a> {
    /// The index of its row; of a hint, which has none, the largest number.
    row: usize,
    /// The name as it is written.
    text: &'a str,
    /// The places, or the people, that it may stand for, the likeliest first. Shared by all mentions of the name.
    readings: Rc<[Entry<'a>]>,
    /// How many of them, the first, are places that names are found by; the others are small.
    known: usize,
}

impl<'a> Place<'a> {
    /// The readings of a row's name that are countries, regions, cities or peoples with a link, then small towns and
    /// counties. A user's file hides what other files say of the name; a single word that nothing has is tried with
    /// "County" behind it.
    fn of(view: View<'a>, gazetteer: &'a Gazetteer, index: usize, row: &MentionRow) -> Self {
        let text = &view.text()[row.span];
        let kinds = [Subtype::Country, Subtype::Region, Subtype::City, Subtype::Nationality];
        let fits = |entry: &Entry<'_>| {
            entry.kind() == row.kind && entry.subtype().is_some_and(|kind| kinds.contains(&kind)) && entry.is_linked()
        };
        // A user's file overrides what other files say of a name.
        let mut found = gazetteer.find(text).peekable();
        let file = found.peek().copied().and_then(Entry::file);
        let mut readings: Vec<_> = found.take_while(|entry| entry.file() == file).filter(fits).collect();
        let known = readings.len();
        if row.kind == EntityType::Loc && file.is_none() {
            readings.extend(gazetteer.find_towns(text));
            // Local news leaves "County" out.
            if readings.is_empty() && !text.contains(char::is_whitespace) {
                readings.extend(gazetteer.find_towns(&format!("{text} County")));
            }
        }
        Self { row: index, text, readings: readings.into(), known }
    }

    /// The reading that needs no context: the only one, or one far ahead of the next. A small town alone must have
    /// [`KNOWN_ALONE`].
    fn clear(&self) -> Option<Entry<'a>> {
        match self.readings[..] {
            [only] => (self.known > 0 || only.prior() >= KNOWN_ALONE).then_some(only),
            _ if self.known == 0 => None,
            [first, second, ..] => (first.prior() / AHEAD > second.prior()).then_some(first),
            [] => None,
        }
    }
}

/// The counties and states that stand inside of names of organisations and of places that nobody knows: "Edgar County
/// Community Foundation" hints at Edgar County, "University of Ohio" at Ohio. They are evidence and are never changed.
fn hints<'a>(view: View<'a>, gazetteer: &'a Gazetteer, names: &[MentionRow]) -> Vec<Place<'a>> {
    let holds = |row: &&MentionRow| {
        matches!(row.kind, EntityType::Org | EntityType::Loc)
            && row.identity.link.is_none()
            && row.tokens.1.index() > row.tokens.0.index() + 1
    };
    let mut hints = Vec::new();
    for row in names.iter().filter(holds) {
        for token in view.range(row.tokens.0, row.tokens.1).filter(|token| token.is_capitalised()) {
            let is_county = |next: &Token<'_>| next.is("county") || next.is("parish");
            let next = view.get(token.next_id().index()).filter(|next| next.id() < row.tokens.1 && is_county(next));
            let county = next.map(|next| &view.text()[token.span().cover(next.span())]);
            let text = county.unwrap_or(token.text());
            let readings: Vec<_> = match county {
                Some(county) => gazetteer.find_towns(county).collect(),
                None => gazetteer.find(text).filter(|entry| entry.subtype() == Some(Subtype::Region)).collect(),
            };
            if !readings.is_empty() {
                hints.push(Place {
                    row: usize::MAX,
                    text,
                    known: usize::from(county.is_none()),
                    readings: readings.into(),
                });
            }
        }
    }
    hints
}

/// The towns whose institutions the article names: "Paris Police Department" gives "Paris", "Rome City School District"
/// gives "Rome".
fn american<'a>(view: View<'a>, names: &[MentionRow]) -> BTreeSet<&'a str> {
    let institutions = names.iter().filter(|row| row.kind == EntityType::Org).map(|row| &view.text()[row.span]);
    let town = |name: &'a str| {
        let town = INSTITUTIONS.iter().find_map(|ending| name.strip_suffix(ending))?.trim_end();
        Some(town.strip_suffix(" City").unwrap_or(town))
    };
    institutions.filter_map(town).filter(|town| !town.is_empty()).collect()
}

/// Whether only a comma stands between two places, the first before the second.
fn adjoins(view: View<'_>, names: &[MentionRow], before: &Place<'_>, after: &Place<'_>) -> bool {
    let (before, after) = (&names[before.row], &names[after.row]);
    let comma = before.tokens.1;
    comma.index() + 1 == after.tokens.0.index() && view.token(comma).text() == ","
}

/// The reading that what stands right beside the place asks for: one that lies in a reading of the place behind it
/// ("Paris, Texas" gives the town in Texas), else one that a reading of the place before it lies in ("London, Ontario"
/// gives the province, not the city in California).
fn beside<'a>(place: &Place<'a>, before: Option<&Place<'a>>, after: Option<&Place<'a>>) -> Option<Entry<'a>> {
    let within = after.and_then(|outer| {
        let inside = |reading: &&Entry<'_>| outer.readings.iter().any(|outer| lies_in(**reading, *outer));
        place.readings.iter().find(inside).copied()
    });
    within.or_else(|| {
        let around = |reading: &&Entry<'_>| {
            before.is_some_and(|inner| inner.readings.iter().any(|inner| lies_in(*inner, **reading)))
        };
        place.readings.iter().find(around).copied()
    })
}

/// Whether a city lies in a region or country, or a region in a country, as far as the gazetteer tells.
fn lies_in(inner: Entry<'_>, outer: Entry<'_>) -> bool {
    let same = inner.country().is_some() && inner.country() == outer.country();
    match (inner.subtype(), outer.subtype()) {
        (Some(Subtype::City | Subtype::Region), Some(Subtype::Region)) => same && inner.note() == outer.canonical(),
        (Some(Subtype::City | Subtype::Region), Some(Subtype::Country)) => same,
        _ => false,
    }
}

/// The countries and regions that an article's clear names show.
#[derive(Default)]
struct Setting<'a> {
    /// Countries by their codes.
    countries: BTreeMap<&'a str, Shown<'a>>,
    /// Regions by country and name.
    regions: BTreeMap<(&'a str, &'a str), Shown<'a>>,
    /// Countries in which the article names regions or towns; of the largest news speaks abroad too.
    inside: BTreeMap<&'a str, Shown<'a>>,
    /// The towns that have an institution of the United States.
    american: BTreeSet<&'a str>,
    /// The region that most names have a place in.
    home: Option<Home<'a>>,
    /// Where the places of the names lie.
    around: Around<'a>,
}

/// The places that an article's names may stand for, by the square of a degree that they lie in: what is near a place
/// stands in its square or the eight around it. Empty where no name may be a county.
#[derive(Default)]
struct Around<'a>(BTreeMap<(i32, i32), Vec<Spot<'a>>>);

/// One of them.
struct Spot<'a> {
    /// The name.
    text: &'a str,
    /// Latitude and longitude in degrees.
    at: (f64, f64),
    /// Whether it is a county; only counties tell of towns and towns of counties.
    county: bool,
    /// One of so many places of the name.
    share: f64,
}

impl<'a> Around<'a> {
    /// The places of these names; each name counts once, however often it stands.
    fn of<'b>(places: impl Iterator<Item = &'b Place<'a>>) -> Self
    where
        'a: 'b,
    {
        let mut seen = BTreeSet::new();
        let places: Vec<_> = places.filter(|place| seen.insert(place.text)).collect();
        let mut around = Self::default();
        // Only a county tells of towns, and only towns of a county.
        if !places.iter().any(|place| place.readings.iter().any(|reading| is_county(*reading))) {
            return around;
        }
        for place in places {
            #[expect(clippy::cast_precision_loss, reason = "a name has few places")]
            let share = 1.0 / place.readings.len() as f64;
            for reading in place.readings.iter() {
                let Some(at) = reading.coordinates() else { continue };
                let spot = Spot { text: place.text, at, county: is_county(*reading), share };
                around.0.entry(square(at)).or_default().push(spot);
            }
        }
        around
    }

    /// How much the other names tell for a town near their county, or for a county near their towns: 1 for a name that
    /// only one place has.
    fn tells_for(&self, reading: Entry<'_>, name: &str) -> f64 {
        let Some(at) = reading.coordinates().filter(|_| !self.0.is_empty()) else { return 0.0 };
        let (county, (row, column)) = (is_county(reading), square(at));
        let squares = (row - 1..=row + 1).flat_map(|row| (column - 1..=column + 1).map(move |column| (row, column)));
        let spots = squares.filter_map(|square| self.0.get(&square)).flatten();
        let near = spots.filter(|spot| {
            let (north, east) = (spot.at.0 - at.0, (spot.at.1 - at.1) * at.0.to_radians().cos());
            spot.county != county && spot.text != name && north.hypot(east) < NEAR_DEGREES
        });
        near.map(|spot| spot.share).sum()
    }
}

/// Whether it is a region inside of a region, as counties are.
fn is_county(reading: Entry<'_>) -> bool {
    reading.subtype() == Some(Subtype::Region) && !reading.note().is_empty()
}

/// The square of a degree that a point lies in, as whole degrees of its southern and western edge.
#[expect(clippy::cast_possible_truncation, reason = "degrees")]
fn square((north, east): (f64, f64)) -> (i32, i32) {
    (north.floor() as i32, east.floor() as i32)
}

/// The region that the most names of an article agree on: "Lamar County", "Paris" and "Reno" are all in Texas.
struct Home<'a> {
    /// The country's code and the region's name.
    region: (&'a str, &'a str),
    /// How many of the names are small places there; those that are nothing else count twice.
    small: usize,
}

/// So many small places of one region show that the article is of the local news there, and means no metropolis or
/// country. Places that are nothing else count twice.
const LOCAL: usize = 3;
/// A place with fewer thousands of inhabitants is small.
const SMALL: u32 = 100;
/// How much likelier a place of that region is.
const HOME: u64 = 10 * REGION * COUNTRY;

/// A city with more thousands of inhabitants does not show that an article plays in its country: news from everywhere
/// names London and Tokyo.
const METROPOLIS: u32 = 3_000;

/// A country's name that is a region's too weighs no more than this, so that the article's other places decide:
/// "Georgia".
const COUNTRY_WEIGHT: u64 = 30_000;

/// By which names a country or region is shown: no name is evidence for itself.
struct Shown<'a> {
    /// The name that showed it first.
    first: &'a str,
    /// Whether there is a name other than the first.
    others: bool,
}

impl<'a> Shown<'a> {
    /// Notes that `name` shows what `key` stands for.
    fn add<K: Ord>(shown: &mut BTreeMap<K, Self>, key: K, name: &'a str) {
        let here = shown.entry(key).or_insert(Self { first: name, others: false });
        here.others |= here.first != name;
    }

    /// Whether a name other than this one shows it.
    fn by_other_than(&self, name: &str) -> bool {
        self.others || self.first != name
    }
}

impl<'a> Setting<'a> {
    /// What the clear names of an article show.
    fn of(places: &[Place<'a>], hints: &[Place<'a>]) -> Self {
        let mut setting = Self::default();
        for place in places.iter().chain(hints) {
            let Some(reading) = place.clear() else { continue };
            let Some(country) = reading.country() else { continue };
            Shown::add(&mut setting.countries, country, place.text);
            if reading.subtype() == Some(Subtype::Region) || reading.subtype() == Some(Subtype::City) {
                Shown::add(&mut setting.regions, (country, region(reading)), place.text);
                if reading.subtype() == Some(Subtype::Region) || reading.prior() < METROPOLIS {
                    Shown::add(&mut setting.inside, country, place.text);
                }
            }
        }
        setting.home = home(places.iter().chain(hints));
        setting.around = Around::of(places.iter().chain(hints));
        setting
    }

    /// The region whose local news the article is, unless names other than this one show other countries only.
    fn home_without(&self, name: &str) -> Option<(&'a str, &'a str)> {
        let home = self.home.as_ref().filter(|home| home.small >= LOCAL)?;
        let mut others = self.countries.iter().filter(|(_, shown)| shown.by_other_than(name)).peekable();
        (others.peek().is_none() || others.any(|(country, _)| *country == home.region.0)).then_some(home.region)
    }

    /// The likeliest reading of a place; none of an unknown one in no country that the article shows, but for a name of
    /// several words whose readings are all of one country.
    fn best(&self, place: &Place<'a>) -> Option<Entry<'a>> {
        let weigh = |reading: &Entry<'a>| {
            let country = reading.country().unwrap_or_default();
            let is = |kind: Subtype| reading.subtype() == Some(kind);
            let prior = u64::from(reading.prior()).min(if is(Subtype::Country) { COUNTRY_WEIGHT } else { u64::MAX });
            let shown = |by: Option<&Shown<'_>>| by.is_some_and(|by| by.by_other_than(place.text));
            let here = (country, region(*reading));
            let american = country == "US" && is(Subtype::City) && self.american.contains(place.text);
            let weight = if american || self.home_without(place.text) == Some(here) {
                prior * HOME
            } else if shown(self.regions.get(&here)) {
                prior * REGION * COUNTRY
            } else if shown(if is(Subtype::Region) { self.inside.get(country) } else { self.countries.get(country) }) {
                prior * COUNTRY
            } else {
                prior
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a share of a weight"
            )]
            let near = (NEAR_COUNTY as f64 * self.around.tells_for(*reading, place.text).min(1.0)) as u64;
            weight * near.max(1)
        };
        // The first of equals is the one that the gazetteer has first.
        let best = place.readings.iter().rev().max_by_key(|reading| weigh(reading)).copied()?;
        let countries = || place.readings.iter().filter(|reading| reading.country() != best.country());
        let sure = place.known > 0 || place.clear().is_some() || weigh(&best) > u64::from(best.prior());
        (sure || place.text.contains(' ') && countries().next().is_none()).then_some(best)
    }
}

/// The region in which most names of the article have a place; a name counts less the more regions it is in: a third
/// for each of three.
fn home<'a: 'b, 'b>(places: impl Iterator<Item = &'b Place<'a>>) -> Option<Home<'a>> {
    let mut names: BTreeMap<&str, BTreeMap<(&str, &str), usize>> = BTreeMap::new();
    for place in places {
        let inside = |reading: &&Entry<'_>| reading.country().is_some() && !region(**reading).is_empty();
        let regions = place.readings.iter().filter(inside);
        let name = names.entry(place.text).or_default();
        for reading in regions {
            let here = (reading.country().unwrap_or_default(), region(*reading));
            // What is nothing but a county or a small town tells more than what is a large one elsewhere.
            let weight = if place.known == 0 { 2 } else { usize::from(reading.prior() < SMALL) };
            name.entry(here).and_modify(|known| *known = weight.max(*known)).or_insert(weight);
        }
    }
    let mut agreed: BTreeMap<(&str, &str), (f64, usize)> = BTreeMap::new();
    for regions in names.values() {
        #[expect(clippy::cast_precision_loss, reason = "a name has few places")]
        let share = 1.0 / regions.len() as f64;
        for (region, weight) in regions {
            let (shares, small) = agreed.entry(*region).or_default();
            (*shares, *small) = (*shares + share, *small + weight);
        }
    }
    let best = agreed.into_iter().rev().max_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b));
    best.map(|(region, (_, small))| Home { region, small })
}

/// The region that a place is or lies in; empty for countries and towns of no known region.
fn region(place: Entry<'_>) -> &str {
    let outermost = place.subtype() == Some(Subtype::Region) && place.note().is_empty();
    if outermost { place.canonical() } else { place.note() }
}
