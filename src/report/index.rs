//! The first page: who is quoted, when, by whom, about whom, where, and what is missing.
//!
//! From top to bottom: a sentence of what was read, four counts, six figures each with a sentence, a drawing and its
//! table, the quotations as a table to search and sort, and the limits of all this. Without a script everything but the
//! filters is there: figures are drawn, and the first 50 quotations stand in the page.
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
//! picture loses nothing. Shares are written in whole per cents; `data/ID.csv` has counts.
//!
//! For the script the page holds JSON, in which numbers are places in the lists, -1 for none:
//!
//! ```text
//! people      [name, gender, page] of the 400 most quoted
//! publishers  names
//! months      2024-11, 2024-12, 2025-01 …
//! acts        speech, thought …
//! cube        [person, publisher, month, act, count], which the filters add up
//! quotes      [date, publisher, speaker, role, act, kind, content, page]
//! ```
//!
//! The page is to open at once from any disk, so its quotations are cut to about a megabyte ([`quote_rows`]); tables
//! and CSV have all.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Value, context};
use serde::Serialize;
use serde_json::json;

use super::chart::{self, Bar};
use super::data::{Data, QuoteData, month, period};
use super::{Pages, ReportOptions, Shown, counted, map};
use crate::error::Error;

/// A figure with its table, as the template takes it.
#[derive(Debug, Serialize)]
struct Figure {
    /// By which the page and the CSV name it.
    id: &'static str,
    /// Its name in the page's list of contents.
    short: &'static str,
    /// Its heading.
    heading: &'static str,
    /// What is to be seen, for all readers.
    sentence: String,
    /// The drawing.
    svg: String,
    /// The names of the columns.
    head: Vec<&'static str>,
    /// The rows, as many as there are; the page cuts them.
    rows: Vec<Vec<String>>,
    /// Rows in the CSV, where the page has fewer.
    more: Option<usize>,
}

/// Bars in the chart of people.
const BARS: usize = 20;
/// Rows of a table beneath a figure; the CSV has all.
const ROWS: usize = 200;
/// People whose counts the filters know, the most quoted.
const FILTERED: usize = 400;
/// People in the matrix, speakers and spoken of together.
const NAMES: usize = 50;
/// Of these on each side, since more could not be read.
const SIDE: usize = 30;
/// Bytes of quotations in the page, about: all of it is read before the first filter can be set.
const QUOTES: usize = 1_150_000;

/// Writes the page and the data of its figures to `data/ID.csv`; returns the page's size in bytes.
///
/// What is counted is counted once, here or in [`Data`]; the template puts it in order and does no sums.
pub(super) fn write(pages: &Pages, data: &Data, shown: &Shown, options: &ReportOptions) -> Result<usize, Error> {
    let months = data.months();
    let figures =
        [people(data, shown), attention(data, &months), gender(data, &months), places(data), about(data), copies(data)];
    for figure in &figures {
        pages.csv(&format!("data/{}.csv", figure.id), &figure.head, &figure.rows)?;
    }
    let figures: Vec<Figure> = figures
        .into_iter()
        .map(|mut figure| {
            figure.more = (figure.rows.len() > ROWS).then_some(figure.rows.len());
            figure.rows.truncate(ROWS);
            figure
        })
        .collect();
    let acts: Vec<String> =
        data.quotes.iter().map(|quote| quote.act.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let (rows, every) = quote_rows(data, shown, &acts, options);
    let has_pages = shown.articles.contains(&true);
    let first: Vec<Value> = rows.iter().take(50).map(|row| first_row(data, &acts, row)).collect();
    let quotations = match every {
        0 => "The quotations are left out, as --no-text asks.".to_owned(),
        1 => format!("{}; search, sort, filter, and follow a row to its article.", counted(rows.len(), "quotations")),
        _ => format!(
            "{} of {}, so that the page stays small{}. The table of quotations has them all.",
            counted(rows.len(), ""),
            counted(data.quotes.len(), "quotations"),
            if has_pages { ": such as stand in an article that has a page here" } else { "" }
        ),
    };
    let embedded = json!({
        "people": data.people.iter().take(FILTERED).zip(0..).map(|(person, number)| json!([person.name, person.gender, shown.person(number)])).collect::<Vec<_>>(),
        "publishers": data.publishers,
        "months": months,
        "acts": acts,
        "cube": cube(data, &months, &acts),
        "quotes": rows,
    });
    let dated: Vec<_> = data.articles.iter().filter_map(|article| article.date).collect();
    let lead = match (dated.iter().min(), dated.iter().max()) {
        (Some(first), Some(last)) => format!(
            "{} from {first} to {last}{}: who is quoted, when, by whom and about whom.",
            counted(data.articles.len(), "articles"),
            if data.publishers.is_empty() {
                String::new()
            } else {
                format!(" of {}", counted(data.publishers.len(), "publishers"))
            }
        ),
        _ => format!(
            "{} without a date: who is quoted, by whom and about whom.",
            counted(data.articles.len(), "articles")
        ),
    };
    let count = |label: &str, value: usize| context! { label => label, value => counted(value, "") };
    let values = context! {
        lead => lead,
        counts => [
            count("articles", data.articles.len()),
            count("different articles", data.articles.len() - data.copies.len().min(data.articles.len())),
            count("people", data.people.len()),
            count("quotations", data.quotes.len()),
        ],
        figures => figures,
        quotations => quotations,
        quote_columns => ["Date", "Publisher", "Speaker", "Role", "Act", "What is said"],
        first_quotes => first,
        limits => limits(data, shown),
        data => inert(&embedded.to_string()),
    };
    pages.write("index.html", "index.html", "", &pages.name, values)
}

/// JSON that may stand in a page: a script element ends at the first `</`, wherever that stands, so no `<` is left.
/// Characters that turn the direction of writing are replaced.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace(chart::is_hostile, "\u{fffd}")
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
        .take(BARS)
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
/// two years of months, by year. The first 60 groups are drawn, each bar as long as the others: what is compared are
/// shares.
///
/// ```text
/// group,women,men,unknown,women of known
/// All,20,60,20,25 %
/// Wire,12,28,4,30 %
/// 2024-11,3,9,2,25 %
/// ```
///
/// The number in a key sorts the three groups in that order, and the label within each. Quotations of nobody by name,
/// and of organisations, are not counted.
fn gender(data: &Data, months: &[String]) -> Figure {
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
            // Articles that name a town name its country; those that name both count once, as near as rows of places tell.
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
        let is_full = |side: &BTreeMap<u32, u32>, person| side.len() == SIDE && !side.contains_key(&person);
        if people.len() + more > NAMES || is_full(&speakers, speaker) || is_full(&named, about) {
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

/// Counts by person, publisher, month and act; -1 where there is no publisher or month. Only of people whom the filters
/// know; quotations without a person are not in it.
///
/// ```text
/// [3, 0, 14, 1, 5]     the fourth person, the first publisher, the fifteenth month, the second act: five quotations
/// ```
///
/// It has a row for each combination that comes up, so that the page's script can add up any choice of filters without
/// the quotations themselves.
fn cube(data: &Data, months: &[String], acts: &[String]) -> Vec<[i64; 5]> {
    let mut counts: BTreeMap<[i64; 4], i64> = BTreeMap::new();
    let place = |list: &[String], wanted: &str| {
        list.binary_search_by(|known| known.as_str().cmp(wanted)).ok().and_then(|place| i64::try_from(place).ok())
    };
    for quote in &data.quotes {
        let Some(person) = quote.person.filter(|&person| (person as usize) < FILTERED) else { continue };
        let article = &data.articles[quote.article];
        let month = article.date.and_then(|date| place(months, &month(date))).unwrap_or(-1);
        let publisher = article.publisher.and_then(|place| i64::try_from(place).ok()).unwrap_or(-1);
        *counts.entry([i64::from(person), publisher, month, place(acts, &quote.act).unwrap_or(-1)]).or_default() += 1;
    }
    counts.into_iter().map(|([person, publisher, month, act], count)| [person, publisher, month, act, count]).collect()
}

/// A row of the table of quotations: date, publisher, speaker, role, act, kind, content, page. Publisher and act are
/// places in the lists of the page.
type QuoteRow = (String, i64, String, String, i64, String, String, String);

/// The quotations that the page holds, and one of how many it is: 1 for all, 0 for none, as `--no-text` asks. Sorted by
/// date.
///
/// Where there are too many, those whose articles have pages come first, since a row is to lead to its article, and of
/// these again one of so many as fit. A row counts 110 bytes and its content, of which 400 letters are shown.
fn quote_rows(data: &Data, shown: &Shown, acts: &[String], options: &ReportOptions) -> (Vec<QuoteRow>, usize) {
    if !options.text {
        return (Vec::new(), 0);
    }
    let size = |quote: &QuoteData| quote.content.len().min(400) + 110;
    let bytes: usize = data.quotes.iter().map(size).sum();
    let every = bytes.div_ceil(QUOTES).max(1);
    let row = |quote: &QuoteData| {
        let article = &data.articles[quote.article];
        let speaker = quote.speaker.as_ref().or(quote.speaker_text.as_ref());
        (
            article.date.map(|date| date.to_string()).unwrap_or_default(),
            article.publisher.and_then(|place| i64::try_from(place).ok()).unwrap_or(-1),
            speaker.cloned().unwrap_or_default(),
            quote.role.clone().unwrap_or_default(),
            acts.binary_search(&quote.act).ok().and_then(|place| i64::try_from(place).ok()).unwrap_or(-1),
            quote.kind.clone(),
            chart::shortened(&quote.content, 400),
            shown.article(quote.article).map(|page| format!("{page}#q{}", quote.id)).unwrap_or_default(),
        )
    };
    let with_page = |quote: &&QuoteData| shown.articles[quote.article];
    let mut rows: Vec<QuoteRow> = if every > 1 && shown.articles.contains(&true) {
        let bytes: usize = data.quotes.iter().filter(with_page).map(size).sum();
        data.quotes.iter().filter(with_page).step_by(bytes.div_ceil(QUOTES).max(1)).map(row).collect()
    } else {
        data.quotes.iter().step_by(every).map(row).collect()
    };
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    (rows, every)
}

/// A row as the template writes it, with names in place of numbers.
fn first_row(data: &Data, acts: &[String], row: &QuoteRow) -> Value {
    let at = |list: &[String], place: i64| {
        usize::try_from(place).ok().and_then(|place| list.get(place).cloned()).unwrap_or_default()
    };
    context! {
        date => row.0, publisher => at(&data.publishers, row.1), speaker => row.2, role => row.3, act => at(acts, row.4),
        content => row.6, href => row.7,
    }
}

/// What could not be read or is not known, a sentence each. A reader of figures is to see what they leave out.
///
/// ```text
/// 12 of 1,204 articles have no date; they stand in no month.
/// Every article has a publisher.
/// 310 of 2,911 quotations have no speaker with a name; 41 have none at all.
/// 500 articles have a page of their own here.
/// What could not be read, by cause: bad-date 2, undecodable 1. The table of errors names each.
/// ```
fn limits(data: &Data, shown: &Shown) -> Vec<String> {
    let undated = data.articles.iter().filter(|article| article.date.is_none()).count();
    let unpublished = data.articles.iter().filter(|article| article.publisher.is_none()).count();
    let unresolved = data.quotes.iter().filter(|quote| quote.speaker.is_none()).count();
    let unnamed = data.quotes.iter().filter(|quote| quote.speaker_text.is_none()).count();
    let pages = shown.articles.iter().filter(|shown| **shown).count();
    let without = |count: usize, what: &str, so: &str| match (count, data.articles.len()) {
        (0, _) => format!("Every article has a {what}."),
        (count, all) if count == all => format!("No article has a {what}{so}."),
        (count, all) => format!("{} of {} have no {what}{so}.", counted(count, ""), counted(all, "articles")),
    };
    let mut lines = vec![
        without(undated, "date", "; they stand in no month"),
        without(unpublished, "publisher", ""),
        format!(
            "{} of {} have no speaker with a name; {} have none at all.",
            counted(unresolved, ""),
            counted(data.quotes.len(), "quotations"),
            counted(unnamed, "")
        ),
        format!("{} have a page of their own here.", counted(pages, "articles")),
        "Gender is what the text says of a person, else what the forename makes near certain; it is not identity."
            .to_owned(),
    ];
    if data.errors.is_empty() {
        lines.push("Everything could be read.".to_owned());
    } else {
        let errors: Vec<String> = data.errors.iter().map(|(code, count)| format!("{code} {count}")).collect();
        lines.push(format!("What could not be read, by cause: {}. The table of errors names each.", errors.join(", ")));
    }
    lines
}
