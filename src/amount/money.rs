//! Money: "$3.2 billion", "US$5m", "5 million euros", "15,000 yen", "2p".

use super::decimal::Decimal;
use super::line::{Joined, Line};
use super::number::{self, Number};
use super::{AmountType, Quantity, Rule};
use crate::lexicon::en::amount::{Money, Shared, Word};

/// Signs of currencies, with the currency that each stands for alone.
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₪", "ILS"),
    ("₦", "NGN"),
    ("฿", "THB"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("US$", "USD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("R$", "BRL"),
    ("Rs", "INR"),
    ("Rs.", "INR"),
    ("RM", "MYR"),
];

/// What before "$" tells whose dollar it is.
const DOLLARS: &[(&str, &str)] = &[
    ("US", "USD"),
    ("U.S.", "USD"),
    ("U.S", "USD"),
    ("A", "AUD"),
    ("Aus", "AUD"),
    ("AU", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("Can", "CAD"),
    ("NZ", "NZD"),
    ("HK", "HKD"),
    ("S", "SGD"),
    ("NT", "TWD"),
    ("R", "BRL"),
];

fn sign(line: Line<'_>, at: usize) -> Option<&'static str> {
    let text = line.text(at);
    SIGNS.iter().find(|(sign, _)| *sign == text).map(|(_, code)| *code)
}

/// A sum behind its sign.
pub(super) fn signed(line: Line<'_>, at: usize) -> Option<Quantity> {
    let told = DOLLARS.iter().find(|(before, _)| *before == line.text(at)).filter(|_| line.text(at + 1) == "$");
    let code_first = || match line.word(at) {
        Word::Currency(Money::Code(code)) if line.text(at).bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Some((code, at + 1))
        }
        _ => None,
    };
    let (code, start) = match told {
        Some((_, code)) => (*code, at + 2),
        None => sign(line, at).map(|code| (code, at + 1)).or_else(code_first)?,
    };
    let first = number::single(line, start).filter(|_| line.is_figure(start))?;
    let (value, high, end) = range(line, at, &first).unwrap_or((first.value, None, first.end));
    // "US $58.24" and "$58 US" are of one country.
    let (code, end) = named_behind(line, end, code);
    Some(Quantity {
        start: at,
        end,
        value,
        high,
        kind: AmountType::Money,
        unit: Some(code),
        object: None,
        fate: None,
        rule: Rule::CurrencySign,
    })
}

/// The country or code behind a sum: "$5 million Canadian", "$10 AUD", "$15 million Australian dollars".
fn named_behind(line: Line<'_>, end: usize, code: &'static str) -> (&'static str, usize) {
    let (told, end_of_country) = match line.word(end) {
        Word::Country(country) if code == "USD" => {
            let dollar = country.0.iter().find(|(shared, _)| *shared == Shared::Dollar);
            (dollar.map(|(_, code)| *code), end + 1)
        }
        Word::Currency(Money::Code(other)) if line.text(end).len() == 3 => return (other, end + 1),
        Word::Currency(_) => return (code, end + 1),
        _ => (None, end),
    };
    let dollars = matches!(line.word(end_of_country), Word::Currency(Money::Shared(Shared::Dollar, _)));
    match told {
        Some(told) if dollars => (told, end_of_country + 1),
        Some(told) if line.is(end, &["Canadian", "Australian"]) => (told, end_of_country),
        _ => (code, end),
    }
}

/// The range that goes on behind its first sum: "$5-6 bn", "$200 to $300", "between $5 and $6 billion".
fn range(line: Line<'_>, at: usize, first: &Number) -> Option<(Decimal, Option<Decimal>, usize)> {
    let between = line.ends_with(at, &["between"]) && line.is(first.end, &["and"]);
    let to = line.is(first.end, &["to", "-", "–", "—"]) && !line.ends_with(at, &["from"]);
    let hyphen = line.joined(first.end) == Joined::Hyphen;
    if !(between || to || hyphen) {
        return None;
    }
    let behind = first.end + usize::from(!hyphen);
    let next = behind + usize::from(sign(line, behind).is_some());
    let last = number::single(line, next).filter(|_| line.is_figure(next))?;
    let scale = match line.word(last.end - 1) {
        Word::Scale(power) if !first.large => i8::try_from(power).ok()?,
        _ => 0,
    };
    let number = |decimal: Decimal| decimal.to_string().parse::<f64>().unwrap_or_default();
    let shared = first.value.scaled(scale)?;
    let low = if number(shared) < number(last.value) { shared } else { first.value };
    (number(low) < number(last.value)).then_some((low, Some(last.value), last.end))
}

/// A sum before its currency's name: "5 million euros", "10.5 million Australian dollars", "19 cents".
pub(super) fn named(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    let mut end = number.end;
    // "Hong Kong", "New Zealand", "Sri Lankan".
    if line.is(end, &["hong", "new", "sri", "south"]) {
        end += 1;
    }
    let (country, noun) = match line.word(end) {
        Word::Country(country) => (Some(country), end + 1),
        _ if end > number.end => return None,
        _ => (None, end),
    };
    let (code, minor, end) = match line.word(noun) {
        Word::Currency(Money::Code(code)) => (code, false, noun + 1),
        Word::Currency(Money::Shared(shared, code)) => {
            let told = country.and_then(|country| country.0.iter().find(|(name, _)| *name == shared));
            let sterling = line.is(noun + 1, &["sterling"]);
            (told.map_or(code, |(_, code)| *code), false, noun + 1 + usize::from(sterling))
        }
        Word::Minor(code) if !line.is(noun, &["p"]) || line.joined(noun) == Joined::Digits => (code, true, noun + 1),
        _ if sign(line, noun).is_some() && !line.is_figure(noun + 1) => (sign(line, noun)?, false, noun + 1),
        _ => return None,
    };
    // "Won" and "marks" are other words as well.
    if line.is(noun, &["won", "mark", "real"]) && !number.large && country.is_none() {
        return None;
    }
    let (mut value, mut high, mut end) = (number.value, number.high, end);
    if minor {
        value = value.scaled(-2)?;
        high = high.and_then(|high| high.scaled(-2));
    } else if let Some(cents) = number::single(line, end + usize::from(line.is(end, &["and"])))
        && matches!(line.word(cents.end), Word::Minor(_))
        && let Some(small) = cents.value.small().filter(|&small| small < 100)
        && let Some(whole) = value.small()
    {
        value = Decimal::whole(whole.checked_mul(100)?.checked_add(small)?).scaled(-2)?;
        end = cents.end + 1;
    }
    Some(Quantity {
        start: at,
        end,
        value,
        high,
        kind: AmountType::Money,
        unit: Some(code),
        object: None,
        fate: None,
        rule: Rule::CurrencyName,
    })
}
