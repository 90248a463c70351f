"""Names taken whole: the record called « Acte 2025-040 » holds no day, "Plot B-7" no number.

What the dialogue marked in part, or not at all, is the whole name of a record that stands in the
text; its figures are then no new value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.contract import Tools
from actions.named_spans import WRITTEN, Named, lead_of, overlaps
from crm import Written


async def in_full(
    names: Sequence[Named], text: str, objects: Sequence[str], tools: Tools
) -> list[Named]:
    """Return the names, each as long as the record's own that stands around it, in their order.

    Records of the org's own kinds that are called by figures are named though nothing marked them.
    """
    catalogue = await tools.org().catalogue()
    own_kinds = [one for one in objects if one in catalogue and catalogue[one].custom]
    asked = objects if any(_goes_on(one, text) for one in names) else own_kinds
    figured = [
        one for one in await tools.org().written(text, asked, "figure")
        if any(map(str.isdigit, text[one.start : one.end]))
    ]  # fmt: skip
    own = [one for one in figured if catalogue[one.candidate.object].custom]
    widened = [_widened(one, text, figured) for one in names]
    unmarked = [
        Named(text[one.start : one.end], one.start, one.end, lead_of(text, one.start), WRITTEN)
        for one in own
        if not any(overlaps(named, [(one.start, one.end)]) for named in widened)
    ]
    every = {(one.start, one.end): one for one in (*unmarked, *widened)}
    return sorted(every.values(), key=lambda one: one.start)


def _goes_on(named: Named, text: str) -> bool:
    """Whether more of a name may stand beside what was marked: a figure, over other capitals."""
    beside = (text[named.end :], " ".join(reversed(text[: named.start].split())))
    return any((run := _RUN.match(one)) is not None and _FIGURE.search(run[0]) for one in beside)


_RUN = re.compile(r"(?:[\s–—/.#-]*(?:[A-ZÀ-Ý0-9][\w’'-]*|\d+))+")
_FIGURE = re.compile(r"\d")


def _widened(named: Named, text: str, written: Sequence[Written]) -> Named:
    """Return a name as long as the record's that it is a part of, or goes on from."""
    around = (one for one in written if one.start < named.end and named.start < one.end)
    whole = max(around, key=lambda one: one.end - one.start, default=None)
    if whole is None or named.start < whole.start:
        return named
    said = text[whole.start : whole.end]
    return replace(
        named, text=said, start=whole.start, end=whole.end, lead=lead_of(text, whole.start)
    )
