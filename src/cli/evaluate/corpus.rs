//! `dateline evaluate corpus`: everything that is annotated in a folder of articles of your own.
//!
//! The folder has `NAME.txt` with the article as any text input and `NAME.ann` with what is in it, in brat standoff by
//! the labels of `corpus/GUIDELINES.md`. Offsets of annotations are of the file, those of answers of the article's
//! text; [`Gold::parse`] brings them together.

use std::fs;
use std::path::Path;

use super::lines;
use crate::cli::{Status, print};
use crate::error::{Error, ErrorKind};
use crate::evaluate::{Gold, Scores, score};
use crate::ingest::{Articles, ReadOptions};
use crate::pipeline::Pipeline;

/// Scores all articles together, measure by measure.
///
/// # Errors
///
/// If the folder has no article, or an article no annotations that can be read.
pub(super) fn run(folder: &Path) -> Result<Status, Error> {
    let pipeline = Pipeline::new();
    let mut sum = Scores::new();
    for article in Articles::open([folder], ReadOptions::default()) {
        let article = article?;
        let file = folder.join(&article.id).with_extension("txt");
        let read = |path: &Path| {
            let text = fs::read_to_string(path);
            text.map_err(|error| Error::io(error).at(path.display().to_string()))
        };
        let ann = file.with_extension("ann");
        let gold = Gold::parse(&read(&ann)?, &read(&file)?, article.text())
            .map_err(|error| error.at(ann.display().to_string()))?;
        for (task, count) in score(&pipeline.annotate(article), &gold) {
            *sum.entry(task).or_default() += count;
        }
    }
    if sum.is_empty() {
        let message = format!("no article in {}", folder.display());
        return Err(Error::new(ErrorKind::Annotation { message }));
    }
    print(lines(sum.iter().map(|(task, count)| (task.as_str(), *count))).as_bytes())?;
    Ok(Status::Done)
}
