//! One person of a corpus: what its tables tell of him or her.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::name::fold;
use crate::error::{Error, ErrorKind};
use crate::table::Table;
use crate::table::read::{StoredRow, StoredTable};

/// What the tables of a run tell of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonPage {
    pub(crate) name: String,
    pub(crate) variants: Vec<String>,
    pub(crate) gender: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) articles: u32,
    pub(crate) quotes: u32,
    pub(crate) first_date: Option<String>,
    pub(crate) last_date: Option<String>,
    /// Role with affiliation, first and last day of an article that gives it, the most frequent first.
    pub(crate) roles: Vec<(String, String, String)>,
    /// `2024-03`, and the quotations of that month; none between the first and the last is left out.
    pub(crate) months: Vec<(String, u32)>,
    /// Names, and the quotations that name them, or in which they name the person.
    pub(crate) speaks_of: Vec<(String, u32)>,
    pub(crate) spoken_of_by: Vec<(String, u32)>,
    /// Day, article and content.
    pub(crate) latest: Vec<(String, String, String)>,
}

/// Of roles, names and quotations, so many are told.
const TOLD: usize = 10;
const UNDATED: &str = "undated";

/// The persons of the tables in `folder` of whom `name` is the name, or a form or part of it; those in most articles first.
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

fn rows(folder: &Path, table: Table) -> Result<impl Iterator<Item = Result<StoredRow, Error>>, Error> {
    Ok(StoredTable::open(folder, table)?.into_iter().flatten())
}

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

/// The days of the articles that name one of the persons.
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
        if pages[place].roles.len() < TOLD {
            pages[place].roles.push((role, first, last));
        }
    }
    for page in pages {
        page.roles.sort_by(|a, b| (&a.1, &a.2, &a.0).cmp(&(&b.1, &b.2, &b.0)));
    }
    Ok(())
}

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
        page.latest.truncate(TOLD);
    }
    Ok(())
}

/// Every month from the first to the last, with its count.
fn without_gaps(months: &BTreeMap<String, u32>) -> Vec<(String, u32)> {
    let number =
        |month: &str| Some(month.get(..4)?.parse::<u32>().ok()? * 12 + month.get(5..7)?.parse::<u32>().ok()? - 1);
    let ends = months.keys().next().zip(months.keys().next_back());
    let Some((first, last)) = ends.and_then(|(first, last)| number(first).zip(number(last))) else { return Vec::new() };
    let name = |month: u32| format!("{:04}-{:02}", month / 12, month % 12 + 1);
    (first..=last).map(name).map(|month| (month.clone(), months.get(&month).copied().unwrap_or(0))).collect()
}

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
            names.truncate(TOLD);
        }
    }
    Ok(())
}
