//! Cues: the verb groups that report.
//!
//! [`cue`] takes a form that the word list has as a reporting verb, and says what group it heads and how that stands
//! to its subject; or that it is no verb here:
//!
//! | text | group | voice |
//! |---|---|---|
//! | Lopez has never said so | has never said | finite |
//! | Lopez went on to say that | went on to say | finite |
//! | it was reported that | was reported | passive |
//! | Lopez is worried that | is worried | finite: the verb is a state |
//! | Asked why, Lopez left | Asked | passive |
//! | adding that it fell | adding | gerund |
//! | asked them to say so | to say | infinitive |
//! | the claims were false | | no verb: an article stands before it |
//!
//! [`known`] does the same for a word of which only the model knows that it reported in the training data; its
//! inflection is told by its ending and by "to" or a modal before it.
//!
//! Many forms are nouns as well ("claims", "report", "view"). Where no auxiliary shows the verb, its neighbours do
//! ([`is_verb_here`]).

use super::lexicon::Words;
use super::page::{Ending, Page, Run};
use super::source;
use super::verbs::Verb;
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::{Frames, Inflection};

/// A reporting verb with its auxiliaries, negation and adverbs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The group: from its first auxiliary to its verb, with "it" in "as he put it".
    pub(super) run: Run,
    /// The token of the verb itself.
    pub(super) head: usize,
    /// What may follow it, and how it is inflected.
    pub(super) verb: Verb,
    /// How the group stands to its subject.
    pub(super) voice: Voice,
}

/// How a verb group stands to its subject. The model's features hold its number: the order of the variants is part of
/// the trained weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "said", "has said", "is saying", "went on to say": the subject speaks.
    Finite,
    /// "was told", "Asked why": the subject does not speak, or what is said is the subject.
    Passive,
    /// "saying" without an auxiliary: the subject is another verb's.
    Gerund,
    /// "to say": likewise.
    Infinitive,
}

/// No verb group has more tokens before its verb.
pub(super) const MOST_BEFORE_VERB: usize = 8;
/// No verb group ends farther from its verb, counted in tokens.
pub(super) const MOST_AFTER_VERB: usize = 2;

/// What stands before a verb in its group; of several, the greatest decides the voice: "has been told" is a passive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Auxiliary {
    /// Nothing but adverbs.
    None,
    /// "to" right before a base form.
    To,
    /// Also a form of "do", and "went on to".
    Modal,
    /// A form of "have".
    Have,
    /// A form of "be"; also what stands for one in "made clear".
    Be,
}

/// The group of the reporting verb at `at` in `unit`, unless the word is no verb there; none for a word that is not
/// listed as one.
pub(super) fn cue(page: &Page<'_>, unit: Run, at: usize) -> Option<Cue> {
    group(page, unit, at, page.verb(at)?)
}

/// The group of a word at `at` that may report as far as the model knows, with every frame; `cue` is what [`cue`]
/// says of it.
///
/// A listed verb keeps its own frames and gets the loose ones besides ([`Frames::LOOSE`]): what the list does not
/// allow, the model may. A listed form that [`cue`] takes for no verb stays none.
pub(super) fn known(page: &Page<'_>, unit: Run, at: usize, cue: Option<Cue>) -> Option<Cue> {
    if let Some(cue) = cue {
        let verb = Verb { frames: cue.verb.frames.or(Frames::LOOSE), ..cue.verb };
        return Some(Cue { verb, ..cue });
    }
    if page.is_verb(at) || !page.may_report(at) {
        return None;
    }
    let before = at.checked_sub(1).filter(|&before| before >= unit.first);
    let inflection = match () {
        () if page.ends(at, Ending::Ing) => Inflection::Gerund,
        () if before.is_some_and(|before| page.is(before, word!("to")) || page.has(before, Classes::MODAL)) => {
            Inflection::Base
        }
        () if page.ends(at, Ending::S) => Inflection::Present,
        // "a text message"
        () if !page.has_verb_form(at) => Inflection::Base,
        () => Inflection::Past,
    };
    group(page, unit, at, Verb { frames: Frames::LOOSE, inflection, noun: true })
}

/// The group of `verb` at `at`, with its voice; none where inflection and auxiliary do not go together ("has says"),
/// and where neither an auxiliary nor the neighbours show a verb.
fn group(page: &Page<'_>, unit: Run, at: usize, verb: Verb) -> Option<Cue> {
    let (first, with) = auxiliary(page, unit, at, verb);
    let asked = with == Auxiliary::None && is_asked(page, unit, first, at);
    let voice = match (verb.inflection, with) {
        (Inflection::Base, Auxiliary::To) => Voice::Infinitive,
        (Inflection::Gerund, Auxiliary::Be) => Voice::Finite,
        (Inflection::Gerund, _) => Voice::Gerund,
        (Inflection::Past, Auxiliary::Be) if verb.frames.has(Frames::STATE) => Voice::Finite,
        (Inflection::Past | Inflection::Participle, Auxiliary::Be) => Voice::Passive,
        (Inflection::Past, _) if asked => Voice::Passive,
        (Inflection::Adjective, Auxiliary::Be)
        | (Inflection::Participle, Auxiliary::Have)
        | (Inflection::Base, Auxiliary::None | Auxiliary::Modal)
        | (Inflection::Present, Auxiliary::None)
        | (Inflection::Past, _) => Voice::Finite,
        _ => return None,
    };
    let puts = page.is_any(at, words!["put", "puts", "putting"]) && page.is(at + 1, word!("it")) && at + 2 < unit.end;
    let end = if puts && (page.is_comma(at + 2) || page.is_terminal(at + 2)) { at + 2 } else { at + 1 };
    let cue = Cue { run: Run::new(first, end), head: at, verb, voice };
    (with != Auxiliary::None || asked || first < at || is_verb_here(page, unit, cue)).then_some(cue)
}

/// Where the group of the verb at `at` starts, and what stands before the verb.
///
/// It walks leftwards over at most [`MOST_BEFORE_VERB`] auxiliaries, adverbs and verbs that say nothing by themselves
/// ("went on to"). What decides is the greatest on the way, but once a base form has its modal nothing before that
/// counts. An adverb behind an article ("the once feared plan") and "all" for a subject end the walk.
fn auxiliary(page: &Page<'_>, unit: Run, at: usize, verb: Verb) -> (usize, Auxiliary) {
    let mut with = Auxiliary::None;
    let mut first = at;
    while first > unit.first && at - first < MOST_BEFORE_VERB {
        let before = first - 1;
        if page.stretch(before).is_some() {
            break;
        }
        let here = if page.is_any(before, words!["went", "goes", "go"]) && page.is(first, word!("on"))
            || page.has(before, Classes::MODAL)
            || with == Auxiliary::To && page.is(first, word!("to")) && goes_on(page, unit, before)
        {
            Auxiliary::Modal
        } else if page.has(before, Classes::AUXILIARY) && !is_possessive(page, before, verb) {
            match page.text(before).as_bytes()[0] {
                b'h' | b'H' => Auxiliary::Have,
                b'd' | b'D' => Auxiliary::Modal,
                _ if page.is_any(before, words!["'ve", "’ve"]) => Auxiliary::Have,
                _ if with == Auxiliary::To => Auxiliary::Modal,
                _ => Auxiliary::Be,
            }
        } else if page.is(at, word!("clear")) && makes_clear(page, unit, before, at) {
            Auxiliary::Be
        } else if page.is(before, word!("to")) && first == at && verb.inflection == Inflection::Base {
            Auxiliary::To
        } else if !page.is_adverb(before)
            || page.is_any(before, words!["all", "both", "each"]) && !follows_subject(page, unit, before)
            || before > unit.first && page.is_any(before - 1, words!["the", "a", "an"])
        {
            break;
        } else {
            Auxiliary::None
        };
        let settled = verb.inflection == Inflection::Base && with == Auxiliary::Modal;
        with = if settled { with } else { with.max(here) };
        first = before;
    }
    if page.is_any(first, words!["however", "meanwhile"]) && first < at {
        first += 1;
    }
    (first, with)
}

/// Whether the verb is the passive of "Asked about it, …" and "when pressed on it": at the start of the unit, behind
/// "when" or "if", or behind a comma before "about".
fn is_asked(page: &Page<'_>, unit: Run, first: usize, at: usize) -> bool {
    page.is_any(at, words!["asked", "pressed", "questioned", "told", "quizzed"])
        && (first == unit.first
            || page.is_any(first - 1, words!["when", "whenever", "if"])
            || page.is_comma(first - 1) && page.is(at + 1, word!("about")))
}

/// Whether the token before "clear" at `at` belongs to "made clear" or "made it clear", also with one adverb between.
fn makes_clear(page: &Page<'_>, unit: Run, before: usize, at: usize) -> bool {
    let makes = |at: usize| page.is_any(at, words!["make", "makes", "made", "making"]);
    makes(before) && at - before <= 2 || page.is(before, word!("it")) && before > unit.first && makes(before - 1)
}

/// Whether a verb that says nothing by itself stands before an infinitive: "continued | to say", "went on | to say",
/// "was able | to say".
fn goes_on(page: &Page<'_>, unit: Run, at: usize) -> bool {
    /// Such verbs, and adjectives after "be".
    const VERBS: &Words = &Words::of(attribution::PHASES);
    page.is_any(at, VERBS)
        || page.is(at, word!("on")) && at > unit.first && page.is_any(at - 1, words!["went", "goes", "go", "going"])
}

/// Whether "all" or "both" stands after its subject or an auxiliary ("they all said"), not for a subject ("in all
/// said …").
fn follows_subject(page: &Page<'_>, unit: Run, at: usize) -> bool {
    at > unit.first
        && page.is_word(at - 1)
        && !page.has(at - 1, Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR))
}

/// Whether the token is the possessive "'s" before a noun rather than a short "is" or "has".
fn is_possessive(page: &Page<'_>, at: usize, verb: Verb) -> bool {
    page.is_any(at, words!["'s", "’s"])
        && !(at > 0 && page.is_subject_pronoun(at - 1))
        && !matches!(verb.inflection, Inflection::Gerund)
}

/// Whether a word without auxiliary is a verb: told by its neighbours, the surest first.
///
/// 1. First of the unit: a gerund or past is one; a present only before a name or determiner, and if it is hardly
///    ever a noun ("Says Lopez: …").
/// 2. Behind a possessive: none. Behind closing quotation marks: always. Before a possessive: none.
/// 3. Behind a determiner: none, unless that can stand alone ("that", "all", "many"), or a past of saying follows
///    "another", "this", "each" or "one".
/// 4. A gerund: always, but behind a modal.
/// 5. Behind a preposition or "his": none, but behind "to" and what may be a particle ("up", "on").
/// 6. By inflection: a past is one; forms that are no nouns are; what "that", "to" or a quotation follows is; of the
///    rest a base form needs a plural before it ("critics claim"), and a present a singular that can say ("Lopez
///    claims").
fn is_verb_here(page: &Page<'_>, unit: Run, cue: Cue) -> bool {
    let at = cue.head;
    let Some(before) = at.checked_sub(1).filter(|&before| before >= unit.first) else {
        // "Says Lopez: “…”"
        let inverted = !cue.verb.noun && (page.is_name(at + 1) || page.has(at + 1, Classes::DETERMINER));
        return matches!(cue.verb.inflection, Inflection::Gerund | Inflection::Past)
            || cue.verb.inflection == Inflection::Present && inverted;
    };
    if page.is_any(before, words!["'s", "’s"]) {
        return false;
    }
    if page.closes(before).is_some() {
        return true;
    }
    if at + 1 < unit.end && page.is_any(at + 1, words!["'s", "’s", "'", "’"]) {
        return false;
    }
    let alone = words!["that", "which", "all", "both", "some", "many", "most", "few", "several"];
    let speaks = cue.verb.frames.has(Frames::ASIDE)
        && cue.verb.inflection == Inflection::Past
        && page.is_any(before, words!["another", "this", "each", "one"]);
    if page.has(before, Classes::DETERMINER) && !page.is_any(before, alone) && !speaks {
        return false;
    }
    if cue.voice == Voice::Gerund {
        return !page.has(before, Classes::MODAL);
    }
    if page.has(before, Classes::PREPOSITION) && !page.is_any(before, words!["to", "in", "on", "up", "out", "off"])
        || page.is_any(before, words!["his", "her", "its", "their", "my", "our", "your"])
    {
        return false;
    }
    match cue.verb.inflection {
        // "cut its profit forecast"
        Inflection::Past if page.text(at) == "forecast" => !is_object(page, unit, at),
        Inflection::Past => true,
        _ if !cue.verb.noun => true,
        // "excavation projects that have unearthed ruins"
        _ if page.is(at + 1, word!("that")) && page.is_finite(at + 2) => false,
        _ if (page.is_any(at + 1, words!["that", "to"]) || page.opens(at + 1).is_some())
            && !page.has(before, Classes::ROLE_MODIFIER) =>
        {
            true
        }
        Inflection::Base => {
            page.is_any(before, words!["they", "we", "i", "you", "who", "and", "to"])
                || page.ends(before, Ending::S)
                || page.is_any(before, words!["people", "men", "women", "some", "many", "most", "others", "critics"])
        }
        Inflection::Present => {
            page.is_any(before, words!["he", "she", "it", "who", "that", "which", "and"])
                || page.is_comma(before)
                || page.is_name(before)
                || page.has(before, Classes::ROLE)
                || page.is_any(before, source::WRITTEN)
        }
        Inflection::Participle | Inflection::Gerund | Inflection::Adjective => true,
    }
}

/// Whether the noun at `at`, with one before it at most, is owned, and what a verb in the past has for its object:
/// "cut its profit forecast".
fn is_object(page: &Page<'_>, unit: Run, at: usize) -> bool {
    let owner = |at: &usize| page.is_any(*at, words!["his", "her", "its", "their", "our", "my"]);
    let owned = (unit.first + 1..at).rev().take(2).find(owner);
    owned.is_some_and(|owner| page.may_be_past(owner - 1))
}
