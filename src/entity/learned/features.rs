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

#[cfg(feature = "learn")]
impl Sink for Vec<u32> {
    #[inline]
    fn take(&mut self, feature: u32) {
        self.push(feature);
    }
}

/// The features of a token, in the order in which they came.
pub(crate) struct Taken {
    hashes: [u32; MOST],
    count: usize,
}

/// No token has more features: each has one number, but two that there are of each role.
const MOST: usize = 256;

impl Default for Taken {
    fn default() -> Self {
        Self { hashes: [0; MOST], count: 0 }
    }
}

impl Taken {
    /// Takes all off.
    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        &self.hashes[..self.count]
    }
}

impl Sink for Taken {
    #[inline]
    fn take(&mut self, feature: u32) {
        if let Some(slot) = self.hashes.get_mut(self.count) {
            *slot = feature;
            self.count += 1;
        }
    }
}

/// The first number of the features of the whole article.
pub(super) const OF_ARTICLE: u32 = 160;

/// Makes features of values.
struct Features<'a, S>(&'a mut S);

impl<S: Sink> Features<'_, S> {
    #[inline]
    fn one(&mut self, number: u32, a: u32) {
        self.two(number, a, 0);
    }

    #[inline]
    fn two(&mut self, number: u32, a: u32, b: u32) {
        self.0.take(feature(number, a, b));
    }

    #[inline]
    fn wide(&mut self, number: u32, a: u64) {
        self.two(number, low(a >> 32), low(a));
    }

    /// Takes the feature if it says something.
    #[inline]
    fn some(&mut self, number: u32, a: u32, b: u32) {
        if a != 0 {
            self.two(number, a, b);
        }
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

/// The places around a token whose words tell of it by themselves, from the left; it stands at [`HERE`].
pub(crate) const PLACES: usize = 2 * EDGE + 1;

/// The place of the token itself.
pub(crate) const HERE: usize = EDGE;

/// Passes the features of the token at `at` of the rows to `sink`, as the guidelines `convention` see it.
#[cfg(feature = "learn")]
pub(crate) fn of<S: Sink>(facts: &Facts, at: usize, convention: u32, sink: &mut S) {
    for place in 0..PLACES {
        of_word(&facts.rows[at + place - HERE], place, facts.style, convention, sink);
    }
    of_place(facts, at, convention, sink);
}

/// Passes the features that a token has for the word at `place`, whatever stands around the two.
///
/// The numbers of features are those of the models in use: a new one is none of them, nor of those in [`of_place`].
pub(super) fn of_word<S: Sink>(fact: &Fact, place: usize, style: Style, convention: u32, sink: &mut S) {
    let mut out = Features(sink);
    let (case, style) = (fact.case as u32, style as u32);
    // The words, cases, classes and clusters of five; each place has its number.
    if let 2..=6 = place {
        let near = u32::try_from(place - 2).unwrap_or_default();
        out.one(1 + near, fact.lower);
        out.two(18 + near, case, style);
        out.one(48 + near, fact.class_set);
        out.some(63 + 2 * near, fine(fact), 0);
        out.some(64 + 2 * near, coarse(fact), 0);
    }
    if let 3..=5 = place {
        let next = u32::try_from(place - 3).unwrap_or_default();
        out.two(6 + next, fact.lower, fact.shape);
        out.one(23 + next, fact.shape);
        out.two(59 + next, u32::from(fact.share), case);
    }
    match place {
        0 => out.one(14, fact.lower),
        1 => out.one(15, fact.lower),
        3 => {
            out.wide(44, suffix(fact, 3));
            out.wide(45, suffix(fact, 2));
            out.two(140, fact.lower, convention);
        }
        HERE => of_itself(fact, style, convention, &mut out),
        5 => {
            out.wide(46, suffix(fact, 3));
            out.wide(47, suffix(fact, 2));
            out.two(141, fact.lower, convention);
        }
        7 => out.one(16, fact.lower),
        8 => out.one(17, fact.lower),
        _ => {}
    }
}

fn of_itself<S: Sink>(fact: &Fact, style: u32, convention: u32, out: &mut Features<'_, S>) {
    let (case, starts) = (fact.case as u32, u32::from(fact.starts));
    out.two(0, style, starts);
    out.two(29, case, starts);
    out.two(30, fact.lower, starts);
    out.two(31, u32::from(fact.len.min(12)), case);
    for count in 1..=6 {
        out.wide(31 + count, prefix(fact, count));
    }
    for count in 1..=6 {
        out.wide(37 + count, suffix(fact, count));
    }
    out.two(55, fact.class_set, case << 1 | starts);
    out.two(62, u32::from(fact.share), case << 8 | starts << 4 | style);
    out.two(78, fine(fact), case << 1 | starts);
    out.some(130, fact.parts.0, 0);
    out.some(131, fact.parts.1, 0);
    // As the guidelines have it.
    let values = [(134, 0), (135, fact.lower), (136, fact.class_set), (139, fine(fact))];
    for (number, value) in
        values.into_iter().chain([(143, low(suffix(fact, 3))), (144, case << 5 | starts << 4 | style)])
    {
        out.two(number, value, convention);
    }
}

/// Passes the features of a token that tell of several words, or of what stands over them.
pub(super) fn of_place<S: Sink>(facts: &Facts, at: usize, convention: u32, sink: &mut S) {
    let rows = &facts.rows;
    let here = &rows[at];
    let [l2, l1, r1, r2] = [&rows[at - 2], &rows[at - 1], &rows[at + 1], &rows[at + 2]];
    let case = here.case as u32;
    let mut out = Features(sink);
    // Words.
    out.two(9, l1.lower, here.lower);
    out.two(10, here.lower, r1.lower);
    out.two(11, l1.lower, r1.lower);
    // Case.
    out.two(26, l1.case as u32 * 16 + case, r1.case as u32);
    out.two(27, case * 16 + r1.case as u32, r2.case as u32);
    // What the word list knows.
    out.two(53, l1.class_set, here.class_set);
    out.two(54, here.class_set, r1.class_set);
    out.two(56, l1.class_set, r1.class_set);
    // Clusters.
    out.two(73, coarse(l1), coarse(here));
    out.two(74, coarse(here), coarse(r1));
    out.two(75, fine(l1), fine(here));
    out.two(76, fine(here), fine(r1));
    out.two(77, fine(l1), fine(r1));
    // Gazetteers.
    for (number, fact) in (79..).zip([l2, l1, here, r1, r2]) {
        out.some(number, fact.listed, 0);
    }
    out.some(84, here.listed_full, 0);
    out.two(85, l1.listed, here.listed);
    out.two(86, here.listed, r1.listed);
    out.some(87, here.listed, 1 + u32::from(here.share));
    out.some(88, here.listed, here.class_set);
    out.some(89, here.listed, l1.lower);
    out.some(90, here.listed, r1.lower);
    // The rules' proposal.
    for (number, fact) in (91..).zip([l1, here, r1]) {
        out.some(number, fact.proposed_rule, 0);
    }
    out.two(94, here.proposed, here.listed);
    out.some(95, here.proposed_rule, fine(here));
    out.two(96, here.proposed << 8 | l1.proposed, r1.proposed);
    // The capitalised run.
    out.some(98, here.run.1, 0);
    out.some(99, here.run.0, 0);
    let (before, after) = around(facts, at);
    let inside = u32::from(std::ptr::eq(before, l1)) * 2 + u32::from(std::ptr::eq(after, r1));
    out.two(100, before.lower, inside);
    out.two(101, after.lower, inside);
    out.two(102, before.lower, after.lower);
    out.two(103, before.class_set, inside);
    out.two(104, after.class_set, inside);
    out.two(105, fine(before), 16 + inside);
    out.two(106, fine(after), 16 + inside);
    out.two(107, keys(facts, at), inside);
    out.two(108, titles(facts, at), case);
    out.some(109, u32::from(speaks(facts, at)), inside);
    // As the guidelines have it.
    for (number, value) in [
        (137, here.listed),
        (138, here.proposed_rule),
        (142, here.run.1),
        (145, before.lower),
        (146, after.lower),
        (147, here.listed_full),
        (148, mix(case, r1.case as u32)),
    ] {
        out.two(number, value, convention);
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
