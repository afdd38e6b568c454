//! Words that name something in one place of an article name it wherever they stand with a capital.
//!
//! The model decides sentence by sentence, and a bare surname in a short sentence is its hardest case. [`surnames`]
//! takes what full names and "Mr" tell, [`short_forms`] what the names of firms do, [`whole_names`] what names of one
//! word do that were found in some places only, and [`apply`] carries it to all uses of the word:
//!
//! - "Ana Goldhagen, … Goldhagen's plan": the second is a person.
//! - "Goldhagen Sacks, … Goldhagen rose 3 %": the second is an organisation, if nobody in the article is called so.
//! - "Ana Price, … Price rises": nothing, for "price" is a common word.

use super::{MentionRow, Rule};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::TokenId;
use crate::lexicon::en::person;
use crate::lexicon::{Classes, word_hash};
use crate::segment::{Flags, Token, TokenGlance, View};

/// How sure a name is that only its other uses tell.
const CONFIDENCE: f32 = 0.8;

/// Makes the names behind "Mr" persons, and adds the other uses of surnames; `rows` are in order. A surname tells if a
/// full name surer than [`SURE`] ends with it, or an honorific stands before it. Common words may mean something else.
pub(super) fn surnames(view: View<'_>, rows: &mut Vec<MentionRow>) {
    for row in rows.iter_mut().filter(|row| !row.own) {
        let before = view.token(row.tokens.0).prev().filter(|before| before.sentence().id() == row.sentence);
        let text = before.map_or("", |before| before.text()).trim_end_matches('.');
        if person::MISTERS.contains(&text) {
            row.retype(EntityType::Per, None, Rule::Title);
        }
    }
    let mut words = full_surnames(view, rows);
    let titled = |row: &&MentionRow| {
        let word = view.token(row.tokens.0);
        row.kind == EntityType::Per
            && word.span() == row.span
            && !word.has(Classes::COMMON)
            && word.prev().is_some_and(|before| before.has(Classes::HONORIFIC))
    };
    words.extend(rows.iter().filter(titled).map(|row| (&view.text()[row.span], EntityType::Per)));
    apply(view, rows, words, Rule::SurnameAgain);
}

/// Makes a word an organisation's that starts the name of one ("Goldhagen" of "Goldhagen Sacks") and is nobody's name;
/// `rows` are in order. Common words, names of persons and what gazetteers know may stand for something else.
pub(super) fn short_forms(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let persons = Classes::COMMON.or(Classes::SURNAME).or(Classes::GIVEN).or(Classes::TITLE).or(Classes::ORG_KEY);
    let other = persons.or(Classes::LOC_KEY).or(Classes::EVENT_KEY).or(Classes::DETERMINER).or(Classes::ROLE_MODIFIER);
    let tells = |row: &&MentionRow| {
        let first = view.token(row.tokens.0);
        row.kind == EntityType::Org
            && row.subtype.is_none_or(|subtype| subtype == Subtype::Company)
            && row.identity.canonical.is_none()
            && row.confidence > FIRM
            && match row.tokens.1.index() - row.tokens.0.index() {
                1 => row.rule == Rule::Definition,
                count => count <= 3,
            }
            && first.span().len() > 4
            && first.text().bytes().all(|byte| byte.is_ascii_alphabetic())
            && !first.flags().has(Flags::CAPITALS)
            && !first.has(other)
    };
    let full: Vec<&MentionRow> = rows.iter().filter(tells).collect();
    if full.is_empty() {
        return;
    }
    // Where a person or place is called so, or a known thing, the word is theirs.
    let mut taken: Vec<&str> = Vec::new();
    for row in rows.iter() {
        let first = view.token(row.tokens.0);
        if row.tokens.1 == first.next_id() {
            let titled = || first.prev().is_some_and(|before| before.has(Classes::TITLE));
            if !row.is_open() || row.identity.canonical.is_some() || row.kind == EntityType::Misc || titled() {
                taken.push(first.text());
            }
        } else if row.kind != EntityType::Org {
            taken.extend(view.range(row.tokens.0, row.tokens.1).map(Token::text));
        }
    }
    taken.sort_unstable();
    let words: Vec<(&str, EntityType)> = full
        .iter()
        .map(|row| view.token(row.tokens.0).text())
        .filter(|word| taken.binary_search(word).is_err())
        .map(|word| (word, EntityType::Org))
        .collect();
    apply(view, rows, words, Rule::OrganisationAgain);
}

/// Adds the uses of names of one word that the tagger left out in some places only: what is a name twice or more in the
/// article, always of one type, is one wherever the word stands by itself; `rows` are in order. Common words and words
/// of titles may stand for something else, and names of `MISC` are adjectives too often.
pub(super) fn whole_names(view: View<'_>, rows: &mut Vec<MentionRow>) {
    let other = Classes::COMMON.or(Classes::TITLE).or(Classes::ORG_KEY).or(Classes::LOC_KEY).or(Classes::EVENT_KEY);
    let other = other.or(Classes::DETERMINER).or(Classes::ROLE_MODIFIER).or(Classes::MONTH).or(Classes::WEEKDAY);
    let mut single: Vec<(&str, EntityType)> = Vec::new();
    for row in rows.iter() {
        let word = view.token(row.tokens.0);
        if word.span() == row.span && word.span().len() > 3 && !word.has(other) && !word.flags().has(Flags::CAPITALS) {
            single.push((word.text(), row.kind));
        }
    }
    single.sort_by_key(|(word, _)| *word);
    let same = single.chunk_by(|a, b| a.0 == b.0);
    let told = same.filter(|uses| {
        let kind = uses[0].1;
        uses.len() > 1 && kind != EntityType::Misc && uses.iter().all(|(_, other)| *other == kind)
    });
    let words: Vec<(&str, EntityType)> = told.map(|uses| uses[0]).collect();
    apply(view, rows, words, Rule::Agreement);
}

/// A firm's full name that is surer than this tells what its first word is elsewhere.
const FIRM: f32 = 0.5;

/// A full name that is surer than this tells what its last word is elsewhere.
const SURE: f32 = 0.8;

/// The last words of the persons named in full, but for common words, numbers of generation, and words of one or two
/// bytes.
fn full_surnames<'a>(view: View<'a>, rows: &[MentionRow]) -> Vec<(&'a str, EntityType)> {
    let full = |row: &&MentionRow| {
        row.kind == EntityType::Per && row.confidence > SURE && row.tokens.1.index() > row.tokens.0.index() + 1
    };
    let last = |row: &MentionRow| view.token(TokenId::new(row.tokens.1.index() - 1));
    let words = rows.iter().filter(full).map(last);
    let telling = words.filter(|word| !word.has(Classes::COMMON.or(Classes::GENERATIONAL)) && word.span().len() > 2);
    telling.map(|word| (word.text(), EntityType::Per)).collect()
}

/// Gives names of one word the type that the word has in `words`, and adds its uses that are in no name yet; of several
/// types of a word the first counts. `rows` are in order and stay so. One walk over the tokens, of which most are
/// passed by their flags.
pub(super) fn apply(view: View<'_>, rows: &mut Vec<MentionRow>, mut words: Vec<(&str, EntityType)>, rule: Rule) {
    words.sort_by_key(|(word, _)| *word);
    words.dedup_by_key(|(word, _)| *word);
    if words.is_empty() {
        return;
    }
    let kind_of = |text: &str| {
        let at = words.binary_search_by_key(&text, |(word, _)| word);
        at.ok().map(|at| words[at].1)
    };
    for row in rows.iter_mut().filter(|row| row.is_open()) {
        if let Some(kind) = kind_of(&view.text()[row.span]) {
            row.retype(kind, None, rule);
        }
    }
    // Most words of a text are none of them, as their capitals and a bit of their hashes tell.
    let bit = |hash: u64| 1u64 << (hash >> 58);
    let bits = words.iter().fold(0, |bits, (word, _)| bits | bit(word_hash(word)));
    let may_be = |token: &TokenGlance| token.flags.has(Flags::CAPITALISED) && bits & bit(token.hash) != 0;
    let mut found = Vec::new();
    let mut taken = rows.iter().map(|row| (row.tokens.0.index(), row.tokens.1.index())).peekable();
    for (index, _) in view.glances(0..view.token_count()).enumerate().filter(|(_, token)| may_be(token)) {
        while taken.next_if(|&(_, end)| end <= index).is_some() {}
        if taken.peek().is_none_or(|&(first, _)| index < first) {
            let token = view.token(TokenId::new(index));
            found.extend(kind_of(token.text()).map(|kind| MentionRow::name(token, token, kind, rule, CONFIDENCE)));
        }
    }
    if !found.is_empty() {
        rows.append(&mut found);
        rows.sort_by_key(|row| row.span.start());
    }
}
