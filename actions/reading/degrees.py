"""Superlatives of a number's own adjective: « les plus alcoolisées » ranks by the degree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.spans import Mention
from actions.reading.traits import NUMBERS
from crm import Catalogue
from language.tokens import Token

_DEGREES = {"plus": "top", "moins": "bottom", "mieux": "top"}
_ARTICLES = frozenset({"le", "la", "les", "l", "des"})


def with_degrees(
    tokens: Sequence[Token], mentions: Sequence[Mention], catalogue: Catalogue
) -> tuple[Mention, ...]:
    """Return the mentions with « les plus … » as a rank, where what follows tells of a number."""
    found = {one.start: one for one in mentions}
    for after in mentions:
        place = after.start - 1
        way = _DEGREES.get(tokens[place].text) if place > 0 else None
        if way and tokens[place - 1].text in _ARTICLES and _ranked(after, catalogue):
            said = found.get(place) or Mention(place, after.start, "words", tokens[place].text)
            found[place] = replace(said, kind="words", concepts=(way,))
    return tuple(found[start] for start in sorted(found))


def _ranked(mention: Mention, catalogue: Catalogue) -> bool:
    """Whether a number tells how much so it is, or what was sold does: « les plus vendus »."""
    return mention.says("won") or _numeric(mention, catalogue)


def _numeric(mention: Mention, catalogue: Catalogue) -> bool:
    fields = (catalogue[one.object].fields.get(one.field) for one in mention.of("field"))
    return not mention.concepts and any(one and one.type in NUMBERS for one in fields)
