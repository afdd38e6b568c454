//! Sentences: the rows between a paragraph's boundaries.
//!
//! The last step of a paragraph. A sentence's span goes from its first token to its last, so that blanks
//! between two sentences are in none.

use std::ops::Range;

use super::{Segments, SentenceRow, u32_len};
use crate::id::{ParagraphId, SentenceId};
use crate::segment::Flags;

/// Adds the sentences of the last paragraph, which is made of `tokens`; `starts` are the first tokens of all
/// but its first, ascending. A paragraph without boundaries is one sentence.
pub(super) fn split(tokens: Range<usize>, starts: &[usize], segments: &mut Segments) {
    let paragraph = ParagraphId::new(segments.paragraphs.len() - 1);
    let mut start = tokens.start;
    for &next in starts.iter().chain([&tokens.end]) {
        push(start, next, paragraph, segments);
        start = next;
    }
}

/// Adds the sentence of the tokens from `start` to before `end`, one at least: notes at each token which
/// sentence it is of, flags the first word, and tells whether all of it stands between quotation marks.
fn push(start: usize, end: usize, paragraph: ParagraphId, segments: &mut Segments) {
    let id = SentenceId::new(segments.sentences.len());
    let span = segments.tokens[start].span.cover(segments.tokens[end - 1].span);
    let tokens = &mut segments.tokens[start..end];
    if let Some(first) = tokens.iter_mut().find(|token| token.flags.has(Flags::LETTER.or(Flags::DIGIT))) {
        first.flags.set(Flags::SENTENCE_START);
    }
    let in_quote = tokens.iter().all(|token| token.flags.has(Flags::QUOTED));
    for token in tokens {
        token.sentence = id;
    }
    segments.sentences.push(SentenceRow { span, first_token: u32_len(start), paragraph, in_quote });
}
