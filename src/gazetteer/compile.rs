//! Compiling: gazetteer rows and words to tables that are searched as they lie in the file.
//!
//! All numbers are little-endian. Both tables are open-addressed, a power of two in size and at most 60 % full.
//!
//! This file stands alone but for its siblings `key`, `classes` and `kinds`: the build script compiles it too.

use std::ops::Range;

use super::key::{Key, atoms};
use super::kinds::{EntityType, Subtype};

/// The first bytes of a compiled gazetteer; the last digit is the format's version.
pub(crate) const GAZETTEER_MAGIC: &[u8; 8] = b"DLGAZ\0\x001";
/// The first bytes of a compiled word list; the last digit is the format's version.
pub(crate) const WORDS_MAGIC: &[u8; 8] = b"DLWRD\0\x002";

/// Bytes before the first slot, in both kinds of file.
pub(crate) const HEADER: usize = 24;
/// Bytes of a gazetteer slot: key, then value.
pub(crate) const SLOT: usize = 12;
/// Bytes of a word's slot.
pub(crate) const WORD_SLOT: usize = 4;
/// The bits of a word's slot that number its class set.
pub(crate) const SET: u32 = 0xfff;
/// Bytes of a reading: entry, then flags.
pub(crate) const READING: usize = 8;
/// Bytes of an entry.
pub(crate) const ENTRY: usize = 36;

/// A slot's value: longer names go on from here.
pub(crate) const PREFIX: u32 = 1 << 31;
/// A reading's flags: the last reading of its name.
pub(crate) const LAST: u32 = 1 << 8;
/// A reading's flags: the name is written in capitals only.
pub(crate) const CAPITALS: u32 = 1 << 9;
/// A reading's flags: how many atoms of the name start with a capital.
pub(crate) const CAPITALISED: u32 = 0xff;
/// No day.
pub(crate) const NO_DAY: i32 = i32::MIN;
/// No subtype.
pub(crate) const NO_SUBTYPE: u8 = u8::MAX;

/// One row of a gazetteer, checked.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    /// The name as it is written.
    pub(crate) name: &'a str,
    /// Its type.
    pub(crate) kind: EntityType,
    /// Its subtype.
    pub(crate) subtype: Option<Subtype>,
    /// The main name of what it names.
    pub(crate) canonical: &'a str,
    /// An outside id as a prefixed name, or empty.
    pub(crate) link: &'a str,
    /// ISO 3166 alpha-2 code, or empty.
    pub(crate) country: &'a str,
    /// The weight among the readings of the name.
    pub(crate) prior: u32,
    /// The office, for persons; else a remark.
    pub(crate) note: &'a str,
    /// Days since 1970-01-01 of the first and last day on which `note` holds.
    pub(crate) valid: (Option<i32>, Option<i32>),
}

/// Compiles rows; readings of one name are ordered by falling prior, then as given.
pub(crate) fn gazetteer(rows: &[Row<'_>]) -> Vec<u8> {
    let mut keys: Vec<(u64, usize)> = Vec::with_capacity(rows.len());
    let mut prefixes: Vec<u64> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut key = Key::EMPTY;
        let mut parts = atoms(row.name).peekable();
        while let Some(atom) = parts.next() {
            key = key.with(atom);
            if parts.peek().is_some() {
                prefixes.push(key.finish());
            }
        }
        if key != Key::EMPTY {
            keys.push((key.finish(), index));
        }
    }
    keys.sort_by_key(|&(key, index)| (key, std::cmp::Reverse(rows[index].prior), index));

    let mut strings = Strings::default();
    let (mut readings, mut entries) = (Vec::new(), Vec::new());
    let mut values: Vec<(u64, u32)> = Vec::new();
    for group in keys.chunk_by(|a, b| a.0 == b.0) {
        values.push((group[0].0, number(readings.len() / READING) + 1));
        for (at, &(_, index)) in group.iter().enumerate() {
            let last = if at + 1 == group.len() { LAST } else { 0 };
            readings.extend(number(entries.len() / ENTRY).to_le_bytes());
            readings.extend((case(rows[index].name) | last).to_le_bytes());
            entry(&rows[index], &mut strings, &mut entries);
        }
    }
    values.extend(prefixes.into_iter().map(|prefix| (prefix, PREFIX)));
    values.sort_unstable();
    values.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.1 |= if same { later.1 } else { 0 };
        same
    });

    let slots = slot_count(values.len());
    let mut table = vec![0u8; slots * SLOT];
    for (key, value) in values {
        let mut at = place(key, slots);
        while table[at * SLOT..at * SLOT + 8] != [0; 8] {
            at = (at + 1) & (slots - 1);
        }
        table[at * SLOT..at * SLOT + 8].copy_from_slice(&key.to_le_bytes());
        table[at * SLOT + 8..at * SLOT + 12].copy_from_slice(&value.to_le_bytes());
    }

    let mut out = GAZETTEER_MAGIC.to_vec();
    for count in [slots, readings.len() / READING, entries.len() / ENTRY, strings.bytes.len()] {
        out.extend(number(count).to_le_bytes());
    }
    out.extend(table);
    out.extend(readings);
    out.extend(entries);
    out.extend(strings.bytes);
    out
}

/// What a word's slot keeps of its hash; the rest of the slot is the number of its class set, from 1.
#[inline]
pub(crate) fn word_mark(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default() & !SET
}

/// The hash of a word without regard to case; never 0.
pub(crate) fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        return ascii_word_hash(word.as_bytes(), 0..word.len());
    }
    let mut lower = [0; LONGEST_WORD];
    let mut len = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let end = len + c.len_utf8();
        if end > LONGEST_WORD {
            break;
        }
        c.encode_utf8(&mut lower[len..end]);
        len = end;
    }
    mix(&lower, 0..len, 0)
}

/// [`word_hash`] of the word that stands at `range` of a text, if it is known to be ASCII.
#[inline]
pub(crate) fn ascii_word_hash(text: &[u8], range: Range<usize>) -> u64 {
    mix(text, range, SMALL)
}

/// [`word_hash`] of an ASCII word of eight letters at most, which stand in the low bytes of `letters`.
#[inline]
pub(crate) fn short_word_hash(letters: u64, len: usize) -> u64 {
    finish(begin(len) ^ (letters | SMALL) & u64::MAX >> (64 - 8 * len))
}

/// Sets the bit that tells small letters from capitals. Some marks fall together as well; no listed words differ by those.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// No listed word is longer.
const LONGEST_WORD: usize = 64;

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

fn begin(len: usize) -> u64 {
    (len as u64).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn finish(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(FACTOR);
    let hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32 | 1
}

/// Hashes eight bytes a step, each with the bits of `set` added.
fn mix(text: &[u8], range: Range<usize>, set: u64) -> u64 {
    let mut hash = begin(range.len());
    let mut at = range.start;
    while range.end - at > 8 {
        hash = (hash ^ (eight(text, at) | set)).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
        at += 8;
    }
    if at < range.end {
        hash ^= (eight(text, at) | set) & u64::MAX >> (64 - 8 * (range.end - at));
    }
    finish(hash)
}

/// The eight bytes at `at`; what lies past the end counts as 0.
#[inline]
pub(crate) fn eight(text: &[u8], at: usize) -> u64 {
    let bytes = text.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    u64::from_le_bytes(bytes.unwrap_or_else(|| {
        let mut bytes = [0; 8];
        let rest = text.get(at..).unwrap_or_default();
        bytes[..rest.len()].copy_from_slice(rest);
        bytes
    }))
}

/// The slot at which the search for a hash starts.
pub(crate) fn place(hash: u64, slots: usize) -> usize {
    usize::try_from(hash >> 20).unwrap_or_default() & (slots - 1)
}

pub(crate) fn slot_count(filled: usize) -> usize {
    (filled * 5 / 3 + 1).next_power_of_two()
}

fn case(name: &str) -> u32 {
    let capitalised = atoms(name).filter(|atom| atom.starts_with(char::is_uppercase)).count().min(255);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() > 1 && letters().all(char::is_uppercase);
    number(capitalised) | if capitals { CAPITALS } else { 0 }
}

fn entry(row: &Row<'_>, strings: &mut Strings, out: &mut Vec<u8>) {
    let code = |position: Option<usize>| position.and_then(|at| u8::try_from(at).ok());
    out.push(code(EntityType::ALL.iter().position(|kind| *kind == row.kind)).unwrap_or_default());
    out.push(
        code(row.subtype.and_then(|subtype| Subtype::ALL.iter().position(|kind| *kind == subtype)))
            .unwrap_or(NO_SUBTYPE),
    );
    let country = row.country.as_bytes();
    out.extend(if let [a, b] = country { [*a, *b] } else { [0, 0] });
    for text in [row.canonical, row.link, row.note] {
        let (start, len) = strings.add(text);
        out.extend(start.to_le_bytes());
        out.extend(len.to_le_bytes());
    }
    out.extend([0, 0]);
    out.extend(row.prior.to_le_bytes());
    out.extend(row.valid.0.unwrap_or(NO_DAY).to_le_bytes());
    out.extend(row.valid.1.unwrap_or(NO_DAY).to_le_bytes());
}

pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a gazetteer has fewer than 2^31 names and 4 GiB of strings")
}

#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    seen: std::collections::BTreeMap<String, u32>,
}

impl Strings {
    fn add(&mut self, text: &str) -> (u32, u16) {
        let mut end = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let start = *self.seen.entry(text.to_owned()).or_insert_with(|| {
            let start = number(self.bytes.len());
            self.bytes.extend(text.as_bytes());
            start
        });
        (start, u16::try_from(end).unwrap_or(u16::MAX))
    }
}
