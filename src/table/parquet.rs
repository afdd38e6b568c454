//! Parquet and Arrow IPC: a file for each table, of record batches.
//!
//! Parquet is compressed with Zstandard; row groups end by bytes and rows, so that readers on many threads have parts
//! to share and memory stays small. The columns of long texts have no dictionary: hardly two are the same. Ids and
//! offsets are kept as differences.
//!
//! Each Parquet file says in its metadata which table it holds, in which version of the schema, made by which version
//! of the program, with its description; each Arrow schema says the version. Neither kind of file is whole before its
//! footer is written, so a run that is resumed writes both anew ([`log`](super::log)).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_ipc::writer::FileWriter;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;

use super::arrow::{VERSION_KEY, arrow_schema};
use super::column::{Column, ColumnKind};
use super::sink::Sink;
use super::writer::{Chunk, Format};
use super::{SCHEMA_VERSION, Table};
use crate::error::Error;

/// The most rows of a row group, as DuckDB has them.
const GROUP_ROWS: usize = 122_880;
/// The most encoded bytes of one; each table holds one in memory.
const GROUP_BYTES: usize = 16 << 20;

/// Columns whose texts are long.
const LONG_TEXTS: [&str; 3] = ["text", "content", "message"];

/// The file of each table.
type Files<W> = Vec<(Table, W)>;

/// Parquet files; each table holds a row group in memory until it is full.
pub(super) struct ParquetFiles {
    /// The folder of the run's tables.
    folder: PathBuf,
    /// The files, in the order in which their tables began.
    files: Files<ArrowWriter<File>>,
}

impl ParquetFiles {
    /// No file yet, in this folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), files: Vec::new() }
    }
}

/// How the file of a table is written. Kept fields that are named `text` or the like have no dictionary either.
fn properties(table: Table, columns: &[Column]) -> WriterProperties {
    let note = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
    let notes = vec![
        note(VERSION_KEY, SCHEMA_VERSION.to_string()),
        note("dateline.version", env!("CARGO_PKG_VERSION").to_owned()),
        note("dateline.table", table.as_str().to_owned()),
        note("description", table.description().to_owned()),
    ];
    let properties = WriterProperties::builder()
        .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_max_row_group_bytes(Some(GROUP_BYTES))
        .set_key_value_metadata(Some(notes));
    let properties = LONG_TEXTS
        .iter()
        .fold(properties, |all, name| all.set_column_dictionary_enabled(ColumnPath::from(*name), false));
    let integers = columns.iter().filter(|column| column.kind == ColumnKind::Integer);
    integers
        .map(|column| ColumnPath::from(column.name.as_ref()))
        .fold(properties, |all, path| {
            all.set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED)
        })
        .build()
}

impl Sink for ParquetFiles {
    fn start(&mut self, table: Table, columns: &[Column]) -> Result<(), Error> {
        let file = File::create(self.folder.join(Format::Parquet.file(table))).map_err(Error::io)?;
        let writer = ArrowWriter::try_new(file, arrow_schema(columns), Some(properties(table, columns)))
            .map_err(Error::other)?;
        self.files.push((table, writer));
        Ok(())
    }

    fn write(&mut self, table: Table, rows: Chunk) -> Result<(), Error> {
        match (self.files.iter_mut().find(|(of, _)| *of == table), rows) {
            (Some((_, writer)), Chunk::Batch(batch)) => writer.write(&batch).map_err(Error::other),
            _ => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> Result<Vec<String>, Error> {
        let end = |(table, writer): (Table, ArrowWriter<File>)| {
            writer.close().map_err(Error::other)?;
            Ok(Format::Parquet.file(table))
        };
        self.files.into_iter().map(end).collect()
    }
}

/// Arrow IPC files, also known as Feather: not compressed, so that they can be mapped.
pub(super) struct ArrowFiles {
    /// The folder of the run's tables.
    folder: PathBuf,
    /// The files, in the order in which their tables began.
    files: Files<FileWriter<BufWriter<File>>>,
}

impl ArrowFiles {
    /// No file yet, in this folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), files: Vec::new() }
    }
}

impl Sink for ArrowFiles {
    fn start(&mut self, table: Table, columns: &[Column]) -> Result<(), Error> {
        let file = File::create(self.folder.join(Format::Arrow.file(table))).map_err(Error::io)?;
        let file = BufWriter::new(file);
        let schema = Arc::clone(&arrow_schema(columns));
        self.files.push((table, FileWriter::try_new(file, &schema).map_err(Error::other)?));
        Ok(())
    }

    fn write(&mut self, table: Table, rows: Chunk) -> Result<(), Error> {
        match (self.files.iter_mut().find(|(of, _)| *of == table), rows) {
            (Some((_, writer)), Chunk::Batch(batch)) => writer.write(&batch).map_err(Error::other),
            _ => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        for (table, mut writer) in self.files {
            writer.finish().map_err(Error::other)?;
            writer.into_inner().map_err(Error::other)?.flush().map_err(Error::io)?;
            names.push(Format::Arrow.file(table));
        }
        Ok(names)
    }
}
