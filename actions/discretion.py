"""Questions of customers and visitors that fish for what is not theirs: refused, with a way on.

Rights already keep the data back; without this, such a question would be answered with whatever
public text lies nearest, as if it had been another one. So doubt is for the asker: their own name,
their company's and a number of theirs are looked up with their own rights before anything is
refused, and colleagues are never refused here.
"""

from __future__ import annotations

import re

from actions.contract import Action, Request, Result, Tools
from actions.parts import Text
from actions.small_talk import Role, examples, role_of
from actions.wording import Lines, line
from crm import Compare, Crm, Query, name_words, telling_words
from language import fold_keep_length

LINES: Lines = {
    "customer": {
        "fr": "Je ne communique ni les informations d’autres clients, ni nos informations "
        "internes. Je peux vous parler de vos propres demandes, commandes et rendez-vous, ou "
        "répondre à partir de notre documentation. Par exemple :",
        "en": "I don’t share other customers’ information, nor our internal information. I can "
        "tell you about your own requests, orders and appointments, or answer from our "
        "documentation. For instance:",
    },
    "visitor": {
        "fr": "Je ne communique ni les informations de nos clients, ni nos informations internes. "
        "Je réponds sur nos produits et nos services à partir de notre documentation publique. "
        "Par exemple :",
        "en": "I don’t share our customers’ information, nor our internal information. I answer "
        "about our products and services from our public documentation. For instance:",
    },
}
PRESSED = "/"
"""What a pressed button sends begins so: nobody wrote it."""
NUMBERED = {"Case": "CaseNumber", "Order": "OrderNumber"}
"""What a customer may call by its number."""
_NUMBER = re.compile(r"(?<![\w-])\d{5,}(?![\w-])")
_OURS = {"fr": "notre société", "en": "our company"}


def discreet(act: Action) -> Action:
    """Return an action that does nothing for a customer's or a visitor's question that fishes."""

    async def kept(request: Request, tools: Tools) -> Result:
        asked = request.audience != "internal" and not request.text.startswith(PRESSED)
        if asked and await _fishes(request, tools):
            return refuse(request, tools)
        return await act(request, tools)

    return kept


async def _fishes(request: Request, tools: Tools) -> bool:
    """Say whether a question fishes, once what is the asker's own is called so."""
    if not await tools.guard.fishes(request.text):
        return False
    if request.audience != "customer" or tools.crm is None:
        return True
    if await _numbers_theirs(request.text, tools.crm):
        return False
    said = await _as_theirs(request, tools.crm)
    return said == request.text or await tools.guard.fishes(said)


async def _numbers_theirs(text: str, crm: Crm) -> bool:
    """Say whether the question names, by number, something that the asker may see."""
    numbers = tuple(_NUMBER.findall(text))
    if not numbers:
        return False
    known = await crm.catalogue()
    named = [
        Query(name, ("Id",), Compare(field, "in", numbers), limit=1)
        for name, field in NUMBERED.items()
        if name in known
    ]
    return any(found.records for found in await crm.run_many(named, totals=False))


async def _as_theirs(request: Request, crm: Crm) -> str:
    """Return the question with the names of the asker and of their company as « ours »."""
    names = [crm.user.name]
    if "Account" in await crm.catalogue():
        found = await crm.run(Query("Account", ("Name",), limit=1))
        names += [str(one["Name"]) for one in found.records]
    text = request.text
    for name in names:
        words = r"\W+(?:\w{1,3}\W+)?".join(map(re.escape, telling_words(name_words(name))))
        if not words:
            continue
        places = re.finditer(rf"(?<!\w){words}(?!\w)", fold_keep_length(text))
        for place in reversed(list(places)):
            text = f"{text[: place.start()]}{_OURS[request.language]}{text[place.end() :]}"
    return text


def refuse(request: Request, tools: Tools) -> Result:
    """Say what is not shared, and what can be asked instead."""
    role: Role = "customer" if role_of(request, tools) == "customer" else "visitor"
    words = Text(text=line(LINES, role, request.language))
    return Result(parts=(words, examples(role, request.language)), refused="confidential")
