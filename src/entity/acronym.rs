//! Acronyms that the text defines: "Northern Fishing Council (NFC)".

use super::{Form, MentionRow};
use crate::gazetteer::kinds::EntityType;
use crate::id::TokenId;
use crate::segment::{Token, View};

/// Finds the acronyms between brackets behind names, and their other uses; `rows` are in order. A name that has one is hardly
/// a person's. A user's own names and those with an outside link stay as they are.
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
        if is_open(name) {
            retype(&mut rows[index], kind);
        }
        defined.push((acronym.text(), kind));
    }
    if defined.is_empty() {
        return;
    }
    // Of several definitions the first counts.
    defined.sort_by_key(|(acronym, _)| *acronym);
    defined.dedup_by_key(|(acronym, _)| *acronym);
    let kind_of = |text: &str| {
        let at = defined.binary_search_by_key(&text, |(acronym, _)| acronym);
        at.ok().map(|at| defined[at].1)
    };
    for row in rows.iter_mut().filter(|row| is_open(row)) {
        if let Some(kind) = kind_of(&view.text()[row.span]) {
            retype(row, kind);
        }
    }
    let mut found = Vec::new();
    let mut taken = rows.iter().map(|row| (row.tokens.0.index(), row.tokens.1.index())).peekable();
    for index in 0..view.token_count() {
        while taken.next_if(|&(_, end)| end <= index).is_some() {}
        let token = view.token(TokenId::new(index));
        if token.is_capitalised() && taken.peek().is_none_or(|&(first, _)| index < first) {
            found.extend(kind_of(token.text()).map(|kind| row(token, kind)));
        }
    }
    if !found.is_empty() {
        rows.append(&mut found);
        rows.sort_by_key(|row| row.span.start());
    }
}

fn is_open(row: &MentionRow) -> bool {
    !row.own && row.link.is_none()
}

fn retype(row: &mut MentionRow, kind: EntityType) {
    if row.kind != kind {
        row.kind = kind;
        row.subtype = None;
        row.canonical = None;
        row.rule = RULE;
    }
}

/// A person that is surer than this stays one: people have initials too.
const SURE: f32 = 0.9;

const RULE: &str = "acronym";

fn row(token: Token<'_>, kind: EntityType) -> MentionRow {
    MentionRow {
        span: token.span(),
        tokens: (token.id(), TokenId::new(token.id().index() + 1)),
        sentence: token.sentence().id(),
        kind,
        subtype: None,
        form: Form::Name,
        canonical: None,
        link: None,
        rule: RULE,
        confidence: 0.8,
        own: false,
    }
}

/// The acronym of a name of these tokens, between brackets behind it: each of its capitals starts a word of the name, the first
/// one the first.
pub(crate) fn after(view: View<'_>, (first, end): (TokenId, TokenId)) -> Option<Token<'_>> {
    let (sentence, end) = (view.token(first).sentence().id(), end.index());
    let word = |at: usize| view.get(at).filter(|token| token.sentence().id() == sentence);
    let acronym = word(end + 1).filter(|token| token.is_capitalised())?;
    if !matches!(word(end)?.text(), "(" | "[") || !matches!(word(end + 2)?.text(), ")" | "]") {
        return None;
    }
    let words = view.range(first, TokenId::new(end)).filter(|token| token.is_capitalised());
    let mut initials = words.filter_map(|token| token.text().chars().next());
    let mut capitals = acronym.text().chars().filter(|c| c.is_uppercase());
    let (mut more, mut each) = (false, capitals.next().is_some_and(|first| initials.next() == Some(first)));
    for capital in capitals {
        more = true;
        each = each && initials.any(|initial| initial == capital);
    }
    (more && each && acronym.text().chars().all(char::is_alphabetic)).then_some(acronym)
}
