//! Looks for texts whose time or tables grow faster than they do: random phrases, each repeated at two sizes.
//!
//! `superlinear [PHRASES] [SEED]`, 1,000 phrases by default. A phrase whose time or written bytes grow by more than 1.3 times the text's
//! growth, also when it is measured again, is printed; the exit status is 1 if there is one.

use dateline::document_json;
use dateline_fuzz::chance::Chance;
use dateline_fuzz::{annotate, words};

const SMALL: usize = 12_000;
const GROWTH: usize = 8;
const ALLOWED: f64 = 1.3;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>().expect("a number"));
    let (phrases, seed) = (arguments.next().unwrap_or(1000), arguments.next().unwrap_or(1));
    let mut chance = Chance::new(seed);
    let mut found = 0;
    annotate("The first text pays for what is made once.");
    for number in 0..phrases {
        let phrase: String = (0..=chance.below(8)).map(|_| chance.pick(&words::PIECES)).collect();
        let texts = [SMALL, GROWTH * SMALL].map(|size| phrase.repeat(size.div_ceil(phrase.len())));
        let growth = texts[1].len() as f64 / texts[0].len() as f64;
        let (mut time, mut bytes) = (f64::INFINITY, 0.0);
        // Noise only adds: what is slow once is measured again, more often.
        for times in [1, 3, 5, 9] {
            let [small, large] = texts.each_ref().map(|text| measure(text, times));
            time = time.min(large.0 / small.0.max(1e-4) / growth);
            bytes = large.1 as f64 / small.1 as f64 / growth;
            if time <= ALLOWED {
                break;
            }
        }
        if time > ALLOWED || bytes > ALLOWED {
            found += 1;
            println!("{phrase:?}: time {time:.2}, bytes {bytes:.2} times the growth of the text");
        }
        if (number + 1) % 1000 == 0 {
            eprintln!("{} phrases, {found} found", number + 1);
        }
    }
    println!("{phrases} phrases with seed {seed}: {found} over {ALLOWED} times linear");
    std::process::exit(i32::from(found > 0));
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
