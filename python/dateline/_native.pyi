from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, final

__all__ = [
    "DatelineError",
    "NativeTable",
    "__version__",
    "annotate_rows",
    "command",
    "corpus_records",
    "declared",
    "extract_tables",
    "merge_records",
]

__version__: str

class DatelineError(Exception): ...

@final
class NativeTable:
    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any: ...
    def __arrow_c_schema__(self) -> Any: ...

def extract_tables(
    inputs: Sequence[Path], pieces: Iterator[bytes] | None, options: dict[str, Any]
) -> list[tuple[str, NativeTable]]: ...
def corpus_records(pieces: Iterator[bytes], options: dict[str, Any]) -> list[tuple[str, bytes]]: ...
def merge_records(
    records: Iterator[bytes], tables: Sequence[str], people: Path | None
) -> list[tuple[str, NativeTable]]: ...
def annotate_rows(
    text: str, date: str | None, id: str, known: dict[str, Any]
) -> list[tuple[str, list[tuple[Any, ...]]]]: ...
def declared() -> list[tuple[str, str, list[tuple[str, str, bool, str]]]]: ...
def command(arguments: Sequence[str]) -> int: ...
