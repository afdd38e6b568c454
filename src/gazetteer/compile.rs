//! Compiling: gazetteer rows and words to tables that are searched as they lie in the file.
//!
//! All numbers are little-endian. A compiled gazetteer is, one after the other:
//!
//! | part | bytes each | what |
//! |---|---|---|
//! | header | 48 | magic, the number of rows of every part below, and a [`checksum`] of all but itself |
//! | firsts | 8 | the first atoms of all names: slots of an open-addressed table, two of three filled |
//! | groups | 8 | for each first atom of longer names: its first reading + 1 or 0, and the first of its slots |
//! | longer | 4 | longer names, and their beginnings: upper halves of slots, a table a group, five of six filled |
//! | lower | 4 | their lower halves |
//! | readings | 8 | entity, then flags and fact; those of one name stand together |
//! | entities | 20 | type, subtype, country, canonical name, link, latitude, longitude; one for all its names |
//! | facts | 20 | prior, note, source, first and last day; shared by all readings with the same |
//! | strings | | length in two bytes, then the text; the first is empty |
//!
//! A slot is a number: 23 bits of the key's hash, two bits ([`NAME`], [`PREFIX`]) and the flags of the name's first
//! reading ([`FLAGS`]) in its upper half; two bits ([`GROUP`], [`SMALL`]) and the name's first reading + 1, or the
//! number of its group, in the lower one. The upper half tells whether a text has the name, the lower one is asked when
//! its readings are.
//!
//! Text asks for the firsts at every capital. They are few, and stay in the processor's cache however many names there
//! are. Names that begin alike lie together, and so do their readings: few words begin most names of a text, so that a
//! text comes back to the same pages, of memory that it would otherwise be scattered over.
//!
//! A name of one atom costs 20 bytes, one of several 18, the first of those that begin alike 20 more, and every
//! beginning of several atoms that is no name 10. Names themselves are not held.
//!
//! This file stands alone but for its siblings `key`, `classes` and `kinds`: the build script compiles it too.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::key::{Key, atoms};
use super::kinds::{EntityType, Subtype};

/// The first bytes of a compiled gazetteer; the last digit is the format's version.
pub(crate) const GAZETTEER_MAGIC: &[u8; 8] = b"DLGAZ\0\x005";
/// Bytes of a gazetteer's parts, in their order; the last one's are counted by themselves.
pub(crate) const PARTS: [usize; 8] = [8, 8, 4, 4, 8, ENTITY, FACT, 1];
/// Bytes of a gazetteer before its first part.
pub(crate) const GAZETTEER_HEADER: usize = 48;
/// Where in it the checksum stands.
pub(crate) const GAZETTEER_SUM: usize = 40;
/// The most bytes that a string may have.
pub(crate) const STRING_BYTES: usize = u16::MAX as usize;
/// Bytes of an entity.
pub(crate) const ENTITY: usize = 20;
/// Bytes of a fact.
pub(crate) const FACT: usize = 20;

/// A reading's flags: how many atoms of the name start with a capital, at most this.
pub(crate) const CAPITALISED: u32 = 0xf;
/// A reading's flags: the name is written in capitals only.
pub(crate) const CAPITALS: u32 = 1 << 4;
/// A reading's flags: the name is that of a person without the inner initials.
pub(crate) const REDUCED: u32 = 1 << 5;
/// A reading's flags: the last reading of its name.
pub(crate) const LAST: u32 = 1 << 6;
/// The bits of a reading's flags; the fact stands above them.
pub(crate) const FLAGS: u32 = 7;
/// The bits of a slot that hold the first reading + 1, or the number of the group.
pub(crate) const FIRST: u32 = GROUP - 1;
/// A slot: the first reading stands with the group of longer names.
pub(crate) const GROUP: u32 = 1 << 30;
/// A slot: some of the longer names that begin with the key have an atom that does not start with a capital.
pub(crate) const SMALL: u32 = 1 << 31;
/// The upper half of a slot: the key is a name.
pub(crate) const NAME: u32 = 1 << FLAGS;
/// The upper half of a slot: longer names begin with the key.
pub(crate) const PREFIX: u32 = 1 << (FLAGS + 1);
/// The bits of a slot's upper half below its tag.
const TAG: u32 = FLAGS + 2;

/// No day.
pub(crate) const NO_DAY: i32 = i32::MIN;
/// No latitude.
pub(crate) const NO_POINT: i32 = i32::MIN;
/// No subtype.
pub(crate) const NO_SUBTYPE: u8 = u8::MAX;

/// One row of a gazetteer, checked.
#[derive(Clone, Debug)]
pub(crate) struct NameRow<'a> {
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
    /// Where it comes from, or empty.
    pub(crate) source: &'a str,
    /// ISO 3166 alpha-2 code, or empty.
    pub(crate) country: &'a str,
    /// The weight among the readings of the name.
    pub(crate) prior: u32,
    /// The office, for persons; else a remark.
    pub(crate) note: &'a str,
    /// Latitude and longitude in hundred-thousandths of a degree, about a metre.
    pub(crate) point: Option<(i32, i32)>,
    /// Days since 1970-01-01 of the first and last day on which `note` holds.
    pub(crate) valid: (Option<i32>, Option<i32>),
}

/// A key with the row that it is of.
struct Named {
    /// The hash of its first atom; the same as that of the name where it has no other.
    first: u64,
    /// The hash of the whole name.
    hash: u64,
    /// The row's number.
    row: usize,
    /// How it is written: see [`CAPITALISED`] and those below it.
    flags: u32,
}

/// Compiles rows; readings of one name are ordered by falling prior, then as given. The same rows in the same order
/// give the same bytes.
pub(crate) fn gazetteer(rows: &[NameRow<'_>]) -> Vec<u8> {
    let mut slots: Vec<Slot> = Vec::with_capacity(rows.len() * 2);
    let names = sorted_names(rows, &mut slots);
    let mut shared = Shared::default();
    shared.strings.add("");
    let mut readings = Vec::with_capacity(names.len() * 8);
    for same in names.chunk_by(|a, b| (a.first, a.hash) == (b.first, b.hash)) {
        slots.push(add_readings(same, rows, &mut shared, &mut readings));
    }
    let (firsts, groups, longer) = grouped(slots);
    let numbers = |numbers: Vec<u64>| numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let halves = |half: fn(u64) -> u32| longer.iter().flat_map(|&slot| half(slot).to_le_bytes()).collect();
    written(&[
        numbers(table(&firsts, 3, 2)),
        numbers(groups),
        halves(upper),
        halves(lower),
        readings,
        shared.entity_rows,
        shared.fact_rows,
        shared.strings.bytes,
    ])
}

/// The names of all rows, sorted so that those of one key stand together, the likeliest reading first. Persons with
/// inner initials are also names without these ("George Bush" of "George W. Bush"), which give way to names that are
/// written so. Beginnings of names go to `slots`.
fn sorted_names(rows: &[NameRow<'_>], slots: &mut Vec<Slot>) -> Vec<Named> {
    let mut names: Vec<Named> = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let whole: Vec<&str> = atoms(row.name).collect();
        names.extend(named(&whole, index, case(row.name, &whole), slots));
        if row.kind == EntityType::Per && whole.first().is_some_and(|first| !is_initial(first)) {
            let last = whole.len() - 1;
            let inner = |at: usize| at == 0 || at == last || !is_initial(whole[at]);
            let reduced: Vec<&str> = (0..whole.len()).filter(|&at| inner(at)).map(|at| whole[at]).collect();
            if reduced.len() < whole.len() {
                names.extend(named(&reduced, index, case(row.name, &reduced) | REDUCED, slots));
            }
        }
    }
    // Of two rows alike, the one that is not in capitals is written as text has it.
    let capitals = |name: &Named| !rows[name.row].name.contains(char::is_lowercase);
    names.sort_by_key(|name| {
        (name.first, name.hash, Reverse(rows[name.row].prior), name.flags & REDUCED, capitals(name), name.row)
    });
    names
}

/// Adds the readings of one key to the others, each once, the last one marked; returns the key's slot.
fn add_readings<'a>(names: &[Named], rows: &[NameRow<'a>], shared: &mut Shared<'a>, readings: &mut Vec<u8>) -> Slot {
    let first = number(readings.len() / 8 + 1);
    assert!(first <= FIRST, "a gazetteer has fewer than 2^30 readings");
    let mut of_name: Vec<(u32, u32)> = Vec::new();
    let mut known = HashSet::new();
    for name in names {
        let (entity, fact) = shared.add(&rows[name.row]);
        let reading = (entity, fact << FLAGS | name.flags);
        if known.insert(reading) {
            of_name.push(reading);
        }
    }
    let last = of_name.len() - 1;
    let flags = of_name[0].1 & ((1 << FLAGS) - 1) | if last == 0 { LAST } else { 0 };
    for (at, (entity, fact)) in of_name.into_iter().enumerate() {
        readings.extend(entity.to_le_bytes());
        readings.extend((fact | if at == last { LAST } else { 0 }).to_le_bytes());
    }
    Slot { first: names[0].first, hash: names[0].hash, bits: slot(flags | NAME, first) }
}

/// The file of these parts: header, parts one behind the other, and the checksum over all of it.
fn written(parts: &[Vec<u8>; PARTS.len()]) -> Vec<u8> {
    let mut out = GAZETTEER_MAGIC.to_vec();
    for (part, size) in parts.iter().zip(PARTS) {
        out.extend(number(part.len() / size).to_le_bytes());
    }
    out.resize(GAZETTEER_HEADER, 0);
    out.extend(parts.iter().flatten());
    let sum = checksum(&out);
    out[GAZETTEER_SUM..GAZETTEER_HEADER].copy_from_slice(&sum.to_le_bytes());
    out
}

/// What a gazetteer's bytes come to, without the sum itself. Each step is one to one in the sum so far and in the bytes
/// that it takes, so that no change within eight bytes goes unnoticed, and of other changes one in 2^64.
pub(crate) fn checksum(gazetteer: &[u8]) -> u64 {
    // SplitMix64's second multiplier: odd, its bits well mixed.
    const MIX: u64 = 0x94d0_49bb_1331_11eb;
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(MIX).rotate_left(29);
    let (head, parts) = gazetteer.split_at(GAZETTEER_SUM.min(gazetteer.len()));
    let parts = parts.get(GAZETTEER_HEADER - GAZETTEER_SUM..).unwrap_or_default();
    [head, parts].iter().fold(gazetteer.len() as u64, |sum, bytes| {
        let (words, rest) = bytes.as_chunks::<8>();
        let sum = words.iter().fold(sum, |sum, word| step(sum, u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        step(sum, u64::from_le_bytes(last))
    })
}

/// What is known of a key: its slot without tag.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    /// The hash of its first atom.
    first: u64,
    hash: u64,
    /// The slot, its tag left out.
    bits: u64,
}

/// The key of a name, and those of its beginnings to `slots`.
fn named(atoms: &[&str], row: usize, flags: u32, slots: &mut Vec<Slot>) -> Option<Named> {
    let (last, before) = atoms.split_last()?;
    let small = if (flags & CAPITALISED) as usize == atoms.len() { 0 } else { SMALL };
    let first = Key::EMPTY.with(atoms[0]).finish();
    let mut key = Key::EMPTY;
    for (at, atom) in before.iter().enumerate() {
        key = key.with(atom);
        slots.push(Slot { first, hash: key.finish(), bits: slot(PREFIX, if at == 0 { small } else { 0 }) });
    }
    Some(Named { first, hash: key.with(last).finish(), row, flags })
}

/// The slots of the first atoms, the groups, and their tables.
fn grouped(mut slots: Vec<Slot>) -> (Vec<(u64, u64)>, Vec<u64>, Vec<u64>) {
    slots.sort_unstable();
    let (mut firsts, mut groups, mut longer) = (Vec::new(), Vec::new(), Vec::new());
    for group in slots.chunk_by(|a, b| a.first == b.first) {
        let keys = group.chunk_by(|a, b| a.hash == b.hash);
        let keys = keys.map(|same| (same[0].hash, same.iter().fold(0, |bits, slot| bits | slot.bits)));
        let (first, others): (Vec<_>, Vec<_>) = keys.partition(|&(hash, _)| hash == group[0].first);
        let (hash, bits) = first[0];
        if others.is_empty() {
            firsts.push((hash, bits));
            continue;
        }
        let group = number(groups.len());
        assert!(group <= FIRST, "a gazetteer has fewer than 2^30 first words");
        firsts.push((hash, bits & !u64::from(FIRST) | u64::from(GROUP | group)));
        groups.push(slot(number(longer.len()), lower(bits) & FIRST));
        longer.extend(table(&others, 6, 5));
    }
    groups.push(slot(number(longer.len()), 0));
    (firsts, groups, longer)
}

/// Whether an atom is one capital letter.
pub(crate) fn is_initial(atom: &str) -> bool {
    let mut chars = atom.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// A table that finds every key, with so many rows for so many keys at least. Two keys whose tags meet on the way would
/// hide one another: then the table is made larger, which takes them apart.
fn table(keys: &[(u64, u64)], rows: usize, of: usize) -> Vec<u64> {
    (keys.len() * rows / of + 1..).find_map(|count| filled(keys, count)).unwrap_or_default()
}

/// A table of `count` slots with these keys; none if two of them would hide one another there.
fn filled(keys: &[(u64, u64)], count: usize) -> Option<Vec<u64>> {
    let mut table = vec![0; count];
    for &(hash, bits) in keys {
        let mut at = scaled(hash, count);
        while table[at] != 0 {
            if tag(upper(table[at])) == tag_of(hash) {
                return None;
            }
            at = if at + 1 == count { 0 } else { at + 1 };
        }
        table[at] = slot(tag_of(hash), 0) | bits;
    }
    Some(table)
}

/// The row of a part with `count` rows that a hash is looked for at first.
pub(crate) fn scaled(hash: u64, count: usize) -> usize {
    usize::try_from(((hash >> 32) * count as u64) >> 32).unwrap_or_default()
}

/// What a slot keeps of a hash, by the slot's upper half.
pub(crate) fn tag(upper: u32) -> u32 {
    upper >> TAG << TAG
}

/// What the slot of a hash keeps of it.
pub(crate) fn tag_of(hash: u64) -> u32 {
    lower(hash) << TAG
}

/// A slot of two halves.
fn slot(upper: u32, lower: u32) -> u64 {
    u64::from(upper) << 32 | u64::from(lower)
}

/// The lower half of a slot.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is wanted")]
fn lower(slot: u64) -> u32 {
    slot as u32
}

/// The upper half of a slot.
fn upper(slot: u64) -> u32 {
    lower(slot >> 32)
}

/// How a name is written, as flags. A longer name in capitals is of a list that has no other letters: text has "Bank of
/// the West" for "BANK OF THE WEST", but no "Who" for "WHO". So of several words in capitals those of four letters or
/// more must have one, and nothing must be in capitals only.
fn case(name: &str, atoms: &[&str]) -> u32 {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() > 1 && letters().all(char::is_uppercase);
    let is_word = |atom: &&str| atom.chars().count() > 3;
    let listed = capitals && atoms.len() > 1 && atoms.iter().any(is_word);
    let starts = |atom: &&&str| atom.starts_with(char::is_uppercase) && (!listed || is_word(atom));
    let capitalised = number(atoms.iter().filter(starts).count()).min(CAPITALISED);
    capitalised | if capitals && !listed { CAPITALS } else { 0 }
}

/// A count as it stands in a file.
pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a gazetteer has fewer than 2^32 names and 4 GiB of strings")
}

/// What readings share.
#[derive(Default)]
struct Shared<'a> {
    /// All texts.
    strings: Strings<'a>,
    /// The number of each entity by its bytes, so that rows which tell the same share it.
    entities: HashMap<[u8; ENTITY], u32>,
    /// The entities one behind the other, as the file has them.
    entity_rows: Vec<u8>,
    /// The number of each fact by its bytes.
    facts: HashMap<[u8; FACT], u32>,
    /// The facts one behind the other.
    fact_rows: Vec<u8>,
}

impl<'a> Shared<'a> {
    /// The entity and the fact of a row.
    fn add(&mut self, row: &NameRow<'a>) -> (u32, u32) {
        let code = |position: Option<usize>| position.and_then(|at| u8::try_from(at).ok());
        let kind = code(EntityType::ALL.iter().position(|kind| *kind == row.kind)).unwrap_or_default();
        let subtype = row.subtype.and_then(|subtype| Subtype::ALL.iter().position(|kind| *kind == subtype));
        let country = if let [a, b] = row.country.as_bytes() { [*a, *b] } else { [0, 0] };
        let mut entity = [0; ENTITY];
        entity[..4].copy_from_slice(&[kind, code(subtype).unwrap_or(NO_SUBTYPE), country[0], country[1]]);
        entity[4..8].copy_from_slice(&self.strings.add(row.canonical).to_le_bytes());
        entity[8..12].copy_from_slice(&self.strings.add(row.link).to_le_bytes());
        let (latitude, longitude) = row.point.unwrap_or((NO_POINT, NO_POINT));
        entity[12..16].copy_from_slice(&latitude.to_le_bytes());
        entity[16..].copy_from_slice(&longitude.to_le_bytes());

        let mut fact = [0; FACT];
        fact[..4].copy_from_slice(&row.prior.to_le_bytes());
        fact[4..8].copy_from_slice(&self.strings.add(row.note).to_le_bytes());
        fact[8..12].copy_from_slice(&self.strings.add(row.source).to_le_bytes());
        fact[12..16].copy_from_slice(&row.valid.0.unwrap_or(NO_DAY).to_le_bytes());
        fact[16..].copy_from_slice(&row.valid.1.unwrap_or(NO_DAY).to_le_bytes());
        let facts = number(self.facts.len());
        assert!(facts < 1 << (u32::BITS - FLAGS), "a gazetteer has fewer than 2^25 facts");
        (share(&mut self.entities, &mut self.entity_rows, entity), share(&mut self.facts, &mut self.fact_rows, fact))
    }
}

/// The number of `row`, which is put after the others if it is new.
fn share<const N: usize>(known: &mut HashMap<[u8; N], u32>, rows: &mut Vec<u8>, row: [u8; N]) -> u32 {
    let next = number(known.len());
    *known.entry(row).or_insert_with(|| {
        rows.extend(row);
        next
    })
}

/// Texts that readings share, each once, in the order in which they came.
#[derive(Default)]
struct Strings<'a> {
    /// Length and text of each, one behind the other.
    bytes: Vec<u8>,
    /// Where each text stands.
    seen: HashMap<&'a str, u32>,
}

impl<'a> Strings<'a> {
    /// Where the text stands; rows have none longer than [`STRING_BYTES`].
    fn add(&mut self, text: &'a str) -> u32 {
        let text = &text[..text.floor_char_boundary(STRING_BYTES)];
        *self.seen.entry(text).or_insert_with(|| {
            let start = number(self.bytes.len());
            self.bytes.extend(u16::try_from(text.len()).unwrap_or(u16::MAX).to_le_bytes());
            self.bytes.extend(text.as_bytes());
            start
        })
    }
}
