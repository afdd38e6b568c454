//! `dateline completions`.

use clap::CommandFactory;

use super::args::{Args, CompletionsArgs};
use super::{Status, print};
use crate::error::Error;

pub(super) fn run(typed: CompletionsArgs) -> Result<Status, Error> {
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut Args::command(), "dateline", &mut script);
    print(&script)?;
    Ok(Status::Done)
}
