//! `dateline formats`: what can be read.
//!
//! Both forms come from the one table of formats and fields ([`ingest`](crate::ingest)): for reading in a terminal, and
//! as the page `docs/formats.md`.

use super::args::FormatsArgs;
use super::{Status, print};
use crate::error::Error;
use crate::ingest::{formats_markdown, formats_plain};

/// Prints the form that was asked for.
pub(super) fn run(typed: &FormatsArgs) -> Result<Status, Error> {
    let page = if typed.markdown { formats_markdown() } else { formats_plain() };
    print(page.as_bytes())?;
    Ok(Status::Done)
}
