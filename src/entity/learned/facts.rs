//! What the model's features are made of: facts on each token of a sentence.

use crate::entity::{MentionRow, run};
use crate::gazetteer::classes::Classes;
use crate::gazetteer::{Entry, Gazetteer};
use crate::id::TokenId;
use crate::segment::{Flags, Sentence, Token, View};

use super::hash::word_hash;
use super::memo::{Key, Memo, UNKNOWN};
use super::words::Words;

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

/// What is known of a token by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    pub(crate) case: Case,
    /// The hash of the word without regard to case, digits taken for one another.
    pub(crate) lower: u32,
    /// The hash of its shape.
    pub(crate) shape: u32,
    /// The first and last eight bytes, letters made small.
    pub(crate) head: u64,
    pub(crate) tail: u64,
    pub(crate) len: u8,
    pub(crate) cluster: u16,
    pub(crate) share: u8,
    pub(crate) classes: Classes,
    /// The classes that features take as a set.
    pub(crate) class_set: u32,
    /// The gazetteers' name over it: place within it and likeliest reading; 0 is none.
    pub(crate) listed: u32,
    /// The same with all readings, the weight and the length.
    pub(crate) listed_full: u32,
    /// The rules' proposal: place within it, type; 0 is none.
    pub(crate) proposed: u32,
    /// The same with the rule.
    pub(crate) proposed_rule: u32,
    /// The first and last part of a compound with a hyphen; 0 is none.
    pub(crate) parts: (u32, u32),
    /// The first and last word of the capitalised run.
    pub(crate) run: (u32, u32),
    pub(crate) starts: bool,
    pub(crate) candidate: bool,
    /// Where the memo has it; [`UNKNOWN`] if nowhere.
    pub(super) known: u32,
}

impl Fact {
    /// Beyond the sentence.
    pub(crate) const NOTHING: Self = Self {
        case: Case::Nothing,
        lower: 1,
        shape: 0,
        head: 0,
        tail: 0,
        len: 0,
        cluster: 0,
        share: 0,
        classes: Classes::NONE,
        class_set: 1 << 31,
        listed: 0,
        listed_full: 0,
        proposed: 0,
        proposed_rule: 0,
        parts: (0, 0),
        run: (0, 0),
        starts: false,
        candidate: false,
        known: UNKNOWN,
    };

    /// Its first byte, a letter made small.
    pub(crate) fn first(&self) -> u8 {
        (self.head & 0xff) as u8
    }

    /// Whether it may lead a compound name: "al", "el", "pro".
    fn is_particle(&self) -> bool {
        self.case == Case::Lower && self.len <= 3
    }

    /// Whether it is "southern" or the like.
    fn is_direction(&self) -> bool {
        const ERN: u64 = u64::from_le_bytes(*b"\0\0\0\0\0ern") >> 40;
        self.tail >> 40 == ERN && self.len >= 7
    }

    /// Whether the token is written as a name is.
    pub(crate) fn is_core(&self) -> bool {
        matches!(self.case, Case::Title | Case::Capitals | Case::Mixed | Case::Initial)
    }
}

/// A hash of two numbers.
#[inline]
pub(crate) fn mix(a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ x >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (x >> 32) as u32
}

/// The low half of a hash.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "half of a hash is one")]
pub(crate) fn low(hash: u64) -> u32 {
    hash as u32
}

/// A hash of a short string.
pub(crate) fn text_hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
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

/// Function words: capitalised at a sentence's start they are in no name unless one follows.
const FUNCTION: Classes = Classes::BINDING.or(Classes::MODAL).or(Classes::PRONOUN).or(Classes::DEICTIC);

/// What facts are taken from, beside the text.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) shares: Words<'a>,
    pub(crate) clusters: Words<'a>,
}

/// The tokens beyond a sentence that features may ask for.
pub(crate) const EDGE: usize = 4;

/// Whether the text holds hardly any capital, so that its case tells nothing.
pub(crate) fn is_lower(view: View<'_>) -> bool {
    let (mut words, mut capitals) = (0usize, 0usize);
    for token in view.tokens() {
        let flags = token.flags();
        words += usize::from(flags.has(Flags::LETTER));
        capitals += usize::from(flags.has(Flags::CAPITALISED));
    }
    words >= 4 && capitals * 50 <= words
}

/// The style of a sentence of a text that has capitals.
pub(crate) fn style(sentence: Sentence<'_>) -> Style {
    if run::in_capitals(sentence) {
        return Style::Capitals;
    }
    let (mut long, mut capitalised) = (0, 0);
    for token in sentence.tokens().filter(|token| token.span().len() > 3 && token.flags().has(Flags::LETTER)) {
        long += 1;
        capitalised += u32::from(token.is_capitalised());
    }
    if long >= 4 && capitalised * 4 >= long * 3 { Style::Title } else { Style::Plain }
}

/// The facts of a sentence's tokens, with [`EDGE`] empty ones at each end.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) rows: Vec<Fact>,
    pub(crate) style: Style,
    /// The words that were seen so far.
    pub(super) memo: Memo,
}

impl Facts {
    /// Collects the facts of `sentence`; `proposals` are the rules' names in it, in order.
    pub(crate) fn fill(
        &mut self,
        view: View<'_>,
        sentence: Sentence<'_>,
        style: Style,
        sources: Sources<'_>,
        proposals: &[MentionRow],
    ) {
        self.style = style;
        let nothing = self.memo.get(Key::nothing(style), || Fact::NOTHING);
        self.rows.clear();
        self.rows.resize(EDGE, nothing);
        let memo = &mut self.memo;
        self.rows.extend(sentence.tokens().map(|token| {
            let word = Key::of(token, style).map(|key| memo.get(key, || fact(token, style, sources)));
            let mut fact = word.unwrap_or_else(|| fact(token, style, sources));
            fact.starts = token.flags().has(Flags::SENTENCE_START)
                || token.prev().is_some_and(|before| before.flags().has(Flags::OPEN_MARK));
            fact
        }));
        let end = self.rows.len();
        self.rows.resize(end + EDGE, nothing);
        let first = sentence.first_token().index();
        self.look_up(view, sentence, style, sources.gazetteer);
        for row in proposals {
            let (start, end) = (row.tokens.0.index() - first + EDGE, row.tokens.1.index() - first + EDGE);
            let rule = text_hash(row.rule);
            for index in start..end {
                let place = place(index, start, end);
                self.rows[index].proposed = 1 + place * 4 + row.kind as u32;
                self.rows[index].proposed_rule = mix(rule, self.rows[index].proposed);
            }
        }
        self.runs(EDGE..end);
        self.candidates(EDGE..end, style);
    }

    /// Makes the word at `at` one that was never seen.
    #[cfg(feature = "learn")]
    pub(crate) fn forget(&mut self, at: usize, random: u64) {
        let row = &mut self.rows[at];
        row.known = UNKNOWN;
        let (known, new) = (row.lower, low(random) | 1);
        row.lower = new;
        for end in [&mut row.run.0, &mut row.run.1] {
            if *end == known {
                *end = new;
            }
        }
    }

    /// Finds the gazetteers' names, the longest from the left.
    fn look_up(&mut self, view: View<'_>, sentence: Sentence<'_>, style: Style, gazetteer: &Gazetteer) {
        let first = sentence.first_token().index();
        let end = sentence.end_token();
        let mut index = first;
        while index < end.index() {
            let here = &self.rows[index - first + EDGE];
            let starts = match style {
                Style::Lower => !here.classes.has(FUNCTION) && !matches!(here.case, Case::Mark | Case::Number),
                _ => here.case == Case::Untold || here.is_core() || here.case == Case::Coded,
            };
            let token = TokenId::new(index);
            let found = match style {
                _ if !starts => None,
                Style::Lower => gazetteer.longest_of_any_case(view, token, end),
                _ => gazetteer.longest(view, token, end),
            };
            let Some(found) = found else {
                index += 1;
                continue;
            };
            let (mut kinds, mut top): (u32, Option<Entry<'_>>) = (0, None);
            for entry in found.readings().take(6) {
                kinds |= 1 << entry.kind() as u32;
                top = top.or(Some(entry));
            }
            let after = found.tokens.1.index();
            let (mut reading, mut weight) = (0, 0);
            if let Some(top) = top {
                reading = (top.kind() as u32) * 64 + top.subtype().map_or(63, |subtype| subtype as u32);
                weight = (top.prior() + 1).ilog2() / 3;
            }
            let len = u32::try_from(after - index).unwrap_or_default().min(4);
            for at in index..after {
                let place = place(at, index, after);
                let row = &mut self.rows[at - first + EDGE];
                row.listed = 1 + (place * 1024 + reading);
                row.listed_full = mix(row.listed, (kinds << 8 | weight) << 4 | len);
            }
            index = after;
        }
    }

    /// Gives each token of a capitalised run the words at the run's ends.
    fn runs(&mut self, range: std::ops::Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            let mut end = index;
            while end < range.end && self.rows[end].is_core() {
                end += 1;
            }
            let ends = (self.rows[index].lower, self.rows[end.max(index + 1) - 1].lower);
            for row in &mut self.rows[index..end] {
                row.run = ends;
            }
            index = end.max(index + 1);
        }
    }

    /// Marks the tokens that may be in a name. In plain text it is proved of most that they are not.
    fn candidates(&mut self, range: std::ops::Range<usize>, style: Style) {
        if matches!(style, Style::Lower | Style::Capitals) {
            for row in &mut self.rows[range.clone()] {
                row.candidate =
                    row.case == Case::Untold || row.listed != 0 || row.case == Case::Coded || row.case == Case::Initial;
            }
        } else {
            for index in range.clone() {
                let row = self.rows[index];
                let weak = row.classes.has(FUNCTION)
                    && (row.starts || row.case == Case::Initial || !self.rows[index - 1].is_core())
                    || row.classes.has(Classes::WEEKDAY.or(Classes::MONTH)) && row.case == Case::Title;
                let beside = weak && row.is_core() && self.rows[index + 1].is_core();
                self.rows[index].candidate = row.listed != 0 || row.is_core() && (!weak || beside) || row.proposed != 0;
            }
        }
        self.link(range);
    }

    /// Marks short stretches between two candidates, and numbers beside one.
    fn link(&mut self, range: std::ops::Range<usize>) {
        let mut last: Option<usize> = None;
        for index in range.clone() {
            if !self.rows[index].candidate {
                continue;
            }
            if let Some(last) = last
                && index - last <= LONGEST_LINK + 1
                && self.rows[last + 1..index].iter().all(links)
            {
                for row in &mut self.rows[last + 1..index] {
                    row.candidate = true;
                }
            }
            last = Some(index);
        }
        // Tokenisers that cut compounds: "Shu - hong", "al - Qaida", "U . S .".
        for index in range.clone() {
            let row = &self.rows[index];
            let hyphen = row.case == Case::Mark && (row.len == 3 || matches!(row.first(), b'-' | b'\''));
            let (before, after) = (&self.rows[index - 1], &self.rows[index + 1]);
            if hyphen && (before.candidate && after.case == Case::Lower || after.candidate && before.is_particle()) {
                for row in &mut self.rows[index - 1..=index + 1] {
                    row.candidate = true;
                }
            } else if row.first() == b'.' && before.candidate && before.case == Case::Initial
                || row.case == Case::Lower && after.candidate && after.is_core() && row.is_direction()
            {
                self.rows[index].candidate = true;
            }
        }
        for index in range {
            let numeric = matches!(self.rows[index].case, Case::Number | Case::Coded);
            let beside = |other: &Fact| other.candidate && other.case != Case::Number;
            if numeric && (beside(&self.rows[index - 1]) || beside(&self.rows[index + 1])) {
                self.rows[index].candidate = true;
            }
        }
    }
}

/// Words that stand in no name but a title of a work.
const VERBAL: Classes = Classes::SPEECH_VERB.or(Classes::AUXILIARY).or(Classes::MODAL).or(Classes::PRONOUN);

/// So many tokens may stand between two parts of a name.
const LONGEST_LINK: usize = 3;

/// Whether a token may stand between two parts of a name.
fn links(fact: &Fact) -> bool {
    match fact.case {
        Case::Mark => {
            fact.len == 1
                && matches!(fact.first(), b'&' | b'-' | b'\'' | b'/' | b'.' | b',' | b'+' | b'@' | b'"' | b':')
                || fact.len == 3
        }
        Case::Number | Case::Coded => true,
        _ => fact.len <= 4 && !fact.classes.has(VERBAL),
    }
}

/// First, inner, last or only.
fn place(index: usize, start: usize, end: usize) -> u32 {
    match (index == start, index + 1 == end) {
        (true, true) => 3,
        (true, false) => 0,
        (false, false) => 1,
        (false, true) => 2,
    }
}

/// The facts of a token that depend on nothing but its word and the style.
fn fact(token: Token<'_>, style: Style, sources: Sources<'_>) -> Fact {
    let (text, flags, classes) = (token.text(), token.flags(), token.classes());
    let bytes = text.as_bytes();
    let mut case = case(text, flags);
    let mut normal = [0u8; 24];
    let lower = if flags.has(Flags::DIGIT) && bytes.len() <= normal.len() {
        for (to, from) in normal.iter_mut().zip(bytes) {
            *to = if from.is_ascii_digit() { b'0' } else { *from };
        }
        std::str::from_utf8(&normal[..bytes.len()]).map_or(0, word_hash)
    } else {
        word_hash(text)
    };
    let shape = match case {
        Case::Mixed | Case::Number | Case::Coded => shape(text),
        _ => case as u32,
    };
    let share = u8::try_from(sources.shares.get(lower)).unwrap_or_default();
    let known = matches!(case, Case::Lower | Case::Title | Case::Capitals | Case::Mixed);
    let untold = match style {
        Style::Lower => case == Case::Lower,
        Style::Capitals => {
            matches!(case, Case::Capitals | Case::Title | Case::Initial | Case::Lower) && flags.has(Flags::LETTER)
        }
        _ => false,
    };
    let cluster = if untold || style == Style::Title && known {
        let likely = if share == 0 || is_mostly_capitalised(share) {
            [Case::Title, Case::Lower]
        } else {
            [Case::Lower, Case::Title]
        };
        let found = likely.map(|case| sources.clusters.get(cluster_key(lower, case)));
        if found[0] == 0 { found[1] } else { found[0] }
    } else {
        let found = sources.clusters.get(cluster_key(lower, case));
        match case {
            Case::Capitals if found == 0 => sources.clusters.get(cluster_key(lower, Case::Title)),
            _ => found,
        }
    };
    if untold {
        case = Case::Untold;
    }
    let (head, tail) = ends(bytes);
    let part = |part: &str| if part.is_empty() { 0 } else { word_hash(part) };
    let parts = match text.split_once('-') {
        Some((first, rest)) if bytes.len() > 2 => (part(first), part(rest.rsplit('-').next().unwrap_or(rest))),
        _ => (0, 0),
    };
    Fact {
        parts,
        case,
        lower,
        shape: if untold { case as u32 } else { shape },
        head,
        tail,
        len: u8::try_from(bytes.len()).unwrap_or(u8::MAX),
        cluster,
        share,
        classes,
        class_set: mix(0, classes_set(classes)),
        ..Fact::NOTHING
    }
}

fn classes_set(classes: Classes) -> u32 {
    let bits = classes.bits() & TELLING;
    // The classes past the 32nd are few: they are laid over others.
    let over = if bits > u64::from(u32::MAX) { low(bits >> 20) } else { 0 };
    over ^ low(bits)
}

/// The first and last eight bytes of a word, ASCII letters made small.
fn ends(bytes: &[u8]) -> (u64, u64) {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let (mut head, mut tail) = ([0u8; 8], [0u8; 8]);
    let len = bytes.len().min(8);
    head[..len].copy_from_slice(&bytes[..len]);
    tail[8 - len..].copy_from_slice(&bytes[bytes.len() - len..]);
    (u64::from_le_bytes(head) | SMALL, u64::from_le_bytes(tail) | SMALL)
}

fn case(text: &str, flags: Flags) -> Case {
    if !flags.has(Flags::LETTER) {
        return if flags.has(Flags::DIGIT) { Case::Number } else { Case::Mark };
    }
    if flags.has(Flags::DIGIT) {
        return Case::Coded;
    }
    let inner = || text.chars().skip(1).any(char::is_uppercase);
    if flags.has(Flags::CAPITALS) {
        return if text.len() == 2 && text.ends_with('.') { Case::Initial } else { Case::Capitals };
    }
    if !flags.has(Flags::CAPITALISED) {
        return if inner() { Case::Mixed } else { Case::Lower };
    }
    if text.trim_end_matches('.').chars().nth(1).is_none() {
        return Case::Initial;
    }
    if inner() { Case::Mixed } else { Case::Title }
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
    let empty = Words::new(&[]);
    let gazetteer = Gazetteer::default();
    let fact = fact(token, Style::Plain, Sources { gazetteer: &gazetteer, shares: empty, clusters: empty });
    (fact.lower, fact.case)
}
