//! Gazetteers: what the program knows about the world.
//!
//! `gazetteers/*.tsv` is compiled when the crate is built ([`compile`]), embedded, and searched as it lies in memory
//! ([`table`]); [`office`] knows who held which office when. A user's own files are compiled when they are loaded ([`read`]), unless they are already. [`words`] holds what is known of single words.

pub(crate) mod classes;
mod compile;
mod hash;
pub(crate) mod key;
pub(crate) mod kinds;
mod load;
pub(crate) mod office;
mod read;
mod table;
mod words;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub(crate) use hash::{SMALL, ascii_word_hash, eight, letterless_hash, short_word_hash, small_word_hash, word_hash};
pub use table::Entry;
use table::{Bytes, Group, Table, Written};
pub use words::Lexicon;

use crate::error::Error;
use crate::id::TokenId;
use crate::segment::{Token, View};
use crate::span::Span;
use compile::is_initial;
use key::{Key, atoms};
use kinds::EntityType;
use office::Offices;
use read::Source;

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
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// Later tables override earlier ones.
    tables: Vec<Table>,
    /// Made when first asked for.
    offices: OnceLock<Offices>,
}

/// A name of a gazetteer found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Match<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its first token, and the one after its last.
    pub tokens: (TokenId, TokenId),
    table: &'a Table,
    /// Where its first reading is told.
    first: usize,
    written: Written,
}

impl<'a> Match<'a> {
    /// What the name may stand for, the likeliest first.
    pub fn readings(self) -> impl Iterator<Item = Entry<'a>> {
        self.table.readings(self.first, self.written)
    }
}

impl Gazetteer {
    /// The gazetteers that the program ships. [`Gazetteer::default`] holds no name at all.
    #[expect(clippy::missing_panics_doc, reason = "the embedded table is compiled for this version")]
    pub fn embedded() -> Self {
        let own = Table::open(Bytes::Embedded(EMBEDDED), String::new());
        Self { tables: vec![own.expect("the build script compiled it for this version")], offices: OnceLock::new() }
    }

    /// Adds the names of a file, which override those loaded before.
    ///
    /// By its ending it is CSV (`.csv`), JSON Lines (`.jsonl`, `.ndjson`), compiled by [`Gazetteer::compile`] (`.gaz`), or else
    /// tab-separated. The header or the keys name the columns: `name` and `type` must be there, `subtype`, `canonical`, `link`,
    /// `source`, `country`, `valid_from`, `valid_to`, `prior` and `note` may be. CSV and JSON Lines want the feature `io`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line cannot be used; the error names line and column.
    pub fn add_file(&mut self, path: &Path) -> Result<(), Error> {
        self.add(read::table(path, None)?);
        Ok(())
    }

    /// Adds the names of a file that holds one a line, all of this type, unless its ending tells otherwise ([`Gazetteer::add_file`]);
    /// they override those loaded before.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line holds no letter or digit.
    pub fn add_list(&mut self, path: &Path, kind: EntityType) -> Result<(), Error> {
        self.add(read::table(path, Some(kind))?);
        Ok(())
    }

    fn add(&mut self, table: Table) {
        self.tables.push(table);
        self.offices.take();
    }

    /// Compiles files as [`Gazetteer::add_file`] reads them to one that opens at once; write it with the ending `.gaz`.
    ///
    /// A name of a later file replaces the same name of an earlier one. Files with an ending that tells nothing hold one name a
    /// line if `list` gives the type of these names.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::add_file`], and for a file that is compiled already.
    pub fn compile(files: &[PathBuf], list: Option<EntityType>) -> Result<Vec<u8>, Error> {
        let sources = files.iter().map(|file| Source::read(file, list)).collect::<Result<Vec<_>, _>>()?;
        read::compile(&sources)
    }

    /// The number of rows of a file that [`Gazetteer::compile`] can use, and all that are wrong with the others.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or its header cannot be used.
    pub fn check(file: &Path, list: Option<EntityType>) -> Result<(u64, Vec<Error>), Error> {
        let source = Source::read(file, list)?;
        let (mut good, mut bad) = (0, Vec::new());
        for row in source.rows()? {
            match row {
                Ok(_) => good += 1,
                Err(error) => bad.push(error),
            }
        }
        Ok((good, bad))
    }

    /// A digest of all tables, as `run.json` records it: equal digests, equal names.
    pub fn digest(&self) -> u64 {
        digest(self.tables.iter().map(Table::bytes))
    }

    /// All readings of a name by itself, the likeliest of the last file first.
    pub fn find(&self, name: &str) -> impl Iterator<Item = Entry<'_>> {
        let mut written = Written::EMPTY;
        atoms(name).for_each(|atom| written.add(atom));
        let first = Key::EMPTY.with(atoms(name).next().unwrap_or_default()).finish();
        let hash = key::key(name).finish();
        let probe = move |table: &Table| match table.first(first) {
            single if first == hash => single,
            first => table.longer(table.group(first), hash),
        };
        let first = move |table: &Table| table.agreed(probe(table), written);
        self.tables
            .iter()
            .rev()
            .flat_map(move |table| first(table).into_iter().flat_map(move |first| table.readings(first, written)))
    }

    /// The longest name that starts at `token` and ends with a token before `end`.
    ///
    /// Names stay within a sentence. Case counts as the gazetteer has it: a name in capitals ("US") is found in capitals
    /// only, any other one ("Turkey") where its words are capitalised, which includes all capitals. A person is also found
    /// with inner initials that the gazetteer does not have, and without those that it has.
    pub fn longest<'a>(&'a self, view: View<'_>, token: TokenId, end: TokenId) -> Option<Match<'a>> {
        self.longest_written(view, token, end, Written::EMPTY)
    }

    /// [`Gazetteer::longest`], for text whose case tells nothing: capitals do not count.
    pub(crate) fn longest_of_any_case<'a>(&'a self, view: View<'_>, token: TokenId, end: TokenId) -> Option<Match<'a>> {
        self.longest_written(view, token, end, Written::ANY)
    }

    fn longest_written<'a>(
        &'a self,
        view: View<'_>,
        token: TokenId,
        end: TokenId,
        mut written: Written,
    ) -> Option<Match<'a>> {
        let mut best: Option<Match<'a>> = None;
        let (mut key, mut begun) = (Key::EMPTY, None);
        let start = token.index();
        'tokens: for index in start..end.index().min(start + LONGEST) {
            let here = view.token(TokenId::new(index));
            if !joins(here, index == start) {
                break;
            }
            let before = (key, written);
            let mut known = Known { listed: false, name: None, prefix: true };
            for atom in atoms(here.text()) {
                if !known.prefix {
                    break 'tokens;
                }
                written.add(atom);
                // No name begins so that has an atom in small letters.
                if begun.is_some_and(|begun: Begun| !begun.small) && !written.is_capitalised() {
                    break 'tokens;
                }
                key = key.with(atom);
                known = self.known(key.finish(), written, &mut begun);
            }
            if here.is_word()
                && let Some((table, first)) = known.name
            {
                let span = view.token(token).span().cover(here.span());
                best = Some(Match { span, tokens: (token, here.next_id()), table, first, written });
            }
            if !known.prefix {
                if known.listed || index == start || !is_initial(here.text().trim_end_matches('.')) {
                    break;
                }
                (key, written) = before;
                written.initials = true;
            }
        }
        best
    }

    /// What is known of the key of what is written so far, and what names begin with it if it is the first.
    #[inline]
    fn known(&self, hash: u64, written: Written, begun: &mut Option<Begun>) -> Known<'_> {
        let before = *begun;
        let mut known = Known { listed: false, name: None, prefix: false };
        for (index, table) in self.tables.iter().enumerate() {
            let probe = match before {
                None => {
                    let first = table.first(hash);
                    let begun = begun.get_or_insert(Begun { first: hash, small: false, groups: [Group::default(); 2] });
                    begun.small |= first.small;
                    if let Some(group) = begun.groups.get_mut(index) {
                        *group = table.group(first);
                    }
                    first
                }
                Some(begun) => {
                    let group = begun.groups.get(index).copied();
                    table.longer(group.unwrap_or_else(|| table.group(table.first(begun.first))), hash)
                }
            };
            known.listed |= probe.is_name();
            known.name = table.agreed(probe, written).map(|first| (table, first)).or(known.name);
            known.prefix |= probe.prefix;
        }
        known
    }
}

/// What the names begin with that are looked for.
#[derive(Clone, Copy, Debug)]
struct Begun {
    /// The hash of the first atom.
    first: u64,
    /// Whether some of them may have an atom that does not start with a capital.
    small: bool,
    /// The names of the first tables that begin so; those of the others are looked up anew.
    groups: [Group; 2],
}

/// What the tables know of a key.
#[derive(Clone, Copy, Debug)]
struct Known<'a> {
    /// Whether any has it as a name.
    listed: bool,
    /// The last table that has it as a name so written, with its first reading.
    name: Option<(&'a Table, usize)>,
    /// Whether longer names begin with it.
    prefix: bool,
}

/// A 64-bit hash of all bytes in turn: FNV-1a over eight at a time, the last ones of a part by themselves.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let step = |hash: u64, bits: u64| (hash ^ bits).wrapping_mul(0x0000_0100_0000_01b3);
    // A product's high bits do not reach its low ones.
    let eights = |hash: u64, eight: &[u8; 8]| step(hash, u64::from_le_bytes(*eight)).rotate_left(29);
    parts.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, part| {
        let (whole, rest) = part.as_chunks();
        rest.iter().fold(whole.iter().fold(hash, eights), |hash, byte| step(hash, u64::from(*byte)))
    })
}

/// Whether a name may go over this token: words, and the marks that stand inside names.
fn joins(token: Token<'_>, first: bool) -> bool {
    token.is_word() || !first && matches!(token.text(), "&" | "-" | "–" | "/" | "'" | "’" | ".")
}
