//! What makes an amount rough: "about", "more than", "at least", "up to", "or more".
//!
//! What stands behind the amount is asked first ("50 or more"), since it is the nearer; then the words before
//! it ([`ROUGH`]). A range is a range whatever stands beside it, and a plural of numbers ("dozens") is at least
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
use crate::lexicon::en::quantity::{ROUGH, Rough};

impl From<Rough> for Comparison {
    fn from(rough: Rough) -> Self {
        match rough {
            Rough::Exact => Self::Equal,
            Rough::About => Self::About,
            Rough::Less => Self::Less,
            Rough::More => Self::More,
            Rough::AtMost => Self::AtMost,
            Rough::AtLeast => Self::AtLeast,
        }
    }
}

/// What the words before the atom `at` say, and the first of them; [`Comparison::Equal`] and `at` where they
/// say nothing. "Another", "additional" and the like may stand between: "at least another 50".
pub(super) fn before(line: Line<'_>, at: usize) -> (Comparison, usize) {
    // "An additional", "a combined", "the other", "another" may stand between.
    let other = usize::from(at > 0 && line.is(at - 1, &["another", "additional", "further", "combined"]));
    let end = at - other - usize::from(other > 0 && at > 1 && line.is(at - 2, &["a", "an"]));
    let found = ROUGH.iter().find(|(words, _)| line.ends_with(end, words));
    found.map_or((Comparison::Equal, at), |(words, rough)| (Comparison::from(*rough), end - words.len()))
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
