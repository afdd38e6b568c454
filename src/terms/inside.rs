//! Words inside of words: those of a hashtag (`#ClimateChangeNow`) and of a compound with hyphens ("anti-war").
//!
//! A hashtag tells its words by capitals, digits and underscores, a compound by hyphens; a term is found where
//! it is one or several of these words, with or without blanks between them. Of a hashtag in small letters
//! only, a term is found where it starts or ends it.
//!
//! | text | terms in it |
//! |---|---|
//! | `#ClimateChangeNow` | `climate`, `climate change`, `change now` |
//! | `#climatechange` | `climate`, `change`; not `mate` |
//! | `anti-war` | `war`, `anti-war` |
//!
//! Terms are compared by their letters and digits alone, so that `climate change` is found in `ClimateChange`.
//! Only for terms without stars, and only where [`Terms::inside_words`](super::Terms::inside_words) asked for
//! it.

use std::collections::HashMap;
use std::ops::Range;

use super::index::Hit;
use crate::lexicon::word_hash;

/// Terms by their letters and digits.
#[derive(Clone, Debug, Default)]
pub(super) struct Inside {
    /// By the hash of their letters and digits: the term, and its words as they are written where case counts.
    terms: HashMap<u64, Vec<(u32, Option<String>)>>,
}

/// No tag or compound has more words than are looked at, so that one of a million parts takes linear time:
/// sixteen make 136 pieces.
const MOST_PARTS: usize = 16;
/// Of a tag in small letters, no shorter term is found, in bytes.
const SHORTEST: usize = 4;
/// No longer tag or compound is looked at, in bytes.
const TAG_BYTES: usize = 96;

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Inside {
    /// Adds a term with its number; `exact` where case counts. A term without a letter or digit is left out.
    pub(super) fn add(&mut self, term: &str, exact: bool, number: u32) {
        let letters = letters(term);
        if !letters.is_empty() {
            self.terms.entry(word_hash(&letters)).or_default().push((number, exact.then_some(letters)));
        }
    }

    /// Passes the terms inside of the word at `range` to `each`: `is_tag` tells a hashtag or handle, without
    /// its sign, from a compound.
    pub(super) fn find(&self, text: &str, range: Range<usize>, is_tag: bool, mut each: impl FnMut(Hit)) {
        if range.len() > TAG_BYTES {
            return;
        }
        let parts = parts(text, range.clone(), is_tag);
        let mut look = |piece: Range<usize>| {
            let letters = letters(&text[piece.clone()]);
            for (term, written) in self.terms.get(&word_hash(&letters)).into_iter().flatten() {
                if written.as_ref().is_none_or(|written| *written == letters) {
                    each(Hit { term: *term, start: piece.start, end: piece.end, open: false });
                }
            }
        };
        for (first, start) in parts.iter().enumerate() {
            for last in &parts[first..] {
                look(start.start..last.end);
            }
        }
        if is_tag && parts.len() == 1 {
            let cuts = text[range.clone()].char_indices().map(|(at, _)| range.start + at).skip(1);
            for cut in cuts {
                if cut - range.start >= SHORTEST {
                    look(range.start..cut);
                }
                if range.end - cut >= SHORTEST {
                    look(cut..range.end);
                }
            }
        }
    }
}

/// The words of a tag or compound, [`MOST_PARTS`] at most. Where small letters follow several capitals, the
/// last capital belongs to them: `NATOSummit` → NATO, Summit.
pub(super) fn parts(text: &str, range: Range<usize>, is_tag: bool) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = text[range.clone()].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !c.is_alphanumeric() {
            before = None;
            continue;
        }
        let (start, end) = (range.start + at, range.start + at + c.len_utf8());
        let next_is_small = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
        let begins = before.is_none_or(|before| {
            is_tag
                && (c.is_uppercase() && (!before.is_uppercase() || next_is_small)
                    || c.is_numeric() != before.is_numeric())
        });
        if begins && parts.len() == MOST_PARTS {
            break;
        }
        match parts.last_mut() {
            Some(part) if !begins => part.end = end,
            _ => parts.push(start..end),
        }
        before = Some(c);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_tell_their_words_by_capitals() {
        let words = |text: &'static str, is_tag| -> Vec<&str> {
            parts(text, 0..text.len(), is_tag).into_iter().map(|part| &text[part]).collect()
        };
        assert_eq!(words("ClimateChangeNow", true), ["Climate", "Change", "Now"]);
        assert_eq!(words("COP26_inGlasgow", true), ["COP", "26", "in", "Glasgow"]);
        assert_eq!(words("NATOSummit", true), ["NATO", "Summit"]);
        assert_eq!(words("anti-McDonald", false), ["anti", "McDonald"]);
    }
}
