//! Runs the targets on stable under a seeded mutator: `mutate [SECONDS] [SEED] [TARGET] [SEEDS]`, on all cores, by default all targets in
//! a minute.
//!
//! An input is spliced of seeds, dictionary words and bytes of chance. Seeds are the mock files of every format; or the files of the folder
//! `SEEDS`, such as libFuzzer leaves, and then inputs are not longer than the longest of them. One that makes a target panic is written to
//! `crash-TARGET-NUMBER`; other cores go on with their targets, and the exit status is 101, as of any panic.

use std::panic;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use dateline_fuzz::chance::Chance;
use dateline_fuzz::{Target, words};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |default: u64| arguments.next().map_or(default, |argument| argument.parse().expect("a number"));
    let (seconds, seed) = (number(60), number(1));
    let (only, folder) = (arguments.next(), arguments.next());
    let seeds = folder.as_ref().map_or_else(mock_files, |folder| files(&[Path::new(folder)]));
    let longest =
        folder.as_ref().map_or(1 << 14, |_| seeds.iter().map(|(_, seed)| seed.len()).max().unwrap_or_default());
    let mut targets = Target::all();
    targets.retain(|target| only.as_deref().is_none_or(|only| only == target.name()));
    assert!(!targets.is_empty(), "no such target");

    let threads = thread::available_parallelism().map_or(1, usize::from).min(targets.len());
    let share = Duration::from_secs(seconds) * u32::try_from(threads).expect("a few cores");
    let each = share / u32::try_from(targets.len()).expect("a few targets");
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let seeds: Vec<&[u8]> = seeds
                        .iter()
                        .filter(|(name, seed)| folder.is_some() || target.is_about(name, seed))
                        .map(|(_, seed)| &seed[..])
                        .collect();
                    mutate(*target, &seeds, seed, longest, each);
                }
            });
        }
    });
}

/// Gives a target mutated seeds for so long, and says how many there were.
///
/// # Panics
///
/// As the target does, when the input stands in a file. Others go on until they end.
fn mutate(target: Target, seeds: &[&[u8]], seed: u64, longest: usize, time: Duration) {
    let name = target.name();
    assert!(!seeds.is_empty(), "{name} has no seed");
    let mut chance = Chance::new(seed);
    let (start, mut runs) = (Instant::now(), 0u64);
    while start.elapsed() < time {
        let input = input(&mut chance, seeds, longest);
        if let Err(panic) = panic::catch_unwind(|| target.run(&input)) {
            let file = format!("crash-{name}-{runs}");
            std::fs::write(&file, &input).expect("a file can be written");
            eprintln!("{name}: input {runs} of seed {seed} is in {file}");
            panic::resume_unwind(panic);
        }
        runs += 1;
    }
    println!("{name}: {runs} inputs");
}

/// The names and bytes of the mock files of every format, and of the sample articles.
fn mock_files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files(&[&root.join("../tests/data/formats"), &root.join("../corpus/dev")])
}

fn files(folders: &[&Path]) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        paths.extend(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()));
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, std::fs::read(path).ok()?))
    };
    paths.iter().filter_map(read).collect()
}

fn input(chance: &mut Chance, seeds: &[&[u8]], longest: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    // Every other input is a whole file with some changes: what a reader wants of a beginning is there.
    if chance.below(2) == 0 {
        out.extend(seeds[chance.below(seeds.len())]);
    }
    for _ in 0..=chance.below(12) {
        match chance.below(6) {
            0 => {
                let seed = seeds[chance.below(seeds.len())];
                let start = if chance.below(2) == 0 { 0 } else { chance.below(seed.len().max(1)) };
                let len = 1 << chance.below(11);
                out.extend(seed.iter().skip(start).take(len));
            }
            1 | 2 => (0..=chance.below(16)).for_each(|_| out.extend(chance.pick(&words::PIECES).bytes())),
            3 => (0..=chance.below(6)).for_each(|_| out.extend(chance.pick(&words::TIME).bytes())),
            4 => (0..=chance.below(8)).for_each(|_| out.push(chance.number().to_le_bytes()[0])),
            _ if out.is_empty() => {}
            _ => {
                // One change of what is there: a bit, a cut, or a piece again.
                let at = chance.below(out.len());
                match chance.below(5) {
                    0 | 1 => out[at] ^= 1 << chance.below(8),
                    2 => out.truncate(at),
                    3 => drop(out.drain(at..(at + 1 + chance.below(64)).min(out.len()))),
                    _ => out.extend_from_within(at..(at + 512).min(out.len())),
                }
            }
        }
    }
    out.truncate(longest);
    out
}
