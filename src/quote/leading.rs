//! Quotation marks that open a sentence and end with a comma: "“…,” the man who waited over an hour said." Whoever
//! speaks stands in the rest, however far from the marks.
//!
//! [`super::aside`] finds who stands right beside the marks. Here the comma alone is the evidence: a sentence goes on
//! behind it, and that is about the quotation. Tried last in a unit, and only if nothing else holds the marks.
//!
//! | text | source | cue |
//! |---|---|---|
//! | “It was very late,” the man who waited over an hour said. | the man who waited over an hour | said |
//! | “It was too late for us,” Lopez wheezed. | Lopez | none: the verb is not listed |
//! | “Night Train,” the film that … | | none: too short, a title |

use super::cue::{Cue, Voice};
use super::frame::Candidate;
use super::page::{Page, Run};
use super::rule::Rule;
use super::source;
use crate::lexicon::Classes;
use crate::lexicon::en::report::Frames;

/// Fewer words are a title, however a sentence goes on after them.
const LEAST_WORDS: usize = 4;
/// And fewer than these without a verb of saying.
const LEAST_WORDS_UNSAID: usize = 6;
/// The verb is looked for in so many tokens behind the marks.
const VERB_NEAR: usize = 48;

/// The attribution of the marks that open `unit`, if a comma shows that the sentence goes on and a verb of saying
/// stands in the rest.
///
/// The comma stands inside or behind the marks. Of several verbs the first that ends its clause is taken, else the
/// first; the source is the first noun phrase of the rest, or what follows the verb if that comes first. `cues` are
/// those of the unit, in order.
pub(super) fn read(page: &Page<'_>, unit: Run, cues: &[Cue]) -> Option<Candidate> {
    let quotation = page.opens(unit.first)?;
    let outside = page.is_comma(quotation.end);
    if quotation.end >= unit.end
        || page.words(quotation).0 < LEAST_WORDS
        || !outside && !page.is_comma(quotation.end - 2)
    {
        return None;
    }
    let rest = Run::new(quotation.end + usize::from(outside), unit.end.min(quotation.end + VERB_NEAR));
    let says = |cue: &&Cue| {
        rest.contains(cue.run.first)
            && cue.voice == Voice::Finite
            && cue.verb.frames.has(Frames::ASIDE.or(Frames::MARKS))
    };
    let ends = |cue: &&Cue| page.is_terminal(cue.run.end) || page.is_comma(cue.run.end) || cue.run.end == unit.end;
    let said = || cues.iter().filter(says);
    let Some(&cue) = said().find(ends).or_else(|| said().next()) else { return unsaid(page, quotation, rest) };
    let before = Run::new(rest.first, cue.run.first);
    let (rule, source) = if before.is_empty() {
        (Rule::VerbSubject, source::after(page, cue.run.end, unit.end))
    } else {
        (Rule::SubjectVerb, source::opening(page, before))
    };
    let candidate = Candidate::of(rule, cue, cue.run, source, vec![quotation]);
    Some(Candidate { reports: true, ..candidate })
}

/// "“…,” Lopez mused." and "“…,” she was quoted by the paper.": the comma shows that somebody says it, whatever the
/// verb.
///
/// The rest must open with somebody, not with a preposition; then the candidate has a source and no cue
/// ([`Rule::Floating`]).
fn unsaid(page: &Page<'_>, quotation: Run, rest: Run) -> Option<Candidate> {
    if page.words(quotation).0 < LEAST_WORDS_UNSAID
        || page.is_title(quotation)
        || page.has(rest.first, Classes::PREPOSITION)
    {
        return None;
    }
    let source = source::opening(page, rest).filter(|&source| source::is_somebody(page, source))?;
    let candidate = Candidate::plain(Rule::Floating, None, Some(source), vec![quotation]);
    Some(Candidate { reports: true, ..candidate })
}
