//! How far the reading of files is, for those who wait for it.
//!
//! The command shows a bar of bytes: those of the files that are done, and the place in the one that is read, which
//! is asked of a second handle of the same file, as it lies packed on the disk. Nothing is counted while reading.

use std::fs;
use std::io::Seek;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::discover::{self, Skipped};

/// Looks on while files are read; a copy sees what the first one sees.
#[derive(Clone, Default)]
pub(crate) struct Watch(Arc<Mutex<Watched>>);

/// What is known of the reading.
#[derive(Default)]
struct Watched {
    /// Bytes of the files that were read to their ends.
    done: u64,
    /// The file that is being read, by a handle that shares its place with the reader's, with its size. `None` of
    /// standard input.
    open: Option<(fs::File, u64)>,
    /// Is told the path of each file.
    told: Option<fn(&str)>,
}

impl Watch {
    /// A watch before the first file; `told` is given the path of each file that begins.
    pub(crate) fn new(told: Option<fn(&str)>) -> Self {
        Self(Arc::new(Mutex::new(Watched { told, ..Watched::default() })))
    }

    /// A file begins, and the one before is done. Of standard input there is no file, and its bytes are not known.
    pub(super) fn begins(&self, source: &str, file: Option<&fs::File>) {
        let Ok(mut watched) = self.0.lock() else { return };
        if let Some(told) = watched.told {
            told(source);
        }
        watched.done += watched.open.take().map_or(0, |(_, size)| size);
        watched.open = file.and_then(|file| Some((file.try_clone().ok()?, file.metadata().ok()?.len())));
    }

    /// Bytes of files that were read, as they lie on the disk: all of those that are done, and the place in the one
    /// that is open, which readers run ahead of the articles that they give.
    pub(crate) fn bytes(&self) -> u64 {
        let Ok(mut watched) = self.0.lock() else { return 0 };
        let open = watched.open.as_mut().map_or(0, |(file, size)| file.stream_position().unwrap_or(0).min(*size));
        watched.done + open
    }
}

/// How many files the inputs are, and how many bytes; none if that is not known, of standard input and pipes. Walks
/// through all folders, so that it is done in a thread of its own.
pub(crate) fn sizes(inputs: &[PathBuf]) -> Option<(u64, u64)> {
    let (mut count, mut bytes) = (0, 0);
    for file in inputs.iter().flat_map(|input: &PathBuf| discover::files(Path::new(input), &Skipped::default())) {
        let Ok(file) = file else { continue };
        let found = fs::metadata(file.path?).ok()?;
        if !found.is_file() {
            return None;
        }
        (count, bytes) = (count + 1, bytes + found.len());
    }
    Some((count, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Articles, ReadOptions};

    #[test]
    fn bytes_grow_to_the_sizes_of_all_files() {
        let folder = tempfile::tempdir().unwrap();
        let texts = ["Rain fell. ".repeat(100_000), "Sun shone. ".repeat(10)];
        for (name, text) in ["a.txt", "b.txt"].iter().zip(&texts) {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::write(folder.path().join("c.ann"), "T1").unwrap();
        let inputs = [folder.path().to_owned()];
        let all: u64 = texts.iter().map(|text| text.len() as u64).sum();
        assert_eq!(sizes(&inputs), Some((2, all)));
        assert_eq!(sizes(&["-".into()]), None);
        let watch = Watch::default();
        let mut articles = Articles::open(&inputs, ReadOptions::default());
        articles.watch(watch.clone());
        assert_eq!(watch.bytes(), 0);
        articles.next().unwrap().unwrap();
        assert_eq!(watch.bytes(), texts[0].len() as u64);
        assert_eq!(articles.count(), 1);
        assert_eq!(watch.bytes(), all);
    }
}
