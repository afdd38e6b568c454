//! Compression and archives: what unpacks a file, within bounds, and the members of zip and tar files.
//!
//! A file passes through these layers, each of which is there only where the first bytes ask for it:
//!
//! ```text
//! file ─ Counted ─ gzip, Zstandard, bzip2 or xz ─ Bounded ─┬─ Stream (text of a format)
//!                                                          ├─ Zip: its directory, then member by member
//!                                                          └─ tar: member by member, as the stream comes
//! ```
//!
//! - What a file is is told by its magic numbers, never by its ending: `a.txt` that begins with `1f 8b` is gzip.
//!   One compression is taken off; one below it is met again only where it is a member of an archive, which is
//!   opened as a file is.
//! - **Zip** (PKWARE's APPNOTE) is read by the directory at its end, so that it must be wound to: from a pipe it is
//!   copied to a temporary file first. A file whose directory is cut off is read by the headers before its members.
//! - **Tar** (POSIX ustar and pax, GNU's long names) is read as it comes, and nothing of it is copied.
//! - Names of members are used as names only; nothing is ever written to the disk under them, so that `../` does no
//!   harm.
//!
//! Damage and excess are told beside the data. A reader that meets an error in the middle of a file would lose what
//! it had read; so the file just ends there, and what ended it waits in the [`FaultSlot`], where
//! [`super::Articles`] looks after each item. What came before is kept.
//!
//! Bounds: [`ReadOptions::unpacked_bytes`] for one file, and [`ReadOptions::ratio`] between unpacked and packed
//! once a file is larger than [`UNSUSPICIOUS`]. Prose stays far below the default of 200; deflate makes a
//! thousandth of zeros, of which bombs are made.
//!
//! Not read: encrypted members of zip files, those packed by other methods than deflate, bzip2 and Zstandard, 7-Zip
//! and RAR; each is an error that says what to do.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::ReadOptions;
use super::decode::{Stream, peek};
use crate::error::{Error, Fault};

/// The archives whose members are read: name, endings, what they are. For the documentation; what is read is told
/// by first bytes.
pub(super) const ARCHIVES: [(&str, &str, &str); 2] = [
    ("zip", "zip", "zip archives: stored, deflated, bzip2 and Zstandard members"),
    ("tar", "tar, tgz, tar.gz, tar.zst, tar.bz2, tar.xz", "tar archives, compressed or not"),
];

/// The compressions of single files: name, endings, what they are. For the documentation too.
pub(super) const COMPRESSIONS: [(&str, &str, &str); 4] = [
    ("gzip", "gz", "gzip, also of several members"),
    ("zstd", "zst", "Zstandard, also of several frames"),
    ("bzip2", "bz2", "bzip2"),
    ("xz", "xz", "xz"),
];

/// A file may have so many bytes unpacked before its ratio is looked at: 64 MiB do no harm, and small files of
/// blanks have any ratio.
const UNSUSPICIOUS: u64 = 64 << 20;

/// What went wrong below a format: damaged compression or too much of it. A reader only sees the file end there.
///
/// Shared by all layers of one file and by who reads it. Holds the first error; later ones only follow from it.
#[derive(Clone, Default)]
pub(super) struct FaultSlot(Arc<Mutex<Option<Error>>>);

impl FaultSlot {
    /// The slot, also after a panic of another thread: an error is whole or not there.
    fn lock(&self) -> MutexGuard<'_, Option<Error>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leaves an error, if none waits.
    pub(super) fn put(&self, error: Error) {
        self.lock().get_or_insert(error);
    }

    /// The error that waits, which is told once.
    pub(super) fn take(&self) -> Option<Error> {
        self.lock().take()
    }
}

/// What is opened: a file, or a stream that is read but once.
pub(super) enum Raw {
    /// A file of the disk, or a pipe by name. Zip files are read in place.
    File(File),
    /// Standard input, a reader of the program's, or a member of an archive.
    Stream(Box<dyn Read + Send>),
}

/// A member of an archive.
pub(super) struct Member {
    /// The path inside, parted by `/`, as the archive writes it; it may hold `..`, and is never opened.
    pub(super) path: String,
    /// Its bytes, unpacked; or why they cannot be read, as of an encrypted one. The members behind it are read all
    /// the same.
    pub(super) raw: Result<Raw, Error>,
}

/// The members of an archive, one at a time. An error here is of the archive itself, such as that it is cut off.
pub(super) type Members = Box<dyn Iterator<Item = Result<Member, Error>> + Send>;

/// A file that was opened, with its directory if it is a zip file.
///
/// Word's documents and workbooks are zip files too: their format reads the stream, and only where no format claims
/// it are the members read.
pub(super) struct Opened {
    /// The file from its beginning, unpacked if it was compressed.
    pub(super) stream: Stream,
    /// The members of a zip file; `None` for any other.
    pub(super) zip: Option<Zip>,
}

/// Opens a file: unpacked if it is compressed, by its first four bytes.
///
/// # Errors
///
/// If it cannot be read, or is a zip file with neither directory nor members. Damage further on goes into the slot.
pub(super) fn open(raw: Raw, options: &ReadOptions, fault: &FaultSlot) -> Result<Opened, Error> {
    match raw {
        Raw::File(mut file) => {
            let mut magic = [0; 4];
            let read = file.read(&mut magic).map_err(Error::io)?;
            // Pipes cannot be wound back.
            if file.seek(SeekFrom::Start(0)).is_err() {
                return open_stream(Box::new(Cursor::new(magic[..read].to_vec()).chain(file)), options, fault);
            }
            if Zip::starts(&magic) {
                return open_zip(file, fault);
            }
            open_stream(Box::new(file), options, fault)
        }
        Raw::Stream(stream) => open_stream(stream, options, fault),
    }
}

/// Opens a stream, which cannot be wound back: unpacks it, and copies it to a temporary file if a zip file comes
/// out.
fn open_stream(raw: Box<dyn Read + Send>, options: &ReadOptions, fault: &FaultSlot) -> Result<Opened, Error> {
    let unpacked = unpack(raw, options, fault)?;
    let (magic, mut unpacked) = peek(unpacked, 4).map_err(Error::io)?;
    if Zip::starts(&magic) {
        // The directory stands at the end: the file is kept aside.
        let mut file = tempfile::tempfile().map_err(Error::io)?;
        io::copy(&mut unpacked, &mut file).map_err(Error::io)?;
        file.seek(SeekFrom::Start(0)).map_err(Error::io)?;
        return open_zip(file, fault);
    }
    Ok(Opened { stream: Stream::open(unpacked, fault)?, zip: None })
}

/// Opens a zip file on the disk, by its directory, else by the headers of its members.
fn open_zip(file: File, fault: &FaultSlot) -> Result<Opened, Error> {
    let zip = Zip::open(file.try_clone().map_err(Error::io)?).or_else(|error| {
        // The directory stands at the end: of a file that is cut off the members are found one after the other.
        Zip::scan(file.try_clone().map_err(Error::io)?, error)
    });
    let mut file = file;
    file.seek(SeekFrom::Start(0)).map_err(Error::io)?;
    match zip {
        Ok(zip) => Ok(Opened { stream: Stream::open(file, fault)?, zip: Some(zip) }),
        Err(error) => {
            fault.put(error);
            Err(Error::input(Fault::Truncated, "a zip file whose directory cannot be read"))
        }
    }
}

/// The bytes of a file after its compression was taken off.
type Unpacked = Box<dyn Read + Send>;

/// The bytes of a compressed file, or of one that is not.
///
/// Told by the first six bytes: `1f 8b` gzip, `28 b5 2f fd` or a skippable frame Zstandard, `BZh1` to `BZh9` bzip2,
/// `fd 7zXZ 00` xz. All of them are read over several members or frames, as `cat a.gz b.gz` writes them.
fn unpack(raw: Box<dyn Read + Send>, options: &ReadOptions, fault: &FaultSlot) -> Result<Unpacked, Error> {
    let read = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: raw, read: Arc::clone(&read) };
    let (magic, raw) = peek(counted, 6).map_err(Error::io)?;
    let plain: Unpacked = match magic[..] {
        [0x1f, 0x8b, ..] => Box::new(MultiGzDecoder::new(raw)),
        // A frame may stand behind skippable ones.
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..0x60, 0x2a, 0x4d, 0x18, ..] => {
            Box::new(zstd::Decoder::new(raw).map_err(Error::io)?)
        }
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => Box::new(bzip2::read::MultiBzDecoder::new(raw)),
        [0xfd, b'7', b'z', b'X', b'Z', 0] => Box::new(lzma_rust2::XzReader::new(raw, true)),
        _ => return Ok(Box::new(raw)),
    };
    Ok(Box::new(Bounded::new(plain, read, Bounds::of(options), fault)))
}

/// How much a packed file may become.
#[derive(Clone, Copy)]
struct Bounds {
    /// How many bytes unpacked for one packed, once there are [`UNSUSPICIOUS`] of them.
    ratio: u64,
    /// The bytes unpacked, whatever the ratio.
    bytes: u64,
}

impl Bounds {
    /// Those that the options set.
    fn of(options: &ReadOptions) -> Self {
        Self { ratio: options.ratio, bytes: options.unpacked_bytes }
    }
}

/// Counts the bytes that are read of a packed file, for the ratio.
struct Counted<R> {
    inner: R,
    /// The bytes so far, shared with the [`Bounded`] above. A decoder reads ahead, so that the ratio comes out a
    /// little too small and never too large.
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The bytes of a packed file, as long as they are in proportion to it. After an error the file ends, and the error
/// is in the slot.
struct Bounded<R> {
    inner: R,
    read: Arc<AtomicU64>,
    written: u64,
    bounds: Bounds,
    fault: FaultSlot,
    ended: bool,
}

impl<R> Bounded<R> {
    /// Bounds what a decoder gives; `read` counts what it took.
    fn new(inner: R, read: Arc<AtomicU64>, bounds: Bounds, fault: &FaultSlot) -> Self {
        Self { inner, read, written: 0, bounds, fault: fault.clone(), ended: false }
    }

    /// Ends the file where it is more than it may be, and leaves the error that says so.
    fn is_bomb(&mut self) -> bool {
        let packed = self.read.load(Ordering::Relaxed).max(1);
        let Bounds { ratio, bytes } = self.bounds;
        let megabytes = self.written >> 20;
        let message = if self.written > UNSUSPICIOUS && self.written / packed > ratio {
            format!(
                "{megabytes} MiB unpacked from {} KiB, more than {ratio} times as much: taken for a bomb and not read further; \
                 --max-ratio raises the bound",
                packed >> 10
            )
        } else if self.written > bytes {
            format!("more than {} MiB unpacked, and not read further; --max-unpacked-mb raises the bound", bytes >> 20)
        } else {
            return false;
        };
        self.ended = true;
        self.fault.put(Error::input(Fault::Budget, message));
        true
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        match self.inner.read(buffer) {
            Ok(read) => {
                self.written += read as u64;
                if self.is_bomb() {
                    return Ok(0);
                }
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.ended = true;
                let message = format!(
                    "the compressed file is cut off or damaged after {} bytes of its content ({error}); what came before is read",
                    self.written
                );
                self.fault.put(Error::input(Fault::Truncated, message));
                Ok(0)
            }
        }
    }
}

/// A zip file's directory, and the file.
pub(super) struct Zip {
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
    path: String,
    method: zip::CompressionMethod,
    /// Where its packed bytes start in the file, and how many they are.
    start: u64,
    packed: u64,
    encrypted: bool,
}

impl Zip {
    /// Whether a file begins like a zip file, with a member or with the end of an empty directory.
    fn starts(magic: &[u8]) -> bool {
        matches!(magic, [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6])
    }

    /// Reads the directory at the end. Backslashes in names, which some programs of Windows write, part folders
    /// too.
    fn open(file: File) -> Result<Self, Error> {
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
    fn scan(file: File, damage: Error) -> Result<Self, Error> {
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

    /// The names of all members, as [`super::Beginning::members`] has them.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The members, in the order of the directory.
    pub(super) fn members(self, options: &ReadOptions, fault: &FaultSlot) -> Members {
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
    file: Arc<Mutex<File>>,
    at: u64,
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

/// Whether a file begins like a tar archive: `ustar` stands at byte 257 of the first header, in POSIX and in GNU's
/// archives. Those of before 1988 have no mark and are not known.
pub(super) fn is_tar(beginning: &[u8]) -> bool {
    beginning.get(257..262) == Some(b"ustar")
}

/// The members of a tar archive, in their order. Each must be read, or is passed over, before the next is asked
/// for.
pub(super) fn tar(stream: Stream) -> Members {
    let state = TarState { reader: Box::new(stream.into_bytes().0), left: 0, padding: 0 };
    Box::new(Tar { state: Arc::new(Mutex::new(state)), ended: false })
}

/// Where the reading of a tar archive is, shared by the iterator and by the member that is open.
struct TarState {
    reader: Box<dyn Read + Send>,
    /// Bytes of the member that is open, and those that fill its last block.
    left: u64,
    padding: u64,
}

/// The members of a tar archive.
///
/// An archive is a row of blocks of 512 bytes: a header, the content in whole blocks, the next header, and two
/// blocks of zeros at the end. Headers of the kinds `L` (GNU) and `x` (pax) carry a long name for the one behind
/// them. Links, folders and devices are passed over.
struct Tar {
    state: Arc<Mutex<TarState>>,
    ended: bool,
}

/// The longest name or list of attributes, in bytes, that a header extends over; what is longer is passed, and the
/// short name counts.
const LONGEST_NAME: u64 = 1 << 20;

impl Tar {
    /// Reads headers up to the next member, past what is left of the one before; gives its path, and `None` at the
    /// end.
    ///
    /// # Errors
    ///
    /// If the archive ends inside of a member or a header's numbers are none.
    fn member(&mut self) -> io::Result<Option<String>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = state.left + state.padding;
        if io::copy(&mut state.reader.by_ref().take(rest), &mut io::sink())? < rest {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (state.left, state.padding) = (0, 0);
        let mut name: Option<String> = None;
        loop {
            let mut block = [0; 512];
            match state.reader.read_exact(&mut block) {
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
                other => other?,
            }
            if block.iter().all(|&byte| byte == 0) {
                return Ok(None);
            }
            let header = tar::Header::from_byte_slice(&block);
            let size = header.entry_size()?;
            let padding = size.next_multiple_of(512) - size;
            let kind = header.entry_type();
            if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
                let mut bytes = Vec::new();
                state.reader.by_ref().take(size.min(LONGEST_NAME)).read_to_end(&mut bytes)?;
                io::copy(&mut state.reader.by_ref().take(size - size.min(LONGEST_NAME) + padding), &mut io::sink())?;
                name = if kind.is_gnu_longname() {
                    Some(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned())
                } else {
                    pax_path(&bytes).or(name)
                };
                continue;
            }
            if kind.is_file() {
                let path = name.take().unwrap_or_else(|| String::from_utf8_lossy(&header.path_bytes()).into_owned());
                (state.left, state.padding) = (size, padding);
                return Ok(Some(path));
            }
            name = None;
            io::copy(&mut state.reader.by_ref().take(size + padding), &mut io::sink())?;
        }
    }
}

/// The path among the attributes of a pax header (`30 path=2025/02/17/talks.txt`); `None` if it has none.
fn pax_path(bytes: &[u8]) -> Option<String> {
    let found = tar::PaxExtensions::new(bytes).flatten().find(|attribute| attribute.key_bytes() == b"path")?;
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
                let message = format!("the archive is cut off or damaged ({error}); the members before are read");
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
