"""Runs the question of the tutorial on its Word files: the answer is the one that the page shows."""

import html
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb")

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(path: Path, text: str) -> None:
    """Writes a document of Word with the paragraphs of a text."""
    runs = [f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.splitlines() if line]
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(runs)}</w:body></w:document>')


def test_the_chart_is_the_one_that_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    for file, text in re.findall(r"^`(articles/[^`]*\.docx)`:\n\n```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        word(Path(file), text)
    command = re.search(r"^dateline (extract .*)$", PAGE, re.MULTILINE)
    assert command is not None
    subprocess.run([sys.executable, "-m", "dateline", *command.group(1).split(), "-q"], check=True)
    found = re.search(r"^```sql\n(.*?)^```\n\n((?:^\|[^\n]*\n)+)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in found.group(2).splitlines())
    answer = duckdb.sql(found.group(1))
    assert answer.columns == head
    assert [[str(cell).strip() for cell in row] for row in answer.fetchall()] == rows
