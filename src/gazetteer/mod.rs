//! Gazetteers: what the program knows about the world.
//!
//! `gazetteers/*.tsv` is compiled when the crate is built ([`compile`]), embedded, and looked up as it lies in memory
//! ([`table`]); [`search`] finds its names in a text; [`office`] knows who held which office when. A user's own files
//! are read ([`read`], [`load`]) and compiled when they are loaded, unless they are already.
//!
//! Names meet however they are written: [`key`] folds case, diacritics and marks, and the flags of a reading tell how a
//! text must write it. Nothing is parsed at start-up and nothing is held twice; a look-up is a few reads of memory, so
//! that every capital of a text can be asked for.
//!
//! ```text
//! name      type  subtype  canonical      link           prior     readings of "US": one, in capitals only
//! US        LOC   country  United States  wikidata:Q30   1000000   "us" and "Us" do not find it
//! Georgia   LOC   country  Georgia        wikidata:Q230  1000000   readings of "Georgia": two, the likeliest first
//! Georgia   LOC   region   Georgia        geonames:4197000 5000
//! ```
//!
//! Later files override earlier ones, name by name: what a user says of a name is all that is known of it. Which
//! reading an article means is not decided here: `entity::place` and others choose.

mod compile;
pub(crate) mod key;
pub(crate) mod kinds;
mod load;
pub(crate) mod office;
mod read;
mod search;
mod table;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use table::Entry;
use table::{Bytes, Table, Written};
pub(crate) use table::{Country, Point};

use crate::error::Error;
use crate::id::TokenId;
use crate::segment::View;
use crate::span::Span;
use key::{Key, atoms};
use kinds::EntityType;
use office::Offices;
use read::Source;
pub(crate) use search::{name_key, token_key};

/// The program's own names but for small towns.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// Small towns and counties: what else a place's name may stand for. No name is found by them.
static TOWNS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/towns.bin"));

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
    /// Of the program's own, what only a place that is known to be one is looked up in.
    towns: Option<Table>,
    /// Made when first asked for.
    offices: OnceLock<Offices>,
    /// The user's tables alone, if case does not count in them.
    any_case: Option<Box<Gazetteer>>,
}

/// A name of a gazetteer found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Match<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its first token, and the one after its last.
    pub tokens: (TokenId, TokenId),
    /// Where its readings are.
    table: &'a Table,
    /// Where its first reading is told.
    first: usize,
    /// How the text writes it, which leaves out readings that are written in another way.
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
        let open = |bytes| {
            let table = Table::open(Bytes::Embedded(bytes), String::new());
            table.expect("the build script compiled it for this version")
        };
        Self { tables: vec![open(EMBEDDED)], towns: Some(open(TOWNS)), offices: OnceLock::new(), any_case: None }
    }

    /// Adds the names of a file, which override those loaded before.
    ///
    /// By its ending it is CSV (`.csv`), JSON Lines (`.jsonl`, `.ndjson`), compiled by [`Gazetteer::compile`] (`.gaz`),
    /// or else tab-separated. The header or the keys name the columns: `name` and `type` must be there, `subtype`,
    /// `canonical`, `link`, `source`, `country`, `valid_from`, `valid_to`, `prior`, `note`, `latitude` and `longitude`
    /// may be. CSV and JSON Lines want the feature `io`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line cannot be used; the error names line and column.
    pub fn add_file(&mut self, path: &Path) -> Result<(), Error> {
        self.add(read::table(path, None)?);
        Ok(())
    }

    /// Adds the names of a file that holds one a line, all of this type, unless its ending tells otherwise
    /// ([`Gazetteer::add_file`]); they override those loaded before.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line holds no letter or digit.
    pub fn add_list(&mut self, path: &Path, kind: EntityType) -> Result<(), Error> {
        self.add(read::table(path, Some(kind))?);
        Ok(())
    }

    /// Adds a table behind the others, and to the user's own if case does not count in them. Who held which office is
    /// read anew when next asked.
    fn add(&mut self, table: Table) {
        if let Some(own) = &mut self.any_case {
            own.tables.push(table.clone());
        }
        self.tables.push(table);
        self.offices.take();
    }

    /// The same gazetteer, where the names of the files that were added, and that will be, are found however a text
    /// writes them: "norbank group" too. A name in small letters wins over what it covers, but is no part of a longer
    /// name.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::{Article, EntityType, Gazetteer, Pipeline};
    ///
    /// let list = std::env::temp_dir().join("dateline-any-case.txt");
    /// std::fs::write(&list, "Norbank Group\n")?;
    /// let mut gazetteer = Gazetteer::embedded().ignore_case();
    /// gazetteer.add_list(&list, EntityType::Org)?;
    /// let article = Article::new("a", "they sued norbank group in May.")?;
    /// let document = Pipeline::with_gazetteer(gazetteer).annotate(article);
    /// let name = document.mentions.iter().next().map(|mention| &document.article.text()[mention.span()]);
    /// assert_eq!(name, Some("norbank group"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ignore_case(mut self) -> Self {
        let first = usize::from(self.towns.is_some());
        let own = Self { tables: self.tables[first..].to_vec(), ..Self::default() };
        self.any_case = Some(Box::new(own));
        self
    }

    /// The user's names alone, if case does not count in them.
    pub(crate) fn in_any_case(&self) -> Option<&Self> {
        self.any_case.as_deref()
    }

    /// Compiles files as [`Gazetteer::add_file`] reads them to one that opens at once; write it with the ending `.gaz`.
    ///
    /// A name of a later file replaces the same name of an earlier one. Files with an ending that tells nothing hold
    /// one name a line if `list` gives the type of these names.
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

    /// The compiled table that the program ships, as `run.json` records its digest.
    #[cfg(feature = "io")]
    pub(crate) fn embedded_bytes() -> [(&'static str, &'static [u8]); 2] {
        [("embedded", EMBEDDED), ("embedded-towns", TOWNS)]
    }

    /// All readings of a name by itself, the likeliest of the last file first. How the name is written counts as in a
    /// text: "us" is not "US". None if no file has it.
    pub fn find(&self, name: &str) -> impl Iterator<Item = Entry<'_>> {
        Self::find_in(self.tables.iter().rev(), name)
    }

    /// The small towns and counties of a name, the largest first.
    pub(crate) fn find_towns(&self, name: &str) -> impl Iterator<Item = Entry<'_>> {
        Self::find_in(self.towns.iter(), name)
    }

    /// The readings of a name in each of these tables, if they agree with how it is written.
    fn find_in<'a>(tables: impl Iterator<Item = &'a Table>, name: &str) -> impl Iterator<Item = Entry<'a>> {
        let mut written = Written::EMPTY;
        atoms(name).for_each(|atom| written.add(atom));
        let first = Key::EMPTY.with(atoms(name).next().unwrap_or_default()).finish();
        let hash = key::key(name).finish();
        let probe = move |table: &Table| match table.first(first) {
            single if first == hash => single,
            first => table.longer(table.group(first), hash),
        };
        let first = move |table: &Table| table.agreed(probe(table), written);
        tables.flat_map(move |table| first(table).into_iter().flat_map(move |first| table.readings(first, written)))
    }

    /// The longest name that starts at `token` and ends with a token before `end`.
    ///
    /// Names stay within a sentence. Case counts as the gazetteer has it: a name in capitals ("US") is found in
    /// capitals only, any other one ("Turkey") where its words are capitalised, which includes all capitals. A person
    /// is also found with inner initials that the gazetteer does not have, and without those that it has.
    pub fn longest<'a>(&'a self, view: View<'_>, token: TokenId, end: TokenId) -> Option<Match<'a>> {
        self.longest_written(view, token, end, Written::EMPTY)
    }

    /// [`Gazetteer::longest`], for text whose case tells nothing: capitals do not count.
    pub(crate) fn longest_of_any_case<'a>(&'a self, view: View<'_>, token: TokenId, end: TokenId) -> Option<Match<'a>> {
        self.longest_written(view, token, end, Written::ANY)
    }
}
