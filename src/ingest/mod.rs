//! Reading: files of articles.
//!
//! `formats` is the table of what is read; each reader turns one file into [`Item`]s, and `articles` turns those
//! into articles, one way for all formats. `container` unpacks, `decode` finds encodings, `day` reads dates,
//! `markup` assembles the text of markup.
//!
//! | what | where |
//! |---|---|
//! | which files | `discover` |
//! | unpacking, archives | `container` |
//! | encodings | `decode` |
//! | which format | `format`, `formats`, `unread` |
//! | records | `json`, `exports`, `names`, `csv`, `columns`, `xlsx` |
//! | standards of news | `nitf`, `newsml`, `wire`, and ninjs in `exports` |
//! | the web | `page`, `warc`, `feed`, `mail`, `markdown` |
//! | vendors | `vendor`, `nexis`, `factiva`, `proquest`, `europresse` |
//! | documents | `docx`, `rtf`, `text` |
//! | shared by readers | `tree`, `markup`, `split`, `handed`, `item` |
//! | dates, languages, ids | `day`, `language`, `ids` |
//! | from items to articles | `articles`, `options` |
//! | for the command | `describe`, `watch` |
//!
//! What holds for all readers:
//!
//! - **No invented article.** A file or record without text is an error with a code that says why, never an empty
//!   article, and never its markup.
//! - **Text is never changed** but by what its format means: tags, escapes, wrapped lines. Plain text and fields
//!   without markup stay byte for byte.
//! - **Days stay in the zone in which they are written**, and days of crawls, downloads and files are none.
//! - **Nothing is held** but the record that is read, where the format allows it; every bound is an option.
//! - **Damage costs the record** that it is in, and is told with file, line or offset; what came before is kept.
//! - **Announced is compared with read**: an export that says 112 documents and holds 74 is told.

mod articles;
#[cfg(feature = "parquet")]
mod columns;
mod container;
mod csv;
pub(crate) mod day;
mod decode;
mod describe;
mod discover;
mod docx;
mod europresse;
mod exports;
mod factiva;
mod feed;
mod format;
mod formats;
mod handed;
mod ids;
mod item;
mod json;
mod language;
mod mail;
mod markdown;
mod markup;
mod names;
mod newsml;
mod nexis;
mod nitf;
mod options;
mod page;
mod proquest;
mod rtf;
mod split;
mod text;
mod tree;
mod unread;
mod vendor;
mod warc;
#[cfg(feature = "cli")]
mod watch;
mod wire;
mod xlsx;

pub use self::articles::Articles;
pub use self::day::DateOrder;
pub use self::describe::formats_markdown;
#[cfg(feature = "cli")]
pub(crate) use self::describe::plain as formats_plain;
pub use self::discover::Skipped;
#[cfg(feature = "cli")]
pub(crate) use self::discover::appearance;
pub(crate) use self::discover::{PROGRAM, RUN, holds_run};
pub use self::format::{Beginning, Input, InputFormat, Items, Sniff};
pub use self::item::Item;
pub use self::options::{Columns, Field, Keep, ReadOptions};
#[cfg(feature = "cli")]
pub(crate) use self::watch::{Watch, sizes};
