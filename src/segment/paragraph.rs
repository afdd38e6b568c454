//! Paragraphs, and which line breaks mean something.
//!
//! Paragraphs are separated by blank lines, or by line breaks where there are none. Lines that were wrapped to
//! a width are joined again: whether a text is wrapped shows in its lines, for a wrapped line is one that the
//! next line's first word did not fit on.
//!
//! First the lines are read off the tokens that start them ([`read`]). Then the text's layout is told from all
//! of its lines ([`Layout::of`]), and with it each line break is one of three ([`LineEnd`]):
//!
//! ```text
//! The minister met the                     wrapped: the sentence goes on
//! committee on Friday.
//! - First, the budget.                     hard: no sentence goes on over it, the paragraph does
//! - Then the pipeline.
//!
//! A new paragraph.                         paragraph
//! ```
//!
//! In a text without any blank line every hard break starts a paragraph; so does one in a text whose lines are
//! as long as paragraphs.
//!
//! Lengths of lines are bytes, and characters where the text is not ASCII.

use std::ops::Range;

use super::chars::{Kind, is_blank, kind};
use super::scan::Signs;
use super::{TokenRow, short};
use crate::lexicon::eight;
use crate::span::Span;

/// A text's paragraphs, and the room to find them.
#[derive(Default)]
pub(super) struct Paragraphs {
    /// The lines that are not blank, in order.
    lines: Vec<Line>,
    /// The paragraphs, in order.
    pub(super) found: Vec<ParagraphTokens>,
    /// The first tokens of the lines inside paragraphs that go on nothing, in order.
    pub(super) hard_lines: Vec<u32>,
}

impl Paragraphs {
    /// Whether a paragraph ends with one of the tokens `last`, which ascend.
    pub(super) fn end_with_any(&self, last: &[u32]) -> bool {
        !last.is_empty() && self.found.iter().any(|paragraph| last.binary_search(&(paragraph.end - 1)).is_ok())
    }
}

/// A paragraph as it is found: which part of the text, and which tokens.
#[derive(Clone, Copy)]
pub(super) struct ParagraphTokens {
    /// Without blanks at its edges.
    pub(super) span: Span,
    /// Its first token.
    first: u32,
    /// The token after its last.
    end: u32,
}

impl ParagraphTokens {
    /// Its tokens.
    pub(super) fn tokens(self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// Where a line starts that is not blank; `\r\n`, `\n`, a lone `\r` and a form feed end the one before.
#[derive(Clone, Copy)]
struct LineStart {
    /// Its first token.
    token: u32,
    /// The blanks before it; a tab counts as eight.
    indent: u32,
    /// Whether a blank line, a form feed or nothing stands before it.
    starts_block: bool,
}

impl LineStart {
    /// What the `blanks` before a `token` say, as a range of bytes of `text`; none if no line starts with it.
    /// One line break and some spaces, as most are, are told in one look.
    #[inline]
    fn read(token: usize, text: &[u8], blanks: Range<usize>) -> Option<Self> {
        let token = short(token);
        let spaces = (eight(text, blanks.start + 1) ^ u64::from_le_bytes([b' '; 8])).trailing_zeros() / 8;
        if text[blanks.start] == b'\n' && blanks.len() == spaces as usize + 1 {
            return Some(Self { token, indent: spaces, starts_block: token == 0 });
        }
        Self::read_blanks(token, &text[blanks])
    }

    /// The same for any blanks, byte by byte.
    fn read_blanks(token: u32, blanks: &[u8]) -> Option<Self> {
        // Nothing stands before the text's first line.
        let (mut ends, mut starts_block) = (u32::from(token == 0), token == 0);
        let (mut line, mut before) = (0, 0);
        for (at, &byte) in blanks.iter().enumerate() {
            if matches!(byte, b'\n' | b'\r' | 0x0c) {
                ends += u32::from(byte != b'\n' || before != b'\r');
                starts_block |= byte == 0x0c;
                line = at + 1;
            }
            before = byte;
        }
        let indent = blanks[line..].iter().map(|&byte| if byte == b'\t' { 8 } else { 1 }).sum();
        (ends > 0).then_some(Self { token, indent, starts_block: starts_block || ends > 1 })
    }
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line {
    start: LineStart,
    /// Without blanks at its edges.
    span: Span,
    /// The characters, blanks at the edges left out.
    width: u32,
    /// The characters of its first word.
    first_word: u32,
    /// Whether it starts with a small letter.
    small: bool,
    /// Whether it starts with a bullet or the number of an item.
    item: bool,
}

impl Line {
    /// Reads the line that starts at `start` and ends with the last of `tokens`, which are all of the text up
    /// to there.
    #[inline]
    fn read(text: &str, start: LineStart, tokens: &[TokenRow]) -> Self {
        let first = tokens[start.token as usize].span;
        let span = first.cover(tokens[tokens.len() - 1].span);
        // No blank stands in the first token.
        let line = &text.as_bytes()[span.range()];
        let mut first_word = first.range().len();
        while first_word < line.len() && kind(line[first_word]) != Kind::Blank {
            first_word += 1;
        }
        let small = line[0].is_ascii_lowercase();
        // Two letters, as mostly, start no item: one test that is nearly always foreseen.
        let letters = line[0].is_ascii_alphabetic() & line.get(1).is_some_and(u8::is_ascii_alphabetic);
        let item = !letters && starts_item(&text[span]);
        Self { start, span, width: span.len(), first_word: short(first_word), small, item }
    }
}

/// Finds the paragraphs of `text` in the place of those that `paragraphs` held. Every token is in one; a text
/// without tokens has none.
pub(super) fn find(text: &str, tokens: &[TokenRow], signs: &Signs, paragraphs: &mut Paragraphs) {
    let Paragraphs { lines, found, hard_lines } = paragraphs;
    found.clear();
    hard_lines.clear();
    lines.clear();
    read(text, tokens, signs, lines);
    let Some((&first, rest)) = lines.split_first() else { return };
    let mut paragraph = ParagraphTokens { span: first.span, first: 0, end: 0 };
    if !rest.is_empty() {
        let layout = Layout::of(text, lines, signs.wide_blanks);
        let has_blank = rest.iter().any(|line| line.start.starts_block);
        let (mut block, mut before) = (first, first);
        for &line in rest {
            let end = if line.start.starts_block {
                block = line;
                LineEnd::Paragraph
            } else {
                layout.line_end(text, before, line, block)
            };
            match end {
                LineEnd::Wrapped => paragraph.span = paragraph.span.cover(line.span),
                LineEnd::Hard if has_blank && !layout.long_lines => {
                    paragraph.span = paragraph.span.cover(line.span);
                    hard_lines.push(line.start.token);
                }
                LineEnd::Hard | LineEnd::Paragraph => {
                    let first = line.start.token;
                    found.push(ParagraphTokens { end: first, ..paragraph });
                    paragraph = ParagraphTokens { span: line.span, first, end: first };
                }
            }
            before = line;
        }
    }
    found.push(ParagraphTokens { end: short(tokens.len()), ..paragraph });
}

/// Appends the lines, which must be none yet.
fn read(text: &str, tokens: &[TokenRow], signs: &Signs, lines: &mut Vec<Line>) {
    let bytes = text.as_bytes();
    let mut open: Option<LineStart> = None;
    signs.outlines.line_starts(|token| {
        let before = token.checked_sub(1).map_or(0, |before| tokens[before].span.range().end);
        if let Some(start) = LineStart::read(token, bytes, before..tokens[token].span.range().start)
            && let Some(open) = open.replace(start)
        {
            lines.push(Line::read(text, open, &tokens[..token]));
        }
    });
    lines.extend(open.map(|start| Line::read(text, start, tokens)));
    if signs.wide {
        for line in lines {
            let first_word = Span::new(line.span.start(), line.span.start() + line.first_word);
            line.width = short(text[line.span].chars().count());
            line.first_word = short(text[first_word].chars().count());
            line.small = text[line.span].starts_with(char::is_lowercase);
        }
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
    /// Whether lines are as long as paragraphs: half of those that are followed have more than 120 characters,
    /// and they are not wrapped.
    long_lines: bool,
    /// Whether a line may be the row of a table: the text has wide blanks.
    rows: bool,
}

/// How many lines are how wide.
struct Widths {
    /// How many lines have each width; the last counts all that are wider.
    lines: [u32; 256],
    /// The lines.
    count: u32,
    /// The width of the widest.
    widest: u32,
}

impl Default for Widths {
    fn default() -> Self {
        Self { lines: [0; 256], count: 0, widest: 0 }
    }
}

impl Widths {
    /// Counts a line.
    fn add(&mut self, width: u32) {
        self.lines[width.min(255) as usize] += 1;
        self.count += 1;
        self.widest = self.widest.max(width);
    }

    /// The width that lines were wrapped to, if they were: the widest, unless a few stick out (addresses, rows
    /// of tables). Few are one in twenty, and out means by more than a fifth.
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
    /// Tells the layout of a text from its lines.
    ///
    /// It is wrapped if three of four lines were full (the next line's first word would not have fitted on
    /// them), or if two of five lines start with a small letter and the text is prose. One pair of lines alone
    /// is wrapped only if the second goes on in small letters, or if the first is long and open.
    fn of(text: &str, lines: &[Line], rows: bool) -> Self {
        let pairs = || lines.windows(2).map(|pair| (&pair[0], &pair[1])).filter(|(_, line)| !line.start.starts_block);
        let indents = pairs().any(|(before, line)| before.start.indent >= line.start.indent + 2);
        // A line that is indented more than the one before starts a paragraph or an item: it says nothing on wrapping.
        let most = if indents { 1 } else { u32::MAX };
        let flush = || pairs().filter(move |(before, line)| line.start.indent <= most.min(before.start.indent + 1));
        let mut widths = Widths::default();
        flush().for_each(|(before, line)| {
            widths.add(before.start.indent + before.width);
            widths.add(line.start.indent + line.width);
        });
        if widths.count == 0 {
            return Self { width: None, indents, long_lines: false, rows };
        }

        let width = widths.common();
        // The text's first line may be short, where a dateline was cut off.
        let skipped = usize::from(widths.count > 4);
        let (mut count, mut full, mut lower, mut long) = (0, 0, 0, 0);
        flush().skip(skipped).for_each(|(before, line)| {
            count += 1;
            full += usize::from(before.start.indent + before.width + 1 + line.first_word > width);
            lower += usize::from(line.small);
            long += usize::from(before.width > 120);
        });
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
        Self { width: wrapped.then_some(width), indents, long_lines: long_lines && !wrapped, rows }
    }

    /// What ends `before`, which `line` follows without a blank line between, in the block that starts with
    /// `first`.
    ///
    /// In order: a deeper indent starts a paragraph where the text has such; in a text that is not wrapped,
    /// only a small letter behind an open line goes on; items start anew; a small letter goes on; rows of
    /// tables stand by themselves; a full line, or one with a comma at its end, goes on; of short lines those
    /// that end a dateline, or stand in an indented paragraph, do too.
    fn line_end(&self, text: &str, before: Line, line: Line, first: Line) -> LineEnd {
        if self.indents && line.start.indent > 1 && !(line.start.indent > before.start.indent && before.item) {
            return LineEnd::Paragraph;
        }
        let lower = line.small;
        let Some(width) = self.width else {
            // Errant breaks in a text that is not wrapped: the sentence goes on in lower case.
            let ended = text[before.span].ends_with(['.', '!', '?', ':', '"', '”', ')', ']', '…']);
            let list = text[first.span].starts_with(char::is_lowercase);
            return if lower && !ended && !list { LineEnd::Wrapped } else { LineEnd::Hard };
        };
        let room = width.saturating_sub(before.start.indent + before.width + 1 + line.first_word);
        let short = room > width / 6;
        if line.item && (short || before.item) {
            return LineEnd::Hard;
        }
        if lower {
            return LineEnd::Wrapped;
        }
        let left = &text[before.span];
        if self.rows && is_row(&text[line.span]) && is_row(left) {
            return LineEnd::Hard;
        }
        if !short || left.ends_with(',') {
            return LineEnd::Wrapped;
        }
        // The first line is short where a dateline was cut off, and where lines are indented only an indented one
        // starts anew.
        let cut = before.span == first.span || self.indents;
        if cut && left.contains(char::is_lowercase) { LineEnd::Wrapped } else { LineEnd::Hard }
    }
}

/// Whether a line is the row of a table: a tab stands in it, or three blanks in a row. Looks at eight bytes at
/// a time.
fn is_row(line: &str) -> bool {
    let line = line.as_bytes();
    // The high bits of the spaces among the eight bytes before.
    let mut before = 0;
    (0..line.len()).step_by(8).any(|at| {
        let eight = eight(line, at);
        let spaces = equal(eight, b' ');
        let third = spaces & (spaces << 8 | before >> 56) & (spaces << 16 | before >> 48);
        before = spaces;
        third | equal(eight, b'\t') != 0
    })
}

/// The high bits of the bytes that are `byte`.
#[inline]
fn equal(eight: u64, byte: u8) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let other = eight ^ u64::from_le_bytes([byte; 8]);
    !(((other & !HIGH) + !HIGH) | other) & HIGH
}

/// Whether a line starts with a bullet or the number of an item, with a blank behind it.
#[inline(never)]
fn starts_item(line: &str) -> bool {
    match line.as_bytes() {
        [b'A'..=b'Z' | b'"' | b'\'', ..] | [b'a'..=b'z', b'a'..=b'z' | b'A'..=b'Z' | b'\'', ..] => false,
        _ => line.find(is_blank).is_some_and(|end| is_item(&line[..end])),
    }
}

/// Whether a word is a bullet or the number of an item: "-", "•", "1.", "(12)", "a)"; not "12" or "A.".
fn is_item(word: &str) -> bool {
    let name = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let numbered = name.len() < word.len() && (1..=2).contains(&name.len()) && (digits || letter);
    numbered || matches!(word, "-" | "*" | "•" | "–" | "—" | "·" | "o" | "⁃" | "--")
}
