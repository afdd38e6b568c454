//! A run: articles in, tables out, on all cores, in the order of the input.
//!
//! [`read`] makes batches of the articles, [`ordered`] has them worked on by all threads and gives the results back in order, [`extract()`]
//! makes encoded rows of them, and [`folder`] puts these into files, with the record of the run
//! ([`run`]) and their description ([`package`]) beside them, which appear together ([`staging`]). A [`journal`] lets a run that
//! ended too soon go on.

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
