"""People asked for by « qui »: "who in my accounts", « qui … chez mes clients de la finance »."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.reading.links import BECAME, tie
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import GLUE
from actions.reading.vocabulary import Meaning
from crm import Catalogue
from language import words

_PEOPLE = "Contact"
_COMPANY = "Account"
_ADJECTIVES = frozenset({"words", "unknown", "place"})
_DETERMINERS = GLUE - frozenset(words("in en who qui for pour on sur")) | frozenset(
    words("mes nos my our tous toutes all")
)
_WITHIN = frozenset(words("chez at in dans from parmi among within aupres"))
_ON = frozenset({"on", "sur"})
_AT = frozenset({"chez", "at"})


def someone(
    sentence: Sentence, head: Mention | None, name: str | None, catalogue: Catalogue
) -> Mention | None:
    """Return « qui » as the people asked for, where it is followed by the company they are at.

    `head` is the first kind of record named, `name` what it is; without one, a name stands there.
    """
    first = next((m for m in sentence.mentions if m.start <= 1 and m.says("who")), None)
    if first is None or _PEOPLE not in catalogue:
        return None
    named = next((m for m in sentence.mentions if m.kind == "name"), None)
    at_name = named is not None and (head is None or named.start < head.start)
    known = any(one.object == _PEOPLE for m in sentence.mentions for one in m.of("value"))
    within = _WITHIN | _ON if known else _WITHIN
    at_head = head is not None and name == _COMPANY and _led(sentence, head, within)
    if not at_head and not (at_name and named and _led(sentence, named, _AT)):
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
    while place and (place - 1 in inside or _determines(sentence.tokens[place - 1].text)):
        place -= 1
    return bool({*sentence.gap(max(place - 1, 0), place)} & leads)


def _determines(word: str) -> bool:
    return word in _DETERMINERS or not word.isalnum()


def employed(sentence: Sentence, mention: Mention) -> bool:
    """Whether « prospects » are the companies people work for: "decision makers at prospects".

    The word is a value of companies as well as another kind of record, which people are not at.
    """
    place = sentence.mentions.index(mention)
    valued = any(one.object == _COMPANY and one.share > _FULL for one in mention.of("value"))
    ahead = sentence.mentions[:place]
    people = any(m.kind == "title" or _of_people(m) for m in ahead)
    return valued and _led(sentence, mention, _OF if people else _AT)


_OF = frozenset(words("at chez of des de from in dans parmi among for with"))
_FULL = 0.9


def as_companies(
    main: Mention | None,
    name: str | None,
    others: Mapping[Mention, str | None],
    catalogue: Catalogue,
) -> tuple[str | None, tuple[int, int]]:
    """Return what is asked for and where it is said: « prospects » with deals are companies.

    A word that is a kind of company too is one, where it is to have what only companies have; it
    stays a condition then, and no word stands for the companies themselves.
    """
    ends = (main.start, main.end) if main else (0, 0)
    if main is None or name == _COMPANY or name not in catalogue or _COMPANY not in catalogue:
        return name, ends
    valued = any(one.object == _COMPANY and one.share > _FULL for one in main.of("value"))
    held = any(
        _only_companies_have(catalogue, str(name), one)
        for mention, one in others.items()
        if one and not any(m.object == name and m.share == 1.0 for m in mention.of("field"))
    )
    return (_COMPANY, (main.start, main.start)) if valued and held else (name, ends)


def _only_companies_have(catalogue: Catalogue, name: str, other: str) -> bool:
    """Whether records of a kind belong to companies, and to these only once they became one."""
    own = tie(catalogue, name, other)
    became = own is not None and own.path.startswith(BECAME)
    return (own is None or became) and tie(catalogue, _COMPANY, other) is not None


def _of_people(mention: Mention) -> bool:
    """Whether a word means people, and nothing that companies are too."""
    objects = {one.object for one in _full(mention)}
    return _PEOPLE in objects and _COMPANY not in objects


def _full(mention: Mention) -> list[Meaning]:
    return [m for m in mention.meanings if m.kind != "field" and m.share > _FULL]
