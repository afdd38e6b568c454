//! The gender that a name near certainly tells.

use super::Gender;
use crate::entity::is_family_first;
use crate::lexicon::{Classes, Lexicon};

/// Given names, and full names of known persons, in small letters and order, each with its gender; `gazetteers/README.md` says where they
/// are from.
static NAMES: &str = include_str!("../../gazetteers/forenames.tsv");

/// The gender that a full name tells: that of a known person of it, else the given name's. Of names whose family name stands first,
/// only "Thi" of Vietnamese ones tells.
pub(super) fn of_name(name: &str) -> Option<Gender> {
    let mut words = name.split(' ').filter(|word| !word.is_empty());
    let (first, last) = (words.next()?, words.next_back()?);
    let inner: Vec<&str> = words.collect();
    if let Some(known) = listed(&format!("{first} {last}")) {
        return Some(known);
    }
    if inner.contains(&"Thi") {
        return Some(Gender::Female);
    }
    let surname = Lexicon::embedded().classes(last).has(Classes::SURNAME);
    if is_family_first(first) && (!surname || !inner.is_empty()) {
        return None;
    }
    // Where a given name may be either's, or tells something else than the next one: "Ali Akbar", "Asa Maria". Behind names that
    // are not known a father's may stand.
    let either = Lexicon::embedded().classes(first).has(Classes::GIVEN);
    match (of_given(first), inner.first().and_then(|second| of_given(second))) {
        (Some(one), Some(other)) if one != other && one == Gender::Male => None,
        (Some(known), _) => Some(known),
        (None, Some(known)) if either => Some(known),
        (None, _) => of_ending(first),
    }
}

/// The gender that the ending of a given name shows of which nothing else is known: "Anselmo", "Graziella".
pub(super) fn of_ending(given: &str) -> Option<Gender> {
    let ends = |endings: &[&str]| given.len() > 3 && endings.iter().any(|ending| given.ends_with(ending));
    if ends(&["o", "os", "us"]) && !given.ends_with("ko") {
        Some(Gender::Male)
    } else if ends(&["ina", "ella", "elle", "etta", "ette", "trix"]) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The gender that a given name tells: what the lexicon has it as, else its bearers.
pub(super) fn of_given(given: &str) -> Option<Gender> {
    let classes = Lexicon::embedded().classes(given);
    match (classes.has(Classes::GIVEN_MALE), classes.has(Classes::GIVEN_FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ if given.starts_with("Jean-") => Some(Gender::Male),
        _ => listed(given).or_else(|| given.split_once('-').and_then(|(first, _)| listed(first))),
    }
}

/// The gender of a name of the list.
fn listed(name: &str) -> Option<Gender> {
    let name = name.to_lowercase();
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = NAMES.as_bytes()[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = NAMES.get(start..)?.lines().next()?;
        let (word, gender) = line.split_once('\t')?;
        match name.as_str().cmp(word) {
            std::cmp::Ordering::Less => high = start,
            std::cmp::Ordering::Greater => low = start + line.len() + 1,
            std::cmp::Ordering::Equal => return Some(if gender == "m" { Gender::Male } else { Gender::Female }),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Gender, NAMES, listed, of_name};

    #[test]
    fn the_list_is_in_order_and_all_of_it_is_found() {
        assert!(NAMES.lines().is_sorted_by(|one, next| one.split('\t').next() < next.split('\t').next()));
        for line in NAMES.lines().step_by(97) {
            let (name, gender) = line.split_once('\t').expect("two columns");
            let expected = if gender == "m" { Gender::Male } else { Gender::Female };
            assert_eq!(listed(name), Some(expected), "{name}");
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
