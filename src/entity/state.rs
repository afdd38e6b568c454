//! Codes of the states of the United States behind a town: "Portland, OR"; and of party and state: "R-ME".
//!
//! Only codes right behind a place in mixed case are taken, and only where no capitalised word follows: "OR" and "IN"
//! are words elsewhere. In "PORTLAND, OR" of a headline nothing is added. States come as the region that the gazetteers
//! have, with its link.

use super::{Identity, MentionRow, Rule};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::lexicon::en::state;
use crate::segment::{Token, View};

/// The state of a postal code or an abbreviation, the latter with or without its full stop: "OR", "Ore." and "Ore" are
/// Oregon. Case counts.
pub(crate) fn state_of(code: &str) -> Option<&'static str> {
    let found = |table: &[(&str, &'static str)], code: &str| {
        table.binary_search_by_key(&code, |(code, _)| code).ok().map(|at| table[at].1)
    };
    found(state::CODES, code).or_else(|| found(state::ABBREVIATIONS, code.strip_suffix('.').unwrap_or(code)))
}

/// Gives the forms of party and state ("R-ME", "D-Ohio"), which the model takes for all kinds of name, the state that
/// they tell.
///
/// "R-ME" becomes the place Maine. Before the hyphen stands a party's letter or that of none, behind it a code or an
/// abbreviation.
fn of_party(view: View<'_>, gazetteer: &Gazetteer, rows: &mut [MentionRow]) {
    for row in rows.iter_mut().filter(|row| row.is_open() && row.span.len() > 3) {
        let text = &view.text()[row.span];
        let party = matches!(text.as_bytes()[..2], [b'R' | b'D' | b'I', b'-']);
        if !party || row.tokens.1 != view.token(row.tokens.0).next_id() {
            continue;
        }
        let Some(state) = state_of(&text[2..]) else { continue };
        let region = gazetteer
            .find(state)
            .find(|entry| entry.subtype() == Some(Subtype::Region) && entry.country() == Some("US"));
        if let Some(region) = region {
            row.retype(EntityType::Loc, Some(Subtype::Region), Rule::Gazetteer);
            row.subtype = Some(Subtype::Region);
            row.identity = Identity::of(region);
        }
    }
}

/// Adds the codes behind towns, with or without a comma between, where the phrase ends; `rows` are in order. Elsewhere
/// "OR" and "IN" are words.
///
/// - "Portland, OR": adds `OR`. "Portland OR": adds it, too.
/// - "Portland, or Lund": nothing; case counts. "Portland, OR Jones": nothing, a capital follows.
pub(super) fn add(view: View<'_>, gazetteer: &Gazetteer, rows: &mut Vec<MentionRow>) {
    of_party(view, gazetteer, rows);
    let codes = (0..rows.len()).filter_map(|index| {
        let row = &rows[index];
        let town = row.kind == EntityType::Loc && view.text()[row.span].bytes().any(|byte| byte.is_ascii_lowercase());
        let inside = |token: &Token<'_>| token.sentence().id() == row.sentence;
        let after = view.get(row.tokens.1.index()).filter(inside).filter(|_| town)?;
        let code = if after.text() == "," { view.get(after.id().index() + 1).filter(inside)? } else { after };
        let state = state_of(code.text())?;
        let ends =
            view.get(code.id().index() + 1).filter(inside).is_none_or(|next| !next.is_word() || !next.is_capitalised());
        let free = rows.get(index + 1).is_none_or(|next| next.tokens.0 > code.id());
        let region = gazetteer
            .find(state)
            .find(|entry| entry.subtype() == Some(Subtype::Region) && entry.country() == Some("US"))?;
        (ends && free).then(|| MentionRow {
            subtype: Some(Subtype::Region),
            identity: Identity::of(region),
            ..MentionRow::name(code, code, EntityType::Loc, Rule::Gazetteer, 0.9)
        })
    });
    let mut codes: Vec<MentionRow> = codes.collect();
    if !codes.is_empty() {
        rows.append(&mut codes);
        rows.sort_by_key(|row| row.span.start());
    }
}
