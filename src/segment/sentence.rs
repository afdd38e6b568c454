//! Sentences.

use super::{Segments, SentenceRow, u32_len};
use crate::gazetteer::classes::Classes;
use crate::id::{ParagraphId, SentenceId};
use crate::segment::Flags;

/// Splits the paragraph whose tokens start at `first_token` into sentences.
pub(super) fn split(text: &str, first_token: usize, paragraph: ParagraphId, segments: &mut Segments) {
    let end = segments.token_spans.len();
    let mut start = first_token;
    let mut index = first_token;
    while index < end {
        let mut after = index + 1;
        if ends_sentence(text, index, segments) {
            while after < end && is_closer(&text[segments.token_spans[after]], segments.token_flags[after]) {
                after += 1;
            }
            if after < end && opens_sentence(text, after, segments) {
                push(start, after, paragraph, segments);
                start = after;
            }
        }
        index = after;
    }
    push(start, end, paragraph, segments);
}

fn ends_sentence(text: &str, index: usize, segments: &Segments) -> bool {
    let classes = segments.token_classes[index];
    let token = &text[segments.token_spans[index]];
    segments.token_flags[index].has(Flags::TERMINAL)
        || token.ends_with('.')
            && (classes.has(Classes::ABBR_END) || classes == Classes::NONE && token.matches('.').count() > 1)
}

fn is_closer(token: &str, flags: Flags) -> bool {
    flags.has(Flags::CLOSE_MARK)
        || !flags.has(Flags::SPACE_BEFORE) && matches!(token, ")" | "]" | "'" | "’" | "”" | "\"")
}

/// Whether a sentence may start with the token at `index`.
fn opens_sentence(text: &str, index: usize, segments: &Segments) -> bool {
    let flags = segments.token_flags[index];
    let token = &text[segments.token_spans[index]];
    if !flags.has(Flags::SPACE_BEFORE) {
        return false;
    }
    if flags.has(Flags::OPEN_MARK) || matches!(token, "(" | "[" | "'" | "‘" | "-" | "--" | "–" | "—" | "*" | "•")
    {
        return true;
    }
    flags.has(Flags::CAPITALISED.or(Flags::DIGIT)) || !token.starts_with(char::is_lowercase) && flags.has(Flags::LETTER)
}

fn push(start: usize, end: usize, paragraph: ParagraphId, segments: &mut Segments) {
    let id = SentenceId::new(segments.sentences.len());
    let span = segments.token_spans[start].cover(segments.token_spans[end - 1]);
    let in_quote = segments.token_flags[start..end].iter().all(|flags| flags.has(Flags::QUOTED));
    if let Some(first) =
        segments.token_flags[start..end].iter_mut().find(|flags| flags.has(Flags::LETTER.or(Flags::DIGIT)))
    {
        first.set(Flags::SENTENCE_START);
    }
    segments.token_sentences[start..end].fill(id);
    segments.sentences.push(SentenceRow { span, first_token: u32_len(start), paragraph, in_quote });
}
