//! Compiles `gazetteers/*.tsv` to the tables that the crate embeds.

use std::path::{Path, PathBuf};
use std::{env, fs};

// The program uses more of these modules than the build script does.
#[allow(dead_code, unreachable_pub)]
#[path = "src/gazetteer"]
mod gazetteer {
    pub mod classes;
    pub mod compile;
    pub mod hash;
    pub mod key;
    pub mod kinds;
    pub mod load;
}

use gazetteer::classes::Classes;
use gazetteer::compile::{Row, gazetteer, number};
use gazetteer::hash::{BUCKET, HEADER, SET, WORDS_MAGIC, place, word_hash, word_mark};
use gazetteer::load;

fn main() {
    let folder = Path::new("gazetteers");
    println!("cargo::rerun-if-changed=gazetteers");
    println!("cargo::rerun-if-changed=src/gazetteer");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));

    let list = read(&folder.join("words.tsv"));
    let list = list.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let word = cells.next().unwrap_or_default();
        let classes = cells.next().unwrap_or_default().split(',').fold(Classes::NONE, |set, name| {
            set.or(Classes::named(name).unwrap_or_else(|| panic!("words.tsv: {word}: no class {name:?}")))
        });
        (word, classes)
    });
    fs::write(out.join("words.bin"), words(list)).expect("OUT_DIR can be written");

    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("gazetteers is a folder")
        .map(|entry| entry.expect("gazetteers can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "tsv") && !path.ends_with("words.tsv"))
        .collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|path| read(path)).collect();
    let rows: Vec<Row<'_>> = files.iter().zip(&texts).flat_map(|(path, text)| rows(path, text)).collect();
    fs::write(out.join("gazetteer.bin"), gazetteer(&rows)).expect("OUT_DIR can be written");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rows<'a>(path: &Path, text: &'a str) -> Vec<Row<'a>> {
    let rows = load::each(text).and_then(Iterator::collect);
    rows.unwrap_or_else(|bad| panic!("{}:{}: {}: {}", path.display(), bad.line, bad.column, bad.message))
}

/// Compiles words with their classes.
///
/// # Panics
///
/// If two words cannot be told apart by what a slot keeps of their hashes; another factor in [`mix`] parts them.
fn words<'a>(rows: impl Iterator<Item = (&'a str, Classes)>) -> Vec<u8> {
    let rows: Vec<(u64, Classes)> = rows.map(|(word, classes)| (word_hash(word), classes)).collect();
    let mut sets: Vec<Classes> = rows.iter().map(|row| row.1).chain([Classes::NONE]).collect();
    sets.sort_by_key(|set| set.bits());
    sets.dedup();
    let slots = (rows.len() * 5 / 3 + 1).next_power_of_two().max(BUCKET);
    let mut table = vec![0u32; slots];
    for (hash, classes) in rows {
        let set = sets.binary_search_by_key(&classes.bits(), |set| set.bits()).expect("every set was collected");
        let set = number(set);
        assert!((1..=SET).contains(&set), "a word has classes, and there are fewer than {SET} class sets");
        let mut at = place(hash, slots / BUCKET) * BUCKET;
        while table[at] != 0 {
            assert!(table[at] & !SET != word_mark(hash), "two words share a hash");
            at = (at + 1) & (slots - 1);
        }
        table[at] = word_mark(hash) | set;
    }
    let mut out = WORDS_MAGIC.to_vec();
    out.extend(number(slots).to_le_bytes());
    out.extend(number(sets.len()).to_le_bytes());
    out.resize(HEADER, 0);
    out.extend(table.iter().flat_map(|slot| slot.to_le_bytes()));
    out.extend(sets.iter().flat_map(|set| set.bits().to_le_bytes()));
    out
}
