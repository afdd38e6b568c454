//! Where tables stand before they appear: a hidden folder beside theirs, which one run at a time has.
//!
//! A run ends by one exchange of folders, so that who looks sees the tables of the earlier run or those of this one,
//! whenever a process or the power ends. Where folders cannot be exchanged (a mount point, the folder somebody works
//! in, a file system without the call), the files move one by one after a decision that stands on disk; the next run
//! finishes what was decided.
//!
//! A run that ended too soon leaves its tables there with its journal, if it has one ([`journal`](super::journal)): the
//! next run goes on with them or removes them.
//!
//! ```text
//! out/tables/                 the target: what users see
//! out/.tables.dateline/       the home of the run that writes it
//!     lock                    held while the process lives; its number, for the message to others
//!     journal                 what was written so far
//!     tables/                 what is written now
//!     decided/                moves to the target, file by file, whatever happens
//!         .obsolete           the files of the earlier run that go
//! ```
//!
//! | a run ends | is found by the next | which then |
//! |---|---|---|
//! | before a first batch | a home without journal | clears it |
//! | between batches | journal and `tables/` | goes on, or clears it |
//! | after `ready`, before the exchange | journal with `run.json`, other tables in the target | goes on, or clears it |
//! | after the exchange | journal with the `run.json` of the target | clears it: the run had ended |
//! | while files move | `decided/` | moves the rest first |
//!
//! Where the parent folder cannot be written, or the target is a mount point, the home is `.dateline` inside of the
//! target.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::journal::{Left, mark_ready};
use crate::error::{Error, ErrorKind};
use crate::ingest::RUN;

/// Tables that are being written, inside of the hidden folder.
const WRITTEN: &str = "tables";
/// Tables that are decided and move one by one.
const DECIDED: &str = "decided";
/// Names of files of the earlier run, a line each, which go when the decided ones come. It is hidden, and so no table.
const OBSOLETE: &str = ".obsolete";
/// The file that is locked.
const LOCK: &str = "lock";
/// The journal of the run.
const JOURNAL: &str = "journal";

/// The hidden folder of one run.
#[derive(Debug)]
pub(super) struct Staging {
    /// Where the tables are to stand, by a path without links.
    target: PathBuf,
    /// The hidden folder.
    home: PathBuf,
    /// Locked while the run lives; the system lets go of it when the process ends, however it ends.
    lock: File,
    /// What the run before left, as its journal tells.
    left: Left,
}

impl Staging {
    /// Takes the place of tables for this run. What a dead run left there is finished if it was decided; if it was not,
    /// it is there to go on with, until [`Staging::clear`].
    ///
    /// # Errors
    ///
    /// If another run has it, or nothing can be written there.
    pub(super) fn of(folder: &Path) -> Result<Self, Error> {
        let target = resolved(folder)?;
        let mut staging = Self::lock(target)?;
        if staging.home.join(DECIDED).exists() {
            staging.move_decided().map_err(Error::io)?;
        }
        staging.left = Left::of(&staging.journal())?.unwrap_or_default();
        if staging.has_ended() {
            staging.clear().map_err(Error::io)?;
        }
        Ok(staging)
    }

    /// What the run before left, as its journal tells.
    pub(super) fn left(&self) -> &Left {
        &self.left
    }

    /// Whether the run before ended after its tables had appeared, so that but its traces are left.
    pub(super) fn has_ended(&self) -> bool {
        self.left.ready.is_some() && fs::read(self.target.join(RUN)).ok() == self.left.ready
    }

    /// Begins with nothing written, whatever the run before left.
    pub(super) fn clear(&self) -> io::Result<()> {
        for ended in [fs::remove_file(self.journal()), fs::remove_dir_all(self.written())] {
            ended.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
        }
        fs::create_dir(self.written())
    }

    /// Makes the hidden folder and locks it. The lock is the system's, so that none is left by a dead process; the
    /// number in it is for a message only.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FolderInUse`] if another run has it.
    fn lock(target: PathBuf) -> Result<Self, Error> {
        loop {
            let home = make_home(&target).map_err(Error::io)?;
            let path = home.join(LOCK);
            let mut lock =
                File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(Error::io)?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    let _ = lock.read_to_string(&mut holder);
                    return Err(Error::new(ErrorKind::FolderInUse { process: holder.trim().parse().ok() }));
                }
                Err(TryLockError::Error(error)) => return Err(Error::io(error)),
            }
            // A run that ended in between has removed the file that was opened.
            if is_same_file(&lock, &path) {
                // From here on an error leaves nothing behind.
                let staging = Self { target, home, lock, left: Left::default() };
                let mut lock = &staging.lock;
                let emptied = lock.set_len(0).and_then(|()| lock.rewind());
                emptied.and_then(|()| writeln!(lock, "{}", std::process::id())).map_err(Error::io)?;
                return Ok(staging);
            }
        }
    }

    /// Where the tables are to stand.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// The folder to write them in.
    pub(super) fn written(&self) -> PathBuf {
        self.home.join(WRITTEN)
    }

    /// Where the journal of the run stands.
    pub(super) fn journal(&self) -> PathBuf {
        self.home.join(JOURNAL)
    }

    /// Lets everything that was written appear, and removes `obsolete` files of the target. When it returns, both are
    /// on the disk.
    ///
    /// The files are synced first, then the journal says that they are ready, then folders are exchanged, or `decided/`
    /// is made by one renaming and moved. Each step can be the last without harm.
    ///
    /// # Errors
    ///
    /// If files cannot be written or named: then the target is as it was, or the next run makes it what it was to be.
    pub(super) fn commit(self, obsolete: &[OsString]) -> io::Result<()> {
        let written = self.written();
        for entry in fs::read_dir(&written)? {
            File::open(entry?.path())?.sync_all()?;
        }
        sync_folder(&written)?;
        if let Ok(run) = fs::read(written.join(RUN)) {
            mark_ready(&self.journal(), &run)?;
        }
        if !self.exchange()? {
            let lines: Vec<&[u8]> = obsolete.iter().map(|name| name.as_encoded_bytes()).collect();
            let mut list = File::create(written.join(OBSOLETE))?;
            list.write_all(&lines.join(&b'\n'))?;
            list.sync_all()?;
            sync_folder(&written)?;
            fs::rename(&written, self.home.join(DECIDED))?;
            sync_folder(&self.home)?;
            self.move_decided()?;
        }
        // What is left now is of no use.
        let _ = fs::remove_file(self.journal());
        Ok(())
    }

    /// Puts the written folder in the place of the target in one step, if that can be; what was there is in the home
    /// afterwards and goes with it. A target that does not exist takes a plain renaming.
    ///
    /// It cannot be where the home lies inside of the target, where this process works in the target, where the target
    /// holds hidden files, which are somebody's, or where the system has no such call.
    fn exchange(&self) -> io::Result<bool> {
        let written = self.written();
        let (Some(parent), true) = (self.target.parent(), self.home.parent() == self.target.parent()) else {
            return Ok(false);
        };
        let Ok(old) = fs::metadata(&self.target) else {
            fs::rename(&written, &self.target)?;
            sync_folder(parent)?;
            return Ok(true);
        };
        // Who stands in the folder would find it gone; hidden files are somebody's.
        let is_home =
            std::env::current_dir().and_then(fs::canonicalize).is_ok_and(|here| here.starts_with(&self.target));
        if is_home || holds_hidden(&self.target)? {
            return Ok(false);
        }
        fs::set_permissions(&written, old.permissions())?;
        if !swap(&written, &self.target) {
            return Ok(false);
        }
        sync_folder(parent)?;
        Ok(true)
    }

    /// Moves what was decided to its place, file by file, the record of the run last, so that a folder with `run.json`
    /// is whole. Run again after any interruption it ends the same.
    fn move_decided(&self) -> io::Result<()> {
        let decided = self.home.join(DECIDED);
        fs::create_dir_all(&self.target)?;
        let list = match fs::read(decided.join(OBSOLETE)) {
            Ok(list) => list,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        for name in String::from_utf8_lossy(&list).lines() {
            match fs::remove_file(self.target.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        let mut names: Vec<OsString> =
            fs::read_dir(&decided)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
        names.retain(|name| name != OBSOLETE);
        names.sort_by_key(|name| (name == RUN, name.clone()));
        for name in names {
            fs::rename(decided.join(&name), self.target.join(&name))?;
        }
        sync_folder(&self.target)?;
        fs::remove_dir_all(&decided)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What was decided and could not be moved, and what a journal tells of, is for the next run.
        if !self.home.join(DECIDED).exists() && !self.journal().exists() {
            let _ = fs::remove_dir_all(&self.home);
        }
    }
}

/// The folder by a path without links; its parents are made, it is not.
///
/// # Errors
///
/// If it is a file, or its parents cannot be made.
fn resolved(folder: &Path) -> Result<PathBuf, Error> {
    if folder.exists() {
        let target = fs::canonicalize(folder).map_err(Error::io)?;
        return if target.is_dir() { Ok(target) } else { Err(Error::io(io::ErrorKind::NotADirectory.into())) };
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(Error::io)?;
    let name = folder.file_name().ok_or_else(|| Error::io(io::ErrorKind::InvalidInput.into()))?;
    Ok(fs::canonicalize(parent).map_err(Error::io)?.join(name))
}

/// Makes the hidden folder: beside the target, or inside of it where nothing can be written or moved between the two.
fn make_home(target: &Path) -> io::Result<PathBuf> {
    let beside = target.parent().zip(target.file_name()).map(|(parent, name)| {
        let mut hidden = OsStr::new(".").to_owned();
        hidden.push(name);
        hidden.push(".dateline");
        parent.join(hidden)
    });
    if let Some(home) = beside.filter(|_| !is_mounted(target))
        && make(&home).is_ok()
    {
        return Ok(home);
    }
    let home = target.join(".dateline");
    make(&home)?;
    Ok(home)
}

/// Makes a folder, if it is not there.
fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Whether a folder holds hidden files, which no run wrote.
fn holds_hidden(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if entry?.file_name().as_encoded_bytes().starts_with(b".") {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(unix)]
fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|found| found.dev());
    folder.parent().is_some_and(|parent| device(folder).is_some_and(|own| device(parent) != Some(own)))
}

#[cfg(not(unix))]
fn is_mounted(_: &Path) -> bool {
    false
}

#[cfg(unix)]
fn is_same_file(open: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |found: &fs::Metadata| (found.dev(), found.ino());
    matches!((open.metadata(), fs::metadata(path)), (Ok(open), Ok(named)) if id(&open) == id(&named))
}

#[cfg(not(unix))]
fn is_same_file(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Exchanges two folders in one step; false where the system cannot.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn swap(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> bool {
    false
}

/// Has the names in a folder written to the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleared(target: &Path) -> Staging {
        let staging = Staging::of(target).unwrap();
        staging.clear().unwrap();
        staging
    }

    fn write(staging: &Staging, files: &[(&str, &str)]) {
        for (name, content) in files {
            fs::write(staging.written().join(name), content).unwrap();
        }
    }

    fn files(folder: &Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }

    fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|&(name, content)| (name.to_owned(), content.to_owned())).collect()
    }

    #[test]
    fn tables_appear_in_the_place_of_earlier_ones() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out/tables");
        for round in [&[("a.csv", "1"), ("b.csv", "1")][..], &[("a.csv", "2")]] {
            let staging = cleared(&target);
            write(&staging, round);
            staging.commit(&["b.csv".into()]).unwrap();
            assert_eq!(files(&target), owned(round));
        }
        assert_eq!(fs::read_dir(folder.path().join("out")).unwrap().count(), 1, "nothing is left beside");
    }

    #[test]
    fn hidden_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [("a.csv", "1"), ("b.csv", "1"), (".keep", "")] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let staging = cleared(folder.path());
        write(&staging, &[("a.csv", "2"), (RUN, "{}")]);
        staging.commit(&["b.csv".into()]).unwrap();
        assert_eq!(files(folder.path()), owned(&[(".keep", ""), ("a.csv", "2"), (RUN, "{}")]));
    }

    #[test]
    fn one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("tables");
        let first = Staging::of(&target).unwrap();
        let second = Staging::of(&target).unwrap_err();
        assert!(matches!(second.kind(), ErrorKind::FolderInUse { process: Some(id) } if *id == std::process::id()));
        drop(first);
        assert!(!target.exists());
        drop(Staging::of(&target).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_dead_run_left_goes_and_what_it_decided_comes() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("tables");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("old.csv"), "1").unwrap();
        fs::write(target.join("a.csv"), "1").unwrap();
        let home = folder.path().join(".tables.dateline");
        fs::create_dir_all(home.join(WRITTEN)).unwrap();
        fs::write(home.join(WRITTEN).join("half.csv"), "2").unwrap();
        fs::create_dir_all(home.join(DECIDED)).unwrap();
        // The first file has moved when the run was killed.
        fs::write(home.join(DECIDED).join(OBSOLETE), "old.csv\ngone.csv").unwrap();
        fs::write(home.join(DECIDED).join("b.csv"), "2").unwrap();
        fs::write(home.join(DECIDED).join(RUN), "{}").unwrap();
        drop(Staging::of(&target).unwrap());
        assert_eq!(files(&target), owned(&[("a.csv", "1"), ("b.csv", "2"), (RUN, "{}")]));
        assert!(!home.exists());
    }
}
