//! Tar archives, read as they come.
//!
//! ```text
//! header, 512 bytes: name at 0, size in octal at 124, kind at 156, "ustar" at 257
//! content, filled up to whole blocks of 512 bytes
//! header …
//! two blocks of zeros
//! ```
//!
//! Nothing is wound to and nothing held: a member is a view of the archive's own stream, and what a reader leaves
//! of it is passed when the next one is asked for. Formats: POSIX.1-1988 (ustar), POSIX.1-2001 (pax), GNU tar (long
//! names).

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Member, Members, Raw};
use crate::error::{Error, Fault};
use crate::ingest::decode::Stream;

/// Whether a file begins like a tar archive: `ustar` stands at byte 257 of the first header, in POSIX and in GNU's
/// archives. Those of before 1988 have no mark and are not known.
pub(in crate::ingest) fn is_tar(beginning: &[u8]) -> bool {
    beginning.get(257..262) == Some(b"ustar")
}

/// The members of a tar archive, in their order. Each must be read, or is passed over, before the next is asked
/// for.
pub(in crate::ingest) fn tar(stream: Stream) -> Members {
    let state = TarState { reader: Box::new(stream.into_bytes().0), left: 0, padding: 0 };
    Box::new(Tar { state: Arc::new(Mutex::new(state)), ended: false })
}

/// Where the reading of a tar archive is, shared by the iterator and by the member that is open.
struct TarState {
    /// What is left of the archive.
    reader: Box<dyn Read + Send>,
    /// Bytes of the member that is open, and those that fill its last block.
    left: u64,
    /// The bytes behind the member that fill its last block.
    padding: u64,
}

/// The members of a tar archive.
///
/// An archive is a row of blocks of 512 bytes: a header, the content in whole blocks, the next header, and two
/// blocks of zeros at the end. Headers of the kinds `L` (GNU) and `x` (pax) carry a long name for the one behind
/// them. What is no file ([`is_file`]) is passed over.
struct Tar {
    state: Arc<Mutex<TarState>>,
    ended: bool,
}

/// The longest name or list of attributes, in bytes, that a header extends over; what is longer is passed, and the
/// short name counts.
const LONGEST_NAME_BYTES: u64 = 1 << 20;

impl Tar {
    /// Reads headers up to the next member, past what is left of the one before; gives its path, and `None` at the
    /// end.
    ///
    /// # Errors
    ///
    /// If the archive ends inside of a member or header, a header's numbers are none or too large, or a member is a sparse
    /// file.
    fn member(&mut self) -> io::Result<Option<String>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = state.left + state.padding;
        pass(&mut state.reader, rest)?;
        (state.left, state.padding) = (0, 0);
        let (mut name, mut told_size): (Option<String>, Option<u64>) = (None, None);
        loop {
            let mut block = Vec::with_capacity(512);
            state.reader.by_ref().take(512).read_to_end(&mut block)?;
            if block.iter().all(|&byte| byte == 0) {
                return Ok(None);
            }
            let block = block.first_chunk::<512>().ok_or(io::ErrorKind::UnexpectedEof)?;
            let header = tar::Header::from_byte_slice(block);
            let kind = header.entry_type();
            let extends = kind.is_gnu_longname() || kind.is_pax_local_extensions();
            // A size of more than 8 GB, and of some programs any, stands in the pax header before.
            let size = match told_size.filter(|_| !extends) {
                Some(size) => size,
                None => header.entry_size()?,
            };
            let whole = size.checked_next_multiple_of(512).ok_or(io::ErrorKind::InvalidData)?;
            let padding = whole - size;
            if extends {
                let mut bytes = Vec::new();
                state.reader.by_ref().take(size.min(LONGEST_NAME_BYTES)).read_to_end(&mut bytes)?;
                pass(&mut state.reader, size - size.min(LONGEST_NAME_BYTES) + padding)?;
                if kind.is_gnu_longname() {
                    name = Some(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned());
                } else {
                    name = pax(&bytes, "path").or(name);
                    told_size = pax(&bytes, "size").and_then(|size| size.parse().ok());
                }
                continue;
            }
            if kind.is_gnu_sparse() {
                return Err(io::Error::new(io::ErrorKind::Unsupported, "a sparse file, of which holes are left out"));
            }
            if is_file(kind) {
                let path = name.take().unwrap_or_else(|| String::from_utf8_lossy(&header.path_bytes()).into_owned());
                (state.left, state.padding) = (size, padding);
                return Ok(Some(path));
            }
            (name, told_size) = (None, None);
            pass(&mut state.reader, whole)?;
        }
    }
}

/// Whether a header is of a file and not of a link, folder or device. POSIX has kinds that are not known read as files,
/// but leaves capital letters to the programs: names of volumes, lists of rights.
fn is_file(kind: tar::EntryType) -> bool {
    match kind {
        tar::EntryType::Regular | tar::EntryType::Continuous => true,
        tar::EntryType::Link
        | tar::EntryType::Symlink
        | tar::EntryType::Char
        | tar::EntryType::Block
        | tar::EntryType::Directory
        | tar::EntryType::Fifo
        | tar::EntryType::XGlobalHeader => false,
        other => !other.as_byte().is_ascii_uppercase(),
    }
}

/// Passes so many bytes.
///
/// # Errors
///
/// If there are not so many.
fn pass(reader: &mut dyn Read, bytes: u64) -> io::Result<()> {
    let passed = io::copy(&mut reader.take(bytes), &mut io::sink())?;
    if passed < bytes { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

/// An attribute of a pax header (`30 path=2025/02/17/talks.txt`); `None` if it has none of that name.
fn pax(bytes: &[u8], name: &str) -> Option<String> {
    let found = tar::PaxExtensions::new(bytes).flatten().find(|attribute| attribute.key() == Ok(name))?;
    Some(String::from_utf8_lossy(found.value_bytes()).into_owned())
}

impl Iterator for Tar {
    type Item = Result<Member, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.member() {
            Ok(Some(path)) => {
                let raw = Ok(Raw::Stream(Box::new(TarReader(Arc::clone(&self.state)))));
                Some(Ok(Member { path: path.trim_start_matches("./").to_owned(), raw }))
            }
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                let unsupported = error.kind() == io::ErrorKind::Unsupported;
                let why = if unsupported { "not read further" } else { "cut off or damaged" };
                let message = format!("the archive is {why} ({error}); the members before are read");
                Some(Err(Error::input(Fault::Truncated, message)))
            }
        }
    }
}

/// The member that is open: as many bytes of the archive as its header says. After the archive went on to the next
/// member it would read that one, so that a member is dropped before.
struct TarReader(Arc<Mutex<TarState>>);

impl Read for TarReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let most = buffer.len().min(usize::try_from(state.left).unwrap_or(usize::MAX));
        let read = state.reader.read(&mut buffer[..most])?;
        state.left -= read as u64;
        Ok(read)
    }
}
