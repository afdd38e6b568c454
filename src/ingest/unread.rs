//! Formats that are known and not read: each gives one error that says what to do.
//!
//! Without them such files would be read as plain text, whose first kilobytes look like words often enough, or give
//! an error of their encoding that helps nobody. They are formats like all others, so that a program's own format
//! may claim their files first.
//!
//! The order of the table counts: [`PDF`] and [`OLD_OFFICE`] first, [`BINARY`] before formats that look at text,
//! [`MARKUP`] behind all that read XML.

use super::format::{Beginning, Input, InputFormat, Items, Sniff};
use crate::error::{Error, Fault};

/// PDF, whose mark may stand anywhere in the first 1,024 bytes. Texts of columns and pages are better made by a
/// program that knows the page.
pub(super) const PDF: InputFormat = InputFormat {
    name: "pdf",
    description: "PDF, not read",
    endings: &["pdf"],
    sniff: |beginning| {
        let start = &beginning.bytes[..beginning.bytes.len().min(1024)];
        Sniff::sure(start.windows(5).any(|here| here == b"%PDF-"))
    },
    open: |_| {
        refuse(
            "a PDF, which is not read; run `pdftotext FILE.pdf FILE.txt` first, without -layout, or export text, HTML or DOCX",
        )
    },
    maps: "",
};

/// Word, Excel and `PowerPoint` files before 2007, and Outlook's messages: all are Microsoft's compound files
/// (OLE2), with one mark.
pub(super) const OLD_OFFICE: InputFormat = InputFormat {
    name: "old-office",
    description: "Office files before 2007 and Outlook messages, not read",
    endings: &["doc", "xls", "ppt", "msg"],
    sniff: |beginning| Sniff::sure(beginning.bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    open: |_| {
        refuse(
            "an Office file of before 2007 (.doc, .xls, .ppt, .msg), which is not read; save it as .docx, .xlsx or text, or run `soffice --headless --convert-to docx FILE`",
        )
    },
    maps: "",
};

/// Pictures, sound, programs, databases and the like, by their first bytes.
pub(super) const BINARY: InputFormat = InputFormat {
    name: "binary",
    description: "pictures, sound, programs, databases, not read",
    endings: &[],
    sniff: |beginning| Sniff::sure(binary(beginning.bytes).is_some()),
    open: |input: Input| {
        let bytes = input.reader().fill_buf().map(<[u8]>::to_vec).unwrap_or_default();
        refuse(&format!("{}, which holds no text to read", binary(&bytes).unwrap_or("a binary file")))
    },
    maps: "",
};

/// XML and HTML that no other format claims: read as text it would be one article of tags.
pub(super) const MARKUP: InputFormat = InputFormat {
    name: "markup",
    description: "XML of no format that is known, not read",
    endings: &[],
    sniff: |beginning| {
        // The root of a file that is cut off may be missing.
        let start = beginning.text.trim_start();
        Sniff::sure(beginning.root().is_some() || start.starts_with("<?xml") || start.starts_with("<!DOCTYPE"))
    },
    open: |_| refuse("XML or HTML of no format that is read; `dateline formats` lists those that are"),
    maps: "",
};

/// The error of a file that is not read.
fn refuse(message: &str) -> Result<Items, Error> {
    Err(Error::input(Fault::Format, message))
}

/// What a binary file is, by its first bytes; in words that go before “, which holds no text to read”.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 21] = [
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"RIFF", "a RIFF file (sound, film or picture)"),
        (b"ID3", "an MP3 file"),
        (b"OggS", "an Ogg file"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90\0", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"%!PS", "a PostScript file"),
        (b"!BDN", "an Outlook mailbox (.pst)"),
        (b"ITSF", "a compiled help file"),
        (b"wOFF", "a font"),
        // Of builds without the feature `parquet`.
        (b"PAR1", "a Parquet file, for a build without `parquet`,"),
        (b"ARROW1", "an Arrow file, for a build without `parquet`,"),
        (b"FEA1", "a Feather file of the first version"),
    ];
    MAGIC.into_iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| what)
}

/// What to say of a file that no format claims: of more than one in sixteen control characters, or it would be
/// plain text.
pub(super) fn unknown(beginning: &Beginning<'_>) -> String {
    let ending = beginning.ending();
    let named = if ending.is_empty() { String::new() } else { format!(" (.{ending})") };
    format!("a binary file{named} of no format that is read; `dateline formats` lists those that are")
}
