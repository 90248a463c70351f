"""Several rows of the list on screen: « les deux premières », "the first and the third", "both"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from actions.named_spans import blanked
from language import Count, find_counts, find_periods, fold_keep_length, words

_ALL_OF = re.compile(
    r"\b(?:both|(?:les|toutes les|tous les|ces) (?P<fr>deux|trois|quatre|cinq|\d{1,2})"
    r"|(?:all|these|those) (?P<en>two|three|four|five|\d{1,2}))\b(?!\s+(?:prem|dern|proch|suiv))"
)
_BETWEEN = frozenset(words("et and la le les the puis then ainsi que as well one"))
_ANY_DAY = date(2000, 1, 1)


def rows_said(text: str) -> list[int]:
    """Return the places of the rows a message points at, from the end where negative.

    Empty where it points at none or at only one, as another reading finds that.
    """
    spans = [one.span for one in find_periods(text, _ANY_DAY)]
    counts = find_counts(blanked(text, *spans))
    if groups := [one for one in counts if one.way and not one.ordinal]:
        size = groups[0].value
        return [*range(size)] if groups[0].way == "oldest" else [*range(-size, 0)]
    ranks = _joined([one for one in counts if one.ordinal], text)
    return [one.value if one.value < 0 else one.value - 1 for one in ranks]


def _joined(ranks: Sequence[Count], text: str) -> Sequence[Count]:
    """Return the ranks that are joined to the first: « la première et la troisième »."""
    for place, (one, other) in enumerate(pairwise(ranks), 1):
        if {*words(text[one.span[1] : other.span[0]])} - _BETWEEN:
            ranks = ranks[:place]
            break
    return ranks if len(ranks) > 1 else ()


def whole_of(text: str) -> int | None:
    """Return how many there are said to be: "both", « toutes les trois »; None if not said."""
    found = _ALL_OF.search(fold_keep_length(text))
    if found is None:
        return None
    said = found["fr"] or found["en"]
    counts = find_counts(f"{said} x") if said else ()
    return counts[0].value if counts else 2
