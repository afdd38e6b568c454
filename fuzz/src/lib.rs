//! What is fuzzed: each target takes any bytes and panics where the program does not keep its word.
//!
//! `cargo +nightly fuzz run --features libfuzzer annotate` and so on run a target under libFuzzer on a nightly compiler; `cargo run -p
//! dateline-fuzz --bin mutate` runs all of them on stable under a seeded mutator, and `--bin superlinear` looks for texts whose time or
//! tables grow faster than they do.

pub mod chance;
pub mod counted;
pub mod words;

use std::sync::LazyLock;

use dateline::{
    Article, Articles, Beginning, Cell, ColumnKind, Dater, Document, Format, Gazetteer, InputFormat, Keep, Pipeline,
    ReadOptions, Rows, Segmenter, Sniff, Table, TimexType, WriteOptions, document_json,
};

/// What `cargo fuzz` runs: the target that is named like the binary.
#[cfg(feature = "libfuzzer")]
#[macro_export]
macro_rules! target {
    () => {
        ::libfuzzer_sys::fuzz_target!(|data: &[u8]| {
            static TARGET: ::std::sync::LazyLock<$crate::Target> = ::std::sync::LazyLock::new(|| {
                $crate::Target::named(env!("CARGO_BIN_NAME")).expect("a binary for each target")
            });
            TARGET.run(data);
        });
    };
}

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::new);

/// What is fuzzed by one name.
#[derive(Clone, Copy)]
pub enum Target {
    /// A function of this crate.
    Function(&'static str, Function),
    /// A reader, which is given any bytes as if they were of its format.
    Reader(&'static InputFormat),
}

type Function = fn(&[u8]);

const FUNCTIONS: [(&str, Function); 6] = [
    ("annotate", text),
    ("files", files),
    ("tables", tables),
    ("gazetteer", gazetteer),
    ("timex", timex),
    ("readers", readers),
];

impl Target {
    /// All of them, in a fixed order. Formats that are not read are none.
    pub fn all() -> Vec<Self> {
        let functions = FUNCTIONS.map(|(name, function)| Self::Function(name, function));
        let readers = InputFormat::all().iter().filter(|format| !format.maps.is_empty() || format.name == "text");
        functions.into_iter().chain(readers.map(Self::Reader)).collect()
    }

    /// The target of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|target| target.name() == name)
    }

    /// Its name: `read-` and the format's for a reader.
    pub fn name(&self) -> String {
        match self {
            Self::Function(name, _) => (*name).to_owned(),
            Self::Reader(format) => format!("read-{}", format.name),
        }
    }

    /// Whether the bytes are a file that the target is about, as far as its beginning tells.
    pub fn is_about(&self, name: &str, bytes: &[u8]) -> bool {
        let Self::Reader(format) = self else { return true };
        let options = ReadOptions::default();
        let bytes = &bytes[..bytes.len().min(Beginning::LENGTH)];
        let text = String::from_utf8_lossy(bytes);
        let beginning = Beginning { bytes, text, name, members: &[], options: &options };
        (format.sniff)(&beginning) == Sniff::Sure || format.endings.contains(&beginning.ending())
    }

    /// Runs it on some bytes.
    ///
    /// # Panics
    ///
    /// If the program does not keep its word.
    pub fn run(&self, data: &[u8]) {
        match self {
            Self::Function(_, function) => function(data),
            Self::Reader(format) => {
                let forced = InputFormat { sniff: |_| Sniff::Sure, ..**format };
                let mut options = ReadOptions::default();
                options.formats = vec![forced];
                read(data, options);
            }
        }
    }
}

/// Annotates a text; its length says of which day it is.
///
/// # Panics
///
/// If it holds no text of an article.
pub fn annotate(text: &str) -> Document {
    annotate_of(text, text.len())
}

/// Annotates a text of the day of that number.
///
/// # Panics
///
/// If it holds no text of an article.
pub fn annotate_of(text: &str, number: usize) -> Document {
    let article = Article::new("a", text).expect("a short text is an article");
    PIPELINE.annotate(article.dated(day(number).parse().expect("a day of February")))
}

/// Some day; relative dates need one.
fn day(number: usize) -> String {
    format!("2025-02-{:02}", number % 28 + 1)
}

/// A text: every stage takes it, and what the tables quote stands where they say.
pub fn text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let document = annotate(&text);
    let chars: Vec<char> = text.chars().collect();
    let rows = Rows::new(&document);
    for table in Table::ALL {
        let at = |name: &str| table.columns().iter().position(|column| column.name == name);
        let (start, end, quoted) = (at("start"), at("end"), at("text"));
        rows.each(table, |cells| {
            let number = |at: Option<usize>| match at.map(|at| cells[at]) {
                Some(Cell::Integer(number)) => usize::try_from(number).ok(),
                _ => None,
            };
            let (Some(start), Some(end)) = (number(start), number(end)) else { return };
            assert!(start < end && end <= chars.len(), "{table:?} has {start} to {end} of {}", chars.len());
            if let (Some(Cell::Text(quoted)), true) =
                (quoted.map(|at| cells[at]), table != Table::Quotes && table != Table::Roles)
            {
                assert_eq!(chars[start..end].iter().collect::<String>(), quoted, "{table:?}");
            }
        });
    }
    let again = annotate(&text);
    assert_eq!(document_json(&document, &[]), document_json(&again, &[]), "the same text, the same tables");
}

/// A file of any kind, packed or not: it is read, or it becomes errors; nothing else.
pub fn files(data: &[u8]) {
    read(data, ReadOptions::default());
}

/// Any bytes, given to each reader in turn as if they were of its format. A driver's own work for an input, which is as
/// much as a reader's, is done once for all.
pub fn readers(data: &[u8]) {
    static READERS: LazyLock<Vec<Target>> =
        LazyLock::new(|| Target::all().into_iter().filter(|target| matches!(target, Target::Reader(_))).collect());
    READERS.iter().for_each(|reader| reader.run(data));
}

fn read(data: &[u8], mut options: ReadOptions) {
    // What a damaged file may unpack to, so that an input takes no longer than others.
    (options.unpacked_bytes, options.record_bytes, options.keep) = (1 << 20, 1 << 20, Keep::All);
    let mut found = 0usize;
    let articles = Articles::of_reader(std::io::Cursor::new(data.to_vec()), options);
    let skipped = articles.skipped();
    for item in articles {
        found += 1;
        match item {
            Ok(article) => assert!(!article.text().trim().is_empty(), "an article without text"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
        // A packed file may unpack to so many lines, each an error.
        assert!(found <= 1 << 20, "a file that does not end");
    }
    assert!(found > 0 || !skipped.counts().is_empty(), "a file is lost without a word");
}

/// Tables: CSV and JSON Lines are read back with the same cells, as readers of these formats read them.
pub fn tables(data: &[u8]) {
    let document = annotate(&String::from_utf8_lossy(data));
    let rows = Rows::new(&document);
    for table in Table::ALL.into_iter().filter(|table| table.is_of_documents()) {
        let columns = table.columns();
        let mut cells: Vec<Vec<Option<String>>> = Vec::new();
        let mut written =
            [Format::Csv, Format::JsonLines].map(|format| format.writer(columns, &WriteOptions::default()));
        rows.each(table, |row| {
            cells.push(row.iter().map(shown).collect());
            written.iter_mut().for_each(|writer| writer.row(row));
        });
        let [csv, jsonl] = written.map(|mut writer| writer.take().bytes().expect("both are bytes").to_vec());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice());
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV is read back");
        assert_eq!(read.len(), cells.len(), "{table:?}: rows of CSV");
        for (read, cells) in read.iter().zip(&cells) {
            assert_eq!(read.len(), columns.len());
            for ((read, cell), column) in read.iter().zip(cells).zip(columns) {
                if matches!(column.kind, ColumnKind::Text | ColumnKind::Integer) {
                    assert_eq!(read, cell.as_deref().unwrap_or_default(), "{table:?}.{}", column.name);
                }
            }
        }
        let lines: Vec<&[u8]> = jsonl.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), cells.len(), "{table:?}: lines of JSON");
        for (line, cells) in lines.into_iter().zip(&cells) {
            let object: serde_json::Map<String, serde_json::Value> =
                serde_json::from_slice(line).expect("JSON is read back");
            for (cell, column) in cells.iter().zip(columns) {
                let value = object.get(column.name.as_ref());
                match column.kind {
                    ColumnKind::Text => {
                        assert_eq!(value.and_then(|value| value.as_str()), cell.as_deref(), "{table:?}.{}", column.name)
                    }
                    ColumnKind::Integer => {
                        let number = value.and_then(serde_json::Value::as_i64).map(|number| number.to_string());
                        assert_eq!(number, *cell, "{table:?}.{}", column.name);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Texts and numbers as both formats write them.
fn shown(cell: &Cell<'_>) -> Option<String> {
    match cell {
        Cell::Text(text) => Some((*text).to_owned()),
        Cell::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A gazetteer: rows in one of its forms, or a compiled one with some bytes changed. It is refused, or it is used. The first byte says which.
pub fn gazetteer(data: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("names.tsv");
        let rows = "name\ttype\tsubtype\tlink\nBlue Lamp Trust\tORG\tngo\tmine:1\nAna Silva\tPER\t\tmine:2\nPorto Seguro\tLOC\tcity\t\n";
        std::fs::write(&file, rows).expect("a file can be written");
        Gazetteer::compile(&[file], None).expect("the rows are right")
    });
    let Some((form, data)) = data.split_first() else { return };
    let (ending, bytes) = match form % 4 {
        0 => ("tsv", [b"name\ttype\tcanonical\tlink\n", data].concat()),
        1 => ("csv", [b"name,type,subtype,valid_from,latitude,longitude\n", data].concat()),
        2 => ("jsonl", data.to_vec()),
        _ => {
            let mut bytes = WHOLE.clone();
            for change in data.chunks_exact(3) {
                let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % bytes.len();
                bytes[at] ^= change[2];
            }
            if data.len() % 3 == 1 {
                bytes.truncate(usize::from(data[data.len() - 1]) * bytes.len() / 256);
            }
            ("gaz", bytes)
        }
    };
    let file = tempfile::Builder::new().suffix(&format!(".{ending}")).tempfile().expect("a file can be made");
    std::fs::write(file.path(), &bytes).expect("a file can be written");
    let mut gazetteer = Gazetteer::default();
    if gazetteer.add_file(file.path()).is_ok() {
        let text = "The Blue Lamp Trust of Porto Seguro thanked Ana M. Silva and Silva.";
        let found: usize = gazetteer.find("Ana Silva").count() + gazetteer.find("Blue Lamp Trust").count();
        let document = Pipeline::with_gazetteer(gazetteer).annotate(Article::new("a", text).expect("a text"));
        assert!(found <= bytes.len() && !document_json(&document, &[]).is_empty());
    }
}

/// Words of time: every value that comes out is a TIMEX3 value, and its days are in order.
pub fn timex(data: &[u8]) {
    let text: String = data.iter().map(|byte| words::TIME[usize::from(*byte) % words::TIME.len()]).collect();
    static STAGES: LazyLock<(Segmenter, Dater)> = LazyLock::new(|| (Segmenter::new(), Dater::new()));
    let (segmenter, dater) = &*STAGES;
    let published = day(text.len()).parse().expect("a day of February");
    for timex in dater.date(&text, &segmenter.segment(&text), Some(published)).iter() {
        let value = timex.value();
        assert!(is_value(timex.kind(), value), "{value:?} of {:?} in {text:?}", timex.kind());
        assert!(timex.days().is_none_or(|(first, last)| first <= last), "{:?}", timex.days());
    }
}

/// Whether `value` has a form that TimeML 1.2.1 (section 2.3.4) gives a value of that type.
fn is_value(kind: TimexType, value: &str) -> bool {
    let rest = value.trim_start_matches('-');
    match kind {
        TimexType::Duration | TimexType::Set if rest.starts_with('P') => {
            rest[1..].chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '.')
        }
        _ => {
            let reference = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"].contains(&value);
            let signs = value
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '-' | ':' | '+' | '.'));
            reference || !value.is_empty() && signs
        }
    }
}
