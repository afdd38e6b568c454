//! Looks for texts whose work or tables grow faster than they do: random phrases, each repeated at two sizes.
//!
//! `superlinear [PHRASES] [SEED]`, 1,000 phrases by default. A phrase whose work, time or written bytes grow by more
//! than 1.3 times the text's growth from 96 to 768 kB is printed; the exit status is 1 if there is one. `superlinear
//! PHRASE…` measures these phrases.
//!
//! Most phrases pass a sieve of shorter texts. Where the program is built to count what it runs (see
//! [`counted`](dateline_fuzz::counted)), work is that count, the same every time, and the sieve compares what each byte
//! adds between 16 and 32 kB with what it adds between 4 and 16, then the same at twice the sizes: a step that looks
//! back over everything and makes 768 kB cost 1.3 times too much bends that line by 1.013, then by 1.025. Time is
//! measured too, because copies are not counted. 2 times are allowed there: of brackets, each a token, 768 kB do not
//! fit the caches that 96 kB fit, and a byte takes 1.5 times as long.
//!
//! Elsewhere time is all there is, the sieve has 6 and 48 kB, and weak faults pass it. A harness that took time by the
//! square of the length for one word of the dictionary was told of in each of 78 phrases with it that grew by 1.3 to
//! 2.7 times from 12 to 96 kB: the sieve saw 1.08 to 1.97.

use std::fmt;

use dateline::document_json;
use dateline_fuzz::chance::Chance;
use dateline_fuzz::counted::blocks;
use dateline_fuzz::{annotate_of, words};

/// By how much more than the text anything may grow.
const ALLOWED: f64 = 1.3;
/// The same of time where blocks are counted too.
const ALLOWED_BESIDE: f64 = 2.0;
/// The smaller text that is measured, in bytes, and the one of the sieve where nothing is counted.
const SMALL: usize = 96_000;
const SMALL_OF_SIEVE: usize = 6_000;
/// The larger text is so many times the smaller one.
const GROWTH: usize = 8;
/// By how much more than the text time may grow in the sieve where nothing is counted.
const PASSED: f64 = 1.06;
/// The sieves where blocks are counted, one after the other.
const SIEVES: [Sieve; 2] = [
    Sieve { sizes: [4_000, 16_000, 32_000], bend: 1.01, slower: 1.15 },
    Sieve { sizes: [8_000, 32_000, 64_000], bend: 1.02, slower: 1.3 },
];

/// What short texts of a linear phrase show.
struct Sieve {
    /// Bytes of the texts.
    sizes: [usize; 3],
    /// By how much more a byte may add to blocks and tables between the last two than between the first two.
    bend: f64,
    /// By how much more than the text time may grow from the first to the last.
    slower: f64,
}

/// What annotating a text took.
struct Cost {
    /// Bytes of the text.
    length: f64,
    /// Seconds: the shortest of several times.
    time: f64,
    /// Blocks of code that ran, where they are counted.
    blocks: Option<f64>,
    /// Bytes of its tables.
    bytes: f64,
}

/// By how much more than the text something grew: 1 where it grew as the text did.
struct Growth {
    time: f64,
    /// Of blocks of code, where they are counted.
    work: Option<f64>,
    bytes: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    annotate_of("The first text pays for what is made once.", 0);
    let found = match arguments.iter().map(|argument| argument.parse()).collect::<Result<Vec<u64>, _>>() {
        Ok(numbers) => search(numbers.first().copied().unwrap_or(1000), numbers.get(1).copied().unwrap_or(1)),
        Err(_) => arguments.iter().filter(|phrase| measured(phrase)).count(),
    };
    std::process::exit(i32::from(found > 0));
}

/// Prints by how much more than the text a phrase grows. Whether that is more than is allowed.
fn measured(phrase: &str) -> bool {
    let growth = growth(phrase, SMALL, ALLOWED, &[1, 3, 5, 9]);
    println!("{phrase:?}: {growth} times the growth of the text");
    growth.exceeds(ALLOWED)
}

/// Measures so many phrases, prints what grows too fast, and returns how many do.
fn search(phrases: u64, seed: u64) -> usize {
    let mut chance = Chance::new(seed);
    let (mut measured, mut found, mut most) = (0, 0, 0f64);
    for number in 0..phrases {
        let phrase: String = (0..=chance.below(8)).map(|_| chance.pick(&words::PIECES)).collect();
        if is_suspect(&phrase) {
            measured += 1;
            let growth = growth(&phrase, SMALL, ALLOWED, &[1, 3, 5, 9]);
            if growth.exceeds(ALLOWED) {
                found += 1;
                println!("{phrase:?}: {growth} times the growth of the text");
            }
            most = most.max(growth.work.unwrap_or(growth.time));
        }
        if (number + 1) % 500 == 0 {
            eprintln!("{} phrases, {measured} measured at full size, {found} found, {most:.3} at most", number + 1);
        }
    }
    print!("{phrases} phrases with seed {seed}: {measured} measured at full size, {most:.3} at most, ");
    println!("{found} over {ALLOWED} times linear");
    found
}

/// Whether shorter texts of a phrase do not show that it is linear.
fn is_suspect(phrase: &str) -> bool {
    if blocks().is_none() {
        return growth(phrase, SMALL_OF_SIEVE, PASSED, &[1, 2, 4]).exceeds(PASSED);
    }
    SIEVES.iter().all(|sieve| !sieve.passes(phrase))
}

impl Sieve {
    /// Whether short texts of a phrase show that it is linear.
    fn passes(&self, phrase: &str) -> bool {
        let [short, middle, long] = self.sizes.map(|size| measure(phrase, size, 1));
        let bends = |what: fn(&Cost) -> f64| {
            let slope = |from: &Cost, to: &Cost| (what(to) - what(from)) / (to.length - from.length);
            slope(&middle, &long) > self.bend * slope(&short, &middle)
        };
        !bends(|cost| cost.blocks.unwrap_or_default())
            && !bends(|cost| cost.bytes)
            && long.time / short.time <= self.slower * long.length / short.length
    }
}

/// By how much more than the text what it takes grows from a text of that size on. Noise only adds to time: where that
/// grows by more than is allowed it is measured again, `times` after `times`.
fn growth(phrase: &str, small: usize, allowed: f64, times: &[usize]) -> Growth {
    let mut growth = Growth { time: f64::INFINITY, work: None, bytes: 0.0 };
    for &times in times {
        // The small text is as short as other work on the machine lets it be: it is measured on both sides of the large
        // one.
        let before = measure(phrase, small, times);
        let large = measure(phrase, GROWTH * small, times);
        let after = measure(phrase, small, times);
        let longer = large.length / before.length;
        growth.time = growth.time.min(large.time / before.time.min(after.time).max(1e-5) / longer);
        growth.work = large.blocks.zip(after.blocks).map(|(large, small)| large / small / longer);
        growth.bytes = large.bytes / before.bytes / longer;
        if !growth.is_slow(allowed) {
            break;
        }
    }
    growth
}

impl Growth {
    /// Whether anything grew by more than is allowed.
    fn exceeds(&self, allowed: f64) -> bool {
        self.is_slow(allowed) || self.bytes > allowed || self.work.is_some_and(|work| work > allowed)
    }

    /// Whether time grew by more than is allowed, or than is allowed beside a count.
    fn is_slow(&self, allowed: f64) -> bool {
        self.time > if self.work.is_some() { ALLOWED_BESIDE } else { allowed }
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(work) = self.work {
            write!(f, "blocks of code {work:.3}, ")?;
        }
        write!(f, "time {:.2}, bytes {:.2}", self.time, self.bytes)
    }
}

/// Annotates a phrase that is repeated to that size so many times. All sizes are of one day, since "Monday" may be that
/// day or another, and all repeat it an odd number of times or all an even one: of quotation marks each opens what the
/// next one closes.
fn measure(phrase: &str, size: usize, times: usize) -> Cost {
    let text = phrase.repeat(2 * size.div_ceil(2 * phrase.len()) + phrase.len() % 2);
    let mut cost = Cost { length: text.len() as f64, time: f64::INFINITY, blocks: None, bytes: 0.0 };
    for _ in 0..times {
        let (before, start) = (blocks(), now());
        let document = annotate_of(&text, phrase.len());
        cost.time = cost.time.min(now() - start);
        cost.blocks = before.zip(blocks()).map(|(before, after)| (after - before) as f64);
        cost.bytes = document_json(&document, &[]).len() as f64;
    }
    cost
}

/// Seconds that the thread ran on a processor: what else the machine does adds little.
fn now() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
