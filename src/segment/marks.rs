//! Quotation marks: which open, which close, and what lies between.

use super::{QuotedRow, Segments};
use crate::id::TokenId;
use crate::segment::Flags;

/// Pairs the quotation marks of the paragraph whose tokens start at `first_token`.
///
/// An opening mark without its closing one reaches to the paragraph's end when the next paragraph opens again (a quotation of
/// several paragraphs) or when no other mark follows; a closing mark that nothing opened is left alone.
pub(super) fn pair(text: &str, first_token: usize, segments: &mut Segments) {
    let end = segments.token_spans.len();
    let unclosed_before =
        segments.quoted.last().is_some_and(|last| last.close.is_none() && last.end.index() == first_token);
    let mut open: Option<usize> = None;
    for index in first_token..end {
        let mark = &text[segments.token_spans[index]];
        let role = match mark {
            "“" | "„" | "«" | "``" => Flags::OPEN_MARK,
            "”" | "»" | "''" => Flags::CLOSE_MARK,
            "\"" if open.is_some() => Flags::CLOSE_MARK,
            "\"" => Flags::OPEN_MARK,
            _ => continue,
        };
        match (role, open) {
            (Flags::CLOSE_MARK, Some(start)) => {
                segments.token_flags[index].set(Flags::CLOSE_MARK);
                close(start, Some(index), index + 1, unclosed_before && start == first_token, segments);
                open = None;
            }
            (Flags::OPEN_MARK, None) => {
                segments.token_flags[index].set(Flags::OPEN_MARK);
                open = Some(index);
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        close(start, None, end, unclosed_before && start == first_token, segments);
    }
}

fn close(open: usize, close: Option<usize>, end: usize, continues: bool, segments: &mut Segments) {
    for flags in &mut segments.token_flags[open..end] {
        flags.set(Flags::QUOTED);
    }
    segments.quoted.push(QuotedRow {
        open: TokenId::new(open),
        close: close.map(TokenId::new),
        end: TokenId::new(end),
        continues,
    });
}
