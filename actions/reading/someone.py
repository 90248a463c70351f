"""People asked for by « qui »: "who in my accounts", « qui … chez mes clients de la finance »."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.spans import Mention, Sentence
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Meaning
from crm import Catalogue
from language import words

_PEOPLE = "Contact"
_COMPANY = "Account"
_ADJECTIVES = frozenset({"words", "unknown", "place"})
_DETERMINERS = GLUE - frozenset({"in", "en", "who", "qui", "for", "pour"}) | frozenset(
    words("mes nos my our tous toutes all")
)
_WITHIN = frozenset(words("chez at in dans from parmi among within aupres"))
_AT = frozenset({"chez", "at"})


def someone(
    sentence: Sentence, head: Mention | None, name: str | None, catalogue: Catalogue
) -> Mention | None:
    """Return « qui » as the people asked for, where it is followed by the company they are at.

    `head` is the first kind of record named, `name` what it is; without one, a name stands there.
    """
    first = next((m for m in sentence.mentions if m.start <= 1 and m.says("who")), None)
    if first is None or _PEOPLE not in catalogue or (head and name != _COMPANY):
        return None
    where = head or next((m for m in sentence.mentions if m.kind == "name"), None)
    if where is None or not _led(sentence, where, _WITHIN if head else _AT):
        return None
    return replace(first, meanings=(Meaning("object", _PEOPLE),), concepts=())


def _led(sentence: Sentence, mention: Mention, leads: frozenset[str]) -> bool:
    """Whether « chez », "in" leads to a mention, past its determiners and adjectives."""
    place = mention.start
    inside = {
        index
        for one in sentence.mentions
        if one.kind in _ADJECTIVES and not one.of("object")
        for index in range(one.start, one.end)
    }
    while place and (place - 1 in inside or sentence.tokens[place - 1].text in _DETERMINERS):
        place -= 1
    return bool({*sentence.gap(max(place - 1, 0), place)} & leads)
