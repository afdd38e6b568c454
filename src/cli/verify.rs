//! `dateline verify`: whether tables are as their run wrote them.
//!
//! What is wrong goes to standard error, a line for each folder with its counts to standard output: `tables/: 21 files,
//! 80,233 rows, 0 faults`. The exit status is 1 if anything is wrong, so that a script can ask before it uses an
//! archive.

use std::path::PathBuf;

use clap::ValueHint;

use super::args::TEMPLATE;
use super::progress::counted;
use super::{Status, print, tell};
use crate::batch::verify;
use crate::error::Error;

/// Checks that tables are as their run wrote them: digests, counts, keys and offsets
#[derive(Debug, clap::Args)]
#[command(
    help_template = TEMPLATE,
    before_help = "Examples:\n  \
        dateline verify tables/\n  \
        dateline verify archive/*/tables/\n\n",
    after_help = "Exit status: 0 all is as it was written, 1 something is not, 2 a folder holds no tables."
)]
pub(super) struct VerifyArgs {
    /// Folders of tables that extract or corpus wrote
    #[arg(required = true, value_name = "TABLES", value_hint = ValueHint::DirPath)]
    pub(super) folders: Vec<PathBuf>,
}

/// Verifies each folder in turn. A folder without a record of its run ends the command as an error, and those behind it
/// are not looked at.
pub(super) fn run(typed: &VerifyArgs) -> Result<Status, Error> {
    let mut wrong = 0;
    for folder in &typed.folders {
        let found = verify(folder, &mut |error| {
            wrong += 1;
            tell(&error);
        })?;
        let told = format!(
            "{}: {}, {}, {}\n",
            folder.display(),
            counted(found.files, "files"),
            counted(found.rows, "rows"),
            counted(found.wrong, "faults")
        );
        print(told.as_bytes())?;
    }
    Ok(Status::of(1, wrong))
}
