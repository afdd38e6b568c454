//! Amounts on `cases/amounts.toml`, and what holds for those of every text.

use dateline::{Amount, Amounts, Counter, Dater, Segmenter};
use proptest::prelude::*;
use serde::Deserialize;

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The country that the article is about.
    country: Option<String>,
    text: String,
    /// Every amount, in text order.
    amounts: Vec<Expected>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    /// Money where it is not given.
    #[serde(default = "money")]
    r#type: String,
    value: String,
    high: Option<String>,
    /// `=` where it is not given, `range` with a higher end.
    comparison: Option<String>,
    unit: Option<String>,
    object: Option<String>,
}

fn money() -> String {
    "money".to_owned()
}

fn row(text: &str, amount: Amount<'_>) -> Expected {
    let usual = if amount.value_high().is_some() { "range" } else { "=" };
    Expected {
        text: text[amount.span()].to_owned(),
        r#type: amount.kind().as_str().to_owned(),
        value: amount.value().to_owned(),
        high: amount.value_high().map(str::to_owned),
        comparison: Some(amount.comparison().as_str()).filter(|&told| told != usual).map(str::to_owned),
        unit: amount.unit().map(str::to_owned),
        object: amount.object(text),
    }
}

fn amounts(text: &str, country: Option<&str>) -> Amounts {
    let segments = Segmenter::new().segment(text);
    let dates = Dater::new().date(text, &segments, None);
    Counter::new().count_in(text, &segments, &dates, country)
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    for case in cases::load::<Case>("amounts") {
        for before in ["", cases::BEFORE] {
            let text = format!("{before}{}", case.text);
            let amounts = amounts(&text, case.country.as_deref());
            let here = amounts.iter().filter(|amount| amount.span().range().start >= before.len());
            let got: Vec<Expected> = here.map(|amount| row(&text, amount)).collect();
            if got != case.amounts {
                let (name, want) = (&case.name, &case.amounts);
                wrong.push(format!("{name} ({} before)\n  got  {got:?}\n  want {want:?}", before.len()));
            }
        }
    }
    cases::report("amounts", &wrong);
}

/// What holds for the amounts of every text.
fn check(text: &str) {
    let mut end = 0;
    for amount in amounts(text, Some("CA")).iter() {
        let span = amount.span().range();
        assert!(text.get(span.clone()).is_some_and(|text| !text.is_empty()), "{span:?} of {text:?}");
        assert!(span.start >= end, "{span:?} after {end} of {text:?}");
        end = span.end;
        let decimal = |value: &str| value.parse::<f64>().is_ok() && !value.contains('e');
        assert!(decimal(amount.value()), "{:?} of {text:?}", amount.value());
        assert!(amount.value_high().is_none_or(decimal), "{:?} of {text:?}", amount.value_high());
        assert_eq!(amount.comparison().as_str() == "range", amount.value_high().is_some(), "{text:?}");
    }
}

#[test]
fn odd_numbers_pass() {
    let digits = "7".repeat(400);
    for text in [
        "1,000,00.0.0 people",
        &format!("{digits} people and ${digits} and {digits} %"),
        &format!("0.{digits} percent"),
        &format!("$1{}", " million".repeat(50)),
        &"ten thousand ".repeat(400),
        &"nine hundred ninety-nine billion ".repeat(20),
        "$$$ 5 $$$5$ $ $,5 $.5",
        "½ 3½ ½% $½ 2² 10⁴ people x² 3¾ miles",
        "１２３ people, ＄１２, ٣٤ people, १२ people, 五百人, Ⅻ people",
        "1/0 of a pint, 0/0, 1/2/3/4 percent, 7 1/2/2",
        "5--6 people, 5- people, -5-people, --5%",
        "minus minus 5 percent, - - 5%",
        "between and between 5 and and, from to 5 to to",
        "1\u{301}2 people, 1\u{200d}2%, $\u{fe0f}5",
        "a a million, half half half, no no deaths",
    ] {
        check(text);
    }
}

proptest! {
    #[test]
    fn any_text_passes(text in r"(\PC|[ \n0-9$€£%.,/-]){0,80}") {
        check(&text);
    }

    #[test]
    fn any_row_of_amounts_words_passes(words in prop::collection::vec(prop::sample::select(WORDS), 0..40)) {
        check(&words.join(" "));
        check(&words.concat());
    }
}

const WORDS: &[&str] = &[
    "$",
    "€",
    "US",
    "A$",
    "doubled",
    "52-48",
    "vote",
    "years",
    "old",
    "34-year-old",
    "１２",
    "5",
    "1,000",
    "3.5",
    "0",
    "million",
    "bn",
    "m",
    "k",
    "half",
    "a",
    "an",
    "quarter",
    "of",
    "the",
    "no",
    "deaths",
    "dozens",
    "tens",
    "thousands",
    "between",
    "and",
    "from",
    "to",
    "up",
    "rose",
    "-",
    "–",
    "/",
    "percent",
    "%",
    "points",
    "basis",
    "dollars",
    "euros",
    "cents",
    "pounds",
    "yen",
    "Hong",
    "Kong",
    "people",
    "killed",
    "were",
    "at",
    "least",
    "more",
    "than",
    "km",
    "miles",
    "an",
    "hour",
    "square",
    "feet",
    "degrees",
    "C",
    "two",
    "twenty",
    "hundred",
    "thirds",
    "in",
    "one",
    "minus",
    ".",
    ",",
    "(",
    ")",
    "years",
    "old",
    "½",
    "EUR50",
    "5m",
    "40km",
    "RM",
    "p",
    "2p",
    "No.",
    "S&P",
    "other",
    "Kia",
];
