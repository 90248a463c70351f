"""Periods of what is still to be done, and of several things lacked at once.

« tickets à traiter aujourd'hui » tells when they are due: where records have no such date, the day
bounds nothing, least of all when they were made. « ni ticket ni commande depuis juin » lacks both
since June.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor
from actions.reading.concepts import concept_phrases
from actions.reading.dating import dated, undecided
from actions.reading.spans import Mention
from actions.reading.states import STATES
from actions.reading.traits import date_field, status_field
from language import words

_OPEN = ("open", "unconverted")
_NEXT = 2


def never_due(asked: Asked, period: Mention, anchor: Anchor) -> bool:
    """Whether a period says when a duty falls due, and the records have no date for that."""
    info = asked.info(anchor)
    last = period.data.end or period.data.start
    owed = any(
        m.says(*_OPEN) and 0 <= period.start - m.end <= _NEXT and not _told_open(m)
        for m in asked.sentence.mentions
    )
    if not owed or last is None or last < asked.today:
        return False
    usual = date_field(info)
    plain = usual is not None and usual.name == "CreatedDate"
    return plain and bool(undecided(asked.sentence, period, info) or _only_made(asked, period))


def _told_open(mention: Mention) -> bool:
    """Whether a word itself says that a thing is open: « ouverts », no « traiter »."""
    said = concept_phrases().get(tuple(words(mention.text)), ())
    return any(one in said for one in _OPEN)


def _only_made(asked: Asked, period: Mention) -> bool:
    """Whether no word says when records were made: « à traiter » alone stands before the day."""
    return not any(
        m.says("created", "modified") for m in asked.sentence.mentions if m is not period
    )


def shared(asked: Asked, child: Anchor, period: Mention) -> Iterator[Placed]:
    """Yield the period for what is lacked with the child it stands beside: « ni … ni … depuis »."""
    placed = child
    lacked = [a for a in asked.frame.anchors if a.child and a.negated and a.end > a.start]
    for other in reversed([a for a in lacked if a.end <= child.start]):
        if not (child.negated and _joined(asked, other, placed) and _happens(asked, other)):
            return
        info = asked.info(other)
        for _, _, condition in dated(asked.sentence, period, info, asked.today):
            yield Placed(other, condition, period)
        placed = other


def _joined(asked: Asked, one: Anchor, other: Anchor) -> bool:
    """Whether nothing but « ni », « ou » stands between two kinds of records."""
    between = [m for m in asked.sentence.mentions if one.end <= m.start and m.end <= other.start]
    while between and (between[-1].says(*STATES) or between[-1].of("value")):
        between.pop()  # "neither an order nor a won deal since May"
    return bool(between) and all(m.says("not", "or", "without") for m in between)


def _happens(asked: Asked, child: Anchor) -> bool:
    """Whether records come to pass on a day, as orders and cases do: people are just known."""
    info = asked.info(child)
    usual = date_field(info)
    return status_field(info) is not None or (usual is not None and usual.name != "CreatedDate")
