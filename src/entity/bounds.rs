//! Where names start and end: what the model took into them, or left out, that their words show.
//!
//! The model learns bounds from corpora of agencies; their style leaves gaps that words close. In this order:
//!
//! 1. Headlines, whose verbs have capitals: of "Norbank Buys Weber Motors" the model makes one name, here it is two.
//! 2. A number of generation alone ("Ana Silva, III") is dropped.
//! 3. Each name of several words that no gazetteer has: `Oslo-based Norbank`, `Mr Justice Weber`, `Chancellor of the
//!    Exchequer Nora Weber`, `Singer-actor Nora Weber`, `Said Ana Silva:`.
//! 4. Each name: ships ("USS Weber"), teams with numbers ("Norway II"), counties that are called after a person ("Queen
//!    Anne's County").
//! 5. What the model leaves out: names behind "Oslo-based", designations ("MH-60R").
//!
//! A rule cuts only where the words leave little doubt, since the model is right far more often than not. A user's own
//! names stay as they are.

use std::collections::BTreeMap;

use super::{Identity, MentionRow, Rule};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::en::{headline, name, person};
use crate::lexicon::{Classes, Lexicon};
use crate::segment::{Flags, Token, View};

/// What links are, so that few words are looked up in the list.
const LINK: Classes = Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::CONJUNCTION);

/// What a word is that may be a person's name, whatever else it is.
const NAMES: Classes = Classes::GIVEN.or(Classes::SURNAME).or(Classes::NAME_PARTICLE);

/// How sure a name is that the model left out: less than most of the model's own.
const CONFIDENCE: f32 = 0.7;

/// Mends the bounds of names; `rows` are in order and stay so. A user's own names stay as they are.
pub(super) fn apply(view: View<'_>, gazetteer: &Gazetteer, rows: &mut Vec<MentionRow>) {
    in_headlines(view, gazetteer, rows);
    // "Ana Silva, III": a number of generation by itself names nobody.
    let number = |token: Token<'_>| token.has(Classes::GENERATIONAL) && token.flags().has(Flags::CAPITALS);
    rows.retain(|row| row.own || !view.range(row.tokens.0, row.tokens.1).all(number) && !is_prefix_alone(view, row));
    let mut places = Vec::new();
    // Where the name before ends.
    let mut free = 0;
    for row in rows.iter_mut() {
        if !row.own {
            if row.tokens.1.index() > row.tokens.0.index() + 1 && row.identity.canonical.is_none() {
                places.extend(described(view, row));
                titled(view, row);
                ranked(view, row);
                in_office(view, row);
                said(view, row);
            }
            ship(view, row, free);
            numbered(view, row);
            county(view, row);
        }
        free = row.tokens.1.index();
    }
    designations(view, rows, &mut places);
    if !places.is_empty() {
        rows.append(&mut places);
        rows.sort_by_key(|row| row.span.start());
    }
}

/// How often each name stands in the article, and at which row first. Sorted, so that names which start alike lie
/// together.
type Named<'a> = BTreeMap<&'a str, (usize, usize)>;

/// So many names that start as a piece does are looked at, so that a list of a thousand firms is not walked for each
/// headline.
const ALIKE: usize = 8;

/// Cuts names of titles whose words have capitals at their verbs: "Norbank Buys Weber Motors" gives "Norbank" and, if
/// the article names it elsewhere or a gazetteer has it, "Weber Motors". What stands twice as it is written is a name
/// and stays.
///
/// One walk over the names, and another over those that hold a verb; without such a name nothing is copied.
fn in_headlines(view: View<'_>, gazetteer: &Gazetteer, rows: &mut Vec<MentionRow>) {
    let verb = |row: &MentionRow| {
        let found = view.range(row.tokens.0, row.tokens.1).find(|token| parts_headline(*token));
        found.filter(|_| !row.own).map(|verb| verb.id().index())
    };
    let verbs: Vec<(usize, usize)> =
        rows.iter().enumerate().filter_map(|(index, row)| Some((index, verb(row)?))).collect();
    if verbs.is_empty() {
        return;
    }
    let mut named = Named::new();
    for (index, row) in rows.iter().enumerate() {
        named.entry(&view.text()[row.span]).or_insert((0, index)).0 += 1;
    }
    // What stands so twice is a name.
    let once =
        |(index, _): &&(usize, usize)| named.get(&view.text()[rows[*index].span]).is_some_and(|(often, _)| *often == 1);
    let mut cut = Vec::with_capacity(rows.len() + verbs.len());
    let mut done = 0;
    for &(index, verb) in verbs.iter().filter(once) {
        cut.extend_from_slice(&rows[done..index]);
        cut.extend(pieces(view, gazetteer, rows, &named, (index, verb)));
        done = index + 1;
    }
    cut.extend_from_slice(&rows[done..]);
    *rows = cut;
}

/// A verb, or a word that links, in a title whose words have capitals. Of verbs those in -s only, in capitals too; the
/// sentence must end without a full stop, have three capitals, and every word of five bytes or more one.
///
/// - "Norbank Buys Weber Motors": "Buys", in a line of which every longer word has a capital.
/// - "Norbank Buys Weber Motors, its chief said.": nothing, for the line has small words and a full stop.
fn parts_headline(token: Token<'_>) -> bool {
    let listed = |words: &[&str]| words.binary_search(&token.text()).is_ok();
    // "RELEASES"
    let in_capitals = || {
        let is_verb = |verb: &&str| verb.eq_ignore_ascii_case(token.text());
        token.flags().has(Flags::CAPITALS) && headline::VERBS.iter().any(is_verb)
    };
    let verb = token.text().ends_with(['s', 'S']) && (listed(headline::VERBS) || in_capitals());
    if !verb && !(token.has(LINK) && listed(headline::LINKS)) {
        return false;
    }
    let sentence = token.sentence();
    let mut words = sentence.tokens().filter(|word| word.is_word() && word.text().len() > 4);
    let ends = sentence.tokens().next_back().is_some_and(|last| last.text() == ".");
    !ends && words.all(Token::is_capitalised) && sentence.tokens().filter(|word| word.is_capitalised()).count() > 2
}

/// What a verb in a title leaves of the name at `index`: what stands before it, and what behind it if that names
/// something elsewhere. A piece takes type and identity of the article's name that starts so, else of the gazetteers',
/// else keeps the type.
fn pieces(
    view: View<'_>,
    gazetteer: &Gazetteer,
    rows: &[MentionRow],
    named: &Named<'_>,
    (index, verb): (usize, usize),
) -> Vec<MentionRow> {
    let row = &rows[index];
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let token = |at: usize| view.token(TokenId::new(at));
    let mut found = Vec::new();
    for (start, stop) in [(first, verb), (verb + 1, end)] {
        if start >= stop || (start..stop).all(|at| token(at).has(Classes::COMMON)) {
            continue;
        }
        let mut piece = cut(view, row, start, stop);
        let text = &view.text()[piece.span];
        let entry = gazetteer.find(text).next();
        // "Brightwell" of "Brightwell Motors"
        let same = |name: &str| name.strip_prefix(text).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let alike = named.range(text..).take_while(|(name, _)| name.starts_with(text)).take(ALIKE);
        let others = alike.filter(|(name, (_, at))| *at != index && same(name)).map(|(_, (_, at))| *at);
        if let Some(other) = others.min().map(|at| &rows[at]) {
            piece.retype(other.kind, other.subtype, other.rule);
            piece.identity = other.identity.clone();
        } else if let Some(entry) = entry {
            piece.retype(entry.kind(), entry.subtype(), Rule::Gazetteer);
            piece.identity = Identity::of(entry);
        } else if start > first {
            continue;
        }
        found.push(piece);
    }
    found
}

/// The part of a name from the token `first` to the one before `end`; what was known of the whole goes.
fn cut(view: View<'_>, row: &MentionRow, first: usize, end: usize) -> MentionRow {
    let (first, end) = (TokenId::new(first), TokenId::new(end));
    let last = view.token(TokenId::new(end.index() - 1));
    MentionRow {
        span: view.token(first).span().cover(last.span()),
        tokens: (first, end),
        identity: Identity::default(),
        subtype: None,
        ..row.clone()
    }
}

/// What a word ends with behind its last hyphen, if that only describes what follows: "based" of "Oslo-based",
/// "winning" of "Prize-winning". Participles and the words of [`name::DESCRIBING`]; none of "Al-Masri".
fn describing(token: Token<'_>) -> Option<&str> {
    let tail = Some(token).filter(|token| token.flags().has(Flags::HYPHEN))?.text().rsplit_once('-')?.1;
    let lower = tail.bytes().all(|byte| byte.is_ascii_lowercase());
    (lower && (tail.len() > 4 && (tail.ends_with("ed") || tail.ends_with("ing")) || name::DESCRIBING.contains(&tail)))
        .then_some(tail)
}

/// "Oslo-based Norbank": the name starts behind the word with a hyphen. For "based" that word is a name by itself,
/// which is returned; "Oslo-born Ada Lenz" gives the person alone.
fn described(view: View<'_>, row: &mut MentionRow) -> Option<MentionRow> {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let tail = describing(view.token(row.tokens.0))?;
    if !view.token(TokenId::new(first + 1)).is_capitalised() {
        return None;
    }
    let mut place = cut(view, row, first, first + 1);
    place.retype(EntityType::Misc, None, Rule::Definition);
    *row = cut(view, row, first + 1, end);
    if name::OF_FIRMS.contains(&tail) && (row.kind != EntityType::Per || end == first + 2) {
        row.retype(EntityType::Org, None, Rule::Definition);
    }
    (tail == "based").then_some(place)
}

/// "Mr Justice Weber", "Lord Justice Weber", "Mrs Bell": titles are none of a name. "Lord" and "Lady" alone may be, as
/// in "Lady Gaga".
fn titled(view: View<'_>, row: &mut MentionRow) {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let text = |at: usize| view.get(at).map_or("", Token::text);
    let noble = |word: &str| person::OF_JUSTICES.contains(&word);
    let start = match (text(first), text(first + 1)) {
        ("Justice", _) if first > 0 && noble(text(first - 1)) => first + 1,
        (before, "Justice") if noble(before) => first + 2,
        // "Mrs Bell won": the model takes the title for a part of a firm's name.
        (before, _) if row.kind != EntityType::Per && before != "Lord" && before != "Lady" && noble(before) => {
            first + 1
        }
        _ => return,
    };
    if start < end {
        *row = cut(view, row, start, end);
        row.retype(EntityType::Per, None, Rule::Title);
    }
}

/// "Pol Maj-General Nora Weber", "Singer-actor Nora Weber", "Nobel Laureate Nora Weber", "H E Nora Weber": ranks that
/// hyphens join, roles that they join in lower case, and roles behind another word are none of a person's name, nor what
/// stands before them.
///
/// A name must be left behind them. Family names ("Anna Marshal Weber"), and ranks that stand first and alone, of which
/// the model is to say whether they belong ("Judge Reinhold"), stay.
fn ranked(view: View<'_>, row: &mut MentionRow) {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    if row.kind != EntityType::Per || end < first + 3 && !view.token(row.tokens.0).flags().has(Flags::HYPHEN) {
        return;
    }
    let token = |at: usize| view.token(TokenId::new(at));
    let is = |at: usize, texts: &[&str]| texts.contains(&token(at).text());
    let is_rank = |&at: &usize| {
        let classes = token(at).classes();
        if at > 0 && end > at + 2 && is(at - 1, &["H"]) && is(at, &["E", "H"]) {
            return at <= first + 1;
        }
        if token(at).flags().has(Flags::HYPHEN) {
            is_compound_rank(token(at).text())
        } else {
            at > first && end > at + 2 && classes.has(Classes::RANK.or(Classes::ROLE)) && !classes.has(NAMES)
        }
    };
    if let Some(rank) = (first..end - 1).rev().find(is_rank).filter(|rank| token(rank + 1).is_capitalised()) {
        *row = cut(view, row, rank + 1, end);
    }
}

/// Whether a word with a hyphen is a rank or role: "Maj-General", "Lt-Col", "Singer-actor", not "Al-Amir".
fn is_compound_rank(text: &str) -> bool {
    let classes = |part: &str| Lexicon::embedded().classes(part);
    let Some((front, last)) = text.rsplit_once('-') else { return false };
    let title = classes(last).has(Classes::TITLE);
    title && (last.starts_with(char::is_lowercase) || classes(front).has(Classes::RANK.or(Classes::ROLE_MODIFIER)))
}

/// Whether a name is no more than a ship's prefix before a word with a capital: "USS" of "USS Weber".
fn is_prefix_alone(view: View<'_>, row: &MentionRow) -> bool {
    let (only, next) = (view.token(row.tokens.0), view.get(row.tokens.1.index()));
    let is_alone = only.id().index() + 1 == row.tokens.1.index() && name::SHIPS.contains(&only.text());
    is_alone && next.is_some_and(|next| next.is_capitalised() && next.sentence().id() == row.sentence)
}

/// "USS Henry T. Weber", of which the model makes a person: what stands behind such letters is a ship. The name before
/// it ends at `free`.
fn ship(view: View<'_>, row: &mut MentionRow, free: usize) {
    let is_prefix = |token: &Token<'_>| name::SHIPS.contains(&token.text());
    let (first, end) = (view.token(row.tokens.0), row.tokens.1.index());
    let before = || first.prev().filter(|before| is_prefix(before) && before.sentence().id() == row.sentence);
    let start = if is_prefix(&first) { Some(first).filter(|_| end > first.id().index() + 1) } else { before() };
    if let Some(start) = start.filter(|start| start.id().index() >= free) {
        *row = cut(view, row, start.id().index(), end);
        row.retype(EntityType::Misc, None, Rule::Definition);
    }
}

/// "Chancellor of the Exchequer Nora Weber", "minister for Women and Equalities Nora Weber said": the person's name
/// starts with the given name.
///
/// An office and "of" or "for" must stand before the name, with or without "the"; the last two words must be a given
/// name and no common or key word; and the word before them none that a person's name could go on with. Behind a name
/// that the model has as an organisation a verb of speech, "is" or the like must follow.
fn in_office(view: View<'_>, row: &mut MentionRow) {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let token = |at: usize| view.token(TokenId::new(at));
    if end < first + 3 || matches!(row.kind, EntityType::Loc | EntityType::Misc) {
        return;
    }
    let (front, given, last) = (token(end - 3), token(end - 2), token(end - 1));
    let person = given.has(Classes::GIVEN)
        && !given.has(Classes::COMMON.or(Classes::TITLE))
        && !last.has(Classes::ORG_KEY.or(Classes::ORG_SUFFIX).or(Classes::COMMON).or(Classes::GENERATIONAL))
        && last.is_capitalised();
    let joins = Classes::GIVEN.or(Classes::NAME_PARTICLE).or(Classes::SURNAME).or(Classes::TITLE);
    let apart = front.is_capitalised() && !front.has(joins) && front.text().len() > 2;
    let before = token(first).prev().map(|the| if the.is("the") { the.prev().unwrap_or(the) } else { the });
    let office = before.filter(|of| of.is("of") || of.is("for")).and_then(Token::prev);
    if person && apart && office.is_some_and(|office| office.has(Classes::ROLE.or(Classes::OFFICE))) {
        let kind = row.kind;
        let acts = |next: Token<'_>| next.has(Classes::SPEECH_VERB.or(Classes::AUXILIARY).or(Classes::MODAL));
        if kind == EntityType::Per || view.get(end).is_some_and(acts) {
            *row = cut(view, row, end - 2, end);
            row.retype(EntityType::Per, None, Rule::GivenName);
        }
    }
}

/// "Said Ana Silva: “…”": the verb that a sentence opens with is none of a name, though "Said" is one, too. A colon
/// must follow the name.
fn said(view: View<'_>, row: &mut MentionRow) {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let verb = view.token(row.tokens.0);
    if !matches!(verb.text(), "Said" | "Says")
        || !verb.starts_sentence()
        || view.get(end).is_none_or(|mark| mark.text() != ":")
    {
        return;
    }
    *row = cut(view, row, first + 1, end);
    row.retype(EntityType::Per, None, Rule::SpeakerShape);
}

/// "Queen Anne's County": it is called after a person, of whose name the model makes a person. The title goes along.
fn county(view: View<'_>, row: &mut MentionRow) {
    let (first, end) = (row.tokens.0.index(), row.tokens.1.index());
    let owned = || view.get(end).is_some_and(Token::is_possessive);
    let place = || view.get(end + 1).is_some_and(|county| matches!(county.text(), "County" | "Parish"));
    if row.kind != EntityType::Per || end > first + 2 || !owned() || !place() {
        return;
    }
    let noble = |title: &Token<'_>| person::OF_COUNTIES.contains(&title.text());
    let start = first - usize::from(view.token(row.tokens.0).prev().is_some_and(|title| noble(&title)));
    *row = cut(view, row, start, end + 2);
    row.retype(EntityType::Loc, Some(Subtype::Region), Rule::Definition);
}

/// "Norway II (12)": crews and teams of one country have numbers. A comma, bracket, "and" or number must follow.
fn numbered(view: View<'_>, row: &mut MentionRow) {
    if row.subtype != Some(Subtype::Country) {
        return;
    }
    let here = |token: &Token<'_>| token.sentence().id() == row.sentence;
    let Some(number) = view.get(row.tokens.1.index()).filter(here) else { return };
    let listed = |next: Token<'_>| matches!(next.text(), "," | "(" | "and") || next.flags().has(Flags::DIGIT);
    if matches!(number.text(), "I" | "II" | "III" | "IV")
        && view.get(row.tokens.1.index() + 1).filter(here).is_some_and(listed)
    {
        *row = cut(view, row, row.tokens.0.index(), row.tokens.1.index() + 1);
        row.retype(EntityType::Org, Some(Subtype::Team), Rule::CountedShape);
    }
}

/// Adds what the model leaves out: names behind "Oslo-based", and designations of models and types ("MH-60R").
///
/// Roads and hours that are written in the same way ([`name::NO_DESIGNATIONS`]) are none. Names that are there already
/// stay, so that only gaps are filled.
fn designations(view: View<'_>, rows: &[MentionRow], found: &mut Vec<MentionRow>) {
    let mut next = 0;
    for token in view.tokens().filter(|token| token.flags().has(Flags::HYPHEN.or(Flags::DIGIT))) {
        while rows.get(next).is_some_and(|row| row.span.end() <= token.span().start()) {
            next += 1;
        }
        let free = |end: u32| rows.get(next).is_none_or(|row| row.span.start() >= end);
        if is_designation(token.text()) && free(token.span().end()) {
            found.push(MentionRow::name(token, token, EntityType::Misc, Rule::CapitalShape, CONFIDENCE));
        } else if token.text().ends_with("-based")
            && let Some(first) = token.next().filter(|next| is_name_word(*next))
        {
            let words = std::iter::successors(Some(first), |token| token.next().filter(|next| is_name_word(*next)));
            let last = words.last().unwrap_or(first);
            if last.id() != first.id() && free(last.span().end()) {
                found.push(MentionRow::name(first, last, EntityType::Org, Rule::Definition, CONFIDENCE));
            }
        }
    }
}

/// Whether a word may be one of a firm behind "Oslo-based": with a capital and no title.
fn is_name_word(token: Token<'_>) -> bool {
    token.is_capitalised() && token.is_word() && !token.has(Classes::TITLE)
}

/// "MH-60R", "K2-18": one to four capitals, maybe with a digit, a hyphen, a number of one to four digits, maybe two
/// letters. One capital and a bare number ("I-95", "G-20", "U-21") is too common: roads, groups of states and teams by
/// age are written so.
fn is_designation(text: &str) -> bool {
    let Some((letters, number)) = text.split_once('-') else { return false };
    let capital = letters.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&capital)
        && letters.len() <= capital + 1
        && letters.bytes().skip(capital).all(|byte| byte.is_ascii_digit())
        && (1..=4).contains(&digits)
        && number.len() <= digits + 2
        && number.bytes().skip(digits).all(|byte| byte.is_ascii_alphabetic())
        && (capital > 1 || letters.len() > capital || number.len() > digits)
        && !name::NO_DESIGNATIONS.contains(&letters)
}
