//! `dateline man`: the manual pages, made of the same declaration as `--help`.
//!
//! Without a folder, that of `dateline` itself goes to standard output in roff; with one, `dateline.1`,
//! `dateline-extract.1` and so on are written there.

use std::fs;
use std::path::PathBuf;

use clap::{CommandFactory, ValueHint};

use super::args::{Args, TEMPLATE};
use super::{Status, print, say};
use crate::error::Error;

/// Writes the manual pages, of the command and of each of its commands.
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline man | man -l -                             read the first\n  \
        dateline man --out /usr/local/share/man/man1\n\n"
)]
pub(super) struct ManArgs {
    /// Write a file for each command to this folder [default: that of dateline to standard output]
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
}

/// Writes the pages. The command `help`, which the parser adds, has none.
///
/// # Errors
///
/// If the folder cannot be made or written.
pub(super) fn run(typed: &ManArgs) -> Result<Status, Error> {
    let command = Args::command().disable_help_subcommand(true);
    let Some(folder) = &typed.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page).map_err(Error::io)?;
        print(&page)?;
        return Ok(Status::Done);
    };
    let locate = |error| Error::io(error).at(folder.display().to_string());
    fs::create_dir_all(folder).map_err(locate)?;
    clap_mangen::generate_to(command, folder).map_err(locate)?;
    say(&format!("{}: the manual pages", folder.display()));
    Ok(Status::Done)
}
