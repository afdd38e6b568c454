//! Dateline reads dated news articles and answers: who and what is named, who said what, in which role, and when.
//!
//! # What do you want to do?
//!
//! | | |
//! |---|---|
//! | annotate an article with everything | [`Pipeline::annotate`] gives a [`Document`]: the article with its layers |
//! | read files of any kind that the field has | [`Articles`], with [`ReadOptions`] (feature `io`) |
//! | write tables of many articles, on all cores | [`extract`] into a [`TableFolder`], with [`ExtractOptions`] (feature `io`) |
//! | have the rows of one document as typed values | [`Rows`]; with serde: feature `serde` |
//! | cut text into sentences and tokens only | [`Segmenter`] → [`Segments`], read through a [`View`] |
//! | resolve dates only | [`Dater`] → [`Dates`]: TIMEX3 values and calendar days |
//! | read amounts only | [`Counter`] → [`Amounts`]: decimal values, units, what is counted |
//! | find names, those of your own lists too | [`Gazetteer`], [`Tagger`] → [`Mentions`] |
//! | attribute quotations | [`Attributor`] → [`Quotes`]: content, cue, source |
//! | join names, pronouns, roles and speakers | [`Resolver`] → [`Chains`] |
//! | find word lists and patterns of your own | [`Terms`] → [`Matcher`] → [`Matches`] (feature `terms`) |
//! | know who is who over many articles | [`join_corpus`] of tables; [`extract`] does it by itself (feature `io`) |
//! | go on in Arrow, Parquet or SQLite | [`Format`], `Batches` (features `arrow`, `parquet`, `sqlite`) |
//! | measure against gold | [`evaluate`] |
//! | train the models anew | [`learn`] (feature `learn`) |
//!
//! Stages are immutable and shared by threads; each has one verb that returns one layer. Annotating cannot fail: every
//! text has a document, in time linear in its length. Offsets are bytes ([`Span`]); tables hold code points
//! ([`CodePoints`]).
//!
//! # Example: who said what
//!
//! ```
//! use dateline::{Article, Pipeline};
//!
//! let pipeline = Pipeline::new();
//! let text = "Norway's energy minister Liv Aasen left early. \"We have a deal,\" she told reporters.";
//! let document = pipeline.annotate(Article::new("a1", text)?);
//! let quote = document.quotes.iter().next().expect("a quotation");
//! let speaker = document.chains.speaker_of(quote.id()).expect("a speaker");
//! assert_eq!(&text[quote.source().expect("a source")], "she");
//! assert_eq!(&text[speaker.name()], "Liv Aasen");
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! # Example: who is who
//!
//! ```
//! use dateline::{Article, EntityType, Pipeline};
//!
//! let text = "Norway's energy minister Liv Aasen met officials in Lisbon. Aasen then left Portugal.";
//! let document = Pipeline::new().annotate(Article::new("a1", text)?);
//! let persons: Vec<_> = document.chains.entities().filter(|entity| entity.kind() == EntityType::Per).collect();
//! assert_eq!(persons.len(), 1);
//! assert_eq!(persons[0].mentions().len(), 2);
//! let role = document.chains.role_of(persons[0].id()).expect("a role");
//! assert_eq!((role.role(), role.affiliation()), ("energy minister", Some("Norway")));
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! # Example: when
//!
//! ```
//! use dateline::{Dater, Segmenter};
//! use jiff::civil::date;
//!
//! let text = "The court will rule on Friday, two weeks after the hearing.";
//! let segments = Segmenter::new().segment(text);
//! let dates = Dater::new().date(text, &segments, Some(date(2025, 2, 17)));
//! let friday = dates.iter().next().expect("a date");
//! assert_eq!(friday.value(), "2025-02-21");
//! assert_eq!(friday.days(), Some((date(2025, 2, 21), date(2025, 2, 21))));
//! ```
//!
//! # Example: names of your own
//!
//! ```
//! use dateline::{Article, Gazetteer, Pipeline};
//!
//! # let folder = std::env::temp_dir().join(format!("dateline-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let file = folder.join("mine.tsv");
//! std::fs::write(&file, "name\ttype\tsubtype\tlink\nblue lamp trust\tORG\tngo\tmine:42\n")?;
//! let mut gazetteer = Gazetteer::embedded();
//! gazetteer.add_file(&file)?;
//! let document = Pipeline::with_gazetteer(gazetteer).annotate(Article::new("a1", "It was paid by the Blue Lamp Trust.")?);
//! assert_eq!(document.mentions.iter().next().expect("a name").link(), Some("mine:42"));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! - `io`: readers and table writers ([`Articles`], [`extract`]).
//! - `serde`: [`Span`], ids, enums and rows as values of serde; `io` has it.
//! - `terms`: terms and patterns of your own ([`Terms`]); `io` has it.
//! - `learn`: training of the embedded models ([`learn`]).
//! - `cli` (default): the `dateline` command; libraries leave it off.

mod amount;
mod article;
#[cfg(feature = "io")]
mod batch;
#[cfg(feature = "cli")]
pub mod cli;
mod coref;
#[cfg(feature = "io")]
mod corpus;
mod date;
mod document;
mod entity;
mod error;
pub mod evaluate;
mod gazetteer;
mod id;
#[cfg(feature = "io")]
mod ingest;
#[cfg(feature = "learn")]
pub mod learn;
mod lexicon;
mod linear;
mod parts;
mod pipeline;
mod quote;
#[cfg(feature = "report")]
mod report;
mod segment;
#[cfg(feature = "serde")]
mod serial;
mod span;
mod table;
mod terms;

pub use amount::{Amount, AmountType, Amounts, Comparison, Counter, Rule as AmountRule};
pub use article::{Article, DateFrom};
#[cfg(feature = "io")]
pub use batch::{
    Event, ExtractOptions, Kept, Output, Run, Summary, TableFolder, Verified, corpus_record, extract, join_corpus,
    merge_corpus, verify,
};
pub use coref::{Chains, Entity, Gender, GenderFrom, Resolver, Role, Rule as RoleRule, Tense};
#[cfg(feature = "io")]
pub use corpus::{CorpusOptions, CorpusSummary, Overrides};
pub use date::{Anchor, Dater, Dates, Rule as DateRule, Timex, TimexType};
pub use document::{CodePoints, Document};
pub use entity::{Form, Mention, Mentions, Rule as MentionRule, Tagger};
pub use error::{Error, ErrorKind, Fault};
pub use gazetteer::kinds::{EntityType, Subtype};
pub use gazetteer::{Entry, Gazetteer, Match};
pub use id::{
    AmountId, DateId, EntityId, MentionId, ParagraphId, QuoteId, QuotedId, RoleId, SentenceId, TermMatchId, TokenId,
};
#[cfg(feature = "io")]
pub use ingest::{
    Articles, Beginning, Columns, DateOrder, Field, Input, InputFormat, Item, Items, Keep, ReadOptions, Skipped, Sniff,
    formats_markdown,
};
pub use lexicon::{Classes, Lexicon};
pub use pipeline::{Pipeline, Stage};
pub use quote::{Act, Attributor, Quote, QuoteKind, Quotes, Rule as QuoteRule};
#[cfg(feature = "report")]
pub use report::{ReportOptions, ReportSummary, write_report};
pub use segment::{Flags, Paragraph, Quoted, Segmenter, Segments, Sentence, Token, View};
pub use span::Span;
#[cfg(feature = "sqlite")]
pub use table::Packed;
pub use table::{
    AmountRow, AppearanceRow, ArticleRow, Cell, CellValue, CoMentionRow, Column, ColumnKind, DateRow, DuplicateRow,
    EntityRow, ErrorRow, MatchRow, MentionRow, OrganisationRow, PersonRow, PlaceRow, QuoteOccurrenceRow, QuoteRow,
    QuotedAboutRow, RoleRow, Row, Rows, SCHEMA_VERSION, Schema, SentenceRow, Table, ThemeRow, UniqueQuoteRow, markdown,
};
#[cfg(feature = "arrow")]
pub use table::{Batches, arrow_schema};
#[cfg(feature = "io")]
pub use table::{Chunk, Format, TableWriter, WriteOptions, document_json};
#[cfg(feature = "terms")]
pub use terms::{Matcher, Terms};
pub use terms::{Matches, TermMatch};

/// The examples of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
