//! Sentences: the rows between a paragraph's boundaries.

use std::ops::Range;

use super::{Segments, SentenceRow, u32_len};
use crate::id::{ParagraphId, SentenceId};
use crate::segment::Flags;

/// Adds the sentences of the last paragraph, which is made of `tokens`; `starts` are the first tokens of all but its first.
pub(super) fn split(tokens: Range<usize>, starts: &[usize], segments: &mut Segments) {
    let paragraph = ParagraphId::new(segments.paragraphs.len() - 1);
    let mut start = tokens.start;
    for &next in starts.iter().chain([&tokens.end]) {
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
