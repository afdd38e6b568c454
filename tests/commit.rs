//! Tables appear together or not at all, whenever the run ends.

use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::Folder;

/// Articles; 300 are enough for a run of some tenths of a second.
fn articles(day: &str, count: u32) -> String {
    let text = |n: u32| {
        let rain = format!("Rain fell on Port Elva, said Mayor Dora Winslow of pier {n}. It had stopped by Friday. ")
            .repeat(6);
        format!("{{\"id\": \"a{n}\", \"date\": \"{day}\", \"text\": \"{rain}\"}}\n")
    };
    (0..count).map(text).collect()
}

fn start(folder: &Folder, arguments: &[&str]) -> Child {
    folder.command(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Which run the tables are of, after a check that they are whole.
fn day_of_tables(folder: &Folder) -> String {
    let verified = folder.run(&["verify", "tables"]);
    assert_eq!((verified.status, &*verified.err), (0, ""), "{}", verified.out);
    let row = folder.read("tables/articles.csv").lines().nth(1).unwrap().to_owned();
    row.split(',').nth(2).unwrap().to_owned()
}

/// Times to kill at; the full count is asked for by the environment.
fn kills() -> u32 {
    std::env::var("DATELINE_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(20)
}

#[test]
fn killed_runs_leave_old_or_new_tables() {
    let folder = Folder::with(&[("1.jsonl", &articles("2024-01-01", 300)), ("2.jsonl", &articles("2024-02-02", 300))]);
    let began = Instant::now();
    assert_eq!(folder.run(&["extract", "1.jsonl", "-q"]).status, 0);
    let takes = began.elapsed();
    let (mut old, mut new) = (0, 0);
    let mut stands = "2024-01-01";
    for kill in 0..kills() {
        let (input, day) = if kill % 2 == 0 { ("2.jsonl", "2024-02-02") } else { ("1.jsonl", "2024-01-01") };
        let mut run = start(&folder, &["extract", input, "-q", "--overwrite"]);
        // Most of the times lie near the end, where the tables appear.
        let share = if kill % 4 == 0 { 0.1 + 0.02 * f64::from(kill % 40) } else { 0.85 + 0.01 * f64::from(kill % 35) };
        sleep(takes.mul_f64(share));
        let _ = run.kill();
        run.wait().unwrap();
        let found = day_of_tables(&folder);
        assert!(found == day || found == stands, "{found}");
        if found == day && day != stands {
            new += 1;
            stands = day;
        } else {
            old += 1;
        }
    }
    assert_eq!(old + new, kills());
    assert_eq!(folder.run(&["extract", "1.jsonl", "-q", "--overwrite"]).status, 0);
    assert_eq!(day_of_tables(&folder), "2024-01-01");
    assert_eq!(folder.files("."), ["1.jsonl", "2.jsonl", "tables"], "nothing is left of the killed runs");
}

#[test]
#[cfg(unix)]
fn a_signal_ends_a_run_that_can_go_on() {
    let folder = Folder::with(&[("1.jsonl", &articles("2024-01-01", 3000))]);
    let run = start(&folder, &["extract", "1.jsonl", "-q"]);
    while !folder.path(".tables.dateline/journal").exists() {
        sleep(Duration::from_millis(1));
    }
    let told = std::process::Command::new("kill").args(["-TERM", &run.id().to_string()]).status().unwrap();
    assert!(told.success());
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130));
    let said = String::from_utf8(ended.stderr).unwrap();
    let told = said.split_once(" articles are kept; ").map(|(_, how)| how);
    assert_eq!(
        told,
        Some(
            "the same command with --resume goes on after them, without it anew\n\
             dateline: interrupted; no tables were written and those of an earlier run are untouched\n"
        ),
        "{said}"
    );
    assert_eq!(folder.files("."), [".tables.dateline", "1.jsonl"]);
    let resumed = folder.run(&["extract", "1.jsonl", "--resume"]);
    assert_eq!(resumed.status, 0, "{}", resumed.err);
    assert!(resumed.err.contains(" of an interrupted run\n"), "{}", resumed.err);
    assert_eq!(folder.run(&["extract", "1.jsonl", "-q", "-o", "whole"]).status, 0);
    same_tables(&folder, "whole", "tables");
    assert_eq!(folder.files("."), ["1.jsonl", "tables", "whole"]);
}

/// Compares all files of two runs, but for the time in `run.json`.
fn same_tables(folder: &Folder, one: &str, other: &str) {
    assert_eq!(folder.files(one), folder.files(other));
    for file in folder.files(one) {
        let [one, other] = [one, other].map(|of| fs::read(folder.path(&format!("{of}/{file}"))).unwrap());
        if file == "run.json" {
            let [one, other] = [one, other].map(|json| {
                let mut run: serde_json::Value = serde_json::from_slice(&json).unwrap();
                run["seconds"] = 0.into();
                run
            });
            assert_eq!(one, other);
        } else {
            assert!(one == other, "{file} is another");
        }
    }
}

const ALL_FORMATS: &str = "csv,jsonl,parquet,arrow,sqlite";

/// Runs are killed at any time, resumed, killed again; whoever is not killed ends with the tables of a run that never was.
#[test]
fn killed_runs_that_are_resumed_end_as_if_they_had_not_been() {
    let folder = Folder::with(&[("1.jsonl", &articles("2024-01-01", 700))]);
    let whole = ["extract", "1.jsonl", "-q", "-f", ALL_FORMATS, "-o", "whole"];
    let began = Instant::now();
    assert_eq!(folder.run(&whole).status, 0);
    let takes = began.elapsed();
    let resume = ["extract", "1.jsonl", "-q", "-f", ALL_FORMATS, "--overwrite", "--resume"];
    // Steps of the golden ratio lie anywhere and everywhere.
    let share = |kill: u32| 0.05 + (f64::from(kill) * 0.618_033_988_7).fract() * 1.1;
    let (mut gone_on, mut ended) = (0, 0);
    for kill in 0..kills() {
        let mut run = start(&folder, &resume);
        // Every third run is killed twice: it has gone on with another.
        for share in [share(kill), 0.5 * share(kill + 7)].into_iter().take(if kill % 3 == 0 { 2 } else { 1 }) {
            sleep(takes.mul_f64(share));
            let _ = run.kill();
            run.wait().unwrap();
            gone_on += u32::from(folder.path(".tables.dateline/journal").exists());
            run = start(&folder, &resume);
        }
        let ran = run.wait_with_output().unwrap();
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        same_tables(&folder, "whole", "tables");
        assert_eq!(folder.files("."), ["1.jsonl", "tables", "whole"]);
        ended += 1;
        if kill % 2 == 0 {
            fs::remove_dir_all(folder.path("tables")).unwrap();
        }
    }
    assert_eq!(ended, kills());
    assert!(gone_on > kills() / 3, "{gone_on} runs went on");
}

/// The journal does not hold what is made of a long article: it is made anew.
#[test]
fn a_killed_run_with_a_long_article_goes_on() {
    let long = articles("2024-01-01", 1);
    let (head, rest) = long.split_once("Rain fell").unwrap();
    let long =
        format!("{head}{}{rest}", "Rain fell on Port Elva, said Mayor Dora Winslow. It stopped. ".repeat(40_000));
    let input = format!("{}{}", long.replace("\"a0\"", "\"long\""), articles("2024-01-01", 1500));
    let folder = Folder::with(&[("1.jsonl", &input)]);
    assert_eq!(folder.run(&["extract", "1.jsonl", "-q", "-f", ALL_FORMATS, "-o", "whole", "-j", "2"]).status, 0);
    let resume = ["extract", "1.jsonl", "-q", "-f", ALL_FORMATS, "--resume", "-j", "2"];
    let mut run = start(&folder, &resume);
    // The first batch, which is in the journal first, is the long article.
    let journal = || fs::metadata(folder.path(".tables.dateline/journal")).is_ok_and(|file| file.len() > 0);
    while !journal() && run.try_wait().unwrap().is_none() {
        sleep(Duration::from_millis(1));
    }
    let _ = run.kill();
    run.wait().unwrap();
    assert!(journal(), "the run ended before it was killed");
    let resumed = folder.run(&resume);
    assert_eq!((resumed.status, &*resumed.err), (0, ""));
    same_tables(&folder, "whole", "tables");
    assert_eq!(day_of_tables(&folder), "2024-01-01");
}

#[test]
fn a_second_run_into_the_folder_is_refused() {
    let folder = Folder::with(&[("1.jsonl", &articles("2024-01-01", 3000)), ("2.jsonl", &articles("2024-01-01", 300))]);
    let mut first = start(&folder, &["extract", "1.jsonl", "-q"]);
    while !folder.path(".tables.dateline/tables/").exists() {
        sleep(Duration::from_millis(1));
    }
    let second = folder.run(&["extract", "2.jsonl"]);
    assert_eq!(second.status, 2);
    let process = first.id();
    let told = format!(
        "dateline: tables: another run is writing this folder (process {process}); wait for its end or choose another folder\n"
    );
    assert_eq!(second.err, told);
    assert!(first.wait().unwrap().success());
}

#[test]
fn a_failed_run_writes_no_tables() {
    let folder = Folder::with(&[("keep.txt", "")]);
    assert_eq!(folder.run(&["extract", "gone.txt"]).status, 2);
    assert_eq!(folder.files("."), ["keep.txt"]);
}

#[test]
fn changed_tables_are_told() {
    let folder = Folder::with(&[("1.txt", "Ada Lenz left Oslo on Friday.\n\n\"It is over,\" Ada Lenz said. “Néant.”")]);
    assert_eq!(folder.run(&["extract", "1.txt", "-q", "--format", "csv,jsonl,parquet"]).status, 0);
    let whole = folder.run(&["verify", "tables"]);
    assert_eq!((whole.status, &*whole.err), (0, ""));
    let quotes = folder.read("tables/quotes.jsonl");
    let mention = folder.read("tables/mentions.jsonl");
    fs::write(
        folder.path("tables/quotes.jsonl"),
        quotes.replacen("\"speaker_entity_id\":0", "\"speaker_entity_id\":77", 1),
    )
    .unwrap();
    fs::write(folder.path("tables/mentions.jsonl"), mention.replacen("\"Ada Lenz\"", "\"Ada Lens\"", 1)).unwrap();
    fs::remove_file(folder.path("tables/roles.csv")).unwrap();
    let found = folder.run(&["verify", "tables"]);
    assert_eq!(found.status, 1);
    insta::assert_snapshot!(found.err);
    assert_eq!(folder.run(&["verify", "."]).status, 2);
}

/// A disk that is full, or a file that may not grow, at every size up to that of the tables.
#[cfg(unix)]
#[test]
fn writes_that_fail_leave_the_old_tables() {
    let folder = Folder::with(&[("1.jsonl", &articles("2024-01-01", 20)), ("2.jsonl", &articles("2024-02-02", 20))]);
    assert_eq!(folder.run(&["extract", "1.jsonl", "-q"]).status, 0);
    let mut failed = 0;
    // Blocks of 512 bytes.
    for blocks in [0, 1, 2, 4, 8, 16, 32, 64, 128, 1 << 20] {
        let command = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{}' extract 2.jsonl -q --overwrite",
            env!("CARGO_BIN_EXE_dateline")
        );
        let ran = std::process::Command::new("sh")
            .args(["-c", &command])
            .current_dir(folder.path("."))
            .output()
            .expect("a shell");
        let day = day_of_tables(&folder);
        match ran.status.code() {
            Some(0) => assert_eq!(day, "2024-02-02"),
            status => {
                failed += 1;
                assert_eq!((status, day.as_str()), (Some(2), "2024-01-01"), "{blocks} blocks");
                assert!(String::from_utf8_lossy(&ran.stderr).contains("File too large"), "{ran:?}");
            }
        }
        // All articles are of one batch: a run that fails at its end can go on, and the next one begins anew.
        let left = folder.files(".");
        assert!(left.ends_with(&["1.jsonl", "2.jsonl", "tables"].map(str::to_owned)), "{blocks} blocks: {left:?}");
        assert_eq!(left.len() > 3, folder.path(".tables.dateline/journal").exists());
    }
    assert!((5..10).contains(&failed), "{failed} failed, and the last may not");
}

/// A disk that is full at every size up to that of the tables, until there is room.
#[cfg(unix)]
#[test]
fn a_run_on_a_full_disk_goes_on_when_there_is_room() {
    let folder = Folder::with(&[("1.jsonl", &articles("2024-01-01", 1000))]);
    assert_eq!(folder.run(&["extract", "1.jsonl", "-q", "-f", ALL_FORMATS, "-o", "whole"]).status, 0);
    let mut kept = Vec::new();
    for blocks in [1, 200, 400, 800, 1200, 1600, 2400, 1 << 20] {
        let command = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{}' extract 1.jsonl -f {ALL_FORMATS} --resume",
            env!("CARGO_BIN_EXE_dateline")
        );
        let shell = &mut std::process::Command::new("sh");
        let ran = shell.args(["-c", &command]).current_dir(folder.path(".")).output().expect("a shell");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        if blocks == 1 << 20 {
            assert_eq!(ran.status.code(), Some(0), "{said}");
            break;
        }
        assert_eq!(ran.status.code(), Some(2), "{said}");
        let articles =
            said.split_once(" articles are kept").and_then(|(head, _)| head.rsplit(' ').next()?.parse().ok());
        kept.push(articles.unwrap_or(0));
        assert_eq!(folder.path(".tables.dateline/journal").exists(), articles.is_some(), "{said}");
    }
    assert!(kept.is_sorted() && kept[0] == 0 && kept[6] > kept[2], "{kept:?}");
    same_tables(&folder, "whole", "tables");
}

#[test]
fn a_run_goes_on_only_with_its_own_inputs_and_options() {
    let input = articles("2024-01-01", 3000);
    let other = input.replace("\"id\": \"a", "\"id\": \"b");
    let folder =
        Folder::with(&[("1.jsonl", &input), ("2.jsonl", &other), ("names.tsv", "name\ttype\nPort Elva\tLOC\n")]);
    let command = ["extract", "1.jsonl", "2.jsonl", "-q", "--gazetteer", "names.tsv", "-f", "csv"];
    let mut run = start(&folder, &command);
    while !folder.path(".tables.dateline/journal").exists() {
        sleep(Duration::from_millis(1));
    }
    sleep(Duration::from_millis(50));
    run.kill().unwrap();
    run.wait().unwrap();
    let refused = |added: &[&str], said: &str| {
        let ran = folder.run(&[&command[..], &["--resume"], added].concat());
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(folder.path(".tables.dateline/journal").exists());
        assert!(!folder.path("tables").exists());
    };
    refused(
        &["--min-confidence", "0.5"],
        "tables: the interrupted run had another --min-confidence: not given then, 0.5 now; ",
    );
    refused(&["-f", "jsonl"], "tables: the interrupted run had another --format: csv then, csv, jsonl now; ");
    refused(&["names.tsv"], "the interrupted run had another input names.tsv: not given then, ");
    fs::write(folder.path("names.tsv"), "name\ttype\nPort Elvas\tLOC\n").unwrap();
    refused(&[], "the interrupted run had another --gazetteer: names.tsv (SHA-256 ");
    fs::write(folder.path("names.tsv"), "name\ttype\nPort Elva\tLOC\n").unwrap();
    // An input that looks the same from outside is told by its articles.
    let changed = fs::metadata(folder.path("1.jsonl")).unwrap().modified().unwrap();
    let rewrite = |text: &str| {
        fs::write(folder.path("1.jsonl"), text).unwrap();
        fs::File::options().write(true).open(folder.path("1.jsonl")).unwrap().set_modified(changed).unwrap();
    };
    rewrite(&input.replace("2024-01-01", "2024-01-03"));
    refused(&[], "the interrupted run read other articles: \"");
    rewrite(&input);
    fs::write(folder.path("2.jsonl"), other.replace("2024-01-01", "2024-01-02")).unwrap();
    refused(&[], "the interrupted run had another input 2.jsonl: ");
    // A run without --resume begins anew.
    assert_eq!(folder.run(&command).status, 0);
    assert!(folder.read("tables/articles.csv").contains("2024-01-02"));
    assert_eq!(folder.files("."), ["1.jsonl", "2.jsonl", "names.tsv", "tables"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_and_a_file_that_cannot_be_read_are_told() {
    let folder = Folder::with(&[("1.jsonl", &articles("2024-01-01", 20))]);
    let mut command = folder.command(&["extract", "1.jsonl", "-q", "-t", "quotes", "-o", "-"]);
    let ran = command.stdout(fs::File::options().write(true).open("/dev/full").unwrap()).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("standard output: No space left on device"), "{ran:?}");
    // Its first page is not mapped: reading it is an error of the device.
    let ran = folder.run(&["extract", "/proc/self/mem", "1.jsonl", "-q"]);
    assert_eq!(ran.status, 1);
    assert!(folder.read("tables/errors.csv").contains("/proc/self/mem,read,io,Input/output error"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_told_and_not_waited_for() {
    let folder = Folder::with(&[("in/1.txt", "Rain fell on Port Elva.")]);
    let made = std::process::Command::new("mkfifo").arg(folder.path("in/pipe")).status().expect("mkfifo");
    assert!(made.success());
    let ran = folder.run(&["extract", "in", "-q"]);
    assert_eq!(ran.status, 1);
    assert!(folder.read("tables/errors.csv").contains("in/pipe,read,format,\"a pipe, socket or device"), "{}", ran.err);
    assert_eq!(folder.read("tables/articles.csv").lines().count(), 2);
}
