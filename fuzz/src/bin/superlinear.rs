//! Looks for texts whose time or tables grow faster than they do: random phrases, each repeated at two sizes.
//!
//! `superlinear [PHRASES] [SEED]`, 1,000 phrases by default. A phrase whose time or written bytes grow by more than 1.3 times the text's
//! growth from 12 to 96 kB, also when it is measured again, is printed; the exit status is 1 if there is one.
//!
//! Most phrases pass a sieve: the same at half of both sizes, with a lower bound, since a step that looks back over everything shows less
//! there. A harness that took time by the square of the length for one word of the dictionary was told of in each of 78 phrases with it that
//! grew by 1.3 to 2.7 times: the sieve saw 1.08 to 1.97.

use dateline::document_json;
use dateline_fuzz::chance::Chance;
use dateline_fuzz::{annotate, words};

/// The larger text is so many times the smaller one.
const GROWTH: usize = 8;
const SIEVE: Bound = Bound { small: 6_000, allowed: 1.06 };
const FULL: Bound = Bound { small: 12_000, allowed: 1.3 };

/// By how much more than the text time and tables may grow, from which size on.
struct Bound {
    small: usize,
    allowed: f64,
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>().expect("a number"));
    let (phrases, seed) = (arguments.next().unwrap_or(1000), arguments.next().unwrap_or(1));
    let mut chance = Chance::new(seed);
    let (mut sieved, mut found) = (0, 0);
    annotate("The first text pays for what is made once.");
    for number in 0..phrases {
        let phrase: String = (0..=chance.below(8)).map(|_| chance.pick(&words::PIECES)).collect();
        if SIEVE.exceeded(&phrase, &[1, 2, 4]).is_some() {
            sieved += 1;
            if let Some([time, bytes]) = FULL.exceeded(&phrase, &[1, 3, 5, 9]) {
                found += 1;
                println!("{phrase:?}: time {time:.2}, bytes {bytes:.2} times the growth of the text");
            }
        }
        if (number + 1) % 1000 == 0 {
            eprintln!("{} phrases, {sieved} measured at full size, {found} found", number + 1);
        }
    }
    println!("{phrases} phrases with seed {seed}: {sieved} measured at full size, {found} over 1.3 times linear");
    std::process::exit(i32::from(found > 0));
}

impl Bound {
    /// By how much more than the text its time and its tables grow, if one of them grows by more than is allowed. Noise only adds: what is slow
    /// once is measured again, `times` after `times`.
    fn exceeded(&self, phrase: &str, times: &[usize]) -> Option<[f64; 2]> {
        let texts = [self.small, GROWTH * self.small].map(|size| phrase.repeat(size.div_ceil(phrase.len())));
        let growth = texts[1].len() as f64 / texts[0].len() as f64;
        let (mut time, mut bytes) = (f64::INFINITY, 0.0);
        for &times in times {
            // The small text is as short as other work on the machine lets it be: it is measured on both sides of the large one.
            let before = measure(&texts[0], times);
            let large = measure(&texts[1], times);
            let after = measure(&texts[0], times);
            time = time.min(large.0 / before.0.min(after.0).max(1e-5) / growth);
            bytes = large.1 as f64 / before.1 as f64 / growth;
            if time <= self.allowed {
                break;
            }
        }
        (time > self.allowed || bytes > self.allowed).then_some([time, bytes])
    }
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
