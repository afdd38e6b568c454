"""Writes ``dateline/rows.py`` from the declaration of the tables: run it after a column has changed.

    dateline tables --json | python generate.py > dateline/rows.py
"""

from __future__ import annotations

import json
import sys
import textwrap
from typing import Any

TYPES = {
    "text": "str",
    "integer": "int",
    "real": "float",
    "boolean": "bool",
    "date": "datetime.date",
    "spans": "tuple[tuple[int, int], ...]",
    "strings": "tuple[str, ...]",
}
HEAD = '''"""The rows of a document. Written by ``generate.py``; a test fails when they differ from the tables.

Offsets are Unicode code points into the article's text, end exclusive: ``text[row.start:row.end] == row.text``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
'''


def row_name(table: str) -> str:
    """The name of a table's rows: ``entities`` has ``EntityRow``."""
    one = table[:-3] + "y" if table.endswith("ies") else table.removesuffix("es" if table.endswith("ches") else "s")
    return "".join(word.title() for word in one.split("_")) + "Row"


def declare(table: dict[str, Any]) -> str:
    """A class for the rows of a table."""
    lines = ["", "", "@dataclass(frozen=True, slots=True)", f"class {row_name(table['name'])}:", f'    """{table["description"]}"""']
    for column in table["columns"]:
        kind = TYPES[column["type"]] + (" | None" if column["optional"] else "")
        lines += ["", f"    {column['name']}: {kind}"]
        about = column["description"][:1].upper() + column["description"][1:] + "."
        lines += textwrap.wrap(f'"""{about}"""', 110, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Reads the declaration from standard input and writes the module to standard output."""
    tables = json.load(sys.stdin)["tables"]
    sys.stdout.write(HEAD)
    for table in tables:
        if table["documents"]:
            sys.stdout.write(declare(table))


if __name__ == "__main__":
    main()
