//! Mentions: where the text names, or refers to, a person, organisation, place or other entity.
//!
//! [`Tagger::tag`] goes over the article in passes; each takes the rows of the one before, in text order and apart, and
//! leaves them so. The order matters, and is this one:
//!
//! 1. **Proposals.** [`run`] finds the capitalised stretches, [`name`] what they hold, by rules and gazetteers.
//! 2. **The model.** [`learned`] decides with the proposals in hand; [`known`] joins the two, [`joint`] mends names
//!    that were cut in two or run on, and [`agree`] lets names that are written alike agree. Without a model [`memory`]
//!    lets full names decide their parts.
//! 3. **A user's names** in any case ([`own`]), which no later pass changes.
//! 4. **Bounds.** [`nickname`] joins, [`bounds`] cuts what the words of a name show to be too much.
//! 5. **Names by their form.** [`vote`], [`acronym`], [`again`] (surnames), [`state`] codes: they add what is missing,
//!    before types are compared.
//! 6. **Types by context.** [`list`], [`definition`], [`again`] (short forms of firms), [`context`], [`team`].
//! 7. **Things.** [`link`] gives names what gazetteers know under another form, [`place`] tells places of one name
//!    apart, [`sport`] teams.
//! 8. **Mentions without a name.** [`refer`] adds pronouns and definite nouns, which read the types of all names before
//!    them.
//!
//! ```text
//! Norbank Ltd said its chief executive, Ana Silva, would leave. She …
//! ^ORG, name       ^ORG, pronoun        ^PER, name              ^PER, pronoun
//! ```
//!
//! Which mentions are of one entity is not decided here: that is the resolver's (`coref`). Nothing here fails; doubt is
//! in `confidence` and `rule`.

pub(crate) mod acronym;
mod again;
mod agency;
mod agree;
mod bounds;
mod context;
mod definition;
mod doubt;
mod event;
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
use std::ops::{Deref, Range};
use std::sync::Arc;

#[cfg(feature = "learn")]
pub(crate) use learned::{
    NO_SCORES, article,
    facts::{Facts, Remembered, Sources, style, text_hash},
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
///
/// Holds names and a model, both shared and never changed: one tagger serves all threads. By default it is that of the
/// program's own gazetteers and shipped model, which follows the guidelines of CoNLL-2003.
///
/// # Example
///
/// ```
/// use std::sync::Arc;
///
/// use dateline::{Gazetteer, Segmenter, Tagger};
///
/// let text = "Mr Kato met Ana Silva in Oslo.";
/// let segments = Segmenter::new().segment(text);
/// let mentions = Tagger::new(Arc::new(Gazetteer::embedded())).tag(text, &segments);
/// let names: Vec<_> = mentions.iter().map(|name| (&text[name.span()], name.kind().as_str())).collect();
/// assert_eq!(names, [("Kato", "PER"), ("Ana Silva", "PER"), ("Oslo", "LOC")]);
/// ```
#[derive(Clone, Debug)]
pub struct Tagger {
    /// The names that it knows, a user's own among them.
    gazetteer: Arc<Gazetteer>,
    /// The model; rules decide where there is none.
    learned: Option<Learned<'static>>,
}

/// The mentions of one text: a layer of its [`crate::Document`].
///
/// In text order, apart from each other, each inside one sentence and made of whole tokens. Their ids are their places
/// in that order, from 0.
// Invariants: in text order, apart from each other, each inside one sentence and made of whole tokens.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// In text order, apart.
    rows: Vec<MentionRow>,
}

/// A mention as the passes hand it on and the layer holds it.
#[derive(Clone, Debug)]
pub(crate) struct MentionRow {
    /// Bytes of the text, without title, article and possessive ending.
    pub(crate) span: Span,
    /// The first token and the one after the last.
    pub(crate) tokens: (TokenId, TokenId),
    /// The sentence that all its tokens are of.
    pub(crate) sentence: SentenceId,
    /// Its type; passes change it with [`retype`](Self::retype), so that subtype and rule go along.
    pub(crate) kind: EntityType,
    /// A refinement of the type; none where nothing tells.
    pub(crate) subtype: Option<Subtype>,
    /// How it refers.
    pub(crate) form: Form,
    /// What a gazetteer knows of the thing; nothing for most names.
    pub(crate) identity: Identity,
    /// What decided it last.
    pub(crate) rule: Rule,
    /// From 0 to 1. Of the model's names a calibrated probability; of a rule's a figure by hand.
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

    /// Makes it a name of that type, if it is of another one, by that rule. What was known of it as the other type
    /// (subtype, identity) goes; of a name that has the type already nothing changes, not even its rule.
    fn retype(&mut self, kind: EntityType, subtype: Option<Subtype>, rule: Rule) {
        if self.kind != kind {
            (self.kind, self.subtype, self.rule) = (kind, subtype, rule);
            self.identity = Identity::default();
        }
    }
}

/// Puts names in the place of stretches of others; `changes` are in order and apart. One walk, however many there are.
fn replace(rows: &mut Vec<MentionRow>, changes: Vec<(Range<usize>, MentionRow)>) {
    if changes.is_empty() {
        return;
    }
    let mut changed = Vec::with_capacity(rows.len() + changes.len());
    let mut old = std::mem::take(rows).into_iter();
    let mut at = 0;
    for (range, row) in changes {
        changed.extend(old.by_ref().take(range.start - at));
        old.by_ref().take(range.len()).for_each(drop);
        changed.push(row);
        at = range.end;
    }
    changed.extend(old);
    *rows = changed;
}

/// What a gazetteer tells of the thing that a name stands for; nothing by default. A handle: rows are many, and share
/// it.
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
    /// What the gazetteer tells of this entry.
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

    /// The tagger without a model: rules and gazetteers decide. Faster and less right; `models/ner.md` has figures.
    #[must_use]
    pub fn without_model(self) -> Self {
        Self { learned: None, ..self }
    }

    /// The tagger with the model of a file's bytes, as `train ner` makes them; none if they are no model of this
    /// version. The bytes must live as long as the program, since look-ups go into them.
    pub fn with_model(self, model: &'static [u8]) -> Option<Self> {
        Some(Self { learned: Some(Learned::open(model)?), ..self })
    }

    /// The tagger following the annotation guidelines of that name, which is one of [`Tagger::conventions`]; none if
    /// its model did not learn them.
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

    /// The names that rules find in each sentence by itself, in order, and the words that may yet turn out to be one:
    /// capitalised words of which `memory` makes a name if the article has a longer one with them.
    pub(crate) fn propose(&self, view: View<'_>) -> (Vec<MentionRow>, Vec<TokenId>) {
        // In news a token of eight starts a name at most.
        let (mut names, mut doubtful) = (Vec::with_capacity(view.token_count() / 8), Vec::new());
        for sentence in view.sentences() {
            let gazetteer = &self.gazetteer;
            name::Finder { view, gazetteer, sentence, names: &mut names, doubtful: &mut doubtful }.find();
        }
        (names, doubtful)
    }

    /// The names of a text, in order: all passes up to the one that looks for links. Training and evaluation ask for
    /// these.
    pub(crate) fn names(&self, view: View<'_>) -> Vec<MentionRow> {
        let (mut rows, doubtful) = self.propose(view);
        if let Some(learned) = &self.learned {
            let found = learned.find(view, &self.gazetteer, &rows);
            rows = known::rows(view, &self.gazetteer, rows, &found, learned.is_default());
            if learned.is_default() {
                joint::mend(view, &self.gazetteer, &mut rows);
                event::apply(view, &mut rows);
            }
            doubt::apply(view, &mut rows);
            agree::apply(view, &mut rows);
        } else {
            memory::agree(view, &mut rows);
            memory::apply(view, &mut rows, &doubtful);
            rows.sort_by_key(|row| row.span.start());
        }
        if let Some(own) = self.gazetteer.in_any_case() {
            own::add(view, own, &mut rows);
        }
        agency::apply(view, &mut rows);
        nickname::join(view, &mut rows);
        bounds::apply(view, &self.gazetteer, &mut rows);
        vote::apply(view, &mut rows);
        acronym::apply(view, &mut rows);
        again::surnames(view, &mut rows);
        state::add(view, &self.gazetteer, &mut rows);
        list::apply(view, &mut rows);
        definition::apply(view, &mut rows);
        context::apply(view, &self.gazetteer, &mut rows);
        team::apply(view, &mut rows);
        team::add(view, &mut rows);
        again::short_forms(view, &mut rows);
        again::whole_names(view, &mut rows);
        context::family_first(view, &mut rows);
        rows
    }

    /// Finds the mentions of `text`. Total: every text has a result, in time linear in its length.
    ///
    /// `segments` must be those of the same text. Mentions are in text order and apart from each other: where a
    /// definite noun or pronoun overlaps a name, the one that starts first stays, and of two that start together the
    /// longer. A user's names ([`Gazetteer`]) win over all others.
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

    /// Adds the mentions of the part of the text that comes next, with its places moved by `shift`: long texts are read
    /// in parts.
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

    /// The first mention that starts at byte `start` or after it. Takes a search by halves, as all look-ups by place
    /// do.
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
    /// The layer.
    mentions: &'a Mentions,
    /// Its place there.
    id: MentionId,
}

impl<'a> Mention<'a> {
    /// Its row; an id is never one of another text's mentions.
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

    /// Its first token, and the one after its last. Together they are [`span`](Self::span), byte for byte.
    pub fn tokens(self) -> (TokenId, TokenId) {
        self.row().tokens
    }

    /// The sentence that it is of.
    pub fn sentence(self) -> SentenceId {
        self.row().sentence
    }

    /// Its type, of the four of CoNLL-2003.
    pub fn kind(self) -> EntityType {
        self.row().kind
    }

    /// Its subtype; none where neither a gazetteer nor a key word tells.
    pub fn subtype(self) -> Option<Subtype> {
        self.row().subtype
    }

    /// How it refers.
    pub fn form(self) -> Form {
        self.row().form
    }

    /// The main name of its gazetteer reading: "United States" of "US". None where no gazetteer has it, or the reading
    /// was given up.
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

    /// How sure it is, from 0 to 1. Of [`Rule::Tagger`] a calibrated probability, of other rules a figure by hand in
    /// the same order.
    pub fn confidence(self) -> f32 {
        self.row().confidence
    }
}
