//! Tables: whole tables of small articles as snapshots, and what holds for every table.

use std::collections::BTreeMap;

use dateline::{
    Article, Chunk, Column, ColumnKind, Error, ErrorKind, ExtractOptions, Format, Kept, Output, Pipeline, Summary,
    Table, document_json, extract, markdown,
};

const STRIKE: &str = "LOME, March 4 (Harbour Wire) - Harbour pilots in Togo ended a strike on Tuesday, union leader Ama Kodjo said.\n\n\
    \"We asked for two boats,\" Kodjo told reporters, \"and we will get three.\" She added that work would resume next week.\n\n\
    Transport Minister Édouard Mensah, who met the pilots in Lomé, declined to comment.\n";

const VERDICT: &str = "A court in Bergen fined the shipping line Nordkapp Ferries 40 million kroner.\n\
    According to judge Liv Aasen, the company “knew of the leak since 2019”.\n";

fn articles() -> Vec<Result<Article, Error>> {
    let mut strike = Article::new("strike", STRIKE).unwrap().dated(jiff::civil::date(2025, 3, 4));
    strike.title = Some("Pilots go back to work".to_owned());
    strike.source.push_str("wire.jsonl:1");
    let verdict = Article::new("verdict", VERDICT).unwrap();
    vec![Ok(strike), Ok(verdict)]
}

#[derive(Default)]
struct Memory(BTreeMap<(Format, Table), String>);

impl Output for Memory {
    fn start(&mut self, table: Table, format: Format, _: &[Column]) -> Result<(), Error> {
        self.0.entry((format, table)).or_default();
        Ok(())
    }

    fn write(&mut self, table: Table, format: Format, rows: Chunk) -> Result<(), Error> {
        let rows = String::from_utf8(rows.bytes().unwrap().to_vec()).expect("tables are UTF-8");
        self.0.entry((format, table)).or_default().push_str(&rows);
        Ok(())
    }
}

fn run(articles: Vec<Result<Article, Error>>, options: &ExtractOptions) -> (Memory, Summary) {
    let mut memory = Memory::default();
    let summary = extract(articles, &Pipeline::new(), options, &mut memory, &mut |_| {}).unwrap();
    (memory, summary)
}

fn shown(memory: &Memory, format: Format) -> String {
    let tables = memory.0.iter().filter(|((of, _), _)| *of == format);
    tables.flat_map(|((_, table), rows)| ["== ", table.as_str(), "\n", rows]).collect()
}

#[test]
fn all_tables() {
    let mut options = ExtractOptions::default();
    options.formats = vec![Format::Csv, Format::JsonLines];
    let (memory, _) = run(articles(), &options);
    insta::assert_snapshot!("csv", shown(&memory, Format::Csv));
    insta::assert_snapshot!("jsonl", shown(&memory, Format::JsonLines));
}

#[test]
fn rows_agree_with_the_schema_and_the_text() {
    let mut options = ExtractOptions::default();
    options.formats = vec![Format::Csv, Format::JsonLines];
    let (memory, summary) = run(articles(), &options);
    let texts: BTreeMap<&str, Vec<char>> =
        [("strike", STRIKE), ("verdict", VERDICT)].into_iter().map(|(id, text)| (id, text.chars().collect())).collect();
    for table in Table::ALL {
        let mut csv = csv::Reader::from_reader(memory.0[&(Format::Csv, table)].as_bytes());
        let names: Vec<&str> = table.columns().iter().map(|column| &*column.name).collect();
        assert_eq!(csv.headers().unwrap(), &csv::StringRecord::from(names));
        let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        let json = memory.0.get(&(Format::JsonLines, table)).map(String::as_str).unwrap_or_default();
        assert_eq!(rows.len() as u64, summary.rows(table), "{}", table.as_str());
        assert_eq!(json.lines().count(), rows.len());
        for (row, json) in rows.iter().zip(json.lines()) {
            let json: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap();
            assert_eq!(json.len(), row.len());
            for (column, cell) in table.columns().iter().zip(row) {
                let value = &json[&*column.name];
                assert!(column.optional || !value.is_null(), "{}.{}", table.as_str(), column.name);
                let same = match value {
                    serde_json::Value::Null => cell.is_empty(),
                    serde_json::Value::String(text) => text == cell,
                    serde_json::Value::Array(texts) if column.kind == ColumnKind::Strings => {
                        texts.len() == cell.split("; ").filter(|text| !text.is_empty()).count()
                    }
                    serde_json::Value::Array(spans) => spans.len() == cell.split(' ').count(),
                    other => format!("{other}") == cell,
                };
                assert!(same, "{}.{}: {value} and {cell:?}", table.as_str(), column.name);
            }
            // Rows of the corpus point into no text.
            let Some(article) = json.get("article_id").and_then(serde_json::Value::as_str) else { continue };
            let text = &texts[article];
            for (start, end, cell) in [
                ("start", "end", "text"),
                ("cue_start", "cue_end", "cue"),
                ("speaker_start", "speaker_end", "speaker_text"),
            ] {
                let offset =
                    |name| json.get(name).and_then(serde_json::Value::as_u64).map(|at| usize::try_from(at).unwrap());
                let whole =
                    json.get("spans").and_then(serde_json::Value::as_array).is_none_or(|spans| spans.len() == 1);
                if let (Some(start), Some(end), true) = (offset(start), offset(end), whole || cell != "text") {
                    assert_eq!(text[start..end].iter().collect::<String>(), json[cell].as_str().unwrap());
                }
            }
        }
    }
}

#[test]
fn one_thread_and_two_write_the_same() {
    let many = || {
        let numbered = |index: usize| {
            let id = format!("{index}");
            Article::new(id, [STRIKE, VERDICT][index % 2].repeat(1 + index % 7))
        };
        (0..900).map(numbered).collect::<Vec<_>>()
    };
    let with = |jobs| {
        let mut options = ExtractOptions::default();
        options.jobs = jobs;
        run(many(), &options)
    };
    let (one, counts) = with(1);
    let (two, same_counts) = with(2);
    assert!(one.0 == two.0);
    assert_eq!(counts, same_counts);
    assert_eq!(counts.rows(Table::Articles), 900);
    assert_eq!(counts.undated, 900);
}

#[test]
fn only_the_tables_asked_for_are_written() {
    let mut options = ExtractOptions::default();
    options.tables = vec![Table::Dates, Table::Quotes, Table::Dates];
    let (memory, summary) = run(articles(), &options);
    let written: Vec<Table> = memory.0.keys().map(|(_, table)| *table).collect();
    assert_eq!(written, [Table::Quotes, Table::Dates]);
    assert!(summary.rows(Table::Sentences) > 0);
}

#[test]
fn what_is_less_sure_is_left_out_everywhere() {
    let mut sure = ExtractOptions::default();
    sure.min_confidence = 2.0;
    sure.formats = vec![Format::JsonLines];
    let (memory, summary) = run(articles(), &sure);
    assert_eq!((summary.rows(Table::Mentions), summary.rows(Table::Quotes)), (0, 0));
    assert!(memory.0[&(Format::JsonLines, Table::Articles)].contains(r#""mentions":0,"quotes":0"#));
}

#[test]
fn spreadsheets_get_a_mark_and_no_formula() {
    let article = Article::new("=1+1", "-5 degrees, she said.");
    let mut options = ExtractOptions::default();
    options.tables = vec![Table::Sentences];
    options.write.excel = true;
    let (memory, _) = run(vec![article], &options);
    assert_eq!(
        memory.0[&(Format::Csv, Table::Sentences)],
        "\u{feff}article_id,sentence_id,paragraph,start,end,in_quote,text\n'=1+1,0,0,0,21,false,\"'-5 degrees, she said.\"\n"
    );
}

#[test]
fn spreadsheets_get_no_cell_that_is_too_long() {
    let article = Article::new("a", "Rain fell\nall day. ".repeat(4000));
    let mut options = ExtractOptions::default();
    options.tables = vec![Table::Articles];
    options.write.excel = true;
    let (memory, summary) = run(vec![article], &options);
    assert_eq!(summary.cut, 1);
    let table = &memory.0[&(Format::Csv, Table::Articles)];
    assert_eq!(table.lines().count(), 2);
    assert!(table.contains("Rain fell all day."));
}

#[test]
fn fields_that_ride_along_are_columns() {
    let kept = |id: &str, fields: &[(&str, &str)]| {
        let mut article = Article::new(id, "Rain fell.").unwrap();
        article.kept = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Ok(article)
    };
    let articles = || vec![kept("a", &[("desk", "city"), ("title", "x")]), kept("b", &[("page", "7")])];
    let with = |kept| {
        let mut options = ExtractOptions::default();
        options.tables = vec![Table::Articles];
        options.kept = kept;
        run(articles(), &options).0.0.remove(&(Format::Csv, Table::Articles)).unwrap()
    };
    let ends =
        |table: &str| table.lines().map(|line| line.rsplit("quotes,").next().unwrap().to_owned()).collect::<Vec<_>>();
    let all = with(Kept::Found);
    assert_eq!(ends(&all)[0], "desk,kept_title,page");
    assert!(all.lines().nth(1).unwrap().ends_with(",city,x,") && all.lines().nth(2).unwrap().ends_with(",,,7"));
    let one = with(Kept::Named(vec!["page".to_owned()]));
    assert!(one.lines().nth(2).unwrap().ends_with(",7"));
    // A field that comes up after the first batch has no column, and that is told.
    let many = (0..200).map(|number| kept(&number.to_string(), if number == 190 { &[("late", "x")] } else { &[] }));
    let mut options = ExtractOptions::default();
    options.kept = Kept::Found;
    let (memory, summary) = run(many.collect(), &options);
    assert_eq!(summary.rows(Table::Errors), 1);
    let errors = &memory.0[&(Format::Csv, Table::Errors)];
    assert!(errors.contains("190,\"\",keep,late-field,"), "{errors}");
}

#[test]
fn a_failing_output_ends_the_run() {
    struct Full;
    impl Output for Full {
        fn write(&mut self, _: Table, _: Format, rows: Chunk) -> Result<(), Error> {
            // The header rows fit.
            if rows.bytes().unwrap().len() < 300 { Ok(()) } else { Err(std::io::Error::other("full").into()) }
        }
    }
    let many = (0..5000).map(|_| Article::new("a", STRIKE));
    let ended = extract(many, &Pipeline::new(), &ExtractOptions::default(), &mut Full, &mut |_| {});
    assert_eq!(ended.unwrap_err().to_string(), "full");
}

#[test]
fn a_document_is_one_object() {
    let article = articles().remove(0).unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&document_json(&Pipeline::new().annotate(article), &[])).unwrap();
    assert_eq!(json["articles"][0]["text"], STRIKE);
    assert!(json["sentences"].as_array().unwrap().len() >= 4);
    assert_eq!(json["errors"], serde_json::json!([]));
    let of_corpus = Table::ALL.into_iter().filter(|table| table.is_of_corpus()).count();
    assert_eq!(json.as_object().unwrap().len(), Table::ALL.len() - of_corpus);
}

#[test]
fn the_page_of_tables_is_up_to_date() {
    let page = std::fs::read_to_string("docs/tables.md").unwrap_or_default();
    assert!(page == markdown(), "run: dateline tables --markdown > docs/tables.md");
}

#[test]
fn the_page_of_formats_is_up_to_date() {
    let page = std::fs::read_to_string("docs/formats.md").unwrap_or_default();
    assert!(page == dateline::formats_markdown(), "run: dateline formats --markdown > docs/formats.md");
}

#[test]
fn every_message() {
    let text = || "…".to_owned();
    let kinds = [
        ErrorKind::NotFound,
        ErrorKind::Io(std::io::Error::other("the disk is on fire")),
        ErrorKind::NoArticles,
        ErrorKind::NotText { offset: 5 },
        ErrorKind::Undecodable { encoding: "UTF-8", offset: 5 },
        ErrorKind::TooLong { bytes: 5 << 30 },
        ErrorKind::Json { message: text() },
        ErrorKind::Csv { message: text() },
        ErrorKind::MissingField {
            of: "text",
            field: "text".to_owned(),
            near: Some("texts".to_owned()),
            there: vec![text(), "texts".to_owned()],
        },
        ErrorKind::NotAString { field: "text".to_owned(), found: "null" },
        ErrorKind::BadDate { value: "2025-02-30".to_owned() },
        ErrorKind::LateField { field: "desk".to_owned() },
        ErrorKind::Budget { message: text() },
        ErrorKind::DuplicateId { renamed: "a#2".to_owned() },
        ErrorKind::ForeignFiles { file: "thesis.docx".to_owned() },
        ErrorKind::TablesExist,
        ErrorKind::Gazetteer { column: "type", message: text() },
        ErrorKind::Annotation { message: text() },
        ErrorKind::Config { message: text() },
        ErrorKind::OtherRun { what: "--date".to_owned(), then: "not given".to_owned(), now: "2025-02-17".to_owned() },
        ErrorKind::OtherArticles { from: "a".to_owned() },
    ];
    let messages: Vec<String> = kinds.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(messages.join("\n"));
}
