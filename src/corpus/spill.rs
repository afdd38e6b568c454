//! Records that do not fit in memory: sorted outside it, or kept in a file and read again by number.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use crate::error::Error;

/// Sorts records of bytes in a fixed amount of memory: what is over it goes to files without a name, which the system removes.
///
/// Records compare as bytes, so numbers in their keys are written with the highest byte first ([`Writer`]).
#[derive(Debug)]
pub(super) struct Sorter {
    limit: usize,
    bytes: Vec<u8>,
    records: Vec<(usize, usize)>,
    runs: Vec<File>,
}

/// Files of sorted runs that are read side by side; more are merged to one first, since each takes a handle of the system.
const RUNS: usize = 64;

impl Sorter {
    /// A sorter that holds `limit` bytes of records in memory.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, bytes: Vec::new(), records: Vec::new(), runs: Vec::new() }
    }

    /// Takes a record.
    pub(super) fn push(&mut self, record: &[u8]) -> Result<(), Error> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(record);
        self.records.push((start, self.bytes.len()));
        if self.bytes.len() + self.records.len() * size_of::<(usize, usize)>() > self.limit {
            self.write_run()?;
        }
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.records.sort_unstable_by(|&(a, b), &(c, d)| bytes[a..b].cmp(&bytes[c..d]));
    }

    fn write_run(&mut self) -> Result<(), Error> {
        self.sort();
        let mut run = BufWriter::new(scratch()?);
        for &(start, end) in &self.records {
            write_record(&mut run, &self.bytes[start..end])?;
        }
        self.bytes.clear();
        self.records.clear();
        self.keep(run)?;
        if self.runs.len() == RUNS {
            let runs = std::mem::take(&mut self.runs);
            let mut merged = BufWriter::new(scratch()?);
            for record in Merge::new(runs)? {
                write_record(&mut merged, &record?)?;
            }
            self.keep(merged)?;
        }
        Ok(())
    }

    fn keep(&mut self, run: BufWriter<File>) -> Result<(), Error> {
        let mut file = run.into_inner().map_err(|error| Error::io(error.into_error()))?;
        file.seek(SeekFrom::Start(0)).map_err(Error::io)?;
        self.runs.push(file);
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
    Held { bytes: Vec<u8>, records: std::vec::IntoIter<(usize, usize)> },
    Merged(Merge),
}

impl Iterator for Sorted {
    type Item = Result<Vec<u8>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Held { bytes, records } => records.next().map(|(start, end)| Ok(bytes[start..end].to_vec())),
            Self::Merged(merge) => merge.next(),
        }
    }
}

/// Sorted runs, read side by side.
#[derive(Debug)]
pub(super) struct Merge {
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
}

impl Merge {
    fn new(files: Vec<File>) -> Result<Self, Error> {
        let runs = files.into_iter().map(BufReader::new).collect();
        let mut merge = Self { runs, heads: BinaryHeap::new() };
        for run in 0..merge.runs.len() {
            merge.advance(run)?;
        }
        Ok(merge)
    }

    fn advance(&mut self, run: usize) -> Result<(), Error> {
        if let Some(record) = read_record(&mut self.runs[run])? {
            self.heads.push(Reverse((record, run)));
        }
        Ok(())
    }
}

impl Iterator for Merge {
    type Item = Result<Vec<u8>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((record, run)) = self.heads.pop()?;
        Some(self.advance(run).map(|()| record))
    }
}

/// Records that are read again by their number.
#[derive(Debug)]
pub(super) struct Store {
    file: BufWriter<File>,
    ends: Vec<u64>,
}

impl Store {
    pub(super) fn new() -> Result<Self, Error> {
        Ok(Self { file: BufWriter::new(scratch()?), ends: Vec::new() })
    }

    /// Takes a record, whose number is the count of those before it.
    pub(super) fn push(&mut self, record: &[u8]) -> Result<(), Error> {
        self.file.write_all(record).map_err(Error::io)?;
        let start = self.ends.last().copied().unwrap_or_default();
        self.ends.push(start + record.len() as u64);
        Ok(())
    }

    /// The record of that number.
    pub(super) fn get(&mut self, number: usize) -> Result<Vec<u8>, Error> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        let length = self.ends[number] - start;
        // Seeking a buffered writer writes out what it holds.
        self.file.seek(SeekFrom::Start(start)).map_err(Error::io)?;
        let mut record = vec![0; usize::try_from(length).expect("a record was in memory once")];
        self.file.get_mut().read_exact(&mut record).map_err(Error::io)?;
        Ok(record)
    }
}

fn scratch() -> Result<File, Error> {
    tempfile::tempfile().map_err(Error::io)
}

fn write_record(out: &mut impl Write, record: &[u8]) -> Result<(), Error> {
    let length = u32::try_from(record.len()).expect("a record is smaller than 4 GiB");
    out.write_all(&length.to_le_bytes()).and_then(|()| out.write_all(record)).map_err(Error::io)
}

fn read_record(run: &mut BufReader<File>) -> Result<Option<Vec<u8>>, Error> {
    let mut length = [0; 4];
    match run.read_exact(&mut length) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other.map_err(Error::io)?,
    }
    let mut record = vec![0; u32::from_le_bytes(length) as usize];
    run.read_exact(&mut record).map_err(Error::io)?;
    Ok(Some(record))
}

/// Writes the fields of a record one after the other; numbers with the highest byte first, texts with a NUL behind, so that records
/// sort by their fields in turn.
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

    pub(super) fn u64(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    /// A text; what follows a NUL in it is left out.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let end = text.find('\0').unwrap_or(text.len());
        self.0.extend_from_slice(&text.as_bytes()[..end]);
        self.u8(0)
    }

    pub(super) fn words(&mut self, words: &[u32]) -> &mut Self {
        self.u32(u32::try_from(words.len()).expect("a text has less than 4 G words"));
        for &word in words {
            self.u32(word);
        }
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

    pub(super) fn u64(&mut self) -> u64 {
        u64::from_be_bytes(self.take(8).try_into().expect("eight bytes"))
    }

    pub(super) fn text(&mut self) -> &'a str {
        let end = memchr::memchr(0, self.0).expect("a text has a NUL behind");
        let text = std::str::from_utf8(self.take(end)).expect("a text was written");
        self.take(1);
        text
    }

    pub(super) fn words(&mut self) -> Vec<u32> {
        (0..self.u32()).map(|_| self.u32()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Multiplies into an order that is none.
    fn scattered(count: u64) -> impl Iterator<Item = u64> {
        (0..count).map(move |number| number * 7_919 % count)
    }

    #[test]
    fn records_come_sorted_whatever_memory_there_is() {
        let count = 10_007;
        for limit in [64, 4_096, 1 << 20] {
            let mut sorter = Sorter::new(limit * 16);
            for number in scattered(count) {
                sorter.push(Writer::default().u64(number).text(&number.to_string()).0.as_slice()).unwrap();
            }
            let sorted: Vec<u64> = sorter.finish().unwrap().map(|record| Reader(&record.unwrap()).u64()).collect();
            assert_eq!(sorted, (0..count).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn a_store_gives_back_every_record() {
        let mut store = Store::new().unwrap();
        for number in 0..1_000u32 {
            store.push(Writer::default().words(&vec![number; number as usize % 7]).0.as_slice()).unwrap();
        }
        for number in scattered(1_000) {
            let record = store.get(usize::try_from(number).unwrap()).unwrap();
            let expected = vec![u32::try_from(number).unwrap(); usize::try_from(number).unwrap() % 7];
            assert_eq!(Reader(&record).words(), expected);
        }
    }
}
