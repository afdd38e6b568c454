//! Acronyms that the text defines: "Northern Fishing Council (NFC)".
//!
//! The definition gives the acronym the name's type, also where it stands later by itself, and tells of the name: what
//! has an acronym is hardly a person. The resolver asks [`after`] again, so that both are one entity.
//!
//! - "Northern Fishing Council (NFC)": the capitals start words of the name, in order, the first one the first.
//! - "Tarvu Special Administrative Region (SAR)": they start its last words.
//! - "Northern Fishing Council (Lund)": none, one capital is no acronym.

use super::{MentionRow, Rule, again};
use crate::gazetteer::kinds::EntityType;
use crate::id::TokenId;
use crate::segment::{Token, View};

/// Finds the acronyms between brackets behind names, and their other uses; `rows` are in order. A name that has one is
/// hardly a person's. A user's own names and those with an outside link stay as they are.
pub(super) fn apply(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let mut defined: Vec<(&str, EntityType)> = Vec::new();
    for index in 0..rows.len() {
        let name = &rows[index];
        let Some(acronym) = after(view, name.tokens) else { continue };
        let known = rows.get(index + 1).filter(|row| row.tokens.0 == acronym.id());
        let kind = match name.kind {
            EntityType::Per if name.confidence < SURE => EntityType::Org,
            EntityType::Misc if name.subtype.is_none() => known.map_or(EntityType::Misc, |row| row.kind),
            kind => kind,
        };
        if name.is_open() {
            rows[index].retype(kind, None, RULE);
        }
        defined.push((acronym.text(), kind));
    }
    again::apply(view, rows, defined, RULE);
}

/// A person that is surer than this stays one: people have initials too.
const SURE: f32 = 0.9;

/// What tables call it.
const RULE: Rule = Rule::BracketedAcronym;

/// The acronym of a name of these tokens, between brackets behind it: each of its capitals starts a word of the name,
/// the first one the first; or they are the initials of its last words: "Tarvu Special Administrative Region (SAR)".
pub(crate) fn after(view: View<'_>, (first, end): (TokenId, TokenId)) -> Option<Token<'_>> {
    let (sentence, end) = (view.token(first).sentence().id(), end.index());
    let word = |at: usize| view.get(at).filter(|token| token.sentence().id() == sentence);
    let acronym = word(end + 1).filter(|token| token.is_capitalised())?;
    if !matches!(word(end)?.text(), "(" | "[") || !matches!(word(end + 2)?.text(), ")" | "]") {
        return None;
    }
    let words = || view.range(first, TokenId::new(end)).filter(|token| token.is_capitalised());
    let mut initials = words().filter_map(|token| token.text().chars().next());
    let mut capitals = acronym.text().chars().filter(|c| c.is_uppercase());
    let (mut more, mut each) = (false, capitals.next().is_some_and(|first| initials.next() == Some(first)));
    for capital in capitals {
        more = true;
        each = each && initials.any(|initial| initial == capital);
    }
    let of_last = || {
        let capitals = acronym.text().chars().rev();
        acronym.text().len() > 2
            && capitals.eq(words().rev().filter_map(|token| token.text().chars().next()).take(acronym.text().len()))
    };
    (more && (each || of_last()) && acronym.text().chars().all(char::is_alphabetic)).then_some(acronym)
}
