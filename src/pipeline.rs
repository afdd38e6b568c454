//! The pipeline: every stage, one after the other.

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

/// All stages, immutable and shared by all threads.
#[derive(Clone, Debug)]
pub struct Pipeline {
    gazetteer: Arc<Gazetteer>,
    segmenter: Segmenter,
    dater: Dater,
    counter: Counter,
    tagger: Tagger,
    attributor: Attributor,
    resolver: Resolver,
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

    /// Its name: the verb of its resource.
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

    /// The pipeline without the tagger's model: rules and gazetteers find the names.
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

    /// Whether it finds terms and patterns.
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
    /// A text of more than 2 MiB is read in parts of about 1 MiB, cut between paragraphs where there are any; entities of the same name are
    /// one over all parts.
    pub fn annotate(&self, article: Article) -> Document {
        if is_long(&article) {
            return self.annotate_parts(article, PART, &mut |_| {}, |segments| segments);
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

    /// The terms and patterns of a text, if there are any.
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
                each(self.annotate_parts(article, PART, &mut ended, |segments| segments));
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

    /// Annotates a long article for what its rows hold: of the tokens, quotation marks alone are kept.
    #[cfg(feature = "io")]
    pub(crate) fn annotate_for_rows(&self, article: Article) -> Document {
        self.annotate_parts(article, PART, &mut |_| {}, Segments::without_words)
    }

    /// Annotates an article in parts of so many bytes; `kept` says what is kept of the segments of each.
    fn annotate_parts(
        &self,
        article: Article,
        bytes: usize,
        ended: &mut impl FnMut(Stage),
        kept: impl Fn(Segments) -> Segments,
    ) -> Document {
        let mut whole = Document::empty(article);
        let mut joined = Joined::default();
        let mut start = 0;
        while start < whole.article.text().len() {
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

    /// Runs all stages but the first over the articles, one stage after the other.
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

/// What a stage finds in an article; nothing in one whose language it does not know.
fn known<Layer: Default>(article: &Article, stage: impl FnOnce() -> Layer) -> Layer {
    if article.sentences_only { Layer::default() } else { stage() }
}

/// Whether an article is annotated in parts.
pub(crate) fn is_long(article: &Article) -> bool {
    article.text().len() > LONGEST_WHOLE
}

/// Stages run over so many bytes of text at a time, or over one article that is longer.
const GROUP_BYTES: usize = 1 << 16;
