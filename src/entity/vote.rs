//! Elections and referendums named by year and place: "2019 Ruritanian general election".
//!
//! The name starts with the year, or the month before it, and ends with a word such as "election"; between stand words
//! with capitals and those that tell the kind ("general", "presidential").
//!
//! - "the May 2019 Ruritanian general election": "May 2019 Ruritanian general election".
//! - "the 2019 election": none, nothing is named.
//! - "in 2019 Ruritania election officials": none; behind a preposition a kind of vote must stand before the head.

use super::{MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::vote;
use crate::segment::{Flags, Token, View};
use crate::span::Span;

/// No such name has more tokens between its year and its head.
const VOTE_TOKENS: usize = 8;

/// Adds the votes of a text to its names, in the place of the names inside them; a user's own names stay.
///
/// A place or a body must be named: without one ("the 2019 election") the words describe a vote rather than name it. In
/// the politics dev file of `CrossNER` all 527 such phrases are names; in the train files of CoNLL-2003 and Worldwide
/// Newswire (54,000 names) six are met, none of them one.
pub(super) fn apply(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let years = view.tokens().filter(|token| is_year(*token));
    let mut votes: Vec<MentionRow> = years.filter_map(|year| find(view, year)).collect();
    votes.retain(|vote| !overlapping(rows, vote.span).any(|row| row.own));
    if votes.is_empty() {
        return;
    }
    rows.retain(|row| overlapping(&votes, row.span).next().is_none());
    rows.append(&mut votes);
    rows.sort_by_key(|row| row.span.start());
}

/// Those of `rows`, which are in order and apart, that overlap `span`.
fn overlapping(rows: &[MentionRow], span: Span) -> impl Iterator<Item = &MentionRow> {
    let first = rows.partition_point(|row| row.span.end() <= span.start());
    rows[first..].iter().take_while(move |row| row.span.start() < span.end())
}

/// The name of a vote that starts with its `year`, or with the month before that; none if a word comes between that no
/// such name has.
fn find(view: View<'_>, year: Token<'_>) -> Option<MentionRow> {
    let first = year.id().index();
    let end = year.sentence().end_token().index().min(first + VOTE_TOKENS + 2);
    // "In 2019 Ruritania" gives a year by itself; "in 2019 Ruritanian general election" lacks its article.
    let dated = year.prev().is_some_and(|before| before.has(Classes::PREPOSITION));
    let (mut named, mut of_kind) = (false, false);
    for index in first + 1..end {
        let token = view.token(TokenId::new(index));
        let word = token.text().to_ascii_lowercase();
        if vote::HEADS.contains(&word.as_str()) {
            let month = year.prev().filter(|before| before.has(Classes::MONTH));
            return (named && (of_kind || !dated)).then(|| {
                let first = month.unwrap_or(year);
                let named = MentionRow::name(first, token, EntityType::Misc, Rule::NamedVote, 0.95);
                MentionRow { subtype: Some(Subtype::Event), ..named }
            });
        }
        of_kind = vote::INSIDE.contains(&word.as_str());
        named |= token.is_capitalised() && !of_kind;
        if !token.is_capitalised() && !of_kind {
            return None;
        }
    }
    None
}

/// Whether a token is a number from 1700 to 2199 of four digits.
fn is_year(token: Token<'_>) -> bool {
    token.flags().has(Flags::DIGIT) && token.span().len() == 4 && matches!(token.text().parse::<u16>(), Ok(1700..=2199))
}
