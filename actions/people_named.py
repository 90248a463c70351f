"""Who a short message names, where it names people and says nothing else."""

from __future__ import annotations

import asyncio
from datetime import date

from actions.reading.concepts import concept_words
from actions.reading.ordinary import ORDINARY
from actions.reading.stems import GLUE
from crm import Candidate, Crm
from language import find_periods
from language.tokens import tokenize

_MOST = 4


async def people_named(
    text: str, today: date, crm: Crm, besides: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Return the users named; none where a word is neither a name, a period nor a word of asking.

    `besides` are words that the message may hold too.
    """
    dated = [one.span for one in find_periods(text, today)]
    known = concept_words() | ORDINARY | GLUE | besides
    said = [
        one.text
        for one in tokenize(text)
        if one.text.isalpha() and one.text not in known
        and not any(first <= one.start < last for first, last in dated)
    ]  # fmt: skip
    if not 0 < len(said) <= _MOST:
        return []
    found = await asyncio.gather(*(crm.find(one, objects=("User",), limit=2) for one in said))
    people = [one.match for one in found if one.match is not None and one.match.object == "User"]
    return list({one.id: one for one in people}.values()) if len(people) == len(said) else []
