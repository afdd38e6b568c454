//! One compiled gazetteer, searched as it lies in memory.

use std::borrow::Cow;

use jiff::civil::Date;

use super::compile::{
    CAPITALISED, CAPITALS, ENTRY, GAZETTEER_MAGIC, HEADER, LAST, NO_DAY, PREFIX, READING, SLOT, place,
};
use super::key::Key;
use super::kinds::{EntityType, Subtype};

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|slice| slice.try_into().ok()).map_or(0, u32::from_le_bytes)
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|slice| slice.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// A compiled gazetteer.
#[derive(Clone, Debug)]
pub(super) struct Table {
    bytes: Cow<'static, [u8]>,
    slots: usize,
    readings: usize,
    entries: usize,
    strings: usize,
}

/// What a table knows of a key.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// The first reading of the name, where the key is a whole name.
    pub(super) reading: Option<u32>,
    /// Whether longer names begin with the key.
    pub(super) prefix: bool,
}

impl Table {
    pub(super) fn new(bytes: Cow<'static, [u8]>) -> Self {
        debug_assert_eq!(&bytes[..8], GAZETTEER_MAGIC);
        let count = |at| u32_at(&bytes, at) as usize;
        let (slots, readings_count, entries_count) = (count(8), count(12), count(16));
        let readings = HEADER + slots * SLOT;
        let entries = readings + readings_count * READING;
        let strings = entries + entries_count * ENTRY;
        Self { bytes, slots, readings, entries, strings }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn find(&self, key: Key) -> Found {
        let hash = key.finish();
        let mut at = place(hash, self.slots);
        loop {
            let slot = u64_at(&self.bytes, HEADER + at * SLOT);
            if slot == hash {
                let value = u32_at(&self.bytes, HEADER + at * SLOT + 8);
                return Found { reading: (value & !PREFIX).checked_sub(1), prefix: value & PREFIX != 0 };
            }
            if slot == 0 {
                return Found::default();
            }
            at = (at + 1) & (self.slots - 1);
        }
    }

    /// The readings from `first` on that agree with how the text writes the name.
    pub(super) fn readings(&self, first: u32, written: Written) -> impl Iterator<Item = Entry<'_>> {
        let mut next = Some(first as usize);
        std::iter::from_fn(move || {
            let at = self.readings + next? * READING;
            let flags = u32_at(&self.bytes, at + 4);
            next = if flags & LAST == 0 { next.map(|n| n + 1) } else { None };
            Some((u32_at(&self.bytes, at), flags))
        })
        .filter(move |&(_, flags)| {
            written.capitalised >= flags & CAPITALISED && (written.capitals || flags & CAPITALS == 0)
        })
        .map(|(entry, _)| Entry { table: self, at: self.entries + entry as usize * ENTRY })
    }
}

/// How the text writes a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// The number of its atoms that start with a capital.
    pub(super) capitalised: u32,
    /// Whether every letter is a capital.
    pub(super) capitals: bool,
}

/// One reading of a name: what a gazetteer says that it may stand for.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    table: &'a Table,
    at: usize,
}

impl<'a> Entry<'a> {
    /// The type.
    pub fn kind(self) -> EntityType {
        EntityType::ALL.get(usize::from(self.table.bytes[self.at])).copied().unwrap_or(EntityType::Misc)
    }

    /// The subtype.
    pub fn subtype(self) -> Option<Subtype> {
        Subtype::ALL.get(usize::from(self.table.bytes[self.at + 1])).copied()
    }

    /// The ISO 3166 alpha-2 code of the country that it is of or in.
    pub fn country(self) -> Option<&'a str> {
        let code = &self.table.bytes[self.at + 2..self.at + 4];
        (code[0] != 0).then(|| std::str::from_utf8(code).unwrap_or_default())
    }

    /// The main name of what the name stands for.
    pub fn canonical(self) -> &'a str {
        self.string(4)
    }

    /// The outside id as a prefixed name, such as `wikidata:Q159`.
    pub fn link(self) -> Option<&'a str> {
        Some(self.string(10)).filter(|link| !link.is_empty())
    }

    /// The office, for persons; else a remark.
    pub fn note(self) -> &'a str {
        self.string(16)
    }

    /// The weight among the readings of the name.
    pub fn prior(self) -> u32 {
        u32_at(&self.table.bytes, self.at + 24)
    }

    /// The first and last day on which [`Entry::note`] holds.
    pub fn valid(self) -> (Option<Date>, Option<Date>) {
        let day = |at| {
            let days = u32_at(&self.table.bytes, at).cast_signed();
            (days != NO_DAY)
                .then(|| Date::ZERO.checked_add(jiff::Span::new().try_days(i64::from(days) + DAYS_TO_1970).ok()?).ok())
                .flatten()
        };
        (day(self.at + 28), day(self.at + 32))
    }

    fn string(self, at: usize) -> &'a str {
        let start = self.table.strings + u32_at(&self.table.bytes, self.at + at) as usize;
        let len =
            usize::from(u16::from_le_bytes([self.table.bytes[self.at + at + 4], self.table.bytes[self.at + at + 5]]));
        self.table.bytes.get(start..start + len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Days from 0000-01-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_528;
