//! What is known of a word wherever it stands: its hash, shape, classes, clusters and how often it has a capital.
//!
//! A [`Key`] tells words apart without their text, so that `memo` can find a word again by comparing three numbers;
//! [`Word::of`] looks everything up. Case is told of the token and of the style of its sentence together: in a headline
//! in capitals "RIVER" has [`Case::Untold`], for its capitals are the headline's.

use crate::lexicon::Classes;
use crate::segment::{Flags, Token};

use super::facts::{Sources, low, mix};
use super::hash::word_hash;
use super::words::LEVELS;

/// How a token is written. The order is that of the numbers in features, which models hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Beyond the sentence.
    Nothing,
    /// "river"; also letters without case.
    Lower,
    /// "River"
    Title,
    /// "NATO", two letters or more.
    Capitals,
    /// A capital after its first letter: `McLeod`, `eBay`.
    Mixed,
    /// One capital letter, maybe with a full stop: "T."
    Initial,
    /// Digits and marks: "12", "3.5".
    Number,
    /// Letters and digits: "K2", "1990s".
    Coded,
    /// Neither letters nor digits.
    Mark,
    /// In a sentence or text whose case tells nothing.
    Untold,
}

/// How the words of a sentence are written. The order is that of the numbers in features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// As in prose: a capital tells something.
    #[default]
    Plain,
    /// Most words begin with a capital, as in headlines.
    Title,
    /// A headline in capitals, as `run::in_capitals` has it.
    Capitals,
    /// The text holds hardly any capital.
    Lower,
}

impl Style {
    /// Whether the case of a word tells nothing in a sentence of this style. In capitals, mixed case and codes still
    /// tell.
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

/// What tells words apart. Words of [`TOLD_BY_ENDS`] bytes at most are told by their ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The first and last eight bytes; of shorter words, all bytes at the low and the high end.
    head: u64,
    /// Its last eight bytes.
    tail: u64,
    /// Its word classes.
    classes: Classes,
    /// Only those that case and hashes depend on.
    flags: Flags,
    /// The style of its sentence, which hides case or not.
    style: Style,
    /// Bytes, 255 at most; 0 is what lies beyond a sentence.
    len: u8,
}

/// Bytes of the longest word that its first and last eight tell whole. Of longer ones two may have the same key: they
/// are not remembered.
const TOLD_BY_ENDS: u8 = 16;

impl Key {
    /// The key of what lies beyond a sentence.
    pub(super) fn nothing(style: Style) -> Self {
        Self { head: 0, tail: 0, classes: Classes::NONE, flags: Flags::default(), style, len: 0 }
    }

    /// The key of a token in a sentence of that style.
    pub(super) fn of(token: Token<'_>, style: Style) -> Self {
        /// Flags that case and hashes depend on; others change with the word's place and would make many keys of one
        /// word.
        const TELLING: Flags = Flags::LETTER.or(Flags::DIGIT).or(Flags::CAPITALISED).or(Flags::CAPITALS);
        let bytes = token.text().as_bytes();
        let (head, tail) = ends(bytes);
        let len = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        Self { head, tail, classes: token.classes(), flags: token.flags().and(TELLING), style, len }
    }

    /// Whether another word may have the same key.
    pub(super) fn is_vague(&self) -> bool {
        self.len > TOLD_BY_ENDS
    }

    /// The hash by which `memo` looks a key up; nothing that lasts holds it.
    pub(super) fn hash(&self) -> usize {
        let hash = (self.head ^ self.tail.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = (hash ^ hash >> 32 ^ self.style as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (hash >> 40) as usize
    }
}

/// The first and last eight bytes of a word; of one that is shorter, all its bytes at the low end and all at the high
/// end, zeros elsewhere.
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

/// What is known of a word. Small and copied: no text, no lifetime.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// What it is found by.
    pub(super) key: Key,
    /// The hash of the word without regard to case, digits taken for one another: "1990s" and "1880s" are one word.
    pub(crate) lower: u32,
    /// The hash of its shape where it has an unusual one, else the number of its case.
    pub(crate) shape: u32,
    /// The hash of the classes that features take as a set.
    pub(crate) class_set: u32,
    /// The hashes of the first and last part of a compound with a hyphen ("Oslo-based": those of "Oslo" and "based"); 0
    /// is none.
    pub(crate) parts: (u32, u32),
    /// Its cluster: ten bits fine, six bits coarse above them; 0 is none.
    pub(crate) cluster: u16,
    /// Its topic by the words that it stands near; 0 is none.
    pub(crate) topic: u16,
    /// Its classes by public word vectors, the finest first; 0 is none.
    pub(crate) classed: [u16; LEVELS],
    /// How often it has a capital, in steps from 1 to 14, above 6 in half its uses or more; 0 is a word that the table
    /// does not have.
    pub(crate) share: u8,
    /// How it is written, in a sentence of its style.
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

    /// The first `count` bytes, one to eight, ASCII letters made small. Bytes and not letters: beyond ASCII an affix
    /// may end inside a letter, which a hash does not mind.
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

/// Makes eight ASCII letters small, and moves some marks, which does no harm in hashes.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// The hash of a word without regard to case.
fn lower(text: &str, flags: Flags) -> u32 {
    hash_without_digits(text, flags.has(Flags::DIGIT))
}

/// The hash of a word, all digits made 0 first if it has any; words longer than 24 bytes keep theirs.
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

/// The word's cluster: that of the case in which it is mostly written, where its own tells nothing (small texts,
/// headlines). Words in capitals that were never met so have the cluster of their form with one capital.
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

/// Those classes as 32 bits.
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

/// How a token is written by its own letters.
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

/// Whether a capital stands behind the first letter. Most words are cleared by two masks over their ends; only what may
/// hold one is walked.
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

/// The hash of a word's shape: runs of capitals, small letters and digits, each run of letters one sign, every digit
/// one of its own. `McLeod` is `XxXx`, `F-16` is `X-00`. Of the first 24 characters.
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

/// Bits of a share in a value of the table; those above tell the topic.
pub(crate) const SHARE_BITS: u32 = 4;

/// The topic and the share of such a value.
fn halves(value: u16) -> (u16, u8) {
    (value >> SHARE_BITS, (value & ((1 << SHARE_BITS) - 1)) as u8)
}

/// The value of a share of uses with a capital, for words seen so often: 1 to 14. Seven levels from never to always,
/// and for each whether the word was seen 40 times or more.
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

/// Whether the level is one of half the uses or more.
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
