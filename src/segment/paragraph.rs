//! Paragraphs, and which line breaks mean something.
//!
//! Paragraphs are separated by blank lines, or by line breaks where there are none. Lines that were wrapped to a width are joined
//! again: whether a text is wrapped shows in its lines, for a wrapped line is one that the next line's first word did not fit on.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::chars::{Kind, is_blank, kind};
use crate::span::{Span, offset};

/// A text's paragraphs.
#[derive(Default)]
pub(super) struct Paragraphs {
    lines: Vec<Line>,
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
    /// Whether it starts with a small letter.
    small: bool,
    /// Whether it starts with a bullet or the number of an item.
    item: bool,
}

/// Finds the paragraphs of `text`, in the place of those that `found` held.
pub(super) fn paragraphs(text: &str, found: &mut Paragraphs) {
    found.spans.clear();
    found.hard_lines.clear();
    found.lines.clear();
    let mut lines = Lines {
        text,
        ascii: text.is_ascii(),
        lines: &mut found.lines,
        start: 0,
        starts_block: true,
        blocks: 0,
        indents: false,
    };
    lines.read();
    let (has_blank, indents) = (lines.blocks > 1, lines.indents);
    let lines = found.lines.as_slice();
    let Some((&first, rest)) = lines.split_first() else { return };
    let mut paragraph = first.span;
    if !rest.is_empty() {
        let layout = Layout::of(text, lines, indents);
        let (mut block, mut before) = (first, first);
        for &line in rest {
            if line.starts_block {
                block = line;
            }
            let end = if line.starts_block { LineEnd::Paragraph } else { layout.line_end(text, before, line, block) };
            match end {
                LineEnd::Wrapped => paragraph = paragraph.cover(line.span),
                LineEnd::Hard if has_blank && !layout.long_lines => {
                    paragraph = paragraph.cover(line.span);
                    found.hard_lines.push(line.span.start());
                }
                LineEnd::Hard | LineEnd::Paragraph => found.spans.push(std::mem::replace(&mut paragraph, line.span)),
            }
            before = line;
        }
    }
    found.spans.push(paragraph);
}

/// The lines of a text while they are found.
#[expect(clippy::struct_field_names, reason = "a text, its lines")]
struct Lines<'a> {
    text: &'a str,
    /// Whether all of it is ASCII.
    ascii: bool,
    lines: &'a mut Vec<Line>,
    /// Where the next line starts.
    start: usize,
    /// Whether it starts a block.
    starts_block: bool,
    /// How many lines start a block.
    blocks: u32,
    /// Whether a line is indented less than the one before it in its block.
    indents: bool,
}

impl Lines<'_> {
    /// Finds the lines that are not blank; `\r\n`, `\n`, a lone `\r` and a form feed end a line.
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        if memchr::memchr2(b'\r', 0x0c, bytes).is_none() {
            memchr::memchr_iter(b'\n', bytes).for_each(|at| self.add(at));
        } else {
            for at in memchr::memchr3_iter(b'\n', b'\r', 0x0c, bytes) {
                if bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r' {
                    self.start = at + 1;
                    continue;
                }
                self.add(at);
                self.starts_block |= bytes[at] == 0x0c;
            }
        }
        self.add(bytes.len());
    }

    /// Adds the line that ends at `line_end`, unless it is blank.
    fn add(&mut self, line_end: usize) {
        let from = std::mem::replace(&mut self.start, line_end + 1);
        let bytes = &self.text.as_bytes()[..line_end];
        let blank = |byte: u8| matches!(kind(byte), Kind::Blank | Kind::Break);
        let (mut start, mut end, mut indent) = (from, line_end, 0);
        while start < end && blank(bytes[start]) {
            indent += if bytes[start] == b'\t' { 8 } else { 1 };
            start += 1;
        }
        while start < end && blank(bytes[end - 1]) {
            end -= 1;
        }
        if !self.ascii {
            let inside = self.text[start..end].trim_end_matches(is_blank);
            end = start + inside.len();
            start = end - inside.trim_start_matches(is_blank).len();
            indent = bytes[from..start].iter().map(|&byte| if byte == b'\t' { 8 } else { 1 }).sum();
        }
        if start == end {
            self.starts_block = true;
            return;
        }
        let bytes = &bytes[start..end];
        let first_word = bytes.iter().position(|&byte| kind(byte) == Kind::Blank).unwrap_or(bytes.len());
        let starts_block = std::mem::take(&mut self.starts_block);
        self.blocks += u32::from(starts_block);
        self.indents |= !starts_block && self.lines.last().is_some_and(|before| before.indent >= indent + 2);
        self.lines.push(Line {
            span: Span::from_range(start..end),
            indent,
            width: self.characters(start..end),
            first_word: self.characters(start..start + first_word),
            starts_block,
            small: match bytes[0] {
                b'a'..=b'z' => true,
                0x80.. => self.text[start..].starts_with(char::is_lowercase),
                _ => false,
            },
            item: starts_item(self.text, start..end),
        });
    }

    #[inline]
    fn characters(&self, range: Range<usize>) -> u32 {
        offset(if self.ascii { range.len() } else { self.text[range].chars().count() })
    }
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

/// How many lines are how wide.
struct Widths {
    /// The last counts all that are wider.
    lines: [u32; 256],
    count: u32,
    widest: u32,
}

impl Default for Widths {
    fn default() -> Self {
        Self { lines: [0; 256], count: 0, widest: 0 }
    }
}

impl Widths {
    fn add(&mut self, width: u32) {
        self.lines[width.min(255) as usize] += 1;
        self.count += 1;
        self.widest = self.widest.max(width);
    }

    /// The width that lines were wrapped to, if they were: the widest, unless a few stick out (addresses, rows of tables).
    fn common(&self) -> u32 {
        let mut left = self.count / 20;
        let most = (0..=self.widest.min(254)).rev().find(|&width| {
            let lines = self.lines[width as usize];
            let found = lines > left;
            left = left.saturating_sub(lines);
            found
        });
        match most {
            Some(most) if self.lines[255] <= self.count / 20 && self.widest > most + most / 5 => most,
            _ => self.widest,
        }
    }
}

impl Layout {
    fn of(text: &str, lines: &[Line], indents: bool) -> Self {
        // A line that is indented more than the one before starts a paragraph or an item: it says nothing on wrapping.
        let most = if indents { 1 } else { u32::MAX };
        let flush = || {
            let pairs = lines.windows(2).map(|pair| (&pair[0], &pair[1]));
            pairs.filter(move |(before, line)| !line.starts_block && line.indent <= most.min(before.indent + 1))
        };
        let mut widths = Widths::default();
        for (before, line) in flush() {
            widths.add(before.indent + before.width);
            widths.add(line.indent + line.width);
        }
        if widths.count == 0 {
            return Self { width: None, indents, long_lines: false };
        }

        let width = widths.common();
        // The text's first line may be short, where a dateline was cut off.
        let skipped = usize::from(widths.count > 4);
        let (mut count, mut full, mut lower, mut long) = (0, 0, 0, 0);
        for (before, line) in flush().skip(skipped) {
            count += 1;
            full += usize::from(before.indent + before.width + 1 + line.first_word > width);
            lower += usize::from(line.small);
            long += usize::from(before.width > 120);
        }
        let open = || flush().any(|(before, _)| !text[before.span].ends_with(['.', '!', '?', ':', '"', '”']));
        let prose = || {
            flush().any(|(before, line)| {
                memchr::memchr3(b'.', b'?', b'!', text[before.span.cover(line.span)].as_bytes()).is_some()
            })
        };
        let greedy = full * 4 >= count * 3 && width >= 20 && (count > 1 || lower > 0 || width >= 30 && open());
        let ragged = lower * 5 >= count * 2 && prose();
        let long_lines = long * 2 >= count;
        let wrapped = (greedy || ragged) && (!long_lines || full * 10 >= count * 9);
        Self { width: wrapped.then_some(width), indents, long_lines: long_lines && !wrapped }
    }

    /// What ends `before`, which `line` follows without a blank line between, in the block that starts with `first`.
    fn line_end(&self, text: &str, before: Line, line: Line, first: Line) -> LineEnd {
        if self.indents && line.indent > 1 && !(line.indent > before.indent && before.item) {
            return LineEnd::Paragraph;
        }
        let lower = line.small;
        let Some(width) = self.width else {
            // Errant breaks in a text that is not wrapped: the sentence goes on in lower case.
            let ended = text[before.span].ends_with(['.', '!', '?', ':', '"', '”', ')', ']', '…']);
            let list = text[first.span].starts_with(char::is_lowercase);
            return if lower && !ended && !list { LineEnd::Wrapped } else { LineEnd::Hard };
        };
        let room = width.saturating_sub(before.indent + before.width + 1 + line.first_word);
        let short = room > width / 6;
        if line.item && (short || before.item) {
            return LineEnd::Hard;
        }
        if lower {
            return LineEnd::Wrapped;
        }
        let left = &text[before.span];
        if is_row(&text[line.span]) && is_row(left) {
            return LineEnd::Hard;
        }
        if !short || left.ends_with(',') {
            return LineEnd::Wrapped;
        }
        // The first line is short where a dateline was cut off, and where lines are indented only an indented one starts anew.
        let cut = before.span == first.span || self.indents;
        if cut && left.contains(char::is_lowercase) { LineEnd::Wrapped } else { LineEnd::Hard }
    }
}

/// Whether a line is the row of a table: blanks stand between its words in rows.
fn is_row(line: &str) -> bool {
    static BLANKS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("   "));
    BLANKS.find(line.as_bytes()).is_some() || memchr::memchr(b'\t', line.as_bytes()).is_some()
}

/// Whether the line at `range` of `text` starts with a bullet or the number of an item.
#[inline]
fn starts_item(text: &str, range: Range<usize>) -> bool {
    let bytes = &text.as_bytes()[range.clone()];
    match (bytes[0], bytes.get(1)) {
        (b'A'..=b'Z' | b'"' | b'\'', _) | (b'a'..=b'z', Some(b'a'..=b'z' | b'A'..=b'Z' | b'\'')) => false,
        _ => {
            let line = &text[range];
            line.find(is_blank).is_some_and(|end| is_item(&line[..end]))
        }
    }
}

/// Whether a word is a bullet or the number of an item.
fn is_item(word: &str) -> bool {
    let name = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let numbered = name.len() < word.len() && (1..=2).contains(&name.len()) && (digits || letter);
    numbered || matches!(word, "-" | "*" | "•" | "–" | "—" | "·" | "o" | "⁃" | "--")
}
