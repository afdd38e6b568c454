//! Whether the clause around an expression looks back or ahead.

use super::expression::Way;
use crate::gazetteer::classes::Classes;
use crate::segment::{Flags, Token, View};

/// So many tokens are read on each side.
const REACH: usize = 25;

/// Where the verb that governs the tokens from `first` to before `end` points; `None` where no verb tells.
///
/// That is the nearest verb group before them, else the first one after them in their sentence.
pub(super) fn way(view: View<'_>, first: usize, end: usize) -> Option<Way> {
    let sentence = view.get(first)?.sentence();
    let start = sentence.first_token().index().max(first.saturating_sub(REACH));
    let stop = sentence.end_token().index().min(end + REACH);
    if is_attributive(view, first, end) {
        return Some(Way::Back);
    }
    let before = (start..first).rev().find_map(|index| verb(view, index, start));
    before.or_else(|| (end..stop).find_map(|index| verb(view, index, end))).and_then(Verb::way)
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

/// Whether the expression describes a noun, which has then mostly happened: "the Aug. 7 attack", "Friday's talks".
fn is_attributive(view: View<'_>, first: usize, end: usize) -> bool {
    const COMING: &[&str] =
        &["deadline", "election", "elections", "vote", "referendum", "hearing", "summit", "launch", "runoff"];
    let next = view.get(end);
    let possessive = next.is_some_and(|next| is_one(next, &["'s", "’s"]));
    let determined = first.checked_sub(1).and_then(|before| view.get(before)).is_some_and(|before| {
        before.has(Classes::DETERMINER) || is_one(before, &["'s", "’s", "its", "their", "his", "her", "your", "our"])
    });
    let noun = next.is_some_and(|next| {
        next.flags().has(Flags::LETTER)
            && !next.has(Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::AUXILIARY).or(Classes::MODAL))
    });
    let coming = (end..end + 3).filter_map(|at| view.get(at)).any(|token| is_one(token, COMING));
    !coming && (possessive || determined && noun)
}

/// Where the verb group that the token at `index` ends points, if it ends one; none reaches before `start`.
fn verb(view: View<'_>, index: usize, start: usize) -> Option<Verb> {
    let token = view.get(index)?;
    if is_modal(token) || is_one(token, PLANNED) || is_one(token, SCHEDULED) {
        return Some(Verb::Ahead);
    }
    if token.is("to") {
        let infinitive = view.get(index + 1).filter(|next| is_infinitive(*next))?;
        return (!infinitive.is_capitalised() && before(view, index, start).is_some_and(looks_ahead))
            .then_some(Verb::Ahead)
            .or(Some(Verb::Open));
    }
    if is_one(token, &["was", "were", "had", "did", "has", "have", "'ve", "’ve"]) {
        let to = view.get(index + 1).is_some_and(|next| next.is("to"));
        return Some(if to { Verb::Ahead } else { Verb::Back });
    }
    if is_one(token, &["is", "are", "am", "'re", "’re"]) {
        let next = view.get(index + 1)?;
        return (next.text().len() > 4 && next.text().ends_with("ing")).then_some(Verb::Ahead);
    }
    if !is_past(token) {
        return None;
    }
    // A participle says less than the auxiliaries before it.
    let mut at = index;
    while let Some(auxiliary) = before(view, at, start) {
        at -= 1;
        if is_modal(auxiliary) {
            return Some(Verb::Ahead);
        }
        if auxiliary.is("to") {
            return before(view, at, start).is_some_and(looks_ahead).then_some(Verb::Ahead).or(Some(Verb::Open));
        }
        if is_one(auxiliary, &["is", "are", "being"]) {
            return None;
        }
        if !auxiliary.is("be") && !auxiliary.has(Classes::NEGATION) && !auxiliary.text().ends_with("ly") {
            break;
        }
    }
    Some(Verb::Back)
}

fn before(view: View<'_>, index: usize, start: usize) -> Option<Token<'_>> {
    index.checked_sub(1).filter(|&before| before >= start).and_then(|before| view.get(before))
}

fn is_modal(token: Token<'_>) -> bool {
    token.has(Classes::MODAL) && !token.is_capitalised() || is_one(token, &["'ll", "’ll", "wo", "Will"])
}

fn is_infinitive(token: Token<'_>) -> bool {
    token.flags().has(Flags::LETTER) && !token.has(Classes::DETERMINER.or(Classes::NUMBER).or(Classes::WEEKDAY))
}

/// Whether an infinitive after the word is still to come.
fn looks_ahead(token: Token<'_>) -> bool {
    const WORDS: &[&str] = &[
        "set",
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
    "expire",
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
    "bought",
    "broke",
    "brought",
    "built",
    "burst",
    "came",
    "caught",
    "chose",
    "cut",
    "died",
    "drew",
    "drove",
    "fell",
    "felt",
    "flew",
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
    "kept",
    "knew",
    "laid",
    "lay",
    "led",
    "left",
    "lost",
    "made",
    "meant",
    "met",
    "overthrew",
    "paid",
    "put",
    "quit",
    "ran",
    "rang",
    "rose",
    "said",
    "sank",
    "sat",
    "saw",
    "sent",
    "shone",
    "shook",
    "shot",
    "shut",
    "slept",
    "sold",
    "spent",
    "split",
    "spoke",
    "spread",
    "stole",
    "stood",
    "struck",
    "swam",
    "swept",
    "swore",
    "taught",
    "thought",
    "threw",
    "told",
    "took",
    "understood",
    "went",
    "withdrew",
    "won",
    "wore",
    "wrote",
];
