//! `dateline man`.

use std::fs;

use clap::CommandFactory;

use super::args::{Args, ManArgs};
use super::{Status, print, say};
use crate::error::Error;

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
