"""When people answer: « mon-fri 09:00-18:00 », in the company's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time, get_day_names

from copilot.errors import CopilotError
from copilot.turn import Language

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WRITTEN = re.compile(r"(\w{3})-(\w{3}) (\d\d:\d\d)-(\d\d:\d\d)")


@dataclass(frozen=True)
class OpeningHours:
    """From one day of the week to another (0 is Monday), from one time to another."""

    first: int
    last: int
    start: time
    end: time
    zone: ZoneInfo

    @classmethod
    def read(cls, written: str, zone: str = "Europe/Paris") -> OpeningHours:
        """Read a setting; raise `CopilotError` where it is not written so."""
        found = WRITTEN.fullmatch(written.strip().casefold())
        if not found or not {found[1], found[2]} <= {*DAYS}:
            raise CopilotError("COMPTOIR_SUPPORT_HOURS is written like `mon-fri 09:00-18:00`")
        return cls(
            DAYS.index(found[1]), DAYS.index(found[2]), time.fromisoformat(found[3]),
            time.fromisoformat(found[4]), ZoneInfo(zone),
        )  # fmt: skip

    def open_at(self, moment: datetime) -> bool:
        """Say whether people answer at that moment."""
        here = moment.astimezone(self.zone)
        return self._works(here) and self.start <= here.time() < self.end

    def opens_after(self, moment: datetime) -> datetime:
        """Return when people answer next."""
        here = moment.astimezone(self.zone)
        day = here.replace(hour=self.start.hour, minute=self.start.minute, second=0, microsecond=0)
        while day <= here or not self._works(day):
            day += timedelta(days=1)
        return day

    def told(self, language: Language) -> str:
        """Say the hours in words: « du lundi au vendredi, de 09:00 à 18:00 »."""
        names = get_day_names("wide", locale=language)
        times = [format_time(one, "short", locale=_locale(language)) for one in self._span()]
        if language == "fr":
            return f"du {names[self.first]} au {names[self.last]}, de {times[0]} à {times[1]}"
        return f"{names[self.first]} to {names[self.last]}, {times[0]} to {times[1]}"

    def told_next(self, moment: datetime, language: Language) -> str:
        """Say in words when people answer next: « lundi 23 novembre à 09:00 »."""
        pattern = "EEEE d MMMM 'à' HH:mm" if language == "fr" else "EEEE d MMMM 'at' HH:mm"
        return format_datetime(self.opens_after(moment), pattern, locale=_locale(language))

    def _span(self) -> tuple[time, time]:
        return self.start, self.end

    def _works(self, day: datetime) -> bool:
        between = range(self.first, self.last + 1)
        wraps = self.first > self.last
        weekday = day.weekday()
        return (weekday >= self.first or weekday <= self.last) if wraps else weekday in between


def _locale(language: Language) -> str:
    return "fr_FR" if language == "fr" else "en_GB"
