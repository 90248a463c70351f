"""One question about the work itself: who asks, what about, in which period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.analyses.periods_asked import asked_on, dated, stretch_said
from actions.contract import Language, Request, Tools
from actions.figures import period_ref
from actions.parts import PeriodRef
from crm import Catalogue, Compare, Condition, Crm, Query
from language import Period, find_periods, format_date, words

MOST = 10_000


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
    text, today = asked_on(request.text, tools.clock.today())
    return Matter(replace(request, text=text), tools, crm, await crm.catalogue(), today)


def period_asked(matter: Matter, text: str | None = None) -> Period | None:
    """Return the period a question speaks of, None where it speaks of none."""
    said = text or matter.text
    found = find_periods(dated(said), matter.today, prefer="past")
    stretch = stretch_said(said)
    if stretch:
        found = find_periods(stretch, matter.today, prefer="past") or found
    # What is measured has been: « entretien demain » is no period of it.
    past = [one for one in found if one.start is None or one.start <= matter.today]
    return next(iter(past), None)


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


def period_said(period: Period | None, language: Language) -> str:
    """Return a period in words, with its actual dates."""
    if period is None:
        return "toutes dates" if language == "fr" else "all dates"
    label = str(period.label(language))
    if period.start is None or period.end is None or period.start == period.end:
        return label
    first, last = (format_date(day, language) for day in (period.start, period.end))
    if first in label:
        return label
    return f"{label}, du {first} au {last}" if language == "fr" else f"{label}, {first} to {last}"


def said_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, word by word, whatever its accents and case."""
    return f" {' '.join(words(name))} " in f" {' '.join(words(text))} "
