//! The native part of the Python package: records in, record batches out.

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use arrow_schema::ffi::FFI_ArrowSchema;
use dateline::{
    Article, Articles, Cell, Chunk, Column, CorpusOptions, DateOrder, Error, ErrorKind, Event, ExtractOptions, Field,
    Format, Gazetteer, Keep, Kept, Output, Overrides, Pipeline, ReadOptions, Rows, Table, Terms, arrow_schema,
    corpus_record, extract, merge_corpus,
};
use jiff::civil::Date;
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyFileNotFoundError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDate, PyList, PyTuple};

create_exception!(dateline, DatelineError, PyException, "What went wrong, in the words of the command.");

/// An error of the library as Python has it.
fn raised(error: &Error) -> PyErr {
    match error.kind() {
        ErrorKind::NotFound => PyFileNotFoundError::new_err(error.to_string()),
        _ => DatelineError::new_err(error.to_string()),
    }
}

/// What Python raised while the library asked it for something, to be raised again when the library has ended.
type Raised = Arc<Mutex<Option<PyErr>>>;

fn keep(slot: &Raised, error: PyErr) -> io::Error {
    *slot.lock().expect("nobody panics with it") = Some(error);
    io::Error::other("Python raised an exception")
}

/// Bytes that an iterator of Python gives piece by piece.
struct Pieces {
    iterator: Py<PyAny>,
    piece: Vec<u8>,
    read: usize,
    raised: Raised,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() {
            let next = Python::attach(|py| -> PyResult<Option<Vec<u8>>> {
                match self.iterator.bind(py).try_iter()?.next() {
                    Some(piece) => Ok(Some(piece?.cast::<PyBytes>()?.as_bytes().to_vec())),
                    None => Ok(None),
                }
            });
            match next {
                Ok(Some(piece)) => (self.piece, self.read) = (piece, 0),
                Ok(None) => return Ok(0),
                Err(error) => return Err(keep(&self.raised, error)),
            }
        }
        let taken = buffer.len().min(self.piece.len() - self.read);
        buffer[..taken].copy_from_slice(&self.piece[self.read..self.read + taken]);
        self.read += taken;
        Ok(taken)
    }
}

/// A table of a run, as Arrow record batches.
#[pyclass(frozen, module = "dateline._native")]
struct NativeTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl NativeTable {
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The stream of the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer pass over a request that it cannot meet.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// The schema of the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref())
            .map_err(|error| DatelineError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

/// Keeps the batches of a run.
struct Collected {
    tables: Vec<(Table, SchemaRef, Vec<RecordBatch>)>,
    raised: Raised,
}

impl Output for Collected {
    fn start(&mut self, table: Table, _: Format, columns: &[Column]) -> Result<(), Error> {
        self.tables.push((table, arrow_schema(columns), Vec::new()));
        Ok(())
    }

    fn write(&mut self, table: Table, _: Format, rows: Chunk) -> Result<(), Error> {
        if let Err(error) = Python::attach(|py| py.check_signals()) {
            return Err(keep(&self.raised, error).into());
        }
        if let Chunk::Batch(batch) = rows
            && batch.num_rows() > 0
        {
            let found = self.tables.iter_mut().find(|(of, ..)| *of == table);
            found.expect("tables begin before their rows").2.push(fitted(batch));
        }
        Ok(())
    }
}

/// The batch without the room that was kept for more rows: the tables of a run live long.
fn fitted(batch: RecordBatch) -> RecordBatch {
    let (schema, mut columns, _) = batch.into_parts();
    columns.iter_mut().for_each(Array::shrink_to_fit);
    RecordBatch::try_new(schema, columns).expect("the columns are those of a batch")
}

/// What a run is asked for, as `dateline.extract` hands it over.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Options {
    tables: Option<Vec<String>>,
    date: Option<String>,
    columns: Vec<(String, String)>,
    records: Option<String>,
    date_order: Option<String>,
    keep: Vec<String>,
    keep_all: bool,
    any_language: bool,
    known: Known,
    min_confidence: f32,
    jobs: usize,
    people: Option<PathBuf>,
}

impl Options {
    fn read(&self) -> PyResult<ReadOptions> {
        let date = self.date.as_deref().map(day).transpose()?;
        let mut options = ReadOptions::default();
        options.date = date;
        for (field, name) in &self.columns {
            let known = Field::ALL.into_iter().find(|known| known.as_str() == field);
            let known = known.ok_or_else(|| {
                let there = Field::ALL.map(Field::as_str).join(", ");
                PyValueError::new_err(format!("no field {field:?}; there are: {there}"))
            })?;
            options.columns.rename(known, name);
        }
        options.records.clone_from(&self.records);
        options.date_order = match self.date_order.as_deref() {
            None => None,
            Some("day-first") => Some(DateOrder::DayFirst),
            Some("month-first") => Some(DateOrder::MonthFirst),
            Some(other) => {
                return Err(PyValueError::new_err(format!("date_order is day-first or month-first, not {other:?}")));
            }
        };
        options.keep = match (self.keep_all, self.keep.is_empty()) {
            (true, _) => Keep::All,
            (false, true) => Keep::None,
            (false, false) => Keep::Named(self.keep.clone()),
        };
        options.any_language = self.any_language;
        Ok(options)
    }

    fn extract(&self) -> PyResult<ExtractOptions> {
        let mut options = ExtractOptions::default();
        options.formats = vec![Format::Arrow];
        if let Some(names) = &self.tables {
            options.tables = names.iter().map(|name| table_named(name)).collect::<PyResult<_>>()?;
        }
        options.jobs = self.jobs;
        options.min_confidence = self.min_confidence;
        options.kept = if self.keep_all { Kept::Found } else { Kept::Named(self.keep.clone()) };
        if let Some(people) = &self.people {
            options.corpus = CorpusOptions::default();
            options.corpus.people = Overrides::read(people).map_err(|error| raised(&error))?;
        }
        Ok(options)
    }
}

fn table_named(name: &str) -> PyResult<Table> {
    Table::named(name).ok_or_else(|| {
        let there = Table::ALL.map(Table::as_str).join(", ");
        PyValueError::new_err(format!("no table {name:?}; there are: {there}"))
    })
}

fn day(written: &str) -> PyResult<Date> {
    written.parse().map_err(|_| PyValueError::new_err(format!("{written:?} is no date; write it as 2025-02-17")))
}

/// What a pipeline knows beside what the program ships.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Known {
    gazetteers: Vec<PathBuf>,
    terms: Vec<PathBuf>,
    patterns: Vec<PathBuf>,
    ignore_case: bool,
    inside_words: bool,
    model: bool,
}

/// The pipeline that knows these files; the plain one is made once.
fn with_pipeline<R>(known: &Known, run: impl FnOnce(&Pipeline) -> R) -> Result<R, Error> {
    static PLAIN: OnceLock<Pipeline> = OnceLock::new();
    let has_terms = !known.terms.is_empty() || !known.patterns.is_empty();
    if known.gazetteers.is_empty() && known.model && !has_terms {
        return Ok(run(PLAIN.get_or_init(Pipeline::new)));
    }
    let mut gazetteer = Gazetteer::embedded();
    if known.ignore_case && !known.gazetteers.is_empty() {
        gazetteer = gazetteer.ignore_case();
    }
    known.gazetteers.iter().try_for_each(|file| gazetteer.add_file(file))?;
    let mut pipeline = Pipeline::with_gazetteer(gazetteer);
    if has_terms {
        let mut terms = Terms::new().ignore_case(known.ignore_case).inside_words(known.inside_words);
        known.terms.iter().try_for_each(|file| terms.add_file(file))?;
        known.patterns.iter().try_for_each(|file| terms.add_patterns_file(file))?;
        pipeline = pipeline.with_matcher(terms.build()?);
    }
    Ok(run(&if known.model { pipeline } else { pipeline.without_model() }))
}

/// Annotates files, or records that an iterator gives as bytes of JSON Lines, and returns the tables.
#[pyfunction]
fn extract_tables(
    py: Python<'_>,
    inputs: Vec<PathBuf>,
    pieces: Option<Py<PyAny>>,
    options: Options,
) -> PyResult<Vec<(&'static str, NativeTable)>> {
    let raised_by_python = Raised::default();
    let (read, run) = (options.read()?, options.extract()?);
    let mut output = Collected { tables: Vec::new(), raised: Arc::clone(&raised_by_python) };
    let slot = Arc::clone(&raised_by_python);
    let ended = py.detach(|| {
        let articles = match pieces {
            Some(iterator) => Articles::of_reader(Pieces { iterator, piece: Vec::new(), read: 0, raised: slot }, read),
            None => Articles::open(inputs, read),
        };
        let (mut missing, mut failed) = (None, 0);
        let mut watch = |event: Event<'_>| {
            if let Event::Failed(error) = event {
                failed += 1;
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NoArticles) && missing.is_none() {
                    missing = Some(raised(error));
                }
            }
        };
        let summary =
            with_pipeline(&options.known, |pipeline| extract(articles, pipeline, &run, &mut output, &mut watch));
        let summary = summary.and_then(|ran| ran).map_err(|error| raised(&error))?;
        match missing {
            Some(error) if summary.rows(Table::Articles) == 0 && failed == 1 => Err(error),
            _ => Ok(()),
        }
    });
    if let Some(error) = raised_by_python.lock().expect("nobody panics with it").take() {
        return Err(error);
    }
    ended?;
    let table = |(table, schema, batches): (Table, SchemaRef, _)| (table.as_str(), NativeTable { schema, batches });
    Ok(output.tables.into_iter().map(table).collect())
}

/// Annotates records that an iterator gives as bytes of JSON Lines; returns the id of each article and what a corpus takes of it.
#[pyfunction]
fn corpus_records(py: Python<'_>, pieces: Py<PyAny>, options: Options) -> PyResult<Vec<(String, Py<PyBytes>)>> {
    let raised_by_python = Raised::default();
    let read = options.read()?;
    let slot = Arc::clone(&raised_by_python);
    let made = py.detach(|| {
        let pieces = Pieces { iterator: pieces, piece: Vec::new(), read: 0, raised: slot };
        // What cannot be read is in the table of errors, as for the tables of documents.
        let articles = Articles::of_reader(pieces, read).filter_map(Result::ok);
        let mut records = Vec::new();
        with_pipeline(&options.known, |pipeline| {
            pipeline.annotate_all(
                articles,
                |_| {},
                |document| {
                    let record = corpus_record(&Rows::new(&document).at_least(options.min_confidence));
                    records.push((document.article.id, record));
                },
            );
        })?;
        Ok(records)
    });
    if let Some(error) = raised_by_python.lock().expect("nobody panics with it").take() {
        return Err(error);
    }
    let records = made.map_err(|error: Error| raised(&error))?;
    Ok(records.into_iter().map(|(id, record)| (id, PyBytes::new(py, &record).unbind())).collect())
}

/// Makes one corpus of records that an iterator gives, each as bytes, and returns these of its tables.
#[pyfunction]
fn merge_records(
    py: Python<'_>,
    records: Py<PyAny>,
    tables: Vec<String>,
    people: Option<PathBuf>,
) -> PyResult<Vec<(&'static str, NativeTable)>> {
    let raised_by_python = Raised::default();
    let mut options = ExtractOptions::default();
    options.formats = vec![Format::Arrow];
    options.tables = tables.iter().map(|name| table_named(name)).collect::<PyResult<_>>()?;
    if let Some(people) = &people {
        options.corpus.people = Overrides::read(people).map_err(|error| raised(&error))?;
    }
    let mut output = Collected { tables: Vec::new(), raised: Arc::clone(&raised_by_python) };
    let slot = Arc::clone(&raised_by_python);
    let next = || {
        let next = Python::attach(|py| -> PyResult<Option<Vec<u8>>> {
            match records.bind(py).try_iter()?.next() {
                Some(record) => Ok(Some(record?.cast::<PyBytes>()?.as_bytes().to_vec())),
                None => Ok(None),
            }
        });
        next.map_err(|error| Error::from(keep(&slot, error))).transpose()
    };
    let mut repeated = None;
    let ended = py.detach(|| {
        let mut watch = |event: Event<'_>| {
            if let Event::Failed(error) = event {
                repeated.get_or_insert_with(|| raised(error));
            }
        };
        merge_corpus(std::iter::from_fn(next), &options, &mut output, &mut watch)
    });
    if let Some(error) = raised_by_python.lock().expect("nobody panics with it").take() {
        return Err(error);
    }
    ended.map_err(|error| raised(&error))?;
    if let Some(error) = repeated {
        return Err(error);
    }
    let table = |(table, schema, batches): (Table, SchemaRef, _)| (table.as_str(), NativeTable { schema, batches });
    Ok(output.tables.into_iter().map(table).collect())
}

/// A table, and its rows with their cells.
type TableRows<'py> = (&'static str, Vec<Bound<'py, PyTuple>>);

/// Annotates a text; returns the rows of each table.
#[pyfunction]
fn annotate_rows<'py>(
    py: Python<'py>,
    text: String,
    date: Option<String>,
    id: String,
    known: Known,
) -> PyResult<Vec<TableRows<'py>>> {
    let mut article = Article::new(id, text).map_err(|error| raised(&error))?;
    if let Some(date) = date {
        article = article.dated(day(&date)?);
    }
    let annotated = py.detach(|| with_pipeline(&known, |pipeline| pipeline.annotate(article)));
    let document = annotated.map_err(|error| raised(&error))?;
    let rows = Rows::new(&document);
    let mut tables = Vec::new();
    for table in Table::ALL.into_iter().filter(|table| table.is_of_documents()) {
        let mut made: PyResult<Vec<Bound<'py, PyTuple>>> = Ok(Vec::new());
        rows.each(table, |cells| {
            let row = cells.iter().map(|cell| python_cell(py, *cell)).collect::<PyResult<Vec<_>>>();
            match (&mut made, row.and_then(|cells| PyTuple::new(py, cells))) {
                (Ok(made), Ok(row)) => made.push(row),
                (Ok(_), Err(error)) => made = Err(error),
                (Err(_), _) => {}
            }
        });
        tables.push((table.as_str(), made?));
    }
    Ok(tables)
}

fn python_cell<'py>(py: Python<'py>, cell: Cell<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match cell {
        Cell::Text(text) => text.into_pyobject(py)?.into_any(),
        Cell::Integer(number) => number.into_pyobject(py)?.into_any(),
        Cell::Real(number) => number.into_pyobject(py)?.into_any(),
        Cell::Bool(yes) => yes.into_pyobject(py)?.to_owned().into_any(),
        Cell::Day(day) => {
            let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
            PyDate::new(py, day.year().into(), month, of_month)?.into_any()
        }
        Cell::Spans(spans) => PyTuple::new(py, spans)?.into_any(),
        Cell::Strings(texts) => PyTuple::new(py, texts)?.into_any(),
        _ => py.None().into_bound(py),
    })
}

/// The declaration of every table: its name, what its rows are, and its columns with their types and descriptions.
#[pyfunction]
fn declared(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let tables = Table::ALL.map(|table| {
        let columns: Vec<_> = table
            .columns()
            .iter()
            .map(|column| {
                (column.name.to_string(), column.kind.as_str(), column.optional, column.description.to_string())
            })
            .collect();
        (table.as_str(), table.description(), columns)
    });
    PyList::new(py, tables)
}

/// Runs the command with these arguments; returns its exit status.
#[pyfunction]
fn command(py: Python<'_>, arguments: Vec<String>) -> u8 {
    py.detach(|| dateline::cli::run_with(arguments))
}

/// The native part of the package.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("DatelineError", module.py().get_type::<DatelineError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<NativeTable>()?;
    module.add_function(wrap_pyfunction!(extract_tables, module)?)?;
    module.add_function(wrap_pyfunction!(corpus_records, module)?)?;
    module.add_function(wrap_pyfunction!(merge_records, module)?)?;
    module.add_function(wrap_pyfunction!(annotate_rows, module)?)?;
    module.add_function(wrap_pyfunction!(declared, module)?)?;
    module.add_function(wrap_pyfunction!(command, module)?)
}
