//! The lexicon: what is known of single words, in one place for all stages.
//!
//! A word is its [`hash`] from the time it is read: 64 bits, without regard to case, so that comparing two
//! words is comparing two numbers and no stage holds a word as a string. Three kinds of knowledge hang on it:
//!
//! - the **word list** ([`list`], compiled from `gazetteers/words.tsv`, some 35,000 words): a word's classes,
//!   and whether a stage hooks on it; the segmenter asks once a token;
//! - **vocabularies** of one stage ([`index`], tables that the compiler makes): what a word stands for inside a
//!   date or an amount; asked where the stage looks;
//! - **plain lists** ([`en`], one file a subject): verbs, nouns, endings that a rule names; asked where the
//!   rule gets that far.
//!
//! A *hook* is a claim of a stage on a word: the date stage looks at the tokens that dates may rest on, and
//! passes over all others 64 at a time.
//!
//! The folder depends on nothing else in the crate. The build script compiles most of it too, to make the word
//! list with the same hashes that the program looks words up by; what it compiles must stand alone.

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
