"""Dateline reads dated news articles and answers in tables: who and what is named, who said what, in which role, and when.

>>> import dateline
>>> tables = dateline.extract([{"id": "a1", "date": "2025-02-17", "text": 'The vote is on Friday, Mayor Dora Winslow said.'}])
>>> [row["speaker"] for row in tables.quotes.to_pylist()]
['Dora Winslow']
>>> [row["value"] for row in tables.dates.to_pylist()]
['2025-02-21']

Tables are Arrow data. pandas, polars, DuckDB and pyarrow take them as they are, without a copy: ``pandas.DataFrame.from_arrow(tables.quotes)``,
``polars.DataFrame(tables.quotes)``, ``pyarrow.table(tables.quotes)``.

>>> document = dateline.annotate('"We have a deal," Liv Aasen told reporters on Monday.', date="2025-02-17")
>>> quote = document.quotes[0]
>>> quote.speaker, quote.content, document.text[quote.start:quote.end]
('Liv Aasen', 'We have a deal,', '"We have a deal,"')
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any, Union

from . import _native
from ._inputs import records_of
from ._native import DatelineError, __version__
from ._tables import Table, Tables
from .document import Document
from .rows import AmountRow, ArticleRow, DateRow, EntityRow, MentionRow, QuoteRow, RoleRow, SentenceRow

__all__ = [
    "AmountRow",
    "ArticleRow",
    "DateRow",
    "DatelineError",
    "Document",
    "EntityRow",
    "MentionRow",
    "QuoteRow",
    "RoleRow",
    "SentenceRow",
    "Table",
    "Tables",
    "__version__",
    "annotate",
    "extract",
]

PathLike = Union[str, "os.PathLike[str]"]


def extract(
    source: PathLike | Iterable[Any] | object,
    *,
    tables: Sequence[str] | None = None,
    date: str | Date | None = None,
    columns: Mapping[str, str] | None = None,
    records: str | None = None,
    date_order: str | None = None,
    keep: Sequence[str] | bool = (),
    any_language: bool = False,
    gazetteers: Sequence[PathLike] = (),
    terms: Sequence[PathLike] = (),
    patterns: Sequence[PathLike] = (),
    ignore_case: bool = False,
    inside_words: bool = False,
    model: bool = True,
    min_confidence: float = 0.0,
    people: PathLike | None = None,
    jobs: int = 0,
) -> Tables:
    """Annotates articles and returns their tables.

    Args:
        source: A path or several (files, folders, archives, patterns: all that the command reads), a data frame of pandas or polars, a
            table of Arrow, or an iterable of mappings with the fields of articles (``id``, ``date``, ``text`` …, by any of their usual
            names). An iterable is read as it is annotated, one batch ahead.
        tables: The tables to make; all by default.
        date: The date of articles that have none of their own.
        columns: Which fields of the records hold what: ``{"text": "body"}``.
        records: Where the records stand inside of JSON: ``response.results``.
        date_order: ``day-first`` or ``month-first``, where numbers alone do not tell.
        keep: Fields of the input that become columns of ``articles``, or ``True`` for all.
        any_language: Whether names, quotations and dates are sought in texts that are not English too.
        gazetteers: Files of names of your own.
        terms: Files of terms of your own (CSV, YAML, one a line), which fill ``matches`` and ``themes``.
        patterns: Files of regular expressions of your own (TOML, CSV), which do so too.
        ignore_case: Whether terms with capitals and names of gazetteers are found in whatever case.
        inside_words: Whether terms are found inside hashtags and compounds with hyphens too.
        model: Whether the learned tagger is used beside the gazetteers.
        min_confidence: Mentions and quotations that are less sure are left out.
        people: A CSV file of decisions on persons (``same,A,B``).
        jobs: The number of threads; 0 is as many as there are cores.

    Raises:
        FileNotFoundError: If the one path that was named is not there.
        DatelineError: If nothing can go on. What is wrong with single articles is in the table ``errors``.
        ValueError: If an argument has no such value.

    The interpreter's lock is released while articles are annotated, and Ctrl-C ends the run.

    >>> tables = extract(({"id": str(n), "body": "Ada Lenz left Oslo."} for n in range(3)), columns={"text": "body"})
    >>> tables.articles.num_rows, tables.mentions.column_names[:2]
    (3, ['article_id', 'mention_id'])
    """
    paths, pieces = _source(source)
    options = _asked(
        tables=tables,
        date=date,
        columns=columns,
        records=records,
        date_order=date_order,
        keep=keep,
        any_language=any_language,
        gazetteers=gazetteers,
        terms=terms,
        patterns=patterns,
        ignore_case=ignore_case,
        inside_words=inside_words,
        model=model,
        min_confidence=min_confidence,
        people=people,
        jobs=jobs,
    )
    return Tables({name: Table(name, table) for name, table in _native.extract_tables(paths, pieces, options)})


def annotate(
    text: str,
    *,
    date: str | Date | None = None,
    id: str = "text",
    gazetteers: Sequence[PathLike] = (),
    terms: Sequence[PathLike] = (),
    patterns: Sequence[PathLike] = (),
    ignore_case: bool = False,
    inside_words: bool = False,
    model: bool = True,
) -> Document:
    """Annotates one text and returns its layers as typed rows.

    Args:
        text: The article.
        date: The day it was published, by which relative dates are resolved.
        id: What ``article_id`` is to be.
        gazetteers: Files of names of your own.
        terms: Files of terms of your own (CSV, YAML, one a line), which fill ``matches`` and ``themes``.
        patterns: Files of regular expressions of your own (TOML, CSV), which do so too.
        ignore_case: Whether terms with capitals and names of gazetteers are found in whatever case.
        inside_words: Whether terms are found inside hashtags and compounds with hyphens too.
        model: Whether the learned tagger is used beside the gazetteers.

    >>> document = annotate("Norway's energy minister Liv Aasen leaves Lisbon on Friday.", date="2025-02-17")
    >>> [(role.person, role.role) for role in document.roles]
    [('Liv Aasen', 'energy minister')]
    >>> document.dates[0].value
    '2025-02-21'
    """
    known = _known(gazetteers, terms, patterns, ignore_case, inside_words, model)
    return Document.of(text, _native.annotate_rows(text, None if date is None else str(date), id, known))


def _asked(
    *,
    tables: Sequence[str] | None = None,
    date: str | Date | None = None,
    columns: Mapping[str, str] | None = None,
    records: str | None = None,
    date_order: str | None = None,
    keep: Sequence[str] | bool = (),
    any_language: bool = False,
    gazetteers: Sequence[PathLike] = (),
    terms: Sequence[PathLike] = (),
    patterns: Sequence[PathLike] = (),
    ignore_case: bool = False,
    inside_words: bool = False,
    model: bool = True,
    min_confidence: float = 0.0,
    people: PathLike | None = None,
    jobs: int = 0,
) -> dict[str, Any]:
    """What ``extract`` is asked for, as the native part takes it."""
    return {
        "tables": None if tables is None else list(tables),
        "date": None if date is None else str(date),
        "columns": list((columns or {}).items()),
        "records": records,
        "date_order": date_order,
        "keep": [] if isinstance(keep, bool) else list(keep),
        "keep_all": keep is True,
        "any_language": any_language,
        "known": _known(gazetteers, terms, patterns, ignore_case, inside_words, model),
        "min_confidence": min_confidence,
        "jobs": jobs,
        "people": None if people is None else Path(people),
    }


def _known(
    gazetteers: Sequence[PathLike],
    terms: Sequence[PathLike],
    patterns: Sequence[PathLike],
    ignore_case: bool,
    inside_words: bool,
    model: bool,
) -> dict[str, object]:
    return {
        "gazetteers": [Path(file) for file in gazetteers],
        "terms": [Path(file) for file in terms],
        "patterns": [Path(file) for file in patterns],
        "ignore_case": ignore_case,
        "inside_words": inside_words,
        "model": model,
    }


def _source(source: Any) -> tuple[list[Path], Any]:
    """Paths, or pieces of JSON Lines."""
    if isinstance(source, (str, os.PathLike)):
        return [Path(source)], None
    if isinstance(source, (list, tuple)) and source and all(isinstance(item, (str, os.PathLike)) for item in source):
        return [Path(item) for item in source], None
    if isinstance(source, Mapping):
        raise TypeError("one record is given; put it into a list")
    return [], records_of(source)
