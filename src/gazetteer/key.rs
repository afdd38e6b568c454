//! Keys: names folded to hashes, so that variants of writing meet.
//!
//! A name is read as a sequence of *atoms*, its runs of letters and digits. Case, diacritics and whatever stands
//! between atoms (blanks, hyphens, apostrophes, full stops) do not count: "Al-Qaeda" meets "al Qaeda", "Erdoğan" meets
//! "Erdogan", and "N'Djamena" is two atoms in both. "Saint" meets "St.", and "&" meets "and". How the text is cut into
//! tokens does not matter either.
//!
//! The build script compiles this file too: it uses the lexicon only.

use crate::lexicon::combining::is_combining;
use crate::lexicon::hash::FACTOR;

/// The folded hash of a name, atom by atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of the empty name.
    pub(crate) const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The key of this name with `atom` after it.
    #[inline]
    #[must_use]
    pub(crate) fn with(self, atom: &str) -> Self {
        let atom = match atom.len() {
            1 if atom == "&" => "and",
            5 if atom.eq_ignore_ascii_case("saint") => "st",
            _ => atom,
        };
        let mut hash = self.next();
        if atom.is_ascii() {
            for word in atom.as_bytes().chunks(8) {
                hash = absorb(hash, small(word));
            }
            return Self(hash);
        }
        let (mut word, mut len) = ([0; 8], 0);
        for c in atom.chars() {
            fold(c, |folded| {
                for &byte in folded.encode_utf8(&mut [0; 4]).as_bytes() {
                    word[len] = byte;
                    len += 1;
                    if len == word.len() {
                        hash = absorb(hash, u64::from_le_bytes(word));
                        (word, len) = ([0; 8], 0);
                    }
                }
            });
        }
        Self(if len > 0 { absorb(hash, u64::from_le_bytes(word)) } else { hash })
    }

    /// [`Key::with`] of an atom of so many ASCII letters and digits, sixteen at most: letters made small, and noughts
    /// behind them.
    #[inline]
    #[must_use]
    pub(crate) fn with_short(self, [first, second]: [u64; 2], len: usize) -> Self {
        const SAINT: u64 = u64::from_le_bytes(*b"saint\0\0\0");
        const ST: u64 = u64::from_le_bytes(*b"st\0\0\0\0\0\0");
        let hash = absorb(self.next(), if first == SAINT && len == 5 { ST } else { first });
        Self(if len > 8 { absorb(hash, second) } else { hash })
    }

    /// What the bytes of the next atom are added to.
    #[inline]
    fn next(self) -> u64 {
        (self.0 ^ FACTOR).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29)
    }

    /// The well-mixed 64-bit form that tables are addressed by. Compiled gazetteers hold parts of it: a change of it is
    /// a new version of the form.
    pub(crate) fn finish(self) -> u64 {
        let mut hash = self.0;
        hash ^= hash >> 33;
        hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^ hash >> 33
    }
}

/// Takes eight bytes into a hash.
fn absorb(hash: u64, word: u64) -> u64 {
    let hash = (hash ^ word).wrapping_mul(FACTOR);
    hash ^ hash >> 32
}

/// One to eight ASCII letters and digits as a number, letters as small ones.
fn small(bytes: &[u8]) -> u64 {
    let four = |at: usize| u64::from(u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]));
    let one = |at: usize| u64::from(bytes[at]) << (8 * at);
    let len = bytes.len();
    let word = if len < 4 { one(0) | one(len / 2) | one(len - 1) } else { four(0) | four(len - 4) << (8 * (len - 4)) };
    // The bit that tells small letters from capitals is set in every digit.
    word | 0x2020_2020_2020_2020 & u64::MAX >> (64 - 8 * len)
}

/// The key of a whole name; that of a name without letter or digit is the empty one.
pub(crate) fn key(name: &str) -> Key {
    atoms(name).fold(Key::EMPTY, Key::with)
}

/// The runs of letters and digits of `name`, and each "&". Combining marks belong to their letters: "Lo\u{301}pez" is
/// one atom.
pub(crate) fn atoms(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        // Nearly all atoms are of ASCII, and a blank stands between them.
        if let Some(after) = rest.strip_prefix(' ') {
            rest = after;
        }
        if !ALPHANUMERIC[usize::from(*rest.as_bytes().first()?)] {
            rest = &rest[rest.find(|c: char| c == '&' || c.is_alphanumeric())?..];
        }
        let ascii = rest.bytes().position(|byte| !ALPHANUMERIC[usize::from(byte)]).unwrap_or(rest.len());
        let end = if rest.as_bytes().get(ascii).is_some_and(|byte| !byte.is_ascii()) {
            rest.find(|c: char| !c.is_alphanumeric() && !is_combining(c)).unwrap_or(rest.len())
        } else {
            // An "&" by itself.
            ascii.max(1)
        };
        let (atom, after) = rest.split_at(end);
        rest = after;
        Some(atom)
    })
}

/// The ASCII letters and digits.
const ALPHANUMERIC: [bool; 256] = {
    let (mut set, mut byte) = ([false; 256], 0u8);
    while byte < 128 {
        set[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    set
};

/// Passes the lower-case base letters of `c` to `each`: one for most letters, two for "ß", "æ" and the like, none for a
/// combining mark. Letters of other scripts are made small and stay as they are.
fn fold(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        return each(c.to_ascii_lowercase());
    }
    if is_combining(c) {
        return;
    }
    let base = match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' | 'ắ' | 'ằ' => {
            "a"
        }
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'ə' | 'Ə' | 'ẹ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => {
            "e"
        }
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'ị' | 'ỉ' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ' | 'ķ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ộ' | 'ớ' | 'ờ' | 'ợ' => {
            "o"
        }
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ự' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'ỳ' | 'ỹ' => "y",
        'Ź'..='ž' => "z",
        'ß' | 'ẞ' => "ss",
        'Æ' | 'æ' => "ae",
        'Œ' | 'œ' => "oe",
        'Þ' | 'þ' => "th",
        _ => {
            c.to_lowercase().for_each(each);
            return;
        }
    };
    base.chars().for_each(each);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_of_writing_meet() {
        for (a, b) in [
            ("Al-Qaeda", "al Qaeda"),
            ("Erdoğan", "ERDOGAN"),
            ("Côte d'Ivoire", "Cote d’Ivoire"),
            ("U.S.", "U S"),
            ("Lo\u{301}pez", "López"),
            ("Weiß", "WEISS"),
            ("Constantinopolitañ", "constantinopolitan"),
            ("St. Lucia", "Saint Lucia"),
            ("Hart & Vale", "Hart and Vale"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        assert_ne!(key("U.S."), key("US"));
        assert_ne!(key("New York"), key("York New"));
        assert_ne!(key("ab c"), key("a bc"));
    }
}
