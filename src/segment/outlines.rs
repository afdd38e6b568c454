//! What the search for lines and boundaries sees of tokens: a byte each, so that it passes over eight at a
//! time.
//!
//! The byte is the lowest of a token's [`Flags`]. Eight tokens are one number, in which one operation asks all
//! eight the same (SIMD within a register): which start a line, which a sentence may end with or start with.
//! What comes out is a bit a token, and the next token of interest is found by counting noughts.

use super::neighbours;
use super::token::Flags;

/// The outlines of a text's tokens.
#[derive(Default)]
pub(super) struct Outlines {
    /// The [first bytes](Flags::first_byte) of the tokens' flags, eight in a word.
    eights: Vec<u64>,
    /// The [busy](neighbours::busy) ones, a bit each, 64 in a word.
    busy: Vec<u64>,
}

impl Outlines {
    /// Takes all off and makes room for `count` tokens.
    pub(super) fn clear(&mut self, count: usize) {
        self.eights.clear();
        self.eights.reserve(count / 8 + 1);
    }

    /// Adds the next eight tokens, or the last ones.
    #[inline]
    pub(super) fn push(&mut self, eight: u64) {
        self.eights.push(eight);
    }

    /// Finds the busy tokens; those of `more` are, whatever their neighbours. `loose` tells texts written like
    /// letters and posts. A token's neighbour to the left is asked too, over the limits of eights.
    pub(super) fn find_busy(&mut self, more: &[u32], loose: bool) {
        let mut before = 0;
        self.busy.clear();
        self.busy.extend(self.eights.chunks(8).map(|eights| {
            gather(eights, |here| {
                let left = here << 8 | before;
                before = here >> 56;
                neighbours::busy(left, here, loose)
            })
        }));
        for &token in more {
            self.busy[token as usize / 64] |= 1 << (token % 64);
        }
    }

    /// The first busy token from `at` on and before `end`; none if there is none.
    #[inline]
    pub(super) fn next_busy(&self, at: usize, end: usize) -> Option<usize> {
        let words = &self.busy[..end.div_ceil(64)];
        let mut index = at / 64;
        let mut word = words.get(index)? & u64::MAX << (at % 64);
        while word == 0 {
            index += 1;
            word = *words.get(index)?;
        }
        Some(index * 64 + word.trailing_zeros() as usize).filter(|&token| token < end)
    }

    /// Calls `take` with each token that a line break stands before, in order.
    #[inline]
    pub(super) fn line_starts(&self, mut take: impl FnMut(usize)) {
        for (index, eights) in self.eights.chunks(8).enumerate() {
            let mut left = gather(eights, |eight| Flags::LINE_START.lanes(eight));
            while left != 0 {
                take(index * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}

/// One bit of each token, in their order; `lanes` tells those of eight, each in the lowest bit of the token's byte.
#[inline]
fn gather(eights: &[u64], mut lanes: impl FnMut(u64) -> u64) -> u64 {
    eights.iter().enumerate().fold(0, |bits, (index, &eight)| bits | lane_bits(lanes(eight)) << (8 * index))
}

/// The lowest bits of eight bytes, side by side.
#[inline]
fn lane_bits(lanes: u64) -> u64 {
    // Each bit moves to its place in the highest byte.
    lanes.wrapping_mul(0x0102_0408_1020_4080) >> 56
}
