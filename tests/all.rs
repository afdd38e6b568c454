//! The integration tests: one binary.

mod command;
mod reading;
mod tables;
