//! Long texts: where they are cut into parts, and by how much ids and offsets of a part grow in the whole.
//!
//! An article of more than 2 MiB is a year's edition or a dump rather than an article. Every stage reads it part by part, so that what stages
//! need while they work is as large as a part. Who has the same name in two parts is one entity of the article.

use std::ops::Range;

use crate::id::{DateId, MentionId, SentenceId, TokenId};
use crate::span::{Span, offset};

/// Longer texts are cut.
pub(crate) const LONGEST_WHOLE: usize = 2 << 20;
/// A part has at least so many bytes, and seldom many more.
pub(crate) const PART: usize = 1 << 20;

/// The part of a text that starts at `start`, of `least` bytes or somewhat more: cut before a paragraph, else a line, else a word.
pub(crate) fn part(text: &str, start: usize, least: usize) -> Range<usize> {
    start..cut(text, start, least)
}

/// Where the part ends that starts at `start`.
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
    pub(crate) fn span(self, span: Span) -> Span {
        Span::new(span.start() + self.bytes, span.end() + self.bytes)
    }

    pub(crate) fn sentence(self, id: SentenceId) -> SentenceId {
        SentenceId::new(id.index() + self.sentences as usize)
    }

    pub(crate) fn token(self, id: TokenId) -> TokenId {
        TokenId::new(id.index() + self.tokens as usize)
    }

    pub(crate) fn mention(self, id: MentionId) -> MentionId {
        MentionId::new(id.index() + self.mentions as usize)
    }

    pub(crate) fn date(self, id: DateId) -> DateId {
        DateId::new(id.index() + self.dates as usize)
    }

    /// Of a part of a text; the counts are of what is before it.
    pub(crate) fn new(part: Range<usize>, text: &str, [sentences, tokens, mentions, dates]: [usize; 4]) -> Self {
        let [sentences, tokens, mentions, dates] = [sentences, tokens, mentions, dates].map(offset);
        let left = (text.len() - part.start).div_ceil(part.len());
        Self { bytes: offset(part.start), sentences, tokens, mentions, dates, left }
    }

    /// Adds rows of the part to those before; where there is no room, room for the parts to come too, so that rows are not moved again.
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
