//! What gazetteers and key words know of the names that the model found; and where a rule's proposal stands in the
//! model's place.
//!
//! For each name of the model, in order: a user's own name over it wins; the zone of a time is dropped; if a proposal
//! has the same bounds and type, its subtype and identity are taken; if it has the same bounds and another type and is
//! surer by [`MARGIN`], the proposal wins. Else subtype and identity are looked up anew.
//!
//! Proposals that the model did not find are dropped, but for a user's own, for institutions that the model cut in
//! pieces ("Lisbon" and "City Council"), and for laws ("the Harbour Dues Act"). The last two only with guidelines that
//! have them whole.

use super::learned::TaggedName;
use super::learned::article::is_long_enough;
use super::{Form, Identity, MentionRow, Rule, subtype};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::person;
use crate::lexicon::en::time::ZONES;
use crate::segment::{Flags, Token, View};

/// The rows of the model's names, and of those `proposals` that a user's own gazetteer has; both are in order. Names of
/// institutions that the model split are joined, if its guidelines have them `whole`.
pub(super) fn rows(
    view: View<'_>,
    gazetteer: &Gazetteer,
    proposals: Vec<MentionRow>,
    found: &[TaggedName],
    whole: bool,
) -> Vec<MentionRow> {
    let tokens = |row: &MentionRow| (row.tokens.0.index(), row.tokens.1.index());
    let kept = |row: &MentionRow| {
        row.own || whole && (joins(view, row, found) || is_law(view, row, found) || is_place_line(row, found))
    };
    let spans: Vec<(usize, usize)> = proposals.iter().filter(|row| kept(row)).map(tokens).collect();
    let overruled = |name: &TaggedName| {
        let next = spans.partition_point(|&(_, end)| end <= name.tokens.0);
        spans.get(next).is_some_and(|&(first, _)| first < name.tokens.1)
    };
    let margin = if is_long_enough(view) { MARGIN } else { SHORT_MARGIN };
    let mut rows = Vec::with_capacity(found.len() + spans.len());
    let mut proposals = proposals.into_iter().peekable();
    for name in found.iter().filter(|name| !is_zone(view, name) && !overruled(name)) {
        while let Some(row) = proposals.next_if(|row| tokens(row).0 < name.tokens.0) {
            rows.extend(Some(row).filter(kept));
        }
        rows.push(match proposals.next_if(|row| tokens(row) == name.tokens) {
            Some(row) if row.kind == name.kind => MentionRow { rule: RULE, confidence: name.confidence, ..row },
            Some(row) if row.confidence > name.confidence + margin => row,
            _ => self::row(view, gazetteer, name),
        });
    }
    rows.extend(proposals.filter(kept));
    rows.sort_by_key(|row| row.span.start());
    rows
}

/// Whether a rule has whole what the model took for several names: "Lisbon" and "City Council", "Liberal Party" of
/// "Norway". The pieces must fill the proposal, touching each other; in a party, parliament or court "of" or "the" may
/// stand before a last piece that is a place.
fn joins(view: View<'_>, row: &MentionRow, found: &[TaggedName]) -> bool {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let start = found.partition_point(|name| name.tokens.0 < first);
    let count = found[start..].partition_point(|name| name.tokens.1 <= end);
    let parts = &found[start..start + count];
    let (Some(one), Some(last)) = (parts.first(), parts.last()) else { return false };
    if parts.len() < 2 || one.tokens.0 != first || last.tokens.1 != end {
        return false;
    }
    let touch = parts.windows(2).all(|pair| pair[0].tokens.1 == pair[1].tokens.0);
    let is_link = |at: usize| matches!(view.token(TokenId::new(at)).text(), "of" | "the");
    let institution = matches!(row.subtype, Some(Subtype::Party | Subtype::Legislature | Subtype::Court));
    touch && matches!(row.kind, EntityType::Org | EntityType::Misc)
        || institution && parts.len() == 2 && last.kind == EntityType::Loc && (one.tokens.1..last.tokens.0).all(is_link)
}

/// Whether a rule has whole the place of a place line of which the model took the first words alone: "PINE HOLLOW, Ore.
/// (".
fn is_place_line(row: &MentionRow, found: &[TaggedName]) -> bool {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let start = found.partition_point(|name| name.tokens.0 < first);
    let cut = |name: &TaggedName| name.tokens.0 == first && name.tokens.1 < end;
    row.rule == Rule::Dateline && end - first <= PLACE_WORDS && found.get(start).is_some_and(cut)
}

/// No place of a place line has more words; a headline in capitals has.
const PLACE_WORDS: usize = 3;

/// Whether a rule has a law that the model left out: "the Harbour Dues Act".
fn is_law(view: View<'_>, row: &MentionRow, found: &[TaggedName]) -> bool {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let next = found.partition_point(|name| name.tokens.1 <= first);
    row.subtype == Some(Subtype::Law)
        && end > first + 1
        && view.token(TokenId::new(end - 1)).text() == "Act"
        && found.get(next).is_none_or(|name| name.tokens.0 >= end)
}

/// Whether a name is the zone of a time: "0900 GMT".
fn is_zone(view: View<'_>, name: &TaggedName) -> bool {
    let token = view.token(TokenId::new(name.tokens.0));
    let number = token.prev().is_some_and(|before| before.flags().has(Flags::DIGIT));
    number && name.tokens.1 == name.tokens.0 + 1 && token.flags().has(Flags::CAPITALS) && ZONES.contains(&token.hash())
}

/// By so much more sure of a name's type than the model, a rule decides. In measurements less is wrong as often as it
/// is right.
const MARGIN: f32 = 0.35;

/// The same in texts that are too short for the model's second stage.
const SHORT_MARGIN: f32 = 0.25;

/// What tables call the model.
const RULE: Rule = Rule::Tagger;

/// The row of a name of the model, with the reading of the gazetteers that has its type and ends where it does.
fn row(view: View<'_>, gazetteer: &Gazetteer, name: &TaggedName) -> MentionRow {
    let tokens = (TokenId::new(start(view, name)), TokenId::new(end(view, name)));
    let (first, last) = (view.token(tokens.0), view.token(TokenId::new(tokens.1.index() - 1)));
    let listed = gazetteer.longest(view, tokens.0, tokens.1).filter(|found| found.tokens.1 == tokens.1);
    let entry = listed.and_then(|found| found.readings().find(|entry| entry.kind() == name.kind));
    MentionRow {
        span: first.span().cover(last.span()),
        tokens,
        sentence: first.sentence().id(),
        kind: name.kind,
        subtype: entry.map_or_else(|| by_key(view, name.kind, tokens), Entry::subtype),
        form: Form::Name,
        identity: entry.map(Identity::of).unwrap_or_default(),
        rule: RULE,
        confidence: name.confidence,
        own: false,
    }
}

/// The first token of a name: no full stop of the word before it, and titles that are cut short are none of a person's,
/// but "M." may be an initial.
fn start(view: View<'_>, name: &TaggedName) -> usize {
    let (first, end) = name.tokens;
    let is_before = |at: &usize| {
        let token = view.token(TokenId::new(*at));
        let is_title = || {
            name.kind == EntityType::Per
                && token.has(Classes::TITLE)
                && (token.text().ends_with('.') && token.span().len() > 2 || person::TITLES.contains(&token.text()))
        };
        token.text() == "." || is_title()
    };
    (first..end - 1).find(|at| !is_before(at)).unwrap_or(end - 1)
}

/// The token after a name: it does not go on into a quotation or nickname that it does not close.
fn end(view: View<'_>, name: &TaggedName) -> usize {
    let has = |at: usize, flag: Flags| view.token(TokenId::new(at)).flags().has(flag);
    let (first, end) = name.tokens;
    let opens = |&at: &usize| has(at, Flags::OPEN_MARK) && !(at + 1..end).any(|at| has(at, Flags::CLOSE_MARK));
    (first + 1..end).find(opens).unwrap_or(end)
}

/// The subtype that a key word shows, the last one of the name.
fn by_key(view: View<'_>, kind: EntityType, tokens: (TokenId, TokenId)) -> Option<Subtype> {
    let find =
        |classes: Classes| view.range(tokens.0, tokens.1).rev().find(|token| token.has(classes)).map(Token::text);
    match kind {
        EntityType::Per => None,
        EntityType::Org => subtype::of_organisation(find(Classes::ORG_KEY.or(Classes::ORG_SUFFIX))?),
        EntityType::Loc => subtype::of_place(find(Classes::LOC_KEY)?),
        EntityType::Misc => match find(Classes::LAW_KEY) {
            Some(_) => Some(Subtype::Law),
            None => find(Classes::EVENT_KEY).map(subtype::of_event),
        },
    }
}
