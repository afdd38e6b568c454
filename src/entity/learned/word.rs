//! What is known of a word wherever it stands.

use crate::lexicon::Classes;
use crate::segment::{Flags, Token};

use super::facts::{Sources, low, mix};
use super::hash::word_hash;
use super::words::LEVELS;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Beyond the sentence.
    Nothing,
    Lower,
    Title,
    Capitals,
    /// A capital after its first letter.
    Mixed,
    /// One capital letter, maybe with a full stop.
    Initial,
    Number,
    /// Letters and digits.
    Coded,
    Mark,
    /// In a sentence or text whose case tells nothing.
    Untold,
}

/// How the words of a sentence are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    #[default]
    Plain,
    /// Most words begin with a capital, as in headlines.
    Title,
    Capitals,
    /// The text holds hardly any capital.
    Lower,
}

impl Style {
    /// Whether the case of a word tells nothing in a sentence of this style.
    fn hides(self, case: Case, flags: Flags) -> bool {
        match self {
            Self::Lower => case == Case::Lower,
            Self::Capitals => {
                matches!(case, Case::Capitals | Case::Title | Case::Initial | Case::Lower) && flags.has(Flags::LETTER)
            }
            Self::Plain | Self::Title => false,
        }
    }
}

/// What tells words apart. Words of [`LONGEST`] bytes at most are told by their ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The first and last eight bytes; of shorter words, all bytes at the low and the high end.
    head: u64,
    tail: u64,
    classes: Classes,
    flags: Flags,
    style: Style,
    /// Bytes, 255 at most; 0 is what lies beyond a sentence.
    len: u8,
}

/// Bytes of the longest word that its ends tell.
const LONGEST: u8 = 16;

impl Key {
    /// The key of what lies beyond a sentence.
    pub(super) fn nothing(style: Style) -> Self {
        Self { head: 0, tail: 0, classes: Classes::NONE, flags: Flags::default(), style, len: 0 }
    }

    /// The key of a token in a sentence of that style.
    pub(super) fn of(token: Token<'_>, style: Style) -> Self {
        const TELLING: Flags = Flags::LETTER.or(Flags::DIGIT).or(Flags::CAPITALISED).or(Flags::CAPITALS);
        let bytes = token.text().as_bytes();
        let (head, tail) = ends(bytes);
        let len = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        Self { head, tail, classes: token.classes(), flags: token.flags().and(TELLING), style, len }
    }

    /// Whether another word may have the same key.
    pub(super) fn is_vague(&self) -> bool {
        self.len > LONGEST
    }

    pub(super) fn hash(&self) -> usize {
        let hash = (self.head ^ self.tail.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = (hash ^ hash >> 32 ^ self.style as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (hash >> 40) as usize
    }
}

/// The first and last eight bytes of a word.
fn ends(bytes: &[u8]) -> (u64, u64) {
    let len = bytes.len();
    if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u64::from_le_bytes(*head), u64::from_le_bytes(*tail));
    }
    let head = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(head), Some(tail)) => {
            u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << (8 * (len - 4))
        }
        _ => bytes.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)),
    };
    (head, if len == 0 { 0 } else { head << (8 * (8 - len)) })
}

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(super) key: Key,
    /// The hash of the word without regard to case, digits taken for one another.
    pub(crate) lower: u32,
    /// The hash of its shape.
    pub(crate) shape: u32,
    /// The classes that features take as a set.
    pub(crate) class_set: u32,
    /// The first and last part of a compound with a hyphen; 0 is none.
    pub(crate) parts: (u32, u32),
    pub(crate) cluster: u16,
    pub(crate) topic: u16,
    /// Its classes by public word vectors, the finest first; 0 is none.
    pub(crate) classed: [u16; LEVELS],
    pub(crate) share: u8,
    pub(crate) case: Case,
}

impl Word {
    /// What lies beyond a sentence.
    pub(super) fn nothing(style: Style) -> Self {
        Self {
            key: Key::nothing(style),
            lower: 1,
            shape: 0,
            class_set: 1 << 31,
            parts: (0, 0),
            cluster: 0,
            topic: 0,
            classed: [0; LEVELS],
            share: 0,
            case: Case::Nothing,
        }
    }

    /// What is known of the word of that token.
    pub(super) fn of(token: Token<'_>, style: Style, sources: Sources<'_>) -> Self {
        let (text, flags, classes) = (token.text(), token.flags(), token.classes());
        let written = written(text, flags);
        let case = if style.hides(written, flags) { Case::Untold } else { written };
        let lower = lower(text, flags);
        let (topic, share) = halves(sources.shares.get(lower));
        let part = |part: &str| if part.is_empty() { 0 } else { word_hash(part) };
        let parts = match text.split_once('-') {
            Some((first, rest)) if text.len() > 2 => (part(first), part(rest.rsplit('-').next().unwrap_or(rest))),
            _ => (0, 0),
        };
        Self {
            key: Key::of(token, style),
            lower,
            shape: match case {
                Case::Mixed | Case::Number | Case::Coded => shape(text),
                _ => case as u32,
            },
            class_set: mix(0, classes_set(classes)),
            parts,
            cluster: cluster(lower, share, written, case, style, sources),
            topic,
            classed: sources.classed.get(lower),
            share,
            case,
        }
    }

    /// Its bytes, 255 at most.
    pub(crate) fn len(&self) -> u8 {
        self.key.len
    }

    /// The first `count` bytes, ASCII letters made small.
    pub(crate) fn prefix(&self, count: u32) -> u64 {
        (self.key.head | SMALL) & u64::MAX >> (64 - 8 * count)
    }

    /// The last `count` bytes, ASCII letters made small; 0 beyond a sentence.
    pub(crate) fn suffix(&self, count: u32) -> u64 {
        if self.key.len == 0 { 0 } else { (self.key.tail | SMALL) >> (64 - 8 * count) }
    }

    /// The coarse half of its cluster.
    pub(crate) fn coarse(&self) -> u32 {
        u32::from(self.cluster >> 10)
    }

    /// The fine half of its cluster.
    pub(crate) fn fine(&self) -> u32 {
        u32::from(self.cluster & 0x3ff)
    }
}

/// Makes eight ASCII letters small.
const SMALL: u64 = 0x2020_2020_2020_2020;

fn lower(text: &str, flags: Flags) -> u32 {
    hash_without_digits(text, flags.has(Flags::DIGIT))
}

fn hash_without_digits(text: &str, has_digit: bool) -> u32 {
    let mut normal = [0u8; 24];
    if !has_digit || text.len() > normal.len() {
        return word_hash(text);
    }
    for (to, from) in normal.iter_mut().zip(text.bytes()) {
        *to = if from.is_ascii_digit() { b'0' } else { from };
    }
    std::str::from_utf8(&normal[..text.len()]).map_or(0, word_hash)
}

/// The word's cluster: that of the case in which it is mostly written, where its own tells nothing.
fn cluster(lower: u32, share: u8, written: Case, case: Case, style: Style, sources: Sources<'_>) -> u16 {
    let get = |case: Case| sources.clusters.get(cluster_key(lower, case));
    let known = matches!(written, Case::Lower | Case::Title | Case::Capitals | Case::Mixed);
    if case == Case::Untold || style == Style::Title && known {
        let likely = if share == 0 || is_mostly_capitalised(share) {
            [Case::Title, Case::Lower]
        } else {
            [Case::Lower, Case::Title]
        };
        let found = likely.map(get);
        return if found[0] == 0 { found[1] } else { found[0] };
    }
    match get(written) {
        0 if written == Case::Capitals => get(Case::Title),
        found => found,
    }
}

/// The key of a word in the table of clusters.
pub(crate) fn cluster_key(lower: u32, case: Case) -> u32 {
    mix(lower, case as u32)
}

/// Classes that tell of names and their neighbours.
const TELLING: u64 = Classes::DETERMINER
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::AUXILIARY)
    .or(Classes::MODAL)
    .or(Classes::WH)
    .or(Classes::GIVEN_MALE)
    .or(Classes::GIVEN_FEMALE)
    .or(Classes::SURNAME)
    .or(Classes::NAME_PARTICLE)
    .or(Classes::GENERATIONAL)
    .or(Classes::HONORIFIC)
    .or(Classes::RANK)
    .or(Classes::OFFICE)
    .or(Classes::ROLE)
    .or(Classes::ROLE_PLURAL)
    .or(Classes::ROLE_MODIFIER)
    .or(Classes::FAMILY)
    .or(Classes::ORG_SUFFIX)
    .or(Classes::ORG_KEY)
    .or(Classes::LOC_KEY)
    .or(Classes::EVENT_KEY)
    .or(Classes::LAW_KEY)
    .or(Classes::SPEECH_VERB)
    .or(Classes::MONTH)
    .or(Classes::WEEKDAY)
    .or(Classes::UNIT)
    .or(Classes::NUMBER)
    .or(Classes::ORDINAL)
    .or(Classes::COMMON)
    .bits();

fn classes_set(classes: Classes) -> u32 {
    let bits = classes.bits() & TELLING;
    // The classes past the 32nd are few: they are laid over others.
    let over = if bits > u64::from(u32::MAX) { low(bits >> 20) } else { 0 };
    over ^ low(bits)
}

/// How a token is written in a sentence of that style.
pub(super) fn case(token: Token<'_>, style: Style) -> Case {
    let written = written(token.text(), token.flags());
    if style.hides(written, token.flags()) { Case::Untold } else { written }
}

fn written(text: &str, flags: Flags) -> Case {
    if !flags.has(Flags::LETTER) {
        return if flags.has(Flags::DIGIT) { Case::Number } else { Case::Mark };
    }
    if flags.has(Flags::DIGIT) {
        return Case::Coded;
    }
    if flags.has(Flags::CAPITALS) {
        return if text.len() == 2 && text.ends_with('.') { Case::Initial } else { Case::Capitals };
    }
    if !flags.has(Flags::CAPITALISED) {
        return if has_inner_capital(text) { Case::Mixed } else { Case::Lower };
    }
    if text.trim_end_matches('.').chars().nth(1).is_none() {
        return Case::Initial;
    }
    if has_inner_capital(text) { Case::Mixed } else { Case::Title }
}

fn has_inner_capital(text: &str) -> bool {
    const BEYOND_ASCII: u64 = 0x8080_8080_8080_8080;
    // Capitals have the bit that is now moved to their 0x20, and not that one; so have a few marks.
    let may_hold = |eight: u64| eight & BEYOND_ASCII | eight >> 1 & SMALL & !eight != 0;
    let (head, tail) = ends(text.as_bytes());
    let possible = match text.len() {
        0..=8 => may_hold(head & !0xff),
        9..=16 => may_hold(head & !0xff) || may_hold(tail),
        _ => true,
    };
    possible && text.chars().skip(1).any(char::is_uppercase)
}

/// The hash of a word's shape: runs of capitals, small letters and digits.
fn shape(text: &str) -> u32 {
    let (mut hash, mut last) = (0x811c_9dc5u32, ' ');
    for c in text.chars().take(24) {
        let class = if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else if c.is_numeric() {
            '0'
        } else {
            c
        };
        if class != last || class == '0' {
            hash = mix(hash, class as u32);
            last = class;
        }
    }
    hash
}

/// Bits of a share; those above tell the topic.
pub(crate) const SHARE_BITS: u32 = 4;

/// The topic and the share.
fn halves(value: u16) -> (u16, u8) {
    (value >> SHARE_BITS, (value & ((1 << SHARE_BITS) - 1)) as u8)
}

/// The value of a share of uses with a capital, for words seen so often: 1 to 14.
#[cfg(feature = "learn")]
pub(crate) fn share(capitalised: u32, all: u32) -> u16 {
    let percent = u64::from(capitalised) * 100 / u64::from(all.max(1));
    let level = match percent {
        0 => 0,
        1..10 => 1,
        10..50 => 2,
        50..90 => 3,
        90..98 => 4,
        98..100 => 5,
        _ => 6,
    };
    1 + level * 2 + u16::from(all >= 40)
}

fn is_mostly_capitalised(share: u8) -> bool {
    share > 6
}

/// The hash of a word without regard to case, and its case.
#[cfg(feature = "learn")]
pub(crate) fn word_form(token: Token<'_>) -> (u32, Case) {
    (lower(token.text(), token.flags()), written(token.text(), token.flags()))
}

/// The hash of a word without regard to case, as features have it.
#[cfg(feature = "learn")]
pub(crate) fn word_key(word: &str) -> u32 {
    hash_without_digits(word, word.bytes().any(|byte| byte.is_ascii_digit()))
}
