//! The words that rules name, and those that report: each token is looked up once, so that rules compare numbers.

use std::sync::LazyLock;

use super::cell::Traits;
use super::finite::{self, Finite};
use super::verbs::{self, Frames, Verb};
use crate::lexicon::word_hash;

/// A set of words of [`WORDS`], made when the program is compiled: `words!["who", "which"]`. A word that is not listed does not compile.
macro_rules! words {
    [$($word:literal),* $(,)?] => { &const { $crate::quote::lexicon::Words::of(&[$($word),*]) } };
}

/// The number of a word of [`WORDS`]: `word!("that")`.
macro_rules! word {
    ($word:literal) => {
        const { $crate::quote::lexicon::number($word) }
    };
}

/// A set of listed words, without regard to case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words([u64; WORDS.len() / 64 + 1]);

impl Words {
    pub(super) const fn of(words: &[&str]) -> Self {
        let mut set = Self([0; WORDS.len() / 64 + 1]);
        let mut at = 0;
        while at < words.len() {
            let number = number(words[at]) as usize;
            set.0[number / 64] |= 1 << (number % 64);
            at += 1;
        }
        set
    }

    /// Whether the word of that number is one of them.
    #[inline]
    pub(super) fn has(&self, number: u16) -> bool {
        let number = usize::from(number);
        self.0.get(number / 64).is_some_and(|bits| bits & 1 << (number % 64) != 0)
    }
}

/// The number of a listed word, from 1.
pub(super) const fn number(word: &str) -> u16 {
    let (mut low, mut high) = (0, WORDS.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match order(WORDS[middle].as_bytes(), word.as_bytes()) {
            0 => {
                #[expect(clippy::cast_possible_truncation, reason = "a few hundred words")]
                return middle as u16 + 1;
            }
            1 => high = middle,
            _ => low = middle + 1,
        }
    }
    panic!("the word is not listed")
}

/// 0 if the two are the same, 1 if the first comes later, 2 if the second does.
const fn order(a: &[u8], b: &[u8]) -> u8 {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return if a[at] > b[at] { 1 } else { 2 };
        }
        at += 1;
    }
    if a.len() == b.len() {
        0
    } else if a.len() > b.len() {
        1
    } else {
        2
    }
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// What it reports as a verb.
    pub(super) verb: Option<Verb>,
    /// What it reports as a noun.
    pub(super) noun: Option<Frames>,
    /// How it shows a clause, as a verb that reports nothing.
    pub(super) finite: Option<Finite>,
}

/// Words by their hash.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// A bit for each hash: most words of a text are told by it to be none of these.
    listed: Box<[u64; LISTED]>,
    /// Open addressing: some bits of the hash, the number of the entry and its traits, which most words are asked for.
    slots: Box<[(u32, u16, Traits); SLOTS]>,
    /// The first is that of no word.
    entries: Vec<Entry>,
}

/// A power of two.
const LISTED: usize = 1 << 10;
/// A power of two, more than half of it free.
const SLOTS: usize = 1 << 14;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

impl Lexicon {
    /// The program's.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn build() -> Self {
        let slots = vec![(0, 0, Traits::default()); SLOTS].try_into().expect("there are so many");
        let mut lexicon = Self { listed: Box::new([0; LISTED]), slots, entries: vec![Entry::default()] };
        // The first entries are those of the words that rules name, so that both have one number.
        for word in WORDS {
            lexicon.entry(word);
        }
        verbs::forms(&mut |form, verb| {
            lexicon.entry(form).verb.get_or_insert(verb);
        });
        verbs::nouns(&mut |form, frames| {
            lexicon.entry(form).noun.get_or_insert(frames);
        });
        finite::forms(&mut |form, finite| {
            lexicon.entry(form).finite.get_or_insert(finite);
        });
        for (_, number, traits) in lexicon.slots.iter_mut().filter(|(_, number, _)| *number > 0) {
            let entry = &lexicon.entries[usize::from(*number)];
            *traits = Traits::of_word(*number, entry.verb.is_some(), entry.noun.is_some(), entry.finite);
        }
        lexicon
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        let hash = word_hash(word);
        let (word, bit) = Self::bit(hash);
        self.listed[word] |= bit;
        let (mark, mut at) = Self::place(hash);
        while self.slots[at].1 != 0 && self.slots[at].0 != mark {
            at = (at + 1) % SLOTS;
        }
        if self.slots[at].1 == 0 {
            self.slots[at] = (mark, u16::try_from(self.entries.len()).unwrap_or_default(), Traits::default());
            self.entries.push(Entry::default());
        }
        &mut self.entries[usize::from(self.slots[at].1)]
    }

    #[inline]
    fn bit(hash: u64) -> (usize, u64) {
        ((hash >> 48) as usize % LISTED, 1 << (hash >> 42 & 63))
    }

    #[inline]
    fn place(hash: u64) -> (u32, usize) {
        ((hash >> 32) as u32, (hash >> 4) as usize % SLOTS)
    }

    /// The number of the entry of the word with this hash, which is [`number`] if rules name it, and its traits; 0 and no trait if there
    /// is none.
    #[inline]
    pub(super) fn find(&self, hash: u64) -> (u16, Traits) {
        let (word, bit) = Self::bit(hash);
        if self.listed[word] & bit == 0 {
            return (0, Traits::default());
        }
        let (mark, mut at) = Self::place(hash);
        loop {
            let (held, entry, traits) = self.slots[at];
            if entry == 0 || held == mark {
                return (entry, traits);
            }
            at = (at + 1) % SLOTS;
        }
    }

    /// The entry of that number.
    #[inline]
    pub(super) fn at(&self, entry: u16) -> &Entry {
        &self.entries[usize::from(entry)]
    }
}

/// The words that rules name, sorted by bytes.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "$", "%", "&", "'", "'s", "'ve", "(", ")", ",", "-", "--", "---", ".", "/", ":", ";", "[", "]", "a", "able", "about",
    "according", "accounts", "adding", "addressing", "affidavit", "after", "afterward", "afterwards", "again", "against", "ago",
    "all", "already", "also", "although", "always", "an", "analysis", "and", "another", "anything", "article", "as", "asked",
    "at", "audit", "became", "because", "before", "began", "begins", "billed", "book", "both", "broke", "brought", "built",
    "but", "by", "call", "called", "calling", "calls", "came", "caught", "census", "christened", "cite", "cited", "cites",
    "citing", "clear", "code-named", "codenamed", "comes", "complaint", "continue", "continued", "continues", "continuing",
    "critics", "cut", "data", "despite", "disclosures", "discuss", "discussed", "discusses", "discussing", "discussion",
    "discussions", "document", "documents", "drew", "dubbed", "during", "e-mail", "e-mails", "each", "earlier", "early",
    "either", "elderly", "email", "emails", "entitled", "estimates", "even", "ever", "everything", "evidence", "facebook",
    "farewell", "fell", "few", "figures", "files", "filing", "filings", "findings", "first", "footage", "for", "fought", "from",
    "further", "gave", "gets", "go", "goes", "going", "goodbye", "got", "grace", "grew", "had", "has", "have", "he",
    "headlined", "heard", "hello", "her", "here", "herself", "him", "himself", "his", "history", "hit", "how", "however", "i",
    "if", "images", "in", "including", "indictment", "instead", "investigation", "invoices", "it", "its", "just", "kept",
    "know", "known", "label", "labeled", "labelled", "last", "late", "later", "led", "ledger", "left", "letter", "letters",
    "like", "listed", "little", "logs", "long", "lost", "lot", "made", "make", "makes", "making", "many", "map", "maps", "mass",
    "me", "meanwhile", "meeting", "meetings", "memo", "memos", "men", "message", "messages", "met", "minutes", "more", "most",
    "much", "my", "n't", "name", "named", "names", "naming", "never", "next", "nicknamed", "no", "not", "note", "nothing",
    "now", "numbers", "n’t", "of", "off", "often", "on", "once", "one", "only", "or", "others", "otherwise", "our", "out",
    "over", "paid", "paper", "papers", "past", "people", "photographs", "photos", "poll", "polling", "polls", "post", "prayer",
    "prayers", "pressed", "previous", "projections", "put", "puts", "putting", "q", "questioned", "quick", "quizzed", "quote",
    "quoted", "quotes", "quoting", "ran", "rather", "receipts", "recorded", "recording", "recordings", "records", "release",
    "report", "reported", "reports", "research", "results", "review", "rose", "said", "same", "sat", "saying", "says", "see",
    "sent", "set", "several", "she", "shot", "since", "so", "some", "something", "sometimes", "soon", "speaking", "spent",
    "spoke", "started", "starts", "statement", "statements", "stating", "statistics", "still", "stood", "studies", "study",
    "sure", "survey", "surveys", "takes", "talk", "talking", "talks", "tapes", "tell", "telling", "tells", "tend", "tended",
    "tends", "termed", "tests", "thanks", "that", "the", "their", "them", "themselves", "then", "there", "therefore", "they",
    "thing", "things", "this", "though", "through", "thus", "titled", "to", "told", "too", "took", "transcript", "transcripts",
    "turned", "tweet", "twice", "twitter", "unclear", "under", "unknown", "up", "us", "used", "video", "videos", "wants", "we",
    "well", "went", "what", "when", "whenever", "where", "whether", "which", "while", "who", "whom", "why", "with", "without",
    "women", "won", "word", "words", "writing", "yes", "yet", "you", "your", "–", "—", "―", "’", "’s", "’ve",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_found_again() {
        assert!(WORDS.is_sorted_by(|a, b| a < b));
        let lexicon = Lexicon::get();
        for (word, number) in WORDS.iter().zip(1..) {
            assert_eq!(lexicon.find(word_hash(word)).0, number, "{word}");
        }
        assert!(lexicon.entries.len() * 2 < SLOTS);
        assert!(words!["who", "which"].has(word!("which")));
        assert!(!words!["who", "which"].has(word!("that")));
        assert!(!words!["who", "which"].has(0));
    }
}
