//! `dateline train`: models from gold data.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Status;
use super::args::{Model, TrainArgs};
use super::evaluate;
use crate::error::{Error, ErrorKind};
use crate::learn::{QuoteExample, SegmentExample, train_quotes, train_segmenter};
use crate::span::Span;

pub(super) fn run(typed: &TrainArgs) -> Result<Status, Error> {
    let model = match typed.model {
        Model::Segment => train_segmenter(&sentences(&typed.files)?),
        Model::Quotes => train_quotes(&attributions(&typed.files)?),
    };
    write(&typed.out, &model).map_err(|error| Error::io(error).at(typed.out.display().to_string()))?;
    Ok(Status::Done)
}

/// The texts of folders, with who said what.
fn attributions(folders: &[PathBuf]) -> Result<Vec<QuoteExample>, Error> {
    let mut examples = Vec::new();
    for folder in folders {
        let texts = evaluate::texts(folder)?;
        examples
            .extend(texts.into_iter().map(|gold| QuoteExample { text: gold.text, attributions: gold.attributions }));
    }
    Ok(examples)
}

fn sentences(files: &[PathBuf]) -> Result<Vec<SegmentExample>, Error> {
    let mut examples = Vec::new();
    for path in files {
        let source = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| Error::io(error).at(&source))?;
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            examples.push(example(line).map_err(|error| error.at(&source).on_line(number))?);
        }
    }
    Ok(examples)
}

/// Writes a file aside and renames it, so that it is there whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(bytes)?;
    aside.persist(path)?;
    Ok(())
}

/// A line of gold sentences; offsets in code points.
#[derive(Deserialize)]
struct Gold {
    text: String,
    sentences: Vec<(usize, usize)>,
}

fn example(line: &str) -> Result<SegmentExample, Error> {
    let gold: Gold =
        serde_json::from_str(line).map_err(|error| Error::new(ErrorKind::Json { message: error.to_string() }))?;
    let bytes: Vec<usize> = gold.text.char_indices().map(|(byte, _)| byte).chain([gold.text.len()]).collect();
    let span = |&(start, end): &(usize, usize)| match (bytes.get(start), bytes.get(end)) {
        (Some(&start), Some(&end)) if start <= end => Ok(Span::from_range(start..end)),
        _ => Err(Error::new(ErrorKind::Annotation { message: format!("[{start}, {end}] is no span of the text") })),
    };
    let sentences = gold.sentences.iter().map(span).collect::<Result<_, _>>()?;
    Ok(SegmentExample { text: gold.text, sentences })
}
