"""Tables of articles on Spark, by ``mapInArrow``.

    import dateline.spark

    articles = spark.read.parquet("articles/")                    # columns id, date, text …
    tables = dateline.spark.extract(articles, tables=["quotes", "dates"])
    tables["quotes"].groupBy("speaker").count().show()
    dateline.spark.people(articles).orderBy("articles", ascending=False).show()

Every worker annotates the batches that Spark gives it, on one thread. The rows are those that the command writes of the same records,
whatever the partitions are; ``article_id`` and the ids that count within an article join tables over them. Ray and Dask take the same
callable: ``dateline.parallel.Annotate``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from . import PathLike, parallel
from .parallel import Annotate

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["batches", "corpus", "extract", "people", "records"]


def extract(frame: DataFrame, tables: Sequence[str] = ("quotes",), **options: Any) -> dict[str, DataFrame]:
    """Annotates the articles of a frame and returns a frame for each table; nothing runs before it is asked for.

    Args:
        frame: Articles with the fields of records, of which ``id`` has to be there: ids that were counted in each partition would repeat.
        tables: Tables of documents, or ``errors``. Each is a pass over the articles.
        options: As of ``dateline.extract``.

    Raises:
        ValueError: If the articles have no ids, or a table is not one of documents.
    """
    made = {table: Annotate(table, **options) for table in tables}
    for annotate in made.values():
        annotate.needs_ids(frame.columns)
    return {table: frame.mapInArrow(annotate, annotate.spark_schema) for table, annotate in made.items()}


def people(frame: DataFrame, **options: Any) -> DataFrame:
    """Who is named in the articles of a frame, over all of them: the table ``people`` of the corpus. See ``corpus`` for several tables."""
    told = options.pop("people", None)
    return corpus(records(frame, **options), people=told)["people"]


def records(frame: DataFrame, **options: Any) -> DataFrame:
    """What a corpus takes of each article of a frame (``article_id``, ``record``): all that annotates, on all workers.

    Raises:
        ValueError: If the articles have no ids.
    """
    Annotate("articles", **options).needs_ids(frame.columns)

    def made(given: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return parallel.records(given, **options)

    return frame.mapInArrow(made, "article_id string, record binary")


def corpus(records: DataFrame, tables: Sequence[str] = ("people",), people: PathLike | None = None) -> dict[str, DataFrame]:
    """The tables of the corpus, of what ``records`` made of its articles. Each is a pass over the records, so persist them for several.

    The decisions are taken in one task, whose memory grows by about a kilobyte an article and which spills the rest to its disk.

    Raises:
        ValueError: If a table is not one of the corpus.
    """

    def merged(table: str) -> DataFrame:
        def make(given: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
            bytes_of = (record for batch in given for record in batch.column("record").to_pylist())
            yield from parallel.merge(bytes_of, [table], people)[table].to_pyarrow().to_batches()

        from pyspark.sql.pandas.types import from_arrow_schema

        empty = parallel.merge([], [table])[table].to_pyarrow()
        return records.repartition(1).mapInArrow(make, from_arrow_schema(empty.schema))

    return {table: merged(table) for table in tables}


def batches(given: Iterable[pyarrow.RecordBatch], table: str, **options: Any) -> Iterator[pyarrow.RecordBatch]:
    """The rows that a table has of batches of articles, as batches.

    >>> import pyarrow
    >>> articles = pyarrow.RecordBatch.from_pylist([{"id": "a1", "text": "Ada Lenz left Oslo."}])
    >>> [batch.column("text").to_pylist() for batch in batches([articles], "mentions")]
    [['Ada Lenz', 'Oslo']]
    """
    rows: Iterator[pyarrow.RecordBatch] = Annotate(table, **options)(given)
    return rows
