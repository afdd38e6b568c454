//! Spans, ids and enums as values of serde: an enum is the word that the tables hold, an id is its number, a span
//! two byte offsets.
//!
//! ```text
//! EntityType::Per     "PER"       written only: a word is not read back
//! MentionId 12        12          read back
//! Span 3..9           [3, 9]      read back, if it does not end before it starts
//! ```
//!
//! With these a program writes what it takes of a document as JSON, `MessagePack` or any other format of serde, in
//! the same words as the tables. Rows of tables have theirs from the macro that declares them. Offsets of a span
//! are bytes into the text; those of the tables are code points. Compiled with the feature `serde` only.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::{
    AmountId, DateId, EntityId, MentionId, ParagraphId, QuoteId, QuotedId, RoleId, SentenceId, TermMatchId, TokenId,
};
use crate::span::Span;
use crate::{
    Act, AmountRule, AmountType, Comparison, DateFrom, DateRule, EntityType, Form, Gender, GenderFrom, MentionRule,
    QuoteKind, QuoteRule, RoleRule, Subtype, Table, Tense, TimexType,
};

/// Writes an enum as the word by which the tables name it.
macro_rules! words {
    ($($type:ty)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )*};
}

words! {
    Act AmountRule AmountType Comparison DateFrom DateRule EntityType Form Gender GenderFrom MentionRule QuoteKind QuoteRule RoleRule
    Subtype Table Tense TimexType
}

/// Writes an id as its number in its layer, and reads it back; whether a document has such an id is not known here.
macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u32(self.get())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                u32::deserialize(deserializer).map(|number| Self::new(number as usize))
            }
        }
    )*};
}

numbers! { AmountId DateId EntityId MentionId ParagraphId QuoteId QuotedId RoleId SentenceId TermMatchId TokenId }

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start(), self.end()).serialize(serializer)
    }
}

/// Reads a span as two offsets in bytes.
///
/// # Errors
///
/// If the end stands before the start.
impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = Deserialize::deserialize(deserializer)?;
        if start > end { Err(D::Error::custom("a span ends before it starts")) } else { Ok(Self::new(start, end)) }
    }
}
