//! Arrow: rows as record batches.
//!
//! Only types that every reader takes: UTF-8 strings with 32-bit offsets, 64-bit integers and floats, booleans, days,
//! lists. Spans are a list of structs `{start, end}`, several texts a list of strings, a day is Date32; what may be
//! missing is nullable, and nothing else.
//!
//! [`Batches`] builds column by column, which is how Arrow, Parquet and the Python binding want rows. It is public with
//! the feature `arrow`, so that a program can make batches of documents without a file between.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    StructBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use jiff::civil::{Date, date};

use super::cell::Cell;
use super::column::{Column, ColumnKind};
#[cfg(feature = "io")]
use super::writer::{Chunk, TableWriter};
use super::{Rows, SCHEMA_VERSION, Table};

/// The key of a schema's metadata that holds [`SCHEMA_VERSION`].
pub(super) const VERSION_KEY: &str = "dateline.schema_version";

/// The Arrow schema of a table with these columns. Each field has its description as metadata.
pub fn arrow_schema(columns: &[Column]) -> SchemaRef {
    let field = |column: &Column| {
        let description = HashMap::from([("description".to_owned(), column.description.to_string())]);
        Field::new(column.name.as_ref(), data_type(column.kind), column.optional).with_metadata(description)
    };
    let version = HashMap::from([(VERSION_KEY.to_owned(), SCHEMA_VERSION.to_string())]);
    Arc::new(Schema::new_with_metadata(columns.iter().map(field).collect::<Vec<_>>(), version))
}

/// The Arrow type of a kind of column.
fn data_type(kind: ColumnKind) -> DataType {
    match kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::Real => DataType::Float64,
        ColumnKind::Bool => DataType::Boolean,
        ColumnKind::Day => DataType::Date32,
        ColumnKind::Spans => DataType::List(element(DataType::Struct(ends()))),
        ColumnKind::Strings => DataType::List(element(DataType::Utf8)),
    }
}

/// The items of a list, by the name that Parquet's specification gives them.
fn element(kind: DataType) -> Arc<Field> {
    Arc::new(Field::new("element", kind, false))
}

/// The two offsets of a span.
fn ends() -> Fields {
    Fields::from(vec![Field::new("start", DataType::Int64, false), Field::new("end", DataType::Int64, false)])
}

impl Rows<'_> {
    /// The rows that a table has of the document, as a record batch.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::{Article, Pipeline, Rows, Table};
    ///
    /// let document = Pipeline::new().annotate(Article::new("a1", "Rain fell. It stopped.")?);
    /// let batch = Rows::new(&document).batch(Table::Sentences);
    /// assert_eq!((batch.num_rows(), batch.num_columns()), (2, Table::Sentences.columns().len()));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn batch(&self, table: Table) -> RecordBatch {
        let mut batches = Batches::new(table.columns());
        self.each(table, |cells| batches.push(cells));
        batches.take()
    }
}

/// Makes record batches of rows: push rows, take a batch, and go on.
#[derive(Debug)]
pub struct Batches {
    /// The schema of every batch.
    schema: SchemaRef,
    /// The builder of each column, in order.
    columns: Vec<Builder>,
}

/// The builder of a column, by its kind.
#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Real(Float64Builder),
    Bool(BooleanBuilder),
    Day(Date32Builder),
    Spans(ListBuilder<StructBuilder>),
    Strings(ListBuilder<StringBuilder>),
}

impl Batches {
    /// Batches of rows with these columns.
    pub fn new(columns: &[Column]) -> Self {
        Self {
            schema: arrow_schema(columns),
            columns: columns.iter().map(|column| Builder::new(column.kind)).collect(),
        }
    }

    /// Their schema.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Adds a row: a cell for each column, of the column's kind.
    ///
    /// # Panics
    ///
    /// If the texts of a column reach 2 GiB; take what there is in good time.
    pub fn push(&mut self, cells: &[Cell<'_>]) {
        self.columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
    }

    /// The rows that were added, as one batch; then starts anew.
    #[expect(clippy::missing_panics_doc, reason = "the columns are of the schema's types and of one length")]
    pub fn take(&mut self) -> RecordBatch {
        let columns: Vec<ArrayRef> = self.columns.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(self.schema(), columns).expect("columns of the schema's types, of one length")
    }
}

impl Builder {
    /// An empty column of that kind.
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text => Self::Text(StringBuilder::new()),
            ColumnKind::Integer => Self::Integer(Int64Builder::new()),
            ColumnKind::Real => Self::Real(Float64Builder::new()),
            ColumnKind::Bool => Self::Bool(BooleanBuilder::new()),
            ColumnKind::Day => Self::Day(Date32Builder::new()),
            ColumnKind::Spans => {
                let items = StructBuilder::from_fields(ends(), 0);
                Self::Spans(ListBuilder::new(items).with_field(element(DataType::Struct(ends()))))
            }
            ColumnKind::Strings => {
                Self::Strings(ListBuilder::new(StringBuilder::new()).with_field(element(DataType::Utf8)))
            }
        }
    }

    /// Adds a cell. One of another kind than the column's is missing: rows are typed, so there is none.
    fn push(&mut self, cell: &Cell<'_>) {
        match (self, *cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Integer(column), Cell::Integer(number)) => column.append_value(number),
            (Self::Real(column), Cell::Real(number)) => column.append_value(number),
            (Self::Bool(column), Cell::Bool(flag)) => column.append_value(flag),
            (Self::Day(column), Cell::Day(day)) => column.append_value(days(day)),
            (Self::Spans(column), Cell::Spans(pieces)) => {
                for &(start, end) in pieces {
                    let piece = column.values();
                    for (index, offset) in [start, end].into_iter().enumerate() {
                        if let Some(offsets) = piece.field_builder::<Int64Builder>(index) {
                            offsets.append_value(i64::from(offset));
                        }
                    }
                    piece.append(true);
                }
                column.append(true);
            }
            (Self::Strings(column), Cell::Strings(texts)) => {
                for text in texts {
                    column.values().append_value(text);
                }
                column.append(true);
            }
            (column, _) => column.push_null(),
        }
    }

    /// Adds a missing cell.
    fn push_null(&mut self) {
        match self {
            Self::Text(column) => column.append_null(),
            Self::Integer(column) => column.append_null(),
            Self::Real(column) => column.append_null(),
            Self::Bool(column) => column.append_null(),
            Self::Day(column) => column.append_null(),
            Self::Spans(column) => column.append_null(),
            Self::Strings(column) => column.append_null(),
        }
    }

    /// The cells that were added, as an array; then starts anew.
    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Real(column) => Arc::new(column.finish()),
            Self::Bool(column) => Arc::new(column.finish()),
            Self::Day(column) => Arc::new(column.finish()),
            Self::Spans(column) => ArrayBuilder::finish(column),
            Self::Strings(column) => ArrayBuilder::finish(column),
        }
    }
}

/// Days since 1970-01-01, negative before.
fn days(day: Date) -> i32 {
    date(1970, 1, 1).until(day).map_or(0, |span| span.get_days())
}

#[cfg(feature = "io")]
impl TableWriter for Batches {
    fn row(&mut self, cells: &[Cell<'_>]) {
        self.push(cells);
    }

    fn take(&mut self) -> Chunk {
        Chunk::Batch(Self::take(self))
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Date32Type, Int64Type};

    use super::*;
    use crate::{Article, Pipeline};

    #[test]
    fn batches_hold_what_rows_hold() {
        let text = "“We asked,” Zoë Berg said on Tuesday, “and we got it.”";
        let article = Article::new("a1", text).unwrap().dated(date(2025, 3, 5));
        let document = Pipeline::new().annotate(article);
        let rows = Rows::new(&document);
        for table in Table::ALL.into_iter().filter(|table| table.is_of_documents()) {
            assert_eq!(rows.batch(table).num_rows() as u64, rows.count(table), "{}", table.as_str());
        }
        let quotes = rows.batch(Table::Quotes);
        let spans = quotes["spans"].as_list::<i32>().value(0);
        let starts = spans.as_struct()["start"].as_primitive::<Int64Type>().values().to_vec();
        let quote = rows.quotes().next().unwrap();
        assert_eq!(starts, quote.spans.iter().map(|(start, _)| i64::from(*start)).collect::<Vec<_>>());
        let dates = rows.batch(Table::Dates);
        assert_eq!(dates["first_day"].as_primitive::<Date32Type>().value(0), 20_151);
        assert_eq!(days(date(2025, 3, 4)), 20_151);
        assert_eq!(days(date(1969, 12, 31)), -1);
        let schema = arrow_schema(Table::Quotes.columns());
        assert_eq!(schema.metadata()[VERSION_KEY], SCHEMA_VERSION.to_string());
    }
}
