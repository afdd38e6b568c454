//! The pipeline: every stage, one after the other.

use std::sync::Arc;

use crate::article::Article;
use crate::coref::Resolver;
use crate::date::Dater;
use crate::document::Document;
use crate::entity::Tagger;
use crate::gazetteer::Gazetteer;
use crate::quote::Attributor;
use crate::segment::{Segmenter, Segments};

/// All stages, immutable and shared by all threads.
#[derive(Clone, Debug)]
pub struct Pipeline {
    gazetteer: Arc<Gazetteer>,
    segmenter: Segmenter,
    dater: Dater,
    tagger: Tagger,
    resolver: Resolver,
    attributor: Attributor,
}

/// A stage of the pipeline, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Paragraphs, sentences, tokens and quotation marks.
    Segment,
    /// Temporal expressions.
    Date,
    /// Names, pronouns and nouns.
    Tag,
    /// Entities and roles.
    Resolve,
    /// Quotations.
    Attribute,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 5] = [Self::Segment, Self::Date, Self::Tag, Self::Resolve, Self::Attribute];

    /// Its name: the verb of its resource.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Date => "date",
            Self::Tag => "tag",
            Self::Resolve => "resolve",
            Self::Attribute => "attribute",
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
            tagger: Tagger::new(Arc::clone(&gazetteer)),
            resolver: Resolver::new(Arc::clone(&gazetteer)),
            attributor: Attributor::new(),
            gazetteer,
        }
    }

    /// The pipeline without the tagger's model: rules and gazetteers find the names.
    #[must_use]
    pub fn without_model(self) -> Self {
        Self { tagger: self.tagger.without_model(), ..self }
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
    pub fn annotate(&self, article: Article) -> Document {
        let segments = self.segmenter.segment(article.text());
        self.annotate_segmented(article, segments)
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
            bytes += article.text().len();
            group.push(article);
            if bytes >= GROUP_BYTES || articles.peek().is_none() {
                self.annotate_group(std::mem::take(&mut group), &mut ended, &mut each);
                bytes = 0;
            }
        }
    }

    /// Annotates an article that has its segments.
    pub(crate) fn annotate_segmented(&self, article: Article, segments: Segments) -> Document {
        let mut document = [Document::segmented(article, segments)];
        self.annotate_documents(&mut document, &mut |_| {});
        let [document] = document;
        document
    }

    fn annotate_group(&self, group: Vec<Article>, ended: &mut impl FnMut(Stage), each: &mut impl FnMut(Document)) {
        let segmented = |article: Article| {
            let segments = self.segmenter.segment(article.text());
            Document::segmented(article, segments)
        };
        let mut documents: Vec<Document> = group.into_iter().map(segmented).collect();
        ended(Stage::Segment);
        self.annotate_documents(&mut documents, ended);
        documents.into_iter().for_each(each);
    }

    /// Runs all stages but the first, one after the other.
    fn annotate_documents(&self, documents: &mut [Document], ended: &mut impl FnMut(Stage)) {
        /// The documents whose language is the one that the stages know.
        fn known(documents: &mut [Document]) -> impl Iterator<Item = &mut Document> {
            documents.iter_mut().filter(|document| !document.article.sentences_only)
        }

        for Document { article, segments, dates, .. } in known(documents) {
            *dates = self.dater.date(article.text(), segments, article.date);
        }
        ended(Stage::Date);
        for Document { article, segments, mentions, .. } in known(documents) {
            *mentions = self.tagger.tag(article.text(), segments);
        }
        ended(Stage::Tag);
        for Document { article, segments, mentions, chains, .. } in known(documents) {
            *chains = self.resolver.resolve(article.text(), segments, mentions, article.date);
        }
        ended(Stage::Resolve);
        for Document { article, segments, mentions, chains, quotes, .. } in known(documents) {
            *quotes = self.attributor.attribute(article.text(), segments, mentions, chains);
        }
        ended(Stage::Attribute);
    }
}

/// Stages run over so many bytes of text at a time, or over one article that is longer.
const GROUP_BYTES: usize = 1 << 16;
