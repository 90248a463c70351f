"""How the managers' page is written: words, numbers, durations, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions import Language, Part, Text, line
from actions.exporting import as_csv
from actions.figures import bars
from actions.parts import Chart, Table
from copilot.steering.lines import LINES
from language import format_number, format_percent

MOST_ROWS = 50


@dataclass(frozen=True)
class Section:
    """One section of the page: what it is called and what it is made of."""

    id: str
    title: str
    parts: Sequence[Part]


class Writer:
    """Writes sections in a reader's language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """Return a fixed line."""
        return line(LINES, key, self.language, **values)

    def named(self, key: str) -> str:
        """Return what a channel, a kind or a language is called."""
        return self.say(key) if key in LINES else key

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number."""
        return format_number(value, self.language, decimals)

    def share(self, part: float, whole: float) -> str:
        """Write a part of a whole."""
        return format_percent(100 * part / whole, self.language, 0) if whole else "—"

    def lasting(self, seconds: float | None) -> str:
        """Write a duration: seconds, minutes or hours."""
        if seconds is None:
            return "—"
        if seconds < 90:
            return f"{self.number(round(seconds))}\u00a0s"
        if seconds < 5400:
            return f"{self.number(round(seconds / 60, 1))}\u00a0min"
        return f"{self.number(round(seconds / 3600, 1))}\u00a0h"

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        """Return a table that can be saved."""
        named = [self.say(column) for column in columns]
        shown = [list(row) for row in rows[:MOST_ROWS]]
        return Table(
            columns=named, rows=shown, total=len(rows), truncated=len(rows) > MOST_ROWS,
            csv=as_csv(named, rows, self.language),
        )  # fmt: skip

    def chart(
        self, title: str, names: Sequence[str], values: Sequence[float], *, line: bool = False
    ) -> Chart:
        """Return one series as bars, or as a line along the calendar."""
        return bars(self.say(title), names, {self.say("count"): values}, line=line)

    def section(self, id_: str, *parts: Part) -> Section:
        """Return a section, or what says that there is nothing."""
        return Section(id_, self.say(id_), parts or (Text(text=self.say("none")),))
