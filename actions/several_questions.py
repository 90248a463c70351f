"""Several questions in one message: « Combien d'affaires gagnées ? Et en Allemagne ? ».

Each is answered in turn, as if it had been asked after the one before. What only tells something,
or narrows what was just said, stays with its question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from actions.contract import Action, Request, Result, Tools
from actions.query_records import read_question
from crm import Ambiguous, CrmError
from language import fold_keep_length, words

Span = tuple[int, int]
_ENDS = re.compile(r"(?<=[.?!;])\s+(?=\S)|\n+")
_JOINED = re.compile(
    r",?\s+(?:et|and|puis|then)\s+(?=(?P<other>combien|quand|quel(?:le)?s?|how|when|what|"
    r"where|(?P<which>lesquel(?:le)?s|qui|which|who|whose))\b)"
)
"""Where a second question is joined on: « combien … et qui en a le plus ? »."""
_RANKED_OF = re.compile(r"(?:which|quel(?:le)?s?)\s+\w+\s[^?]*\b(?:most|least|plus|moins)\b")
"""What is still of the same figures: "… and which agent took the most of them"."""
_COUNTING = frozenset({"combien", "how"})
_RELATIVE = re.compile(r"\b(?:qui|dont|that|who|whose|which)\b")
_SPOKEN = frozenset({"it", "them", "him", "her", "en", "lui", "elle", "il", "elles", "ils"})
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


def each_question(action: Action, going_on: Action, detail: Action) -> Action:
    """Return the action, told each question of a message; all after the first go on from it.

    What the next asks of the one record found is a `detail` of it.
    """

    async def act(request: Request, tools: Tools) -> Result:
        asked = questions_of(request.text)
        if len(asked) < _LEAST or not await _all_read(request, asked, tools):
            return await action(request, tools)
        made = await action(part_of(request, asked[0]), tools)
        for span in asked[1:]:
            after = {**request.slots, **made.slots}
            one = replace(part_of(request, span), slots=after)
            goes_on = detail if _of_the_one(made, one.text) else going_on
            made = _beside(made, await goes_on(one, tools))
        return made

    return act


def questions_of(text: str) -> list[Span]:
    """Return where the questions of a message stand, with what only tells something beside."""
    cuts = sorted({found.span() for found in (*_ENDS.finditer(text), *_joints(text))})
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    spans: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        if spans and not (_asks(text[start:end]) and _asks(text[slice(*spans[-1])])):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans if len(spans) <= _MOST else []


def _joints(text: str) -> Iterator[re.Match[str]]:
    """Yield where a question goes on to another; « … et qui » after a noun only tells more of it.

    What comes after a count, « combien … et lesquels … », is asked of what was counted.
    """
    folded = fold_keep_length(text)
    for found in _JOINED.finditer(folded):
        before = _ENDS.split(folded[: found.start()])[-1]
        first = [word for word in words(before) if word not in _JOINS][:1]
        counts = first and first[0] in _COUNTING and not _RELATIVE.search(before)
        if _RANKED_OF.match(folded[found.end() :]):
            continue
        spoken = _SPOKEN & {*words(_ENDS.split(folded[found.end() :])[0])}
        if first and first[0] in _ASKS and (counts or spoken or not found["which"]):
            yield found


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


def _of_the_one(made: Result, text: str) -> bool:
    """Whether a question speaks of the only record there is: "and when does it close"."""
    found = {one.id for one in made.records}
    return len(found) == 1 and bool(_SPOKEN & {*words(text)})


def _beside(made: Result, more: Result) -> Result:
    """Return two answers as one; what is remembered is the last, which is not said twice."""
    if made.query and more.query and made.query.soql == more.query.soql:
        return made
    return replace(
        more,
        parts=(*made.parts, *more.parts),
        query=more.query or made.query,
        slots={**made.slots, **more.slots},
        values=(*made.values, *more.values),
    )
