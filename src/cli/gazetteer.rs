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

use jiff::civil::Date;
use std::path::{Path, PathBuf};

use indicatif::HumanCount;

use super::args::GazetteerCommand;
use super::{Status, extract, print, say, tell, wikidata};
use crate::error::{Error, ErrorKind};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer};

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
