//! Nouns that report: "the claim that", "her support for".
//!
//! A noun governs a clause ("claim that"), an infinitive ("plan to") or what a preposition links ("support for"), as
//! the word list says of it. Whose it is must be found, for a "claim" that is nobody's reports nothing:
//!
//! | text | source | cue |
//! |---|---|---|
//! | Lopez's promise that it would close | Lopez | promise |
//! | her support for the plan | her | support for |
//! | An announcement by Governor Lopez that it would close | Governor Lopez | announcement |
//! | the claim that it was late | | none |
//!
//! A verb before the noun belongs to its cue, and its subject is the source: of "Lopez repeated her claim that …" the
//! cue is "repeated her claim". But the verb is read first ([`super::govern`]), and takes "her claim that …" for its
//! own content if it is likely to report; the noun's frame is what is left where it is not.
//!
//! With `loose`, any word that the model knows is read as such a noun, and may have no source; the model decides.

use super::cue::{self, Cue, Voice};
use super::extent::{self, Extent};
use super::frame::Candidate;
use super::lexicon::Words;
use super::page::{Page, Run};
use super::rule::Rule;
use super::source::{self, Subject};
use super::verbs::{self, Verb};
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::{Frames, Inflection};

/// What gives a name before "as", and is no report: "known as", "billed as".
const NAMED_AS: &Words = &Words::of(attribution::NAMED_AS);

/// Between a possessive or verb and its noun no more words are passed: "her oft-repeated public claim".
const VERB_TO_NOUN: usize = 4;

/// The attribution of the noun at `at`, with its content in `region`; none for a capital ("Support" in a name), where
/// nothing follows, and where it governs nothing that stands behind it.
pub(super) fn read(page: &Page<'_>, unit: Run, region: Run, at: usize, loose: bool) -> Option<Candidate> {
    if page.is_capitalised(at) || at + 2 >= region.end || page.stretch(at + 1).is_some() {
        return None;
    }
    // "a plan known as “Big Bang”" is a name.
    if loose && page.is_any(at, NAMED_AS) && page.is(at + 1, word!("as")) {
        return None;
    }
    let frames = if loose { Frames::LOOSE } else { page.noun(at)? };
    let (start, agent) =
        agent(page, region, at, frames).map_or((at + 1, None), |(start, source)| (start, Some(source)));
    let that = page.is(start, word!("that"));
    let clause = that && frames.has(Frames::THAT) || page.is(start, word!("to")) && frames.has(Frames::INFINITIVE);
    if !clause && !frames.has(verbs::linked_by(page.word(start))?) {
        return None;
    }
    let start = if clause { start } else { start + 1 };
    let (first, source) = match agent {
        Some(agent) => (at, Some(agent)),
        None => holder(page, unit, region, at),
    };
    if source.is_none() && !loose {
        return None;
    }
    let by = Cue {
        run: Run::new(first, at + 1),
        head: at,
        verb: Verb { frames, inflection: Inflection::Adjective, noun: true },
        voice: Voice::Infinitive,
    };
    let extent = if that { Extent::Clause } else { Extent::Noun };
    let content = Run::new(start, extent::content_end(page, unit, start, region.end, Some(by), extent));
    let rule = if clause { Rule::NounClause } else { Rule::NounObject };
    let group = if agent.is_some() { by.run } else { Run::new(first, start) };
    page.has_words(content).then(|| Candidate::of(rule, by, group, source, vec![content]))
}

/// "an announcement in Aldby by Governor Lopez that …": where "that" stands, and who stands between.
///
/// "by" or "from" within eight words of the noun, no verb between, and behind it somebody right before "that".
fn agent(page: &Page<'_>, region: Run, noun: usize, frames: Frames) -> Option<(usize, Run)> {
    const NOUN_TO_AGENT: usize = 8;
    let by = (noun + 1..region.end.min(noun + NOUN_TO_AGENT))
        .take_while(|&at| page.is_word(at) && page.stretch(at).is_none() && !page.is_verb(at))
        .find(|&at| page.is_any(at, words!["by", "from"]))?;
    let source = source::after(page, by + 1, region.end).filter(|&source| source::is_somebody(page, source))?;
    let that = page.is(source.end, word!("that")) && frames.has(Frames::THAT);
    (that && source.end + 2 < region.end).then_some((source.end, source))
}

/// Where the cue of a noun starts, and whose it is: a possessive's or the subject's of its verb.
///
/// It walks leftwards from the noun over at most [`VERB_TO_NOUN`] words. A possessive ends the walk with its owner;
/// "his", with the verb before it if that has a subject ("Lopez repeated | his claim"); a verb group, with its
/// subject; a preposition, auxiliary or conjunction, with nobody.
fn holder(page: &Page<'_>, unit: Run, region: Run, noun: usize) -> (usize, Option<Run>) {
    let from = region.first.max(noun.saturating_sub(VERB_TO_NOUN));
    let mut at = noun;
    while at > from {
        at -= 1;
        if page.stretch(at).is_some() || page.is_comma(at) {
            break;
        }
        if page.is_any(at, words!["'s", "’s"]) || page.is_any(at, words!["'", "’"]) && at + 1 < noun {
            return (at + 1, source::phrase(page, region.first, at));
        }
        if page.is_any(at, words!["his", "her", "their", "its", "my", "our", "your"]) {
            let own = Some(Run::new(at, at + 1));
            let verb =
                at.checked_sub(1).filter(|&verb| verb >= region.first).and_then(|verb| cue::cue(page, unit, verb));
            return match verb.map(|cue| (cue.run.first, source::before(page, region.first, cue.run.first))) {
                Some((first, Subject::Is(subject))) => (first, Some(subject)),
                _ => (at + 1, own),
            };
        }
        if let Some(cue) = cue::cue(page, unit, at) {
            let first = cue.run.first;
            let source = match source::before(page, region.first, first) {
                Subject::Is(run) if cue.voice == Voice::Finite => Some(run),
                Subject::Shared => source::opening(page, Run::new(unit.first, first)),
                _ => None,
            };
            return (first, source);
        }
        if page.has(at, Classes::PREPOSITION.or(Classes::AUXILIARY).or(Classes::CONJUNCTION)) {
            break;
        }
    }
    (noun, None)
}
