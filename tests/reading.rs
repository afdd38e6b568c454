//! Reading: `cases/reading.toml`, and what cannot stand in a case (bytes, several files).

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use dateline::{Article, Articles, Columns, Error, Field, Keep, ReadOptions};
use serde::Deserialize;
use tempfile::TempDir;

use crate::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    file: String,
    content: String,
    date: Option<String>,
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    articles: Vec<Expected>,
    #[serde(default)]
    errors: Vec<String>,
}

/// Fields that a case does not name are not compared; an empty string stands for none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    id: Option<String>,
    source: Option<String>,
    date: Option<String>,
    date_from: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    dateline: Option<String>,
    text: Option<String>,
}

#[test]
fn cases() {
    cases::load("reading").iter().for_each(check);
}

fn check(case: &Case) {
    let Case { name, file, content, .. } = case;
    let folder = Folder::new();
    folder.write(file, content.as_bytes());
    let mut columns = Columns::default();
    for column in &case.columns {
        let (field, column) = column.split_once('=').unwrap();
        columns.rename(Field::named(field).unwrap(), column);
    }
    let date = case.date.as_ref().map(|date| date.parse().unwrap());
    let mut options = ReadOptions::default();
    (options.date, options.columns) = (date, columns);
    let (articles, errors) = folder.read(["."], options);
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, case.errors, "{name}: errors");
    assert_eq!(articles.len(), case.articles.len(), "{name}: articles");
    for (article, expected) in articles.iter().zip(&case.articles) {
        let date = article.date.map(|date| date.to_string()).unwrap_or_default();
        let same = |field: &str, found: &str, expected: &Option<String>| {
            if let Some(expected) = expected {
                assert_eq!(found, expected.strip_prefix("in/").unwrap_or(expected), "{name}: {field}");
            }
        };
        same("id", &article.id, &expected.id);
        same("source", &article.source, &expected.source);
        same("date", &date, &expected.date);
        same("date_from", article.date_from.map_or("", dateline::DateFrom::as_str), &expected.date_from);
        same("title", article.title.as_deref().unwrap_or(""), &expected.title);
        same("byline", article.byline.as_deref().unwrap_or(""), &expected.byline);
        same("dateline", article.dateline.as_deref().unwrap_or(""), &expected.dateline);
        same("text", article.text(), &expected.text);
        assert!(
            Path::new(file).extension().is_none_or(|end| end != "txt") || content.ends_with(article.text()),
            "{name}: the text is the end of the file"
        );
    }
}

/// A folder of inputs.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, file: &str, content: &[u8]) {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Reads inputs below the folder. Paths come back without the folder's.
    fn read<'a>(&self, inputs: impl IntoIterator<Item = &'a str>, options: ReadOptions) -> (Vec<Article>, Vec<Shown>) {
        let inputs: Vec<_> = inputs.into_iter().map(|input| self.path().join(input)).collect();
        let before = format!("{}/", self.path().display());
        let shown = |text: &str| text.replace(&before, "").replace("./", "");
        let (mut articles, mut errors) = (Vec::new(), Vec::new());
        for found in Articles::open(inputs, options) {
            match found {
                Ok(mut article) => {
                    article.source = shown(&article.source);
                    articles.push(article);
                }
                Err(error) => errors.push(Shown { text: shown(&error.to_string()), error }),
            }
        }
        (articles, errors)
    }

    fn ids(&self, input: &str) -> Vec<String> {
        let (articles, errors) = self.read([input], ReadOptions::default());
        assert!(errors.is_empty(), "{input}: {}", errors[0]);
        articles.into_iter().map(|article| article.id).collect()
    }
}

/// An error with the message that does not name the folder.
#[derive(Debug)]
struct Shown {
    text: String,
    error: Error,
}

impl Shown {
    fn code(&self) -> &str {
        self.error.code()
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

#[test]
fn folders_are_read_in_order_and_without_other_files() {
    let folder = Folder::new();
    for file in ["b.txt", "a/2.jsonl", "a/1.csv", "a/.hidden.txt", ".git/x.txt", "photo.png", "c.text", "z/style.css"] {
        folder.write(file, if file.ends_with("csv") { b"id,text\nx,Rain.\n" } else { b"Rain fell." });
    }
    folder.write("a/2.jsonl", br#"{"text": "Rain."}"#);
    folder.write("tables/run.json", br#"{"program": "dateline"}"#);
    folder.write("tables/articles.csv", b"article_id,text\nx,Rain.\n");
    assert_eq!(folder.ids("."), ["x", "a/2:1", "b", "c"]);
    assert_eq!(folder.ids("a"), ["x", "2:1"]);
}

#[test]
fn patterns_name_files_below_their_fixed_part() {
    let folder = Folder::new();
    for file in ["2024-01-01/a.txt", "2024-01-02/a.txt", "2023-12-31/a.txt", "2024-01-02/b.log"] {
        folder.write(file, b"Rain fell.");
    }
    assert_eq!(folder.ids("2024-*/a.txt"), ["2024-01-01/a", "2024-01-02/a"]);
    assert_eq!(folder.ids("2024-*"), ["2024-01-01/a", "2024-01-02/a", "2024-01-02/b"]);
    assert_eq!(folder.ids("**/*.log"), ["2024-01-02/b"]);
    assert_eq!(folder.ids("2024-01-02/[ab].*"), ["a", "b"]);
    let (articles, _) = folder.read(["2024-*/*.txt"], ReadOptions::default());
    assert_eq!(articles[1].date.unwrap().to_string(), "2024-01-02");
}

#[test]
fn a_file_named_by_itself_has_the_date_of_its_name_only() {
    let folder = Folder::new();
    folder.write("2024-01-01/a.txt", b"Rain fell.");
    folder.write("2024-01-01/b-20240203.txt", b"Rain fell.");
    let (articles, _) = folder.read(["2024-01-01/a.txt", "2024-01-01/b-20240203.txt"], ReadOptions::default());
    assert_eq!(articles[0].date, None);
    assert_eq!(articles[1].date.unwrap().to_string(), "2024-02-03");
}

#[test]
fn other_names_are_read_as_they_begin() {
    let folder = Folder::new();
    folder.write("lines", b"{\"id\": \"a\", \"text\": \"Rain.\"}\n{\"id\": \"b\", \"text\": \"Rain.\"}\n");
    folder.write("pretty", b"\n{\n \"id\": \"c\",\n \"text\": \"Rain.\"}\n");
    folder.write("list", b"[{\"id\": \"d\", \"text\": \"Rain.\"}]");
    folder.write("table", b"\"id\",\"text\"\ne,Rain.\n");
    folder.write("prose", b"[Update] {Rain} fell.");
    folder.write("broken", b"{\"text\": oh}");
    let (articles, errors) =
        folder.read(["lines", "pretty", "list", "table", "prose", "broken"], ReadOptions::default());
    assert_eq!(errors.len(), 1);
    assert!(errors[0].text.starts_with("broken:1: not JSON"), "{}", errors[0]);
    let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e", "prose"]);
    assert_eq!(articles[5].text(), "[Update] {Rain} fell.");
}

#[test]
fn compression_is_known_by_the_first_bytes() {
    let folder = Folder::new();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"date 2024-01-01 Rain fell.").unwrap();
    let gzip = gzip.finish().unwrap();
    // Two members after each other are one file.
    folder.write("a.txt.gz", &[&gzip[..], &gzip[..]].concat());
    folder.write("b.jsonl.zst", &zstd::encode_all(&br#"{"text": "Rain fell."}"#[..], 1).unwrap());
    folder.write("c.csv", &zstd::encode_all(&b"id,text\nc,Rain fell.\n"[..], 1).unwrap());
    let (articles, errors) = folder.read(["."], ReadOptions::default());
    assert!(errors.is_empty());
    let texts: Vec<_> = articles.iter().map(|article| (article.id.as_str(), article.text())).collect();
    assert_eq!(texts, [("a", "Rain fell.date 2024-01-01 Rain fell."), ("b:1", "Rain fell."), ("c", "Rain fell.")]);

    folder.write("a.txt.gz", &gzip[..gzip.len() - 6]);
    let (_, errors) = folder.read(["a.txt.gz"], ReadOptions::default());
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].error.code(), "truncated");
}

#[test]
fn every_reader_decodes() {
    let text = "Señora Núñez’s plan cost £5.";
    let latin = b"Se\xf1ora N\xfa\xf1ez\x92s plan cost \xa35.";
    let utf16 = |little: bool, text: &str| -> Vec<u8> {
        let units = std::iter::once('\u{feff}').chain(text.chars()).collect::<String>();
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        units.encode_utf16().flat_map(bytes).collect()
    };
    let folder = Folder::new();
    for (end, before, after) in [
        ("txt", "", ""),
        ("jsonl", "{\"text\": \"", "\"}\n"),
        ("json", "[{\"text\": \"", "\"}]"),
        ("csv", "id,text\nx,", "\n"),
    ] {
        let wrap = |inside: &[u8]| [before.as_bytes(), inside, after.as_bytes()].concat();
        let whole = format!("{before}{text}{after}");
        folder.write(&format!("1.{end}"), whole.as_bytes());
        folder.write(&format!("2.{end}"), format!("\u{feff}{whole}").as_bytes());
        folder.write(&format!("3.{end}"), &utf16(true, &whole));
        folder.write(&format!("4.{end}"), &utf16(false, &whole));
        folder.write(&format!("5.{end}"), &wrap(latin));
        for file in 1..=5 {
            let (articles, errors) = folder.read([format!("{file}.{end}").as_str()], ReadOptions::default());
            assert!(errors.is_empty(), "{file}.{end}: {}", errors[0]);
            assert_eq!(articles[0].text(), text, "{file}.{end}");
        }
    }
}

#[test]
fn bad_bytes_are_errors_with_their_offset() {
    let folder = Folder::new();
    folder.write("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.write("b.txt", "\u{feff}Rain ".bytes().chain(*b"\xe9 fell.").collect::<Vec<_>>().as_slice());
    folder.write("c.txt", b"\xff\xfeR\0a\0\0\xd8");
    folder.write("d.jsonl", b"\0\0\0\0");
    folder.write("e.jsonl", b"{\"text\": \"Rain.\"}\n{\"text\": \"\xc3\xa9t\xc3\xa9 \xff\"}\n{\"text\": \"Sun.\"}\n");
    folder.write("f.csv", b"id,text\na,\xc3\xa9t\xc3\xa9 \xff\nb,Sun.\n");
    let (articles, errors) = folder.read(["."], ReadOptions::default());
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(told.join("\n"));
    let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["c", "e:1", "e:3", "b"]);
}

#[test]
fn what_is_not_there_is_an_error_and_the_rest_goes_on() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("empty")).unwrap();
    folder.write("a.txt", b"Rain fell.");
    let (articles, errors) = folder.read(["missing", "empty", "*.none", "[", "a.txt"], ReadOptions::default());
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(told.join("\n"));
    assert_eq!(articles.len(), 1);
}

#[test]
fn an_error_about_an_article_names_it() {
    let folder = Folder::new();
    folder.write("a.jsonl", br#"{"id": "x", "date": "soon", "text": "Rain."}"#);
    let (_, errors) = folder.read(["a.jsonl"], ReadOptions::default());
    let error = &errors[0].error;
    assert_eq!((error.article_id(), error.stage(), error.code()), (Some("x"), "date", "bad-date"));
    assert_eq!(error.location().1, Some(1));
}

#[test]
fn members_of_archives_are_read_like_files_of_folders() {
    let folder = Folder::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in [
        ("2025/03/04/a.txt", &b"Rain fell."[..]),
        ("b.jsonl", br#"{"id": "b1", "text": "It stopped."}"#),
        ("__MACOSX/._a.txt", b"\0\x05\x16"),
        (".DS_Store", b"\0\0"),
        ("photo.png", b"\x89PNG"),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    folder.write("news.zip", &zip);
    let mut tar = tar::Builder::new(Vec::new());
    let long = format!("{}/c.txt", "deep/".repeat(40));
    for (name, content) in
        [("2025-03-05/a.txt", &b"Rain fell."[..]), (long.as_str(), b"It stopped."), ("inner.zip", &zip)]
    {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, content).unwrap();
    }
    let tar = tar.into_inner().unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&tar).unwrap();
    folder.write("news.tar.gz", &gzip.finish().unwrap());
    let (articles, errors) = folder.read(["news.zip", "news.zip"], ReadOptions::default());
    assert!(errors.is_empty(), "{}", errors[0]);
    let read: Vec<_> = articles.iter().map(|article| (article.id.as_str(), article.source.as_str())).collect();
    assert_eq!(read, [("2025/03/04/a", "news.zip/2025/03/04/a.txt"), ("b1", "news.zip/b.jsonl:1")]);
    assert_eq!(articles[0].date.unwrap().to_string(), "2025-03-04");
    let (articles, errors) = folder.read(["news.tar.gz"], ReadOptions::default());
    assert!(errors.is_empty(), "{}", errors[0]);
    assert_eq!(articles.len(), 4);
    assert_eq!(articles[0].date.unwrap().to_string(), "2025-03-05");
    assert!(articles[1].source.ends_with("c.txt"));
}

/// A tar archive of one member of that kind, without the blocks of zeros at its end.
fn tar_of(kind: u8, content: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_path("a.txt").unwrap();
    header.set_size(content.len() as u64);
    header.set_entry_type(tar::EntryType::new(kind));
    header.set_cksum();
    let mut tar = header.as_bytes().to_vec();
    tar.extend(content);
    tar.resize(tar.len().next_multiple_of(512), 0);
    tar
}

#[test]
fn archives_that_hold_no_file_or_are_cut_are_told() {
    let folder = Folder::new();
    let whole = tar_of(b'0', b"Rain fell.");
    let told = |archive: &[u8]| {
        folder.write("a.tar", archive);
        let (articles, errors) = folder.read(["a.tar"], ReadOptions::default());
        (articles.len(), errors.iter().map(|error| error.text.clone()).collect::<Vec<_>>().join("; "))
    };
    // A kind that POSIX does not know is a file; those in capitals are a program's own.
    for kind in *b"078w" {
        assert_eq!(told(&tar_of(kind, b"Rain fell.")), (1, String::new()), "{}", char::from(kind));
    }
    for kind in *b"125V" {
        assert_eq!(told(&tar_of(kind, b"Rain fell.")), (0, "a.tar: the archive holds no file".to_owned()));
    }
    assert!(told(&tar_of(b'S', b"Rain fell.")).1.contains("not read further (a sparse file"));
    // The size of a pax header goes over that of the member's own.
    let mut sized = tar_of(b'0', b"Rain fell. The end");
    sized[124..136].copy_from_slice(b"00000000000\0");
    let pax = tar_of(b'x', b"11 size=18\n");
    assert_eq!(told(&[pax, sized.clone(), tar_of(b'5', b"")].concat()), (1, String::new()));
    let pax = tar_of(b'x', b"29 size=18446744073709551615\n");
    assert!(told(&[pax, sized].concat()).1.contains("cut off or damaged"));
    for (archive, read) in [
        (tar_of(b'5', b"Rain fell.")[..600].to_vec(), 0),
        ([&whole[..], &whole[..100]].concat(), 1),
        ([&whole[..], &tar_of(b'2', b"Rain fell.")[..700]].concat(), 1),
        (tar_of(b'L', b"Rain fell.")[..515].to_vec(), 0),
    ] {
        let (articles, errors) = told(&archive);
        assert!(articles == read && errors.contains("cut off or damaged"), "{articles}: {errors}");
    }
    folder.write("a.zip", &zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().unwrap().into_inner());
    assert!(folder.read(["a.zip"], ReadOptions::default()).1[0].text.ends_with("the archive holds no file"));
}

#[test]
fn bombs_are_told_and_not_read() {
    let folder = Folder::new();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(b"{\"text\": \"Rain fell.\"}\n").unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..80 {
        gzip.write_all(&zeros).unwrap();
    }
    folder.write("bomb.jsonl.gz", &gzip.finish().unwrap());
    let (articles, errors) = folder.read(["bomb.jsonl.gz"], ReadOptions::default());
    assert_eq!(articles.len(), 1);
    assert!(errors.iter().any(|error| error.error.code() == "budget"));
}

#[test]
fn texts_of_other_languages_are_but_cut_into_sentences() {
    let text = "Der Rat der Stadt teilte am Montag mit, dass er am Hafen eine neue Schule bauen wolle. Die Bürgermeisterin freute sich \
                sehr. Eltern hatten darum gebeten, und die Arbeiten sollen im Mai beginnen, wenn die alte Mühle abgerissen ist.";
    let folder = Folder::new();
    folder.write("a.txt", text.as_bytes());
    let (articles, errors) = folder.read(["a.txt"], ReadOptions::default());
    assert_eq!(articles[0].language.as_deref(), Some("de"));
    assert_eq!(errors[0].error.code(), "language");
    let document = dateline::Pipeline::new().annotate(articles[0].clone());
    assert_eq!(document.segments.sentence_count(), 3);
    assert_eq!(document.mentions.iter().count() + document.quotes.iter().count() + document.dates.iter().count(), 0);
    let mut options = ReadOptions::default();
    options.any_language = true;
    let (articles, errors) = folder.read(["a.txt"], options);
    assert!(errors.is_empty() && !articles[0].sentences_only);
}

#[test]
fn a_name_that_was_given_and_is_not_there_is_told_once_a_file() {
    let folder = Folder::new();
    folder.write("a.csv", b"id,text,when\n1,Rain fell.,2025-03-04\n2,Rain fell.,2025-03-05\n");
    folder.write(
        "b.jsonl",
        b"{\"id\": 3, \"text\": \"Rain fell.\"}\n{\"id\": 4, \"text\": \"Rain.\", \"day\": \"2025-03-06\"}\n",
    );
    folder.write("c.jsonl", b"{\"id\": 5, \"text\": \"Rain fell.\", \"wehn\": null}\n");
    let mut options = ReadOptions::default();
    options.columns.rename(Field::Date, "wehn");
    let (articles, errors) = folder.read(["."], options.clone());
    assert_eq!(articles.len(), 5);
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "a.csv:1: no field \"wehn\"; did you mean \"when\"?; name the one that holds the date with --column date=NAME; there are: id, \
             text, when",
            "b.jsonl: no field \"wehn\"; name the one that holds the date with --column date=NAME; there are: id, text",
        ]
    );
    options.columns.rename(Field::Date, "day");
    let (_, errors) = folder.read(["b.jsonl"], options);
    assert!(errors.is_empty(), "one record has it");
}

#[test]
fn fields_ride_along_under_the_names_that_were_asked() {
    let folder = Folder::new();
    folder.write("a.csv", b"id,text,Outlet,rank\n1,Rain fell.,Courier,3\n");
    folder
        .write("b.jsonl", br#"{"id": 2, "text": "Rain fell.", "outlet": "Mail", "rank": 4.50, "more": {"words": 12}}"#);
    let keep = |keep: Keep| {
        let mut options = ReadOptions::default();
        options.keep = keep;
        folder.read(["."], options).0
    };
    let named = Keep::Named(["outlet", "more.words"].map(str::to_owned).to_vec());
    let kept: Vec<_> = keep(named).into_iter().map(|article| (article.publisher, article.kept)).collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(kept[0], (Some("Courier".to_owned()), vec![pair("outlet", "Courier")]));
    assert_eq!(kept[1], (Some("Mail".to_owned()), vec![pair("outlet", "Mail"), pair("more.words", "12")]));
    let all: Vec<_> = keep(Keep::All).into_iter().map(|article| article.kept).collect();
    assert_eq!(all[0], [pair("rank", "3")]);
    assert_eq!(all[1], [pair("more", r#"{"words":12}"#), pair("rank", "4.50")]);
}

/// Two columns of one name are two fields.
#[test]
fn fields_of_one_name_ride_along_with_a_number() {
    let folder = Folder::new();
    folder.write("a.csv", b"id,text,note,note#2,note,note,rank\n1,Rain fell.,a,b,c,d,e\n");
    let kept = |keep: Keep| {
        let mut options = ReadOptions::default();
        options.keep = keep;
        folder.read(["a.csv"], options).0.remove(0)
    };
    let all = kept(Keep::All).kept;
    let all: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(all, [("note", "a"), ("note#2", "b"), ("note#3", "c"), ("note#4", "d"), ("rank", "e")]);
    assert_eq!(kept(Keep::Named(vec!["note".to_owned()])).kept("note"), Some("a"));
}

#[test]
fn a_zip_file_that_is_cut_off_gives_the_members_before() {
    let whole = fs::read("tests/data/formats/archive.zip").unwrap();
    let folder = Folder::new();
    folder.write("whole.zip", &whole);
    let (articles, _) = folder.read(["whole.zip"], ReadOptions::default());
    let texts: Vec<&str> = articles.iter().map(Article::text).collect();
    let directory = memchr::memmem::find(&whole, b"PK\x01\x02").unwrap();
    folder.write("cut.zip", &whole[..directory]);
    let (found, errors) = folder.read(["cut.zip"], ReadOptions::default());
    assert_eq!(found.iter().map(Article::text).collect::<Vec<_>>(), texts);
    assert_eq!(errors.last().map(Shown::code), Some("truncated"));
}

#[test]
fn texts_that_their_source_cut_are_told() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": 1, \"text\": \"Rain fell… [+2345 chars]\"}\n{\"id\": 2, \"text\": \"It was [+x chars]\"}".as_bytes(),
    );
    folder.write("b.csv", "id,text\n3,Rain fell… [+12 chars]\n".as_bytes());
    let (articles, errors) = folder.read(["."], ReadOptions::default());
    let texts: Vec<&str> = articles.iter().map(Article::text).collect();
    assert_eq!(texts, ["Rain fell", "It was [+x chars]", "Rain fell"]);
    assert_eq!(errors.iter().map(Shown::code).collect::<Vec<_>>(), ["cut", "cut"]);
    assert!(errors[0].to_string().contains("2345 more characters are missing"), "{}", errors[0]);
}

#[test]
fn a_month_is_no_day_and_told_as_one() {
    let folder = Folder::new();
    folder.write("a.jsonl", br#"{"id": 1, "date": "2024-03", "text": "Rain fell."}"#);
    let (articles, errors) = folder.read(["a.jsonl"], ReadOptions::default());
    assert_eq!(articles[0].date, None);
    assert_eq!(errors[0].code(), "no-day");
}

/// A file of Nexis: a cover, if any, and documents of those numbers of so many.
fn nexis(cover: &str, numbers: &[u32], of: u32) -> String {
    let mut file = String::from(cover);
    for number in numbers {
        write!(
            file,
            "\n                            {number} of {of} DOCUMENTS\n\n\n                            The Lome Courier\n\n\
                                       March 4, 2025 Tuesday\n\nRain {number}\n\nBYLINE: Ama Kodjo\n\nLENGTH: 12 words\n\n\nRain fell.\n\n\
             LOAD-DATE: March 7, 2025\n\n"
        )
        .unwrap();
    }
    file
}

#[test]
fn what_an_export_announces_is_compared_with_what_it_holds() {
    let folder = Folder::new();
    let told = |file: String| {
        folder.write("a.txt", file.as_bytes());
        let (articles, errors) = folder.read(["a.txt"], ReadOptions::default());
        let fewer = errors.iter().filter(|error| error.code() == "fewer-than-announced");
        (articles.len(), fewer.map(ToString::to_string).collect::<Vec<_>>().concat())
    };
    assert_eq!(told(nexis("", &[1, 2], 2)), (2, String::new()));
    assert_eq!(told(nexis("", &[1, 2], 112)).1, "a.txt: the file announces 112 articles and holds 2");
    assert_eq!(told(nexis("", &[1, 3], 3)).1, "a.txt: the file announces 3 articles and holds 2");
    // The cover says which were asked for; without one the numbers of a later part do.
    assert_eq!(told(nexis("Download Request: Select Items 1-2\n", &[1, 2], 5)), (2, String::new()));
    assert_eq!(
        told(nexis("Download Request: All Documents 1-3\n", &[1, 2], 3)).1,
        "a.txt: the file announces 3 articles and holds 2"
    );
    assert_eq!(told(nexis("", &[4, 5], 9)), (2, String::new()));
    assert_eq!(told(nexis("", &[4, 6], 9)).1, "a.txt: the file announces 3 articles and holds 2");
}

#[test]
fn damaged_bytes_of_an_export_lose_no_article_and_are_told() {
    let folder = Folder::new();
    let mut file = nexis("", &[1, 2], 2).replace("Rain 1", "Señora Núñez e Íñigo").into_bytes();
    let at = memchr::memmem::find(&file, b"Rain fell").unwrap();
    file[at + 2] = 0xff;
    folder.write("a.txt", &file);
    let (articles, errors) = folder.read(["a.txt"], ReadOptions::default());
    assert_eq!(articles.iter().map(Article::text).collect::<Vec<_>>(), ["Ra\u{fffd}n fell.", "Rain fell."]);
    assert_eq!(errors.iter().map(Shown::code).collect::<Vec<_>>(), ["undecodable"]);
    assert!(errors[0].to_string().ends_with(&format!("offset {}", at + 2)), "{}", errors[0]);
}

#[test]
fn articles_of_factiva_are_read_one_by_one() {
    let text = |n: u32| {
        format!(
            "SE News\nHD\nRain {n}\nWC 12 words\nPD 4 March 2025\nSN The Lome Courier\nLP\nRain fell on SE Lome.\n\nTD\nIt stopped.\n\nAN\nDocument LOME{n}\n\n"
        )
    };
    let folder = Folder::new();
    folder.write("a.txt", (0..3).map(text).collect::<String>().as_bytes());
    let (articles, errors) = folder.read(["a.txt"], ReadOptions::default());
    assert!(errors.is_empty(), "{errors:?}");
    let of = |article: &Article| {
        (article.id.clone(), article.section.clone().unwrap_or_default(), article.text().to_owned())
    };
    let expected = |n: u32| (format!("LOME{n}"), "News".to_owned(), "Rain fell on SE Lome.\n\nIt stopped.".to_owned());
    assert_eq!(articles.iter().map(of).collect::<Vec<_>>(), (0..3).map(expected).collect::<Vec<_>>());
}

#[test]
fn documents_in_archives_are_documents() {
    let folder = Folder::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["document.odt", "word.docx", "sheet.xlsx"] {
        let file = fs::read(Path::new("tests/data/formats").join(name)).unwrap();
        zip.start_file(name, options).unwrap();
        zip.write_all(&file).unwrap();
        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(file.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, &file[..]).unwrap();
        folder.write(&format!("{name}.tar"), &tar.into_inner().unwrap());
    }
    folder.write("all.zip", &zip.finish().unwrap().into_inner());
    assert_eq!(folder.ids("all.zip"), ["document", "word", "pilots", "bridge"]);
    let tars = ["document.odt.tar", "word.docx.tar", "sheet.xlsx.tar"].map(|name| folder.ids(name));
    assert_eq!(tars.concat(), ["document", "word", "pilots", "bridge"]);
}

/// A source that gives a few bytes at a time, is interrupted now and then, and may fail at a place.
struct Faulty {
    bytes: Vec<u8>,
    at: usize,
    reads: usize,
    fails_at: Option<usize>,
}

impl std::io::Read for Faulty {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        /// What Linux calls EIO.
        const IO: i32 = 5;
        self.reads += 1;
        if self.reads.is_multiple_of(3) {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        let end = self.bytes.len().min(self.fails_at.unwrap_or(usize::MAX));
        if self.at >= end && self.fails_at.is_some() {
            return Err(std::io::Error::from_raw_os_error(IO));
        }
        let length = (self.reads % 7 + 1).min(end - self.at).min(buffer.len());
        buffer[..length].copy_from_slice(&self.bytes[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

/// What is read of a source: ids and texts, and messages.
fn read_of(reader: impl std::io::Read + Send + 'static) -> (Vec<(String, String)>, Vec<String>) {
    let (mut articles, mut errors) = (Vec::new(), Vec::new());
    for found in Articles::of_reader(reader, ReadOptions::default()) {
        match found {
            Ok(article) => articles.push((article.id.clone(), article.text().to_owned())),
            Err(error) => errors.push(error.to_string()),
        }
    }
    (articles, errors)
}

/// The mock files of all formats.
fn mock_files() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir("tests/data/formats").unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.is_file()).collect();
    files.sort();
    files.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

#[test]
fn short_and_interrupted_reads_change_nothing() {
    for (file, bytes) in mock_files() {
        let whole = read_of(std::io::Cursor::new(bytes.clone()));
        assert_eq!(read_of(Faulty { bytes, at: 0, reads: 0, fails_at: None }), whole, "{file}");
    }
}

#[test]
fn a_source_that_fails_is_told_and_what_came_before_is_kept() {
    for (file, bytes) in mock_files().into_iter().filter(|(_, bytes)| bytes.len() > 1) {
        let half = bytes.len() / 2;
        let (_, errors) = read_of(Faulty { bytes, at: 0, reads: 0, fails_at: Some(half) });
        assert!(!errors.is_empty(), "{file}: the fault is not told");
    }
    let record = |number: u32| format!("{{\"id\": \"a{number}\", \"text\": \"Rain fell.\"}}\n");
    let bytes: Vec<u8> = (0..500).map(record).collect::<String>().into_bytes();
    let fails_at = Some(bytes.len() - 4);
    let (articles, errors) = read_of(Faulty { bytes, at: 0, reads: 0, fails_at });
    assert_eq!(articles.len(), 499);
    assert!(errors.iter().any(|error| error.contains("os error 5")), "{errors:?}");
}

#[test]
fn a_file_that_shrinks_or_grows_while_it_is_read_ends_nothing() {
    let record = |number: u32| format!("{{\"id\": \"a{number}\", \"text\": \"{}\"}}\n", "Rain fell. ".repeat(100));
    let bytes: Vec<u8> = (0..2000).map(record).collect::<String>().into_bytes();
    let folder = Folder::new();
    folder.write("b.jsonl", record(2000).as_bytes());
    for length in [bytes.len() / 2, 0, 2 * bytes.len()] {
        folder.write("a.jsonl", &bytes);
        let mut found = Articles::open([folder.path().to_owned()], ReadOptions::default());
        assert_eq!(found.next().unwrap().unwrap().id, "a0");
        let file = fs::OpenOptions::new().write(true).open(folder.path().join("a.jsonl")).unwrap();
        file.set_len(length as u64).unwrap();
        let ids: Vec<String> = found.filter_map(Result::ok).map(|article| article.id).collect();
        assert!(
            ids.len() <= 2000
                && ids.iter().zip(1..).take(ids.len() - 1).all(|(id, number)| *id == format!("a{number}"))
        );
        assert_eq!(ids.last().map(String::as_str), Some("a2000"), "the files after it are read");
    }
}
