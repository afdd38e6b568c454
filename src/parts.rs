//! Long texts: where they are cut into parts, and by how much ids and offsets of a part grow in the whole.
//!
//! An article of more than 2 MiB is a year's edition or a dump rather than an article. Every stage reads it part by
//! part, so that what stages need while they work is as large as a part. Who has the same name in two parts is one
//! entity of the article.
//!
//! ```text
//! text     |-- part 0 --|---- part 1 ----|-- part 2 --|        cut before a paragraph, a line or a word
//! ids       0 1 2 3      4 5 6 7 8 9      10 11 12
//! in part                0 1 2 3 4 5                           Shift: bytes and sentences, tokens, mentions, dates before
//! ```
//!
//! A stage annotates a part as if it were a text; then the rows of the part are moved behind those of the parts
//! before, each id and offset by [`Shift`]. The same text gives the same parts, whatever the number of threads. A
//! sentence is never cut where the text has a blank line within half a part.

use std::ops::Range;

use crate::id::{DateId, MentionId, SentenceId, TokenId};
use crate::span::{Span, offset};

/// Texts of more bytes are cut. Below that a text is annotated at once, and its entities see all of it.
pub(crate) const LONGEST_WHOLE: usize = 2 << 20;
/// A part has at least so many bytes, and half as many again at most; the last one may be shorter.
pub(crate) const PART: usize = 1 << 20;

/// The part of a text that starts at `start`, of `least` bytes or somewhat more: cut before a paragraph, else a
/// line, else a word.
///
/// `start` must be a border of characters, as the end of the part before is.
pub(crate) fn part(text: &str, start: usize, least: usize) -> Range<usize> {
    start..cut(text, start, least)
}

/// Where the part ends that starts at `start`.
///
/// Behind the first blank line in the half part that follows `least` bytes, else behind the first line end there,
/// else before the first blank, else right at `least` bytes; at the text's end if that comes before.
fn cut(text: &str, start: usize, least: usize) -> usize {
    let from = text.floor_char_boundary(start.saturating_add(least));
    let to = text.floor_char_boundary(from.saturating_add(least / 2));
    if to == text.len() || from == start {
        return text.len();
    }
    let rest = &text[from..to];
    let behind = |what: &str| rest.find(what).map(|at| at + what.len());
    let blank = || rest.find(char::is_whitespace);
    let at = behind("\n\n").or_else(|| behind("\r\n\r\n")).or_else(|| behind("\n")).or_else(blank);
    from + at.unwrap_or_default()
}

/// By how much the offsets and ids of a part grow in the whole.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shift {
    /// Where the part starts.
    pub(crate) bytes: u32,
    /// The sentences before it.
    pub(crate) sentences: u32,
    /// The tokens before it.
    pub(crate) tokens: u32,
    /// The mentions before it.
    pub(crate) mentions: u32,
    /// The dates before it.
    pub(crate) dates: u32,
    /// How many parts are still to come, this one among them, as far as their length tells.
    left: usize,
}

impl Shift {
    /// The span of the part in the whole text.
    pub(crate) fn span(self, span: Span) -> Span {
        Span::new(span.start() + self.bytes, span.end() + self.bytes)
    }

    /// The sentence of the part in the whole text.
    pub(crate) fn sentence(self, id: SentenceId) -> SentenceId {
        SentenceId::new(id.index() + self.sentences as usize)
    }

    /// The token of the part in the whole text.
    pub(crate) fn token(self, id: TokenId) -> TokenId {
        TokenId::new(id.index() + self.tokens as usize)
    }

    /// The mention of the part in the whole text.
    pub(crate) fn mention(self, id: MentionId) -> MentionId {
        MentionId::new(id.index() + self.mentions as usize)
    }

    /// The date of the part in the whole text.
    pub(crate) fn date(self, id: DateId) -> DateId {
        DateId::new(id.index() + self.dates as usize)
    }

    /// Of a part of a text, which is not empty; the counts are of what is before it.
    pub(crate) fn new(part: Range<usize>, text: &str, [sentences, tokens, mentions, dates]: [usize; 4]) -> Self {
        let [sentences, tokens, mentions, dates] = [sentences, tokens, mentions, dates].map(offset);
        let left = (text.len() - part.start).div_ceil(part.len());
        Self { bytes: offset(part.start), sentences, tokens, mentions, dates, left }
    }

    /// Adds rows of the part to those before; where there is no room, room for the parts to come too, so that rows
    /// are not moved again.
    ///
    /// The parts to come are taken to have as many rows as this one: doubling, as vectors do by themselves, would
    /// hold twice the rows while it copies.
    pub(crate) fn extend<T>(self, rows: &mut Vec<T>, more: impl ExactSizeIterator<Item = T>) {
        if rows.capacity() - rows.len() < more.len() {
            rows.reserve_exact(more.len() * self.left);
        }
        rows.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_in(text: &str, least: usize) -> Vec<&str> {
        let next = |before: &Range<usize>| (before.end < text.len()).then(|| part(text, before.end, least));
        std::iter::successors(next(&(0..0)), next).map(|part| &text[part]).collect()
    }

    #[test]
    fn texts_are_cut_before_paragraphs_lines_and_words() {
        assert_eq!(cut_in("", 8), [""; 0]);
        assert_eq!(
            cut_in("Rain.\n\nSun. Wind.\n\nSnow fell here.", 8),
            ["Rain.\n\nSun.", " Wind.\n\n", "Snow fell", " here."]
        );
        let text = "Rain fell.\n\nSun.\nSnow fell in the\nnorth.";
        assert_eq!(cut_in(text, 10), ["Rain fell.\n\n", "Sun.\nSnow fell", " in the\nnorth."]);
        assert_eq!(cut_in("ééééééééé", 4), ["éé", "éé", "éé", "ééé"]);
    }
}
