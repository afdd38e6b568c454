//! Pronouns and definite nouns: the person or organisation whom they stand for.
//!
//! The article is walked once in text order, so that a mention can stand for what an earlier one was found to be. Who
//! is asked:
//!
//! - "he", "she": [`Finder::pronoun`], by gender, nearness, and who speaks.
//! - "I", "my": whoever speaks the quotation. "we", "our": the organisation that speaks, or for which the speaker does.
//! - "it", "its": the organisation or place that is the subject ([`Finder::subject_before`]); the tagger has made
//!   sure that there is one.
//! - "the minister": who was given that role before ([`Finder::holder`]). "the 24-year-old": the person named before.
//! - "the company": the organisation named last that the noun can describe ([`Finder::organisation_before`]).
//!
//! Pronouns of persons inside quotation marks wait until the end: their speaker may be a pronoun that stands behind
//! them. Nearness is a cost, not a rule: a sentence further back costs [`SENTENCE`], an unknown gender [`UNKNOWN`], a
//! name that only describes a noun [`DESCRIBES`]; the lowest cost wins, and within a sentence the first, which is
//! mostly its subject.
//!
//! ```text
//! Ana Silva met Bo Lund in Oslo. She said he was ill.        she = Silva, he = Lund, by gender
//! The Silva government fell. Mr Lund resigned. He …          he = Lund: Silva only describes "government"
//! "I am tired," he said.                                     he first, then I = he
//! ```
//!
//! What it does not do: it resolves no "they" and no "this", and a person can only be one whom the text names or an
//! office. It looks back six sentences and eighty mentions at most, so that its cost is linear.

use std::iter;

use super::forename::of_ending;
use super::keyed::ByKey;
use super::name::{agree, of_role};
use super::speaker::Speakers;
use super::{EntityRow, Gender, GenderFrom, RoleRow, role};
use crate::entity::refer::{NAMES_BACK, is_called, is_kind_of, is_other};
use crate::entity::{Form, Mention, Mentions};
use crate::gazetteer::key::{atoms, key};
use crate::gazetteer::kinds::EntityType;
use crate::id::{EntityId, MentionId, SentenceId};
use crate::lexicon::Classes;
use crate::lexicon::en;
use crate::quote::{Quote, Quotes};
use crate::segment::{Flags, Token, View};
use crate::span::Span;

/// How many sentences back a person is looked for. Further back, another topic has mostly begun.
const SENTENCES: usize = 6;
/// How many mentions back, so that a list of names costs no square of its length.
const MENTIONS: usize = 80;
/// No more who were given a role are kept, the latest: in an article on a court "judge" may be said of many.
const HOLDERS: usize = 8;
/// What a sentence further back costs.
const SENTENCE: usize = 3;
/// What a person costs whose name only describes another noun.
const DESCRIBES: usize = 2;
/// What a person of unknown gender costs.
const UNKNOWN: usize = 1;
/// So many words back, the verb of a person without a name is looked for.
const WORDS: usize = 12;
/// No more words stand before the noun for one.
const MODIFIERS: usize = 4;
/// What such a noun is the subject of.
const VERB: Classes = Classes::SPEECH_VERB.or(Classes::AUXILIARY);

/// Nouns that a name before them describes: "the Silva government", "a Lund spokesman".
const NOUN: Classes =
    Classes::ORG_KEY.or(Classes::EVENT_KEY).or(Classes::LAW_KEY).or(Classes::ROLE).or(Classes::ROLE_PLURAL);

/// Resolves the pronouns and definite nouns of the article, in text order.
///
/// A pronoun stands for the first person of its own sentence before it, else of the nearest sentence before that has
/// one: the first is mostly the subject. Gender must agree; persons inside quotation marks are passed over from
/// outside, and the speaker of a quotation from inside. Right after a quotation, its speaker is rather the one of the
/// quotation before. A definite noun stands for the person who was given that role, or for the organisation last named
/// that it can describe. Of several who were given it, for the one a pronoun would stand for.
///
/// `roles` must be in text order: a role holds from where it stands on, so that "the minister" before it is nobody's.
/// Roles that only affiliate get the organisation of a definite noun here ("a spokesman for the company"), once all
/// nouns are read.
pub(super) fn resolve(
    view: View<'_>,
    mentions: &Mentions,
    quotes: &Quotes,
    roles: &mut [RoleRow],
    entities: &mut [EntityRow],
    entity_of: &mut [Option<EntityId>],
) {
    let agency = agency(view, mentions, entity_of);
    let mut holders: ByKey<Vec<EntityId>> = ByKey::default();
    let mut next_role = 0;
    let names = mentions.iter().filter(|mention| mention.form() == Form::Name).map(Mention::id).collect();
    let speakers = Speakers::new(view, quotes);
    let mut finder = Finder { view, mentions, names, speakers, agency, spoken_for: Vec::new() };
    // A quotation's speaker may be a pronoun after it.
    let mut quoted: Vec<MentionId> = Vec::new();
    // The only person named so far.
    let (mut only, mut several) = (None, false);
    for mention in mentions.iter() {
        if mention.form() == Form::Name && mention.kind() == EntityType::Per {
            let id = entity_of[mention.id().index()];
            several |= only.is_some() && only != id;
            only = if several { None } else { id };
        }
        while let Some(role) = roles.get(next_role).filter(|role| role.span.end() <= mention.span().start()) {
            hold(role, &mut holders);
            next_role += 1;
        }
        // Names, and offices of countries whose holders are known, have their entity.
        if entity_of[mention.id().index()].is_some() || mention.form() == Form::Name {
            continue;
        }
        if mention.form() == Form::Pronoun && waits(view.token(mention.tokens().0), mention.kind()) {
            quoted.push(mention.id());
            continue;
        }
        let found = match mention.form() {
            Form::Pronoun => finder.pronoun(mention, entities, entity_of),
            _ => finder.nominal(mention, &holders, only, entities, entity_of),
        };
        stands_for(mention.id(), found, entities, entity_of);
    }
    role::of_nouns(view, mentions, entities, entity_of, roles);
    if quoted.iter().any(|id| mentions.get(*id).kind() != EntityType::Per) {
        finder.spoken_for = spoken_for(roles);
    }
    for id in quoted {
        let found = finder.pronoun(mentions.get(id), entities, entity_of);
        stands_for(id, found, entities, entity_of);
    }
}

/// Gives a mention the entity that was found for it, and the entity the mention.
fn stands_for(
    mention: MentionId,
    found: Option<EntityId>,
    entities: &mut [EntityRow],
    entity_of: &mut [Option<EntityId>],
) {
    if let Some(id) = found {
        entity_of[mention.index()] = Some(id);
        entities[id.index()].mentions.push(mention);
    }
}

/// Notes who holds a role, by its noun: "minister" of "foreign minister". The latest stands last; who is given the role
/// again moves there.
fn hold(role: &RoleRow, holders: &mut ByKey<Vec<EntityId>>) {
    let Some(head) = atoms(head_of(&role.role)).last().map(in_full) else { return };
    // A secretary of state is a minister.
    for noun in [Some(head), (head == "Secretary").then_some("minister")].into_iter().flatten() {
        let holders = holders.entry(key(noun).finish()).or_default();
        holders.retain(|&holder| holder != role.entity);
        holders.push(role.entity);
        let old = holders.len().saturating_sub(HOLDERS);
        holders.drain(..old);
    }
}

/// Whether a pronoun waits until the speakers of quotations are known.
fn waits(token: Token<'_>, kind: EntityType) -> bool {
    token.flags().has(Flags::QUOTED) && (kind == EntityType::Per || token.has(Classes::FIRST_PERSON))
}

/// The words of a role that end with its noun: "professor" of "professor of law".
fn head_of(role: &str) -> &str {
    let mut end = 0;
    for word in role.split(' ') {
        if end > 0 && matches!(word, "of" | "for" | "on") {
            return &role[..end - 1];
        }
        end += word.len() + 1;
    }
    role
}

/// What an abbreviated title stands for.
fn in_full(head: &str) -> &str {
    let bare = head.strip_suffix('.').unwrap_or(head);
    en::role::SHORT_TITLES.iter().find(|(short, _)| *short == bare).map_or(head, |(_, full)| *full)
}

/// Those who speak for organisations, with what they speak for, sorted; of several roles of one person the first
/// counts.
fn spoken_for(roles: &[RoleRow]) -> Vec<(EntityId, EntityId)> {
    let speaks = |role: &&RoleRow| role.role.contains("spokes") || role.role.contains("Spokes");
    let found = roles.iter().filter(speaks).filter_map(|role| Some((role.entity, role.affiliation_entity?)));
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(entity, _)| *entity);
    found.dedup_by_key(|(entity, _)| *entity);
    found
}

/// The agency in the place line that starts the text, which tells what is told: "OSLO, May 3 (Agency) -". It is none of
/// the organisations that "the company" or "it" may stand for.
fn agency(view: View<'_>, mentions: &Mentions, entity_of: &[Option<EntityId>]) -> Option<EntityId> {
    let bracketed = |mention: &Mention<'_>| {
        let after = view.get(mention.tokens().1.index());
        mention.kind() == EntityType::Org
            && after.is_some_and(|close| close.text() == ")")
            && view.token(mention.tokens().0).prev().is_some_and(|open| open.text() == "(")
    };
    let named = mentions.iter().take(PLACE_LINE).take_while(|mention| mention.sentence().index() < 2);
    named.into_iter().find(bracketed).and_then(|mention| entity_of[mention.id().index()])
}

/// No more mentions stand in a place line.
const PLACE_LINE: usize = 4;

/// What the article's mentions are looked for in.
struct Finder<'a> {
    /// The text.
    view: View<'a>,
    /// Its mentions, those in doubt among them.
    mentions: &'a Mentions,
    /// The names among them, sorted: a noun may stand far behind the last one.
    names: Vec<MentionId>,
    /// Its quotations by place.
    speakers: Speakers<'a>,
    /// Who tells the article: see [`agency`](fn@agency).
    agency: Option<EntityId>,
    /// Persons with the organisation that each speaks for, sorted.
    spoken_for: Vec<(EntityId, EntityId)>,
}

impl Finder<'_> {
    /// What a definite noun stands for: an organisation, the person named before ("the 24-year-old"), or whoever was
    /// given the role.
    fn nominal(
        &self,
        mention: Mention<'_>,
        holders: &ByKey<Vec<EntityId>>,
        only: Option<EntityId>,
        entities: &[EntityRow],
        entity_of: &[Option<EntityId>],
    ) -> Option<EntityId> {
        if mention.kind() == EntityType::Org {
            self.organisation_before(mention, entity_of)
        } else if self.view.text()[mention.span()].ends_with("-year-old") {
            self.person_before(mention, entities, |_| true, entity_of)
        } else {
            self.holder(mention, holders, only, entities, entity_of)
        }
    }

    /// Who a definite noun for a person stands for: who was given that role, or the `only` person of the article.
    ///
    /// One holder is taken from whatever distance; of several the one a pronoun would stand for, else the latest.
    /// Nobody was given it: the only person named so far, if the noun starts its sentence ("The former senator left").
    fn holder(
        &self,
        mention: Mention<'_>,
        holders: &ByKey<Vec<EntityId>>,
        only: Option<EntityId>,
        entities: &[EntityRow],
        entity_of: &[Option<EntityId>],
    ) -> Option<EntityId> {
        let head = atoms(&self.view.text()[mention.span()]).last().unwrap_or_default();
        let gender = of_role(head);
        let holders = holders.get(&key(head).finish()).map_or(&[][..], Vec::as_slice);
        let agrees = |id: EntityId| agree(entities[id.index()].gender, gender);
        let last = holders.last().copied().filter(|&id| agrees(id));
        let fits = |id: EntityId| holders.contains(&id) && agrees(id);
        let near = || self.person_before(mention, entities, fits, entity_of);
        if holders.len() > 1 {
            near().or(last)
        } else {
            // "The former senator" of an article on one person.
            last.or_else(|| only.filter(|&id| agrees(id) && opens(self.view.token(mention.tokens().0))))
        }
    }

    /// Whom "he", "she", "I", "we" or their forms stand for; none if nobody fits.
    ///
    /// Inside quotation marks the speaker is not "he". Outside, in this order: right behind a quotation, the speaker of
    /// the one before, unless somebody else of that gender is named between ("…," he said); the subject of the clause
    /// before ("that Ana Silva had resigned and that she"); nobody, if a person without a name is the subject ("A
    /// rescuer said that he"); the nearest that fits; the subject behind an opening clause.
    ///
    /// A pronoun also tells the gender of whom it stands for, unless the text told it before.
    fn pronoun(
        &self,
        pronoun: Mention<'_>,
        entities: &mut [EntityRow],
        entity_of: &[Option<EntityId>],
    ) -> Option<EntityId> {
        let token = self.view.token(pronoun.tokens().0);
        if pronoun.kind() != EntityType::Per {
            return if token.has(Classes::FIRST_PERSON) {
                self.spoken_for(token, entities, entity_of)
            } else {
                self.subject_before(pronoun, entity_of)
            };
        }
        if token.has(Classes::FIRST_PERSON) {
            return self.who_says(token, entities, entity_of);
        }
        let gender = if token.has(Classes::HE_PRONOUN) { Gender::Male } else { Gender::Female };
        let of = |id: EntityId| {
            let entity = &entities[id.index()];
            entity.gender.or_else(|| of_ending(self.view.text()[entity.name].split_once(' ')?.0))
        };
        let agrees = |id: EntityId| agree(of(id), Some(gender));
        let speaker = |speaker: Option<MentionId>| speaker.and_then(|id| entity_of[id.index()]);
        let found = if token.flags().has(Flags::QUOTED) {
            let own = speaker(self.speakers.around(token).and_then(Quote::source_mention));
            self.person_before(pronoun, entities, |id| agrees(id) && Some(id) != own, entity_of)
        } else {
            let before = self.speakers.before(token);
            let goes_on = before.filter(|(mention, quote)| {
                let named = mention.index() + 1..pronoun.id().index();
                let other = |index| {
                    let between = self.mentions.get(MentionId::new(index));
                    between.kind() == EntityType::Per
                        && between.span().end() <= quote.span().start()
                        && entity_of[index].is_some_and(agrees)
                };
                !named.into_iter().any(other)
            });
            speaker(goes_on.map(|(mention, _)| mention))
                .or_else(|| speaker(self.clause_before(token)))
                .filter(|&id| agrees(id))
                .or_else(|| {
                    let nameless = self.is_of_nameless(token, entity_of);
                    if nameless { None } else { self.person_before(pronoun, entities, agrees, entity_of) }
                })
                .or_else(|| self.person_after(pronoun, agrees, entity_of))
        };
        found.inspect(|id| {
            let entity = &mut entities[id.index()];
            // What the text says goes over what a given name does, with which it agrees.
            if entity.gender.is_none() || entity.gender_from == Some(GenderFrom::Forename) {
                (entity.gender, entity.gender_from) = (Some(gender), Some(GenderFrom::Pronoun));
            }
        })
    }

    /// The person behind the clause that the pronoun stands in: "As soon as she arrived, Ana Silva left." The sentence
    /// must open with a subordinator, a preposition or "as", and the very next mention must be the person's name.
    fn person_after(
        &self,
        pronoun: Mention<'_>,
        fits: impl Fn(EntityId) -> bool,
        entity_of: &[Option<EntityId>],
    ) -> Option<EntityId> {
        let opening = self.view.token(self.view.sentence(pronoun.sentence()).first_token());
        if !opening.has(Classes::SUBORDINATOR.or(Classes::PREPOSITION)) && !opening.is("as") {
            return None;
        }
        let next =
            self.mentions.get(MentionId::new(pronoun.id().index() + 1).min(self.mentions.iter().next_back()?.id()));
        let named = next.sentence() == pronoun.sentence()
            && next.form() == Form::Name
            && next.kind() == EntityType::Per
            && next.id() != pronoun.id();
        entity_of[next.id().index()].filter(|&id| named && fits(id))
    }

    /// The person who speaks the quotation that "I" stands in; none if an organisation does.
    fn who_says(&self, token: Token<'_>, entities: &[EntityRow], entity_of: &[Option<EntityId>]) -> Option<EntityId> {
        let source = self.speakers.around(token)?.source_mention()?;
        entity_of[source.index()].filter(|id| entities[id.index()].kind == EntityType::Per)
    }

    /// The organisation that "we" in a quotation are: it speaks itself, or somebody speaks for it.
    ///
    /// None where the speaker is a person of whom no role tells for whom he or she speaks.
    fn spoken_for(&self, token: Token<'_>, entities: &[EntityRow], entity_of: &[Option<EntityId>]) -> Option<EntityId> {
        let speaker = entity_of[self.speakers.around(token)?.source_mention()?.index()]?;
        if entities[speaker.index()].kind == EntityType::Org {
            return Some(speaker);
        }
        let at = self.spoken_for.binary_search_by_key(&speaker, |(entity, _)| *entity).ok()?;
        Some(self.spoken_for[at].1).filter(|of| entities[of.index()].kind == EntityType::Org)
    }

    /// The organisation or place that is the subject of the sentence: the first of the pronoun's type in it. That of
    /// the sentence before, where the pronoun starts its own.
    fn subject_before(&self, pronoun: Mention<'_>, entity_of: &[Option<EntityId>]) -> Option<EntityId> {
        let starts = self.view.token(pronoun.tokens().0).starts_sentence();
        let sentence =
            SentenceId::new(pronoun.sentence().index() - usize::from(starts && pronoun.sentence().index() > 0));
        let first = self.mentions.from(self.view.sentence(sentence).span().start())?;
        let near = (first.id().index()..pronoun.id().index())
            .take(PLACE_LINE)
            .map(|index| self.mentions.get(MentionId::new(index)));
        let mut subjects = near.filter(|mention| mention.kind() == pronoun.kind());
        subjects.find_map(|mention| entity_of[mention.id().index()].filter(|&id| self.agency != Some(id)))
    }

    /// Whether the pronoun goes on with somebody without a name: "A rescuer said that he". The nearest verb before it
    /// must have such a noun for its subject, with an article, and no mention of a known entity over it.
    fn is_of_nameless(&self, pronoun: Token<'_>, entity_of: &[Option<EntityId>]) -> bool {
        let before = iter::successors(Some(pronoun), |token| token.prev()).take(WORDS);
        let mut nouns = before.filter_map(|verb| verb.prev().filter(|_| verb.has(VERB)));
        let is_role = |noun: &Token<'_>| noun.has(Classes::ROLE.or(Classes::OFFICE)) && !noun.has(Classes::ROLE_PLURAL);
        let Some(noun) = nouns.find(is_role) else { return false };
        let words = iter::successors(noun.prev(), |token| token.prev()).take(MODIFIERS);
        // "the Peruvian minister" is rather somebody known.
        let mut words =
            words.take_while(|word| word.has(Classes::DETERMINER) || !word.is_capitalised() && word.is_word());
        let Some(determiner) = words.find(|word| word.has(Classes::DETERMINER)) else { return false };
        let mention = self.mentions.from(determiner.span().start());
        !mention
            .is_some_and(|mention| mention.span().overlaps(noun.span()) && entity_of[mention.id().index()].is_some())
    }

    /// The subject of the clause that the pronoun's goes on: "that Ana Silva had resigned and that she was ill".
    fn clause_before(&self, pronoun: Token<'_>) -> Option<MentionId> {
        let that = pronoun.prev().filter(|that| that.is("that"))?;
        let sentence = pronoun.sentence();
        let mut before =
            self.mentions.within(Span::new(sentence.span().start(), that.span().start())).rev().take(MENTIONS);
        let subject = before.find(|mention| {
            let first = self.view.token(mention.tokens().0);
            mention.kind() == EntityType::Per && first.prev().is_some_and(|token| token.is("that"))
        });
        subject.map(Mention::id)
    }

    /// The organisation named last that the noun may stand for, at most [`NAMES_BACK`] names back. "the bank" is not
    /// the union named last, nor "the group" somebody who was only told something.
    fn organisation_before(&self, nominal: Mention<'_>, entity_of: &[Option<EntityId>]) -> Option<EntityId> {
        let text = self.view.text();
        let noun = atoms(&text[nominal.span()]).last()?;
        let before = self.names.partition_point(|name| *name < nominal.id());
        let names = self.names[..before].iter().rev().take(NAMES_BACK).map(|&name| self.mentions.get(name));
        let told = |name: &Mention<'_>| self.agency.is_some() && entity_of[name.id().index()] == self.agency;
        let mut organisations = names.filter(|name| name.kind() == EntityType::Org && !told(name));
        organisations
            .find(|name| {
                let first = self.view.token(name.tokens().0);
                let of_kind = is_kind_of(noun, &text[name.span()], name.subtype()) && !is_other(first, noun);
                of_kind || is_called(first, noun)
            })
            .and_then(|name| entity_of[name.id().index()])
    }

    /// The person before `pronoun` who is named first in the nearest sentence that has one who `fits`, by cost: see the
    /// head of this file. Mentions in quotation marks are passed over from outside of them.
    fn person_before(
        &self,
        pronoun: Mention<'_>,
        entities: &[EntityRow],
        fits: impl Fn(EntityId) -> bool,
        entity_of: &[Option<EntityId>],
    ) -> Option<EntityId> {
        let quoted = |mention: Mention<'_>| self.view.token(mention.tokens().0).flags().has(Flags::QUOTED);
        let outside = !quoted(pronoun);
        let here = pronoun.sentence().index();
        let mut best: Option<(usize, EntityId)> = None;
        for index in (0..pronoun.id().index()).rev().take(MENTIONS) {
            let mention = self.mentions.get(MentionId::new(index));
            let away = here - mention.sentence().index();
            if away > SENTENCES || best.is_some_and(|(cost, _)| cost < away * SENTENCE) {
                break;
            }
            if mention.kind() != EntityType::Per || outside && quoted(mention) {
                continue;
            }
            let Some(id) = entity_of[index].filter(|&id| fits(id)) else { continue };
            let cost = away * SENTENCE + self.doubt(mention, &entities[id.index()]);
            // Going back, a mention found later stands earlier in the same sentence: the first one stays.
            if best.is_none_or(|(least, _)| cost <= least) {
                best = Some((cost, id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// What speaks against a mention: its gender is not known, or it only describes another noun. Added to the cost of
    /// its distance.
    fn doubt(&self, mention: Mention<'_>, entity: &EntityRow) -> usize {
        let describes = mention.form() == Form::Name && describes(self.view.get(mention.tokens().1.index()));
        // "His rival, Bo Lund, left": who is meant by "his" is not what the sentence is about.
        let owns = mention.form() == Form::Pronoun && {
            let pronoun = self.view.token(mention.tokens().0);
            pronoun.starts_sentence() && (pronoun.is("his") || pronoun.is("her"))
        };
        usize::from(entity.gender.is_none()) * UNKNOWN + usize::from(describes || owns) * DESCRIBES
    }
}

/// Whether a noun phrase starts its sentence, with or without "the" and a people's or party's adjective before it: "The
/// former senator", "The Danish minister".
fn opens(first: Token<'_>) -> bool {
    let two_before = || first.prev().and_then(Token::prev).is_some_and(|the| the.is("the") && the.starts_sentence());
    first.starts_sentence() || two_before()
}

/// Whether a noun follows a name within its phrase: "the Silva government".
fn describes(after: Option<Token<'_>>) -> bool {
    after.is_some_and(|token| !token.is_capitalised() && !token.has(Classes::SPEECH_VERB) && token.has(NOUN))
}
