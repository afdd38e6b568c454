//! The content of a quotation as one would print it.
//!
//! ```text
//! "We asked for two boats," she said, "and we will          We asked for two boats, … and we will get three.
//! get three."
//! “The pier is closed.⏎⏎“It opens in May,” she said.       The pier is closed. It opens in May,
//! the plan was “a mess”                                      the plan was “a mess”
//! ```
//!
//! Outer marks are told by the segmenter's pairs, not by looking at the first and last letter: `“a mess” and “a shame”`
//! begins and ends with marks that are not one pair. What marks hold inside stays, and so does punctuation.

use super::one_line;
use crate::segment::{Quoted, View};
use crate::span::{Span, offset};

/// What stands between the pieces of a content that its cue breaks.
const BREAK: &str = " … ";

/// Joins the pieces of a content: white space folded, the marks round a piece off. Marks that open and close inside a
/// piece stay.
pub(super) fn content(view: View<'_>, pieces: &[Span]) -> String {
    let mut content = String::new();
    for &piece in pieces {
        if !content.is_empty() {
            content.push_str(BREAK);
        }
        print(view, piece, &mut content);
    }
    content
}

/// Adds a piece, line by line: a quotation of several paragraphs opens anew in each of them.
///
/// A mark at the start of a line is off if its pair is not closed inside of the piece, and the mark that closes it at
/// the end goes with it; also one at the end whose partner stands before the piece.
fn print<'a>(view: View<'a>, piece: Span, content: &mut String) {
    let text = &view.text()[piece];
    let mut end = text.trim_end().len();
    let within = |quoted: Quoted<'a>| quoted.close().is_none_or(|mark| mark.span().end() >= piece.end());
    let closes = |quoted: Quoted<'a>| quoted.close().filter(|mark| mark.span().end() == piece.start() + offset(end));
    let lines = text[..end].split_inclusive('\n').scan(0, |at, line| {
        let start = *at + (line.len() - line.trim_start().len());
        *at += line.len();
        Some(start..*at)
    });
    let mut lines: Vec<_> = lines.filter(|line| line.start < line.end).collect();
    let mut closing = last_before(view, piece.start()).and_then(closes);
    for line in &mut lines {
        let start = piece.start() + offset(line.start);
        if let Some(quoted) = last_before(view, start + 1).filter(|quoted| quoted.open().span().start() == start)
            && within(quoted)
        {
            closing = closing.or(closes(quoted));
            line.start += quoted.open().span().range().len();
        }
    }
    end -= closing.map_or(0, |mark| mark.span().range().len());
    let mut blank = "";
    for line in lines {
        let line = one_line(text[line.start.min(end)..line.end.min(end)].trim()).into_owned();
        if !line.is_empty() {
            content.push_str(blank);
            content.push_str(&line);
            blank = " ";
        }
    }
}

/// The last stretch between marks that opens before `offset`, in bytes; by halving, since stretches are in order.
fn last_before(view: View<'_>, offset: u32) -> Option<Quoted<'_>> {
    let (mut low, mut high) = (0, view.quoted_count());
    while low < high {
        let middle = low.midpoint(high);
        if view.quoted_at(middle).open().span().start() < offset { low = middle + 1 } else { high = middle }
    }
    low.checked_sub(1).map(|index| view.quoted_at(index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    fn printed(text: &str, pieces: &[&str]) -> String {
        let segments = Segmenter::new().segment(text);
        let span = |piece: &&str| {
            let start = text.find(piece).unwrap();
            Span::from_range(start..start + piece.len())
        };
        content(segments.view(text), &pieces.iter().map(span).collect::<Vec<_>>())
    }

    #[test]
    fn outer_marks_are_off() {
        let text = "\"We asked for two boats,\" Ama Kodjo told reporters, \"and we will\nget three.\"";
        assert_eq!(
            printed(text, &["\"We asked for two boats,\"", "\"and we will\nget three.\""]),
            "We asked for two boats, … and we will get three."
        );
        let text = "“It is over,” she said.";
        assert_eq!(printed(text, &["“It is over,”"]), "It is over,");
        assert_eq!(printed(text, &["It is over,”"]), "It is over,");
    }

    #[test]
    fn marks_inside_stay() {
        let text = "He said the plan was “a mess” and “a shame”.";
        assert_eq!(printed(text, &["the plan was “a mess”"]), "the plan was “a mess”");
        assert_eq!(printed(text, &["“a mess” and “a shame”"]), "“a mess” and “a shame”");
        let text = "“Call it ‘the pier’ then,” she said.";
        assert_eq!(printed(text, &["“Call it ‘the pier’ then,”"]), "Call it ‘the pier’ then,");
    }

    #[test]
    fn paragraphs_that_open_anew_are_one_line() {
        let text = "“The pier is closed.\n\n“It opens in May,” she said.";
        assert_eq!(
            printed(text, &["“The pier is closed.\n\n“It opens in May,”"]),
            "The pier is closed. It opens in May,"
        );
    }
}
