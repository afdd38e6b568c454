//! Names that the model cut in two or let run on, where the words between their parts tell. Only for guidelines that
//! have such names whole.
//!
//! - "Jordan" and "Smith": one person.
//! - "European" and "Rail Forum", "Norhaven" and "Otters": one organisation.
//! - "Will" | "Smith took over": the model takes "Will" for the verb; "Will Smith" is the person.
//! - "Marsh & Daughters": the firm goes on behind the ampersand.
//! - "Institute for Snow and Ice in Davos": the organisation ends before "in", the place is a name by itself.

use super::{Identity, MentionRow};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::name;
use crate::segment::View;

/// Mends names at their joints; `rows` are in order, and come out so. A name that a mended one before it has come to
/// overlap is dropped. A user's own names stay.
pub(super) fn mend(view: View<'_>, gazetteer: &Gazetteer, rows: &mut Vec<MentionRow>) {
    let mut mended: Vec<MentionRow> = Vec::with_capacity(rows.len());
    for mut row in rows.drain(..) {
        if let Some(before) =
            mended.last_mut().filter(|before| !before.own && !row.own && before.sentence == row.sentence)
        {
            if before.tokens.1 > row.tokens.0 {
                continue;
            }
            if before.tokens.1 == row.tokens.0 && is_one(view, before, &row) {
                row.tokens.0 = before.tokens.0;
                row.identity = Identity::default();
                mended.pop();
                cover(view, &mut row);
            }
        }
        if !row.own
            && row.kind == EntityType::Per
            && let Some(first) = first_name(view, &row)
            && mended.last().is_none_or(|before| before.tokens.1 <= first)
        {
            row.tokens.0 = first;
            cover(view, &mut row);
        }
        if !row.own
            && let Some(end) = partner(view, &row)
        {
            row.tokens.1 = TokenId::new(end);
            (row.kind, row.subtype, row.identity) = (EntityType::Org, None, Identity::default());
            cover(view, &mut row);
        }
        if !row.own
            && let Some(first) = first_partner(view, &row)
            && mended.last().is_none_or(|before| before.tokens.1 <= first)
        {
            row.tokens.0 = first;
            (row.kind, row.subtype, row.identity) = (EntityType::Org, None, Identity::default());
            cover(view, &mut row);
        }
        let place = if row.own { None } else { tail(view, gazetteer, &row) };
        if let Some(place) = &place {
            row.tokens.1 = TokenId::new(place.tokens.0.index() - 1);
            row.identity = Identity::default();
            cover(view, &mut row);
        }
        mended.push(row);
        mended.extend(place);
    }
    *rows = mended;
}

/// Gives a name the span of its tokens.
///
/// To be called after every change of a row's tokens.
fn cover(view: View<'_>, row: &mut MentionRow) {
    row.span = view.token(row.tokens.0).span().cover(view.token(TokenId::new(row.tokens.1.index() - 1)).span());
}

/// The first word of a person's name that the model left out, since it may be another word ("Will Smith took over", at a
/// sentence's start "May Lund went") or is one letter ("T Michael Putney").
fn first_name(view: View<'_>, row: &MentionRow) -> Option<TokenId> {
    let before = view.token(row.tokens.0).prev().filter(|before| before.sentence().id() == row.sentence)?;
    let text = before.text();
    let letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase()) && !matches!(text, "A" | "I");
    let alone = row.tokens.1.index() == row.tokens.0.index() + 1;
    // "Will Smith take over?"
    let asks = || before.sentence().tokens().next_back().is_some_and(|last| last.text() == "?");
    // With a capital inside a sentence "Will" is no verb, but "May" may be the month.
    let doubtful = before.has(Classes::MODAL) && before.is_capitalised()
        || before.starts_sentence() && before.has(Classes::MODAL.or(Classes::MONTH));
    let word = alone && doubtful && before.has(Classes::GIVEN) && !asks();
    (word || letter && !before.starts_sentence()).then(|| before.id())
}

/// Whether two names that touch are one, of the second one's type.
fn is_one(view: View<'_>, before: &MentionRow, row: &MentionRow) -> bool {
    is_given(view, before, row) || is_of_continent(view, before, row) || is_team(view, before, row)
}

/// "European" before "Rail Forum": an adjective of a continent right before an organisation.
fn is_of_continent(view: View<'_>, before: &MentionRow, row: &MentionRow) -> bool {
    before.kind == EntityType::Misc
        && row.kind == EntityType::Org
        && name::CONTINENTS.contains(&&view.text()[before.span])
}

/// "Jordan" before "Smith": a given name that is a place's too, right before the one word of a person's name.
fn is_given(view: View<'_>, before: &MentionRow, row: &MentionRow) -> bool {
    let (given, surname) = (view.token(before.tokens.0), view.token(row.tokens.0));
    before.kind == EntityType::Loc
        && row.kind == EntityType::Per
        && given.span() == before.span
        && surname.span() == row.span
        && given.has(Classes::GIVEN)
        && surname.has(Classes::SURNAME)
}

/// "Norhaven" before "Otters": a place, or an unknown word that the model doubts, right before the one word that its team
/// is called by, a plural that no gazetteer has as something else.
fn is_team(view: View<'_>, before: &MentionRow, row: &MentionRow) -> bool {
    let word = view.token(row.tokens.0);
    let of_place = before.kind == EntityType::Loc
        || before.kind != EntityType::Org
            && before.identity.canonical.is_none()
            && before.tokens.1.index() == before.tokens.0.index() + 1
            && before.confidence < DOUBT;
    of_place
        && row.kind == EntityType::Org
        && row.tokens.1.index() == row.tokens.0.index() + 1
        && matches!(row.subtype, None | Some(Subtype::Team))
        && (row.identity.canonical.is_none() || row.subtype == Some(Subtype::Team))
        && word.text().ends_with('s')
        && word.text().chars().skip(1).all(char::is_lowercase)
}

/// Names less sure than this may be of another type.
const DOUBT: f32 = 0.7;

/// The end of a firm's name that goes on behind an ampersand: "Marsh & Daughters".
///
/// Three more words at most; none where a small word or a mark follows the ampersand.
fn partner(view: View<'_>, row: &MentionRow) -> Option<usize> {
    let at = row.tokens.1.index();
    let token = |at: usize| view.get(at).filter(|token| token.sentence().id() == row.sentence);
    let is_name = |at: &usize| token(*at).is_some_and(|token| token.is_capitalised() && token.is_word());
    let named = matches!(row.kind, EntityType::Per | EntityType::Org) && token(at)?.text() == "&" && is_name(&(at + 1));
    named.then(|| (at + 1..at + PARTNERS).find(|at| !is_name(at)).unwrap_or(at + PARTNERS))
}

/// The first word of a firm's name of which the model has what stands behind the ampersand alone: "White & Kase".
fn first_partner(view: View<'_>, row: &MentionRow) -> Option<TokenId> {
    let and = view.token(row.tokens.0).prev().filter(|and| and.text() == "&")?;
    let first = and.prev().filter(|first| first.sentence().id() == row.sentence)?;
    (first.is_capitalised() && first.is_word()).then(|| first.id())
}

/// No name goes on for more tokens behind an ampersand.
const PARTNERS: usize = 4;

/// The place that an organisation's name runs on to: "Institute for Snow and Ice" in "Davos". A gazetteer must have all
/// that stands behind the last "in".
fn tail(view: View<'_>, gazetteer: &Gazetteer, row: &MentionRow) -> Option<MentionRow> {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let token = |at: usize| view.token(TokenId::new(at));
    let link =
        (first + 1..end - 1).rev().find(|at| token(*at).text() == "in").filter(|_| row.kind == EntityType::Org)?;
    let found = gazetteer.longest(view, TokenId::new(link + 1), row.tokens.1)?;
    let entry =
        found.readings().find(|entry| entry.kind() == EntityType::Loc).filter(|_| found.tokens.1 == row.tokens.1)?;
    Some(MentionRow {
        span: found.span,
        tokens: found.tokens,
        kind: EntityType::Loc,
        subtype: entry.subtype(),
        identity: Identity::of(entry),
        ..row.clone()
    })
}
