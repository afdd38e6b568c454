//! The files under `gazetteers/`: sorted, unique, with known vocabulary and well-formed links.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::{Article, Classes, EntityType, Gazetteer, Lexicon, Pipeline, Subtype};

const HEADER: &str =
    "name\ttype\tsubtype\tcanonical\tlink\tsource\tcountry\tvalid_from\tvalid_to\tprior\tnote\tlatitude\tlongitude";

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "tsv") && !path.ends_with("forenames.tsv"));
    files.sort();
    assert!(files.len() >= 7, "{files:?}");
    files
}

fn rows(path: &Path) -> (String, Vec<String>) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.ends_with('\n') && !text.contains('\r'), "{path:?}");
    let mut lines = text.lines().map(str::to_owned);
    (lines.next().unwrap(), lines.collect())
}

#[test]
fn rows_are_sorted_and_unique() {
    for path in files() {
        let (_, rows) = rows(&path);
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1], "{path:?}: {:?} before {:?}", pair[0], pair[1]);
        }
    }
}

#[test]
fn cells_are_of_the_declared_vocabulary() {
    for path in files().iter().filter(|path| !path.ends_with("words.tsv")) {
        let (header, rows) = rows(path);
        assert_eq!(header, HEADER, "{path:?}");
        let mut keys = BTreeSet::new();
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let [name, kind, subtype, canonical, link, source, country, from, to, prior, note, latitude, longitude] =
                cells[..]
            else {
                panic!("{path:?}: not 13 cells: {row}")
            };
            assert!(name.contains(char::is_alphanumeric) && !canonical.is_empty() && !source.is_empty(), "{row}");
            assert!(EntityType::named(kind).is_some(), "{row}");
            assert!(subtype.is_empty() || Subtype::named(subtype).is_some(), "{row}");
            let id = link.split_once(':');
            let well_formed = match id {
                None => link.is_empty(),
                Some(("wikidata", id)) => id.strip_prefix('Q').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())),
                Some(("geonames", id)) => id.bytes().all(|b| b.is_ascii_digit()),
                Some(("wikipedia", id)) => !id.is_empty() && !id.contains(' '),
                Some(_) => false,
            };
            assert!(well_formed, "{row}");
            assert!(country.is_empty() || country.len() == 2, "{row}");
            assert!(prior.parse::<u32>().is_ok_and(|prior| prior > 0), "{row}");
            assert!(from.is_empty() || to.is_empty() || from <= to, "{row}");
            let degrees = |cell: &str, most: f64| cell.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most);
            let point = degrees(latitude, 90.0) && degrees(longitude, 180.0);
            assert!(point || latitude.is_empty() && longitude.is_empty(), "{row}");
            let key = (
                name.to_owned(),
                country.to_owned(),
                kind.to_owned(),
                subtype.to_owned(),
                canonical.to_owned(),
                from.to_owned(),
                note.to_owned(),
            );
            assert!(keys.insert(key), "{path:?}: twice: {row}");
        }
    }
}

#[test]
fn words_have_known_classes_in_order() {
    let path = files().into_iter().find(|path| path.ends_with("words.tsv")).unwrap();
    let (header, rows) = rows(&path);
    assert_eq!(header, "word\tclasses\tsource");
    let lexicon = Lexicon::embedded();
    let mut seen = Classes::NONE;
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let names: Vec<&str> = cells[1].split(',').collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{row}");
        let classes = names.iter().fold(Classes::NONE, |set, name| set.or(Classes::named(name).expect(name)));
        assert_eq!(lexicon.classes(cells[0]), classes, "{row}");
        seen = seen.or(classes);
    }
    let unused: Vec<&str> =
        Classes::NAMES.iter().filter(|(_, class)| !seen.has(*class)).map(|(name, _)| *name).collect();
    assert!(unused.is_empty(), "classes without a word: {unused:?}");
}

#[test]
fn every_row_is_found_by_its_name() {
    let gazetteer = Gazetteer::embedded();
    // No name is found by the towns: they only tell what else one that is known to be a place may stand for.
    for path in files().iter().filter(|path| !path.ends_with("words.tsv") && !path.ends_with("towns.tsv")) {
        for row in rows(path).1 {
            let cells: Vec<&str> = row.split('\t').collect();
            let found = gazetteer.find(cells[0]).any(|entry| {
                entry.canonical() == cells[3]
                    && entry.kind().as_str() == cells[1]
                    && entry.link().unwrap_or_default() == cells[4]
            });
            assert!(found, "{path:?}: {row}");
        }
    }
}

#[test]
fn towns_tell_places_and_find_none() {
    assert!(Gazetteer::embedded().find("Lamar County").next().is_none());
    let text = "Firefighters from Lamar County and Hopkins County met in Paris, near the Red River of Texas.";
    let document = Pipeline::new().annotate(Article::new("a1", text).unwrap());
    let county = document.chains.entities().find(|entity| &text[entity.name()] == "Lamar County").unwrap();
    assert_eq!((county.country(), county.link()), (Some("US"), Some("geonames:4705086")));
}

#[test]
fn excluded_names_stay_out() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers/hand/exclusions.tsv");
    let text = fs::read_to_string(path).unwrap();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(cells.len() == 3 && !cells[2].is_empty(), "an exclusion gives its reason: {line}");
    }
}

#[test]
fn the_days_of_an_office_are_dates() {
    let gazetteer = Gazetteer::embedded();
    let macron =
        gazetteer.find("Emmanuel Macron").find(|entry| entry.note() == "President").expect("a sitting president");
    assert_eq!(macron.kind(), EntityType::Per);
    assert_eq!(macron.valid().0, Some(jiff::civil::date(2017, 5, 14)));
}

#[test]
fn a_users_file_overrides() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.tsv");
    fs::write(&file, "name\ttype\tsubtype\tlink\nRussia\tORG\tteam\tmine:7\n").unwrap();
    let mut gazetteer = Gazetteer::embedded();
    gazetteer.add_file(&file).unwrap();
    let readings: Vec<_> = gazetteer.find("Russia").map(|entry| (entry.kind(), entry.link())).collect();
    assert_eq!(readings[0], (EntityType::Org, Some("mine:7")));
    assert!(readings.len() > 1, "the shipped readings stay");
}
