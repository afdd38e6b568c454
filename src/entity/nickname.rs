//! Persons with a nickname between quotation marks: `Tomas "Lefty" Berg` is one name.
//!
//! The model finds `Tomas` and `Berg`, and sometimes the nickname too. Where a person's name stands right before an
//! opening mark, the mark closes within three words, and a person's name follows it at once in the same sentence, all
//! is one name. `"Stay here," said Ana Weber. "No," Peter Harlow said` stays two: no mark opens right behind a name.

use super::{Identity, MentionRow, replace};
use crate::gazetteer::kinds::EntityType;
use crate::id::TokenId;
use crate::segment::{Flags, View};

/// The words of the longest nickname: "Hands of Stone".
const NICKNAME_WORDS: usize = 3;

/// Joins the names of persons on both sides of a nickname; `rows` are in order.
///
/// The joined name has the lower confidence of the two and no identity: a gazetteer has it without the nickname, and
/// the resolver finds it by its words.
pub(super) fn join(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let mut names = Vec::new();
    let mut index = 0;
    while index < rows.len() {
        let Some(last) = surname(view, rows, index) else {
            index += 1;
            continue;
        };
        let (first, rest) = (&rows[index], &rows[last]);
        let joined = MentionRow {
            span: first.span.cover(rest.span),
            tokens: (first.tokens.0, rest.tokens.1),
            confidence: first.confidence.min(rest.confidence),
            identity: Identity::default(),
            ..first.clone()
        };
        names.push((index..last + 1, joined));
        index = last + 1;
    }
    replace(rows, names);
}

/// The row of the name that goes on behind a nickname after the one at `index`; none where it is no nickname.
fn surname(view: View<'_>, rows: &[MentionRow], index: usize) -> Option<usize> {
    let person = |row: &&MentionRow| row.kind == EntityType::Per && !row.own;
    let row = rows.get(index).filter(person)?;
    let open = row.tokens.1.index();
    let marked = |at: usize, flag: Flags| view.get(at).is_some_and(|token| token.flags().has(flag));
    if !marked(open, Flags::OPEN_MARK) {
        return None;
    }
    let close = (open + 2..open + 2 + NICKNAME_WORDS).find(|&at| marked(at, Flags::CLOSE_MARK))?;
    let after = TokenId::new(close + 1);
    let last = index + 1 + rows[index + 1..].iter().take(NICKNAME_WORDS + 1).position(|row| row.tokens.1 > after)?;
    let rest = Some(&rows[last]).filter(person)?;
    (rest.tokens.0 <= after && rest.sentence == row.sentence).then_some(last)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::entity::{Form, Tagger};
    use crate::gazetteer::Gazetteer;
    use crate::segment::Segmenter;

    fn persons(text: &str) -> Vec<&str> {
        let segments = Segmenter::new().segment(text);
        let mentions = Tagger::new(Arc::new(Gazetteer::embedded())).tag(text, &segments);
        let names = mentions.iter().filter(|mention| mention.form() == Form::Name && mention.kind().as_str() == "PER");
        names.map(|mention| &text[mention.span()]).collect()
    }

    #[test]
    fn a_nickname_parts_no_name() {
        assert_eq!(persons("Senator William \"Bill\" Harlow left Oslo."), ["William \"Bill\" Harlow"]);
        assert_eq!(persons("The boxer Ray “The Hammer” Dukes won again."), ["Ray “The Hammer” Dukes"]);
    }

    #[test]
    fn a_quotation_does() {
        assert_eq!(
            persons("\"Stay here,\" said Anna Weber. \"No,\" Peter Harlow said."),
            ["Anna Weber", "Peter Harlow"]
        );
    }
}
