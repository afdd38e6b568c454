//! `dateline gazetteer`: what a user needs for files of names of one's own.
//!
//! ```text
//! check FILE…           tells of every line that cannot be used, and counts the others
//! find NAME             what a name may stand for, a line each, the likeliest of the last file first
//! compile FILE… -o X    files to one that opens at once
//! import-wikidata DUMP  a gazetteer of Wikidata's dump (wikidata.rs)
//! ```
//!
//! `find` answers from the same compiled gazetteers as the tagger; it has none of the tagger's rules for what a name
//! means in an article.

use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueHint};
use indicatif::HumanCount;
use jiff::civil::Date;

use super::args::{TEMPLATE, date, kind};
use super::{Status, extract, print, say, tell, wikidata};
use crate::error::{Error, ErrorKind};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer};

/// Checks, searches, compiles and imports gazetteers
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline gazetteer check mine.tsv\n  \
        dateline gazetteer find Georgia\n  \
        dateline gazetteer compile mine.tsv more.csv -o mine.gaz\n  \
        dateline gazetteer import-wikidata latest-all.json.gz -o wikidata.tsv\n\n"
)]
pub(super) struct GazetteerArgs {
    #[command(subcommand)]
    pub(super) command: GazetteerCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum GazetteerCommand {
    /// Tells of every line that cannot be used: file, line, column and what to do
    Check {
        /// Gazetteers
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// The type of names in files that hold one a line
        #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
        kind: Option<EntityType>,
    },
    /// Prints all that a name may stand for, tab-separated, the likeliest of the last file first
    Find {
        /// The name; with --date also an office with its country: "Norwegian prime minister"
        name: String,

        /// Leave out what did not hold on this day
        #[arg(short, long, value_name = "YYYY-MM-DD", value_parser = date)]
        date: Option<Date>,

        /// Search these files before the program's own gazetteers; may be repeated
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        gazetteer: Vec<PathBuf>,

        /// The type of names in files that hold one a line
        #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
        kind: Option<EntityType>,
    },
    /// Compiles files to one that opens at once; names of later files replace those of earlier ones
    Compile {
        /// Gazetteers
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,

        /// Write the compiled gazetteer to this file, whose name ends in .gaz
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: PathBuf,

        /// The type of names in files that hold one a line
        #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
        kind: Option<EntityType>,
    },
    /// Makes a gazetteer of Wikidata's JSON dump: people with their offices, organisations and places
    ImportWikidata {
        /// The dump, plain or compressed (.gz, .bz2)
        #[arg(value_name = "DUMP", value_hint = ValueHint::FilePath)]
        dump: PathBuf,

        /// Write the gazetteer to this file, tab-separated
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: PathBuf,

        /// Leave out what fewer pages of Wikipedia and its sisters are about
        #[arg(long, value_name = "N", default_value_t = 1)]
        min_sitelinks: u32,
    },
}

/// Runs the command that was typed.
pub(super) fn run(command: &GazetteerCommand) -> Result<Status, Error> {
    match command {
        GazetteerCommand::Check { files, kind } => check(files, *kind),
        GazetteerCommand::Find { name, date, gazetteer, kind } => {
            find(name, *date, &extract::gazetteer(gazetteer, *kind, false)?)
        }
        GazetteerCommand::Compile { files, out, kind } => compile(files, out, *kind),
        GazetteerCommand::ImportWikidata { dump, out, min_sitelinks } => {
            let rows = wikidata::import(dump, out, *min_sitelinks)?;
            say(&format!("{}: {} names", out.display(), HumanCount(rows)));
            Ok(Status::Done)
        }
    }
}

/// Tells of the lines of files that cannot be used, and how many are right. The status is 1 if there is one, 2 if no
/// line of any file is right.
fn check(files: &[PathBuf], kind: Option<EntityType>) -> Result<Status, Error> {
    let (mut good, mut bad) = (0, 0u64);
    for file in files {
        match Gazetteer::check(file, kind) {
            Ok((rows, errors)) => {
                for error in &errors {
                    tell(error);
                }
                bad += errors.len() as u64;
                good += rows;
                let wrong = HumanCount(errors.len() as u64);
                print(format!("{}: {} right, {wrong} wrong\n", file.display(), HumanCount(rows)).as_bytes())?;
            }
            Err(error) => {
                tell(&error);
                bad += 1;
            }
        }
    }
    Ok(Status::of(good, bad))
}

/// Prints what a name stands for, tab-separated under a line of heads; with a day only what held on it. The status is 1
/// if no gazetteer has it.
fn find(name: &str, date: Option<Date>, gazetteer: &Gazetteer) -> Result<Status, Error> {
    let mut page =
        "type\tsubtype\tcanonical\tlink\tcountry\tprior\tvalid_from\tvalid_to\tnote\tsource\tfile\n".to_owned();
    let mut found = 0;
    let holds = |entry: &Entry<'_>| {
        let (from, to) = entry.valid();
        date.is_none_or(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
    };
    let holder = date.and_then(|day| holder(name, day, gazetteer));
    for entry in gazetteer.find(name).filter(holds).chain(holder) {
        page += &line(entry);
        found += 1;
    }
    if found == 0 {
        tell(&format!("no gazetteer has the name {name:?}"));
        return Ok(Status::SomeErrors);
    }
    print(page.as_bytes())?;
    Ok(Status::Done)
}

/// Who holds the office that a name is on a day, if it is a country or people with an office behind: "Norwegian prime
/// minister". Each blank is tried as the end of the country, the first that makes sense wins: "United States senator"
/// is parted behind "States".
fn holder<'a>(name: &str, day: Date, gazetteer: &'a Gazetteer) -> Option<Entry<'a>> {
    name.match_indices(' ').find_map(|(blank, _)| {
        let country = gazetteer.find(&name[..blank]).find_map(Entry::country)?;
        gazetteer.holder(country, &name[blank + 1..], day)
    })
}

/// An entry as a line, its columns those of the head; where it is from last.
fn line(entry: Entry<'_>) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, to) = entry.valid();
    [
        entry.kind().as_str(),
        entry.subtype().map_or("", Subtype::as_str),
        entry.canonical(),
        entry.link().unwrap_or_default(),
        entry.country().unwrap_or_default(),
        &entry.prior().to_string(),
        &day(from),
        &day(to),
        entry.note(),
        entry.source(),
        entry.file().unwrap_or("(built in)"),
    ]
    .join("\t")
        + "\n"
}

/// Compiles files to one.
///
/// # Errors
///
/// If a line cannot be used, or the name of the file does not end in `.gaz`, without which it would not be opened as
/// one.
fn compile(files: &[PathBuf], out: &Path, kind: Option<EntityType>) -> Result<Status, Error> {
    if out.extension().is_none_or(|ending| ending != "gaz") {
        let message = "the name of the file after --out must end in .gaz, by which it is known".to_owned();
        return Err(Error::new(ErrorKind::Config { message }));
    }
    let bytes = Gazetteer::compile(files, kind)?;
    super::train::write(out, &bytes).map_err(|error| Error::io(error).at(out.display().to_string()))?;
    say(&format!("{}: {}", out.display(), indicatif::HumanBytes(bytes.len() as u64)));
    Ok(Status::Done)
}
