"""Several questions in one message: « Combien d'affaires gagnées ? Et en Allemagne ? ».

Each is answered in turn, as if it had been asked after the one before. What only tells something,
or narrows what was just said, stays with its question.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.contract import Action, Request, Result, Tools
from actions.query_records import read_question
from crm import Ambiguous, CrmError
from language import words

Span = tuple[int, int]
_ENDS = re.compile(r"(?<=[.?!;])\s+(?=\S)|\n+")
_ASKS = frozenset(
    words("combien quel quelle quels quelles qui ou quand comment which what who how when where ")
    + words("lesquels lesquelles whose")
)
_ORDERS = frozenset(
    words("montre montrez affiche affichez liste listez donne donnez show list display give get")
)
_JOINS = frozenset(words("et and puis then also aussi ok alors so"))
_LEAST = 2
_MOST = 4


def each_question(action: Action, going_on: Action) -> Action:
    """Return the action, told each question of a message; all after the first go on from it."""

    async def act(request: Request, tools: Tools) -> Result:
        asked = questions_of(request.text)
        if len(asked) < _LEAST or not await _all_read(request, asked, tools):
            return await action(request, tools)
        made = await action(part_of(request, asked[0]), tools)
        for span in asked[1:]:
            after = {**request.slots, **made.slots}
            one = replace(part_of(request, span), slots=after)
            made = _beside(made, await going_on(one, tools))
        return made

    return act


def questions_of(text: str) -> list[Span]:
    """Return where the questions of a message stand, with what only tells something beside."""
    starts = [0, *(found.end() for found in _ENDS.finditer(text))]
    ends = [*(found.start() for found in _ENDS.finditer(text)), len(text)]
    spans: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        if spans and not (_asks(text[start:end]) and _asks(text[slice(*spans[-1])])):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans if len(spans) <= _MOST else []


def _asks(text: str) -> bool:
    """Whether a sentence asks or orders something."""
    said = [word for word in words(text) if word not in _JOINS]
    if len(said) < _LEAST:
        return False
    return text.rstrip().endswith("?") or said[0] in _ASKS | _ORDERS


def part_of(request: Request, span: Span) -> Request:
    """Return a request for a part of its message, with the entities that stand there."""
    start, end = span
    inside = tuple(
        replace(one, start=one.start - start, end=one.end - start)
        for one in request.entities
        if start <= one.start and one.end <= end
    )
    return replace(request, text=request.text[start:end], entities=inside)


async def _all_read(request: Request, asked: list[Span], tools: Tools) -> bool:
    """Whether the first question means something by itself, so that the rest may go on from it."""
    if tools.crm is None:
        return False
    try:
        reading = await read_question(part_of(request, asked[0]), tools, None)
    except (Ambiguous, CrmError):
        return False
    return reading is not None and reading.choice is None and reading.tie is None


def _beside(made: Result, more: Result) -> Result:
    """Return two answers as one; what is remembered is the last."""
    return replace(
        more,
        parts=(*made.parts, *more.parts),
        slots={**made.slots, **more.slots},
        values=(*made.values, *more.values),
    )
