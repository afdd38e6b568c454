//! What the words around a name say of its type: "the consultancy Purvis", "the takeover of Norbank", "Georgia, 12,
//! said she".
//!
//! Three steps: names that "&" or "and" joins are made one firm; every name is asked whether it is a person's
//! ([`is_called`]), what the words at its edges tell ([`of`]), whether it does what firms do ([`does_as_firm`]); and
//! what one of them tells goes for all names written like it, unless a linked one stands behind a preposition ("in
//! Georgia").
//!
//! The order within a name goes from what is most telling to what is least: the name's own last word, its first, the
//! noun before it, what stands behind it. Names that a gazetteer has under some main name keep their type for most
//! rules, for their context is the commoner trap.

use super::{MentionRow, Rule, again, definition};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::key::key;
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::en::{organisation, person, verb};
use crate::lexicon::{Classes, Lexicon};
use crate::segment::{Flags, Token, View};
use crate::span::Span;

/// What tables call all of these.
const RULE: Rule = Rule::Definition;

/// Gives names the types that the words around them tell; `rows` are in order and stay so. Names that gazetteers link
/// keep theirs, but for persons who are called like a place.
pub(super) fn apply(view: View<'_>, gazetteer: &Gazetteer, rows: &mut Vec<MentionRow>) {
    bodies(view, rows);
    joined_firms(view, rows);
    let mut told: Vec<(usize, EntityType, Option<Subtype>)> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !row.own) {
        if is_called(view, rows, index) {
            told.push((index, EntityType::Per, None));
        } else if let Some((kind, subtype)) = of(view, gazetteer, rows, index) {
            told.push((index, kind, subtype));
        } else if row.kind != EntityType::Org && does_as_firm(view, row) {
            told.push((index, EntityType::Org, None));
        }
    }
    let mut words = Vec::with_capacity(told.len());
    for (index, kind, subtype) in told {
        let row = &mut rows[index];
        row.retype(kind, subtype, RULE);
        words.push((key(&view.text()[row.span]).finish(), kind));
    }
    if words.is_empty() {
        return;
    }
    // However it is written: "Akhir al-Yawm", "Akhir Al-Yawm".
    words.sort_by_key(|(word, _)| *word);
    words.dedup_by_key(|(word, _)| *word);
    // Elsewhere a person's name may still be the place's.
    for row in rows.iter_mut().filter(|row| !row.own) {
        let word = key(&view.text()[row.span]).finish();
        if let Ok(at) = words.binary_search_by_key(&word, |(word, _)| *word)
            && !(row.identity.link.is_some() && follows_preposition(view.token(row.tokens.0)))
        {
            row.retype(words[at].1, None, RULE);
        }
    }
}

/// Whether a preposition stands before it, as it does before places.
fn follows_preposition(token: Token<'_>) -> bool {
    token.prev().is_some_and(|before| before.has(Classes::PREPOSITION))
}

/// The type that a word of the name, or one beside it, tells; none where nothing does. In this order:
///
/// 1. the last word of an unknown name ("Weber Motors" a firm, "Lund Rovers" a team), then its first ("Radio Lund");
/// 2. an organisation's name that ends like a ground's is the ground: "Norbank Arena";
/// 3. the noun before it: "the consultancy Purvis", "the Belgian brewer Norbo";
/// 4. "the Kennedys'" is a family where the tagger was unsure of an organisation;
/// 5. ", who" behind it: a person;
/// 6. a region behind a town and a comma: "St John's, Newfoundland,".
fn of(
    view: View<'_>,
    gazetteer: &Gazetteer,
    rows: &[MentionRow],
    index: usize,
) -> Option<(EntityType, Option<Subtype>)> {
    let row = &rows[index];
    let (first, last) = (view.token(row.tokens.0), view.token(TokenId::new(row.tokens.1.index() - 1)));
    let several = first.id() != last.id();
    let open = row.identity.canonical.is_none();
    if let Some(told) = Some(row).filter(|_| several && open).and_then(|row| by_own_words(row, first, last)) {
        return Some(told);
    }
    let before = first.prev()?;
    if open && row.kind != EntityType::Org && !(several && first.has(Classes::GIVEN)) {
        if is_firm(before) {
            return Some((EntityType::Org, None));
        }
        if !several && organisation::TRADES.contains(&before.text()) {
            return Some((EntityType::Org, Some(Subtype::Company)));
        }
    }
    // Teams have such names, too: the tagger is surer of them.
    if row.kind == EntityType::Org
        && open
        && !several
        && row.confidence < 0.6
        && before.is("the")
        && last.next().is_some_and(Token::is_possessive)
        && is_family(first)
    {
        return Some((EntityType::Per, None));
    }
    // "the “Fenland Ripper”, who": places do not do what "who" tells.
    if open && matches!(row.kind, EntityType::Loc | EntityType::Misc) && row.subtype.is_none() && is_who(last) {
        return Some((EntityType::Per, None));
    }
    let town = index.checked_sub(1).map(|index| &rows[index]);
    let region = town
        .filter(|town| is_behind_town(row, town, before, last))
        .and_then(|_| gazetteer.find(&view.text()[row.span]).find(|entry| entry.kind() == EntityType::Loc))?;
    Some((EntityType::Loc, region.subtype()))
}

/// The type that the first and last word of an unknown name of several words tell: "Weber Motors" and "Radio Lund" are
/// organisations, "Norbank Arena" is a place though the tagger has it as an organisation.
fn by_own_words(row: &MentionRow, first: Token<'_>, last: Token<'_>) -> Option<(EntityType, Option<Subtype>)> {
    if row.kind == EntityType::Org {
        return organisation::GROUNDS.binary_search(&last.text()).is_ok().then_some((EntityType::Loc, None));
    }
    let subtype = if organisation::FIRMS.binary_search(&last.text()).is_ok() {
        if organisation::TEAMS.contains(&last.text()) { Subtype::Team } else { Subtype::Company }
    } else if organisation::FIRST.contains(&first.text()) {
        if first.text() == "Radio" { Subtype::Media } else { Subtype::Company }
    } else {
        return None;
    };
    Some((EntityType::Org, Some(subtype)))
}

/// Whether an organisation of no known kind stands right behind a town and a comma, and a comma, a full stop or nothing
/// behind it: "St John's, Newfoundland,". `before` is the token before it, `last` its last one.
fn is_behind_town(row: &MentionRow, town: &MentionRow, before: Token<'_>, last: Token<'_>) -> bool {
    row.kind == EntityType::Org
        && row.subtype.is_none()
        && before.text() == ","
        && town.kind == EntityType::Loc
        && town.tokens.1 == before.id()
        && last.next().is_none_or(|next| matches!(next.text(), "," | "."))
}

/// Whether the noun before a name, or what is done to it, makes it an organisation: "consultancy Purvis", "the takeover
/// of Norbank", "a stake in Norbank". Nouns that stand as often before other things ("party", "agency", "company") do
/// not tell.
fn is_firm(before: Token<'_>) -> bool {
    if before.is_capitalised() {
        return false;
    }
    let noun = before.text();
    if definition::is_organisation(noun) && !organisation::COMMON_KINDS.contains(&noun) {
        return true;
    }
    let deal = |of: Token<'_>| of.prev().is_some_and(|noun| organisation::DEALS.contains(&noun.text()));
    (before.is("of") || before.is("in")) && deal(before)
}

/// "the Kennedys": a surname in the plural that is no word. The stem must be one in the word list, with -s or -es off.
fn is_family(token: Token<'_>) -> bool {
    let Some(stem) = token.text().strip_suffix('s') else { return false };
    let surname = |stem: &str| {
        let classes = Lexicon::embedded().classes(stem);
        stem.len() > 3 && classes.has(Classes::SURNAME) && !classes.has(Classes::COMMON.or(Classes::ROLE))
    };
    surname(stem) || stem.strip_suffix('e').is_some_and(surname)
}

/// ", who" behind a name, and behind the mark that closes it: `the “Fenland Ripper”, who`.
fn is_who(last: Token<'_>) -> bool {
    let next = last.next().map(|next| if next.flags().has(Flags::CLOSE_MARK) { next.next() } else { Some(next) });
    let comma = next.flatten().filter(|comma| comma.text() == ",");
    comma.and_then(Token::next).is_some_and(|who| who.is("who"))
}

/// "Senate Minority Leader": whose leader it is, not which body's. The name ends before "Minority" or "Majority".
///
/// "Senate Majority Leader Bo Lund" so gives "Senate", which the role then has for its affiliation.
fn bodies(view: View<'_>, rows: &mut [MentionRow]) {
    for row in rows {
        let last = view.token(TokenId::new(row.tokens.1.index() - 1));
        if matches!(last.text(), "Minority" | "Majority")
            && last.id() != row.tokens.0
            && last.next().is_some_and(|next| next.is("leader") || next.is("whip"))
            && let Some(before) = last.prev()
        {
            (row.span, row.tokens.1) = (Span::new(row.span.start(), before.span().end()), last.id());
        }
    }
}

/// Makes firms of the names that "&" or "and" joins to one, in one pass: what the longer name takes in goes.
///
/// Firms with "&" first, then partners. Each name may take in the one behind it, which is dropped.
fn joined_firms(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let mut any = false;
    for index in 0..rows.len() {
        let last = with_suffix(view, &rows[index]).or_else(|| partner(view, &rows[index], rows.get(index + 1)?));
        if let Some(last) = last {
            let row = &mut rows[index];
            (row.span, row.tokens.1) = (row.span.cover(last.span()), last.next_id());
            row.retype(EntityType::Org, Some(Subtype::Company), RULE);
            any = true;
        }
    }
    if any {
        rows.dedup_by(|later, kept| later.span.start() < kept.span.end());
    }
}

/// The last word of "Harrow & Sons", which is no person.
///
/// A linked name in front stays what it is.
fn with_suffix<'a>(view: View<'a>, row: &MentionRow) -> Option<Token<'a>> {
    let and = view.get(row.tokens.1.index()).filter(|and| and.text() == "&")?;
    let last = and.next().filter(|last| organisation::SUFFIXES.contains(&last.text()))?;
    (!row.own && row.identity.link.is_none()).then_some(last)
}

/// The last word of "the consultancy Purvis and Gerz": two surnames behind such a noun are one firm. Without the noun
/// they are two persons.
fn partner<'a>(view: View<'a>, one: &MentionRow, other: &MentionRow) -> Option<Token<'a>> {
    let single =
        |row: &MentionRow| !row.own && row.identity.link.is_none() && row.tokens.1.index() == row.tokens.0.index() + 1;
    if !single(one) || !single(other) || other.tokens.0.index() != one.tokens.1.index() + 1 {
        return None;
    }
    let and = view.token(one.tokens.1);
    let noun = view.token(one.tokens.0).prev()?;
    ((and.is("and") || and.text() == "&") && organisation::PARTNERS.contains(&noun.text()))
        .then(|| view.token(other.tokens.0))
}

/// Whether a name of a place, or of nothing known, is a person's given name here: an age follows it, or it is the
/// subject and "she" or "he" goes on in what is said or in the next sentence, where nobody else was named before.
///
/// - "Georgia, 12, said": an age between commas.
/// - "Georgia said she would": the speech verb and the pronoun.
/// - "Georgia smiled. She left.": the next sentence goes on with the pronoun.
///
/// Only a name of one word that is a given name, at a sentence's start, and no other person among the twenty names
/// before it.
fn is_called(view: View<'_>, rows: &[MentionRow], index: usize) -> bool {
    let row = &rows[index];
    let token = view.token(row.tokens.0);
    let given = token.has(Classes::GIVEN) && row.tokens.1 == token.next_id();
    if !given || !matches!(row.kind, EntityType::Loc | EntityType::Org) || !token.starts_sentence() {
        return false;
    }
    let Some(next) = token.next() else { return false };
    if next.text() == "," {
        let age = next.next().filter(|age| age.text().parse::<u8>().is_ok_and(|age| age < 110));
        return age.and_then(Token::next).is_some_and(|comma| comma.text() == ",");
    }
    let names = |other: &&MentionRow| view.token(other.tokens.0).text() != token.text();
    let stranger = rows[..index].iter().rev().take(20).any(|row| row.kind == EntityType::Per && names(&row));
    if stranger || !next.is_word() || next.is_capitalised() || next.has(Classes::PREPOSITION.or(Classes::CONJUNCTION)) {
        return false;
    }
    let person = Classes::HE_PRONOUN.or(Classes::SHE_PRONOUN);
    let said = next.has(Classes::SPEECH_VERB) && next.next().is_some_and(|word| word.has(person));
    let sentence = token.sentence();
    let others = rows[index + 1..].iter().take_while(|row| row.sentence == sentence.id());
    let alone = !others.into_iter().any(|row| row.kind == EntityType::Per);
    let behind = view.get(sentence.end_token().index());
    said || alone && behind.is_some_and(|word| word.starts_sentence() && word.has(person))
}

/// "Orvano said it would close its plant": who says "it" of itself is an organisation. "It would be" may be the
/// weather's. The name must be one unknown word at the sentence's start, and "its" must follow within six words of the
/// verb.
fn does_as_firm(view: View<'_>, row: &MentionRow) -> bool {
    let token = view.token(row.tokens.0);
    let unknown = row.identity.canonical.is_none() && !token.has(Classes::SURNAME.or(Classes::GIVEN));
    if !unknown || row.tokens.1 != token.next_id() || !token.starts_sentence() {
        return false;
    }
    let it = || {
        let says = token.next().filter(|verb| verb.has(Classes::SPEECH_VERB))?;
        let it = says.next().map(|that| if that.is("that") { that.next().unwrap_or(that) } else { that })?;
        let modal = Some(it).filter(|it| it.is("it"))?.next()?;
        let verb = modal.next()?;
        let own = std::iter::successors(Some(verb), |token| token.next()).take(6).any(|word| word.is("its"));
        Some((modal.has(Classes::MODAL.or(Classes::AUXILIARY))) && own && !verb.is("be"))
    };
    it().unwrap_or(false)
}

/// Whether a word is a family name that stands first in the names of East Asia.
pub(crate) fn is_family_first(word: &str) -> bool {
    person::FAMILY_FIRST.binary_search(&word).is_ok()
}

/// Adds the family names by themselves of those whose family name stands first: "Sun" after "Sun Lijin". Their last
/// word is the given name, so that `again` does not find them. What may be another word ("The Sun", "Long lines") is
/// left out.
pub(super) fn family_first(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let first = |row: &&MentionRow| {
        let (word, end) = (view.token(row.tokens.0), row.tokens.1.index());
        let given = view.token(TokenId::new(end - 1));
        row.kind == EntityType::Per
            && end == row.tokens.0.index() + 2
            && word.text().len() > 2
            && person::FAMILY_FIRST.binary_search(&word.text()).is_ok()
            && !given.has(Classes::SURNAME.or(Classes::COMMON))
    };
    let words: Vec<(&str, EntityType)> =
        rows.iter().filter(first).map(|row| (view.token(row.tokens.0).text(), EntityType::Per)).collect();
    if !words.is_empty() {
        again::apply(view, rows, words, Rule::SurnameAgain);
        let acts = |next: Token<'_>| {
            next.has(Classes::SPEECH_VERB.or(Classes::AUXILIARY).or(Classes::MODAL))
                || next.is_possessive()
                || verb::ADVERBS_OF_PERSONS.iter().any(|word| next.is(word))
                || next.text().ends_with("ed")
        };
        // "The Sun" and "Long lines" are something else.
        let is_other = |row: &MentionRow| {
            let word = view.token(row.tokens.0);
            row.rule == Rule::SurnameAgain
                && row.tokens.1 == word.next_id()
                && is_family_first(word.text())
                && (word.prev().is_some_and(|the| the.has(Classes::DETERMINER))
                    || word.starts_sentence() && !word.next().is_some_and(acts))
        };
        rows.retain(|row| row.own || !is_other(row));
    }
}
