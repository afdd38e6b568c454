//! `dateline formats`: what can be read.

use super::args::FormatsArgs;
use super::{Status, print};
use crate::error::Error;
use crate::ingest::{formats_markdown, formats_plain};

pub(super) fn run(typed: &FormatsArgs) -> Result<Status, Error> {
    let page = if typed.markdown { formats_markdown() } else { formats_plain() };
    print(page.as_bytes())?;
    Ok(Status::Done)
}
