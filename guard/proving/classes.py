"""Things said in many words that mean one thing, in both languages: beginnings → a class."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guard.entries import fold

Classes = Mapping[str, re.Pattern[str]]


def classes(table: Mapping[str, str]) -> Classes:
    """Return patterns over folded text; a trailing `*` lets any ending follow."""
    return {name: _pattern(said) for name, said in table.items()}


def found(text: str, known: Classes) -> set[str]:
    """Return the classes a text speaks of."""
    folded = re.sub(r"[\s\u00a0\u202f]+", " ", fold(text).replace("’", "'"))
    return {name for name, pattern in known.items() if pattern.search(folded)}


def _pattern(said: str) -> re.Pattern[str]:
    ways = (
        re.escape(way.strip()).replace(r"\*", r"\w*").replace(r"\ ", " ") for way in said.split("|")
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})(?![\w-])")
