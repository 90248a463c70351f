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

_SUPPOSES = re.compile(r"\W*(?:(?:et|and|mais|but|ok|oui|yes)\W+)?(?:si|s|if|what if)\b")


def asked_next(otherwise: Action) -> Action:
    """Return the action, the documentation asked first where a message goes on from a question."""

    async def act(request: Request, tools: Tools) -> Result:
        before = (request.slots.get("last_text") or {}).get("asked")
        if before and _SEQUEL.match(fold(request.text)):
            whole = replace(request, text=f"{before} {request.text}")
            found = await answer_question(whole, tools)
            if found.refused is None:
                return found
        return await otherwise(request, tools)

    return act


def supposing(otherwise: Action) -> Action:
    """Return an action that asks the documentation « et si l'étiquette manque ? » after it."""

    async def act(request: Request, tools: Tools) -> Result:
        before = (request.slots.get("last_text") or {}).get("asked")
        goes_on = before and _SUPPOSES.match(fold(request.text))
        return await (answer_question if goes_on else otherwise)(request, tools)

    return act
