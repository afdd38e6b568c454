//! Sets of bits: what all of them can do.
//!
//! This file stands alone: the build script compiles it too.

/// Gives a set of bits, which is a struct of one number, its operations.
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
