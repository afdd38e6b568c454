//! The figures of the first page: a sentence that says what is to be seen, a drawing, and the rows that it is drawn
//! from.
//!
//! ```text
//! people      who is quoted: bars, the 20 most quoted
//! attention   articles and quotations a month (a year, past ten years of months)
//! gender      women, men and unknown among speakers: all, by publisher, over time
//! places      a map: countries by shade, towns as circles
//! about       who speaks about whom: a matrix
//! copies      copies and agency text by publisher
//! ```
//!
//! Every number of a drawing is in its rows, and the sentence names the greatest one, so that a reader who sees no
//! picture loses nothing. Shares are written in whole per cents; the CSV has counts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::chart::{self, Bar};
use super::data::{Data, period};
use super::{Shown, counted, map};

/// A figure with its table, as the template takes it.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    /// By which the page and the CSV name it.
    pub(super) id: &'static str,
    /// Its name in the page's list of contents.
    pub(super) short: &'static str,
    /// Its heading.
    pub(super) heading: &'static str,
    /// What is to be seen, for all readers.
    pub(super) sentence: String,
    /// The drawing.
    pub(super) svg: String,
    /// The names of the columns.
    pub(super) head: Vec<&'static str>,
    /// The rows, as many as there are; the page cuts them.
    pub(super) rows: Vec<Vec<String>>,
    /// Rows in the CSV, where the page has fewer.
    pub(super) more: Option<usize>,
}

/// Bars in the chart of people.
const CHART_BARS: usize = 20;

/// People in the matrix, speakers and spoken of together.
const MATRIX_PEOPLE: usize = 50;

/// Of these on each side, since more could not be read.
const MATRIX_SIDE: usize = 30;

/// All of them, in the order of the page.
pub(super) fn all(data: &Data, shown: &Shown, months: &[String]) -> [Figure; 6] {
    [people(data, shown), attention(data, months), gender(data, months), places(data), about(data), copies(data)]
}

/// A share in whole per cents: `33 %`; 0 % of nothing.
fn percent(part: usize, of: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = 100.0 * part as f64 / of.max(1) as f64;
    format!("{share:.0} %")
}

/// Who is quoted, most quotations first; those who are not quoted are left out. The first ten's share tells how few
/// voices an archive has.
///
/// ```text
/// name,role,affiliation,gender,articles,quotations
/// Dora Winslow,mayor,Port Elva,female,12,4
/// Niall Quarrie,,,unknown,3,1
/// ```
///
/// Quotations count as often as they are printed, copies too, as they do in `people`.
fn people(data: &Data, shown: &Shown) -> Figure {
    let mut order: Vec<usize> = (0..data.people.len()).filter(|&at| data.people[at].quotes > 0).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(data.people[at].quotes), at));
    let bars: Vec<Bar> = order
        .iter()
        .take(CHART_BARS)
        .map(|&at| {
            let person = &data.people[at];
            Bar {
                label: person.name.clone(),
                parts: vec![f64::from(person.quotes)],
                href: u32::try_from(at).ok().and_then(|at| shown.person(at)),
                value: counted(person.quotes as usize, ""),
            }
        })
        .collect();
    let sentence = order.first().map_or_else(
        || "Nobody is quoted by name.".to_owned(),
        |&first| {
            let person = &data.people[first];
            let top: u32 = order.iter().take(10).map(|&at| data.people[at].quotes).sum();
            let all: u32 = order.iter().map(|&at| data.people[at].quotes).sum();
            format!(
                "{} is quoted most, {} times; the first ten have {} of all quotations of people.",
                person.name,
                counted(person.quotes as usize, ""),
                percent(top as usize, all as usize)
            )
        },
    );
    let rows = order.iter().map(|&at| {
        let person = &data.people[at];
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        vec![
            person.name.clone(),
            text(&person.role),
            text(&person.affiliation),
            person.gender.clone().unwrap_or_else(|| "unknown".to_owned()),
            person.articles.to_string(),
            person.quotes.to_string(),
        ]
    });
    Figure {
        id: "people",
        short: "Who is quoted",
        heading: "Who is quoted",
        svg: chart::bars("people-c", "People by quotations", &sentence, &[], &bars),
        sentence,
        head: vec!["name", "role", "affiliation", "gender", "articles", "quotations"],
        rows: rows.collect(),
        more: None,
    }
}

/// Articles and quotations over time. Articles without a date stand in no period; months without any are shown as
/// empty, and counted in the sentence, since a gap in an archive is more often a gap in its gathering than in the
/// world.
///
/// ```text
/// period,articles,quotations
/// 2024-11,31,80
/// 2024-12,0,0
/// ```
fn attention(data: &Data, months: &[String]) -> Figure {
    let unit = if months.len() > 120 { "year" } else { "month" };
    let all = months.iter().map(|month| if months.len() > 120 { month[..4].to_owned() } else { month.clone() });
    let mut counts: BTreeMap<String, (u32, u32)> = all.map(|period| (period, (0, 0))).collect();
    for article in &data.articles {
        let period = article.date.map(|date| period(date, months.len()));
        if let Some(count) = period.and_then(|period| counts.get_mut(&period)) {
            *count = (count.0 + 1, count.1 + article.quotes);
        }
    }
    let series = |of: fn(&(u32, u32)) -> u32| -> Vec<(String, u32)> {
        counts.iter().map(|(period, count)| (period.clone(), of(count))).collect()
    };
    let (articles, quotes) = (series(|count| count.0), series(|count| count.1));
    let gaps = articles.iter().filter(|(_, count)| *count == 0).count();
    let busiest = articles.iter().max_by_key(|(_, count)| *count);
    let sentence = busiest.map_or_else(
        || "No article has a date.".to_owned(),
        |(month, count)| {
            let gaps = if gaps == 0 {
                format!("no {unit} is empty")
            } else {
                format!("{} without any", counted(gaps, if unit == "year" { "years" } else { "months" }))
            };
            format!("{month} has most articles, {count}; {gaps}.")
        },
    );
    let svg = format!(
        "{}{}",
        chart::columns("attention-a", &format!("Articles a {unit}"), &sentence, &articles),
        chart::columns("attention-q", &format!("Quotations a {unit}"), &sentence, &quotes)
    );
    let rows =
        counts.iter().map(|(month, (articles, quotes))| vec![month.clone(), articles.to_string(), quotes.to_string()]);
    Figure {
        id: "attention",
        short: "When",
        heading: "Attention over time",
        sentence,
        svg,
        head: vec!["period", "articles", "quotations"],
        rows: rows.collect(),
        more: None,
    }
}

/// Quotations of women, of men, and of people of whom that is not known: in all, by publisher, and by month or, past
/// two years of months, by year.
///
/// The number in a key sorts the three groups in that order, and the label within each. Quotations of nobody by name,
/// and of organisations, are not counted.
fn by_gender(data: &Data, months: &[String]) -> BTreeMap<(u8, String), [u32; 3]> {
    let mut groups: BTreeMap<(u8, String), [u32; 3]> = BTreeMap::new();
    for quote in &data.quotes {
        let Some(person) = quote.person.and_then(|person| data.people.get(person as usize)) else { continue };
        let part = match person.gender.as_deref() {
            Some("female") => 0,
            Some("male") => 1,
            _ => 2,
        };
        let article = &data.articles[quote.article];
        let mut add = |group: (u8, String)| groups.entry(group).or_default()[part] += 1;
        add((0, "All".to_owned()));
        if let Some(publisher) = article.publisher {
            add((1, data.publishers[publisher].clone()));
        }
        if let Some(date) = article.date {
            // More than two years of months are told by years.
            add((2, period(date, if months.len() > 24 { usize::MAX } else { 0 })));
        }
    }
    groups
}

/// How quotations part between women and men, in all, by publisher and over time. The first 60 groups are drawn, each
/// bar as long as the others: what is compared are shares.
///
/// ```text
/// group,women,men,unknown,women of known
/// All,20,60,20,25 %
/// Wire,12,28,4,30 %
/// 2024-11,3,9,2,25 %
/// ```
fn gender(data: &Data, months: &[String]) -> Figure {
    let groups = by_gender(data, months);
    let all = groups.values().next().copied().unwrap_or_default();
    let known = (all[0] + all[1]) as usize;
    let sentence = format!(
        "Women have {} of the quotations whose speaker's gender is known; it is not known of {} of all. The per cent behind a bar is that of women among those known.",
        percent(all[0] as usize, known),
        percent(all[2] as usize, known + all[2] as usize)
    );
    let share = |counts: &[u32; 3]| {
        let sum = f64::from(counts.iter().sum::<u32>()).max(1.0);
        counts.iter().map(|count| f64::from(*count) / sum).collect::<Vec<f64>>()
    };
    let bars: Vec<Bar> = groups
        .iter()
        .take(60)
        .map(|((_, label), counts)| Bar {
            label: label.clone(),
            parts: share(counts),
            href: None,
            value: percent(counts[0] as usize, (counts[0] + counts[1]) as usize),
        })
        .collect();
    let rows = groups.iter().map(|((_, label), counts)| {
        let mut row = vec![label.clone()];
        row.extend(counts.iter().map(u32::to_string));
        row.push(percent(counts[0] as usize, (counts[0] + counts[1]) as usize));
        row
    });
    Figure {
        id: "gender",
        short: "Women and men",
        heading: "Women among speakers",
        svg: chart::bars(
            "gender-c",
            "Quotations by the speaker's gender",
            &sentence,
            &["women", "men", "unknown"],
            &bars,
        ),
        sentence,
        head: vec!["group", "women", "men", "unknown", "women of known"],
        rows: rows.collect(),
        more: None,
    }
}

/// Countries and places, those in most articles first. The 150 first places that are no countries and have degrees are
/// circles.
///
/// ```text
/// place,country,articles,latitude,longitude
/// Oslo,NO,17,59.913,10.739
/// Port Elva,,2,,
/// ```
///
/// A country's shade is by the place of it that most articles name: the sum over its towns would count an article that
/// names three of them three times.
fn places(data: &Data) -> Figure {
    let mut countries: BTreeMap<String, u32> = BTreeMap::new();
    for place in &data.places {
        if let Some(country) = &place.country {
            let count = countries.entry(country.clone()).or_default();
            // Articles that name a town name its country; those that name both count once, as near as rows of places
            // tell.
            *count = (*count).max(place.articles);
        }
    }
    let points: Vec<(String, f64, f64, u32)> = data
        .places
        .iter()
        .filter(|place| !place.is_country)
        .filter_map(|place| place.point.map(|(north, east)| (place.name.clone(), north, east, place.articles)))
        .take(150)
        .collect();
    let first = data.places.first().map_or_else(
        || "No place is named.".to_owned(),
        |place| format!("{} is named in most articles, {}. The shade of a country is by the place of it that most articles name; a circle is larger the more articles name the place.", place.name, counted(place.articles as usize, "")),
    );
    let rows = data.places.iter().map(|place| {
        let degrees = |number: Option<f64>| number.map(|degrees| format!("{degrees:.3}")).unwrap_or_default();
        vec![
            place.name.clone(),
            place.country.clone().unwrap_or_default(),
            place.articles.to_string(),
            degrees(place.point.map(|point| point.0)),
            degrees(place.point.map(|point| point.1)),
        ]
    });
    Figure {
        id: "places",
        short: "Where",
        heading: "Countries and places",
        sentence: first,
        svg: map::draw(&countries, &points),
        head: vec!["place", "country", "articles", "latitude", "longitude"],
        rows: rows.collect(),
        more: None,
    }
}

/// Who speaks about whom, the pairs with most quotations first; organisations and places that are spoken of are not in
/// it.
///
/// ```text
/// speaker,about,quotations
/// Lena Vidal,Robin Hale,9
/// ```
///
/// The sums are over `quoted_about`, in which a quotation counts once for each one whom it names.
fn about(data: &Data) -> Figure {
    let mut sums: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for &(speaker, about, quotes) in &data.about {
        *sums.entry((speaker, about)).or_default() += quotes;
    }
    let mut pairs: Vec<((u32, u32), u32)> = sums.into_iter().collect();
    pairs.sort_by_key(|&(pair, quotes)| (std::cmp::Reverse(quotes), pair));
    let name = |person: u32| data.people.get(person as usize).map(|person| person.name.clone()).unwrap_or_default();
    let (speakers, named) = both_sides(&pairs);
    let counts: BTreeMap<(u32, u32), u32> = pairs.iter().copied().collect();
    let cells: Vec<Vec<u32>> = speakers
        .iter()
        .map(|&speaker| named.iter().map(|&about| counts.get(&(speaker, about)).copied().unwrap_or_default()).collect())
        .collect();
    let names = |people: &[u32]| people.iter().map(|&person| name(person)).collect::<Vec<String>>();
    let sentence = pairs.first().map_or_else(
        || "No quotation names another person.".to_owned(),
        |&((speaker, about), quotes)| {
            format!(
                "{} speaks most about {}, in {quotes} quotations. A row speaks, a column is spoken of.",
                name(speaker),
                name(about)
            )
        },
    );
    Figure {
        id: "about",
        short: "About whom",
        heading: "Who speaks about whom",
        svg: chart::matrix("about-c", "Who speaks about whom", &sentence, (&names(&speakers), &names(&named)), &cells),
        sentence,
        head: vec!["speaker", "about", "quotations"],
        rows: pairs
            .iter()
            .map(|&((speaker, about), quotes)| vec![name(speaker), name(about), quotes.to_string()])
            .collect(),
        more: None,
    }
}

/// Who stands in the matrix: the people of the pairs with most quotations, as long as there is room. Both sides by
/// their sums, rows speakers, columns those spoken of.
///
/// `pairs` come with most quotations first. A pair that has no room is passed over, and a lesser one of people who are
/// in may still come; sums are of the pairs that were taken.
fn both_sides(pairs: &[((u32, u32), u32)]) -> (Vec<u32>, Vec<u32>) {
    let (mut speakers, mut named): (BTreeMap<u32, u32>, BTreeMap<u32, u32>) = (BTreeMap::new(), BTreeMap::new());
    let mut people: BTreeSet<u32> = BTreeSet::new();
    for &((speaker, about), quotes) in pairs {
        let more = BTreeSet::from([speaker, about]).difference(&people).count();
        let is_full = |side: &BTreeMap<u32, u32>, person| side.len() == MATRIX_SIDE && !side.contains_key(&person);
        if people.len() + more > MATRIX_PEOPLE || is_full(&speakers, speaker) || is_full(&named, about) {
            continue;
        }
        people.extend([speaker, about]);
        *speakers.entry(speaker).or_default() += quotes;
        *named.entry(about).or_default() += quotes;
    }
    let ranked = |sums: BTreeMap<u32, u32>| {
        let mut order: Vec<(u32, u32)> = sums.into_iter().collect();
        order.sort_by_key(|&(person, sum)| (std::cmp::Reverse(sum), person));
        order.into_iter().map(|(person, _)| person).collect()
    };
    (ranked(speakers), ranked(named))
}

/// Copies and agency copy by publisher: of each the articles, how many are others again, and how many name an agency in
/// dateline, byline or first line. What is both counts as a copy in the drawing, so that the parts of a bar add up to
/// one.
///
/// ```text
/// publisher,articles,copies,with an agency
/// All,120,14,33
/// Wire,40,2,0
/// no publisher,12,1,3
/// ```
fn copies(data: &Data) -> Figure {
    // Articles, copies, articles with an agency, and of these those that are no copy.
    let mut groups: BTreeMap<(u8, String), (usize, usize, usize, usize)> = BTreeMap::new();
    for article in &data.articles {
        let is_copy = data.copies.contains_key(&article.id);
        let (copy, agency) = (usize::from(is_copy), usize::from(article.agency));
        let publisher =
            article.publisher.map_or_else(|| "no publisher".to_owned(), |place| data.publishers[place].clone());
        for group in [(0, "All".to_owned()), (1, publisher)] {
            let count = groups.entry(group).or_default();
            *count = (count.0 + 1, count.1 + copy, count.2 + agency, count.3 + usize::from(article.agency && !is_copy));
        }
    }
    let all = groups.values().next().copied().unwrap_or_default();
    let sentence = format!(
        "{} of the articles are another one again, in whole or in part; {} name a news agency in dateline, byline or first line. The per cent behind a bar is that of both.",
        percent(all.1, all.0),
        percent(all.2, all.0)
    );
    #[expect(clippy::cast_precision_loss, reason = "shares")]
    let bars: Vec<Bar> = groups
        .iter()
        .take(60)
        .map(|((_, label), (count, copies, _, agency))| Bar {
            label: label.clone(),
            parts: [*copies, *agency, count - copies - agency]
                .map(|part| part as f64 / (*count).max(1) as f64)
                .to_vec(),
            href: None,
            value: percent(copies + agency, *count),
        })
        .collect();
    let rows = groups.iter().map(|((_, label), (count, copies, agency, _))| {
        vec![label.clone(), count.to_string(), copies.to_string(), agency.to_string()]
    });
    Figure {
        id: "copies",
        short: "Copies",
        heading: "Copies and agency text",
        svg: chart::bars(
            "copies-c",
            "Share of articles that are copies or agency text",
            &sentence,
            &["copies", "agency text, no copy", "neither"],
            &bars,
        ),
        sentence,
        head: vec!["publisher", "articles", "copies", "with an agency"],
        rows: rows.collect(),
        more: None,
    }
}
