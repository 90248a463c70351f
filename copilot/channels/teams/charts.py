"""Charts as Teams draws them itself; what they say in words stands beside them everywhere.

The elements are those of "Charts in Adaptive Cards"; a client without them shows the fallback.
"""

from __future__ import annotations

from typing import Any

from actions.parts import Chart
from copilot.channels.teams.elements import Element, heading, small

MOST_POINTS, MOST_SERIES = 24, 6


def drawn(chart: Chart) -> list[Element]:
    """Return a chart and its words, or the words alone where Teams cannot draw it."""
    picture = _picture(chart)
    return [picture, small(chart.alt)] if picture else [heading(chart.title), small(chart.alt)]


def _picture(chart: Chart) -> Element | None:
    names = [str(name) for name in (chart.spec.get("xAxis") or {}).get("data") or []]
    series = list(chart.spec.get("series") or [])
    if not 0 < len(names) <= MOST_POINTS or not 0 < len(series) <= MOST_SERIES:
        return None
    kind = "Chart.Line" if series[0].get("type") == "line" else "Chart.VerticalBar.Grouped"
    return {
        "type": kind, "title": chart.title, "fallback": heading(chart.title),
        "data": [
            {"legend": str(one.get("name") or chart.title), "values": _points(names, one)}
            for one in series
        ],
    }  # fmt: skip


def _points(names: list[str], series: dict[str, Any]) -> list[dict[str, Any]]:
    pairs = zip(names, series["data"], strict=False)
    return [{"x": name, "y": value or 0} for name, value in pairs]
