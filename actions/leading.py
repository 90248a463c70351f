"""What an answer by group says first: the figure that leads it, with its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.asking import Asking
from actions.figures import group_label, named, written
from crm import Query

_CALLED: Mapping[bool, tuple[str, str]] = {
    True: ("le plus élevé", "highest"),
    False: ("le plus bas", "lowest"),
}

_SHOWN = 3
"""Groups that tie and are named in the line; the table has them all."""


def along_calendar(query: Query) -> bool:
    """Whether a query is cut by the calendar."""
    return any(group.grain for group in query.group_by)


def first_line(
    asking: Asking, query: Query, figures: Mapping[tuple[Any, ...], float | None], unit: str | None
) -> str:
    """Return the highest figure and whose it is, all that tie; the lowest where they come first.

    Nothing where there is one group, which the table says, or none.
    """
    known = {key: one for key, one in figures.items() if one is not None and set(key) != {None}}
    if not known:
        return ""
    dated = along_calendar(query) and not _ranked_by_figure(query)
    falling = dated or not query.order_by or query.order_by[0].descending
    best = (max if falling else min)(known.values())
    tied = [named_key(asking, query, key) for key, one in known.items() if one == best]
    language = asking.request.language
    figure = written(best, unit, language)
    called = _CALLED[falling][0 if language == "fr" else 1]
    between = "\u202f: " if language == "fr" else ": "
    whose = ", ".join(tied[:_SHOWN]) + (", …" if len(tied) > _SHOWN else "")
    return f"**{figure}** ({called}{between}{whose})"


def _ranked_by_figure(query: Query) -> bool:
    """Whether groups are put in order by what is measured, and not by their dates."""
    return any(one.by in {m.alias for m in query.measures} for one in query.order_by[:1])


def named_key(asking: Asking, query: Query, key: Sequence[Any]) -> str:
    """Return what a group is called, without the ids that keep namesakes apart."""
    shown = named(query)
    pairs = [(g, v) for g, v in zip(query.group_by, key, strict=True) if g in shown]
    return " · ".join(group_label(asking, g, v) for g, v in pairs)
