//! Quotations over several units: continuations, what a colon announces, and labels of who speaks.

use super::complement::Opening;
use super::cue::{self, Cue, Voice};
use super::frame::{self, Candidate};
use super::judge::{Judge, Scene};
use super::page::{Page, Run};
use super::rule::Rule;
use super::source::{self, Subject};
use super::verbs::Frames;
use crate::lexicon::Classes;
use crate::segment::Flags;

/// A quotation that nobody is named for has at least so many words: fewer are titles and slogans.
const FLOATING: usize = 6;

/// All attributions of a text, continuations joined to what they continue.
pub(super) fn read(page: &Page<'_>, judge: &mut impl Judge) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut last: Option<usize> = None;
    let mut announced: Option<Candidate> = None;
    let mut units = page.units().peekable();
    while let Some(unit) = units.next() {
        let paragraph = page.paragraph(unit.first);
        if let Some(mut candidate) = announced.take() {
            let quoted = page.opens(unit.first).is_some();
            let block = if quoted {
                only_quoted(page, unit)
            } else {
                (candidate.reports && unit.first == paragraph.first).then_some(paragraph)
            };
            if let Some(block) = block {
                candidate.pieces.push(block);
                Scene { page, unit, before: 0 }.weigh(&mut candidate, judge);
                found.push(candidate);
                last = quoted.then(|| found.len() - 1);
                while units.next_if(|next| !quoted && next.first < paragraph.end).is_some() {}
                continue;
            }
        }
        if unit.first == paragraph.first
            && let Some(mut candidate) = labelled(page, paragraph)
        {
            Scene { page, unit, before: 0 }.weigh(&mut candidate, judge);
            found.push(candidate);
            // What a transcript in quotation marks goes on with is of the same speaker, until a label names another.
            last = page.opens(paragraph.first).map(|_| found.len() - 1);
            while units.next_if(|next| next.first < paragraph.end).is_some() {}
            continue;
        }
        if let Some(signed) = signature(page, unit) {
            let waits = |at: &usize| found[*at].rule == Rule::Unattributed;
            if !signed.pieces.is_empty() {
                found.push(signed);
            } else if let Some(before) = last.filter(waits) {
                found[before] = Candidate { pieces: std::mem::take(&mut found[before].pieces), ..signed };
            }
            last = None;
            continue;
        }
        let start = found.len();
        found.extend(frame::read(page, unit, judge));
        let last_token = unit.end - 1;
        // "wrote on her page:" and a quotation: the page is no content.
        let hollow = page.is_colon(last_token)
            && units.peek().is_some_and(|next| page.opens(next.first).is_some())
            && found.len() > start
            && found.last().is_some_and(|last| {
                last.kind == Some(Opening::Object) && last.pieces.last().is_some_and(|piece| piece.end == last_token)
            });
        let hollow = if hollow { found.pop() } else { None };
        announced = announcement(page, unit, &found[start..]);
        if announced.is_none() {
            found.extend(hollow);
        }
        if found.len() > start {
            last = Some(continued(page, &found, start));
            continue;
        }
        let quotation = only_quoted(page, unit);
        match (quotation, last) {
            (Some(quotation), Some(before)) => found[before].pieces.push(quotation),
            (Some(quotation), None) if page.words(quotation).0 >= FLOATING => {
                last = Some(found.len());
                let plain = Candidate::plain(Rule::Unattributed, None, None, vec![quotation]);
                found.push(Candidate { reports: true, ..plain });
            }
            _ => last = None,
        }
    }
    found
}

/// Which of the attributions from `start` a quotation after them goes on: the last with quotation marks, else the last.
fn continued(page: &Page<'_>, found: &[Candidate], start: usize) -> usize {
    let marked = |candidate: &Candidate| candidate.pieces.iter().any(|&piece| page.words(piece).1 > 2);
    (start..found.len()).rev().find(|&index| marked(&found[index])).unwrap_or(found.len() - 1)
}

/// The quoted stretches of a unit that holds nothing else.
fn only_quoted(page: &Page<'_>, unit: Run) -> Option<Run> {
    let mut words = (unit.first..unit.end).filter(|&at| page.is_word(at));
    if !words.all(|at| page.stretch(at).is_some()) {
        return None;
    }
    let first = (unit.first..unit.end).find(|&at| page.stretch(at).is_some())?;
    let last = (unit.first..unit.end).rev().find(|&at| page.stretch(at).is_some())?;
    Some(Run::new(first, last + 1)).filter(|run| page.words(*run).0 > 0)
}

/// "The mayor wrote:" or "The mayor agreed." at the end of `unit`, whose content is still to come.
fn announcement(page: &Page<'_>, unit: Run, found: &[Candidate]) -> Option<Candidate> {
    let last = unit.end - 1;
    let colon = page.is_colon(last);
    if !colon && !found.is_empty() {
        return None;
    }
    let pieces = found.iter().filter_map(|candidate| candidate.pieces.last());
    let free = pieces.map(|piece| piece.end).max().unwrap_or(unit.first);
    let reports = |cue: &Cue| {
        cue.verb.frames.has(Frames::ASIDE.or(Frames::MARKS)) && matches!(cue.voice, Voice::Finite | Voice::Gerund)
    };
    // Without a colon the cue ends the unit.
    let near = if colon { free } else { free.max(last.saturating_sub(cue::RIGHT)) };
    let hooks = || page.hooks(Run::new(near, last)).rev();
    let mut cues = hooks().filter_map(|at| cue::cue(page, unit, at)).take_while(|cue| colon || cue.run.end == last);
    let known = |at| cue::known(page, unit, at, cue::cue(page, unit, at));
    let cue = cues.find(reports).or_else(|| hooks().filter(|_| colon).filter_map(known).find(reports))?;
    let source = match source::before(page, unit.first, cue.run.first) {
        Subject::Is(run) if cue.voice == Voice::Finite => run,
        _ if cue.run.end + 4 > last && cue.run.first == unit.first => source::after(page, cue.run.end, last)?,
        _ => source::opening(page, Run::new(unit.first, cue.run.first))?,
    };
    Some(Candidate { reports: colon, ..Candidate::of(Rule::Announced, cue, cue.run, Some(source), Vec::new()) })
}

/// "— Maria Lopez", after a quotation that is not in `unit` or is all the rest of it.
fn signature(page: &Page<'_>, unit: Run) -> Option<Candidate> {
    let dash = page.stretch(unit.first).map_or(unit.first, |stretch| stretch.end);
    if dash >= unit.end || !page.is_dash(dash) {
        return None;
    }
    let quotation = Run::new(unit.first, dash);
    let source = source::after(page, dash + 1, unit.end)?;
    let closed = source.end >= unit.end || page.is_terminal(source.end) || page.is_comma(source.end);
    let named = page.is_name(source.first) && closed && (quotation.is_empty() || page.words(quotation).0 >= FLOATING);
    let pieces = if quotation.is_empty() { Vec::new() } else { vec![quotation] };
    let (cue, source) = (Some(Run::new(dash, dash + 1)), Some(source));
    named.then(|| Candidate { reports: true, ..Candidate::plain(Rule::Signature, cue, source, pieces) })
}

/// "LOPEZ: We will see." and "Q: …" at the start of a paragraph.
fn labelled(page: &Page<'_>, paragraph: Run) -> Option<Candidate> {
    const LONGEST: usize = 6;
    // A transcript may be quoted as a whole: “LOPEZ: We will see.
    let quoted = page.opens(paragraph.first).is_some();
    let first = if quoted { paragraph.first + 1 } else { paragraph.first };
    let limit = paragraph.end.min(first + LONGEST);
    let colon = (first..limit).find(|&at| page.is_colon(at))?;
    let label = Run::new(first, colon);
    let content = Run::new(colon + 1, paragraph.end);
    let person = Classes::GIVEN.or(Classes::SURNAME);
    let name = |at: usize| {
        let token = page.token(at);
        let title = Classes::OFFICE.or(Classes::HONORIFIC).or(Classes::RANK);
        token.text() == "." || token.is_capitalised() && (!token.has(Classes::COMMON) || token.has(person.or(title)))
    };
    let letter = label.len() == 1 && page.is_any(label.first, words!["q", "a"]);
    let named = (label.first..label.end).all(name)
        && (label.first..label.end).any(|at| page.has(at, person) || page.token(at).flags().has(Flags::CAPITALS));
    let capitals = |at: usize| !page.is_word(at) || page.token(at).flags().has(Flags::CAPITALS);
    if quoted && !(label.first..label.end).all(capitals) {
        return None;
    }
    if page.words(content).0 == 0 || !letter && !named || page.is_verb(label.first) {
        return None;
    }
    let cue = Some(Run::new(colon, colon + 1));
    Some(Candidate { reports: true, ..Candidate::plain(Rule::Label, cue, Some(label), vec![content]) })
}
