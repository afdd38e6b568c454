//! One person of a corpus: what its tables tell of him or her.
//!
//! This is what `dateline show --corpus TABLES --person NAME` prints: a page for each person of the name, read off the
//! tables of a run, not off articles. It reads eight tables one after the other, each once, and keeps what is of the
//! persons who are asked for; memory holds the names of all people, and the entities and quotations of these few.
//!
//! ```text
//! people ─ who is asked for, and the names of all ─┐
//! appearances ─ which entity of which article      ├─ articles ─ days
//!                                                  ├─ roles
//!                                                  ├─ quotes ─ months, the latest
//! organisations, places ─ names                    └─ quoted_about
//! ```
//!
//! Tables that are missing leave their part of the page empty; without `people` there is no page.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::name::fold;
use crate::error::{Error, ErrorKind};
use crate::table::Table;
use crate::table::read::{StoredRow, StoredTable};

/// What the tables of a run tell of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonPage {
    /// The name that `people` has.
    pub(crate) name: String,
    /// Other forms, the most frequent first.
    pub(crate) variants: Vec<String>,
    /// `female` or `male`.
    pub(crate) gender: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<String>,
    /// The outside id.
    pub(crate) link: Option<String>,
    /// Articles that name the person.
    pub(crate) articles: u32,
    /// What the person is quoted with, copies too.
    pub(crate) quotes: u32,
    /// The first and the last day of these articles, `2024-03-01`.
    pub(crate) first_date: Option<String>,
    /// The last.
    pub(crate) last_date: Option<String>,
    /// Role with affiliation, first and last day of an article that gives it, the most frequent first.
    pub(crate) roles: Vec<(String, String, String)>,
    /// `2024-03`, and the quotations of that month; none between the first and the last is left out.
    pub(crate) months: Vec<(String, u32)>,
    /// Whom and what the person's quotations name, most quotations first, with their number.
    pub(crate) speaks_of: Vec<(String, u32)>,
    /// Who names the person in quotations, the same.
    pub(crate) spoken_of_by: Vec<(String, u32)>,
    /// The latest quotations: day, article and content; those without a day last.
    pub(crate) latest: Vec<(String, String, String)>,
}

/// Of roles, names and quotations, so many are told of each person.
const MOST_TOLD: usize = 10;
/// What stands for the day of an article without one. It sorts behind every day.
const UNDATED: &str = "undated";

/// The persons of the tables in `folder` of whom `name` is the name, or a form or part of it; those in most articles
/// first, as `people` has them.
///
/// Words are compared folded, and must stand side by side: `vidal` finds Lena Vidal and Vidal, `lena vidal` finds Lena
/// Vidal alone if there is one of just that name, `na vid` finds nobody. A name without letters finds nobody.
///
/// # Errors
///
/// If the folder has no table of people, or a table cannot be read.
pub(crate) fn persons(folder: &Path, name: &str) -> Result<Vec<PersonPage>, Error> {
    let people = StoredTable::open(folder, Table::People)?.ok_or_else(|| {
        let message = "there is no table of people, as CSV or JSON Lines; extract and corpus write it";
        Error::new(ErrorKind::Config { message: message.to_owned() }).at(folder.display().to_string())
    })?;
    let wanted = fold(name);
    let mut names = HashMap::new();
    let (mut pages, mut ids) = (Vec::new(), Vec::new());
    for row in people {
        let row = row?;
        let (Some(id), Some(called)) = (row.number("person_id"), row.text("name")) else { continue };
        let variants = row.texts("variants");
        let is_wanted = [&called].into_iter().chain(&variants).any(|form| {
            let words = fold(form);
            !wanted.is_empty() && words.windows(wanted.len()).any(|run| run == wanted)
        });
        names.insert(id, called.clone());
        if is_wanted {
            ids.push(id);
            pages.push(page_of(&row, called, variants));
        }
    }
    // Whoever has the name in full is meant, not all of that surname.
    let exact: Vec<bool> = pages.iter().map(|page: &PersonPage| fold(&page.name) == wanted).collect();
    if exact.contains(&true) && wanted.len() > 1 {
        let mut keep = exact.iter();
        pages.retain(|_| keep.next() == Some(&true));
        let mut keep = exact.iter();
        ids.retain(|_| keep.next() == Some(&true));
    }
    let places: HashMap<u32, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let entities = entities(folder, &places)?;
    let days = days(folder, &entities)?;
    add_roles(folder, &entities, &days, &mut pages)?;
    add_quotes(folder, &entities, &mut pages)?;
    add_names(folder, &places, &names, &mut pages)?;
    Ok(pages)
}

/// The page as the row of `people` begins it.
fn page_of(row: &StoredRow, name: String, variants: Vec<String>) -> PersonPage {
    PersonPage {
        name,
        variants,
        gender: row.text("gender"),
        country: row.text("country"),
        link: row.text("link"),
        articles: row.number("articles").unwrap_or_default(),
        quotes: row.number("quotes").unwrap_or_default(),
        first_date: row.text("first_date"),
        last_date: row.text("last_date"),
        ..PersonPage::default()
    }
}

/// The entities of articles that are one of the persons, with the person's place among the pages.
type Entities = HashMap<(String, u32), usize>;

/// The rows of a table, none if the folder does not have it as CSV or JSON Lines.
fn rows(folder: &Path, table: Table) -> Result<impl Iterator<Item = Result<StoredRow, Error>>, Error> {
    Ok(StoredTable::open(folder, table)?.into_iter().flatten())
}

/// The entities that `appearances` gives to one of the persons; `places` has the place of each `person_id` among the
/// pages.
fn entities(folder: &Path, places: &HashMap<u32, usize>) -> Result<Entities, Error> {
    let mut found = Entities::new();
    for row in rows(folder, Table::Appearances)? {
        let row = row?;
        let place = row.number("person_id").and_then(|id| places.get(&id));
        if let (Some(place), Some(article), Some(entity)) = (place, row.text("article_id"), row.number("entity_id")) {
            found.insert((article, entity), *place);
        }
    }
    Ok(found)
}

/// The days of the articles that name one of the persons, by `article_id`; an article without a day is not there.
fn days(folder: &Path, entities: &Entities) -> Result<HashMap<String, String>, Error> {
    let articles: HashSet<&str> = entities.keys().map(|(article, _)| article.as_str()).collect();
    let mut days = HashMap::new();
    for row in rows(folder, Table::Articles)? {
        let row = row?;
        if let (Some(id), Some(day)) = (row.text("article_id"), row.text("date"))
            && articles.contains(id.as_str())
        {
            days.insert(id, day);
        }
    }
    Ok(days)
}

/// Adds the roles that articles give, with the first and the last day of an article that does: the ten most frequent,
/// then in the order of their days.
///
/// A role reads as one would write it: `mayor, Port Elva`, or `mayor, Port Elva (former)` where the tense is not
/// current.
fn add_roles(
    folder: &Path,
    entities: &Entities,
    days: &HashMap<String, String>,
    pages: &mut [PersonPage],
) -> Result<(), Error> {
    // Person and role, to its number and its days.
    let mut roles: BTreeMap<(usize, String), (u32, String, String)> = BTreeMap::new();
    for row in rows(folder, Table::Roles)? {
        let row = row?;
        let (Some(article), Some(entity)) = (row.text("article_id"), row.number("entity_id")) else { continue };
        let day = days.get(&article).map_or(UNDATED, String::as_str).to_owned();
        let Some(place) = entities.get(&(article, entity)) else { continue };
        let tense = row.text("tense").filter(|tense| tense != "current").map(|tense| format!("({tense})"));
        let parts = [row.text("role"), row.text("affiliation"), tense];
        let role = parts.into_iter().flatten().collect::<Vec<_>>().join(", ").replace(", (", " (");
        let seen = roles.entry((*place, role)).or_insert_with(|| (0, day.clone(), day.clone()));
        seen.0 += 1;
        // "undated" is after every day, and is given up for the first that is one.
        seen.1 = seen.1.clone().min(day.clone());
        if day != UNDATED && (seen.2 == UNDATED || seen.2 < day) {
            seen.2 = day;
        }
    }
    let mut ranked: Vec<_> = roles.into_iter().collect();
    ranked.sort_by(|(a_key, a), (b_key, b)| b.0.cmp(&a.0).then_with(|| a_key.cmp(b_key)));
    for ((place, role), (_, first, last)) in ranked {
        if pages[place].roles.len() < MOST_TOLD {
            pages[place].roles.push((role, first, last));
        }
    }
    for page in pages {
        page.roles.sort_by(|a, b| (&a.1, &a.2, &a.0).cmp(&(&b.1, &b.2, &b.0)));
    }
    Ok(())
}

/// Adds the person's quotations: how many each month, and the latest ten. Those of one day are in the order of their
/// articles' ids.
fn add_quotes(folder: &Path, entities: &Entities, pages: &mut [PersonPage]) -> Result<(), Error> {
    let mut months: Vec<BTreeMap<String, u32>> = vec![BTreeMap::new(); pages.len()];
    for row in rows(folder, Table::Quotes)? {
        let row = row?;
        let Some((article, entity)) = row.text("article_id").zip(row.number("speaker_entity_id")) else { continue };
        let key = (article, entity);
        let Some(place) = entities.get(&key) else { continue };
        let day = row.text("article_date").unwrap_or_else(|| UNDATED.to_owned());
        if let Some(month) = day.get(..7).filter(|_| day != UNDATED) {
            *months[*place].entry(month.to_owned()).or_default() += 1;
        }
        pages[*place].latest.push((day, key.0, row.text("content").unwrap_or_default()));
    }
    for (page, months) in pages.iter_mut().zip(months) {
        page.months = without_gaps(&months);
        page.latest.sort_by(|a, b| (a.0 == UNDATED, &b.0, &a.1).cmp(&(b.0 == UNDATED, &a.0, &b.1)));
        page.latest.truncate(MOST_TOLD);
    }
    Ok(())
}

/// Every month from the first to the last, with its count, none where nothing was said: `2024-11 → 2`, `2025-01 → 1`
/// gives three months. Nothing of a month that is not `YYYY-MM`.
fn without_gaps(months: &BTreeMap<String, u32>) -> Vec<(String, u32)> {
    let number =
        |month: &str| Some(month.get(..4)?.parse::<u32>().ok()? * 12 + month.get(5..7)?.parse::<u32>().ok()? - 1);
    let ends = months.keys().next().zip(months.keys().next_back());
    let Some((first, last)) = ends.and_then(|(first, last)| number(first).zip(number(last))) else { return Vec::new() };
    let name = |month: u32| format!("{:04}-{:02}", month / 12, month % 12 + 1);
    (first..=last).map(name).map(|month| (month.clone(), months.get(&month).copied().unwrap_or(0))).collect()
}

/// Adds whom the person speaks of and who speaks of the person, from `quoted_about`; `people` has the names of all
/// persons, `places` those of the pages. Of equal numbers the first in the alphabet.
fn add_names(
    folder: &Path,
    places: &HashMap<u32, usize>,
    people: &HashMap<u32, String>,
    pages: &mut [PersonPage],
) -> Result<(), Error> {
    let mut others: HashMap<(&'static str, u32), String> = HashMap::new();
    for (table, kind, id) in
        [(Table::Organisations, "organisation", "organisation_id"), (Table::Places, "place", "place_id")]
    {
        for row in rows(folder, table)? {
            let row = row?;
            if let (Some(number), Some(name)) = (row.number(id), row.text("name")) {
                others.insert((kind, number), name);
            }
        }
    }
    for row in rows(folder, Table::QuotedAbout)? {
        let row = row?;
        let (Some(speaker), Some(about)) = (row.number("person_id"), row.number("about_id")) else { continue };
        let (kind, quotes) = (row.text("about_kind").unwrap_or_default(), row.number("quotes").unwrap_or_default());
        let is_person = kind == "person";
        let name = if is_person {
            people.get(&about)
        } else {
            others.get(&(if kind == "place" { "place" } else { "organisation" }, about))
        };
        if let (Some(place), Some(name)) = (places.get(&speaker), name) {
            pages[*place].speaks_of.push((name.clone(), quotes));
        }
        if let (true, Some(place), Some(name)) = (is_person, places.get(&about), people.get(&speaker)) {
            pages[*place].spoken_of_by.push((name.clone(), quotes));
        }
    }
    for page in pages {
        for names in [&mut page.speaks_of, &mut page.spoken_of_by] {
            names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            names.truncate(MOST_TOLD);
        }
    }
    Ok(())
}
