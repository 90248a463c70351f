"""Towns of the org's own records, by their name or their people's: « comptes lyonnais »."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from actions.reading.clauses import Anchor, Frame
from actions.reading.links import references
from actions.reading.naming import city_path, country_condition, looks_placed
from actions.reading.spans import Mention, Sentence
from crm import Catalogue, Compare, Condition
from language import fold

Values = Callable[[str, str], Awaitable[Sequence[str]]]
"""Returns the values records of an object have in a text field."""
_PEOPLE = (
    "ais", "aise", "aises", "ois", "oise", "oises", "ien", "iens", "ienne", "iennes", "ain",
    "ains", "aine", "aines", "an", "ans", "ane", "anes", "in", "ins", "ine", "ines", "ard",
    "ards", "arde", "ardes", "eois", "eoise", "eoises", "er", "ers", "ian", "ians", "ite",
    "ites",
)  # fmt: skip
"""How French and English make a people's name from a town's (gentilés)."""
_LOST = 2


@dataclass(frozen=True)
class Town:
    """A town as records write it."""

    names: tuple[str, ...]


async def with_towns(
    sentence: Sentence, found: Frame, catalogue: Catalogue, values: Values | None
) -> Sentence:
    """Return the sentence with unknown words that are towns, or their people, read as places."""
    unknown = [m for m in sentence.mentions if m.kind == "unknown" and len(m.text) > 3]
    placed = [m for m in sentence.mentions if m.kind == "name" and looks_placed(sentence, m)]
    unknown += [*placed, *(m for m in sentence.mentions if _may_be_town(sentence, found, m))]
    held = _held(found.main, catalogue)
    if values is None or not unknown or held is None:
        return sentence
    known = await values(*held)
    for mention in unknown:
        alike = mention.kind == "unknown" or mention in placed
        names = tuple(_called(fold(mention.text), known, people=alike))
        if names:
            town = replace(mention, kind="place", data=Town(names))
            mentions = tuple(town if m is mention else m for m in sentence.mentions)
            sentence = replace(sentence, mentions=mentions)
    return sentence


def _may_be_town(sentence: Sentence, found: Frame, mention: Mention) -> bool:
    """Whether a name after « de » may be a town: « pharmacies de Nantes », no « dépôt de … »."""
    place = sentence.mentions.index(mention)
    apart = place > 0 and sentence.mentions[place - 1].says("not")  # « hors Paris »
    led = apart or bool({*sentence.before(mention)} & _OF)
    if mention.kind != "name" or not (led or _joined(sentence, found, place)):
        return False
    near = [m for m in sentence.mentions if 0 <= mention.start - m.end <= 1]
    return not any(m.of("object") and m.start != found.main.start for m in near)


def _joined(sentence: Sentence, found: Frame, place: int) -> bool:
    """Whether a name goes on from one that may be a town: « de Lyon et Paris »."""
    if place < 2 or not sentence.mentions[place - 1].says("and", "or"):
        return False
    other, joint = sentence.mentions[place - 2 : place]
    town = other.kind == "place" or _may_be_town(sentence, found, other)
    return town and other.end == joint.start and joint.end == sentence.mentions[place].start


_OF = frozenset({"de", "d", "'", "of", "from"})


def _called(word: str, towns: Sequence[str], *, people: bool) -> Iterator[str]:
    """Yield the towns a word names, or (`people`) whose people it names."""
    for town in towns:
        name = fold(town)
        if word == name or (people and any(word == one for one in _peoples(name))):
            yield town


def _peoples(name: str) -> Iterator[str]:
    """Yield what the people of a town may be called: its name cut a little, and an ending."""
    for lost in range(_LOST + 1):
        stem = name[: len(name) - lost]
        if len(stem) < 3:
            return
        for ending in _PEOPLE:
            yield stem + ending
            yield stem + stem[-1] + ending


def place_condition(
    place: Town | Sequence[str], anchor: Anchor, catalogue: Catalogue
) -> Condition | None:
    """Return the condition of being in a town, or in a country by any of its spellings."""
    if isinstance(place, Town):
        return town_condition(place.names, anchor, catalogue)
    return country_condition(place, anchor, catalogue)


def town_condition(names: Sequence[str], anchor: Anchor, catalogue: Catalogue) -> Condition | None:
    """Return the condition of being in a town."""
    path = city_path(anchor, catalogue)
    if path is None:
        return None
    full = f"{anchor.path}.{path}" if anchor.path and not anchor.child else path
    return Compare(full, "=", names[0]) if len(names) == 1 else Compare(full, "in", tuple(names))


def _held(anchor: Anchor, catalogue: Catalogue) -> tuple[str, str] | None:
    """Return the object and the field that hold the town of an anchor's records."""
    path = city_path(anchor, catalogue)
    if path is None:
        return None
    *above, field = path.split(".")
    holder = anchor.object
    for step in above:
        link = next(one for one in references(catalogue, holder) if one.relationship == step)
        holder = link.reference_to[0]
    return holder, field
