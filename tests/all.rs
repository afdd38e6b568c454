//! The integration tests: one binary.
mod segments;
