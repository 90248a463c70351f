"""A denial that changed nothing in a reading: without it the answer would be the opposite one.

« Quels leads n'ont pas été relancés ? » is no list of those that were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.asked import Asked
from actions.reading.reading import Reading, Unclear
from actions.reading.spans import Mention
from crm import AllOf, AnyOf, Compare, Condition, Not, ObjectInfo, Related
from language import words

_DENIES = frozenset({"!=", "not in", "excludes"})
_BELOW = frozenset({"<", "<="})
_ABOVE = frozenset({">", ">="})
_IDLE = frozenset(
    words("seulement uniquement only just que needed necessary besoin utile necessaire")
)
_DENYING = frozenset(words("ne not non no sans without opt out refus refuse exclu excluded"))


def with_lost_denial(asked: Asked, reading: Reading) -> Reading:
    """Return a reading that hangs on a denial where nothing in it answers to one."""
    if reading.lasting or reading.against or reading.task not in {"list", "aggregate"}:
        return reading
    info = asked.info(asked.frame.main)
    held = (*reading.conditions, *reading.part, *reading.query.having)
    if any(one.bounds for one in reading.unclear) or _any_denied(held, info):
        return reading
    lost = next((m for m in asked.sentence.mentions if _denies(asked, m)), None)
    doubts = (Unclear(lost.text, denies=True),) if lost else ()
    return replace(reading, unclear=(*reading.unclear, *doubts))


def _any_denied(held: Sequence[Condition], info: ObjectInfo) -> bool:
    """Whether any condition leaves out, or bounds from above alone: a period bounds both ways."""
    from_below = {one.path for one in held if isinstance(one, Compare) and one.operator in _ABOVE}
    return any(
        one.path not in from_below
        if isinstance(one, Compare) and one.operator in _BELOW
        else _denied(one, info)
        for one in held
    )


def _denied(condition: Condition, info: ObjectInfo) -> bool:
    """Whether a condition leaves out, or holds where something is absent."""
    if isinstance(condition, AllOf | AnyOf):
        return _any_denied(condition.conditions, info)
    if isinstance(condition, Related):
        return condition.negated or _denied(condition.inner.where, info)
    if isinstance(condition, Compare):
        refuses = condition.value is True and _says_no(condition.path, info)
        return condition.operator in _DENIES or condition.value in (None, False) or refuses
    return isinstance(condition, Not)


def _says_no(path: str, info: ObjectInfo) -> bool:
    """Whether a box is ticked for what is not to be: « Ne pas appeler », "Email Opt Out"."""
    field = info.fields.get(path)
    labels = f"{field.labels.fr} {field.labels.en}" if field else path
    return bool(_DENYING & {*words(labels)})


def _denies(asked: Asked, mention: Mention) -> bool:
    """Whether a mention denies something of the records: not « non, … » nor "not only"."""
    if mention.start == 0 or not mention.says("not", "never", "without"):
        return False
    return not _IDLE & {*asked.sentence.gap(mention.end, mention.end + 1)}
