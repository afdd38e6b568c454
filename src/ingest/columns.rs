//! Parquet and Arrow IPC: rows of record batches.
//!
//! A row is a record, its columns are found by the names of CSV's header. Columns of structures are read by the
//! path of their leaves: `fields` with `bodyText` inside is the column `fields.bodyText`. Three containers of the
//! same batches:
//!
//! ```text
//! PAR1 … PAR1              Parquet: row groups, directory at the end     copied to a temporary file, if it is unpacked
//! ARROW1 … ARROW1          Arrow's file, which is Feather 2              the same
//! ffffffff 4 bytes 10000…  Arrow's stream                                read as it comes
//! ```
//!
//! Of Parquet only the columns that are wanted are unpacked, of which the text is most. Rows are read 256 at a
//! time, in a thread of its own: the libraries lend out their batches, and may panic on damaged files
//! ([`super::handed`]).
//!
//! Types become text as [`cell`] says; types that no field has (maps, intervals, decimals) are empty. Names of
//! zones are not resolved: values of a column with a named zone are read in UTC, in which they are kept.
//!
//! Formats: Apache Parquet; Apache Arrow columnar format, IPC.

use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use super::format::{Input, InputFormat, Sniff};
use super::handed::{ItemSender, handed};
use super::{Field, Item, ReadOptions, csv, names};
use crate::error::{Error, Fault};

/// What the documentation says of the fields of all three.
const MAPS: &str = "columns as in CSV; those of a structure by their path, such as `fields.bodyText`";

/// Parquet, known by its first four bytes. One of the library's codecs unpacks its pages: Snappy, gzip, LZ4,
/// Zstandard.
pub(super) const PARQUET: InputFormat = InputFormat {
    name: "parquet",
    description: "Parquet, compressed by Zstandard, Snappy, gzip or LZ4",
    endings: &["parquet", "pq"],
    sniff: |beginning| Sniff::sure(beginning.bytes.starts_with(b"PAR1")),
    open: |input: Input| {
        let options = Arc::clone(input.options());
        let file = aside(input)?;
        Ok(handed("a Parquet file", move |hand| {
            if let Err(error) = parquet_rows(file, &options, hand) {
                let _ =
                    hand.send(Err(Error::input(Fault::Truncated, format!("a Parquet file that is damaged: {error}"))));
            }
        }))
    },
    maps: MAPS,
};

/// Arrow's file format, which is Feather's second version too, known by its first six bytes. Feather's first
/// version is another format, and refused.
pub(super) const ARROW_FILE: InputFormat = InputFormat {
    name: "arrow",
    description: "Arrow IPC files (Feather 2)",
    endings: &["arrow", "feather", "ipc"],
    sniff: |beginning| Sniff::sure(beginning.bytes.starts_with(b"ARROW1")),
    open: |input: Input| {
        let options = Arc::clone(input.options());
        let file = aside(input)?;
        Ok(handed("an Arrow file", move |hand| match FileReader::try_new(BufReader::new(file), None) {
            Ok(batches) => batches_to(batches, "an Arrow file", &options, hand),
            Err(error) => damaged("an Arrow file", &error, hand),
        }))
    },
    maps: MAPS,
};

/// Arrow's streams. They have no magic number: a message begins with a mark of four bytes, its length, and a table
/// of `FlatBuffers`, whose first offset is small. Read as they come, also from standard input.
pub(super) const ARROW_STREAM: InputFormat = InputFormat {
    name: "arrow-stream",
    description: "Arrow IPC streams",
    endings: &["arrows"],
    sniff: |beginning| {
        // The mark of a message, its length, and a table of FlatBuffers, whose first offset is small.
        let marked = beginning.bytes.starts_with(&[0xff; 4]) && beginning.bytes.get(6..8) == Some(&[0, 0]);
        Sniff::sure(marked && beginning.bytes.get(9..12) == Some(&[0, 0, 0]))
    },
    open: |input: Input| {
        let options = Arc::clone(input.options());
        let reader = input.reader();
        Ok(handed("an Arrow stream", move |hand| match StreamReader::try_new(reader, None) {
            Ok(batches) => batches_to(batches, "an Arrow stream", &options, hand),
            Err(error) => damaged("an Arrow stream", &error, hand),
        }))
    },
    maps: MAPS,
};

/// The file with its directory at the end, kept aside where it can be wound to. The copy has no name and goes with
/// its handle.
///
/// # Errors
///
/// If no temporary file can be made or the disk is full.
fn aside(input: Input) -> Result<File, Error> {
    let mut file = tempfile::tempfile().map_err(Error::io)?;
    io::copy(&mut input.reader(), &mut file).map_err(Error::io)?;
    file.seek(SeekFrom::Start(0)).map_err(Error::io)?;
    Ok(file)
}

/// Hands over the error that a file is damaged, if anybody still listens.
fn damaged(what: &str, error: &ArrowError, hand: &ItemSender) {
    let _ = hand.send(Err(Error::input(Fault::Truncated, format!("{what} that is damaged: {error}"))));
}

/// The most rows that are decoded at once: texts are long, and a batch of the library's 1,024 would hold megabytes.
const BATCH_ROWS: usize = 256;

/// Hands over the rows of a Parquet file. A file without a column for the text is one error, and so is each name of
/// the user's that no column has.
///
/// # Errors
///
/// If the file is damaged; the rows before were handed over.
fn parquet_rows(file: File, options: &ReadOptions, hand: &ItemSender) -> Result<(), ParquetError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?.with_batch_size(BATCH_ROWS);
    // Columns that nobody wants are not unpacked.
    let schema = Arc::clone(builder.schema());
    let mut header = Vec::new();
    for field in schema.fields() {
        paths(field.name(), field.data_type(), &mut header);
    }
    let places = names::places(&header, &options.columns);
    let roots: Vec<&str> =
        places.iter().flatten().map(|&at| header[at].split('.').next().unwrap_or_default()).collect();
    let wanted =
        schema.fields().iter().enumerate().filter(|(_, field)| {
            options.keeps() || roots.iter().any(|root| field.name().split('.').next() == Some(*root))
        });
    let wanted: Vec<usize> = wanted.map(|(at, _)| at).collect();
    if places[Field::Text as usize].is_none() {
        let _ = hand.send(Err(names::missing_text(header.iter().map(String::as_str), &options.columns)));
        return Ok(());
    }
    for error in names::absent(&header, &places, &options.columns) {
        let _ = hand.send(Err(error));
    }
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let mut rows = RowCount::default();
    for batch in builder.with_projection(mask).build()? {
        if !rows.send(&batch?, options, hand) {
            break;
        }
    }
    Ok(())
}

/// Hands over the rows of Arrow's batches, up to the first that is damaged, which is an error, or until nobody
/// wants more.
fn batches_to(
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>>,
    what: &str,
    options: &ReadOptions,
    hand: &ItemSender,
) {
    let mut rows = RowCount::default();
    for batch in batches {
        match batch {
            Ok(batch) => {
                if !rows.send(&batch, options, hand) {
                    return;
                }
            }
            Err(error) => return damaged(what, &error, hand),
        }
    }
}

/// The names of a column's leaves: of a structure the paths of its fields, `a.b.c`. Names of leaves may hold points
/// themselves.
fn paths(name: &str, kind: &DataType, header: &mut Vec<String>) {
    match kind {
        DataType::Struct(fields) => {
            for field in fields {
                paths(&format!("{name}.{}", field.name()), field.data_type(), header);
            }
        }
        _ => header.push(name.to_owned()),
    }
}

/// The columns of a batch in the order of [`paths`]. A structure that is null has leaves that are null.
fn leaves(column: &ArrayRef, columns: &mut Vec<ArrayRef>) {
    match column.as_struct_opt() {
        Some(structure) => structure.columns().iter().for_each(|column| leaves(column, columns)),
        None => columns.push(Arc::clone(column)),
    }
}

/// Counts the rows of a file, over its batches.
#[derive(Default)]
struct RowCount {
    /// The number of the row that was sent last, from 1.
    number: u64,
}

impl RowCount {
    /// Sends the items of a batch; false if nobody wants more.
    fn send(&mut self, batch: &RecordBatch, options: &ReadOptions, hand: &ItemSender) -> bool {
        let (mut header, mut columns) = (Vec::new(), Vec::new());
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            paths(field.name(), field.data_type(), &mut header);
            leaves(column, &mut columns);
        }
        let places = names::places(&header, &options.columns);
        if places[Field::Text as usize].is_none() {
            let _ = hand.send(Err(names::missing_text(header.iter().map(String::as_str), &options.columns)));
            return false;
        }
        for row in 0..batch.num_rows() {
            self.number += 1;
            let place = Item { number: Some(self.number), ..Item::default() };
            let item = csv::item(place, &header, &places, options, |at| {
                Ok(cell(columns[at].as_ref(), row).unwrap_or_default().into())
            });
            if hand.send(item).is_err() {
                return false;
            }
        }
        true
    }
}

/// A cell as text: days and moments as ISO 8601 writes them, lists joined; `None` if it is null or of a kind that
/// is no field.
///
/// ```text
/// Utf8, LargeUtf8, Utf8View       as it is                   Binary and its kin   decoded as UTF-8, else guessed
/// Int, UInt, Float, Boolean       as Rust writes them        Dictionary           the value of the key
/// Date32, Date64                  2025-02-17                 List, LargeList      cells joined by a comma and a blank
/// Timestamp(unit, zone)           2025-02-17T08:30:00+01:00, in the zone of the column
/// ```
///
/// A long match, since it is the table of types.
fn cell(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    macro_rules! number {
        ($kind:ty) => {
            Some(column.as_primitive::<$kind>().value(row).to_string())
        };
    }
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Some(column.as_string_view().value(row).to_owned()),
        DataType::Binary => Some(super::decode::declared(column.as_binary::<i32>().value(row), None)),
        DataType::LargeBinary => Some(super::decode::declared(column.as_binary::<i64>().value(row), None)),
        DataType::BinaryView => Some(super::decode::declared(column.as_binary_view().value(row), None)),
        DataType::Dictionary(_, _) => {
            let dictionary = column.as_any_dictionary_opt()?;
            let key = cell(dictionary.keys(), row)?.parse().ok()?;
            cell(dictionary.values().as_ref(), key)
        }
        DataType::List(_) => list(column.as_list::<i32>().value(row).as_ref()),
        DataType::LargeList(_) => list(column.as_list::<i64>().value(row).as_ref()),
        DataType::Boolean => Some(column.as_boolean().value(row).to_string()),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Date32 => {
            let day = i64::from(column.as_primitive::<Date32Type>().value(row));
            Some(moment(Timestamp::from_second(day.checked_mul(86_400)?).ok()?, None))
        }
        DataType::Date64 => {
            Some(moment(Timestamp::from_millisecond(column.as_primitive::<Date64Type>().value(row)).ok()?, None))
        }
        DataType::Timestamp(unit, zone) => {
            let at = match unit {
                TimeUnit::Second => Timestamp::from_second(column.as_primitive::<TimestampSecondType>().value(row)),
                TimeUnit::Millisecond => {
                    Timestamp::from_millisecond(column.as_primitive::<TimestampMillisecondType>().value(row))
                }
                TimeUnit::Microsecond => {
                    Timestamp::from_microsecond(column.as_primitive::<TimestampMicrosecondType>().value(row))
                }
                TimeUnit::Nanosecond => {
                    Timestamp::from_nanosecond(column.as_primitive::<TimestampNanosecondType>().value(row).into())
                }
            };
            Some(moment(at.ok()?, zone.as_deref()))
        }
        _ => None,
    }
}

/// The cells of a list joined, null ones left out; `None` if none is left.
fn list(values: &dyn Array) -> Option<String> {
    let cells: Vec<String> = (0..values.len()).filter_map(|at| cell(values, at)).collect();
    (!cells.is_empty()).then(|| cells.join(", "))
}

/// A moment in the zone that its column names: midnight is a day without time. Without a zone the values are local
/// times, and none is written.
fn moment(at: Timestamp, zone: Option<&str>) -> String {
    let offset = zone.and_then(offset);
    let local = at.to_zoned(TimeZone::fixed(offset.unwrap_or(Offset::UTC))).datetime();
    if local.time() == jiff::civil::Time::midnight() {
        return local.date().to_string();
    }
    let local = local.strftime("%Y-%m-%dT%H:%M:%S");
    match (zone, offset) {
        (None, _) => local.to_string(),
        (Some(_), None) => format!("{local}Z"),
        (Some(_), Some(offset)) => format!("{local}{offset}"),
    }
}

/// The offset of a zone that is one: `+01:00`, `-0530`, `+01`. `None` for zones by name, which are read as UTC, in
/// which their values are kept.
fn offset(zone: &str) -> Option<Offset> {
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok()? };
    Offset::from_seconds(sign * (hours.parse::<i32>().ok()? * 3600 + minutes * 60)).ok()
}
