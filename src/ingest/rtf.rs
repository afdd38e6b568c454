//! Rich Text Format: exports of Nexis and Factiva, and documents.
//!
//! The marks are read here: libraries lose paragraphs or characters (the dash and quotation marks of Windows-1252).
//! Source of the marks: Rich Text Format Specification 1.9.1.
//!
//! ```text
//! {\rtf1\ansi\ansicpg1252                     code page of \'hh
//! {\fonttbl{\f0 Arial;}}{\info{\title No}}    groups that are no text
//! \pard The port\'92s gate \'97 open.\par     ’ and — by the code page; a paragraph ends
//! Se\u241?ora\line again\par                  ñ by its number, `?` is for readers without Unicode
//! \pard\qc 1 of 2 DOCUMENTS\par               a paragraph in the middle, as exports set their counters
//! \trowd HD\cell Talks resume\cell\row        a code of Factiva and its value
//! }
//! ```
//!
//! The file becomes a list of paragraphs. If their text is that of an export, it is read as the plain text of that
//! vendor, for which paragraphs in the middle are set in by blanks; else as one article, like a document of Word
//! ([`docx::items`]).
//!
//! Read: groups and their states, destinations (to pass them), paragraphs, lines, tables as lines, characters by
//! code page and by number, hidden text (to pass it). Passed over: fonts, styles, lists' numbers, pictures, headers
//! and footers, footnotes, codes of fields; their results are text. A file that ends inside a group is read as far
//! as it goes, with an error.

use std::sync::Arc;

use super::decode::Stream;
use super::format::{Beginning, Input, InputFormat, Items, Sniff};
use super::{docx, factiva, nexis, proquest};
use crate::error::{Error, Fault};

/// Rich Text Format: the file begins with `{\rtf`, blanks before it or not.
pub(super) const FORMAT: InputFormat = InputFormat {
    name: "rtf",
    description: "Rich Text Format, also exports of Nexis and Factiva",
    endings: &["rtf"],
    sniff: |beginning| Sniff::sure(beginning.bytes.trim_ascii_start().starts_with(b"{\\rtf")),
    open,
    maps: "of Nexis and Factiva as their plain text; else as docx",
};

/// Reads the whole document, then as the export that it is, or as one article. The export's sniffing sees the first
/// 64 KiB of text.
fn open(input: Input) -> Result<Items, Error> {
    let Input { stream, below, options } = input;
    let document = read(&stream.read_bytes(options.record_bytes)?);
    let text = document.text();
    let cut = (!document.whole)
        .then(|| Err(Error::input(Fault::Truncated, "the document ends inside of a group; what came before is read")));
    let start = &text[..text.floor_char_boundary(Beginning::LENGTH * 8)];
    let beginning =
        Beginning { bytes: start.as_bytes(), text: start.into(), name: "export.txt", members: &[], options: &options };
    let export = [nexis::TXT, proquest::FORMAT, factiva::TXT]
        .into_iter()
        .find(|format| (format.sniff)(&beginning) == Sniff::Sure);
    if let Some(export) = export {
        let stream = Stream::of(text.into_bytes())?;
        let items = (export.open)(Input { stream, below, options: Arc::clone(&options) })?;
        return Ok(Box::new(items.chain(cut)));
    }
    let paragraphs = document.paragraphs.into_iter();
    let paragraphs = paragraphs.map(|paragraph| docx::Paragraph { text: paragraph.text, title: false });
    Ok(Box::new(docx::items(paragraphs.collect()).chain(cut)))
}

/// A paragraph, and whether it stands in the middle.
#[derive(Debug, Default)]
struct Paragraph {
    /// Its text, lines parted by line ends.
    text: String,
    /// Whether some of it stands in the middle.
    centred: bool,
}

/// What a file holds.
#[derive(Debug)]
struct Document {
    /// The paragraphs that are not blank, and rows of tables.
    paragraphs: Vec<Paragraph>,
    /// Whether its groups are closed.
    whole: bool,
}

impl Document {
    /// The text as plain exports have it: paragraphs parted by blank lines, centred ones after blanks.
    fn text(&self) -> String {
        let mut out = String::new();
        for paragraph in &self.paragraphs {
            for line in paragraph.text.lines() {
                out.push_str(if paragraph.centred { "                    " } else { "" });
                out.push_str(line);
                out.push('\n');
            }
            out.push('\n');
        }
        out
    }
}

/// What a group starts with and its end restores.
#[derive(Clone, Copy)]
struct State {
    /// In a group that is no text.
    skipped: bool,
    /// Characters after `\u` that stand for it where it cannot be shown.
    unicode_skip: usize,
    /// Of hidden text (`\v`), which readers do not see.
    hidden: bool,
    /// In the middle (`\qc`).
    centred: bool,
}

/// Groups that are no text, by the word that opens them; any other with `\*` before its word is none either.
const DESTINATIONS: [&str; 22] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "xe",
    "tc",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "fldinst",
];

/// Deeper groups are counted, but their states are those of the last that is kept.
const DEEPEST_GROUP: usize = 10_000;

/// The state of the reading.
struct Reader {
    /// That of the group that is open.
    state: State,
    /// Those of the groups around it.
    stack: Vec<State>,
    /// Groups that are open beyond those of the stack.
    deeper: usize,
    /// The code page of `\'hh` and of bytes past ASCII.
    encoding: &'static encoding_rs::Encoding,
    /// Bytes of the encoding that wait for more, as of characters of two bytes.
    bytes: Vec<u8>,
    /// The first half of a character beyond the first plane.
    high: Option<u16>,
    /// How many characters behind a `\u` are still to be passed.
    to_skip: usize,
    /// The paragraph that is written.
    paragraph: Paragraph,
    /// Those that ended.
    document: Document,
}

/// Reads a document: any bytes give one. Line ends of the file mean nothing. Linear, and without recursion.
fn read(file: &[u8]) -> Document {
    let state = State { skipped: false, unicode_skip: 1, hidden: false, centred: false };
    let mut reader = Reader {
        state,
        stack: Vec::new(),
        deeper: 0,
        encoding: encoding_rs::WINDOWS_1252,
        bytes: Vec::new(),
        high: None,
        to_skip: 0,
        paragraph: Paragraph::default(),
        document: Document { paragraphs: Vec::new(), whole: true },
    };
    let mut at = 0;
    while let Some(&byte) = file.get(at) {
        at += 1;
        match byte {
            b'{' => reader.open(),
            b'}' => reader.close(),
            b'\\' => at = reader.control(file, at),
            b'\r' | b'\n' => {}
            byte => reader.byte(byte),
        }
    }
    reader.document.whole = reader.stack.is_empty();
    reader.end_paragraph();
    reader.document
}

impl Reader {
    /// Opens a group: what is set inside ends with it.
    fn open(&mut self) {
        self.flush();
        if self.stack.len() < DEEPEST_GROUP {
            self.stack.push(self.state);
        } else {
            self.deeper += 1;
        }
        self.to_skip = 0;
    }

    /// Closes a group; one that nothing opened is passed over.
    fn close(&mut self) {
        self.flush();
        self.to_skip = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(state) = self.stack.pop() {
            self.state = state;
        }
    }

    /// Takes a byte of text, unless it stands for a character that was written by its number before, or is hidden
    /// or no text. It waits with those beside it, since characters of East Asian code pages have two bytes, which
    /// may come by different marks.
    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if !self.state.skipped && !self.state.hidden {
            self.bytes.push(byte);
        }
    }

    /// Writes the bytes that wait, decoded by the code page.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = self.encoding.decode_without_bom_handling(&bytes).0;
            self.paragraph.text.push_str(&text);
            self.paragraph.centred |= self.state.centred;
        }
    }

    /// Adds a character that a mark stands for, unless it is passed behind a `\u`, hidden or no text.
    fn text(&mut self, text: &str) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        self.flush();
        if !self.state.skipped && !self.state.hidden {
            self.paragraph.text.push_str(text);
        }
    }

    /// Ends a paragraph: its blanks are folded, its lines kept; a blank one is none.
    fn end_paragraph(&mut self) {
        self.flush();
        let paragraph = std::mem::take(&mut self.paragraph);
        let lines = paragraph
            .text
            .lines()
            .map(|line| line.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if !text.trim().is_empty() {
            self.document.paragraphs.push(Paragraph { text, centred: paragraph.centred });
        }
    }

    /// Reads what follows a backslash; returns where it ends.
    ///
    /// A word is of letters, with a number behind it or not, and one blank after that belongs to it: `\b0 open` is
    /// `open`, `\u241?` is `ñ` and a character to be passed. Behind `\binN` stand `N` bytes that are no text.
    fn control(&mut self, file: &[u8], at: usize) -> usize {
        let Some(&first) = file.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, file, at + 1);
        }
        let rest = &file[at..];
        let name = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let sign = usize::from(rest.get(name) == Some(&b'-'));
        let digits = rest[name + sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = name + if digits > 0 { sign + digits } else { 0 };
        let word = std::str::from_utf8(&rest[..name]).unwrap_or_default();
        let number = std::str::from_utf8(&rest[name..end]).unwrap_or_default().parse::<i64>().ok();
        end += usize::from(rest.get(end) == Some(&b' '));
        let mut end = at + end;
        if word == "bin" {
            end = end.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0)).min(file.len());
        }
        self.word(word, number);
        end
    }

    /// Reads a mark of one sign: `\'hh` a byte, `\\`, `\{` and `\}` themselves, `\~` a no-break blank, `\_` a
    /// hyphen, `\*` a group that may be passed, a line end a paragraph. Others mean nothing here. Returns where it
    /// ends.
    fn symbol(&mut self, symbol: u8, file: &[u8], at: usize) -> usize {
        match symbol {
            b'\'' => {
                let digits = file.get(at..at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
                match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(byte) => {
                        self.byte(byte);
                        return at + 2;
                    }
                    None => return at,
                }
            }
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("-"),
            b'*' => self.state.skipped = true,
            b'\r' | b'\n' => self.word("par", None),
            _ => {}
        }
        at
    }

    /// Does what a mark of a word says; most say how text looks and do nothing. A cell of two or three capitals is
    /// the code of an export and stands before the next cell on one line, `HD Talks resume`; any other cell is a
    /// paragraph.
    ///
    /// A long match, since it is the list of the marks that are read.
    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "par" | "sect" | "page" | "row" | "nestrow" if !self.state.skipped => self.end_paragraph(),
            "line" | "lbr" => self.text("\n"),
            "cell" | "nestcell" if !self.state.skipped => {
                self.flush();
                // Codes of an export stand in a cell of their own.
                let code = (2..=3).contains(&self.paragraph.text.trim().len())
                    && self.paragraph.text.trim().bytes().all(|byte| byte.is_ascii_uppercase());
                if code {
                    let code = self.paragraph.text.trim().to_owned();
                    self.paragraph.text = format!("{code} ");
                } else {
                    self.end_paragraph();
                }
            }
            "tab" => self.text("\t"),
            "qc" => {
                self.flush();
                self.state.centred = true;
            }
            "pard" | "ql" | "qj" | "qr" => {
                self.flush();
                self.state.centred = false;
            }
            "v" => {
                self.flush();
                self.state.hidden = number != Some(0);
            }
            "plain" => {
                self.flush();
                self.state.hidden = false;
            }
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "emspace" | "enspace" | "qmspace" => self.text(" "),
            "ansicpg" => self.encoding = codepage(number.unwrap_or(1252)),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "uc" => self.state.unicode_skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "u" => self.unicode(number.unwrap_or(0)),
            word if DESTINATIONS.contains(&word) => {
                self.flush();
                self.state.skipped = true;
            }
            _ => {}
        }
    }

    /// Adds the character of a `\u`, and passes those that stand for it behind. Halves of surrogate pairs come as
    /// two marks, of which the first waits; one alone is replaced.
    fn unicode(&mut self, number: i64) {
        // Numbers above 32,767 are written as negative ones.
        let unit = u32::try_from(if number < 0 { number + 0x1_0000 } else { number }).unwrap_or(0xfffd);
        let high = self.high.take();
        let c = match (u16::try_from(unit), high) {
            (Ok(unit @ 0xd800..0xdc00), _) => {
                self.high = Some(unit);
                None
            }
            (Ok(unit @ 0xdc00..0xe000), Some(high)) => char::decode_utf16([high, unit]).next().and_then(Result::ok),
            _ => Some(char::from_u32(unit).unwrap_or('\u{fffd}')),
        };
        if let Some(c) = c {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
        self.to_skip = self.state.unicode_skip;
    }
}

/// The encoding of a code page of Windows, by its number; Windows-1252 for one that nobody knows.
fn codepage(number: i64) -> &'static encoding_rs::Encoding {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rtf: &str) -> Vec<String> {
        read(rtf.as_bytes()).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn characters_and_paragraphs_are_kept() {
        let rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}{\info{\title No}}\pard The \b port\b0\'92s gate \'97 open.\par
Se\u241?ora N\'fa\'f1ez\line again \{1\}.\par\pard\qc\u-10179?\u-8704? 1\par}";
        assert_eq!(texts(rtf), ["The port’s gate — open.", "Señora Núñez\nagain {1}.", "😀 1"]);
        assert!(read(rtf.as_bytes()).paragraphs[2].centred);
        assert!(read(rtf.as_bytes()).whole && !read(&rtf.as_bytes()[..60]).whole);
    }

    #[test]
    fn codes_of_tables_stand_before_their_values() {
        let rtf = r"{\rtf1 \trowd HD\cell Rain fell\cell\row WC\cell 300 words\cell\row}";
        assert_eq!(texts(rtf), ["HD Rain fell", "WC 300 words"]);
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = format!("{{\\rtf1 {}x{}y}}", "{".repeat(100_000), "}".repeat(100_000));
        assert_eq!(texts(&deep), ["xy"]);
    }

    proptest::proptest! {
        #[test]
        fn any_marks_end(text in "([{}\\\\]|\\\\(u-?[0-9]{1,6}|'[0-9a-g]{1,2}|par|uc[0-9]|bin[0-9]{1,3}|qc|cell|ansicpg[0-9]{1,5})|.){0,30}") {
            let _ = read(format!("{{\\rtf1 {text}").as_bytes());
        }
    }
}
