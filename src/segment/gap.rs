//! Texts that have lost their marks, as some exports have: where a stop or a comma was, two blanks are.
//!
//! `NORVALE  U S  Sen  Ada Lenz  D OH  spoke in Leeds  She left`: without the gaps that would be one name of
//! eight words. The token behind a gap is marked as parted ([`Flags::PARTED`]), and no name or phrase goes on
//! over it. Sentences are not cut there.
//!
//! Only texts with hardly a stop or comma, and with three such gaps at least, are read so; typists put two
//! blanks behind a full stop, which is another thing.

use memchr::{memchr2_iter, memmem};

use super::Segments;
use super::token::Flags;
use crate::lexicon::{Classes, Lexicon};

/// A text that has more than one stop or comma in so many bytes has its marks; edited prose has several in as
/// many.
const BYTES_A_MARK: usize = 400;
/// The fewest gaps that tell of lost marks.
const FEWEST: usize = 3;
/// Longer words in front of a gap, in bytes, are no abbreviation that lost its stop.
const ABBREVIATION: usize = 5;

/// Marks the tokens after a gap where the text has lost its marks; changes nothing in any other text. Behind
/// what may be an abbreviation ("Sen  Lenz") the gap is the abbreviation's own stop.
pub(super) fn mark(text: &str, lexicon: Lexicon, segments: &mut Segments) {
    let bytes = text.as_bytes();
    let has_marks = || memchr2_iter(b'.', b',', bytes).nth(bytes.len() / BYTES_A_MARK).is_some();
    if memmem::find(bytes, b"  ").is_none() || has_marks() {
        return;
    }
    let tokens = &mut segments.tokens;
    let after_gap = |pair: usize| {
        let (before, here) = (tokens[pair].span, tokens[pair + 1].span);
        let gap = &text[before.range().end..here.range().start];
        gap.len() > 1 && gap.bytes().all(|byte| byte == b' ') && !is_shortened(&text[before], lexicon)
    };
    let parted: Vec<usize> = (0..tokens.len().saturating_sub(1)).filter(|&pair| after_gap(pair)).collect();
    if parted.len() >= FEWEST {
        for pair in parted {
            tokens[pair + 1].flags.set(Flags::PARTED);
        }
    }
}

/// Whether the mark behind a word may be the word's own: one letter ("J"), or an abbreviation or title of five
/// letters at most ("Sen").
fn is_shortened(word: &str, lexicon: Lexicon) -> bool {
    const ABBREVIATIONS: Classes = Classes::ABBR.or(Classes::HONORIFIC).or(Classes::OFFICE);
    word.len() == 1
        || word.len() <= ABBREVIATION && {
            let with_stop = [word, "."].concat();
            lexicon.classes(&with_stop).has(ABBREVIATIONS)
        }
}

#[cfg(test)]
mod tests {
    use crate::segment::{Flags, Segmenter};

    fn parted(text: &str) -> Vec<&str> {
        let segments = Segmenter::new().segment(text);
        let parted = segments.tokens.iter().filter(|token| token.flags.has(Flags::PARTED));
        parted.map(|token| &text[token.span]).collect()
    }

    #[test]
    fn gaps_stand_for_marks_only_where_there_are_none() {
        let text = "NORVALE  U S  Sen  Ada Lenz  D OH  spoke in Leeds  She left";
        assert_eq!(parted(text), ["U", "D", "spoke", "She"]);
        assert_eq!(parted("Ada  Lenz  spoke,  in  Leeds."), [""; 0]);
        assert_eq!(parted("Ada Lenz  spoke"), [""; 0]);
    }
}
