//! Every format: the mock files under `tests/data/formats` and what is read of them, `articles.jsonl` beside them; and what damage does.
//!
//! `DATELINE_UPDATE=1 cargo test --test all formats` writes the table anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::{Article, Articles, Error, InputFormat, ReadOptions};
use serde_json::{Map, Value, json};

const FOLDER: &str = "tests/data/formats";
const TABLE: &str = "articles.jsonl";

/// The mock files, in the order of their names.
fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.file_name().is_some_and(|name| name != TABLE));
    files.sort();
    files
}

fn read(path: &Path) -> Vec<Result<Article, Error>> {
    Articles::open([path], ReadOptions::default()).collect()
}

/// What was read of a file, a line each: the filled fields of an article, or an error.
fn lines(path: &Path) -> String {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut out = String::new();
    for found in read(path) {
        let mut line = Map::new();
        line.insert("file".to_owned(), json!(file));
        match found {
            Ok(article) => {
                let mut put = |name: &str, value: Option<String>| {
                    line.extend(value.map(|value| (name.to_owned(), Value::String(value))));
                };
                put("id", Some(article.id.clone()));
                put("date", article.date.map(|date| date.to_string()));
                put("date_from", article.date_from.map(|from| from.as_str().to_owned()));
                put("title", article.title.clone());
                put("byline", article.byline.clone());
                put("dateline", article.dateline.clone());
                put("publisher", article.publisher.clone());
                put("section", article.section.clone());
                put("language", article.language.clone());
                put("url", article.url.clone());
                put("updated", article.updated.clone());
                put("text", Some(article.text().to_owned()));
            }
            Err(error) => {
                let message = error.to_string().replace(&format!("{FOLDER}/"), "");
                line.insert("code".to_owned(), json!(error.code()));
                line.insert("message".to_owned(), json!(message));
            }
        }
        writeln!(out, "{}", Value::Object(line)).unwrap();
    }
    out
}

#[test]
fn every_mock_file_gives_its_rows() {
    let found: String = files().iter().map(|path| lines(path)).collect();
    let table = Path::new(FOLDER).join(TABLE);
    if std::env::var_os("DATELINE_UPDATE").is_some() {
        fs::write(&table, &found).unwrap();
    }
    let expected = fs::read_to_string(&table).unwrap_or_default();
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

/// Formats of which no mock file can stand here: those of endings that the files have not.
#[test]
fn every_ending_has_a_mock_file() {
    let files: Vec<String> = files().iter().map(|path| path.display().to_string()).collect();
    for format in InputFormat::all().iter().filter(|format| !format.endings.is_empty()) {
        let has = format.endings.iter().any(|ending| files.iter().any(|file| file.ends_with(&format!(".{ending}"))));
        assert!(has, "{}: no file under {FOLDER} ends in {:?}", format.name, format.endings);
    }
}

/// Numbers without pattern: xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

/// Reads a damaged file; there must be an end to it.
fn read_damaged(folder: &Path, name: &str, bytes: &[u8]) -> Vec<Result<Article, Error>> {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    let found: Vec<_> = Articles::open([&path], ReadOptions::default()).take(10_000).collect();
    assert!(found.len() < 10_000, "{name} does not end");
    found
}

fn texts(found: &[Result<Article, Error>]) -> Vec<&str> {
    found.iter().flatten().map(Article::text).collect()
}

#[test]
fn a_file_that_is_cut_off_keeps_the_articles_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(0x5eed);
    for path in files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (bytes, whole) = (fs::read(&path).unwrap(), read(&path));
        let articles = texts(&whole);
        let cuts = (0..24).map(|part| bytes.len() * part / 24).chain((0..8).map(|_| random.below(bytes.len())));
        for cut in cuts.collect::<Vec<_>>() {
            let found = read_damaged(folder.path(), &name, &bytes[..cut]);
            assert!(!found.is_empty(), "{name} cut at {cut}: nothing is told");
        }
        // Where the title or the text of the second article stands as it is in the file, the first one is whole before it.
        // Rows that are stored by column have no place of their own.
        let by_column = name.starts_with("table.");
        let second = articles.get(1).filter(|_| !by_column).and_then(|second| second.split("\n\n").next());
        let words = second.and_then(|second| second.get(..second.floor_char_boundary(30)));
        let at = words.and_then(|words| memchr::memmem::rfind(&bytes, words.as_bytes()));
        if let Some(at) = at.filter(|_| memchr::memmem::find_iter(&bytes, articles[0].as_bytes()).count() < 2) {
            let found = read_damaged(folder.path(), &name, &bytes[..at]);
            assert_eq!(texts(&found).first(), Some(&articles[0]), "{name} cut at {at}");
        }
    }
}

#[test]
fn a_damaged_byte_stops_no_reader() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(0xda7e);
    for path in files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        for _ in 0..if bytes.is_empty() { 0 } else { 40 } {
            let mut damaged = bytes.clone();
            for _ in 0..=random.below(3) {
                let at = random.below(damaged.len());
                damaged[at] = match random.below(4) {
                    0 => 0,
                    1 => b"\"<>{}[]&\\\n,;:"[random.below(13)],
                    _ => u8::try_from(random.below(256)).unwrap(),
                };
            }
            read_damaged(folder.path(), &name, &damaged);
        }
    }
}

#[test]
fn nesting_of_ten_thousand_levels_ends() {
    let folder = tempfile::tempdir().unwrap();
    let deep = |open: &str, close: &str| format!("{}x{}", open.repeat(10_000), close.repeat(10_000));
    let xml = |root: &str, inner: &str| format!("<?xml version=\"1.0\"?><{root}>{inner}</{root}>");
    for (name, content) in [
        ("a.json", deep("[", "]")),
        ("b.json", format!("{{\"text\": {}}}", deep("{\"a\": ", "}"))),
        ("c.jsonl", format!("{{\"text\": {}}}\n", deep("[", "]"))),
        ("d.html", format!("<!doctype html><body>{}", deep("<div>", "</div>"))),
        ("e.xml", xml("nitf", &format!("<body><body.content>{}</body.content></body>", deep("<block>", "</block>")))),
        (
            "f.xml",
            xml("rss", &format!("<channel><item><description>{}</description></item></channel>", deep("<p>", "</p>"))),
        ),
        ("g.rtf", format!("{{\\rtf1 {}}}", deep("{", "}"))),
        ("h.md", format!("---\ntitle: x\n---\n\n{}", deep("> ", ""))),
        ("i.csv", format!("id,text\n1,\"{}\"\n", deep("<p>", "</p>"))),
    ] {
        read_damaged(folder.path(), name, content.as_bytes());
    }
}

/// Data that packs very well, of which a file is a row, a record, a text.
#[test]
fn bombs_are_one_error_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let before = "id,text\na,Rain fell on the port for nine days.\n";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, before.as_bytes()).unwrap();
    let zeros = vec![b'x'; 1 << 20];
    for _ in 0..100 {
        std::io::Write::write_all(&mut packed, &zeros).unwrap();
    }
    fs::write(folder.path().join("bomb.csv.gz"), packed.finish().unwrap()).unwrap();
    fs::write(folder.path().join("rain.txt"), "Rain fell on the bridge.").unwrap();
    let found: Vec<_> = Articles::open([folder.path()], ReadOptions::default()).collect();
    let codes: Vec<_> = found.iter().filter_map(|found| found.as_ref().err().map(Error::code)).collect();
    assert_eq!(codes, ["budget"]);
    assert_eq!(texts(&found), ["Rain fell on the port for nine days.", "Rain fell on the bridge."]);
}

#[test]
fn bounds_of_articles_and_unpacked_files_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rain.txt");
    fs::write(&path, "Rain fell.\n".repeat(200_000)).unwrap();
    let mut options = ReadOptions::default();
    options.article_bytes = 1 << 20;
    let found: Vec<_> = Articles::open([&path], options).collect();
    let message = found[0].as_ref().unwrap_err().to_string();
    assert!(message.ends_with("a text of more than 1 MiB; --max-article-mb raises the bound"), "{message}");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for n in 0..100_000 {
        std::io::Write::write_all(&mut packed, format!("{{\"text\": \"Rain {n} fell.\"}}\n").as_bytes()).unwrap();
    }
    let path = folder.path().join("rain.jsonl.gz");
    fs::write(&path, packed.finish().unwrap()).unwrap();
    let mut options = ReadOptions::default();
    options.unpacked_bytes = 1 << 20;
    let found: Vec<_> = Articles::open([&path], options).collect();
    let codes: Vec<_> = found.iter().filter_map(|found| found.as_ref().err().map(Error::code)).collect();
    assert_eq!(codes, ["budget"]);
    assert!(texts(&found).len() > 30_000);
}
