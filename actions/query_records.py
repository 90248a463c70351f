"""Answer any question about the CRM's records, from the org's own describe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.answering import answer
from actions.contract import Entity, Request, Result, Tools
from actions.listing import PAGE
from actions.parts import Button, Buttons
from actions.query_lines import LINES
from actions.reading import Choice, Reading, read, recall, turns_page
from actions.wording import text
from crm import Crm, Found

NAMES = ("record_name", "person", "account", "contact")
_SUGGESTED = ("Opportunity", "Account", "Contact", "Lead", "Case", "Task")


async def query_records(request: Request, tools: Tools) -> Result:
    """Read the question, run it with the asker's rights, and say how it was read."""
    return await _answer(request, tools, refines=False)


async def refine_query(request: Request, tools: Tools) -> Result:
    """Read a message as going on from the last question, and run what that makes."""
    last = request.slots.get("last_query")
    if not last:
        return await _answer(request, tools, refines=False)
    if turns_page(request.text) and tools.crm is not None:
        return await _next_page(request, tools, tools.crm, last)
    return await _answer(request, tools, refines=True)


async def _next_page(request: Request, tools: Tools, crm: Crm, last: Mapping[str, Any]) -> Result:
    """Show the rows after those on screen."""
    reading = recall(last, await crm.catalogue())
    if reading is None:
        return await _lost(request, crm)
    query = replace(reading.query, offset=reading.query.offset + PAGE)
    return await answer(request, crm, replace(reading, query=query), tools.clock.today())


async def _answer(request: Request, tools: Tools, *, refines: bool) -> Result:
    crm = tools.org()
    reading = await _read(request, tools, crm, refines=refines)
    if reading is None:
        return await _lost(request, crm)
    if reading.choice is not None:
        return _which(request, reading.choice)
    return await answer(request, crm, reading, tools.clock.today())


async def _read(request: Request, tools: Tools, crm: Crm, *, refines: bool) -> Reading | None:
    async def resolver(said: str, objects: Sequence[str]) -> Found:
        return await crm.find(said, objects=tuple(objects), limit=5)

    team = await crm.team()
    return await read(
        request.text,
        await crm.catalogue(),
        crm.user,
        tools.clock.today(),
        request.language,
        resolver,
        team=team,
        names=[_span(entity) for name in NAMES for entity in request.all(name)],
        previous=request.slots.get("last_query"),
        refines=refines,
    )


def _span(entity: Entity) -> tuple[int, int]:
    return entity.start, entity.end


async def _lost(request: Request, crm: Crm) -> Result:
    """Say that no object was recognised, and what there is."""
    catalogue = await crm.catalogue()
    names = [name for name in _SUGGESTED if name in catalogue]
    names += [name for name, info in catalogue.items() if info.custom]
    labels = [catalogue[name].plurals.of(request.language).lower() for name in names[:10]]
    return Result((text(LINES, "no_object", request.language, objects=", ".join(labels)),))


def _which(request: Request, choice: Choice) -> Result:
    """Ask which record a name means; pressing a button asks again with the full name."""
    buttons = [
        Button(
            label=" · ".join([one.name, *(value for _, value in one.details[:3])]),
            payload=request.text.replace(choice.word, one.id),
        )
        for one in choice.candidates
    ]
    return Result(
        (
            text(LINES, "which", request.language, word=choice.word),
            Buttons(buttons=buttons),
        )
    )
