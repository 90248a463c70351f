"""The bench's own arithmetic: percentiles, medians of runs, ratios, and the Markdown table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

HEAD = ("Measured", "Comptoir", "Rasa's default pipeline", "Ratio", "Goal", "Met")


@dataclass(frozen=True)
class Spread:
    """Durations of one kind, in milliseconds: their middle, their slow end, how many."""

    p50: float
    p95: float
    count: int

    def __str__(self) -> str:
        return f"{number(self.p50)} / {number(self.p95)} ms"


@dataclass(frozen=True)
class Line:
    """One row of the table; `met` is None where no goal is set."""

    what: str
    ours: str
    peer: str = ""
    ratio: str = ""
    goal: str = ""
    met: bool | None = None


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value below which `share` percent lie, interpolated between neighbours."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[share - 1]


def spread(milliseconds: Sequence[float]) -> Spread:
    """Return the middle and the slow end of one run."""
    return Spread(percentile(milliseconds, 50), percentile(milliseconds, 95), len(milliseconds))


def middle(runs: Sequence[Spread]) -> Spread:
    """Return the median of each figure over several runs; counts add up."""
    return Spread(
        median(run.p50 for run in runs),
        median(run.p95 for run in runs),
        sum(run.count for run in runs),
    )


def number(value: float) -> str:
    """Write a figure with as many digits as it deserves: three, and none below the unit at 100."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def table(lines: Sequence[Line]) -> str:
    """Write the lines as a Markdown table."""
    rows = [HEAD, ("---",) * len(HEAD), *(cells(line) for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def cells(line: Line) -> tuple[str, ...]:
    """Return the six cells of a line."""
    met = {None: "", True: "yes", False: "**no**"}[line.met]
    return (line.what, line.ours, line.peer, line.ratio, line.goal, met)


def between(page: str, start: str, end: str, text: str) -> str:
    """Return the page with `text` in place of what stood between the two markers."""
    before, opened, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ValueError(f"the page has no {start} … {end}")
    return f"{before}{start}\n{text}\n{end}{after}"
