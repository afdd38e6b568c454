//! What expressions that stand together share: the year or month that one of them tells, and the order of a range's
//! ends.
//!
//! Two expressions of a sentence are *linked* if only a word or mark that joins stands between them: as a list ("May
//! and June") or as a range ("from May to June").
//!
//! | text | after |
//! |---|---|
//! | May and June 2019 | May 2019, June 2019 |
//! | Friday 19 and Saturday 20 April | 19 April with its weekday, 20 April |
//! | November to March 2019 | November 2018, March 2019: a range does not run backwards |
//! | May 2019 to June | May 2019, June 2019 |
//! | Friday to Tuesday | Friday, and the first Tuesday from it on |
//! | 10:35 a.m. (0735 GMT) Friday | both times are of that Friday |
//!
//! First from right to left, so that what the last one tells goes over a whole list, then from left to right.

use super::Heard;
use super::expression::{Meaning, MonthDay, Which};
use super::rule::Rule;
use crate::segment::View;

/// What stands between two expressions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// "May and June", "May, June".
    List,
    /// "From May to June".
    Range,
}

/// Completes what expressions leave to those beside them: "May and June 2019", "Friday 19 and Saturday 20 April".
///
/// It changes meanings in place, and marks the ends of ranges whose year nothing tells: these are resolved from their
/// start ([`Which::From`]). Linear: each is held against its neighbours only.
pub(super) fn share(view: View<'_>, heard: &mut [Heard]) {
    let mut any = false;
    for at in (1..heard.len()).rev() {
        if matches!(heard[at - 1].expression.meaning, Meaning::Time) && is_timed(view, &heard[at - 1], &heard[at]) {
            heard[at - 1].expression.meaning = heard[at].expression.meaning;
        }
        if let Some(link) = link(view, &heard[at - 1], &heard[at]) {
            any = true;
            let after = heard[at].expression.meaning;
            let before = &mut heard[at - 1].expression.meaning;
            *before = from_after(*before, after, link);
        }
    }
    if !any {
        return;
    }
    for at in 1..heard.len() {
        if let Some(link) = link(view, &heard[at - 1], &heard[at]) {
            let before = heard[at - 1].expression.meaning;
            let after = &mut heard[at];
            let told = from_before(before, after.expression.meaning, link);
            after.ends_range = link == Link::Range && told.which() == Some(Which::Bare) && alike(before, told, link);
            after.expression.meaning = told;
        }
    }
}

/// How two expressions go together, if they do: only what joins words stands between them, in one sentence. "and"
/// makes a range behind "between". Both must be of a kind that recurs.
fn link(view: View<'_>, before: &Heard, after: &Heard) -> Option<Link> {
    let recurs = |heard: &Heard| heard.expression.meaning.which().is_some() || is_weekday_day(heard.expression.meaning);
    if before.sentence != after.sentence || after.tokens.0 > before.tokens.1 + 2 || !recurs(before) || !recurs(after) {
        return None;
    }
    let mut between = (before.tokens.1..after.tokens.0).filter_map(|at| view.get(at));
    let Some(first) = between.next() else {
        // A hyphen inside of a token: "Feb. 28-March 2".
        let joined = view.text().get(before.span.range().end..after.span.range().start) == Some("-");
        return joined.then_some(Link::Range);
    };
    let second = between.next();
    let any = |words: &[&str]| words.iter().any(|word| first.is(word));
    match second {
        None if any(&["to", "through", "until", "till", "-", "–", "—"]) => Some(Link::Range),
        None if first.is("and") && is_between(view, before) => Some(Link::Range),
        None => any(&["and", "or", ",", "&"]).then_some(Link::List),
        Some(second) => (first.is(",") && (second.is("and") || second.is("or"))).then_some(Link::List),
    }
}

/// Whether the second tells the day of the time before it: "at 10:35 a.m. (0735 GMT) Friday". A bracket must stand
/// between, and nothing but marks and "on".
fn is_timed(view: View<'_>, time: &Heard, day: &Heard) -> bool {
    let tells = matches!(day.expression.meaning, Meaning::Time | Meaning::MonthDay(..) | Meaning::Weekday(..));
    let clock = |heard: &Heard| heard.expression.rule == Rule::Clock;
    let near = time.sentence == day.sentence && day.tokens.0 <= time.tokens.1 + 3;
    let marks = || {
        (time.tokens.1..day.tokens.0).filter_map(|at| view.get(at)).all(|token| MARKS.iter().any(|mark| token.is(mark)))
    };
    let bracketed =
        || (time.tokens.1..day.tokens.0).filter_map(|at| view.get(at)).any(|token| token.is("(") || token.is(")"));
    tells && clock(time) && (day.expression.time.is_none() || clock(day)) && near && marks() && bracketed()
}

/// What may stand between a time, the same by another zone and their day.
const MARKS: [&str; 4] = ["(", ")", ",", "on"];

/// Whether it is a weekday with a number, whose month may stand with another.
fn is_weekday_day(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::WeekdayDay(..))
}

/// Whether "between" stands before the expression: "between May and June" is a range, "May and June" a list.
fn is_between(view: View<'_>, heard: &Heard) -> bool {
    heard.tokens.0.checked_sub(1).and_then(|at| view.get(at)).is_some_and(|token| token.is("between"))
}

/// Whether the two are of the same kind, so that what one tells holds for the other, too. Months and days go together
/// in a range only.
fn alike(one: Meaning, other: Meaning, link: Link) -> bool {
    match (one, other) {
        (Meaning::MonthDay(..), Meaning::MonthDay(..))
        | (Meaning::Month(..), Meaning::Month(..))
        | (Meaning::Weekday(..), Meaning::Weekday(..)) => true,
        (Meaning::MonthDay(..), Meaning::Month(..)) | (Meaning::Month(..), Meaning::MonthDay(..)) => {
            link == Link::Range
        }
        _ => false,
    }
}

/// What the one before means where the one after it tells more: its year, or its month. In a range that starts later
/// in the year, the year before.
fn from_after(before: Meaning, after: Meaning, link: Link) -> Meaning {
    if let (Meaning::WeekdayDay(weekday, day), Meaning::MonthDay(date, which)) = (before, after) {
        let earlier = day < date.day;
        return if earlier {
            Meaning::MonthDay(MonthDay { day, last: None, weekday: Some(weekday), ..date }, which)
        } else {
            before
        };
    }
    match (before.which(), after.which()) {
        (Some(Which::Bare), Some(which @ (Which::Of(_) | Which::OfYear(_) | Which::OfThen(_))))
            if alike(before, after, link) =>
        {
            let over = link == Link::Range && before.place() > after.place();
            before.of(if over { moved(which, -1) } else { which })
        }
        _ => before,
    }
}

/// What the one after means where the one before it tells more: its year, or the next one if it stands earlier in it.
fn from_before(before: Meaning, after: Meaning, link: Link) -> Meaning {
    match (before.which(), after.which()) {
        (Some(which @ (Which::Of(_) | Which::OfYear(_) | Which::OfThen(_))), Some(Which::Bare))
            if alike(before, after, link) =>
        {
            after.of(if before.place() > after.place() { moved(which, 1) } else { which })
        }
        _ => after,
    }
}

/// The same so many years later; what tells no year is left alone.
fn moved(which: Which, years: i16) -> Which {
    match which {
        Which::Of(year) => Which::Of(year.saturating_add(years)),
        Which::OfYear(by) => Which::OfYear(by + i32::from(years)),
        Which::OfThen(by) => Which::OfThen(by + i32::from(years)),
        other => other,
    }
}
