//! Archives of the web: WARC, and WET, their text.
//!
//! ```text
//! WARC/1.0                                      a record: a version line,
//! WARC-Type: response                           headers (names in any case), a blank line,
//! WARC-Target-URI: https://example.org/talks
//! WARC-Date: 2025-03-01T00:00:00Z               the crawl's day: never the article's
//! Content-Length: 812                           as many bytes of content, two line ends
//!
//! HTTP/1.1 200 OK                               of a response: what the server sent
//! Content-Type: text/html; charset=utf-8
//! Transfer-Encoding: chunked
//!
//! <html>…
//! ```
//!
//! | type of record | is |
//! |---|---|
//! | `response` with status 200 and HTML | a page, as [`page::page`] reads it |
//! | `resource` with HTML | a page without HTTP's head |
//! | `conversion` (WET) | a text, whose first line is the title |
//! | `warcinfo`, `request`, `revisit`, `metadata`, … | passed over without being held |
//!
//! Most files are a gzip member a record, which the layers below unpack; the reader sees one stream. Bodies are put
//! together from chunks and unpacked from gzip or deflate by what they look like, since crawlers unpack them and
//! leave the headers. The last record may be cut off: those before are read.
//!
//! Standard: ISO 28500:2017 (WARC 1.1), and WARC 1.0.

use std::io::{BufRead, Read};

use super::format::{Input, InputFormat, Items, Sniff};
use super::split::declared_encoding;
use super::{Item, decode, page};
use crate::error::{Error, Fault};

/// WARC, by the version line of its first record, which is unpacked before.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "warc",
    description: "archives of the web: WARC 1.0 and 1.1, and WET",
    endings: &["warc", "wet"],
    sniff: |beginning| Sniff::sure(beginning.bytes.starts_with(b"WARC/1.") || beginning.bytes.starts_with(b"WARC/0.")),
    open: |input: Input| -> Result<Items, Error> {
        let longest = input.options().record_bytes;
        Ok(Box::new(Records { reader: input.reader(), longest, number: 0, ended: false }))
    },
    maps: "url ← WARC-Target-URI; all else as html, of WET the first line is the title; the crawl's date is never the article's",
};

/// The records of an archive that are articles, one at a time.
struct Records {
    /// What is left of the archive.
    reader: Box<dyn BufRead + Send>,
    /// The most bytes of a record that is read.
    longest: usize,
    /// The records that were met, of all types: what ids end in, and errors name.
    number: u64,
    ended: bool,
}

/// Names of headers in lower case, and their values.
type Headers = Vec<(String, String)>;

/// The first value of a header, by its name in lower case.
fn value<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// The header of a line; `None` of a line without a colon, such as one that was folded.
fn header(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

impl Records {
    /// Ends the reading, with the error that the archive ends inside of a record.
    fn truncated(&mut self) -> Error {
        self.ended = true;
        Error::input(Fault::Truncated, format!("the archive ends inside record {}; those before are read", self.number))
    }

    /// The next record: its headers and its content, which is empty where its type is not read. `None` at the
    /// archive's end. Lines before a version line are passed.
    ///
    /// # Errors
    ///
    /// If the archive is cut off or cannot be read, and of a record that is too large: that one is passed, and the
    /// next can be asked for.
    fn record(&mut self) -> Result<Option<(Headers, Vec<u8>)>, Error> {
        let mut line = Vec::new();
        // Blank lines stand between records.
        loop {
            line.clear();
            if self.reader.by_ref().take(1 << 16).read_until(b'\n', &mut line).map_err(Error::io)? == 0 {
                return Ok(None);
            }
            if line.starts_with(b"WARC/") {
                break;
            }
        }
        self.number += 1;
        let mut headers = Headers::new();
        loop {
            line.clear();
            if self.reader.by_ref().take(1 << 16).read_until(b'\n', &mut line).map_err(Error::io)? == 0 {
                return Err(self.truncated());
            }
            if line.trim_ascii().is_empty() {
                break;
            }
            headers.extend(header(&line));
        }
        let Some(length) = value(&headers, "content-length").and_then(|length| length.parse::<u64>().ok()) else {
            return Ok(Some((headers, Vec::new())));
        };
        let kind = value(&headers, "warc-type").unwrap_or_default();
        let wanted = matches!(kind, "response" | "resource" | "conversion");
        let long = wanted && length > self.longest as u64;
        let mut content = Vec::new();
        let mut part = self.reader.by_ref().take(length);
        let read = if wanted && !long {
            part.read_to_end(&mut content).map(|read| read as u64)
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        if read.map_err(Error::io)? < length {
            return Err(self.truncated());
        }
        if long {
            return Err(super::decode::too_large(self.longest));
        }
        Ok(Some((headers, content)))
    }
}

impl Iterator for Records {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.record() {
                Ok(Some((headers, content))) => {
                    let Some(mut item) = article(&headers, &content, self.longest) else { continue };
                    item.number = Some(self.number);
                    item.url = value(&headers, "warc-target-uri")
                        .map(|url| url.trim_matches(['<', '>']).to_owned())
                        .or(item.url);
                    return Some(Ok(item));
                }
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended |= error.code() != Fault::Budget.as_str();
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

/// The article of a record; `None` if it is none of a page.
fn article(headers: &Headers, content: &[u8], longest: usize) -> Option<Item> {
    match value(headers, "warc-type")? {
        "conversion" => {
            let text = decode::declared(content, None);
            let (title, rest) = text.split_once('\n')?;
            let language = value(headers, "warc-identified-content-language")
                .and_then(|codes| codes.split(',').next())
                .map(str::to_owned);
            Some(Item {
                title: Some(title.trim().to_owned()),
                text: rest.trim().to_owned(),
                language,
                ..Item::default()
            })
        }
        "resource" if value(headers, "content-type").is_some_and(|kind| kind.contains("html")) => {
            Some(page::page(&decode::declared(content, declared_encoding(content))))
        }
        "response" => response(content, longest),
        _ => None,
    }
}

/// The page of a response of HTTP; `None` for another status than 200, another type than HTML, or a body without
/// any tag. The encoding is that of HTTP's header, else of the page's.
fn response(content: &[u8], longest: usize) -> Option<Item> {
    let (end, mark) = memchr::memmem::find(content, b"\r\n\r\n")
        .map(|end| (end, 4))
        .or_else(|| memchr::memmem::find(content, b"\n\n").map(|end| (end, 2)))?;
    let (head, body) = (&content[..end], &content[end + mark..]);
    let mut lines = head.split(|byte| *byte == b'\n');
    let status = String::from_utf8_lossy(lines.next()?).split_whitespace().nth(1)?.to_owned();
    let headers: Headers = lines.filter_map(header).collect();
    let kind = value(&headers, "content-type").unwrap_or("text/html").to_ascii_lowercase();
    if status != "200" || !kind.contains("html") {
        return None;
    }
    let chunked =
        value(&headers, "transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let joined = chunked.then(|| unchunked(body)).flatten();
    let body = joined.as_deref().unwrap_or(body);
    let unpacked = unpacked(body, longest);
    let body = unpacked.as_deref().unwrap_or(body);
    let charset = kind.split("charset=").nth(1).map(|charset| charset.trim_matches(['"', '\'', ' ', ';']).to_owned());
    let text = decode::declared(body, charset.as_deref().or_else(|| declared_encoding(body)));
    if !text.contains('<') {
        return None;
    }
    Some(page::page(&text))
}

/// A body that was sent in chunks (RFC 9112): a size in hexadecimal digits, a line end, so many bytes, a line end,
/// down to a size of 0; `None` if it stands whole, as some crawlers leave it. Of a body that is cut off what there
/// is.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let size = String::from_utf8_lossy(&body[..end]);
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        body = &body[end + 1..];
        out.extend_from_slice(&body[..size.min(body.len())]);
        body = body.get(size + 2..).unwrap_or_default();
        if body.is_empty() {
            return Some(out);
        }
    }
}

/// A body that is packed by gzip or zlib, by its first bytes: headers often say so of what was unpacked. At most so
/// many bytes; `None` if it is not packed or is damaged. Brotli is not read.
fn unpacked(body: &[u8], longest: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let most = longest as u64;
    match body {
        [0x1f, 0x8b, ..] => flate2::read::MultiGzDecoder::new(body).take(most).read_to_end(&mut out).ok(),
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => {
            flate2::read::ZlibDecoder::new(body).take(most).read_to_end(&mut out).ok()
        }
        _ => None,
    }?;
    Some(out)
}
