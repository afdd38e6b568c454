//! Training of the models that the library embeds (feature `learn`).
//!
//! | model | command | what is fitted | file |
//! |---|---|---|---|
//! | where sentences end | `train segment` | a logistic regression over hashed features | `models/segment.bin` |
//! | who said what | `train quotes` | a vocabulary, and a regression for each of five tasks | `models/quotes.bin` |
//! | what words are like | `train words` | clusters, topics, shares of capitals | a file for `train ner` |
//! | what is a name | `train ner` | a conditional random field in two stages | `models/ner.bin` |
//!
//! Fitting lives here; the features and the formats live beside the stages that read them, so that a stage and
//! its trainer cannot see a text in two ways. The trainers of sentences and quotations do not even list places
//! of their own: the stage runs over the text with the right answers in the model's place, and whatever it asks
//! becomes an example.
//!
//! **The same data in the same order give the same bytes**, on any machine of one floating-point behaviour and
//! at any number of threads: chance comes from a generator of our own (`random`), and sums over many numbers
//! are taken in blocks of a fixed size, in their order.
//!
//! Nothing here reads or writes a file: `src/cli/train.rs` does. What the shipped models were trained on, and
//! how good they are, stands in their cards, `models/*.md`.

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
