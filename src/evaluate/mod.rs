//! Evaluation: documents against gold annotations.
//!
//! [`Gold`] reads brat standoff, [`score`] counts. The project's own accuracy table (`tests/accuracy.tsv`) is made so.
//! [`DateScores`] scores dates against TIMEX3 as `TempEval`-3 did, [`AttributionScores`] quotations against
//! [`Attribution`]s, [`CorefScores`] names and pronouns that are joined.
//!
//! Every figure is a [`Count`]: what the gold has, what was given, what both have. Counts of articles are added up
//! before shares are taken (micro-averages), so that an article counts by what is in it and not as one of so many.
//!
//! Scorers know nothing of how an answer was come to. Where a measure of the literature exists it is counted as there;
//! where the project has its own (joins, roles, speakers), its definition stands at [`Scores`].

mod attribution;
mod attributions;
mod conll;
mod coref;
mod dates;
mod gold;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

pub use attribution::Attribution;
pub use attributions::{AttributionScores, KindCount};
pub use conll::{Chunk, TaggedArticle, TaggedSentence, chunks, read_conll};
#[cfg(feature = "learn")]
pub(crate) use conll::{DOCUMENT, tags};
pub use coref::{CorefArticle, CorefScores, read_coref};
pub use dates::{DateScores, WrongDate};
pub use gold::{Gold, GoldDate, GoldMention, GoldQuote, GoldRole};

use crate::document::Document;
use crate::entity::{Form, Mention};
use crate::id::{EntityId, TokenId};
use crate::span::Span;

/// Right answers among those that the gold has and those that were given.
///
/// # Example
///
/// ```
/// let count = dateline::evaluate::Count { gold: 4, predicted: 5, right: 3 };
/// assert_eq!(format!("{count}"), "P 60.0 R 75.0 F1 66.7");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// What the gold has.
    pub gold: u32,
    /// What was given.
    pub predicted: u32,
    /// What both have.
    pub right: u32,
}

impl Count {
    /// The share of the given answers that are right; 0 if none was given.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.predicted)
    }

    /// The share of the gold's answers that were given; 0 if it has none.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall; 0 if neither side has any.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.gold + self.predicted)
    }
}

/// A share, 0 of nothing.
fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.right += other.right;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| 100.0 * share;
        write!(f, "P {:.1} R {:.1} F1 {:.1}", percent(self.precision()), percent(self.recall()), percent(self.f1()))
    }
}

/// Counts by task.
///
/// - `names`, `names PER` …: same span and type.
/// - `joins`: pairs of names, found as the gold has them, that are one entity.
/// - `pronouns`: a pronoun joined to the gold's entity, told by a name that both have; `nominals`: a definite noun, told
///   by its last word, likewise; `references`: both.
/// - `roles`: the same role words (case aside) for the same person; `affiliations`: likewise with the entity.
/// - `quotes`, `quotes direct` …: contents that share half their words or more, each gold one once; `speakers`: such
///   contents whose speaker agrees, or that have none in both. `speakers direct referred to`: of direct ones whose
///   source is no name but a pronoun or a role.
/// - `dates`: same span; `values`: overlapping with the same TIMEX3 value.
pub type Scores = BTreeMap<String, Count>;

/// Scores one document: every task of [`Scores`] that the document or the gold has something of. Add the counts of
/// several documents up with `+=`.
pub fn score(document: &Document, gold: &Gold) -> Scores {
    let scorer = Scorer { document, gold };
    let mut scores = Scores::new();
    scorer.names(&mut scores);
    scorer.joins(&mut scores);
    scorer.references(&mut scores);
    scorer.roles(&mut scores);
    scorer.quotes(&mut scores);
    scorer.dates(&mut scores);
    scores
}

/// Adds counts to a task.
fn add(scores: &mut Scores, task: &str, gold: usize, predicted: usize, right: usize) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    *scores.entry(task.to_owned()).or_default() +=
        Count { gold: number(gold), predicted: number(predicted), right: number(right) };
}

/// A document beside its gold; each function below is a task.
struct Scorer<'a> {
    document: &'a Document,
    gold: &'a Gold,
}

impl Scorer<'_> {
    /// Names of the same span and type, in all and by type. A name that is given twice would count twice; mentions do
    /// not overlap.
    fn names(&self, scores: &mut Scores) {
        for kind in ["PER", "ORG", "LOC", "MISC"] {
            let gold: Vec<Span> = self.gold.mentions.iter().filter(|m| m.label == kind).map(|m| m.span).collect();
            let names = self.document.mentions.iter().filter(|m| m.form() == Form::Name && m.kind().as_str() == kind);
            let predicted: Vec<Span> = names.map(Mention::span).collect();
            let right = predicted.iter().filter(|span| gold.contains(span)).count();
            for task in ["names".to_owned(), format!("names {kind}")] {
                add(scores, &task, gold.len(), predicted.len(), right);
            }
        }
    }

    /// Pairs of names of one entity, among the names that were found as the gold has them: what was not found is the
    /// tagger's fault and counted there. Quadratic in the names of an article.
    fn joins(&self, scores: &mut Scores) {
        let names = self.document.mentions.iter().filter(|mention| mention.form() == Form::Name);
        let both: Vec<(EntityId, usize)> = names
            .filter_map(|mention| {
                let known = self.gold.mentions.iter().find(|known| known.is_name() && known.span == mention.span())?;
                Some((self.document.chains.entity_of(mention.id())?.id(), known.entity))
            })
            .collect();
        let pairs = |same: fn(&(EntityId, usize), &(EntityId, usize)) -> bool| {
            both.iter().enumerate().map(|(at, one)| both[..at].iter().filter(|other| same(one, other)).count()).sum()
        };
        add(scores, "joins", pairs(|a, b| a.1 == b.1), pairs(|a, b| a.0 == b.0), pairs(|a, b| a == b));
    }

    /// Whether a name of the gold stands in `span`.
    fn holds_name(&self, span: Span) -> bool {
        self.gold.mentions.iter().any(|known| known.is_name() && known.span.overlaps(span))
    }

    /// Whether a resolved entity is the gold's: they share a name.
    fn same(&self, entity: EntityId, gold: usize) -> bool {
        self.document.chains.entity(entity).mentions().iter().any(|&id| {
            let mention = self.document.mentions.get(id);
            mention.form() == Form::Name
                && self
                    .gold
                    .mentions
                    .iter()
                    .any(|known| known.entity == gold && known.is_name() && known.span.overlaps(mention.span()))
        })
    }

    /// Pronouns and definite nouns, by themselves and together.
    fn references(&self, scores: &mut Scores) {
        for (task, label, form) in [("pronouns", "Pronoun", Form::Pronoun), ("nominals", "Nominal", Form::Nominal)] {
            let gold: Vec<&GoldMention> = self.gold.mentions.iter().filter(|mention| mention.label == label).collect();
            let given = self.document.mentions.iter().filter(|mention| mention.form() == form);
            let resolved: Vec<(Span, EntityId)> = given
                .filter_map(|mention| Some((mention.span(), self.document.chains.entity_of(mention.id())?.id())))
                .collect();
            // A noun phrase is told by its last word: what describes it may be a name by itself.
            let right = resolved
                .iter()
                .filter(|(span, id)| {
                    gold.iter().any(|known| {
                        known.span.end() == span.end()
                            && (form == Form::Nominal || known.span == *span)
                            && self.same(*id, known.entity)
                    })
                })
                .count();
            for task in [task, "references"] {
                add(scores, task, gold.len(), resolved.len(), right);
            }
        }
    }

    /// Roles of the same words for the same person, each role of the gold once, and of these the ones that belong to
    /// the same entity.
    fn roles(&self, scores: &mut Scores) {
        let text = self.document.article.text();
        let roles: Vec<_> = self.document.chains.roles().filter(|role| !role.role().is_empty()).collect();
        let agrees = |role: &crate::coref::Role<'_>, gold: &GoldRole| {
            // "presidents A and B" gives each the role "president".
            let singular = |words: &'_ str| words.trim_end_matches(['s', '.']).to_ascii_lowercase();
            let words: Vec<&str> = gold.pieces.iter().map(|piece| &text[*piece]).collect();
            singular(role.role()) == singular(&words.join(" ")) && self.same(role.entity(), gold.entity)
        };
        let right = self.gold.roles.iter().filter(|gold| roles.iter().any(|role| agrees(role, gold))).count();
        add(scores, "roles", self.gold.roles.len(), roles.len(), right);
        let affiliated = self.gold.roles.iter().filter_map(|gold| Some((gold, gold.affiliation?)));
        let with_affiliation = roles.iter().filter(|role| role.affiliation_entity().is_some()).count();
        let right = affiliated.clone().filter(|(gold, affiliation)| {
            roles.iter().any(|role| {
                agrees(role, gold) && role.affiliation_entity().is_some_and(|id| self.same(id, *affiliation))
            })
        });
        add(scores, "affiliations", affiliated.clone().count(), with_affiliation, right.count());
    }

    /// The word tokens that lie at least partly in the pieces.
    fn words(&self, pieces: &[Span]) -> Vec<usize> {
        let view = self.document.view();
        let tokens = pieces.iter().flat_map(|piece| view.tokens_in(*piece));
        tokens.filter(|&index| view.token(TokenId::new(index)).is_word()).collect()
    }

    /// Quotations and their speakers. Each of the gold takes the given one that shares most of its words, if that is
    /// half or more of all that either has; a given one is taken once, in the order of the gold.
    ///
    /// Given ones count under their own kind, right ones under the gold's: precision by kind is a mixture where kinds
    /// are confused.
    fn quotes(&self, scores: &mut Scores) {
        let predicted: Vec<_> = self.document.quotes.iter().map(|quote| (quote, self.words(quote.pieces()))).collect();
        let mut used = vec![false; predicted.len()];
        for gold in &self.gold.quotes {
            let words = self.words(&gold.pieces);
            let overlap = |other: &[usize]| {
                let shared = words.iter().filter(|word| other.contains(word)).count();
                (shared, words.len() + other.len() - shared)
            };
            let best = (0..predicted.len()).filter(|&index| !used[index]).max_by_key(|&index| {
                let (shared, all) = overlap(&predicted[index].1);
                (shared * 1000 / all.max(1), std::cmp::Reverse(index))
            });
            let found = best.filter(|&index| {
                let (shared, all) = overlap(&predicted[index].1);
                shared * 2 >= all && shared > 0
            });
            let speaker = found.is_some_and(|index| {
                used[index] = true;
                match (self.document.chains.speaker_of(predicted[index].0.id()), gold.speaker) {
                    (Some(speaker), Some(entity)) => self.same(speaker.id(), entity),
                    (None, None) => true,
                    _ => false,
                }
            });
            if gold.kind == "direct"
                && gold.speaker.is_some()
                && gold.source.is_some_and(|source| !self.holds_name(source))
            {
                add(scores, "speakers direct referred to", 1, usize::from(found.is_some()), usize::from(speaker));
            }
            for task in ["quotes".to_owned(), format!("quotes {}", gold.kind)] {
                add(scores, &task, 1, 0, usize::from(found.is_some()));
            }
            for task in ["speakers".to_owned(), format!("speakers {}", gold.kind)] {
                add(scores, &task, 1, 0, usize::from(speaker));
            }
        }
        for (quote, _) in &predicted {
            let kind = quote.kind().as_str();
            for task in
                ["quotes".to_owned(), "speakers".to_owned(), format!("quotes {kind}"), format!("speakers {kind}")]
            {
                add(scores, &task, 0, 1, 0);
            }
        }
    }

    /// Dates of the same span, and those that overlap and have the same value.
    fn dates(&self, scores: &mut Scores) {
        let (gold, dates) = (&self.gold.dates, &self.document.dates);
        let strict = dates.iter().filter(|date| gold.iter().any(|known| known.span == date.span())).count();
        add(scores, "dates", gold.len(), dates.len(), strict);
        let values = dates
            .iter()
            .filter(|date| gold.iter().any(|known| known.span.overlaps(date.span()) && known.value == date.value()));
        add(scores, "values", gold.len(), dates.len(), values.count());
    }
}
