"""Values of a list that has an order, bounded: "past the proposal stage", « haute ou plus ».

The order is the describe's own: a status goes on along its list, a grade (high, medium, low) comes
down it. A list with neither has no order, and "before retail" bounds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actions.reading.asked import Asked
from actions.reading.picks import Pick, pick
from actions.reading.spans import Mention
from actions.reading.stems import GLUE
from actions.reading.traits import closing_values, status_field
from crm import FieldInfo
from language import words

_NOUNS = frozenset(
    words("stage stade etape phase statut status niveau level priorite priority step rating")
)
_SKIPPED = _NOUNS | GLUE
_AFTER = frozenset(words("apres after past beyond dela passe passee passes passees depasse"))
_BEFORE = frozenset(words("avant before"))
_ABOVE = frozenset(words("above over superieur superieure superieurs superieures dessus"))
_BELOW = frozenset(words("below under inferieur inferieure inferieurs inferieures dessous"))
_MORE = frozenset(words("higher greater better later further haute elevee loin"))
_LESS = frozenset(words("lower earlier less basse faible"))
_UPWARD = frozenset(words("above higher up better more beyond later plus dela mieux apres after "
                          "over dessus superieur superieure onwards"))  # fmt: skip
_DOWNWARD = frozenset(words("below lower less moins dessous avant before earlier under "
                            "inferieur inferieure"))  # fmt: skip
_LEAST = frozenset(words("minimum mini min"))
_MOST = frozenset(words("maximum maxi max"))
_JOINTS = frozenset({"ou", "or", "et", "and"})
_HIGH = frozenset(words("high hot haut haute eleve elevee chaud chaude critical critique urgent "
                        "urgente fort forte major majeur majeure severe highest"))  # fmt: skip
_LOW = frozenset(words("low cold bas basse faible froid froide minor mineur mineure lowest"))
_REACH = 6


@dataclass(frozen=True)
class Bound:
    """Which way a value bounds its list, the value itself `within` or not, and where it is said."""

    upward: bool
    within: bool
    start: int
    end: int


def graded(asked: Asked, mention: Mention, found: Pick) -> tuple[tuple[str, ...], Bound] | None:
    """Return the values a bounded value stands for, where its list has an order."""
    if asked.frame.at(mention) or not found.field.picklist:
        return None
    bound = _after(asked, mention) or _before(asked, mention)
    ordered = _ascending(asked, found) if bound else ()
    places = [ordered.index(one) for one in found.values if one in ordered]
    if bound is None or not places:
        return None
    low, high = min(places), max(places)
    if bound.upward:
        kept = ordered[low if bound.within else high + 1 :]
    else:
        kept = ordered[: high + 1 if bound.within else low]
    return (tuple(kept), bound) if kept else None


def bounds_value(asked: Asked, mention: Mention) -> bool:
    """Whether "past the" only leads to a value of an ordered list: "past the proposal stage"."""
    following = next((m for m in asked.sentence.mentions if m.start >= mention.end), None)
    if following is None or following.start > mention.end or not following.of("value"):
        return False
    found = pick(asked.sentence, following, asked.homes(following), asked.catalogue)
    return found is not None and graded(asked, following, found) is not None


def spent(asked: Asked, bound: Bound, mention: Mention) -> Iterator[Mention]:
    """Yield the mentions that only bound the value."""
    for other in asked.sentence.mentions:
        if other is not mention and bound.start <= other.start and other.end <= bound.end:
            yield other


def whole(mention: Mention, bound: Bound) -> Mention:
    """Return the value with what bounds it after it: « haute ou plus » is one thing."""
    return replace(mention, end=max(mention.end, bound.end))


def _ascending(asked: Asked, found: Pick) -> Sequence[str]:
    """Return a list's values from the lowest to the highest; nothing where it has no order."""
    values = [entry.value for entry in found.field.picklist]
    first, last = (_said(found.field, place) for place in (0, -1))
    if first & _HIGH or last & _LOW:
        return values[::-1]
    if first & _LOW or last & _HIGH:
        return values
    status = status_field(asked.catalogue[_owner(asked, found)])
    if status is None or status.name != found.field.name:
        return ()
    over = {*closing_values(status)} - {*found.values}
    return [one for one in values if one not in over]


def _owner(asked: Asked, found: Pick) -> str:
    """Return the object whose field was chosen: the anchor's, else the one that has it."""
    own = asked.info(found.anchor)
    if own.fields.get(found.field.name) == found.field:
        return own.name
    held = (one.name for one in asked.catalogue.values()
            if one.fields.get(found.field.name) is found.field)  # fmt: skip
    return next(held, own.name)


def _said(field: FieldInfo, place: int) -> set[str]:
    entry = field.picklist[place]
    return {*words(entry.labels.fr), *words(entry.labels.en), *words(entry.value)}


def _before(asked: Asked, mention: Mention) -> Bound | None:
    """Read what bounds a value before it: « après », "at least", "higher than"."""
    tokens = [one.text for one in asked.sentence.tokens[: mention.start]]
    place = len(tokens) - 1
    while place >= 0 and mention.start - place <= _REACH and _skipped(tokens, place):
        place -= 1
    if place < 0:
        return None
    word, ahead = tokens[place], tokens[max(place - 1, 0)]
    if word in {"que", "than"} and place:
        more, less = ahead in _MORE | _UPWARD, ahead in _LESS | _DOWNWARD
        return Bound(more, within=False, start=place - 1, end=mention.end) if more or less else None
    if (ahead, word) in _AT_LEAST:
        return Bound(True, within=True, start=place - 1, end=mention.end)
    upward, downward = word in _AFTER | _ABOVE, word in _BEFORE | _BELOW
    if not (upward or downward):
        return None
    return Bound(upward, within=False, start=place, end=mention.end)


_AT_LEAST = frozenset({("au", "moins"), ("at", "least"), ("a", "partir")})


def _skipped(tokens: Sequence[str], place: int) -> bool:
    """Whether a word before a value only leads to it."""
    word = tokens[place]
    bounds = {"au", "at"} & {word} or word in _AFTER | _BEFORE | _ABOVE | _BELOW
    return not bounds and (word in _SKIPPED or word in "'’-")


def _after(asked: Asked, mention: Mention) -> Bound | None:
    """Read what bounds a value after it: « ou plus », "or above", « minimum »."""
    tokens = [one.text for one in asked.sentence.tokens[mention.end : mention.end + _REACH]]
    place = 0
    while place < len(tokens) and tokens[place] in _NOUNS:
        place += 1
    said = tokens[place : place + 4]
    if said[:1] and said[0] in _LEAST | _MOST:
        end = mention.end + place + 1
        return Bound(said[0] in _LEAST, within=True, start=mention.start, end=end)
    if not said or said[0] not in _JOINTS:
        return None
    for step, word in enumerate(said[1:], 1):
        if word in _UPWARD | _DOWNWARD:
            end = mention.end + place + step + 1
            return Bound(word in _UPWARD, within=True, start=mention.start, end=end)
        if word not in GLUE and word not in {"-", "au"}:
            return None
    return None
