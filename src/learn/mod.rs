//! Training of the models that the library embeds.

mod segment;

pub use segment::{SegmentExample, train_segmenter};
