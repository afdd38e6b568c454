//! Names that are written alike are of one type in one article.
//!
//! Sums of confidence decide, not counts: two sure uses weigh more than three guesses. Only doubtful names change, so
//! that an article on Chelsea the club and Chelsea the place keeps both.

use super::{MentionRow, Rule};
use crate::gazetteer::kinds::EntityType;
use crate::segment::View;

/// A name that is surer than this keeps its type: "Chelsea" may be a place in one sentence and a club in the next.
const UNSURE: f32 = 0.7;

/// Gives a name whose type is in doubt the type for which the sum of confidence over all uses of its form is largest. A
/// key word or an entry of a gazetteer, which give a subtype, know better.
pub(super) fn apply(view: View<'_>, rows: &mut [MentionRow]) {
    let mut order: Vec<(&str, usize)> = rows.iter().map(|row| &view.text()[row.span]).zip(0..).collect();
    order.sort_unstable();
    for same in order.chunk_by(|(one, _), (next, _)| one == next) {
        let kind = rows[same[0].1].kind;
        if same.iter().all(|&(_, index)| rows[index].kind == kind) {
            continue;
        }
        let mut sums = [0.0; EntityType::ALL.len()];
        for &(_, index) in same {
            sums[rows[index].kind as usize] += rows[index].confidence;
        }
        let sum = |kind: EntityType| sums[kind as usize];
        // Of equal sums the first is the likeliest.
        let Some(likeliest) =
            EntityType::ALL.iter().copied().reduce(|one, next| if sum(next) > sum(one) { next } else { one })
        else {
            continue;
        };
        for &(_, index) in same {
            let row = &mut rows[index];
            let doubtful = row.confidence < UNSURE && row.subtype.is_none() && row.is_open();
            if doubtful && sum(likeliest) > sum(row.kind) {
                row.retype(likeliest, None, Rule::Agreement);
            }
        }
    }
}
