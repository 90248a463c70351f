"""Questions of customers and visitors that fish for what is not theirs: refused, with a way on.

Rights already keep the data back; without this, such a question would be answered with whatever
public text lies nearest, as if it had been another one.
"""

from __future__ import annotations

from actions.contract import Action, Request, Result, Tools
from actions.parts import Text
from actions.small_talk import Role, examples, role_of
from actions.wording import Lines, line

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


def discreet(act: Action) -> Action:
    """Return an action that does nothing for a customer's or a visitor's question that fishes."""

    async def kept(request: Request, tools: Tools) -> Result:
        asked = request.audience != "internal" and not request.text.startswith(PRESSED)
        if asked and await tools.guard.fishes(request.text):
            return refuse(request, tools)
        return await act(request, tools)

    return kept


def refuse(request: Request, tools: Tools) -> Result:
    """Say what is not shared, and what can be asked instead."""
    role: Role = "customer" if role_of(request, tools) == "customer" else "visitor"
    words = Text(text=line(LINES, role, request.language))
    return Result(parts=(words, examples(role, request.language)), refused="confidential")
