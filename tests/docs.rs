//! The pages for readers: every command as it is printed, and what it answers.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::command::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn page(file: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(file)).unwrap()
}

/// The blocks of a page between fences, with their languages and the line before them.
fn blocks(page: &str) -> Vec<(String, String, String)> {
    let (mut blocks, mut before) = (Vec::new(), String::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((language.to_owned(), block.join("\n"), std::mem::take(&mut before)));
        } else if !line.is_empty() {
            line.clone_into(&mut before);
        }
    }
    blocks
}

/// Runs a line of a shell with the program on its path; its status, and what it says, speeds made alike.
fn shell(folder: &Folder, line: &str) -> (bool, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.args(["-c", &format!("exec 2>&1; {line}")]).current_dir(folder.path(""));
    let ran = command.env("PATH", path).env_remove("CLICOLOR_FORCE").output().unwrap();
    (ran.status.success(), String::from_utf8(ran.stdout).unwrap())
}

/// A line with its speed left out, which no two runs have alike.
fn without_speed(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once("; ") {
        Some((rest, speed)) if speed.ends_with(" MB/s") => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.trim_end().lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A document of Word with these paragraphs.
fn word(paragraphs: &str) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        file.write_all(content.as_bytes()).unwrap();
    };
    let body: Vec<String> = paragraphs
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", line.replace('&', "&amp;").replace('<', "&lt;")))
        .collect();
    add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    add(
        "word/document.xml",
        &format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{}</w:body></w:document>",
            body.concat()
        ),
    );
    file.finish().unwrap().into_inner()
}

#[test]
fn the_tutorial_runs_as_printed() {
    let page = page("docs/tutorial.md");
    let folder = Folder::with(&[]);
    let (mut said, mut commands) = (None, 0);
    for (language, block, before) in blocks(&page) {
        match language.as_str() {
            "text" if before.ends_with(".docx`:") => {
                let file = folder.path(before.trim_matches(['`', ':']));
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, word(&block)).unwrap();
            }
            "sh" => {
                let (is_well, out) = shell(&folder, &block);
                assert!(is_well, "{block}\n{out}");
                commands += 1;
                said = Some(out);
            }
            "text" => assert_eq!(without_speed(&said.take().unwrap()), without_speed(&block)),
            _ => {}
        }
    }
    assert_eq!((commands, said), (5, None));
    assert_eq!(folder.files("articles").len(), 3);
    assert!(folder.read("report/index.html").contains("Dora Winslow is quoted most, 3 times"));
}

/// The inputs that the README's commands name.
fn inputs() -> Folder {
    let article =
        "Date: 17 February 2025\n\n\"The port opens on Friday,\" said Ana Silva, the transport minister of Portugal.\n";
    let folder = Folder::with(&[
        ("articles/a.txt", article),
        ("article.txt", article),
        ("posts.csv", "id,published,body\np1,2025-02-17,\"Rain fell on Tuesday, Ana Silva said.\"\n"),
        ("climate.csv", "term,theme\nrain,weather\n"),
        ("bills.toml", "[[pattern]]\nname = \"bill\"\ntheme = \"bills\"\nregex = 'H\\.R\\. \\d+'\n"),
        (
            "gold.jsonl",
            "{\"id\": \"a\", \"date\": \"2025-02-17\", \"text\": \"She left on Friday.\", \"timexes\": \
             [{\"start\": 12, \"end\": 18, \"type\": \"DATE\", \"value\": \"2025-02-14\"}]}\n",
        ),
    ]);
    fs::create_dir(folder.path("gold")).unwrap();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/dev")).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), folder.path("gold").join(file.file_name())).unwrap();
    }
    let record = "{\"id\": \"n1\", \"date\": \"2025-02-17\", \"text\": \"Rain fell, Ana Silva said on Tuesday.\"}\n";
    let mut news = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    news.write_all(record.as_bytes()).unwrap();
    fs::write(folder.path("news.jsonl.gz"), news.finish().unwrap()).unwrap();
    folder
}

#[test]
fn every_command_of_the_readme_runs() {
    let page = page("README.md");
    let blocks = blocks(&page);
    let lines: Vec<&str> = blocks
        .iter()
        .filter(|(language, ..)| language == "sh")
        .flat_map(|(_, block, _)| block.lines())
        .filter(|line| line.starts_with("dateline "))
        .collect();
    assert!(lines.len() >= 10, "{lines:?}");
    for line in lines {
        let folder = inputs();
        for tables in ["tables", "tables-a", "tables-b"].into_iter().filter(|_| !line.starts_with("dateline extract")) {
            let article = format!("articles/{tables}.txt");
            fs::copy(folder.path("articles/a.txt"), folder.path(&article)).unwrap();
            assert_eq!(folder.run(&["extract", &article, "--out", tables, "-q"]).status, 0);
        }
        let (is_well, said) = shell(&folder, line);
        assert!(is_well, "{line}\n{said}");
    }
}
