"""Ray and Dask, in local mode, where they are installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dateline
import pandas
import pyarrow
import pytest
from dateline.parallel import TABLES, Annotate

ARTICLES = [
    {"id": f"a{n}", "date": "2025-02-17", "text": f"The vote is on Friday, Mayor Dora Winslow said at pier {n}. “Néant – 😀,” she added."}
    for n in range(200)
]
COMPARED = ["articles", "mentions", "quotes", "dates", "errors"]


def expected(table: str) -> list[dict[str, Any]]:
    return in_order(dateline.extract(ARTICLES, tables=[table])[table].to_pylist())


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in rows:
        row.pop("source", None)
    numbers = [name for name in rows[0] if name.endswith("_id") and isinstance(rows[0][name], int)] if rows else []
    return sorted(rows, key=lambda row: (int(row["article_id"][1:]), *(row[name] for name in numbers)))


def test_every_kind_of_batch() -> None:
    quotes = Annotate("quotes")
    table = pyarrow.Table.from_pylist(ARTICLES)
    made = quotes(table)
    assert made.schema == quotes.schema
    assert in_order(made.to_pylist()) == expected("quotes")
    parts = pyarrow.Table.from_batches(quotes(table.to_batches(max_chunksize=7)))
    assert in_order(parts.to_pylist()) == expected("quotes")
    frame = quotes(pandas.DataFrame(ARTICLES))
    assert list(frame.dtypes) == list(quotes.meta.dtypes)
    assert in_order(pyarrow.Table.from_pandas(frame, quotes.schema, preserve_index=False).to_pylist()) == expected("quotes")


def test_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="is no table of documents"):
        Annotate("people")
    with pytest.raises(ValueError, match="no column of ids"):
        Annotate("quotes")(pyarrow.Table.from_pylist([{"text": "Rain fell."}]))
    assert [Annotate(table).meta.columns.tolist() for table in TABLES] == [Annotate(table).schema.names for table in TABLES]


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="Ray is not installed")
    pytest.importorskip("ray.data", reason="Ray Data is not installed")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()


@pytest.mark.parametrize("table", COMPARED)
def test_ray(ray: Any, table: str) -> None:
    articles = ray.data.from_items(ARTICLES, override_num_blocks=5)
    rows = articles.map_batches(Annotate(table), batch_format="pyarrow", batch_size=32)
    found = [row for part in ray.get(rows.to_arrow_refs()) for row in part.to_pylist()]
    assert in_order(found) == expected(table)


@pytest.mark.parametrize("table", COMPARED)
def test_dask(table: str) -> None:
    dask = pytest.importorskip("dask.dataframe", reason="Dask is not installed")
    annotate = Annotate(table)
    articles = dask.from_pandas(pandas.DataFrame(ARTICLES), npartitions=5)
    frame = articles.map_partitions(annotate, meta=annotate.meta).compute(scheduler="threads", num_workers=2)
    found = pyarrow.Table.from_pandas(frame, annotate.schema, preserve_index=False).to_pylist()
    assert in_order(found) == expected(table)
