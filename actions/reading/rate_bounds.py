"""The bound a rate must meet: "reps with a win rate under 45%", « moins de 30 % des affaires »."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.pivot import Pivot
from actions.reading.spans import Mention
from language import Amount, fold

_OF = frozenset({"of", "de", "des", "du", "d", "their", "leurs", "its", "ses", "the", "les"})
_OWN = ("won", "lost", "converted", "unconverted")
_FULL = 0.99


def bounded_rate(asked: Asked, turned: Pivot | None, used: set[Mention]) -> Amount | None:
    """Return the percentage a rate is held against, and mark it used.

    A percentage that stands beside the whole name of a percentage of the org bounds that one.
    """
    rates = [m for m in asked.sentence.mentions if m.says("rate")]
    for mention in asked.sentence.mentions:
        if mention.kind != "amount" or mention.data.unit != "%":
            continue
        of_turned = turned is not None and mention.data is turned.bound
        if mention in used and not of_turned:
            continue
        if parted(asked, mention) or (rates and not _of_field(asked, mention)):
            used.add(mention)
            bound: Amount = mention.data
            return bound
    return None


def parted(asked: Asked, mention: Mention) -> bool:
    """Whether a percentage is one of the records: « gagne moins de 30 % des affaires »."""
    if mention.kind != "amount" or mention.data.unit != "%":
        return False
    main = asked.frame.main
    between = asked.sentence.gap(mention.end, main.start)
    near = main.end > main.start >= mention.end and 0 < len(between) <= _FEW
    return near and {fold(one) for one in between} <= _OF and _stated(asked)


def _stated(asked: Asked) -> bool:
    """Whether a question speaks of a state of its records: a win, a flag, a value beside them."""
    main = asked.frame.main
    beside = (m for m in asked.sentence.mentions if m.start == main.end or m.end == main.start)
    told = (one for m in beside for one in (*m.of("value"), *m.of("field"))
            if one.object == main.object and one.share > _FULL)  # fmt: skip
    return any(m.says(*_OWN) for m in asked.sentence.mentions) or next(told, None) is not None


_FEW = 3


def _of_field(asked: Asked, mention: Mention) -> bool:
    """Whether a percentage of the org is named in full beside the figure."""
    place = asked.sentence.mentions.index(mention)
    beside = asked.sentence.mentions[max(place - 1, 0) : place + 2]
    info = asked.info(asked.frame.main)
    return any(
        one.share > _FULL and (field := info.fields.get(one.field)) and field.type == "percent"
        for near in beside
        if near is not mention and not near.says("rate")
        for one in near.of("field")
    )
