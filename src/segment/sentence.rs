//! Sentences: cuts a paragraph where [`boundary`](super::boundary) says so.

use super::boundary::Boundaries;
use super::{Segments, SentenceRow, u32_len};
use crate::id::{ParagraphId, SentenceId};
use crate::segment::Flags;

/// Splits the paragraph whose tokens start at `first_token` into sentences. `brackets` are the indexes of its brackets.
pub(super) fn split(text: &str, first_token: usize, brackets: &[u32], paragraph: ParagraphId, segments: &mut Segments) {
    let end = segments.token_spans.len();
    let mut starts = Vec::new();
    Boundaries::new(text, segments, first_token, brackets).find(&mut starts);
    let mut start = first_token;
    for next in starts.into_iter().chain([end]) {
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
