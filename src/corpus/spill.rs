//! Records that do not fit in memory: sorted outside it, or kept in a file and read again by number. Rows of numbers
//! are in [`numbers`].

pub(super) mod numbers;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use crate::error::Error;

/// Sorts records of bytes in a fixed amount of memory: what is over it goes to files without a name, which the system
/// removes.
///
/// Records compare as bytes, so numbers in their keys are written with the highest byte first ([`Writer`]).
#[derive(Debug)]
pub(super) struct Sorter {
    limit: usize,
    bytes: Vec<u8>,
    records: Vec<Place>,
    runs: Vec<File>,
}

/// Where a record is, with its first bytes, which decide most comparisons.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    first: u64,
    start: usize,
    end: usize,
}

/// Files of sorted runs that are read side by side; more are merged to one first, since each takes a handle of the
/// system.
const RUNS: usize = 64;

impl Sorter {
    /// A sorter that holds `limit` bytes of records in memory.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, bytes: Vec::new(), records: Vec::new(), runs: Vec::new() }
    }

    /// Takes a record, in pieces that are joined.
    pub(super) fn push(&mut self, pieces: &[&[u8]]) -> Result<(), Error> {
        let start = self.bytes.len();
        for piece in pieces {
            self.bytes.extend_from_slice(piece);
        }
        let record = &self.bytes[start..];
        let mut first = [0; 8];
        let known = record.len().min(8);
        first[..known].copy_from_slice(&record[..known]);
        self.records.push(Place { first: u64::from_be_bytes(first), start, end: self.bytes.len() });
        if self.bytes.len() + self.records.len() * size_of::<Place>() > self.limit {
            self.write_run()?;
        }
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.records.sort_unstable_by(|a, b| {
            a.first.cmp(&b.first).then_with(|| bytes[a.start..a.end].cmp(&bytes[b.start..b.end]))
        });
    }

    fn write_run(&mut self) -> Result<(), Error> {
        self.sort();
        let mut run = BufWriter::new(scratch()?);
        for place in &self.records {
            write_record(&mut run, &self.bytes[place.start..place.end])?;
        }
        self.bytes.clear();
        self.records.clear();
        self.runs.push(rewound(run)?);
        if self.runs.len() == RUNS {
            let mut merge = Merge::new(std::mem::take(&mut self.runs))?;
            let mut merged = BufWriter::new(scratch()?);
            while let Some(record) = merge.read()? {
                write_record(&mut merged, record)?;
            }
            self.runs.push(rewound(merged)?);
        }
        Ok(())
    }

    /// All records in order.
    pub(super) fn finish(mut self) -> Result<Sorted, Error> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted::Held { bytes: self.bytes, records: self.records.into_iter() });
        }
        if !self.records.is_empty() {
            self.write_run()?;
        }
        Ok(Sorted::Merged(Merge::new(self.runs)?))
    }
}

/// The records of a [`Sorter`] in order.
#[derive(Debug)]
pub(super) enum Sorted {
    Held { bytes: Vec<u8>, records: std::vec::IntoIter<Place> },
    Merged(Merge),
}

impl Sorted {
    /// The next record.
    pub(super) fn read(&mut self) -> Result<Option<&[u8]>, Error> {
        match self {
            Self::Held { bytes, records } => Ok(records.next().map(|place| &bytes[place.start..place.end])),
            Self::Merged(merge) => merge.read(),
        }
    }
}

/// Sorted runs, read side by side.
#[derive(Debug)]
pub(super) struct Merge {
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
    /// The record that was read last, and its run.
    last: Option<(Vec<u8>, usize)>,
}

impl Merge {
    fn new(files: Vec<File>) -> Result<Self, Error> {
        let runs = files.into_iter().map(BufReader::new).collect();
        let mut merge = Self { runs, heads: BinaryHeap::new(), last: None };
        for run in 0..merge.runs.len() {
            merge.advance(Vec::new(), run)?;
        }
        Ok(merge)
    }

    fn advance(&mut self, mut record: Vec<u8>, run: usize) -> Result<(), Error> {
        if read_record(&mut self.runs[run], &mut record)? {
            self.heads.push(Reverse((record, run)));
        }
        Ok(())
    }

    fn read(&mut self) -> Result<Option<&[u8]>, Error> {
        if let Some((record, run)) = self.last.take() {
            self.advance(record, run)?;
        }
        self.last = self.heads.pop().map(|Reverse(head)| head);
        Ok(self.last.as_ref().map(|(record, _)| record.as_slice()))
    }
}

/// Records that are read again by their number. The last ones are in memory, those before in a file.
#[derive(Debug)]
pub(super) struct Store {
    limit: usize,
    ends: Vec<u64>,
    /// What the file does not have yet.
    held: Vec<u8>,
    file: Option<File>,
    /// The length of the file.
    written: u64,
    /// What was read of the file last, and where it starts.
    window: Vec<u8>,
    window_start: u64,
    /// The number of the record that was read last.
    last: Option<usize>,
    /// So many bytes are read of the file at once: the more, the longer records have been read in turn.
    reach: u64,
}

/// The least and the most bytes that are read of a file at once.
const READ_BYTES: [u64; 2] = [1 << 12, 1 << 18];

impl Store {
    /// A store that holds `limit` bytes in memory.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            ends: Vec::new(),
            held: Vec::new(),
            file: None,
            written: 0,
            window: Vec::new(),
            window_start: 0,
            last: None,
            reach: READ_BYTES[0],
        }
    }

    /// Takes a record, whose number is the count of those before it.
    pub(super) fn push(&mut self, record: &[u8]) -> Result<(), Error> {
        self.push_all(std::iter::once(record), record.len())
    }

    /// Takes a record that comes in pieces, of `length` bytes together.
    pub(super) fn push_all<P: AsRef<[u8]>>(
        &mut self,
        pieces: impl Iterator<Item = P>,
        length: usize,
    ) -> Result<(), Error> {
        if self.held.len() + length > self.limit && !self.held.is_empty() {
            let file = match &mut self.file {
                Some(file) => file,
                none => none.insert(scratch()?),
            };
            file.seek(SeekFrom::End(0)).and_then(|_| file.write_all(&self.held)).map_err(Error::io)?;
            self.written += self.held.len() as u64;
            self.held.clear();
        }
        let needed = self.held.len() + length;
        if needed > self.held.capacity() {
            // Twice the room, but no more than will be held.
            let room = needed.max((2 * self.held.capacity()).min(self.limit));
            self.held.reserve_exact(room - self.held.len());
        }
        pieces.for_each(|piece| self.held.extend_from_slice(piece.as_ref()));
        self.ends.push(self.written + self.held.len() as u64);
        Ok(())
    }

    /// The number of records.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The record of that number.
    pub(super) fn get(&mut self, number: usize) -> Result<&[u8], Error> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = self.ends[number];
        let in_turn = self.last.is_some_and(|last| last + 1 == number);
        self.last = Some(number);
        let (bytes, first) = match &mut self.file {
            Some(file) if start < self.written => {
                let window_end = self.window_start + self.window.len() as u64;
                if start < self.window_start || end > window_end {
                    self.reach = if in_turn { (2 * self.reach).min(READ_BYTES[1]) } else { READ_BYTES[0] };
                    let length = (end - start).max(self.reach).min(self.written - start);
                    self.window.resize(usize::try_from(length).expect("a record was in memory once"), 0);
                    self.window_start = start;
                    read_at(file, start, &mut self.window).map_err(Error::io)?;
                }
                (&self.window, self.window_start)
            }
            _ => (&self.held, self.written),
        };
        let place = |at: u64| usize::try_from(at - first).expect("it is in memory");
        Ok(&bytes[place(start)..place(end)])
    }
}

fn scratch() -> Result<File, Error> {
    tempfile::tempfile().map_err(Error::io)
}

#[cfg(unix)]
fn read_at(file: &File, start: u64, bytes: &mut [u8]) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(not(unix))]
fn read_at(mut file: &File, start: u64, bytes: &mut [u8]) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(bytes))
}

/// The file of a writer, to be read from its start.
fn rewound(written: BufWriter<File>) -> Result<File, Error> {
    let mut file = written.into_inner().map_err(|error| Error::io(error.into_error()))?;
    file.seek(SeekFrom::Start(0)).map_err(Error::io)?;
    Ok(file)
}

fn write_record(out: &mut impl Write, record: &[u8]) -> Result<(), Error> {
    let length = u32::try_from(record.len()).expect("a record is smaller than 4 GiB");
    out.write_all(&length.to_le_bytes()).and_then(|()| out.write_all(record)).map_err(Error::io)
}

/// Reads the next record into `record`; whether there was one.
fn read_record(run: &mut BufReader<File>, record: &mut Vec<u8>) -> Result<bool, Error> {
    let mut length = [0; 4];
    match run.read_exact(&mut length) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(false),
        other => other.map_err(Error::io)?,
    }
    record.resize(u32::from_le_bytes(length) as usize, 0);
    run.read_exact(record).map_err(Error::io)?;
    Ok(true)
}

/// Writes the fields of a record one after the other; numbers with the highest byte first, texts with a NUL behind, so
/// that records sort by their fields in turn.
#[derive(Debug, Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn u8(&mut self, number: u8) -> &mut Self {
        self.0.push(number);
        self
    }

    pub(super) fn u32(&mut self, number: u32) -> &mut Self {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    /// A text; what follows a NUL in it is left out.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let end = memchr::memchr(0, text.as_bytes()).unwrap_or(text.len());
        self.0.extend_from_slice(&text.as_bytes()[..end]);
        self.u8(0)
    }

    /// Several numbers, their count first.
    pub(super) fn u32s(&mut self, numbers: impl ExactSizeIterator<Item = u32>) -> &mut Self {
        self.0.reserve(4 * numbers.len() + 4);
        self.u32(u32::try_from(numbers.len()).expect("an article has less than 4 G of anything"));
        numbers.for_each(|number| {
            self.u32(number);
        });
        self
    }
}

/// Reads what [`Writer`] wrote.
#[derive(Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    pub(super) fn u8(&mut self) -> u8 {
        self.take(1)[0]
    }

    pub(super) fn u32(&mut self) -> u32 {
        u32::from_be_bytes(self.take(4).try_into().expect("four bytes"))
    }

    pub(super) fn text(&mut self) -> &'a str {
        let end = memchr::memchr(0, self.0).expect("a text has a NUL behind");
        let text = std::str::from_utf8(self.take(end)).expect("a text was written");
        self.take(1);
        text
    }

    /// Several numbers.
    pub(super) fn u32s(&mut self) -> impl ExactSizeIterator<Item = u32> + use<'a> {
        let length = self.u32() as usize;
        self.take(length * 4).chunks_exact(4).map(|bytes| Reader(bytes).u32())
    }

    /// A record that was written with its length before it.
    pub(super) fn bytes(&mut self) -> &'a [u8] {
        let length = self.u32() as usize;
        self.take(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Multiplies into an order that is none.
    pub(super) fn scattered(count: u32) -> impl Iterator<Item = u32> {
        (0..count).map(move |number| u32::try_from(u64::from(number) * 7_919 % u64::from(count)).unwrap())
    }

    #[test]
    fn records_come_sorted_whatever_memory_there_is() {
        let count = 10_007;
        for limit in [64, 4_096, 1 << 20] {
            let mut sorter = Sorter::new(limit * 16);
            for number in scattered(count) {
                sorter.push(&[b"a key", &number.to_be_bytes()]).unwrap();
            }
            let mut sorted = sorter.finish().unwrap();
            for number in 0..count {
                let record = sorted.read().unwrap().map(<[u8]>::to_vec);
                assert_eq!(record, Some([b"a key", number.to_be_bytes().as_slice()].concat()));
            }
            assert_eq!(sorted.read().unwrap(), None);
        }
    }

    #[test]
    fn a_store_gives_back_every_record() {
        for limit in [0, 999, 1 << 20] {
            let mut store = Store::new(limit);
            for number in 0..1_000u32 {
                store.push(&Writer::default().u32s(vec![number; number as usize % 7].into_iter()).0).unwrap();
            }
            assert_eq!(store.len(), 1_000);
            for number in scattered(1_000).chain(0..1_000) {
                let numbers: Vec<u32> = Reader(store.get(number as usize).unwrap()).u32s().collect();
                assert_eq!(numbers, vec![number; number as usize % 7]);
            }
        }
    }
}
