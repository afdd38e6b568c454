//! The verbs that report: what may stand after each, and how an inflected form is read back to its verb.
//!
//! The list ([`VERBS`]) has base forms with their frames ("say": a clause, may stand aside), irregular forms stand
//! beside it, and the regular ones are spelled here ([`REGULAR`]). All forms are told to the lexicon when it is
//! built, so that a form in the text is one look: "denied" → "deny", past. Forms that nobody writes ("sayed") are
//! told as well and harm nothing.

use crate::lexicon::en::report::{ADJECTIVE, Frames, IRREGULAR, Inflection, NOUN, NOUNS, VERBS};

/// The frame of a noun phrase that this preposition links, if its word is one of those that frames know: "about" →
/// [`Frames::ABOUT`].
pub(super) fn linked_by(preposition: u16) -> Option<Frames> {
    LINKS.iter().find(|(word, _)| *word == preposition).map(|(_, frame)| *frame)
}

/// Prepositions by their number in the lexicon; "over" is as "about": "anger over the plan".
const LINKS: &[(u16, Frames)] = &[
    (word!("about"), Frames::ABOUT),
    (word!("against"), Frames::AGAINST),
    (word!("as"), Frames::AS),
    (word!("for"), Frames::FOR),
    (word!("in"), Frames::IN),
    (word!("of"), Frames::OF),
    (word!("on"), Frames::ON),
    (word!("out"), Frames::OUT),
    (word!("over"), Frames::ABOUT),
    (word!("to"), Frames::TO),
    (word!("with"), Frames::WITH),
];

/// A verb as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// What may follow it.
    pub(super) frames: Frames,
    /// Which form it is, by itself: "said" is a past, though it may be a participle.
    pub(super) inflection: Inflection,
    /// Whether the same word is often a noun: "claims", "views".
    pub(super) noun: bool,
}

/// What becomes of a verb before an ending.
#[derive(Clone, Copy)]
enum Stem {
    /// Nothing: "say" + "s".
    Whole,
    /// It loses this letter at its end: "argue" + "ed" → "argued". A verb without it has no such form.
    Without(char),
    /// Its last letter is doubled: "quip" + "ed" → "quipped".
    Doubled,
}

/// The regular forms; where two verbs share one, the earlier line counts. Each line is tried of each verb.
const REGULAR: &[(Stem, &str, Inflection)] = &[
    (Stem::Whole, "", Inflection::Base),
    (Stem::Without('y'), "ies", Inflection::Present),
    (Stem::Whole, "s", Inflection::Present),
    (Stem::Whole, "es", Inflection::Present),
    (Stem::Without('y'), "ied", Inflection::Past),
    (Stem::Whole, "ed", Inflection::Past),
    (Stem::Without('e'), "ed", Inflection::Past),
    (Stem::Doubled, "ed", Inflection::Past),
    (Stem::Whole, "ing", Inflection::Gerund),
    (Stem::Without('e'), "ing", Inflection::Gerund),
    (Stem::Doubled, "ing", Inflection::Gerund),
];

/// Tells every form of the reporting verbs, also such as nobody writes; of a form that is told twice the first counts.
pub(super) fn forms(tell: &mut dyn FnMut(&str, Verb)) {
    let verb =
        |bits: u32, inflection| Verb { frames: Frames::of_bits(bits & !NOUN), inflection, noun: bits & NOUN != 0 };
    for &(form, lemma, inflection) in IRREGULAR {
        if let Ok(at) = VERBS.binary_search_by_key(&lemma, |row| row.0) {
            tell(form, verb(VERBS[at].1, inflection));
        }
    }
    let mut form = String::new();
    for &(change, ending, inflection) in REGULAR {
        for &(lemma, bits) in VERBS {
            let adjective = bits & ADJECTIVE != 0;
            if adjective && inflection != Inflection::Base {
                continue;
            }
            let (stem, doubled) = match change {
                Stem::Whole => (Some(lemma), None),
                Stem::Without(letter) => (lemma.strip_suffix(letter), None),
                Stem::Doubled => (Some(lemma), lemma.chars().next_back()),
            };
            let Some(stem) = stem else { continue };
            form.clear();
            form.push_str(stem);
            form.extend(doubled);
            form.push_str(ending);
            tell(&form, verb(bits, if adjective { Inflection::Adjective } else { inflection }));
        }
    }
}

/// Tells every form of the reporting nouns, with what may follow each as its content: "claims that", "support for".
/// Plurals are told last, in "-s" only, so that a noun which looks like one keeps its own frames.
pub(super) fn nouns(tell: &mut dyn FnMut(&str, Frames)) {
    for &(noun, bits) in NOUNS {
        tell(noun, Frames::of_bits(bits));
    }
    for &(noun, bits) in NOUNS {
        tell(&format!("{noun}s"), Frames::of_bits(bits));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_hash;
    use crate::quote::lexicon::Lexicon;

    #[test]
    fn tables_are_sorted_and_irregular_forms_have_their_verb() {
        assert!(VERBS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(NOUNS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
        let listed = |lemma: &str| VERBS.binary_search_by_key(&lemma, |row| row.0).is_ok();
        assert!(IRREGULAR.iter().all(|&(_, lemma, _)| listed(lemma)));
    }

    #[test]
    fn forms_are_read_back_to_their_verb() {
        let lexicon = Lexicon::get();
        let read = |word| lexicon.at(lexicon.find(word_hash(word)).0).verb.map(|verb| verb.inflection);
        assert_eq!(read("Said"), Some(Inflection::Past));
        assert_eq!(read("denies"), Some(Inflection::Present));
        assert_eq!(read("denied"), Some(Inflection::Past));
        assert_eq!(read("arguing"), Some(Inflection::Gerund));
        assert_eq!(read("quipped"), Some(Inflection::Past));
        assert_eq!(read("written"), Some(Inflection::Participle));
        assert_eq!(read("bridge"), None);
    }
}
