//! Bytes to text: encodings, and telling text from other files.
//!
//! What a file's bytes are is decided in two steps. [`Stream::open`] looks at the first 64: a byte order mark, or
//! letters that alternate with zeros, make it UTF-16, which is decoded as it is read. All other encodings are
//! decoded where a reader needs a text, record by record ([`decode`]) or piece by piece ([`declared`]):
//!
//! ```text
//! valid UTF-8                                   UTF-8, whatever is declared
//! declared, by XML, HTML, MIME or HTTP          that encoding, where the line above does not hold
//! more right than wrong sequences of UTF-8      damaged UTF-8: an error with the offset of the first bad byte
//! a quarter of the bytes beyond ASCII           the encoding that chardetng finds in them
//! all else                                      Windows-1252, which holds ISO-8859-1
//! ```
//!
//! Not text are bytes with a NUL that are not UTF-8, and those of which more than one in sixteen is a control
//! character. Few stray controls in UTF-8, NUL among them, are text.
//!
//! Sources: the WHATWG's Encoding standard (`encoding_rs`); chardetng, by Henri Sivonen, for the guess.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, WINDOWS_1252};

use super::container::FaultSlot;
use crate::error::{Error, ErrorKind, Fault};

/// A file as bytes of UTF-8 or of an encoding that [`decode`] finds, decompressed, without byte order mark.
pub(super) struct Stream {
    /// The bytes that are left.
    reader: Box<dyn BufRead + Send>,
    /// Whether a byte order mark says that the bytes are UTF-8.
    declared: bool,
    /// Bytes of the decompressed file that were read.
    offset: usize,
}

impl Stream {
    /// Opens an unpacked file: UTF-8 and UTF-16 are known by their byte order marks, UTF-16 without one by its
    /// blanks and letters. What is no UTF-16 in such a file is replaced, and the first place of it told in the
    /// slot.
    pub(super) fn open(plain: impl Read + Send + 'static, fault: &FaultSlot) -> Result<Self, Error> {
        let (start, mut plain) = peek(plain, 64).map_err(Error::io)?;
        let mut skip = |bytes: u64| io::copy(&mut plain.by_ref().take(bytes), &mut io::sink()).map_err(Error::io);
        let (declared, offset, little) = match start[..] {
            [0xef, 0xbb, 0xbf, ..] => (true, skip(3)?, None),
            [0xff, 0xfe, ..] => (true, skip(2)?, Some(true)),
            [0xfe, 0xff, ..] => (true, skip(2)?, Some(false)),
            _ => (false, 0, unmarked_utf16(&start)),
        };
        let offset = usize::try_from(offset).unwrap_or(0);
        let reader: Box<dyn BufRead + Send> = match little {
            Some(little) => {
                let utf8 = Utf16::new(Box::new(plain), little, offset, fault.clone());
                Box::new(BufReader::with_capacity(1 << 16, utf8))
            }
            None => Box::new(BufReader::with_capacity(1 << 16, plain)),
        };
        Ok(Self { reader, declared: declared || little.is_some(), offset })
    }

    /// A file that is in memory, as of a document of which a reader made the text of another format.
    pub(super) fn of(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::open(Cursor::new(bytes), &FaultSlot::default())
    }

    /// The first bytes, at most so many; they are still to be read.
    pub(super) fn beginning(&mut self, length: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.reader.by_ref().take(length as u64).read_to_end(&mut bytes).map_err(Error::io)?;
        self.offset += bytes.len();
        self.unread(bytes.clone());
        Ok(bytes)
    }

    /// Refuses a file of records whose beginning is binary: each of its lines would be an error.
    pub(super) fn refuse_binary(&mut self) -> Result<(), Error> {
        let start = self.reader.fill_buf().map_err(Error::io)?;
        match start.iter().position(|&byte| byte == 0) {
            Some(at) => Err(Error::new(ErrorKind::NotText { offset: self.offset + at })),
            None => Ok(()),
        }
    }

    /// Reads the rest as one text of at most so many bytes.
    ///
    /// # Errors
    ///
    /// If it is longer, cannot be read, or is no text.
    pub(super) fn read_text(mut self, longest: usize) -> Result<String, Error> {
        let bytes = read_whole(&mut self.reader, longest)?;
        self.decode(&bytes, self.offset).map(Cow::into_owned)
    }

    /// Reads the rest, at most so many bytes.
    ///
    /// # Errors
    ///
    /// If it is longer or cannot be read.
    pub(super) fn read_bytes(mut self, longest: usize) -> Result<Vec<u8>, Error> {
        read_whole(&mut self.reader, longest)
    }

    /// Reads a line, with its end, into `line`. Returns its offset in the file; `None` at the file's end.
    ///
    /// # Errors
    ///
    /// If it is longer than so many bytes; it is passed then.
    pub(super) fn read_line(&mut self, line: &mut Vec<u8>, longest: usize) -> Result<Option<usize>, Error> {
        line.clear();
        let length = self.reader.by_ref().take(longest as u64).read_until(b'\n', line).map_err(Error::io)?;
        let start = self.offset;
        self.offset += length;
        if length == longest && line.last() != Some(&b'\n') {
            line.clear();
            self.offset += self.reader.skip_until(b'\n').map_err(Error::io)?;
            return Err(too_large(longest));
        }
        Ok((length > 0).then_some(start))
    }

    /// Gives back the bytes of a line that was read ahead: they come next.
    pub(super) fn unread(&mut self, line: Vec<u8>) {
        self.offset -= line.len();
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(line).chain(rest));
    }

    /// Decodes `bytes`, which start at `offset` of the file. Without a copy where they are UTF-8.
    ///
    /// # Errors
    ///
    /// If they are no text, with the offset of the first bad byte.
    pub(super) fn decode<'a>(&self, bytes: &'a [u8], offset: usize) -> Result<Cow<'a, str>, Error> {
        decode(bytes, self.declared).map_err(|bad| Error::new(bad.at(offset)))
    }

    /// The undecoded bytes that are left, whether they are declared to be UTF-8, and their offset in the file.
    pub(super) fn into_bytes(self) -> (Box<dyn BufRead + Send>, bool, usize) {
        (self.reader, self.declared, self.offset)
    }
}

/// A reader behind bytes that were read from it.
pub(super) type Peeked<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// The first bytes of a reader, and the reader with them still to come.
pub(super) fn peek<R: Read>(mut raw: R, bytes: u64) -> io::Result<(Vec<u8>, Peeked<R>)> {
    let mut start = Vec::new();
    raw.by_ref().take(bytes).read_to_end(&mut start)?;
    Ok((start.clone(), Cursor::new(start).chain(raw)))
}

/// All that a reader gives.
///
/// # Errors
///
/// If that is more than so many bytes, of which one more is read to see it.
fn read_whole(reader: &mut impl Read, longest: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(longest as u64 + 1).read_to_end(&mut bytes).map_err(Error::io)?;
    if bytes.len() > longest {
        return Err(too_large(longest));
    }
    Ok(bytes)
}

/// The error of an article or record that has more bytes than it may.
pub(super) fn too_large(longest: usize) -> Error {
    let message = format!("more than {} MiB in one article or record; --max-record-mb raises the bound", longest >> 20);
    Error::input(Fault::Budget, message)
}

/// Decodes bytes that declare their encoding by its label. UTF-8 that decodes is UTF-8, whatever is declared; what
/// the declared encoding does not have is decoded as [`decode`] would, and what cannot be decoded at all is
/// replaced.
pub(super) fn declared(bytes: &[u8], label: Option<&str>) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let encoding = label.and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = encoding.filter(|&encoding| encoding != encoding_rs::UTF_8) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match decode(bytes, false) {
        Ok(text) => text.into_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Bytes that are no text, with offsets from the start of the bytes.
pub(super) enum Bad {
    /// No text at all: the first byte that none has.
    NotText(usize),
    /// Text in an encoding of that name, damaged: the first byte that it does not have.
    Undecodable(&'static str, usize),
}

impl Bad {
    /// The error for bytes that start at `offset` of their file.
    pub(super) fn at(self, offset: usize) -> ErrorKind {
        match self {
            Self::NotText(at) => ErrorKind::NotText { offset: offset + at },
            Self::Undecodable(encoding, at) => ErrorKind::Undecodable { encoding, offset: offset + at },
        }
    }
}

/// Decodes bytes that are UTF-8, or else Windows-1252, which holds Latin-1. Where more than a quarter of the bytes
/// are not ASCII, the text is not English and the encoding is the one that they look like.
///
/// `declared` says that a mark promised UTF-8: nothing else is tried then. `Se\xf1ora` → `Señora`; `the mayor\x92s`
/// → `the mayor’s`; `été \xff` in UTF-8 → an error at offset 6.
///
/// Bytes with a NUL that are not UTF-8, or of which more than one in sixteen is a control character, are no text.
/// Bytes that hold more right than wrong sequences of UTF-8 are damaged UTF-8, and so undecodable; so are
/// CESU-8, and UTF-8 beside another encoding.
pub(super) fn decode(bytes: &[u8], declared: bool) -> Result<Cow<'_, str>, Bad> {
    let wrong = match std::str::from_utf8(bytes) {
        Ok(text) => return refuse_controls(bytes).map(|()| Cow::Borrowed(text)),
        Err(error) => error.valid_up_to(),
    };
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Bad::NotText(at));
    }
    refuse_controls(bytes)?;
    if declared || is_damaged_utf8(bytes) {
        return Err(Bad::Undecodable("UTF-8", wrong));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The domain of an English-speaking country: short texts with one curly quotation mark are else guessed wrong.
    let guess = detector.guess(Some(b"us"), Utf8Detection::Deny);
    let foreign = bytes.iter().filter(|byte| !byte.is_ascii()).count() > bytes.len() / 4;
    let encoding = if foreign { guess } else { WINDOWS_1252 };
    if encoding == WINDOWS_1252 && is_partly_utf8(bytes) {
        return Err(Bad::Undecodable("UTF-8", wrong));
    }
    let mut text = String::new();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    if let DecoderResult::Malformed(length, after) = result {
        return Err(Bad::Undecodable(encoding.name(), read - usize::from(length) - usize::from(after)));
    }
    match bytes.iter().position(|&byte| encoding == WINDOWS_1252 && is_unassigned(byte)) {
        Some(at) => Err(Bad::Undecodable("windows-1252", at)),
        None => Ok(Cow::Owned(text)),
    }
}

/// Whether Windows-1252 has no character of that byte.
fn is_unassigned(byte: u8) -> bool {
    matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)
}

/// Whether bytes that are not UTF-8 hold more characters beyond ASCII that are right in it than sequences that are
/// wrong: of Windows-1252 hardly any two letters with accents make a right sequence.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

/// Whether there is a sequence that UTF-8 has often and Windows-1252 has no use for: a small letter with an accent
/// (`Ã©`), a curly mark or a dash (`â€™`), or a character beyond the first 65,536 in the two halves of CESU-8.
fn is_partly_utf8(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(0xc3, 0xe2, 0xed, bytes).any(|at| {
        matches!(
            bytes[at..],
            [0xc3, 0xa1..=0xaa | 0xac..=0xba | 0xbc..=0xbf, ..]
                | [0xe2, 0x80, 0x90..=0xbf, ..]
                | [0xed, 0xa0..=0xaf, 0x80..=0xbf, 0xed, 0xb0..=0xbf, 0x80..=0xbf, ..]
        )
    })
}

/// Refuses bytes of which more than one in sixteen is a control character, and tells the first one. Looks at each
/// byte of every text, so that it is written for the compiler to count many at once.
fn refuse_controls(bytes: &[u8]) -> Result<(), Bad> {
    // Counted in bytes, so that the compiler counts many side by side.
    let count = |part: &[u8]| usize::from(part.iter().fold(0, |count, &byte| count + u8::from(is_control(byte))));
    if bytes.chunks(u8::MAX.into()).map(count).sum::<usize>() <= bytes.len() / 16 {
        return Ok(());
    }
    Err(Bad::NotText(bytes.iter().position(|&byte| is_control(byte)).unwrap_or(0)))
}

/// Whether it is a control other than tab, line feed, form feed and carriage return.
#[expect(clippy::needless_bitwise_bool, reason = "no branch, and no table of bits")]
fn is_control(byte: u8) -> bool {
    let allowed = (byte == b'\t') | (byte == b'\n') | (byte == 0x0c) | (byte == b'\r');
    (byte < 0x20) & !allowed | (byte == 0x7f)
}

/// Whether text of English letters begins as UTF-16 without a mark, and whether the low byte stands first. All
/// pairs of the first 64 bytes must be a letter of ASCII and a zero, at least four of them.
fn unmarked_utf16(start: &[u8]) -> Option<bool> {
    let (pairs, _) = start.as_chunks::<2>();
    let is_letter = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..0x7f);
    let little = pairs.iter().all(|pair| pair[1] == 0 && is_letter(pair[0]));
    let big = pairs.iter().all(|pair| pair[0] == 0 && is_letter(pair[1]));
    (pairs.len() >= 4 && (little || big)).then_some(little)
}

/// UTF-16 as UTF-8, piece by piece. Half characters are replaced.
struct Utf16 {
    /// The file behind its mark.
    inner: Box<dyn Read + Send>,
    /// Keeps the half of a pair between pieces.
    decoder: encoding_rs::Decoder,
    /// Bytes of the piece that is decoded.
    packed: Vec<u8>,
    /// Its UTF-8, of which what stands before `at` was given out.
    ready: Vec<u8>,
    /// How much of `ready` was given out.
    at: usize,
    /// Bytes of the file that were decoded.
    offset: usize,
    ended: bool,
    /// Whether damage was told: one error a file is enough.
    told: bool,
    /// Where the first damage is told.
    fault: FaultSlot,
}

impl Utf16 {
    /// Bytes that are decoded at once.
    const CHUNK: usize = 1 << 15;

    /// Decodes a file from that offset on; `little` if the low byte stands first.
    fn new(inner: Box<dyn Read + Send>, little: bool, offset: usize, fault: FaultSlot) -> Self {
        let encoding = if little { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        let decoder = encoding.new_decoder_without_bom_handling();
        let (packed, ready) = (Vec::new(), Vec::new());
        Self { inner, decoder, packed, ready, at: 0, offset, ended: false, told: false, fault }
    }

    /// Decodes the next piece into `ready`; its first damage goes into the slot.
    fn fill(&mut self) -> io::Result<()> {
        (self.at, self.packed) = (0, Vec::with_capacity(Self::CHUNK));
        self.ended = self.inner.by_ref().take(Self::CHUNK as u64).read_to_end(&mut self.packed)? == 0;
        let (mut from, encoding) = (0, self.decoder.encoding().name());
        // Two bytes are three of UTF-8 at most, whole or replaced: room for the piece is made once, whatever is
        // damaged.
        self.ready.resize(3 * Self::CHUNK, 0);
        let mut written = 0;
        loop {
            let (result, read, more) = self.decoder.decode_to_utf8_without_replacement(
                &self.packed[from..],
                &mut self.ready[written..],
                self.ended,
            );
            written += more;
            from += read;
            if let DecoderResult::Malformed(length, after) = result {
                let replaced = "\u{fffd}".as_bytes();
                self.ready[written..written + replaced.len()].copy_from_slice(replaced);
                written += replaced.len();
                let offset = (self.offset + from).saturating_sub(usize::from(length) + usize::from(after));
                if !std::mem::replace(&mut self.told, true) {
                    self.fault.put(Error::new(ErrorKind::Undecodable { encoding, offset }));
                }
            } else if result == DecoderResult::InputEmpty {
                self.ready.truncate(written);
                self.offset += self.packed.len();
                return Ok(());
            }
        }
    }
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            self.fill()?;
        }
        let read = buffer.len().min(self.ready.len() - self.at);
        buffer[..read].copy_from_slice(&self.ready[self.at..self.at + read]);
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(bytes: &[u8], declared: bool) -> String {
        match decode(bytes, declared) {
            Ok(text) => text.into_owned(),
            Err(bad) => bad.at(0).to_string(),
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(say("Señora Núñez".as_bytes(), false), "Señora Núñez");
        assert_eq!(say(b"Se\xf1ora N\xfa\xf1ez", false), "Señora Núñez");
        assert_eq!(say(b"the mayor\x92s \x93plan\x94", false), "the mayor’s “plan”");
        assert_eq!(say(b"", false), "");
        assert_eq!(say("Señora N\u{301} \u{202e}".as_bytes(), false), "Señora N\u{301} \u{202e}");
    }

    #[test]
    fn bad_bytes_are_located() {
        assert_eq!(say(b"\xc3\xa9t\xc3\xa9 \xff", false), "not UTF-8: the first bad byte is at offset 6");
        assert_eq!(say(b"plain \xe9", true), "not UTF-8: the first bad byte is at offset 6");
        // One word in each of two encodings, and CESU-8.
        assert_eq!(say(b"caf\xe9, caf\xc3\xa9", false), "not UTF-8: the first bad byte is at offset 3");
        assert_eq!(say(b"caf\xc3\xa9, caf\xe9, \xe9t\xe9", false), "not UTF-8: the first bad byte is at offset 10");
        assert_eq!(say(b"Rain \xed\xa0\xbd\xed\xb8\x80 fell.", false), "not UTF-8: the first bad byte is at offset 5");
        assert_eq!(say(b"IRM\xc3\x94 \xe9 S\xc3O", false), "IRMÃ” é SÃO");
        assert_eq!(say(b"plain \x9d text", false), "not windows-1252: the first bad byte is at offset 6");
        assert_eq!(say(b"GIF\x02\x01\x01\0\0\0", false), "not text: the first byte that no text has is at offset 3");
        assert_eq!(say(b"text \xff\0", false), "not text: the first byte that no text has is at offset 6");
    }

    #[test]
    fn a_stray_control_character_is_text() {
        assert_eq!(say(b"The mayor said\0 that she would go.\x1a", false), "The mayor said\0 that she would go.\u{1a}");
    }

    fn utf16(bytes: &[u8]) -> (String, Option<String>) {
        let fault = FaultSlot::default();
        let stream = Stream::open(Cursor::new(bytes.to_vec()), &fault).unwrap();
        let text = stream.read_text(1 << 30).unwrap();
        (text, fault.take().map(|error| error.to_string()))
    }

    #[test]
    fn utf16_is_read_in_both_orders() {
        let text = "Erdoğan 🎈 ".repeat(Utf16::CHUNK / 8);
        let units: Vec<u16> = std::iter::once(0xfeff).chain(text.encode_utf16()).collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(utf16(&little), (text.clone(), None));
        assert_eq!(utf16(&big), (text.clone(), None));
        let bad = format!("not UTF-16BE: the first bad byte is at offset {}", big.len() - 2);
        assert_eq!(utf16(&big[..big.len() - 1]), (text.trim_end().to_owned() + "\u{fffd}", Some(bad)));
        // Half of a balloon.
        let half = &little[..2 + 2 * "Erdoğan ".len()];
        assert_eq!(utf16(half).0, "Erdoğan \u{fffd}");
        // Nothing but second halves: each is replaced, over several pieces.
        let halves = [0xfe, 0xff].into_iter().chain([0xdc, 0x00].repeat(Utf16::CHUNK)).collect::<Vec<u8>>();
        assert_eq!(utf16(&halves).0, "\u{fffd}".repeat(Utf16::CHUNK));
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_letters() {
        let big: Vec<u8> = "Rain fell in Lome.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&big), ("Rain fell in Lome.".to_owned(), None));
        assert_eq!(unmarked_utf16(b"\0\0\0\x01\0\x01\0\0\0\0"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_text_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), declared: bool) {
            match decode(&bytes, declared) {
                Ok(text) => assert!(!text.is_empty() || bytes.is_empty()),
                Err(Bad::NotText(at) | Bad::Undecodable(_, at)) => assert!(at < bytes.len()),
            }
        }
    }
}
