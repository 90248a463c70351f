"""When an event takes place or a task reminds: moved to another day, another hour, a new length.

What ends follows what begins, so that an hour stays an hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.clock_times import find_minutes, find_time
from actions.named_spans import blanked
from actions.provisos import is_negated
from actions.unmeant import day_meant, is_now
from crm import FieldInfo, ObjectInfo, Value
from language import find_periods

_REMINDS = "ReminderDateTime"
_USUAL = timedelta(minutes=30)


@dataclass(frozen=True)
class Slot:
    """The day, the hour and the length a message says, each None where it says none."""

    day: date | None
    hour: time | None
    length: timedelta | None
    zone: ZoneInfo

    def moved(self, value: Value) -> Value:
        """Return a moment on that day at that hour; an empty one stays empty."""
        if not isinstance(value, datetime):
            return None
        local = value.astimezone(self.zone)
        return datetime.combine(self.day or local.date(), self.hour or local.time(), self.zone)


def find_slot(text: str, today: date, zone: str) -> Slot | None:
    """Return when a message puts something; a length is no day: "for an hour"."""
    at, lasts = find_time(text), find_minutes(text)
    bare = blanked(text, *([lasts[1]] if lasts else []))
    days = [day_meant(bare, one) for one in find_periods(bare, today, prefer="future")
            if not (is_negated(bare, one.span[0]) or is_now(bare, one))]  # fmt: skip
    day = next(filter(None, days), None)
    hour = at.time if at and not (at.vague and day) else None
    length = timedelta(minutes=lasts[0]) if lasts else None
    return Slot(day, hour, length, ZoneInfo(zone)) if day or hour or length else None


def slot_values(slot: Slot, held: Mapping[str, Value]) -> dict[str, Value]:
    """Return the moments a record holds, put where the slot says."""
    begins = next((name for name in held if ends_of(name) in held), None)
    moved: dict[str, Value] = {}
    if begins and isinstance(held[begins], datetime):
        moved = {begins: slot.moved(held[begins])}
        moved = {**moved, **kept_length(held, moved, slot.length)}
    if (slot.day or slot.hour) and isinstance(held.get(_REMINDS), datetime):
        moved[_REMINDS] = slot.moved(held[_REMINDS])
    return moved


def kept_length(
    held: Mapping[str, Value], moved: Mapping[str, Value], length: timedelta | None = None
) -> dict[str, Value]:
    """Return when what has a new beginning ends: as long after it as before, or that long."""
    ends: dict[str, Value] = {}
    for name, new in moved.items():
        old, end = held.get(name), held.get(ends_of(name))
        if isinstance(old, datetime) and isinstance(new, datetime) and ends_of(name) not in moved:
            lasts = end - old if isinstance(end, datetime) else _USUAL
            ends |= {ends_of(name): new + (length or lasts)} if ends_of(name) in held else {}
    return ends


def ends_of(name: str) -> str:
    """Return what the field is called that ends what this one begins; "" where it begins none."""
    return name.replace("Start", "End") if "Start" in name else ""


def begins(info: ObjectInfo) -> FieldInfo | None:
    """Return the moment at which such a record begins, where another says when it ends."""
    moments = (one for one in info.fields.values() if one.updateable and one.type == "datetime")
    return next((one for one in moments if ends_of(one.name) in info.fields), None)
