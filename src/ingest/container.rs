//! Compression and archives: what unpacks a file, within bounds, and the members of zip and tar files.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::ReadOptions;
use super::decode::{Stream, peek};
use crate::error::{Error, Fault};

/// The archives whose members are read: name, endings, what they are.
pub(super) const ARCHIVES: [(&str, &str, &str); 2] = [
    ("zip", "zip", "zip archives: stored, deflated, bzip2 and Zstandard members"),
    ("tar", "tar, tgz, tar.gz, tar.zst, tar.bz2, tar.xz", "tar archives, compressed or not"),
];

/// The compressions of single files: name, endings, what they are.
pub(super) const COMPRESSIONS: [(&str, &str, &str); 4] = [
    ("gzip", "gz", "gzip, also of several members"),
    ("zstd", "zst", "Zstandard, also of several frames"),
    ("bzip2", "bz2", "bzip2"),
    ("xz", "xz", "xz"),
];

/// A file may have so many bytes unpacked before its ratio is looked at.
const UNSUSPICIOUS: u64 = 64 << 20;

/// What went wrong below a format: damaged compression or too much of it. A reader only sees the file end there.
#[derive(Clone, Default)]
pub(super) struct FaultSlot(Arc<Mutex<Option<Error>>>);

impl FaultSlot {
    fn lock(&self) -> MutexGuard<'_, Option<Error>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn put(&self, error: Error) {
        self.lock().get_or_insert(error);
    }

    pub(super) fn take(&self) -> Option<Error> {
        self.lock().take()
    }
}

/// A file, or a stream that is read but once.
pub(super) enum Raw {
    File(File),
    Stream(Box<dyn Read + Send>),
}

/// A member of an archive.
pub(super) struct Member {
    /// The path inside, parted by `/`.
    pub(super) path: String,
    pub(super) raw: Result<Raw, Error>,
}

pub(super) type Members = Box<dyn Iterator<Item = Result<Member, Error>> + Send>;

/// A file that was opened, with its directory if it is a zip file.
pub(super) struct Opened {
    pub(super) stream: Stream,
    pub(super) zip: Option<Zip>,
}

/// Opens a file: unpacked if it is compressed.
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

type Unpacked = Box<dyn Read + Send>;

/// The bytes of a compressed file, or of one that is not.
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
    ratio: u64,
    bytes: u64,
}

impl Bounds {
    fn of(options: &ReadOptions) -> Self {
        Self { ratio: options.ratio, bytes: options.unpacked_bytes }
    }
}

/// Counts the bytes that are read of a packed file.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The bytes of a packed file, as long as they are in proportion to it. After an error the file ends, and the error is in the slot.
struct Bounded<R> {
    inner: R,
    read: Arc<AtomicU64>,
    written: u64,
    bounds: Bounds,
    fault: FaultSlot,
    ended: bool,
}

impl<R> Bounded<R> {
    fn new(inner: R, read: Arc<AtomicU64>, bounds: Bounds, fault: &FaultSlot) -> Self {
        Self { inner, read, written: 0, bounds, fault: fault.clone(), ended: false }
    }

    /// Ends the file where it is more than it may be.
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
    file: Arc<Mutex<File>>,
    entries: Vec<Entry>,
    names: Vec<String>,
    /// What is wrong with the directory.
    damage: Option<Error>,
}

/// A member of a zip file.
struct Entry {
    path: String,
    method: zip::CompressionMethod,
    start: u64,
    packed: u64,
    encrypted: bool,
}

impl Zip {
    fn starts(magic: &[u8]) -> bool {
        matches!(magic, [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6])
    }

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

    /// Finds the members of a file without a directory by the headers before them, of which each says how long its member is. One that
    /// does not, as of archives written to a pipe, ends before the next header.
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

/// The bytes from a place in a file to the next mark, or to its end.
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

/// A part of a file that others read too.
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

/// Whether a file begins like a tar archive.
pub(super) fn is_tar(beginning: &[u8]) -> bool {
    beginning.get(257..262) == Some(b"ustar")
}

/// The members of a tar archive, in their order.
pub(super) fn tar(stream: Stream) -> Members {
    let state = TarState { reader: Box::new(stream.into_bytes().0), left: 0, padding: 0 };
    Box::new(Tar { state: Arc::new(Mutex::new(state)), ended: false })
}

struct TarState {
    reader: Box<dyn Read + Send>,
    /// Bytes of the member that is open, and those that fill its last block.
    left: u64,
    padding: u64,
}

struct Tar {
    state: Arc<Mutex<TarState>>,
    ended: bool,
}

/// The longest name or list of attributes that a header extends over.
const LONGEST_NAME: u64 = 1 << 20;

impl Tar {
    /// Reads headers up to the next member.
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

/// The path among the attributes of a pax header.
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

/// The member that is open.
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
