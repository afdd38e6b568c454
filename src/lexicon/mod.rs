//! The lexicon: what is known of single words, in one place for all stages.
//!
//! A word is its [`hash`] from the time it is read; [`list`] tells its [`classes`] and whether a stage hooks on it; [`index`] holds
//! small tables that the compiler makes; [`en`] is the English vocabulary. The folder depends on nothing else in the crate, and the
//! build script compiles most of it to make the list.

pub(crate) mod bits;
pub(crate) mod classes;
pub(crate) mod combining;
pub(crate) mod en;
pub(crate) mod forename;
pub(crate) mod hash;
pub(crate) mod index;
mod list;
pub(crate) mod number;

pub use classes::Classes;
pub(crate) use hash::{SMALL, ascii_word_hash, eight, letterless_hash, short_word_hash, small_word_hash, word_hash};
pub use list::Lexicon;
