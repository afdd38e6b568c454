//! What an article agrees on: a bare weekday that it names again is the same day.
//!
//! An article of Saturday says "lawmakers will vote on Friday" once and "Friday's vote" four times; the four clauses
//! tell nothing, and alone each would be taken for the Friday that is over. Here the clauses of all bare weekdays are
//! asked ([`tense::told`]) and what they tell is held against each other.
//!
//! Only the bare weekday is read ("Friday", not "last Friday"), and never the article's own, which needs no verb.

use jiff::civil::Date;

use super::Heard;
use super::expression::{Meaning, Which};
use super::tense::{self, Told};
use crate::lexicon::Classes;
use crate::segment::{Flags, Token, View};

/// The sentences that an article opens with: its place line may be the first.
const LEDE: usize = 2;

/// A place line has no more tokens, its dash included.
const PLACE_LINE: usize = 16;

/// What the clauses of one article tell together of each weekday that it names bare and more than once.
///
/// "Friday's vote" tells nothing by itself; "lawmakers will vote on Friday" does, for both. A plan gives way to what
/// happened: where a hearing "was set for Friday" and took place on Friday, that day is over. Where one clause tells
/// what happened and another what will happen, there are two such days, and each clause tells its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Agreed {
    /// By weekday from Monday, 1; the first is of none.
    clauses: [Clauses; 8],
    /// The weekday after the article's, where the news is of that day.
    tomorrow: Option<usize>,
}

/// What clauses tell of one weekday: whether any looks back, ahead, or ahead of what may be over.
#[derive(Clone, Copy, Debug, Default)]
struct Clauses {
    /// One tells that it is over.
    back: bool,
    /// One tells that it is to come.
    ahead: bool,
    /// One tells of a plan for it.
    planned: bool,
}

impl Agreed {
    /// What the expressions of a text agree on. Clauses are read only if some weekday is named twice.
    pub(super) fn of(view: View<'_>, heard: &[Heard], published: Option<Date>) -> Self {
        let mut times = [0_u32; 8];
        for day in heard.iter().filter_map(|heard| bare(heard.expression.meaning)) {
            times[day] += 1;
        }
        // The article's own day needs no verb.
        let today = published.and_then(|day| usize::try_from(day.weekday().to_monday_one_offset()).ok());
        let mut agreed = Self { clauses: [Clauses::default(); 8], tomorrow: fresh(view, heard, today) };
        if times.iter().all(|&times| times < 2) {
            return agreed;
        }
        for heard in heard {
            let Some(day) = bare(heard.expression.meaning).filter(|&day| times[day] > 1 && Some(day) != today) else {
                continue;
            };
            let clauses = &mut agreed.clauses[day];
            match tense::told(view, heard.tokens.0, heard.tokens.1) {
                Some(Told::Back) => clauses.back = true,
                Some(Told::Ahead) => clauses.ahead = true,
                Some(Told::Planned) => clauses.planned = true,
                None => {}
            }
        }
        agreed
    }

    /// What they agree on of that weekday, beside what its own clause tells (`own`).
    ///
    /// Of another meaning than a bare weekday: `own`. Its own clause wins where it tells for sure; where the article
    /// tells both, it is not overruled; else what happened wins over what is to come, and that over plans.
    pub(super) fn told(&self, meaning: Meaning, own: Option<Told>) -> Option<Told> {
        let Some(day) = bare(meaning) else { return own };
        if self.tomorrow == Some(day) {
            return Some(Told::Ahead);
        }
        let Clauses { back, ahead, planned } = self.clauses[day];
        match own {
            Some(Told::Back | Told::Ahead) => own,
            _ if back && ahead => own,
            _ if back => Some(Told::Back),
            _ if ahead => Some(Told::Ahead),
            _ => own.or(planned.then_some(Told::Planned)),
        }
    }
}

/// The weekday after the article's where agency copy opens with what happened on it: "the ministry said Wednesday" in
/// a file of Tuesday. Such news opens with the latest, not with what is six days old: the file bears the date of
/// another time zone.
///
/// The first expression of the text must be it, in the first two sentences, behind a verb of speech or under a place
/// line, in a clause that looks back.
fn fresh(view: View<'_>, heard: &[Heard], today: Option<usize>) -> Option<usize> {
    let first = heard.first().filter(|first| first.sentence.index() < LEDE)?;
    let day = bare(first.expression.meaning).filter(|&day| Some(day) == today.map(|today| today % 7 + 1))?;
    let before = view.get(first.tokens.0)?.prev()?;
    let verb = if before.is("on") { before.prev()? } else { before };
    let since = before.is("since") || before.is("from");
    let agency = verb.has(Classes::SPEECH_VERB) || !since && has_place_line(view);
    (agency && tense::told(view, first.tokens.0, first.tokens.1) == Some(Told::Back)).then_some(day)
}

/// Whether the text starts as agency copy does: "PORT EMBLA, March 3 (XYZ) -".
fn has_place_line(view: View<'_>) -> bool {
    let capitals = view.get(0).is_some_and(|token| token.flags().has(Flags::CAPITALS) && token.text().len() > 2);
    let dash = |token: Token<'_>| ["-", "--", "_", "–", "—"].contains(&token.text());
    capitals && (1..PLACE_LINE).filter_map(|index| view.get(index)).any(dash)
}

/// The number of the weekday, if the meaning is a bare one.
fn bare(meaning: Meaning) -> Option<usize> {
    match meaning {
        Meaning::Weekday(day, Which::Bare) => usize::try_from(day).ok(),
        _ => None,
    }
}
