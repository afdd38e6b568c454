//! Lists that stand in one paragraph: "1. … 2. …", "a) … b) …", "• … • …".
//!
//! Each item is a sentence of its own, whether a stop stands before it or not, and the full stop of its number
//! ends none. A list is one only if its markers go on: numbers or letters that count up by one, or the same
//! bullet, with the same sign behind. "a 2. place" starts no list, and two numbers that do not follow one
//! another are none.

use super::Segments;
use crate::segment::Flags;

/// The items of one paragraph.
#[derive(Default)]
pub(super) struct Items {
    /// The first token of every item but one that starts the paragraph, in order.
    starts: Vec<usize>,
    /// The full stop of every item's number, in order.
    markers: Vec<usize>,
}

/// How an item is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marker<'a> {
    /// The bullet before it, if it has one.
    bullet: Option<&'a str>,
    /// The number, or the letter as one: "a" is 0.
    number: Option<u32>,
    /// Whether the number is a letter.
    letter: bool,
    /// What stands between the number and the item: ".", ")" or ".)".
    sign: &'a str,
}

impl Items {
    /// Finds the items if the paragraph of the tokens from `first` to before `end`, or what follows its first
    /// `colon`, starts with one and goes on with the next.
    pub(super) fn find(text: &str, segments: &Segments, (first, end): (usize, usize), colon: Option<usize>) -> Self {
        let may_start = segments.tokens[first].flags.has(Flags::PUNCTUATION.or(Flags::DIGIT))
            || segments.tokens[first].span.len() <= 2;
        let from_start = may_start.then(|| Self::chain(text, segments, first, first, end)).flatten();
        from_start.or_else(|| Self::chain(text, segments, first, colon? + 1, end)).unwrap_or_default()
    }

    /// The items from the one that starts at `start` on; nothing if there are fewer than two, or fewer than
    /// three or four dashes, which stand inside sentences in pairs. What follows a comma, "and" or "or" is no
    /// item: "steps 1) wash and 2) dry".
    fn chain(text: &str, segments: &Segments, first: usize, start: usize, end: usize) -> Option<Self> {
        let (mut last, after) = marker(text, segments, start, end)?;
        let mut items = Self { starts: vec![start], markers: vec![after - 1] };
        let mut at = after;
        while at < end {
            let flags = segments.tokens[at].flags;
            let candidate = flags.has(Flags::SPACE_BEFORE)
                && (flags.has(Flags::PUNCTUATION.or(Flags::DIGIT)) || segments.tokens[at].span.len() <= 2)
                && !matches!(&text[segments.tokens[at - 1].span], "," | ";" | "and" | "or");
            if candidate
                && let Some((marker, after)) = self::marker(text, segments, at, end)
                && follows(last, marker)
            {
                items.starts.push(at);
                items.markers.push(after - 1);
                last = marker;
                at = after;
            } else {
                at += 1;
            }
        }
        let ended = segments.tokens[end - 1].flags.has(Flags::TERMINAL.or(Flags::CLOSE_MARK));
        // Dashes stand inside sentences too, in pairs.
        let dashes = if ended { 4 } else { 3 };
        let least = if last.bullet == Some("-") { dashes } else { 2 };
        let start = items.starts[0];
        if start == first {
            items.starts.remove(0);
        }
        (items.markers.len() >= least).then_some(items)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.markers.is_empty()
    }

    /// Whether an item starts with the token.
    pub(super) fn starts_at(&self, token: usize) -> bool {
        !self.starts.is_empty() && self.starts.binary_search(&token).is_ok()
    }

    /// Whether the token ends an item's number.
    pub(super) fn is_marker(&self, token: usize) -> bool {
        !self.markers.is_empty() && self.markers.binary_search(&token).is_ok()
    }
}

/// Whether an item of that marker goes on after one of `last`: the next number or letter, or the same bullet,
/// each with the same sign.
fn follows(last: Marker<'_>, marker: Marker<'_>) -> bool {
    let counts = match (last.number, marker.number) {
        (Some(last), Some(number)) => number == last + 1,
        (None, None) => true,
        _ => false,
    };
    counts && last.bullet == marker.bullet && last.letter == marker.letter && last.sign == marker.sign
}

/// The marker at a token, and the token after it: a bullet, a number of three digits at most or a small letter
/// with "." or ")" or both behind it, or a bullet and a number. Nothing if there is none.
fn marker<'a>(text: &'a str, segments: &Segments, at: usize, end: usize) -> Option<(Marker<'a>, usize)> {
    let token = |index: usize| if index < end { &text[segments.tokens[index].span] } else { "" };
    let mut at = at;
    let bullet = Some(token(at)).filter(|sign| matches!(*sign, "•" | "⁃" | "*" | "·" | "‣" | "◦" | "▪" | "-"));
    at += usize::from(bullet.is_some());
    let word = token(at);
    let name = word.strip_suffix('.').unwrap_or(word);
    let digits = !name.is_empty() && name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_digit());
    let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let number = match name.as_bytes() {
        _ if digits => name.parse().ok(),
        [byte] if letter => Some(u32::from(byte - b'a')),
        _ => None,
    };
    let mut sign = "";
    if number.is_some() {
        at += 1;
        let glued = |index: usize| index < end && !segments.tokens[index].flags.has(Flags::SPACE_BEFORE);
        sign = match (name.len() < word.len(), token(at)) {
            (true, ")") | (false, ".") if glued(at) && (token(at) == ")" || token(at + 1) == ")" && glued(at + 1)) => {
                ".)"
            }
            (true, _) => ".",
            (false, ".") if glued(at) => ".",
            (false, ")") if glued(at) => ")",
            _ => {
                return bullet
                    .filter(|_| !letter)
                    .map(|_| (Marker { bullet, number: None, letter: false, sign: "" }, at - 1));
            }
        };
        at += match (name.len() < word.len(), sign) {
            (true, ".") => 0,
            (false, ".)") => 2,
            _ => 1,
        };
    } else if bullet.is_none() {
        return None;
    }
    let spaced = at < end && segments.tokens[at].flags.has(Flags::SPACE_BEFORE);
    (spaced || number.is_none()).then_some((Marker { bullet, number, letter, sign }, at))
}
