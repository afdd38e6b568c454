//! `dateline verify`.

use super::args::VerifyArgs;
use super::progress::counted;
use super::{Status, print, tell};
use crate::batch::verify;
use crate::error::Error;

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
