"""Answer any question about the CRM's records, from the org's own describe."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.answering import answer
from actions.choices import more_offered
from actions.codes import codes_in
from actions.contract import Entity, Request, Result, Tools
from actions.create_report import OBJECT as REPORTED
from actions.create_report import REPORT, go_on
from actions.led_group import ranked_group
from actions.listing import PAGE
from actions.mean_bounds import with_means
from actions.of_the_first import of_the_first
from actions.parts import Part
from actions.pointing import row_meant, spoken_of
from actions.query_lines import LINES
from actions.reading import Reading, Spoken, Unclear, read, recall, turns_page
from actions.reading.follow_up import page_asked
from actions.reading.reader import LONGEST
from actions.reading.whereabouts import placed
from actions.reading.whole_names import among_written, named_kinds
from actions.rows_shown import row_shown
from actions.screen_history import BEFORE, goes_back
from actions.standing import asks_figures, asks_standing, standing
from actions.standing_people import standing_of_people
from actions.two_readings import completed, which_reading, which_record
from actions.whether import whether
from actions.wording import text
from crm import Crm, Found, Group, Measure, Query
from language import fold

NAMES = ("record_name", "person", "account", "contact")
MOST_OFFERED = 8
_WHICH_ARE = re.compile(
    r"\W*(?:et |and )?(?:qui sont|quels sont|quelles sont|who are|what are|which are) (?:les|the)\b"
)
"""Which are the records of a kind, said as if it were known whose."""
_SUGGESTED = ("Opportunity", "Account", "Contact", "Lead", "Case", "Task")


async def query_records(request: Request, tools: Tools) -> Result:
    """Read the question, run it with the asker's rights, and say how it was read."""
    return await _answer(completed(request), tools, refines=False)


async def refine_query(request: Request, tools: Tools) -> Result:
    """Read a message as going on from the last question, and run what that makes."""
    last = request.slots.get("last_query")
    if turns_page(request.text) and (more := more_offered(request)):
        return more
    if not last:
        return await _answer(request, tools, refines=False)
    if REPORT in last:
        return await _on_report(request, tools, last[REPORT])
    return await _elsewhere(request, tools, last) or await _answer(request, tools, refines=True)


async def _elsewhere(request: Request, tools: Tools, last: Mapping[str, Any]) -> Result | None:
    """Turn the page, go back to what was on screen before, or open a row, where that is said."""
    if tools.crm is None:
        return None
    if BEFORE in last and goes_back(request.text):
        return await _before(request, tools, tools.crm, last[BEFORE])
    page = page_asked(request.text)
    if page or turns_page(request.text):
        return await _turned(request, tools, tools.crm, last, page)
    group = ranked_group(request.text, recall(last, await tools.crm.catalogue()))
    if group is not None:
        told = await answer(request, tools.crm, group, tools.clock.today())
        return replace(told, slots={**told.slots, "last_query": last})
    row = row_meant(request.text)
    return None if row is None else await row_shown(request, tools, row)


async def _on_report(request: Request, tools: Tools, kept: Mapping[str, Any]) -> Result:
    """Change the report on screen, or answer a question of its own."""
    reading = await read_question(request, tools, None)
    if reading is None or reading.query.object == REPORTED:
        again = await go_on(kept, request, tools)
        if again is not None:
            return again
    return await _answer(request, tools, refines=False)


async def _before(request: Request, tools: Tools, crm: Crm, kept: Mapping[str, Any]) -> Result:
    """Show again what was on screen before."""
    reading = recall(kept, await crm.catalogue())
    if reading is None:
        return await _lost(request, crm)
    back = replace(request, slots={**request.slots, "last_query": kept.get(BEFORE)})
    return await answer(back, crm, reading, tools.clock.today())


async def _turned(
    request: Request, tools: Tools, crm: Crm, last: Mapping[str, Any], page: int | None
) -> Result:
    """Show the rows of that page, else those after what is on screen."""
    reading = recall(last, await crm.catalogue())
    if reading is None:
        return await _lost(request, crm)
    offset = (page - 1) * PAGE if page else reading.query.offset + PAGE
    query = replace(reading.query, offset=offset)
    return await answer(request, crm, replace(reading, query=query), tools.clock.today())


async def _answer(request: Request, tools: Tools, *, refines: bool) -> Result:
    crm = tools.org()
    if not refines and asks_figures(request.text) and (told := await standing(request, tools)):
        return told
    spoken = spoken_of(request, await crm.catalogue())
    reading = await read_question(request, tools, spoken, refines=refines)
    if reading is not None and not refines:
        reading = await _of_shown(reading, request, tools) or reading
    if reading is not None:
        return await answer_reading(request, tools, reading)
    asks = not refines and asks_standing(request.text)
    told = None if refines else await standing_of_people(request, tools)
    told = told or (await standing(request, tools) if asks else None)
    return told or await _lost(request, crm)


async def _of_shown(reading: Reading, request: Request, tools: Tools) -> Reading | None:
    """Return « qui sont les contacts ? » as asked of the record opened last, where one was.

    With nothing else said, nobody asks who all the contacts of the company are.
    """
    bare = reading.task == "list" and not reading.conditions and reading.belongs is None
    opened = request.slots.get("focus_id")
    last = request.slots.get("last_query") or {}
    since = opened and last.get("focus") != opened and not last.get("only")
    if not (bare and since and _WHICH_ARE.match(fold(request.text))):
        return None
    spoken = spoken_of(request, await tools.org().catalogue(), certain=True)
    again = await read_question(request, tools, spoken)
    return again if again is not None and again.belongs is not None else None


async def answer_reading(request: Request, tools: Tools, reading: Reading) -> Result:
    """Run what was read, or ask which record a name means."""
    if reading.choice is not None:
        return which_record(request, reading.choice)
    unknown = [one for one in reading.unclear if one.bounds or one.denies]
    if unknown:
        return Result(tuple(_unknown(request, one) for one in unknown), refused="unknown_word")
    if reading.tie is not None:
        return which_reading(request, reading.tie)
    crm = tools.org()
    reading = await with_means(reading, crm)
    reading = whether(reading, request.text, await crm.catalogue())
    return await answer(request, crm, await _reached(reading, crm), tools.clock.today())


async def _reached(reading: Reading, crm: Crm) -> Reading:
    """Hold records against something wider, where what is spoken of has none by itself."""
    while reading.wider and reading.belongs is not None:
        if await crm.count(Query(reading.query.object, where=reading.belongs)):
            break
        reading = reading.widened()
    return reading


async def read_question(
    request: Request, tools: Tools, spoken: Spoken | None, *, refines: bool = False
) -> Reading | None:
    """Read a message against the asker's org; None where it speaks of nothing there."""
    crm = tools.org()
    own = named_kinds(await crm.catalogue())
    written = [one.candidate for one in await crm.written(request.text[:LONGEST], own)]

    async def resolver(said: str, objects: Sequence[str]) -> Found:
        if known := among_written(said, objects, written):
            return known
        return await crm.find(said, objects=tuple(objects), limit=MOST_OFFERED)

    async def values(name: str, field: str) -> Sequence[str]:
        grouped = Query(name, group_by=(Group(field),), measures=(Measure("count", None, "count"),))
        rows = await crm.run(grouped)
        return [str(one[field]) for one in rows.records if one.get(field)]

    async def asked(text: str, names: list[tuple[int, int]]) -> Reading | None:
        return await read(
            text,
            await crm.catalogue(),
            crm.user,
            tools.clock.today(),
            request.language,
            resolver,
            team=await crm.team(),
            names=names,
            previous=request.slots.get("last_query"),
            refines=refines,
            spoken=spoken,
            values=values,
            written=written,
        )

    text, names = placed(request.text) if spoken else request.text, _names(request)
    few = None if refines else await of_the_first(text, names, crm, await crm.catalogue(), asked)
    return few or await asked(text, names)


def _names(request: Request) -> list[tuple[int, int]]:
    """Return where names stand: those the dialogue marked, and codes that none of them holds."""
    marked = [_span(entity) for name in NAMES for entity in request.all(name)]
    codes = [code for code in codes_in(request.text)
             if not any(start <= code[0] and code[1] <= end for start, end in marked)]  # fmt: skip
    return [*marked, *codes]


def _span(entity: Entity) -> tuple[int, int]:
    return entity.start, entity.end


async def _lost(request: Request, crm: Crm) -> Result:
    """Say that no object was recognised, and what there is."""
    catalogue = await crm.catalogue()
    names = [name for name in _SUGGESTED if name in catalogue]
    names += [name for name, info in catalogue.items() if info.custom]
    labels = [catalogue[name].plurals.of(request.language).lower() for name in names[:10]]
    return Result((text(LINES, "no_object", request.language, objects=", ".join(labels)),))


def _unknown(request: Request, unclear: Unclear) -> Part:
    """Name what the org does not have, with the nearest it has: nothing else would answer."""
    if unclear.denies:
        return text(LINES, "denied", request.language, word=unclear.word)
    if not unclear.nearest:
        return text(LINES, "unknown", request.language, word=unclear.word)
    nearest = ", ".join(unclear.nearest)
    return text(LINES, "unknown_near", request.language, word=unclear.word, nearest=nearest)
