//! The pipeline: every stage, one after the other.
//!
//! [`Pipeline::annotate`] is the program: read it and you know what becomes of an article. Stages are called in the
//! order in which each has what it needs; a stage sees the layers before it and none after.
//!
//! ```text
//! text ─► segments ─┬► dates ─────────────────────────────┐
//!                   ├► mentions ─► quotes ─► chains ──────┴► amounts
//!                   └► matches
//! ```
//!
//! Amounts come last, because the currency of a bare "$" is that of the country which the article is about.
//!
//! Beside it stand two ways of running the same stages:
//!
//! - *over many articles* ([`Pipeline::annotate_all`]): a stage runs over some 64 KiB of articles before the next one
//!   does, which is faster, since the tables of one stage do not push those of the next out of the near caches. The
//!   documents are the same, byte for byte.
//! - *over parts of a long article*: more than 2 MiB is cut between paragraphs ([`crate::parts`]), each part is
//!   annotated by itself, and the layers are joined, entities by name. Memory then grows with what is found, not with
//!   what a stage needs for it.
//!
//! An article whose language the program does not know has segments and the user's terms, and no other layer.

use std::sync::Arc;

use crate::amount::Counter;
use crate::article::Article;
use crate::coref::{Joined, Resolver};
use crate::date::Dater;
use crate::document::Document;
use crate::entity::Tagger;
use crate::gazetteer::Gazetteer;
use crate::parts::{LONGEST_WHOLE, PART, part};
use crate::quote::Attributor;
use crate::segment::{Segmenter, Segments};
#[cfg(feature = "terms")]
use crate::terms::Matcher;
use crate::terms::Matches;

/// All stages, immutable and shared by all threads. A clone shares the gazetteer and costs a few counts.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// The names that tagger and resolver look up.
    gazetteer: Arc<Gazetteer>,
    segmenter: Segmenter,
    dater: Dater,
    counter: Counter,
    tagger: Tagger,
    attributor: Attributor,
    resolver: Resolver,
    /// The user's terms and patterns; none mostly.
    #[cfg(feature = "terms")]
    matcher: Option<Matcher>,
}

/// A stage of the pipeline, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Paragraphs, sentences, tokens and quotation marks.
    Segment,
    /// Temporal expressions.
    Date,
    /// Names, pronouns and nouns.
    Tag,
    /// Quotations.
    Attribute,
    /// Entities, roles and speakers.
    Resolve,
    /// Money, percentages, measures and counts.
    Count,
    /// Terms and patterns of the user.
    Match,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 7] =
        [Self::Segment, Self::Date, Self::Tag, Self::Attribute, Self::Resolve, Self::Count, Self::Match];

    /// Its name: the verb of its resource, as `dateline bench` prints it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Date => "date",
            Self::Count => "count",
            Self::Tag => "tag",
            Self::Attribute => "attribute",
            Self::Resolve => "resolve",
            Self::Match => "match",
        }
    }
}

impl Default for Pipeline {
    fn default() -> Self {
        Self::new()
    }
}

impl Pipeline {
    /// A pipeline with the gazetteers that the program ships.
    pub fn new() -> Self {
        Self::with_gazetteer(Gazetteer::embedded())
    }

    /// A pipeline with these names.
    pub fn with_gazetteer(gazetteer: Gazetteer) -> Self {
        let gazetteer = Arc::new(gazetteer);
        Self {
            segmenter: Segmenter::new(),
            dater: Dater::new(),
            counter: Counter::new(),
            tagger: Tagger::new(Arc::clone(&gazetteer)),
            attributor: Attributor::new(),
            resolver: Resolver::new(Arc::clone(&gazetteer)),
            #[cfg(feature = "terms")]
            matcher: None,
            gazetteer,
        }
    }

    /// The pipeline without the tagger's model: rules and gazetteers find the names, which is faster and finds fewer.
    #[must_use]
    pub fn without_model(self) -> Self {
        Self { tagger: self.tagger.without_model(), ..self }
    }

    /// The pipeline with terms and patterns, which it finds in articles of every language.
    #[cfg(feature = "terms")]
    #[must_use]
    pub fn with_matcher(self, matcher: Matcher) -> Self {
        Self { matcher: Some(matcher), ..self }
    }

    /// Whether it finds terms and patterns: `show` has a legend for them then, and `bench` times the stage.
    #[cfg(feature = "cli")]
    pub(crate) fn has_matcher(&self) -> bool {
        self.matcher.is_some()
    }

    /// The files of the models that it decides with, by name, as `run.json` records their digests.
    #[cfg(feature = "io")]
    pub(crate) fn models(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        let own = [("segment", crate::segment::model_bytes()), ("quotes", crate::quote::model_bytes())];
        self.tagger.model().map(|bytes| ("ner", bytes)).into_iter().chain(own)
    }

    /// The names that the pipeline knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Annotates one article. Total: every text yields a document.
    ///
    /// A text of more than 2 MiB is read in parts of about 1 MiB, cut between paragraphs where there are any;
    /// entities of the same name are one over all parts.
    pub fn annotate(&self, article: Article) -> Document {
        if is_long(&article) {
            return self.annotate_parts(article, PART, &mut |_| {}, |segments| segments, |_| true);
        }
        let text = article.text();
        let segments = self.segmenter.segment(text);
        let dates = known(&article, || self.dater.date(text, &segments, article.date));
        let mentions = known(&article, || self.tagger.tag(text, &segments));
        let quotes = known(&article, || self.attributor.attribute(text, &segments, &mentions));
        let chains = known(&article, || self.resolver.resolve(text, &segments, &mentions, &quotes, article.date));
        let country = chains.focus_country();
        let amounts = known(&article, || self.counter.count_in(text, &segments, &dates, country));
        let matches = self.matched(text, &segments);
        Document { article, segments, dates, amounts, mentions, quotes, chains, matches }
    }

    /// The terms and patterns of a text, in whatever language; none if the user gave none.
    #[cfg(feature = "terms")]
    fn matched(&self, text: &str, segments: &Segments) -> Matches {
        self.matcher.as_ref().map(|matcher| matcher.find(text, segments)).unwrap_or_default()
    }

    #[cfg(not(feature = "terms"))]
    #[expect(clippy::unused_self, reason = "no matcher is made")]
    fn matched(&self, _: &str, _: &Segments) -> Matches {
        Matches::default()
    }

    /// Annotates articles and passes the documents to `each`, in order; tells `ended` when a stage has, over 64 KiB
    /// of text or one longer article.
    ///
    /// A stage runs over many articles before the next one does, so that what it looks up stays in the near caches.
    /// The documents are those that [`Pipeline::annotate`] gives. No more than one group of articles is held at a
    /// time.
    pub fn annotate_all(
        &self,
        articles: impl IntoIterator<Item = Article>,
        mut ended: impl FnMut(Stage),
        mut each: impl FnMut(Document),
    ) {
        let (mut group, mut bytes) = (Vec::new(), 0);
        let mut articles = articles.into_iter().peekable();
        while let Some(article) = articles.next() {
            if is_long(&article) {
                each(self.annotate_parts(article, PART, &mut ended, |segments| segments, |_| true));
                continue;
            }
            bytes += article.text().len();
            group.push(article);
            if bytes >= GROUP_BYTES || articles.peek().is_none_or(is_long) {
                let segments = group.iter().map(|article: &Article| self.segmenter.segment(article.text())).collect();
                ended(Stage::Segment);
                self.annotate_group(std::mem::take(&mut group), segments, &mut ended, &mut each);
                bytes = 0;
            }
        }
    }

    /// Annotates a long article for what its rows hold: of the tokens, quotation marks alone are kept. Parts are read
    /// while `goes_on` holds of what was read so far.
    #[cfg(feature = "io")]
    pub(crate) fn annotate_for_rows(&self, article: Article, goes_on: impl Fn(&Document) -> bool) -> Document {
        self.annotate_parts(article, PART, &mut |_| {}, Segments::without_words, goes_on)
    }

    /// Annotates an article in parts of about so many bytes, cut between paragraphs where there are any.
    ///
    /// `ended` is told of each stage of each part; `kept` says what is kept of the segments of each, which are by far
    /// the largest layer, `goes_on` whether another part is read behind those so far.
    fn annotate_parts(
        &self,
        article: Article,
        bytes: usize,
        ended: &mut impl FnMut(Stage),
        kept: impl Fn(Segments) -> Segments,
        goes_on: impl Fn(&Document) -> bool,
    ) -> Document {
        let mut whole = Document::empty(article);
        let mut joined = Joined::default();
        let mut start = 0;
        while start < whole.article.text().len() && goes_on(&whole) {
            let range = part(whole.article.text(), start, bytes);
            let article = whole.article.part(range.clone());
            let segments = vec![self.segmenter.segment(article.text())];
            ended(Stage::Segment);
            let mut each = |document: Document| {
                let segments = kept(document.segments);
                whole.append(Document { segments, ..document }, range.clone(), &mut joined);
            };
            self.annotate_group(vec![article], segments, ended, &mut each);
            start = range.end;
        }
        whole
    }

    /// Runs all stages but the first over the articles, one stage after the other, and passes the documents to `each`
    /// in order.
    ///
    /// `segments` are those of the articles, one each. The stages are those of [`Pipeline::annotate`], in an order
    /// that is as good: amounts last, because they need the chains.
    fn annotate_group(
        &self,
        articles: Vec<Article>,
        segments: Vec<Segments>,
        ended: &mut impl FnMut(Stage),
        each: &mut impl FnMut(Document),
    ) {
        let given = || articles.iter().zip(&segments);
        let date = |(article, segments): (&Article, _)| {
            known(article, || self.dater.date(article.text(), segments, article.date))
        };
        let dates: Vec<_> = given().map(date).collect();
        ended(Stage::Date);
        let tag = |(article, segments): (&Article, _)| known(article, || self.tagger.tag(article.text(), segments));
        let mentions: Vec<_> = given().map(tag).collect();
        ended(Stage::Tag);
        let quotes: Vec<_> = given()
            .zip(&mentions)
            .map(|((article, segments), mentions)| {
                known(article, || self.attributor.attribute(article.text(), segments, mentions))
            })
            .collect();
        ended(Stage::Attribute);
        let chains: Vec<_> = given()
            .zip(&mentions)
            .zip(&quotes)
            .map(|(((article, segments), mentions), quotes)| {
                known(article, || self.resolver.resolve(article.text(), segments, mentions, quotes, article.date))
            })
            .collect();
        ended(Stage::Resolve);
        let amounts: Vec<_> = given()
            .zip(&dates)
            .zip(&chains)
            .map(|(((article, segments), dates), chains)| {
                let country = chains.focus_country();
                known(article, || self.counter.count_in(article.text(), segments, dates, country))
            })
            .collect();
        ended(Stage::Count);
        let matches: Vec<_> = given().map(|(article, segments)| self.matched(article.text(), segments)).collect();
        ended(Stage::Match);
        let layers = articles.into_iter().zip(segments).zip(dates).zip(amounts);
        let layers = layers.zip(mentions).zip(quotes).zip(chains).zip(matches);
        layers
            .map(|(((((((article, segments), dates), amounts), mentions), quotes), chains), matches)| Document {
                article,
                segments,
                dates,
                amounts,
                mentions,
                quotes,
                chains,
                matches,
            })
            .for_each(each);
    }
}

/// What a stage finds in an article; nothing in one whose language it does not know ([`Article`] marks it when it is
/// read).
fn known<Layer: Default>(article: &Article, stage: impl FnOnce() -> Layer) -> Layer {
    if article.sentences_only { Layer::default() } else { stage() }
}

/// Whether an article is annotated in parts: one of more than 2 MiB.
pub(crate) fn is_long(article: &Article) -> bool {
    article.text().len() > LONGEST_WHOLE
}

/// Stages run over so many bytes of text at a time, or over one article that is longer: the tokens of a group then
/// fit into a near cache beside the tables of a stage.
const GROUP_BYTES: usize = 1 << 16;
