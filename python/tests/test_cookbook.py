"""Runs every block of the cookbook on the sample corpus: SQL and Python give the same rows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb")
pl = pytest.importorskip("polars")

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "cookbook.md"


def recipes() -> list[tuple[str, str, str]]:
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    blocks = [re.findall(r"^```(sql|python)\n(.*?)^```", section, re.MULTILINE | re.DOTALL) for section in sections]
    assert all([kind for kind, _ in pair] == ["sql", "python"] for pair in blocks), "a recipe is SQL, then Python"
    return [(section.splitlines()[0], sql, python) for section, [(_, sql), (_, python)] in zip(sections, blocks)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cookbook")
    command = re.search(r"^dateline (extract .*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert command is not None
    arguments = command.group(1).replace("corpus/", f"{ROOT / 'corpus'}/").split()
    subprocess.run([sys.executable, "-m", "dateline", *arguments, "-q"], cwd=folder, check=True)
    return folder


def test_there_are_ten_questions() -> None:
    assert len(recipes()) == 10


@pytest.mark.parametrize(("title", "sql", "python"), recipes(), ids=lambda text: str(text).splitlines()[0][:40])
def test_both_answers_are_the_same(
    title: str, sql: str, python: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = duckdb.sql(sql).fetchall()
    names: dict[str, object] = {"pl": pl}
    exec(compile(python, title, "exec"), names)
    answer = names["answer"]
    assert isinstance(answer, pl.DataFrame)
    assert found, "the question has an answer"
    assert answer.columns == duckdb.sql(sql).columns
    assert answer.rows() == found
