//! Forms of verbs: which words are pasts, and the verbs that news has beside those that report.
//!
//! English does not show by a word's form what it is. These lists tell a finite verb where a rule must know
//! that a clause stands there, surely ([`PASTS`]) or perhaps ([`AMBIGUOUS`]). Verbs that report stand in
//! [`report`](super::report), with their frames.

/// Whether a word in small letters is an irregular past and hardly ever anything else: "fell", not "left".
/// Searches [`PASTS`] by halving.
pub(crate) fn is_past(word: &str) -> bool {
    PASTS.binary_search(&word).is_ok()
}

/// Irregular pasts that are hardly ever anything else, sorted.
#[rustfmt::skip]
pub(crate) const PASTS: &[&str] = &[
    "arose", "ate", "awoke", "became", "began", "bent", "blew", "bought", "bred", "broke", "brought", "built",
    "burnt", "came", "caught", "chose", "clung", "crept", "dealt", "drank", "drew", "drove", "dug", "dwelt", "fed",
    "fell", "fled", "flew", "flung", "forbade", "foresaw", "forgave", "forgot", "forsook", "fought", "froze", "gave",
    "got", "grew", "heard", "held", "hid", "hung", "kept", "knelt", "knew", "laid", "leapt", "learnt", "led", "lent",
    "lit", "lost", "made", "meant", "met", "mistook", "outgrew", "overcame", "overran", "oversaw", "overthrew",
    "overtook", "paid", "ran", "rang", "rebuilt", "retook", "rewrote", "rode", "rose", "said", "sang", "sank", "sat",
    "sent", "shone", "shook", "shrank", "slept", "slid", "slung", "sold", "sought", "spent", "spoke", "sprang",
    "stank", "stole", "stood", "strove", "struck", "stuck", "stung", "swam", "swept", "swore", "swung", "taught",
    "thought", "threw", "told", "took", "tore", "trod", "undercut", "understood", "undertook", "undid", "upheld",
    "went", "wept", "withdrew", "withheld", "withstood", "woke", "won", "wore", "wove", "wrote", "wrung",
];

/// Pasts that are as often something else ("left", "found", "cut"), sorted: a rule must see more before it
/// takes one for a verb.
#[rustfmt::skip]
pub(crate) const AMBIGUOUS: &[&str] = &[
    "beat", "bet", "bid", "bit", "bled", "bore", "bound", "broadcast", "burst", "cast", "cost", "cut", "felt",
    "forecast", "found", "hit", "hurt", "left", "let", "proved", "put", "quit", "read", "saw", "set", "shed", "shot",
    "shut", "split", "spread", "thrust", "upset", "wound",
];

/// Verbs that stand in news, beside those that report, in their plain form; the third person is made of it by
/// rule.
#[rustfmt::skip]
pub(crate) const BASES: &[&str] = &[
    "abandon", "abolish", "absorb", "abuse", "accelerate", "accompany", "account", "achieve", "acquire", "act",
    "adapt", "adjust", "adopt", "advance", "affect", "afford", "aid", "alarm", "allow", "alter", "amount", "answer",
    "anger", "apply", "appoint", "approach", "arise", "arm", "arrange", "arrest", "arrive", "assist", "attach",
    "attempt", "attend", "attract", "auction", "avoid", "await", "award", "ban", "bar", "battle", "bear", "beat",
    "become", "behave", "belong", "benefit", "bind", "bite", "block", "blow", "board", "boost", "borrow", "bounce",
    "break", "breed", "bring", "broaden", "build", "burn", "buy", "calm", "cancel", "capture", "care", "carry",
    "catch", "cause", "cease", "celebrate", "change", "chase", "check", "clash", "clean", "climb", "cling", "close",
    "collapse", "collect", "combine", "come", "compete", "complete", "comply", "comprise", "conceal", "concentrate",
    "conduct", "confront", "confuse", "connect", "consist", "constitute", "construct", "consume", "contain",
    "contract", "contribute", "control", "convert", "convict", "cook", "cooperate", "cope", "correct", "cost",
    "count", "cover", "crash", "create", "cross", "cure", "curb", "cut", "damage", "dance", "deal", "decrease",
    "deepen", "defeat", "defy", "delay", "deliver", "depart", "depend", "deploy", "deprive", "deserve", "design",
    "destroy", "detain", "deteriorate", "develop", "devote", "die", "differ", "diminish", "disappear", "discharge",
    "discourage", "display", "disrupt", "distinguish", "distribute", "divide", "dominate", "double", "drag", "draw",
    "dress", "drink", "drive", "drop", "drown", "earn", "ease", "eat", "edge", "elect", "eliminate", "embarrass",
    "embody", "emerge", "employ", "empower", "enable", "end", "enforce", "engage", "enhance", "enter", "entertain",
    "equal", "erode", "erupt", "escape", "evolve", "exceed", "exchange", "exclude", "execute", "exercise", "exist",
    "expire", "exploit", "expose", "extend", "face", "fail", "fall", "feature", "feed", "fight", "file", "fill",
    "finance", "fire", "fit", "fix", "flee", "float", "flood", "flow", "fly", "follow", "force", "forgive", "form",
    "foster", "free", "freeze", "fuel", "function", "fund", "gain", "gather", "generate", "get", "give", "govern",
    "grant", "grow", "guard", "guarantee", "guide", "handle", "hang", "happen", "harm", "harvest", "haul", "haunt",
    "heal", "heat", "help", "hide", "hinder", "hire", "hit", "host", "house", "hunt", "hurt", "import", "impose",
    "improve", "include", "increase", "incur", "inspire", "install", "integrate", "introduce", "invade", "invest",
    "involve", "issue", "join", "jump", "keep", "kick", "kill", "kneel", "knock", "lack", "land", "last", "launch",
    "lead", "leak", "lean", "leap", "leave", "lend", "let", "level", "lift", "limit", "link", "live", "load",
    "locate", "lock", "loom", "look", "loosen", "lose", "lower", "maim", "make", "manage", "manufacture", "march",
    "mark", "marry", "match", "matter", "measure", "meet", "melt", "merge", "mine", "miss", "mix", "monitor", "mount",
    "move", "multiply", "need", "neglect", "negotiate", "nominate", "obey", "oblige", "obtain", "occupy", "occur",
    "operate", "originate", "overcome", "overlook", "oversee", "owe", "own", "pack", "park", "participate", "pass",
    "pause", "pay", "peak", "perform", "permit", "persist", "pick", "place", "plant", "play", "plunge", "poison",
    "pose", "possess", "postpone", "pour", "practise", "precede", "prepare", "present", "preserve", "prevail",
    "prevent", "proceed", "process", "produce", "profit", "progress", "prohibit", "prompt", "protect", "provide",
    "provoke", "publish", "pull", "punish", "purchase", "pursue", "qualify", "quit", "race", "raise", "rally",
    "range", "reach", "rebel", "rebound", "receive", "recover", "recruit", "recycle", "reduce", "refrain", "regain",
    "regulate", "reign", "relax", "release", "rely", "remain", "remove", "render", "renew", "rent", "repair",
    "replace", "represent", "rescue", "resemble", "reserve", "resign", "resist", "rest", "restore", "restrict",
    "result", "resume", "retain", "retire", "retreat", "return", "reverse", "ride", "ring", "rise", "risk", "roll",
    "ruin", "run", "rush", "sail", "satisfy", "save", "scare", "score", "seal", "secure", "sell", "send", "separate",
    "serve", "settle", "sew", "shake", "shape", "share", "shed", "shelter", "shift", "shine", "shock", "shrink",
    "shut", "sing", "sink", "sit", "slash", "sleep", "slide", "slip", "slow", "slump", "smell", "smoke", "soar",
    "solve", "spark", "specialise", "specialize", "spend", "spill", "split", "spoil", "sponsor", "spread", "spring",
    "stabilise", "stabilize", "stage", "stand", "start", "starve", "stay", "steal", "stem", "step", "stick", "stop",
    "store", "strengthen", "stretch", "strike", "strip", "struggle", "study", "succeed", "suck", "suffer", "suit",
    "supply", "surge", "surpass", "surrender", "surround", "survive", "suspend", "sustain", "sweep", "swim", "switch",
    "tackle", "take", "talk", "target", "taste", "tax", "teach", "tear", "tend", "test", "throw", "tie", "tighten",
    "top", "total", "touch", "tour", "trade", "train", "transfer", "transform", "translate", "transport", "travel",
    "treat", "trigger", "trust", "try", "turn", "undergo", "undermine", "unite", "use", "vanish", "vary", "violate",
    "visit", "wait", "wake", "walk", "wander", "wash", "waste", "watch", "weaken", "wear", "weigh", "widen", "win",
    "wipe", "withdraw", "withstand", "work", "worsen", "wreck", "yield",
];

/// Adverbs that stand before a verb, so that what is before them is its subject: "the company also", "the senator
/// never".
pub(crate) const ADVERBS: &[&str] = &["also", "still", "now", "already", "never", "later"];

/// Adverbs behind a name at a sentence's start that make it one of somebody who acts: "Sun never", "Long once".
pub(crate) const ADVERBS_OF_PERSONS: &[&str] = &["never", "also", "still", "then", "once", "later"];

/// Pasts that are verbs behind a noun if an object follows, and as often something else: "the company cut 200 jobs".
pub(crate) const WITHOUT_ENDING: &[&str] = &["cut", "hit", "left", "put", "set", "shut"];

/// Participles without "-ed" behind the noun of a definition: "a language spoken in the hills".
pub(crate) const PARTICIPLES: &[&str] = &["held", "known", "made", "run", "set", "spoken", "written"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasts_are_found() {
        assert!(PASTS.is_sorted());
        assert!(is_past("flew") && !is_past("fly"));
    }
}
