//! Verbs that report nothing: their finite forms show where a clause stands.

use crate::lexicon::en::verb;
use crate::lexicon::en::verb::PASTS;

/// How surely a form is a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finite {
    /// A past tense and hardly ever anything else: "fell".
    Past,
    /// Also a participle, noun or adjective: "cut", "left".
    Maybe,
    /// "pays"; the noun's plural may look the same.
    Present,
    /// "pay"
    Base,
}

/// Tells the finite forms, without the pasts in "-ed", which the ending shows.
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
