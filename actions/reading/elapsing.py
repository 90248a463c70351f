"""Stretches of days gone by: since when something has been so, or has not happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.reading.spans import Mention
from actions.reading.traits import change_field, status_field
from crm import FieldInfo, ObjectInfo
from language import Period, find_periods, fold, words

PAST = frozenset(
    {"CreatedDate", "LastModifiedDate", "LastActivityDate", "ClosedDate", "ConvertedDate"}
)


def elapsed(
    mention: Mention,
    period: Period,
    field: FieldInfo,
    info: ObjectInfo,
    verbs: Sequence[Mention],
    today: date,
) -> Period:
    """Return the period of a date gone by: before it, where what is so has been so all along."""
    over = any(m.says("won", "lost", "closed") and not m.says("closing") for m in verbs)
    period = _gone_by(mention, period, today) if over or _gone(field) else period
    if _lasting_state(field, info, period) or _not_yet(field, period, verbs):
        return replace(period, start=None, end=period.start)
    return period


def _gone_by(mention: Mention, period: Period, today: date) -> Period:
    """Take "haven't heard from us in three months" as the three months gone by."""
    ahead = period.start is not None and period.start > today and period.relation == "within"
    if not ahead or period.start != period.end:
        return period
    gone = find_periods(f"since {mention.text}", today)
    return gone[0] if gone and gone[0].length is not None else period


def _gone(field: FieldInfo) -> bool:
    """Whether a date can only be past: of a creation, of a last change."""
    said = {*words(field.labels.fr), *words(field.labels.en)}
    return field.name in PAST or bool(said & {"derniere", "dernier", "last"})


def lasts(field: FieldInfo) -> bool:
    """Whether a date is when something was last done: an earlier one says nothing was since."""
    return _gone(field) and field.name not in _ONCE


_ONCE = frozenset({"CreatedDate", "ClosedDate", "ConvertedDate"})


def _not_yet(field: FieldInfo, period: Period, verbs: Sequence[Mention]) -> bool:
    """Whether « non résolus depuis 15 jours » asks for what was there before them."""
    since = period.relation == "since" and period.length is not None
    before = verbs[:1]
    still = any(m.says("open") and fold(m.text).startswith(_STILL) for m in before)
    return since and still and field.name == "CreatedDate"


_STILL = ("non ", "pas ", "not ", "un", "still ", "encore ", "toujours ")


def _lasting_state(field: FieldInfo, info: ObjectInfo, period: Period) -> bool:
    """Whether « en négociation depuis deux mois » asks for what entered that state before."""
    status = status_field(info)
    changed = change_field(info, status) if status else None
    since = period.relation == "since" and period.length is not None
    return since and changed is not None and changed.name == field.name
