"""Records whose whole name stands in a text, which nobody marked as a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from crm.lookups import coded, holds, identifying
from crm.metadata import ObjectInfo
from crm.naming import telling_words
from crm.query import AllOf, AnyOf, Compare, Condition, Order, Query
from crm.rows import Candidate
from language import fold_keep_length

MOST = 200
_MOST_WORDS = 40
_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
_BESIDE = 2
"""How far a word of a name stands from one that is marked, small words between included."""
Bearing = Literal["anything", "capital", "figure"]
"""What a word of a name bears as it is written; a figure counts as a capital."""
_BEARING: Mapping[Bearing, re.Pattern[str]] = {
    "anything": re.compile(""), "capital": re.compile(r"[^\W_a-zà-ÿ]"), "figure": re.compile(r"\d"),
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A record and where in the text its name stands."""

    candidate: Candidate
    start: int
    end: int


def written_query(text: str, described: ObjectInfo, bearing: Bearing = "anything") -> Query | None:
    """Return the query for names that hold two words side by side, or are one word of the text.

    A code that the org tells its records by stands for the name. `bearing` is what a word of
    every name that is asked for bears.
    """
    tokens = _tokens(text)[:_MOST_WORDS]
    said = [word for word, _, _ in tokens]
    sign = _BEARING[bearing]
    found = [at for at, (_, start, end) in enumerate(tokens) if sign.search(text[start:end])]
    marked = {word for at in found for word in said[max(at - _BESIDE, 0) : at + _BESIDE + 1]}
    if not marked:
        return None
    name = described.name_field
    alone = [word for word in dict.fromkeys(said) if len(word) >= _SHORT and word in marked]
    ways: list[Condition] = [
        AllOf((holds(name, one), holds(name, other)))
        for one, other in dict.fromkeys(pairwise(telling_words(said)))
        if marked & {one, other}
    ]
    ways += [Compare(name, "like", word) for word in telling_words(alone)] if alone else []
    ways += [Compare(name, "like", f"{run}%") for run in _lettered(said)]
    field = described.fields.get(name)
    if not ways or field is None or not field.filterable:
        return None
    ways += coded(text, described)
    newest = (Order("LastModifiedDate", descending=True),)
    ordered = newest if "LastModifiedDate" in described.fields else ()
    fields = ("Id", name, *identifying(described))
    return Query(described.name, fields, AnyOf(tuple(ways)), order_by=ordered, limit=MOST)


def _lettered(said: Sequence[str]) -> list[str]:
    """Return how names begin that a lone letter goes on in: "Lot B-7" is like "lot_b%"."""
    return [
        f"{word}_{after}" for word, after in dict.fromkeys(pairwise(said))
        if len(after) == 1 and after.isalpha() and len(telling_words(["-", word])) == 1
        and len(word) >= _SHORT
    ]  # fmt: skip


def written_in(
    text: str, found: Sequence[tuple[ObjectInfo, Sequence[Mapping[str, Any]]]]
) -> list[Written]:
    """Return the records whose name stands whole in the text, in order; the longest names count."""
    tokens = _tokens(text)
    every = [
        Written(Candidate(info.name, row["Id"], str(row[info.name_field]), 1.0), start, end)
        for info, rows in found
        for row in rows
        for field in (info.name_field, *identifying(info))
        for start, end in _places(str(row.get(field) or ""), tokens)
    ]
    kept = [one for one in every if not any(_covers(other, one) for other in every)]
    return sorted(kept, key=lambda one: one.start)


def _covers(other: Written, one: Written) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start < one.end and one.start < other.end


def _places(name: str, tokens: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
    words = [word for word, _, _ in _tokens(name)]
    if not words or len("".join(words)) < _SHORT:
        return
    for at in range(len(tokens) - len(words) + 1):
        if [word for word, _, _ in tokens[at : at + len(words)]] == words:
            yield tokens[at][1], tokens[at + len(words) - 1][2]


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(found[0], *found.span()) for found in _WORD.finditer(fold_keep_length(text))]
