//! Ids: the numbers of rows, each layer with a type of its own.
//!
//! An id is a row's place in its layer, from 0; tables hold the same number. Types of their own keep a token's number
//! from being taken for a mention's.

use std::num::NonZeroU32;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        // One more than the row, so that no row takes no room beside an id.
        pub struct $name(NonZeroU32);

        impl $name {
            /// The id of row `index`.
            ///
            /// # Panics
            ///
            /// If `index` does not fit `u32`; a layer has fewer rows than its article has bytes.
            #[inline]
            #[track_caller]
            pub fn new(index: usize) -> Self {
                let number = u32::try_from(index).ok().and_then(|index| NonZeroU32::MIN.checked_add(index));
                Self(number.expect("a layer has fewer rows than its article has bytes"))
            }

            /// The row as an index.
            #[inline]
            pub const fn index(self) -> usize {
                self.get() as usize
            }

            /// The row as it stands in the tables.
            #[inline]
            pub const fn get(self) -> u32 {
                self.0.get() - 1
            }
        }
    )*};
}

ids! {
    /// A paragraph of [`crate::Segments`].
    ParagraphId
    /// A sentence of [`crate::Segments`].
    SentenceId
    /// A token of [`crate::Segments`].
    TokenId
    /// A stretch between quotation marks of [`crate::Segments`].
    QuotedId
    /// A mention of [`crate::Mentions`].
    MentionId
    /// An entity of [`crate::Chains`].
    EntityId
    /// A role of [`crate::Chains`].
    RoleId
    /// A quotation of [`crate::Quotes`].
    QuoteId
    /// A temporal expression of [`crate::Dates`].
    DateId
    /// An amount of [`crate::Amounts`].
    AmountId
    /// A term or pattern of [`crate::Matches`].
    TermMatchId
}
