//! Mentions: where the text names, or refers to, a person, organisation, place or other entity.
//!
//! [`run`] finds the capitalised stretches, [`name`] what they hold, [`memory`] lets full names decide their parts,
//! [`place`] tells places of one name apart, and [`refer`] adds pronouns and definite nouns.

pub(crate) mod acronym;
mod again;
mod agree;
mod bounds;
mod context;
mod definition;
mod joint;
mod known;
mod learned;
mod link;
mod list;
mod memory;
mod name;
mod nickname;
mod own;
mod place;
pub(crate) mod refer;
mod rule;
mod run;
mod sport;
pub(crate) mod state;
mod subtype;
mod team;
mod vote;

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::Arc;

#[cfg(feature = "learn")]
pub(crate) use learned::{
    NO_SCORES, article,
    facts::{Facts, Sources, style, text_hash},
    features::of as features_of,
    lattice, read, weights,
    word::{Case, SHARE_BITS, Style, cluster_key, share, word_form, word_key},
    words::{Classed, Words},
};

pub(crate) use context::is_family_first;
pub use rule::Rule;

use learned::Learned;

use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Country, Entry, Gazetteer, Point};
use crate::id::{MentionId, SentenceId, TokenId};
use crate::parts::Shift;
use crate::segment::{Segments, Token, View};
use crate::span::Span;

/// Finds mentions.
#[derive(Clone, Debug)]
pub struct Tagger {
    gazetteer: Arc<Gazetteer>,
    /// The model; rules decide where there is none.
    learned: Option<Learned<'static>>,
}

/// The mentions of one text.
// Invariants: in text order, apart from each other, each inside one sentence and made of whole tokens.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    rows: Vec<MentionRow>,
}

#[derive(Clone, Debug)]
pub(crate) struct MentionRow {
    pub(crate) span: Span,
    /// The first token and the one after the last.
    pub(crate) tokens: (TokenId, TokenId),
    pub(crate) sentence: SentenceId,
    pub(crate) kind: EntityType,
    pub(crate) subtype: Option<Subtype>,
    pub(crate) form: Form,
    pub(crate) identity: Identity,
    pub(crate) rule: Rule,
    pub(crate) confidence: f32,
    /// Whether a user's own gazetteer has the name, which nothing overrules.
    pub(crate) own: bool,
}

impl MentionRow {
    /// A name from the token `first` to `last`, of which nothing more is known than its type.
    fn name(first: Token<'_>, last: Token<'_>, kind: EntityType, rule: Rule, confidence: f32) -> Self {
        Self {
            span: first.span().cover(last.span()),
            tokens: (first.id(), last.next_id()),
            sentence: first.sentence().id(),
            kind,
            subtype: None,
            form: Form::Name,
            identity: Identity::default(),
            rule,
            confidence,
            own: false,
        }
    }

    /// Whether its type may change: a user's own names and those with an outside link stay as they are.
    fn is_open(&self) -> bool {
        !self.own && self.identity.link.is_none()
    }

    /// Makes it a name of that type, if it is of another one, by that rule.
    fn retype(&mut self, kind: EntityType, subtype: Option<Subtype>, rule: Rule) {
        if self.kind != kind {
            (self.kind, self.subtype, self.rule) = (kind, subtype, rule);
            self.identity = Identity::default();
        }
    }
}

/// What a gazetteer tells of the thing that a name stands for; nothing by default. A handle: rows are many, and share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity(Option<Arc<Known>>);

/// What an [`Identity`] tells.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Known {
    /// Its main name.
    pub(crate) canonical: Option<Box<str>>,
    /// Its outside id.
    pub(crate) link: Option<Box<str>>,
    /// The country that it is of or in.
    pub(crate) country: Option<Country>,
    /// Where it lies.
    pub(crate) point: Option<Point>,
}

impl Identity {
    pub(crate) fn of(entry: Entry<'_>) -> Self {
        Self(Some(Arc::new(Known {
            canonical: Some(entry.canonical().into()),
            link: entry.link().map(Into::into),
            country: entry.country_code(),
            point: entry.point(),
        })))
    }
}

/// What the mentions of a long text stand for, each once: the parts made their own handles of it.
#[derive(Debug, Default)]
pub(crate) struct Identities(HashSet<Arc<Known>>);

impl Identities {
    /// The handle that came first of those that tell the same.
    fn shared(&mut self, identity: Identity) -> Identity {
        let Identity(Some(known)) = identity else { return identity };
        if let Some(first) = self.0.get(&known) {
            return Identity(Some(Arc::clone(first)));
        }
        self.0.insert(Arc::clone(&known));
        Identity(Some(known))
    }
}

impl Deref for Identity {
    type Target = Known;

    fn deref(&self) -> &Known {
        static NOTHING: Known = Known { canonical: None, link: None, country: None, point: None };
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By a name: "Maria Okafor".
    Name,
    /// By a noun: "the minister".
    Nominal,
    /// By a pronoun: "she".
    Pronoun,
}

impl Form {
    /// The name that the `mentions` table holds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

impl Tagger {
    /// A tagger with these names, and the model that the program ships.
    pub fn new(gazetteer: Arc<Gazetteer>) -> Self {
        Self { gazetteer, learned: Learned::embedded() }
    }

    /// The tagger without a model: rules and gazetteers decide.
    #[must_use]
    pub fn without_model(self) -> Self {
        Self { learned: None, ..self }
    }

    /// The tagger with the model of a file's bytes, as `train ner` makes them; none if they are no model of this version.
    pub fn with_model(self, model: &'static [u8]) -> Option<Self> {
        Some(Self { learned: Some(Learned::open(model)?), ..self })
    }

    /// The tagger following the annotation guidelines of that name, which is one of [`Tagger::conventions`]; none if its model
    /// did not learn them.
    pub fn with_convention(self, name: &str) -> Option<Self> {
        Some(Self { learned: Some(self.learned?.with_convention(name)?), ..self })
    }

    /// The annotation guidelines that its model can follow, the default first.
    pub fn conventions(&self) -> Vec<&'static str> {
        self.learned.map(|learned| learned.conventions()).unwrap_or_default()
    }

    /// Its model's file, if it has one.
    #[cfg(feature = "io")]
    pub(crate) fn model(&self) -> Option<&[u8]> {
        self.learned.map(|learned| learned.bytes())
    }

    /// The names that it knows.
    #[cfg(feature = "learn")]
    pub(crate) fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The names that rules find in each sentence by itself, in order, and the words that may yet turn out to be one.
    pub(crate) fn propose(&self, view: View<'_>) -> (Vec<MentionRow>, Vec<TokenId>) {
        // In news a token of eight starts a name at most.
        let (mut names, mut doubtful) = (Vec::with_capacity(view.token_count() / 8), Vec::new());
        for sentence in view.sentences() {
            let gazetteer = &self.gazetteer;
            name::Finder { view, gazetteer, sentence, names: &mut names, doubtful: &mut doubtful }.find();
        }
        (names, doubtful)
    }

    /// The names of a text, in order.
    pub(crate) fn names(&self, view: View<'_>) -> Vec<MentionRow> {
        let (mut rows, doubtful) = self.propose(view);
        if let Some(learned) = &self.learned {
            let found = learned.find(view, &self.gazetteer, &rows);
            rows = known::rows(view, &self.gazetteer, rows, &found, learned.is_default());
            if learned.is_default() {
                joint::mend(view, &self.gazetteer, &mut rows);
            }
            agree::apply(view, &mut rows);
        } else {
            memory::agree(view, &mut rows);
            memory::apply(view, &mut rows, &doubtful);
            rows.sort_by_key(|row| row.span.start());
        }
        if let Some(own) = self.gazetteer.in_any_case() {
            own::add(view, own, &mut rows);
        }
        nickname::join(view, &mut rows);
        bounds::apply(view, &self.gazetteer, &mut rows);
        vote::apply(view, &mut rows);
        acronym::apply(view, &mut rows);
        again::surnames(view, &mut rows);
        state::add(view, &self.gazetteer, &mut rows);
        list::apply(view, &mut rows);
        definition::apply(view, &mut rows);
        again::short_forms(view, &mut rows);
        context::apply(view, &self.gazetteer, &mut rows);
        team::apply(view, &mut rows);
        context::family_first(view, &mut rows);
        rows
    }

    /// Finds the mentions of `text`. Total: every text has a result, in time linear in its length.
    pub fn tag(&self, text: &str, segments: &Segments) -> Mentions {
        let view = segments.view(text);
        let mut rows = self.names(view);
        link::identify(view, &self.gazetteer, &mut rows);
        place::locate(view, &self.gazetteer, &mut rows);
        link::sides(view, &mut rows);
        sport::link(view, &self.gazetteer, &mut rows);
        let mut others = Vec::new();
        for sentence in view.sentences() {
            refer::find(view, sentence, &rows, &mut others);
        }
        rows.append(&mut others);
        rows.sort_by_key(|row| (row.span.start(), std::cmp::Reverse(row.span.end())));
        rows.dedup_by(|later, kept| kept.span.overlaps(later.span));
        Mentions { rows }
    }
}

impl Mentions {
    /// The mentions in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Mention<'_>> {
        (0..self.rows.len()).map(|index| self.get(MentionId::new(index)))
    }

    /// The mention of that id.
    pub fn get(&self, id: MentionId) -> Mention<'_> {
        Mention { mentions: self, id }
    }

    /// Adds the mentions of the part of the text that comes next.
    pub(crate) fn append(&mut self, part: Self, shift: Shift, identities: &mut Identities) {
        shift.extend(
            &mut self.rows,
            part.rows.into_iter().map(|row| MentionRow {
                span: shift.span(row.span),
                tokens: (shift.token(row.tokens.0), shift.token(row.tokens.1)),
                sentence: shift.sentence(row.sentence),
                identity: identities.shared(row.identity),
                ..row
            }),
        );
    }

    /// The number of mentions.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The first mention that starts at byte `start` or after it.
    pub fn from(&self, start: u32) -> Option<Mention<'_>> {
        let first = self.rows.partition_point(|row| row.span.start() < start);
        (first < self.rows.len()).then(|| self.get(MentionId::new(first)))
    }

    /// The last mention that ends at byte `end` or before it.
    pub(crate) fn until(&self, end: u32) -> Option<Mention<'_>> {
        let after = self.rows.partition_point(|row| row.span.end() <= end);
        Some(self.get(MentionId::new(after.checked_sub(1)?)))
    }

    /// The mentions that lie wholly inside `span`, in text order.
    pub fn within(&self, span: Span) -> impl DoubleEndedIterator<Item = Mention<'_>> {
        let first = self.rows.partition_point(|row| row.span.start() < span.start());
        let end = first + self.rows[first..].partition_point(|row| row.span.end() <= span.end());
        (first..end).map(|index| self.get(MentionId::new(index)))
    }
}

/// A mention: a view of its row.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    mentions: &'a Mentions,
    id: MentionId,
}

impl<'a> Mention<'a> {
    fn row(self) -> &'a MentionRow {
        &self.mentions.rows[self.id.index()]
    }

    /// Its id.
    pub fn id(self) -> MentionId {
        self.id
    }

    /// Where it stands, without title, article and possessive ending.
    pub fn span(self) -> Span {
        self.row().span
    }

    /// Its first token, and the one after its last.
    pub fn tokens(self) -> (TokenId, TokenId) {
        self.row().tokens
    }

    /// The sentence that it is of.
    pub fn sentence(self) -> SentenceId {
        self.row().sentence
    }

    /// Its type.
    pub fn kind(self) -> EntityType {
        self.row().kind
    }

    /// Its subtype.
    pub fn subtype(self) -> Option<Subtype> {
        self.row().subtype
    }

    /// How it refers.
    pub fn form(self) -> Form {
        self.row().form
    }

    /// The main name of its gazetteer reading.
    pub fn canonical(self) -> Option<&'a str> {
        self.row().identity.canonical.as_deref()
    }

    /// The outside id of its gazetteer reading, such as `wikidata:Q159`.
    pub fn link(self) -> Option<&'a str> {
        self.row().identity.link.as_deref()
    }

    /// What its gazetteer reading tells of the thing that it names.
    pub(crate) fn identity(self) -> &'a Identity {
        &self.row().identity
    }

    /// What decided it.
    pub fn rule(self) -> Rule {
        self.row().rule
    }

    /// How sure it is, from 0 to 1.
    pub fn confidence(self) -> f32 {
        self.row().confidence
    }
}
