"""Tables of a run, as Arrow data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from ._native import NativeTable


class Table:
    """A table: Arrow record batches, which the Arrow PyCapsule interface hands over without a copy.

    >>> import dateline
    >>> quotes = dateline.extract([{"text": '"It is over," Ada Lenz said.'}]).quotes
    >>> len(quotes), quotes.name
    (1, 'quotes')
    """

    __slots__ = ("_native", "name")

    def __init__(self, name: str, native: NativeTable) -> None:
        self.name: str = name
        self._native: NativeTable = native

    @property
    def num_rows(self) -> int:
        """The number of rows."""
        return self._native.num_rows

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
        return self._native.column_names

    def __len__(self) -> int:
        return self.num_rows

    def __repr__(self) -> str:
        return f"<dateline.Table {self.name}: {self.num_rows} rows, {len(self.column_names)} columns>"

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """The batches, as the Arrow PyCapsule interface has them."""
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        """The schema, as the Arrow PyCapsule interface has it."""
        return self._native.__arrow_c_schema__()

    def to_pyarrow(self) -> pyarrow.Table:
        """The table as one of pyarrow's, which has to be installed."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a frame of pandas, which has to be installed, with pyarrow."""
        return self.to_pyarrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The table as a frame of polars, which has to be installed."""
        import polars

        return polars.DataFrame(self)

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, by pyarrow, which has to be installed."""
        rows: list[dict[str, Any]] = self.to_pyarrow().to_pylist()
        return rows


class Tables(Mapping[str, Table]):
    """The tables of a run, by name: ``tables.quotes`` is ``tables["quotes"]``."""

    __slots__ = ("_tables",)

    def __init__(self, tables: dict[str, Table]) -> None:
        self._tables: dict[str, Table] = tables

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getattr__(self, name: str) -> Table:
        try:
            return self._tables[name]
        except KeyError:
            raise AttributeError(f"no table {name!r} was made; there are: {', '.join(self._tables)}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._tables]

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {table.num_rows}" for name, table in self._tables.items())
        return f"<dateline.Tables: {rows}>"
