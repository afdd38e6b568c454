//! The features of a token: hashes of what stands at it and around it.
//!
//! Every feature has a number of its own, so that equal values of two features do not meet.

use crate::gazetteer::classes::Classes;

use super::facts::{Case, EDGE, Fact, Facts, Style, low, mix};

/// Takes features.
pub(crate) trait Sink {
    /// Takes one.
    fn take(&mut self, feature: u32);
}

impl Sink for Vec<u32> {
    fn take(&mut self, feature: u32) {
        self.push(feature);
    }
}

/// The first number of the features of the whole article.
pub(super) const OF_ARTICLE: u32 = 160;

/// Numbers features in the order in which they come.
struct Numbered<'a, S> {
    sink: &'a mut S,
    next: u32,
}

impl<S: Sink> Numbered<'_, S> {
    #[inline]
    fn one(&mut self, a: u32) {
        self.two(a, 0);
    }

    #[inline]
    fn two(&mut self, a: u32, b: u32) {
        self.sink.take(feature(self.next, a, b));
        self.next += 1;
    }

    #[inline]
    fn wide(&mut self, a: u64) {
        self.two(low(a >> 32), low(a));
    }

    /// Takes the feature if it says something.
    #[inline]
    fn some(&mut self, a: u32, b: u32) {
        if a != 0 {
            self.sink.take(feature(self.next, a, b));
        }
        self.next += 1;
    }
}

/// The hash of the feature of that number.
#[inline]
pub(super) fn feature(number: u32, a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)) ^ u64::from(number).wrapping_mul(0x8ebc_6af0_9c88_c6e3);
    let x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ x >> 29).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (x >> 32) as u32
}

/// The first `count` bytes of a word.
fn prefix(fact: &Fact, count: u32) -> u64 {
    fact.head & u64::MAX >> (64 - 8 * count)
}

/// The last `count` bytes of a word.
fn suffix(fact: &Fact, count: u32) -> u64 {
    fact.tail >> (64 - 8 * count)
}

/// The coarse half of a cluster.
fn coarse(fact: &Fact) -> u32 {
    u32::from(fact.cluster >> 10)
}

/// The fine half of a cluster.
fn fine(fact: &Fact) -> u32 {
    u32::from(fact.cluster & 0x3ff)
}

/// Titles and role words at the left of a name.
const TITLES: Classes =
    Classes::HONORIFIC.or(Classes::RANK).or(Classes::OFFICE).or(Classes::ROLE).or(Classes::ROLE_PLURAL);

/// The key words inside names.
const KEYS: Classes =
    Classes::ORG_KEY.or(Classes::ORG_SUFFIX).or(Classes::LOC_KEY).or(Classes::EVENT_KEY).or(Classes::LAW_KEY);

/// Passes the features of the token at `at` of the rows to `sink`, as the guidelines `convention` see it.
#[expect(clippy::too_many_lines, reason = "a list of features, one a line")]
pub(crate) fn of<S: Sink>(facts: &Facts, at: usize, convention: u32, sink: &mut S) {
    let rows = &facts.rows;
    let style = facts.style.unwrap_or(Style::Plain) as u32;
    let here = &rows[at];
    let [l4, l3, l2, l1] = [&rows[at - 4], &rows[at - 3], &rows[at - 2], &rows[at - 1]];
    let [r1, r2, r3, r4] = [&rows[at + 1], &rows[at + 2], &rows[at + 3], &rows[at + 4]];
    let near = [l2, l1, here, r1, r2];
    let case = here.case as u32;
    let starts = u32::from(here.starts);
    let mut out = Numbered { sink, next: 0 };
    out.two(style, starts);
    // Words.
    for fact in near {
        out.one(fact.lower);
    }
    for fact in [l1, here, r1] {
        out.two(fact.lower, fact.shape);
    }
    out.two(l1.lower, here.lower);
    out.two(here.lower, r1.lower);
    out.two(l1.lower, r1.lower);
    out.two(l2.lower, l1.lower);
    out.two(r1.lower, r2.lower);
    for fact in [l4, l3, r3, r4] {
        out.one(fact.lower);
    }
    // Case and shape.
    for fact in near {
        out.two(fact.case as u32, style);
    }
    for fact in [l1, here, r1] {
        out.one(fact.shape);
    }
    out.two(l1.case as u32 * 16 + case, r1.case as u32);
    out.two(case * 16 + r1.case as u32, r2.case as u32);
    out.two(l2.case as u32 * 16 + l1.case as u32, case);
    out.two(case, starts);
    out.two(here.lower, starts);
    out.two(u32::from(here.len.min(12)), case);
    // Affixes.
    for count in 1..=6 {
        out.wide(prefix(here, count));
    }
    for count in 1..=6 {
        out.wide(suffix(here, count));
    }
    for fact in [l1, r1] {
        out.wide(suffix(fact, 3));
        out.wide(suffix(fact, 2));
    }
    // What the word list knows.
    for fact in near {
        out.one(fact.class_set);
    }
    out.two(l1.class_set, here.class_set);
    out.two(here.class_set, r1.class_set);
    out.two(here.class_set, case << 1 | starts);
    out.two(l1.class_set, r1.class_set);
    out.two(r1.class_set, r2.class_set);
    out.two(l2.class_set, l1.class_set);
    // Shares and clusters.
    for fact in [l1, here, r1] {
        out.two(u32::from(fact.share), fact.case as u32);
    }
    out.two(u32::from(here.share), case << 8 | starts << 4 | style);
    for fact in near {
        out.some(fine(fact), 0);
        out.some(coarse(fact), 0);
    }
    out.two(coarse(l1), coarse(here));
    out.two(coarse(here), coarse(r1));
    out.two(fine(l1), fine(here));
    out.two(fine(here), fine(r1));
    out.two(fine(l1), fine(r1));
    out.two(fine(here), case << 1 | starts);
    // Gazetteers.
    for fact in near {
        out.some(fact.listed, 0);
    }
    out.some(here.listed_full, 0);
    out.two(l1.listed, here.listed);
    out.two(here.listed, r1.listed);
    out.some(here.listed, 1 + u32::from(here.share));
    out.some(here.listed, here.class_set);
    out.some(here.listed, l1.lower);
    out.some(here.listed, r1.lower);
    // The rules' proposal.
    for fact in [l1, here, r1] {
        out.some(fact.proposed_rule, 0);
    }
    out.two(here.proposed, here.listed);
    out.some(here.proposed_rule, fine(here));
    out.two(here.proposed << 8 | l1.proposed, r1.proposed);
    // The capitalised run.
    out.some(here.run.1, here.proposed);
    out.some(here.run.1, 0);
    out.some(here.run.0, 0);
    let (before, after) = around(facts, at);
    let inside = u32::from(std::ptr::eq(before, l1)) * 2 + u32::from(std::ptr::eq(after, r1));
    out.two(before.lower, inside);
    out.two(after.lower, inside);
    out.two(before.lower, after.lower);
    out.two(before.class_set, inside);
    out.two(after.class_set, inside);
    out.two(fine(before), 16 + inside);
    out.two(fine(after), 16 + inside);
    out.two(keys(facts, at), inside);
    out.two(titles(facts, at), case);
    out.some(u32::from(speaks(facts, at)), inside);
    // Parts of compounds.
    out.next = 130;
    out.some(here.parts.0, 0);
    out.some(here.parts.1, 0);
    // The same again, as the guidelines have it.
    out.next = 134;
    for value in [
        0,
        here.lower,
        here.class_set,
        here.listed,
        here.proposed_rule,
        fine(here),
        l1.lower,
        r1.lower,
        here.run.1,
        low(suffix(here, 3)),
        case << 5 | starts << 4 | style,
        before.lower,
        after.lower,
        here.listed_full,
        mix(case, r1.case as u32),
    ] {
        out.two(value, convention);
    }
}

/// The words before and after the capitalised run.
fn around(facts: &Facts, at: usize) -> (&Fact, &Fact) {
    let rows = &facts.rows;
    let (mut left, mut right) = (at - 1, at + 1);
    if rows[at].is_core() {
        while left >= EDGE && at - left <= LONGEST_RUN && rows[left].is_core() {
            left -= 1;
        }
        while right + EDGE < rows.len() && right - at <= LONGEST_RUN && rows[right].is_core() {
            right += 1;
        }
    }
    (&rows[left], &rows[right])
}

/// No capitalised run is followed further from a token.
const LONGEST_RUN: usize = 6;

/// The nearest key words at the right and left inside the run: their classes.
fn keys(facts: &Facts, at: usize) -> u32 {
    let rows = &facts.rows;
    let found = |range: &mut dyn Iterator<Item = usize>| {
        range
            .take_while(|index| rows[*index].is_core() || rows[*index].case == Case::Untold)
            .find(|index| rows[*index].classes.has(KEYS))
            .map_or(0, |index| rows[index].class_set)
    };
    let right = found(&mut (at + 1..rows.len().min(at + LONGEST_RUN)));
    let left = found(&mut (at.saturating_sub(LONGEST_RUN)..at).rev());
    mix(left, right)
}

/// The title or role word at most three tokens to the left: its distance and classes.
fn titles(facts: &Facts, at: usize) -> u32 {
    let found = (1..=3).find(|back| facts.rows[at - back].classes.has(TITLES));
    found.map_or(0, |back| mix(facts.rows[at - back].class_set, u32::try_from(back).unwrap_or_default()))
}

/// Whether a verb of speech stands near, at the right and left.
fn speaks(facts: &Facts, at: usize) -> u8 {
    let speech = |index: usize| facts.rows[index].classes.has(Classes::SPEECH_VERB);
    u8::from((1..=3).any(|far| speech(at + far))) | u8::from((1..=2).any(|far| speech(at - far))) << 1
}
