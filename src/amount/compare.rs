//! What makes an amount rough: "about", "more than", "at least", "up to", "or more".

use super::line::Line;
use super::{Comparison, Quantity};

/// Words before an amount; a longer phrase stands before what it ends with.
const BEFORE: &[(&[&str], Comparison)] = &[
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
    (&["close", "to"], Comparison::About),
    (&["about"], Comparison::About),
    (&["around"], Comparison::About),
    (&["some"], Comparison::About),
    (&["roughly"], Comparison::About),
    (&["nearly"], Comparison::About),
    (&["almost"], Comparison::About),
    (&["approximately"], Comparison::About),
    (&["estimated"], Comparison::About),
    (&["~"], Comparison::About),
    (&["over"], Comparison::More),
    (&["above"], Comparison::More),
    (&["exceeding"], Comparison::More),
    (&["under"], Comparison::Less),
    (&["below"], Comparison::Less),
    (&["minimum"], Comparison::AtLeast),
];

/// How the amount compares with its value, and the atom after it with what tells that behind it.
pub(super) fn comparison(line: Line<'_>, quantity: &Quantity) -> (Comparison, usize) {
    if quantity.high.is_some() {
        return (Comparison::Range, quantity.end);
    }
    let open = line.is(quantity.end, &["or"]) && line.is(quantity.end + 1, &["more", "higher"])
        || line.is(quantity.end, &["and"]) && line.is(quantity.end + 1, &["above", "over", "up"]);
    if open {
        return (Comparison::AtLeast, quantity.end);
    }
    let before = BEFORE.iter().find(|(words, _)| line.ends_with(quantity.start, words));
    (before.map_or(Comparison::Equal, |(_, comparison)| *comparison), quantity.end)
}
