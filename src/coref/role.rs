//! Roles: what the text says a person is.
//!
//! For every name of a person the words around it are read, nearest first:
//!
//! 1. [`before`]: "Russia's Foreign Minister Sergei Lavrov", "the bank's governor, Ana Silva,".
//! 2. [`affiliation`]: beside the name, "James Porter of the University of Leeds", "(R-Ohio)"; it completes a role
//!    without one, or stands alone.
//! 3. Plurals: "presidents Silva and Lund" gives the role, in the singular, to each.
//! 4. [`after`]: "Ana Silva, head of the Harbour Authority,", "who is mayor of Oslo,"; and "Ana Silva was governor of
//!    Vermont".
//!
//! A role's noun is a word of the classes role, office or rank, a few endings, or such a word behind "ex-". It may have
//! [`MODIFIERS`] words before it; words that bind (prepositions, verbs, pronouns) end the phrase. Out come, for "former
//! Norbank chairman Bo Lund", role `chairman`, affiliation `Norbank`, tense former, and a span from `former` to `Lund`.
//!
//! What it does not take for roles: what one is to another ("rival", "mentor"), plurals that nobody shares ("the
//! candidates Silva named"), and nouns that are another's ("the pilot's widow"). Roles that are wrong are worse than
//! roles that are missing: where a comma may as well start a list, nothing is read.

mod affiliation;
mod after;
mod before;

use std::collections::HashMap;

use super::{EntityRow, RoleRow, Rule, Tense};
use crate::entity::state::state_of;
use crate::entity::{Form, Mention, Mentions};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::id::{EntityId, MentionId, TokenId};
use crate::lexicon::Classes;
use crate::lexicon::Lexicon;
use crate::lexicon::en;
use crate::segment::{Flags, Token, View};
use crate::span::Span;

/// What a role's noun is.
const HEAD: Classes = Classes::ROLE.or(Classes::OFFICE).or(Classes::RANK);
/// Words that no role's noun phrase goes on over.
const FUNCTION: Classes = Classes::BINDING
    .or(Classes::MODAL)
    .or(Classes::SPEECH_VERB)
    .or(Classes::THIRD_PERSON)
    .or(Classes::WEEKDAY)
    .or(Classes::DEICTIC);

/// Words that are a person's name rather than a modifier.
const NAME: Classes = Classes::GIVEN.or(Classes::SURNAME);

/// More words than this do not stand before a role's noun.
const MODIFIERS: usize = 4;

/// Reads the roles that stand beside names, in text order; of roles at the same place those of earlier entities first.
pub(super) fn roles(view: View<'_>, mentions: &Mentions, entity_of: &[Option<EntityId>]) -> Vec<RoleRow> {
    let reader = Reader { view, mentions, entity_of };
    let mut rows = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.form() == Form::Name && mention.kind() == EntityType::Per) {
        let Some(entity) = entity_of[mention.id().index()] else { continue };
        let mut found = reader.before(mention);
        if found.is_empty() {
            found.extend(reader.apposed(mention));
        }
        let shared = found.iter().find(|phrase| phrase.plural).and_then(|phrase| phrase.affiliation);
        let of_party = reader.at(mention.tokens().1.index(), mention).is_some_and(|token| token.text() == "(");
        if let Some(beside) = reader.beside(mention) {
            let organisation = beside.affiliation.is_some_and(|(_, id)| mentions.get(id).kind() == EntityType::Org)
                && view.token(mention.tokens().1).is("of");
            match found.iter_mut().find(|phrase| phrase.affiliation.is_none()) {
                Some(phrase) => {
                    (phrase.affiliation, phrase.span) = (beside.affiliation, phrase.span.cover(beside.span));
                }
                None if organisation => found.push(beside),
                None => {}
            }
        }
        if let Some(plural) = found.iter().position(|phrase| phrase.plural) {
            let others = reader.sharing(mention);
            // "the candidates Silva named" are not Silva.
            let title = found[plural].role.is_some_and(|role| view.text()[role].ends_with('.'));
            if others.is_empty() && !title {
                found.remove(plural);
            } else {
                // "Senators Ana Silva (R-Ohio) and Bo Lund (D-Utah)": each is of a party and state.
                let phrase = Phrase {
                    affiliation: shared.or(found[plural].affiliation).filter(|_| shared.is_some() || !of_party),
                    ..found[plural]
                };
                rows.extend(others.into_iter().map(|(entity, other)| {
                    let own = reader.beside(other).and_then(|beside| beside.affiliation);
                    reader.row(entity, other, &Phrase { affiliation: own.or(phrase.affiliation), ..phrase })
                }));
            }
        }
        reader.after(mention, &mut found);
        reader.copula(mention, &mut found);
        rows.extend(found.iter().map(|phrase| reader.row(entity, mention, phrase)));
    }
    rows.sort_by_key(|row: &RoleRow| (row.span.start(), row.span.end(), row.entity));
    rows
}

/// Adds the roles that the text gives with a pronoun: "She was the governor of Vermont". Only pronouns that stand for
/// somebody and have "was", "served" or the like right behind them; `rows` stay in text order.
pub(super) fn of_pronouns(
    view: View<'_>,
    mentions: &Mentions,
    entity_of: &[Option<EntityId>],
    rows: &mut Vec<RoleRow>,
) {
    let reader = Reader { view, mentions, entity_of };
    let (named, mut found) = (rows.len(), Vec::new());
    for mention in mentions.iter().filter(|mention| mention.form() == Form::Pronoun) {
        let verb = view
            .get(mention.tokens().1.index())
            .filter(|verb| verb.has(Classes::AUXILIARY) || verb.is("served") || verb.is("serves"));
        let Some(entity) = verb.and(entity_of[mention.id().index()]) else { continue };
        reader.copula(mention, &mut found);
        rows.extend(found.drain(..).map(|phrase| reader.row(entity, mention, &phrase)));
    }
    if rows.len() > named {
        rows.sort_by_key(|row: &RoleRow| (row.span.start(), row.span.end(), row.entity));
    }
}

/// The text, its mentions and their entities, on which all rules here are written.
#[derive(Clone, Copy)]
struct Reader<'a> {
    /// The text.
    view: View<'a>,
    /// Its mentions.
    mentions: &'a Mentions,
    /// The entity of each mention, as far as it is known: names have theirs.
    entity_of: &'a [Option<EntityId>],
}

/// A role phrase: its words and its affiliation.
#[derive(Clone, Copy)]
struct Phrase {
    /// Words before the affiliation: "senior" in "senior Putin aide".
    lead: Option<Span>,
    /// The role's words; none where only the affiliation is said.
    role: Option<Span>,
    /// Where the affiliation's words stand, and the mention that they are of. The span may be longer than the mention
    /// ("US State Department") or a part of it (`Ohio` of `R-Ohio`).
    affiliation: Option<(Span, MentionId)>,
    /// Role and affiliation; the row's span covers the name, too.
    span: Span,
    /// What read it.
    rule: Rule,
    /// Whether "was" or "formerly" led to it, which makes it former unless its words say otherwise.
    was: bool,
    /// Whether its noun is a plural, which others share.
    plural: bool,
}

impl Phrase {
    /// A phrase without words.
    fn new(span: Span, rule: Rule) -> Self {
        Self { lead: None, role: None, affiliation: None, span, rule, was: false, plural: false }
    }
}

impl<'a> Reader<'a> {
    /// The row of a phrase: its words without the tense that stands in front, in the singular.
    fn row(self, entity: EntityId, mention: Mention<'_>, phrase: &Phrase) -> RoleRow {
        let text = self.view.text();
        let words = |span: Option<Span>| span.map_or("", |span| &text[span]);
        let blank = if phrase.lead.is_some() && phrase.role.is_some() { " " } else { "" };
        let mut role = [words(phrase.lead), blank, words(phrase.role)].concat();
        let tense = tense(&role, phrase.was);
        let front = without_tense(&role).map_or(0, |rest| role.len() - rest.len());
        role.drain(..front);
        if phrase.plural {
            role = singular(&role);
        }
        // "Ohio" of "R-Ohio" and "R-OH".
        let is_part = |(span, id): (Span, MentionId)| span.start() > self.mentions.get(id).span().start();
        let affiliated = |of: (Span, MentionId)| {
            let words = &text[of.0];
            if is_part(of) { state_of(words).unwrap_or(words) } else { words }
        };
        RoleRow {
            entity,
            tense,
            role: role.into(),
            affiliation: phrase.affiliation.map(|of| affiliated(of).into()),
            affiliation_entity: phrase
                .affiliation
                .filter(|of| !is_part(*of))
                .and_then(|(_, id)| self.entity_of[id.index()]),
            sentence: mention.sentence(),
            span: phrase.span.cover(mention.span()),
            rule: phrase.rule,
        }
    }

    /// The token of that index, if it is of the mention's sentence.
    fn at(self, index: usize, mention: Mention<'_>) -> Option<Token<'a>> {
        self.view.get(index).filter(|token| token.sentence().id() == mention.sentence())
    }

    /// The name whose tokens end before `index`; none if the sentence ends there, or the text has lost a mark between.
    fn ending_at(self, index: usize) -> Option<Mention<'a>> {
        let token = self.view.get(index.checked_sub(1)?)?;
        let parted = |next: Token<'_>| next.flags().has(Flags::PARTED) || next.sentence().id() != token.sentence().id();
        if self.view.get(index).is_some_and(parted) {
            return None;
        }
        let last = self.mentions.until(token.span().end())?;
        (last.tokens().1.index() == index && last.form() == Form::Name).then_some(last)
    }

    /// The name whose tokens start at `index`.
    fn starting_at(self, index: usize) -> Option<Mention<'a>> {
        let token = self.view.get(index)?;
        let first = self.mentions.from(token.span().start())?;
        (first.tokens().0.index() == index && first.form() == Form::Name).then_some(first)
    }

    /// "presidents Trump and Putin": the persons after the first, who have the role too. Brackets ("(D-Ohio)") and ages
    /// may stand behind each name; the list ends at anything that is neither a comma, "and", nor a person's name.
    fn sharing(self, mention: Mention<'_>) -> Vec<(EntityId, Mention<'a>)> {
        let mut others = Vec::new();
        let mut at = mention.tokens().1.index();
        loop {
            // "Reps. Ana Silva (D-Ohio) and Bo Lund"
            if self.at(at, mention).is_some_and(|token| token.text() == "(") {
                let close = (at + 1..at + 8).find(|&at| self.at(at, mention).is_some_and(|token| token.text() == ")"));
                at = close.map_or(at, |close| close + 1);
            }
            // "ministers Ana Silva, 34, and Bo Lund, 40"
            let number = |index| {
                self.at(index, mention).is_some_and(|token: Token<'_>| {
                    token.flags().has(Flags::DIGIT) && !token.flags().has(Flags::LETTER)
                })
            };
            if self.at(at, mention).is_some_and(|token| token.text() == ",") && number(at + 1) {
                at += 2;
            }
            let joins =
                |index| self.at(index, mention).is_some_and(|token: Token<'_>| token.is("and") || token.text() == ",");
            if !joins(at) {
                return others;
            }
            at += 1 + usize::from(joins(at + 1));
            let Some(next) = self.starting_at(at).filter(|next| next.kind() == EntityType::Per) else { return others };
            others.extend(self.entity_of[next.id().index()].map(|entity| (entity, next)));
            at = next.tokens().1.index();
        }
    }

    /// The span of the tokens from `first` to before `end`.
    fn span(self, first: usize, end: usize) -> Span {
        let token = |index| self.view.token(TokenId::new(index)).span();
        token(first).cover(token(end - 1))
    }
}

/// Whether a word cannot stand inside a role's noun phrase. "Under" of "Under Secretary of State" can.
fn ends_phrase(token: Token<'_>) -> bool {
    // "Under Secretary of State"
    let rank = token.text() == "Under" && token.next().is_some_and(|next| next.text() == "Secretary");
    (token.has(FUNCTION) && !token.has(Classes::ROLE_MODIFIER) || en::role::ENDING.contains(&token.hash())) && !rank
}

/// A role without the word in front that says when it is held: "president" of "former president", "ex-president". None
/// if there is no such word, or nothing behind it.
fn without_tense(role: &str) -> Option<&str> {
    let cut = |word: &&str| {
        let start = role.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
        let rest = &role[start.len()..];
        rest.strip_prefix([' ', '-']).map(str::trim_start).filter(|rest| !rest.is_empty())
    };
    en::role::WHEN.iter().find_map(cut)
}

/// Gives roles the affiliation that a definite noun tells: "a spokesman for the company", once it is known which
/// company that is.
pub(super) fn of_nouns(
    view: View<'_>,
    mentions: &Mentions,
    entities: &[EntityRow],
    entity_of: &[Option<EntityId>],
    roles: &mut [RoleRow],
) {
    for role in roles.iter_mut().filter(|role| role.affiliation.is_none()) {
        let Some(noun) = mentions.from(role.span.end()).filter(|noun| noun.form() == Form::Nominal) else { continue };
        let of = view.token(noun.tokens().0).prev().filter(|of| of.is("for") || of.is("of") || of.is("at"));
        let beside = of.and_then(Token::prev).is_some_and(|head| head.span().end() == role.span.end());
        if let Some(id) = entity_of[noun.id().index()].filter(|_| beside && noun.kind() == EntityType::Org) {
            let entity = &entities[id.index()];
            role.affiliation = Some(entity.known.clone().unwrap_or_else(|| view.text()[entity.name].into()));
            role.affiliation_entity = Some(id);
        }
    }
}

/// Affiliations by adjective are those of the country that the text names elsewhere; each has its entity's name:
/// "Norwegian" gives `Norway`, if the article names Norway. By the gazetteers' main name, or by the adjective less its
/// "n" ("Karvia" of "Karvian").
pub(super) fn of_countries(mentions: &Mentions, view: View<'_>, entities: &[EntityRow], roles: &mut [RoleRow]) {
    let is_adjective = |id: EntityId| entities[id.index()].subtype == Some(Subtype::Nationality);
    if !roles.iter().any(|role| role.affiliation_entity.is_some_and(is_adjective)) {
        return;
    }
    let text = view.text();
    let mut countries: HashMap<&str, EntityId> = HashMap::new();
    let mut places: HashMap<&str, EntityId> = HashMap::new();
    let mut names: Vec<Option<&str>> = vec![None; entities.len()];
    for (index, entity) in entities.iter().enumerate() {
        let first = entity.mentions.first().map(|&id| mentions.get(id));
        names[index] = first.and_then(Mention::canonical);
        if let Some(name) = names[index].filter(|_| entity.subtype == Some(Subtype::Country)) {
            countries.entry(name).or_insert(EntityId::new(index));
        }
        if entity.kind == EntityType::Loc {
            places.entry(&text[entity.name]).or_insert(EntityId::new(index));
        }
    }
    for role in roles {
        let Some(id) = role.affiliation_entity.filter(|id| is_adjective(*id)) else { continue };
        let listed = || names[id.index()].and_then(|name| countries.get(name)).copied();
        // "Karvian" of a place that no list knows.
        let unlisted = || places.get(text[entities[id.index()].name].strip_suffix('n')?).copied();
        let Some(country) = listed().or_else(unlisted) else { continue };
        role.affiliation_entity = Some(country);
        let entity = &entities[country.index()];
        role.affiliation = Some(entity.known.clone().unwrap_or_else(|| text[entity.name].into()));
    }
}

/// Whether a noun says what a person is, not what he or she is to somebody: "rival" does not. Besides listed words,
/// those in "-ologist", "running mate", and "ex-senator".
fn is_head(token: Token<'_>) -> bool {
    if token.has(HEAD) {
        return !en::role::RELATIONS.contains(&token.hash());
    }
    // "running mate"
    if token.is("mate") && token.prev().is_some_and(|before| before.is("running")) {
        return true;
    }
    // "glaciologist"
    if token.text().ends_with("ologist") {
        return true;
    }
    formerly(token).is_some_and(|rest| Lexicon::embedded().classes(rest).has(HEAD))
}

/// Whether a word stands before a role's noun and belongs to it: "deputy", "then-", "state" of the United States.
fn is_modifier(token: Token<'_>) -> bool {
    token.has(Classes::ROLE_MODIFIER) || token.is("state") || formerly(token).is_some()
}

/// "senator" of "then-senator" and "ex-senator".
fn formerly(token: Token<'_>) -> Option<&str> {
    if !token.flags().has(Flags::HYPHEN) {
        return None;
    }
    token.text().strip_prefix("then-").or_else(|| token.text().strip_prefix("ex-"))
}

/// Whether a title is cut short: "Rep.", "Sens."
fn is_abbreviated(token: Token<'_>) -> bool {
    token.text().ends_with('.')
}

/// Whether a noun is a plural: "ministers", "Sens."
fn is_plural(token: Token<'_>) -> bool {
    token.has(Classes::ROLE_PLURAL) || token.has(Classes::OFFICE) && token.text().ends_with("s.")
}

/// "presidents" to "president", "prime ministers" to "prime minister", "Sens." to "Sen.", "spokesmen" to "spokesman".
fn singular(role: &str) -> String {
    if let Some(stem) = role.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = role.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match role.strip_suffix("s.") {
        Some(stem) => format!("{stem}."),
        None => role.strip_suffix('s').unwrap_or(role).to_owned(),
    }
}

/// When a role is held, by its words, the strongest first: "president-elect", "former", "acting"; `was` makes it
/// former. "former acting director" is former.
fn tense(role: &str, was: bool) -> Tense {
    let says =
        |words: &[&str]| role.split([' ', '-']).any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)));
    if says(en::role::ELECT) {
        Tense::Elect
    } else if was || says(en::role::FORMER) {
        Tense::Former
    } else if says(en::role::ACTING) {
        Tense::Acting
    } else {
        Tense::Current
    }
}
