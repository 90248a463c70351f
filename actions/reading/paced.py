"""Which record took the most or the least time: "the fastest won deal", « le plus lentement »."""

from __future__ import annotations

from dataclasses import dataclass

from actions.reading.asked import Asked
from actions.reading.field_pairs import Sign
from actions.reading.singular import one_meant
from actions.reading.spans import Mention
from actions.reading.timing import span_of

_FIGURED = ("avg", "median", "sum", "min", "max", "count", "how_long", "rate", "share", "by", "who")
_OVER = ("won", "lost", "closed", "converted")
_NEAR = 3


@dataclass(frozen=True)
class Lasting:
    """The two dates a record lasted between, and how many days it must have.

    Where some are asked for by their pace, `slowest` says which come first, and `most` how many.
    """

    start: str
    end: str
    sign: Sign
    days: float
    slowest: bool | None = None
    most: int | None = None


def paced(asked: Asked, used: set[Mention]) -> Lasting | None:
    """Return the order of the records that are asked for by how long they took to be over."""
    mentions, main = asked.sentence.mentions, asked.frame.main
    pace = next((m for m in mentions if m.says("pace") and m.says("top", "bottom")), None)
    over = any(m.says(*_OVER) for m in mentions)
    if pace is None or not over or any(m.says(*_FIGURED) for m in mentions) or _acts(asked):
        return None
    far = max(main.start - pace.end, pace.start - main.end)
    span = span_of(asked) if main.end > main.start and far <= _NEAR else None
    if span is None or not span[1]:
        return None
    counted = next((m for m in mentions if m.kind == "count" and not m.data.ordinal), None)
    used.update(m for m in (pace, counted) if m)
    most = counted.data.value if counted else one_meant(asked, pace)
    return Lasting(*span, ">=", 0.0, pace.says("top"), most)


def _acts(asked: Asked) -> bool:
    """Whether something else is told by its pace: "which agent closes cases the fastest"."""
    ahead = [m for m in asked.sentence.mentions if m.end <= asked.frame.main.start]
    return any((m.of("object") or m.of("field")) and not m.says(*_OVER, "pace") for m in ahead)
