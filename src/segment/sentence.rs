//! Sentences: cuts a paragraph where its boundaries are.

use std::ops::Range;

use super::boundary::{Boundaries, Candidate};
use super::style::Style;
use super::{Segments, SentenceRow, u32_len};
use crate::id::{ParagraphId, SentenceId};
use crate::segment::Flags;

/// Splits the paragraph of these tokens into sentences.
///
/// `brackets` are the indexes of its brackets, `decide` settles what the rules leave open, `starts` is room to work in.
pub(super) fn split(
    text: &str,
    style: Style,
    tokens: Range<usize>,
    brackets: &[u32],
    decide: impl FnMut(&Boundaries<'_>, &Candidate) -> bool,
    starts: &mut Vec<usize>,
    segments: &mut Segments,
) {
    let paragraph = ParagraphId::new(segments.paragraphs.len() - 1);
    starts.clear();
    Boundaries::new(text, segments, style, tokens.clone(), brackets).find(starts, decide);
    starts.push(tokens.end);
    let mut start = tokens.start;
    for &next in starts.iter() {
        push(start, next, paragraph, segments);
        start = next;
    }
}

fn push(start: usize, end: usize, paragraph: ParagraphId, segments: &mut Segments) {
    let id = SentenceId::new(segments.sentences.len());
    let span = segments.token_spans[start].cover(segments.token_spans[end - 1]);
    let flags = &mut segments.token_flags[start..end];
    let in_quote = flags.iter().all(|flags| flags.has(Flags::QUOTED));
    if let Some(first) = flags.iter_mut().find(|flags| flags.has(Flags::LETTER.or(Flags::DIGIT))) {
        first.set(Flags::SENTENCE_START);
    }
    segments.token_sentences.resize(end, id);
    segments.sentences.push(SentenceRow { span, first_token: u32_len(start), paragraph, in_quote });
}
