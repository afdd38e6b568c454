//! `dateline train`: models from gold data.
//!
//! Four models are trained here ([`learn`](crate::learn) has the fitting), each from files of one kind, and each
//! written whole or not at all. The same data give the same bytes.
//!
//! ```text
//! segment   JSON Lines: {"text": "Rain fell. It stopped.", "sentences": [[0, 10], [11, 22]]}   code points
//! quotes    folders with text/NAME.txt and attributions/NAME.ann, in brat standoff
//! words     articles in any format, and .conll files: how words are written, and what is like them
//! ner       .conll files: a token and its tag a line; the name up to the first "-" is the convention
//! ```
//!
//! Nothing is kept back for testing: who trains chooses the files, and `dateline evaluate` scores on others.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueHint;
use serde::Deserialize;

use super::args::TEMPLATE;
use super::{Status, evaluate};
use crate::error::{Error, ErrorKind};
use crate::evaluate::read_conll;
use crate::ingest::{Articles, ReadOptions};
use crate::learn::{
    NerCorpus, NerOptions, QuoteExample, SegmentExample, WordCounter, WordTables, train_ner, train_quotes,
    train_segmenter,
};
use crate::segment::Segmenter;
use crate::span::Span;

/// Trains a model on gold data; the same data give the same bytes
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline train segment train.jsonl -o models/segment.bin\n  \
        dateline train quotes polnear/train -o models/quotes.bin\n  \
        dateline train words news/ -o words.bin\n  \
        dateline train ner conll-train.conll web-train.conll --words words.bin --vectors vectors.tsv -o models/ner.bin\n\n"
)]
pub(super) struct TrainArgs {
    /// What to train
    pub(super) model: Model,

    /// Gold data: for segment, JSON Lines with \"text\" and \"sentences\": [[start, end], …] in code points; for
    /// quotes, folders as `evaluate` reads them; for words, articles; for ner, tokens and tags in columns: the file's
    /// name up to the first \"-\" names the annotation guidelines
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(super) files: Vec<PathBuf>,

    /// Write the model to this file
    #[arg(short, long, value_name = "MODEL", value_hint = ValueHint::FilePath)]
    pub(super) out: PathBuf,

    /// For ner, the tables that \"train words\" made
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) words: Option<PathBuf>,

    /// For ner, the word classes that models/vectors.py made
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) vectors: Option<PathBuf>,

    /// For ner, rounds of training at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(super) rounds: usize,

    /// For ner, parts that the data are cut into to learn what the whole article tells; 1 leaves that out
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(super) folds: usize,

    /// For ner, the number that chance starts from
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
}

/// The models that can be trained.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Model {
    /// What ends a sentence where the rules leave it open
    Segment,
    /// Who said what
    Quotes,
    /// What plain text teaches of words: how often each is capitalised, and which have like neighbours
    Words,
    /// What is a name
    Ner,
}

/// Trains the model that was asked for, and writes it to `--out`.
///
/// # Errors
///
/// If gold data cannot be read or are not of the model's form, with file and line; if the model cannot be written.
pub(super) fn run(typed: &TrainArgs) -> Result<Status, Error> {
    let say = |message: &str| super::say(&message);
    let model = match typed.model {
        Model::Segment => segment(&typed.files)?,
        Model::Quotes => train_quotes(&attributions(&typed.files)?),
        Model::Words => words(&typed.files, &say)?.bytes(),
        Model::Ner => ner(typed, &say)?,
    };
    write(&typed.out, &model).map_err(|error| Error::io(error).at(typed.out.display().to_string()))?;
    Ok(Status::Done)
}

/// The segmenter's model, of lines of gold sentences; blank lines are passed over.
fn segment(files: &[PathBuf]) -> Result<Vec<u8>, Error> {
    let mut examples = Vec::new();
    for path in files {
        let source = path.display().to_string();
        for (line, number) in read(path)?.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            examples.push(example(line).map_err(|error| error.at(&source).on_line(number))?);
        }
    }
    Ok(train_segmenter(&examples))
}

/// A file as text.
fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::io(error).at(path.display().to_string()))
}

/// Whether a file is one of tagged columns, by its ending.
fn is_conll(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "conll")
}

/// Counts the words of articles, and of the tokens of files in tagged columns. An article that cannot be read ends it:
/// tables of words must be of what was named.
fn words(files: &[PathBuf], say: &dyn Fn(&str)) -> Result<WordTables, Error> {
    let segmenter = Segmenter::new();
    let mut counter = WordCounter::default();
    for path in files.iter().filter(|path| is_conll(path)) {
        for article in read_conll(&read(path)?) {
            let sentences: Vec<_> = article.sentences.into_iter().map(|sentence| sentence.tokens).collect();
            let (text, segments) = segmenter.given(&sentences);
            counter.read(&text, &segments);
        }
    }
    let articles: Vec<_> = files.iter().filter(|path| !is_conll(path)).collect();
    if !articles.is_empty() {
        // A text in another language is a few foreign words more, and no reason to end.
        let options = ReadOptions { any_language: true, ..ReadOptions::default() };
        for article in Articles::open(articles, options) {
            let article = article?;
            counter.read(article.text(), &segmenter.segment(article.text()));
        }
    }
    Ok(counter.tables(say))
}

/// The tagger's model, of files of tagged columns; `conll-train.conll` is of the convention `conll`. Without tables of
/// words it learns from the gold data alone.
fn ner(typed: &TrainArgs, say: &dyn Fn(&str)) -> Result<Vec<u8>, Error> {
    let words = match &typed.words {
        None => WordTables::default(),
        Some(path) => {
            let source = path.display().to_string();
            let bytes = fs::read(path).map_err(|error| Error::io(error).at(&source))?;
            let damaged =
                || Error::new(ErrorKind::Config { message: "is no file of word tables".to_owned() }).at(source);
            WordTables::open(&bytes).ok_or_else(damaged)?
        }
    };
    let words = match &typed.vectors {
        None => words,
        Some(path) => words.with_vectors(&read(path)?).map_err(|line| {
            let message = "is no line of a class or of a word".to_owned();
            Error::new(ErrorKind::Config { message }).at(path.display().to_string()).on_line(line)
        })?,
    };
    let mut corpora = Vec::new();
    for path in &typed.files {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = stem.split('-').next().unwrap_or_default().to_owned();
        corpora.push(NerCorpus { name, articles: read_conll(&read(path)?) });
    }
    let options = NerOptions { seed: typed.seed, rounds: typed.rounds, folds: typed.folds, ..NerOptions::default() };
    Ok(train_ner(&corpora, &words, &options, say))
}

/// The texts of folders, with who said what, as `dateline evaluate quotes` reads them.
fn attributions(folders: &[PathBuf]) -> Result<Vec<QuoteExample>, Error> {
    let mut examples = Vec::new();
    for folder in folders {
        let texts = evaluate::texts(folder)?;
        examples
            .extend(texts.into_iter().map(|gold| QuoteExample { text: gold.text, attributions: gold.attributions }));
    }
    Ok(examples)
}

/// Writes a file aside and renames it, so that it is there whole or not at all. Its rights are those of any file that
/// the user makes. Other commands write models, gazetteers and predictions by it too.
///
/// # Errors
///
/// If the folder is not there or cannot be written.
pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // As any file that somebody makes, less what the mask of the process takes away.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut aside = builder.tempfile_in(folder)?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    aside.persist(path)?;
    Ok(())
}

/// A line of gold sentences; offsets in code points, end exclusive.
#[derive(Deserialize)]
struct Gold {
    /// The text of an article.
    text: String,
    /// Its sentences in order.
    sentences: Vec<(usize, usize)>,
}

/// Reads a line of gold sentences; offsets become bytes. Spans outside of the text are an error.
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
