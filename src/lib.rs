//! Dateline reads dated news articles.

mod article;
mod coref;
mod date;
mod document;
mod entity;
mod error;
mod gazetteer;
mod id;
#[cfg(feature = "learn")]
mod learn;
mod pipeline;
mod quote;
mod segment;
mod span;

pub use article::{Article, DateFrom};
pub use coref::{Chains, Entity, Gender, Resolver, Role, Tense};
pub use date::{Anchor, Dater, Dates, Timex, TimexType};
pub use document::{CodePoints, Document};
pub use entity::{Form, Mention, Mentions, Tagger};
pub use error::{Error, ErrorKind};
pub use gazetteer::classes::Classes;
pub use gazetteer::kinds::{EntityType, Subtype};
pub use gazetteer::{Entry, Gazetteer, Lexicon, Match};
pub use id::{DateId, EntityId, MentionId, ParagraphId, QuoteId, QuotedId, RoleId, SentenceId, TokenId};
#[cfg(feature = "learn")]
pub use learn::{SegmentExample, train_segmenter};
pub use pipeline::Pipeline;
pub use quote::{Attributor, Quote, QuoteKind, Quotes};
pub use segment::{Flags, Paragraph, Quoted, Segmenter, Segments, Sentence, Token, View};
pub use span::Span;
