//! Finding names in text over ready tokens, on one thread, beside two automata with the same names; and opening a gazetteer.
//!
//! Names are made here: every fourth one is a run of capitalised words of the text, every other begins with a word of the text and goes
//! on with one that is made up, so that no name can be told from its first word. The text is Reuters-21578 where `../shared`
//! holds it, else `corpus/`.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};
use dateline::{Gazetteer, Segments};
use divan::Bencher;
use divan::counter::BytesCount;

mod texts;
use texts::TEXTS;

const SIZES: [usize; 2] = [10_000, 1_000_000];
/// Bytes of a compiled gazetteer before its parts, and of the parts' rows but for the strings.
const HEADER: usize = 48;
const PARTS: [usize; 7] = [8, 8, 4, 4, 8, 12, 20];
const ENTITIES: usize = 5;

fn main() {
    for size in SIZES {
        let entry = bytes_per_entry(&FILES[&size].1, size);
        eprintln!("{size} names: {entry:.1} bytes each, besides the table of canonical names and links");
        // Few names share few facts; the promise is for many.
        assert!(size < 1_000_000 || entry <= 24.0);
    }
    divan::main();
}

/// Distinct names, as many as asked for.
fn names(count: usize) -> Vec<String> {
    let mut runs: BTreeSet<&str> = BTreeSet::new();
    for (text, segments) in TEXTS.iter() {
        let view = segments.view(text);
        let mut first = None;
        for token in view.tokens() {
            let capital = token.is_capitalised() && token.text().is_ascii();
            match first {
                None if capital => first = Some((token, token)),
                Some((start, _)) if capital && !token.starts_sentence() => first = Some((start, token)),
                Some((start, last)) => {
                    let name = &text.as_str()[start.span().cover(last.span())];
                    if name.len() < 40 && !name.contains('\n') {
                        runs.insert(name);
                    }
                    first = capital.then_some((token, token));
                }
                None => {}
            }
        }
    }
    let step = (runs.len() / (count / 4)).max(1);
    let mut names: Vec<String> = runs.iter().step_by(step).take(count / 4).map(ToString::to_string).collect();
    let firsts: BTreeSet<&str> = runs.iter().filter_map(|run| run.split(' ').next()).collect();
    let firsts: Vec<&str> = firsts.into_iter().collect();
    let mut seen: BTreeSet<String> = names.iter().cloned().collect();
    let mut state = 1u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    while names.len() < count {
        let mut name = format!("{} ", firsts[next(firsts.len())]);
        for at in 0..3 {
            let syllable = ["Ka", "Lo", "Mi", "Tur", "Ben", "Sha", "Vo", "Rin", "Dal", "Ez"][next(10)];
            name += &if at == 0 { syllable.to_owned() } else { syllable.to_lowercase() };
        }
        if next(3) == 0 {
            write!(name, " {}", firsts[next(firsts.len())]).expect("a string takes all");
        }
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

/// Names, compiled, and the file that holds them so.
type Compiled = (Vec<String>, Vec<u8>, PathBuf);

static FILES: LazyLock<HashMap<usize, Compiled>> = LazyLock::new(|| {
    let folder = std::env::temp_dir();
    let compiled = SIZES.map(|size| {
        let names = names(size);
        // Four names an entity, as aliases are; a weight for each entity.
        let rows = names.iter().enumerate().map(|(index, name)| {
            format!("{name}\tPER\t{}\tmine:{}\t{}\n", names[index / 4 * 4], index / 4, index / 4 % 50_000)
        });
        let table = folder.join(format!("dateline-bench-{size}-{}.tsv", std::process::id()));
        let text: String = std::iter::once("name\ttype\tcanonical\tlink\tprior\n".to_owned()).chain(rows).collect();
        std::fs::write(&table, text).expect("the folder of temporary files can be written");
        let bytes = Gazetteer::compile(std::slice::from_ref(&table), None).expect("the names are right");
        std::fs::remove_file(&table).expect("the file is there");
        let file = table.with_extension("gaz");
        std::fs::write(&file, &bytes).expect("the folder of temporary files can be written");
        (size, (names, bytes, file))
    });
    compiled.into_iter().collect()
});

#[expect(clippy::cast_precision_loss, reason = "a figure of three digits")]
fn bytes_per_entry(bytes: &[u8], names: usize) -> f64 {
    let count =
        |part: usize| bytes[8 + 4 * part..][..4].iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte));
    let parts = PARTS.iter().enumerate().filter(|(part, _)| *part != ENTITIES);
    (HEADER + parts.map(|(part, size)| count(part) * size).sum::<usize>()) as f64 / names as f64
}

fn text_bytes() -> BytesCount {
    BytesCount::new(TEXTS.iter().map(|(text, _)| text.len()).sum::<usize>())
}

/// Runs a search over every text, asserting that it finds as many names every time and some at all.
fn search(bencher: Bencher<'_, '_>, find: impl Fn(&str, &Segments) -> usize + Sync) {
    let all = || TEXTS.iter().map(|(text, segments)| find(text, segments)).sum::<usize>();
    let known = all();
    assert!(known > TEXTS.len(), "{known} names in {} texts", TEXTS.len());
    eprintln!("{known} names found");
    bencher.counter(text_bytes()).bench(|| assert_eq!(all(), known));
}

fn bounded(text: &str, start: usize, end: usize) -> bool {
    let word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    !word(start.checked_sub(1).and_then(|at| text.as_bytes().get(at))) && !word(text.as_bytes().get(end))
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn dateline(bencher: Bencher<'_, '_>, size: usize) {
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_file(&FILES[&size].2).expect("it was compiled");
    search(bencher, |text, segments| {
        let view = segments.view(text);
        let (mut found, mut end) = (0, 0);
        for sentence in view.sentences() {
            for token in sentence.tokens() {
                if token.id().index() >= end
                    && token.is_capitalised()
                    && let Some(name) = gazetteer.longest(view, token.id(), sentence.end_token())
                {
                    found += 1;
                    end = name.tokens.1.index();
                }
            }
        }
        found
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn aho_corasick(bencher: Bencher<'_, '_>, size: usize) {
    let automaton = AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(&FILES[&size].0)
        .expect("the names are few enough");
    search(bencher, |text, _| {
        automaton.find_iter(text).filter(|found| bounded(text, found.start(), found.end())).count()
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn daachorse(bencher: Bencher<'_, '_>, size: usize) {
    let automaton: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build(&FILES[&size].0)
        .expect("the names are few enough");
    search(bencher, |text, _| {
        automaton.leftmost_find_iter(text).filter(|found| bounded(text, found.start(), found.end())).count()
    });
}

/// From the path to the first answer.
#[divan::bench(args = SIZES)]
fn open(bencher: Bencher<'_, '_>, size: usize) {
    let (names, _, file) = &FILES[&size];
    bencher.bench(|| {
        let mut gazetteer = Gazetteer::default();
        gazetteer.add_file(file).expect("it was compiled");
        assert!(gazetteer.find(&names[size / 2]).next().is_some());
    });
}
