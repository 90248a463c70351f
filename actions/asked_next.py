"""« Et si je n'ai pas reçu l'e-mail ? »: a question that goes on from the one just answered.

By itself it says nothing; with what was asked before, the documentation may know.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.answer_question import answer_question
from actions.contract import Action, Request, Result, Tools
from language import fold

_SEQUEL = re.compile(
    r"\W*(?:(?:et|and|mais|but|ok|oui|yes)\W+)?(?:si|if|what if|what about|sinon|otherwise)\b"
)


def asked_next(otherwise: Action) -> Action:
    """Return the action, the documentation asked first where a message goes on from a question."""

    async def act(request: Request, tools: Tools) -> Result:
        return await _gone_on(request, tools) or await otherwise(request, tools)

    return act


def asked_alone_first(ask: Action) -> Action:
    """Return the action; where the documentation does not know, what was asked before goes with it.

    « Et si l'étiquette manque ? » may be a question of its own: it is one wherever it is answered.
    """

    async def act(request: Request, tools: Tools) -> Result:
        told = await ask(request, tools)
        if told.refused != "unknown":
            return told
        return await _gone_on(request, tools) or told

    return act


async def _gone_on(request: Request, tools: Tools) -> Result | None:
    """Return what the documentation knows of a question and what it goes on from, if anything."""
    before = (request.slots.get("last_text") or {}).get("asked")
    if not before or not _SEQUEL.match(fold(request.text)):
        return None
    found = await answer_question(replace(request, text=f"{before} {request.text}"), tools)
    return found if found.refused is None else None
