"""Pieces of SQL that carry the values of their own `?` marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sql:
    """A piece of SQL. `values` are bound to its `?` marks in order; no value is ever in `text`."""

    text: str
    values: tuple[Any, ...] = ()


def put(template: str, *parts: Sql) -> Sql:
    """Return the template with its `{}` filled by the parts, values following their text."""
    text = template.format(*(part.text for part in parts))
    return Sql(text, tuple(value for part in parts for value in part.values))


def join(separator: str, parts: Iterable[Sql]) -> Sql:
    """Return the parts in a row."""
    listed = list(parts)
    text = separator.join(part.text for part in listed)
    return Sql(text, tuple(value for part in listed for value in part.values))


def value(given: Any) -> Sql:
    """Return a mark bound to the value."""
    return Sql("?", (given,))


def name(identifier: str) -> str:
    """Return a schema's name quoted."""
    return f'"{identifier}"'
