"""The place asked for in an order: « la deuxième plus grosse », "third largest"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from actions.reading.spans import Mention, Sentence

_PLACES: Mapping[str, int] = {
    "deuxieme": 2, "seconde": 2, "second": 2, "2e": 2, "2eme": 2, "2nd": 2,
    "troisieme": 3, "third": 3, "3e": 3, "3eme": 3, "3rd": 3,
    "quatrieme": 4, "fourth": 4, "4e": 4, "4th": 4,
    "cinquieme": 5, "fifth": 5, "5e": 5, "5th": 5,
}  # fmt: skip


def place_said(sentence: Sentence, superlative: Mention) -> int | None:
    """Return the place said right before a superlative."""
    said = sentence.gap(max(superlative.start - 3, 0), superlative.start)
    joined = [*said, *("".join(pair) for pair in pairwise(said))]
    return next((_PLACES[word] for word in joined if word in _PLACES), None)
