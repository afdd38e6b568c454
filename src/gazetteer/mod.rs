//! Gazetteers: what the program knows about the world.
//!
//! `gazetteers/*.tsv` is compiled when the crate is built ([`compile`]), embedded, and searched as it lies in memory
//! ([`table`]). A user's own files are compiled when they are loaded ([`load`]). [`words`] holds what is known of single words.

pub(crate) mod classes;
mod compile;
pub(crate) mod key;
pub(crate) mod kinds;
mod load;
mod table;
mod words;

use std::borrow::Cow;
use std::path::Path;

pub(crate) use compile::{ascii_word_hash, eight, short_word_hash, word_hash};
pub use table::Entry;
use table::{Found, Table, Written};
pub use words::Lexicon;

use crate::error::{Error, ErrorKind};
use crate::id::TokenId;
use crate::segment::{Token, View};
use crate::span::Span;
use key::{Key, atoms};

static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// No name of a gazetteer is looked for over more tokens than this.
const LONGEST: usize = 12;

/// Names with what they may stand for. Immutable once built, shared by all threads.
///
/// # Example
///
/// ```
/// use dateline::Gazetteer;
///
/// let gazetteer = Gazetteer::embedded();
/// let russia = gazetteer.find("Russia").next().unwrap();
/// assert_eq!(russia.kind().as_str(), "LOC");
/// assert_eq!(russia.subtype().unwrap().as_str(), "country");
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer {
    /// Later tables override earlier ones.
    tables: Vec<Table>,
}

/// A name of a gazetteer found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Match<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its first token, and the one after its last.
    pub tokens: (TokenId, TokenId),
    table: &'a Table,
    first: u32,
    written: Written,
}

impl<'a> Match<'a> {
    /// What the name may stand for, the likeliest first.
    pub fn readings(self) -> impl Iterator<Item = Entry<'a>> {
        self.table.readings(self.first, self.written)
    }
}

impl Gazetteer {
    /// The gazetteers that the program ships.
    pub fn embedded() -> Self {
        Self { tables: vec![Table::new(Cow::Borrowed(EMBEDDED))] }
    }

    /// Adds the names of a tab-separated file, which override those loaded before.
    ///
    /// The header names the columns: `name` and `type` must be there, `subtype`, `canonical`, `link`, `country`, `valid_from`,
    /// `valid_to`, `prior` and `note` may be.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line cannot be used; the error names line and column.
    pub fn add_file(&mut self, path: &Path) -> Result<(), Error> {
        let source = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(error).at(&source))?;
        let rows = load::rows(&text).map_err(|bad| {
            let load::BadLine { line, column, message } = bad;
            Error::new(ErrorKind::Gazetteer { column, message }).at(&source).on_line(line)
        })?;
        self.tables.push(Table::new(Cow::Owned(compile::gazetteer(&rows))));
        Ok(())
    }

    /// A digest of all tables, as `run.json` records it: equal digests, equal names.
    pub fn digest(&self) -> u64 {
        let bytes = self.tables.iter().flat_map(Table::bytes);
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// All readings of a name by itself, the likeliest of the last file first.
    pub fn find(&self, name: &str) -> impl Iterator<Item = Entry<'_>> {
        let key = key::key(name);
        let written = written(name);
        self.tables.iter().rev().flat_map(move |table| {
            table.find(key).reading.into_iter().flat_map(move |first| table.readings(first, written))
        })
    }

    /// The longest name that starts at `token` and ends with a token before `end`.
    ///
    /// Names stay within a sentence. Case counts as the gazetteer has it: a name in capitals ("US") is found in capitals
    /// only, any other one ("Turkey") where its words are capitalised, which includes all capitals.
    pub fn longest<'a>(&'a self, view: View<'_>, token: TokenId, end: TokenId) -> Option<Match<'a>> {
        let mut best: Option<Match<'a>> = None;
        for table in self.tables.iter().rev() {
            let mut found = Found { prefix: true, reading: None };
            let (mut key, mut shape) = (Key::EMPTY, Written { capitalised: 0, capitals: true });
            let tokens = (token.index()..end.index()).take(LONGEST).map(|index| view.token(TokenId::new(index)));
            'tokens: for token_here in tokens {
                let text = token_here.text();
                if !joins(token_here, key == Key::EMPTY) {
                    break;
                }
                for atom in atoms(text) {
                    if !found.prefix {
                        break 'tokens;
                    }
                    key = key.with(atom);
                    shape.capitalised += u32::from(atom.starts_with(char::is_uppercase));
                    shape.capitals &= atom.chars().all(|c| !c.is_lowercase());
                    found = table.find(key);
                }
                let longer = best.is_none_or(|best| token_here.id() >= best.tokens.1);
                if let Some(first) = found.reading
                    && token_here.is_word()
                    && longer
                    && table.readings(first, shape).next().is_some()
                {
                    let span = view.token(token).span().cover(token_here.span());
                    best = Some(Match { span, tokens: (token, token_here.next_id()), table, first, written: shape });
                }
                if !found.prefix {
                    break;
                }
            }
        }
        best
    }
}

/// Whether a name may go over this token: words, and the marks that stand inside names.
fn joins(token: Token<'_>, first: bool) -> bool {
    token.is_word() || !first && matches!(token.text(), "&" | "-" | "–" | "/" | "'" | "’" | ".")
}

fn written(name: &str) -> Written {
    let capitalised = atoms(name).filter(|atom| atom.starts_with(char::is_uppercase)).count();
    Written {
        capitalised: u32::try_from(capitalised).unwrap_or(u32::MAX),
        capitals: name.chars().all(|c| !c.is_lowercase()),
    }
}
