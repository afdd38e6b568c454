//! Dateline reads dated news articles.

mod article;
#[cfg(feature = "cli")]
pub mod cli;
mod coref;
mod date;
mod document;
mod entity;
mod error;
pub mod evaluate;
mod gazetteer;
mod id;
#[cfg(feature = "io")]
mod ingest;
mod pipeline;
mod quote;
mod segment;
mod span;
#[cfg(feature = "io")]
mod table;

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
#[cfg(feature = "io")]
pub use ingest::{Articles, Columns, Field, ReadOptions};
pub use pipeline::Pipeline;
pub use quote::{Attributor, Quote, QuoteKind, Quotes};
pub use segment::{Flags, Paragraph, Quoted, Segmenter, Segments, Sentence, Token, View};
pub use span::Span;
#[cfg(feature = "io")]
pub use table::{
    Column, ColumnKind, Event, ExtractOptions, Format, Output, Run, SCHEMA_VERSION, Summary, Table, TableFolder,
    document_json, extract, markdown,
};
