"""How far apart two figures are: of two periods, or of the two sides a question opposes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.asking import Asking
from actions.figures import keyed, said_period, written
from actions.leading import named_key
from actions.parts import Part, Text, Value
from crm import Query

Key = tuple[Any, ...]
Pairs = Mapping[Key, tuple[float | None, float | None]]
Named = tuple[str, str, str | None]
"""A measure, its label and its unit."""


def gap_values(asking: Asking, query: Query, measure: Named, pairs: Pairs) -> list[Value]:
    """Return by how much each figure is above the one of the other period, where it was asked."""
    if asking.reading.along != "difference" or asking.reading.period is None:
        return []
    name, label, unit = measure
    return [
        Value(
            measure=f"DIFFERENCE_{name}",
            label=f"{label}, {_called(asking)}",
            unit="points" if unit == "%" else unit,
            value=round(now - before, 4),
            group=keyed(asking, query, key)[0],
            period=said_period(asking.reading.period, asking.request.language),
        )
        for key, (now, before) in pairs.items()
        if now is not None and before is not None
    ]


def gap_of_sides(
    asking: Asking, measure: Named, figures: Mapping[Key, float | None], written_unit: str | None
) -> tuple[list[Part], list[Value]]:
    """Return by how much the higher of two sides is above the other, where it was asked."""
    known = {key: one for key, one in figures.items() if one is not None}
    if asking.reading.along != "difference" or asking.reading.versus or len(known) != 2:
        return [], []
    query, language = asking.reading.query, asking.request.language
    high, low = sorted(known, key=lambda key: -known[key])
    name, label, unit = measure
    apart = "points" if unit == "%" else unit
    figure = round(known[high] - known[low], 4)
    joint = "contre" if language == "fr" else "against"
    said = f"{named_key(asking, query, high)} {joint} {named_key(asking, query, low)}"
    colon = "\u202f: " if language == "fr" else ": "
    shown = written(round(figure, 2), "points" if unit == "%" else written_unit, language)
    text = f"{_called(asking).capitalize()}{colon}**{shown}** ({said})"
    value = Value(measure=f"DIFFERENCE_{name}", label=f"{label}, {_called(asking)}", unit=apart,
                  value=figure, group=keyed(asking, query, high)[0])  # fmt: skip
    return [Text(text=text)], [value]


def signed(figure: float, unit: str | None, asking: Asking) -> str:
    """Return a difference as the reader writes it, with its sign."""
    shown = written(round(figure, 2), unit, asking.request.language)
    return f"{'+' if figure > 0 else ''}{shown}"


def _called(asking: Asking) -> str:
    return "écart" if asking.request.language == "fr" else "difference"
