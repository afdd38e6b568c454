//! Sets of bits: what all of them can do.
//!
//! Classes, flags, frames and the like are structs of one number with a named constant for each bit. The macro
//! gives each the two operations that rules are written with, so that `has` means the same everywhere: *any* of
//! the bits, not all.
//!
//! This file stands alone: the build script compiles it too.

/// Gives a set of bits, which is a struct of one number, its operations: `or` joins two sets, `has` asks
/// whether two share anything. Both are `const`, so that a set of many classes is a constant.
macro_rules! bit_set {
    ($visibility:vis $name:ident) => {
        impl $name {
            /// What is in one of the two sets, or in both.
            #[inline]
            #[must_use]
            $visibility const fn or(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether the two share anything.
            #[inline]
            $visibility const fn has(self, any: Self) -> bool {
                self.0 & any.0 != 0
            }
        }
    };
}
pub(crate) use bit_set;
