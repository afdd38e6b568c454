//! The report: pages to look at, made of the tables of a run. They open from disk in any browser and ask nothing of a
//! network.
//!
//! [`data`] reads and counts, [`figure`], [`chart`] and [`map`] draw, [`index`], [`article`] and [`person`] are the
//! pages; their templates and the one style and script that all share stand in `templates/`.
//!
//! ```text
//! report/
//!   index.html            the first page
//!   data/people.csv …     the rows of each figure
//!   people/0.html, .csv   the most quoted person, and so on
//!   articles/12.html      the thirteenth article of the tables
//! ```
//!
//! Articles are text of strangers, and a report may be put on a server. So nothing of them is ever HTML
//! ([`chart::escape`]), a page's policy lets through the one style and the one script by their hashes and nothing else,
//! and a link leads out only where an article's own address is one of the web. Who opens a page tells nobody.
//!
//! The same tables give the same bytes: no time of writing, no order of a hash map. A report is written aside and takes
//! its place by one renaming.

mod article;
mod chart;
mod data;
mod figure;
mod index;
mod map;
mod person;

use std::fs;
use std::path::{Path, PathBuf};

use minijinja::{AutoEscape, Environment, Value, context};
use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorKind};
use data::Data;

/// What a report holds.
///
/// By default up to 500 articles have pages, texts are shown, and an earlier report is not replaced.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReportOptions {
    /// So many articles have a page at most; of more, every so many-th has one. By default 500.
    pub articles: usize,
    /// Whether texts of articles and quotations are shown. By default true.
    pub text: bool,
    /// Whether a report of an earlier run in the same folder is replaced. By default false.
    pub overwrite: bool,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self { articles: 500, text: true, overwrite: false }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportSummary {
    /// Articles in the tables.
    pub articles: usize,
    /// Pages of articles.
    pub article_pages: usize,
    /// Pages of people.
    pub person_pages: usize,
    /// Bytes of the first page.
    pub index_bytes: usize,
}

/// What every page shows at its foot, and by which an earlier report is known.
const MARK: &str = "<meta name=\"generator\" content=\"dateline";

/// Writes the report of the tables in `tables` to the folder `out`, which appears whole or not at all.
///
/// The same tables give the same bytes. Texts, names and links of articles are written as text, whatever they hold.
///
/// # Errors
///
/// If a table cannot be read, or `tables` holds neither tables of a corpus nor articles to make them of; if `out` holds
/// anything but an earlier report, or such a one without leave to replace it; if it cannot be written.
pub fn write_report(tables: &Path, out: &Path, options: &ReportOptions) -> Result<ReportSummary, Error> {
    let locate = |error: Error| error.at(out.display().to_string());
    let replaced = earlier(out, options.overwrite).map_err(locate)?;
    let data = Data::read(tables)?;
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(Error::io).map_err(locate)?;
    let aside = tempfile::Builder::new().prefix(".dateline-report-").tempdir_in(parent).map_err(Error::io)?;
    let pages = Pages::new(aside.path(), tables, data.articles.len())?;
    let shown = Shown::of(&data, options);
    for folder in ["data", "articles", "people"] {
        fs::create_dir_all(aside.path().join(folder)).map_err(Error::io).map_err(locate)?;
    }
    let index_bytes = index::write(&pages, &data, &shown, options)?;
    let person_pages = person::write(&pages, &data, &shown, options)?;
    let article_pages = if options.text { article::write(&pages, &data, &shown, tables)? } else { 0 };
    if replaced {
        fs::remove_dir_all(out).map_err(Error::io).map_err(locate)?;
    } else if out.exists() {
        // An empty folder.
        fs::remove_dir(out).map_err(Error::io).map_err(locate)?;
    }
    fs::rename(aside.keep(), out).map_err(Error::io).map_err(locate)?;
    Ok(ReportSummary { articles: data.articles.len(), article_pages, person_pages, index_bytes })
}

/// Whether `out` holds an earlier report that is to be replaced; an empty or missing folder holds none.
///
/// # Errors
///
/// [`ErrorKind::ForeignFiles`] if its `index.html` is not one of a report, [`ErrorKind::TablesExist`] if it is one and
/// `overwrite` is not said.
fn earlier(out: &Path, overwrite: bool) -> Result<bool, Error> {
    let Ok(mut files) = fs::read_dir(out) else { return Ok(false) };
    let Some(first) = files.next().transpose().map_err(Error::io)? else { return Ok(false) };
    let index = fs::read_to_string(out.join("index.html")).unwrap_or_default();
    if !index.contains(MARK) {
        return Err(Error::new(ErrorKind::ForeignFiles { file: first.file_name().display().to_string() }));
    }
    if overwrite { Ok(true) } else { Err(Error::new(ErrorKind::TablesExist)) }
}

/// Which articles and people have pages, so that links lead only where there is something.
struct Shown {
    /// Whether an article has one, by its place.
    articles: Vec<bool>,
    /// So many people have one, the first, who are the most quoted.
    people: usize,
}

/// At most so many people have a page.
const MOST_PERSON_PAGES: usize = 200;

impl Shown {
    /// Every so many-th article that has a text, so that those with pages are spread over the whole of the tables, and
    /// the first people.
    fn of(data: &Data, options: &ReportOptions) -> Self {
        let count = data.articles.len();
        let most = if options.text { options.articles } else { 0 };
        let every = if most == 0 { usize::MAX } else { count.div_ceil(most).max(1) };
        let articles =
            (0..count).map(|place| most > 0 && place % every == 0 && data.articles[place].has_text).collect();
        Self { articles, people: data.people.len().min(MOST_PERSON_PAGES) }
    }

    /// The page of an article, seen from the folder of the index.
    fn article(&self, place: usize) -> Option<String> {
        self.articles[place].then(|| format!("articles/{place}.html"))
    }

    /// The page of a person, the same.
    fn person(&self, person: u32) -> Option<String> {
        ((person as usize) < self.people).then(|| format!("people/{person}.html"))
    }
}

/// Writes pages from templates, into the folder that is written aside.
struct Pages {
    /// That folder.
    folder: PathBuf,
    /// The four templates, which escape whatever is not said to be safe.
    templates: Environment<'static>,
    /// What the report is of.
    name: String,
    /// The hash by which a page's policy lets the style through …
    style_hash: String,
    /// … and that of the script.
    script_hash: String,
}

/// The style of all pages, which each page holds.
const STYLE: &str = include_str!("templates/style.css");
/// The script of all pages: sorting, filters, and turning the pages of the table of quotations. Pages are whole without
/// it.
const SCRIPT: &str = include_str!("templates/report.js");

impl Pages {
    /// Reads the templates; the report is named by the folder of `tables`, not by where that lies.
    fn new(folder: &Path, tables: &Path, articles: usize) -> Result<Self, Error> {
        let mut templates = Environment::new();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        templates.set_formatter(|out, state, value| match value.as_str() {
            Some(text) if !value.is_safe() => Ok(out.write_str(&chart::escape(text))?),
            _ => minijinja::escape_formatter(out, state, value),
        });
        for (name, source) in [
            ("page.html", include_str!("templates/page.html")),
            ("index.html", include_str!("templates/index.html")),
            ("article.html", include_str!("templates/article.html")),
            ("person.html", include_str!("templates/person.html")),
        ] {
            templates.add_template(name, source).map_err(failed)?;
        }
        let name = tables.file_name().map_or_else(|| "tables".to_owned(), |name| name.to_string_lossy().into_owned());
        Ok(Self {
            folder: folder.to_owned(),
            templates,
            name: format!("Report on {} ({name})", counted(articles, "articles")),
            style_hash: source_hash(STYLE),
            script_hash: source_hash(SCRIPT),
        })
    }

    /// Writes a page from a template; returns its size in bytes. `root` is the way from it to the index, `../` from a
    /// folder below; `values` are what this kind of page has of its own.
    fn write(&self, template: &str, file: &str, root: &str, title: &str, values: Value) -> Result<usize, Error> {
        let common = context! {
            name => self.name,
            version => env!("CARGO_PKG_VERSION"),
            style => STYLE,
            script => SCRIPT,
            style_hash => self.style_hash,
            script_hash => self.script_hash,
            root => root,
            title => title,
        };
        let template = self.templates.get_template(template).map_err(failed)?;
        let page = template.render(context! { ..values, ..common }).map_err(failed)?;
        self.file(file, page.as_bytes())?;
        Ok(page.len())
    }

    /// Writes a file of the report.
    fn file(&self, file: &str, bytes: &[u8]) -> Result<(), Error> {
        fs::write(self.folder.join(file), bytes).map_err(|error| Error::io(error).at(file))
    }

    /// Writes the data of a figure to `file`.
    fn csv(&self, file: &str, head: &[&str], rows: &[Vec<String>]) -> Result<(), Error> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(head).map_err(Error::csv)?;
        for row in rows {
            out.write_record(row).map_err(Error::csv)?;
        }
        let bytes = out.into_inner().map_err(|error| Error::io(error.into_error()))?;
        self.file(file, &bytes)
    }
}

/// How a policy names a style or script that it lets through: `sha256-` and the digest in Base64, as Content Security
/// Policy (W3C) has it.
fn source_hash(source: &str) -> String {
    use base64::Engine;
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(source)))
}

/// The error of a template, which is one of the program and not of the tables.
fn failed(error: minijinja::Error) -> Error {
    Error::io(std::io::Error::other(error))
}

/// A number as one reads it, with its noun: `1 article`, `2,000 articles`; with an empty noun the number alone.
fn counted(count: usize, many: &str) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let noun = if count == 1 { many.trim_end_matches('s') } else { many };
    if noun.is_empty() { out } else { format!("{out} {noun}") }
}
