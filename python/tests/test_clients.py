"""Each door is opened with the real client: every cell is that of the JSON Lines of the same run.

The run has rows without values, texts beyond ASCII, tables without rows and a table of 100,000 rows and more.
"""

from __future__ import annotations

import asyncio
import datetime
import html
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow.ipc
import pyarrow.parquet
import pytest
from dateline import _native

datasette = pytest.importorskip("datasette.app", reason="datasette is not installed")
frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")

TABLES = {name: {column: kind for column, kind, *_ in columns} for name, _, columns in _native.declared()}
Rows = list[dict[str, Any]]


def articles() -> Iterator[dict[str, Any]]:
    yield {"id": "1", "date": "2025-02-17", "text": "“Néant – 😀, 1,5 \\ \t'x'”, said Mayor Zoë Åberg of Port Elva."}
    yield {"id": "01", "text": "She\n\n“won,” she said\u2028“at last”.", "title": 'A "title", with; marks', "publisher": "NA"}
    yield {"id": "é/😀", "date": "0001-01-01", "text": "10 May. The vote on 3–5 May cost $1.5 million, 李明 said. NULL None nan."}
    yield {"id": "no-text", "text": ""}
    for number in range(1000):
        yield {"id": f"m{number}", "date": "2024-02-29", "text": "Ada Lenz left Oslo. " * 50}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doors")
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles())
    (folder / "news.jsonl").write_text(lines, encoding="utf-8")
    for formats, out in [("csv,jsonl,parquet,arrow,sqlite", "tables"), ("csv", "csv")]:
        arguments = ["extract", "news.jsonl", "--format", formats, "--out", out, "-q"]
        ran = subprocess.run([sys.executable, "-m", "dateline", *arguments], cwd=folder, capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 1), ran.stderr
    return folder


@pytest.fixture(scope="module")
def expected(run: Path) -> dict[str, Rows]:
    # Lines end at line feeds only: texts hold other separators.
    lines = {name: (run / "tables" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1] for name in TABLES}
    rows = {name: [json.loads(line) for line in lines] for name, lines in lines.items()}
    assert len(rows["mentions"]) > 100_000
    assert any(not rows for rows in rows.values())
    assert any(value is None for row in rows["articles"] for value in row.values())
    assert any("😀" in row["text"] for row in rows["articles"])
    return rows


def as_json(value: Any) -> Any:
    """A cell of a client as JSON Lines have it."""
    if value is pandas.NA:
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value


def as_csv(value: Any) -> str:
    """A cell of JSON Lines as CSV has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case [[_, _], *_]:
            return " ".join(f"{start}-{end}" for start, end in value)
        case list():
            return "; ".join(value)
        case _:
            return str(value)


def compare(found: Iterable[dict[str, Any]], expected: Rows, table: str) -> None:
    found = [{name: as_json(value) for name, value in row.items()} for row in found]
    for place, (one, other) in enumerate(zip(found, expected)):
        assert one == other, f"row {place} of {table}"
    assert len(found) == len(expected), table


def by_duckdb(path: Path) -> Rows:
    relation = duckdb.sql(f"SELECT * FROM read_parquet('{path}', file_row_number = true) ORDER BY file_row_number")
    names = relation.columns[:-1]
    return [dict(zip(names, row)) for row in relation.fetchall()]


def by_pandas(path: Path) -> Rows:
    # Its own types would make floats of whole numbers that may be missing.
    frame = pandas.read_parquet(path, dtype_backend="pyarrow").astype(object)
    rows = frame.to_dict("records")
    return [{name: list(cell) if hasattr(cell, "__array__") else cell for name, cell in row.items()} for row in rows]


def by_ipc(path: Path) -> Rows:
    with pyarrow.ipc.open_file(path) as file:
        return file.read_all().to_pylist()


READERS: dict[str, tuple[str, Callable[[Path], Rows]]] = {
    "pyarrow": ("parquet", lambda path: pyarrow.parquet.read_table(path).to_pylist()),
    "pyarrow-ipc": ("arrow", by_ipc),
    "pandas": ("parquet", by_pandas),
    "polars": ("parquet", lambda path: polars.read_parquet(path).to_dicts()),
    "polars-ipc": ("arrow", lambda path: polars.read_ipc(path).to_dicts()),
    "duckdb": ("parquet", by_duckdb),
}


@pytest.mark.parametrize("reader", READERS)
def test_files_of_tables(run: Path, expected: dict[str, Rows], reader: str) -> None:
    ending, read = READERS[reader]
    for name, rows in expected.items():
        compare(read(run / "tables" / f"{name}.{ending}"), rows, name)


def test_csv(run: Path, expected: dict[str, Rows]) -> None:
    for name, rows in expected.items():
        frame = pandas.read_csv(run / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(frame.columns) == list(TABLES[name])
        compare(frame.to_dict("records"), [{column: as_csv(cell) for column, cell in row.items()} for row in rows], name)


def of_database(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of the database, where truth is a number and lists are JSON."""
    kinds = TABLES[table]
    made: dict[str, Any] = {}
    for column, value in row.items():
        if value is not None and kinds[column] == "boolean":
            value = bool(value)
        elif value is not None and kinds[column] in ("spans", "strings"):
            value = json.loads(value)
        made[column] = value
    return made


def test_sqlite(run: Path, expected: dict[str, Rows]) -> None:
    database = sqlite3.connect(f"file:{run / 'tables' / 'tables.sqlite'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    for name, rows in expected.items():
        found = database.execute(f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608
        compare((of_database(name, dict(row)) for row in found), rows, name)
    assert database.execute("PRAGMA integrity_check").fetchall()[0][0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_datasette(run: Path, expected: dict[str, Rows]) -> None:
    file = run / "tables" / "tables.sqlite"
    inspected = subprocess.run([sys.executable, "-m", "datasette", "inspect", str(file)], capture_output=True, text=True, check=True)
    counts = {name: table["count"] for name, table in json.loads(inspected.stdout)["tables"]["tables"].items()}
    assert {name: counts[name] for name in expected} == {name: len(rows) for name, rows in expected.items()}

    metadata = json.loads((run / "tables" / "metadata.json").read_text(encoding="utf-8"))
    settings = {"max_returned_rows": 200_000, "sql_time_limit_ms": 60_000, "num_sql_threads": 1}

    async def read() -> dict[str, Rows]:
        served = datasette.Datasette([str(file)], immutables=[], metadata=metadata, settings=settings)
        await served.invoke_startup()
        found = {}
        for name in expected:
            answer = await served.client.get(f"/tables/{name}.json?_shape=array&_size=max&_nofacet=1")
            assert answer.status_code == 200, answer.text[:300]
            found[name] = answer.json()
        page = await served.client.get("/tables/quotes?_size=1")
        described = metadata["databases"]["tables"]["tables"]["quotes"]["columns"]["speaker"]
        assert described in html.unescape(page.text), "the page tells what the columns are"
        return found

    for name, rows in asyncio.run(read()).items():
        # Its pages are in the order of the primary key.
        found = [of_database(name, {column: row[column] for column in TABLES[name]}) for row in rows]
        compare(sorted(found, key=json.dumps), sorted(expected[name], key=json.dumps), name)


def test_frictionless(run: Path, expected: dict[str, Rows]) -> None:
    report = frictionless.validate(str(run / "csv" / "datapackage.json"))
    assert report.valid, report.flatten(["path", "type", "message"])[:5]
    assert len(report.tasks) == len(expected)
    package = frictionless.Package(str(run / "csv" / "datapackage.json"))
    for name, rows in expected.items():
        texts = ("spans", "strings")
        told = [{column: as_csv(cell) if TABLES[name][column] in texts and cell is not None else cell for column, cell in row.items()} for row in rows]
        # CSV has one form for a text without characters and for none.
        told = [{column: None if cell == "" else cell for column, cell in row.items()} for row in told]
        found = [row.to_dict() for row in package.get_resource(name).read_rows()]
        for row in found:
            for column, cell in row.items():
                if TABLES[name][column] == "real" and cell is not None:
                    row[column] = float(cell)
        compare(found, told, name)
