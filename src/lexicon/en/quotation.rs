//! The words that the rules of quotations name.
//!
//! A rule compares a token by its number in this list, not by text: the quotation stage looks each token up
//! once, and `words!["said", "told"]` of that stage are the numbers, found by the compiler. A word that a new
//! rule names must be added here; the compiler says so. The place in the list is the number, so that a word
//! that is added moves those behind it.

/// The words that rules name, sorted by bytes, each once, in lower case: marks first, letters then, marks
/// beyond ASCII last. Rules search them by halving.
#[rustfmt::skip]
pub(crate) const WORDS: &[&str] = &[
    "$", "%", "&", "'", "'s", "'ve", "(", ")", ",", "-", "--", "---", ".", "/", ":", ";", "[", "]", "a", "able",
    "about", "according", "accounts", "adding", "addressing", "affidavit", "after", "afterward", "afterwards",
    "again", "against", "ago", "all", "already", "also", "although", "always", "an", "analysis", "and", "another",
    "anything", "article", "as", "asked", "at", "audit", "became", "because", "before", "began", "begins", "billed",
    "book", "both", "broke", "brought", "built", "but", "by", "call", "called", "calling", "calls", "came", "caught",
    "census", "christened", "cite", "cited", "cites", "citing", "clear", "code-named", "codenamed", "comes",
    "complaint", "continue", "continued", "continues", "continuing", "critics", "cut", "data", "despite",
    "disclosures", "discuss", "discussed", "discusses", "discussing", "discussion", "discussions", "document",
    "documents", "drew", "dubbed", "during", "e-mail", "e-mails", "each", "earlier", "early", "either", "elderly",
    "email", "emails", "entitled", "estimates", "even", "ever", "everything", "evidence", "facebook", "farewell",
    "fell", "few", "figures", "files", "filing", "filings", "findings", "first", "footage", "for", "fought", "from",
    "further", "gave", "gets", "go", "goes", "going", "goodbye", "got", "grace", "grew", "had", "has", "have", "he",
    "headlined", "heard", "hello", "her", "here", "herself", "him", "himself", "his", "history", "hit", "how",
    "however", "i", "if", "images", "in", "including", "indictment", "instead", "investigation", "invoices", "it",
    "its", "just", "kept", "know", "known", "label", "labeled", "labelled", "last", "late", "later", "led", "ledger",
    "left", "letter", "letters", "like", "listed", "little", "logs", "long", "lost", "lot", "made", "make", "makes",
    "making", "many", "map", "maps", "mass", "me", "meanwhile", "meeting", "meetings", "memo", "memos", "men",
    "message", "messages", "met", "minutes", "more", "most", "much", "my", "n't", "name", "named", "names", "naming",
    "never", "next", "nicknamed", "no", "not", "note", "nothing", "now", "numbers", "n’t", "of", "off", "often", "on",
    "once", "one", "only", "or", "others", "otherwise", "our", "out", "over", "paid", "paper", "papers", "past",
    "people", "photographs", "photos", "poll", "polling", "polls", "post", "prayer", "prayers", "pressed", "previous",
    "projections", "put", "puts", "putting", "q", "questioned", "quick", "quizzed", "quote", "quoted", "quotes",
    "quoting", "ran", "rather", "receipts", "recorded", "recording", "recordings", "records", "release", "report",
    "reported", "reports", "research", "results", "review", "rose", "said", "same", "sat", "saying", "says", "see",
    "sent", "set", "several", "she", "shot", "since", "so", "some", "something", "sometimes", "soon", "speaking",
    "spent", "spoke", "started", "starts", "statement", "statements", "stating", "statistics", "still", "stood",
    "studies", "study", "sure", "survey", "surveys", "takes", "talk", "talking", "talks", "tapes", "tell", "telling",
    "tells", "tend", "tended", "tends", "termed", "tests", "thanks", "that", "the", "their", "them", "themselves",
    "then", "there", "therefore", "they", "thing", "things", "this", "though", "through", "thus", "titled", "to",
    "told", "too", "took", "transcript", "transcripts", "turned", "tweet", "twice", "twitter", "unclear", "under",
    "unknown", "up", "us", "used", "video", "videos", "wants", "we", "well", "went", "what", "when", "whenever",
    "where", "whether", "which", "while", "who", "whom", "why", "with", "without", "women", "won", "word", "words",
    "writing", "yes", "yet", "you", "your", "–", "—", "―", "’", "’s", "’ve",
];
