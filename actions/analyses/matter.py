"""One question about the work itself: who asks, what about, in which period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.contract import Language, Request, Tools
from actions.figures import period_ref
from actions.parts import PeriodRef
from crm import Catalogue, Compare, Condition, Crm, Query
from language import Period, find_counts, find_periods, fold, words

MOST = 10_000
_LEAST = re.compile(
    r"\b(?:au moins|minimum|min|at least|no fewer than|no less than|a partir de|from)"
    r"\W*(?:de |of )?$"
)
_ABOVE = re.compile(r"\b(?:plus de|more than|over|above|au dela de|au-dela de)\W*$")
_AFTER = re.compile(r"^\W*(?:\w+\W+){0,2}(?:au moins|minimum|at least|or more|ou plus|et plus)\b")
_OVER_YEAR = re.compile(r"\b(?:over|across|throughout|sur)\s+(?=20\d\d\b)", re.IGNORECASE)
_LOW = re.compile(
    r"\b(?:lowest|least|fewest|shortest|fastest|quickest|smallest|soonest|quicker|faster|"
    r"minimum(?! \d| de \d| of \d)|"
    r"(?:le |la |les )?moins|plus (?:court|bas|basse|faible|petit|rapide|vite)\w*|minimal\w*)\b"
)
_HIGH = re.compile(
    r"\b(?:highest|most|longest|slowest|largest|biggest|maximum|worst|(?:le |la |les )plus|"
    r"plus (?:long|haut|eleve|grand|lent|gros)\w*|maxi\w*|pire)\b"
)


@dataclass(frozen=True)
class Matter:
    """A request with the org it is asked of; `today` is the asker's day."""

    request: Request
    tools: Tools
    crm: Crm
    catalogue: Catalogue
    today: date

    @property
    def text(self) -> str:
        """What was said."""
        return self.request.text

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.request.language

    def day(self, moment: date) -> date:
        """Return a moment as a day of the asker's."""
        if isinstance(moment, datetime):
            return moment.astimezone(ZoneInfo(self.crm.user.timezone)).date()
        return moment

    def has(self, name: str, *fields: str) -> bool:
        """Whether the asker sees an object and these fields of it."""
        info = self.catalogue.get(name)
        return info is not None and all(field in info.fields for field in fields)

    def seen(self, name: str, paths: Iterable[str]) -> tuple[str, ...]:
        """Return those of the paths whose first step the asker sees."""
        info = self.catalogue.get(name)
        if info is None:
            return ()
        steps = set(info.fields) | {field.relationship for field in info.fields.values()}
        return tuple(path for path in paths if path.split(".")[0] in steps)

    async def rows(
        self, name: str, paths: Sequence[str], where: Condition, **more: Any
    ) -> Sequence[Mapping[str, Any]]:
        """Return the records that the asker may see, with those of the fields they may see."""
        if name not in self.catalogue:
            return ()
        select = tuple(dict.fromkeys(("Id", *self.seen(name, paths))))
        query = Query(name, select, where, limit=more.pop("limit", MOST), **more)
        return (await self.crm.run(query)).records


async def matter_of(request: Request, tools: Tools) -> Matter:
    """Return what is asked, with the asker's own view of the org."""
    crm = tools.org()
    return Matter(request, tools, crm, await crm.catalogue(), tools.clock.today())


def period_asked(matter: Matter, text: str | None = None) -> Period | None:
    """Return the period a question speaks of, None where it speaks of none."""
    found = find_periods(dated(text or matter.text), matter.today, prefer="past")
    return next(iter(found), None)


def dated(text: str) -> str:
    """Return a text in which "over 2026" is a year, at the same places: no figure is near it.

    Of amounts it would be more than 2026; how the work goes is not told in amounts.
    """
    return _OVER_YEAR.sub(lambda found: "in".ljust(len(found[0])), text)


def within(period: Period | None, path: str) -> tuple[Condition, ...]:
    """Return the conditions that a date lies in a period."""
    if period is None:
        return ()
    bounds: list[Condition] = [Compare(path, ">=", period.start)] if period.start else []
    return (*bounds, *([Compare(path, "<=", period.end)] if period.end else []))


def holds(period: Period | None, day: date) -> bool:
    """Whether a day lies in a period."""
    if period is None:
        return True
    return (period.start or day) <= day <= (period.end or day)


def period_shown(period: Period | None, today: date, language: Language) -> PeriodRef | None:
    """Return a period with its actual dates."""
    if period is None or (period.start is None and period.end is None):
        return None
    return period_ref(period.label(language), period.start or date(2000, 1, 1), period.end or today)


def least_asked(text: str, today: date) -> int:
    """Return how many records somebody must have to count: « au moins 10 requêtes » is 10."""
    taken = [period.span for period in find_periods(dated(text), today)]
    for count in find_counts(text):
        start, end = count.span
        inside = any(first < end and start < last for first, last in taken)
        before, after = fold(text[:start]), fold(text[end:])
        if count.ordinal or inside or count.value < 1:
            continue
        if _ABOVE.search(before):
            return count.value + 1
        if _LEAST.search(before) or _AFTER.search(after):
            return count.value
    return 1


def lowest_asked(text: str, *, best_is_low: bool) -> bool:
    """Whether the lowest is asked for; « meilleur » and nothing said mean the better end."""
    said = fold(_without_least(text))
    if _LOW.search(said):
        return True
    return best_is_low and not _HIGH.search(said)


def _without_least(text: str) -> str:
    return re.sub(r"(?i)\b(?:at least|au moins|no less than|no fewer than)\b", " ", text)


def said_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, word by word, whatever its accents and case."""
    return f" {' '.join(words(name))} " in f" {' '.join(words(text))} "
