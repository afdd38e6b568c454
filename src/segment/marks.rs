//! Quotation marks: which open, which close, and what lies between.
//!
//! Marks are paired within their paragraph, so that a stray one spoils nothing after it. Double marks
//! (straight, curly, doubled ticks, guillemets) are paired first; single ones, which look like apostrophes,
//! then outside of those pairs or around them.
//!
//! Which way a mark faces is read off what stands beside it ([`side`]): a blank before and a letter behind
//! open, the other way round closes. Curly marks and guillemets say it themselves, and are believed unless what
//! stands beside them says the opposite, for some writers have one of the two only.
//!
//! ```text
//! "We go," she said, "now."        two stretches
//! “We go," she said.               mixed families pair where nothing of its own closes the first
//! “We go. ⏎ “And we stay.”         the first goes on to the paragraph's end, the second continues it
//! 5" pipe                          a stray mark: no stretch
//! the '90s, rock 'n' roll          no marks: the word lost its beginning
//! ```
//!
//! A quotation inside another is marked ([`Flags::OPEN_MARK`]) but is no stretch of its own.

use std::ops::Range;

use super::{QuotedRow, Segments, TokenRow};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::stop::ELIDED;
use crate::segment::Flags;

/// Which way a mark may face, by what stands beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Facing {
    Open,
    Close,
    Either,
}

/// A mark of one paragraph.
#[derive(Clone, Copy)]
struct Mark {
    /// Its token.
    token: usize,
    facing: Facing,
    /// Marks pair with their like: straight, curly, ticks, guillemets.
    family: usize,
    /// For a single mark that faces back: punctuation beside it shows that it is no apostrophe.
    sure: bool,
}

/// Pairs the quotation marks of the paragraph that is made of `tokens`; `candidates` are its marks. Sets the
/// flags of the marks and of what lies between, and appends the outermost stretches.
///
/// An opening mark without its closing one reaches to the paragraph's end when the next paragraph opens again
/// (`next_opens`: a quotation of several paragraphs) or when it clearly opens a quotation; else it is left
/// alone, as is a closing mark that nothing opened.
pub(super) fn pair(text: &str, tokens: Range<usize>, candidates: &[u32], next_opens: bool, segments: &mut Segments) {
    let mut doubles: Vec<Mark> = Vec::new();
    let mut singles: Vec<Mark> = Vec::new();
    for mark in candidates.iter().filter_map(|&token| read(text, token as usize, tokens.start, tokens.end, segments)) {
        (if mark.family == SINGLE { &mut singles } else { &mut doubles }).push(mark);
    }
    let mut pairs = pair_doubles(text, &tokens, &doubles, next_opens, segments);
    pair_singles(&singles, &mut pairs);
    if !pairs.is_empty() {
        pairs.sort_unstable_by_key(|pair| pair.0);
        flag(tokens, &pairs, segments);
    }
}

/// Pairs double marks, each with the innermost open one of its family, and last the one opening mark that the
/// paragraph leaves open.
///
/// Two openings of a straight mark in a row: the first one is stray, for they do not nest. A closing mark with
/// none of its family open takes the innermost of another one, where no closing mark of that family is still to
/// come, or where a clause ends and the next mark opens: writers and converters mix families.
fn pair_doubles(
    text: &str,
    tokens: &Range<usize>,
    doubles: &[Mark],
    next_opens: bool,
    segments: &Segments,
) -> Vec<(usize, Option<usize>)> {
    let first_token = tokens.start;
    let closes = |mark: Mark| usize::from(mark.facing != Facing::Open);
    let mut closing = [0; 4];
    for &mark in doubles {
        closing[mark.family] += closes(mark);
    }
    let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
    let mut waiting = Waiting::default();
    for (index, &mark) in doubles.iter().enumerate() {
        closing[mark.family] -= closes(mark);
        let before =
            if mark.facing != Facing::Open || mark.family == STRAIGHT { waiting.close(mark.family) } else { None };
        let before = before.or_else(|| {
            let other = waiting.marks.last()?.0.family;
            // “so," she said. "And so.”: what opens next shows that this one closed.
            let ends_clause = mark.token > first_token
                && matches!(&text[segments.tokens[mark.token - 1].span], "," | "." | "?" | "!");
            let reopens = ends_clause && doubles.get(index + 1).is_some_and(|next| next.facing == Facing::Open);
            (mark.facing == Facing::Close && (closing[other] == 0 || reopens) && mark.family.max(other) < GUILLEMETS)
                .then(|| waiting.close(other))?
        });
        match (mark.facing, before) {
            (Facing::Close | Facing::Either, Some(before)) => pairs.push((before.token, Some(mark.token))),
            (Facing::Close, None) => {}
            (Facing::Open | Facing::Either, _) => waiting.open(mark),
        }
    }
    let last_pair = pairs.last().map_or(0, |pair| pair.0);
    let unclosed = waiting.marks.iter().map(|&(mark, _)| mark.token).find(|&token| {
        let goes_on = next_opens && token == first_token;
        goes_on || last_pair <= token && opens_quotation(text, token, first_token, next_opens, segments)
    });
    pairs.extend(unclosed.map(|token| (token, None)));
    pairs
}

/// Flags the marks of `pairs`, which are sorted by their opening ones, and appends the outermost as stretches,
/// with all tokens between as quoted. A pair without a closing mark reaches to the end of the paragraph's
/// `tokens`.
fn flag(tokens: Range<usize>, pairs: &[(usize, Option<usize>)], segments: &mut Segments) {
    let (first_token, end) = (tokens.start, tokens.end);
    let unclosed_before =
        segments.quoted.last().is_some_and(|last| last.close.is_none() && last.end.index() == first_token);
    let mut covered = first_token;
    for &(open, close) in pairs {
        segments.tokens[open].flags.set(Flags::OPEN_MARK);
        if let Some(close) = close {
            segments.tokens[close].flags.set(Flags::CLOSE_MARK);
        }
        if open < covered {
            continue;
        }
        covered = close.map_or(end, |close| close + 1);
        for token in &mut segments.tokens[open..covered] {
            token.flags.set(Flags::QUOTED);
        }
        segments.quoted.push(QuotedRow {
            open: TokenId::new(open),
            close: close.map(TokenId::new),
            end: TokenId::new(covered),
            continues: unclosed_before && open == first_token,
        });
    }
}

/// Whether a paragraph starts with an opening mark.
pub(super) fn opens(paragraph: &str) -> bool {
    paragraph.starts_with(['"', '“', '„', '«', '‘', '＂']) || paragraph.starts_with("``") || paragraph.starts_with("''")
}

/// The families of marks. Those below [`GUILLEMETS`] may pair with one another where writers mix them;
/// [`SINGLE`] pairs with itself only, and is never in [`Waiting`].
const STRAIGHT: usize = 0;
const CURLY: usize = 1;
const TICKS: usize = 2;
const GUILLEMETS: usize = 3;
const SINGLE: usize = 4;

/// The opening marks that wait for their closing ones, the innermost last. Every mark is pushed and popped
/// once, however many families there are.
#[derive(Default)]
struct Waiting {
    /// Each with the place of the one of its family below it.
    marks: Vec<(Mark, Option<usize>)>,
    /// The place of the innermost of each family.
    innermost: [Option<usize>; 4],
}

impl Waiting {
    /// Adds a mark, inside all that wait.
    fn open(&mut self, mark: Mark) {
        self.marks.push((mark, self.innermost[mark.family]));
        self.innermost[mark.family] = Some(self.marks.len() - 1);
    }

    /// Takes the innermost mark of `family` off, with all that were opened inside it, which are stray.
    fn close(&mut self, family: usize) -> Option<Mark> {
        let at = self.innermost[family]?;
        while self.marks.len() > at {
            let (mark, below) = self.marks.pop()?;
            self.innermost[mark.family] = below;
            if self.marks.len() == at {
                return Some(mark);
            }
        }
        None
    }
}

/// What the token is as a mark; none if it can only be an apostrophe.
fn read(text: &str, token: usize, first: usize, end: usize, segments: &Segments) -> Option<Mark> {
    let span = segments.tokens[token].span;
    let sign = &text[span];
    let side = side(text, token, first, end, segments);
    let (family, facing) = match sign {
        "\"" | "＂" => (STRAIGHT, side),
        "“" | "„" | "‟" => (CURLY, if side == Facing::Close { Facing::Either } else { Facing::Open }),
        "”" => (CURLY, if side == Facing::Open { Facing::Either } else { Facing::Close }),
        "``" => (TICKS, Facing::Open),
        "''" => (TICKS, if side == Facing::Open { Facing::Either } else { Facing::Close }),
        "«" | "‹" => (GUILLEMETS, Facing::Open),
        "»" | "›" => (GUILLEMETS, Facing::Close),
        _ => return read_single(text, token, end, side, segments),
    };
    Some(Mark { token, facing, family, sure: true })
}

/// Which way a mark faces by the characters beside it: open before a word, close behind one. Brackets and
/// dashes count as blanks where the other side does not tell. The edges of the paragraph are blanks.
fn side(text: &str, token: usize, first: usize, end: usize, segments: &Segments) -> Facing {
    let span = segments.tokens[token].span.range();
    let before = (token > first).then(|| text[..span.start].chars().next_back()).flatten();
    let after = (token + 1 < end).then(|| text[span.end..].chars().next()).flatten();
    let free = |c: Option<char>| c.is_none_or(super::chars::is_blank);
    let dash = |c: Option<char>| matches!(c, Some('-' | '–' | '—' | '/' | '='));
    let opener = |c: Option<char>| matches!(c, Some('(' | '[' | '{' | '<' | '“' | '‘' | '`')) || dash(c);
    let closer = |c: Option<char>| {
        matches!(c, Some(')' | ']' | '}' | '>' | ',' | '.' | ';' | ':' | '!' | '?' | '…' | '”' | '’')) || dash(c)
    };
    match (free(before), free(after)) {
        (true, false) => Facing::Open,
        (false, true) => Facing::Close,
        _ if opener(before) && !closer(after) => Facing::Open,
        _ if closer(after) && !opener(before) => Facing::Close,
        _ => Facing::Either,
    }
}

/// A single mark, unless it can only be an apostrophe: "‘" before a word, a straight one that faces a word, or
/// one behind a word or beside punctuation.
fn read_single(text: &str, token: usize, end: usize, side: Facing, segments: &Segments) -> Option<Mark> {
    let span = segments.tokens[token].span.range();
    let sign = &text[span.clone()];
    let before = text[..span.start].chars().next_back().unwrap_or(' ');
    let after = text[span.end..].chars().next().unwrap_or(' ');
    let facing = match (sign, side) {
        ("‘" | "‛" | "‚" | "`", _)
            if after.is_alphanumeric() || matches!(after, '“' | '"' | '.' | '…' | '[' | '$' | '£') =>
        {
            Facing::Open
        }
        ("'", Facing::Open) => Facing::Open,
        ("'" | "’", Facing::Close) => Facing::Close,
        ("'" | "’", Facing::Either) if before.is_ascii_punctuation() || after.is_ascii_punctuation() => Facing::Close,
        _ => return None,
    };
    if facing == Facing::Open && is_elision(text, &segments.tokens[token + 1..end]) {
        return None;
    }
    let punctuation = |c: char| matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':' | ')' | '”' | '"' | '—');
    // An apostrophe at a word's end follows a plural's s ("workers' rights") or stands for a g ("doin' fine").
    let sure = punctuation(before) || !matches!(before, 's' | 'S' | 'n' | 'z');
    Some(Mark { token, facing, family: SINGLE, sure })
}

/// Whether the word after an apostrophe, the first of `after`, has lost its beginning: "'em", "'twas", "'90s".
fn is_elision(text: &str, after: &[TokenRow]) -> bool {
    let Some(next) = after.first() else { return false };
    let word = &text[next.span];
    let decade = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3;
    decade || ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}

/// Whether a mark that nothing closes opens a quotation that the writer left open, rather than being stray: one
/// at the paragraph's start, or behind a comma, a colon, "that" or a speech verb.
fn opens_quotation(text: &str, token: usize, first: usize, next_opens: bool, segments: &Segments) -> bool {
    if next_opens || token == first {
        return true;
    }
    let before = &text[segments.tokens[token - 1].span];
    matches!(before, "," | ":" | "that") || segments.tokens[token - 1].classes.has(Classes::SPEECH_VERB)
}

/// Pairs single marks: each opening one with the next that closes for sure, else with the next that may. A mark
/// that opens in between ends the search.
///
/// Pairs that cross a double pair are dropped: both ends must lie in the same one, or in none.
fn pair_singles(singles: &[Mark], pairs: &mut Vec<(usize, Option<usize>)>) {
    if singles.iter().all(|mark| mark.facing != Facing::Open) {
        return;
    }
    let mut doubles = pairs.clone();
    doubles.sort_unstable_by_key(|pair| pair.0);
    let mut outermost: Vec<(usize, usize)> = Vec::new();
    for (open, close) in doubles {
        if outermost.last().is_none_or(|last| last.1 < open) {
            outermost.push((open, close.unwrap_or(usize::MAX)));
        }
    }
    let outermost_at = |token: usize| {
        let after = outermost.partition_point(|pair| pair.0 < token);
        outermost[..after].last().filter(|pair| pair.1 > token)
    };

    // For each mark, the next one that closes for sure and the next that may, before another one opens.
    let mut next_sure: Option<usize> = None;
    let mut next_weak: Option<usize> = None;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for mark in singles.iter().rev() {
        match mark.facing {
            Facing::Open => {
                if let Some(close) = next_sure.or(next_weak) {
                    found.push((mark.token, close));
                }
                (next_sure, next_weak) = (None, None);
            }
            _ if mark.sure => {
                next_sure = Some(mark.token);
            }
            _ => next_weak = Some(mark.token),
        }
    }
    for (open, close) in found.into_iter().rev() {
        if outermost_at(open) == outermost_at(close) {
            pairs.push((open, Some(close)));
        }
    }
}
