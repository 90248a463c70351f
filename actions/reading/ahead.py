"""What is still to come, with no length told: « réceptions à venir », "no meeting planned"."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed, under
from actions.reading.spans import Mention
from actions.reading.states import finished
from actions.reading.traits import begun_field, date_field
from crm import Compare, Condition, ObjectInfo
from language import words

PLANNED = frozenset(
    words(
        "prevu prevue prevus prevues planned scheduled booked programme programmee programmes "
        "programmees planifie planifiee planifies planifiees cale calee cales calees"
    )
)
_REACH = 4


def ahead(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Yield the condition of a date from today on, where records have one besides their making."""
    planned = bool(PLANNED & {*words(mention.text)}) and not _dated(asked, mention)
    later = to_come(asked, mention)
    for anchor in asked.homes(mention) if planned or later else ():
        info = asked.info(anchor)
        found = _from_today(asked, info) if later else coming(asked, info)
        if found:
            yield Placed(anchor, under(anchor, found), mention)
            return


def planned_beside(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« rendez-vous planifié »: said right beside its noun, no status of another record."""
    if not PLANNED & {*words(mention.text)} or _dated(asked, mention):
        return
    for anchor in asked.frame.anchors:
        beside = anchor.end == mention.start or mention.end == anchor.start
        found = coming(asked, asked.info(anchor)) if beside else None
        if found:
            yield Placed(anchor, under(anchor, found), mention)
            return


def to_come(asked: Asked, mention: Mention) -> bool:
    """Whether records are said to be still to come; « prochain » is so beside their noun alone."""
    if not mention.says("ahead") or not {*words(mention.text)} & _NEXT:
        return mention.says("ahead")
    return any(
        one.end > one.start and (0 <= one.start - mention.end <= 1 or one.end == mention.start)
        for one in asked.frame.anchors
    )


_NEXT = frozenset(words("next prochain prochaine prochains prochaines"))


def _from_today(asked: Asked, info: ObjectInfo) -> Condition | None:
    field = date_field(info)
    dated = field is not None and field.name != "CreatedDate"
    return Compare(field.name, ">=", asked.today) if field and dated else None


def coming(asked: Asked, info: ObjectInfo) -> Condition | None:
    """Return what is planned: a task that is not done, a meeting that has not begun."""
    if info.name == "Task":
        return finished(info, over=False)
    begun = begun_field(info)
    return Compare(begun.name, ">=", asked.today) if begun and begun.type == "datetime" else None


def _dated(asked: Asked, mention: Mention) -> bool:
    """Whether a period beside says for when: « prévus cette semaine »."""
    return any(
        m.kind == "period" and max(m.start - mention.end, mention.start - m.end) <= _REACH
        for m in asked.sentence.mentions
    )
