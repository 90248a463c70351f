"""How an action says a fixed line: one table of lines a module, each in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from actions.contract import Language
from actions.parts import Text

Lines = Mapping[str, Mapping[Language, str]]
_MOST_NAMES = 10
DOUBLE_MARK = re.compile(r" (?=[:;!?»])")


def typeset(text: str, language: Language) -> str:
    """Put French narrow no-break spaces before double punctuation and inside guillemets."""
    if language == "en":
        return text
    return DOUBLE_MARK.sub("\u202f", text).replace("« ", "«\u202f")


def line(lines: Lines, key: str, language: Language, /, **values: object) -> str:
    """Return one line with its blanks filled; values keep their own typography."""
    return typeset(lines[key][language], language).format(**values)


def first_names(names: Sequence[str], language: Language) -> str:
    """Return names one after the other, and how many more there are than can be read at once."""
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    few = ", ".join(names[: _MOST_NAMES - 2])
    more = {"fr": "et {} autres", "en": "and {} more"}[language]
    return f"{few} {more.format(len(names) - _MOST_NAMES + 2)}"


def text(lines: Lines, key: str, language: Language, /, **values: object) -> Text:
    """Return one line as a text part."""
    return Text(text=line(lines, key, language, **values))
