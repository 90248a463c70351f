"""Ends told in the present: « ferment avant mars », "closing before May" are still to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.reading.spans import Mention
from language import Period, fold

_PRESENT = re.compile(r"(?:ent|ons|ez|ra|ront|ing|(?:close|sign)s?)$")


def still_to_come(period: Period, verbs: Sequence[Mention], today: date) -> Period:
    """Return a period that is bound by its end alone from today on, where the verb says so."""
    unbound = period.start is None and period.relation in {"before", "until"}
    if not unbound or period.end is None or period.end < today:
        return period
    if any(verb.says("closing") and _PRESENT.search(fold(verb.text)) for verb in verbs):
        return replace(period, start=today, relation="within")
    return period
