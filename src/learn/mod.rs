//! Training of the models that the library embeds.

mod logistic;
mod quotes;
mod segment;

pub use quotes::{QuoteExample, train_quotes};
pub use segment::{SegmentExample, train_segmenter};
