"""Which of a question's objects a mention may belong to, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.clauses import Anchor, Frame
from actions.reading.spans import Mention, Sentence

_JOINING = frozenset({"-", "et", "and", "'", "’", "s"})
_BREAKS = frozenset({"with", "without", "by", "sort", "versus"})


def home(sentence: Sentence, found: Frame, mention: Mention, language: str) -> Iterator[Anchor]:
    """Yield the objects a mention may belong to, the likeliest first.

    A neighbour comes first: the noun before in French, after in English; then the noun before,
    wherever it is; then the main object; then any.
    """
    before = [a for a in found.anchors if a.end <= mention.start and a.end > a.start]
    after = [a for a in found.anchors if a.start >= mention.end]
    left, right = (before[-1] if before else None), (after[0] if after else None)
    touching = [a for a in (left,) if a and _touches(sentence, a.end, mention.start)]
    leading = [a for a in (right,) if a and _touches(sentence, mention.end, a.start)]
    near = [*touching, *leading] if language == "fr" else [*leading, *touching]
    own = [a for a in found.anchors if a.child and a.start == a.end == mention.start]
    near = [*own, *_told_by_value(sentence, found, mention), *near]
    ordered = [*near, *([left] if left else []), found.main, *found.anchors]
    yield from dict.fromkeys(ordered)


def _told_by_value(sentence: Sentence, found: Frame, mention: Mention) -> Iterator[Anchor]:
    """Yield what a value right before speaks of: "a complaint since June" is a case since June."""
    starts = {m.start for m in sentence.mentions if m.of("value")
              and (m.end == mention.start or _due(sentence, m, mention))}  # fmt: skip
    yield from (a for a in found.anchors if a.child and a.start == a.end and a.start in starts)


def _due(sentence: Sentence, value: Mention, period: Mention) -> bool:
    """Whether only « prévu », "due" parts a value from its period: "a renewal due this quarter"."""
    if period.kind != "period" or not 0 < period.start - value.end <= _FEW:
        return False
    between = [m for m in sentence.mentions if value.end <= m.start and m.end <= period.start]
    return all(m.says("closing", "created") for m in between)


_FEW = 2


def _touches(sentence: Sentence, left: int, right: int) -> bool:
    """Whether only other adjectives stand between two positions."""
    between = [m for m in sentence.mentions if left <= m.start and m.end <= right]
    if any(m.says(*_BREAKS) or m.of("object") for m in between):
        return False
    covered = {i for m in between for i in range(m.start, m.end)}
    rest = [sentence.tokens[i].text for i in range(left, right) if i not in covered]
    return all(word in _JOINING for word in rest)
