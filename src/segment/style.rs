//! How a text is written, as far as it bears on its sentences.
//!
//! A full stop before a small letter ends no sentence in a newspaper and often does in a post; a line of
//! capitals and names is a heading where paragraphs end without stops. The model is told these habits as
//! numbers, and the search for boundaries asks whether the text is *loose*, and looks at more places then.

use super::Segments;
use super::paragraph::ParagraphTokens;
use crate::segment::Flags;

/// The habits of a text's writer.
#[derive(Clone, Copy, Default)]
pub(super) struct Style {
    /// How often a small letter follows a full stop: 0 never, 3 mostly.
    pub(super) small: u64,
    /// How often paragraphs end without a stop: 0 never, 3 mostly.
    pub(super) open: u64,
    /// Whether web or e-mail addresses stand in it.
    pub(super) links: bool,
    /// Whether it is written like letters and posts: with addresses, or with paragraphs that end without a stop.
    pub(super) loose: bool,
    /// Whether the numbers of notes stand behind its sentences.
    pub(super) notes: bool,
}

impl Style {
    /// Reads the style of a text off its tokens. `closers` are those that are stops or addresses, ascending.
    /// Quotation marks must be paired.
    pub(super) fn of(text: &str, segments: &Segments, closers: &[u32], paragraphs: &[ParagraphTokens]) -> Self {
        let tokens = &segments.tokens;
        let (mut small, mut stops, mut links) = (0, 0, false);
        let (mut last_note, mut notes) = (None, false);
        for index in closers.iter().map(|&index| index as usize) {
            let here = tokens[index].flags;
            links |= here.has(Flags::LINK);
            let Some(next) = tokens.get(index + 1).map(|next| next.flags) else { break };
            if !here.has(Flags::TERMINAL) || !next.has(Flags::SPACE_BEFORE) {
                continue;
            }
            if next.has(Flags::LETTER) && text.as_bytes()[segments.tokens[index].span.range().start] == b'.' {
                stops += 1;
                small += usize::from(!next.has(Flags::CAPITALISED));
            }
            if is_note(segments, index + 1) {
                let number: Option<u32> = text[segments.tokens[index + 1].span].parse().ok();
                notes |= last_note.is_some() && number == last_note.map(|last: u32| last + 1);
                last_note = number;
            }
        }
        let closed = Flags::TERMINAL.or(Flags::CLOSE_MARK).or(Flags::ABBREVIATION);
        let open = paragraphs.iter().filter(|found| !tokens[found.tokens().end - 1].flags.has(closed)).count();
        let open = share(open, paragraphs.len());
        Self { small: share(small, stops), open, links, loose: links || open == 3, notes }
    }
}

/// Whether the token may be the number of a note behind a sentence: three digits at most, then a capitalised
/// word: "left. 12 The". Two notes in a row that count up by one show that a text has notes.
pub(super) fn is_note(segments: &Segments, at: usize) -> bool {
    let tokens = &segments.tokens;
    tokens[at].flags.has(Flags::DIGIT)
        && !tokens[at].flags.has(Flags::LETTER)
        && segments.tokens[at].span.len() <= 3
        && tokens
            .get(at + 1)
            .is_some_and(|after| after.flags.has(Flags::CAPITALISED) && after.flags.has(Flags::SPACE_BEFORE))
}

/// The share of `part` in `whole` in four steps: none, less than a tenth, less than a third, more.
fn share(part: usize, whole: usize) -> u64 {
    match () {
        () if part == 0 => 0,
        () if part * 10 < whole => 1,
        () if part * 3 < whole => 2,
        () => 3,
    }
}
