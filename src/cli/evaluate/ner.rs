//! `dateline evaluate ner`: names against a file of tokens and tags in columns.
//!
//! Scores are those of exact names by type, as CoNLL-2003 counts them: a name is right if its first and last token and
//! its type are. Tokens and sentences are the file's. With `--predictions`, a file in columns is written that other
//! scorers read:
//!
//! ```text
//! -DOCSTART- O O
//!
//! Ada B-PER B-PER
//! Lenz I-PER I-PER
//! left O O
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::lines;
use crate::cli::{Status, print, train};
use crate::entity::Tagger;
use crate::error::{Error, ErrorKind};
use crate::evaluate::{Count, DOCUMENT, TaggedArticle, chunks, read_conll, tags};
use crate::gazetteer::Gazetteer;
use crate::segment::Segmenter;

/// The tagger that was asked for: with another model, with none, by other annotation guidelines.
///
/// # Errors
///
/// If the model is of another version, or has not learned these guidelines; the error names those that it has.
pub(super) fn tagger(convention: Option<&str>, model: Option<&Path>, no_model: bool) -> Result<Tagger, Error> {
    let mut tagger = Tagger::new(Arc::new(Gazetteer::embedded()));
    if let Some(path) = model {
        let source = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| Error::io(error).at(&source))?;
        // The one model of the run lives as long as the program's own does.
        tagger = tagger
            .with_model(bytes.leak())
            .ok_or_else(|| wrong("is no model of this version; train it anew".to_owned()).at(source))?;
    }
    if no_model {
        tagger = tagger.without_model();
    }
    if let Some(name) = convention {
        let known = tagger.conventions().join(", ");
        tagger = tagger
            .with_convention(name)
            .ok_or_else(|| wrong(format!("--convention {name}: the model learned {known}")))?;
    }
    Ok(tagger)
}

/// Prints the scores, and writes the predictions where they are asked for.
pub(super) fn run(tagger: &Tagger, gold: &Path, predictions: Option<&Path>) -> Result<Status, Error> {
    let text = fs::read_to_string(gold).map_err(|error| Error::io(error).at(gold.display().to_string()))?;
    let (scores, columns) = ner(tagger, &read_conll(&text));
    if let Some(path) = predictions {
        train::write(path, columns.as_bytes()).map_err(|error| Error::io(error).at(path.display().to_string()))?;
    }
    print(lines(scores.iter().map(|(kind, count)| (kind.as_str(), *count))).as_bytes())?;
    Ok(Status::Done)
}

/// The error of an option.
fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Config { message })
}

/// The scores by type and of all, and the columns token, gold tag, predicted tag.
fn ner(tagger: &Tagger, articles: &[TaggedArticle]) -> (BTreeMap<String, Count>, String) {
    let segmenter = Segmenter::new();
    let mut scores: BTreeMap<String, Count> = BTreeMap::new();
    let mut columns = String::new();
    for article in articles {
        let sentences: Vec<&[String]> = article.sentences.iter().map(|sentence| sentence.tokens.as_slice()).collect();
        let (text, segments) = segmenter.given(&sentences);
        let rows = tagger.names(segments.view(&text));
        let mut rows = rows.iter().peekable();
        let mut first = 0;
        let _ = writeln!(columns, "{DOCUMENT} O O\n");
        for sentence in &article.sentences {
            let end = first + sentence.tokens.len();
            let mine = std::iter::from_fn(|| rows.next_if(|row| row.tokens.0.index() < end));
            let names: Vec<_> =
                mine.map(|row| (row.tokens.0.index() - first, row.tokens.1.index() - first, row.kind)).collect();
            let predicted = tags(sentence.tokens.len(), names);
            for ((token, gold), tag) in sentence.tokens.iter().zip(&sentence.tags).zip(&predicted) {
                let _ = writeln!(columns, "{token} {gold} {tag}");
            }
            columns.push('\n');
            let (gold, predicted) = (chunks(&sentence.tags), chunks(&predicted));
            for (names, right) in [(&gold, None), (&predicted, Some(&gold))] {
                for name in names {
                    for kind in ["all", name.2] {
                        let count = scores.entry(kind.to_owned()).or_default();
                        match right {
                            None => count.gold += 1,
                            Some(gold) => {
                                count.predicted += 1;
                                count.right += u32::from(gold.contains(name));
                            }
                        }
                    }
                }
            }
            first = end;
        }
    }
    (scores, columns)
}
