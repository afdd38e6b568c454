//! Names joined: variants of one name are one entity.
//!
//! Names are read in text order. Each is looked for among the entities so far and joins one or makes a new one:
//!
//! - Persons in full ([`Names::full_name`]): of the same surname, with an equal first name, an initial of it, a
//!   nickname before it, or so far named by the surname alone; else, if no other name begins so, who was called by the
//!   given name ([`Names::given_before`]). Gender and generation must not disagree.
//! - Persons by one word ([`Names::part_of_name`]): by surname the most prominent who fits, else by the given name if
//!   one person has it.
//! - Others ([`Names::other`]): by acronym or short form, by the gazetteers' main name or the whole name, or as the
//!   same word of another type.
//!
//! ```text
//! Ana Silva … A. Silva … Silva … Mr Silva           one, but "Mr" after "Ms Silva" would be another
//! Kuntur Traders' Guild (KTG) … KTG … the Guild     one: the acronym is defined, "Guild" ends the name
//! Ana Silva … Ana Silva Jr.                         two: another generation
//! U.S. … United States                              one by the gazetteers' main name
//! ```
//!
//! All look-ups go by hashed keys ([`Key`]) that fold case and diacritics. Of persons who share a word at most sixteen
//! are compared, the latest first, so that the cost stays linear. What decides is the text's own words: outside ids are
//! a consequence, not a condition.

use std::cmp::Reverse;
use std::hash::BuildHasherDefault;

use super::forename;
use super::keyed::{ByKey, Namesakes};
use super::variant::{has_nickname, same_generation};
use super::{EntityRow, Gender, GenderFrom};
use crate::entity::{Form, Mention, Mentions, acronym};
use crate::gazetteer::key::{Key, atoms, key};
use crate::gazetteer::kinds::EntityType;
use crate::gazetteer::{name_key, token_key};
use crate::id::EntityId;
use crate::lexicon::Classes;
use crate::lexicon::en::{person, role};
use crate::lexicon::hash::FACTOR;
use crate::segment::{Flags, Token, View};

/// The entities of the article's names, and where they are found again.
pub(super) struct Names<'a> {
    /// The text.
    view: View<'a>,
    /// The entities so far.
    pub(super) entities: Vec<EntityRow>,
    /// How full the name of each is.
    fullness: Vec<Fullness>,
    /// How often the article has each full name of a person, by first and last word.
    full: ByKey<u32>,
    /// The one full name of the article that begins with a word, told as in `full`; none where there are several, or one
    /// ends with it.
    given: ByKey<Option<u64>>,
    /// How often the article has each entity's full name.
    prominence: Vec<u32>,
    /// Whole names of organisations, places and others, by type and main name.
    whole: ByKey<EntityId>,
    /// Persons by the last word of a name.
    surname: Namesakes,
    /// Persons by the first word of a name.
    first: Namesakes,
    /// Names that no gazetteer knows, of any type, the first of each; of persons a single word.
    unknown: ByKey<EntityId>,
    /// Organisations by their initials, and any name by the acronym that the text gives it in brackets.
    acronym: ByKey<EntityId>,
    /// Organisations by short forms of their names; the one named last has a form.
    short: ByKey<EntityId>,
}

/// The words of a name, and whether it has small letters: of two forms of a name the greater is the fuller.
type Fullness = (usize, bool);

/// The words of a person's name that tell persons apart.
struct Parts {
    /// The first word; none where there is only one.
    first: Option<Key>,
    /// The last word but for "Jr." and the like, or the only one.
    last: Key,
    /// The first letter of the first word.
    initial: Option<char>,
}

impl Parts {
    /// One number for first and last word.
    fn full(&self) -> Option<u64> {
        self.first.map(|first| first.finish().rotate_left(17) ^ self.last.finish())
    }
}

impl<'a> Names<'a> {
    /// Joins every name of the article; the result gives each mention its entity.
    pub(super) fn join(view: View<'a>, mentions: &Mentions) -> (Vec<EntityRow>, Vec<Option<EntityId>>) {
        let mut names = Self {
            view,
            entities: Vec::with_capacity(mentions.len() / 2),
            fullness: Vec::with_capacity(mentions.len() / 2),
            full: ByKey::with_capacity_and_hasher(mentions.len() / 4, BuildHasherDefault::default()),
            given: ByKey::with_capacity_and_hasher(mentions.len() / 4, BuildHasherDefault::default()),
            prominence: Vec::with_capacity(mentions.len() / 2),
            whole: ByKey::with_capacity_and_hasher(mentions.len() / 2, BuildHasherDefault::default()),
            surname: Namesakes::with_capacity(mentions.len() / 4),
            first: Namesakes::with_capacity(mentions.len() / 8),
            unknown: ByKey::with_capacity_and_hasher(mentions.len() / 4, BuildHasherDefault::default()),
            acronym: ByKey::default(),
            short: ByKey::default(),
        };
        let mut entity_of = vec![None; mentions.len()];
        let persons = |mention: &Mention<'_>| mention.form() == Form::Name && mention.kind() == EntityType::Per;
        let parts: Vec<Option<Parts>> = mentions.iter().filter(persons).map(|person| names.parts(person)).collect();
        for parts in parts.iter().flatten() {
            if let (Some(first), Some(full)) = (parts.first, parts.full()) {
                *names.full.entry(full).or_default() += 1;
                let only = names.given.entry(first.finish()).or_insert(Some(full));
                *only = only.filter(|only| *only == full);
                names.given.insert(parts.last.finish(), None);
            }
        }
        let mut parts = parts.into_iter();
        for mention in mentions.iter().filter(|mention| mention.form() == Form::Name) {
            let id = match mention.kind() {
                EntityType::Per => names.person(mention, parts.next().flatten()),
                _ => names.other(mention),
            };
            names.add(id, mention);
            entity_of[mention.id().index()] = Some(id);
        }
        names.given_alone(mentions);
        (names.entities, entity_of)
    }

    /// Persons whom the article only calls by a given name: "Melanie". A family name as well ("Kelly") shows nothing.
    fn given_alone(&mut self, mentions: &Mentions) {
        for row in self.entities.iter_mut().filter(|row| row.kind == EntityType::Per && row.gender.is_none()) {
            let Some((first, end)) = row.mentions.first().map(|&id| mentions.get(id).tokens()) else { continue };
            let token = self.view.token(first);
            let alone = end.index() == first.index() + 1 && row.name == token.span() && !token.has(Classes::SURNAME);
            let known = Some(token.text()).filter(|_| alone).and_then(forename::of_given);
            (row.gender, row.gender_from) = (known, known.map(|_| GenderFrom::Forename));
        }
    }

    /// The tokens of a mention.
    fn tokens(&self, mention: Mention<'_>) -> impl DoubleEndedIterator<Item = Token<'a>> + use<'a> {
        let (first, end) = mention.tokens();
        self.view.range(first, end)
    }

    /// The entity of a person's name, which it joins or makes, with the gender that the name and the words before it
    /// show. A title's gender goes over a given name's.
    fn person(&mut self, mention: Mention<'_>, parts: Option<Parts>) -> EntityId {
        let found = gender(self.view, mention);
        let gender = found.map(|(gender, _)| gender);
        let Some(parts) = parts else { return self.create(mention) };
        let joined = match parts.first {
            Some(first) => self
                .full_name(&parts, first, gender, &self.view.text()[mention.span()])
                .or_else(|| self.given_before(first, gender)),
            None => self
                .part_of_name(parts.last, gender, &self.view.text()[mention.span()])
                .or_else(|| self.unknown.get(&parts.last.finish()).copied()),
        };
        let id = joined.unwrap_or_else(|| self.create(mention));
        if let Some(full) = parts.full() {
            let often = self.full.get(&full).copied().unwrap_or_default();
            self.prominence[id.index()] = self.prominence[id.index()].max(often);
        }
        if joined.is_none() && parts.first.is_none() {
            self.unknown.entry(parts.last.finish()).or_insert(id);
        }
        let row = &mut self.entities[id.index()];
        // What a title says goes over what a given name does.
        let says = |from: GenderFrom| from != GenderFrom::Forename;
        if let Some((gender, from)) = found
            && (row.gender.is_none() || says(from) && !row.gender_from.is_some_and(says))
        {
            (row.gender, row.gender_from) = (Some(gender), Some(from));
        }
        self.surname.add(parts.last, id);
        if let Some(first) = parts.first {
            self.first.add(first, id);
        }
        id
    }

    /// The words of a person's name that tell persons apart; none of a name without a word. Titles in front and numbers
    /// of generation are left out.
    fn parts(&self, mention: Mention<'_>) -> Option<Parts> {
        let mut words =
            self.tokens(mention).filter(|token| token.is_word() && !token.has(Classes::GENERATIONAL)).peekable();
        let mut first = words.next()?;
        // A title inside the name: "Emperor Norton".
        while first.has(Classes::TITLE) && !first.has(Classes::GIVEN) && words.peek().is_some() {
            first = words.next()?;
        }
        match words.next_back() {
            Some(last) => Some(Parts {
                first: Some(token_key(self.view, first)),
                last: token_key(self.view, last),
                initial: first.text().chars().next(),
            }),
            None => Some(Parts { first: None, last: token_key(self.view, first), initial: None }),
        }
    }

    /// An entity of the same surname whose other names agree: equal, an initial of one another, a nickname in front, or
    /// none seen yet. Gender and generation must not disagree; a name written alike is always the same.
    fn full_name(&self, parts: &Parts, first: Key, gender: Option<Gender>, name: &str) -> Option<EntityId> {
        self.surname.of(parts.last).find(|id| {
            let row = &self.entities[id.index()];
            let known = &self.view.text()[row.name];
            agree(row.gender, gender)
                && (known == name || {
                    let mut words = atoms(known).peekable();
                    let known_first = words.next().unwrap_or_default();
                    let only_surname = words.peek().is_none();
                    let initial = || {
                        known_first.chars().next() == parts.initial
                            && (known_first.chars().count() == 1
                                || first == key(&parts.initial.unwrap_or_default().to_string()))
                    };
                    let agrees = || key(known_first) == first || initial() || has_nickname(known, name);
                    only_surname || agrees() && same_generation(known, name)
                })
        })
    }

    /// Who was called by the given name alone, where a full name follows: "her cousin Anselma … Anselma Torvik". Only one
    /// full name of the article may begin with it, and none end. None where the word is known as a family name, has a title
    /// ("Prince Anselm"), or stands before "and" and may share the family name behind: "Ana and Bo Lund".
    fn given_before(&self, first: Key, gender: Option<Gender>) -> Option<EntityId> {
        self.given.get(&first.finish()).copied().flatten()?;
        let id = *self.unknown.get(&first.finish())?;
        let row = &self.entities[id.index()];
        let tokens = self.view.tokens_in(row.name);
        let token = self.view.get(tokens.start).filter(|_| tokens.len() == 1)?;
        let family = token.has(Classes::SURNAME) && !token.has(Classes::GIVEN);
        let shares = token.next().is_some_and(|next| next.is("and") || next.is("&"));
        let titled = token.prev().is_some_and(|title| title.has(Classes::TITLE) && title.is_capitalised());
        let other = row.kind != EntityType::Per || family || shares || titled || !agree(row.gender, gender);
        (!other).then_some(id)
    }

    /// The most prominent of those that a surname, or else a given name by itself may stand for: of the same generation
    /// (Jr.), whose gender is known to be that of the title, who is named most often in full, who is named first.
    fn part_of_name(&self, word: Key, gender: Option<Gender>, name: &str) -> Option<EntityId> {
        let fits = |id: &EntityId| agree(self.entities[id.index()].gender, gender);
        let prominence = |id: &EntityId| {
            let same = gender.is_some() && self.entities[id.index()].gender == gender;
            let entity = &self.entities[id.index()];
            let generation = same_generation(&self.view.text()[entity.name], name);
            (generation, same, self.prominence[id.index()], Reverse(*id))
        };
        let given = || {
            let mut given = self.first.of(word);
            given.next().filter(|id| given.next().is_none() && fits(id))
        };
        self.surname.of(word).filter(fits).max_by_key(prominence).or_else(given)
    }

    /// The entity of an organisation's, place's or other name, which it joins or makes. A new organisation is also
    /// found by its initials, if it has three bytes of them, and by its short forms from then on.
    fn other(&mut self, mention: Mention<'_>) -> EntityId {
        let text = &self.view.text()[mention.span()];
        let kind = mention.kind();
        let name = name_key(self.view, mention.tokens());
        let word = name.finish();
        let main = mention.canonical().filter(|main| *main != text);
        let known = of_kind(kind, main.map_or(word, |main| key(main).finish()));
        let joined = self
            .short_form(mention, word)
            .or_else(|| self.whole.get(&known).copied())
            .or_else(|| self.of_other_type(mention, name));
        let id = joined.unwrap_or_else(|| self.create(mention));
        for whole in [known, of_kind(kind, word)] {
            self.whole.entry(whole).or_insert(id);
        }
        if joined.is_none() && mention.canonical().is_none() {
            self.unknown.entry(word).or_insert(id);
        }
        if kind == EntityType::Org && joined.is_none() {
            let initials = || atoms(text).filter_map(|atom| atom.chars().next().filter(|c| c.is_uppercase()));
            if initials().map(char::len_utf8).sum::<usize>() >= 3 {
                let initials: String = initials().collect();
                self.acronym.entry(key(&initials).finish()).or_insert(id);
            }
            self.register_short_forms(mention, text, id);
        }
        if let Some(defined) = acronym::after(self.view, mention.tokens()) {
            self.acronym.insert(key(defined.text()).finish(), id);
        }
        id
    }

    /// An entity of another type with the same name, where the gazetteers do not tell the two apart: the type of one is
    /// doubtful. A place that the gazetteers know joins an unknown one; an unknown single word also joins the person of
    /// that surname.
    fn of_other_type(&self, mention: Mention<'_>, name: Key) -> Option<EntityId> {
        let known = mention.canonical().is_some();
        let unknown = self.unknown.get(&name.finish()).copied();
        if known {
            return unknown.filter(|id| self.entities[id.index()].kind != EntityType::Per);
        }
        let (first, end) = mention.tokens();
        let single = end.index() == first.index() + 1;
        let alike = || {
            let mut kinds = [EntityType::Org, EntityType::Loc, EntityType::Misc].into_iter();
            kinds.find_map(|kind| self.whole.get(&of_kind(kind, name.finish())).copied())
        };
        let surname = || self.surname.of(name).next().filter(|_| single);
        unknown.or_else(|| alike().or_else(surname))
    }

    /// Notes the short forms of an organisation's name:
    ///
    /// - the first word, if it is no common word and no gazetteer has the whole: "Kuntur" for "Kuntur Traders' Guild";
    /// - the last, if it is a key word: "Guild"; and all but that: "Refounded Workers" for "Refounded Workers Party";
    /// - what stands before "of" or "for", if that is two words or more: "National Bank" for "National Bank of
    ///   Tolmark".
    fn register_short_forms(&mut self, mention: Mention<'_>, text: &str, id: EntityId) {
        let words: Vec<Token<'_>> = self.tokens(mention).filter(|token| token.is_word()).collect();
        let [first, .., last] = words[..] else { return };
        if !first.has(Classes::COMMON) && mention.canonical().is_none() {
            self.short.insert(token_key(self.view, first).finish(), id);
        }
        if first.text() == "Team" {
            self.short.insert(token_key(self.view, last).finish(), id);
        }
        if last.has(Classes::ORG_KEY) {
            self.short.insert(token_key(self.view, last).finish(), id);
            // "Refounded Workers" for "Refounded Workers Party"
            let text = self.view.text();
            let without = first.span().cover(words[words.len() - 2].span());
            if words.len() > 2 {
                self.short.insert(key(&text[without]).finish(), id);
            }
        }
        let is_joined = words.iter().any(|word| word.is("of") || word.is("for"));
        for preposition in [" of ", " for "].into_iter().filter(|_| is_joined) {
            if let Some(of) = text.find(preposition).filter(|of| text[..*of].contains(' ')) {
                self.short.insert(key(&text[..of]).finish(), id);
            }
        }
    }

    /// An organisation by its acronym, by the first or the last word of its name, or by the name's beginning. Capitals
    /// are only an acronym, of an entity of the same type.
    fn short_form(&self, mention: Mention<'_>, word: u64) -> Option<EntityId> {
        let (first, end) = mention.tokens();
        let single = end.index() == first.index() + 1;
        // A single word that a gazetteer knows stands for what it knows; "National Bank" rather for the article's own.
        if single && mention.canonical().is_some() {
            return None;
        }
        if single && self.view.token(first).flags().has(Flags::CAPITALS) {
            let alike = |id: &EntityId| self.entities[id.index()].kind == mention.kind();
            return self.acronym.get(&word).copied().filter(alike);
        }
        if single && mention.kind() != EntityType::Org {
            return None;
        }
        self.short.get(&word).copied()
    }

    /// A new entity with that name and nothing more.
    fn create(&mut self, mention: Mention<'_>) -> EntityId {
        let id = EntityId::new(self.entities.len());
        self.prominence.push(0);
        self.fullness.push(fullness(&self.view.text()[mention.span()]));
        self.entities.push(EntityRow {
            name: mention.span(),
            known: None,
            kind: mention.kind(),
            subtype: mention.subtype(),
            identity: mention.identity().clone(),
            gender: None,
            gender_from: None,
            mentions: Vec::new(),
            role: None,
        });
        id
    }

    /// Adds a mention and keeps the fullest form of the name: most words, then not in capitals, then the first. Subtype
    /// and identity come from the first mention that has them.
    fn add(&mut self, id: EntityId, mention: Mention<'_>) {
        let text = self.view.text();
        let row = &mut self.entities[id.index()];
        if text[mention.span()] != text[row.name] {
            let (known, name) = (&mut self.fullness[id.index()], &text[mention.span()]);
            // A surname alone is no fuller.
            let is_fuller = known.0 < 2 || !name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if let Some(new) = is_fuller.then(|| fullness(name)).filter(|new| new > known) {
                (row.name, *known) = (mention.span(), new);
            }
        }
        row.subtype = row.subtype.or(mention.subtype());
        if row.identity.link.is_none() && (mention.link().is_some() || row.identity.canonical.is_none()) {
            row.identity = mention.identity().clone();
        }
        row.mentions.push(mention.id());
    }
}

/// How full a form of a name is.
fn fullness(name: &str) -> Fullness {
    (atoms(name).count(), name.chars().any(char::is_lowercase))
}

/// Whether two genders can be one person's: one is unknown, or both are the same.
pub(super) fn agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// The gender that a noun for a relative shows.
fn of_relative(token: Token<'_>) -> Option<Gender> {
    let hash = token.hash();
    if person::MALE_RELATIVES.contains(&hash) {
        Some(Gender::Male)
    } else {
        person::FEMALE_RELATIVES.contains(&hash).then_some(Gender::Female)
    }
}

/// The gender that a title, a relative's noun or a role before the name, a pronoun behind it, or the given name shows,
/// the first that does in this order:
///
/// - "Mrs Venn" where the title is a part of the name;
/// - "his wife, Ruth Venn", "his wife Ruth": kinship;
/// - "Mr Venn", "spokeswoman Venn": up to three titles back;
/// - "Mark Venn and his wife": the pronoun;
/// - "Ruth Venn": the given name; of a surname alone that of the gazetteers' name ("Obama").
fn gender(view: View<'_>, mention: Mention<'_>) -> Option<(Gender, GenderFrom)> {
    let (first, end) = mention.tokens();
    let first = view.token(first);
    let honorific = |token: Token<'_>| of_classes(token, Classes::HONORIFIC_MALE, Classes::HONORIFIC_FEMALE);
    // "Mrs Venn" at the start of a sentence may be the name as a whole.
    if let Some(known) = honorific(first).filter(|_| first.has(Classes::HONORIFIC)) {
        return Some((known, GenderFrom::Title));
    }
    // "his wife, Ruth Venn," and "his wife Ruth"
    let mut before = first.prev();
    let noun = before.filter(|comma| comma.text() == ",").map_or(before, Token::prev);
    if let Some(known) = noun.and_then(of_relative) {
        return Some((known, GenderFrom::Kinship));
    }
    for _ in 0..3 {
        let Some(token) = before.filter(|token| token.has(Classes::HONORIFIC.or(Classes::OFFICE).or(Classes::ROLE)))
        else {
            break;
        };
        let known = honorific(token).map(|known| (known, GenderFrom::Title));
        let known = known.or_else(|| of_role(token.text()).map(|known| (known, GenderFrom::Noun)));
        if known.is_some() {
            return known;
        }
        before = token.prev();
    }
    // "Mark Venn and his wife"
    let after = |places: usize| view.get(end.index() + places);
    if let (Some(and), Some(pronoun), Some(noun)) = (after(0), after(1), after(2))
        && and.is("and")
        && of_relative(noun).is_some()
        && let Some(known) = of_classes(pronoun, Classes::HE_PRONOUN, Classes::SHE_PRONOUN)
    {
        return Some((known, GenderFrom::Pronoun));
    }
    let full = end.index() > first.id().index() + 1;
    // "Obama" of an article that knows whom it means.
    let name = if full { Some(&view.text()[mention.span()]) } else { mention.canonical() };
    let known = name.filter(|name| name.contains(' ')).and_then(forename::of_name);
    known.map(|known| (known, GenderFrom::Forename))
}

/// The gender of a word that has one of two classes; none of one that has both or neither.
fn of_classes(token: Token<'_>, male: Classes, female: Classes) -> Option<Gender> {
    match (token.has(male), token.has(female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// "spokeswoman", "chairman": the gender that a role noun shows.
pub(super) fn of_role(word: &str) -> Option<Gender> {
    if word.ends_with("woman") || role::WOMEN.contains(&word) {
        Some(Gender::Female)
    } else if word.ends_with("sman") || word.ends_with("rman") || role::MEN.contains(&word) {
        Some(Gender::Male)
    } else {
        None
    }
}

/// The key of a whole name of that type: one word may be a person and a place.
fn of_kind(kind: EntityType, name: u64) -> u64 {
    name ^ (kind as u64 + 1).wrapping_mul(FACTOR)
}
