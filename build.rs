//! Compiles `gazetteers/*.tsv` to the tables that the crate embeds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

// The program uses more of these modules than the build script does.
#[allow(dead_code, unreachable_pub)]
#[path = "src/gazetteer"]
mod gazetteer {
    pub mod compile;
    pub mod key;
    pub mod kinds;
    pub mod load;
}

#[allow(dead_code, unreachable_pub, unused_imports, unused_macros)]
#[path = "src/lexicon"]
mod lexicon {
    pub mod bits;
    pub mod classes;
    pub mod combining;
    pub mod en;
    pub mod hash;
    pub mod index;
    pub mod number;
}

use gazetteer::compile::{NameRow, gazetteer, number};
use gazetteer::load;
use lexicon::classes::Classes;
use lexicon::en;
use lexicon::hash::{GROUPS, HEADER, HOOKED, MALE, NAME_SLOTS, SETS, SLOTS, WORDS_MAGIC};
use lexicon::hash::{group, name_mark, name_slot, pair_hash, slot, word_hash, word_mark};

fn main() {
    let folder = Path::new("gazetteers");
    println!("cargo::rerun-if-changed=gazetteers");
    println!("cargo::rerun-if-changed=src/gazetteer");
    println!("cargo::rerun-if-changed=src/lexicon");
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
    fs::write(out.join("words.bin"), words(list, en::hooked())).expect("OUT_DIR can be written");

    fs::write(out.join("forenames.bin"), forenames(&read(&folder.join("forenames.tsv"))))
        .expect("OUT_DIR can be written");

    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("gazetteers is a folder")
        .map(|entry| entry.expect("gazetteers can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "tsv"))
        .filter(|path| ["words.tsv", "towns.tsv", "forenames.tsv"].iter().all(|other| !path.ends_with(other)))
        .collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|path| read(path)).collect();
    let rows: Vec<NameRow<'_>> = files.iter().zip(&texts).flat_map(|(path, text)| rows(path, text)).collect();
    fs::write(out.join("gazetteer.bin"), gazetteer(&rows)).expect("OUT_DIR can be written");
    let path = folder.join("towns.tsv");
    let text = read(&path);
    fs::write(out.join("towns.bin"), gazetteer(&self::rows(&path, &text))).expect("OUT_DIR can be written");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rows<'a>(path: &Path, text: &'a str) -> Vec<NameRow<'a>> {
    let rows = load::each(text).and_then(Iterator::collect);
    rows.unwrap_or_else(|bad| panic!("{}:{}: {}: {}", path.display(), bad.line, bad.column, bad.message))
}

/// Compiles given names, and full names by their first and last word, with their genders.
fn forenames(list: &str) -> Vec<u8> {
    let mut table = vec![0u32; NAME_SLOTS];
    for line in list.lines() {
        let (name, gender) = line.split_once('\t').unwrap_or_else(|| panic!("forenames.tsv: {line}: no gender"));
        let hash = match (name.split_once(' '), name.rsplit_once(' ')) {
            (Some((first, _)), Some((_, last))) => pair_hash(word_hash(first), word_hash(last)),
            _ => word_hash(name),
        };
        let mut slot = name_slot(hash);
        while table[slot] > 0 {
            assert!(table[slot] & !MALE != name_mark(hash), "forenames.tsv: {name} is told as another is");
            slot = (slot + 1) % NAME_SLOTS;
        }
        table[slot] = name_mark(hash) | if gender == "m" { MALE } else { 0 };
    }
    table.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// Compiles words with their classes; a stage hooks on those of `hooked`, of which some have no class.
///
/// # Panics
///
/// If no displacement parts the words of a group from all others; more groups, or another factor in [`word_hash`], do.
fn words<'a>(rows: impl Iterator<Item = (&'a str, Classes)>, hooked: impl Iterator<Item = &'static str>) -> Vec<u8> {
    let mut words: BTreeMap<u64, (Classes, bool)> = BTreeMap::new();
    for (word, classes) in rows {
        assert!(words.insert(word_hash(word), (classes, false)).is_none(), "words.tsv: {word} stands twice");
    }
    for word in hooked {
        words.entry(word_hash(word)).or_insert((Classes::NONE, false)).1 = true;
    }
    // The class sets of words that no stage hooks on, and of those that one does.
    let mut sets = [vec![Classes::NONE], Vec::new()];
    let mut groups = vec![Vec::new(); GROUPS];
    for (hash, (classes, hooked)) in words {
        sets[usize::from(hooked)].push(classes);
        groups[group(hash)].push((hash, classes, hooked));
    }
    for sets in &mut sets {
        sets.sort_by_key(|set| set.bits());
        sets.dedup();
        assert!(sets.len() <= HOOKED, "{} class sets", sets.len());
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
        for &(hash, classes, hooked) in &groups[group] {
            let sets = &sets[usize::from(hooked)];
            let set = sets.binary_search_by_key(&classes.bits(), |set| set.bits()).expect("every set was collected");
            let set = if hooked { HOOKED + set } else { set };
            assert!(set > 0, "a word has classes, or a stage hooks on it");
            table[slot(hash, displacement)] = word_mark(hash) | number(set);
        }
    }
    let [mut sets, hooked] = sets;
    sets.resize(HOOKED, Classes::NONE);
    sets.extend(hooked);
    sets.resize(SETS, Classes::NONE);
    let mut out = WORDS_MAGIC.to_vec();
    out.resize(HEADER, 0);
    out.extend(table.iter().flat_map(|slot| slot.to_le_bytes()));
    out.extend(sets.iter().flat_map(|set| set.bits().to_le_bytes()));
    out.extend(displacements);
    out
}
