//! A run: articles in, tables out, on all cores, in the order of the input.
//!
//! [`read`] makes batches of the articles, [`ordered`] has them worked on by all threads and gives the results back in order, [`extract()`]
//! makes encoded rows of them, and [`folder`] puts these into files, with the record of the run
//! ([`run`]) and their description ([`package`]) beside them, which appear together ([`staging`]).

mod extract;
mod folder;
mod ordered;
mod package;
mod read;
mod run;
mod staging;
mod verify;

pub use extract::{Event, ExtractOptions, Kept, Output, Summary, extract, join_corpus};
pub use folder::TableFolder;
pub use run::Run;
pub use verify::{Verified, verify};
