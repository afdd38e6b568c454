//! `dateline formats`: what can be read.
//!
//! Both forms come from the one table of formats and fields ([`ingest`](crate::ingest)): for reading in a terminal, and
//! as the page `docs/formats.md`.

use super::args::TEMPLATE;
use super::{Status, print};
use crate::error::Error;
use crate::ingest::{formats_markdown, formats_plain};

/// Prints what is read: every format with its endings
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = "Example:\n  dateline formats\n\n")]
pub(super) struct FormatsArgs {
    /// Print the page of the documentation
    #[arg(long)]
    pub(super) markdown: bool,
}

/// Prints the form that was asked for.
pub(super) fn run(typed: &FormatsArgs) -> Result<Status, Error> {
    let page = if typed.markdown { formats_markdown() } else { formats_plain() };
    print(page.as_bytes())?;
    Ok(Status::Done)
}
