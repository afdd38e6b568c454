//! Bytes to text: compression, encodings, and telling text from other files.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, WINDOWS_1252};

use crate::error::{Error, ErrorKind, Fault};

/// No file is read whole, and no line, that is longer: offsets are 32 bits wide.
const LONGEST: usize = u32::MAX as usize;

/// A file as bytes of UTF-8 or of an encoding that [`decode`] finds, decompressed, without byte order mark.
pub(super) struct Stream {
    reader: Box<dyn BufRead + Send>,
    /// Whether a byte order mark says that the bytes are UTF-8.
    declared: bool,
    /// Bytes of the decompressed file that were read.
    offset: usize,
}

impl Stream {
    /// Opens an unpacked file: UTF-8 and UTF-16 are known by their byte order marks.
    pub(super) fn open(plain: impl Read + Send + 'static) -> Result<Self, Error> {
        let (mark, mut plain) = peek(plain, 3).map_err(Error::io)?;
        let mut skip = |bytes: u64| io::copy(&mut plain.by_ref().take(bytes), &mut io::sink()).map_err(Error::io);
        let (declared, offset) = match mark[..] {
            [0xef, 0xbb, 0xbf] => (true, skip(3)?),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                skip(2)?;
                let little = mark[0] == 0xff;
                let text = utf16(&read_whole(&mut plain, LONGEST)?, little).map_err(Error::new)?;
                let reader = Box::new(Cursor::new(text.into_bytes()));
                return Ok(Self { reader, declared: true, offset: 2 });
            }
            _ => (false, 0),
        };
        let reader = Box::new(BufReader::with_capacity(1 << 16, plain));
        Ok(Self { reader, declared, offset: usize::try_from(offset).unwrap_or(0) })
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
    pub(super) fn read_text(mut self, longest: usize) -> Result<String, Error> {
        let bytes = read_whole(&mut self.reader, longest)?;
        self.decode(&bytes, self.offset).map(Cow::into_owned)
    }

    /// Reads the rest, at most so many bytes.
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

    /// Gives back the bytes of a line that was read ahead.
    pub(super) fn unread(&mut self, line: Vec<u8>) {
        self.offset -= line.len();
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(line).chain(rest));
    }

    /// Decodes `bytes`, which start at `offset`.
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

fn read_whole(reader: &mut impl Read, longest: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(longest as u64 + 1).read_to_end(&mut bytes).map_err(Error::io)?;
    if bytes.len() > longest {
        return Err(too_large(longest));
    }
    Ok(bytes)
}

/// The error of what is larger than the budget.
pub(super) fn too_large(longest: usize) -> Error {
    let message = format!("more than {} MiB in one article or record; --max-record-mb raises the bound", longest >> 20);
    Error::input(Fault::Budget, message)
}

/// Decodes bytes that declare their encoding by its label. UTF-8 that decodes is UTF-8, whatever is declared; what the declared encoding
/// does not have is decoded as [`decode`] would, and what cannot be decoded at all is replaced.
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
    NotText(usize),
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

/// Decodes bytes that are UTF-8, or else Windows-1252, which holds Latin-1. Where more than a quarter of the bytes are not ASCII, the text
/// is not English and the encoding is the one that they look like.
///
/// Bytes with a NUL that are not UTF-8, or of which more than one in sixteen is a control character, are no text. Bytes that hold
/// more right than wrong sequences of UTF-8 are damaged UTF-8, and so undecodable.
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

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

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

/// Decodes UTF-16, whose byte order mark was read.
fn utf16(bytes: &[u8], little: bool) -> Result<String, ErrorKind> {
    let (units, odd) = bytes.as_chunks::<2>();
    let units = units.iter().map(|&unit| if little { u16::from_le_bytes(unit) } else { u16::from_be_bytes(unit) });
    let bad = |at| Bad::Undecodable(if little { "UTF-16LE" } else { "UTF-16BE" }, at).at(2);
    let (mut text, mut at) = (String::with_capacity(bytes.len() / 2), 0);
    for decoded in char::decode_utf16(units) {
        let decoded = decoded.map_err(|_| bad(at))?;
        text.push(decoded);
        at += 2 * decoded.len_utf16();
    }
    if !odd.is_empty() {
        return Err(bad(at));
    }
    refuse_controls(text.as_bytes()).map_err(|controls| match controls {
        Bad::NotText(first) => Bad::NotText(2 * text[..first].encode_utf16().count()).at(2),
        other @ Bad::Undecodable(..) => other.at(2),
    })?;
    Ok(text)
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
        assert_eq!(say(b"plain \x9d text", false), "not windows-1252: the first bad byte is at offset 6");
        assert_eq!(say(b"GIF\x02\x01\x01\0\0\0", false), "not text: the first byte that no text has is at offset 3");
        assert_eq!(say(b"text \xff\0", false), "not text: the first byte that no text has is at offset 6");
    }

    #[test]
    fn a_stray_control_character_is_text() {
        assert_eq!(say(b"The mayor said\0 that she would go.\x1a", false), "The mayor said\0 that she would go.\u{1a}");
    }

    #[test]
    fn utf16_is_read_in_both_orders() {
        let text = "Erdoğan 🎈";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(utf16(&little, true).unwrap(), text);
        assert_eq!(utf16(&big, false).unwrap(), text);
        assert_eq!(
            utf16(&big[..big.len() - 1], false).unwrap_err().to_string(),
            "not UTF-16BE: the first bad byte is at offset 18"
        );
        assert_eq!(
            utf16(&little[..little.len() - 2], true).unwrap_err().to_string(),
            "not UTF-16LE: the first bad byte is at offset 18"
        );
        assert_eq!(
            utf16(b"a\0b\0\0\0c\0", true).unwrap_err().to_string(),
            "not text: the first byte that no text has is at offset 6"
        );
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
