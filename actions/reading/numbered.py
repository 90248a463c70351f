"""What a sign and a figure say together: « N-1 » is the year before, « n°1 » what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from language import Period, find_periods

Span = tuple[int, int]
_YEAR_BEFORE = re.compile(r"(?<!\w)n ?[-–] ?1(?!\w)", re.IGNORECASE)
_FIRST = re.compile(r"(?<!\w)(?:n ?° ?1|num[ée]ro (?:1|un)|# ?1|number one)(?!\w)", re.IGNORECASE)
FIRST = ("most", "frequent")
"""The concepts of what comes first."""


def years_before(text: str, today: date) -> Iterator[tuple[Span, Period]]:
    """Yield where « N-1 » is said, and the year before this one."""
    for said in _YEAR_BEFORE.finditer(text):
        for period in find_periods("last year", today):
            yield said.span(), replace(period, span=said.span())


def firsts(text: str) -> Iterator[Span]:
    """Yield where « n°1 » is said."""
    yield from (said.span() for said in _FIRST.finditer(text))
