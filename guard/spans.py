"""A stretch of text that must not leave, and how overlapping ones are settled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_DIVISIBLE = frozenset({"ADDRESS", "PERSON"})


@dataclass(frozen=True)
class Span:
    """`text[start:end]` (code points) is a value of `type`, with `score` in [0, 1].

    `subject` is the id of the record the value belongs to, where that is known.
    """

    type: str
    start: int
    end: int
    score: float
    subject: str = ""

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


def settle(spans: Iterable[Span]) -> list[Span]:
    """Return spans that do not overlap, in the order of the text.

    The surer wins, then the longer. A name or an address that reaches beyond the winner keeps the
    part that sticks out, so that nothing detected stays bare; anything else is one or is not.
    """
    kept: list[Span] = []
    starts: list[int] = []
    for span in sorted(spans, key=lambda s: (-s.score, s.start - s.end, s.start)):
        for part in _outside(span, kept, starts):
            place = bisect_left(starts, part.start)
            kept.insert(place, part)
            starts.insert(place, part.start)
    return kept


def _outside(span: Span, kept: list[Span], starts: list[int]) -> list[Span]:
    """Return the parts of the span that no kept span covers; the kept are in order and apart."""
    first = max(0, bisect_right(starts, span.start) - 1)
    parts = [span]
    for other in kept[first : bisect_left(starts, span.end)]:
        if span.overlaps(other):
            parts = [piece for part in parts for piece in _cut(part, other)]
    return parts


def _cut(span: Span, by: Span) -> list[Span]:
    """Return what is left of `span` without `by`; remnants under three characters are dropped."""
    if not span.overlaps(by):
        return [span]
    if span.type not in _DIVISIBLE:
        return []
    ends = ((span.start, min(span.end, by.start)), (max(span.start, by.end), span.end))
    return [
        Span(span.type, start, end, span.score, span.subject)
        for start, end in ends
        if end - start >= 3
    ]
