//! Speakers: the mention that a source stands for.
//!
//! A source is a phrase, and several mentions may lie in it. The one that speaks is that of its head noun:
//!
//! | source | mention |
//! |---|---|
//! | US spokesperson Tammy Bruce | Tammy Bruce |
//! | Lopez, the mayor of Aldby, | Lopez |
//! | the mayor, Ana Silva, | Ana Silva: the head has no name, the apposition has |
//! | a spokesman for Norbank | a spokesman, if it is a mention; not Norbank |
//! | the CEO of Norbank Ana Silva | Ana Silva |
//! | a survey by the Housing Forum | the Housing Forum: a document speaks for who issued it |
//! | who, behind "Carl Venn, a banker," | Carl Venn |
//! | the statement | who spoke in writing last |
//! | JN, as a label in a transcript | the only name with these initials |
//! | lawyer and activist Ana Silva | Ana Silva |
//! | Lopez and Silva | none: the quotation is of two |
//!
//! Who is who is not asked here: "he" is the mention "he", and the resolver joins it to a person.

use std::collections::BTreeMap;

use super::frame::Candidate;
use super::govern;
use super::lexicon::Words;
use super::page::{Page, Run};
use super::rule::Rule;
use crate::entity::{Form, Mention, Mentions};
use crate::gazetteer::kinds::EntityType;
use crate::id::MentionId;
use crate::lexicon::Classes;
use crate::lexicon::en::attribution;
use crate::span::Span;

/// Who spoke last, as far as a later source may stand for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Speakers {
    /// Who spoke in writing, and the first token after the unit that says so.
    writer: Option<(MentionId, usize)>,
}

/// What speaks for who wrote it: "the statement said".
const WRITINGS: &Words = &Words::of(attribution::WRITINGS);

/// No writing speaks for its writer farther away, counted in tokens: two or three sentences.
const WRITING_NEAR: usize = 80;

impl Speakers {
    /// The mention that speaks where `source` is the source. "The statement" is whose the last one was, if that is
    /// not too far away.
    pub(super) fn mention(self, page: &Page<'_>, source: Run, mentions: &Mentions) -> Option<MentionId> {
        mention(page, source, mentions).map(Mention::id).or_else(|| {
            let (writer, at) = self.writer.filter(|_| is_writing(page, source))?;
            (source.first.saturating_sub(at) < WRITING_NEAR).then_some(writer)
        })
    }

    /// Notes who spoke in `found`, and whether in writing: "said in a statement".
    pub(super) fn note(&mut self, page: &Page<'_>, found: &Candidate, speaker: Option<MentionId>) {
        let (Some(cue), Some(speaker)) = (found.cue, speaker) else { return };
        if (cue.first..cue.end).any(|at| page.is_any(at, WRITINGS)) {
            self.writer = Some((speaker, cue.end));
        }
    }
}

/// Whom labels of initials stand for: "JN: It is so." in an interview with Jane Norland. Of two persons or firms with
/// the same letters neither is meant.
pub(super) struct Initials(BTreeMap<String, Option<MentionId>>);

impl Initials {
    /// The names of the text by their initials; none where no label asks for them.
    pub(super) fn of(text: &str, page: &Page<'_>, mentions: &Mentions, found: &[Candidate]) -> Self {
        let mut names: BTreeMap<String, (&str, Option<MentionId>)> = BTreeMap::new();
        if found.iter().any(|found| letters(page, found).is_some()) {
            let speaks = |kind| matches!(kind, EntityType::Per | EntityType::Org);
            for mention in mentions.iter().filter(|mention| mention.form() == Form::Name && speaks(mention.kind())) {
                let here = &text[mention.span().range()];
                let words = here.split([' ', '-']);
                let initials = words.filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()));
                let (name, id) = names.entry(initials.collect()).or_insert((here, Some(mention.id())));
                if *name != here {
                    *id = None;
                }
            }
        }
        Self(names.into_iter().map(|(initials, (_, id))| (initials, id)).collect())
    }

    /// Whom the label of `found` stands for.
    pub(super) fn mention(&self, page: &Page<'_>, found: &Candidate) -> Option<MentionId> {
        letters(page, found).and_then(|letters| *self.0.get(letters)?)
    }
}

/// The label of a transcript that is two to four capitals.
fn letters<'a>(page: &Page<'a>, found: &Candidate) -> Option<&'a str> {
    let source = found.source.filter(|source| found.rule == Rule::Label && source.len() == 1)?;
    let letters = page.token(source.first).text();
    ((2..=4).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(letters)
}

/// Drops labels that are names of places: "OSLO: The port is shut." In a transcript, where others have labels, a
/// place is a surname: labels go only where all of them are places. "Ana Silva, mayor of Oslo:" is none.
pub(super) fn drop_places(page: &Page<'_>, mentions: &Mentions, found: &mut Vec<Candidate>) {
    let is_place = |found: &Candidate| {
        found.source.is_some_and(|source| {
            ending(page, source, mentions).is_some()
                && mentions.within(page.span(source)).all(|mention| mention.kind() == EntityType::Loc)
        })
    };
    let mut labels = found.iter().filter(|found| found.rule == Rule::Label).peekable();
    if labels.peek().is_some() && labels.all(is_place) {
        found.retain(|found| found.rule != Rule::Label);
    }
}

/// Whether the source is but "the statement" or "his letter".
fn is_writing(page: &Page<'_>, source: Run) -> bool {
    source.len() == 2
        && page.is_any(source.first, words!["the", "his", "her", "its"])
        && page.is_any(source.first + 1, WRITINGS)
}

/// The mention that speaks where `source` is the source: that of its head noun, so that "his spokesman" is not he.
///
/// Where the head has no name, one in apposition counts: "the mayor, Ana Silva,". A relative pronoun stands for the
/// name before it. Of two who speak together, none is the speaker.
fn mention<'a>(page: &Page<'_>, source: Run, mentions: &'a Mentions) -> Option<Mention<'a>> {
    if source.len() == 1 && page.is_any(source.first, words!["who", "which", "that"]) {
        return antecedent(page, source.first, mentions);
    }
    let head = head(page, source, mentions);
    if head.end < source.end && page.is_any(head.end, words!["and", "or", "&"]) {
        return of_two_roles(page, source, head, mentions);
    }
    let found = ending(page, head, mentions);
    let named = || {
        let comma = (head.end..source.end).find(|&at| page.is_comma(at))?;
        let apposition = Run::new(comma + 1, source.end);
        ending(page, self::head(page, apposition, mentions), mentions).filter(|mention| {
            mention.form() == Form::Name && matches!(mention.kind(), EntityType::Per | EntityType::Org)
        })
    };
    if found.is_none()
        && let Some(person) = holder(page, source, head, mentions)
    {
        return Some(person);
    }
    if found.is_none() && govern::is_document(page, source) {
        return issuer(page, source, head, mentions);
    }
    found.filter(|mention| mention.form() != Form::Nominal).or_else(named).or(found)
}

/// The one person who is two things: "lawyer and activist Ana Silva". Both are in the singular and without an article.
fn of_two_roles<'a>(page: &Page<'_>, source: Run, head: Run, mentions: &'a Mentions) -> Option<Mention<'a>> {
    let bare = |at: usize| !page.has(at, Classes::DETERMINER.or(Classes::PRONOUN)) && !page.is_name(at);
    if head.is_empty() {
        return None;
    }
    let both = Run::new(head.end + 1, source.end);
    let one = page.has(head.end - 1, Classes::ROLE) && !page.has(head.end - 1, Classes::ROLE_PLURAL);
    let person = ending(page, self::head(page, both, mentions), mentions)
        .filter(|mention| mention.form() == Form::Name && mention.kind() == EntityType::Per)?;
    let role = person.tokens().0.index().saturating_sub(1);
    let also = role > head.end && page.has(role, Classes::ROLE) && !page.has(role, Classes::ROLE_PLURAL);
    (one && also && bare(head.first) && bare(head.end + 1)).then_some(person)
}

/// Who holds an office right behind what it is of: "the CEO of Norbank Ana Silva", "Mayor of Leeds Bo Lund".
///
/// A role, "of", an organisation or place, maybe a title, and the name of a person at the source's end.
fn holder<'a>(page: &Page<'_>, source: Run, head: Run, mentions: &'a Mentions) -> Option<Mention<'a>> {
    let role = Classes::ROLE.or(Classes::OFFICE);
    if head.end >= source.end || !page.is(head.end, word!("of")) || !page.has(head.end - 1, role) {
        return None;
    }
    let person = ending(page, source, mentions)
        .filter(|mention| mention.form() == Form::Name && mention.kind() == EntityType::Per)?;
    let name = person.tokens().0.index();
    let title = usize::from(name > head.end && page.has(name - 1, Classes::HONORIFIC.or(Classes::RANK)));
    let of = Run::new(head.end, name - title);
    let body = ending(page, of, mentions)?;
    matches!(body.kind(), EntityType::Org | EntityType::Loc).then_some(person)
}

/// Whose a document is: "a survey by the Housing Forum", "Port Authority records"; none where that is no organisation
/// or person with a name.
fn issuer<'a>(page: &Page<'_>, source: Run, head: Run, mentions: &'a Mentions) -> Option<Mention<'a>> {
    let by = head.end < source.end && page.is_any(head.end, words!["by", "from", "of"]);
    let first = if by { head.end + 1 } else { source.first };
    let first = if page.has(first, Classes::DETERMINER) { first + 1 } else { first };
    let mention = starting(page, first, source, mentions)
        .or_else(|| starting(page, first.saturating_sub(1), source, mentions))?;
    let speaks = matches!(mention.kind(), EntityType::Org | EntityType::Per) && mention.form() == Form::Name;
    Some(mention).filter(|_| speaks)
}

/// The source up to its head noun: without appositions, what hangs on prepositions, and further speakers.
///
/// Mentions are passed whole, so that "the Bank of Norland" keeps its "of". "Lopez, the mayor" → Lopez; "a spokesman
/// for Norbank" → a spokesman.
fn head(page: &Page<'_>, source: Run, mentions: &Mentions) -> Run {
    let mut at = source.first;
    while at < source.end {
        if let Some(mention) = starting(page, at, source, mentions) {
            at = mention.tokens().1.index();
            continue;
        }
        let ends = !page.is_word(at) && !page.is_any(at, words!["'s", "’s", "'", "’", ".", "-"])
            || page.has(at, Classes::WH)
            || at > source.first && page.has(at, Classes::PREPOSITION.or(Classes::CONJUNCTION));
        if ends {
            break;
        }
        at += 1;
    }
    Run::new(source.first, at)
}

/// The mention that starts at `at` and lies in `source`.
fn starting<'a>(page: &Page<'_>, at: usize, source: Run, mentions: &'a Mentions) -> Option<Mention<'a>> {
    if at >= source.end {
        return None;
    }
    let (first, last) = (page.token(at), page.token(source.end - 1));
    let fits = |mention: &Mention<'_>| mention.tokens().0 == first.id() && mention.span().end() <= last.span().end();
    mentions.from(first.span().start()).filter(fits)
}

/// The mention that ends where `run` ends, and starts inside it.
fn ending<'a>(page: &Page<'_>, run: Run, mentions: &'a Mentions) -> Option<Mention<'a>> {
    if run.is_empty() {
        return None;
    }
    mentions.within(page.span(run)).next_back().filter(|mention| mention.tokens().1.index() == run.end)
}

/// The mention that a relative pronoun at `at` stands for: "which" takes the last before it, "who" the person whom
/// that may describe.
///
/// "Carl Venn, a banker from Leeds, who said" is Carl Venn; "a banker from Leeds, who said" is nobody with a name.
/// Looked for in the sentence, six tokens back for "which" and 24 for "who", not over a finite verb.
fn antecedent<'a>(page: &Page<'_>, at: usize, mentions: &'a Mentions) -> Option<Mention<'a>> {
    const WHICH: usize = 6;
    const WHO: usize = 24;
    let who = page.is(at, word!("who"));
    let sentence = page.token(at).sentence().first_token().index();
    let first = sentence.max(at.saturating_sub(if who { WHO } else { WHICH }));
    let before = Span::new(page.token(first).span().start(), page.token(at).span().start());
    let mut mentions = mentions.within(before).rev().peekable();
    if !who {
        return mentions.next();
    }
    let (mut noun, mut nominal, mut body) = (None, None, None);
    let mut at = at;
    while at > first {
        at -= 1;
        while mentions.next_if(|mention| mention.tokens().1.index() > at + 1).is_some() {}
        if let Some(mention) = mentions.next_if(|mention| mention.tokens().1.index() == at + 1) {
            if mention.kind() == EntityType::Per && mention.form() == Form::Name {
                // A noun between describes the name only in apposition.
                return Some(mention).filter(|_| noun.is_none() || page.is_comma(at + 1)).or(nominal);
            }
            match mention.form() {
                Form::Name if mention.kind() == EntityType::Org && noun.is_none() => body = body.or(Some(mention)),
                Form::Name => {}
                _ => nominal = nominal.or(Some(mention)),
            }
        }
        if page.is_finite(at) {
            break;
        }
        let person = page.has(at, Classes::ROLE.or(Classes::ROLE_PLURAL)) && !page.is_capitalised(at);
        noun = noun.or(Some(at).filter(|_| person));
    }
    nominal.or(body.filter(|_| noun.is_none()))
}
