//! The journal of a run: what stands beside its tables until they appear, so that a run which ended too soon can go on.
//!
//! It is a file of frames: a byte for what it is, the length and the checksum (CRC-32) of what follows. The first says
//! what the run is ([`Terms`]). Then comes one for each batch that was written: the counts so far, how far each file of
//! bytes (CSV, JSON Lines) grew and the checksum of what it grew by, a checksum of the batch's articles, the rows for
//! formats whose files cannot be continued, and what the corpus collected. The last is the `run.json` of a run whose
//! tables are ready to appear.
//!
//! A batch counts as written if its frame is whole and the files hold the bytes that it tells of. So nothing rests on
//! the order in which a system writes to the disk, nor on any call to sync: whatever a crash left, the run goes on
//! after the last batch that is there.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crc32fast::Hasher;

use super::extract::{ExtractOptions, Summary};
use super::read::Batch;
use crate::article::Article;
use crate::error::{Error, ErrorKind};
use crate::table::{Format, Table};

/// What must be the same for a run to go on: names of options and inputs, with their values.
pub(crate) type Terms = BTreeMap<String, String>;

const TERMS: u8 = 0;
const BATCH: u8 = 1;
const READY: u8 = 2;

/// The journal of a run that writes, or that goes on.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    terms: Terms,
    /// Made with the first batch: before it, there is nothing to go on with.
    file: Option<File>,
    /// What each file grew by since the last batch, in the order of [`ExtractOptions::files`].
    grown: Vec<Grown>,
    /// The counts of the batches that it holds.
    summary: Summary,
    /// Those of them that are not taken up yet.
    frames: Option<Frames>,
}

/// What a file grew by.
#[derive(Clone, Debug, Default)]
struct Grown {
    length: u64,
    sum: Hasher,
}

/// A batch of the journal.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) summary: Summary,
    /// How far each file grew, and the checksum of it.
    grown: Vec<(u64, u32)>,
    pub(super) stored: Stored,
}

/// What a batch adds beside the bytes of files.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Stored {
    /// The checksum of its articles.
    pub(super) articles: u32,
    /// The rows of each table in the form of [`replay`](crate::table::replay), if a format needs them.
    pub(super) rows: Vec<Vec<u8>>,
    /// What the corpus takes of each article.
    pub(super) records: Vec<Vec<u8>>,
}

impl Journal {
    /// A journal in this folder; it becomes a file with the first batch.
    pub(super) fn new(path: PathBuf, terms: Terms, options: &ExtractOptions) -> Self {
        let grown = vec![Grown::default(); options.files().len()];
        Self { path, terms, file: None, grown, summary: Summary::default(), frames: None }
    }

    /// Takes up the journal of a run that ended too soon, if there is one with a whole batch. The files that it wrote
    /// to `written` are cut to what they were after the last one.
    ///
    /// # Errors
    ///
    /// If that run was another one; if files cannot be read or cut.
    pub(super) fn resume(
        path: &Path,
        written: &Path,
        terms: &Terms,
        options: &ExtractOptions,
    ) -> Result<Option<Self>, Error> {
        let Some(mut frames) = Frames::open(path)? else { return Ok(None) };
        match frames.next()? {
            Some((TERMS, bytes)) => same(&serde_json::from_slice(&bytes).map_err(Error::json)?, terms)?,
            _ => return Ok(None),
        }
        let begin = frames.at;
        let part = |(table, format): (Table, Format)| {
            let file = File::open(written.join(format.file(table))).ok().filter(|_| format.is_bytes())?;
            Some(Part { file: BufReader::new(file), length: 0 })
        };
        let mut files: Vec<Option<Part>> = options.files().into_iter().map(part).collect();
        let mut summary = None;
        while let Some((BATCH, bytes)) = frames.next()? {
            let Some(frame) = Frame::read(&bytes, files.len()).filter(|frame| holds(&mut files, frame)) else { break };
            for (file, (length, _)) in files.iter_mut().zip(&frame.grown) {
                if let Some(file) = file {
                    file.length += length;
                }
            }
            summary = Some((frame.summary, frames.at));
        }
        let Some((summary, end)) = summary else { return Ok(None) };
        for ((table, format), part) in options.files().into_iter().zip(files) {
            if let Some(Part { length, .. }) = part {
                cut(&written.join(format.file(table)), length)?;
            }
        }
        let mut file = cut(path, end)?;
        file.seek(SeekFrom::End(0)).map_err(Error::io)?;
        frames.go_to(begin, end)?;
        let journal = Self::new(path.to_owned(), terms.clone(), options);
        Ok(Some(Self { file: Some(file), summary, frames: Some(frames), ..journal }))
    }

    /// The counts of the batches that it holds.
    pub(crate) fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Whether it goes on with batches of an earlier run.
    pub(super) fn is_resumed(&self) -> bool {
        self.frames.is_some()
    }

    /// The next batch of the earlier run.
    pub(super) fn next_frame(&mut self) -> Result<Option<Frame>, Error> {
        let Some(frames) = &mut self.frames else { return Ok(None) };
        let Some((_, bytes)) = frames.next()? else { return Ok(None) };
        Frame::read(&bytes, self.grown.len()).map(Some).ok_or_else(damaged)
    }

    /// Notes what the file of that number, among those of the run, grows by.
    pub(super) fn grows(&mut self, file: usize, bytes: &[u8]) {
        let grown = &mut self.grown[file];
        grown.length += bytes.len() as u64;
        grown.sum.update(bytes);
    }

    /// Ends a batch, whose bytes have all been written.
    ///
    /// # Errors
    ///
    /// If the journal cannot be written.
    pub(super) fn end_batch(&mut self, stored: &[u8], summary: &Summary) -> Result<(), Error> {
        let mut head: Vec<u8> = summary.numbers().flat_map(u64::to_le_bytes).collect();
        for grown in &mut self.grown {
            let Grown { length, sum } = std::mem::take(grown);
            head.extend_from_slice(&length.to_le_bytes());
            head.extend_from_slice(&sum.finalize().to_le_bytes());
        }
        let file = match &mut self.file {
            Some(file) => file,
            // A run that has read no article is not worth going on with.
            None if summary.rows(Table::Articles) == 0 => return Ok(()),
            None => self.file.insert(File::create(&self.path).map_err(Error::io)?),
        };
        let is_first = self.summary.rows(Table::Articles) == 0;
        let mut write = || {
            if is_first {
                let terms = serde_json::to_vec(&self.terms)?;
                write_frame(file, TERMS, &[&terms])?;
            }
            write_frame(file, BATCH, &[&head, stored])
        };
        if let Err(error) = write() {
            if is_first {
                let _ = fs::remove_file(&self.path);
            }
            return Err(Error::io(error));
        }
        self.summary = summary.clone();
        Ok(())
    }
}

/// What an earlier run left, as its journal tells without a look at the tables.
#[derive(Debug, Default)]
pub(super) struct Left {
    pub(super) terms: Terms,
    /// The counts of its batches.
    pub(super) summary: Summary,
    /// The `run.json` of its tables, if they were ready to appear.
    pub(super) ready: Option<Vec<u8>>,
}

impl Left {
    /// What the journal of that path tells; nothing if there is none. One of another version may tell nothing either:
    /// it is nothing to go on with, and no reason to fail.
    pub(super) fn of(path: &Path) -> Result<Option<Self>, Error> {
        let Some(mut frames) = Frames::open(path)? else { return Ok(None) };
        let mut left = Self::default();
        while let Some((kind, bytes)) = frames.next()? {
            match kind {
                TERMS => left.terms = serde_json::from_slice(&bytes).unwrap_or_default(),
                BATCH => left.summary = Summary::read(&mut Fields(&bytes)).unwrap_or_default(),
                _ => left.ready = Some(bytes),
            }
        }
        Ok(Some(left))
    }
}

/// Notes in a journal, if there is one, that the tables with this `run.json` are ready to appear.
pub(super) fn mark_ready(path: &Path, run: &[u8]) -> io::Result<()> {
    match File::options().append(true).open(path) {
        Ok(mut file) => write_frame(&mut file, READY, &[run]).and_then(|()| file.sync_all()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// The checksum of a batch's articles: of all that rows are made of.
pub(super) fn checksum(batch: &Batch) -> u32 {
    let mut sum = Hasher::new();
    let mut text = |text: &str| {
        sum.update(&(text.len() as u64).to_le_bytes());
        sum.update(text.as_bytes());
    };
    for read in batch {
        match read {
            Ok(article) => {
                let Article { id, source, date, date_from, title, byline, dateline, .. } = article;
                let Article { publisher, section, language, url, updated, kept, sentences_only, .. } = article;
                [article.text(), id, source].into_iter().for_each(&mut text);
                text(&date.map(|day| day.to_string()).unwrap_or_default());
                text(date_from.map_or("", |from| from.as_str()));
                for field in [title, byline, dateline, publisher, section, language, url, updated] {
                    text(field.as_deref().unwrap_or("\0"));
                }
                for (name, value) in kept {
                    text(name);
                    text(value);
                }
                text(if *sentences_only { "sentences" } else { "" });
            }
            Err(error) => text(&error.to_string()),
        }
    }
    sum.finalize()
}

/// The error of terms that are not those of the earlier run, by the first one that is not.
pub(super) fn same(then: &Terms, now: &Terms) -> Result<(), Error> {
    let names = then.keys().chain(now.keys());
    let mut other: Vec<&String> = names.filter(|&name| then.get(name) != now.get(name)).collect();
    other.sort();
    let Some(&name) = other.first() else { return Ok(()) };
    let said = |terms: &Terms| terms.get(name).map_or("not given", String::as_str).to_owned();
    Err(Error::new(ErrorKind::OtherRun { what: name.clone(), then: said(then), now: said(now) }))
}

/// A file of bytes that is compared with its checksums, and how much of it is right.
struct Part {
    file: BufReader<File>,
    length: u64,
}

/// Whether the files go on with the bytes that a frame tells of.
fn holds(files: &mut [Option<Part>], frame: &Frame) -> bool {
    files.iter_mut().zip(&frame.grown).all(|(file, &(length, told))| match file {
        Some(part) => {
            let mut sum = Summing(Hasher::new());
            let read = io::copy(&mut (&mut part.file).take(length), &mut sum);
            read.is_ok_and(|read| read == length) && sum.0.finalize() == told
        }
        None => length == 0,
    })
}

struct Summing(Hasher);

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Cuts a file to a length; returns it.
fn cut(path: &Path, length: u64) -> Result<File, Error> {
    let file = File::options().read(true).write(true).open(path).map_err(Error::io)?;
    file.set_len(length).map_err(Error::io)?;
    Ok(file)
}

fn damaged() -> Error {
    Error::other("the journal of the interrupted run is damaged; begin anew without --resume")
}

fn write_frame(file: &mut File, kind: u8, parts: &[&[u8]]) -> io::Result<()> {
    let mut sum = Hasher::new();
    for part in parts {
        sum.update(part);
    }
    let length: u64 = parts.iter().map(|part| part.len() as u64).sum();
    let mut frame = Vec::with_capacity(HEAD + parts[0].len());
    frame.push(kind);
    frame.extend_from_slice(&length.to_le_bytes());
    frame.extend_from_slice(&sum.finalize().to_le_bytes());
    frame.extend_from_slice(parts[0]);
    file.write_all(&frame)?;
    parts[1..].iter().try_for_each(|part| file.write_all(part))
}

/// The bytes before what a frame holds.
const HEAD: usize = 13;

/// The whole frames of a journal, in turn, as far as they are whole.
#[derive(Debug)]
struct Frames {
    file: BufReader<File>,
    at: u64,
    end: u64,
}

impl Frames {
    fn open(path: &Path) -> Result<Option<Self>, Error> {
        match File::open(path) {
            Ok(file) => {
                let end = file.metadata().map_err(Error::io)?.len();
                Ok(Some(Self { file: BufReader::new(file), at: 0, end }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(error)),
        }
    }

    fn go_to(&mut self, at: u64, end: u64) -> Result<(), Error> {
        (self.at, self.end) = (at, end);
        self.file.seek(SeekFrom::Start(at)).map(|_| ()).map_err(Error::io)
    }

    /// What the next frame is, and what it holds.
    fn next(&mut self) -> Result<Option<(u8, Vec<u8>)>, Error> {
        if self.end - self.at < HEAD as u64 {
            return Ok(None);
        }
        let mut head = [0; HEAD];
        self.file.read_exact(&mut head).map_err(Error::io)?;
        let mut fields = Fields(&head[1..]);
        let (Some(length), Some(told)) = (fields.u64(), fields.u32()) else { return Ok(None) };
        let left = self.end - self.at - HEAD as u64;
        let Some(room) = usize::try_from(length).ok().filter(|_| length <= left) else { return Ok(None) };
        let mut bytes = vec![0; room];
        self.file.read_exact(&mut bytes).map_err(Error::io)?;
        if crc32fast::hash(&bytes) != told {
            return Ok(None);
        }
        self.at += HEAD as u64 + length;
        Ok(Some((head[0], bytes)))
    }
}

impl Stored {
    /// As bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let lists = [&self.rows, &self.records];
        let room: usize = lists.into_iter().flatten().map(|part| 8 + part.len()).sum();
        let mut out = Vec::with_capacity(20 + room);
        out.extend_from_slice(&self.articles.to_le_bytes());
        for list in lists {
            out.extend_from_slice(&(list.len() as u64).to_le_bytes());
            for part in list {
                out.extend_from_slice(&(part.len() as u64).to_le_bytes());
                out.extend_from_slice(part);
            }
        }
        out
    }
}

impl Frame {
    /// A frame that tells of so many files.
    fn read(bytes: &[u8], files: usize) -> Option<Self> {
        let mut fields = Fields(bytes);
        let summary = Summary::read(&mut fields)?;
        let grown = (0..files).map(|_| Some((fields.u64()?, fields.u32()?))).collect::<Option<_>>()?;
        let stored = Stored { articles: fields.u32()?, rows: fields.parts()?, records: fields.parts()? };
        Some(Self { summary, grown, stored })
    }
}

/// Reads numbers and parts of a frame.
pub(super) struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn parts(&mut self) -> Option<Vec<Vec<u8>>> {
        let part = |fields: &mut Self| {
            let length = fields.u64()?.try_into().ok()?;
            let (part, rest) = fields.0.split_at_checked(length)?;
            fields.0 = rest;
            Some(part.to_vec())
        };
        (0..self.u64()?).map(|_| part(self)).collect()
    }
}
