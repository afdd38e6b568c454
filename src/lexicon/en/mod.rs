//! English: every vocabulary of the program, one file a subject.
//!
//! Three shapes stand here, by how they are asked:
//!
//! - **Tables by hash** ([`amount`], [`time`]): an enum of what a word stands for, rows of meanings with their
//!   words, and an [`Index`](super::index::Index). Asked for many tokens of every text.
//! - **Lists of hashes** (`words!`, as in [`stop`]): asked of a token whose hash is at hand.
//! - **Lists of strings** ([`quantity`], [`verb`], [`headline`]): asked of a few tokens, where a rule got so
//!   far; sorted where they are searched by halving. Some hold capitalised words, since case counts there.
//!
//! A list says what its words do in a sentence, not what they are: what a rule may conclude from one. A word
//! goes to the list whose rule it serves, and may stand in several. Classes that many stages ask for are the
//! word list's (`gazetteers/words.tsv`), not a list here.
//!
//! The build script compiles this folder too: its files depend on the lexicon only.

#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod amount;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod attribution;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod cue;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod definition;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod event;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod headline;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod holiday;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod meaning;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod name;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod name_form;
pub(crate) mod number;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod organisation;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod person;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod place;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod quantity;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod quotation;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod report;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod role;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod sport;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod state;
pub(crate) mod stop;
pub(crate) mod time;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod verb;
#[allow(dead_code, reason = "the build script compiles it and asks for none of it")]
pub(crate) mod vote;

/// The words that a stage hooks on: it looks at them wherever they stand, and at no other listed word. Of the
/// date stage's words those that a date may rest on.
#[allow(dead_code, reason = "the build script asks")]
pub(crate) fn hooked() -> impl Iterator<Item = &'static str> {
    time::cores()
}
