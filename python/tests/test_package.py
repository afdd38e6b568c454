"""The package against the command and the clients of its tables."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import dateline
import duckdb
import pandas
import polars
import pyarrow
import pytest
from dateline import _native, rows

ARTICLES = [
    {"id": "a1", "date": "2025-02-17", "text": "The vote is on Friday, Mayor Dora Winslow of Port Elva said. “Néant – 😀,” she added."},
    {"id": "a2", "date": None, "text": "Ada Lenz left Oslo in May.\n\nAda Lenz, the chairwoman of Fjordline, did not speak."},
    {"id": "a3", "date": "2024-12-30", "text": "Rain fell."},
]


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def written(tmp_path: Path) -> Path:
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (tmp_path / "news.jsonl").write_text(lines, encoding="utf-8")
    ran = command(tmp_path, "extract", "news.jsonl", "--format", "jsonl", "--out", "tables", "-q")
    assert ran.returncode == 0, ran.stderr
    return tmp_path


def cells(value: Any) -> Any:
    """A cell as JSON Lines have it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list):
        return [cells(item) for item in value]
    return value


def test_every_cell_is_the_commands(written: Path) -> None:
    tables = dateline.extract(written / "news.jsonl")
    assert list(tables) == [name for name, _, _ in _native.declared()]
    for name, table in tables.items():
        lines = (written / "tables" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        expected = [json.loads(line) for line in lines]
        found = [{column: cells(value) for column, value in row.items()} for row in table.to_pylist()]
        for row in expected + found:
            row.pop("source", None)
        assert found == expected, name


def inputs() -> Iterator[Any]:
    yield ARTICLES
    yield iter(ARTICLES)
    yield pandas.DataFrame(ARTICLES)
    yield polars.DataFrame(ARTICLES)
    yield pyarrow.Table.from_pylist(ARTICLES)
    frame = pandas.DataFrame(ARTICLES)
    frame["date"] = pandas.to_datetime(frame["date"])
    yield frame


@pytest.mark.parametrize("source", list(inputs()), ids=["list", "iterator", "pandas", "polars", "arrow", "times"])
def test_records_of_every_kind(source: Any) -> None:
    articles = dateline.extract(source, tables=["articles"]).articles.to_pylist()
    found = [(row["article_id"], row["date"] and str(row["date"]), row["text"]) for row in articles]
    assert found == [(article["id"], article["date"], article["text"]) for article in ARTICLES]


def test_clients_take_the_tables() -> None:
    tables = dateline.extract(ARTICLES)
    quotes = tables.quotes
    speakers = [row["speaker"] for row in quotes.to_pylist()]
    assert speakers == ["Dora Winslow", "Dora Winslow"]
    assert pandas.DataFrame.from_arrow(quotes)["speaker"].tolist() == speakers
    assert quotes.to_pandas()["speaker"].tolist() == speakers
    assert polars.DataFrame(quotes)["speaker"].to_list() == speakers
    assert quotes.to_polars().height == 2
    assert pyarrow.table(quotes).column("speaker").to_pylist() == speakers
    reader = pyarrow.RecordBatchReader.from_stream(quotes)
    assert duckdb.sql("SELECT speaker FROM reader").fetchall() == [(speaker,) for speaker in speakers]
    empty = tables.errors
    assert (len(empty), pyarrow.table(empty).num_rows, empty.to_polars().width) == (0, 0, len(empty.column_names))


def test_many_rows() -> None:
    text = "Ada Lenz left Oslo. " * 50
    tables = dateline.extract(({"id": str(n), "text": text} for n in range(1000)), tables=["mentions"])
    frame = tables.mentions.to_polars()
    assert frame.height == 100_000
    assert frame["article_id"].n_unique() == 1000


def test_documents_are_typed() -> None:
    text = ARTICLES[0]["text"]
    assert text is not None
    document = dateline.annotate(text, date=datetime.date(2025, 2, 17), id="a1")
    assert document.article.date == datetime.date(2025, 2, 17)
    quote = document.quotes[1]
    assert (quote.speaker, quote.article_id) == ("Dora Winslow", "a1")
    for row in (*document.sentences, *document.mentions, *document.dates):
        assert " ".join(text[row.start : row.end].split()) == " ".join(row.text.split())
    assert {row.first_day for row in document.dates} == {datetime.date(2025, 2, 21)}


def test_rows_are_those_of_the_tables() -> None:
    kinds = {"text": str, "integer": int, "real": float, "boolean": bool, "date": datetime.date}
    for name, about, columns in _native.declared():
        one = name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s")
        row = getattr(rows, one.title().replace("_", "") + "Row", None)
        if row is None:
            continue
        hints = get_type_hints(row)
        message = "run: dateline tables --json | python generate.py > dateline/rows.py"
        assert list(hints) == [column for column, *_ in columns], message
        assert row.__doc__ == about, message
        for column, kind, optional, _ in columns:
            if kind in kinds:
                assert hints[column] == (kinds[kind] | None if optional else kinds[kind]), message


def test_errors_are_exceptions_with_the_commands_words(written: Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing.txt: no such file or folder"):
        dateline.extract(written / "missing.txt")
    with pytest.raises(ValueError, match='no table "names"; there are: articles'):
        dateline.extract(ARTICLES, tables=["names"])
    with pytest.raises(ValueError, match="is no date; write it as"):
        dateline.annotate("Rain.", date="soon")
    with pytest.raises(dateline.DatelineError, match="tables: Is a directory"):
        dateline.annotate("Rain.", gazetteers=[written / "tables"])
    with pytest.raises(TypeError, match="a record is a mapping of fields, not int"):
        dateline.extract([1, 2])
    with pytest.raises(AttributeError, match="no table 'people' was made"):
        dateline.extract(ARTICLES, tables=["quotes"]).people  # noqa: B018


def test_an_exception_of_the_iterator_is_raised() -> None:
    def broken() -> Iterator[dict[str, str]]:
        yield {"text": "Rain fell."}
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        dateline.extract(broken())


def test_interrupt(tmp_path: Path) -> None:
    code = (
        "import dateline, itertools, os, signal, threading\n"
        "threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "try:\n"
        "    dateline.extract({'text': 'Ada Lenz left Oslo. ' * 200} for _ in itertools.count())\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert ran.stdout == "interrupted\n", ran.stderr


def test_command(written: Path) -> None:
    assert command(written, "--version").stdout == f"dateline {dateline.__version__}\n"
    assert command(written, "verify", "tables").returncode == 0
    assert command(written, "extract").returncode == 2


def test_examples_of_the_readme_run_as_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).parents[2]
    example = (root / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(root)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102
    assert len(names["quotes"]) > 100
    assert capsys.readouterr().out == "[('Ana Silva', 'The port opens on Friday')]\n"
