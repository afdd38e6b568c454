//! Paragraphs, and which line breaks mean something.
//!
//! Paragraphs are separated by blank lines, or by line breaks where there are none. Lines that were wrapped to a width are joined
//! again: whether a text is wrapped shows in its lines, for a wrapped line is one that the next line's first word did not fit on.

use super::chars::{Kind, is_blank, kind};
use crate::span::{Span, offset};

/// A text's paragraphs.
#[derive(Default)]
pub(super) struct Paragraphs {
    /// The paragraphs, without blanks at their edges.
    pub(super) spans: Vec<Span>,
    /// The starts of the lines inside paragraphs that go on nothing, in order.
    pub(super) hard_lines: Vec<u32>,
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line {
    /// Without blanks at its edges.
    span: Span,
    /// The blanks before it; a tab counts as eight.
    indent: u32,
    /// The characters, blanks at the edges left out.
    width: u32,
    /// The characters of its first word.
    first_word: u32,
    /// Whether a blank line, a form feed or nothing stands before it.
    starts_block: bool,
}

/// Finds the paragraphs of `text`.
pub(super) fn paragraphs(text: &str) -> Paragraphs {
    let lines = lines(text);
    let has_blank = lines.iter().skip(1).any(|line| line.starts_block);
    let layout = Layout::of(text, &lines);
    let mut found = Paragraphs::default();
    let mut block = 0;
    for (index, &line) in lines.iter().enumerate() {
        if line.starts_block {
            block = index;
        }
        let end = match (line.starts_block, index.checked_sub(1)) {
            (false, Some(before)) => layout.line_end(text, lines[before], line, lines[block]),
            _ => LineEnd::Paragraph,
        };
        let end = match end {
            LineEnd::Hard if !has_blank || layout.long_lines => LineEnd::Paragraph,
            end => end,
        };
        match (end, found.spans.last_mut()) {
            (LineEnd::Wrapped, Some(last)) => *last = last.cover(line.span),
            (LineEnd::Hard, Some(last)) => {
                *last = last.cover(line.span);
                found.hard_lines.push(line.span.start());
            }
            _ => found.spans.push(line.span),
        }
    }
    found
}

/// The lines of `text` that are not blank; `\r\n`, `\n`, a lone `\r` and a form feed end a line.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut starts_block = true;
    let mut start = 0;
    let mut add = |range: std::ops::Range<usize>, end: u8| {
        match line(text, range) {
            Some(line) => {
                lines.push(Line { starts_block, ..line });
                starts_block = false;
            }
            None => starts_block = true,
        }
        starts_block |= end == 0x0c;
    };
    for at in memchr::memchr3_iter(b'\n', b'\r', 0x0c, bytes) {
        let second_half = bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r';
        if !second_half {
            add(start..at, bytes[at]);
        }
        start = at + 1;
    }
    add(start..text.len(), b'\n');
    lines
}

fn line(text: &str, range: std::ops::Range<usize>) -> Option<Line> {
    let inside = &text[range.clone()];
    let trimmed = inside.trim_start_matches(is_blank);
    let blanks = inside.len() - trimmed.len();
    let trimmed = trimmed.trim_end_matches(is_blank);
    if trimmed.is_empty() {
        return None;
    }
    let first_word = trimmed.bytes().position(|byte| kind(byte) == Kind::Blank).unwrap_or(trimmed.len());
    let start = range.start + blanks;
    Some(Line {
        span: Span::from_range(start..start + trimmed.len()),
        indent: inside[..blanks].bytes().map(|byte| if byte == b'\t' { 8 } else { 1 }).sum(),
        width: characters(trimmed),
        first_word: characters(&trimmed[..first_word]),
        starts_block: false,
    })
}

fn characters(text: &str) -> u32 {
    offset(text.bytes().filter(|byte| byte & 0xc0 != 0x80).count())
}

/// What ends a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    /// The line was full: what follows goes on.
    Wrapped,
    /// The line ends a sentence.
    Hard,
    /// The line ends a paragraph.
    Paragraph,
}

/// How a text's lines were made.
struct Layout {
    /// The width that lines were wrapped to; none where they were not.
    width: Option<u32>,
    /// Whether paragraphs start with an indented line.
    indents: bool,
    /// Whether lines are as long as paragraphs.
    long_lines: bool,
}

impl Layout {
    fn of(text: &str, lines: &[Line]) -> Self {
        let pairs = || lines.windows(2).filter(|pair| !pair[1].starts_block).map(|pair| (pair[0], pair[1]));
        let indents = pairs().any(|(before, line)| before.indent >= line.indent + 2);
        // A line that is indented more than the one before starts a paragraph or an item: it says nothing on wrapping.
        let flush =
            || pairs().filter(|(before, line)| line.indent <= before.indent + 1 && !(indents && line.indent > 1));
        let count = flush().count();
        if count == 0 {
            return Self { width: None, indents, long_lines: false };
        }

        let mut widths: Vec<u32> =
            flush().flat_map(|(before, line)| [before.width + before.indent, line.width + line.indent]).collect();
        widths.sort_unstable();
        let most = widths[widths.len() * 19 / 20];
        let widest = widths[widths.len() - 1];
        // A few lines may stick out: addresses, rows of tables.
        let width = if widest > most + most / 5 { most } else { widest };
        // The text's first line may be short, where a dateline was cut off.
        let later = || flush().skip(usize::from(count > 1));
        let full = later().filter(|(before, line)| before.indent + before.width + 1 + line.first_word > width).count();
        let lower = flush().filter(|(_, line)| text[line.span].starts_with(char::is_lowercase)).count();
        let prose = flush().any(|(before, line)| {
            text[before.span].contains(['.', '?', '!']) || text[line.span].contains(['.', '?', '!'])
        });
        let open = flush().any(|(before, _)| !text[before.span].ends_with(['.', '!', '?', ':', '"', '”']));
        let greedy = full * 4 >= later().count() * 3 && width >= 20 && (count > 2 || lower > 0 || width >= 30 && open);
        let ragged = lower * 5 >= count * 2 && prose;
        let long_lines = flush().filter(|(before, _)| before.width > 120).count() * 2 >= count;
        let wrapped = (greedy || ragged) && (!long_lines || full * 10 >= count * 9);
        Self { width: wrapped.then_some(width), indents, long_lines: long_lines && !wrapped }
    }

    /// What ends `before`, which `line` follows without a blank line between, in the block that starts with `first`.
    fn line_end(&self, text: &str, before: Line, line: Line, first: Line) -> LineEnd {
        let (left, right) = (&text[before.span], &text[line.span]);
        let item = starts_item(left);
        if self.indents && line.indent > 1 && !(item && line.indent > before.indent) {
            return LineEnd::Paragraph;
        }
        let lower = right.starts_with(char::is_lowercase);
        let ended = left.ends_with(['.', '!', '?', ':', '"', '”', ')', ']', '…']);
        let Some(width) = self.width else {
            // Errant breaks in a text that is not wrapped: the sentence goes on in lower case.
            let list = text[first.span].starts_with(char::is_lowercase);
            return if lower && !ended && !list { LineEnd::Wrapped } else { LineEnd::Hard };
        };
        let stopped = left.ends_with(['.', '!', '?', ':', ';']);
        if starts_item(right) && (item || stopped || before.width * 5 < width * 4) || is_row(left) && is_row(right) {
            return LineEnd::Hard;
        }
        let room = width.saturating_sub(before.indent + before.width + 1 + line.first_word);
        if lower || room <= width / 6 || left.ends_with(',') {
            return LineEnd::Wrapped;
        }
        // The first line is short where a dateline was cut off, and where lines are indented only an indented one starts anew.
        let cut = before.span == first.span || self.indents;
        if cut && left.contains(char::is_lowercase) { LineEnd::Wrapped } else { LineEnd::Hard }
    }
}

/// Whether a line is the row of a table: blanks stand between its words in rows.
fn is_row(line: &str) -> bool {
    line.contains("   ") || line.contains('\t')
}

/// Whether a line starts with a bullet or the number of an item.
fn starts_item(line: &str) -> bool {
    let word = line.split(is_blank).next().unwrap_or(line);
    if word.len() == line.len() {
        return false;
    }
    let name = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let numbered = name.len() < word.len()
        && name.len() <= 2
        && (name.bytes().all(|byte| byte.is_ascii_digit())
            || name.len() == 1 && name.bytes().all(|b| b.is_ascii_lowercase()));
    matches!(word, "-" | "*" | "•" | "–" | "—" | "·" | "o" | "⁃" | "--") || numbered && !name.is_empty()
}
