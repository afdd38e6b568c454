//! Whether the clause around an expression looks back or ahead.

use super::expression::Way;
use crate::gazetteer::classes::Classes;
use crate::id::TokenId;
use crate::segment::{Flags, Token, View};

/// So many tokens are read on each side.
const REACH: usize = 25;

/// Where the verb that governs the tokens from `first` to before `end` points; `None` where no verb tells.
///
/// That is the nearest verb group before them, else the first one after them in their sentence. It says nothing of an expression
/// that describes a noun ("the Aug. 7 attack", "Friday's talks"), and its past nothing of one that sets a limit ("by Nov. 17").
pub(super) fn way(view: View<'_>, first: usize, end: usize) -> Option<Way> {
    let token = view.get(first)?;
    let attributive = is_attributive(view, token, end);
    let coming = (end..end + 3).filter_map(|at| view.get(at)).any(|token| is_one(token, COMING));
    if attributive && !coming {
        return None;
    }
    let preposition = token.prev();
    let leading =
        preposition.and_then(Token::prev).filter(|_| preposition.is_some_and(|before| is_one(before, &["in", "on"])));
    if preposition.is_some_and(|before| before.is("set"))
        || [preposition, leading].into_iter().flatten().any(|before| is_one(before, &["starting", "beginning"]))
    {
        return Some(Way::Ahead);
    }
    let start = token.sentence().first_token().index().max(first.saturating_sub(REACH));
    let stop = token.sentence().end_token().index().min(end + REACH);
    // "Voters on Sunday turned": the verb stands right after. "Will leave on Sunday to rest" is ruled by the one before.
    let beside = (end < stop).then(|| verb(view, end, end)).flatten().filter(|verb| *verb != Verb::Open);
    let before = beside.or_else(|| (start..first).rev().find_map(|index| verb(view, index, start)));
    let way = before.or_else(|| (end..stop).find_map(|index| verb(view, index, end))).and_then(Verb::way);
    if way == Some(Way::Back) && is_postponed(view, first, end) {
        return Some(Way::Ahead);
    }
    let limit = preposition.is_some_and(|before| is_one(before, &["before", "by", "until", "till", "through", "to"]));
    way.filter(|way| *way == Way::Ahead || !limit && !attributive)
}

/// Nouns of what is mostly still to come.
const COMING: &[&str] = &[
    "deadline",
    "election",
    "elections",
    "vote",
    "ballot",
    "referendum",
    "hearing",
    "summit",
    "launch",
    "runoff",
    "match",
    "game",
];

/// Whether the clause goes on to the weekday that the expression names: "was postponed until Tuesday".
fn is_postponed(view: View<'_>, first: usize, end: usize) -> bool {
    let weekday = (first..end).filter_map(|at| view.get(at)).any(|token| token.has(Classes::WEEKDAY));
    let until = view.get(first).and_then(Token::prev).filter(|before| is_one(*before, &["until", "till"]));
    weekday && until.is_some_and(|until| until.prev().is_some())
}

/// What a verb group says.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    Back,
    Ahead,
    /// It could be either.
    Open,
}

impl Verb {
    fn way(self) -> Option<Way> {
        match self {
            Self::Back => Some(Way::Back),
            Self::Ahead => Some(Way::Ahead),
            Self::Open => None,
        }
    }
}

/// Whether the expression describes a noun.
fn is_attributive(view: View<'_>, first: Token<'_>, end: usize) -> bool {
    let next = view.get(end);
    let possessive = next.is_some_and(|next| is_one(next, &["'s", "’s"]));
    let determined = first.prev().is_some_and(is_determiner);
    let noun = next.is_some_and(|next| {
        let function = Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::AUXILIARY).or(Classes::MODAL);
        next.flags().has(Flags::LETTER) && !next.has(function)
    });
    possessive || determined && noun
}

fn is_determiner(token: Token<'_>) -> bool {
    token.has(Classes::DETERMINER) || is_one(token, &["'s", "’s", "its", "their", "his", "her", "your", "our", "my"])
}

/// Where the verb group that the token at `index` ends points, if it ends one; none reaches before `start`.
fn verb(view: View<'_>, index: usize, start: usize) -> Option<Verb> {
    let token = view.get(index)?;
    if is_modal(token) {
        return Some(modal(view, index, start));
    }
    if is_one(token, PLANNED) {
        // "Had been due" tells of a plan that was given up.
        let dropped = before(view, index, start).is_some_and(|been| been.is("been"))
            && before(view, index - 1, start).is_some_and(|had| had.is("had"));
        return Some(if dropped { Verb::Back } else { Verb::Ahead });
    }
    if is_one(token, &["meet", "arrive", "leave"]) && before(view, index, start).is_some_and(|to| to.is("to")) {
        return None;
    }
    if is_one(token, SCHEDULED) || token.is("set") && view.get(index + 1).is_some_and(|next| next.is("for")) {
        return Some(Verb::Ahead);
    }
    if token.is("to") {
        view.get(index + 1).filter(|next| is_infinitive(*next))?;
        // What a planned verb rules is decided with that verb.
        let planned = before(view, index, start).is_some_and(|ruler| is_one(ruler, PLANNED));
        return (!planned).then(|| infinitive(view, index, start));
    }
    if is_one(token, &["was", "were", "had", "did", "has", "have", "'ve", "’ve"]) {
        let to = view.get(index + 1).is_some_and(|next| next.is("to"));
        return Some(if to { Verb::Ahead } else { Verb::Back });
    }
    if is_one(token, &["is", "are", "am", "'re", "’re"]) {
        let next = view.get(index + 1)?;
        return (next.text().len() > 4 && next.text().ends_with("ing")).then_some(Verb::Ahead);
    }
    if !is_past(token) || is_adjective(view, index, start) {
        return None;
    }
    // A participle says less than the auxiliaries before it.
    let mut at = index;
    while let Some(auxiliary) = before(view, at, start) {
        at -= 1;
        if is_modal(auxiliary) {
            return Some(modal(view, at, start));
        }
        if auxiliary.is("to") {
            return Some(infinitive(view, at, start));
        }
        if is_one(auxiliary, &["is", "are", "being"]) {
            return None;
        }
        if !auxiliary.is("be") && !is_adverb(auxiliary) {
            break;
        }
    }
    Some(Verb::Back)
}

/// What the modal at `index` says: "could not be reached" tells what failed, not what may come.
fn modal(view: View<'_>, index: usize, start: usize) -> Verb {
    let negated = view.get(index + 1).is_some_and(|next| next.has(Classes::NEGATION));
    let nor = || (start..index).rev().take(8).filter_map(|at| view.get(at)).any(|token| token.is("nor"));
    let failed = view.token(TokenId::new(index)).is("could") && (negated || nor());
    if failed { Verb::Back } else { Verb::Ahead }
}

/// What the infinitive after the "to" at `index` says: "is set to open", "the guidelines to be published".
fn infinitive(view: View<'_>, index: usize, start: usize) -> Verb {
    let ruler = before(view, index, start);
    let planned = ruler.is_some_and(looks_ahead) || ruled_object(view, index, start);
    let passive = view.get(index + 1).is_some_and(|next| next.is("be")) && !ruler.is_some_and(is_past);
    if passive || planned { Verb::Ahead } else { Verb::Open }
}

/// Whether the "to" at `index` follows the object of a verb that looks ahead: "asked the unit to respond".
fn ruled_object(view: View<'_>, index: usize, start: usize) -> bool {
    const VERBS: &[&str] = &[
        "ask",
        "asked",
        "asks",
        "expect",
        "expected",
        "expects",
        "instructed",
        "invite",
        "invited",
        "order",
        "ordered",
        "orders",
        "told",
        "urge",
        "urged",
        "urges",
        "want",
        "wanted",
        "wants",
        "called",
        "calls",
    ];
    (start..index)
        .rev()
        .take(6)
        .filter_map(|at| view.get(at))
        .take_while(|token| token.is_word())
        .any(|token| is_one(token, VERBS))
}

fn before(view: View<'_>, index: usize, start: usize) -> Option<Token<'_>> {
    index.checked_sub(1).filter(|&before| before >= start).and_then(|before| view.get(before))
}

fn is_modal(token: Token<'_>) -> bool {
    token.has(Classes::MODAL) && !token.is_capitalised() || is_one(token, &["'ll", "’ll", "wo", "Will"])
}

fn is_adverb(token: Token<'_>) -> bool {
    let adverbs = ["still", "also", "now", "then", "soon", "already", "never", "only", "just", "most", "more"];
    token.has(Classes::NEGATION) || token.text().ends_with("ly") || is_one(token, &adverbs)
}

/// Whether a form in "ed" describes the noun after it: "a proposed deal", "a still unspecified date".
fn is_adjective(view: View<'_>, index: usize, start: usize) -> bool {
    let Some(token) = before(view, index, start) else { return false };
    is_determiner(token) || is_adverb(token) && before(view, index - 1, start).is_some_and(is_determiner)
}

fn is_infinitive(token: Token<'_>) -> bool {
    token.flags().has(Flags::LETTER)
        && !token.is_capitalised()
        && !token.has(Classes::DETERMINER.or(Classes::NUMBER).or(Classes::WEEKDAY))
}

/// Whether an infinitive after the word is still to come.
fn looks_ahead(token: Token<'_>) -> bool {
    const WORDS: &[&str] = &[
        "set",
        "hope",
        "hoped",
        "hopes",
        "intended",
        "wanted",
        "plans",
        "plan",
        "planning",
        "going",
        "likely",
        "hopes",
        "hope",
        "hoping",
        "wants",
        "want",
        "intends",
        "intend",
        "ready",
        "about",
        "agreed",
        "supposed",
        "poised",
        "bound",
        "expects",
        "expect",
        "needs",
        "need",
        "prepares",
        "preparing",
        "decided",
        "vowed",
        "promised",
        "pledged",
        "ordered",
        "is",
        "are",
        "be",
        "agreement",
        "deal",
        "proposal",
        "invited",
        "urged",
    ];
    is_one(token, WORDS) || is_one(token, PLANNED)
}

/// Words that say that something is still to come.
const PLANNED: &[&str] = &[
    "expected",
    "due",
    "scheduled",
    "slated",
    "planned",
    "payable",
    "effective",
    "upcoming",
    "forthcoming",
    "tentatively",
];

/// Verbs that news writes in the present of what is fixed.
const SCHEDULED: &[&str] = &[
    "arrive",
    "expire",
    "leave",
    "meet",
    "expires",
    "begin",
    "begins",
    "starts",
    "opens",
    "resume",
    "resumes",
    "reconvenes",
    "meets",
    "leaves",
    "arrives",
    "takes",
    "ends",
    "closes",
    "returns",
    "goes",
    "matures",
    "mature",
    "becomes",
];

fn is_one(token: Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is(word))
}

fn is_past(token: Token<'_>) -> bool {
    let text = token.text();
    if token.is_capitalised() && !token.starts_sentence() {
        return false;
    }
    let regular = text.len() > 3
        && text.ends_with("ed")
        && !is_one(token, &["need", "hundred", "speed", "indeed", "feed", "preferred"]);
    regular || is_one(token, IRREGULAR)
}

/// Past forms that do not end in "ed".
const IRREGULAR: &[&str] = &[
    "ate",
    "beat",
    "became",
    "began",
    "bent",
    "bit",
    "blew",
    "bore",
    "bought",
    "broke",
    "brought",
    "built",
    "burst",
    "came",
    "cast",
    "caught",
    "chose",
    "clung",
    "cost",
    "crept",
    "cut",
    "dealt",
    "died",
    "drank",
    "drew",
    "drove",
    "dug",
    "fed",
    "fell",
    "felt",
    "fled",
    "flew",
    "forbade",
    "fought",
    "found",
    "froze",
    "gave",
    "got",
    "grew",
    "heard",
    "held",
    "hid",
    "hit",
    "hung",
    "hurt",
    "kept",
    "knew",
    "laid",
    "lay",
    "led",
    "left",
    "let",
    "lost",
    "made",
    "meant",
    "met",
    "overcame",
    "oversaw",
    "overthrew",
    "paid",
    "put",
    "quit",
    "ran",
    "rang",
    "read",
    "rode",
    "rose",
    "said",
    "sang",
    "sank",
    "sat",
    "saw",
    "sent",
    "set",
    "shed",
    "shone",
    "shook",
    "shot",
    "shut",
    "slept",
    "slid",
    "sold",
    "sought",
    "spent",
    "split",
    "spoke",
    "sprang",
    "spread",
    "stole",
    "stood",
    "struck",
    "stuck",
    "swam",
    "swept",
    "swore",
    "swung",
    "taught",
    "thought",
    "threw",
    "told",
    "took",
    "tore",
    "understood",
    "undertook",
    "went",
    "wept",
    "withdrew",
    "woke",
    "won",
    "wore",
    "wrote",
];
