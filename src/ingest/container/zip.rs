//! Zip files: the directory, the members, and the members of a file whose directory is cut off.
//!
//! ```text
//! PK\x03\x04 header, name, packed bytes   a member
//! …
//! PK\x01\x02 …                           the directory: of each member name, method, place and length
//! PK\x05\x06 …                           its end, from which reading starts
//! ```
//!
//! Format: PKWARE's APPNOTE, with its extension to 64 bits.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::read::DeflateDecoder;

use super::{Bounded, Bounds, Counted, FaultSlot, Member, Members, Raw, Unpacked};
use crate::error::{Error, Fault};
use crate::ingest::ReadOptions;

/// A zip file's directory, and the file.
pub(in crate::ingest) struct Zip {
    /// The file, wound to and fro by the members that are read of it.
    file: Arc<Mutex<File>>,
    /// The members that are files, in the order of the directory.
    entries: Vec<Entry>,
    /// The names of all members, folders too: by them documents of Word are known.
    names: Vec<String>,
    /// What is wrong with the directory, told behind the members that were found without it.
    damage: Option<Error>,
}

/// A member of a zip file.
struct Entry {
    /// The path inside, parted by `/`.
    path: String,
    method: zip::CompressionMethod,
    /// Where its packed bytes start in the file, and how many they are.
    start: u64,
    /// How many packed bytes it has.
    packed: u64,
    /// Whether a password is needed.
    encrypted: bool,
}

impl Zip {
    /// Whether a file begins like a zip file, with a member or with the end of an empty directory.
    pub(super) fn starts(magic: &[u8]) -> bool {
        matches!(magic, [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6])
    }

    /// Reads the directory at the end. Backslashes in names, which some programs of Windows write, part folders
    /// too.
    pub(super) fn open(file: File) -> Result<Self, Error> {
        let damaged = |error: zip::result::ZipError| {
            Error::input(Fault::Truncated, format!("a zip file that is cut off or damaged: {error}"))
        };
        let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
        let (mut entries, mut names) = (Vec::new(), Vec::new());
        for index in 0..archive.len() {
            let member = archive.by_index_raw(index).map_err(damaged)?;
            let name = String::from_utf8_lossy(member.name_raw()).replace('\\', "/");
            names.push(name.clone());
            if member.is_file() {
                entries.push(Entry {
                    path: name,
                    method: member.compression(),
                    start: member.data_start().unwrap_or(0),
                    packed: member.compressed_size(),
                    encrypted: member.encrypted(),
                });
            }
        }
        let file = archive.into_inner().into_inner();
        Ok(Self { file: Arc::new(Mutex::new(file)), entries, names, damage: None })
    }

    /// Finds the members of a file without a directory by the headers before them, of which each says how long its
    /// member is. One that does not, as of archives written to a pipe, ends before the next header.
    ///
    /// # Errors
    ///
    /// The damage, if there is no member.
    pub(super) fn scan(file: File, damage: Error) -> Result<Self, Error> {
        const HEADER: usize = 30;
        const MARK: &[u8] = b"PK\x03\x04";
        let mut reader = BufReader::new(file);
        let (mut entries, mut names, mut at) = (Vec::new(), Vec::new(), 0);
        loop {
            reader.seek(SeekFrom::Start(at)).map_err(Error::io)?;
            let mut header = [0; HEADER];
            if reader.read_exact(&mut header).is_err() || !header.starts_with(MARK) {
                break;
            }
            let short = |from: usize| u16::from_le_bytes([header[from], header[from + 1]]);
            let long = |from: usize| u32::from(short(from)) | u32::from(short(from + 2)) << 16;
            let mut name = vec![0; usize::from(short(26))];
            if reader.read_exact(&mut name).is_err() {
                break;
            }
            let path = String::from_utf8_lossy(&name).replace('\\', "/");
            let start = at + (HEADER + name.len()) as u64 + u64::from(short(28));
            let packed = match long(18) {
                0 if short(6) & 8 != 0 => distance_to(&mut reader, start, MARK).map_err(Error::io)?,
                u32::MAX => break,
                packed => u64::from(packed),
            };
            at = start + packed;
            names.push(path.clone());
            if !path.ends_with('/') {
                #[expect(deprecated, reason = "the crate's other names of methods have no way from their numbers")]
                let method = zip::CompressionMethod::from_u16(short(8));
                entries.push(Entry { path, method, start, packed, encrypted: short(6) & 1 != 0 });
            }
        }
        if entries.is_empty() {
            return Err(damage);
        }
        Ok(Self { file: Arc::new(Mutex::new(reader.into_inner())), entries, names, damage: Some(damage) })
    }

    /// The names of all members, as [`Beginning::members`](crate::ingest::format::Beginning::members) has them.
    pub(in crate::ingest) fn names(&self) -> &[String] {
        &self.names
    }

    /// The members, in the order of the directory.
    pub(in crate::ingest) fn members(self, options: &ReadOptions, fault: &FaultSlot) -> Members {
        let (file, bounds, fault) = (self.file, Bounds::of(options), fault.clone());
        let members = self.entries.into_iter().map(move |entry| {
            let slice = Slice { file: Arc::clone(&file), at: entry.start, left: entry.packed };
            let raw = entry.open(slice, bounds, &fault);
            Ok(Member { path: entry.path, raw })
        });
        Box::new(members.chain(self.damage.map(Err)))
    }
}

/// The bytes from a place in a file to the next mark, or to its end. Reads 64 KiB at a time and looks over the
/// borders between them.
fn distance_to(reader: &mut BufReader<File>, start: u64, mark: &[u8]) -> io::Result<u64> {
    reader.seek(SeekFrom::Start(start))?;
    let (mut window, mut passed) = (Vec::new(), 0);
    loop {
        let read = reader.by_ref().take(1 << 16).read_to_end(&mut window)?;
        if let Some(at) = memchr::memmem::find(&window, mark) {
            return Ok(passed + at as u64);
        }
        let done = if read == 0 { window.len() } else { window.len().saturating_sub(mark.len() - 1) };
        window.drain(..done);
        passed += done as u64;
        if read == 0 {
            return Ok(passed);
        }
    }
}

impl Entry {
    /// The bytes of the member, unpacked within the bounds; a stored one is as long as it is.
    ///
    /// # Errors
    ///
    /// If it is encrypted, or packed by another method than deflate, bzip2 and Zstandard.
    fn open(&self, slice: Slice, bounds: Bounds, fault: &FaultSlot) -> Result<Raw, Error> {
        if self.encrypted {
            return Err(Error::input(
                Fault::Encrypted,
                "an encrypted member of an archive; unpack it with its password first",
            ));
        }
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted { inner: BufReader::new(slice), read: Arc::clone(&read) };
        let plain: Unpacked = match self.method {
            zip::CompressionMethod::Stored => return Ok(Raw::Stream(Box::new(counted))),
            zip::CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(counted)),
            zip::CompressionMethod::BZIP2 => Box::new(bzip2::read::BzDecoder::new(counted)),
            zip::CompressionMethod::ZSTD => Box::new(zstd::Decoder::new(counted).map_err(Error::io)?),
            other => {
                let message = format!(
                    "a member of an archive that is packed by {other}, which is not read; unpack the archive first"
                );
                return Err(Error::input(Fault::Format, message));
            }
        };
        Ok(Raw::Stream(Box::new(Bounded::new(plain, read, bounds, fault))))
    }
}

/// A part of a file that others read too: the members of a zip file share one handle, and each winds it to its own
/// place before it reads.
struct Slice {
    /// The file, which each reader winds to its own place before it reads.
    file: Arc<Mutex<File>>,
    /// Where the next byte stands in it.
    at: u64,
    /// How many bytes of the part are left.
    left: u64,
}

impl Read for Slice {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if most == 0 {
            return Ok(0);
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(&mut buffer[..most])?;
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}
