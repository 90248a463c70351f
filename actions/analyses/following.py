"""What goes on from an analysis: « et le trimestre dernier ? », "with at least ten cases"."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from actions.analyses.ends import least_asked
from actions.analyses.periods_asked import dated, stretch_said
from actions.contract import Request, Result, Tools
from language import find_counts, find_periods, words

WORK = "work"
"""The key of the slot of the last question under which an analysis is kept: its text and kind."""
# A message with more words beside its period or its number asks something of its own; one that does
# not begin like a sequel may hold next to none.
FEW, NONE = 5, 1
_SEQUEL = frozenset(
    words("and et what how same meme pareil idem now maintenant puis then also but mais or ou "
          "rather plutot sinon instead avec with only seulement pour for")
)  # fmt: skip
Skill = Callable[[Request, Tools], Awaitable[Result]]


def kept_work(request: Request, kind: str) -> dict[str, Any]:
    """Return an analysis as the conversation remembers it."""
    return {WORK: {"text": request.text, "kind": kind}}


def gone_on(request: Request, today: date) -> tuple[Request, str] | None:
    """Return the last analysis with what a message changes of it, and its kind; None otherwise."""
    last: Mapping[str, Any] = request.slots.get("last_query") or {}
    work = last.get(WORK)
    if not work:
        return None
    text, before = request.text, str(work["text"])
    spans = _spans(text, today)
    most = FEW if words(text)[:1] and words(text)[0] in _SEQUEL else NONE
    if spans and _left(text, spans) <= most:
        text = f"{text}. {_cut(before, _spans(before, today))}"
    elif least_asked(text, today) > 1 and _left(text, [c.span for c in find_counts(text)]) <= most:
        text = f"{text}. {before}"
    else:
        return None
    return replace(request, text=text, entities=()), str(work["kind"])


def _spans(text: str, today: date) -> list[tuple[int, int]]:
    """Return where a text speaks of time."""
    if stretch_said(text) and not find_periods(dated(text), today, prefer="past"):
        return [(0, len(text))]
    return [one.span for one in find_periods(dated(text), today, prefer="past")]


def _left(text: str, spans: list[tuple[int, int]]) -> int:
    return len(words(_cut(text, spans)))


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def after_work(refine: Skill, analyse: Skill) -> Skill:
    """Return the skill that refines: it goes on from an analysis where one was made last."""

    async def act(request: Request, tools: Tools) -> Result:
        if WORK not in (request.slots.get("last_query") or {}):
            return await refine(request, tools)
        if gone_on(request, tools.clock.today()):
            return await analyse(request, tools)
        return await refine(replace(request, slots={**request.slots, "last_query": None}), tools)

    return act
