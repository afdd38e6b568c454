//! The pipeline: every stage, one after the other.

use std::sync::Arc;

use crate::article::Article;
use crate::coref::Resolver;
use crate::date::Dater;
use crate::document::Document;
use crate::entity::Tagger;
use crate::gazetteer::Gazetteer;
use crate::quote::Attributor;
use crate::segment::Segmenter;

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

    /// A digest of the tagger's model, as `run.json` records it; none without a model.
    pub fn model_digest(&self) -> Option<u64> {
        self.tagger.model_digest()
    }

    /// The names that the pipeline knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Annotates one article. Total: every text yields a document.
    pub fn annotate(&self, article: Article) -> Document {
        self.annotate_watched(article, |_| {})
    }

    /// The same, telling `ended` when each stage has.
    pub fn annotate_watched(&self, article: Article, mut ended: impl FnMut(Stage)) -> Document {
        let text = article.text();
        let segments = self.segmenter.segment(text);
        ended(Stage::Segment);
        let dates = self.dater.date(text, &segments, article.date);
        ended(Stage::Date);
        let mentions = self.tagger.tag(text, &segments);
        ended(Stage::Tag);
        let chains = self.resolver.resolve(text, &segments, &mentions, article.date);
        ended(Stage::Resolve);
        let quotes = self.attributor.attribute(text, &segments, &mentions, &chains);
        ended(Stage::Attribute);
        Document { article, segments, dates, mentions, chains, quotes }
    }
}
