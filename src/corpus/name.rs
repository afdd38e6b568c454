//! Names of persons and organisations, as they are compared over articles.
//!
//! Articles write one name in many ways. [`fold`] takes away what never tells two apart (case, accents, marks);
//! [`PersonName`] parts what is left, and [`PersonName::goes_with`] says whether two may be forms of one. Nothing here
//! knows articles: whether two forms *are* one person is decided in [`people`](super::people).
//!
//! ```text
//! Rens van Loon Jr.      given: rens     surname: loon   suffix: jr
//! J.F. O’Brien-Łuczak    given: j, f, obrien             surname: luczak
//! Pelé                   given: -        surname: pele
//! Zhou Ji                given: zhou     surname: ji     (family names that stand first are not known here)
//!
//! goes with: "J. Smith" and "John Smith", "Bill Foster" and "William Foster", "Mahmud Hamdan" and "Mahmoud Hamdan"
//! not: "Ivana Marsh" and "Ivanka Marsh", "Peter H. W. Marsh" and "Peter W. Marsh", "Al Marsh Sr." and "Al Marsh Jr."
//! ```

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::nickname;
use crate::lexicon::en::name_form::{LEGAL_FORMS, PARTICLES, SUFFIXES};
use crate::lexicon::{Classes, Lexicon};

/// A name's words in small ASCII letters where there are such: no marks, no punctuation. Letters of other scripts stay
/// as they are, but small.
///
/// `"Dr. Zoë Ørsted-Groß"` → `dr`, `zoe`, `orsted`, `gross`. Nothing of `"…"`.
pub(super) fn fold(name: &str) -> Vec<String> {
    if name.is_ascii() {
        folded(name.chars())
    } else {
        folded(name.nfkd().filter(|letter| !is_combining_mark(*letter)))
    }
}

/// The words of letters that have lost their accents. A full stop ends a word of one letter only, so that `J.F.` are
/// two initials and `St.Clair` stays one word; apostrophes and soft hyphens vanish; any other mark ends a word.
fn folded(letters: impl Iterator<Item = char>) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in letters.chain([' ']) {
        match letter {
            // "J.F." are two initials, "O'Brien" is one word.
            '.' if word.chars().count() == 1 => words.push(std::mem::take(&mut word)),
            '\'' | '’' | '‘' | '`' | '.' | '\u{ad}' => {}
            letter if letter.is_alphanumeric() => {
                for small in letter.to_lowercase() {
                    match small {
                        'ø' => word.push('o'),
                        'ł' => word.push('l'),
                        'đ' | 'ð' => word.push('d'),
                        'ß' => word.push_str("ss"),
                        'æ' => word.push_str("ae"),
                        'œ' => word.push_str("oe"),
                        'ı' => word.push('i'),
                        other => word.push(other),
                    }
                }
            }
            _ if !word.is_empty() => words.push(std::mem::take(&mut word)),
            _ => {}
        }
    }
    words
}

/// A person's name in its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PersonName {
    /// Given names and initials, before the surname.
    pub(super) given: Vec<String>,
    /// The last word without a suffix; the only one of a name of one word.
    pub(super) surname: String,
    /// `jr`, `sr`, `ii`, `iii`, `iv` or `v`; "Junior" and "Senior" are the short ones.
    pub(super) suffix: Option<String>,
}

impl PersonName {
    /// Reads a name; none if it has no letters.
    ///
    /// Particles are left out: "van" of "Rens van Loon", so that lists that drop it agree. The first word of a name
    /// with a capital in front stays, since "Ben Marsh" and "Al Marsh" begin with given names; of `bin Rashid` nothing
    /// but the surname stays. A name that is but a suffix ("Senior") is a surname.
    pub(super) fn read(name: &str) -> Option<Self> {
        let mut words = fold(name);
        let mut suffix = None;
        while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES.contains(&word.as_str())) {
            suffix = words.pop().map(|word| match word.as_str() {
                "junior" => "jr".to_owned(),
                "senior" => "sr".to_owned(),
                _ => word,
            });
        }
        let surname = words.pop()?;
        // "Ben" and "Al" are given names where they stand first with a capital.
        let mut first = name.trim_start().starts_with(char::is_uppercase);
        words.retain(|word| std::mem::take(&mut first) || !PARTICLES.contains(&word.as_str()));
        Some(Self { given: words, surname, suffix })
    }

    /// All of it again, as [`fold`] gives it, without particles: what lines of the user's decisions are compared with.
    pub(super) fn folded(&self) -> String {
        let words = self.given.iter().chain([&self.surname]).chain(&self.suffix);
        words.map(String::as_str).collect::<Vec<&str>>().join(" ")
    }

    /// Whether only one word is known, which may be a surname or a mononym.
    pub(super) fn is_single(&self) -> bool {
        self.given.is_empty()
    }

    /// Whether both may be forms of one name: the first given names go together, and no other part is against it.
    ///
    /// Surnames are not looked at: who is asked about stands in one block of them. The order of the two does not
    /// matter. A name of one word goes with none. Of middle names only the first is compared, and only if both have
    /// one.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        if self.suffix.is_some() && other.suffix.is_some() && self.suffix != other.suffix {
            return false;
        }
        let (Some(first), Some(second)) = (self.given.first(), other.given.first()) else { return false };
        let (rest, others) = (&self.given[1..], &other.given[1..]);
        // "Peter H. W." is not "Peter W."
        let middles = match (rest.first(), others.first()) {
            (Some(middle), Some(other)) => given_go_together(middle, other),
            _ => true,
        };
        given_go_together(first, second) && middles
            // "R. Scott Foster" is "Scott Foster".
            || rest.first().is_some_and(|middle| middle == second && second.len() > 1)
            || others.first().is_some_and(|middle| middle == first && first.len() > 1)
    }

    /// How much it says: a given name counts three, an initial one, since "Lena Vidal" tells more than "L. M. Vidal".
    pub(super) fn fullness(&self) -> usize {
        self.given.iter().map(|given| if given.chars().count() == 1 { 1 } else { 3 }).sum()
    }

    /// Whether no given name is written out; also of a name of one word.
    pub(super) fn is_initials(&self) -> bool {
        self.given.iter().all(|given| given.chars().count() == 1)
    }
}

/// Whether two given names may be one: the same, an initial, a nickname, or another spelling. Both are folded.
fn given_go_together(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b
        || short.chars().count() == 1 && long.starts_with(short)
        || nickname::same(a, b)
        || is_near(a, b) && sounds_alike(a, b)
}

/// Whether two words that are one but for a letter may sound alike: "Mahmoud" and "Mahmud", "Viktor" and "Victor";
/// "Ivana" and "Ivanka" are two names.
///
/// Of words of one length, the two letters stand for one sound, or one word is no known given name and so a slip of the
/// pen. Of words of two lengths, the letter more is an `h`, or stands beside one that sounds like it ("Sara" and
/// "Sarah", "Anna" and "Ana"); an `a` at the end makes another name.
fn sounds_alike(first: &str, second: &str) -> bool {
    /// Letters that are written for one sound, in one language or the other.
    const SOUNDS: [&str; 6] = ["aeiouyjwh", "ckq", "sz", "fvw", "dt", "bp"];
    let (a, b): (Vec<char>, Vec<char>) = (first.chars().collect(), second.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let at = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let alike = |one: char, other: char| SOUNDS.iter().any(|sound| sound.contains(one) && sound.contains(other));
    let Some(&letter) = long.get(at) else { return true };
    if short.len() == long.len() {
        // What no list has as a name is a slip of the pen: "Donand".
        let is_known = |name: &str| Lexicon::embedded().classes(name).has(Classes::GIVEN);
        return alike(letter, short[at]) || !is_known(first) || !is_known(second);
    }
    // "Martin" and "Martina" are two.
    let feminine = letter == 'a' && at == short.len();
    let doubled =
        |place: Option<usize>| place.and_then(|place| long.get(place)).is_some_and(|&near| alike(near, letter));
    !feminine && (alike(letter, 'h') || doubled(at.checked_sub(1)) || doubled(Some(at + 1)))
}

/// Whether two words are one but for a letter, as transliterations are; of five letters at least, the first the same.
/// Equal words are not near. Linear in their letters: what both have ahead and behind is all but one letter.
///
/// `viktor`, `victor` → true; `olena`, `helena` → false, their first letters differ; `anna`, `ana` → false, they are
/// short.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    if a.chars().next() != b.chars().next() {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 5 || long.len() - short.len() > 1 || a == b {
        return false;
    }
    let ahead = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let behind = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    ahead + behind + 1 >= long.len()
}

/// An organisation's name without article and legal form: what its forms have in common.
///
/// `"The Fjordline Group Ltd."` → `fjordline`; `"General Co"` → `general`; `"Company"` keeps its only word; `"Group of
/// Seven"` is not touched, since only last words are looked at.
pub(super) fn organisation_key(name: &str) -> String {
    let mut words = fold(name);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let mut end = words.len();
    while end > 1 && LEGAL_FORMS.contains(&words[end - 1].as_str()) {
        end -= 1;
    }
    // "General Co" keeps a word of its own; "Group of Seven" ends in none.
    words.truncate(end);
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::read(text).unwrap()
    }

    #[test]
    fn names_are_folded_to_their_parts() {
        assert_eq!(fold("J.F. O’Brien-Łuczak"), ["j", "f", "obrien", "luczak"]);
        let parts = name("Rens van Loon Jr.");
        assert_eq!((parts.given.as_slice(), parts.surname.as_str()), (["rens".to_owned()].as_slice(), "loon"));
        assert_eq!(parts.suffix.as_deref(), Some("jr"));
    }

    #[test]
    fn forms_of_one_name_go_together() {
        for (a, b) in [
            ("Lena Maria Vidal", "Lena Vidal"),
            ("J. Smith", "John Smith"),
            ("Bill Foster", "William Foster"),
            ("Mahmud Hamdan", "Mahmoud Hamdan"),
            ("R. Scott Foster", "Scott Foster"),
            ("Viktor Hamdan", "Victor Hamdan"),
            ("Robett Hamdan", "Robert Hamdan"),
        ] {
            assert!(name(a).goes_with(&name(b)), "{a}, {b}");
        }
        for (a, b) in [
            ("Niall Quarrie", "Aidan Quarrie"),
            ("Peter H. W. Marsh", "Peter W. Marsh"),
            ("Al Marsh Sr.", "Al Marsh Jr."),
            ("Ivana Marsh", "Ivanka Marsh"),
            ("Martin Marsh", "Martina Marsh"),
        ] {
            assert!(!name(a).goes_with(&name(b)), "{a}, {b}");
        }
    }

    #[test]
    fn organisations_lose_their_legal_form() {
        assert_eq!(organisation_key("The Fjordline Group Ltd."), organisation_key("Fjordline"));
    }
}
