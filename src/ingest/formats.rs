//! The formats that are read: the one table.
//!
//! A new format is a file with a constant of [`InputFormat`], a line in `mod.rs` and a line here. The place in the
//! table matters: all formats are asked in this order ([`super::format`]), the first that is sure has the file, and
//! of those that are only likely the first whose ending fits.
//!
//! 1. Files with magic numbers: PDF, old Office, wires, Parquet, Arrow, RTF, other binaries, workbooks, documents,
//!    WARC.
//! 2. XML, by its root: NITF, `NewsML`, Factiva, feeds.
//! 3. HTML: vendors' pages before pages of the web, which all of them are.
//! 4. Mail, JSON.
//! 5. Markup that nobody claimed, which is refused before what reads any text.
//! 6. Text: vendors' exports before Markdown, tables and plain text.

#[cfg(feature = "parquet")]
use super::columns;
use super::format::{InputFormat, Sniff};
use super::{
    csv, docx, europresse, factiva, feed, json, mail, markdown, newsml, nexis, nitf, page, proquest, rtf, text, unread,
    warc, wire, xlsx,
};

/// The formats in the order in which they are asked: the special ones first, plain text last.
static FORMATS: &[InputFormat] = &[
    unread::PDF,
    unread::OLD_OFFICE,
    wire::ANPA,
    wire::IPTC_7901,
    #[cfg(feature = "parquet")]
    columns::PARQUET,
    #[cfg(feature = "parquet")]
    columns::ARROW_FILE,
    #[cfg(feature = "parquet")]
    columns::ARROW_STREAM,
    rtf::FORMAT,
    unread::BINARY,
    xlsx::FORMAT,
    docx::WORD,
    docx::OPEN_DOCUMENT,
    warc::FORMAT,
    nitf::FORMAT,
    newsml::G2,
    newsml::V1,
    factiva::XML,
    feed::FORMAT,
    nexis::HTML,
    factiva::HTML,
    europresse::FORMAT,
    page::FORMAT,
    mail::MBOX,
    mail::MAIL,
    json::LINES,
    json::WHOLE,
    unread::MARKUP,
    nexis::TXT,
    proquest::FORMAT,
    factiva::TXT,
    markdown::FORMAT,
    csv::FORMAT,
    text::FORMAT,
];

impl InputFormat {
    /// The embedded formats, in the order in which they are asked.
    pub fn all() -> &'static [Self] {
        FORMATS
    }
}

impl Sniff {
    /// The likelier of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}
