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
//! once a file is larger than [`UNSUSPICIOUS_BYTES`]. Prose stays far below the default of 200; deflate makes a
//! thousandth of zeros, of which bombs are made.
//!
//! Not read: encrypted members of zip files, those packed by other methods than deflate, bzip2 and Zstandard, 7-Zip
//! and RAR; each is an error that says what to do.

mod tar;
mod zip;

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::read::MultiGzDecoder;

pub(super) use self::tar::{is_tar, tar};
pub(super) use self::zip::Zip;

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
const UNSUSPICIOUS_BYTES: u64 = 64 << 20;

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
    /// How many bytes unpacked for one packed, once there are [`UNSUSPICIOUS_BYTES`] of them.
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
    /// The packed file.
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
    /// The decoder.
    inner: R,
    /// The bytes that it took so far, which [`Counted`] counts.
    read: Arc<AtomicU64>,
    /// The bytes that it gave so far.
    written: u64,
    /// How many it may give.
    bounds: Bounds,
    /// Where it is told that it gives no more.
    fault: FaultSlot,
    /// Whether the file ends here, be it at its end, at damage or at a bound.
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
        let message = if self.written > UNSUSPICIOUS_BYTES && self.written / packed > ratio {
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
