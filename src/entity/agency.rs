//! The agency of a place line: "PORT MARROW, Sept 16 (Coastal Press) -".

use super::{Form, Identity, MentionRow, Rule, replace};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::segment::{Flags, Sentence, View};

/// No place line has its bracket further from its first token: "MIRANDOLA, Northern Province, Sept. 16, 2027 (".
const LONGEST_HEAD: usize = 12;

/// No agency has more words: "Agence de Presse du Nord".
const LONGEST_NAME: usize = 5;

/// Makes what stands in the brackets of place lines the name of an organisation, in the place of what overlaps it; the
/// user's own names stay, and those with an outside link: of "PARIS (Texas) -" the place.
pub(super) fn apply(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let mut agencies = Vec::new();
    for paragraph in view.paragraphs() {
        let Some((first, end)) = paragraph.sentences().next().and_then(|sentence| find(view, sentence)) else {
            continue;
        };
        let start = rows.partition_point(|row| row.tokens.1.index() <= first);
        let count = rows[start..].partition_point(|row| row.tokens.0.index() < end);
        let held = &rows[start..start + count];
        if held.iter().any(|row| !row.is_open() || row.kind == EntityType::Org || row.tokens.0.index() < first) {
            continue;
        }
        let tokens = (TokenId::new(first), TokenId::new(end));
        let named = MentionRow {
            span: view.token(tokens.0).span().cover(view.token(TokenId::new(end - 1)).span()),
            tokens,
            sentence: view.token(tokens.0).sentence().id(),
            kind: EntityType::Org,
            subtype: Some(Subtype::Media),
            form: Form::Name,
            identity: Identity::default(),
            rule: Rule::DatelineAgency,
            confidence: 0.9,
            own: false,
        };
        agencies.push((start..start + count, named));
    }
    replace(rows, agencies);
}

/// The tokens of the agency in a sentence that starts with a place line; their first, and the one after their last.
fn find(view: View<'_>, sentence: Sentence<'_>) -> Option<(usize, usize)> {
    let first = sentence.first_token().index();
    let last = sentence.end_token().index();
    let text = |at: usize| (at < last).then(|| view.token(TokenId::new(at)).text());
    if !view.token(sentence.first_token()).flags().has(Flags::CAPITALS) {
        return None;
    }
    let open = (first + 1..first + LONGEST_HEAD).find(|&at| text(at) == Some("("))?;
    let close = (open + 2..=open + 1 + LONGEST_NAME).find(|&at| text(at) == Some(")"))?;
    let name = |at: usize| {
        let token = view.token(TokenId::new(at));
        token.is_word() && (token.is_capitalised() || token.text().len() <= 3)
    };
    let dash = matches!(text(close + 1), Some("-" | "--" | "\u{2013}" | "\u{2014}" | "_"));
    (dash && view.token(TokenId::new(open + 1)).is_capitalised() && (open + 1..close).all(name))
        .then_some((open + 1, close))
}
