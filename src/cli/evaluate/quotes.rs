//! `dateline evaluate quotes`: who says what, against attributions in brat standoff.
//!
//! ```text
//! dev/text/a1.txt              the texts
//! dev/attributions/a1.ann      who says what in them; of several annotators (a1_1f0c.ann) the first counts
//! ```
//!
//! The whole pipeline runs, since a speaker is a name or a pronoun that other stages find. `--reliability` prints too
//! how often attributions of which confidence are right, and the precision that is left where 85 % of the direct
//! quotations are kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::article::Article;
use crate::cli::{Status, print};
use crate::error::{Error, ErrorKind};
use crate::evaluate::{Attribution, AttributionScores};
use crate::pipeline::Pipeline;

/// A share of the direct quotations for which precision is told: who wants few wrong speakers gives up the rest.
const TOLD_RECALL: f64 = 0.85;

/// A text with who said what.
pub(in crate::cli) struct GoldText {
    /// Its file's name without the ending.
    pub(in crate::cli) name: String,
    /// It, as the file has it: offsets are of that.
    pub(in crate::cli) text: String,
    /// Who says what in it.
    pub(in crate::cli) attributions: Vec<Attribution>,
}

/// Scores all texts of a folder together.
pub(super) fn run(folder: &Path, reliability: bool) -> Result<Status, Error> {
    let pipeline = Pipeline::new();
    let mut scores = AttributionScores::default();
    for gold in texts(folder)? {
        let document = pipeline.annotate(Article::new(gold.name, gold.text)?);
        scores.add(&document, &gold.attributions);
    }
    let mut page = scores.to_string();
    if reliability {
        page.push('\n');
        page += &scores.reliability_table();
        if let Some((precision, least)) = scores.direct_precision(TOLD_RECALL) {
            let (precision, recall) = (100.0 * precision, 100.0 * TOLD_RECALL);
            let _ = writeln!(
                page,
                "\ndirect, speaker: precision {precision:.1} at recall {recall:.0} (confidence {least:.2})"
            );
        }
    }
    print(page.as_bytes())?;
    Ok(Status::Done)
}

/// The texts of `folder` in the order of their names. `dateline train quotes` reads its examples by it too.
///
/// # Errors
///
/// If there are no annotations, or a text or its annotations cannot be read.
pub(in crate::cli) fn texts(folder: &Path) -> Result<Vec<GoldText>, Error> {
    let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
    let annotations = folder.join("attributions");
    let entries = fs::read_dir(&annotations).map_err(|error| at(Error::io(error), &annotations))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| at(Error::io(error), &annotations))?.path());
    }
    paths.sort();
    for path in paths {
        if path.extension().is_some_and(|extension| extension == "ann")
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
        {
            files.entry(name(stem).to_owned()).or_insert(path);
        }
    }
    if files.is_empty() {
        return Err(at(Error::new(ErrorKind::NoArticles), &annotations));
    }
    files.into_iter().map(|(name, path)| read(folder, name, &path)).collect()
}

/// The name of the text that `stem` annotates: without the annotator, four hexadecimal digits. `a1_1f0c` → `a1`,
/// `a1_first` → `a1_first`.
fn name(stem: &str) -> &str {
    let annotator = |tail: &str| tail.len() == 4 && tail.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    stem.rsplit_once('_').filter(|(_, tail)| annotator(tail)).map_or(stem, |(name, _)| name)
}

/// Reads a text and its annotations.
fn read(folder: &Path, name: String, annotations: &Path) -> Result<GoldText, Error> {
    let load = |path: &Path| fs::read_to_string(path).map_err(|error| at(Error::io(error), path));
    let text = load(&folder.join("text").join(format!("{name}.txt")))?;
    let attributions = Attribution::parse(&load(annotations)?, &text).map_err(|error| at(error, annotations))?;
    Ok(GoldText { name, text, attributions })
}

/// The error, with the file that it is of.
fn at(error: Error, path: &Path) -> Error {
    error.at(path.display().to_string())
}
