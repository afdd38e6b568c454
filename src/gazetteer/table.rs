//! One compiled gazetteer, searched as it lies in memory.
//!
//! [`Table::open`] looks at the header, and takes the checksum of a file; all else is read where it lies. The program's
//! own tables therefore open at once, however many names they have. The form is described in `compile`. Every read is
//! checked against the length: a file that is damaged in spite of its checksum gives wrong names at worst, never a
//! panic.
//!
//! A look-up has two steps, so that most words of a text cost one read: [`Table::first`] asks for the first atom,
//! [`Table::longer`] for the atoms after it in the group of that atom, and [`Table::readings`] goes to the entries only
//! when they are asked for.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use super::compile::{
    CAPITALISED, CAPITALS, ENTITY, FACT, FIRST, FLAGS, GAZETTEER_HEADER, GAZETTEER_MAGIC, GAZETTEER_SUM, GROUP, LAST,
    NAME, NO_DAY, NO_POINT, PARTS, PREFIX, REDUCED, SMALL, checksum, scaled, tag, tag_of,
};
use super::kinds::{EntityType, Subtype};

/// The number of four bytes at `at`; 0 beyond the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|slice| slice.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// The bytes of a compiled gazetteer.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    /// The program's own.
    Embedded(&'static [u8]),
    /// Compiled in this run, or read from a file as a whole: what becomes of the file then changes nothing.
    Held(Arc<Vec<u8>>),
}

impl Deref for Bytes {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            Self::Embedded(bytes) => bytes,
            Self::Held(bytes) => bytes,
        }
    }
}

/// A compiled gazetteer.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// All of it.
    bytes: Bytes,
    /// The file that it was read from; empty for the program's own.
    file: String,
    /// Slots of the first atoms of all names.
    firsts: Part,
    /// For each first atom of longer names its first reading, and where its longer names start.
    groups: Part,
    /// Upper halves of the slots of longer names.
    longer: Part,
    /// Where their lower halves start.
    lower: usize,
    /// Entity, flags and fact of each reading.
    readings: Part,
    /// Where entities start.
    entities: usize,
    /// Where facts start.
    facts: usize,
    /// Where strings start.
    strings: usize,
}

/// Where a part starts, and how many rows it has.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    /// In bytes of the file.
    start: usize,
    /// In rows.
    count: usize,
}

/// The table of the longer names that begin with one atom.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group(Part);

/// What is known of a key.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Probe {
    /// The upper half of its slot, or 0.
    upper: u32,
    /// Where its first reading is told.
    first: usize,
    /// Whether that is a row of the groups.
    group: bool,
    /// Whether longer names begin with it.
    pub(super) prefix: bool,
    /// Whether some of those may have an atom that does not start with a capital.
    pub(super) small: bool,
}

impl Probe {
    /// Whether the key is a name.
    pub(super) fn is_name(self) -> bool {
        self.upper & NAME != 0
    }
}

impl Table {
    /// Opens a compiled gazetteer; says what is wrong if it cannot be one, in words that go behind the file's name. Of
    /// the program's own, no more than the header is looked at.
    pub(super) fn open(bytes: Bytes, file: String) -> Result<Self, &'static str> {
        let magic = bytes.get(..8).ok_or("is no compiled gazetteer")?;
        if magic[..7] != GAZETTEER_MAGIC[..7] {
            return Err("is no compiled gazetteer");
        }
        if magic != GAZETTEER_MAGIC {
            return Err("was compiled by another version of dateline; compile it anew");
        }
        let mut parts = [Part::default(); PARTS.len()];
        let mut end = GAZETTEER_HEADER;
        for (index, part) in parts.iter_mut().enumerate() {
            *part = Part { start: end, count: u32_at(&bytes, 8 + 4 * index) as usize };
            end = end.saturating_add(part.count.saturating_mul(PARTS[index]));
        }
        let [firsts, groups, longer, lower, readings, entities, facts, strings] = parts;
        if end != bytes.len() || firsts.count == 0 || groups.count == 0 {
            return Err("is damaged: its length is not what its header says");
        }
        let told = bytes.get(GAZETTEER_SUM..).and_then(<[u8]>::first_chunk).copied().map(u64::from_le_bytes);
        if matches!(bytes, Bytes::Held(_)) && told != Some(checksum(&bytes)) {
            return Err("is damaged: its checksum is another; compile it anew");
        }
        let (entities, facts, strings) = (entities.start, facts.start, strings.start);
        Ok(Self { bytes, file, firsts, groups, longer, lower: lower.start, readings, entities, facts, strings })
    }

    /// What is known of a key of one atom.
    #[inline]
    pub(super) fn first(&self, hash: u64) -> Probe {
        let Some(row) = self.row::<8>(self.firsts, 4, hash) else { return Probe::default() };
        let at = self.firsts.start + row * 8;
        let (lower, upper) = (u32_at(&self.bytes, at), u32_at(&self.bytes, at + 4));
        let group = (lower & GROUP != 0).then(|| self.groups.start + (lower & FIRST) as usize * 8);
        let prefix = upper & PREFIX != 0;
        Probe { upper, first: group.unwrap_or(at), group: group.is_some(), prefix, small: lower & SMALL != 0 }
    }

    /// What is known of a longer key, of the group of its first atom.
    #[inline]
    pub(super) fn longer(&self, group: Group, hash: u64) -> Probe {
        let Some(row) = self.row::<4>(group.0, 0, hash) else { return Probe::default() };
        let at = group.0.start + row * 4;
        let upper = u32_at(&self.bytes, at);
        let first = self.lower + (at - self.longer.start);
        Probe { upper, first, group: false, prefix: upper & PREFIX != 0, small: true }
    }

    /// The row of a key in a table with rows of `SIZE` bytes, whose tags are `at` bytes inside them; none if it is not
    /// there. The search goes on from the hash's place to a free row, and round the end.
    #[inline]
    fn row<const SIZE: usize>(&self, table: Part, at: usize, hash: u64) -> Option<usize> {
        let rows = self.bytes.get(table.start..table.start + table.count * SIZE)?.as_chunks::<SIZE>().0;
        let start = scaled(hash, table.count).min(rows.len());
        let (before, after) = rows.split_at(start);
        let upper = |row: &[u8; SIZE]| u32_at(row, at);
        let ended = |row: &[u8; SIZE]| upper(row) == 0 || tag(upper(row)) == tag_of(hash);
        let found = after.iter().position(ended).map(|row| start + row).or_else(|| before.iter().position(ended))?;
        (upper(&rows[found]) != 0).then_some(found)
    }

    /// The longer names that begin with a key of one atom.
    #[inline]
    pub(super) fn group(&self, first: Probe) -> Group {
        if !first.group {
            return Group::default();
        }
        let at = first.first;
        let (start, end) = (u32_at(&self.bytes, at + 4) as usize, u32_at(&self.bytes, at + 12) as usize);
        Group(Part { start: self.longer.start + start * 4, count: end.min(self.longer.count).saturating_sub(start) })
    }

    /// Where the first reading of a key is told, if the key is a name and a reading agrees with how the text writes it.
    #[inline]
    pub(super) fn agreed(&self, probe: Probe, written: Written) -> Option<usize> {
        if !probe.is_name() {
            return None;
        }
        // The slot tells of the first reading, which is mostly the only one: the others lie far away.
        let found = match written.agrees(probe.upper) {
            true if !written.initials => true,
            false if probe.upper & LAST != 0 => false,
            _ => self.readings(probe.first, written).next().is_some(),
        };
        found.then_some(probe.first)
    }

    /// All entries: every entity with every fact that a name of it has. One that has several names comes several times.
    /// Walks the whole table.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.readings.count).map(|row| {
            let at = self.readings.start + row * 8;
            let fact = u32_at(&self.bytes, at + 4) >> FLAGS;
            self.entry((self.entities + u32_at(&self.bytes, at) as usize * ENTITY, self.facts + fact as usize * FACT))
        })
    }

    /// The entry whose entity and fact stand at `place`.
    pub(super) fn entry(&self, (entity, fact): (usize, usize)) -> Entry<'_> {
        Entry { table: self, entity, fact }
    }

    /// The readings of a name that agree with how the text writes it, the likeliest first; `first` is where the first
    /// one is told. Where inner initials were passed over, persons only.
    pub(super) fn readings(&self, first: usize, written: Written) -> impl Iterator<Item = Entry<'_>> {
        let mut next = (u32_at(&self.bytes, first) & FIRST).checked_sub(1).map(|first| first as usize);
        std::iter::from_fn(move || {
            let row = next.filter(|row| *row < self.readings.count)?;
            let at = self.readings.start + row * 8;
            let flags = u32_at(&self.bytes, at + 4);
            next = (flags & LAST == 0).then_some(row + 1);
            Some((u32_at(&self.bytes, at) as usize, flags))
        })
        .filter(move |&(_, flags)| written.agrees(flags))
        .map(|(entity, flags)| Entry {
            table: self,
            entity: self.entities + entity * ENTITY,
            fact: self.facts + (flags >> FLAGS) as usize * FACT,
        })
        .filter(move |entry| !written.initials || entry.kind() == EntityType::Per)
    }
}

/// How the text writes a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// The number of its atoms.
    pub(super) atoms: u32,
    /// The number of its atoms that start with a capital.
    pub(super) capitalised: u32,
    /// Whether every letter is a capital.
    pub(super) capitals: bool,
    /// Whether inner initials were passed over.
    pub(super) initials: bool,
    /// Whether case tells nothing.
    any: bool,
}

impl Written {
    /// No atom yet.
    pub(super) const EMPTY: Self = Self { atoms: 0, capitalised: 0, capitals: true, initials: false, any: false };

    /// No atom yet, of a text whose case tells nothing.
    pub(super) const ANY: Self = Self { any: true, ..Self::EMPTY };

    /// Adds an atom.
    pub(super) fn add(&mut self, atom: &str) {
        if atom.is_ascii() {
            let bytes = atom.as_bytes();
            let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
            self.add_written(capital, !bytes.iter().any(u8::is_ascii_lowercase));
        } else {
            self.add_written(atom.starts_with(char::is_uppercase), !atom.contains(char::is_lowercase));
        }
    }

    /// Adds an atom that starts with a `capital`, or does not, and has no small letter, or has.
    #[inline]
    pub(super) fn add_written(&mut self, capital: bool, capitals: bool) {
        self.atoms += 1;
        self.capitalised += u32::from(capital);
        self.capitals &= capitals;
    }

    /// Whether a reading with these flags may be meant: as many words with capitals as the gazetteer has, and all in
    /// capitals if it has the name so.
    fn agrees(self, flags: u32) -> bool {
        (self.any || self.capitalised >= flags & CAPITALISED && (self.capitals || flags & CAPITALS == 0))
            && !(self.initials && flags & REDUCED != 0)
    }

    /// Whether all of its atoms start with a capital, or might as well.
    pub(super) fn is_capitalised(self) -> bool {
        self.any || self.capitalised == self.atoms
    }
}

/// An ISO 3166 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Country([u8; 2]);

impl Country {
    /// The country of that code, which has two ASCII letters.
    pub(crate) fn of(code: &str) -> Self {
        Self(code.as_bytes().first_chunk().copied().unwrap_or(*b"ZZ"))
    }

    /// The code.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("ZZ")
    }
}

/// A place on the earth, in hundred-thousandths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Point {
    latitude: i32,
    longitude: i32,
}

impl Point {
    /// Latitude and longitude in degrees.
    pub(crate) fn degrees(self) -> (f64, f64) {
        let degrees = |part: i32| f64::from(part) / 100_000.0;
        (degrees(self.latitude), degrees(self.longitude))
    }
}

/// One reading of a name: what a gazetteer says that it may stand for.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    table: &'a Table,
    /// Where its entity and its fact stand.
    entity: usize,
    /// Prior, note, source and days, which other names of the entity may have otherwise.
    fact: usize,
}

impl<'a> Entry<'a> {
    /// The type.
    pub fn kind(self) -> EntityType {
        let code = self.table.bytes.get(self.entity).copied().unwrap_or(u8::MAX);
        EntityType::ALL.get(usize::from(code)).copied().unwrap_or(EntityType::Misc)
    }

    /// The subtype; none where the file gives none.
    pub fn subtype(self) -> Option<Subtype> {
        let code = self.table.bytes.get(self.entity + 1)?;
        Subtype::ALL.get(usize::from(*code)).copied()
    }

    /// The ISO 3166 alpha-2 code of the country that it is of or in.
    pub fn country(self) -> Option<&'a str> {
        let code = self.table.bytes.get(self.entity + 2..self.entity + 4)?;
        std::str::from_utf8(code).ok().filter(|code| !code.starts_with('\0'))
    }

    /// The same as its two letters.
    pub(crate) fn country_code(self) -> Option<Country> {
        self.country().map(Country::of)
    }

    /// Latitude and longitude in degrees (WGS 84) of a place's point, which of an area is a convention.
    ///
    /// # Example
    ///
    /// ```
    /// let gazetteer = dateline::Gazetteer::embedded();
    /// let (latitude, _) = gazetteer.find("Reykjavik").next().unwrap().coordinates().unwrap();
    /// assert!((64.0..65.0).contains(&latitude));
    /// ```
    pub fn coordinates(self) -> Option<(f64, f64)> {
        self.point().map(Point::degrees)
    }

    /// The same as it is held.
    pub(crate) fn point(self) -> Option<Point> {
        let number = |at: usize| u32_at(&self.table.bytes, self.entity + at).cast_signed();
        (number(12) != NO_POINT).then(|| Point { latitude: number(12), longitude: number(16) })
    }

    /// The main name of what the name stands for; the name itself where the file gives none.
    pub fn canonical(self) -> &'a str {
        self.string(self.entity + 4)
    }

    /// The outside id as a prefixed name, such as `wikidata:Q159`.
    pub fn link(self) -> Option<&'a str> {
        Some(self.string(self.entity + 8)).filter(|link| !link.is_empty())
    }

    /// Whether it has an outside id.
    pub(crate) fn is_linked(self) -> bool {
        !self.bytes(self.entity + 8).is_empty()
    }

    /// The weight among the readings of the name: thousands of inhabitants for places, figures on that scale for all
    /// others, 1 where a user's file gives none.
    pub fn prior(self) -> u32 {
        u32_at(&self.table.bytes, self.fact)
    }

    /// The office, for persons; else a remark.
    pub fn note(self) -> &'a str {
        self.string(self.fact + 4)
    }

    /// The source that the gazetteer names; may be empty.
    pub fn source(self) -> &'a str {
        self.string(self.fact + 8)
    }

    /// The file of a user's that the entry was read from; `None` for the program's own.
    pub fn file(self) -> Option<&'a str> {
        Some(self.table.file.as_str()).filter(|file| !file.is_empty())
    }

    /// The first and last day on which [`Entry::note`] holds.
    pub fn valid(self) -> (Option<Date>, Option<Date>) {
        let day = |at| {
            let days = u32_at(&self.table.bytes, at).cast_signed();
            (days != NO_DAY)
                .then(|| Date::ZERO.checked_add(jiff::Span::new().try_days(i64::from(days) + DAYS_TO_1970).ok()?).ok())
                .flatten()
        };
        (day(self.fact + 12), day(self.fact + 16))
    }

    /// Where its entity and its fact stand.
    pub(super) fn place(self) -> (usize, usize) {
        (self.entity, self.fact)
    }

    /// The text that is told of at `at`; empty where it is damaged.
    fn string(self, at: usize) -> &'a str {
        std::str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    /// The bytes of the string that is told of at `at`.
    fn bytes(self, at: usize) -> &'a [u8] {
        let bytes = &self.table.bytes;
        let start = self.table.strings.saturating_add(u32_at(bytes, at) as usize);
        let text = bytes.get(start..).and_then(|rest| {
            let (len, rest) = rest.split_first_chunk::<2>()?;
            rest.get(..usize::from(u16::from_le_bytes(*len)))
        });
        text.unwrap_or_default()
    }
}

/// Days from 0000-01-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_528;
