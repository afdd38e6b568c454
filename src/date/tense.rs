//! Whether the clause around an expression looks back or ahead.

use super::expression::Way;
use crate::gazetteer::classes::Classes;
use crate::segment::{Flags, Token, View};

/// So many tokens are read on each side.
const REACH: usize = 25;

/// Where the verb that governs the tokens from `first` to before `end` points; `None` where no verb tells.
pub(super) fn way(view: View<'_>, first: usize, end: usize) -> Option<Way> {
    let sentence = view.get(first)?.sentence();
    let start = sentence.first_token().index().max(first.saturating_sub(REACH));
    let stop = sentence.end_token().index().min(end + REACH);
    let before = (start..first).rev().find_map(|index| verb(view, index, start));
    before.or_else(|| (end..stop).find_map(|index| verb(view, index, start)))
}

/// What the verb at `index` says, if it is one.
fn verb(view: View<'_>, index: usize, start: usize) -> Option<Way> {
    let token = view.get(index)?;
    if token.has(Classes::MODAL) && !token.is_capitalised() || is_one(token, &["'ll", "’ll", "wo", "ca"]) {
        return Some(Way::Ahead);
    }
    if token.is("to") {
        return ahead_infinitive(view, index, start);
    }
    if is_one(token, &["was", "were", "had", "did", "has", "have", "been"]) {
        let planned = view.get(index + 1).is_some_and(|next| is_planned(next));
        let infinitive = view.get(index + 1).is_some_and(|next| next.is("to"));
        return Some(if planned || infinitive { Way::Ahead } else { Way::Back });
    }
    if is_one(token, &["is", "are", "am", "'re", "’re"]) {
        let next = view.get(index + 1)?;
        let text = next.text();
        return (is_planned(next) || text.len() > 4 && text.ends_with("ing")).then_some(Way::Ahead);
    }
    if is_one(token, SCHEDULED) {
        return Some(Way::Ahead);
    }
    is_past(token).then_some(Way::Back)
}

/// "to" before a verb after a word of plan or duty.
fn ahead_infinitive(view: View<'_>, index: usize, start: usize) -> Option<Way> {
    let next = view.get(index + 1)?;
    let verb = next.flags().has(Flags::LETTER) && !next.is_capitalised() && !next.has(Classes::DETERMINER);
    let before = index.checked_sub(1).filter(|&before| before >= start).and_then(|before| view.get(before))?;
    (verb && (is_planned(before) || is_one(before, &["is", "are", "be"]))).then_some(Way::Ahead)
}

/// Words that look ahead to what follows them.
fn is_planned(token: Token<'_>) -> bool {
    const WORDS: &[&str] = &[
        "expected",
        "due",
        "scheduled",
        "set",
        "slated",
        "planned",
        "plans",
        "plan",
        "planning",
        "going",
        "likely",
        "hopes",
        "hope",
        "wants",
        "intends",
        "intend",
        "ready",
        "about",
        "agreed",
        "supposed",
        "poised",
        "bound",
        "payable",
        "expects",
        "expect",
        "continues",
        "needs",
        "prepares",
        "preparing",
        "decided",
        "vowed",
        "promised",
        "pledged",
        "ordered",
    ];
    is_one(token, WORDS)
}

/// Verbs that news writes in the present of what is fixed.
const SCHEDULED: &[&str] = &[
    "expire",
    "expires",
    "begin",
    "begins",
    "start",
    "starts",
    "open",
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
    "comes",
    "payable",
    "due",
    "effective",
    "upcoming",
    "matures",
    "mature",
    "become",
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
    text.len() > 3 && text.ends_with("ed") && !is_one(token, &["need", "hundred", "speed", "indeed", "feed"])
        || is_one(token, IRREGULAR)
}

const IRREGULAR: &[&str] = &[
    "said",
    "told",
    "went",
    "came",
    "took",
    "made",
    "met",
    "held",
    "won",
    "lost",
    "began",
    "fell",
    "rose",
    "left",
    "found",
    "gave",
    "got",
    "saw",
    "led",
    "hit",
    "sent",
    "spoke",
    "wrote",
    "broke",
    "died",
    "became",
    "brought",
    "bought",
    "sold",
    "caught",
    "chose",
    "drew",
    "drove",
    "ate",
    "fought",
    "flew",
    "forgot",
    "froze",
    "grew",
    "heard",
    "hid",
    "kept",
    "knew",
    "laid",
    "lay",
    "lent",
    "lit",
    "meant",
    "paid",
    "put",
    "quit",
    "rang",
    "ran",
    "sank",
    "sat",
    "shook",
    "shone",
    "shot",
    "showed",
    "shut",
    "slept",
    "spent",
    "split",
    "spread",
    "stood",
    "stole",
    "struck",
    "swore",
    "swept",
    "swam",
    "taught",
    "threw",
    "thought",
    "understood",
    "withdrew",
    "wore",
    "felt",
    "built",
    "burst",
    "cut",
    "beat",
    "killed",
    "overthrew",
];
