//! Compiles `gazetteers/*.tsv` to the tables that the crate embeds.

use std::collections::BTreeMap;
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

    pub(crate) use hash::small_word_hash;
}

#[allow(dead_code, unused_imports, unused_macros)]
#[path = "src/date"]
mod date {
    mod index;
    mod vocabulary;

    /// The words that a date may rest on.
    pub(crate) fn cores() -> impl Iterator<Item = &'static str> {
        vocabulary::ROWS.iter().filter(|(word, _)| word.is_core()).flat_map(|(_, list)| list.split(' '))
    }
}

use gazetteer::classes::Classes;
use gazetteer::compile::{Row, gazetteer, number};
use gazetteer::hash::{DATED, GROUPS, HEADER, SETS, SLOTS, WORDS_MAGIC, group, slot, word_hash, word_mark};
use gazetteer::load;

fn main() {
    let folder = Path::new("gazetteers");
    println!("cargo::rerun-if-changed=gazetteers");
    println!("cargo::rerun-if-changed=src/gazetteer");
    println!("cargo::rerun-if-changed=src/date/index.rs");
    println!("cargo::rerun-if-changed=src/date/vocabulary.rs");
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
    fs::write(out.join("words.bin"), words(list, date::cores())).expect("OUT_DIR can be written");

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

/// Compiles words with their classes; a date may rest on the `cores`, of which some have no class.
///
/// # Panics
///
/// If no displacement parts the words of a group from all others; more groups, or another factor in [`word_hash`], do.
fn words<'a>(rows: impl Iterator<Item = (&'a str, Classes)>, cores: impl Iterator<Item = &'static str>) -> Vec<u8> {
    let mut words: BTreeMap<u64, (Classes, bool)> = BTreeMap::new();
    for (word, classes) in rows {
        assert!(words.insert(word_hash(word), (classes, false)).is_none(), "words.tsv: {word} stands twice");
    }
    for core in cores {
        words.entry(word_hash(core)).or_insert((Classes::NONE, false)).1 = true;
    }
    // The class sets of words that no date may rest on, and of those that one may.
    let mut sets = [vec![Classes::NONE], Vec::new()];
    let mut groups = vec![Vec::new(); GROUPS];
    for (hash, (classes, dated)) in words {
        sets[usize::from(dated)].push(classes);
        groups[group(hash)].push((hash, classes, dated));
    }
    for sets in &mut sets {
        sets.sort_by_key(|set| set.bits());
        sets.dedup();
        assert!(sets.len() <= DATED, "{} class sets", sets.len());
    }
    // The largest groups are placed while there is room.
    let mut order: Vec<usize> = (0..GROUPS).collect();
    order.sort_by_key(|&group| std::cmp::Reverse(groups[group].len()));
    let mut table = vec![0u32; SLOTS];
    let mut displacements = vec![0u8; GROUPS];
    for group in order {
        let free = |displacement: &u8| {
            let mut taken: Vec<usize> = groups[group].iter().map(|(hash, ..)| slot(*hash, *displacement)).collect();
            taken.sort_unstable();
            taken.windows(2).all(|pair| pair[0] != pair[1]) && taken.iter().all(|&slot| table[slot] == 0)
        };
        let displacement = (0..=u8::MAX).find(free).expect("a displacement parts the words of a group");
        displacements[group] = displacement;
        for &(hash, classes, dated) in &groups[group] {
            let sets = &sets[usize::from(dated)];
            let set = sets.binary_search_by_key(&classes.bits(), |set| set.bits()).expect("every set was collected");
            let set = if dated { DATED + set } else { set };
            assert!(set > 0, "a word has classes, or a date may rest on it");
            table[slot(hash, displacement)] = word_mark(hash) | number(set);
        }
    }
    let [mut sets, dated] = sets;
    sets.resize(DATED, Classes::NONE);
    sets.extend(dated);
    sets.resize(SETS, Classes::NONE);
    let mut out = WORDS_MAGIC.to_vec();
    out.resize(HEADER, 0);
    out.extend(table.iter().flat_map(|slot| slot.to_le_bytes()));
    out.extend(sets.iter().flat_map(|set| set.bits().to_le_bytes()));
    out.extend(displacements);
    out
}
