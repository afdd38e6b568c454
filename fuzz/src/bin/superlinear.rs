//! Looks for texts whose time or tables grow faster than they do: random phrases, each repeated at two sizes.
//!
//! `superlinear [PHRASES] [SEED]`, 1,000 phrases by default. Each is repeated to 6 and to 48 kB; where time or written bytes grow by more
//! than 1.2 times the text's growth, to 12 and 96 kB. A phrase that grows there by more than 1.3 times, also when it is measured again, is
//! printed; the exit status is 1 if there is one.

use dateline::document_json;
use dateline_fuzz::chance::Chance;
use dateline_fuzz::{annotate, words};

/// The smaller text, of the first look and of the second.
const SMALL: [usize; 2] = [6_000, 12_000];
const GROWTH: usize = 8;
const ALLOWED: f64 = 1.3;
/// What grows by more at the first look is looked at again: a part that grows faster shows less in short texts.
const SUSPICIOUS: f64 = 1.2;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>().expect("a number"));
    let (phrases, seed) = (arguments.next().unwrap_or(1000), arguments.next().unwrap_or(1));
    let mut chance = Chance::new(seed);
    let (mut found, mut suspicious) = (0, 0);
    annotate("The first text pays for what is made once.");
    for number in 0..phrases {
        let phrase: String = (0..=chance.below(8)).map(|_| chance.pick(&words::PIECES)).collect();
        let first = growth(&phrase, SMALL[0], &[1, 2], SUSPICIOUS);
        if first.0 > SUSPICIOUS || first.1 > SUSPICIOUS {
            suspicious += 1;
            let (time, bytes) = growth(&phrase, SMALL[1], &[1, 3, 5, 9], ALLOWED);
            if time > ALLOWED || bytes > ALLOWED {
                found += 1;
                println!("{phrase:?}: time {time:.2}, bytes {bytes:.2} times the growth of the text");
            }
        }
        if (number + 1) % 1000 == 0 {
            eprintln!("{} phrases, {suspicious} looked at again, {found} found", number + 1);
        }
    }
    println!("{phrases} phrases with seed {seed}: {found} over {ALLOWED} times linear");
    std::process::exit(i32::from(found > 0));
}

/// How much faster than the text the time and the tables grow, from `small` bytes of the phrase to [`GROWTH`] times as many. Where the time
/// grows by more than `allowed` it is measured again, each time with more repetitions: noise only adds.
fn growth(phrase: &str, small: usize, repetitions: &[usize], allowed: f64) -> (f64, f64) {
    let texts = [small, GROWTH * small].map(|size| phrase.repeat(size.div_ceil(phrase.len())));
    let growth = texts[1].len() as f64 / texts[0].len() as f64;
    let (mut time, mut bytes) = (f64::INFINITY, 0.0);
    for &times in repetitions {
        // The small text is over so soon that one run of it says little.
        let small = measure(&texts[0], times + 1);
        let large = measure(&texts[1], times);
        time = time.min(large.0 / small.0.max(1e-4) / growth);
        bytes = large.1 as f64 / small.1 as f64 / growth;
        if time <= allowed {
            break;
        }
    }
    (time, bytes)
}

/// The shortest time in which a text is annotated, of so many, and the bytes that its tables come to.
fn measure(text: &str, times: usize) -> (f64, usize) {
    let (mut shortest, mut bytes) = (f64::INFINITY, 0);
    for _ in 0..times {
        let start = now();
        let document = annotate(text);
        shortest = shortest.min(now() - start);
        bytes = document_json(&document, &[]).len();
    }
    (shortest, bytes)
}

/// Seconds that the thread ran on a processor: what else the machine does adds little.
fn now() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
