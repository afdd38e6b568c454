//! Which files are read: named ones, those of folders, those that match a pattern, and standard input.
//!
//! ```text
//! a.jsonl              a file, whatever its name says
//! corpus/              its files, in the order of their names, links followed
//! corpus/**/*.txt      a pattern, where no file has that name
//! -                    standard input
//! ```
//!
//! Who names a file wants it read; of a folder some files are passed over, each counted by why ([`Skipped`]), since
//! they would be rows of errors that nobody wants to see:
//!
//! 1. hidden files and folders;
//! 2. folders with tables of an earlier run, known by their `run.json`;
//! 3. endings that are no articles ([`PASSED_OVER`]): pictures, annotations, sources of programs;
//! 4. notes on the data: `README.md`, `LICENSE`;
//! 5. Markdown in a folder that holds more plain texts than Markdown.
//!
//! The order is that of names, byte by byte, folder by folder, so that the same folder gives the same tables on any
//! disk. No file is opened here but `run.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
#[cfg(feature = "cli")]
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use crate::error::{Error, ErrorKind, Fault};

/// A file to read.
#[derive(Debug)]
pub(super) struct File {
    /// Where it is; none for standard input.
    pub(super) path: Option<PathBuf>,
    /// The path below the input, parted by `/`: the file's name where it is named by itself.
    pub(super) below: String,
}

/// Files as they are found, one at a time: a folder of millions is not listed first.
type Files = Box<dyn Iterator<Item = Result<File, Error>> + Send>;

impl File {
    /// A file below the folder `root`, which ids do not start with.
    fn new(path: PathBuf, root: &Path) -> Self {
        let relative = path.strip_prefix(root).unwrap_or(&path);
        let parts = relative.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        });
        let below = parts.collect::<Vec<_>>().join("/");
        Self { path: Some(path), below }
    }

    /// The path as errors and the column `source` have it.
    pub(super) fn source(&self) -> String {
        self.path.as_ref().map_or_else(|| "-".to_owned(), |path| path.display().to_string())
    }

    /// The path below the input without its extension, and without that of a compression.
    pub(super) fn stem(&self) -> &str {
        stem(&self.below)
    }
}

/// A path without its extension, and without that of a compression: `2016/a.txt.gz` → `2016/a`. A name that begins
/// with its only dot keeps it.
pub(super) fn stem(path: &str) -> &str {
    let path = uncompressed(path);
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => &path[..name + dot],
        _ => path,
    }
}

/// The name of a file in lower case, without the ending of a compression: `2016/A.TXT.gz` → `a.txt`.
pub(super) fn name(path: &str) -> String {
    let path = uncompressed(path);
    path[path.rfind('/').map_or(0, |slash| slash + 1)..].to_lowercase()
}

/// What was passed over on purpose, by kind: hidden files, endings that are no articles.
#[derive(Clone, Debug, Default)]
pub struct Skipped(Arc<Mutex<BTreeMap<String, u64>>>);

impl Skipped {
    /// Counts one more of a kind.
    pub(super) fn count(&self, why: String) {
        if let Ok(mut counts) = self.0.lock() {
            *counts.entry(why).or_default() += 1;
        }
    }

    /// The kinds, such as `.ann` or `hidden`, with their counts.
    pub fn counts(&self) -> Vec<(String, u64)> {
        self.0
            .lock()
            .map(|counts| counts.iter().map(|(why, count)| (why.clone(), *count)).collect())
            .unwrap_or_default()
    }
}

/// What tells whether an input's files are still the same, without reading them: how many they are, their size,
/// when they were changed.
#[cfg(feature = "cli")]
pub(crate) fn appearance(input: &Path) -> String {
    let (mut count, mut bytes, mut last) = (0u64, 0, SystemTime::UNIX_EPOCH);
    let mut sum = crc32fast::Hasher::new();
    for file in files(input, &Skipped::default()).flatten() {
        let Some(path) = file.path else { return "standard input".to_owned() };
        let Ok(found) = fs::metadata(&path) else { continue };
        if !found.is_file() {
            return "a pipe or device".to_owned();
        }
        let changed = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let since = changed.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        sum.update(path.as_os_str().as_encoded_bytes());
        sum.update(&found.len().to_le_bytes());
        sum.update(&since.as_nanos().to_le_bytes());
        (count, bytes, last) = (count + 1, bytes + found.len(), last.max(changed));
    }
    let changed = jiff::Timestamp::try_from(last).map(|last| last.to_string()).unwrap_or_default();
    match count {
        0 => "no files".to_owned(),
        1 => format!("{bytes} bytes, changed at {changed}"),
        _ => format!("{count} files of {bytes} bytes, changed at last at {changed}, checksum {:08x}", sum.finalize()),
    }
}

/// The files of one input, in the order of their names. An input that does not exist, and a folder or pattern
/// without any file to read, is one error.
pub(super) fn files(input: &Path, skipped: &Skipped) -> Files {
    if input == Path::new("-") {
        let below = "stdin".to_owned();
        return one(Ok(File { path: None, below }));
    }
    match fs::metadata(input) {
        Ok(found) if found.is_dir() => folder(input, input, skipped),
        Ok(_) => one(Ok(File::new(input.to_owned(), input.parent().unwrap_or(Path::new(""))))),
        Err(error) => match input.to_str() {
            Some(pattern) if pattern.contains(['*', '?', '[']) => matches(pattern, skipped),
            _ => one(Err(Error::io(error).at(input.display().to_string()))),
        },
    }
}

/// One file or error.
fn one(found: Result<File, Error>) -> Files {
    Box::new(std::iter::once(found))
}

/// Those of `found`, or the error that there is none.
fn some(found: impl Iterator<Item = Result<File, Error>> + Send + 'static, input: String) -> Files {
    let mut found = found.peekable();
    if found.peek().is_none() {
        return one(Err(Error::new(ErrorKind::NoArticles).at(input)));
    }
    Box::new(found)
}

/// The files under a folder. Hidden ones, the tables of an earlier run and those whose names say that they are no
/// articles are passed over; pipes and devices are errors. Paths are taken from `root`, which is another folder
/// where a pattern found this one.
fn folder(folder: &Path, root: &Path, skipped: &Skipped) -> Files {
    let (root, hidden, other) = (root.to_owned(), skipped.clone(), skipped.clone());
    let (walked, mut texts) = (folder.to_owned(), None);
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let entries = walk.filter_entry(move |entry| {
        if entry.depth() > 0 && is_hidden(entry) {
            hidden.count("hidden".to_owned());
            return false;
        }
        if holds_tables(entry) && entry.depth() > 0 {
            hidden.count("tables".to_owned());
            return false;
        }
        true
    });
    let found = entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) if !entry.file_type().is_file() => {
            let message = "a pipe, socket or device, which is not read; name it by itself to read it";
            Some(Err(Error::input(Fault::Format, message).at(entry.path().display().to_string())))
        }
        Ok(entry) => match passed_over(entry.path(), || *texts.get_or_insert_with(|| holds_texts(&walked))) {
            Some(why) => {
                other.count(why);
                None
            }
            None => Some(Ok(File::new(entry.into_path(), &root))),
        },
        Err(error) => {
            let path = error.path().unwrap_or(&root).display().to_string();
            Some(Err(Error::io(error.into()).at(path)))
        }
    });
    some(found, folder.display().to_string())
}

/// Whether a name begins with a dot.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether a folder inside of the input holds tables of an earlier run.
fn holds_tables(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && holds_run(entry.path())
}

/// The file beside tables that says what made them.
pub(crate) const RUN: &str = "run.json";
/// The name by which that file tells that this program made them.
pub(crate) const PROGRAM: &str = "dateline";

/// Whether a folder holds tables that this program wrote: those are no articles.
pub(crate) fn holds_run(folder: &Path) -> bool {
    let run = std::fs::read(folder.join(RUN)).ok();
    let run = run.and_then(|run| serde_json::from_slice::<serde_json::Value>(&run).ok());
    run.is_some_and(|run| run.get("program").and_then(serde_json::Value::as_str) == Some(PROGRAM))
}

/// The files that match a pattern. Folders that match are read too, unless `**` finds their files by itself. Ids
/// start behind the part of the pattern that has no signs.
fn matches(pattern: &str, skipped: &Skipped) -> Files {
    let skipped = skipped.clone();
    let root: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']))
        .collect();
    let deep = pattern.contains("**");
    let Ok(paths) = glob::glob(pattern) else {
        return one(Err(Error::new(ErrorKind::NotFound).at(pattern)));
    };
    let found = paths.flat_map(move |path| match path {
        Ok(path) if path.is_dir() && deep => Box::new(std::iter::empty()),
        Ok(path) if path.is_dir() => folder(&path, &root, &skipped),
        Ok(path) => one(Ok(File::new(path, &root))),
        Err(error) => {
            let path = error.path().display().to_string();
            one(Err(Error::io(error.into()).at(path)))
        }
    });
    some(found, pattern.to_owned())
}

/// Endings that are no articles and, in a folder, no errors either: annotations, pictures, styles, programs'
/// sources, links.
const PASSED_OVER: [&str; 40] = [
    "ann", "conf", "gif", "jpg", "jpeg", "png", "svg", "webp", "ico", "tif", "tiff", "bmp", "mp3", "mp4", "css", "js",
    "woff", "woff2", "ttf", "db", "lock", "tmp", "py", "pyc", "ipynb", "r", "rs", "java", "c", "h", "cpp", "sh", "bat",
    "ps1", "ini", "cfg", "toml", "lnk", "webloc", "bak",
];

/// Whether most of what a folder holds is plain text: Markdown there is about the texts. Looks at 10,000 entries at
/// most, and only once a folder has some Markdown.
fn holds_texts(folder: &Path) -> bool {
    const SAMPLE_ENTRIES: usize = 10_000;
    let (mut texts, mut notes) = (0usize, 0usize);
    for entry in WalkDir::new(folder).into_iter().flatten().take(SAMPLE_ENTRIES) {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let ending = uncompressed(&name).rsplit_once('.').map_or("", |(_, ending)| ending);
        texts += usize::from(ending == "txt");
        notes += usize::from(ending == "md");
    }
    texts > notes
}

/// Why a file of a folder is passed over for its name, if it is.
///
/// Notes on the data (`README.md`) are, and Markdown in folders of plain texts.
fn passed_over(path: &Path, mut among_texts: impl FnMut() -> bool) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    passed_over_name(&name).or_else(|| {
        (uncompressed(&name).rsplit_once('.').is_some_and(|(_, ending)| ending == "md") && among_texts())
            .then(|| ".md".to_owned())
    })
}

/// Why a file of that name, in lower case, is passed over: its ending, with its dot, or what it is. `~$a.docx` is
/// the lock of an open document.
fn passed_over_name(name: &str) -> Option<String> {
    let ending = uncompressed(name).rsplit_once('.').map_or("", |(_, ending)| ending);
    if PASSED_OVER.contains(&ending) {
        return Some(format!(".{ending}"));
    }
    let note = ["readme", "license", "licence", "changelog", "copying", "notice"].into_iter().any(|start| {
        name.strip_prefix(start).is_some_and(|rest| rest.is_empty() || matches!(rest, ".md" | ".txt" | ".rst"))
    });
    (name.starts_with("~$") || note).then(|| if note { "readme".to_owned() } else { "lock files".to_owned() })
}

/// Why a member of an archive is passed over for its path, if it is.
pub(super) fn passed_over_path(path: &str) -> Option<String> {
    if path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") {
        return Some("hidden".to_owned());
    }
    passed_over_name(&path[path.rfind('/').map_or(0, |slash| slash + 1)..].to_lowercase())
}

/// A name without the ending of a compression, in any case.
fn uncompressed(name: &str) -> &str {
    let ends = |end: &str| {
        let start = name.len().checked_sub(end.len())?;
        name.get(start..)?.eq_ignore_ascii_case(end).then(|| &name[..start])
    };
    [".gz", ".zst", ".bz2", ".xz"].into_iter().find_map(ends).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_lose_extension_and_compression() {
        let stem = |path: &str| File::new(path.into(), Path::new("in")).stem().to_owned();
        assert_eq!(stem("in/2016/a.txt"), "2016/a");
        assert_eq!(stem("in/a.b.txt.GZ"), "a.b");
        assert_eq!(stem("in/news.d/a"), "news.d/a");
        assert_eq!(stem("in/.hidden"), ".hidden");
        assert_eq!(stem("in/x.jsonl.zst"), "x");
    }
}
