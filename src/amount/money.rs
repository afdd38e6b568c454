//! Money: "$3.2 billion", "US$5m", "5 million euros", "15,000 yen", "2p".
//!
//! Two forms: a sign or code before the number ([`signed`]), and a name behind it ([`named`]). The unit is the
//! ISO 4217 code, as far as the text tells it:
//!
//! | text | unit |
//! |---|---|
//! | $5, 5 dollars | USD, unless the article's country has dollars of its own (`dollar.rs`) |
//! | A$5, $5 Canadian, 5 Hong Kong dollars | AUD, CAD, HKD |
//! | 5 pounds | GBP; none where something is weighed |
//! | 5 francs, 5 Belgian francs | CHF, BEF |
//! | 50 cents | 0.5 USD |
//! | MEUR 5 | 5000000 EUR |
//!
//! Names that are other words too ("won", "mark", "real") are money behind large numbers only: "won 5" is a
//! score.

use super::decimal::Decimal;
use super::line::{Joined, Line};
use super::measure;
use super::number::{self, Number};
use super::{AmountType, Quantity, Rule};
use crate::lexicon::en::amount::{Country, Money, Shared, Word};
use crate::lexicon::en::quantity::{DOLLAR_LETTERS, DOLLAR_SIGNS, DOUBTFUL_CURRENCIES};

/// A hundredth, as a power of ten.
const HUNDREDTH: i8 = -2;

/// The code of the dollar that the word beside a sign tells, without regard to case but for single letters: of
/// one letter only where no blank stands between, or where no prose has the letter. "Can" must touch, for it is
/// a verb too.
fn dollar(line: Line<'_>, at: usize, touches: bool) -> Option<&'static str> {
    let text = line.text(at);
    let known = match text {
        "c" => Some(&("C", "CAD")),
        _ if text.len() == 1 => {
            DOLLAR_LETTERS.iter().find(|(letter, _)| *letter == text && (touches || matches!(text, "C" | "S")))
        }
        _ => DOLLAR_SIGNS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text) && (touches || *name != "Can")),
    };
    known.map(|(_, code)| *code)
}

/// A sum behind its sign or code: "$5", "US$5m", "EUR 50", "MEUR 5", with what tells the dollar's country on
/// either side, and its range ("$5-6 bn").
pub(super) fn signed(line: Line<'_>, at: usize) -> Option<Quantity> {
    let (code, start) = match line.word(at) {
        Word::Sign(code) | Word::Millions(code) => (code, at + 1),
        Word::Currency(Money::Code(code)) if is_code(line, at) => (code, at + 1 + usize::from(line.is(at + 1, &["$"]))),
        _ => return None,
    };
    let (mut begin, mut code, mut start) = (at, code, start);
    if line.is(at, &["$"]) {
        if let Some(told) =
            dollar(line, start, line.touches(start)).filter(|_| line.touches(start) && line.is_figure(start + 1))
        {
            (code, start) = (told, start + 1);
        } else if let Some((told, before)) =
            at.checked_sub(1).and_then(|before| Some((dollar(line, before, line.touches(at))?, before)))
        {
            (code, begin) = (told, before);
        }
    }
    let first = number::single(line, start)
        .filter(|_| line.is_figure(start) || line.word(start) == Word::Minus || line.is(start, &["."]))?;
    let (value, high, end) = range(line, begin, &first).unwrap_or((first.value, None, first.end));
    let million = i8::from(matches!(line.word(at), Word::Millions(_))) * 6;
    // "US $58.24" and "$58 US" are of one country.
    let (code, end) = if line.is(at, &["$"]) { named_behind(line, end, code) } else { (code, end) };
    Some(Quantity {
        start: begin,
        value: value.scaled(million)?,
        high,
        unit: Some(code),
        ..Quantity::new(at, end, &first, AmountType::Money, Rule::CurrencySign)
    })
}

/// Whether the word is the code of a currency as it stands before sums: "EUR 50", "usd 20", "RM79", "Rs 500".
fn is_code(line: Line<'_>, at: usize) -> bool {
    let text = line.text(at);
    let upper = text.starts_with(|c: char| c.is_ascii_uppercase()) && text.len() <= 3;
    upper || matches!(text, "usd" | "eur" | "gbp" | "rmb" | "cny" | "jpy" | "inr" | "rs" | "chf" | "cad" | "aud")
}

/// The code that stands or is told behind a sum, and the atom after it: "$5 million Canadian", "$10 AUD", "$15
/// million Australian dollars". `code` and `end` as they were where nothing is told. An adjective that belongs
/// to a noun is left alone: "$5 million Canadian officials paid".
fn named_behind(line: Line<'_>, end: usize, code: &'static str) -> (&'static str, usize) {
    let (told, end_of_country) = match line.word(end) {
        Word::Country(country) if code == "USD" => {
            let dollar = country.0.iter().find(|(shared, _)| *shared == Shared::Dollar);
            (dollar.map(|(_, code)| *code), end + 1)
        }
        Word::Currency(Money::Code(other)) if line.text(end).len() == 3 && !line.is_figure(end + 1) => {
            return (other, end + 1);
        }
        Word::Currency(Money::Shared(Shared::Dollar, _)) => return (code, end + 1),
        _ => (None, end),
    };
    let dollars = matches!(line.word(end_of_country), Word::Currency(Money::Shared(Shared::Dollar, _)));
    match told {
        Some(told) if dollars => (told, end_of_country + 1),
        Some(told) if line.is(end, &["Canadian", "Australian", "US", "U.S.", "U.S"]) && !line.has_noun_behind(end) => {
            (told, end_of_country)
        }
        _ => (code, end),
    }
}

/// The range that goes on behind its first sum: "$5-6 bn", "$200 to $300", "between $5 and $6 billion": its
/// lower end, its higher end and the atom after it. Nothing if none does.
///
/// A change has no higher end: "rose 18 sen to RM23". Its first sum takes the scale of the second where that
/// leaves the two within a factor of twenty: "from $10 to $15 billion" starts at ten billion.
fn range(line: Line<'_>, at: usize, first: &Number) -> Option<(Decimal, Option<Decimal>, usize)> {
    let between = line.ends_with(at, &["between"]) && line.is(first.end, &["and"]);
    let to = line.is(first.end, &["to", "-", "–", "—"]);
    let hyphen = line.joined(first.end) == Joined::Hyphen;
    if !(between || to || hyphen) {
        return None;
    }
    let behind = first.end + usize::from(!hyphen);
    let next = behind
        + usize::from(
            matches!(line.word(behind), Word::Sign(_)) || is_code(line, behind) && line.is_figure(behind + 1),
        );
    let last = number::single(line, next).filter(|_| line.is_figure(next))?;
    let (low, high) = number::share(first, &last)?;
    if !low.is_below(high) {
        return None;
    }
    // "Rose 18 sen to RM23", "from $10 to $15 billion".
    let change = !between && (number::is_change(line, at) || number::tells_change(line, at, 2) && next > behind);
    if change {
        let near = low.times(20).is_some_and(|top| high.is_below(top));
        return Some((if near { low } else { first.value }, None, first.end));
    }
    Some((low, Some(high), last.end))
}

/// A sum before its currency's name: "5 million euros", "10.5 million Australian dollars", "19 cents", "3
/// dollars 50 cents".
///
/// Nothing if no currency stands there, or only one whose name is another word too and nothing shows that money
/// is meant.
pub(super) fn named(line: Line<'_>, at: usize, number: &Number) -> Option<Quantity> {
    let mut end = number.end;
    // "Hong Kong", "New Zealand", "Sri Lankan".
    if line.is(end, &["hong", "new", "sri", "south", "saudi"]) {
        end += 1;
    }
    let (country, noun) = match line.word(end) {
        Word::Country(country) => (Some(country), end + 1),
        _ if end > number.end => return None,
        _ => (None, end),
    };
    let mut currency = currency(line, noun, country)?;
    // "Won", "rand" and "marks" are other words as well.
    if line.is(noun, DOUBTFUL_CURRENCIES) && country.is_none() {
        let money = number.large || line.is(noun, &["sen", "rand", "quid"]) && line.is_figure(at);
        if !money {
            return None;
        }
    }
    let (mut value, mut high) = (number.value.scaled(currency.power)?, number.high);
    if currency.power == HUNDREDTH {
        high = high.and_then(|high| high.scaled(HUNDREDTH));
    } else if let Some((small, behind)) = cents(line, currency.end)
        && let Some(whole) = value.small()
    {
        value = Decimal::whole(whole.checked_mul(100)?.checked_add(small)?).scaled(HUNDREDTH)?;
        currency.end = behind;
    }
    Some(Quantity {
        value,
        high,
        unit: Some(currency.code),
        ..Quantity::new(at, currency.end, number, AmountType::Money, Rule::CurrencyName)
    })
}

/// A currency that stands behind a number.
struct Named {
    /// Its ISO 4217 code.
    code: &'static str,
    /// What one of it is, as a power of ten of the currency: -2 for cents, 6 for "MEUR".
    power: i8,
    /// The atom after its name.
    end: usize,
}

/// The currency whose name, code or sign stands at `noun`; `country` is what the word before it tells.
///
/// Nothing for "pounds" that weigh something, for a code that belongs to the next sum ("3 USD50 cards"), and
/// for a bare "p" that touches no digit.
fn currency(line: Line<'_>, noun: usize, country: Option<Country>) -> Option<Named> {
    let named = |code, power, end| Some(Named { code, power, end });
    match line.word(noun) {
        Word::Currency(Money::Code(_)) if line.is_figure(noun + 1) && line.touches(noun + 1) => None,
        Word::Currency(Money::Code(code)) => named(code, 0, noun + 1),
        Word::Currency(Money::Shared(shared, code)) => {
            if country.is_none() && line.is(noun, &["pounds"]) && measure::is_weight(line, noun) {
                return None;
            }
            let told = country.and_then(|country| country.0.iter().find(|(name, _)| *name == shared));
            let sterling = line.is(noun + 1, &["sterling"]);
            // "The 10 dollars US".
            let behind = match line.word(noun + 1) {
                Word::Country(country) if told.is_none() && line.is(noun + 1, &["US", "U.S."]) => {
                    country.0.iter().find(|(name, _)| *name == shared)
                }
                _ => None,
            };
            let code = told.or(behind).map_or(code, |(_, code)| *code);
            named(code, 0, noun + 1 + usize::from(sterling || behind.is_some()))
        }
        Word::Millions(code) => named(code, 6, noun + 1),
        Word::Minor(code) if !line.is(noun, &["p"]) || line.joined(noun) == Joined::Digits => {
            named(code, HUNDREDTH, noun + 1)
        }
        Word::Sign(code) if is_behind(line, noun) => named(code, 0, noun + 1),
        _ => None,
    }
}

/// Whether the sign goes with the number before it: "10 €", "10 $ 30 cent". A sign that touches a number behind
/// it is that one's.
fn is_behind(line: Line<'_>, sign: usize) -> bool {
    if !line.is_figure(sign + 1) || line.touches(sign) && !line.touches(sign + 1) {
        return true;
    }
    !line.touches(sign + 1) && matches!(line.word(sign + 2), Word::Minor(_) | Word::Sign(_))
}

/// The hundredths behind a whole sum, and the atom after them: "3 dollars 50 cents", "15 dollars and 50".
fn cents(line: Line<'_>, end: usize) -> Option<(u64, usize)> {
    let and = usize::from(line.is(end, &["and"]));
    let cents = number::single(line, end + and)?;
    let small = cents.value.small().filter(|&small| small < 100)?;
    if matches!(line.word(cents.end), Word::Minor(_)) {
        return Some((small, cents.end + 1));
    }
    let bare = small >= 10 && (line.is_end(cents.end) || line.is(cents.end, &["more"])) && !line.is(cents.end, &["%"]);
    bare.then_some((small, cents.end))
}
