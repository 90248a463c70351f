"""Skills that take a row of the list on screen: « résume la deuxième », "who owns the biggest?".

A superlative points at a row as a rank does; where the last question only counted, at one of what
it counted.
"""

from __future__ import annotations

from dataclasses import replace

from actions.contract import Action, Request, Result, Tools
from actions.naming import focused
from actions.parts import RecordRef
from actions.pointing import counted, listed
from actions.query_records import read_question
from actions.reading import keep
from actions.reading.mentions import segment
from actions.reading.reader import vocabulary_of
from actions.reading.singular import stands_for_one
from actions.rows_shown import called, names_one, row_of, row_said
from crm import Catalogue

_UTMOST = ("top", "bottom", "latest", "oldest")


def pointing(action: Action) -> Action:
    """Return the action, a rank that stands alone being the row of the list on screen."""

    async def act(request: Request, tools: Tools) -> Result:
        record = None if tools.crm is None else await _pointed(request, tools)
        if record is None:
            return await action(request, tools)
        spoken = focused(record)
        result = await action(replace(request, slots={**request.slots, **spoken}), tools)
        return replace(result, slots={**spoken, **result.slots})

    return act


async def _pointed(request: Request, tools: Tools) -> RecordRef | None:
    """Return the one row a message points at, by its rank or by what it has the most of."""
    if names_one(request):
        return None
    row = row_said(request)
    if row is not None:
        return await row_of(request, tools, row)
    said = superlative(request.text.partition(":")[0], await tools.org().catalogue(), tools)
    return await _utmost(request, tools, said) if said else None


def superlative(text: str, catalogue: Catalogue, tools: Tools) -> str:
    """Return the superlative that stands for a row by itself, "" where there is none."""
    sentence = segment(text, vocabulary_of(catalogue), tools.clock.today())
    for mention in sentence.mentions:
        if mention.says(*_UTMOST) and stands_for_one(sentence, mention):
            return " ".join([*sentence.before(mention, 1), mention.text])
    return ""


async def _utmost(request: Request, tools: Tools, said: str) -> RecordRef | None:
    """Return the only row of the last question's records that is the utmost of them."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    last = listed(request, catalogue) or counted(request, catalogue)
    if last is None:
        return None
    asked = replace(request, text=said, entities=(), slots={"last_query": keep(last)})
    reading = await read_question(asked, tools, None, refines=True)
    if reading is None or reading.query.object != last.query.object or reading.query.limit != 1:
        return None
    rows = (await crm.run(reading.query)).records
    return called(rows[0], reading.query.object, catalogue) if rows else None
