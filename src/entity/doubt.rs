//! Types that the tagger doubts, where the name's own words tell: "Malmo Indoor Games", "Lake Arvo", "Oslo Courier".
//!
//! The tagger weighs the words around a name against the name's own, and where it knows neither it is unsure. Below
//! [`UNSURE`] these rules go before it, the first that holds:
//!
//! - an ampersand stands inside: "Harrop & Sons" is an organisation, not a place;
//! - "Team" stands in front: "Team Corvane" is an organisation;
//! - a direction stands behind what is no given name: "Kildare West" is a place;
//! - a body of water or a mountain is named first, and the name is short: "River Lenn", "Mount Tolva" are places;
//! - the last word is that of an event: "Malmo Indoor Games", "Port Marrow Cup" are events, not places;
//! - the last word is that of a newspaper or broadcaster: "Oslo Courier" is an organisation;
//! - a given name stands in front of one other word, which is a surname, or ends the name of another person of the
//!   article; or who is called that speaks: "Philippa Marsh of the tea house" is a person although a marsh is a place.
//!
//! Before them goes the firm: who is called as a firm of the article is, without its suffix, and does not speak, is the
//! firm, even where a rule took the words for a person's: "a spokeswoman for Lowell Finch" beside "Lowell Finch & Co.".
//!
//! Of names that the tagger has as MISC only the first two are told, since works and prizes are called like anything. A
//! surer type stays, and so does a name that a gazetteer knows or that is the user's own.

use std::collections::HashSet;

use super::{MentionRow, Rule, subtype};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::en::name;
use crate::lexicon::{Classes, forename};
use crate::segment::View;

/// What is less sure than this gives way, as a probability: as where names of one form [agree](super::agree).
const UNSURE: f32 = 0.7;

/// A firm's or team's name elsewhere outweighs what is less sure than this.
const SURE: f32 = 0.8;

/// Gives the names of a text whose type is in doubt the type that their words tell; `rows` are in order.
pub(super) fn apply(view: View<'_>, rows: &mut [MentionRow]) {
    let last = |row: &MentionRow| view.token(TokenId::new(row.tokens.1.index() - 1)).text();
    let full = |row: &&MentionRow| row.tokens.1.index() > row.tokens.0.index() + 1;
    let persons = rows.iter().filter(|row| row.kind == EntityType::Per).filter(full);
    let surnames: HashSet<&str> = persons.map(last).collect();
    let firms: HashSet<&str> = rows.iter().filter_map(|row| firm(view, row)).collect();
    for row in rows.iter_mut().filter(|row| row.is_open()) {
        let doubtful = row.confidence < UNSURE;
        let open = row.confidence < SURE || row.rule == Rule::GivenName;
        if open && firms.contains(&view.text()[row.span]) && !speaks(view, row) {
            row.retype(EntityType::Org, Some(Subtype::Company), Rule::OrganisationAgain);
        } else if doubtful && let Some((kind, subtype, rule)) = told(view, row, &surnames) {
            row.retype(kind, subtype, rule);
        }
    }
}

/// A firm's name without its suffix, for one that is sure: "Lowell Finch" of "Lowell Finch & Co."; a team's without
/// "Team".
fn firm<'a>(view: View<'a>, row: &MentionRow) -> Option<&'a str> {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let token = |at: usize| view.token(TokenId::new(at));
    let text = |first: usize, last: usize| &view.text()[token(first).span().cover(token(last).span())];
    if end > first + 1 && token(first).text() == "Team" {
        return Some(text(first + 1, end - 1));
    }
    let sure = row.kind == EntityType::Org && row.confidence >= UNSURE && token(end - 1).has(Classes::ORG_SUFFIX);
    let before = (first..end - 1).rev().find(|at| !matches!(token(*at).text(), "&" | ",")).filter(|_| sure)?;
    Some(text(first, before))
}

/// What the words of a name tell, and by which rule.
fn told(view: View<'_>, row: &MentionRow, surnames: &HashSet<&str>) -> Option<(EntityType, Option<Subtype>, Rule)> {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let (first, last, count) = (view.token(row.tokens.0), view.token(TokenId::new(end - 1)), end - first);
    if count < 2 {
        return None;
    }
    if (first.id().index() + 1..end - 1).any(|at| view.token(TokenId::new(at)).text() == "&") {
        return Some((EntityType::Org, Some(Subtype::Company), Rule::OrganisationSuffix));
    }
    if first.text() == "Team" {
        return Some((EntityType::Org, Some(Subtype::Team), Rule::OrganisationKey));
    }
    if row.kind == EntityType::Misc {
        return None;
    }
    let given = first.has(Classes::GIVEN) || forename::is_listed(first.text());
    if count == 2 && !given && name::COMPASS.contains(&last.text()) {
        return Some((EntityType::Loc, Some(Subtype::District), Rule::PlaceKey));
    }
    if count == 2 && name::NATURAL_HEADS.contains(&first.text()) && !last.has(Classes::ORG_KEY) {
        return Some((EntityType::Loc, subtype::of_place(first.text()), Rule::PlaceKey));
    }
    if last.has(Classes::EVENT_KEY) && last.is_capitalised() {
        return Some((EntityType::Misc, Some(subtype::of_event(last.text())), Rule::EventKey));
    }
    if name::PAPERS.contains(&last.text()) {
        return Some((EntityType::Org, Some(Subtype::Media), Rule::OrganisationKey));
    }
    // Organisations speak too, and their last word is a surname too often.
    let said = || !last.has(Classes::LOC_KEY) && speaks(view, row);
    let person = || row.kind == EntityType::Loc && (last.has(Classes::SURNAME) || said());
    let named = given && (surnames.contains(last.text()) || person());
    (count == 2 && named && !last.has(Classes::ORG_KEY) && !first.has(Classes::MONTH)).then_some((
        EntityType::Per,
        None,
        Rule::GivenName,
    ))
}

/// Whether "said" or another verb of speech stands right before a name or behind it, or behind what a comma sets off.
fn speaks(view: View<'_>, row: &MentionRow) -> bool {
    let token = |at: usize| view.get(at).filter(|token| token.sentence().id() == row.sentence);
    let says = |at: usize| token(at).is_some_and(|token| token.has(Classes::SPEECH_VERB) && !token.is_capitalised());
    let end = row.tokens.1.index();
    says(end)
        || row.tokens.0.index().checked_sub(1).is_some_and(says)
        || token(end).is_some_and(|next| next.text() == ",") && (end + 1..end + 1 + APPOSITION).any(says)
}

/// Tokens that are looked at behind a comma for a verb of speech.
const APPOSITION: usize = 8;

#[cfg(test)]
mod tests {
    use super::{EntityType, MentionRow, Rule, apply};
    use crate::segment::Segmenter;

    /// The type that a text, which is a name as a whole, has after the rules.
    fn told(text: &str, kind: EntityType, confidence: f32) -> EntityType {
        let segments = Segmenter::new().segment(text);
        let view = segments.view(text);
        let (first, last) = (view.tokens().next().unwrap(), view.tokens().next_back().unwrap());
        let mut rows = [MentionRow::name(first, last, kind, Rule::Tagger, confidence)];
        apply(view, &mut rows);
        rows[0].kind
    }

    #[test]
    fn a_name_tells_its_type_where_the_tagger_is_unsure() {
        use EntityType::{Loc, Misc, Org, Per};
        for (text, taken_for, is) in [
            ("Harrop & Sons", Loc, Org),
            ("Team Corvane", Misc, Org),
            ("Kildare West", Per, Loc),
            ("Oliver North", Loc, Per),
            ("River Lenn", Org, Loc),
            ("Malmo Indoor Games", Loc, Misc),
            ("Oslo Courier", Per, Org),
            ("Philippa Marsh", Loc, Per),
            ("Anderson County", Loc, Loc),
            ("Second Crossing", Org, Org),
        ] {
            assert_eq!(told(text, taken_for, 0.6), is, "{text}");
            assert_eq!(told(text, taken_for, 0.9), taken_for, "{text}, of which the tagger is sure");
        }
    }
}
