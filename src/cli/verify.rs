//! `dateline verify`: whether tables are as their run wrote them.
//!
//! What is wrong goes to standard error, a line for each folder with its counts to standard output: `tables/: 21 files,
//! 80,233 rows, 0 faults`. The exit status is 1 if anything is wrong, so that a script can ask before it uses an
//! archive.

use super::args::VerifyArgs;
use super::progress::counted;
use super::{Status, print, tell};
use crate::batch::verify;
use crate::error::Error;

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
