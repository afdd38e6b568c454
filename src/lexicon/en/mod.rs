//! English: every vocabulary of the program.
//!
//! The build script compiles this folder too: its files depend on the lexicon only.

#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod amount;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod definition;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod headline;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod name;
pub(crate) mod number;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod organisation;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod person;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod quotation;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod report;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod state;
pub(crate) mod stop;
pub(crate) mod time;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod verb;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod vote;

/// The words that a stage hooks on: it looks at them wherever they stand, and at no other listed word.
#[allow(dead_code, reason = "the build script asks")]
pub(crate) fn hooked() -> impl Iterator<Item = &'static str> {
    time::cores()
}
