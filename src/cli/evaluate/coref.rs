//! `dateline evaluate coref`: names joined to names, in pairs, and pronouns to names.
//!
//! Gold is CoNLL-U with entities in its last column ([`read_coref`]). Its tokens and sentences are taken as given, so
//! that what is scored is who is who and not where a sentence ends; names and pronouns are the program's own, and those
//! count that the gold has too.
//!
//! ```text
//! names    P …  R …  F1 …   gold …  predicted …        pairs of names
//! pronouns P …  R …  F1 …   gold …  predicted …        pronouns of the third person
//! ```

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use super::lines;
use crate::amount::Amounts;
use crate::article::Article;
use crate::cli::{Status, print};
use crate::coref::Resolver;
use crate::date::Dates;
use crate::document::Document;
use crate::entity::Tagger;
use crate::error::Error;
use crate::evaluate::{CorefScores, read_coref};
use crate::gazetteer::Gazetteer;
use crate::ingest::day;
use crate::quote::Attributor;
use crate::segment::Segmenter;
use crate::terms::Matches;

/// Scores the articles of all files together. Stages are called one by one, since the pipeline would segment the text
/// itself; dates and amounts are not needed.
pub(super) fn run(files: &[PathBuf]) -> Result<Status, Error> {
    let gazetteer = Arc::new(Gazetteer::embedded());
    let (segmenter, tagger, attributor) = (Segmenter::new(), Tagger::new(Arc::clone(&gazetteer)), Attributor::new());
    let resolver = Resolver::new(gazetteer);
    let mut scores = CorefScores::default();
    for path in files {
        let source = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| Error::io(error).at(&source))?;
        for article in read_coref(&text) {
            let (text, segments) = segmenter.given(&article.sentences);
            let mut given = Article::new(article.name.clone(), text)?;
            given.date = article.date.as_deref().and_then(day::parse);
            let text = given.text();
            let mentions = tagger.tag(text, &segments);
            let quotes = attributor.attribute(text, &segments, &mentions);
            let chains = resolver.resolve(text, &segments, &mentions, &quotes, given.date);
            let (dates, amounts) = (Dates::default(), Amounts::default());
            scores.add(
                &article,
                &Document {
                    article: given,
                    segments,
                    dates,
                    amounts,
                    mentions,
                    quotes,
                    chains,
                    matches: Matches::default(),
                },
            );
        }
    }
    print(lines([("names", scores.names), ("pronouns", scores.pronouns)]).as_bytes())?;
    Ok(Status::Done)
}
