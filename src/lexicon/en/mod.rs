//! English: every vocabulary of the program.
//!
//! The build script compiles this folder too: its files depend on the lexicon only.

#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod amount;
pub(crate) mod number;
pub(crate) mod stop;
pub(crate) mod time;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod verb;

/// The words that a stage hooks on: it looks at them wherever they stand, and at no other listed word.
#[allow(dead_code, reason = "the build script asks")]
pub(crate) fn hooked() -> impl Iterator<Item = &'static str> {
    time::cores()
}
