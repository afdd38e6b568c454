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

    /// The names that the pipeline knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Annotates one article. Total: every text yields a document.
    pub fn annotate(&self, article: Article) -> Document {
        let text = article.text();
        let segments = self.segmenter.segment(text);
        let dates = self.dater.date(text, &segments, article.date);
        let mentions = self.tagger.tag(text, &segments);
        let chains = self.resolver.resolve(text, &segments, &mentions, article.date);
        let quotes = self.attributor.attribute(text, &segments, &mentions, &chains);
        Document { article, segments, dates, mentions, chains, quotes }
    }
}
