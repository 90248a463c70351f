"""« Qui est mon interlocuteur ? », "who looks after us?": whose account a customer is.

A customer may know the name, the title and the e-mail address of who owns their company's account.
"""

from __future__ import annotations

import re

from actions.contract import Request, Result, Tools
from actions.parts import Text
from actions.wording import Lines, line
from language import fold

LINES: Lines = {
    "is": {
        "fr": "Votre interlocuteur chez nous : **{name}**{title}{email}.",
        "en": "The person who looks after you here: **{name}**{title}{email}.",
    },
    "none": {
        "fr": "Personne n’est désigné pour suivre votre compte ; je peux vous passer quelqu’un "
        "si vous le demandez.",
        "en": "Nobody is named to look after your account; I can pass you to somebody if you ask.",
    },
}
_WHO = re.compile(r"\b(?:qui|quel|quelle|comment s'appelle|nom|who|whom|who's|which|what|name)\b")
_ROLE = (
    r"(?:interlocut(?:eur|rice)|referente?|commerciale?|conseill(?:er|ere)|gestionnaire|"
    r"chargee? (?:de |d')(?:compte|clientele|affaires)|responsable (?:de )?compte|"
    r"contact (?:chez vous|commercial|person)|(?:account|sales|relationship|success) "
    r"(?:manager|executive|owner|rep\w*|person|contact)|salesperson|rep|point of contact|"
    r"contact (?:at|with) \w+)"
)
_OUR_ROLE = re.compile(rf"\b(?:mon|ma|notre|nos|my|our)\s+(?:\w+\s+){{0,2}}?{_ROLE}\b")
_COMPANY = r"(?:compte|entreprise|societe|boite|account|company|business|firm)"
_CARES = re.compile(
    r"\b(?:(?:nous|me)\s+(?:suit|gere|accompagne)|"
    r"(?:s'occupe|suit|gere|accompagne|en charge|responsable|looks? after|takes? care of|handles?|"
    r"manages?|in charge of|responsible for|deals? with)\s+(?:de\s+|d')?"
    rf"(?:nous|moi|us|me|(?:mon|notre|my|our)\s+{_COMPANY}))\b"
)


def asks_counterpart(text: str) -> bool:
    """Whether a customer asks who looks after them, and not after one of their requests."""
    said = fold(text.replace("’", "'"))
    return bool(_WHO.search(said) and (_OUR_ROLE.search(said) or _CARES.search(said)))


async def counterpart(request: Request, tools: Tools) -> Result | None:
    """Say who owns the customer's account; None where that is not asked."""
    if not asks_counterpart(request.text):
        return None
    found = await tools.org().counterpart()
    if found is None:
        return Result((Text(text=line(LINES, "none", request.language)),))
    title = f", {found.title}" if found.title else ""
    email = f" ({found.email})" if found.email else ""
    said = line(LINES, "is", request.language, name=found.name, title=title, email=email)
    return Result((Text(text=said),))
