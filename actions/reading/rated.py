"""What a rate or a share is of: « taux d'escalade », "no-show rate", "share of rentals with cover".

A rate word beside a state, a flag or a value is the part of the records in that state; alone, or
beside a win or a conversion, it is the object's own rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.asked import Asked, Placed
from actions.reading.denial import denied
from actions.reading.picks import field_of
from actions.reading.rate_bounds import parted
from actions.reading.spans import Mention
from crm import Compare
from language import fold, words

_PLAIN = frozenset(words("taux rate ratio percentage pourcentage proportion"))
_OFTEN = ("how ", "a quelle ")
_OWN = ("won", "converted")
_RELATIVE = frozenset(words("with avec that which qui who whose dont having ayant are is sont est "
                            "get gets got were was etaient ete"))  # fmt: skip


def rate_word(mention: Mention) -> bool:
    """Whether a mention is a bare rate: « taux », "rate", and not « taux de conversion »."""
    return mention.says("rate", "share") and (
        {*words(mention.text)} <= _PLAIN | {"of", "de"} or often(mention)
    )


def often(mention: Mention) -> bool:
    """Whether it asks for a rate by "how often", « à quelle fréquence »."""
    return mention.says("rate") and fold(mention.text).startswith(_OFTEN)


def rates_nothing(asked: Asked, rate: Mention) -> bool:
    """Whether "how often" is asked of nothing that records are or not: it is no rate."""
    if not often(rate):
        return False
    later = [m for m in asked.sentence.mentions if 0 <= m.start - rate.end <= _CLAUSE]
    own = {"IsWon", "IsConverted"} & {*asked.info(asked.frame.main).fields}
    return not any((own and m.says(*_OWN)) or _is_state(asked, m) for m in later)


def rated_state(asked: Asked) -> Mention | None:
    """Return the state, flag or value a bare rate is of; None for the object's own rate."""
    mentions = asked.sentence.mentions
    for place, rate in enumerate(mentions):
        told = any(m.says("rate") for m in mentions[max(place - 1, 0) : place])
        if told or not (rate.says("rate") and rate_word(rate)):
            continue
        after = [m for m in mentions[place + 1 : place + 3] if not _of_main(asked, rate, m)]
        beside = (*after[:1], *mentions[max(place - 1, 0) : place])
        for other in beside:
            gap = max(other.start - _end(asked, rate), rate.start - other.end)
            follows = other.start > rate.end or gap == 0
            near = _CLAUSE if often(rate) else _NEAR
            if gap <= near and follows and _is_state(asked, other):
                return other
    return None


_NEAR = 2


def _of_main(asked: Asked, rate: Mention, mention: Mention) -> bool:
    """Whether a rate is said of the records themselves: « taux d'audits non conformes »."""
    main = asked.frame.main
    return main.end > main.start == mention.start and mention.start - rate.end <= _NEAR


def _end(asked: Asked, rate: Mention) -> int:
    """Return where a rate's words end, with the records it is said of."""
    main = asked.frame.main
    of = main.end > main.start >= rate.end and main.start - rate.end <= _NEAR
    return main.end if of else rate.end


def _is_state(asked: Asked, mention: Mention) -> bool:
    """Whether a mention is a value or a flag of what is asked for, and no win or conversion."""
    own = asked.frame.main.object
    if mention.says(*_OWN) or mention.says("by"):
        return False
    if mention.says("lost"):
        return "IsWon" in asked.info(asked.frame.main).fields
    valued = any(one.object == own and one.share > _MOST for one in mention.of("value"))
    return valued or flag_of(asked, mention) is not None


_MOST = 0.4


def flag_of(asked: Asked, mention: Mention) -> str | None:
    """Return the yes-or-no field of the main object that a mention names."""
    found = field_of(mention, [asked.frame.main], asked.catalogue, "boolean", least=_MOST)
    return found[1] if found and "." not in found[1] else None


def flagged(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Where a part is asked for, « escaladées » is the flag: a status is only where it is now."""
    if not any(m.says("rate", "share") or parted(asked, m) for m in asked.sentence.mentions):
        return
    name = flag_of(asked, mention)
    refused = any(
        m.says("not", "without") for m in asked.sentence.mentions if m.end == mention.start
    )
    if name and not mention.says(*_OWN, "open", "closed"):
        said = denied(asked.sentence, mention) or not refused
        yield Placed(asked.frame.main, Compare(name, "=", value=said), mention)


def shared_of(asked: Asked, conditions: Sequence[Placed], *, grouped: bool) -> Placed | None:
    """Return the quality a share is a share of, among the conditions of a question.

    It is what a rate is of; else the last quality said. Each group has a part of its own where a
    relative or « avec » leads to the quality: else the groups are the parts.
    """
    state = rated_state(asked)
    told = [
        one
        for one in sorted(conditions, key=_place)
        if not one.anchor.child and not one.mention.says("mine", "team", "portfolio")
    ]
    plain = [one for one in told if one.mention.kind in {"words", "name", "place"}]
    bounds = [one for one in told if one.mention.kind == "amount"]
    if all(one.mention.says("pipeline") or _leads_on(asked, bounds, one) for one in plain):
        plain = [*plain, *bounds]
    if state is not None:
        return next((one for one in plain if one.mention is state), None)
    if not plain or (grouped and not _of_each(asked, plain[-1].mention)):
        return None
    return plain[-1]


def _leads_on(asked: Asked, bounds: Sequence[Placed], one: Placed) -> bool:
    """Whether « avec » leads from a quality to a bound: « fermés avec une note d'au moins 4 »."""
    later = [bound.mention for bound in bounds if bound.mention.start > one.mention.start]
    return any({*asked.sentence.before(m, _CLAUSE)} & _RELATIVE for m in later)


def _place(placed: Placed) -> tuple[bool, int]:
    """Return where a condition stands: a pipeline is the whole, before any part of it."""
    return not placed.mention.says("pipeline"), placed.mention.start


def _of_each(asked: Asked, mention: Mention) -> bool:
    """Whether each group has its own part: of a value or a flag; a state's parts are the groups."""
    return _led(asked, mention) or not mention.says("won", "lost", "open", "closed", "pipeline")


def _led(asked: Asked, mention: Mention) -> bool:
    """Whether a quality is told by a relative, after what has it."""
    main = asked.frame.main
    between = asked.sentence.gap(main.end, mention.start)
    return main.end > main.start and bool({*between} & _RELATIVE) and len(between) <= _CLAUSE


_CLAUSE = 6


def concluded(asked: Asked, conditions: Sequence[Placed]) -> list[Placed]:
    """Take a rate of loss as that of what is closed."""
    state = rated_state(asked)
    if state is None or not state.says("lost"):
        return []
    lost = next((one for one in conditions if one.mention is state), None)
    return [replace(lost, condition=Compare("IsClosed", "=", value=True))] if lost else []
