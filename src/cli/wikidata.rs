//! Wikidata's JSON dump to a gazetteer: one entity a line, read as a stream.
//!
//! What an item is (a company, a river) stands in the class tree, which is spread over the whole dump, as the names of
//! offices and the codes of countries are. So the dump is read once: items go to a temporary file with the ids that
//! they name, classes and codes are kept, and the rows are written when all is known.
//!
//! ```text
//! [                                                          a line each, the first and the last are brackets
//! {"id":"Q64","labels":{"en":{"value":"Berlin"}},"claims":{"P31":[…Q515…],"P17":[…Q183…]},"sitelinks":{…}},
//! ]
//!
//! Berlin⇥LOC⇥city⇥Berlin⇥wikidata:Q64⇥wikidata⇥DE⇥⇥⇥243⇥     the row: no days, 243 pages are about it
//! ```
//!
//! An item has a row for each of its names with each of its offices, the days of an office as those between which the
//! row holds. Items of no class that is known here, without an English name, or with fewer pages than asked for are
//! left out. Memory holds the class tree and labels of classes and offices, not the items.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Serialize};

use super::item::Item;
use crate::error::{Error, ErrorKind};

/// The root classes, the more special before the more general, with the types that they stand for: an item is of the
/// first root that one of its classes lies below. `Q43229` (organisation) and places without a subtype come last.
const ROOTS: &[(&str, &str, &str)] = &[
    ("Q6256", "LOC", "country"),
    ("Q5107", "LOC", "continent"),
    ("Q7278", "ORG", "party"),
    ("Q22687", "ORG", "bank"),
    ("Q11032", "ORG", "media"),
    ("Q192283", "ORG", "media"),
    ("Q15265344", "ORG", "media"),
    ("Q3918", "ORG", "university"),
    ("Q12973014", "ORG", "team"),
    ("Q847017", "ORG", "team"),
    ("Q772547", "ORG", "military"),
    ("Q41487", "ORG", "court"),
    ("Q11204", "ORG", "legislature"),
    ("Q192350", "ORG", "government"),
    ("Q327333", "ORG", "agency"),
    ("Q484652", "ORG", "igo"),
    ("Q79913", "ORG", "ngo"),
    ("Q4830453", "ORG", "company"),
    ("Q486972", "LOC", "city"),
    ("Q56061", "LOC", "region"),
    ("Q15324", "LOC", "water"),
    ("Q8502", "LOC", "mountain"),
    ("Q1248784", "LOC", "facility"),
    ("Q41176", "LOC", "building"),
    ("Q43229", "ORG", ""),
    ("Q27096213", "LOC", ""),
    ("Q2221906", "LOC", ""),
];

/// The class of people, who have no subclasses here.
const HUMAN: &str = "Q5";
/// Classes whose items are offices: position and public office. Their labels are kept as those of classes are.
const OFFICES: [&str; 2] = ["Q4164871", "Q294414"];

/// What is kept of an item until the dump is read, a line of JSON in the temporary file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// `Q64`.
    pub(super) id: String,
    /// The label, then aliases; at least one.
    pub(super) names: Vec<String>,
    /// What it is an instance of.
    pub(super) classes: Vec<String>,
    /// The item of its country, or of a person's citizenship.
    pub(super) country: Option<String>,
    /// The number of pages about it, which becomes the prior.
    pub(super) sitelinks: u32,
    /// Office, first day, last day.
    pub(super) offices: Vec<(String, String, String)>,
}

/// What the rows of other items need.
#[derive(Default)]
struct Known {
    /// A class with those above it: the tree of classes.
    above: HashMap<String, Vec<String>>,
    /// The English labels of classes and offices.
    labels: HashMap<String, String>,
    /// The ISO codes of countries.
    codes: HashMap<String, String>,
}

/// Writes the gazetteer of a dump; returns the number of its rows.
///
/// # Errors
///
/// If a file cannot be read or written, or a line is no item.
pub(super) fn import(dump: &Path, out: &Path, min_sitelinks: u32) -> Result<u64, Error> {
    let source = dump.display().to_string();
    let failed = |error| Error::io(error).at(&source);
    let temporary = |error| Error::io(error).at("a temporary file");
    let mut spool = BufWriter::new(tempfile::tempfile().map_err(temporary)?);
    let mut known = Known::default();
    let mut reader = open(dump).map_err(failed)?;
    let mut line = String::new();
    for number in 1u64.. {
        line.clear();
        if reader.read_line(&mut line).map_err(failed)? == 0 {
            break;
        }
        let json = line.trim().trim_end_matches(',');
        if matches!(json, "" | "[" | "]") {
            continue;
        }
        let item: Item = serde_json::from_str(json)
            .map_err(|error| Error::new(ErrorKind::Json { message: error.to_string() }).at(&source).on_line(number))?;
        if let Some(kept) = known.see(item, min_sitelinks) {
            serde_json::to_writer(&mut spool, &kept).map_err(|error| temporary(error.into()))?;
            spool.write_all(b"\n").map_err(temporary)?;
        }
    }
    let mut spool = spool.into_inner().map_err(|error| temporary(error.into_error()))?;
    spool.rewind().map_err(temporary)?;
    known.write(BufReader::new(spool), out)
}

/// Opens a dump, packed or not by its name's ending; of `.gz` and `.bz2` with several members all are read.
fn open(dump: &Path) -> std::io::Result<BufReader<Box<dyn Read>>> {
    let file = File::open(dump)?;
    let plain: Box<dyn Read> = match dump.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => Box::new(MultiGzDecoder::new(file)),
        Some("bz2") => Box::new(MultiBzDecoder::new(file)),
        _ => Box::new(file),
    };
    Ok(BufReader::with_capacity(1 << 20, plain))
}

impl Known {
    /// Learns what other items need of this one; returns what may become rows.
    ///
    /// An item without an English name says nothing, but a country's code counts all the same. Labels are kept of
    /// classes and of offices only, which may stand before or behind the people who hold them.
    fn see(&mut self, item: Item, min_sitelinks: u32) -> Option<Kept> {
        let above = item.superclasses();
        let classes = item.classes();
        if let Some(code) = item.country_code() {
            self.codes.insert(item.id().to_owned(), code.to_owned());
        }
        let names = item.names();
        let first = names.first()?;
        if !above.is_empty() || classes.iter().any(|class| OFFICES.contains(&class.as_str())) {
            self.labels.insert(item.id().to_owned(), first.clone());
        }
        if !above.is_empty() {
            self.above.insert(item.id().to_owned(), above);
        }
        if classes.is_empty() || item.sitelinks() < min_sitelinks {
            return None;
        }
        Some(item.keep(names, classes))
    }

    /// The type and subtype of an item of these classes; none if no root is above them. `memory` has the roots of
    /// classes that were asked for, since millions of items share a few thousand.
    fn kind<'a>(
        &self,
        classes: &[String],
        memory: &mut HashMap<String, HashSet<&'a str>>,
    ) -> Option<(&'a str, &'a str)> {
        if classes.iter().any(|class| class == HUMAN) {
            return Some(("PER", ""));
        }
        for class in classes {
            if !memory.contains_key(class) {
                memory.insert(class.clone(), self.roots(class));
            }
        }
        let reached =
            |root: &str| classes.iter().any(|class| memory.get(class).is_some_and(|roots| roots.contains(root)));
        ROOTS.iter().find(|(root, ..)| reached(root)).map(|(_, kind, subtype)| (*kind, *subtype))
    }

    /// The root classes that a class is or lies below. Each class is visited once, so that a circle in the tree ends.
    fn roots<'a>(&self, class: &str) -> HashSet<&'a str> {
        let mut seen: HashSet<&str> = HashSet::from([class]);
        let mut open = vec![class];
        let mut roots = HashSet::new();
        while let Some(class) = open.pop() {
            roots.extend(ROOTS.iter().map(|(root, ..)| *root).filter(|root| *root == class));
            let above = self.above.get(class).into_iter().flatten();
            open.extend(above.map(String::as_str).filter(|above| seen.insert(above)));
        }
        roots
    }

    /// Writes the rows of all items that were kept; returns how many. Rows are in the order of the dump.
    fn write(&self, spool: impl BufRead, out: &Path) -> Result<u64, Error> {
        let failed = |error| Error::io(error).at(out.display().to_string());
        let mut file = BufWriter::new(File::create(out).map_err(failed)?);
        let header = "name\ttype\tsubtype\tcanonical\tlink\tsource\tcountry\tvalid_from\tvalid_to\tprior\tnote\n";
        file.write_all(header.as_bytes()).map_err(failed)?;
        let mut memory = HashMap::new();
        let mut rows = 0;
        for line in spool.lines() {
            let line = line.map_err(|error| Error::io(error).at("a temporary file"))?;
            let kept: Kept =
                serde_json::from_str(&line).map_err(|error| Error::io(error.into()).at("a temporary file"))?;
            let Some((kind, subtype)) = self.kind(&kept.classes, &mut memory) else { continue };
            for row in self.rows(&kept, kind, subtype) {
                file.write_all(row.as_bytes()).map_err(failed)?;
                rows += 1;
            }
        }
        file.flush().map_err(failed)?;
        Ok(rows)
    }

    /// The rows of an item: each of its names with each of its offices, whose label becomes the note. Who has an office
    /// is a politician; offices without an English label are left out.
    fn rows(&self, kept: &Kept, kind: &str, subtype: &str) -> Vec<String> {
        let country = kept.country.as_ref().and_then(|country| self.codes.get(country)).map_or("", String::as_str);
        let mut offices: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
        for (office, from, to) in &kept.offices {
            if let Some(label) = self.labels.get(office) {
                offices.insert((from, to, label));
            }
        }
        let subtype = if kind == "PER" && !offices.is_empty() { "politician" } else { subtype };
        if offices.is_empty() {
            offices.insert(("", "", ""));
        }
        let canonical = &kept.names[0];
        let row = |name: &String, (from, to, office): (&str, &str, &str)| {
            let (id, prior) = (&kept.id, kept.sitelinks);
            format!(
                "{name}\t{kind}\t{subtype}\t{canonical}\twikidata:{id}\twikidata\t{country}\t{from}\t{to}\t{prior}\t{office}\n"
            )
        };
        kept.names.iter().flat_map(|name| offices.iter().map(move |office| row(name, *office))).collect()
    }
}
