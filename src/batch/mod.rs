//! A run: articles in, tables out, on all cores, in the order of the input.
//!
//! [`read`] makes batches of the articles, [`ordered`] has them worked on by all threads and gives the results back in
//! order, [`extract()`] has [`work`] make encoded rows of them within the bounds of [`budget`], and [`folder`] puts
//! these into files, with the record of the run ([`run`]) and their description ([`package`]) beside them, which appear
//! together ([`staging`]). A [`journal`] lets a run that ended too soon go on.
//!
//! ```text
//! articles ─► read ─► batches ─► ordered ─► a thread each: annotate, rows, records of the corpus
//!                                   │
//!                       in order ◄──┘─► Output::write ─► folder: a sink for each format
//!                                   ├─► Collector (corpus)
//!                                   └─► journal: the batch is written
//! the last article ─► corpus: its tables ─► folder: run.json, datapackage.json ─► staging: all appear
//! ```
//!
//! What decides on bytes is the articles and the options: not the number of threads, not time, not the order in which
//! threads end. Memory holds a few batches for each thread and whatever the corpus keeps, not the tables.

mod budget;
mod corpus;
mod extract;
mod folder;
mod journal;
mod ordered;
mod package;
mod read;
mod run;
mod staging;
mod verify;
mod work;

pub use corpus::{corpus_record, join_corpus, merge_corpus};
#[cfg(feature = "cli")]
pub(crate) use extract::extract_journaled;
pub use extract::{Event, ExtractOptions, Kept, Output, Summary, extract};
#[cfg(feature = "cli")]
pub(crate) use folder::Begun;
pub use folder::TableFolder;
#[cfg(feature = "cli")]
pub(crate) use journal::{Journal, Terms};
pub use run::Run;
#[cfg(feature = "cli")]
pub(crate) use run::sha256_of_file;
pub use verify::{Verified, verify};
