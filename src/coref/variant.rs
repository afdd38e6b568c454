//! Variants of persons' names that more than first name and surname decide: numbers of generation, and nicknames in
//! front.

use crate::gazetteer::key::{atoms, key};
use crate::lexicon::Classes;
use crate::lexicon::Lexicon;

/// Whether two full names of one surname can be one person's by their ends: "Ana Silva Jr." is not Ana Silva, and "Bo
/// Lund III" not "Bo Lund Jr.".
pub(super) fn same_generation(known: &str, name: &str) -> bool {
    let generation = |name: &str| {
        // "Jr." and "III" are short; most names' last words are not.
        let from = name.len() - name.bytes().rev().take(6).position(|byte| byte == b' ')?;
        let last = atoms(&name[from..]).last()?;
        (last.len() <= 3 && Lexicon::embedded().classes(last).has(Classes::GENERATIONAL)).then(|| key(last))
    };
    generation(known) == generation(name)
}

/// Whether one name is the other with a nickname in front: "Iron Mike Tyson", but not "Mary Jane Tyson" for Jane.
///
/// The word in front must be no given name and have three bytes or more; behind it the longer name must go on as the
/// shorter one starts.
pub(super) fn has_nickname(known: &str, name: &str) -> bool {
    let in_front = |long: &str, short: &str| {
        let mut words = atoms(long);
        let (Some(nickname), Some(first), Some(_)) = (words.next(), words.next(), words.next()) else { return false };
        let given = Lexicon::embedded().classes(nickname).has(Classes::GIVEN);
        nickname.len() > 2 && !given && atoms(short).next().is_some_and(|word| key(word) == key(first))
    };
    in_front(known, name) || in_front(name, known)
}
