"""What is being spoken of: « ses opportunités », "their quotes", « les tickets de ce client »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actions.reading.asked import Placed
from actions.reading.clauses import Anchor, Frame
from actions.reading.links import references
from actions.reading.naming import path_to, through_child
from actions.reading.spans import Mention, Sentence
from crm import AllOf, AnyOf, Catalogue, Compare, Condition, Not, Query, Related
from language import words

_MANY = frozenset(words("ses leurs"))
_POSSESSIVES = _MANY | frozenset(words("son sa leur his her its their"))
_PERSONS = frozenset(words("lui elle eux elles him her them"))
_TOWARDS = frozenset(words("avec chez de pour a with for of from to at d"))
_POINTING = frozenset(words("ce cet cette ces this that these"))
_REACH = 5


@dataclass(frozen=True)
class Spoken:
    """What the conversation is about: one record, or (`where`) the list on screen.

    `certain` says that the message is known to be about it, pronoun or not.
    """

    object: str
    id: str = ""
    name: str = ""
    where: Condition | None = None
    certain: bool = False


@dataclass(frozen=True)
class Belonging:
    """The condition of belonging to what is spoken of, and the wider ones, should it be empty."""

    placed: Placed
    wider: tuple[Condition, ...] = ()


def belonging(
    sentence: Sentence, found: Frame, catalogue: Catalogue, spoken: Spoken | None
) -> Belonging | None:
    """Return the condition of belonging to what is spoken of, where the question says so."""
    if spoken is None or spoken.object not in catalogue or spoken.object == found.main.object:
        return None
    at = pointed(sentence, found, spoken)
    if at is None and not (spoken.certain and _told_apart(sentence, found)):
        return None
    ways = tuple(owned_by(found.main, catalogue, spoken))
    if not ways:
        return None
    place = found.main.start if at is None else at
    mention = Mention(place, place + 1, "words", sentence.tokens[place].text)
    return Belonging(Placed(found.main, ways[0], mention), ways[1:])


def _told_apart(sentence: Sentence, found: Frame) -> bool:
    """Whether the kind asked for is said, or that it is somebody: "who's the head of property?"."""
    said = found.main.end > found.main.start
    return said or any(mention.says("who") for mention in sentence.mentions)


def owned_by(main: Anchor, catalogue: Catalogue, spoken: Spoken) -> Iterator[Condition]:
    """Yield how records may belong to what is spoken of, the closest way first.

    The deals of a contact are those they play a role in; else those of their company.
    """
    path = path_to(catalogue, main.object, spoken.object)
    if spoken.where is not None:
        if path and not _joined(spoken.where):
            yield Related(path, Query(spoken.object, ("Id",), spoken.where))
        return
    link = through_child(catalogue, main.object, spoken.object, spoken.id)
    link = link or _on_lines(catalogue, main.object, spoken)
    if link is not None and (path is None or link.inner.object.endswith("Role")):
        yield link
    elif path is not None:
        yield Compare(path, "=", spoken.id)
    company = path_to(catalogue, main.object, "Account")
    if company and company != "Id" and "AccountId" in catalogue[spoken.object].fields:
        whose = Query(spoken.object, ("AccountId",), Compare("Id", "=", spoken.id))
        yield Related(company, whose)


def _on_lines(catalogue: Catalogue, name: str, spoken: Spoken) -> Related | None:
    """Return « ses produits »: what the lines of the record point at."""
    for child in catalogue[spoken.object].children:
        held = references(catalogue, child.object) if child.object in catalogue else ()
        for one in held:
            if one.reference_to == (name,):
                whose = Compare(child.field, "=", spoken.id)
                return Related("Id", Query(child.object, (one.name,), whose))
    return None


def _joined(condition: Condition) -> bool:
    """Whether a condition holds a sub-query: SOQL takes none inside another."""
    match condition:
        case Related():
            return True
        case AllOf(inner) | AnyOf(inner):
            return any(_joined(one) for one in inner)
        case Not(one):
            return _joined(one)
        case _:
            return False


def pointed(sentence: Sentence, found: Frame, spoken: Spoken) -> int | None:
    """Return where the question points back: « ses », "with them", « ce client »; None if not."""
    said = [token.text for token in sentence.tokens]
    main = found.main
    before = range(main.start - 1, max(main.start - _REACH, 0) - 1, -1) if main.end else ()
    for place in before:
        if said[place] in _POSSESSIVES:
            return place
    for place, word in enumerate(said[1:], 1):
        if word in _PERSONS and said[place - 1] in _TOWARDS:
            return place
    for mention in sentence.mentions:
        named = any(m.object == spoken.object for m in mention.of("object"))
        if named and mention.start and said[mention.start - 1] in _POINTING:
            return mention.start - 1
    return None


def several(sentence: Sentence, found: Frame) -> bool:
    """Whether several records are asked for: « ses devis », "her emails", not « son e-mail »."""
    main = found.main
    before = sentence.gap(max(main.start - _REACH, 0), main.start)
    said = [word for word in before if word in _POSSESSIVES]
    if said and said[-1] in {"son", "sa", "leur"}:
        return False
    return bool(_MANY & {*said}) or sentence.tokens[main.end - 1].text.endswith(("s", "x"))
