"""Tables of articles on Spark, by ``mapInArrow``.

    import dateline.spark

    articles = spark.read.parquet("articles/")                    # columns id, date, text …
    tables = dateline.spark.extract(articles, tables=["quotes", "dates"])
    tables["quotes"].groupBy("speaker").count().show()

Every worker annotates the batches that Spark gives it, on one thread. The rows are those that the command writes of the same records,
whatever the partitions are; ``article_id`` and the ids that count within an article join tables over them.

``batches`` is the same for any engine that hands over Arrow data: ``map_batches`` of Ray, ``map_partitions`` of Dask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _native, extract as _extract
from ._tables import Table

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["batches", "extract"]

# What a document has rows of; tables of the corpus need all articles at once.
_TABLES = ("articles", "sentences", "mentions", "entities", "roles", "quotes", "dates", "amounts", "errors")


def extract(frame: DataFrame, tables: Sequence[str] = ("quotes",), **options: Any) -> dict[str, DataFrame]:
    """Annotates the articles of a frame and returns a frame for each table; nothing runs before it is asked for.

    Args:
        frame: Articles with the fields of records, of which ``id`` has to be there: ids that were counted in each partition would repeat.
        tables: Tables of documents, or ``errors``. Each is a pass over the articles.
        options: As of ``dateline.extract``.

    Raises:
        ValueError: If the articles have no ids, or a table is not one of documents.
    """
    columns = {name.lower() for name in frame.columns} | {name.lower() for name in options.get("columns", {}).values()}
    named = (options.get("columns") or {}).get("id", "id")
    if named.lower() not in columns or named.lower() not in {name.lower() for name in frame.columns}:
        raise ValueError("the articles have no column of ids; name it with columns={'id': NAME}")
    for table in tables:
        if table not in _TABLES:
            raise ValueError(f"{table!r} is no table of documents; there are: {', '.join(_TABLES)}")
    return {table: _mapped(frame, table, options) for table in tables}


def _mapped(frame: DataFrame, table: str, options: Mapping[str, Any]) -> DataFrame:
    from pyspark.sql.pandas.types import from_arrow_schema

    def annotate(given: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return batches(given, table, **options)

    empty = _extract([], tables=[table], **options)[table]
    return frame.mapInArrow(annotate, from_arrow_schema(empty.to_pyarrow().schema))


def batches(given: Iterable[pyarrow.RecordBatch], table: str, **options: Any) -> Iterator[pyarrow.RecordBatch]:
    """The rows that a table has of batches of articles, as batches.

    >>> import pyarrow
    >>> articles = pyarrow.RecordBatch.from_pylist([{"id": "a1", "text": "Ada Lenz left Oslo."}])
    >>> [batch.column("text").to_pylist() for batch in batches([articles], "mentions")]
    [['Ada Lenz', 'Oslo']]
    """
    import pyarrow

    for batch in given:
        made: Table = _extract(pyarrow.Table.from_batches([batch]), tables=[table], **{"jobs": 1, **options})[table]
        rows = made.to_pyarrow()
        if "source" in rows.column_names and "article_id" in rows.column_names:
            # A line's number in a batch says nothing to who reads the whole.
            rows = rows.set_column(rows.column_names.index("source"), rows.schema.field("source"), rows.column("article_id"))
        yield from rows.to_batches()


assert set(_TABLES) <= {name for name, _, _ in _native.declared()}
