//! The gender that a name near certainly tells.
//!
//! Four sources, the surest first: known persons by their full names; the word list's given names of men and of women;
//! the list of some 48,000 given names that near all bearers of one gender have; endings ("Anselmo", "Graziella"). None
//! is told where two given names disagree ("Asa Maria"), or where the family name may stand first ("Han Meilun").

use super::Gender;
use crate::entity::is_family_first;
use crate::lexicon::en::person;
use crate::lexicon::{Classes, Lexicon, forename, hash};

/// The gender that a full name tells: that of a known person of it, else the given name's. Of names whose family name
/// stands first, only "Thi" of Vietnamese ones tells.
///
/// - "Oprah Weber": the given name. "Jean-Luc Weber": its first part.
/// - Where the first is a given name that tells nothing, the second decides.
/// - "Asa Maria Weber": none, where a man's name stands before a woman's.
/// - "Han Meilun", "Vu Lanh": none, for the family name may stand first; "Vu Thi Lanh": a woman's.
pub(super) fn of_name(name: &str) -> Option<Gender> {
    let mut words = name.split(' ').filter(|word| !word.is_empty());
    let (first, last) = (words.next()?, words.next_back()?);
    if let Some(known) = listed(hash::pair_hash(hash::word_hash(first), hash::word_hash(last))) {
        return Some(known);
    }
    let second = words.clone().next();
    if words.any(|word| word == "Thi") {
        return Some(Gender::Female);
    }
    let surname = || Lexicon::embedded().classes(last).has(Classes::SURNAME);
    if is_family_first(first) && (second.is_some() || !surname()) {
        return None;
    }
    // Where a given name may be either's, or tells something else than the next one: "Ali Akbar", "Asa Maria". Behind
    // names that are not known a father's may stand.
    let either = || Lexicon::embedded().classes(first).has(Classes::GIVEN);
    match (of_given(first), second.and_then(of_given)) {
        (Some(one), Some(other)) if one != other && one == Gender::Male => None,
        (Some(known), _) => Some(known),
        (None, Some(known)) if either() => Some(known),
        (None, _) => of_ending(first),
    }
}

/// The gender that the ending of a given name shows of which nothing else is known: "Anselmo", "Graziella". Names of
/// four bytes or more; "-ko" is as often a woman's ("Keiko").
pub(super) fn of_ending(given: &str) -> Option<Gender> {
    let ends = |endings: &[&str]| given.len() > 3 && endings.iter().any(|ending| given.ends_with(ending));
    if ends(person::MALE_ENDINGS) && !given.ends_with("ko") {
        Some(Gender::Male)
    } else if ends(person::FEMALE_ENDINGS) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The gender that a given name tells: what the lexicon has it as, else its bearers.
///
/// "Jean-Luc" is a man's, whatever "Jean" alone tells; of other compounds the first part tells, where
/// the whole is not listed.
pub(super) fn of_given(given: &str) -> Option<Gender> {
    let classes = Lexicon::embedded().classes(given);
    match (classes.has(Classes::GIVEN_MALE), classes.has(Classes::GIVEN_FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ if given.starts_with("Jean-") => Some(Gender::Male),
        _ => of_word(given).or_else(|| given.split_once('-').and_then(|(first, _)| of_word(first))),
    }
}

/// The gender of a given name of the list, whatever its case.
fn of_word(name: &str) -> Option<Gender> {
    listed(hash::word_hash(name))
}

/// The gender of the name of that hash; none of a name that the list does not have.
fn listed(hash: u64) -> Option<Gender> {
    forename::is_male(hash).map(|is_male| if is_male { Gender::Male } else { Gender::Female })
}

#[cfg(test)]
mod tests {
    use super::{Gender, listed, of_name, of_word};
    use crate::lexicon::hash::{pair_hash, word_hash};

    #[test]
    fn all_of_the_list_is_found_and_nothing_else() {
        for line in include_str!("../../gazetteers/forenames.tsv").lines() {
            let (name, gender) = line.split_once('\t').expect("two columns");
            let expected = if gender == "m" { Gender::Male } else { Gender::Female };
            let known = match (name.split_once(' '), name.rsplit_once(' ')) {
                (Some((first, _)), Some((_, last))) => listed(pair_hash(word_hash(first), word_hash(last))),
                _ => of_word(name),
            };
            assert_eq!(known, Some(expected), "{name}");
            assert_eq!(of_word(&format!("{name}-x")), None, "{name}");
        }
    }

    #[test]
    fn a_family_name_in_front_tells_nothing() {
        assert_eq!(of_name("Oprah Weber"), Some(Gender::Female));
        assert_eq!(of_name("Han Meilun"), None);
        assert_eq!(of_name("Vu Thi Lanh"), Some(Gender::Female));
        assert_eq!(of_name("Asa Maria Weber"), None);
        assert_eq!(of_name(""), None);
    }
}
