//! Asides: frames that stand beside their content instead of governing it, and the content around them.
//!
//! | text | frame | content |
//! |---|---|---|
//! | “We won,” Lopez said. | Lopez said | “We won,” |
//! | The bridge is shut, said Lopez. | said Lopez | The bridge is shut |
//! | The cause, said the coroner, was a fall. | said the coroner, | The cause ‖ was a fall |
//! | As Lopez said, the bridge is shut. | As Lopez said, | the bridge is shut |
//! | Said Lopez: “We won.” | Said Lopez: | “We won.” |
//! | In the words of Lopez, “we won.” | In the words of Lopez, | “we won.” |
//! | It fell, according to Lopez. | according to Lopez | It fell |
//!
//! A frame is found first ([`spoken`], [`according`], [`worded`]), and then what stands on its left
//! ([`left_content`]) and on its right ([`right_content`]). Beside quotation marks nearly any verb may report;
//! without them a comma alone is no evidence, and the verb must be one that takes clauses, with no object of its own:
//! "The mayor, Lopez said, left" is a frame, "The mayor, Lopez told reporters, left" is one, and "On Monday, Lopez
//! said the bridge was shut" is none, for there the verb governs what follows ([`govern`]).
//!
//! No frame goes over quotation marks or over a semicolon, and none is longer than [`LONGEST_FRAME`] tokens on either
//! side of its verb.

use super::complement::{self, Complement, Opening};
use super::cue::{Cue, Voice};
use super::extent::{self, Extent};
use super::govern;
use super::lexicon::Words;
use super::page::{Ending, Page, Run};
use super::rule::Rule;
use super::source::{self, Subject};
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::lexicon::en::report::{Frames, Inflection};

/// No frame has more tokens before or after its verb.
///
/// It bounds every walk here, so that a text of one endless sentence takes linear time; the longest frames with an
/// apposition ("…, said Ana Lopez, who was mayor until 2012 and …") have about twenty tokens.
pub(super) const LONGEST_FRAME: usize = 30;

/// A frame that stands beside its content: ", he said,". All runs are of tokens of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aside {
    /// The pattern that found it.
    pub(super) rule: Rule,
    /// The verb group, or "according to".
    pub(super) cue: Run,
    /// The word that reports: the verb of the group, "according", the first token of "in the words of".
    pub(super) head: usize,
    /// How the verb stands to its subject; none where there is no verb.
    pub(super) voice: Option<Voice>,
    /// Who speaks.
    pub(super) source: Run,
    /// Cue and source with the commas around them: no content starts or ends inside.
    pub(super) frame: Run,
}

/// The frame of a speech verb: "…, Lopez said" and "…, said Lopez". Of a verb that is only known to report (`loose`),
/// "As Lopez sang, …" too.
///
/// Tried in this order, for the earlier are the surer:
///
/// 1. "“…,” AFP quoted Lopez as saying": who is quoted speaks, if quotation marks close before the subject.
/// 2. The subject before the verb, set off by a comma, dash or marks ([`subject_verb`]); a subject "who" is a
///    relative clause's, and left to [`super::govern`]. With "as" before it the frame may open the unit.
/// 3. The verb before its subject ([`verb_subject`]).
///
/// But for the first, none of a gerund, infinitive or passive, and of a verb that needs to govern what it reports.
pub(super) fn spoken(page: &Page<'_>, unit: Run, cue: Cue, loose: bool) -> Option<Aside> {
    let subject = source::before(page, unit.first, cue.run.first);
    if let Some((source, saying)) = govern::quoted(page, unit, cue, subject)
        && let Subject::Is(subject) = subject
        && is_marked(page, unit, subject.first)
    {
        let end = frame_end(page, unit, saying).unwrap_or(saying.run.end);
        let frame = Run::new(subject.first, end);
        let voice = Some(saying.voice);
        return Some(Aside { rule: Rule::AsSaying, cue: saying.run, head: saying.head, voice, source, frame });
    }
    // "opposition leader Lopez said": of a word that is only known to report, the form shows a verb.
    let verb = !loose || page.is_verb(cue.head) || page.has_verb_form(cue.head);
    if cue.voice != Voice::Finite || !cue.verb.frames.has(Frames::ASIDE.or(Frames::MARKS)) || !verb {
        return None;
    }
    if let Subject::Is(subject) = subject
        && !page.has(subject.first, Classes::WH)
    {
        let subject = with_others(page, unit, subject);
        let like = subject.first > unit.first && page.is(subject.first - 1, word!("as"));
        let first = if like { subject.first - 1 } else { subject.first };
        let clause = reports_clauses(cue);
        let like_first = like && first == unit.first && (clause || loose);
        if is_set_off(page, unit, first) && (clause || is_marked(page, unit, first)) || like_first {
            return subject_verb(page, unit, cue, subject, first);
        }
    }
    verb_subject(page, unit, cue, loose)
}

/// The subject with those who speak with it: "“…,” Lopez, the mayor, and Silva said" → "Lopez, the mayor, and Silva".
///
/// `subject` is what [`source::before`] found right before the verb; it ends at "and" there. The rest is looked for
/// leftwards, up to the quotation marks that close, and must start with a name or determiner. Given back unchanged
/// where a finite verb stands between.
fn with_others(page: &Page<'_>, unit: Run, subject: Run) -> Run {
    let floor = unit.first.max(subject.first.saturating_sub(LONGEST_FRAME));
    if subject.first == unit.first || !page.is(subject.first - 1, word!("and")) {
        return subject;
    }
    let close =
        (floor..subject.first).rev().take_while(|&at| !page.is_finite(at)).find(|&at| page.stretch(at).is_some());
    let first = close.map(|close| if page.is_comma(close + 1) { close + 2 } else { close + 1 });
    let opens = |&first: &usize| page.is_name(first) || page.has(first, Classes::DETERMINER);
    first.filter(opens).map_or(subject, |first| Run { first, ..subject })
}

/// Whether the verb takes "that" and may stand aside: such as need no quotation marks for it ("said", not "laughed").
fn reports_clauses(cue: Cue) -> bool {
    cue.verb.frames.has(Frames::ASIDE) && cue.verb.frames.has(Frames::THAT)
}

/// Whether quotation marks close right before `at`, other than those of a title: "On “Morning Talk,” …".
///
/// The comma may stand outside the marks: "“We won”, said Lopez".
fn is_marked(page: &Page<'_>, unit: Run, at: usize) -> bool {
    let close = at.checked_sub(1).map(|last| if page.is_comma(last) { last.wrapping_sub(1) } else { last });
    at > unit.first
        && close
            .filter(|&close| close >= unit.first)
            .and_then(|close| page.closes(close))
            .is_some_and(|stretch| !is_introduction(page, unit.first) || !page.is_title(stretch))
}

/// Whether a comma, a dash or quotation marks stand right before `at`; never at the start of the unit.
fn is_set_off(page: &Page<'_>, unit: Run, at: usize) -> bool {
    at > unit.first && (page.is_comma(at - 1) || page.is_dash(at - 1) || page.closes(at - 1).is_some())
}

/// "…, Lopez said", the frame starting at `first`: the subject, or "as" before it.
///
/// None where the verb governs what follows it, for then the content is there. Beside quotation marks that is so
/// where a complement starts right behind the cue ("“We won,” Lopez said the mayor shouted"); if the marks' content
/// ends with a comma, and so goes on, only "that" counts. Without marks it is so for any complement but marks behind
/// the frame, for an object, and for a unit that opens with an adverbial and goes on behind the frame ("On Monday,
/// Lopez said …").
fn subject_verb(page: &Page<'_>, unit: Run, cue: Cue, subject: Run, first: usize) -> Option<Aside> {
    let frames = cue.verb.frames;
    let like = first < subject.first;
    // After quotation marks, what goes on and on only says where and when.
    let marked = is_marked(page, unit, first);
    let end = frame_end(page, unit, cue).or_else(|| marked.then_some(unit.end.min(cue.run.end + LONGEST_FRAME)))?;
    let open = complement::complement(page, unit, cue);
    if marked {
        let goes_on = first.checked_sub(2).is_some_and(|at| page.is_comma(at)) && reports_clauses(cue);
        let governs = |open: Complement| {
            (!goes_on || open.kind == Opening::That)
                && open.start == cue.run.end
                && open.start < end
                && (open.kind == Opening::That || !frames.has(Frames::HEARER))
                && !page.is_adverb(open.start)
                && !page.ends(open.start, Ending::Ing)
        };
        if open.is_some_and(governs) {
            return None;
        }
    } else {
        let closed = end == unit.end || page.is_comma(end - 1) || page.is_terminal(end);
        let next = cue.run.end;
        let object = next < end && page.is_word(next) && !opens_adjunct(page, next);
        if open.is_some_and(|open| open.start < end || open.kind != Opening::Marks)
            || !like && !closed && is_introduction(page, unit.first)
            || object && !frames.has(Frames::HEARER)
        {
            return None;
        }
    }
    let rule = if like { Rule::As } else { Rule::SubjectVerb };
    Some(Aside {
        rule,
        cue: cue.run,
        head: cue.head,
        voice: Some(cue.voice),
        source: subject,
        frame: Run::new(first, end),
    })
}

/// "…, said Lopez": beside quotation marks, at the end of a clause, or between its subject and its verb.
///
/// The cue must be one word ("has said Lopez" is no English) and no base form. Beside marks, a verb that does not
/// take clauses also needs a comma or full stop inside them: "“…,” crooned Lopez", but not "the “king” walked home".
/// Without marks [`speaks_after`] decides. None before a negation and where an auxiliary follows the source, which
/// then is a subject: ", said Lopez had left".
fn verb_subject(page: &Page<'_>, unit: Run, cue: Cue, loose: bool) -> Option<Aside> {
    if let Some(opening) = opening(page, unit, cue) {
        return Some(opening);
    }
    if !is_set_off(page, unit, cue.run.first) || cue.run.first != cue.head || cue.verb.inflection == Inflection::Base {
        return None;
    }
    // "“…,” crooned Lopez", but not "the “king” walked home".
    let last = cue.run.first.wrapping_sub(2);
    if (loose || !reports_clauses(cue))
        && is_marked(page, unit, cue.run.first)
        && !page.is_comma(last)
        && !page.is_terminal(last)
    {
        return None;
    }
    let source = source::after(page, cue.run.end, unit.end)?;
    let stop = source.end;
    let adverbial = Classes::PREPOSITION.or(Classes::WH).or(Classes::SUBORDINATOR);
    let closed = stop >= unit.end
        || page.is_comma(stop)
        || page.is_terminal(stop)
        || page.opens(stop).is_some()
        || page.has(stop, adverbial);
    let after_clause = reports_clauses(cue) && closed && page.is_comma(cue.run.first - 1) && {
        let near = cue.run.first.saturating_sub(LONGEST_FRAME).max(unit.first);
        speaks_after(page, unit, Run::new(near, cue.run.first - 1), cue, source)
    };
    let negated = page.has(source.first, Classes::NEGATION);
    let governs = negated || !closed && page.has(stop, Classes::AUXILIARY.or(Classes::MODAL));
    if !is_marked(page, unit, cue.run.first) && !after_clause || governs {
        return None;
    }
    let end = if stop < unit.end && page.is_comma(stop) { stop + 1 } else { stop };
    Some(Aside {
        rule: Rule::VerbSubject,
        cue: cue.run,
        head: cue.head,
        voice: Some(cue.voice),
        source,
        frame: Run::new(cue.run.first, end),
    })
}

/// Whether in "left, said source" the source speaks, and left is what it says or begins it; else left is the subject.
///
/// - "The bridge is shut, said Lopez" → yes: left holds a clause.
/// - "He rose, warned Lopez, and left" → no: a list of verbs with one subject, where the verb takes a hearer.
/// - "The cause, said the coroner, was a fall" → yes: left is one phrase, and the finite verb follows the second
///   comma.
/// - "Enough, said Lopez." → yes, with "said" or "says" at the end only; "Enough, warned Lopez." → no.
fn speaks_after(page: &Page<'_>, unit: Run, left: Run, cue: Cue, source: Run) -> bool {
    const SAY: &Words = words!["said", "says"];
    if !may_speak(page, source) || page.is_any(cue.head, words!["told", "tells"]) || page.holds_clause(source) {
        return false;
    }
    let stop = source.end;
    let ends = stop >= unit.end || page.is_terminal(stop);
    let hears = cue.verb.frames.has(Frames::HEARER);
    if page.holds_clause(left) {
        // "He rose, warned Lopez, and left."
        let listed = page.is_comma(stop) && page.has(stop + 1, Classes::CONJUNCTION);
        return !hears || ends || !listed && (page.is_comma(stop) || page.has(stop, Classes::WH));
    }
    let plain = (left.first..left.end).all(|at| !page.is_comma(at));
    if ends {
        return plain && page.is_any(cue.head, SAY);
    }
    // "The cause, said the coroner, was a fall."
    let verb = (stop + 1..unit.end).find(|&at| !page.is_adverb(at));
    plain && page.is_comma(stop) && verb.is_some_and(|at| page.is_finite(at))
}

/// Whether a noun phrase may be one who speaks: a name, a pronoun, or a noun with its determiner; not "hello" or "a
/// prayer".
fn may_speak(page: &Page<'_>, source: Run) -> bool {
    /// What is said rather than speaks: the object of "said" where it looks like a subject behind it.
    const SAID: &Words = &Words::of(attribution::SAID);
    let spoken = (source.first..source.end).any(|at| page.is_any(at, SAID));
    let noun = |at: usize| page.has(at, Classes::ROLE.or(Classes::ROLE_PLURAL).or(Classes::NUMBER));
    let opens = page.is_name(source.first)
        || page.is_subject_pronoun(source.first)
        || page.has(source.first, Classes::DETERMINER)
        || page.is_any(source.first, words!["one", "his", "her", "its", "their", "my", "our"]);
    !spoken && (opens || (source.first..source.end).any(noun))
}

/// "Said Lopez: “…”" and "Asked Lopez, “…”" at the start of a sentence.
///
/// The verb is the unit's first token, in the past or present, and quotation marks must open right behind the comma
/// or colon after the source; without them it is a question or an imperative.
fn opening(page: &Page<'_>, unit: Run, cue: Cue) -> Option<Aside> {
    let tense = matches!(cue.verb.inflection, Inflection::Past | Inflection::Present);
    if cue.run.first != unit.first || !reports_clauses(cue) || !tense {
        return None;
    }
    let source = source::after(page, cue.run.end, unit.end)?;
    let parted = page.is_colon(source.end) || page.is_comma(source.end);
    let opens = source.end + 1 < unit.end && parted && page.opens(source.end + 1).is_some();
    let frame = Run::new(unit.first, source.end + 1);
    let voice = Some(cue.voice);
    (opens && may_speak(page, source)).then_some(Aside {
        rule: Rule::VerbFirst,
        cue: cue.run,
        head: cue.head,
        voice,
        source,
        frame,
    })
}

/// Whether an adverbial, not an object, follows a verb: "said on Monday", "said quietly"; "said to her" is neither.
fn opens_adjunct(page: &Page<'_>, at: usize) -> bool {
    page.has(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::WEEKDAY).or(Classes::DEICTIC))
        && !page.is(at, word!("to"))
        || page.is_adverb(at)
        || page.is_any(at, words!["last", "this", "late", "early", "at", "when", "while"])
}

/// Whether the unit opens with an adverbial: "On Monday, …", "Asked why, …". What a comma closes there is no content.
fn is_introduction(page: &Page<'_>, first: usize) -> bool {
    page.has(first, Classes::PREPOSITION.or(Classes::SUBORDINATOR))
        || page.is_any(first, words!["asked", "speaking", "citing", "soon"])
}

/// The end of a frame whose verb has no content of its own right after: past adjuncts and the comma that closes it.
///
/// - "Lopez said in Lowmoor, | and left" → behind the comma.
/// - "Lopez said in Lowmoor, N.H., | “and …”" → behind the second comma, for what stands between is names.
/// - "Lopez said “…”" → before the marks; before a full stop, dash, semicolon or colon likewise.
///
/// None where none of these stands within [`LONGEST_FRAME`] tokens and the unit goes on.
fn frame_end(page: &Page<'_>, unit: Run, cue: Cue) -> Option<usize> {
    let mut at = cue.run.end;
    let limit = unit.end.min(at + LONGEST_FRAME);
    while at < limit {
        if page.opens(at).is_some() {
            return Some(at);
        }
        if page.is_comma(at) {
            // "in Lowmoor, N.H., “and …”": the comma before the marks closes the frame.
            let marks = (at + 2..limit.min(at + 5)).find(|&next| page.opens(next).is_some());
            let place = marks.filter(|&open| {
                page.is_comma(open - 1) && (at + 1..open - 1).all(|at| page.is_name(at) || !page.is_word(at))
            });
            return Some(place.unwrap_or(at + 1));
        }
        if page.is_terminal(at) || page.is_dash(at) || page.is(at, word!(";")) || page.is_colon(at) {
            return Some(at);
        }
        at += 1;
    }
    (at >= unit.end).then_some(unit.end)
}

/// "according to the report": the frame at `at`, whose source starts two tokens later.
///
/// None where no noun phrase follows: "according to whether …".
pub(super) fn according(page: &Page<'_>, unit: Run, at: usize) -> Option<Aside> {
    if !page.is(at, word!("according")) || at + 2 >= unit.end || !page.is(at + 1, word!("to")) {
        return None;
    }
    let source = source::after(page, at + 2, unit.end)?;
    let end = if source.end < unit.end && page.is_comma(source.end) { source.end + 1 } else { source.end };
    Some(Aside {
        rule: Rule::AccordingTo,
        cue: Run::new(at, at + 2),
        head: at,
        voice: None,
        source,
        frame: Run::new(at, end),
    })
}

/// "In the words of Lopez, “…”" and "In Lopez's words, “…”" at the start of a unit.
///
/// The cue is "In the words of" or "words". A comma and quotation marks must follow: "In other words, …" has neither
/// an owner nor marks.
pub(super) fn worded(page: &Page<'_>, unit: Run) -> Option<Aside> {
    let first = unit.first;
    if !page.is(first, word!("in")) {
        return None;
    }
    let (cue, source, end) = if page.is(first + 1, word!("the")) && page.is(first + 2, word!("words")) {
        let source = Some(first + 3)
            .filter(|&at| page.is(at, word!("of")))
            .and_then(|at| source::after(page, at + 1, unit.end))?;
        (Run::new(first, first + 4), source, source.end)
    } else {
        let words = (first + 2..unit.end.min(first + LONGEST_FRAME)).find(|&at| page.is(at, word!("words")))?;
        let own = page.is_any(words - 1, words!["his", "her", "their"]) && words == first + 2;
        let owned = page.is_any(words - 1, words!["'s", "’s", "'", "’"]);
        let source = Run::new(first + 1, if own { words } else { words - 1 });
        (Run::new(words, words + 1), Some(source).filter(|_| own || owned)?, words + 1)
    };
    let opens = end + 1 < unit.end && page.is_comma(end) && page.opens(end + 1).is_some();
    let frame = Run::new(first, end + 1);
    opens.then_some(Aside { rule: Rule::InWords, cue, head: cue.first, voice: None, source, frame })
}

/// The content before a frame: from the start of the free text to the frame, without the comma and without a leading
/// "and".
///
/// Where a quotation of more than two words closes right before the frame, ends with a comma or full stop inside its
/// marks, and has a comma before it, it is all of the content: "At noon, “We won at last,” | Lopez said" → “We won at
/// last,”. None where no word is left.
pub(super) fn left_content(page: &Page<'_>, free: Run) -> Option<Run> {
    let mut run = free;
    let close = (run.end > run.first).then(|| page.closes(run.end - 1)).flatten();
    if let Some(stretch) = close
        && page.words(stretch).0 > 2
        && stretch.first >= run.first
    {
        let last = stretch.end - 2;
        let whole = page.is_comma(last) || page.is_terminal(last);
        if whole
            && stretch.first > run.first
            && (page.is_comma(stretch.first - 1) || page.is_terminal(stretch.first - 1))
        {
            return Some(stretch);
        }
    }
    while run.first < run.end
        && page.stretch(run.first).is_none()
        && (!page.is_word(run.first) || page.has(run.first, Classes::CONJUNCTION))
    {
        run.first += 1;
    }
    run = trimmed(page, run);
    page.has_words(run).then_some(run)
}

/// The quotation that a colon presents a few words behind a frame that ends at `start`: "He went on | : “It is shut.”",
/// "as she said | in an interview: “It is shut.”". No clause stands between, nor another report: "he said, adding: “…”".
fn presented(page: &Page<'_>, start: usize, limit: usize) -> Option<Run> {
    /// So many words say where it was said.
    const OCCASION: usize = 10;
    let limit = limit.min(start + OCCASION);
    let goes_on = |at: &usize| !page.is_finite(*at) && !page.is_verb(*at) && !page.is_comma(*at);
    let colon = (start..limit).take_while(goes_on).find(|&at| page.is_colon(at))?;
    page.opens(colon + 1).filter(|quotation| page.words(*quotation).0 > 2)
}

/// Whether what stands before a frame only says where and when it was said, or what was asked: "At a rally on Friday,
/// Lopez said".
///
/// `right` is the content after the frame. With one, the right must be a quotation that starts a sentence of its own,
/// and stand behind a colon or be introduced by the left (preposition, subordinator, participle). Without one, the left
/// must be such an introduction with no clause in it, or open with a participle: "Asked about the loan, Lopez said."
/// has no content at all. Never where quotation marks stand in `left`.
pub(super) fn only_leads(page: &Page<'_>, left: Run, right: Option<Run>) -> bool {
    if page.marks_within(left.first, left.end) || page.stretch(left.first).is_some() {
        return false;
    }
    let participle =
        page.ends(left.first, Ending::Ing) || page.is_any(left.first, words!["asked", "pressed", "questioned"]);
    let subordinate = participle || page.has(left.first, Classes::SUBORDINATOR);
    let introduces = subordinate || page.has(left.first, Classes::PREPOSITION);
    let clause = page.holds_clause(left);
    match right {
        Some(right) => {
            // A quotation that starts a sentence of its own.
            let sentence = page.opens(right.first).is_some() && page.is_capitalised(right.first + 1);
            sentence && (page.is_colon(right.first - 1) || introduces && (!clause || subordinate))
        }
        None => {
            introduces && !clause && page.is_capitalised(left.first) || participle && page.is_capitalised(left.first)
        }
    }
}

/// The run without marks at its ends that belong to the sentence: commas, full stops, dashes. Quotation marks and
/// brackets stay.
///
/// The result may be empty.
pub(super) fn trimmed(page: &Page<'_>, mut run: Run) -> Run {
    while run.end > run.first
        && page.stretch(run.end - 1).is_none()
        && !page.is_word(run.end - 1)
        && !page.is_bracket(run.end - 1)
    {
        run.end -= 1;
    }
    while run.first < run.end
        && page.stretch(run.first).is_none()
        && !page.is_word(run.first)
        && !page.is_bracket(run.first)
    {
        run.first += 1;
    }
    run
}

/// The content after a frame, not going on over `limit`; `left` is the content before it, if there is one.
///
/// With quotation marks before the frame and none after it, what follows is the reporter's: "“We won,” said Lopez,
/// who left" → none. "and" between two quotations is passed over. After an unmarked left content the right one must
/// follow a comma and be neither an adverbial clause, nor an apposition, nor a participle clause: "The cause, said
/// Lopez, | was a fall" → "was a fall"; "It fell, said Lopez, adding …" → none.
pub(super) fn right_content(page: &Page<'_>, unit: Run, aside: &Aside, left: Option<Run>, limit: usize) -> Option<Run> {
    let mut start = aside.frame.end;
    if start >= limit {
        return None;
    }
    if let Some(quotation) = presented(page, start, limit) {
        start = quotation.first;
    }
    if page.has(start, Classes::CONJUNCTION) && left.is_some_and(|left| page.closes(left.end - 1).is_some()) {
        let open = (start + 1..limit).find(|&at| !page.is_adverb(at)).and_then(|at| page.opens(at));
        if let Some(open) = open.filter(|&open| page.words(open).0 > 3) {
            start = open.first;
        }
    }
    if let Some(left) = left
        && page.opens(start).is_none()
    {
        let marked = page.closes(left.end - 1).is_some();
        let asks = left.end > left.first
            && page.is_any(left.end - 1, words!["clear", "unclear", "known", "unknown", "know", "see", "sure"]);
        let adverbial =
            page.has(start, Classes::WH.or(Classes::SUBORDINATOR)) && !page.is(start, word!("because")) && !asks;
        let apposition = page.has(start, Classes::DETERMINER) && page.holds_clause(left);
        if marked || !page.is_comma(start - 1) || adverbial || apposition || page.ends(start, Ending::Ing) {
            return None;
        }
    }
    let end = extent::content_end(page, unit, start, limit, None, Extent::Clause);
    (end > start && page.has_words(Run::new(start, end))).then(|| Run::new(start, end))
}
