//! Names that no gazetteer has as they are written: which known thing they stand for; and places that are sides of a
//! game.
//!
//! [`identify`] gives identities, never a type. For each kind of name another way:
//!
//! - Organisations: without suffix, article or "U.S.": "Norbank Inc" is what "Norbank" is, "U.S. Commerce Department"
//!   what "Commerce Department" is.
//! - Persons of one word: by office ("President Bush", if one president had the name) or, for a surname that is no
//!   common name, by the one leader who has it. Not where the article names somebody of that surname in full: that
//!   person is meant.
//! - Organisations and others: the one linked thing of the name, whatever of the two types it is.
//!
//! [`sides`] takes the link of the place off a country or town that plays: in "Norway beat Ghana 2-1" nobody means the
//! ground.

use std::collections::BTreeSet;

use super::{Form, Identity, MentionRow};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer};
use crate::id::TokenId;
use crate::lexicon::Classes;
use crate::lexicon::en::sport;
use crate::segment::{Flags, Token, View};

/// Looks for what the article's names stand for where their own readings do not tell. Names with a link and a user's
/// own are passed over.
pub(super) fn identify(view: View<'_>, gazetteer: &Gazetteer, rows: &mut [MentionRow]) {
    let full = surnames(view, rows);
    for row in rows.iter_mut().filter(|row| row.form == Form::Name && !row.own && row.identity.link.is_none()) {
        match row.kind {
            EntityType::Org if row.identity.canonical.is_none() => organisation(view, gazetteer, row),
            EntityType::Per => person(view, gazetteer, row, &full),
            _ => {}
        }
        if matches!(row.kind, EntityType::Org | EntityType::Misc) && row.identity.canonical.is_none() {
            other_type(view, gazetteer, row);
        }
    }
}

/// What the gazetteers have as an organisation and the text seems to use as a product or event, or the other way, is
/// still that thing. Only where the name has one reading; peoples, languages, religions and teams share their names
/// with too much else.
fn other_type(view: View<'_>, gazetteer: &Gazetteer, row: &mut MentionRow) {
    let mut found = gazetteer.find(&view.text()[row.span]);
    let Some(entry) = found.next().filter(|entry| entry.is_linked() && entry.kind() != row.kind) else { return };
    let thing = matches!(entry.kind(), EntityType::Org | EntityType::Misc)
        && !matches!(
            entry.subtype(),
            Some(Subtype::Nationality | Subtype::Language | Subtype::Religion | Subtype::Team)
        );
    if thing && found.next().is_none() {
        row.identity = Identity::of(entry);
    }
}

/// "Norbank Inc" stands for what "Norbank" does, "U.S. Commerce Department" for "Commerce Department". The rest must be
/// a whole name of the gazetteers; behind "U.S." one of no other country.
fn organisation(view: View<'_>, gazetteer: &Gazetteer, row: &mut MentionRow) {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let token = |at: usize| view.token(TokenId::new(at));
    let is_suffix =
        |at: &usize| token(*at).has(Classes::ORG_SUFFIX) || matches!(token(*at).text(), "," | "." | "&" | "and");
    let kept = (first + 1..end).rev().find(|at| !is_suffix(at)).map_or(first + 1, |last| last + 1);
    let start = first + usize::from(kept > first + 1 && matches!(token(first).text(), "U.S." | "US" | "The" | "the"));
    if (start, kept) == (first, end) {
        return;
    }
    let found = gazetteer.longest(view, TokenId::new(start), TokenId::new(kept));
    let found = found.filter(|found| found.tokens.1.index() == kept);
    let fits = |entry: &Entry<'_>| {
        entry.kind() == EntityType::Org && (start == first || entry.country().is_none_or(|of| of == "US"))
    };
    if let Some(entry) = found.and_then(|found| found.readings().find(fits)) {
        row.subtype = entry.subtype().or(row.subtype);
        row.identity = Identity::of(entry);
    }
}

/// A person of one word by an office and the surname, or by a surname that one leader has. `full` are the surnames of
/// the article's full names.
fn person(view: View<'_>, gazetteer: &Gazetteer, row: &mut MentionRow, full: &BTreeSet<&str>) {
    let (only, text) = (view.token(row.tokens.0), &view.text()[row.span]);
    if row.tokens.1 != only.next_id() || full.contains(text) || !only.is_capitalised() {
        return;
    }
    let leads =
        !only.has(Classes::SURNAME.or(Classes::GIVEN).or(Classes::COMMON).or(Classes::LOC_KEY)) && text.len() > 3;
    let found = match office(only) {
        Some(office) => gazetteer.of_surname(text, Some(&office)),
        None if leads => gazetteer.of_surname(text, None),
        None => None,
    };
    if let Some(entry) = found {
        row.subtype = entry.subtype().or(row.subtype);
        row.identity = Identity::of(entry);
    }
}

/// The office that stands before a surname: "President", "Prime Minister", "Sen." as "Senator"; none where another word
/// does.
fn office(name: Token<'_>) -> Option<String> {
    let last =
        name.prev().filter(|before| before.has(Classes::OFFICE) && before.sentence().id() == name.sentence().id())?;
    let written = match last.text() {
        "Sen." | "Sen" => "Senator",
        "Rep." | "Rep" => "Representative",
        "Gov." | "Gov" => "Governor",
        "Pres." => "President",
        text => text,
    };
    let first = last.prev().filter(|before| ["prime", "foreign", "vice"].iter().any(|word| before.is(word)));
    Some(first.map_or_else(|| written.to_owned(), |first| format!("{} {written}", first.text())))
}

/// The last words of the article's full names of persons.
///
/// "Bush" is no president in an article on one Ada Bush.
fn surnames<'a>(view: View<'a>, rows: &[MentionRow]) -> BTreeSet<&'a str> {
    let full = rows.iter().filter(|row| row.kind == EntityType::Per && row.tokens.1.index() > row.tokens.0.index() + 1);
    full.map(|row| view.token(TokenId::new(row.tokens.1.index() - 1)).text()).collect()
}

/// So many signs of games in an article make it one on games, where a sign is enough without a score in the sentence.
const GAMES: usize = 3;

/// A country or town as a side of a game is a team: it has no link of the place. Signs are a word of winning beside it,
/// a short number behind it, "AT" between two; then a score in the sentence, or enough signs in the article. What is a
/// side once is one too where it is the subject of a past tense, or of a verb in the plural ("Ohio State and Louisiana
/// play"), since a place is the subject of neither.
pub(super) fn sides(view: View<'_>, rows: &mut [MentionRow]) {
    let is_place = |row: &MentionRow| {
        row.kind == EntityType::Loc
            && !row.own
            && matches!(row.subtype, Some(Subtype::Country | Subtype::City | Subtype::Region))
    };
    let plays = |row: &MentionRow| {
        let here = row.sentence;
        let at = |index: Option<usize>| {
            index.and_then(|index| view.get(index)).filter(|token| token.sentence().id() == here)
        };
        let wins = |token: Option<Token<'_>>| token.is_some_and(|token| sport::BETWEEN_SIDES.contains(&token.text()));
        let after = at(Some(row.tokens.1.index()));
        let scores = after.is_some_and(|token| token.flags().has(Flags::DIGIT) && token.span().len() <= 2);
        let before = at(row.tokens.0.index().checked_sub(1));
        // "OAKLAND AT NEW YORK": the games of a day.
        let meets = [before, after].into_iter().flatten().any(|token| token.text() == "AT");
        wins(after) || wins(before) || scores || meets
    };
    let sides: Vec<usize> = (0..rows.len()).filter(|&index| is_place(&rows[index]) && plays(&rows[index])).collect();
    let of_games = sides.len() >= GAMES;
    let (mut last, mut teams) = (None, BTreeSet::new());
    for index in sides {
        // Sentences are looked through once.
        let scored = match last {
            Some((sentence, scored)) if sentence == rows[index].sentence => scored,
            _ => has_score(view, &rows[index]),
        };
        last = Some((rows[index].sentence, scored));
        if of_games || scored {
            let row = &mut rows[index];
            become_side(row);
            teams.insert(&view.text()[row.span]);
        }
    }
    // "Syria had led at halftime": the subject of a past tense, where it is a side elsewhere.
    let did = |row: &MentionRow| {
        let next = view.get(row.tokens.1.index()).filter(|next| next.sentence().id() == row.sentence);
        let past = |next: Token<'_>| next.is("had") || next.text().ends_with("ed") && !next.has(Classes::SPEECH_VERB);
        view.token(row.tokens.0).starts_sentence() && next.is_some_and(past)
    };
    for row in
        rows.iter_mut().filter(|row| !teams.is_empty() && is_place(row) && teams.contains(&view.text()[row.span]))
    {
        if did(row) {
            become_side(row);
        }
    }
    // "Ohio State and Louisiana play": a place has no verb in the plural, a team has.
    let mut listed = None;
    for row in rows.iter_mut().rev().filter(|_| !teams.is_empty()) {
        let next = view.get(row.tokens.1.index()).filter(|next| next.sentence().id() == row.sentence);
        let both = next.is_some_and(|and| and.is("and") && listed == Some(and.next_id()));
        listed = None;
        if is_place(row) && (both || next.is_some_and(|verb| sport::SIDES_DO.contains(&verb.text()))) {
            become_side(row);
            listed = Some(row.tokens.0);
        }
    }
}

/// Makes it a team. Towns and states have clubs and colleges, which are organisations; countries play themselves and
/// stay places, as CoNLL-2003 has them.
fn become_side(row: &mut MentionRow) {
    if row.subtype != Some(Subtype::Country) {
        row.kind = EntityType::Org;
    }
    row.subtype = Some(Subtype::Team);
    row.identity = Identity::default();
}

/// Whether the sentence of a name has a score, two numbers of up to three digits with a hyphen: "2-1".
fn has_score(view: View<'_>, row: &MentionRow) -> bool {
    let mut tokens = view.token(row.tokens.0).sentence().tokens();
    tokens.any(|token| {
        let mut parts = token.text().split(['-', '–']);
        let number = |part: Option<&str>| {
            part.is_some_and(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        };
        number(parts.next()) && number(parts.next()) && parts.next().is_none()
    })
}
