//! What one article may write: rows of a table, bytes of a cell.

use crate::command::Folder;

/// The rows of a table of the folder, without the head.
fn rows(folder: &Folder, table: &str) -> Vec<String> {
    folder.read(&format!("tables/{table}.csv")).lines().skip(1).map(str::to_owned).collect()
}

/// The articles that have rows in a table, each once.
fn articles(folder: &Folder, table: &str) -> Vec<String> {
    let ids = rows(folder, table);
    let mut ids: Vec<String> = ids.iter().filter_map(|row| row.split(',').next()).map(str::to_owned).collect();
    ids.dedup();
    ids
}

/// Checks that the tables are whole in themselves.
fn is_whole(folder: &Folder) {
    let verified = folder.run(&["verify", "tables"]);
    assert_eq!((verified.status, &*verified.err), (0, ""), "{}", verified.out);
}

/// Records of articles: an id and a text each.
fn records(articles: &[(&str, &str)]) -> String {
    let record = |(id, text): &(&str, &str)| serde_json::json!({"id": id, "text": text}).to_string();
    articles.iter().map(record).collect::<Vec<_>>().join("\n")
}

const SHORT: &str = "Mayor Dora Winslow opened the pier. “It will stand,” Winslow said.";

#[test]
fn an_article_with_too_many_rows_has_its_own_alone() {
    let many = "Mayor Dora Winslow spoke to Ama Kodjo. “It will stand,” Winslow said. ".repeat(5);
    let few = "Mayor Dora Winslow spoke to Ama Kodjo. “It will stand,” Winslow said. ".repeat(4);
    let input = records(&[("a", SHORT), ("many", &many), ("few", &few), ("z", SHORT)]);
    let folder = Folder::with(&[("in.jsonl", &input), ("run.toml", "max-rows = 12\n")]);
    let ran = folder.run(&["extract", "in.jsonl", "-q", "--config", "run.toml", "--format", "csv,jsonl"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(
        rows(&folder, "errors"),
        [
            "many,in.jsonl:2,rows,budget,\"at least 15 rows of mentions, and an article may have 12: only its row of articles is written; \
             --max-rows raises the bound\""
        ]
    );
    assert_eq!(articles(&folder, "articles"), ["a", "many", "few", "z"]);
    for table in ["sentences", "mentions", "entities", "roles", "quotes"] {
        assert_eq!(articles(&folder, table), ["a", "few", "z"], "{table}");
    }
    let mentions = rows(&folder, "mentions").iter().filter(|row| row.starts_with("few,")).count();
    assert_eq!(mentions, 12);
    let many = rows(&folder, "articles").remove(1);
    assert!(many.ends_with(",350,0,0,0"), "{many}");
    is_whole(&folder);
}

/// It is not read further than to its bound, and its row is that of any other article.
#[test]
fn a_long_article_with_too_many_rows_has_its_own_alone() {
    let long = "Rain fell on Port Elva, said Mayor Dora Winslow. It stopped. ".repeat(70_000);
    let input = records(&[("a", SHORT), ("long", &long), ("z", SHORT)]);
    let folder = Folder::with(&[("in.jsonl", &input)]);
    let ran = folder.run(&["extract", "in.jsonl", "-q", "--max-rows", "1000", "--no-model"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let [error] = <[String; 1]>::try_from(rows(&folder, "errors")).unwrap();
    let read = error.strip_prefix("long,in.jsonl:2,rows,budget,\"at least ").and_then(|rest| rest.split(' ').next());
    // One part of a megabyte, of the four that it has.
    let read: usize = read.unwrap().parse().unwrap();
    assert!((30_000..60_000).contains(&read), "{error}");
    assert_eq!(articles(&folder, "articles"), ["a", "long", "z"]);
    assert_eq!(articles(&folder, "sentences"), ["a", "z"]);
    is_whole(&folder);
}

#[test]
fn a_long_cell_is_cut_and_told() {
    let said = "it will stand a hundred years or more, é".repeat(30);
    let text = format!("{SHORT} “{said},” Winslow said. Rain fell.");
    let id = "i".repeat(1500);
    let record = serde_json::json!({"id": id, "text": text, "title": "ü".repeat(600), "note": "n".repeat(1024)});
    let folder = Folder::with(&[("in.jsonl", &record.to_string())]);
    let ran =
        folder.run(&["extract", "in.jsonl", "-q", "--max-cell-kb", "1", "--keep", "note", "--format", "csv,jsonl"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let errors = rows(&folder, "errors");
    assert_eq!(errors.len(), 3, "{errors:?}");
    // A quotation has its text twice: as it stands, and without its marks.
    for (error, told) in errors.iter().zip([
        "1 cell of more than 1024 bytes in articles, cut",
        "1 cell of more than 1024 bytes in sentences, cut",
        "2 cells of more than 1024 bytes in quotes, cut",
    ]) {
        let told = format!(",rows,budget,\"{told}; --max-cell-kb raises the bound\"");
        assert!(error.starts_with(&id) && error.ends_with(&told), "{error}");
    }
    let cell = |table: &str, row: usize, name: &str| {
        let rows = folder.read(&format!("tables/{table}.jsonl"));
        let row: serde_json::Value = serde_json::from_str(rows.lines().nth(row).unwrap()).unwrap();
        row[name].as_str().unwrap().to_owned()
    };
    assert_eq!(cell("articles", 0, "text"), text);
    assert_eq!(cell("articles", 0, "title"), "ü".repeat(512));
    assert_eq!(cell("articles", 0, "note"), "n".repeat(1024));
    // A letter of two bytes would begin at the last one.
    let quote = cell("quotes", 1, "text");
    assert!((1023..=1024).contains(&quote.len()) && text.contains(&quote), "{quote}");
    is_whole(&folder);
}
