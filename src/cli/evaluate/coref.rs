//! `dateline evaluate coref`.

use std::fs;
use std::path::PathBuf;

use super::lines;
use crate::article::Article;
use crate::cli::{Status, print};
use crate::error::Error;
use crate::evaluate::{CorefScores, read_coref};
use crate::ingest::day;
use crate::pipeline::Pipeline;
use crate::segment::Segmenter;

pub(super) fn run(files: &[PathBuf]) -> Result<Status, Error> {
    let (segmenter, pipeline) = (Segmenter::new(), Pipeline::new());
    let mut scores = CorefScores::default();
    for path in files {
        let source = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| Error::io(error).at(&source))?;
        for article in read_coref(&text) {
            let (text, segments) = segmenter.given(&article.sentences);
            let mut given = Article::new(article.name.clone(), text)?;
            given.date = article.date.as_deref().and_then(day::parse);
            scores.add(&article, &pipeline.annotate_segmented(given, segments));
        }
    }
    print(lines([("names", scores.names), ("pronouns", scores.pronouns)]).as_bytes())?;
    Ok(Status::Done)
}
