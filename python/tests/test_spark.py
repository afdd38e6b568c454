"""Spark in local mode, on two workers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dateline
import pytest

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

import dateline.spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

ARTICLES = [
    {"id": f"a{n}", "date": "2025-02-17", "text": f"The vote is on Friday, Mayor Dora Winslow said at pier {n}. “Néant – 😀,” she added."}
    for n in range(200)
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    # Workers run in the environment that the tests run in.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


@pytest.mark.parametrize("partitions", [1, 7])
@pytest.mark.parametrize("table", ["articles", "mentions", "quotes", "dates", "errors"])
def test_the_rows_are_the_commands(spark: Any, table: str, partitions: int) -> None:
    articles = spark.createDataFrame(ARTICLES).repartition(partitions)
    frame = dateline.spark.extract(articles, tables=[table])[table]
    expected = dateline.extract(ARTICLES, tables=[table])[table].to_pylist()
    found = [row.asDict(recursive=True) for row in frame.collect()]
    for row in expected + found:
        row.pop("source", None)
    key = lambda row: (int(row["article_id"][1:]), *(value for name, value in row.items() if name.endswith("_id") and isinstance(value, int)))  # noqa: E731
    assert sorted(found, key=key) == sorted(expected, key=key)


def test_tables_join(spark: Any) -> None:
    tables = dateline.spark.extract(spark.createDataFrame(ARTICLES).repartition(5), tables=["quotes", "entities"])
    joined = tables["quotes"].alias("q").join(
        tables["entities"].alias("e"),
        (tables["quotes"].article_id == tables["entities"].article_id)
        & (tables["quotes"].speaker_entity_id == tables["entities"].entity_id),
    )
    assert joined.filter("e.name = 'Dora Winslow'").count() == 400


@pytest.mark.parametrize("partitions", [1, 7])
def test_the_corpus_is_the_commands(spark: Any, partitions: int) -> None:
    named = ["Dora Winslow", "Winslow", "D. Winslow", "Niall Quarrie", "Lena Ostrow"]
    articles = [
        {"id": f"a{n}", "date": f"2025-02-{n % 28 + 1:02}", "text": f"{named[n % 5]}, the mayor, spoke at pier {n}. “It is over,” {named[n % 3]} said."}
        for n in range(100)
    ]
    expected = dateline.extract(articles)
    frame = spark.createDataFrame(articles).repartition(partitions)
    people = [row.asDict(recursive=True) for row in dateline.spark.people(frame).collect()]
    assert people == expected.people.to_pylist()
    assert len(people) > 2
    tables = ["appearances", "unique_quotes", "duplicates", "organisations"]
    records = dateline.spark.records(frame).persist()
    for table, rows in dateline.spark.corpus(records, tables).items():
        assert [row.asDict(recursive=True) for row in rows.collect()] == expected[table].to_pylist(), table
    records.unpersist()
    with pytest.raises(ValueError, match="'quotes' is no table of the corpus"):
        dateline.spark.corpus(records, ["quotes"])


def test_articles_need_ids(spark: Any) -> None:
    frame = spark.createDataFrame([{"text": "Rain fell."}])
    with pytest.raises(ValueError, match="no column of ids"):
        dateline.spark.extract(frame)
    with pytest.raises(ValueError, match="is no table of documents"):
        dateline.spark.extract(spark.createDataFrame(ARTICLES[:1]), tables=["people"])


def test_the_example_of_the_readme_runs_as_printed(spark: Any, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python\n")[2].split("```")[0]
    exec(example, {"articles": spark.createDataFrame(ARTICLES)})  # noqa: S102
    assert "Dora Winslow|  400" in capsys.readouterr().out
