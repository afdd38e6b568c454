"""One article with what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import rows
from .rows import (
    AmountRow,
    ArticleRow,
    DateRow,
    EntityRow,
    MatchRow,
    MentionRow,
    QuoteRow,
    RoleRow,
    SentenceRow,
    ThemeRow,
)

_ROWS: dict[str, Any] = {
    "articles": ArticleRow,
    "sentences": SentenceRow,
    "mentions": MentionRow,
    "entities": EntityRow,
    "roles": RoleRow,
    "quotes": QuoteRow,
    "dates": DateRow,
    "amounts": AmountRow,
    "matches": MatchRow,
    "themes": ThemeRow,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its layers. Offsets of rows are code points into ``text``, as Python counts them.

    >>> import dateline
    >>> document = dateline.annotate("Ada Lenz left Oslo.")
    >>> [(mention.text, mention.type) for mention in document.mentions]
    [('Ada Lenz', 'PER'), ('Oslo', 'LOC')]
    """

    text: str
    """The text that all offsets point into."""
    article: ArticleRow
    """What is known of the article."""
    sentences: tuple[SentenceRow, ...]
    """Its sentences."""
    mentions: tuple[MentionRow, ...]
    """Where it names, or refers to, someone or something."""
    entities: tuple[EntityRow, ...]
    """Whom and what it names."""
    roles: tuple[RoleRow, ...]
    """Which roles it gives to persons."""
    quotes: tuple[QuoteRow, ...]
    """Who says what."""
    dates: tuple[DateRow, ...]
    """Which times it speaks of."""
    amounts: tuple[AmountRow, ...]
    """How much and how many of what."""
    matches: tuple[MatchRow, ...]
    """Where terms and patterns of yours stand."""
    themes: tuple[ThemeRow, ...]
    """How much it holds of each of your themes."""

    @classmethod
    def of(cls, text: str, tables: Sequence[tuple[str, list[tuple[Any, ...]]]]) -> Document:
        """The document of the rows that the native part gives."""
        made = {name: tuple(_ROWS[name](*row) for row in found) for name, found in tables if name in _ROWS}
        (article,) = made.pop("articles")
        return cls(text=text, article=article, **made)


__all__ = ["Document", "rows"]
