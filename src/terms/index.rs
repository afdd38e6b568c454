//! The index: which terms a text goes on with at the start of a word.
//!
//! A term has a key: the hash of its first word, with the four or eight bytes behind it if there are so many;
//! for the stem of a word, its first bytes. The terms of one key lie in order, each with the longest other one
//! that begins it, so that all that a text goes on with are found by one search among them, whatever their
//! number. Filters of a bit for most keys pass over what begins no term.
//!
//! ```text
//! carbon         key: the hash of "carbon" alone
//! carbon tax     key: the hash of "carbon", and " tax"
//! carbon taxes   key: the same: behind the word stand six bytes, fewer than eight
//! carbon capture key: the hash of "carbon", and " capture"
//! climat*        key: the bytes "clim", of a stem of four bytes or more
//! tax*           key: the byte "t", of a shorter stem
//! ```
//!
//! Most words of a text begin no term: one bit of [`Index::firsts`] tells it, and the word is left. For the
//! others three stages follow, each for many words together ([`Index::find`]), since nearly all time goes into
//! waiting for memory when a list has a million terms.

use std::cmp::Ordering;

use super::fold::{self, Walk};
use crate::lexicon::eight;
use crate::lexicon::hash::FACTOR;

/// A term in the index. Its text lies in the arena as `lead`, folded form, own form.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where its folded form starts in the arena, from its first word on, and how long it is.
    folded: u32,
    len: u32,
    /// How long its own form is, which lies behind the folded one; nothing where case does not count.
    written_len: u32,
    /// The bytes before the first word, which stand before the folded form in the arena.
    lead: u8,
    /// Whether a word may go on behind it.
    open: bool,
    /// Its number.
    term: u32,
    /// The longest other one of the key that begins it, or [`NONE`].
    parent: u32,
    /// The number of terms of the key, at its first one.
    count: u32,
}

/// No entry; there are fewer.
const NONE: u32 = u32::MAX;

/// Terms by their keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// The text of all entries.
    arena: String,
    /// By key, then by folded form.
    entries: Vec<Entry>,
    /// By the low bits of keys: the high half of the key, and the number from 1 of its first entry; 0 where
    /// there is none.
    slots: Vec<(u32, u32)>,
    /// The hashes of first words, of all terms that are no stems.
    firsts: Filter,
    /// Those with terms that have fewer than four bytes behind the word, which one may be asked for by the word
    /// alone.
    words: Filter,
    /// The keys of first words with the bytes behind them.
    longer: Pairs,
    /// The first four bytes of stems of four bytes or more.
    stems: Filter,
    /// The first bytes of shorter ones, a bit each.
    short_stems: [u64; 4],
    /// Whether there are stems at all, and short ones: else texts are not asked.
    has_stems: bool,
    has_short_stems: bool,
    /// Whether a term starts with a number.
    pub(super) numbers: bool,
}

/// What a term adds to the index. A term with an apostrophe or a mark inside its first word is added once for
/// each way that the word may be cut or written.
pub(super) struct New<'a> {
    /// The term without its stars.
    pub(super) term: &'a str,
    /// Where its first word starts and ends in it.
    pub(super) first: (usize, usize),
    /// The hash of that word.
    pub(super) hash: u64,
    /// Whether case counts.
    pub(super) exact: bool,
    /// Whether it ends in a star.
    pub(super) open: bool,
    /// Its number in the list.
    pub(super) number: u32,
}

/// Gathers terms, and sorts them at last.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// The text of all entries.
    arena: String,
    /// Entries with their keys.
    entries: Vec<(u64, Entry)>,
    /// The hashes of first words.
    firsts: Vec<u64>,
    /// Those of terms with fewer than four bytes behind the word.
    words: Vec<u64>,
    /// Keys with four bytes, and those with eight or 0.
    longer: Vec<(u64, u64)>,
    /// The first four bytes of stems, spread.
    stems: Vec<u64>,
    /// What is told term by term: which kinds there are.
    index: Index,
}

/// Something that was found: the number of the term, and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The number of the term.
    pub(super) term: u32,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) open: bool,
}

/// A word of a text, at which terms are looked for: its bytes, and its hash without regard to case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hash: u64,
}

/// Room for the steps of [`Index::find`]: starts of words with keys, and with entries.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// Starts of words with the keys of four and eight bytes behind them; 0 where the text ends before eight.
    longer: Vec<(usize, u64, u64)>,
    /// Starts of words with keys that a term may have.
    spots: Vec<(usize, u64)>,
    /// Starts of words with the first entries of their keys.
    found: Vec<(usize, usize)>,
}

/// The kinds of keys, mixed in so that no two kinds meet: a word alone, with four bytes behind it, with eight;
/// a stem's four bytes, its first byte.
const WORD: u64 = 1;
const WORD_FOUR: u64 = 2;
const WORD_EIGHT: u64 = 3;
const STEM_FOUR: u64 = 4;
const STEM_ONE: u64 = 5;

/// The lowest four bytes.
const FOUR: u64 = 0xffff_ffff;

/// The key of a kind, of two numbers well mixed.
fn key(kind: u64, first: u64, more: u64) -> u64 {
    let hash = (first ^ kind.wrapping_mul(FACTOR)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ hash >> 32 ^ more).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 29
}

impl Builder {
    /// Adds a term; tells whether there is room for it: not if it begins with more than 255 bytes of marks, or
    /// all terms together have 4 GiB.
    pub(super) fn add(&mut self, new: &New<'_>) -> bool {
        let (start, end) = new.first;
        let (lead, rest) = new.term.split_at(start);
        let Ok(lead_len) = u8::try_from(lead.len()) else { return false };
        self.arena.push_str(lead);
        let folded = self.arena.len();
        fold::fold(&rest[..end - start], &mut self.arena);
        let first_len = self.arena.len() - folded;
        if end < new.term.len() {
            self.arena.truncate(folded);
            fold::fold(rest, &mut self.arena);
        }
        let len = self.arena.len() - folded;
        let written = self.arena.len();
        if new.exact {
            fold::write(new.term, &mut self.arena);
        }
        let [Ok(folded), Ok(len), Ok(written_len), Ok(_)] =
            [folded, len, self.arena.len() - written, self.arena.len()].map(u32::try_from)
        else {
            return false;
        };
        let arena = std::mem::take(&mut self.arena);
        let form = &arena[folded as usize..(folded + len) as usize];
        let key = if new.open && end == new.term.len() {
            self.stem_key(form)
        } else {
            self.word_key(form, first_len, new.hash)
        };
        self.arena = arena;
        let entry = Entry {
            folded,
            len,
            written_len,
            lead: lead_len,
            open: new.open,
            term: new.number,
            parent: NONE,
            count: 0,
        };
        self.entries.push((key, entry));
        self.entries.len() < NONE as usize
    }

    /// The key of a stem, which is noted in the filters.
    fn stem_key(&mut self, form: &str) -> u64 {
        let (bytes, len) = fold::eight(form, 0);
        self.index.has_stems = true;
        if len < 4 {
            self.index.has_short_stems = true;
            self.index.short_stems[(bytes >> 6 & 3) as usize] |= 1 << (bytes & 63);
            return key(STEM_ONE, bytes & 0xff, 0);
        }
        self.stems.push(spread(bytes & FOUR));
        key(STEM_FOUR, bytes & FOUR, 0)
    }

    /// The key of a term whose first word has that hash and so many bytes in its folded `form`; noted in the
    /// filters.
    fn word_key(&mut self, form: &str, first_len: usize, hash: u64) -> u64 {
        self.firsts.push(hash);
        self.index.numbers |= form.starts_with(|c: char| c.is_ascii_digit());
        let (bytes, len) = fold::eight(form, first_len);
        if len < 4 {
            self.words.push(hash);
            return key(WORD, hash, 0);
        }
        let four = key(WORD_FOUR, hash, bytes & FOUR);
        let key = if len < 8 { four } else { key(WORD_EIGHT, hash, bytes) };
        self.longer.push((four, key));
        key
    }

    /// The index of the terms: sorted by key and form, each with the longest that begins it, the keys in a hash
    /// table that is half full at most.
    pub(super) fn build(mut self) -> Index {
        let arena = self.arena;
        let form = |entry: &Entry| &arena[entry.folded as usize..(entry.folded + entry.len) as usize];
        // A term twice keeps its first number.
        self.entries.sort_by(|(a_key, a), (b_key, b)| a_key.cmp(b_key).then_with(|| form(a).cmp(form(b))));
        let mut entries: Vec<Entry> = self.entries.iter().map(|(_, entry)| *entry).collect();
        let mut firsts: Vec<(u64, u32)> = Vec::new();
        let mut open: Vec<u32> = Vec::new();
        for at in 0..entries.len() {
            let key = self.entries[at].0;
            if firsts.last().is_none_or(|(last, _)| *last != key) {
                firsts.push((key, number(at)));
                open.clear();
            }
            while open.last().is_some_and(|&last| !form(&entries[at]).starts_with(form(&entries[last as usize]))) {
                open.pop();
            }
            entries[at].parent = open.last().copied().unwrap_or(NONE);
            open.push(number(at));
            let first = firsts.last().map_or(0, |(_, first)| *first as usize);
            entries[first].count += 1;
        }
        let mut slots = vec![(0, 0); (2 * firsts.len() + 1).next_power_of_two()];
        let last = slots.len() - 1;
        for (key, first) in firsts {
            let mut slot = low(key) & last;
            while slots[slot].1 > 0 {
                slot = (slot + 1) & last;
            }
            slots[slot] = (high(key), first + 1);
        }
        Index {
            slots,
            firsts: Filter::of(self.firsts),
            words: Filter::of(self.words),
            longer: Pairs::of(&self.longer),
            stems: Filter::of(self.stems),
            entries,
            arena,
            ..self.index
        }
    }
}

impl Index {
    /// Passes what the text goes on with at each of `words` to `each`, in no order. Where a term's word may
    /// start and end is not asked here.
    ///
    /// What the index holds lies far apart. It is asked for all words before anything is decided by it, so that
    /// the machine fetches many places at a time; [`touch`] reads what the next step asks for.
    pub(super) fn find(&self, text: &str, words: &[Word], room: &mut Room, mut each: impl FnMut(Hit)) {
        room.longer.clear();
        room.spots.clear();
        for word in words {
            if self.firsts.may_have(word.hash) {
                self.word(text, word, room);
            }
            if self.has_stems {
                self.stem(text, word.start, &mut room.spots);
            }
        }
        touch(room.longer.iter().map(|(_, four, _)| high(self.longer.line(*four)[0])));
        for &(start, four, eight) in &room.longer {
            let line = self.longer.line(four);
            room.spots.extend([four, eight].into_iter().filter(|key| may_have(line, *key)).map(|key| (start, key)));
        }
        touch(room.spots.iter().map(|(_, key)| self.slots[self.slot(*key)].1));
        room.found.clear();
        for &(start, key) in &room.spots {
            self.firsts_of(key, |first| room.found.push((start, first)));
        }
        touch(room.found.iter().map(|&(_, first)| self.entries[first].folded));
        touch(
            room.found
                .iter()
                .map(|&(_, first)| self.form(&self.entries[first]).as_bytes().first().copied().unwrap_or(0).into()),
        );
        for &(start, first) in &room.found {
            self.all(text, start, first, &mut each);
        }
    }

    /// Adds the keys that terms may have which begin with the word and go on as the text does.
    fn word(&self, text: &str, word: &Word, room: &mut Room) {
        let &Word { start, end, hash } = word;
        if self.words.may_have(hash) {
            room.spots.push((start, key(WORD, hash, 0)));
        }
        let (bytes, len) = first_eight(text, end);
        if len >= 4 {
            let four = key(WORD_FOUR, hash, bytes & FOUR);
            room.longer.push((start, four, if len < 8 { 0 } else { key(WORD_EIGHT, hash, bytes) }));
        }
    }

    /// Adds the keys that stems may have which begin the word.
    fn stem(&self, text: &str, start: usize, spots: &mut Vec<(usize, u64)>) {
        let (bytes, len) = first_eight(text, start);
        if len >= 4 && self.stems.may_have(spread(bytes & FOUR)) {
            spots.push((start, key(STEM_FOUR, bytes & FOUR, 0)));
        }
        if self.has_short_stems && self.short_stems[(bytes >> 6 & 3) as usize] >> (bytes & 63) & 1 == 1 {
            spots.push((start, key(STEM_ONE, bytes & 0xff, 0)));
        }
    }

    /// Passes those of the terms from the first of a key on that the text goes on with to `each`, the longest
    /// first.
    ///
    /// The last term in order that is not behind the text is found by halving; all others that the text goes on
    /// with begin it, and are reached by their parents.
    fn all(&self, text: &str, start: usize, first: usize, each: &mut impl FnMut(Hit)) {
        let entries = first..first + self.entries[first].count as usize;
        // What begins the text comes before it in order, and begins all that stands between.
        let not_behind =
            |entry: &Entry| !matches!(fold::walk(self.form(entry), text, start), Walk::Differs(Ordering::Greater));
        let behind = match entries.len() {
            1 => entries.end,
            _ => entries.start + self.entries[entries.clone()].partition_point(not_behind),
        };
        let mut next = if behind > entries.start { number(behind - 1) } else { NONE };
        while let Some(entry) = self.entries.get(next as usize) {
            if let Walk::Ends(end) = fold::walk(self.form(entry), text, start)
                && let Some(begin) = self.begin(entry, text, start)
                && (entry.written_len == 0 || fold::is_written(self.written(entry), &text[begin..end]))
            {
                each(Hit { term: entry.term, start: begin, end, open: entry.open });
            }
            next = entry.parent;
        }
    }

    /// Where a term whose first word is at `start` begins, if what stands before that word is there.
    fn begin(&self, entry: &Entry, text: &str, start: usize) -> Option<usize> {
        let lead = &self.arena[entry.folded as usize - usize::from(entry.lead)..entry.folded as usize];
        text[..start].ends_with(lead).then(|| start - lead.len())
    }

    /// The folded form of an entry.
    fn form(&self, entry: &Entry) -> &str {
        &self.arena[entry.folded as usize..(entry.folded + entry.len) as usize]
    }

    /// An entry's own form, where case counts.
    fn written(&self, entry: &Entry) -> &str {
        let written = (entry.folded + entry.len) as usize;
        &self.arena[written..written + entry.written_len as usize]
    }

    /// Passes the first entry of a key to `each`; hardly ever that of another key too, whose terms the text
    /// does not go on with.
    fn firsts_of(&self, key: u64, mut each: impl FnMut(usize)) {
        let mut slot = self.slot(key);
        while let (known, first @ 1..) = self.slots[slot] {
            if known == high(key) {
                each(first as usize - 1);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The slot from which a key is looked for: there are as many as a power of two.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        low(key) & (self.slots.len() - 1)
    }
}

/// Reads what is asked for next, and makes nothing of it: all these reads wait for memory together.
fn touch(places: impl Iterator<Item = u32>) {
    std::hint::black_box(places.fold(0, |sum, place| sum ^ place));
}

/// The first eight bytes of a text from `at` on, folded, and how many there are.
#[inline]
fn first_eight(text: &str, at: usize) -> (u64, usize) {
    match fold::eight_plain(eight(text.as_bytes(), at)) {
        Some(bytes) => (bytes, 8),
        None => fold::eight(text, at),
    }
}

/// The number of an entry.
#[expect(clippy::cast_possible_truncation, reason = "there are fewer entries")]
fn number(index: usize) -> u32 {
    index as u32
}

/// The low bits, as an index.
#[expect(clippy::cast_possible_truncation, reason = "the low bits are taken")]
fn low(bits: u64) -> usize {
    bits as usize
}

/// The high half.
fn high(bits: u64) -> u32 {
    (bits >> 32) as u32
}

/// Four bytes as a number whose high bits differ.
fn spread(bytes: u64) -> u64 {
    bytes.wrapping_mul(FACTOR)
}

/// A bit for most numbers of a set: of others few have one.
#[derive(Clone, Debug)]
struct Filter {
    /// A bit for each value of the numbers' highest bits.
    bits: Vec<u64>,
    /// By how much a number is shifted to leave those.
    shift: u32,
}

impl Default for Filter {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

impl Filter {
    /// The filter of these numbers, with 16 bits each; their high bits should differ.
    fn of(mut numbers: Vec<u64>) -> Self {
        numbers.sort_unstable();
        numbers.dedup();
        let bits = (16 * numbers.len()).next_power_of_two().max(64);
        let mut filter = Self { bits: vec![0; bits / 64], shift: u64::BITS - bits.ilog2() };
        for number in numbers {
            let bit = low(number >> filter.shift);
            filter.bits[bit / 64] |= 1 << (bit % 64);
        }
        filter
    }

    /// Whether the number is in the set: never wrongly denied, wrongly granted to one in sixteen at most or so.
    #[inline]
    fn may_have(&self, number: u64) -> bool {
        let bit = low(number >> self.shift);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Bits for the keys of words with bytes: those of a word with the same four bytes lie in one line of the
/// cache, so that the keys of four and of eight bytes are asked at once.
#[derive(Clone, Debug, Default)]
struct Pairs {
    lines: Vec<Line>,
}

/// A line of the cache.
type Line = [u64; 8];

impl Pairs {
    /// The bits of keys, each with the key of its word and first four bytes: 16 for each on average.
    fn of(keys: &[(u64, u64)]) -> Self {
        let mut pairs = Self { lines: vec![[0; 8]; (keys.len() / 32 + 1).next_power_of_two()] };
        for &(four, key) in keys {
            let line = pairs.place(four);
            for bit in bits(key) {
                pairs.lines[line][bit / 64] |= 1 << (bit % 64);
            }
        }
        pairs
    }

    /// The number of the line of a word and its first four bytes.
    #[inline]
    fn place(&self, four: u64) -> usize {
        low(four >> 24) & (self.lines.len() - 1)
    }

    #[inline]
    fn line(&self, four: u64) -> &Line {
        &self.lines[self.place(four)]
    }
}

/// The two bits of a key in its line.
#[inline]
fn bits(key: u64) -> [usize; 2] {
    [low(key) % 512, low(key >> 9) % 512]
}

/// Whether both bits of a key are set in its line.
#[inline]
fn may_have(line: &Line, key: u64) -> bool {
    bits(key).into_iter().all(|bit| line[bit / 64] >> (bit % 64) & 1 == 1)
}
