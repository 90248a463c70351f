"""Times of day for a new record: « le 2 décembre à 10h30 » for its moment, or for its hour."""

from __future__ import annotations

from datetime import date

from actions.activity import moment
from actions.clock_times import find_time
from crm import FieldInfo, ObjectInfo, Value
from language import find_periods


def clocked(text: str, info: ObjectInfo, zone: str, today: date) -> dict[str, Value]:
    """Return the one hour or moment of the org's own that a day and a time of day fill.

    Of several such fields none is guessed; `zone` is the asker's.
    """
    at = find_time(text)
    if at is None or at.vague:
        return {}
    own = [one for one in info.fields.values() if one.custom and one.createable]
    if len(hours := _of(own, "time")) == 1:
        return {hours[0].name: f"{at.time:%H:%M}:00.000Z"}
    day = next((one.day for one in find_periods(text, today, prefer="future") if one.day), None)
    moments = _of(own, "datetime")
    if day is None or len(moments) != 1 or _of(own, "date"):
        return {}
    return {moments[0].name: moment(day, at.time, zone)}


def _of(fields: list[FieldInfo], kind: str) -> list[FieldInfo]:
    return [one for one in fields if one.type == kind]
