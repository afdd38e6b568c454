//! What makes an amount rough: "about", "more than", "at least", "up to", "or more".
//!
//! What stands behind the amount is asked first ("50 or more"), since it is the nearer; then the words before
//! it ([`BEFORE`]). A range is a range whatever stands beside it, and a plural of numbers ("dozens") is at least
//! what it says.
//!
//! | text | comparison |
//! |---|---|
//! | about 50, some 50, 50 or so | `~` |
//! | more than 50, over 50 | `>` |
//! | at least 50, 50 or more | `>=` |
//! | under 50 | `<` |
//! | up to 50, no more than 50, 50 or fewer | `<=` |
//! | back up to 50, a total of 50 | `=` |

use super::line::Line;
use super::{Comparison, Quantity};

/// Words before an amount, with what they say. The first row that fits counts, so that a phrase stands before
/// every shorter one that it ends with: "back up to" before "up to", "no more than" before "more than". Phrases
/// that say nothing ("exactly", "a total of") are here to stop the search.
const BEFORE: &[(&[&str], Comparison)] = &[
    (&["back", "up", "to"], Comparison::Equal),
    (&["no", "more", "than"], Comparison::AtMost),
    (&["not", "more", "than"], Comparison::AtMost),
    (&["no", "less", "than"], Comparison::AtLeast),
    (&["no", "fewer", "than"], Comparison::AtLeast),
    (&["as", "many", "as"], Comparison::AtMost),
    (&["as", "much", "as"], Comparison::AtMost),
    (&["a", "maximum", "of"], Comparison::AtMost),
    (&["a", "minimum", "of"], Comparison::AtLeast),
    (&["an", "estimated"], Comparison::About),
    (&["in", "excess", "of"], Comparison::More),
    (&["more", "than"], Comparison::More),
    (&["greater", "than"], Comparison::More),
    (&["higher", "than"], Comparison::More),
    (&["less", "than"], Comparison::Less),
    (&["fewer", "than"], Comparison::Less),
    (&["lower", "than"], Comparison::Less),
    (&["at", "least"], Comparison::AtLeast),
    (&["at", "most"], Comparison::AtMost),
    (&["up", "to"], Comparison::AtMost),
    (&["as", "low", "as"], Comparison::AtLeast),
    (&["as", "high", "as"], Comparison::AtMost),
    (&["as", "few", "as"], Comparison::AtLeast),
    (&["over", "than"], Comparison::More),
    (&["just", "over"], Comparison::More),
    (&["just", "under"], Comparison::Less),
    (&["upwards", "of"], Comparison::More),
    (&["a", "total", "of"], Comparison::Equal),
    (&["in", "the", "region", "of"], Comparison::About),
    (&["close", "to"], Comparison::About),
    (&["approaching"], Comparison::About),
    (&["circa"], Comparison::About),
    (&["exactly"], Comparison::Equal),
    (&["surpassing"], Comparison::More),
    (&["topping"], Comparison::More),
    (&["beyond"], Comparison::More),
    (&["maximum"], Comparison::AtMost),
    (&["about"], Comparison::About),
    (&["around"], Comparison::About),
    (&["some"], Comparison::About),
    (&["roughly"], Comparison::About),
    (&["nearly"], Comparison::About),
    (&["almost"], Comparison::About),
    (&["approximately"], Comparison::About),
    (&["estimated"], Comparison::About),
    (&["≈"], Comparison::About),
    (&[">"], Comparison::More),
    (&["<"], Comparison::Less),
    (&["~"], Comparison::About),
    (&["over"], Comparison::More),
    (&["above"], Comparison::More),
    (&["exceeding"], Comparison::More),
    (&["under"], Comparison::Less),
    (&["below"], Comparison::Less),
    (&["minimum"], Comparison::AtLeast),
];

/// What the words before the atom `at` say, and the first of them; [`Comparison::Equal`] and `at` where they
/// say nothing. "Another", "additional" and the like may stand between: "at least another 50".
pub(super) fn before(line: Line<'_>, at: usize) -> (Comparison, usize) {
    // "An additional", "a combined", "the other", "another" may stand between.
    let other = usize::from(at > 0 && line.is(at - 1, &["another", "additional", "further", "combined"]));
    let end = at - other - usize::from(other > 0 && at > 1 && line.is(at - 2, &["a", "an"]));
    let found = BEFORE.iter().find(|(words, _)| line.ends_with(end, words));
    found.map_or((Comparison::Equal, at), |(words, comparison)| (*comparison, end - words.len()))
}

/// How the amount compares with its value, by what stands on both sides of it.
pub(super) fn comparison(line: Line<'_>, quantity: &Quantity) -> Comparison {
    if quantity.high.is_some() {
        return Comparison::Range;
    }
    let is = |at: usize, any: &[&str]| line.is(quantity.end + at, any);
    let behind = |any: &[&str]| {
        is(0, &["or"]) && is(1, any) || quantity.kind == super::AmountType::Count && is(1, &["or"]) && is(2, any)
    };
    if behind(&["more", "higher", "greater", "above"])
        || is(0, &["and"]) && is(1, &["above", "over", "up"])
        || is(0, &["plus", "+"])
    {
        return Comparison::AtLeast;
    }
    if behind(&["less", "fewer", "under", "below"]) {
        return Comparison::AtMost;
    }
    if is(0, &["or"]) && is(1, &["so"]) {
        return Comparison::About;
    }
    match before(line, quantity.start).0 {
        Comparison::Equal if quantity.rule == super::Rule::Vague => Comparison::AtLeast,
        comparison => comparison,
    }
}
