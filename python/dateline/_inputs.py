"""Records of any kind as pieces of JSON Lines."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# Records that are handed over at once.
_BATCH = 64


def records_of(source: Any) -> Iterator[bytes]:
    """The records of a data frame, an Arrow table, or an iterable of mappings, as bytes of JSON Lines."""
    return _pieces(_mappings(source))


def _mappings(source: Any) -> Iterable[Any]:
    if hasattr(source, "iter_rows"):
        return source.iter_rows(named=True)  # type: ignore[no-any-return]
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        return _of_pandas(source)
    if hasattr(source, "to_batches"):
        return _of_batches(source.to_batches())
    if hasattr(source, "__arrow_c_stream__"):
        import pyarrow

        return _of_batches(pyarrow.RecordBatchReader.from_stream(source))
    if not isinstance(source, Iterable):
        raise TypeError(f"articles are paths, a data frame, an Arrow table or mappings, not {type(source).__name__}")
    return source


def _of_pandas(frame: Any) -> Iterator[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        yield dict(zip(names, row))


def _of_batches(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        yield from batch.to_pylist()


def _pieces(records: Iterable[Any]) -> Iterator[bytes]:
    lines: list[str] = []
    for record in records:
        if not isinstance(record, Mapping):
            raise TypeError(f"a record is a mapping of fields, not {type(record).__name__}")
        fields = {str(name): _value(value) for name, value in record.items()}
        lines.append(json.dumps(fields, default=_other))
        if len(lines) == _BATCH:
            yield ("\n".join(lines) + "\n").encode()
            lines.clear()
    if lines:
        yield ("\n".join(lines) + "\n").encode()


def _value(value: Any) -> Any:
    if isinstance(value, float) and math.isnan(value):
        return None
    # pandas' missing times are datetimes that no calendar has.
    if isinstance(value, datetime.date) and str(value) == "NaT":
        return None
    return value


def _other(value: Any) -> Any:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return None if str(value) == "NaT" else value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    # pandas' own mark of what is missing has no truth, nor a type that can be asked for without it.
    return None if type(value).__name__ in ("NAType", "NaTType") else str(value)
