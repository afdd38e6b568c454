//! Verbs that report nothing: their finite forms show where a clause stands.
//!
//! Whether "the loan was safe" is a clause or "the loan for the ship" a phrase is told by a finite verb, and a parser
//! is not at hand. The irregular pasts and the commonest verbs of news are listed ([`verb`]); of the others the
//! ending "-ed" tells. What a form shows by itself, [`Finite`] has; what its neighbours make of it,
//! [`super::page::Page::is_finite`] asks.

use crate::lexicon::en::verb;
use crate::lexicon::en::verb::PASTS;

/// How surely a form is a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finite {
    /// A past tense and hardly ever anything else: "fell".
    Past,
    /// Also a participle, noun or adjective: "cut", "left".
    Maybe,
    /// The third person, "pays"; the noun's plural may look the same.
    Present,
    /// The base form, "pay": finite after a plural subject only.
    Base,
}

/// Tells the finite forms, without the pasts in "-ed", which the ending shows. A form that is told twice counts as it
/// was told first.
pub(super) fn forms(tell: &mut dyn FnMut(&str, Finite)) {
    for past in PASTS {
        tell(past, Finite::Past);
    }
    for past in verb::AMBIGUOUS {
        tell(past, Finite::Maybe);
    }
    for base in verb::BASES {
        tell(&third_person(base), Finite::Present);
        tell(base, Finite::Base);
    }
}

/// The third person of the present, as it is spelled: "pay" → "pays", "carry" → "carries", "match" → "matches".
fn third_person(base: &str) -> String {
    let stem = &base[..base.len() - 1];
    let vowel_before = stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    match base {
        _ if base.ends_with('y') && !vowel_before => format!("{stem}ies"),
        _ if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("ch") || base.ends_with("sh") => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn third_persons_are_spelled_as_written() {
        let forms: Vec<String> = ["pay", "carry", "match", "pass", "go", "lose", "tax"].map(third_person).into();
        assert_eq!(forms, ["pays", "carries", "matches", "passes", "goes", "loses", "taxes"]);
        assert!(verb::AMBIGUOUS.is_sorted());
    }
}
