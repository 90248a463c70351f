"""Short texts agents send often: read from `data/macros`, their blanks filled for a conversation.

A blank that has no value takes the space before it along (« Bonjour {first_name}, » becomes
« Bonjour, »); a macro that needs a case is left out where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from actions import Language

FOLDER = Path(__file__).resolve().parent.parent / "data" / "macros"
BLANK = re.compile(r"(?P<space> ?)\{(?P<name>\w+)\}")
REQUIRED = frozenset({"case"})


class Macro(BaseModel):
    """A text to insert, and what it is called in the list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    text: str


@cache
def macros(language: Language) -> tuple[Macro, ...]:
    """Return the macros of a language as they are written."""
    written = yaml.safe_load((FOLDER / f"{language}.yml").read_text("utf-8"))
    return tuple(Macro(**one) for one in written)


def filled(language: Language, values: Mapping[str, str | None]) -> list[Macro]:
    """Return the macros that can be filled; `values` are first_name, agent and case."""
    known = {name: value for name, value in values.items() if value}
    return [
        one.model_copy(update={"text": _fill(one.text, known)})
        for one in macros(language)
        if not {blank["name"] for blank in BLANK.finditer(one.text)} & REQUIRED - known.keys()
    ]


def _fill(text: str, known: Mapping[str, str]) -> str:
    def value(blank: re.Match[str]) -> str:
        said = known.get(blank["name"])
        return f"{blank['space']}{said}" if said else ""

    return BLANK.sub(value, text)
