"""Superlatives of a number's own adjective: « les plus alcoolisées » ranks by the degree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actions.reading.spans import Mention
from actions.reading.traits import NUMBERS
from crm import Catalogue
from language import fold
from language.tokens import Token

_DEGREES = {"plus": "top", "moins": "bottom"}
_ARTICLES = frozenset({"le", "la", "les", "l", "des"})


def with_degrees(
    tokens: Sequence[Token], mentions: Sequence[Mention], catalogue: Catalogue
) -> tuple[Mention, ...]:
    """Return the mentions with « les plus … » as a rank, where what follows tells of a number."""
    found = list(mentions)
    for place, (mention, after) in enumerate(pairwise(mentions)):
        way = _DEGREES.get(fold(mention.text))
        led = mention.start > 0 and tokens[mention.start - 1].text in _ARTICLES
        if way and led and after.start == mention.end and _numeric(after, catalogue):
            found[place] = replace(mention, concepts=(way,))
    return tuple(found)


def _numeric(mention: Mention, catalogue: Catalogue) -> bool:
    fields = (catalogue[one.object].fields.get(one.field) for one in mention.of("field"))
    return not mention.concepts and any(one and one.type in NUMBERS for one in fields)
