//! Quotation marks that lack their other half: where what they hold ends or starts is told by who says it.
//!
//! The segmenter pairs marks ([`View::quoted`]); a stretch that nothing closes it takes to the end of its paragraph,
//! and marks that open nothing it leaves out. Here
//!
//! - a quotation that is not closed, though the next paragraph does not go on with it, ends at the comma before its
//!   frame: `"We never agreed, Lopez said.` → `"We never agreed,`;
//! - what looks open but has a frame right behind it closes: `We never agreed," Lopez said.` → from the start of the
//!   sentence to the mark;
//! - a lone mark that closes, after a comma or question mark and before a frame, takes its sentence from the start;
//! - a lone mark that opens, after a quotation of the same paragraph, takes the rest of the paragraph: the second
//!   half of a quotation that was broken by its cue.
//!
//! Only the plainest frames are asked for ([`is_frame`]): "Lopez said." and "said Lopez." with a verb of the word
//! list. Nothing is mended where none stands beside the mark, since an apostrophe or an inch sign looks the same.

use memchr::memchr3_iter;

use super::page::Run;
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::segment::{Flags, Token, View};

/// No frame beside a broken mark has more tokens: names with a title fit, a clause does not.
const LONGEST_FRAME: usize = 12;

/// The stretches between the quotation marks of a text, marks included; of broken ones, as far as who says it shows.
///
/// In text order and apart from each other: what all else in this folder rests on. Linear: each gap is searched once,
/// and what a mark looks at is bounded by its sentence.
pub(super) fn mended(view: View<'_>) -> Vec<Run> {
    let mut stretches: Vec<Run> = Vec::new();
    let mut read = 0;
    for quoted in view.quoted() {
        let mut run = Run::new(quoted.open().id().index(), quoted.end_token().index());
        strays(view, Run::new(read, run.first), &mut stretches);
        read = run.end;
        if !is(view, run.end - 1, |token| token.flags().has(Flags::CLOSE_MARK)) && !goes_on(view, run.end) {
            run = unclosed(view, run);
        }
        stretches.push(run);
    }
    strays(view, Run::new(read, view.token_count()), &mut stretches);
    stretches
}

/// Whether the paragraph that starts at `at` opens with quotation marks: then the one before was left open on
/// purpose, as English does in a quotation of several paragraphs.
fn goes_on(view: View<'_>, at: usize) -> bool {
    is(view, at, |token| token.flags().has(Flags::OPEN_MARK))
}

/// Whether there is a token at `at` of which that holds.
fn is(view: View<'_>, at: usize, holds: impl Fn(Token<'_>) -> bool) -> bool {
    view.get(at).is_some_and(holds)
}

/// Where the quotation that opens `run` and is not closed ends, or that which its mark closes.
///
/// A frame right behind the mark says that it closes: the stretch is its sentence up to the mark. Else the first
/// comma with a frame behind it ends the stretch, and without one it stays as the segmenter has it.
fn unclosed(view: View<'_>, run: Run) -> Run {
    if is_frame(view, run.first + 1, run.end) {
        return Run::new(view.token(TokenId::new(run.first)).sentence().first_token().index(), run.first + 1);
    }
    let comma = (run.first + 1..run.end)
        .find(|&at| is(view, at, |token| token.text() == ",") && is_frame(view, at + 1, run.end));
    comma.map_or(run, |comma| Run::new(run.first, comma + 1))
}

/// Adds the stretches of the marks in `gap` that lack their other half. Marks are looked for as bytes: most gaps have
/// none.
///
/// A gap lies between two quotations, or between one and the edge of the text.
fn strays(view: View<'_>, gap: Run, stretches: &mut Vec<Run>) {
    /// What marks beyond ASCII start with.
    const CURLY: u8 = "”".as_bytes()[0];
    if gap.first >= gap.end {
        return;
    }
    let token = |at: usize| view.token(TokenId::new(at)).span();
    let span = token(gap.first).cover(token(gap.end - 1));
    let mut read = gap.first;
    for mark in memchr3_iter(b'"', b'\'', CURLY, view.text()[span].as_bytes()) {
        let start = span.range().start + mark;
        let at = view.token_at(read, start);
        if at >= gap.end || token(at).range().start != start {
            continue;
        }
        if let Some(stretch) = stray(view, gap, at, stretches.last().copied()) {
            read = stretch.end;
            stretches.push(stretch);
        }
    }
}

/// What a mark at `at` opens or closes by itself: `"We never agreed,” Lopez said.`, and `"Not once.` after a
/// quotation that `last` is.
///
/// A single mark opens only behind a colon or comma, where the next paragraph opens with marks too: within a word or
/// after one it is an apostrophe. It never closes.
fn stray(view: View<'_>, gap: Run, at: usize, last: Option<Run>) -> Option<Run> {
    let token = view.get(at).filter(|token| !token.flags().has(Flags::LETTER.or(Flags::DIGIT)))?;
    let single = matches!(token.text(), "‘" | "'");
    if !single && !matches!(token.text(), "\"" | "”" | "''") {
        return None;
    }
    let (sentence, paragraph) = (token.sentence(), token.sentence().paragraph());
    let first = sentence.first_token().index().max(gap.first);
    let end = paragraph.end_token().index();
    let before = at.checked_sub(1).filter(|&before| before >= gap.first).and_then(|before| view.get(before));
    let opens = view.get(at + 1).is_some_and(Token::is_capitalised) && end <= gap.end;
    let reopens = || last.is_some_and(|last| last.end == gap.first && last.first >= paragraph.first_token().index());
    let opened = match before {
        Some(before) if single => matches!(before.text(), ":" | ",") && goes_on(view, end),
        Some(before) => before.flags().has(Flags::TERMINAL) && reopens(),
        None => false,
    };
    if opens && opened {
        return Some(Run::new(at, end));
    }
    let parted = at > first && before.is_some_and(|token| matches!(token.text(), "," | "?" | "!"));
    (!single && parted && is_frame(view, at + 1, sentence.end_token().index())).then(|| Run::new(first, at + 1))
}

/// Whether from `first` on "Lopez said." or "said Lopez." stands, to a full stop or the end.
///
/// Between two and [`LONGEST_FRAME`] words, all of them words, one end of which is a verb of saying in lower case and
/// the other a capital, determiner or pronoun.
fn is_frame(view: View<'_>, first: usize, end: usize) -> bool {
    let stop =
        (first..end.min(first + LONGEST_FRAME)).find(|&at| !view.get(at).is_some_and(Token::is_word)).unwrap_or(end);
    if stop > first + LONGEST_FRAME || stop < first + 2 {
        return false;
    }
    let ended = stop >= end || is(view, stop, |token| token.flags().has(Flags::TERMINAL));
    let says = |at: usize| is(view, at, |token| token.has(Classes::SPEECH_VERB) && !token.is_capitalised());
    let opens = |at: usize| {
        let subject = Classes::DETERMINER.or(Classes::HE_PRONOUN).or(Classes::SHE_PRONOUN).or(Classes::THEY_PRONOUN);
        is(view, at, |token| token.is_capitalised() || token.has(subject))
    };
    ended && (says(first) && opens(first + 1) || opens(first) && says(stop - 1))
}
