//! Temporal expressions on `cases/dates.toml`, and what holds for those of every text.

use std::sync::LazyLock;

use dateline::{Anchor, Dater, Dates, Segmenter, Timex, TimexType};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::Deserialize;

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// The day of publication: `PUBLISHED` where it is not given, none where it is empty.
    date: Option<String>,
    /// Every expression, in text order.
    dates: Vec<Expected>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    r#type: String,
    value: String,
    r#mod: Option<String>,
    first: Option<String>,
    last: Option<String>,
    /// `article`, or the text of the expression that it is told from.
    anchor: Option<String>,
}

/// A Monday.
const PUBLISHED: Date = date(2025, 2, 17);

fn row(text: &str, dates: &Dates, timex: Timex<'_>) -> Expected {
    let days = timex.days();
    Expected {
        text: text[timex.span()].to_owned(),
        r#type: timex.kind().as_str().to_owned(),
        value: timex.value().to_owned(),
        r#mod: timex.modifier().map(str::to_owned),
        first: days.map(|(first, _)| first.to_string()),
        last: days.map(|(_, last)| last.to_string()),
        anchor: match timex.anchor() {
            Anchor::None => None,
            Anchor::Article => Some("article".to_owned()),
            Anchor::Mention(id) => Some(text[dates.get(id).span()].to_owned()),
        },
    }
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    for case in cases::load::<Case>("dates") {
        let published = match case.date.as_deref() {
            None => Some(PUBLISHED),
            Some("") => None,
            Some(day) => Some(day.parse().unwrap()),
        };
        for before in ["", cases::BEFORE] {
            let text = format!("{before}{}", case.text);
            let dates = Dater::new().date(&text, &Segmenter::new().segment(&text), published);
            let here = dates.iter().filter(|timex| timex.span().range().start >= before.len());
            let got: Vec<Expected> = here.map(|timex| row(&text, &dates, timex)).collect();
            if got != case.dates {
                let (name, want) = (&case.name, &case.dates);
                wrong.push(format!("{name} ({} before)\n  got  {got:?}\n  want {want:?}", before.len()));
            }
        }
    }
    cases::report("dates", &wrong);
}

/// Agency copy that opens with what happened on the weekday after its date is of that day. Not as a case: those are run after another
/// sentence too.
#[test]
fn the_opening_tells_of_a_file_that_is_dated_a_day_early() {
    let values = |text: &str| {
        let dates = Dater::new().date(text, &Segmenter::new().segment(text), Some(PUBLISHED));
        dates.iter().map(|timex| timex.value().to_owned()).collect::<Vec<_>>()
    };
    let text = "PORT EMBLA --\n\nThe fire chief left Tuesday. It was dry on Monday. Crews left on Tuesday.";
    assert_eq!(values(text), ["2025-02-18", "2025-02-17", "2025-02-18"]);
    // Other texts, what was told before, and what went on since, tell of the last such day.
    assert_eq!(values("The tunnel flooded on Friday. It was dry on Tuesday."), ["2025-02-14", "2025-02-11"]);
    assert_eq!(values("The tunnel flooded on Tuesday."), ["2025-02-11"]);
    assert_eq!(values("The tunnel has been closed since Tuesday."), ["2025-02-11"]);
}

/// Whether `value` is one that TIMEX3 (`TimeML` 1.2.1) has for the type.
fn is_timex3(kind: TimexType, value: &str) -> bool {
    match kind {
        TimexType::Date => is_date(value),
        TimexType::Time => value.split_once('T').is_some_and(|(day, time)| is_date(day) && is_time(time)),
        TimexType::Duration => is_duration(value),
        TimexType::Set => is_duration(value) || is_recurring(value),
    }
}

fn is_date(value: &str) -> bool {
    let (year, rest) = value.split_once('-').unwrap_or((value, ""));
    let known = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"].contains(&value);
    let digits = year.bytes().all(|byte| byte.is_ascii_digit()) || year.bytes().all(|byte| byte == b'X');
    let inner = match rest {
        "" => (2..=4).contains(&year.len()),
        "WXX" | "WXX-WE" | "QX" | "XX" | "XX-XX" | "SP" | "SU" | "FA" | "WI" | "H1" | "H2" => true,
        _ => is_week(rest) || is_quarter(rest) || is_month_day(year, rest),
    };
    known || digits && inner && (rest.is_empty() || year.len() == 4)
}

fn is_number(text: &str, range: std::ops::RangeInclusive<u32>, digits: usize) -> bool {
    text.len() == digits && text.parse().is_ok_and(|number| range.contains(&number))
}

fn is_week(rest: &str) -> bool {
    let week = rest.strip_prefix('W').map(|week| week.strip_suffix("-WE").unwrap_or(week));
    let weekday = rest.strip_prefix("WXX-").is_some_and(|day| is_number(day, 1..=7, 1));
    weekday || week.is_some_and(|week| is_number(week, 1..=53, 2))
}

fn is_quarter(rest: &str) -> bool {
    rest.strip_prefix('Q').is_some_and(|quarter| is_number(quarter, 1..=4, 1))
}

fn is_month_day(year: &str, rest: &str) -> bool {
    let (month, day) = rest.split_once('-').unwrap_or((rest, "XX"));
    let real = day == "XX" || format!("{}-{rest}", year.replace("XXXX", "2000")).parse::<Date>().is_ok();
    is_number(month, 1..=12, 2) && real
}

fn is_time(time: &str) -> bool {
    let clock = time.strip_suffix('Z').unwrap_or(time);
    let parts = ["MO", "AF", "EV", "NI"];
    let hours = clock.split_once(':');
    parts.contains(&time)
        || hours.is_some_and(|(hour, minute)| is_number(hour, 0..=24, 2) && is_number(minute, 0..=59, 2))
}

fn is_duration(value: &str) -> bool {
    let Some(length) = value.strip_prefix('P') else { return false };
    let (days, time) = length.split_once('T').unwrap_or((length, ""));
    let parts = |mut text: &str, units: &[&str]| {
        while !text.is_empty() {
            let digits = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | 'X')).unwrap_or(text.len());
            let Some(unit) = units.iter().find(|unit| text[digits..].starts_with(**unit)) else { return false };
            if digits == 0 {
                return false;
            }
            text = &text[digits + unit.len()..];
        }
        true
    };
    let whole = parts(days, &["WE", "Y", "Q", "M", "W", "D", "E", "C", "L"]) && parts(time, &["H", "M", "S"]);
    whole && !length.is_empty() && (time.is_empty() != length.contains('T'))
}

fn is_recurring(value: &str) -> bool {
    let (day, time) = value.split_once('T').unwrap_or((value, "MO"));
    is_date(day) && value.starts_with("XXXX-") && is_time(time)
}

#[test]
fn the_checker_tells_right_from_wrong() {
    use TimexType::{Date, Duration, Set, Time};
    for (kind, value) in [
        (Date, "2025-02-17"),
        (Date, "2025-W08-WE"),
        (Date, "XXXX-WXX-2"),
        (Date, "199"),
        (Date, "PAST_REF"),
        (Time, "2025-02-17T24:00"),
        (Time, "XXXX-XX-XXTNI"),
        (Duration, "P2Y6M"),
        (Duration, "PTXH"),
        (Set, "XXXX-WXX-5TNI"),
        (Set, "P1D"),
    ] {
        assert!(is_timex3(kind, value), "{value}");
    }
    for (kind, value) in [
        (Date, "2025-02-30"),
        (Date, "2025-13"),
        (Date, "2025-W54"),
        (Date, "P3D"),
        (Date, ""),
        (Time, "2025-02-17"),
        (Time, "2025-02-17T25:00"),
        (Duration, "PT"),
        (Duration, "P3"),
        (Set, "2025-02-17"),
    ] {
        assert!(!is_timex3(kind, value), "{value}");
    }
}

/// What holds for the expressions of every text.
fn check(text: &str, published: Option<Date>) -> Result<(), TestCaseError> {
    let segments = Segmenter::new().segment(text);
    let dates = Dater::new().date(text, &segments, published);
    let view = segments.view(text);
    let mut end = 0;
    for timex in dates.iter() {
        let (span, value) = (timex.span(), timex.value());
        let tokens = view.tokens_in(span);
        prop_assert!(span.start() >= end && !span.is_empty(), "{span:?} after {end}");
        // The ends of a range may share a token: "Feb. 27-March 2".
        let (first, last) = (view.get(tokens.start), view.get(tokens.end - 1));
        let hyphened = |part: Option<&str>, at_end: bool| {
            part.is_some_and(|part| if at_end { part.ends_with('-') } else { part.starts_with('-') })
        };
        let starts = first.map(|token| token.span().start()) == Some(span.start());
        let ends = last.map(|token| token.span().end()) == Some(span.end());
        prop_assert!(starts || hyphened(text.get(..span.range().start), true), "{:?}", &text[span]);
        prop_assert!(ends || hyphened(text.get(span.range().end..), false), "{:?}", &text[span]);
        prop_assert!(view.sentence(timex.sentence()).span().contains(span));
        prop_assert!(is_timex3(timex.kind(), value), "{value:?} for {:?}", &text[span]);
        prop_assert!(timex.days().is_none_or(|(first, last)| first <= last));
        if let Anchor::Mention(id) = timex.anchor() {
            prop_assert!(id < timex.id());
        }
        end = span.end();
    }
    Ok(())
}

/// A day from 1800 to 2200.
fn day() -> impl Strategy<Value = Option<Date>> {
    let first = date(1800, 1, 1);
    prop::option::weighted(0.9, (0..146_462_i32).prop_map(move |days| first.saturating_add(days.days())))
}

/// Words that expressions are made of, in any order.
fn words() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = "the a an last next this that past coming following previous early late mid end of in on by at \
        from to and or about more than at least nearly every each ago earlier later before after year years month months week \
        weekend day days hour minutes quarter century decade decades millennium fortnight half first second third 17th 31st \
        Monday Friday Tuesdays Sunday January Feb. May March December spring summer fall winter morning night noon midnight \
        tonight yesterday today tomorrow now recently soon future daily annually 1 2 29 30 31 1999 2024 9999 0900 GMT 5 p.m. a.m. \
        2025-02-30 2024-02-29 12/31/99 1990s '60s nine twenty-four thousand million few several couple 1/2 2.5 4294967295 fiscal \
        period year-earlier third-quarter 10-year mid-1990s 1914-18 17-19 Christmas Eve Easter Thanksgiving Ramadan Diwali Passover Mondays fortnight quarterly will said , . - – 's ( )"
        .split_whitespace()
        .collect();
    prop::collection::vec(prop::sample::select(words), 1..16).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn mixed_words_resolve(text in words(), published in day()) {
        check(&text, published)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_cases_resolve_on_any_day(published in day()) {
        static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| cases::load("dates"));
        for case in &*CASES {
            check(&case.text, published)?;
        }
    }

    #[test]
    fn any_text_resolves(text in "\\PC{0,200}", published in day()) {
        check(&text, published)?;
    }
}
