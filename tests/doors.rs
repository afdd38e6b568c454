//! Every format, read back with its own library and compared with the JSON Lines of the same run, cell by cell.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_ipc::reader::FileReader;
use arrow_schema::DataType;
use dateline::{
    Article, ColumnKind, Error, ExtractOptions, Format, Pipeline, ReadOptions, Run, Table, TableFolder, extract,
};
use jiff::ToSpan;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};

type Row = Map<String, Value>;

/// Articles with nulls, Unicode, quotation marks, line breaks and a failure among them.
fn articles() -> Vec<Result<Article, Error>> {
    let mut strike = Article::new(
        "grève",
        "Harbour pilots in Togo ended a strike on Tuesday, union leader Ama Kodjo said.\n\n\"We asked for two boats,\" Kodjo told \
         reporters, \"and we will get three.\"\n\nÉdouard Mensah, the transport minister, declined to comment. 🚢",
    )
    .unwrap()
    .dated(jiff::civil::date(2025, 3, 4));
    strike.title = Some("Pilots, \"at last\", go back".to_owned());
    strike.url = Some("https://example.org/a?b=1&c=2".to_owned());
    let empty = Article::new("empty", "").unwrap();
    let failed = Err(std::io::Error::other("the disk is on fire").into());
    vec![Ok(strike), Ok(empty), failed, Article::new("rain", "Rain fell. It stopped.")]
}

/// Writes all tables in all formats to a folder.
fn write(articles: Vec<Result<Article, Error>>, folder: &Path, jobs: usize) {
    let mut options = ExtractOptions::default();
    options.formats = Format::ALL.to_vec();
    options.jobs = jobs;
    let pipeline = Pipeline::new();
    let mut output = TableFolder::create(folder, &options, false).unwrap();
    let summary = extract(articles, &pipeline, &options, &mut output, &mut |_| {}).unwrap();
    let read = ReadOptions::default();
    let (inputs, gazetteers) = (&[], &[]);
    let (extract, summary) = (&options, &summary);
    output
        .finish(&Run {
            inputs,
            read: &read,
            extract,
            pipeline: Some(&pipeline),
            gazetteers,
            terms: &[],
            patterns: &[],
            summary,
            seconds: 0.0,
        })
        .unwrap();
}

fn json_rows(folder: &Path, table: Table) -> Vec<Row> {
    let lines = std::fs::read_to_string(folder.join(format!("{}.jsonl", table.as_str()))).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A cell of an array as JSON Lines would have it.
fn cell(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => json!(array.as_string::<i32>().value(row)),
        DataType::Int64 => json!(array.as_primitive::<Int64Type>().value(row)),
        DataType::Float64 => json!(array.as_primitive::<Float64Type>().value(row)),
        DataType::Boolean => json!(array.as_boolean().value(row)),
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(row);
            json!((jiff::civil::date(1970, 1, 1) + days.days()).to_string())
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).map(|item| cell(&items, item)).collect()
        }
        DataType::Struct(_) => array.as_struct().columns().iter().map(|field| cell(field, row)).collect(),
        other => panic!("a column of {other}"),
    }
}

fn arrow_rows(batches: impl Iterator<Item = RecordBatch>) -> Vec<Row> {
    let mut rows = Vec::new();
    for batch in batches {
        let schema = batch.schema();
        for row in 0..batch.num_rows() {
            let cells = schema.fields().iter().zip(batch.columns());
            rows.push(cells.map(|(field, column)| (field.name().clone(), cell(column, row))).collect());
        }
    }
    rows
}

fn sqlite_rows(database: &Connection, table: Table) -> Vec<Row> {
    let mut select = database.prepare(&format!("SELECT * FROM {} ORDER BY rowid", table.as_str())).unwrap();
    let columns = table.columns();
    let mut rows = select.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |index: usize| match (columns[index].kind, row.get_ref(index).unwrap()) {
            (_, ValueRef::Null) => Value::Null,
            (ColumnKind::Bool, ValueRef::Integer(flag)) => json!(flag == 1),
            (ColumnKind::Spans | ColumnKind::Strings, ValueRef::Text(text)) => serde_json::from_slice(text).unwrap(),
            (_, ValueRef::Integer(number)) => json!(number),
            (_, ValueRef::Real(number)) => json!(number),
            (_, ValueRef::Text(text)) => json!(str::from_utf8(text).unwrap()),
            (_, ValueRef::Blob(_)) => panic!("a blob in {}", columns[index].name),
        };
        all.push(columns.iter().enumerate().map(|(index, column)| (column.name.to_string(), cell(index))).collect());
    }
    all
}

#[test]
fn every_format_holds_the_same_cells() {
    let folder = tempfile::tempdir().unwrap();
    write(articles(), folder.path(), 2);
    let database = Connection::open(folder.path().join("tables.sqlite")).unwrap();
    for table in Table::ALL {
        let name = table.as_str();
        let expected = json_rows(folder.path(), table);
        let file = |format: &str| File::open(folder.path().join(format!("{name}.{format}"))).unwrap();
        let parquet = ParquetRecordBatchReaderBuilder::try_new(file("parquet")).unwrap().build().unwrap();
        assert_eq!(arrow_rows(parquet.map(Result::unwrap)), expected, "{name}.parquet");
        let arrow = FileReader::try_new(file("arrow"), None).unwrap();
        assert_eq!(arrow_rows(arrow.map(Result::unwrap)), expected, "{name}.arrow");
        assert_eq!(sqlite_rows(&database, table), expected, "{name} of the database");
    }
    assert!(!json_rows(folder.path(), Table::Quotes).is_empty());
    assert_eq!(json_rows(folder.path(), Table::Errors).len(), 1);
}

#[test]
fn the_database_has_keys_search_and_views() {
    let folder = tempfile::tempdir().unwrap();
    write(articles(), folder.path(), 1);
    let database = Connection::open(folder.path().join("tables.sqlite")).unwrap();
    let ask = |question: &str| database.query_row(question, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(ask("PRAGMA integrity_check"), "ok");
    assert_eq!(ask("PRAGMA journal_mode"), "delete");
    assert_eq!(ask("SELECT speaker FROM quotes_by_person"), "Ama Kodjo");
    assert_eq!(ask("SELECT month FROM speakers_by_month"), "2025-03");
    let found = ask(
        "SELECT quotes.content FROM quotes JOIN quotes_fts ON quotes_fts.rowid = quotes.rowid WHERE quotes_fts MATCH 'boats'",
    );
    assert_eq!(found, "We asked for two boats, … and we will get three.");
    let strict = "INSERT INTO sentences (article_id, sentence_id, paragraph, start, end, in_quote, text) VALUES ('rain', 'x', 0, 0, 0, 0, '')";
    assert!(database.execute(strict, []).is_err(), "a text is no number");
    database.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    assert!(database.execute("UPDATE mentions SET entity_id = 99", []).is_err(), "keys are enforced");
    let metadata: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("metadata.json")).unwrap()).unwrap();
    let columns = &metadata["databases"]["tables"]["tables"]["quotes"]["columns"];
    assert!(columns["content"].as_str().unwrap().contains("as one would print it"));
}

#[test]
fn the_bytes_do_not_depend_on_the_threads() {
    let many = || {
        (0..600).map(|number| Article::new(number.to_string(), "Rain fell, Ama Kodjo said. ".repeat(1 + number % 40)))
    };
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(many().collect(), one.path(), 1);
    write(many().collect(), two.path(), 2);
    for name in ["quotes.parquet", "sentences.parquet", "mentions.arrow", "tables.sqlite", "metadata.json"] {
        let bytes = |folder: &Path| std::fs::read(folder.join(name)).unwrap();
        assert!(bytes(one.path()) == bytes(two.path()), "{name}");
    }
}

#[test]
fn the_package_describes_every_file() {
    let folder = tempfile::tempdir().unwrap();
    write(articles(), folder.path(), 1);
    let package: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let mut names: Vec<&str> = resources.iter().map(|resource| resource["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"quotes") && names.contains(&"quotes-parquet"));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), resources.len());
    for resource in resources {
        let bytes = std::fs::read(folder.path().join(resource["path"].as_str().unwrap())).unwrap();
        assert_eq!(resource["bytes"], bytes.len());
    }
    let quotes = resources.iter().find(|resource| resource["name"] == "quotes").unwrap();
    assert_eq!(quotes["schema"]["primaryKey"], json!(["article_id", "quote_id"]));
    let of = |column: &str, table: &str, key: &str| {
        json!({
            "fields": ["article_id", column],
            "reference": { "resource": table, "fields": ["article_id", key] },
        })
    };
    let keys = quotes["schema"]["foreignKeys"].as_array().unwrap();
    assert!(keys.contains(&of("sentence_id", "sentences", "sentence_id")), "{keys:?}");
    assert!(
        !keys.contains(&of("speaker_entity_id", "entities", "entity_id")),
        "quotations without a speaker are no error"
    );
}
