//! Lists of words that the rules of quotations ask for by their kind.
//!
//! Function words that one rule names stand in the rule. What stands here is vocabulary: nouns, verbs and adverbs of
//! a kind, which another language would have other words for. All but the set phrases (from [`PLEAD`] on), which are
//! compared with the text as it is written, must be in [`super::quotation::WORDS`]; a rule makes a set of bits of a
//! list when the program is compiled, and a word that is missing there does not compile.

/// Words without "-ly" that may stand between a subject and its verb: "Lopez also said", "they both said". Besides
/// adverbs these are negations, reflexives and floating quantifiers.
#[rustfmt::skip]
pub(crate) const ADVERBS: &[&str] = &[
    "also", "then", "later", "once", "often", "never", "ever", "always", "already", "still", "even", "just", "now",
    "again", "instead", "further", "soon", "twice", "long", "first", "not", "n't", "n’t", "himself", "herself",
    "themselves", "both", "all", "each", "ago", "meanwhile", "however", "therefore", "thus", "too", "rather",
    "sometimes", "yet", "earlier", "afterward", "afterwards", "well", "much", "only",
];

/// Nouns for what shows something: "polls show a close race".
#[rustfmt::skip]
pub(crate) const EVIDENCE: &[&str] = &[
    "poll", "polls", "polling", "survey", "surveys", "study", "studies", "data", "figures", "records", "report",
    "reports", "research", "results", "numbers", "documents", "email", "emails", "e-mails", "analysis", "review",
    "filings", "statistics", "investigation", "audit", "tests", "evidence", "history", "files", "papers",
    "accounts", "transcript", "transcripts", "logs", "images", "footage", "video", "videos", "photos",
    "photographs", "letters", "minutes", "memo", "memos", "tapes", "recordings", "recording", "estimates",
    "findings", "projections", "census", "map", "maps", "indictment", "complaint", "affidavit", "messages",
    "receipts", "invoices", "statements", "disclosures",
];

/// Nouns for documents proper: fewer than what is evidence, because a "history" or "statement" is somebody's words.
#[rustfmt::skip]
pub(crate) const DOCUMENTS: &[&str] = &[
    "poll", "polls", "polling", "survey", "surveys", "study", "studies", "data", "figures", "records", "report",
    "reports", "research", "results", "numbers", "documents", "document", "analysis", "review", "filings", "filing",
    "statistics", "investigation", "audit", "tests", "evidence", "files", "papers", "transcript", "transcripts",
    "logs", "images", "footage", "census", "map", "maps", "minutes", "indictment", "affidavit", "findings",
    "estimates", "projections", "ledger", "receipts",
];

/// Participles that hardly do anything but give a name: "a plan known as", "the film, titled".
#[rustfmt::skip]
pub(crate) const NAMING: &[&str] = &[
    "known", "titled", "entitled", "dubbed", "nicknamed", "named", "christened", "code-named", "codenamed",
    "termed", "headlined",
];

/// Verbs that give a name, and judge as often: "called it a mistake".
#[rustfmt::skip]
pub(crate) const CALLING: &[&str] = &[
    "call", "calls", "called", "calling", "label", "labeled", "labelled", "name", "names", "naming",
];

/// Verbs whose object is who speaks, before "as saying": "quoted Lopez as saying".
#[rustfmt::skip]
pub(crate) const QUOTING: &[&str] = &[
    "quote", "quoted", "quotes", "quoting", "cite", "cited", "cites", "citing", "reported", "heard", "recorded",
];

/// What is said aloud and tells nothing: "said hello", "said a prayer".
#[rustfmt::skip]
pub(crate) const ALOUD: &[&str] = &[
    "hello", "goodbye", "farewell", "mass", "grace", "prayers", "prayer",
];

/// What is said rather than speaks, where it looks like a subject behind its verb: "said nothing", "said a prayer".
#[rustfmt::skip]
pub(crate) const SAID: &[&str] = &[
    "prayer", "prayers", "word", "words", "mass", "grace", "goodbye", "hello", "thing", "things", "nothing",
    "something", "anything", "everything", "little", "no", "yes", "much", "so", "otherwise", "lot", "more",
    "farewell", "thanks",
];

/// Verbs that say nothing by themselves before an infinitive, and adjectives after "be": "continued to say", "was
/// able to say".
#[rustfmt::skip]
pub(crate) const PHASES: &[&str] = &[
    "continue", "continues", "continued", "continuing", "began", "begins", "started", "starts", "used", "going",
    "came", "has", "have", "had", "able", "tends", "tend", "tended", "quick",
];

/// Words that stand in cues of the training data, and report nothing by themselves: "held talks", "discussed the
/// plan".
#[rustfmt::skip]
pub(crate) const NEVER: &[&str] = &[
    "talk", "talks", "discuss", "discussed", "discusses", "discussing", "discussion", "discussions", "meeting",
    "meetings", "elderly",
];

/// Finite forms that stand right behind a subject in news, and hardly ever in a name.
#[rustfmt::skip]
pub(crate) const FINITE: &[&str] = &[
    "went", "came", "took", "gave", "made", "got", "ran", "won", "lost", "met", "left", "spoke", "began", "became",
    "kept", "set", "put", "led", "sent", "drew", "stood", "sat", "fell", "rose", "grew", "broke", "built", "spent",
    "paid", "cut", "hit", "shot", "brought", "caught", "fought", "turned", "goes", "comes", "makes", "takes",
    "gets", "wants", "says",
];

/// What is by somebody and says something: "a report by the bank says".
#[rustfmt::skip]
pub(crate) const WRITTEN: &[&str] = &[
    "report", "study", "survey", "letter", "statement", "review", "analysis", "poll", "research", "book", "article",
    "paper", "memo", "investigation", "audit", "documents",
];

/// What speaks for who wrote it: "said in a statement", then "the statement said".
#[rustfmt::skip]
pub(crate) const WRITINGS: &[&str] = &[
    "statement", "letter", "e-mail", "email", "message", "memo", "tweet", "post", "note", "release", "filing",
];

/// What gives a name before "as": "known as", "billed as".
#[rustfmt::skip]
pub(crate) const NAMED_AS: &[&str] = &[
    "known", "titled", "dubbed", "nicknamed", "billed", "listed",
];

/// Verbs that say that somebody speaks and not what: "was speaking after the match".
#[rustfmt::skip]
pub(crate) const SPEAKING: &[&str] = &[
    "speaking", "spoke", "talking", "addressing",
];

/// Participles that tell what came of something that was said: "…, sending its shares down".
#[rustfmt::skip]
pub(crate) const CONSEQUENCES: &[&str] = &[
    "sending", "prompting", "sparking", "triggering", "stunning", "angering", "drawing",
];

/// "pleaded guilty"
#[rustfmt::skip]
pub(crate) const PLEAD: &[&str] = &[
    "plead", "pleads", "pleaded", "pled", "pleading",
];

/// What is pleaded and tells nothing of what happened.
#[rustfmt::skip]
pub(crate) const PLEAS: &[&str] = &[
    "guilty", "innocent", "not", "no",
];

/// "reported results"
#[rustfmt::skip]
pub(crate) const REPORT: &[&str] = &[
    "report", "reports", "reported",
];

/// What a company reports as a whole.
#[rustfmt::skip]
pub(crate) const RESULTS: &[&str] = &[
    "results", "earnings",
];

/// "declared a state of emergency"
#[rustfmt::skip]
pub(crate) const DECLARE: &[&str] = &[
    "declare", "declares", "declared",
];

/// What is declared and so comes about.
#[rustfmt::skip]
pub(crate) const DECLARED: &[&str] = &[
    "emergency", "holiday",
];

/// "asked not to be named"
#[rustfmt::skip]
pub(crate) const REQUEST: &[&str] = &[
    "asked", "asks", "asking", "requested", "requesting",
];

/// What a source asks not to be.
#[rustfmt::skip]
pub(crate) const REVEALED: &[&str] = &[
    "named", "identified", "quoted", "photographed",
];
