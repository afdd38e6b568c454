//! Words of roles: what ends their phrases, when they are held, and nouns that are none.

use crate::lexicon::index::words;

/// Words that no role's phrase goes on over, beside those that bind: "the minister under Silva".
pub(crate) const ENDING: &[u64] = words!("under via unlike until since including per versus beneath even only just");

/// Nouns for what a person is to another one, which is no role: "her rival".
pub(crate) const RELATIONS: &[u64] =
    words!("rival mentor friend colleague opponent teammate classmate predecessor successor");

/// Words in front of a role that say when it is held, or was: "former president", "ex-president". Cut off, they leave
/// the role; of two that start alike the first must be the longer one.
pub(crate) const WHEN: &[&str] = &[
    "former", "current", "then", "ex", "outgoing", "incoming", "acting", "interim", "late", "onetime", "one-time",
    "deposed", "ousted",
];

/// Parts of a role that say it was won and is not held yet: "president-elect".
pub(crate) const ELECT: &[&str] = &["designate", "elect", "incoming"];

/// Parts of a role that say it was held before. "Outgoing" is none: such a president still is one.
pub(crate) const FORMER: &[&str] = &["deposed", "ex", "former", "late", "onetime", "ousted", "then"];

/// Parts of a role that say it is held for the time being.
pub(crate) const ACTING: &[&str] = &["acting", "caretaker", "interim"];

/// Words before an office that say its holder of today is not meant: "Norway's former prime minister".
pub(crate) const OF_OTHER_TIMES: &[&str] =
    &["former", "ex", "then", "late", "new", "next", "future", "outgoing", "incoming"];

/// Nouns that stand for a woman in a role or rank, beside those in "-woman".
pub(crate) const WOMEN: &[&str] = &["Princess", "Queen", "actress", "duchess", "princess", "queen"];

/// Nouns that stand for a man, beside those in "-sman" and "-rman".
pub(crate) const MEN: &[&str] = &["King", "Prince", "king", "prince"];

/// What titles that are cut short stand for, with and without their full stop.
pub(crate) const SHORT_TITLES: &[(&str, &str)] =
    &[("Gen", "general"), ("Gov", "governor"), ("Prof", "professor"), ("Rep", "representative"), ("Sen", "senator")];

/// Endings of adjectives, of words of five bytes or more.
pub(crate) const ADJECTIVE_ENDINGS: &[&str] =
    &["al", "ive", "ous", "ful", "ent", "ant", "ary", "ic", "able", "ible", "less", "ish", "ular"];

/// What foreign ministers are called in one country or another.
pub(crate) const FOREIGN_MINISTERS: &[&str] = &["foreign minister", "foreign secretary", "secretary of state"];
