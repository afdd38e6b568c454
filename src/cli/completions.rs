//! `dateline completions`: a script for a shell that completes commands, options and their values.
//!
//! It is made of the declaration of the arguments, so it knows every option of the program that made it, and has to be
//! made anew with a newer one.

use clap::CommandFactory;

use super::args::{Args, TEMPLATE};
use super::{Status, print};
use crate::error::Error;

/// Prints a script that completes the command's options in a shell.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Example:\n  dateline completions bash > ~/.local/share/bash-completion/completions/dateline\n\n"
)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

/// Prints the script.
pub(super) fn run(typed: CompletionsArgs) -> Result<Status, Error> {
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut Args::command(), "dateline", &mut script);
    print(&script)?;
    Ok(Status::Done)
}
