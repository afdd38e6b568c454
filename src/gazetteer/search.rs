//! Names of a gazetteer in a text: the longest one that starts at a token.
//!
//! Tokens and the names' atoms are cut differently ("al-Sisi" is one token and two atoms, "St." one of each), so the
//! search takes the atoms of one token after another into a key and asks after each token whether a name ends there and
//! whether one goes on. It ends at the first token that no name goes over.
//!
//! - "Bank of the West said": `Bank`, `Bank of`, `Bank of the` go on, `Bank of the West` is a name, and no longer one
//!   begins so.
//! - "George W. Bush" is found by "George Bush": an initial at which no name goes on is passed over, for persons.
//! - "Bank. Of": a sentence's end is a bound, which the caller sets with `end`.
//!
//! Of the names that begin with a word it is known whether all their atoms have capitals; then a word in small letters
//! ends the search at once.

use std::ops::Range;

use super::compile::is_initial;
use super::key::{Key, atoms, key};
use super::table::{Group, Probe, Table, Written};
use super::{Gazetteer, Match};
use crate::id::TokenId;
use crate::lexicon::{SMALL, eight};
use crate::segment::{Flags, Token, View};

/// No name is looked for over more tokens than this, which bounds the cost of a token.
const NAME_TOKENS: usize = 12;

impl Gazetteer {
    /// The longest name from `token` to before `end`, of text that is `written` so: case counts or does not. Of equal
    /// length the last table's.
    pub(super) fn longest_written<'a>(
        &'a self,
        view: View<'_>,
        token: TokenId,
        end: TokenId,
        written: Written,
    ) -> Option<Match<'a>> {
        let mut best: Option<Match<'a>> = None;
        let mut search = Search { gazetteer: self, key: Key::EMPTY, written, begun: None, known: Known::NOTHING };
        let start = token.index();
        for index in start..end.index().min(start + NAME_TOKENS) {
            let here = view.token(TokenId::new(index));
            let parted = index > start && here.flags().has(Flags::PARTED);
            if parted || !joins(here, index == start) && !(index > start && self.has_marks(here)) {
                break;
            }
            let before = (search.key, search.written);
            search.known = Known::NOTHING;
            let goes_on = match Short::of(view.text(), here.span().range()) {
                Some(short) => search.take(
                    |written| written.add_written(short.capital, short.capitals),
                    |key| key.with_short(short.small, short.len),
                ),
                None => atoms(here.text()).all(|atom| search.take(|written| written.add(atom), |key| key.with(atom))),
            };
            if !goes_on {
                break;
            }
            let Known { listed, name, prefix } = search.known;
            if here.is_word()
                && let Some((table, first)) = name
            {
                let span = view.token(token).span().cover(here.span());
                let written = search.written;
                best = Some(Match { span, tokens: (token, here.next_id()), table, first, written });
            }
            if !prefix {
                if listed || index == start || !is_initial(here.text().trim_end_matches('.')) {
                    break;
                }
                (search.key, search.written) = before;
                search.written.initials = true;
            }
        }
        best
    }
}

impl Gazetteer {
    /// Whether a user's name may go over a quotation mark: "Toys \"R\" Us".
    fn has_marks(&self, token: Token<'_>) -> bool {
        (self.tables.len() > 1 || self.towns.is_none()) && matches!(token.text(), "\"" | "“" | "”")
    }
}

/// The key of a token, the same as that of its text.
pub(crate) fn token_key(view: View<'_>, token: Token<'_>) -> Key {
    match Short::of(view.text(), token.span().range()) {
        Some(short) => Key::EMPTY.with_short(short.small, short.len),
        None => key(token.text()),
    }
}

/// The key of a name of these tokens, the same as that of the text they stand for with blanks between.
pub(crate) fn name_key(view: View<'_>, tokens: (TokenId, TokenId)) -> Key {
    view.range(tokens.0, tokens.1).fold(Key::EMPTY, |name, token| match Short::of(view.text(), token.span().range()) {
        Some(short) => name.with_short(short.small, short.len),
        None => atoms(token.text()).fold(name, Key::with),
    })
}

/// What is written so far, and what the tables know of it.
struct Search<'a> {
    /// Where it is looked for.
    gazetteer: &'a Gazetteer,
    /// The atoms so far.
    key: Key,
    /// How the atoms so far are written.
    written: Written,
    /// What names begin with the first atom; none before there is one.
    begun: Option<Begun>,
    /// What the tables know of the key.
    known: Known<'a>,
}

impl Search<'_> {
    /// Takes one more atom, which is added to what is written and to the key; tells whether a name may begin so.
    #[inline]
    fn take(&mut self, write: impl FnOnce(&mut Written), fold: impl FnOnce(Key) -> Key) -> bool {
        if !self.known.prefix {
            return false;
        }
        write(&mut self.written);
        // No name begins so that has an atom in small letters.
        if self.begun.as_ref().is_some_and(|begun| !begun.small) && !self.written.is_capitalised() {
            return false;
        }
        self.key = fold(self.key);
        let hash = self.key.finish();
        self.known = match &self.begun {
            Some(begun) => self.gazetteer.goes_on(begun, hash, self.written),
            None => self.gazetteer.begins(self.begun.insert(Begun::with(hash)), self.written),
        };
        true
    }
}

impl Gazetteer {
    /// What is known of the first atom; what names begin with it is added to `begun`.
    fn begins(&self, begun: &mut Begun, written: Written) -> Known<'_> {
        let mut known = Known { prefix: false, ..Known::NOTHING };
        for (index, table) in self.tables.iter().enumerate() {
            let first = table.first(begun.first);
            begun.small |= first.small;
            if let Some(group) = begun.groups.get_mut(index) {
                *group = table.group(first);
            }
            known.add(table, first, written);
        }
        known
    }

    /// What is known of a longer key.
    fn goes_on(&self, begun: &Begun, hash: u64, written: Written) -> Known<'_> {
        let mut known = Known { prefix: false, ..Known::NOTHING };
        for (index, table) in self.tables.iter().enumerate() {
            let group = begun.groups.get(index).copied();
            let group = group.unwrap_or_else(|| table.group(table.first(begun.first)));
            known.add(table, table.longer(group, hash), written);
        }
        known
    }
}

/// What the names begin with that are looked for.
struct Begun {
    /// The hash of the first atom.
    first: u64,
    /// Whether some of them may have an atom that does not start with a capital.
    small: bool,
    /// The names of the first tables that begin so; those of the others are looked up anew.
    groups: [Group; 2],
}

impl Begun {
    /// The beginning with that first atom, of which nothing is known yet.
    fn with(first: u64) -> Self {
        Self { first, small: false, groups: [Group::default(); 2] }
    }
}

/// What the tables know of a key.
#[derive(Clone, Copy, Debug)]
struct Known<'a> {
    /// Whether any has it as a name.
    listed: bool,
    /// The last table that has it as a name so written, with its first reading.
    name: Option<(&'a Table, usize)>,
    /// Whether longer names begin with it.
    prefix: bool,
}

impl<'a> Known<'a> {
    /// Of a name that has not begun.
    const NOTHING: Self = Self { listed: false, name: None, prefix: true };

    /// Adds what one more table knows.
    #[inline]
    fn add(&mut self, table: &'a Table, probe: Probe, written: Written) {
        self.listed |= probe.is_name();
        self.name = table.agreed(probe, written).map(|first| (table, first)).or(self.name);
        self.prefix |= probe.prefix;
    }
}

/// Whether a name may go over this token: words, and behind the first token the marks that stand inside names.
fn joins(token: Token<'_>, first: bool) -> bool {
    token.is_word() || !first && matches!(token.text(), "&" | "-" | "–" | "/" | "'" | "’" | "." | "+" | "++")
}

/// A token that is one atom, of sixteen ASCII letters and digits at most.
#[derive(Clone, Copy)]
pub(super) struct Short {
    /// Its bytes, letters made small, and noughts behind them.
    small: [u64; 2],
    /// Its bytes.
    len: usize,
    /// Whether it starts with a capital.
    capital: bool,
    /// Whether it has no small letter.
    capitals: bool,
}

impl Short {
    /// The token at `range` of `text`.
    #[inline(always)]
    fn of(text: &str, range: Range<usize>) -> Option<Self> {
        let len = range.len();
        if !(1..=16).contains(&len) {
            return None;
        }
        let part = |at: usize, len: usize| {
            let mask = u64::MAX >> (64 - 8 * len.min(8));
            let bytes = eight(text.as_bytes(), at) & mask;
            (bytes, (bytes | SMALL) & mask, others(bytes) & mask)
        };
        let (first, small, odd) = part(range.start, len);
        let (second, behind, more) = if len > 8 { part(range.start + 8, len - 8) } else { (0, 0, 0) };
        // Small letters have both the bit that tells them from capitals and the bit above, which digits have not.
        let lower = (first & first >> 1 | second & second >> 1) & SMALL;
        let (capital, capitals) = (first & 0x20 == 0, lower == 0);
        (odd | more == 0).then_some(Self { small: [small, behind], len, capital, capitals })
    }
}

/// The high bit of each byte that is no ASCII letter or digit.
#[inline]
fn others(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let low = eight & !HIGH;
    // Whether each byte is this one or a higher one.
    let from = |bytes: u64, first: u64| bytes + (0x80 - first) * ONES;
    let letter = from(low | SMALL, 0x61) & !from(low | SMALL, 0x7b);
    let digit = from(low, 0x30) & !from(low, 0x3a);
    !((letter | digit) & !eight) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_atoms_are_read_as_any_others() {
        let words = [
            "a",
            "Z",
            "Saint",
            "saint",
            "NATO",
            "G20",
            "2019",
            "letters8",
            "McDonald1",
            "ABCDEFGHIJKLMNOP",
            "sixteen0letters0",
        ];
        for word in words {
            let text = format!("{word} and so on, and so on");
            let short = Short::of(&text, 0..word.len()).unwrap();
            assert_eq!(Key::EMPTY.with_short(short.small, short.len), Key::EMPTY.with(word), "{word}");
            let (mut one, mut other) = (Written::EMPTY, Written::EMPTY);
            one.add_written(short.capital, short.capitals);
            other.add(word);
            assert_eq!((one.capitalised, one.capitals), (other.capitalised, other.capitals), "{word}");
        }
        for word in ["", "al-Sisi", "don't", "José", "a.", "/", ":", "@", "[", "`", "{", "seventeen0letters"] {
            assert!(Short::of(word, 0..word.len()).is_none(), "{word}");
        }
    }
}
