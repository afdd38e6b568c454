//! Events called by a place: "Battle of Vara", "Treaty of the Two Lakes", "Tour of Norland".
//!
//! The tagger knows the famous ones; of the others it has the place alone, or takes the whole for an organisation. Here
//! a word of [`event::OF_PLACE`] with a capital, "of", perhaps "the", and the name behind are one event. Behind
//! [`event::OF_PLACE_ALONE`] only a place will do: "Tour of Norland", not "Tour of Duty". Only for guidelines that have
//! such names whole.

use std::ops::Range;

use super::{Identity, MentionRow, Rule, replace, subtype};
use crate::gazetteer::kinds::EntityType;
use crate::id::TokenId;
use crate::lexicon::en::event;
use crate::segment::View;

/// Makes such names whole; `rows` are in order, and come out so. A user's own names stay.
pub(super) fn apply(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let mut events: Vec<(Range<usize>, MentionRow)> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !row.own) {
        let Some(head) = head(view, row) else { continue };
        // What the tagger has of the event's own words, such as "Battle" alone, is part of it.
        let done = events.last().map_or(0, |(range, _)| range.end);
        let before = (done..index).rev().take_while(|&at| rows[at].tokens.1 > head).last().unwrap_or(index);
        if rows[before..index].iter().any(|row| row.own) {
            continue;
        }
        let last = view.token(TokenId::new(row.tokens.1.index() - 1));
        let head = view.token(head);
        let event = MentionRow {
            span: head.span().cover(last.span()),
            tokens: (head.id(), row.tokens.1),
            kind: EntityType::Misc,
            subtype: Some(subtype::of_event(head.text())),
            identity: Identity::default(),
            rule: Rule::EventKey,
            ..row.clone()
        };
        events.push((before..index + 1, event));
    }
    replace(rows, events);
}

/// The event's first word, if the name of `row` stands behind one, or begins with one: "Vara" behind "Battle of".
fn head(view: View<'_>, row: &MentionRow) -> Option<TokenId> {
    let is_head = |at: TokenId| {
        let text = view.token(at).text();
        event::OF_PLACE.contains(&text) || row.kind == EntityType::Loc && event::OF_PLACE_ALONE.contains(&text)
    };
    let is = |at: TokenId, word: &str| view.get(at.index()).is_some_and(|token| token.text() == word);
    let second = TokenId::new(row.tokens.0.index() + 1);
    if row.kind == EntityType::Org && second < row.tokens.1 && is(second, "of") && is_head(row.tokens.0) {
        return Some(row.tokens.0);
    }
    let before = |at: TokenId| {
        let token = view.token(at).prev().filter(|token| token.sentence().id() == row.sentence)?;
        Some(token.id())
    };
    let mut link = before(row.tokens.0)?;
    if is(link, "the") {
        link = before(link)?;
    }
    before(link).filter(|&head| is(link, "of") && is_head(head))
}
