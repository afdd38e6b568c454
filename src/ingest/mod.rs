//! Reading: files of articles.
//!
//! `formats` is the table of what is read; each reader turns one file into [`Item`]s, and `articles` turns those into articles, one way for
//! all formats. `container` unpacks, `decode` finds encodings, `day` reads dates, `markup` assembles the text of markup.

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
