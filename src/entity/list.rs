//! Names that are listed together are of one type: "Orla, Veltrin and Sankt Peer".
//!
//! Of three names or more with nothing but a comma or conjunction between, one that differs from all others and is
//! unsure takes their type. Two that differ are left: lists of persons with their towns alternate.

use super::{MentionRow, Rule};
use crate::gazetteer::kinds::EntityType;
use crate::id::TokenId;
use crate::segment::View;

/// Fewer names than this tell too little of each other.
const FEWEST: usize = 3;

/// A name that is surer than this keeps its type.
const UNSURE: f32 = 0.6;

/// Gives a name of a list whose type is in doubt the type of all others there.
pub(super) fn apply(view: View<'_>, rows: &mut [MentionRow]) {
    let mut first = 0;
    while first < rows.len() {
        let mut end = first + 1;
        while end < rows.len() && are_listed(view, &rows[end - 1], &rows[end]) {
            end += 1;
        }
        if end - first >= FEWEST {
            agree(&mut rows[first..end]);
        }
        first = end;
    }
}

/// Whether nothing but a comma or conjunction stands between two names.
fn are_listed(view: View<'_>, one: &MentionRow, next: &MentionRow) -> bool {
    let between = one.tokens.1.index()..next.tokens.0.index();
    one.sentence == next.sentence
        && (1..=2).contains(&between.len())
        && between
            .map(|index| view.token(TokenId::new(index)).text())
            .all(|text| matches!(text, "," | ";" | "/" | "and" | "or" | "&"))
}

/// Gives the one name of another type the type of the rest, if it is the only one.
fn agree(list: &mut [MentionRow]) {
    let count = |kind: EntityType| list.iter().filter(|row| row.kind == kind).count();
    let Some(kind) = EntityType::ALL.iter().copied().find(|kind| count(*kind) + 1 == list.len()) else { return };
    for row in list.iter_mut().filter(|row| row.kind != kind && row.confidence < UNSURE) {
        if row.is_open() {
            row.retype(kind, None, Rule::List);
        }
    }
}
