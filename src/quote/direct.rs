//! Quotations over several units: continuations, what a colon announces, and labels of who speaks.
//!
//! [`read`] goes over the units of a text with a memory of what came before ([`Thread`]). A unit is tried in this
//! order, and the first that fits takes it:
//!
//! 1. *Announced*: the unit before ended "The mayor wrote:" or "The mayor replied." → this unit, if it is quoted, or
//!    else its paragraph.
//! 2. *Labelled*: "LOPEZ: We will see." and "Maria Lopez, mayor of Aldby: “…”" at the start of a paragraph.
//! 3. *Signed*: "— Maria Lopez" → what stands in the unit, or the quotation before it.
//! 4. *Framed*: what [`frame`] finds in it. Where that is nothing and the unit is all in quotation marks, it goes on
//!    what came before:
//!
//! ```text
//! “We won,” Lopez said. “They lost.”           one quotation of two pieces
//! “We won and nobody had thought we would.     a paragraph that is not closed, and
//! “They lost,” Lopez said.                     … the attribution that comes only with the next: two pieces
//! Lopez denied the charge. “We never met.”     two of one source: the first has no marks that could go on
//! Lopez was angry. “We never met.”             one, of the person whom the sentence before is about
//! “It was late and nobody had come.”           one without a source: it is long enough
//! ```
//!
//! What is announced comes before frames, for the announced paragraph may hold frames of its own, which are then the
//! speaker's.

use super::complement::Opening;
use super::cue::{self, Cue, Voice};
use super::frame::{self, Candidate};
use super::judge::{Judge, Scene};
use super::lexicon::Words;
use super::page::{Page, Run};
use super::rule::Rule;
use super::source::{self, Subject};
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::Frames;
use crate::segment::Flags;

/// A quotation that nobody is named for has at least so many words: fewer are titles and slogans. A signature in
/// brackets has fewer tokens, and what it signs without them as many words.
const FLOATING_WORDS: usize = 6;

/// All attributions of a text, continuations joined to what they continue, in the order in which they were found.
///
/// The pieces of each are in text order. Linear: each unit is read once, and what it looks back to is held, not
/// searched.
pub(super) fn read(page: &Page<'_>, judge: &mut impl Judge) -> Vec<Candidate> {
    let mut thread = Thread::default();
    let mut units = page.units().peekable();
    while let Some(unit) = units.next() {
        let paragraph = page.paragraph(unit.first);
        let block =
            thread.announced(page, unit, paragraph, judge).or_else(|| thread.labelled(page, unit, paragraph, judge));
        if let Some(block) = block {
            while units.next_if(|next| next.first < block.end).is_some() {}
        } else if !thread.signed(page, unit) {
            let next = units.peek().copied();
            thread.framed(page, unit, next, judge);
        }
        thread.before = Some(unit);
        thread.short = thread.short.filter(|short| short.end == unit.end);
    }
    thread.found
}

/// What was read of a text so far, and what a next unit may go on with.
#[derive(Default)]
struct Thread {
    /// All attributions.
    found: Vec<Candidate>,
    /// What a quotation right here goes on: the index in `found`; none where the unit before held neither frame nor
    /// quotation.
    last: Option<usize>,
    /// So many pieces at the end of `last` open a quotation of several paragraphs that is not closed yet.
    open: usize,
    /// Who was said to say what comes next: a candidate without content.
    announced: Option<Candidate>,
    /// The unit before.
    before: Option<Run>,
    /// That unit, if it is a quotation that is too short to stand without a speaker.
    short: Option<Run>,
}

impl Thread {
    /// What the unit before announced: the end of what is read by it, if the unit fits.
    ///
    /// A quotation is taken whole; without marks only a colon announces, and the paragraph must start here. An
    /// announcement that does not fit is forgotten.
    fn announced(&mut self, page: &Page<'_>, unit: Run, paragraph: Run, judge: &mut impl Judge) -> Option<Run> {
        let mut candidate = self.announced.take()?;
        let quoted = page.opens(unit.first).is_some();
        let block = if quoted {
            only_quoted(page, unit)?
        } else {
            Some(paragraph).filter(|_| candidate.reports && unit.first == paragraph.first)?
        };
        candidate.pieces.push(block);
        if candidate.rule == Rule::Announced {
            Scene { page, unit, before: 0 }.weigh(&mut candidate, judge);
        }
        self.push(candidate);
        self.last = self.last.filter(|_| quoted);
        Some(if quoted { unit } else { paragraph })
    }

    /// "LOPEZ: We will see." The paragraph is read by its label, or, of a caption, its quotation is.
    fn labelled(&mut self, page: &Page<'_>, unit: Run, paragraph: Run, judge: &mut impl Judge) -> Option<Run> {
        if unit.first != paragraph.first {
            return None;
        }
        let captioned = captioned(page, paragraph);
        // What a transcript in quotation marks goes on with is of the same speaker, until a label names another.
        let goes_on = captioned.is_some() || page.opens(paragraph.first).is_some();
        let end =
            captioned.as_ref().and_then(|candidate| candidate.pieces.last()).map_or(paragraph.end, |piece| piece.end);
        let mut candidate = captioned.or_else(|| labelled(page, paragraph))?;
        Scene { page, unit, before: 0 }.weigh(&mut candidate, judge);
        self.push(candidate);
        self.last = self.last.filter(|_| goes_on);
        Some(Run::new(paragraph.first, end))
    }

    /// "— Maria Lopez": whether the unit holds nothing else, or only what she said.
    ///
    /// Alone it signs the quotation before it, if that has no source yet or only one that was near; a short one
    /// before it, which was not kept for want of a speaker, is then a quotation after all.
    fn signed(&mut self, page: &Page<'_>, unit: Run) -> bool {
        let Some(mut signed) = signature(page, unit) else { return false };
        if let Some(short) = self.short.filter(|short| signed.pieces.is_empty() && short.end == unit.first) {
            signed.pieces.push(short);
        }
        let waits = |at: &usize| self.found[*at].source.is_none() || self.found[*at].rule == Rule::Floating;
        if !signed.pieces.is_empty() {
            self.push(signed);
        } else if let Some(before) = self.last.filter(waits) {
            self.found[before] = Candidate { pieces: std::mem::take(&mut self.found[before].pieces), ..signed };
        }
        self.last = None;
        true
    }

    /// Keeps a candidate, which a next quotation may go on with.
    fn push(&mut self, candidate: Candidate) {
        self.last = Some(self.found.len());
        self.open = 0;
        self.found.push(candidate);
    }

    /// Reads the frames of `unit`, and what it holds in quotation marks besides; `next` is the unit after it.
    ///
    /// "Lopez wrote on her page:" before a quotation has an object by the frames, which is none: it is dropped if the
    /// unit announces.
    fn framed(&mut self, page: &Page<'_>, unit: Run, next: Option<Run>, judge: &mut impl Judge) {
        let start = self.found.len();
        let found = frame::read(page, unit, judge);
        self.found.extend(found);
        let last_token = unit.end - 1;
        let follows = next.is_some_and(|next| page.opens(next.first).is_some());
        // "wrote on her page:" and a quotation: the page is no content.
        let hollow = page.is_colon(last_token)
            && follows
            && self.found.len() > start
            && self.found.last().is_some_and(|last| {
                last.kind == Some(Opening::Object) && last.pieces.last().is_some_and(|piece| piece.end == last_token)
            });
        let hollow = if hollow { self.found.pop() } else { None };
        self.announced = announcement(page, unit, &self.found[start..])
            .or_else(|| follows.then(|| presented(page, unit, next?)).flatten());
        if self.announced.is_none() {
            self.found.extend(hollow);
        }
        if self.found.len() > start {
            self.join_opening(page, unit, start);
            self.last = Some(continued(page, &self.found, start));
            self.open = 0;
            return;
        }
        if let Some(quotation) = only_quoted(page, unit) {
            self.go_on(page, quotation);
        } else {
            self.told_after(page, unit);
            self.last = None;
        }
    }

    /// Gives the paragraphs that opened a quotation to the attribution whose cue comes only now, in `unit`.
    ///
    /// `start` is where the unit's own attributions start. Only pieces counted by `open` move: paragraphs that opened
    /// with marks and did not close them. Where nothing is left of the earlier attribution, it goes.
    fn join_opening(&mut self, page: &Page<'_>, unit: Run, start: usize) {
        let opens = |candidate: &Candidate| candidate.pieces.first().is_some_and(|piece| piece.first == unit.first);
        let (Some(before), Some(owner)) = (self.last, (start..self.found.len()).find(|&at| opens(&self.found[at])))
        else {
            return;
        };
        if self.open == 0 || page.opens(unit.first).is_none() {
            return;
        }
        let kept = self.found[before].pieces.len() - self.open;
        let opening = self.found[before].pieces.split_off(kept);
        self.found[owner].pieces.splice(0..0, opening);
        if kept == 0 {
            self.found.remove(before);
        }
    }

    /// A unit that is all `quotation`: of the speaker before, or of the person whom the sentence before is about.
    ///
    /// After an attribution in marks it is one more piece of it; after one without marks it is a new one of the same
    /// source ([`Rule::Continued`]). With nothing before, the subject of the sentence before speaks ([`about`]), else
    /// nobody, and then the quotation must be long enough ([`FLOATING_WORDS`]); a shorter one waits for a signature.
    fn go_on(&mut self, page: &Page<'_>, quotation: Run) {
        let ends_open = !page.is_closed(quotation.end - 1);
        let opens_paragraph = page.paragraph(quotation.first).first == quotation.first;
        if let Some(before) = self.last {
            let goes_on = self.open > 0
                || self.found[before]
                    .pieces
                    .last()
                    .is_some_and(|piece| page.stretch(piece.end - 1).is_some() && !page.is_closed(piece.end - 1));
            let statement = !self.found[before].is_marked(page);
            if statement {
                let source = self.found[before].source;
                let plain = Candidate::plain(Rule::Continued, None, source, vec![quotation]);
                self.push(Candidate { reports: true, ..plain });
            } else {
                self.found[before].pieces.push(quotation);
            }
            self.open = if ends_open && opens_paragraph && (self.open > 0 || !goes_on) { self.open + 1 } else { 0 };
            return;
        }
        let speaker = self.before.and_then(|before| about(page, before, quotation));
        let rule = if speaker.is_some() { Rule::Floating } else { Rule::Unattributed };
        if page.words(quotation).0 >= if speaker.is_some() { 1 } else { FLOATING_WORDS } {
            self.push(Candidate { reports: true, ..Candidate::plain(rule, None, speaker, vec![quotation]) });
            self.open = usize::from(ends_open && opens_paragraph);
        } else {
            self.short = Some(quotation);
        }
    }

    /// "“It is late and we are tired.” Lopez was speaking after the match.": who speaks comes after. Only for a
    /// quotation right before the unit that was kept and has no source yet.
    fn told_after(&mut self, page: &Page<'_>, unit: Run) {
        /// Verbs that say that somebody speaks and not what.
        const SPEAKING: &Words = &Words::of(attribution::SPEAKING);
        let Some(last) = self.last.filter(|&last| self.found[last].source.is_none()) else { return };
        let near = self.found[last].pieces.last().is_some_and(|piece| piece.end == unit.first);
        let speaks = (unit.first + 1..unit.end.min(unit.first + 2 * cue::MOST_BEFORE_VERB))
            .find(|&at| page.is_any(at, SPEAKING));
        let Some(verb) = speaks.filter(|_| near) else { return };
        let subject =
            source::opening(page, Run::new(unit.first, verb)).filter(|&source| source::is_somebody(page, source));
        if let Some(source) = subject {
            self.found[last].source = Some(source);
            self.found[last].rule = Rule::Floating;
            self.found[last].confidence = Rule::Floating.confidence();
        }
    }
}

/// The person whom the sentence `before` is about, if it stands in the paragraph of the quotation after it.
///
/// The quotation must be a sentence: a capital at its start, and a full stop at its end or no end at all. The person
/// is the first noun phrase of the sentence, and none where that is no person.
fn about(page: &Page<'_>, before: Run, quotation: Run) -> Option<Run> {
    let last = quotation.end - 2;
    let sentence = page.is_terminal(last) || !page.is_closed(quotation.end - 1);
    let near = before.end == quotation.first && page.paragraph(before.first) == page.paragraph(quotation.first);
    if !near || !sentence || !page.is_capitalised(quotation.first + 1) || page.is_colon(before.end - 1) {
        return None;
    }
    source::opening(page, before).filter(|&source| source::is_somebody(page, source))
}

/// "From Mayor Lopez:" and "A note from Maria Lopez, mayor of Aldby.": a paragraph of its own that presents the
/// quotation after it.
///
/// Either a colon ends the unit, or both unit and quotation are paragraphs of their own. Without a clause, who stands
/// behind "from" speaks; with one and a colon, its subject ("Lopez had this to offer:"). Its content is still to
/// come.
fn presented(page: &Page<'_>, unit: Run, next: Run) -> Option<Candidate> {
    let last = unit.end - 1;
    let colon = page.is_colon(last);
    let alone = page.paragraph(unit.first).end == unit.end && page.paragraph(next.first).first == next.first;
    if !colon && !alone || page.marks_within(unit.first, unit.end) {
        return None;
    }
    let from = (unit.first..last).find(|&at| page.is(at, word!("from")));
    let clause = page.holds_clause(unit);
    let source = match from.filter(|_| !clause) {
        Some(from) => {
            // "From the desk of Maria Lopez".
            let of = (from + 1..last.min(from + 5)).find(|&at| page.is(at, word!("of")) && page.is_name(at + 1));
            source::after(page, of.unwrap_or(from) + 1, last)
        }
        None if colon && clause => source::opening(page, unit),
        None => None,
    };
    let source = source.filter(|&source| source::is_somebody(page, source))?;
    let plain = Candidate::plain(Rule::Floating, None, Some(source), Vec::new());
    Some(plain)
}

/// Which of the attributions from `start` a quotation after them goes on: the last with quotation marks, else the last.
fn continued(page: &Page<'_>, found: &[Candidate], start: usize) -> usize {
    let marked = |candidate: &Candidate| candidate.pieces.iter().any(|&piece| page.words(piece).1 > 2);
    (start..found.len()).rev().find(|&index| marked(&found[index])).unwrap_or(found.len() - 1)
}

/// The quoted stretches of a unit that holds nothing else: from the first mark to the last; none where a word stands
/// outside.
fn only_quoted(page: &Page<'_>, unit: Run) -> Option<Run> {
    let mut words = (unit.first..unit.end).filter(|&at| page.is_word(at));
    if !words.all(|at| page.stretch(at).is_some()) {
        return None;
    }
    let first = (unit.first..unit.end).find(|&at| page.stretch(at).is_some())?;
    let last = (unit.first..unit.end).rev().find(|&at| page.stretch(at).is_some())?;
    Some(Run::new(first, last + 1)).filter(|run| page.words(*run).0 > 0)
}

/// "The mayor wrote:" or "The mayor replied." at the end of `unit`, whose content is still to come.
///
/// Without a colon the unit must hold no attribution and its cue must end it. With one, the last verb behind all
/// contents counts, also one that only the model knows. The verb must be one that may stand beside its content: "The
/// mayor agreed." announces nothing. `found` are the unit's own attributions.
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
    let near = if colon { free } else { free.max(last.saturating_sub(cue::MOST_AFTER_VERB)) };
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

/// "— Maria Lopez" or "(Maria Lopez)", after a quotation that is not in `unit` or is all the rest of it.
///
/// In brackets it takes a given name or title, for "(Reuters)" and "(Applause)" stand there as well; behind a dash, a
/// name that a mark or the unit's end closes, and before it nothing or a quotation that is long enough.
fn signature(page: &Page<'_>, unit: Run) -> Option<Candidate> {
    let dash = page.stretch(unit.first).map_or(unit.first, |stretch| stretch.end);
    let bracket = page.is(dash, word!("("));
    if dash >= unit.end || !page.is_dash(dash) && !bracket {
        return None;
    }
    let quotation = Run::new(unit.first, dash);
    let source = source::after(page, dash + 1, unit.end)?;
    let closed = if bracket {
        let first = Classes::GIVEN.or(Classes::HONORIFIC).or(Classes::OFFICE);
        page.is(source.end, word!(")"))
            && page.has(source.first, first)
            && source.end + 2 >= unit.end
            && source.len() < FLOATING_WORDS
    } else {
        source.end >= unit.end || page.is_terminal(source.end) || page.is_comma(source.end)
    };
    let named = page.is_name(source.first)
        && closed
        && (quotation.is_empty() || bracket || page.words(quotation).0 >= FLOATING_WORDS);
    let pieces = if quotation.is_empty() { Vec::new() } else { vec![quotation] };
    let (cue, source) = (Some(Run::new(dash, dash + 1)), Some(source));
    named.then(|| Candidate { reports: true, ..Candidate::plain(Rule::Signature, cue, source, pieces) })
}

/// "LOPEZ: We will see." and "Q: …" at the start of a paragraph.
///
/// The label is "Q", "A", or up to five capitalised tokens, of which one is a known name or all in capitals. What is
/// said ends as a sentence does, which tells it from the head of a file: "LENGTH: 500 words" is none. A label that
/// starts with a verb is none either.
fn labelled(page: &Page<'_>, paragraph: Run) -> Option<Candidate> {
    /// No label has more tokens, the colon included.
    const LABEL: usize = 6;
    // A transcript may be quoted as a whole: “LOPEZ: We will see.
    let quoted = page.opens(paragraph.first).is_some();
    let first = if quoted { paragraph.first + 1 } else { paragraph.first };
    let limit = paragraph.end.min(first + LABEL);
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
    // "LOAD-DATE: March 3", "LENGTH: 500 words": what is said ends as a sentence does.
    let last = content.end - 1;
    let sentence = page.is_terminal(last) || page.stretch(last).is_some();
    if page.words(content).0 == 0 || !letter && !named || !sentence || page.is_verb(label.first) {
        return None;
    }
    let cue = Some(Run::new(colon, colon + 1));
    Some(Candidate { reports: true, ..Candidate::plain(Rule::Label, cue, Some(label), vec![content]) })
}

/// "Maria Lopez, mayor of Aldby: “…”" and "Maria Lopez, after the vote: “…”" at the start of a paragraph.
///
/// Names, a comma, something without a verb, a colon and a quotation. What is incidental ("after the vote") is no
/// part of the source.
fn captioned(page: &Page<'_>, paragraph: Run) -> Option<Candidate> {
    /// No caption has more tokens before its quotation.
    const CAPTION: usize = 14;
    let limit = paragraph.end.min(paragraph.first + CAPTION);
    let named = |at: usize| page.is_name(at) || page.is(at, word!("."));
    let comma =
        (paragraph.first..limit).find(|&at| !named(at)).filter(|&at| page.is_comma(at) && at > paragraph.first + 1)?;
    let colon = (comma + 1..limit).find(|&at| page.is_colon(at) || page.stretch(at).is_some())?;
    let quotation = page.opens(colon + 1).filter(|_| page.is_colon(colon))?;
    let after = Run::new(comma + 1, colon);
    let reported = page.is_verb(colon - 1) && page.is_comma(colon - 2);
    if after.is_empty() || page.holds_clause(Run::new(comma, colon)) || reported {
        return None;
    }
    let incidental = page.has(after.first, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::DEICTIC));
    let source = Run::new(paragraph.first, if incidental { comma } else { colon });
    let cue = Some(Run::new(colon, colon + 1));
    let content = Run::new(quotation.first, quotation.end.min(paragraph.end));
    Some(Candidate { reports: true, ..Candidate::plain(Rule::Label, cue, Some(source), vec![content]) })
}
