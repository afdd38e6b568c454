//! Quotations over several units: continuations, and stretches that no frame holds.

use super::frame::{self, Candidate};
use super::page::{Page, Run};

/// All attributions of a text, continuations joined to what they continue.
pub(super) fn read(page: &Page<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut last: Option<usize> = None;
    for unit in page.units() {
        let start = found.len();
        found.extend(frame::read(page, unit));
        if found.len() > start {
            last = Some(continued(page, &found, start));
            continue;
        }
        let Some(quotation) = only_quoted(page, unit) else {
            last = None;
            continue;
        };
        if let Some(before) = last {
            found[before].pieces.push(quotation);
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
    let mut inside = (unit.first..unit.end).filter(|&at| page.is_word(at));
    if !inside.all(|at| page.stretch(at).is_some()) {
        return None;
    }
    let first = (unit.first..unit.end).find(|&at| page.stretch(at).is_some())?;
    let last = (unit.first..unit.end).rev().find(|&at| page.stretch(at).is_some())?;
    Some(Run::new(first, last + 1)).filter(|run| page.words(*run).0 > 2)
}
