//! Cues: the verb groups that report.

use super::page::{Page, Run};
use super::verbs::{Frames, Inflection, Verb};
use crate::gazetteer::classes::Classes;

/// A reporting verb with its auxiliaries, negation and adverbs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The group.
    pub(super) run: Run,
    /// The token of the verb itself.
    pub(super) head: usize,
    pub(super) verb: Verb,
    pub(super) voice: Voice,
}

/// How a verb group stands to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "said", "has said", "is saying"
    Finite,
    /// "was told"
    Passive,
    /// "saying" without an auxiliary
    Gerund,
    /// "to say"
    Infinitive,
}

/// No verb group has more tokens before its verb.
const LEFT: usize = 8;

/// The group of the reporting verb at `at` in `unit`, unless the word is no verb there.
pub(super) fn cue(page: &Page<'_>, unit: Run, at: usize) -> Option<Cue> {
    let verb = page.verb(at)?;
    let mut first = at;
    let (mut have, mut be, mut modal, mut to) = (false, false, false, false);
    while first > unit.first && at - first < LEFT {
        let before = first - 1;
        if page.stretch(before).is_some() {
            break;
        }
        let is_to = page.is(before, "to");
        if page.is_any(before, &["went", "goes", "go"]) && page.is(first, "on") || page.has(before, Classes::MODAL) {
            modal = true;
        } else if page.has(before, Classes::AUXILIARY) && !is_possessive(page, before, verb) {
            let auxiliary = page.text(before);
            have |= auxiliary.starts_with(['h', 'H']) || matches!(auxiliary, "'ve" | "’ve");
            modal |= auxiliary.starts_with(['d', 'D']);
            be |= !auxiliary.starts_with(['h', 'H', 'd', 'D']) && !matches!(auxiliary, "'ve" | "’ve");
        } else if makes(page, before) && page.is(at, "clear") && at - before <= 2 {
            be = true;
        } else if page.is(before, "it") && page.is(at, "clear") && before > unit.first && makes(page, before - 1) {
            be = true;
        } else if is_to && first == at && verb.inflection == Inflection::Base {
            to = true;
        } else if to && page.is(first, "to") && goes_on(page, unit, before) {
            (to, modal) = (false, true);
        } else if !page.is_adverb(before)
            || page.is_any(before, &["all", "both", "each"]) && !follows_subject(page, unit, before)
        {
            break;
        }
        first = before;
    }
    if first > unit.first && page.is_any(first, &["however", "meanwhile"]) {
        first += 1;
    }
    let auxiliary = have || be || modal;
    let (voice, bare) = match verb.inflection {
        Inflection::Base if to => (Voice::Infinitive, false),
        Inflection::Base => (Voice::Finite, !modal),
        Inflection::Present => (Voice::Finite, true),
        Inflection::Adjective if be => (Voice::Finite, false),
        Inflection::Adjective => return None,
        Inflection::Past if be && verb.frames.has(Frames::STATE) => (Voice::Finite, false),
        Inflection::Past if be || !have && !modal && is_asked(page, unit, first, at) => (Voice::Passive, false),
        Inflection::Past => (Voice::Finite, !auxiliary),
        Inflection::Participle if be => (Voice::Passive, false),
        Inflection::Participle if have => (Voice::Finite, false),
        Inflection::Participle => return None,
        Inflection::Gerund if be => (Voice::Finite, false),
        Inflection::Gerund => (Voice::Gerund, true),
    };
    if bare && auxiliary && verb.inflection != Inflection::Base && !(verb.inflection == Inflection::Past) {
        return None;
    }
    let cue = Cue { run: Run::new(first, at + 1), head: at, verb, voice };
    (!bare || first < at || is_verb_here(page, unit, cue)).then_some(cue)
}

/// Whether the verb is the passive of "Asked about it, …" and "when pressed on it".
fn is_asked(page: &Page<'_>, unit: Run, first: usize, at: usize) -> bool {
    page.is_any(at, &["asked", "pressed", "questioned", "told", "quizzed"])
        && (first == unit.first
            || page.is_any(first - 1, &["when", "whenever", "if"])
            || page.is_comma(first - 1) && page.is(at + 1, "about"))
}

fn makes(page: &Page<'_>, at: usize) -> bool {
    page.is_any(at, &["make", "makes", "made", "making"])
}

/// Whether a verb that says nothing by itself stands before an infinitive: "went on to say".
fn goes_on(page: &Page<'_>, unit: Run, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "continue",
        "continues",
        "continued",
        "continuing",
        "began",
        "begins",
        "started",
        "starts",
        "used",
        "going",
        "came",
        "has",
        "have",
        "had",
        "able",
        "tends",
        "tend",
        "tended",
        "quick",
    ];
    page.is_any(at, VERBS)
        || page.is(at, "on") && at > unit.first && page.is_any(at - 1, &["went", "goes", "go", "going"])
}

/// Whether "all" or "both" stands after its subject or an auxiliary, not for a subject.
fn follows_subject(page: &Page<'_>, unit: Run, at: usize) -> bool {
    at > unit.first
        && page.is_word(at - 1)
        && !page.has(at - 1, Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR))
}

/// Whether the token is the possessive "'s" before a noun rather than a short "is" or "has".
fn is_possessive(page: &Page<'_>, at: usize, verb: Verb) -> bool {
    matches!(page.text(at), "'s" | "’s")
        && !(at > 0 && page.is_subject_pronoun(at - 1))
        && !matches!(verb.inflection, Inflection::Gerund)
}

/// Whether a word without auxiliary is a verb: told by its neighbours.
fn is_verb_here(page: &Page<'_>, unit: Run, cue: Cue) -> bool {
    let at = cue.head;
    let Some(before) = at.checked_sub(1).filter(|&before| before >= unit.first) else {
        return matches!(cue.verb.inflection, Inflection::Gerund | Inflection::Past);
    };
    if matches!(page.text(before), "'s" | "’s") {
        return false;
    }
    if page.closes(before).is_some() {
        return true;
    }
    if at + 1 < unit.end && matches!(page.text(at + 1), "'s" | "’s" | "'" | "’") {
        return false;
    }
    let alone = ["that", "which", "all", "both", "some", "many", "most", "few", "several"];
    let speaks = cue.verb.frames.has(Frames::ASIDE)
        && cue.verb.inflection == Inflection::Past
        && page.is_any(before, &["another", "this", "each", "one"]);
    if page.has(before, Classes::DETERMINER) && !page.is_any(before, &alone) && !speaks {
        return false;
    }
    if cue.voice == Voice::Gerund {
        return !page.has(before, Classes::MODAL);
    }
    if page.has(before, Classes::PREPOSITION) && !page.is_any(before, &["to", "in", "on", "up", "out", "off"])
        || page.is_any(before, &["his", "her", "its", "their", "my", "our", "your"])
    {
        return false;
    }
    match cue.verb.inflection {
        Inflection::Past => true,
        _ if !cue.verb.noun => true,
        _ if (page.is_any(at + 1, &["that", "to"]) || page.opens(at + 1).is_some())
            && !page.has(before, Classes::ROLE_MODIFIER) =>
        {
            true
        }
        Inflection::Base => {
            page.is_any(before, &["they", "we", "i", "you", "who", "and", "to"])
                || page.text(before).ends_with('s') && !page.text(before).ends_with("ss")
                || page.is_any(before, &["people", "men", "women", "some", "many", "most", "others", "critics"])
        }
        Inflection::Present => {
            page.is_any(before, &["he", "she", "it", "who", "that", "which", "and"])
                || page.is_comma(before)
                || page.is_name(before)
                || page.has(before, Classes::ROLE)
        }
        Inflection::Participle | Inflection::Gerund | Inflection::Adjective => true,
    }
}
