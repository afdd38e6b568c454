//! The command, run as a process.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const ARTICLE: &str =
    "date 2025-03-04 Harbour pilots in Togo ended a strike on Tuesday.\n\n\"It is over,\" Ama Kodjo said.\n";

/// A working folder, in which `dateline` runs.
pub(crate) struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (file, content) in files {
            let path = folder.path(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    pub(crate) fn path(&self, file: &str) -> std::path::PathBuf {
        self.0.path().join(file)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(self.0.path()).env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::from(child.wait_with_output().unwrap())
    }
}

pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn extract_writes_all_tables() {
    let folder = Folder::with(&[("in/a.txt", ARTICLE)]);
    let ran = folder.run(&["extract", "in"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.starts_with("dateline: 1 article, 2 sentences"), "{}", ran.err);
    let tables = dateline::Table::ALL.map(|table| format!("{}.csv", table.as_str()));
    let mut expected: Vec<String> =
        tables.into_iter().chain(["datapackage.json".to_owned(), "run.json".to_owned()]).collect();
    expected.sort();
    assert_eq!(folder.files("tables"), expected);
    assert_eq!(folder.read("tables/errors.csv"), "article_id,source,stage,code,message\n");
    let run: serde_json::Value = serde_json::from_str(&folder.read("tables/run.json")).unwrap();
    assert_eq!(run["program"], "dateline");
    assert_eq!(run["rows"]["articles"], 1);
    assert_eq!(run["inputs"], serde_json::json!(["in"]));
    assert_eq!(run["articles_without_date"], 0);
}

#[test]
fn the_record_of_a_run_has_the_digests_of_what_decided() {
    let names = "name\ttype\nAma Kodjo\tPER\n";
    let folder = Folder::with(&[("a.txt", ARTICLE), ("mine.tsv", names)]);
    let ran = folder.run(&["extract", "a.txt", "--gazetteer", "mine.tsv"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let run: serde_json::Value = serde_json::from_str(&folder.read("tables/run.json")).unwrap();
    let digest = |kind: &str, index: usize| run[kind][index]["sha256"].as_str().map(str::len);
    assert_eq!(run["gazetteers"][2]["name"], "mine.tsv");
    // sha256sum mine.tsv
    assert_eq!(run["gazetteers"][2]["sha256"], "0720f395fe3fa0db056e78d70c52623b8034b6552dd58130efcc2abe49dfe5c4");
    assert_eq!((digest("gazetteers", 0), digest("models", 0), digest("models", 2)), (Some(64), Some(64), Some(64)));
    assert_eq!(run["models"][0]["name"], "ner");
}

#[test]
fn bad_input_is_told_and_the_rest_goes_on() {
    let folder = Folder::with(&[
        ("in/good.txt", ARTICLE),
        (
            "in/wire.jsonl",
            "{\"id\": \"x\", \"date\": \"2025-02-30\", \"text\": \"Rain.\"}\n{\"id\": \"x\"\n{\"id\": \"x\", \"text\": \"Sun.\"}\n",
        ),
        ("in/binary.txt", "\0\u{1}\u{2}\0"),
        ("empty/readme.md", "nothing"),
    ]);
    let ran = folder.run(&["extract", "in", "missing.txt", "empty", "--out", "out"]);
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!("bad_input_errors", folder.read("out/errors.csv"));
    let told: Vec<&str> = ran.err.lines().filter(|line| !line.contains("MB/s")).collect();
    insta::assert_snapshot!("bad_input_told", told.join("\n"));
    let ids: Vec<String> =
        folder.read("out/articles.csv").lines().filter_map(|line| line.split(',').next().map(str::to_owned)).collect();
    assert!(ids.contains(&"x#2".to_owned()));
}

#[test]
fn many_errors_are_counted() {
    let folder = Folder::with(&[("a.jsonl", &format!("{{\"text\": \"Rain.\"}}\n{}", "{}\n".repeat(25)))]);
    let ran = folder.run(&["extract", "a.jsonl"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.err.lines().filter(|line| line.contains("no field")).count(), 10);
    assert!(ran.err.contains("15 more errors"), "{}", ran.err);
    assert_eq!(folder.read("tables/errors.csv").lines().count(), 26);
    assert_eq!(folder.run(&["extract", "a.jsonl", "-q", "--overwrite"]).err.lines().count(), 11);
}

#[test]
fn nothing_read_and_wrong_usage_are_2() {
    let folder = Folder::new();
    let ran = folder.run(&["extract", "missing"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.starts_with("dateline: missing: no such file or folder\n"), "{}", ran.err);
    assert!(!folder.path("tables").exists(), "{}", ran.err);
    let ran = folder.run(&["extract", "missing", "--overwrite", "-o", "tables"]);
    assert!(ran.err.ends_with("there was nothing to read, and no tables were written\n"), "{}", ran.err);
    for usage in [
        &["extract"][..],
        &["extract", "a", "--format", "xml"],
        &["extract", "a", "--tables", "people"],
        &["extract", "a", "--date", "2025-02-30"],
        &["extract", "a", "--min-confidence", "7"],
        &["extract", "a", "--jobs", "100000"],
        &["extract", "a", "--keep", "title"],
        &["extract", "a", "--column", "body=text"],
        &["extract", "a", "--out", "-"],
        &["extract", "a", "--gazetteer", "missing.tsv"],
        &["extract", "a", "--config", "missing.toml"],
        &["perform"],
        &[],
    ] {
        let ran = folder.run(usage);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{usage:?}: {}", ran.err);
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn tables_replace_only_tables() {
    let folder = Folder::with(&[("a.txt", ARTICLE), ("mine/thesis.txt", "words"), ("like/articles.csv", "my own")]);
    assert_eq!(folder.run(&["extract", "a.txt", "-f", "csv,jsonl"]).status, 0);
    let ran = folder.run(&["extract", "a.txt"]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.err, "dateline: tables: the folder holds the tables of an earlier run; --overwrite replaces them\n");
    assert_eq!(folder.run(&["extract", "a.txt", "--overwrite", "-t", "quotes"]).status, 0);
    assert_eq!(folder.files("tables"), ["datapackage.json", "quotes.csv", "run.json"]);
    for other in ["mine", "like"] {
        let ran = folder.run(&["extract", "a.txt", "--out", other, "--overwrite"]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains("is no table of an earlier run"), "{}", ran.err);
        assert_eq!(folder.files(other).len(), 1);
    }
}

#[test]
fn a_second_run_does_not_read_the_tables_of_the_first() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    assert_eq!(folder.run(&["extract", "."]).status, 0);
    assert_eq!(folder.run(&["extract", ".", "--overwrite"]).status, 0);
    assert_eq!(folder.read("tables/errors.csv").lines().count(), 1);
}

#[test]
fn standard_input_and_output() {
    let folder = Folder::new();
    let one_table = ["extract", "-", "--out", "-", "-q", "-t", "sentences", "-f", "jsonl"];
    let ran = folder
        .run_with(&one_table, b"{\"id\": \"a\", \"text\": \"Rain fell.\"}\n{\"id\": \"b\", \"text\": \"Sun.\"}\n");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out.lines().count(), 2);
    assert!(ran.out.starts_with(r#"{"article_id":"a","sentence_id":0,"#));
    let ran = folder.run_with(&one_table, b"Rain fell.");
    assert!(ran.out.starts_with(r#"{"article_id":"stdin","#), "{}", ran.out);
    assert!(folder.files(".").is_empty());
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = Folder::with(&[("a.txt", &ARTICLE.repeat(5000))]);
    let mut command = folder.command(&["show", "a.txt", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}

#[test]
fn jobs_do_not_change_the_tables() {
    let lines = "{\"text\": \"Rain fell on Monday. It stopped.\"}\n".repeat(700);
    let folder = Folder::with(&[("a.jsonl", &lines)]);
    for jobs in ["1", "2"] {
        assert_eq!(folder.run(&["extract", "a.jsonl", "-j", jobs, "-o", jobs]).status, 0);
    }
    for file in folder.files("1").iter().filter(|file| *file != "run.json") {
        assert_eq!(folder.read(&format!("1/{file}")), folder.read(&format!("2/{file}")), "{file}");
    }
}

#[test]
fn a_file_of_configuration_gives_options_that_flags_override() {
    let folder = Folder::with(&[
        ("a.jsonl", "{\"body\": \"Rain fell.\"}\n"),
        (
            "run.toml",
            "out = \"mine\"\nformat = [\"csv\", \"jsonl\"]\ntables = \"articles\"\ndate = 2025-03-04\ncolumn = \"text=body\"\nmin-confidence = 0.5\nquiet = true\n",
        ),
        ("bad.toml", "out = \"mine\"\nformt = \"csv\"\n"),
        ("worse.toml", "format = \"xml\"\n"),
    ]);
    let ran = folder.run(&["extract", "a.jsonl", "--config", "run.toml", "--format", "csv"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(folder.files("mine"), ["articles.csv", "datapackage.json", "run.json"]);
    assert!(folder.read("mine/articles.csv").contains(",2025-03-04,option,"));
    let told = ["bad.toml", "worse.toml"].map(|file| folder.run(&["extract", "a.jsonl", "--config", file]).err);
    insta::assert_snapshot!(told.concat());
}

#[test]
fn show_marks_up_for_readers_and_terminals() {
    let folder = Folder::with(&[("a.txt", ARTICLE), ("escape.txt", "Rain \u{1b}[31mfell, all the same, on us.")]);
    let ran = folder.run(&["show", "a.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!("show_plain", ran.out);
    let colour = folder.command(&["show", "a.txt"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    insta::assert_snapshot!("show_colour", String::from_utf8(colour.stdout).unwrap().replace('\u{1b}', "^"));
    assert!(folder.run(&["show", "escape.txt"]).out.contains("Rain <001B>[31mfell"));
}

#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let folder = Folder::new();
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    assert_eq!(folder.run(&["extract", corpus, "--out", "tables", "-q"]).status, 0);
    let rows: Vec<_> = folder.read("tables/roles.csv").lines().take(4).map(str::to_owned).collect();
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next());
    assert_eq!(shown, Some(&*rows.join("\n")));
}

#[test]
fn licences_are_printed() {
    let ran = Folder::new().run(&["--licences"]);
    assert_eq!(ran.status, 0);
    for source in ["GeoNames", "WordNet", "Natural Earth", "Hipo", "WITHOUT WARRANTY"] {
        assert!(ran.out.contains(source), "{source}");
    }
}

#[test]
fn show_wraps_and_pages_on_wish() {
    let folder = Folder::with(&[("a.txt", &ARTICLE.replace("Harbour", "Harbour and river"))]);
    let ran = folder.run(&["show", "a.txt", "--width", "40", "--paging", "never"]);
    assert_eq!((ran.status, &*ran.err), (0, ""));
    assert!(ran.out.lines().all(|line| line.chars().count() <= 40), "{}", ran.out);
    assert_eq!(folder.run(&["show"]).status, 2);
}

#[test]
fn a_person_of_a_corpus_is_shown() {
    let record =
        |id: &str, day: &str, text: &str| format!("{{\"id\": {id:?}, \"date\": {day:?}, \"text\": {text:?}}}\n");
    let said = "Mayor Dora Winslow of Port Elva said on Monday: \"The harbour stays open.\" Mrs Winslow met Ada Lenz.";
    let also = "\"We heard Dora Winslow,\" said Ada Lenz, chairwoman of Fjordline.";
    let news = record("a1", "2024-01-08", said) + &record("a2", "2024-03-11", said) + &record("a3", "2024-03-12", also);
    let folder = Folder::with(&[("news.jsonl", &news)]);
    assert_eq!(folder.run(&["extract", "news.jsonl", "-q"]).status, 0);
    let winslow = folder.run(&["show", "--corpus", "tables", "--person", "winslow"]);
    assert_eq!((winslow.status, &*winslow.err), (0, ""));
    insta::assert_snapshot!("show_person", winslow.out);
    let nobody = folder.run(&["show", "--corpus", "tables", "--person", "Karl"]);
    assert_eq!((nobody.status, &*nobody.err), (2, "dateline: tables: nobody in the corpus is called \"Karl\"\n"));
}

#[test]
fn show_json_holds_every_table_with_the_errors_of_the_article() {
    let folder = Folder::with(&[("a.jsonl", "{}\n{\"id\": \"x\", \"date\": \"soon\", \"text\": \"Rain.\"}\n")]);
    let ran = folder.run(&["show", "a.jsonl", "--json"]);
    assert_eq!(ran.status, 1);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["errors"].as_array().unwrap().len(), 1);
    assert_eq!(document["errors"][0]["code"], "bad-date");
    assert_eq!(document["articles"][0]["article_id"], "x");
}

#[test]
fn help_leads_with_examples() {
    let folder = Folder::new();
    let helps = [&["--help"][..], &["extract", "--help"], &["show", "--help"]].map(|help| folder.run(help).out);
    insta::assert_snapshot!(helps.join("\n--------\n\n"));
}

#[test]
fn the_data_dictionary_and_completions_are_printed() {
    let folder = Folder::new();
    let plain = folder.run(&["tables"]).out;
    assert!(plain.contains("speaker_role"));
    let json: serde_json::Value = serde_json::from_str(&folder.run(&["tables", "--json"]).out).unwrap();
    let columns = json["tables"][5]["columns"].as_array().unwrap();
    assert!(columns.iter().any(|column| column["name"] == "act"));
    assert!(folder.run(&["tables", "--markdown"]).out.starts_with("# Tables\n"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(folder.run(&["completions", shell]).out.contains("min-confidence"), "{shell}");
    }
}

#[test]
fn a_gazetteer_of_ones_own_is_checked() {
    let folder = Folder::with(&[("a.txt", ARTICLE), ("names.tsv", "name\ttype\nHarbour Wire\tPAPER\n")]);
    let ran = folder.run(&["extract", "a.txt", "-g", "names.tsv"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.starts_with("dateline: names.tsv:2: column type:"), "{}", ran.err);
    assert!(!Path::new(&folder.path("tables")).exists());
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["man", "--out", "man", "-q"]).status, 0);
    let pages = folder.files("man");
    for command in ["", "-extract", "-report", "-show", "-man", "-gazetteer-find", "-evaluate-dates"] {
        assert!(pages.contains(&format!("dateline{command}.1")), "{pages:?}");
    }
    assert!(pages.iter().all(|page| !page.contains("help")), "{pages:?}");
    assert!(folder.read("man/dateline-extract.1").contains("\\-\\-min\\-confidence"));
    assert!(folder.run(&["man"]).out.contains(".TH dateline 1"));
}

#[test]
fn every_command_is_silent_or_tells_more_on_wish() {
    let folder = Folder::with(&[("in/a.txt", ARTICLE), ("in/bad.jsonl", "{")]);
    let quiet = folder.run(&["extract", "in", "-q"]);
    assert_eq!((quiet.status, quiet.err.lines().count()), (1, 1), "{}", quiet.err);
    assert!(quiet.err.starts_with("dateline: in/bad.jsonl"), "{}", quiet.err);
    let verbose = folder.run(&["-v", "extract", "in", "--overwrite"]).err;
    for told in ["2 files of ", "dateline: in/a.txt\n", "dateline: table quotes: 1 row\n", " seconds\n"] {
        assert!(verbose.contains(told), "{told}\n{verbose}");
    }
    let report =
        |options: &[&str]| folder.run(&[&["report", "tables", "--out", "report", "--overwrite"], options].concat());
    assert_eq!(report(&["-q"]).err, "");
    assert_eq!(report(&[]).err.lines().count(), 1);
    assert_eq!(report(&["--verbose"]).err.lines().count(), 2);
    assert_eq!(report(&["-q", "-v"]).status, 2);
}

/// What a terminal gets of a command; nothing where `script`, which gives it one, is not there.
fn on_a_terminal(folder: &Folder, arguments: &str) -> Option<String> {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_dateline"));
    let mut script = Command::new("script");
    let script = script.args(["-qec", &command, "/dev/null"]).current_dir(folder.path("")).stdin(Stdio::null());
    let Ok(ran) = script.output() else {
        eprintln!("there is no `script`: a terminal is not tried");
        return None;
    };
    Some(String::from_utf8(ran.stdout).unwrap())
}

#[test]
fn texts_do_not_control_a_terminal() {
    let record = "{\"id\": \"a\\u001b[2J\", \"text\": \"Rain \\u001b[31mfell \\u202eon us.\"}\n";
    let folder = Folder::with(&[("news.jsonl", record)]);
    for command in ["segment news.jsonl", "extract news.jsonl -q -o - --tables articles"] {
        let Some(out) = on_a_terminal(&folder, command) else { return };
        assert!(out.contains("Rain <001B>[31mfell <202E>on us."), "{command}: {out:?}");
        assert!(!out.contains("\u{1b}[31m") && !out.contains("\u{1b}[2J"), "{command}: {out:?}");
        // Files and pipes get the text.
        let piped = folder.run(&command.split(' ').collect::<Vec<_>>()).out;
        assert!(piped.contains("Rain \u{1b}[31mfell \u{202e}on us."), "{command}: {piped:?}");
    }
}

#[test]
fn progress_is_a_line_of_a_terminal_only() {
    let record = "{\"date\": \"2025-03-04\", \"text\": \"Rain fell on Tuesday, Ama Kodjo said.\"}\n".repeat(400);
    let folder = Folder::with(&[("news.jsonl", &record)]);
    assert!(!folder.run(&["extract", "news.jsonl"]).err.contains(['\r', '\u{1b}', '%']));
    let Some(out) = on_a_terminal(&folder, "extract news.jsonl --overwrite") else { return };
    assert!(out.contains("100 %, ") && out.contains(" left  400 articles, "), "{out:?}");
    // One line that is drawn again, and gone at the end.
    assert!(out.split("\r\n").next().unwrap().ends_with(" MB/s"), "{out:?}");
}
