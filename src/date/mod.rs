//! Dates: temporal expressions, resolved against the day on which the article was published.
//!
//! Of an article of Monday, 17 February 2025:
//!
//! | text | type | value | days |
//! |---|---|---|---|
//! | The council met on Tuesday. | DATE | 2025-02-11 | that day |
//! | It will vote on Feb. 28. | DATE | 2025-02-28 | that day |
//! | two weeks ago | DATE | 2025-W06 | Monday to Sunday |
//! | Friday night | TIME | 2025-02-14TNI | that day |
//! | the first half of 2024 | DATE | 2024-H1 | January to June |
//! | for ten days | DURATION | P10D | none |
//! | every Friday | SET | XXXX-WXX-5 | none |
//! | recently | DATE | `PAST_REF` | none |
//!
//! Types and values are those of TIMEX3 (`TimeML` 1.2.1). The steps, of which each looks only at what those before
//! made:
//!
//! 1. Where a word may be the core of an expression, what stands around it is read into atoms ([`mod@line`]) by a
//!    declared vocabulary ([`crate::lexicon::en::time`]).
//! 2. There the grammar is tried ([`grammar`]), whose rule families read what the expression says ([`expression`]):
//!    [`calendar`], [`weekday`], [`relative`], [`fiscal`], [`holiday`] (with [`lunar`]), [`clock`], [`duration`]
//!    (with [`number`]), [`part`], [`set`] and [`vague`].
//! 3. What the sentence makes of it may be none ([`sense`]): "temperatures in the 70s".
//! 4. Expressions that stand together share what one of them tells ([`share`]): "May and June 2019".
//! 5. What was read is resolved ([`resolve`]) to a value ([`value`]) against the article's date and the dates named
//!    before ([`context`]); where it recurs ([`recur`]), the verb tells which one is meant ([`tense`]), and of
//!    weekdays that are named again the whole article ([`agreed`]).
//!
//! What is deliberately not done: no expression goes over a sentence's end or a word outside of the vocabulary; no
//! preposition is part of one; no day is guessed where nothing tells one (the value then keeps its unknown places,
//! `XXXX-WXX-2`); and events are no anchors ("the day after the trial").

mod agreed;
mod calendar;
mod clock;
mod context;
mod duration;
mod expression;
mod fiscal;
mod grammar;
mod holiday;
mod line;
mod lunar;
mod number;
mod part;
mod recur;
mod relative;
mod resolve;
mod rule;
mod sense;
mod set;
mod share;
mod tense;
mod vague;
mod value;
mod weekday;

use std::cell::Cell;

use jiff::civil::Date;

use crate::id::{DateId, SentenceId};
use crate::lexicon::en::cue::Cue;
use crate::lexicon::en::time::Word;
use crate::lexicon::index::words;
use crate::parts::Shift;
use crate::segment::{Segments, View};
use crate::span::Span;
use agreed::Agreed;
use context::Context;
use expression::{Expression, Meaning, MonthDay, Which};
use line::{ATOMS_BEFORE_CORE, Atoms, Cores, Line};
pub use rule::Rule;
use tense::Told;
use value::Values;

/// Finds and resolves temporal expressions.
///
/// Immutable and without state of its own: one dater serves all threads.
///
/// # Example
///
/// ```
/// use dateline::{Anchor, Dater, Segmenter, TimexType};
/// use jiff::civil::date;
///
/// let text = "The council met on Tuesday and will vote on Feb. 28.";
/// let segments = Segmenter::new().segment(text);
/// let dates = Dater::new().date(text, &segments, Some(date(2025, 2, 17)));
/// let values: Vec<&str> = dates.iter().map(|timex| timex.value()).collect();
/// assert_eq!(values, ["2025-02-11", "2025-02-28"]);
///
/// let tuesday = dates.iter().next().unwrap();
/// assert_eq!(&text[tuesday.span()], "Tuesday");
/// assert_eq!(tuesday.kind(), TimexType::Date);
/// assert_eq!(tuesday.anchor(), Anchor::Article);
/// assert_eq!(tuesday.days(), Some((date(2025, 2, 11), date(2025, 2, 11))));
///
/// // Without the day of publication nothing is guessed.
/// let dates = Dater::new().date(text, &segments, None);
/// assert_eq!(dates.iter().next().unwrap().value(), "XXXX-WXX-2");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Dater;

/// The temporal expressions of one text, in text order.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// In text order, apart from each other, each inside one sentence and made of whole tokens, or of their pieces
    /// between hyphens where the ends of a range share a token ("Feb. 27-March 2").
    rows: Vec<DateRow>,
    /// All values, one after the other.
    values: String,
}

/// An expression as it is stored.
#[derive(Clone, Debug)]
struct DateRow {
    /// Where it stands, in bytes, without preposition.
    span: Span,
    sentence: SentenceId,
    kind: TimexType,
    /// Where its value starts among all; it ends where that of the next row starts.
    value: usize,
    /// Its TIMEX3 modifier, such as `APPROX` or `START`.
    modifier: Option<&'static str>,
    /// The closed calendar interval that the value covers; none of lengths, sets and what stays unresolved.
    days: Option<(Date, Date)>,
    anchor: Anchor,
    rule: Rule,
}

/// The type of a temporal expression, as TIMEX3 (`TimeML` 1.2.1) defines them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A calendar time of a day or more: "Friday", "last month", "1998".
    Date,
    /// A time of the day: "5 p.m.", "Friday night".
    Time,
    /// A length of time: "two weeks".
    Duration,
    /// A recurring time: "every Friday", "daily".
    Set,
}

impl TimexType {
    /// The name that TIMEX3 and the `dates` table hold.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What an expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Nothing: it says all itself, or it stays unresolved.
    None,
    /// The day on which the article was published.
    Article,
    /// An expression before it, of that id: "that night", "two days later".
    Mention(DateId),
}

impl Dater {
    /// A dater with the program's rules.
    pub const fn new() -> Self {
        Self
    }

    /// Finds the temporal expressions of `text` and resolves them against `published`.
    ///
    /// Total: every text has a result, in time linear in its length. Without `published`, relative expressions keep a
    /// value without anchor (`XXXX-WXX-2`); what says all itself is resolved all the same.
    pub fn date(&self, text: &str, segments: &Segments, published: Option<Date>) -> Dates {
        let view = segments.view(text);
        let Scratch { mut atoms, mut heard } = SCRATCH.take();
        let (mut cores, mut next) = (Cores::of(view), 0);
        while let Some(core) = cores.next(next) {
            next = atoms.read(view, core);
            hear(&atoms, view, core.sentence().id(), &mut heard);
        }
        share::share(view, &mut heard);
        let agreed = Agreed::of(view, &heard, published);
        let mut context = Context::new(published);
        let mut started = None;
        let (mut rows, mut values) = (Vec::with_capacity(heard.len()), Values::with_capacity(heard.len() * 10));
        for &mut Heard { span, sentence, tokens, ends_range, ref mut expression } in &mut heard {
            if let Some(from) = started.filter(|_| ends_range) {
                expression.meaning = expression.meaning.of(Which::From(from));
            }
            let way = || agreed.told(expression.meaning, tense::told(view, tokens.0, tokens.1)).map(Told::way);
            let value = values.len();
            let resolved = resolve::resolve(expression, &context, sentence, way, &mut values);
            started = resolved.days.map(|(first, _)| first);
            context.remember(expression.meaning, resolved.point, DateId::new(rows.len()), sentence);
            rows.push(DateRow {
                span,
                sentence,
                kind: resolved.kind,
                value,
                modifier: expression.modifier,
                days: resolved.days,
                anchor: resolved.anchor,
                rule: expression.rule,
            });
        }
        if text.len() <= KEPT_TEXT {
            heard.clear();
            SCRATCH.set(Scratch { atoms, heard });
        }
        Dates { rows, values: values.into_string() }
    }
}

/// What is needed only while the expressions of one text are found. Articles are short and many: their room is kept,
/// one a thread.
#[derive(Default)]
struct Scratch {
    atoms: Atoms,
    heard: Vec<Heard>,
}

thread_local! {
    static SCRATCH: Cell<Scratch> = Cell::default();
}

/// The room of longer texts, in bytes, is given back.
const KEPT_TEXT: usize = 1 << 20;

/// An expression where it stands in the text, as it was read and not yet resolved.
#[derive(Clone, Copy, Debug)]
struct Heard {
    span: Span,
    sentence: SentenceId,
    /// Its first token and the one after its last, by number.
    tokens: (usize, usize),
    /// What it says.
    expression: Expression,
    /// Whether it is the end of the range that the one before starts: it is told from that one.
    ends_range: bool,
}

/// Reads the expressions of a window, from left to right, and adds them to `heard`.
///
/// Around each core that no expression before it holds, the leftmost start that fits is taken ([`around`]); what
/// shares a word with it follows ("April 24 and 25" are two, [`grammar::second`]). "The quarter ended Oct. 31" is
/// over however near the next such day is, and "the Sept. 11 attacks" are of 2001.
fn hear(atoms: &Atoms, view: View<'_>, sentence: SentenceId, heard: &mut Vec<Heard>) {
    let line = atoms.line(view.text());
    let mut push = |start: usize, mut found: Expression| {
        // "The quarter ended Oct. 31" is over, however near the next such day is.
        if let Meaning::MonthDay(date, Which::Bare) = found.meaning
            && line.follows(start, words!("ended"))
        {
            found.meaning = Meaning::MonthDay(date, Which::Last);
        }
        if let Meaning::MonthDay(MonthDay { month: 9, day: 11, .. }, Which::Bare) = found.meaning
            && is_of_attacks(line, start, found.end)
        {
            found.meaning = found.meaning.of(Which::Of(2001));
        }
        let tokens = (line.token(start).index(), line.token(found.end - 1).index() + 1);
        let span = line.span(start, found.end);
        if !sense::is_none(view, &found, span, tokens) {
            heard.push(Heard { span, sentence, tokens, expression: found, ends_range: false });
        }
        found.end
    };
    let mut done = 0;
    for &core in atoms.cores() {
        // Days that stand before the month that they are of end before it.
        while core >= done
            && let Some((start, mut found)) = around(line, core, done)
        {
            done = push(start, found);
            while let Some((start, next)) = grammar::second(line, &found) {
                done = push(start, next);
                found = next;
            }
        }
    }
}

/// Whether the attacks of 2001 are named by their day: "the Sept. 11 attacks", "the attacks of September 11".
fn is_of_attacks(line: Line<'_>, start: usize, end: usize) -> bool {
    /// What makes a day in September that of the attacks.
    const ATTACKS: &[u64] = words!("attack attacks terrorist terror hijackers hijackings");
    let before = start > 1 && line.is(start - 1, words!("of on")) && line.is(start - 2, ATTACKS);
    before || line.is(end, ATTACKS)
}

/// The expression that holds the atom `core`, with its first atom; none starts before `done`.
///
/// The leftmost start wins, so that "early next year" is found before "next year": starts are tried from behind the
/// last word outside of the vocabulary, at most [`ATOMS_BEFORE_CORE`] atoms back, to the core itself. An expression
/// neither starts nor ends within a token ("pre-1990" starts at "pre"), but for the ends of a range; of a compound
/// before a noun the determiner is the noun's: "a third-quarter loss" → "third-quarter".
fn around(line: Line<'_>, core: usize, done: usize) -> Option<(usize, Expression)> {
    let earliest = done.max(core.saturating_sub(ATOMS_BEFORE_CORE));
    let mut start = core;
    while start > earliest && !line.is_other(start - 1) {
        start -= 1;
    }
    for at in start..=core {
        if line.is_joined(at) && at != done || matches!(line.word(at), Word::Inner) {
            continue;
        }
        let Some(found) = grammar::expression(line, at) else { continue };
        let reaches = found.end > core || found.rule == Rule::SharedDay;
        if reaches && (!line.is_joined(found.end) || grammar::starts_end(line, &found)) {
            // A compound describes the noun after it, which the determiner goes with: "a third-quarter loss".
            let compound = line.is_joined(found.end - 1) && !matches!(line.word(found.end - 1), Word::Decade(_));
            let apart = compound && line.cue(at).has(Cue::DETERMINES);
            return Some((at + usize::from(apart), found));
        }
    }
    None
}

impl Dates {
    /// The expressions in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Timex<'_>> {
        (0..self.rows.len()).map(|index| self.get(DateId::new(index)))
    }

    /// The expression of that id.
    ///
    /// # Panics
    ///
    /// Its accessors panic for an id of another text that is past the last one here.
    pub fn get(&self, id: DateId) -> Timex<'_> {
        Timex { dates: self, id }
    }

    /// Adds the expressions of the part of the text that comes next, with offsets and ids moved behind what is there.
    pub(crate) fn append(&mut self, part: Self, shift: Shift) {
        let values = self.values.len();
        self.values.push_str(&part.values);
        shift.extend(
            &mut self.rows,
            part.rows.into_iter().map(|row| DateRow {
                span: shift.span(row.span),
                sentence: shift.sentence(row.sentence),
                value: row.value + values,
                anchor: match row.anchor {
                    Anchor::Mention(id) => Anchor::Mention(shift.date(id)),
                    anchor => anchor,
                },
                ..row
            }),
        );
    }

    /// The number of expressions.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A temporal expression: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Timex<'a> {
    dates: &'a Dates,
    id: DateId,
}

impl<'a> Timex<'a> {
    /// Its row.
    fn row(self) -> &'a DateRow {
        &self.dates.rows[self.id.index()]
    }

    /// Its id.
    pub fn id(self) -> DateId {
        self.id
    }

    /// Where it stands, without preposition.
    pub fn span(self) -> Span {
        self.row().span
    }

    /// The sentence that it is of.
    pub fn sentence(self) -> SentenceId {
        self.row().sentence
    }

    /// Its TIMEX3 type.
    pub fn kind(self) -> TimexType {
        self.row().kind
    }

    /// Its TIMEX3 value, such as `2025-02-18`, `P3Y` or `PAST_REF`.
    ///
    /// Places that are not known are `X`: `XXXX-WXX-2` is a Tuesday of an unknown week.
    pub fn value(self) -> &'a str {
        let end = self.dates.rows.get(self.id.index() + 1).map_or(self.dates.values.len(), |next| next.value);
        &self.dates.values[self.row().value..end]
    }

    /// Its TIMEX3 modifier, such as `APPROX` ("about two weeks"), `START` ("early 1998") or `MORE_THAN`; none mostly.
    pub fn modifier(self) -> Option<&'static str> {
        self.row().modifier
    }

    /// The first and the last day that it covers; none where it is vague, a length or unresolved. A time of the day
    /// covers its day.
    pub fn days(self) -> Option<(Date, Date)> {
        self.row().days
    }

    /// What it was resolved against.
    pub fn anchor(self) -> Anchor {
        self.row().anchor
    }

    /// What decided it.
    pub fn rule(self) -> Rule {
        self.row().rule
    }
}
