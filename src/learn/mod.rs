//! Training of the models that the library embeds.

mod crf;
mod logistic;
mod minimise;
mod ner;
mod quotes;
mod random;
mod segment;
mod words;

pub use ner::{NerCorpus, NerOptions, train_ner};
pub use quotes::{QuoteExample, train_quotes};
pub use segment::{SegmentExample, train_segmenter};
pub use words::{WordCounter, WordTables};
