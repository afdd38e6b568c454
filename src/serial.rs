//! Spans, ids and enums as values of serde: an enum is the word that the tables hold, an id is its number, a span two byte offsets.

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

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = Deserialize::deserialize(deserializer)?;
        if start > end { Err(D::Error::custom("a span ends before it starts")) } else { Ok(Self::new(start, end)) }
    }
}
