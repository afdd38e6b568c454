//! Whether the clause around an expression looks back or ahead.
//!
//! There is no parser: verb groups are told by forms and by a table of cues ([`Cue`]), and the one that governs an
//! expression by its place ([`told`]). In an article of Monday:
//!
//! | text | tells |
//! |---|---|
//! | The council met on Friday. | back |
//! | The council will meet on Friday. | ahead |
//! | The council meets on Friday. | ahead: a verb of what is fixed, in the present |
//! | The vote was set for Friday. | a plan: ahead, but it gives way to what happened |
//! | It was postponed until Friday. | a plan |
//! | Voters on Sunday turned him down. | back: the verb right behind goes before those in front |
//! | Friday's talks | nothing: it describes a noun |
//! | He must leave by Friday. He left by Friday. | ahead · nothing: a past says nothing of a limit |
//! | He said “we will win on Friday” | ahead: inside quotation marks the verbs inside count |
//!
//! A plan is told apart because news writes of it in the past: "was scheduled for Friday" may be over or not.

use super::expression::Way;
use crate::lexicon::Classes;
use crate::lexicon::en::cue::Cue;
use crate::lexicon::index::word;
use crate::segment::{Flags, Token, View};

/// So many tokens are read on each side, within the sentence.
const CLAUSE_REACH: usize = 25;

/// What the clause around an expression tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// It is over.
    Back,
    /// It is to come.
    Ahead,
    /// Ahead of something that may be over itself: "the vote was set for Friday".
    Planned,
}

impl Told {
    /// Where it points; a plan points ahead.
    pub(super) fn way(self) -> Way {
        match self {
            Self::Back => Way::Back,
            Self::Ahead | Self::Planned => Way::Ahead,
        }
    }
}

/// What a verb group says.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    /// That.
    Told(Told),
    /// It could be either.
    Open,
}

/// "met"
const BACK: Verb = Verb::Told(Told::Back);
/// "will meet"
const AHEAD: Verb = Verb::Told(Told::Ahead);
/// "was due to meet"
const PLANNED: Verb = Verb::Told(Told::Planned);

/// What the verb tells that governs the tokens from `first` to before `end`; `None` where no verb tells.
///
/// That is the verb right after them ("voters on Sunday turned"), else the nearest verb group before them, else the
/// first one after them in their sentence. It says nothing of an expression that describes a noun ("the Aug. 7
/// attack", "Friday's talks"), and its past nothing of one that sets a limit ("by Nov. 17").
pub(super) fn told(view: View<'_>, first: usize, end: usize) -> Option<Told> {
    let token = view.get(first)?;
    let attributive = is_attributive(view, token, end);
    let coming = || (end..end + 3).filter_map(|at| view.get(at)).any(|token| Cue::of(token.hash()).has(Cue::COMING));
    if attributive && !coming() {
        return None;
    }
    let preposition = token.prev();
    if preposition.is_some_and(|before| before.is("set") || is_starting(before)) {
        return Some(Told::Planned);
    }
    let start = token.sentence().first_token().index().max(first.saturating_sub(CLAUSE_REACH));
    let stop = token.sentence().end_token().index().min(end + CLAUSE_REACH);
    let (start, stop) = quoted(view, start, first, end, stop);
    let said = (end < stop)
        .then(|| verb(view, end, end))
        .flatten()
        // "Will leave on Sunday to rest" is ruled by the verb before.
        .filter(|verb| *verb != Verb::Open)
        .or_else(|| {
            (start..first).rev().find_map(|index| verb(view, index, start).or_else(|| stands(view, index, first)))
        })
        .or_else(|| (end..stop).find_map(|index| verb(view, index, end)));
    let until = preposition.is_some_and(|before| before.is("until") || before.is("till"));
    let Some(said) = said else { return until.then_some(Told::Planned) };
    let ahead_of = || preposition.is_some_and(|of| of.is("of") && of.prev().is_some_and(|ahead| ahead.is("ahead")));
    let limit = preposition.is_some_and(|before| Cue::of(before.hash()).has(Cue::LIMIT)) || ahead_of();
    match said {
        BACK | Verb::Open if is_from(view, token, start) => Some(Told::Planned),
        BACK if is_awaited(view, first, start) => Some(Told::Planned),
        BACK if is_postponed(view, first, end) => Some(Told::Planned),
        BACK if limit || attributive || is_arranged(preposition) => None,
        Verb::Told(told) => Some(told),
        Verb::Open => None,
    }
}

/// Whether the expression describes a noun: a possessive follows it, or, behind a determiner, a word that is no
/// preposition, conjunction or verb.
fn is_attributive(view: View<'_>, first: Token<'_>, end: usize) -> bool {
    let Some(next) = view.get(end) else { return false };
    let function = Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::AUXILIARY).or(Classes::MODAL);
    let noun = next.flags().has(Flags::LETTER) && !next.has(function);
    next.is("'s") || next.is("’s") || noun && first.prev().is_some_and(is_determiner)
}

/// Whether a time behind this preposition is of what was arranged, not of the arranging: "invited them to a ceremony
/// on March 12".
fn is_arranged(preposition: Option<Token<'_>>) -> bool {
    let noun = preposition.filter(|on| on.is("on") || on.is("in")).and_then(Token::prev);
    noun.is_some_and(|noun| Cue::of(noun.hash()).has(Cue::ARRANGED) && !noun.starts_sentence())
}

/// Whether the time before which the token stands starts something: "starting in", "beginning".
fn is_starting(before: Token<'_>) -> bool {
    let leading = if before.is("in") || before.is("on") { before.prev() } else { Some(before) };
    leading.is_some_and(|leading| Cue::of(leading.hash()).has(Cue::STARTING))
}

/// Whether the clause goes on to the weekday that the expression names: "was postponed until Tuesday".
fn is_postponed(view: View<'_>, first: usize, end: usize) -> bool {
    let weekday = (first..end).filter_map(|at| view.get(at)).any(|token| token.has(Classes::WEEKDAY));
    let until = view.get(first).and_then(Token::prev).filter(|before| before.is("until") || before.is("till"));
    weekday && until.is_some_and(|until| until.prev().is_some())
}

/// Whether the past of the clause is one that was still to come: "it was likely to sell as soon as trading opened
/// Monday". The conjunction is "once" or "as soon as", at most six tokens back, and the verb before it looks ahead.
fn is_awaited(view: View<'_>, first: usize, start: usize) -> bool {
    let is = |index: usize, word: u64| view.get(index).is_some_and(|token| token.hash() == word);
    // The clause's own verb is the only one after its conjunction.
    let clause = (start..first).rev().take(6).find(|&index| {
        is(index, word!("once"))
            || is(index, word!("as")) && index > start + 1 && is(index - 1, word!("soon")) && is(index - 2, word!("as"))
    });
    let ruler = clause.and_then(|clause| (start..clause).rev().find_map(|index| verb(view, index, start)));
    matches!(ruler, Some(AHEAD | PLANNED))
}

/// What the verb group says that the token at `index` ends, if it ends one; none reaches before `start`. Asked of
/// every token around an expression: most are told by a look at the table to be of none.
#[inline(always)]
fn verb(view: View<'_>, index: usize, start: usize) -> Option<Verb> {
    let token = view.get(index)?;
    let cue = Cue::of(token.hash());
    // Most words are of none.
    let verbal = cue.has(Cue::VERBAL) || token.has(Classes::MODAL) || ends_in_ed(view, token);
    if verbal { verb_group(view, token, cue, start) } else { None }
}

/// What the verb group says that a word ends which may be of one.
///
/// In order: modals; words of plans ("due", "expected"); verbs of what is fixed, in the present ("opens", "set for"),
/// and their plain forms with a subject ("voters choose"); infinitives with their "to"; past auxiliaries; "is" before
/// a participle; and past forms that describe no noun.
#[inline(never)]
fn verb_group(view: View<'_>, token: Token<'_>, cue: Cue, start: usize) -> Option<Verb> {
    let index = token.id().index();
    if is_modal(token, cue) {
        return Some(modal(view, index, start));
    }
    let before = before(view, index, start);
    if cue.has(Cue::PLANNED) {
        // "Had been due" tells of a plan that was given up.
        let dropped = before.is_some_and(|been| been.is("been") && been.prev().is_some_and(|had| had.is("had")));
        let present = before.is_some_and(|is| Cue::of(is.hash()).has(Cue::IS));
        return Some(match dropped {
            true => BACK,
            false if present => AHEAD,
            false => PLANNED,
        });
    }
    let next = view.get(index + 1);
    if cue.has(Cue::SCHEDULED) || token.is("set") && next.is_some_and(|next| next.is("for")) {
        // An infinitive is decided with its "to".
        return (!before.is_some_and(|to| to.is("to"))).then_some(if token.is("set") { PLANNED } else { AHEAD });
    }
    if cue.has(Cue::COMES) {
        return comes(token, before).then_some(AHEAD);
    }
    if cue.has(Cue::TO) {
        next.filter(|next| is_infinitive(*next))?;
        // What a planned verb rules is decided with that verb.
        let planned = before.is_some_and(|ruler| Cue::of(ruler.hash()).has(Cue::PLANNED));
        return (!planned).then(|| infinitive(view, index, start));
    }
    if cue.has(Cue::HAD) {
        return Some(if next.is_some_and(|next| next.is("to")) { AHEAD } else { BACK });
    }
    if cue.has(Cue::IS) {
        return next.is_some_and(|next| next.text().len() > 4 && next.text().ends_with("ing")).then_some(AHEAD);
    }
    if is_past(view, token, cue) && !is_adjective(before, start) { participle(view, index, start) } else { None }
}

/// Whether a verb for what is fixed, in the present, has its subject before it: "voters choose", "the club plays",
/// "see you". Subject and verb must agree: a plural, capital or pronoun before the plain form, a singular before one
/// in "s".
fn comes(verb: Token<'_>, before: Option<Token<'_>>) -> bool {
    let Some(subject) = before else { return !verb.text().ends_with('s') };
    let other = Classes::DETERMINER
        .or(Classes::PREPOSITION)
        .or(Classes::CONJUNCTION)
        .or(Classes::AUXILIARY)
        .or(Classes::NUMBER)
        .or(Classes::ORDINAL)
        .or(Classes::MODAL);
    if is_quotation_mark(subject) {
        return !verb.text().ends_with('s');
    }
    if !subject.flags().has(Flags::LETTER) || subject.has(other) || is_determiner(subject) || verb.is_capitalised() {
        return false;
    }
    let many = subject.text().ends_with('s') || subject.is_capitalised() || subject.has(Classes::PRONOUN);
    if verb.text().ends_with('s') { !subject.text().ends_with('s') || subject.is_capitalised() } else { many }
}

/// Whether the token before `first` is a "is" or "are" that tells where something stands on a day to come: "the vote
/// is on Friday". Not so where words between them tell of what was: "is in hospital after a crash on Friday".
fn stands(view: View<'_>, index: usize, first: usize) -> Option<Verb> {
    view.get(index).filter(|token| token.is("is") || token.is("are"))?;
    let day = view.get(first).is_some_and(|day| day.has(Classes::WEEKDAY));
    let dated = view.get(first - 1).is_some_and(|before| before.is("on") || before.is("until") || before.is("till"));
    if first - index > STANDS_NEAR || !(day || dated) {
        return None;
    }
    let past = |token: Token<'_>| {
        let words = [
            "after",
            "since",
            "following",
            "from",
            "over",
            "that",
            "who",
            "which",
            "charged",
            "accused",
            "believed",
            "suspected",
        ];
        let gerund = token.text().len() > 4 && token.text().ends_with("ing") && token.id().index() > index + 1;
        gerund || token.text() == "," || words.iter().any(|word| token.is(word))
    };
    let between = || (index + 1..first).filter_map(|at| view.get(at));
    (!between().any(past)).then_some(AHEAD)
}

/// "Is" tells of days no farther away than this, in tokens.
const STANDS_NEAR: usize = 9;

/// Whether a plan starts then: "to raise fares from February": behind "from", and the nearest verb before it is an
/// infinitive.
fn is_from(view: View<'_>, token: Token<'_>, start: usize) -> bool {
    let first = token.id().index();
    if !token.prev().is_some_and(|from| from.is("from")) {
        return false;
    }
    (start..first)
        .rev()
        .find(|&index| verb(view, index, start).is_some())
        .and_then(|index| view.get(index))
        .is_some_and(|verb| Cue::of(verb.hash()).has(Cue::TO))
}

/// The part of a clause that is inside the quotation which the expression is in, if it is in one; else the clause
/// itself.
///
/// A straight mark opens one if an odd number of marks stands in the clause before the expression.
fn quoted(view: View<'_>, start: usize, first: usize, end: usize, stop: usize) -> (usize, usize) {
    let mark = |&index: &usize| view.get(index).is_some_and(is_quotation_mark);
    let Some(last) = (start..first).rev().find(mark) else { return (start, stop) };
    let straight = (start..first).filter(mark).count() % 2 == 1;
    let opens = view.get(last).is_some_and(|mark| match mark.text() {
        "“" | "``" => true,
        "\"" => straight,
        _ => false,
    });
    if opens { (last + 1, (end..stop).find(mark).unwrap_or(stop)) } else { (start, stop) }
}

/// Whether the token is a double quotation mark of any kind.
fn is_quotation_mark(token: Token<'_>) -> bool {
    // Nearly all tokens are words, which are told without their text.
    !token.is_word() && matches!(token.text(), "\"" | "“" | "”" | "``" | "''")
}

/// What a past form says with the auxiliaries before it: "met" and "has met" look back, "will be met" ahead; "is met"
/// and "being met" tell nothing.
fn participle(view: View<'_>, index: usize, start: usize) -> Option<Verb> {
    let mut at = index;
    while let Some(auxiliary) = before(view, at, start) {
        at -= 1;
        let cue = Cue::of(auxiliary.hash());
        if is_modal(auxiliary, cue) {
            return Some(modal(view, at, start));
        }
        if cue.has(Cue::TO) {
            return Some(infinitive(view, at, start));
        }
        if cue.has(Cue::IS) || auxiliary.is("being") {
            return None;
        }
        if !auxiliary.is("be") && !is_adverb(auxiliary, cue) {
            break;
        }
    }
    Some(BACK)
}

/// What the modal at `index` says: "could not be reached" tells what failed, not what may come.
fn modal(view: View<'_>, index: usize, start: usize) -> Verb {
    let negated = view.get(index + 1).is_some_and(|next| next.has(Classes::NEGATION));
    let nor = || (start..index).rev().take(8).filter_map(|at| view.get(at)).any(|token| token.is("nor"));
    let could = view.get(index).is_some_and(|token| token.is("could"));
    if could && (negated || nor()) { BACK } else { AHEAD }
}

/// What the infinitive after the "to" at `index` says: "is set to open", "the guidelines to be published" are plans;
/// else it could be either.
fn infinitive(view: View<'_>, index: usize, start: usize) -> Verb {
    let ruler = before(view, index, start);
    let led = ruler.is_some_and(|ruler| Cue::of(ruler.hash()).has(Cue::LEADS.or(Cue::PLANNED)));
    // "Asked the unit to respond".
    let asked = || {
        let words = (start..index).rev().take(6).filter_map(|at| view.get(at)).take_while(|token| token.is_word());
        words.into_iter().any(|token| Cue::of(token.hash()).has(Cue::ASKS))
    };
    let passive = || {
        let active = ruler.is_some_and(|ruler| is_past(view, ruler, Cue::of(ruler.hash())));
        !active && view.get(index + 1).is_some_and(|next| next.is("be"))
    };
    if led || asked() || passive() { PLANNED } else { Verb::Open }
}

/// The token before `index`, unless that is before `start`.
fn before(view: View<'_>, index: usize, start: usize) -> Option<Token<'_>> {
    index.checked_sub(1).filter(|&before| before >= start).and_then(|before| view.get(before))
}

/// Whether the token is a modal: not a capital ("May Lopez"), but for "Will" that starts a question.
fn is_modal(token: Token<'_>, cue: Cue) -> bool {
    let name = token.is_capitalised() && !token.is("will");
    token.has(Classes::MODAL) && !name || cue.has(Cue::MODAL)
}

/// Whether the token may stand inside a verb group without being a verb of it.
fn is_adverb(token: Token<'_>, cue: Cue) -> bool {
    cue.has(Cue::ADVERB) || token.has(Classes::NEGATION) || token.text().ends_with("ly")
}

/// Whether the token is a determiner or possessive, "your" included.
fn is_determiner(token: Token<'_>) -> bool {
    token.has(Classes::DETERMINER) || Cue::of(token.hash()).has(Cue::OWNS)
}

/// Whether what stands before a form in "ed" makes it describe the noun after it: "a proposed deal", "a still
/// unspecified date".
fn is_adjective(before: Option<Token<'_>>, start: usize) -> bool {
    let Some(token) = before else { return false };
    let earlier = token.prev().filter(|earlier| earlier.id().index() >= start);
    is_determiner(token) || is_adverb(token, Cue::of(token.hash())) && earlier.is_some_and(is_determiner)
}

/// Whether the token behind "to" may be an infinitive: a word in lower case that is no determiner, number or weekday
/// ("to the", "to Friday").
fn is_infinitive(token: Token<'_>) -> bool {
    let other = Classes::DETERMINER.or(Classes::NUMBER).or(Classes::WEEKDAY);
    token.flags().has(Flags::LETTER) && !token.is_capitalised() && !token.has(other)
}

/// Whether the token ends as regular past forms do, and is longer than "red".
fn ends_in_ed(view: View<'_>, token: Token<'_>) -> bool {
    let span = token.span();
    (span.len() > 3) & view.text().as_bytes()[..span.range().end].ends_with(b"ed")
}

/// Whether the token is a past form: irregular, or in "-ed"; a capital within a sentence is a name.
fn is_past(view: View<'_>, token: Token<'_>, cue: Cue) -> bool {
    let name = token.is_capitalised() && !token.starts_sentence();
    let regular = ends_in_ed(view, token) && !cue.has(Cue::NO_PAST);
    !name && (regular || cue.has(Cue::PAST))
}
