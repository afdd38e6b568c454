//! What the whole article says of a word: the types that its other uses were given.
//!
//! The first pass labels every chain by itself. Then [`ArticleRoles::new`] counts, for every word of a candidate, in
//! which roles it stands: place in the name (first, inner, last, only) and type, or outside. Three more keys count the
//! same for the word with its right neighbour, for the word with its left one, and for the initials of longer names, as
//! an acronym would have them. [`ArticleRoles::features`] tells a token what its word is elsewhere, its own use taken
//! off, and the second pass decides anew.
//!
//! - "Mr Sarn resigned. … Sarn was ill": if the first is a person by itself, the second hears of a person by itself.
//! - "Northern Fishing Council … the NFC": the initials `nfc` end an organisation, so the capitals `NFC` hear of one.
//! - "May" at a sentence's start and outside of names tells nothing: its capital is the sentence's.
//!
//! Counts are of the first pass, which can be wrong: the second pass has learned how far to trust them, on articles
//! whose first labels came from weights that had not seen these. It is not run again on its own result. Cost: one table
//! of a few slots a candidate.

use std::ops::Range;

use crate::segment::View;

use super::facts::{TokenFacts, mix};
use super::features::{Sink, feature};
use super::hash::word_hash;
use super::lattice::{self, LABELS, Scores, Transitions};
use super::template::Template;
use super::weights::OF_PLACE;
use super::word::{Case, Word};

/// In texts of fewer sentences, other uses of a word mislead as often as they help: a single sentence keeps the first
/// pass.
const ENOUGH_SENTENCES: usize = 2;

/// Whether a text is long enough to learn from its other sentences.
pub(crate) fn is_long_enough(view: View<'_>) -> bool {
    view.sentences().nth(ENOUGH_SENTENCES - 1).is_some()
}

/// A token that may be in a name, as much of it as the second pass asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// Its index in the text.
    pub(crate) token: u32,
    /// The hash of the word without regard to case.
    form: u32,
    /// How it is written, in a sentence of its style.
    case: Case,
    /// Whether a sentence or a quotation starts with it.
    starts: bool,
    /// Whether the word list has it as a word that stands mostly in small letters.
    common: bool,
    /// Its first letter, made small.
    letter: u8,
}

impl Spot {
    /// The spot of the token of that index, whose facts and word these are.
    pub(crate) fn new(token: u32, row: &TokenFacts, word: &Word) -> Self {
        let common = row.classes.has(crate::lexicon::Classes::COMMON);
        Self { token, form: word.lower, case: row.case, starts: row.starts, common, letter: row.first }
    }
}

/// The chains of an article: tokens that may be in names, with their scores and labels.
#[derive(Clone, Default)]
pub(crate) struct Chains {
    /// The candidates of all chains, in text order.
    pub(crate) spots: Vec<Spot>,
    /// As many: what the model says of each label there.
    pub(crate) scores: Vec<Scores>,
    /// As many after [`decode`](Self::decode): the best label.
    pub(crate) labels: Vec<u8>,
    /// Where chains start, as indices of spots, rising.
    starts: Vec<u32>,
}

impl Chains {
    /// Takes all off.
    pub(super) fn clear(&mut self) {
        self.spots.clear();
        self.scores.clear();
        self.labels.clear();
        self.starts.clear();
    }

    /// Adds a token behind the others; `first` starts a chain with it. The very first spot must do so.
    pub(crate) fn push(&mut self, spot: Spot, first: bool, scores: Scores) {
        if first {
            self.starts.push(u32::try_from(self.spots.len()).unwrap_or(u32::MAX));
        }
        self.spots.push(spot);
        self.scores.push(scores);
    }

    /// The chains in order, as ranges of spots; together they cover all spots.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = Range<usize>> + use<'_> {
        let ends = self.starts.iter().skip(1).map(|start| *start as usize).chain([self.spots.len()]);
        self.starts.iter().zip(ends).map(|(start, end)| *start as usize..end)
    }

    /// Labels every chain as is best by itself.
    pub(crate) fn decode(&mut self, transitions: &Transitions) {
        let mut labels = std::mem::take(&mut self.labels);
        labels.clear();
        labels.resize(self.spots.len(), 0);
        let (ways, mut paths) = (lattice::ways(transitions), Vec::new());
        for range in self.ranges() {
            lattice::best(&self.scores[range.clone()], &ways, &mut paths, &mut labels[range]);
        }
        self.labels = labels;
    }
}

/// The place of a token in a name with the name's type, place by place, or the outside.
const ROLES: usize = 17;
/// The role of a token in no name.
const OUTSIDE: usize = 16;
/// Stands for the role of a word that is nowhere else, in features of its neighbours.
const NO_ROLE: u32 = 17;

/// How often a form has each role, 255 at most.
type Counts = [u8; ROLES];

/// In which roles the words of an article stand, by the labels of the first pass: a table of counts, and the role of
/// every spot.
pub(crate) struct ArticleRoles {
    /// Open-addressed by key, a power of two of them; key 0 is free.
    slots: Vec<(u32, Counts)>,
    /// The role of each spot by the labels of the first pass.
    roles: Vec<u8>,
}

/// Tells keys of a word with its right neighbour from those of words.
const PAIR_FIRST: u32 = 0x51ab_0001;
/// The same with its left neighbour.
const PAIR_SECOND: u32 = 0x51ab_0002;
/// The same of initials.
const ACRONYM: u32 = 0x51ab_0003;

impl ArticleRoles {
    /// Counts the uses of all forms by the labels that `chains` has.
    pub(crate) fn new(chains: &Chains) -> Self {
        // A spot has three keys, and names that end at it one.
        let count = (chains.spots.len() * 5).next_power_of_two().max(16);
        let mut seen = Self { slots: vec![(0, [0; ROLES]); count], roles: vec![0; chains.spots.len()] };
        for range in chains.ranges() {
            seen.read(chains, range);
        }
        seen
    }

    /// Counts one chain. Initials are those of words with one capital, small words of the name left out ("Bank of Lund"
    /// gives `bl`), and count at the last word of a name that has two to eight.
    fn read(&mut self, chains: &Chains, range: Range<usize>) {
        let mut initials = String::new();
        for index in range.clone() {
            let role = role(&chains.labels[range.clone()], index - range.start);
            #[expect(clippy::cast_possible_truncation, reason = "there are few roles")]
            {
                self.roles[index] = role as u8;
            }
            let spot = &chains.spots[index];
            // A capital at a sentence's start says nothing of the word.
            if role != OUTSIDE || !spot.starts {
                self.add(spot.form, role);
            }
            if index + 1 < range.end {
                self.add(mix(spot.form, chains.spots[index + 1].form ^ PAIR_FIRST), role);
            }
            if index > range.start {
                self.add(mix(spot.form, chains.spots[index - 1].form ^ PAIR_SECOND), role);
            }
            if role == OUTSIDE || role / 4 == 0 || role / 4 == 3 {
                initials.clear();
            }
            if role != OUTSIDE && matches!(spot.case, Case::Title | Case::Mixed) {
                initials.push(char::from(spot.letter));
            }
            if role / 4 == 2 && role != OUTSIDE && (2..=8).contains(&initials.len()) {
                self.add(mix(word_hash(&initials), ACRONYM), role);
            }
        }
    }

    /// The slot of a key, or the free one where it would stand. Two keys of one hash share their counts.
    fn slot(&self, key: u32) -> usize {
        let key = key.max(1);
        let mut at = (key >> 7) as usize & (self.slots.len() - 1);
        while self.slots[at].0 != 0 && self.slots[at].0 != key {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// Counts a role of a key.
    fn add(&mut self, key: u32, role: usize) {
        let at = self.slot(key);
        self.slots[at].0 = key.max(1);
        let count = &mut self.slots[at].1[role];
        *count = count.saturating_add(1);
    }

    /// The counts of a key, `own` use aside.
    fn others(&self, key: u32, own: usize) -> Counts {
        let mut counts = self.slots[self.slot(key)].1;
        counts[own] = counts[own].saturating_sub(1);
        counts
    }

    /// Passes what the article says of the token at `index` to `sink`.
    pub(crate) fn features(&self, chains: &Chains, index: usize, sink: &mut impl Sink) {
        let spot = &chains.spots[index];
        let own = usize::from(self.roles[index]);
        let label = u32::from(self.roles[index]);
        let case = spot.case as u32;
        let mut take = |template: Template, a: u32, b: u32| sink.take(feature(template.into(), a, b) | OF_PLACE);
        let uncounted = own == OUTSIDE && spot.starts;
        let counts = if uncounted { self.slots[self.slot(spot.form)].1 } else { self.others(spot.form, own) };
        let best = most(&counts);
        if let Some((role, share)) = best {
            take(Template::ArticleShare, role << 4 | share, label);
            take(Template::ArticleShareCase, role << 4 | share, case << 1 | u32::from(spot.starts));
            take(Template::ArticleRole, role, mix(label, u32::from(spot.common)));
            for (role, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let often = u32::from(*count).min(3);
                take(Template::ArticleCount, u32::try_from(role).unwrap_or_default() << 4 | often, label);
                take(Template::ArticleCountCase, u32::try_from(role).unwrap_or_default() << 4 | often, case);
            }
            // The types of names by the word alone.
            let mut alone = [0; ROLES];
            alone[12..16].copy_from_slice(&counts[12..16]);
            if let Some((role, share)) = most(&alone) {
                take(Template::ArticleAlone, role << 4 | share, label);
            }
        } else {
            take(Template::ArticleNowhere, label, case);
        }
        let near = |step: isize| {
            let other = index.checked_add_signed(step)?;
            let spot = chains.spots.get(other)?;
            (spot.token.abs_diff(chains.spots[index].token) == 1).then_some((other, spot))
        };
        for (template, step, pair) in
            [(Template::ArticlePairAfter, 1, PAIR_FIRST), (Template::ArticlePairBefore, -1, PAIR_SECOND)]
        {
            if let Some((_, other)) = near(step)
                && let Some((role, share)) = most(&self.others(mix(spot.form, other.form ^ pair), own))
            {
                take(template, role << 4 | share, label);
            }
        }
        for (role_of, roles_of, step) in [
            (Template::ArticleRoleBefore, Template::ArticleRolesBefore, -1),
            (Template::ArticleRoleAfter, Template::ArticleRolesAfter, 1),
        ] {
            if let Some((other, spot)) = near(step) {
                let role =
                    most(&self.others(spot.form, usize::from(self.roles[other]))).map_or(NO_ROLE, |(role, _)| role);
                take(role_of, role, label);
                take(roles_of, role, best.map_or(NO_ROLE, |(role, _)| role));
            }
        }
        if spot.case == Case::Capitals {
            let counts = self.slots[self.slot(mix(spot.form, ACRONYM))].1;
            if let Some((role, _)) = most(&counts) {
                take(Template::ArticleAcronym, role, label);
            }
        }
    }
}

/// The most frequent role, and how clearly it is: the share of all uses (2 all, 1 more than two thirds, else 0) times
/// four, and how often it is, three at most. None if no use was counted.
fn most(counts: &Counts) -> Option<(u32, u32)> {
    let (mut all, mut top) = (0, 0);
    for (rest, count) in counts.iter().rev().enumerate() {
        all += u32::from(*count);
        // Of equal counts the first role's.
        top = top.max(u32::from(*count) << 8 | u32::try_from(rest).unwrap_or_default());
    }
    let (role, most) = (ROLES - 1 - (top & 0xff) as usize, top >> 8);
    (most > 0).then(|| {
        let share = if most == all { 2 } else { u32::from(most * 3 > all * 2) };
        (u32::try_from(role).unwrap_or_default(), share * 4 + most.min(3))
    })
}

/// The role of the token at `index` of a chain: place (first, inner, last, only) times four and type, or the outside.
fn role(labels: &[u8], index: usize) -> usize {
    let at = |index: usize| labels.get(index).and_then(|label| lattice::read(usize::from(*label)));
    let Some((kind, first)) = at(index) else { return OUTSIDE };
    let last = at(index + 1).is_none_or(|(_, first)| first);
    let place = match (first, last) {
        (true, false) => 0,
        (false, false) => 1,
        (false, true) => 2,
        (true, true) => 3,
    };
    place * 4 + kind as usize
}

const _: () = assert!(LABELS == 9, "roles are for four types");
