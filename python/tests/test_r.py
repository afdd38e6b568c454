"""The page on R as written, where R and its packages are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["DBI", "RSQLite", "readr", "dplyr"]


def test_the_page_runs_as_printed(tmp_path: Path) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    asked = " && ".join(f'requireNamespace("{name}", quietly = TRUE)' for name in PACKAGES)
    if subprocess.run([program, "-e", f"quit(status = !({asked}))"], capture_output=True, check=False).returncode:
        pytest.skip(f"R lacks one of {', '.join(PACKAGES)}")
    page = (ROOT / "docs" / "r.md").read_text(encoding="utf-8")
    command = re.search(r"^    dateline (extract .*)$", page, re.MULTILINE)
    assert command is not None
    arguments = command.group(1).replace("corpus/", f"{ROOT / 'corpus'}/", 1).split()
    subprocess.run([sys.executable, "-m", "dateline", *arguments, "-q"], cwd=tmp_path, check=True)
    blocks = re.findall(r"^```r\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 3
    (tmp_path / "page.R").write_text("\n".join(blocks), encoding="utf-8")
    ran = subprocess.run([program, "page.R"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "Inaki Beltran" in ran.stdout
