//! Rows of numbers, sorted outside memory.
//!
//! As [`Sorter`](super::Sorter) does with records, but for rows of a few `u32` of one length: a row takes its own bytes
//! and no place beside them, and rows compare as arrays do. Fingerprints, pairs of candidates and co-mentions are such
//! rows; there are more of them than of anything else.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};

use super::{RUNS, rewound, scratch};
use crate::error::Error;

/// Sorts rows of `N` numbers in a fixed amount of memory, as [`Sorter`](super::Sorter) does records.
#[derive(Debug)]
pub(crate) struct NumberSorter<const N: usize> {
    /// Bytes of rows that memory holds.
    limit: usize,
    /// The rows that memory holds.
    rows: Vec<[u32; N]>,
    /// The sorted runs in files.
    runs: Vec<File>,
}

impl<const N: usize> NumberSorter<N> {
    /// A sorter that holds `limit` bytes of rows in memory.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, rows: Vec::new(), runs: Vec::new() }
    }

    /// Takes a row.
    pub(crate) fn push(&mut self, row: [u32; N]) -> Result<(), Error> {
        self.rows.push(row);
        if size_of_val(self.rows.as_slice()) > self.limit { self.write_run() } else { Ok(()) }
    }

    /// Writes the rows of memory as a sorted run, and merges the runs to one if they are as many as may be open.
    fn write_run(&mut self) -> Result<(), Error> {
        self.rows.sort_unstable();
        let mut run = BufWriter::new(scratch()?);
        self.rows.iter().try_for_each(|row| write_row(&mut run, row))?;
        self.rows.clear();
        self.runs.push(rewound(run)?);
        if self.runs.len() == RUNS {
            let mut merged = BufWriter::new(scratch()?);
            for row in Merge::<N>::new(std::mem::take(&mut self.runs))? {
                write_row(&mut merged, &row?)?;
            }
            self.runs.push(rewound(merged)?);
        }
        Ok(())
    }

    /// All rows in order.
    pub(crate) fn finish(mut self) -> Result<Sorted<N>, Error> {
        if self.runs.is_empty() {
            self.rows.sort_unstable();
            return Ok(Sorted::Held(self.rows.into_iter()));
        }
        if !self.rows.is_empty() {
            self.write_run()?;
        }
        Ok(Sorted::Merged(Merge::new(self.runs)?))
    }
}

/// The rows of a [`NumberSorter`] in order.
#[derive(Debug)]
pub(crate) enum Sorted<const N: usize> {
    Held(std::vec::IntoIter<[u32; N]>),
    Merged(Merge<N>),
}

impl<const N: usize> Iterator for Sorted<N> {
    type Item = Result<[u32; N], Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Held(rows) => rows.next().map(Ok),
            Self::Merged(merge) => merge.next(),
        }
    }
}

/// Sorted runs, read side by side.
#[derive(Debug)]
pub(crate) struct Merge<const N: usize> {
    /// The runs.
    runs: Vec<BufReader<File>>,
    /// The next row of each run that has one, with the run's number.
    heads: BinaryHeap<Reverse<([u32; N], usize)>>,
}

impl<const N: usize> Merge<N> {
    fn new(files: Vec<File>) -> Result<Self, Error> {
        let runs = files.into_iter().map(BufReader::new).collect();
        let mut merge = Self { runs, heads: BinaryHeap::new() };
        for run in 0..merge.runs.len() {
            merge.advance(run)?;
        }
        Ok(merge)
    }

    fn advance(&mut self, run: usize) -> Result<(), Error> {
        if let Some(row) = read_row(&mut self.runs[run])? {
            self.heads.push(Reverse((row, run)));
        }
        Ok(())
    }
}

impl<const N: usize> Iterator for Merge<N> {
    type Item = Result<[u32; N], Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((row, run)) = self.heads.pop()?;
        Some(self.advance(run).map(|()| row))
    }
}

/// Writes the numbers of a row, each with the lowest byte first.
fn write_row<const N: usize>(out: &mut impl Write, row: &[u32; N]) -> Result<(), Error> {
    row.iter().try_for_each(|number| out.write_all(&number.to_le_bytes())).map_err(Error::io)
}

/// The next row of a run, none at its end. A run that ends inside of a row is an error.
fn read_row<const N: usize>(run: &mut BufReader<File>) -> Result<Option<[u32; N]>, Error> {
    let mut row = [0; N];
    for (place, value) in row.iter_mut().enumerate() {
        let mut number = [0; 4];
        match run.read_exact(&mut number) {
            Err(error) if place == 0 && error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other.map_err(Error::io)?,
        }
        *value = u32::from_le_bytes(number);
    }
    Ok(Some(row))
}

#[cfg(test)]
mod tests {
    use super::super::tests::scattered;
    use super::*;

    #[test]
    fn rows_come_sorted_whatever_memory_there_is() {
        let count = 10_007;
        for limit in [64, 4_096, 1 << 20] {
            let mut sorter = NumberSorter::new(limit * 16);
            for number in scattered(count) {
                sorter.push([number / 100, number]).unwrap();
            }
            let sorted: Vec<[u32; 2]> = sorter.finish().unwrap().map(Result::unwrap).collect();
            assert_eq!(sorted, (0..count).map(|number| [number / 100, number]).collect::<Vec<[u32; 2]>>());
        }
    }
}
