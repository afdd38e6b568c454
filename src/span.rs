//! Spans of text: half-open ranges of bytes, 32 bits each.
//!
//! Inside the program everything counts in bytes, since texts are UTF-8 and slicing is free; tables count in code
//! points, and [`crate::document::CodePoints`] converts where they are written.

use std::fmt;
use std::ops::{Index, Range};

/// A half-open range of **byte** offsets into an article's text.
///
/// Offsets lie on character boundaries of the text that the span was made for. Tables hold code points instead: the
/// writer converts once, see [`crate::document::CodePoints`].
///
/// # Example
///
/// ```
/// use dateline::Span;
///
/// let span = Span::new(4, 9);
/// assert_eq!(&"The mayor said"[span.range()], "mayor");
/// assert_eq!(span.len(), 5);
/// ```
// Invariant: start <= end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    start: u32,
    /// The byte after the last one.
    end: u32,
}

impl Span {
    /// The span from `start` to `end`, exclusive.
    ///
    /// # Panics
    ///
    /// If `start` is greater than `end`.
    #[inline]
    #[track_caller]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end);
        Self { start, end }
    }

    /// The span of a range of `usize` offsets, as the standard library's searches give them.
    ///
    /// # Panics
    ///
    /// If an offset does not fit `u32`; articles are shorter, see [`crate::Article::new`].
    #[inline]
    #[track_caller]
    pub fn from_range(range: Range<usize>) -> Self {
        Self::new(offset(range.start), offset(range.end))
    }

    /// The first byte.
    #[inline]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last one.
    #[inline]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// The length in bytes.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range that indexes text.
    #[inline]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Index<Span> for str {
    type Output = str;

    #[inline]
    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

/// A byte offset of an article's text as `u32`; articles are refused when they are read if that could not hold it.
#[inline]
#[track_caller]
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("an article is shorter than 4 GiB")
}
