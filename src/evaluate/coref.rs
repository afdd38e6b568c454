//! Coreference: names joined to names, and pronouns to names, against CoNLL-U files with `Entity=` annotations.
//!
//! ```text
//! # newdoc id = a
//! 1  Liv     _  _  NNP  _         …  Entity=(1-person-new-nnnnn-cf1-1-sgl    opens a mention of entity 1
//! 2  Aasen   _  _  NNP  _         …  Entity=1)                               closes it
//! 3  said    _  _  VBD  _         …  _
//! 4  she     _  _  PRP  Person=3  …  Entity=(1-person-giv-…-1-sgl)           a mention of one token
//! ```
//!
//! Scored are persons, organisations and places, by mentions that both sides have: a name that the tagger missed says
//! nothing of the resolver. `names` counts pairs of names of one entity, `pronouns` those of the third person that are
//! joined to an entity which has a name: "she" is right if the entity that it was joined to has a name that the gold
//! gives to her.

use std::collections::BTreeMap;

use super::Count;
use crate::document::Document;
use crate::entity::Form;
use crate::id::{EntityId, TokenId};
use crate::span::Span;

/// An article of a CoNLL-U file.
#[derive(Clone, Debug, Default)]
pub struct CorefArticle {
    /// Its name.
    pub name: String,
    /// The day on which it was published, as the file has it.
    pub date: Option<String>,
    /// Its sentences' tokens.
    pub sentences: Vec<Vec<String>>,
    mentions: Vec<GoldMention>,
}

/// A mention of a person, an organisation or a place.
#[derive(Clone, Debug)]
struct GoldMention {
    /// The first token and the one after the last, in the article.
    tokens: (usize, usize),
    /// The tokens that hold its head.
    heads: Vec<usize>,
    /// The group of the file: mentions with the same one are one entity.
    entity: String,
    /// What it is.
    form: GoldForm,
}

/// What a mention of the gold is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GoldForm {
    /// One whose head is tagged as a proper noun.
    Name,
    /// A pronoun of the third person.
    Pronoun,
    /// A noun, a pronoun of the first or second person, anything else.
    Other,
}

/// A mention whose end is not read yet.
struct OpenMention {
    /// Its group.
    group: String,
    /// Its type, `person` …
    kind: String,
    /// The tokens that hold its head.
    heads: Vec<usize>,
    /// Its first token.
    start: usize,
}

/// What a token of the file says beyond its form.
struct TokenTags {
    /// A proper noun (`NNP`, `NNPS`).
    name: bool,
    /// A pronoun of the third person.
    third_person: bool,
}

/// The articles of a CoNLL-U file in the manner of GUM: `Entity=(GROUP-TYPE-…-HEADS-…` in the last column opens a
/// mention, `GROUP)` closes it (Zeldes: "The GUM corpus", LREV 2017). What is not understood is passed over.
///
/// # Example
///
/// ```
/// let file = "# newdoc id = a\n1\tLiv\t_\t_\tNNP\t_\t_\t_\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)\n";
/// let articles = dateline::evaluate::read_coref(file);
/// assert_eq!((articles[0].name.as_str(), articles[0].sentences[0][0].as_str()), ("a", "Liv"));
/// ```
pub fn read_coref(text: &str) -> Vec<CorefArticle> {
    let mut articles: Vec<CorefArticle> = Vec::new();
    let (mut open, mut tags): (Vec<OpenMention>, Vec<TokenTags>) = (Vec::new(), Vec::new());
    let mut new_sentence = true;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            articles.push(CorefArticle { name: name.to_owned(), ..CorefArticle::default() });
            (open, tags) = (Vec::new(), Vec::new());
        }
        let Some(article) = articles.last_mut() else { continue };
        if let Some(date) = line.strip_prefix("# meta::dateCreated = ") {
            article.date = Some(date.to_owned());
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [number, form, _, _, tag, features, .., last] = cells[..] else {
            new_sentence |= line.is_empty();
            continue;
        };
        // Lines of several words at once are numbered "3-4".
        if number.parse::<u32>().is_err() {
            continue;
        }
        if std::mem::take(&mut new_sentence) {
            article.sentences.push(Vec::new());
        }
        if let Some(sentence) = article.sentences.last_mut() {
            sentence.push(form.to_owned());
        }
        let pronoun = tag.starts_with("PRP") && features.split('|').any(|feature| feature == "Person=3");
        tags.push(TokenTags { name: tag.starts_with("NNP"), third_person: pronoun });
        let entities = last.split('|').find_map(|item| item.strip_prefix("Entity=")).unwrap_or_default();
        read_entities(entities, &mut open, &tags, &mut article.mentions);
    }
    articles
}

/// Reads what one token opens and closes: `(2-place-…-1-sgl(3-person-…)` opens two and closes the second. Mentions may
/// nest and cross; a closing one ends the last that is open of its group.
fn read_entities(entities: &str, open: &mut Vec<OpenMention>, tags: &[TokenTags], mentions: &mut Vec<GoldMention>) {
    let at = tags.len() - 1;
    let mut rest = entities;
    while !rest.is_empty() {
        let opens = rest.strip_prefix('(');
        let item = opens.unwrap_or(rest);
        let end = item.find(['(', ')']).unwrap_or(item.len());
        let (item, after) = item.split_at(end);
        let mut group = item;
        if opens.is_some() {
            let mut cells = item.split('-');
            let mut cell = || cells.next().unwrap_or_default().to_owned();
            let (name, kind, _, _, _, heads) = (cell(), cell(), cell(), cell(), cell(), cell());
            let heads = heads.split(',').filter_map(|head| Some(at + head.parse::<usize>().ok()?.checked_sub(1)?));
            group = item.split('-').next().unwrap_or_default();
            open.push(OpenMention { group: name, kind, heads: heads.collect(), start: at });
        }
        let closes = after.strip_prefix(')');
        if closes.is_some()
            && let Some(last) = open.iter().rposition(|mention| mention.group == group)
        {
            let OpenMention { group, kind, heads, start } = open.remove(last);
            let is = |test: fn(&TokenTags) -> bool| heads.iter().any(|head| tags.get(*head).is_some_and(test));
            let form = match () {
                () if is(|tags| tags.name) => GoldForm::Name,
                () if start == at && is(|tags| tags.third_person) => GoldForm::Pronoun,
                () => GoldForm::Other,
            };
            if matches!(kind.as_str(), "person" | "organization" | "place") {
                mentions.push(GoldMention { tokens: (start, at + 1), heads, entity: group, form });
            }
        }
        rest = closes.unwrap_or(after);
    }
}

/// Scores of coreference.
///
/// Names count where both sides have one: a name that was found stands for the smallest gold mention around it whose
/// head it holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct CorefScores {
    /// Pairs of names of one entity.
    pub names: Count,
    /// Pronouns of the third person whose entity has a name: right if joined to a name of it.
    pub pronouns: Count,
}

impl CorefScores {
    /// Adds an article, whose document must be of [`CorefArticle::sentences`] as given.
    pub fn add(&mut self, article: &CorefArticle, document: &Document) {
        let view = document.view();
        let span = |(start, end): (usize, usize)| {
            view.token(TokenId::new(start)).span().cover(view.token(TokenId::new(end - 1)).span())
        };
        let gold: Vec<(Span, &GoldMention)> =
            article.mentions.iter().map(|mention| (span(mention.tokens), mention)).collect();
        let resolved = |form: Form| {
            document
                .mentions
                .iter()
                .filter(move |mention| mention.form() == form)
                .filter_map(|mention| Some((mention.span(), document.chains.entity_of(mention.id())?.id())))
        };
        let named: Vec<(EntityId, &str)> = resolved(Form::Name)
            .filter_map(|(found, id)| {
                let holds =
                    |mention: &GoldMention| mention.heads.iter().any(|head| found.overlaps(span((*head, head + 1))));
                let around = gold.iter().filter(|(span, mention)| {
                    mention.form == GoldForm::Name && span.cover(found) == *span && holds(mention)
                });
                Some((id, around.min_by_key(|(span, _)| span.len())?.1.entity.as_str()))
            })
            .collect();
        let pairs = |groups: BTreeMap<(Option<EntityId>, Option<&str>), u32>| {
            groups.values().map(|count| count * (count - 1) / 2).sum::<u32>()
        };
        let grouped = |by_id: bool, by_gold: bool| {
            let mut groups = BTreeMap::new();
            for (id, entity) in &named {
                *groups.entry((by_id.then_some(*id), by_gold.then_some(*entity))).or_insert(0) += 1;
            }
            pairs(groups)
        };
        self.names += Count { gold: grouped(false, true), predicted: grouped(true, false), right: grouped(true, true) };
        let pronouns = || gold.iter().filter(|(_, mention)| mention.form == GoldForm::Pronoun);
        for (_, mention) in pronouns() {
            self.pronouns.gold += u32::from(named.iter().any(|(_, entity)| *entity == mention.entity));
        }
        for (found, id) in resolved(Form::Pronoun) {
            let Some((_, mention)) = pronouns().find(|(span, _)| *span == found) else { continue };
            self.pronouns.predicted += 1;
            self.pronouns.right += u32::from(named.contains(&(id, mention.entity.as_str())));
        }
    }
}
