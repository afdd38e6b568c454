"""The rows of one table, of articles that an engine parts among its workers.

    from dateline.parallel import Annotate

    quotes = Annotate("quotes")
    ray.data.read_parquet("articles/").map_batches(quotes, batch_format="pyarrow")
    dask.dataframe.read_parquet("articles/").map_partitions(quotes, meta=quotes.meta)
    spark.read.parquet("articles/").mapInArrow(quotes, quotes.spark_schema)

Workers annotate what they are given on one thread. The rows are those that the command writes of the same records, however they are parted;
``article_id`` and the ids that count within an article join tables over them. So the articles need ids of their own.

The tables of the corpus (``people`` …) need all articles: ``records`` makes, where the articles are, what a corpus takes of them, and ``merge``
makes the tables of that, in one process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import PathLike, _asked, _native, extract
from ._inputs import records_of
from ._tables import Table, Tables

if TYPE_CHECKING:
    import pandas
    import pyarrow
    from pyspark.sql.types import StructType

__all__ = ["CORPUS", "TABLES", "Annotate", "merge", "records"]

#: What a document has rows of, and what could not be read; tables of the corpus need all articles at once.
TABLES = (
    "articles",
    "sentences",
    "mentions",
    "entities",
    "roles",
    "quotes",
    "dates",
    "amounts",
    "matches",
    "themes",
    "errors",
)


#: The tables of the corpus.
CORPUS = tuple(name for name, _, _ in _native.declared() if name not in TABLES)


def records(batches: Iterable[pyarrow.RecordBatch], **options: Any) -> Iterator[pyarrow.RecordBatch]:
    """What a corpus takes of each article: its id, and bytes for ``merge``.

    Args:
        batches: Articles, with ids of their own.
        options: As of ``dateline.extract``.

    Raises:
        ValueError: If the articles have no ids.
    """
    import pyarrow

    for batch in batches:
        _needs_ids(batch.schema.names, options)
        made = _native.corpus_records(records_of(pyarrow.Table.from_batches([batch])), _asked(**options))
        columns = [pyarrow.array([id for id, _ in made], "string"), pyarrow.array([record for _, record in made], "binary")]
        yield pyarrow.RecordBatch.from_arrays(columns, ["article_id", "record"])


def merge(
    records: Iterable[bytes], tables: Sequence[str] = ("people",), people: PathLike | None = None
) -> Tables:
    """Makes tables of the corpus of what ``records`` made of its articles, in whatever order they come.

    Args:
        records: The bytes of each article.
        tables: Tables of the corpus.
        people: A CSV file of decisions on persons (``same,A,B``).

    Raises:
        DatelineError: If a record is damaged, or two are of one article.

    >>> import pyarrow
    >>> articles = pyarrow.RecordBatch.from_pylist([{"id": str(n), "text": "Ada Lenz left Oslo."} for n in range(3)])
    >>> made = [record for batch in records([articles]) for record in batch.column("record").to_pylist()]
    >>> [(row["name"], row["articles"]) for row in merge(made).people.to_pylist()]
    [('Ada Lenz', 3)]
    """
    for table in tables:
        if table not in CORPUS:
            raise ValueError(f"{table!r} is no table of the corpus; there are: {', '.join(CORPUS)}")
    made = _native.merge_records(iter(records), list(tables), None if people is None else Path(people))
    return Tables({name: Table(name, table) for name, table in made})


def _needs_ids(columns: Iterable[str], options: dict[str, Any]) -> None:
    """Raises an error if no column has the ids of articles: ids that were counted in each batch would repeat."""
    named = str((options.get("columns") or {}).get("id", "id")).lower()
    if all(column.lower() != named for column in columns):
        raise ValueError("the articles have no column of ids; name it with columns={'id': NAME}")


class Annotate:
    """Makes the rows of a table of each batch of articles that it is called with.

    A table of Arrow becomes one, a frame of pandas a frame with the types of Arrow, and an iterator of record batches another.

    Args:
        table: A table of documents, or ``errors``.
        options: As of ``dateline.extract``.

    Raises:
        ValueError: If there is no such table; in a call, if the articles have no ids.

    >>> import pyarrow
    >>> articles = pyarrow.Table.from_pylist([{"id": "a1", "text": "Ada Lenz left Oslo."}])
    >>> Annotate("mentions")(articles).column("text").to_pylist()
    ['Ada Lenz', 'Oslo']
    """

    def __init__(self, table: str, **options: Any) -> None:
        if table not in TABLES:
            raise ValueError(f"{table!r} is no table of documents; there are: {', '.join(TABLES)}")
        self.table = table
        self.options = options

    def __call__(self, batch: Any) -> Any:
        import pyarrow

        if isinstance(batch, pyarrow.Table):
            return self._rows(batch)
        if hasattr(batch, "iloc"):
            return _frame(self._rows(batch))
        return (rows for given in batch for rows in self._rows(pyarrow.Table.from_batches([given])).to_batches())

    @property
    def schema(self) -> pyarrow.Schema:
        """The columns of the rows."""
        return self._empty().schema

    @property
    def meta(self) -> pandas.DataFrame:
        """A frame without rows, by which Dask knows the columns."""
        return _frame(self._empty())

    @property
    def spark_schema(self) -> StructType:
        """The columns as Spark has them."""
        from pyspark.sql.pandas.types import from_arrow_schema

        return from_arrow_schema(self.schema)

    def needs_ids(self, columns: Iterable[str]) -> None:
        """Raises an error if none of these columns has the ids of articles."""
        _needs_ids(columns, self.options)

    def _empty(self) -> pyarrow.Table:
        return extract([], **{**self.options, "tables": [self.table]})[self.table].to_pyarrow()

    def _rows(self, articles: Any) -> pyarrow.Table:
        names = getattr(articles, "column_names", None)
        self.needs_ids(articles.columns if names is None else names)
        rows = extract(articles, **{"jobs": 1, **self.options, "tables": [self.table]})[self.table].to_pyarrow()
        if "source" in rows.column_names and "article_id" in rows.column_names:
            # A line's number in a batch says nothing to who reads the whole.
            place = rows.column_names.index("source")
            rows = rows.set_column(place, rows.schema.field("source"), rows.column("article_id"))
        return rows


def _frame(rows: pyarrow.Table) -> pandas.DataFrame:
    import pandas

    return rows.to_pandas(types_mapper=pandas.ArrowDtype)


assert set(TABLES) <= {name for name, _, _ in _native.declared()}
