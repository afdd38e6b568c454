//! What the model's features are made of: facts on each token of a sentence.
//!
//! [`Facts::fill`] collects them in this order, each step using those before it:
//!
//! 1. how every token is written, in the style of its sentence;
//! 2. the gazetteers' names over it, the longest from the left;
//! 3. the names that rules propose;
//! 4. the ends of its capitalised run;
//! 5. its place in what may be a title between quotation marks;
//! 6. whether it is a candidate, that is may be in a name;
//! 7. what is known of the words around candidates, which costs most and is therefore last.
//!
//! ```text
//! The  head  of  Lund  Bank  called  it  "  The  Long  Night  "
//! -    -     -   c     c     -       -   -  c    c     c      -
//! ```
//!
//! In plain text a token is a candidate by its capital, a gazetteer's name or a proposal; short words between two
//! candidates and numbers beside one are, too. Of the two "The" above the first is none: it is a function word, and no
//! capital follows. Where case tells nothing (texts in small letters, headlines in capitals), all words are candidates
//! whose case is hidden.

use crate::entity::{MentionRow, run};
use crate::gazetteer::{Entry, Gazetteer};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::segment::{Flags, Sentence, Token, View};

use super::memo::Memo;
use super::word::{Case, Key, Style, Word, case};
use super::words::{Classed, Words};

/// What is known of a token in its sentence. Its [`Word`] is known where a name may be near.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenFacts {
    /// Its word classes.
    pub(crate) classes: Classes,
    /// The word's number in the memo.
    pub(super) word: u32,
    /// The gazetteers' name over it: place within it and likeliest reading; 0 is none.
    pub(crate) listed: u32,
    /// The same with all readings, the weight and the length.
    pub(crate) listed_full: u32,
    /// The rules' proposal: place within it, type; 0 is none.
    pub(crate) proposed: u32,
    /// The same mixed with the number of the rule, so that features hear who proposes.
    pub(crate) proposed_rule: u32,
    /// The rows of the first and last word of the capitalised run; 0 if it is in none.
    pub(crate) run: (u32, u32),
    /// Its place in what may be a title between quotation marks; 0 is none.
    pub(crate) quoted: u32,
    /// How it is written; [`Case::Untold`] where the style hides it.
    pub(crate) case: Case,
    /// Whether a sentence or a quotation starts with it.
    pub(crate) starts: bool,
    /// Whether it may be in a name.
    pub(crate) candidate: bool,
    /// Its bytes, 255 at most.
    len: u8,
    /// Its first byte, an ASCII letter made small.
    pub(crate) first: u8,
}

impl TokenFacts {
    /// Beyond the sentence.
    const NOTHING: Self = Self {
        classes: Classes::NONE,
        word: 0,
        listed: 0,
        listed_full: 0,
        proposed: 0,
        proposed_rule: 0,
        run: (0, 0),
        quoted: 0,
        case: Case::Nothing,
        starts: false,
        candidate: false,
        len: 0,
        first: 0,
    };

    /// The facts that the token alone tells; all others are filled in later.
    fn new(token: Token<'_>, style: Style) -> Self {
        let bytes = token.text().as_bytes();
        Self {
            classes: token.classes(),
            case: case(token, style),
            starts: token.flags().has(Flags::SENTENCE_START)
                || token.prev().is_some_and(|before| before.flags().has(Flags::OPEN_MARK)),
            len: u8::try_from(bytes.len()).unwrap_or(u8::MAX),
            first: bytes.first().map_or(0, |byte| byte | 0x20),
            ..Self::NOTHING
        }
    }

    /// Whether it is one small letter beyond ASCII, as some tokenisers cut it off: the `ā` of "M ā ori".
    fn is_wide_letter(&self) -> bool {
        self.case == Case::Lower && self.len == 2 && self.first >= 0x80
    }

    /// Whether the token is written as a name is: with a capital at its start or inside. Words of hidden case are not.
    pub(crate) fn is_core(&self) -> bool {
        matches!(self.case, Case::Title | Case::Capitals | Case::Mixed | Case::Initial)
    }
}

/// Whether the word is "southern" or the like, which stands before the name of a region in small letters.
fn is_direction(text: &str) -> bool {
    text.len() >= 7 && text.ends_with("ern")
}

/// A hash of two numbers; the order of the two matters. Models hold what it gives.
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

/// A hash of a short string, FNV-1a of 32 bits: names of guidelines. Models hold what it gives.
pub(crate) fn text_hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Function words: capitalised at a sentence's start they are in no name unless one follows.
const FUNCTION: Classes = Classes::BINDING.or(Classes::MODAL).or(Classes::PRONOUN).or(Classes::DEICTIC);

/// What facts are taken from, beside the text.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    /// Names, for [`TokenFacts::listed`].
    pub(crate) gazetteer: &'a Gazetteer,
    /// How often a word has a capital, and its topic.
    pub(crate) shares: Words<'a>,
    /// The cluster of a word in one case.
    pub(crate) clusters: Words<'a>,
    /// Its classes by public word vectors.
    pub(crate) classed: Classed<'a>,
}

/// The tokens beyond a sentence that features may ask for. As many empty rows stand before the first token and behind
/// the last, so that no feature has to look whether there is a neighbour.
pub(crate) const EDGE: usize = 4;

/// The tokens behind a name that features may ask for if these define it: a comma, an article and a noun phrase.
pub(crate) const AHEAD: usize = 8;

/// Whether the text holds hardly any capital, so that its case tells nothing: four words or more, of which one in fifty
/// at most has one.
pub(crate) fn is_lower(view: View<'_>) -> bool {
    let (mut words, mut capitals) = (0usize, 0usize);
    for token in view.tokens() {
        let flags = token.flags();
        words += usize::from(flags.has(Flags::LETTER));
        capitals += usize::from(flags.has(Flags::CAPITALISED));
    }
    words >= 4 && capitals * 50 <= words
}

/// The style of a sentence of a text that has capitals. A headline is in [`Style::Title`] if three of four of its words
/// of four bytes or more have a capital, and it has at least four such words.
pub(crate) fn style(sentence: Sentence<'_>) -> Style {
    if run::in_capitals(sentence) {
        return Style::Capitals;
    }
    let (mut long, mut capitalised) = (0, 0);
    for token in sentence.tokens() {
        let is_long = token.flags().has(Flags::LETTER) && token.span().len() > 3;
        long += u32::from(is_long);
        capitalised += u32::from(is_long && token.is_capitalised());
    }
    if long >= 4 && capitalised * 4 >= long * 3 { Style::Title } else { Style::Plain }
}

/// The facts of a sentence's tokens, with [`EDGE`] empty ones at each end.
#[derive(Default)]
pub(crate) struct Facts {
    /// The tokens of the sentence at [`EDGE`] and above, empty rows around them.
    pub(crate) rows: Vec<TokenFacts>,
    /// How the sentence is written.
    pub(crate) style: Style,
    /// The words that were seen so far.
    pub(super) memo: Memo,
}

/// What tables of words still tell of a word that is [forgotten](Facts::forget).
#[cfg(feature = "learn")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remembered {
    /// All: how often it has a capital, its cluster, its topic, its classes by word vectors.
    Tables,
    /// All but its classes: the vectors are older than the news.
    Clusters,
    /// Nothing: an invented name, or one that no text had before.
    Nothing,
}

impl Facts {
    /// Collects the facts of `sentence`, in the place of those of the sentence before; `proposals` are the rules' names
    /// in it, in order. Linear in its tokens, but for the gazetteers, which look some tokens ahead from each capital.
    pub(crate) fn fill(
        &mut self,
        view: View<'_>,
        sentence: Sentence<'_>,
        style: Style,
        sources: Sources<'_>,
        proposals: &[MentionRow],
    ) {
        self.style = style;
        let nothing = TokenFacts { word: self.memo.nothing(style), ..TokenFacts::NOTHING };
        self.rows.clear();
        self.rows.resize(EDGE, nothing);
        self.rows.extend(sentence.tokens().map(|token| TokenFacts::new(token, style)));
        let end = self.rows.len();
        self.rows.resize(end + EDGE, nothing);
        let first = sentence.first_token().index();
        self.look_up(view, sentence, style, sources.gazetteer);
        for row in proposals {
            let (start, end) = (row.tokens.0.index() - first + EDGE, row.tokens.1.index() - first + EDGE);
            let rule = row.rule as u32;
            for index in start..end {
                let place = place(index, start, end);
                self.rows[index].proposed = 1 + place * 4 + row.kind as u32;
                self.rows[index].proposed_rule = mix(rule, self.rows[index].proposed);
            }
        }
        self.runs(EDGE..end);
        self.titles(sentence);
        let token = |at: usize| view.token(TokenId::new(first + at - EDGE));
        self.candidates(token, style);
        self.words(token, style, sources);
    }

    /// The word of a row that is at most [`EDGE`] from a candidate or a capital, or [`AHEAD`] behind one that is
    /// [defined](Self::defines).
    pub(crate) fn word(&self, at: usize) -> &Word {
        self.memo.word(self.rows[at].word)
    }

    /// Makes the word at `at` one that was never seen, with a random hash in the place of its own, so that a model
    /// learns what to do with new words; tables of words tell of it what `kept` says.
    #[cfg(feature = "learn")]
    pub(crate) fn forget(&mut self, at: usize, random: u64, kept: Remembered) {
        let mut word = Word { lower: low(random) | 1, ..*self.word(at) };
        if kept != Remembered::Tables {
            word.classed = Default::default();
        }
        if kept == Remembered::Nothing {
            (word.cluster, word.topic, word.share) = (0, 0, 0);
        }
        self.rows[at].word = self.memo.spare(word);
    }

    /// Learns the words where a name may be near.
    fn words<'a>(&mut self, token: impl Fn(usize) -> Token<'a>, style: Style, sources: Sources<'_>) {
        let end = self.rows.len() - EDGE;
        let mut known = EDGE;
        for at in EDGE..end {
            if !self.rows[at].candidate && !self.rows[at].is_core() {
                continue;
            }
            let ahead = if self.defines(at + 1) { AHEAD } else { EDGE };
            for near in known.max(at - EDGE)..end.min(at + ahead + 1) {
                let token = token(near);
                self.rows[near].word = self.memo.get(Key::of(token, style), || Word::of(token, style, sources));
            }
            known = known.max(end.min(at + ahead + 1));
        }
    }

    /// Whether a noun phrase after `at` may say what the name before it is: ", a village in …", "is a village".
    pub(crate) fn defines(&self, at: usize) -> bool {
        let lead = &self.rows[at];
        (matches!(lead.first, b',' | b'(') || lead.classes.has(Classes::AUXILIARY))
            && self.rows.get(at + 1).is_some_and(|row| row.classes.has(Classes::DETERMINER))
    }

    /// Finds the gazetteers' names, the longest from the left, and writes over each token its place in the name, the
    /// first reading's type and subtype, and (in `listed_full`) the types of the first six readings, how well known the
    /// thing is, and the length in tokens, four at most. Names start at capitals; in texts of small letters at any word
    /// but a function word.
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

    /// Gives each token of a capitalised run the rows of the run's first and last token. Particles in small letters end
    /// it, other than in `entity::run`.
    fn runs(&mut self, range: std::ops::Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            let mut end = index;
            while end < range.end && self.rows[end].is_core() {
                end += 1;
            }
            let ends = [index, end.saturating_sub(1)].map(|at| u32::try_from(at).unwrap_or_default());
            for row in &mut self.rows[index..end] {
                row.run = ends.into();
            }
            index = end.max(index + 1);
        }
    }

    /// Marks short stretches between quotation marks, without the comma or full stop that ends them, as what may be the
    /// title of a work: one to [`LONGEST_TITLE`] tokens, no question or exclamation. Between two capitalised words
    /// stands a nickname (`Tomas "Lefty" Berg`), which is none.
    fn titles(&mut self, sentence: Sentence<'_>) {
        let mut open = None;
        for (at, token) in (EDGE..).zip(sentence.tokens()) {
            if token.flags().has(Flags::OPEN_MARK) {
                open = Some(at + 1);
            } else if token.flags().has(Flags::CLOSE_MARK)
                && let Some(start) = open.take()
                && (1..=LONGEST_TITLE).contains(&(at - start))
                && !matches!(self.rows[at - 1].first, b'?' | b'!')
                && !(self.rows[start - 2].is_core() && self.rows[at + 1].is_core())
            {
                let end = at - usize::from(at - start > 1 && matches!(self.rows[at - 1].first, b',' | b'.'));
                let capitals = u32::from(self.rows[start].is_core()) * 2 + u32::from(self.rows[end - 1].is_core());
                let size = u32::try_from((at - start).min(6) / 2).unwrap_or_default();
                for index in start..end {
                    self.rows[index].quoted = 1 + (capitals * 4 + place(index, start, end)) * 4 + size;
                }
            }
        }
    }

    /// Marks the tokens that may be in a name. In plain text it is proved of most that they are not: what has no
    /// capital, no listed name, no proposal and does not stand between two parts. Function words with a capital (unless
    /// one stands before them inside a sentence), weekdays and months are none, unless another capital follows.
    fn candidates<'a>(&mut self, token: impl Fn(usize) -> Token<'a>, style: Style) {
        let range = EDGE..self.rows.len() - EDGE;
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
        self.link(token);
    }

    /// Marks short stretches between two candidates, and numbers beside one: "Bank of the North", "Highway 12", and the
    /// pieces of words that tokenisers of corpora cut.
    fn link<'a>(&mut self, token: impl Fn(usize) -> Token<'a>) {
        let range = EDGE..self.rows.len() - EDGE;
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
        // Tokenisers that cut compounds and words: "Shu - hong", "ultra - Orthodox", "U . S .", "M ā ori".
        for index in range.clone() {
            let row = &self.rows[index];
            let hyphen = row.case == Case::Mark && (row.len == 3 || matches!(row.first, b'-' | b'\''));
            let (before, after) = (&self.rows[index - 1], &self.rows[index + 1]);
            let compound = hyphen
                && (before.candidate && after.case == Case::Lower || after.candidate && before.case == Case::Lower);
            if compound || row.is_wide_letter() && before.candidate && after.case == Case::Lower {
                for row in &mut self.rows[index - 1..=index + 1] {
                    row.candidate = true;
                }
            } else if row.first == b'.' && before.candidate && before.case == Case::Initial
                || row.case == Case::Lower && after.candidate && after.is_core() && is_direction(token(index).text())
            {
                self.rows[index].candidate = true;
            }
        }
        for index in range {
            let numeric = matches!(self.rows[index].case, Case::Number | Case::Coded);
            let beside = |other: &TokenFacts| other.candidate && other.case != Case::Number;
            if numeric && (beside(&self.rows[index - 1]) || beside(&self.rows[index + 1])) {
                self.rows[index].candidate = true;
            }
        }
    }
}

/// Tokens between quotation marks that may be a title; what is longer is rather said than called so.
const LONGEST_TITLE: usize = 8;

/// Words that stand in no name but a title of a work.
const VERBAL: Classes = Classes::SPEECH_VERB.or(Classes::AUXILIARY).or(Classes::MODAL).or(Classes::PRONOUN);

/// So many tokens may stand between two parts of a name: "of the new".
const LONGEST_LINK: usize = 3;

/// Whether a token may stand between two parts of a name: some marks, numbers, and words of four bytes or fewer but for
/// verbs and pronouns.
fn links(fact: &TokenFacts) -> bool {
    match fact.case {
        Case::Mark => {
            fact.len == 1 && matches!(fact.first, b'&' | b'-' | b'\'' | b'/' | b'.' | b',' | b'+' | b'@' | b'"' | b':')
                || fact.len == 3
        }
        Case::Number | Case::Coded => true,
        _ => fact.len <= 4 && !fact.classes.has(VERBAL),
    }
}

/// First (0), inner (1), last (2) or only (3) of the tokens from `start` to before `end`.
fn place(index: usize, start: usize, end: usize) -> u32 {
    match (index == start, index + 1 == end) {
        (true, true) => 3,
        (true, false) => 0,
        (false, false) => 1,
        (false, true) => 2,
    }
}
