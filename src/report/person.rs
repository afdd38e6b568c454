//! The page of a person: what is said of them, what they say, month by month.
//!
//! A page has a line of role, counts, gender and link; the names that the person goes by; quotations a month (or a
//! year) as a chart, a table and a CSV beside the page; whom the person's quotations name; and the first 150 quotations
//! in the order of the articles, each with a link to where it stands. The most quoted 200 people have one.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::chart;
use super::data::{Data, QuoteData, period};
use super::{Pages, ReportOptions, Shown, counted};
use crate::error::Error;

/// Quotations on a page.
const PAGE_QUOTES: usize = 150;
/// Others that a person speaks about, on a page.
const OTHERS: usize = 12;

/// Writes the pages of the people that have one, `people/NUMBER.html` and `.csv`; returns how many. A person's number
/// is the place among the most quoted.
///
/// Of each page: the person's quotations in every period of all articles, empty ones too, so that two persons' charts
/// can be held against each other (those without a date are in none); whom they name most, twelve people at most, with
/// a link where these have a page; and the first quotations, which `--no-text` leaves out.
pub(super) fn write(pages: &Pages, data: &Data, shown: &Shown, options: &ReportOptions) -> Result<usize, Error> {
    let mut of: BTreeMap<u32, Vec<&QuoteData>> = BTreeMap::new();
    for quote in &data.quotes {
        if let Some(person) = quote.person {
            of.entry(person).or_default().push(quote);
        }
    }
    let months = data.months();
    let unit = if months.len() > 120 { "year" } else { "month" };
    for number in (0..).take(shown.people) {
        let person = &data.people[number as usize];
        let quotes = of.get(&number).map_or(&[][..], Vec::as_slice);
        let counts = by_period(data, &months, quotes);
        let rows: Vec<Vec<String>> =
            counts.iter().map(|(period, count)| vec![period.clone(), count.to_string()]).collect();
        pages.csv(&format!("people/{number}.csv"), &["period", "quotations"], &rows)?;
        let busiest = counts.iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0).map_or_else(
            || "No quotation has a date.".to_owned(),
            |(period, count)| format!("{period} has most, {}.", counted(*count as usize, "quotations")),
        );
        let list: Vec<Value> = quotes
            .iter()
            .take(if options.text { PAGE_QUOTES } else { 0 })
            .map(|quote| row(data, shown, quote))
            .collect();
        let shown_here = if options.text {
            format!("{} of {}.", list.len(), counted(quotes.len(), "quotations"))
        } else {
            format!("{}; their texts are left out, as --no-text asks.", counted(quotes.len(), "quotations"))
        };
        let variants: Vec<&str> = person.variants.iter().take(12).map(String::as_str).collect();
        let values = context! {
            person => context! {
                name => person.name,
                about => described(person),
                variants => variants.join(", "),
                svg => chart::columns("months", &format!("Quotations a {unit}"), &busiest, &counts),
                busiest => busiest,
                unit => unit,
                months => rows,
                csv => format!("{number}.csv"),
                named_with => speaks_about(data, shown, number),
                shown => shown_here,
                quotes => list,
            },
        };
        pages.write("person.html", &format!("people/{number}.html"), "../", &person.name, values)?;
    }
    Ok(shown.people)
}

/// The person's quotations in each period of all articles, in the order of time, empty ones too, so that two persons'
/// charts can be held against each other. Those without a date are in none.
///
/// `period` is a month, `2024-11`, or a year where the articles span more than ten years.
fn by_period(data: &Data, months: &[String], quotes: &[&QuoteData]) -> Vec<(String, u32)> {
    let all = months.iter().map(|month| if months.len() > 120 { month[..4].to_owned() } else { month.clone() });
    let mut counts: BTreeMap<String, u32> = all.map(|period| (period, 0)).collect();
    for quote in quotes {
        if let Some(date) = data.articles[quote.article].date {
            *counts.entry(period(date, months.len())).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}

/// Whom the person's quotations name most, the first twelve of people only, with a link if they have a page: [`OTHERS`]
/// at most.
fn speaks_about(data: &Data, shown: &Shown, person: u32) -> Vec<Value> {
    let mut about: Vec<&(u32, u32, u32)> = data.about.iter().filter(|(speaker, ..)| *speaker == person).collect();
    about.sort_by_key(|(_, other, quotes)| (std::cmp::Reverse(*quotes), *other));
    let named = about.into_iter().filter_map(|(_, other, quotes)| {
        let named = data.people.get(*other as usize)?;
        let href = shown.person(*other).map(|page| format!("../{page}"));
        Some(context! { name => named.name, quotes => quotes, href => href })
    });
    named.take(OTHERS).collect()
}

/// Role, counts, gender and link in a line: `mayor, Port Elva; 12 articles, 31 mentions and 4 quotations; gender
/// female`.
fn described(person: &super::data::PersonData) -> String {
    let mut parts = Vec::new();
    match (&person.role, &person.affiliation) {
        (Some(role), Some(affiliation)) => parts.push(format!("{role}, {affiliation}")),
        (Some(one), None) | (None, Some(one)) => parts.push(one.clone()),
        (None, None) => {}
    }
    parts.push(format!(
        "{}, {} and {}",
        counted(person.articles as usize, "articles"),
        counted(person.mentions as usize, "mentions"),
        counted(person.quotes as usize, "quotations")
    ));
    parts.push(format!("gender {}", person.gender.as_deref().unwrap_or("unknown")));
    parts.extend(person.link.clone());
    parts.join("; ")
}

/// A quotation as the template writes it.
fn row(data: &Data, shown: &Shown, quote: &QuoteData) -> Value {
    let article = &data.articles[quote.article];
    context! {
        content => quote.content,
        date => article.date.map_or_else(|| "no date".to_owned(), |date| date.to_string()),
        publisher => article.publisher.map(|place| data.publishers[place].clone()),
        href => shown.article(quote.article).map(|page| format!("../{page}#q{}", quote.id)),
    }
}
