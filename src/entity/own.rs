//! A user's names in whatever case, where the user wants them so ([`Gazetteer::ignore_case`]).
//!
//! A name in small letters takes the place of the names inside it, and is no part of a longer one: with "grain council"
//! in the list, "the grain council met" has it, "the Northern Grain Council of Lund" has not if the tagger found that
//! whole.

use super::{Identity, MentionRow, Rule};
use crate::gazetteer::{Entry, Gazetteer};
use crate::id::TokenId;
use crate::segment::View;

/// How sure a name is that may be written in small letters.
const CONFIDENCE: f32 = 0.8;

/// Adds the names of the user's gazetteers that the text writes in another case than they do, in the place of those
/// that they cover. `rows` are in text order, and stay so.
///
/// Names that overlap one of the user's without lying inside it stay, and the user's is not added. A name that the
/// tagger found as the user's own is not added again. One walk over the tokens, with a look-up at each.
pub(super) fn add(view: View<'_>, own: &Gazetteer, rows: &mut Vec<MentionRow>) {
    let (mut added, mut next) = (Vec::new(), 0);
    for sentence in view.sentences() {
        let (mut at, last) = (sentence.first_token().index(), sentence.end_token());
        while at < last.index() {
            let found = own.longest_of_any_case(view, TokenId::new(at), last);
            let Some((found, entry)) = found.and_then(|found| Some((found, found.readings().next()?))) else {
                at += 1;
                continue;
            };
            let (first, end) = found.tokens;
            next += rows[next..].partition_point(|row| row.tokens.1 <= first);
            let over = &rows[next..];
            let over = &over[..over.partition_point(|row| row.tokens.0 < end)];
            let inside = |row: &MentionRow| first <= row.tokens.0 && row.tokens.1 <= end;
            let known = over.len() == 1 && over[0].own;
            if over.first().is_none_or(inside) && over.last().is_none_or(inside) && !known {
                added.push(row(view, found.tokens, entry));
                at = end.index();
            } else {
                at = over.last().map_or(end, |row| row.tokens.1.max(end)).index();
            }
        }
    }
    let covers = |name: &MentionRow| {
        let after = added.partition_point(|own: &MentionRow| own.tokens.1 <= name.tokens.0);
        added.get(after).is_some_and(|own| own.tokens.0 <= name.tokens.0)
    };
    rows.retain(|name| !covers(name));
    rows.append(&mut added);
    rows.sort_by_key(|row| row.span.start());
}

/// The row of a user's name, which nothing overrules.
fn row(view: View<'_>, (first, end): (TokenId, TokenId), entry: Entry<'_>) -> MentionRow {
    let last = view.token(TokenId::new(end.index() - 1));
    MentionRow {
        subtype: entry.subtype(),
        identity: Identity::of(entry),
        own: true,
        ..MentionRow::name(view.token(first), last, entry.kind(), Rule::Gazetteer, CONFIDENCE)
    }
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::Gazetteer;
    use crate::gazetteer::kinds::EntityType;
    use crate::{Article, Pipeline};

    #[test]
    fn names_in_small_letters_are_found_but_are_no_part_of_longer_ones() {
        let list = std::env::temp_dir().join(format!("dateline-own-{}.txt", std::process::id()));
        std::fs::write(&list, "Norbank Group\nsilver lake\nGrain Council\n").unwrap();
        let mut gazetteer = Gazetteer::embedded();
        gazetteer.add_list(&list, EntityType::Org).unwrap();
        let mut in_any_case = Gazetteer::embedded().ignore_case();
        in_any_case.add_list(&list, EntityType::Org).unwrap();
        std::fs::remove_file(&list).unwrap();
        let text = "Cheap loans at norbank group hurt Silver Lake, and the grain council met Ada Lenz of the SILVER \
            LAKE fund.";
        let names = |gazetteer| {
            let document = Pipeline::with_gazetteer(gazetteer).annotate(Article::new("a", text).unwrap());
            let of_list = document.mentions.iter().filter(|name| name.kind() == EntityType::Org);
            of_list.map(|name| &text[name.span()]).collect::<Vec<_>>()
        };
        assert!(names(gazetteer).iter().all(|name| name.starts_with("SILVER") || name.starts_with("Silver")));
        let found = names(in_any_case);
        assert_eq!(found[..3], ["norbank group", "Silver Lake", "grain council"]);
    }
}
